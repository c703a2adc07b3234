/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of files: keeping, attaching drafts, the sealed evidence. */
#include <inttypes.h>

#include "file/file_internal.h"

static const struct problem_code E_NOT_YOURS = { ERR_INVALID, "file.not_yours", "附件不存在或不是您上传的，请重新上传。" };
static const struct problem_code E_SEAL = { ERR_INTERNAL, "file.seal", "附件信息加密失败，请稍后重试。" };

static const char *seal_context(const struct op *op, int64_t id)
{
	return arena_printf(op->a, "attachment.meta:%" PRId64, id);
}

/* Where and when somebody was is personal, also when it is evidence. */
static enum err seal_evidence(struct op *op, const struct file_taken *f, int64_t id)
{
	struct buf text;
	struct json_out w;
	struct db_blob sealed;
	if (!f->original[0] && f->taken_at == NIL && f->lon == NIL)
		return ERR_OK;
	buf_init(&text, op->a, 1024);
	jw_init(&w, &text);
	jw_object(&w);
	jw_kint(&w, "taken_at", f->taken_at);
	jw_kint(&w, "lon", f->lon);
	jw_kint(&w, "lat", f->lat);
	jw_kstr(&w, "original", f->original);
	jw_object_end(&w);
	if (field_seal(op->site->keys, KEY_EVENT_TEXT, op->site->env, op->a, seal_context(op, id), text.p, text.n, &sealed))
		return problem_set(op->problem, &E_SEAL);
	return q_attachment_seal(op->s, &(struct q_attachment_seal_in){ .meta_sealed = sealed, .id = id }, NULL);
}

static enum err claim_hash(struct op *op, const char *claim, char **hash)
{
	return field_digest(op->site->keys, op->a, "claim", claim, hash) ? problem_set(op->problem, &E_SEAL) : ERR_OK;
}

enum err file_keep(struct op *op, const struct file_taken *f, const char *object_kind, int64_t object_id,
		   const char *claim, int64_t *id)
{
	struct q_attachment_insert_out made;
	char *hash = NULL;
	enum err e = claim ? claim_hash(op, claim, &hash) : ERR_OK;
	if (!e)
		e = q_attachment_insert(op->s, &(struct q_attachment_insert_in){ .object_kind = object_kind,
			.object_id = object_id, .stage = f->stage, .hash = f->hash, .name = f->name, .media_type = f->media_type,
			.size = f->size, .width = f->width, .height = f->height, .status = f->status, .claim_hash = hash,
			.thumb_hash = f->thumb_hash[0] ? f->thumb_hash : NULL,
			.uploaded_by = op->who ? op->who->user_id : NIL, .uploaded_at = op->now }, &made);
	if (e)
		return e;
	*id = made.id;
	return seal_evidence(op, f, made.id);
}

/* A draft belongs to who uploaded it, or to who knows its secret. */
static enum err is_mine(struct op *op, const struct q_attachment_draft_out *f, const char *claim, bool *yes)
{
	char *hash;
	*yes = op->who && f->uploaded_by == op->who->user_id;
	if (*yes || !claim || !f->claim_hash)
		return ERR_OK;
	enum err e = claim_hash(op, claim, &hash);
	if (!e)
		*yes = str_eq(hash, f->claim_hash);
	return e;
}

enum err files_attach(struct op *op, const char *object_kind, int64_t object_id, const struct file_claim *files,
		      size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct q_attachment_draft_out f;
		bool mine = false;
		enum err e = q_attachment_draft(op->s, &(struct q_attachment_draft_in){ .id = files[i].id }, &f);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (e || !str_eq(f.object_kind, "draft"))
			return problem_set(op->problem, &E_NOT_YOURS);
		e = is_mine(op, &f, files[i].claim, &mine);
		int64_t changed = 0;
		if (!e && mine)
			e = q_attachment_adopt(op->s, &(struct q_attachment_adopt_in){ .object_kind = object_kind,
					       .object_id = object_id, .id = f.id }, &changed);
		if (!e && !changed)
			e = problem_set(op->problem, &E_NOT_YOURS);
		if (e)
			return e;
	}
	return ERR_OK;
}

static int64_t whole(const struct json *o, const char *key)
{
	const struct json *v = json_get(o, key);
	return v && json_kind(v) == JSON_INT ? json_int(v) : NIL;
}

enum err file_evidence(struct op *op, int64_t id, struct file_evidence *out)
{
	struct q_attachment_sealed_out f;
	const struct json *o, *original;
	const char *why;
	char *text;
	size_t n;
	*out = (struct file_evidence){ NIL, NIL, NIL, "" };
	enum err e = q_attachment_sealed(op->s, &(struct q_attachment_sealed_in){ .id = id }, &f);
	if (e || !f.meta_sealed.p)
		return e;
	if (field_open(op->site->keys, KEY_EVENT_TEXT, op->a, seal_context(op, id), f.meta_sealed, &text, &n) ||
	    json_parse(op->a, (struct sv){ text, n }, &o, &why))
		return problem_set(op->problem, &E_SEAL);
	out->taken_at = whole(o, "taken_at");
	out->lon = whole(o, "lon");
	out->lat = whole(o, "lat");
	original = json_get(o, "original");
	if (original && json_kind(original) == JSON_STRING)
		out->original = json_sv(original).p;
	return ERR_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Uploading and showing files, under the rights of what they belong to.
 *
 * A file follows its object: who may work on the object may add one, who may see the object may open it. Photos of a
 * secret report are seen in full by few, by the others only when they have been released. */
#include <inttypes.h>

#include "auth/audit.h"
#include "desk/desk.h"
#include "file/file.h"
#include "instruction/instruction.h"
#include "notice/notice.h"
#include "selfhandled/selfhandled.h"
#include "visit/visit.h"

enum { CLAIM_BYTES = 16, FORM_BYTES = 64 << 10, CAPS_PER_KIND = 4, ETAG_CHARS = 80 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "file.not_found", "没有找到这个文件，或您无权查看。" };
static const struct problem_code E_NO_OBJECT = { ERR_NOT_FOUND, "file.no_object", "没有找到要上传到的事项，或您无权办理。" };
static const struct problem_code E_ORDER_OVER = { ERR_CONFLICT, "file.order_over", "工单已提交或已办结，不能再上传材料；退回后可补充。" };
static const struct problem_code E_QUARANTINED = { ERR_CONFLICT, "file.quarantined", "这张图片未能安全打开，已隔离保存，请重新拍照上传。" };
static const struct problem_code E_FORBIDDEN = { ERR_FORBIDDEN, "file.forbidden", "您没有上传这类材料的权限。" };

/* ---- what one may add to ---- */

static enum err may_add_to_appeal(struct op *op, int64_t id, bool *yes)
{
	return may_appeal(op->s, op->who, CAP_APPEAL_SORT, id, yes);
}

static enum err may_add_to_case(struct op *op, int64_t id, bool *yes)
{
	static const enum cap caps[] = { CAP_PATROL, CAP_HANDLE, CAP_DISPATCH };
	enum err e = ERR_OK;
	*yes = false;
	for (size_t i = 0; !e && !*yes && i < sizeof caps / sizeof *caps; i++)
		e = can(op->who, caps[i]) ? may_case(op->s, op->who, caps[i], id, yes) : ERR_OK;
	return e;
}

/* What was submitted stays as it was submitted, until it is sent back. */
static enum err may_add_to_order(struct op *op, int64_t id, bool *yes)
{
	struct q_order_get_out o;
	enum err e = may_order(op->s, op->who, CAP_HANDLE, id, yes);
	if (e || !*yes)
		return e;
	e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (e)
		return e;
	bool works = str_eq(o.status, "to_sign") || str_eq(o.status, "handling") || str_eq(o.status, "suspended");
	return works ? ERR_OK : problem_set(op->problem, &E_ORDER_OVER);
}

/* ---- what adding leaves in the history ---- */

static enum err note_on_case(struct op *op, int64_t case_id, int64_t order_id, const struct file_taken *f)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (e)
		return e;
	change_begin(&t.change, order_id == NIL ? "case.file" : "order.file", NIL);
	if (order_id != NIL)
		change_fact_int(&t.change, "order", order_id);
	change_fact_text(&t.change, "stage", f->stage);
	change_fact_text(&t.change, "hash", f->hash);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

static enum err added_to_case(struct op *op, int64_t id, const struct file_taken *f)
{
	return note_on_case(op, id, NIL, f);
}

static enum err added_to_order(struct op *op, int64_t id, const struct file_taken *f)
{
	struct q_order_case_out at;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = id }, &at);
	return e ? e : note_on_case(op, at.case_id, id, f);
}

static enum err added_to_appeal(struct op *op, int64_t id, const struct file_taken *f)
{
	return appeal_file_added(op, id, f->stage, f->hash);
}

static enum err added_to_self(struct op *op, int64_t id, const struct file_taken *f)
{
	return self_file_added(op, id, f->stage, f->hash);
}

static enum err added_to_visit(struct op *op, int64_t id, const struct file_taken *f)
{
	return visit_file_added(op, id, f->stage, f->hash);
}

/* What was sent stays as it was sent: files come as drafts with the sending. */
static enum err may_add_to_sent(struct op *op, int64_t id, bool *yes)
{
	(void)op;
	(void)id;
	*yes = false;
	return ERR_OK;
}

static enum err added_to_sent(struct op *op, int64_t id, const struct file_taken *f)
{
	(void)op;
	(void)id;
	(void)f;
	return ERR_OK;
}

/* Kinds of objects that files are uploaded to. Whoever holds one of the capabilities may prepare a draft for it. */
static const struct target {
	const char *kind, *stage;  /* stage: when none is given */
	enum cap caps[CAPS_PER_KIND];
	enum err (*may_add)(struct op *op, int64_t id, bool *yes);
	enum err (*added)(struct op *op, int64_t id, const struct file_taken *f);
} TARGETS[] = {
	{ "appeal", "report", { CAP_APPEAL_SORT, CAP_APPEAL_CREATE }, may_add_to_appeal, added_to_appeal },
	{ "case", "report", { CAP_PATROL, CAP_HANDLE, CAP_DISPATCH }, may_add_to_case, added_to_case },
	{ "order", "evidence", { CAP_HANDLE }, may_add_to_order, added_to_order },
	{ "self", "report", { CAP_SELF_HANDLE }, self_may_add_file, added_to_self },
	{ "visit", "evidence", { CAP_VISIT }, visit_may_add_file, added_to_visit },
	{ "instruction", "document", { CAP_INSTRUCT }, may_add_to_sent, added_to_sent },
	{ "notice", "document", { CAP_NOTICE_REPLY }, may_add_to_sent, added_to_sent },
	{ "exclusion", "evidence", { CAP_EXCLUSION_ASK }, may_add_to_sent, added_to_sent },
	{ "whistle", "evidence", { CAP_WHISTLE_ANSWER, CAP_WHISTLE }, may_add_to_sent, added_to_sent },
};
enum { TARGET_COUNT = sizeof TARGETS / sizeof *TARGETS };

static bool can_one(const struct principal *who, const struct target *t)
{
	for (size_t i = 0; i < CAPS_PER_KIND && t->caps[i]; i++)
		if (can(who, t->caps[i]))
			return true;
	return false;
}

/* ---- uploading ---- */

struct adding {
	const struct target *target; /* NULL: a draft for whatever comes */
	int64_t id;                  /* NIL: a draft */
	const char *claim;           /* NULL: of the logged-in user */
	struct file_taken file;
};

static const struct target *find_target(const char *kind)
{
	for (size_t i = 0; kind && i < TARGET_COUNT; i++)
		if (str_eq(TARGETS[i].kind, kind))
			return &TARGETS[i];
	return NULL;
}

static enum err may_add(struct op *op, const struct adding *a)
{
	bool yes = false;
	for (size_t i = 0; i < TARGET_COUNT; i++)
		yes |= (!a->target || a->target == &TARGETS[i]) && can_one(op->who, &TARGETS[i]);
	if (!yes)
		return problem_set(op->problem, &E_FORBIDDEN);
	if (a->id == NIL)
		return ERR_OK;
	enum err e = a->target->may_add(op, a->id, &yes);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NO_OBJECT) : e;
}

/* The one file of the form. */
static enum err the_upload(struct req *r, const struct upload **out)
{
	if (r->nuploads != 1 || !str_eq(r->upload[0].field, "file"))
		return problem_field(&r->problem, ERR_INVALID, "file", "file.one", "请一次选择一个文件上传。");
	*out = &r->upload[0];
	return ERR_OK;
}

static enum err keep(struct op *op, struct adding *a, int64_t *id)
{
	bool draft = a->id == NIL;
	enum err e = file_keep(op, &a->file, draft ? "draft" : a->target->kind, draft ? 0 : a->id, a->claim, id);
	return e || draft ? e : a->target->added(op, a->id, &a->file);
}

static enum err add(struct op *op, struct req *r, void *arg)
{
	struct adding *a = arg;
	const struct file_taken *f = &a->file;
	int64_t id;
	enum err e = may_add(op, a); /* again: the order may have been submitted meanwhile */
	if (!e)
		e = keep(op, a, &id);
	if (e)
		return e;
	jw_file(&r->w, op, &(struct q_attachment_list_out){ .id = id, .stage = f->stage, .name = f->name,
		.media_type = f->media_type, .size = f->size, .width = f->width, .height = f->height, .status = f->status,
		.thumb_hash = f->thumb_hash[0] ? f->thumb_hash : NULL, .uploader = op->who->name, .uploaded_at = op->now });
	r->status = 201;
	return ERR_OK;
}

static enum err h_upload(struct req *r)
{
	struct op *op = op_of(r);
	struct adding a = { .target = find_target(in_str(r, "object")), .id = in_i64(r, "id") };
	const struct upload *u = NULL;
	if (a.id != NIL && !a.target)
		return problem_field(&r->problem, ERR_INVALID, "object", "file.object", "请说明要上传到诉求、案件、工单还是自办件。");
	const char *stage = in_str(r, "stage");
	struct file_want want = { .stage = stage ? stage : a.target ? a.target->stage : "report" };
	enum err e = the_upload(r, &u);
	if (!e)
		e = may_add(op, &a);
	if (!e)
		e = file_take(op, u, &want, &a.file);
	return e ? e : op_write(r, add, &a);
}

static const char *make_claim(struct op *op)
{
	uint8_t secret[CLAIM_BYTES];
	struct buf hex;
	env_random(op->site->env, secret, sizeof secret);
	buf_init(&hex, op->a, 2 * CLAIM_BYTES + 1);
	buf_hex(&hex, secret, sizeof secret);
	return buf_cstr(&hex);
}

static enum err add_public(struct op *op, struct req *r, void *arg)
{
	struct adding *a = arg;
	int64_t id;
	enum err e = keep(op, a, &id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kstr(&r->w, "claim", a->claim);
	jw_kstr(&r->w, "thumb_url", NULL);
	jw_kstr(&r->w, "name", a->file.name);
	jw_kint(&r->w, "size", a->file.size);
	jw_kint(&r->w, "width", a->file.width);
	jw_kint(&r->w, "height", a->file.height);
	jw_kstr(&r->w, "status", a->file.status);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err h_public_upload(struct req *r)
{
	struct op *op = op_of(r);
	struct adding a = { .id = NIL, .claim = make_claim(op) };
	struct file_want want = { .stage = "report", .only_pictures = true, .max_bytes = FILE_PUBLIC_BYTES_MAX };
	const struct upload *u = NULL;
	enum err e = the_upload(r, &u);
	if (!e)
		e = file_take(op, u, &want, &a.file);
	return e ? e : op_write(r, add_public, &a);
}

/* ---- showing ---- */

static enum err sees_appeal_file(struct op *op, const struct q_attachment_get_out *f, bool *yes)
{
	struct q_appeal_get_out a;
	enum err e = appeal_get(op, f->object_id, &a);
	if (!e)
		e = may_appeal(op->s, op->who, CAP_APPEAL_READ, a.id, yes);
	if (!e && !*yes && a.case_id != NIL)
		e = may_case(op->s, op->who, CAP_CASE_READ, a.case_id, yes);
	if (!e && *yes && !f->released)
		*yes = sees_full_text(op, &a);
	return e;
}

/* As the order's own page: with the case, or as who must review it. */
static enum err sees_order_file(struct op *op, int64_t order_id, bool *yes)
{
	struct q_order_get_out o;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = order_id }, &o);
	if (!e)
		e = may_case(op->s, op->who, CAP_CASE_READ, o.case_id, yes);
	if (!e && !*yes && o.review_unit_id != NIL)
		e = may_unit(op->s, op->who, CAP_REVIEW_TOWN, o.review_unit_id, yes);
	return e;
}

static enum err sees(struct op *op, const struct q_attachment_get_out *f, bool *yes)
{
	*yes = false;
	if (str_eq(f->object_kind, "draft"))
		*yes = f->uploaded_by == op->who->user_id;
	else if (str_eq(f->object_kind, "appeal"))
		return sees_appeal_file(op, f, yes);
	else if (str_eq(f->object_kind, "case"))
		return may_case(op->s, op->who, CAP_CASE_READ, f->object_id, yes);
	else if (str_eq(f->object_kind, "order"))
		return sees_order_file(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "self"))
		return self_may_see(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "visit"))
		return visit_may_see(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "notice"))
		return notice_may_see_file(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "exclusion"))
		return exclusion_may_see_file(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "whistle"))
		return whistle_may_see_file(op, f->object_id, yes);
	else if (str_eq(f->object_kind, "instruction"))
		return instruction_may_see_file(op, f->object_id, yes);
	return ERR_OK;
}

static enum err find(struct req *r, struct op *op, struct q_attachment_get_out *f)
{
	bool yes = false;
	enum err e = q_attachment_get(op->s, &(struct q_attachment_get_in){ .id = r->path_id[0] }, f);
	if (!e)
		e = sees(op, f, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes)) {
		problem_clear(&r->problem);
		return problem_set(&r->problem, &E_NOT_FOUND);
	}
	if (!e && !str_eq(f->status, "ready"))
		e = problem_set(&r->problem, &E_QUARANTINED);
	return e;
}

/* Rights may change, content never does: the browser keeps the file and asks each time whether it may still show it. */
static void answer_file(struct req *r, struct op *op, const char *hash, const char *media_type,
			const char *download_name)
{
	const char *tag = arena_printf(r->arena, "\"%s\"", hash);
	req_set_header(r, "ETag", tag);
	req_set_header(r, "Cache-Control", "private, no-cache");
	if (str_eq(req_header(r, "If-None-Match"), tag))
		r->status = 304;
	else
		req_send_file(r, file_path(op, hash), false, media_type, download_name);
}

static enum err h_file(struct req *r)
{
	struct op *op = op_of(r);
	struct q_attachment_get_out f;
	enum err e = find(r, op, &f);
	if (!e)
		answer_file(r, op, f.hash, f.media_type, file_shown(f.media_type) ? NULL : f.name);
	return e;
}

static enum err h_thumb(struct req *r)
{
	struct op *op = op_of(r);
	struct q_attachment_get_out f;
	enum err e = find(r, op, &f);
	if (!e && !f.thumb_hash)
		e = problem_set(&r->problem, &E_NOT_FOUND);
	if (!e)
		answer_file(r, op, f.thumb_hash, "image/jpeg", NULL);
	return e;
}

/* ---- where and when a photo was taken ---- */

/* For staff who see the file; every look leaves its reason in the audit log. */
static enum err h_evidence(struct req *r)
{
	struct op *op = op_of(r);
	struct q_attachment_get_out f;
	struct file_evidence v;
	enum err e = find(r, op, &f);
	if (!e)
		e = file_evidence(op, f.id, &v);
	if (!e)
		e = audit_read(r, "file.evidence", "attachment", f.id, in_str(r, "reason"), NULL);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", f.id);
	jw_kint(&r->w, "taken_at", v.taken_at);
	jw_kint(&r->w, "lon", v.lon);
	jw_kint(&r->w, "lat", v.lat);
	jw_kstr(&r->w, "original", v.original);
	jw_kint(&r->w, "uploaded_at", f.uploaded_at);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field EVIDENCE_IN[] = {
	{ "reason", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "理由", "why it is looked at" }, { 0 }
};
static const struct in_field UPLOAD_IN[] = {
	{ "object", IN_ENUM, IN_QUERY, 0, 0, "appeal|case|order|self|visit|instruction|notice|exclusion|whistle", "所属事项", "what the file is for" },
	{ "id", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "its id; without: a draft of this user, attached later" },
	{ "stage", IN_ENUM, IN_QUERY, 0, 0, "report|before|after|evidence|document|voice", "材料类别", "default: evidence of an order, else report" },
	{ 0 },
};

/* A picture takes a while: as bulk work, half of the workers stay free for the rest. */
enum {
	STAFF_UPLOAD = ROUTE_UPLOAD | ROUTE_BULK | ROUTE_IDEMPOTENT,
	PUBLIC_UPLOAD = ROUTE_UPLOAD | ROUTE_BULK | ROUTE_PUBLIC | ROUTE_POW,
	STAFF_BYTES = FILE_BYTES_MAX + FORM_BYTES,
	PUBLIC_BYTES = FILE_PUBLIC_BYTES_MAX + FORM_BYTES
};
const struct route FILE_ROUTES[] = {
	{ HTTP_POST, "/api/v1/files", h_upload, CAP_SELF, "by the object", UPLOAD_IN, STAFF_BYTES, STAFF_UPLOAD, "Uploads a photo, document or recording (form field file).", "FileInfo" },
	{ HTTP_GET, "/api/v1/files/{id}", h_file, CAP_SELF, "by the object", NULL, 0, 0, "The file itself; documents as a download.", "File" },
	{ HTTP_GET, "/api/v1/files/{id}/thumb", h_thumb, CAP_SELF, "by the object", NULL, 0, 0, "A small picture of it.", "File" },
	{ HTTP_POST, "/api/v1/files/{id}/evidence", h_evidence, CAP_CASE_READ, "by the object", EVIDENCE_IN, 0, 0, "When and where a photo was taken; audited.", "FileEvidence" },
	{ HTTP_POST, "/api/v1/public/files", h_public_upload, CAP_NONE, "none", NULL, PUBLIC_BYTES, PUBLIC_UPLOAD, "Uploads a photo for an appeal (form field file).", "PublicFile" },
	{ 0 },
};

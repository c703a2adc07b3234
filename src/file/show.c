/* SPDX-License-Identifier: Apache-2.0 */
/* Files in answers and inputs of the interface. */
#include <inttypes.h>

#include "file/file.h"

void jw_file(struct json_out *w, struct op *op, const struct q_attachment_list_out *f)
{
	bool ready = str_eq(f->status, "ready");
	const char *url = ready ? arena_printf(op->a, "/api/v1/files/%" PRId64, f->id) : NULL;
	jw_object(w);
	jw_kid(w, "id", f->id);
	jw_kstr(w, "stage", f->stage);
	jw_kstr(w, "name", f->name);
	jw_kstr(w, "media_type", f->media_type);
	jw_kint(w, "size", f->size);
	jw_kint(w, "width", f->width);
	jw_kint(w, "height", f->height);
	jw_kstr(w, "status", f->status);
	jw_kstr(w, "url", url);
	jw_kstr(w, "thumb_url", ready && f->thumb_hash ? arena_printf(op->a, "%s/thumb", url) : NULL);
	jw_kint(w, "uploaded_at", f->uploaded_at);
	jw_kstr(w, "uploaded_by", f->uploader);
	jw_object_end(w);
}

enum err jw_files(struct json_out *w, const char *key, struct op *op, const char *object_kind, int64_t object_id,
		  bool released_only)
{
	struct q_attachment_list_in in = { .object_kind = object_kind, .object_id = object_id };
	struct q_attachment_list_rows f;
	enum err e = q_attachment_list(op->s, &in, &f);
	if (e)
		return e;
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < f.n; i++)
		if (!released_only || f.v[i].released)
			jw_file(w, op, &f.v[i]);
	jw_array_end(w);
	return ERR_OK;
}

enum err files_attach_given(struct op *op, struct req *r, const char *object_kind, int64_t object_id)
{
	const struct in_value *files = in_get(r, "files");
	struct file_claim *claims = ARENA_ARRAY(op->a, struct file_claim, files->n + 1);
	for (size_t i = 0; i < files->n; i++)
		claims[i].id = files->ids[i];
	return files_attach(op, object_kind, object_id, claims, files->n);
}

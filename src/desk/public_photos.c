/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures on a citizen's progress page: the own ones, and those that show the finished work.
 *
 * A picture tag can carry neither receipt nor phone tail. Whoever has shown both gets addresses that open one small picture
 * for a quarter of an hour; they are signed, so that no other picture opens with them. Of the finished work only what a
 * rule lets out is shown: pictures of 处置后 of a lead order that passed every review, and never for a sensitive event. */
#include <inttypes.h>

#include "auth/crypto.h"
#include "desk/desk.h"

enum { OPEN_MS = 15 * MS_MINUTE, KEY_BYTES = 32, MAC_CHARS = 2 * SM3_SIZE };

static const struct problem_code E_GONE = { ERR_NOT_FOUND, "photo.expired", "图片链接已失效，请刷新进度页面。" };

static enum err mac_of(struct op *op, int64_t id, int64_t until, const char **hex)
{
	uint8_t key[KEY_BYTES], mac[SM3_SIZE];
	const char *text = arena_printf(op->a, "public photo|%" PRId64 "|%" PRId64, id, until);
	struct buf b;
	enum err e = keys_secret(op->site->keys, KEY_TOKEN, key);
	if (e)
		return e;
	hmac_sm3(key, sizeof key, text, strlen(text), mac);
	buf_init(&b, op->a, MAC_CHARS + 1);
	buf_hex(&b, mac, sizeof mac);
	*hex = buf_cstr(&b);
	return ERR_OK;
}

static enum err put_photos(struct json_out *w, struct op *op, const char *object_kind, int64_t object_id, const char *stage)
{
	struct q_attachment_list_rows f;
	enum err e = q_attachment_list(
		op->s, &(struct q_attachment_list_in){ .object_kind = object_kind, .object_id = object_id }, &f);
	int64_t until = op->now + OPEN_MS;
	for (size_t i = 0; !e && i < f.n; i++) {
		const char *mac, *url;
		if (!str_eq(f.v[i].status, "ready") || !f.v[i].thumb_hash || (stage && !str_eq(f.v[i].stage, stage)))
			continue;
		e = mac_of(op, f.v[i].id, until, &mac);
		if (e)
			break;
		url = arena_printf(op->a, "/api/v1/public/photos/%" PRId64 "?until=%" PRId64 "&mac=%s", f.v[i].id, until, mac);
		jw_object(w);
		jw_kid(w, "id", f.v[i].id);
		jw_kstr(w, "url", url);
		jw_kstr(w, "thumb_url", url);
		jw_kint(w, "uploaded_at", f.v[i].uploaded_at);
		jw_object_end(w);
	}
	return e;
}

enum err put_public_photos(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c)
{
	const struct event_type *type = c ? ref_type(op->refs, c->event_type_id) : NULL;
	struct q_order_of_case_rows o = { .n = 0 };
	jw_key(w, "files");
	jw_array(w);
	enum err e = put_photos(w, op, "appeal", a->id, NULL);
	jw_array_end(w);
	jw_key(w, "done_files");
	jw_array(w);
	if (!e && type && !type->sensitive)
		e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = c->id }, &o);
	for (size_t i = 0; !e && i < o.n; i++)
		if (str_eq(o.v[i].role, "lead") && str_eq(o.v[i].status, "settled"))
			e = put_photos(w, op, "order", o.v[i].id, "after");
	jw_array_end(w);
	return e;
}

static enum err h_photo(struct req *r)
{
	struct op *op = op_of(r);
	struct q_attachment_get_out f;
	const char *mac, *given = in_str(r, "mac");
	int64_t id = r->path_id[0], until = in_i64(r, "until");
	enum err e = mac_of(op, id, until, &mac);
	if (e)
		return e;
	if (strlen(given) != MAC_CHARS || !crypto_equal(given, mac, MAC_CHARS) || until < op->now)
		return problem_set(&r->problem, &E_GONE);
	e = q_attachment_get(op->s, &(struct q_attachment_get_in){ .id = id }, &f);
	if (e == ERR_NOT_FOUND || (!e && (!str_eq(f.status, "ready") || !f.thumb_hash))) {
		problem_clear(&r->problem);
		return problem_set(&r->problem, &E_GONE);
	}
	if (e)
		return e;
	req_set_header(r, "Cache-Control", "private, max-age=900");
	req_send_file(r, file_path(op, f.thumb_hash), false, "image/jpeg", NULL);
	return ERR_OK;
}

static const struct in_field PHOTO_IN[] = {
	{ "until", IN_TIME, IN_QUERY | IN_REQUIRED, 0, 0, NULL, "有效期", "" },
	{ "mac", IN_TEXT, IN_QUERY | IN_REQUIRED, MAC_CHARS, MAC_CHARS, NULL, "签名", "" },
	{ 0 },
};
const struct route PUBLIC_PHOTO_ROUTES[] = {
	{ HTTP_GET, "/api/v1/public/photos/{id}", h_photo, CAP_NONE, "own", PHOTO_IN, 0, ROUTE_PUBLIC,
	  "A small picture of the progress page, for a quarter of an hour.", "File" },
	{ 0 },
};

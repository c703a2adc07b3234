/* SPDX-License-Identifier: Apache-2.0 */
/* The look-up over HTTP, for the desk and for the public page. */
#include "place/place.h"

const struct in_field PLACE_ASK_IN[] = {
	{ "q", IN_TEXT, IN_QUERY | IN_REQUIRED, 1, 60, NULL, "地点", "as it was said, or initials of its pinyin" },
	{ "lon", IN_INT, IN_QUERY, 73000000, 136000000, NULL, "经度", "micro-degrees; candidates tell their distance" },
	{ "lat", IN_INT, IN_QUERY, 3000000, 54000000, NULL, "纬度", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "these come first" },
	{ "community", IN_ID, IN_QUERY, 0, 0, NULL, "村居", "these come first" },
	{ 0 }
};
const struct in_field PLACE_TEXT_IN[] = {
	{ "text", IN_TEXT, IN_QUERY | IN_REQUIRED, 2, 500, NULL, "正文", "what is being told" }, { 0 }
};
const struct in_field PLACE_PUBLIC_IN[] = { { "q", IN_TEXT, IN_QUERY | IN_REQUIRED, 1, 40, NULL, "地点", "" }, { 0 } };

static const char *kind_text(const char *kind)
{
	static const char *const WORDS[][2] = {
		{ "estate", "小区" },  { "road", "道路" },   { "landmark", "地标" }, { "school", "学校" },   { "hospital", "医院" },
		{ "park", "公园广场" }, { "market", "市场" }, { "company", "企业" },  { "shop", "店铺" },     { "stop", "公交站" },
		{ "office", "机关单位" }, { "crossing", "路口" }, { "village", "村庄" }, { "community", "村居" },
	};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (str_eq(WORDS[i][0], kind))
			return WORDS[i][1];
	return "其他";
}

static void put(struct json_out *w, const struct op *op, const struct place_found *x, bool public)
{
	jw_object(w);
	if (!public)
		jw_kid(w, "id", x->id);
	jw_kstr(w, "name", x->name);
	jw_kstr(w, "kind", x->kind);
	jw_kstr(w, "kind_text", kind_text(x->kind));
	jw_kstr(w, "address", x->address);
	jw_kint(w, "lon", x->lon);
	jw_kint(w, "lat", x->lat);
	jw_unit(w, "community", op->refs, x->community_id);
	jw_unit(w, "town", op->refs, x->town_id);
	jw_grid(w, "grid", op->refs, x->grid ? x->grid->id : NIL);
	if (!public) {
		jw_kstr(w, "why", x->why);
		jw_kint(w, "metres", x->metres);
		jw_kint(w, "score", x->score);
	}
	jw_object_end(w);
}

static void put_all(struct req *r, const struct op *op, const struct place_found *v, size_t n, bool public)
{
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < n; i++)
		put(&r->w, op, &v[i], public);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
}

static enum err find(struct req *r, const struct place_ask *ask, size_t max, bool public)
{
	struct op *op = op_of(r);
	struct place_found *v = ARENA_ARRAY(r->arena, struct place_found, PLACE_FOUND);
	size_t n;
	enum err e = place_find(op, ask, v, &n);
	if (!e)
		put_all(r, op, v, n < max ? n : max, public);
	return e;
}

enum err place_api_find(struct req *r)
{
	return find(r,
		&(struct place_ask){
			in_str(r, "q"), in_i64(r, "lon"), in_i64(r, "lat"), in_i64(r, "town"), in_i64(r, "community") },
		PLACE_FOUND, false);
}

/* Public places only say where they are: no ids, no reasons, six of them. */
enum err place_api_public(struct req *r)
{
	return find(r, &(struct place_ask){ in_str(r, "q"), NIL, NIL, NIL, NIL }, 6, true);
}

enum err place_api_in_text(struct req *r)
{
	struct op *op = op_of(r);
	struct place_found *v = ARENA_ARRAY(r->arena, struct place_found, PLACE_FOUND);
	size_t n;
	enum err e = place_in_text(op, in_str(r, "text"), v, &n);
	if (!e)
		put_all(r, op, v, n < 5 ? n : 5, false);
	return e;
}

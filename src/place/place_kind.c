/* SPDX-License-Identifier: Apache-2.0 */
/* Places as a kind of reference data (ref_kind.h): list, form, CSV in and out; the terms follow each change. */
#include "place/place.h"
#include "place_sql.h"

#define PLACE_KINDS                                                                                                      \
	"estate|road|landmark|school|hospital|park|market|company|shop|stop|office|crossing|village|other"
#define PLACE_KIND_WORDS                                                                                                 \
	"estate:小区|road:道路|landmark:地标|school:学校|hospital:医院|park:公园广场|market:市场|company:企业|shop:店铺|stop:公交站|" \
	"office:机关单位|crossing:路口|village:村庄|other:其他"

static const struct in_field PLACE_IN[] = {
	VERSION_IN,
	{ "name", IN_TEXT, 0, 1, 40, NULL, "地名", "as people say it, without city, town and number" },
	{ "alias", IN_TEXT, 0, 0, 200, NULL, "别名", "other names, separated by ;" },
	{ "kind", IN_ENUM, 0, 0, 0, PLACE_KINDS, "种类", "" },
	{ "community_id", IN_ID, 0, 0, 0, NULL, "社区", "null: not known" },
	{ "address", IN_TEXT, 0, 0, 120, NULL, "地址", "road and number" },
	{ "no_from", IN_INT, 0, 0, 9999, NULL, "门牌起", "of a road: first house number in this community, 0 unknown" },
	{ "no_to", IN_INT, 0, 0, 9999, NULL, "门牌止", "" },
	{ "lon", IN_INT, 0, 0, 136000000, NULL, "经度", "micro-degrees CGCS2000, 0 unknown" },
	{ "lat", IN_INT, 0, 0, 54000000, NULL, "纬度", "" },
	{ "pinyin", IN_TEXT, 0, 0, 240, NULL, "拼音", "made from the name when empty; give it when the name is read otherwise" },
	{ "initials", IN_TEXT, 0, 0, 60, NULL, "拼音首字母", "follows from the name" },
	{ "note", IN_TEXT, 0, 0, 200, NULL, "备注", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col PLACE_COLS[] = {
	{ "name", .cell = REF_TEXT, .required = true },
	{ "alias", .cell = REF_TEXT },
	{ "kind", .cell = REF_TEXT, .required = true, .words = PLACE_KIND_WORDS },
	{ "community_id", .cell = REF_LINK, .csv = "community", .lookup = &q_place_community_by_code_stmt },
	{ "address", .cell = REF_TEXT },
	{ "no_from", .cell = REF_INT, .otherwise = "0" },
	{ "no_to", .cell = REF_INT, .otherwise = "0" },
	{ "lon", .cell = REF_INT, .otherwise = "0" },
	{ "lat", .cell = REF_INT, .otherwise = "0" },
	{ "pinyin", .cell = REF_TEXT },
	{ "initials", .cell = REF_TEXT },
	{ "note", .cell = REF_TEXT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

static enum err check_key(struct ref_edit *e)
{
	struct q_place_key_out other;
	enum err err = q_place_key(e->s,
				   &(struct q_place_key_in){ .name = ref_text(e, "name"), .kind = ref_text(e, "kind"),
							     .community_id = ref_int(e, "community_id") },
				   &other);
	if (!err && other.id != e->id)
		ref_fault(e, "name", "这个社区已有同名同类的地名，请修改原有的一条，或写成别名");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err place_check(struct ref_edit *e)
{
	size_t n;
	int64_t lon = ref_int(e, "lon"), lat = ref_int(e, "lat"), from = ref_int(e, "no_from"), to = ref_int(e, "no_to");
	const char *alias = ref_tidy_words(e->a, ref_text(e, "alias"), &n);
	bool renamed = e->id == NIL || !str_eq(e->before.v[ref_col(e->kind, "name")].s, ref_text(e, "name"));
	ref_set_text(e, "alias", alias);
	if (n > 10)
		ref_fault(e, "alias", "别名最多 10 个");
	if ((lon == 0) != (lat == 0))
		ref_fault(e, lon ? "lat" : "lon", "经度和纬度要一起填，或都留空");
	if (lon && (lon < 73000000 || lat < 3000000))
		ref_fault(e, "lon", "位置不在国内，请检查经度和纬度是否写反");
	if (from > to)
		ref_fault(e, "no_to", "门牌止不能小于门牌起");
	if ((from || to) && !str_eq(ref_text(e, "kind"), "road"))
		ref_fault(e, "no_from", "只有道路填写门牌范围");
	struct place_words w = place_words(e->a, ref_text(e, "name"), alias);
	bool same = e->id != NIL && str_eq(e->before.v[ref_col(e->kind, "pinyin")].s, ref_text(e, "pinyin"));
	if (!*ref_text(e, "pinyin") || (renamed && same))
		ref_set_text(e, "pinyin", w.pinyin);
	for (const char *p = ref_text(e, "pinyin"); *p; p++)
		if ((*p < 'a' || *p > 'z') && (*p < '0' || *p > '9')) {
			ref_fault(e, "pinyin", "拼音只用小写字母和数字，不带空格和声调");
			break;
		}
	ref_set_text(e, "initials", w.initials);
	return check_key(e);
}

static enum err place_follow(struct ref_edit *e, bool fresh)
{
	struct place_words w = place_words(e->a, ref_text(e, "name"), ref_text(e, "alias"));
	enum err err = fresh ? ERR_OK : q_place_terms_clear(e->s, &(struct q_place_terms_clear_in){ .id = e->id }, NULL);
	if (!err)
		err = q_place_terms_put(e->s, &(struct q_place_terms_put_in){ .id = e->id, .terms = w.terms }, NULL);
	const char *own = ref_text(e, "pinyin");
	if (err || str_eq(own, w.pinyin))
		return err;
	return q_place_terms_put(
		e->s, &(struct q_place_terms_put_in){ .id = e->id, .terms = place_words(e->a, own, "").terms }, NULL);
}

static const struct list_col PLACE_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "name", "地名", COL_TEXT, 24, NULL }, { "alias", "别名", COL_TEXT, 24, NULL },
	{ "kind", "种类", COL_TEXT, 10, PLACE_KIND_WORDS }, { "community_id", NULL, COL_ID, 0, NULL },
	{ "community", "社区", COL_TEXT, 10, NULL }, { "community_name", NULL, COL_TEXT, 0, NULL }, { "address", "地址", COL_TEXT, 24, NULL },
	{ "no_from", "门牌起", COL_INT, 8, NULL }, { "no_to", "门牌止", COL_INT, 8, NULL }, { "lon", "经度", COL_INT, 12, NULL },
	{ "lat", "纬度", COL_INT, 12, NULL }, { "pinyin", "拼音", COL_TEXT, 24, NULL }, { "initials", NULL, COL_TEXT, 0, NULL },
	{ "note", "备注", COL_TEXT, 20, NULL }, { "active", "启用", COL_BOOL, 6, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort PLACE_SORTS[] = { { "pinyin", "t.pinyin", COL_TEXT, false },
						{ "-id", "t.id", COL_INT, true },
						{ 0 } };
static const struct in_field PLACE_QUERY[] = {
	LIST_INPUTS, { "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "查找", "name, or beginning of its initials" }, ACTIVE_IN,
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, PLACE_KINDS, "种类", "" }, { "community", IN_ID, IN_QUERY, 0, 0, NULL, "社区", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" }, { 0 }
};

static void place_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q")) {
		struct sv plain = text_normalise(r->arena, sv_from(in_str(r, "q")));
		bool letters = plain.n && plain.p[0] >= 'a' && plain.p[0] <= 'z';
		if (letters)
			db_query_add(q, " AND t.id IN (SELECT place_id FROM place_term WHERE term = $)",
				DB_ARG_TEXT(arena_sv(r->arena, plain)));
		else
			db_query_add(q, " AND (REPLACE(t.name, $, '') <> t.name OR REPLACE(t.alias, $, '') <> t.alias)",
				     DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")));
	}
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND t.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "community"))
		db_query_add(q, " AND t.community_id = $", DB_ARG_I64(in_i64(r, "community")));
	if (in_given(r, "town"))
		db_query_add(q, " AND u.parent_id = $", DB_ARG_I64(in_i64(r, "town")));
}

static const struct list_def PLACES_DEF = { .title = "地名库",
	.cols = PLACE_LIST,
	.sorts = PLACE_SORTS,
	.id = "t.id",
	.select = "t.id, t.name, t.alias, t.kind, t.community_id, u.code, u.name, t.address, t.no_from, t.no_to, "
		  "t.lon, t.lat, t.pinyin, "
		  "t.initials, t.note, t.active, t.version",
	.from = " FROM place t LEFT JOIN unit u ON u.id = t.community_id",
	.where = place_where };
const struct ref_kind REF_PLACES = {
	.path = "places", .table = "place", .text = "地名库", .edit = CAP_GRID_EDIT, .in = PLACE_IN, .cols = PLACE_COLS,
	.key = "name,kind,community_id", .get = &q_place_get_stmt, .find = &q_place_key_stmt, .insert = &q_place_insert_stmt,
	.update = &q_place_update_stmt, .list = &PLACES_DEF, .check = place_check, .follow = place_follow
};

/* ---- a town keeps the places of its own communities ---------------------------------------------------- */

static const struct problem_code E_REGION = { ERR_FORBIDDEN, "place.region", "您只能维护本辖区社区的地名，请选择本辖区的社区。" };

static enum err region_check(struct req *r, int64_t community)
{
	bool yes = can_scope(req_who(r), CAP_GRID_EDIT) == SCOPE_ALL;
	enum err e = yes || community == NIL ? ERR_OK : may_unit(r->db, req_who(r), CAP_GRID_EDIT, community, &yes);
	return e || yes ? e : problem_set(&r->problem, &E_REGION);
}

static enum err place_create(struct req *r)
{
	enum err e = region_check(r, in_i64(r, "community_id"));
	return e ? e : ref_api_create(r);
}

static enum err place_change(struct req *r)
{
	struct q_place_get_out row;
	enum err e = q_place_get(r->db, &(struct q_place_get_in){ .id = r->path_id[0] }, &row);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	e = region_check(r, row.community_id);
	if (!e && in_given(r, "community_id"))
		e = region_check(r, in_i64(r, "community_id"));
	return e ? e : ref_api_update(r);
}

static enum err place_import(struct req *r)
{
	enum err e = region_check(r, NIL);
	return e ? e : ref_api_import(r);
}

#define REF "/api/v1/ref/places"
const struct route PLACE_ROUTES[] = {
	{ HTTP_GET, REF, ref_api_list, CAP_REF_READ, "none", PLACE_QUERY, 0, 0, "地名库：列表", "List<RefRow>" },
	{ HTTP_GET, REF "/export.csv", ref_api_csv, CAP_REF_READ, "none", PLACE_QUERY, 0, ROUTE_BULK, "地名库：导出 CSV，可再导入", "File" },
	{ HTTP_GET, REF "/export.xlsx", ref_api_xlsx, CAP_REF_READ, "none", PLACE_QUERY, 0, ROUTE_BULK, "地名库：导出 xlsx", "File" },
	{ HTTP_GET, REF "/{id}", ref_api_get, CAP_REF_READ, "none", NULL, 0, 0, "地名库：一条", "RefRow" },
	{ HTTP_GET, REF "/{id}/versions", ref_api_versions, CAP_REF_READ, "none", NULL, 0, 0, "地名库：历次版本", "List<RefVersion>" },
	{ HTTP_POST, REF, place_create, CAP_GRID_EDIT, "region", PLACE_IN, 256 << 10, ROUTE_IDEMPOTENT, "地名库：新增", "RefRow" },
	{ HTTP_PUT, REF "/{id}", place_change, CAP_GRID_EDIT, "region", PLACE_IN, 256 << 10, ROUTE_IDEMPOTENT, "地名库：修改", "RefRow" },
	{ HTTP_POST, REF "/import", place_import, CAP_GRID_EDIT, "all", REF_IMPORT_IN, REF_IMPORT_BODY, ROUTE_UPLOAD | ROUTE_BULK,
	  "地名库：导入 CSV（dry=1 只检查不写入）", "ImportReport" },
	{ HTTP_GET, "/api/v1/places", place_api_find, CAP_REF_READ, "none", PLACE_ASK_IN, 0, 0,
	  "Reads a place as people say it: candidates with reasons, grid and distance.", "PlaceFound" },
	{ HTTP_GET, "/api/v1/places/in-text", place_api_in_text, CAP_REF_READ, "none", PLACE_TEXT_IN, 0, 0,
	  "Places named in a longer text.", "PlaceFound" },
	{ HTTP_GET, "/api/v1/public/places", place_api_public, CAP_NONE, "none", PLACE_PUBLIC_IN, 0, ROUTE_PUBLIC,
	  "The same for the public page: names and points only.", "PlaceFound" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Grids as a kind of reference data (ref_kind.h): list, form, CSV, and the rules of code, place, shape and size. */
#include <inttypes.h>

#include "auth/web.h"
#include "catalogue/kinds.h"
#include "grid/grid.h"
#include "catalogue_sql.h"
#include "grid_sql.h"

enum { WKT_MAX = 60000 };

/* Two polygons may share a border; what overlaps more than this share of the smaller one is a mistake. */
static const double OVERLAP_ALLOWED = 0.01;

#define LEVEL_WORDS "1:基础网格|2:单元格|3:细胞格|4:专属网格"

static const struct in_field GRID_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 15, 19, NULL, "网格编码", "15, 17 or 19 digits" },
	{ "level", IN_INT, 0, 1, 4, NULL, "层级", "1 base grid, 2 unit cell, 3 cell, 4 special grid" },
	{ "parent_id", IN_ID, 0, 0, 0, NULL, "上级网格", "only for levels 2 and 3" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "网格名称", "" },
	{ "special", IN_TEXT, 0, 0, 20, NULL, "专属类型", "party, enforcement, sea …; only for level 4" },
	{ "town_id", IN_ID, 0, 0, 0, NULL, "镇街", "follows from the community" },
	{ "community_id", IN_ID, 0, 0, 0, NULL, "社区", "" },
	{ "households", IN_INT, 0, 0, 100000, NULL, "户数", "" },
	{ "wkt", IN_TEXT, 0, 0, WKT_MAX, NULL, "边界", "POLYGON or MULTIPOLYGON, CGCS2000 degrees" },
	{ "lon", IN_INT, 0, 0, 180000000, NULL, "经度", "micro-degrees; 0 = from the shape" },
	{ "lat", IN_INT, 0, 0, 90000000, NULL, "纬度", "micro-degrees; 0 = from the shape" },
	{ "phone", IN_TEXT, 0, 0, 30, NULL, "公开电话", "on the contact card" },
	{ 0 }
};
static const struct ref_col GRID_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "level", .cell = REF_INT, .required = true, .words = LEVEL_WORDS },
	{ "parent_id", .cell = REF_LINK, .csv = "parent", .lookup = &q_grid_find_stmt },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "special", .cell = REF_TEXT },
	{ "town_id", .cell = REF_LINK, .csv = "town", .lookup = &q_ref_town_by_code_stmt },
	{ "community_id", .cell = REF_LINK, .required = true, .csv = "community", .lookup = &q_grid_unit_by_code_stmt },
	{ "households", .cell = REF_INT, .otherwise = "0" },
	{ "wkt", .cell = REF_TEXT },
	{ "lon", .cell = REF_INT, .otherwise = "0" },
	{ "lat", .cell = REF_INT, .otherwise = "0" },
	{ "phone", .cell = REF_TEXT },
	{ 0 }
};

/* ---- rules ------------------------------------------------------------------------------------------ */

static enum err check_place(struct ref_edit *e, const char **region)
{
	struct q_grid_community_out c;
	int64_t town = ref_int(e, "town_id");
	enum err err = q_grid_community(e->s, &(struct q_grid_community_in){ .id = ref_int(e, "community_id") }, &c);
	*region = "";
	if (err && err != ERR_NOT_FOUND)
		return err;
	if (err || !str_eq(c.kind, "community")) {
		ref_fault(e, "community_id", "所属社区应选一个社区或村");
		return ERR_OK;
	}
	if (!c.parent_kind || !str_eq(c.parent_kind, "town")) {
		ref_fault(e, "community_id", arena_printf(e->a, "%s不在任何镇街之下，请先在机构中理顺", c.name));
		return ERR_OK;
	}
	if (town != NIL && town != c.parent_id)
		ref_fault(e, "town_id", arena_printf(e->a, "%s不属于所填的镇街，镇街可以留空，由社区带出", c.name));
	ref_set_int(e, "town_id", c.parent_id);
	*region = c.region_code;
	return ERR_OK;
}

static enum err check_tree(struct ref_edit *e, const char *region, const char **parent_wkt)
{
	struct q_grid_parent_out parent;
	int64_t id = ref_int(e, "parent_id");
	const char *parent_code = NULL;
	*parent_wkt = NULL;
	if (id != NIL) {
		enum err err = q_grid_parent(e->s, &(struct q_grid_parent_in){ .id = id }, &parent);
		if (err && err != ERR_NOT_FOUND)
			return err;
		if (err) {
			ref_fault(e, "parent_id", "上级网格不存在或已撤销");
			return ERR_OK;
		}
		parent_code = parent.code;
		*parent_wkt = parent.wkt;
		if (parent.community_id != ref_int(e, "community_id"))
			ref_fault(e, "community_id", "所属社区应与上级网格相同");
	}
	const char *fault = grid_code_fault(e->a, (int)ref_int(e, "level"), ref_text(e, "code"), parent_code, region);
	if (fault)
		ref_fault(e, "code", fault);
	bool special = ref_int(e, "level") == GRID_SPECIAL;
	if (special && !*ref_text(e, "special"))
		ref_fault(e, "special", "专属网格应写明专属类型，如党建、综合执法、海上");
	if (!special && *ref_text(e, "special"))
		ref_fault(e, "special", "只有专属网格填写专属类型，其他层级应留空");
	return ERR_OK;
}

static enum err check_identity(struct ref_edit *e)
{
	struct q_grid_find_out other;
	if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "code")].s, ref_text(e, "code"))) {
		ref_fault(e, "code", "网格编码不能直接修改，调整网格请用“重新划分”");
		return ERR_OK;
	}
	if (e->id != NIL && e->before.v[ref_col(e->kind, "level")].i != ref_int(e, "level"))
		ref_fault(e, "level", "网格层级不能直接修改，调整网格请用“重新划分”");
	if (e->id != NIL)
		return ERR_OK;
	enum err err = q_grid_find(e->s, &(struct q_grid_find_in){ .code = ref_text(e, "code") }, &other);
	if (!err)
		ref_fault(e, "code", "这个编码已被现有网格使用，请换一个序号");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* Only for a form: a file of thousands of rows is checked by the coverage list instead. */
static enum err check_neighbours(struct ref_edit *e, const char *wkt, double area)
{
	struct q_grid_siblings_rows rows;
	enum err err = q_grid_siblings(e->s,
				       &(struct q_grid_siblings_in){ .community_id = ref_int(e, "community_id"),
								     .level = ref_int(e, "level"),
								     .parent_id = ref_int(e, "parent_id"),
								     .id = e->id == NIL ? 0 : e->id },
				       &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		double overlap = geo_overlap(wkt, rows.v[i].wkt);
		if (overlap > OVERLAP_ALLOWED * area)
			ref_fault(e, "wkt", arena_printf(e->a, "边界与%s（%s）重叠，请修正后再保存", rows.v[i].name, rows.v[i].code));
	}
	return err;
}

static enum err check_shape(struct ref_edit *e, const char *parent_wkt)
{
	const char *wkt = ref_text(e, "wkt");
	double area, lon, lat;
	bool same = e->id != NIL && str_eq(e->before.v[ref_col(e->kind, "wkt")].s, wkt) &&
		    e->before.v[ref_col(e->kind, "parent_id")].i == ref_int(e, "parent_id") && ref_int(e, "lon") > 0 &&
		    ref_int(e, "lat") > 0;
	if (!*wkt || same)
		return ERR_OK;
	if (!geo_polygon_check(wkt, &area, &lon, &lat)) {
		ref_fault(e, "wkt", "边界不是有效的多边形：应为 POLYGON((经度 纬度, …)) 形式，首尾相接且不自相交");
		return ERR_OK;
	}
	if (lon < 73 || lon > 136 || lat < 3 || lat > 54) {
		ref_fault(e, "wkt", "边界不在国内，请检查经度和纬度是否写反、坐标是否为度");
		return ERR_OK;
	}
	bool moved = e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "wkt")].s, wkt) &&
		     e->before.v[ref_col(e->kind, "lon")].i == ref_int(e, "lon") &&
		     e->before.v[ref_col(e->kind, "lat")].i == ref_int(e, "lat");
	if (moved || ref_int(e, "lon") <= 0 || ref_int(e, "lat") <= 0) {
		ref_set_int(e, "lon", (int64_t)(lon * 1e6 + 0.5));
		ref_set_int(e, "lat", (int64_t)(lat * 1e6 + 0.5));
	}
	if (parent_wkt && *parent_wkt && geo_overlap(wkt, parent_wkt) < (1 - OVERLAP_ALLOWED) * area)
		ref_fault(e, "wkt", "边界超出上级网格，请修正后再保存");
	return e->line || ref_int(e, "level") == GRID_SPECIAL ? ERR_OK : check_neighbours(e, wkt, area);
}

static enum err grid_check(struct ref_edit *e)
{
	const char *region, *parent_wkt;
	size_t before = e->all_faults;
	enum err err = check_place(e, &region);
	if (!err)
		err = check_tree(e, region, &parent_wkt);
	if (!err)
		err = check_identity(e);
	return err || e->all_faults != before ? err : check_shape(e, parent_wkt);
}

enum err grid_band_of(struct db_session *s, int level, struct grid_band *out)
{
	char key[16] = "grid.band_0";
	struct q_grid_setting_out setting;
	key[sizeof "grid.band_" - 1] = (char)('0' + level);
	*out = grid_band_default(level);
	enum err e = q_grid_setting(s, &(struct q_grid_setting_in){ .key = key }, &setting);
	if (!e)
		grid_band_parse(setting.value, out);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* ---- list ------------------------------------------------------------------------------------------- */

static const struct list_col GRID_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "网格编码", COL_TEXT, 22, NULL }, { "level", "层级", COL_INT, 8, NULL },
	{ "parent_id", NULL, COL_ID, 0, NULL }, { "parent", "上级网格", COL_TEXT, 20, NULL }, { "name", "网格名称", COL_TEXT, 30, NULL },
	{ "special", "专属类型", COL_TEXT, 10, NULL }, { "town_id", NULL, COL_ID, 0, NULL }, { "town", "镇街", COL_TEXT, 8, NULL },
	{ "town_name", NULL, COL_TEXT, 0, NULL }, { "community_id", NULL, COL_ID, 0, NULL }, { "community", "社区", COL_TEXT, 10, NULL },
	{ "community_name", NULL, COL_TEXT, 0, NULL }, { "households", "户数", COL_INT, 8, NULL }, { "wkt", "边界", COL_TEXT, 40, NULL },
	{ "lon", "经度", COL_INT, 12, NULL }, { "lat", "纬度", COL_INT, 12, NULL }, { "phone", "公开电话", COL_TEXT, 14, NULL },
	{ "head", NULL, COL_TEXT, 0, NULL }, { "level_text", NULL, COL_TEXT, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort GRID_SORTS[] = {
	{ "code", "t.code", COL_TEXT, false }, { "-households", "t.households", COL_INT, true },
	{ "households", "t.households", COL_INT, false }, { 0 }
};
static const struct in_field GRID_QUERY[] = {
	LIST_INPUTS,
	QUERY_IN,
	{ "level", IN_INT, IN_QUERY, 1, 4, NULL, "层级", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "community", IN_ID, IN_QUERY, 0, 0, NULL, "社区", "" },
	{ "parent", IN_ID, IN_QUERY, 0, 0, NULL, "上级网格", "" },
	{ "closed", IN_BOOL, IN_QUERY, 0, 0, NULL, "已撤销", "true: only closed ones" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我的", "those in which I hold a post" },
	{ "band", IN_ENUM, IN_QUERY, 0, 0, "outside", "户数范围", "outside: households outside the band of the level" },
	{ 0 }
};

static void where_band(struct req *r, struct db_query *q)
{
	struct grid_band band[4] = { 0 };
	for (int level = GRID_BASE; level <= GRID_CELL; level++)
		if (grid_band_of(r->db, level, &band[level]))
			band[level] = grid_band_default(level);
	db_query_add(q, " AND ((t.level = 1 AND t.households NOT BETWEEN $ AND $)", DB_ARG_I64(band[1].from), DB_ARG_I64(band[1].to));
	db_query_add(q, " OR (t.level = 2 AND t.households NOT BETWEEN $ AND $)", DB_ARG_I64(band[2].from), DB_ARG_I64(band[2].to));
	db_query_add(q, " OR (t.level = 3 AND t.households NOT BETWEEN $ AND $))", DB_ARG_I64(band[3].from), DB_ARG_I64(band[3].to));
}

static void grid_where(struct req *r, struct db_query *q)
{
	if (in_i64_or(r, "closed", 0))
		db_query_text(q, " AND t.valid_to IS NOT NULL");
	else
		db_query_text(q, " AND t.valid_to IS NULL");
	ref_where_name(r, q);
	if (in_given(r, "level"))
		db_query_add(q, " AND t.level = $", DB_ARG_I64(in_i64(r, "level")));
	if (in_given(r, "town"))
		db_query_add(q, " AND t.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "community"))
		db_query_add(q, " AND t.community_id = $", DB_ARG_I64(in_i64(r, "community")));
	if (in_given(r, "parent"))
		db_query_add(q, " AND t.parent_id = $", DB_ARG_I64(in_i64(r, "parent")));
	if (in_given(r, "band"))
		where_band(r, q);
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND t.id IN (SELECT g.grid_id FROM grid_post g WHERE g.user_id = $ AND g.valid_to IS NULL)",
			     DB_ARG_I64(req_who(r)->user_id));
}

static void grid_row(struct req *r, struct list *l, struct db_cursor *c)
{
	(void)r;
	for (int i = 0; GRID_LIST[i].key; i++) {
		const struct list_col *col = &GRID_LIST[i];
		if (str_eq(col->key, "level_text"))
			list_put_text(l, col->key, grid_level_text((int)db_i64(c, 2)));
		else if (str_eq(col->key, "version"))
			list_put_int(l, col->key, db_i64(c, i - 1));
		else if (str_eq(col->key, "wkt") && list_is_page(l))
			continue;          /* a page of outlines would be megabytes; the map has them */
		else if (col->kind == COL_TEXT)
			list_put_text(l, col->key, db_text(c, i));
		else if (col->kind == COL_ID)
			list_put_id(l, col->key, db_i64(c, i));
		else
			list_put_int(l, col->key, db_i64(c, i));
	}
}

static const struct list_def GRIDS_DEF = { .title = "网格",
					   .cols = GRID_LIST,
					   .sorts = GRID_SORTS,
					   .id = "t.id",
					   .select = "t.id, t.code, t.level, t.parent_id, p.code, t.name, t.special, "
						     "t.town_id, w.code, w.name, t.community_id, u.code, "
						     "u.name, t.households, t.wkt, t.lon, t.lat, t.phone, "
						     "(SELECT MIN(h.name) FROM grid_post h WHERE h.grid_id = t.id AND "
						     "h.post = 'grid_head' AND h.valid_to IS NULL), t.version",
					   .from = " FROM grid t JOIN unit w ON w.id = t.town_id JOIN unit u ON u.id = "
						   "t.community_id LEFT JOIN grid p ON p.id = t.parent_id",
					   .where = grid_where,
					   .row = grid_row };

/* ---- one grid ---------------------------------------------------------------------------------------- */

static enum err write_posts(struct req *r, int64_t id)
{
	struct q_grid_posts_rows rows;
	enum err e = q_grid_posts(r->db, &(struct q_grid_posts_in){ .grid_id = id }, &rows);
	if (e)
		return e;
	jw_key(&r->w, "posts");
	jw_array(&r->w);
	for (size_t i = 0; i < rows.n; i++) {
		jw_object(&r->w);
		jw_kid(&r->w, "id", rows.v[i].id);
		jw_kstr(&r->w, "post", rows.v[i].post);
		jw_kstr(&r->w, "worker_type", rows.v[i].worker_type);
		jw_kid(&r->w, "user_id", rows.v[i].user_id);
		jw_kstr(&r->w, "name", rows.v[i].name);
		jw_kbool(&r->w, "main", rows.v[i].main);
		jw_kint(&r->w, "valid_from", rows.v[i].valid_from);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	return ERR_OK;
}

static enum err write_lineage(struct req *r, int64_t id)
{
	struct q_grid_lineage_of_rows rows;
	enum err e = q_grid_lineage_of(r->db, &(struct q_grid_lineage_of_in){ .id = id }, &rows);
	if (e)
		return e;
	jw_key(&r->w, "lineage");
	jw_array(&r->w);
	for (size_t i = 0; i < rows.n; i++) {
		bool was = rows.v[i].new_id == id;
		jw_object(&r->w);
		jw_kstr(&r->w, "direction", was ? "from" : "to");
		jw_kid(&r->w, "id", was ? rows.v[i].old_id : rows.v[i].new_id);
		jw_kstr(&r->w, "code", was ? rows.v[i].old_code : rows.v[i].new_code);
		jw_kstr(&r->w, "name", was ? rows.v[i].old_name : rows.v[i].new_name);
		jw_kint(&r->w, "at", rows.v[i].at);
		jw_kstr(&r->w, "reason", rows.v[i].reason);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	return ERR_OK;
}

static void write_unit(struct json_out *w, const char *key, const struct unit *u)
{
	jw_key(w, key);
	if (!u) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", u->id);
	jw_kstr(w, "code", u->code);
	jw_kstr(w, "name", u->name);
	jw_object_end(w);
}

static enum err write_warnings(struct req *r, int64_t id, int level, int64_t households)
{
	struct grid_band band;
	struct q_grid_child_count_out below;
	enum err e = grid_band_of(r->db, level, &band);
	if (!e)
		e = q_grid_child_count(r->db, &(struct q_grid_child_count_in){ .parent_id = id }, &below);
	if (e)
		return e;
	jw_kint(&r->w, "children", below.n);
	jw_key(&r->w, "warnings");
	jw_array(&r->w);
	const char *text = grid_band_warning(r->arena, level, households, band);
	if (text)
		jw_str(&r->w, text);
	if (below.n && below.households != households)
		jw_str(&r->w, arena_printf(r->arena, "下级网格户数合计 %" PRId64 "，与本级 %" PRId64 " 不一致", below.households, households));
	jw_array_end(&r->w);
	return ERR_OK;
}

static enum err grid_more(struct req *r, const struct refs *refs, int64_t id, const struct ref_row *row)
{
	struct q_grid_get_out g;
	const struct grid *parent;
	enum err e = q_grid_get(r->db, &(struct q_grid_get_in){ .id = id }, &g);
	if (e)
		return e;
	(void)row;
	parent = g.parent_id == NIL ? NULL : ref_grid_any(refs, g.parent_id);
	jw_kstr(&r->w, "level_text", grid_level_text((int)g.level));
	jw_kint(&r->w, "valid_from", g.valid_from);
	jw_kint(&r->w, "valid_to", g.valid_to);
	write_unit(&r->w, "town", ref_unit(refs, g.town_id));
	write_unit(&r->w, "community", ref_unit(refs, g.community_id));
	jw_kstr(&r->w, "parent", parent ? parent->code : NULL);
	e = write_warnings(r, id, (int)g.level, g.households);
	if (!e)
		e = write_posts(r, id);
	return e ? e : write_lineage(r, id);
}

const struct ref_kind REF_GRIDS = {
	.path = "grids", .table = "grid", .text = "网格", .edit = CAP_GRID_EDIT, .in = GRID_IN, .cols = GRID_COLS, .key = "code",
	.get = &q_grid_get_stmt, .find = &q_grid_find_stmt, .insert = &q_grid_insert_stmt, .update = &q_grid_update_stmt,
	.list = &GRIDS_DEF, .check = grid_check, .more = grid_more
};

const struct route GRID_LIST_ROUTES[] = { REF_ROUTES_OF("grids", CAP_GRID_EDIT, GRID_QUERY, GRID_IN, "网格", "Grid"), { 0 } };

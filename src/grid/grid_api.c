/* SPDX-License-Identifier: Apache-2.0 */
/* Grids over HTTP beyond the list: the tree, the grid at a place, the map, posts, and the public card that every
 * resident may see (name of the grid, its head, its telephone: practice.md 2.10). */
#include <inttypes.h>

#include "catalogue/op.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { FEATURES_MAX = 3000, PEOPLE_MAX = 60 };

static const struct problem_code E_NO_GRID = { ERR_NOT_FOUND, "grid.none_here", "这个位置不在已划分的网格内，请核对位置或改填地址。" };
static const struct problem_code E_NO_CODE = { ERR_NOT_FOUND, "grid.unknown_code", "没有这个编码的网格，请核对网格牌上的编码。" };
static const struct problem_code E_PLACE = { ERR_INVALID, "grid.place", "请给出经纬度或网格编码。" };
static const struct problem_code E_BBOX = { ERR_INVALID, "grid.bbox", "地图范围应为“西,南,东,北”四个度数。" };
static const struct problem_code E_ZOOM = { ERR_TOO_LARGE, "grid.zoom", "这个范围内的网格太多，请放大地图后再看。" };
static const struct problem_code E_SHAPE = { ERR_INVALID, "grid.input", "提交的内容格式不对，请刷新页面后重试。" };

#define POINT_IN                                                                                                 \
	{ "lon", IN_INT, IN_QUERY, 73000000, 136000000, NULL, "经度", "micro-degrees" },                            \
	{ "lat", IN_INT, IN_QUERY, 3000000, 54000000, NULL, "纬度", "micro-degrees" },                              \
	{ "datum", IN_ENUM, IN_QUERY, 0, 0, "cgcs2000|gcj02", "坐标系", "default cgcs2000" }

const struct grid *grid_base(const struct refs *r, const struct grid *g)
{
	while (g && g->level != GRID_BASE)
		g = g->parent_id == NIL ? NULL : ref_grid_any(r, g->parent_id);
	return g;
}

static const struct grid *at_point(struct req *r, const struct refs *refs)
{
	double lon = (double)in_i64(r, "lon") / 1e6, lat = (double)in_i64(r, "lat") / 1e6;
	if (str_eq(in_str(r, "datum"), "gcj02"))
		geo_gcj_to_cgcs(lon, lat, &lon, &lat);
	return ref_grid_at(refs, lon, lat);
}

static void write_grid(struct json_out *w, const char *key, const struct grid *g)
{
	jw_key(w, key);
	jw_object(w);
	jw_kid(w, "id", g->id);
	jw_kstr(w, "code", g->code);
	jw_kstr(w, "name", g->name);
	jw_kint(w, "level", g->level);
	jw_object_end(w);
}

/* ---- at a place --------------------------------------------------------------------------------------- */

static const struct in_field AT_IN[] = { POINT_IN, { 0 } };

static enum err grids_at(struct req *r)
{
	const struct refs *refs = op_of(r)->refs;
	struct q_grid_path_rows path;
	if (!in_given(r, "lon") || !in_given(r, "lat"))
		return problem_set(&r->problem, &E_PLACE);
	const struct grid *g = at_point(r, refs);
	if (!g)
		return problem_set(&r->problem, &E_NO_GRID);
	enum err e = q_grid_path(r->db, &(struct q_grid_path_in){ .id = g->id }, &path);
	if (e)
		return e;
	jw_object(&r->w);
	jw_unit(&r->w, "town", refs, g->town_id);
	jw_unit(&r->w, "community", refs, g->community_id);
	write_grid(&r->w, "grid", g);
	jw_key(&r->w, "path");
	jw_array(&r->w);
	for (size_t i = 0; i < path.n; i++) {
		jw_object(&r->w);
		jw_kid(&r->w, "id", path.v[i].id);
		jw_kstr(&r->w, "code", path.v[i].code);
		jw_kstr(&r->w, "name", path.v[i].name);
		jw_kint(&r->w, "level", path.v[i].level);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field PUBLIC_IN[] = {
	POINT_IN, { "code", IN_TEXT, IN_QUERY, 15, 19, NULL, "网格编码", "from the QR code of the grid (一格一码)" }, { 0 }
};

static enum err public_grid(struct req *r)
{
	const struct refs *refs = op_of(r)->refs;
	const struct grid *g;
	struct q_grid_find_out found;
	if (in_given(r, "code")) {
		enum err e = q_grid_find(r->db, &(struct q_grid_find_in){ .code = in_str(r, "code") }, &found);
		if (e)
			return e == ERR_NOT_FOUND ? problem_set(&r->problem, &E_NO_CODE) : e;
		g = ref_grid(refs, found.id);
	} else if (in_given(r, "lon") && in_given(r, "lat")) {
		g = at_point(r, refs);
	} else {
		return problem_set(&r->problem, &E_PLACE);
	}
	if (!g)
		return problem_set(&r->problem, in_given(r, "code") ? &E_NO_CODE : &E_NO_GRID);
	/* Residents know their base grid; the small cells are the workers' own matter. */
	const struct grid *base = grid_base(refs, g), *shown = base ? base : g;
	struct q_grid_head_out head = { "" };
	struct q_grid_get_out row;
	enum err e = q_grid_head(r->db, &(struct q_grid_head_in){ .grid_id = shown->id }, &head);
	if (!e || e == ERR_NOT_FOUND)
		e = q_grid_get(r->db, &(struct q_grid_get_in){ .id = shown->id }, &row);
	if (e)
		return e;
	jw_object(&r->w);
	jw_unit(&r->w, "town", refs, shown->town_id);
	jw_unit(&r->w, "community", refs, shown->community_id);
	write_grid(&r->w, "grid", shown);
	jw_key(&r->w, "card");
	jw_object(&r->w);
	jw_kstr(&r->w, "head", head.name);
	jw_kstr(&r->w, "phone", row.phone);
	jw_object_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- tree --------------------------------------------------------------------------------------------- */

static const struct in_field TREE_IN[] = {
	{ "parent", IN_ID, IN_QUERY, 0, 0, NULL, "上级网格", "children of a grid" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "communities of a town" },
	{ "community", IN_ID, IN_QUERY, 0, 0, NULL, "社区", "base and special grids of a community" },
	{ 0 }
};

static void tree_unit(struct json_out *w, const char *kind, int64_t id, const char *code, const char *name, int64_t grids,
		      int64_t households)
{
	jw_object(w);
	jw_kstr(w, "kind", kind);
	jw_kid(w, "id", id);
	jw_kstr(w, "code", code);
	jw_kstr(w, "name", name);
	jw_kint(w, "children", grids);
	jw_kint(w, "households", households);
	jw_object_end(w);
}

static void tree_grid(struct json_out *w, int64_t id, const char *code, int64_t level, const char *name, const char *special,
		      int64_t households, int64_t children)
{
	jw_object(w);
	jw_kstr(w, "kind", "grid");
	jw_kid(w, "id", id);
	jw_kstr(w, "code", code);
	jw_kint(w, "level", level);
	jw_kstr(w, "level_text", grid_level_text((int)level));
	jw_kstr(w, "name", name);
	jw_kstr(w, "special", special);
	jw_kint(w, "households", households);
	jw_kint(w, "children", children);
	jw_object_end(w);
}

static enum err tree_items(struct req *r)
{
	struct json_out *w = &r->w;
	if (in_given(r, "parent")) {
		struct q_grid_tree_below_rows rows;
		enum err e = q_grid_tree_below(r->db, &(struct q_grid_tree_below_in){ .parent_id = in_i64(r, "parent") }, &rows);
		for (size_t i = 0; !e && i < rows.n; i++)
			tree_grid(w, rows.v[i].id, rows.v[i].code, rows.v[i].level, rows.v[i].name, rows.v[i].special,
				  rows.v[i].households, rows.v[i].children);
		return e;
	}
	if (in_given(r, "community")) {
		struct q_grid_tree_bases_rows rows;
		enum err e = q_grid_tree_bases(r->db, &(struct q_grid_tree_bases_in){ .community_id = in_i64(r, "community") }, &rows);
		for (size_t i = 0; !e && i < rows.n; i++)
			tree_grid(w, rows.v[i].id, rows.v[i].code, rows.v[i].level, rows.v[i].name, rows.v[i].special,
				  rows.v[i].households, rows.v[i].children);
		return e;
	}
	if (in_given(r, "town")) {
		struct q_grid_tree_communities_rows rows;
		enum err e = q_grid_tree_communities(r->db, &(struct q_grid_tree_communities_in){ .town_id = in_i64(r, "town") }, &rows);
		for (size_t i = 0; !e && i < rows.n; i++)
			tree_unit(w, "community", rows.v[i].id, rows.v[i].code, rows.v[i].name, rows.v[i].grids, rows.v[i].households);
		return e;
	}
	struct q_grid_tree_towns_rows rows;
	enum err e = q_grid_tree_towns(r->db, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		tree_unit(w, "town", rows.v[i].id, rows.v[i].code, rows.v[i].name, rows.v[i].grids, rows.v[i].households);
	return e;
}

static enum err grids_tree(struct req *r)
{
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	enum err e = tree_items(r);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return e;
}

/* ---- map ---------------------------------------------------------------------------------------------- */

static const struct in_field MAP_IN[] = {
	{ "level", IN_ENUM, IN_QUERY | IN_REQUIRED, 0, 0, "1|2|3|4", "层级", "" },
	{ "bbox", IN_TEXT, IN_QUERY | IN_REQUIRED, 7, 100, NULL, "地图范围", "west,south,east,north in degrees" },
	{ 0 }
};

/* How far the middle of a grid may lie outside the window while a part of it still shows, in degrees. */
static const double MARGIN[GRID_LEVELS] = { [GRID_BASE] = 0.03, [GRID_UNIT] = 0.02, [GRID_CELL] = 0.015, [GRID_SPECIAL] = 0.05 };

static void map_feature(struct req *r, struct db_cursor *c, bool first)
{
	size_t before = r->out.n;
	buf_printf(&r->out, "%s{\"type\":\"Feature\",\"id\":\"%" PRId64 "\",\"properties\":", first ? "" : ",", db_i64(c, 0));
	struct json_out w;
	jw_init(&w, &r->out);
	jw_object(&w);
	jw_kid(&w, "id", db_i64(c, 0));
	jw_kstr(&w, "code", db_text(c, 1));
	jw_kstr(&w, "name", db_text(c, 2));
	jw_kint(&w, "level", db_i64(c, 3));
	jw_kint(&w, "households", db_i64(c, 4));
	jw_kid(&w, "community_id", db_i64(c, 5));
	jw_object_end(&w);
	buf_str(&r->out, ",\"geometry\":");
	if (grid_geometry(&r->out, db_text(c, 6)))
		buf_char(&r->out, '}');
	else
		r->out.n = before;
}

static enum err grids_map(struct req *r)
{
	int level = in_str(r, "level")[0] - '0';
	struct db_query q;
	struct db_cursor *c;
	double box[4];
	size_t n = 0;
	r->content_type = "application/geo+json";
	if (!grid_bbox(in_str(r, "bbox"), box))
		return problem_set(&r->problem, &E_BBOX);
	db_query_init(&q);
	db_query_text(&q, "SELECT id, code, name, level, households, community_id, wkt FROM grid WHERE valid_to IS NULL "
			  "AND wkt <> ''");
	db_query_add(&q, " AND level = $", DB_ARG_I64(level));
	db_query_add(&q, " AND lon BETWEEN $ AND $", DB_ARG_I64((int64_t)((box[0] - MARGIN[level]) * 1e6)),
		     DB_ARG_I64((int64_t)((box[2] + MARGIN[level]) * 1e6)));
	db_query_add(&q, " AND lat BETWEEN $ AND $", DB_ARG_I64((int64_t)((box[1] - MARGIN[level]) * 1e6)),
		     DB_ARG_I64((int64_t)((box[3] + MARGIN[level]) * 1e6)));
	db_query_add(&q, " ORDER BY id LIMIT $", DB_ARG_I64(FEATURES_MAX + 1));
	enum err e = db_query_open(r->db, &q, &c);
	if (e)
		return e;
	buf_str(&r->out, "{\"type\":\"FeatureCollection\",\"features\":[");
	while ((e = db_next(c)) == ERR_OK && ++n <= FEATURES_MAX)
		map_feature(r, c, n == 1);
	db_query_close(c);
	buf_str(&r->out, "]}");
	if (e && e != ERR_NOT_FOUND)
		return e;
	return n > FEATURES_MAX || r->out.overflow ? problem_set(&r->problem, &E_ZOOM) : ERR_OK;
}

/* FNV-1a: tells one drawing of the outlines from another. */
static uint64_t fingerprint(const char *text)
{
	uint64_t h = 14695981039346656037u;
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h;
}

static const struct in_field OUTLINES_IN[] = {
	{ "level", IN_ENUM, IN_QUERY | IN_REQUIRED, 0, 0, "town|community", "层级", "" }, { 0 }
};

static enum err grids_outlines(struct req *r)
{
	const char *text;
	enum err e = grid_outlines(req_site(r), r->db, r->arena, str_eq(in_str(r, "level"), "town"), &text);
	if (e)
		return e;
	const char *tag = arena_printf(r->arena, "\"%016" PRIx64 "\"", fingerprint(text));
	req_set_header(r, "ETag", tag);
	if (str_eq(req_header(r, "If-None-Match"), tag)) {
		r->status = 304;
		return ERR_OK;
	}
	buf_str(&r->out, text);
	return r->out.overflow ? ERR_TOO_LARGE : ERR_OK;
}

/* For citizens' maps: the same for everybody, so that browsers may keep them. */
static enum err public_map(struct req *r)
{
	enum err e = grids_outlines(r);
	if (!e)
		req_set_header(r, "Cache-Control", "public, max-age=3600");
	return e;
}

/* ---- posts -------------------------------------------------------------------------------------------- */

static const struct in_field POSTS_IN[] = {
	{ "posts", IN_ARRAY, IN_REQUIRED, 0, PEOPLE_MAX, NULL, "网格人员", "[{post,worker_type,user_id,name,main}]" }, { 0 }
};

/* Ids travel as strings; a number is taken as well. NIL when absent or null. */
static bool member_id(const struct json *o, const char *key, int64_t *out)
{
	const struct json *v = json_get(o, key);
	*out = NIL;
	if (!v || json_kind(v) == JSON_NULL)
		return true;
	if (json_kind(v) == JSON_INT)
		*out = json_int(v);
	else if (json_kind(v) != JSON_STRING || !sv_i64(json_sv(v), out))
		return false;
	return *out > 0;
}

static enum err save_posts(struct op *op, struct req *r, void *arg)
{
	struct q_grid_get_out g;
	struct grid_person people[PEOPLE_MAX];
	const struct json *list = in_get(r, "posts")->json;
	size_t n = json_count(list);
	(void)arg;
	enum err e = q_grid_get(op->s, &(struct q_grid_get_in){ .id = r->path_id[0] }, &g);
	if (e || g.valid_to != NIL)
		return e && e != ERR_NOT_FOUND ? e : req_not_found(r);
	for (size_t i = 0; i < n && i < PEOPLE_MAX; i++) {
		const struct json *o = json_at(list, i), *main = json_get(o, "main");
		people[i] = (struct grid_person){ .post = grid_member(o, "post"), .worker_type = grid_member(o, "worker_type"),
						  .name = grid_member(o, "name"),
						  .main = main && json_kind(main) == JSON_BOOL && json_bool(main) };
		if (json_kind(o) != JSON_OBJECT || !member_id(o, "user_id", &people[i].user_id))
			return problem_set(&r->problem, &E_SHAPE);
	}
	e = grid_set_posts(op, g.id, people, n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", g.id);
	jw_kint(&r->w, "posts", (int64_t)n);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err grid_posts_put(struct req *r)
{
	return op_write(r, save_posts, NULL);
}

const struct route GRID_ROUTES[] = {
	{ HTTP_GET, "/api/v1/public/grid", public_grid, CAP_NONE, "none", PUBLIC_IN, 0, ROUTE_PUBLIC, "某处属于哪个网格，联系谁", "PublicGrid" },
	{ HTTP_GET, "/api/v1/public/map", public_map, CAP_NONE, "none", OUTLINES_IN, 0, ROUTE_PUBLIC | ROUTE_BULK, "镇街与村居轮廓", "Outlines" },
	{ HTTP_GET, "/api/v1/ref/grids/at", grids_at, CAP_REF_READ, "none", AT_IN, 0, 0, "某处的网格和它的各级上级", "GridAt" },
	{ HTTP_GET, "/api/v1/ref/grids/tree", grids_tree, CAP_REF_READ, "none", TREE_IN, 0, 0, "网格树的一层", "List<GridNode>" },
	{ HTTP_GET, "/api/v1/ref/grids/map", grids_map, CAP_REF_READ, "none", MAP_IN, 0, ROUTE_BULK, "网格地图（GeoJSON）", "GeoJSON" },
	{ HTTP_GET, "/api/v1/ref/grids/outlines", grids_outlines, CAP_REF_READ, "none", OUTLINES_IN, 0, ROUTE_BULK, "镇街与村居轮廓", "Outlines" },
	{ HTTP_PUT, "/api/v1/ref/grids/{id}/posts", grid_posts_put, CAP_GRID_EDIT, "all", POSTS_IN, 0, ROUTE_IDEMPOTENT, "更新网格人员",
	  "GridPosts" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The grid editor over HTTP: its working set, and one move at a time with a preview. Nothing is kept on the server; what the
 * person has at last is saved by POST /ref/grids/{id}/repartition. */
#include "catalogue/op.h"
#include "grid/plan.h"

enum { BODY = 2 << 20 };

static const struct problem_code E_SHAPE = { ERR_INVALID, "grid.input", "提交的内容格式不对，请刷新页面后重试。" };

static bool degree(const struct json *v, double *out)
{
	if (!v || (json_kind(v) != JSON_REAL && json_kind(v) != JSON_INT))
		return false;
	*out = json_kind(v) == JSON_INT ? (double)json_int(v) : json_real(v);
	return *out >= -180 && *out <= 180;
}

/* [[lon,lat],…] */
static bool read_points(struct arena *a, const struct json *list, struct shape_point **out, size_t *n)
{
	*n = list && json_kind(list) == JSON_ARRAY ? json_count(list) : 0;
	if (*n < 2 || *n > SHAPE_LINE)
		return false;
	*out = ARENA_ARRAY(a, struct shape_point, *n);
	for (size_t i = 0; i < *n; i++) {
		const struct json *p = json_at(list, i);
		if (json_kind(p) != JSON_ARRAY || json_count(p) != 2 || !degree(json_at(p, 0), &(*out)[i].lon) ||
		    !degree(json_at(p, 1), &(*out)[i].lat))
			return false;
	}
	return true;
}

static bool read_parts(const struct json *list, struct grid_plan *p)
{
	size_t n = json_count(list);
	p->nparts = 0;
	for (size_t i = 0; i < n && i < SHAPE_PARTS; i++) {
		const struct json *o = json_at(list, i);
		if (json_kind(o) != JSON_OBJECT)
			return false;
		struct grid_part t = { .wkt = grid_member(o, "wkt"), .name = grid_member(o, "name"), .code = grid_member(o, "code"),
				       .phone = grid_member(o, "phone") };
		t.named = *t.name != '\0';
		t.coded = *t.code != '\0';
		p->part[p->nparts++] = t;
	}
	return p->nparts > 0;
}

/* ---- answer -------------------------------------------------------------------------------------------- */

static void write_geometry(struct req *r, const char *wkt)
{
	jw_key(&r->w, "geometry");
	if (!wkt) {
		jw_null(&r->w);
		return;
	}
	struct buf b;
	buf_init(&b, r->arena, BODY);
	if (grid_geometry(&b, wkt))
		jw_raw(&r->w, buf_view(&b));
	else
		jw_null(&r->w);
}

static void write_part(struct req *r, const struct grid_plan *p, const struct grid_part *t)
{
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kstr(w, "wkt", t->wkt);
	jw_kstr(w, "name", t->name);
	jw_kstr(w, "code", t->code);
	jw_kstr(w, "phone", t->phone);
	jw_kint(w, "households", t->households);
	jw_kint(w, "area_m2", (int64_t)(t->m2 + 0.5));
	jw_kid(w, "same_id", t->same_id);
	jw_kstr(w, "warning", t->warning);
	jw_key(w, "from");
	jw_array(w);
	for (size_t i = 0; i < t->nfrom; i++) {
		const struct q_grid_get_out *old = &p->old[t->from[i]];
		jw_object(w);
		jw_kid(w, "id", old->id);
		jw_kstr(w, "code", old->code);
		jw_kstr(w, "name", old->name);
		jw_object_end(w);
	}
	jw_array_end(w);
	write_geometry(r, t->wkt);
	jw_object_end(w);
}

/* Grids that end: all that some changed part lies in, and those nothing is left of. */
static bool ends(const struct grid_plan *p, size_t old)
{
	for (size_t i = 0; i < p->nparts; i++)
		if (p->part[i].same_id == p->old[old].id)
			return false;
	return true;
}

static enum err answer(struct req *r, struct grid_plan *p)
{
	struct json_out *w = &r->w;
	size_t changed = 0;
	enum err e = grid_plan_work(p);
	if (e)
		return e;
	jw_object(w);
	jw_unit(w, "community", p->op->refs, p->old[0].community_id);
	jw_kint(w, "level", p->old[0].level);
	jw_kstr(w, "level_text", grid_level_text((int)p->old[0].level));
	jw_key(w, "parts");
	jw_array(w);
	for (size_t i = 0; i < p->nparts; i++) {
		changed += p->part[i].same_id == NIL;
		write_part(r, p, &p->part[i]);
	}
	jw_array_end(w);
	jw_key(w, "old");
	jw_array(w);
	for (size_t k = 0; k < p->nold; k++) {
		jw_object(w);
		jw_kid(w, "id", p->old[k].id);
		jw_kstr(w, "code", p->old[k].code);
		jw_kstr(w, "name", p->old[k].name);
		jw_kint(w, "version", p->old[k].version);
		jw_kint(w, "households", p->old[k].households);
		jw_kint(w, "open_cases", p->open[k]);
		jw_kbool(w, "ends", ends(p, k));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "faults");
	jw_array(w);
	for (size_t i = 0; i < p->nfaults; i++) {
		jw_object(w);
		jw_kstr(w, "text", p->fault[i].text);
		write_geometry(r, p->fault[i].wkt);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kint(w, "changed", (int64_t)changed);
	jw_kbool(w, "ready", changed > 0 && !p->nfaults);
	jw_object_end(w);
	return ERR_OK;
}

/* ---- routes ---------------------------------------------------------------------------------------------- */

static enum err plan_get(struct req *r)
{
	struct grid_plan *p = ARENA_NEW(r->arena, struct grid_plan);
	enum err e = grid_plan_open(op_of(r), r->path_id[0], p);
	return e ? e : answer(r, p);
}

static const struct in_field PLAN_IN[] = {
	{ "parts", IN_ARRAY, IN_REQUIRED, 1, SHAPE_PARTS, NULL, "网格", "[{wkt,name,code,phone}]; empty name or code: proposed" },
	{ "move", IN_ENUM, 0, 0, 0, "cut|merge|carve", "动作", "none: only check" },
	{ "points", IN_ARRAY, 0, 0, SHAPE_LINE, NULL, "点", "[[lon,lat],…] of the line or the ring, in degrees" },
	{ "which", IN_ARRAY, 0, 0, SHAPE_PARTS, NULL, "哪几个", "positions in parts: to merge, or the only ones to cut" },
	{ 0 }
};

static enum err plan_post(struct req *r)
{
	struct grid_plan *p = ARENA_NEW(r->arena, struct grid_plan);
	const char *move = in_str(r, "move");
	struct shape_point *points = NULL;
	int64_t which[SHAPE_PARTS];
	size_t n = 0, nwhich = 0;
	enum err e = grid_plan_open(op_of(r), r->path_id[0], p);
	if (e)
		return e;
	if (!read_parts(in_get(r, "parts")->json, p))
		return problem_set(&r->problem, &E_SHAPE);
	if (move && !str_eq(move, "merge") && !read_points(r->arena, in_get(r, "points")->json, &points, &n))
		return problem_set(&r->problem, &E_SHAPE);
	const struct json *list = in_get(r, "which")->json;
	for (; list && nwhich < json_count(list) && nwhich < SHAPE_PARTS; nwhich++)
		which[nwhich] = json_int(json_at(list, nwhich));
	if (str_eq(move, "cut"))
		grid_plan_cut(p, points, n, which, nwhich);
	else if (str_eq(move, "carve"))
		grid_plan_carve(p, points, n);
	else if (str_eq(move, "merge"))
		grid_plan_merge(p, which, nwhich);
	return answer(r, p);
}

const struct route GRID_PLAN_ROUTES[] = {
	{ HTTP_GET, "/api/v1/ref/grids/{id}/plan", plan_get, CAP_GRID_EDIT, "all", NULL, 0, 0, "网格编辑：可以一起重新划分的网格", "GridPlan" },
	{ HTTP_POST, "/api/v1/ref/grids/{id}/plan", plan_post, CAP_GRID_EDIT, "all", PLAN_IN, BODY, ROUTE_BULK,
	  "网格编辑：试一步（分割、合并、划出、移动边界），只预览不保存", "GridPlan" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* A plan of new borders. See plan.h.
 *
 * Households are counted by the grids below (each belongs to the part that covers it most); where nothing lies below, by
 * area. Of the parts of a grid the largest keeps name and code, the others get the next number that was never used. */
#include "grid/plan.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static const double SHARE = 0.01, LOOSE = 0.002, LOOSE_M2 = 60;
static const struct problem_code E_GONE = { ERR_NOT_FOUND, "grid.unknown", "要重新划分的网格不存在或已撤销，请刷新后重试。" };
static const struct problem_code E_SPECIAL = { ERR_CONFLICT, "grid.plan_special",
	"专属网格盖在别的网格之上，不参与重新划分，请直接修改它的边界。" };
static const struct problem_code E_MANY = { ERR_TOO_LARGE, "grid.plan_many", "这一层的网格太多，不能一起重新划分。" };

void grid_plan_fault(struct grid_plan *p, const char *text, const char *wkt)
{
	if (p->nfaults < SHAPE_PARTS)
		p->fault[p->nfaults++] = (struct grid_plan_fault){ text, wkt };
}

enum err grid_plan_open(struct op *op, int64_t grid_id, struct grid_plan *p)
{
	struct q_grid_peers_rows rows;
	enum err e = q_grid_peers(op->s, &(struct q_grid_peers_in){ .id = grid_id }, &rows);
	*p = (struct grid_plan){ .op = op };
	if (e || !rows.n)
		return e ? e : problem_set(op->problem, &E_GONE);
	if (rows.n > SHAPE_PARTS / 2)
		return problem_set(op->problem, &E_MANY);
	p->old = ARENA_ARRAY(op->a, struct q_grid_get_out, rows.n);
	bool found = false;
	for (size_t i = 0; i < rows.n && !e; i++) {
		e = q_grid_get(op->s, &(struct q_grid_get_in){ .id = rows.v[i].id }, &p->old[i]);
		found = found || rows.v[i].id == grid_id;
	}
	if (e || !found)
		return e ? e : problem_set(op->problem, &E_GONE);
	if (p->old[0].level == GRID_SPECIAL)
		return problem_set(op->problem, &E_SPECIAL);
	p->nold = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		p->part[p->nparts++] = (struct grid_part){ .wkt = p->old[i].wkt, .name = p->old[i].name, .code = p->old[i].code,
							   .phone = p->old[i].phone, .named = true, .coded = true };
	return ERR_OK;
}

/* ---- moves ------------------------------------------------------------------------------------------- */

static bool room_for(struct grid_plan *p, size_t more)
{
	bool ok = p->nparts + more <= SHAPE_PARTS;
	if (!ok)
		grid_plan_fault(p, arena_printf(p->op->a, "一次最多划成 %d 个网格", SHAPE_PARTS), NULL);
	return ok;
}

/* Part `i` becomes several: the largest keeps its name and code. */
static void replace(struct grid_plan *p, size_t i, const struct shape_list *pieces)
{
	size_t largest = 0;
	struct grid_part former = p->part[i];
	for (size_t k = 1; k < pieces->n; k++)
		if (shape_m2(pieces->wkt[k]) > shape_m2(pieces->wkt[largest]))
			largest = k;
	for (size_t k = 0; k < pieces->n; k++) {
		struct grid_part *to = k == largest ? &p->part[i] : &p->part[p->nparts++];
		*to = (struct grid_part){ .wkt = pieces->wkt[k], .phone = former.phone, .name = former.name, .code = "" };
		if (k == largest) {
			to->code = former.code;
			to->named = former.named;
			to->coded = former.coded;
		}
	}
}

static bool among(const int64_t *which, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (which[k] == (int64_t)i)
			return true;
	return !n;
}

void grid_plan_cut(struct grid_plan *p, const struct shape_point *line, size_t n, const int64_t *which, size_t nwhich)
{
	size_t parts = p->nparts, cut = 0;
	for (size_t i = 0; i < parts; i++) {
		struct shape_list pieces;
		if (!*p->part[i].wkt || !among(which, nwhich, i))
			continue;
		shape_cut(p->op->a, p->part[i].wkt, line, n, &pieces);
		if (pieces.n < 2)
			continue;
		if (!room_for(p, pieces.n - 1))
			return;
		replace(p, i, &pieces);
		cut++;
	}
	if (!cut)
		grid_plan_fault(p, "分割线没有穿过网格：起点和终点都要画到网格外面，或正好落在边界上", NULL);
}

void grid_plan_merge(struct grid_plan *p, const int64_t *which, size_t n)
{
	const char *wkt[SHAPE_PARTS];
	size_t into = SIZE_MAX, count = 0;
	bool gone[SHAPE_PARTS] = { false };
	for (size_t k = 0; k < n; k++) {
		if (which[k] < 0 || (size_t)which[k] >= p->nparts || gone[which[k]])
			continue;
		size_t i = (size_t)which[k];
		gone[i] = true;
		wkt[count++] = p->part[i].wkt;
		into = into == SIZE_MAX || shape_m2(p->part[i].wkt) > shape_m2(p->part[into].wkt) ? i : into;
	}
	const char *sum = count >= 2 ? shape_union(p->op->a, wkt, count) : NULL;
	if (!sum || !shape_one_piece(sum)) {
		grid_plan_fault(p, count < 2 ? "请选两个以上的网格再合并" : "只能合并相邻的网格：所选网格没有共同的边界", NULL);
		return;
	}
	p->part[into].wkt = sum;
	size_t to = 0;
	for (size_t i = 0; i < p->nparts; i++)
		if (!gone[i] || i == into)
			p->part[to++] = p->part[i];
	p->nparts = to;
}

void grid_plan_carve(struct grid_plan *p, const struct shape_point *ring, size_t n)
{
	const char *area = shape_ring(p->op->a, ring, n), *whole[SHAPE_PARTS];
	double x, y, z;
	if (!area || !geo_polygon_check(area, &x, &y, &z)) {
		grid_plan_fault(p, "画出的范围不是有效的多边形：至少三个点，边线不要交叉", NULL);
		return;
	}
	for (size_t i = 0; i < p->nparts; i++)
		whole[i] = p->part[i].wkt;
	const char *sum = shape_union(p->op->a, whole, p->nparts), *inner = sum ? shape_within(p->op->a, area, sum) : NULL;
	if (!inner || !shape_one_piece(inner)) {
		grid_plan_fault(p, "画出的范围不在本社区的网格之内，或被分成了几块", inner);
		return;
	}
	if (!room_for(p, 1))
		return;
	size_t to = 0;
	for (size_t i = 0; i < p->nparts; i++) {
		const char *rest = shape_minus(p->op->a, p->part[i].wkt, inner);
		if (!rest)
			continue;          /* swallowed whole */
		p->part[to] = p->part[i];
		p->part[to++].wkt = rest;
	}
	p->nparts = to;
	p->part[p->nparts++] = (struct grid_part){ .wkt = inner, .name = "", .code = "", .phone = "" };
}

/* ---- what lies in a part ------------------------------------------------------------------------------- */

static void find_origin(struct grid_plan *p, struct grid_part *t)
{
	double share[SHAPE_PARTS];
	t->nfrom = 0;
	t->same_id = NIL;
	for (size_t k = 0; k < p->nold; k++) {
		double both = geo_overlap(t->wkt, p->old[k].wkt), area, lon, lat;
		if (both <= 0 || !geo_polygon_check(t->wkt, &area, &lon, &lat) || both < SHARE * area)
			continue;
		size_t at = t->nfrom++;
		for (; at && share[at - 1] < both; at--) {
			share[at] = share[at - 1];
			t->from[at] = t->from[at - 1];
		}
		share[at] = both;
		t->from[at] = (int64_t)k;
	}
	if (t->nfrom == 1 && shape_same(t->wkt, p->old[t->from[0]].wkt))
		t->same_id = p->old[t->from[0]].id;
}

/* The part that covers most of a shape. */
static size_t covers_most(const struct grid_plan *p, const char *wkt)
{
	size_t best = SIZE_MAX;
	double most = 0;
	for (size_t i = 0; i < p->nparts; i++) {
		double both = p->part[i].same_id == NIL ? geo_overlap(p->part[i].wkt, wkt) : 0;
		if (both > most) {
			most = both;
			best = i;
		}
	}
	return best;
}

/* By area, the last part takes what rounding has left. */
static void share_by_area(struct grid_plan *p, const struct q_grid_get_out *old)
{
	double area, lon, lat;
	int64_t left = old->households;
	struct grid_part *last = NULL;
	if (!geo_polygon_check(old->wkt, &area, &lon, &lat))
		return;
	for (size_t i = 0; i < p->nparts; i++) {
		double both = p->part[i].same_id == NIL ? geo_overlap(p->part[i].wkt, old->wkt) : 0;
		int64_t homes = (int64_t)llround((double)old->households * fmax(both, 0) / area);
		if (both <= SHARE * area * 0.1)
			continue;
		homes = homes > left ? left : homes;
		p->part[i].households += homes;
		left -= homes;
		last = &p->part[i];
	}
	if (last)
		last->households += left;
}

static enum err share_households(struct grid_plan *p, const struct q_grid_get_out *old)
{
	struct q_grid_children_rows below;
	enum err e = q_grid_children(p->op->s, &(struct q_grid_children_in){ .parent_id = old->id }, &below);
	int64_t placed = 0;
	for (size_t i = 0; i < below.n && !e; i++) {
		size_t at = *below.v[i].wkt ? covers_most(p, below.v[i].wkt) : SIZE_MAX;
		if (at == SIZE_MAX)
			continue;
		p->part[at].households += below.v[i].households;
		placed += below.v[i].households;
	}
	if (e || placed)
		return e;
	share_by_area(p, old);
	return ERR_OK;
}

static enum err count_contents(struct grid_plan *p)
{
	enum err e = ERR_OK;
	bool counted[SHAPE_PARTS] = { false };
	for (size_t i = 0; i < p->nparts; i++) {
		struct grid_part *t = &p->part[i];
		find_origin(p, t);
		t->households = t->same_id != NIL ? p->old[t->from[0]].households : 0;
		t->m2 = shape_m2(t->wkt);
	}
	for (size_t i = 0; i < p->nparts && !e; i++) {
		struct grid_part *t = &p->part[i];
		for (size_t k = 0; k < t->nfrom && !e; k++) {
			size_t old = (size_t)t->from[k];
			if (t->same_id != NIL || counted[old])
				continue;
			counted[old] = true;
			e = share_households(p, &p->old[old]);
		}
	}
	for (size_t k = 0; k < p->nold && !e; k++) {
		struct q_grid_open_cases_out open;
		e = q_grid_open_cases(p->op->s, &(struct q_grid_open_cases_in){ .id = p->old[k].id }, &open);
		p->open[k] = e ? 0 : open.n;
	}
	return e;
}

/* ---- names and codes ------------------------------------------------------------------------------------ */

static bool code_used(const struct grid_plan *p, const char *code)
{
	for (size_t i = 0; i < p->nparts; i++)
		if (str_eq(p->part[i].code, code))
			return true;
	return false;
}

/* The first free number after all that were ever given under the prefix. */
static enum err next_code(struct grid_plan *p, const char **out)
{
	const struct q_grid_get_out *first = &p->old[0];
	size_t length = strlen(first->code), serial = first->level == GRID_BASE ? 3 : 2, digits = length - serial;
	const char *prefix = arena_strn(p->op->a, first->code, digits);
	struct q_grid_codes_under_rows rows;
	enum err e = q_grid_codes_under(p->op->s,
					&(struct q_grid_codes_under_in){ .digits = (int64_t)digits, .prefix = prefix,
									 .length = (int64_t)length },
					&rows);
	long last = 0, max = first->level == GRID_BASE ? 899 : 99;
	*out = "";
	for (size_t i = 0; i < rows.n && !e; i++) {
		long n = strtol(rows.v[i].code + digits, NULL, 10);
		last = n > last && n <= max ? n : last;
	}
	for (long n = last + 1; n <= max && !e && !**out; n++) {
		const char *code = arena_printf(p->op->a, "%s%0*ld", prefix, (int)serial, n);
		if (!code_used(p, code))
			*out = code;
	}
	/* All numbers have been given once: then the lowest that nobody has now. */
	for (long n = 1; n <= max && !e && !**out; n++) {
		const char *code = arena_printf(p->op->a, "%s%0*ld", prefix, (int)serial, n);
		struct q_grid_find_out taken;
		e = code_used(p, code) ? ERR_OK : q_grid_find(p->op->s, &(struct q_grid_find_in){ .code = code }, &taken);
		if (e == ERR_NOT_FOUND) {
			e = ERR_OK;
			*out = code;
		}
	}
	return e;
}

/* "和平第3网格" → "和平第7网格" with the new number; a name without one gets it behind. */
static const char *propose_name(struct grid_plan *p, const struct grid_part *t)
{
	const char *from = t->nfrom ? p->old[t->from[0]].name : p->old[0].name;
	size_t serial = p->old[0].level == GRID_BASE ? 3 : 2, n = strlen(t->code);
	long number = n > serial ? strtol(t->code + n - serial, NULL, 10) : 0;
	const char *end = from + strlen(from), *digit = end;
	while (digit > from && !(digit[-1] >= '0' && digit[-1] <= '9'))
		digit--;
	const char *begin = digit;
	while (begin > from && begin[-1] >= '0' && begin[-1] <= '9')
		begin--;
	if (begin == digit)
		return arena_printf(p->op->a, "%s（%ld）", from, number);
	return arena_printf(p->op->a, "%.*s%ld%s", (int)(begin - from), from, number, digit);
}

static enum err name_parts(struct grid_plan *p)
{
	enum err e = ERR_OK;
	struct grid_band band;
	if ((e = grid_band_of(p->op->s, (int)p->old[0].level, &band)))
		return e;
	for (size_t i = 0; i < p->nparts && !e; i++) {
		struct grid_part *t = &p->part[i];
		if (!*t->code)
			e = next_code(p, &t->code);
		if (!e && (!t->named || !*t->name))
			t->name = t->same_id != NIL ? p->old[t->from[0]].name : propose_name(p, t);
		if (!e && !*t->phone && t->nfrom)
			t->phone = p->old[t->from[0]].phone;
		t->warning = grid_band_warning(p->op->a, (int)p->old[0].level, t->households, band);
	}
	return e;
}

/* ---- faults --------------------------------------------------------------------------------------------- */

static double loose_of(double m2)
{
	return fmax(LOOSE_M2, LOOSE * m2);
}

static void check_pairs(struct grid_plan *p)
{
	for (size_t i = 0; i < p->nparts; i++) {
		for (size_t j = 0; j < i; j++) {
			const char *both = shape_within(p->op->a, p->part[i].wkt, p->part[j].wkt);
			if (both && shape_m2(both) > loose_of(fmin(p->part[i].m2, p->part[j].m2)))
				grid_plan_fault(p, arena_printf(p->op->a, "%s 与 %s 重叠约 %.0f 平方米", p->part[j].name,
								p->part[i].name, shape_m2(both)), both);
		}
	}
}

/* Together the new ones are exactly the former ones. */
static void check_whole(struct grid_plan *p)
{
	const char *before[SHAPE_PARTS], *after[SHAPE_PARTS];
	size_t n = 0;
	for (size_t k = 0; k < p->nold; k++)
		if (*p->old[k].wkt)
			before[n++] = p->old[k].wkt;
	for (size_t i = 0; i < p->nparts; i++)
		after[i] = p->part[i].wkt;
	const char *was = n ? shape_union(p->op->a, before, n) : NULL, *is = shape_union(p->op->a, after, p->nparts);
	if (!was || !is)
		return;
	const char *gap = shape_minus(p->op->a, was, is), *beyond = shape_minus(p->op->a, is, was);
	double smallest = INFINITY;
	for (size_t i = 0; i < p->nparts; i++)
		smallest = fmin(smallest, p->part[i].m2);
	if (gap && shape_m2(gap) > loose_of(smallest))
		grid_plan_fault(p, arena_printf(p->op->a, "有约 %.0f 平方米没有划入任何网格", shape_m2(gap)), gap);
	if (beyond && shape_m2(beyond) > loose_of(smallest))
		grid_plan_fault(p, arena_printf(p->op->a, "有约 %.0f 平方米超出了本社区原有的范围", shape_m2(beyond)), beyond);
}

static void check_parts(struct grid_plan *p)
{
	size_t before = p->nfaults;
	for (size_t i = 0; i < p->nparts; i++) {
		double area, lon, lat;
		struct grid_part *t = &p->part[i];
		if (!geo_polygon_check(t->wkt, &area, &lon, &lat))
			grid_plan_fault(p, arena_printf(p->op->a, "%s 的边界不是有效的多边形（边线交叉或没有面积）", t->name), NULL);
		else if (!shape_one_piece(t->wkt))
			grid_plan_fault(p, arena_printf(p->op->a, "%s 被分成了互不相连的几块", t->name), t->wkt);
	}
	if (p->nfaults != before)
		return;
	check_pairs(p);
	check_whole(p);
}

enum err grid_plan_work(struct grid_plan *p)
{
	enum err e = count_contents(p);
	if (!e)
		e = name_parts(p);
	if (!e)
		check_parts(p);
	return e;
}

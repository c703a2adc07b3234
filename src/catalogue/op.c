/* SPDX-License-Identifier: Apache-2.0 */
/* From a request to an operation. */
#include "catalogue/op.h"

static const struct problem_code E_GRID = { ERR_INVALID, "place.grid", "所选网格不存在或已撤销，请重新选择。" };

struct held_refs {
	struct site *site;
	const struct refs *refs;
};

static void drop(void *arg)
{
	struct held_refs *h = arg;
	refs_drop(h->site, h->refs);
}

struct op *op_of(struct req *r)
{
	struct site *site = req_site(r);
	struct op *op = ARENA_NEW(r->arena, struct op);
	struct held_refs *h = ARENA_NEW(r->arena, struct held_refs);
	*h = (struct held_refs){ site, refs_take(site) };
	arena_cleanup(r->arena, drop, h);
	/* on a public page one acts as a citizen, even when the same browser holds a staff session */
	const struct principal *who = r->route && (r->route->flags & ROUTE_PUBLIC) ? NULL : req_who(r);
	*op = (struct op){ .site = site, .s = r->db, .a = r->arena, .now = r->now, .by = who ? OP_PERSON : OP_CITIZEN, .who = who,
			   .refs = h->refs, .problem = &r->problem };
	return op;
}

struct write_call {
	struct req *r;
	struct op *op;
	enum err (*fn)(struct op *op, struct req *r, void *arg);
	void *arg;
};

static enum err run(struct db_session *s2, void *arg)
{
	struct write_call *c = arg;
	struct op op = *c->op;
	op.s = s2;
	return c->fn(&op, c->r, c->arg);
}

enum err op_write(struct req *r, enum err (*fn)(struct op *op, struct req *r, void *arg), void *arg)
{
	struct write_call c = { r, op_of(r), fn, arg };
	return req_write(r, run, &c);
}

enum err must_case(struct op *op, enum cap cap, int64_t case_id, const struct problem_code *no)
{
	bool yes = false;
	enum err e = may_case(op->s, op->who, cap, case_id, &yes);
	return e || yes ? e : problem_set(op->problem, no);
}

enum err must_order(struct op *op, enum cap cap, int64_t order_id, const struct problem_code *no)
{
	bool yes = false;
	enum err e = may_order(op->s, op->who, cap, order_id, &yes);
	return e || yes ? e : problem_set(op->problem, no);
}

enum err place_of(struct req *r, struct op *op, struct place *out)
{
	*out = (struct place){ in_i64(r, "lon"), in_i64(r, "lat"), in_i64(r, "grid_id"), in_i64(r, "community_id"),
			       in_i64(r, "town_id") };
	if (out->lon == NIL || out->lat == NIL)
		out->lon = out->lat = NIL;
	const struct grid *g = NULL;
	if (out->lon != NIL) {
		double lon = (double)out->lon / 1e6, lat = (double)out->lat / 1e6;
		if (str_eq(in_str(r, "datum"), "gcj02")) {
			geo_gcj_to_cgcs(lon, lat, &lon, &lat);
			out->lon = (int64_t)(lon * 1e6 + 0.5);
			out->lat = (int64_t)(lat * 1e6 + 0.5);
		}
		g = ref_grid_at(op->refs, lon, lat);
	}
	if (out->grid_id != NIL) {
		g = ref_grid(op->refs, out->grid_id);
		if (!g)
			return problem_set(op->problem, &E_GRID);
	}
	if (g) {
		out->grid_id = g->id;
		out->community_id = g->community_id;
		out->town_id = g->town_id;
	} else if (out->community_id != NIL) {
		const struct unit *u = ref_unit(op->refs, out->community_id);
		out->town_id = u ? u->town_id : out->town_id;
	}
	return ERR_OK;
}

const char *unit_name(const struct refs *refs, int64_t unit_id)
{
	const struct unit *u = ref_unit(refs, unit_id);
	return u ? u->short_name : "";
}

void jw_unit(struct json_out *w, const char *key, const struct refs *refs, int64_t unit_id)
{
	const struct unit *u = ref_unit(refs, unit_id);
	jw_key(w, key);
	if (!u) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", u->id);
	jw_kstr(w, "name", u->short_name);
	jw_object_end(w);
}

void jw_type(struct json_out *w, const char *key, const struct refs *refs, int64_t type_id)
{
	const struct event_type *t = ref_type(refs, type_id);
	jw_key(w, key);
	if (!t) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", t->id);
	jw_kstr(w, "code", t->code);
	jw_kstr(w, "name", t->name);
	jw_object_end(w);
}

void jw_grid(struct json_out *w, const char *key, const struct refs *refs, int64_t grid_id)
{
	const struct grid *g = ref_grid_any(refs, grid_id);
	jw_key(w, key);
	if (!g) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", g->id);
	jw_kstr(w, "code", g->code);
	jw_kstr(w, "name", g->name);
	jw_object_end(w);
}

struct month_span month_at(int64_t yyyymm)
{
	int64_t next = yyyymm % 100 == 12 ? yyyymm + 89 : yyyymm + 1;
	return (struct month_span){ yyyymm, day_start_ms((int32_t)(yyyymm * 100 + 1)), day_start_ms((int32_t)(next * 100 + 1)) };
}

enum err month_of(struct req *r, struct op *op, const char *code, struct month_span *out)
{
	int64_t m = in_i64_or(r, "month", day_of_ms(op->now) / 100);
	if (m % 100 < 1 || m % 100 > 12)
		return problem_field(op->problem, ERR_INVALID, "month", code, "月份应为六位数字，如 202603。");
	*out = month_at(m);
	return ERR_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Whistles of a month by unit (E-06, E-08): response, satisfaction, W; and of the issuers, whether they whistled rightly. 集结哨 and
 * social forces are in no figure. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "base/half_up.h"
#include "catalogue/op.h"
#include "whistle/whistle_internal.h"

enum { MICRO = 1000000, SATISFIED = 16 /* four stars with a mean of 4 */ };

struct unit_month {
	int64_t called, in_limit, excused, rated, satisfied, scored, sum, blown, judged, rightly, cases;
};
struct month {
	struct op *op;
	struct month_span at;
	int64_t sum, n, whistles;
	struct unit_month *unit;   /* by position of the unit in refs */
	struct unit_month all;
};

static int64_t share(int64_t part, int64_t whole)
{
	return whole ? muldiv_half_up(part, MICRO, whole) : NIL;
}

static struct unit_month *of(struct month *m, int64_t unit_id)
{
	const struct unit *u = ref_unit(m->op->refs, unit_id);
	return u ? &m->unit[u->index] : NULL;
}

/* Called: asked and not let go, nor cancelled, before it answered. What still waits is not counted yet. */
static bool counts(const struct q_whistle_scores_out *row)
{
	if (str_eq(row->status, "void") || str_eq(row->status, "called") || str_eq(row->status, "refusing"))
		return false;
	return row->accepted_at != NIL || str_eq(row->status, "silent") || str_eq(row->status, "excused");
}

static void add(struct unit_month *u, const struct q_whistle_scores_out *row)
{
	bool rated = row->speed != NIL;
	if (counts(row)) {
		u->called++;
		u->in_limit += row->accepted_at != NIL && row->accepted_at <= row->accept_due_at;
		u->excused += str_eq(row->status, "excused") && row->refused_at <= row->accept_due_at;
	}
	u->rated += rated;
	u->satisfied += rated && row->speed + row->duty + row->skill + row->result >= SATISFIED;
}

static struct q_whistle_score_of_out as_one(const struct q_whistle_scores_out *r)
{
	return (struct q_whistle_score_of_out){ .unit_id = r->unit_id,
		.status = r->status,
		.whistle_status = r->whistle_status,
		.on_site = r->on_site,
		.called_at = r->called_at,
		.accept_due_at = r->accept_due_at,
		.accepted_at = r->accepted_at,
		.refused_at = r->refused_at,
		.arrive_due_at = r->arrive_due_at,
		.arrived_at = r->arrived_at,
		.released_at = r->released_at,
		.speed = r->speed,
		.duty = r->duty,
		.skill = r->skill,
		.result = r->result,
		.undone = r->undone };
}

static enum err read_responders(struct month *m)
{
	struct q_whistle_scores_rows rows;
	enum err e = q_whistle_scores(m->op->s, &(struct q_whistle_scores_in){ .from = m->at.from, .to = m->at.to }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct unit_month *u = of(m, rows.v[i].unit_id);
		const struct q_whistle_score_of_out one = as_one(&rows.v[i]);
		int64_t micro;
		if (!u)
			continue;
		add(u, &rows.v[i]);
		add(&m->all, &rows.v[i]);
		if (!whistle_score_of(&one, &micro))
			continue;
		u->scored++;
		u->sum += micro;
		m->n++;
		m->sum += micro;
	}
	return e;
}

static enum err read_issuers(struct month *m)
{
	struct q_whistle_issued_rows issued;
	struct q_whistle_cases_rows cases;
	enum err e = q_whistle_issued(m->op->s, &(struct q_whistle_issued_in){ .from = m->at.from, .to = m->at.to }, &issued);
	if (!e)
		e = q_whistle_cases(m->op->s, &(struct q_whistle_cases_in){ .from = m->at.from, .to = m->at.to }, &cases);
	for (size_t i = 0; !e && i < issued.n; i++) {
		struct unit_month *u = of(m, issued.v[i].unit_id);
		m->whistles += issued.v[i].blown;
		if (!u)
			continue;
		u->blown = issued.v[i].blown;
		u->judged = issued.v[i].judged;
		u->rightly = issued.v[i].rightly;
	}
	for (size_t i = 0; !e && i < cases.n; i++) {
		struct unit_month *u = of(m, cases.v[i].unit_id);
		if (u)
			u->cases = cases.v[i].n;
	}
	return e;
}

static int64_t city_mean(const struct month *m)
{
	return m->n ? div_half_up(m->sum, m->n) : NIL;
}

static void put_unit(struct json_out *w, const struct month *m, const struct unit *unit, const struct unit_month *u)
{
	jw_object(w);
	jw_unit(w, "unit", m->op->refs, unit->id);
	jw_kint(w, "called", u->called);
	jw_kint(w, "in_limit", u->in_limit);
	jw_kint(w, "excused", u->excused);
	jw_kint(w, "active_micro", share(u->in_limit + u->excused, u->called));
	jw_kint(w, "rated", u->rated);
	jw_kint(w, "satisfied", u->satisfied);
	jw_kint(w, "satisfied_micro", share(u->satisfied, u->rated));
	jw_kint(w, "scored", u->scored);
	jw_kint(w, "w_micro", u->scored ? whistle_unit_score(u->sum, u->scored, city_mean(m)) : NIL);
	jw_kint(w, "blown", u->blown);
	jw_kint(w, "judged", u->judged);
	jw_kint(w, "right", u->rightly);
	jw_kint(w, "right_micro", share(u->rightly, u->judged));
	jw_kint(w, "cases", u->cases);
	jw_kint(w, "per_100_cases_micro", share(u->blown * 100, u->cases));
	jw_object_end(w);
}

/* Units of the reader's range that took part in any whistle. */
static enum err put_units(struct json_out *w, struct month *m)
{
	struct op *op = m->op;
	enum err e = ERR_OK;
	jw_key(w, "units");
	jw_array(w);
	for (size_t i = 0; !e && i < op->refs->nunits; i++) {
		const struct unit *unit = &op->refs->units[i];
		const struct unit_month *u = &m->unit[unit->index];
		bool yes = false;
		if (!u->called && !u->rated && !u->blown)
			continue;
		e = may_unit(op->s, op->who, CAP_BOARD_READ, unit->id, &yes);
		if (!e && yes)
			put_unit(w, m, unit, u);
	}
	jw_array_end(w);
	return e;
}

static enum err read_month(struct req *r, struct month *m)
{
	struct op *op = op_of(r);
	*m = (struct month){ .op = op, .unit = ARENA_ARRAY(op->a, struct unit_month, op->refs->nunits + 1) };
	enum err e = month_of(r, op, "whistle.month", &m->at);
	if (!e)
		e = read_responders(m);
	return e ? e : read_issuers(m);
}

static enum err h_stats(struct req *r)
{
	struct month m;
	enum err e = read_month(r, &m);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "month", m.at.yyyymm);
	jw_kint(&r->w, "city_micro", city_mean(&m));
	jw_kint(&r->w, "whistles", m.whistles);
	jw_kint(&r->w, "active_micro", share(m.all.in_limit + m.all.excused, m.all.called));
	jw_kint(&r->w, "satisfied_micro", share(m.all.satisfied, m.all.rated));
	e = put_units(&r->w, &m);
	jw_object_end(&r->w);
	return e;
}

/* ---- the same as xlsx ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "unit", "单位", COL_TEXT, 24, NULL },
	{ "called", "被叫", COL_INT, 8, NULL },
	{ "in_limit", "按时应哨", COL_INT, 10, NULL },
	{ "excused", "裁定免应", COL_INT, 10, NULL },
	{ "active", "积极响应率", COL_TEXT, 12, NULL },
	{ "rated", "已评", COL_INT, 8, NULL },
	{ "satisfied", "评价满意率", COL_TEXT, 12, NULL },
	{ "w", "W", COL_TEXT, 10, NULL },
	{ "blown", "吹哨", COL_INT, 8, NULL },
	{ "cases", "案件", COL_INT, 8, NULL },
	{ "per_100", "每百件吹哨", COL_TEXT, 12, NULL },
	{ "judged", "应哨方已评", COL_INT, 12, NULL },
	{ "right", "吹对率", COL_TEXT, 10, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "code", "u.code", COL_TEXT, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct month *m = r->stash;
	db_query_add(q, " AND (EXISTS (SELECT 1 FROM whistle_responder x JOIN whistle v ON v.id = x.whistle_id "
			"WHERE x.unit_id = u.id AND v.blown_at >= $ AND v.blown_at < $) OR EXISTS (SELECT 1 FROM whistle v WHERE v.issuer_unit_id = u.id "
			"AND v.blown_at >= $ AND v.blown_at < $))",
		DB_ARG_I64(m->at.from), DB_ARG_I64(m->at.to), DB_ARG_I64(m->at.from), DB_ARG_I64(m->at.to));
	scope_people(q, req_who(r), CAP_BOARD_READ);
}

/* "91.00 %"; empty without anything to count. */
static const char *percent(struct arena *a, int64_t micro)
{
	return micro == NIL ? "" : arena_printf(a, "%.2f %%", (double)micro / 10000);
}

static const char *points(struct arena *a, int64_t micro, int64_t unit)
{
	return micro == NIL ? "" : arena_printf(a, "%.2f", (double)micro / (double)unit);
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct month *m = r->stash;
	const struct unit *unit = ref_unit(m->op->refs, db_i64(c, 0));
	static const struct unit_month NONE;
	const struct unit_month *u = unit ? &m->unit[unit->index] : &NONE;
	struct arena *a = r->arena;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "unit", db_text(c, 1));
	list_put_int(l, "called", u->called);
	list_put_int(l, "in_limit", u->in_limit);
	list_put_int(l, "excused", u->excused);
	list_put_text(l, "active", percent(a, share(u->in_limit + u->excused, u->called)));
	list_put_int(l, "rated", u->rated);
	list_put_text(l, "satisfied", percent(a, share(u->satisfied, u->rated)));
	list_put_text(l, "w", points(a, u->scored ? whistle_unit_score(u->sum, u->scored, city_mean(m)) : NIL, WHISTLE_POINT));
	list_put_int(l, "blown", u->blown);
	list_put_int(l, "cases", u->cases);
	list_put_text(l, "per_100", points(a, share(u->blown * 100, u->cases), MICRO));
	list_put_int(l, "judged", u->judged);
	list_put_text(l, "right", percent(a, share(u->rightly, u->judged)));
}

static const struct list_def UNITS = { .title = "吹哨统计", .cols = COLS, .sorts = SORTS, .select = "u.id, u.name",
	.from = " FROM (SELECT id, id AS unit_id, code, name FROM unit) u", .id = "u.id", .where = where, .row = row };

static enum err h_xlsx(struct req *r)
{
	struct month *m = ARENA_NEW(r->arena, struct month);
	enum err e = read_month(r, m);
	r->stash = m;
	return e ? e : list_xlsx(r, &UNITS);
}

static const struct in_field XLSX_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	{ 0 },
};
static const struct in_field STATS_IN[] = {
	MONTH_IN, { 0 }
};

const struct route WHISTLE_STATS_ROUTES[] = {
	{ HTTP_GET, "/api/v1/whistles/stats", h_stats, CAP_BOARD_READ, "unit, region or all", STATS_IN, 0, 0, "Whistles of a month by unit.", "WhistleStats" },
	{ HTTP_GET, "/api/v1/whistles/stats.xlsx", h_xlsx, CAP_BOARD_READ, "unit, region or all", XLSX_IN, 0, ROUTE_BULK, "The same as xlsx.", "File" },
	{ 0 },
};

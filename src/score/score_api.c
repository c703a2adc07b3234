/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of a month as people look at them: lists with ranks, every score open to its lines, what a changed profile would do,
 * and the orders behind the counts (K-01, K-02; “why am I 17th”). */
#include "auth/caps.h"
#include "auth/listing.h"
#include "base/half_up.h"
#include "score/score_internal.h"

#define PROFILES "rongcheng-70|sanlv|baseline-deduct|classified"

static const char *const MEASURES[SCORE_MEASURES] = { "satisfaction", "satisfied", "solved", "closed", "ontime",
	"returned", "contacted" };
static const char *const SHAPES[] = { "linear", "ceiling", "deduct" };
static const char *const LISTS[SCORE_LISTS] = { "", "towns", "departments" };

/* ---- the period and the profile ---- */

/* The month asked for, to date: what is not due yet is not counted. */
static enum err period_of(struct req *r, struct op *op, struct month_span *at)
{
	enum err e = month_of(r, op, "score.month", at);
	if (!e && at->to > op->now)
		at->to = op->now > at->from ? op->now : at->from;
	return e;
}

static enum err counted(struct req *r, struct score_month *m)
{
	struct op *op = op_of(r);
	struct month_span at;
	enum err e = period_of(r, op, &at);
	return e ? e : score_count(op, &at, m);
}

static size_t profile_of(struct req *r)
{
	const char *name = in_str(r, "profile");
	for (size_t i = 0; name && i < SCORE_BUILTINS; i++)
		if (str_eq(name, SCORE_BUILTIN_NAMES[i]))
			return i;
	return SCORE_RONGCHENG_70;
}

static void put_profile(struct json_out *w, const char *name, const struct score_profile *p)
{
	jw_key(w, "profile");
	jw_object(w);
	jw_kstr(w, "name", name);
	jw_key(w, "terms");
	jw_array(w);
	for (size_t i = 0; i < p->terms; i++) {
		const struct score_term *t = &p->term[i];
		jw_object(w);
		jw_kstr(w, "measure", MEASURES[t->measure]);
		jw_kstr(w, "shape", SHAPES[t->shape]);
		jw_kint(w, "types", t->types);
		jw_kint(w, "points_micro", t->points);
		jw_kint(w, "max_micro", t->max);
		jw_kint(w, "base_micro", t->base);
		jw_kint(w, "per_micro", t->per);
		jw_kint(w, "floor_micro", t->floor);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "weight_micro");
	jw_array(w);
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		jw_int(w, p->weight[i]);
	jw_array_end(w);
	jw_kint(w, "shrink", p->shrink);
	jw_kint(w, "min_due", p->min_due);
	jw_kint(w, "flagged", p->flagged);
	jw_object_end(w);
}

/* ---- one unit ---- */

static void put_line(struct json_out *w, const struct score_line *l)
{
	jw_object(w);
	jw_kint(w, "num", l->num);
	jw_kint(w, "den", l->den);
	jw_kint(w, "rate_micro", l->rate);
	jw_kint(w, "used_micro", l->used);
	jw_kint(w, "points_micro", l->points);
	jw_object_end(w);
}

static void put_row(
	struct json_out *w, const struct score_month *m, const struct score_place *p, const struct score_place *before)
{
	const struct unit *unit = ref_unit(m->op->refs, p->unit_id);
	const struct score_unit_month *u = &m->unit[unit->index];
	const struct score_base *base = &m->base[unit->index];
	struct score_counts all = score_sum(u->by_type, SCORE_ALL_TYPES);
	jw_object(w);
	jw_unit(w, "unit", m->op->refs, p->unit_id);
	jw_kint(w, "rank", p->rank ? p->rank : NIL);
	jw_kbool(w, "flagged", p->flagged);
	jw_kbool(w, "too_few", base->too_few);
	jw_kbool(w, "few_evaluated", base->few_evaluated);
	jw_kint(w, "points_micro", base->points);
	jw_kint(w, "due_hundredths", all.due);
	jw_kint(w, "evaluated_hundredths", score_evaluated(&all));
	jw_key(w, "answers_hundredths");
	jw_array(w);
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		jw_int(w, all.answers[i]);
	jw_array_end(w);
	jw_kint(w, "open", u->open);
	jw_kint(w, "suspended", u->suspended);
	jw_key(w, "lines");
	jw_array(w);
	for (size_t i = 0; i < m->profile->terms; i++)
		put_line(w, &base->line[i]);
	jw_array_end(w);
	if (before) {
		jw_kint(w, "rank_before", before->rank ? before->rank : NIL);
		jw_kint(w, "points_before_micro", before->score);
	}
	jw_object_end(w);
}

static const struct score_place *unit_place(const struct score_month *m, int64_t unit_id)
{
	for (size_t i = 0; m && i < m->places; i++)
		if (m->place[i].unit_id == unit_id)
			return &m->place[i];
	return NULL;
}

/* The mean points of each line over the ranked units of a list: what a unit compares itself with. */
static void put_means(struct json_out *w, const struct score_month *m, int list)
{
	jw_key(w, "mean_points_micro");
	jw_array(w);
	for (size_t t = 0; t < m->profile->terms; t++) {
		int64_t sum = 0, n = 0;
		for (size_t i = 0; i < m->places; i++)
			if (m->place[i].list == list && m->place[i].ranked) {
				sum += m->base[ref_unit(m->op->refs, m->place[i].unit_id)->index].line[t].points;
				n++;
			}
		jw_int(w, n ? div_half_up(sum, n) : NIL);
	}
	jw_array_end(w);
}

static enum err put_list(struct json_out *w, const struct score_month *m, const struct score_month *before, int list)
{
	enum err e = ERR_OK;
	int64_t of = 0;
	jw_object(w);
	jw_kstr(w, "list", LISTS[list]);
	put_means(w, m, list);
	jw_key(w, "group_micro");
	jw_array(w);
	for (size_t t = 0; t < m->profile->terms; t++)
		jw_int(w, m->profile->term[t].measure == SCORE_SATISFACTION ? m->mean[list][t] : NIL);
	jw_array_end(w);
	jw_key(w, "rows");
	jw_array(w);
	for (size_t i = 0; !e && i < m->places; i++) {
		const struct score_place *p = &m->place[i];
		bool yes = false;
		if (p->list != list)
			continue;
		of = p->of;
		e = may_unit(m->op->s, m->op->who, CAP_BOARD_READ, p->unit_id, &yes);
		if (!e && yes)
			put_row(w, m, p, unit_place(before, p->unit_id));
	}
	jw_array_end(w);
	jw_kint(w, "ranked", of);
	jw_object_end(w);
	return e;
}

static enum err put_month(struct req *r, const char *name, const struct score_month *m, const struct score_month *before)
{
	struct json_out *w = &r->w;
	enum err e = ERR_OK;
	jw_object(w);
	jw_kint(w, "month", m->at.yyyymm);
	jw_kint(w, "from", m->at.from);
	jw_kint(w, "to", m->at.to);
	jw_kint(w, "at", m->op->now);
	put_profile(w, name, m->profile);
	jw_key(w, "lists");
	jw_array(w);
	for (int list = SCORE_TOWNS; !e && list < SCORE_LISTS; list++)
		e = put_list(w, m, before, list);
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

static enum err h_scores(struct req *r)
{
	struct score_month m;
	size_t i = profile_of(r);
	enum err e = counted(r, &m);
	if (e)
		return e;
	score_by(&m, &SCORE_BUILTIN[i]);
	return put_month(r, SCORE_BUILTIN_NAMES[i], &m, NULL);
}

/* ---- what if ---- */

/* The profile with what the request changes; the points of the terms must still add up to 100. */
static enum err changed(struct req *r, struct score_profile *p)
{
	static const char *const POINTS[] = { "points1", "points2", "points3", "points4", "points5" };
	int64_t sum = 0;
	for (size_t i = 0; i < p->terms && i < sizeof POINTS / sizeof *POINTS; i++) {
		p->term[i].points = in_i64_or(r, POINTS[i], p->term[i].points / 1000) * 1000;
		sum += p->term[i].points;
	}
	p->weight[2] = in_i64_or(r, "third", p->weight[2] / 10000) * 10000;
	p->shrink = in_i64_or(r, "shrink", p->shrink);
	p->min_due = in_i64_or(r, "min_due", p->min_due);
	return sum == SCORE_FULL ? ERR_OK :
		       problem_field(&r->problem, ERR_INVALID, "points1", "score.points", "各项分值之和应为 100 分。");
}

static enum err h_try(struct req *r)
{
	struct score_month now, then;
	size_t i = profile_of(r);
	struct score_profile p = SCORE_BUILTIN[i];
	enum err e = changed(r, &p);
	if (!e)
		e = counted(r, &now);
	if (e)
		return e;
	then = now;
	score_by(&now, &SCORE_BUILTIN[i]);
	score_by(&then, &p);
	return put_month(r, SCORE_BUILTIN_NAMES[i], &then, &now);
}

/* ---- the orders behind the counts ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "工单编号", COL_TEXT, 22, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "title", "案件", COL_TEXT, 44, NULL },
	{ "unit", "主办单位", COL_REF, 18, NULL },
	{ "status", "状态", COL_TEXT, 12,
	  "to_sign:待签收|handling:办理中|unit_review:单位审核|upper_review:上级审核|settled:已审结" },
	{ "due_at", "到期", COL_TIME, 18, NULL },
	{ "submitted_at", "提交", COL_TIME, 18, NULL },
	{ "ontime", "按时", COL_BOOL, 8, NULL },
	{ "sent_back", "被退回次数", COL_INT, 10, NULL },
	{ "round", "重办次数", COL_INT, 10, NULL },
	{ "satisfied", "满意度（最后一次）", COL_INT, 14, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "due_at", "o.due_at", COL_TIME, false },
	{ "-due_at", "o.due_at", COL_TIME, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct month_span *at = r->stash;
	const char *which = in_str(r, "which");
	scope_orders(q, req_who(r), CAP_BOARD_READ);
	db_query_text(q, " AND o.role = 'lead' AND o.appraised = 1 AND c.historical = 0 AND "
			 "o.status IN ('to_sign','handling','unit_review','upper_review','settled')");
	if (in_given(r, "unit"))
		db_query_add(q, " AND o.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (str_eq(which, "returned")) {
		db_query_add(q, " AND o.submitted_at >= $ AND o.submitted_at < $ AND (o.sent_back > 0 OR o.round > 0)",
			DB_ARG_I64(at->from), DB_ARG_I64(at->to));
		return;
	}
	db_query_add(q, " AND o.due_at >= $ AND o.due_at < $ AND (c.dispatched_at IS NULL OR "
			"2 * (o.due_at - o.dispatched_at) >= o.due_at - c.dispatched_at)", DB_ARG_I64(at->from), DB_ARG_I64(at->to));
	if (str_eq(which, "open"))
		db_query_text(q, " AND o.status <> 'settled'");
	else if (str_eq(which, "late"))
		db_query_text(q, " AND NOT (o.status = 'settled' AND o.submitted_at <= o.due_at)");
}

static const struct list_def ORDERS = {
	.title = "考核计数的工单",
	.cols = COLS,
	.sorts = SORTS,
	.select = "o.id, o.no, o.case_id, c.title, o.unit_id, u.name, o.status, o.due_at, o.submitted_at, "
		  "CASE WHEN o.status = 'settled' AND o.submitted_at <= o.due_at THEN 1 ELSE 0 END, o.sent_back, o.round, "
		  "(SELECT g.satisfied FROM rating g WHERE g.case_id = o.case_id ORDER BY g.at DESC, g.id DESC LIMIT 1)",
	.from = " FROM work_order o JOIN casefile c ON c.id = o.case_id LEFT JOIN unit u ON u.id = o.unit_id",
	.id = "o.id",
	.where = where,
};

static enum err stash_period(struct req *r)
{
	struct month_span *at = r->stash = ARENA_NEW(r->arena, struct month_span);
	return period_of(r, op_of(r), at);
}

static enum err h_orders(struct req *r)
{
	enum err e = stash_period(r);
	return e ? e : list_answer(r, &ORDERS);
}

static enum err h_orders_xlsx(struct req *r)
{
	enum err e = stash_period(r);
	return e ? e : list_xlsx(r, &ORDERS);
}

/* ---- routes ---- */

static const struct in_field SCORES_IN[] = { MONTH_IN, { "profile", IN_ENUM, IN_QUERY, 0, 0, PROFILES, "方案", "" }, { 0 } };
static const struct in_field TRY_IN[] = {
	MONTH_IN,
	{ "profile", IN_ENUM, IN_QUERY, 0, 0, PROFILES, "方案", "" },
	{ "points1", IN_INT, IN_QUERY, 0, 100000, NULL, "第一项分值", "thousandths of a point" },
	{ "points2", IN_INT, IN_QUERY, 0, 100000, NULL, "第二项分值", "thousandths of a point" },
	{ "points3", IN_INT, IN_QUERY, 0, 100000, NULL, "第三项分值", "thousandths of a point" },
	{ "points4", IN_INT, IN_QUERY, 0, 100000, NULL, "第四项分值", "thousandths of a point" },
	{ "points5", IN_INT, IN_QUERY, 0, 100000, NULL, "第五项分值", "thousandths of a point" },
	{ "third", IN_INT, IN_QUERY, 0, 100, NULL, "基本满意折算", "percent" },
	{ "shrink", IN_INT, IN_QUERY, 0, 1000, NULL, "小样本修正", "so many appeals of the group's mean" },
	{ "min_due", IN_INT, IN_QUERY, 0, 100000, NULL, "最少到期件", "fewer: not ranked" },
	{ 0 },
};
static const struct in_field ORDERS_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ "which", IN_ENUM, IN_QUERY, 0, 0, "due|open|late|returned", "哪些", "default due" },
	{ 0 },
};

const struct route SCORE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/scores", h_scores, CAP_BOARD_READ, "unit, region or all", SCORES_IN, 0, 0, "Scores and ranks of a month, computed now.", "Scores" },
	{ HTTP_GET, "/api/v1/scores/try", h_try, CAP_BOARD_READ, "unit, region or all", TRY_IN, 0, 0, "The same with a changed profile, beside what is.", "Scores" },
	{ HTTP_GET, "/api/v1/scores/orders", h_orders, CAP_BOARD_READ, "by role", ORDERS_IN, 0, 0, "The orders behind a unit's counts.", "List<ScoreOrder>" },
	{ HTTP_GET, "/api/v1/scores/orders/export.xlsx", h_orders_xlsx, CAP_BOARD_READ, "by role", ORDERS_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of a month as people look at them: lists with ranks, every score open to its lines, what a changed profile would do,
 * and the orders behind the counts (K-01, K-02; “why am I 17th”). */
#include "auth/caps.h"
#include "auth/listing.h"
#include "base/half_up.h"
#include "score/score_internal.h"

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

/* The profile asked for, or the one in force in the month. */
static enum err chosen(struct req *r, const struct score_month *m, struct score_chosen *by)
{
	if (!in_given(r, "profile"))
		return score_profile_of(m->op->s, m->at.yyyymm, by);
	enum err e = score_profile_get(m->op->s, in_i64(r, "profile"), by);
	return e == ERR_NOT_FOUND ? problem_field(&r->problem, ERR_INVALID, "profile", "score.profile", "没有这个计分方案，请重新选择。") : e;
}

static const struct score_place *unit_place(const struct score_month *m, int64_t unit_id)
{
	for (size_t i = 0; m && i < m->places; i++)
		if (m->place[i].unit_id == unit_id)
			return &m->place[i];
	return NULL;
}

static enum err put_list(struct json_out *w, const struct score_month *m, const struct score_month *before, int list)
{
	enum err e = ERR_OK;
	jw_object(w);
	score_put_head(w, m, list);
	jw_key(w, "rows");
	jw_array(w);
	for (size_t i = 0; !e && i < m->places; i++) {
		const struct score_place *p = &m->place[i];
		bool yes = false;
		if (p->list != list)
			continue;
		e = may_unit(m->op->s, m->op->who, CAP_BOARD_READ, p->unit_id, &yes);
		if (!e && yes)
			score_put_row(w, m, p, unit_place(before, p->unit_id));
	}
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

static enum err put_month(
	struct req *r, const struct score_chosen *by, const struct score_month *m, const struct score_month *before)
{
	struct json_out *w = &r->w;
	enum err e = ERR_OK;
	jw_object(w);
	jw_kint(w, "month", m->at.yyyymm);
	jw_kint(w, "from", m->at.from);
	jw_kint(w, "to", m->at.to);
	jw_kint(w, "at", m->op->now);
	score_put_profile(w, by);
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
	struct score_chosen by;
	enum err e = counted(r, &m);
	if (!e)
		e = chosen(r, &m, &by);
	if (e)
		return e;
	score_by(&m, &by.p);
	return put_month(r, &by, &m, NULL);
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
	struct score_chosen by, tried;
	enum err e = counted(r, &now);
	if (!e)
		e = chosen(r, &now, &by);
	if (e)
		return e;
	tried = by;
	e = changed(r, &tried.p);
	if (e)
		return e;
	then = now;
	score_by(&now, &by.p);
	score_by(&then, &tried.p);
	return put_month(r, &tried, &then, &now);
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

#define PROFILE_IN { "profile", IN_ID, IN_QUERY, 0, 0, NULL, "方案", "default: in force in the month" }
static const struct in_field SCORES_IN[] = { MONTH_IN, PROFILE_IN, { 0 } };
static const struct in_field TRY_IN[] = {
	MONTH_IN,
	PROFILE_IN,
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

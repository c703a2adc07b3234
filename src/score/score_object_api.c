/* SPDX-License-Identifier: Apache-2.0 */
/* Objections on screen: the list, filing one, ruling. A ruling that upholds makes the preliminary list again at once. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "score/score_internal.h"

#define WHAT_WORDS "due:到期与按期|returned:退办|answers:群众评价"
#define STATE_WORDS "filed:待裁定|upheld:成立，已剔除|rejected:不成立|withdrawn:已撤回"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "month", "月份", COL_INT, 10, NULL },
	{ "unit", "单位", COL_REF, 20, NULL },
	{ "what", "对哪一项", COL_TEXT, 14, WHAT_WORDS },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "order_no", "工单编号", COL_TEXT, 22, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "reason", "理由", COL_TEXT, 50, NULL },
	{ "filed_by", "提出人", COL_TEXT, 10, NULL },
	{ "filed_at", "提出时间", COL_TIME, 18, NULL },
	{ "status", "状态", COL_TEXT, 14, STATE_WORDS },
	{ "ruling", "裁定理由", COL_TEXT, 50, NULL },
	{ "ruled_by", "裁定人", COL_TEXT, 10, NULL },
	{ "ruled_at", "裁定时间", COL_TIME, 18, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-filed_at", "u.filed_at", COL_TIME, true },
	{ "filed_at", "u.filed_at", COL_TIME, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	scope_people(q, req_who(r), CAP_BOARD_READ);
	scope_orders(q, req_who(r), CAP_CASE_READ);
	if (in_given(r, "month"))
		db_query_add(q, " AND u.month = $", DB_ARG_I64(in_i64(r, "month")));
	if (in_given(r, "status"))
		db_query_add(q, " AND u.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static const struct list_def OBJECTIONS = {
	.title = "考核异议",
	.cols = COLS,
	.sorts = SORTS,
	.select = "u.id, u.month, u.unit_id, n.name, u.what, u.order_id, o.no, c.title, u.reason, uf.name, u.filed_at, u.status, "
		  "u.ruling, ur.name, u.ruled_at, u.version",
	.from = " FROM score_objection u JOIN work_order o ON o.id = u.order_id JOIN casefile c ON c.id = o.case_id "
		"JOIN unit n ON n.id = u.unit_id LEFT JOIN app_user uf ON uf.id = u.filed_by LEFT JOIN app_user ur ON ur.id = u.ruled_by",
	.id = "u.id",
	.where = where,
};

static enum err h_list(struct req *r)
{
	return list_answer(r, &OBJECTIONS);
}

static enum err h_xlsx(struct req *r)
{
	return list_xlsx(r, &OBJECTIONS);
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_score_objection_get_out x;
	enum err e = q_score_objection_get(op->s, &(struct q_score_objection_get_in){ .id = id }, &x);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", x.id);
	jw_kstr(&r->w, "status", x.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&SCORE_OBJECTION_MACHINE, x.status));
	jw_kint(&r->w, "version", x.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_object(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	struct score_objection o = { .month = in_i64(r, "month"), .unit_id = in_i64(r, "unit_id"), .order_id = in_i64(r, "order_id"),
		.what = in_str(r, "what"), .reason = in_str(r, "reason") };
	(void)arg;
	enum err e = score_object(op, &o, &id);
	if (!e)
		e = answer(op, r, id);
	r->status = 201;
	return e;
}

static enum err h_object(struct req *r)
{
	return op_write(r, do_object, NULL);
}

struct step {
	const char *action;
	bool ruling;
};

static enum err do_move(struct op *op, struct req *r, void *arg)
{
	const struct step *step = arg;
	int64_t id = r->path_id[0];
	enum err e = score_objection_move(op, id, in_i64(r, "version"), step->action, step->ruling ? in_str(r, "ruling") : NULL);
	return e ? e : answer(op, r, id);
}

/* The ruling stands whatever becomes of the list: the job makes it when this cannot. */
void score_renew(struct req *r)
{
	struct op *op = op_of(r);
	int64_t made;
	op->by = OP_SYSTEM;
	op->who = NULL;
	(void)score_make_due(op, &made);
}

static enum err h_uphold(struct req *r)
{
	enum err e = op_write(r, do_move, &(struct step){ "uphold", true });
	if (!e)
		score_renew(r);
	return e;
}

static enum err h_reject(struct req *r)
{
	return op_write(r, do_move, &(struct step){ "reject", true });
}

static enum err h_withdraw(struct req *r)
{
	return op_write(r, do_move, &(struct step){ "withdraw", false });
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "filed|upheld|rejected|withdrawn", "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ 0 },
};
static const struct in_field OBJECT_IN[] = {
	{ "month", IN_INT, IN_REQUIRED, 200001, 209912, NULL, "月份", "yyyymm" },
	{ "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "单位", "whose list it is" },
	{ "order_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "工单", "" },
	{ "what", IN_ENUM, IN_REQUIRED, 0, 0, "due|returned|answers", "对哪一项", "" },
	{ "reason", IN_TEXT, IN_REQUIRED, 5, 1000, NULL, "理由", "" },
	{ 0 },
};
static const struct in_field RULE_IN[] = { VERSION, { "ruling", IN_TEXT, IN_REQUIRED, 5, 1000, NULL, "裁定理由", "" }, { 0 } };
static const struct in_field WITHDRAW_IN[] = { VERSION, { 0 } };

#define AT "/api/v1/scores/objections"
const struct route SCORE_OBJECTION_ROUTES[] = {
	{ HTTP_GET, AT, h_list, CAP_BOARD_READ, "by role", LIST_IN, 0, 0, "Objections to lines of preliminary lists.", "List<ScoreObjection>" },
	{ HTTP_GET, AT "/export.xlsx", h_xlsx, CAP_BOARD_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_POST, AT, h_object, CAP_REVIEW_UNIT, "unit", OBJECT_IN, 0, ROUTE_IDEMPOTENT, "A unit objects to a line that is counted for it.", "ScoreObjectionShort" },
	{ HTTP_POST, AT "/{id}/uphold", h_uphold, CAP_SCORE_RULE, "all, not the own unit", RULE_IN, 0, ROUTE_IDEMPOTENT, "The line is taken off and the list made again.", "ScoreObjectionShort" },
	{ HTTP_POST, AT "/{id}/reject", h_reject, CAP_SCORE_RULE, "all, not the own unit", RULE_IN, 0, ROUTE_IDEMPOTENT, "The line stays.", "ScoreObjectionShort" },
	{ HTTP_POST, AT "/{id}/withdraw", h_withdraw, CAP_REVIEW_UNIT, "unit", WITHDRAW_IN, 0, ROUTE_IDEMPOTENT, "The unit takes it back.", "ScoreObjectionShort" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* 职责外退回 over HTTP: ask, list, decide. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "dutylist/dutylist.h"

static const struct problem_code E_UNIT = { ERR_INVALID, "duty.unit", "请选择改派给哪个单位。" };
static const struct problem_code E_ORDER = { ERR_NOT_FOUND, "duty.order", "没有找到这张工单，或您无权查看。" };

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "事项", COL_TEXT, 40, NULL },
	{ "event_type_id", NULL, COL_ID, 0, NULL },
	{ "event_type", "事项类别", COL_TEXT, 24, NULL },
	{ "unit", "现承办单位", COL_TEXT, 20, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "town_id", NULL, COL_ID, 0, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "user", "退回人", COL_TEXT, 10, NULL },
	{ "reason", "理由", COL_TEXT, 40, NULL },
	{ "status", "状态", COL_TEXT, 10, "open:待答复|accepted:已改派|refused:不同意" },
	{ "at", "退回时间", COL_TIME, 18, NULL },
	{ "due_at", "工单到期", COL_TIME, 18, NULL },
	{ "decided_at", "答复时间", COL_TIME, 18, NULL },
	{ "opinion", "答复", COL_TEXT, 40, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "at", "d.at", COL_TIME, false }, { "-at", "d.at", COL_TIME, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	scope_cases(q, req_who(r), CAP_DISPATCH);
	if (in_given(r, "status"))
		db_query_add(q, " AND d.status = $", DB_ARG_TEXT(in_str(r, "status")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const struct event_type *t = ref_type(op->refs, db_i64(c, 5));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_id(l, "case_id", db_i64(c, 1));
	list_put_id(l, "order_id", db_i64(c, 2));
	list_put_text(l, "case_no", db_text(c, 3));
	list_put_text(l, "title", db_text(c, 4));
	list_put_id(l, "event_type_id", db_i64(c, 5));
	list_put_text(l, "event_type", t ? t->name : "");
	list_put_text(l, "unit", unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 7)));
	list_put_id(l, "town_id", db_i64(c, 7));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 8)));
	list_put_text(l, "user", db_text(c, 9));
	list_put_text(l, "reason", db_text(c, 10));
	list_put_text(l, "status", db_text(c, 11));
	list_put_time(l, "at", db_i64(c, 12));
	list_put_time(l, "due_at", db_i64(c, 13));
	list_put_time(l, "decided_at", db_i64(c, 14));
	list_put_text(l, "opinion", db_text(c, 15));
	list_put_int(l, "version", db_i64(c, 16));
}

static const struct list_def RETURNS = {
	.title = "职责外退回",
	.cols = COLS,
	.sorts = SORTS,
	.select = "d.id, d.case_id, d.order_id, c.no, c.title, c.event_type_id, w.unit_id, d.town_id, d.community_id, "
		  "p.name, d.reason, "
		  "d.status, d.at, w.due_at, d.decided_at, d.opinion, d.version",
	.from = " FROM duty_return d JOIN casefile c ON c.id = d.case_id JOIN work_order w ON w.id = d.order_id"
		" JOIN app_user p ON p.id = d.user_id",
	.id = "d.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &RETURNS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &RETURNS);
}

/* Which list the order's matter stands on, and whether it was sent back. */
static enum err h_of_order(struct req *r)
{
	struct op *op = op_of(r);
	struct q_order_case_out at;
	struct q_case_get_out c;
	struct q_duty_return_last_out last;
	const char *list, *duty;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = r->path_id[0] }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_ORDER);
	if (!e)
		e = must_case(op, CAP_CASE_READ, at.case_id, &E_ORDER);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = at.case_id }, &c);
	if (!e)
		e = duty_list_of(op->s, c.event_type_id, &list, &duty);
	if (e)
		return e;
	e = q_duty_return_last(op->s, &(struct q_duty_return_last_in){ .order_id = r->path_id[0] }, &last);
	if (e && e != ERR_NOT_FOUND)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "list", list);
	jw_kstr(&r->w, "list_text", str_eq(list, "main") ? "主责清单" : str_eq(list, "assist") ? "协助清单" : "不在两张清单里");
	jw_kstr(&r->w, "duty", duty);
	jw_key(&r->w, "returned");
	if (e) {
		jw_null(&r->w);
	} else {
		jw_object(&r->w);
		jw_kid(&r->w, "id", last.id);
		jw_kstr(&r->w, "status", last.status);
		jw_kstr(&r->w, "status_text", wf_state_text(&DUTY_RETURN_MACHINE, last.status));
		jw_kint(&r->w, "at", last.at);
		jw_kstr(&r->w, "reason", last.reason);
		jw_kstr(&r->w, "opinion", last.opinion);
		jw_object_end(&r->w);
	}
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err ask(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	(void)arg;
	enum err e = duty_return_ask(op, r->path_id[0], in_str(r, "reason"), &id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err h_ask(struct req *r)
{
	return op_write(r, ask, NULL);
}

static enum err decide(struct op *op, struct req *r, void *arg)
{
	struct q_duty_return_get_out d;
	(void)arg;
	int64_t unit = in_i64(r, "ok") == 1 ? in_i64(r, "unit_id") : NIL;
	enum err e = duty_return_decide(op, r->path_id[0], in_i64(r, "version"), unit, in_str(r, "opinion"));
	if (!e)
		e = q_duty_return_get(op->s, &(struct q_duty_return_get_in){ .id = r->path_id[0] }, &d);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", d.id);
	jw_kstr(&r->w, "status", d.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&DUTY_RETURN_MACHINE, d.status));
	jw_kint(&r->w, "version", d.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_decide(struct req *r)
{
	if (in_i64(r, "ok") == 1 && !in_given(r, "unit_id"))
		return problem_set(&r->problem, &E_UNIT);
	return op_write(r, decide, NULL);
}

static const struct in_field LIST_IN[] = { LIST_INPUTS,
					   { "status", IN_ENUM, IN_QUERY, 0, 0, "open|accepted|refused", "状态", "" },
					   { 0 } };
static const struct in_field ASK_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "理由", "" }, { 0 } };
static const struct in_field DECIDE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "ok", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "是否同意", "" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "改派单位", "needed to accept" },
	{ "opinion", IN_TEXT, 0, 0, 300, NULL, "答复", "needed to refuse" },
	{ 0 },
};

const struct route DUTY_RETURN_ROUTES[] = {
	{ HTTP_GET, "/api/v1/duty-returns", h_list, CAP_DISPATCH, "all, region, unit or grid", LIST_IN, 0, 0, "Matters sent back as nobody's duty in the grid.", "List<DutyReturn>" },
	{ HTTP_GET, "/api/v1/duty-returns/export.xlsx", h_xlsx, CAP_DISPATCH, "all, region, unit or grid", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_POST, "/api/v1/duty-returns/{id}/decide", h_decide, CAP_DISPATCH, "all, region, unit or grid", DECIDE_IN, 0, ROUTE_IDEMPOTENT, "Redirects, or refuses with a reason.", "DutyReturnShort" },
	{ HTTP_GET, "/api/v1/orders/{id}/duty", h_of_order, CAP_CASE_READ, "visible cases", NULL, 0, 0, "Which duty list the matter stands on.", "OrderDuty" },
	{ HTTP_POST, "/api/v1/orders/{id}/off-list", h_ask, CAP_HANDLE, "own unit or grid", ASK_IN, 0, ROUTE_IDEMPOTENT, "Sends back what stands on neither duty list.", "DutyReturnMade" },
	{ 0 },
};

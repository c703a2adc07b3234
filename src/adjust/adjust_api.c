/* SPDX-License-Identifier: Apache-2.0 */
/* API of adjustments: a unit asks from its order, its leader and the centre decide from a list. */
#include "adjust/adjust_internal.h"
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT
#define KINDS "extension|suspension|termination|beyond"
#define KIND_WORDS "extension:延期|suspension:挂账|termination:终止办理|beyond:超职责"
#define REASONS "complex|procedure|weather|material|funds|plan|appellant|litigation|law|scope|other"
#define STATES "asked|passed|approved|refused|withdrawn|void"
#define STATE_WORDS "asked:待单位审核|passed:待中心审批|approved:已批准|refused:已驳回|withdrawn:已撤回|void:已失效"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "adjust.not_found", "没有找到这个申请，或您无权查看。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "kind", "类别", COL_TEXT, 10, KIND_WORDS },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "order_no", "工单编号", COL_TEXT, 22, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "unit", "申请单位", COL_REF, 18, NULL },
	{ "reason_text", "原因", COL_TEXT, 20, NULL },
	{ "reason", "说明", COL_TEXT, 40, NULL },
	{ "legal_basis", "依据", COL_TEXT, 24, NULL },
	{ "more", "延长", COL_INT, 8, NULL },
	{ "limit_unit", "单位", COL_TEXT, 10, "natural_minute:分钟|natural_hour:小时|natural_day:天|working_hour:工作时|working_day:工作日" },
	{ "until_at", "挂账至", COL_TIME, 18, NULL },
	{ "old_due", "原到期", COL_TIME, 18, NULL },
	{ "new_due", "新到期", COL_TIME, 18, NULL },
	{ "asked_by", "申请人", COL_TEXT, 10, NULL },
	{ "asked_at", "申请时间", COL_TIME, 18, NULL },
	{ "unit_by", "单位审核人", COL_TEXT, 10, NULL },
	{ "unit_at", "单位审核时间", COL_TIME, 18, NULL },
	{ "unit_opinion", "单位意见", COL_TEXT, 24, NULL },
	{ "centre_by", "中心审批人", COL_TEXT, 10, NULL },
	{ "centre_at", "中心审批时间", COL_TIME, 18, NULL },
	{ "centre_opinion", "中心意见", COL_TEXT, 24, NULL },
	{ "resumed_at", "恢复办理", COL_TIME, 18, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-asked_at", "j.asked_at", COL_TIME, true },
					  { "asked_at", "j.asked_at", COL_TIME, false },
					  { "old_due", "j.old_due", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view");
	if (str_eq(view, "unit")) {
		scope_orders(q, who, CAP_REVIEW_UNIT);
		db_query_text(q, " AND j.status = 'asked'");
	} else if (str_eq(view, "centre")) {
		scope_cases(q, who, CAP_ADJUST_DECIDE);
		db_query_text(q, " AND j.status = 'passed'");
	} else {
		scope_orders(q, who, CAP_CASE_READ);
	}
	if (str_eq(view, "suspended"))
		db_query_text(q, " AND j.kind = 'suspension' AND j.status = 'approved' AND j.resumed_at IS NULL");
	if (in_given(r, "kind"))
		db_query_add(q, " AND j.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "status"))
		db_query_add(q, " AND j.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND j.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "kind", db_text(c, 1));
	list_put_text(l, "status", db_text(c, 2));
	list_put_int(l, "version", db_i64(c, 3));
	list_put_id(l, "order_id", db_i64(c, 4));
	list_put_text(l, "order_no", db_text(c, 5));
	list_put_id(l, "case_id", db_i64(c, 6));
	list_put_text(l, "title", db_text(c, 7));
	list_put_text(l, "colour", db_text(c, 8));
	list_put_ref(l, "unit", db_i64(c, 9), unit_name(op->refs, db_i64(c, 9)));
	list_put_text(l, "reason_text", adjust_reason_text(db_text(c, 10)));
	list_put_text(l, "reason", db_text(c, 11));
	list_put_text(l, "legal_basis", db_text(c, 12));
	list_put_int(l, "more", db_i64(c, 13));
	list_put_text(l, "limit_unit", db_text(c, 14));
	list_put_time(l, "until_at", db_i64(c, 15));
	list_put_time(l, "old_due", db_i64(c, 16));
	list_put_time(l, "new_due", db_i64(c, 17));
	list_put_text(l, "asked_by", db_text(c, 18));
	list_put_time(l, "asked_at", db_i64(c, 19));
	list_put_text(l, "unit_by", db_text(c, 20));
	list_put_time(l, "unit_at", db_i64(c, 21));
	list_put_text(l, "unit_opinion", db_text(c, 22));
	list_put_text(l, "centre_by", db_text(c, 23));
	list_put_time(l, "centre_at", db_i64(c, 24));
	list_put_text(l, "centre_opinion", db_text(c, 25));
	list_put_time(l, "resumed_at", db_i64(c, 26));
}

static const struct list_def ADJUSTMENTS = {
	.title = "延期挂账",
	.cols = COLS,
	.sorts = SORTS,
	.select = "j.id, j.kind, j.status, j.version, j.order_id, o.no, j.case_id, c.title, c.colour, j.unit_id, j.reason_code, "
		  "j.reason, j.legal_basis, j.more, o.limit_unit, j.until_at, j.old_due, j.new_due, ua.name, j.asked_at, uu.name, j.unit_at, "
		  "j.unit_opinion, uc.name, j.centre_at, j.centre_opinion, j.resumed_at",
	.from = " FROM adjustment j JOIN work_order o ON o.id = j.order_id JOIN casefile c ON c.id = j.case_id "
		"LEFT JOIN app_user ua ON ua.id = j.asked_by LEFT JOIN app_user uu ON uu.id = j.unit_by "
		"LEFT JOIN app_user uc ON uc.id = j.centre_by",
	.id = "j.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &ADJUSTMENTS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &ADJUSTMENTS);
}

/* ---- of one order, with what may be done ---- */

struct seen {
	struct op *op;
	int64_t unit_id, case_id;
};

static bool may(const struct seen *s, enum cap cap)
{
	bool yes = false;
	if (cap == CAP_ADJUST_DECIDE)
		return s->op->who->unit_id != s->unit_id && !may_case(s->op->s, s->op->who, cap, s->case_id, &yes) && yes;
	return !may_unit(s->op->s, s->op->who, cap, s->unit_id, &yes) && yes;
}

static bool offered(void *ctx, const struct wf_edge *e)
{
	return may(ctx, (enum cap)e->cap);
}

static enum err h_of_order(struct req *r)
{
	struct op *op = op_of(r);
	struct q_order_get_out o;
	struct q_adjust_of_order_rows rows;
	int64_t id = r->path_id[0];
	enum err e = must_order(op, CAP_CASE_READ, id, &NO_ORDER);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (!e)
		e = q_adjust_of_order(op->s, &(struct q_adjust_of_order_in){ .order_id = id }, &rows);
	if (e)
		return e;
	struct seen s = { op, o.unit_id, o.case_id };
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kbool(w, "may_ask", may(&s, CAP_HANDLE) || may(&s, CAP_REVIEW_UNIT));
	jw_kbool(w, "may_resume", str_eq(o.status, "suspended") && may(&s, CAP_HANDLE));
	jw_kint(w, "limit_value", o.limit_value);
	jw_kstr(w, "limit_unit", o.limit_unit);
	jw_kstr(w, "limit_unit_text", limit_unit_text(limit_unit_from(o.limit_unit)));
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_adjust_of_order_out *j = &rows.v[i];
		jw_object(w);
		jw_kid(w, "id", j->id);
		jw_kstr(w, "kind", j->kind);
		jw_kstr(w, "kind_text", adjust_kind_text(j->kind));
		jw_kstr(w, "status", j->status);
		jw_kstr(w, "status_text", wf_state_text(&ADJUST_MACHINE, j->status));
		jw_kint(w, "version", j->version);
		jw_kstr(w, "reason_text", adjust_reason_text(j->reason_code));
		jw_kstr(w, "reason", j->reason);
		jw_kstr(w, "legal_basis", j->legal_basis);
		jw_kint(w, "more", j->more);
		jw_kint(w, "until_at", j->until_at);
		jw_kint(w, "old_due", j->old_due);
		jw_kint(w, "new_due", j->new_due);
		jw_kstr(w, "asked_by", j->asked_by);
		jw_kint(w, "asked_at", j->asked_at);
		jw_kstr(w, "unit_by", j->unit_by);
		jw_kint(w, "unit_at", j->unit_at);
		jw_kstr(w, "unit_opinion", j->unit_opinion);
		jw_kstr(w, "centre_by", j->centre_by);
		jw_kint(w, "centre_at", j->centre_at);
		jw_kstr(w, "centre_opinion", j->centre_opinion);
		jw_kint(w, "resumed_at", j->resumed_at);
		jw_moves(w, &ADJUST_MACHINE, j->status, "", offered, &s);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_adjust_get_out j;
	enum err e = q_adjust_get(op->s, &(struct q_adjust_get_in){ .id = id }, &j);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", j.id);
	jw_kstr(&r->w, "status", j.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&ADJUST_MACHINE, j.status));
	jw_kint(&r->w, "new_due", j.new_due);
	jw_kint(&r->w, "version", j.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_ask(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	struct adjust_ask a = { .order_id = r->path_id[0], .version = in_i64(r, "version"), .kind = in_str(r, "kind"),
				.reason_code = in_str(r, "reason_code"), .reason = in_str(r, "reason"),
				.legal_basis = in_str(r, "legal_basis"), .more = in_i64(r, "more"), .until = in_i64(r, "until_at") };
	(void)arg;
	enum err e = must_order(op, CAP_CASE_READ, a.order_id, &NO_ORDER);
	if (!e)
		e = adjust_ask(op, &a, &id);
	if (!e)
		e = answer(op, r, id);
	r->status = 201;
	return e;
}

static enum err h_ask(struct req *r)
{
	return op_write(r, do_ask, NULL);
}

static enum err do_decide(struct op *op, struct req *r, void *arg)
{
	struct q_adjust_get_out j;
	int64_t id = r->path_id[0];
	enum err e = q_adjust_get(op->s, &(struct q_adjust_get_in){ .id = id }, &j);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = must_order(op, CAP_CASE_READ, j.order_id, &E_NOT_FOUND);
	if (!e)
		e = adjust_decide(op, id, in_i64(r, "version"), *(enum adjust_decision *)arg, in_str(r, "opinion"));
	return e ? e : answer(op, r, id);
}

#define DECISION(name, which)                                                                      \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		enum adjust_decision d = which;                                                    \
		return op_write(r, do_decide, &d);                                                 \
	}
DECISION(pass, ADJUST_PASS)
DECISION(refuse, ADJUST_REFUSE)
DECISION(approve, ADJUST_APPROVE)
DECISION(withdraw, ADJUST_WITHDRAW)

static enum err do_resume(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = must_order(op, CAP_CASE_READ, r->path_id[0], &NO_ORDER);
	if (!e)
		e = adjust_resume(op, r->path_id[0], in_str(r, "reason"));
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_resume(struct req *r)
{
	return op_write(r, do_resume, NULL);
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|unit|centre|suspended", "视图", "unit: waits for the own unit; centre: for the centre" },
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, KINDS, "类别", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "申请单位", "" },
	{ 0 },
};
static const struct in_field ASK_IN[] = {
	VERSION,
	{ "kind", IN_ENUM, IN_REQUIRED, 0, 0, KINDS, "类别", "" },
	{ "reason_code", IN_ENUM, IN_REQUIRED, 0, 0, REASONS, "原因", "" },
	{ "reason", IN_TEXT, IN_REQUIRED, 5, 1000, NULL, "情况说明", "" },
	{ "legal_basis", IN_TEXT, 0, 0, 300, NULL, "依据", "" },
	{ "more", IN_INT, 0, 1, 1000, NULL, "延长", "extension: in the unit of the order's limit" },
	{ "until_at", IN_TIME, 0, 0, 0, NULL, "挂账至", "suspension: when it ends" },
	{ 0 },
};
static const struct in_field DECIDE_IN[] = { VERSION, { "opinion", IN_TEXT, 0, 0, 500, NULL, "意见", "needed to refuse" }, { 0 } };
static const struct in_field RESUME_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" }, { 0 } };

const struct route ADJUST_ROUTES[] = {
	{ HTTP_GET, "/api/v1/adjustments", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "Extensions, suspensions, terminations asked for.", "List<Adjustment>" },
	{ HTTP_GET, "/api/v1/adjustments/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/orders/{id}/adjustments", h_of_order, CAP_CASE_READ, "by role", NULL, 0, 0, "What was asked for one order, with what this person may do.", "OrderAdjustments" },
	{ HTTP_POST, "/api/v1/orders/{id}/adjust", h_ask, CAP_SELF, "unit of the order", ASK_IN, 0, ACT, "Asks for 延期, 挂账, 终止 or 超职责.", "AdjustShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/resume", h_resume, CAP_HANDLE, "unit", RESUME_IN, 0, ACT, "Ends a suspension early.", "Id" },
	{ HTTP_POST, "/api/v1/adjustments/{id}/pass", h_pass, CAP_REVIEW_UNIT, "unit", DECIDE_IN, 0, ACT, "The unit's leader agrees.", "AdjustShort" },
	{ HTTP_POST, "/api/v1/adjustments/{id}/refuse", h_refuse, CAP_SELF, "unit or centre, by its state", DECIDE_IN, 0, ACT, "Refuses with an opinion.", "AdjustShort" },
	{ HTTP_POST, "/api/v1/adjustments/{id}/approve", h_approve, CAP_ADJUST_DECIDE, "all", DECIDE_IN, 0, ACT, "The centre approves; it takes effect at once.", "AdjustShort" },
	{ HTTP_POST, "/api/v1/adjustments/{id}/withdraw", h_withdraw, CAP_HANDLE, "unit", DECIDE_IN, 0, ACT, "Takes the request back.", "AdjustShort" },
	{ 0 },
};

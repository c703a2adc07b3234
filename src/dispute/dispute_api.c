/* SPDX-License-Identifier: Apache-2.0 */
/* API of returned orders: a unit gives back from its order, its leader agrees, the desk of rulings decides. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "dispute/dispute_internal.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT
#define REASONS "not_duty|not_region|not_owner|not_listed|upper|unclear|other"
#define STATES "asked|ruling|conferring|raised|government|redirected|rejected|refused|withdrawn|void"
#define STATE_WORDS                                                                                                   \
	"asked:待单位审核|ruling:待裁定|conferring:会商中|raised:待提级裁定|government:待政府裁定|redirected:已改派|"             \
	"rejected:已驳回|refused:单位不同意|withdrawn:已撤回|void:已失效"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "dispute.not_found", "没有找到这件退单，或您无权查看。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "round", "第几次退单", COL_INT, 8, NULL },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "order_no", "工单编号", COL_TEXT, 22, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "event_type", "事项", COL_TEXT, 20, NULL },
	{ "unit", "退单单位", COL_REF, 18, NULL },
	{ "reason_text", "原因", COL_TEXT, 18, NULL },
	{ "reason", "说明", COL_TEXT, 40, NULL },
	{ "duty_basis", "职责依据", COL_TEXT, 30, NULL },
	{ "proposed", "建议单位", COL_REF, 18, NULL },
	{ "asked_by", "退单人", COL_TEXT, 10, NULL },
	{ "asked_at", "退单时间", COL_TIME, 18, NULL },
	{ "unit_opinion", "单位意见", COL_TEXT, 24, NULL },
	{ "due_at", "裁定到期", COL_TIME, 18, NULL },
	{ "order_due_at", "工单到期", COL_TIME, 18, NULL },
	{ "ruled_by", "裁定人", COL_TEXT, 10, NULL },
	{ "ruled_at", "裁定时间", COL_TIME, 18, NULL },
	{ "ruled_unit", "裁定承办单位", COL_REF, 18, NULL },
	{ "ruling_basis", "裁定依据", COL_TEXT, 30, NULL },
	{ "opinion", "裁定意见", COL_TEXT, 30, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-asked_at", "d.asked_at", COL_TIME, true },
					  { "due_at", "COALESCE(d.due_at, 9000000000000)", COL_TIME, false },
					  { "asked_at", "d.asked_at", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view");
	if (str_eq(view, "unit")) {
		scope_orders(q, who, CAP_REVIEW_UNIT);
		db_query_text(q, " AND d.status = 'asked'");
	} else if (str_eq(view, "centre")) {
		scope_cases(q, who, CAP_DISPUTE_RULE);
		db_query_text(q, " AND d.status IN ('ruling', 'conferring')");
	} else if (str_eq(view, "last")) {
		scope_cases(q, who, CAP_DISPUTE_LAST);
		db_query_text(q, " AND d.status IN ('raised', 'government')");
	} else {
		scope_orders(q, who, CAP_CASE_READ);
	}
	if (in_given(r, "status"))
		db_query_add(q, " AND d.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND d.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static void put_unit(struct list *l, const struct op *op, const char *key, int64_t id)
{
	list_put_ref(l, key, id, unit_name(op->refs, id));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const struct event_type *type = ref_type(op->refs, db_i64(c, 9));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "status", db_text(c, 1));
	list_put_int(l, "version", db_i64(c, 2));
	list_put_int(l, "round", db_i64(c, 3));
	list_put_id(l, "order_id", db_i64(c, 4));
	list_put_text(l, "order_no", db_text(c, 5));
	list_put_id(l, "case_id", db_i64(c, 6));
	list_put_text(l, "title", db_text(c, 7));
	list_put_text(l, "colour", db_text(c, 8));
	list_put_text(l, "event_type", type ? type->name : "");
	put_unit(l, op, "unit", db_i64(c, 10));
	list_put_text(l, "reason_text", dispute_reason_text(db_text(c, 11)));
	list_put_text(l, "reason", db_text(c, 12));
	list_put_text(l, "duty_basis", db_text(c, 13));
	put_unit(l, op, "proposed", db_i64(c, 14));
	list_put_text(l, "asked_by", db_text(c, 15));
	list_put_time(l, "asked_at", db_i64(c, 16));
	list_put_text(l, "unit_opinion", db_text(c, 17));
	list_put_time(l, "due_at", db_i64(c, 18));
	list_put_time(l, "order_due_at", db_i64(c, 19));
	list_put_text(l, "ruled_by", db_text(c, 20));
	list_put_time(l, "ruled_at", db_i64(c, 21));
	put_unit(l, op, "ruled_unit", db_i64(c, 22));
	list_put_text(l, "ruling_basis", db_text(c, 23));
	list_put_text(l, "opinion", db_text(c, 24));
}

static const struct list_def DISPUTES = {
	.title = "退单异议",
	.cols = COLS,
	.sorts = SORTS,
	.select = "d.id, d.status, d.version, d.round, d.order_id, o.no, d.case_id, c.title, c.colour, c.event_type_id, d.unit_id, "
		  "d.reason_code, d.reason, d.duty_basis, d.proposed_unit_id, ua.name, d.asked_at, d.unit_opinion, d.due_at, o.due_at, "
		  "ur.name, d.ruled_at, d.ruled_unit_id, d.ruling_basis, d.opinion",
	.from = " FROM dispute d JOIN work_order o ON o.id = d.order_id JOIN casefile c ON c.id = d.case_id "
		"LEFT JOIN app_user ua ON ua.id = d.asked_by LEFT JOIN app_user ur ON ur.id = d.ruled_by",
	.id = "d.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &DISPUTES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &DISPUTES);
}

/* ---- one, and those of an order, with what may be done ---- */

struct page {
	struct op *op;
	const struct q_dispute_get_out *d;
};

static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	struct op *op = p->op;
	enum cap cap = (enum cap)e->cap;
	bool yes = false;
	if (cap == CAP_DISPUTE_RULE || cap == CAP_DISPUTE_LAST)
		return op->who->unit_id != p->d->unit_id && !may_case(op->s, op->who, cap, p->d->case_id, &yes) && yes;
	return !may_unit(op->s, op->who, cap, p->d->unit_id, &yes) && yes;
}

static void put_one(struct json_out *w, struct op *op, const struct q_dispute_get_out *d)
{
	jw_object(w);
	jw_kid(w, "id", d->id);
	jw_kstr(w, "status", d->status);
	jw_kstr(w, "status_text", wf_state_text(&DISPUTE_MACHINE, d->status));
	jw_kint(w, "version", d->version);
	jw_kint(w, "round", d->round);
	jw_kid(w, "order_id", d->order_id);
	jw_kid(w, "case_id", d->case_id);
	jw_unit(w, "unit", op->refs, d->unit_id);
	jw_kstr(w, "reason_text", dispute_reason_text(d->reason_code));
	jw_kstr(w, "reason", d->reason);
	jw_kstr(w, "duty_basis", d->duty_basis);
	jw_unit(w, "proposed", op->refs, d->proposed_unit_id);
	jw_kint(w, "asked_at", d->asked_at);
	jw_kstr(w, "unit_opinion", d->unit_opinion);
	jw_kint(w, "due_at", d->due_at);
	jw_kint(w, "overdue_at", d->overdue_at);
	jw_kint(w, "ruled_at", d->ruled_at);
	jw_unit(w, "ruled_unit", op->refs, d->ruled_unit_id);
	jw_kstr(w, "ruling_basis", d->ruling_basis);
	jw_kstr(w, "opinion", d->opinion);
	jw_kid(w, "new_order_id", d->new_order_id);
	jw_moves(w, &DISPUTE_MACHINE, d->status, "", offered, &(struct page){ op, d });
	jw_object_end(w);
}

static enum err h_of_order(struct req *r)
{
	struct op *op = op_of(r);
	struct q_order_get_out o;
	struct q_dispute_of_order_rows rows;
	int64_t id = r->path_id[0];
	bool handle = false, review = false;
	enum err e = must_order(op, CAP_CASE_READ, id, &NO_ORDER);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (!e)
		e = q_dispute_of_order(op->s, &(struct q_dispute_of_order_in){ .order_id = id }, &rows);
	if (!e)
		e = may_unit(op->s, op->who, CAP_HANDLE, o.unit_id, &handle);
	if (!e)
		e = may_unit(op->s, op->who, CAP_REVIEW_UNIT, o.unit_id, &review);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kbool(w, "may_ask", (handle || review) && !o.designated && !str_eq(o.role, "sub"));
	jw_kbool(w, "designated", o.designated == 1);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; i < rows.n && !e; i++) {
		struct q_dispute_get_out d;
		e = q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = rows.v[i].id }, &d);
		if (!e)
			put_one(w, op, &d);
	}
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_dispute_get_out d;
	enum err e = q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = r->path_id[0] }, &d);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = must_order(op, CAP_CASE_READ, d.order_id, &E_NOT_FOUND);
	if (!e)
		put_one(&r->w, op, &d);
	return e;
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_dispute_get_out d;
	enum err e = q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = id }, &d);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", d.id);
	jw_kstr(&r->w, "status", d.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&DISPUTE_MACHINE, d.status));
	jw_kint(&r->w, "due_at", d.due_at);
	jw_kid(&r->w, "new_order_id", d.new_order_id);
	jw_kint(&r->w, "version", d.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_ask(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	struct dispute_ask a = { .order_id = r->path_id[0], .version = in_i64(r, "version"), .reason_code = in_str(r, "reason_code"),
				 .reason = in_str(r, "reason"), .duty_basis = in_str(r, "duty_basis"),
				 .proposed_unit_id = in_i64(r, "proposed_unit_id") };
	(void)arg;
	enum err e = must_order(op, CAP_CASE_READ, a.order_id, &NO_ORDER);
	if (!e)
		e = dispute_ask(op, &a, &id);
	if (!e)
		e = answer(op, r, id);
	r->status = 201;
	return e;
}

static enum err h_ask(struct req *r)
{
	return op_write(r, do_ask, NULL);
}

/* What a route reads of a ruling, by its input table. */
struct step {
	const char *action;
	bool basis, unit;
};

static enum err do_rule(struct op *op, struct req *r, void *arg)
{
	const struct step *step = arg;
	struct q_dispute_get_out d;
	int64_t id = r->path_id[0];
	struct dispute_ruling x = { step->action, in_str(r, "opinion"), step->basis ? in_str(r, "basis") : NULL,
				    step->unit ? in_i64(r, "unit_id") : NIL };
	enum err e = q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = id }, &d);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = must_order(op, CAP_CASE_READ, d.order_id, &E_NOT_FOUND);
	if (!e)
		e = dispute_rule(op, id, in_i64(r, "version"), &x);
	return e ? e : answer(op, r, id);
}

#define ACTION(name, with_basis)                                                                   \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, do_rule, &(struct step){ #name, with_basis, false });           \
	}
ACTION(pass, false)
ACTION(refuse, false)
ACTION(withdraw, false)
ACTION(confer, false)
ACTION(raise, false)
ACTION(government, false)
ACTION(reject, true)

/* A ruling that redirects leaves a precedent, which is reference data. */
static enum err h_redirect(struct req *r)
{
	enum err e = op_write(r, do_rule, &(struct step){ "redirect", true, true });
	return e ? e : refs_load(req_site(r), r->db);
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|unit|centre|last", "视图", "what waits for the own unit, the centre, the last instances" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "退单单位", "" },
	{ 0 },
};
static const struct in_field ASK_IN[] = {
	VERSION,
	{ "reason_code", IN_ENUM, IN_REQUIRED, 0, 0, REASONS, "原因", "" },
	{ "reason", IN_TEXT, IN_REQUIRED, 5, 1000, NULL, "情况说明", "" },
	{ "duty_basis", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "职责依据", "item of the duty list, law, document" },
	{ "proposed_unit_id", IN_ID, 0, 0, 0, NULL, "建议单位", "empty: the duty is unclear" },
	{ 0 },
};
static const struct in_field OPINION_IN[] = { VERSION, { "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "" }, { 0 } };
static const struct in_field REJECT_IN[] = { VERSION,
					     { "basis", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "裁定依据", "" },
					     { "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "" },
					     { 0 } };
static const struct in_field REDIRECT_IN[] = { VERSION,
					       { "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "改派单位", "" },
					       { "basis", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "裁定依据", "" },
					       { "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "" },
					       { 0 } };

#define AT "/api/v1/disputes/{id}/"
const struct route DISPUTE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/disputes", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "Orders that were given back.", "List<DisputeItem>" },
	{ HTTP_GET, "/api/v1/disputes/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/disputes/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, 0, "One of them, with what this person may do.", "Dispute" },
	{ HTTP_GET, "/api/v1/orders/{id}/disputes", h_of_order, CAP_CASE_READ, "by role", NULL, 0, 0, "Those of one order.", "OrderDisputes" },
	{ HTTP_POST, "/api/v1/orders/{id}/return", h_ask, CAP_SELF, "unit of the order", ASK_IN, 0, ACT, "Gives an order back (退单).", "DisputeShort" },
	{ HTTP_POST, AT "pass", h_pass, CAP_REVIEW_UNIT, "unit", OPINION_IN, 0, ACT, "The unit's leader agrees.", "DisputeShort" },
	{ HTTP_POST, AT "refuse", h_refuse, CAP_REVIEW_UNIT, "unit", OPINION_IN, 0, ACT, "The unit's leader does not.", "DisputeShort" },
	{ HTTP_POST, AT "withdraw", h_withdraw, CAP_HANDLE, "unit", OPINION_IN, 0, ACT, "Takes the return back.", "DisputeShort" },
	{ HTTP_POST, AT "confer", h_confer, CAP_DISPUTE_RULE, "all", OPINION_IN, 0, ACT, "Calls the units to a meeting (会商).", "DisputeShort" },
	{ HTTP_POST, AT "raise", h_raise, CAP_DISPUTE_RULE, "all", OPINION_IN, 0, ACT, "To 编办 and 司法局 (提级).", "DisputeShort" },
	{ HTTP_POST, AT "government", h_government, CAP_DISPUTE_LAST, "all", OPINION_IN, 0, ACT, "To the government.", "DisputeShort" },
	{ HTTP_POST, AT "reject", h_reject, CAP_SELF, "by its state", REJECT_IN, 0, ACT, "The unit keeps it: designated.", "DisputeShort" },
	{ HTTP_POST, AT "redirect", h_redirect, CAP_SELF, "by its state", REDIRECT_IN, 0, ACT, "To another unit: designated, and a precedent.", "DisputeShort" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Actions of units and reviewers on orders. Handlers only take the inputs apart; the rules stand in order_*.c. */
#include "auth/caps.h"
#include "catalogue/op.h"
#include "order/order.h"

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define ACT ROUTE_IDEMPOTENT

/* {id,no,status,status_text,version} of the order after the action. */
static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_order_get_out o;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", o.id);
	jw_kstr(&r->w, "no", o.no);
	jw_kid(&r->w, "case_id", o.case_id);
	jw_kstr(&r->w, "status", o.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&ORDER_MACHINE, o.status));
	jw_kint(&r->w, "version", o.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* An order one may not see does not exist for this person. */
static enum err must_see(struct op *op, int64_t id)
{
	struct q_order_case_out at;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_ORDER);
	return e ? e : must_case(op, CAP_CASE_READ, at.case_id, &NO_ORDER);
}

typedef enum err (*order_action)(struct op *op, struct req *r, int64_t id);

static enum err run_action(struct op *op, struct req *r, void *arg)
{
	int64_t id = r->path_id[0];
	enum err e = must_see(op, id);
	if (!e)
		e = (*(order_action *)arg)(op, r, id);
	return e ? e : answer(op, r, id);
}

static enum err act(struct req *r, order_action action)
{
	return op_write(r, run_action, &action);
}

static enum err do_sign(struct op *op, struct req *r, int64_t id)
{
	return order_sign(op, id, in_i64(r, "version"), in_i64(r, "holder_id"));
}

static enum err do_assign(struct op *op, struct req *r, int64_t id)
{
	return order_assign(op, id, in_i64(r, "version"), in_i64(r, "holder_id"));
}

static enum err do_contact(struct op *op, struct req *r, int64_t id)
{
	struct order_contact c = { in_str(r, "method"), in_i64(r, "reached") == 1, in_str(r, "note"), in_i64(r, "appeal_id") };
	return order_contact(op, id, in_i64(r, "version"), &c);
}

static enum err do_note(struct op *op, struct req *r, int64_t id)
{
	return order_note(op, id, in_str(r, "note"));
}

static enum err do_stage(struct op *op, struct req *r, int64_t id)
{
	int64_t stage_id;
	struct order_stage st = { in_str(r, "name"), in_str(r, "document_no"), in_str(r, "legal_basis"), in_i64(r, "limit_value"),
				  limit_unit_from(in_str(r, "limit_unit")), in_i64(r, "told") == 1 };
	return order_stage_begin(op, id, in_i64(r, "version"), &st, &stage_id);
}

/* The contact object of a submission: {method, reached, note}. */
static const struct order_contact *contact_in(struct op *op, struct req *r)
{
	const struct in_value *v = in_get(r, "contact");
	if (!v->given || !v->json)
		return NULL;
	const struct json *method = json_get(v->json, "method"), *reached = json_get(v->json, "reached"),
			  *note = json_get(v->json, "note");
	if (!method || json_kind(method) != JSON_STRING)
		return NULL;
	static const char *const known[] = { "phone", "visit", "message", "none" };
	struct order_contact *c = ARENA_NEW(op->a, struct order_contact);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (sv_eqs(json_sv(method), known[i]))
			c->method = known[i];
	c->reached = reached && json_kind(reached) == JSON_BOOL && json_bool(reached);
	c->note = note && json_kind(note) == JSON_STRING ? arena_sv(op->a, json_sv(note)) : "";
	c->appeal_id = NIL;
	return c->method ? c : NULL;
}

/* Third parties as they are stored: [{"name","part","cost_fen"}], checked field by field. NULL when not given. */
static enum err third_parties_in(struct req *r, const char **out)
{
	const struct in_value *v = in_get(r, "third_parties");
	*out = NULL;
	if (!v->given)
		return ERR_OK;
	struct buf b;
	struct json_out w;
	buf_init(&b, r->arena, 16 << 10);
	jw_init(&w, &b);
	jw_array(&w);
	for (size_t i = 0; i < json_count(v->json); i++) {
		const struct json *p = json_at(v->json, i), *name = json_get(p, "name"), *part = json_get(p, "part"),
				  *cost = json_get(p, "cost_fen");
		bool ok = json_kind(p) == JSON_OBJECT && name && json_kind(name) == JSON_STRING && json_sv(name).n > 0 &&
			  (!part || json_kind(part) == JSON_STRING) && (!cost || (json_kind(cost) == JSON_INT && json_int(cost) >= 0));
		if (!ok)
			return problem_field(&r->problem, ERR_INVALID, "third_parties", "input.third_party", "第三方须填写名称，费用为不小于零的整数（分）。");
		jw_object(&w);
		jw_key(&w, "name"), jw_sv(&w, json_sv(name));
		jw_key(&w, "part"), part ? jw_sv(&w, json_sv(part)) : jw_str(&w, "");
		jw_kint(&w, "cost_fen", cost ? json_int(cost) : 0);
		jw_object_end(&w);
	}
	jw_array_end(&w);
	if (b.overflow)
		return problem_field(&r->problem, ERR_INVALID, "third_parties", "input.too_long", "第三方信息过长，请精简。");
	*out = buf_cstr(&b);
	return ERR_OK;
}

static enum err do_submit(struct op *op, struct req *r, int64_t id)
{
	struct order_result res = { in_str(r, "result"), in_str(r, "public_answer"), in_str(r, "internal_note"), NULL,
				    in_str(r, "unsolved_reason"), in_str(r, "evidence_waived"), in_i64_or(r, "cost_fen", 0), contact_in(op, r) };
	enum err e = third_parties_in(r, &res.third_parties);
	if (!e)
		e = files_attach_given(op, r, "order", id);
	return e ? e : order_submit(op, id, in_i64(r, "version"), &res);
}

static enum err do_review(struct op *op, struct req *r, int64_t id)
{
	return order_review(op, id, in_i64(r, "version"), str_eq(in_str(r, "decision"), "pass"), in_str(r, "opinion"));
}

static enum err do_terminate(struct op *op, struct req *r, int64_t id)
{
	return order_terminate(op, id, in_i64(r, "version"), in_str(r, "reason"));
}

static enum err do_transfer(struct op *op, struct req *r, int64_t id)
{
	return order_transfer(op, id, in_i64(r, "version"), in_str(r, "to"), in_str(r, "receipt_no"));
}

static enum err do_redirect(struct op *op, struct req *r, int64_t id)
{
	int64_t made;
	return order_redirect_excepted(op, id, in_i64(r, "version"), in_i64(r, "unit_id"), in_str(r, "reason"),
				       in_str(r, "level_reason"), &made);
}

/* Assisting order for the same case (dispatcher), or sub-order below (unit). */
static enum err do_extra(struct op *op, struct req *r, int64_t id, const char *role)
{
	struct q_order_get_out o;
	int64_t made;
	bool yes = true;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (!e && str_eq(role, "sub"))
		e = may_unit(op->s, op->who, CAP_SUBORDER, o.unit_id, &yes);
	else if (!e)
		e = may_case(op->s, op->who, CAP_DISPATCH, o.case_id, &yes);
	if (!e && !yes)
		e = req_forbidden(r);
	if (e)
		return e;
	struct order_extra x = { .case_id = o.case_id, .parent_id = str_eq(role, "sub") ? id : NIL, .unit_id = in_i64(r, "unit_id"),
				 .role = role, .demand = in_str(r, "demand"), .limit_value = in_i64(r, "limit_value"),
				 .limit_unit = in_given(r, "limit_unit") ? limit_unit_from(in_str(r, "limit_unit")) : LIMIT_WORKING_DAY,
				 .level_reason = in_str(r, "level_reason") };
	return order_add(op, &x, &made);
}

static enum err do_suborder(struct op *op, struct req *r, int64_t id)
{
	return do_extra(op, r, id, "sub");
}

static enum err do_assist(struct op *op, struct req *r, int64_t id)
{
	return do_extra(op, r, id, "assist");
}

static enum err do_stage_end(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = order_stage_end(op, r->path_id[0]);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_object_end(&r->w);
	return ERR_OK;
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return act(r, do_##name);                                                          \
	}
HANDLER(sign)
HANDLER(assign)
HANDLER(contact)
HANDLER(note)
HANDLER(stage)
HANDLER(submit)
HANDLER(review)
HANDLER(terminate)
HANDLER(transfer)
HANDLER(redirect)
HANDLER(suborder)
HANDLER(assist)

static enum err h_stage_end(struct req *r)
{
	return op_write(r, do_stage_end, NULL);
}

#define LIMIT_UNITS "natural_minute|natural_hour|natural_day|working_hour|working_day"
static const struct in_field SIGN_IN[] = { VERSION, { "holder_id", IN_ID, 0, 0, 0, NULL, "承办人", "who handles it" }, { 0 } };
static const struct in_field ASSIGN_IN[] = { VERSION, { "holder_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "承办人", "" }, { 0 } };
static const struct in_field CONTACT_IN[] = {
	VERSION,
	{ "appeal_id", IN_ID, 0, 0, 0, NULL, "诉求", "whom; default the master appeal" },
	{ "method", IN_ENUM, IN_REQUIRED, 0, 0, "phone|visit|message|none", "联系方式", "" },
	{ "reached", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "是否联系上", "" },
	{ "note", IN_TEXT, 0, 0, 1000, NULL, "联系情况", "" },
	{ 0 },
};
static const struct in_field NOTE_IN[] = { { "note", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "备注", "" }, { 0 } };
static const struct in_field STAGE_IN[] = {
	VERSION,
	{ "name", IN_TEXT, IN_REQUIRED, 1, 40, NULL, "法定程序", "受理, 立案, 检验 …" },
	{ "document_no", IN_TEXT, IN_REQUIRED, 1, 80, NULL, "文书号", "" },
	{ "legal_basis", IN_TEXT, IN_REQUIRED, 1, 200, NULL, "法律依据", "" },
	{ "limit_value", IN_INT, IN_REQUIRED, 1, 365, NULL, "期限", "" },
	{ "limit_unit", IN_ENUM, IN_REQUIRED, 0, 0, LIMIT_UNITS, "期限单位", "" },
	{ "told", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "是否已告知诉求人", "" },
	{ 0 },
};
static const struct in_field SUBMIT_IN[] = {
	VERSION,
	{ "result", IN_ENUM, IN_REQUIRED, 0, 0, "solved|partly|explained|untrue|not_duty", "办理结果", "" },
	{ "public_answer", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "对群众的答复", "text the citizen sees" },
	{ "internal_note", IN_TEXT, 0, 0, 2000, NULL, "内部情况", "" },
	{ "cost_fen", IN_INT, 0, 0, 100000000000, NULL, "费用", "分" },
	{ "third_parties", IN_ARRAY, 0, 0, 20, NULL, "第三方", "[{name, part, cost_fen}] (H-01)" },
	{ "unsolved_reason", IN_TEXT, 0, 0, 200, NULL, "未解决原因", "" },
	{ "evidence_waived", IN_TEXT, 0, 0, 200, NULL, "免附材料理由", "leaders only" },
	{ "contact", IN_OBJECT, 0, 0, 0, NULL, "联系情况", "{method, reached, note}" },
	{ "files", IN_IDS, 0, 0, 9, NULL, "材料", "drafts uploaded before with their stage" },
	{ 0 },
};
static const struct in_field REVIEW_IN[] = { VERSION,
					     { "decision", IN_ENUM, IN_REQUIRED, 0, 0, "pass|back", "审核意见", "" },
					     { "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "needed when sent back" },
					     { 0 } };
static const struct in_field REASON_IN[] = { VERSION, { "reason", IN_TEXT, IN_REQUIRED, 1, 1000, NULL, "理由", "" }, { 0 } };
static const struct in_field TRANSFER_IN[] = { VERSION,
					       { "to", IN_TEXT, IN_REQUIRED, 1, 100, NULL, "接收单位", "" },
					       { "receipt_no", IN_TEXT, IN_REQUIRED, 1, 80, NULL, "回执号", "" },
					       { 0 } };
static const struct in_field REDIRECT_IN[] = { VERSION,
					       { "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "改派单位", "" },
					       { "reason", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" },
					       LEVEL_REASON_IN,
					       { 0 } };
static const struct in_field EXTRA_IN[] = {
	{ "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "承办单位", "" },
	{ "demand", IN_TEXT, IN_REQUIRED, 1, 1000, NULL, "办理要求", "" },
	{ "limit_value", IN_INT, 0, 1, 1000, NULL, "期限", "default: what is left" },
	{ "limit_unit", IN_ENUM, 0, 0, 0, LIMIT_UNITS, "期限单位", "" },
	{ "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本", "" },
	LEVEL_REASON_IN,
	{ 0 },
};

/* ---- dispatch of a case ---- */

static enum err do_dispatch(struct op *op, struct req *r, void *arg)
{
	const struct in_value *co = in_get(r, "co_unit_ids");
	struct order_dispatch d = { .case_id = r->path_id[0], .version = in_i64(r, "version"), .lead_unit_id = in_i64(r, "unit_id"),
				    .why = in_str(r, "why"), .demand = in_str(r, "demand"), .level_reason = in_str(r, "level_reason") };
	int64_t order_id;
	(void)arg;
	for (; co->given && d.nco < co->n && d.nco < ORDER_CO_MAX; d.nco++)
		d.co_unit_ids[d.nco] = co->ids[d.nco];
	enum err e = must_case(op, CAP_DISPATCH, d.case_id, &NO_CASE);
	if (!e)
		e = order_dispatch(op, &d, &order_id);
	return e ? e : answer(op, r, order_id);
}

static enum err h_dispatch(struct req *r)
{
	return op_write(r, do_dispatch, NULL);
}

static const struct in_field DISPATCH_IN[] = {
	VERSION,
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "主办单位", "default: the suggested one" },
	{ "co_unit_ids", IN_IDS, 0, 0, ORDER_CO_MAX, NULL, "协办单位", "" },
	{ "why", IN_TEXT, 0, 0, 500, NULL, "派单理由", "when it differs from the suggestion" },
	{ "demand", IN_TEXT, 0, 0, 1000, NULL, "办理要求", "" },
	LEVEL_REASON_IN,
	{ 0 },
};

const struct route ORDER_ROUTES[] = {
	{ HTTP_POST, "/api/v1/cases/{id}/dispatch", h_dispatch, CAP_DISPATCH, "all or region", DISPATCH_IN, 0, ACT, "Dispatches a case: one lead, assisting units (派单).", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/sign", h_sign, CAP_HANDLE, "unit", SIGN_IN, 0, ACT, "Signs an order (签收).", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/assign", h_assign, CAP_HANDLE, "unit", ASSIGN_IN, 0, ACT, "Names who handles it.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/contact", h_contact, CAP_HANDLE, "unit", CONTACT_IN, 0, ACT, "Records a contact with the appellant.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/note", h_note, CAP_HANDLE, "unit", NOTE_IN, 0, ACT, "Internal note on the timeline.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/stage", h_stage, CAP_HANDLE, "unit", STAGE_IN, 0, ACT, "Begins a statutory stage.", "OrderShort" },
	{ HTTP_POST, "/api/v1/stages/{id}/end", h_stage_end, CAP_HANDLE, "unit", NULL, 0, ACT, "Ends a statutory stage.", "Id" },
	{ HTTP_POST, "/api/v1/orders/{id}/submit", h_submit, CAP_HANDLE, "unit", SUBMIT_IN, 0, ACT, "Submits the result for review.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/review", h_review, CAP_SELF, "unit of the review level", REVIEW_IN, 0, ACT, "Reviews at the level where it stands.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/terminate", h_terminate, CAP_ORDER_END, "all", REASON_IN, 0, ACT, "Ends without a result, after the centre's review.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/transfer", h_transfer, CAP_ORDER_END, "all", TRANSFER_IN, 0, ACT, "Hands over to 公安/信访/诉讼 with receipt.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/redirect", h_redirect, CAP_DISPATCH, "all", REDIRECT_IN, 0, ACT, "Redirects to the right unit (改派).", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/suborder", h_suborder, CAP_SUBORDER, "unit", EXTRA_IN, 0, ACT, "Sub-order to a unit below.", "OrderShort" },
	{ HTTP_POST, "/api/v1/orders/{id}/assist", h_assist, CAP_DISPATCH, "all", EXTRA_IN, 0, ACT, "Further assisting unit.", "OrderShort" },
	{ 0 },
};

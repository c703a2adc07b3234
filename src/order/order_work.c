/* SPDX-License-Identifier: Apache-2.0 */
/* What a unit does with its order: sign, assign, contact, statutory stages, submit; and what reviewers do with it. */
#include <inttypes.h>

#include "clock/clock.h"
#include "order/order.h"
#include "order/order_internal.h"

static const struct problem_code E_CLOSED = { ERR_CONFLICT, "order.not_open", "工单当前状态不能进行此操作，请刷新后再试。" };
static const struct problem_code E_HOLDER = { ERR_INVALID, "order.holder", "承办人不存在或不在该单位。" };
static const struct problem_code E_STAGE = { ERR_INVALID, "order.stage_fields", "法定程序须填写名称、文书号和法律依据。" };
static const struct problem_code E_STAGE_GONE = { ERR_NOT_FOUND, "order.stage_not_found", "没有找到这个法定程序，或它已经结束。" };
static const struct problem_code E_TRANSFER = { ERR_INVALID, "order.transfer_fields", "移送须填写接收单位和回执号。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

static bool is_working(const struct order_tx *x)
{
	return str_eq(x->row.status, "to_sign") || str_eq(x->row.status, "handling") || str_eq(x->row.status, "suspended");
}

/* A person may work on the order only with HANDLE over its unit. */
static enum err must_handle(struct order_tx *x)
{
	bool yes = x->op->by != OP_PERSON;
	if (!yes) {
		enum err e = may_unit(x->op->s, x->op->who, CAP_HANDLE, x->row.unit_id, &yes);
		if (e)
			return e;
	}
	return yes ? ERR_OK : problem_set(x->op->problem, &E_NOT_YOURS);
}

static enum err check_holder(struct order_tx *x, int64_t holder_id)
{
	struct q_user_unit_out u;
	if (holder_id == NIL)
		return ERR_OK;
	enum err e = q_user_unit(x->op->s, &(struct q_user_unit_in){ .id = holder_id }, &u);
	if (e == ERR_NOT_FOUND || (!e && !ref_unit_under(x->op->refs, u.unit_id, x->row.unit_id)))
		return problem_set(x->op->problem, &E_HOLDER);
	return e;
}

enum err order_sign(struct op *op, int64_t id, int64_t version, int64_t holder_id)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e)
		e = check_holder(&x, holder_id);
	if (e)
		return e;
	x.holder_id = holder_id;
	e = order_move(&x, "sign");
	return e ? e : case_end(&t);
}

enum err order_auto_sign(struct op *op, int64_t id)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, NIL);
	if (!e && str_eq(x.row.status, "to_sign"))
		e = order_move(&x, "auto_sign");
	return e ? e : case_end(&t);
}

/* An event on the order that is not a move. `after` NULL: no column changes. */
static enum err note_event(
	struct order_tx *x, const char *kind, struct q_order_get_out *after, const char *secret, const char *text)
{
	struct change *c = &x->t->change;
	change_begin(c, kind, NIL);
	enum err e = after ? order_store(x, after) : ERR_OK;
	if (e)
		return e;
	change_fact_int(c, "order_id", x->row.id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	change_fact_text(c, "fact", x->fact);
	change_fact_text(c, "document_no", x->fact2);
	order_note_deputy(x);
	change_secret(c, secret, text);
	change_topics(c, case_topics(x->t));
	e = change_end(c);
	return e ? e : case_end(x->t);
}

enum err order_assign(struct op *op, int64_t id, int64_t version, int64_t holder_id)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e)
		e = must_handle(&x);
	if (!e && !is_working(&x))
		e = problem_set(op->problem, &E_CLOSED);
	if (!e)
		e = check_holder(&x, holder_id);
	if (e)
		return e;
	struct q_order_get_out after = x.row;
	after.holder_id = holder_id;
	return note_event(&x, "order.assigned", &after, "note", NULL);
}

static enum err log_contact(struct order_tx *x, const struct order_contact *c)
{
	int64_t appeal = c->appeal_id != NIL ? c->appeal_id : x->t->row.master_appeal_id;
	return q_contact_insert(x->op->s, &(struct q_contact_insert_in){ .order_id = x->row.id, .appeal_id = appeal,
				.user_id = op_actor(x->op).user_id, .method = c->method, .reached = c->reached,
				.note = c->note ? c->note : "", .at = x->op->now }, NULL);
}

enum err order_contact(struct op *op, int64_t id, int64_t version, const struct order_contact *c)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e)
		e = must_handle(&x);
	if (!e && !is_working(&x))
		e = problem_set(op->problem, &E_CLOSED);
	if (!e)
		e = log_contact(&x, c);
	if (e)
		return e;
	struct q_order_get_out after = x.row;
	bool first = c->reached && x.row.contacted_at == NIL;
	if (first) {
		after.contacted_at = op->now;
		e = clock_stop(op->s, "order", id, "contact", op->now);
	}
	x.fact = c->reached ? "reached" : "not_reached";
	return e ? e : note_event(&x, "order.contacted", first ? &after : NULL, "note", c->note);
}

enum err order_note(struct op *op, int64_t id, const char *note)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, NIL);
	if (!e)
		e = must_handle(&x);
	return e ? e : note_event(&x, "order.noted", NULL, "note", note);
}

enum err order_stage_begin(struct op *op, int64_t id, int64_t version, const struct order_stage *st, int64_t *stage_id)
{
	struct case_tx t;
	struct order_tx x;
	struct q_stage_insert_out made;
	int64_t due;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e)
		e = must_handle(&x);
	if (!e && !str_eq(x.row.status, "handling"))
		e = problem_set(op->problem, &E_CLOSED);
	if (!e && (!st->name || !*st->name || !st->document_no || !*st->document_no || !st->legal_basis || !*st->legal_basis))
		e = problem_set(op->problem, &E_STAGE);
	if (e)
		return e;
	due = cal_due(op->refs->calendar, op->now, st->limit_value, st->limit_unit, NULL, 0, op->now);
	e = q_stage_insert(op->s, &(struct q_stage_insert_in){ .order_id = id, .name = st->name, .document_no = st->document_no,
		.legal_basis = st->legal_basis, .limit_value = st->limit_value, .limit_unit = limit_unit_name(st->limit_unit),
		.from_at = op->now, .due_at = due, .told_at = st->told ? op->now : NIL, .by_user = op_actor(op).user_id }, &made);
	if (!e)
		e = clock_start(op->s, op->refs->calendar, &(struct clock_ref){ "stage", made.id, t.row.id, "stage", x.row.round },
				op->now, st->limit_value, st->limit_unit, &due);
	if (e)
		return e;
	*stage_id = made.id;
	x.fact = st->name;
	x.fact2 = st->document_no;
	return note_event(&x, "order.stage_begun", NULL, "legal_basis", st->legal_basis);
}

enum err order_stage_end(struct op *op, int64_t stage_id)
{
	struct case_tx t;
	struct order_tx x;
	struct q_stage_get_out st;
	int64_t changed;
	enum err e = q_stage_get(op->s, &(struct q_stage_get_in){ .id = stage_id }, &st);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_STAGE_GONE);
	if (!e)
		e = order_begin(&x, &t, op, st.order_id, NIL);
	if (!e)
		e = must_handle(&x);
	if (!e)
		e = q_stage_close(op->s, &(struct q_stage_close_in){ .now = op->now, .id = stage_id }, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STAGE_GONE);
	if (!e)
		e = clock_stop_all(op->s, "stage", stage_id, op->now);
	if (e)
		return e;
	x.fact = st.name;
	return note_event(&x, "order.stage_ended", NULL, "note", NULL);
}

enum err order_submit(struct op *op, int64_t id, int64_t version, const struct order_result *res)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e && str_eq(x.row.status, "to_sign"))
		e = order_move(&x, "sign");
	if (!e && res->contact)
		e = log_contact(&x, res->contact);
	if (e)
		return e;
	x.result = res;
	e = order_move(&x, "submit");
	return e ? e : case_end(&t);
}

static enum err write_review(struct order_tx *x, const char *level, int64_t unit_id, bool pass, const char *opinion)
{
	return q_review_insert(x->op->s, &(struct q_review_insert_in){ .order_id = x->row.id, .round = x->row.round, .level = level,
			       .unit_id = unit_id, .user_id = op_actor(x->op).user_id, .decision = pass ? "pass" : "back",
			       .opinion = opinion ? opinion : "", .at = x->op->now }, NULL);
}

enum err order_review(struct op *op, int64_t id, int64_t version, bool pass, const char *opinion)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (e)
		return e;
	const struct event_type *type = ref_type(op->refs, t.row.event_type_id);
	const char *level = *x.row.review_level ? x.row.review_level : "unit";
	int64_t unit_id = x.row.review_unit_id != NIL ? x.row.review_unit_id : x.row.unit_id;
	x.text = opinion;
	x.fact = level;
	if (pass)
		x.next_level = order_next_level(op->refs, &x.row, type ? type->review : "unit", level);
	e = order_move(&x, !pass ? "back" : x.next_level ? "pass" : "settle");
	if (!e)
		e = write_review(&x, level, unit_id, pass, opinion);
	if (!e && pass && x.next_level && x.row.review_unit_id != NIL)
		e = case_party_add(op, t.row.id, 'u', x.row.review_unit_id, "review");
	return e ? e : case_end(&t);
}

enum err order_terminate(struct op *op, int64_t id, int64_t version, const char *reason)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (e)
		return e;
	x.text = reason;
	e = order_move(&x, "terminate");
	return e ? e : case_end(&t);
}

enum err order_transfer(struct op *op, int64_t id, int64_t version, const char *to, const char *receipt_no)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e && (!to || !*to || !receipt_no || !*receipt_no))
		e = problem_set(op->problem, &E_TRANSFER);
	if (e)
		return e;
	x.text = to;
	x.fact = to;
	x.fact2 = receipt_no;
	e = order_move(&x, "transfer");
	return e ? e : case_end(&t);
}

/* ---- holds ---- */

static enum err count_hold(struct case_tx *t, int64_t order_id, const char *kind, int64_t ref_id, int64_t delta)
{
	struct order_tx x;
	struct change *c = &t->change;
	int64_t changed = 1, now = t->op->now;
	struct q_hold_insert_in hold = { .order_id = order_id, .kind = kind, .ref_id = ref_id, .now = now };
	struct q_hold_lift_in lift = { .now = now, .order_id = order_id, .kind = kind, .ref_id = ref_id };
	enum err e = order_enter(&x, t, order_id);
	if (!e)
		e = delta > 0 ? q_hold_insert(t->op->s, &hold, NULL) : q_hold_lift(t->op->s, &lift, &changed);
	if (e || !changed)
		return e;
	struct q_order_get_out after = x.row;
	after.holds += delta;
	change_begin(c, delta > 0 ? "order.held" : "order.released", NIL);
	e = order_store(&x, &after);
	if (e)
		return e;
	change_fact_int(c, "order_id", order_id);
	change_fact_int(c, "unit_id", x.row.unit_id);
	change_fact_text(c, "fact", kind);
	change_topics(c, case_topics(t));
	return change_end(c);
}

enum err order_hold(struct case_tx *t, int64_t order_id, const char *kind, int64_t ref_id)
{
	return count_hold(t, order_id, kind, ref_id, 1);
}

enum err order_hold_lift(struct case_tx *t, int64_t order_id, const char *kind, int64_t ref_id)
{
	return count_hold(t, order_id, kind, ref_id, -1);
}

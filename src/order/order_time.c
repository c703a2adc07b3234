/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks of an order that stand still, run on or get more time: merging and suspension pause them, an approved extension
 * lengthens the handling clock. The due times that orders and cases show follow the clocks. */
#include "clock/clock.h"
#include "order/order.h"
#include "order/order_internal.h"

static const struct problem_code E_NO_CLOCK = { ERR_CONFLICT, "order.no_clock", "工单当前没有在走的办理时限，不能延期。" };

enum err order_clocks_pause(struct order_tx *x, const char *reason)
{
	return clock_pause_all(x->op->s, "order", x->row.id, x->op->now, reason, op_actor(x->op).user_id);
}

enum err order_clocks_resume(struct order_tx *x)
{
	struct op *op = x->op;
	struct clock_row *clocks;
	size_t n;
	enum err e = clock_resume_all(op->s, op->refs->calendar, "order", x->row.id, op->now, &clocks, &n);
	for (size_t i = 0; !e && i < n; i++) {
		if (str_eq(clocks[i].kind, "handle"))
			x->new_due = clocks[i].due_at;
		else if (str_eq(clocks[i].kind, "sign"))
			x->new_sign_due = clocks[i].due_at;
		else if (str_eq(clocks[i].kind, "contact"))
			x->new_contact_due = clocks[i].due_at;
	}
	return e;
}

enum err order_case_due(struct order_tx *x)
{
	struct case_tx *t = x->t;
	if (!str_eq(x->row.role, "lead") || t->row.due_at == x->row.due_at)
		return ERR_OK;
	struct q_case_get_out after = t->row;
	after.due_at = x->row.due_at;
	change_begin(&t->change, "case.due", NIL);
	enum err e = case_store(t, &after);
	return e ? e : change_end(&t->change);
}

/* The running handling clock of an order; ERR_NOT_FOUND when none runs. */
static enum err handle_clock(struct order_tx *x, struct clock_row *out)
{
	struct clock_row *rows;
	size_t n;
	enum err e = clock_of_case(x->op->s, x->row.case_id, &rows, &n);
	for (size_t i = 0; !e && i < n; i++)
		if (str_eq(rows[i].object_kind, "order") && rows[i].object_id == x->row.id && str_eq(rows[i].kind, "handle") &&
		    rows[i].stopped_at == NIL) {
			*out = rows[i];
			return ERR_OK;
		}
	return e ? e : ERR_NOT_FOUND;
}

enum err order_extend(struct case_tx *t, int64_t id, int64_t more, int64_t *due)
{
	struct order_tx x;
	struct clock_row was, is;
	enum err e = order_enter(&x, t, id);
	if (!e)
		e = handle_clock(&x, &was);
	if (!e)
		e = clock_extend(t->op->s, t->op->refs->calendar, "order", id, "handle", more, t->op->now, due);
	if (e == ERR_NOT_FOUND)
		return problem_set(t->op->problem, &E_NO_CLOCK);
	if (e)
		return e;
	e = handle_clock(&x, &is);
	struct q_order_get_out after = x.row;
	after.due_at = *due;
	change_begin(&t->change, "order.extended", NIL);
	if (!e)
		e = order_store(&x, &after);
	if (e)
		return e;
	/* a clock that has warned may warn again */
	change_int(&t->change, "clock", was.id, "warned_at", was.warned_at, is.warned_at);
	change_int(&t->change, "clock", was.id, "breached_at", was.breached_at, is.breached_at);
	change_fact_int(&t->change, "order_id", id);
	change_fact_int(&t->change, "unit_id", x.row.unit_id);
	change_fact_int(&t->change, "more", more);
	change_topics(&t->change, case_topics(t));
	e = change_end(&t->change);
	return e ? e : order_case_due(&x);
}

/* What will be due when the pause lasts as agreed; the real pause decides in the end. */
static enum err expect_due(struct order_tx *x, int64_t until)
{
	struct clock_row *clocks;
	size_t n;
	enum err e = clock_in_pause(x->op->s, x->op->refs->calendar, "order", x->row.id, until, &clocks, &n);
	for (size_t i = 0; !e && i < n; i++)
		if (str_eq(clocks[i].kind, "handle"))
			x->new_due = clocks[i].due_at;
	return e;
}

enum err order_suspend(struct case_tx *t, int64_t id, int64_t until, const char *reason)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	if (!e)
		e = order_clocks_pause(&x, reason);
	if (!e)
		e = expect_due(&x, until);
	if (e)
		return e;
	x.text = reason;
	e = order_move(&x, "suspend");
	return e ? e : order_case_due(&x);
}

enum err order_resume(struct case_tx *t, int64_t id, const char *reason)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	if (!e)
		e = order_clocks_resume(&x);
	if (e)
		return e;
	x.text = reason;
	e = order_move(&x, "resume");
	return e ? e : order_case_due(&x);
}

enum err order_terminate_in(struct case_tx *t, int64_t id, const char *reason)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	if (e)
		return e;
	x.text = reason;
	x.decided = true;
	return order_move(&x, "terminate");
}

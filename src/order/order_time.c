/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks of an order that stand still, run on or get more time: merging and suspension pause them, an approved extension
 * lengthens the handling clock. The due times that orders and cases show follow the clocks. */
#include "clock/clock.h"
#include "order/order.h"
#include "order/order_internal.h"

static const struct problem_code E_NO_CLOCK = { ERR_CONFLICT, "order.no_clock", "工单当前没有在走的办理时限，不能延期。" };

enum err order_clocks_pause(struct order_tx *x, const char *reason)
{
	struct op *op = x->op;
	struct q_order_clock_running_rows clocks;
	enum err e = q_order_clock_running(op->s, &(struct q_order_clock_running_in){ .order_id = x->row.id }, &clocks);
	for (size_t i = 0; !e && i < clocks.n; i++) {
		e = q_clock_pause_begin(op->s, &(struct q_clock_pause_begin_in){ .clock_id = clocks.v[i].id, .now = op->now,
					.reason = reason, .approved_by = op_actor(op).user_id }, NULL);
		if (!e)
			e = clock_stop(op->s, "order", x->row.id, clocks.v[i].kind, op->now);
	}
	return e;
}

/* End of a clock whose running pause, if any, ends at `until`. */
static enum err due_with_pauses(struct op *op, const struct q_clock_last_of_out *k, int64_t until, int64_t *due)
{
	struct q_clock_pauses_of_rows got;
	enum err e = q_clock_pauses_of(op->s, &(struct q_clock_pauses_of_in){ .clock_id = k->id }, &got);
	if (e)
		return e;
	struct cal_pause *p = ARENA_ARRAY(op->a, struct cal_pause, got.n + 1);
	for (size_t i = 0; i < got.n; i++)
		p[i] = (struct cal_pause){ got.v[i].from_at, got.v[i].to_at == NIL ? until : got.v[i].to_at };
	*due = cal_due(op->refs->calendar, k->started_at, k->limit_value, limit_unit_from(k->limit_unit), p, got.n, until);
	return ERR_OK;
}

enum err order_clocks_resume(struct order_tx *x)
{
	struct op *op = x->op;
	struct q_clock_last_of_rows clocks;
	enum err e = q_clock_last_of(op->s, &(struct q_clock_last_of_in){ .order_id = x->row.id }, &clocks);
	for (size_t i = 0; !e && i < clocks.n; i++) {
		const struct q_clock_last_of_out *k = &clocks.v[i];
		int64_t due;
		e = q_clock_pause_end(op->s, &(struct q_clock_pause_end_in){ .now = op->now, .clock_id = k->id }, NULL);
		if (!e)
			e = due_with_pauses(op, k, op->now, &due);
		if (e)
			return e;
		e = q_clock_move(op->s, &(struct q_clock_move_in){ .due_at = due, .warn_at = cal_point(k->started_at, due, 800000),
				 .id = k->id }, NULL);
		if (str_eq(k->kind, "handle"))
			x->new_due = due;
		else if (str_eq(k->kind, "sign"))
			x->new_sign_due = due;
		else if (str_eq(k->kind, "contact"))
			x->new_contact_due = due;
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

enum err order_extend(struct case_tx *t, int64_t id, int64_t more, int64_t *due)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	if (!e)
		e = clock_extend(t->op->s, t->op->refs->calendar, "order", id, "handle", more, t->op->now, due);
	if (e == ERR_NOT_FOUND)
		return problem_set(t->op->problem, &E_NO_CLOCK);
	if (e)
		return e;
	struct q_order_get_out after = x.row;
	after.due_at = *due;
	change_begin(&t->change, "order.extended", NIL);
	e = order_store(&x, &after);
	if (e)
		return e;
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
	struct q_clock_last_of_rows clocks;
	enum err e = q_clock_last_of(x->op->s, &(struct q_clock_last_of_in){ .order_id = x->row.id }, &clocks);
	for (size_t i = 0; !e && i < clocks.n; i++)
		if (str_eq(clocks.v[i].kind, "handle"))
			e = due_with_pauses(x->op, &clocks.v[i], until, &x->new_due);
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

/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks that have used 80 % of their time, or all of it, write an event into the history of what they belong to
 * (architecture.md 4), so that screens and scores see it. Two of them act: an order not signed in time is signed by the
 * system and flagged, an appeal whose supplement stayed away is closed. */
#include <inttypes.h>

#include "adjust/adjust.h"
#include "clock/clock.h"
#include "dispute/dispute.h"
#include "job/job_internal.h"
#include "order/order.h"
#include "promise/promise.h"
#include "whistle/whistle.h"

enum { BATCH = 200, ROUNDS = 50 };

static const char SILENT_TEXT[] = "您未在期限内补充材料，本件已关闭。如仍需反映，请重新提交，并附上需要补充的内容。";

enum err clocks_pending(struct op *op, bool *yes)
{
	struct clock_row *rows;
	size_t n = 0;
	enum err e = clock_due(op->s, op->now, 1, &rows, &n);
	*yes = n > 0;
	return e;
}

static void describe(struct change *c, const struct clock_row *k)
{
	change_fact_int(c, "clock_id", k->id);
	change_fact_text(c, "clock", k->kind);
	change_fact_text(c, "object_kind", k->object_kind);
	change_fact_int(c, str_eq(k->object_kind, "order") ? "order_id" : "object_id", k->object_id);
	change_fact_int(c, "due_at", k->due_at);
}

/* Marks the clock. A breach counts as a warning too: nobody needs to hear "80 %" after the end. */
static enum err mark(struct op *op, struct change *c, const struct clock_row *k, bool breach)
{
	enum err e = ERR_OK;
	if (breach) {
		e = clock_mark_breached(op->s, k->id, op->now);
		change_int(c, "clock", k->id, "breached_at", k->breached_at, op->now);
	}
	if (!e && k->warned_at == NIL) {
		e = clock_mark_warned(op->s, k->id, op->now);
		change_int(c, "clock", k->id, "warned_at", NIL, op->now);
	}
	return e;
}

static enum err write_event(struct op *op, struct change *c, const struct clock_row *k, bool breach, const char *topics)
{
	change_begin(c, breach ? "clock.breached" : "clock.warned", breach ? k->due_at : NIL);
	enum err e = mark(op, c, k, breach);
	if (e)
		return e;
	describe(c, k);
	change_topics(c, topics);
	return change_end(c);
}

static enum err on_case(struct op *op, const struct clock_row *k, bool breach)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, k->case_id);
	if (!e)
		e = write_event(op, &t.change, k, breach, case_topics(&t));
	return e ? e : case_end(&t);
}

static enum err on_appeal(struct op *op, const struct clock_row *k, bool breach)
{
	struct change c;
	enum err e = change_open(&c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "appeal", k->object_id,
				 op->now);
	if (!e)
		e = write_event(op, &c, k, breach, arena_printf(op->a, "sorting,appeal:%" PRId64, k->object_id));
	return e ? e : change_close(&c);
}

/* What follows from the end of a clock, besides its event. */
static enum err act(struct op *op, const struct clock_row *k)
{
	if (str_eq(k->object_kind, "order") && str_eq(k->kind, "sign"))
		return order_auto_sign(op, k->object_id);
	if (str_eq(k->object_kind, "appeal") && str_eq(k->kind, "supplement"))
		return appeal_move(op, k->object_id, "silent", &(struct appeal_move_args){ .version = NIL, .text = SILENT_TEXT });
	return ERR_OK;
}

/* One clock, looked at again inside the transaction: it may have been stopped or moved meanwhile, or another node was
 * first. */
static enum err one_clock(struct op *op, int64_t id, bool breach)
{
	struct clock_row k;
	enum err e = clock_get(op->s, id, &k);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	bool done = breach ? k.breached_at != NIL || k.due_at >= op->now : k.warned_at != NIL;
	if (done || k.stopped_at != NIL)
		return ERR_OK;
	e = k.case_id != NIL ? on_case(op, &k, breach) : on_appeal(op, &k, breach);
	return e || !breach ? e : act(op, &k);
}

static enum err breach_one(struct op *op, int64_t id)
{
	return one_clock(op, id, true);
}

static enum err warn_one(struct op *op, int64_t id)
{
	return one_clock(op, id, false);
}

struct due {
	int64_t id;
	bool breach;
};

/* Ids only: the rows lie in the arena that each item empties. */
static enum err find(struct job_context *c, struct due out[2 * (BATCH + JOB_FAILED)], size_t *n)
{
	struct clock_row *rows;
	size_t got;
	arena_reset(c->op->a);
	enum err e = clock_due(c->op->s, c->op->now, BATCH + job_waiting(c), &rows, &got);
	*n = 0;
	for (size_t i = 0; !e && i < got; i++)
		if (!job_waits(c, rows[i].id))
			out[(*n)++] = (struct due){ rows[i].id, rows[i].due_at < c->op->now };
	return e;
}

enum err clocks_run(struct job_context *c)
{
	struct due due[2 * (BATCH + JOB_FAILED)];
	size_t n;
	for (int round = 0; round < ROUNDS; round++) {
		enum err e = find(c, due, &n);
		for (size_t i = 0; !e && i < n; i++)
			e = job_do(c, due[i].breach ? breach_one : warn_one, due[i].id);
		if (e || !n)
			return e;
	}
	return ERR_OK;
}

enum err job_in_batches(struct job_context *c, enum err (*find_ids)(struct op *, int64_t *, size_t, size_t *), job_item fn)
{
	int64_t ids[BATCH];
	for (int round = 0; round < ROUNDS; round++) {
		size_t n = 0;
		int64_t done = c->done;
		arena_reset(c->op->a);
		enum err e = find_ids(c->op, ids, BATCH, &n);
		for (size_t i = 0; !e && i < n; i++)
			e = job_do(c, fn, ids[i]);
		if (e || n < BATCH || c->done == done)
			return e;
	}
	return ERR_OK;
}

enum err suspensions_run(struct job_context *c)
{
	return job_in_batches(c, adjust_due, adjust_resume_due);
}

enum err promises_run(struct job_context *c)
{
	return job_in_batches(c, promise_due, promise_tick);
}

enum err rulings_run(struct job_context *c)
{
	return job_in_batches(c, dispute_due, dispute_overdue);
}

enum err whistles_run(struct job_context *c)
{
	enum err e = job_in_batches(c, responder_due, responder_overdue);
	return e ? e : job_in_batches(c, whistle_due, whistle_window_over);
}

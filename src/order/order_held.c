/* SPDX-License-Identifier: Apache-2.0 */
/* Who held a matter how long: delay is put down to whoever had it in hand, told from the events of the case (K-15). */
#include "order/order.h"
#include "order/order_internal.h"

static void add(struct held_sum *out, int64_t unit_id, int64_t ms)
{
	if (ms <= 0)
		return;
	size_t i = 0;
	while (i < out->n && out->part[i].unit_id != unit_id)
		i++;
	if (i == HELD_MAX)
		i--; /* more hands than a page shows: the last stands for the rest */
	else if (i == out->n)
		out->part[out->n++] = (struct held){ unit_id, 0, 0 };
	out->part[i].ms += ms;
	out->held_ms += ms;
}

/* Whole percent that add up to 100: what rounding down leaves goes to the largest remainders. */
static void percents(struct held_sum *out)
{
	int left = out->held_ms ? 100 : 0;
	for (size_t i = 0; i < out->n; i++)
		left -= out->part[i].percent = (int)(out->part[i].ms * 100 / out->held_ms);
	for (; left > 0; left--) {
		size_t best = 0;
		int64_t most = -1;
		for (size_t i = 0; i < out->n; i++) {
			int64_t rest = out->part[i].ms * 100 - out->part[i].percent * out->held_ms;
			if (rest > most) {
				most = rest;
				best = i;
			}
		}
		out->part[best].percent++;
	}
}

void held_fold(const struct held_step *steps, size_t n, int64_t until, struct held_sum *out)
{
	*out = (struct held_sum){ 0 };
	for (size_t i = 0; i < n; i++) {
		int64_t ms = (i + 1 < n ? steps[i + 1].at : until) - steps[i].at;
		if (steps[i].paused)
			out->paused_ms += ms > 0 ? ms : 0;
		else
			add(out, steps[i].unit_id, ms);
	}
	percents(out);
}

/* ---- the steps of a case or of one order, from its events ---- */

struct telling {
	struct op *op;
	int64_t order_id;          /* NIL: the lead orders, one after another, and the centre before, between and after them */
	const struct q_order_of_case_rows *orders;
	struct held_step *steps;
	size_t n;
	bool over;                 /* the last step is the end */
	const char *level;         /* of the review at hand */
};

static const struct q_order_of_case_out *order_in(const struct telling *t, int64_t id)
{
	for (size_t i = 0; i < t->orders->n; i++) {
		const struct q_order_of_case_out *o = &t->orders->v[i];
		if (o->id == id && (t->order_id == NIL ? str_eq(o->role, "lead") : id == t->order_id))
			return o;
	}
	return NULL;
}

static int64_t centre(const struct telling *t)
{
	return order_review_unit(t->op->refs, &(struct q_order_get_out){ .unit_id = NIL }, "district");
}

static void step(struct telling *t, int64_t at, int64_t unit_id, bool paused, bool over)
{
	t->steps[t->n++] = (struct held_step){ at, unit_id, paused };
	t->over = over;
}

static void take_status(struct telling *t, const struct q_order_of_case_out *o, const char *status, int64_t at)
{
	if (str_eq(status, "to_sign") || str_eq(status, "handling") || str_eq(status, "unit_review"))
		step(t, at, o->unit_id, false, false);
	else if (str_eq(status, "suspended") || str_eq(status, "parked"))
		step(t, at, o->unit_id, true, false);
	else if (str_eq(status, "upper_review"))
		step(t, at, order_review_unit(t->op->refs, &(struct q_order_get_out){ .unit_id = o->unit_id }, t->level), false, false);
	else /* done: until somebody sends it back to work, the callback has it */
		step(t, at, centre(t), false, !str_eq(status, "redirected") && !str_eq(status, "recalled"));
}

/* One event: its rows of `set` are [table, id, column, before, after]. */
static enum err take_event(struct telling *t, const struct event_row *e)
{
	const struct json *body, *set;
	const char *why, *status = NULL;
	const struct q_order_of_case_out *o = NULL;
	if (json_parse(t->op->a, sv_from(e->body), &body, &why) || !(set = json_get(body, "set")))
		return ERR_OK;
	for (size_t i = 0; i < json_count(set); i++) {
		const struct json *row = json_at(set, i), *after = json_at(row, 4);
		const struct q_order_of_case_out *of;
		if (json_count(row) < 5 || !sv_eqs(json_sv(json_at(row, 0)), "work_order") ||
		    !(of = order_in(t, json_int(json_at(row, 1)))) || json_kind(after) != JSON_STRING)
			continue;
		if (sv_eqs(json_sv(json_at(row, 2)), "review_level"))
			t->level = arena_sv(t->op->a, json_sv(after));
		if (sv_eqs(json_sv(json_at(row, 2)), "status")) {
			status = arena_sv(t->op->a, json_sv(after));
			o = of;
		}
	}
	if (status)
		take_status(t, o, status, e->recorded_at);
	return ERR_OK;
}

enum err order_held(struct op *op, const struct q_case_get_out *c, int64_t order_id, struct held_sum *out)
{
	struct q_order_of_case_rows orders;
	struct event_row *events;
	size_t n;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = c->id }, &orders);
	if (!e)
		e = event_list(op->s, op->site->keys, "case", c->id, false, &events, &n);
	if (e)
		return e;
	struct telling t = { .op = op, .order_id = order_id, .orders = &orders, .steps = ARENA_ARRAY(op->a, struct held_step, n + 1),
			     .level = "" };
	if (order_id == NIL)
		step(&t, c->opened_at, centre(&t), false, c->closed_at != NIL && !orders.n);
	for (size_t i = 0; i < n && !e; i++)
		e = take_event(&t, &events[i]);
	if (e)
		return e;
	held_fold(t.steps, t.n, t.over ? t.steps[t.n - 1].at : op->now, out);
	return ERR_OK;
}

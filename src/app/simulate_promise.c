/* SPDX-License-Identifier: Apache-2.0 */
/* What units have promised: they confirm it or say that it is none, keep it, ask for another day or let it pass; citizens are
 * asked. */
#include "app/simulate_internal.h"
#include "promise/promise.h"
#include "simulate_sql.h"

static void act_promise(struct sim *m, const struct sim_item *it);

void sim_find_promises(struct sim *m)
{
	struct q_sim_new_promises_rows rows;
	if (q_sim_new_promises(m->s, &(struct q_sim_new_promises_in){ .seen = m->seen_promise }, &rows))
		return;
	for (size_t i = 0; i < rows.n; i++) {
		m->seen_promise = rows.v[i].id;
		if (!sim_custom(m, CUSTOM_promise_silent))
			sim_plan(m, sim_in_hours(m, 1, 30), act_promise, rows.v[i].id, 0);
	}
}

struct promising {
	struct q_promise_get_out row;
	struct promise_step step;
};

static enum err do_step(struct sim *m, struct op *op, void *arg)
{
	struct promising *x = arg;
	(void)m;
	return promise_act(op, x->row.id, NIL, &x->step);
}

static bool act(struct sim *m, int32_t who, struct promising *x, const char *action, const char *text)
{
	x->step.action = action;
	x->step.text = text;
	return who >= 0 && sim_do(m, who, do_step, x);
}

/* Some time of the last two days before the end of the day. */
static void plan_keeping(struct sim *m, int64_t id, int64_t due_at)
{
	int64_t at = due_at - sim_between(m, 7, 50) * MS_HOUR;
	sim_plan(m, sim_office_time(m, at > m->now ? at : m->now + MS_HOUR), act_promise, id, 0);
}

static void answer_proposal(struct sim *m, int32_t who, struct promising *x)
{
	if (sim_custom(m, CUSTOM_promise_none)) {
		act(m, who, x, "reject", sim_say(m, USE_promise_none, NULL));
		return;
	}
	if (!act(m, who, x, "confirm", NULL))
		return;
	sim_count(m, SIM_promises);
	if (!sim_custom(m, CUSTOM_promise_missed))
		plan_keeping(m, x->row.id, x->row.due_at);
}

static void answer_day(struct sim *m, int32_t who, struct promising *x)
{
	if (x->row.moved_at == NIL && sim_custom(m, CUSTOM_promise_move)) {
		x->step.day = day_add((int32_t)x->row.day, sim_between(m, 4, 15));
		if (act(m, who, x, "move", sim_say(m, USE_promise_move, NULL)))
			plan_keeping(m, x->row.id, day_start_ms(day_add(x->step.day, 1)));
		return;
	}
	if (!act(m, who, x, "keep", sim_say(m, USE_promise_keep, NULL)))
		return;
	sim_count(m, SIM_promises_kept);
	sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 2, 70) * MS_HOUR, 9, 20), act_promise, x->row.id, 0);
}

static void ask(struct sim *m, struct promising *x)
{
	int32_t agent = sim_pick_other(m, m->agents, m->nagents, x->row.unit_id);
	if (sim_chance(m, 0.25)) {
		if (act(m, agent, x, "unreached", NULL) && x->row.asked < 2)
			sim_plan(m, sim_waking_time(m, m->now + 21 * (int64_t)MS_HOUR, 9, 20), act_promise, x->row.id, 0);
		return;
	}
	bool yes = !sim_custom(m, CUSTOM_promise_untrue);
	if (act(m, agent, x, yes ? "heard_yes" : "heard_no", yes ? NULL : sim_say(m, USE_promise_untrue, NULL)))
		sim_count(m, SIM_promises_asked);
}

/* id: promise. */
static void act_promise(struct sim *m, const struct sim_item *it)
{
	struct promising x = { .step = { .day = 0 } };
	if (q_promise_get(m->s, &(struct q_promise_get_in){ .id = it->id }, &x.row))
		return;
	int32_t who = sim_staff(m, x.row.unit_id, false);
	if (str_eq(x.row.status, "proposed"))
		answer_proposal(m, who, &x);
	else if (str_eq(x.row.status, "open") || str_eq(x.row.status, "woken"))
		answer_day(m, who, &x);
	else if (str_eq(x.row.status, "stated"))
		ask(m, &x);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The hotline by day: seats are taken and left, callers ring, are heard, taken to a third party, warned, or give up. Part of the
 * appeals by telephone come by such calls; the log of a large city's every call would cost more than all the rest. */
#include <inttypes.h>

#include "app/simulate_internal.h"
#include "hotline/hotline.h"

enum { CALLS_MAX = 60, SHIFT_FROM = 7 * 60 + 40, SHIFT_TO = 20 * 60, SHIFT_LEAVES = 25, CALLERS = 160000, CALLS_REGISTERED = 72 };

static const char ADAPTER[] = "simulator";

/* ---- seats ---------------------------------------------------------------------------------------------- */

static enum err do_sign_in(struct sim *m, struct op *op, void *arg)
{
	(void)arg;
	return seat_sign_in(op, &(struct seat_sign_in){ "intake", NULL, arena_printf(op->a, "8%03d", (int)sim_roll(m, 1000)) });
}

static enum err do_seat(struct sim *m, struct op *op, void *arg)
{
	struct q_seat_get_out seat;
	(void)m;
	enum err e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = op->who->user_id }, &seat);
	bool idle = !e && (str_eq(seat.state, "ready") || str_eq(seat.state, "wrapup") || str_eq(seat.state, "away"));
	return idle ? seat_act(op, arg, str_eq(arg, "away") ? "小休" : NULL) : e == ERR_NOT_FOUND ? ERR_OK : e;
}

static void act_sign_in(struct sim *m, const struct sim_item *it)
{
	sim_do(m, (int32_t)it->id, do_sign_in, NULL);
}

static void act_sign_out(struct sim *m, const struct sim_item *it)
{
	sim_do(m, (int32_t)it->id, do_seat, (char[]){ "sign_out" });
}

/* Nobody sits there any more when the run ends: a real call must not ring at a simulated seat. */
static void plan_shift(struct sim *m, int64_t day_start)
{
	int64_t leave = day_start + SHIFT_TO * (int64_t)MS_MINUTE, last = m->until - SHIFT_LEAVES * (int64_t)MS_MINUTE;
	for (int i = 0; i < m->nreceivers; i++) {
		int32_t who = m->receivers[i];
		if (i % 2 && sim_is_holiday(m, day_start))
			continue;
		sim_plan(m, day_start + SHIFT_FROM * (int64_t)MS_MINUTE + sim_roll(m, 15 * (int64_t)MS_MINUTE), act_sign_in, who, 0);
		sim_plan(m, (leave < last ? leave : last) + sim_roll(m, 15 * (int64_t)MS_MINUTE), act_sign_out, who, 0);
	}
}

/* ---- a call --------------------------------------------------------------------------------------------- */

struct calling {
	char no[NUMBER_CHARS + 1];
	struct tel_event ev;
	int64_t id, third, appeal_id;
	const char *outcome, *words, *note, *kind;
	bool yes;
};

static enum err do_feed(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	(void)m;
	return hotline_feed(op, &x->ev, &x->id);
}

static enum err do_answer(struct sim *m, struct op *op, void *arg)
{
	(void)m;
	return call_ask(op, ((struct calling *)arg)->id, "answer", false);
}

static bool read_call(struct sim *m, int64_t id, struct q_call_get_out *c)
{
	return !q_call_get(m->s, &(struct q_call_get_in){ .id = id }, c);
}

int32_t sim_call_agent(struct sim *m, int64_t call_id)
{
	struct q_call_get_out c;
	return read_call(m, call_id, &c) && str_eq(c.state, "talking") ? sim_user_position(m, c.agent_id) : -1;
}

/* ---- third parties -------------------------------------------------------------------------------------- */

static enum err do_third(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	double p = sim_unit_real(m);
	const char *target = p < 0.35 ? "emergency" : p < 0.7 ? "unit" : "expert";
	const struct unit *u = &m->refs->units[sim_roll(m, (int64_t)m->refs->nunits)];
	enum err e = transfer_begin(op,
		&(struct transfer_new){ .call_id = x->id, .target = target, .expert = p < 0.8 ? "judicial" : "human_resources",
					.line = (const char *[]){ "110", "119", "120", "122" }[sim_roll(m, 4)],
					.reason = sim_say(m, USE_transfer, target), .unit_id = u->id }, &x->third);
	if (!e && !x->yes)
		return transfer_end(op, x->third, 1, "no_answer", "");
	if (!e)
		e = transfer_join(op, x->third, 1);
	if (!e)
		e = transfer_say(op, x->third, "agent", sim_say(m, USE_said_agent, NULL));
	if (!e)
		e = transfer_say(op, x->third, "caller", sim_say(m, USE_said_caller, NULL));
	if (!e)
		e = transfer_say(op, x->third, "third", sim_say(m, USE_said_third, NULL));
	x->outcome = str_eq(target, "emergency") ? "taken_over" : sim_chance(m, 0.6) ? "answered" : "advice";
	return e;
}

static enum err do_third_over(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	return transfer_end(op, x->third, 2, x->outcome, sim_say(m, USE_said_third, NULL));
}

static void take_third(struct sim *m, int32_t agent, int64_t call_id)
{
	struct calling x = { .id = call_id, .yes = sim_chance(m, 0.85) };
	if (sim_do(m, agent, do_third, &x)) {
		sim_count(m, SIM_thirds);
		if (x.yes)
			sim_do(m, agent, do_third_over, &x);
	}
}

/* ---- abuse ---------------------------------------------------------------------------------------------- */

static enum err do_abuse(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	enum err e = ERR_OK;
	for (int i = 0; i < WARNINGS_NEEDED && !e; i++)
		e = call_warn(op, x->id, sim_say(m, USE_warn, NULL));
	return e ? e : call_ask(op, x->id, "end", true);
}

static enum err do_flag(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	return flag_propose(op, x->id, x->kind, sim_say(m, USE_flag, x->kind), FLAG_DAYS, &x->third);
}

static enum err do_flag_decide(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	return flag_decide(op, x->id, 1, x->yes ? "accept" : "reject", sim_say(m, x->yes ? USE_flag_yes : USE_flag_no, NULL));
}

static void act_flag_decide(struct sim *m, const struct sim_item *it)
{
	struct calling x = { .id = it->id, .yes = sim_chance(m, 0.7) };
	sim_do(m, sim_pick(m, m->judges, m->njudges), do_flag_decide, &x);
}

static void flag(struct sim *m, int32_t agent, int64_t call_id, const char *kind)
{
	struct calling x = { .id = call_id, .kind = kind };
	if (!sim_do(m, agent, do_flag, &x))
		return;
	sim_count(m, SIM_flags);
	if (sim_chance(m, 0.7))
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 2, 60) * MS_HOUR), act_flag_decide, x.third, 0);
}

/* ---- the end of a call ---------------------------------------------------------------------------------- */

static enum err do_finish(struct sim *m, struct op *op, void *arg)
{
	struct calling *x = arg;
	enum err e = call_finish(op, x->id,
		&(struct call_finish){ .outcome = x->outcome,
			.note = sim_say(m, USE_call, x->outcome),
			.appeal_id = x->appeal_id,
			.case_id = NIL });
	return e ? e : do_seat(m, op, (char[]){ "ready" });
}

/* id: call; x: appeal. After the wrap-up. */
static void act_finish(struct sim *m, const struct sim_item *it)
{
	struct q_call_get_out c;
	struct calling x = { .id = it->id, .appeal_id = it->x };
	if (!read_call(m, it->id, &c))
		return;
	double p = sim_unit_real(m);
	x.outcome = it->x != NIL ? "registered" : p < 0.5 ? "answered" : p < 0.75 ? "urged" : p < 0.87 ? "silent" : "other";
	int32_t agent = sim_user_position(m, c.agent_id);
	if (agent >= 0)
		sim_do(m, agent, do_finish, &x);
}

static void act_hang_up(struct sim *m, const struct sim_item *it)
{
	struct q_call_get_out c;
	if (!read_call(m, it->id, &c) || str_eq(c.state, "ended"))
		return;
	struct calling x = { .ev = { .ext_id = c.ext_id, .event = "ended", .agent_id = NIL } };
	if (sim_do(m, BY_SYSTEM, do_feed, &x))
		sim_plan(m, m->now + sim_between(m, 15, 85) * MS_SECOND, act_finish, it->id, it->x);
}

void sim_call_over(struct sim *m, int64_t call_id, int64_t appeal_id)
{
	sim_plan(m, m->now + sim_between(m, 10, 60) * MS_SECOND, act_hang_up, call_id, appeal_id);
}

/* What it is about: an appeal, something else; seldom a third party, seldom abuse. */
static void act_talk(struct sim *m, const struct sim_item *it)
{
	int32_t agent = sim_call_agent(m, it->id);
	double p = sim_unit_real(m);
	if (agent < 0)
		return;
	if (p < 0.012) {
		struct calling x = { .id = it->id };
		if (sim_do(m, agent, do_abuse, &x))
			flag(m, agent, it->id, "abuse");
		return;
	}
	if (p < 0.02)
		flag(m, agent, it->id, "care");
	if (p < 0.08)
		take_third(m, agent, it->id);
	if (sim_roll(m, 100) < CALLS_REGISTERED)
		sim_plan(m, m->now + sim_between(m, 60, 200) * MS_SECOND, sim_arrive, it->id, it->x);
	else
		sim_plan(m, m->now + sim_between(m, 40, 240) * MS_SECOND, act_hang_up, it->id, NIL);
}

/* id: call; x: caller. */
static void act_answer(struct sim *m, const struct sim_item *it)
{
	struct q_call_get_out c;
	struct calling x = { .id = it->id };
	if (!read_call(m, it->id, &c) || str_eq(c.state, "ended"))
		return;
	int32_t agent = str_eq(c.state, "ringing") ? sim_user_position(m, c.agent_id) : -1;
	if (agent < 0 || sim_chance(m, 0.03)) { /* the caller has given up */
		x.ev = (struct tel_event){ .ext_id = c.ext_id, .event = "ended", .agent_id = NIL };
		if (sim_do(m, BY_SYSTEM, do_feed, &x))
			sim_count(m, SIM_abandoned);
		return;
	}
	if (sim_do(m, agent, do_answer, &x))
		sim_plan(m, m->now + sim_between(m, 20, 90) * MS_SECOND, act_talk, it->id, it->x);
}

static void act_ring(struct sim *m, const struct sim_item *it)
{
	struct calling x = { 0 };
	int32_t caller = (int32_t)sim_roll(m, CALLERS);
	(void)it;
	if (!sim_number(m, "call", x.no))
		return;
	x.ev = (struct tel_event){ .ext_id = arena_printf(m->a, "SIM-%s", x.no),
		.event = "ringing",
		.number = sim_person_phone(m, caller),
		.agent_id = NIL,
		.no = x.no,
		.adapter = ADAPTER };
	if (!sim_do(m, BY_SYSTEM, do_feed, &x))
		return;
	sim_count(m, SIM_rung);
	sim_plan(m, m->now + sim_between(m, 3, 25) * MS_SECOND, act_answer, x.id, caller);
}

int64_t sim_calls_day(struct sim *m, int64_t day_start, double n)
{
	int64_t calls = (int64_t)(n * 0.6), from = day_start + 8 * (int64_t)MS_HOUR;
	int64_t to = day_start + (SHIFT_TO - SHIFT_LEAVES) * (int64_t)MS_MINUTE;
	if (to > m->until - 2 * (int64_t)SHIFT_LEAVES * MS_MINUTE)
		to = m->until - 2 * (int64_t)SHIFT_LEAVES * MS_MINUTE;
	if (to <= from)
		return 0;
	calls = calls < CALLS_MAX ? calls : CALLS_MAX;
	plan_shift(m, day_start);
	for (int64_t i = 0; i < calls; i++)
		sim_plan(m, from + sim_roll(m, to - from), act_ring, 0, 0);
	return calls * CALLS_REGISTERED / 100;
}

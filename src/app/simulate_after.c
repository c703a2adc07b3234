/* SPDX-License-Identifier: Apache-2.0 */
/* What comes after the work: agents call, people rate, bad answers are judged, cases are checked, reopened, merged and split;
 * urging. */
#include <inttypes.h>

#include "app/simulate_internal.h"

enum { CALL_FROM = 8, CALL_TO = 20, TALK_MINUTES = 690 };

static void after_case(struct sim *m, int64_t case_id, int64_t appeal_id);

/* ---- answers -------------------------------------------------------------------------------------------- */

/* How somebody feels about the result of a unit: what was reached, how well and how late. */
struct feeling {
	const char *type, *result;
	int64_t unit_id, submitted_at, due_at, round;
};

static struct answers feel(struct sim *m, const struct feeling *f)
{
	static const struct {
		const char *result;
		double content;
	} BASE[] = { { "solved", 0.975 }, { "partly", 0.86 }, { "explained", 0.84 }, { "untrue", 0.7 }, { "not_duty", 0.74 } };
	double p = 0.9;
	for (size_t i = 0; i < sizeof BASE / sizeof *BASE; i++)
		if (str_eq(f->result, BASE[i].result))
			p = BASE[i].content;
	p -= (1 - sim_habits(m, f->unit_id)->quality) * 0.35;
	if (f->submitted_at != NIL && f->submitted_at > f->due_at)
		p -= 0.1;
	if (f->round)
		p += 0.04;
	bool content = sim_chance(m, p), clear = appeal_asks_clear(f->type), solved = str_eq(f->result, "solved");
	double q = sim_unit_real(m);
	struct answers a = { .contacted = sim_chance(m, 0.9), .opinion = NULL };
	a.satisfied = content ? (q < 0.45 ? 5 : q < 0.8 ? 4 : 3) : q < 0.65 ? 2 : 1;
	if (clear)
		a.solved = content || q < 0.2 ? "clear" : "unclear";
	else if (content)
		a.solved = solved && q < 0.9 ? "yes" : q < 0.35 ? "yes" : "partly";
	else
		a.solved = q < 0.7 ? "no" : "partly";
	if (!content)
		a.opinion = sim_say(m, USE_bad, NULL);
	return a;
}

static enum err read_feeling(struct op *op, int64_t appeal_id, struct feeling *f)
{
	struct q_appeal_get_out a;
	struct q_order_of_case_rows o;
	enum err e = appeal_get(op, appeal_id, &a);
	if (!e && a.case_id == NIL)
		e = ERR_NOT_FOUND;
	if (!e)
		e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = a.case_id }, &o);
	if (e)
		return e;
	*f = (struct feeling){ .type = a.type, .result = "", .unit_id = NIL, .submitted_at = NIL };
	for (size_t i = 0; i < o.n; i++)
		if (str_eq(o.v[i].role, "lead") && !order_gone(o.v[i].status))
			*f = (struct feeling){ a.type, o.v[i].result, o.v[i].unit_id, o.v[i].submitted_at, o.v[i].due_at, o.v[i].round };
	return ERR_OK;
}

struct rating {
	int64_t task_id, appeal_id, case_id;
	struct answers said;
	const char *method, *outcome;
};

static void count_rating(struct sim *m, const struct rating *x)
{
	sim_count(m, SIM_rated);
	if (x->said.satisfied >= 3)
		sim_count(m, SIM_satisfied);
}

/* ---- by link -------------------------------------------------------------------------------------------- */

static enum err do_link(struct sim *m, struct op *op, void *arg)
{
	struct rating *x = arg;
	struct feeling f;
	struct q_appeal_get_out a;
	enum err e = read_feeling(op, x->appeal_id, &f);
	if (!e)
		e = appeal_get(op, x->appeal_id, &a);
	if (e)
		return e;
	x->case_id = a.case_id;
	x->said = feel(m, &f);
	return rate_by_citizen(op, x->appeal_id, &x->said);
}

static void act_link(struct sim *m, const struct sim_item *it)
{
	struct rating x = { .appeal_id = it->id };
	struct q_appeal_get_out a;
	if (q_appeal_get(m->s, &(struct q_appeal_get_in){ .id = it->id }, &a) || !str_eq(a.status, "to_rate"))
		return; /* somebody has called meanwhile */
	if (!sim_do(m, BY_CITIZEN, do_link, &x))
		return;
	sim_count(m, SIM_by_link);
	count_rating(m, &x);
	after_case(m, x.case_id, x.appeal_id);
}

/* ---- by call --------------------------------------------------------------------------------------------- */

static enum err do_claim(struct sim *m, struct op *op, void *arg)
{
	struct rating *x = arg;
	struct q_task_get_out t;
	(void)m;
	x->task_id = NIL;
	enum err e = callback_claim(op, &x->task_id);
	if (!e)
		e = q_task_get(op->s, &(struct q_task_get_in){ .id = x->task_id }, &t);
	if (e)
		return e;
	x->appeal_id = t.appeal_id;
	x->case_id = t.case_id;
	x->method = t.attempts >= 2 && t.attempts % 2 == 0 ? "sms" : "phone";
	return ERR_OK;
}

static enum err do_attempt(struct sim *m, struct op *op, void *arg)
{
	struct rating *x = arg;
	(void)m;
	return callback_attempt(op, x->task_id, x->method, x->outcome, "");
}

static enum err do_rate(struct sim *m, struct op *op, void *arg)
{
	struct rating *x = arg;
	struct feeling f;
	enum err e = read_feeling(op, x->appeal_id, &f);
	if (e)
		return e;
	x->said = feel(m, &f);
	return callback_rate(op, x->task_id, &x->said);
}

static enum err do_waive(struct sim *m, struct op *op, void *arg)
{
	(void)m;
	return callback_waive(op, ((struct rating *)arg)->task_id, "诉求人明确表示不接受回访。");
}

static void talk(struct sim *m, int32_t agent, struct rating *x)
{
	double p = sim_unit_real(m);
	bool sms = str_eq(x->method, "sms");
	x->outcome = p < (sms ? 0.2 : 0.72) ? "reached" : p < 0.93 ? "no_answer" : p < 0.97 ? "later" : "refused";
	if (!sim_do(m, agent, do_attempt, x))
		return;
	sim_count(m, SIM_calls);
	if (str_eq(x->outcome, "reached") && sim_do(m, agent, do_rate, x)) {
		count_rating(m, x);
		after_case(m, x->case_id, x->appeal_id);
	} else if (str_eq(x->outcome, "refused") && sim_do(m, agent, do_waive, x)) {
		sim_count(m, SIM_waived);
		after_case(m, x->case_id, x->appeal_id);
	}
}

/* Anything to claim, without writing. */
static bool anything(struct sim *m, int32_t agent)
{
	struct q_task_next_out next;
	return !q_task_next(m->s, &(struct q_task_next_in){ .now = m->now, .unit_id = sim_principal(m, agent)->unit_id }, &next);
}

/* id: the agent; x: minutes between calls. */
void sim_agent(struct sim *m, const struct sim_item *it)
{
	struct rating x = { 0 };
	int32_t agent = (int32_t)it->id;
	int64_t next = it->at + it->x * MS_MINUTE + sim_roll(m, MS_MINUTE);
	if (!anything(m, agent))
		next += 20 * (int64_t)MS_MINUTE;
	else if (sim_do(m, agent, do_claim, &x))
		talk(m, agent, &x);
	if (next < day_start_ms(day_of_ms(it->at)) + CALL_TO * (int64_t)MS_HOUR)
		sim_plan(m, next, sim_agent, it->id, it->x);
}

/* Enough agents for the day's calls; half of them at weekends. */
void sim_start_agents(struct sim *m, int64_t day_start)
{
	int n = sim_is_holiday(m, day_start) ? (m->nagents + 1) / 2 : m->nagents;
	int64_t calls = m->o->per_day * 16 / 10 + 20, every = (int64_t)n * TALK_MINUTES / calls;
	every = every < 1 ? 1 : every > 30 ? 30 : every;
	for (int i = 0; i < n; i++)
		sim_plan(m,
			day_start + CALL_FROM * (int64_t)MS_HOUR + 31 * (int64_t)MS_MINUTE +
				sim_roll(m, every * MS_MINUTE),
			sim_agent, m->agents[i], every);
}

/* ---- judging, checking, reopening ------------------------------------------------------------------------- */

struct judging {
	int64_t case_id, appeal_id;
	bool rework, done;
};

static enum err do_judge(struct sim *m, struct op *op, void *arg)
{
	struct judging *x = arg;
	return callback_judge(op, x->case_id, x->appeal_id, x->rework, sim_say(m, x->rework ? USE_rework : USE_keep, NULL), NULL, 0,
			      &x->done);
}

/* id: case, x: appeal. First a quality inspector, then an appraiser when the first found it unreasonable. */
static void act_second(struct sim *m, const struct sim_item *it);

static void judge(struct sim *m, const struct sim_item *it, int32_t who, double rework)
{
	struct judging x = { .case_id = it->id, .appeal_id = it->x, .rework = sim_chance(m, rework) };
	if (!sim_do(m, who, do_judge, &x))
		return;
	sim_count(m, SIM_judged);
	if (x.rework) {
		sim_count(m, SIM_reworked);
		sim_false_reply(m, it->id);
		sim_plan_case(m, it->id);
	} else if (!x.done) {
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 2, 20) * MS_HOUR), act_second, it->id, it->x);
	} else {
		after_case(m, it->id, NIL);
		sim_exclude(m, it->id);
	}
}

static void act_judge(struct sim *m, const struct sim_item *it)
{
	judge(m, it, sim_pick(m, m->judges, m->njudges), 0.7);
}

static void act_second(struct sim *m, const struct sim_item *it)
{
	judge(m, it, sim_pick(m, m->appraisers, m->nappraisers), 0.15);
}

struct acting {
	int64_t id;
	const char *action, *reason, *closing;
};

static enum err do_case(struct sim *m, struct op *op, void *arg)
{
	struct acting *x = arg;
	(void)m;
	return case_act(op, x->id, NIL, x->action, &(struct case_move_args){ .reason = x->reason, .closing_kind = x->closing });
}

static void act_reopen(struct sim *m, const struct sim_item *it)
{
	struct acting x = { it->id, "reopen", sim_say(m, USE_reopen, NULL), NULL };
	if (!sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_case, &x))
		return;
	sim_count(m, SIM_reopened);
	sim_plan_case(m, it->id);
}

static void act_check(struct sim *m, const struct sim_item *it)
{
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = it->id }, &c) || !str_eq(c.status, "ready"))
		return;
	int32_t head = m->grids[sim_grid_position(m, c.grid_id)].head;
	bool ok = sim_chance(m, 0.94);
	struct acting x = { it->id, ok ? "check" : "check_failed", sim_say(m, ok ? USE_checked : USE_uncheck, NULL),
		ok ? "checked" : NULL };
	if (head < 0 || !sim_do(m, head, do_case, &x))
		return;
	sim_count(m, ok ? SIM_checked : SIM_check_failed);
	if (!ok)
		sim_plan_case(m, it->id);
}

/* What follows from the state of a case after somebody has acted on it. */
static void after_case(struct sim *m, int64_t case_id, int64_t appeal_id)
{
	struct q_case_get_out c;
	struct q_rating_to_judge_rows bad;
	if (case_id == NIL || q_case_get(m->s, &(struct q_case_get_in){ .id = case_id }, &c))
		return;
	(void)appeal_id;
	if (str_eq(c.status, "judging") &&
		!q_rating_to_judge(m->s, &(struct q_rating_to_judge_in){ .case_id = case_id }, &bad) && bad.n)
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 1, 20) * MS_HOUR), act_judge, case_id, bad.v[0].appeal_id);
	else if (str_eq(c.status, "ready") && c.appeals == 0)
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 1, 30) * MS_HOUR, 8, 18), act_check, case_id, 0);
	else if (str_eq(c.status, "closed") && sim_chance(m, 0.004))
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 3, 25) * MS_DAY, 8, 20), act_reopen, case_id, 0);
}

void sim_settled(struct sim *m, int64_t case_id)
{
	struct q_task_of_case_rows t;
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = case_id }, &c))
		return;
	if (!str_eq(c.status, "callback")) {
		after_case(m, case_id, NIL);
		return;
	}
	if (q_task_of_case(m->s, &(struct q_task_of_case_in){ .case_id = case_id }, &t))
		return;
	for (size_t i = 0; i < t.n; i++)
		if (str_eq(t.v[i].status, "open") && sim_chance(m, 0.22))
			sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 20, 2400) * MS_MINUTE, 7, 23), act_link, t.v[i].appeal_id, 0);
}

/* ---- merging and urging ------------------------------------------------------------------------------------- */

struct merging {
	int64_t from, into, made, merge_id;
};

static enum err do_merge(struct sim *m, struct op *op, void *arg)
{
	struct merging *x = arg;
	(void)m;
	return case_merge(op, x->from, NIL, x->into, "same_matter", "同一地点同一问题", &x->made);
}

static enum err do_unmerge(struct sim *m, struct op *op, void *arg)
{
	struct merging *x = arg;
	(void)m;
	return case_unmerge(op, x->merge_id, "经核实不是同一地点，拆分还原。", &x->made);
}

static void act_unmerge(struct sim *m, const struct sim_item *it)
{
	struct merging x = { .merge_id = it->id };
	if (!sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_unmerge, &x))
		return;
	sim_count(m, SIM_unmerged);
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = x.made }, &c))
		return;
	if (str_eq(c.status, "filed")) {
		const struct event_type *t = ref_type(m->refs, c.event_type_id);
		if (t)
			sim_plan_dispatch(m, c.id, (int32_t)(t - m->refs->types), (int32_t)(t - m->refs->types));
	} else {
		sim_plan_case(m, c.id);
	}
	after_case(m, it->x, NIL);
}

void sim_merge(struct sim *m, const struct sim_item *it)
{
	struct merging x = { .from = it->id, .into = it->x };
	if (x.from == x.into || !sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_merge, &x))
		return;
	sim_count(m, SIM_merged);
	if (sim_chance(m, 0.12))
		sim_plan(m, m->now + sim_between(m, 1, 30) * MS_HOUR, act_unmerge, x.made, x.into);
}

static enum err do_urge(struct sim *m, struct op *op, void *arg)
{
	const char *told;
	return case_urge(op, *(int64_t *)arg, NIL, NIL, sim_say(m, USE_urge, NULL), &told);
}

void sim_urge(struct sim *m, const struct sim_item *it)
{
	struct q_case_get_out c;
	int64_t id = it->id;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = id }, &c) ||
		(!str_eq(c.status, "handling") && !str_eq(c.status, "filed")))
		return;
	if (sim_do(m, sim_pick(m, m->receivers, m->nreceivers), do_urge, &id))
		sim_count(m, SIM_urges);
	if (c.due_at != NIL && c.due_at < m->now)
		sim_hard_by_hand(m, id);
	if (c.due_at != NIL && c.due_at < m->now && sim_chance(m, 0.5))
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 20, 60) * MS_HOUR, 8, 20), sim_urge, id, 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What units ask for instead of getting on with it: more time, a suspension, an end, to be rid of the order; and who decides.
 * What is asked stays open when nobody comes to it, as in life. */
#include <inttypes.h>

#include "adjust/adjust.h"
#include "adjust_sql.h"
#include "app/simulate_internal.h"
#include "dispute/dispute.h"
#include "dispute_sql.h"

enum ask { ASK_EXTENSION, ASK_SUSPENSION, ASK_TERMINATION, ASK_BEYOND };

static const struct {
	const char *kind;
	enum sim_use use;
	const char *reasons[6];
	int nreasons;
	double granted;            /* by the centre */
} ASKS[] = {
	{ "extension", USE_extend, { "complex", "procedure", "weather", "material", "appellant" }, 5, 0.8 },
	{ "suspension", USE_suspend, { "funds", "plan", "litigation", "procedure", "weather" }, 5, 0.75 },
	{ "termination", USE_ending, { "law", "litigation", "appellant" }, 3, 0.6 },
	{ "beyond", USE_beyond, { "scope" }, 1, 0.5 },
};

static void act_ask(struct sim *m, const struct sim_item *it);

static bool at_work(const char *status)
{
	return str_eq(status, "to_sign") || str_eq(status, "handling");
}

/* ---- does it ask? --------------------------------------------------------------------------------------- */

static int64_t part_of(const struct sim *m, const struct sim_task *t, double share)
{
	return m->now + (int64_t)((double)(t->due_at - m->now) * share);
}

int64_t sim_plan_asks(struct sim *m, const struct sim_task *t, int64_t done)
{
	const struct sim_unit *u = sim_habits(m, t->unit_id);
	double p = sim_unit_real(m), share = 0.25 + 0.4 * sim_unit_real(m);
	if (p < u->returns) {
		int64_t soon = m->now + sim_between(m, 12, t->urgent ? 25 : 200) * MS_MINUTE;
		sim_plan(m, t->urgent ? soon : sim_office_time(m, soon), sim_return, t->order_id, 0);
		return done;
	}
	p -= u->returns;
	if (t->urgent || t->due_at <= m->now)
		return done;
	if (p < u->extends) {
		sim_plan(m, sim_office_time(m, part_of(m, t, share)), act_ask, t->order_id, ASK_EXTENSION);
		return part_of(m, t, 1.05 + 0.7 * sim_unit_real(m));
	}
	p -= u->extends;
	if (p < u->suspends) {
		sim_plan(m, sim_office_time(m, part_of(m, t, share)), act_ask, t->order_id, ASK_SUSPENSION);
		return part_of(m, t, 1.02 + 0.3 * sim_unit_real(m));
	}
	p -= u->suspends;
	if (p < u->ends) {
		sim_plan(m, sim_office_time(m, part_of(m, t, share)), act_ask, t->order_id,
			 sim_chance(m, 0.35) ? ASK_BEYOND : ASK_TERMINATION);
		return part_of(m, t, 0.99 + 0.2 * sim_unit_real(m));
	}
	return done;
}

/* ---- asking --------------------------------------------------------------------------------------------- */

struct asking {
	int64_t order_id, made;
	enum ask ask;
	struct q_adjust_get_out row;
};

static enum err do_ask(struct sim *m, struct op *op, void *arg)
{
	struct asking *x = arg;
	struct q_order_get_out o;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = x->order_id }, &o);
	const char *reason = ASKS[x->ask].reasons[sim_roll(m, ASKS[x->ask].nreasons)];
	if (!e && x->ask == ASK_SUSPENSION && str_eq(o.status, "to_sign"))
		e = order_sign(op, o.id, NIL, op->who->user_id);
	if (!e && x->ask == ASK_SUSPENSION)
		e = sim_attach(m, op, "order", o.id, "document");
	if (!e)
		e = adjust_ask(op,
			       &(struct adjust_ask){ .order_id = o.id, .version = NIL, .kind = ASKS[x->ask].kind, .reason_code = reason,
						     .reason = sim_say(m, ASKS[x->ask].use, reason), .legal_basis = sim_say(m, USE_basis, NULL),
						     .more = sim_between(m, 1, o.limit_value),
						     .until = op->now + sim_between(m, 7, 75) * MS_DAY },
			       &x->made);
	return e ? e : q_adjust_get(op->s, &(struct q_adjust_get_in){ .id = x->made }, &x->row);
}

static void plan_decision(struct sim *m, const struct q_adjust_get_out *row);

static void act_ask(struct sim *m, const struct sim_item *it)
{
	struct asking x = { .order_id = it->id, .ask = (enum ask)it->x };
	struct q_order_get_out o;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = it->id }, &o) || !at_work(o.status) ||
		(x.ask == ASK_EXTENSION && m->now > o.due_at))
		return;
	int32_t who = sim_staff(m, o.unit_id, false);
	if (who < 0 || !sim_do(m, who, do_ask, &x))
		return;
	sim_count(m, SIM_asked_adjust);
	plan_decision(m, &x.row);
}

/* ---- deciding ------------------------------------------------------------------------------------------- */

struct deciding {
	int64_t id;
	enum adjust_decision d;
	const char *opinion;
	struct q_adjust_get_out row;
};

static enum err do_decide(struct sim *m, struct op *op, void *arg)
{
	struct deciding *x = arg;
	(void)m;
	enum err e = adjust_decide(op, x->id, NIL, x->d, x->opinion);
	return e ? e : q_adjust_get(op->s, &(struct q_adjust_get_in){ .id = x->id }, &x->row);
}

static enum err do_resume(struct sim *m, struct op *op, void *arg)
{
	return adjust_resume(op, *(int64_t *)arg, sim_say(m, USE_resumed, NULL));
}

/* id: order; x: 1 = before its time. Suspended orders go on by themselves when their day has come. */
static void act_back_to_work(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	int64_t id = it->id;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = id }, &o))
		return;
	if (it->x && str_eq(o.status, "suspended")) {
		int32_t who = sim_staff(m, o.unit_id, false);
		if (who < 0 || !sim_do(m, who, do_resume, &id))
			return;
		sim_count(m, SIM_resumed);
	}
	sim_plan_submit(m, sim_in_hours(m, 3, 24), id);
}

/* Goes back to work on it: some time within `hours`, but before the due time as it is now, if that is still possible. */
static void goes_on(struct sim *m, int64_t order_id, int64_t hours)
{
	struct q_order_get_out o;
	if (!q_order_get(m->s, &(struct q_order_get_in){ .id = order_id }, &o))
		sim_plan_submit(m, sim_before(m, sim_in_hours(m, 2, hours), o.due_at), order_id);
}

static void granted(struct sim *m, const struct q_adjust_get_out *row)
{
	sim_count(m, SIM_approved);
	if (str_eq(row->kind, "extension"))
		goes_on(m, row->order_id, 72);
	if (str_eq(row->kind, "suspension")) {
		if (sim_chance(m, 0.35))
			sim_plan(m, sim_office_time(m, sim_between(m, m->now + MS_DAY, row->until_at)), act_back_to_work, row->order_id, 1);
		sim_plan(m, sim_office_time(m, row->until_at + MS_HOUR), act_back_to_work, row->order_id, 0);
	} else if (!str_eq(row->kind, "extension")) {
		sim_count(m, SIM_terminated);
		sim_settled(m, row->case_id);
	}
}

static void denied(struct sim *m, const struct q_adjust_get_out *row)
{
	sim_count(m, SIM_denied);
	goes_on(m, row->order_id, 20);
}

/* id: adjustment. */
static void act_decide(struct sim *m, const struct sim_item *it)
{
	struct deciding x = { .id = it->id };
	double p = sim_unit_real(m);
	if (q_adjust_get(m->s, &(struct q_adjust_get_in){ .id = it->id }, &x.row))
		return;
	bool unit = str_eq(x.row.status, "asked"), yes;
	int32_t who;
	if (unit) {
		yes = p < 0.88;
		x.d = yes ? ADJUST_PASS : p < 0.97 ? ADJUST_REFUSE : ADJUST_WITHDRAW;
		x.opinion = sim_say(m, yes ? USE_unit_yes : USE_unit_no, NULL);
		who = sim_staff(m, x.row.unit_id, x.d != ADJUST_WITHDRAW);
	} else if (str_eq(x.row.status, "passed")) {
		size_t k = 0;
		while (k + 1 < sizeof ASKS / sizeof *ASKS && !str_eq(ASKS[k].kind, x.row.kind))
			k++;
		yes = p < ASKS[k].granted;
		x.d = yes ? ADJUST_APPROVE : ADJUST_REFUSE;
		x.opinion = sim_say(m, yes ? USE_centre_yes : USE_centre_no, NULL);
		who = sim_pick_other(m, m->dispatchers, m->ndispatchers, x.row.unit_id);
	} else {
		return;
	}
	if (who < 0 || !sim_do(m, who, do_decide, &x))
		return;
	if (!yes)
		denied(m, &x.row);
	else if (unit)
		plan_decision(m, &x.row);
	else
		granted(m, &x.row);
}

static void plan_decision(struct sim *m, const struct q_adjust_get_out *row)
{
	bool unit = str_eq(row->status, "asked");
	sim_plan(m, unit ? sim_in_hours(m, 0, 5) : sim_in_hours(m, 1, 20), act_decide, row->id, 0);
}

/* ---- returning ------------------------------------------------------------------------------------------- */

struct returning {
	int64_t order_id, made;
	int32_t type;              /* what it really is; -1: what it was filed as */
	struct q_dispute_get_out row;
};

static void plan_ruling(struct sim *m, const struct q_dispute_get_out *row, int64_t type);

/* Another unit that might be meant: the one of the true matter, one that assists, the town. NIL: nobody knows. */
static enum err other_unit(struct sim *m, struct op *op, int64_t case_id, int64_t unit_id, int32_t type, int64_t *to)
{
	struct q_case_get_out c;
	struct duty duty = { 0 };
	*to = NIL;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = case_id }, &c);
	if (!e)
		e = case_suggest(op, type >= 0 ? m->refs->types[type].id : c.event_type_id, c.town_id, &duty);
	if (e)
		return e;
	if (duty.lead && duty.lead->id != unit_id)
		*to = duty.lead->id;
	for (size_t i = 0; i < duty.nco && *to == NIL; i++)
		if (duty.co[i]->active && duty.co[i]->id != unit_id)
			*to = duty.co[i]->id;
	if (*to == NIL && c.town_id != unit_id)
		*to = c.town_id;
	return ERR_OK;
}

static enum err do_return(struct sim *m, struct op *op, void *arg)
{
	static const char *const reasons[] = { "not_duty", "not_owner", "not_region", "not_listed", "unclear", "upper" };
	struct returning *x = arg;
	struct q_order_get_out o;
	int64_t to = NIL;
	const char *reason = x->type >= 0 ? sim_chance(m, 0.7) ? "not_duty" : "other" : reasons[sim_roll(m, 6)];
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = x->order_id }, &o);
	if (!e)
		e = other_unit(m, op, o.case_id, o.unit_id, x->type, &to);
	if (!e)
		e = dispute_ask(op,
				&(struct dispute_ask){ .order_id = o.id, .version = NIL, .reason_code = reason,
						       .reason = sim_say(m, USE_return, reason), .duty_basis = sim_say(m, USE_basis, NULL),
						       .proposed_unit_id = str_eq(reason, "unclear") ? NIL : to },
				&x->made);
	return e ? e : q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = x->made }, &x->row);
}

void sim_return(struct sim *m, const struct sim_item *it)
{
	struct returning x = { .order_id = it->id, .type = (int32_t)it->x - 1 };
	struct q_order_get_out o;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = it->id }, &o) || !at_work(o.status) || o.designated)
		return;
	int32_t who = sim_staff(m, o.unit_id, false);
	if (who < 0 || !sim_do(m, who, do_return, &x)) {
		if (x.type >= 0) /* too late to give it back */
			sim_plan_order(m, it->id);
		return;
	}
	sim_count(m, SIM_returned);
	plan_ruling(m, &x.row, it->x);
}

/* ---- ruling ---------------------------------------------------------------------------------------------- */

struct ruling {
	int64_t id;
	int32_t type;
	struct dispute_ruling r;
	struct q_dispute_get_out row;
};

static enum err do_rule(struct sim *m, struct op *op, void *arg)
{
	struct ruling *x = arg;
	struct q_case_get_out c;
	enum err e = ERR_OK;
	if (str_eq(x->r.action, "redirect"))
		e = other_unit(m, op, x->row.case_id, x->row.unit_id, x->type, &x->r.unit_id);
	if (str_eq(x->r.action, "redirect") && x->r.unit_id == NIL)
		x->r.action = "reject"; /* nobody else is known */
	if (!e && x->type >= 0 && str_eq(x->r.action, "redirect") && can(op->who, CAP_CLASSIFY)) {
		const struct event_type *t = &m->refs->types[x->type];
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = x->row.case_id }, &c);
		if (!e && c.event_type_id != t->id)
			e = case_classify(op, c.id, c.version, t->id, t->colour, NULL);
	}
	if (!e)
		e = dispute_rule(op, x->id, NIL, &x->r);
	return e ? e : q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = x->id }, &x->row);
}

/* What the instance at hand does with it. NULL: nothing, until it is late. */
static const char *choose(struct sim *m, const char *status, bool wrong)
{
	double p = sim_unit_real(m);
	if (str_eq(status, "asked"))
		return p < 0.9 ? "pass" : p < 0.97 ? "refuse" : "withdraw";
	if (str_eq(status, "ruling"))
		return wrong && p < 0.9 ? "redirect"
		       : p < 0.6	? "redirect"
		       : p < 0.72	? "reject"
		       : p < 0.87	? "confer"
		       : p < 0.94	? "raise"
					: NULL;
	if (str_eq(status, "conferring"))
		return wrong || p < 0.65 ? "redirect" : p < 0.85 ? "reject" : "raise";
	if (str_eq(status, "raised"))
		return wrong || p < 0.6 ? "redirect" : p < 0.9 ? "reject" : "government";
	return str_eq(status, "government") ? p < 0.5 ? "redirect" : "reject" : NULL;
}

static const char *words(struct sim *m, const char *action, const char *status)
{
	static const struct {
		const char *action;
		enum sim_use use;
	} uses[] = { { "refuse", USE_return_no }, { "redirect", USE_redirect }, { "reject", USE_reject }, { "confer", USE_confer },
		     { "raise", USE_raise },      { "government", USE_government } };
	if (str_eq(status, "conferring") && !str_eq(action, "raise"))
		return sim_say(m, USE_met, NULL);
	if (str_eq(status, "government"))
		return sim_say(m, USE_last, NULL);
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
		if (str_eq(uses[i].action, action))
			return sim_say(m, uses[i].use, NULL);
	return "";
}

static int32_t who_rules(struct sim *m, const struct q_dispute_get_out *row, const char *action)
{
	if (str_eq(row->status, "asked") || str_eq(action, "withdraw"))
		return sim_staff(m, row->unit_id, !str_eq(action, "withdraw"));
	if (str_eq(row->status, "raised") || str_eq(row->status, "government"))
		return sim_pick_other(m, m->appraisers, m->nappraisers, row->unit_id);
	return sim_pick_other(m, m->dispatchers, m->ndispatchers, row->unit_id);
}

static void ruled(struct sim *m, const struct ruling *x, const char *action, int64_t type)
{
	if (str_eq(x->row.status, "redirected")) {
		sim_count(m, SIM_ruled_redirect);
		sim_plan_order(m, x->row.new_order_id);
	} else if (str_eq(x->row.status, "rejected") || str_eq(x->row.status, "refused") || str_eq(x->row.status, "withdrawn")) {
		sim_count(m, SIM_ruled_reject);
		if (type) /* it had not been planned to do it */
			sim_plan_submit(m, sim_in_hours(m, 3, 12), x->row.order_id);
	} else {
		if (str_eq(action, "confer"))
			sim_count(m, SIM_conferred);
		if (str_eq(x->row.status, "raised"))
			sim_count(m, SIM_raised);
		plan_ruling(m, &x->row, type);
	}
}

/* id: dispute; x: as in sim_return. */
static void act_rule(struct sim *m, const struct sim_item *it)
{
	struct ruling x = { .id = it->id, .type = (int32_t)it->x - 1 };
	if (q_dispute_get(m->s, &(struct q_dispute_get_in){ .id = it->id }, &x.row))
		return;
	const char *action = choose(m, x.row.status, it->x > 0);
	if (!action) {
		if (x.row.ruled_at == NIL && x.row.due_at != NIL) /* it goes up by itself: look again after that */
			sim_plan(m, sim_office_time(m, (x.row.due_at > m->now ? x.row.due_at : m->now) + 4 * (int64_t)MS_HOUR), act_rule,
				 it->id, it->x);
		return;
	}
	x.r = (struct dispute_ruling){ action, words(m, action, x.row.status), sim_say(m, USE_basis, NULL), NIL };
	int32_t who = who_rules(m, &x.row, action);
	if (who >= 0 && sim_do(m, who, do_rule, &x))
		ruled(m, &x, action, it->x);
}

static void plan_ruling(struct sim *m, const struct q_dispute_get_out *row, int64_t type)
{
	bool quick = str_eq(row->status, "asked") || row->due_at == NIL;
	int64_t left = quick ? 3 * (int64_t)MS_HOUR : row->due_at - m->now;
	int64_t at = m->now + (int64_t)((double)(left > MS_HOUR ? left : MS_HOUR) * (0.1 + 0.7 * sim_unit_real(m)));
	sim_plan(m, sim_office_time(m, at), act_rule, row->id, type);
}

/* ---- what the last hour leaves open ---------------------------------------------------------------------- */

bool sim_leave_asked(struct sim *m, int64_t order_id, const char *kind, bool passed)
{
	struct asking x = { .order_id = order_id };
	struct q_order_get_out o;
	while (!str_eq(ASKS[x.ask].kind, kind))
		x.ask++;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = order_id }, &o))
		return false;
	int32_t who = sim_staff(m, o.unit_id, false), leader = sim_staff(m, o.unit_id, true);
	if (who < 0 || leader < 0 || !sim_do(m, who, do_ask, &x))
		return false;
	sim_count(m, SIM_asked_adjust);
	struct deciding d = { .id = x.made, .d = ADJUST_PASS, .opinion = sim_say(m, USE_unit_yes, NULL) };
	if (passed && str_eq(x.row.status, "asked"))
		sim_do(m, leader, do_decide, &d);
	return true;
}

bool sim_leave_returned(struct sim *m, int64_t order_id, const char *status)
{
	static const char *const way[] = { "asked", "pass", "ruling", "confer", "conferring", "raise", "raised" };
	struct returning x = { .order_id = order_id, .type = -1 };
	struct q_order_get_out o;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = order_id }, &o))
		return false;
	int32_t who = sim_staff(m, o.unit_id, false);
	if (who < 0 || !sim_do(m, who, do_return, &x))
		return false;
	sim_count(m, SIM_returned);
	struct ruling r = { .id = x.made, .type = -1, .row = x.row };
	for (size_t i = 0; i + 1 < sizeof way / sizeof *way && !str_eq(r.row.status, status); i += 2) {
		if (!str_eq(r.row.status, way[i]))
			continue;
		r.r = (struct dispute_ruling){ way[i + 1], words(m, way[i + 1], way[i]), "", NIL };
		who = who_rules(m, &r.row, way[i + 1]);
		if (who < 0 || !sim_do(m, who, do_rule, &r))
			break;
	}
	return str_eq(r.row.status, status);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Hard cases: on each level somebody is named who decides and somebody who follows up; they meet, decide, write how it goes on,
 * and what is stuck goes up. */
#include "app/simulate_internal.h"
#include "hardcase/hardcase.h"
#include "simulate_sql.h"

enum { DECIDE_DAYS = 20, PROGRESS_MAX = 4 };

static void act_hard(struct sim *m, const struct sim_item *it);

/* Within a day somebody is named, or late. */
static void plan_people(struct sim *m, int64_t id)
{
	bool late = sim_custom(m, CUSTOM_hard_late);
	sim_plan(m, late ? sim_in_hours(m, 26, 90) : sim_in_hours(m, 1, 14), act_hard, id, 0);
}

void sim_find_hard(struct sim *m)
{
	struct q_sim_new_hardcases_rows rows;
	if (q_sim_new_hardcases(m->s, &(struct q_sim_new_hardcases_in){ .seen = m->seen_hardcase }, &rows))
		return;
	for (size_t i = 0; i < rows.n; i++)
		plan_people(m, m->seen_hardcase = rows.v[i].id);
}

/* ---- by hand --------------------------------------------------------------------------------------------- */

static enum err do_open(struct sim *m, struct op *op, void *arg)
{
	int64_t id;
	return hardcase_open(op, *(int64_t *)arg, sim_chance(m, 0.5) ? "stuck" : "unattended", sim_say(m, USE_hard_why, NULL), &id);
}

void sim_hard_by_hand(struct sim *m, int64_t case_id)
{
	struct q_hardcase_of_case_rows rows;
	if (!sim_custom(m, CUSTOM_hard_by_hand) ||
		q_hardcase_of_case(m->s, &(struct q_hardcase_of_case_in){ .case_id = case_id }, &rows) || rows.n)
		return;
	sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_open, &case_id);
}

/* ---- deeds ------------------------------------------------------------------------------------------------ */

struct hard {
	struct q_hardcase_get_out row;
	struct q_case_get_out c;
	struct hardcase_step step;
	int64_t units[2];
};

static enum err do_act(struct sim *m, struct op *op, void *arg)
{
	struct hard *x = arg;
	(void)m;
	return hardcase_act(op, x->row.id, NIL, &x->step);
}

static bool act(struct sim *m, int32_t who, struct hard *x, const char *action, const char *text)
{
	x->step.action = action;
	x->step.text = text;
	return who >= 0 && sim_do(m, who, do_act, x);
}

/* Whoever coordinates the level: the town its own cases, above it the centre. */
static int32_t coordinator(struct sim *m, const struct hard *x)
{
	int32_t who = str_eq(x->row.level, "town") ? sim_staff(m, x->c.town_id, true) : -1;
	return who >= 0 ? who : sim_pick(m, m->dispatchers, m->ndispatchers);
}

/* 有人定: of the town, or a leader of the city. 有人管: of the unit that has the case. */
static void assign(struct sim *m, struct hard *x)
{
	bool town = str_eq(x->row.level, "town");
	int32_t owner = town || !m->nleaders ? coordinator(m, x) : sim_pick(m, m->leaders, m->nleaders);
	int32_t follower = sim_staff(m, x->c.lead_unit_id, true);
	if (follower < 0)
		follower = coordinator(m, x);
	x->step.owner_id = m->users[owner].id;
	x->step.follower_id = m->users[follower].id;
	if (!act(m, coordinator(m, x), x, "assign", NULL))
		return;
	sim_count(m, SIM_hard_assigned);
	sim_plan(m, sim_in_hours(m, 4, 60), act_hard, x->row.id, 0);
}

static const char *unit_name(struct sim *m, int64_t id)
{
	const struct unit *u = ref_unit(m->refs, id);
	return u ? u->short_name : "中心";
}

static void meet(struct sim *m, int32_t owner, struct hard *x)
{
	const char *words = sim_say(m, USE_hard_meet, NULL);
	x->step.at = m->now - sim_between(m, 30, 240) * MS_MINUTE;
	x->step.place = sim_part(m, words, 1);
	x->step.participants = arena_printf(m->a, "%s、%s、%s", unit_name(m, x->c.town_id), unit_name(m, x->c.lead_unit_id),
					    unit_name(m, x->c.community_id));
	if (!act(m, owner, x, "meet", sim_part(m, words, 0)))
		return;
	sim_count(m, SIM_hard_meetings);
	sim_plan(m, sim_in_hours(m, 2, 30), act_hard, x->row.id, 1);
}

/* The lead unit, and one that the matter also concerns when it may be asked. */
static size_t choose_units(struct sim *m, int32_t owner, struct hard *x)
{
	struct duty duty = { 0 };
	struct op op = sim_op(m, owner);
	const char *why;
	size_t n = 0;
	if (x->c.lead_unit_id != NIL)
		x->units[n++] = x->c.lead_unit_id;
	if (x->c.event_type_id == NIL || case_suggest(&op, x->c.event_type_id, x->c.town_id, &duty))
		return n;
	for (size_t i = 0; i < duty.nco && n < 2; i++)
		if (duty.co[i]->active && (!n || duty.co[i]->id != x->units[0]) &&
			ref_level(m->refs, m->a, ref_type(m->refs, x->c.event_type_id), duty.co[i], m->now, &why) != LEVEL_REFUSED)
			x->units[n++] = duty.co[i]->id;
	return n;
}

static void decide(struct sim *m, int32_t owner, struct hard *x)
{
	x->step.units = x->units;
	x->step.nunits = choose_units(m, owner, x);
	x->step.due_at = m->now + sim_between(m, 3, DECIDE_DAYS) * MS_DAY;
	if (!x->step.nunits || !act(m, owner, x, "decide", sim_say(m, USE_hard_decide, NULL)))
		return;
	sim_count(m, SIM_hard_decided);
	sim_plan_given(m, x->c.id);
	sim_plan(m, sim_in_hours(m, 20, 150), act_hard, x->row.id, 0);
}

static void raise(struct sim *m, int32_t owner, struct hard *x)
{
	if (!act(m, owner, x, "raise", sim_say(m, USE_hard_raise, NULL)))
		return;
	sim_count(m, SIM_hard_raised);
	plan_people(m, x->row.id);
}

/* x of the item: how often somebody has written since the decision. */
static void follow(struct sim *m, int32_t owner, int32_t follower, struct hard *x, int64_t words)
{
	if (words < PROGRESS_MAX && x->row.due_at > m->now) {
		if (act(m, follower, x, "progress", sim_say(m, USE_hard_progress, NULL)))
			sim_plan(m, sim_in_hours(m, 30, 190), act_hard, x->row.id, words + 1);
		return;
	}
	double p = sim_unit_real(m);
	x->step.outcome = p < 0.6 ? "solved" : p < 0.85 ? "partly" : "explained";
	if (act(m, owner, x, "close", sim_say(m, USE_hard_close, NULL)))
		sim_count(m, SIM_hard_closed);
}

/* id: hard case; x: 1 = they have met, or how often somebody has written. */
static void act_hard(struct sim *m, const struct sim_item *it)
{
	struct hard x = { .step = { .owner_id = NIL, .follower_id = NIL, .at = NIL, .due_at = NIL } };
	if (q_hardcase_get(m->s, &(struct q_hardcase_get_in){ .id = it->id }, &x.row) || x.row.closed_at != NIL ||
		q_case_get(m->s, &(struct q_case_get_in){ .id = x.row.case_id }, &x.c))
		return;
	int32_t owner = sim_user_position(m, x.row.owner_id), follower = sim_user_position(m, x.row.follower_id);
	if (str_eq(x.row.status, "opened")) {
		if (sim_custom(m, CUSTOM_hard_void))
			act(m, coordinator(m, &x), &x, "withdraw", sim_say(m, USE_hard_void, NULL));
		else
			assign(m, &x);
	} else if (owner < 0 || follower < 0) {
		return;
	} else if (str_eq(x.row.status, "following")) {
		follow(m, owner, follower, &x, it->x);
	} else if (!it->x) {
		meet(m, owner, &x);
	} else if (str_eq(x.row.level, "town") && sim_custom(m, CUSTOM_hard_raise)) {
		raise(m, owner, &x);
	} else {
		decide(m, owner, &x);
	}
}

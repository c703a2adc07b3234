/* SPDX-License-Identifier: Apache-2.0 */
/* Emergencies: grid workers report, the centre takes, verifies and sends people, the units report from the place, the centre
 * lifts and looks back. What comes in the last hour is left ringing. */
#include "app/simulate_internal.h"
#include "emergency/emergency.h"
#include "simulate_sql.h"

enum { LOOK_MINUTES = 2, LOOKS_AN_HOUR = 30, LEFT_RINGING = 60, REPORTS_MAX = 4, SENT_MAX = 2 };
static const double SENT_BESIDES = 0.35; /* somebody more is sent although the case has its orders */

static void act_emergency(struct sim *m, const struct sim_item *it);

static int64_t in_minutes(struct sim *m, int64_t from, int64_t to)
{
	return m->now + sim_between(m, from * 60, to * 60) * MS_SECOND;
}

/* ---- the look at what is new ------------------------------------------------------------------------- */

static void find_emergencies(struct sim *m)
{
	struct q_sim_new_emergencies_rows rows;
	if (q_sim_new_emergencies(m->s, &(struct q_sim_new_emergencies_in){ .seen = m->seen_emergency }, &rows))
		return;
	for (size_t i = 0; i < rows.n; i++)
		sim_plan(m, in_minutes(m, 0, 5), act_emergency, m->seen_emergency = rows.v[i].id, 0);
}

/* x: how often before. */
void sim_look(struct sim *m, const struct sim_item *it)
{
	find_emergencies(m);
	if (it->x % LOOKS_AN_HOUR == 0) {
		sim_find_hard(m);
		sim_find_notices(m);
		sim_find_promises(m);
	}
	sim_plan(m, it->at + LOOK_MINUTES * (int64_t)MS_MINUTE, sim_look, 0, it->x + 1);
}

/* ---- a report by hand ---------------------------------------------------------------------------------- */

struct reporting {
	char no[NUMBER_CHARS + 1];
	const struct sim_grid *grid;
	const struct sim_text *text;
	int64_t made, emergency;
};

static enum err do_report(struct sim *m, struct op *op, void *arg)
{
	struct reporting *x = arg;
	const struct sim_grid *g = x->grid;
	struct case_new n = { .no = x->no, .source = "patrol", .title = sim_fill(m, x->text->title, g),
			      .summary = sim_fill(m, x->text->body, g), .event_type_id = m->refs->types[x->text->type].id,
			      .town_id = g->town_id, .community_id = g->community_id, .grid_id = g->id, .lon = g->lon, .lat = g->lat,
			      .address = sim_fill(m, "{road}旁", g), .appeal_id = NIL };
	struct emergency_report rep = { .class_id = NIL, .what = sim_say(m, USE_urgent_report, NULL) };
	return emergency_report_new(op, &n, &rep, &x->made, &x->emergency);
}

void sim_urgent_report(struct sim *m, const struct sim_item *it)
{
	struct reporting x = { .grid = &m->grids[sim_pick_grid(m)], .text = sim_red_text(m) };
	(void)it;
	if (x.grid->worker < 0 || !sim_number(m, "case", x.no) || !sim_do(m, x.grid->worker, do_report, &x))
		return;
	sim_count(m, SIM_urgent_hand);
	sim_plan_dispatch(m, x.made, x.text->type, x.text->type);
}

/* ---- deeds --------------------------------------------------------------------------------------------- */

struct urging {
	int64_t id, case_id;
	struct emergency_step step;
	int64_t units[SENT_MAX];
	size_t nunits;
};

static enum err do_act(struct sim *m, struct op *op, void *arg)
{
	struct urging *x = arg;
	(void)m;
	return emergency_act(op, x->id, NIL, &x->step);
}

static bool act(struct sim *m, int32_t who, int64_t id, const char *action, const char *text)
{
	struct urging x = { .id = id, .step = { .action = action, .text = text, .level = NIL, .class_id = NIL } };
	return who >= 0 && sim_do(m, who, do_act, &x);
}

static int32_t of_centre(struct sim *m)
{
	return sim_pick(m, m->dispatchers, m->ndispatchers);
}

/* ---- sending -------------------------------------------------------------------------------------------- */

static bool is_busy(struct sim *m, int64_t case_id, int64_t unit_id)
{
	struct q_emergency_busy_out busy;
	return q_emergency_busy(m->s, &(struct q_emergency_busy_in){ .case_id = case_id, .unit_id = unit_id }, &busy) || busy.n;
}

/* May be asked, and has no order of the case yet. */
static void want(struct sim *m, struct urging *x, const struct q_case_get_out *c, const struct unit *u)
{
	const char *why;
	if (!u || !u->active || x->nunits == SENT_MAX || is_busy(m, c->id, u->id) || (x->nunits && x->units[0] == u->id))
		return;
	if (ref_level(m->refs, m->a, ref_type(m->refs, c->event_type_id), u, m->now, &why) != LEVEL_REFUSED)
		x->units[x->nunits++] = u->id;
}

static enum err do_send(struct sim *m, struct op *op, void *arg)
{
	struct urging *x = arg;
	return emergency_dispatch(op, x->id, NIL, &(struct emergency_sending){ .units = x->units, .n = x->nunits,
				  .demand = sim_say(m, USE_urgent_send, NULL), .event_type_id = NIL });
}

/* Whose duty it is and the town, unless they are at it already; sometimes who assists too. */
static void send(struct sim *m, int32_t who, int64_t id, int64_t case_id)
{
	struct urging x = { .id = id };
	struct q_case_get_out c;
	struct duty duty = { 0 };
	struct op op = sim_op(m, who);
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = case_id }, &c) || c.event_type_id == NIL || c.merged_into != NIL ||
		case_suggest(&op, c.event_type_id, c.town_id, &duty))
		return;
	bool first = str_eq(c.status, "filed");
	if (!first && (!str_eq(c.status, "handling") || !sim_chance(m, SENT_BESIDES)))
		return;
	if (first)
		want(m, &x, &c, duty.lead);
	want(m, &x, &c, ref_unit(m->refs, c.town_id));
	for (size_t i = 0; !first && i < duty.nco && !x.nunits; i++)
		want(m, &x, &c, duty.co[i]);
	if (x.nunits && sim_do(m, who, do_send, &x))
		sim_plan_given(m, case_id);
}

/* ---- verifying, reporting, lifting, looking back ---------------------------------------------------------- */

static void verify(struct sim *m, const struct q_emergency_get_out *e)
{
	struct urging x = { .id = e->id, .step = { .action = "true", .level = NIL, .class_id = NIL } };
	double p = sim_unit_real(m);
	int32_t who = of_centre(m);
	if (sim_custom(m, CUSTOM_urgent_false)) {
		if (act(m, who, e->id, "false", sim_say(m, USE_urgent_false, NULL)))
			sim_count(m, SIM_urgent_false);
		return;
	}
	if (sim_custom(m, CUSTOM_urgent_routine)) {
		if (act(m, who, e->id, "routine", sim_say(m, USE_urgent_routine, NULL)))
			sim_count(m, SIM_urgent_routine);
		return;
	}
	x.step.text = sim_say(m, USE_urgent_true, NULL);
	x.step.level = p < 0.72 ? 4 : p < 0.96 ? 3 : 2;
	if (!sim_do(m, who, do_act, &x))
		return;
	send(m, who, e->id, e->case_id);
	sim_plan(m, in_minutes(m, 8, 28), act_emergency, e->id, 1);
}

/* Whoever is at the place reports; before the class's time is over, mostly. */
static void report(struct sim *m, const struct q_emergency_get_out *e, int64_t reports)
{
	struct q_case_get_out c;
	const char *words = sim_say(m, USE_urgent_entry, NULL);
	int32_t who = -1;
	if (!q_case_get(m->s, &(struct q_case_get_in){ .id = e->case_id }, &c))
		who = sim_staff(m, c.lead_unit_id, false);
	if (who < 0)
		who = of_centre(m);
	struct urging x = { .id = e->id,
		.step = { .action = "entry", .text = sim_part(m, words, 0), .resources = sim_part(m, words, 1), .level = NIL,
			  .class_id = NIL, .again = true } };
	if (!sim_do(m, who, do_act, &x))
		return;
	sim_count(m, SIM_urgent_entries);
	bool late = sim_custom(m, CUSTOM_urgent_late);
	sim_plan(m, late ? in_minutes(m, 62, 130) : in_minutes(m, 10, 28), act_emergency, e->id, reports + 1);
}

static void lift(struct sim *m, const struct q_emergency_get_out *e)
{
	if (!act(m, of_centre(m), e->id, "lift", sim_say(m, USE_urgent_lift, NULL)))
		return;
	sim_count(m, SIM_urgent_lifted);
	sim_plan(m, sim_office_time(m, m->now + sim_between(m, 8, 80) * MS_HOUR), act_emergency, e->id, 0);
}

static void take(struct sim *m, const struct q_emergency_get_out *e)
{
	if (m->until - m->now < LEFT_RINGING * (int64_t)MS_MINUTE)
		return;
	if (!act(m, of_centre(m), e->id, "take", NULL))
		return;
	sim_count(m, SIM_urgent_taken);
	sim_plan(m, in_minutes(m, 2, 12), act_emergency, e->id, 0);
}

/* id: emergency; x: reports so far. */
static void act_emergency(struct sim *m, const struct sim_item *it)
{
	struct q_emergency_get_out e;
	if (q_emergency_get(m->s, &(struct q_emergency_get_in){ .id = it->id }, &e) || e.ended_at != NIL)
		return;
	if (str_eq(e.status, "reported")) {
		take(m, &e);
	} else if (str_eq(e.status, "taken")) {
		verify(m, &e);
	} else if (str_eq(e.status, "responding")) {
		if (it->x <= sim_roll(m, REPORTS_MAX))
			report(m, &e, it->x);
		else
			lift(m, &e);
	} else if (act(m, of_centre(m), e.id, "review", sim_say(m, USE_urgent_review, NULL))) {
		sim_count(m, SIM_urgent_reviewed);
	}
}

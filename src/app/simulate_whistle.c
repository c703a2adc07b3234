/* SPDX-License-Identifier: Apache-2.0 */
/* Units whistle: others answer, refuse or stay silent, come, confer, take tasks, and both sides rate each other. */
#include "app/simulate_internal.h"
#include "whistle/whistle.h"
#include "whistle_sql.h"

enum { CALLED_MAX = 4, STEPS_MAX = 10 };

static void act_step(struct sim *m, const struct sim_item *it);
static void act_answer(struct sim *m, const struct sim_item *it);
static void act_task(struct sim *m, const struct sim_item *it);

static int64_t in_minutes(struct sim *m, int64_t from, int64_t to)
{
	return m->now + sim_between(m, from, to) * MS_MINUTE;
}

/* ---- blowing -------------------------------------------------------------------------------------------- */

struct blowing {
	char no[NUMBER_CHARS + 1];
	const struct q_order_get_out *order;
	bool on_site;
	int64_t made;
	struct q_responders_of_rows called;
};

static enum err do_blow(struct sim *m, struct op *op, void *arg)
{
	struct blowing *x = arg;
	const struct q_order_get_out *o = x->order;
	struct q_case_get_out c;
	struct duty duty = { 0 };
	int64_t units[CALLED_MAX];
	size_t n = 0;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = o->case_id }, &c);
	if (!e)
		e = case_suggest(op, c.event_type_id, c.town_id, &duty);
	if (e)
		return e;
	for (size_t i = 0; i < duty.nco && n < CALLED_MAX - 1; i++)
		if (duty.co[i]->active && duty.co[i]->id != o->unit_id)
			units[n++] = duty.co[i]->id;
	if (c.town_id != o->unit_id && n < 2)
		units[n++] = c.town_id;
	e = whistle_blow(op,
		&(struct whistle_new){ .no = x->no, .case_id = c.id, .order_id = o->id, .kind = x->on_site ? "enforcement" : "function",
				       .reason = sim_say(m, USE_whistle, NULL), .place = *c.address ? c.address : "现场",
				       .urgency = sim_chance(m, 0.3) ? "urgent" : "general", .on_site = x->on_site, .lon = c.lon,
				       .lat = c.lat, .grid_id = c.grid_id, .units = units, .nunits = n },
		&x->made);
	return e ? e : q_responders_of(op->s, &(struct q_responders_of_in){ .whistle_id = x->made }, &x->called);
}

/* id: order. */
void sim_whistle(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	struct blowing x = { .order = &o, .on_site = sim_chance(m, 0.4) };
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = it->id }, &o) || !str_eq(o.status, "handling") ||
		!str_eq(o.role, "lead")) /* who only assists does not call others */
		return;
	int32_t who = sim_staff(m, o.unit_id, false);
	if (who < 0 || !sim_number(m, "whistle", x.no) || !sim_do(m, who, do_blow, &x))
		return;
	sim_count(m, SIM_whistles);
	for (size_t i = 0; i < x.called.n; i++)
		if (x.called.v[i].unit_id != NIL && !sim_chance(m, 2 * sim_habits(m, x.called.v[i].unit_id)->silent))
			sim_plan(m, in_minutes(m, 2, 35), act_answer, x.called.v[i].id, 0);
	sim_plan(m, in_minutes(m, 40, 150), act_step, x.made, 0);
}

/* ---- answering ------------------------------------------------------------------------------------------ */

struct answering {
	int64_t id;
	const char *action;
	struct responder_act act;
};

static enum err do_respond(struct sim *m, struct op *op, void *arg)
{
	struct answering *x = arg;
	(void)m;
	return responder_do(op, x->id, NIL, x->action, &x->act);
}

static bool respond(struct sim *m, int32_t who, int64_t id, const char *action, const char *text)
{
	struct answering x = { id, action,
		{ .text = text, .basis = sim_say(m, USE_basis, NULL), .lon = NIL, .lat = NIL, .at = NIL } };
	return who >= 0 && sim_do(m, who, do_respond, &x);
}

/* id: responder. The centre rules on a refusal. */
static void act_rule(struct sim *m, const struct sim_item *it)
{
	struct q_responder_get_out r;
	bool yes = sim_chance(m, 0.4);
	if (!q_responder_get(m->s, &(struct q_responder_get_in){ .id = it->id }, &r) && str_eq(r.status, "refusing"))
		respond(m, sim_pick_other(m, m->dispatchers, m->ndispatchers, r.unit_id), it->id, yes ? "uphold" : "deny",
			sim_say(m, yes ? USE_whistle_yes : USE_whistle_no, NULL));
}

static void act_answer(struct sim *m, const struct sim_item *it)
{
	struct q_responder_get_out r;
	if (q_responder_get(m->s, &(struct q_responder_get_in){ .id = it->id }, &r))
		return;
	int32_t who = sim_staff(m, r.unit_id, false);
	if (sim_chance(m, 0.07)) {
		if (respond(m, who, it->id, "refuse", sim_say(m, USE_whistle_refuse, NULL)))
			sim_plan(m, in_minutes(m, 5, 60), act_rule, it->id, 0);
	} else if (respond(m, who, it->id, "accept", sim_person_name(m, who))) {
		sim_count(m, SIM_whistle_answers);
	}
}

/* ---- the issuer's side ----------------------------------------------------------------------------------- */

struct stepping {
	int64_t id;
	const char *action;
	struct whistle_act act;
	struct whistle_order_task tasks[CALLED_MAX];
	struct whistle_stars stars;
	const char *text;
};

static enum err do_step(struct sim *m, struct op *op, void *arg)
{
	struct stepping *x = arg;
	(void)m;
	return whistle_do(op, x->id, NIL, x->action, &x->act);
}

static enum err do_rate(struct sim *m, struct op *op, void *arg)
{
	struct stepping *x = arg;
	(void)m;
	return whistle_rate(op, x->id, &x->stars, x->text);
}

static enum err do_judge(struct sim *m, struct op *op, void *arg)
{
	struct stepping *x = arg;
	return whistle_judge(op, x->id, sim_chance(m, 0.85) ? "yes" : "partly", sim_say(m, USE_whistle_judge, NULL));
}

static bool comes(const char *status)
{
	return str_eq(status, "accepted") || str_eq(status, "directed");
}

static bool begin_meeting(struct sim *m, int32_t who, const struct q_whistle_get_out *w, const struct q_responders_of_rows *r)
{
	struct stepping x = { .id = w->id, .action = "confer" };
	size_t n = 0;
	for (size_t i = 0; i < r->n; i++)
		n += comes(r->v[i].status) && (!w->on_site || respond(m, who, r->v[i].id, "arrive_noted", ""));
	return n && sim_do(m, who, do_step, &x);
}

static bool decide(struct sim *m, int32_t who, int64_t id)
{
	const char *words = sim_say(m, USE_whistle_decide, NULL);
	struct stepping x = {
		.id = id, .action = "decide", .act = { .text = sim_part(m, words, 0), .minutes = sim_part(m, words, 1) }
	};
	return sim_do(m, who, do_step, &x);
}

static void plan_tasks(struct sim *m, int64_t id)
{
	struct q_whistle_tasks_of_rows rows;
	struct q_responder_get_out r;
	if (q_whistle_tasks_of(m->s, &(struct q_whistle_tasks_of_in){ .whistle_id = id }, &rows))
		return;
	for (size_t i = 0; i < rows.n; i++)
		if (!q_responder_get(m->s, &(struct q_responder_get_in){ .id = rows.v[i].responder_id }, &r))
			sim_plan(m, sim_office_time(m, in_minutes(m, 300, 3500)), act_task, rows.v[i].id, r.unit_id);
}

static bool give_tasks(struct sim *m, int32_t who, const struct q_whistle_get_out *w, const struct q_responders_of_rows *r)
{
	struct stepping x = { .id = w->id, .action = "finish" };
	bool tasks = sim_chance(m, 0.75);
	for (size_t i = 0; i < r->n && x.act.ntasks < CALLED_MAX; i++)
		if (tasks && r->v[i].unit_id != NIL && (comes(r->v[i].status) || str_eq(r->v[i].status, "arrived")))
			x.tasks[x.act.ntasks++] = (struct whistle_order_task){ r->v[i].id, sim_between(m, 1, 3) * 24 * 60,
									       sim_say(m, USE_whistle_task, NULL) };
	if (x.act.ntasks) {
		x.action = "task";
		x.act.tasks = x.tasks;
	}
	if (!sim_do(m, who, do_step, &x))
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->v[i].status, "arrived"))
			respond(m, who, r->v[i].id, "leave_noted", "");
	if (x.act.ntasks)
		plan_tasks(m, w->id);
	return true;
}

/* Both sides, each once. */
static void rate(struct sim *m, int32_t who, const struct q_responders_of_rows *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct stepping x = { .id = r->v[i].id, .text = sim_say(m, USE_whistle_rate, NULL) };
		bool came = comes(r->v[i].status) || str_eq(r->v[i].status, "arrived") || str_eq(r->v[i].status, "left");
		if (r->v[i].unit_id == NIL || !came)
			continue;
		x.stars = (struct whistle_stars){ sim_between(m, 3, 5), sim_between(m, 3, 5), sim_between(m, 3, 5),
			sim_between(m, 2, 5) };
		if (sim_do(m, who, do_rate, &x))
			sim_count(m, SIM_whistle_ratings);
		int32_t other = sim_staff(m, r->v[i].unit_id, false);
		if (other >= 0 && sim_chance(m, 0.8))
			sim_do(m, other, do_judge, &x);
	}
}

/* id: whistle; x: how often it was looked at without anything to do. */
static void act_step(struct sim *m, const struct sim_item *it)
{
	struct q_whistle_get_out w;
	struct q_responders_of_rows r;
	if (it->x > STEPS_MAX || q_whistle_get(m->s, &(struct q_whistle_get_in){ .id = it->id }, &w) ||
		q_responders_of(m->s, &(struct q_responders_of_in){ .whistle_id = it->id }, &r))
		return;
	int32_t who = sim_user_position(m, w.issuer_id);
	bool done = false;
	if (who < 0)
		return;
	if (str_eq(w.status, "blown"))
		done = begin_meeting(m, who, &w, &r);
	else if (str_eq(w.status, "conferring"))
		done = decide(m, who, w.id);
	else if (str_eq(w.status, "decided"))
		done = give_tasks(m, who, &w, &r);
	else if (str_eq(w.status, "to_rate"))
		rate(m, who, &r);
	if (str_eq(w.status, "to_rate") || str_eq(w.status, "working"))
		return; /* the last task comes back here */
	sim_plan(m, in_minutes(m, 25, w.on_site ? 90 : 400), act_step, it->id, done ? 0 : it->x + 1);
}

static enum err do_task(struct sim *m, struct op *op, void *arg)
{
	return whistle_task_do(op, *(int64_t *)arg, NIL, "done", sim_say(m, USE_whistle_done, NULL), NIL);
}

/* id: task; x: unit. */
static void act_task(struct sim *m, const struct sim_item *it)
{
	struct q_whistle_task_get_out t;
	int64_t id = it->id;
	int32_t who = sim_staff(m, it->x, false);
	if (who < 0 || q_whistle_task_get(m->s, &(struct q_whistle_task_get_in){ .id = id }, &t) || !str_eq(t.status, "open"))
		return;
	if (sim_do(m, who, do_task, &id))
		sim_plan(m, sim_office_time(m, in_minutes(m, 60, 1500)), act_step, t.whistle_id, 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Whistles: who may blow, who must answer and by when, who stays until the decision, who is rated how. */
#include "way/city.h"

#include <string.h>

#include "auth/caps.h"
#include "whistle/whistle_internal.h"

static const int64_t MANAGEMENT[] = { U_CITY_MANAGEMENT, 0 };
static const int64_t TWO[] = { U_CITY_MANAGEMENT, U_TOWN2, 0 };

static struct q_whistle_get_out get(struct city *c, int64_t id)
{
	struct q_whistle_get_out w;
	ok(q_whistle_get(c->f->s, &(struct q_whistle_get_in){ .id = id }, &w));
	return w;
}

static struct q_responder_get_out who(struct city *c, int64_t id)
{
	struct q_responder_get_out r;
	ok(q_responder_get(c->f->s, &(struct q_responder_get_in){ .id = id }, &r));
	return r;
}

#define whistle_is(id, expected) assert_string_equal(get(c, id).status, expected)
#define responder_is(id, expected) assert_string_equal(who(c, id).status, expected)

static int64_t responder_of(struct city *c, int64_t whistle, int64_t nth)
{
	int64_t first = city_int(c, "SELECT MIN(id) FROM whistle_responder WHERE whistle_id = $", whistle);
	return first + nth;
}

static int64_t case_of_order(struct city *c, int64_t order)
{
	return city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
}

static int64_t later(struct city *c, int64_t minutes)
{
	city_pass(c, minutes * MS_MINUTE);
	ok(whistle_time(c));
	return c->made;
}

/* ---- the score (scoring.md 4.4, 4.12) ---- */

static void the_worked_examples_of_the_score(void **state)
{
	(void)state;
	struct whistle_performance p = { true, 40 * MS_MINUTE, 60 * MS_MINUTE, 45 * MS_MINUTE, 30 * MS_MINUTE, { 5, 4, 4 }, true };
	assert_int_equal(whistle_score(&p), 89666667);
	p.on_site = false;
	assert_int_equal(whistle_score(&p), 93333333 + 1); /* (30 + 34.6666668 + 10) / 0.8, each part rounded half-up */
	assert_int_equal(whistle_unit_score(89666667 + 80 * WHISTLE_POINT, 3, 93 * WHISTLE_POINT), 74777778);
	static const struct {
		int64_t used, points;
	} ramp[] = { { 0, 100 }, { 30, 100 }, { 45, 75 }, { 60, 50 }, { 90, 0 }, { 500, 0 } };
	for (size_t i = 0; i < sizeof ramp / sizeof *ramp; i++)
		assert_int_equal(whistle_ramp(ramp[i].used * MS_MINUTE, 30 * MS_MINUTE), ramp[i].points * WHISTLE_POINT);
}

static void limits_by_place_and_urgency(void **state)
{
	struct city *c = *state;
	struct q_whistle_kind_by_code_out k;
	ok(q_whistle_kind_by_code(c->f->s, &(struct q_whistle_kind_by_code_in){ .code = "function" }, &k));
	assert_int_equal(whistle_accept_limit(&k, true, "general"), 10);
	assert_int_equal(whistle_accept_limit(&k, false, "emergency"), 15);
	assert_int_equal(whistle_accept_limit(&k, false, "urgent"), 30);
	assert_int_equal(whistle_accept_limit(&k, false, "general"), 60);
}

/* ---- who may blow ---- */

static void who_may_blow_and_whom(void **state)
{
	struct city *c = *state;
	int64_t id = case_of_order(c, dispatched(c, T_MANHOLE));
	static const int64_t own[] = { U_UTILITY, 0 }, ended[] = { 999, 0 }, none[] = { 0 }, twice[] = { U_TOWN2, U_TOWN2, 0 };
	refused(blow(c, HANDLER2, id, "function", false, TWO), "whistle.not_yours"); /* a unit that has no part in it */
	refused(blow(c, TOWN2, id, "function", false, MANAGEMENT), "whistle.not_yours");
	refused(blow(c, QUALITY, id, "function", false, MANAGEMENT), "whistle.not_yours");
	refused(blow(c, GRID_WORKER, id, "enforcement", true, MANAGEMENT), "whistle.role");
	refused(blow(c, HANDLER, id, "centre", true, MANAGEMENT), "whistle.role");
	refused(blow(c, HANDLER, id, "great", true, MANAGEMENT), "input.invalid");
	refused(blow(c, HANDLER, id, "function", false, own), "input.invalid");
	refused(blow(c, HANDLER, id, "function", false, ended), "input.invalid");
	refused(blow(c, HANDLER, id, "function", false, none), "input.invalid");
	refused(blow(c, HANDLER, id, "function", false, twice), "whistle.twice");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM whistle_responder", 0), 0); /* nothing half done */
	ok(blow(c, HANDLER, id, "function", false, MANAGEMENT));
	ok(blow(c, TOWN, id, "enforcement", true, MANAGEMENT));
	ok(blow(c, COMMUNITY, id, "rally", true, none)); /* social forces only */
	ok(blow(c, RECEIVER, id, "centre", true, MANAGEMENT));
	ok(blow(c, GRID_WORKER, id, "function", false, MANAGEMENT));
	/* her community is told, and those who are called see the case */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", COMMUNITY), 1);
	assert_true(city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", HANDLER2) > 0);
	bool yes = false;
	ok(may_case(c->f->s, &c->who[HANDLER2], CAP_CASE_READ, id, &yes));
	assert_true(yes);
	int64_t filed_case = filed(c, T_MANHOLE);
	ok(case_do(c, DISPATCHER, filed_case, "withdraw", "重复"));
	refused(blow(c, DISPATCHER, filed_case, "function", false, MANAGEMENT), "whistle.case_closed");
	assert_int_equal(findings(c), 0);
}

/* ---- the whole way ---- */

/* Q12: a city may switch on that the community confirms what a grid worker whistles. */
static void a_grid_workers_whistle_waits_for_her_community(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	ok(sign(c, HANDLER, order));
	ok(db_script(c->f->s, "UPDATE whistle_kind SET confirm = 1 WHERE code = 'function'"));
	ok(blow(c, COMMUNITY, id, "function", true, MANAGEMENT));
	whistle_is(c->made, "blown"); /* only hers waits */
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	int64_t w = c->made;
	whistle_is(w, "to_confirm");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM whistle_responder WHERE whistle_id = $", w), 0); /* nobody is called */
	assert_true(city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", COMMUNITY) >= 1);
	refused(whistle_step(c, GRID_WORKER, w, "confirm", NIL), "auth.forbidden");
	refused(whistle_step(c, HANDLER, w, "confirm", NIL), "auth.forbidden");
	refused(whistle_step(c, TOWN2, w, "confirm", NIL), "auth.forbidden");
	city_pass(c, 30 * MS_MINUTE);
	ok(whistle_step(c, COMMUNITY, w, "confirm", NIL));
	whistle_is(w, "blown");
	assert_int_equal(get(c, w).blown_at, c->env.now);
	assert_int_equal(who(c, responder_of(c, w, 0)).accept_due_at, c->env.now + 10 * MS_MINUTE); /* from the confirmation */
	ok(respond(c, HANDLER2, responder_of(c, w, 0), "accept"));
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	ok(whistle_step(c, TOWN, c->made, "decline", NIL));
	whistle_is(c->made, "withdrawn");
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	ok(whistle_step(c, GRID_WORKER, c->made, "withdraw", NIL));
	assert_int_equal(findings(c), 0);
}

/* Nobody says yes or no: the town hears of it after the time a unit has to answer, then it is blown without. */
static void a_silent_community_stops_no_whistle(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	ok(sign(c, HANDLER, order));
	ok(db_script(c->f->s, "UPDATE whistle_kind SET confirm = 1"));
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	int64_t w = c->made, told = city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", TOWN);
	assert_int_equal(get(c, w).next_at, c->env.now + 10 * MS_MINUTE);
	assert_int_equal(later(c, 10), 0);
	assert_int_equal(later(c, 1), 1);
	whistle_is(w, "to_confirm");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", TOWN), told + 1);
	assert_int_equal(get(c, w).next_at, c->env.now + 14 * MS_MINUTE); /* 15 after the first limit */
	assert_int_equal(later(c, 14), 0);
	assert_int_equal(later(c, 1), 1);
	whistle_is(w, "blown");
	assert_int_equal(get(c, w).next_at, NIL);
	assert_int_equal(get(c, w).blown_at, c->env.now);
	assert_int_equal(who(c, responder_of(c, w, 0)).accept_due_at, c->env.now + 10 * MS_MINUTE);
	refused(whistle_step(c, COMMUNITY, w, "confirm", NIL), "workflow.illegal_move");
	/* the town may still say yes after it has heard of it; who said no is asked no more */
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	assert_int_equal(later(c, 11), 2); /* and the unit that was called above */
	ok(whistle_step(c, TOWN, c->made = city_int(c, "SELECT MAX(id) FROM whistle WHERE id > $", 0), "confirm", NIL));
	ok(blow(c, GRID_WORKER, id, "function", true, MANAGEMENT));
	w = c->made;
	ok(whistle_step(c, COMMUNITY, w, "decline", NIL));
	assert_int_equal(get(c, w).next_at, NIL);
	assert_int_equal(findings(c), 0);
}

/* E-11: whoever scans the code that stands at the place is there, at the moment of the scan. */
struct scan {
	int64_t of, at, found;
};

static enum err do_scan(struct op *op, void *arg)
{
	struct scan *s = arg;
	const char *code = whistle_code(op, s->of);
	return whistle_check_in(op, &(struct responder_act){ .code = code, .lon = NIL, .lat = NIL, .at = s->at }, &s->found);
}

static void the_code_of_the_place_checks_in(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	ok(sign(c, HANDLER, order));
	ok(blow(c, HANDLER, id, "function", true, TWO));
	int64_t w = c->made, a = responder_of(c, w, 0);
	struct scan s = { w, NIL, NIL };
	refused(city_write(c, HANDLER2, do_scan, &s), "workflow.illegal_move"); /* answer first */
	ok(respond(c, HANDLER2, a, "accept"));
	assert_int_not_equal(city_write(c, AGENT, do_scan, &s), ERR_OK); /* of no unit that was called */
	responder_is(a, "accepted");
	city_pass(c, 20 * MS_MINUTE);
	s.at = c->env.now - 5 * MS_MINUTE; /* a phone without a line sends it later */
	ok(city_write(c, HANDLER2, do_scan, &s));
	assert_int_equal(s.found, a);
	responder_is(a, "arrived");
	assert_string_equal(who(c, a).arrived_how, "qr");
	assert_int_equal(who(c, a).arrived_at, s.at);
	assert_int_equal(who(c, a).distance_m, NIL); /* where the phone was is not kept */
	assert_int_equal(findings(c), 0);
}

static void called_came_decided_done_and_rated(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	ok(sign(c, HANDLER, order));
	ok(blow(c, HANDLER, id, "function", true, TWO));
	int64_t w = c->made, a = responder_of(c, w, 0), b = responder_of(c, w, 1);
	assert_int_equal(who(c, a).accept_due_at, c->env.now + 10 * MS_MINUTE);
	assert_int_equal(who(c, a).arrive_due_at, c->env.now + 30 * MS_MINUTE); /* from the blow */
	refused(submit(c, HANDLER, order), "order.on_hold");
	refused(respond(c, HANDLER2, a, "arrive"), "workflow.illegal_move"); /* answer first */
	refused(respond(c, HANDLER, a, "accept"), "auth.forbidden");         /* not one's own whistle */
	ok(respond(c, HANDLER2, a, "accept"));
	refused(respond(c, HANDLER2, a, "accept"), "workflow.illegal_move");
	refused(whistle_step(c, HANDLER, w, "confer", NIL), "whistle.nobody_here");
	refused(whistle_step(c, HANDLER2, w, "withdraw", NIL), "auth.forbidden");
	city_pass(c, 20 * MS_MINUTE);
	ok(respond(c, HANDLER2, a, "arrive"));
	assert_string_equal(who(c, a).arrived_how, "position");
	assert_in_range(who(c, a).distance_m, 50, 150);
	whistle_is(w, "blown"); /* the other one is missing */
	ok(respond(c, TOWN2, b, "accept"));
	ok(respond(c, HANDLER, b, "arrive_noted"));
	whistle_is(w, "conferring"); /* all are here: by itself */
	ok(respond(c, TOWN2, b, "leave"));
	responder_is(b, "left_early"); /* 事不决、人不撤: recordable, marked */
	ok(respond(c, TOWN2, b, "arrive"));
	ok(respond(c, HANDLER, b, "release"));
	ok(respond(c, TOWN2, b, "leave"));
	responder_is(b, "left");
	assert_int_equal(who(c, b).left_early, 1); /* the mark stays */
	ok(whistle_step(c, HANDLER, w, "decide", a));
	refused(whistle_step(c, HANDLER, w, "decide", NIL), "workflow.illegal_move");
	whistle_is(w, "working");
	ok(respond(c, HANDLER2, a, "leave"));
	responder_is(a, "left");
	refused(rate(c, HANDLER, a, 5), "whistle.rating_closed");
	int64_t task = city_int(c, "SELECT id FROM whistle_task WHERE whistle_id = $", w);
	refused(task_step(c, TOWN2, task, "done"), "auth.forbidden");
	ok(task_step(c, HANDLER2, task, "done"));
	whistle_is(w, "to_rate");
	assert_int_equal(city_int(c, "SELECT holds FROM work_order WHERE id = $", order), 0);
	ok(task_step(c, HANDLER, task, "reopen"));
	whistle_is(w, "working");
	refused(submit(c, HANDLER, order), "order.on_hold");
	ok(task_step(c, HANDLER2, task, "done"));
	refused(rate(c, HANDLER2, a, 5), "whistle.rating_side");
	refused(rate(c, HANDLER, a, 6), "whistle.stars");
	ok(rate(c, HANDLER, a, 3));
	refused(rate(c, HANDLER, a, 5), "whistle.rated_already");
	ok(judge_whistle(c, HANDLER2, a));
	ok(rate(c, HANDLER, b, 4));
	whistle_is(w, "to_rate");
	ok(judge_whistle(c, TOWN2, b));
	whistle_is(w, "rated");
	ok(submit(c, HANDLER, order));
	/* an appeal is reviewed by the centre only */
	int64_t g = city_int(c, "SELECT id FROM whistle_rating WHERE side = 'issuer' AND responder_id = $", a);
	refused(rating_step(c, HANDLER, g, "appeal"), "auth.forbidden");
	ok(rating_step(c, HANDLER2, g, "appeal"));
	whistle_is(w, "review");
	refused(rating_step(c, HANDLER, g, "change"), "auth.forbidden");
	ok(rating_step(c, DISPATCHER, g, "change"));
	assert_int_equal(city_int(c, "SELECT duty FROM whistle_rating WHERE id = $", g), 5);
	whistle_is(w, "rated");
	refused(rating_step(c, HANDLER2, g, "appeal"), "workflow.illegal_move");
	later(c, 8 * 24 * 60);
	whistle_is(w, "archived");
	assert_int_equal(findings(c), 0);
}

/* ---- refusing ---- */

static void refusals_are_ruled_on_by_somebody_else(void **state)
{
	struct city *c = *state;
	ok(blow(c, TOWN, filed(c, T_MANHOLE), "function", false, TWO));
	int64_t w = c->made, a = responder_of(c, w, 0), b = responder_of(c, w, 1);
	ok(respond(c, HANDLER2, a, "refuse"));
	ok(respond(c, TOWN2, b, "refuse"));
	responder_is(a, "refusing");
	refused(respond(c, TOWN, a, "uphold"), "auth.forbidden");
	refused(respond(c, LEADER2, a, "uphold"), "auth.forbidden");
	ok(respond(c, DISPATCHER, a, "uphold"));
	responder_is(a, "excused");
	whistle_is(w, "blown");
	ok(respond(c, DISPATCHER, b, "deny"));
	responder_is(b, "directed");
	whistle_is(w, "conferring"); /* remote: who answers is there */
	refused(respond(c, TOWN2, b, "arrive"), "whistle.remote");
	bool yes = true;
	int64_t id = get(c, w).case_id;
	ok(may_case(c->f->s, &c->who[HANDLER2], CAP_CASE_READ, id, &yes));
	assert_false(yes); /* excused: no part in the case any more */
	/* the centre's own whistle is not ruled on by the centre's own section */
	ok(blow(c, DISPATCHER, filed(c, T_MANHOLE), "centre", true, MANAGEMENT));
	a = responder_of(c, c->made, 0);
	ok(respond(c, HANDLER2, a, "refuse"));
	refused(respond(c, DISPATCHER, a, "deny"), "auth.forbidden");
	assert_int_equal(findings(c), 0);
}

/* ---- silence ---- */

static void silence_goes_to_the_leader_then_to_the_centre(void **state)
{
	struct city *c = *state;
	ok(blow(c, TOWN, filed(c, T_MANHOLE), "function", true, TWO));
	int64_t w = c->made, a = responder_of(c, w, 0), b = responder_of(c, w, 1);
	ok(respond(c, TOWN2, b, "accept"));
	assert_int_equal(later(c, 9), 0);
	responder_is(a, "called");
	assert_int_equal(later(c, 2), 1);
	responder_is(a, "silent");
	int64_t leader = city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", LEADER2);
	assert_int_equal(leader, 2); /* at the blow, and now */
	assert_int_equal(later(c, 10), 0);
	assert_int_equal(later(c, 6), 1);
	assert_int_not_equal(who(c, a).escalated_at, NIL);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM inbox WHERE kind = 'whistle' AND user_id = $", DISPATCHER), 1);
	assert_int_equal(later(c, 60), 0); /* once */
	ok(respond(c, TOWN2, b, "arrive"));
	ok(whistle_step(c, TOWN, w, "confer", NIL)); /* does not wait for whoever is silent */
	ok(respond(c, HANDLER2, a, "accept"));       /* late is better than never */
	ok(respond(c, TOWN, a, "release"));
	responder_is(a, "released");
	ok(whistle_step(c, TOWN, w, "decide", NIL));
	ok(whistle_step(c, TOWN, w, "finish", NIL));
	/* nobody rates: after three days it is left out */
	later(c, 3 * 24 * 60 + 1);
	whistle_is(w, "rated");
	refused(rate(c, TOWN, b, 5), "whistle.rating_closed");
	later(c, 9 * 24 * 60);
	whistle_is(w, "archived");
	assert_int_equal(findings(c), 0);
}

static void who_never_answered_has_nothing(void **state)
{
	struct city *c = *state;
	struct q_whistle_score_of_out s;
	int64_t micro = 1;
	ok(blow(c, TOWN, filed(c, T_MANHOLE), "function", false, TWO));
	int64_t w = c->made, a = responder_of(c, w, 0), b = responder_of(c, w, 1);
	later(c, 31);
	ok(respond(c, TOWN2, b, "accept"));
	ok(whistle_step(c, TOWN, w, "confer", NIL));
	ok(whistle_step(c, TOWN, w, "decide", NIL));
	ok(whistle_step(c, TOWN, w, "finish", NIL));
	ok(q_whistle_score_of(c->f->s, &(struct q_whistle_score_of_in){ .id = a }, &s));
	assert_true(whistle_score_of(&s, &micro));
	assert_int_equal(micro, 0);
	ok(q_whistle_score_of(c->f->s, &(struct q_whistle_score_of_in){ .id = b }, &s));
	assert_false(whistle_score_of(&s, &micro)); /* not rated yet */
	ok(rate(c, TOWN, b, 5));
	ok(q_whistle_score_of(c->f->s, &(struct q_whistle_score_of_in){ .id = b }, &s));
	assert_true(whistle_score_of(&s, &micro));
	assert_int_equal(micro, 99375000); /* one minute over thirty: 98.33 × 0.3, rest full, scaled by 1/0.8 */
}

/* ---- relay ---- */

static void tasks_of_a_relay_one_after_the_other(void **state)
{
	struct city *c = *state;
	ok(blow(c, TOWN, filed(c, T_MANHOLE), "enforcement", false, TWO)); /* the city's `blow` makes it a relay */
	int64_t w = c->made, a = responder_of(c, w, 0), b = responder_of(c, w, 1);
	ok(respond(c, HANDLER2, a, "accept"));
	ok(respond(c, TOWN2, b, "accept"));
	ok(whistle_step(c, TOWN, w, "decide", a));
	ok(whistle_step(c, TOWN, w, "task", b));
	int64_t first = city_int(c, "SELECT MIN(id) FROM whistle_task WHERE whistle_id = $", w), second = first + 1;
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM whistle_task WHERE status = 'waiting' AND id = $", second), 1);
	refused(task_step(c, TOWN2, second, "done"), "workflow.illegal_move");
	city_pass(c, 90 * MS_MINUTE);
	ok(task_step(c, HANDLER2, first, "done"));
	assert_int_equal(city_int(c, "SELECT late FROM whistle_task WHERE id = $", first), 1);
	assert_int_equal(city_int(c, "SELECT due_at FROM whistle_task WHERE id = $", second), c->env.now + 60 * MS_MINUTE);
	whistle_is(w, "working");
	ok(task_step(c, TOWN2, second, "done"));
	whistle_is(w, "to_rate");
}

/* ---- the order and the case around it ---- */

static void the_hold_goes_with_the_order(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	ok(blow(c, TOWN, id, "enforcement", true, (int64_t[]){ U_TOWN2, 0 }));
	int64_t w = c->made;
	ok(redirect(c, order, U_CITY_MANAGEMENT, "不属于本单位"));
	int64_t second = c->made;
	assert_int_equal(city_int(c, "SELECT holds FROM work_order WHERE id = $", second), 1);
	refused(submit(c, HANDLER2, second), "order.on_hold");
	ok(whistle_step(c, TOWN, w, "withdraw", NIL));
	whistle_is(w, "withdrawn");
	ok(submit(c, HANDLER2, second));
	assert_int_equal(findings(c), 0);
}

static void a_closed_case_ends_its_open_whistles(void **state)
{
	struct city *c = *state;
	int64_t id = filed(c, T_MANHOLE);
	ok(blow(c, TOWN, id, "function", false, MANAGEMENT));
	int64_t w = c->made;
	ok(case_do(c, DISPATCHER, id, "withdraw", "重复"));
	whistle_is(w, "void");
	responder_is(responder_of(c, w, 0), "void");
	assert_int_equal(later(c, 100), 0);
	assert_int_equal(findings(c), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_examples_of_the_score),
		CITY(limits_by_place_and_urgency),
		CITY(who_may_blow_and_whom),
		CITY(a_grid_workers_whistle_waits_for_her_community),
		CITY(a_silent_community_stops_no_whistle),
		CITY(the_code_of_the_place_checks_in),
		CITY(called_came_decided_done_and_rated),
		CITY(refusals_are_ruled_on_by_somebody_else),
		CITY(silence_goes_to_the_leader_then_to_the_centre),
		CITY(who_never_answered_has_nothing),
		CITY(tasks_of_a_relay_one_after_the_other),
		CITY(the_hold_goes_with_the_order),
		CITY(a_closed_case_ends_its_open_whistles),
	};
	return city_run("whistle", tests, sizeof tests / sizeof *tests);
}

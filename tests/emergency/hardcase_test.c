/* SPDX-License-Identifier: Apache-2.0 */
/* 职责不清有人定、推进困难有人管: what opens a hard case, who decides on which level, what the decision gives to units, and the way up. */
#include "way/city.h"
#include "way/fold.h"

#include <string.h>

#include "hardcase/hardcase_internal.h"

struct call {
	struct city *c;
	int64_t id;
	const char *reason, *why;
	struct hardcase_step step;
};

static enum err do_open(struct op *op, void *arg)
{
	struct call *x = arg;
	return hardcase_open(op, x->id, x->reason, x->why, &x->c->made);
}

static enum err open_hard(struct city *c, int who, int64_t case_id, const char *reason, const char *why)
{
	return city_write(c, who, do_open, &(struct call){ .c = c, .id = case_id, .reason = reason, .why = why });
}

static enum err do_step(struct op *op, void *arg)
{
	struct call *x = arg;
	return hardcase_act(op, x->id, NIL, &x->step);
}

static enum err act(struct city *c, int who, int64_t id, const struct hardcase_step *s)
{
	return city_write(c, who, do_step, &(struct call){ .id = id, .step = *s });
}

#define NOTHING .owner_id = NIL, .follower_id = NIL, .at = NIL, .due_at = NIL

static enum err say_on(struct city *c, int who, int64_t id, const char *action, const char *text)
{
	return act(c, who, id, &(struct hardcase_step){ .action = action, .text = text, NOTHING });
}

static enum err assign(struct city *c, int who, int64_t id, int64_t owner, int64_t follower)
{
	return act(c, who, id,
		&(struct hardcase_step){
			.action = "assign", .owner_id = owner, .follower_id = follower, .at = NIL, .due_at = NIL });
}

static enum err meet(struct city *c, int who, int64_t id, int64_t at, const char *people, const char *minutes)
{
	return act(c, who, id,
		&(struct hardcase_step){ .action = "meet",
			.text = minutes,
			.participants = people,
			.at = at,
			.owner_id = NIL,
			.follower_id = NIL,
			.due_at = NIL });
}

static enum err decide_on(struct city *c, int who, int64_t id, const int64_t *units, size_t n, int64_t due)
{
	return act(c, who, id,
		&(struct hardcase_step){ .action = "decide",
			.text = "市政修、执法管",
			.units = units,
			.nunits = n,
			.due_at = due,
			.owner_id = NIL,
			.follower_id = NIL,
			.at = NIL });
}

static enum err finish(struct city *c, int who, int64_t id, const char *outcome, const char *text)
{
	return act(c, who, id, &(struct hardcase_step){ .action = "close", .text = text, .outcome = outcome, NOTHING });
}

static struct q_hardcase_get_out get(struct city *c, int64_t id)
{
	struct q_hardcase_get_out h;
	ok(q_hardcase_get(c->f->s, &(struct q_hardcase_get_in){ .id = id }, &h));
	return h;
}

#define state_is(id, expected) assert_string_equal(get(c, id).status, expected)

static int64_t of_case(struct city *c, int64_t case_id)
{
	return city_int(c, "SELECT MAX(id) FROM hardcase WHERE case_id = $", case_id);
}

static int64_t case_of_order(struct city *c, int64_t order)
{
	return city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
}

/* As the scheduler does; c->made = how many were opened and reminded of. */
static enum err do_watch(struct op *op, void *arg)
{
	struct city *c = arg;
	int64_t ids[16];
	size_t n = 0, m = 0;
	enum err e = hardcase_find_silent(op, ids, 16, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = hardcase_open_silent(op, ids[i]);
	if (!e)
		e = hardcase_find_due(op, ids, 16, &m);
	for (size_t i = 0; !e && i < m; i++)
		e = hardcase_remind(op, ids[i]);
	c->made = (int64_t)(n + m);
	return e;
}

static int64_t watched(struct city *c)
{
	ok(city_write(c, SYSTEM, do_watch, c));
	return c->made;
}

/* The chain is whole, and folding it gives what the tables hold. */
static void history_holds(struct city *c)
{
	assert_int_equal(findings(c), 0);
	fold_and_compare(c->f->s);
}

/* ---- what opens one ---- */

static void by_hand_once_and_while_the_case_is_open(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), case_id = case_of_order(c, order);
	refused(open_hard(c, LEADER, case_id, "unclear", ""), "hardcase.text");
	ok(open_hard(c, LEADER, case_id, "unclear", "井盖归谁说不清"));
	int64_t id = c->made;
	assert_string_equal(get(c, id).level, "town");
	assert_string_equal(get(c, id).origin, "hand");
	refused(open_hard(c, DISPATCHER, case_id, "stuck", "再列一次"), "hardcase.already");
	int64_t gone = filed(c, T_MANHOLE);
	ok(case_do(c, DISPATCHER, gone, "withdraw", "撤回"));
	refused(open_hard(c, DISPATCHER, gone, "stuck", "已撤"), "hardcase.case_over");
}

static void the_third_return_opens_one(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), case_id = case_of_order(c, order);
	ok(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"));
	ok(rule(c, LEADER, c->made, "pass", NIL));
	struct order_extra x = { .case_id = case_id,
		.parent_id = NIL,
		.unit_id = U_CITY_MANAGEMENT,
		.role = "assist",
		.demand = "协助",
		.limit_value = NIL };
	ok(extra(c, DISPATCHER, &x));
	ok(give_back(c, HANDLER2, c->made, NIL, "职责不清"));
	assert_int_equal(of_case(c, case_id), NIL);
	x.unit_id = U_TOWN;
	ok(extra(c, DISPATCHER, &x));
	ok(give_back(c, TOWN, c->made, NIL, "职责不清"));
	int64_t id = of_case(c, case_id);
	assert_string_equal(get(c, id).reason, "unclear");
	assert_string_equal(get(c, id).origin, "rule");
	history_holds(c);
}

static void the_third_round_opens_one(void **state)
{
	struct city *c = *state;
	int64_t case_id = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	for (int round = 1; round <= 3; round++) {
		assert_int_equal(of_case(c, case_id), NIL);
		settle(c, lead_of(c, case_id));
		ok(case_do(c, GRID_HEAD, case_id, "check_failed", "又坏了"));
	}
	assert_string_equal(get(c, of_case(c, case_id)).reason, "stuck");
}

static void long_silence_after_the_due_time_opens_one(void **state)
{
	struct city *c = *state;
	int64_t silent = case_of_order(c, dispatched(c, T_MANHOLE)), order = dispatched(c, T_MANHOLE), busy = case_of_order(c, order);
	city_pass(c, 9 * (int64_t)MS_DAY);
	assert_int_equal(watched(c), 0);
	ok(contact(c, HANDLER, order, true));
	city_pass(c, 5 * (int64_t)MS_DAY);
	assert_int_equal(watched(c), 1);
	assert_string_equal(get(c, of_case(c, silent)).reason, "unattended");
	assert_int_equal(of_case(c, busy), NIL); /* somebody is at it */
	if (db_script(c->f->s, "UPDATE rule_number SET active = 0 WHERE code = 'hardcase.silent_days'"))
		fail_msg("%s", db_error(c->f->s));
	city_pass(c, 30 * (int64_t)MS_DAY);
	watched(c);
	assert_int_equal(of_case(c, busy), NIL);
}

/* ---- the way ---- */

static void somebody_decides_somebody_follows_up(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), case_id = case_of_order(c, order), soon = c->env.now + 3 * (int64_t)MS_DAY;
	int64_t units[] = { U_UTILITY, U_CITY_MANAGEMENT };
	ok(open_hard(c, HANDLER, case_id, "unclear", "井盖归谁说不清"));
	int64_t id = c->made;
	refused(assign(c, HANDLER, id, TOWN, COMMUNITY), "auth.forbidden"); /* who says it is stuck does not coordinate */
	refused(assign(c, TOWN2, id, TOWN2, TOWN2), "auth.forbidden");
	refused(assign(c, TOWN, id, TOWN, NIL), "hardcase.people");
	refused(assign(c, TOWN, id, TOWN, 999), "hardcase.people");
	refused(decide_on(c, TOWN, id, units, 2, soon), "workflow.illegal_move"); /* a person first */
	ok(assign(c, TOWN, id, LEADER2, COMMUNITY));
	state_is(id, "deciding");
	refused(meet(c, COMMUNITY, id, c->env.now + MS_HOUR, "市政、执法", "纪要"), "hardcase.meeting");
	refused(meet(c, COMMUNITY, id, c->env.now, "", "纪要"), "hardcase.meeting");
	ok(meet(c, COMMUNITY, id, c->env.now, "市政中心、执法局、东街道", "井盖归市政，占压归执法"));
	refused(decide_on(c, COMMUNITY, id, units, 2, soon), "auth.forbidden"); /* follows up, does not decide */
	refused(decide_on(c, LEADER2, id, units, 0, soon), "hardcase.decision");
	refused(decide_on(c, LEADER2, id, units, 2, c->env.now), "hardcase.decision");
	ok(decide_on(c, LEADER2, id, units, 2, soon));
	state_is(id, "following");
	/* the unit that had no order has one now, the other keeps its own */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM work_order WHERE case_id = $", case_id), 2);
	assert_int_equal(
		city_int(c, "SELECT COUNT(*) FROM work_order WHERE case_id = $ AND unit_id = 11 AND role = 'assist'",
			case_id),
		1);
	/* whoever follows up is reminded, once */
	city_pass(c, 8 * (int64_t)MS_DAY);
	assert_int_equal(watched(c), 1);
	assert_int_equal(watched(c), 0);
	ok(say_on(c, COMMUNITY, id, "progress", "新井盖已装，执法清理占压"));
	assert_int_equal(get(c, id).reminded_at, NIL);
	refused(finish(c, COMMUNITY, id, "solved", "完成"), "auth.forbidden");
	refused(finish(c, LEADER2, id, "solved", ""), "hardcase.outcome");
	ok(finish(c, LEADER2, id, "solved", "两家各自办结"));
	state_is(id, "closed");
	refused(say_on(c, COMMUNITY, id, "progress", "再写"), "workflow.illegal_move");
	history_holds(c);
}

static void what_is_stuck_goes_up(void **state)
{
	struct city *c = *state;
	int64_t case_id = case_of_order(c, dispatched(c, T_MANHOLE));
	ok(open_hard(c, TOWN, case_id, "stuck", "要动用市级资金"));
	int64_t id = c->made;
	ok(assign(c, TOWN, id, TOWN, COMMUNITY));
	refused(say_on(c, TOWN, id, "raise", ""), "hardcase.text");
	ok(say_on(c, TOWN, id, "raise", "镇里没有资金"));
	state_is(id, "opened");
	assert_string_equal(get(c, id).level, "city"); /* this city has no districts */
	assert_int_equal(get(c, id).owner_id, NIL);
	refused(assign(c, TOWN, id, TOWN, COMMUNITY), "auth.forbidden"); /* it is above the town now */
	refused(say_on(c, DISPATCHER, id, "raise", "还要上"), "hardcase.top");
	ok(assign(c, DISPATCHER, id, APPRAISER, TOWN));
	ok(say_on(c, DISPATCHER, id, "withdraw", "资金已到，按普通件办"));
	state_is(id, "withdrawn");
	history_holds(c);
}

static void it_ends_with_its_case(void **state)
{
	struct city *c = *state;
	int64_t case_id = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	ok(open_hard(c, DISPATCHER, case_id, "stuck", "试试"));
	int64_t id = c->made;
	settle(c, lead_of(c, case_id));
	ok(case_do(c, GRID_HEAD, case_id, "check", "现场已处理"));
	state_is(id, "closed");
	assert_string_equal(get(c, id).outcome, "case_closed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CITY(by_hand_once_and_while_the_case_is_open),
		CITY(the_third_return_opens_one),
		CITY(the_third_round_opens_one),
		CITY(long_silence_after_the_due_time_opens_one),
		CITY(somebody_decides_somebody_follows_up),
		CITY(what_is_stuck_goes_up),
		CITY(it_ends_with_its_case),
	};
	return city_run("hardcase", tests, sizeof tests / sizeof *tests);
}

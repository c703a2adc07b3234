/* SPDX-License-Identifier: Apache-2.0 */
/* An order that is not a unit's duty goes where it belongs, once, by a ruling, on the same clock; and the next one of its kind
 * goes there at once. */
#include "way/city.h"

#include <string.h>

#include "auth/caps.h"
#include "dispute/dispute_internal.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

static int64_t late_ones(struct city *c)
{
	ok(raise_late(c));
	return c->made;
}

static struct q_dispute_get_out get(struct city *c, int64_t id)
{
	struct q_dispute_get_out d;
	ok(q_dispute_get(c->f->s, &(struct q_dispute_get_in){ .id = id }, &d));
	return d;
}

#define state_is(id, expected) assert_string_equal(get(c, id).status, expected)

static int64_t case_of_order(struct city *c, int64_t order)
{
	return city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
}

/* ---- the rules, one by one ---- */

static void what_may_be_given_back(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		struct dispute_facts f;
		const char *code;
	} rows[] = {
		{ "in time", { "to_sign", 10, 10, 0, 0, false, false, false }, NULL },
		{ "signed and in time", { "handling", 10, 10, 0, 0, false, false, false }, NULL },
		{ "one moment too late", { "handling", 11, 10, 0, 0, false, false, false }, "dispute.late" },
		{ "a second time by the same unit", { "handling", 1, 10, 1, 0, false, false, false }, "dispute.once" },
		{ "while one waits", { "handling", 1, 10, 1, 1, false, false, false }, "dispute.open" },
		{ "designated by a ruling", { "handling", 1, 10, 0, 0, false, true, false }, "dispute.designated" },
		{ "a sub-order", { "handling", 1, 10, 0, 0, true, false, false }, "dispute.sub" },
		{ "after submission", { "unit_review", 1, 10, 0, 0, false, false, false }, "dispute.order_state" },
		{ "suspended", { "suspended", 1, 10, 0, 0, false, false, false }, "dispute.order_state" },
		{ "proposing oneself", { "handling", 1, 10, 0, 0, false, false, true }, "dispute.same_unit" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct problem_code *no = dispute_refusal(&rows[i].f);
		if (!no != !rows[i].code || (no && strcmp(no->code, rows[i].code) != 0))
			fail_msg("%s: %s", rows[i].what, no ? no->code : "allowed");
	}
}

/* ---- the way ---- */

static void given_back_ruled_redirected_and_remembered(void **state)
{
	struct city *c = *state;
	struct q_order_get_out before, after;
	struct q_case_get_out k;
	int64_t order = dispatched(c, T_MANHOLE), id = case_of_order(c, order);
	get_order(c, order, &before);
	refused(give_back(c, HANDLER2, order, U_CITY_MANAGEMENT, "清单第12条"), "auth.forbidden");
	refused(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, ""), "input.invalid");
	refused(give_back(c, HANDLER, order, 999, "清单第12条"), "input.invalid");
	ok(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"));
	int64_t d = c->made;
	state_is(d, "asked");
	refused(rule(c, DISPATCHER, d, "redirect", U_CITY_MANAGEMENT), "workflow.illegal_move"); /* the leader first */
	ok(rule(c, LEADER, d, "pass", NIL));
	state_is(d, "ruling");
	assert_true(get(c, d).due_at > c->env.now); /* the ruling has a clock of its own */
	refused(rule(c, LEADER, d, "reject", NIL), "dispute.own");
	refused(rule(c, QUALITY, d, "reject", NIL), "auth.forbidden");
	refused(rule(c, DISPATCHER, d, "redirect", U_UTILITY), "dispute.unit");
	refused(rule(c, DISPATCHER, d, "redirect", NIL), "dispute.unit");
	status_is(order, order, "to_sign"); /* nothing was half done */
	city_pass(c, MS_HOUR);
	ok(rule(c, DISPATCHER, d, "redirect", U_CITY_MANAGEMENT));
	state_is(d, "redirected");
	status_is(order, order, "redirected");
	int64_t second = get(c, d).new_order_id;
	assert_int_equal(second, lead_of(c, id));
	get_order(c, second, &after);
	assert_int_equal(after.unit_id, U_CITY_MANAGEMENT);
	assert_int_equal(after.due_at, before.due_at); /* the handling clock never starts anew */
	assert_int_equal(after.designated, 1);
	get_case(c, id, &k);
	assert_int_equal(k.lead_unit_id, U_CITY_MANAGEMENT);
	refused(give_back(c, HANDLER2, second, U_UTILITY, "清单第9条"), "dispute.designated");
	/* the next one of its kind */
	city_reload(c);
	struct q_order_get_out next;
	get_order(c, dispatched(c, T_MANHOLE), &next);
	assert_int_equal(next.unit_id, U_CITY_MANAGEMENT);
	assert_non_null(strstr(next.why, "按先例"));
	assert_non_null(strstr(next.why, "三定规定第三条"));
	assert_int_equal(findings(c), 0);
}

static void rejected_means_designated(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(give_back(c, LEADER, order, NIL, "职责不清")); /* asked by who would have to agree */
	int64_t d = c->made;
	state_is(d, "ruling");
	ok(rule(c, DISPATCHER, d, "confer", NIL));
	int64_t first = get(c, d).due_at;
	assert_int_equal(first, day_start_ms(20250306) - 1000); /* two ruling limits of a working day each */
	ok(rule(c, DISPATCHER, d, "reject", NIL));
	state_is(d, "rejected");
	status_is(order, order, "to_sign");
	refused(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"), "dispute.designated");
	ok(sign(c, HANDLER, order));
	ok(submit(c, HANDLER, order));
	/* a rejected return teaches the suggestion nothing */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM precedent", 0), 0);
}

static void once_per_unit_and_only_in_time(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"));
	refused(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"), "dispute.open");
	ok(rule(c, LEADER, c->made, "refuse", NIL));
	refused(give_back(c, HANDLER, order, U_CITY_MANAGEMENT, "清单第12条"), "dispute.once");
	int64_t other = dispatched(c, T_MANHOLE);
	ok(give_back(c, HANDLER, other, NIL, "清单第12条"));
	ok(rule(c, HANDLER, c->made, "withdraw", NIL));
	city_pass(c, 4 * (int64_t)MS_DAY);
	refused(give_back(c, HANDLER, other, U_CITY_MANAGEMENT, "清单第12条"), "dispute.late");
}

static void the_third_return_is_ruled_from_above(void **state)
{
	struct city *c = *state;
	int64_t id = filed(c, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, U_CITY_MANAGEMENT));
	int64_t lead = lead_of(c, id), assist = city_int(c, "SELECT id FROM work_order WHERE case_id = $ AND role = 'assist'", id);
	ok(give_back(c, LEADER, lead, U_TOWN, "清单第12条"));
	ok(give_back(c, LEADER2, assist, U_TOWN, "清单第3条"));
	ok(rule(c, DISPATCHER, c->made, "redirect", U_TOWN2));
	int64_t third = city_int(c, "SELECT MAX(id) FROM work_order WHERE case_id = $", id);
	/* this one was designated; another assisting unit is the third to say no */
	refused(give_back(c, TOWN2, third, U_TOWN, "不在辖区"), "dispute.designated");
	struct order_extra x = { .case_id = id,
		.parent_id = NIL,
		.unit_id = U_TOWN,
		.role = "assist",
		.demand = "协助",
		.limit_value = NIL };
	ok(extra(c, DISPATCHER, &x));
	ok(give_back(c, TOWN, c->made, NIL, "职责不清"));
	int64_t d = c->made;
	assert_int_equal(get(c, d).round, 3);
	state_is(d, "raised");
	refused(rule(c, DISPATCHER, d, "reject", NIL), "auth.forbidden");
	ok(rule(c, APPRAISER, d, "government", NIL));
	ok(rule(c, APPRAISER, d, "reject", NIL));
	state_is(d, "rejected");
	assert_int_equal(findings(c), 0);
}

static void a_ruling_that_is_late_goes_up_by_itself(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(give_back(c, LEADER, order, U_CITY_MANAGEMENT, "清单第12条"));
	int64_t d = c->made;
	assert_int_equal(late_ones(c), 0);
	city_pass(c, 2 * (int64_t)MS_DAY);
	assert_int_equal(late_ones(c), 1);
	state_is(d, "raised");
	city_pass(c, 10 * (int64_t)MS_DAY);
	assert_int_equal(late_ones(c), 1); /* nobody above: marked once, not moved */
	state_is(d, "raised");
	assert_int_equal(late_ones(c), 0);
	ok(rule(c, APPRAISER, d, "redirect", U_CITY_MANAGEMENT));
	assert_int_equal(findings(c), 0);
}

static void what_was_submitted_needs_no_ruling(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(give_back(c, LEADER, order, U_CITY_MANAGEMENT, "清单第12条"));
	int64_t d = c->made;
	ok(submit(c, HANDLER, order)); /* a pending return does not stop the work */
	state_is(d, "void");
	refused(rule(c, DISPATCHER, d, "redirect", U_CITY_MANAGEMENT), "workflow.illegal_move");
	refused(rule(c, DISPATCHER, d, "void", NIL), "workflow.illegal_move"); /* only the system does that */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_be_given_back),
		CITY(given_back_ruled_redirected_and_remembered),
		CITY(rejected_means_designated),
		CITY(once_per_unit_and_only_in_time),
		CITY(the_third_return_is_ruled_from_above),
		CITY(a_ruling_that_is_late_goes_up_by_itself),
		CITY(what_was_submitted_needs_no_ruling),
	};
	return city_run("dispute", tests, sizeof tests / sizeof *tests);
}

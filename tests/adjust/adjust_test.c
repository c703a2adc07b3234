/* SPDX-License-Identifier: Apache-2.0 */
/* A deadline moves only after two approvals, within limits, and everybody can see by how much. */
#include "way/city.h"

#include <string.h>

#include "adjust/adjust_internal.h"
#include "clock/clock.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

static int64_t due_of(struct city *c, int64_t order)
{
	struct q_order_get_out o;
	get_order(c, order, &o);
	assert_int_equal(clock_due_of(c, "order", order, "handle"), o.due_at); /* what is shown is what runs */
	return o.due_at;
}

static int64_t state_of(struct city *c, int64_t adjustment, const char *expected)
{
	struct q_adjust_get_out j;
	ok(q_adjust_get(c->f->s, &(struct q_adjust_get_in){ .id = adjustment }, &j));
	assert_string_equal(j.status, expected);
	return j.new_due;
}

static int64_t end_of(int32_t day)
{
	return day_start_ms(day_add(day, 1)) - 1000;
}

/* ---- the rules, one by one ---- */

static void what_may_be_asked_for(void **state)
{
	(void)state;
	const int64_t now = 1000 * (int64_t)MS_DAY, day = MS_DAY;
	struct {
		const char *what;
		struct adjust_facts f;
		const char *code; /* NULL: allowed */
	} rows[] = {
		{ "first extension before the due time", { "extension", "blue", "handling", now, now, 5, 5, NIL, 0, 0, 0, 0, false }, NULL },
		{ "extension one moment too late", { "extension", "blue", "handling", now, now - 1, 5, 5, NIL, 0, 0, 0, 0, false }, "adjust.overdue" },
		{ "second extension", { "extension", "blue", "to_sign", now, now, 5, 1, NIL, 1, 0, 0, 0, false }, NULL },
		{ "third extension", { "extension", "blue", "handling", now, now, 5, 1, NIL, 2, 0, 0, 0, false }, "adjust.twice" },
		{ "longer than the limit itself", { "extension", "blue", "handling", now, now, 5, 6, NIL, 0, 0, 0, 0, false }, "adjust.more" },
		{ "by nothing", { "extension", "blue", "handling", now, now, 5, NIL, NIL, 0, 0, 0, 0, false }, "adjust.more" },
		{ "extension of a red case", { "extension", "red", "handling", now, now, 5, 1, NIL, 0, 0, 0, 0, false }, "adjust.red" },
		{ "suspension of a red case", { "suspension", "red", "handling", now, now, 5, NIL, now + day, 0, 0, 0, 1, false }, "adjust.red" },
		{ "suspension with evidence", { "suspension", "green", "handling", now, now, 5, NIL, now + 365 * day, 0, 0, 0, 1, false }, NULL },
		{ "suspension for too long", { "suspension", "green", "handling", now, now, 5, NIL, now + 365 * day + 1, 0, 0, 0, 1, false }, "adjust.until" },
		{ "suspension without an end", { "suspension", "green", "handling", now, now, 5, NIL, NIL, 0, 0, 0, 1, false }, "adjust.until" },
		{ "suspension that ends now", { "suspension", "green", "handling", now, now, 5, NIL, now, 0, 0, 0, 1, false }, "adjust.until" },
		{ "suspension without evidence", { "suspension", "green", "handling", now, now, 5, NIL, now + day, 0, 0, 0, 0, false }, "adjust.evidence" },
		{ "second suspension of the case", { "suspension", "green", "handling", now, now, 5, NIL, now + day, 0, 1, 0, 1, false }, "adjust.once" },
		{ "suspension before signing", { "suspension", "green", "to_sign", now, now, 5, NIL, now + day, 0, 0, 0, 1, false }, "adjust.order_state" },
		{ "suspension although overdue", { "suspension", "green", "handling", now, now - day, 5, NIL, now + day, 0, 0, 0, 1, false }, NULL },
		{ "two requests at once", { "termination", "green", "handling", now, now, 5, NIL, NIL, 0, 0, 1, 0, false }, "adjust.open" },
		{ "termination of a red case", { "termination", "red", "handling", now, now, 5, NIL, NIL, 0, 0, 0, 0, false }, NULL },
		{ "after submission", { "extension", "blue", "unit_review", now, now, 5, 1, NIL, 0, 0, 0, 0, false }, "adjust.order_state" },
		{ "of a sub-order", { "extension", "blue", "handling", now, now, 5, 1, NIL, 0, 0, 0, 0, true }, "adjust.sub" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *field;
		const struct problem_code *no = adjust_refusal(&rows[i].f, &field);
		if (!no != !rows[i].code || (no && strcmp(no->code, rows[i].code) != 0))
			fail_msg("%s: %s", rows[i].what, no ? no->code : "allowed");
	}
}

/* ---- extension ---- */

static void two_working_days_become_four_and_then_five(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	int64_t id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	struct q_case_get_out k;
	assert_int_equal(due_of(c, order), end_of(20250305)); /* Monday + 2 working days */
	ok(ask_adjust(c, HANDLER, order, "extension", 2, NIL));
	int64_t first = c->made;
	state_of(c, first, "asked");
	assert_int_equal(due_of(c, order), end_of(20250305)); /* the old limit runs until it is approved */
	refused(decide(c, HANDLER, first, ADJUST_PASS, NULL), "auth.forbidden");
	refused(decide(c, DISPATCHER, first, ADJUST_APPROVE, NULL), "workflow.illegal_move"); /* one level is not enough */
	ok(decide(c, LEADER, first, ADJUST_PASS, NULL));
	refused(decide(c, LEADER, first, ADJUST_APPROVE, NULL), "adjust.own");
	assert_int_equal(due_of(c, order), end_of(20250305));
	ok(decide(c, DISPATCHER, first, ADJUST_APPROVE, "情况属实"));
	assert_int_equal(state_of(c, first, "approved"), end_of(20250307));
	assert_int_equal(due_of(c, order), end_of(20250307));
	get_case(c, id, &k);
	assert_int_equal(k.due_at, end_of(20250307)); /* the case shows its lead order's */
	/* the leader asks: agreed by the unit at once, the weekend is not counted */
	ok(ask_adjust(c, LEADER, order, "extension", 1, NIL));
	int64_t second = c->made;
	state_of(c, second, "passed");
	ok(decide(c, DISPATCHER, second, ADJUST_APPROVE, NULL));
	assert_int_equal(due_of(c, order), end_of(20250310));
	refused(ask_adjust(c, HANDLER, order, "extension", 1, NIL), "adjust.twice");
	assert_int_equal(findings(c), 0);
}

static void an_approval_that_comes_late_still_counts_from_the_old_due(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, order));
	ok(ask_adjust(c, LEADER, order, "extension", 2, NIL));
	int64_t id = c->made;
	city_pass(c, 3 * (int64_t)MS_DAY); /* Thursday: overdue meanwhile */
	refused(ask_adjust(c, HANDLER, order, "extension", 1, NIL), "adjust.open");
	ok(decide(c, DISPATCHER, id, ADJUST_APPROVE, NULL));
	assert_int_equal(due_of(c, order), end_of(20250307));
	city_pass(c, 2 * (int64_t)MS_DAY);
	refused(ask_adjust(c, HANDLER, order, "extension", 1, NIL), "adjust.overdue");
}

static void refused_and_withdrawn_requests_move_nothing(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), due = due_of(c, order);
	ok(ask_adjust(c, HANDLER, order, "extension", 1, NIL));
	refused(decide(c, LEADER, c->made, ADJUST_REFUSE, ""), "adjust.opinion");
	ok(decide(c, LEADER, c->made, ADJUST_REFUSE, "抓紧办"));
	state_of(c, c->made, "refused");
	ok(ask_adjust(c, LEADER, order, "extension", 1, NIL));
	ok(decide(c, DISPATCHER, c->made, ADJUST_REFUSE, "理由不足"));
	ok(ask_adjust(c, HANDLER, order, "extension", 1, NIL));
	refused(decide(c, HANDLER2, c->made, ADJUST_WITHDRAW, NULL), "auth.forbidden");
	ok(decide(c, HANDLER, c->made, ADJUST_WITHDRAW, NULL));
	assert_int_equal(due_of(c, order), due);
	/* refused and withdrawn ones are not counted */
	ok(ask_adjust(c, HANDLER, order, "extension", 1, NIL));
	refused(ask_adjust(c, HANDLER2, order, "extension", 1, NIL), "auth.forbidden");
	refused(ask_adjust(c, CITIZEN, 999, "extension", 1, NIL), "order.not_found");
}

static void submitting_makes_the_request_void(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(ask_adjust(c, LEADER, order, "extension", 1, NIL));
	int64_t id = c->made;
	ok(submit(c, HANDLER, order));
	state_of(c, id, "void");
	refused(decide(c, DISPATCHER, id, ADJUST_APPROVE, NULL), "workflow.illegal_move");
	assert_int_equal(findings(c), 0);
}

/* ---- suspension ---- */

static void suspended_until_its_date_and_then_the_rest_of_the_limit(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), monday = c->env.now;
	int64_t until = monday + 9 * (int64_t)MS_DAY; /* Wednesday 12 March, 09:00 */
	ok(sign(c, HANDLER, order));
	city_pass(c, MS_DAY); /* Tuesday 09:00 */
	refused(ask_adjust(c, LEADER, order, "suspension", NIL, until), "adjust.evidence");
	attach(c, "order", order, "document");
	ok(ask_adjust(c, LEADER, order, "suspension", NIL, until));
	ok(decide(c, DISPATCHER, c->made, ADJUST_APPROVE, "同意挂账"));
	int64_t id = c->made;
	status_is(order, order, "suspended");
	/* Tuesday to Wednesday 12th are touched by the pause: Thursday 13th is day 1, Friday 14th day 2 */
	struct q_order_get_out o;
	get_order(c, order, &o);
	assert_int_equal(o.due_at, end_of(20250314));
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM clock WHERE stopped_at IS NULL AND object_kind = 'order' AND "
				 "object_id = $",
				 order),
		0);
	refused(submit(c, HANDLER, order), "workflow.illegal_move");
	ok(resume_due(c));
	assert_int_equal(c->made, 0); /* not yet */
	city_pass(c, 8 * (int64_t)MS_DAY);
	ok(resume_due(c));
	assert_int_equal(c->made, 1);
	status_is(order, order, "handling");
	assert_int_equal(due_of(c, order), end_of(20250314));
	assert_int_equal(state_of(c, id, "approved"), end_of(20250314));
	attach(c, "order", order, "document");
	refused(ask_adjust(c, LEADER, order, "suspension", NIL, c->env.now + (int64_t)MS_DAY), "adjust.once");
	/* every pause can be seen beside every "on time" */
	assert_int_equal(city_int(c,
				 "SELECT MAX(p.to_at - p.from_at) FROM clock_pause p JOIN clock k ON k.id = p.clock_id "
				 "WHERE k.object_id = $",
				 order),
		8 * (int64_t)MS_DAY);
	assert_int_equal(findings(c), 0);
}

static void a_suspension_ends_early_and_survives_a_merge(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), other = filed(c, T_MANHOLE);
	int64_t id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(sign(c, HANDLER, order));
	attach(c, "order", order, "evidence");
	ok(ask_adjust(c, LEADER, order, "suspension", NIL, c->env.now + 20 * (int64_t)MS_DAY));
	ok(decide(c, DISPATCHER, c->made, ADJUST_APPROVE, NULL));
	ok(merge(c, id, other, "same_matter"));
	int64_t merged = c->made;
	status_is(order, order, "parked");
	refused(resume(c, HANDLER, order), "adjust.not_suspended");
	city_pass(c, 30 * (int64_t)MS_DAY);
	ok(resume_due(c));
	assert_int_equal(c->made, 0); /* its case is merged away: it waits */
	ok(unmerge(c, merged));
	status_is(order, order, "suspended");
	refused(resume(c, HANDLER2, order), "auth.forbidden");
	ok(resume(c, HANDLER, order));
	status_is(order, order, "handling");
	assert_true(due_of(c, order) > c->env.now);
	refused(resume(c, HANDLER, order), "adjust.not_suspended");
	assert_int_equal(findings(c), 0);
}

/* ---- termination ---- */

static void termination_needs_the_centre(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, order));
	ok(ask_adjust(c, HANDLER, order, "beyond", NIL, NIL));
	ok(decide(c, LEADER, c->made, ADJUST_PASS, NULL));
	status_is(order, order, "handling");
	ok(decide(c, DISPATCHER, c->made, ADJUST_APPROVE, "确属上级事权"));
	status_is(order, order, "terminated");
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM clock WHERE stopped_at IS NULL AND object_kind = 'order' AND "
				 "object_id = $",
				 order),
		0);
	assert_int_equal(findings(c), 0);
}

/* ---- clocks that are shared ---- */

static void a_redirected_order_has_the_pauses_and_the_start_of_the_first(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), due = due_of(c, order), start = c->env.now;
	city_pass(c, MS_DAY);
	ok(redirect(c, order, U_CITY_MANAGEMENT, "不属于本单位"));
	int64_t second = c->made;
	assert_int_equal(due_of(c, second), due);
	assert_int_equal(city_int(c,
				 "SELECT started_at FROM clock WHERE object_kind = 'order' AND kind = 'handle' AND "
				 "object_id = $",
				 second),
		start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_be_asked_for),
		CITY(two_working_days_become_four_and_then_five),
		CITY(an_approval_that_comes_late_still_counts_from_the_old_due),
		CITY(refused_and_withdrawn_requests_move_nothing),
		CITY(submitting_makes_the_request_void),
		CITY(suspended_until_its_date_and_then_the_rest_of_the_limit),
		CITY(a_suspension_ends_early_and_survives_a_merge),
		CITY(termination_needs_the_centre),
		CITY(a_redirected_order_has_the_pauses_and_the_start_of_the_first),
	};
	return city_run("adjust", tests, sizeof tests / sizeof *tests);
}

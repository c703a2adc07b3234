/* SPDX-License-Identifier: Apache-2.0 */
/* What a month counts, on cases whose outcome stands on paper: due, closed, on time, sent back, answers; whose it is when a case
 * changed hands or units share it; and what is left out. */
#include "way/city.h"

#include "score/score_internal.h"

#define N(n) ((n) * SCORE_MATTER)
enum { MARCH = 20250301, APRIL = 20250401, MAY = 20250501 };

struct scored {
	struct op op;
	struct problem problem;
	struct score_month m;
};

static void score(struct city *c, int from, int to, struct scored *s)
{
	s->op = (struct op){ .site = &c->site,
		.s = c->f->s,
		.a = c->f->arena,
		.now = c->env.now,
		.by = OP_PERSON,
		.who = &c->who[APPRAISER],
		.refs = refs_take(&c->site),
		.problem = &s->problem };
	ok(score_count(&s->op, &(struct month_span){ from / 100, day_start_ms(from), day_start_ms(to) }, &s->m));
	score_by(&s->m, &SCORE_BUILTIN[SCORE_RONGCHENG_70]);
}

static struct score_counts counts(struct city *c, int from, int to, int64_t unit)
{
	struct scored s = { 0 };
	score(c, from, to, &s);
	struct score_counts all = score_sum(s.m.unit[ref_unit(s.op.refs, unit)->index].by_type, SCORE_ALL_TYPES);
	refs_drop(&c->site, s.op.refs);
	return all;
}

/* Filed and dispatched to this unit, whatever the suggestion says. */
static int64_t given(struct city *c, int64_t unit)
{
	ok(dispatch_to(c, filed(c, T_MANHOLE), unit, NIL));
	return c->made;
}

static int64_t appeal_of(struct city *c, int64_t order)
{
	struct q_order_get_out o;
	get_order(c, order, &o);
	return city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", o.case_id);
}

static void pass_days(struct city *c, int n)
{
	for (int i = 0; i < n; i++)
		city_next_morning(c);
}

/* Monday 3 March: two working days end on Wednesday. */
static void a_month_by_hand(void **state)
{
	struct city *c = *state;
	int64_t in_time = given(c, U_UTILITY), late = given(c, U_UTILITY), again = given(c, U_UTILITY);
	given(c, U_UTILITY); /* never handled */
	settle(c, in_time);
	call_and_rate(c, appeal_of(c, in_time), "yes", 5);
	ok(sign(c, HANDLER, again));
	ok(submit(c, HANDLER, again));
	ok(review(c, LEADER, again, false, "再去看一遍"));
	ok(submit(c, HANDLER, again));
	ok(review(c, LEADER, again, true, NULL));
	call_and_rate(c, appeal_of(c, again), "partly", 3);
	pass_days(c, 4);
	settle(c, late);
	call_and_rate(c, appeal_of(c, late), "no", 1);
	struct score_counts n = counts(c, MARCH, APRIL, U_UTILITY);
	assert_int_equal(n.due, N(4));
	assert_int_equal(n.closed, N(3));
	assert_int_equal(n.ontime, N(2));
	assert_int_equal(n.submitted, N(3));
	assert_int_equal(n.returned, N(1));
	assert_int_equal(n.answers[0], N(1)); /* 非常满意 */
	assert_int_equal(n.answers[2], N(1)); /* 基本满意 */
	assert_int_equal(n.answers[4], N(1)); /* 非常不满意 */
	assert_int_equal(score_evaluated(&n), N(3));
	assert_int_equal(n.asked, N(3));
	assert_int_equal(n.solved, N(1));
	struct score_counts none = counts(c, APRIL, MAY, U_UTILITY), other = counts(c, MARCH, APRIL, U_CITY_MANAGEMENT);
	assert_int_equal(none.due + none.submitted + score_evaluated(&none), 0);
	assert_int_equal(other.due + other.submitted + score_evaluated(&other), 0);
}

/* What is due after the end of the period waits for the next one. */
static void only_what_is_due(void **state)
{
	struct city *c = *state;
	given(c, U_UTILITY);
	assert_int_equal(counts(c, MARCH, 20250305, U_UTILITY).due, 0);
	assert_int_equal(counts(c, MARCH, 20250306, U_UTILITY).due, N(1));
}

/* The unit that had most of the limit answers for the time; whoever leads at the end answers for the result. */
static void a_case_that_changes_hands(void **state)
{
	struct city *c = *state;
	int64_t early = given(c, U_UTILITY), lately = given(c, U_UTILITY);
	ok(redirect(c, early, U_CITY_MANAGEMENT, "不是市政设施"));
	int64_t theirs = c->made;
	pass_days(c, 2); /* Wednesday morning: less than half is left */
	ok(redirect(c, lately, U_CITY_MANAGEMENT, "不是市政设施"));
	int64_t poor = c->made;
	struct score_counts n = counts(c, MARCH, APRIL, U_CITY_MANAGEMENT);
	assert_int_equal(n.due, N(1));
	ok(submit(c, HANDLER2, theirs));
	ok(review(c, LEADER2, theirs, true, NULL));
	ok(submit(c, HANDLER2, poor));
	ok(review(c, LEADER2, poor, true, NULL));
	call_and_rate(c, appeal_of(c, poor), "yes", 4);
	n = counts(c, MARCH, APRIL, U_CITY_MANAGEMENT);
	assert_int_equal(n.due, N(1));
	assert_int_equal(n.ontime, N(1));
	assert_int_equal(n.answers[1], N(1));
	assert_int_equal(counts(c, MARCH, APRIL, U_UTILITY).due, 0);
}

/* K-15: 60 of 100 are the department's, 40 the town's; a matter that is not appraised counts for nobody. */
static void shares_and_what_is_not_appraised(void **state)
{
	struct city *c = *state;
	settle(c, given(c, U_UTILITY));
	ok(db_script(c->f->s, "UPDATE casefile SET town_id = 20"));
	ok(db_script(c->f->s, "INSERT INTO coresp (town_id, unit_id, item, duty, limit_value, limit_unit, share) "
			      "VALUES (20, 10, '0501001', '到场处置', 1, 'working_day', 60)"));
	city_reload(c);
	struct score_counts department = counts(c, MARCH, APRIL, U_UTILITY), town = counts(c, MARCH, APRIL, U_TOWN);
	assert_int_equal(department.due, 60);
	assert_int_equal(department.ontime, 60);
	assert_int_equal(department.submitted, 60);
	assert_int_equal(town.due, 40);
	assert_int_equal(town.closed, 40);
	ok(db_script(c->f->s, "UPDATE event_type SET appraised = 0 WHERE code = '0501001'"));
	city_reload(c);
	assert_int_equal(counts(c, MARCH, APRIL, U_UTILITY).due + counts(c, MARCH, APRIL, U_TOWN).due, 0);
}

/* Suspended, ended and assisting orders, and history, are in no count. */
static void what_is_left_out(void **state)
{
	struct city *c = *state;
	int64_t ended = given(c, U_UTILITY), assisting = given(c, U_UTILITY), history = given(c, U_UTILITY);
	ok(terminate(c, ended, "来电人撤回"));
	ok(db_script(c->f->s, "UPDATE work_order SET appraised = 0 WHERE id = (SELECT MIN(id) + 1 FROM work_order)"));
	ok(db_script(c->f->s, "UPDATE casefile SET historical = 1 WHERE id = (SELECT MAX(id) FROM casefile)"));
	assert_true(assisting < history);
	struct score_counts n = counts(c, MARCH, APRIL, U_UTILITY);
	assert_int_equal(n.due + n.submitted + score_evaluated(&n), 0);
}

/* A small unit is shown without a rank; sections and branches are in no list. */
static void places(void **state)
{
	struct city *c = *state;
	struct scored s = { 0 };
	for (int i = 0; i < 10; i++)
		settle(c, given(c, U_UTILITY));
	given(c, U_CITY_MANAGEMENT);
	score(c, MARCH, APRIL, &s);
	for (size_t i = 0; i < s.m.places; i++) {
		const struct score_place *p = &s.m.place[i];
		if (p->unit_id == U_UTILITY)
			assert_true(p->ranked && p->rank == 1 && p->of == 1 && p->list == SCORE_DEPARTMENTS);
		else
			assert_false(p->ranked || p->flagged);
		assert_true(p->unit_id != U_SQUAD && p->unit_id != U_VILLAGE && p->unit_id != U_INTAKE);
	}
	assert_int_equal(s.m.places, 4); /* two departments, two towns */
	refs_drop(&c->site, s.op.refs);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(a_month_by_hand), CITY(only_what_is_due), CITY(a_case_that_changes_hands), CITY(shares_and_what_is_not_appraised),
		CITY(what_is_left_out), CITY(places),
	};
	return city_run("scores", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Merging and un-merging are reversible and lose nobody (invariants 1b and 7): numbers, orders, clocks, callbacks, ratings. */
#include "way/city.h"

#include "clock/clock.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

static int64_t spoken(struct city *c)
{
	return say(c, &(struct said){ .phone = "13900001234" });
}

/* A dispatched case of its own appeal. */
struct matter {
	int64_t appeal, id, order;
};

static struct matter matter_of(struct city *c, int64_t type)
{
	struct matter m = { .appeal = spoken(c) };
	m.id = file(c, m.appeal, type);
	ok(dispatch_to(c, m.id, NIL, NIL));
	m.order = lead_of(c, m.id);
	return m;
}

static int64_t appeals_in(struct city *c, int64_t id)
{
	struct q_case_get_out k;
	int64_t n = city_int(c, "SELECT COUNT(*) FROM membership WHERE to_at IS NULL AND case_id = $", id);
	get_case(c, id, &k);
	assert_int_equal(k.appeals, n);
	return n;
}

static void merged_cases_are_answered_together(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	int64_t third = spoken(c);
	ok(join(c, third, f.id, "repeat"));
	ok(merge(c, f.id, t.id, "same_matter"));
	status_is(case, f.id, "merged");
	status_is(order, f.order, "parked");
	status_is(appeal, f.appeal, "joined");
	status_is(appeal, third, "joined_own");
	assert_int_equal(case_of(c, f.appeal), t.id);
	assert_int_equal(case_of(c, third), t.id);
	assert_int_equal(appeals_in(c, t.id), 3);
	assert_int_equal(appeals_in(c, f.id), 0);
	settle(c, t.order);
	call_and_rate(c, t.appeal, "yes", 5);
	call_and_rate(c, f.appeal, "yes", 4);
	status_is(case, t.id, "callback");
	call_and_rate(c, third, "yes", 3);
	status_is(case, t.id, "closed");
	assert_int_equal(findings(c), 0);
}

static void orders_come_back_with_the_merged_time_left_out(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	struct q_case_get_out k;
	struct matter f = matter_of(c, T_RED), t = matter_of(c, T_RED);
	get_order(c, f.order, &o);
	int64_t due = o.due_at, sign_due = o.sign_due_at, contact_due = o.contact_due_at;
	city_pass(c, 10 * MS_MINUTE);
	ok(merge(c, f.id, t.id, "repeat"));
	int64_t id = c->made;
	city_pass(c, 5 * (int64_t)MS_HOUR);
	struct clock_row *rows;
	size_t n;
	ok(clock_due(c->f->s, c->env.now, 10, &rows, &n));
	for (size_t i = 0; i < n; i++)
		assert_int_not_equal(rows[i].object_id, f.order); /* nothing runs out while merged */
	ok(unmerge(c, id));
	get_order(c, f.order, &o);
	get_case(c, f.id, &k);
	assert_string_equal(o.status, "to_sign");
	assert_int_equal(o.due_at, due + 5 * (int64_t)MS_HOUR);
	assert_int_equal(o.sign_due_at, sign_due + 5 * (int64_t)MS_HOUR);
	assert_int_equal(o.contact_due_at, contact_due + 5 * (int64_t)MS_HOUR);
	assert_int_equal(k.due_at, o.due_at);
	assert_string_equal(k.status, "handling");
	assert_int_equal(clock_due_of(c, "order", f.order, "handle"), o.due_at);
	assert_int_equal(clock_due_of(c, "order", f.order, "sign"), o.sign_due_at);
	status_is(appeal, f.appeal, "filed");
	assert_int_equal(case_of(c, f.appeal), f.id);
	settle(c, f.order);
	status_is(case, f.id, "callback");
	assert_int_equal(findings(c), 0);
}

static void an_undispatched_case_has_left_what_it_had(void **state)
{
	struct city *c = *state;
	struct matter t = matter_of(c, T_RED);
	int64_t id = filed(c, T_RED), due = clock_due_of(c, "case", id, "dispatch");
	city_pass(c, 5 * MS_MINUTE);
	ok(merge(c, id, t.id, "same_matter"));
	int64_t m = c->made;
	city_pass(c, 3 * MS_HOUR);
	ok(unmerge(c, m));
	status_is(case, id, "filed");
	assert_int_equal(clock_due_of(c, "case", id, "dispatch"), due + 3 * MS_HOUR);
	ok(merge(c, id, t.id, "same_matter")); /* and once more */
	m = c->made;
	city_pass(c, MS_HOUR);
	ok(unmerge(c, m));
	assert_int_equal(clock_due_of(c, "case", id, "dispatch"), due + 4 * MS_HOUR);
	ok(dispatch_to(c, id, NIL, NIL));
}

static void an_order_under_review_waits_there(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	ok(submit(c, HANDLER, f.order));
	ok(merge(c, f.id, t.id, "same_matter"));
	int64_t id = c->made;
	refused(review(c, LEADER, f.order, true, NULL), "workflow.illegal_move");
	ok(unmerge(c, id));
	status_is(order, f.order, "unit_review");
	ok(review(c, LEADER, f.order, true, NULL));
	status_is(case, f.id, "callback");
}

static void a_rating_stays_with_its_appeal(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	ok(merge(c, f.id, t.id, "same_matter"));
	int64_t id = c->made;
	settle(c, t.order);
	call_and_rate(c, f.appeal, "yes", 5);
	status_is(case, t.id, "callback"); /* its own appellant has not answered yet */
	ok(unmerge(c, id));
	status_is(appeal, f.appeal, "rated");
	status_is(case, f.id, "handling");
	settle(c, f.order);
	status_is(case, f.id, "closed"); /* the first valid rating stands; nobody is asked twice */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task WHERE appeal_id = $", f.appeal), 1);
	call_and_rate(c, t.appeal, "yes", 5);
	status_is(case, t.id, "closed");
}

static void a_case_that_waited_only_for_those_who_left_closes(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	ok(merge(c, f.id, t.id, "same_matter"));
	int64_t id = c->made;
	settle(c, t.order);
	call_and_rate(c, t.appeal, "yes", 5);
	status_is(case, t.id, "callback");
	ok(unmerge(c, id));
	status_is(case, t.id, "closed");
	status_is(appeal, f.appeal, "to_rate"); /* asked already: the question goes home with the appeal */
	assert_int_equal(city_int(c, "SELECT case_id FROM callback_task WHERE appeal_id = $", f.appeal), f.id);
	settle(c, f.order);
	call_and_rate(c, f.appeal, "yes", 5);
	status_is(case, f.id, "closed");
}

/* A reworked case with one more appellant who has not answered is merged: both are still heard, in the other case. */
static void open_callbacks_follow_their_appellants(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	int64_t other = spoken(c);
	ok(join(c, other, f.id, "same_matter"));
	settle(c, f.order);
	call_and_rate(c, f.appeal, "no", 1);
	ok(judge(c, QUALITY, f.id, f.appeal, true, "没修好"));
	ok(merge(c, f.id, t.id, "same_matter"));
	settle(c, t.order);
	status_is(appeal, f.appeal, "to_rate");
	assert_int_equal(city_int(c, "SELECT round FROM callback_task WHERE appeal_id = $ ORDER BY round DESC", f.appeal), 1);
	call_and_rate(c, t.appeal, "yes", 5);
	call_and_rate(c, f.appeal, "yes", 5);
	status_is(case, t.id, "callback");
	call_and_rate(c, other, "yes", 5); /* the task of the former round */
	status_is(case, t.id, "closed");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM rating WHERE case_id = $", t.id), 3);
}

static void a_chain_of_merges_is_undone_link_by_link(void **state)
{
	struct city *c = *state;
	struct matter a = matter_of(c, T_MANHOLE), b = matter_of(c, T_MANHOLE), d = matter_of(c, T_MANHOLE);
	ok(merge(c, a.id, b.id, "same_matter"));
	int64_t ab = c->made;
	ok(merge(c, b.id, d.id, "repeat"));
	int64_t bd = c->made;
	assert_int_equal(appeals_in(c, d.id), 3);
	refused(unmerge(c, ab), "case.merge_closed"); /* the later link first */
	ok(unmerge(c, bd));
	assert_int_equal(appeals_in(c, d.id), 1);
	assert_int_equal(appeals_in(c, b.id), 2);
	status_is(appeal, b.appeal, "filed");
	status_is(appeal, a.appeal, "joined");
	ok(unmerge(c, ab));
	assert_int_equal(appeals_in(c, b.id), 1);
	assert_int_equal(appeals_in(c, a.id), 1);
	status_is(appeal, a.appeal, "filed");
	assert_int_equal(case_of(c, a.appeal), a.id);
	const struct matter *all[] = { &a, &b, &d };
	for (size_t i = 0; i < 3; i++) {
		settle(c, all[i]->order);
		call_and_rate(c, all[i]->appeal, "yes", 5);
		status_is(case, all[i]->id, "closed");
	}
}

static void not_split_while_the_main_case_is_judged_or_closed(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	ok(merge(c, f.id, t.id, "same_matter"));
	int64_t id = c->made;
	settle(c, t.order);
	call_and_rate(c, f.appeal, "no", 1);
	status_is(case, t.id, "judging");
	refused(unmerge(c, id), "case.merge_judging");
	ok(judge(c, QUALITY, t.id, f.appeal, false, "已修好"));
	ok(judge(c, APPRAISER, t.id, f.appeal, false, "同意"));
	call_and_rate(c, t.appeal, "yes", 5);
	status_is(case, t.id, "closed");
	refused(unmerge(c, id), "case.merge_closed");
}

static void merging_is_refused_where_it_makes_no_sense(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE), done = matter_of(c, T_MANHOLE);
	settle(c, done.order);
	refused(merge(c, f.id, f.id, "repeat"), "case.merge_self");
	refused(merge(c, f.id, t.id, "some"), "case.merge_kind");
	refused(merge(c, f.id, done.id, "repeat"), "case.merge_target");
	refused(merge(c, done.id, f.id, "repeat"), "workflow.illegal_move");
	ok(merge(c, f.id, t.id, "repeat"));
	int64_t id = c->made;
	refused(merge(c, f.id, t.id, "repeat"), "workflow.illegal_move");
	refused(merge(c, t.id, f.id, "repeat"), "case.merge_target");
	ok(unmerge(c, id));
	refused(unmerge(c, id), "case.merge_undone");
	refused(unmerge(c, 99), "case.merge_not_found");
	assert_int_equal(appeals_in(c, t.id), 1);
}

static void joined_and_taken_out_again(void **state)
{
	struct city *c = *state;
	struct matter t = matter_of(c, T_MANHOLE);
	int64_t own = spoken(c), other = spoken(c);
	ok(join(c, own, t.id, "repeat"));
	ok(join(c, other, t.id, "same_matter"));
	status_is(appeal, own, "joined_own");
	status_is(appeal, other, "joined");
	assert_int_equal(appeals_in(c, t.id), 3);
	refused(unjoin(c, t.appeal), "case.unjoin_origin");
	ok(unjoin(c, other));
	status_is(appeal, other, "sorting");
	assert_int_equal(case_of(c, other), NIL);
	assert_int_equal(appeals_in(c, t.id), 2);
	refused(unjoin(c, other), "case.unjoin_origin");
	int64_t id = file(c, other, T_MANHOLE);
	assert_int_equal(case_of(c, other), id);
	settle(c, t.order);
	refused(join(c, spoken(c), t.id, "repeat"), "case.merge_target");
}

static void a_patrol_case_with_an_appellant_is_asked_about(void **state)
{
	struct city *c = *state;
	int64_t found = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, found, NIL, NIL));
	int64_t order = lead_of(c, found), id = filed(c, T_MANHOLE), appeal = city_int(c, "SELECT MAX(id) FROM appeal", 0);
	ok(merge(c, id, found, "same_matter"));
	settle(c, order);
	status_is(case, found, "callback");
	call_and_rate(c, appeal, "yes", 5);
	status_is(case, found, "closed");
}

static void a_joined_appeal_of_a_merged_case_leaves_alone(void **state)
{
	struct city *c = *state;
	struct matter f = matter_of(c, T_MANHOLE), t = matter_of(c, T_MANHOLE);
	int64_t third = spoken(c);
	ok(join(c, third, f.id, "same_matter"));
	ok(merge(c, f.id, t.id, "same_matter"));
	int64_t id = c->made;
	ok(unjoin(c, third));
	ok(unmerge(c, id));
	assert_int_equal(appeals_in(c, f.id), 1);
	assert_int_equal(appeals_in(c, t.id), 1);
	status_is(appeal, third, "sorting");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(merged_cases_are_answered_together),
		CITY(orders_come_back_with_the_merged_time_left_out),
		CITY(an_undispatched_case_has_left_what_it_had),
		CITY(an_order_under_review_waits_there),
		CITY(a_rating_stays_with_its_appeal),
		CITY(a_case_that_waited_only_for_those_who_left_closes),
		CITY(open_callbacks_follow_their_appellants),
		CITY(a_chain_of_merges_is_undone_link_by_link),
		CITY(not_split_while_the_main_case_is_judged_or_closed),
		CITY(merging_is_refused_where_it_makes_no_sense),
		CITY(joined_and_taken_out_again),
		CITY(a_patrol_case_with_an_appellant_is_asked_about),
		CITY(a_joined_appeal_of_a_merged_case_leaves_alone),
	};
	return city_run("merging", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What the desks add to the way: a dispatch taken back, colleagues mentioned, work handed over to a deputy. */
#include <inttypes.h>

#include "inbox/inbox.h"
#include "way/city.h"
#include "way/fold.h"

#define status_is(what, id, expected) assert_string_equal(what##_status(c, id), expected)

/* ---- 撤回派单 ---- */

static void a_slip_is_taken_back(void **state)
{
	struct city *c = *state;
	struct q_case_get_out row;
	int64_t id = filed(c, T_MANHOLE), due = clock_due_of(c, "case", id, "dispatch");
	city_pass(c, 5 * (int64_t)MS_MINUTE);
	ok(dispatch_to(c, id, NIL, U_TOWN2));
	int64_t lead = c->made;
	city_pass(c, 20 * 1000);
	ok(undispatch(c, DISPATCHER, id));
	status_is(case, id, "filed");
	status_is(order, lead, "recalled");
	get_case(c, id, &row);
	assert_true(row.lead_unit_id == NIL && row.due_at == NIL && row.dispatched_at == NIL);
	/* its dispatch clock goes on as if nothing had been stopped: no pause, the same due time */
	assert_int_equal(clock_due_of(c, "case", id, "dispatch"), due);
	static const struct {
		const char *sql;
		int64_t n;
	} counts[] = {
		{ "SELECT COUNT(*) FROM clock WHERE object_kind = 'case' AND object_id = $ AND stopped_at IS NULL", 1 },
		{ "SELECT COUNT(*) FROM clock_pause WHERE clock_id IN (SELECT id FROM clock WHERE object_id = $ AND "
		  "object_kind = 'case')", 0 },
		{ "SELECT COUNT(*) FROM clock k JOIN work_order o ON o.id = k.object_id WHERE k.object_kind = 'order' AND "
		  "o.case_id = $ AND k.stopped_at IS NULL", 0 },
		/* the units see it no longer, and the history keeps both */
		{ "SELECT COUNT(*) FROM case_party WHERE case_id = $ AND role IN ('lead', 'assist') AND to_at IS NULL", 0 },
		{ "SELECT COUNT(*) FROM event WHERE stream = 'case' AND stream_id = $ AND kind = 'case.dispatch'", 1 },
		{ "SELECT COUNT(*) FROM event WHERE stream = 'case' AND stream_id = $ AND kind = 'case.undispatch'", 1 },
	};
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (city_int(c, counts[i].sql, id) != counts[i].n)
			fail_msg("%s", counts[i].sql);
	/* and is dispatched again under a new number */
	ok(dispatch_to(c, id, U_CITY_MANAGEMENT, NIL));
	struct q_order_get_out o;
	get_order(c, c->made, &o);
	assert_string_equal(o.no + strlen(o.no) - 3, "-03");
	assert_null(broken_invariant(c->f->s));
	assert_true(fold_and_compare(c->f->s) > 0);
	assert_int_equal(findings(c), 0);
}

static void not_after_a_minute_a_signature_or_by_another(void **state)
{
	struct city *c = *state;
	int64_t late = filed(c, T_MANHOLE);
	ok(dispatch_to(c, late, NIL, NIL));
	refused(undispatch(c, TOWN, late), "order.undispatch_other");
	city_pass(c, 61 * 1000);
	refused(undispatch(c, DISPATCHER, late), "case.undispatch_late");
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(sign(c, HANDLER, order));
	refused(undispatch(c, DISPATCHER, id), "order.undispatch_signed");
	refused(undispatch(c, DISPATCHER, filed(c, T_MANHOLE)), "order.case_state");
}

/* ---- mentions ---- */

struct words {
	int64_t case_id;
	const char *text;
	int64_t users[3];
	size_t n;
	int64_t asked;
};

static enum err do_note(struct op *op, void *arg)
{
	struct words *w = arg;
	return inbox_note(op, w->case_id, w->text, w->users, w->n);
}

static enum err do_ask(struct op *op, void *arg)
{
	struct words *w = arg;
	return inbox_ask(op, w->case_id, w->users[0], w->text, &w->asked);
}

static int64_t unread_of(struct city *c, int64_t user)
{
	return city_int(c, "SELECT COUNT(*) FROM inbox WHERE user_id = $ AND read_at IS NULL", user);
}

static void who_sees_the_case_is_told(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	struct words w = { .case_id = id, .text = "井盖尺寸请核一下", .users = { LEADER, TOWN }, .n = 2 };
	ok(city_write(c, HANDLER, do_note, &w));
	assert_int_equal(unread_of(c, LEADER), 1);
	assert_int_equal(unread_of(c, TOWN), 1);
	/* the words stand sealed in the event, not in the inbox */
	int64_t seq = city_int(c, "SELECT event_seq FROM inbox WHERE user_id = $", LEADER);
	struct event_row row;
	ok(event_get(c->f->s, c->site.keys, "case", id, seq, true, &row));
	assert_string_equal(row.kind, "case.noted");
	assert_non_null(strstr(row.secret, "井盖尺寸"));
	assert_null(strstr(row.body, "井盖尺寸"));
	assert_int_equal(findings(c), 0);
}

static void nobody_learns_of_a_case_by_a_mention(void **state)
{
	struct city *c = *state;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234", .type = "report", .anonymity = "secret" });
	int64_t id = file(c, appeal, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	struct words w = { .case_id = id, .text = "请看一下", .users = { LEADER, HANDLER2 }, .n = 2 };
	refused(city_write(c, HANDLER, do_note, &w), "inbox.cannot_see");
	assert_int_equal(c->problem.nfields, 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM inbox WHERE case_id = $", id), 0); /* nobody was told anything */
	/* asking goes to the dispatcher, the colleague hears nothing */
	w.users[0] = HANDLER2;
	ok(city_write(c, HANDLER, do_ask, &w));
	assert_int_equal(w.asked, 1);
	assert_int_equal(unread_of(c, DISPATCHER), 1);
	assert_int_equal(unread_of(c, HANDLER2), 0);
	w.users[0] = LEADER;
	refused(city_write(c, HANDLER, do_ask, &w), "inbox.sees");
	w.users[0] = 999;
	refused(city_write(c, HANDLER, do_ask, &w), "inbox.person");
}

static void sent_back_stands_in_the_inbox_of_the_holder(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, order));
	ok(submit(c, HANDLER, order));
	ok(review(c, LEADER, order, false, "请补充照片"));
	assert_int_equal(unread_of(c, HANDLER), 1);
	assert_int_equal(city_int(c, "SELECT order_id FROM inbox WHERE user_id = $", HANDLER), order);
}

/* ---- deputies ---- */

static void hand_over(struct city *c, int64_t from, int64_t to, int64_t from_at, int64_t to_at)
{
	char sql[300];
	snprintf(sql, sizeof sql,
		 "INSERT INTO handover (user_id, deputy_id, from_at, to_at, created_by, created_at) VALUES (%" PRId64 ", %" PRId64
		 ", %" PRId64 ", %" PRId64 ", %" PRId64 ", 0)", from, to, from_at, to_at, from);
	ok(db_script(c->f->s, sql));
	ok(principal_load(c->f->s, c->people, to, c->env.now, &c->who[to]));
}

static int64_t said_for(struct city *c, int64_t order, const char *kind, int64_t user)
{
	char sql[300];
	snprintf(sql, sizeof sql,
		 "SELECT COUNT(*) FROM event WHERE kind = '%s' AND stream = 'case' AND body LIKE '%%\"for_user\":%" PRId64
		 "%%' AND stream_id = (SELECT case_id FROM work_order WHERE id = $)", kind, user);
	return city_int(c, sql, order);
}

static void a_deputy_acts_in_the_name_of_the_holder(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), now = c->env.now;
	ok(sign(c, HANDLER, order)); /* HANDLER holds it */
	hand_over(c, HANDLER, LEADER, now, now + 2 * (int64_t)MS_HOUR);
	assert_true(deputises(&c->who[LEADER], HANDLER, c->env.now));
	ok(contact(c, LEADER, order, true));
	assert_int_equal(said_for(c, order, "order.contacted", HANDLER), 1);
	struct q_order_get_out o;
	get_order(c, order, &o);
	assert_int_equal(o.holder_id, HANDLER); /* it stays the holder's */
	/* it ends by itself: the same person, the same session, a moment later */
	city_pass(c, 2 * (int64_t)MS_HOUR);
	assert_false(deputises(&c->who[LEADER], HANDLER, c->env.now));
	ok(contact(c, LEADER, order, true));
	assert_int_equal(said_for(c, order, "order.contacted", HANDLER), 1);
}

static void a_review_is_made_in_the_name_of_the_leader(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), now = c->env.now;
	ok(db_script(c->f->s, "INSERT INTO role_grant (user_id, role, scope, unit_id, approved_by, approved_at, valid_from) "
			      "VALUES (3, 'unit_leader', 'unit', 10, 1, 0, 0)"));
	hand_over(c, LEADER, HANDLER, now, now + (int64_t)MS_DAY);
	ok(sign(c, LEADER, order));
	ok(submit(c, LEADER, order));
	ok(review(c, HANDLER, order, true, ""));
	assert_int_equal(said_for(c, order, "order.settle", LEADER), 1);
}

static void a_deputy_gets_no_rights(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), now = c->env.now;
	ok(sign(c, LEADER, order));
	ok(submit(c, LEADER, order));
	hand_over(c, LEADER, HANDLER, now, now + (int64_t)MS_DAY);
	assert_int_equal(review(c, HANDLER, order, true, ""), ERR_FORBIDDEN);
	status_is(order, order, "unit_review");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CITY(a_slip_is_taken_back),
		CITY(not_after_a_minute_a_signature_or_by_another),
		CITY(who_sees_the_case_is_told),
		CITY(nobody_learns_of_a_case_by_a_mention),
		CITY(sent_back_stands_in_the_inbox_of_the_holder),
		CITY(a_deputy_acts_in_the_name_of_the_holder),
		CITY(a_review_is_made_in_the_name_of_the_leader),
		CITY(a_deputy_gets_no_rights),
	};
	return city_run("way_desks", tests, sizeof tests / sizeof *tests);
}

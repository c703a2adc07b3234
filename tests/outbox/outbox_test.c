/* SPDX-License-Identifier: Apache-2.0 */
/* A message is written with its event or not at all, to the right people only, sent once, tried again, given up, never
 * at night. */
#include "way/city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/users.h"
#include "outbox/outbox_internal.h"
#include "users_sql.h"

static const struct outbox_config RECORDER = { .sms = "recorder", .mail = "recorder", .webhook = "recorder", .per_minute = 1000 };
/* Nobody listens there. */
static const struct outbox_config NOWHERE = { .sms = "http",
	.mail = "recorder",
	.webhook = "http",
	.sms_url = "http://127.0.0.1:1/",
	.webhook_url = "http://127.0.0.1:1/",
	.sms_secret_file = "/dev/null",
	.webhook_secret_file = "/dev/null",
	.per_minute = 1000 };

/* ---- what the tests do ---- */

static void switch_on(struct city *c, const char *event)
{
	char sql[160];
	snprintf(sql, sizeof sql, "UPDATE outbox_template SET active = 1 WHERE event = '%s'", event);
	if (db_script(c->f->s, sql))
		fail_msg("%s", db_error(c->f->s));
	city_reload(c);
}

static int64_t run_on(struct city *c, struct outbox_sender *sender)
{
	struct problem problem = { 0 };
	struct arena *a = arena_new(16 << 20);
	int64_t done;
	const struct refs *refs = refs_take(&c->site);
	struct op op = { .site = &c->site,
		.s = c->f->s,
		.a = a,
		.now = c->env.now,
		.by = OP_SYSTEM,
		.refs = refs,
		.problem = &problem };
	db_session_use(c->f->s, a);
	assert_int_equal(outbox_run(&op, sender, &done), ERR_OK);
	db_session_use(c->f->s, c->f->arena);
	refs_drop(&c->site, refs);
	arena_free(a);
	return done;
}

static int64_t run_with(struct city *c, const struct outbox_config *config)
{
	return run_on(c, &(struct outbox_sender){ .config = config });
}

static int64_t run(struct city *c)
{
	return run_with(c, &RECORDER);
}

static int64_t messages(struct city *c)
{
	return city_int(c, "SELECT COUNT(*) FROM outbox_message WHERE id > $", 0);
}

static struct q_outbox_get_out last(struct city *c)
{
	struct q_outbox_get_out m;
	ok(q_outbox_get(c->f->s,
		&(struct q_outbox_get_in){ .id = city_int(c, "SELECT MAX(id) FROM outbox_message WHERE id > $", 0) },
		&m));
	return m;
}

#define status_is(expected) assert_string_equal(last(c).status, expected)

struct deed {
	int64_t id;
	const char *action, *reason;
};

static enum err do_deed(struct op *op, void *arg)
{
	const struct deed *d = arg;
	return outbox_do(op, d->id, NIL, d->action, d->reason);
}

static enum err deed(struct city *c, int who, const char *action, const char *reason)
{
	return city_write(c, who, do_deed, &(struct deed){ last(c).id, action, reason });
}

static enum err do_phone(struct op *op, void *arg)
{
	struct db_blob sealed;
	const int64_t user = *(const int64_t *)arg;
	enum err e = field_seal(op->site->keys, KEY_CONTACT, op->site->env, op->a, user_phone_context(op->a, user), "13700007777", 11,
				&sealed);
	return e ? e : q_user_set_phone(op->s, &(struct q_user_set_phone_in){ .phone = sealed, .id = user }, NULL);
}

/* `user` is on duty at a post of the unit, with a number. */
static void on_duty(struct city *c, int64_t unit, int64_t user)
{
	char sql[200];
	snprintf(sql, sizeof sql, "INSERT INTO post (unit_id, name, user_a, on_duty, valid_from) VALUES (%d, '值班岗', %d, 'a', 0)",
		 (int)unit, (int)user);
	if (db_script(c->f->s, sql))
		fail_msg("%s", db_error(c->f->s));
	ok(city_write(c, SYSTEM, do_phone, &user));
}

/* The last line that the recorder wrote. */
static const char *recorded(struct city *c)
{
	static char line[4096];
	char path[200];
	snprintf(path, sizeof path, "%s/outbox/%d.jsonl", c->dir, (int)day_of_ms(c->env.now));
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		continue;
	fclose(f);
	return line;
}

static void at_night(struct city *c)
{
	c->env.now = day_start_ms(day_of_ms(c->env.now)) + 21 * (int64_t)MS_HOUR;
}

/* ---- the rules ---- */

static void a_day_has_hours_for_messages(void **state)
{
	(void)state;
	int64_t day = day_start_ms(20250303), minute = MS_MINUTE;
	assert_int_equal(cal_next_call(day + 510 * minute), day + 510 * minute);
	assert_int_equal(cal_next_call(day + 1230 * minute - 1), day + 1230 * minute - 1);
	assert_int_equal(cal_next_call(day + 1230 * minute), day + MS_DAY + 510 * minute);
	assert_int_equal(cal_next_call(day + 1439 * minute), day + MS_DAY + 510 * minute);
	assert_int_equal(cal_next_call(day), day + 510 * minute);
	assert_int_equal(cal_next_call(day + 510 * minute - 1), day + 510 * minute);
	/* over the end of a year */
	assert_int_equal(cal_next_call(day_start_ms(20251231) + 22 * (int64_t)MS_HOUR), day_start_ms(20260101) + 510 * minute);
}

static void tries_lie_further_and_further_apart(void **state)
{
	static const int expected[] = { -1, 1, 5, 30, 120, 360, -1, -1 };
	(void)state;
	for (int i = 0; i < (int)(sizeof expected / sizeof *expected); i++)
		assert_int_equal(outbox_retry_minutes(i), expected[i]);
}

static void only_mobile_numbers_get_short_messages(void **state)
{
	(void)state;
	assert_true(outbox_is_mobile("13900001234"));
	assert_true(outbox_is_mobile("19912345678"));
	assert_false(outbox_is_mobile("05361234567"));
	assert_false(outbox_is_mobile("12345"));
	assert_false(outbox_is_mobile("1390000123a"));
	assert_false(outbox_is_mobile("139000012345"));
	assert_false(outbox_is_mobile(""));
	assert_false(outbox_is_mobile(NULL));
}

static void templates_are_filled_and_checked(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	const struct outbox_slot slots[] = { { "no", "2025001" }, { "unit", "市政中心" }, { NULL, NULL } };
	const struct outbox_event *e = outbox_event("dispatched");
	assert_string_equal(outbox_fill(a, "{no}由{unit}办，{什么}{", slots), "2025001由市政中心办，{什么}{");
	assert_null(outbox_wrong_slot(a, e, "编号{no}由{unit}办，{due}前"));
	assert_string_equal(outbox_wrong_slot(a, e, "查询码{code}"), "code");
	assert_string_equal(outbox_wrong_slot(a, e, "编号{no"), "{");
	assert_string_equal(outbox_wrong_slot(a, e, "编号no}"), "{");
	assert_null(outbox_event("nothing"));
	arena_free(a);
}

/* ---- writing ---- */

static void what_is_off_writes_nothing(void **state)
{
	struct city *c = *state;
	dispatched(c, T_MANHOLE);
	assert_int_equal(messages(c), 0);
	switch_on(c, "to_rate");
	dispatched(c, T_MANHOLE);
	assert_int_equal(messages(c), 0);
	c->site.quiet = true; /* a life that is only played */
	switch_on(c, "dispatched");
	dispatched(c, T_MANHOLE);
	assert_int_equal(messages(c), 0);
}

static void who_spoke_hears_which_unit_has_it(void **state)
{
	struct city *c = *state;
	switch_on(c, "dispatched");
	dispatched(c, T_MANHOLE);
	assert_int_equal(messages(c), 1);
	status_is("queued");
	assert_int_equal(run(c), 0); /* it can still be taken back */
	city_pass(c, UNDISPATCH_MS + 1);
	assert_int_equal(run(c), 1);
	struct q_outbox_get_out m = last(c);
	assert_string_equal(m.status, "sent");
	assert_string_equal(m.to_masked, "139****1234");
	assert_string_equal(m.adapter, "recorder");
	assert_true(m.sent_at == c->env.now);
	assert_non_null(strstr(m.body, "3月5日"));
	assert_null(strstr(recorded(c), "13900001234"));
	assert_non_null(strstr(recorded(c), m.body));
	assert_int_equal(run(c), 0);
}

static enum err dispatch_and_fail(struct op *op, void *arg)
{
	int64_t order;
	struct order_dispatch d = { .case_id = *(int64_t *)arg, .version = NIL, .lead_unit_id = NIL };
	enum err e = order_dispatch(op, &d, &order);
	return e ? e : ERR_CONFLICT;
}

static void what_is_rolled_back_sends_nothing(void **state)
{
	struct city *c = *state;
	switch_on(c, "dispatched");
	int64_t id = filed(c, T_MANHOLE);
	assert_int_equal(city_write(c, DISPATCHER, dispatch_and_fail, &id), ERR_CONFLICT);
	assert_int_equal(messages(c), 0);
}

static enum err queue_twice(struct op *op, void *arg)
{
	const struct q_outbox_queue_case_in in = { .round = 7, .now = op->now, .next_at = op->now, .event = "dispatched",
		.case_id = *(int64_t *)arg };
	enum err e = q_outbox_queue_case(op->s, &in, NULL);
	return e ? e : q_outbox_queue_case(op->s, &in, NULL);
}

static void one_event_is_one_message(void **state)
{
	struct city *c = *state;
	int64_t id = filed(c, T_MANHOLE);
	switch_on(c, "dispatched");
	ok(city_write(c, SYSTEM, queue_twice, &id));
	assert_int_equal(messages(c), 1);
}

static void some_people_get_none(void **state)
{
	struct city *c = *state;
	static const struct said people[] = {
		{ .phone = "13900001234", .anonymity = "secret" },
		{ .phone = "13900001234", .no_callback = true },
		{ .phone = "" },
	};
	switch_on(c, "received");
	switch_on(c, "dispatched");
	switch_on(c, "to_rate");
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		int64_t id = file(c, say(c, &people[i]), T_MANHOLE);
		ok(dispatch_to(c, id, NIL, NIL));
		settle(c, lead_of(c, id));
	}
	assert_int_equal(messages(c), 0);
	/* a fixed line: nobody has to do anything about it */
	ok(dispatch_to(c, file(c, say(c, &(struct said){ .phone = "05361234567" }), T_MANHOLE), NIL, NIL));
	city_pass(c, UNDISPATCH_MS + 1);
	assert_int_equal(run(c), 0);
	status_is("cancelled");
}

static void a_dispatch_that_was_taken_back_is_not_told(void **state)
{
	struct city *c = *state;
	switch_on(c, "dispatched");
	int64_t id = filed(c, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	ok(undispatch(c, DISPATCHER, id));
	city_pass(c, UNDISPATCH_MS + 1);
	assert_int_equal(run(c), 0);
	status_is("cancelled");
	assert_non_null(strstr(last(c).last_error, "撤回"));
}

static void the_receipt_goes_to_the_phone_and_nowhere_else(void **state)
{
	struct city *c = *state;
	switch_on(c, "received");
	c->site.demo = true;
	c->site.public_url = "https://12345.example.cn";
	say(c, &(struct said){ .phone = "13900001234" });
	assert_int_equal(run(c), 1);
	struct q_outbox_get_out m = last(c);
	assert_null(strstr(m.body, c->receipt));
	assert_non_null(strstr(m.body, "****"));
	assert_null(m.code_sealed.p);
	assert_non_null(strstr(recorded(c), c->receipt));
	assert_non_null(strstr(recorded(c), "https://12345.example.cn/h5/receipt"));
	/* outside a demo the recorder shows what the table shows */
	c->site.demo = false;
	say(c, &(struct said){ .phone = "13900001234" });
	assert_int_equal(run(c), 1);
	assert_null(strstr(recorded(c), c->receipt));
}

static enum err look_up(struct op *op, void *arg)
{
	int64_t appeal;
	return rate_link_appeal(op, arg, &appeal);
}

static void the_link_to_rate_works(void **state)
{
	struct city *c = *state;
	switch_on(c, "to_rate");
	c->site.demo = true;
	c->site.public_url = "https://12345.example.cn";
	settle(c, dispatched(c, T_MANHOLE));
	assert_int_equal(messages(c), 1);
	assert_int_equal(run(c), 1);
	const char *at = strstr(recorded(c), "/h5/rate?link=");
	char token[41] = "";
	assert_non_null(at);
	snprintf(token, sizeof token, "%s", at + strlen("/h5/rate?link="));
	ok(city_write(c, CITIZEN, look_up, token));
	assert_null(strstr(last(c).body, token));
}

static void without_a_public_address_nothing_is_invented(void **state)
{
	struct city *c = *state;
	switch_on(c, "to_rate");
	settle(c, dispatched(c, T_MANHOLE));
	assert_int_equal(run(c), 1);
	assert_non_null(strstr(last(c).body, "12345热线"));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task WHERE link_hash IS NOT NULL AND id > $", 0), 0);
}

static void what_was_rated_meanwhile_is_not_asked(void **state)
{
	struct city *c = *state;
	switch_on(c, "to_rate");
	int64_t order = dispatched(c, T_MANHOLE), appeal = city_int(c, "SELECT MAX(id) FROM appeal WHERE id > $", 0);
	settle(c, order);
	call_and_rate(c, appeal, "yes", 5);
	assert_int_equal(run(c), 0);
	status_is("cancelled");
}

static void nobody_is_written_to_at_night(void **state)
{
	struct city *c = *state;
	switch_on(c, "received");
	at_night(c);
	say(c, &(struct said){ .phone = "13900001234" });
	assert_int_equal(run(c), 0);
	assert_true(last(c).next_at == cal_next_call(c->env.now));
	c->env.now = last(c).next_at;
	assert_int_equal(run(c), 1);
	/* what was due by day and is sent late in the evening waits as well */
	say(c, &(struct said){ .phone = "13900001234" });
	at_night(c);
	assert_int_equal(run(c), 0);
	status_is("queued");
	assert_true(last(c).next_at == cal_next_call(c->env.now));
}

/* ---- units ---- */

static void a_whistle_reaches_the_duty_post(void **state)
{
	struct city *c = *state;
	static const int64_t units[] = { U_CITY_MANAGEMENT, U_UTILITY_TEAM, 0 };
	switch_on(c, "whistle");
	on_duty(c, U_CITY_MANAGEMENT, HANDLER2);
	int64_t case_id = filed(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	at_night(c); /* units are written to at any hour */
	ok(blow(c, HANDLER, case_id, "function", false, units));
	assert_int_equal(messages(c), 2);
	assert_int_equal(run(c), 1);
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM outbox_message WHERE status = 'sent' AND to_masked = "
				 "'137****7777' AND to_id = $",
				 U_CITY_MANAGEMENT),
		1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM outbox_message WHERE status = 'dead' AND to_id = $", U_UTILITY_TEAM), 1);
	/* somebody is put on duty there, and it is sent again */
	on_duty(c, U_UTILITY_TEAM, TEAM);
	refused(city_write(c, QUALITY, do_deed,
			   &(struct deed){ city_int(c, "SELECT id FROM outbox_message WHERE status = 'dead' AND id > $", 0), "resend", "" }),
		"outbox.reason");
	ok(city_write(c, QUALITY, do_deed,
		&(struct deed){ city_int(c, "SELECT id FROM outbox_message WHERE status = 'dead' AND id > $", 0),
			"resend", "已设岗位" }));
	assert_int_equal(run(c), 1);
	assert_int_equal(findings(c), 0);
}

static void whoever_answered_needs_no_message(void **state)
{
	struct city *c = *state;
	static const int64_t units[] = { U_CITY_MANAGEMENT, 0 };
	switch_on(c, "whistle");
	int64_t case_id = filed(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	ok(blow(c, HANDLER, case_id, "function", false, units));
	ok(respond(c, HANDLER2, city_int(c, "SELECT MAX(id) FROM whistle_responder WHERE id > $", 0), "accept"));
	assert_int_equal(run(c), 0);
	status_is("cancelled");
}

/* ---- sending ---- */

static void it_is_tried_six_times_and_then_a_person_must_act(void **state)
{
	struct city *c = *state;
	static const int minutes[] = { 1, 5, 30, 120, 360 };
	switch_on(c, "received");
	say(c, &(struct said){ .phone = "13900001234" });
	for (int i = 0; i < 5; i++) {
		assert_int_equal(run_with(c, &NOWHERE), 1);
		status_is("failed");
		assert_true(last(c).next_at == cal_next_call(c->env.now + minutes[i] * (int64_t)MS_MINUTE));
		assert_true(*last(c).last_error);
		city_pass(c, last(c).next_at - c->env.now - 1);
		assert_int_equal(run_with(c, &NOWHERE), 0);
		city_pass(c, 1);
	}
	assert_int_equal(run_with(c, &NOWHERE), 1);
	status_is("dead");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM outbox_attempt WHERE sent = 0 AND message_id = $", last(c).id), 6);
	city_pass(c, MS_DAY);
	assert_int_equal(run(c), 0);
	refused(deed(c, HANDLER, "resend", "再试"), "auth.forbidden");
	ok(deed(c, DISPATCHER, "resend", "网关已恢复"));
	assert_int_equal(run(c), 1); /* the receipt is still known */
	status_is("sent");
	refused(deed(c, DISPATCHER, "resend", "再来一次"), "workflow.illegal_move");
}

static void people_may_take_it_back_or_see_to_it(void **state)
{
	struct city *c = *state;
	switch_on(c, "received");
	say(c, &(struct said){ .phone = "13900001234" });
	refused(deed(c, DISPATCHER, "cancel", ""), "outbox.reason");
	ok(deed(c, DISPATCHER, "cancel", "已电话告知"));
	assert_int_equal(run(c), 0);
	status_is("cancelled");
	assert_null(last(c).code_sealed.p);
	say(c, &(struct said){ .phone = "13900001234" });
	refused(deed(c, DISPATCHER, "handled", "已电话告知"), "workflow.illegal_move");
	assert_int_equal(findings(c), 0);
}

static void a_lost_sender_is_followed_by_another(void **state)
{
	struct city *c = *state;
	char sql[200];
	switch_on(c, "received");
	say(c, &(struct said){ .phone = "13900001234" });
	/* as the claim leaves it, when the process ends before the answer */
	snprintf(sql, sizeof sql,
		"UPDATE outbox_message SET status = 'sending', tries = 1, attempts = 1, version = 2, next_at = %lld",
		(long long)(c->env.now + OUTBOX_LEASE_MS));
	if (db_script(c->f->s, sql))
		fail_msg("%s", db_error(c->f->s));
	city_pass(c, OUTBOX_LEASE_MS - 1);
	assert_int_equal(run(c), 0);
	city_pass(c, 1);
	assert_int_equal(run(c), 1);
	status_is("sent");
	assert_int_equal(last(c).attempts, 2);
}

static void only_so_many_go_out_in_a_minute(void **state)
{
	struct city *c = *state;
	struct outbox_config few = RECORDER;
	few.per_minute = 2;
	switch_on(c, "received");
	for (int i = 0; i < 5; i++)
		say(c, &(struct said){ .phone = "13900001234" });
	assert_int_equal(run_with(c, &few), 2);
	city_pass(c, MS_MINUTE);
	assert_int_equal(run_with(c, &few), 2);
}

/* A fifth of what may go out in a minute is kept for whistles and emergencies, also in the minute in which answers used
 * theirs up; what waits for one way of sending does not keep another waiting. */
static void a_whistle_does_not_wait_behind_answers(void **state)
{
	struct city *c = *state;
	struct outbox_config few = RECORDER;
	struct outbox_sender sender = { .config = &few };
	static const int64_t units[] = { U_CITY_MANAGEMENT, 0 };
	few.per_minute = 5;
	switch_on(c, "received");
	switch_on(c, "whistle");
	on_duty(c, U_CITY_MANAGEMENT, HANDLER2);
	int64_t case_id = filed(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	for (int i = 0; i < 12; i++)
		say(c, &(struct said){ .phone = "13900001234" });
	if (db_script(c->f->s, "UPDATE outbox_message SET channel = 'mail' WHERE id = (SELECT MAX(id) FROM outbox_message)"))
		fail_msg("%s", db_error(c->f->s));
	assert_int_equal(run_on(c, &sender), 5); /* four short messages and the mail */
	assert_int_equal(run_on(c, &sender), 0);
	ok(blow(c, HANDLER, case_id, "function", false, units));
	assert_int_equal(run_on(c, &sender), 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM outbox_message WHERE urgent = 1 AND status = 'sent' AND id > $", 0), 1);
}

/* ---- receipts of the operator ---- */

struct receipt {
	int64_t id;
	bool arrived;
	const char *why, *status;
};

static enum err do_receipt(struct op *op, void *arg)
{
	struct receipt *r = arg;
	return outbox_reported(op, r->id, r->arrived, r->why, &r->status);
}

static enum err receipt(struct city *c, bool arrived, const char *why)
{
	return city_write(c, CITIZEN, do_receipt, &(struct receipt){ last(c).id, arrived, why, "" });
}

static void the_operator_says_whether_it_arrived(void **state)
{
	struct city *c = *state;
	switch_on(c, "dispatched");
	dispatched(c, T_MANHOLE);
	refused(receipt(c, true, ""), "workflow.illegal_move"); /* it has not left */
	city_pass(c, 2 * MS_MINUTE);
	assert_int_equal(run(c), 1);
	status_is("sent");
	ok(receipt(c, false, "空号"));
	status_is("undeliverable");
	assert_string_equal(last(c).last_error, "运营商回执：空号");
	assert_int_equal(last(c).reported_at, c->env.now);
	ok(receipt(c, false, "空号")); /* told twice */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM outbox_attempt WHERE adapter = 'receipt' AND message_id = $",
		last(c).id), 1);
	refused(deed(c, DISPATCHER, "cancel", "已送"), "workflow.illegal_move");
	ok(deed(c, DISPATCHER, "resend", "号码已恢复"));
	assert_int_equal(last(c).reported_at, NIL);
	assert_int_equal(run(c), 1);
	ok(receipt(c, true, ""));
	status_is("delivered");
	assert_string_equal(last(c).last_error, "");
	ok(receipt(c, false, "迟到的回执")); /* what has arrived has arrived */
	status_is("delivered");
	assert_int_equal(findings(c), 0);
}

/* The code is erased when it has left: what did not arrive cannot be said a second time. */
static void a_code_is_not_sent_again(void **state)
{
	struct city *c = *state;
	switch_on(c, "received");
	say(c, &(struct said){ .phone = "13900001234" });
	assert_int_equal(run(c), 1);
	ok(receipt(c, false, "关机"));
	ok(deed(c, DISPATCHER, "resend", "再试"));
	run(c);
	status_is("dead");
	assert_non_null(strstr(last(c).last_error, "查询码"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_has_hours_for_messages),
		cmocka_unit_test(tries_lie_further_and_further_apart),
		cmocka_unit_test(only_mobile_numbers_get_short_messages),
		cmocka_unit_test(templates_are_filled_and_checked),
		CITY(what_is_off_writes_nothing),
		CITY(who_spoke_hears_which_unit_has_it),
		CITY(what_is_rolled_back_sends_nothing),
		CITY(one_event_is_one_message),
		CITY(some_people_get_none),
		CITY(a_dispatch_that_was_taken_back_is_not_told),
		CITY(the_receipt_goes_to_the_phone_and_nowhere_else),
		CITY(the_link_to_rate_works),
		CITY(without_a_public_address_nothing_is_invented),
		CITY(what_was_rated_meanwhile_is_not_asked),
		CITY(nobody_is_written_to_at_night),
		CITY(a_whistle_reaches_the_duty_post),
		CITY(whoever_answered_needs_no_message),
		CITY(it_is_tried_six_times_and_then_a_person_must_act),
		CITY(people_may_take_it_back_or_see_to_it),
		CITY(a_lost_sender_is_followed_by_another),
		CITY(only_so_many_go_out_in_a_minute),
		CITY(a_whistle_does_not_wait_behind_answers),
		CITY(the_operator_says_whether_it_arrived),
		CITY(a_code_is_not_sent_again),
	};
	return city_run("outbox", tests, sizeof tests / sizeof *tests);
}

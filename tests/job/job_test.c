/* SPDX-License-Identifier: Apache-2.0 */
/* What the scheduler does when time passes: clocks, callbacks, anchors, leases, upkeep. Time is the city's own. */
#include "job/job.h"

#include "event/event.h"
#include "way/city.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

static struct job_plan plan;

static enum err run_as(struct city *c, struct job_plan *p, int64_t *done)
{
	const struct refs *refs = refs_take(&c->site);
	struct problem problem = { 0 };
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM, .refs = refs,
			 .problem = &problem };
	enum err e = job_run_due(&op, p, done);
	refs_drop(&c->site, refs);
	return e;
}

static int64_t run_jobs(struct city *c)
{
	int64_t done = 0;
	assert_int_equal(run_as(c, &plan, &done), ERR_OK);
	return done;
}

/* Passes time and lets the jobs run. */
static void pass(struct city *c, int64_t ms)
{
	city_pass(c, ms);
	run_jobs(c);
}

static int64_t events(struct city *c, int64_t case_id, const char *kind)
{
	if (strcmp(kind, "clock.warned") == 0)
		return city_int(c,
			"SELECT COUNT(*) FROM event WHERE kind = 'clock.warned' AND stream = 'case' AND stream_id = $",
			case_id);
	return city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'clock.breached' AND stream = 'case' AND stream_id = $", case_id);
}

static void until(struct city *c, int64_t at)
{
	c->env.now = at;
	run_jobs(c);
}

/* ---- clocks ---------------------------------------------------------------------------------------- */

static void warned_once_at_eighty_percent(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	int64_t due = clock_due_of(c, "order", order, "sign"), from = c->env.now;
	until(c, from + (due - from) / 10 * 7);
	assert_int_equal(events(c, id, "clock.warned"), 0);
	until(c, from + (due - from) / 100 * 81);
	assert_int_equal(events(c, id, "clock.warned"), 1);
	pass(c, 10 * MS_SECOND);
	assert_int_equal(events(c, id, "clock.warned"), 1);
	status_is(order, order, "to_sign");
	assert_int_equal(findings(c), 0);
}

static void unsigned_order_is_signed_by_the_system(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	until(c, clock_due_of(c, "order", order, "sign") + 1);
	get_order(c, order, &o);
	assert_string_equal(o.status, "handling");
	assert_int_equal(o.auto_signed, 1);
	assert_int_equal(o.signed_by, NIL);
	assert_int_equal(events(c, id, "clock.breached"), 1);
	assert_int_equal(
		city_int(c, "SELECT COUNT(*) FROM clock WHERE kind = 'sign' AND stopped_at IS NULL AND object_id = $",
			order),
		0);
	assert_int_equal(findings(c), 0);
}

/* The end of the handling time is seen, but nobody's work is taken away. */
static void late_order_stays_with_its_unit(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(sign(c, HANDLER, order));
	ok(contact(c, HANDLER, order, true));
	int64_t due = clock_due_of(c, "order", order, "handle");
	until(c, due);
	assert_int_equal(events(c, id, "clock.breached"), 0);
	until(c, due + 6 * (int64_t)MS_SECOND);
	assert_int_equal(events(c, id, "clock.breached"), 1);
	status_is(order, order, "handling");
	assert_int_equal(city_int(c, "SELECT happened_at FROM event WHERE kind = 'clock.breached' AND stream_id = $", id), due);
	assert_int_equal(
		city_int(c, "SELECT recorded_at FROM event WHERE kind = 'clock.breached' AND stream_id = $", id),
		c->env.now);
	ok(submit(c, HANDLER, order));
}

static void nobody_is_warned_after_the_end(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(sign(c, HANDLER, order));
	ok(contact(c, HANDLER, order, true));
	until(c, clock_due_of(c, "order", order, "handle") + (int64_t)MS_HOUR);
	assert_int_equal(events(c, id, "clock.warned"), 0);
	assert_int_equal(events(c, id, "clock.breached"), 1);
	assert_int_equal(
		city_int(c, "SELECT COUNT(*) FROM clock WHERE kind = 'handle' AND warned_at IS NULL AND object_id = $",
			order),
		0);
}

static void stopped_clock_is_silent(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	settle(c, order);
	int64_t before = events(c, id, "clock.breached");
	pass(c, 2 * (int64_t)MS_DAY);
	assert_int_equal(events(c, id, "clock.breached"), before);
}

static void undispatched_case_is_noticed(void **state)
{
	struct city *c = *state;
	int64_t id = filed(c, T_RED);
	until(c, clock_due_of(c, "case", id, "dispatch") + 1);
	assert_int_equal(events(c, id, "clock.breached"), 1);
	status_is(case, id, "filed");
}

static void silence_closes_a_supplement(void **state)
{
	struct city *c = *state;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" });
	ok(appeal_do(c, RECEIVER, appeal, "ask", "请说明具体位置"));
	pass(c, 6 * (int64_t)MS_DAY);
	status_is(appeal, appeal, "supplement");
	pass(c, 2 * (int64_t)MS_DAY);
	status_is(appeal, appeal, "closed_silent");
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM event WHERE kind = 'clock.breached' AND stream = 'appeal' AND "
				 "stream_id = $",
				 appeal),
		1);
	assert_int_equal(findings(c), 0);
}

static void answered_supplement_stays_open(void **state)
{
	struct city *c = *state;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" });
	ok(appeal_do(c, RECEIVER, appeal, "ask", "请说明具体位置"));
	ok(appeal_do(c, CITIZEN, appeal, "supplied", "东街路口东侧"));
	pass(c, 9 * (int64_t)MS_DAY);
	status_is(appeal, appeal, "sorting");
}

/* ---- failures -------------------------------------------------------------------------------------- */

static void script(struct city *c, const char *sql)
{
	if (db_script(c->f->s, sql))
		fail_msg("%s", db_error(c->f->s));
}

static void one_broken_case_does_not_stop_the_others(void **state)
{
	struct city *c = *state;
	int64_t bad = dispatched(c, T_MANHOLE), good = dispatched(c, T_MANHOLE);
	char sql[600];
	int64_t bad_case = city_int(c, "SELECT case_id FROM work_order WHERE id = $", bad);
	snprintf(sql, sizeof sql, "UPDATE stream SET stream_id = -%lld WHERE stream = 'case' AND stream_id = %lld;"
		 "INSERT INTO stream (stream, stream_id, seq, head) SELECT 'case', %lld, seq, stream_head.v FROM stream,"
		 " (SELECT CAST('' AS %s) AS v) AS stream_head WHERE stream = 'case' AND stream_id = -%lld",
		 (long long)bad_case, (long long)bad_case, (long long)bad_case, city_engine == DB_SQLITE ? "BLOB" : "BYTEA",
		 (long long)bad_case);
	script(c, sql);
	until(c, clock_due_of(c, "order", bad, "sign") + 1);
	status_is(order, good, "handling");
	status_is(order, bad, "to_sign");
	/* repaired: left alone for a minute, then done */
	snprintf(sql, sizeof sql, "DELETE FROM stream WHERE stream = 'case' AND stream_id = %lld;"
		 "UPDATE stream SET stream_id = %lld WHERE stream = 'case' AND stream_id = -%lld",
		 (long long)bad_case, (long long)bad_case, (long long)bad_case);
	script(c, sql);
	pass(c, 10 * (int64_t)MS_SECOND);
	status_is(order, bad, "to_sign");
	pass(c, 2 * (int64_t)MS_MINUTE);
	status_is(order, bad, "handling");
	assert_true(findings(c) > 0); /* the anchors have seen the damage */
}

/* ---- leases ---------------------------------------------------------------------------------------- */

static void of_two_nodes_one_does_it(void **state)
{
	struct city *c = *state;
	static struct job_plan other;
	job_plan_open(&other, c->site.env);
	filed(c, T_MANHOLE);
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 1);
	filed(c, T_MANHOLE);
	assert_int_equal(run_as(c, &other, NULL), ERR_OK); /* the same second, another node */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 1);
	city_pass(c, 61 * (int64_t)MS_SECOND);
	assert_int_equal(run_as(c, &other, NULL), ERR_OK);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 2);
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 2);
	job_plan_close(&other);
}

static void a_dead_node_loses_its_lease(void **state)
{
	struct city *c = *state;
	char sql[200];
	filed(c, T_MANHOLE);
	snprintf(sql, sizeof sql, "INSERT INTO job_run (name, next_at, lease_until, owner) VALUES ('anchor', 0, %lld, 'dead')",
		 (long long)(c->env.now + 3 * (int64_t)MS_MINUTE));
	script(c, sql);
	run_jobs(c);
	pass(c, 2 * (int64_t)MS_MINUTE);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 0);
	pass(c, 2 * (int64_t)MS_MINUTE);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM anchor", 0), 1);
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM job_run WHERE name = 'anchor' AND last_error = '' AND last_at "
				 "IS NOT NULL",
				 0),
		1);
}

/* ---- callbacks and upkeep -------------------------------------------------------------------------- */

static void exhausted_callback_ends_unrated(void **state)
{
	struct city *c = *state;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" }), id = file(c, appeal, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	settle(c, lead_of(c, id));
	int64_t task = task_of(c, appeal);
	static const char *const methods[] = { "phone", "sms", "phone", "phone" };
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		city_next_morning(c);
		ok(attempt(c, AGENT, task, methods[i], "no_answer"));
		run_jobs(c);
	}
	status_is(appeal, appeal, "to_rate");
	pass(c, 8 * (int64_t)MS_DAY);
	status_is(appeal, appeal, "unrated");
	status_is(case, id, "closed");
	assert_int_equal(findings(c), 0);
}

static void old_answers_and_messages_go(void **state)
{
	struct city *c = *state;
	char sql[900];
	long long now = (long long)c->env.now, day = MS_DAY;
	snprintf(sql, sizeof sql,
		 "INSERT INTO idempotency (principal_key, key, request_hash, status, answer, created_at) VALUES"
		 " (1, 'old', 'x', 200, '', %lld), (1, 'young', 'x', 200, '', %lld);"
		 "INSERT INTO live_message (topic, body, at) VALUES ('old', '{}', %lld), ('young', '{}', %lld);"
		 "INSERT INTO login_session (token_hash, user_id, rights_version, created_at, seen_at, expires_at, address, agent) VALUES"
		 " ('old', 1, 1, 0, 0, %lld, '', ''), ('young', 1, 1, 0, %lld, %lld, '', '')",
		 now - 31 * day, now - 29 * day, now - 2 * day, now - day / 2, now - day, now, now + day);
	script(c, sql);
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM idempotency WHERE key = 'old'", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM idempotency WHERE key = 'young'", 0), 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM live_message WHERE topic = 'old'", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM live_message WHERE topic = 'young'", 0), 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM login_session WHERE token_hash = 'old'", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM login_session WHERE token_hash = 'young'", 0), 1);
}

static void nightly_jobs_run_at_night(void **state)
{
	struct city *c = *state;
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM job_run WHERE name = 'files' AND last_at IS NOT NULL", 0), 0);
	c->env.now = day_start_ms(20250304) + 3 * (int64_t)MS_HOUR;
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM job_run WHERE name = 'files' AND last_at IS NOT NULL", 0), 0);
	pass(c, 30 * (int64_t)MS_MINUTE);
	int64_t first = city_int(c, "SELECT last_at FROM job_run WHERE name = 'files'", 0);
	assert_int_equal(first, c->env.now);
	pass(c, 12 * (int64_t)MS_HOUR);
	assert_int_equal(city_int(c, "SELECT last_at FROM job_run WHERE name = 'files'", 0), first);
	pass(c, 12 * (int64_t)MS_HOUR);
	assert_int_equal(city_int(c, "SELECT last_at FROM job_run WHERE name = 'files'", 0), c->env.now);
	/* The planner has been told how large the tables are; those without an index are not read to their end for it. */
	const char *told = db_session_kind(c->f->s) == DB_SQLITE
		? "SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'app_user' AND $ = 0"
		: "SELECT COUNT(*) FROM pg_class WHERE relname = 'app_user' AND reltuples > 0 AND $ = 0";
	assert_true(city_int(c, told, 0) > 0);
}

/* A week in steps of half an hour with cases in every state leaves a history that can be proved. */
static void a_week_passes(void **state)
{
	struct city *c = *state;
	for (int i = 0; i < 5; i++) {
		filed(c, T_MANHOLE);
		int64_t order = dispatched(c, T_MANHOLE);
		if (i % 2)
			settle(c, order);
		patrol(c, T_PHOTO);
		for (int step = 0; step < 48; step++)
			pass(c, 30 * (int64_t)MS_MINUTE);
	}
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM work_order WHERE status = 'to_sign'", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM stream WHERE dirty = 1 AND stream <> 'audit'", 0), 0);
	assert_int_equal(findings(c), 0);
}

/* ---- the program ----------------------------------------------------------------------------------- */

static int set_up(void **state)
{
	int code = city_set_up(state);
	job_plan_open(&plan, ((struct city *)*state)->site.env);
	return code;
}

static int tear_down(void **state)
{
	job_plan_close(&plan);
	return city_tear_down(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* ---- the trigger on the score ----------------------------------------------------------------------- */

/* The daily lists of this morning: these points for 市政中心, and many for the squad. */
static void daily_list(struct city *c, int points)
{
	char sql[600];
	snprintf(sql, sizeof sql,
		"INSERT INTO score_run (month, list, kind, made_at, from_at, to_at, profile_id, nrows, head, hash) VALUES "
		"(%d, 'departments', 'daily', %lld, 0, 1, 1, 2, '', '00');"
		"INSERT INTO score_row (run_id, place, unit_id, rank, points_micro, body) "
		"SELECT MAX(id), 1, %d, 1, 95000000, '' FROM score_run UNION ALL SELECT MAX(id), 2, %d, 2, %d000000, '' FROM score_run",
		(int)(day_of_ms(c->env.now) / 100), (long long)c->env.now, U_CITY_MANAGEMENT, U_UTILITY, points);
	ok(db_script(c->f->s, sql));
}

static int64_t drafts(struct city *c, int days, int points)
{
	for (int i = 0; i < days; i++) {
		city_pass(c, MS_DAY);
		daily_list(c, points); /* before the job would make one */
		run_jobs(c);
	}
	return city_int(c, "SELECT COUNT(*) FROM notice WHERE trigger_code = 'below_line' AND unit_id = $", U_UTILITY);
}

static void ten_days_below_the_line_make_a_draft(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "UPDATE notice_trigger SET active = 0"));
	assert_int_equal(drafts(c, 12, 70), 0); /* switched off, as in a new city */
	ok(db_script(c->f->s, "UPDATE notice_trigger SET active = 1 WHERE code = 'below_line'"));
	assert_int_equal(drafts(c, 1, 81), 0);
	assert_int_equal(drafts(c, 9, 79), 0);
	assert_int_equal(drafts(c, 1, 79), 1);
	assert_int_equal(drafts(c, 12, 79), 1); /* not again within 30 days */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice WHERE unit_id <> $", U_UTILITY), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice WHERE status = 'draft' AND kind = 'hint'", 0), 1);
	assert_int_equal(drafts(c, 20, 79), 1); /* nor while that draft is open */
	ok(db_script(c->f->s, "UPDATE notice SET status = 'dropped', ended_at = 1"));
	assert_int_equal(drafts(c, 1, 79), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(warned_once_at_eighty_percent),
		TEST(unsigned_order_is_signed_by_the_system),
		TEST(late_order_stays_with_its_unit),
		TEST(nobody_is_warned_after_the_end),
		TEST(stopped_clock_is_silent),
		TEST(undispatched_case_is_noticed),
		TEST(silence_closes_a_supplement),
		TEST(answered_supplement_stays_open),
		TEST(one_broken_case_does_not_stop_the_others),
		TEST(of_two_nodes_one_does_it),
		TEST(a_dead_node_loses_its_lease),
		TEST(exhausted_callback_ends_unrated),
		TEST(old_answers_and_messages_go),
		TEST(nightly_jobs_run_at_night),
		TEST(a_week_passes),
		TEST(ten_days_below_the_line_make_a_draft),
	};
	return city_run("job", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Lists that stay: made every morning, published after the month, frozen; refused by the database when somebody changes them, and
 * found by verify when somebody did. */
#include "score/lists.h"

/* What the migration has seeded are the profiles of the program, to the byte. */
static void seeds_are_the_built_in_profiles(void **state)
{
	struct city *c = *state;
	for (size_t i = 0; i < SCORE_BUILTINS; i++) {
		struct score_chosen by;
		struct buf b;
		struct json_out w;
		ok(score_profile_get(c->f->s, (int64_t)i + 1, &by));
		buf_init(&b, c->f->arena, 1 << 16);
		jw_init(&w, &b);
		jw_object(&w);
		score_put_parameters(&w, &SCORE_BUILTIN[i]);
		jw_object_end(&w);
		assert_string_equal(by.code, SCORE_BUILTIN_NAMES[i]);
		assert_string_equal(by.body, buf_cstr(&b));
		assert_memory_equal(&by.p, &SCORE_BUILTIN[i], sizeof by.p);
	}
}

static void every_morning_at_six(void **state)
{
	struct city *c = *state;
	dispatched(c, T_MANHOLE);
	assert_int_equal(at(c, 20250304, 5 * 60 + 59), 0);
	assert_int_equal(at(c, 20250304, 6 * 60), 1);
	assert_int_equal(at(c, 20250304, 6 * 60 + 1), 0);
	assert_int_equal(at(c, 20250304, 18 * 60), 0);
	assert_int_equal(runs(c, "daily"), 2); /* towns and departments */
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 0);
	assert_int_equal(at(c, 20250306, 9 * 60), 1); /* a day without the program is not made up for */
	assert_int_equal(runs(c, "daily"), 4);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), SCORE_MATTER);
	assert_int_equal(wrong(c), 0);
	assert_int_equal(findings(c), 0);
}

/* 1 April is a Tuesday, 4 April a holiday. */
static void published_then_frozen(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "INSERT INTO calendar_day (day, working, name) VALUES (20250404, 0, '清明节')"));
	city_reload(c);
	int64_t order = dispatched(c, T_MANHOLE);
	at(c, 20250310, 7 * 60);
	assert_int_equal(at(c, 20250401, 5 * 60), 0);
	assert_int_equal(at(c, 20250401, 6 * 60), 2); /* the daily list of April, the preliminary one of March */
	assert_int_equal(runs(c, "preliminary"), 2);
	assert_int_equal(month_is(c, "preliminary"), 1);
	assert_int_equal(city_int(c, "SELECT objections_until FROM score_month WHERE month = $", 202503),
		day_start_ms(20250408) - MS_SECOND); /* 2, 3 and 7 April */
	assert_int_equal(city_int(c, "SELECT freeze_from FROM score_month WHERE month = $", 202503),
		day_start_ms(20250415) + 6 * MS_HOUR);
	c->env.now = day_start_ms(20250402) + 10 * MS_HOUR;
	settle(c, order);
	assert_int_equal(at(c, 20250414, 20 * 60), 1);
	assert_int_equal(runs(c, "frozen"), 0);
	assert_int_equal(at(c, 20250415, 6 * 60), 2);
	assert_int_equal(runs(c, "frozen"), 2);
	assert_int_equal(month_is(c, "frozen"), 1);
	assert_int_equal(at(c, 20250415, 7 * 60), 0);
	at(c, 20250505, 7 * 60);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM score_run WHERE month = $", 202503), 6);
	assert_int_equal(wrong(c), 0);
	assert_int_equal(findings(c), 0);
}

/* A month that no morning has seen has no list. */
static void an_unseen_month_is_not_published(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "INSERT INTO calendar_day (day, working, name) VALUES (20250501, 0, '劳动节'), (20250502, 0, '劳动节')"));
	city_reload(c);
	at(c, 20250402, 9 * 60);
	assert_int_equal(runs(c, "preliminary"), 0);
	assert_int_equal(at(c, 20250502, 9 * 60), 1); /* a holiday: April waits */
}

static void the_database_refuses_changes(void **state)
{
	static const char *const tries[] = {
		"UPDATE score_run SET made_at = 1",
		"DELETE FROM score_run",
		"UPDATE score_row SET points_micro = 100000000",
		"DELETE FROM score_row",
		"UPDATE score_month SET status = 'preliminary'",
		"DELETE FROM score_month",
		"UPDATE score_profile SET body = '{}'",
		"DELETE FROM score_profile",
	};
	struct city *c = *state;
	at(c, 20250310, 7 * 60);
	at(c, 20250401, 7 * 60);
	at(c, 20250415, 7 * 60);
	assert_int_equal(month_is(c, "frozen"), 1);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		if (!db_script(c->f->s, tries[i]))
			fail_msg("accepted: %s", tries[i]);
	assert_int_equal(wrong(c), 0);
}

/* Somebody with the database in hand takes the protection away. */
static void tamper(struct city *c, const char *sql)
{
	bool sqlite = city_engine == DB_SQLITE;
	ok(db_script(c->f->s, sqlite ? "DROP TRIGGER IF EXISTS score_row_no_update; DROP TRIGGER IF EXISTS score_run_no_update" :
				       "ALTER TABLE score_row DISABLE TRIGGER ALL; ALTER TABLE score_run DISABLE TRIGGER ALL"));
	ok(db_script(c->f->s, sql));
}

static void verify_finds_what_was_changed(void **state)
{
	struct city *c = *state;
	for (int i = 0; i < 3; i++)
		settle(c, dispatched(c, T_MANHOLE));
	at(c, 20250306, 7 * 60);
	assert_int_equal(wrong(c), 0);
	tamper(c, "UPDATE score_row SET rank = 1, points_micro = points_micro + 1 WHERE unit_id = 10");
	assert_int_equal(wrong(c), 1);
	assert_non_null(strstr(found, "内容与哈希不符"));
	tamper(c, "UPDATE score_row SET rank = NULL, points_micro = points_micro - 1 WHERE unit_id = 10");
	assert_int_equal(wrong(c), 0);
	tamper(c, "UPDATE score_row SET body = REPLACE(body, '\"ranked\"', '\"ranked\"')");
	assert_int_equal(wrong(c), 0);
	tamper(c, "UPDATE score_run SET hash = (SELECT x.hash FROM score_run x WHERE x.list = 'towns') WHERE list = 'departments'");
	assert_int_equal(wrong(c), 1);
}

/* ---- objections ---- */

static enum err do_object(struct op *op, void *arg)
{
	int64_t id;
	return score_object(op, arg, &id);
}

static enum err object(struct city *c, int who, int64_t unit, int64_t order, const char *what)
{
	struct score_objection o = { 202503, unit, order, what, "当天已办结，系统故障未能提交" };
	return city_write(c, who, do_object, &o);
}

struct ruling {
	int64_t id;
	const char *action;
};

static enum err do_rule(struct op *op, void *arg)
{
	struct ruling *r = arg;
	return score_objection_move(op, r->id, 1, r->action, "核实系统日志，情况属实");
}

static enum err decide_on(struct city *c, int who, const char *action)
{
	return city_write(
		c, who, do_rule, &(struct ruling){ city_int(c, "SELECT MAX(id) FROM score_objection WHERE id > $", 0), action });
}

/* The unit objects to an order that counts as late; what is upheld is taken off, the list made again, and nothing else
 * changes. */
static void an_upheld_objection_makes_a_new_list(void **state)
{
	struct city *c = *state;
	int64_t first = dispatched(c, T_MANHOLE), other = dispatched(c, T_MANHOLE);
	at(c, 20250310, 7 * 60);
	refused(object(c, LEADER, U_UTILITY, first, "due"), "score.objections_closed");
	at(c, 20250401, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 2 * SCORE_MATTER);
	refused(object(c, LEADER, U_UTILITY, first, "returned"), "score.line");
	refused(object(c, LEADER, U_UTILITY, first, "answers"), "score.line");
	refused(object(c, LEADER, U_CITY_MANAGEMENT, first, "due"), "score.unit");
	refused(object(c, LEADER2, U_CITY_MANAGEMENT, first, "due"), "score.order");
	ok(object(c, LEADER, U_UTILITY, first, "due"));
	refused(object(c, LEADER, U_UTILITY, first, "due"), "score.objection_twice");
	refused(decide_on(c, LEADER, "uphold"), "auth.forbidden");
	refused(decide_on(c, LEADER2, "withdraw"), "score.objection_not_found");
	assert_int_equal(at(c, 20250401, 8 * 60), 0); /* nothing is ruled yet */
	ok(decide_on(c, QUALITY, "uphold"));
	assert_int_equal(at(c, 20250401, 9 * 60), 1);
	assert_int_equal(runs(c, "preliminary"), 4);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), SCORE_MATTER);
	ok(object(c, LEADER, U_UTILITY, other, "due"));
	at(c, 20250415, 7 * 60);
	assert_int_equal(runs(c, "frozen"), 0); /* an objection is open */
	ok(decide_on(c, QUALITY, "reject"));
	at(c, 20250415, 8 * 60);
	assert_int_equal(runs(c, "frozen"), 2);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), SCORE_MATTER);
	refused(object(c, LEADER, U_UTILITY, other, "due"), "score.objections_closed");
	assert_int_equal(wrong(c), 0);
	assert_int_equal(findings(c), 0);
}

static void three_working_days_to_object(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	at(c, 20250310, 7 * 60);
	at(c, 20250401, 7 * 60);
	c->env.now = day_start_ms(20250405);
	refused(object(c, LEADER, U_UTILITY, order, "due"), "score.objections_closed");
	c->env.now = day_start_ms(20250404) + 20 * MS_HOUR;
	ok(object(c, LEADER, U_UTILITY, order, "due"));
	ok(decide_on(c, LEADER, "withdraw"));
	ok(object(c, LEADER, U_UTILITY, order, "due"));
}

/* What was sent back, and the answers of a case, are taken off by themselves. */
static void each_kind_of_line_by_itself(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	struct q_score_rows_rows rows;
	ok(sign(c, HANDLER, order));
	ok(submit(c, HANDLER, order));
	ok(review(c, LEADER, order, false, "再去看一遍"));
	ok(submit(c, HANDLER, order));
	ok(review(c, LEADER, order, true, NULL));
	call_and_rate(c, city_int(c, "SELECT MAX(id) FROM appeal WHERE id > $", 0), "no", 1);
	at(c, 20250310, 7 * 60);
	at(c, 20250401, 7 * 60);
	for (int i = 0; i < 2; i++) {
		ok(object(c, LEADER, U_UTILITY, order, i ? "answers" : "returned"));
		ok(decide_on(c, QUALITY, "uphold"));
		at(c, 20250401, (8 + i) * 60);
		ok(q_score_rows(c->f->s, &(struct q_score_rows_in){ .run_id = city_int(c, "SELECT MAX(id) FROM score_run WHERE "
			"list = 'departments' AND month = $", 202503) }, &rows));
		for (size_t k = 0; k < rows.n; k++)
			if (rows.v[k].unit_id == U_UTILITY) {
				const char *body = rows.v[k].body;
				assert_non_null(strstr(body, "\"due_hundredths\":100"));
				assert_non_null(strstr(body, i ? "\"evaluated_hundredths\":0" : "\"evaluated_hundredths\":100"));
				assert_non_null(strstr(body, i ? "\"excluded\":2" : "\"excluded\":1"));
				/* D 1, C 1, T 1, and neither submitted nor sent back */
				assert_non_null(strstr(body, "[100,100,100,0,0,"));
			}
	}
	assert_int_equal(wrong(c), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(seeds_are_the_built_in_profiles), CITY(every_morning_at_six), CITY(published_then_frozen),
		CITY(an_unseen_month_is_not_published), CITY(the_database_refuses_changes), CITY(verify_finds_what_was_changed),
		CITY(an_upheld_objection_makes_a_new_list), CITY(three_working_days_to_object), CITY(each_kind_of_line_by_itself),
	};
	return city_run("score lists", tests, sizeof tests / sizeof *tests);
}

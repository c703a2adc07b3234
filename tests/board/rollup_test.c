/* SPDX-License-Identifier: Apache-2.0 */
/* Figures equal what one counts by hand: the daily roll-ups against a recount in C of every row, made anew after damage and
 * after a case was reopened; and the average handling time (F-05) on cases whose times are worked out on paper. */
#include "way/city.h"

#include <stdlib.h>

#include "board/board.h"
#include "board/rollup.h"

/* ---- the recount ---- */

struct cell {
	int64_t day, dim_id, n;
	const char *measure, *dim;
};

struct tally {
	struct city *c;
	struct cell cell[400];
	size_t n;
};

static void add(struct tally *t, const char *measure, const char *dim, int64_t at, int64_t dim_id, int64_t n)
{
	int64_t day = day_of_ms(at);
	for (size_t i = 0; i < t->n; i++) {
		struct cell *k = &t->cell[i];
		if (k->day == day && k->dim_id == dim_id && str_eq(k->measure, measure) && str_eq(k->dim, dim)) {
			k->n += n;
			return;
		}
	}
	assert_true(t->n < sizeof t->cell / sizeof *t->cell);
	t->cell[t->n++] = (struct cell){ day, dim_id, n, measure, dim };
}

/* Reads a table row by row: nothing is counted, grouped or filtered by the database. */
static struct db_cursor *every_row(struct city *c, const char *sql)
{
	struct db_query q;
	struct db_cursor *cursor;
	db_query_init(&q);
	db_query_add_(&q, sql, NULL, 0);
	ok(db_query_open(c->f->s, &q, &cursor));
	return cursor;
}

static int64_t or_0(int64_t v)
{
	return v == NIL ? 0 : v;
}

static void recount(struct tally *t)
{
	struct db_cursor *r = every_row(t->c, "SELECT received_at, channel_id, town_id, historical FROM appeal");
	while (!db_next(r)) {
		if (db_i64(r, 3))
			continue;
		add(t, "intake", "channel", db_i64(r, 0), db_i64(r, 1), 1);
		add(t, "intake", "town", db_i64(r, 0), or_0(db_i64(r, 2)), 1);
	}
	db_query_close(r);
	r = every_row(t->c, "SELECT opened_at, dispatched_at, settled_at, town_id, lead_unit_id, historical FROM casefile");
	while (!db_next(r)) {
		int64_t settled = db_i64(r, 2);
		if (db_i64(r, 5))
			continue;
		add(t, "opened", "town", db_i64(r, 0), or_0(db_i64(r, 3)), 1);
		if (settled == NIL)
			continue;
		add(t, "settled", "unit", settled, or_0(db_i64(r, 4)), 1);
		if (db_i64(r, 1) != NIL)
			add(t, "settled_ms", "unit", settled, or_0(db_i64(r, 4)), settled - db_i64(r, 1));
	}
	db_query_close(r);
	r = every_row(t->c, "SELECT at, town_id FROM self_handled");
	while (!db_next(r))
		add(t, "self", "town", db_i64(r, 0), db_i64(r, 1), 1);
	db_query_close(r);
}

/* Every stored number is one of the recount, and there is no other. */
static void rollups_equal_the_recount(struct city *c)
{
	struct tally *t = calloc(1, sizeof *t);
	size_t seen = 0;
	if (!t)
		abort();
	t->c = c;
	recount(t);
	struct db_cursor *r = every_row(c, "SELECT day, measure, dim, dim_id, n FROM rollup");
	for (; !db_next(r); seen++) {
		const struct cell *found = NULL;
		for (size_t i = 0; i < t->n && !found; i++)
			if (t->cell[i].day == db_i64(r, 0) && str_eq(t->cell[i].measure, db_text(r, 1)) &&
			    str_eq(t->cell[i].dim, db_text(r, 2)) && t->cell[i].dim_id == db_i64(r, 3))
				found = &t->cell[i];
		if (!found || found->n != db_i64(r, 4))
			fail_msg("%lld %s by %s %lld: %lld stored, %lld counted", (long long)db_i64(r, 0), db_text(r, 1), db_text(r, 2),
				 (long long)db_i64(r, 3), (long long)db_i64(r, 4), found ? (long long)found->n : 0LL);
	}
	db_query_close(r);
	assert_int_equal(seen, t->n);
	assert_true(seen > 0);
	free(t);
}

/* Days in which cases of two units come and go; the last one is reopened long after it was settled. */
static int64_t some_days(struct city *c)
{
	int64_t last = NIL;
	for (int day = 0; day < 5; day++) {
		for (int i = 0; i <= day % 3; i++)
			say(c, &(struct said){ .channel = i ? CH_WECHAT : CH_PHONE, .phone = "13900001234" });
		ok(dispatch_to(c, filed(c, T_MANHOLE), day % 2 ? U_CITY_MANAGEMENT : U_UTILITY, NIL));
		if (day % 2 == 0) {
			city_pass(c, (day + 1) * (int64_t)MS_HOUR);
			settle(c, c->made);
			struct q_order_get_out o;
			get_order(c, lead_of(c, city_int(c, "SELECT MAX(id) FROM casefile", 0)), &o);
			last = o.case_id;
		}
		patrol(c, T_RED);
		city_next_morning(c);
	}
	return last;
}

static void rollups_are_what_one_counts(void **state)
{
	struct city *c = *state;
	int64_t days;
	some_days(c);
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	assert_true(days >= 5);
	rollups_equal_the_recount(c);
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	assert_int_equal(days, 0); /* a repeated run changes nothing */
	rollups_equal_the_recount(c);
}

static void damage_is_found_and_mended(void **state)
{
	struct city *c = *state;
	int64_t days;
	some_days(c);
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	ok(db_script(c->f->s, "UPDATE rollup SET n = n + 1 WHERE day = 20250303 AND measure = 'opened'"));
	ok(db_script(c->f->s, "DELETE FROM rollup WHERE day = 20250304"));
	ok(db_script(c->f->s, "UPDATE rollup SET measure = 'other' WHERE day = 20250305 AND measure = 'opened'"));
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	assert_int_equal(days, 3);
	rollups_equal_the_recount(c);
}

/* The scheduler's way gives the same numbers, also when a case settled weeks ago is opened again. */
static void a_reopened_case_leaves_the_day_on_which_it_stood(void **state)
{
	struct city *c = *state;
	int64_t days, id = some_days(c);
	int64_t appeal = city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id);
	call_and_rate(c, appeal, "yes", 5);
	city_pass(c, 20 * (int64_t)MS_DAY);
	ok(rollup_refresh(c->f->s, c->env.now, 35));
	rollups_equal_the_recount(c);
	ok(case_do(c, DISPATCHER, id, "reopen", "井盖又不见了"));
	ok(rollup_refresh(c->f->s, c->env.now, 35));
	rollups_equal_the_recount(c);
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	assert_int_equal(days, 0);
}

/* ---- F-05 ---- */

static double working_days; /* of the last answer */

static int64_t average(struct city *c, int who)
{
	struct json_out w;
	struct buf b;
	const struct json *v;
	const char *why;
	struct problem p = { 0 };
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_PERSON, .who = &c->who[who],
			 .refs = refs_take(&c->site), .problem = &p };
	buf_init(&b, c->f->arena, 1 << 16);
	jw_init(&w, &b);
	ok(board_today(&w, &op));
	refs_drop(&c->site, op.refs);
	ok(json_parse(c->f->arena, sv_from(buf_cstr(&b)), &v, &why));
	working_days = json_real(json_get(v, "avg_working_days"));
	return json_int(json_get(v, "avg_handling_ms"));
}

static void settled_after(struct city *c, int64_t unit, int64_t ms)
{
	ok(dispatch_to(c, filed(c, T_MANHOLE), unit, NIL));
	int64_t order = c->made;
	bool ours = unit == U_UTILITY;
	city_pass(c, ms);
	ok(submit(c, ours ? HANDLER : HANDLER2, order));
	ok(review(c, ours ? LEADER : LEADER2, order, true, NULL));
}

static void the_average_handling_time(void **state)
{
	struct city *c = *state;
	assert_int_equal(average(c, DISPATCHER), 0); /* nothing settled: no figure, no division by zero */
	settled_after(c, U_UTILITY, 90 * (int64_t)MS_HOUR);
	int64_t settled = c->env.now;
	assert_int_equal(average(c, DISPATCHER), 90 * (int64_t)MS_HOUR);
	const struct refs *refs = refs_take(&c->site);
	int64_t worked = cal_worked(refs->calendar, settled - 90 * (int64_t)MS_HOUR, settled),
		a_day = cal_worked_a_day(refs->calendar);
	refs_drop(&c->site, refs);
	assert_true(worked > 0 && worked < 4 * a_day); /* 90 hours are not four working days */
	assert_int_equal((int64_t)(working_days * 100 + 0.5), (worked * 100 + a_day / 2) / a_day);
	city_pass(c, 7 * (int64_t)MS_DAY + 1); /* it leaves the last seven days by one millisecond */
	assert_int_equal(average(c, DISPATCHER), 0);
	settled_after(c, U_UTILITY, 2 * MS_HOUR);
	settled_after(c, U_UTILITY, 5 * MS_HOUR);
	settled_after(c, U_CITY_MANAGEMENT, 50 * MS_HOUR);
	assert_int_equal(average(c, DISPATCHER), 19 * (int64_t)MS_HOUR); /* (2 + 5 + 50) / 3 */
	assert_int_equal(average(c, LEADER), 3 * (int64_t)MS_HOUR + 30 * (int64_t)MS_MINUTE); /* only what the unit sees */
	assert_int_equal(average(c, LEADER2), 50 * (int64_t)MS_HOUR);
	assert_int_equal(average(c, TOWN2), 0);
	ok(dispatch_to(c, filed(c, T_MANHOLE), NIL, NIL)); /* what is still in work counts for nothing */
	patrol(c, T_RED);
	assert_int_equal(average(c, DISPATCHER), 19 * (int64_t)MS_HOUR);
}

/* A time that does not divide evenly is cut to the millisecond; imported history never counts. */
static void the_average_is_whole_and_without_history(void **state)
{
	struct city *c = *state;
	settled_after(c, U_UTILITY, 1);
	settled_after(c, U_UTILITY, 2);
	settled_after(c, U_UTILITY, 2);
	assert_int_equal(average(c, DISPATCHER), 1); /* 5 / 3 */
	ok(db_script(c->f->s, "UPDATE casefile SET historical = 1 WHERE id = (SELECT MIN(id) FROM casefile)"));
	assert_int_equal(average(c, DISPATCHER), 2); /* 4 / 2 */
	int64_t days;
	ok(rollup_rebuild(c->f->s, c->env.now, &days));
	rollups_equal_the_recount(c);
	assert_int_equal(city_int(c, "SELECT SUM(n) FROM rollup WHERE measure = 'settled_ms'", 0), 4);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(rollups_are_what_one_counts), CITY(damage_is_found_and_mended),
		CITY(a_reopened_case_leaves_the_day_on_which_it_stood), CITY(the_average_handling_time),
		CITY(the_average_is_whole_and_without_history),
	};
	return city_run("roll-ups", tests, sizeof tests / sizeof *tests);
}

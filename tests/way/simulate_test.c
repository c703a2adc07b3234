/* SPDX-License-Identifier: Apache-2.0 */
/* A few days of the demo city, played through the real code: the same seed gives the same history, everything that happened
 * can be folded and proven, and the rules of the domain hold throughout. */
#include <ftw.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/demo_city.h"
#include "app/simulate.h"
#include "app/subscriptions.h"
#include "appeal/appeal.h"
#include "db/db_fixture.h"
#include "way/fold.h"

static enum db_engine engine = DB_SQLITE;

struct town {
	struct db_fixture *f;
	struct env_fake env;
	struct site site;
	char dir[64], data[512];
	struct simulate_report report;
};

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static struct town *town_open(void)
{
	struct town *t = calloc(1, sizeof *t);
	struct demo_account accounts[DEMO_ACCOUNTS_MAX];
	struct problem p = { 0 };
	const char *root = getenv("YS_SOURCE_ROOT");
	char why[256] = "", path[128];
	size_t n;
	assert_non_null(t);
	setenv("YS_FAST_PASSWORD", "1", 1);
	json_init();
	snprintf(t->data, sizeof t->data, "%s/data", root ? root : ".");
	t->f = db_fixture_migrated(engine);
	env_fake_init(&t->env, day_start_ms(20250301), 5);
	snprintf(t->dir, sizeof t->dir, "/tmp/ys_town_XXXXXX");
	assert_non_null(mkdtemp(t->dir));
	snprintf(path, sizeof path, "%s/keys", t->dir);
	assert_int_equal(keys_open_soft(path, true, &t->env.env, &t->site.keys, why, sizeof why), ERR_OK);
	t->site.db = t->f->db;
	t->site.env = &t->env.env;
	t->site.var_dir = t->dir;
	event_subscribe(SUBSCRIPTIONS);
	enum err e = demo_create(&t->site, t->f->s, t->f->arena, &(struct demo_options){ t->data, 1, t->env.now }, accounts, &n, &p);
	if (!e)
		e = refs_load(&t->site, t->f->s);
	if (e)
		fail_msg("demo city: %s %s", err_name(e), p.text ? p.text : db_error(t->f->s));
	arena_reset(t->f->arena);
	return t;
}

static void town_close(struct town *t)
{
	refs_close(&t->site);
	keys_close(t->site.keys);
	db_fixture_close(t->f);
	nftw(t->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(t);
}

static void play(struct town *t, int64_t days, int64_t per_day, uint64_t seed)
{
	struct problem p = { 0 };
	struct simulate_options o = { .from = day_start_ms(20250303), .until = NIL, .days = days, .per_day = per_day, .seed = seed,
				      .job_minutes = 20, .data_dir = t->data };
	enum err e = simulate_run(&t->site, t->f->s, &o, &t->report, &p);
	if (e)
		fail_msg("%s %s", err_name(e), p.text ? p.text : "");
	assert_ptr_equal(t->site.env, &t->env.env); /* put back */
}

static int64_t count(struct town *t, const char *sql)
{
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_add_(&q, sql, NULL, 0);
	if (db_query_open(t->f->s, &q, &c) || db_next(c))
		fail_msg("%s: %s", sql, db_error(t->f->s));
	int64_t n = db_i64(c, 0);
	db_query_close(c);
	return n;
}

/* Everything that the events of the day say, in one value. */
static void history(struct town *t, uint8_t out[SM3_SIZE])
{
	struct db_query q;
	struct db_cursor *c;
	memset(out, 0, SM3_SIZE);
	db_query_init(&q);
	db_query_text(&q, "SELECT hash FROM event ORDER BY id");
	assert_int_equal(db_query_open(t->f->s, &q, &c), ERR_OK);
	while (!db_next(c)) {
		struct db_blob h = db_blob_at(c, 0);
		struct sm3_part part[] = { { out, SM3_SIZE }, { h.p, h.n } };
		uint8_t next[SM3_SIZE];
		sm3_parts(part, 2, next);
		memcpy(out, next, SM3_SIZE);
	}
	db_query_close(c);
}

static void keep_first(void *arg, const char *finding)
{
	char *text = arg;
	if (!*text)
		snprintf(text, 200, "%s", finding);
}

static void is_sound(struct town *t)
{
	struct verify_report v;
	char found[200] = "";
	const char *broken = broken_invariant(t->f->s);
	if (broken)
		fail_msg("%s", broken);
	assert_true(fold_and_compare(t->f->s) > 1000);
	assert_int_equal(event_verify(t->f->s, t->site.keys, keep_first, found, &v), ERR_OK);
	if (v.bad)
		fail_msg("%s", found);
	assert_true(v.anchors > 10);
}

static void a_week_holds_together(void **state)
{
	struct town *t = town_open();
	const int64_t *n = t->report.n;
	(void)state;
	if (engine == DB_SQLITE && !getenv("YS_SLOW"))
		play(t, 8, 90, 44);
	else
		play(t, 3, 25, 42);
	is_sound(t);
	assert_int_equal(n[SIM_appeals], count(t, "SELECT COUNT(*) FROM appeal"));
	assert_int_equal(n[SIM_filed] + n[SIM_patrols] + n[SIM_urgent_hand], count(t, "SELECT COUNT(*) FROM casefile"));
	assert_int_equal(n[SIM_rated], count(t, "SELECT COUNT(*) FROM rating"));
	assert_int_equal(n[SIM_self_handled], count(t, "SELECT COUNT(*) FROM self_handled"));
	assert_true(n[SIM_settled] > n[SIM_dispatched] / 4 && n[SIM_rated] > 0);
	/* people act as themselves, with their rights; nobody was refused for want of them */
	assert_int_equal(count(t, "SELECT COUNT(*) FROM event WHERE kind IN ('order.sign', 'order.submit', "
				  "'order.dispatch', 'case.open') "
				  "AND actor_id IS NULL"),
		0);
	assert_true(count(t, "SELECT COUNT(DISTINCT actor_id) FROM event") > 40);
	for (size_t i = 0; i < sizeof t->report.refusal / sizeof *t->report.refusal; i++)
		assert_string_not_equal(t->report.refusal[i].code, "auth.forbidden");
	/* the other rooms live too, and the summary counts what is there */
	assert_int_equal(n[SIM_asked_adjust], count(t, "SELECT COUNT(*) FROM adjustment"));
	assert_int_equal(n[SIM_returned], count(t, "SELECT COUNT(*) FROM dispute"));
	assert_int_equal(n[SIM_whistles], count(t, "SELECT COUNT(*) FROM whistle"));
	assert_int_equal(n[SIM_whistle_ratings], count(t, "SELECT COUNT(*) FROM whistle_rating WHERE side = 'issuer'"));
	assert_int_equal(n[SIM_instructions], count(t, "SELECT COUNT(*) FROM instruction"));
	assert_int_equal(n[SIM_receipts], count(t, "SELECT COUNT(*) FROM event WHERE stream = 'receipt'"));
	assert_int_equal(n[SIM_visits] + n[SIM_forces] + n[SIM_verified],
		count(t, "SELECT COUNT(*) FROM visit WHERE status = 'done'"));
	assert_int_equal(n[SIM_rung], count(t, "SELECT COUNT(*) FROM hotline_call"));
	assert_int_equal(n[SIM_thirds], count(t, "SELECT COUNT(*) FROM hotline_transfer"));
	assert_int_equal(n[SIM_corrections], count(t, "SELECT COUNT(*) FROM knowledge_correction"));
	assert_int_equal(n[SIM_mentions], count(t, "SELECT COUNT(*) FROM inbox WHERE kind = 'mention'"));
	assert_int_equal(n[SIM_promises], count(t, "SELECT COUNT(*) FROM event WHERE kind = 'promise.confirm'"));
	assert_true(n[SIM_promises] > 0);
	assert_int_equal(n[SIM_leaves], count(t, "SELECT COUNT(*) FROM handover"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM hotline_seat WHERE state <> 'off'"), 0);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM hotline_call WHERE state <> 'ended'"), 0);
	/* some things are too rare for a week */
	for (enum simulate_count k = SIM_asked_adjust; k <= SIM_self_handled; k++)
		if (engine == DB_SQLITE && !n[k] && k != SIM_denied && k != SIM_resumed && k != SIM_ruled_reject && k != SIM_conferred &&
		    k != SIM_raised)
			fail_msg("count %d stays 0", (int)k);
	/* what is red is taken, verified and lifted; nothing rings for an hour */
	assert_true(count(t, "SELECT COUNT(*) FROM emergency") > 0);
	assert_int_equal(n[SIM_urgent_false], count(t, "SELECT COUNT(*) FROM emergency WHERE status = 'false_alarm'"));
	assert_int_equal(n[SIM_urgent_routine], count(t, "SELECT COUNT(*) FROM emergency WHERE status = 'routine'"));
	assert_int_equal(n[SIM_urgent_reviewed], count(t, "SELECT COUNT(*) FROM emergency WHERE status = 'reviewed'"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM emergency WHERE status = 'reported' AND reported_at < "
				  "(SELECT MAX(recorded_at) FROM event) - 7200000"), 0);
	assert_int_equal(n[SIM_hints] + n[SIM_supervises] + n[SIM_warns], count(t, "SELECT COUNT(*) FROM notice_document"));
	/* no two answers are alike */
	assert_int_equal(count(t, "SELECT COUNT(*) - COUNT(DISTINCT public_answer) FROM work_order WHERE public_answer <> ''"), 0);
	/* nothing happens before its time */
	assert_int_equal(count(t, "SELECT COUNT(*) FROM event WHERE recorded_at < happened_at"), 0);
	town_close(t);
}

static void the_same_seed_gives_the_same_history(void **state)
{
	uint8_t h[3][SM3_SIZE];
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct town *t = town_open();
		play(t, getenv("YS_SLOW") ? 1 : 3, 40, i == 2 ? 8 : 7);
		history(t, h[i]);
		town_close(t);
	}
	assert_memory_equal(h[0], h[1], SM3_SIZE);
	assert_memory_not_equal(h[0], h[2], SM3_SIZE);
}

/* A city that is left in the middle of a day goes on from there. */
static void a_second_run_goes_on_where_the_first_stopped(void **state)
{
	struct town *t = town_open();
	struct problem p = { 0 };
	struct simulate_options o = { .from = day_start_ms(20250303),
		.until = day_start_ms(20250304) + 15 * (int64_t)MS_HOUR,
		.days = 5,
		.per_day = 60,
		.seed = 3,
		.data_dir = t->data };
	(void)state;
	assert_int_equal(simulate_run(&t->site, t->f->s, &o, &t->report, &p), ERR_OK);
	int64_t appeals = count(t, "SELECT COUNT(*) FROM appeal");
	assert_true(count(t, "SELECT MAX(recorded_at) FROM event") < o.until);
	assert_true(count(t, "SELECT COUNT(*) FROM work_order WHERE status IN ('to_sign', 'handling')") > 0);
	o.from = day_start_ms(20250305);
	o.until = NIL;
	o.days = 1;
	o.seed = 4;
	assert_int_equal(simulate_run(&t->site, t->f->s, &o, &t->report, &p), ERR_OK);
	assert_true(count(t, "SELECT COUNT(*) FROM appeal") > appeals);
	is_sound(t);
	town_close(t);
}

/* In the last hour something is left waiting for the demo accounts. */
static void something_waits_for_each_account(void **state)
{
	struct town *t = town_open();
	(void)state;
	play(t, 5, 60, 1);
	assert_true(count(t, "SELECT COUNT(*) FROM adjustment WHERE status = 'passed'") >= 2);
	assert_true(count(t, "SELECT COUNT(*) FROM dispute WHERE status IN ('ruling', 'conferring')") >= 2);
#define OF(login) "(SELECT id FROM app_user WHERE login = '" login "')"
#define UNIT_OF(login) "(SELECT unit_id FROM app_user WHERE login = '" login "')"
	assert_true(count(t, "SELECT COUNT(*) FROM adjustment WHERE status = 'asked' AND unit_id = " UNIT_OF("lingdao01")) >= 1);
	assert_true(count(t, "SELECT COUNT(*) FROM instruction_receipt WHERE status = 'unread' AND user_id = " OF(
				     "chengban01")) >= 1);
	assert_true(count(t, "SELECT COUNT(*) FROM instruction_receipt WHERE status = 'unread' AND user_id = " OF(
				     "wanggeyuan01")) >= 1);
	assert_true(count(t, "SELECT COUNT(*) FROM visit WHERE status = 'planned' AND user_id = " OF("wanggeyuan01")) >= 3);
	assert_true(count(t, "SELECT COUNT(*) FROM notice WHERE status = 'delivered' AND unit_id = " UNIT_OF("chengban01")) >= 1);
	assert_true(count(t, "SELECT COUNT(*) FROM emergency WHERE status = 'reported'") >= 1);
	assert_true(
		count(t, "SELECT COUNT(*) FROM knowledge_correction WHERE status = 'open' AND owner_unit_id = " UNIT_OF(
				 "chengban01")) >= 1);
	town_close(t);
}

static void units_have_the_habits_of_the_file(void **state)
{
	struct town *t = town_open();
	struct problem p = { 0 };
	char path[128];
	struct simulate_options o = { .from = day_start_ms(20250303),
		.until = NIL,
		.days = 3,
		.per_day = 60,
		.seed = 1,
		.data_dir = t->data,
		.habits = path };
	(void)state;
	snprintf(path, sizeof path, "%s/habits.csv", t->dir);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("habit,weight,speed,spread,quality,forgets,late,silent,extends,suspends,ends,returns,whistles,notices,units\n"
	      "dumb,1,50,10,90,0,0,100,0,0,0,0,0,0,\n", f);
	fclose(f);
	assert_int_equal(simulate_run(&t->site, t->f->s, &o, &t->report, &p), ERR_OK);
	assert_true(t->report.n[SIM_silent] > 50);
	assert_int_equal(t->report.n[SIM_contacts], 0);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("habit,weight,speed\nodd,1,101\n", f);
	fclose(f);
	o.from += 3 * (int64_t)MS_DAY;
	assert_int_equal(simulate_run(&t->site, t->f->s, &o, &t->report, &p), ERR_INVALID);
	assert_non_null(strstr(p.text, "第 2 行"));
	assert_non_null(strstr(p.text, "speed"));
	town_close(t);
}

static void without_its_texts_nothing_is_played(void **state)
{
	struct town *t = town_open();
	struct problem p = { 0 };
	struct simulate_options o = {
		.from = day_start_ms(20250303), .until = NIL, .days = 1, .per_day = 5, .seed = 1, .data_dir = "/nowhere"
	};
	(void)state;
	assert_int_equal(simulate_run(&t->site, t->f->s, &o, &t->report, &p), ERR_IO);
	assert_non_null(strstr(p.text, "/nowhere/demo/habits.csv"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM appeal"), 0);
	town_close(t);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_week_holds_together),
		cmocka_unit_test(the_same_seed_gives_the_same_history),
		cmocka_unit_test(a_second_run_goes_on_where_the_first_stopped),
		cmocka_unit_test(something_waits_for_each_account),
		cmocka_unit_test(units_have_the_habits_of_the_file),
		cmocka_unit_test(without_its_texts_nothing_is_played),
	};
	int failed = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests_name("simulate sqlite", tests, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	engine = DB_POSTGRES;
	static const struct CMUnitTest on_postgres[] = { cmocka_unit_test(a_week_holds_together) };
	return failed + cmocka_run_group_tests_name("simulate postgres", on_postgres, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The demo city is complete, consistent, and quick to look up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>

#include "app/demo_map.h"
#include "auth/principal.h"
#include "catalogue/ref_fixture.h"
#include "org/org.h"

static struct ref_fixture x;

static int setup(void **state)
{
	(void)state;
	int64_t begin = mono_ms();
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	print_message("demo city made in %lld ms\n", (long long)(mono_ms() - begin));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ref_fixture_close(&x);
	return 0;
}

static void counts(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		int64_t from, to;
	} EXPECTED[] = {
		{ "towns", 22, 22 }, { "communities", 290, 310 }, { "base grids", 850, 950 }, { "sub-grids", 5000, 5800 },
		{ "cells", 17000, 19000 }, { "event types", 200, 400 }, { "online channels", 12, 12 }, { "offline channels", 3, 3 },
		{ "colours", 5, 5 }, { "domains", 16, 16 }, { "texts", 40, 100 }, { "calendar days", 250, 1000 },
		{ "accounts with password", 16, 16 }, { "units without a handler", 0, 0 }, { "base grids without a head", 0, 0 },
		{ "base grids without a worker's account", 0, 0 },
	};
	int64_t got[] = {
		ref_count(&x, "SELECT COUNT(*) FROM unit WHERE kind = 'town'"),
		ref_count(&x, "SELECT COUNT(*) FROM unit WHERE kind = 'community'"),
		ref_count(&x, "SELECT COUNT(*) FROM grid WHERE level = 1"),
		ref_count(&x, "SELECT COUNT(*) FROM grid WHERE level = 2"),
		ref_count(&x, "SELECT COUNT(*) FROM grid WHERE level = 3"),
		ref_count(&x, "SELECT COUNT(*) FROM event_type WHERE active = 1"),
		ref_count(&x, "SELECT COUNT(*) FROM channel WHERE place = 'online' AND sort < 100"),
		ref_count(&x, "SELECT COUNT(*) FROM channel WHERE place = 'offline' AND sort < 100"),
		ref_count(&x, "SELECT COUNT(*) FROM colour_rule"),
		ref_count(&x, "SELECT COUNT(*) FROM domain"),
		ref_count(&x, "SELECT COUNT(*) FROM standard_text"),
		ref_count(&x, "SELECT COUNT(*) FROM calendar_day"),
		ref_count(&x, "SELECT COUNT(*) FROM app_user WHERE password <> ''"),
		ref_count(&x,
			  "SELECT COUNT(*) FROM unit u WHERE kind <> 'city' AND NOT EXISTS (SELECT 1 FROM app_user a JOIN "
			  "role_grant g ON "
			  "g.user_id = a.id WHERE a.unit_id = u.id AND a.status = 'active' AND g.approved_at IS NOT NULL)"),
		ref_count(&x, "SELECT COUNT(*) FROM grid g WHERE level = 1 AND NOT EXISTS (SELECT 1 FROM grid_post p WHERE "
			      "p.grid_id = g.id AND "
			      "p.post = 'grid_head' AND p.user_id IS NOT NULL)"),
		ref_count(&x, "SELECT COUNT(*) FROM grid g WHERE level = 1 AND NOT EXISTS (SELECT 1 FROM grid_post p WHERE "
			      "p.grid_id = g.id AND "
			      "p.post = 'grid_worker' AND p.user_id IS NOT NULL)"),
	};
	for (size_t i = 0; i < sizeof got / sizeof *got; i++)
		if (got[i] < EXPECTED[i].from || got[i] > EXPECTED[i].to)
			fail_msg("%s: %lld", EXPECTED[i].what, (long long)got[i]);
}

static void only_the_role_accounts_can_log_in(void **state)
{
	(void)state;
	assert_int_equal(x.naccounts, 16);
	for (size_t i = 0; i < x.naccounts; i++) {
		struct db_query q;
		struct db_cursor *c;
		struct principal who;
		db_query_init(&q);
		db_query_add(&q, "SELECT id, password, demo FROM app_user WHERE login = $", DB_ARG_TEXT(x.accounts[i].login));
		assert_int_equal(db_query_open(x.f->s, &q, &c), ERR_OK);
		assert_int_equal(db_next(c), ERR_OK);
		int64_t id = db_i64(c, 0);
		assert_true(password_verify(db_text(c, 1), x.accounts[i].password));
		assert_int_equal(db_i64(c, 2), 1);
		db_query_close(c);
		assert_int_equal(principal_load(x.f->s, x.f->arena, id, env_now(&x.env.env), &who), ERR_OK);
		assert_int_equal(who.ngrants, 1);
		assert_false(who.must_change);
	}
}

static void the_tree_is_sound(void **state)
{
	(void)state;
	int64_t bad = -1;
	assert_int_equal(org_tree_verify(x.f->s, &bad), ERR_OK);
	assert_int_equal(bad, 0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM unit c JOIN unit t ON t.id = c.parent_id WHERE c.kind = "
				       "'community' AND t.kind <> 'town'"),
			 0);
}

/* Any point on land is in one cell; its ancestors contain the point too, and belong to the same community and town. */
/* Nothing stands there without where it came from: its first version, its account events. */
static void everything_has_its_first_history(void **state)
{
	(void)state;
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid g LEFT JOIN ref_version v ON v.kind = 'grid' AND "
				       "v.ref_id = g.id AND "
				       "v.version = g.version WHERE v.id IS NULL"),
		0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM unit u LEFT JOIN ref_version v ON v.kind = 'unit' AND "
				       "v.ref_id = u.id WHERE "
				       "v.id IS NULL"),
		0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM app_user u WHERE (SELECT COUNT(*) FROM event e WHERE "
				       "e.stream = 'user' AND "
				       "e.stream_id = u.id AND e.kind IN ('user.created', 'user.granted')) < 2"),
		0);
	struct refver_row *rows;
	size_t n;
	int64_t id = ref_count(&x, "SELECT id FROM grid WHERE code = '990181001001001'");
	assert_int_equal(refver_list(x.f->s, "grid", id, &rows, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_non_null(strstr(rows[0].body, "\"code\":\"990181001001001\""));
	assert_non_null(strstr(rows[0].body, "\"valid_to\":null"));
}

static void every_point_on_land_finds_its_cell(void **state)
{
	(void)state;
	const struct refs *r = refs_take(&x.site);
	struct demo_dice dice = { 99 };
	int land = 0;
	for (int k = 0; k < 20000; k++) {
		double lon = DEMO_MAP_BOUNDS[0] + (DEMO_MAP_BOUNDS[2] - DEMO_MAP_BOUNDS[0]) * demo_roll(&dice);
		double lat = DEMO_MAP_BOUNDS[1] + (DEMO_MAP_BOUNDS[3] - DEMO_MAP_BOUNDS[1]) * demo_roll(&dice);
		const struct grid *cell = ref_grid_at(r, lon, lat);
		if (!cell)
			continue;
		land++;
		assert_int_equal(cell->level, 3);
		const struct grid *sub = ref_grid(r, cell->parent_id), *base = sub ? ref_grid(r, sub->parent_id) : NULL;
		assert_non_null(base);
		assert_int_equal(base->level, 1);
		assert_int_equal(strncmp(cell->code, sub->code, 17), 0);
		assert_int_equal(strncmp(sub->code, base->code, 15), 0);
		const struct unit *community = ref_unit(r, cell->community_id);
		assert_non_null(community);
		assert_int_equal(community->town_id, cell->town_id);
		assert_int_equal(base->community_id, cell->community_id);
	}
	assert_true(land > 5000);
	assert_null(ref_grid_at(r, 122.66, 36.90)); /* sea */
	refs_drop(&x.site, r);
}

static void every_shape_is_valid(void **state)
{
	(void)state;
	struct db_query q;
	struct db_cursor *c;
	int64_t n = 0;
	db_query_init(&q);
	db_query_text(&q, "SELECT code, wkt FROM grid");
	assert_int_equal(db_query_open(x.f->s, &q, &c), ERR_OK);
	while (db_next(c) == ERR_OK) {
		double area, lon, lat;
		if (!geo_polygon_check(db_text(c, 1), &area, &lon, &lat))
			fail_msg("%s: %s", db_text(c, 0), db_text(c, 1));
		n++;
	}
	db_query_close(c);
	assert_true(n > 20000);
}

static void the_snapshot_keeps_its_grids(void **state)
{
	(void)state;
	const struct refs *first = refs_take(&x.site);
	assert_int_equal(refs_load(&x.site, x.f->s), ERR_OK);
	const struct refs *second = refs_take(&x.site);
	assert_ptr_not_equal(first, second);
	assert_ptr_equal(first->geo, second->geo); /* no grid has changed */
	refs_drop(&x.site, first);
	assert_non_null(ref_unit_code(second, "T22"));
	refs_drop(&x.site, second);
}

/* Readers look up while the snapshot is replaced, grids included. */
static _Atomic bool stop_reading;

static void *read_on(void *arg)
{
	struct demo_dice dice = { (uint64_t)(uintptr_t)arg };
	while (!stop_reading) {
		const struct refs *r = refs_take(&x.site);
		const struct grid *g = ref_grid_at(r, 122.35 + 0.1 * demo_roll(&dice), 37.05 + 0.1 * demo_roll(&dice));
		if (g && !ref_unit(r, g->community_id))
			abort();
		refs_drop(&x.site, r);
	}
	return NULL;
}

static void snapshots_change_under_readers(void **state)
{
	(void)state;
	pthread_t reader[3];
	stop_reading = false;
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&reader[i], NULL, read_on, (void *)(uintptr_t)(i + 1)), 0);
	for (int i = 0; i < 6; i++) {
		if (i % 3 == 2) /* grids are read again */
			assert_int_equal(db_script(x.f->s, "UPDATE grid SET version = version + 1 WHERE id = 1"), ERR_OK);
		assert_int_equal(refs_load(&x.site, x.f->s), ERR_OK);
	}
	stop_reading = true;
	for (size_t i = 0; i < 3; i++)
		pthread_join(reader[i], NULL);
}

static void another_nodes_change_is_noticed(void **state)
{
	(void)state;
	const struct refs *first = refs_take(&x.site);
	assert_int_equal(refs_refresh(&x.site, x.f->s), ERR_OK);
	const struct refs *same = refs_take(&x.site);
	assert_ptr_equal(first, same);
	assert_int_equal(db_script(x.f->s, "UPDATE channel SET name = '热线' WHERE code = 'phone';"
					   "INSERT INTO ref_version (kind, ref_id, version, body, changed_at) VALUES ('channel', 1, 99, '{}', 1)"),
			 ERR_OK);
	assert_int_equal(refs_refresh(&x.site, x.f->s), ERR_OK);
	const struct refs *next = refs_take(&x.site);
	assert_string_equal(ref_channel_code(next, "phone")->name, "热线");
	assert_string_equal(ref_channel_code(first, "phone")->name, "12345政务服务热线"); /* who holds the old one keeps it */
	refs_drop(&x.site, first);
	refs_drop(&x.site, same);
	refs_drop(&x.site, next);
}

static void working_hours_follow_the_setting(void **state)
{
	(void)state;
	static const struct {
		const char *hours;
		int due;           /* minutes of the day: 6 working hours after Monday 08:30 */
	} CASES[] = { { "0830-1200,1330-1730", 16 * 60 },
		      { "0900-1200,1300-1800", 16 * 60 },
		      { "0800-1600", 14 * 60 + 30 },
		      { "nonsense", 16 * 60 } };
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		char script[200];
		snprintf(script, sizeof script, "UPDATE setting SET value = '%s' WHERE key = 'calendar.work_hours'", CASES[i].hours);
		assert_int_equal(db_script(x.f->s, script), ERR_OK);
		assert_int_equal(refs_load(&x.site, x.f->s), ERR_OK);
		const struct refs *r = refs_take(&x.site);
		int64_t day = day_start_ms(20260302), start = day + (8 * 60 + 30) * (int64_t)MS_MINUTE;
		assert_int_equal((cal_due(r->calendar, start, 6, LIMIT_WORKING_HOUR, NULL, 0, start) - day) / MS_MINUTE, CASES[i].due);
		refs_drop(&x.site, r);
	}
}

static void a_second_city_is_refused(void **state)
{
	(void)state;
	struct demo_account accounts[DEMO_ACCOUNTS_MAX];
	struct problem p = { 0 };
	size_t n;
	struct demo_options o = { .data_dir = ref_fixture_data(), .seed = 1, .founded_at = NIL };
	assert_int_equal(demo_create(&x.site, x.f->s, x.f->arena, &o, accounts, &n, &p), ERR_CONFLICT);
	assert_string_equal(p.code, "demo.not_empty");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts),
		cmocka_unit_test(only_the_role_accounts_can_log_in),
		cmocka_unit_test(the_tree_is_sound),
		cmocka_unit_test(everything_has_its_first_history),
		cmocka_unit_test(every_point_on_land_finds_its_cell),
		cmocka_unit_test(every_shape_is_valid),
		cmocka_unit_test(the_snapshot_keeps_its_grids),
		cmocka_unit_test(snapshots_change_under_readers),
		cmocka_unit_test(another_nodes_change_is_noticed),
		cmocka_unit_test(working_hours_follow_the_setting),
		cmocka_unit_test(a_second_city_is_refused),
	};
	return REF_RUN(tests, setup, teardown);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What is a burst, who is one person, what is one place: counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hotspot/hotspot_internal.h"
#include "matching/matching.h"

static struct arena *a;

static int open_arena(void **state)
{
	(void)state;
	a = arena_new((size_t)16 << 20);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static const struct hotspot_rules RULES = { .persons = 5, .days = 30, .persons_year = 10, .metres = 1000, .burst_least = 8,
					    .burst_percent = 300, .quiet_days = 30 };

/* ---- bursts ---- */

static void a_burst_is_many_more_than_usual_and_than_chance(void **state)
{
	static const struct {
		const char *what;
		struct hotspot_counts c;
		int64_t usual_centi;
		bool burst;
	} T[] = {
		{ "nothing in eight weeks, eight now", { 8, { 0 }, 8, { 0 }, 0 }, 0, true },
		{ "fewer than the least", { 7, { 0 }, 8, { 0 }, 0 }, 0, false },
		{ "a city of three weeks knows nothing", { 50, { 0 }, 3, { 0 }, 0 }, 0, false },
		/* 16 in eight weeks: 2; three times that is 6, 2 + 3 * 1.41 = 6.24 */
		{ "two a time, eight now", { 8, { 2, 2, 2, 2, 2, 2, 2, 2 }, 8, { 0 }, 0 }, 200, true },
		/* 4 a time: three times that is 12 */
		{ "four a time, eleven now", { 11, { 4, 4, 4, 4, 4, 4, 4, 4 }, 8, { 0 }, 0 }, 400, false },
		{ "four a time, twelve now", { 12, { 4, 4, 4, 4, 4, 4, 4, 4 }, 8, { 0 }, 0 }, 400, true },
		/* the first rain of June: a year ago 10, 11 and 9, so 30 are wanted; the weeks before had nothing */
		{ "as every year", { 25, { 0 }, 8, { 10, 11, 9 }, 3 }, 1000, false },
		{ "more than every year", { 30, { 0 }, 8, { 10, 11, 9 }, 3 }, 1000, true },
		/* five weeks known: 1 + 0 + 2 + 0 + 1 = 4, 0.8 a time */
		{ "five weeks are enough", { 8, { 1, 0, 2, 0, 1 }, 5, { 0 }, 0 }, 80, true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof T / sizeof *T; i++) {
		if (hotspot_usual_centi(&T[i].c) != T[i].usual_centi || hotspot_bursts(&T[i].c, &RULES) != T[i].burst)
			fail_msg("%s: usual %lld, burst %d", T[i].what, (long long)hotspot_usual_centi(&T[i].c),
				hotspot_bursts(&T[i].c, &RULES));
	}
	struct hotspot_rules off = RULES;
	off.burst_least = NIL;
	assert_false(hotspot_bursts(&T[0].c, &off));
}

/* Half more than usual is enough when the city says so, unless chance explains it: 100 + 3 * 10 = 130. */
static void chance_is_no_burst(void **state)
{
	struct hotspot_rules low = RULES;
	struct hotspot_counts c = { 130, { 100, 100, 100, 100 }, 4, { 0 }, 0 };
	(void)state;
	low.burst_percent = 110;
	assert_false(hotspot_bursts(&c, &low));
	c.now = 131;
	assert_true(hotspot_bursts(&c, &low));
}

/* ---- persons ---- */

static struct hotspot_said said(int64_t day, uint64_t person, int64_t lon, int64_t lat)
{
	return (struct hotspot_said){ day, day * MS_DAY, person, NIL, NIL, NIL, NIL, lon, lat, NIL };
}

static void who_speaks_twice_is_one(void **state)
{
	struct hotspot_said v[] = { said(1, 7, NIL, NIL), said(2, 7, NIL, NIL), said(3, 8, NIL, NIL), said(20, 9, NIL, NIL),
				    said(100, 10, NIL, NIL), said(101, 7, NIL, NIL), said(102, 11, NIL, NIL), said(500, 12, NIL, NIL) };
	struct hotspot_crowd c = hotspot_measure_crowd(a, v, sizeof v / sizeof *v, &RULES);
	(void)state;
	assert_int_equal(c.persons, 6);
	assert_int_equal(c.peak, 3); /* 7, 8, 9 within thirty days */
	assert_int_equal(c.peak_from, 1 * (int64_t)MS_DAY);
	assert_int_equal(c.year, 5);
	assert_null(hotspot_kind(&c, &RULES));
	struct hotspot_rules less = RULES;
	less.persons = 3;
	assert_string_equal(hotspot_kind(&c, &less), "mass");
	less = RULES;
	less.persons_year = 5;
	assert_string_equal(hotspot_kind(&c, &less), "frequent");
}

static void the_fullest_days(void **state)
{
	int64_t time[] = { 0, 10, 20, 100, 101, 102, 103, 200 }, from;
	uint32_t who[] = { 0, 1, 2, 3, 3, 3, 3, 4 };
	(void)state;
	assert_int_equal(match_peak(a, time, NULL, 8, 50, &from), 4);
	assert_int_equal(from, 100);
	assert_int_equal(match_peak(a, time, who, 8, 50, &from), 3);
	assert_int_equal(from, 0);
	assert_int_equal(match_peak(a, time, NULL, 0, 50, &from), 0);
}

/* ---- places ---- */

enum { LON = 120000000, LAT = 36000000, KM = 9009 }; /* a kilometre to the north, in micro-degrees */

static void what_is_far_apart_is_apart(void **state)
{
	struct hotspot_said v[] = { said(1, 1, LON, LAT), said(2, 2, LON, LAT + KM / 2), said(3, 3, LON, LAT + 5 * KM),
				    said(4, 4, LON, LAT + KM / 4), said(5, 5, LON, LAT + 5 * KM), said(6, 6, NIL, NIL), said(7, 7, NIL, NIL) };
	uint32_t group[7];
	(void)state;
	v[2].town_id = v[4].town_id = 2;
	v[6].town_id = 2; /* without a point, but of that town */
	assert_int_equal(hotspot_split(a, v, 7, 1000, group), 2);
	static const uint32_t WANTED[] = { 0, 0, 1, 0, 1, 0, 1 };
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(group[i], WANTED[i]);
	assert_int_equal(hotspot_split(a, v, 7, NIL, group), 1); /* the city does not look at places */
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(group[i], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_burst_is_many_more_than_usual_and_than_chance),
		cmocka_unit_test(chance_is_no_burst),
		cmocka_unit_test(who_speaks_twice_is_one),
		cmocka_unit_test(the_fullest_days),
		cmocka_unit_test(what_is_far_apart_is_apart),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The worked examples of scoring.md 4.2–4.12, and what the arithmetic must do at its edges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/env.h"
#include "base/half_up.h"
#include "score/score.h"

#define N(n) ((n) * SCORE_MATTER)

enum { HELP = SCORE_HELP, POINT = SCORE_POINT, CENT = SCORE_POINT / 100 };

static const struct score_profile *const SEVENTY = &SCORE_BUILTIN[SCORE_RONGCHENG_70];
static const int64_t GROUP94[SCORE_TERMS_MAX] = { 940000, 940000, 940000, 940000, 940000, 940000, 940000, 940000 };

/* Millionths to hundredths of a point, as they are printed. */
static int64_t hundredths(int64_t micro)
{
	return muldiv_half_up(micro, 1, CENT);
}

static void half_goes_up(void **state)
{
	(void)state;
	assert_int_equal(muldiv_half_up(1, 1, 2), 1);
	assert_int_equal(muldiv_half_up(-1, 1, 2), 0);
	assert_int_equal(muldiv_half_up(-3, 1, 2), -1);
	assert_int_equal(muldiv_half_up(-2, 1, 3), -1);
	assert_int_equal(muldiv_half_up(1, 1, 3), 0);
	assert_int_equal(muldiv_half_up(INT64_C(4000000000000000000), 3, 4), INT64_C(3000000000000000000));
}

/* 4.2, 城管局 */
static const struct score_counts MANAGEMENT[SCORE_TYPES] = {
	[SCORE_HELP] = { .due = N(400),
		.closed = N(396),
		.ontime = N(388),
		.submitted = N(396),
		.returned = N(12),
		.answers = { N(120), N(210), N(24), N(15), N(3) } },
};

static void the_worked_month(void **state)
{
	struct score_base b;
	(void)state;
	score_unit(SEVENTY, MANAGEMENT, GROUP94, &b);
	assert_int_equal(b.line[0].rate, 938710);   /* S */
	assert_int_equal(b.line[0].used, 938743);   /* S* 0.93874 */
	assert_int_equal(muldiv_half_up(b.line[0].points, 1, 1000), 65712);
	assert_int_equal(b.line[1].points + b.line[2].points, 14700000);
	assert_int_equal(b.line[3].rate, 30303);
	assert_int_equal(muldiv_half_up(b.line[3].points, 1, 1000), 10455);
	assert_int_equal(hundredths(b.points), 9087);
	assert_false(b.too_few);
	assert_false(b.few_evaluated);
	struct score_counts all = score_sum(MANAGEMENT, SCORE_ALL_TYPES);
	assert_int_equal(score_rate(SEVENTY, SCORE_SATISFIED, &all), 951613); /* 95.16 % */
	assert_int_equal(hundredths(score_appraisal(SEVENTY, b.points, 89666667)), 9075);
	assert_int_equal(score_appraisal(SEVENTY, b.points, NIL), b.points);
}

static void a_small_unit_leans_on_its_group(void **state)
{
	const struct score_counts few[SCORE_TYPES] = { [SCORE_COMPLAINT] = { .due = N(4),
							       .closed = N(4),
							       .ontime = N(4),
							       .submitted = N(4),
							       .answers = { N(1), N(2), 0, N(1), 0 } } };
	struct score_base b;
	(void)state;
	score_unit(SEVENTY, few, GROUP94, &b);
	assert_int_equal(b.line[0].rate, 750000);
	assert_int_equal(b.line[0].used, 885714);   /* 0.8857 */
	assert_true(b.too_few);
}

static void nothing_to_measure_costs_nothing(void **state)
{
	const struct score_counts none[SCORE_TYPES] = { { 0 } };
	struct score_base b;
	(void)state;
	score_unit(SEVENTY, none, GROUP94, &b);
	assert_int_equal(b.line[0].rate, NIL);
	assert_int_equal(b.points, 70 * 940000 + 30 * POINT);
	assert_true(b.too_few);
	assert_false(b.few_evaluated);
}

static void few_answers_are_told(void **state)
{
	const struct score_counts quiet[SCORE_TYPES] = {
		[SCORE_HELP] = { .due = N(100), .closed = N(100), .ontime = N(100), .submitted = N(100), .answers = { N(59) } }
	}, enough[SCORE_TYPES] = {
		[SCORE_HELP] = { .due = N(100), .closed = N(100), .ontime = N(100), .submitted = N(100), .answers = { N(60) } }
	};
	struct score_base b;
	(void)state;
	score_unit(SEVENTY, quiet, GROUP94, &b);
	assert_true(b.few_evaluated);
	score_unit(SEVENTY, enough, GROUP94, &b);
	assert_false(b.few_evaluated);
}

static int64_t adjusted(int64_t points, int64_t n)
{
	return score_adjust(SEVENTY, points, 88 * POINT, 93 * POINT, n, 320 * (int64_t)SCORE_ONE);
}

static void lines_of_the_group(void **state)
{
	(void)state;
	assert_int_equal(adjusted(9087 * CENT, 372), 9087 * CENT);
	assert_int_equal(adjusted(9520 * CENT, 480), 9586 * CENT);
	assert_int_equal(adjusted(8540 * CENT, 300), 8410 * CENT);
	assert_int_equal(adjusted(7600 * CENT, 300), 7100 * CENT);
	/* the volume counts twice at most, the bonus three points, the sum a hundred */
	assert_int_equal(adjusted(9520 * CENT, 640), adjusted(9520 * CENT, 6400));
	assert_int_equal(adjusted(9900 * CENT, 6400), 100 * POINT);
	assert_int_equal(score_adjust(SEVENTY, 7600 * CENT, NIL, NIL, 300, 320), 7600 * CENT);
}

/* K-06: more matters at the same satisfaction bring more. */
static void more_work_brings_more(void **state)
{
	int64_t last = 0;
	(void)state;
	for (int64_t n = 80; n <= 640; n += 80) {
		int64_t f = adjusted(9500 * CENT, n);
		assert_true(f > last);
		last = f;
	}
}

static void a_year_of_fourteen_points(void **state)
{
	const int64_t months[] = { 91 * POINT, 92 * POINT };
	(void)state;
	assert_int_equal(hundredths(score_year(SEVENTY, months, 2)), 1281);
	assert_int_equal(score_year(SEVENTY, months, 0), NIL);
}

static void two_sides(void **state)
{
	(void)state;
	assert_int_equal(score_two_sides(82 * POINT, 90 * POINT, 300000), 8760 * CENT);
	assert_int_equal(score_two_sides(82 * POINT, 90 * POINT, 600000), 8520 * CENT);
}

/* 4.11: rates in hundredths of a percent of 10,000 orders, so that they come out exactly. */
static int64_t deducted(size_t term, int64_t rate, int64_t base)
{
	struct score_profile p = SCORE_BUILTIN[SCORE_BASELINE_DEDUCT];
	const struct score_counts c[SCORE_TYPES] = { [SCORE_HELP] = { .due = N(10000),
							     .closed = N(10000),
							     .ontime = N(rate),
							     .answers = { N(rate), 0, 0, N(10000 - rate), 0 } } };
	struct score_base b;
	p.term[term].base = base;
	score_unit(&p, c, GROUP94, &b);
	return hundredths(b.line[term].points);
}

static void deducted_from_a_baseline(void **state)
{
	(void)state;
	assert_int_equal(deducted(0, 8982, SCORE_ONE), 1482);
	assert_int_equal(deducted(1, 8750, 980000), 1975);
	assert_int_equal(deducted(1, 7500, 980000), 1350);
	assert_int_equal(deducted(1, 7059, 950000), 1280);
	assert_int_equal(deducted(1, 2000, 980000), 1250); /* never under half */
	assert_int_equal(deducted(1, 9900, 980000), 2500);
	assert_int_equal(deducted(0, 5000, SCORE_ONE), 0);
}

static void profiles_give_a_hundred(void **state)
{
	const struct score_counts best[SCORE_TYPES] = {
		[SCORE_CONSULT] = { .due = N(50),
			.closed = N(50),
			.ontime = N(50),
			.submitted = N(50),
			.contact_due = N(50),
			.contacted = N(50),
			.answers = { N(50) },
			.asked = N(50),
			.solved = N(50) },
		[SCORE_HELP] = { .due = N(50),
			.closed = N(50),
			.ontime = N(50),
			.submitted = N(50),
			.contact_due = N(50),
			.contacted = N(50),
			.answers = { N(50) },
			.asked = N(50),
			.solved = N(50) },
		[SCORE_COMPLAINT] = { .due = N(50),
			.closed = N(50),
			.ontime = N(50),
			.submitted = N(50),
			.contact_due = N(50),
			.contacted = N(50),
			.answers = { N(50) },
			.asked = N(50),
			.solved = N(50) },
	};
	const int64_t full[SCORE_TERMS_MAX] = { SCORE_ONE, SCORE_ONE, SCORE_ONE, SCORE_ONE, SCORE_ONE, SCORE_ONE,
		SCORE_ONE, SCORE_ONE };
	(void)state;
	for (size_t i = 0; i < SCORE_BUILTINS; i++) {
		struct score_base b;
		score_unit(&SCORE_BUILTIN[i], best, full, &b);
		assert_int_equal(b.points, SCORE_FULL);
	}
}

static void suggestions_are_not_scored_apart(void **state)
{
	struct score_counts c[SCORE_TYPES] = { [SCORE_HELP] = MANAGEMENT[SCORE_HELP] };
	struct score_base before, after;
	(void)state;
	score_unit(&SCORE_BUILTIN[SCORE_CLASSIFIED], c, GROUP94, &before);
	c[SCORE_SUGGESTION] = (struct score_counts){ .due = N(10), .answers = { 0, 0, 0, 0, N(10) } };
	score_unit(&SCORE_BUILTIN[SCORE_CLASSIFIED], c, GROUP94, &after);
	assert_int_equal(after.points, before.points);
}

/* ---- ranking ---- */

static void ranked_by_score_then_time_then_volume(void **state)
{
	struct score_place p[] = {
		{ .unit_id = 1, .list = 2, .score = 90, .ontime = 5, .evaluated = 1, .ranked = true },
		{ .unit_id = 2, .list = 2, .score = 90, .ontime = 6, .evaluated = 1, .ranked = true },
		{ .unit_id = 3, .list = 2, .score = 99, .ontime = 0, .evaluated = 0, .ranked = false },
		{ .unit_id = 4, .list = 2, .score = 90, .ontime = 5, .evaluated = 9, .ranked = true },
		{ .unit_id = 5, .list = 1, .score = 10, .ontime = 1, .evaluated = 1, .ranked = true },
		{ .unit_id = 6, .list = 2, .score = 91, .ontime = 1, .evaluated = 1, .ranked = true },
		{ .unit_id = 7, .list = 2, .score = 90, .ontime = 5, .evaluated = 1, .ranked = true },
	};
	static const int64_t order[] = { 5, 6, 2, 4, 1, 7, 3 };
	(void)state;
	score_rank(SEVENTY, p, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(p[i].unit_id, order[i]);
	assert_int_equal(p[1].rank, 1);
	assert_int_equal(p[1].of, 5);
	assert_false(p[2].flagged);
	assert_true(p[3].flagged && p[4].flagged && p[5].flagged);
	assert_false(p[6].flagged);
	assert_int_equal(p[6].rank, 0);
}

static void a_floor_protects(void **state)
{
	struct score_profile floor95 = *SEVENTY;
	struct score_place p[] = {
		{ .unit_id = 1, .score = 97 * POINT, .ranked = true },
		{ .unit_id = 2, .score = 95 * POINT, .ranked = true },
		{ .unit_id = 3, .score = 94 * POINT, .ranked = true },
	};
	(void)state;
	floor95.floor = 95 * POINT;
	score_rank(&floor95, p, 3);
	assert_false(p[0].flagged || p[1].flagged);
	assert_true(p[2].flagged);
	score_rank(SEVENTY, p, 3);
	assert_true(p[0].flagged && p[1].flagged && p[2].flagged);
}

static void steps_of_accountability(void **state)
{
	(void)state;
	assert_int_equal(score_step(0), STEP_NONE);
	assert_int_equal(score_step(1), STEP_NOTICE);
	assert_int_equal(score_step(2), STEP_TALK);
	assert_int_equal(score_step(3), STEP_TRANSFER);
	assert_int_equal(score_step(7), STEP_TRANSFER);
}

/* ---- persons ---- */

static void a_grid_worker_by_results(void **state)
{
	const struct score_worker w = { .tasks = 60,
		.tasks_ontime = 57,
		.checks = 57,
		.checks_right = 54,
		.visits = 30,
		.visits_done = 28,
		.stars_sum = 46,
		.ratings = 10,
		.weight = { 40, 25, 20, 15 } };
	struct score_worker idle = { .weight = { 40, 25, 20, 15 } };
	(void)state;
	assert_int_equal(hundredths(score_worker(&w)), 9408);
	assert_int_equal(score_worker(&idle), NIL);
	idle.visits = 4;
	idle.visits_done = 3;
	assert_int_equal(score_worker(&idle), 75 * POINT); /* what there was none of is left out */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(half_goes_up),
		cmocka_unit_test(the_worked_month),
		cmocka_unit_test(a_small_unit_leans_on_its_group),
		cmocka_unit_test(nothing_to_measure_costs_nothing),
		cmocka_unit_test(few_answers_are_told),
		cmocka_unit_test(lines_of_the_group),
		cmocka_unit_test(more_work_brings_more),
		cmocka_unit_test(a_year_of_fourteen_points),
		cmocka_unit_test(two_sides),
		cmocka_unit_test(deducted_from_a_baseline),
		cmocka_unit_test(profiles_give_a_hundred),
		cmocka_unit_test(suggestions_are_not_scored_apart),
		cmocka_unit_test(ranked_by_score_then_time_then_volume),
		cmocka_unit_test(a_floor_protects),
		cmocka_unit_test(steps_of_accountability),
		cmocka_unit_test(a_grid_worker_by_results),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A year of 200,000 cases at 95 % on time in figures (scoring.md 4.7): tens of 提示单 a month, about 60 督办单 and 20 警示单 a
 * year. Pure: days, units and rates, with the rule that makes the drafts and the figures that the migration sets. What was
 * assumed about cities stands in the table RATES. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/env.h"
#include "notice/notice.h"

enum { UNITS = 60, DAYS = 365, TRIGGERS = 9, KINDS = 3, SUBJECTS = 3 };

/* As in sql/migrations/0033 and 0052, and how many hits a year of that size brings. */
static const struct trigger {
	const char *code;
	int kind, subject;         /* 0 hint, 1 supervise, 2 warn; 0 single, 1 hot, 2 field */
	int64_t cases, days;
	double a_year;             /* hits of all units together */
	int at_once;               /* cases that come together: a hot topic is five and more */
	int64_t stays;             /* days after which a hit that is on no notice has been settled */
} RATES[TRIGGERS] = {
	/* few cases are urged twice before anybody calls: the simulator's figure */
	{ "urged", 0, 0, 1, 7, 40, 1, 6 },
	{ "hot", 0, 1, 4, 7, 4000, 3, 7 },
	/* 8 % late = 16,000, one in ten by more than the limit again */
	{ "late", 1, 0, 5, 30, 1600, 1, 8 },
	/* 4 % of cases are sensitive: 400 late ones, half by more than a day */
	{ "sensitive_late", 1, 0, 4, 30, 200, 1, 6 },
	/* 2 % dissatisfied, one in ten again, one in ten of those a third time */
	{ "dissatisfied", 1, 0, 2, 30, 40, 1, 15 },
	/* 2 % given back, one in five rejected */
	{ "returned", 1, 2, 6, 60, 800, 1, 60 },
	/* 2,000 red cases, one in twenty without a report */
	{ "red_silent", 1, 0, 2, 30, 100, 1, 1 },
	/* of the notices themselves: below */
	{ "hint_unanswered", 1, 0, 2, 90, 0, 1, 90 },
	{ "supervise_unanswered", 2, 0, 2, 180, 0, 1, 180 },
};
/* Shares of notices that are signed for or answered late, or answered badly; S1 had one 警示单 for three 督办单. */
static const double HINT_UNANSWERED = 0.03, SUPERVISE_UNANSWERED = 0.35;

struct year {
	struct env_fake dice;
	int64_t waiting[TRIGGERS][UNITS], since[TRIGGERS][UNITS], last[TRIGGERS][UNITS];
	bool draft[UNITS][KINDS][SUBJECTS];
	int64_t made[KINDS];
	double weight[UNITS], weights;
};

static double roll(struct year *y)
{
	uint32_t v;
	env_random(&y->dice.env, &v, sizeof v);
	return (double)v / 4294967296.0;
}

/* Busy units get more: the k-th has 1/k of what the first has. */
static int unit(struct year *y)
{
	double at = roll(y) * y->weights;
	for (int u = 0; u < UNITS; u++)
		if ((at -= y->weight[u]) < 0)
			return u;
	return UNITS - 1;
}

static void hit(struct year *y, int t, int u, int n, int64_t day)
{
	if (!y->waiting[t][u])
		y->since[t][u] = day;
	y->waiting[t][u] += n;
}

static void one_day(struct year *y, int64_t day)
{
	for (int t = 0; t < TRIGGERS; t++) {
		const struct trigger *r = &RATES[t];
		double expected = r->a_year / r->at_once / DAYS;
		for (; expected > 0; expected -= 1)
			if (roll(y) < expected)
				hit(y, t, unit(y), r->at_once, day);
		for (int u = 0; u < UNITS; u++) /* some is settled every day */
			if (y->waiting[t][u] && roll(y) < (double)y->waiting[t][u] / (double)r->stays)
				y->waiting[t][u]--;
	}
}

static void propose(struct year *y, int64_t day)
{
	for (int t = 0; t < TRIGGERS; t++)
		for (int u = 0; u < UNITS; u++) {
			const struct trigger *r = &RATES[t];
			bool *open = &y->draft[u][r->kind][r->subject];
			if (!notice_ready(r->cases, r->days, y->waiting[t][u], *open, y->last[t][u], day * (int64_t)MS_DAY))
				continue;
			if (!*open) {
				y->made[r->kind]++;
				y->last[t][u] = day * (int64_t)MS_DAY;
				/* every draft is issued, some are not answered */
				if (r->kind == 0 && roll(y) < HINT_UNANSWERED)
					hit(y, 7, u, 1, day);
				if (r->kind == 1 && roll(y) < SUPERVISE_UNANSWERED)
					hit(y, 8, u, 1, day);
			}
			*open = true;
			y->waiting[t][u] = 0;
		}
}

static void a_year_of_two_hundred_thousand_cases(void **state)
{
	(void)state;
	static struct year y;
	y = (struct year){ 0 };
	env_fake_init(&y.dice, 0, 20260827);
	for (int u = 0; u < UNITS; u++)
		y.weights += y.weight[u] = 1.0 / (u + 1);
	for (int t = 0; t < TRIGGERS; t++)
		for (int u = 0; u < UNITS; u++)
			y.last[t][u] = NIL;
	for (int64_t day = 1; day <= DAYS; day++) {
		one_day(&y, day);
		propose(&y, day);
		if (day % 2 == 0) /* whoever signs looks every other day */
			for (int u = 0; u < UNITS; u++)
				for (int k = 0; k < KINDS; k++)
					for (int s = 0; s < SUBJECTS; s++)
						y.draft[u][k][s] = false;
	}
	print_message("a year: %d 提示单, %d 督办单, %d 警示单\n", (int)y.made[0], (int)y.made[1], (int)y.made[2]);
	assert_in_range(y.made[0], 12 * 10, 12 * 60);
	assert_in_range(y.made[1], 40, 90);
	assert_in_range(y.made[2], 1, 25); /* and those raised by hand: false replies, leaks */
}

static void when_cases_make_a_draft(void **state)
{
	(void)state;
	const int64_t day = MS_DAY, now = 100 * day;
	static const struct {
		const char *what;
		int64_t cases, days, waiting;
		bool open;
		int64_t ago;           /* days since the last one; NIL never */
		bool ready;
	} rows[] = {
		{ "nothing waits", 3, 30, 0, false, NIL, false },
		{ "nothing waits beside an open draft", 3, 30, 0, true, NIL, false },
		{ "too few", 3, 30, 2, false, NIL, false },
		{ "enough", 3, 30, 3, false, NIL, true },
		{ "one more joins the open draft", 3, 30, 1, true, 1, true },
		{ "enough, but the last one is too near", 3, 30, 9, false, 29, false },
		{ "enough again after the period", 3, 30, 3, false, 30, true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t last = rows[i].ago == NIL ? NIL : now - rows[i].ago * day;
		if (notice_ready(rows[i].cases, rows[i].days, rows[i].waiting, rows[i].open, last, now) != rows[i].ready)
			fail_msg("%s", rows[i].what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(when_cases_make_a_draft),
		cmocka_unit_test(a_year_of_two_hundred_thousand_cases),
	};
	return cmocka_run_group_tests_name("notice calibration", tests, NULL, NULL);
}

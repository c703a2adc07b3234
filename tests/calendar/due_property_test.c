/* SPDX-License-Identifier: Apache-2.0 */
/* cal_due against a calculation that shares nothing with it: a clock that is moved forward minute by minute (or
 * second by second) over the printed calendar of 2018-2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "calendar/cn_calendar.h"

/* The table of days: from 2018-01-01 local, far enough behind 2026 for the longest limit. */
static const int64_t BEGIN = 1514736000000; /* 2017-12-31T16:00:00Z */
enum { DAYS = 4000, LAST_START_DAY = 3250 };
static bool worked[DAYS];

static const struct cal_hours HOURS[] = {
	{ 2, { { 510, 720 }, { 810, 1050 } } },
	{ 1, { { 0, 1440 } } },
	{ 3, { { 480, 690 }, { 840, 1080 }, { 1140, 1260 } } },
	{ 4, { { 0, 1 }, { 61, 122 }, { 700, 701 }, { 1439, 1440 } } },
};
enum { NHOURS = sizeof HOURS / sizeof HOURS[0] };

static struct arena *arena, *scratch;
static const struct calendar *calendars[NHOURS];

static int set_up(void **state)
{
	(void)state;
	static struct cal_exception e[CN_MAX];
	arena = arena_new(16 << 20);
	scratch = arena_new(1 << 20);
	size_t n = cn_exceptions(arena, e);
	assert_true(n > 300);
	for (size_t h = 0; h < NHOURS; h++)
		calendars[h] = cal_build(arena, e, n, &HOURS[h]);
	for (int d = 0; d < DAYS; d++) {
		time_t noon = (time_t)(BEGIN / 1000) + (time_t)d * 86400 + 20 * 3600; /* same date in UTC */
		struct tm tm;
		gmtime_r(&noon, &tm);
		int32_t day = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
		worked[d] = tm.tm_wday >= 1 && tm.tm_wday <= 5;
		for (size_t i = 0; i < n; i++)
			if (e[i].day == day)
				worked[d] = e[i].working;
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

/* A question, in ticks of `tick` ms since BEGIN. */
struct question {
	int64_t tick, start, n, now;
	enum limit_unit unit;
	size_t hours, npauses;
	struct { int64_t from, to; } pause[3]; /* to = -1: running */
};

static bool paused(const struct question *q, int64_t t)
{
	for (size_t i = 0; i < q->npauses; i++)
		if (t >= q->pause[i].from && t < (q->pause[i].to < 0 ? q->now : q->pause[i].to))
			return true;
	return false;
}

static bool running(const struct question *q, int64_t t)
{
	if (q->unit != LIMIT_WORKING_HOUR)
		return true;
	int64_t ticks_a_day = MS_DAY / q->tick, minute = t % ticks_a_day * q->tick / MS_MINUTE;
	if (!worked[t / ticks_a_day])
		return false;
	const struct cal_hours *h = &HOURS[q->hours];
	for (int i = 0; i < h->n; i++)
		if (minute >= h->period[i].from && minute < h->period[i].to)
			return true;
	return false;
}

static int64_t slow_working_days(const struct question *q)
{
	int64_t ticks_a_day = MS_DAY / q->tick, t = q->start;
	do
		t++;
	while (t % ticks_a_day);
	for (int64_t left = q->n; left > 0;) {
		int64_t day = t / ticks_a_day;
		bool touched = false;
		for (int64_t end = t + ticks_a_day; t < end; t++)
			touched |= paused(q, t);
		left -= worked[day] && !touched;
	}
	return BEGIN + t * q->tick - MS_SECOND;
}

static int64_t slow_due(const struct question *q)
{
	static const int64_t minutes[] = { 1, 60, 1440, 60, 0 };
	if (q->unit == LIMIT_WORKING_DAY)
		return slow_working_days(q);
	int64_t left = q->n * minutes[q->unit] * (MS_MINUTE / q->tick), t = q->start;
	for (; left > 0; t++) {
		assert_true(t < DAYS * (MS_DAY / q->tick));
		left -= running(q, t) && !paused(q, t);
	}
	return BEGIN + t * q->tick;
}

static int64_t below(struct env_fake *f, int64_t n)
{
	return (int64_t)(env_fake_next(f) % (uint64_t)n);
}

static struct question ask(struct env_fake *f, int64_t tick)
{
	static const int64_t most[LIMIT_UNIT_COUNT] = { 5000, 100, 20, 40, 25 };
	int64_t day = MS_DAY / tick;
	struct question q = { .tick = tick };
	q.unit = (enum limit_unit)below(f, LIMIT_UNIT_COUNT);
	q.hours = (size_t)below(f, NHOURS - 1);
	q.start = below(f, LAST_START_DAY * day);
	q.n = below(f, 12) ? below(f, tick == MS_MINUTE ? most[q.unit] : most[q.unit] / 10 + 1) : 0;
	if (q.unit == LIMIT_WORKING_HOUR && q.n < 3 && below(f, 2))
		q.hours = NHOURS - 1;
	int64_t t = q.start - below(f, 2 * day);
	q.npauses = (size_t)below(f, 4);
	for (size_t i = 0; i < q.npauses; i++) {
		t += below(f, below(f, 3) ? 4 * day : 90);
		q.pause[i].from = t;
		t += below(f, below(f, 3) ? 6 * day : 90);
		if (below(f, 3) == 0) /* approved pauses often end at midnight */
			t += (day - t % day) % day;
		q.pause[i].to = t;
	}
	q.now = t + below(f, 3 * day) - day;
	if (q.npauses && below(f, 3) == 0)
		q.pause[q.npauses - 1].to = -1;
	return q;
}

static void compare(const struct question *q, int round)
{
	struct cal_pause p[3];
	for (size_t i = 0; i < q->npauses; i++)
		p[i] = (struct cal_pause){ BEGIN + q->pause[i].from * q->tick,
					   q->pause[i].to < 0 ? NIL : BEGIN + q->pause[i].to * q->tick };
	int64_t start = BEGIN + q->start * q->tick, now = BEGIN + q->now * q->tick;
	const struct calendar *c = calendars[q->hours];
	int64_t fast = cal_due(c, start, q->n, q->unit, p, q->npauses, now), slow = slow_due(q);
	char s[TIME_TEXT], a[TIME_TEXT], b[TIME_TEXT];
	if (fast != slow)
		fail_msg("round %d: start %s, %lld %s, %zu pauses: fast %s, slow %s", round, time_text(start, s),
			 (long long)q->n, limit_unit_name(q->unit), q->npauses, time_text(fast, a), time_text(slow, b));
	arena_reset(scratch);
	const char *why = cal_explain(c, scratch, start, q->n, q->unit, p, q->npauses, now), *last = strrchr(why, '\n');
	assert_non_null(last);
	assert_string_equal(last + 1, arena_printf(scratch, "到期 %s", time_text(slow, b)));
}

static void minute_by_minute(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 48);
	for (int i = 0; i < 6000; i++) {
		struct question q = ask(&f, MS_MINUTE);
		compare(&q, i);
	}
}

static void second_by_second(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 49);
	for (int i = 0; i < 150; i++) {
		struct question q = ask(&f, MS_SECOND);
		compare(&q, i);
	}
}

static void a_longer_limit_or_pause_never_ends_sooner(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 50);
	for (int i = 0; i < 20000; i++) {
		enum limit_unit u = (enum limit_unit)below(&f, LIMIT_UNIT_COUNT);
		int64_t start = BEGIN + below(&f, LAST_START_DAY * (int64_t)MS_DAY), n = below(&f, 50);
		struct cal_pause p = { start + below(&f, 9 * (int64_t)MS_DAY), 0 };
		p.to = p.from + below(&f, 9 * (int64_t)MS_DAY);
		int64_t due = cal_due(calendars[0], start, n, u, NULL, 0, 0);
		assert_true(due >= start);
		assert_true(cal_due(calendars[0], start, n + 1, u, NULL, 0, 0) > due);
		assert_true(cal_due(calendars[0], start + 1, n, u, NULL, 0, 0) >= due);
		assert_true(cal_due(calendars[0], start, n, u, &p, 1, 0) >= due);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minute_by_minute),
		cmocka_unit_test(second_by_second),
		cmocka_unit_test(a_longer_limit_or_pause_never_ends_sooner),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

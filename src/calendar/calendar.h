/* SPDX-License-Identifier: Apache-2.0 */
/* Working days and hours, limits and pauses: pure functions (F-02, F-03; scoring.md 4.8).
 *
 * A calendar is a table of exceptions (holidays, make-up working days) over the Monday-Friday week, and
 * the working hours of a day. Calendars are never pinned to a case: a new holiday notice moves dues.
 * Threads: a calendar is read-only after cal_build and may be shared. */
#ifndef YS_CALENDAR_CALENDAR_H
#define YS_CALENDAR_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/env.h"

struct calendar;

struct cal_exception {
	int32_t day;               /* yyyymmdd */
	bool working;
	const char *name;          /* "国庆节" */
};

/* Working periods of a working day in minutes from local midnight, ascending, at most four. */
struct cal_hours {
	int n;
	struct { int from, to; } period[4];
};

/* 08:30-12:00 and 13:30-17:30. */
extern const struct cal_hours CAL_HOURS_DEFAULT;

/* Builds a calendar in `a`; exceptions in any order. */
const struct calendar *cal_build(struct arena *a, const struct cal_exception *e, size_t n, const struct cal_hours *h);
bool cal_working(const struct calendar *c, int32_t day);
/* Name of the exception on that day, NULL when none. */
const char *cal_name(const struct calendar *c, int32_t day);

enum limit_unit {
	LIMIT_NATURAL_MINUTE,
	LIMIT_NATURAL_HOUR,
	LIMIT_NATURAL_DAY,
	LIMIT_WORKING_HOUR,
	LIMIT_WORKING_DAY,
	LIMIT_UNIT_COUNT
};
/* "natural_minute" …, and back; LIMIT_UNIT_COUNT when unknown. */
const char *limit_unit_name(enum limit_unit u);
const char *limit_unit_text(enum limit_unit u);      /* "分钟" "小时" "天" "工作时" "个工作日" */
enum limit_unit limit_unit_from(const char *name);

struct cal_pause {
	int64_t from, to;          /* epoch ms, [from, to) ; to = NIL: still running */
};

/* Instant at which a limit that started at `start` ends.
 * Natural units: start + n. Working hours: counted inside working periods. Working days: the day after
 * the start is day 1 (start on a day off likewise), due 23:59:59.000 of day n. Pauses (ascending, not
 * overlapping) shift the end: natural and working-hour limits do not run inside a pause; of working-day limits every
 * working day that a pause touches after the start day does not count. A running pause counts up to `now`.
 * Errors: none; n < 0 counts as 0. */
int64_t cal_due(const struct calendar *c, int64_t start, int64_t n, enum limit_unit u, const struct cal_pause *pauses,
		size_t npauses, int64_t now);
/* Working time inside [from, to), and the working time of a whole day, in ms: their quotient is "2.5 个工作日" (F-05). */
int64_t cal_worked(const struct calendar *c, int64_t from, int64_t to);
int64_t cal_worked_a_day(const struct calendar *c);
/* Share of the limit used at `at`, in micro (1,000,000 = due). May exceed 1,000,000. Straight along the wall clock
 * (holidays and pauses are already in `due`), so that it agrees with cal_point. */
int64_t cal_used_micro(const struct calendar *c, int64_t start, int64_t due, int64_t at);
/* Instant at which `micro` of the way from start to due is reached, for reminders at 80 %. */
int64_t cal_point(int64_t start, int64_t due, int64_t micro);

/* "Why this date": Chinese lines, one per step, '\n' separated. E.g.
 *   派发 2025-09-30 10:00(周二)
 *   10-01 至 10-08 国庆节放假,不计
 *   第1个工作日 10-09(周四)
 *   …
 *   到期 2025-10-11 23:59 */
const char *cal_explain(const struct calendar *c, struct arena *a, int64_t start, int64_t n, enum limit_unit u,
			const struct cal_pause *pauses, size_t npauses, int64_t now);

/* Minutes of the day between which people outside the office are called and written to (Q16). */
enum { CAL_CALL_FROM = 8 * 60 + 30, CAL_CALL_TO = 20 * 60 + 30 };
bool cal_may_call(int64_t at);
/* `at`, or the morning after it when nobody may be called then. */
int64_t cal_next_call(int64_t at);

#endif

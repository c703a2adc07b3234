/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar itself: which days are worked, and the names of the units of a limit.
 * Exceptions are a sorted array; everything not in it follows the Monday-Friday week. */
#include "calendar/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/internal.h"

struct calendar {
	struct cal_hours hours;
	size_t n;
	struct cal_exception e[]; /* ascending, each day once */
};

const struct cal_hours CAL_HOURS_DEFAULT = { 2, { { 8 * 60 + 30, 12 * 60 }, { 13 * 60 + 30, 17 * 60 + 30 } } };

/* Only periods that go forward within one day count; without any, working hours would never pass. */
static struct cal_hours usable_hours(const struct cal_hours *h)
{
	struct cal_hours out = { 0 };
	int last = 0;
	for (int i = 0; h && i < h->n && i < 4; i++) {
		int from = h->period[i].from < last ? last : h->period[i].from;
		int to = h->period[i].to > 24 * 60 ? 24 * 60 : h->period[i].to;
		if (from >= to)
			continue;
		out.period[out.n].from = from;
		out.period[out.n++].to = to;
		last = to;
	}
	return out.n ? out : CAL_HOURS_DEFAULT;
}

struct numbered {
	const struct cal_exception *e;
	size_t position;
};

static int by_day(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	if (x->e->day != y->e->day)
		return x->e->day < y->e->day ? -1 : 1;
	return x->position < y->position ? -1 : 1;
}

const struct calendar *cal_build(struct arena *a, const struct cal_exception *e, size_t n, const struct cal_hours *h)
{
	struct numbered *sorted = ARENA_ARRAY(a, struct numbered, n);
	for (size_t i = 0; i < n; i++)
		sorted[i] = (struct numbered){ &e[i], i };
	if (n)
		qsort(sorted, n, sizeof *sorted, by_day);
	struct calendar *c = arena_alloc(a, sizeof *c + n * sizeof c->e[0]);
	c->hours = usable_hours(h);
	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && sorted[i].e->day == sorted[i + 1].e->day)
			continue; /* entered twice: the later entry holds */
		c->e[c->n] = *sorted[i].e;
		c->e[c->n++].name = arena_str(a, sorted[i].e->name);
	}
	return c;
}

static const struct cal_exception *exception_on(const struct calendar *c, int32_t day)
{
	size_t lo = 0, hi = c->n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (c->e[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < c->n && c->e[lo].day == day ? &c->e[lo] : NULL;
}

bool cal_working(const struct calendar *c, int32_t day)
{
	const struct cal_exception *e = exception_on(c, day);
	return e ? e->working : day_weekday(day) < 5;
}

const char *cal_name(const struct calendar *c, int32_t day)
{
	const struct cal_exception *e = exception_on(c, day);
	return e ? e->name : NULL;
}

const struct cal_hours *cal_hours_of(const struct calendar *c)
{
	return &c->hours;
}

int64_t cal_worked(const struct calendar *c, int64_t from, int64_t to)
{
	int64_t sum = 0;
	for (int32_t day = day_of_ms(from); day <= day_of_ms(to); day = day_add(day, 1)) {
		int64_t start = day_start_ms(day);
		for (int i = 0; i < c->hours.n && cal_working(c, day); i++) {
			int64_t begins = start + c->hours.period[i].from * (int64_t)MS_MINUTE;
			int64_t ends = start + c->hours.period[i].to * (int64_t)MS_MINUTE;
			begins = begins < from ? from : begins;
			ends = ends > to ? to : ends;
			sum += ends > begins ? ends - begins : 0;
		}
	}
	return sum;
}

int64_t cal_worked_a_day(const struct calendar *c)
{
	int64_t sum = 0;
	for (int i = 0; i < c->hours.n; i++)
		sum += (c->hours.period[i].to - c->hours.period[i].from) * (int64_t)MS_MINUTE;
	return sum;
}

static const struct {
	const char *name, *text;
} UNITS[LIMIT_UNIT_COUNT] = {
	[LIMIT_NATURAL_MINUTE] = { "natural_minute", "分钟" },
	[LIMIT_NATURAL_HOUR] = { "natural_hour", "小时" },
	[LIMIT_NATURAL_DAY] = { "natural_day", "天" },
	[LIMIT_WORKING_HOUR] = { "working_hour", "工作时" },
	[LIMIT_WORKING_DAY] = { "working_day", "个工作日" },
};

const char *limit_unit_name(enum limit_unit u)
{
	return (unsigned)u < LIMIT_UNIT_COUNT ? UNITS[u].name : "";
}

const char *limit_unit_text(enum limit_unit u)
{
	return (unsigned)u < LIMIT_UNIT_COUNT ? UNITS[u].text : "";
}

enum limit_unit limit_unit_from(const char *name)
{
	for (int u = 0; name && u < LIMIT_UNIT_COUNT; u++)
		if (strcmp(UNITS[u].name, name) == 0)
			return (enum limit_unit)u;
	return LIMIT_UNIT_COUNT;
}

bool cal_may_call(int64_t at)
{
	int64_t minute = (at - day_start_ms(day_of_ms(at))) / MS_MINUTE;
	return minute >= CAL_CALL_FROM && minute < CAL_CALL_TO;
}

int64_t cal_next_call(int64_t at)
{
	if (cal_may_call(at))
		return at;
	int32_t day = day_of_ms(at);
	bool morning = (at - day_start_ms(day)) / MS_MINUTE < CAL_CALL_FROM;
	return day_start_ms(morning ? day : day_add(day, 1)) + (int64_t)CAL_CALL_FROM * MS_MINUTE;
}

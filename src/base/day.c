/* SPDX-License-Identifier: Apache-2.0 */
#include "base/day.h"

#include <stdio.h>

#include "base/env.h"

enum { ZONE_MS = 8 * MS_HOUR };

/* Civil calendar arithmetic after Howard Hinnant's days_from_civil. */
int64_t day_to_serial(int32_t day)
{
	int64_t y = day / 10000, m = day / 100 % 100, d = day % 100;
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

int32_t day_from_serial(int64_t serial)
{
	int64_t z = serial + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int64_t d = doy - (153 * mp + 2) / 5 + 1, m = mp + (mp < 10 ? 3 : -9);
	int64_t y = yoe + era * 400 + (m <= 2);
	return (int32_t)(y * 10000 + m * 100 + d);
}

bool day_valid(int32_t day)
{
	return day >= 19000101 && day <= 29991231 && day_from_serial(day_to_serial(day)) == day;
}

int32_t day_add(int32_t day, int64_t n)
{
	return day_from_serial(day_to_serial(day) + n);
}

int day_weekday(int32_t day)
{
	int64_t w = (day_to_serial(day) + 3) % 7; /* 1970-01-01 was a Thursday */
	return (int)(w < 0 ? w + 7 : w);
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a ^ b) < 0);
}

/* Nonsense stays between the years 1 and 9999. */
static int64_t clamp_ms(int64_t ms)
{
	static const int64_t first = -62135596800000, last = 253402214400000;
	return ms < first ? first : ms > last ? last : ms;
}

int32_t day_of_ms(int64_t ms)
{
	return day_from_serial(floor_div(clamp_ms(ms) + ZONE_MS, MS_DAY));
}

int64_t day_start_ms(int32_t day)
{
	return day_to_serial(day) * MS_DAY - ZONE_MS;
}

const char *time_text(int64_t ms, char out[TIME_TEXT])
{
	if (ms == NIL) {
		snprintf(out, TIME_TEXT, "-");
		return out;
	}
	ms = clamp_ms(ms);
	int32_t day = day_of_ms(ms);
	int64_t min = (ms - day_start_ms(day)) / MS_MINUTE;
	snprintf(out, TIME_TEXT, "%04d-%02d-%02d %02d:%02d", (int)(day / 10000 % 10000), (int)(day / 100 % 100),
		 (int)(day % 100), (int)(min / 60), (int)(min % 60));
	return out;
}

/* Takes `min` to `max` digits off the front of *s. */
static bool take_number(const char **s, int min, int max, int64_t *out)
{
	int n = 0;
	int64_t v = 0;
	for (; n < max && (*s)[n] >= '0' && (*s)[n] <= '9'; n++)
		v = v * 10 + ((*s)[n] - '0');
	if (n < min)
		return false;
	*s += n;
	*out = v;
	return true;
}

static bool take_char(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_spaces(const char **s)
{
	while (is_space(**s))
		(*s)++;
}

static bool take_day(const char **s, int64_t *ms)
{
	int64_t y, m, d;
	if (!take_number(s, 4, 4, &y) || (**s != '-' && **s != '/'))
		return false;
	char sep = **s;
	if (!take_char(s, sep) || !take_number(s, 1, 2, &m) || !take_char(s, sep) || !take_number(s, 1, 2, &d))
		return false;
	int32_t day = (int32_t)(y * 10000 + m * 100 + d);
	if (!day_valid(day))
		return false;
	*ms = day_to_serial(day) * MS_DAY;
	return true;
}

/* ".5", ".123456": everything below a millisecond is cut off. */
static bool take_fraction(const char **s, int64_t *ms)
{
	if (**s != '.')
		return true;
	(*s)++;
	int64_t unit = 100, digit;
	if (!take_number(s, 1, 1, &digit))
		return false;
	do {
		*ms += digit * unit;
		unit /= 10;
	} while (take_number(s, 1, 1, &digit));
	return true;
}

static bool take_clock(const char **s, int64_t *ms)
{
	int64_t h, m, sec = 0;
	if (!take_number(s, 1, 2, &h) || !take_char(s, ':') || !take_number(s, 1, 2, &m) || h > 23 || m > 59)
		return false;
	*ms += h * MS_HOUR + m * MS_MINUTE;
	if (!take_char(s, ':'))
		return true;
	if (!take_number(s, 1, 2, &sec) || sec > 60)
		return false;
	*ms += sec * MS_SECOND;
	return take_fraction(s, ms);
}

static bool take_zone(const char **s, int64_t *zone_ms)
{
	if (take_char(s, 'Z') || take_char(s, 'z')) {
		*zone_ms = 0;
		return true;
	}
	if (**s != '+' && **s != '-')
		return true; /* none given: local */
	int64_t h, m, sign = **s == '-' ? -1 : 1;
	(*s)++;
	if (!take_number(s, 2, 2, &h) || !take_char(s, ':') || !take_number(s, 2, 2, &m) || h > 14 || m > 59)
		return false;
	*zone_ms = sign * (h * MS_HOUR + m * MS_MINUTE);
	return true;
}

/* 12 or 13 digits: 11 would be somebody's mobile number, 14 a compact yyyymmddhhmmss. */
static bool take_epoch(const char *s, int64_t *ms)
{
	int64_t number;
	if (!take_number(&s, 12, 13, &number))
		return false;
	skip_spaces(&s);
	if (*s)
		return false;
	*ms = number;
	return true;
}

bool time_parse(const char *s, int64_t *ms)
{
	skip_spaces(&s);
	if (take_epoch(s, ms))
		return true;
	int64_t at, zone_ms = ZONE_MS;
	if (!take_day(&s, &at))
		return false;
	bool clock = take_char(&s, 'T') || take_char(&s, 't');
	if (!clock && *s) {
		if (!is_space(*s))
			return false;
		skip_spaces(&s);
		clock = *s != 0;
	}
	if (clock) {
		if (!take_clock(&s, &at))
			return false;
		skip_spaces(&s);
		if (!take_zone(&s, &zone_ms))
			return false;
		skip_spaces(&s);
	}
	if (*s)
		return false;
	*ms = at - zone_ms;
	return true;
}

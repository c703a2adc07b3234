/* SPDX-License-Identifier: Apache-2.0 */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

#include "base/env.h"
#include "base/sv.h"

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

int32_t day_of_ms(int64_t ms)
{
	return day_from_serial(floor_div(ms + ZONE_MS, MS_DAY));
}

int64_t day_start_ms(int32_t day)
{
	return day_to_serial(day) * MS_DAY - ZONE_MS;
}

const char *time_text(int64_t ms, char out[TIME_TEXT])
{
	int32_t day = day_of_ms(ms);
	int64_t min = (ms - day_start_ms(day)) / MS_MINUTE;
	snprintf(out, TIME_TEXT, "%04d-%02d-%02d %02d:%02d", (int)(day / 10000 % 10000), (int)(day / 100 % 100),
		 (int)(day % 100), (int)(min / 60), (int)(min % 60));
	return out;
}

static bool parse_zone(const char *s, int64_t *zone_ms)
{
	int h, m, n = 0;
	if (strcmp(s, "") == 0) {
		*zone_ms = ZONE_MS;
	} else if (strcmp(s, "Z") == 0) {
		*zone_ms = 0;
	} else if ((s[0] == '+' || s[0] == '-') && sscanf(s + 1, "%2d:%2d%n", &h, &m, &n) == 2 && !s[1 + n] && h <= 14 &&
		   m < 60) {
		*zone_ms = ((int64_t)h * 60 + m) * MS_MINUTE * (s[0] == '-' ? -1 : 1);
	} else {
		return false;
	}
	return true;
}

bool time_parse(const char *s, int64_t *ms)
{
	while (*s == ' ')
		s++;
	struct sv all = sv_trim(sv_from(s));
	int64_t number;
	if (all.n >= 11 && sv_i64(all, &number)) {
		*ms = number;
		return true;
	}
	int y, mo, d, h = 0, mi = 0, sec = 0, n = 0;
	char s1, s2, sep;
	if (sscanf(s, "%4d%c%2d%c%2d%n", &y, &s1, &mo, &s2, &d, &n) != 5 || s1 != s2 || (s1 != '-' && s1 != '/'))
		return false;
	int64_t day = (int64_t)y * 10000 + mo * 100 + d;
	if (mo < 1 || mo > 12 || d < 1 || d > 31 || !day_valid((int32_t)day))
		return false;
	s += n;
	if (*s == 'T' || *s == ' ') {
		sep = 0;
		n = 0;
		if (sscanf(s + 1, "%2d:%2d%n", &h, &mi, &n) != 2)
			return false;
		s += 1 + n;
		if (*s == ':') {
			if (sscanf(s + 1, "%2d%n", &sec, &n) != 1)
				return false;
			s += 1 + n;
		}
		if (*s == '.') {
			sep = *s++;
			while (*s >= '0' && *s <= '9')
				s++;
		}
		(void)sep;
		if (h < 0 || h > 23 || mi < 0 || mi > 59 || sec < 0 || sec > 60)
			return false;
	}
	char rest[16];
	struct sv zone = sv_trim(sv_from(s));
	if (zone.n >= sizeof rest)
		return false;
	memcpy(rest, zone.p, zone.n);
	rest[zone.n] = 0;
	int64_t zone_ms;
	if (!parse_zone(rest, &zone_ms))
		return false;
	*ms = day_to_serial((int32_t)day) * MS_DAY + ((int64_t)h * 60 + mi) * MS_MINUTE + (int64_t)sec * MS_SECOND -
	      zone_ms;
	return true;
}

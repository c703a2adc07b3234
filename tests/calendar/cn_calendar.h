/* SPDX-License-Identifier: Apache-2.0 */
/* The national holidays 2018-2026 for tests, read from data/calendar_cn.csv beside the sources. */
#ifndef YS_TEST_CN_CALENDAR_H
#define YS_TEST_CN_CALENDAR_H

#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "calendar/calendar.h"

enum { CN_MAX = 2000 };

/* The tests run where they were compiled, so the path of this file leads to the data. */
static FILE *cn_open(struct arena *a)
{
	const char *self = __FILE__, *end = strstr(self, "test/calendar/");
	size_t n = end ? (size_t)(end - self) : 0;
	const char *root = getenv("YS_SOURCE_ROOT");
	const char *path = root ? arena_printf(a, "%s/data/calendar_cn.csv", root)
				: arena_printf(a, "%.*sdata/calendar_cn.csv", (int)n, self);
	FILE *f = fopen(path, "r");
	if (!f)
		fail_msg("cannot open %s: set YS_SOURCE_ROOT to the source folder", path);
	return f;
}

static size_t cn_exceptions(struct arena *a, struct cal_exception out[CN_MAX])
{
	FILE *f = cn_open(a);
	struct csv_reader r;
	csv_open(&r, f);
	assert_int_equal(csv_next(&r), ERR_OK);
	int day = csv_index(&r, "day"), working = csv_index(&r, "working"), name = csv_index(&r, "name");
	assert_true(day >= 0 && working >= 0 && name >= 0);
	size_t n = 0;
	while (csv_next(&r) == ERR_OK && n < CN_MAX) {
		int64_t v;
		assert_true(sv_i64(r.field[day], &v) && day_valid((int32_t)v));
		out[n++] = (struct cal_exception){ (int32_t)v, sv_eqs(r.field[working], "1"), arena_sv(a, r.field[name]) };
	}
	csv_close(&r);
	fclose(f);
	return n;
}

#endif

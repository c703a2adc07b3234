/* SPDX-License-Identifier: Apache-2.0 */
/* Civil days at +08:00 and reading times: every day of ten centuries, every accepted form, near misses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/env.h"

static void days_count_up_without_a_gap(void **state)
{
	(void)state;
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t serial = day_to_serial(19000101);
	int weekday = day_weekday(19000101);
	assert_int_equal(weekday, 0); /* 1900-01-01 was a Monday */
	for (int y = 1900; y <= 2999; y++)
		for (int m = 1; m <= 12; m++) {
			int leap = m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
			for (int d = 1; d <= length[m - 1] + leap; d++, serial++, weekday = (weekday + 1) % 7) {
				int32_t day = y * 10000 + m * 100 + d;
				if (day_to_serial(day) != serial || day_from_serial(serial) != day ||
				    day_weekday(day) != weekday || !day_valid(day))
					fail_msg("%d", (int)day);
			}
			if (day_valid(y * 10000 + m * 100 + length[m - 1] + leap + 1))
				fail_msg("%d-%02d is too long", y, m);
		}
	assert_int_equal(day_to_serial(19700101), 0);
}

static void impossible_days_are_refused(void **state)
{
	(void)state;
	static const int32_t days[] = { 0,        -1,       20250229, 20250431, 20251301, 20250001, 20250100,
					20250132, 18991231, 30000101, 99999999, INT32_MAX, INT32_MIN };
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
		if (day_valid(days[i]))
			fail_msg("%d", (int)days[i]);
}

static void a_day_begins_at_local_midnight(void **state)
{
	(void)state;
	int64_t start = day_start_ms(20250930);
	assert_int_equal(start, 1759161600000); /* 2025-09-29T16:00:00Z */
	assert_int_equal(day_of_ms(start), 20250930);
	assert_int_equal(day_of_ms(start - 1), 20250929);
	assert_int_equal(day_of_ms(start + MS_DAY - 1), 20250930);
	assert_int_equal(day_of_ms(-1), 19700101);
	assert_int_equal(day_of_ms(-8 * MS_HOUR - 1), 19691231);
	assert_int_equal(day_add(20251231, 1), 20260101);
	assert_int_equal(day_add(20240301, -1), 20240229);
	assert_int_equal(day_weekday(20250928), 6);
}

static void times_are_printed_locally(void **state)
{
	(void)state;
	char t[TIME_TEXT];
	assert_string_equal(time_text(1759161600000, t), "2025-09-30 00:00");
	assert_string_equal(time_text(1759247999999, t), "2025-09-30 23:59");
	assert_string_equal(time_text(NIL, t), "-");
	assert_string_equal(time_text(INT64_MAX, t), "9999-12-31 08:00");
	assert_string_equal(time_text(NIL + 1, t), "0001-01-01 08:00");
}

/* 2019-02-28 11:25:05.000 at +08:00 */
enum { FEB_DAY = 20190228 };
#define AT(h, m, s) \
	(day_start_ms(FEB_DAY) + (int64_t)(h) * MS_HOUR + (int64_t)(m) * MS_MINUTE + (int64_t)((s) * 1000.0 + 0.5))

static void the_usual_forms_are_read(void **state)
{
	(void)state;
	const struct {
		const char *text;
		int64_t ms;
	} cases[] = {
		{ "2019/2/28 11:25:05", AT(11, 25, 5) },
		{ "2019/02/28 11:25", AT(11, 25, 0) },
		{ "2019-02-28 11:25", AT(11, 25, 0) },
		{ "2019-2-28 9:05", AT(9, 5, 0) },
		{ "2019-02-28", AT(0, 0, 0) },
		{ "  2019-02-28\t", AT(0, 0, 0) },
		{ "2019-02-28  11:25:05  ", AT(11, 25, 5) },
		{ "2019-02-28 00:00:00", AT(0, 0, 0) },
		{ "2019-02-28 23:59:59", AT(23, 59, 59) },
		{ "2019-02-28T11:25:05Z", AT(19, 25, 5) },
		{ "2019-02-28t11:25:05z", AT(19, 25, 5) },
		{ "2019-02-28T11:25:05+08:00", AT(11, 25, 5) },
		{ "2019-02-28T11:25:05-05:30", AT(24, 55, 5) },
		{ "2019-02-28 11:25:05 +09:00", AT(10, 25, 5) },
		{ "2019-02-28T11:25:05.5", AT(11, 25, 5.5) },
		{ "2019-02-28T11:25:05.123Z", AT(19, 25, 5.123) },
		{ "2019-02-28T11:25:05.1239999999+08:00", AT(11, 25, 5.123) },
		{ "2019-02-28T23:59:60", AT(24, 0, 0) },
		{ "1551324305000", 1551324305000 },
		{ " 1551324305000 ", 1551324305000 },
		{ "946684800000", 946684800000 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t ms = 0;
		if (!time_parse(cases[i].text, &ms) || ms != cases[i].ms)
			fail_msg("%s: %lld, wanted %lld", cases[i].text, (long long)ms, (long long)cases[i].ms);
	}
}

static void other_text_is_not_a_time(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", " ", "今天上午", "2019", "2019-02", "2019-02-", "2019-02-29", "2019-13-01", "2019-00-10",
		"2019-02-28x", "2019-02-281", "2019-02-28 11", "2019-02-28 11:", "2019-02-28 24:00", "2019-02-28 11:60",
		"2019-02-28 11:25:61", "2019-02-28 11:25:", "2019-02-28 11:25:05.", "2019-02-28 11:25:05.x",
		"2019-02-28T", "2019-02-28TT11:25", "2019-02-2811:25", "2019-02-28Z", "2019-02-28 +08:00",
		"2019-02-28T11:25:05+0800", "2019-02-28T11:25:05+15:00", "2019-02-28T11:25:05+-8:00",
		"2019-02-28T11:25:05+08:60", "2019-02-28T11:25:05 Zulu", "2019-02/28", "2019.02.28", "19-02-28",
		"+2019-02-28", "-2019-02-28", "2019-+2-28", "2019- 2-28", "2019-02-28 -1:00", "2019-02-28 11:+5",
		"13812345678", "20190228112505", "99999999999999", "-1551324305000", "1551324305000x", "1551324305",
		"28/02/2019", "２０１９-02-28", ("2019-02-28\xC2\xA0" "11:25"),
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		int64_t ms = 5;
		if (time_parse(texts[i], &ms))
			fail_msg("'%s' was taken for a time", texts[i]);
		assert_int_equal(ms, 5);
	}
}

static void what_is_printed_is_read_back(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 7);
	for (int i = 0; i < 20000; i++) {
		int64_t minute = (int64_t)(env_fake_next(&f) % 50000000) - 5000000, ms;
		char t[TIME_TEXT];
		if (!time_parse(time_text(minute * MS_MINUTE, t), &ms) || ms != minute * MS_MINUTE)
			fail_msg("%s", t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_count_up_without_a_gap),
		cmocka_unit_test(impossible_days_are_refused),
		cmocka_unit_test(a_day_begins_at_local_midnight),
		cmocka_unit_test(times_are_printed_locally),
		cmocka_unit_test(the_usual_forms_are_read),
		cmocka_unit_test(other_text_is_not_a_time),
		cmocka_unit_test(what_is_printed_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

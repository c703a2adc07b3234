/* SPDX-License-Identifier: Apache-2.0 */
/* Due dates a clerk can check with the wall calendar (scoring.md 4.8), pauses, and the sentence that explains
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "calendar/cn_calendar.h"

static struct arena *arena;
static const struct calendar *cn;

static int set_up(void **state)
{
	(void)state;
	static struct cal_exception e[CN_MAX];
	arena = arena_new(8 << 20);
	size_t n = cn_exceptions(arena, e);
	cn = cal_build(arena, e, n, &CAL_HOURS_DEFAULT);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int64_t at(const char *text)
{
	int64_t ms;
	if (strcmp(text, "") == 0)
		return NIL;
	if (!time_parse(text, &ms))
		fail_msg("bad time in the test: %s", text);
	return ms;
}

struct span {
	const char *from, *to;     /* "" as `to`: still running */
};

#define NONE { { 0 } }

static const struct due_case {
	const char *name, *start;
	int64_t n;
	enum limit_unit unit;
	struct span pause[3];
	const char *now, *due;
} CASES[] = {
	/* scoring.md 4.8 */
	{ "green before the National Day, over a make-up Sunday", "2025-09-26 16:30", 3, LIMIT_WORKING_DAY,
	  NONE, "", "2025-09-30 23:59:59" },
	{ "green over the National Day, make-up Saturday", "2025-09-30 10:00", 3, LIMIT_WORKING_DAY,
	  NONE, "", "2025-10-11 23:59:59" },
	{ "red on the holiday", "2025-10-01 22:10", 24, LIMIT_NATURAL_HOUR, NONE, "", "2025-10-02 22:10" },
	{ "green suspended three days from day 2", "2025-09-26 16:30", 3, LIMIT_WORKING_DAY,
	  { { "2025-09-29", "2025-10-02" } }, "", "2025-10-10 23:59:59" },
	{ "green suspended three days without a holiday", "2025-11-03 09:00", 3, LIMIT_WORKING_DAY,
	  { { "2025-11-05", "2025-11-08" } }, "", "2025-11-11 23:59:59" },
	/* working days */
	{ "dispatched on a day off", "2025-10-04 12:00", 1, LIMIT_WORKING_DAY, NONE, "", "2025-10-09 23:59:59" },
	{ "dispatched one second before midnight", "2025-11-03 23:59:59", 1, LIMIT_WORKING_DAY,
	  NONE, "", "2025-11-04 23:59:59" },
	{ "dispatched at midnight", "2025-11-04 00:00", 1, LIMIT_WORKING_DAY, NONE, "", "2025-11-05 23:59:59" },
	{ "no days", "2025-11-04 10:00", 0, LIMIT_WORKING_DAY, NONE, "", "2025-11-04 23:59:59" },
	{ "fewer than none", "2025-11-04 10:00", -3, LIMIT_WORKING_DAY, NONE, "", "2025-11-04 23:59:59" },
	{ "Spring Festival 2020, prolonged", "2020-01-22 09:00", 2, LIMIT_WORKING_DAY, NONE, "", "2020-02-03 23:59:59" },
	{ "over the turn of the year", "2025-12-31 15:00", 2, LIMIT_WORKING_DAY, NONE, "", "2026-01-05 23:59:59" },
	{ "pause inside the start day only", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-03 10:00", "2025-11-03 18:00" } }, "", "2025-11-05 23:59:59" },
	{ "pause over a weekend only", "2025-11-06 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-08", "2025-11-10" } }, "", "2025-11-10 23:59:59" },
	{ "a minute of pause takes the whole day", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-05 11:00", "2025-11-05 11:01" } }, "", "2025-11-06 23:59:59" },
	{ "pause ends at midnight", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-04 11:00", "2025-11-05 00:00" } }, "", "2025-11-06 23:59:59" },
	{ "pause after the due date", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-06", "2025-11-20" } }, "", "2025-11-05 23:59:59" },
	{ "pause asked for at the very end comes too late", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-05 23:59:59", "2025-11-20" } }, "", "2025-11-05 23:59:59" },
	{ "two pauses", "2025-11-03 09:00", 3, LIMIT_WORKING_DAY,
	  { { "2025-11-04 09:00", "2025-11-04 10:00" }, { "2025-11-06 09:00", "2025-11-07 10:00" } },
	  "", "2025-11-11 23:59:59" },
	{ "pause still running", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-05 09:00", "" } }, "2025-11-06 12:00", "2025-11-07 23:59:59" },
	{ "pause begins later than now", "2025-11-03 09:00", 2, LIMIT_WORKING_DAY,
	  { { "2025-11-05 09:00", "" } }, "2025-11-04 12:00", "2025-11-05 23:59:59" },
	/* natural time */
	{ "minutes", "2025-10-01 22:10", 15, LIMIT_NATURAL_MINUTE, NONE, "", "2025-10-01 22:25" },
	{ "days, weekend or not", "2025-09-30 10:00", 15, LIMIT_NATURAL_DAY, NONE, "", "2025-10-15 10:00" },
	{ "hours with a pause", "2025-11-03 09:00", 24, LIMIT_NATURAL_HOUR,
	  { { "2025-11-03 10:00", "2025-11-06 10:00" } }, "", "2025-11-07 09:00" },
	{ "pause from before the start", "2025-11-03 09:00", 2, LIMIT_NATURAL_HOUR,
	  { { "2025-11-01 10:00", "2025-11-03 10:00" } }, "", "2025-11-03 12:00" },
	{ "used up when the pause begins", "2025-11-03 09:00", 2, LIMIT_NATURAL_HOUR,
	  { { "2025-11-03 11:00", "2025-11-05 11:00" } }, "", "2025-11-03 11:00" },
	{ "nothing to use up, inside a pause", "2025-11-03 09:00", 0, LIMIT_NATURAL_HOUR,
	  { { "2025-11-03 08:00", "2025-11-05 11:00" } }, "", "2025-11-03 09:00" },
	{ "natural pause still running", "2025-11-03 09:00", 24, LIMIT_NATURAL_HOUR,
	  { { "2025-11-03 10:00", "" } }, "2025-11-03 15:30", "2025-11-04 14:30" },
	{ "an empty pause", "2025-11-03 09:00", 1, LIMIT_NATURAL_HOUR,
	  { { "2025-11-03 09:30", "2025-11-03 09:30" } }, "", "2025-11-03 10:00" },
	/* working hours */
	{ "inside a morning", "2025-11-03 09:00", 2, LIMIT_WORKING_HOUR, NONE, "", "2025-11-03 11:00" },
	{ "over noon", "2025-11-03 11:00", 2, LIMIT_WORKING_HOUR, NONE, "", "2025-11-03 14:30" },
	{ "exactly to the end of the day", "2025-11-03 16:30", 1, LIMIT_WORKING_HOUR, NONE, "", "2025-11-03 17:30" },
	{ "over night", "2025-11-03 17:00", 1, LIMIT_WORKING_HOUR, NONE, "", "2025-11-04 09:00" },
	{ "from the evening", "2025-11-03 22:00", 4, LIMIT_WORKING_HOUR, NONE, "", "2025-11-04 14:00" },
	{ "before the holiday", "2025-09-30 16:30", 4, LIMIT_WORKING_HOUR, NONE, "", "2025-10-09 11:30" },
	{ "with a pause over noon", "2025-11-03 11:00", 2, LIMIT_WORKING_HOUR,
	  { { "2025-11-03 11:30", "2025-11-03 14:00" } }, "", "2025-11-03 15:30" },
	{ "to the second", "2025-11-03 11:59:30", 1, LIMIT_WORKING_HOUR, NONE, "", "2025-11-03 14:29:30" },
};

static size_t pauses_of(const struct due_case *k, struct cal_pause out[3])
{
	size_t n = 0;
	while (n < 3 && k->pause[n].from) {
		out[n] = (struct cal_pause){ at(k->pause[n].from), at(k->pause[n].to) };
		n++;
	}
	return n;
}

static void due_dates_as_on_the_wall_calendar(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
		const struct due_case *k = &CASES[i];
		struct cal_pause p[3];
		size_t n = pauses_of(k, p);
		int64_t now = k->now[0] ? at(k->now) : at(k->start);
		int64_t due = cal_due(cn, at(k->start), k->n, k->unit, p, n, now);
		char got[TIME_TEXT];
		if (due != at(k->due))
			fail_msg("%s: due %s (%lld), wanted %s", k->name, time_text(due, got), (long long)due, k->due);
	}
}

static void days_off_and_make_up_days(void **state)
{
	(void)state;
	static const struct {
		int32_t day;
		bool working;
		const char *name;
	} days[] = {
		{ 20250926, true, NULL },       { 20250927, false, NULL },   { 20250928, true, "国庆节、中秋节" },
		{ 20251001, false, "国庆节、中秋节" }, { 20251009, true, NULL },    { 20251011, true, "国庆节、中秋节" },
		{ 20251012, false, NULL },      { 20260104, true, "元旦" },  { 20260101, false, "元旦" },
		{ 20180211, true, "春节" },     { 20200203, true, NULL },    { 20300101, true, NULL },
		{ 20170101, false, NULL },
	};
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		assert_int_equal(cal_working(cn, days[i].day), days[i].working);
		assert_true(str_eq(cal_name(cn, days[i].day), days[i].name));
	}
}

static void exceptions_come_in_any_order_and_the_later_holds(void **state)
{
	(void)state;
	struct cal_exception e[] = {
		{ 20251009, false, "停电" }, { 20251001, false, "国庆节" }, { 20251009, true, "复电" }, { 20250101, false, NULL },
	};
	const struct calendar *c = cal_build(arena, e, 4, NULL);
	e[2].working = false; /* the calendar keeps its own copy */
	assert_true(cal_working(c, 20251009));
	assert_string_equal(cal_name(c, 20251009), "复电");
	assert_false(cal_working(c, 20251001));
	assert_false(cal_working(c, 20250101));
	assert_null(cal_name(c, 20250101));
	const struct calendar *bare = cal_build(arena, NULL, 0, NULL);
	assert_true(cal_working(bare, 20251001));
}

static void broken_hours_fall_back(void **state)
{
	(void)state;
	static const struct cal_hours none = { 0 }, backwards = { 1, { { 600, 500 } } }, much = { 9, { { -60, 9999 } } };
	int64_t start = at("2025-11-03 16:30");
	const struct {
		const struct cal_hours *hours;
		int64_t n;
		const char *due;
	} cases[] = { { &none, 1, "2025-11-03 17:30" }, { &backwards, 1, "2025-11-03 17:30" },
		      { &much, 8, "2025-11-04 00:30" } };
	for (size_t i = 0; i < 3; i++) {
		const struct calendar *c = cal_build(arena, NULL, 0, cases[i].hours);
		assert_int_equal(cal_due(c, start, cases[i].n, LIMIT_WORKING_HOUR, NULL, 0, 0), at(cases[i].due));
	}
}

static void absurd_input_neither_overflows_nor_hangs(void **state)
{
	(void)state;
	static const int64_t odd[] = { INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX };
	for (size_t s = 0; s < 7; s++)
		for (size_t n = 0; n < 7; n += 3)
			for (size_t f = 0; f < 7; f++)
				for (int u = 0; u <= LIMIT_UNIT_COUNT; u++) {
					struct cal_pause p = { odd[f], odd[6 - f] };
					int64_t due = cal_due(cn, odd[s], odd[n] > 9 ? 9 : odd[n], (enum limit_unit)u, &p, 1, odd[f]);
					assert_true(due > INT64_MIN);
					cal_used_micro(cn, odd[s], odd[f], odd[n]);
					cal_point(odd[s] / 4, odd[f] / 4, odd[n] / 4);
				}
	for (int u = 0; u < LIMIT_UNIT_COUNT; u++)
		assert_true(cal_due(cn, at("2025-11-03"), INT64_MAX, (enum limit_unit)u, NULL, 0, 0) > at("2100-01-01"));
}

static void explanations_read_like_a_clerks_note(void **state)
{
	(void)state;
	static const struct {
		const char *name, *start;
		int64_t n;
		enum limit_unit unit;
		struct span pause;
		const char *now, *text;
	} cases[] = {
		{ "over the holiday", "2025-09-30 10:00", 3, LIMIT_WORKING_DAY, { 0 }, "",
		  "派发 2025-09-30 10:00(周二)\n"
		  "10-01 至 10-08 国庆节、中秋节放假,不计\n"
		  "第1个工作日 10-09(周四)\n"
		  "第2个工作日 10-10(周五)\n"
		  "第3个工作日 10-11(周六,国庆节、中秋节调休上班)\n"
		  "到期 2025-10-11 23:59" },
		{ "weekend, then a make-up Sunday", "2025-09-26 16:30", 3, LIMIT_WORKING_DAY, { 0 }, "",
		  "派发 2025-09-26 16:30(周五)\n"
		  "09-27 周末,不计\n"
		  "第1个工作日 09-28(周日,国庆节、中秋节调休上班)\n"
		  "第2个工作日 09-29(周一)\n"
		  "第3个工作日 09-30(周二)\n"
		  "到期 2025-09-30 23:59" },
		{ "over New Year with a pause", "2025-12-30 09:00", 2, LIMIT_WORKING_DAY,
		  { "2025-12-31 10:00", "2025-12-31 11:00" }, "",
		  "派发 2025-12-30 09:00(周二)\n"
		  "12-31 暂停,不计\n"
		  "2026-01-01 至 01-03 元旦放假,不计\n"
		  "第1个工作日 01-04(周日,元旦调休上班)\n"
		  "第2个工作日 01-05(周一)\n"
		  "到期 2026-01-05 23:59" },
		{ "many days are drawn together", "2025-11-03 09:00", 15, LIMIT_WORKING_DAY, { 0 }, "",
		  "派发 2025-11-03 09:00(周一)\n"
		  "第1至4个工作日 11-04(周二) 至 11-07(周五)\n"
		  "11-08 至 11-09 周末,不计\n"
		  "第5至9个工作日 11-10(周一) 至 11-14(周五)\n"
		  "11-15 至 11-16 周末,不计\n"
		  "第10至14个工作日 11-17(周一) 至 11-21(周五)\n"
		  "11-22 至 11-23 周末,不计\n"
		  "第15个工作日 11-24(周一)\n"
		  "到期 2025-11-24 23:59" },
		{ "red", "2025-10-01 22:10", 24, LIMIT_NATURAL_HOUR, { 0 }, "",
		  "派发 2025-10-01 22:10(周三)\n"
		  "限时24小时,节假日照计\n"
		  "到期 2025-10-02 22:10" },
		{ "natural with a running pause", "2025-11-03 09:00", 24, LIMIT_NATURAL_HOUR,
		  { "2025-11-03 10:00", "" }, "2025-11-03 15:30",
		  "派发 2025-11-03 09:00(周一)\n"
		  "限时24小时,节假日照计\n"
		  "2025-11-03 10:00 至 2025-11-03 15:30 暂停5小时30分,不计\n"
		  "仍在暂停中,到期时间算至 2025-11-03 15:30,恢复后重算\n"
		  "到期 2025-11-04 14:30" },
		{ "working hours over the weekend and a pause", "2025-11-07 16:00", 4, LIMIT_WORKING_HOUR,
		  { "2025-11-07 16:30", "2025-11-07 17:00" }, "",
		  "派发 2025-11-07 16:00(周五)\n"
		  "限时4工作时,只计08:30-12:00、13:30-17:30\n"
		  "11-07(周五) 计30分\n"
		  "2025-11-07 16:30 至 2025-11-07 17:00 暂停30分,不计\n"
		  "11-07(周五) 计30分\n"
		  "11-08 至 11-09 周末,不计\n"
		  "11-10(周一) 计3小时\n"
		  "到期 2025-11-10 11:30" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct cal_pause p = { 0 };
		size_t n = cases[i].pause.from ? 1 : 0;
		if (n)
			p = (struct cal_pause){ at(cases[i].pause.from), at(cases[i].pause.to) };
		int64_t now = cases[i].now[0] ? at(cases[i].now) : at(cases[i].start);
		const char *text = cal_explain(cn, arena, at(cases[i].start), cases[i].n, cases[i].unit, &p, n, now);
		assert_string_equal(text, cases[i].text);
	}
}

static void a_long_explanation_still_ends_in_the_due_date(void **state)
{
	(void)state;
	const char *text = cal_explain(cn, arena, at("2018-01-02 09:00"), 20000, LIMIT_WORKING_HOUR, NULL, 0, 0);
	char due[TIME_TEXT];
	time_text(cal_due(cn, at("2018-01-02 09:00"), 20000, LIMIT_WORKING_HOUR, NULL, 0, 0), due);
	assert_true(strlen(text) < 20000);
	assert_string_equal(text + strlen(text) - strlen(due), due);
	assert_non_null(strstr(text, "从略"));
}

static void share_used_and_reminder_agree(void **state)
{
	(void)state;
	int64_t start = at("2025-11-03 09:00"), due = at("2025-11-06 23:59:59");
	assert_int_equal(cal_used_micro(cn, start, due, start), 0);
	assert_int_equal(cal_used_micro(cn, start, due, start - 1), 0);
	assert_int_equal(cal_used_micro(cn, start, due, due), 1000000);
	assert_int_equal(cal_used_micro(cn, start, due, due - 1), 999999);
	assert_int_equal(cal_used_micro(cn, start, due, due + (due - start)), 2000000);
	assert_int_equal(cal_point(start, due, 0), start);
	assert_int_equal(cal_point(start, due, 1000000), due);
	for (int64_t micro = 1; micro < 3000000; micro += 9973) {
		int64_t p = cal_point(start, due, micro);
		assert_true(cal_used_micro(cn, start, due, p) >= micro);
		assert_true(cal_used_micro(cn, start, due, p - 1) < micro);
	}
	assert_int_equal(cal_used_micro(cn, start, start, start - 1), 0);
	assert_int_equal(cal_used_micro(cn, start, start, start), 1000000);
}

static void working_time_between_two_moments(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
		int64_t minutes;
	} spans[] = {
		{ "2025-11-03 09:00", "2025-11-03 11:00", 120 }, { "2025-11-03 11:00", "2025-11-03 14:30", 120 }, /* noon is free */
		{ "2025-11-03 17:00", "2025-11-04 09:00", 60 }, { "2025-11-03 18:00", "2025-11-04 08:00", 0 },
		{ "2025-11-07 16:30", "2025-11-10 09:30", 120 }, /* over a weekend */
		{ "2025-09-30 16:30", "2025-10-09 11:30", 240 }, /* over the National Day */
		{ "2025-11-03 00:00", "2025-11-08 00:00", 5 * 450 }, { "2025-11-03 09:00", "2025-11-03 09:00", 0 },
		{ "2025-11-04 09:00", "2025-11-03 09:00", 0 },
	};
	assert_int_equal(cal_worked_a_day(cn), 450 * (int64_t)MS_MINUTE);
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
		assert_int_equal(cal_worked(cn, at(spans[i].from), at(spans[i].to)), spans[i].minutes * (int64_t)MS_MINUTE);
}

static void units_have_names(void **state)
{
	(void)state;
	for (int u = 0; u < LIMIT_UNIT_COUNT; u++) {
		assert_int_equal(limit_unit_from(limit_unit_name((enum limit_unit)u)), u);
		assert_true(strlen(limit_unit_text((enum limit_unit)u)) > 0);
	}
	assert_int_equal(limit_unit_from("week"), LIMIT_UNIT_COUNT);
	assert_int_equal(limit_unit_from(NULL), LIMIT_UNIT_COUNT);
	assert_string_equal(limit_unit_name(LIMIT_UNIT_COUNT), "");
	assert_string_equal(limit_unit_text(LIMIT_WORKING_DAY), "个工作日");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_dates_as_on_the_wall_calendar),
		cmocka_unit_test(days_off_and_make_up_days),
		cmocka_unit_test(exceptions_come_in_any_order_and_the_later_holds),
		cmocka_unit_test(broken_hours_fall_back),
		cmocka_unit_test(absurd_input_neither_overflows_nor_hangs),
		cmocka_unit_test(explanations_read_like_a_clerks_note),
		cmocka_unit_test(a_long_explanation_still_ends_in_the_due_date),
		cmocka_unit_test(share_used_and_reminder_agree),
		cmocka_unit_test(working_time_between_two_moments),
		cmocka_unit_test(units_have_names),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

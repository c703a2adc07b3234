/* SPDX-License-Identifier: Apache-2.0 */
/* A new holiday notice moves the dues of open orders, each by an event, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "catalogue/kinds.h"
#include "catalogue/ref_fixture.h"

static struct ref_fixture x;
static int64_t start, due_before;

/* Cases 1 … N with one leading order each, and its handle clock of three working days. */
enum { MANY = 1200 };

static void script(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void script(const char *fmt, ...)
{
	char text[4096];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (db_script(x.f->s, text))
		fail_msg("%s: %s", text, db_error(x.f->s));
}

static void clock_row(int64_t id, const char *object, int64_t object_id, int64_t case_id, const char *kind, int value,
		      const char *unit, int64_t due)
{
	script("INSERT INTO clock (id, object_kind, object_id, case_id, kind, started_at, limit_value, limit_unit, due_at, warn_at) "
	       "VALUES (%lld,'%s',%lld,%lld,'%s',%lld,%d,'%s',%lld,%lld)",
	       (long long)id, object, (long long)object_id, (long long)case_id, kind, (long long)start, value, unit, (long long)due,
	       (long long)cal_point(start, due, 800000));
}

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	const struct refs *r = refs_take(&x.site);
	start = env_now(&x.env.env); /* Monday 2 March 2026, 09:00 */
	due_before = cal_due(r->calendar, start, 3, LIMIT_WORKING_DAY, NULL, 0, start);
	assert_int_equal(day_of_ms(due_before), 20260305);
	script("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
	       "INSERT INTO casefile (id, no, status, source, title, colour, type, family, opened_at, due_at) "
	       "SELECT i, '20260302' || i, 'handling', 'patrol', 't', 'green', 'help', 'people', %lld, %lld FROM n",
	       MANY, (long long)start, (long long)due_before);
	script("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
	       "INSERT INTO work_order (id, no, case_id, unit_id, role, status, dispatched_at, limit_value, limit_unit, due_at) "
	       "SELECT i, '20260302' || i || '-01', i, 2, 'lead', 'handling', %lld, 3, 'working_day', %lld FROM n",
	       MANY, (long long)start, (long long)due_before);
	for (int i = 1; i <= MANY; i++)
		clock_row(i, "order", i, i, "handle", 3, "working_day", due_before);
	/* 1: also a sign clock in working hours, a contact clock in natural hours, and a clock that has stopped. */
	int64_t sign = cal_due(r->calendar, start, 12, LIMIT_WORKING_HOUR, NULL, 0, start);
	script("UPDATE work_order SET sign_due_at = %lld, contact_due_at = %lld WHERE id = 1", (long long)sign,
	       (long long)(start + 7200000));
	clock_row(5001, "order", 1, 1, "sign", 12, "working_hour", sign);
	clock_row(5002, "order", 1, 1, "contact", 2, "natural_hour", start + 7200000);
	clock_row(5003, "order", 1, 1, "handle", 3, "working_day", due_before);
	script("UPDATE clock SET stopped_at = %lld WHERE id = 5003", (long long)start);
	/* 2: the order has been extended; its column no longer follows this clock. */
	script("UPDATE work_order SET due_at = %lld WHERE id = 2", (long long)(due_before + 2 * (int64_t)MS_DAY));
	/* 3: paused on Tuesday. */
	script("INSERT INTO clock_pause (clock_id, from_at, to_at, reason) VALUES (3, %lld, %lld, '鉴定')",
	       (long long)(start + MS_DAY), (long long)(start + MS_DAY + MS_HOUR));
	refs_drop(&x.site, r);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ref_fixture_close(&x);
	return 0;
}

static void finding(void *arg, const char *text)
{
	(void)arg;
	print_message("%s\n", text);
}

static int64_t reclock(void)
{
	int64_t moved = -1;
	assert_int_equal(refs_load(&x.site, x.f->s), ERR_OK);
	const struct refs *r = refs_take(&x.site);
	struct op op = ref_fixture_op(&x, x.f->s, r);
	assert_int_equal(calendar_reclock(&op, &moved), ERR_OK);
	refs_drop(&x.site, r);
	return moved;
}

#define due_of(id) ref_count(&x, "SELECT due_at FROM clock WHERE id = " #id)

static void nothing_moves_without_a_change(void **state)
{
	(void)state;
	/* Clock 3 has a pause that its due does not show yet: it is the only one. */
	assert_int_equal(reclock(), 1);
	assert_int_equal(day_of_ms(due_of(3)), 20260306);
	assert_int_equal(reclock(), 0);
}

static void a_new_holiday_moves_what_is_open(void **state)
{
	(void)state;
	int64_t sign_before = due_of(5001);
	x.env.now += MS_HOUR;
	script("INSERT INTO calendar_day (day, working, name) VALUES (20260303, 0, '试验假日')");
	/* Every handle clock but the third, whose pause took that day already, and the sign clock of order 1. */
	assert_int_equal(reclock(), MANY);
	assert_int_equal(day_of_ms(due_of(1)), 20260306);
	assert_int_equal(day_of_ms(due_of(3)), 20260306);
	assert_int_equal(day_of_ms(due_of(1200)), 20260306);
	assert_true(due_of(5001) - sign_before == MS_DAY);
	assert_int_equal(due_of(5002), start + 7200000);
	assert_int_equal(due_of(5003), due_before);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM clock WHERE id <= 1200 AND warn_at >= due_at"), 0);
	/* The order and the case follow their clock; the extended order does not. */
	assert_int_equal(
		ref_count(&x, "SELECT COUNT(*) FROM work_order o JOIN clock k ON k.id = o.id WHERE o.due_at = k.due_at"),
		MANY - 1);
	assert_int_equal(ref_count(&x, "SELECT due_at FROM work_order WHERE id = 2"), due_before + 2 * (int64_t)MS_DAY);
	assert_int_equal(
		ref_count(&x, "SELECT COUNT(*) FROM casefile c JOIN clock k ON k.id = c.id WHERE c.due_at = k.due_at"),
		MANY);
	assert_int_equal(ref_count(&x, "SELECT sign_due_at FROM work_order WHERE id = 1"), due_of(5001));
}

static void every_move_is_an_event_of_its_case(void **state)
{
	(void)state;
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM event WHERE kind = 'clock.calendar'"), MANY + 1);
	assert_int_equal(
		ref_count(&x,
			  "SELECT COUNT(DISTINCT stream_id) FROM event WHERE kind = 'clock.calendar' AND stream = 'case'"),
		MANY);
	struct verify_report rep;
	assert_int_equal(event_verify(x.f->s, x.site.keys, finding, NULL, &rep), ERR_OK);
	assert_int_equal(rep.bad, 0);
}

static void taking_the_holiday_back_moves_them_back(void **state)
{
	(void)state;
	script("UPDATE calendar_day SET working = 1 WHERE day = 20260303");
	assert_int_equal(reclock(), MANY);
	assert_int_equal(due_of(1), due_before);
	assert_int_equal(ref_count(&x, "SELECT due_at FROM casefile WHERE id = 1"), due_before);
}

static void a_breach_that_lies_ahead_again_is_none(void **state)
{
	(void)state;
	x.env.now = due_before + MS_HOUR;
	script("UPDATE clock SET breached_at = %lld, warned_at = %lld WHERE id = 7", (long long)due_before,
	       (long long)(due_before - MS_HOUR));
	script("UPDATE calendar_day SET working = 0 WHERE day = 20260303");
	assert_int_equal(reclock(), MANY);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM clock WHERE id = 7 AND breached_at IS NULL"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_moves_without_a_change),
		cmocka_unit_test(a_new_holiday_moves_what_is_open),
		cmocka_unit_test(every_move_is_an_event_of_its_case),
		cmocka_unit_test(taking_the_holiday_back_moves_them_back),
		cmocka_unit_test(a_breach_that_lies_ahead_again_is_none),
	};
	return REF_RUN(tests, setup, teardown);
}

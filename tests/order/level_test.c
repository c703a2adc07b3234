/* SPDX-License-Identifier: Apache-2.0 */
/* 准入 before an order is made, and who held a matter how long. */
#include "way/city.h"

#include <string.h>

#include "event/event.h"

/* ---- who held it: by hand ---- */

static void the_parts_are_the_whole(void **state)
{
	(void)state;
	const struct {
		const char *what;
		struct held_step step[6];
		size_t n;
		int64_t until;
		struct held part[4];
		size_t parts;
		int64_t paused;
	} rows[] = {
		{ "nobody yet", { { 0 } }, 0, 100, { { 0 } }, 0, 0 },
		{ "one hand", { { 10, 1, false } }, 1, 40, { { 1, 30, 100 } }, 1, 0 },
		{ "centre, unit, centre again", { { 0, 9, false }, { 10, 1, false }, { 70, 9, false } }, 3, 100,
		  { { 9, 40, 40 }, { 1, 60, 60 } }, 2, 0 },
		{ "a pause is nobody's", { { 0, 1, false }, { 10, 1, true }, { 60, 1, false } }, 3, 80, { { 1, 30, 100 } }, 1, 50 },
		{ "redirected", { { 0, 9, false }, { 20, 1, false }, { 50, 2, false } }, 3, 120,
		  { { 9, 20, 17 }, { 1, 30, 25 }, { 2, 70, 58 } }, 3, 0 },
		{ "thirds add up to a hundred", { { 0, 1, false }, { 1, 2, false }, { 2, 3, false } }, 3, 3,
		  { { 1, 1, 34 }, { 2, 1, 33 }, { 3, 1, 33 } }, 3, 0 },
		{ "two steps in one moment", { { 0, 1, false }, { 10, 2, false }, { 10, 3, false } }, 3, 20,
		  { { 1, 10, 50 }, { 3, 10, 50 } }, 2, 0 },
		{ "still paused", { { 0, 1, false }, { 10, 1, true } }, 2, 30, { { 1, 10, 100 } }, 1, 20 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct held_sum h;
		int64_t sum = 0;
		int percent = 0;
		held_fold(rows[i].step, rows[i].n, rows[i].until, &h);
		if (h.n != rows[i].parts || h.paused_ms != rows[i].paused)
			fail_msg("%s: %zu parts, paused %lld", rows[i].what, h.n, (long long)h.paused_ms);
		for (size_t k = 0; k < h.n; k++) {
			sum += h.part[k].ms;
			percent += h.part[k].percent;
			if (h.part[k].unit_id != rows[i].part[k].unit_id || h.part[k].ms != rows[i].part[k].ms ||
			    h.part[k].percent != rows[i].part[k].percent)
				fail_msg("%s: part %zu: unit %lld %lld ms %d%%", rows[i].what, k, (long long)h.part[k].unit_id,
					 (long long)h.part[k].ms, h.part[k].percent);
		}
		assert_int_equal(sum, h.held_ms);
		assert_int_equal(percent, h.n ? 100 : 0);
		if (rows[i].n)
			assert_int_equal(h.held_ms + h.paused_ms, rows[i].until - rows[i].step[0].at);
	}
}

static void held(struct city *c, int64_t case_id, int64_t order_id, struct held_sum *h)
{
	struct q_case_get_out row;
	get_case(c, case_id, &row);
	const struct refs *refs = refs_take(&c->site);
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = env_now(c->site.env), .refs = refs,
			 .problem = &c->problem };
	assert_int_equal(order_held(&op, &row, order_id, h), ERR_OK);
	refs_drop(&c->site, refs);
}

static int64_t part_of(const struct held_sum *h, int64_t unit)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->part[i].unit_id == unit)
			return h->part[i].ms;
	return 0;
}

/* Filed 9:00, dispatched 10:00, redirected 12:00, submitted 13:00, accepted 15:00. */
static void a_case_tells_who_had_it(void **state)
{
	struct city *c = *state;
	struct held_sum h;
	int64_t id = filed(c, T_MANHOLE), order, second;
	city_pass(c, MS_HOUR);
	held(c, id, NIL, &h);
	assert_int_equal(part_of(&h, U_CENTER), MS_HOUR);
	ok(dispatch_to(c, id, NIL, NIL));
	order = c->made;
	city_pass(c, 2 * (int64_t)MS_HOUR);
	ok(redirect(c, order, U_CITY_MANAGEMENT, "归执法局"));
	second = c->made;
	city_pass(c, MS_HOUR);
	ok(sign(c, HANDLER2, second));
	ok(contact(c, HANDLER2, second, true));
	ok(submit(c, HANDLER2, second));
	city_pass(c, 2 * (int64_t)MS_HOUR);
	ok(review(c, LEADER2, second, true, ""));
	city_pass(c, 100 * (int64_t)MS_HOUR);
	held(c, id, NIL, &h);
	assert_int_equal(h.n, 3);
	assert_int_equal(part_of(&h, U_CENTER), MS_HOUR);
	assert_int_equal(part_of(&h, U_UTILITY), 2 * (int64_t)MS_HOUR);
	assert_int_equal(part_of(&h, U_CITY_MANAGEMENT), 3 * (int64_t)MS_HOUR); /* its own review counts for it */
	assert_int_equal(h.held_ms, 6 * (int64_t)MS_HOUR); /* and nothing after the result was accepted */
	held(c, id, second, &h);
	assert_int_equal(h.n, 1);
	assert_int_equal(part_of(&h, U_CITY_MANAGEMENT), 3 * (int64_t)MS_HOUR);
}

/* ---- what may be given to whom ---- */

static void lists(struct city *c, const char *level, const char *list, int type)
{
	char sql[512];
	snprintf(sql, sizeof sql,
		 "INSERT INTO level_duty (level, item, list, unit_id) SELECT '%s', code, '%s', %d FROM event_type WHERE id = %d;", level,
		 list, U_UTILITY, type);
	assert_int_equal(db_script(c->f->s, sql), ERR_OK);
	city_reload(c);
}

static struct order_dispatch excepted(int64_t case_id, int64_t unit, const char *reason)
{
	return (struct order_dispatch){ .case_id = case_id, .version = NIL, .lead_unit_id = unit, .level_reason = reason };
}

static enum err do_dispatch(struct op *op, void *arg)
{
	int64_t id;
	return order_dispatch(op, arg, &id);
}

static void off_the_list_needs_the_centre(void **state)
{
	struct city *c = *state;
	struct order_dispatch d;
	ok(dispatch_to(c, filed(c, T_TEXT), U_VILLAGE, NIL)); /* no lists yet: nothing is checked */
	lists(c, "community", "basic", T_MANHOLE);
	ok(dispatch_to(c, filed(c, T_MANHOLE), U_VILLAGE, NIL));
	int64_t id = filed(c, T_TEXT);
	refused(dispatch_to(c, id, U_VILLAGE, NIL), "order.level");
	refused(dispatch_to(c, id, U_UTILITY, U_VILLAGE), "order.level");
	assert_string_equal(case_status(c, id), "filed"); /* nothing half-done */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM work_order WHERE case_id = $", id), 0);
	d = excepted(id, U_VILLAGE, "");
	refused(city_write(c, DISPATCHER, do_dispatch, &d), "order.level");
	d = excepted(id, U_VILLAGE, "村里先处置");
	refused(city_write(c, TOWN, do_dispatch, &d), "order.level_centre");
	ok(city_write(c, DISPATCHER, do_dispatch, &d));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'order.level_exception' AND stream_id = $", id), 1);
	/* a department below no list goes as before */
	ok(dispatch_to(c, filed(c, T_TEXT), U_UTILITY, NIL));
	/* 改派 and 子单 ask the same */
	int64_t order = dispatched(c, T_TEXT);
	refused(redirect(c, order, U_VILLAGE, "归村里"), "order.level");
}

static void what_a_town_assists_with_is_not_appraised(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	lists(c, "town", "assist", T_REGION);
	lists(c, "town", "withdrawn", T_PHOTO);
	get_order(c, dispatched(c, T_REGION), &o);
	assert_int_equal(o.unit_id, U_TOWN);
	assert_string_equal(o.duty, "assist");
	assert_int_equal(o.appraised, 0);
	refused(dispatch_to(c, filed(c, T_PHOTO), U_TOWN, NIL), "order.level");
	get_order(c, dispatched(c, T_MANHOLE), &o);
	assert_string_equal(o.duty, "");
	assert_int_equal(o.appraised, 1);
	assert_int_equal(findings(c), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_parts_are_the_whole),
		CITY(a_case_tells_who_had_it),
		CITY(off_the_list_needs_the_centre),
		CITY(what_a_town_assists_with_is_not_appraised),
	};
	return city_run("level", tests, sizeof tests / sizeof *tests);
}

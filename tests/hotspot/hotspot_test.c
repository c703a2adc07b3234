/* SPDX-License-Identifier: Apache-2.0 */
/* Many say one thing: it is found once, grows, is told to whom it concerns, is taken, arranged and ended; a secret report is in
 * none; a type that suddenly comes in crowds is a burst. */
#include "way/city.h"
#include "way/fold.h"

#include <stdio.h>
#include <string.h>

#include "hotspot/hotspot_internal.h"

/* ---- helpers ---- */

/* By the system and outside a write, as the ticker does. */
static enum err city_outside(struct city *c, enum err (*fn)(struct op *op, void *arg), void *arg)
{
	struct problem problem = { 0 };
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM,
			 .refs = refs_take(&c->site), .problem = &problem };
	enum err e = fn(&op, arg);
	refs_drop(&c->site, op.refs);
	return e;
}

static enum err do_run(struct op *op, void *arg)
{
	return hotspot_run(op, *(bool *)arg);
}

static void run(struct city *c, bool full)
{
	ok(city_outside(c, do_run, &full));
}

struct call {
	int64_t id;
	struct hotspot_step step;
};

static enum err do_step(struct op *op, void *arg)
{
	struct call *x = arg;
	return hotspot_act(op, x->id, NIL, &x->step);
}

static enum err step(struct city *c, int who, int64_t id, const char *action, const char *text, int64_t unit_id)
{
	return city_write(c, who, do_step, &(struct call){ id, { action, text, unit_id } });
}

static int64_t say_from(struct city *c, int phone, const char *anonymity)
{
	char number[16];
	snprintf(number, sizeof number, "139%08d", phone);
	return say(c, &(struct said){ .phone = number, .anonymity = anonymity });
}

static void crowd(struct city *c, int from, int n)
{
	for (int i = 0; i < n; i++)
		say_from(c, from + i, "named");
}

#define of(c, what, id) city_int(c, "SELECT " what " FROM hotspot WHERE id = $", id)
#define count(c, from) city_int(c, "SELECT COUNT(*) FROM " from " WHERE 0 <> $", 1)

static struct q_hotspot_get_out get(struct city *c, int64_t id)
{
	struct q_hotspot_get_out h;
	if (q_hotspot_get(c->f->s, &(struct q_hotspot_get_in){ .id = id }, &h))
		fail_msg("%s", db_error(c->f->s));
	return h;
}

static int64_t newest(struct city *c)
{
	return city_int(c, "SELECT COALESCE(MAX(id), 0) FROM hotspot WHERE 0 <> $", 1);
}

/* ---- finding ---- */

static void five_persons_make_one(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 4);
	say_from(c, 4, "named"); /* the fourth once more */
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 0);
	crowd(c, 5, 1);
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 1);
	struct q_hotspot_get_out h = get(c, newest(c));
	assert_string_equal(h.kind, "mass");
	assert_string_equal(h.status, "new");
	assert_int_equal(h.persons, 5);
	assert_int_equal(h.members, 6);
	assert_string_equal(h.title, "路口井盖没了");
	assert_non_null(strstr(h.why, "30 天内 5 人反映同一件事"));
	assert_true(*h.proposed_why != 0);
	/* whom it concerns finds it in the inbox, once */
	int64_t told = count(c, "inbox");
	assert_true(told > 0);
	run(c, true);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 1);
	assert_int_equal(count(c, "inbox"), told);
	assert_int_equal(get(c, h.id).members, 6);
	/* twice as many: told again */
	crowd(c, 20, 5);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 1);
	assert_int_equal(get(c, h.id).persons, 10);
	assert_int_equal(count(c, "inbox"), 2 * told);
	fold_and_compare(c->f->s);
}

static void a_secret_report_is_in_none(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 4);
	int64_t secret = say_from(c, 50, "secret");
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 0);
	crowd(c, 5, 1);
	run(c, true);
	assert_int_equal(get(c, newest(c)).persons, 5);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM hotspot_member WHERE appeal_id = $", secret), 0);
}

static void numbers_are_data(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 5);
	ok(db_script(c->f->s, "UPDATE rule_number SET active = 0 WHERE code IN ('hotspot.persons','hotspot.persons_year')"));
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 0);
	ok(db_script(c->f->s, "UPDATE rule_number SET active = 1, value = 6 WHERE code = 'hotspot.persons'"));
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 0);
	ok(db_script(c->f->s, "UPDATE rule_number SET value = 5 WHERE code = 'hotspot.persons'"));
	run(c, true);
	assert_int_equal(count(c, "hotspot"), 1);
}

/* ---- people ---- */

static void somebody_takes_it_a_unit_leads_it_ends(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 6);
	run(c, true);
	int64_t id = newest(c);
	refused(step(c, HANDLER, id, "take", NULL, NIL), "hotspot.not_found");
	ok(step(c, DISPATCHER, id, "take", NULL, NIL));
	assert_string_equal(get(c, id).status, "watching");
	assert_int_equal(get(c, id).user_id, DISPATCHER);
	refused(step(c, DISPATCHER, id, "arrange", "全面排查井盖", 9999), "hotspot.unit");
	refused(step(c, DISPATCHER, id, "arrange", "", U_UTILITY), "hotspot.unit");
	ok(step(c, DISPATCHER, id, "arrange", "全面排查井盖", U_UTILITY));
	assert_string_equal(get(c, id).status, "handled");
	assert_int_equal(get(c, id).unit_id, U_UTILITY);
	/* who leads it sees it and writes what was done, and decides nothing */
	ok(step(c, LEADER, id, "note", "已换井盖十二个", NIL));
	refused(step(c, LEADER, id, "close", "好了", NIL), "auth.forbidden");
	refused(step(c, DISPATCHER, id, "close", "", NIL), "hotspot.text");
	ok(step(c, DISPATCHER, id, "close", "井盖全部更换", NIL));
	assert_string_equal(get(c, id).status, "over");
	refused(step(c, DISPATCHER, id, "note", "再写", NIL), "workflow.illegal_move");
	/* a crowd after its end opens it again */
	city_pass(c, MS_DAY);
	crowd(c, 30, 5);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 1);
	assert_string_equal(get(c, id).status, "new");
	assert_int_equal(get(c, id).ended_at, NIL);
	ok(step(c, DISPATCHER, id, "dismiss", "同一个人换号码打的", NIL));
	assert_string_equal(get(c, id).status, "dismissed");
	fold_and_compare(c->f->s);
}

static void it_becomes_quiet_unless_somebody_works_on_it(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 6);
	run(c, true);
	int64_t id = newest(c);
	city_pass(c, 20 * (int64_t)MS_DAY);
	run(c, false);
	assert_string_equal(get(c, id).status, "new");
	city_pass(c, 11 * (int64_t)MS_DAY);
	run(c, false);
	assert_string_equal(get(c, id).status, "over");
	assert_int_equal(of(c, "ended_by", id), NIL);
}

/* ---- bursts ---- */

static void many_of_one_type_at_one_place(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "UPDATE rule_number SET active = 0 WHERE code IN ('hotspot.persons','hotspot.persons_year')"));
	for (int week = 0; week < 6; week++) {
		filed(c, T_MANHOLE);
		city_pass(c, 7 * (int64_t)MS_DAY);
	}
	for (int i = 0; i < 7; i++)
		filed(c, T_MANHOLE);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 0); /* fewer than eight */
	filed(c, T_MANHOLE);
	filed(c, T_TEXT);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 1);
	struct q_hotspot_get_out h = get(c, newest(c));
	assert_string_equal(h.kind, "burst");
	assert_int_equal(h.event_type_id, T_MANHOLE);
	assert_int_equal(h.grid_id, GRID_VILLAGE); /* the smallest place bears it, the larger ones do not repeat it */
	assert_int_equal(h.members, 8);
	assert_non_null(strstr(h.why, "3 天 8 件，往常同期 1.0 件"));
	/* goes on: the same one */
	city_pass(c, MS_DAY);
	filed(c, T_MANHOLE);
	run(c, false);
	assert_int_equal(count(c, "hotspot"), 1);
	assert_int_equal(get(c, h.id).members, 9);
}

/* ---- when ---- */

static enum err do_tick(struct op *op, void *arg)
{
	(void)arg;
	return hotspot_tick(op, NULL);
}

static void it_runs_when_something_new_has_come(void **state)
{
	struct city *c = *state;
	crowd(c, 1, 5);
	ok(city_outside(c, do_tick, NULL));
	assert_int_equal(count(c, "hotspot"), 1);
	crowd(c, 20, 3);
	ok(city_outside(c, do_tick, NULL)); /* too soon */
	assert_int_equal(get(c, newest(c)).persons, 5);
	city_pass(c, 6 * (int64_t)MS_MINUTE);
	ok(city_outside(c, do_tick, NULL));
	assert_int_equal(get(c, newest(c)).persons, 8);
	int64_t ran = count(c, "hotspot_run") ? city_int(c, "SELECT ran_at FROM hotspot_run WHERE id = $", 1) : 0;
	city_pass(c, 6 * (int64_t)MS_MINUTE);
	ok(city_outside(c, do_tick, NULL)); /* nothing new */
	assert_int_equal(city_int(c, "SELECT ran_at FROM hotspot_run WHERE id = $", 1), ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CITY(five_persons_make_one),
		CITY(a_secret_report_is_in_none),
		CITY(numbers_are_data),
		CITY(somebody_takes_it_a_unit_leads_it_ends),
		CITY(it_becomes_quiet_unless_somebody_works_on_it),
		CITY(many_of_one_type_at_one_place),
		CITY(it_runs_when_something_new_has_come),
	};
	return city_run("hotspot", tests, sizeof tests / sizeof *tests);
}

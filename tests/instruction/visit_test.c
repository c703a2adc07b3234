/* SPDX-License-Identifier: Apache-2.0 */
/* Visits: plans with their reminder, checks that reach the case, and what belongs to no duty list of grid workers. */
#include "visit/visit.h"

#include "dutylist/dutylist.h"
#include "way/city.h"

struct trial {
	struct visit_new fresh;
	int64_t id, version, case_id, order;
	int32_t day;
	const char *text;
	bool yes;
	size_t n;
};

static const struct visit_new HOME = { .kind = "home", .grid_id = GRID_VILLAGE, .at = NIL, .place = "3号楼", .person = "周桂香",
				       .matter = "看望独居老人", .done = "身体平稳", .case_id = NIL, .parent_id = NIL };

static enum err create(struct op *op, void *arg)
{
	struct trial *t = arg;
	static int serial;
	t->fresh.no = arena_printf(op->a, "V%d", ++serial);
	return visit_create(op, &t->fresh, &t->id);
}

static enum err fulfil(struct op *op, void *arg)
{
	struct trial *t = arg;
	return visit_fulfil(op, t->id, t->version, &(struct visit_result){ .at = NIL, .done = t->text });
}

static enum err move(struct op *op, void *arg)
{
	struct trial *t = arg;
	return visit_move(op, t->id, t->version, t->day, t->text);
}

static enum err remind(struct op *op, void *arg)
{
	struct trial *t = arg;
	int64_t *ids;
	enum err e = visit_to_remind(op, 10, &ids, &t->n);
	for (size_t i = 0; !e && i < t->n; i++)
		e = visit_remind(op, ids[i]);
	return e;
}

static enum err see(struct op *op, void *arg)
{
	struct trial *t = arg;
	return visit_may_see(op, t->id, &t->yes);
}

static void a_plan_is_reminded_of_once_on_its_day(void **state)
{
	struct city *c = *state;
	struct trial t = { .fresh = HOME, .version = 1 };
	t.fresh.done = NULL;
	t.fresh.plan_day = day_add(day_of_ms(c->env.now), 7);
	ok(city_write(c, GRID_HEAD, create, &t));
	ok(city_write(c, SYSTEM, remind, &t));
	assert_int_equal(t.n, 0);
	t.day = day_add(day_of_ms(c->env.now), 2);
	t.text = "";
	refused(city_write(c, GRID_HEAD, move, &t), "visit.reason");
	t.text = "老人不适";
	ok(city_write(c, GRID_HEAD, move, &t));
	city_pass(c, 2 * (int64_t)MS_DAY);
	ok(city_write(c, SYSTEM, remind, &t));
	assert_int_equal(t.n, 1);
	ok(city_write(c, SYSTEM, remind, &t));
	assert_int_equal(t.n, 0);
	t.version = 3;
	t.text = "血压正常";
	ok(city_write(c, GRID_HEAD, fulfil, &t));
	refused(city_write(c, GRID_HEAD, fulfil, &t), "visit.stale");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE stream = 'visit' AND stream_id = $", t.id), 4);
	assert_int_equal(findings(c), 0);
}

static void a_visit_is_seen_in_its_place_only(void **state)
{
	struct city *c = *state;
	struct trial t = { .fresh = HOME };
	ok(city_write(c, GRID_HEAD, create, &t));
	static const struct {
		int who;
		bool yes;
	} EYES[] = { { GRID_HEAD, true }, { COMMUNITY, true }, { TOWN, true }, { DISPATCHER, true }, { TOWN2, false },
		{ HANDLER, false } };
	for (size_t i = 0; i < sizeof EYES / sizeof *EYES; i++) {
		ok(city_write(c, EYES[i].who, see, &t));
		if (t.yes != EYES[i].yes)
			fail_msg("user %d sees %d", EYES[i].who, t.yes);
	}
	refused(city_write(c, TOWN2, create, &t), "visit.place");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM visit WHERE place = '周桂香' OR matter = '周桂香' OR id < $", 0), 0);
}

static void a_check_reaches_its_case(void **state)
{
	struct city *c = *state;
	int64_t id = patrol(c, T_MANHOLE);
	struct trial t = { .fresh = HOME };
	t.fresh.kind = "check";
	t.fresh.case_id = id;
	refused(city_write(c, GRID_HEAD, create, &t), "visit.found");
	t.fresh.found = "true";
	ok(city_write(c, GRID_HEAD, create, &t));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'case.verified' AND stream_id = $", id), 1);
	assert_int_equal(findings(c), 0);
}

/* ---- duty lists ---- */

static enum err ask(struct op *op, void *arg)
{
	struct trial *t = arg;
	return duty_return_ask(op, t->order, t->text, &t->id);
}

static enum err accept_it(struct op *op, void *arg)
{
	struct trial *t = arg;
	return duty_return_decide(op, t->id, t->version, U_CITY_MANAGEMENT, "归城管");
}

static enum err refuse_it(struct op *op, void *arg)
{
	struct trial *t = arg;
	return duty_return_decide(op, t->id, t->version, NIL, t->text);
}

/* An order of the village; its id. */
static int64_t in_the_village(struct city *c)
{
	ok(dispatch_to(c, filed(c, T_MANHOLE), U_VILLAGE, NIL));
	return c->made;
}

static void what_is_on_no_list_goes_back_once(void **state)
{
	struct city *c = *state;
	struct trial t = { .text = "不是网格员的职责", .version = 1, .order = in_the_village(c) };
	refused(city_write(c, HANDLER2, ask, &t), "duty.order");
	ok(city_write(c, COMMUNITY, ask, &t));
	refused(city_write(c, COMMUNITY, ask, &t), "duty.again");
	t.text = "";
	refused(city_write(c, DISPATCHER, refuse_it, &t), "duty.opinion");
	refused(city_write(c, TOWN2, refuse_it, &t), "duty.not_found");
	ok(city_write(c, DISPATCHER, accept_it, &t));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM work_order WHERE unit_id = $ AND role = 'lead'", U_CITY_MANAGEMENT), 1);
	assert_int_equal(findings(c), 0);
}

static void what_is_on_a_list_stays(void **state)
{
	struct city *c = *state;
	struct trial t = { .text = "不是网格员的职责", .order = in_the_village(c) };
	if (db_script(c->f->s, "INSERT INTO grid_duty (event_type_id, list, duty) VALUES (1, 'main', '设警示')"))
		fail_msg("%s", db_error(c->f->s));
	refused(city_write(c, COMMUNITY, ask, &t), "duty.on_list");
}

/* A department gives back by 退单, with a duty basis and once; the two lists are no second door. */
static void a_department_has_no_duty_lists(void **state)
{
	struct city *c = *state;
	struct trial t = { .text = "不归我们", .order = dispatched(c, T_MANHOLE) };
	refused(city_write(c, HANDLER, ask, &t), "duty.not_grid");
}

int main(void)
{
	const struct CMUnitTest tests[] = { CITY(a_plan_is_reminded_of_once_on_its_day), CITY(a_visit_is_seen_in_its_place_only),
					    CITY(a_check_reaches_its_case), CITY(what_is_on_no_list_goes_back_once),
					    CITY(what_is_on_a_list_stays), CITY(a_department_has_no_duty_lists) };
	return city_run("visit", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A report reaches the city and the district at the same moment, never changes, and rings wider and wider until a person takes
 * it; a red case rings even when every rule is switched off. */
#include "way/city.h"
#include "way/fold.h"

#include <stdio.h>
#include <string.h>

#include "appeal/appeal.h"
#include "auth/caps.h"
#include "emergency/emergency_internal.h"
#include "job/job.h"

enum { GAS = 1, WATER };

/* ---- what people do ---- */

struct call {
	struct city *c;
	int64_t id, case_id;
	const char *no;
	struct emergency_report rep;
	struct emergency_step step;
	struct emergency_sending sending;
};

static enum err do_report(struct op *op, void *arg)
{
	struct call *x = arg;
	if (x->case_id != NIL)
		return emergency_report_on(op, x->case_id, &x->rep, &x->c->made);
	struct case_new n = { .no = x->no, .source = "patrol", .title = "燃气泄漏：茶亭路", .summary = x->rep.what, .event_type_id = NIL,
			      .town_id = U_TOWN, .community_id = U_VILLAGE, .grid_id = GRID_VILLAGE, .lon = NIL, .lat = NIL,
			      .address = "茶亭路12号", .appeal_id = NIL };
	return emergency_report_new(op, &n, &x->rep, &x->case_id, &x->c->made);
}

/* By hand, on a new case (`case_id` NIL) or an open one; c->made = emergency. */
static enum err report(struct city *c, int who, int64_t case_id, int64_t class_id, const char *what)
{
	char no[32];
	snprintf(no, sizeof no, "20250303%06d", (int)city_int(c, "SELECT 900000 + COUNT(*) FROM casefile", 0));
	return city_write(c, who, do_report, &(struct call){ .c = c, .case_id = case_id, .no = no, .rep = { class_id, what } });
}

static enum err do_step(struct op *op, void *arg)
{
	struct call *x = arg;
	return emergency_act(op, x->id, NIL, &x->step);
}

static enum err step(struct city *c, int who, int64_t id, const char *action, int64_t level, const char *text)
{
	return city_write(c, who, do_step,
		&(struct call){ .id = id, .step = { action, text, NULL, level, NIL, strcmp(action, "entry") == 0 } });
}

static enum err do_send(struct op *op, void *arg)
{
	struct call *x = arg;
	return emergency_dispatch(op, x->id, NIL, &x->sending);
}

static enum err send(struct city *c, int who, int64_t id, const int64_t *units, size_t n)
{
	return city_write(c, who, do_send, &(struct call){ .id = id, .sending = { units, n, "关阀、疏散", T_RED } });
}

static void run_jobs(struct city *c)
{
	static struct job_plan plan;
	struct problem problem = { 0 };
	const struct refs *refs = refs_take(&c->site);
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM, .refs = refs,
			 .problem = &problem };
	job_plan_open(&plan, &c->env.env);
	assert_int_equal(job_run_due(&op, &plan, NULL), ERR_OK);
	job_plan_close(&plan);
	refs_drop(&c->site, refs);
}

static struct q_emergency_get_out get(struct city *c, int64_t id)
{
	struct q_emergency_get_out e;
	ok(q_emergency_get(c->f->s, &(struct q_emergency_get_in){ .id = id }, &e));
	return e;
}

#define state_is(id, expected) assert_string_equal(get(c, id).status, expected)

static int64_t of_case(struct city *c, int64_t case_id)
{
	return city_int(c, "SELECT MAX(id) FROM emergency WHERE case_id = $", case_id);
}

static int64_t told(struct city *c, int64_t id, int64_t unit)
{
	char sql[160];
	snprintf(sql, sizeof sql, "SELECT MAX(told_at) FROM emergency_told WHERE emergency_id = $ AND unit_id = %d", (int)unit);
	return city_int(c, sql, id);
}

static bool rings(struct city *c, int who, int64_t id)
{
	struct q_emergency_rings_rows circles;
	struct q_emergency_get_out e = get(c, id);
	ok(q_emergency_rings(c->f->s, &circles));
	return str_eq(e.status, "reported") && emergency_rings_for(&circles, c->env.now - e.reported_at, &c->who[who]);
}

static void classes(struct city *c)
{
	static const char SQL[] =
		"INSERT INTO emergency_class (id, code, name, event_types, told_units, proposed_units, report_minutes) VALUES\n"
		"(1, '03', '燃气泄漏', '1401001', 'D09', 'D40;town', 20), (2, '02', '停水停电', '0401002', '', 'town', 60);\n"
		"INSERT INTO emergency_type (event_type_id, class_id) VALUES (8, 1), (10, 2);\n";
	if (db_script(c->f->s, SQL))
		fail_msg("%s", db_error(c->f->s));
}

static void number_is(struct city *c, const char *code, int value, int active)
{
	char sql[160];
	snprintf(sql, sizeof sql, "UPDATE rule_number SET value = %d, active = %d WHERE code = 'emergency.%s'", value, active, code);
	if (db_script(c->f->s, sql))
		fail_msg("%s", db_error(c->f->s));
}

/* The chain is whole, and folding it gives what the tables hold. */
static void history_holds(struct city *c)
{
	assert_int_equal(findings(c), 0);
	fold_and_compare(c->f->s);
}

/* ---- the rules ---- */

static void an_untaken_report_rings_wider_and_wider(void **state)
{
	(void)state;
	struct q_emergency_rings_out v[] = { { 1, "分拨员", "dispatcher;town", 0 }, { 2, "坐席", "receiver", 3 }, { 3, "全体", "*", 6 } };
	struct q_emergency_rings_rows rows = { v, 3 }, none = { v, 0 };
	struct principal dispatcher = { .ngrants = 1,
		.grant = { { .role = ROLE_dispatcher, .scope = SCOPE_ALL, .unit_id = NIL, .grid_id = NIL } } },
			 receiver = dispatcher, leader = dispatcher, worker = dispatcher;
	receiver.grant[0].role = ROLE_receiver;
	leader.grant[0].role = ROLE_city_leader;
	worker.grant[0].role = ROLE_grid_worker;
	static const struct {
		int minutes;
		bool dispatcher, receiver, leader;
		int64_t circle;
	} at[] = { { 0, true, false, false, 1 }, { 2, true, false, false, 1 }, { 3, true, true, false, 2 },
		{ 6, true, true, true, 3 }, { 600, true, true, true, 3 } };
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		int64_t ms = at[i].minutes * (int64_t)MS_MINUTE;
		assert_int_equal(emergency_rings_for(&rows, ms, &dispatcher), at[i].dispatcher);
		assert_int_equal(emergency_rings_for(&rows, ms, &receiver), at[i].receiver);
		assert_int_equal(emergency_rings_for(&rows, ms, &leader), at[i].leader);
		assert_false(emergency_rings_for(&rows, ms, &worker)); /* may report, not take */
		assert_int_equal(emergency_circle(&rows, ms), at[i].circle);
	}
	assert_true(emergency_rings_for(&none, 0, &leader)); /* whoever deletes the circles does not make it silent */
	receiver.contractor = true;
	assert_false(emergency_rings_for(&rows, 6 * (int64_t)MS_MINUTE, &receiver));
}

/* ---- the report ---- */

static void reported_by_hand_it_reaches_both_levels_at_once(void **state)
{
	struct city *c = *state;
	classes(c);
	ok(report(c, GRID_WORKER, NIL, GAS, "楼道里燃气味很大"));
	int64_t id = c->made;
	struct q_emergency_get_out e = get(c, id);
	assert_string_equal(e.origin, "hand");
	assert_int_equal(e.class_id, GAS);
	assert_int_equal(e.reported_by, GRID_WORKER);
	assert_int_equal(e.reported_at, c->env.now);
	assert_int_equal(told(c, id, U_CENTER), e.reported_at);
	assert_int_equal(told(c, id, U_TOWN), e.reported_at);
	assert_int_equal(told(c, id, U_VILLAGE), e.reported_at);
	assert_int_equal(told(c, id, U_CITY_MANAGEMENT), e.reported_at); /* named by the class */
	struct q_case_get_out k;
	get_case(c, e.case_id, &k);
	assert_string_equal(k.colour, "red");
	assert_int_equal(k.event_type_id, T_RED); /* that of the class */
	/* one event names both */
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM event WHERE stream = 'case' AND stream_id = $ AND kind = "
				 "'emergency.report'",
				 e.case_id),
		1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'emergency.report' AND stream_id = $"
				  " AND body <> REPLACE(body, '\"city_unit_id\":2,\"district_unit_id\":20', '')", e.case_id), 1);
	history_holds(c);
}

static void the_first_report_is_never_changed(void **state)
{
	struct city *c = *state;
	classes(c);
	ok(report(c, GRID_WORKER, NIL, GAS, "楼道里燃气味很大"));
	int64_t id = c->made, at = get(c, id).reported_at;
	city_pass(c, 2 * MS_MINUTE);
	ok(report(c, COMMUNITY, get(c, id).case_id, NIL, "还有人没有撤出")); /* said again: not a second one */
	assert_int_equal(c->made, id);
	ok(step(c, DISPATCHER, id, "take", NIL, NULL));
	ok(step(c, DISPATCHER, id, "true", 3, "燃气公司到场，属实"));
	assert_int_equal(get(c, id).reported_at, at);
	assert_string_equal(get(c, id).what, "楼道里燃气味很大");
	assert_int_not_equal(db_script(c->f->s, "UPDATE emergency SET reported_at = reported_at + 1"), ERR_OK);
	assert_int_not_equal(db_script(c->f->s, "UPDATE emergency SET what = 'x'"), ERR_OK);
	assert_int_not_equal(db_script(c->f->s, "UPDATE emergency_entry SET at = 0"), ERR_OK);
	assert_int_equal(get(c, id).reported_at, at);
}

static void red_and_the_classes_ring_by_rule(void **state)
{
	struct city *c = *state;
	classes(c);
	int64_t red = filed(c, T_RED), of_class = filed(c, T_REGION), plain = filed(c, T_MANHOLE);
	assert_string_equal(get(c, of_case(c, red)).origin, "rule");
	assert_int_equal(get(c, of_case(c, red)).class_id, GAS);
	assert_int_equal(get(c, of_case(c, of_class)).class_id, WATER);
	assert_int_equal(of_case(c, plain), NIL);
	number_is(c, "raise_red", 0, 1);
	number_is(c, "raise_class", 1, 0);
	assert_int_equal(of_case(c, filed(c, T_RED)), NIL);
	assert_int_equal(of_case(c, filed(c, T_REGION)), NIL);
}

/* ---- invariant 10 ---- */

static void a_red_case_rings_although_every_rule_is_off(void **state)
{
	struct city *c = *state;
	number_is(c, "raise_red", 0, 0);
	number_is(c, "raise_class", 0, 0);
	number_is(c, "untouched_minutes", 0, 0); /* switched off: the built-in number holds */
	int64_t red = filed(c, T_RED), touched = filed(c, T_RED);
	ok(dispatch_to(c, touched, U_UTILITY, NIL));
	ok(sign(c, HANDLER, lead_of(c, touched)));
	city_pass(c, 4 * MS_MINUTE);
	run_jobs(c);
	assert_int_equal(of_case(c, red), NIL);
	city_pass(c, 2 * MS_MINUTE);
	run_jobs(c);
	int64_t id = of_case(c, red);
	assert_string_equal(get(c, id).origin, "deadman");
	assert_true(rings(c, DISPATCHER, id));
	assert_true(rings(c, TOWN, id));
	assert_int_equal(of_case(c, touched), NIL);
	city_pass(c, 20 * MS_MINUTE);
	run_jobs(c);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM emergency WHERE case_id = $", red), 1);
}

static void dispatched_but_nobody_signs_it_rings_too(void **state)
{
	struct city *c = *state;
	number_is(c, "raise_red", 0, 1);
	int64_t red = filed(c, T_RED);
	ok(dispatch_to(c, red, U_UTILITY, NIL));
	city_pass(c, 6 * MS_MINUTE);
	run_jobs(c);
	assert_string_equal(get(c, of_case(c, red)).origin, "deadman");
}

static void it_rings_until_a_person_takes_it_and_again_when_nothing_follows(void **state)
{
	struct city *c = *state;
	int64_t id = of_case(c, filed(c, T_RED));
	assert_true(rings(c, DISPATCHER, id));
	assert_false(rings(c, QUALITY, id));
	city_pass(c, 3 * MS_MINUTE);
	assert_true(rings(c, QUALITY, id)); /* without any job having run */
	run_jobs(c);
	assert_int_equal(get(c, id).circle, 2);
	city_pass(c, 4 * MS_MINUTE);
	run_jobs(c);
	assert_int_equal(get(c, id).circle, 3);
	int64_t version = get(c, id).version;
	city_pass(c, MS_HOUR);
	run_jobs(c);
	assert_int_equal(get(c, id).version, version); /* there is nobody further to ring */
	refused(step(c, GRID_WORKER, id, "take", NIL, NULL), "auth.forbidden");
	refused(step(c, TOWN2, id, "take", NIL, NULL), "auth.forbidden"); /* another town's */
	refused(step(c, QUALITY, id, "true", 3, "未接手"), "workflow.illegal_move");
	ok(step(c, TOWN, id, "take", NIL, NULL));
	assert_false(rings(c, DISPATCHER, id));
	refused(step(c, DISPATCHER, id, "take", NIL, NULL), "workflow.illegal_move");
	city_pass(c, 16 * MS_MINUTE);
	run_jobs(c);
	state_is(id, "reported"); /* taken, and then nothing: it rings again, everybody */
	assert_true(rings(c, QUALITY, id));
	ok(step(c, DISPATCHER, id, "take", NIL, NULL));
	ok(step(c, DISPATCHER, id, "entry", NIL, "已联系燃气公司"));
	city_pass(c, 16 * MS_MINUTE);
	run_jobs(c);
	state_is(id, "taken");
	history_holds(c);
}

/* ---- response ---- */

static void from_report_to_review(void **state)
{
	struct city *c = *state;
	classes(c);
	ok(report(c, GRID_HEAD, NIL, GAS, "茶亭路燃气泄漏，已疏散"));
	int64_t id = c->made, case_id = get(c, id).case_id, units[] = { U_UTILITY, U_TOWN };
	refused(send(c, DISPATCHER, id, units, 2), "emergency.not_taken");
	ok(step(c, DISPATCHER, id, "take", NIL, NULL));
	refused(step(c, DISPATCHER, id, "true", NIL, "属实"), "emergency.level");
	refused(step(c, DISPATCHER, id, "true", 2, ""), "emergency.text");
	ok(step(c, DISPATCHER, id, "true", 3, "网格长现场确认"));
	assert_int_equal(get(c, id).next_report_at, c->env.now + 20 * (int64_t)MS_MINUTE); /* of the class */
	refused(send(c, DISPATCHER, id, units, 0), "emergency.unit");
	ok(send(c, DISPATCHER, id, units, 2));
	refused(send(c, DISPATCHER, id, units, 2), "emergency.busy");
	struct q_order_get_out lead;
	get_order(c, lead_of(c, case_id), &lead);
	assert_int_equal(lead.unit_id, U_UTILITY);
	assert_int_equal(lead.parent_id, NIL); /* straight, no level between */
	assert_int_equal(
		city_int(c, "SELECT COUNT(*) FROM work_order WHERE case_id = $ AND unit_id = 20 AND role = 'assist'",
			case_id),
		1);
	int64_t more[] = { U_CITY_MANAGEMENT };
	ok(send(c, DISPATCHER, id, more, 1));
	/* further reports are asked for */
	city_pass(c, 21 * MS_MINUTE);
	run_jobs(c);
	assert_int_not_equal(get(c, id).reminded_at, NIL);
	ok(step(c, GRID_HEAD, id, "entry", NIL, "阀门已关，检测中"));
	assert_int_equal(get(c, id).reminded_at, NIL);
	refused(step(c, GRID_HEAD, id, "lift", NIL, "好了"), "auth.forbidden");
	refused(step(c, HANDLER2, id, "level", 2, "扩大"), "auth.forbidden");
	ok(step(c, TOWN, id, "level", 2, "影响两个小区"));
	assert_int_equal(get(c, id).level, 2);
	refused(step(c, DISPATCHER, id, "review", NIL, "复盘"), "workflow.illegal_move");
	refused(step(c, DISPATCHER, id, "lift", NIL, ""), "emergency.text");
	ok(step(c, DISPATCHER, id, "lift", NIL, "检测合格，居民返回"));
	state_is(id, "lifted");
	assert_string_equal(case_status(c, case_id), "handling"); /* 急→平: the orders go on */
	ok(step(c, DISPATCHER, id, "review", NIL, "接报到场12分钟，下次先切断电源"));
	state_is(id, "reviewed");
	history_holds(c);
}

static void other_ends(void **state)
{
	struct city *c = *state;
	int64_t alarm = of_case(c, filed(c, T_RED)), routine = of_case(c, filed(c, T_RED));
	ok(step(c, DISPATCHER, alarm, "take", NIL, NULL));
	refused(step(c, DISPATCHER, alarm, "false", NIL, ""), "emergency.text");
	ok(step(c, DISPATCHER, alarm, "false", NIL, "附近饭店换气罐，无泄漏"));
	state_is(alarm, "false_alarm");
	refused(step(c, DISPATCHER, alarm, "take", NIL, NULL), "workflow.illegal_move");
	refused(step(c, DISPATCHER, alarm, "entry", NIL, "再看"), "workflow.illegal_move");
	ok(step(c, DISPATCHER, routine, "take", NIL, NULL));
	ok(step(c, DISPATCHER, routine, "release", NIL, "交接班"));
	state_is(routine, "reported");
	ok(step(c, DISPATCHER, routine, "take", NIL, NULL));
	ok(step(c, DISPATCHER, routine, "routine", NIL, "按红色案件24小时办结"));
	state_is(routine, "routine");
	/* a new report after the end is a new emergency with its own time */
	int64_t case_id = get(c, alarm).case_id;
	city_pass(c, MS_HOUR);
	ok(report(c, GRID_HEAD, case_id, NIL, "真的漏了"));
	assert_int_not_equal(c->made, alarm);
	assert_int_equal(get(c, c->made).reported_at, c->env.now);
}

static enum err do_merge(struct op *op, void *arg)
{
	struct call *x = arg;
	return x->rep.what ? emergency_split(op, x->id, NIL, x->rep.what) : emergency_merge(op, x->id, NIL, x->case_id, NULL);
}

static enum err merge_into(struct city *c, int who, int64_t id, int64_t into)
{
	return city_write(c, who, do_merge, &(struct call){ .id = id, .case_id = into });
}

static enum err split(struct city *c, int who, int64_t id, const char *why)
{
	return city_write(c, who, do_merge, &(struct call){ .id = id, .rep = { NIL, why } });
}

/* One incident, many reports: handled as one, nothing lost, and two again when it was not the same. */
static void one_incident_reported_twice(void **state)
{
	struct city *c = *state;
	int64_t first_case = filed(c, T_RED), second_case = filed(c, T_RED);
	int64_t first = of_case(c, first_case), second = of_case(c, second_case);
	ok(step(c, DISPATCHER, first, "take", NIL, NULL));
	refused(merge_into(c, DISPATCHER, second, second), "emergency.into");
	ok(merge_into(c, DISPATCHER, second, first));
	state_is(second, "merged");
	assert_false(rings(c, DISPATCHER, second));
	assert_int_equal(get(c, second).merged_into, first);
	assert_string_equal(case_status(c, second_case), "merged");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM membership WHERE to_at IS NULL AND case_id = $", first_case), 2);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM emergency_entry WHERE kind = 'merge' AND emergency_id = $", first), 1);
	refused(merge_into(c, DISPATCHER, second, first), "emergency.over");
	refused(split(c, DISPATCHER, second, ""), "emergency.text");
	ok(split(c, DISPATCHER, second, "是另一栋楼"));
	state_is(second, "reported"); /* somebody must look at it again */
	assert_true(rings(c, DISPATCHER, second));
	assert_string_equal(case_status(c, second_case), "filed");
	refused(split(c, DISPATCHER, second, "再拆"), "emergency.over");
	/* merging the cases does it too; one that is over takes nothing in */
	ok(merge(c, second_case, first_case, "same_matter"));
	state_is(second, "merged");
	ok(unmerge(c, c->made));
	state_is(second, "reported");
	ok(step(c, DISPATCHER, first, "false", NIL, "没有这回事"));
	refused(merge_into(c, DISPATCHER, second, first), "emergency.into");
	history_holds(c);
}

static void who_dispatches_has_taken_it_and_it_ends_with_its_case(void **state)
{
	struct city *c = *state;
	int64_t case_id = patrol(c, T_RED), id = of_case(c, case_id);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	state_is(id, "taken");
	assert_int_equal(get(c, id).taken_by, DISPATCHER);
	settle(c, lead_of(c, case_id));
	ok(case_do(c, GRID_HEAD, case_id, "check", "现场已处理"));
	state_is(id, "ended");
	int64_t second = filed(c, T_RED);
	ok(case_do(c, DISPATCHER, second, "withdraw", "误报撤回"));
	state_is(of_case(c, second), "ended");
	history_holds(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_untaken_report_rings_wider_and_wider),
		CITY(reported_by_hand_it_reaches_both_levels_at_once),
		CITY(the_first_report_is_never_changed),
		CITY(red_and_the_classes_ring_by_rule),
		CITY(a_red_case_rings_although_every_rule_is_off),
		CITY(dispatched_but_nobody_signs_it_rings_too),
		CITY(it_rings_until_a_person_takes_it_and_again_when_nothing_follows),
		CITY(from_report_to_review),
		CITY(other_ends),
		CITY(one_incident_reported_twice),
		CITY(who_dispatches_has_taken_it_and_it_ends_with_its_case),
	};
	return city_run("emergency", tests, sizeof tests / sizeof *tests);
}

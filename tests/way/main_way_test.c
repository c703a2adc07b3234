/* SPDX-License-Identifier: Apache-2.0 */
/* The main way from one end to the other: what a citizen says is sorted, filed, dispatched, handled, reviewed, asked about
 * and closed; and every side road of it. */
#include "way/city.h"

#include "clock/clock.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

static int64_t one_appeal(struct city *c)
{
	return say(c, &(struct said){ .phone = "13900001234" });
}

/* ---- citizen → … → closed ---- */

static void a_manhole_from_call_to_closing(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	struct q_order_get_out o;
	int64_t appeal = one_appeal(c);
	status_is(appeal, appeal, "sorting");
	int64_t id = file(c, appeal, T_MANHOLE);
	status_is(appeal, appeal, "filed");
	status_is(case, id, "filed");
	ok(dispatch_to(c, id, NIL, U_CITY_MANAGEMENT));
	int64_t lead = lead_of(c, id), assist = city_int(c, "SELECT id FROM work_order WHERE case_id = $ AND role = 'assist'", id);
	get_order(c, lead, &o);
	assert_int_equal(o.unit_id, U_UTILITY);
	assert_non_null(strstr(o.why, "按固定单位"));
	/* two working days from Monday: Wednesday 23:59:59 */
	assert_int_equal(o.due_at, day_start_ms(20250306) - 1000);
	city_pass(c, MS_HOUR);
	ok(sign(c, HANDLER, lead));
	ok(contact(c, HANDLER, lead, true));
	city_pass(c, MS_HOUR);
	ok(submit(c, HANDLER, lead));
	status_is(order, lead, "unit_review");
	ok(review(c, LEADER, lead, true, NULL));
	status_is(order, lead, "settled");
	status_is(case, id, "handling"); /* the assisting unit has not finished */
	ok(submit(c, HANDLER2, assist)); /* implies signing */
	ok(review(c, LEADER2, assist, true, NULL));
	status_is(case, id, "callback");
	status_is(appeal, appeal, "to_rate");
	ok(claim(c, AGENT));
	assert_int_equal(c->made, task_of(c, appeal));
	call_and_rate(c, appeal, "yes", 5);
	status_is(appeal, appeal, "rated");
	get_case(c, id, &k);
	assert_string_equal(k.status, "closed");
	assert_string_equal(k.closing_kind, "solved");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM clock WHERE case_id = $ AND stopped_at IS NULL", id), 0);
	assert_int_equal(findings(c), 0);
}

static void reviewed_by_unit_town_and_centre(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	int64_t id = filed(c, T_TO_TOP);
	ok(dispatch_to(c, id, U_VILLAGE, NIL));
	int64_t order = lead_of(c, id);
	ok(sign(c, COMMUNITY, order));
	ok(submit(c, COMMUNITY, order));
	refused(review(c, HANDLER, order, true, NULL), "auth.forbidden");
	ok(review(c, COMMUNITY, order, true, NULL));
	get_order(c, order, &o);
	assert_string_equal(o.status, "upper_review");
	assert_string_equal(o.review_level, "town");
	assert_int_equal(o.review_unit_id, U_TOWN);
	refused(review(c, TOWN2, order, true, NULL), "auth.forbidden");
	ok(review(c, TOWN, order, true, NULL));
	get_order(c, order, &o);
	assert_string_equal(o.review_level, "district");
	refused(review(c, TOWN, order, true, NULL), "auth.forbidden");
	ok(review(c, DISPATCHER, order, true, NULL));
	status_is(order, order, "settled");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM review WHERE order_id = $ AND decision = 'pass'", order), 3);
}

static void sent_back_on_every_level_and_the_clock_goes_on(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	int64_t id = filed(c, T_TO_TOP);
	ok(dispatch_to(c, id, U_VILLAGE, NIL));
	int64_t order = lead_of(c, id), due = clock_due_of(c, "order", order, "handle");
	ok(submit(c, COMMUNITY, order));
	refused(review(c, COMMUNITY, order, false, ""), "order.opinion_missing");
	ok(review(c, COMMUNITY, order, false, "照片看不清"));
	status_is(order, order, "handling");
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM clock WHERE object_kind = 'order' AND kind = 'handle' AND "
				 "stopped_at IS NULL "
				 "AND object_id = $",
				 order),
		1);
	assert_int_equal(clock_due_of(c, "order", order, "handle"), due);
	ok(submit(c, COMMUNITY, order));
	ok(review(c, COMMUNITY, order, true, NULL));
	ok(review(c, TOWN, order, false, "请补充原因"));
	status_is(order, order, "handling");
	ok(submit(c, COMMUNITY, order));
	ok(review(c, COMMUNITY, order, true, NULL)); /* again from the bottom */
	status_is(order, order, "upper_review");
	get_order(c, order, &o);
	assert_int_equal(o.sent_back, 2);
}

static enum err auto_sign(struct op *op, void *arg)
{
	return order_auto_sign(op, *(int64_t *)arg);
}

static void not_signed_in_time_is_signed_by_the_system(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	struct clock_row *rows;
	size_t n;
	int64_t order = dispatched(c, T_RED);
	city_pass(c, 31 * MS_MINUTE);
	ok(clock_due(c->f->s, c->env.now, 10, &rows, &n));
	bool sign_over = false;
	for (size_t i = 0; i < n; i++)
		sign_over |= str_eq(rows[i].kind, "sign") && rows[i].object_id == order;
	assert_true(sign_over);
	ok(city_write(c, SYSTEM, auto_sign, &order));
	ok(city_write(c, SYSTEM, auto_sign, &order)); /* a second run of the job changes nothing */
	get_order(c, order, &o);
	assert_string_equal(o.status, "handling");
	assert_int_equal(o.auto_signed, 1);
	assert_int_equal(o.holder_id, NIL);
	int64_t version = o.version;
	assert_int_equal(version, 2);
	ok(submit(c, HANDLER, order));
}

/* ---- sorting ---- */

static void answered_at_once_and_rated(void **state)
{
	struct city *c = *state;
	int64_t appeal = say(c, &(struct said){ .type = "consult", .phone = "13900001234" });
	refused(appeal_do(c, RECEIVER, appeal, "answer", ""), "appeal.text_missing");
	ok(appeal_do(c, RECEIVER, appeal, "answer", "工作日上午可到窗口办理。"));
	status_is(appeal, appeal, "answered");
	refused(rate_link(c, appeal, "yes", 5), "rating.question");
	ok(rate_link(c, appeal, "clear", 4));
	status_is(appeal, appeal, "rated");
	refused(rate_link(c, appeal, "unclear", 1), "rating.already"); /* the first one stands */
}

static void asked_for_more_and_answered(void **state)
{
	struct city *c = *state;
	int64_t appeal = one_appeal(c);
	ok(appeal_do(c, RECEIVER, appeal, "ask", "请说明是哪个路口"));
	status_is(appeal, appeal, "supplement");
	assert_int_equal(clock_due_of(c, "appeal", appeal, "supplement"), c->env.now + 7 * (int64_t)MS_DAY);
	city_pass(c, MS_DAY);
	ok(appeal_do(c, CITIZEN, appeal, "supplied", "东街和西街的路口"));
	status_is(appeal, appeal, "sorting");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM supplement WHERE answer = '东街和西街的路口' AND appeal_id = $", appeal), 1);
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM clock WHERE object_kind = 'appeal' AND stopped_at IS NULL AND "
				 "object_id = $",
				 appeal),
		0);
}

static void asked_for_more_and_silent(void **state)
{
	struct city *c = *state;
	int64_t appeal = one_appeal(c);
	ok(appeal_do(c, RECEIVER, appeal, "ask", "请说明是哪个路口"));
	refused(appeal_do(c, RECEIVER, appeal, "silent", NULL), "auth.forbidden");
	city_pass(c, 8 * (int64_t)MS_DAY);
	ok(appeal_do(c, SYSTEM, appeal, "silent", NULL));
	status_is(appeal, appeal, "closed_silent");
}

static void refused_with_the_legal_route_and_objected(void **state)
{
	struct city *c = *state;
	int64_t appeal = one_appeal(c);
	refused(appeal_do(c, RECEIVER, appeal, "refuse", ""), "appeal.special_missing");
	ok(appeal_do(c, RECEIVER, appeal, "refuse", "该事项请通过行政复议解决。"));
	status_is(appeal, appeal, "refused");
	ok(appeal_do(c, CITIZEN, appeal, "object", "这不是行政行为"));
	status_is(appeal, appeal, "sorting");
	file(c, appeal, T_MANHOLE);
	status_is(appeal, appeal, "filed");
}

static void withdrawn_before_and_after_filing(void **state)
{
	struct city *c = *state;
	int64_t early = one_appeal(c), late = one_appeal(c), id = file(c, late, T_MANHOLE);
	ok(appeal_do(c, CITIZEN, early, "withdraw", "已经修好了"));
	status_is(appeal, early, "withdrawn");
	refused(appeal_do(c, CITIZEN, late, "withdraw", "不用了"), "workflow.illegal_move");
	refused(case_do(c, DISPATCHER, id, "withdraw", ""), "case.reason_missing");
	ok(case_do(c, DISPATCHER, id, "withdraw", "诉求人电话要求撤回"));
	status_is(case, id, "closed");
	status_is(appeal, late, "withdrawn");
	refused(case_do(c, DISPATCHER, id, "reopen", "又坏了"), "case.illegal_state"); /* never dispatched: a new appeal */
}

/* Invariant 1b: nobody disappears because somebody else gives up. */
static void a_case_with_others_is_not_withdrawn(void **state)
{
	struct city *c = *state;
	int64_t id = filed(c, T_MANHOLE), other = one_appeal(c);
	ok(join(c, other, id, "same_matter"));
	refused(case_do(c, DISPATCHER, id, "withdraw", "第一位诉求人撤回"), "case.withdraw_others");
	status_is(case, id, "filed");
	status_is(appeal, other, "joined");
}

static void an_external_number_is_taken_once_per_channel(void **state)
{
	struct city *c = *state;
	say(c, &(struct said){ .channel = CH_UPSTREAM, .external_no = "S-1", .upstream = "省平台" });
	struct said again = { .channel = CH_PHONE, .external_no = "S-1" };
	say(c, &again); /* another channel */
	int64_t appeals = city_int(c, "SELECT COUNT(*) FROM appeal", 0);
	assert_int_equal(appeals, 2);
}

/* ---- handling ---- */

static const struct {
	const char *name;
	int64_t type;
	const char *order_stage, *case_stage, *answer, *missing; /* missing NULL: may be submitted */
} EVIDENCE[] = {
	{ "nothing is asked for", T_MANHOLE, NULL, NULL, "好了", NULL },
	{ "text too short", T_TEXT, NULL, NULL, "好了", "不少于10字" },
	{ "text long enough", T_TEXT, NULL, NULL, "井盖已经重新装好并且加固", NULL },
	{ "photo missing", T_PHOTO, NULL, NULL, "好了", "缺处置后照片" },
	{ "only a photo of before", T_PHOTO, "before", NULL, "好了", "缺处置后照片" },
	{ "photo of after", T_PHOTO, "after", NULL, "好了", NULL },
	{ "evidence instead of a photo", T_PHOTO, "evidence", NULL, "好了", NULL },
	{ "pair missing", T_PAIR, NULL, NULL, "好了", "缺处置前、后照片" },
	{ "only after", T_PAIR, "after", NULL, "好了", "缺处置前照片" },
	{ "only before", T_PAIR, "before", NULL, "好了", "缺处置后照片" },
	{ "after, and the report of the case", T_PAIR, "after", "report", "好了", NULL },
	{ "document missing", T_DOCUMENT, "after", NULL, "好了", "缺办结文书" },
	{ "document", T_DOCUMENT, "document", NULL, "好了", NULL },
	{ "document on the case", T_DOCUMENT, NULL, "document", "好了", NULL },
};

static void nothing_is_submitted_without_its_evidence(void **state)
{
	struct city *c = *state;
	for (size_t i = 0; i < sizeof EVIDENCE / sizeof *EVIDENCE; i++) {
		int64_t order = dispatched(c, EVIDENCE[i].type);
		struct q_order_get_out o;
		ok(sign(c, HANDLER, order));
		get_order(c, order, &o);
		if (EVIDENCE[i].order_stage)
			attach(c, "order", order, EVIDENCE[i].order_stage);
		if (EVIDENCE[i].case_stage)
			attach(c, "case", o.case_id, EVIDENCE[i].case_stage);
		enum err e = submit_as(c, HANDLER, order,
			&(struct order_result){ .result = "solved", .public_answer = EVIDENCE[i].answer });
		if (!EVIDENCE[i].missing && e)
			fail_msg("%s: %s %s", EVIDENCE[i].name, err_name(e), c->problem.text);
		if (EVIDENCE[i].missing && (!e || strcmp(c->code, "order.evidence_missing") != 0 ||
					    !strstr(c->problem.text, EVIDENCE[i].missing)))
			fail_msg("%s: %s %s", EVIDENCE[i].name, err_name(e), c->problem.text ? c->problem.text : "");
		status_is(order, order, EVIDENCE[i].missing ? "handling" : "unit_review");
	}
}

static void evidence_is_waived_only_by_a_leader(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_PHOTO);
	struct order_result r = { .result = "explained", .public_answer = "该处为私人院内，不便拍照。", .evidence_waived = "私人住宅内" };
	refused(submit_as(c, HANDLER, order, &r), "order.evidence_missing");
	ok(submit_as(c, LEADER, order, &r));
}

static void a_result_needs_its_parts(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	refused(submit_as(c, HANDLER, order, &(struct order_result){ .public_answer = "已处理" }), "order.result_missing");
	refused(submit_as(c, HANDLER, order, &(struct order_result){ .result = "solved" }), "order.answer_missing");
	status_is(order, order, "to_sign"); /* a refused submission does not even sign */
	refused(submit(c, HANDLER2, order), "auth.forbidden");
	refused(sign(c, HANDLER2, order), "auth.forbidden");
}

static void urged_twice_never_a_second_order(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t id = filed(c, T_MANHOLE);
	ok(urge(c, id, NIL));
	assert_non_null(strstr(c->told, "正在分派"));
	ok(dispatch_to(c, id, NIL, NIL));
	ok(urge(c, id, NIL));
	assert_non_null(strstr(c->told, "还剩"));
	city_pass(c, 10 * (int64_t)MS_DAY);
	ok(urge(c, id, NIL));
	assert_non_null(strstr(c->told, "已超过"));
	get_case(c, id, &k);
	assert_int_equal(k.urges, 3);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM work_order WHERE case_id = $", id), 1);
}

static void redirected_on_the_clock_of_the_case(void **state)
{
	struct city *c = *state;
	struct q_order_get_out old, new;
	struct q_case_get_out k;
	int64_t order = dispatched(c, T_MANHOLE);
	get_order(c, order, &old);
	int64_t id = old.case_id, due = old.due_at;
	city_pass(c, 5 * MS_HOUR);
	refused(redirect(c, order, U_UTILITY, "派错了"), "order.redirect_same");
	refused(redirect(c, order, U_CITY_MANAGEMENT, ""), "order.opinion_missing");
	ok(redirect(c, order, U_CITY_MANAGEMENT, "属于城管职责"));
	int64_t next = c->made;
	status_is(order, order, "redirected");
	get_order(c, next, &new);
	assert_int_equal(new.due_at, due);
	assert_int_equal(clock_due_of(c, "order", next, "handle"), due);
	assert_string_equal(new.role, "lead");
	get_case(c, id, &k);
	assert_int_equal(k.lead_unit_id, U_CITY_MANAGEMENT);
	assert_int_equal(k.due_at, due);
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM case_party WHERE party_id = 10 AND to_at IS NULL AND role = "
				 "'lead' AND case_id = $",
				 id),
		0);
	refused(sign(c, HANDLER, order), "workflow.illegal_move");
	ok(submit(c, HANDLER2, next));
	ok(review(c, LEADER2, next, true, NULL));
	status_is(case, id, "callback"); /* a redirected order is not waited for */
}

static void sub_orders_go_down_and_are_waited_for(void **state)
{
	struct city *c = *state;
	struct q_order_get_out parent, sub;
	int64_t order = dispatched(c, T_PHOTO);
	ok(sign(c, HANDLER, order));
	get_order(c, order, &parent);
	struct order_extra x = { .case_id = parent.case_id, .parent_id = order, .unit_id = U_CITY_MANAGEMENT, .role = "sub",
				 .demand = "现场处置", .limit_value = NIL };
	refused(extra(c, HANDLER, &x), "order.not_below");
	x.unit_id = U_UTILITY_TEAM;
	int64_t due = parent.due_at;
	ok(extra(c, HANDLER, &x));
	int64_t id = c->made;
	get_order(c, id, &sub);
	assert_int_equal(sub.due_at, due);
	attach(c, "order", order, "after");
	refused(submit(c, HANDLER, order), "order.open_suborders");
	ok(submit(c, TEAM, id)); /* a sub-order needs no evidence of its own */
	ok(review(c, TEAM, id, true, NULL));
	status_is(order, id, "settled");
	ok(submit(c, HANDLER, order));
}

static void terminated_and_transferred(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	struct q_order_get_out o;
	int64_t a = dispatched(c, T_MANHOLE), b = dispatched(c, T_MANHOLE);
	refused(terminate(c, a, ""), "order.opinion_missing");
	ok(terminate(c, a, "经查无此路口，三次联系未果"));
	status_is(order, a, "terminated");
	get_order(c, a, &o);
	status_is(case, o.case_id, "callback"); /* the appellant is asked all the same */
	refused(transfer(c, b, "公安局", "8812"), "workflow.illegal_move"); /* not yet signed */
	ok(sign(c, HANDLER, b));
	refused(transfer(c, b, "公安局", ""), "order.transfer_fields");
	ok(transfer(c, b, "公安局", "8812"));
	get_order(c, b, &o);
	int64_t id = o.case_id, appeal = city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id);
	call_and_rate(c, appeal, "yes", 3);
	get_case(c, id, &k);
	assert_string_equal(k.closing_kind, "transferred");
}

static void held_orders_are_not_submitted(void **state);

/* ---- cases without appellant ---- */

static void a_patrol_case_is_checked(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t id = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	settle(c, lead_of(c, id));
	status_is(case, id, "ready");
	refused(case_do(c, GRID_HEAD, id, "close", NULL), "auth.forbidden");
	ok(case_do(c, GRID_HEAD, id, "check", "现场看过"));
	get_case(c, id, &k);
	assert_string_equal(k.status, "closed");
	assert_string_equal(k.closing_kind, "checked");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task WHERE case_id = $", id), 0);
}

static void a_failed_check_sends_the_order_back(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	struct q_order_get_out o;
	int64_t id = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	int64_t order = lead_of(c, id);
	settle(c, order);
	city_pass(c, MS_DAY);
	refused(case_do(c, GRID_HEAD, id, "check_failed", ""), "case.reason_missing");
	ok(case_do(c, GRID_HEAD, id, "check_failed", "井盖仍有响动"));
	get_case(c, id, &k);
	get_order(c, order, &o);
	assert_string_equal(k.status, "handling");
	assert_string_equal(o.status, "handling");
	assert_int_equal(o.round, 1);
	assert_true(o.due_at > c->env.now);
	assert_int_equal(k.due_at, o.due_at);
	settle(c, order);
	ok(case_do(c, GRID_HEAD, id, "check", NULL));
	status_is(case, id, "closed");
}

static void with_an_appellant_nobody_just_checks(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	struct q_order_get_out o;
	settle(c, order);
	get_order(c, order, &o);
	refused(case_do(c, GRID_HEAD, o.case_id, "check", NULL), "workflow.illegal_move");
}

/* ---- reopening ---- */

static void reopened_within_thirty_days_everybody_is_asked_again(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t appeal = one_appeal(c), id = file(c, appeal, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	settle(c, lead_of(c, id));
	call_and_rate(c, appeal, "yes", 5);
	city_pass(c, 29 * (int64_t)MS_DAY);
	refused(case_do(c, DISPATCHER, id, "reopen", ""), "case.reason_missing");
	ok(case_do(c, DISPATCHER, id, "reopen", "井盖又不见了"));
	get_case(c, id, &k);
	assert_string_equal(k.status, "handling");
	assert_int_equal(k.reopened, 1);
	assert_int_equal(k.round, 1);
	assert_int_equal(k.closed_at, NIL);
	status_is(appeal, appeal, "filed");
	settle(c, lead_of(c, id));
	status_is(appeal, appeal, "to_rate");
	call_and_rate(c, appeal, "yes", 4);
	status_is(case, id, "closed");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM rating WHERE appeal_id = $", appeal), 2);
	city_pass(c, 31 * (int64_t)MS_DAY);
	refused(case_do(c, DISPATCHER, id, "reopen", "又坏了"), "case.too_old");
}

static enum err hold_of(struct op *op, int64_t order, enum err (*fn)(struct case_tx *, int64_t, const char *, int64_t))
{
	struct case_tx t;
	struct q_order_case_out at;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = order }, &at);
	if (!e)
		e = case_begin(&t, op, at.case_id);
	if (!e)
		e = fn(&t, order, "whistle", 9);
	return e ? e : case_end(&t);
}

static enum err hold(struct op *op, void *arg)
{
	return hold_of(op, *(int64_t *)arg, order_hold);
}

static enum err lift(struct op *op, void *arg)
{
	return hold_of(op, *(int64_t *)arg, order_hold_lift);
}

static void held_orders_are_not_submitted(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, order));
	ok(city_write(c, SYSTEM, hold, &order));
	refused(submit(c, HANDLER, order), "order.on_hold");
	ok(city_write(c, SYSTEM, lift, &order));
	ok(city_write(c, SYSTEM, lift, &order)); /* lifting twice counts once */
	ok(submit(c, HANDLER, order));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(a_manhole_from_call_to_closing),
		CITY(reviewed_by_unit_town_and_centre),
		CITY(sent_back_on_every_level_and_the_clock_goes_on),
		CITY(not_signed_in_time_is_signed_by_the_system),
		CITY(answered_at_once_and_rated),
		CITY(asked_for_more_and_answered),
		CITY(asked_for_more_and_silent),
		CITY(refused_with_the_legal_route_and_objected),
		CITY(withdrawn_before_and_after_filing),
		CITY(a_case_with_others_is_not_withdrawn),
		CITY(an_external_number_is_taken_once_per_channel),
		CITY(nothing_is_submitted_without_its_evidence),
		CITY(evidence_is_waived_only_by_a_leader),
		CITY(a_result_needs_its_parts),
		CITY(urged_twice_never_a_second_order),
		CITY(redirected_on_the_clock_of_the_case),
		CITY(sub_orders_go_down_and_are_waited_for),
		CITY(terminated_and_transferred),
		CITY(held_orders_are_not_submitted),
		CITY(a_patrol_case_is_checked),
		CITY(a_failed_check_sends_the_order_back),
		CITY(with_an_appellant_nobody_just_checks),
		CITY(reopened_within_thirty_days_everybody_is_asked_again),
	};
	return city_run("main way", tests, sizeof tests / sizeof *tests);
}

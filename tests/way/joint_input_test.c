/* SPDX-License-Identifier: Apache-2.0 */
/* Joint action asked for wrongly: whistles, extensions, suspensions. Each is refused as a conflict (409) or as bad
 * input (422), in words, and nothing at all is changed by it. */
#include "way/city.h"

#include <string.h>

static const int64_t MANAGEMENT[] = { U_CITY_MANAGEMENT, 0 };

/* What a refusal must leave as it was: events, messages, clocks, and how often each object was moved. */
static int64_t everything(struct city *c)
{
	static const char *const sums[] = {
		"SELECT COUNT(*) FROM event",
		"SELECT COUNT(*) FROM inbox",
		"SELECT COUNT(*) * 1000 + COUNT(stopped_at) FROM clock",
		"SELECT COUNT(*) FROM clock_pause",
		"SELECT COUNT(*) FROM whistle_rating",
		"SELECT COUNT(*) FROM order_hold",
		"SELECT SUM(version) + COUNT(*) FROM casefile",
		"SELECT SUM(version) + COUNT(*) FROM work_order",
		"SELECT SUM(version) + COUNT(*) FROM whistle",
		"SELECT SUM(version) + COUNT(*) FROM whistle_responder",
		"SELECT COUNT(*) FROM whistle_task",
		"SELECT SUM(version) + COUNT(*) FROM adjustment",
	};
	int64_t all = 0;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		int64_t one = city_int(c, sums[i], 0);
		all = all * 31 + (one == NIL ? 0 : one);
		all &= INT64_MAX >> 6;
	}
	return all;
}

/* The call is refused in words with this kind and code, and changes nothing. */
#define unchanged(call, kind, code)                                                                                    \
	do {                                                                                                           \
		int64_t before_ = everything(c);                                                                       \
		enum err e_ = (call);                                                                                  \
		city_refused(c, e_, code, #call, __LINE__);                                                            \
		assert_int_equal(e_, kind);                                                                            \
		assert_true(c->problem.text && (unsigned char)c->problem.text[0] > 0x7f);                              \
		assert_int_equal(everything(c), before_);                                                              \
	} while (0)

static int64_t case_of_order(struct city *c, int64_t order)
{
	return city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
}

static int64_t signed_order(struct city *c)
{
	int64_t order = dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, order));
	return order;
}

static void whom_nobody_can_call(void **state)
{
	struct city *c = *state;
	static const int64_t own[] = { U_UTILITY, 0 }, unknown[] = { 999, 0 }, twice[] = { U_TOWN2, U_TOWN2, 0 },
			     nobody[] = { 0 };
	int64_t order = signed_order(c), id = case_of_order(c, order);
	unchanged(blow(c, HANDLER, id, "function", true, own), ERR_INVALID, "input.invalid");
	unchanged(blow(c, HANDLER, id, "function", true, unknown), ERR_INVALID, "input.invalid");
	unchanged(blow(c, HANDLER, id, "function", true, nobody), ERR_INVALID, "input.invalid");
	unchanged(blow(c, HANDLER, id, "fire alarm", true, MANAGEMENT), ERR_INVALID, "input.invalid");
	unchanged(blow(c, HANDLER, id, "function", true, twice), ERR_CONFLICT, "whistle.twice");
	unchanged(blow(c, HANDLER, 999999, "function", true, MANAGEMENT), ERR_NOT_FOUND, "case.not_found");
	int64_t gone = filed(c, T_MANHOLE);
	ok(case_do(c, DISPATCHER, gone, "withdraw", "重复"));
	unchanged(blow(c, DISPATCHER, gone, "function", true, MANAGEMENT), ERR_CONFLICT, "whistle.case_closed");
}

static void out_of_turn(void **state)
{
	struct city *c = *state;
	int64_t order = signed_order(c);
	ok(blow(c, HANDLER, case_of_order(c, order), "function", true, MANAGEMENT));
	int64_t w = c->made, r = city_int(c, "SELECT id FROM whistle_responder WHERE whistle_id = $", w);
	unchanged(respond(c, HANDLER2, r, "arrive"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(respond(c, HANDLER, r, "arrive_noted"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(respond(c, HANDLER2, r, "leave"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(rate(c, HANDLER, r, 5), ERR_CONFLICT, "whistle.rating_closed");
	ok(respond(c, HANDLER2, r, "accept"));
	unchanged(respond(c, HANDLER2, r, "accept"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(respond(c, HANDLER2, r, "refuse"), ERR_CONFLICT, "workflow.illegal_move");
	ok(respond(c, HANDLER, r, "arrive_noted"));
	unchanged(respond(c, HANDLER, r, "arrive_noted"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(submit(c, HANDLER, order), ERR_CONFLICT, "order.on_hold");
	ok(whistle_step(c, HANDLER, w, "decide", r));
	unchanged(whistle_step(c, HANDLER, w, "decide", r), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(whistle_step(c, HANDLER, w, "withdraw", NIL), ERR_CONFLICT, "workflow.illegal_move");
	int64_t task = city_int(c, "SELECT id FROM whistle_task WHERE whistle_id = $", w);
	ok(task_step(c, HANDLER2, task, "done"));
	unchanged(task_step(c, HANDLER2, task, "done"), ERR_CONFLICT, "workflow.illegal_move");
}

static void rated_twice(void **state)
{
	struct city *c = *state;
	ok(blow(c, HANDLER, case_of_order(c, signed_order(c)), "function", true, MANAGEMENT));
	int64_t w = c->made, r = city_int(c, "SELECT id FROM whistle_responder WHERE whistle_id = $", w);
	ok(respond(c, HANDLER2, r, "accept"));
	ok(respond(c, HANDLER, r, "arrive_noted"));
	ok(whistle_step(c, HANDLER, w, "decide", NIL));
	ok(whistle_step(c, HANDLER, w, "finish", NIL));
	unchanged(rate(c, HANDLER, r, 6), ERR_INVALID, "whistle.stars");
	ok(rate(c, HANDLER, r, 5));
	unchanged(rate(c, HANDLER, r, 1), ERR_CONFLICT, "whistle.rated_already");
	ok(judge_whistle(c, HANDLER2, r));
	unchanged(judge_whistle(c, HANDLER2, r), ERR_CONFLICT, "whistle.rating_closed");
}

static void a_deadline_that_cannot_move(void **state)
{
	struct city *c = *state;
	int64_t order = signed_order(c);
	unchanged(ask_adjust(c, HANDLER, order, "extension", 99, NIL), ERR_INVALID, "input.invalid");
	ok(ask_adjust(c, HANDLER, order, "extension", 1, NIL));
	unchanged(ask_adjust(c, HANDLER, order, "extension", 1, NIL), ERR_CONFLICT, "adjust.open");
	ok(decide(c, LEADER, c->made, ADJUST_REFUSE, "理由不足"));
	struct q_order_get_out o;
	get_order(c, order, &o);
	city_pass(c, o.due_at + 1 - c->env.now);
	unchanged(ask_adjust(c, HANDLER, order, "extension", 1, NIL), ERR_CONFLICT, "adjust.overdue");
}

static void suspended_twice(void **state)
{
	struct city *c = *state;
	int64_t order = signed_order(c), until = c->env.now + 5 * (int64_t)MS_DAY;
	unchanged(ask_adjust(c, HANDLER, order, "suspension", 0, until), ERR_INVALID, "adjust.evidence");
	attach(c, "order", order, "document");
	unchanged(ask_adjust(c, HANDLER, order, "suspension", 0, c->env.now + 366 * (int64_t)MS_DAY), ERR_INVALID,
		"input.invalid");
	ok(ask_adjust(c, LEADER, order, "suspension", 0, until));
	int64_t id = c->made;
	ok(decide(c, DISPATCHER, id, ADJUST_APPROVE, "情况属实"));
	unchanged(decide(c, DISPATCHER, id, ADJUST_APPROVE, "情况属实"), ERR_CONFLICT, "workflow.illegal_move");
	unchanged(ask_adjust(c, HANDLER, order, "suspension", 0, until), ERR_CONFLICT, "adjust.order_state");
	ok(resume(c, HANDLER, order));
	unchanged(resume(c, HANDLER, order), ERR_CONFLICT, "adjust.not_suspended");
	unchanged(ask_adjust(c, HANDLER, order, "suspension", 0, until), ERR_CONFLICT, "adjust.once");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(whom_nobody_can_call),
		CITY(out_of_turn),
		CITY(rated_twice),
		CITY(a_deadline_that_cannot_move),
		CITY(suspended_twice),
	};
	return city_run("joint_input", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* 承诺账: what is read out of an answer, what the unit says to it, how its day comes, and what the citizen says. */
#include "way/city.h"
#include "way/fold.h"

#include <string.h>

#include "promise/promise_internal.h"

/* The city stands on Monday, March 3rd 2025; an answer given then with this text promises Friday, March 14th. */
#define NEXT_FRIDAY "已临时围挡，下周五前换上新井盖。"
enum { FRIDAY = 20250314, MONDAY_AFTER = 20250317 };

struct call {
	struct city *c;
	int64_t id;
	bool kept;
	const char *words;
	struct promise_step step;
};

static enum err do_step(struct op *op, void *arg)
{
	struct call *x = arg;
	return promise_act(op, x->id, NIL, &x->step);
}

static enum err act(struct city *c, int who, int64_t id, const char *action, int32_t day, const char *text)
{
	return city_write(c, who, do_step, &(struct call){ .id = id, .step = { action, day, text } });
}

static enum err do_make(struct op *op, void *arg)
{
	struct call *x = arg;
	return promise_make(op, x->id, x->step.day, x->words, &x->c->made);
}

static enum err make(struct city *c, int who, int64_t order, int32_t day, const char *words)
{
	return city_write(c, who, do_make, &(struct call){ .c = c, .id = order, .words = words, .step = { .day = day } });
}

static enum err do_hear(struct op *op, void *arg)
{
	struct call *x = arg;
	return promise_heard(op, x->step.day, x->id, x->kept, "看过了");
}

static enum err hear(struct city *c, int64_t appeal, int64_t id, bool kept)
{
	return city_write(c, CITIZEN, do_hear, &(struct call){ .id = id, .kept = kept, .step = { .day = (int32_t)appeal } });
}

/* As the scheduler does; c->made = how many were moved. */
static enum err do_watch(struct op *op, void *arg)
{
	struct city *c = arg;
	int64_t ids[16];
	size_t n = 0;
	enum err e = promise_due(op, ids, 16, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = promise_tick(op, ids[i]);
	c->made = (int64_t)n;
	return e;
}

static int64_t watched(struct city *c)
{
	ok(city_write(c, SYSTEM, do_watch, c));
	return c->made;
}

static struct q_promise_get_out get(struct city *c, int64_t id)
{
	struct q_promise_get_out p;
	ok(q_promise_get(c->f->s, &(struct q_promise_get_in){ .id = id }, &p));
	return p;
}

#define state_is(id, expected) assert_string_equal(get(c, id).status, expected)

static int64_t of_order(struct city *c, int64_t order)
{
	return city_int(c, "SELECT MAX(id) FROM promise WHERE order_id = $", order);
}

static enum err answer(struct city *c, int64_t order, const char *text)
{
	return submit_as(c, HANDLER, order,
		&(struct order_result){ .result = "partly", .public_answer = text, .unsolved_reason = "备件未到",
					.contact = &(struct order_contact){ "phone", true, "已说明", NIL } });
}

/* An order whose answer promises next Friday; its promise. */
static int64_t promised(struct city *c, int64_t *order)
{
	*order = dispatched(c, T_MANHOLE);
	ok(answer(c, *order, NEXT_FRIDAY));
	return of_order(c, *order);
}

static void at_nine(struct city *c, int32_t day)
{
	c->env.now = day_start_ms(day) + 9 * (int64_t)MS_HOUR;
}

static void history_holds(struct city *c)
{
	assert_int_equal(findings(c), 0);
	fold_and_compare(c->f->s);
}

/* ---- how one comes to be ---- */

static void a_day_in_the_answer_is_proposed(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	struct q_promise_get_out p = get(c, id);
	assert_string_equal(p.status, "proposed");
	assert_int_equal(p.day, FRIDAY);
	assert_int_equal(p.unit_id, U_UTILITY);
	assert_string_equal(p.words, "下周五前换上新井盖");
	int64_t other = dispatched(c, T_MANHOLE);
	ok(answer(c, other, "我们会尽快换上新井盖。"));
	assert_int_equal(of_order(c, other), NIL);
	history_holds(c);
}

static void the_unit_confirms_corrects_or_says_none(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	refused(act(c, HANDLER2, id, "confirm", 0, NULL), "auth.forbidden");
	refused(act(c, HANDLER, id, "confirm", 20250301, NULL), "input.invalid");
	ok(act(c, HANDLER, id, "confirm", MONDAY_AFTER, NULL));
	state_is(id, "open");
	assert_int_equal(get(c, id).day, MONDAY_AFTER);
	assert_int_equal(get(c, id).first_day, FRIDAY);
	id = promised(c, &order);
	refused(act(c, LEADER, id, "reject", 0, ""), "promise.text");
	ok(act(c, LEADER, id, "reject", 0, "说的是施工队的计划"));
	state_is(id, "rejected");
	history_holds(c);
}

static void a_new_answer_is_read_again(void **state)
{
	struct city *c = *state;
	int64_t order, first = promised(c, &order);
	ok(review(c, LEADER, order, false, "日期写错了"));
	ok(answer(c, order, "已临时围挡，3月21日前换上新井盖。"));
	state_is(first, "void");
	int64_t second = of_order(c, order);
	assert_int_equal(get(c, second).day, 20250321);
	ok(review(c, LEADER, order, false, "再写清楚些"));
	ok(answer(c, order, "围挡已加高，3月21日前换上新井盖。"));
	assert_int_equal(of_order(c, order), second); /* the same day: the same promise */
	state_is(second, "proposed");
	history_holds(c);
}

static void one_by_hand(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	refused(make(c, HANDLER, order, FRIDAY, "换井盖"), "promise.order"); /* nothing has been answered yet */
	ok(answer(c, order, "我们会尽快换上新井盖。"));
	refused(make(c, HANDLER2, order, FRIDAY, "换井盖"), "auth.forbidden");
	refused(make(c, HANDLER, order, 20250301, "换井盖"), "input.invalid");
	ok(make(c, HANDLER, order, FRIDAY, "电话里说好换井盖"));
	state_is(c->made, "open");
	refused(make(c, HANDLER, order, FRIDAY, "换井盖"), "promise.twice");
	history_holds(c);
}

/* ---- its day ---- */

static void reminded_before_woken_on_the_day_missed_after(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	ok(act(c, HANDLER, id, "confirm", 0, NULL));
	assert_int_equal(watched(c), 0);
	at_nine(c, 20250312);
	assert_int_equal(watched(c), 1);
	assert_true(get(c, id).reminded_at != NIL);
	assert_int_equal(watched(c), 0); /* once */
	at_nine(c, FRIDAY);
	assert_int_equal(watched(c), 1);
	state_is(id, "woken");
	at_nine(c, MONDAY_AFTER);
	assert_int_equal(watched(c), 0); /* three days to answer */
	at_nine(c, 20250318);
	assert_int_equal(watched(c), 1);
	state_is(id, "broken");
	refused(act(c, HANDLER, id, "keep", 0, "换好了"), "workflow.illegal_move");
	history_holds(c);
}

static void silence_does_not_make_it_go_away(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	at_nine(c, FRIDAY);
	assert_int_equal(watched(c), 1);
	state_is(id, "woken");
	assert_true(get(c, id).confirmed_at != NIL);
	refused(act(c, HANDLER, id, "reject", 0, "不算"), "workflow.illegal_move");
}

static void another_day_once(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	ok(act(c, HANDLER, id, "confirm", 0, NULL));
	at_nine(c, FRIDAY);
	watched(c);
	refused(act(c, HANDLER, id, "move", FRIDAY, "备件没到"), "input.invalid");
	refused(act(c, HANDLER, id, "move", MONDAY_AFTER, ""), "promise.text");
	ok(act(c, HANDLER, id, "move", 20250321, "备件没到"));
	state_is(id, "open");
	assert_string_equal(get(c, id).move_reason, "备件没到");
	at_nine(c, 20250321);
	watched(c);
	state_is(id, "woken");
	refused(act(c, HANDLER, id, "move", 20250328, "还没到"), "promise.once");
	history_holds(c);
}

static void it_goes_with_an_order_that_is_no_duty_any_more(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	ok(act(c, HANDLER, id, "confirm", 0, NULL));
	ok(review(c, LEADER, order, false, "不是我们的"));
	ok(redirect(c, order, U_CITY_MANAGEMENT, "归执法"));
	state_is(id, "void");
	history_holds(c);
}

/* ---- what the citizen says ---- */

static void an_agent_asks(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	ok(act(c, HANDLER, id, "confirm", 0, NULL));
	refused(act(c, AGENT, id, "heard_yes", 0, NULL), "workflow.illegal_move"); /* the unit has said nothing yet */
	ok(act(c, HANDLER, id, "keep", 0, "新井盖已换"));
	state_is(id, "stated");
	refused(act(c, AGENT_OF_UTILITY, id, "heard_yes", 0, NULL), "callback.own_unit");
	refused(act(c, HANDLER, id, "heard_yes", 0, NULL), "callback.own_unit");
	c->env.now = day_start_ms(20250313) + 22 * (int64_t)MS_HOUR;
	refused(act(c, AGENT, id, "heard_yes", 0, NULL), "callback.hours");
	at_nine(c, FRIDAY);
	ok(act(c, AGENT, id, "unreached", 0, NULL));
	assert_int_equal(get(c, id).asked, 1);
	at_nine(c, MONDAY_AFTER);
	ok(act(c, AGENT, id, "heard_no", 0, "还是老井盖"));
	state_is(id, "broken");
	assert_string_equal(get(c, id).heard, "no");
	history_holds(c);
}

static void three_calls_in_vain_prove_nothing(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order);
	ok(act(c, HANDLER, id, "keep", 0, "新井盖已换"));
	for (int i = 0; i < 3; i++) {
		city_next_morning(c);
		ok(act(c, AGENT, id, "unreached", 0, NULL));
	}
	state_is(id, "unheard"); /* never kept by default */
	id = promised(c, &order);
	ok(act(c, HANDLER, id, "keep", 0, "新井盖已换"));
	city_pass(c, 11 * (int64_t)MS_DAY);
	assert_int_equal(watched(c), 1);
	state_is(id, "unheard");
	history_holds(c);
}

static void the_citizen_answers_by_receipt(void **state)
{
	struct city *c = *state;
	int64_t order, id = promised(c, &order), other;
	int64_t appeal = city_int(c, "SELECT a.id FROM appeal a JOIN work_order o ON o.case_id = a.case_id WHERE o.id = $", order);
	refused(hear(c, appeal, id, true), "promise.heard");
	ok(act(c, HANDLER, id, "keep", 0, "新井盖已换"));
	promised(c, &other);
	int64_t stranger = city_int(c, "SELECT a.id FROM appeal a JOIN work_order o ON o.case_id = a.case_id WHERE o.id = $", other);
	refused(hear(c, stranger, id, false), "promise.not_found");
	ok(hear(c, appeal, id, true));
	state_is(id, "kept");
	refused(hear(c, appeal, id, false), "promise.heard"); /* the first answer stands */
	assert_string_equal(get(c, id).opinion, "看过了");
	history_holds(c);
}

static void nobody_to_ask(void **state)
{
	struct city *c = *state;
	int64_t case_id = patrol(c, T_MANHOLE);
	ok(dispatch_to(c, case_id, U_UTILITY, NIL));
	int64_t order = lead_of(c, case_id);
	ok(answer(c, order, NEXT_FRIDAY));
	int64_t id = of_order(c, order);
	ok(act(c, HANDLER, id, "keep", 0, "新井盖已换"));
	state_is(id, "unheard");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CITY(a_day_in_the_answer_is_proposed),
		CITY(the_unit_confirms_corrects_or_says_none),
		CITY(a_new_answer_is_read_again),
		CITY(one_by_hand),
		CITY(reminded_before_woken_on_the_day_missed_after),
		CITY(silence_does_not_make_it_go_away),
		CITY(another_day_once),
		CITY(it_goes_with_an_order_that_is_no_duty_any_more),
		CITY(an_agent_asks),
		CITY(three_calls_in_vain_prove_nothing),
		CITY(the_citizen_answers_by_receipt),
		CITY(nobody_to_ask),
	};
	return city_run("promise", tests, sizeof tests / sizeof *tests);
}

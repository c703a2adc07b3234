/* SPDX-License-Identifier: Apache-2.0 */
/* Everybody who spoke is asked before a case closes: attempts, links, waivers, dissatisfaction, judgement, rework. */
#include "way/city.h"

#define status_is(kind, id, expected) assert_string_equal(kind##_status(c, (id)), (expected))

/* A case of U_UTILITY whose order is settled, so that its appellant is to be asked. */
static int64_t asked_with(struct city *c, const struct said *s, int64_t type, int64_t *id)
{
	int64_t appeal = say(c, s);
	*id = file(c, appeal, type);
	ok(dispatch_to(c, *id, NIL, NIL));
	settle(c, lead_of(c, *id));
	return appeal;
}

static int64_t asked(struct city *c, int64_t *id)
{
	return asked_with(c, &(struct said){ .phone = "13900001234" }, T_MANHOLE, id);
}

static void dissatisfied_reworked_satisfied(void **state)
{
	struct city *c = *state;
	struct q_order_get_out o;
	int64_t id, appeal = asked(c, &id), order = lead_of(c, id);
	call_and_rate(c, appeal, "no", 1);
	status_is(case, id, "judging");
	refused(judge(c, QUALITY, id, appeal, true, ""), "callback.reason");
	city_pass(c, MS_DAY);
	ok(judge(c, QUALITY, id, appeal, true, "确实没有修好"));
	assert_int_equal(c->made, 1);
	status_is(case, id, "handling");
	status_is(appeal, appeal, "filed");
	get_order(c, order, &o);
	assert_string_equal(o.status, "handling");
	assert_int_equal(o.round, 1);
	assert_int_equal(o.submitted_at, NIL);
	assert_true(o.due_at > c->env.now && o.contact_due_at > c->env.now);
	settle(c, order);
	int64_t second = task_of(c, appeal);
	assert_int_equal(city_int(c, "SELECT round FROM callback_task WHERE id = $", second), 1);
	call_and_rate(c, appeal, "yes", 4);
	status_is(case, id, "closed");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM rating WHERE appeal_id = $", appeal), 2);
	assert_int_equal(findings(c), 0);
}

static void unreasonable_needs_two_units(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t id, appeal = asked(c, &id);
	call_and_rate(c, appeal, "yes", 2); /* solved, yet dissatisfied */
	status_is(case, id, "judging");
	ok(judge(c, QUALITY, id, appeal, false, "诉求超出规定"));
	assert_int_equal(c->made, 0);
	status_is(case, id, "judging");
	refused(judge(c, QUALITY, id, appeal, false, "再次确认"), "case.judged_by_unit");
	ok(judge(c, APPRAISER, id, appeal, false, "同意前述意见"));
	assert_int_equal(c->made, 1);
	get_case(c, id, &k);
	assert_string_equal(k.status, "closed");
	status_is(appeal, appeal, "rated"); /* the rating stays what it was */
	assert_int_equal(city_int(c, "SELECT satisfied FROM rating WHERE appeal_id = $", appeal), 2);
}

static void one_says_unreasonable_the_other_rework(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id);
	call_and_rate(c, appeal, "partly", 1);
	ok(judge(c, QUALITY, id, appeal, false, "诉求超出规定"));
	ok(judge(c, APPRAISER, id, appeal, true, "不同意，应重办"));
	status_is(case, id, "handling");
}

static void only_a_bad_answer_is_judged(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id);
	refused(judge(c, QUALITY, id, appeal, true, "未评价"), "case.nothing_to_judge");
	call_and_rate(c, appeal, "partly", 3); /* partly solved and content */
	status_is(case, id, "closed");
	refused(judge(c, QUALITY, id, appeal, true, "晚了"), "case.nothing_to_judge");
}

static const struct {
	const char *type, *solved;
	bool fits;
} QUESTIONS[] = {
	{ "help", "yes", true },       { "help", "clear", false },     { "complaint", "no", true }, { "report", "partly", true },
	{ "consult", "clear", true },  { "consult", "yes", false },    { "suggestion", "unclear", true },
	{ "suggestion", "partly", false }, { "praise", "clear", true }, { "praise", "no", false },
};

static void each_type_has_its_question(void **state)
{
	struct city *c = *state;
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++) {
		int64_t id, appeal = asked_with(c, &(struct said){ .type = QUESTIONS[i].type, .phone = "13900001234" },
						str_eq(QUESTIONS[i].type, "consult") ? T_CONSULT : T_MANHOLE, &id);
		enum err e = rate_link(c, appeal, QUESTIONS[i].solved, 4);
		if (QUESTIONS[i].fits != (e == ERR_OK))
			fail_msg("%s %s: %s %s", QUESTIONS[i].type, QUESTIONS[i].solved, err_name(e), c->code);
	}
}

static void who_asks_not_to_be_called_is_not_called(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t id, appeal = asked_with(c, &(struct said){ .phone = "13900001234", .no_callback = true }, T_MANHOLE, &id);
	status_is(appeal, appeal, "waived");
	get_case(c, id, &k);
	assert_string_equal(k.status, "closed");
	assert_string_equal(k.closing_kind, "solved");
	refused(rate_link(c, appeal, "yes", 5), "rating.over");
}

static void some_events_need_no_callback(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked_with(c, &(struct said){ .phone = "13900001234" }, T_NO_CALLBACK, &id);
	status_is(appeal, appeal, "waived");
	status_is(case, id, "closed");
}

static enum err waive(struct op *op, void *arg)
{
	struct city *c = arg;
	return callback_waive(op, c->made, c->told);
}

static void an_agent_waives_with_a_reason(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id);
	ok(claim(c, AGENT));
	int64_t task = task_of(c, appeal);
	assert_int_equal(c->made, task);
	ok(attempt(c, AGENT, task, "phone", "refused"));
	c->made = task;
	c->told[0] = 0;
	refused(city_write(c, AGENT, waive, c), "callback.reason");
	snprintf(c->told, sizeof c->told, "诉求人表示不需要回访");
	ok(city_write(c, AGENT, waive, c));
	status_is(appeal, appeal, "waived");
	status_is(case, id, "closed");
}

static void nobody_calls_about_the_own_unit(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id), task = task_of(c, appeal);
	refused(claim(c, AGENT_OF_UTILITY), "callback.none"); /* a team below the handling unit */
	refused(attempt(c, AGENT_OF_UTILITY, task, "phone", "reached"), "callback.own_unit");
	ok(claim(c, AGENT));
	refused(rate_call(c, AGENT_OF_UTILITY, task, "yes", 5), "callback.claimed");
}

static void calls_only_by_day(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id), task = task_of(c, appeal);
	c->env.now = day_start_ms(20250303) + 20 * (int64_t)MS_HOUR + 31 * (int64_t)MS_MINUTE;
	refused(attempt(c, AGENT, task, "phone", "reached"), "callback.hours");
	ok(attempt(c, AGENT, task, "sms", "no_answer"));
}

static void a_forgotten_claim_is_open_again(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id), task = task_of(c, appeal);
	ok(claim(c, AGENT));
	city_pass(c, 11 * (int64_t)MS_HOUR);
	ok(sweep(c));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task WHERE status = 'claimed' AND id = $", task), 1);
	city_pass(c, 2 * (int64_t)MS_HOUR);
	ok(sweep(c));
	assert_int_equal(
		city_int(c, "SELECT COUNT(*) FROM callback_task WHERE status = 'open' AND agent_id IS NULL AND id = $",
			task),
		1);
}

static void without_phone_unrated_after_ten_days(void **state)
{
	struct city *c = *state;
	struct q_case_get_out k;
	int64_t id, appeal = asked_with(c, &(struct said){ .anonymity = "anonymous", .channel = CH_WECHAT }, T_MANHOLE, &id);
	refused(claim(c, AGENT), "callback.none"); /* nobody to call; the receipt stays open for ten days */
	city_pass(c, 9 * (int64_t)MS_DAY);
	ok(sweep(c));
	assert_int_equal(c->made, 0);
	city_pass(c, MS_DAY);
	ok(sweep(c));
	assert_int_equal(c->made, 1);
	status_is(appeal, appeal, "unrated");
	get_case(c, id, &k);
	assert_string_equal(k.status, "closed");
	assert_string_equal(k.closing_kind, "unrated"); /* never satisfied by default */
}

static void three_tries_on_two_channels_then_unrated(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id), task = task_of(c, appeal);
	ok(attempt(c, AGENT, task, "phone", "no_answer"));
	refused(claim(c, AGENT), "callback.none"); /* not again on the same day */
	city_next_morning(c);
	ok(claim(c, AGENT));
	ok(attempt(c, AGENT, task, "phone", "no_answer"));
	city_next_morning(c);
	ok(attempt(c, AGENT, task, "phone", "no_answer"));
	city_pass(c, 8 * (int64_t)MS_DAY);
	ok(sweep(c));
	assert_int_equal(c->made, 0); /* one channel only */
	ok(attempt(c, AGENT, task, "sms", "no_answer"));
	city_pass(c, 6 * (int64_t)MS_DAY);
	ok(sweep(c));
	assert_int_equal(c->made, 0); /* not yet seven quiet days */
	city_pass(c, MS_DAY);
	ok(sweep(c));
	assert_int_equal(c->made, 1);
	status_is(appeal, appeal, "unrated");
	status_is(case, id, "closed");
	refused(rate_link(c, appeal, "yes", 5), "rating.over");
}

static enum err make_link(struct op *op, void *arg)
{
	struct city *c = arg;
	const char *token;
	enum err e = callback_make_link(op, c->made, &token);
	if (!e)
		snprintf(c->token, sizeof c->token, "%s", token);
	return e;
}

static enum err open_link(struct op *op, void *arg)
{
	struct city *c = arg;
	return rate_link_appeal(op, c->token, &c->made);
}

static void a_rating_link_works_once_and_expires(void **state)
{
	struct city *c = *state;
	int64_t id, appeal = asked(c, &id);
	c->made = task_of(c, appeal);
	ok(city_write(c, AGENT, make_link, c));
	ok(city_write(c, CITIZEN, open_link, c));
	assert_int_equal(c->made, appeal);
	city_pass(c, 16 * (int64_t)MS_DAY);
	refused(city_write(c, CITIZEN, open_link, c), "rating.link");
	city_pass(c, -16 * (int64_t)MS_DAY);
	ok(rate_link(c, appeal, "yes", 5));
	refused(city_write(c, CITIZEN, open_link, c), "rating.link");
	refused(rate_link(c, appeal, "no", 1), "rating.already");
	snprintf(c->token, sizeof c->token, "0000");
	refused(city_write(c, CITIZEN, open_link, c), "rating.link");
}

static void two_appellants_both_are_heard(void **state)
{
	struct city *c = *state;
	int64_t first = say(c, &(struct said){ .phone = "13900001234" }), id = file(c, first, T_MANHOLE);
	int64_t second = say(c, &(struct said){ .phone = "13900005678" });
	ok(join(c, second, id, "same_matter"));
	ok(dispatch_to(c, id, NIL, NIL));
	settle(c, lead_of(c, id));
	status_is(appeal, second, "to_rate");
	call_and_rate(c, first, "yes", 5);
	status_is(case, id, "callback");
	call_and_rate(c, second, "no", 1);
	status_is(case, id, "judging");
	ok(judge(c, QUALITY, id, second, true, "第二位诉求人那里没修"));
	status_is(appeal, first, "rated"); /* only whose matter is reworked is asked again */
	settle(c, lead_of(c, id));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task WHERE appeal_id = $", first), 1);
	call_and_rate(c, second, "yes", 3);
	status_is(case, id, "closed");
}

static void while_one_is_judged_the_other_may_still_answer(void **state)
{
	struct city *c = *state;
	int64_t first = say(c, &(struct said){ .phone = "13900001234" }), id = file(c, first, T_MANHOLE);
	int64_t second = say(c, &(struct said){ .phone = "13900005678" });
	ok(join(c, second, id, "same_matter"));
	ok(dispatch_to(c, id, NIL, NIL));
	settle(c, lead_of(c, id));
	call_and_rate(c, first, "no", 2);
	status_is(case, id, "judging");
	ok(rate_link(c, second, "no", 1)); /* by link, meanwhile */
	ok(judge(c, QUALITY, id, first, false, "已修好"));
	ok(judge(c, APPRAISER, id, first, false, "同意"));
	status_is(case, id, "judging"); /* now the second one */
	ok(judge(c, QUALITY, id, second, false, "已修好"));
	ok(judge(c, APPRAISER, id, second, false, "同意"));
	status_is(case, id, "closed");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(dissatisfied_reworked_satisfied),
		CITY(unreasonable_needs_two_units),
		CITY(one_says_unreasonable_the_other_rework),
		CITY(only_a_bad_answer_is_judged),
		CITY(each_type_has_its_question),
		CITY(who_asks_not_to_be_called_is_not_called),
		CITY(some_events_need_no_callback),
		CITY(an_agent_waives_with_a_reason),
		CITY(nobody_calls_about_the_own_unit),
		CITY(calls_only_by_day),
		CITY(a_forgotten_claim_is_open_again),
		CITY(without_phone_unrated_after_ten_days),
		CITY(three_tries_on_two_channels_then_unrated),
		CITY(a_rating_link_works_once_and_expires),
		CITY(two_appellants_both_are_heard),
		CITY(while_one_is_judged_the_other_may_still_answer),
	};
	return city_run("callback", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Calls from ringing to the end of the wrap-up, third parties, warnings and flags, and who may see what; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "hotline/hotline.h"
#define REF_MORE_TABLES HOTLINE_ROUTES,
#include "catalogue/ref_server.h"

static struct ref_fixture x;
static const struct refs *refs;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	x.site.demo = true;
	ref_fixture_demo(&x);
	ref_server_open(&x);
	refs = refs_take(&x.site);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	refs_drop(&x.site, refs);
	ref_server_close(&x);
	ref_fixture_close(&x);
	return 0;
}

#define must(answer, code)                                                                         \
	do {                                                                                       \
		if ((answer).status != (code))                                                     \
			fail_msg("status %d: %.700s", (answer).status, (answer).body);             \
	} while (0)
#define url(...) arena_printf(ref_answers, __VA_ARGS__)
#define H "/api/v1/hotline/"

/* ---- people ---- */

static int64_t user(const char *login)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t id = -1;
	db_query_init(&q);
	db_query_add(&q, "SELECT id FROM app_user WHERE login = $", DB_ARG_TEXT(login));
	if (db_query_open(x.f->s, &q, &c))
		db_fixture_die("user", login);
	if (!db_next(c))
		id = db_i64(c, 0);
	db_query_close(c);
	return id;
}

static void person(const char *login, enum role role)
{
	ref_person(role);
	ref_admin.user_id = user(login);
	ref_admin.unit_id = ref_unit_code(refs, "C07")->id;
	assert_true(ref_admin.user_id > 0);
}

static void agent(void)
{
	person("shouli01", ROLE_receiver);
}

static void leader(void)
{
	person("zhijian01", ROLE_quality);
}

static void colleague(void)
{
	person("huifang01", ROLE_callback_agent);
}

/* Everybody off, no call open. */
static int before(void **state)
{
	(void)state;
	assert_int_equal(db_script(x.f->s, "DELETE FROM hotline_said; DELETE FROM hotline_transfer; DELETE FROM "
					   "hotline_flag; DELETE FROM hotline_call; "
					   "DELETE FROM hotline_seat;"),
		ERR_OK);
	agent();
	return 0;
}

static void sign_in(const char *zone)
{
	must(ref_post(H "seat/sign_in", url("{\"zone\":\"%s\",\"extension\":\"801\"}", zone)), 200);
}

static const char *state_of(struct ref_answer *a, const char *key)
{
	const struct json *v = json_get(a->json, key);
	return v && json_kind(v) == JSON_STRING ? json_sv(v).p : "";
}

static const char *seat_state(void)
{
	struct ref_answer a = ref_get(H "seat");
	must(a, 200);
	return state_of(&a, "state");
}

/* Rings at the person's own seat; the call's id. */
static int64_t ring(const char *number)
{
	struct ref_answer a = ref_post(H "simulate", url("{\"number\":\"%s\"}", number));
	must(a, 200);
	return ref_number(&a, "call_id");
}

static struct ref_answer act(int64_t id, const char *what, const char *body)
{
	return ref_post(url(H "calls/%lld/%s", (long long)id, what), body);
}

/* A call in talk. */
static int64_t talk(const char *number)
{
	sign_in("intake");
	int64_t id = ring(number);
	must(act(id, "answer", "{}"), 200);
	return id;
}

/* ---- tests ---- */

static void say(void *arg, const char *finding)
{
	(void)arg;
	fail_msg("%s", finding);
}

static void the_machines_are_sound(void **state)
{
	(void)state;
	const struct wf_machine *m[] = { &SEAT_MACHINE, &CALL_MACHINE, &TRANSFER_MACHINE, &FLAG_MACHINE };
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(wf_check(m[i], cap_granted, say, NULL), 0);
}

static void a_call_from_ringing_to_the_end_of_the_wrap_up(void **state)
{
	(void)state;
	sign_in("intake");
	assert_string_equal(seat_state(), "ready");
	int64_t id = ring("13805551234");
	struct ref_answer a = ref_get(H "seat");
	assert_string_equal(state_of(&a, "state"), "ringing");
	const struct json *call = json_get(a.json, "call"), *caller = json_get(call, "caller");
	assert_string_equal(json_sv(json_get(caller, "number_masked")).p, "138****1234");
	assert_null(strstr(a.body, "13805551234"));
	must(ref_get(url(H "calls/%lld/number", (long long)id)), 409); /* not before it is answered */
	must(act(id, "answer", "{}"), 200);
	must(act(id, "answer", "{}"), 409);
	assert_string_equal(seat_state(), "talking");
	a = ref_get(url(H "calls/%lld/number", (long long)id));
	must(a, 200);
	assert_string_equal(ref_string(&a, "number"), "13805551234");
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM audit WHERE action = 'call.number' AND detail = '138****1234'"), 1);
	x.env.now += 5000;
	must(act(id, "hold", "{}"), 200);
	x.env.now += 7000;
	must(act(id, "resume", "{}"), 200);
	a = act(id, "end", "{}");
	must(a, 200);
	assert_string_equal(ref_string(&a, "state"), "ended");
	assert_int_equal(ref_count(&x, "SELECT held_ms FROM hotline_call"), 7000);
	a = ref_get(H "seat");
	assert_string_equal(state_of(&a, "state"), "wrapup");
	assert_int_equal(ref_number(&a, "until") - env_now(&x.env.env), WRAPUP_MS);
	a = ref_post(H "seat", "{\"action\":\"more\"}");
	must(a, 200);
	assert_int_equal(ref_number(&a, "until") - env_now(&x.env.env), WRAPUP_MS + WRAPUP_MORE_MS);
	must(act(id, "finish", "{\"outcome\":\"answered\",\"note\":\"问公积金\"}"), 200);
	must(ref_get(url(H "calls/%lld/number", (long long)id)), 409); /* nor after the wrap-up */
	must(ref_post(H "seat", "{\"action\":\"ready\"}"), 200);
	assert_string_equal(seat_state(), "ready");
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM event WHERE stream = 'call' AND kind IN ('call.answer', "
				       "'call.hold', 'call.resume', 'call.end')") %
				 4,
		0);
	x.env.now -= 12000;
}

static void nobody_ready_means_waiting_and_the_next_one_gets_it(void **state)
{
	(void)state;
	struct ref_answer a = ref_post(H "simulate", "{\"number\":\"13800001111\",\"to_me\":false}");
	must(a, 200);
	int64_t id = ref_number(&a, "call_id");
	assert_string_equal(ref_string(&a, "state"), "waiting");
	a = ref_get(H "board");
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "waiting")), 1);
	sign_in("callback");
	assert_string_equal(seat_state(), "ready"); /* another zone */
	must(ref_post(H "seat", "{\"action\":\"sign_out\"}"), 200);
	sign_in("intake");
	assert_string_equal(seat_state(), "ringing");
	/* not taken: the seat goes away, the call waits again */
	must(ref_post(H "simulate", url("{\"event\":\"missed\",\"ext_id\":\"%s\"}", "x")), 404);
	struct q_call_get_out c;
	assert_int_equal(q_call_get(x.f->s, &(struct q_call_get_in){ .id = id }, &c), ERR_OK);
	must(ref_post(H "simulate", url("{\"event\":\"missed\",\"ext_id\":\"%s\"}", c.ext_id)), 200);
	assert_string_equal(seat_state(), "away");
	must(ref_post(H "seat", "{\"action\":\"ready\"}"), 200);
	assert_string_equal(seat_state(), "ringing");
	/* given up by the caller */
	must(ref_post(H "simulate", url("{\"event\":\"ended\",\"ext_id\":\"%s\"}", c.ext_id)), 200);
	assert_string_equal(seat_state(), "ready");
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM hotline_call WHERE outcome = 'abandoned'"), 1);
}

static void expert_seats_get_their_own_calls(void **state)
{
	(void)state;
	must(ref_post(H "seat/sign_in", "{\"zone\":\"expert\"}"), 422);
	must(ref_post(H "seat/sign_in", "{\"zone\":\"expert\",\"expert\":\"tax\"}"), 200);
	must(ref_post(H "simulate", "{\"number\":\"13800001111\",\"zone\":\"expert\"}"), 422);
	must(ref_post(H "simulate", "{\"number\":\"13800001111\",\"zone\":\"expert\",\"expert\":\"judicial\",\"to_me\":false}"), 200);
	assert_string_equal(seat_state(), "ready");
	must(ref_post(H "simulate", "{\"number\":\"13800001111\",\"zone\":\"expert\",\"expert\":\"tax\",\"to_me\":false}"), 200);
	assert_string_equal(seat_state(), "ringing");
}

struct told {
	const char *phone, *anonymity, *title;
	int64_t by;
	char no[NUMBER_CHARS + 1];
};

static enum err register_appeal(struct db_session *s, void *arg)
{
	const struct told *t = arg;
	struct principal who = { .user_id = t->by, .unit_id = ref_unit_code(refs, "C07")->id, .town_id = NIL };
	struct op op = ref_fixture_op(&x, s, refs);
	struct appeal_made made;
	op.by = OP_PERSON;
	op.who = &who;
	struct appeal_new n = { .no = t->no,
		.channel_id = ref_channel_code(refs, "phone")->id,
		.upstream = "",
		.upstream_due_at = NIL,
		.received_at = op.now,
		.created_unit_id = who.unit_id,
		.anonymity = t->anonymity,
		.person_kind = "citizen",
		.name = "王建国",
		.phone = t->phone,
		.type = "help",
		.family = "people",
		.event_type_id = NIL,
		.title = t->title,
		.body = "门口的路灯三天不亮了",
		.urgency = "normal",
		.town_id = NIL,
		.community_id = NIL,
		.grid_id = NIL,
		.lon = NIL,
		.lat = NIL,
		.closed_at = NIL };
	return appeal_create(&op, &n, &made);
}

static void told_before(const char *phone, const char *anonymity, const char *title, int64_t by)
{
	struct told t = { phone, anonymity, title, by, "" };
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	if (number_next(&op, "appeal", t.no) || db_write(x.f->s, register_appeal, &t))
		db_fixture_die("told_before", x.problem.text ? x.problem.text : db_error(x.f->s));
}

static void the_pop_up_knows_the_caller(void **state)
{
	(void)state;
	told_before("13700007777", "named", "路灯不亮", user("huifang01"));
	told_before("13700007777", "secret", "举报某单位", user("huifang01"));
	told_before("13700008888", "named", "别人的事", user("huifang01"));
	sign_in("intake");
	ring("13700007777");
	struct ref_answer a = ref_get(H "seat");
	must(a, 200);
	const struct json *caller = json_get(json_get(a.json, "call"), "caller");
	assert_string_equal(json_sv(json_get(caller, "name_masked")).p, "王*");
	assert_int_equal(json_count(json_get(caller, "history")), 1);
	const struct json *h = json_at(json_get(caller, "history"), 0);
	assert_string_equal(json_sv(json_get(h, "title")).p, "路灯不亮");
	assert_string_equal(json_sv(json_get(h, "tell")).p, "您反映的事项已登记，正在分拣，稍后分派到承办单位。");
	assert_null(strstr(a.body, "举报某单位"));
	assert_null(strstr(a.body, "王建国"));
	a = ref_get(H "caller?phone=13700007777");
	must(a, 200);
	assert_int_equal(json_count(json_get(json_get(a.json, "caller"), "history")), 1);
	/* who registered the secret report sees it again */
	colleague();
	a = ref_get(H "caller?phone=13700007777");
	assert_int_equal(json_count(json_get(json_get(a.json, "caller"), "history")), 2);
	a = ref_get(H "caller?phone=13999999999");
	must(a, 200);
	assert_int_equal(json_count(json_get(json_get(a.json, "caller"), "history")), 0);
}

static void third_parties_are_written_down(void **state)
{
	(void)state;
	int64_t id = talk("13805551234");
	must(act(id, "transfer", "{\"target\":\"expert\"}"), 422);
	must(act(id, "transfer", "{\"target\":\"emergency\",\"line\":\"911\"}"), 422);
	must(act(id, "transfer", "{\"target\":\"unit\",\"unit_id\":\"999999\"}"), 422);
	struct ref_answer a = act(id, "transfer", "{\"target\":\"expert\",\"expert\":\"housing_fund\",\"reason\":\"问异地提取\"}");
	must(a, 201);
	int64_t t = ref_number(&a, "id");
	must(act(id, "transfer", "{\"target\":\"emergency\",\"line\":\"110\"}"), 409);
	must(ref_post(url(H "transfers/%lld/join", (long long)t), "{\"version\":1}"), 200);
	must(ref_post(url(H "transfers/%lld/join", (long long)t), "{\"version\":1}"), 409);
	must(ref_post(url(H "transfers/%lld/said", (long long)t), "{\"who\":\"third\",\"text\":\"可以线上办\"}"), 200);
	must(ref_post(url(H "transfers/%lld/said", (long long)t), "{\"who\":\"nobody\",\"text\":\"x\"}"), 422);
	colleague();
	must(ref_post(url(H "transfers/%lld/said", (long long)t), "{\"who\":\"agent\",\"text\":\"不是我的\"}"), 403);
	agent();
	a = ref_post(url(H "transfers/%lld/end", (long long)t), "{\"version\":2,\"outcome\":\"answered\",\"result\":\"已讲明\"}");
	must(a, 200);
	const struct json *first = json_at(json_get(a.json, "transfers"), 0);
	assert_string_equal(json_sv(json_get(first, "target_text")).p, "公积金专席");
	assert_string_equal(json_sv(json_get(json_at(json_get(first, "said"), 0), "text")).p, "可以线上办");
	must(act(id, "transfer", "{\"target\":\"emergency\",\"line\":\"120\",\"reason\":\"老人摔倒\"}"), 201);
	must(act(id, "end", "{}"), 200);
	must(act(id, "transfer", "{\"target\":\"emergency\",\"line\":\"110\"}"), 409);
	a = ref_get(H "transfers?target=expert");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 1);
	colleague();
	a = ref_get(H "transfers");
	assert_int_equal(json_count(ref_items(&a)), 0);
}

static void abuse_is_warned_twice_then_flagged_by_two_people(void **state)
{
	(void)state;
	int64_t id = talk("13666660000");
	must(act(id, "end", "{\"abusive\":true}"), 409);
	must(act(id, "warn", "{\"words\":\"请您文明表达\"}"), 200);
	must(act(id, "end", "{\"abusive\":true}"), 409);
	must(act(id, "warn", "{}"), 200);
	struct ref_answer a = act(id, "end", "{\"abusive\":true}");
	must(a, 200);
	assert_string_equal(ref_string(&a, "outcome"), "abusive");
	a = act(id, "flag", "{\"kind\":\"abuse\",\"note\":\"两次提醒后仍辱骂\"}");
	must(a, 201);
	int64_t f = ref_number(&a, "id");
	must(act(id, "flag", "{\"kind\":\"abuse\",\"note\":\"再提一次\"}"), 409);
	must(ref_post(url(H "flags/%lld/decide", (long long)f), "{\"version\":1,\"action\":\"accept\"}"), 403);
	a = ref_get(H "caller?phone=13666660000");
	assert_int_equal(json_count(json_get(json_get(a.json, "caller"), "flags")), 0); /* not before the review */
	leader();
	must(ref_post(url(H "flags/%lld/decide", (long long)f), "{\"version\":1,\"action\":\"reject\"}"), 422);
	must(ref_post(url(H "flags/%lld/decide", (long long)f), "{\"version\":1,\"action\":\"accept\"}"), 200);
	a = ref_get(H "flags?status=active&tail=0000");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 1);
	agent();
	must(ref_post(H "seat", "{\"action\":\"away\"}"), 422);
	must(ref_post(H "seat", "{\"action\":\"away\",\"reason\":\"心理调适\"}"), 200);
	must(ref_post(H "seat", "{\"action\":\"ready\"}"), 200);
	id = ring("13666660000"); /* heard all the same, with a warning beside */
	a = ref_get(H "seat");
	const struct json *flags = json_get(json_get(json_get(a.json, "call"), "caller"), "flags");
	assert_int_equal(json_count(flags), 1);
	assert_string_equal(json_sv(json_get(json_at(flags, 0), "kind_text")).p, "辱骂");
	leader();
	must(ref_post(url(H "flags/%lld/decide", (long long)f), "{\"version\":2,\"action\":\"lift\",\"decision\":\"已道歉\"}"), 200);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM audit WHERE action = 'flag.lift'"), 1);
}

static void a_call_belongs_to_its_agent(void **state)
{
	(void)state;
	int64_t id = talk("13805551234");
	colleague();
	must(ref_get(url(H "calls/%lld", (long long)id)), 403);
	must(act(id, "end", "{}"), 403);
	must(act(id, "warn", "{}"), 403);
	must(ref_get(url(H "calls/%lld/number", (long long)id)), 403);
	struct ref_answer a = ref_get(H "calls");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 0);
	leader();
	must(ref_get(url(H "calls/%lld", (long long)id)), 200);
	must(ref_get(url(H "calls/%lld/number", (long long)id)), 403); /* leading is no reason to know the number */
	a = ref_get(H "calls?tail=1234&zone=intake");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 1);
	ref_person(ROLE_handler);
	must(ref_get(H "seat"), 403);
	must(ref_get(H "caller?phone=13805551234"), 403);
	ref_person(ROLE_receiver);
	must(ref_post(H "events", "{\"ext_id\":\"a\",\"event\":\"ringing\"}"), 403);
	must(act(99999999, "end", "{}"), 404);
}

static void the_exchange_may_tell_twice_and_out_of_order(void **state)
{
	(void)state;
	sign_in("intake");
	ref_person(ROLE_sys_admin);
	const char *rung = "{\"ext_id\":\"PBX-1\",\"event\":\"ringing\",\"number\":\"0990-8123456\",\"queue\":\"12345\"}";
	struct ref_answer a = ref_post(H "events", rung);
	must(a, 200);
	int64_t id = ref_number(&a, "call_id");
	assert_string_equal(ref_string(&a, "state"), "ringing");
	a = ref_post(H "events", rung);
	must(a, 200);
	assert_int_equal(ref_number(&a, "call_id"), id);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-2\",\"event\":\"answered\"}"), 404);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"resumed\"}"), 200);
	agent();
	must(act(id, "answer", "{}"), 409); /* at the telephone */
	ref_person(ROLE_sys_admin);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"answered\"}"), 200);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"answered\"}"), 200);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"ended\"}"), 200);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"ended\"}"), 200);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"recorded\",\"recording\":\"rec/1.wav\"}"), 200);
	must(ref_post(H "events", "{\"ext_id\":\"PBX-1\",\"event\":\"exploded\"}"), 422);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM hotline_call WHERE ext_id = 'PBX-1' AND state = 'ended' "
				       "AND recording = 'rec/1.wav'"),
		1);
	agent();
	assert_string_equal(seat_state(), "wrapup");
}

static void simulation_is_for_the_demo_city_only(void **state)
{
	(void)state;
	x.site.demo = false;
	must(ref_post(H "simulate", "{\"number\":\"13800001111\"}"), 403);
	x.site.demo = true;
	must(ref_post(H "simulate", "{\"zone\":\"roof\"}"), 422);
	must(ref_post(H "seat", "{\"action\":\"ready\"}"), 409);
	must(ref_post(H "seat", "{\"action\":\"dance\"}"), 422);
}

static void the_board_shows_the_zones(void **state)
{
	(void)state;
	sign_in("intake");
	colleague();
	sign_in("callback");
	struct ref_answer a = ref_get(H "board");
	must(a, 200);
	const struct json *seats = json_get(a.json, "seats");
	assert_int_equal(json_count(seats), 2);
	assert_string_equal(json_sv(json_get(json_at(seats, 0), "zone_text")).p, "回访区");
	assert_non_null(json_get(json_get(a.json, "today"), "calls"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_machines_are_sound, before),
		cmocka_unit_test_setup(a_call_from_ringing_to_the_end_of_the_wrap_up, before),
		cmocka_unit_test_setup(nobody_ready_means_waiting_and_the_next_one_gets_it, before),
		cmocka_unit_test_setup(expert_seats_get_their_own_calls, before),
		cmocka_unit_test_setup(the_pop_up_knows_the_caller, before),
		cmocka_unit_test_setup(third_parties_are_written_down, before),
		cmocka_unit_test_setup(abuse_is_warned_twice_then_flagged_by_two_people, before),
		cmocka_unit_test_setup(a_call_belongs_to_its_agent, before),
		cmocka_unit_test_setup(the_exchange_may_tell_twice_and_out_of_order, before),
		cmocka_unit_test_setup(simulation_is_for_the_demo_city_only, before),
		cmocka_unit_test_setup(the_board_shows_the_zones, before),
	};
	return REF_RUN(tests, setup, teardown);
}

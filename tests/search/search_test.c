/* SPDX-License-Identifier: Apache-2.0 */
/* Cases are found by their words, on both engines alike: as they change, as they merge, and in a city that was there before. */
#include "way/city.h"

#include "search/search.h"

static void words_are(const char *text, const char *expected)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b;
	buf_init(&b, a, 1 << 16);
	search_words(a, &b, text);
	assert_string_equal(b.n ? buf_cstr(&b) : "", expected);
	arena_free(a);
}

static void texts_become_words(void **state)
{
	(void)state;
	words_are("", "");
	words_are("，。！ \t", "");
	words_are("路燈不亮", "路灯 灯不 不亮 亮");
	words_are("惠风小区3号楼", "惠风 风小 小区 区 3 号楼 楼");
	words_are("ＡＢ１２ “引号'\"*", "ab12 引号 号");
	words_are("20250303000123", "20250303000123 000123");
	words_are("\xff\xfe好", "好");
}

/* The job until nothing is left to do. */
static int64_t follow(struct city *c)
{
	struct problem problem = { 0 };
	struct arena *a = arena_new(64 << 20);
	struct op op = { .site = &c->site, .s = c->f->s, .a = a, .now = c->env.now, .by = OP_SYSTEM, .problem = &problem };
	int64_t n = 0, all = 0;
	bool more = true;
	db_session_use(c->f->s, a);
	for (int round = 0; more && round < 10; round++) {
		ok(search_follow(&op, &n));
		all += n;
		ok(search_pending(&op, &more));
	}
	db_session_use(c->f->s, c->f->arena);
	arena_free(a);
	assert_false(more);
	return all;
}

/* The newest case that has the words, and how many have them. */
static int64_t found(struct city *c, const char *text, int64_t *n)
{
	struct db_query q;
	struct db_cursor *cursor;
	int64_t id = NIL;
	db_query_init(&q);
	db_query_text(&q, "SELECT c.id FROM casefile c WHERE c.id > 0");
	search_cases(&q, c->f->s, c->f->arena, text);
	db_query_text(&q, " ORDER BY c.id DESC");
	ok(db_query_open(c->f->s, &q, &cursor));
	for (*n = 0; !db_next(cursor); ++*n)
		id = id == NIL ? db_i64(cursor, 0) : id;
	db_query_close(cursor);
	return id;
}

static void finds(struct city *c, const char *text, int64_t id)
{
	int64_t n;
	int64_t at = found(c, text, &n);
	if (at != id || n != (id == NIL ? 0 : 1))
		fail_msg("“%s”: %lld of %lld cases, not %lld", text, (long long)at, (long long)n, (long long)id);
}

static int64_t told(struct city *c, const char *anonymity, const char *title, const char *body)
{
	char sql[600];
	int64_t id = say(c, &(struct said){ .phone = "13900001234", .anonymity = anonymity });
	snprintf(sql, sizeof sql, "UPDATE appeal SET title = '%s', body = '%s', address = '' WHERE id = %lld", title, body,
		(long long)id);
	ok(db_script(c->f->s, sql));
	int64_t case_id = file(c, id, T_MANHOLE);
	snprintf(sql, sizeof sql, "UPDATE casefile SET title = '%s', summary = '' WHERE id = %lld", title, (long long)case_id);
	ok(db_script(c->f->s, sql));
	return case_id;
}

static void cases_are_found_by_their_words(void **state)
{
	struct city *c = *state;
	int64_t lamp = told(c, "named", "惠风小区路灯不亮", "3号楼门口的路灯坏了一周，老人晚上摔倒。");
	int64_t noise = told(c, "named", "工地夜里施工", "梧桐大道88号旁边的工地每晚十一点还在打桩。");
	follow(c);
	finds(c, "路灯", lamp);
	finds(c, "打桩", noise);
	finds(c, "梧桐 打桩", noise);
	finds(c, "路灯 打桩", NIL);
	finds(c, "路燈", lamp);
	finds(c, "桩", noise);
	finds(c, "88", noise);
	finds(c, "自来水", NIL);
	finds(c, "，", NIL);
	finds(c, "\"'*) OR (:", NIL);
	struct q_case_get_out k;
	get_case(c, lamp, &k);
	finds(c, k.no, lamp);
	finds(c, k.no + strlen(k.no) - 6, lamp);
	int64_t n;
	assert_int_equal(found(c, "工地", &n), noise);
}

static void an_answer_is_found_once_it_is_there(void **state)
{
	struct city *c = *state;
	int64_t id = told(c, "named", "井盖松动", "车过就响。");
	ok(dispatch_to(c, id, NIL, NIL));
	follow(c);
	int64_t order = lead_of(c, id);
	ok(sign(c, HANDLER, order));
	ok(contact(c, HANDLER, order, true));
	attach(c, "order", order, "after");
	ok(submit_as(c, HANDLER, order, &(struct order_result){ .result = "solved", .public_answer = "已更换防沉降井座，请放心通行。",
		.evidence_waived = "照片已传" }));
	finds(c, "防沉降", NIL);
	assert_true(follow(c) > 0); /* on PostgreSQL a round looks once more at what the one before saw */
	finds(c, "防沉降", id);
	finds(c, "井盖 防沉降", id);
}

static void merged_words_go_with_their_appeal(void **state)
{
	struct city *c = *state;
	int64_t a = told(c, "named", "公交站牌歪了", "榕树湾站。"), b = told(c, "named", "站牌要倒", "在菜场东门那里。");
	ok(dispatch_to(c, a, NIL, NIL));
	ok(dispatch_to(c, b, NIL, NIL));
	follow(c);
	finds(c, "菜场", b);
	ok(merge(c, b, a, "same_matter"));
	int64_t merged = c->made, n;
	follow(c);
	assert_int_equal(found(c, "榕树湾 菜场", &n), a);
	ok(unmerge(c, merged));
	follow(c);
	finds(c, "榕树湾 菜场", NIL);
	finds(c, "菜场", b);
}

static void secret_words_stay_out(void **state)
{
	struct city *c = *state;
	int64_t id = told(c, "secret", "举报某某经理", "他把废油倒进雨水井。");
	struct q_case_get_out k;
	follow(c);
	finds(c, "废油", NIL);
	finds(c, "某某经理", NIL);
	get_case(c, id, &k);
	finds(c, k.no, id);
}

static void a_city_that_was_there_is_read_from_its_newest_case_down(void **state)
{
	struct city *c = *state;
	int64_t id = NIL;
	for (int i = 0; i < 230; i++) { /* more than one round takes */
		int64_t made = told(c, "named", i == 3 ? "喷泉漏水" : "井盖松动", "请派人看看。");
		id = i == 3 ? made : id;
	}
	assert_int_equal(follow(c), 230);
	finds(c, "喷泉", id);
	ok(db_script(c->f->s, "DELETE FROM case_search"));
	finds(c, "喷泉", NIL);
	struct problem problem = { 0 };
	struct arena *a = arena_new(64 << 20);
	struct op op = { .site = &c->site, .s = c->f->s, .a = a, .now = c->env.now, .by = OP_SYSTEM, .problem = &problem };
	int64_t n = 0;
	db_session_use(c->f->s, a);
	ok(search_rebuild(&op, &n));
	db_session_use(c->f->s, c->f->arena);
	arena_free(a);
	assert_int_equal(n, 230);
	finds(c, "喷泉", id);
	assert_int_equal(follow(c), 0);
}

int main(void)
{
	const struct CMUnitTest pure[] = { cmocka_unit_test(texts_become_words) };
	const struct CMUnitTest tests[] = {
		CITY(cases_are_found_by_their_words),
		CITY(an_answer_is_found_once_it_is_there),
		CITY(merged_words_go_with_their_appeal),
		CITY(secret_words_stay_out),
		CITY(a_city_that_was_there_is_read_from_its_newest_case_down),
	};
	int failed = cmocka_run_group_tests(pure, NULL, NULL);
	return failed + city_run("search", tests, sizeof tests / sizeof *tests);
}

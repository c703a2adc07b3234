/* SPDX-License-Identifier: Apache-2.0 */
/* What operators look for, and whether the articles of the demo city are found; corrections, expiry and rights, on both
 * engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "knowledge/knowledge.h"
#define REF_MORE_TABLES KNOWLEDGE_ROUTES,
#include "catalogue/ref_server.h"

static struct ref_fixture x;
static const struct refs *refs;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
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

static int64_t unit(const char *code)
{
	const struct unit *u = ref_unit_code(refs, code);
	assert_non_null(u);
	return u->id;
}

/* A person of a unit with a role at the unit's scope. */
static void person(enum role role, const char *code)
{
	ref_person(role);
	ref_admin.unit_id = unit(code);
	ref_admin.grant[0].scope = SCOPE_UNIT;
	ref_admin.grant[0].unit_id = ref_admin.unit_id;
}

static int before(void **state)
{
	(void)state;
	ref_person(ROLE_dispatcher);
	ref_admin.unit_id = unit("C07");
	return 0;
}

#define must(answer, code)                                                                         \
	do {                                                                                       \
		if ((answer).status != (code))                                                     \
			fail_msg("status %d: %.600s", (answer).status, (answer).body);             \
	} while (0)
#define url(...) arena_printf(ref_answers, __VA_ARGS__)

static size_t look(const char *text, bool story, struct knowledge_hit out[KNOWLEDGE_FOUND])
{
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	size_t n;
	if (knowledge_search(&op, &(struct knowledge_ask){ .text = text, .story = story }, out, &n))
		db_fixture_die("knowledge_search", text);
	return n;
}

static void the_demo_city_knows_something(void **state)
{
	(void)state;
	assert_true(ref_count(&x, "SELECT COUNT(*) FROM knowledge WHERE status = 'published'") >= 60);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM knowledge WHERE keywords = '' OR initials = '' OR source = ''"), 0);
}

static void what_operators_type_is_found(void **state)
{
	(void)state;
	static const struct {
		const char *typed, *title;
	} CASES[] = {
		{ "公积金租房", "租房怎么提取住房公积金" },	    { "租房押金", "租房押金不退怎么办" },
		{ "zfyj", "租房押金不退怎么办" },		    { "异地就医", "在外地看病怎么报销（异地就医备案）" },
		{ "停水", "停水公告在哪里查、什么时候来水" },	    { "电动车充电", "电动自行车充电有哪些规定" },
		{ "tsgg", "停水公告在哪里查、什么时候来水" },	    { "拖欠工资", "老板拖欠工资去哪里要" },
		{ "噪音", NULL },				    { "加装电梯", "老旧小区能不能加装电梯" },
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct knowledge_hit v[KNOWLEDGE_FOUND];
		size_t n = look(CASES[i].typed, false, v);
		if (!n || (CASES[i].title && !str_eq(v[0].row->title, CASES[i].title)))
			fail_msg("%s: %zu, first %s", CASES[i].typed, n, n ? v[0].row->title : "");
	}
}

static void a_story_brings_only_what_fits(void **state)
{
	(void)state;
	struct knowledge_hit v[KNOWLEDGE_FOUND];
	size_t n = look("来电人说她去年离职，公积金一直没有提取，想问离职后公积金怎么办，要不要跑窗口。", true, v);
	assert_true(n >= 1);
	assert_string_equal(v[0].row->title, "离职后公积金怎么办");
	assert_non_null(strstr(v[0].why, "公积金"));
	assert_int_equal(look("惠风小区3号楼前面井盖没有了，晚上看不见。", true, v), 0);
	assert_int_equal(look("", true, v), 0);
	assert_int_equal(look("！！？？", false, v), 0);
}

static int64_t id_of(const char *code)
{
	struct q_knowledge_find_out k;
	if (q_knowledge_find(x.f->s, &(struct q_knowledge_find_in){ .code = code }, &k))
		db_fixture_die("knowledge_find", code);
	return k.id;
}

static void an_article_lives_from_draft_to_the_end_of_its_day(void **state)
{
	(void)state;
	struct knowledge_hit v[KNOWLEDGE_FOUND];
	struct ref_answer a = ref_post("/api/v1/ref/knowledge",
		url("{\"code\":\"T-1\",\"title\":\"无人机在哪里可以飞\",\"body\":\"先在平台登记实名，再看适飞空域。\","
		    "\"keywords\":\"无人机；航拍\",\"owner_unit_id\":\"%lld\",\"valid_until\":20260401}",
			(long long)unit("C07")));
	must(a, 201);
	assert_string_equal(ref_string(&a, "keywords"), "无人机;航拍");
	int64_t id = ref_number(&a, "id");
	assert_int_equal(look("无人机", false, v), 0);
	must(ref_post(url("/api/v1/knowledge/%lld/corrections", (long long)id), "{\"reason\":\"wrong\"}"), 409);
	a = ref_post(url("/api/v1/knowledge/%lld/publish", (long long)id), "{\"version\":1,\"valid_until\":20250101}");
	must(a, 422);
	assert_non_null(strstr(a.body, "valid_until"));
	must(ref_post(url("/api/v1/knowledge/%lld/publish", (long long)id), "{\"version\":1}"), 200);
	must(ref_post(url("/api/v1/knowledge/%lld/publish", (long long)id), "{\"version\":1}"), 409);
	assert_int_equal(look("wrj", false, v), 1);
	assert_false(v[0].over);

	x.env.now += 40 * (int64_t)MS_DAY;
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	int64_t *ids;
	size_t n;
	assert_int_equal(knowledge_over(&op, &ids, &n), ERR_OK);
	bool there = false;
	for (size_t i = 0; i < n; i++)
		there = there || ids[i] == id;
	assert_true(there);
	assert_int_equal(look("无人机要报备吗", true, v), 0);
	assert_int_equal(look("无人机", false, v), 1);
	assert_true(v[0].over);
	x.env.now -= 40 * (int64_t)MS_DAY;
	must(ref_post(url("/api/v1/knowledge/%lld/confirm", (long long)id), "{\"version\":2,\"valid_until\":20270101}"), 200);
	a = ref_get(url("/api/v1/knowledge/%lld", (long long)id));
	must(a, 200);
	assert_string_equal(ref_string(&a, "status"), "published");
	must(ref_post(url("/api/v1/knowledge/%lld/withdraw", (long long)id), "{\"version\":3}"), 200);
	assert_int_equal(look("无人机", false, v), 0);
	must(ref_get(url("/api/v1/ref/knowledge/%lld/versions", (long long)id)), 200);
}

static enum err expire(struct db_session *s, void *arg)
{
	struct op op = ref_fixture_op(&x, s, refs);
	return knowledge_expire(&op, *(int64_t *)arg);
}

static void the_job_expires_and_the_owner_renews(void **state)
{
	(void)state;
	int64_t id = id_of("TG-06");
	assert_int_equal(db_write(x.f->s, expire, &id), ERR_OK);
	struct ref_answer a = ref_get(url("/api/v1/knowledge/%lld", (long long)id));
	assert_string_equal(ref_string(&a, "status"), "expired");
	assert_int_not_equal(db_write(x.f->s, expire, &id), ERR_OK);
	person(ROLE_handler, "E04");
	a = ref_post(url("/api/v1/knowledge/%lld/confirm", (long long)id),
		url("{\"version\":%lld,\"valid_until\":20270930}", (long long)ref_number(&a, "version")));
	must(a, 200);
	assert_string_equal(ref_string(&a, "status"), "published");
}

static void a_correction_goes_to_the_owner_and_comes_back_answered(void **state)
{
	(void)state;
	int64_t id = id_of("YB-04");
	person(ROLE_handler, "E01");
	struct ref_answer a = ref_post(url("/api/v1/knowledge/%lld/corrections", (long long)id),
		"{\"reason\":\"expired\",\"note\":\"今年集中期改到10月\"}");
	must(a, 201);
	int64_t c = ref_number(&a, "id");
	assert_int_equal(day_of_ms(ref_number(&a, "due_at")), 20260305);
	must(ref_post(url("/api/v1/knowledge/%lld/corrections", (long long)id), "{\"reason\":\"wrong\"}"), 409);
	must(ref_post(url("/api/v1/knowledge/corrections/%lld/answer", (long long)c),
		     "{\"version\":1,\"accept\":true,\"answer\":\"已改\"}"),
		403);
	person(ROLE_handler, "D21");
	a = ref_get("/api/v1/knowledge/corrections?status=open");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 1);
	assert_true(json_bool(json_get(json_at(ref_items(&a), 0), "may_answer")));
	must(ref_post(url("/api/v1/knowledge/corrections/%lld/answer", (long long)c), "{\"version\":1,\"accept\":true}"), 422);
	must(ref_post(url("/api/v1/knowledge/corrections/%lld/answer", (long long)c),
		     "{\"version\":1,\"accept\":true,\"answer\":\"已按新通知修改\"}"),
		200);
	must(ref_post(url("/api/v1/knowledge/corrections/%lld/answer", (long long)c),
		     "{\"version\":2,\"accept\":false,\"answer\":\"再答一次\"}"),
		409);
	a = ref_get(url("/api/v1/knowledge/%lld", (long long)id));
	assert_string_equal(json_sv(json_get(json_at(json_get(a.json, "corrections"), 0), "answer")).p, "已按新通知修改");
	assert_true(ref_count(&x, "SELECT COUNT(*) FROM event WHERE stream = 'correction'") >= 2);
}

static void a_unit_keeps_its_own_articles(void **state)
{
	(void)state;
	int64_t id = id_of("TG-02");
	struct ref_answer a = ref_get(url("/api/v1/ref/knowledge/%lld", (long long)id));
	const char *edit = url("{\"version\":%lld,\"source\":\"供电公司2026年通知\"}", (long long)ref_number(&a, "version"));
	person(ROLE_handler, "E02");
	must(ref_put(url("/api/v1/ref/knowledge/%lld", (long long)id), edit), 403);
	must(ref_post(url("/api/v1/knowledge/%lld/withdraw", (long long)id), "{\"version\":2}"), 403);
	person(ROLE_handler, "E01");
	must(ref_put(url("/api/v1/ref/knowledge/%lld", (long long)id), edit), 200);
	must(ref_upload("/api/v1/ref/knowledge/import?dry=1", "code\nX", 6), 403);
	person(ROLE_community, "T0101");
	must(ref_post("/api/v1/ref/knowledge", "{}"), 403);
	must(ref_get("/api/v1/knowledge/search?q=zfyj"), 200);
	must(ref_get("/api/v1/knowledge/search"), 422);
}

static void the_file_comes_back_as_it_went_out(void **state)
{
	(void)state;
	struct ref_answer out = ref_get("/api/v1/ref/knowledge/export.csv");
	must(out, 200);
	struct ref_answer back = ref_upload("/api/v1/ref/knowledge/import?dry=1", out.body, out.n);
	must(back, 200);
	assert_int_equal(ref_number(&back, "bad"), 0);
	assert_int_equal(ref_number(&back, "changed") + ref_number(&back, "new"), 0);
}

static void the_public_sees_only_what_is_open(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/public/knowledge?q=%E9%AA%9A%E6%89%B0%E6%9D%A5%E7%94%B5"); /* 骚扰来电 */
	must(a, 200);
	for (size_t i = 0; i < json_count(ref_items(&a)); i++) {
		const struct json *k = json_at(ref_items(&a), i);
		assert_null(json_get(k, "id"));
		assert_null(strstr(json_sv(json_get(k, "title")).p, "骚扰来电"));
	}
}

static void staleness_grows_with_age_and_doubt(void **state)
{
	(void)state;
	int64_t now = day_start_ms(20260601);
	assert_int_equal(knowledge_stale(20260601, now, 20270101, now, 0), 0);
	assert_int_equal(knowledge_stale(20260601, now, 20260610, now, 0), 10);
	assert_int_equal(knowledge_stale(20260601, now, 20260531, now, 0), 40);
	assert_int_equal(knowledge_stale(20260601, now, 20270101, now, 2), 30);
	assert_int_equal(knowledge_stale(20260601, now, 20200101, 0, 9), 100);
	struct ref_answer a = ref_get("/api/v1/knowledge/health");
	must(a, 200);
	assert_true(json_count(ref_items(&a)) >= 20);
	must(ref_get("/api/v1/knowledge?soon=1&limit=5&sort=-uses"), 200);
	must(ref_get("/api/v1/knowledge?q=gjj"), 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_demo_city_knows_something, before),
		cmocka_unit_test_setup(what_operators_type_is_found, before),
		cmocka_unit_test_setup(a_story_brings_only_what_fits, before),
		cmocka_unit_test_setup(an_article_lives_from_draft_to_the_end_of_its_day, before),
		cmocka_unit_test_setup(the_job_expires_and_the_owner_renews, before),
		cmocka_unit_test_setup(a_correction_goes_to_the_owner_and_comes_back_answered, before),
		cmocka_unit_test_setup(a_unit_keeps_its_own_articles, before),
		cmocka_unit_test_setup(the_file_comes_back_as_it_went_out, before),
		cmocka_unit_test_setup(the_public_sees_only_what_is_open, before),
		cmocka_unit_test_setup(staleness_grows_with_age_and_doubt, before),
	};
	return REF_RUN(tests, setup, teardown);
}

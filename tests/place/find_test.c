/* SPDX-License-Identifier: Apache-2.0 */
/* The gazetteer of the demo city, asked in the words of callers, on both engines; its editing and its files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "place/place.h"
#define REF_MORE_TABLES PLACE_ROUTES,
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

static int before(void **state)
{
	(void)state;
	ref_keeper();
	return 0;
}

static size_t ask(const char *text, struct place_found out[PLACE_FOUND])
{
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	size_t n = 0;
	if (place_find(&op, &(struct place_ask){ text, NIL, NIL, NIL, NIL }, out, &n))
		db_fixture_die("place_find", text);
	return n;
}

static void the_demo_city_has_a_gazetteer(void **state)
{
	(void)state;
	assert_true(ref_count(&x, "SELECT COUNT(*) FROM place WHERE active = 1") >= 800);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM place WHERE lon = 0 OR pinyin = '' OR initials = ''"), 0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM place p WHERE NOT EXISTS (SELECT 1 FROM place_term t "
				       "WHERE t.place_id = p.id)"),
		0);
}

static void callers_are_understood(void **state)
{
	(void)state;
	static const struct {
		const char *said, *kind, *address, *why;
	} CASES[] = {
		{ "惠风小区3号楼2单元", "estate", "惠风小区3号楼2单元", "名称相同" },
		{ "hfxq", "estate", "惠风小区", "拼音首字母相同" },
		{ "hfxq3", "estate", "惠风小区3号楼", "拼音首字母相同" },
		{ "huifengxiao", "estate", "惠风小区", "拼音" },
		{ "惠风小区三号楼门口", "estate", "惠风小区3号楼门口", "名称相同" },
		{ "青澜市云桥街道惠风小区3-2-501", "estate", "惠风小区3号楼2单元501室", "名称相同" },
		{ "云桥街道惠风路12号", "road", "惠风路12号", "12号在这一段（1–60号）" },
		{ "文庙街130号", "road", "文庙街130号", "130号在这一段（121–180号）" },
		{ "桥南社区", "community", "桥南社区", "社区名相同" },
		{ "第一中学", "school", "青澜市第一中学", "别名" },
		{ "惠风", "road", NULL, "名称以此开头" },
		{ "文庙街与书院巷交叉口", "road", "文庙街与书院巷交叉口", "名称相同" },
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct place_found v[PLACE_FOUND];
		size_t n = ask(CASES[i].said, v);
		bool ok = n && (CASES[i].address ? str_eq(v[0].address, CASES[i].address) : true);
		if (!n || !ok || !strstr(v[0].why, CASES[i].why))
			fail_msg("%s: %zu, first %s %s (%s)", CASES[i].said, n, n ? v[0].kind : "", n ? v[0].address : "", n ? v[0].why : "");
	}
}

static void a_candidate_stands_in_a_base_grid(void **state)
{
	(void)state;
	struct place_found v[PLACE_FOUND];
	assert_true(ask("惠风小区", v) > 0);
	assert_non_null(v[0].grid);
	assert_int_equal(v[0].grid->level, 1);
	assert_int_equal(v[0].grid->community_id, v[0].community_id);
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	struct place_found w[PLACE_FOUND];
	size_t n;
	assert_int_equal(place_find(&op, &(struct place_ask){ "惠风小区", v[0].lon, v[0].lat + 1000, NIL, NIL }, w, &n), ERR_OK);
	assert_in_range(w[0].metres, 100, 120);
}

/* Who says a name means it, not whatever else is called 小区; who says what nothing is called hears what comes near. */
static void other_places_that_share_two_characters_are_not_meant(void **state)
{
	(void)state;
	struct place_found v[PLACE_FOUND];
	size_t n = ask("惠风小区", v);
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++)
		assert_null(strstr(v[i].why, "两字相同"));
	n = ask("慧风小区", v);
	assert_true(n > 0);
	assert_non_null(strstr(v[0].why, "两字相同"));
}

static void what_was_asked_for_comes_first(void **state)
{
	(void)state;
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	struct place_found v[PLACE_FOUND];
	size_t n = ask("文庙街", v);
	assert_true(n >= 3);
	int64_t other = v[2].community_id;
	assert_int_equal(place_find(&op, &(struct place_ask){ "文庙街", NIL, NIL, NIL, other }, v, &n), ERR_OK);
	assert_int_equal(v[0].community_id, other);
	assert_non_null(strstr(v[0].why, "在所说的社区"));
}

static void a_place_is_heard_in_a_story(void **state)
{
	(void)state;
	struct op op = ref_fixture_op(&x, x.f->s, refs);
	struct place_found v[PLACE_FOUND];
	size_t n;
	assert_int_equal(place_in_text(&op, "来电人说惠风小区3号楼2单元的路灯三天不亮了，老人晚上不敢出门。", v, &n), ERR_OK);
	assert_true(n >= 1);
	assert_string_equal(v[0].address, "惠风小区3号楼2单元");
	assert_int_equal(place_in_text(&op, "我想问一下公积金怎么提取", v, &n), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(place_in_text(&op, "", v, &n), ERR_OK);
	assert_int_equal(n, 0);
}

static void nothing_is_no_error(void **state)
{
	(void)state;
	struct place_found v[PLACE_FOUND];
	static const char *const NOTHING[] = { "", "  ", "x", "???", "不存在的地方名字", "'; DROP TABLE place; --", "qqqqqqqq", "3号楼" };
	for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
		assert_true(ask(NOTHING[i], v) <= PLACE_FOUND);
	assert_int_equal(ask("qqqqqqqq", v), 0);
}

#define must(answer, code)                                                                         \
	do {                                                                                       \
		if ((answer).status != (code))                                                     \
			fail_msg("status %d: %.600s", (answer).status, (answer).body);             \
	} while (0)

static void a_new_place_is_found_at_once_by_its_new_names(void **state)
{
	(void)state;
	struct ref_answer a = ref_post("/api/v1/ref/places", "{\"name\":\"绿苑新村\",\"alias\":\"老纺织厂宿舍、纺织大院\",\"kind\":\"estate\"}");
	must(a, 201);
	assert_string_equal(ref_string(&a, "pinyin"), "lvyuanxincun");
	assert_string_equal(ref_string(&a, "alias"), "老纺织厂宿舍;纺织大院");
	int64_t id = ref_number(&a, "id");
	struct place_found v[PLACE_FOUND];
	assert_true(ask("纺织大院2号楼", v) >= 1);
	assert_int_equal(v[0].id, id);
	assert_string_equal(v[0].address, "绿苑新村2号楼");
	assert_true(ask("lyxc", v) >= 1);
	assert_int_equal(v[0].id, id);
	/* renamed: the old name is gone with its pinyin */
	a = ref_put(arena_printf(ref_answers, "/api/v1/ref/places/%lld", (long long)id),
		"{\"version\":1,\"name\":\"翠苑新村\",\"alias\":\"\"}");
	must(a, 200);
	assert_string_equal(ref_string(&a, "pinyin"), "cuiyuanxincun");
	for (size_t i = 0, n = ask("lyxc", v); i < n; i++)
		assert_int_not_equal(v[i].id, id);
	a = ref_put(arena_printf(ref_answers, "/api/v1/ref/places/%lld", (long long)id), "{\"version\":1,\"name\":\"别的\"}");
	must(a, 409);
	/* not in use any more */
	a = ref_put(arena_printf(ref_answers, "/api/v1/ref/places/%lld", (long long)id), "{\"version\":2,\"active\":false}");
	must(a, 200);
	for (size_t i = 0, n = ask("翠苑新村", v); i < n; i++)
		assert_int_not_equal(v[i].id, id);
}

static void wrong_rows_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *body, *field;
	} BAD[] = {
		{ "{\"kind\":\"estate\"}", "name" }, { "{\"name\":\"甲\",\"kind\":\"castle\"}", "kind" },
		{ "{\"name\":\"惠风甲\",\"kind\":\"estate\",\"lon\":122400000}", "lat" },
		{ "{\"name\":\"惠风甲\",\"kind\":\"estate\",\"lon\":37100000,\"lat\":37100000}", "lon" },
		{ "{\"name\":\"惠风甲\",\"kind\":\"road\",\"no_from\":9,\"no_to\":3}", "no_to" },
		{ "{\"name\":\"惠风甲\",\"kind\":\"estate\",\"no_from\":1,\"no_to\":3}", "no_from" },
		{ "{\"name\":\"惠风甲\",\"kind\":\"estate\",\"pinyin\":\"Hui Feng\"}", "pinyin" },
	};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct ref_answer a = ref_post("/api/v1/ref/places", BAD[i].body);
		if (a.status != 422 || !strstr(a.body, arena_printf(ref_answers, "\"%s\"", BAD[i].field)))
			fail_msg("%s: %d %.400s", BAD[i].body, a.status, a.body);
	}
	ref_person(ROLE_receiver);
	must(ref_post("/api/v1/ref/places", "{\"name\":\"甲乙\",\"kind\":\"estate\"}"), 403);
	must(ref_get("/api/v1/places?q=hfxq"), 200);
	must(ref_get("/api/v1/places"), 422);
}

static void a_town_keeps_its_own_places(void **state)
{
	(void)state;
	const struct unit *own = ref_unit_code(refs, "T0701"), *other = ref_unit_code(refs, "T0101");
	ref_person(ROLE_town);
	ref_admin.unit_id = own->parent_id;
	ref_admin.grant[0].scope = SCOPE_REGION;
	ref_admin.grant[0].unit_id = own->parent_id;
	must(ref_post("/api/v1/ref/places",
		     arena_printf(ref_answers, "{\"name\":\"新苑里\",\"kind\":\"estate\",\"community_id\":\"%lld\"}",
			     (long long)own->id)),
		201);
	must(ref_post("/api/v1/ref/places",
		     arena_printf(ref_answers, "{\"name\":\"新苑外\",\"kind\":\"estate\",\"community_id\":\"%lld\"}",
			     (long long)other->id)),
		403);
	must(ref_post("/api/v1/ref/places", "{\"name\":\"新苑外\",\"kind\":\"estate\"}"), 403);
	must(ref_put("/api/v1/ref/places/1", "{\"version\":1,\"name\":\"别的\"}"), 403);
	must(ref_upload("/api/v1/ref/places/import?dry=1", "name\nX", 6), 403);
}

static void the_file_comes_back_as_it_went_out(void **state)
{
	(void)state;
	struct ref_answer out = ref_get("/api/v1/ref/places/export.csv");
	must(out, 200);
	struct ref_answer back = ref_upload("/api/v1/ref/places/import?dry=1", out.body, out.n);
	must(back, 200);
	assert_int_equal(ref_number(&back, "bad"), 0);
	assert_int_equal(ref_number(&back, "changed"), 0);
	assert_int_equal(ref_number(&back, "new"), 0);
	assert_int_equal(ref_number(&back, "rows"), ref_count(&x, "SELECT COUNT(*) FROM place"));
}

static void the_public_look_up_tells_no_reasons(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/public/places?q=hfxq");
	must(a, 200);
	const struct json *first = json_at(ref_items(&a), 0);
	assert_string_equal(json_sv(json_get(first, "name")).p, "惠风小区");
	assert_null(json_get(first, "why"));
	assert_null(json_get(first, "id"));
	assert_true(json_count(ref_items(&a)) <= 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_demo_city_has_a_gazetteer, before),
		cmocka_unit_test_setup(callers_are_understood, before),
		cmocka_unit_test_setup(a_candidate_stands_in_a_base_grid, before),
		cmocka_unit_test_setup(other_places_that_share_two_characters_are_not_meant, before),
		cmocka_unit_test_setup(what_was_asked_for_comes_first, before),
		cmocka_unit_test_setup(a_place_is_heard_in_a_story, before),
		cmocka_unit_test_setup(nothing_is_no_error, before),
		cmocka_unit_test_setup(a_new_place_is_found_at_once_by_its_new_names, before),
		cmocka_unit_test_setup(wrong_rows_are_refused, before),
		cmocka_unit_test_setup(a_town_keeps_its_own_places, before),
		cmocka_unit_test_setup(the_file_comes_back_as_it_went_out, before),
		cmocka_unit_test_setup(the_public_look_up_tells_no_reasons, before),
	};
	return REF_RUN(tests, setup, teardown);
}

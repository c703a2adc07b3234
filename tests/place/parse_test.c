/* SPDX-License-Identifier: Apache-2.0 */
/* Places as they are said on the telephone, taken apart; pinyin as it is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "place/place.h"
#include "text/pinyin.h"

static struct arena *a;

static const struct {
	const char *said, *name;
	int64_t door;
	const char *building, *unit, *room;
	int64_t floor, bare;
	const char *tail, *cross;
} CASES[] = {
	{ "惠风小区3号楼2单元", "惠风小区", NIL, "3", "2", "", NIL, NIL, "", "" },
	{ "惠风小区三号楼二单元501", "惠风小区", NIL, "3", "2", "501", NIL, NIL, "", "" },
	{ "惠风小区十二号楼", "惠风小区", NIL, "12", "", "", NIL, NIL, "", "" },
	{ "惠风小区3-2-501", "惠风小区", NIL, "3", "2", "501", NIL, NIL, "", "" },
	{ "惠风小区3号楼2单元5层501室门口", "惠风小区", NIL, "3", "2", "501", 5, NIL, "门口", "" },
	{ "惠风小区3栋楼下", "惠风小区", NIL, "3", "", "", NIL, NIL, "楼下", "" },
	{ "惠风小区３号楼", "惠风小区", NIL, "3", "", "", NIL, NIL, "", "" },
	{ "蓝海大厦A座12层", "蓝海大厦", NIL, "a", "", "", 12, NIL, "", "" },
	{ "文庙街12号", "文庙街", 12, "", "", "", NIL, NIL, "", "" },
	{ "文庙街12号院3号楼", "文庙街", 12, "3", "", "", NIL, NIL, "", "" },
	{ "文庙街12", "文庙街", NIL, "", "", "", NIL, 12, "", "" },
	{ "在文庙街附近", "文庙街", NIL, "", "", "", NIL, NIL, "附近", "" },
	{ "桥南社区", "桥南社区", NIL, "", "", "", NIL, NIL, "", "" },
	{ "文庙街与书院巷交叉口", "文庙街", NIL, "", "", "", NIL, NIL, "", "书院巷" },
	{ "五四广场东门", "五四广场", NIL, "", "", "", NIL, NIL, "东门", "" },
	{ "三里屯", "三里屯", NIL, "", "", "", NIL, NIL, "", "" },
	{ "第一中学", "第一中学", NIL, "", "", "", NIL, NIL, "", "" },
	{ "303医院", "303医院", NIL, "", "", "", NIL, NIL, "", "" },
	{ "hfxq", "hfxq", NIL, "", "", "", NIL, NIL, "", "" },
	{ "hfxq3", "hfxq", NIL, "", "", "", NIL, 3, "", "" },
	{ "hfxq 3-2", "hfxq", NIL, "3", "2", "", NIL, NIL, "", "" },
	{ "3号楼", "3号楼", NIL, "", "", "", NIL, NIL, "", "" },
	{ "", "", NIL, "", "", "", NIL, NIL, "", "" },
};

static void said_places_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct place_said s = place_parse(a, text_normalise(a, sv_from(CASES[i].said)));
		if (!str_eq(s.name, CASES[i].name) || s.door != CASES[i].door || !str_eq(s.building, CASES[i].building) ||
		    !str_eq(s.unit, CASES[i].unit) || !str_eq(s.room, CASES[i].room) || s.floor != CASES[i].floor ||
		    s.bare != CASES[i].bare || !str_eq(s.tail, CASES[i].tail) || !str_eq(s.cross, CASES[i].cross))
			fail_msg("%s: name %s door %lld building %s unit %s room %s floor %lld bare %lld tail %s cross %s", CASES[i].said,
				 s.name, (long long)s.door, s.building, s.unit, s.room, (long long)s.floor, (long long)s.bare, s.tail, s.cross);
	}
}

static void numbers_are_written_as_in_an_address(void **state)
{
	(void)state;
	struct place_said s = place_parse(a, sv_from("惠风小区3-2-501"));
	assert_string_equal(place_numbers(a, &s, "estate"), "3号楼2单元501室");
	s = place_parse(a, sv_from("hfl12"));
	assert_string_equal(place_numbers(a, &s, "road"), "12号");
	assert_string_equal(place_numbers(a, &s, "estate"), "12号楼");
	s = place_parse(a, sv_from("蓝海大厦a座"));
	assert_string_equal(place_numbers(a, &s, "landmark"), "a座");
}

static void broken_bytes_do_no_harm(void **state)
{
	(void)state;
	static const char *const ODD[] = { "\xe6", "\xe6\x83", "惠\xff风3号", "十", "一二三四五六七八九十", "3-", "3--2", "-----", "号楼号楼", "a", "座",
					   "999999999999999999999号", "路与街", "与", "和路" };
	for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
		struct place_said s = place_parse(a, sv_from(ODD[i]));
		assert_non_null(s.name);
		assert_non_null(place_numbers(a, &s, "estate"));
		place_parse(a, text_normalise(a, sv_from(ODD[i])));
	}
}

static void pinyin_is_what_people_type(void **state)
{
	(void)state;
	static const struct {
		const char *name, *full, *initials;
	} READ[] = {
		{ "惠风小区", "huifengxiaoqu", "hfxq" }, { "人民银行", "renminyinhang", "rmyh" }, { "绿地城", "lvdicheng", "ldc" },
		{ "长安路", "changanlu", "cal" },        { "朝阳路", "chaoyanglu", "cyl" },     { "303医院", "303yiyuan", "303yy" },
		{ "牟平", "muping", "mp" },              { "", "", "" },                        { "——", "", "" },
	};
	for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
		struct text_pinyin p = text_pinyin(a, text_normalise(a, sv_from(READ[i].name)));
		assert_string_equal(p.full, READ[i].full);
		assert_string_equal(p.initials, READ[i].initials);
	}
}

static void terms_are_pairs_and_beginnings(void **state)
{
	(void)state;
	struct place_words w = place_words(a, "惠风小区", "惠风里");
	for (const char *const *t = (const char *const[]){ "\"惠风\"", "\"风小\"", "\"风里\"", "\"惠\"", "\"h\"",
		     "\"hf\"", "\"hfxq\"", "\"hfl\"", "\"hui\"", "\"huifengx\"", NULL };
		*t; t++)
		if (!strstr(w.terms, *t))
			fail_msg("%s misses %s", w.terms, *t);
	assert_null(strstr(w.terms, "\"fxq\""));
	assert_string_equal(place_query_terms(a, "hfxq", true), "[\"hfxq\"]");
	assert_string_equal(place_query_terms(a, "惠风小", false), "[\"惠风\",\"风小\"]");
}

int main(void)
{
	json_init();
	a = arena_new(8 << 20);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(said_places_are_taken_apart),	 cmocka_unit_test(numbers_are_written_as_in_an_address),
		cmocka_unit_test(broken_bytes_do_no_harm),	 cmocka_unit_test(pinyin_is_what_people_type),
		cmocka_unit_test(terms_are_pairs_and_beginnings),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return failed;
}

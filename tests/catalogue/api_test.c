/* SPDX-License-Identifier: Apache-2.0 */
/* Reference data over HTTP: lists, forms with versions, and CSV files that come back as they went out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "catalogue/ref_server.h"

static struct ref_fixture x;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	ref_server_open(&x);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
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

#define must(a, code)                                                                              \
	do {                                                                                       \
		if ((a).status != (code))                                                          \
			fail_msg("status %d: %.600s", (a).status, (a).body);                       \
	} while (0)

static const char *url(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static const char *url(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *s = arena_vprintf(ref_answers, fmt, ap);
	va_end(ap);
	return s;
}

/* ---- lists and one row ---- */

static void lists_and_filters(void **state)
{
	(void)state;
	static const struct {
		const char *target;
		size_t items;
	} LISTS[] = {
		{ "/api/v1/ref/channels", 16 }, { "/api/v1/ref/channels?place=offline", 4 }, { "/api/v1/ref/colours", 5 },
		{ "/api/v1/ref/domains", 16 }, { "/api/v1/ref/event-types?limit=20", 20 }, { "/api/v1/ref/event-types?domain=01", 15 },
		{ "/api/v1/ref/event-types?q=0101001", 1 }, { "/api/v1/ref/channels?q=%E7%83%AD%E7%BA%BF", 1 },
		{ "/api/v1/ref/asset-owners?kind=%E4%BA%95%E7%9B%96&limit=200", 15 }, { "/api/v1/ref/texts?kind=emergency", 6 },
		{ "/api/v1/ref/calendar?year=2025&limit=200", 33 }, { "/api/v1/ref/grids?level=4", 0 },
	};
	for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
		struct ref_answer a = ref_get(LISTS[i].target);
		must(a, 200);
		if (json_count(ref_items(&a)) != LISTS[i].items)
			fail_msg("%s: %zu items", LISTS[i].target, json_count(ref_items(&a)));
	}
	struct ref_answer a = ref_get("/api/v1/ref/event-types?q=0901001");
	const struct json *row = json_at(ref_items(&a), 0);
	assert_string_equal(json_sv(json_get(row, "lead_unit_name")).p, "青澜市生态环境局");
	assert_true(json_count(json_get(row, "co")) >= 3);
	assert_string_equal(json_sv(json_get(json_at(json_get(row, "co"), 0), "name")).p, "青澜市水利局");
}

static void paging_reaches_every_type_once(void **state)
{
	(void)state;
	size_t seen = 0;
	const char *after = NULL;
	do {
		struct ref_answer a = ref_get(after ? url("/api/v1/ref/event-types?limit=60&after=%s", after)
						    : "/api/v1/ref/event-types?limit=60");
		must(a, 200);
		seen += json_count(ref_items(&a));
		const struct json *next = json_get(a.json, "next");
		after = next && json_kind(next) == JSON_STRING ? json_sv(next).p : NULL;
	} while (after);
	assert_int_equal(seen, ref_count(&x, "SELECT COUNT(*) FROM event_type"));
}

static int64_t id_of(const char *list, const char *q)
{
	struct ref_answer a = ref_get(url("/api/v1/ref/%s?q=%s", list, q));
	must(a, 200);
	int64_t id = -1;
	assert_int_equal(json_count(ref_items(&a)), 1);
	assert_true(sv_i64(json_sv(json_get(json_at(ref_items(&a), 0), "id")), &id));
	return id;
}

static void one_type_with_its_units(void **state)
{
	(void)state;
	int64_t id = id_of("event-types", "0901001");
	struct ref_answer a = ref_get(url("/api/v1/ref/event-types/%lld", (long long)id));
	must(a, 200);
	assert_string_equal(ref_string(&a, "lead_unit"), "D07");
	assert_int_equal(ref_number(&a, "open_cases"), 0);
	assert_int_equal(ref_number(&a, "version"), 1);
	a = ref_get(url("/api/v1/ref/event-types/%lld/impact", (long long)id));
	must(a, 200);
	assert_int_equal(ref_number(&a, "open_cases"), 0);
	assert_int_equal(ref_get("/api/v1/ref/event-types/99999").status, 404);
}

/* ---- forms ---- */

static void a_change_makes_a_version(void **state)
{
	(void)state;
	int64_t id = id_of("event-types", "0501003");
	const char *at = url("/api/v1/ref/event-types/%lld", (long long)id);
	struct ref_answer a = ref_put(at, "{\"name\":\"路灯不亮\"}");
	must(a, 422);
	assert_string_equal(ref_string(&a, "code"), "ref.version");
	a = ref_put(at, "{\"version\":1,\"limit_value\":2}");
	must(a, 200);
	assert_int_equal(ref_number(&a, "version"), 2);
	assert_int_equal(ref_number(&a, "limit_value"), 2);
	a = ref_put(at, "{\"version\":1,\"limit_value\":1}");
	must(a, 409);
	assert_string_equal(ref_string(&a, "code"), "ref.stale");
	a = ref_put(at, "{\"version\":2,\"limit_value\":2}"); /* nothing new: no version */
	must(a, 200);
	assert_int_equal(ref_number(&a, "version"), 2);
	a = ref_get(url("%s/versions", at));
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 2);
	const struct refs *r = refs_take(&x.site); /* the snapshot has it at once */
	assert_int_equal(ref_type_code(r, "0501003")->limit_value, 2);
	assert_int_equal(ref_type_code(r, "0501003")->version, 2);
	refs_drop(&x.site, r);
}

static const struct {
	const char *list, *body;
	const char *field, *text;  /* NULL field: it is created */
} FORMS[] = {
	{ "channels", "{\"code\":\"qq\",\"name\":\"测试渠道\"}", NULL, NULL },
	{ "channels", "{\"code\":\"Q Q\",\"name\":\"测试渠道\"}", "code", "小写字母" },
	{ "channels", "{\"code\":\"q2\"}", "name", "不能为空" },
	{ "channels", "{\"code\":\"q3\",\"name\":\"待补充\",\"known\":false,\"public_entry\":true}", "public_entry", "不能对公众开放" },
	{ "domains", "{\"code\":\"1A\",\"name\":\"新领域\"}", "code", "两位" },
	{ "domains", "{\"code\":\"17\",\"name\":\"新领域\"}", NULL, NULL },
	{ "asset-owners", "{\"kind\":\"井盖\",\"unit_id\":\"2\"}", "kind", "已有全市权属单位" },
	{ "asset-owners", "{\"kind\":\"雕塑\",\"unit_id\":\"99999\"}", "unit_id", "不存在或已停用" },
	{ "asset-owners", "{\"kind\":\"雕塑\",\"town_id\":\"2\",\"unit_id\":\"2\"}", "town_id", "应选街道或镇" },
	{ "asset-owners", "{\"kind\":\"雕塑\",\"unit_id\":\"2\"}", NULL, NULL },
	{ "calendar", "{\"day\":20270101,\"working\":false,\"name\":\"元旦\"}", NULL, NULL },
	{ "calendar", "{\"day\":20270230,\"working\":false,\"name\":\"无此日\"}", "day", "" },
	{ "texts", "{\"code\":\"X1\",\"kind\":\"direct_answer\",\"title\":\"试\",\"body\":\"编号{no\"}", "body", "花括号不成对" },
	{ "texts", "{\"code\":\"X1\",\"kind\":\"poem\",\"title\":\"试\",\"body\":\"编号{no}\"}", "kind", "不在可选值中" },
	{ "event-types", "{\"code\":\"501\",\"name\":\"试\"}", "code", "7" },
};

static void forms_say_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
		struct ref_answer a = ref_post(url("/api/v1/ref/%s", FORMS[i].list), FORMS[i].body);
		if (!FORMS[i].field) {
			must(a, 201);
			continue;
		}
		must(a, 422);
		const struct json *errors = json_get(a.json, "errors");
		bool found = false;
		for (size_t k = 0; k < json_count(errors); k++)
			found |= sv_eqs(json_sv(json_get(json_at(errors, k), "field")), FORMS[i].field) &&
				 strstr(json_sv(json_get(json_at(errors, k), "text")).p, FORMS[i].text);
		if (!found)
			fail_msg("%s %s: %s", FORMS[i].list, FORMS[i].body, a.body);
	}
	must(ref_post("/api/v1/ref/colours", "{\"colour\":\"red\",\"rank\":1,\"name\":\"红\"}"), 409);
}

/* Rules of the event list, on a row that is right until one field is changed. */
static void event_type_rules(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value; /* JSON */
		const char *at, *text;
	} RULES[] = {
		{ "code", "\"9901001\"", "code", "没有编码为 99 的领域" },
		{ "code", "\"050100\"", "code", "" },
		{ "domain_code", "\"06\"", "domain_code", "前两位" },
		{ "lead_unit_id", "null", "lead_unit_id", "必须填写主办单位" },
		{ "lead_rule", "\"region\"", "lead_unit_id", "主办单位应留空" },
		{ "lead_rule", "\"owner\"", "owner_kind", "必须填写设施种类" },
		{ "owner_kind", "\"井盖\"", "owner_kind", "设施种类应留空" },
		{ "co_units", "\"D01;D999\"", "co_units", "“D999”不存在" },
		{ "co_units", "\"D01；town、D02\"", NULL, NULL },
		{ "limit_value", "4", "limit_value", "不能长于绿色的时限" },
		{ "limit_unit", "\"working_hour\"", NULL, NULL },
		{ "colour", "\"red\"", "limit_unit", "红色事项按自然时间" },
		{ "legal_basis", "\"\"", "legal_basis", "必须写明法律依据" },
		{ "closing_standard", "\"\"", "closing_standard", "办结标准" },
		{ "keywords", "\"这是一个非常非常非常长的关键词\"", "keywords", "不能超过 12 个字" },
		{ "evidence", "\"video\"", "evidence", "" },
	};
	static const char *const BASE[][2] = {
		{ "code", "\"0501099\"" }, { "name", "\"试验事项\"" }, { "class_name", "\"市政设施\"" }, { "principle", "\"statutory\"" },
		{ "lead_rule", "\"fixed\"" }, { "lead_unit_id", "\"9\"" }, { "colour", "\"green\"" }, { "limit_value", "3" },
		{ "limit_unit", "\"working_day\"" }, { "closing_standard", "\"修好\"" }, { "family", "\"people\"" }, { "type", "\"help\"" },
		{ "legal_basis", "\"城市道路管理条例\"" },
	};
	int made = 0;
	for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
		struct buf b;
		buf_init(&b, ref_answers, 8192);
		buf_char(&b, '{');
		bool placed = false;
		for (size_t k = 0; k < sizeof BASE / sizeof *BASE; k++) {
			bool this = str_eq(BASE[k][0], RULES[i].field);
			const char *value = this ? RULES[i].value : BASE[k][1];
			if (str_eq(BASE[k][0], "code") && !this)
				value = arena_printf(ref_answers, "\"05010%02d\"", 80 + made);
			buf_printf(&b, "%s\"%s\":%s", k ? "," : "", BASE[k][0], value);
			placed |= this;
		}
		if (!placed)
			buf_printf(&b, ",\"%s\":%s", RULES[i].field, RULES[i].value);
		buf_char(&b, '}');
		struct ref_answer a = ref_post("/api/v1/ref/event-types", buf_cstr(&b));
		if (!RULES[i].at) {
			must(a, 201);
			made++;
			continue;
		}
		must(a, 422);
		const struct json *errors = json_get(a.json, "errors");
		bool found = false;
		for (size_t k = 0; k < json_count(errors); k++)
			found |= sv_eqs(json_sv(json_get(json_at(errors, k), "field")), RULES[i].at) &&
				 strstr(json_sv(json_get(json_at(errors, k), "text")).p, RULES[i].text);
		if (!found)
			fail_msg("%s = %s: %s", RULES[i].field, RULES[i].value, a.body);
	}
}

static void rights_are_asked(void **state)
{
	(void)state;
	ref_person(ROLE_handler);
	must(ref_get("/api/v1/ref/channels"), 200);
	must(ref_post("/api/v1/ref/channels", "{\"code\":\"zz\",\"name\":\"试\"}"), 403);
	must(ref_upload("/api/v1/ref/channels/import", "code,name\r\n", 11), 403);
	must(ref_get("/api/v1/ref/channels/export.csv"), 403);
	must(ref_post("/api/v1/ref/grids/1/repartition", "{\"new\":[{}],\"reason\":\"试试\"}"), 403);
	ref_person(ROLE_sys_admin);
	must(ref_post("/api/v1/ref/event-types", "{}"), 403);
}

/* ---- files ---- */

static const struct {
	const char *path;
	enum role role;
	int64_t least;
} FILES[] = {
	{ "channels", ROLE_sys_admin, 16 }, { "colours", ROLE_sys_admin, 5 },       { "domains", ROLE_appraiser, 16 },
	{ "event-types", ROLE_appraiser, 240 }, { "asset-owners", ROLE_appraiser, 80 }, { "calendar", ROLE_sys_admin, 300 },
	{ "texts", ROLE_sys_admin, 40 },    { "grids", ROLE_sys_admin, 23000 },
};

static void what_goes_out_comes_back_unchanged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		ref_person(FILES[i].role);
		int64_t begin = mono_ms();
		struct ref_answer file = ref_get(url("/api/v1/ref/%s/export.csv", FILES[i].path));
		must(file, 200);
		struct ref_answer a = ref_upload(url("/api/v1/ref/%s/import?dry=1", FILES[i].path), file.body, file.n);
		must(a, 200);
		if (ref_number(&a, "rows") < FILES[i].least || ref_number(&a, "same") != ref_number(&a, "rows") || ref_number(&a, "bad"))
			fail_msg("%s: %.900s", FILES[i].path, a.body);
		print_message("%s: %lld rows, %zu bytes, %lld ms\n", FILES[i].path, (long long)ref_number(&a, "rows"), file.n,
			      (long long)(mono_ms() - begin));
		arena_reset(ref_answers);
	}
}

static const char TRICKY[] =
	"code,kind,title,body\r\n"
	"F1,direct_answer,=1+1,\"-1+2 开头像公式\"\r\n"
	"F2,direct_answer,@名字,\"有\"\"引号\"\"、逗号,和\n换行\"\r\n"
	"F3,直接答复,+86 号码,\"'开头的撇号\"\r\n"
	"F4,direct_answer,-5,'=已经带撇号\r\n";

static void texts_that_look_like_formulas(void **state)
{
	(void)state;
	ref_person(ROLE_sys_admin);
	struct ref_answer a = ref_upload("/api/v1/ref/texts/import", TRICKY, sizeof TRICKY - 1);
	must(a, 200);
	assert_int_equal(ref_number(&a, "new"), 4);
	struct ref_answer file = ref_get("/api/v1/ref/texts/export.csv");
	must(file, 200);
	assert_non_null(strstr(file.body, "\"'=1+1\""));
	assert_non_null(strstr(file.body, "\"'@名字\""));
	a = ref_upload("/api/v1/ref/texts/import", file.body, file.n);
	must(a, 200);
	assert_int_equal(ref_number(&a, "same"), ref_number(&a, "rows"));
	a = ref_get("/api/v1/ref/texts?q=F1");
	assert_string_equal(json_sv(json_get(json_at(ref_items(&a), 0), "title")).p, "=1+1");
	a = ref_get("/api/v1/ref/texts?q=F2");
	assert_string_equal(json_sv(json_get(json_at(ref_items(&a), 0), "body")).p, "有\"引号\"、逗号,和\n换行");
	a = ref_get("/api/v1/ref/texts?q=F4");
	assert_string_equal(json_sv(json_get(json_at(ref_items(&a), 0), "body")).p, "=已经带撇号");
}

static const char MIXED[] =
	"\xEF\xBB\xBF" "渠道编码,渠道名称,线上或线下,启用\r\n"
	"phone,12345热线,线上,是\r\n"
	"new1,新渠道,线下,否\r\n"
	"BAD,大写的,线上,是\r\n"
	",没有编码,线上,是\r\n"
	"new2,,线上,是\r\n"
	"new3,第三,空中,是\r\n"
	"new4,第四,线上,也许\r\n"
	"new1,又来一次,线上,是\r\n"
	"new5,少一列\r\n";

static int64_t line_with(const struct ref_answer *a, const char *text)
{
	const struct json *errors = json_get(a->json, "errors");
	for (size_t i = 0; i < json_count(errors); i++)
		if (strstr(json_sv(json_get(json_at(errors, i), "text")).p, text))
			return json_int(json_get(json_at(errors, i), "line"));
	return -1;
}

static void bad_rows_stop_the_file_unless_skipped(void **state)
{
	(void)state;
	ref_person(ROLE_sys_admin);
	int64_t had = ref_count(&x, "SELECT COUNT(*) FROM channel");
	struct ref_answer a = ref_upload("/api/v1/ref/channels/import?dry=1", MIXED, sizeof MIXED - 1);
	must(a, 200);
	assert_int_equal(ref_number(&a, "rows"), 9);
	assert_int_equal(ref_number(&a, "bad"), 7);
	assert_int_equal(ref_number(&a, "new"), 1);
	assert_int_equal(ref_number(&a, "changed"), 1);
	assert_int_equal(ref_number(&a, "written"), 0);
	assert_int_equal(line_with(&a, "小写字母"), 4);
	assert_int_equal(line_with(&a, "渠道编码不能为空"), 5);
	assert_int_equal(line_with(&a, "渠道名称不能为空"), 6);
	assert_int_equal(line_with(&a, "“空中”不在可选值中，应为：线上、线下"), 7);
	assert_int_equal(line_with(&a, "启用应填“是”或“否”"), 8);
	assert_int_equal(line_with(&a, "与第 3 行重复"), 9);
	assert_int_equal(line_with(&a, "列数与表头不一致"), 10);
	a = ref_upload("/api/v1/ref/channels/import", MIXED, sizeof MIXED - 1);
	must(a, 422);
	assert_string_equal(ref_string(&a, "code"), "import.bad_rows");
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM channel"), had);
	a = ref_upload("/api/v1/ref/channels/import?skip_bad=1", MIXED, sizeof MIXED - 1);
	must(a, 200);
	assert_int_equal(ref_number(&a, "written"), 1);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM channel"), had + 1);
	a = ref_get("/api/v1/ref/channels?q=phone");
	assert_string_equal(json_sv(json_get(json_at(ref_items(&a), 0), "name")).p, "12345热线");
	assert_int_equal(json_int(json_get(json_at(ref_items(&a), 0), "version")), 2);
	/* Columns that the file does not have keep what is stored. */
	assert_int_equal(json_int(json_get(json_at(ref_items(&a), 0), "sort")), 1);
}

static void files_that_cannot_be_read(void **state)
{
	(void)state;
	ref_person(ROLE_sys_admin);
	static const struct {
		const char *file, *text;
	} WRONG[] = {
		{ "编码,name\r\nx,y\r\n", "没有这一列" }, { "name\r\ny\r\n", "缺少“渠道编码”列" }, { "code,code\r\nx,y\r\n", "列名出现了两次" },
		{ "code,name\r\nq9,\"开着\r\n", "引号不成对" }, { "code,name\r\nq9,\xff\xfe\r\n", "UTF-8" },
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct ref_answer a = ref_upload("/api/v1/ref/channels/import", WRONG[i].file, strlen(WRONG[i].file));
		must(a, 422);
		if (line_with(&a, WRONG[i].text) < 1)
			fail_msg("%s: %s", WRONG[i].text, a.body);
	}
	struct ref_answer a = ref_upload("/api/v1/ref/colours/import", "colour,name\r\npurple,紫\r\n", 25);
	must(a, 422);
}

/* ---- calendar ---- */

static void the_year_and_the_calculator(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/ref/calendar/year?year=2025");
	must(a, 200);
	const struct json *days = json_get(a.json, "days");
	assert_int_equal(json_count(days), 365);
	int working = 0;
	for (size_t i = 0; i < json_count(days); i++) {
		int64_t day = json_int(json_get(json_at(days, i), "day"));
		working += json_bool(json_get(json_at(days, i), "working"));
		if (day == 20251001)
			assert_non_null(strstr(json_sv(json_get(json_at(days, i), "name")).p, "国庆节"));
	}
	assert_in_range(working, 245, 252);
	/* 30 September 2025, 10:00, three working days: the holidays until the 8th do not count. */
	a = ref_get(url("/api/v1/ref/calendar/due?start=%lld&value=3&unit=working_day",
			(long long)(day_start_ms(20250930) + 10 * (int64_t)MS_HOUR)));
	must(a, 200);
	assert_int_equal(day_of_ms(ref_number(&a, "due_at")), 20251011);
	assert_non_null(strstr(ref_string(&a, "lines"), "国庆节"));
	must(ref_get("/api/v1/ref/calendar/due?start=1&value=3&unit=fortnight"), 422);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(lists_and_filters, before),
		cmocka_unit_test_setup(paging_reaches_every_type_once, before),
		cmocka_unit_test_setup(one_type_with_its_units, before),
		cmocka_unit_test_setup(what_goes_out_comes_back_unchanged, before),
		cmocka_unit_test_setup(rights_are_asked, before),
		cmocka_unit_test_setup(texts_that_look_like_formulas, before),
		cmocka_unit_test_setup(bad_rows_stop_the_file_unless_skipped, before),
		cmocka_unit_test_setup(files_that_cannot_be_read, before),
		cmocka_unit_test_setup(the_year_and_the_calculator, before),
		cmocka_unit_test_setup(a_change_makes_a_version, before),
		cmocka_unit_test_setup(event_type_rules, before),
		cmocka_unit_test_setup(forms_say_what_is_wrong, before),
	};
	return REF_RUN(tests, setup, teardown);
}

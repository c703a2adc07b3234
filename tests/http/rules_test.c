/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the http room that need no server: routes, inputs, multipart, limits, proof of work,
 * generated documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "http/http_internal.h"

static struct arena *arena;

static int fresh(void **state)
{
	(void)state;
	arena = arena_new(8 << 20);
	return 0;
}

static int done(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* ---- routes -------------------------------------------------------------------------------------- */

static enum err nothing(struct req *r)
{
	(void)r;
	return ERR_OK;
}

static const struct in_field SIGN_IN[] = {
	{ .name = "version", .type = IN_INT, .flags = IN_REQUIRED, .min = 1, .max = 1000000, .label = "版本号" },
	{ .name = "colour", .type = IN_ENUM, .values = "red|green", .label = "颜色", .doc = "never */ amber" },
	{ .name = "dry", .type = IN_BOOL, .flags = IN_QUERY, .label = "试算" },
	{ 0 },
};
static const struct in_field LIST_IN[] = {
	{ .name = "units", .type = IN_IDS, .max = 5, .label = "单位" },
	{ 0 },
};
static const struct route FIRST[] = {
	{ .method = HTTP_GET, .pattern = "/api/v1/orders", .handler = nothing, .cap = 1, .in = LIST_IN, .doc = "Lists orders.",
	  .returns = "List<Order>" },
	{ .method = HTTP_GET, .pattern = "/api/v1/orders/{id}", .handler = nothing, .cap = 1, .returns = "Order" },
	{ .method = HTTP_PUT, .pattern = "/api/v1/orders/{id}", .handler = nothing, .cap = 1 },
	{ .method = HTTP_POST, .pattern = "/api/v1/orders/{id}/sign", .handler = nothing, .cap = 1, .in = SIGN_IN,
	  .flags = ROUTE_IDEMPOTENT, .doc = "Signs for an order.", .returns = "Order" },
	{ 0 },
};
static const struct route SECOND[] = {
	{ .method = HTTP_GET, .pattern = "/api/v1/orders/export", .handler = nothing, .cap = 1, .flags = ROUTE_BULK,
	  .returns = "File" },
	{ .method = HTTP_GET, .pattern = "/api/v1/cases/{no:text}/files/{id}", .handler = nothing, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/cases/mine/{x:text}", .handler = nothing, .cap = 1 },
	{ 0 },
};
static const struct route *const TABLES[] = { FIRST, SECOND, NULL };

static void routes_are_found(void **state)
{
	(void)state;
	static const struct {
		enum http_method method;
		const char *path;
		const struct route *route;
		unsigned allowed;
		const char *raw[2];
	} cases[] = {
		{ HTTP_GET, "/api/v1/orders", &FIRST[0], 1 << HTTP_GET, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/17", &FIRST[1], 1 << HTTP_GET | 1 << HTTP_PUT, { "17", NULL } },
		{ HTTP_PUT, "/api/v1/orders/17", &FIRST[2], 1 << HTTP_GET | 1 << HTTP_PUT, { "17", NULL } },
		{ HTTP_DELETE, "/api/v1/orders/17", NULL, 1 << HTTP_GET | 1 << HTTP_PUT, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/export", &SECOND[0], 1 << HTTP_GET, { NULL, NULL } },
		{ HTTP_PUT, "/api/v1/orders/export", NULL, 1 << HTTP_GET, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/exports", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/-1", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1//orders", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/orders/17/sign/more", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/cases/A%2F1/files/3", &SECOND[1], 1 << HTTP_GET, { "A%2F1", "3" } },
		/* the literal leads nowhere, the parameter beside it does */
		{ HTTP_GET, "/api/v1/cases/mine/files/3", &SECOND[1], 1 << HTTP_GET, { "mine", "3" } },
		{ HTTP_GET, "/api/v1/cases/mine/files", &SECOND[2], 1 << HTTP_GET, { "files", NULL } },
		{ HTTP_GET, "/", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", NULL, 0, { NULL, NULL } },
		{ HTTP_GET, "/api/v1/public/challenge", HTTP_OWN_ROUTES, 1 << HTTP_GET, { NULL, NULL } },
	};
	char why[200];
	struct router *r = router_new(arena, TABLES, HTTP_OWN_ROUTES, why, sizeof why);
	assert_non_null(r);
	assert_int_equal(router_count(r), 8);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct route_match m;
		router_find(r, cases[i].method, sv_from(cases[i].path), &m);
		if (m.route != cases[i].route || m.allowed != cases[i].allowed)
			fail_msg("%s %s", HTTP_METHOD_NAMES[cases[i].method], cases[i].path);
		if (m.route)
			assert_ptr_equal(router_route(r, m.index), m.route);
		for (size_t k = 0; m.route && k < 2 && cases[i].raw[k]; k++)
			assert_true(sv_eqs(m.raw[k], cases[i].raw[k]));
	}
}

/* ---- inputs -------------------------------------------------------------------------------------- */

static const struct in_field ALL[] = {
	{ .name = "text", .type = IN_TEXT, .min = 2, .max = 5, .label = "标题" },
	{ .name = "id", .type = IN_ID, .label = "工单" },
	{ .name = "int", .type = IN_INT, .min = -5, .max = 5, .label = "温度" },
	{ .name = "any", .type = IN_INT, .label = "数" },
	{ .name = "time", .type = IN_TIME, .label = "时间" },
	{ .name = "day", .type = IN_DAY, .label = "日期" },
	{ .name = "bool", .type = IN_BOOL, .label = "公开" },
	{ .name = "enum", .type = IN_ENUM, .values = "red|yellow|green", .label = "颜色" },
	{ .name = "real", .type = IN_REAL, .min = 70, .max = 140, .label = "经度" },
	{ .name = "ids", .type = IN_IDS, .max = 3, .label = "单位" },
	{ .name = "texts", .type = IN_TEXTS, .max = 3, .label = "标签" },
	{ .name = "object", .type = IN_OBJECT, .label = "附加" },
	{ .name = "array", .type = IN_ARRAY, .max = 2, .label = "名单" },
	{ 0 },
};
static const struct in_field FLAT[] = {
	{ .name = "text", .type = IN_TEXT, .min = 2, .max = 5, .label = "标题" },
	{ .name = "id", .type = IN_ID, .label = "工单" },
	{ .name = "int", .type = IN_INT, .min = -5, .max = 5, .label = "温度" },
	{ .name = "day", .type = IN_DAY, .label = "日期" },
	{ .name = "bool", .type = IN_BOOL, .label = "公开" },
	{ .name = "enum", .type = IN_ENUM, .values = "red|yellow|green", .label = "颜色" },
	{ .name = "real", .type = IN_REAL, .min = 70, .max = 140, .label = "经度" },
	{ .name = "ids", .type = IN_IDS, .max = 3, .label = "单位" },
	{ .name = "texts", .type = IN_TEXTS, .max = 3, .label = "标签" },
	{ 0 },
};

/* Checks one body or query; the first error sentence, or NULL. */
static const char *checked(struct req *r, const struct in_field *in, enum http_method method, const char *given)
{
	struct route *t = ARENA_NEW(arena, struct route);
	*t = (struct route){ .method = method, .pattern = "/x", .in = in };
	*r = (struct req){ .arena = arena, .route = t, .in = ARENA_ARRAY(arena, struct in_value, 20) };
	struct pairs query = { 0 };
	const char *why = NULL;
	if (method == HTTP_GET)
		assert_true(query_parse(arena, sv_from(given), &query));
	else
		assert_int_equal(json_parse(arena, sv_from(given), &r->json, &why), ERR_OK);
	if (input_check(r, &query, NULL) == ERR_OK)
		return NULL;
	assert_int_equal(r->problem.kind, ERR_INVALID);
	return r->problem.nfields ? r->problem.fields[0].text : "?";
}

static void inputs_are_checked(void **state)
{
	(void)state;
	static const struct {
		const char *body, *error; /* NULL: accepted */
	} bodies[] = {
		{ "{}", NULL },
		{ "{\"text\":\"四个汉字\"}", NULL },
		{ "{\"text\":\"😀😀\"}", NULL },
		{ "{\"text\":\"\"}", NULL },
		{ "{\"text\":null}", NULL },
		{ "{\"text\":\"字\"}", "标题至少要2个字" },
		{ "{\"text\":\"一二三四五六\"}", "标题不能超过5个字（现有6个字）" },
		{ "{\"text\":7}", "标题应为文字" },
		{ "{\"text\":\"a\\u0007b\"}", "标题含有不能识别的控制字符，请删除后重试" },
		{ "{\"text\":\"a\\u0085b\"}", "标题含有不能识别的控制字符，请删除后重试" },
		{ "{\"text\":\"a\\n\\tb\"}", NULL },
		{ "{\"id\":\"9007199254740993\"}", NULL },
		{ "{\"id\":17}", NULL },
		{ "{\"id\":\"0\"}", "工单不是有效的编号" },
		{ "{\"id\":-3}", "工单不是有效的编号" },
		{ "{\"id\":\"1e3\"}", "工单不是有效的编号" },
		{ "{\"id\":1.5}", "工单不是有效的编号" },
		{ "{\"id\":true}", "工单不是有效的编号" },
		{ "{\"int\":-5}", NULL },
		{ "{\"int\":6}", "温度应在-5到5之间" },
		{ "{\"int\":\"5\"}", "温度应为整数" },
		{ "{\"int\":1.0}", "温度应为整数" },
		{ "{\"any\":-9223372036854775807}", NULL },
		{ "{\"time\":1735689600000}", NULL },
		{ "{\"time\":-1}", "时间不是有效的时间" },
		{ "{\"time\":\"2025-01-01\"}", "时间不是有效的时间" },
		{ "{\"day\":20240229}", NULL },
		{ "{\"day\":20250229}", "日期不是有效的日期，应为年月日八位数字" },
		{ "{\"day\":4294967296}", "日期不是有效的日期，应为年月日八位数字" },
		{ "{\"bool\":false}", NULL },
		{ "{\"bool\":1}", "公开应为“是”或“否”" },
		{ "{\"enum\":\"yellow\"}", NULL },
		{ "{\"enum\":\"yell\"}", "颜色不在可选范围内，应为red|yellow|green之一" },
		{ "{\"enum\":\"red|yellow\"}", "颜色不在可选范围内，应为red|yellow|green之一" },
		{ "{\"real\":121.5}", NULL },
		{ "{\"real\":121}", NULL },
		{ "{\"real\":69.99}", "经度应在70到140之间" },
		{ "{\"real\":\"121\"}", "经度应为数字" },
		{ "{\"ids\":[\"1\",2]}", NULL },
		{ "{\"ids\":[]}", NULL },
		{ "{\"ids\":[\"1\",\"x\"]}", "单位中有无效的编号" },
		{ "{\"ids\":[1,2,3,4]}", "单位不能超过3项" },
		{ "{\"ids\":\"1,2\"}", "单位应为列表" },
		{ "{\"texts\":[\"急\",\"难\"]}", NULL },
		{ "{\"texts\":[\"急\",7]}", "标签中的每一项都应为文字" },
		{ "{\"object\":{\"a\":1}}", NULL },
		{ "{\"object\":[]}", "附加应为一组内容" },
		{ "{\"array\":[1,{}]}", NULL },
		{ "{\"array\":[1,2,3]}", "名单不能超过2项" },
		{ "{\"array\":{}}", "名单应为列表" },
		{ "{\"Text\":\"abc\"}", "不认识的项目“Text”，请检查名称" },
	};
	struct req r;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		const char *error = checked(&r, ALL, HTTP_POST, bodies[i].body);
		if (!str_eq(error, bodies[i].error))
			fail_msg("%s: %s", bodies[i].body, error ? error : "accepted");
	}
	static const struct {
		const char *query, *error;
	} queries[] = {
		{ "text=%E5%9B%9B%E4%B8%AA", NULL },
		{ "text=a&&", "标题至少要2个字" },
		{ "int=-5&id=7", NULL },
		{ "int=", NULL }, /* an empty filter is no filter */
		{ "int=+5", "温度应为整数" },
		{ "int=0x5", "温度应为整数" },
		{ "bool=true", NULL },
		{ "bool=0", NULL },
		{ "bool=yes", "公开应为“是”或“否”" },
		{ "enum=green&enum=red", "颜色只能填写一次" },
		{ "real=121.5", NULL },
		{ "real=1e2", NULL },
		{ "real=nan", "经度应为数字" },
		{ "real=0x79", "经度应为数字" },
		{ "real=1e999", "经度应为数字" },
		{ "ids=1,2,3", NULL },
		{ "ids=1,,3", "单位中有无效的编号" },
		{ "ids=1,2,3,4", "单位不能超过3项" },
		{ "texts=%E6%80%A5,b", NULL },
		{ "day=20250101", NULL },
		{ "=5", "不认识的项目“”，请检查名称" },
	};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		const char *error = checked(&r, FLAT, HTTP_GET, queries[i].query);
		if (!str_eq(error, queries[i].error))
			fail_msg("%s: %s", queries[i].query, error ? error : "accepted");
	}
}

static void handlers_get_what_was_checked(void **state)
{
	(void)state;
	struct req r;
	assert_null(checked(&r, ALL, HTTP_POST,
			    "{\"text\":\"标题\",\"id\":\"7\",\"int\":-2,\"bool\":true,\"enum\":\"red\",\"real\":100,"
			    "\"ids\":[\"5\",6],\"texts\":[\"a\",\"b\"],\"object\":{\"k\":1},\"day\":20250101}"));
	assert_string_equal(in_str(&r, "text"), "标题");
	assert_int_equal(in_i64(&r, "id"), 7);
	assert_int_equal(in_i64(&r, "int"), -2);
	assert_int_equal(in_i64(&r, "bool"), 1);
	assert_string_equal(in_str(&r, "enum"), "red");
	assert_true(in_get(&r, "real")->real == 100.0);
	assert_int_equal(in_get(&r, "ids")->n, 2);
	assert_int_equal(in_get(&r, "ids")->ids[1], 6);
	assert_string_equal(in_get(&r, "texts")->texts[1], "b");
	assert_int_equal(json_int(json_get(in_get(&r, "object")->json, "k")), 1);
	assert_false(in_given(&r, "time"));
	assert_true(in_i64(&r, "time") == NIL);
	assert_int_equal(in_i64_or(&r, "time", 3), 3);
	assert_null(checked(&r, FLAT, HTTP_GET, "ids=5,6&texts=a,%E4%B9%99"));
	assert_int_equal(in_get(&r, "ids")->ids[1], 6);
	assert_string_equal(in_get(&r, "texts")->texts[1], "乙");
}

static void what_the_table_lacks_is_not_given(void **state)
{
	(void)state;
	struct req r;
	assert_null(checked(&r, ALL, HTTP_POST, "{\"text\":\"标题\"}"));
	assert_false(in_given(&r, "nowhere"));
	assert_null(in_str(&r, "nowhere"));
	assert_true(in_i64(&r, "nowhere") == NIL);
	assert_int_equal(in_get(&r, "nowhere")->n, 0);
}

static void many_errors_are_told_at_once(void **state)
{
	(void)state;
	struct req r;
	const char *body = "{\"int\":9";
	for (int i = 0; i < 20; i++)
		body = arena_printf(arena, "%s,\"x%d\":1", body, i);
	assert_non_null(checked(&r, ALL, HTTP_POST, arena_printf(arena, "%s}", body)));
	assert_int_equal(r.problem.nfields, PROBLEM_FIELDS);
}

static void media_types(void **state)
{
	(void)state;
	assert_true(media_type_is("application/json", "application/json"));
	assert_true(media_type_is("Application/JSON ; Charset=UTF-8", "application/json"));
	assert_true(media_type_is("application/json; charset=\"utf-8\"", "application/json"));
	assert_false(media_type_is("application/json; charset=gbk", "application/json"));
	assert_false(media_type_is("application/jsonp", "application/json"));
	assert_false(media_type_is("", "application/json"));
}

/* ---- multipart ----------------------------------------------------------------------------------- */

static enum err on_begin(void *arg, const struct multipart_part *p)
{
	buf_printf(arg, "[%.*s|%.*s|%.*s|%d]", SV_FMT(p->name), SV_FMT(p->filename), SV_FMT(p->media_type), p->is_file);
	return ERR_OK;
}

static enum err on_data(void *arg, const char *p, size_t n)
{
	buf_add(arg, p, n);
	return ERR_OK;
}

static enum err on_end(void *arg)
{
	buf_str(arg, ";");
	return ERR_OK;
}

/* What the parser makes of `body` when it comes in two pieces, the first `cut` bytes long. */
static const char *parsed(const char *body, size_t cut, enum err *e)
{
	struct multipart *m = ARENA_NEW(arena, struct multipart);
	struct buf *b = ARENA_NEW(arena, struct buf);
	buf_init(b, arena, 1 << 16);
	const struct multipart_sink sink = { on_begin, on_data, on_end, b };
	assert_true(multipart_init(m, arena, SV("B-1"), &sink));
	*e = multipart_feed(m, body, cut);
	if (*e == ERR_OK)
		*e = multipart_feed(m, body + cut, strlen(body) - cut);
	if (*e == ERR_OK)
		*e = multipart_end(m);
	return buf_cstr(b);
}

static void multipart_survives_every_cut(void **state)
{
	(void)state;
	static const struct {
		const char *name, *body, *result;
		enum err e;
	} cases[] = {
		{ "two parts",
		  "--B-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B-1\r\n"
		  "content-disposition: form-data; name=b; filename=\"c d.txt\"\r\nContent-Type: text/plain\r\n\r\ny\r\n--B-1--\r\n",
		  "[a|||0]x;[b|c d.txt|text/plain|1]y;", ERR_OK },
		{ "text before the first part, text behind the last",
		  "hello\r\n--B-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B-1--bye", "[a|||0]x;", ERR_OK },
		{ "content that looks almost like a boundary",
		  "--B-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n\r\n--\r\n--B\r\n\r--B-1\r\n-\r\n--B-1--",
		  "[a|||0]\r\n\r\n--\r\n--B\r\n\r--B-1\r\n-;", ERR_OK },
		{ "empty content", "--B-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--B-1--", "[a|||0];", ERR_OK },
		{ "quotes in a name", "--B-1\r\nContent-Disposition: form-data; name=\"a\\\"b\\\\c\"\r\n\r\n\r\n--B-1--",
		  "[a\"b\\c|||0];", ERR_OK },
		{ "file name of a Windows path",
		  "--B-1\r\nContent-Disposition: form-data; name=\"a\"; filename=\"C:\\tmp\\x\"\r\n\r\n\r\n--B-1--",
		  "[a|C:\\tmp\\x||1];", ERR_OK },
		{ "no parts", "--B-1--", "", ERR_OK },
		{ "nothing", "", "", ERR_MALFORMED },
		{ "no end", "--B-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B-1", NULL, ERR_MALFORMED },
		{ "name empty", "--B-1\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B-1--", NULL, ERR_MALFORMED },
		{ "name not ended", "--B-1\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B-1--", NULL, ERR_MALFORMED },
		{ "no headers", "--B-1\r\n\r\nx\r\n--B-1--", NULL, ERR_MALFORMED },
		{ "line feeds only", "--B-1\nContent-Disposition: form-data; name=\"a\"\n\nx\n--B-1--", NULL, ERR_MALFORMED },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t cut = 0; cut <= strlen(cases[i].body); cut++) {
			enum err e;
			const char *result = parsed(cases[i].body, cut, &e);
			if (e != cases[i].e || (cases[i].result && strcmp(result, cases[i].result) != 0))
				fail_msg("%s, cut at %zu: %s %s", cases[i].name, cut, err_name(e), result);
		}
	}
}

static void boundaries(void **state)
{
	(void)state;
	const struct multipart_sink sink = { on_begin, on_data, on_end, NULL };
	struct multipart *m = ARENA_NEW(arena, struct multipart);
	assert_false(multipart_init(m, arena, SV(""), &sink));
	assert_false(multipart_init(m, arena, SV("a\r\nb"), &sink));
	assert_false(multipart_init(m, arena, SV("a "), &sink));
	assert_false(multipart_init(m, arena, (struct sv){ arena_printf(arena, "%071d", 0), 71 }, &sink));
	assert_true(multipart_init(m, arena, (struct sv){ arena_printf(arena, "%070d", 0), 70 }, &sink));
	struct sv out;
	assert_true(header_parameter(arena, SV("multipart/form-data; charset=x; Boundary=\"a;b\" "), "boundary", &out));
	assert_true(sv_eqs(out, "a;b"));
	assert_false(header_parameter(arena, SV("multipart/form-data; xboundary=a"), "boundary", &out));
	assert_false(header_parameter(arena, SV("multipart/form-data"), "boundary", &out));
}

/* ---- limits and work ----------------------------------------------------------------------------- */

static void tokens_come_back_with_time(void **state)
{
	(void)state;
	struct limits *l = limits_new(1024, 1);
	int64_t retry;
	for (int i = 0; i < 10; i++)
		assert_true(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 10, MS_MINUTE, 1000, &retry));
	assert_false(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 10, MS_MINUTE, 1000, &retry));
	assert_int_equal(retry, 6000);
	assert_true(limits_take(l, "192.0.2.2", LIMIT_REQUESTS, 10, MS_MINUTE, 1000, &retry));
	assert_true(limits_take(l, "192.0.2.1", LIMIT_FREE_SUBMISSIONS, 10, MS_MINUTE, 1000, &retry));
	assert_false(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 10, MS_MINUTE, 6999, &retry));
	assert_int_equal(retry, 1);
	assert_true(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 10, MS_MINUTE, 7000, &retry));
	assert_false(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 10, MS_MINUTE, 7000, &retry));
	limits_free(l);
}

static void one_subscriber_is_one_address(void **state)
{
	(void)state;
	struct limits *l = limits_new(1024, 1);
	int64_t retry;
	assert_true(limits_take(l, "2001:db8:1:2::1", LIMIT_REQUESTS, 1, MS_MINUTE, 1000, &retry));
	assert_false(limits_take(l, "2001:db8:1:2:ffff::9", LIMIT_REQUESTS, 1, MS_MINUTE, 1000, &retry));
	assert_true(limits_take(l, "2001:db8:1:3::1", LIMIT_REQUESTS, 1, MS_MINUTE, 1000, &retry));
	limits_free(l);
}

static void many_addresses_do_not_free_a_busy_one(void **state)
{
	(void)state;
	struct limits *l = limits_new(1024, 42);
	int64_t retry;
	assert_true(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 1, MS_HOUR, 0, &retry));
	for (int i = 0; i < 100000; i++) {
		char other[46];
		snprintf(other, sizeof other, "10.%d.%d.%d", i >> 16, i >> 8 & 255, i & 255);
		limits_take(l, other, LIMIT_REQUESTS, 1, MS_HOUR, 1 + i, &retry);
		if (i % 100 == 0) /* it goes on knocking, so it is never the one idle for longest */
			assert_false(limits_take(l, "192.0.2.1", LIMIT_REQUESTS, 1, MS_HOUR, 1 + i, &retry));
	}
	limits_free(l);
}

static const char *solve(const struct work_offer *o)
{
	for (int i = 0;; i++) {
		const char *nonce = arena_printf(arena, "%d", i);
		if (work_solved(sv_from(o->challenge), sv_from(nonce), o->bits))
			return arena_printf(arena, "%s:%s", o->challenge, nonce);
	}
}

static void work_is_done_once(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 1700000000000, 3);
	uint8_t key[32] = { 1 }, other_key[32] = { 2 };
	struct work *w = work_new(key, 8, 64), *other = work_new(other_key, 8, 64);
	struct work_offer o;
	work_offer(w, &f.env, &o);
	assert_int_equal(o.bits, 8);
	assert_true(o.expires_at > f.now && o.expires_at <= f.now + WORK_LIFE_MS);
	const char *answer = solve(&o);
	assert_int_equal(work_check(other, sv_from(answer), f.now), WORK_WRONG);
	assert_int_equal(work_check(w, sv_from(arena_printf(arena, "%s:", o.challenge)), f.now), WORK_WRONG);
	assert_int_equal(work_check(w, sv_from(o.challenge), f.now), WORK_WRONG);
	assert_int_equal(work_check(w, SV(""), f.now), WORK_WRONG);
	assert_int_equal(work_check(w, sv_from(answer), f.now + WORK_LIFE_MS), WORK_EXPIRED);
	char *forged = arena_str(arena, answer); /* fewer bits, as the attacker would like */
	forged[2] = '0';
	assert_int_equal(work_check(w, sv_from(forged), f.now), WORK_WRONG);
	assert_int_equal(work_check(w, sv_from(answer), f.now), WORK_OK);
	assert_int_equal(work_check(w, sv_from(answer), f.now), WORK_USED);
	/* expired entries make room */
	for (int i = 0; i < 1000; i++) {
		f.now += WORK_LIFE_MS;
		work_offer(w, &f.env, &o);
		assert_int_equal(work_check(w, sv_from(solve(&o)), f.now), WORK_OK);
	}
	work_free(w);
	work_free(other);
}

/* ---- generated documents ------------------------------------------------------------------------- */

static void openapi_is_complete_json(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, arena, 1 << 20);
	http_openapi(TABLES, &b, "0.1.0", NULL);
	const struct json *doc;
	const char *why;
	if (json_parse(arena, buf_view(&b), &doc, &why) != ERR_OK)
		fail_msg("%s", why);
	assert_string_equal(json_sv(json_get(doc, "openapi")).p, "3.1.0");
	const struct json *paths = json_get(doc, "paths");
	assert_int_equal(json_count(paths), 7); /* eight rows, two of them on one path */
	const struct json *sign = json_get(json_get(paths, "/api/v1/orders/{id}/sign"), "post");
	assert_string_equal(json_sv(json_get(sign, "operationId")).p, "PostApiV1OrdersIdSign");
	assert_int_equal(json_count(json_get(sign, "parameters")), 3); /* id, dry, Idempotency-Key */
	const struct json *schema =
		json_get(json_get(json_get(json_get(sign, "requestBody"), "content"), "application/json"), "schema");
	assert_int_equal(json_count(json_get(schema, "properties")), 2);
	assert_int_equal(json_count(json_get(schema, "required")), 1);
	assert_non_null(json_get(json_get(paths, "/api/v1/cases/{no}/files/{id}"), "get"));
	const struct json *schemas = json_get(json_get(doc, "components"), "schemas");
	assert_non_null(json_get(schemas, "Order"));
	assert_non_null(json_get(schemas, "OrderList"));
	assert_non_null(json_get(schemas, "Problem"));
	assert_int_equal(json_count(json_get(json_get(json_get(paths, "/api/v1/public/challenge"), "get"), "security")), 0);
}

static void typescript_has_types_and_routes(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, arena, 1 << 20);
	http_typescript(TABLES, &b);
	static const char *const parts[] = {
		"export interface PostApiV1OrdersIdSignIn {\n  /** 版本号 */\n  version: number;\n"
		"  /** 颜色: never * / amber */\n  colour?: \"red\" | \"green\";\n  /** 试算 */\n  dry?: boolean;\n}\n",
		"export interface GetApiV1OrdersIn {\n  /** 单位 */\n  units?: string[];\n}\n",
		"  PostApiV1OrdersIdSign: { method: \"POST\", path: \"/api/v1/orders/{id}/sign\", in: \"PostApiV1OrdersIdSignIn\", "
		"out: \"Order\", query: [\"dry\"], idempotent: true },\n",
		"  GetApiV1CasesNoFilesId: { method: \"GET\", path: \"/api/v1/cases/{no}/files/{id}\", in: null, out: null, "
		"query: [], idempotent: false },\n",
		"  PutApiV1OrdersId: Record<string, never>;\n",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(buf_cstr(&b), parts[i]))
			fail_msg("missing: %s\nin: %s", parts[i], buf_cstr(&b));
}

#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(routes_are_found),
		T(inputs_are_checked),
		T(handlers_get_what_was_checked),
		T(what_the_table_lacks_is_not_given),
		T(many_errors_are_told_at_once),
		T(media_types),
		T(multipart_survives_every_cut),
		T(boundaries),
		T(tokens_come_back_with_time),
		T(one_subscriber_is_one_address),
		T(many_addresses_do_not_free_a_busy_one),
		T(work_is_done_once),
		T(openapi_is_complete_json),
		T(typescript_has_types_and_routes),
	};
	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Units over HTTP: change, move, leads, import and export. */
#include <stdlib.h>

#include "auth/desk.h"
#include "org/org.h"

enum { CHIEF = 12, CLERK = 11 };

static const struct route *const TABLES[] = { AUTH_ROUTES, ORG_ROUTES, NULL };

static struct desk open_desk(void)
{
	struct desk d = desk_open(TABLES, DB_SQLITE);
	desk_person(&d, CHIEF, 1, ROLE_sys_admin, SCOPE_ALL);
	desk_person(&d, CLERK, 1, ROLE_dispatcher, SCOPE_ALL);
	assert_int_equal(refs_load(&d.c->site, d.c->f->s), ERR_OK);
	return d;
}

static void close_desk(struct desk *d)
{
	stop(d->s);
	refs_close(&d->c->site);
	city_close(d->c);
}

static void expect_whole(struct desk *d)
{
	int64_t bad;
	assert_int_equal(org_tree_verify(d->c->f->s, &bad), ERR_OK);
	assert_int_equal(bad, 0);
}

static void create_move_and_history(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF);
	struct answer a = desk_post(&d, chief, "/api/v1/ref/units",
				    "{\"code\":\"D0102\",\"name\":\"公安局户籍科\",\"kind\":\"section\",\"parent_id\":\"7\","
				    "\"leads\":[{\"rank\":1,\"name\":\"秦立峰\",\"title\":\"科长\",\"phone\":\"13812345678\"}]}");
	assert_int_equal(a.status, 201);
	char *id = desk_text(&a, "id"), *one = format("/api/v1/ref/units/%s", id);
	assert_true(has(&a, "\"short_name\":\"公安局户籍科\""));
	assert_true(has(&a, "13812345678")); /* who keeps the organisation sees the numbers */
	expect_whole(&d);
	a = desk_get(&d, desk_in(&d, CLERK), one);
	assert_true(has(&a, "138****5678"));
	assert_false(has(&a, "13812345678"));
	a = desk_send(&d, "PUT", chief, one, "{\"version\":1,\"parent_id\":\"9\"}");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"version\":2"));
	assert_true(has(&a, "秦立峰")); /* not given: kept */
	expect_whole(&d);
	a = desk_send(&d, "PUT", chief, one, "{\"version\":1,\"name\":\"户籍科\"}");
	desk_expect(&a, 409, "ref.stale");
	a = desk_send(&d, "PUT", chief, one,
		      "{\"version\":2,\"leads\":[{\"rank\":1,\"name\":\"秦立峰\",\"title\":\"科长\",\"phone\":\"138****"
		      "5678\"},{\"rank\":3,\"name\":\"郝振东\"}]}");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "13812345678")); /* the masked number came back unchanged */
	assert_true(has(&a, "郝振东"));
	a = desk_send(&d, "PUT", chief, one, "{\"version\":3,\"leads\":[]}");
	assert_true(has(&a, "\"leads\":[]"));
	a = desk_get(&d, chief, format("%s/versions", one));
	assert_true(has(&a, "\"version\":4"));
	/* numbers and names stand in no event body */
	assert_int_equal(
		city_number(d.c, "SELECT count(*) FROM event WHERE instr(body, '秦立峰') + instr(body, '1381') > 0"),
		0);
	assert_int_equal(city_number(d.c,
				     format("SELECT count(*) FROM event WHERE stream = 'ref' AND stream_id = %s", id)),
			 4);
	close_desk(&d);
}

static void wrong_units_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *what, *target, *body, *field;
	} CASES[] = {
		{ "移到自己的下级之下", "2", "{\"version\":1,\"parent_id\":\"3\"}", "parent_id" },
		{ "移到自己之下", "7", "{\"version\":1,\"parent_id\":\"7\"}", "parent_id" },
		{ "没有上级", "7", "{\"version\":1,\"parent_id\":null}", "parent_id" },
		{ "上级不存在", "7", "{\"version\":1,\"parent_id\":\"77\"}", "parent_id" },
		{ "村居之下设单位", "7", "{\"version\":1,\"parent_id\":\"3\"}", "parent_id" },
		{ "编码重复", "7", "{\"version\":1,\"code\":\"D02\"}", "code" },
		{ "编码含汉字", "7", "{\"version\":1,\"code\":\"公安\"}", "code" },
		{ "还有下级就停用", "2", "{\"version\":1,\"active\":false}", "active" },
		{ "责任人序号重复", "7",
		  "{\"version\":1,\"leads\":[{\"rank\":1,\"name\":\"甲\"},{\"rank\":1,\"name\":\"乙\"}]}", "leads" },
		{ "责任人电话是文字", "7",
		  "{\"version\":1,\"leads\":[{\"rank\":1,\"name\":\"甲\",\"phone\":\"不知道\"}]}", "leads" },
	};
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct answer a = desk_send(&d, "PUT", chief, format("/api/v1/ref/units/%s", CASES[i].target), CASES[i].body);
		if (a.status != 422 || !has(&a, format("\"field\":\"%s\"", CASES[i].field)))
			fail_msg("%s: %d %s", CASES[i].what, a.status, a.body);
	}
	struct answer a = desk_send(&d, "PUT", desk_in(&d, CLERK), "/api/v1/ref/units/7", "{\"version\":1,\"duty\":\"x\"}");
	desk_expect(&a, 403, "auth.forbidden");
	assert_int_equal(city_number(d.c, "SELECT max(version) FROM unit"), 1);
	expect_whole(&d);
	close_desk(&d);
}

static void the_tree(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/ref/units/tree");
	assert_int_equal(a.status, 200);
	static const char *const ORDER[] = { "\"R00\"",	  "\"D01\"",   "\"D0101\"", "\"D02\"",	"\"T01\"",
					     "\"T0101\"", "\"T0102\"", "\"T02\"",   "\"T0201\"" };
	const char *at = a.body;
	for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
		at = strstr(at, ORDER[i]);
		assert_non_null(at);
	}
	a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/ref/units?under=2&active=true");
	assert_true(has(&a, "\"total\":3"));
	assert_true(has(&a, "\"kind_text\":\"村居\""));
	a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/units/7/load");
	assert_string_equal(a.body, "{\"open\":0,\"overdue\":0,\"near\":0}");
	close_desk(&d);
}

static struct answer import(struct desk *d, const char *cookie, const char *query, const char *csv)
{
	const char *body = format("--b\r\nContent-Disposition: form-data; name=\"file\"; "
				  "filename=\"u.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--b--\r\n",
				  csv);
	return ask(d->s, format("POST /api/v1/ref/units/import%s HTTP/1.1\r\nHost: x\r\nContent-Type: "
				"multipart/form-data; boundary=b\r\n%s"
				"Content-Length: %zu\r\n\r\n%s",
				query, cookie, strlen(body), body));
}

static void import_and_export(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF);
	static const char CSV[] = "code,name,kind,parent,region,duty,lead1,lead2,lead3\r\n"
				  "D03,司法局,部门,R00,990181,法律服务,沈怀澄,,方以宁\r\n"
				  "D0301,法律援助中心,section,D03,,,,,\r\n"
				  "D02,民政局,department,R00,990181,社会救助,,,\r\n";
	struct answer a = import(&d, chief, "?dry=1", CSV);
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"new\":2,\"changed\":1"));
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM unit"), 9);
	a = import(&d, chief, "", CSV);
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"written\":true"));
	expect_whole(&d);
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM unit_lead"), 2);
	assert_int_equal(
		city_number(
			d.c,
			"SELECT count(*) FROM unit_under WHERE unit_id = (SELECT id FROM unit WHERE code = 'D0301')"),
		3);
	a = desk_get(&d, chief, "/api/v1/ref/units/export.csv");
	assert_int_equal(a.status, 200);
	assert_non_null(strstr(a.body, "D03,司法局,司法局,department,R00,990181,法律服务,1,1,沈怀澄,,,,方以宁,"));
	a = import(&d, chief, "", a.body); /* what was exported changes nothing */
	if (!has(&a, "\"new\":0,\"changed\":0,\"same\":11,\"bad\":0"))
		fail_msg("%s", a.body);
	a = import(&d, chief, "", "code,name,kind,parent\r\nD09,审计局,department,D99\r\nD10,税务局,bureau,R00\r\n");
	assert_int_equal(a.status, 422);
	assert_true(has(&a, "\"line\":2"));
	assert_true(has(&a, "\"line\":3"));
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM unit"), 11);
	rmdir(format("%s/tmp", d.c->f->dir));
	close_desk(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(create_move_and_history, test_setup),
		cmocka_unit_test_setup(wrong_units_are_refused, test_setup),
		cmocka_unit_test_setup(the_tree, test_setup),
		cmocka_unit_test_setup(import_and_export, test_setup),
	};
	setenv("YS_FAST_PASSWORD", "1", 1);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

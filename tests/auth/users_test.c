/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts, grants, lists, exports and posts over HTTP; and every route with every role. */
#include <stdlib.h>

#include "auth/desk.h"

enum { CLERK = 11, CHIEF = 12, GUARD = 13, LEADER = 14, TOWN = 15, AUDITOR = 16 };

static const struct route *const TABLES[] = { AUTH_ROUTES, USER_ROUTES, AUDIT_ROUTES, NULL };

static struct desk open_desk(void)
{
	struct desk d = desk_open(TABLES, DB_SQLITE);
	desk_person(&d, CLERK, 1, ROLE_receiver, SCOPE_ALL);
	desk_person(&d, CHIEF, 1, ROLE_sys_admin, SCOPE_ALL);
	desk_person(&d, GUARD, 1, ROLE_sec_admin, SCOPE_ALL);
	desk_person(&d, LEADER, 7, ROLE_unit_leader, SCOPE_UNIT);
	desk_person(&d, TOWN, 2, ROLE_town, SCOPE_REGION);
	desk_person(&d, AUDITOR, 1, ROLE_audit_admin, SCOPE_ALL);
	return d;
}

static void from_proposal_to_first_login(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF), *guard = desk_in(&d, GUARD);
	struct answer a = desk_post(&d, chief, "/api/v1/users",
				    "{\"login\":\"wang.hai\",\"name\":\"王海\",\"unit_id\":\"8\",\"phone\":\"13812345678\"}");
	assert_int_equal(a.status, 201);
	char *id = desk_text(&a, "id");
	assert_true(has(&a, "\"status\":\"proposed\""));
	assert_true(has(&a, "138****5678"));
	assert_false(has(&a, "13812345678"));
	a = desk_post(&d, chief, format("/api/v1/users/%s/password", id), "{}");
	assert_int_equal(a.status, 200);
	char *password = desk_text(&a, "password");
	a = desk_login(&d, "wang.hai", password, "");
	desk_expect(&a, 401, "auth.bad_login"); /* nobody has approved anything */
	a = desk_post(&d, chief, format("/api/v1/users/%s/grants", id), "{\"role\":\"handler\",\"scope\":\"unit\"}");
	assert_int_equal(a.status, 201);
	char *grant = desk_text(&a, "id");
	a = desk_post(&d, chief, format("/api/v1/grants/%s/approve", grant), "{}");
	desk_expect(&a, 403, "auth.forbidden");
	a = desk_get(&d, guard, "/api/v1/grants?pending=1");
	assert_true(has(&a, "\"total\":1"));
	assert_true(has(&a, "王海"));
	a = desk_post(&d, guard, format("/api/v1/grants/%s/approve", grant), "{}");
	assert_int_equal(a.status, 200);
	a = desk_login(&d, "wang.hai", password, "");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"must_change\":true"));
	assert_true(has(&a, "\"HANDLE\""));
	char *cookie = desk_cookie(&a);
	a = desk_post(&d, guard, format("/api/v1/grants/%s/revoke", grant), "{\"reason\":\"调离\"}");
	assert_int_equal(a.status, 200);
	a = desk_get(&d, cookie, "/api/v1/auth/me"); /* at once in this process */
	assert_false(has(&a, "\"HANDLE\""));
	assert_int_equal(city_number(d.c,
				     "SELECT count(*) FROM audit WHERE action IN "
				     "('user.create','user.password','grant.propose','grant.approve','grant.revoke')"),
			 5);
	assert_int_equal(city_number(d.c, format("SELECT count(*) FROM audit WHERE instr(detail, '%s') > 0", password)), 0);
	assert_int_equal(city_number(d.c, format("SELECT count(*) FROM idempotency WHERE instr(answer, '%s') > 0",
						 password)),
			 0);
	desk_close(&d);
}

static void leaders_propose_in_their_own_area(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		int64_t who, whom;
		const char *body;
		int status;
	} CASES[] = {
		{ "部门领导为本部门人员申请承办", LEADER, 31, "{\"role\":\"handler\",\"scope\":\"unit\"}", 201 },
		{ "部门领导为科室人员申请科室范围", LEADER, 31, "{\"role\":\"handler\",\"scope\":\"unit\",\"unit_id\":\"8\"}", 201 },
		{ "部门领导伸手到别的部门", LEADER, 31, "{\"role\":\"handler\",\"scope\":\"unit\",\"unit_id\":\"9\"}", 403 },
		{ "部门领导申请分拨员", LEADER, 31, "{\"role\":\"dispatcher\",\"scope\":\"unit\"}", 403 },
		{ "部门领导申请全市范围", LEADER, 31, "{\"role\":\"handler\",\"scope\":\"all\"}", 403 },
		{ "部门领导为镇街人员申请", LEADER, 32, "{\"role\":\"handler\",\"scope\":\"unit\"}", 404 },
		{ "镇街为社区人员申请", TOWN, 32, "{\"role\":\"community\",\"scope\":\"unit\"}", 201 },
		{ "镇街不能申请管理员", TOWN, 32, "{\"role\":\"sys_admin\",\"scope\":\"region\"}", 403 },
		{ "受理员不能申请", CLERK, 31, "{\"role\":\"handler\",\"scope\":\"unit\"}", 403 },
		{ "系统管理员可为任何人申请", CHIEF, 32, "{\"role\":\"dispatcher\",\"scope\":\"all\"}", 201 },
		{ "没有这个角色", CHIEF, 32, "{\"role\":\"mayor\",\"scope\":\"all\"}", 422 },
		{ "没有这个网格", CHIEF, 32, "{\"role\":\"grid_head\",\"scope\":\"grid\",\"grid_id\":\"5\"}", 422 },
	};
	struct desk d = open_desk();
	city_user(d.c, 31, 8);
	city_user(d.c, 32, 3);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		char *cookie = desk_in(&d, CASES[i].who);
		struct answer a = desk_post(&d, cookie, format("/api/v1/users/%" PRId64 "/grants", CASES[i].whom),
					    CASES[i].body);
		if (a.status != CASES[i].status)
			fail_msg("%s: %d %s", CASES[i].what, a.status, a.body);
	}
	desk_close(&d);
}

static void lists_show_the_own_area(void **state)
{
	(void)state;
	struct desk d = open_desk();
	city_user(d.c, 31, 8);
	city_user(d.c, 32, 3);
	struct answer a = desk_get(&d, desk_in(&d, CHIEF), "/api/v1/users");
	assert_true(has(&a, "\"total\":8"));
	a = desk_get(&d, desk_in(&d, LEADER), "/api/v1/users");
	assert_true(has(&a, "\"total\":2"));
	assert_true(has(&a, "\"login\":\"u31\""));
	a = desk_get(&d, desk_in(&d, TOWN), "/api/v1/users");
	assert_true(has(&a, "\"login\":\"u32\""));
	assert_false(has(&a, "\"login\":\"u31\""));
	a = desk_get(&d, desk_in(&d, TOWN), "/api/v1/users/31");
	assert_int_equal(a.status, 404);
	a = desk_get(&d, desk_in(&d, CHIEF), "/api/v1/users?q=u3&role=handler");
	assert_true(has(&a, "\"total\":0"));
	a = desk_get(&d, desk_in(&d, CHIEF), "/api/v1/users?q=u3&status=active&unit=7");
	assert_true(has(&a, "\"total\":1"));
	a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/staff?unit=7&q=%E4%BA%BA%E5%91%983");
	assert_string_equal(a.body, "[{\"id\":\"31\",\"name\":\"人员31\",\"unit\":\"治安\",\"away\":null}]");
	desk_close(&d);
}

/* ---- pages and exports ---- */

static void pages_neither_miss_nor_repeat(void **state)
{
	(void)state;
	static const char *const SORTS[] = { "login", "name", "-created_at" };
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF);
	for (int64_t u = 101; u <= 160; u++) { /* many with the same name and age: the id must break ties */
		city_user(d.c, u, 3);
		city_sql(d.c,
			 "UPDATE app_user SET name = '人%" PRId64 "|甲', created_at = %" PRId64 " WHERE id = %" PRId64,
			 u % 3, u % 4, u);
	}
	for (size_t s = 0; s < 3; s++) {
		bool seen[200] = { false };
		int n = 0;
		char *next = NULL;
		do {
			struct answer a = desk_get(&d, chief,
						   format("/api/v1/users?limit=7&unit=3&sort=%s%s%s", SORTS[s],
							  next ? "&after=" : "", next ? next : ""));
			assert_int_equal(a.status, 200);
			assert_true(has(&a, "\"total\":60"));
			for (const char *at = a.body; (at = strstr(at, "{\"id\":\"")); at += 7) {
				long id = strtol(at + 7, NULL, 10);
				if (id < 100) /* the unit inside a row */
					continue;
				assert_false(seen[id]);
				seen[id] = true;
				n++;
			}
			next = desk_text(&a, "next");
		} while (next);
		assert_int_equal(n, 60);
	}
	desk_close(&d);
}

static void broken_positions_are_refused(void **state)
{
	(void)state;
	static const char *const BAD[] = { "limit=7&after=zz",
					   "after=00",
					   "after=317c6c6f67696e7c35",
					   "sort=password",
					   "limit=0",
					   "limit=201",
					   "after=317c6c6f67696e7c39393939397c317c61",
					   "unknown=1" };
	struct desk d = open_desk();
	char *chief = desk_in(&d, CHIEF);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct answer a = desk_get(&d, chief, format("/api/v1/users?%s", BAD[i]));
		if (a.status != 422 && a.status != 400)
			fail_msg("%s: %d %s", BAD[i], a.status, a.body);
	}
	struct answer a = desk_get(&d, chief, "/api/v1/users?limit=1&sort=name");
	char *next = desk_text(&a, "next");
	a = desk_get(&d, chief, format("/api/v1/users?limit=1&sort=login&after=%s", next));
	desk_expect(&a, 422, "list.cursor");
	desk_close(&d);
}

static void exports_need_the_right_and_leave_a_trace(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a = desk_get(&d, desk_in(&d, CHIEF), "/api/v1/users/export.xlsx?status=active");
	assert_int_equal(a.status, 200);
	assert_memory_equal(a.body, "PK\3\4", 4);
	assert_true(a.body_n > 2000);
	assert_non_null(strstr(header(&a, "Content-Disposition"), ".xlsx"));
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM audit WHERE action = 'export' AND user_id = 12"), 1);
	assert_int_equal(files_in(format("%s/tmp", d.c->f->dir)), 0);
	city_sql(d.c, "INSERT INTO post (unit_id, name, user_a, valid_from) VALUES (7,'=SUM(1)',14,0)");
	a = desk_get(&d, desk_in(&d, TOWN), "/api/v1/ref/posts/export.csv");
	assert_int_equal(a.status, 200);
	assert_memory_equal(a.body, "\xEF\xBB\xBF", 3);
	if (!strstr(a.body, "公安局,\"'=SUM(1)\",人员14,,A岗,1970-01-01 08:00,"))
		fail_msg("%s", a.body);
	a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/ref/posts/export.csv"); /* reads posts, but holds no EXPORT */
	desk_expect(&a, 403, "auth.no_export");
	rmdir(format("%s/tmp", d.c->f->dir));
	desk_close(&d);
}

/* A list longer than one piece: every row once, whatever the pieces (listing_export.c). */
static void a_long_export_has_every_row_once(void **state)
{
	enum { POSTS = 4500 };
	static int seen[POSTS + 1];
	(void)state;
	struct desk d = open_desk();
	city_sql(d.c, "INSERT INTO post (unit_id, name, user_a, valid_from) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
		      "SELECT i + 1 FROM n WHERE i < 4500) SELECT 7, '第' || CAST(i AS TEXT) || '岗', 14, 0 FROM n");
	struct answer a = desk_get(&d, desk_in(&d, TOWN), "/api/v1/ref/posts/export.csv");
	assert_int_equal(a.status, 200);
	memset(seen, 0, sizeof seen);
	for (const char *p = a.body; (p = strstr(p, "第")); p++) {
		int64_t i = strtol(p + strlen("第"), NULL, 10);
		assert_in_range(i, 1, POSTS);
		seen[i]++;
	}
	for (int i = 1; i <= POSTS; i++)
		assert_int_equal(seen[i], 1);
	rmdir(format("%s/tmp", d.c->f->dir));
	desk_close(&d);
}

static void the_audit_administrator_reads_what_happened(void **state)
{
	(void)state;
	struct desk d = open_desk();
	desk_login(&d, "u11", "wrong-Wrong-1", "");
	char *auditor = desk_in(&d, AUDITOR);
	struct answer a = desk_get(&d, auditor, "/api/v1/audit?action=login.failed");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"total\":1"));
	assert_true(has(&a, "\"action_text\":\"登录失败\""));
	assert_true(has(&a, "\"success\":false"));
	a = desk_get(&d, auditor, format("/api/v1/audit?from=%" PRId64, d.c->env.now + 1));
	assert_true(has(&a, "\"total\":0"));
	a = desk_get(&d, auditor, "/api/v1/audit/export.xlsx");
	assert_memory_equal(a.body, "PK\3\4", 4);
	a = desk_get(&d, desk_in(&d, CHIEF), "/api/v1/audit");
	desk_expect(&a, 403, "auth.forbidden");
	rmdir(format("%s/tmp", d.c->f->dir));
	desk_close(&d);
}

/* ---- posts, sees ---- */

static void posts_and_their_versions(void **state)
{
	(void)state;
	struct desk d = open_desk();
	city_user(d.c, 31, 8);
	char *leader = desk_in(&d, LEADER);
	struct answer a = desk_post(&d, leader, "/api/v1/ref/posts",
				    "{\"unit_id\":\"7\",\"name\":\"值班岗\",\"user_a\":\"14\"}");
	assert_int_equal(a.status, 201);
	a = desk_send(&d, "PUT", leader, "/api/v1/ref/posts/1", "{\"version\":1,\"on_duty\":\"b\"}");
	desk_expect(&a, 422, "post.on_duty");
	a = desk_send(&d, "PUT", leader, "/api/v1/ref/posts/1", "{\"version\":1,\"user_b\":\"31\",\"on_duty\":\"b\"}");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"version\":2"));
	a = desk_send(&d, "PUT", leader, "/api/v1/ref/posts/1", "{\"version\":1,\"on_duty\":\"a\"}");
	desk_expect(&a, 409, "ref.stale");
	a = desk_send(&d, "PUT", leader, "/api/v1/ref/posts/1", "{\"version\":2,\"user_a\":null}");
	assert_true(has(&a, "\"user_a\":null"));
	a = desk_send(&d, "PUT", desk_in(&d, TOWN), "/api/v1/ref/posts/1", "{\"version\":3,\"name\":\"别人的岗\"}");
	desk_expect(&a, 403, "auth.forbidden");
	a = desk_get(&d, desk_in(&d, CLERK), "/api/v1/ref/posts/1/versions");
	assert_true(has(&a, "\"version\":3"));
	assert_true(has(&a, "\"changed_by_name\":\"人员14\""));
	assert_true(has(&a, "\"on_duty\":\"a\""));
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM event WHERE stream = 'ref' AND stream_id = 1"), 3);
	a = desk_get(&d, leader, "/api/v1/ref/posts?unit=1");
	assert_true(has(&a, "\"on_duty_text\":\"B岗\""));
	desk_close(&d);
}

static void what_somebody_sees_and_why(void **state)
{
	(void)state;
	struct desk d = open_desk();
	city_sql(d.c, "INSERT INTO casefile (id, no, status, source, title, colour, type, family, opened_at) VALUES"
		      " (1,'1','handling','appeal','t','green','help','people',0);"
		      "INSERT INTO case_party (case_id, kind, party_id, role, from_at) VALUES (1,'u',8,'lead',0)");
	char *chief = desk_in(&d, CHIEF);
	struct answer a = desk_get(&d, chief, "/api/v1/users/14/sees?case_id=1");
	assert_true(has(&a, "\"can\":true"));
	assert_true(has(&a, "角色「部门领导」"));
	a = desk_get(&d, chief, "/api/v1/users/15/sees?case_id=1");
	assert_true(has(&a, "\"can\":false"));
	a = desk_get(&d, chief, "/api/v1/users/11/sees?case_id=99");
	assert_true(has(&a, "\"can\":false"));
	city_sql(d.c, "UPDATE app_user SET status = 'disabled' WHERE id = 15");
	a = desk_get(&d, chief, "/api/v1/users/15/sees?case_id=1");
	assert_true(has(&a, "未启用"));
	desk_close(&d);
}

/* ---- every route with every role ---- */

static char *path_of(const char *pattern)
{
	char *out = format("%s", pattern);
	for (char *at; (at = strstr(out, "{id}"));)
		out = format("%.*s1%s", (int)(at - out), out, at + 4);
	return out;
}

static struct answer call(struct desk *d, const struct route *t, const char *cookie)
{
	static const char *const METHODS[] = { "GET", "POST", "PUT", "DELETE" };
	if (t->method == HTTP_GET)
		return desk_get(d, cookie, path_of(t->pattern));
	return desk_send(d, METHODS[t->method], cookie, path_of(t->pattern), "{}");
}

static void every_route_with_every_role(void **state)
{
	(void)state;
	struct desk d = open_desk();
	int denied = 0, allowed = 0;
	for (int role = 0; role < ROLE_COUNT; role++)
		desk_person(&d, 200 + role, 7, (enum role)role, SCOPE_ALL);
	for (int role = -1; role < ROLE_COUNT; role++) {
		char *cookie = role < 0 ? NULL : desk_in(&d, 200 + role);
		for (const struct route *const *table = TABLES; *table; table++) {
			for (const struct route *t = *table; t->pattern; t++) {
				if (strstr(t->pattern, "/logout") || (t->flags & ROUTE_PUBLIC))
					continue;
				bool may = role >= 0 && (t->cap == CAP_SELF || role_grants((enum role)role, (enum cap)t->cap));
				struct answer a = call(&d, t, cookie);
				if (role < 0 ? a.status != 401 : !may ? a.status != 403 : a.status == 401 || a.status >= 500)
					fail_msg("%s %s: %d %s", role < 0 ? "anonymous" : role_name((enum role)role),
						 t->pattern, a.status, a.body);
				denied += !may;
				allowed += may;
			}
		}
	}
	assert_true(denied > 200 && allowed > 80);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(from_proposal_to_first_login, test_setup),
		cmocka_unit_test_setup(leaders_propose_in_their_own_area, test_setup),
		cmocka_unit_test_setup(lists_show_the_own_area, test_setup),
		cmocka_unit_test_setup(pages_neither_miss_nor_repeat, test_setup),
		cmocka_unit_test_setup(broken_positions_are_refused, test_setup),
		cmocka_unit_test_setup(exports_need_the_right_and_leave_a_trace, test_setup),
		cmocka_unit_test_setup(a_long_export_has_every_row_once, test_setup),
		cmocka_unit_test_setup(the_audit_administrator_reads_what_happened, test_setup),
		cmocka_unit_test_setup(posts_and_their_versions, test_setup),
		cmocka_unit_test_setup(what_somebody_sees_and_why, test_setup),
		cmocka_unit_test_setup(every_route_with_every_role, test_setup),
	};
	setenv("YS_FAST_PASSWORD", "1", 1);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Login, lock, expiry, change of password, origin, tokens: over HTTP against a real server. */
#include <stdlib.h>

#include "auth/desk.h"

enum { CLERK = 11, CHIEF = 12, GUARD = 13, LEADER = 14 };

static enum err pong(struct req *r)
{
	jw_object(&r->w);
	jw_kint(&r->w, "key", r->principal_key);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct route TEST_ROUTES[] = {
	{ HTTP_GET, "/api/v1/test/appeals", pong, CAP_APPEAL_CREATE, "all", NULL, 0, ROUTE_MACHINE, "for machines", NULL },
	{ HTTP_GET, "/api/v1/test/cases", pong, CAP_CASE_READ, "all", NULL, 0, ROUTE_MACHINE, "for machines", NULL },
	{ HTTP_GET, "/api/v1/test/people", pong, CAP_APPEAL_CREATE, "all", NULL, 0, 0, "for people only", NULL },
	{ HTTP_POST, "/api/v1/test/change", pong, CAP_APPEAL_CREATE, "all", NULL, 0, 0, "changes something", NULL },
	{ 0 }
};
static const struct route *const TABLES[] = { AUTH_ROUTES, USER_ROUTES, AUDIT_ROUTES, TEST_ROUTES, NULL };

static struct desk open_desk(void)
{
	struct desk d = desk_open(TABLES, DB_SQLITE);
	desk_person(&d, CLERK, 1, ROLE_receiver, SCOPE_ALL);
	desk_person(&d, CHIEF, 1, ROLE_sys_admin, SCOPE_ALL);
	desk_person(&d, GUARD, 1, ROLE_sec_admin, SCOPE_ALL);
	desk_person(&d, LEADER, 7, ROLE_unit_leader, SCOPE_UNIT);
	return d;
}

static void login_and_logout(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	assert_int_equal(a.status, 200);
	const char *set = header(&a, "Set-Cookie");
	assert_non_null(strstr(set, "; HttpOnly"));
	assert_non_null(strstr(set, "; SameSite=Strict"));
	assert_null(strstr(set, "Secure"));
	assert_true(has(&a, "\"login\":\"u11\""));
	assert_true(has(&a, "\"APPEAL_CREATE\""));
	assert_false(has(&a, "\"DISPATCH\""));
	char *cookie = desk_cookie(&a);
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"role\":\"receiver\""));
	/* the token itself is nowhere in the database */
	assert_int_equal(city_number(d.c, format("SELECT count(*) FROM login_session WHERE token_hash = '%.43s'",
						 cookie + 19)),
			 0);
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM login_session WHERE user_id = 11"), 1);
	a = desk_post(&d, cookie, "/api/v1/auth/logout", "{}");
	assert_int_equal(a.status, 200);
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	assert_int_equal(city_number(d.c,
				     "SELECT count(*) FROM audit WHERE action IN ('login','logout') AND user_id = 11"),
			 2);
	desk_close(&d);
}

static void secure_behind_tls(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a = desk_login(&d, "u11", GOOD_PASSWORD, "X-Forwarded-Proto: https\r\n");
	assert_non_null(strstr(header(&a, "Set-Cookie"), "; Secure"));
	desk_close(&d);
}

static void unknown_and_wrong_look_the_same(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer wrong = desk_login(&d, "u11", "wrong-Wrong-1", ""),
		      unknown = desk_login(&d, "nobody", "wrong-Wrong-1", ""),
		      typed = desk_login(&d, "My Secret Password", "wrong-Wrong-1", "");
	desk_expect(&wrong, 401, "auth.bad_login");
	desk_expect(&unknown, 401, "auth.bad_login");
	assert_string_equal(desk_text(&wrong, "detail"), desk_text(&unknown, "detail"));
	desk_expect(&typed, 401, "auth.bad_login");
	assert_null(header(&wrong, "Set-Cookie"));
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM audit WHERE action = 'login.failed' AND success = 0"), 3);
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM audit WHERE detail = '账号 nobody' AND user_id IS NULL"), 1);
	/* people type passwords into the wrong field: it must not lie in the audit */
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM audit WHERE instr(detail, 'Secret') > 0"), 0);
	desk_close(&d);
}

static void account_without_password_or_not_active(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a;
	city_user(d.c, 20, 1);
	a = desk_login(&d, "u20", GOOD_PASSWORD, "");
	desk_expect(&a, 401, "auth.bad_login");
	city_sql(d.c, "UPDATE app_user SET status = 'proposed' WHERE id = 11");
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	desk_expect(&a, 401, "auth.bad_login");
	desk_close(&d);
}

static void five_failures_lock(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a;
	for (int i = 0; i < 4; i++) {
		a = desk_login(&d, "u11", "wrong-Wrong-1", "");
		desk_expect(&a, 401, "auth.bad_login");
	}
	a = desk_login(&d, "u11", "wrong-Wrong-1", "");
	desk_expect(&a, 429, "auth.locked");
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	desk_expect(&a, 429, "auth.locked");
	assert_string_equal(header(&a, "Retry-After"), "900");
	desk_wait(&d, 15 * MS_MINUTE - 1);
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	desk_expect(&a, 429, "auth.locked");
	desk_wait(&d, 1);
	for (int i = 0; i < 5; i++) /* the next five lock for thirty minutes */
		a = desk_login(&d, "u11", "wrong-Wrong-1", "");
	desk_expect(&a, 429, "auth.locked");
	desk_wait(&d, 15 * MS_MINUTE);
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	desk_expect(&a, 429, "auth.locked");
	desk_wait(&d, 15 * MS_MINUTE);
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	assert_int_equal(a.status, 200);
	assert_int_equal(city_number(d.c, "SELECT failures FROM app_user WHERE id = 11"), 0);
	a = desk_login(&d, "u12", GOOD_PASSWORD, ""); /* others were never locked */
	assert_int_equal(a.status, 200);
	desk_close(&d);
}

static void sessions_end(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *cookie = desk_in(&d, CLERK);
	struct answer a;
	for (int i = 0; i < 7; i++) { /* used every 100 minutes: stays open for 700 */
		desk_wait(&d, 100 * MS_MINUTE);
		a = desk_get(&d, cookie, "/api/v1/auth/me");
		assert_int_equal(a.status, 200);
	}
	desk_wait(&d, 20 * MS_MINUTE); /* 720 minutes after login, although in use */
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	cookie = desk_in(&d, CLERK);
	desk_wait(&d, 120 * MS_MINUTE);
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	city_sql(d.c, "INSERT INTO setting (key, value, changed_at) VALUES ('auth.idle_minutes','10',0)");
	cookie = desk_in(&d, CLERK);
	desk_wait(&d, 11 * MS_MINUTE);
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	int64_t dropped;
	assert_int_equal(auth_trim_sessions(d.c->f->s, d.c->env.now + MS_DAY, &dropped), ERR_OK);
	assert_true(dropped >= 1);
	assert_int_equal(city_number(d.c, "SELECT count(*) FROM login_session"), 0);
	desk_close(&d);
}

static void last_use_is_written_once_a_minute(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *cookie = desk_in(&d, CLERK);
	int64_t login = d.c->env.now;
	for (int i = 0; i < 5; i++) {
		desk_wait(&d, 10 * MS_SECOND);
		desk_get(&d, cookie, "/api/v1/auth/me");
	}
	assert_int_equal(city_number(d.c, "SELECT seen_at FROM login_session"), login);
	desk_wait(&d, 10 * MS_SECOND);
	desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(city_number(d.c, "SELECT seen_at FROM login_session"), login + MS_MINUTE);
	desk_close(&d);
}

static void changed_rights_are_noticed(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *cookie = desk_in(&d, CLERK);
	struct answer a = desk_get(&d, cookie, "/api/v1/test/people");
	assert_int_equal(a.status, 200);
	/* another node revokes the grant: felt after the moment for which a process may remember */
	city_sql(d.c, "UPDATE role_grant SET valid_to = 1 WHERE user_id = 11; UPDATE app_user SET rights_version = "
		      "rights_version + 1 WHERE id = 11");
	desk_wait(&d, SESSION_REUSE_MS);
	a = desk_get(&d, cookie, "/api/v1/test/people");
	desk_expect(&a, 403, "auth.forbidden");
	city_sql(d.c, "UPDATE app_user SET status = 'disabled', rights_version = rights_version + 1 WHERE id = 11");
	desk_wait(&d, SESSION_REUSE_MS);
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	desk_close(&d);
}

static void a_grant_ends_by_the_clock(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *cookie = desk_in(&d, CLERK);
	city_sql(d.c, "UPDATE role_grant SET valid_to = %" PRId64 " WHERE user_id = 11", d.c->env.now + 30 * MS_SECOND);
	struct answer a = desk_get(&d, cookie, "/api/v1/test/people");
	assert_int_equal(a.status, 200);
	desk_wait(&d, SESSION_RELOAD_MS);
	a = desk_get(&d, cookie, "/api/v1/test/people");
	desk_expect(&a, 403, "auth.forbidden");
	desk_close(&d);
}

static void first_password_must_be_changed(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a;
	city_sql(d.c, "UPDATE app_user SET must_change = 1 WHERE id = 11");
	char *cookie = desk_in(&d, CLERK), *other = desk_in(&d, CLERK);
	a = desk_get(&d, cookie, "/api/v1/test/people");
	desk_expect(&a, 403, "auth.must_change");
	a = desk_get(&d, cookie, "/api/v1/auth/caps");
	desk_expect(&a, 403, "auth.must_change");
	a = desk_get(&d, cookie, "/api/v1/auth/me");
	assert_true(has(&a, "\"must_change\":true"));
	a = desk_post(&d, cookie, "/api/v1/auth/password", "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"short\"}");
	desk_expect(&a, 422, "auth.password_rule");
	a = desk_post(&d, cookie, "/api/v1/auth/password", "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"" GOOD_PASSWORD "\"}");
	desk_expect(&a, 422, "auth.password_rule");
	a = desk_post(&d, cookie, "/api/v1/auth/password", "{\"old\":\"not-The-0ld-one\",\"new\":\"Lighthouse-7\"}");
	desk_expect(&a, 422, "auth.old_password");
	a = desk_post(&d, cookie, "/api/v1/auth/password", "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"Lighthouse-7\"}");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"must_change\":false"));
	a = desk_get(&d, cookie, "/api/v1/test/people");
	assert_int_equal(a.status, 200);
	a = desk_get(&d, other, "/api/v1/auth/me"); /* whoever else was in with the old password is out */
	assert_int_equal(a.status, 401);
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	desk_expect(&a, 401, "auth.bad_login");
	a = desk_login(&d, "u11", "Lighthouse-7", "");
	assert_int_equal(a.status, 200);
	desk_close(&d);
}

static void old_passwords_expire(void **state)
{
	(void)state;
	struct desk d = open_desk();
	city_sql(d.c, "UPDATE app_user SET password_at = %" PRId64 " WHERE id = 11", d.c->env.now - 91 * (int64_t)MS_DAY);
	struct answer a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	assert_true(has(&a, "\"must_change\":true"));
	city_sql(d.c, "INSERT INTO setting (key, value, changed_at) VALUES ('auth.password_days','0',0)");
	a = desk_login(&d, "u11", GOOD_PASSWORD, "");
	assert_true(has(&a, "\"must_change\":false"));
	desk_close(&d);
}

static const struct {
	const char *what, *headers;
	int status;
} ORIGINS[] = {
	{ "本站页面", "Origin: http://x\r\nSec-Fetch-Site: same-origin\r\n", 200 },
	{ "反向代理后的本站页面", "Origin: https://x\r\n", 200 },
	{ "不是浏览器", "", 200 },
	{ "别的网站", "Origin: http://evil.example\r\n", 403 },
	{ "别的端口", "Origin: http://x:8081\r\n", 403 },
	{ "名字相近的网站", "Origin: http://x.evil.example\r\n", 403 },
	{ "无来源页面", "Origin: null\r\n", 403 },
	{ "浏览器说跨站", "Sec-Fetch-Site: cross-site\r\n", 403 },
	{ "浏览器说同域不同站", "Sec-Fetch-Site: same-site\r\n", 403 },
};

static void changes_come_from_our_own_pages(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *cookie = desk_in(&d, CLERK);
	for (size_t i = 0; i < sizeof ORIGINS / sizeof *ORIGINS; i++) {
		struct answer a = desk_post(&d, format("%s%s", cookie, ORIGINS[i].headers), "/api/v1/test/change", "{}");
		if (a.status != ORIGINS[i].status)
			fail_msg("%s: %d %s", ORIGINS[i].what, a.status, a.body);
		a = desk_login(&d, "u12", GOOD_PASSWORD, ORIGINS[i].headers); /* nor does another site log anybody in */
		if (a.status != ORIGINS[i].status)
			fail_msg("login, %s: %d %s", ORIGINS[i].what, a.status, a.body);
	}
	struct answer a = desk_get(&d, format("%sOrigin: http://evil.example\r\n", cookie), "/api/v1/test/people");
	assert_int_equal(a.status, 200); /* reading changes nothing, and the browser keeps the answer from the other site */
	desk_close(&d);
}

static void no_session(void **state)
{
	(void)state;
	struct desk d = open_desk();
	struct answer a = desk_get(&d, NULL, "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	a = desk_get(&d, "Cookie: ys_session=abc\r\n", "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	a = desk_get(&d, "Cookie: ys_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", "/api/v1/auth/me");
	assert_int_equal(a.status, 401);
	desk_close(&d);
}

static void tokens_of_machines(void **state)
{
	(void)state;
	struct desk d = open_desk();
	char *guard = desk_in(&d, GUARD), *chief = desk_in(&d, CHIEF);
	const char *wanted = "{\"name\":\"市级平台\",\"caps\":[\"APPEAL_CREATE\"]}";
	struct answer a = desk_post(&d, chief, "/api/v1/users/11/tokens", wanted);
	desk_expect(&a, 403, "auth.forbidden");
	a = desk_post(&d, guard, "/api/v1/users/12/tokens", wanted);
	desk_expect(&a, 409, "token.admin");
	a = desk_post(&d, guard, "/api/v1/users/11/tokens", "{\"name\":\"市级平台\",\"caps\":[\"EVERYTHING\"]}");
	desk_expect(&a, 422, "token.caps");
	a = desk_post(&d, guard, "/api/v1/users/11/tokens", wanted);
	assert_int_equal(a.status, 201);
	char *id = desk_text(&a, "id"), *bearer = format("Authorization: Bearer %s\r\n", desk_text(&a, "token"));
	a = desk_get(&d, bearer, "/api/v1/test/appeals");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, format("\"key\":-%s", id)));
	a = desk_get(&d, bearer, "/api/v1/test/cases"); /* the account may, the token may not */
	desk_expect(&a, 403, "auth.forbidden");
	a = desk_get(&d, bearer, "/api/v1/test/people");
	desk_expect(&a, 401, "auth.token");
	a = desk_get(&d, "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", "/api/v1/test/appeals");
	desk_expect(&a, 401, "auth.token");
	a = desk_post(&d, guard, format("/api/v1/tokens/%s/revoke", id), "{}");
	assert_int_equal(a.status, 200);
	a = desk_get(&d, bearer, "/api/v1/test/appeals");
	desk_expect(&a, 401, "auth.token");
	a = desk_post(&d, guard, "/api/v1/users/11/tokens", "{\"name\":\"临时\",\"caps\":[\"APPEAL_CREATE\"],\"days\":1}");
	bearer = format("Authorization: Bearer %s\r\n", desk_text(&a, "token"));
	desk_wait(&d, MS_DAY);
	a = desk_get(&d, bearer, "/api/v1/test/appeals");
	desk_expect(&a, 401, "auth.token");
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(login_and_logout, test_setup),
		cmocka_unit_test_setup(secure_behind_tls, test_setup),
		cmocka_unit_test_setup(unknown_and_wrong_look_the_same, test_setup),
		cmocka_unit_test_setup(account_without_password_or_not_active, test_setup),
		cmocka_unit_test_setup(five_failures_lock, test_setup),
		cmocka_unit_test_setup(sessions_end, test_setup),
		cmocka_unit_test_setup(last_use_is_written_once_a_minute, test_setup),
		cmocka_unit_test_setup(changed_rights_are_noticed, test_setup),
		cmocka_unit_test_setup(a_grant_ends_by_the_clock, test_setup),
		cmocka_unit_test_setup(first_password_must_be_changed, test_setup),
		cmocka_unit_test_setup(old_passwords_expire, test_setup),
		cmocka_unit_test_setup(changes_come_from_our_own_pages, test_setup),
		cmocka_unit_test_setup(no_session, test_setup),
		cmocka_unit_test_setup(tokens_of_machines, test_setup),
	};
	setenv("YS_FAST_PASSWORD", "1", 1);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

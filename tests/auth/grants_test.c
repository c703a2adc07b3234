/* SPDX-License-Identifier: Apache-2.0 */
/* The three administrators: who proposes, who approves, what excludes what. */
#include "auth/audit.h"
#include "auth/city.h"
#include "users_sql.h"

enum { SYS = 1, SEC = 2, SEC2 = 3, AUDIT = 4, CLERK = 5 };

static struct city *staffed(enum db_engine engine)
{
	struct city *c = city_open(engine);
	for (int64_t u = SYS; u <= CLERK; u++)
		city_user(c, u, u == CLERK ? 7 : 1);
	city_grant(c, SYS, ROLE_sys_admin, SCOPE_ALL, NIL, NIL);
	city_grant(c, SEC, ROLE_sec_admin, SCOPE_ALL, NIL, NIL);
	city_grant(c, SEC2, ROLE_sec_admin, SCOPE_ALL, NIL, NIL);
	city_grant(c, AUDIT, ROLE_audit_admin, SCOPE_ALL, NIL, NIL);
	return c;
}

struct proposal {
	struct grant_new n;
	int64_t id;
};

static enum err propose(struct op *op, void *arg)
{
	struct proposal *p = arg;
	return grant_propose(op, &p->n, &p->id);
}

static enum err approve(struct op *op, void *arg)
{
	int64_t user;
	return grant_approve(op, *(int64_t *)arg, &user);
}

static enum err take_back(struct op *op, void *arg)
{
	int64_t user;
	return grant_revoke(op, *(int64_t *)arg, "不再担任", &user);
}

static enum err try_propose(struct city *c, int64_t by, int64_t user, enum role role, int64_t *id)
{
	struct principal who = city_principal(c, by);
	struct proposal p = { .n = { user, role, SCOPE_UNIT, NIL, NIL, NIL, false } };
	enum err e = city_do(c, &who, propose, &p);
	if (id)
		*id = p.id;
	return e;
}

static enum err try_decide(struct city *c, int64_t by, enum err (*fn)(struct op *, void *), int64_t id)
{
	struct principal who = city_principal(c, by);
	return city_do(c, &who, fn, &id);
}

static void proposed_is_not_in_force(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	int64_t id;
	assert_int_equal(try_propose(c, SYS, CLERK, ROLE_handler, &id), ERR_OK);
	struct principal p = city_principal(c, CLERK);
	assert_int_equal(p.ngrants, 0);
	int64_t before = p.rights_version;
	assert_int_equal(try_decide(c, SEC, approve, id), ERR_OK);
	p = city_principal(c, CLERK);
	assert_int_equal(p.ngrants, 1);
	assert_true(can(&p, CAP_HANDLE));
	assert_int_not_equal(p.rights_version, before); /* running sessions notice */
	assert_int_equal(try_decide(c, SEC, take_back, id), ERR_OK);
	p = city_principal(c, CLERK);
	assert_int_equal(p.ngrants, 0);
	assert_int_equal(try_decide(c, SEC, approve, id), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.not_pending");
	city_close(c);
}

static void nobody_approves_his_own(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	int64_t id;
	/* a security administrator who was once allowed to propose */
	assert_int_equal(try_propose(c, SEC, CLERK, ROLE_handler, &id), ERR_OK);
	assert_int_equal(try_decide(c, SEC, approve, id), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.own");
	assert_int_equal(try_decide(c, SEC2, approve, id), ERR_OK);
	assert_int_equal(try_decide(c, SEC2, approve, id), ERR_CONFLICT);
	city_close(c);
}

static const struct {
	const char *what;
	enum role has, wants;
	const char *code; /* NULL: accepted */
} TOGETHER[] = {
	{ "承办员兼部门领导", ROLE_handler, ROLE_unit_leader, NULL },
	{ "网格员兼网格长", ROLE_grid_worker, ROLE_grid_head, NULL },
	{ "系统管理员兼安全管理员", ROLE_sys_admin, ROLE_sec_admin, "grant.excluded" },
	{ "安全管理员兼审计管理员", ROLE_sec_admin, ROLE_audit_admin, "grant.excluded" },
	{ "审计管理员兼系统管理员", ROLE_audit_admin, ROLE_sys_admin, "grant.excluded" },
	{ "系统管理员兼分拨员", ROLE_sys_admin, ROLE_dispatcher, "grant.excluded" },
	{ "受理员兼审计管理员", ROLE_receiver, ROLE_audit_admin, "grant.excluded" },
	{ "同一授权两次", ROLE_handler, ROLE_handler, "grant.known" },
};

static void exclusions(void **state)
{
	(void)state;
	for (int in_force = 0; in_force < 2; in_force++) {
		for (size_t i = 0; i < sizeof TOGETHER / sizeof *TOGETHER; i++) {
			struct city *c = staffed(DB_SQLITE);
			int64_t id;
			assert_int_equal(try_propose(c, SYS, CLERK, TOGETHER[i].has, &id), ERR_OK);
			if (in_force)
				assert_int_equal(try_decide(c, SEC, approve, id), ERR_OK);
			enum err e = try_propose(c, SYS, CLERK, TOGETHER[i].wants, NULL);
			if ((e == ERR_OK) != (TOGETHER[i].code == NULL) || (e && !str_eq(c->problem.code, TOGETHER[i].code)))
				fail_msg("%s: %s", TOGETHER[i].what, e ? c->problem.code : "accepted");
			city_close(c);
		}
	}
}

/* Two proposals that exclude each other, stored before the rule was known to somebody: approval checks again. */
static void approval_checks_again(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	city_sql(c, "INSERT INTO role_grant (id, user_id, role, scope, proposed_by, valid_from) VALUES "
		    "(90,5,'sys_admin','all',1,0),"
		    "(91,5,'handler','unit',1,0)");
	assert_int_equal(try_decide(c, SEC, approve, 90), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.excluded");
	city_close(c);
}

static void the_last_administrator_stays(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	int64_t of_sec = city_number(c, "SELECT id FROM role_grant WHERE user_id = 2"),
		of_sec2 = city_number(c, "SELECT id FROM role_grant WHERE user_id = 3");
	assert_int_equal(try_decide(c, SEC2, take_back, of_sec), ERR_OK);
	assert_int_equal(try_decide(c, SEC2, take_back, of_sec2), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.last_admin");
	city_close(c);
}

static void contractors_guard_nothing(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	city_sql(c, "UPDATE app_user SET contractor = 1 WHERE id = 5");
	assert_int_equal(try_propose(c, SYS, CLERK, ROLE_sec_admin, NULL), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.contractor");
	assert_int_equal(try_propose(c, SYS, CLERK, ROLE_receiver, NULL), ERR_OK);
	city_close(c);
}

static void at_most_sixteen(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	for (int64_t i = 0; i < 16; i++)
		city_sql(c,
			 "INSERT INTO role_grant (user_id, role, scope, unit_id, proposed_by, valid_from) VALUES "
			 "(5,'handler','unit',%" PRId64 ",1,0)",
			 i % 9 + 1);
	assert_int_equal(try_propose(c, SYS, CLERK, ROLE_unit_leader, NULL), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "grant.too_many");
	city_close(c);
}

/* ---- accounts ---- */

struct account {
	struct user_new n;
	int64_t id;
};

static enum err create(struct op *op, void *arg)
{
	struct account *a = arg;
	return user_create(op, &a->n, &a->id);
}

static void an_account_wakes_with_its_first_grant(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	struct principal sys = city_principal(c, SYS), p;
	struct account a = { .n = { "wang.hai", "王海", 7, "13800000001", "proposed", false, false } };
	int64_t grant;
	assert_int_equal(city_do(c, &sys, create, &a), ERR_OK);
	assert_int_equal(principal_load(c->f->s, c->f->arena, a.id, c->env.now, &p), ERR_NOT_FOUND);
	assert_int_equal(try_propose(c, SYS, a.id, ROLE_handler, &grant), ERR_OK);
	assert_int_equal(try_decide(c, SEC, approve, grant), ERR_OK);
	p = city_principal(c, a.id);
	assert_string_equal(p.name, "王海");
	assert_string_equal(p.unit_kind, "department");
	/* the number is stored encrypted and bound to its row */
	struct q_user_get_out u;
	char *phone;
	assert_int_equal(q_user_get(c->f->s, &(struct q_user_get_in){ .id = a.id }, &u), ERR_OK);
	assert_null(memmem(u.phone_sealed.p, u.phone_sealed.n, "13800000001", 11));
	assert_int_equal(field_open(c->site.keys, KEY_CONTACT, c->f->arena, user_phone_context(c->f->arena, a.id),
				    u.phone_sealed, &phone, NULL),
			 ERR_OK);
	assert_string_equal(phone, "13800000001");
	assert_int_equal(city_do(c, &sys, create, &a), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "user.login_taken");
	city_close(c);
}

static void logins_are_plain(void **state)
{
	(void)state;
	static const char *const BAD[] = { "W",	       "a",    "9lives",
					   "wang hai", "Wang", "王海",
					   "a'--",     ".x",   "abcdefghijklmnopqrstuvwxyz0123456" };
	struct city *c = staffed(DB_SQLITE);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct account a = { .n = { BAD[i], "某", 7, NULL, "proposed", false, false } };
		assert_int_equal(city_do(c, NULL, create, &a), ERR_INVALID);
		assert_string_equal(c->problem.fields[0].field, "login");
	}
	struct account gone = { .n = { "ok", "某", 999, NULL, "proposed", false, false } };
	assert_int_equal(city_do(c, NULL, create, &gone), ERR_INVALID);
	assert_string_equal(c->problem.fields[0].field, "unit_id");
	city_close(c);
}

struct change_of {
	int64_t id;
	struct user_change c;
};

static enum err change_user(struct op *op, void *arg)
{
	struct change_of *x = arg;
	return user_change(op, x->id, &x->c);
}

static void stale_changes_are_refused_and_history_kept(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	struct principal sys = city_principal(c, SYS);
	struct change_of x = { CLERK, { 1, "李江", NULL, NULL, 9, -1 } };
	assert_int_equal(city_do(c, &sys, change_user, &x), ERR_OK);
	assert_int_equal(city_do(c, &sys, change_user, &x), ERR_STALE);
	assert_string_equal(c->problem.code, "ref.stale");
	struct event_row *rows;
	size_t n;
	assert_int_equal(event_list(c->f->s, c->site.keys, "user", CLERK, true, &rows, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].kind, "user.changed");
	assert_non_null(strstr(rows[0].body, "[\"app_user\",5,\"unit_id\",7,9]"));
	assert_null(strstr(rows[0].body, "李江"));  /* names are personal: encrypted part */
	assert_non_null(strstr(rows[0].secret, "李江"));
	city_close(c);
}

static void disabling_ends_sessions_and_enabling_needs_a_grant(void **state)
{
	(void)state;
	struct city *c = staffed(DB_SQLITE);
	struct principal sys = city_principal(c, SYS), p;
	struct change_of off = { CLERK, { 1, NULL, "disabled", NULL, NIL, -1 } },
			 on = { CLERK, { 2, NULL, "active", NULL, NIL, -1 } };
	city_sql(c, "INSERT INTO login_session VALUES ('h',5,1,0,0,9,'','')");
	assert_int_equal(city_do(c, &sys, change_user, &off), ERR_OK);
	assert_int_equal(city_number(c, "SELECT count(*) FROM login_session"), 0);
	assert_int_equal(principal_load(c->f->s, c->f->arena, CLERK, c->env.now, &p), ERR_NOT_FOUND);
	assert_int_equal(city_do(c, &sys, change_user, &on), ERR_CONFLICT);
	assert_string_equal(c->problem.code, "user.needs_grant");
	assert_int_equal(try_propose(c, SYS, CLERK, ROLE_handler, NULL), ERR_CONFLICT); /* disabled */
	city_close(c);
}

static void who_manages_whom(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		int64_t who, whom;
		bool yes;
	} CASES[] = {
		{ "系统管理员管业务人员", SYS, CLERK, true },      { "系统管理员不重置安全管理员", SYS, SEC, false },
		{ "系统管理员不重置审计管理员", SYS, AUDIT, false }, { "安全管理员管另一名安全管理员", SEC, SEC2, true },
		{ "安全管理员不管自己", SEC, SEC, false },          { "安全管理员不管业务人员", SEC, CLERK, false },
		{ "审计管理员谁也不管", AUDIT, CLERK, false },      { "业务人员谁也不管", CLERK, CLERK, false },
	};
	struct city *c = staffed(DB_SQLITE);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct principal who = city_principal(c, CASES[i].who);
		bool yes;
		assert_int_equal(user_may_manage(c->f->s, &who, CASES[i].whom, c->env.now, &yes), ERR_OK);
		if (yes != CASES[i].yes)
			fail_msg("%s", CASES[i].what);
	}
	city_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(proposed_is_not_in_force),
		cmocka_unit_test(nobody_approves_his_own),
		cmocka_unit_test(exclusions),
		cmocka_unit_test(approval_checks_again),
		cmocka_unit_test(the_last_administrator_stays),
		cmocka_unit_test(contractors_guard_nothing),
		cmocka_unit_test(at_most_sixteen),
		cmocka_unit_test(an_account_wakes_with_its_first_grant),
		cmocka_unit_test(logins_are_plain),
		cmocka_unit_test(stale_changes_are_refused_and_history_kept),
		cmocka_unit_test(disabling_ends_sessions_and_enabling_needs_a_grant),
		cmocka_unit_test(who_manages_whom),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

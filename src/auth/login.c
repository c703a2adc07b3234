/* SPDX-License-Identifier: Apache-2.0 */
/* Login, logout, change of password. A wrong login costs the same work and gives the same answer whether the account
 * exists or not; the password is checked outside the transaction, which then checks that nothing changed since. */
#include <pthread.h>
#include <string.h>

#include "auth/audit.h"
#include "auth/me.h"
#include "auth/password_rules.h"
#include "auth/routes.h"
#include "auth/session.h"
#include "auth/web.h"
#include "auth_sql.h"
#include "base/day.h"

enum { ENCODED_MAX = 256, AGENT_MAX = 200 };

static const struct problem_code E_BAD = { ERR_UNAUTHENTICATED, "auth.bad_login", "账号或密码不正确。" };
static const struct problem_code E_LOCKED = { ERR_RATE, "auth.locked", "登录失败次数过多，账号已暂时锁定，请稍后再试。" };
static const struct problem_code E_ORIGIN = { ERR_FORBIDDEN, "auth.origin", "请求来自其他网站，已拒绝。请在本系统页面内登录。" };
static const struct problem_code E_CHANGED = { ERR_STALE, "auth.changed", "账号刚刚被修改，请重新登录。" };
static const struct problem_code E_OLD = { ERR_INVALID, "auth.old_password", "原密码不正确。" };

/* ---- the password itself ---- */

/* A value of the same cost for accounts that do not exist or have no password. Made once. */
static const char *dummy_password(struct req *r)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static char dummy[ENCODED_MAX];
	char password[RANDOM_PASSWORD], *encoded;
	pthread_mutex_lock(&lock);
	bool made = dummy[0] != 0;
	pthread_mutex_unlock(&lock);
	if (made)
		return dummy;
	password_random(r->env, password);
	if (password_hash(r->env, r->arena, password, &encoded) || strlen(encoded) >= sizeof dummy)
		return "";
	pthread_mutex_lock(&lock);
	if (!dummy[0])
		memcpy(dummy, encoded, strlen(encoded) + 1);
	pthread_mutex_unlock(&lock);
	return dummy;
}

static bool right_password(struct req *r, const struct q_login_user_out *u, const char *password)
{
	bool usable = u && str_eq(u->status, "active") && u->password[0];
	bool same = password_verify(usable ? u->password : dummy_password(r), password);
	return usable && same;
}

/* What was typed as account, when it looks like one: people type passwords into the wrong field. */
static const char *typed_login(struct arena *a, const char *login)
{
	size_t n = strlen(login);
	for (size_t i = 0; i < n; i++)
		if (!((login[i] >= 'a' && login[i] <= 'z') || (login[i] >= '0' && login[i] <= '9') || strchr("._-", login[i])))
			return "（不是账号格式）";
	return n > 32 ? "（不是账号格式）" : arena_printf(a, "账号 %s", login);
}

/* ---- failure ---- */

struct failure {
	struct req *r;
	int64_t user_id;           /* NIL: no such account */
	const char *action, *detail;
	int64_t locked_until;
};

static enum err write_failure(struct db_session *s, void *arg)
{
	struct failure *f = arg;
	struct q_login_failed_out n;
	enum err e = ERR_OK;
	f->locked_until = 0;
	if (f->user_id != NIL && !(e = q_login_failed(s, &(struct q_login_failed_in){ .id = f->user_id }, &n))) {
		int64_t lock = lock_duration(n.failures);
		f->locked_until = lock ? f->r->now + lock : 0;
		if (lock)
			e = q_login_lock(s, &(struct q_login_lock_in){ .until = f->locked_until, .id = f->user_id }, NULL);
	}
	if (e)
		return e;
	return audit_write(s, &(struct audit_entry){ .at = f->r->now, .user_id = f->user_id, .address = f->r->address,
						     .action = f->action, .object_kind = "user", .object_id = f->user_id,
						     .failed = true, .detail = f->detail });
}

static enum err locked(struct req *r, int64_t until)
{
	char text[TIME_TEXT];
	r->problem.retry_after_s = (until - r->now + 999) / 1000;
	return problem_say(&r->problem, &E_LOCKED,
			   arena_printf(r->arena, "登录失败次数过多，账号已锁定至 %s，届时请再试，或联系系统管理员。", time_text(until, text)));
}

/* A try while locked is only written down: it proves nothing about the password and must not lengthen the lock. */
static enum err write_locked(struct db_session *s, void *arg)
{
	const struct failure *f = arg;
	return audit_write(s, &(struct audit_entry){ .at = f->r->now, .user_id = f->user_id, .address = f->r->address,
						     .action = "login.locked", .object_kind = "user", .object_id = f->user_id,
						     .failed = true });
}

static enum err failed(struct req *r, const char *action, int64_t user_id, const char *detail,
		       const struct problem_code *why)
{
	struct failure f = { r, user_id, action, detail, 0 };
	enum err e = req_write(r, write_failure, &f);
	if (e)
		return e;
	return f.locked_until ? locked(r, f.locked_until) : problem_set(&r->problem, why);
}

/* ---- success ---- */

static void set_cookie(struct req *r, const char *token, int seconds)
{
	bool secure = str_eq(req_header(r, "X-Forwarded-Proto"), "https");
	req_set_header(r, "Set-Cookie",
		       arena_printf(r->arena, "ys_session=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s", token,
				    seconds, secure ? "; Secure" : ""));
}

struct success {
	struct req *r;
	const struct q_login_user_out *user;
	struct secret_token token;
	struct principal who;
};

/* The account as it was when its password was checked. */
static enum err still_same(struct req *r, struct db_session *s, const struct q_login_user_out *was)
{
	struct q_login_user_by_id_out now;
	enum err e = q_login_user_by_id(s, &(struct q_login_user_by_id_in){ .id = was->id }, &now);
	if (e)
		return e;
	bool same = str_eq(now.status, "active") && str_eq(now.password, was->password) && now.locked_until <= r->now;
	return same ? ERR_OK : problem_set(&r->problem, &E_CHANGED);
}

static enum err write_success(struct db_session *s, void *arg)
{
	struct success *x = arg;
	struct req *r = x->r;
	const char *agent = arena_sv(r->arena, sv_prefix_chars(sv_from(r->user_agent ? r->user_agent : ""), AGENT_MAX));
	enum err e = still_same(r, s, x->user);
	if (!e)
		e = q_login_succeeded(s, &(struct q_login_succeeded_in){ .id = x->user->id }, NULL);
	if (!e)
		e = q_session_trim_user(s, &(struct q_session_trim_user_in){ .user_id = x->user->id, .now = r->now }, NULL);
	if (!e)
		e = q_session_insert(s, &(struct q_session_insert_in){
			.token_hash = x->token.hash, .user_id = x->user->id, .rights_version = x->user->rights_version,
			.now = r->now, .expires_at = r->now + SESSION_ABSOLUTE_MS, .address = r->address ? r->address : "",
			.agent = agent }, NULL);
	if (e)
		return e;
	return audit_write(s, &(struct audit_entry){ .at = r->now, .user_id = x->user->id, .address = r->address,
						     .action = "login", .object_kind = "user", .object_id = x->user->id });
}

static enum err login(struct req *r)
{
	const char *name = in_str(r, "login"), *password = in_str(r, "password");
	struct q_login_user_out u;
	if (!same_origin(r))
		return problem_set(&r->problem, &E_ORIGIN);
	enum err e = q_login_user(r->db, &(struct q_login_user_in){ .login = name }, &u);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool known = !e;
	if (known && u.locked_until > r->now) {
		struct failure f = { .r = r, .user_id = u.id };
		e = req_write(r, write_locked, &f);
		return e ? e : locked(r, u.locked_until);
	}
	if (!right_password(r, known ? &u : NULL, password))
		return failed(r, "login.failed", known ? u.id : NIL, typed_login(r->arena, name), &E_BAD);
	struct success x = { .r = r, .user = &u };
	secret_token_make(r->env, &x.token);
	e = req_write(r, write_success, &x);
	if (!e)
		e = principal_load(r->db, r->arena, u.id, r->now, &x.who);
	if (e)
		return e;
	set_cookie(r, x.token.text, SESSION_ABSOLUTE_MS / MS_SECOND);
	me_write(&r->w, &x.who, req_site(r)->demo);
	return ERR_OK;
}

/* ---- logout ---- */

struct leaving {
	struct req *r;
	char hash[65];
};

static enum err write_logout(struct db_session *s, void *arg)
{
	struct leaving *x = arg;
	enum err e = q_session_delete(s, &(struct q_session_delete_in){ .token_hash = x->hash }, NULL);
	return e ? e : audit_req(x->r, s, "logout", "user", req_who(x->r)->user_id, NULL, NULL);
}

static enum err logout(struct req *r)
{
	struct leaving x = { .r = r };
	if (session_cookie_hash(r, x.hash)) {
		enum err e = req_write(r, write_logout, &x);
		if (e)
			return e;
		auth_forget_session(r->server, x.hash);
	}
	set_cookie(r, "", 0);
	jw_object(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- change of password ---- */

struct new_password {
	struct req *r;
	const struct q_login_user_out *user;
	const char *encoded;
	char session[65];
};

static enum err write_password(struct db_session *s, void *arg)
{
	struct new_password *x = arg;
	int64_t changed = 0;
	enum err e = q_password_set(s,
				    &(struct q_password_set_in){ .password = x->encoded,
								 .now = x->r->now,
								 .must_change = 0,
								 .id = x->user->id,
								 .former = x->user->password },
				    &changed);
	if (!e && changed != 1)
		return problem_set(&x->r->problem, &E_CHANGED);
	if (!e)
		e = q_session_delete_user(
			s, &(struct q_session_delete_user_in){ .user_id = x->user->id, .but = x->session }, NULL);
	return e ? e : audit_req(x->r, s, "password.change", "user", x->user->id, NULL, NULL);
}

static enum err change_password(struct req *r)
{
	struct q_login_user_by_id_out row;
	struct new_password x = { .r = r };
	const char *old = in_str(r, "old"), *wanted = in_str(r, "new");
	enum err e = q_login_user_by_id(r->db, &(struct q_login_user_by_id_in){ .id = req_who(r)->user_id }, &row);
	if (e)
		return e;
	const struct q_login_user_out u = { row.id, row.login, row.status, row.password, row.failures, row.locked_until,
					    row.rights_version };
	x.user = &u;
	if (u.locked_until > r->now)
		return locked(r, u.locked_until);
	if (!right_password(r, &u, old)) /* whoever found an open screen must not guess without end */
		return failed(r, "login.failed", u.id, "修改密码时原密码不正确", &E_OLD);
	const char *refused = password_refused(u.login, old, wanted);
	if (refused)
		return problem_field(&r->problem, ERR_INVALID, "new", "auth.password_rule", refused);
	char *encoded;
	e = password_hash(r->env, r->arena, wanted, &encoded);
	x.encoded = encoded;
	session_cookie_hash(r, x.session);
	if (!e)
		e = req_write(r, write_password, &x);
	if (e)
		return e;
	auth_forget_user(r->server, u.id);
	struct principal who;
	e = principal_load(r->db, r->arena, u.id, r->now, &who);
	if (!e)
		me_write(&r->w, &who, req_site(r)->demo);
	return e;
}

static const struct in_field LOGIN_IN[] = {
	{ "login", IN_TEXT, IN_REQUIRED, 1, 64, NULL, "账号", "account" },
	{ "password", IN_TEXT, IN_REQUIRED, 1, PASSWORD_MAX, NULL, "密码", "password" },
	{ 0 }
};
static const struct in_field PASSWORD_IN[] = {
	{ "old", IN_TEXT, IN_REQUIRED, 1, PASSWORD_MAX, NULL, "原密码", "present password" },
	{ "new", IN_TEXT, IN_REQUIRED, 1, PASSWORD_MAX, NULL, "新密码", "new password" },
	{ 0 }
};

const struct route AUTH_ROUTES[] = {
	{ HTTP_POST, "/api/v1/auth/login", login, CAP_NONE, "none", LOGIN_IN, 0, ROUTE_PUBLIC,
	  "Log in; sets the session cookie", "Me" },
	{ HTTP_POST, "/api/v1/auth/logout", logout, CAP_SELF, "own", NULL, 0, 0, "Log out", "Empty" },
	{ HTTP_POST, "/api/v1/auth/password", change_password, CAP_SELF, "own", PASSWORD_IN, 0, 0,
	  "Change the own password", "Me" },
	{ HTTP_GET, "/api/v1/auth/me", me_get, CAP_SELF, "own", NULL, 0, 0, "Who I am and what I may do", "Me" },
	{ HTTP_GET, "/api/v1/auth/caps", caps_get, CAP_SELF, "none", NULL, 0, 0, "Role matrix", "Caps" },
	{ 0 }
};

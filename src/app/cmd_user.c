/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao user`: accounts from the machine itself, for the first days and for when nobody can log in any more. Everyday
 * management belongs to the screens, where two administrators are needed; whatever is done here is audited. */
#include <inttypes.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "app_sql.h"
#include "auth/audit.h"
#include "auth/password_rules.h"
#include "auth/users.h"

const struct option_def USER_OPTIONS[] = {
	{ "name", OPTION_TEXT, "NAME", NULL, "add：姓名" },
	{ "unit", OPTION_TEXT, "CODE", "C00", "add：单位编码" },
	{ "role", OPTION_TEXT, "ROLE", NULL, "add：角色，例如 sys_admin；全部角色见 yingshao user roles" },
	{ "scope", OPTION_TEXT, "SCOPE", "all", "add：数据范围 own、grid、unit、region 或 all" },
	{ NULL },
};

struct user_work {
	struct op op;
	const struct options *o;
	const char *login, *encoded;
	int64_t id;
};

static const struct problem_code E_NO_LOGIN = { ERR_NOT_FOUND, "user.not_found", "没有这个账号。" };
static const struct problem_code E_NO_UNIT = { ERR_NOT_FOUND, "user.unit", "没有这个单位编码。" };
static const struct problem_code E_ROLE = { ERR_INVALID, "user.role", "角色或数据范围不正确，全部角色见 yingshao user roles。" };

static enum err find(struct user_work *w)
{
	struct q_cli_user_out u;
	enum err e = q_cli_user(w->op.s, &(struct q_cli_user_in){ .login = w->login }, &u);
	w->id = u.id;
	return e == ERR_NOT_FOUND ? problem_set(w->op.problem, &E_NO_LOGIN) : e;
}

/* ---- list and roles -------------------------------------------------------------------------------- */

static enum err print_user(struct app *app, const struct q_cli_users_out *u, int64_t now)
{
	struct q_cli_grants_rows g;
	enum err e = q_cli_grants(app->s, &(struct q_cli_grants_in){ .user_id = u->id, .now = now }, &g);
	printf("%s\t%s\t%s\t%s", u->login, u->name, u->unit, u->status);
	if (u->locked_until > now)
		printf("\t已锁定");
	for (size_t i = 0; !e && i < g.n; i++) {
		enum role role = role_from(g.v[i].role);
		enum scope scope = scope_from(g.v[i].scope);
		printf("\t%s·%s%s", role < ROLE_COUNT ? role_text(role) : g.v[i].role, scope_text(scope),
		       g.v[i].approved ? "" : "（待批准）");
	}
	putchar('\n');
	return e;
}

static int list(struct app *app)
{
	struct q_cli_users_rows users;
	int64_t now = env_now(app->site.env);
	enum err e = q_cli_users(app->s, &users);
	for (size_t i = 0; !e && i < users.n; i++)
		e = print_user(app, &users.v[i], now);
	return e ? app_failed(app, e, NULL) : EXIT_DONE;
}

static int roles(void)
{
	for (int r = 0; r < ROLE_COUNT; r++)
		printf("%-15s %s\n", role_name((enum role)r), role_text((enum role)r));
	return EXIT_DONE;
}

/* ---- changes --------------------------------------------------------------------------------------- */

static enum err add(struct db_session *s, void *arg)
{
	struct user_work *w = arg;
	struct q_cli_unit_out unit;
	int64_t grant;
	enum role role = role_from(option_text(w->o, "role"));
	enum scope scope = scope_from(option_text(w->o, "scope"));
	w->op.s = s;
	problem_clear(w->op.problem);
	if (role == ROLE_COUNT || scope == SCOPE_NONE)
		return problem_set(w->op.problem, &E_ROLE);
	enum err e = q_cli_unit(s, &(struct q_cli_unit_in){ .code = option_text(w->o, "unit") }, &unit);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(w->op.problem, &E_NO_UNIT) : e;
	e = user_create(&w->op, &(struct user_new){ .login = w->login, .name = option_text(w->o, "name"), .unit_id = unit.id,
			.status = "active" }, &w->id);
	if (!e)
		e = grant_propose(&w->op, &(struct grant_new){ .user_id = w->id, .role = role, .scope = scope,
				  .unit_id = scope == SCOPE_ALL ? NIL : unit.id, .grid_id = NIL, .valid_to = NIL, .approved = true }, &grant);
	if (!e)
		e = user_set_password(&w->op, w->id, w->encoded, true);
	return e ? e : audit_op(&w->op, "user.create", "user", w->id, "在服务器上建立", role_name(role));
}

static enum err password(struct db_session *s, void *arg)
{
	struct user_work *w = arg;
	w->op.s = s;
	problem_clear(w->op.problem);
	enum err e = find(w);
	if (!e)
		e = user_set_password(&w->op, w->id, w->encoded, true);
	return e ? e : audit_op(&w->op, "user.password", "user", w->id, "在服务器上重置", NULL);
}

static enum err unlock(struct db_session *s, void *arg)
{
	struct user_work *w = arg;
	w->op.s = s;
	problem_clear(w->op.problem);
	enum err e = find(w);
	if (!e)
		e = q_cli_unlock(s, &(struct q_cli_unlock_in){ .id = w->id }, NULL);
	return e ? e : audit_op(&w->op, "user.unlock", "user", w->id, "在服务器上解锁", NULL);
}

/* With a new random password when `fn` is not the unlocking. */
static int change(struct app *app, const struct options *o, db_write_fn fn)
{
	struct problem p = { 0 };
	struct user_work w = { .op = app_op(app, &p), .o = o, .login = o->args[1] };
	char plain[RANDOM_PASSWORD], *encoded = NULL;
	enum err e = ERR_OK;
	if (fn != unlock) {
		password_random(app->site.env, plain);
		e = password_hash(app->site.env, app->arena, plain, &encoded);
		w.encoded = encoded;
	}
	if (!e)
		e = db_write(app->s, fn, &w);
	if (e)
		return app_failed(app, e, &p);
	if (fn == unlock)
		printf("%s 已解锁\n", w.login);
	else
		printf("%s 的密码是 %s ，首次登录后须修改\n", w.login, plain);
	return EXIT_DONE;
}

int cmd_user(const struct options *o)
{
	static const struct {
		const char *word;
		size_t words;
		db_write_fn fn;
	} ACTIONS[] = { { "list", 1, NULL }, { "roles", 1, NULL }, { "add", 2, add }, { "password", 2, password },
		{ "unlock", 2, unlock } };
	struct app app;
	size_t i = 0, n = sizeof ACTIONS / sizeof *ACTIONS;
	while (i < n && (!o->nargs || strcmp(o->args[0], ACTIONS[i].word) != 0))
		i++;
	if (i == n || o->nargs != ACTIONS[i].words)
		return usage_error("user", "请写 list、roles、add 账号、password 账号 或 unlock 账号");
	if (ACTIONS[i].fn == add && (!option_given(o, "name") || !option_given(o, "role")))
		return usage_error("user", "add 还需要 --name 和 --role");
	if (strcmp(o->args[0], "roles") == 0)
		return roles();
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | (ACTIONS[i].fn ? APP_KEYS : APP_READ_ONLY)))
		code = ACTIONS[i].fn ? change(&app, o, ACTIONS[i].fn) : list(&app);
	app_close(&app);
	return code;
}

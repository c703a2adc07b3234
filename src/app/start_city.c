/* SPDX-License-Identifier: Apache-2.0 */
/* Making the empty city. Rows go through the same checks as a clerk's form (catalogue/ref_kind.h). */
#include "app/start_city.h"

#include <stdio.h>
#include <string.h>

#include "app/ref_put.h"
#include "app_sql.h"
#include "auth/audit.h"
#include "auth/users.h"
#include "catalogue/kinds.h"

enum { MEMORY = 64 << 20, ROW_MEMORY = 4 << 20 };

static const struct problem_code E_FULL = { ERR_CONFLICT, "init.not_empty", "数据库里已有数据，只能在空数据库里建立新的城市。" };
static const struct problem_code E_DATA = { ERR_INVALID, "init.data", "初始数据有误。" };

static const struct {
	const char *login, *name;
	enum role role;
} ADMINS[START_ACCOUNTS] = {
	{ "sysadmin", "系统管理员", ROLE_sys_admin },
	{ "secadmin", "安全管理员", ROLE_sec_admin },
	{ "auditadmin", "审计管理员", ROLE_audit_admin },
};

struct starting {
	struct app *app;
	struct op op;
	struct arena *row;         /* of one row */
	const char *name, *region, *data_dir;
	const char *password[START_ACCOUNTS]; /* encoded */
};

static enum err fail(struct starting *c, const char *text)
{
	return problem_say(c->op.problem, &E_DATA, arena_str(c->op.a, text));
}

/* ---- rows ------------------------------------------------------------------------------------------ */

static enum err put(struct starting *c, const struct ref_kind *k, const struct ref_text *texts, size_t n)
{
	const char *fault;
	enum err e = ref_put(&c->op, c->row, k, texts, n, NULL, &fault);
	return e == ERR_INVALID && fault ? fail(c, arena_printf(c->row, "%s：%s", k->text, fault)) : e;
}

static enum err put_records(struct starting *c, const struct ref_kind *k, const char *path, struct csv_reader *r)
{
	struct ref_text texts[REF_COLS];
	enum err e = csv_next(r);
	size_t n = r->nfields;
	if (e || n > REF_COLS)
		return fail(c, arena_printf(c->row, "%s 是空的或列数过多", path));
	for (size_t i = 0; i < n; i++)
		texts[i].name = arena_sv(c->op.a, r->field[i]);
	while ((e = csv_next(r)) == ERR_OK) {
		for (size_t i = 0; i < n && i < r->nfields; i++)
			texts[i].value = r->field[i];
		e = put(c, k, texts, r->nfields < n ? r->nfields : n);
		if (e && c->op.problem->text)
			c->op.problem->text = arena_printf(c->op.a, "%s 第 %zu 行：%s", path, r->line, c->op.problem->text);
		if (e)
			return e;
		arena_reset(c->row);
	}
	return e == ERR_NOT_FOUND ? ERR_OK : fail(c, arena_printf(c->row, "%s 第 %zu 行无法读取", path, r->line));
}

static enum err put_file(struct starting *c, const struct ref_kind *k, const char *name)
{
	struct csv_reader r;
	const char *path = arena_printf(c->op.a, "%s/%s", c->data_dir, name);
	FILE *in = fopen(path, "rbe");
	if (!in)
		return fail(c, arena_printf(c->row, "无法打开 %s；请在程序所在目录运行，或用 --data 指明数据目录", path));
	csv_open(&r, in);
	enum err e = put_records(c, k, path, &r);
	csv_close(&r);
	fclose(in);
	return e;
}

#define TEXT(n, v) { n, sv_from(v) }

static enum err put_units(struct starting *c)
{
	const char *center = arena_printf(c->op.a, "%s社会治理服务中心", c->name);
	const struct ref_text root[] = { TEXT("code", "R00"), TEXT("name", c->name), TEXT("short_name", c->name),
		TEXT("kind", "city"), TEXT("region", c->region), TEXT("appraised", "0") };
	const struct ref_text below[] = { TEXT("code", "C00"), TEXT("name", center), TEXT("short_name", "社会治理服务中心"),
				      TEXT("kind", "center"), TEXT("parent", "R00"), TEXT("region", c->region), TEXT("appraised", "0") };
	enum err e = put(c, &REF_UNITS, root, sizeof root / sizeof *root);
	return e ? e : put(c, &REF_UNITS, below, sizeof below / sizeof *below);
}

static enum err put_admins(struct starting *c)
{
	struct q_cli_unit_out unit;
	enum err e = q_cli_unit(c->op.s, &(struct q_cli_unit_in){ .code = "C00" }, &unit);
	for (size_t i = 0; !e && i < START_ACCOUNTS; i++) {
		int64_t id, grant;
		e = user_create(&c->op, &(struct user_new){ .login = ADMINS[i].login, .name = ADMINS[i].name, .unit_id = unit.id,
				.status = "active" }, &id);
		if (!e)
			e = grant_propose(&c->op, &(struct grant_new){ .user_id = id, .role = ADMINS[i].role, .scope = SCOPE_ALL,
					  .unit_id = NIL, .grid_id = NIL, .valid_to = NIL, .approved = true }, &grant);
		if (!e)
			e = user_set_password(&c->op, id, c->password[i], true);
	}
	return e;
}

/* ---- the whole ------------------------------------------------------------------------------------- */

static enum err write_city(struct db_session *s, void *arg)
{
	struct starting *c = arg;
	struct q_app_counts_out n;
	c->op.s = s;
	problem_clear(c->op.problem);
	enum err e = q_app_counts(s, &n);
	if (!e && n.users + n.units)
		e = problem_set(c->op.problem, &E_FULL);
	if (!e)
		e = put_units(c);
	if (!e)
		e = put_file(c, &REF_CHANNELS, "start/channels.csv");
	if (!e)
		e = put_file(c, &REF_COLOURS, "start/colours.csv");
	if (!e)
		e = put_file(c, &REF_EMERGENCY_CLASSES, "start/emergency_classes.csv");
	if (!e)
		e = put_file(c, &REF_CALENDAR, "calendar_cn.csv");
	if (!e)
		e = put_admins(c);
	return e ? e : audit_op(&c->op, "system.init", "", NIL, NULL, c->region);
}

enum err start_city(struct app *app, const char *name, const char *region, const char *data_dir,
		    struct start_account out[START_ACCOUNTS], struct problem *p)
{
	struct arena *own = arena_new(MEMORY);
	struct starting c = { .app = app, .op = app_op(app, p), .row = arena_new(ROW_MEMORY), .name = name, .region = region,
			      .data_dir = data_dir };
	enum err e = ERR_OK;
	c.op.a = own;
	for (size_t i = 0; !e && i < START_ACCOUNTS; i++) {
		char *encoded = NULL;
		out[i] = (struct start_account){ .login = ADMINS[i].login, .name = ADMINS[i].name, .role = role_text(ADMINS[i].role) };
		password_random(app->site.env, out[i].password);
		e = password_hash(app->site.env, own, out[i].password, &encoded);
		c.password[i] = encoded;
	}
	db_session_use(app->s, own);
	if (!e)
		e = db_write(app->s, write_city, &c);
	db_session_use(app->s, app->scratch);
	if (p->text)
		p->text = arena_str(app->arena, p->text);
	arena_free(c.row);
	arena_free(own);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing what the commands share. */
#include "app/app.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands.h"
#include "app_sql.h"
#include "appeal/appeal.h"

enum { ARENA_MAX = 256 << 20, WHY = 600 };

void app_say(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fputs("yingshao: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
}

bool app_config(struct app *app, const struct options *o)
{
	char why[CONFIG_WHY];
	*app = (struct app){ .arena = arena_new(ARENA_MAX) };
	if (config_load(&app->config, app->arena, o, why))
		return true;
	app_say("%s", why);
	return false;
}

static bool make_dir(const char *path)
{
	if (mkdir(path, 0750) == 0 || errno == EEXIST)
		return true;
	app_say("无法建立目录 %s：%s", path, strerror(errno));
	return false;
}

const char *app_sqlite_file(const struct config *c)
{
	static const char prefix[] = "sqlite:";
	bool lite = strncmp(c->database_url, prefix, sizeof prefix - 1) == 0;
	return lite ? c->database_url + sizeof prefix - 1 : NULL;
}

/* Opening would make an empty file, which the next start takes for a database. */
static bool is_there(const struct app *app)
{
	const char *file = app_sqlite_file(&app->config);
	if (!file || access(file, F_OK) == 0)
		return true;
	app_say("数据库文件 %s 不存在，请先运行 yingshao init", file);
	return false;
}

static bool open_database(struct app *app, bool read_only, bool durable)
{
	char why[WHY] = "";
	struct db_options o = { .url = app->config.database_url, .cache_kib = (size_t)app->config.database_cache_mib * 1024,
				.durable = durable, .read_only = read_only };
	if (!read_only && !make_dir(app->config.var_dir))
		return false;
	if (db_open(&o, &app->site.db, why, sizeof why) != ERR_OK) {
		app_say("无法打开数据库 %s：%s", app->config.database_url, why);
		return false;
	}
	if (db_session_open(app->site.db, &app->s) != ERR_OK) {
		app_say("无法建立数据库会话：%s", app->config.database_url);
		return false;
	}
	db_session_use(app->s, app->scratch);
	return true;
}

static bool check_schema(struct app *app)
{
	int version = 0, newest = DB_MIGRATION_COUNT ? DB_MIGRATIONS[DB_MIGRATION_COUNT - 1].number : 0;
	if (db_version(app->s, &version) != ERR_OK) {
		app_say("无法读取数据库版本：%s", db_error(app->s));
		return false;
	}
	if (version == newest)
		return true;
	if (!version)
		app_say("数据库 %s 是空的，请先运行 yingshao init", app->config.database_url);
	else if (version < newest)
		app_say("数据库版本是 %d，本程序需要 %d；请先备份，再运行 yingshao migrate", version, newest);
	else
		app_say("数据库版本 %d 比本程序（%d）新，请使用新版程序", version, newest);
	return false;
}

bool app_migrate(struct app *app)
{
	char why[WHY] = "";
	int applied = 0;
	if (db_migrate(app->site.db, app->site.env, &applied, why, sizeof why) != ERR_OK) {
		app_say("升级在完成 %d 步后停止：%s", applied, why);
		return false;
	}
	if (applied)
		app_say("已执行 %d 个升级脚本", applied);
	return true;
}

static bool open_keys(struct app *app, bool create)
{
	char why[WHY] = "";
	const char *path = arena_printf(app->arena, "%s/keys", app->config.var_dir);
	enum err e = keys_open_soft(path, create, app->site.env, &app->site.keys, why, sizeof why);
	if (e == ERR_OK)
		return true;
	if (e == ERR_NOT_FOUND)
		app_say("密钥文件 %s 不存在，请从备份恢复；没有它，联系方式等加密内容无法读出", path);
	else
		app_say("%s", why);
	return false;
}

bool app_load(struct app *app)
{
	struct q_app_demo_out is;
	enum err e = q_app_demo(app->s, &is);
	if (!e)
		e = refs_load(&app->site, app->s);
	if (e) {
		app_say("无法读取基础资料：%s %s", err_name(e), db_error(app->s));
		return false;
	}
	app->site.demo = is.demo;
	db_session_rest(app->s); /* the shapes of all grids were read through it */
	app->site.public_url = app->config.public_url;
	app->site.outbox = &app->config.outbox;
	return true;
}

bool app_open(struct app *app, const struct options *o, unsigned needs)
{
	if (!app_config(app, o))
		return false;
	app->scratch = arena_new(ARENA_MAX);
	app->site.env = &ENV_SYSTEM;
	app->site.var_dir = app->config.var_dir;
	if ((needs & APP_SCHEMA) && !is_there(app))
		return false;
	if (!open_database(app, needs & APP_READ_ONLY, !(needs & APP_FAST)))
		return false;
	if ((needs & APP_SCHEMA) && !check_schema(app))
		return false;
	if ((needs & APP_KEYS) && !open_keys(app, needs & APP_KEYS_CREATE))
		return false;
	return !(needs & APP_REFS) || app_load(app);
}

struct op app_op(struct app *app, struct problem *p)
{
	return (struct op){ .site = &app->site, .s = app->s, .a = app->scratch, .now = env_now(app->site.env), .by = OP_SYSTEM,
			    .problem = p };
}

int app_failed(struct app *app, enum err e, const struct problem *p)
{
	if (p && p->text)
		app_say("%s", p->text);
	else
		app_say("%s %s", err_name(e), app->s ? db_error(app->s) : "");
	for (size_t i = 0; p && i < p->nfields; i++)
		app_say("  %s: %s", p->fields[i].field, p->fields[i].text);
	return EXIT_FAILED;
}

void app_close(struct app *app)
{
	refs_close(&app->site);
	numbers_forget(&app->site);
	db_session_close(app->s);
	if (app->site.keys)
		keys_close(app->site.keys);
	if (app->site.db)
		db_close(app->site.db);
	if (app->scratch)
		arena_free(app->scratch);
	if (app->arena)
		arena_free(app->arena);
}

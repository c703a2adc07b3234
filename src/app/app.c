/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing what the commands share. */
#include "app/app.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

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
	app_say("cannot make the directory %s: %s", path, strerror(errno));
	return false;
}

static bool open_database(struct app *app)
{
	char why[WHY] = "";
	struct db_options o = { .url = app->config.database_url, .cache_kib = (size_t)app->config.database_cache_mib * 1024,
				.durable = true };
	if (!make_dir(app->config.var_dir))
		return false;
	if (db_open(&o, &app->site.db, why, sizeof why) != ERR_OK) {
		app_say("cannot open the database %s: %s", app->config.database_url, why);
		return false;
	}
	if (db_session_open(app->site.db, &app->s) != ERR_OK) {
		app_say("cannot open a database session on %s", app->config.database_url);
		return false;
	}
	db_session_use(app->s, app->scratch);
	return true;
}

static bool check_schema(struct app *app)
{
	int version = 0, newest = DB_MIGRATION_COUNT ? DB_MIGRATIONS[DB_MIGRATION_COUNT - 1].number : 0;
	if (db_version(app->s, &version) != ERR_OK) {
		app_say("cannot read the version of the schema: %s", db_error(app->s));
		return false;
	}
	if (version == newest)
		return true;
	if (!version)
		app_say("the database %s is empty; run `yingshao init` first", app->config.database_url);
	else if (version < newest)
		app_say("the database has schema %d, this program needs %d; make a backup, then run `yingshao migrate`", version, newest);
	else
		app_say("the database has schema %d, newer than this program (%d); use the newer program", version, newest);
	return false;
}

bool app_open(struct app *app, const struct options *o, unsigned needs)
{
	if (!app_config(app, o))
		return false;
	app->scratch = arena_new(ARENA_MAX);
	app->site.env = &ENV_SYSTEM;
	app->site.var_dir = app->config.var_dir;
	if (!open_database(app))
		return false;
	return !(needs & APP_SCHEMA) || check_schema(app);
}

void app_close(struct app *app)
{
	db_session_close(app->s);
	if (app->site.db)
		db_close(app->site.db);
	if (app->scratch)
		arena_free(app->scratch);
	if (app->arena)
		arena_free(app->arena);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The small commands around the schema: version, migrate. */
#include <stdarg.h>

#include "app/app.h"
#include "app/commands.h"

int usage_error(const char *command, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "yingshao %s: ", command);
	vfprintf(stderr, fmt, ap);
	fprintf(stderr, "\n用法见 yingshao %s --help\n", command);
	va_end(ap);
	return EXIT_USAGE;
}

int cmd_version(const struct options *o)
{
	(void)o;
	int newest = DB_MIGRATION_COUNT ? DB_MIGRATIONS[DB_MIGRATION_COUNT - 1].number : 0;
	printf("yingshao %s，数据库版本 %d\n", YS_VERSION, newest);
	return EXIT_DONE;
}

const struct option_def MIGRATE_OPTIONS[] = {
	{ "dry", OPTION_FLAG, NULL, NULL, "只列出将执行的升级脚本，不执行" },
	{ NULL },
};

static int print_missing(struct app *app)
{
	int version = 0;
	if (db_version(app->s, &version) != ERR_OK) {
		app_say("无法读取数据库版本：%s", db_error(app->s));
		return EXIT_FAILED;
	}
	for (unsigned i = 0; i < DB_MIGRATION_COUNT; i++)
		if (DB_MIGRATIONS[i].number > version)
			printf("待执行：%04d %s\n", DB_MIGRATIONS[i].number, DB_MIGRATIONS[i].name);
	return EXIT_DONE;
}

int cmd_migrate(const struct options *o)
{
	struct app app;
	int code = EXIT_FAILED;
	if (app_open(&app, o, 0)) {
		if (option_flag(o, "dry"))
			code = print_missing(&app);
		else
			code = app_migrate(&app) ? EXIT_DONE : EXIT_FAILED;
	}
	app_close(&app);
	return code;
}

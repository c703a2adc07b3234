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
	fprintf(stderr, "\nsee `yingshao %s --help`\n", command);
	va_end(ap);
	return EXIT_USAGE;
}

int cmd_version(const struct options *o)
{
	(void)o;
	int newest = DB_MIGRATION_COUNT ? DB_MIGRATIONS[DB_MIGRATION_COUNT - 1].number : 0;
	printf("yingshao %s, schema %d\n", YS_VERSION, newest);
	return EXIT_DONE;
}

const struct option_def MIGRATE_OPTIONS[] = {
	{ "dry", OPTION_FLAG, NULL, NULL, "only say what would be applied" },
	{ NULL },
};

static int print_missing(struct app *app)
{
	int version = 0;
	if (db_version(app->s, &version) != ERR_OK) {
		app_say("cannot read the version of the schema: %s", db_error(app->s));
		return EXIT_FAILED;
	}
	for (unsigned i = 0; i < DB_MIGRATION_COUNT; i++)
		if (DB_MIGRATIONS[i].number > version)
			printf("missing: %04d %s\n", DB_MIGRATIONS[i].number, DB_MIGRATIONS[i].name);
	return EXIT_DONE;
}

static int migrate(struct app *app)
{
	char why[400] = "";
	int applied = 0;
	if (db_migrate(app->site.db, app->site.env, &applied, why, sizeof why) != ERR_OK) {
		app_say("the migration stopped after %d step(s): %s", applied, why);
		return EXIT_FAILED;
	}
	printf("%d migration(s) applied\n", applied);
	return EXIT_DONE;
}

int cmd_migrate(const struct options *o)
{
	struct app app;
	int code = EXIT_FAILED;
	if (app_open(&app, o, 0))
		code = option_flag(o, "dry") ? print_missing(&app) : migrate(&app);
	app_close(&app);
	return code;
}

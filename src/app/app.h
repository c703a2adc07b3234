/* SPDX-License-Identifier: Apache-2.0 */
/* The running program: settings, database, keys, reference data, and what serves them.
 *
 * Invariant: `struct app` begins with its `struct site`, because handlers of lower rooms reach the site through
 * the application's context (auth/web.h). */
#ifndef YS_APP_APP_H
#define YS_APP_APP_H

#include "app/config.h"
#include "catalogue/site.h"
#include "outbox/outbox.h"

struct app {
	struct site site;
	struct config config;
	struct arena *arena;       /* lives as long as the process */
	struct db_session *s;      /* of the main thread; its results lie in `scratch` */
	struct arena *scratch;
	struct http_server *server;
	struct scheduler *scheduler;
	struct outbox_sender sender;
	struct ticker *outbox, *reading, *learning, *finding;
	_Atomic bool stopping;
};

/* What a command needs besides the open database. */
enum app_need {
	APP_SCHEMA = 1,            /* refuse a database whose migrations are missing */
	APP_KEYS = 2,              /* the key file of var */
	APP_KEYS_CREATE = 4,       /* … made when it is not there */
	APP_REFS = 8,              /* reference data */
	APP_READ_ONLY = 16,        /* only looks; may run beside the server */
	APP_FAST = 32              /* commits need not survive a power cut: what is made can be made again */
};

/* Reads the settings and opens what is needed. False after telling on standard error what to do. */
bool app_open(struct app *app, const struct options *o, unsigned needs);
void app_close(struct app *app);
/* Applies the migrations that are missing. */
bool app_migrate(struct app *app);
/* Reads the reference data again, and whether the city is a demo. */
bool app_load(struct app *app);
/* An operation by the system, now, on the main session; `refs` is for whoever needs it to take. */
struct op app_op(struct app *app, struct problem *p);
/* Tells what went wrong; answers EXIT_FAILED. */
int app_failed(struct app *app, enum err e, const struct problem *p);
/* Settings only, for commands without a database. */
bool app_config(struct app *app, const struct options *o);

/* File of a SQLite database, NULL for PostgreSQL. */
const char *app_sqlite_file(const struct config *c);
/* "yingshao: …" on standard error. */
void app_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif

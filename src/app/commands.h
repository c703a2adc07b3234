/* SPDX-License-Identifier: Apache-2.0 */
/* The subcommands of `yingshao`: one row each in commands.c, which is also the list that --help prints. */
#ifndef YS_APP_COMMANDS_H
#define YS_APP_COMMANDS_H

#include "app/option.h"

/* Exit codes: 0 done, 1 findings or failure, 2 wrong usage. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct command {
	const char *name, *help;   /* help: one line for the list */
	const char *usage;         /* text of --help after the first line; may have several lines */
	const char *words;         /* what stands after the options: "list | add LOGIN", "" nothing */
	size_t max_words;
	const struct option_def *options; /* ends with a row without name; NULL none */
	int (*run)(const struct options *o);
};

extern const struct command COMMANDS[]; /* ends with a row without name */

/* One per file cmd_*.c; the option tables stand beside the functions. */
extern const struct option_def BACKUP_OPTIONS[], BENCH_OPTIONS[], CHECK_OPTIONS[], EXPORT_OPTIONS[], IMPORT_OPTIONS[],
	INIT_OPTIONS[];
extern const struct option_def MIGRATE_OPTIONS[], NLP_OPTIONS[], OPENAPI_OPTIONS[];
extern const struct option_def REBUILD_OPTIONS[], SERVE_OPTIONS[], SIMULATE_OPTIONS[], USER_OPTIONS[], VERIFY_OPTIONS[];
int cmd_backup(const struct options *o);
int cmd_bench(const struct options *o);
int cmd_check(const struct options *o);
int cmd_export(const struct options *o);
int cmd_import(const struct options *o);
int cmd_init(const struct options *o);
int cmd_migrate(const struct options *o);
int cmd_nlp(const struct options *o);
int cmd_train(const struct options *o);
int cmd_openapi(const struct options *o);
int cmd_rebuild(const struct options *o);
int cmd_serve(const struct options *o);
int cmd_simulate(const struct options *o);
int cmd_user(const struct options *o);
int cmd_verify(const struct options *o);
int cmd_version(const struct options *o);

/* Tells on standard error what is wrong with the usage and answers EXIT_USAGE. */
int usage_error(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Options of the command line as const tables, so that the help text cannot differ from what is accepted.
 *
 * `--name value` and `--name=value` are the same; flags take no value; `--` ends the options. What an option means
 * stands in its row, whoever reads it asks by name. Asking for a name that is in no table is a bug (abort). */
#ifndef YS_APP_OPTION_H
#define YS_APP_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_INT };

struct option_def {
	const char *name;          /* "seed" for --seed */
	enum option_kind kind;
	const char *value;         /* name of the value in the help: "N" */
	const char *otherwise;     /* default, NULL none */
	const char *help;
};

enum { OPTION_MAX = 32, OPTION_ARGS = 4, OPTION_WHY = 256 };

struct options {
	const struct option_def *table[2];     /* the command's own, then the common ones; each ends with a row without name */
	const char *given[2][OPTION_MAX];
	const char *args[OPTION_ARGS];         /* words that are no options */
	size_t nargs;
	bool help;                             /* --help was given */
};

/* --config, --db, --var: for every command. */
extern const struct option_def OPTIONS_COMMON[];

/* False with a sentence in `why` that says what to do. `argv` must outlive the options. */
bool options_parse(struct options *o, const struct option_def *own, size_t max_args, int argc, char **argv,
		   char why[OPTION_WHY]);
bool option_flag(const struct options *o, const char *name);
/* Value or default; NULL when neither. */
const char *option_text(const struct options *o, const char *name);
int64_t option_int(const struct options *o, const char *name);
bool option_given(const struct options *o, const char *name);
/* One line per option, as in --help. */
void options_print(FILE *out, const struct option_def *table);

#endif

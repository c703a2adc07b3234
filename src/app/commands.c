/* SPDX-License-Identifier: Apache-2.0 */
/* The table of subcommands. */
#include "app/commands.h"

const struct command COMMANDS[] = {
	{ "migrate", "bring the database to this program's schema",
	  "Applies the migrations that are missing, each in its own transaction. Make a backup first: there is no way back.",
	  "", 0, MIGRATE_OPTIONS, cmd_migrate },
	{ "version", "version of the program and its schema", "Prints the version of the program and of its schema.", "", 0, NULL,
	  cmd_version },
	{ NULL },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Settings of a process: an ini file whose keys are one const table, printed with its documentation by
 * `yingshao serve --print-config`. Rules of the office (limits, texts, calendars) live in the database instead.
 * Unknown sections and keys are errors, so that a typing mistake does not silently leave a default. */
#ifndef YS_APP_CONFIG_H
#define YS_APP_CONFIG_H

#include <stdio.h>

#include "app/option.h"
#include "base/arena.h"
#include "outbox/outbox_config.h"

struct config {
	const char *address, *static_dir, *trusted_proxy, *metrics_from, *public_url;
	int64_t port, loops, workers, connections, request_deadline_s, public_per_minute, pow_free_per_hour, pow_bits;
	const char *database_setting, *database_url; /* as written, maybe ""; the one to open */
	int64_t database_cache_mib;
	const char *var_dir, *log_level;
	struct outbox_config outbox;
};

enum { CONFIG_WHY = 400 };

/* Defaults, then the file of --config, then --db and --var. Texts live in `a`. False with `why`. */
bool config_load(struct config *c, struct arena *a, const struct options *o, char why[CONFIG_WHY]);
/* The file that would give these settings, with a comment for every key. */
void config_print(FILE *out, const struct config *c);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Fills an empty database with the invented city 青澜市: units, communities, the map of grids, event list, channels,
 * colours, calendar, texts, owners, posts and people. See data/demo and demo_map.h.
 *
 * Deterministic for a seed except passwords. Every rule of the rooms holds: the same checks run as for a clerk's form.
 * Not for a database that will hold real data: setting demo = 1 marks it. */
#ifndef YS_APP_DEMO_CITY_H
#define YS_APP_DEMO_CITY_H

#include "catalogue/site.h"

enum { DEMO_ACCOUNTS_MAX = 20 };

struct demo_account {
	const char *login, *password, *name;
	const char *role;          /* Chinese name of the role */
	const char *unit;
};

struct demo_options {
	const char *data_dir;      /* "data": with demo/ and calendar_cn.csv */
	uint64_t seed;
	int64_t founded_at;        /* valid_from of everything; NIL = now */
};

/* One write; then refs_load. `out` gets at most DEMO_ACCOUNTS_MAX accounts, one per role, whose passwords are shown once; their
 * texts live in `a`. ERR_CONFLICT "demo.not_empty"; ERR_IO and ERR_INVALID with the file and line in p->text. */
enum err demo_create(struct site *site, struct db_session *s, struct arena *a, const struct demo_options *o,
		     struct demo_account *out, size_t *n, struct problem *p);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files that make the demo city. */
#ifndef YS_APP_DEMO_INTERNAL_H
#define YS_APP_DEMO_INTERNAL_H

#include "app/demo_city.h"
#include "app/demo_map.h"
#include "app/ref_put.h"
#include "catalogue/kinds.h"

/* The three administrators and the other roles: one account each. */
enum { DEMO_GIVEN_MAX = 400, DEMO_SURNAMES_MAX = 120 };

struct demo_community_unit {
	int64_t id;
	const char *name, *region; /* "澜城社区", "990181001001" */
	int64_t head;              /* user who is head of its grids */
};

struct demo {
	struct op op;
	struct problem *problem;
	struct arena *a;           /* everything of the making */
	struct arena *row;         /* of one row, reset often */
	const struct demo_options *o;
	struct demo_dice dice;
	const char *surname[DEMO_SURNAMES_MAX], *given[DEMO_GIVEN_MAX];
	int nsurnames, ngiven;
	int communities[DEMO_TOWNS];
	int64_t town[DEMO_TOWNS];
	const char *town_name[DEMO_TOWNS];
	struct demo_community_unit community[DEMO_MAX_COMMUNITIES]; /* in the order of the map */
	int ncommunities;
	const struct demo_map *map;
	int64_t *grid;             /* ids by index of map->nodes */
	struct demo_account *accounts;
	size_t naccounts;
	char **hash;               /* of the accounts, made before the write */
	void *layer;               /* of demo_places.c */
};

/* A problem with the sentence made here. */
enum err demo_fail(struct demo *d, enum err kind, const char *text);

/* One row of a kind through the same checks as a form: name, value, …, NULL. Names are CSV headers or columns. */
enum err demo_put(struct demo *d, const struct ref_kind *k, int64_t *id, const char *const *pairs);
/* The current record of a file as it is: every header is a column. */
struct demo_csv;
enum err demo_put_record(struct demo *d, const struct ref_kind *k, const struct demo_csv *c);
/* Calls `row` for each record of data_dir/name; `get` finds a field of the current record by header. */
const char *demo_field(const struct demo_csv *c, const char *header); /* "" when absent; lives until the next row */
enum err demo_each(struct demo *d, const char *name, enum err (*row)(struct demo *d, const struct demo_csv *c));
int64_t demo_unit(struct demo *d, const char *code);                 /* NIL when unknown */
const char *demo_name(struct demo *d);                              /* a person's name, in d->a */

/* demo_rules.c: channels, colours, domains, event list, owners, calendar, texts, settings. */
enum err demo_rules(struct demo *d);
/* demo_duties.c: duty lists of grid workers, towns and communities, and 同责清单, after the event list. */
enum err demo_duties(struct demo *d);
/* demo_places.c: the gazetteer, after the grids. */
enum err demo_places(struct demo *d);
/* demo_knowledge.c: the articles beside the intake form. */
enum err demo_knowledge(struct demo *d);
/* demo_people.c: the accounts' passwords (before the write); accounts, silent handlers, posts of the grids. */
enum err demo_passwords(struct demo *d);
enum err demo_people(struct demo *d);

#endif

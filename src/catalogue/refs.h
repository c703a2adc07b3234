/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind a `struct refs`: private to refs.c, suggest.c and duty.c. */
#ifndef YS_CATALOGUE_REFS_H
#define YS_CATALOGUE_REFS_H

#include <pthread.h>

#include "catalogue/site.h"

struct refs_hash {
	int32_t *slot;             /* position + 1; 0 = free */
	size_t size;               /* a power of two */
};

/* A ruling: events of this type in this town (NIL: anywhere) are not `from`'s duty but `to`'s. */
struct precedent {
	int64_t event_type_id, town_id, from_unit_id, to_unit_id, at;
	const char *basis;
};
/* An item of the duty lists of a level: "town", "community" or "grid". */
struct level_duty {
	const char *level, *item, *list, *basis;
	int64_t unit_id, valid_to; /* the department that leads, NIL none; yyyymmdd */
};
struct asset_owner {
	const char *kind;
	int64_t town_id;           /* NIL: the whole city */
	int64_t unit_id;
};

struct refs_mark {
	int64_t n, last, versions, closed;
};

/* Shared by snapshots as long as the mark stays the same. */
struct refs_grids {
	int count;                 /* snapshots that use it */
	int64_t at;                /* when it was read */
	struct refs_mark mark;
	struct arena *arena;
	struct grid *v;
	size_t n;
	struct geo_index *geo;
	pthread_mutex_t lock;      /* of the readers */
	struct geo_reader **readers;
	size_t nreaders, readers_cap;
};

struct refs_part {
	struct refs refs;          /* first: a refs pointer is a refs_part pointer */
	int count;
	int64_t last_version;      /* highest ref_version.id it has seen */
	struct refs_grids *grids;
	struct refs_hash units, unit_codes, types, type_codes;
	int32_t *parent;           /* of units, by position; -1 none */
	struct asset_owner *owners;
	size_t nowners;
	struct precedent *precedents; /* newest first */
	size_t nprecedents;
	struct coresp *coresp;        /* by town, item, share */
	size_t ncoresp;
	struct level_duty *levels;
	size_t nlevels;
	const int64_t *word_weight; /* suggest.c: by word of the matcher */
};

static inline struct refs_part *refs_part_of(const struct refs *r)
{
	return (struct refs_part *)(uintptr_t)r;
}

/* The stored calendar with some days otherwise, for a preview; none: as it is stored. */
enum err refs_calendar_with(struct db_session *s, struct arena *a, const struct cal_exception *over, size_t nover,
			    const struct calendar **out);

/* coresp.c, level.c */
enum err refs_load_coresp(struct refs_part *p, struct db_session *s);
enum err refs_load_levels(struct refs_part *p, struct db_session *s);
size_t refs_coresp(const struct refs *r, int64_t town_id, const struct event_type *t, const struct coresp **out, size_t max);

/* Builds the matcher of the event list's keywords. */
void suggest_build(struct refs_part *p);

#endif

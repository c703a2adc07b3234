/* SPDX-License-Identifier: Apache-2.0 */
/* Grids 网格 (C-01, C-07, C-14…C-18): a versioned tree over the communities, with posts of 4+N and re-partition with history.
 *
 * A change of name, phone or shape is a new version of the same row. A re-partition closes rows and opens new ones, tied
 * by grid_lineage; open cases keep the grid they happened in, and grid_successors finds whose they are today.
 * Special grids (专属网格, level 4) lie over the others and never decide whose a place is. */
#ifndef YS_GRID_GRID_H
#define YS_GRID_GRID_H

#include "catalogue/ref_kind.h"
#include "grid/grid_rules.h"
#include "workflow/workflow.h"

struct q_grid_prepared_get_out;

extern const struct route GRID_ROUTES[], GRID_LIST_ROUTES[], GRID_CODE_ROUTES[], GRID_PLAN_ROUTES[], GRID_SPLIT_ROUTES[];

/* Posts of a grid. */
struct grid_person {
	const char *post, *worker_type, *name;
	int64_t user_id;           /* NIL: only a name */
	bool main;
};
/* Replaces the posts of a grid inside a write, with an event. Faults go to op->problem in Chinese. */
enum err grid_set_posts(struct op *op, int64_t grid_id, const struct grid_person *people, size_t n);

struct grid_new {
	const char *code, *name, *special, *wkt, *phone;
	int64_t households;
};
struct grid_split {
	const int64_t *old;        /* grids that end; all of one community and level */
	size_t nold;
	const struct grid_new *fresh;
	size_t nfresh;
	const char *reason;
	int64_t version;           /* of old[0]; NIL = do not compare */
	const struct q_grid_prepared_get_out *prepared; /* carried out now as it was prepared; NULL: decided now */
};
enum { GRID_OLD_MAX = 20, GRID_NEW_MAX = 40 };
/* Re-partition inside a write: closes the old grids and what lies below them, opens the new ones, moves children, posts and
 * rights. `ids` gets the new grids' ids (nfresh). The new shapes must cover the old ones. */
enum err grid_repartition(struct op *op, const struct grid_split *in, int64_t *ids);
/* Only whether it could be done now. */
enum err grid_split_check(struct op *op, const struct grid_split *in);

/* ---- prepared re-partitions: decided now, in force from a later day ---- */

extern const struct wf_machine PARTITION_MACHINE;
/* Keeps a re-partition until the day `effective` (yyyymmdd, after today) begins; checked as if it were done now. */
enum err grid_prepare(struct op *op, const struct grid_split *in, int32_t effective, int64_t *id);
enum err grid_prepared_cancel(struct op *op, int64_t id, int64_t version);
/* For the job: those whose day has begun; carrying one out. What can no longer be done ends as failed, with its reason. */
enum err grid_prepared_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err grid_prepared_apply(struct op *op, int64_t id);

/* Grids of today that `grid_id` has become; itself when it is in force. */
enum err grid_today(struct db_session *s, int64_t grid_id, int64_t **ids, size_t *n);
/* Former grids whose cases belong to `grid_id` now, itself included. */
enum err grid_formerly(struct db_session *s, int64_t grid_id, int64_t **ids, size_t *n);

/* Base grid of any grid of the snapshot (itself, or its ancestor of level 1); NULL for special grids. */
const struct grid *grid_base(const struct refs *r, const struct grid *g);

/* ---- between the files of the room ---- */
/* Text of a member of a JSON object; "" when it is absent or no text. */
const char *grid_member(const struct json *o, const char *key);
/* New grids as clients give them and prepared plans keep them; false when the list is none of them. */
bool grid_new_read(const struct json *list, struct grid_new *out, size_t max);
/* The band of a level, from setting grid.band_N or the default. */
enum err grid_band_of(struct db_session *s, int level, struct grid_band *out);
/* Outlines of towns or communities as JSON (docs/grids.md), made from their base grids; kept until the grids change. The text
 * belongs to the arena. */
enum err grid_outlines(struct site *site, struct db_session *s, struct arena *a, bool towns, const char **json);

#endif

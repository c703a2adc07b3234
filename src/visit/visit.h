/* SPDX-License-Identifier: Apache-2.0 */
/* Visits: to a household (H-05), to a reported place before anybody is sent (D-02, D-07), and of outside forces to a grid
 * (报到, C-19). One record feeds every report; nothing is entered twice.
 *
 * A record is written after the visit, or fulfils a plan made before; a plan is reminded of on its day. There is no check-in
 * of grid workers: a visit says what was done, not where somebody stood (compliance 6, rows 6 to 8). The name of who was
 * visited is encrypted. Threads: none. Memory: the arena of the op. */
#ifndef YS_VISIT_VISIT_H
#define YS_VISIT_VISIT_H

#include "casefile/casefile.h"
#include "catalogue/op.h"
#include "visit_sql.h"

extern const struct wf_machine VISIT_MACHINE;

struct visit_new {
	const char *no;            /* from number_next("visit") */
	const char *kind;          /* home | check | force */
	int64_t grid_id;
	int64_t at;                /* when it happened; NIL: now */
	int32_t plan_day;          /* a plan: the day; 0 = a record */
	const char *force_kind, *people, *people_unit; /* force: who came, from where */
	const char *place, *person, *matter, *done, *needs;
	const char *found;         /* check: true | untrue | unclear */
	int64_t case_id, parent_id;
};
/* Inside a write. A check leaves case.verified in the history of its case and tells the centre. */
enum err visit_create(struct op *op, const struct visit_new *n, int64_t *id);

struct visit_result {
	int64_t at;
	const char *done, *needs, *people, *found;
};
/* The planned visit has been made. */
enum err visit_fulfil(struct op *op, int64_t id, int64_t version, const struct visit_result *res);
/* A plan goes to another day, or is given up; both with a reason. */
enum err visit_move(struct op *op, int64_t id, int64_t version, int32_t day, const char *reason);
enum err visit_void(struct op *op, int64_t id, int64_t version, const char *reason);

/* Plans of today and before that nobody has been reminded of, for the scheduler. */
enum err visit_to_remind(struct op *op, int64_t limit, int64_t **ids, size_t *n);
enum err visit_remind(struct op *op, int64_t id);

enum err visit_may_see(struct op *op, int64_t id, bool *yes);
/* Photos are added by who made the visit. */
enum err visit_may_add_file(struct op *op, int64_t id, bool *yes);
enum err visit_file_added(struct op *op, int64_t id, const char *stage, const char *hash);
/* Name of who was visited, NULL when none was left. */
enum err visit_person(struct op *op, const struct q_visit_get_out *row, const char **name);

extern const struct route VISIT_ROUTES[];

#endif

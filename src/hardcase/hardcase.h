/* SPDX-License-Identifier: Apache-2.0 */
/* 疑难件 (O-04, O-05, G-06): “职责不清有人定、推进困难有人管”.
 *
 * A case becomes a hard case by rule (third return, third round of rework, long silence after its due time; the numbers are data)
 * or by hand. On each level – town, district, city – a person is named who decides and one who follows up; meetings, the decision
 * with units, measures and due time, and progress are recorded, each with a clock that reminds. What is stuck goes one level up.
 * Its orders, clocks and callbacks go on as they are; the decision gives orders to units that have none. Events stand in the
 * stream of the case, under its lock. Threads: none. Memory: the arena of the op. */
#ifndef YS_HARDCASE_HARDCASE_H
#define YS_HARDCASE_HARDCASE_H

#include "hardcase_sql.h"
#include "order/order.h"

extern const struct wf_machine HARDCASE_MACHINE;

enum { HARDCASE_UNITS = ORDER_CO_MAX };

/* reason: unclear 职责不清 | unattended 长期无人管 | stuck 推进困难. ERR_CONFLICT when the case is one already or has ended. */
enum err hardcase_open(struct op *op, int64_t case_id, const char *reason, const char *why, int64_t *id);

/* assign, meet, decide, progress, raise, close, withdraw. */
struct hardcase_step {
	const char *action;
	const char *text;          /* measures, progress, reason, conclusion, minutes */
	int64_t owner_id, follower_id;  /* assign: 有人定, 有人管 */
	int64_t at;                /* meet: when */
	const char *place, *participants;
	const int64_t *units;      /* decide: who does it */
	size_t nunits;
	int64_t due_at;
	const char *outcome;       /* close: solved | partly | explained */
};
enum err hardcase_act(struct op *op, int64_t id, int64_t version, const struct hardcase_step *s);

/* The level above in this city: a city without districts goes from the town straight up. NULL at the top. */
const char *hardcase_level_above(const struct refs *refs, const char *level);
const char *hardcase_level_text(const char *level);
const char *hardcase_reason_text(const char *reason);
const char *hardcase_outcome_text(const char *outcome);

/* ---- the job ---- */
enum err hardcase_find_silent(struct op *op, int64_t *case_ids, size_t max, size_t *n);
enum err hardcase_open_silent(struct op *op, int64_t case_id);
enum err hardcase_find_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err hardcase_remind(struct op *op, int64_t id);

/* ---- subscriptions (app/subscriptions.c) ---- */
enum err hardcase_on_return(struct change *c, const struct event_note *n);
enum err hardcase_on_rework(struct change *c, const struct event_note *n);
enum err hardcase_on_close(struct change *c, const struct event_note *n);

extern const struct route HARDCASE_ROUTES[];

#endif

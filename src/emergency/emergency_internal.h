/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the emergency room. */
#ifndef YS_EMERGENCY_INTERNAL_H
#define YS_EMERGENCY_INTERNAL_H

#include "emergency/emergency.h"

/* An emergency being moved, under the lock of its case. */
struct emergency_tx {
	struct op *op;
	struct case_tx *t;
	struct q_emergency_get_out row;
	const struct emergency_step *step; /* NULL: by the system */
	const char *fact;          /* shown beside the event's name */
	int64_t report_minutes;    /* of the class */
	int64_t into;              /* merge: the other emergency */
};
enum err emergency_needs_text(void *ctx);
enum err emergency_needs_level(void *ctx);

/* Locks the case of `id`; ERR_NOT_FOUND "emergency.not_found". */
enum err emergency_begin(struct emergency_tx *x, struct case_tx *t, struct op *op, int64_t id);
enum err emergency_move(struct emergency_tx *x, const char *action, bool system);
enum err emergency_note(struct emergency_tx *x, const char *kind, const char *text, const char *resources);
/* Raises one inside a change of its case; NIL class: by the event type, if it belongs to one. */
enum err emergency_raise(struct case_tx *t, int64_t class_id, const char *origin, const char *what, int64_t *id);
/* Who may move it besides the holders of the edge's capability over the case. */
bool emergency_can(struct op *op, const struct q_emergency_get_out *row, unsigned cap);

extern const struct list_def EMERGENCIES;

#endif

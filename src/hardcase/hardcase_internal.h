/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the hardcase room. */
#ifndef YS_HARDCASE_INTERNAL_H
#define YS_HARDCASE_INTERNAL_H

#include "hardcase/hardcase.h"

/* A hard case being moved, under the lock of its case. */
struct hardcase_tx {
	struct op *op;
	struct case_tx *t;
	struct q_hardcase_get_out row;
	const struct hardcase_step *step; /* NULL: by the system */
	const char *fact;          /* shown beside the event's name */
};
enum err hardcase_needs_text(void *ctx);
enum err hardcase_needs_people(void *ctx);
enum err hardcase_needs_meeting(void *ctx);
enum err hardcase_needs_decision(void *ctx);
enum err hardcase_needs_above(void *ctx);
enum err hardcase_needs_outcome(void *ctx);

enum err hardcase_begin(struct hardcase_tx *x, struct case_tx *t, struct op *op, int64_t id);
enum err hardcase_move(struct hardcase_tx *x, const char *action, bool system);
enum err hardcase_note(struct hardcase_tx *x, const char *kind, const char *text);
/* Opens one inside a change of its case. */
enum err hardcase_make(struct case_tx *t, const char *reason, const char *origin, const char *why, int64_t *id);
/* A number of the rules; NIL when it is switched off. */
enum err hardcase_number(struct op *op, const char *code, int64_t *value);
/* Whoever coordinates on its level, and whoever is named in it for what is theirs. */
bool hardcase_can(struct op *op, const struct q_hardcase_get_out *row, const char *action, unsigned cap);

#endif

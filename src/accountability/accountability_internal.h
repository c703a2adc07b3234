/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files of the room. */
#ifndef YS_ACCOUNTABILITY_INTERNAL_H
#define YS_ACCOUNTABILITY_INTERNAL_H

#include "accountability/accountability.h"
#include "auth/caps.h"
#include "catalogue/op.h"

enum { HEARING_DAYS = 3 }; /* working days to state one's side (scoring.md 4.6) */

struct accountability_tx {
	struct op *op;
	struct change change;
	struct q_accountability_get_out row, next;
	const struct accountability_step *step;
};

/* By role, and by the unit concerned: who answers belongs to it, who proposes or decides does not. */
bool accountability_may(struct op *op, const struct q_accountability_get_out *a, unsigned cap);
/* A unit hears of it with the hearing; 纪委监委 sees what was issued. */
bool accountability_sees(struct op *op, const struct q_accountability_get_out *a);
/* Whether the step makes sense now, beyond its state; NULL: it does. */
const struct problem_code *accountability_refusal(
	const struct q_accountability_get_out *a, const struct accountability_step *step, int64_t now);

/* One proposal, inside the write that marks the month. */
enum err accountability_propose(struct op *op, const struct q_accountability_insert_in *in);

/* Guards of the machine. */
enum err accountability_guard(void *ctx);

/* As an official document, a draft until it is signed. */
enum err accountability_official(struct op *op, const struct q_accountability_get_out *a, struct official *o);

#endif

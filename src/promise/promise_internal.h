/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the promise room. */
#ifndef YS_PROMISE_INTERNAL_H
#define YS_PROMISE_INTERNAL_H

#include "promise/promise.h"

/* A promise being moved, under the lock of its case. */
struct promise_tx {
	struct op *op;
	struct case_tx *t;
	struct q_promise_get_out row;
	const struct promise_step *step;
};
enum err promise_needs_day(void *ctx);
enum err promise_needs_text(void *ctx);
enum err promise_needs_other_day(void *ctx);

/* May this person do that with the promise? An agent not for the own unit's work. */
bool promise_can(struct op *op, const struct q_promise_get_out *row, unsigned cap);
/* "9月30日", with the year when it is another. */
const char *promise_day_text(struct arena *a, int32_t day, int32_t today);
bool promise_over(const char *status);
/* The last instant of a day. */
int64_t promise_due_at(int32_t day);

#endif

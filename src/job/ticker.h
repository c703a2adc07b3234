/* SPDX-License-Identifier: Apache-2.0 */
/* A thread that does something once a second, with a database session and an arena of its own: the scheduler, the outbox.
 *
 * When the database cannot be reached it tries again after a pause that grows to half a minute. */
#ifndef YS_JOB_TICKER_H
#define YS_JOB_TICKER_H

#include "catalogue/site.h"

struct ticker;
/* `tick` gets an op by the system, now, outside a write; its arena is empty. Called by the new thread until ticker_stop. */
enum err ticker_start(struct site *site, const char *name, enum err (*tick)(struct op *op, void *arg), void *arg,
	struct ticker **out);
/* Ends after the tick at hand; NULL is allowed. */
void ticker_stop(struct ticker *t);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Inbox 收件箱: a colleague mentions a person in a note on a case, asks that somebody be let in, or sends an order back.
 *
 * Nobody learns of a case by being mentioned: who may not see it is refused, and every reading asks again. The words stand
 * once, sealed, in the event of the case; the inbox only points at it. */
#ifndef YS_INBOX_INBOX_H
#define YS_INBOX_INBOX_H

#include "inbox_sql.h"
#include "order/order.h"

enum { INBOX_MENTIONS = 10 };

/* A note on the timeline of a case (case.noted), with the colleagues it is meant for. Refused as a whole when one of them may
 * not see the case: `inbox.cannot_see`, a field error for each. */
enum err inbox_note(struct op *op, int64_t case_id, const char *note, const int64_t *users, size_t n);
/* Asks those who dispatched the case to let a colleague in (case.asked_in); the colleague is not told. *asked counts them. */
enum err inbox_ask(struct op *op, int64_t case_id, int64_t user_id, const char *why, int64_t *asked);
/* May that person see the case? False for unknown and disabled people. */
enum err inbox_may_see(struct op *op, int64_t user_id, int64_t case_id, bool *yes);

/* Subscription: an order sent back stands in its holder's inbox. */
enum err inbox_on_back(struct change *c, const struct event_note *n);

extern const struct route INBOX_ROUTES[];

#endif

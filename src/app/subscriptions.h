/* SPDX-License-Identifier: Apache-2.0 */
/* Which room acts on which event of another room, in the same transaction (architecture.md 1). */
#ifndef YS_APP_SUBSCRIPTIONS_H
#define YS_APP_SUBSCRIPTIONS_H

#include "event/event.h"

/* For event_subscribe, once at start-up. Rows of the same kind run in the order of the table. */
extern const struct subscription SUBSCRIPTIONS[];

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files about accounts and grants. */
#ifndef YS_AUTH_USERS_INTERNAL_H
#define YS_AUTH_USERS_INTERNAL_H

#include "auth/users.h"
#include "event/event.h"

/* ERR_NOT_FOUND with its problem recorded. */
enum err user_row(struct op *op, int64_t id, struct q_user_get_out *out);
/* An event in the stream of the account. */
enum err user_event_open(struct op *op, struct change *c, int64_t user_id, const char *kind);
enum err user_event_close(struct change *c);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Handing over on leave: a colleague of the same unit acts for somebody from a moment to a moment. */
#ifndef YS_AUTH_HANDOVER_H
#define YS_AUTH_HANDOVER_H

#include "catalogue/site.h"

struct handover_new {
	int64_t user_id, deputy_id; /* deputy NIL: B of the post, found here */
	int64_t from_at, to_at;
	const char *reason;
};
/* Inside a write, by oneself or by who manages the people of the unit; the caller writes the audit row. */
enum err handover_begin(struct op *op, struct handover_new *h, int64_t *id);

#endif

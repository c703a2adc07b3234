/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the dispute room. */
#ifndef YS_DISPUTE_INTERNAL_H
#define YS_DISPUTE_INTERNAL_H

#include "dispute/dispute.h"
#include "dispute_sql.h"

/* What the rules look at when an order is given back. Times in epoch ms. */
struct dispute_facts {
	const char *order_status;
	int64_t now, until;        /* until: end of the return limit */
	int64_t by_unit;           /* returns of this unit on this case, not withdrawn */
	int64_t open;              /* unruled ones on this order */
	bool sub, designated;
	bool same_unit;            /* it proposes itself */
};
/* The first rule that is broken; NULL when the order may be given back. */
const struct problem_code *dispute_refusal(const struct dispute_facts *f);
/* How many ruling limits a state may last: the centre one, a meeting two, the last instances more. 0: no clock. */
int64_t dispute_limits(const char *status);

/* A dispute being moved, under the lock of its case. */
struct dispute_tx {
	struct op *op;
	struct case_tx *t;
	struct q_dispute_get_out row;
	struct q_order_get_out order;
	const struct dispute_ruling *ruling;
	int64_t new_order_id;
};
enum err dispute_needs_opinion(void *ctx);
enum err dispute_needs_basis(void *ctx);
enum err dispute_redirects(void *ctx);
enum err dispute_rejects(void *ctx);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the adjust room. */
#ifndef YS_ADJUST_INTERNAL_H
#define YS_ADJUST_INTERNAL_H

#include "adjust/adjust.h"
#include "adjust_sql.h"

/* What the rules look at when somebody asks. Times in epoch ms. */
struct adjust_facts {
	const char *kind, *colour, *order_status;
	int64_t now, due_at, limit_value;
	int64_t more, until;       /* as asked */
	int64_t extensions;        /* asked or approved on this order */
	int64_t suspensions;       /* asked or approved on this case, ever */
	int64_t open;              /* undecided ones on this order */
	int64_t evidence;          /* documents and evidence on the order */
	bool role_sub;             /* sub-orders follow their parent */
};
/* The first rule that is broken, with the field it is about ("" none); NULL when it may be asked for. */
const struct problem_code *adjust_refusal(const struct adjust_facts *f, const char **field);

/* An adjustment being moved, under the lock of its case. */
struct adjust_tx {
	struct op *op;
	struct case_tx *t;
	struct q_adjust_get_out row;
	struct q_order_get_out order;
	const char *opinion;
	int64_t new_due;
};
enum err adjust_needs_opinion(void *ctx);
enum err adjust_take_effect(void *ctx);

#endif

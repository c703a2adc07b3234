/* SPDX-License-Identifier: Apache-2.0 */
/* One period of all units, between the files of this room. */
#ifndef YS_SCORE_SCORE_INTERNAL_H
#define YS_SCORE_SCORE_INTERNAL_H

#include "catalogue/op.h"
#include "score/score.h"
#include "score_sql.h"

enum score_list { SCORE_NO_LIST, SCORE_TOWNS, SCORE_DEPARTMENTS, SCORE_LISTS };

struct score_unit_month {
	enum score_list list;
	struct score_counts by_type[SCORE_TYPES];
	int64_t open, suspended;   /* lead orders now: 挂账 is shown beside every rate */
};
struct score_month {
	struct op *op;
	struct month_span at;
	struct score_unit_month *unit; /* by position of the unit in refs */
	/* by one profile: */
	const struct score_profile *profile;
	struct score_base *base;   /* by position of the unit, of those in a list */
	int64_t mean[SCORE_LISTS][SCORE_TERMS_MAX];
	struct score_place *place; /* by list and rank */
	size_t places;
};

/* Counts what all units did. Memory: op->a. */
enum err score_count(struct op *op, const struct month_span *at, struct score_month *m);
/* Scores and ranks what was counted. A copy of *m can be ranked by another profile. */
void score_by(struct score_month *m, const struct score_profile *profile);

#endif

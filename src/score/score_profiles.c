/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles that come with the program (scoring.md 4.2, 4.11). A city copies one, changes it and adopts it with its approval. */
#include "base/env.h"
#include "score/score.h"

enum {
	HUNDREDTH = SCORE_ONE / 100,
	TENTH = SCORE_ONE / 10,
	CONSULT = 1 << SCORE_CONSULT,
	HELP = 1 << SCORE_HELP,
	COMPLAINT = 1 << SCORE_COMPLAINT | 1 << SCORE_REPORT,
};

/* What all share: the weights of the answers, lines, whistles, ranking. */
#define COMMON                                                                                                         \
	.weight = { SCORE_ONE, SCORE_ONE, 8 * TENTH, 0, 0 }, .shrink = 10, .min_due = 10,                              \
	.min_evaluated = 60 * HUNDREDTH, .below = 5 * TENTH, .below_cap = 5 * SCORE_POINT, .above = 2 * TENTH,         \
	.above_cap = 3 * SCORE_POINT, .volume_cap = 2 * SCORE_ONE, .whistle = TENTH, .year_points = 14 * SCORE_POINT,  \
	.excellent_min = 126 * TENTH, .flagged = 3, .floor = NIL

#define LINEAR(m, of, p) { .measure = (m), .shape = SCORE_LINEAR, .types = (of), .points = (p) }
#define CEILING(m, of, p, most) { .measure = (m), .shape = SCORE_CEILING, .types = (of), .points = (p), .max = (most) }

const char *const SCORE_BUILTIN_NAMES[SCORE_BUILTINS] = { "rongcheng-70", "sanlv", "baseline-deduct", "classified" };

const struct score_profile SCORE_BUILTIN[SCORE_BUILTINS] = {
	/* K-02: satisfaction 70 of 100; closing and return share the rest (open point Q3). */
	[SCORE_RONGCHENG_70] = { COMMON, .terms = 4,
		.term = { LINEAR(SCORE_SATISFACTION, SCORE_ALL_TYPES, 70 * SCORE_POINT),
			LINEAR(SCORE_CLOSED, SCORE_ALL_TYPES, 75 * TENTH),
			LINEAR(SCORE_ONTIME, SCORE_ALL_TYPES, 75 * TENTH),
			CEILING(SCORE_RETURNED, SCORE_ALL_TYPES, 15 * SCORE_POINT, TENTH) } },
	/* 三率: response, solution, satisfaction. */
	[SCORE_SANLV] = { COMMON, .terms = 3,
		.term = { LINEAR(SCORE_CONTACTED, SCORE_ALL_TYPES, 30 * SCORE_POINT),
			LINEAR(SCORE_SOLVED, SCORE_ALL_TYPES, 35 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, SCORE_ALL_TYPES, 35 * SCORE_POINT) } },
	/* Four times 25, deducted from a base; satisfaction and solution keep half. */
	[SCORE_BASELINE_DEDUCT] = { COMMON, .terms = 4,
		.term = { { .measure = SCORE_ONTIME, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				  .base = SCORE_ONE, .per = SCORE_POINT },
			{ .measure = SCORE_SATISFIED, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				.base = 98 * HUNDREDTH, .per = 5 * TENTH, .floor = 125 * TENTH },
			{ .measure = SCORE_SOLVED, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				.base = 95 * HUNDREDTH, .per = 5 * TENTH, .floor = 125 * TENTH },
			CEILING(SCORE_RETURNED, SCORE_ALL_TYPES, 25 * SCORE_POINT, TENTH) } },
	/* Consultations, requests and complaints apart; suggestions and praise are not scored. */
	[SCORE_CLASSIFIED] = { COMMON, .terms = 5,
		.term = { LINEAR(SCORE_SATISFACTION, CONSULT, 15 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, HELP, 35 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, COMPLAINT, 20 * SCORE_POINT),
			LINEAR(SCORE_ONTIME, CONSULT | HELP | COMPLAINT, 15 * SCORE_POINT),
			CEILING(SCORE_RETURNED, CONSULT | HELP | COMPLAINT, 15 * SCORE_POINT, TENTH) } },
};

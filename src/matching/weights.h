/* SPDX-License-Identifier: Apache-2.0 */
/* What each feature counts (MATCH_FEATURE_NAMES), learned by tests/bench/merge_fit.mjs; how and how well: docs/matching.md. */
#ifndef YS_MATCHING_WEIGHTS_H
#define YS_MATCHING_WEIGHTS_H

#include "matching/matching.h"

static const float BIAS = -5.6146F;
static const float WEIGHT[MATCH_FEATURES] = {
	7.3122F, -7.0782F, 5.6884F, 0.7586F, 7.0714F, 3.6598F, 0.2437F,
	1.0370F, 0.0816F, 0.1899F, -0.3062F, -0.6180F, -2.2315F, -1.6122F,
	-2.9229F, -2.9135F, 7.3646F, -0.9642F, -0.1836F, -4.1278F, -2.0356F,
	-0.6594F, 0.5700F, 0.0354F, -0.8565F, -0.2243F, -1.4017F, -0.4315F,
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What each feature counts (MATCH_FEATURE_NAMES), learned by tests/bench/merge_fit.mjs; how and how well: docs/matching.md. */
#ifndef YS_MATCHING_WEIGHTS_H
#define YS_MATCHING_WEIGHTS_H

#include "matching/matching.h"

static const float BIAS = -5.7895F;
static const float WEIGHT[MATCH_FEATURES] = {
	6.9587F, -9.6417F, 6.9491F, 1.2259F, 5.7183F, 3.0284F, 0.2353F,
	0.9457F, 0.0666F, 0.2297F, -0.3809F, -0.5223F, -2.3460F, -1.6923F,
	-2.7818F, -3.0857F, 7.4556F, -1.1079F, -0.2215F, -3.3454F, -2.9199F,
	-0.7008F, 0.5852F, 0.0368F, -0.8710F, -0.2369F, -1.4254F, -0.4532F,
	3.4241F, 1.0983F, 0.2800F, 0.8333F, -1.7278F, 0.2965F,
};

#endif

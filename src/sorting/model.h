/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the sorting room: what has been learned. */
#ifndef YS_SORTING_MODEL_H
#define YS_SORTING_MODEL_H

#include "sorting/features.h"

struct sort_model {
	const struct sort_learning *how;
	uint32_t *hash;            /* kept features, ascending */
	float *rarity;             /* beside each; 1 where it does not count */
	size_t n;
	struct text_linear linear;
	float sharpness;           /* margins are multiplied by it before they become probabilities */
};

#endif

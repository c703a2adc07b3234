/* SPDX-License-Identifier: Apache-2.0 */
/* Division that rounds half up (also below zero), as every score and rate is rounded (scoring.md). `den` > 0. */
#ifndef YS_BASE_HALF_UP_H
#define YS_BASE_HALF_UP_H

#include <stdint.h>

/* a · b ÷ den; the product may take 128 bits, the result must fit. */
int64_t muldiv_half_up(int64_t a, int64_t b, int64_t den);

static inline int64_t div_half_up(int64_t num, int64_t den)
{
	return muldiv_half_up(num, 1, den);
}

#endif

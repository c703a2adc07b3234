/* SPDX-License-Identifier: Apache-2.0 */
#include "base/half_up.h"

__extension__ typedef __int128 wide;

int64_t muldiv_half_up(int64_t a, int64_t b, int64_t den)
{
	wide x = (wide)a * b, twice = 2 * x + den;
	wide q = twice / (2 * (wide)den);
	if (twice < 0 && twice % (2 * (wide)den) != 0)
		q--;               /* half up, also below zero */
	return (int64_t)q;
}

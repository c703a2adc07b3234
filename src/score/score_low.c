/* SPDX-License-Identifier: Apache-2.0 */
/* Who stays below a line for days running (scoring.md 4.7), read off the daily lists. */
#include "score/score_internal.h"
#include "score_low_sql.h"

enum { LATE_DAYS = 2 };        /* the newest list may be of yesterday, or not made yet today */

enum err score_low(struct op *op, int64_t line, int64_t days, int64_t *units, size_t max, size_t *n)
{
	struct q_score_low_rows rows;
	enum err e = q_score_low(op->s, &(struct q_score_low_in){ .since = op->now - (days + LATE_DAYS) * (int64_t)MS_DAY,
				 .days = days, .line = line }, &rows);
	*n = e ? 0 : rows.n < max ? rows.n : max;
	for (size_t i = 0; i < *n; i++)
		units[i] = rows.v[i].unit_id;
	return e;
}

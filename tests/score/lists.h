/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of March 2025 in the small city: the scheduler makes them, the tests look. */
#ifndef YS_TEST_SCORE_LISTS_H
#define YS_TEST_SCORE_LISTS_H

#include "way/city.h"

#include "score/score_internal.h"

/* How many findings verify has; the last stands in `found`. */
extern char found[256];
int64_t wrong(struct city *c);
/* The scheduler, at this local time; answers how many times lists were made. */
int64_t at(struct city *c, int32_t day, int minutes);
/* Lists of that kind; whether the month stands there. */
int64_t runs(struct city *c, const char *kind);
int64_t month_is(struct city *c, const char *status);
/* Of the newest row of a department: a number, and how many lines were left out of a figure. */
int64_t kept(struct city *c, int64_t unit, const char *name);
int64_t left_out(struct city *c, int64_t unit, enum score_figure figure);

#endif

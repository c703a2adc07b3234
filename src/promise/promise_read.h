/* SPDX-License-Identifier: Apache-2.0 */
/* Dates promised in what a unit writes to a citizen: “月底前修好”, “一周内”, “下周五前”. Pure and bounded: the time it takes grows
 * with the length of the text, whatever stands in it.
 *
 * It reads, it does not judge: what it finds is proposed to the unit, which confirms, corrects or says that it is none. Words
 * without a day (近期, 尽快, 春节前) give nothing; nor do days that depend on something (收到材料后5日内), that the citizen is to
 * keep (请您在7日内), or that are over. */
#ifndef YS_PROMISE_PROMISE_READ_H
#define YS_PROMISE_PROMISE_READ_H

#include "base/sv.h"
#include "calendar/calendar.h"

enum { PROMISE_FOUND_MAX = 4 };

/* How sure the words are: a deadline (…前, …内), a day that lies ahead, or one that needs words of the future beside it. */
enum promise_kind { PROMISE_BY, PROMISE_ON, PROMISE_MAYBE };

struct promise_found {
	int32_t day;               /* by when, yyyymmdd, not before `said` */
	struct sv words;           /* the clause in which it stands */
};

/* The promises of a text written on the day `said`, at most PROMISE_FOUND_MAX, no day twice. `cal` NULL: Monday to Friday. */
size_t promise_read(struct sv text, int32_t said, const struct calendar *cal, struct promise_found out[PROMISE_FOUND_MAX]);

/* A date at the beginning of `text`: bytes read, 0 none. */
size_t promise_date(struct sv text, int32_t said, const struct calendar *cal, int32_t *day, enum promise_kind *kind);

#endif

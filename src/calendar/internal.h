/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the calendar room: one walk along a limit serves both the due date and its explanation, so that
 * the two cannot differ. */
#ifndef YS_CALENDAR_INTERNAL_H
#define YS_CALENDAR_INTERNAL_H

#include "calendar/calendar.h"

/* What happened to a stretch of the limit. */
enum step_kind {
	STEP_DAY_COUNTED,          /* working days: `number` of the limit */
	STEP_DAY_OFF,              /* holiday or weekend day */
	STEP_DAY_PAUSED,           /* working day that a pause touches */
	STEP_HOURS,                /* working hours: `ms` counted on `day` */
	STEP_PAUSE,                /* natural units and working hours: pause [from, to) */
	STEP_KIND_COUNT
};

struct step {
	enum step_kind kind;
	int32_t day;
	int64_t number, ms, from, to;
};

/* Walks from `start` until the limit is used up and returns that instant; `see` (may be NULL) is told every
 * step in order. */
int64_t cal_walk(const struct calendar *c, int64_t start, int64_t n, enum limit_unit u, const struct cal_pause *pauses,
		 size_t npauses, int64_t now, void (*see)(void *arg, const struct step *s), void *arg);

const struct cal_hours *cal_hours_of(const struct calendar *c);

#endif

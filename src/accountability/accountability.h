/* SPDX-License-Identifier: Apache-2.0 */
/* Accountability and commendation (L-03…L-06, L-10; scoring.md 4.6; docs/accountability.md).
 *
 * When the list of a month is frozen the last of each list are proposed for 通报批评, those that were among the last in the month
 * before as well for 约谈, from the third month on for a 线索移送函; the first of each list for 通报表扬. Each is only a proposal:
 * the unit is heard, the appraiser submits it with the number of the approval document, a leader of the city signs or declines.
 * Then the unit rectifies and somebody looks back. Whatever was withdrawn stays. Threads: none. Memory: the arena of the op. */
#ifndef YS_ACCOUNTABILITY_ACCOUNTABILITY_H
#define YS_ACCOUNTABILITY_ACCOUNTABILITY_H

#include "accountability_sql.h"
#include "report/official.h"
#include "score/score.h"

extern const struct wf_machine ACCOUNTABILITY_MACHINE;
extern const struct route ACCOUNTABILITY_ROUTES[];

const char *accountability_measure_text(const char *measure); /* "通报批评" */

/* A frozen month that was not looked at yet, for the scheduler; and making its proposals. */
enum err accountability_pending(struct op *op, bool *yes);
enum err accountability_make(struct op *op, int64_t *made);

/* One step; which of the texts it needs stands in the machine. */
struct accountability_step {
	const char *action, *text;
	const char *basis;         /* submit: number of the approval document */
	bool tolerance;            /* state: the unit asks for 容错 */
};
enum err accountability_act(struct op *op, int64_t id, int64_t version, const struct accountability_step *step);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The three notices: what is over time is marked, what the triggers find becomes drafts. Nothing is issued here. */
#include "job/job_internal.h"
#include "notice/notice.h"
#include "score/score.h"

enum { MARKS = 200, TRIGGERS = 64, UNITS = 400 };

/* Units that stay below the line of the appraisal (scoring.md 4.7). The room of the notices does not know scores. */
static enum err lines(struct job_context *c)
{
	int64_t units[UNITS], points, days;
	size_t n = 0;
	arena_reset(c->op->a);
	enum err e = notice_line(c->op, &points, &days);
	if (!e)
		e = score_low(c->op, points * SCORE_POINT, days, units, UNITS, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = job_do(c, notice_below_line, units[i]);
	return e == ERR_NOT_FOUND ? ERR_OK : e; /* switched off */
}

enum err notices_run(struct job_context *c)
{
	int64_t ids[MARKS];
	size_t n;
	arena_reset(c->op->a);
	enum err e = notice_due(c->op, ids, MARKS, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = job_do(c, notice_mark, ids[i]);
	arena_reset(c->op->a);
	if (!e)
		e = notice_triggered(c->op, ids, TRIGGERS, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = job_do(c, notice_propose, ids[i]);
	return e ? e : lines(c);
}

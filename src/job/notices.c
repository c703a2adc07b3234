/* SPDX-License-Identifier: Apache-2.0 */
/* The three notices: what is over time is marked, what the triggers find becomes drafts. Nothing is issued here. */
#include "job/job_internal.h"
#include "notice/notice.h"

enum { MARKS = 200, TRIGGERS = 64 };

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
	return e;
}

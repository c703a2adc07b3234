/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that calls job_run_due once a second. */
#include <stdlib.h>

#include "job/job.h"
#include "job/ticker.h"

struct scheduler {
	struct ticker *ticker;
	struct job_plan plan;
};

static enum err tick(struct op *op, void *arg)
{
	struct scheduler *s = arg;
	return job_run_due(op, &s->plan, NULL);
}

enum err scheduler_start(struct site *site, struct scheduler **out)
{
	struct scheduler *s = calloc(1, sizeof *s);
	if (!s)
		return ERR_INTERNAL;
	job_plan_open(&s->plan, site->env);
	enum err e = ticker_start(site, "job", tick, s, &s->ticker);
	if (e) {
		job_plan_close(&s->plan);
		free(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

void scheduler_stop(struct scheduler *s)
{
	if (!s)
		return;
	ticker_stop(s->ticker);
	job_plan_close(&s->plan);
	free(s);
}

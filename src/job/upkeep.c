/* SPDX-License-Identifier: Apache-2.0 */
/* Every minute the anchor over what changed and the callbacks that ended in silence; every hour what is kept for a limited
 * time only. */
#include "auth/session.h"
#include "callback/callback.h"
#include "event_sql.h"
#include "http_sql.h"
#include "board/rollup.h"
#include "grid/grid.h"
#include "job/job_internal.h"
#include "accountability/accountability.h"
#include "score/score.h"
#include "search/search.h"
#include "visit/visit.h"

enum { BATCH = 100, ROUNDS = 50, ANCHORS = 400, IDEMPOTENCY_DAYS = 30, LIVE_HOURS = 24, REOPEN_DAYS = 60, REMIND_FROM = 7 };

static int64_t anchored;       /* by the last call; the scheduler is one thread */

static enum err anchor_one(struct op *op, int64_t id)
{
	(void)id;
	return event_anchor(op->s, op->site->keys, op->now, &anchored);
}

/* One anchor after the other, each a short write of its own. */
enum err anchor_run(struct job_context *c)
{
	enum err e = ERR_OK;
	anchored = ANCHOR_HEADS;
	for (int i = 0; !e && c->op->site->keys && anchored == ANCHOR_HEADS && i < ANCHORS; i++)
		e = job_do(c, anchor_one, 0);
	return e;
}

enum err callbacks_run(struct job_context *c)
{
	int64_t list[2 * (BATCH + JOB_FAILED)], *ids;
	size_t n;
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(c->op->a);
		enum err e = callback_due(c->op, BATCH + job_waiting(c), &ids, &n);
		size_t ready = 0;
		for (size_t i = 0; !e && i < n; i++) /* a copy: each item empties the arena */
			if (!job_waits(c, ids[i]))
				list[ready++] = ids[i];
		for (size_t i = 0; !e && i < ready; i++)
			e = job_do(c, callback_expire, list[i]);
		if (e || !ready)
			return e;
	}
	return ERR_OK;
}

enum err visits_run(struct job_context *c)
{
	int64_t list[BATCH], *ids;
	size_t n = BATCH;
	if ((c->op->now - day_start_ms(day_of_ms(c->op->now))) / MS_HOUR < REMIND_FROM)
		return ERR_OK;
	for (int round = 0; n == BATCH && round < ROUNDS; round++) {
		arena_reset(c->op->a);
		enum err e = visit_to_remind(c->op, BATCH, &ids, &n);
		for (size_t i = 0; !e && i < n; i++) /* a copy: each item empties the arena */
			list[i] = ids[i];
		for (size_t i = 0; !e && i < n; i++)
			e = job_do(c, visit_remind, list[i]);
		if (e)
			return e;
	}
	return ERR_OK;
}

enum err partitions_run(struct job_context *c)
{
	int64_t before = c->done;
	enum err e = job_in_batches(c, grid_prepared_due, grid_prepared_apply);
	return e || c->done == before ? e : refs_load(c->op->site, c->op->s);
}

static enum err trim_one(struct op *op, int64_t id)
{
	(void)id;
	enum err e = q_idempotency_purge(op->s, &(struct q_idempotency_purge_in){
					 .before = op->now - (int64_t)IDEMPOTENCY_DAYS * MS_DAY }, NULL);
	if (!e)
		e = q_live_trim(op->s, &(struct q_live_trim_in){ .before = op->now - (int64_t)LIVE_HOURS * MS_HOUR }, NULL);
	return e;
}

enum err trim_run(struct job_context *c)
{
	int64_t dropped = 0;
	enum err e = job_do(c, trim_one, 0);
	return e ? e : auth_trim_sessions(c->op->s, c->op->now, &dropped); /* a transaction of its own */
}

enum err rollup_run(struct job_context *c)
{
	return rollup_refresh(c->op->s, c->op->now, 2); /* a transaction for each day */
}

enum err scores_run(struct job_context *c)
{
	return score_make_due(c->op, &c->done);
}

enum err accountability_run(struct job_context *c)
{
	return accountability_make(c->op, &c->done);
}

enum err nightly_run(struct job_context *c)
{
	/* a case that is reopened takes its result off a day long gone: 30 days after it was closed, itself weeks after that day */
	enum err e = rollup_refresh(c->op->s, c->op->now, REOPEN_DAYS);
	return e ? e : db_optimize(c->op->s);
}

enum err search_run(struct job_context *c)
{
	return search_follow(c->op, &c->done);
}

enum err training_run(struct job_context *c)
{
	machine_train_soon(c->op->site->machine);
	return ERR_OK;
}

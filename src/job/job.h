/* SPDX-License-Identifier: Apache-2.0 */
/* Work that nobody asks for: clocks that run out, anchors, callbacks that ended in silence, upkeep.
 *
 * Jobs are rows of one const table. A row of `job_run` holds when a job is due next and who has leased it, so that of
 * several nodes one does it; its guard stands in the UPDATE itself. Within a job each item is a transaction of its own:
 * an item that fails is logged, left alone for a while and tried again, and never stops the others.
 * Time comes with the op: the scheduler thread gives the real one, the simulator its own.
 * What it costs: a node that dies holds its lease until it ends (minutes); doing an item twice must be harmless, and is,
 * because each transaction looks again before it acts. */
#ifndef YS_JOB_JOB_H
#define YS_JOB_JOB_H

#include "catalogue/site.h"

struct job_context;

struct job {
	const char *name;          /* key in job_run */
	int64_t every_ms;          /* 0: once a day at `day_minute` (local) */
	int day_minute;
	int64_t lease_ms;
	/* Looks whether there is anything to do, without writing; NULL: always. */
	enum err (*pending)(struct op *op, bool *yes);
	/* Works off what is due. `op->s` is outside a write. An error ends this run; the next one tries again. */
	enum err (*run)(struct job_context *c);
};

extern const struct job JOBS[];   /* ends with a row without name */
enum { JOB_MAX = 24, JOB_FAILED = 256 };

/* An item that could not be done, and when it may be tried again. */
struct job_failure {
	const char *job;
	int64_t id, not_before;
	int tries;
};

/* What one process remembers between runs. */
struct job_plan {
	char owner[48];
	const char *without;       /* a job that does not run here; NULL: all do */
	int64_t next[JOB_MAX];
	struct arena *arena;       /* of the item at hand */
	struct job_failure failed[JOB_FAILED];
};
void job_plan_open(struct job_plan *p, const struct env *env);
void job_plan_close(struct job_plan *p);

/* Runs the jobs that are due at op->now, one after another. *done (may be NULL) counts the items. The first error of a job
 * that could not run at all is answered, after all were tried. op->s must be outside a write. */
enum err job_run_due(struct op *op, struct job_plan *plan, int64_t *done);

/* ---- for the jobs ---- */
struct job_context {
	struct op *op;             /* by the system; op->a is emptied between items */
	const struct job *job;
	struct job_plan *plan;
	int64_t done;
};
/* Runs `fn` for one item in a transaction. Answers an error only when going on makes no sense (no database). */
typedef enum err (*job_item)(struct op *op, int64_t id);
enum err job_do(struct job_context *c, job_item fn, int64_t id);
/* True while the item waits after a failure. */
bool job_waits(const struct job_context *c, int64_t id);
/* How many items of this job wait; add it to the limit of the query that finds items. */
int64_t job_waiting(const struct job_context *c);

/* ---- the thread of `yingshao serve` ---- */
struct scheduler;
enum err scheduler_start(struct site *site, struct scheduler **out);
/* Ends after the item at hand; NULL is allowed. */
void scheduler_stop(struct scheduler *s);

#endif

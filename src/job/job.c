/* SPDX-License-Identifier: Apache-2.0 */
/* The table of jobs, their leases, and running one item after another. */
#include "job/job.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "job/job_internal.h"
#include "job_sql.h"
#include "accountability/accountability.h"
#include "score/score.h"
#include "search/search.h"

enum {
	ARENA_MAX = 256 << 20,
	RETRY_MIN_MS = MS_MINUTE,
	RETRY_MAX_MS = MS_HOUR,
	DAILY_RETRY_MS = 10 * MS_MINUTE,
	ERROR_CHARS = 200
};

const struct job JOBS[] = {
	{ "clocks", 5 * MS_SECOND, 0, 2 * MS_MINUTE, clocks_pending, clocks_run },
	{ "emergencies", 10 * MS_SECOND, 0, 2 * MS_MINUTE, emergencies_pending, emergencies_run },
	{ "search", 3 * MS_SECOND, 0, 2 * MS_MINUTE, search_pending, search_run },
	{ "anchor", MS_MINUTE, 0, 5 * MS_MINUTE, NULL, anchor_run },
	{ "callbacks", MS_MINUTE, 0, 5 * MS_MINUTE, NULL, callbacks_run },
	{ "rulings", MS_MINUTE, 0, 5 * MS_MINUTE, NULL, rulings_run },
	{ "whistles", 15 * MS_SECOND, 0, 2 * MS_MINUTE, NULL, whistles_run },
	{ "hardcases", MS_HOUR, 0, 10 * MS_MINUTE, NULL, hardcases_run },
	{ "suspensions", 5 * MS_MINUTE, 0, 5 * MS_MINUTE, NULL, suspensions_run },
	{ "notices", 30 * MS_MINUTE, 0, 5 * MS_MINUTE, NULL, notices_run },
	{ "promises", 10 * MS_MINUTE, 0, 5 * MS_MINUTE, NULL, promises_run },
	{ "partitions", MS_MINUTE, 0, 5 * MS_MINUTE, NULL, partitions_run },
	{ "trim", MS_HOUR, 0, 10 * MS_MINUTE, NULL, trim_run },
	{ "rollup", MS_HOUR, 0, 10 * MS_MINUTE, NULL, rollup_run },
	{ "nightly", 0, 2 * 60 + 40, MS_HOUR, NULL, nightly_run },
	{ "scores", MS_MINUTE, 0, 10 * MS_MINUTE, score_pending, scores_run },
	{ "accountability", MS_MINUTE, 0, 10 * MS_MINUTE, accountability_pending, accountability_run },
	{ "training", 0, 4 * 60 + 20, MS_HOUR, intake_train_due, training_run },
	{ "visits", MS_HOUR, 0, 5 * MS_MINUTE, NULL, visits_run },
	{ "knowledge", 0, 10, MS_HOUR, NULL, knowledge_run },
	{ "files", 0, 3 * 60 + 20, MS_HOUR, NULL, files_run },
	{ NULL },
};

_Static_assert(sizeof JOBS / sizeof *JOBS <= JOB_MAX, "struct job_plan has no room for so many jobs");

void job_plan_open(struct job_plan *p, const struct env *env)
{
	uint8_t raw[4];
	char host[32] = "";
	*p = (struct job_plan){ .arena = arena_new(ARENA_MAX) };
	gethostname(host, sizeof host - 1);
	env_random(env, raw, sizeof raw);
	snprintf(p->owner, sizeof p->owner, "%s-%ld-%02x%02x%02x%02x", host, (long)getpid(), raw[0], raw[1], raw[2], raw[3]);
}

void job_plan_close(struct job_plan *p)
{
	if (p->arena)
		arena_free(p->arena);
	p->arena = NULL;
}

/* ---- items --------------------------------------------------------------------------------------- */

static struct job_failure *failure(const struct job_context *c, int64_t id)
{
	for (size_t i = 0; i < JOB_FAILED; i++) {
		struct job_failure *f = &c->plan->failed[i];
		if (f->job && f->id == id && strcmp(f->job, c->job->name) == 0)
			return f;
	}
	return NULL;
}

bool job_waits(const struct job_context *c, int64_t id)
{
	const struct job_failure *f = failure(c, id);
	return f && f->not_before > c->op->now;
}

int64_t job_waiting(const struct job_context *c)
{
	int64_t n = 0;
	for (size_t i = 0; i < JOB_FAILED; i++) {
		const struct job_failure *f = &c->plan->failed[i];
		n += f->job && strcmp(f->job, c->job->name) == 0 && f->not_before > c->op->now;
	}
	return n;
}

/* Remembers the failure; when the table is full the one that waits least is forgotten. */
static void remember(struct job_context *c, int64_t id)
{
	struct job_failure *f = failure(c, id), *all = c->plan->failed;
	if (!f) {
		f = &all[0];
		for (size_t i = 0; i < JOB_FAILED && f->job; i++)
			if (!all[i].job || all[i].not_before < f->not_before)
				f = &all[i];
		*f = (struct job_failure){ .job = c->job->name, .id = id };
	}
	int64_t wait = (int64_t)RETRY_MIN_MS << (f->tries < 6 ? f->tries : 6);
	f->tries++;
	f->not_before = c->op->now + (wait < RETRY_MAX_MS ? wait : RETRY_MAX_MS);
}

struct item {
	const struct op *op;
	job_item fn;
	int64_t id;
};

static enum err in_write(struct db_session *s2, void *arg)
{
	struct item *it = arg;
	struct op op = *it->op;
	op.s = s2;
	problem_clear(op.problem);
	return it->fn(&op, it->id);
}

/* Errors of the database as a whole, not of the item. */
static bool is_general(enum err e)
{
	return e == ERR_BUSY || e == ERR_DB_FULL;
}

enum err job_do(struct job_context *c, job_item fn, int64_t id)
{
	struct item it = { c->op, fn, id };
	if (job_waits(c, id))
		return ERR_OK;
	arena_reset(c->op->a);
	enum err e = db_write(c->op->s, in_write, &it);
	struct job_failure *f = failure(c, id);
	if (!e) {
		if (f)
			*f = (struct job_failure){ 0 };
		c->done++;
		return ERR_OK;
	}
	if (is_general(e))
		return e;
	const struct problem *p = c->op->problem;
	log_warn("job", "%s %" PRId64 " failed: %s %s %s", c->job->name, id, err_name(e), p->code ? p->code : "",
		 p->detail ? p->detail : db_error(c->op->s));
	remember(c, id);
	return ERR_OK;
}

/* ---- leases -------------------------------------------------------------------------------------- */

static int64_t next_after(const struct job *j, int64_t now)
{
	if (j->every_ms)
		return now + j->every_ms;
	int32_t day = day_of_ms(now);
	int64_t at = day_start_ms(day) + (int64_t)j->day_minute * MS_MINUTE;
	return at > now ? at : day_start_ms(day_add(day, 1)) + (int64_t)j->day_minute * MS_MINUTE;
}

struct lease {
	const struct job *job;
	const char *owner, *error;
	int64_t now, next_at, ms;
	int64_t changed;
};

static enum err claim(struct db_session *s, void *arg)
{
	struct lease *l = arg;
	enum err e = q_job_known(s, &(struct q_job_known_in){ .name = l->job->name, .next_at = l->next_at }, NULL);
	if (e)
		return e;
	return q_job_claim(s, &(struct q_job_claim_in){ .until = l->now + l->job->lease_ms, .owner = l->owner, .name = l->job->name,
			   .now = l->now }, &l->changed);
}

static enum err finish(struct db_session *s, void *arg)
{
	struct lease *l = arg;
	return q_job_finish(s, &(struct q_job_finish_in){ .next_at = l->next_at, .now = l->now, .ms = l->ms, .error = l->error,
			    .name = l->job->name, .owner = l->owner }, NULL);
}

/* ---- one job ------------------------------------------------------------------------------------- */

/* Runs with a trap, so that a job that wants too much memory fails alone. */
static enum err run_trapped(struct job_context *c)
{
	jmp_buf trap, *former;
	if (setjmp(trap)) {
		arena_trap(c->plan->arena, NULL);
		db_session_use(c->op->s, c->plan->arena); /* ends what was left open */
		log_error("job", "%s needs more memory than it may have", c->job->name);
		return ERR_TOO_LARGE;
	}
	former = arena_trap(c->plan->arena, &trap);
	enum err e = c->job->run(c);
	arena_trap(c->plan->arena, former);
	return e;
}

static enum err run_job(struct job_context *c, int64_t *next)
{
	const struct job *j = c->job;
	int64_t now = c->op->now, began = mono_ms();
	bool yes = true;
	*next = next_after(j, now);
	enum err e = j->pending ? j->pending(c->op, &yes) : ERR_OK;
	if (e || !yes)
		return e;
	struct lease l = { .job = j, .owner = c->plan->owner, .now = now, .error = "", .next_at = j->every_ms ? now : *next };
	e = db_write(c->op->s, claim, &l);
	if (e)
		return e;
	if (!l.changed) {
		/* another node does it, or has done it; a daily job is looked at again soon in case that node dies */
		*next = j->every_ms ? *next : now + DAILY_RETRY_MS;
		return ERR_OK;
	}
	e = run_trapped(c);
	char error[ERROR_CHARS];
	snprintf(error, sizeof error, "%s %s", err_name(e), db_error(c->op->s));
	l.error = e ? error : "";
	if (e && !j->every_ms)
		*next = now + DAILY_RETRY_MS;
	l.next_at = *next;
	l.ms = mono_ms() - began;
	enum err f = db_write(c->op->s, finish, &l);
	return e ? e : f;
}

enum err job_run_due(struct op *op, struct job_plan *plan, int64_t *done)
{
	struct problem problem = { 0 };
	struct op own = *op;
	enum err first = ERR_OK;
	own.a = plan->arena;
	own.by = OP_SYSTEM;
	own.who = NULL;
	own.problem = &problem;
	if (done)
		*done = 0;
	for (size_t i = 0; JOBS[i].name; i++) {
		struct job_context c = { .op = &own, .job = &JOBS[i], .plan = plan };
		if (plan->next[i] > op->now || (plan->without && strcmp(plan->without, JOBS[i].name) == 0))
			continue;
		arena_reset(plan->arena);
		db_session_use(op->s, plan->arena);
		problem_clear(&problem);
		enum err e = run_job(&c, &plan->next[i]);
		if (e && !is_general(e))
			log_error("job", "%s could not run: %s %s", JOBS[i].name, err_name(e), db_error(op->s));
		first = first ? first : e;
		if (done)
			*done += c.done;
		if (is_general(e))
			break;
	}
	db_session_use(op->s, op->a);
	return first;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that calls job_run_due once a second, with a database session of its own.
 *
 * When the database cannot be reached it tries again after a pause that grows to half a minute. */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "job/job.h"

enum { TICK_MS = 1000, PAUSE_MAX_MS = 30000, ARENA_MAX = 16 << 20 };

struct scheduler {
	struct site *site;
	struct db_session *s;
	struct arena *arena;
	struct job_plan plan;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
};

/* False when the scheduler is to end. */
static bool wait_ms(struct scheduler *s, int64_t ms)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&s->lock);
	while (!s->stopping && pthread_cond_timedwait(&s->wake, &s->lock, &until) == 0)
		continue;
	bool go_on = !s->stopping;
	pthread_mutex_unlock(&s->lock);
	return go_on;
}

static enum err tick(struct scheduler *s)
{
	struct problem problem = { 0 };
	const struct refs *refs = refs_take(s->site);
	arena_reset(s->arena);
	db_session_use(s->s, s->arena);
	struct op op = { .site = s->site, .s = s->s, .a = s->arena, .now = env_now(s->site->env), .by = OP_SYSTEM, .refs = refs,
			 .problem = &problem };
	enum err e = job_run_due(&op, &s->plan, NULL);
	refs_drop(s->site, refs);
	return e;
}

static void *run(void *arg)
{
	struct scheduler *s = arg;
	int64_t pause = TICK_MS;
	while (wait_ms(s, pause)) {
		enum err e = tick(s);
		if (e != ERR_BUSY) {
			pause = TICK_MS;
			continue;
		}
		pause = pause * 2 < PAUSE_MAX_MS ? pause * 2 : PAUSE_MAX_MS;
		log_warn("job", "the database cannot be reached; next try in %d ms", (int)pause);
	}
	return NULL;
}

static void free_all(struct scheduler *s)
{
	db_session_close(s->s);
	job_plan_close(&s->plan);
	arena_free(s->arena);
	pthread_cond_destroy(&s->wake);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

enum err scheduler_start(struct site *site, struct scheduler **out)
{
	struct scheduler *s = calloc(1, sizeof *s);
	pthread_condattr_t attr;
	if (!s)
		return ERR_INTERNAL;
	s->site = site;
	s->arena = arena_new(ARENA_MAX);
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->wake, &attr);
	pthread_condattr_destroy(&attr);
	job_plan_open(&s->plan, site->env);
	enum err e = db_session_open(site->db, &s->s);
	if (!e && pthread_create(&s->thread, NULL, run, s) != 0)
		e = ERR_INTERNAL;
	if (e) {
		free_all(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

void scheduler_stop(struct scheduler *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	free_all(s);
}

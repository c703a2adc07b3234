/* SPDX-License-Identifier: Apache-2.0 */
#include "job/ticker.h"

#include <malloc.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"

enum { TICK_MS = 1000, LONG_MS = 200, PAUSE_MAX_MS = 30000, ARENA_MAX = 16 << 20 };

struct ticker {
	struct site *site;
	const char *name;
	enum err (*tick)(struct op *op, void *arg);
	void *arg;
	struct db_session *s;
	struct arena *arena;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
};

/* False when the thread is to end. */
static bool wait_ms(struct ticker *t, int64_t ms)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&t->lock);
	while (!t->stopping && pthread_cond_timedwait(&t->wake, &t->lock, &until) == 0)
		continue;
	bool go_on = !t->stopping;
	pthread_mutex_unlock(&t->lock);
	return go_on;
}

/* A round that needs more memory than the ticker has fails; the server goes on. */
static enum err tick_once(struct ticker *t)
{
	jmp_buf full;
	const int64_t began = mono_ms();
	struct problem problem = { 0 };
	const struct refs *refs = refs_take(t->site);
	arena_reset(t->arena);
	db_session_use(t->s, t->arena);
	struct op op = { .site = t->site, .s = t->s, .a = t->arena, .now = env_now(t->site->env), .by = OP_SYSTEM, .refs = refs,
			 .problem = &problem };
	jmp_buf *volatile former = arena_trap(t->arena, &full);
	volatile enum err e = ERR_TOO_LARGE;
	if (setjmp(full) == 0)
		e = t->tick(&op, t->arg);
	arena_trap(t->arena, former);
	refs_drop(t->site, refs);
	if (mono_ms() - began > LONG_MS)
		malloc_trim(0); /* what a long round took is given back: learning takes hundreds of megabytes once a day */
	return e;
}

static void *run(void *arg)
{
	struct ticker *t = arg;
	int64_t pause = TICK_MS;
	while (wait_ms(t, pause)) {
		enum err e = tick_once(t);
		if (e != ERR_BUSY && e != ERR_TOO_LARGE) {
			pause = TICK_MS;
			continue;
		}
		pause = pause * 2 < PAUSE_MAX_MS ? pause * 2 : PAUSE_MAX_MS;
		log_warn(t->name, "%s; next try in %d ms",
			 e == ERR_BUSY ? "the database cannot be reached" : "a round needs more memory than it may have", (int)pause);
	}
	return NULL;
}

static void free_all(struct ticker *t)
{
	db_session_close(t->s);
	arena_free(t->arena);
	pthread_cond_destroy(&t->wake);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

enum err ticker_start(
	struct site *site, const char *name, enum err (*tick)(struct op *op, void *arg), void *arg, struct ticker **out)
{
	struct ticker *t = calloc(1, sizeof *t);
	pthread_condattr_t attr;
	if (!t)
		return ERR_INTERNAL;
	t->site = site;
	t->name = name;
	t->tick = tick;
	t->arg = arg;
	t->arena = arena_new(ARENA_MAX);
	pthread_mutex_init(&t->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&t->wake, &attr);
	pthread_condattr_destroy(&attr);
	enum err e = db_session_open(site->db, &t->s);
	if (!e && pthread_create(&t->thread, NULL, run, t) != 0)
		e = ERR_INTERNAL;
	if (!e)
		pthread_setname_np(t->thread, name);
	if (e) {
		free_all(t);
		return e;
	}
	*out = t;
	return ERR_OK;
}

void ticker_stop(struct ticker *t)
{
	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	t->stopping = true;
	pthread_cond_signal(&t->wake);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
	free_all(t);
}

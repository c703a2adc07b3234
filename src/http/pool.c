/* SPDX-License-Identifier: Apache-2.0 */
/* Workers and their two bounded queues. Interactive requests go first; bulk ones hold at most half of
 * the workers, but one of them always makes progress, so that an export ends on a busy day too.
 *
 * A place is reserved before the connection is suspended, because a suspended request that finds the
 * queue full would have to be resumed from its own callback. */
#include "http/http_internal.h"

#include <stdlib.h>
#include <time.h>


enum { WORKER_IDLE_ARENA = 4 << 20 };

struct line {
	struct exchange *first, **last;
	size_t n, cap;                   /* n counts reserved places too */
	size_t queued;
};

struct worker {
	struct pool *pool;
	pthread_t thread;
	struct db_session *session;
	struct arena *idle;              /* the session's arena between requests */
	bool started;
};

struct pool {
	struct http_server *server;
	pthread_mutex_t lock;
	pthread_cond_t some, quiet;
	struct line interactive, bulk;
	size_t running, bulk_running, bulk_max;
	bool closed, refuse;
	int nworkers;
	struct worker worker[];
};

static void line_init(struct line *l, size_t cap)
{
	*l = (struct line){ .last = &l->first, .cap = cap };
}

struct pool *pool_new(struct http_server *s, int workers, int interactive, int bulk)
{
	struct pool *p = calloc(1, sizeof *p + (size_t)workers * sizeof p->worker[0]);
	if (!p)
		abort();
	p->server = s;
	p->nworkers = workers;
	p->bulk_max = workers > 1 ? (size_t)workers / 2 : 1;
	pthread_mutex_init(&p->lock, NULL);
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&p->some, NULL);
	pthread_cond_init(&p->quiet, &attr);
	pthread_condattr_destroy(&attr);
	line_init(&p->interactive, (size_t)interactive);
	line_init(&p->bulk, (size_t)bulk);
	return p;
}

bool pool_reserve(struct pool *p, bool bulk)
{
	pthread_mutex_lock(&p->lock);
	struct line *l = bulk ? &p->bulk : &p->interactive;
	bool ok = !p->closed && l->n < l->cap;
	l->n += ok;
	pthread_mutex_unlock(&p->lock);
	return ok;
}

void pool_put(struct pool *p, bool bulk, struct exchange *x)
{
	pthread_mutex_lock(&p->lock);
	struct line *l = bulk ? &p->bulk : &p->interactive;
	x->next_queued = NULL;
	*l->last = x;
	l->last = &x->next_queued;
	l->queued++;
	pthread_cond_signal(&p->some);
	pthread_mutex_unlock(&p->lock);
}

static struct exchange *take(struct line *l)
{
	struct exchange *x = l->first;
	l->first = x->next_queued;
	if (!l->first)
		l->last = &l->first;
	l->n--;
	l->queued--;
	return x;
}

static struct exchange *next(struct pool *p, bool *bulk)
{
	bool many = p->nworkers > 1;
	bool bulk_may = p->bulk.queued && p->bulk_running < p->bulk_max;
	*bulk = bulk_may && ((many && !p->bulk_running) || !p->interactive.queued);
	if (*bulk)
		return take(&p->bulk);
	return p->interactive.queued ? take(&p->interactive) : NULL;
}

static bool drained(const struct pool *p)
{
	return !p->interactive.n && !p->bulk.n;
}

static void serve(struct worker *w, struct exchange *x, bool refuse)
{
	if (refuse) {
		x->close = true;
		answer_refuse(x, &E_STOPPING);
	} else {
		exchange_run(x, w->session);
		if (w->session)
			db_session_use(w->session, w->idle);
		arena_reset(w->idle);
	}
	/* from here on the exchange belongs to its loop thread again */
	MHD_resume_connection(x->mhd);
}

static void *work_loop(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	pthread_mutex_lock(&p->lock);
	for (;;) {
		bool bulk;
		struct exchange *x = next(p, &bulk);
		if (!x) {
			if (p->closed && drained(p))
				break;
			pthread_cond_wait(&p->some, &p->lock);
			continue;
		}
		bool refuse = p->refuse;
		p->running++;
		p->bulk_running += bulk;
		pthread_mutex_unlock(&p->lock);
		serve(w, x, refuse);
		pthread_mutex_lock(&p->lock);
		p->running--;
		p->bulk_running -= bulk;
		if (bulk)
			pthread_cond_signal(&p->some); /* another bulk request may run now */
		if (p->closed) {
			pthread_cond_broadcast(&p->some);
			pthread_cond_broadcast(&p->quiet);
		}
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

enum err pool_start(struct pool *p)
{
	for (int i = 0; i < p->nworkers; i++) {
		struct worker *w = &p->worker[i];
		w->pool = p;
		w->idle = arena_new(WORKER_IDLE_ARENA);
		if (p->server->o.db) {
			enum err e = db_session_open(p->server->o.db, &w->session);
			if (e != ERR_OK)
				return e;
			db_session_use(w->session, w->idle);
		}
		if (pthread_create(&w->thread, NULL, work_loop, w) != 0)
			return ERR_IO;
		pthread_setname_np(w->thread, "http-worker");
		w->started = true;
	}
	return ERR_OK;
}

static void wait_quiet(struct pool *p, int grace_ms)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += grace_ms / 1000;
	until.tv_nsec += (long)(grace_ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (!drained(p) || p->running)
		if (pthread_cond_timedwait(&p->quiet, &p->lock, &until) != 0)
			break;
	if (p->running)
		log_warn("http", "stopping: still waiting for %zu running requests", p->running);
}

void pool_stop(struct pool *p, int grace_ms)
{
	pthread_mutex_lock(&p->lock);
	p->closed = true;
	pthread_cond_broadcast(&p->some);
	wait_quiet(p, grace_ms);
	p->refuse = true;
	pthread_cond_broadcast(&p->some);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->nworkers; i++) {
		if (p->worker[i].started)
			pthread_join(p->worker[i].thread, NULL);
		p->worker[i].started = false;
	}
}

void pool_free(struct pool *p)
{
	if (!p)
		return;
	for (int i = 0; i < p->nworkers; i++) {
		if (p->worker[i].session)
			db_session_close(p->worker[i].session);
		arena_free(p->worker[i].idle);
	}
	pthread_cond_destroy(&p->some);
	pthread_cond_destroy(&p->quiet);
	pthread_mutex_destroy(&p->lock);
	free(p);
}

void pool_depth(struct pool *p, size_t *interactive, size_t *bulk, size_t *running)
{
	pthread_mutex_lock(&p->lock);
	*interactive = p->interactive.n;
	*bulk = p->bulk.n;
	*running = p->running;
	pthread_mutex_unlock(&p->lock);
}

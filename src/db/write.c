/* SPDX-License-Identifier: Apache-2.0 */
/* Running write jobs: the group-commit writer (SQLite) and the retrying transaction (PostgreSQL).
 *
 * Threads: on SQLite one thread owns the writing connection. It takes a job, begins, gives every job a
 * savepoint, goes on taking while jobs are queued (at most BATCH_JOBS, at most BATCH_US), commits once and
 * answers all. It never waits for more jobs to come: the commit itself is the time in which they gather.
 * Invariant: nobody is answered before the commit that holds his job is on disk.
 * What it costs: a failure of the whole batch (full disk) makes all its jobs run again, one by one. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/log.h"
#include "db/db_internal.h"

enum { BATCH_JOBS = 128, BATCH_US = 2000, RETRIES = 5 };

struct job {
	struct job *next;
	struct db_session *session;
	db_write_fn fn;
	void *arg;
	enum err result;
	struct db_after *after;
};

struct db_writer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t some;
	struct job *head, **tail;
	bool closing, started;
	struct db_session *session;
};

/* ---- one job ------------------------------------------------------------------------------------- */

/* Calls `fn` with the arena's ceiling turned into ERR_TOO_LARGE, and leaves no statement open. */
static enum err call_job(struct db_session *w, struct arena *a, db_write_fn fn, void *arg)
{
	jmp_buf trap;
	w->arena = a;
	w->mode = DB_WRITING;
	w->doomed = ERR_OK;
	w->retry = false;
	w->after = NULL;
	w->after_end = &w->after;
	w->error[0] = 0;
	jmp_buf *volatile former = a ? arena_trap(a, &trap) : NULL;
	volatile enum err e = ERR_TOO_LARGE;
	if (setjmp(trap) == 0)
		e = fn(w, arg);
	else
		db_fail(w, ERR_TOO_LARGE, "memory limit of the request reached inside a write");
	if (a)
		arena_trap(a, former);
	db_runs_finish(w);
	db_cursors_forget(w);
	if (w->doomed != ERR_OK)
		e = w->doomed;
	w->mode = DB_IDLE;
	w->doomed = ERR_OK;
	return e;
}

static void run_after(struct db_after *list)
{
	for (; list; list = list->next)
		list->fn(list->arg);
}

void db_after_commit(struct db_session *s, void (*fn)(void *arg), void *arg)
{
	if (s->mode != DB_WRITING || !s->arena)
		return;
	struct db_after *a = ARENA_NEW(s->arena, struct db_after);
	*a = (struct db_after){ NULL, fn, arg };
	*s->after_end = a;
	s->after_end = &a->next;
}

static void raise_max(_Atomic int64_t *max, int64_t v)
{
	int64_t seen = atomic_load(max);
	while (v > seen && !atomic_compare_exchange_weak(max, &seen, v))
		;
}

static void note_batch(struct db *db, int64_t started_us, int64_t jobs)
{
	atomic_fetch_add(&db->batches, 1);
	atomic_fetch_add(&db->busy_us, mono_us() - started_us);
	raise_max(&db->batch_jobs_max, jobs);
}

/* ---- SQLite: the writer thread ------------------------------------------------------------------- */

static struct job *take(struct db_writer *w, bool wait)
{
	pthread_mutex_lock(&w->lock);
	while (wait && !w->head && !w->closing)
		pthread_cond_wait(&w->some, &w->lock);
	struct job *j = w->head;
	if (j) {
		w->head = j->next;
		if (!w->head)
			w->tail = &w->head;
		j->next = NULL;
		atomic_fetch_sub(&w->session->db->queue_depth, 1);
	}
	pthread_mutex_unlock(&w->lock);
	return j;
}

static void call(struct db_writer *w, struct job *j)
{
	struct db_session *s = w->session;
	j->result = call_job(s, j->session->arena, j->fn, j->arg);
	j->after = s->after;
	memcpy(j->session->error, s->error, sizeof s->error);
}

/* The caller's text of a failure that was not its own statement's. */
static void blame(struct db_writer *w, struct job *j, enum err e)
{
	j->result = e;
	memcpy(j->session->error, w->session->error, sizeof w->session->error);
}

static void answer(struct db_writer *w, struct job *j)
{
	if (j->result == ERR_OK)
		run_after(j->after);
	atomic_fetch_add(&w->session->db->writes, 1);
	sem_post(&j->session->answered); /* the job is gone after this */
}

/* A job in a transaction of its own. */
static void run_alone(struct db_writer *w, struct job *j)
{
	struct db_session *s = w->session;
	const struct db_driver *d = s->db->driver;
	int64_t started = mono_us();
	enum err e = d->control(s, DB_BEGIN_WRITE);
	if (e != ERR_OK) {
		blame(w, j, e);
	} else {
		call(w, j);
		if (j->result == ERR_OK && !d->in_transaction(s))
			blame(w, j, db_fail(s, ERR_DB, "the transaction was rolled back by the database"));
		else if (j->result == ERR_OK && (e = d->control(s, DB_COMMIT)) != ERR_OK)
			blame(w, j, e);
		if (d->in_transaction(s))
			d->control(s, DB_ROLLBACK);
	}
	note_batch(s->db, started, 1);
	answer(w, j);
}

/* A job in a savepoint; false when the whole batch is lost. */
static bool run_in_batch(struct db_writer *w, struct job *j)
{
	struct db_session *s = w->session;
	const struct db_driver *d = s->db->driver;
	if (d->control(s, DB_SAVEPOINT) != ERR_OK)
		return false;
	call(w, j);
	if (!d->in_transaction(s))
		return false;
	if (j->result != ERR_OK && d->control(s, DB_ROLLBACK_TO) != ERR_OK)
		return false;
	return d->control(s, DB_RELEASE) == ERR_OK;
}

static void run_batch(struct db_writer *w, struct job *first)
{
	struct db_session *s = w->session;
	const struct db_driver *d = s->db->driver;
	struct job *jobs[BATCH_JOBS];
	size_t n = 0;
	int64_t started = mono_us();
	enum err e = d->control(s, DB_BEGIN_WRITE);
	if (e != ERR_OK) { /* another program holds the file: it has been waited for long enough */
		blame(w, first, e);
		answer(w, first);
		return;
	}
	bool good = true;
	struct job *j = first;
	while (j) {
		jobs[n++] = j;
		good = run_in_batch(w, j);
		j = good && n < BATCH_JOBS && mono_us() - started < BATCH_US ? take(w, false) : NULL;
	}
	good = good && d->control(s, DB_COMMIT) == ERR_OK;
	note_batch(s->db, started, (int64_t)n);
	if (good) {
		for (size_t i = 0; i < n; i++)
			answer(w, jobs[i]);
		return;
	}
	log_warn("db", "batch of %zu lost (%s); running its jobs one by one", n, s->error);
	if (d->in_transaction(s))
		d->control(s, DB_ROLLBACK);
	atomic_fetch_add(&s->db->reruns, (int64_t)n);
	for (size_t i = 0; i < n; i++)
		run_alone(w, jobs[i]);
}

static void *writer_main(void *arg)
{
	struct db_writer *w = arg;
	struct job *j;
	while ((j = take(w, true)))
		run_batch(w, j);
	return NULL;
}

enum err db_writer_start(struct db *db, char *why, size_t why_n)
{
	struct db_writer *w = calloc(1, sizeof *w);
	if (!w)
		return ERR_INTERNAL;
	db->writer = w;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->some, NULL);
	w->tail = &w->head;
	enum err e = db_session_new(db, true, &w->session, why, why_n);
	if (e != ERR_OK)
		return e;
	/* Signals are for the main thread. */
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	w->started = pthread_create(&w->thread, NULL, writer_main, w) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!w->started) {
		snprintf(why, why_n, "无法启动数据库写线程");
		return ERR_INTERNAL;
	}
	pthread_setname_np(w->thread, "db-writer");
	return ERR_OK;
}

void db_writer_stop(struct db *db)
{
	struct db_writer *w = db->writer;
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->closing = true;
	pthread_cond_broadcast(&w->some);
	pthread_mutex_unlock(&w->lock);
	if (w->started)
		pthread_join(w->thread, NULL);
	db_session_close(w->session);
	pthread_cond_destroy(&w->some);
	pthread_mutex_destroy(&w->lock);
	free(w);
	db->writer = NULL;
}

static enum err write_queued(struct db_session *s, db_write_fn fn, void *arg)
{
	struct db_writer *w = s->db->writer;
	if (pthread_equal(pthread_self(), w->thread))
		return db_fail(s, ERR_INTERNAL, "db_write inside db_write");
	struct job j = { .session = s, .fn = fn, .arg = arg };
	pthread_mutex_lock(&w->lock);
	bool closing = w->closing;
	if (!closing) {
		*w->tail = &j;
		w->tail = &j.next;
		atomic_fetch_add(&s->db->queue_depth, 1);
		s->waiting = true;
		pthread_cond_signal(&w->some);
	}
	pthread_mutex_unlock(&w->lock);
	if (closing)
		return db_fail(s, ERR_BUSY, "the database is being closed");
	while (sem_wait(&s->answered) != 0)
		;                      /* interrupted by a signal */
	s->waiting = false;
	return j.result;
}

/* ---- PostgreSQL: on the caller's connection ------------------------------------------------------ */

/* A short random pause, longer with each try, so that two jobs in conflict do not meet again. */
static void pause_before(int try)
{
	uint64_t x = (uint64_t)mono_us() * 0x9E3779B97F4A7C15u;
	int64_t us = (int64_t)((x >> 40) % (2000u << try)) + 500;
	struct timespec t = { .tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 };
	nanosleep(&t, NULL);
}

static enum err commit_here(struct db_session *s)
{
	enum err e = s->db->driver->control(s, DB_COMMIT);
	if (e != ERR_DB_UNCERTAIN)
		return e;
	log_warn("db", "no answer to a commit (%s); asking for its fate", s->error);
	switch (s->db->driver->fate(s)) {
	case FATE_COMMITTED:
		return ERR_OK;
	case FATE_ABORTED:
		s->retry = true;
		return db_fail(s, ERR_BUSY, "the connection was lost before the commit");
	case FATE_UNKNOWN:
		break;
	}
	s->retry = false;
	return db_fail(s, ERR_DB_UNCERTAIN, "the connection was lost during the commit and its fate is not known");
}

static enum err try_here(struct db_session *s, db_write_fn fn, void *arg)
{
	const struct db_driver *d = s->db->driver;
	s->retry = false;
	enum err e = d->control(s, DB_BEGIN_WRITE);
	if (e != ERR_OK)
		return e;
	e = call_job(s, s->arena, fn, arg);
	if (e != ERR_OK) {
		char text[DB_ERROR_TEXT]; /* the rollback would overwrite the reason */
		bool retry = s->retry;
		memcpy(text, s->error, sizeof text);
		d->control(s, DB_ROLLBACK);
		memcpy(s->error, text, sizeof text);
		s->retry = retry;
		return e;
	}
	return commit_here(s);
}

static enum err write_here(struct db_session *s, db_write_fn fn, void *arg)
{
	enum err e;
	for (int try = 0;; try++) {
		int64_t started = mono_us();
		e = try_here(s, fn, arg);
		note_batch(s->db, started, 1);
		if (e == ERR_OK || !s->retry || try == RETRIES)
			break;
		atomic_fetch_add(&s->db->reruns, 1);
		pause_before(try);
	}
	if (e == ERR_OK)
		run_after(s->after);
	atomic_fetch_add(&s->db->writes, 1);
	return e;
}

/* ---- SQLite: a loading session, on its own connection --------------------------------------------- */

enum err db_bulk_commit(struct db_session *s)
{
	s->bulk_n = 0;
	return s->db->driver->in_transaction(s) ? s->db->driver->control(s, DB_COMMIT) : ERR_OK;
}

static enum err write_bulk(struct db_session *s, db_write_fn fn, void *arg)
{
	const struct db_driver *d = s->db->driver;
	char text[DB_ERROR_TEXT];
	bool shared = s->bulk > 1; /* a transaction with other jobs, which a refused one must leave alone */
	enum err e = d->in_transaction(s) ? ERR_OK : d->control(s, DB_BEGIN_WRITE);
	if (e == ERR_OK && shared)
		e = d->control(s, DB_SAVEPOINT);
	if (e != ERR_OK)
		return e;
	enum err result = call_job(s, s->arena, fn, arg);
	memcpy(text, s->error, sizeof text);
	if (!d->in_transaction(s))
		return db_fail(s, ERR_DB, "the transaction was rolled back by the database");
	if (result != ERR_OK)
		e = d->control(s, shared ? DB_ROLLBACK_TO : DB_ROLLBACK);
	if (e == ERR_OK && shared)
		e = d->control(s, DB_RELEASE);
	if (e == ERR_OK && ++s->bulk_n >= s->bulk)
		e = db_bulk_commit(s);
	if (e != ERR_OK)
		return e;
	if (result == ERR_OK)
		run_after(s->after);
	memcpy(s->error, text, sizeof text);
	atomic_fetch_add(&s->db->writes, 1);
	return result;
}

enum err db_write(struct db_session *s, db_write_fn fn, void *arg)
{
	if (s->mode == DB_WRITING || s->waiting)
		return db_fail(s, ERR_INTERNAL, "db_write inside db_write");
	if (s->mode == DB_READING)
		return db_fail(s, ERR_INTERNAL, "db_write inside a read transaction");
	if (s->db->read_only)
		return db_fail(s, ERR_UNSUPPORTED, "the database was opened read-only");
	if (s->active)
		return db_fail(s, ERR_INTERNAL, "db_write while a cursor is open");
	s->error[0] = 0;
	if (s->bulk)
		return write_bulk(s, fn, arg);
	return s->db->engine == DB_SQLITE ? write_queued(s, fn, arg) : write_here(s, fn, arg);
}

static enum err script_job(struct db_session *s, void *sql)
{
	return db_script(s, sql);
}

enum err db_script(struct db_session *s, const char *sql)
{
	if (s->mode != DB_WRITING)
		return db_write(s, script_job, (void *)(uintptr_t)sql);
	enum err e = db_usable(s);
	return e == ERR_OK ? db_doom(s, s->db->driver->script(s, sql)) : e;
}

/* SQLite would read a table without an index to its end, only to learn how long it is. */
static enum err tables_with_index(struct db_session *s, struct buf *script)
{
	struct db_query q;
	struct db_cursor *c = NULL;
	db_query_init(&q);
	db_query_text(&q, "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' "
			  "AND EXISTS (SELECT 1 FROM pragma_index_list(m.name)) ORDER BY m.name");
	enum err e = db_query_open(s, &q, &c);
	while (!e && (e = db_next(c)) == ERR_OK) {
		buf_str(script, db_text(c, 0));
		buf_add(script, "", 1);
	}
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err db_optimize(struct db_session *s)
{
	enum { NAMES_MAX = 1 << 16 };
	struct buf names;
	if (s->db->engine != DB_SQLITE)
		return db_script(s, "ANALYZE");
	buf_init(&names, s->arena, NAMES_MAX);
	enum err e = tables_with_index(s, &names);
	struct sv rest = buf_view(&names);
	while (!e && rest.n) {
		const char *name = rest.p;
		rest = (struct sv){ name + strlen(name) + 1, rest.n - strlen(name) - 1 };
		e = db_script(s, arena_printf(s->arena, "PRAGMA analysis_limit=1000; ANALYZE \"%s\"", name));
	}
	return e;
}

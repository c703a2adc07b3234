/* SPDX-License-Identifier: Apache-2.0 */
/* Many writers at once: nothing is lost, one job's failure is its own, a lost batch runs again. Also the end
 * of the disk, two processes on one file, and copies. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "db/db_test_sql.h"
#include "db/test_schema.h"

enum { THREADS = 64, ROUNDS = 25 };

static enum db_engine engine;

static int set_up(void **state)
{
	struct db_fixture *f = db_fixture_open(engine);
	test_schema_apply(f);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	db_fixture_close(*state);
	return 0;
}

static void pause_ms(int ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };
	nanosleep(&t, NULL);
}

static int64_t counter(struct db_fixture *f, int64_t id)
{
	struct q_counter_get_out out = { 0 };
	assert_int_equal(q_counter_get(f->s, &(struct q_counter_get_in){ id }, &out), ERR_OK);
	return out.value;
}

static int64_t things(struct db_fixture *f)
{
	struct q_thing_count_out out = { 0 };
	assert_int_equal(q_thing_count(f->s, &out), ERR_OK);
	return out.n;
}

/* ---- a crowd of threads -------------------------------------------------------------------------- */

struct clerk {
	struct db_fixture *f;
	pthread_t thread;
	int64_t number;
	int64_t done, refused, conflicts, other, runs;
	bool refuse;
};

/* Adds a row and counts up; every fifth job asks for its own rollback, every seventh meets a taken key. */
static enum err work(struct db_session *s, void *arg)
{
	struct clerk *c = arg;
	struct q_counter_up_out up;
	int64_t round = c->done + c->refused + c->conflicts;
	c->runs++;
	enum err e = q_counter_up(s, &(struct q_counter_up_in){ .by = 1, .id = 1 }, &up);
	if (e != ERR_OK)
		return e;
	struct q_thing_add_in in = { .id = c->number * 1000 + round, .amount = NIL };
	if (round % 7 == 6)
		in.id = -1;
	e = q_thing_add(s, &in, NULL);
	return e == ERR_OK && round % 5 == 4 ? ERR_STALE : e;
}

static void *crowd(void *arg)
{
	struct clerk *c = arg;
	struct db_session *s;
	struct arena *a = arena_new(1 << 20);
	if (db_session_open(c->f->db, &s) != ERR_OK) {
		c->other++;
		return NULL;
	}
	for (int i = 0; i < ROUNDS; i++) {
		arena_reset(a);
		db_session_use(s, a);
		enum err e = db_write(s, work, c);
		c->done += e == ERR_OK;
		c->refused += e == ERR_STALE;
		c->conflicts += e == ERR_CONFLICT;
		c->other += e != ERR_OK && e != ERR_STALE && e != ERR_CONFLICT;
	}
	db_session_close(s);
	arena_free(a);
	return NULL;
}

static enum err take_the_key(struct db_session *s, void *arg)
{
	(void)arg;
	return q_thing_add(s, &(struct q_thing_add_in){ .id = -1, .amount = NIL }, NULL);
}

static void a_crowd_loses_nothing(void **state)
{
	struct db_fixture *f = *state;
	static struct clerk clerks[THREADS];
	int64_t done = 0, other = 0, jobs = 0, expected = 0;
	memset(clerks, 0, sizeof clerks);
	assert_int_equal(db_write(f->s, take_the_key, NULL), ERR_OK);
	for (int i = 0; i < THREADS; i++) {
		clerks[i].f = f;
		clerks[i].number = i + 1;
		assert_int_equal(pthread_create(&clerks[i].thread, NULL, crowd, &clerks[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(clerks[i].thread, NULL);
		done += clerks[i].done;
		other += clerks[i].other;
		jobs += clerks[i].done + clerks[i].refused + clerks[i].conflicts;
	}
	for (int i = 0; i < ROUNDS; i++)
		expected += i % 7 != 6 && i % 5 != 4;
	assert_int_equal(other, 0);
	assert_int_equal(jobs, THREADS * ROUNDS);
	assert_int_equal(done, THREADS * expected);
	assert_int_equal(counter(f, 1), done);
	assert_int_equal(things(f), done + 1);
	struct db_stats st;
	db_stats_get(f->db, &st);
	assert_true(st.writes >= jobs);
	assert_int_equal(st.queue_depth, 0);
	if (engine == DB_SQLITE)
		assert_true(st.batch_jobs_max > 1);
}

/* ---- one batch, put together on purpose (SQLite) --------------------------------------------------- */

struct gate {
	struct db *db;
	int64_t waiting;
	_Atomic bool entered;
};

/* Holds the writer until so many jobs are queued: the next batch then holds all of them. */
static enum err hold_the_writer(struct db_session *s, void *arg)
{
	(void)s;
	struct gate *g = arg;
	struct db_stats st;
	g->entered = true;
	do {
		pause_ms(1);
		db_stats_get(g->db, &st);
	} while (st.queue_depth < g->waiting);
	return ERR_OK;
}

struct member {
	struct db_fixture *f;
	pthread_t thread;
	db_write_fn fn;
	struct q_thing_add_in in;
	void *arg;
	enum err result;
	_Atomic int runs;
	int after;
};

static void count_after(void *arg)
{
	((struct member *)arg)->after++;
}

static enum err run_member(struct db_session *s, void *arg)
{
	struct member *m = arg;
	m->runs++;
	db_after_commit(s, count_after, m);
	return q_thing_add(s, &m->in, NULL);
}

static void *submit(void *arg)
{
	struct member *m = arg;
	struct db_session *s;
	struct arena *a = arena_new(1 << 20);
	m->result = db_session_open(m->f->db, &s);
	if (m->result == ERR_OK) {
		db_session_use(s, a);
		m->result = db_write(s, m->fn, m->arg ? m->arg : m);
		db_session_close(s);
	}
	arena_free(a);
	return NULL;
}

static void wait_for_queue(struct db_fixture *f, int64_t depth)
{
	struct db_stats st;
	do {
		pause_ms(1);
		db_stats_get(f->db, &st);
	} while (st.queue_depth < depth);
}

/* Submits the members in this order, as one batch. */
static void run_as_one_batch(struct db_fixture *f, struct member *m, int n)
{
	struct gate g = { .db = f->db, .waiting = n };
	struct member first = { .f = f, .fn = hold_the_writer, .arg = &g };
	struct db_stats st;
	db_stats_get(f->db, &st);
	int64_t batches = st.batches;
	assert_int_equal(pthread_create(&first.thread, NULL, submit, &first), 0);
	while (!g.entered)
		pause_ms(1);
	for (int i = 0; i < n; i++) {
		m[i].f = f;
		m[i].fn = run_member;
		assert_int_equal(pthread_create(&m[i].thread, NULL, submit, &m[i]), 0);
		if (i + 1 < n)
			wait_for_queue(f, i + 1);
	}
	pthread_join(first.thread, NULL);
	for (int i = 0; i < n; i++)
		pthread_join(m[i].thread, NULL);
	assert_int_equal(first.result, ERR_OK);
	db_stats_get(f->db, &st);
	assert_true(st.batches > batches);
}

static void a_bad_job_does_not_harm_its_batch(void **state)
{
	struct db_fixture *f = *state;
	struct member m[] = {
		{ .in = { .id = 1, .amount = 1 } },
		{ .in = { .id = 2, .amount = 13 } }, /* CHECK */
		{ .in = { .id = 3, .amount = 3 } },
		{ .in = { .id = 1, .amount = 4 } },  /* the key of the first, not yet committed */
		{ .in = { .id = 5, .amount = 5 } },
	};
	static const enum err expected[] = { ERR_OK, ERR_INVALID, ERR_OK, ERR_CONFLICT, ERR_OK };
	enum { N = sizeof m / sizeof m[0] };
	run_as_one_batch(f, m, N);
	for (int i = 0; i < N; i++) {
		assert_int_equal(m[i].result, expected[i]);
		assert_int_equal(m[i].runs, 1);
		assert_int_equal(m[i].after, expected[i] == ERR_OK);
	}
	assert_int_equal(things(f), 3);
	struct db_stats st;
	db_stats_get(f->db, &st);
	assert_int_equal(st.reruns, 0);
}

static char big[4 << 20];

static void a_full_file_is_reported_and_harms_nobody_else(void **state)
{
	struct db_fixture *f = *state;
	assert_int_equal(db_script(f->s, "PRAGMA max_page_count = 400"), ERR_OK); /* 1.6 MB */
	struct member m[] = {
		{ .in = { .id = 1, .amount = 1 } },
		{ .in = { .id = 2, .amount = 2, .payload = { big, sizeof big } } },
		{ .in = { .id = 3, .amount = 3 } },
	};
	run_as_one_batch(f, m, 3);
	assert_int_equal(m[0].result, ERR_OK);
	assert_int_equal(m[1].result, ERR_DB_FULL);
	assert_int_equal(m[2].result, ERR_OK);
	assert_int_equal(m[0].after, 1);
	assert_int_equal(m[1].after, 0);
	assert_int_equal(things(f), 2);
}

/* A real full disk shows only when the batch is written out, so the whole batch is lost and runs again. */
static void a_full_disk_makes_the_batch_run_again_one_by_one(void **state)
{
	(void)state;
	char dir[] = "/tmp/ys_full_XXXXXX", url[64], why[512] = "";
	assert_non_null(mkdtemp(dir));
	if (mount("none", dir, "tmpfs", 0, "size=2m") != 0) {
		printf("full disk: skipped, this user may not mount a tmpfs\n");
		rmdir(dir);
		skip();
	}
	struct db_fixture f = { .engine = DB_SQLITE, .arena = arena_new(8 << 20) };
	snprintf(url, sizeof url, "sqlite:%s/full.db", dir);
	assert_int_equal(db_open(&(struct db_options){ .url = url, .durable = true }, &f.db, why, sizeof why), ERR_OK);
	assert_int_equal(db_session_open(f.db, &f.s), ERR_OK);
	db_session_use(f.s, f.arena);
	test_schema_apply(&f);
	struct member m[] = {
		{ .in = { .id = 1, .amount = 1 } },
		{ .in = { .id = 3, .amount = 3 } },
		{ .in = { .id = 2, .amount = 2, .payload = { big, sizeof big } } },
	};
	run_as_one_batch(&f, m, 3);
	assert_int_equal(m[0].result, ERR_OK);
	assert_int_equal(m[1].result, ERR_OK);
	assert_int_equal(m[2].result, ERR_DB_FULL);
	assert_int_equal(m[2].runs, 2);
	assert_int_equal(m[0].after, 1); /* once, whether its job ran once or twice */
	assert_int_equal(m[1].after, 1);
	assert_int_equal(m[2].after, 0);
	assert_int_equal(things(&f), 2);
	struct db_stats st;
	db_stats_get(f.db, &st);
	assert_int_equal(st.reruns, m[0].runs + m[1].runs + m[2].runs - 3);
	db_session_close(f.s);
	db_close(f.db);
	arena_free(f.arena);
	umount(dir);
	rmdir(dir);
}

/* ---- rerun (PostgreSQL) --------------------------------------------------------------------------- */

struct dancer {
	struct db_fixture *f;
	pthread_t thread;
	int64_t first, second;
	pthread_barrier_t *meet;
	int runs;
	enum err result;
};

/* Two of these lock the same rows in opposite order; the first run of both meets in the middle. */
static enum err dance(struct db_session *s, void *arg)
{
	struct dancer *d = arg;
	struct q_counter_up_out up;
	enum err e = q_counter_up(s, &(struct q_counter_up_in){ .by = 1, .id = d->first }, &up);
	if (e == ERR_OK && d->runs++ == 0)
		pthread_barrier_wait(d->meet);
	return e == ERR_OK ? q_counter_up(s, &(struct q_counter_up_in){ .by = 1, .id = d->second }, &up) : e;
}

static void *dancing(void *arg)
{
	struct dancer *d = arg;
	struct db_session *s;
	struct arena *a = arena_new(1 << 20);
	d->result = db_session_open(d->f->db, &s);
	if (d->result == ERR_OK) {
		db_session_use(s, a);
		d->result = db_write(s, dance, d);
		db_session_close(s);
	}
	arena_free(a);
	return NULL;
}

static void a_deadlock_is_run_again(void **state)
{
	struct db_fixture *f = *state;
	pthread_barrier_t meet;
	pthread_barrier_init(&meet, NULL, 2);
	struct dancer d[2] = { { .f = f, .first = 1, .second = 2, .meet = &meet },
			       { .f = f, .first = 2, .second = 1, .meet = &meet } };
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&d[i].thread, NULL, dancing, &d[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(d[i].thread, NULL);
	pthread_barrier_destroy(&meet);
	assert_int_equal(d[0].result, ERR_OK);
	assert_int_equal(d[1].result, ERR_OK);
	assert_true(d[0].runs + d[1].runs >= 3);
	assert_int_equal(counter(f, 1), 2);
	assert_int_equal(counter(f, 2), 2);
}

/* ---- one file, several openers (SQLite) ------------------------------------------------------------ */

static void a_second_process_may_only_read(void **state)
{
	struct db_fixture *f = *state;
	assert_int_equal(db_write(f->s, take_the_key, NULL), ERR_OK);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct db *db;
		struct db_session *s;
		char why[512] = "";
		struct q_thing_count_out out = { 0 };
		if (db_open(&(struct db_options){ .url = f->url }, &db, why, sizeof why) != ERR_BUSY ||
		    !strstr(why, "另一个进程"))
			_exit(1);
		if (db_open(&(struct db_options){ .url = f->url, .read_only = true }, &db, why, sizeof why) != ERR_OK)
			_exit(2);
		if (db_session_open(db, &s) != ERR_OK)
			_exit(3);
		db_session_use(s, arena_new(1 << 20));
		if (q_thing_count(s, &out) != ERR_OK || out.n != 1)
			_exit(4);
		if (db_write(s, take_the_key, NULL) != ERR_UNSUPPORTED)
			_exit(5);
		_exit(0);
	}
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(db_script(f->s, "DELETE FROM thing"), ERR_OK);
}

static void a_copy_is_complete_and_overwrites_nothing(void **state)
{
	struct db_fixture *f = *state;
	char path[300], url[320], why[512] = "";
	snprintf(path, sizeof path, "%s/copy.db", f->dir);
	if (engine == DB_POSTGRES) {
		assert_int_equal(db_backup(f->db, "/tmp/never", why, sizeof why), ERR_UNSUPPORTED);
		return;
	}
	assert_int_equal(db_write(f->s, take_the_key, NULL), ERR_OK);
	assert_int_equal(db_backup(f->db, path, why, sizeof why), ERR_OK);
	assert_int_equal(db_backup(f->db, path, why, sizeof why), ERR_CONFLICT);
	assert_int_equal(db_script(f->s, "DELETE FROM thing"), ERR_OK);
	struct db_fixture copy = { .engine = DB_SQLITE };
	snprintf(url, sizeof url, "sqlite:%s", path);
	assert_int_equal(db_open(&(struct db_options){ .url = url }, &copy.db, why, sizeof why), ERR_OK);
	assert_int_equal(db_session_open(copy.db, &copy.s), ERR_OK);
	db_session_use(copy.s, f->arena);
	assert_int_equal(things(&copy), 1);
	assert_int_equal(things(f), 0);
	db_session_close(copy.s);
	db_close(copy.db);
	assert_int_equal(db_backup(f->db, "/nowhere/copy.db", why, sizeof why), ERR_IO);
}

static void an_address_that_leads_nowhere_is_explained(void **state)
{
	(void)state;
	static const char *const urls[] = { "", "mysql://x", "sqlite:", "sqlite:/nowhere/x.db",
					    "postgres://nobody@/x?host=/nowhere" };
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		struct db *db;
		char why[512] = "";
		assert_int_not_equal(db_open(&(struct db_options){ .url = urls[i] }, &db, why, sizeof why), ERR_OK);
		assert_null(db);
		assert_true(strlen(why) > 10);
	}
}

#define WITH_DB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest sqlite[] = {
		WITH_DB(a_crowd_loses_nothing),
		WITH_DB(a_bad_job_does_not_harm_its_batch),
		WITH_DB(a_full_file_is_reported_and_harms_nobody_else),
		cmocka_unit_test(a_full_disk_makes_the_batch_run_again_one_by_one),
		WITH_DB(a_second_process_may_only_read),
		WITH_DB(a_copy_is_complete_and_overwrites_nothing),
		cmocka_unit_test(an_address_that_leads_nowhere_is_explained),
	};
	static const struct CMUnitTest postgres[] = {
		WITH_DB(a_crowd_loses_nothing),
		WITH_DB(a_deadlock_is_run_again),
		WITH_DB(a_copy_is_complete_and_overwrites_nothing),
	};
	int failed = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests_name("sqlite", sqlite, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	engine = DB_POSTGRES;
	return failed + cmocka_run_group_tests_name("postgres", postgres, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what a commit costs here: the fsync of the disk, and jobs per second of five statements each with one
 * to sixty-four threads. Usage: group_commit_bench DIRECTORY [SECONDS]
 *
 * DIRECTORY must be on the disk in question; it is left clean. */
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/db_test_sql.h"
#include "db/test_schema.h"

enum { FSYNCS = 200, THREADS_MAX = 64 };

static _Atomic bool stopping;
static _Atomic int64_t next_id = 1;

struct worker {
	struct db *db;
	pthread_t thread;
	int64_t done, failed;
};

/* A write as the program makes them: one row changed, three written, one read. */
static enum err five_statements(struct db_session *s, void *arg)
{
	const int64_t *id = arg;
	struct q_counter_up_out up;
	struct q_thing_get_out got;
	struct q_thing_add_in in = {
		.id = *id, .amount = 1, .payload = { "abcdefghijklmnopqrstuvwxyz", 26 }, .ratio = (double)NAN
	};
	enum err e = q_counter_up(s, &(struct q_counter_up_in){ .by = 1, .id = 1 + *id % 2 }, &up);
	if (e == ERR_OK)
		e = q_thing_add(s, &in, NULL);
	if (e == ERR_OK)
		e = q_part_add(s, &(struct q_part_add_in){ *id * 2, *id }, NULL);
	if (e == ERR_OK)
		e = q_part_add(s, &(struct q_part_add_in){ *id * 2 + 1, *id }, NULL);
	return e == ERR_OK ? q_thing_get(s, &(struct q_thing_get_in){ *id }, &got) : e;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct db_session *s;
	struct arena *a = arena_new(1 << 20);
	if (db_session_open(w->db, &s) != ERR_OK)
		return NULL;
	while (!stopping) {
		int64_t id = atomic_fetch_add(&next_id, 1);
		arena_reset(a);
		db_session_use(s, a);
		enum err e = db_write(s, five_statements, &id);
		w->done += e == ERR_OK;
		w->failed += e != ERR_OK;
	}
	db_session_close(s);
	arena_free(a);
	return NULL;
}

static void measure_fsync(const char *dir)
{
	char path[512], page[4096] = "x";
	snprintf(path, sizeof path, "%s/fsync_probe", dir);
	int fd = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
	int64_t started = mono_us();
	for (int i = 0; i < FSYNCS; i++)
		if (pwrite(fd, page, sizeof page, (off_t)i * 4096) != sizeof page || fsync(fd) != 0)
			db_fixture_die("fsync", path);
	printf("fsync of one appended page: %.3f ms\n", (double)(mono_us() - started) / FSYNCS / 1000.0);
	close(fd);
	unlink(path);
}

static void measure(struct db *db, int threads, int seconds)
{
	struct worker w[THREADS_MAX] = { 0 };
	struct db_stats before, after;
	int64_t done = 0, failed = 0, started = mono_us();
	stopping = false;
	db_stats_get(db, &before);
	for (int i = 0; i < threads; i++) {
		w[i].db = db;
		pthread_create(&w[i].thread, NULL, work, &w[i]);
	}
	sleep((unsigned)seconds);
	stopping = true;
	for (int i = 0; i < threads; i++) {
		pthread_join(w[i].thread, NULL);
		done += w[i].done;
		failed += w[i].failed;
	}
	db_stats_get(db, &after);
	double took = (double)(mono_us() - started) / 1e6;
	int64_t batches = after.batches - before.batches;
	printf("%2d threads: %6.0f jobs/s, %5.0f commits/s, %5.1f jobs per commit, writer busy %3.0f %%, %lld failed\n",
	       threads, (double)done / took, (double)batches / took, (double)done / (double)(batches ? batches : 1),
	       (double)(after.busy_us - before.busy_us) / took / 1e4, (long long)failed);
}

int main(int argc, char **argv)
{
	static const int threads[] = { 1, 4, 16, 64 };
	if (argc < 2) {
		fputs("usage: group_commit_bench DIRECTORY [SECONDS]\n", stderr);
		return 2;
	}
	int seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 3;
	struct db_fixture f = { .engine = DB_SQLITE };
	char why[512] = "";
	log_set_level(LOG_WARN);
	snprintf(f.dir, sizeof f.dir, "%s/bench_XXXXXX", argv[1]);
	if (!mkdtemp(f.dir))
		db_fixture_die("cannot make", f.dir);
	measure_fsync(f.dir);
	snprintf(f.url, sizeof f.url, "sqlite:%s/bench.db", f.dir);
	if (db_open(&(struct db_options){ .url = f.url, .durable = true }, &f.db, why, sizeof why) != ERR_OK)
		db_fixture_die(f.url, why);
	test_schema_apply(&f);
	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++)
		measure(f.db, threads[i], seconds);
	db_close(f.db);
	db_fixture_remove_dir(f.dir);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Lost connections: what was not committed runs again, what was committed does not, and nobody is told a
 * guess. A small relay between libpq and the server loses the answer to a COMMIT on purpose. */
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#include <cmocka.h>

#include "db/db_internal.h"
#include "db/db_test_sql.h"
#include "db/test_schema.h"

/* ---- relay --------------------------------------------------------------------------------------- */

enum loss {
	LOSE_NOTHING,
	LOSE_ANSWER,           /* COMMIT reaches the server, its answer is dropped with the connection */
	LOSE_COMMAND,          /* COMMIT is dropped with the connection */
	LOSE_ANSWER_AND_SERVER, /* as the first, and nobody gets through afterwards */
};

struct relay {
	char dir[64], server[108];
	int listener;
	_Atomic int loss;
	_Atomic bool closed, stopping;
	pthread_t thread;
};

static int dial_unix(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool forward(int to, const char *p, size_t n)
{
	while (n) {
		ssize_t sent = send(to, p, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

/* True when the connection must be cut now. */
static bool meets_commit(struct relay *r, const char *p, size_t n, int server)
{
	int loss = r->loss;
	if (loss == LOSE_NOTHING || !memmem(p, n, "COMMIT", sizeof "COMMIT")) /* with its NUL: not COMMITTED */
		return false;
	r->loss = LOSE_NOTHING;
	r->closed = loss == LOSE_ANSWER_AND_SERVER;
	if (loss != LOSE_COMMAND) {
		char answer[512];
		forward(server, p, n);
		(void)!recv(server, answer, sizeof answer, 0);
	}
	return true;
}

static void serve(struct relay *r, int client)
{
	char data[16384];
	int server = dial_unix(r->server);
	while (server >= 0) {
		struct pollfd f[2] = { { client, POLLIN, 0 }, { server, POLLIN, 0 } };
		if (poll(f, 2, 50) < 0 || r->stopping)
			break;
		int from = f[0].revents ? 0 : f[1].revents ? 1 : -1;
		if (from < 0)
			continue;
		ssize_t n = recv(f[from].fd, data, sizeof data, 0);
		if (n <= 0 || (from == 0 && meets_commit(r, data, (size_t)n, server)) ||
		    !forward(f[1 - from].fd, data, (size_t)n))
			break;
	}
	if (server >= 0)
		close(server);
	close(client);
}

struct call {
	struct relay *r;
	int client;
};

static void *serve_call(void *arg)
{
	struct call c = *(struct call *)arg;
	free(arg);
	serve(c.r, c.client);
	return NULL;
}

static void *relay_main(void *arg)
{
	struct relay *r = arg;
	pthread_t calls[64];
	size_t n = 0;
	while (!r->stopping) {
		struct pollfd f = { r->listener, POLLIN, 0 };
		if (poll(&f, 1, 50) <= 0)
			continue;
		int client = accept(r->listener, NULL, NULL);
		if (client >= 0 && (r->closed || n == 64)) {
			close(client);
		} else if (client >= 0) {
			struct call *c = malloc(sizeof *c);
			*c = (struct call){ r, client };
			pthread_create(&calls[n++], NULL, serve_call, c);
		}
	}
	while (n)
		pthread_join(calls[--n], NULL);
	return NULL;
}

/* The directory of the server's socket, from "…host=/dir…"; false when the server is not reached by one. */
static bool server_socket(char out[108])
{
	const char *host = strstr(db_fixture_postgres(), "host=/");
	if (!host)
		return false;
	host += 5;
	int n = (int)strcspn(host, "&' ");
	return snprintf(out, 108, "%.*s/.s.PGSQL.5432", n, host) < 108;
}

static void relay_start(struct relay *r)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	snprintf(r->dir, sizeof r->dir, "/tmp/ys_relay_XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	snprintf(a.sun_path, sizeof a.sun_path, "%s/.s.PGSQL.5432", r->dir);
	r->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(r->listener, (struct sockaddr *)&a, sizeof a), 0);
	assert_int_equal(listen(r->listener, 16), 0);
	assert_int_equal(pthread_create(&r->thread, NULL, relay_main, r), 0);
}

static void relay_stop(struct relay *r)
{
	r->stopping = true;
	pthread_join(r->thread, NULL);
	close(r->listener);
	db_fixture_remove_dir(r->dir);
}

/* ---- jobs ---------------------------------------------------------------------------------------- */

static int set_up(void **state)
{
	struct db_fixture *f = db_fixture_open(DB_POSTGRES);
	test_schema_apply(f);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	db_fixture_close(*state);
	return 0;
}

static int64_t ask(struct db_session *s, const struct db_query *q)
{
	struct db_cursor *c;
	assert_int_equal(db_query_open(s, q, &c), ERR_OK);
	assert_int_equal(db_next(c), ERR_OK);
	int64_t v = db_i64(c, 0);
	db_query_close(c);
	return v;
}

static int64_t backend_of(struct db_session *s)
{
	struct db_query q;
	db_query_init(&q);
	db_query_text(&q, "SELECT pg_backend_pid()");
	return ask(s, &q);
}

/* Ends a backend and waits until it is gone. */
static void kill_backend(struct db_session *killer, int64_t pid)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT CAST(pg_terminate_backend(CAST($ AS INTEGER), 5000) AS INTEGER)", DB_ARG_I64(pid));
	assert_int_equal(ask(killer, &q), 1);
}

static int64_t things(struct db_session *s)
{
	struct q_thing_count_out out = { 0 };
	assert_int_equal(q_thing_count(s, &out), ERR_OK);
	return out.n;
}

static struct db_session *another(struct db_fixture *f)
{
	struct db_session *s;
	assert_int_equal(db_session_open(f->db, &s), ERR_OK);
	db_session_use(s, f->arena);
	return s;
}

struct victim {
	struct db_session *killer;
	bool before, after;            /* the row is added before / after the blow */
	int runs, committed;
};

static void note_commit(void *arg)
{
	((struct victim *)arg)->committed++;
}

static enum err add_row(struct db_session *s, int64_t id)
{
	return q_thing_add(s, &(struct q_thing_add_in){ .id = id, .amount = NIL }, NULL);
}

static enum err add_and_die_once(struct db_session *s, void *arg)
{
	struct victim *v = arg;
	db_after_commit(s, note_commit, v);
	enum err e = v->before ? add_row(s, 1) : ERR_OK;
	if (v->runs++ == 0)
		kill_backend(v->killer, backend_of(s));
	return e == ERR_OK && v->after ? add_row(s, 2) : e;
}

static void a_write_survives_the_loss_of_its_connection(void **state)
{
	struct db_fixture *f = *state;
	struct db_session *killer = another(f);
	struct victim cases[] = {
		{ .killer = killer, .before = true, .after = true },
		{ .killer = killer, .before = true },  /* only the COMMIT notices */
	};
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(db_write(f->s, add_and_die_once, &cases[i]), ERR_OK);
		assert_int_equal(cases[i].runs, 2);
		assert_int_equal(cases[i].committed, 1);
		assert_int_equal(things(f->s), 2 - (int64_t)i);
		assert_int_equal(db_script(f->s, "DELETE FROM thing"), ERR_OK);
	}
	db_session_close(killer);
}

static void reading_goes_on_over_a_new_connection(void **state)
{
	struct db_fixture *f = *state;
	struct db_session *killer = another(f);
	assert_int_equal(things(f->s), 0);
	kill_backend(killer, backend_of(f->s));
	assert_int_equal(things(f->s), 0);
	assert_int_equal(db_read_begin(f->s), ERR_OK);
	kill_backend(killer, backend_of(f->s));
	struct q_thing_count_out out;
	assert_int_equal(q_thing_count(f->s, &out), ERR_BUSY); /* another moment would not be the same view */
	db_read_end(f->s);
	assert_int_equal(things(f->s), 0);
	db_session_close(killer);
}

struct reader {
	struct db_session *killer;
	int64_t pid, rows;
};

static bool read_and_kill(void *arg, const void *row)
{
	struct reader *r = arg;
	(void)row;
	if (++r->rows == 1)
		kill_backend(r->killer, r->pid);
	return true;
}

static void a_list_cut_short_is_not_taken_for_a_whole_one(void **state)
{
	struct db_fixture *f = *state;
	struct reader r = { .killer = another(f), .pid = backend_of(f->s) };
	enum { ROWS = 1000000 };
	assert_int_equal(q_numbers_each(f->s, &(struct q_numbers_in){ ROWS }, read_and_kill, &r), ERR_BUSY);
	assert_true(r.rows < ROWS);
	assert_int_equal(things(f->s), 0);
	db_session_close(r.killer);
}

/* ---- lost commits -------------------------------------------------------------------------------- */

struct counted {
	int runs;
};

static enum err add_counted(struct db_session *s, void *arg)
{
	((struct counted *)arg)->runs++;
	return q_thing_add(s, &(struct q_thing_add_in){ .id = 7, .amount = NIL }, NULL);
}

static void a_lost_commit_is_looked_up(void **state)
{
	struct db_fixture *f = *state;
	static const struct {
		const char *name;
		enum loss loss;
		enum err result;
		int runs;
		int64_t rows;
	} cases[] = {
		{ "nothing is lost", LOSE_NOTHING, ERR_OK, 1, 1 },
		{ "committed, answer lost: not run again", LOSE_ANSWER, ERR_OK, 1, 1 },
		{ "command lost: run again", LOSE_COMMAND, ERR_OK, 2, 1 },
		{ "nobody can be asked: said so", LOSE_ANSWER_AND_SERVER, ERR_DB_UNCERTAIN, 1, 1 },
	};
	struct relay r = { .loss = LOSE_NOTHING };
	if (!server_socket(r.server)) {
		puts("lost commits: skipped, YS_TEST_PG does not name a socket directory");
		skip();
	}
	relay_start(&r);
	char url[256], why[512] = "";
	snprintf(url, sizeof url, "postgres:host=%s user=postgres dbname=yingshao options=-csearch_path=%s", r.dir,
		 f->schema);
	struct db *db;
	struct db_session *s;
	assert_int_equal(db_open(&(struct db_options){ .url = url }, &db, why, sizeof why), ERR_OK);
	assert_int_equal(db_session_open(db, &s), ERR_OK);
	db->fate_wait_ms = 300;
	db_session_use(s, f->arena);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct counted c = { 0 };
		r.loss = cases[i].loss;
		enum err e = db_write(s, add_counted, &c);
		if (e != cases[i].result || c.runs != cases[i].runs || things(f->s) != cases[i].rows)
			fail_msg("%s: %s after %d runs, %d rows: %s", cases[i].name, err_name(e), c.runs,
				 (int)things(f->s), db_error(s));
		assert_int_equal(db_script(f->s, "DELETE FROM thing"), ERR_OK);
	}
	struct q_thing_count_out out;
	assert_int_equal(q_thing_count(s, &out), ERR_BUSY);
	r.closed = false;
	assert_int_equal(q_thing_count(s, &out), ERR_OK); /* the server is back */
	db_session_close(s);
	db_close(db);
	relay_stop(&r);
}

#define WITH_DB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_DB(a_write_survives_the_loss_of_its_connection),
		WITH_DB(reading_goes_on_over_a_new_connection),
		WITH_DB(a_list_cut_short_is_not_taken_for_a_whole_one),
		WITH_DB(a_lost_commit_is_looked_up),
	};
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return 0;
	}
	return cmocka_run_group_tests_name("postgres", tests, NULL, NULL);
}

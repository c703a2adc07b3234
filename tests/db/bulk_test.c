/* SPDX-License-Identifier: Apache-2.0 */
/* A loading session: sees what it has written, loses only what is refused, and leaves the rest for everybody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalogue_sql.h"
#include "db/db_fixture.h"
#include "demo_sql.h"

static enum db_engine engine = DB_SQLITE;

struct job {
	const char *key, *value;
	enum err answer;
	bool inner_saw;
	int after;
};

static void count_after(void *arg)
{
	((struct job *)arg)->after++;
}

static enum err put(struct db_session *s, void *arg)
{
	struct job *j = arg;
	enum err e = q_demo_setting(s, &(struct q_demo_setting_in){ .key = j->key, .value = j->value, .now = 1 }, NULL);
	struct q_refs_setting_out out;
	j->inner_saw = db_writing(s) && !q_refs_setting(s, &(struct q_refs_setting_in){ .key = j->key }, &out);
	db_after_commit(s, count_after, j);
	return e ? e : j->answer;
}

static bool sees(struct db_session *s, const char *key, const char *value)
{
	struct q_refs_setting_out out;
	enum err e = q_refs_setting(s, &(struct q_refs_setting_in){ .key = key }, &out);
	return value ? !e && strcmp(out.value, value) == 0 : e == ERR_NOT_FOUND;
}

struct bulk {
	struct db_fixture *f;
	struct db_session *s;
	struct arena *a;
};

static void *opened(unsigned jobs)
{
	struct bulk *b = calloc(1, sizeof *b);
	assert_non_null(b);
	b->f = db_fixture_migrated(engine);
	b->a = arena_new(4 << 20);
	assert_int_equal(db_session_open_bulk(b->f->db, jobs, &b->s), ERR_OK);
	db_session_use(b->s, b->a);
	return b;
}

static void closed(struct bulk *b)
{
	db_session_close(b->s);
	arena_free(b->a);
	db_fixture_close(b->f);
	free(b);
}

static void what_is_written_is_seen_at_once_and_by_others_after_the_commit(void **state)
{
	struct bulk *b = opened(3);
	struct job j[4] = { { "a", "1", ERR_OK, false, 0 }, { "b", "2", ERR_OK, false, 0 }, { "c", "3", ERR_OK, false, 0 },
			    { "d", "4", ERR_OK, false, 0 } };
	(void)state;
	for (int i = 0; i < 4; i++) {
		assert_int_equal(db_write(b->s, put, &j[i]), ERR_OK);
		assert_true(j[i].inner_saw);
		assert_int_equal(j[i].after, 1);
		assert_true(sees(b->s, j[i].key, j[i].value));
		assert_false(db_writing(b->s));
	}
	assert_true(sees(b->f->s, "c", "3")); /* after three jobs */
	assert_true(sees(b->f->s, "d", engine == DB_SQLITE ? NULL : "4"));
	db_session_close(b->s);
	b->s = NULL;
	assert_true(sees(b->f->s, "d", "4"));
	closed(b);
}

static void a_refused_job_leaves_nothing_and_the_others_stay(void **state)
{
	struct bulk *b = opened(100);
	struct job good = { "a", "1", ERR_OK, false, 0 }, bad = { "a", "2", ERR_CONFLICT, false, 0 },
		   more = { "b", "3", ERR_OK, false, 0 };
	(void)state;
	assert_int_equal(db_write(b->s, put, &good), ERR_OK);
	assert_int_equal(db_write(b->s, put, &bad), ERR_CONFLICT);
	assert_int_equal(bad.after, 0);
	assert_true(sees(b->s, "a", "1"));
	assert_int_equal(db_write(b->s, put, &more), ERR_OK);
	db_session_close(b->s);
	b->s = NULL;
	assert_true(sees(b->f->s, "a", "1"));
	assert_true(sees(b->f->s, "b", "3"));
	closed(b);
}

static void a_refused_job_alone_in_its_commit_leaves_nothing(void **state)
{
	struct bulk *b = opened(1);
	struct job good = { "a", "1", ERR_OK, false, 0 }, bad = { "a", "2", ERR_CONFLICT, false, 0 },
		   more = { "b", "3", ERR_OK, false, 0 };
	(void)state;
	assert_int_equal(db_write(b->s, put, &good), ERR_OK);
	assert_true(sees(b->f->s, "a", "1"));
	assert_int_equal(db_write(b->s, put, &bad), ERR_CONFLICT);
	assert_int_equal(bad.after, 0);
	assert_true(sees(b->s, "a", "1"));
	assert_int_equal(db_write(b->s, put, &more), ERR_OK);
	assert_true(sees(b->f->s, "a", "1") && sees(b->f->s, "b", "3"));
	closed(b);
}

static enum err nested(struct db_session *s, void *arg)
{
	return db_write(s, put, arg);
}

static void a_failed_statement_dooms_only_its_job(void **state)
{
	struct bulk *b = opened(100);
	struct job j = { "a", "1", ERR_OK, false, 0 };
	(void)state;
	assert_int_equal(db_script(b->s, "INSERT INTO no_such_table VALUES (1)"), ERR_DB);
	assert_int_equal(db_write(b->s, put, &j), ERR_OK);
	assert_int_equal(db_write(b->s, nested, &j), ERR_INTERNAL);
	assert_true(sees(b->s, "a", "1"));
	assert_int_equal(db_read_begin(b->s), ERR_OK);
	assert_int_equal(db_write(b->s, put, &j), ERR_INTERNAL); /* inside a read transaction */
	db_read_end(b->s);
	assert_int_equal(db_write(b->s, put, &j), ERR_OK);
	closed(b);
}

static void afterwards_the_writer_goes_on(void **state)
{
	struct bulk *b = opened(100);
	struct job j = { "a", "1", ERR_OK, false, 0 }, k = { "b", "2", ERR_OK, false, 0 };
	(void)state;
	assert_int_equal(db_write(b->s, put, &j), ERR_OK);
	db_session_close(b->s);
	b->s = NULL;
	assert_int_equal(db_write(b->f->s, put, &k), ERR_OK);
	assert_true(sees(b->f->s, "a", "1") && sees(b->f->s, "b", "2"));
	closed(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_seen_at_once_and_by_others_after_the_commit),
		cmocka_unit_test(a_refused_job_leaves_nothing_and_the_others_stay),
		cmocka_unit_test(a_refused_job_alone_in_its_commit_leaves_nothing),
		cmocka_unit_test(a_failed_statement_dooms_only_its_job),
		cmocka_unit_test(afterwards_the_writer_goes_on),
	};
	int failed = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests_name("sqlite", tests, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	engine = DB_POSTGRES;
	return failed + cmocka_run_group_tests_name("postgres", tests, NULL, NULL);
}

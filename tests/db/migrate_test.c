/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations are applied once, never changed afterwards, and leave nothing behind when they fail; every
 * statement of the program can be prepared on the schema they make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/db_test_sql.h"
#include "db/test_schema.h"

static enum db_engine engine;

static int set_up(void **state)
{
	*state = db_fixture_open(engine);
	return 0;
}

static int tear_down(void **state)
{
	db_fixture_close(*state);
	return 0;
}

static int version(struct db_fixture *f)
{
	int v = -1;
	assert_int_equal(db_version(f->s, &v), ERR_OK);
	return v;
}

static enum err migrate(struct db_fixture *f, const struct db_migration *list, unsigned n, int *applied, char why[512])
{
	why[0] = 0;
	return db_migrate_list(f->db, &ENV_SYSTEM, list, n, applied, why, 512);
}

static void migrations_are_applied_once(void **state)
{
	struct db_fixture *f = *state;
	char why[512];
	int applied = -1;
	assert_int_equal(version(f), 0);
	assert_int_equal(migrate(f, TEST_MIGRATIONS, 1, &applied, why), ERR_OK);
	assert_int_equal(applied, 1);
	assert_int_equal(version(f), 1);
	assert_int_equal(migrate(f, TEST_MIGRATIONS, 2, &applied, why), ERR_OK);
	assert_int_equal(applied, 1);
	assert_int_equal(migrate(f, TEST_MIGRATIONS, 2, &applied, why), ERR_OK);
	assert_int_equal(applied, 0);
	assert_int_equal(version(f), 2);
}

static void a_changed_or_newer_schema_is_refused(void **state)
{
	struct db_fixture *f = *state;
	char why[512];
	int applied = -1;
	struct db_migration changed[2] = { TEST_MIGRATIONS[0], TEST_MIGRATIONS[1] },
			    renamed[2] = { TEST_MIGRATIONS[0], TEST_MIGRATIONS[1] };
	changed[0].checksum = "another-sum";
	renamed[1].name = "another_name";
	test_schema_apply(f);
	assert_int_equal(migrate(f, changed, 2, &applied, why), ERR_CONFLICT);
	assert_non_null(strstr(why, "0001_things"));
	assert_int_equal(migrate(f, renamed, 2, &applied, why), ERR_CONFLICT);
	assert_non_null(strstr(why, "0002_another_name"));
	assert_int_equal(migrate(f, TEST_MIGRATIONS, 1, &applied, why), ERR_CONFLICT); /* an older program */
	assert_non_null(strstr(why, "新版程序"));
	assert_int_equal(applied, 0);
	assert_int_equal(migrate(f, TEST_MIGRATIONS, 2, &applied, why), ERR_OK);
}

static void a_failing_migration_leaves_nothing(void **state)
{
	struct db_fixture *f = *state;
	char why[512];
	int applied = -1;
	struct db_migration list[] = {
		TEST_MIGRATIONS[0],
		{ 2, "broken", "CREATE TABLE half (id {pk});\nINSERT INTO nowhere VALUES (1);\n", "x" },
	};
	assert_int_equal(migrate(f, list, 2, &applied, why), ERR_DB);
	assert_non_null(strstr(why, "0002_broken"));
	assert_int_equal(applied, 1);
	assert_int_equal(version(f), 1);
	list[1].sql = "CREATE TABLE half (id {pk});\n"; /* would fail if the first try had left it */
	assert_int_equal(migrate(f, list, 2, &applied, why), ERR_OK);
	assert_int_equal(version(f), 2);
}

/* SQLite stores the list in another form (sql/README.md); it must refuse the same words. */
static void a_list_of_words_is_checked(void **state)
{
	struct db_fixture *f = *state;
	char why[512];
	int applied = -1;
	static const struct db_migration list[] = {
		{ 1, "words",
		  "CREATE TABLE word (id {pk}, w TEXT CHECK (w IN ('','one','two words','three')), a {int}, v TEXT NOT NULL CHECK (v IN ('x')));\n"
		  "CREATE INDEX word_w ON word(w) WHERE w IN ('one','three');\n", "x" },
	};
	static const struct {
		const char *sql;
		bool taken;
	} rows[] = {
		{ "INSERT INTO word (id, w, v) VALUES (1, 'one', 'x')", true },   { "INSERT INTO word (id, w, v) VALUES (2, '', 'x')", true },
		{ "INSERT INTO word (id, w, v) VALUES (3, NULL, 'x')", true },    { "INSERT INTO word (id, w, v) VALUES (4, 'two words', 'x')", true },
		{ "INSERT INTO word (id, w, v) VALUES (5, 'three', 'x')", true }, { "INSERT INTO word (id, w, v) VALUES (6, 'four', 'x')", false },
		{ "INSERT INTO word (id, w, v) VALUES (7, 'two', 'x')", false },  { "INSERT INTO word (id, w, v) VALUES (8, 'one', 'y')", false },
		{ "UPDATE word SET w = 'five' WHERE id = 1", false },
	};
	assert_int_equal(migrate(f, list, 1, &applied, why), ERR_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if ((db_script(f->s, rows[i].sql) == ERR_OK) != rows[i].taken)
			fail_msg("%s was %s", rows[i].sql, rows[i].taken ? "refused" : "taken");
}

static void the_programs_schema_is_applied(void **state)
{
	struct db_fixture *f = *state;
	char why[512] = "";
	int applied = -1;
	enum err e = db_migrate(f->db, &ENV_SYSTEM, &applied, why, sizeof why);
	if (e != ERR_OK)
		fail_msg("%s: %s", err_name(e), why);
	assert_int_equal(applied, DB_MIGRATION_COUNT);
	assert_int_equal(version(f), DB_MIGRATIONS[DB_MIGRATION_COUNT - 1].number); /* numbers may have gaps */
}

/* Names every statement that cannot be prepared, not only the first. */
static void every_statement_can_be_prepared(void **state)
{
	struct db_fixture *f = *state;
	char why[512] = "";
	const struct db_stmt *bad = NULL;
	int applied, failures = 0;
	assert_int_equal(db_migrate(f->db, &ENV_SYSTEM, &applied, why, sizeof why), ERR_OK);
	for (unsigned i = 0; i < DB_STATEMENT_COUNT; i++) {
		assert_int_equal(DB_STATEMENTS[i]->index, i);
		enum err e = db_prepare(f->s, DB_STATEMENTS[i]);
		if (e == ERR_OK || e == ERR_UNSUPPORTED)
			continue;
		print_error("%s: %s\n", DB_STATEMENTS[i]->name, db_error(f->s));
		failures++;
	}
	assert_int_equal(failures, 0);
	assert_int_equal(db_prepare_all(f->s, &bad), ERR_OK);
	assert_null(bad);
}

#define WITH_DB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_DB(migrations_are_applied_once),
		WITH_DB(a_changed_or_newer_schema_is_refused),
		WITH_DB(a_failing_migration_leaves_nothing),
		WITH_DB(a_list_of_words_is_checked),
		WITH_DB(the_programs_schema_is_applied),
		WITH_DB(every_statement_can_be_prepared),
	};
	int failed = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests_name("sqlite", tests, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	engine = DB_POSTGRES;
	return failed + cmocka_run_group_tests_name("postgres", tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* No statement reads a table that grows with the city from one end to the other: SQLite's own plan of every compiled statement
 * says which index it uses. Statements that must read everything (proofs, nightly jobs) are named here with their reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/statistics.h"
#include "db/db_fixture.h"

/* Tables that hold a row or more per case, appeal or event. */
static const char *const GROWING[] = {
	"appeal",
	"supplement",
	"casefile",
	"membership",
	"merge",
	"case_link",
	"case_party",
	"work_order",
	"review",
	"contact_log",
	"handover",
	"inbox",
	"order_hold",
	"statutory_stage",
	"urge",
	"clock",
	"clock_pause",
	"callback_task",
	"callback_attempt",
	"rating",
	"judgement",
	"self_handled",
	"hotline_call",
	"hotline_transfer",
	"hotline_said",
	"instruction",
	"instruction_receipt",
	"visit",
	"duty_return",
	"attachment",
	"appeal_enterprise",
	"event",
	"event_text",
	"stream",
	"anchor_head",
	"idempotency",
	"live_message",
	"audit",
	"hotspot_member",
};

static bool grows(const char *table)
{
	for (size_t i = 0; i < sizeof GROWING / sizeof *GROWING; i++)
		if (strcmp(GROWING[i], table) == 0)
			return true;
	return false;
}

/* Name of the table behind an alias in the text of a statement: "… FROM casefile c …", "… JOIN casefile AS c …". */
static bool alias_grows(const char *sql, const char *alias)
{
	if (grows(alias))
		return true;
	for (size_t i = 0; i < sizeof GROWING / sizeof *GROWING; i++) {
		char with[96];
		size_t n = (size_t)snprintf(with, sizeof with, " %s %s", GROWING[i], alias);
		for (const char *at = sql; (at = strstr(at, with)) != NULL; at += n)
			if (strchr(" ,)\n", at[n]) && (strncmp(at - 4, "FROM", 4) == 0 || strncmp(at - 4, "JOIN", 4) == 0))
				return true;
	}
	return false;
}

/* Whole reads on purpose. */
static const struct {
	const char *name, *reason;
} ALLOWED[] = {
#include "bench/whole_reads.h"
	{ NULL, NULL },
};

static bool allowed(const char *name)
{
	for (size_t i = 0; ALLOWED[i].name; i++)
		if (strcmp(ALLOWED[i].name, name) == 0)
			return true;
	return false;
}

/* Partial indexes of what waits: as long as the queue, not as the city is old. */
static const char *const QUEUES[] = { "stream_dirty", "clock_next", "callback_open", "appeal_open",
	"casefile_pool", "casefile_red", "casefile_again", "work_order_unit_open", "hotline_call_waiting" };

static bool of_a_queue(const char *line)
{
	for (size_t i = 0; i < sizeof QUEUES / sizeof *QUEUES; i++)
		if (strstr(line, QUEUES[i]))
			return true;
	return false;
}

/* "SCAN x" reads all of x; so does a search by nothing but a word that a large part of the rows has. */
static bool reads_much(const struct db_stmt *st, const char *line)
{
	static const char *const words[] = { "(object_kind=?)", "(stream=?)", "(status=?)", "(kind=?)", "(role=?)" };
	char alias[64];
	bool whole = sscanf(line, "SCAN %63s", alias) == 1, some = sscanf(line, "SEARCH %63s", alias) == 1, word = false;
	for (size_t i = 0; some && i < sizeof words / sizeof *words; i++)
		word |= strstr(line, words[i]) != NULL;
	return (whole || word) && alias_grows(st->sql[DB_SQLITE], alias) && !of_a_queue(line);
}

static size_t findings(struct db_fixture *f, const struct db_stmt *st)
{
	struct db_query q;
	struct db_cursor *c;
	size_t n = 0;
	const char *sql = st->sql[DB_SQLITE], *returning = sql ? strstr(sql, " RETURNING id") : NULL;
	/* sqlite.c leaves it out of plain inserts */
	int length = sql && returning && strncmp(sql, "INSERT", 6) == 0 && !strstr(sql, "ON CONFLICT") ? (int)(returning - sql) : -1;
	if (!sql || st->nmap[DB_SQLITE] > DB_QUERY_ARGS || allowed(st->name))
		return 0;
	db_query_init(&q);
	q.n = (size_t)snprintf(q.text, sizeof q.text, "EXPLAIN QUERY PLAN %.*s", length, sql);
	for (q.nargs = 0; q.nargs < st->nmap[DB_SQLITE]; q.nargs++)
		q.args[q.nargs] = DB_ARG_I64(NIL);
	if (db_query_open(f->s, &q, &c) != ERR_OK)
		fail_msg("%s: %s", st->name, db_error(f->s));
	while (db_next(c) == ERR_OK) {
		if (reads_much(st, db_text(c, 3))) {
			print_error("%s: %s\n", st->name, db_text(c, 3));
			n++;
		}
	}
	db_query_close(c);
	return n;
}

static size_t all_findings(struct db_fixture *f)
{
	size_t n = 0;
	for (unsigned i = 0; i < DB_STATEMENT_COUNT; i++) {
		arena_reset(f->arena);
		db_session_use(f->s, f->arena);
		n += findings(f, DB_STATEMENTS[i]);
	}
	return n;
}

static void no_statement_reads_a_growing_table_whole(void **state)
{
	struct db_fixture *f = db_fixture_migrated(DB_SQLITE);
	(void)state;
	assert_int_equal(all_findings(f), 0);
	db_fixture_close(f);
}

/* With statistics SQLite may prefer to read a table from one end to the other: it does not know what `opened_at >= $` leaves. */
static void nor_in_a_city_that_has_lived(void **state)
{
	struct db_fixture *f = db_fixture_migrated(DB_SQLITE);
	(void)state;
	assert_int_equal(db_script(f->s, "ANALYZE; DELETE FROM sqlite_stat1;"), ERR_OK);
	assert_int_equal(db_script(f->s, YEAR_STATISTICS), ERR_OK);
	assert_int_equal(db_script(f->s, "ANALYZE sqlite_schema"), ERR_OK);
	db_session_close(f->s); /* a connection reads the statistics when it begins */
	assert_int_equal(db_session_open(f->db, &f->s), ERR_OK);
	assert_int_equal(all_findings(f), 0);
	db_fixture_close(f);
}

static void what_is_allowed_exists(void **state)
{
	(void)state;
	for (size_t i = 0; ALLOWED[i].name; i++) {
		bool found = false;
		for (unsigned k = 0; k < DB_STATEMENT_COUNT; k++)
			found |= strcmp(DB_STATEMENTS[k]->name, ALLOWED[i].name) == 0;
		if (!found)
			fail_msg("%s is allowed to read everything, but there is no such statement", ALLOWED[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_statement_reads_a_growing_table_whole),
		cmocka_unit_test(nor_in_a_city_that_has_lived),
		cmocka_unit_test(what_is_allowed_exists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Statements, cursors and write jobs behave alike on both engines. Every test below runs on SQLite and, when
 * YS_TEST_PG names a server, on PostgreSQL. */
#include <math.h>
#include <pthread.h>
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

/* ---- jobs used by several tests ------------------------------------------------------------------ */

static enum err add_thing(struct db_session *s, void *arg)
{
	return q_thing_add(s, arg, NULL);
}

static enum err write_thing(struct db_fixture *f, int64_t id, const char *label)
{
	struct q_thing_add_in in = { .id = id, .label = label, .amount = NIL, .ratio = (double)NAN };
	return db_write(f->s, add_thing, &in);
}

static int64_t count_things(struct db_fixture *f)
{
	struct q_thing_count_out out = { 0 };
	assert_int_equal(q_thing_count(f->s, &out), ERR_OK);
	return out.n;
}

/* ---- values -------------------------------------------------------------------------------------- */

static void values_come_back_as_they_went_in(void **state)
{
	struct db_fixture *f = *state;
	static const char zeros[] = { 0, 1, 0, (char)0xff, 0 };
	static const struct q_thing_add_in cases[] = {
		{ 1, "普通文字", 42, { zeros, sizeof zeros }, 1.5 },
		{ 2, "", 0, { "", 0 }, 0.0 },
		{ 3, NULL, NIL, { NULL, 0 }, (double)NAN },
		{ 4, "引号'\"\\ $1 ?", INT64_MAX, { "\\x41", 4 }, -1e300 },
		{ 5, "最小的整数", INT64_MIN + 1, { "a", 1 }, 0.1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct q_thing_add_in in = cases[i];
		struct q_thing_get_out out;
		assert_int_equal(db_write(f->s, add_thing, &in), ERR_OK);
		assert_int_equal(q_thing_get(f->s, &(struct q_thing_get_in){ in.id }, &out), ERR_OK);
		assert_int_equal(out.id, in.id);
		assert_int_equal(out.amount, in.amount);
		if (in.label)
			assert_string_equal(out.label, in.label);
		else
			assert_null(out.label);
		assert_int_equal(out.payload.n, in.payload.n);
		assert_int_equal(out.payload.p == NULL, in.payload.p == NULL);
		if (in.payload.n)
			assert_memory_equal(out.payload.p, in.payload.p, in.payload.n);
		assert_true(isnan(in.ratio) ? isnan(out.ratio) : out.ratio == in.ratio);
	}
}

static void a_missing_row_is_not_found(void **state)
{
	struct db_fixture *f = *state;
	struct q_thing_get_out out;
	assert_int_equal(q_thing_get(f->s, &(struct q_thing_get_in){ 99 }, &out), ERR_NOT_FOUND);
}

static void a_null_filter_means_everything(void **state)
{
	struct db_fixture *f = *state;
	struct q_optional_filter_rows rows;
	assert_int_equal(write_thing(f, 1, "甲"), ERR_OK);
	assert_int_equal(write_thing(f, 2, "乙"), ERR_OK);
	assert_int_equal(q_optional_filter(f->s, &(struct q_optional_filter_in){ NULL }, &rows), ERR_OK);
	assert_int_equal(rows.n, 2);
	assert_int_equal(q_optional_filter(f->s, &(struct q_optional_filter_in){ "乙" }, &rows), ERR_OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.v[0].id, 2);
}

static void each_engine_gets_its_own_text(void **state)
{
	struct db_fixture *f = *state;
	struct q_engine_name_out out;
	assert_int_equal(q_engine_name(f->s, &out), ERR_OK);
	assert_string_equal(out.name, engine == DB_SQLITE ? "sqlite; it's $not a parameter?"
							  : "postgres; it's $not a parameter?");
	struct q_only_here_out one = { 0 };
	assert_int_equal(q_only_here(f->s, &one), engine == DB_SQLITE ? ERR_OK : ERR_UNSUPPORTED);
}

/* ---- many rows ----------------------------------------------------------------------------------- */

static enum err add_hundred(struct db_session *s, void *arg)
{
	(void)arg;
	for (int64_t i = 1; i <= 100; i++) {
		struct q_thing_add_in in = { .id = i, .amount = NIL, .payload = { &i, sizeof i } };
		enum err e = q_thing_add(s, &in, NULL);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

static void many_rows_come_in_order(void **state)
{
	struct db_fixture *f = *state;
	struct q_thing_list_rows rows;
	assert_int_equal(db_write(f->s, add_hundred, NULL), ERR_OK);
	assert_int_equal(q_thing_list(f->s, &(struct q_thing_list_in){ 11, 90 }, &rows), ERR_OK);
	assert_int_equal(rows.n, 80);
	for (size_t i = 0; i < rows.n; i++) {
		assert_int_equal(rows.v[i].id, 11 + (int64_t)i);
		assert_int_equal(rows.v[i].payload.n, sizeof(int64_t));
		assert_memory_equal(rows.v[i].payload.p, &rows.v[i].id, sizeof(int64_t));
	}
	assert_int_equal(q_thing_list(f->s, &(struct q_thing_list_in){ 200, 300 }, &rows), ERR_OK);
	assert_int_equal(rows.n, 0);
}

struct seen {
	struct db_session *s;
	int64_t n, sum, inner, stop_after;
	enum err inner_result;
};

static bool see_number(void *arg, const void *row)
{
	struct seen *seen = arg;
	seen->n++;
	seen->sum += ((const struct q_numbers_out *)row)->x;
	return seen->n != seen->stop_after;
}

static void a_cursor_can_be_stopped(void **state)
{
	struct db_fixture *f = *state;
	struct seen all = { .stop_after = -1 }, some = { .stop_after = 3 };
	assert_int_equal(q_numbers_each(f->s, &(struct q_numbers_in){ 1000 }, see_number, &all), ERR_OK);
	assert_int_equal(all.n, 1000);
	assert_int_equal(all.sum, 500500);
	assert_int_equal(q_numbers_each(f->s, &(struct q_numbers_in){ 1000 }, see_number, &some), ERR_OK);
	assert_int_equal(some.sum, 6);
	assert_int_equal(count_things(f), 0); /* the session goes on */
}

static bool ask_inside(void *arg, const void *row)
{
	struct seen *seen = arg;
	struct q_numbers_rows rows;
	int64_t x = ((const struct q_numbers_out *)row)->x;
	seen->n++;
	seen->inner_result = q_numbers(seen->s, &(struct q_numbers_in){ x }, &rows); /* the same statement */
	seen->inner += (int64_t)rows.n;
	return seen->inner_result == ERR_OK;
}

static void a_row_callback_may_ask_the_same_question(void **state)
{
	struct db_fixture *f = *state;
	struct seen seen = { .s = f->s };
	assert_int_equal(q_numbers_each(f->s, &(struct q_numbers_in){ 20 }, ask_inside, &seen), ERR_OK);
	assert_int_equal(seen.n, 20);
	assert_int_equal(seen.inner, 210);
}

static void too_many_rows_are_refused(void **state)
{
	struct db_fixture *f = *state;
	struct q_numbers_rows rows;
	assert_int_equal(q_numbers(f->s, &(struct q_numbers_in){ DB_MANY_MAX }, &rows), ERR_OK);
	assert_int_equal(rows.n, DB_MANY_MAX);
	arena_reset(f->arena);
	assert_int_equal(q_numbers(f->s, &(struct q_numbers_in){ DB_MANY_MAX + 1 }, &rows), ERR_TOO_LARGE);
	assert_int_equal(count_things(f), 0);
}

/* ---- writing ------------------------------------------------------------------------------------- */

struct changes {
	int64_t all, none, removed;
};

static enum err count_changes(struct db_session *s, void *arg)
{
	struct changes *c = arg;
	enum err e = q_thing_label(s, &(struct q_thing_label_in){ NULL, 1 }, &c->all);
	if (e == ERR_OK)
		e = q_thing_label(s, &(struct q_thing_label_in){ NULL, 1000 }, &c->none);
	if (e == ERR_OK)
		e = q_thing_through_with(s, &(struct q_thing_through_with_in){ 7 }, &c->removed);
	return e;
}

static void changed_rows_are_counted(void **state)
{
	struct db_fixture *f = *state;
	struct changes c = { -1, -1, -1 };
	assert_int_equal(db_write(f->s, add_hundred, NULL), ERR_OK);
	assert_int_equal(db_write(f->s, count_changes, &c), ERR_OK);
	assert_int_equal(c.all, 100);
	assert_int_equal(c.none, 0);
	assert_int_equal(c.removed, 1);
	assert_int_equal(count_things(f), 99);
}

static void nothing_changes_rows_outside_a_write(void **state)
{
	struct db_fixture *f = *state;
	struct q_thing_add_in in = { .id = 1, .amount = NIL };
	struct q_thing_add_returning_out out;
	assert_int_equal(q_thing_add(f->s, &in, NULL), ERR_INTERNAL);
	assert_int_equal(q_thing_add_returning(f->s, &(struct q_thing_add_returning_in){ 1, NULL }, &out),
			 ERR_INTERNAL);
	assert_int_equal(q_thing_through_with(f->s, &(struct q_thing_through_with_in){ 1 }, NULL), ERR_INTERNAL);
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_text(&q, "INSERT INTO thing (id) VALUES (5)"); /* the engine itself refuses */
	enum err e = db_query_open(f->s, &q, &c);
	if (e == ERR_OK)
		e = db_next(c);
	assert_int_equal(e, ERR_INTERNAL);
	db_query_close(c);
	assert_int_equal(count_things(f), 0);
}

static enum err add_part(struct db_session *s, void *arg)
{
	return q_part_add(s, arg, NULL);
}

static enum err remove_parts(struct db_session *s, void *arg)
{
	(void)arg;
	return db_script(s, "DELETE FROM part");
}

static void refusals_of_the_database_have_kinds(void **state)
{
	struct db_fixture *f = *state;
	assert_int_equal(write_thing(f, 1, "甲"), ERR_OK);
	static const struct q_thing_add_in things[] = {
		{ .id = 1, .amount = NIL },                 /* same key */
		{ .id = 2, .label = "甲", .amount = NIL },  /* same label */
		{ .id = 2, .amount = 13 },                  /* CHECK */
	};
	static const enum err expected[] = { ERR_CONFLICT, ERR_CONFLICT, ERR_INVALID };
	for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
		struct q_thing_add_in in = things[i];
		assert_int_equal(db_write(f->s, add_thing, &in), expected[i]);
		assert_true(*db_error(f->s));
	}
	struct q_part_add_in orphan = { 1, 77 }, nobody = { 1, NIL }, good = { 1, 1 };
	assert_int_equal(db_write(f->s, add_part, &orphan), ERR_INVALID); /* foreign key */
	assert_int_equal(db_write(f->s, add_part, &nobody), ERR_INVALID); /* NOT NULL */
	assert_int_equal(db_write(f->s, add_part, &good), ERR_OK);
	assert_int_equal(db_write(f->s, remove_parts, NULL), ERR_CONFLICT); /* RAISE in a trigger */
	assert_int_equal(db_script(f->s, "SELEKT"), ERR_DB);
}

static enum err add_then_refuse(struct db_session *s, void *arg)
{
	enum err e = q_thing_add(s, arg, NULL);
	return e == ERR_OK ? ERR_STALE : e;
}

static void a_refused_job_leaves_nothing(void **state)
{
	struct db_fixture *f = *state;
	struct q_thing_add_in in = { .id = 1, .amount = NIL };
	assert_int_equal(db_write(f->s, add_then_refuse, &in), ERR_STALE);
	assert_int_equal(count_things(f), 0);
	assert_int_equal(db_write(f->s, add_thing, &in), ERR_OK);
}

struct swallowed {
	enum err first, second;
};

static enum err swallow_an_error(struct db_session *s, void *arg)
{
	struct swallowed *w = arg;
	struct q_thing_add_in one = { .id = 1, .amount = NIL }, two = { .id = 2, .amount = NIL };
	q_thing_add(s, &two, NULL);
	w->first = q_thing_add(s, &one, NULL);
	w->second = q_thing_add(s, &one, NULL);
	return ERR_OK;
}

static void a_failed_statement_cannot_be_ignored(void **state)
{
	struct db_fixture *f = *state;
	struct swallowed w = { ERR_OK, ERR_OK };
	assert_int_equal(write_thing(f, 1, NULL), ERR_OK);
	assert_int_equal(db_write(f->s, swallow_an_error, &w), ERR_CONFLICT);
	assert_int_equal(w.first, ERR_CONFLICT);
	assert_int_equal(w.second, ERR_CONFLICT);
	assert_int_equal(count_things(f), 1);
	assert_int_equal(write_thing(f, 3, NULL), ERR_OK);
}

struct misuse {
	struct db_session *outer;
	enum err inner, outer_write, outer_read, read_begin;
	bool writing;
};

static enum err do_nothing(struct db_session *s, void *arg)
{
	(void)s;
	(void)arg;
	return ERR_OK;
}

static enum err misuse_sessions(struct db_session *s, void *arg)
{
	struct misuse *m = arg;
	struct q_thing_count_out out;
	m->inner = db_write(s, do_nothing, NULL);
	m->outer_write = db_write(m->outer, do_nothing, NULL);
	m->outer_read = ERR_INTERNAL; /* on PostgreSQL it is the same session */
	if (engine == DB_SQLITE)
		m->outer_read = q_thing_count(m->outer, &out);
	m->read_begin = db_read_begin(s);
	m->writing = db_writing(s);
	return ERR_OK;
}

static void transactions_do_not_nest(void **state)
{
	struct db_fixture *f = *state;
	struct misuse m = { .outer = f->s };
	assert_int_equal(db_write(f->s, misuse_sessions, &m), ERR_OK);
	assert_int_equal(m.inner, ERR_INTERNAL);
	assert_int_equal(m.outer_write, ERR_INTERNAL);
	assert_int_equal(m.outer_read, ERR_INTERNAL);
	assert_int_equal(m.read_begin, ERR_INTERNAL);
	assert_true(m.writing);
	assert_false(db_writing(f->s));

	assert_int_equal(db_read_begin(f->s), ERR_OK);
	assert_int_equal(db_read_begin(f->s), ERR_INTERNAL);
	assert_int_equal(db_write(f->s, do_nothing, NULL), ERR_INTERNAL);
	db_read_end(f->s);
	assert_int_equal(db_write(f->s, do_nothing, NULL), ERR_OK);

	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_text(&q, "SELECT 1");
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_OK);
	assert_int_equal(db_write(f->s, do_nothing, NULL), ERR_INTERNAL);
	db_query_close(c);
	assert_int_equal(db_write(f->s, do_nothing, NULL), ERR_OK);
}

struct noted {
	struct q_thing_add_in in;
	enum err result;
	char trail[8];
};

static void note_a(void *arg)
{
	strncat(arg, "a", 2);
}

static void note_b(void *arg)
{
	strncat(arg, "b", 2);
}

static enum err add_and_note(struct db_session *s, void *arg)
{
	struct noted *n = arg;
	db_after_commit(s, note_a, n->trail);
	db_after_commit(s, note_b, n->trail);
	enum err e = q_thing_add(s, &n->in, NULL);
	return e == ERR_OK ? n->result : e;
}

static void what_follows_a_commit_follows_only_a_commit(void **state)
{
	struct db_fixture *f = *state;
	struct noted good = { .in = { .id = 1, .amount = NIL } },
		     bad = { .in = { .id = 2, .amount = NIL }, .result = ERR_STALE };
	assert_int_equal(db_write(f->s, add_and_note, &good), ERR_OK);
	assert_string_equal(good.trail, "ab");
	assert_int_equal(db_write(f->s, add_and_note, &bad), ERR_STALE);
	assert_string_equal(bad.trail, "");
}

static enum err take_too_much_memory(struct db_session *s, void *arg)
{
	enum err e = q_thing_add(s, arg, NULL);
	if (e != ERR_OK)
		return e;
	struct q_numbers_rows rows;
	for (;;)
		q_numbers(s, &(struct q_numbers_in){ 10000 }, &rows);
}

static void a_memory_ceiling_inside_a_write_is_an_answer(void **state)
{
	struct db_fixture *f = *state;
	struct arena *small = arena_new(1 << 20);
	struct q_thing_add_in in = { .id = 1, .amount = NIL };
	db_session_use(f->s, small);
	assert_int_equal(db_write(f->s, take_too_much_memory, &in), ERR_TOO_LARGE);
	db_session_use(f->s, f->arena);
	arena_free(small);
	assert_int_equal(count_things(f), 0);
	assert_int_equal(db_write(f->s, add_thing, &in), ERR_OK);
	assert_int_equal(count_things(f), 1);
}

static void a_memory_ceiling_while_reading_leaves_the_session_usable(void **state)
{
	struct db_fixture *f = *state;
	struct arena *small = arena_new(64 << 10);
	jmp_buf trap;
	db_session_use(f->s, small);
	assert_int_equal(db_read_begin(f->s), ERR_OK);
	arena_trap(small, &trap);
	if (setjmp(trap) == 0) {
		struct q_numbers_rows rows;
		q_numbers(f->s, &(struct q_numbers_in){ 100000 }, &rows);
		fail_msg("the ceiling was not noticed");
	}
	arena_trap(small, NULL);
	db_session_use(f->s, f->arena);
	arena_free(small);
	assert_int_equal(write_thing(f, 1, NULL), ERR_OK);
	assert_int_equal(count_things(f), 1);
}

static void a_read_transaction_sees_one_moment(void **state)
{
	struct db_fixture *f = *state;
	struct db_session *other;
	struct q_thing_add_in in = { .id = 1, .amount = NIL };
	assert_int_equal(db_session_open(f->db, &other), ERR_OK);
	db_session_use(other, f->arena);
	assert_int_equal(db_read_begin(f->s), ERR_OK);
	assert_int_equal(count_things(f), 0);
	assert_int_equal(db_write(other, add_thing, &in), ERR_OK);
	assert_int_equal(count_things(f), 0);
	db_read_end(f->s);
	assert_int_equal(count_things(f), 1);
	db_session_close(other);
}

/* ---- composed queries ---------------------------------------------------------------------------- */

static void a_list_is_composed_of_fragments(void **state)
{
	struct db_fixture *f = *state;
	struct db_query q;
	struct db_cursor *c;
	assert_int_equal(write_thing(f, 1, "甲"), ERR_OK);
	assert_int_equal(write_thing(f, 2, NULL), ERR_OK);
	assert_int_equal(write_thing(f, 3, "丙"), ERR_OK);
	db_query_init(&q);
	db_query_text(&q, "SELECT id, label, 2.5 AS half, payload FROM thing WHERE 1 = 1");
	db_query_add(&q, " AND id >= $ AND id <= $", DB_ARG_I64(1), DB_ARG_I64(2));
	db_query_add(&q, " AND (label = $ OR label IS NULL)", DB_ARG_TEXT("甲"));
	db_query_text(&q, " ORDER BY id");
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_OK);
	assert_int_equal(db_columns(c), 4);
	assert_string_equal(db_column_name(c, 2), "half");
	assert_string_equal(db_column_name(c, 9), "");
	assert_true(db_is_null(c, 0)); /* no row yet */
	assert_int_equal(db_next(c), ERR_OK);
	assert_int_equal(db_i64(c, 0), 1);
	assert_string_equal(db_text(c, 1), "甲");
	assert_true(db_f64(c, 2) == 2.5);
	assert_null(db_blob_at(c, 3).p);
	assert_int_equal(db_next(c), ERR_OK);
	assert_null(db_text(c, 1));
	assert_int_equal(db_i64(c, 1), NIL);
	assert_int_equal(db_next(c), ERR_NOT_FOUND);
	assert_int_equal(db_next(c), ERR_NOT_FOUND);
	assert_int_equal(db_columns(c), 4);
	assert_true(db_is_null(c, 0));
	db_query_close(c);
	db_query_close(c);
}

static void a_wrongly_composed_query_is_refused(void **state)
{
	struct db_fixture *f = *state;
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_text(&q, "SELECT $"); /* no value */
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_INTERNAL);
	db_query_init(&q);
	db_query_add(&q, "SELECT 1", DB_ARG_I64(1)); /* no place */
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_INTERNAL);
	db_query_init(&q);
	for (int i = 0; i < DB_QUERY_TEXT; i++)
		db_query_text(&q, "SELECT 1");
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_INTERNAL);
	db_query_init(&q);
	db_query_text(&q, "SELECT FROM WHERE");
	assert_int_equal(db_query_open(f->s, &q, &c), ERR_DB);
	assert_int_equal(count_things(f), 0);
}

static void two_cursors_and_a_statement_share_a_session(void **state)
{
	struct db_fixture *f = *state;
	struct db_query q;
	struct db_cursor *a, *b;
	int64_t sum = 0;
	db_query_init(&q);
	db_query_add(&q,
		     "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < $) SELECT x FROM n "
		     "ORDER BY x",
		     DB_ARG_I64(300));
	assert_int_equal(db_query_open(f->s, &q, &a), ERR_OK);
	assert_int_equal(db_next(a), ERR_OK);
	assert_int_equal(db_query_open(f->s, &q, &b), ERR_OK);
	assert_int_equal(db_next(b), ERR_OK);
	for (int i = 1; i < 300; i++) {
		assert_int_equal(count_things(f), 0);
		assert_int_equal(db_next(a), ERR_OK);
		assert_int_equal(db_next(b), ERR_OK);
		sum += db_i64(a, 0) + db_i64(b, 0);
	}
	assert_int_equal(sum, 2 * (45150 - 1));
	assert_int_equal(db_next(a), ERR_NOT_FOUND);
	db_query_close(a);
	db_query_close(b);
}

/* ---- preparing ----------------------------------------------------------------------------------- */

extern const struct db_stmt *const TEST_STATEMENTS[];
extern const unsigned TEST_STATEMENT_COUNT;

static void a_wrong_statement_is_found_by_preparing(void **state)
{
	struct db_fixture *f = *state;
	assert_true(TEST_STATEMENT_COUNT > 10);
	for (unsigned i = 0; i < TEST_STATEMENT_COUNT; i++) {
		const struct db_stmt *st = TEST_STATEMENTS[i];
		enum err expected = ERR_OK, e = db_prepare(f->s, st);
		if (strcmp(st->name, "wrong_columns") == 0)
			expected = ERR_INTERNAL;
		if (strcmp(st->name, "no_such_table") == 0)
			expected = ERR_DB;
		if (strcmp(st->name, "only_here") == 0 && engine == DB_POSTGRES)
			expected = ERR_UNSUPPORTED;
		if (e != expected)
			fail_msg("%s: %s: %s", st->name, err_name(e), db_error(f->s));
	}
	struct q_wrong_columns_out out;
	assert_int_equal(write_thing(f, 1, NULL), ERR_OK);
	assert_int_equal(q_wrong_columns(f->s, &out), ERR_INTERNAL);
}

#define BOTH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(values_come_back_as_they_went_in),
		BOTH(a_missing_row_is_not_found),
		BOTH(a_null_filter_means_everything),
		BOTH(each_engine_gets_its_own_text),
		BOTH(many_rows_come_in_order),
		BOTH(a_cursor_can_be_stopped),
		BOTH(a_row_callback_may_ask_the_same_question),
		BOTH(too_many_rows_are_refused),
		BOTH(changed_rows_are_counted),
		BOTH(nothing_changes_rows_outside_a_write),
		BOTH(refusals_of_the_database_have_kinds),
		BOTH(a_refused_job_leaves_nothing),
		BOTH(a_failed_statement_cannot_be_ignored),
		BOTH(transactions_do_not_nest),
		BOTH(what_follows_a_commit_follows_only_a_commit),
		BOTH(a_memory_ceiling_inside_a_write_is_an_answer),
		BOTH(a_memory_ceiling_while_reading_leaves_the_session_usable),
		BOTH(a_read_transaction_sees_one_moment),
		BOTH(a_list_is_composed_of_fragments),
		BOTH(a_wrongly_composed_query_is_refused),
		BOTH(two_cursors_and_a_statement_share_a_session),
		BOTH(a_wrong_statement_is_found_by_preparing),
	};
	int failed = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests_name("sqlite", tests, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	engine = DB_POSTGRES;
	return failed + cmocka_run_group_tests_name("postgres", tests, NULL, NULL);
}

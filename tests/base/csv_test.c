/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as clerks send it: quotes, byte order marks, both line ends, broken and huge records; and what is
 * written can be read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/env.h"

enum { MAX_RECORDS = 5, MAX_CELLS = 4 };

struct want {
	enum err e;
	size_t line;
	int n;
	const char *cell[MAX_CELLS];
};

static const struct {
	const char *name, *text;
	struct want want[MAX_RECORDS]; /* a line of 0 ends the list */
} CASES[] = {
	{ "two plain lines", "a,b\n1,2\n", { { ERR_OK, 1, 2, { "a", "b" } }, { ERR_OK, 2, 2, { "1", "2" } } } },
	{ "no line end at the end", "a,b\n1,2", { { ERR_OK, 1, 2, { "a", "b" } }, { ERR_OK, 2, 2, { "1", "2" } } } },
	{ "Windows line ends", "a,b\r\n1,2\r\n", { { ERR_OK, 1, 2, { "a", "b" } }, { ERR_OK, 2, 2, { "1", "2" } } } },
	{ "carriage return at the very end", "a,b\r", { { ERR_OK, 1, 2, { "a", "b" } } } },
	{ "carriage return inside a field stays", "a\rb,c\n", { { ERR_OK, 1, 2, { "a\rb", "c" } } } },
	{ "byte order mark", "\xEF\xBB\xBF单位,电话\n", { { ERR_OK, 1, 2, { "单位", "电话" } } } },
	{ "byte order mark and nothing else", "\xEF\xBB\xBF", { { 0 } } },
	{ "first letter full-width, not a mark", "（一）,ｂ\n", { { ERR_OK, 1, 2, { "（一）", "ｂ" } } } },
	{ "cut off after the first byte of a mark", "\xEF", { { ERR_OK, 1, 1, { "\xEF" } } } },
	{ "mark before a quote", "\xEF\xBB\xBF\"a,b\"\n", { { ERR_OK, 1, 1, { "a,b" } } } },
	{ "comma, quote and line end inside quotes", "\"a,b\",\"say \"\"no\"\"\",\"x\ny\"\nz\n",
	  { { ERR_OK, 1, 3, { "a,b", "say \"no\"", "x\ny" } }, { ERR_OK, 3, 1, { "z" } } } },
	{ "Windows line end inside quotes stays",
	  "\"x\r\ny\"\r\nz", { { ERR_OK, 1, 1, { "x\r\ny" } }, { ERR_OK, 3, 1, { "z" } } } },
	{ "empty fields", ",\"\",\n", { { ERR_OK, 1, 3, { "", "", "" } } } },
	{ "an empty line is one empty field", "a\n\nb\n",
	  { { ERR_OK, 1, 1, { "a" } }, { ERR_OK, 2, 1, { "" } }, { ERR_OK, 3, 1, { "b" } } } },
	{ "empty file", "", { { 0 } } },
	{ "quote inside a bare field", "a\"b,c\nd\n", { { ERR_MALFORMED, 1, 0, { 0 } }, { ERR_OK, 2, 1, { "d" } } } },
	{ "text after the closing quote", "\"a\"b,c\nd\n", { { ERR_MALFORMED, 1, 0, { 0 } }, { ERR_OK, 2, 1, { "d" } } } },
	{ "blank before the quote", " \"a\",b\nd\n", { { ERR_MALFORMED, 1, 0, { 0 } }, { ERR_OK, 2, 1, { "d" } } } },
	{ "quote never closed", "a\n\"b,c\nd\n", { { ERR_OK, 1, 1, { "a" } }, { ERR_MALFORMED, 2, 0, { 0 } } } },
};

static void check_records(struct csv_reader *r, const char *name, const struct want *want)
{
	for (int k = 0; k < MAX_RECORDS && want[k].line; k++) {
		enum err e = csv_next(r);
		if (e != want[k].e || r->line != want[k].line)
			fail_msg("%s: record %d: %s in line %zu", name, k, err_name(e), r->line);
		if (e == ERR_MALFORMED)
			assert_non_null(r->error);
		if (e != ERR_OK)
			continue;
		if (r->nfields != (size_t)want[k].n)
			fail_msg("%s: record %d: %zu fields", name, k, r->nfields);
		for (int c = 0; c < want[k].n; c++)
			if (!sv_eqs(r->field[c], want[k].cell[c]))
				fail_msg("%s: record %d: '%.*s'", name, k, SV_FMT(r->field[c]));
	}
	if (csv_next(r) != ERR_NOT_FOUND || csv_next(r) != ERR_NOT_FOUND)
		fail_msg("%s: more records than expected", name);
}

static void reads_what_clerks_send(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
		struct csv_reader r;
		csv_open_mem(&r, CASES[i].text, strlen(CASES[i].text));
		check_records(&r, CASES[i].name, CASES[i].want);
		csv_close(&r);

		FILE *f = tmpfile();
		assert_non_null(f);
		fputs(CASES[i].text, f);
		rewind(f);
		csv_open(&r, f);
		check_records(&r, CASES[i].name, CASES[i].want);
		csv_close(&r);
		fclose(f);
	}
}

static void a_view_is_closed_by_a_nul(void **state)
{
	(void)state;
	struct csv_reader r;
	csv_open_mem(&r, "ab,c", 4);
	assert_int_equal(csv_next(&r), ERR_OK);
	assert_string_equal(r.field[0].p, "ab");
	assert_string_equal(r.field[1].p, "c");
	csv_close(&r);
}

static void finds_columns_by_name(void **state)
{
	(void)state;
	struct csv_reader r;
	csv_open_mem(&r, "day, name ,x", 12);
	assert_int_equal(csv_next(&r), ERR_OK);
	assert_int_equal(csv_index(&r, "name"), 1);
	assert_int_equal(csv_index(&r, "x"), 2);
	assert_int_equal(csv_index(&r, "nam"), -1);
	csv_close(&r);
}

/* `head` then `n` times `piece` then "\nnext\n". */
static char *record_of(const char *head, const char *piece, size_t n, size_t *len)
{
	size_t h = strlen(head), p = strlen(piece);
	char *text = malloc(h + p * n + 7);
	assert_non_null(text);
	memcpy(text, head, h);
	for (size_t i = 0; i < n; i++)
		memcpy(text + h + i * p, piece, p);
	memcpy(text + h + p * n, "\nnext\n", 7);
	*len = h + p * n + 6;
	return text;
}

static void oversized_records_are_skipped(void **state)
{
	(void)state;
	static const struct {
		const char *name, *head, *piece;
		size_t n;
		enum err e;
	} cases[] = {
		{ "just too long", "", "x", CSV_MAX_RECORD + 1, ERR_TOO_LARGE },
		{ "long enough", "", "x", CSV_MAX_RECORD - 1, ERR_OK },
		{ "stray quotes after the limit", "", "xxxxxxx\"", CSV_MAX_RECORD / 8 + 1, ERR_TOO_LARGE },
		{ "huge and quoted", "\"", "a\nb", CSV_MAX_RECORD, ERR_MALFORMED },
		{ "256 fields", "", "x,", CSV_MAX_FIELDS - 1, ERR_OK },
		{ "257 fields", "", "x,", CSV_MAX_FIELDS, ERR_MALFORMED },
		{ "many quoted fields", "", "\"x\",", 5000, ERR_MALFORMED },
		{ "quoted line ends after the last field taken", "", "\"x\ny\",", 300, ERR_MALFORMED },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t n;
		char *text = record_of(cases[i].head, cases[i].piece, cases[i].n, &n);
		struct csv_reader r;
		csv_open_mem(&r, text, n);
		enum err e = csv_next(&r);
		if (cases[i].head[0]) { /* never closed: everything belongs to it */
			assert_true(e == ERR_MALFORMED || e == ERR_TOO_LARGE);
			assert_int_equal(csv_next(&r), ERR_NOT_FOUND);
		} else {
			if (e != cases[i].e)
				fail_msg("%s: %s", cases[i].name, err_name(e));
			if (csv_next(&r) != ERR_OK || !sv_eqs(r.field[0], "next"))
				fail_msg("%s: reading did not go on at the next record", cases[i].name);
			assert_int_equal(csv_next(&r), ERR_NOT_FOUND);
		}
		csv_close(&r);
		free(text);
	}
}

static void formulas_are_disarmed_and_figures_left_alone(void **state)
{
	(void)state;
	static const struct {
		const char *value, *text;
	} cases[] = {
		{ "路灯不亮", "路灯不亮" }, { "", "" },
		{ "a,b", "\"a,b\"" },       { "say \"no\"", "\"say \"\"no\"\"\"" },
		{ "x\ny", "\"x\ny\"" },     { "=1+1", "\"'=1+1\"" },
		{ "+86 1", "\"'+86 1\"" },  { "-1", "-1" },
		{ "-12.5", "-12.5" },       { "-1.2.3", "\"'-1.2.3\"" },
		{ "-", "\"'-\"" },          { "@cmd", "\"'@cmd\"" },
		{ "\t=1", "\"'\t=1\"" },    { "1=1", "1=1" },
	};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;
		buf_init(&b, a, 1000);
		csv_field(&b, true, sv_from(cases[i].value));
		csv_field(&b, false, SV("z"));
		csv_end(&b);
		assert_string_equal(buf_cstr(&b), arena_printf(a, "%s,z\r\n", cases[i].text));
	}
	arena_free(a);
}

static void what_is_written_can_be_read_again(void **state)
{
	(void)state;
	static const char *const pieces[] = { "路", "\"", ",", "\n", "\r\n", " ", "x", "\r", "1", "；" };
	struct env_fake f;
	env_fake_init(&f, 0, 20250930);
	struct arena *a = arena_new(8 << 20);
	for (int round = 0; round < 500; round++) {
		arena_reset(a);
		struct buf out, cell[4];
		buf_init(&out, a, 10000);
		for (int c = 0; c < 4; c++) {
			buf_init(&cell[c], a, 1000);
			for (uint64_t k = env_fake_next(&f) % 8; k; k--)
				buf_str(&cell[c], pieces[env_fake_next(&f) % 10]);
			csv_field(&out, c == 0, buf_view(&cell[c]));
		}
		csv_end(&out);
		struct csv_reader r;
		csv_open_mem(&r, out.p, out.n);
		assert_int_equal(csv_next(&r), ERR_OK);
		assert_int_equal(r.nfields, 4);
		for (int c = 0; c < 4; c++)
			assert_true(sv_eq(r.field[c], buf_view(&cell[c])));
		assert_int_equal(csv_next(&r), ERR_NOT_FOUND);
		csv_close(&r);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_clerks_send),
		cmocka_unit_test(a_view_is_closed_by_a_nul),
		cmocka_unit_test(finds_columns_by_name),
		cmocka_unit_test(oversized_records_are_skipped),
		cmocka_unit_test(formulas_are_disarmed_and_figures_left_alone),
		cmocka_unit_test(what_is_written_can_be_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

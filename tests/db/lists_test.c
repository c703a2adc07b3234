/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of words are spelled out for SQLite, and nothing else is touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/db_internal.h"

static const struct {
	const char *sql, *spelled; /* NULL: the same */
} TEXTS[] = {
	{ "SELECT 1 FROM a WHERE x IN ('p','q','r')", "SELECT 1 FROM a WHERE (x = 'p' OR x = 'q' OR x = 'r')" },
	{ "WHERE c.x IN ('p', 'q',\n 'r') AND y = 1", "WHERE (c.x = 'p' OR c.x = 'q' OR c.x = 'r') AND y = 1" },
	{ "(x IN ('','q','r s'))", "((x = '' OR x = 'q' OR x = 'r s'))" },
	{ "x IN ('a','b','c') OR y IN ('d','e','f')", "(x = 'a' OR x = 'b' OR x = 'c') OR (y = 'd' OR y = 'e' OR y = 'f')" },
	{ "x IN ('p','q')", NULL },                 /* two are no table */
	{ "x NOT IN ('p','q','r')", NULL },
	{ "COALESCE(x, '') IN ('p','q','r')", NULL },
	{ "?1 IN ('p','q','r')", NULL },
	{ "x IN (1,2,3)", NULL },
	{ "x IN ('p','q',y)", NULL },
	{ "x IN ('it''s','q','r')", NULL },
	{ "x IN (SELECT 'p')", NULL },
	{ "x = 'y IN (' OR z = ' y IN (''a'',''b'',''c'')'", NULL },
	{ "-- x IN ('p','q','r')\nSELECT 1", NULL },
	{ "x IN ('p','q','r'", NULL },
};

static void lists_are_spelled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		char *got = db_spell_lists(TEXTS[i].sql);
		assert_string_equal(got ? got : TEXTS[i].sql, TEXTS[i].spelled ? TEXTS[i].spelled : TEXTS[i].sql);
		free(got);
	}
	assert_null(db_spell_lists("SELECT 1"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(lists_are_spelled) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}

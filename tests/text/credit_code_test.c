/* SPDX-License-Identifier: Apache-2.0 */
/* Unified social credit codes by the check digit of GB 32100-2015. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

static const struct {
	const char *what, *typed, *clean; /* clean NULL: no code */
} CODES[] = {
	{ "the example of the standard's kind", "91350100M000100Y43", "91350100M000100Y43" },
	{ "small letters", "91350100m000100y43", "91350100M000100Y43" },
	{ "with blanks", " 9135 0100 M000 100Y43 ", "91350100M000100Y43" },
	{ "one digit wrong", "91350100M000100Y44", NULL },
	{ "two neighbours changed places", "91351000M000100Y43", NULL },
	{ "a letter the standard leaves out", "9135O100M000100Y43", NULL },
	{ "too short", "91350100M000100Y4", NULL },
	{ "too long", "91350100M000100Y433", NULL },
	{ "an old registration number", "370600228000001", NULL },
	{ "nothing", "", NULL },
	{ "characters of three bytes", "统一社会信用", NULL },
};

static void codes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		char out[CREDIT_CODE_CHARS + 1];
		bool ok = text_credit_code(CODES[i].typed, out);
		if (ok != (CODES[i].clean != NULL))
			fail_msg("%s", CODES[i].what);
		if (ok)
			assert_string_equal(out, CODES[i].clean);
	}
}

/* The check digit tells every single wrong character. */
static void every_single_error(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char code[] = "91350100M000100Y43", out[CREDIT_CODE_CHARS + 1];
	(void)state;
	for (int i = 0; i < CREDIT_CODE_CHARS; i++)
		for (const char *c = alphabet; *c; c++) {
			char right = code[i];
			code[i] = *c;
			assert_int_equal(text_credit_code(code, out), *c == right);
			code[i] = right;
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(codes), cmocka_unit_test(every_single_error) };
	return cmocka_run_group_tests_name("credit_code", tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* String views: trimming, cutting, strict numbers, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sv.h"

static void trims_and_compares(void **state)
{
	(void)state;
	assert_true(sv_eqs(sv_trim(SV(" \t城管局\r\n")), "城管局"));
	assert_int_equal(sv_trim(SV(" \n ")).n, 0);
	assert_true(sv_eq((struct sv){ NULL, 0 }, SV("")));
	assert_false(sv_eq(SV("a"), SV("b")));
	assert_false(sv_eq(SV("a"), SV("ab")));
	assert_true(sv_starts(SV("order.sign"), SV("order.")));
	assert_true(sv_starts((struct sv){ NULL, 0 }, (struct sv){ NULL, 0 }));
	assert_false(sv_starts(SV("or"), SV("order.")));
	assert_int_equal(sv_from(NULL).n, 0);
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_true(str_eq("a", "a"));
}

static void cuts_at_the_separator(void **state)
{
	(void)state;
	static const struct {
		const char *text, *parts[5];
		int n;
	} cases[] = {
		{ "a,b,c", { "a", "b", "c" }, 3 }, { "", { "" }, 1 },         { ",", { "", "" }, 2 },
		{ "a,", { "a", "" }, 2 },          { ",,x", { "", "", "x" }, 3 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct sv rest = sv_from(cases[i].text), part;
		int n = 0;
		while (sv_cut(&rest, ',', &part)) {
			assert_true(n < cases[i].n);
			assert_true(sv_eqs(part, cases[i].parts[n++]));
		}
		assert_int_equal(n, cases[i].n);
	}
}

static void numbers_are_strict(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool ok;
		int64_t value;
	} cases[] = {
		{ "0", true, 0 },
		{ "-1", true, -1 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775807", true, -INT64_MAX },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775808", false, 0 }, /* that value means NULL in this program */
		{ "99999999999999999999", false, 0 },
		{ "18446744073709551617", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1a", false, 0 },
		{ "１", false, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t v = 77;
		assert_int_equal(sv_i64(sv_from(cases[i].text), &v), cases[i].ok);
		assert_int_equal(v, cases[i].ok ? cases[i].value : 77);
	}
}

static void only_well_formed_utf8_passes(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		size_t n;
		bool ok;
	} cases[] = {
		{ "empty", "", 0, true },
		{ "plain", "abc", 3, true },
		{ "Chinese", "诉求", 6, true },
		{ "emoji", "\xF0\x9F\x98\x80", 4, true },
		{ "last code point", "\xF4\x8F\xBF\xBF", 4, true },
		{ "beyond the last", "\xF4\x90\x80\x80", 4, false },
		{ "surrogate", "\xED\xA0\x80", 3, false },
		{ "before the surrogates", "\xED\x9F\xBF", 3, true },
		{ "overlong slash", "\xC0\xAF", 2, false },
		{ "overlong three", "\xE0\x80\xAF", 3, false },
		{ "overlong four", "\xF0\x80\x80\xAF", 4, false },
		{ "cut off", "\xE8\xAF", 2, false },
		{ "lone continuation", "\x80", 1, false },
		{ "NUL inside", "a\0b", 3, false },
		{ "GBK text", "\xCB\xDF\xC7\xF3", 4, false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (sv_utf8((struct sv){ cases[i].text, cases[i].n }) != cases[i].ok)
			fail_msg("%s", cases[i].name);
}

static void counts_and_cuts_characters(void **state)
{
	(void)state;
	assert_int_equal(sv_chars(SV("a诉求😀")), 4);
	assert_true(sv_eqs(sv_prefix_chars(SV("a诉求😀"), 2), "a诉"));
	assert_true(sv_eqs(sv_prefix_chars(SV("a诉求😀"), 0), ""));
	assert_true(sv_eqs(sv_prefix_chars(SV("诉求"), 2), "诉求"));
	assert_true(sv_eqs(sv_prefix_chars(SV("诉求"), 9), "诉求"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trims_and_compares),
		cmocka_unit_test(cuts_at_the_separator),
		cmocka_unit_test(numbers_are_strict),
		cmocka_unit_test(only_well_formed_utf8_passes),
		cmocka_unit_test(counts_and_cuts_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

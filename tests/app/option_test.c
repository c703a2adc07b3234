/* SPDX-License-Identifier: Apache-2.0 */
/* Command lines as an operator types them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/option.h"
#include "base/env.h"

static const struct option_def OWN[] = {
	{ "demo", OPTION_FLAG, NULL, NULL, "flag" },
	{ "seed", OPTION_INT, "N", "1", "number" },
	{ "city", OPTION_TEXT, "NAME", NULL, "text" },
	{ NULL },
};

struct line {
	const char *what;
	const char *word[6];
	const char *refusal;       /* part of the sentence; NULL: accepted */
};

static const struct line LINES[] = {
	{ "nothing", { NULL }, NULL },
	{ "a flag", { "--demo" }, NULL },
	{ "value apart", { "--seed", "7" }, NULL },
	{ "value joined", { "--seed=7" }, NULL },
	{ "negative number", { "--seed", "-7" }, NULL },
	{ "common option", { "--db", "sqlite:x.db" }, NULL },
	{ "a word", { "list" }, NULL },
	{ "a word that looks like an option", { "--", "--demo" }, NULL },
	{ "help", { "-h" }, NULL },
	{ "mistyped", { "--sede", "7" }, "是不是 --seed" },
	{ "unknown", { "--frobnicate" }, "--help" },
	{ "single dash", { "-seed", "7" }, "--seed" },
	{ "no value", { "--city" }, "要带值" },
	{ "empty value", { "--city=" }, "要带值" },
	{ "value for a flag", { "--demo=1" }, "不带值" },
	{ "not a number", { "--seed", "seven" }, "整数" },
	{ "number with rest", { "--seed", "7x" }, "整数" },
	{ "too many words", { "add", "zhang", "li" }, "不需要" },
};

static bool parse(struct options *o, const struct line *l, char why[OPTION_WHY])
{
	static char copy[6][64];
	char *argv[6];
	int argc = 0;
	for (; argc < 6 && l->word[argc]; argc++) {
		snprintf(copy[argc], sizeof copy[argc], "%s", l->word[argc]);
		argv[argc] = copy[argc];
	}
	return options_parse(o, OWN, 2, argc, argv, why);
}

static void accepts_and_refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
		struct options o;
		char why[OPTION_WHY] = "";
		bool ok = parse(&o, &LINES[i], why);
		if (ok != !LINES[i].refusal)
			fail_msg("%s: %s", LINES[i].what, ok ? "accepted" : why);
		if (!ok && !strstr(why, LINES[i].refusal))
			fail_msg("%s: “%s” does not say “%s”", LINES[i].what, why, LINES[i].refusal);
	}
}

static void values_and_defaults(void **state)
{
	(void)state;
	struct options o;
	char why[OPTION_WHY];
	assert_true(parse(&o, &(struct line){ "", { "add", "--seed=42", "--demo", "zhang" }, NULL }, why));
	assert_int_equal(option_int(&o, "seed"), 42);
	assert_true(option_flag(&o, "demo"));
	assert_null(option_text(&o, "city"));
	assert_false(option_given(&o, "var"));
	assert_int_equal(o.nargs, 2);
	assert_string_equal(o.args[1], "zhang");
	assert_true(parse(&o, &(struct line){ "", { NULL }, NULL }, why));
	assert_int_equal(option_int(&o, "seed"), 1);
	assert_false(option_given(&o, "seed"));
	assert_false(option_flag(&o, "demo"));
	assert_true(parse(&o, &(struct line){ "", { "--help" }, NULL }, why));
	assert_true(o.help);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_and_refuses),
		cmocka_unit_test(values_and_defaults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

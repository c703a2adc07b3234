/* SPDX-License-Identifier: Apache-2.0 */
/* Settings files: what is read, what is refused, and that the documentation is the program's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/config.h"
#include "base/buf.h"

static struct arena *a;

/* Settings from a file with this text; option words may follow. */
static bool load(const char *text, struct config *c, char why[CONFIG_WHY], char *option, char *value)
{
	char path[] = "/tmp/ys_config_XXXXXX", config[] = "--config", wrong[OPTION_WHY];
	char *argv[] = { config, path, option, value };
	struct options o;
	int fd = mkstemp(path);
	assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	assert_true(options_parse(&o, NULL, 0, option ? 4 : 2, argv, wrong));
	bool ok = config_load(c, a, &o, why);
	unlink(path);
	return ok;
}

static const struct {
	const char *what, *text, *refusal;
} FILES[] = {
	{ "empty", "", NULL },
	{ "comment and blank lines", "; note\n\n[server]\n# note\nport = 9000\n", NULL },
	{ "unknown key", "[server]\nprot = 9000\n", "没有设置项 [server] prot" },
	{ "unknown section", "[sever]\nport = 9000\n", "没有设置项 [sever] port" },
	{ "key of another section", "[log]\nport = 9000\n", "没有设置项" },
	{ "not a number", "[server]\nport = many\n", "0 到 65535" },
	{ "too large", "[server]\nport = 70000\n", "0 到 65535" },
	{ "too small", "[server]\nworkers = 0\n", "1 到 256" },
	{ "no key", "[server]\nport\n", "第 2 行" },
	{ "unknown level", "[log]\nlevel = loud\n", "debug" },
};

static void reads_and_refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		struct config c;
		char why[CONFIG_WHY];
		bool ok = load(FILES[i].text, &c, why, NULL, NULL);
		if (ok != !FILES[i].refusal)
			fail_msg("%s: %s", FILES[i].what, ok ? "accepted" : why);
		if (!ok && !strstr(why, FILES[i].refusal))
			fail_msg("%s: “%s” does not say “%s”", FILES[i].what, why, FILES[i].refusal);
	}
}

static void command_line_wins(void **state)
{
	(void)state;
	struct config c;
	char why[CONFIG_WHY], var[] = "--var", db[] = "--db", dir[] = "/srv/ys", url[] = "postgres://x@/y";
	assert_true(load("[files]\nvar = elsewhere\n", &c, why, var, dir));
	assert_string_equal(c.var_dir, "/srv/ys");
	assert_string_equal(c.database_url, "sqlite:/srv/ys/yingshao.db");
	assert_true(load("[files]\nvar = elsewhere\n[database]\nurl = sqlite:z.db\n", &c, why, db, url));
	assert_string_equal(c.var_dir, "elsewhere");
	assert_string_equal(c.database_url, "postgres://x@/y");
}

static const char *printed(const struct config *c)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	config_print(out, c);
	fclose(out);
	const char *copy = arena_strn(a, text, n);
	free(text);
	return copy;
}

static void defaults(struct config *c)
{
	struct options o;
	char why[CONFIG_WHY];
	assert_true(options_parse(&o, NULL, 0, 0, NULL, why));
	assert_true(config_load(c, a, &o, why));
}

static void what_is_printed_can_be_read(void **state)
{
	(void)state;
	struct config c, again;
	char why[CONFIG_WHY];
	defaults(&c);
	c.port = 9001;
	c.trusted_proxy = "10.0.0.1";
	const char *text = printed(&c);
	if (!load(text, &again, why, NULL, NULL))
		fail_msg("%s", why);
	assert_string_equal(printed(&again), text);
}

/* docs/configuration.ini is the output of `yingshao serve --print-config` without options. */
static void documentation_is_current(void **state)
{
	(void)state;
	struct config c;
	const char *root = getenv("YS_SOURCE_ROOT");
	const char *path = arena_printf(a, "%s/docs/configuration.ini", root ? root : ".");
	FILE *in = fopen(path, "rb");
	if (!in)
		fail_msg("cannot open %s", path);
	char *text = arena_alloc(a, 65536);
	text[fread(text, 1, 65535, in)] = 0;
	fclose(in);
	defaults(&c);
	assert_string_equal(text, printed(&c));
}

static int set_up(void **state)
{
	(void)state;
	a = arena_new(8 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_refuses),
		cmocka_unit_test(command_line_wins),
		cmocka_unit_test(what_is_printed_can_be_read),
		cmocka_unit_test(documentation_is_current),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

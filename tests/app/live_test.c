/* SPDX-License-Identifier: Apache-2.0 */
/* Live messages as the browser gets them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/live.h"

static const struct {
	const char *topics, *body;
	bool mine;
	const char *data;
} MESSAGES[] = {
	{ "case:5,pool", "{\"kind\":\"case.open\",\"id\":\"5\"}", false,
	  "{\"topics\":[\"case:5\",\"pool\"],\"kind\":\"case.open\",\"id\":\"5\"}" },
	{ "unit:7", "{\"kind\":\"order.sign\"}", true, "{\"topics\":[\"unit:7\",\"mine\"],\"kind\":\"order.sign\"}" },
	{ ",pool,,", "{\"kind\":\"x\"}", false, "{\"topics\":[\"pool\"],\"kind\":\"x\"}" },
	{ "pool", "{}", false, "{\"topics\":[\"pool\"]}" },
	{ "", "", true, "{\"topics\":[\"mine\"]}" },
};

static void data_names_its_topics(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof MESSAGES / sizeof *MESSAGES; i++) {
		struct arena *a = arena_new(1 << 16);
		struct buf b;
		const struct json *parsed;
		const char *why = "";
		buf_init(&b, a, 4096);
		live_data(&b, MESSAGES[i].topics, MESSAGES[i].body, MESSAGES[i].mine);
		assert_string_equal(buf_cstr(&b), MESSAGES[i].data);
		if (json_parse(a, buf_view(&b), &parsed, &why))
			fail_msg("%s: %s", MESSAGES[i].data, why);
		arena_free(a);
	}
}

static void topics_are_whole_words(void **state)
{
	(void)state;
	assert_true(live_has("case:5,pool,unit:7", "pool"));
	assert_true(live_has("case:5", "case:5"));
	assert_false(live_has("case:55", "case:5"));
	assert_false(live_has("case:5", "case:55"));
	assert_false(live_has("", "pool"));
}

static struct {
	int64_t last;
	int n;
} heard;

static void hear(void *arg, const struct live_message *m)
{
	(void)arg;
	heard.last = m->id;
	heard.n += strcmp(m->topics, "pool") == 0 && strcmp(m->body, "{}") == 0;
}

/* More messages than are kept: each is published once, the oldest are gone, those of another process are not known. */
static void the_last_messages_are_kept(void **state)
{
	enum { ALL = 20000, BEFORE = 1000 };
	struct arena *a = arena_new(64 << 20);
	struct live_message *m;
	size_t n;
	(void)state;
	heard.n = 0;
	struct live_ring *r = live_ring_new(BEFORE, hear, NULL);
	assert_non_null(r);
	assert_true(live_ring_since(r, BEFORE, a, 100, &m, &n));
	assert_int_equal(n, 0);
	assert_int_equal(live_ring_last(r), BEFORE);
	for (int i = 0; i < ALL; i++)
		live_ring_add(r, "pool", "{}");
	assert_true(live_ring_since(r, BEFORE + ALL - 3, a, 100, &m, &n));
	assert_int_equal(n, 3);
	assert_int_equal(m[0].id, BEFORE + ALL - 2);
	assert_int_equal(live_ring_last(r), BEFORE + ALL);
	assert_string_equal(m[2].topics, "pool");
	assert_string_equal(m[2].body, "{}");
	assert_false(live_ring_since(r, BEFORE + ALL - 200, a, 100, &m, &n)); /* more than asked for */
	assert_false(live_ring_since(r, BEFORE + 10, a, ALL, &m, &n));        /* overwritten */
	assert_false(live_ring_since(r, BEFORE - 1, a, ALL, &m, &n));         /* before this process */
	assert_false(live_ring_since(r, BEFORE + ALL + 1, a, 100, &m, &n));   /* never sent */
	live_ring_free(r);
	assert_int_equal(heard.n, ALL);
	assert_int_equal(heard.last, BEFORE + ALL);
	arena_free(a);
}

int main(void)
{
	json_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_names_its_topics),
		cmocka_unit_test(topics_are_whole_words),
		cmocka_unit_test(the_last_messages_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Live messages as the browser gets them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

int main(void)
{
	json_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_names_its_topics),
		cmocka_unit_test(topics_are_whole_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

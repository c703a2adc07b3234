/* SPDX-License-Identifier: Apache-2.0 */
/* The strict reader against hostile and merely odd texts, the writer against awkward values, and that
 * what one writes the other reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <pthread.h>

#include "base/env.h"
#include "json/json.h"

static void refuses_hostile_texts(void **state)
{
	(void)state;
	static const struct { const char *name; struct sv text; } cases[] = {
		{ "nothing at all", { "", 0 } },
		{ "only spaces", { "  \n", 3 } },
		{ "key twice", SV("{\"a\":1,\"a\":2}") },
		{ "key twice deep inside", SV("[{\"x\":{\"a\":1,\"a\":1}}]") },
		{ "same key once escaped", SV("{\"a\":1,\"\\u0061\":2}") },
		{ "second value behind", SV("{} {}") },
		{ "rubbish behind", SV("{}x") },
		{ "byte order mark", SV("\xEF\xBB\xBF{}") },
		{ "comma at the end", SV("[1,]") },
		{ "single quotes", SV("{'a':1}") },
		{ "comment", SV("{/*x*/}") },
		{ "name without quotes", SV("{a:1}") },
		{ "NaN", SV("[NaN]") },
		{ "hexadecimal", SV("[0x10]") },
		{ "leading zero", SV("[01]") },
		{ "plus sign", SV("[+1]") },
		{ "integer over 64 bits", SV("[9223372036854775808]") },
		{ "real over the range", SV("[1e999]") },
		{ "broken UTF-8", SV("[\"\xC3\x28\"]") },
		{ "overlong UTF-8", SV("[\"\xC0\xAF\"]") },
		{ "surrogate as UTF-8", SV("[\"\xED\xA0\x80\"]") },
		{ "half a surrogate pair", SV("[\"\\uD800\"]") },
		{ "escaped NUL", SV("[\"a\\u0000b\"]") },
		{ "escaped NUL in a key", SV("{\"a\\u0000b\":1}") },
		{ "raw NUL in a string", { "[\"a\0b\"]", 7 } },
		{ "raw NUL behind", { "[]\0", 3 } },
		{ "line break in a string", SV("[\"a\nb\"]") },
		{ "not closed", SV("{\"a\":[1,2") },
		{ "string not closed", SV("[\"abc") },
		{ "backslash last", SV("[\"abc\\") },
		{ "closed too often", SV("[]]") },
		{ "closed crosswise", SV("[{]}") },
	};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct json *v;
		const char *why = NULL;
		if (json_parse(a, cases[i].text, &v, &why) != ERR_MALFORMED || v || !why)
			fail_msg("accepted: %s", cases[i].name);
		arena_reset(a);
	}
	arena_free(a);
}

static struct sv nested(struct arena *a, size_t depth)
{
	char *p = arena_alloc(a, 2 * depth + 1);
	memset(p, '[', depth);
	memset(p + depth, ']', depth);
	return (struct sv){ p, 2 * depth };
}

static void depth_is_32(void **state)
{
	(void)state;
	struct arena *a = arena_new(8 << 20);
	const struct json *v;
	const char *why;
	assert_int_equal(json_parse(a, nested(a, 32), &v, &why), ERR_OK);
	assert_int_equal(json_parse(a, nested(a, 33), &v, &why), ERR_MALFORMED);
	assert_string_equal(why, "nested deeper than 32 at byte 32");
	/* a million brackets must not reach a recursive parser */
	assert_int_equal(json_parse(a, nested(a, 1000000), &v, &why), ERR_MALFORMED);
	/* brackets inside strings are text */
	assert_int_equal(json_parse(a, SV("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[[[\""), &v, &why), ERR_OK);
	arena_free(a);
}

static void errors_do_not_quote_the_text(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	const struct json *v;
	const char *why;
	assert_int_equal(json_parse(a, SV("{\"phone\":13800000000,\"phone\":1}"), &v, &why), ERR_MALFORMED);
	assert_null(strstr(why, "phone"));
	assert_null(strstr(why, "138"));
	arena_free(a);
}

static void memory_ends_at_the_ceiling(void **state)
{
	(void)state;
	struct arena *a = arena_new(256 << 10);
	jmp_buf trap;
	volatile bool trapped = false;
	char *text = test_malloc(60001);
	for (size_t i = 0; i < 60000; i += 3)
		memcpy(text + i, i ? ",{}" : "[{}", 3);
	text[60000] = ']';
	arena_trap(a, &trap);
	if (setjmp(trap) == 0) {
		const struct json *v;
		const char *why;
		json_parse(a, (struct sv){ text, 60001 }, &v, &why);
		fail_msg("20,000 objects fitted into 256 KiB");
	} else {
		trapped = true;
	}
	assert_true(trapped);
	arena_reset(a);
	const struct json *v;
	const char *why;
	assert_int_equal(json_parse(a, SV("[1]"), &v, &why), ERR_OK);
	test_free(text);
	arena_free(a);
}

static void reads_every_kind(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	const struct json *v;
	const char *why;
	assert_int_equal(json_parse(a,
				    SV(" {\"n\":null,\"t\":true,\"f\":false,\"i\":-9223372036854775808,\"r\":1.5e3,"
				       "\"s\":\"应哨\\n\\ud83d\\ude00\",\"a\":[1,\"2\",[]],\"o\":{\"k\":7}} "),
				    &v, &why),
			 ERR_OK);
	assert_int_equal(json_kind(v), JSON_OBJECT);
	assert_int_equal(json_count(v), 8);
	assert_int_equal(json_kind(json_get(v, "n")), JSON_NULL);
	assert_int_equal(json_kind(json_get(v, "t")), JSON_BOOL);
	assert_true(json_bool(json_get(v, "t")));
	assert_false(json_bool(json_get(v, "f")));
	assert_int_equal(json_kind(json_get(v, "i")), JSON_INT);
	assert_true(json_int(json_get(v, "i")) == INT64_MIN);
	assert_int_equal(json_kind(json_get(v, "r")), JSON_REAL);
	assert_true(json_real(json_get(v, "r")) == 1500.0);
	assert_true(json_real(json_get(json_get(v, "o"), "k")) == 7.0);
	assert_string_equal(json_sv(json_get(v, "s")).p, "应哨\n😀");
	assert_int_equal(json_count(json_get(v, "a")), 3);
	assert_true(sv_eqs(json_sv(json_at(json_get(v, "a"), 1)), "2"));
	assert_null(json_at(json_get(v, "a"), 3));
	assert_null(json_get(v, "missing"));
	assert_null(json_get(json_get(v, "a"), "x"));
	assert_int_equal(json_count(json_get(v, "s")), 0);

	void *iter = NULL;
	const char *key;
	const struct json *value;
	size_t seen = 0;
	while (json_each(v, &iter, &key, &value)) {
		assert_ptr_equal(json_get(v, key), value);
		seen++;
	}
	assert_int_equal(seen, 8);
	arena_free(a);
}

static const char *written(struct arena *a, void (*fill)(struct json_out *))
{
	struct buf *b = ARENA_NEW(a, struct buf);
	struct json_out w;
	buf_init(b, a, 1 << 16);
	jw_init(&w, b);
	fill(&w);
	return buf_cstr(b);
}

static void a_document(struct json_out *w)
{
	jw_object(w);
	jw_kid(w, "id", 9007199254740993);
	jw_kint(w, "due_at", NIL);
	jw_kbool(w, "ok", true);
	jw_key(w, "items");
	jw_array(w);
	jw_int(w, -1);
	jw_object(w);
	jw_object_end(w);
	jw_array(w);
	jw_array_end(w);
	jw_raw(w, SV("{\"x\":1}"));
	jw_real(w, 2.0 / 3, 3);
	jw_real(w, NAN, 2);
	jw_real(w, INFINITY, 2);
	jw_array_end(w);
	jw_kstr(w, "none", NULL);
	jw_kid(w, "no_id", NIL);
	jw_object_end(w);
}

static void awkward_texts(struct json_out *w)
{
	jw_array(w);
	jw_str(w, "a\"b\\c\nd\te\x01\x1f/");
	jw_str(w, "诉求😀");
	jw_str(w, "a\xC3(\xFFz");
	jw_str(w, "\xE5\x93");
	jw_sv(w, (struct sv){ "x\0y", 3 });
	jw_str(w, "");
	jw_array_end(w);
}

static void writes_and_reads_back(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	assert_string_equal(written(a, a_document),
			    "{\"id\":\"9007199254740993\",\"due_at\":null,\"ok\":true,\"items\":[-1,{},[],{\"x\":1},0.667,"
			    "null,null],\"none\":null,\"no_id\":null}");
	const char *text = written(a, awkward_texts);
	const struct json *v;
	const char *why;
	assert_int_equal(json_parse(a, sv_from(text), &v, &why), ERR_OK);
	assert_string_equal(json_sv(json_at(v, 0)).p, "a\"b\\c\nd\te\x01\x1f/");
	assert_string_equal(json_sv(json_at(v, 1)).p, "诉求😀");
	assert_string_equal(json_sv(json_at(v, 2)).p, "a\uFFFD(\uFFFDz");
	assert_string_equal(json_sv(json_at(v, 3)).p, "\uFFFD\uFFFD");
	assert_string_equal(json_sv(json_at(v, 4)).p, "x\uFFFDy");
	assert_string_equal(json_sv(json_at(v, 5)).p, "");
	arena_free(a);
}

static void stops_at_the_buffer_ceiling(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct buf b;
	struct json_out w;
	buf_init(&b, a, 100);
	jw_init(&w, &b);
	jw_array(&w);
	for (int i = 0; i < 100; i++)
		jw_str(&w, "重复");
	assert_true(b.overflow);
	assert_true(b.n <= 100);
	arena_free(a);
}

static void *parse_many(void *arg)
{
	struct arena *a = arena_new(1 << 20);
	for (int i = 0; i < 2000; i++) {
		const struct json *v;
		const char *why;
		const char *text = arena_printf(a, "{\"thread\":%d,\"list\":[1,2,3,4,5,6,7,8,9,\"x\"]}", *(int *)arg);
		if (json_parse(a, sv_from(text), &v, &why) != ERR_OK || json_int(json_get(v, "thread")) != *(int *)arg)
			return arg;
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

static void threads_do_not_share_memory(void **state)
{
	(void)state;
	int number[4] = { 1, 2, 3, 4 };
	pthread_t t[4];
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, parse_many, &number[i]), 0);
	for (int i = 0; i < 4; i++) {
		void *bad;
		pthread_join(t[i], &bad);
		assert_null(bad);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_hostile_texts), cmocka_unit_test(depth_is_32),
		cmocka_unit_test(errors_do_not_quote_the_text), cmocka_unit_test(memory_ends_at_the_ceiling),
		cmocka_unit_test(reads_every_kind), cmocka_unit_test(writes_and_reads_back),
		cmocka_unit_test(stops_at_the_buffer_ceiling), cmocka_unit_test(threads_do_not_share_memory),
	};
	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

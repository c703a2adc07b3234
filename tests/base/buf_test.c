/* SPDX-License-Identifier: Apache-2.0 */
/* Append buffer: content, and that nothing is written once the ceiling would be passed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"

static void appends_in_all_forms(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct buf b;
	buf_init(&b, a, 1000);
	assert_string_equal(buf_cstr(&b), "");
	assert_int_equal(buf_view(&b).n, 0);
	buf_str(&b, "单号 ");
	buf_str(&b, NULL);
	buf_i64(&b, -42);
	buf_char(&b, ';');
	buf_printf(&b, "%s=%d", "n", 7);
	buf_sv(&b, SV("!"));
	buf_hex(&b, (const uint8_t[]){ 0x00, 0xAF, 0x10 }, 3);
	buf_add(&b, "", 0);
	assert_string_equal(buf_cstr(&b), "单号 -42;n=7!00af10");
	assert_int_equal(buf_view(&b).n, strlen("单号 -42;n=7!00af10"));
	buf_i64(&b, INT64_MIN);
	assert_non_null(strstr(buf_cstr(&b), "-9223372036854775808"));
	assert_false(b.overflow);
	arena_free(a);
}

static void grows_to_the_ceiling_and_not_beyond(void **state)
{
	(void)state;
	static const size_t ceilings[] = { 0, 1, 7, 255, 256, 257, 4096, 100000 };
	struct arena *a = arena_new(16 << 20);
	for (size_t i = 0; i < sizeof ceilings / sizeof ceilings[0]; i++) {
		struct buf b;
		buf_init(&b, a, ceilings[i]);
		for (size_t k = 0; k < ceilings[i]; k++)
			buf_char(&b, (char)('a' + k % 26));
		assert_false(b.overflow);
		assert_int_equal(b.n, ceilings[i]);
		buf_char(&b, 'X');
		assert_true(b.overflow);
		buf_str(&b, "more");
		buf_printf(&b, "%d", 1);
		assert_int_equal(b.n, ceilings[i]);
		assert_int_equal(strlen(buf_cstr(&b)), ceilings[i]);
		for (size_t k = 0; k < ceilings[i]; k++)
			assert_int_equal(b.p[k], 'a' + k % 26);
	}
	arena_free(a);
}

static void a_piece_that_does_not_fit_is_left_out_whole(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct buf b;
	buf_init(&b, a, 10);
	buf_str(&b, "12345678");
	buf_str(&b, "abc");
	assert_true(b.overflow);
	assert_string_equal(buf_cstr(&b), "12345678");
	buf_str(&b, "a"); /* would fit, but the content is already incomplete */
	assert_string_equal(buf_cstr(&b), "12345678");
	buf_init(&b, a, 10);
	buf_printf(&b, "%s", "12345678901");
	assert_true(b.overflow);
	assert_int_equal(b.n, 0);
	arena_free(a);
}

static void other_allocations_between_do_not_disturb(void **state)
{
	(void)state;
	struct arena *a = arena_new(8 << 20);
	struct buf b;
	buf_init(&b, a, 100000);
	for (int i = 0; i < 5000; i++) {
		buf_printf(&b, "%04d,", i);
		char *other = arena_alloc(a, 8);
		other[7] = 1;
	}
	for (int i = 0; i < 5000; i++) {
		char want[8] = { (char)('0' + i / 1000), (char)('0' + i / 100 % 10), (char)('0' + i / 10 % 10),
				 (char)('0' + i % 10), ',' };
		assert_memory_equal(b.p + i * 5, want, 5);
	}
	arena_free(a);
}

static void an_unlimited_ceiling_does_not_wrap(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct buf b;
	buf_init(&b, a, SIZE_MAX);
	buf_str(&b, "abc");
	assert_string_equal(buf_cstr(&b), "abc");
	buf_add(&b, "abc", SIZE_MAX - 2);
	assert_true(b.overflow);
	assert_string_equal(buf_cstr(&b), "abc");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_in_all_forms),
		cmocka_unit_test(grows_to_the_ceiling_and_not_beyond),
		cmocka_unit_test(a_piece_that_does_not_fit_is_left_out_whole),
		cmocka_unit_test(other_allocations_between_do_not_disturb),
		cmocka_unit_test(an_unlimited_ceiling_does_not_wrap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

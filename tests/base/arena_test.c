/* SPDX-License-Identifier: Apache-2.0 */
/* Region allocator: zeroed and aligned memory, growth, the ceiling with its trap, cleanups in order. The
 * arithmetic cases are the ones a hostile length can reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned_even_after_reset(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 2000; size += 37) {
			unsigned char *p = arena_alloc(a, size);
			assert_int_equal((uintptr_t)p % 16, 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xAA, size);
		}
		arena_reset(a);
	}
	arena_free(a);
}

static void allocations_do_not_overlap(void **state)
{
	(void)state;
	struct arena *a = arena_new(8 << 20);
	enum { N = 600 };
	unsigned char *p[N];
	size_t size[N];
	for (int i = 0; i < N; i++) {
		size[i] = (size_t)(i * 7919 % 9001) + 1;
		p[i] = arena_alloc(a, size[i]);
		memset(p[i], i % 251, size[i]);
	}
	for (int i = 0; i < N; i++)
		for (size_t k = 0; k < size[i]; k++)
			assert_int_equal(p[i][k], i % 251);
	arena_free(a);
}

static void growing_keeps_the_content_and_zeroes_the_rest(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t from, to;
		bool other_between;
	} cases[] = {
		{ "last one, small step", 20, 40, false },   { "last one, over a block", 100, 300000, false },
		{ "not the last one", 20, 40, true },        { "to the same size", 20, 20, false },
		{ "smaller, same rounding", 20, 18, false }, { "much smaller", 2000, 3, false },
		{ "smaller, not the last", 2000, 3, true },  { "from nothing", 0, 10, false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *a = arena_new(4 << 20);
		unsigned char *p = arena_alloc(a, cases[i].from);
		memset(p, 7, cases[i].from);
		unsigned char *other = cases[i].other_between ? arena_alloc(a, 16) : NULL;
		unsigned char *q = arena_grow(a, p, cases[i].from, cases[i].to);
		for (size_t k = 0; k < cases[i].to; k++)
			assert_int_equal(q[k], k < cases[i].from ? 7 : 0);
		if (other)
			for (size_t k = 0; k < 16; k++)
				assert_int_equal(other[k], 0);
		arena_free(a);
	}
	struct arena *a = arena_new(1 << 20);
	unsigned char *fresh = arena_grow(a, NULL, 0, 33);
	assert_int_equal(fresh[32], 0);
	arena_free(a);
}

static void growing_the_last_allocation_stays_in_place(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	void *p = arena_alloc(a, 100);
	assert_ptr_equal(arena_grow(a, p, 100, 1000), p);
	arena_free(a);
}

/* True when the request was refused through the trap. */
static bool refused(struct arena *a, size_t size, size_t n)
{
	jmp_buf trap;
	jmp_buf *former = arena_trap(a, &trap);
	volatile bool jumped = true;
	if (setjmp(trap) == 0) {
		if (n)
			arena_alloc_n(a, size, n);
		else
			arena_alloc(a, size);
		jumped = false;
	}
	assert_ptr_equal(arena_trap(a, former), &trap);
	return jumped;
}

static void the_ceiling_takes_the_trap(void **state)
{
	(void)state;
	struct arena *a = arena_new(100000);
	assert_false(refused(a, 60000, 0));
	assert_true(refused(a, 60000, 0));
	assert_false(refused(a, 20000, 0)); /* what fits is still served afterwards */
	assert_true(arena_used(a) <= 100000);
	assert_true(refused(a, SIZE_MAX, 0));
	assert_true(refused(a, SIZE_MAX - 8, 0));
	arena_reset(a);
	assert_false(refused(a, 30000, 0));
	arena_free(a);
}

static void the_ceiling_holds_for_many_small_requests(void **state)
{
	(void)state;
	struct arena *a = arena_new(300000);
	size_t served = 0;
	while (!refused(a, 1000, 0))
		served++;
	assert_in_range(served, 200, 300);
	assert_true(arena_used(a) <= 300000);
	arena_free(a);
}

static void an_array_whose_size_wraps_is_refused(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	assert_true(refused(a, 16, SIZE_MAX / 8));
	assert_true(refused(a, SIZE_MAX / 2, 2));
	assert_false(refused(a, 16, 100));
	arena_free(a);
	a = arena_new(SIZE_MAX); /* no ceiling worth the name: still no wrap */
	assert_true(refused(a, SIZE_MAX, 0));
	assert_true(refused(a, 16, SIZE_MAX / 8));
	arena_free(a);
}

static char order_seen[8];
static void note(void *arg)
{
	strncat(order_seen, arg, 1);
}

static void cleanups_run_last_first_and_once(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	order_seen[0] = 0;
	arena_cleanup(a, note, "a");
	arena_cleanup(a, note, "b");
	arena_cleanup(a, note, "c");
	arena_reset(a);
	assert_string_equal(order_seen, "cba");
	arena_reset(a);
	assert_string_equal(order_seen, "cba");
	arena_cleanup(a, note, "d");
	arena_free(a);
	assert_string_equal(order_seen, "cbad");
	arena_free(NULL);
}

static void strings_are_copied(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	assert_null(arena_str(a, NULL));
	char text[] = "应哨";
	char *copy = arena_str(a, text);
	text[0] = 'x';
	assert_string_equal(copy, "应哨");
	assert_string_equal(arena_strn(a, "abcdef", 3), "abc");
	assert_string_equal(arena_sv(a, (struct sv){ NULL, 0 }), "");
	assert_string_equal(arena_printf(a, "%s-%02d", "202509300001", 3), "202509300001-03");
	char *large = arena_printf(a, "%050000d", 1);
	assert_int_equal(strlen(large), 50000);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned_even_after_reset),
		cmocka_unit_test(allocations_do_not_overlap),
		cmocka_unit_test(growing_keeps_the_content_and_zeroes_the_rest),
		cmocka_unit_test(growing_the_last_allocation_stays_in_place),
		cmocka_unit_test(the_ceiling_takes_the_trap),
		cmocka_unit_test(the_ceiling_holds_for_many_small_requests),
		cmocka_unit_test(an_array_whose_size_wraps_is_refused),
		cmocka_unit_test(cleanups_run_last_first_and_once),
		cmocka_unit_test(strings_are_copied),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

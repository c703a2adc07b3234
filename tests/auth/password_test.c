/* SPDX-License-Identifier: Apache-2.0 */
/* Passwords: cost, salt, and that damaged or foreign values are refused without work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "auth/crypto.h"

static struct arena *arena;
static struct env_fake fake;

static int set_up(void **state)
{
	(void)state;
	setenv("YS_FAST_PASSWORD", "1", 1);
	arena = arena_new(4 << 20);
	env_fake_init(&fake, 0, 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void passwords(void **state)
{
	(void)state;
	char *a, *b;
	assert_int_equal(password_hash(&fake.env, arena, "应哨-2025!", &a), ERR_OK);
	assert_int_equal(password_hash(&fake.env, arena, "应哨-2025!", &b), ERR_OK);
	assert_string_not_equal(a, b);
	assert_int_equal(strncmp(a, "$argon2id$v=19$m=", 17), 0);
	assert_true(password_verify(a, "应哨-2025!"));
	assert_false(password_verify(a, "应哨-2025"));
	assert_false(password_verify(a, ""));
	assert_false(password_verify(a, NULL));
	assert_false(password_verify(NULL, "x"));
	assert_false(password_verify("", "x"));
	/* 4 GiB: refused before anything is computed */
	assert_false(password_verify("$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHQ$aGFzaA", "x"));
	assert_false(password_verify("$argon2i$v=19$m=8192,t=1,p=1$c2FsdHNhbHQ$aGFzaA", "x"));
	char *c = NULL, long_one[1100];
	memset(long_one, 'x', sizeof long_one);
	long_one[1099] = 0;
	assert_int_equal(password_hash(&fake.env, arena, long_one, &c), ERR_INVALID);
	assert_int_equal(password_hash(&fake.env, arena, "", &c), ERR_INVALID);
	assert_int_equal(password_hash(&fake.env, arena, NULL, &c), ERR_INVALID);
	assert_null(c);
	for (size_t i = 0; i < strlen(a); i++) {
		char *copy = arena_str(arena, a);
		copy[i] = copy[i] == 'A' ? 'Q' : 'A';
		if (password_verify(copy, "应哨-2025!"))
			fail_msg("position %zu of the stored value does not matter", i);
	}
}

static void the_normal_cost_is_64_mib(void **state)
{
	(void)state;
	unsetenv("YS_FAST_PASSWORD");
	char *a;
	assert_int_equal(password_hash(&fake.env, arena, "x", &a), ERR_OK);
	assert_non_null(strstr(a, "$m=65536,t=3,p=1$"));
	assert_true(password_verify(a, "x"));
	setenv("YS_FAST_PASSWORD", "1", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passwords),
		cmocka_unit_test(the_normal_cost_is_64_mib),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Masking, password rules and lock times: tables of cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "auth/mask.h"
#include "auth/password_rules.h"
#include "auth/session.h"

struct pair {
	const char *in, *out;
};

static void same(const char *(*mask)(struct arena *, const char *), const struct pair *cases, size_t n)
{
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(mask(a, cases[i].in), cases[i].out);
	assert_null(mask(a, NULL));
	assert_string_equal(mask(a, ""), "");
	arena_free(a);
}

static void phones(void **state)
{
	(void)state;
	static const struct pair CASES[] = { { "13812345678", "138****5678" }, { "053288912345", "053****2345" },
					     { "88912345", "****45" }, { " 13812345678 ", "138****5678" }, { "110", "****10" },
					     { "12", "****" } };
	same(mask_phone, CASES, sizeof CASES / sizeof *CASES);
}

static void identity_numbers(void **state)
{
	(void)state;
	static const struct pair CASES[] = { { "990181199003071234", "990181********1234" },
					     { "99018119900307123X", "990181********123X" },
					     { "E12345678", "E****8" },
					     { "AB", "****" } };
	same(mask_id, CASES, sizeof CASES / sizeof *CASES);
}

static void names(void **state)
{
	(void)state;
	static const struct pair CASES[] = {
		{ "王小明", "王*" }, { "李四", "李*" }, { "欧阳明", "欧阳*" }, { "欧阳", "欧*" }, { "王", "王*" }
	};
	same(mask_name, CASES, sizeof CASES / sizeof *CASES);
}

static void addresses(void **state)
{
	(void)state;
	static const struct pair CASES[] = {
		{ "海滨路5号阳光小区3号楼2单元501室", "海滨路5号阳光小区3号楼***" },
		{ "澜城街道A座1203室", "澜城街道A座***" },
		{ "幸福家园12栋", "幸福家园12栋" },
		{ "老粮站宿舍2单元301", "老粮站宿舍***" },
		{ "海滨路与港城路交叉口", "海滨路与港城路交叉口" },
	};
	same(mask_address, CASES, sizeof CASES / sizeof *CASES);
}

static void passwords(void **state)
{
	(void)state;
	static const struct {
		const char *login, *former, *password;
		bool accepted;
	} CASES[] = {
		{ "zhang", "Old-pass-1", "Harbour-42x", true },
		{ "zhang", NULL, "Harbour42xx", true },
		{ "zhang", NULL, "Short-1a", false },           /* eight characters */
		{ "zhang", NULL, "harbourharbour1", false },    /* two classes */
		{ "zhang", NULL, "harbour-harbour1", true },
		{ "zhang", NULL, "HARBOURHARBOUR", false },
		{ "zhang", NULL, "My-Zhang-2026", false },      /* the login inside */
		{ "zhang", "Harbour-42x", "Harbour-42x", false },
		{ "li", NULL, "Harbour-like-7", true },         /* two letters stand in many words */
		{ "zhang", NULL, "海边的大风车轮Ab1", true },     /* ten characters, not bytes */
		{ "zhang", NULL, "海边的大风车Ab1", false },
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		if ((password_refused(CASES[i].login, CASES[i].former, CASES[i].password) == NULL) != CASES[i].accepted)
			fail_msg("%s", CASES[i].password);
}

static void locks_double_up_to_a_day(void **state)
{
	(void)state;
	static const struct {
		int64_t failures, minutes;
	} CASES[] = { { 0, 0 }, { 1, 0 }, { 4, 0 }, { 5, 15 }, { 6, 0 }, { 9, 0 }, { 10, 30 }, { 15, 60 }, { 20, 120 },
		      { 30, 480 }, { 35, 960 }, { 40, 1440 }, { 45, 1440 }, { 5000000, 1440 } };
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		assert_int_equal(lock_duration(CASES[i].failures), CASES[i].minutes * MS_MINUTE);
}

static void random_passwords_fulfil_the_rules(void **state)
{
	(void)state;
	struct env_fake f;
	char last[RANDOM_PASSWORD] = "";
	env_fake_init(&f, 0, 7);
	for (int i = 0; i < 200; i++) {
		char p[RANDOM_PASSWORD];
		password_random(&f.env, p);
		assert_null(password_refused("zhang", last, p));
		assert_null(strpbrk(p, "0O1lIio"));
		memcpy(last, p, sizeof last);
	}
}

static void tokens_differ_and_hash_alike(void **state)
{
	(void)state;
	struct secret_token a, b;
	char again[65];
	secret_token_make(&ENV_SYSTEM, &a);
	secret_token_make(&ENV_SYSTEM, &b);
	assert_int_equal(strlen(a.text), TOKEN_CHARS);
	assert_string_not_equal(a.text, b.text);
	assert_int_equal(strspn(a.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), TOKEN_CHARS);
	secret_token_hash(a.text, again);
	assert_string_equal(again, a.hash);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phones),
		cmocka_unit_test(identity_numbers),
		cmocka_unit_test(names),
		cmocka_unit_test(addresses),
		cmocka_unit_test(passwords),
		cmocka_unit_test(locks_double_up_to_a_day),
		cmocka_unit_test(random_passwords_fulfil_the_rules),
		cmocka_unit_test(tokens_differ_and_hash_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

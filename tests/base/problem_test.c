/* SPDX-License-Identifier: Apache-2.0 */
/* Error kinds and problem records: each kind has a name and a status, the first problem is the one kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/problem.h"

static const struct problem_code E_MOVE = { ERR_CONFLICT, "order.illegal_move", "工单状态不允许此操作，请刷新后重试。" };
static const struct problem_code E_OTHER = { ERR_FORBIDDEN, "order.not_yours", "该工单不属于本单位。" };

static void every_kind_has_a_name_and_a_status(void **state)
{
	(void)state;
	for (int e = 0; e < ERR_COUNT; e++) {
		assert_non_null(err_name((enum err)e));
		assert_in_range(err_status((enum err)e), 200, 599);
		assert_int_equal(err_status((enum err)e) == 200, e == ERR_OK);
	}
	assert_string_equal(err_name(ERR_NOT_FOUND), "NOT_FOUND");
	assert_string_equal(err_name((enum err)999), "UNKNOWN");
	assert_int_equal(err_status((enum err)-1), 500);
}

static void the_first_problem_is_kept(void **state)
{
	(void)state;
	struct problem p;
	problem_clear(&p);
	assert_int_equal(problem_set(&p, &E_MOVE), ERR_CONFLICT);
	assert_int_equal(problem_set(&p, &E_OTHER), ERR_FORBIDDEN);
	assert_string_equal(p.code, "order.illegal_move");
	assert_int_equal(p.kind, ERR_CONFLICT);
	problem_detail(&p, "first");
	problem_detail(&p, "second");
	assert_string_equal(p.detail, "first");
	assert_int_equal(problem_set(NULL, &E_MOVE), ERR_CONFLICT);
}

static void field_errors_are_collected_up_to_the_limit(void **state)
{
	(void)state;
	struct problem p;
	problem_clear(&p);
	for (int i = 0; i < PROBLEM_FIELDS + 5; i++)
		assert_int_equal(problem_field(&p, ERR_INVALID, "phone", "required", "请填写联系电话。"), ERR_INVALID);
	assert_int_equal(p.nfields, PROBLEM_FIELDS);
	assert_string_equal(p.code, "input.invalid");
	assert_string_equal(p.fields[0].field, "phone");
	assert_non_null(p.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_a_name_and_a_status),
		cmocka_unit_test(the_first_problem_is_kept),
		cmocka_unit_test(field_errors_are_collected_up_to_the_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

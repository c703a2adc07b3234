/* SPDX-License-Identifier: Apache-2.0 */
/* The permission matrix against domain-model.md 3.5, as a clerk would ask about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "auth/caps.h"
#include "auth/principal.h"

static const struct {
	const char *who_may_what;
	enum role role;
	enum cap cap;
	enum scope scope;
} QUESTIONS[] = {
	{ "受理员登记任何诉求", ROLE_receiver, CAP_APPEAL_CREATE, SCOPE_ALL },
	{ "受理员不派单", ROLE_receiver, CAP_DISPATCH, SCOPE_NONE },
	{ "受理员只看自己登记的保密举报人", ROLE_receiver, CAP_REPORTER_READ, SCOPE_OWN },
	{ "受理员看联系方式", ROLE_receiver, CAP_CONTACT_READ, SCOPE_ALL },
	{ "分拨员全市派单", ROLE_dispatcher, CAP_DISPATCH, SCOPE_ALL },
	{ "分拨员只见脱敏电话", ROLE_dispatcher, CAP_CONTACT_READ, SCOPE_NONE },
	{ "分拨员不登记诉求", ROLE_dispatcher, CAP_APPEAL_CREATE, SCOPE_NONE },
	{ "分拨员终止工单", ROLE_dispatcher, CAP_ORDER_END, SCOPE_ALL },
	{ "分拨员中心审核", ROLE_dispatcher, CAP_REVIEW_DISTRICT, SCOPE_ALL },
	{ "承办员办本单位的工单", ROLE_handler, CAP_HANDLE, SCOPE_UNIT },
	{ "承办员派子单", ROLE_handler, CAP_SUBORDER, SCOPE_UNIT },
	{ "承办员不改派", ROLE_handler, CAP_DISPATCH, SCOPE_NONE },
	{ "承办员不审核", ROLE_handler, CAP_REVIEW_UNIT, SCOPE_NONE },
	{ "部门领导审核本单位", ROLE_unit_leader, CAP_REVIEW_UNIT, SCOPE_UNIT },
	{ "部门领导只见脱敏电话", ROLE_unit_leader, CAP_CONTACT_READ, SCOPE_NONE },
	{ "镇街在辖区派单", ROLE_town, CAP_DISPATCH, SCOPE_REGION },
	{ "镇街维护网格", ROLE_town, CAP_GRID_EDIT, SCOPE_REGION },
	{ "镇街审核", ROLE_town, CAP_REVIEW_TOWN, SCOPE_REGION },
	{ "社区看本社区案件", ROLE_community, CAP_CASE_READ, SCOPE_UNIT },
	{ "社区不维护网格", ROLE_community, CAP_GRID_EDIT, SCOPE_NONE },
	{ "网格长核查", ROLE_grid_head, CAP_GRID_CHECK, SCOPE_GRID },
	{ "网格长抽查自办件", ROLE_grid_head, CAP_SELF_SAMPLE, SCOPE_GRID },
	{ "网格员上报自办件", ROLE_grid_worker, CAP_SELF_HANDLE, SCOPE_GRID },
	{ "网格员不抽查", ROLE_grid_worker, CAP_SELF_SAMPLE, SCOPE_NONE },
	{ "网格员不派单", ROLE_grid_worker, CAP_DISPATCH, SCOPE_NONE },
	{ "回访员回访全市", ROLE_callback_agent, CAP_CALLBACK, SCOPE_ALL },
	{ "回访员只见手中任务的电话", ROLE_callback_agent, CAP_CONTACT_READ, SCOPE_OWN },
	{ "质检员研判", ROLE_quality, CAP_JUDGE, SCOPE_ALL },
	{ "质检员不见联系方式", ROLE_quality, CAP_CONTACT_READ, SCOPE_NONE },
	{ "考核员维护清单", ROLE_appraiser, CAP_CATALOGUE_EDIT, SCOPE_ALL },
	{ "考核员不派单", ROLE_appraiser, CAP_DISPATCH, SCOPE_NONE },
	{ "市领导看全市", ROLE_city_leader, CAP_CASE_READ, SCOPE_ALL },
	{ "市领导不见举报人", ROLE_city_leader, CAP_REPORTER_READ, SCOPE_NONE },
	{ "纪委监委按编号查案", ROLE_discipline, CAP_CASE_READ, SCOPE_NUMBER },
	{ "系统管理员管用户", ROLE_sys_admin, CAP_USER_PROPOSE, SCOPE_ALL },
	{ "系统管理员不批授权", ROLE_sys_admin, CAP_USER_APPROVE, SCOPE_NONE },
	{ "系统管理员无业务数据", ROLE_sys_admin, CAP_CASE_READ, SCOPE_NONE },
	{ "系统管理员不看诉求", ROLE_sys_admin, CAP_APPEAL_READ, SCOPE_NONE },
	{ "系统管理员不看审计", ROLE_sys_admin, CAP_AUDIT_READ, SCOPE_NONE },
	{ "安全管理员批授权", ROLE_sec_admin, CAP_USER_APPROVE, SCOPE_ALL },
	{ "安全管理员不提授权", ROLE_sec_admin, CAP_USER_PROPOSE, SCOPE_NONE },
	{ "安全管理员无业务数据", ROLE_sec_admin, CAP_CASE_READ, SCOPE_NONE },
	{ "审计管理员看审计", ROLE_audit_admin, CAP_AUDIT_READ, SCOPE_ALL },
	{ "审计管理员不看用户", ROLE_audit_admin, CAP_USER_READ, SCOPE_NONE },
	{ "调解员只看分给本人的", ROLE_mediator, CAP_CASE_READ, SCOPE_OWN },
	{ "受理员接听来电", ROLE_receiver, CAP_HOTLINE, SCOPE_ALL },
	{ "受理员不审批号码标记", ROLE_receiver, CAP_HOTLINE_LEAD, SCOPE_NONE },
	{ "承办员维护本单位知识", ROLE_handler, CAP_KNOWLEDGE_EDIT, SCOPE_UNIT },
	{ "社区不维护知识库", ROLE_community, CAP_KNOWLEDGE_EDIT, SCOPE_NONE },
	{ "专家坐专席", ROLE_expert, CAP_HOTLINE, SCOPE_OWN },
	{ "专家不见联系方式", ROLE_expert, CAP_CONTACT_READ, SCOPE_NONE },
};

static void the_matrix_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++)
		if (role_grants(QUESTIONS[i].role, QUESTIONS[i].cap) != QUESTIONS[i].scope)
			fail_msg("%s: got %s", QUESTIONS[i].who_may_what,
				 scope_name(role_grants(QUESTIONS[i].role, QUESTIONS[i].cap)));
}

static void every_capability_is_granted_to_somebody(void **state)
{
	(void)state;
	for (unsigned c = 1; c < CAP_COUNT; c++)
		if (!cap_granted(c))
			fail_msg("nobody holds %s", cap_name((enum cap)c));
	assert_false(cap_granted(CAP_NONE));
	assert_false(cap_granted(CAP_COUNT + 7));
}

static void audit_belongs_to_the_audit_administrator_alone(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++)
		assert_int_equal(role_grants((enum role)r, CAP_AUDIT_READ) != SCOPE_NONE, r == ROLE_audit_admin);
}

static void three_administrators_exclude_each_other_and_business(void **state)
{
	(void)state;
	static const enum role ADMINS[] = { ROLE_sys_admin, ROLE_sec_admin, ROLE_audit_admin };
	for (size_t i = 0; i < 3; i++) {
		for (int r = 0; r < ROLE_COUNT; r++) {
			bool excluded = (enum role)r != ADMINS[i];
			assert_int_equal(roles_exclude(ADMINS[i], (enum role)r), excluded);
			assert_int_equal(roles_exclude((enum role)r, ADMINS[i]), excluded);
		}
	}
	assert_false(roles_exclude(ROLE_handler, ROLE_unit_leader));
}

static void administrators_hold_no_business_capability(void **state)
{
	(void)state;
	static const enum cap BUSINESS[] = { CAP_APPEAL_READ,	CAP_CASE_READ,	CAP_CONTACT_READ,
					     CAP_REPORTER_READ, CAP_DISPATCH,	CAP_HANDLE,
					     CAP_CALLBACK,	CAP_BOARD_READ, CAP_CLOSE };
	static const enum role ADMINS[] = { ROLE_sys_admin, ROLE_sec_admin, ROLE_audit_admin };
	for (size_t a = 0; a < 3; a++)
		for (size_t c = 0; c < sizeof BUSINESS / sizeof *BUSINESS; c++)
			assert_int_equal(role_grants(ADMINS[a], BUSINESS[c]), SCOPE_NONE);
}

static void contractors_never_decide(void **state)
{
	(void)state;
	static const enum cap BARRED[] = {
		CAP_DISPATCH,	     CAP_REVIEW_UNIT, CAP_REVIEW_COMMUNITY, CAP_REVIEW_TOWN,
		CAP_REVIEW_DISTRICT, CAP_CLOSE,	      CAP_HANDLE,	    CAP_USER_APPROVE
	};
	struct principal p = { .user_id = 1, .unit_id = 1, .ngrants = 16 };
	for (size_t i = 0; i < p.ngrants; i++)
		p.grant[i] = (struct grant){ .role = (enum role)i, .scope = SCOPE_ALL, .unit_id = NIL, .grid_id = NIL };
	for (size_t i = 0; i < sizeof BARRED / sizeof *BARRED; i++) {
		p.contractor = false;
		assert_true(can(&p, BARRED[i]));
		p.contractor = true;
		assert_false(can(&p, BARRED[i]));
	}
	assert_true(can(&p, CAP_APPEAL_CREATE));
	assert_true(can(&p, CAP_CALLBACK));
}

static void a_grant_narrows_the_role(void **state)
{
	(void)state;
	struct principal p = { .user_id = 1, .unit_id = 1, .ngrants = 1 };
	p.grant[0] = (struct grant){ .role = ROLE_town, .scope = SCOPE_UNIT, .unit_id = 1, .grid_id = NIL };
	assert_int_equal(can_scope(&p, CAP_CASE_READ), SCOPE_UNIT);
	p.grant[0].scope = SCOPE_ALL;
	assert_int_equal(can_scope(&p, CAP_CASE_READ), SCOPE_REGION);
	p.grant[0].role = ROLE_discipline;
	assert_int_equal(can_scope(&p, CAP_CASE_READ), SCOPE_NUMBER);
}

static void a_token_is_limited_to_its_list(void **state)
{
	(void)state;
	struct principal p = { .user_id = 1, .unit_id = 1, .ngrants = 1, .limited = true, .only = { [CAP_APPEAL_CREATE] = true } };
	p.grant[0] = (struct grant){ .role = ROLE_receiver, .scope = SCOPE_ALL, .unit_id = NIL, .grid_id = NIL };
	assert_true(can(&p, CAP_APPEAL_CREATE));
	assert_false(can(&p, CAP_APPEAL_READ));
	assert_false(can(&p, CAP_SELF));
}

static void nobody_and_a_person_without_roles(void **state)
{
	(void)state;
	const struct principal p = { .user_id = 1, .unit_id = 1 };
	assert_false(can(NULL, CAP_SELF));
	assert_true(can(&p, CAP_SELF));
	assert_false(can(&p, CAP_REF_READ));
}

static void names_go_both_ways(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++)
		assert_int_equal(role_from(role_name((enum role)r)), r);
	for (int c = 1; c < CAP_COUNT; c++)
		assert_int_equal(cap_from(cap_name((enum cap)c)), c);
	for (int s = SCOPE_OWN; s < SCOPE_COUNT; s++)
		assert_int_equal(scope_from(scope_name((enum scope)s)), s);
	assert_int_equal(scope_from("number"), SCOPE_NONE); /* never of a grant */
	assert_int_equal(role_from("mayor"), ROLE_COUNT);
	assert_int_equal(role_from(NULL), ROLE_COUNT);
	assert_int_equal(cap_from(NULL), CAP_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_matrix_answers),
		cmocka_unit_test(every_capability_is_granted_to_somebody),
		cmocka_unit_test(audit_belongs_to_the_audit_administrator_alone),
		cmocka_unit_test(three_administrators_exclude_each_other_and_business),
		cmocka_unit_test(administrators_hold_no_business_capability),
		cmocka_unit_test(contractors_never_decide),
		cmocka_unit_test(a_grant_narrows_the_role),
		cmocka_unit_test(a_token_is_limited_to_its_list),
		cmocka_unit_test(nobody_and_a_person_without_roles),
		cmocka_unit_test(names_go_both_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Whole actions on one case, as the API, the importer and the simulator call them. */
#include "casefile/casefile.h"
#include "casefile/casefile_internal.h"

static const struct problem_code E_OTHERS = { ERR_CONFLICT, "case.withdraw_others",
					      "还有其他人的诉求并入本案，不能撤回结案；请先取消并入，或继续办理。" };

enum err case_act(struct op *op, int64_t case_id, int64_t version, const char *action, const struct case_move_args *args)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = case_expect(&t, version);
	if (!e)
		e = case_move(&t, action, args);
	return e ? e : case_end(&t);
}

enum err case_withdraw(struct op *op, int64_t case_id, int64_t version, const char *reason)
{
	struct q_membership_now_rows m;
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = case_expect(&t, version);
	if (!e)
		e = q_membership_now(op->s, &(struct q_membership_now_in){ .case_id = case_id }, &m);
	for (size_t i = 0; !e && i < m.n; i++)
		if (!str_eq(m.v[i].status, "filed"))
			e = problem_set(op->problem, &E_OTHERS);
	if (!e)
		e = case_move(&t, "withdraw", &(struct case_move_args){ .reason = reason, .closing_kind = "withdrawn" });
	for (size_t i = 0; !e && i < m.n; i++)
		e = appeal_move(op, m.v[i].appeal_id, "case_withdrawn", &(struct appeal_move_args){ .version = NIL, .text = reason });
	return e ? e : case_end(&t);
}

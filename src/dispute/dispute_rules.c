/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of returned orders, the words for why, and who may give back what when. Pure: no I/O. */
#include "auth/caps.h"
#include "dispute/dispute_internal.h"

static const struct wf_state STATES[] = {
	{ "asked", "待单位审核", false },  { "ruling", "待裁定", false },	 { "conferring", "会商中", false },
	{ "raised", "待提级裁定", false }, { "government", "待政府裁定", false }, { "redirected", "已改派", true },
	{ "rejected", "已驳回", true },	   { "refused", "单位不同意", true },	 { "withdrawn", "已撤回", true },
	{ "void", "已失效", true },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

#define RULE(from, cap)                                                                            \
	{ from, "redirect", "redirected", "裁定改派", cap, STAFF, "", "", "需写明依据和改派单位", dispute_needs_basis, dispute_redirects }, \
	{ from, "reject", "rejected", "裁定驳回", cap, STAFF, "", "", "需写明依据", dispute_needs_basis, dispute_rejects }
#define ENDS(from)                                                                                 \
	{ from, "withdraw", "withdrawn", "撤回退单", CAP_HANDLE, STAFF, "", "", "", NULL, NULL },           \
	{ from, "void", "void", "退单失效", 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "ask", "asked", "申请退单", CAP_HANDLE, STAFF, "", "", "", NULL, NULL },
	{ "asked", "pass", "ruling", "单位同意退单", CAP_REVIEW_UNIT, STAFF, "", "", "", NULL, NULL },
	{ "asked", "refuse", "refused", "单位不同意退单", CAP_REVIEW_UNIT, STAFF, "", "", "需写明意见", dispute_needs_opinion, NULL },
	ENDS("asked"),
	RULE("ruling", CAP_DISPUTE_RULE),
	{ "ruling", "confer", "conferring", "会商", CAP_DISPUTE_RULE, STAFF, "", "", "需写明意见", dispute_needs_opinion, NULL },
	{ "ruling", "raise", "raised", "提级裁定", CAP_DISPUTE_RULE, STAFF, "", "", "", NULL, NULL },
	ENDS("ruling"),
	RULE("conferring", CAP_DISPUTE_RULE),
	{ "conferring", "raise", "raised", "提级裁定", CAP_DISPUTE_RULE, STAFF, "", "", "", NULL, NULL },
	ENDS("conferring"),
	RULE("raised", CAP_DISPUTE_LAST),
	{ "raised", "government", "government", "报政府裁定", CAP_DISPUTE_LAST, STAFF, "", "", "需写明意见", dispute_needs_opinion, NULL },
	ENDS("raised"),
	RULE("government", CAP_DISPUTE_LAST),
	ENDS("government"),
};

const struct wf_machine DISPUTE_MACHINE = { "dispute", "退单异议", STATES, sizeof STATES / sizeof *STATES, EDGES,
					    sizeof EDGES / sizeof *EDGES };

int64_t dispute_limits(const char *status)
{
	static const struct {
		const char *status;
		int64_t times;
	} rows[] = { { "ruling", 1 }, { "conferring", 2 }, { "raised", 3 }, { "government", 5 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(rows[i].status, status))
			return rows[i].times;
	return 0;
}

const char *dispute_reason_text(const char *code)
{
	static const struct {
		const char *id, *text;
	} rows[] = {
		{ "not_duty", "不属于本单位职责" }, { "not_region", "不在本单位辖区" },	    { "not_owner", "设施不归本单位所有" },
		{ "not_listed", "不在履职事项清单" }, { "upper", "属上级部门事权" },	    { "unclear", "职责不清" },
		{ "other", "其他" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(rows[i].id, code))
			return rows[i].text;
	return code;
}

static const struct problem_code E_STATE = { ERR_CONFLICT, "dispute.order_state", "工单当前状态不能退单，请刷新后再试。" };
static const struct problem_code E_SUB = { ERR_CONFLICT, "dispute.sub", "子单请退给派单的上级单位，不走退单裁定。" };
static const struct problem_code E_DESIGNATED = { ERR_CONFLICT, "dispute.designated", "这张工单是裁定指定的，不能再退单。" };
static const struct problem_code E_OPEN = { ERR_CONFLICT, "dispute.open", "这张工单已经在等退单裁定。" };
static const struct problem_code E_ONCE = { ERR_CONFLICT, "dispute.once", "每个单位对一件案件只能退单一次。" };
static const struct problem_code E_LATE = { ERR_CONFLICT, "dispute.late", "已过退单时限，请继续办理；确有困难的可以吹哨或申请延期。" };
static const struct problem_code E_SAME = { ERR_INVALID, "dispute.same_unit", "建议单位不能是本单位。" };

const struct problem_code *dispute_refusal(const struct dispute_facts *f)
{
	if (!str_eq(f->order_status, "to_sign") && !str_eq(f->order_status, "handling"))
		return &E_STATE;
	if (f->sub)
		return &E_SUB;
	if (f->designated)
		return &E_DESIGNATED;
	if (f->open)
		return &E_OPEN;
	if (f->by_unit)
		return &E_ONCE;
	if (f->now > f->until)
		return &E_LATE;
	return f->same_unit ? &E_SAME : NULL;
}

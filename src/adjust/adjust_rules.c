/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of adjustments, their words, and who may ask for what when. Pure: no I/O. */
#include "adjust/adjust_internal.h"
#include "auth/caps.h"

static const struct wf_state STATES[] = {
	{ "asked", "待单位审核", false }, { "passed", "待中心审批", false }, { "approved", "已批准", true },
	{ "refused", "已驳回", true },    { "withdrawn", "已撤回", true },   { "void", "已失效", true },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

static const struct wf_edge EDGES[] = {
	{ "", "ask", "asked", "申请", CAP_HANDLE, STAFF, "", "", "", NULL, NULL },
	{ "asked", "pass", "passed", "单位同意", CAP_REVIEW_UNIT, STAFF, "", "", "", NULL, NULL },
	{ "asked", "refuse", "refused", "单位驳回", CAP_REVIEW_UNIT, STAFF, "", "", "需写明意见", adjust_needs_opinion, NULL },
	{ "asked", "withdraw", "withdrawn", "撤回申请", CAP_HANDLE, STAFF, "", "", "", NULL, NULL },
	{ "asked", "void", "void", "申请失效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "passed", "approve", "approved", "批准", CAP_ADJUST_DECIDE, STAFF, "", "", "", NULL, adjust_take_effect },
	{ "passed", "refuse", "refused", "中心驳回", CAP_ADJUST_DECIDE, STAFF, "", "", "需写明意见", adjust_needs_opinion, NULL },
	{ "passed", "withdraw", "withdrawn", "撤回申请", CAP_HANDLE, STAFF, "", "", "", NULL, NULL },
	{ "passed", "void", "void", "申请失效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};

const struct wf_machine ADJUST_MACHINE = { "adjust", "延期挂账", STATES, sizeof STATES / sizeof *STATES, EDGES,
					   sizeof EDGES / sizeof *EDGES };

struct word {
	const char *id, *text;
};

static const struct word KINDS[] = {
	{ "extension", "延期" }, { "suspension", "挂账" }, { "termination", "终止办理" }, { "beyond", "超职责" },
};

static const struct word REASONS[] = {
	{ "complex", "情况复杂，需多方配合" }, { "procedure", "法定程序需要" }, { "weather", "天气或季节" },
	{ "material", "材料、设备未到" }, { "funds", "资金未落实" }, { "plan", "已列入计划" },
	{ "appellant", "诉求人要求或未配合" }, { "litigation", "诉讼、仲裁或复议中" }, { "law", "法律法规不支持" },
	{ "scope", "超出本级职责" }, { "other", "其他" },
};

static const char *word(const struct word *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].id, id))
			return list[i].text;
	return id;
}

const char *adjust_kind_text(const char *kind)
{
	return word(KINDS, sizeof KINDS / sizeof *KINDS, kind);
}

const char *adjust_reason_text(const char *code)
{
	return word(REASONS, sizeof REASONS / sizeof *REASONS, code);
}

static const struct problem_code E_STATE = { ERR_CONFLICT, "adjust.order_state", "工单当前状态不能提出申请，请刷新后再试。" };
static const struct problem_code E_OPEN = { ERR_CONFLICT, "adjust.open", "这张工单已有一个申请在审批，请等结果或先撤回。" };
static const struct problem_code E_RED = { ERR_CONFLICT, "adjust.red", "红色案件不能延期，也不能挂账。" };
static const struct problem_code E_SUB = { ERR_CONFLICT, "adjust.sub", "子单随上级工单，请由主办或协办单位提出。" };
static const struct problem_code E_OVERDUE = { ERR_CONFLICT, "adjust.overdue", "已经超期，不能再申请延期。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "adjust.twice", "每张工单最多延期两次。" };
static const struct problem_code E_MORE = { ERR_INVALID, "adjust.more", "延长的时间须在 1 到原办理时限之间。" };
static const struct problem_code E_ONCE = { ERR_CONFLICT, "adjust.once", "每件案件只能挂账一次。" };
static const struct problem_code E_UNTIL = { ERR_INVALID, "adjust.until", "挂账须写明恢复办理的日期，最长365天。" };
static const struct problem_code E_EVIDENCE = { ERR_INVALID, "adjust.evidence", "挂账须先上传依据材料（文书或证明）。" };

const struct problem_code *adjust_refusal(const struct adjust_facts *f, const char **field)
{
	bool extension = str_eq(f->kind, "extension"), suspension = str_eq(f->kind, "suspension");
	*field = "";
	if (!str_eq(f->order_status, "to_sign") && !str_eq(f->order_status, "handling"))
		return &E_STATE;
	if (suspension && !str_eq(f->order_status, "handling"))
		return &E_STATE;
	if (f->role_sub)
		return &E_SUB;
	if (f->open)
		return &E_OPEN;
	if ((extension || suspension) && str_eq(f->colour, "red"))
		return &E_RED;
	if (extension) {
		if (f->now > f->due_at)
			return &E_OVERDUE;
		if (f->extensions >= EXTENSIONS_MAX)
			return &E_TWICE;
		*field = "more";
		if (f->more == NIL || f->more < 1 || f->more > f->limit_value)
			return &E_MORE;
	}
	if (suspension) {
		if (f->suspensions)
			return &E_ONCE;
		*field = "until_at";
		if (f->until == NIL || f->until <= f->now || f->until - f->now > SUSPENSION_DAYS_MAX * (int64_t)MS_DAY)
			return &E_UNTIL;
		*field = "";
		if (!f->evidence)
			return &E_EVIDENCE;
	}
	*field = "";
	return NULL;
}

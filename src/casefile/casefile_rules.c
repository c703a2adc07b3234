/* SPDX-License-Identifier: Apache-2.0 */
/* The case's state machine (domain-model.md 3.3). Orders and callbacks in the rooms above move it with WF_SYSTEM. */
#include "auth/caps.h"
#include "casefile/casefile.h"
#include "casefile/casefile_internal.h"

static const struct wf_state STATES[] = {
	{ "filed", "已立案", false },   { "handling", "办理中", false }, { "callback", "待回访", false },
	{ "ready", "待结", false },     { "judging", "研判", false },    { "closed", "结案", true },
	{ "merged", "已归并", false },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

static const struct wf_edge EDGES[] = {
	{ "", "open", "filed", "立案", CAP_CLASSIFY, STAFF, "dispatch", "", "", NULL, NULL },
	{ "filed", "dispatch", "handling", "派单", CAP_DISPATCH, STAFF, "", "dispatch", "需已归类", case_needs_type, NULL },
	{ "handling", "undispatch", "filed", "撤回派单", CAP_DISPATCH, STAFF, "dispatch", "", "派出60秒内、各单位均未签收，且由派单人本人撤回", case_may_undispatch, NULL },
	{ "filed", "merge", "merged", "归并", CAP_MERGE, STAFF, "", "dispatch", "", NULL, NULL },
	{ "handling", "merge", "merged", "归并", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "merged", "unmerge_filed", "filed", "拆分还原", CAP_MERGE, STAFF, "dispatch", "", "", NULL, NULL },
	{ "merged", "unmerge_handling", "handling", "拆分还原", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "filed", "withdraw", "closed", "撤回结案", CAP_CLOSE, STAFF, "", "dispatch", "需写明理由", case_needs_reason, NULL },
	{ "handling", "callback", "callback", "转回访", 0, WF_SYSTEM, "callback", "", "", NULL, NULL },
	{ "handling", "finish", "ready", "办毕待核", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "callback", "heard", "ready", "回访完毕", 0, WF_SYSTEM, "", "callback", "", NULL, NULL },
	{ "callback", "judge", "judging", "转研判", 0, WF_SYSTEM, "", "callback", "", NULL, NULL },
	{ "ready", "judge", "judging", "转研判", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "judging", "rework", "handling", "重办", CAP_JUDGE, STAFF, "", "", "需写明意见", case_needs_reason, NULL },
	{ "judging", "explain", "callback", "已解释", CAP_JUDGE, STAFF, "callback", "", "需两个不同单位的研判人意见一致", case_needs_reason, NULL },
	{ "ready", "close", "closed", "结案", CAP_CLOSE, STAFF, "", "", "每位诉求人均已评价、免回访或多次联系未果", case_all_heard, NULL },
	{ "ready", "check", "closed", "核查结案", CAP_GRID_CHECK, STAFF, "", "", "仅限无诉求人的案件", case_nobody, NULL },
	{ "ready", "check_failed", "handling", "核查不通过", CAP_GRID_CHECK, STAFF, "", "", "需写明理由", case_needs_reason, NULL },
	{ "closed", "reopen", "handling", "重新打开", CAP_REOPEN, STAFF, "", "", "结案30天内有新情况，需写明理由", case_may_reopen, NULL },
};

const struct wf_machine CASE_MACHINE = { "case", "案件", STATES, sizeof STATES / sizeof *STATES, EDGES,
					 sizeof EDGES / sizeof *EDGES };

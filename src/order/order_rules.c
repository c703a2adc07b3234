/* SPDX-License-Identifier: Apache-2.0 */
/* The order's state machine (domain-model.md 3.3) and its words. Two states more than the model: `parked` 随案归并, where
 * an order waits with paused clocks while its case is merged into another one, and `recalled` 已撤回, where a dispatch that was
 * taken back at once leaves it: it counts for nobody. */
#include "auth/caps.h"
#include "order/order.h"
#include "order/order_internal.h"

static const struct wf_state STATES[] = {
	{ "to_sign", "待签收", false },     { "handling", "办理中", false },   { "unit_review", "单位审核", false },
	{ "upper_review", "上级审核", false }, { "settled", "已审结", true },     { "redirected", "已改派", true },
	{ "suspended", "挂账中", false },   { "terminated", "已终止", true },  { "transferred", "已移送", true },
	{ "parked", "随案归并", false },    { "recalled", "已撤回", true },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

static const struct wf_edge EDGES[] = {
	{ "", "dispatch", "to_sign", "派单", CAP_DISPATCH, STAFF, "sign,contact,handle", "", "", NULL, NULL },
	{ "to_sign", "sign", "handling", "签收", CAP_HANDLE, STAFF, "", "sign", "", NULL, NULL },
	{ "to_sign", "auto_sign", "handling", "系统签收", 0, WF_SYSTEM, "", "sign", "", NULL, NULL },
	{ "handling", "submit", "unit_review", "提交结果", CAP_HANDLE, STAFF, "review", "contact,handle", "须满足办结材料要求，且无未了事项", order_may_submit, NULL },
	{ "unit_review", "back", "handling", "单位退回", CAP_REVIEW_UNIT, STAFF, "handle", "review", "需写明意见", order_needs_opinion, NULL },
	{ "unit_review", "pass", "upper_review", "单位审核通过", CAP_REVIEW_UNIT, STAFF, "review", "review", "", NULL, NULL },
	{ "unit_review", "settle", "settled", "单位审核通过", CAP_REVIEW_UNIT, STAFF, "", "review", "", NULL, order_settled_effect },
	{ "upper_review", "back", "handling", "上级退回", CAP_REVIEW_TOWN, STAFF, "handle", "review", "需写明意见", order_needs_opinion, NULL },
	{ "upper_review", "pass", "upper_review", "镇街审核通过", CAP_REVIEW_TOWN, STAFF, "review", "review", "", NULL, NULL },
	{ "upper_review", "settle", "settled", "上级审核通过", CAP_REVIEW_TOWN, STAFF, "", "review", "", NULL, order_settled_effect },
	{ "settled", "rework", "handling", "重办", 0, WF_SYSTEM, "handle,contact", "", "", NULL, NULL },
	{ "to_sign", "redirect", "redirected", "改派", CAP_DISPATCH, STAFF, "", "sign,contact,handle", "需写明理由", order_needs_opinion, NULL },
	{ "handling", "redirect", "redirected", "改派", CAP_DISPATCH, STAFF, "", "contact,handle", "需写明理由", order_needs_opinion, NULL },
	{ "to_sign", "undispatch", "recalled", "撤回派单", 0, WF_SYSTEM, "", "sign,contact,handle", "", NULL, NULL },
	{ "handling", "suspend", "suspended", "挂账", 0, WF_SYSTEM, "", "contact,handle", "经单位和中心两级批准", NULL, NULL },
	{ "suspended", "resume", "handling", "恢复办理", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "to_sign", "terminate", "terminated", "终止办理", CAP_ORDER_END, STAFF, "", "sign,contact,handle", "需写明理由", order_needs_opinion, order_settled_effect },
	{ "handling", "terminate", "terminated", "终止办理", CAP_ORDER_END, STAFF, "", "contact,handle", "需写明理由", order_needs_opinion, order_settled_effect },
	{ "suspended", "terminate", "terminated", "终止办理", CAP_ORDER_END, STAFF, "", "contact,handle", "需写明理由", order_needs_opinion, order_settled_effect },
	{ "handling", "transfer", "transferred", "移送", CAP_ORDER_END, STAFF, "", "contact,handle", "需写明接收单位和回执号", order_needs_opinion, order_settled_effect },
	/* the case is merged away, and comes back: the clocks stand still meanwhile and then go on, they do not start anew */
	{ "to_sign", "park", "parked", "随案归并", 0, WF_SYSTEM, "", "sign,contact,handle", "", NULL, NULL },
	{ "handling", "park", "parked", "随案归并", 0, WF_SYSTEM, "", "contact,handle", "", NULL, NULL },
	{ "unit_review", "park", "parked", "随案归并", 0, WF_SYSTEM, "", "review", "", NULL, NULL },
	{ "upper_review", "park", "parked", "随案归并", 0, WF_SYSTEM, "", "review", "", NULL, NULL },
	{ "suspended", "park", "parked", "随案归并", 0, WF_SYSTEM, "", "contact,handle", "", NULL, NULL },
	{ "parked", "unpark_to_sign", "to_sign", "拆分还原", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "parked", "unpark_handling", "handling", "拆分还原", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "parked", "unpark_unit_review", "unit_review", "拆分还原", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "parked", "unpark_upper_review", "upper_review", "拆分还原", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "parked", "unpark_suspended", "suspended", "拆分还原", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};

const struct wf_machine ORDER_MACHINE = { "order", "工单", STATES, sizeof STATES / sizeof *STATES, EDGES,
					  sizeof EDGES / sizeof *EDGES };

static const struct {
	const char *id, *text;
} WORDS[] = {
	{ "role.lead", "主办" },        { "role.assist", "协办" },      { "role.sub", "子单" },
	{ "result.solved", "已解决" },  { "result.partly", "部分解决" }, { "result.explained", "已解释" },
	{ "result.untrue", "不属实" },  { "result.not_duty", "超出职责" },
	{ "level.unit", "单位审核" },   { "level.community", "社区审核" }, { "level.town", "镇街审核" }, { "level.district", "中心审核" },
	{ "evidence.none", "无需附件" }, { "evidence.text", "须写明办理情况（不少于10字）" }, { "evidence.photo", "须附处置后照片或证明" },
	{ "evidence.photo_pair", "须附处置前、后照片" }, { "evidence.document", "须附办结文书" },
};

static const char *word(const char *kind, const char *id)
{
	size_t n = strlen(kind);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strncmp(WORDS[i].id, kind, n) == 0 && WORDS[i].id[n] == '.' && str_eq(WORDS[i].id + n + 1, id))
			return WORDS[i].text;
	return id;
}

const char *order_role_text(const char *role)
{
	return word("role", role);
}

const char *result_text(const char *result)
{
	return word("result", result);
}

const char *review_level_text(const char *level)
{
	return word("level", level);
}

const char *evidence_text(const char *rule)
{
	return word("evidence", rule);
}

/* Which level reviews after `level` (I-01: community → street → district, as far up as the event type says). */
const char *order_next_level(
	const struct refs *refs, const struct q_order_get_out *row, const char *review_rule, const char *level)
{
	const struct unit *u = ref_unit(refs, row->unit_id);
	if (str_eq(row->role, "sub") || !u || str_eq(review_rule, "unit"))
		return NULL;
	bool below_town = str_eq(u->kind, "community");
	if (str_eq(level, "unit") && below_town && u->town_id != NIL)
		return "town";
	if (str_eq(review_rule, "district") && !str_eq(level, "district"))
		return "district";
	return NULL;
}

/* Unit whose people review at that level. */
int64_t order_review_unit(const struct refs *refs, const struct q_order_get_out *row, const char *level)
{
	const struct unit *u = ref_unit(refs, row->unit_id), *center;
	if (str_eq(level, "town"))
		return u ? u->town_id : NIL;
	if (str_eq(level, "district")) {
		for (size_t i = 0; i < refs->nunits; i++) {
			center = &refs->units[i];
			if (str_eq(center->kind, "center"))
				return center->id;
		}
		return NIL;
	}
	return row->unit_id;
}

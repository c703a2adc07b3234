/* SPDX-License-Identifier: Apache-2.0 */
/* The appeal's state machine (domain-model.md 3.3) and its words. Pure tables: what a move writes stands in
 * appeal_store.c. */
#include "appeal/appeal.h"

#include "appeal/appeal_internal.h"
#include "appeal_sql.h"
#include "auth/caps.h"

static const struct wf_state STATES[] = {
	{ "sorting", "待分拣", false },
	{ "supplement", "待补充", false },
	{ "answered", "已直接答复", true },
	{ "closed_silent", "已关闭(未补充)", true },
	{ "emergency", "已转紧急专线", true },
	{ "refused", "不予受理", true },
	{ "joined_own", "并入原件", false },
	{ "joined", "并入主件", false },
	{ "filed", "已立案", false },
	{ "to_rate", "待评价", false },
	{ "rated", "已评价", true },
	{ "unrated", "未评价", true },
	{ "waived", "免回访", true },
	{ "withdrawn", "已撤回", true },
};

enum { ANY = WF_PERSON | WF_CITIZEN | WF_SYSTEM, BOTH = WF_PERSON | WF_CITIZEN, STAFF = WF_PERSON | WF_SYSTEM };

static const struct wf_edge EDGES[] = {
	{ "", "submit", "sorting", "登记", CAP_APPEAL_CREATE, ANY, "", "", "", NULL, NULL },
	{ "sorting", "answer", "answered", "直接答复", CAP_APPEAL_SORT, STAFF, "", "", "需填写答复", appeal_needs_text, NULL },
	{ "sorting", "ask", "supplement", "要求补充", CAP_APPEAL_SORT, STAFF, "supplement", "", "需填写要补充什么", appeal_needs_text, NULL },
	{ "supplement", "supplied", "sorting", "已补充", CAP_APPEAL_SORT, ANY, "", "supplement", "需填写补充内容", appeal_needs_text, NULL },
	{ "supplement", "silent", "closed_silent", "逾期未补充", 0, WF_SYSTEM, "", "supplement", "", NULL, NULL },
	{ "sorting", "emergency", "emergency", "转紧急专线", CAP_APPEAL_SORT, STAFF, "", "", "需填写三方通话记录", appeal_needs_text, NULL },
	{ "sorting", "refuse", "refused", "不予受理(告知)", CAP_APPEAL_SORT, STAFF, "", "", "需选择类别并写明告知内容", appeal_needs_special, NULL },
	{ "refused", "object", "sorting", "提出异议", CAP_APPEAL_SORT, BOTH, "", "", "需填写异议理由", appeal_needs_text, NULL },
	{ "sorting", "join_own", "joined_own", "并入原件", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "sorting", "join", "joined", "并入主件", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "sorting", "file", "filed", "立案", CAP_CLASSIFY, STAFF, "", "", "", NULL, NULL },
	{ "sorting", "withdraw", "withdrawn", "撤回", CAP_APPEAL_SORT, BOTH, "", "", "", NULL, NULL },
	{ "supplement", "withdraw", "withdrawn", "撤回", CAP_APPEAL_SORT, BOTH, "", "supplement", "", NULL, NULL },
	{ "filed", "case_withdrawn", "withdrawn", "随案撤回", CAP_CLOSE, STAFF, "", "", "", NULL, NULL },
	/* merging and un-merging of whole cases, and taking a joined appeal out again */
	{ "filed", "merge", "joined", "随案并入", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "filed", "merge_own", "joined_own", "随案并入原件", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "joined", "unmerge", "filed", "拆分还原", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "joined_own", "unmerge", "filed", "拆分还原", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "joined", "unjoin", "sorting", "取消并入", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	{ "joined_own", "unjoin", "sorting", "取消并入", CAP_MERGE, STAFF, "", "", "", NULL, NULL },
	/* callback: one per appellant */
	{ "filed", "to_rate", "to_rate", "待评价", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "joined", "to_rate", "to_rate", "待评价", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "joined_own", "to_rate", "to_rate", "待评价", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "to_rate", "rate", "rated", "评价", CAP_CALLBACK, BOTH, "", "", "", NULL, NULL },
	{ "to_rate", "unrated", "unrated", "多次联系未果", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "to_rate", "waive", "waived", "免回访", CAP_CALLBACK, STAFF, "", "", "需填写理由", appeal_needs_text, NULL },
	{ "to_rate", "rework", "filed", "重办", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "rated", "rework", "filed", "重办", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "unrated", "rework", "filed", "重办", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "waived", "rework", "filed", "重办", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "answered", "rate", "rated", "评价", CAP_CALLBACK, BOTH, "", "", "", NULL, NULL },
};

const struct wf_machine APPEAL_MACHINE = { "appeal", "诉求", STATES, sizeof STATES / sizeof *STATES, EDGES,
					   sizeof EDGES / sizeof *EDGES };

static const char *const TYPES[][2] = { { "consult", "咨询" }, { "help", "求助" }, { "complaint", "投诉" },
					{ "report", "举报" }, { "suggestion", "建议" }, { "praise", "表扬" } };
static const char *const FAMILIES[][2] = { { "people", "民生" }, { "development", "发展" }, { "enforcement", "执法" } };

static const char *const ENTERPRISE_KINDS[][2] = { { "policy", "政策咨询" }, { "difficulty", "生产经营难题" },
						   { "suggestion", "意见建议" }, { "rights", "权益保护" } };

static const char *word(const char *const table[][2], size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(table[i][0], id))
			return table[i][1];
	return id;
}

const char *type_text(const char *type)
{
	return word(TYPES, sizeof TYPES / sizeof *TYPES, type);
}

const char *family_text(const char *family)
{
	return word(FAMILIES, sizeof FAMILIES / sizeof *FAMILIES, family);
}

const char *enterprise_kind_text(const char *kind)
{
	return word(ENTERPRISE_KINDS, sizeof ENTERPRISE_KINDS / sizeof *ENTERPRISE_KINDS, kind);
}

bool appeal_asks_clear(const char *type)
{
	return str_eq(type, "consult") || str_eq(type, "suggestion") || str_eq(type, "praise");
}

const char *appeal_missing(struct arena *a, const struct q_appeal_get_out *row)
{
	struct buf b;
	buf_init(&b, a, 128);
	const struct {
		const char *name;
		bool there;
	} element[] = {
		{ "who", row->phone_sealed.n || row->name_sealed.n || str_eq(row->anonymity, "anonymous") },
		{ "when", row->happened_text[0] != 0 },
		{ "where", row->address[0] != 0 || row->lon != NIL || row->grid_id != NIL },
		{ "what", sv_chars(sv_from(row->body)) >= 8 },
		{ "subject", row->subject_text[0] != 0 },
	};
	for (size_t i = 0; i < sizeof element / sizeof *element; i++) {
		if (element[i].there)
			continue;
		if (b.n)
			buf_char(&b, ',');
		buf_str(&b, element[i].name);
	}
	return buf_cstr(&b);
}

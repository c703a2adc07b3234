/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of notices, their words, who signs which kind, and when cases make a draft. Pure: no I/O. */
#include "notice/notice_internal.h"

static const struct wf_state STATES[] = {
	{ "draft", "待签发", false }, { "delivered", "待签收", false }, { "handling", "办理中", false }, { "replied", "待审核", false },
	{ "done", "已办结", true },   { "withdrawn", "已撤销", true },  { "dropped", "不予签发", true },
};

/* Which capability an edge needs depends on the kind of the notice: the host looks at it (NOTICE_DRAFTS …, notice_may). */
#define WITHDRAW(from)                                                                             \
	{ from, "withdraw", "withdrawn", "撤销", NOTICE_SIGNS, WF_PERSON, "", "", "需写明理由", notice_needs_text, NULL }
#define LATE(from) { from, "late", from, "未按时反馈", 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "draft", "draft", "起草", NOTICE_DRAFTS, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "draft", "edit", "draft", "修改", NOTICE_DRAFTS, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "draft", "sign", "delivered", "签发", NOTICE_SIGNS, WF_PERSON, "", "", "", NULL, NULL },
	{ "draft", "drop", "dropped", "不予签发", NOTICE_SIGNS, WF_PERSON, "", "", "需写明理由", notice_needs_text, NULL },
	{ "delivered", "ack", "handling", "签收", CAP_NOTICE_REPLY, WF_PERSON, "", "", "", NULL, NULL },
	{ "delivered", "unacked", "delivered", "未按时签收", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	LATE("delivered"),
	WITHDRAW("delivered"),
	{ "handling", "reply", "replied", "反馈", CAP_NOTICE_REPLY, WF_PERSON, "", "", "需写明办理情况", notice_needs_text, NULL },
	LATE("handling"),
	WITHDRAW("handling"),
	{ "replied", "pass", "done", "审核通过", NOTICE_AUDITS, WF_PERSON, "", "", "", NULL, NULL },
	{ "replied", "fail", "handling", "退回重办", NOTICE_AUDITS, WF_PERSON, "", "", "需写明意见", notice_needs_text, NULL },
	WITHDRAW("replied"),
};

const struct wf_machine NOTICE_MACHINE = { "notice", "三单", STATES, sizeof STATES / sizeof *STATES, EDGES,
					   sizeof EDGES / sizeof *EDGES };

static const struct {
	const char *kind, *text;
	enum cap sign;
} KINDS[] = {
	{ "hint", "提示单", CAP_NOTICE_HINT },
	{ "supervise", "督办单", CAP_NOTICE_SUPERVISE },
	{ "warn", "警示单", CAP_NOTICE_WARN },
};

const char *notice_kind_text(const char *kind)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (str_eq(KINDS[i].kind, kind))
			return KINDS[i].text;
	return kind;
}

enum cap notice_sign_cap(const char *kind)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (str_eq(KINDS[i].kind, kind))
			return KINDS[i].sign;
	return CAP_NOTICE_WARN;
}

bool notice_may_draft(const struct principal *who, const char *kind)
{
	return can(who, notice_sign_cap(kind)) || (str_eq(kind, "warn") && can(who, CAP_NOTICE_SUPERVISE));
}

const char *notice_subject_text(const char *subject)
{
	static const struct {
		const char *id, *text;
	} rows[] = { { "single", "单件" }, { "key_work", "重点工作" }, { "hot", "热点问题" }, { "field", "分管领域" } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(rows[i].id, subject))
			return rows[i].text;
	return subject;
}

const char *notice_why(struct arena *a, const char *trigger, int64_t n)
{
	static const struct {
		const char *code, *before, *after;
	} rows[] = {
		{ "urged", "催办", "次无进展" },	  { "hot", "同社区同类", "件" },	   { "late", "已超期", "天" },
		{ "sensitive_late", "已超期", "天" }, { "dissatisfied", "回访不满意", "次" }, { "returned", "退单被驳回", "次" },
		{ "red_silent", "派单后", "小时无报告" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(rows[i].code, trigger))
			return arena_printf(a, "%s %lld %s", rows[i].before, (long long)n, rows[i].after);
	return "";
}

bool notice_ready(int64_t cases, int64_t days, int64_t waiting, bool open_draft, int64_t last_at, int64_t now)
{
	if (!waiting)
		return false;
	if (open_draft)
		return true;
	return waiting >= cases && (last_at == NIL || now - last_at >= days * (int64_t)MS_DAY);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The machines of whistles, their words, and the rules that need no database. */
#include "auth/caps.h"
#include "whistle/whistle_internal.h"

enum { STAFF = WF_PERSON | WF_SYSTEM };
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- the whistle ---- */

static const struct wf_state WHISTLE_STATES[] = {
	{ "to_confirm", "待社区确认", false }, { "blown", "已吹", false },	{ "conferring", "会商中", false }, { "decided", "已决", false }, { "working", "办理中", false },
	{ "to_rate", "哨毕待评", false }, { "rated", "已评", false },	   { "review", "评价复核", false },
	{ "archived", "已归档", true }, { "withdrawn", "已撤哨", true },  { "void", "已失效", true },
};

#define CALLS(from) { from, "call", from, "加叫", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL }
#define ENDS(from)                                                                                 \
	{ from, "withdraw", "withdrawn", "撤哨", CAP_WHISTLE, STAFF, "", "", "需写明理由", whistle_needs_text, NULL }, \
	{ from, "void", "void", "哨令失效", 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge WHISTLE_EDGES[] = {
	{ "", "blow", "blown", "吹哨", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	/* who confirms is the community, the town or the centre: the host looks at CAP_DISPATCH */
	{ "", "ask", "to_confirm", "请社区确认吹哨", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "to_confirm", "confirm", "blown", "确认吹哨", CAP_DISPATCH, STAFF, "", "", "", NULL, NULL },
	{ "to_confirm", "decline", "withdrawn", "不同意吹哨", CAP_DISPATCH, STAFF, "", "", "需写明理由", whistle_needs_text, NULL },
	/* nobody says yes or no: the town hears of it, then it is blown without */
	{ "to_confirm", "confirm_late", "to_confirm", "社区超时未确认，已报镇街", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "to_confirm", "confirm_silent", "blown", "无人确认，自动吹哨", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	ENDS("to_confirm"),
	CALLS("blown"),
	{ "blown", "confer", "conferring", "开始会商", CAP_WHISTLE, STAFF, "", "", "至少一家单位已应哨（到场哨须已到场）", whistle_somebody, NULL },
	ENDS("blown"),
	CALLS("conferring"),
	{ "conferring", "decide", "decided", "记录会商结论", CAP_WHISTLE, STAFF, "", "", "需写明结论", whistle_needs_text, NULL },
	ENDS("conferring"),
	{ "decided", "task", "working", "交办任务", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "decided", "finish", "to_rate", "无需交办，哨毕", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "working", "task", "working", "交办任务", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "working", "results", "to_rate", "结果到齐", 0, WF_SYSTEM, "", "", "", whistle_nothing_open, NULL },
	{ "to_rate", "reopen", "working", "任务退回重办", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "to_rate", "rated", "rated", "评价结束", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "rated", "appeal", "review", "评价申诉", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "review", "appeal", "review", "评价申诉", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "review", "reviewed", "rated", "复核完毕", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "rated", "archive", "archived", "归档", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};
const struct wf_machine WHISTLE_MACHINE = { "whistle", "吹哨", WHISTLE_STATES, COUNT(WHISTLE_STATES), WHISTLE_EDGES,
					    COUNT(WHISTLE_EDGES) };

/* ---- who is called ---- */

static const struct wf_state RESPONDER_STATES[] = {
	{ "called", "待应哨", false },	 { "silent", "超时未应", false }, { "refusing", "拒哨待裁", false }, { "excused", "免应", true },
	{ "accepted", "已应", false },	 { "directed", "已应（指令）", false }, { "invited", "已邀集", false },
	{ "arrived", "已到场", false }, { "released", "已放行", false },	   { "left", "已离场", true },
	{ "left_early", "未决离场", false }, { "void", "已取消", true },
};

#define ANSWERS(from)                                                                              \
	{ from, "accept", "accepted", "应哨", CAP_WHISTLE_ANSWER, STAFF, "", "", "", responder_in_time, NULL },       \
	{ from, "refuse", "refusing", "拒哨", CAP_WHISTLE_ANSWER, STAFF, "", "", "需写明理由和职责依据", responder_needs_basis, NULL }
#define COMES(from)                                                                                \
	{ from, "arrive", "arrived", "到场签到", CAP_WHISTLE_ANSWER, STAFF, "", "", "", responder_comes, NULL },       \
	{ from, "arrive_noted", "arrived", "记录到场", CAP_WHISTLE, STAFF, "", "", "", responder_comes, NULL }
#define RELEASED(from) { from, "release", "released", "放行", CAP_WHISTLE, STAFF, "", "", "需写明理由", responder_may_be_released, NULL }
#define VOID(from) { from, "void", "void", "取消应哨", 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge RESPONDER_EDGES[] = {
	{ "", "called", "called", "呼叫", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "", "invited", "invited", "邀集", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	ANSWERS("called"),
	{ "called", "silence", "silent", "超时未应", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	RELEASED("called"), VOID("called"),
	ANSWERS("silent"),
	{ "silent", "escalate", "silent", "未应升级", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	RELEASED("silent"), VOID("silent"),
	{ "refusing", "uphold", "excused", "同意免应", CAP_WHISTLE_RULE, STAFF, "", "", "需写明意见", whistle_needs_text, NULL },
	{ "refusing", "deny", "directed", "指令应哨", CAP_WHISTLE_RULE, STAFF, "", "", "需写明意见", whistle_needs_text, NULL },
	VOID("refusing"),
	COMES("accepted"), RELEASED("accepted"), VOID("accepted"),
	COMES("directed"), RELEASED("directed"), VOID("directed"),
	{ "invited", "arrive_noted", "arrived", "记录到场", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	VOID("invited"),
	{ "arrived", "leave", "left", "离场", CAP_WHISTLE_ANSWER, STAFF, "", "", "", responder_may_leave, NULL },
	{ "arrived", "leave_noted", "left", "记录离场", CAP_WHISTLE, STAFF, "", "", "", responder_may_leave, NULL },
	{ "arrived", "leave_early", "left_early", "未决离场", CAP_WHISTLE_ANSWER, STAFF, "", "", "", NULL, NULL },
	{ "arrived", "leave_early_noted", "left_early", "记录未决离场", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	RELEASED("arrived"),
	{ "released", "leave", "left", "离场", CAP_WHISTLE_ANSWER, STAFF, "", "", "", NULL, NULL },
	{ "released", "leave_noted", "left", "记录离场", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	COMES("left_early"),
};
const struct wf_machine RESPONDER_MACHINE = { "whistle_responder", "应哨", RESPONDER_STATES, COUNT(RESPONDER_STATES),
	RESPONDER_EDGES, COUNT(RESPONDER_EDGES) };

/* ---- tasks, ratings ---- */

static const struct wf_state TASK_STATES[] = {
	{ "waiting", "待接力", false }, { "open", "办理中", false }, { "done", "已有结果", true },
};
static const struct wf_edge TASK_EDGES[] = {
	{ "", "wait", "waiting", "安排接力", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "", "give", "open", "交办", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "waiting", "begin", "open", "接棒", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "open", "done", "done", "报告结果", CAP_WHISTLE_ANSWER, STAFF, "", "", "需写明结果", whistle_needs_text, NULL },
	{ "done", "reopen", "open", "退回重办", CAP_WHISTLE, STAFF, "", "", "需写明理由", whistle_needs_text, NULL },
};
const struct wf_machine WHISTLE_TASK_MACHINE = { "whistle_task", "应哨任务", TASK_STATES, COUNT(TASK_STATES),
	TASK_EDGES, COUNT(TASK_EDGES) };

static const struct wf_state RATING_STATES[] = {
	{ "given", "已评", true }, { "appealed", "申诉中", false }, { "upheld", "维持", true }, { "changed", "已更改", true },
};
static const struct wf_edge RATING_EDGES[] = {
	{ "", "rate", "given", "评价应哨单位", CAP_WHISTLE, STAFF, "", "", "", NULL, NULL },
	{ "", "judge", "given", "评价吹哨", CAP_WHISTLE_ANSWER, STAFF, "", "", "", NULL, NULL },
	{ "given", "appeal", "appealed", "申诉", CAP_WHISTLE_ANSWER, STAFF, "", "", "需写明理由", whistle_needs_text, NULL },
	{ "appealed", "uphold", "upheld", "维持评价", CAP_WHISTLE_RULE, STAFF, "", "", "需写明意见", whistle_needs_text, NULL },
	{ "appealed", "change", "changed", "更改评价", CAP_WHISTLE_RULE, STAFF, "", "", "需写明意见", whistle_needs_text, NULL },
};
const struct wf_machine WHISTLE_RATING_MACHINE = { "whistle_rating", "应哨评价", RATING_STATES, COUNT(RATING_STATES), RATING_EDGES,
						   COUNT(RATING_EDGES) };

/* ---- words ---- */

struct word {
	const char *id, *text;
};
static const struct word URGENCIES[] = { { "emergency", "特急" }, { "urgent", "紧急" }, { "general", "一般" } };
static const struct word HOWS[] = { { "qr", "扫码签到" }, { "position", "定位签到" }, { "noted", "吹哨方记录" } };

static const char *word(const struct word *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].id, id))
			return list[i].text;
	return id;
}

const char *whistle_urgency_text(const char *urgency)
{
	return word(URGENCIES, COUNT(URGENCIES), urgency);
}

const char *whistle_how_text(const char *how)
{
	return word(HOWS, COUNT(HOWS), how);
}

/* ---- rules ---- */

bool whistle_open(const char *status)
{
	return str_eq(status, "blown") || str_eq(status, "conferring");
}

bool whistle_running(const char *status)
{
	return whistle_open(status) || str_eq(status, "decided") || str_eq(status, "working");
}

bool responder_took_part(const struct q_responder_get_out *r)
{
	return r->unit_id != NIL && r->accepted_at != NIL && !str_eq(r->status, "void");
}

int64_t whistle_accept_limit(const struct q_whistle_kind_by_code_out *k, bool on_site, const char *urgency)
{
	if (on_site)
		return k->accept_on_site;
	if (str_eq(urgency, "emergency"))
		return k->accept_emergency;
	return str_eq(urgency, "urgent") ? k->accept_urgent : k->accept_general;
}

bool whistle_listed(const char *list, const char *word)
{
	struct sv rest = sv_from(list), part;
	while (rest.n && sv_cut(&rest, ';', &part))
		if (sv_eqs(part, word))
			return true;
	return false;
}

bool whistle_role_listed(const struct principal *who, const char *roles)
{
	for (int r = 0; r < ROLE_COUNT; r++)
		if (has_role(who, (enum role)r) && whistle_listed(roles, role_name((enum role)r)))
			return true;
	return false;
}

const struct problem_code *whistle_blow_refusal(const struct blow_facts *f)
{
	static const struct problem_code unknown = { ERR_INVALID, "whistle.kind", "没有这种哨，或已停用，请重新选择。" };
	static const struct problem_code closed = { ERR_CONFLICT, "whistle.case_closed", "案件已结案或已并入其他案件，不能再吹哨。" };
	static const struct problem_code place = { ERR_FORBIDDEN, "whistle.not_yours",
						   "只有主办单位、事发地镇街社区网格和中心可以为这件案件吹哨。" };
	static const struct problem_code role = { ERR_FORBIDDEN, "whistle.role", "您的岗位不能吹这种哨，请选择别的哨种。" };
	if (!f->known)
		return &unknown;
	if (f->closed)
		return &closed;
	if (!f->place)
		return &place;
	return f->role ? NULL : &role;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Progress in the words a citizen uses: where the matter stands, what comes next, why it takes longer (compliance.md 6 row 9). */
#include <inttypes.h>

#include "desk/public.h"

static const struct {
	const char *status, *said, *next;
} APPEAL_WORDS[] = {
	{ "supplement", "需要您补充情况", "请回答下面的问题，我们才能继续办理。" },
	{ "answered", "已答复", "您可以对答复作出评价。" },
	{ "emergency", "已转紧急专线处置", "" },
	{ "refused", "不属于受理范围", "请看下面的说明；如有不同意见可以拨打12345提出。" },
	{ "withdrawn", "您已撤回", "" },
	{ "closed_silent", "逾期未补充，已关闭", "如仍需办理，请重新反映。" },
	{ "to_rate", "已办理，等您评价", "请告诉我们问题解决了吗，您满意吗。" },
};

void plain_words(struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c, const char *unit,
	bool enterprise, const char **status, const char **next)
{
	*next = "";
	if (str_eq(a->status, "sorting")) {
		*status = enterprise ? "已收到，营商服务人员正在查看" : "已收到，工作人员正在查看";
		*next = enterprise ? "弄清涉及哪个部门后，会派给主管部门，并由营商服务人员盯办。" : "弄清是什么事、归谁管后，会派给承办单位。";
		return;
	}
	for (size_t i = 0; i < sizeof APPEAL_WORDS / sizeof *APPEAL_WORDS; i++) {
		if (!str_eq(a->status, APPEAL_WORDS[i].status))
			continue;
		*status = APPEAL_WORDS[i].said;
		*next = APPEAL_WORDS[i].next;
		return;
	}
	if (str_eq(a->status, "rated") || str_eq(a->status, "unrated") || str_eq(a->status, "waived")) {
		*status = c && !str_eq(c->status, "closed") ? "已办理，正在收尾" : "已办结";
	} else if (!c || c->lead_unit_id == NIL) {
		*status = enterprise ? "已立案，正在确定主管部门" : "已立案，正在分派";
		*next = "正在确定承办单位。";
	} else {
		*status = arena_printf(op->a, "%s正在办理", unit);
		*next = enterprise ? "主管部门答复后请您评价，没解决的会重办。" : "办完请您评价，没解决的会重办。";
	}
}

/* An approved extension or suspension of an order of the case, in words; NULL when there is none. */
static enum err adjusted(struct op *op, int64_t case_id, const char **why)
{
	struct q_public_adjust_out x;
	char when[TIME_TEXT];
	enum err e = q_public_adjust(op->s, &(struct q_public_adjust_in){ .case_id = case_id }, &x);
	*why = NULL;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (str_eq(x.kind, "extension") && x.new_due != NIL)
		*why = arena_printf(op->a, "情况比较复杂，经单位和中心两级批准，办理期限延到%s。", time_text(x.new_due, when));
	else if (str_eq(x.kind, "suspension") && x.until_at != NIL)
		*why = arena_printf(op->a, "现在还不具备办理条件，经单位和中心两级批准，先挂起，%s接着办。", time_text(x.until_at, when));
	return ERR_OK;
}

enum err put_delay(struct json_out *w, struct op *op, const struct q_case_get_out *c)
{
	struct q_public_stage_out stage;
	char when[TIME_TEXT];
	const char *why = NULL;
	jw_key(w, "delay");
	bool working = c && str_eq(c->status, "handling");
	enum err e = !working ? ERR_NOT_FOUND : q_public_stage(op->s, &(struct q_public_stage_in){ .case_id = c->id }, &stage);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool statutory = !e;
	e = working ? adjusted(op, c->id, &why) : ERR_OK;
	if (e)
		return e;
	bool over = working && c->due_at != NIL && c->due_at < op->now;
	if (statutory)
		why = arena_printf(op->a, "正在走法定程序“%s”，依法到%s，这段时间不能省。", stage.name, time_text(stage.due_at, when));
	else if (over)
		why = "承办单位还没有按时办完，系统已经提醒它和它的上级。您不用重新反映，也可以打12345催办。";
	else if (!why && working && c->round > 0)
		why = "上次的办理结果没有通过评价，正在重新办理。";
	else if (!why && working && c->reopened)
		why = "结案后有新的情况，正在重新办理。";
	jw_str(w, why);
	return ERR_OK;
}

/* Steps of the way that concern the citizen, from the events of appeal and case. */
enum err put_steps(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c)
{
	static const struct {
		const char *kind, *text;
	} shown[] = {
		{ "appeal.submitted", "收到您的反映" }, { "appeal.ask", "请您补充情况" }, { "appeal.supplied", "收到您的补充" },
		{ "appeal.answer", "已答复" }, { "appeal.refuse", "告知受理结果" }, { "appeal.emergency", "转紧急专线" },
		{ "appeal.withdraw", "您撤回了诉求" }, { "appeal.join", "与他人反映的同一事项合并办理" }, { "appeal.join_own", "与您此前反映的同一事项合并办理" },
		{ "case.open", "立案" }, { "case.dispatched", "已派给承办单位" }, { "case.undispatch", "正在重新确定承办单位" }, { "case.redirected", "改由另一单位承办" }, { "order.sign", "承办单位已签收" },
		{ "order.auto_sign", "承办单位已签收" }, { "order.submit", "承办单位提交办理结果" }, { "case.callback", "办理完毕，等待评价" },
		{ "case.rework", "退回重新办理" }, { "case.reopen", "重新打开" }, { "case.verified", "网格员已到现场核实" }, { "case.urged", "已催办" }, { "case.close", "结案" },
		{ "appeal.rate", "收到您的评价" },
	};
	const char *streams[2] = { "appeal", "case" };
	int64_t ids[2] = { a->id, c ? c->id : NIL };
	struct event_row *rows[2] = { NULL, NULL };
	size_t n[2] = { 0, 0 }, at[2] = { 0, 0 };
	for (int k = 0; k < 2; k++) {
		enum err e = ids[k] == NIL ? ERR_OK : event_list(op->s, op->site->keys, streams[k], ids[k], false, &rows[k], &n[k]);
		if (e)
			return e;
	}
	jw_key(w, "steps");
	jw_array(w);
	while (at[0] < n[0] || at[1] < n[1]) { /* both streams in the order of time */
		int k = at[1] == n[1] || (at[0] < n[0] && rows[0][at[0]].recorded_at <= rows[1][at[1]].recorded_at) ? 0 : 1;
		const struct event_row *row = &rows[k][at[k]++];
		for (size_t j = 0; j < sizeof shown / sizeof *shown; j++) {
			if (!str_eq(row->kind, shown[j].kind) || (k == 1 && row->recorded_at < a->received_at))
				continue;
			jw_object(w);
			jw_kint(w, "at", row->recorded_at);
			jw_kstr(w, "text", shown[j].text);
			jw_object_end(w);
		}
	}
	jw_array_end(w);
	return ERR_OK;
}


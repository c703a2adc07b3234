/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of promises and their words. Pure: no I/O. */
#include "auth/caps.h"
#include "promise/promise_internal.h"

static const struct wf_state STATES[] = {
	{ "proposed", "待单位确认", false }, { "open", "承诺中", false },     { "woken", "到期待答", false },
	{ "stated", "待群众核实", false },   { "kept", "已兑现", true },      { "broken", "未兑现", true },
	{ "unheard", "未能核实", true },     { "rejected", "不是承诺", true }, { "void", "已失效", true },
};

static const struct wf_edge EDGES[] = {
	{ "", "propose", "proposed", "读出承诺", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "", "make", "open", "登记承诺", CAP_HANDLE, WF_PERSON, "", "", "", NULL, NULL },
	{ "proposed", "confirm", "open", "确认承诺", CAP_HANDLE, WF_PERSON, "", "", "", promise_needs_day, NULL },
	{ "proposed", "reject", "rejected", "不是承诺", CAP_HANDLE, WF_PERSON, "", "", "需写明理由", promise_needs_text, NULL },
	{ "proposed", "keep", "stated", "已做到", CAP_HANDLE, WF_PERSON, "", "", "需写明怎么做到的", promise_needs_text, NULL },
	{ "proposed", "wake", "woken", "到日未确认，视同承诺", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "proposed", "void", "void", "承诺失效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "open", "keep", "stated", "已做到", CAP_HANDLE, WF_PERSON, "", "", "需写明怎么做到的", promise_needs_text, NULL },
	{ "open", "move", "open", "改期", CAP_HANDLE, WF_PERSON, "", "", "只能改一次，需写明理由", promise_needs_other_day, NULL },
	{ "open", "remind", "open", "承诺将到期提醒", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "open", "wake", "woken", "承诺到期", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "open", "void", "void", "承诺失效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "woken", "keep", "stated", "已做到", CAP_HANDLE, WF_PERSON, "", "", "需写明怎么做到的", promise_needs_text, NULL },
	{ "woken", "move", "open", "改期", CAP_HANDLE, WF_PERSON, "", "", "只能改一次，需写明理由", promise_needs_other_day, NULL },
	{ "woken", "miss", "broken", "到期没有答复，记为未兑现", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "woken", "void", "void", "承诺失效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "stated", "heard_yes", "kept", "群众说做到了", CAP_CALLBACK, WF_PERSON | WF_CITIZEN, "", "", "", NULL, NULL },
	{ "stated", "heard_no", "broken", "群众说没做到", CAP_CALLBACK, WF_PERSON | WF_CITIZEN, "", "", "", NULL, NULL },
	{ "stated", "unreached", "stated", "没联系上", CAP_CALLBACK, WF_PERSON, "", "", "", NULL, NULL },
	{ "stated", "unheard", "unheard", "未能核实", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};

const struct wf_machine PROMISE_MACHINE = { "promise", "承诺", STATES, sizeof STATES / sizeof *STATES, EDGES,
					    sizeof EDGES / sizeof *EDGES };

const char *promise_day_text(struct arena *a, int32_t day, int32_t today)
{
	int y = day / 10000, m = day / 100 % 100, d = day % 100;
	return y == today / 10000 ? arena_printf(a, "%d月%d日", m, d) : arena_printf(a, "%d年%d月%d日", y, m, d);
}

bool promise_over(const char *status)
{
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
		if (str_eq(STATES[i].id, status))
			return STATES[i].terminal;
	return false;
}

int64_t promise_due_at(int32_t day)
{
	return day_start_ms(day_add(day, 1)) - MS_SECOND;
}

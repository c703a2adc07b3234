/* SPDX-License-Identifier: Apache-2.0 */
/* The machine 速报 → 接手 → 核实 → 响应(平→急) → 解除(急→平) → 复盘, and whom an untaken report rings. Pure: no I/O. */
#include "auth/caps.h"
#include "emergency/emergency_internal.h"

static const struct wf_state STATES[] = {
	{ "reported", "待接手", false },    { "taken", "待核实", false },      { "responding", "应急响应中", false },
	{ "lifted", "已解除待复盘", false }, { "reviewed", "已复盘", true },    { "false_alarm", "误报", true },
	{ "routine", "转常规办理", true },  { "ended", "随案办结", true },    { "merged", "已并入另一起", true },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

#define ENTRY(at) { at, "entry", at, "写进展", CAP_EMERGENCY_REPORT, WF_PERSON, "", "", "需写明情况", emergency_needs_text, NULL }
#define SEND(at) { at, "dispatch", at, "派出力量", CAP_DISPATCH, WF_PERSON, "", "", "直接派到处置单位", NULL, NULL }
#define ENDS(at) { at, "end", "ended", "随案办结", 0, WF_SYSTEM, "", "", "", NULL, NULL }

/* One incident reported many times: the cases are merged, and their emergencies with them. What is split again rings again. */
#define MERGES(at) { at, "merge", "merged", "并入另一起", CAP_MERGE, STAFF, "", "", "需选另一起没有结束的突发事件", NULL, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "report", "reported", "突发紧急速报", CAP_EMERGENCY_REPORT, STAFF, "", "", "", NULL, NULL },
	{ "reported", "take", "taken", "接手", CAP_EMERGENCY, STAFF, "", "", "", NULL, NULL },
	{ "reported", "widen", "reported", "扩大通知范围", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	ENTRY("reported"),
	MERGES("reported"),
	ENDS("reported"),
	{ "taken", "true", "responding", "核实属实，启动响应", CAP_EMERGENCY, WF_PERSON, "", "", "需选响应级别", emergency_needs_level, NULL },
	{ "taken", "false", "false_alarm", "误报", CAP_EMERGENCY, WF_PERSON, "", "", "需写明核实情况", emergency_needs_text, NULL },
	{ "taken", "routine", "routine", "转常规办理", CAP_EMERGENCY, WF_PERSON, "", "", "需写明理由", emergency_needs_text, NULL },
	{ "taken", "release", "reported", "退回待接手", CAP_EMERGENCY, WF_PERSON, "", "", "需写明理由", emergency_needs_text, NULL },
	{ "taken", "lapse", "reported", "接手后无处置，重新振铃", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	SEND("taken"),
	ENTRY("taken"),
	MERGES("taken"),
	ENDS("taken"),
	{ "responding", "level", "responding", "调整响应级别", CAP_EMERGENCY, WF_PERSON, "", "", "需写明理由", emergency_needs_level, NULL },
	SEND("responding"),
	ENTRY("responding"),
	{ "responding", "remind", "responding", "到时未续报提醒", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "responding", "lift", "lifted", "解除响应", CAP_EMERGENCY, WF_PERSON, "", "", "需写明处置结果", emergency_needs_text, NULL },
	MERGES("responding"),
	ENDS("responding"),
	{ "merged", "split", "reported", "拆分还原", CAP_MERGE, STAFF, "", "", "需写明理由", NULL, NULL },
	{ "lifted", "again", "reported", "再次速报", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "lifted", "review", "reviewed", "复盘", CAP_EMERGENCY, WF_PERSON, "", "", "需写明复盘意见", emergency_needs_text, NULL },
};

const struct wf_machine EMERGENCY_MACHINE = { "emergency", "突发紧急", STATES, sizeof STATES / sizeof *STATES, EDGES,
					      sizeof EDGES / sizeof *EDGES };

static bool reached(int64_t after_minutes, int64_t ms)
{
	return ms >= after_minutes * MS_MINUTE;
}

int64_t emergency_circle(const struct q_emergency_rings_rows *rings, int64_t ms)
{
	int64_t circle = 0;
	for (size_t i = 0; i < rings->n; i++)
		if (reached(rings->v[i].after_minutes, ms) && rings->v[i].circle > circle)
			circle = rings->v[i].circle;
	return circle;
}

/* "dispatcher;town" or "*". */
static bool holds_one(const struct principal *p, const char *roles)
{
	struct sv rest = sv_from(roles), part;
	while (sv_cut(&rest, ';', &part)) {
		if (sv_eqs(part, "*"))
			return true;
		for (size_t i = 0; i < p->ngrants; i++)
			if (sv_eqs(part, role_name(p->grant[i].role)))
				return true;
	}
	return false;
}

bool emergency_rings_for(const struct q_emergency_rings_rows *rings, int64_t ms, const struct principal *p)
{
	if (!can(p, CAP_EMERGENCY))
		return false;
	for (size_t i = 0; i < rings->n; i++)
		if (reached(rings->v[i].after_minutes, ms) && holds_one(p, rings->v[i].roles))
			return true;
	return !rings->n; /* somebody has deleted every circle: it still rings everybody */
}

const char *emergency_level_text(int64_t level)
{
	static const char *const words[] = { "", "Ⅰ级 特别重大", "Ⅱ级 重大", "Ⅲ级 较大", "Ⅳ级 一般" };
	return level >= 1 && level <= 4 ? words[level] : "";
}

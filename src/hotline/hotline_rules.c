/* SPDX-License-Identifier: Apache-2.0 */
/* The four machines of the hotline and the Chinese words of its places. */
#include "auth/caps.h"
#include "hotline/hotline.h"

#define P (WF_PERSON | WF_SYSTEM)
#define S WF_SYSTEM
#define EDGE(from, action, to, label, who) { from, action, to, label, CAP_HOTLINE, who, "", "", "", NULL, NULL }
#define LEAD(from, action, to, label, needs) { from, action, to, label, CAP_HOTLINE_LEAD, P, "", "", needs, NULL, NULL }

static const struct wf_state SEAT_STATES[] = { { "off", "未签入", false },     { "ready", "空闲", false },  { "ringing", "振铃", false },
					       { "talking", "通话中", false }, { "wrapup", "整理", false }, { "away", "离席", false } };
static const struct wf_edge SEAT_EDGES[] = {
	EDGE("", "create", "off", "设席", P),
	EDGE("off", "sign_in", "ready", "签入", P),
	EDGE("ready", "ring", "ringing", "来电振铃", S),
	EDGE("ringing", "answer", "talking", "接听", P),
	EDGE("ringing", "stop", "ready", "主叫挂断", S),
	EDGE("ringing", "miss", "away", "未应答", S),
	EDGE("talking", "end", "wrapup", "通话结束", S),
	EDGE("wrapup", "more", "wrapup", "再整理一会", P),
	EDGE("wrapup", "ready", "ready", "整理完毕", P),
	EDGE("away", "ready", "ready", "回到坐席", P),
	EDGE("ready", "away", "away", "离席", P),
	EDGE("wrapup", "away", "away", "离席", P),
	EDGE("ready", "sign_out", "off", "签出", P),
	EDGE("wrapup", "sign_out", "off", "签出", P),
	EDGE("away", "sign_out", "off", "签出", P),
};
const struct wf_machine SEAT_MACHINE = { "seat", "坐席", SEAT_STATES, 6, SEAT_EDGES, sizeof SEAT_EDGES / sizeof *SEAT_EDGES };

static const struct wf_state CALL_STATES[] = { { "waiting", "排队", false },
					       { "ringing", "振铃", false },
					       { "talking", "通话中", false },
					       { "held", "保持", false },
					       { "ended", "已结束", true } };
static const struct wf_edge CALL_EDGES[] = {
	EDGE("", "arrive", "waiting", "来电", S),
	EDGE("waiting", "offer", "ringing", "分配坐席", S),
	EDGE("ringing", "answer", "talking", "接听", P),
	EDGE("ringing", "miss", "waiting", "未应答，重新排队", S),
	EDGE("ringing", "abandon", "ended", "主叫挂断", S),
	EDGE("waiting", "abandon", "ended", "排队中挂断", S),
	EDGE("talking", "hold", "held", "保持", P),
	EDGE("held", "resume", "talking", "取回", P),
	EDGE("talking", "end", "ended", "挂断", P),
	EDGE("held", "end", "ended", "挂断", P),
};
const struct wf_machine CALL_MACHINE = { "call", "通话", CALL_STATES, 5, CALL_EDGES, sizeof CALL_EDGES / sizeof *CALL_EDGES };

static const struct wf_state TRANSFER_STATES[] = { { "calling", "呼叫中", false }, { "joined", "三方通话", false },
	{ "ended", "已结束", true } };
static const struct wf_edge TRANSFER_EDGES[] = {
	EDGE("", "begin", "calling", "三方转接", P),
	EDGE("calling", "join", "joined", "已接通", P),
	EDGE("calling", "end", "ended", "未接通", P),
	EDGE("joined", "end", "ended", "结束三方", P),
};
const struct wf_machine TRANSFER_MACHINE = { "transfer", "三方转接", TRANSFER_STATES, 3, TRANSFER_EDGES, 4 };

static const struct wf_state FLAG_STATES[] = { { "proposed", "待复核", false }, { "active", "生效", false },
	{ "lifted", "已解除", true } };
static const struct wf_edge FLAG_EDGES[] = {
	EDGE("", "propose", "proposed", "提请标记", P),
	LEAD("proposed", "accept", "active", "同意标记", ""),
	LEAD("proposed", "reject", "lifted", "不同意", "需写明理由"),
	LEAD("active", "lift", "lifted", "解除标记", "需写明理由"),
};
const struct wf_machine FLAG_MACHINE = { "flag", "号码标记", FLAG_STATES, 3, FLAG_EDGES, 4 };

static const char *word(const char *const pairs[][2], size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(pairs[i][0], code))
			return pairs[i][1];
	return code ? code : "";
}

const char *zone_text(const char *zone)
{
	static const char *const WORDS[][2] = { { "intake", "受理区" }, { "transfer", "转办区" }, { "online", "网络区" },
						{ "review", "审核区" }, { "callback", "回访区" }, { "expert", "专席" } };
	return word(WORDS, 6, zone);
}

const char *expert_text(const char *expert)
{
	static const char *const WORDS[][2] = { { "judicial", "司法专席" },
						{ "tax", "税务专席" },
						{ "housing_fund", "公积金专席" },
						{ "human_resources", "人社专席" },
						{ "business", "营商环境专席" } };
	return word(WORDS, 5, expert);
}

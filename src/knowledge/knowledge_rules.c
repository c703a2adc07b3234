/* SPDX-License-Identifier: Apache-2.0 */
/* The machines of articles and corrections, and how stale an article is. */
#include "auth/caps.h"
#include "base/day.h"
#include "knowledge/knowledge.h"

#define KEEP CAP_KNOWLEDGE_EDIT
#define EDGE(from, action, to, label, needs) { from, action, to, label, KEEP, WF_PERSON | WF_SYSTEM, "", "", needs, NULL, NULL }

static const struct wf_state STATES[] = {
	{ "draft", "草稿", false }, { "published", "已发布", false }, { "expired", "已过期", false }, { "withdrawn", "已撤下", false },
};
static const struct wf_edge EDGES[] = {
	EDGE("", "create", "draft", "新建", ""),
	EDGE("draft", "publish", "published", "发布", "有效期不能早于今天"),
	EDGE("expired", "publish", "published", "重新发布", "有效期不能早于今天"),
	EDGE("withdrawn", "publish", "published", "重新发布", "有效期不能早于今天"),
	EDGE("published", "confirm", "published", "确认仍然有效", "有效期不能早于今天"),
	EDGE("published", "withdraw", "withdrawn", "撤下", ""),
	EDGE("expired", "withdraw", "withdrawn", "撤下", ""),
	EDGE("draft", "withdraw", "withdrawn", "撤下", ""),
	{ "published", "expire", "expired", "到期", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};
const struct wf_machine KNOWLEDGE_MACHINE = { "knowledge", "知识", STATES, 4, EDGES, sizeof EDGES / sizeof *EDGES };

static const struct wf_state CORRECTION_STATES[] = { { "open", "待答复", false }, { "accepted", "已采纳", true },
	{ "rejected", "不采纳", true } };
static const struct wf_edge CORRECTION_EDGES[] = {
	{ "", "raise", "open", "纠错", CAP_REF_READ, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "open", "accept", "accepted", "采纳", KEEP, WF_PERSON | WF_SYSTEM, "", "", "需写明怎么改的", NULL, NULL },
	{ "open", "reject", "rejected", "不采纳", KEEP, WF_PERSON | WF_SYSTEM, "", "", "需写明理由", NULL, NULL },
};
const struct wf_machine CORRECTION_MACHINE = { "correction", "知识纠错", CORRECTION_STATES, 3, CORRECTION_EDGES, 3 };

int knowledge_stale(int32_t today, int64_t now, int64_t valid_until, int64_t reviewed_at, int64_t corrections)
{
	int64_t over = day_to_serial(today) - day_to_serial((int32_t)valid_until), score = 0;
	if (over > 0)
		score += 40 + (over / 3 < 30 ? over / 3 : 30);
	else if (over > -KNOWLEDGE_SOON_DAYS)
		score += 10;
	int64_t months = reviewed_at > 0 ? (now - reviewed_at) / (30 * (int64_t)MS_DAY) : 12;
	score += 2 * (months < 0 ? 0 : months < 12 ? months : 12);
	score += 15 * (corrections < 3 ? corrections : 3);
	return (int)(score < 100 ? score : 100);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of a message, when it is tried again, and what templates may say. Pure: no I/O. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/caps.h"
#include "outbox/outbox_internal.h"

static const struct wf_state STATES[] = {
	{ "queued", "待发送", false },
	{ "sending", "发送中", false },
	{ "failed", "失败待重试", false },
	{ "dead", "发送失败，需人工处理", false },
	{ "sent", "已发送", false },
	{ "delivered", "已送达", true },
	{ "undeliverable", "未送达，需人工处理", false },
	{ "cancelled", "已取消", true },
	{ "handled", "已人工处理", true },
};

/* Before it leaves: taken by a sender, put off (quiet hours), not needed any more, impossible. */
#define LEAVES(at)                                                                                     \
	{ at, "send", "sending", "发送", 0, WF_SYSTEM, "", "", "", NULL, NULL },                        \
	{ at, "drop", "cancelled", "不再需要", 0, WF_SYSTEM, "", "", "", NULL, NULL },                  \
	{ at, "give_up", "dead", "无法发送", 0, WF_SYSTEM, "", "", "", NULL, NULL }
#define BY_HAND(at, action, to, label)                                                                                 \
	{                                                                                                              \
		at, action, to, label, CAP_HOTLINE_LEAD, WF_PERSON, "", "", "需写明理由", outbox_needs_text, NULL      \
	}

/* The operator's receipt; it may come before our own commit, and a second one may correct the first. */
#define RECEIPT(at, action, label)                                                             \
	{ at, action, action, label, 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "queue", "queued", "写入", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	LEAVES("queued"),
	{ "queued", "wait", "queued", "等到白天", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	BY_HAND("queued", "cancel", "cancelled", "取消发送"),
	LEAVES("failed"),
	{ "failed", "wait", "failed", "等到白天", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	BY_HAND("failed", "resend", "queued", "重新发送"),
	BY_HAND("failed", "cancel", "cancelled", "取消发送"),
	LEAVES("sending"), /* its sender was lost */
	{ "sending", "wait", "failed", "等到白天", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "sending", "sent", "sent", "已发送", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "sending", "fail", "failed", "失败，稍后重试", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	RECEIPT("sending", "delivered", "已送达"),
	RECEIPT("sending", "undeliverable", "未送达"),
	RECEIPT("sent", "delivered", "已送达"),
	RECEIPT("sent", "undeliverable", "未送达"),
	RECEIPT("undeliverable", "delivered", "已送达"),
	BY_HAND("undeliverable", "resend", "queued", "重新发送"),
	BY_HAND("undeliverable", "handled", "handled", "已人工处理"),
	BY_HAND("dead", "resend", "queued", "重新发送"),
	BY_HAND("dead", "handled", "handled", "已人工处理"),
};

const struct wf_machine OUTBOX_MACHINE = { "outbox", "消息", STATES, sizeof STATES / sizeof *STATES, EDGES,
					   sizeof EDGES / sizeof *EDGES };

const struct outbox_event OUTBOX_EVENTS[] = {
	{ "received", "受理告知", "no,code,url", true },
	{ "dispatched", "派单告知", "no,unit,due,url", true },
	{ "due_moved", "延期告知", "no,unit,due,url", true },
	{ "excluded", "剔除告知", "no,unit,url", true },
	{ "to_rate", "办结待评价", "no,unit,link,url", true },
	{ "notice", "通知单送达", "no,kind,unit,due", false },
	{ "whistle", "哨声", "no,kind,from,unit,due", false },
	{ "emergency", "紧急事件", "no,kind,town,unit,at", false },
	{ 0 },
};

const struct outbox_event *outbox_event(const char *code)
{
	for (const struct outbox_event *e = OUTBOX_EVENTS; e->code; e++)
		if (str_eq(e->code, code))
			return e;
	return NULL;
}

int outbox_retry_minutes(int64_t tries)
{
	static const int after[OUTBOX_TRIES - 1] = { 1, 5, 30, 2 * 60, 6 * 60 };
	return tries >= 1 && tries < OUTBOX_TRIES ? after[tries - 1] : -1;
}

int64_t outbox_next(const char *status, int64_t next_at)
{
	return str_eq(status, "queued") || str_eq(status, "failed") ? next_at : NIL;
}

bool outbox_is_mobile(const char *number)
{
	size_t n = number ? strlen(number) : 0;
	for (size_t i = 0; i < n; i++)
		if (number[i] < '0' || number[i] > '9')
			return false;
	return n == 11 && number[0] == '1' && number[1] >= '3';
}

/* The name of the slot that begins at `p`, which is a '{'; false when there is no '}'. */
static bool slot_at(const char *p, struct sv *name)
{
	const char *end = strchr(p, '}');
	if (!end)
		return false;
	*name = (struct sv){ p + 1, (size_t)(end - p - 1) };
	return true;
}

static const char *value_of(const struct outbox_slot *slots, struct sv name)
{
	for (; slots->name; slots++)
		if (sv_eqs(name, slots->name))
			return slots->value ? slots->value : "";
	return NULL;
}

const char *outbox_fill(struct arena *a, const char *text, const struct outbox_slot *slots)
{
	struct buf b;
	struct sv name;
	buf_init(&b, a, 16 << 10);
	while (*text) {
		const char *v = *text == '{' && slot_at(text, &name) ? value_of(slots, name) : NULL;
		if (v) {
			buf_str(&b, v);
			text = name.p + name.n + 1;
		} else {
			buf_char(&b, *text++);
		}
	}
	return buf_cstr(&b);
}

const char *outbox_wrong_slot(struct arena *a, const struct outbox_event *e, const char *text)
{
	struct sv name, part;
	for (; *text; text++) {
		if (*text == '}')
			return "{";
		if (*text != '{')
			continue;
		if (!slot_at(text, &name))
			return "{";
		struct sv rest = sv_from(e->slots);
		bool known = false;
		while (!known && sv_cut(&rest, ',', &part))
			known = part.n == name.n && memcmp(part.p, name.p, name.n) == 0;
		if (!known)
			return arena_sv(a, name);
		text = name.p + name.n;
	}
	return NULL;
}

const char *outbox_when(struct arena *a, int64_t ms)
{
	char text[TIME_TEXT];
	int32_t day = day_of_ms(ms);
	if (ms == NIL)
		return "";
	return arena_printf(a, "%d月%d日 %s", (int)(day / 100 % 100), (int)(day % 100), time_text(ms, text) + strlen("2025-09-30 "));
}

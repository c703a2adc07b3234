/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces that several pages share. */
#include <inttypes.h>

#include "auth/mask.h"
#include "clock/clock.h"
#include "desk/desk.h"
#include "workflow/buttons.h"

enum { NEVER = 0 };

static bool listed(const char *list, const char *word)
{
	struct sv rest = sv_from(list), part;
	while (rest.n && sv_cut(&rest, ',', &part))
		if (sv_eqs(part, word))
			return true;
	return false;
}

void jw_actions(struct json_out *w, const struct wf_machine *m, const char *state, const struct button *buttons, size_t n,
		bool (*can_do)(void *ctx, unsigned cap), void *ctx)
{
	jw_key(w, "actions");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		const struct button *b = &buttons[i];
		const struct wf_edge *e = b->edge ? wf_find(m, state, b->edge) : NULL;
		if ((b->edge && !e) || (b->states && !listed(b->states, state)) || !can_do(ctx, b->cap ? b->cap : e ? e->cap : CAP_SELF))
			continue;
		jw_action(w, b->action, b->label, e ? e->needs : "", b->danger);
	}
	jw_array_end(w);
}

/* Events that are not moves of a machine. */
static const struct {
	const char *kind, *text;
} EVENTS[] = {
	{ "appeal.submitted", "登记诉求" },       { "appeal.imported", "导入历史诉求" },   { "appeal.corrected", "更正登记内容" },
	{ "appeal.released", "放行保密举报内容" }, { "appeal.rehomed", "随案转移" },        { "case.open", "立案" },
	{ "appeal.file", "补充诉求材料" },        { "case.file", "上传案件材料" },         { "order.file", "上传办理材料" },
	{ "self.file", "补充自办件材料" },
	{ "case.imported", "导入历史案件" },      { "case.classified", "归类定级" },       { "case.dispatched", "确定主办单位" },
	{ "case.redirected", "变更主办单位" },    { "case.due", "到期时间调整" },          { "case.urged", "催办" },
	{ "case.joined", "并入诉求" },            { "case.unjoined", "取消并入" },         { "case.merged_in", "并入其他案件" },
	{ "case.merged_away", "诉求人转入主件" }, { "case.split_out", "拆出案件" },        { "case.split_back", "诉求人转回" },
	{ "case.linked", "关联案件" },            { "case.unlinked", "取消关联" },         { "case.judgement", "研判意见" },
	{ "order.dispatch", "派出工单" },         { "order.assist", "派出协办单" },        { "order.suborder", "派出子单" },
	{ "case.noted", "备注" },                 { "case.asked_in", "请求让同事加入" },
	{ "order.assigned", "指定承办人" },       { "order.contacted", "联系诉求人" },     { "order.noted", "备注" },
	{ "order.stage_begun", "进入法定程序" },  { "order.stage_ended", "法定程序结束" }, { "order.held", "挂起提交" },
	{ "order.released", "解除挂起" },         { "callback.opened", "生成回访任务" },   { "callback.waived", "免回访" },
	{ "callback.claimed", "领取回访" },       { "callback.released", "退回回访任务" }, { "callback.attempt", "联系回访" },
	{ "callback.rated", "收到评价" },         { "callback.unrated", "多次联系未果" },  { "callback.link", "发出评价链接" },
	{ "case.verified", "现场核实" },           { "duty_return.ask", "职责外退回" },       { "duty_return.accept", "同意退回并改派" },
	{ "duty_return.refuse", "不同意退回" },
	{ "order.extended", "延长办理时限" },     { "adjust.effect", "延期生效" },         { "adjust.resumed", "挂账结束" },
	{ "order.level_exception", "准入例外" },
	{ "order.designated", "裁定指定承办" },   { "dispute.carried_out", "裁定已执行" },   { "dispute.overdue", "裁定超时" },
	{ "case.notice", "列入三单" },              { "case.notice_withdrawn", "所列三单已撤销" },
	{ "clock.warned", "临近到期提醒" },       { "clock.breached", "超过时限" },        { "clock.calendar", "工作日历调整" },
};

const char *event_text(const char *kind)
{
	static const struct wf_machine *const machines[] = {
		&APPEAL_MACHINE, &CASE_MACHINE, &ORDER_MACHINE, &ADJUST_MACHINE, &DISPUTE_MACHINE,
		&WHISTLE_MACHINE, &RESPONDER_MACHINE, &WHISTLE_TASK_MACHINE, &WHISTLE_RATING_MACHINE, &EMERGENCY_MACHINE,
		&HARDCASE_MACHINE, &EXCLUSION_MACHINE, &PROMISE_MACHINE };
	for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++)
		if (str_eq(EVENTS[i].kind, kind))
			return EVENTS[i].text;
	for (size_t k = 0; k < sizeof machines / sizeof *machines; k++) {
		size_t n = strlen(machines[k]->name);
		if (strncmp(kind, machines[k]->name, n) != 0 || kind[n] != '.')
			continue;
		const char *action = kind + n + 1, *text = wf_action_text(machines[k], action);
		if (text != action)
			return text;
	}
	return kind;
}

/* Names of the people an event is about: whose deputy acted, who was mentioned. */
static enum err jw_people(struct json_out *w, struct op *op, const char *key, const char *ids)
{
	struct sv rest = sv_from(ids), part;
	int64_t id;
	jw_key(w, key);
	jw_array(w);
	while (sv_cut(&rest, ',', &part)) {
		struct q_staff_name_out who;
		if (!sv_i64(part, &id))
			continue;
		enum err e = q_staff_name(op->s, &(struct q_staff_name_in){ .id = id }, &who);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (!e)
			jw_str(w, who.name);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* The facts of an event body without its `set` rows, and the people among them by name. */
static enum err jw_facts(struct json_out *w, struct op *op, const char *body)
{
	const struct json *v, *value;
	const char *why, *key, *mentions = NULL, *whom = NULL;
	struct arena *a = op->a;
	void *iter = NULL;
	jw_key(w, "facts");
	jw_object(w);
	if (!json_parse(a, sv_from(body), &v, &why)) {
		while (json_each(v, &iter, &key, &value)) {
			if (str_eq(key, "set"))
				continue;
			if (str_eq(key, "mentions") && json_kind(value) == JSON_STRING)
				mentions = arena_sv(a, json_sv(value));
			if (str_eq(key, "for_user") && json_kind(value) == JSON_INT)
				whom = arena_printf(a, "%" PRId64, json_int(value));
			jw_key(w, key);
			if (json_kind(value) == JSON_INT)
				jw_str(w, arena_printf(a, "%" PRId64, json_int(value)));
			else if (json_kind(value) == JSON_STRING)
				jw_sv(w, json_sv(value));
			else
				jw_null(w);
		}
	}
	jw_object_end(w);
	enum err e = mentions ? jw_people(w, op, "mentions", mentions) : ERR_OK;
	return e || !whom ? e : jw_people(w, op, "on_behalf", whom);
}

/* Personal notes of an event as one text. */
const char *event_note(struct arena *a, const char *secret)
{
	static const char *const shown[] = { "text", "reason", "note", "opinion", "demand", "public_answer", "legal_basis" };
	const struct json *v;
	const char *why;
	struct buf b;
	if (!secret || json_parse(a, sv_from(secret), &v, &why))
		return NULL;
	buf_init(&b, a, 16 << 10);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		const struct json *s = json_get(v, shown[i]);
		if (!s || json_kind(s) != JSON_STRING)
			continue;
		if (b.n)
			buf_char(&b, '\n');
		buf_sv(&b, json_sv(s));
	}
	return b.n ? buf_cstr(&b) : NULL;
}

bool event_note_shown(enum notes notes, const char *kind)
{
	bool theirs = strncmp(kind, "callback.", 9) == 0 || str_eq(kind, "case.urged") ||
		      strncmp(kind, "promise.heard", 13) == 0;
	return notes == NOTES_ALL || (notes == NOTES_WITHOUT_APPELLANTS && !theirs);
}

enum err case_notes(struct op *op, int64_t case_id, enum notes *out)
{
	struct q_appeals_of_case_rows a;
	enum err e = q_appeals_of_case(op->s, &(struct q_appeals_of_case_in){ .case_id = case_id }, &a);
	bool trusted = can(op->who, CAP_TEXT_RELEASE) || can(op->who, CAP_REPORTER_READ) || can(op->who, CAP_JUDGE);
	*out = NOTES_ALL;
	for (size_t i = 0; !e && !trusted && i < a.n; i++)
		if (str_eq(a.v[i].anonymity, "secret"))
			*out = NOTES_WITHOUT_APPELLANTS;
	return e;
}

/* What was asked for stands beside "申请": the fact of events of the joint rooms. */
static const char *text_of(struct op *op, const struct event_row *e)
{
	const struct json *v, *fact;
	const char *text = event_text(e->kind), *why;
	static const char *const rooms[] = { "adjust.", "dispute.", "whistle", "emergency.", "hardcase.", "exclusion.", "promise.",
		"case.notice" };
	bool joint = false;
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		joint |= strncmp(e->kind, rooms[i], strlen(rooms[i])) == 0;
	if (!joint)
		return text;
	if (json_parse(op->a, sv_from(e->body), &v, &why) || !(fact = json_get(v, "fact")) || json_kind(fact) != JSON_STRING)
		return text;
	return arena_printf(op->a, "%s（%.*s）", text, SV_FMT(json_sv(fact)));
}

/* Does the event name this whistle among its facts? */
static bool of_whistle(struct op *op, const struct event_row *e, int64_t whistle_id)
{
	const struct json *v, *fact;
	const char *why;
	if (strncmp(e->kind, "whistle", 7) != 0 || json_parse(op->a, sv_from(e->body), &v, &why))
		return false;
	fact = json_get(v, "whistle_id");
	return fact && json_kind(fact) == JSON_INT && json_int(fact) == whistle_id;
}

enum err jw_timeline(struct json_out *w, const char *key, struct op *op, const char *stream, int64_t id, enum notes notes)
{
	return jw_timeline_of_whistle(w, key, op, stream, id, notes, NIL);
}

enum err jw_timeline_of_whistle(
	struct json_out *w, const char *key, struct op *op, const char *stream, int64_t id, enum notes notes, int64_t whistle_id)
{
	struct event_row *rows;
	size_t n;
	enum err e = event_list(op->s, op->site->keys, stream, id, notes != NOTES_NONE, &rows, &n);
	if (e)
		return e;
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		if (whistle_id != NIL && !of_whistle(op, &rows[i], whistle_id))
			continue;
		jw_object(w);
		jw_kint(w, "seq", rows[i].seq);
		jw_kstr(w, "kind", rows[i].kind);
		jw_kstr(w, "text", text_of(op, &rows[i]));
		jw_kstr(w, "actor", rows[i].actor_name);
		jw_kstr(w, "unit", rows[i].unit_name);
		jw_kint(w, "recorded_at", rows[i].recorded_at);
		jw_kint(w, "happened_at", rows[i].happened_at);
		e = jw_facts(w, op, rows[i].body);
		if (e)
			return e;
		jw_kstr(w, "note", event_note_shown(notes, rows[i].kind) ? event_note(op->a, rows[i].secret) : NULL);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

enum err jw_held(struct json_out *w, struct op *op, const struct q_case_get_out *c, int64_t order_id)
{
	struct held_sum h;
	const struct coresp *listed[CORESP_MAX];
	struct coresp_share shares[CORESP_MAX + 1];
	size_t n = coresp_find(op, c->town_id, c->event_type_id, listed, CORESP_MAX);
	enum err e = order_held(op, c, order_id, &h);
	if (e)
		return e;
	jw_key(w, "held");
	jw_object(w);
	jw_kint(w, "held_ms", h.held_ms);
	jw_kint(w, "paused_ms", h.paused_ms);
	jw_key(w, "parts");
	jw_array(w);
	for (size_t i = 0; i < h.n; i++) {
		jw_object(w);
		jw_unit(w, "unit", op->refs, h.part[i].unit_id);
		jw_kint(w, "ms", h.part[i].ms);
		jw_kint(w, "percent", h.part[i].percent);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	jw_key(w, "shares");
	jw_array(w);
	for (size_t i = 0, m = c->lead_unit_id == NIL ? 0 : coresp_shares(listed, n, c->lead_unit_id, shares); i < m; i++) {
		jw_object(w);
		jw_unit(w, "unit", op->refs, shares[i].unit_id);
		jw_kint(w, "percent", shares[i].percent);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

void jw_clock(struct json_out *w, const char *key, struct op *op, int64_t started_at, int64_t due_at, int64_t stopped_at)
{
	jw_key(w, key);
	jw_clock_value(w, op, started_at, due_at, stopped_at);
}

void jw_clock_value(struct json_out *w, struct op *op, int64_t started_at, int64_t due_at, int64_t stopped_at)
{
	jw_clock_of(w, op, NIL, started_at, due_at, stopped_at);
}

void jw_clock_of(struct json_out *w, struct op *op, int64_t id, int64_t started_at, int64_t due_at, int64_t stopped_at)
{
	if (due_at == NIL) {
		jw_null(w);
		return;
	}
	int64_t at = stopped_at == NIL ? op->now : stopped_at;
	int64_t used = started_at == NIL || due_at <= started_at ? NEVER : cal_used_micro(op->refs->calendar, started_at, due_at, at);
	jw_object(w);
	if (id != NIL)
		jw_kid(w, "id", id);
	jw_kint(w, "left_ms", due_at - at);
	jw_kint(w, "used_micro", used);
	jw_kstr(w, "state", at > due_at ? "over" : used >= CLOCK_WARN_MICRO ? "near" : "ok");
	jw_kstr(w, "text", stopped_at == NIL ? clock_left_text(op->a, due_at, at) : at > due_at ? "已超时办结" : "按时办结");
	jw_object_end(w);
}

enum err may_open_contact(struct op *op, const struct q_appeal_get_out *a, bool *yes)
{
	bool secret = str_eq(a->anonymity, "secret");
	*yes = false;
	if (secret && a->created_by == op->who->user_id && can(op->who, CAP_REPORTER_READ)) {
		*yes = true;
		return ERR_OK;
	}
	return may_appeal(op->s, op->who, secret ? CAP_REPORTER_READ : CAP_CONTACT_READ, a->id, yes);
}

enum err jw_contact(struct json_out *w, const char *key, struct op *op, const struct q_appeal_get_out *a)
{
	struct appeal_contact c = { 0 };
	bool open_ok = false, secret = str_eq(a->anonymity, "secret");
	enum err e = may_open_contact(op, a, &open_ok);
	if (!e && (!secret || open_ok))
		e = appeal_contact_open(op, a, &c);
	if (e)
		return e;
	jw_key(w, key);
	jw_object(w);
	jw_kstr(w, "name_masked", c.name ? mask_name(op->a, c.name) : secret ? "（保密）" : NULL);
	jw_kstr(w, "phone_masked", c.phone ? mask_phone(op->a, c.phone) : NULL);
	jw_kstr(w, "id_masked", c.id_number ? mask_id(op->a, c.id_number) : NULL);
	jw_kbool(w, "has_phone", a->phone_sealed.n > 0);
	jw_kbool(w, "can_open", open_ok && (a->phone_sealed.n || a->name_sealed.n || a->id_sealed.n));
	jw_kstr(w, "person_kind", a->person_kind);
	jw_kbool(w, "no_callback", a->no_callback);
	jw_object_end(w);
	return ERR_OK;
}

const char *colour_text(const struct refs *refs, const char *colour)
{
	const struct colour_rule *c = ref_colour(refs, colour);
	return c ? c->name : colour;
}

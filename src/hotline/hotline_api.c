/* SPDX-License-Identifier: Apache-2.0 */
/* The hotline over HTTP: the own seat, the call on it, third parties, flags, the pop-up, and what the exchange reports. */
#include <inttypes.h>

#include "auth/audit.h"
#include "auth/mask.h"
#include "hotline/hotline.h"

static const struct problem_code E_DEMO = { ERR_FORBIDDEN, "hotline.no_simulation", "只有演示城市可以模拟来电。" };
static const struct problem_code E_CALL = { ERR_FORBIDDEN, "call.not_mine", "这通来电不在您的坐席上。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "call.number_over", "整理已结束，号码不再显示；需要联系时请从诉求页面查看。" };
static const struct problem_code E_EXPERT = { ERR_INVALID, "hotline.expert", "专席来电请写明是哪一个专席。" };

/* ---- what is shown ---- */

static enum err put_call(struct json_out *w, const char *key, struct op *op, const struct q_call_get_out *c)
{
	const char *number = NULL;
	enum err e = call_number(op, c, &number);
	if (e)
		return e;
	if (key)
		jw_key(w, key);
	jw_object(w);
	jw_kid(w, "id", c->id);
	jw_kstr(w, "no", c->no);
	jw_kstr(w, "zone", c->zone);
	jw_kstr(w, "zone_text", zone_text(c->zone));
	jw_kstr(w, "expert_text", expert_text(c->expert));
	jw_kstr(w, "queue", c->queue);
	jw_kstr(w, "state", c->state);
	jw_kstr(w, "state_text", wf_state_text(&CALL_MACHINE, c->state));
	jw_kstr(w, "outcome", c->outcome);
	jw_kstr(w, "adapter", c->adapter);
	jw_kstr(w, "adapter_text", tel_adapter(c->adapter)->text);
	jw_kbool(w, "by_phone", !tel_adapter(c->adapter)->answer);
	jw_kint(w, "started_at", c->started_at);
	jw_kint(w, "answered_at", c->answered_at);
	jw_kint(w, "ended_at", c->ended_at);
	jw_kint(w, "warnings", c->warnings);
	jw_kid(w, "appeal_id", c->appeal_id);
	jw_kid(w, "case_id", c->case_id);
	jw_kstr(w, "recording", c->recording);
	jw_kstr(w, "note", c->note);
	jw_kint(w, "version", c->version);
	e = put_caller(w, "caller", op, c->phone_digest, number);
	if (!e)
		e = put_transfers(w, op, c->id);
	jw_object_end(w);
	return e;
}

static enum err put_seat(struct req *r, struct op *op)
{
	struct q_seat_get_out s;
	struct q_call_get_out c;
	struct json_out *w = &r->w;
	enum err e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = op->who->user_id }, &s);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool there = !e;
	jw_object(w);
	jw_kstr(w, "state", there ? s.state : "off");
	jw_kstr(w, "state_text", wf_state_text(&SEAT_MACHINE, there ? s.state : "off"));
	jw_kstr(w, "zone", there ? s.zone : NULL);
	jw_kstr(w, "zone_text", there ? zone_text(s.zone) : NULL);
	jw_kstr(w, "expert", there ? s.expert : NULL);
	jw_kstr(w, "expert_text", there ? expert_text(s.expert) : NULL);
	jw_kstr(w, "extension", there ? s.extension : NULL);
	jw_kstr(w, "reason", there ? s.reason : NULL);
	jw_kint(w, "since", there ? s.since : NIL);
	jw_kint(w, "until", there ? s.until : NIL);
	jw_kint(w, "now", op->now);
	jw_kbool(w, "demo", op->site->demo);
	if (there && s.call_id != NIL) {
		e = call_load(op, s.call_id, &c);
		if (!e)
			e = put_call(w, "call", op, &c);
	} else {
		e = ERR_OK;
		jw_key(w, "call");
		jw_null(w);
	}
	jw_object_end(w);
	return e;
}

/* ---- seat ---- */

static enum err h_seat(struct req *r)
{
	return put_seat(r, op_of(r));
}

static enum err do_sign_in(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = seat_sign_in(op, &(struct seat_sign_in){ in_str(r, "zone"), in_str(r, "expert"), in_str(r, "extension") });
	return e ? e : put_seat(r, op);
}

static enum err h_sign_in(struct req *r)
{
	return op_write(r, do_sign_in, NULL);
}

static enum err do_seat(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = seat_act(op, in_str(r, "action"), in_str(r, "reason"));
	return e ? e : put_seat(r, op);
}

static enum err h_seat_act(struct req *r)
{
	return op_write(r, do_seat, NULL);
}

/* ---- calls ---- */

static enum err h_call(struct req *r)
{
	struct op *op = op_of(r);
	struct q_call_get_out c;
	enum err e = call_load(op, r->path_id[0], &c);
	if (!e && !call_is_mine(op, &c))
		e = problem_set(&r->problem, &E_CALL);
	return e ? e : put_call(&r->w, NULL, op, &c);
}

/* The agent needs the number for the appeal; it is not shown on the screen. */
static enum err h_number(struct req *r)
{
	struct op *op = op_of(r);
	struct q_call_get_out c;
	const char *number = NULL;
	enum err e = call_load(op, r->path_id[0], &c);
	if (!e && c.agent_id != op->who->user_id)
		e = problem_set(&r->problem, &E_CALL);
	if (!e && (c.wrapped_at != NIL || c.answered_at == NIL))
		e = problem_set(&r->problem, &E_OVER);
	if (!e)
		e = call_number(op, &c, &number);
	if (!e)
		e = audit_read(r, "call.number", "call", c.id, NULL, mask_phone(r->arena, number));
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "number", number);
	jw_object_end(&r->w);
	return ERR_OK;
}


static enum err put_own(struct op *op, struct req *r)
{
	struct q_call_get_out c;
	enum err e = call_load(op, r->path_id[0], &c);
	return e ? e : put_call(&r->w, NULL, op, &c);
}

static enum err do_ask(struct op *op, struct req *r, void *arg)
{
	const char *what = arg;
	enum err e = call_ask(op, r->path_id[0], what, str_eq(what, "end") && in_i64(r, "abusive") == 1);
	return e ? e : put_own(op, r);
}

static enum err h_answer(struct req *r)
{
	return op_write(r, do_ask, "answer");
}

static enum err h_hold(struct req *r)
{
	return op_write(r, do_ask, "hold");
}

static enum err h_resume(struct req *r)
{
	return op_write(r, do_ask, "resume");
}

static enum err h_end(struct req *r)
{
	return op_write(r, do_ask, "end");
}

static enum err do_warn(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = call_warn(op, r->path_id[0], in_str(r, "words"));
	return e ? e : put_own(op, r);
}

static enum err h_warn(struct req *r)
{
	return op_write(r, do_warn, NULL);
}

static enum err do_finish(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = call_finish(op, r->path_id[0],
				 &(struct call_finish){ in_str(r, "outcome"), in_str(r, "note"), in_i64(r, "appeal_id"), in_i64(r, "case_id") });
	return e ? e : put_own(op, r);
}

static enum err h_finish(struct req *r)
{
	return op_write(r, do_finish, NULL);
}

/* ---- third parties ---- */

static enum err put_transfer(struct op *op, struct req *r, int64_t id)
{
	struct q_transfer_get_out t;
	enum err e = q_transfer_get(op->s, &(struct q_transfer_get_in){ .id = id }, &t);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kid(&r->w, "call_id", t.call_id);
	jw_kstr(&r->w, "status", t.status);
	jw_kint(&r->w, "version", t.version);
	e = put_transfers(&r->w, op, t.call_id);
	jw_object_end(&r->w);
	return e;
}

static enum err do_transfer(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	(void)arg;
	struct transfer_new t = { r->path_id[0], in_str(r, "target"), in_str(r, "expert"), in_str(r, "line"), in_str(r, "reason"),
				  in_i64(r, "unit_id") };
	enum err e = transfer_begin(op, &t, &id);
	if (!e)
		e = put_transfer(op, r, id);
	r->status = 201;
	return e;
}

static enum err h_transfer(struct req *r)
{
	return op_write(r, do_transfer, NULL);
}

static enum err do_join(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = transfer_join(op, r->path_id[0], in_i64(r, "version"));
	return e ? e : put_transfer(op, r, r->path_id[0]);
}

static enum err h_join(struct req *r)
{
	return op_write(r, do_join, NULL);
}

static enum err do_said(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = transfer_say(op, r->path_id[0], in_str(r, "who"), in_str(r, "text"));
	return e ? e : put_transfer(op, r, r->path_id[0]);
}

static enum err h_said(struct req *r)
{
	return op_write(r, do_said, NULL);
}

static enum err do_transfer_end(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = transfer_end(op, r->path_id[0], in_i64(r, "version"), in_str(r, "outcome"), in_str(r, "result"));
	return e ? e : put_transfer(op, r, r->path_id[0]);
}

static enum err h_transfer_end(struct req *r)
{
	return op_write(r, do_transfer_end, NULL);
}

/* ---- flags ---- */

static enum err put_flag(struct op *op, struct req *r, int64_t id)
{
	struct q_flag_get_out f;
	enum err e = q_flag_get(op->s, &(struct q_flag_get_in){ .id = id }, &f);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", f.id);
	jw_kstr(&r->w, "status", f.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&FLAG_MACHINE, f.status));
	jw_kint(&r->w, "until", f.until);
	jw_kint(&r->w, "version", f.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_flag(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	(void)arg;
	enum err e = flag_propose(op, r->path_id[0], in_str(r, "kind"), in_str(r, "note"), in_i64_or(r, "days", FLAG_DAYS), &id);
	r->status = 201;
	return e ? e : put_flag(op, r, id);
}

static enum err h_flag(struct req *r)
{
	return op_write(r, do_flag, NULL);
}

static enum err do_decide(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = flag_decide(op, r->path_id[0], in_i64(r, "version"), in_str(r, "action"), in_str(r, "decision"));
	return e ? e : put_flag(op, r, r->path_id[0]);
}

static enum err h_decide(struct req *r)
{
	return op_write(r, do_decide, NULL);
}

/* ---- the pop-up without a call, and the place ---- */

static enum err h_caller(struct req *r)
{
	struct op *op = op_of(r);
	const char *full, *tail;
	enum err e = appeal_phone_digest(op, in_str(r, "phone"), &full, &tail);
	if (e)
		return e;
	jw_object(&r->w);
	e = put_caller(&r->w, "caller", op, full, in_str(r, "phone"));
	jw_object_end(&r->w);
	return e;
}

static enum err h_place(struct req *r)
{
	struct op *op = op_of(r);
	struct place p;
	enum err e = place_of(r, op, &p);
	return e ? e : put_place_cases(r, op, &p, in_str(r, "address"));
}

/* ---- the exchange ---- */

struct fed {
	struct tel_event ev;
	char no[NUMBER_CHARS + 1];
};

static enum err do_feed(struct op *op, struct req *r, void *arg)
{
	const struct fed *f = arg;
	int64_t id;
	enum err e = hotline_feed(op, &f->ev, &id);
	struct q_call_get_out c;
	if (!e)
		e = call_load(op, id, &c);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "call_id", id);
	jw_kstr(&r->w, "no", c.no);
	jw_kstr(&r->w, "ext_id", c.ext_id);
	jw_kstr(&r->w, "state", c.state);
	jw_kid(&r->w, "agent_id", c.agent_id);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err feed(struct req *r, struct fed *f)
{
	if (str_eq(f->ev.zone, "expert") && !f->ev.expert)
		return problem_set(&r->problem, &E_EXPERT);
	enum err e = str_eq(f->ev.event, "ringing") ? number_next(op_of(r), "call", f->no) : ERR_OK;
	f->ev.no = f->no;
	return e ? e : op_write(r, do_feed, f);
}

static enum err h_events(struct req *r)
{
	struct fed *f = ARENA_NEW(r->arena, struct fed);
	f->ev = (struct tel_event){ .ext_id = in_str(r, "ext_id"), .event = in_str(r, "event"), .number = in_str(r, "number"),
				    .direction = in_str(r, "direction"), .zone = in_str(r, "zone"), .expert = in_str(r, "expert"),
				    .queue = in_str(r, "queue"), .recording = in_str(r, "recording"), .agent_id = in_i64(r, "agent_id"),
				    .adapter = "feed" };
	return feed(r, f);
}

static enum err h_simulate(struct req *r)
{
	struct fed *f = ARENA_NEW(r->arena, struct fed);
	uint8_t raw[8];
	if (!req_site(r)->demo)
		return problem_set(&r->problem, &E_DEMO);
	env_random(r->env, raw, sizeof raw);
	const char *fresh = arena_printf(r->arena, "sim-%02x%02x%02x%02x%02x%02x%02x%02x", raw[0], raw[1], raw[2],
		raw[3], raw[4], raw[5], raw[6], raw[7]);
	bool mine = in_i64_or(r, "to_me", 1) == 1;
	f->ev = (struct tel_event){ .ext_id = in_given(r, "ext_id") ? in_str(r, "ext_id") : fresh,
				    .event = in_given(r, "event") ? in_str(r, "event") : "ringing",
				    .number = in_str(r, "number"),
				    .zone = in_str(r, "zone"),
				    .expert = in_str(r, "expert"),
				    .queue = in_given(r, "queue") ? in_str(r, "queue") : "12345",
				    .agent_id = mine ? req_who(r)->user_id : NIL,
				    .adapter = "simulator" };
	return feed(r, f);
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "" }
static const struct in_field SIGN_IN[] = {
	{ "zone", IN_ENUM, IN_REQUIRED, 0, 0, ZONE_VALUES, "工作区", "" },
	{ "expert", IN_ENUM, 0, 0, 0, EXPERT_VALUES, "专席", "for zone expert" },
	{ "extension", IN_TEXT, 0, 0, 12, NULL, "分机号", "" },
	{ 0 }
};
static const struct in_field SEAT_IN[] = {
	{ "action", IN_ENUM, IN_REQUIRED, 0, 0, "ready|away|more|sign_out", "操作", "" },
	{ "reason", IN_TEXT, 0, 0, 40, NULL, "离席原因", "for away" },
	{ 0 }
};
static const struct in_field END_IN[] = { { "abusive", IN_BOOL, 0, 0, 0, NULL, "因辱骂骚扰挂断", "after two warnings" }, { 0 } };
static const struct in_field WARN_IN[] = { { "words", IN_TEXT, 0, 0, 200, NULL, "提醒的话", "" }, { 0 } };
static const struct in_field FINISH_IN[] = {
	{ "outcome", IN_ENUM, 0, 0, 0, "registered|answered|urged|transferred|silent|other", "结果", "" },
	{ "note", IN_TEXT, 0, 0, 500, NULL, "备注", "" },
	{ "appeal_id", IN_ID, 0, 0, 0, NULL, "诉求", "" },
	{ "case_id", IN_ID, 0, 0, 0, NULL, "案件", "" },
	{ 0 }
};
static const struct in_field TRANSFER_IN[] = {
	{ "target", IN_ENUM, IN_REQUIRED, 0, 0, "expert|emergency|unit", "转接对象", "" },
	{ "expert", IN_ENUM, 0, 0, 0, EXPERT_VALUES, "专席", "" },
	{ "line", IN_ENUM, 0, 0, 0, "110|119|120|122", "紧急专线", "" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "单位", "" },
	{ "reason", IN_TEXT, 0, 0, 200, NULL, "事由", "" },
	{ 0 }
};
static const struct in_field JOIN_IN[] = { VERSION, { 0 } };
static const struct in_field SAID_IN[] = {
	{ "who", IN_ENUM, IN_REQUIRED, 0, 0, "caller|agent|third", "谁说的", "" },
	{ "text", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "说了什么", "" },
	{ 0 }
};
static const struct in_field TRANSFER_END_IN[] = {
	VERSION,
	{ "outcome", IN_ENUM, IN_REQUIRED, 0, 0, "answered|taken_over|advice|no_answer|refused", "结果", "" },
	{ "result", IN_TEXT, 0, 0, 500, NULL, "情况", "" },
	{ 0 }
};
static const struct in_field FLAG_IN[] = {
	{ "kind", IN_ENUM, IN_REQUIRED, 0, 0, "abuse|harassment|silent|care", "种类", "" },
	{ "note", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "说明", "" },
	{ "days", IN_INT, 0, 1, FLAG_DAYS_MAX, NULL, "有效天数", "default 90" },
	{ 0 }
};
static const struct in_field DECIDE_IN[] = {
	VERSION,
	{ "action", IN_ENUM, IN_REQUIRED, 0, 0, "accept|reject|lift", "处理", "" },
	{ "decision", IN_TEXT, 0, 0, 300, NULL, "意见", "needed to reject and to lift" },
	{ 0 }
};
static const struct in_field CALLER_IN[] = { { "phone", IN_TEXT, IN_QUERY | IN_REQUIRED, 7, 20, NULL, "电话", "" }, { 0 } };
static const struct in_field PLACE_CASES_IN[] = { { "address", IN_TEXT, IN_QUERY, 0, 200, NULL, "地点", "" }, PLACE_INPUTS, { 0 } };
#define EVENT_FIELDS                                                                                                     \
	{ "number", IN_TEXT, 0, 3, 20, NULL, "主叫号码", "" },                                                             \
	{ "zone", IN_ENUM, 0, 0, 0, ZONE_VALUES, "工作区", "default intake" },                                             \
	{ "expert", IN_ENUM, 0, 0, 0, EXPERT_VALUES, "专席", "" },                                                         \
	{ "queue", IN_TEXT, 0, 0, 40, NULL, "队列", "" }
static const struct in_field EVENT_IN[] = {
	{ "ext_id", IN_TEXT, IN_REQUIRED, 1, 80, NULL, "话务系统编号", "the exchange's id of the call" },
	{ "event", IN_ENUM, IN_REQUIRED, 0, 0, "ringing|answered|held|resumed|missed|ended|recorded", "事件", "" },
	EVENT_FIELDS,
	{ "direction", IN_ENUM, 0, 0, 0, "in|out", "方向", "" },
	{ "recording", IN_TEXT, 0, 0, 200, NULL, "录音", "reference in the exchange" },
	{ "agent_id", IN_ID, 0, 0, 0, NULL, "坐席", "when the exchange has chosen" },
	{ 0 }
};
static const struct in_field SIM_IN[] = {
	EVENT_FIELDS,
	{ "event", IN_ENUM, 0, 0, 0, "ringing|ended|missed", "事件", "default ringing" },
	{ "ext_id", IN_TEXT, 0, 1, 80, NULL, "来电标识", "of a simulated call that goes on" },
	{ "to_me", IN_BOOL, 0, 0, 0, NULL, "打给我", "default yes; no: to whoever is ready" },
	{ 0 }
};

#define H "/api/v1/hotline/"
#define CALL H "calls/{id}/"
#define ACT ROUTE_IDEMPOTENT
const struct route HOTLINE_ROUTES[] = {
	{ HTTP_GET, H "seat", h_seat, CAP_HOTLINE, "own", NULL, 0, 0, "The own seat and the call on it.", "Seat" },
	{ HTTP_POST, H "seat/sign_in", h_sign_in, CAP_HOTLINE, "own", SIGN_IN, 0, ACT, "Signs in at a zone.", "Seat" },
	{ HTTP_POST, H "seat", h_seat_act, CAP_HOTLINE, "own", SEAT_IN, 0, ACT, "Ready, away, longer wrap-up, sign out.", "Seat" },
	{ HTTP_GET, H "board", hotline_board, CAP_HOTLINE, "all", NULL, 0, 0, "Who is ready, in a call, away; what waits.", "HotlineBoard" },
	{ HTTP_GET, H "calls", hotline_calls, CAP_HOTLINE, "own; all for who leads", CALLS_IN, 0, 0, "Calls.", "List<CallRow>" },
	{ HTTP_GET, H "calls/export.xlsx", hotline_calls_xlsx, CAP_HOTLINE_LEAD, "all", CALLS_IN, 0, ROUTE_BULK, "The list as xlsx.", "file" },
	{ HTTP_GET, H "calls/{id}", h_call, CAP_HOTLINE, "own; all for who leads", NULL, 0, 0, "One call with the caller's history.", "Call" },
	{ HTTP_GET, CALL "number", h_number, CAP_HOTLINE, "own", NULL, 0, 0, "The number in clear, for the appeal; audited.", "CallNumber" },
	{ HTTP_POST, CALL "answer", h_answer, CAP_HOTLINE, "own", NULL, 0, ACT, "Answers.", "Call" },
	{ HTTP_POST, CALL "hold", h_hold, CAP_HOTLINE, "own", NULL, 0, ACT, "Holds.", "Call" },
	{ HTTP_POST, CALL "resume", h_resume, CAP_HOTLINE, "own", NULL, 0, ACT, "Takes it back.", "Call" },
	{ HTTP_POST, CALL "end", h_end, CAP_HOTLINE, "own", END_IN, 0, ACT, "Hangs up.", "Call" },
	{ HTTP_POST, CALL "warn", h_warn, CAP_HOTLINE, "own", WARN_IN, 0, ACT, "The caller has been warned.", "Call" },
	{ HTTP_POST, CALL "finish", h_finish, CAP_HOTLINE, "own", FINISH_IN, 0, ACT, "What the call was about.", "Call" },
	{ HTTP_POST, CALL "transfer", h_transfer, CAP_HOTLINE, "own", TRANSFER_IN, 0, ACT, "Takes a third party in.", "Transfer" },
	{ HTTP_POST, CALL "flag", h_flag, CAP_HOTLINE, "own", FLAG_IN, 0, ACT, "Proposes a flag on the number.", "FlagShort" },
	{ HTTP_GET, H "transfers", hotline_transfers, CAP_HOTLINE, "own; all for who leads", TRANSFERS_IN, 0, 0, "Third parties.", "List<TransferRow>" },
	{ HTTP_GET, H "transfers/export.xlsx", hotline_transfers_xlsx, CAP_HOTLINE_LEAD, "all", TRANSFERS_IN, 0, ROUTE_BULK, "The list as xlsx.", "file" },
	{ HTTP_POST, H "transfers/{id}/join", h_join, CAP_HOTLINE, "own", JOIN_IN, 0, ACT, "The third party is in the call.", "Transfer" },
	{ HTTP_POST, H "transfers/{id}/said", h_said, CAP_HOTLINE, "own", SAID_IN, 0, ACT, "Who said what.", "Transfer" },
	{ HTTP_POST, H "transfers/{id}/end", h_transfer_end, CAP_HOTLINE, "own", TRANSFER_END_IN, 0, ACT, "How it ended.", "Transfer" },
	{ HTTP_GET, H "flags", hotline_flags, CAP_HOTLINE, "own; all for who leads", FLAGS_IN, 0, 0, "Flags on numbers.", "List<FlagRow>" },
	{ HTTP_POST, H "flags/{id}/decide", h_decide, CAP_HOTLINE_LEAD, "all", DECIDE_IN, 0, ACT, "Accepts, rejects or lifts a flag.", "FlagShort" },
	{ HTTP_GET, H "caller", h_caller, CAP_HOTLINE, "all", CALLER_IN, 0, 0, "The caller's history by number.", "CallerAnswer" },
	{ HTTP_GET, H "place", h_place, CAP_HOTLINE, "region", PLACE_CASES_IN, 0, 0, "Open cases at the same place.", "PlaceCases" },
	{ HTTP_POST, H "events", h_events, CAP_HOTLINE_FEED, "all", EVENT_IN, 0, ACT | ROUTE_MACHINE, "What the exchange reports.", "CallFed" },
	{ HTTP_POST, H "simulate", h_simulate, CAP_HOTLINE, "own", SIM_IN, 0, ACT, "A simulated call, in the demo city only.", "CallFed" },
	{ 0 }
};

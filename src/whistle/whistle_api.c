/* SPDX-License-Identifier: Apache-2.0 */
/* Deeds on whistles: each route reads its inputs, looks whether the reader sees the case, and answers what moved. */
#include "auth/caps.h"
#include "catalogue/op.h"
#include "file/file.h"
#include "whistle/whistle_internal.h"

#define ACT ROUTE_IDEMPOTENT

static const struct problem_code E_CONSENT = { ERR_INVALID, "whistle.consent", "请扫现场码，或同意本次使用您的位置签到。" };
static const struct problem_code E_TASK = { ERR_INVALID, "whistle.task", "请选择参加了会商的应哨单位，并写明任务和时限。" };

/* What a route does, and which input holds its words. */
struct step {
	const char *action, *text;
};

/* ---- who sees it ---- */

static enum err see(struct op *op, int64_t whistle_id)
{
	struct q_whistle_case_out at;
	enum err e = q_whistle_case(op->s, &(struct q_whistle_case_in){ .id = whistle_id }, &at);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_WHISTLE)
	       : e		  ? e
				  : must_case(op, CAP_CASE_READ, at.case_id, &NO_WHISTLE);
}

static enum err see_responder(struct op *op, int64_t id, int64_t *whistle_id)
{
	struct q_responder_get_out r;
	enum err e = q_responder_get(op->s, &(struct q_responder_get_in){ .id = id }, &r);
	*whistle_id = e ? NIL : r.whistle_id;
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_WHISTLE) : e ? e : see(op, r.whistle_id);
}

static enum err see_task(struct op *op, int64_t id, int64_t *whistle_id)
{
	struct q_whistle_task_get_out k;
	enum err e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = id }, &k);
	*whistle_id = e ? NIL : k.whistle_id;
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_WHISTLE) : e ? e : see(op, k.whistle_id);
}

static enum err see_rating(struct op *op, int64_t id, int64_t *whistle_id)
{
	struct q_whistle_rating_get_out g;
	enum err e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = id }, &g);
	*whistle_id = e ? NIL : g.whistle_id;
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_WHISTLE) : e ? e : see(op, g.whistle_id);
}

/* ---- the answer ---- */

struct moved {
	int64_t id, version;
	const char *status, *text;
};

static enum err answer(struct op *op, struct req *r, int64_t id, const struct moved *m)
{
	struct json_out *w = &r->w;
	struct q_whistle_get_out row;
	enum err e = q_whistle_get(op->s, &(struct q_whistle_get_in){ .id = id }, &row);
	if (e)
		return e;
	jw_object(w);
	jw_kid(w, "id", row.id);
	jw_kstr(w, "no", row.no);
	jw_kstr(w, "status", row.status);
	jw_kstr(w, "status_text", wf_state_text(&WHISTLE_MACHINE, row.status));
	jw_kint(w, "version", row.version);
	jw_key(w, "moved");
	if (!m) {
		jw_null(w);
	} else {
		jw_object(w);
		jw_kid(w, "id", m->id);
		jw_kstr(w, "status", m->status);
		jw_kstr(w, "status_text", m->text);
		jw_kint(w, "version", m->version);
		jw_object_end(w);
	}
	jw_object_end(w);
	return ERR_OK;
}

static enum err answer_responder(struct op *op, struct req *r, int64_t id)
{
	struct q_responder_get_out x;
	enum err e = q_responder_get(op->s, &(struct q_responder_get_in){ .id = id }, &x);
	return e ? e : answer(op, r, x.whistle_id,
			      &(struct moved){ id, x.version, x.status, wf_state_text(&RESPONDER_MACHINE, x.status) });
}

static enum err answer_task(struct op *op, struct req *r, int64_t id)
{
	struct q_whistle_task_get_out x;
	enum err e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = id }, &x);
	return e ? e : answer(op, r, x.whistle_id,
			      &(struct moved){ id, x.version, x.status, wf_state_text(&WHISTLE_TASK_MACHINE, x.status) });
}

static enum err answer_rating(struct op *op, struct req *r, int64_t id)
{
	struct q_whistle_rating_get_out x;
	enum err e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = id }, &x);
	return e ? e : answer(op, r, x.whistle_id,
			      &(struct moved){ id, x.version, x.status, wf_state_text(&WHISTLE_RATING_MACHINE, x.status) });
}

/* ---- blowing ---- */

static enum err do_blow(struct op *op, struct req *r, void *arg)
{
	const struct in_value *units = in_get(r, "units"), *forces = in_get(r, "forces");
	struct place at;
	int64_t id;
	enum err e = must_case(op, CAP_CASE_READ, in_i64(r, "case_id"), &NO_CASE);
	if (!e)
		e = place_of(r, op, &at);
	if (e)
		return e;
	struct whistle_new n = { .no = arg,
		.case_id = in_i64(r, "case_id"),
		.order_id = in_i64(r, "order_id"),
		.kind = in_str(r, "kind"),
		.reason = in_str(r, "reason"),
		.place = in_str(r, "place"),
		.urgency = in_str(r, "urgency"),
		.distance = in_str(r, "distance"),
		.on_site = in_i64(r, "on_site") == 1,
		.relay = in_i64(r, "relay") == 1,
		.lon = at.lon,
		.lat = at.lat,
		.grid_id = at.grid_id,
		.units = units->ids,
		.nunits = units->n,
		.forces = forces->texts,
		.nforces = forces->n };
	e = whistle_blow(op, &n, &id);
	if (!e)
		e = answer(op, r, id, NULL);
	r->status = e ? r->status : 201;
	return e;
}

static enum err h_blow(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	enum err e = number_next(op_of(r), "whistle", no);
	return e ? e : op_write(r, do_blow, no);
}

/* ---- the issuer's side ---- */

static enum err run(struct op *op, struct req *r, const char *action, const struct whistle_act *a)
{
	int64_t id = r->path_id[0];
	enum err e = see(op, id);
	if (!e)
		e = whistle_do(op, id, in_i64(r, "version"), action, a);
	if (!e && str_eq(action, "decide"))
		e = files_attach_given(op, r, "whistle", id);
	return e ? e : answer(op, r, id, NULL);
}

static enum err do_plain(struct op *op, struct req *r, void *arg)
{
	const struct step *s = arg;
	return run(op, r, s->action, &(struct whistle_act){ .text = s->text ? in_str(r, s->text) : NULL });
}

static enum err do_call(struct op *op, struct req *r, void *arg)
{
	const struct in_value *units = in_get(r, "units"), *forces = in_get(r, "forces");
	(void)arg;
	return run(op, r, "call", &(struct whistle_act){ .units = units->ids, .nunits = units->n, .forces = forces->texts,
		   .nforces = forces->n });
}

/* [{responder_id, demand, limit_minutes}]; ids come as text. */
static bool task_of(struct op *op, const struct json *v, struct whistle_order_task *out)
{
	const struct json *id = json_get(v, "responder_id"), *demand = json_get(v, "demand"), *limit = json_get(v, "limit_minutes");
	if (!id || !demand || !limit || json_kind(demand) != JSON_STRING || json_kind(limit) != JSON_INT)
		return false;
	*out = (struct whistle_order_task){ json_kind(id) == JSON_INT ? json_int(id) : NIL, json_int(limit),
		arena_sv(op->a, json_sv(demand)) };
	return json_kind(id) != JSON_STRING || sv_i64(json_sv(id), &out->responder_id);
}

static enum err do_decide(struct op *op, struct req *r, void *arg)
{
	const struct in_value *in = in_get(r, "tasks");
	size_t n = in->given ? json_count(in->json) : 0;
	struct whistle_order_task *tasks = ARENA_ARRAY(op->a, struct whistle_order_task, n + 1);
	(void)arg;
	for (size_t i = 0; i < n; i++)
		if (!task_of(op, json_at(in->json, i), &tasks[i]))
			return problem_field(op->problem, E_TASK.kind, "tasks", E_TASK.code, E_TASK.text);
	return run(op, r, "decide",
		&(struct whistle_act){ .text = in_str(r, "conclusion"),
			.minutes = in_str(r, "minutes"),
			.tasks = tasks,
			.ntasks = n });
}

static enum err do_task(struct op *op, struct req *r, void *arg)
{
	const struct whistle_order_task task = { in_i64(r, "responder_id"), in_i64(r, "limit_minutes"), in_str(r, "demand") };
	(void)arg;
	return run(op, r, "task", &(struct whistle_act){ .tasks = &task, .ntasks = 1 });
}

/* ---- responders ---- */

static enum err do_responder(struct op *op, struct req *r, void *arg)
{
	const struct step *s = arg;
	int64_t whistle_id, id = r->path_id[0];
	bool refuses = str_eq(s->action, "refuse");
	struct responder_act a = {
		.text = s->text ? in_str(r, s->text) : NULL, .basis = refuses ? in_str(r, "basis") : NULL, .at = NIL
	};
	enum err e = see_responder(op, id, &whistle_id);
	if (!e)
		e = responder_do(op, id, in_i64(r, "version"), s->action, &a);
	if (!e && str_eq(s->action, "leave"))
		e = files_attach_given(op, r, "whistle", whistle_id);
	return e ? e : answer_responder(op, r, id);
}

static enum err do_arrive(struct op *op, struct req *r, void *arg)
{
	int64_t whistle_id, id = r->path_id[0];
	struct place at;
	(void)arg;
	if (!in_given(r, "code") && in_i64(r, "consent") != 1)
		return problem_field(op->problem, E_CONSENT.kind, "consent", E_CONSENT.code, E_CONSENT.text);
	enum err e = see_responder(op, id, &whistle_id);
	if (!e)
		e = place_of(r, op, &at);
	if (e)
		return e;
	struct responder_act a = { .code = in_str(r, "code"), .lon = at.lon, .lat = at.lat, .at = in_i64(r, "happened_at") };
	e = responder_do(op, id, in_i64(r, "version"), "arrive", &a);
	if (!e)
		e = files_attach_given(op, r, "whistle", whistle_id);
	return e ? e : answer_responder(op, r, id);
}

static enum err do_check_in(struct op *op, struct req *r, void *arg)
{
	struct responder_act a = { .code = in_str(r, "code"), .lon = NIL, .lat = NIL, .at = in_i64(r, "happened_at") };
	int64_t id;
	(void)arg;
	enum err e = whistle_check_in(op, &a, &id);
	return e ? e : answer_responder(op, r, id);
}

/* ---- ratings and tasks ---- */

static struct whistle_stars stars_of(const struct req *r)
{
	return (struct whistle_stars){ in_i64(r, "speed"), in_i64(r, "duty"), in_i64(r, "skill"), in_i64(r, "result") };
}

static enum err do_rate(struct op *op, struct req *r, void *arg)
{
	const struct whistle_stars s = stars_of(r);
	int64_t whistle_id, id = r->path_id[0];
	(void)arg;
	enum err e = see_responder(op, id, &whistle_id);
	if (!e)
		e = whistle_rate(op, id, &s, in_str(r, "text"));
	return e ? e : answer_responder(op, r, id);
}

static enum err do_judge(struct op *op, struct req *r, void *arg)
{
	int64_t whistle_id, id = r->path_id[0];
	(void)arg;
	enum err e = see_responder(op, id, &whistle_id);
	if (!e)
		e = whistle_judge(op, id, in_str(r, "correct"), in_str(r, "text"));
	return e ? e : answer_responder(op, r, id);
}

static enum err do_done(struct op *op, struct req *r, void *arg)
{
	const struct step *s = arg;
	int64_t whistle_id, id = r->path_id[0];
	bool again = str_eq(s->action, "reopen");
	enum err e = see_task(op, id, &whistle_id);
	if (!e)
		e = whistle_task_do(op, id, in_i64(r, "version"), s->action, in_str(r, s->text),
			again ? in_i64(r, "limit_minutes") : NIL);
	return e ? e : answer_task(op, r, id);
}

static enum err do_review(struct op *op, struct req *r, void *arg)
{
	const struct step *s = arg;
	int64_t whistle_id, id = r->path_id[0];
	bool change = str_eq(s->action, "change");
	const struct whistle_stars stars = change ? stars_of(r) : (struct whistle_stars){ 0 };
	enum err e = see_rating(op, id, &whistle_id);
	if (!e)
		e = whistle_rating_do(op, id, in_i64(r, "version"), s->action, in_str(r, s->text), change ? &stars : NULL);
	return e ? e : answer_rating(op, r, id);
}

#define DEED(name, fn, action, text)                                                               \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, fn, &(struct step){ action, text });                            \
	}
DEED(call, do_call, "call", NULL)
DEED(confer, do_plain, "confer", NULL)
DEED(decide, do_decide, "decide", NULL)
DEED(task, do_task, "task", NULL)
DEED(finish, do_plain, "finish", NULL)
DEED(withdraw, do_plain, "withdraw", "reason")
DEED(confirm, do_plain, "confirm", NULL)
DEED(decline, do_plain, "decline", "reason")
DEED(accept, do_responder, "accept", "person")
DEED(refuse, do_responder, "refuse", "reason")
DEED(uphold, do_responder, "uphold", "reason")
DEED(deny, do_responder, "deny", "reason")
DEED(arrive, do_arrive, "arrive", NULL)
DEED(check_in, do_check_in, "arrive", NULL)
DEED(arrive_noted, do_responder, "arrive_noted", NULL)
DEED(leave, do_responder, "leave", NULL)
DEED(leave_noted, do_responder, "leave_noted", NULL)
DEED(release, do_responder, "release", "reason")
DEED(rate, do_rate, "rate", NULL)
DEED(judge, do_judge, "judge", NULL)
DEED(done, do_done, "done", "result")
DEED(reopen, do_done, "reopen", "reason")
DEED(appeal, do_review, "appeal", "reason")
DEED(rating_uphold, do_review, "uphold", "reason")
DEED(rating_change, do_review, "change", "reason")

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define REASON { "reason", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "理由", "" }
#define CALLED                                                                                     \
	{ "units", IN_IDS, 0, 0, WHISTLE_UNITS_MAX, NULL, "应哨单位", "" },                            \
	{ "forces", IN_TEXTS, 0, 0, WHISTLE_FORCES_MAX, NULL, "社会力量", "volunteers, property staff, residents … in words" }
#define LIMIT                                                                                                          \
	{                                                                                                              \
		"limit_minutes", IN_INT, IN_REQUIRED, 1, WHISTLE_TASK_MINUTES_MAX, NULL, "时限",                       \
			"natural minutes from when it begins"                                                          \
	}
#define STAR(name, label) { name, IN_INT, IN_REQUIRED, 1, 5, NULL, label, "stars" }
#define STARS STAR("speed", "响应速度"), STAR("duty", "履职"), STAR("skill", "专业"), STAR("result", "结果")
#define WORDS { "text", IN_TEXT, 0, 0, 500, NULL, "说明", "" }
#define HAPPENED { "happened_at", IN_TIME, 0, 0, 0, NULL, "到场时间", "of a phone that had no line, at most an hour ago" }

static const struct in_field BLOW_IN[] = {
	{ "case_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "案件", "" },
	{ "order_id", IN_ID, 0, 0, 0, NULL, "工单", "from which it is blown; held while the whistle is open" },
	{ "kind", IN_TEXT, IN_REQUIRED, 1, 20, NULL, "哨种", "code of whistles/kinds" },
	{ "reason", IN_TEXT, IN_REQUIRED, 5, 500, NULL, "吹哨事由", "" },
	{ "place", IN_TEXT, 0, 0, 200, NULL, "集合地点", "default: the address of the case" },
	{ "on_site", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "是否到场", "" },
	{ "urgency", IN_ENUM, IN_REQUIRED, 0, 0, "emergency|urgent|general", "紧急程度", "" },
	{ "distance", IN_TEXT, 0, 1, 20, NULL, "距离档", "code; default: that of the town" },
	{ "relay", IN_BOOL, 0, 0, 0, NULL, "接力", "tasks one after the other" },
	CALLED,
	PLACE_INPUTS,
	{ 0 },
};
static const struct in_field VERSION_ONLY[] = { VERSION, { 0 } };
#define PHOTOS { "files", IN_IDS, 0, 0, 9, NULL, "照片或文件", "uploaded before for a whistle" }
static const struct in_field LEAVE_IN[] = { VERSION, PHOTOS, { 0 } };
static const struct in_field REASON_IN[] = { VERSION, REASON, { 0 } };
static const struct in_field CALL_IN[] = { VERSION, CALLED, { 0 } };
static const struct in_field DECIDE_IN[] = {
	VERSION,
	{ "minutes", IN_TEXT, 0, 0, 4000, NULL, "会商记录", "" },
	{ "conclusion", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "会商结论", "" },
	{ "tasks", IN_ARRAY, 0, 0, 20, NULL, "任务", "[{responder_id, demand, limit_minutes}] in order" },
	PHOTOS,
	{ 0 },
};
static const struct in_field TASK_IN[] = {
	VERSION,
	{ "responder_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "应哨单位", "" },
	{ "demand", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "任务", "" },
	LIMIT,
	{ 0 },
};
static const struct in_field ACCEPT_IN[] = { VERSION, { "person", IN_TEXT, 0, 0, 60, NULL, "派谁去", "" }, { 0 } };
static const struct in_field REFUSE_IN[] = {
	VERSION, REASON, { "basis", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "职责依据", "item of the duty list, law, document" }, { 0 }
};
static const struct in_field ARRIVE_IN[] = {
	VERSION,
	{ "code", IN_TEXT, 0, 3, 60, NULL, "现场码", "what the QR code at the place says" },
	{ "consent", IN_BOOL, 0, 0, 0, NULL, "同意使用位置", "without code: the position is compared and not kept" },
	HAPPENED,
	PLACE_INPUTS,
	PHOTOS,
	{ 0 },
};
static const struct in_field CHECK_IN[] = { { "code", IN_TEXT, IN_REQUIRED, 3, 60, NULL, "现场码", "" }, HAPPENED, { 0 } };
static const struct in_field RATE_IN[] = { STARS, WORDS, { 0 } };
static const struct in_field JUDGE_IN[] = {
	{ "correct", IN_ENUM, IN_REQUIRED, 0, 0, "yes|partly|no", "吹得对不对", "" }, WORDS, { 0 }
};
static const struct in_field DONE_IN[] = { VERSION, { "result", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "结果", "" }, { 0 } };
static const struct in_field REOPEN_IN[] = { VERSION, REASON, LIMIT, { 0 } };
static const struct in_field CHANGE_IN[] = { VERSION, REASON, STARS, { 0 } };

#define W "/api/v1/whistles/{id}/"
#define R "/api/v1/whistles/responders/{id}/"
#define K "/api/v1/whistles/tasks/{id}/"
#define G "/api/v1/whistles/ratings/{id}/"
#define SIDE "issuer's side"
const struct route WHISTLE_ROUTES[] = {
	{ HTTP_POST, "/api/v1/whistles", h_blow, CAP_WHISTLE, "lead unit, place, or all", BLOW_IN, 0, ACT, "Blows a whistle (吹哨).", "WhistleShort" },
	{ HTTP_POST, W "call", h_call, CAP_WHISTLE, SIDE, CALL_IN, 0, ACT, "Calls further units.", "WhistleShort" },
	{ HTTP_POST, W "confirm", h_confirm, CAP_DISPATCH, "community, town, centre", VERSION_ONLY, 0, ACT, "The community confirms a grid worker's whistle: it is blown now.", "WhistleShort" },
	{ HTTP_POST, W "decline", h_decline, CAP_DISPATCH, "community, town, centre", REASON_IN, 0, ACT, "The community does not agree.", "WhistleShort" },
	{ HTTP_POST, W "confer", h_confer, CAP_WHISTLE, SIDE, VERSION_ONLY, 0, ACT, "The consultation begins.", "WhistleShort" },
	{ HTTP_POST, W "decide", h_decide, CAP_WHISTLE, SIDE, DECIDE_IN, 0, ACT, "Minutes, conclusion, tasks.", "WhistleShort" },
	{ HTTP_POST, W "task", h_task, CAP_WHISTLE, SIDE, TASK_IN, 0, ACT, "One task more.", "WhistleShort" },
	{ HTTP_POST, W "finish", h_finish, CAP_WHISTLE, SIDE, VERSION_ONLY, 0, ACT, "Decided, nothing to do.", "WhistleShort" },
	{ HTTP_POST, W "withdraw", h_withdraw, CAP_WHISTLE, SIDE, REASON_IN, 0, ACT, "Takes the whistle back.", "WhistleShort" },
	{ HTTP_POST, "/api/v1/whistles/check-in", h_check_in, CAP_WHISTLE_ANSWER, "unit", CHECK_IN, 0, ACT, "Check-in by the code alone.", "WhistleShort" },
	{ HTTP_POST, R "accept", h_accept, CAP_WHISTLE_ANSWER, "unit", ACCEPT_IN, 0, ACT, "应哨", "WhistleShort" },
	{ HTTP_POST, R "refuse", h_refuse, CAP_WHISTLE_ANSWER, "unit", REFUSE_IN, 0, ACT, "拒哨, for the centre to rule on.", "WhistleShort" },
	{ HTTP_POST, R "uphold", h_uphold, CAP_WHISTLE_RULE, "all", REASON_IN, 0, ACT, "The refusal is right: 免应.", "WhistleShort" },
	{ HTTP_POST, R "deny", h_deny, CAP_WHISTLE_RULE, "all", REASON_IN, 0, ACT, "The refusal is wrong: 已应（指令）.", "WhistleShort" },
	{ HTTP_POST, R "arrive", h_arrive, CAP_WHISTLE_ANSWER, "unit", ARRIVE_IN, 0, ACT, "Check-in at the place.", "WhistleShort" },
	{ HTTP_POST, R "arrive-noted", h_arrive_noted, CAP_WHISTLE, SIDE, VERSION_ONLY, 0, ACT, "The issuer's side notes who came.", "WhistleShort" },
	{ HTTP_POST, R "leave", h_leave, CAP_WHISTLE_ANSWER, "unit", LEAVE_IN, 0, ACT, "Leaves; before the decision 未决离场.", "WhistleShort" },
	{ HTTP_POST, R "leave-noted", h_leave_noted, CAP_WHISTLE, SIDE, VERSION_ONLY, 0, ACT, "The issuer's side notes who left.", "WhistleShort" },
	{ HTTP_POST, R "release", h_release, CAP_WHISTLE, SIDE, REASON_IN, 0, ACT, "May leave, or need not come.", "WhistleShort" },
	{ HTTP_POST, R "rate", h_rate, CAP_WHISTLE, SIDE, RATE_IN, 0, ACT, "Stars for the responder, once.", "WhistleShort" },
	{ HTTP_POST, R "judge", h_judge, CAP_WHISTLE_ANSWER, "unit", JUDGE_IN, 0, ACT, "Was the whistle right? Once.", "WhistleShort" },
	{ HTTP_POST, K "done", h_done, CAP_SELF, "unit, or issuer's side for social forces", DONE_IN, 0, ACT, "The result of a task.", "WhistleShort" },
	{ HTTP_POST, K "reopen", h_reopen, CAP_WHISTLE, SIDE, REOPEN_IN, 0, ACT, "The result does not do.", "WhistleShort" },
	{ HTTP_POST, G "appeal", h_appeal, CAP_WHISTLE_ANSWER, "unit", REASON_IN, 0, ACT, "Appeals against stars.", "WhistleShort" },
	{ HTTP_POST, G "uphold", h_rating_uphold, CAP_WHISTLE_RULE, "all", REASON_IN, 0, ACT, "The stars stay.", "WhistleShort" },
	{ HTTP_POST, G "change", h_rating_change, CAP_WHISTLE_RULE, "all", CHANGE_IN, 0, ACT, "Other stars.", "WhistleShort" },
	{ 0 },
};

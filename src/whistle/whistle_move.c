/* SPDX-License-Identifier: Apache-2.0 */
/* From the blow to the last result: answering, coming, leaving, conferring, deciding, tasks, and what time does by itself. */
#include <inttypes.h>
#include <math.h>

#include "auth/caps.h"
#include "whistle/whistle_internal.h"

enum { RATING_DAYS = 3, APPEAL_DAYS = 3, LATE_ARRIVAL_MS = 60 * 60 * 1000, CODE_CHARS = 20 };

static const struct problem_code E_TEXT = { ERR_INVALID, "whistle.text", "请写明内容：理由、意见、结论或结果。" };
static const struct problem_code E_BASIS = { ERR_INVALID, "whistle.basis", "拒哨须写明理由和职责依据（清单条目、法规或三定）。" };
static const struct problem_code E_NOT_HERE = { ERR_CONFLICT, "whistle.nobody_here", "还没有单位应哨（到场哨须有单位到场），不能开始会商。" };
static const struct problem_code E_RESULTS = { ERR_CONFLICT, "whistle.results", "还有任务没有结果。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "whistle.over", "会商已有结论或哨已结束，不用再应哨。" };
static const struct problem_code E_REMOTE = { ERR_CONFLICT, "whistle.remote", "这次吹哨不要求到场，不用签到。" };
static const struct problem_code E_UNDECIDED = { ERR_CONFLICT, "whistle.undecided", "会商还没有结论；需要先离场的，请吹哨单位放行。" };
static const struct problem_code E_CODE = { ERR_INVALID, "whistle.code", "二维码不是这次吹哨的现场码，请扫现场或窗口的码。" };
static const struct problem_code E_POINT = { ERR_CONFLICT, "whistle.no_point", "集合地点没有标在地图上，请扫码签到或请吹哨单位记录到场。" };
static const struct problem_code E_AT = { ERR_INVALID, "whistle.at", "签到时间应在吹哨之后、现在之前一小时内。" };
static const struct problem_code E_NOT_CALLED = { ERR_NOT_FOUND, "whistle.not_called", "您的单位不在这次吹哨的应哨单位中。" };
static const struct problem_code E_TASK = { ERR_INVALID, "whistle.task", "请选择参加了会商的应哨单位，并写明任务和时限。" };
static const struct problem_code E_TASK_NONE = { ERR_NOT_FOUND, "whistle.task_not_found", "没有找到这项任务，或您无权查看。" };
static const struct problem_code E_RULED = { ERR_CONFLICT, "whistle.rule_over", "哨已归档，不再裁定。" };

/* ---- guards ---- */

enum err whistle_needs_text(void *ctx)
{
	struct whistle_tx *x = ctx;
	return x->text && *x->text ? ERR_OK : problem_set(x->op->problem, &E_TEXT);
}

enum err responder_needs_basis(void *ctx)
{
	struct whistle_tx *x = ctx;
	if (!whistle_open(x->row.status))
		return problem_set(x->op->problem, &E_OVER);
	return *x->next_r.refused_reason && *x->next_r.refused_basis ? ERR_OK : problem_set(x->op->problem, &E_BASIS);
}

enum err responder_in_time(void *ctx)
{
	struct whistle_tx *x = ctx;
	return whistle_open(x->row.status) ? ERR_OK : problem_set(x->op->problem, &E_OVER);
}

enum err responder_comes(void *ctx)
{
	struct whistle_tx *x = ctx;
	if (!x->row.on_site)
		return problem_set(x->op->problem, &E_REMOTE);
	return whistle_running(x->row.status) ? ERR_OK : problem_set(x->op->problem, &E_OVER);
}

/* 事不决、人不撤 (E-11): units stay until the decision; social forces may go. */
enum err responder_may_leave(void *ctx)
{
	struct whistle_tx *x = ctx;
	return x->r.unit_id == NIL || !whistle_open(x->row.status) ? ERR_OK : problem_set(x->op->problem, &E_UNDECIDED);
}

enum err responder_may_be_released(void *ctx)
{
	struct whistle_tx *x = ctx;
	return whistle_running(x->row.status) ? whistle_needs_text(ctx) : problem_set(x->op->problem, &E_OVER);
}

/* ---- who is here ---- */

struct presence {
	size_t units, ready, waiting, forces_here, forces_waiting;
};

static enum err presence(struct whistle_tx *x, struct presence *p)
{
	struct q_responders_of_rows rows;
	enum err e = q_responders_of(x->op->s, &(struct q_responders_of_in){ .whistle_id = x->row.id }, &rows);
	*p = (struct presence){ 0 };
	for (size_t i = 0; !e && i < rows.n; i++) {
		const char *s = rows.v[i].status;
		bool here = str_eq(s, "arrived"), said_yes = str_eq(s, "accepted") || str_eq(s, "directed");
		if (rows.v[i].unit_id == NIL) {
			p->forces_here += here;
			p->forces_waiting += str_eq(s, "invited");
			continue;
		}
		p->units++;
		p->ready += here || (said_yes && !x->row.on_site);
		p->waiting += str_eq(s, "called") || str_eq(s, "silent") || str_eq(s, "refusing") || str_eq(s, "left_early") ||
			      (said_yes && x->row.on_site);
	}
	return e;
}

enum err whistle_somebody(void *ctx)
{
	struct whistle_tx *x = ctx;
	struct presence p;
	enum err e = presence(x, &p);
	if (e)
		return e;
	return p.ready + p.forces_here ? ERR_OK : problem_set(x->op->problem, &E_NOT_HERE);
}

static enum err count_open_tasks(struct whistle_tx *x, size_t *open, size_t *all)
{
	struct q_whistle_tasks_of_rows rows;
	enum err e = q_whistle_tasks_of(x->op->s, &(struct q_whistle_tasks_of_in){ .whistle_id = x->row.id }, &rows);
	*open = 0;
	*all = e ? 0 : rows.n;
	for (size_t i = 0; !e && i < rows.n; i++)
		*open += !str_eq(rows.v[i].status, "done");
	return e;
}

enum err whistle_nothing_open(void *ctx)
{
	struct whistle_tx *x = ctx;
	size_t open, all;
	enum err e = count_open_tasks(x, &open, &all);
	if (e)
		return e;
	return open ? problem_set(x->op->problem, &E_RESULTS) : ERR_OK;
}

/* ---- what follows ---- */

static void forget(struct whistle_tx *x)
{
	x->r = x->next_r = (struct q_responder_get_out){ 0 };
	x->text = x->fact = NULL;
	x->happened_at = NIL;
}

/* Each side of every unit that took part. */
static enum err rated_by_all(struct whistle_tx *x, bool *yes)
{
	struct q_responders_of_rows rows;
	struct q_whistle_ratings_of_rows got;
	size_t wanted = 0;
	enum err e = q_responders_of(x->op->s, &(struct q_responders_of_in){ .whistle_id = x->row.id }, &rows);
	if (!e)
		e = q_whistle_ratings_of(x->op->s, &(struct q_whistle_ratings_of_in){ .whistle_id = x->row.id }, &got);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_responder_get_out r;
		e = q_responder_get(x->op->s, &(struct q_responder_get_in){ .id = rows.v[i].id }, &r);
		wanted += !e && responder_took_part(&r) ? 2 : 0;
	}
	*yes = !e && got.n >= wanted;
	return e;
}

static enum err close_ratings(struct whistle_tx *x)
{
	x->next.rated_at = x->op->now;
	x->next.next_at = cal_due(x->op->refs->calendar, x->op->now, APPEAL_DAYS, LIMIT_WORKING_DAY, NULL, 0, x->op->now);
	return whistle_move(x, "rated", true);
}

static enum err results_in(struct whistle_tx *x, const char *action, bool system)
{
	x->next.finished_at = x->op->now;
	x->next.next_at = x->op->now + RATING_DAYS * (int64_t)MS_DAY;
	enum err e = whistle_move(x, action, system);
	return e ? e : whistle_hold_sync(x);
}

enum err whistle_progress(struct whistle_tx *x)
{
	struct presence p;
	size_t open, all;
	bool yes;
	enum err e = ERR_OK;
	forget(x);
	if (str_eq(x->row.status, "blown")) {
		e = presence(x, &p);
		bool units = p.units && !p.waiting && p.ready, forces = !p.units && p.forces_here && !p.forces_waiting;
		if (e || (!units && !forces))
			return e;
		x->next.conferred_at = x->op->now;
		return whistle_move(x, "confer", true);
	}
	if (str_eq(x->row.status, "working")) {
		e = count_open_tasks(x, &open, &all);
		if (!e && !open && all)
			e = results_in(x, "results", true);
	}
	if (!e && str_eq(x->row.status, "to_rate")) {
		e = rated_by_all(x, &yes);
		if (!e && yes)
			e = close_ratings(x);
	}
	return e;
}

/* ---- deeds on a responder ---- */

const char *whistle_code(struct op *op, int64_t id)
{
	char *hex;
	if (field_digest(op->site->keys, op->a, "whistle.place", arena_printf(op->a, "%" PRId64, id), &hex))
		return "";
	return arena_printf(op->a, "%" PRId64 "-%.*s", id, CODE_CHARS, hex);
}

static enum err check_place(struct whistle_tx *x, const struct responder_act *a)
{
	const struct q_whistle_get_out *w = &x->row;
	if (a->code) {
		const char *code = whistle_code(x->op, w->id);
		x->next_r.arrived_how = "qr";
		return *code && str_eq(code, a->code) ? ERR_OK : problem_set(x->op->problem, &E_CODE);
	}
	if (w->lon == NIL || w->lat == NIL || a->lon == NIL || a->lat == NIL)
		return problem_set(x->op->problem, &E_POINT);
	int64_t m = (int64_t)llround(
		geo_distance_m((double)w->lon / 1e6, (double)w->lat / 1e6, (double)a->lon / 1e6, (double)a->lat / 1e6));
	x->next_r.arrived_how = "position";
	x->next_r.distance_m = m;
	if (m <= WHISTLE_NEAR_M)
		return ERR_OK;
	return problem_set(x->op->problem, &(struct problem_code){ ERR_CONFLICT, "whistle.too_far", arena_printf(x->op->a,
		"您离集合地点约 %" PRId64 " 米，超过 %d 米；到场后再签到，或扫现场码。", m, (int)WHISTLE_NEAR_M) });
}

/* Prepares the columns of the wanted state. */
static enum err prepare(struct whistle_tx *x, const char *action, const struct responder_act *a)
{
	struct q_responder_get_out *n = &x->next_r;
	int64_t now = x->op->now, me = op_actor(x->op).user_id;
	const char *text = a->text ? a->text : "";
	x->text = text;
	if (str_eq(action, "accept")) {
		n->accepted_at = now;
		n->accepted_by = me;
		n->person = text;
		n->next_at = NIL;
	} else if (str_eq(action, "refuse")) {
		n->refused_at = now;
		n->refused_reason = text;
		n->refused_basis = a->basis ? a->basis : "";
		n->next_at = NIL;
	} else if (str_eq(action, "uphold") || str_eq(action, "deny")) {
		n->ruled_at = now;
		n->ruled_by = me;
		n->ruling = text;
		if (str_eq(action, "deny"))
			n->accepted_at = now;
	} else if (str_eq(action, "arrive") || str_eq(action, "arrive_noted")) {
		x->happened_at = a->at;
		n->arrived_at = n->arrived_at != NIL ? n->arrived_at : a->at == NIL ? now : a->at;
		n->arrived_by = me;
		n->arrived_how = "noted";
	} else if (str_eq(action, "release")) {
		n->released_at = now;
		n->released_reason = text;
		n->next_at = NIL;
	} else {
		n->left_at = now;
	}
	if (str_eq(action, "leave_early") || str_eq(action, "leave_early_noted"))
		n->left_early = 1;
	return ERR_OK;
}

/* Leaving is always possible; before the decision and without release it is 未决离场. */
static const char *way_out(const struct whistle_tx *x, const char *action)
{
	bool early = str_eq(x->r.status, "arrived") && x->r.unit_id != NIL && whistle_open(x->row.status);
	if (early && str_eq(action, "leave"))
		return "leave_early";
	return early && str_eq(action, "leave_noted") ? "leave_early_noted" : action;
}

static enum err check_arrival(struct whistle_tx *x, const char *action, const struct responder_act *a)
{
	if (!wf_find(&RESPONDER_MACHINE, x->r.status, action)) /* the machine says what is wrong */
		return ERR_OK;
	if (a->at != NIL && (a->at > x->op->now || a->at < x->op->now - LATE_ARRIVAL_MS || a->at < x->r.called_at))
		return problem_set(x->op->problem, &E_AT);
	return str_eq(action, "arrive") ? check_place(x, a) : ERR_OK;
}

/* Nobody is asked any more: the unit takes no part in the case by this whistle. */
static enum err leave_case(struct whistle_tx *x, int64_t unit_id)
{
	struct q_responder_needed_out needed;
	enum err e = q_responder_needed(
		x->op->s, &(struct q_responder_needed_in){ .case_id = x->row.case_id, .unit_id = unit_id }, &needed);
	return e || needed.n ? e : case_party_end(x->op, x->row.case_id, 'u', unit_id, "whistle");
}

static enum err act(struct whistle_tx *x, const char *action, const struct responder_act *a)
{
	int64_t unit_id = x->r.unit_id;
	bool ruling = str_eq(action, "uphold") || str_eq(action, "deny");
	action = way_out(x, action);
	if (ruling && x->row.ended_at != NIL)
		return problem_set(x->op->problem, &E_RULED);
	enum err e = prepare(x, action, a);
	if (!e && (str_eq(action, "arrive") || str_eq(action, "arrive_noted")))
		e = check_arrival(x, action, a);
	if (!e)
		e = responder_move(x, action, false);
	if (!e && str_eq(action, "uphold"))
		e = leave_case(x, unit_id);
	if (!e && str_eq(action, "refuse"))
		e = whistle_tell_centre(x);
	return e ? e : whistle_progress(x);
}

enum err responder_do(struct op *op, int64_t id, int64_t version, const char *action, const struct responder_act *a)
{
	struct case_tx t;
	struct whistle_tx x;
	enum err e = responder_begin(&x, &t, op, id, version);
	if (!e)
		e = act(&x, action, a);
	return e ? e : case_end(&t);
}

enum err whistle_check_in(struct op *op, const struct responder_act *a, int64_t *responder_id)
{
	struct q_responders_of_rows rows;
	struct sv rest = sv_from(a->code), part;
	int64_t id;
	if (!sv_cut(&rest, '-', &part) || !sv_i64(part, &id))
		return problem_set(op->problem, &E_CODE);
	enum err e = q_responders_of(op->s, &(struct q_responders_of_in){ .whistle_id = id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		const struct q_responder_get_out r = { .unit_id = rows.v[i].unit_id };
		if (!responder_side(op, &r))
			continue;
		*responder_id = rows.v[i].id;
		return responder_do(op, rows.v[i].id, NIL, "arrive", a);
	}
	return e ? e : problem_set(op->problem, &E_NOT_CALLED);
}

/* ---- tasks ---- */

static enum err give_task(struct whistle_tx *x, const struct whistle_order_task *k)
{
	struct op *op = x->op;
	struct q_whistle_task_insert_out made;
	size_t open, all;
	enum err e = responder_enter(x, k->responder_id);
	bool fits = !e && x->r.whistle_id == x->row.id && !str_eq(x->r.status, "excused") && !str_eq(x->r.status, "void") &&
		    !str_eq(x->r.status, "silent") && k->demand && *k->demand && k->limit_minutes > 0 &&
		    k->limit_minutes <= WHISTLE_TASK_MINUTES_MAX;
	if (e == ERR_NOT_FOUND || (!e && !fits))
		return problem_field(op->problem, E_TASK.kind, "tasks", E_TASK.code, E_TASK.text);
	if (!e)
		e = count_open_tasks(x, &open, &all);
	if (e)
		return e;
	bool waits = x->row.relay && open;
	e = q_whistle_task_insert(op->s, &(struct q_whistle_task_insert_in){ .whistle_id = x->row.id, .responder_id = k->responder_id,
		.case_id = x->row.case_id, .seq = (int64_t)all + 1, .demand = k->demand, .limit_minutes = k->limit_minutes,
		.status = waits ? "waiting" : "open", .started_at = waits ? NIL : op->now,
		.due_at = waits ? NIL : op->now + k->limit_minutes * MS_MINUTE }, &made);
	if (!e)
		e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = made.id }, &x->task);
	if (e)
		return e;
	x->next_task = x->task;
	x->task.status = "";
	x->task.started_at = x->task.due_at = NIL;
	x->text = k->demand;
	return whistle_task_move(x, waits ? "wait" : "give", true);
}

static enum err give_tasks(struct whistle_tx *x, const struct whistle_act *a)
{
	enum err e = ERR_OK;
	if (!a->ntasks)
		return problem_field(x->op->problem, E_TASK.kind, "tasks", E_TASK.code, E_TASK.text);
	for (size_t i = 0; !e && i < a->ntasks; i++)
		e = give_task(x, &a->tasks[i]);
	forget(x);
	return e ? e : whistle_move(x, "task", false);
}

/* 接力: the next one begins when none before it is open. */
static enum err next_in_relay(struct whistle_tx *x)
{
	struct q_whistle_tasks_of_rows rows;
	enum err e = q_whistle_tasks_of(x->op->s, &(struct q_whistle_tasks_of_in){ .whistle_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		if (str_eq(rows.v[i].status, "open"))
			return ERR_OK;
		if (!str_eq(rows.v[i].status, "waiting"))
			continue;
		e = q_whistle_task_get(x->op->s, &(struct q_whistle_task_get_in){ .id = rows.v[i].id }, &x->task);
		if (!e)
			e = responder_enter(x, rows.v[i].responder_id);
		if (e)
			return e;
		x->next_task = x->task;
		x->next_task.started_at = x->op->now;
		x->next_task.due_at = x->op->now + x->task.limit_minutes * MS_MINUTE;
		x->text = x->task.demand;
		e = whistle_task_move(x, "begin", true);
		return e || x->r.unit_id == NIL ? e : whistle_tell_unit(x, x->r.unit_id, false);
	}
	return e;
}

static enum err reopened(struct whistle_tx *x)
{
	if (!str_eq(x->row.status, "to_rate"))
		return ERR_OK;
	forget(x);
	x->next.finished_at = x->next.next_at = NIL;
	enum err e = whistle_move(x, "reopen", true);
	return e ? e : whistle_hold_sync(x);
}

static enum err task_step(struct whistle_tx *x, const char *action, const char *text, int64_t limit_minutes)
{
	struct q_whistle_task_get_out *n = &x->next_task;
	int64_t now = x->op->now;
	bool done = str_eq(action, "done");
	if (!done && !whistle_running(x->row.status) && !str_eq(x->row.status, "to_rate"))
		return problem_set(x->op->problem, &E_OVER);
	if (!done && (limit_minutes <= 0 || limit_minutes > WHISTLE_TASK_MINUTES_MAX))
		return problem_field(x->op->problem, E_TASK.kind, "limit_minutes", E_TASK.code, E_TASK.text);
	x->text = text;
	if (done) {
		n->done_at = now;
		n->done_by = op_actor(x->op).user_id;
		n->result = text ? text : "";
		n->late = n->late || now > n->due_at;
	} else {
		n->reopened++;
		n->done_at = NIL;
		n->limit_minutes = limit_minutes;
		n->started_at = now;
		n->due_at = now + limit_minutes * MS_MINUTE;
	}
	enum err e = whistle_task_move(x, action, false);
	if (!e)
		e = done ? next_in_relay(x) : reopened(x);
	return e ? e : whistle_progress(x);
}

enum err whistle_task_do(struct op *op, int64_t id, int64_t version, const char *action, const char *text, int64_t limit_minutes)
{
	struct case_tx t;
	struct whistle_tx x;
	struct q_whistle_task_get_out task;
	enum err e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = id }, &task);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_TASK_NONE);
	if (!e)
		e = responder_begin(&x, &t, op, task.responder_id, NIL);
	if (!e)
		e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = id }, &x.task);
	if (!e)
		e = whistle_expect(&x, version, x.task.version);
	if (e)
		return e;
	x.next_task = x.task;
	e = task_step(&x, action, text, limit_minutes);
	return e ? e : case_end(&t);
}

/* ---- deeds on the whistle ---- */

/* Moves every responder that is in one of the states ("a;b;c"). */
static enum err sweep(struct whistle_tx *x, const char *states, const char *action, const char *why)
{
	struct q_responders_of_rows rows;
	enum err e = q_responders_of(x->op->s, &(struct q_responders_of_in){ .whistle_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		if (!whistle_listed(states, rows.v[i].status))
			continue;
		e = responder_enter(x, rows.v[i].id);
		if (e)
			break;
		x->text = why;
		x->next_r.next_at = NIL;
		if (str_eq(action, "release")) {
			x->next_r.released_at = x->op->now;
			x->next_r.released_reason = why;
		}
		e = responder_move(x, action, true);
	}
	forget(x);
	return e;
}

static enum err end_whistle(struct whistle_tx *x, const char *action, const char *why, bool system)
{
	x->next.ended_at = x->op->now;
	x->next.next_at = NIL;
	x->text = why;
	enum err e = whistle_move(x, action, system);
	if (!e)
		e = sweep(x, "called;silent;refusing;accepted;directed;invited", "void", why);
	return e ? e : whistle_hold_sync(x);
}

/* Who has not answered when it is decided was not needed; who let the limit pass stays 超时未应. */
static enum err decide(struct whistle_tx *x, const struct whistle_act *a)
{
	x->next.minutes = a->minutes ? a->minutes : "";
	x->next.conclusion = a->text ? a->text : "";
	x->next.decided_at = x->op->now;
	x->next.decided_by = op_actor(x->op).user_id;
	x->text = a->text;
	enum err e = whistle_move(x, "decide", false);
	if (!e)
		e = sweep(x, "called", "release", "会商已有结论");
	return e || !a->ntasks ? e : give_tasks(x, a);
}

/* The clocks of whoever is called run from now. */
static enum err confirm(struct whistle_tx *x, const char *action, bool system)
{
	x->next.blown_at = x->op->now;
	x->next.next_at = NIL;
	enum err e = whistle_move(x, action, system);
	return e ? e : whistle_call_wanted(x);
}

static enum err whistle_act(struct whistle_tx *x, const char *action, const struct whistle_act *a)
{
	if (str_eq(action, "decide"))
		return decide(x, a);
	if (str_eq(action, "task"))
		return give_tasks(x, a);
	if (str_eq(action, "withdraw") || str_eq(action, "decline"))
		return end_whistle(x, action, a->text, false);
	if (str_eq(action, "confirm"))
		return confirm(x, action, false);
	if (str_eq(action, "finish"))
		return results_in(x, action, false);
	if (str_eq(action, "confer"))
		x->next.conferred_at = x->op->now;
	enum err e = whistle_move(x, action, false);
	return e || !str_eq(action, "call") ? e : whistle_call(x, a, "加叫");
}

enum err whistle_do(struct op *op, int64_t id, int64_t version, const char *action, const struct whistle_act *a)
{
	struct case_tx t;
	struct whistle_tx x;
	enum err e = whistle_begin(&x, &t, op, id);
	if (!e)
		e = whistle_expect(&x, version, x.row.version);
	if (!e)
		e = whistle_act(&x, action, a);
	if (!e)
		e = whistle_progress(&x);
	return e ? e : case_end(&t);
}

/* ---- time ---- */

enum err responder_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_responders_due_rows rows;
	enum err e = q_responders_due(op->s, &(struct q_responders_due_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

/* The limit is over: the unit's leaders are told, later the centre. */
enum err responder_overdue(struct op *op, int64_t id)
{
	struct case_tx t;
	struct whistle_tx x;
	enum err e = responder_begin(&x, &t, op, id, NIL);
	if (e)
		return e;
	bool due = x.r.next_at != NIL && x.r.next_at < op->now, first = str_eq(x.r.status, "called");
	if (!due || (!first && !str_eq(x.r.status, "silent")))
		return case_end(&t);
	if (first)
		x.next_r.silent_at = op->now;
	else
		x.next_r.escalated_at = op->now;
	x.next_r.next_at = first ? x.r.accept_due_at + x.row.centre_limit * MS_MINUTE : NIL;
	e = responder_move(&x, first ? "silence" : "escalate", true);
	if (!e)
		e = first ? whistle_tell_unit(&x, x.r.unit_id, true) : whistle_tell_centre(&x);
	return e ? e : case_end(&t);
}

enum err whistle_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_whistles_due_rows rows;
	enum err e = q_whistles_due(op->s, &(struct q_whistles_due_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

/* The community has as long as a unit has to answer, then the town hears of it, and after as long as a silent unit has before the
 * centre does, the whistle is blown without: a call must not get stuck, and by default she blows by herself (Q12). */
static enum err not_confirmed(struct whistle_tx *x)
{
	int64_t town = x->t->row.town_id, first = x->row.blown_at + x->row.accept_limit * MS_MINUTE;
	if (x->row.next_at > first)
		return confirm(x, "confirm_silent", true);
	x->next.next_at = first + x->row.centre_limit * MS_MINUTE;
	enum err e = whistle_move(x, "confirm_late", true);
	if (e)
		return e;
	return town == NIL ? whistle_tell_centre(x) : whistle_tell_unit(x, town, true);
}

/* Three days to rate, three working days to appeal. */
enum err whistle_window_over(struct op *op, int64_t id)
{
	struct case_tx t;
	struct whistle_tx x;
	enum err e = whistle_begin(&x, &t, op, id);
	if (!e && x.row.next_at != NIL && x.row.next_at < op->now) {
		if (str_eq(x.row.status, "to_confirm")) {
			e = not_confirmed(&x);
		} else if (str_eq(x.row.status, "to_rate")) {
			e = close_ratings(&x);
		} else if (str_eq(x.row.status, "rated")) {
			x.next.next_at = NIL;
			x.next.ended_at = op->now;
			e = whistle_move(&x, "archive", true);
		}
	}
	return e ? e : case_end(&t);
}

/* ---- subscriptions ---- */

static enum err each_of_case(struct change *c, enum err (*fn)(struct whistle_tx *x))
{
	struct case_tx *t = c->owner;
	struct q_whistle_of_case_rows rows;
	enum err e = q_whistle_of_case(t->op->s, &(struct q_whistle_of_case_in){ .case_id = t->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct whistle_tx x;
		e = whistle_enter(&x, t, rows.v[i].id);
		if (!e)
			e = fn(&x);
	}
	return e;
}

static enum err fall_away(struct whistle_tx *x)
{
	return whistle_open(x->row.status) || str_eq(x->row.status, "to_confirm") ? end_whistle(x, "void", "案件已结案", true) : ERR_OK;
}

enum err whistle_on_order(struct change *c, const struct event_note *n)
{
	(void)n;
	return each_of_case(c, whistle_hold_sync);
}

enum err whistle_on_closed(struct change *c, const struct event_note *n)
{
	(void)n;
	return each_of_case(c, fall_away);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Calls: what the exchange tells, what the agent asks, what stays of it. */
#include <inttypes.h>
#include <string.h>

#include "hotline/hotline.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "call.not_found", "没有找到这通来电，请刷新后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "call.stale", "通话状态刚刚变化，请刷新后再操作。" };
static const struct problem_code E_MINE = { ERR_FORBIDDEN, "call.not_mine", "这通来电不在您的坐席上。" };
static const struct problem_code E_PHONE = { ERR_CONFLICT, "call.use_phone", "请在话机上操作，系统会自动跟上。" };
static const struct problem_code E_WARN = { ERR_CONFLICT, "call.warn_first", "须先提醒两次并点“已警告”，才能以辱骂骚扰为由挂断。" };
static const struct problem_code E_LINK = { ERR_NOT_FOUND, "call.link", "没有找到要关联的诉求或案件，请核对编号。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "call.over", "这通来电已经结束。" };
static const struct problem_code E_SEAL = { ERR_INTERNAL, "call.seal", "号码加密失败，请稍后重试。" };

struct call_ctx {
	struct op *op;
	struct q_call_get_out row;
	struct q_call_set_in next;
	struct change change;
	const char *note;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	const struct call_ctx *c = ctx;
	return can(c->op->who, (enum cap)cap) && call_is_mine(c->op, &c->row);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct call_ctx *)ctx)->op->problem;
}

static const char *topics(const struct call_ctx *c, int64_t agent)
{
	return agent == NIL ? "hotline" : arena_printf(c->op->a, "user:%" PRId64 ",hotline", agent);
}

static enum err store(struct call_ctx *c, const char *kind)
{
	struct op *op = c->op;
	int64_t changed, id = c->row.id;
	struct q_call_set_in *n = &c->next;
	enum err e = q_call_set(op->s, n, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	change_begin(&c->change, kind, NIL);
	change_text(&c->change, "hotline_call", id, "state", c->row.state, n->state);
	change_text(&c->change, "hotline_call", id, "outcome", c->row.outcome, n->outcome);
	change_int(&c->change, "hotline_call", id, "agent_id", c->row.agent_id, n->agent_id);
	change_int(&c->change, "hotline_call", id, "answered_at", c->row.answered_at, n->answered_at);
	change_int(&c->change, "hotline_call", id, "ended_at", c->row.ended_at, n->ended_at);
	change_int(&c->change, "hotline_call", id, "warnings", c->row.warnings, n->warnings);
	change_int(&c->change, "hotline_call", id, "appeal_id", c->row.appeal_id, n->appeal_id);
	change_int(&c->change, "hotline_call", id, "case_id", c->row.case_id, n->case_id);
	change_secret(&c->change, "note", c->note);
	change_topics(&c->change, topics(c, n->agent_id != NIL ? n->agent_id : c->row.agent_id));
	e = change_end(&c->change);
	c->row.version++;
	return e;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct call_ctx *c = ctx;
	c->next.state = e->to;
	return store(c, arena_printf(c->op->a, "call.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static struct q_call_set_in as_is(const struct q_call_get_out *r)
{
	return (struct q_call_set_in){ .state = r->state,
		.outcome = r->outcome,
		.agent_id = r->agent_id,
		.agent_unit_id = r->agent_unit_id,
		.answered_at = r->answered_at,
		.ended_at = r->ended_at,
		.held_ms = r->held_ms,
		.held_at = r->held_at,
		.wrapped_at = r->wrapped_at,
		.warnings = r->warnings,
		.appeal_id = r->appeal_id,
		.case_id = r->case_id,
		.recording = r->recording,
		.note = r->note,
		.id = r->id,
		.version = r->version };
}

static enum err open_call(struct call_ctx *c, struct op *op, int64_t id)
{
	*c = (struct call_ctx){ .op = op };
	enum err e = change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "call", id, op->now);
	if (!e)
		e = call_load(op, id, &c->row);
	if (!e)
		c->next = as_is(&c->row);
	return e;
}

static enum err move(struct call_ctx *c, enum wf_actor actor, const char *action)
{
	return wf_move(&CALL_MACHINE, &HOST, c, actor, c->row.state, action);
}

enum err call_load(struct op *op, int64_t id, struct q_call_get_out *out)
{
	enum err e = q_call_get(op->s, &(struct q_call_get_in){ .id = id }, out);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

bool call_is_mine(const struct op *op, const struct q_call_get_out *c)
{
	return op->who && (c->agent_id == op->who->user_id || can(op->who, CAP_HOTLINE_LEAD));
}

enum err call_number(struct op *op, const struct q_call_get_out *c, const char **number)
{
	char *text;
	size_t n;
	*number = NULL;
	if (!c->number_sealed.n)
		return ERR_OK;
	enum err e = field_open(op->site->keys, KEY_CONTACT, op->a, arena_printf(op->a, "call.number:%" PRId64, c->id),
		c->number_sealed, &text, &n);
	if (e)
		return problem_set(op->problem, &E_SEAL);
	*number = text;
	return ERR_OK;
}

/* ---- the exchange tells ---------------------------------------------------------------------------- */

static enum err seal_number(struct op *op, int64_t id, const char *number)
{
	struct db_blob sealed;
	if (!number || !*number)
		return ERR_OK;
	enum err e = field_seal(op->site->keys, KEY_CONTACT, op->site->env, op->a,
		arena_printf(op->a, "call.number:%" PRId64, id), number, strlen(number), &sealed);
	if (e)
		return problem_set(op->problem, &E_SEAL);
	return q_call_seal(op->s, &(struct q_call_seal_in){ .sealed = sealed, .id = id }, NULL);
}

/* Offers a waiting call to a seat; stays waiting when there is none. */
static enum err offer(struct op *op, int64_t id, int64_t seat)
{
	struct call_ctx c;
	struct q_seat_get_out s;
	enum err e = open_call(&c, op, id);
	if (!e && seat == NIL)
		e = seat_pick(op, c.row.zone, c.row.expert, &seat);
	if (e || seat == NIL)
		return e ? e : change_close(&c.change);
	e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = seat }, &s);
	bool idle = !e && (str_eq(s.state, "ready") || str_eq(s.state, "wrapup"));
	if (e == ERR_NOT_FOUND || (!e && !idle))
		return change_close(&c.change);
	if (e)
		return e;
	c.next.agent_id = seat;
	e = move(&c, WF_SYSTEM, "offer");
	if (!e)
		e = change_close(&c.change);
	return e ? e : seat_follow(op, seat, "ring", id, NIL, NULL);
}

static enum err arrive(struct op *op, const struct tel_event *ev, int64_t *id)
{
	const char *full, *tail;
	struct q_call_insert_out made;
	struct call_ctx c;
	enum err e = appeal_phone_digest(op, ev->number, &full, &tail);
	if (e)
		return e;
	e = q_call_insert(op->s,
			  &(struct q_call_insert_in){ .no = ev->no, .ext_id = ev->ext_id, .adapter = ev->adapter,
						      .direction = ev->direction ? ev->direction : "in", .zone = ev->zone ? ev->zone : "intake",
						      .expert = ev->expert ? ev->expert : "", .queue = ev->queue ? ev->queue : "",
						      .phone_digest = full, .tail_digest = tail, .now = op->now },
			  &made);
	if (e == ERR_NOT_FOUND) { /* told already */
		struct q_call_by_ext_out known;
		e = q_call_by_ext(op->s, &(struct q_call_by_ext_in){ .ext_id = ev->ext_id }, &known);
		*id = e ? NIL : known.id;
		return e;
	}
	if (!e)
		e = seal_number(op, made.id, ev->number);
	if (!e)
		e = open_call(&c, op, made.id);
	if (e)
		return e;
	*id = made.id;
	change_begin(&c.change, "call.arrive", NIL);
	change_text(&c.change, "hotline_call", made.id, "state", NULL, "waiting");
	change_fact_text(&c.change, "zone", c.row.zone);
	change_topics(&c.change, "hotline");
	e = change_end(&c.change);
	if (!e)
		e = change_close(&c.change);
	return e ? e : offer(op, made.id, ev->agent_id);
}

static enum err answered(struct call_ctx *c)
{
	struct op *op = c->op;
	c->next.answered_at = op->now;
	if (op->who && c->row.agent_id == op->who->user_id)
		c->next.agent_unit_id = op->who->unit_id;
	enum err e = move(c, WF_SYSTEM, "answer");
	if (!e)
		e = change_close(&c->change);
	return e ? e : seat_follow(op, c->row.agent_id, "answer", c->row.id, NIL, NULL);
}

static enum err held(struct call_ctx *c, bool back)
{
	int64_t at = c->row.held_at;
	c->next.held_at = back ? NIL : c->op->now;
	if (back && at != NIL)
		c->next.held_ms += c->op->now - at;
	enum err e = move(c, WF_SYSTEM, back ? "resume" : "hold");
	return e ? e : change_close(&c->change);
}

static enum err missed(struct call_ctx *c)
{
	int64_t agent = c->row.agent_id, id = c->row.id;
	c->next.agent_id = NIL;
	enum err e = move(c, WF_SYSTEM, "miss");
	if (!e)
		e = change_close(&c->change);
	if (!e)
		e = seat_follow(c->op, agent, "miss", NIL, NIL, "未应答");
	return e ? e : offer(c->op, id, NIL);
}

static enum err ended(struct call_ctx *c)
{
	struct op *op = c->op;
	bool spoken = str_eq(c->row.state, "talking") || str_eq(c->row.state, "held");
	c->next.ended_at = op->now;
	if (c->row.held_at != NIL)
		c->next.held_ms += op->now - c->row.held_at;
	c->next.held_at = NIL;
	if (!spoken)
		c->next.outcome = "abandoned";
	enum err e = move(c, WF_SYSTEM, spoken ? "end" : "abandon");
	if (!e)
		e = change_close(&c->change);
	if (e || c->row.agent_id == NIL)
		return e;
	return seat_follow(op, c->row.agent_id, spoken ? "end" : "stop", spoken ? c->row.id : NIL,
		spoken ? op->now + WRAPUP_MS : NIL, NULL);
}

enum err hotline_feed(struct op *op, const struct tel_event *ev, int64_t *call_id)
{
	struct call_ctx c;
	struct q_call_by_ext_out known;
	*call_id = NIL;
	if (str_eq(ev->event, "ringing"))
		return arrive(op, ev, call_id);
	enum err e = q_call_by_ext(op->s, &(struct q_call_by_ext_in){ .ext_id = ev->ext_id }, &known);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
	*call_id = known.id;
	e = open_call(&c, op, known.id);
	if (e)
		return e;
	const char *state = c.row.state;
	if (str_eq(ev->event, "recorded")) {
		c.next.recording = ev->recording ? ev->recording : "";
		e = store(&c, "call.recorded");
		return e ? e : change_close(&c.change);
	}
	if (str_eq(ev->event, "answered") && str_eq(state, "ringing"))
		return answered(&c);
	if (str_eq(ev->event, "held") && str_eq(state, "talking"))
		return held(&c, false);
	if (str_eq(ev->event, "resumed") && str_eq(state, "held"))
		return held(&c, true);
	if (str_eq(ev->event, "missed") && str_eq(state, "ringing"))
		return missed(&c);
	if (str_eq(ev->event, "ended") && !str_eq(state, "ended"))
		return ended(&c);
	return change_close(&c.change); /* told twice, or too late */
}

enum err call_offer_waiting(struct op *op, const char *zone, const char *expert)
{
	struct q_call_waiting_out w;
	enum err e = q_call_waiting(op->s, &(struct q_call_waiting_in){ .zone = zone, .expert = expert }, &w);
	return e ? (e == ERR_NOT_FOUND ? ERR_OK : e) : offer(op, w.id, NIL);
}

/* ---- the agent asks --------------------------------------------------------------------------------- */

enum err call_ask(struct op *op, int64_t id, const char *what, bool abusive)
{
	struct q_call_get_out c;
	enum err e = call_load(op, id, &c);
	if (e)
		return e;
	if (!call_is_mine(op, &c))
		return problem_set(op->problem, &E_MINE);
	const struct tel_adapter *t = tel_adapter(c.adapter);
	enum err (*fn)(struct op *, const struct q_call_get_out *) = str_eq(what, "answer") ? t->answer :
								      str_eq(what, "hold")   ? t->hold :
								      str_eq(what, "resume") ? t->resume :
											       t->hang_up;
	const char *action = str_eq(what, "end") ? (str_eq(c.state, "ringing") ? "abandon" : "end") : what;
	if (!wf_find(&CALL_MACHINE, c.state, action))
		return problem_set(op->problem, str_eq(c.state, "ended") ? &E_OVER : &E_STALE);
	if (abusive && c.warnings < WARNINGS_NEEDED)
		return problem_set(op->problem, &E_WARN);
	if (!fn)
		return problem_set(op->problem, &E_PHONE);
	e = fn(op, &c);
	if (e || !abusive)
		return e;
	return call_finish(op, id, &(struct call_finish){ .outcome = "abusive", .appeal_id = NIL, .case_id = NIL });
}

enum err call_warn(struct op *op, int64_t id, const char *words)
{
	struct call_ctx c;
	enum err e = open_call(&c, op, id);
	if (!e && !call_is_mine(op, &c.row))
		e = problem_set(op->problem, &E_MINE);
	if (!e && !str_eq(c.row.state, "talking"))
		e = problem_set(op->problem, &E_OVER);
	if (e)
		return e;
	c.next.warnings++;
	c.note = words;
	e = store(&c, "call.warned");
	return e ? e : change_close(&c.change);
}

static enum err check_links(struct op *op, const struct call_finish *f)
{
	bool yes = false;
	enum err e = f->appeal_id == NIL ? ERR_OK : may_appeal(op->s, op->who, CAP_APPEAL_READ, f->appeal_id, &yes);
	if (e == ERR_NOT_FOUND || (!e && f->appeal_id != NIL && !yes))
		return problem_set(op->problem, &E_LINK);
	if (!e && f->case_id != NIL)
		e = may_case(op->s, op->who, CAP_CASE_READ, f->case_id, &yes);
	return e == ERR_NOT_FOUND || (!e && f->case_id != NIL && !yes) ? problem_set(op->problem, &E_LINK) : e;
}

enum err call_finish(struct op *op, int64_t id, const struct call_finish *f)
{
	struct call_ctx c;
	enum err e = open_call(&c, op, id);
	if (!e && !call_is_mine(op, &c.row))
		e = problem_set(op->problem, &E_MINE);
	if (!e && c.row.answered_at == NIL)
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		e = check_links(op, f);
	if (e)
		return e;
	if (f->outcome)
		c.next.outcome = f->outcome;
	if (f->note)
		c.next.note = f->note;
	c.next.appeal_id = f->appeal_id != NIL ? f->appeal_id : c.row.appeal_id;
	c.next.case_id = f->case_id != NIL ? f->case_id : c.row.case_id;
	bool over = str_eq(c.row.state, "ended");
	if (over && c.row.wrapped_at == NIL)
		c.next.wrapped_at = op->now;
	c.note = f->note;
	e = store(&c, "call.noted");
	return e ? e : change_close(&c.change);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Third parties in a call: whom the agent took in, why, who said what, and how it ended. */
#include <inttypes.h>

#include "hotline/hotline.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "transfer.not_found", "没有找到这次三方转接，请刷新后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "transfer.stale", "这次三方转接刚刚变化，请刷新后再操作。" };
static const struct problem_code E_MINE = { ERR_FORBIDDEN, "transfer.not_mine", "这通来电不在您的坐席上。" };
static const struct problem_code E_TALKING = { ERR_CONFLICT, "transfer.no_call", "通话中才能三方转接。" };
static const struct problem_code E_OPEN = { ERR_CONFLICT, "transfer.open", "已有一方在线，请先结束再转接下一方。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "transfer.over", "三方通话已结束，不能再补记发言。" };

struct transfer_ctx {
	struct op *op;
	struct q_transfer_get_out row;
	struct q_call_get_out call;
	struct change change;      /* of the call's stream */
	const char *outcome, *result;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	const struct transfer_ctx *c = ctx;
	return can(c->op->who, (enum cap)cap) && call_is_mine(c->op, &c->call);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct transfer_ctx *)ctx)->op->problem;
}

static const char *topics(const struct transfer_ctx *c)
{
	return c->call.agent_id == NIL ? "hotline" : arena_printf(c->op->a, "user:%" PRId64 ",hotline", c->call.agent_id);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct transfer_ctx *c = ctx;
	struct op *op = c->op;
	int64_t changed;
	bool end = str_eq(e->action, "end");
	enum err err = q_transfer_set(op->s,
				      &(struct q_transfer_set_in){ .status = e->to, .joined_at = end ? c->row.joined_at : op->now,
								   .ended_at = end ? op->now : NIL, .outcome = end ? c->outcome : "",
								   .result = end && c->result ? c->result : "", .id = c->row.id,
								   .version = c->row.version },
				      &changed);
	if (!err && !changed)
		err = problem_set(op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(op->a, "transfer.%s", e->action), NIL);
	change_text(&c->change, "hotline_transfer", c->row.id, "status", c->row.status, e->to);
	if (end)
		change_fact_text(&c->change, "outcome", c->outcome);
	change_secret(&c->change, "result", c->result);
	change_topics(&c->change, topics(c));
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err open_stream(struct transfer_ctx *c, int64_t call_id)
{
	struct op *op = c->op;
	return change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "call", call_id, op->now);
}

static enum err open_transfer(struct transfer_ctx *c, struct op *op, int64_t id)
{
	*c = (struct transfer_ctx){ .op = op };
	enum err e = q_transfer_get(op->s, &(struct q_transfer_get_in){ .id = id }, &c->row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = open_stream(c, c->row.call_id);
	if (!e)
		e = q_transfer_get(op->s, &(struct q_transfer_get_in){ .id = id }, &c->row); /* again, under the lock */
	if (!e)
		e = call_load(op, c->row.call_id, &c->call);
	if (!e && !call_is_mine(op, &c->call))
		e = problem_set(op->problem, &E_MINE);
	return e;
}

static enum err check_target(struct op *op, const struct transfer_new *t)
{
	if (str_eq(t->target, "expert") && !(t->expert && *t->expert))
		return problem_field(op->problem, ERR_INVALID, "expert", "transfer.expert", "请选择转给哪个专席。");
	if (str_eq(t->target, "emergency") && !(t->line && *t->line))
		return problem_field(op->problem, ERR_INVALID, "line", "transfer.line", "请选择转给哪条紧急专线。");
	if (str_eq(t->target, "unit") && !ref_unit(op->refs, t->unit_id))
		return problem_field(op->problem, ERR_INVALID, "unit_id", "transfer.unit", "请选择转给哪个单位。");
	return ERR_OK;
}

/* The one that is still open keeps a second from beginning. */
static enum err none_open(struct transfer_ctx *c)
{
	struct q_transfer_of_call_rows rows;
	enum err e = q_transfer_of_call(c->op->s, &(struct q_transfer_of_call_in){ .call_id = c->call.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (!str_eq(rows.v[i].status, "ended"))
			e = problem_set(c->op->problem, &E_OPEN);
	return e;
}

enum err transfer_begin(struct op *op, const struct transfer_new *t, int64_t *id)
{
	struct transfer_ctx c = { .op = op };
	struct q_transfer_insert_out made;
	bool unit = str_eq(t->target, "unit");
	enum err e = check_target(op, t);
	if (!e)
		e = open_stream(&c, t->call_id);
	if (!e)
		e = call_load(op, t->call_id, &c.call);
	if (!e && !call_is_mine(op, &c.call))
		e = problem_set(op->problem, &E_MINE);
	if (!e && !str_eq(c.call.state, "talking") && !str_eq(c.call.state, "held"))
		e = problem_set(op->problem, &E_TALKING);
	if (!e)
		e = none_open(&c);
	if (!e)
		e = q_transfer_insert(op->s,
				      &(struct q_transfer_insert_in){ .call_id = t->call_id, .target = t->target,
								      .expert = str_eq(t->target, "expert") ? t->expert : "",
								      .line = str_eq(t->target, "emergency") ? t->line : "",
								      .unit_id = unit ? t->unit_id : NIL,
								      .reason = t->reason ? t->reason : "",
								      .by_user = op_actor(op).user_id, .now = op->now },
				      &made);
	const struct tel_adapter *a = tel_adapter(c.call.adapter);
	if (!e && a->conference)
		e = a->conference(op, &c.call, t->line ? t->line : "");
	if (e)
		return e;
	*id = made.id;
	change_begin(&c.change, "transfer.begin", NIL);
	change_text(&c.change, "hotline_transfer", made.id, "status", NULL, "calling");
	change_fact_text(&c.change, "target", t->target);
	change_secret(&c.change, "reason", t->reason);
	change_topics(&c.change, topics(&c));
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

static enum err move(struct op *op, int64_t id, int64_t version, const char *action, const char *outcome, const char *result)
{
	struct transfer_ctx c;
	enum err e = open_transfer(&c, op, id);
	if (!e && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	c.outcome = outcome;
	c.result = result;
	e = wf_move(&TRANSFER_MACHINE, &HOST, &c, WF_PERSON, c.row.status, action);
	return e ? e : change_close(&c.change);
}

enum err transfer_join(struct op *op, int64_t id, int64_t version)
{
	return move(op, id, version, "join", NULL, NULL);
}

enum err transfer_end(struct op *op, int64_t id, int64_t version, const char *outcome, const char *result)
{
	return move(op, id, version, "end", outcome, result);
}

enum err transfer_say(struct op *op, int64_t id, const char *who, const char *text)
{
	struct transfer_ctx c;
	enum err e = open_transfer(&c, op, id);
	/* Until the wrap-up of the call is over: notes are often written right after. */
	if (!e && c.call.wrapped_at != NIL)
		e = problem_set(op->problem, &E_OVER);
	if (!e)
		e = q_said_insert(op->s, &(struct q_said_insert_in){ .transfer_id = id, .who = who, .text = text, .at = op->now,
								      .by_user = op_actor(op).user_id }, NULL);
	if (e)
		return e;
	change_begin(&c.change, "transfer.said", NIL);
	change_fact_text(&c.change, "who", who);
	change_secret(&c.change, "text", text);
	change_topics(&c.change, topics(&c));
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

static const char *target_text(struct op *op, const struct q_transfer_of_call_out *t)
{
	if (str_eq(t->target, "expert"))
		return expert_text(t->expert);
	return str_eq(t->target, "emergency") ? t->line : unit_name(op->refs, t->unit_id);
}

enum err put_transfers(struct json_out *w, struct op *op, int64_t call_id)
{
	struct q_transfer_of_call_rows t;
	struct q_said_of_call_rows said;
	enum err e = q_transfer_of_call(op->s, &(struct q_transfer_of_call_in){ .call_id = call_id }, &t);
	if (!e)
		e = q_said_of_call(op->s, &(struct q_said_of_call_in){ .call_id = call_id }, &said);
	if (e)
		return e;
	jw_key(w, "transfers");
	jw_array(w);
	for (size_t i = 0; i < t.n; i++) {
		jw_object(w);
		jw_kid(w, "id", t.v[i].id);
		jw_kstr(w, "target", t.v[i].target);
		jw_kstr(w, "target_text", target_text(op, &t.v[i]));
		jw_kstr(w, "reason", t.v[i].reason);
		jw_kstr(w, "by", t.v[i].by_name);
		jw_kint(w, "started_at", t.v[i].started_at);
		jw_kint(w, "joined_at", t.v[i].joined_at);
		jw_kint(w, "ended_at", t.v[i].ended_at);
		jw_kstr(w, "status", t.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&TRANSFER_MACHINE, t.v[i].status));
		jw_kstr(w, "outcome", t.v[i].outcome);
		jw_kstr(w, "result", t.v[i].result);
		jw_kint(w, "version", t.v[i].version);
		jw_key(w, "said");
		jw_array(w);
		for (size_t k = 0; k < said.n; k++) {
			if (said.v[k].transfer_id != t.v[i].id)
				continue;
			jw_object(w);
			jw_kstr(w, "who", said.v[k].who);
			jw_kstr(w, "text", said.v[k].text);
			jw_kint(w, "at", said.v[k].at);
			jw_object_end(w);
		}
		jw_array_end(w);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

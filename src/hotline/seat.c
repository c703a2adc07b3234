/* SPDX-License-Identifier: Apache-2.0 */
/* Seats: signing in, being ready, and following what happens to the call at them. */
#include <inttypes.h>

#include "hotline/hotline.h"

static const struct problem_code E_NONE = { ERR_CONFLICT, "seat.off", "您还没有签入坐席，请先签入。" };
static const struct problem_code E_STALE = { ERR_STALE, "seat.stale", "坐席状态刚刚变化，请刷新后再操作。" };
static const struct problem_code E_REASON = { ERR_INVALID, "seat.reason", "请选择离席原因。" };
static const struct problem_code E_EXPERT = { ERR_INVALID, "seat.expert", "专席请选择是哪一个专席。" };
static const struct problem_code E_BUSY = { ERR_CONFLICT, "seat.busy", "通话中不能更换席位，请挂断并整理完后再签入。" };

struct seat_ctx {
	struct op *op;
	struct q_seat_get_out row;
	struct change change;
	const char *reason;
	int64_t until, call_id;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	const struct seat_ctx *c = ctx;
	return c->op->who && c->op->who->user_id == c->row.user_id && can(c->op->who, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct seat_ctx *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct seat_ctx *c = ctx;
	struct op *op = c->op;
	int64_t changed;
	enum err err = q_seat_set(op->s,
				  &(struct q_seat_set_in){ .state = e->to, .reason = c->reason ? c->reason : "", .since = op->now,
							   .until = c->until, .call_id = c->call_id, .user_id = c->row.user_id,
							   .version = c->row.version },
				  &changed);
	if (!err && !changed)
		err = problem_set(op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(op->a, "seat.%s", e->action), NIL);
	change_text(&c->change, "hotline_seat", c->row.user_id, "state", c->row.state, e->to);
	change_int(&c->change, "hotline_seat", c->row.user_id, "call_id", c->row.call_id, c->call_id);
	change_topics(&c->change, arena_printf(op->a, "user:%" PRId64 ",hotline", c->row.user_id));
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err load(struct seat_ctx *c, struct op *op, int64_t user_id)
{
	*c = (struct seat_ctx){ .op = op, .until = NIL, .call_id = NIL };
	enum err e = change_open(
		&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "seat", user_id, op->now);
	if (!e)
		e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = user_id }, &c->row);
	return e;
}

static enum err move(struct seat_ctx *c, enum wf_actor actor, const char *action)
{
	enum err e = wf_move(&SEAT_MACHINE, &HOST, c, actor, c->row.state, action);
	return e ? e : change_close(&c->change);
}

enum err seat_sign_in(struct op *op, const struct seat_sign_in *in)
{
	struct seat_ctx c;
	bool expert = str_eq(in->zone, "expert");
	if (expert && (!in->expert || !*in->expert))
		return problem_set(op->problem, &E_EXPERT);
	enum err e = load(&c, op, op->who->user_id);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e && (str_eq(c.row.state, "ringing") || str_eq(c.row.state, "talking")))
		return problem_set(op->problem, &E_BUSY);
	e = q_seat_put(op->s,
		       &(struct q_seat_put_in){ .user_id = op->who->user_id, .zone = in->zone, .expert = expert ? in->expert : "",
						.extension = in->extension ? in->extension : "", .now = op->now },
		       NULL);
	if (!e)
		e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = op->who->user_id }, &c.row);
	if (!e)
		e = move(&c, WF_PERSON, str_eq(c.row.state, "off") ? "sign_in" : "ready");
	return e ? e : call_offer_waiting(op, in->zone, expert ? in->expert : "");
}

enum err seat_act(struct op *op, const char *action, const char *reason)
{
	struct seat_ctx c;
	enum err e = load(&c, op, op->who->user_id);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NONE) : e;
	if (str_eq(action, "away") && (!reason || !*reason))
		return problem_set(op->problem, &E_REASON);
	c.reason = reason;
	bool more = str_eq(action, "more");
	if (more) {
		int64_t from = c.row.until != NIL && c.row.until > op->now ? c.row.until : op->now;
		c.until = from + WRAPUP_MORE_MS;
		c.call_id = c.row.call_id;
	}
	const char *zone = c.row.zone, *expert = c.row.expert;
	e = move(&c, WF_PERSON, action);
	return e || !str_eq(action, "ready") ? e : call_offer_waiting(op, zone, expert);
}

enum err seat_follow(struct op *op, int64_t user_id, const char *action, int64_t call_id, int64_t until, const char *reason)
{
	struct seat_ctx c;
	enum err e = load(&c, op, user_id);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	/* Whoever was called while still tidying up is done with that. */
	if (str_eq(action, "ring") && str_eq(c.row.state, "wrapup")) {
		e = wf_move(&SEAT_MACHINE, &HOST, &c, WF_SYSTEM, c.row.state, "ready");
		if (!e)
			e = q_seat_get(op->s, &(struct q_seat_get_in){ .user_id = user_id }, &c.row);
		if (e)
			return e;
	}
	c.call_id = call_id;
	c.until = until;
	c.reason = reason;
	/* The exchange may tell late what the seat has left already: nothing to follow then. */
	if (!wf_find(&SEAT_MACHINE, c.row.state, action))
		return change_close(&c.change);
	return move(&c, WF_SYSTEM, action);
}

enum err seat_pick(struct op *op, const char *zone, const char *expert, int64_t *user_id)
{
	struct q_seat_free_out free_seat;
	enum err e = q_seat_free(op->s, &(struct q_seat_free_in){ .zone = zone, .expert = expert, .now = op->now }, &free_seat);
	*user_id = e ? NIL : free_seat.user_id;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

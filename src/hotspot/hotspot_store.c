/* SPDX-License-Identifier: Apache-2.0 */
/* Moving a hot spot: by people, and by the program that found it. */
#include <inttypes.h>

#include "hotspot/hotspot_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "hotspot.not_found", "没有找到这个热点，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "hotspot.stale", "这个热点刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "hotspot.text", "请写明情况。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "hotspot.unit", "请选择在用的牵头单位，并写明治理措施。" };

static const char *given(const char *s)
{
	return s ? s : "";
}

/* ---- who may ---- */

bool hotspot_may(struct op *op, const struct q_hotspot_get_out *h, enum cap cap)
{
	bool yes = false;
	if (!op->who || !can(op->who, cap))
		return false;
	if (can_scope(op->who, cap) == SCOPE_ALL)
		return true;
	if (!may_unit(op->s, op->who, cap, h->town_id, &yes) && yes)
		return true;
	return !may_unit(op->s, op->who, cap, h->unit_id, &yes) && yes;
}

void hotspot_scope(struct db_query *q, const struct principal *who)
{
	if (can_scope(who, CAP_HOTSPOT_READ) == SCOPE_UNIT)
		scope_people(q, who, CAP_HOTSPOT_READ);
	else
		scope_places(q, who, CAP_HOTSPOT_READ);
}

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct hotspot_tx *x = ctx;
	return hotspot_may(x->op, &x->row, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct hotspot_tx *)ctx)->op->problem;
}

enum err hotspot_needs_text(void *ctx)
{
	struct hotspot_tx *x = ctx;
	return x->step && *given(x->step->text) ? ERR_OK : problem_set(x->op->problem, &E_TEXT);
}

enum err hotspot_needs_unit(void *ctx)
{
	struct hotspot_tx *x = ctx;
	const struct unit *u = x->step ? ref_unit(x->op->refs, x->step->unit_id) : NULL;
	if (!u || !u->active || !*given(x->step->text))
		return problem_set(x->op->problem, &E_UNIT);
	x->fact = u->short_name;
	return ERR_OK;
}

static enum err store(struct hotspot_tx *x, const char *kind)
{
	const struct q_hotspot_get_out *n = &x->next, *b = &x->row;
	struct change *c = &x->change;
	int64_t changed;
	enum err e = q_hotspot_set(x->op->s,
		&(struct q_hotspot_set_in){ .status = n->status,
			.unit_id = n->unit_id,
			.plan = n->plan,
			.user_id = n->user_id,
			.taken_at = n->taken_at,
			.alerted = n->alerted,
			.alerted_at = n->alerted_at,
			.conclusion = n->conclusion,
			.ended_by = n->ended_by,
			.ended_at = n->ended_at,
			.id = b->id,
			.version = b->version },
		&changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_begin(c, kind, NIL);
	change_text(c, "hotspot", b->id, "status", b->status, n->status);
	change_int(c, "hotspot", b->id, "unit_id", b->unit_id, n->unit_id);
	change_int(c, "hotspot", b->id, "user_id", b->user_id, n->user_id);
	change_int(c, "hotspot", b->id, "taken_at", b->taken_at, n->taken_at);
	change_int(c, "hotspot", b->id, "alerted", b->alerted, n->alerted);
	change_int(c, "hotspot", b->id, "ended_at", b->ended_at, n->ended_at);
	change_fact_text(c, "fact", x->fact);
	if (x->step)
		change_secret(c, "text", x->step->text);
	change_topics(c, arena_printf(x->op->a, "hotspot:%" PRId64 ",hotspots", b->id));
	x->next.version++;
	x->row = x->next;
	return change_end(c);
}

static void fill(struct hotspot_tx *x, const char *action)
{
	struct q_hotspot_get_out *n = &x->next;
	int64_t me = op_actor(x->op).user_id, now = x->op->now;
	if (str_eq(action, "take") || (str_eq(action, "arrange") && n->user_id == NIL)) {
		n->user_id = me;
		n->taken_at = now;
	}
	if (str_eq(action, "arrange")) {
		n->unit_id = x->step->unit_id;
		n->plan = x->step->text;
	}
	if (str_eq(action, "find") || str_eq(action, "grow") || str_eq(action, "again")) {
		n->alerted = n->persons;
		n->alerted_at = now;
	}
	if (str_eq(n->status, "over") || str_eq(n->status, "dismissed")) {
		n->conclusion = x->step ? given(x->step->text) : "";
		n->ended_by = me;
		n->ended_at = now;
	} else {
		n->ended_by = n->ended_at = NIL;
	}
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct hotspot_tx *x = ctx;
	x->next = x->row;
	x->next.status = e->to;
	fill(x, e->action);
	return store(x, arena_printf(x->op->a, "hotspot.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err begin(struct hotspot_tx *x, struct op *op, int64_t id)
{
	*x = (struct hotspot_tx){ .op = op };
	enum err e = change_open(
		&x->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "hotspot", id, op->now);
	x->change.owner = op;
	if (!e)
		e = q_hotspot_get(op->s, &(struct q_hotspot_get_in){ .id = id }, &x->row);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err note(struct hotspot_tx *x, const char *kind, const char *text)
{
	struct actor by = op_actor(x->op);
	return q_hotspot_entry_insert(x->op->s, &(struct q_hotspot_entry_insert_in){ .hotspot_id = x->row.id, .kind = kind,
				      .at = x->op->now, .user_id = by.user_id, .unit_id = by.unit_id, .text = given(text) }, NULL);
}

enum err hotspot_act(struct op *op, int64_t id, int64_t version, const struct hotspot_step *s)
{
	struct hotspot_tx x;
	enum err e = begin(&x, op, id);
	if (!e && !hotspot_may(op, &x.row, CAP_HOTSPOT_READ))
		e = problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	x.step = s;
	e = wf_move(&HOTSPOT_MACHINE, &HOST, &x, WF_PERSON, x.row.status, s->action);
	if (!e)
		e = note(&x, s->action, x.fact && *given(s->text) ? arena_printf(op->a, "%s牵头。%s", x.fact, s->text) : s->text);
	return e ? e : change_close(&x.change);
}

/* ---- the program ---- */

static enum err put_in_inboxes(struct hotspot_tx *x)
{
	struct op *op = x->op;
	struct q_hotspot_told_rows who;
	enum err e = q_hotspot_told(op->s, &(struct q_hotspot_told_in){ .town_id = x->row.town_id, .now = op->now }, &who);
	for (size_t i = 0; !e && i < who.n; i++) {
		int64_t user_id = who.v[i].user_id;
		e = q_hotspot_inbox(
			op->s, &(struct q_hotspot_inbox_in){ .user_id = user_id, .hotspot_id = x->row.id, .at = op->now }, NULL);
		if (!e)
			e = live_send(op->s, arena_printf(op->a, "user:%" PRId64, user_id), "{\"kind\":\"inbox\"}", op->now);
	}
	return e;
}

enum err hotspot_system(struct op *op, int64_t id, const char *action, const char *fact, bool tell)
{
	struct hotspot_tx x;
	bool finds = str_eq(action, "find");
	enum err e = begin(&x, op, id);
	if (e)
		return e;
	x.fact = fact;
	if (finds)
		x.row.status = NULL; /* the row has been made in this write */
	e = wf_move(&HOTSPOT_MACHINE, &HOST, &x, WF_SYSTEM, finds ? "" : x.row.status, action);
	if (!e)
		e = note(&x, action, fact);
	if (!e && tell)
		e = put_in_inboxes(&x);
	return e ? e : change_close(&x.change);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Self-handled items: the machine, one submission, one sample. */
#include "selfhandled/selfhandled.h"

#include <inttypes.h>

#include "auth/caps.h"
#include "selfhandled_sql.h"

static const struct problem_code E_GRID = { ERR_INVALID, "self.grid", "请选择所在网格，或在地图上标出位置。" };
static const struct problem_code E_NOT_MINE = { ERR_FORBIDDEN, "self.not_your_grid", "只能上报本人负责网格内的自办件。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "self.not_found", "没有找到这件自办件，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "self.stale", "这件自办件刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_NOTE = { ERR_INVALID, "self.note", "抽查不实须写明情况。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "self.own", "不能抽查自己上报的自办件。" };

static enum err needs_note(void *ctx);

static const struct wf_state STATES[] = { { "done", "已办", false }, { "verified", "核实", true }, { "untrue", "不实", true } };
static const struct wf_edge EDGES[] = {
	{ "", "report", "done", "上报自办件", CAP_SELF_HANDLE, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "done", "verify", "verified", "抽查核实", CAP_SELF_SAMPLE, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "done", "refute", "untrue", "抽查不实", CAP_SELF_SAMPLE, WF_PERSON | WF_SYSTEM, "", "", "需写明情况", needs_note, NULL },
};
const struct wf_machine SELF_MACHINE = { "self", "自办件", STATES, 3, EDGES, 3 };

struct self_ctx {
	struct op *op;
	struct q_self_get_out row;
	struct change change;
	const char *note;
};

static enum err needs_note(void *ctx)
{
	struct self_ctx *c = ctx;
	return c->note && *c->note ? ERR_OK : problem_set(c->op->problem, &E_NOTE);
}

static enum err open_change(struct self_ctx *c, int64_t id)
{
	struct op *op = c->op;
	return change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "self", id, op->now);
}

static const char *topics(const struct self_ctx *c)
{
	return arena_printf(c->op->a, "self,unit:%" PRId64, c->row.community_id);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct self_ctx *c = ctx;
	bool yes = false;
	const struct principal *who = c->op->who;
	if (!who)
		return false;
	if (can_scope(who, (enum cap)cap) >= SCOPE_UNIT)
		return !may_unit(c->op->s, who, (enum cap)cap, c->row.community_id, &yes) && yes;
	return !may_grid(c->op->s, who, (enum cap)cap, c->row.grid_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct self_ctx *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct self_ctx *c = ctx;
	int64_t changed;
	enum err err = q_self_set(c->op->s, &(struct q_self_set_in){ .status = e->to, .sampled_by = op_actor(c->op).user_id,
		.sampled_at = c->op->now, .sample_note = c->note ? c->note : "", .id = c->row.id, .version = c->row.version }, &changed);
	if (!err && !changed)
		err = problem_set(c->op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(c->op->a, "self.%s", e->action), NIL);
	change_text(&c->change, "self_handled", c->row.id, "status", c->row.status, e->to);
	change_int(&c->change, "self_handled", c->row.id, "sampled_at", c->row.sampled_at, c->op->now);
	change_secret(&c->change, "note", c->note);
	change_topics(&c->change, topics(c));
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err self_create(struct op *op, const struct self_new *n, int64_t *id)
{
	const struct grid *g = ref_grid(op->refs, n->grid_id);
	struct q_self_insert_out made;
	struct self_ctx c = { .op = op };
	if (!g || !op->who)
		return problem_set(op->problem, &E_GRID);
	c.row.grid_id = g->id;
	c.row.community_id = g->community_id;
	if (op->by == OP_PERSON && !ctx_can(&c, CAP_SELF_HANDLE))
		return problem_set(op->problem, &E_NOT_MINE);
	enum err e = q_self_insert(op->s, &(struct q_self_insert_in){ .no = n->no, .grid_id = g->id, .town_id = g->town_id,
		.community_id = g->community_id, .user_id = op->who->user_id, .event_type_id = n->event_type_id, .matter = n->matter,
		.done = n->done, .address = n->address ? n->address : "", .lon = n->lon, .lat = n->lat, .at = op->now }, &made);
	if (!e)
		e = open_change(&c, made.id);
	if (e)
		return e;
	*id = made.id;
	change_begin(&c.change, "self.report", NIL);
	change_text(&c.change, "self_handled", made.id, "status", NULL, "done");
	change_fact_text(&c.change, "no", n->no);
	change_fact_int(&c.change, "grid_id", g->id);
	change_secret(&c.change, "text", n->matter);
	change_topics(&c.change, topics(&c));
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

enum err self_sample(struct op *op, int64_t id, int64_t version, bool ok, const char *note)
{
	struct self_ctx c = { .op = op, .note = note };
	enum err e = open_change(&c, id);
	if (!e)
		e = q_self_get(op->s, &(struct q_self_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e && op->who && op->who->user_id == c.row.user_id)
		e = problem_set(op->problem, &E_OWN);
	if (!e)
		e = wf_move(&SELF_MACHINE, &HOST, &c, op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, c.row.status,
			ok ? "verify" : "refute");
	return e ? e : change_close(&c.change);
}

static enum err get(struct op *op, int64_t id, struct q_self_get_out *row, bool *there)
{
	enum err e = q_self_get(op->s, &(struct q_self_get_in){ .id = id }, row);
	*there = !e;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err self_may_see(struct op *op, int64_t id, bool *yes)
{
	struct q_self_get_out row;
	enum err e = get(op, id, &row, yes);
	if (e || !*yes || row.user_id == op->who->user_id)
		return e;
	if (can_scope(op->who, CAP_SELF_SAMPLE) >= SCOPE_UNIT)
		return may_unit(op->s, op->who, CAP_SELF_SAMPLE, row.community_id, yes);
	return may_grid(op->s, op->who, CAP_SELF_SAMPLE, row.grid_id, yes);
}

enum err self_may_add_file(struct op *op, int64_t id, bool *yes)
{
	struct q_self_get_out row;
	enum err e = get(op, id, &row, yes);
	*yes = !e && *yes && row.user_id == op->who->user_id && str_eq(row.status, "done");
	return e;
}

enum err self_file_added(struct op *op, int64_t id, const char *stage, const char *hash)
{
	struct self_ctx c = { .op = op };
	enum err e = q_self_get(op->s, &(struct q_self_get_in){ .id = id }, &c.row);
	if (!e)
		e = open_change(&c, id);
	if (e)
		return e;
	change_begin(&c.change, "self.file", NIL);
	change_fact_text(&c.change, "stage", stage);
	change_fact_text(&c.change, "hash", hash);
	change_topics(&c.change, topics(&c));
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Prepared re-partitions (C-07): decided and checked now, in force from the first minute of a later day. Until then the
 * grids stay as they are and no other re-partition may touch them; whoever edits grids may take it back. */
#include "auth/caps.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { DAYS_MAX = 400, PLAN_MAX = 4 << 20, TITLE_MAX = 4000 };

static const struct problem_code E_DAY = { ERR_INVALID, "grid.effective", "生效日期应在明天到一年之内。" };
static const struct problem_code E_NONE = { ERR_NOT_FOUND, "grid.prepared", "没有找到这次安排，请刷新后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "ref.stale", "这次安排刚刚被别人处理过，请刷新后重试。" };
static const struct problem_code E_LARGE = { ERR_TOO_LARGE, "grid.plan_large", "这次划分的内容太多，请分几次安排。" };

struct prepared_ctx {
	struct op *op;
	const struct grid_split *in;        /* while it is being prepared */
	struct q_grid_prepared_get_out row;
	const char *plan;
};

static enum err needs_day(void *ctx)
{
	struct prepared_ctx *c = ctx;
	int32_t day = day_of_ms(c->row.effective_at), today = day_of_ms(c->op->now);
	return day > today && day <= day_add(today, DAYS_MAX) ? ERR_OK : problem_set(c->op->problem, &E_DAY);
}

static const struct wf_state STATES[] = {
	{ "pending", "待生效", false }, { "applied", "已生效", true }, { "cancelled", "已撤销", true }, { "failed", "未能生效", true }
};
static const struct wf_edge EDGES[] = {
	{ "", "prepare", "pending", "安排重新划分", CAP_GRID_EDIT, WF_PERSON, "", "", "需写明生效日期", needs_day, NULL },
	{ "pending", "cancel", "cancelled", "撤销安排", CAP_GRID_EDIT, WF_PERSON, "", "", "", NULL, NULL },
	{ "pending", "apply", "applied", "到日生效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "pending", "fail", "failed", "未能生效", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};
const struct wf_machine PARTITION_MACHINE = { "partition", "网格重新划分", STATES, sizeof STATES / sizeof *STATES,
					      EDGES, sizeof EDGES / sizeof *EDGES };

static bool ctx_can(void *ctx, unsigned cap)
{
	const struct principal *who = ((struct prepared_ctx *)ctx)->op->who;
	return who && can_scope(who, (enum cap)cap) == SCOPE_ALL;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct prepared_ctx *)ctx)->op->problem;
}

static enum err insert(struct prepared_ctx *c, const char *status)
{
	struct q_grid_prepared_insert_out made;
	const struct q_grid_prepared_get_out *v = &c->row;
	enum err e = q_grid_prepared_insert(
		c->op->s,
		&(struct q_grid_prepared_insert_in){ .community_id = v->community_id, .title = v->title, .effective_at = v->effective_at,
						     .plan = c->plan, .reason = v->reason, .status = status,
						     .created_by = op_actor(c->op).user_id, .now = c->op->now },
		&made);
	for (size_t i = 0; !e && i < c->in->nold; i++)
		e = q_grid_prepared_old_insert(
			c->op->s, &(struct q_grid_prepared_old_insert_in){ .grid_id = c->in->old[i], .prepared_id = made.id }, NULL);
	if (!e)
		c->row.id = made.id;
	return e;
}

static enum err ctx_set(void *ctx, const struct wf_edge *edge)
{
	struct prepared_ctx *c = ctx;
	struct op *op = c->op;
	struct q_grid_prepared_get_out before = c->row, after;
	bool fresh = !*edge->from;
	int64_t changed = 1;
	enum err e = fresh ? insert(c, edge->to) :
			     q_grid_prepared_set(op->s,
						 &(struct q_grid_prepared_set_in){ .status = edge->to, .fault = c->row.fault, .now = op->now,
										   .id = c->row.id, .version = c->row.version },
						 &changed);
	if (e || !changed)
		return e ? e : problem_set(op->problem, &E_STALE);
	e = q_grid_prepared_get(op->s, &(struct q_grid_prepared_get_in){ .id = c->row.id }, &after);
	struct refver_by by = { op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	before.fault = "";
	return e ? e : refver_record(op->s, &by, "grid_prepared", after.id, after.version, &q_grid_prepared_get_stmt,
				     fresh ? NULL : &before, &after);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err move(struct prepared_ctx *c, const char *action)
{
	enum wf_actor actor = c->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM;
	return wf_move(&PARTITION_MACHINE, &HOST, c, actor, c->row.status, action);
}

static enum err open_prepared(struct prepared_ctx *c, struct op *op, int64_t id)
{
	*c = (struct prepared_ctx){ .op = op };
	enum err e = q_grid_prepared_get(op->s, &(struct q_grid_prepared_get_in){ .id = id }, &c->row);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NONE) : e;
}

/* ---- the plan as text ---------------------------------------------------------------------------------- */

static const char *write_plan(struct arena *a, const struct grid_split *in)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, a, PLAN_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	jw_key(&w, "new");
	jw_array(&w);
	for (size_t i = 0; i < in->nfresh; i++) {
		const struct grid_new *n = &in->fresh[i];
		jw_object(&w);
		jw_kstr(&w, "code", n->code);
		jw_kstr(&w, "name", n->name);
		jw_kstr(&w, "wkt", n->wkt);
		jw_kstr(&w, "phone", n->phone);
		jw_kint(&w, "households", n->households);
		jw_object_end(&w);
	}
	jw_array_end(&w);
	jw_object_end(&w);
	return b.overflow ? NULL : buf_cstr(&b);
}

/* "一网格、二网格 → 东网格、西网格" */
static enum err write_title(struct prepared_ctx *c)
{
	struct buf b;
	buf_init(&b, c->op->a, TITLE_MAX);
	for (size_t i = 0; i < c->in->nold; i++) {
		struct q_grid_get_out g;
		enum err e = q_grid_get(c->op->s, &(struct q_grid_get_in){ .id = c->in->old[i] }, &g);
		if (e)
			return e;
		buf_printf(&b, "%s%s", i ? "、" : "", g.name);
		c->row.community_id = g.community_id;
	}
	for (size_t i = 0; i < c->in->nfresh; i++)
		buf_printf(&b, "%s%s", i ? "、" : " → ", c->in->fresh[i].name);
	c->row.title = buf_cstr(&b);
	return b.overflow ? problem_set(c->op->problem, &E_LARGE) : ERR_OK;
}

static enum err read_plan(struct op *op, int64_t id, struct grid_split *in)
{
	struct q_grid_prepared_plan_out text;
	struct q_grid_prepared_olds_rows olds;
	const struct json *plan;
	const char *why;
	enum err e = q_grid_prepared_plan(op->s, &(struct q_grid_prepared_plan_in){ .id = id }, &text);
	if (!e)
		e = q_grid_prepared_olds(op->s, &(struct q_grid_prepared_olds_in){ .id = id }, &olds);
	if (!e)
		e = json_parse(op->a, sv_from(text.plan), &plan, &why);
	if (e)
		return e;
	const struct json *list = json_get(plan, "new");
	struct grid_new *fresh = ARENA_ARRAY(op->a, struct grid_new, GRID_NEW_MAX);
	int64_t *old = ARENA_ARRAY(op->a, int64_t, olds.n + 1);
	for (size_t i = 0; i < olds.n; i++)
		old[i] = olds.v[i].grid_id;
	in->old = old;
	in->nold = olds.n;
	in->fresh = fresh;
	in->nfresh = json_count(list);
	in->version = NIL;         /* a name or a telephone may have changed meanwhile; the shapes are compared */
	return grid_new_read(list, fresh, GRID_NEW_MAX) ? ERR_OK : ERR_INTERNAL;
}

/* ---- the actions --------------------------------------------------------------------------------------- */

enum err grid_prepare(struct op *op, const struct grid_split *in, int32_t effective, int64_t *id)
{
	struct prepared_ctx c = { .op = op,
		.in = in,
		.row = { .status = "", .reason = in->reason, .effective_at = day_start_ms(effective) } };
	enum err e = grid_split_check(op, in);
	if (!e)
		e = write_title(&c);
	if (e)
		return e;
	c.plan = write_plan(op->a, in);
	e = c.plan ? move(&c, "prepare") : problem_set(op->problem, &E_LARGE);
	*id = c.row.id;
	return e;
}

enum err grid_prepared_cancel(struct op *op, int64_t id, int64_t version)
{
	struct prepared_ctx c;
	enum err e = open_prepared(&c, op, id);
	if (!e)
		e = refver_check(op->problem, op->a, version, c.row.version);
	return e ? e : move(&c, "cancel");
}

enum err grid_prepared_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_grid_prepared_due_rows rows;
	enum err e = q_grid_prepared_due(op->s, &(struct q_grid_prepared_due_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = e ? 0 : rows.n;
	for (size_t i = 0; i < *n; i++)
		ids[i] = rows.v[i].id;
	return e;
}

/* The words of a rule that says no; the database's own troubles are none of that. */
static const char *refusal(const struct op *op, enum err e)
{
	bool rule = (e == ERR_INVALID || e == ERR_NOT_FOUND || e == ERR_STALE) && op->problem->text;
	return rule ? op->problem->text : NULL;
}

enum err grid_prepared_apply(struct op *op, int64_t id)
{
	struct prepared_ctx c;
	struct grid_split in = { 0 };
	int64_t made[GRID_NEW_MAX];
	enum err e = open_prepared(&c, op, id);
	if (e || !str_eq(c.row.status, "pending") || c.row.effective_at > op->now)
		return e;          /* taken back or done by another node meanwhile */
	in.reason = c.row.reason;
	in.prepared = &c.row;
	e = read_plan(op, id, &in);
	if (e)
		return e;
	e = grid_split_check(op, &in);
	if (refusal(op, e)) {
		c.row.fault = refusal(op, e);
		problem_clear(op->problem);
		return move(&c, "fail");
	}
	if (!e)
		e = grid_repartition(op, &in, made);
	return e ? e : move(&c, "apply");
}

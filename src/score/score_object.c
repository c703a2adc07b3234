/* SPDX-License-Identifier: Apache-2.0 */
/* Objections (scoring.md 4): within three working days a unit objects to a line that a preliminary list counts for it, the
 * quality team rules with its reason, and what is upheld is taken off the unit's counts. The list is then made again by whoever
 * ruled, or by the job. Everything happens under the lock of the month. */
#include <inttypes.h>

#include "auth/caps.h"
#include "score/score_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "score.objection_not_found", "没有找到这件异议，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "score.objection_stale", "这件异议刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_NO_ORDER = { ERR_NOT_FOUND, "score.order", "没有找到这张工单，或您无权查看。" };
static const struct problem_code E_UNIT = { ERR_FORBIDDEN, "score.unit", "只能为本单位提异议。" };
static const struct problem_code E_CLOSED = { ERR_CONFLICT, "score.objections_closed", "这个月没有公示中的初榜，或提异议的三个工作日已过。" };
static const struct problem_code E_LINE = { ERR_CONFLICT, "score.line", "这张工单没有这样计入本单位这个月的考核，不用提异议。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "score.objection_twice", "对这一项已经提过异议。" };
static const struct problem_code E_REASON = { ERR_INVALID, "score.ruling", "请写明裁定理由。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "score.own", "本单位的异议不能由本单位裁定。" };

/* ---- the machine ---- */

struct objection_tx {
	struct op *op;
	struct change change;
	struct q_score_objection_get_out row;
	const char *text;
};

static enum err needs_reason(void *ctx)
{
	struct objection_tx *x = ctx;
	return x->text && *x->text ? ERR_OK : problem_field(x->op->problem, E_REASON.kind, "ruling", E_REASON.code, E_REASON.text);
}

/* The list that is public now counted the line; it has to be made again. */
static enum err make_stale(void *ctx)
{
	struct objection_tx *x = ctx;
	return q_score_month_stale(x->op->s, &(struct q_score_month_stale_in){ .month = x->row.month }, NULL);
}

static const struct wf_state STATES[] = {
	{ "filed", "待裁定", false }, { "upheld", "成立，已剔除", true }, { "rejected", "不成立", true }, { "withdrawn", "已撤回", true },
};
static const struct wf_edge EDGES[] = {
	{ "", "object", "filed", "提异议", CAP_REVIEW_UNIT, WF_PERSON, "", "", "", NULL, NULL },
	{ "filed", "uphold", "upheld", "异议成立", CAP_SCORE_RULE, WF_PERSON, "", "", "需写明理由", needs_reason, make_stale },
	{ "filed", "reject", "rejected", "异议不成立", CAP_SCORE_RULE, WF_PERSON, "", "", "需写明理由", needs_reason, NULL },
	{ "filed", "withdraw", "withdrawn", "撤回异议", CAP_REVIEW_UNIT, WF_PERSON, "", "", "", NULL, NULL },
};
const struct wf_machine SCORE_OBJECTION_MACHINE = { "score_objection", "考核异议", STATES, sizeof STATES / sizeof *STATES, EDGES,
						    sizeof EDGES / sizeof *EDGES };

enum err score_objection_may(struct op *op, unsigned cap, int64_t unit_id, bool *yes)
{
	*yes = false;
	if (!op->who || !can(op->who, (enum cap)cap) || (cap == CAP_SCORE_RULE && op->who->unit_id == unit_id))
		return ERR_OK;
	return may_unit(op->s, op->who, (enum cap)cap, unit_id, yes);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct objection_tx *x = ctx;
	bool yes = false;
	return !score_objection_may(x->op, cap, x->row.unit_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct objection_tx *)ctx)->op->problem;
}

static enum err say(struct objection_tx *x, const char *kind, const char *before, const char *after)
{
	struct change *c = &x->change;
	change_begin(c, kind, NIL);
	change_text(c, "score_objection", x->row.id, "status", before, after);
	change_fact_int(c, "objection", x->row.id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	change_fact_int(c, "order_id", x->row.order_id);
	change_fact_text(c, "what", x->row.what);
	change_secret(c, "text", x->text);
	change_topics(c, arena_printf(x->op->a, "scores,unit:%" PRId64, x->row.unit_id));
	return change_end(c);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct objection_tx *x = ctx;
	bool ruled = !str_eq(e->action, "withdraw");
	int64_t changed;
	enum err err = q_score_objection_set(x->op->s, &(struct q_score_objection_set_in){ .status = e->to,
		.ruling = x->text ? x->text : "", .ruled_by = ruled ? op_actor(x->op).user_id : NIL, .ruled_at = ruled ? x->op->now : NIL,
		.id = x->row.id, .version = x->row.version }, &changed);
	if (!err && !changed)
		err = problem_set(x->op->problem, &E_STALE);
	return err ? err : say(x, arena_printf(x->op->a, "score_objection.%s", e->action), x->row.status, e->to);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err lock(struct objection_tx *x, int64_t month)
{
	struct op *op = x->op;
	return change_open(&x->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "score", month, op->now);
}

/* ---- filing ---- */

/* Whether the unit carries a share of what this order is. */
static bool carries(struct op *op, const struct q_score_line_out *l, int64_t unit_id)
{
	const struct event_type *t = ref_type(op->refs, l->event_type_id);
	const struct coresp *listed[CORESP_MAX];
	struct coresp_share part[CORESP_MAX + 1];
	if (!l->lead || (t && !t->appraised))
		return false;
	size_t n = coresp_find(op, l->town_id, l->event_type_id, listed, CORESP_MAX);
	n = coresp_shares(listed, n, l->unit_id, part);
	for (size_t i = 0; i < n; i++)
		if (part[i].unit_id == unit_id)
			return true;
	return false;
}

enum err score_counted(struct op *op, const struct score_objection *o)
{
	struct month_span at = month_at(o->month);
	struct q_score_line_out l;
	enum err e = q_score_line(op->s, &(struct q_score_line_in){ .from = at.from, .to = at.to, .id = o->order_id }, &l);
	if (e)
		return e;
	bool due = l.held && l.due_at >= at.from && l.due_at < at.to;
	bool returned = l.held && l.back && l.submitted_at != NIL && l.submitted_at >= at.from && l.submitted_at < at.to;
	bool counted = str_eq(o->what, "due") ? due : str_eq(o->what, "returned") ? returned : l.answers > 0;
	return counted && carries(op, &l, o->unit_id) ? ERR_OK : problem_set(op->problem, &E_LINE);
}

static enum err check_open(struct op *op, const struct score_objection *o)
{
	struct q_score_month_get_out m;
	struct q_score_objection_same_out same;
	enum err e = score_month_row(op->s, o->month, &m);
	if (!e && (!str_eq(m.status, "preliminary") || op->now > m.objections_until))
		e = problem_set(op->problem, &E_CLOSED);
	if (!e)
		e = q_score_objection_same(op->s, &(struct q_score_objection_same_in){ .month = o->month, .unit_id = o->unit_id,
			.order_id = o->order_id, .what = o->what }, &same);
	return e || !same.n ? e : problem_set(op->problem, &E_TWICE);
}

enum err score_object(struct op *op, const struct score_objection *o, int64_t *id)
{
	struct objection_tx x = { .op = op, .text = o->reason };
	struct q_score_objection_insert_out made;
	bool yes = false;
	enum err e = lock(&x, o->month);
	if (!e)
		e = must_order(op, CAP_CASE_READ, o->order_id, &E_NO_ORDER);
	if (!e)
		e = score_objection_may(op, CAP_REVIEW_UNIT, o->unit_id, &yes);
	if (!e && !yes)
		e = problem_set(op->problem, &E_UNIT);
	if (!e)
		e = check_open(op, o);
	if (!e)
		e = score_counted(op, o);
	if (!e)
		e = q_score_objection_insert(op->s, &(struct q_score_objection_insert_in){ .month = o->month, .unit_id = o->unit_id,
			.order_id = o->order_id, .what = o->what, .status = "filed", .reason = o->reason,
			.filed_by = op_actor(op).user_id, .filed_at = op->now }, &made);
	if (!e)
		e = q_score_objection_get(op->s, &(struct q_score_objection_get_in){ .id = made.id }, &x.row);
	if (e)
		return e;
	*id = made.id;
	e = say(&x, "score_objection.object", NULL, "filed");
	return e ? e : change_close(&x.change);
}

/* ---- ruling ---- */

enum err score_objection_move(struct op *op, int64_t id, int64_t version, const char *action, const char *text)
{
	struct objection_tx x = { .op = op, .text = text };
	bool yes = false;
	enum err e = q_score_objection_get(op->s, &(struct q_score_objection_get_in){ .id = id }, &x.row);
	if (!e)
		e = lock(&x, x.row.month);
	if (!e)
		e = q_score_objection_get(op->s, &(struct q_score_objection_get_in){ .id = id }, &x.row);
	if (!e)
		e = may_unit(op->s, op->who, CAP_BOARD_READ, x.row.unit_id, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e && !str_eq(action, "withdraw") && can(op->who, CAP_SCORE_RULE) && op->who->unit_id == x.row.unit_id)
		e = problem_set(op->problem, &E_OWN);
	if (!e)
		e = wf_move(&SCORE_OBJECTION_MACHINE, &HOST, &x, WF_PERSON, x.row.status, action);
	return e ? e : change_close(&x.change);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Adjustments in the database: asking, the two decisions, and what follows from an approval. */
#include <inttypes.h>

#include "adjust/adjust_internal.h"
#include "auth/caps.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "adjust.not_found", "没有找到这个申请，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "adjust.stale", "这个申请刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_OPINION = { ERR_INVALID, "adjust.opinion", "驳回须写明意见。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "adjust.own", "本单位提出的申请须由中心另一单位的人员审批。" };
static const struct problem_code E_NOT_SUSPENDED = { ERR_CONFLICT, "adjust.not_suspended", "工单没有挂账，不用恢复。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct adjust_tx *x = ctx;
	bool yes = false;
	if (!x->op->who)
		return false;
	if (cap == CAP_ADJUST_DECIDE)
		return !may_case(x->op->s, x->op->who, CAP_ADJUST_DECIDE, x->row.case_id, &yes) && yes;
	return !may_unit(x->op->s, x->op->who, (enum cap)cap, x->row.unit_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct adjust_tx *)ctx)->op->problem;
}

static void facts(struct change *c, const struct adjust_tx *x)
{
	change_fact_int(c, "adjustment_id", x->row.id);
	change_fact_int(c, "order_id", x->row.order_id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	change_fact_text(c, "fact", adjust_kind_text(x->row.kind));
	change_topics(c, case_topics(x->t));
}

static enum err store(struct adjust_tx *x, struct q_adjust_get_out *after, const char *kind)
{
	struct change *c = &x->t->change;
	const struct q_adjust_get_out *b = &x->row;
	int64_t changed, id = b->id;
	change_begin(c, kind, NIL);
	enum err e = q_adjust_set(x->op->s, &(struct q_adjust_set_in){ .status = after->status, .new_due = after->new_due,
		.unit_by = after->unit_by, .unit_at = after->unit_at, .unit_opinion = after->unit_opinion, .centre_by = after->centre_by,
		.centre_at = after->centre_at, .centre_opinion = after->centre_opinion, .resumed_at = after->resumed_at, .id = id,
		.version = b->version }, &changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "adjustment", id, "status", b->status, after->status);
	change_int(c, "adjustment", id, "new_due", b->new_due, after->new_due);
	change_int(c, "adjustment", id, "unit_at", b->unit_at, after->unit_at);
	change_int(c, "adjustment", id, "centre_at", b->centre_at, after->centre_at);
	change_int(c, "adjustment", id, "resumed_at", b->resumed_at, after->resumed_at);
	after->version = b->version + 1;
	x->row = *after;
	facts(c, x);
	change_secret(c, "text", x->opinion);
	return change_end(c);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct adjust_tx *x = ctx;
	struct q_adjust_get_out after = x->row;
	const char *opinion = x->opinion ? x->opinion : "";
	int64_t me = op_actor(x->op).user_id;
	after.status = e->to;
	if (str_eq(x->row.status, "asked") && (str_eq(e->action, "pass") || str_eq(e->action, "refuse"))) {
		after.unit_by = me;
		after.unit_at = x->op->now;
		after.unit_opinion = opinion;
	}
	if (str_eq(x->row.status, "passed") && (str_eq(e->action, "approve") || str_eq(e->action, "refuse"))) {
		after.centre_by = me;
		after.centre_at = x->op->now;
		after.centre_opinion = opinion;
	}
	return store(x, &after, arena_printf(x->op->a, "adjust.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err adjust_needs_opinion(void *ctx)
{
	struct adjust_tx *x = ctx;
	return x->opinion && *x->opinion ? ERR_OK : problem_set(x->op->problem, &E_OPINION);
}

/* What was approved happens now, in the same transaction. */
enum err adjust_take_effect(void *ctx)
{
	struct adjust_tx *x = ctx;
	const char *kind = x->row.kind;
	enum err e = ERR_OK;
	if (str_eq(kind, "extension"))
		e = order_extend(x->t, x->row.order_id, x->row.more, &x->new_due);
	else if (str_eq(kind, "suspension"))
		e = order_suspend(x->t, x->row.order_id, x->row.until_at, x->row.reason);
	else
		e = order_terminate_in(x->t, x->row.order_id, x->row.reason);
	if (e || x->new_due == NIL)
		return e;
	struct q_adjust_get_out after = x->row;
	after.new_due = x->new_due;
	return store(x, &after, "adjust.effect");
}

static enum err move(struct adjust_tx *x, const char *action)
{
	enum wf_actor actor = x->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM;
	const struct wf_edge *e = wf_find(&ADJUST_MACHINE, x->row.status, action);
	if (e && e->actors == WF_SYSTEM)
		actor = WF_SYSTEM;
	return wf_move(&ADJUST_MACHINE, &HOST, x, actor, x->row.status, action);
}

static enum err enter(struct adjust_tx *x, struct case_tx *t, int64_t id)
{
	*x = (struct adjust_tx){ .op = t->op, .t = t, .new_due = NIL };
	enum err e = q_adjust_get(t->op->s, &(struct q_adjust_get_in){ .id = id }, &x->row);
	return e ? e : q_order_get(t->op->s, &(struct q_order_get_in){ .id = x->row.order_id }, &x->order);
}

static enum err begin(struct adjust_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_adjust_case_out at;
	enum err e = q_adjust_case(op->s, &(struct q_adjust_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(t, op, at.case_id);
	return e ? e : enter(x, t, id);
}

/* ---- asking ---- */

static enum err gather(struct adjust_tx *x, const struct adjust_ask *a, struct adjust_facts *f)
{
	struct op *op = x->op;
	struct q_adjust_counts_out n;
	struct q_adjust_evidence_out files;
	enum err e = q_adjust_counts(op->s, &(struct q_adjust_counts_in){ .order_id = a->order_id,
				     .case_id = x->order.case_id }, &n);
	if (!e)
		e = q_adjust_evidence(op->s, &(struct q_adjust_evidence_in){ .order_id = a->order_id }, &files);
	if (e)
		return e;
	*f = (struct adjust_facts){ .kind = a->kind, .colour = x->t->row.colour, .order_status = x->order.status, .now = op->now,
		.due_at = x->order.due_at, .limit_value = x->order.limit_value, .more = a->more, .until = a->until,
		.extensions = n.extensions, .suspensions = n.suspensions, .open = n.open, .evidence = files.n,
		.role_sub = str_eq(x->order.role, "sub") };
	return ERR_OK;
}

static enum err insert(struct adjust_tx *x, const struct adjust_ask *a, int64_t *id)
{
	struct op *op = x->op;
	struct change *c = &x->t->change;
	struct q_adjust_insert_out made;
	bool extension = str_eq(a->kind, "extension"), suspension = str_eq(a->kind, "suspension");
	enum err e = q_adjust_insert(op->s, &(struct q_adjust_insert_in){ .case_id = x->order.case_id, .order_id = a->order_id,
		.unit_id = x->order.unit_id, .kind = a->kind, .reason_code = a->reason_code, .reason = a->reason,
		.legal_basis = a->legal_basis ? a->legal_basis : "", .more = extension ? a->more : NIL,
		.until_at = suspension ? a->until : NIL, .old_due = x->order.due_at, .asked_by = op_actor(op).user_id,
		.asked_at = op->now }, &made);
	if (!e)
		e = q_adjust_get(op->s, &(struct q_adjust_get_in){ .id = made.id }, &x->row);
	if (e)
		return e;
	*id = made.id;
	change_begin(c, "adjust.ask", NIL);
	change_text(c, "adjustment", made.id, "status", NULL, "asked");
	facts(c, x);
	change_fact_text(c, "reason_code", a->reason_code);
	change_fact_int(c, "more", x->row.more);
	change_fact_int(c, "until", x->row.until_at);
	change_secret(c, "text", a->reason);
	return change_end(c);
}

enum err adjust_ask(struct op *op, const struct adjust_ask *a, int64_t *id)
{
	struct case_tx t;
	struct adjust_tx x = { .op = op, .t = &t, .new_due = NIL };
	struct adjust_facts f;
	struct q_order_case_out at;
	const char *field;
	static const struct problem_code stale = { ERR_STALE, "order.stale", "这张工单刚被他人处理，请刷新后再操作。" };
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = a->order_id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_ORDER);
	if (!e)
		e = case_begin(&t, op, at.case_id);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = a->order_id }, &x.order);
	if (!e && a->version != NIL && a->version != x.order.version)
		e = problem_set(op->problem, &stale);
	if (e)
		return e;
	x.row.unit_id = x.order.unit_id;
	if (op->by == OP_PERSON && !ctx_can(&x, CAP_HANDLE) && !ctx_can(&x, CAP_REVIEW_UNIT))
		return problem_set(op->problem, &E_NOT_YOURS);
	e = gather(&x, a, &f);
	if (e)
		return e;
	const struct problem_code *no = adjust_refusal(&f, &field);
	if (no)
		return *field ? problem_field(op->problem, no->kind, field, no->code, no->text) : problem_set(op->problem, no);
	e = insert(&x, a, id);
	if (!e && op->by == OP_PERSON && ctx_can(&x, CAP_REVIEW_UNIT)) /* asked by who would have to agree */
		e = move(&x, "pass");
	return e ? e : case_end(&t);
}

/* ---- deciding ---- */

enum err adjust_decide(struct op *op, int64_t id, int64_t version, enum adjust_decision d, const char *opinion)
{
	static const char *const actions[] = { "pass", "refuse", "approve", "withdraw" };
	struct case_tx t;
	struct adjust_tx x;
	enum err e = begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	/* Two levels are two: the centre does not decide on what it asked for itself. */
	if (!e && str_eq(x.row.status, "passed") && (d == ADJUST_APPROVE || d == ADJUST_REFUSE) && op->who &&
	    op->who->unit_id == x.row.unit_id)
		e = problem_set(op->problem, &E_OWN);
	if (e)
		return e;
	x.opinion = opinion;
	e = move(&x, actions[d]);
	return e ? e : case_end(&t);
}

/* ---- the end of a suspension ---- */

static enum err resume(struct adjust_tx *x, struct case_tx *t, const char *reason)
{
	enum err e = order_resume(t, x->row.order_id, reason);
	if (e)
		return e;
	struct q_order_get_out o;
	struct q_adjust_get_out after = x->row;
	e = q_order_get(t->op->s, &(struct q_order_get_in){ .id = x->row.order_id }, &o);
	after.resumed_at = t->op->now;
	after.new_due = o.due_at;
	x->opinion = reason;
	if (!e)
		e = store(x, &after, "adjust.resumed");
	return e ? e : case_end(t);
}

enum err adjust_resume(struct op *op, int64_t order_id, const char *reason)
{
	struct case_tx t;
	struct adjust_tx x;
	struct q_adjust_suspension_out s;
	enum err e = q_adjust_suspension(op->s, &(struct q_adjust_suspension_in){ .order_id = order_id }, &s);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_SUSPENDED);
	if (!e)
		e = begin(&x, &t, op, s.id);
	if (!e && !str_eq(x.order.status, "suspended"))
		e = problem_set(op->problem, &E_NOT_SUSPENDED);
	if (!e && op->by == OP_PERSON && !ctx_can(&x, CAP_HANDLE))
		e = problem_set(op->problem, &E_NOT_YOURS);
	return e ? e : resume(&x, &t, reason);
}

enum err adjust_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_adjust_to_resume_rows rows;
	enum err e = q_adjust_to_resume(op->s, &(struct q_adjust_to_resume_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err adjust_resume_due(struct op *op, int64_t id)
{
	struct case_tx t;
	struct adjust_tx x;
	enum err e = begin(&x, &t, op, id);
	if (e)
		return e;
	if (x.row.resumed_at != NIL || x.row.until_at > op->now || !str_eq(x.order.status, "suspended"))
		return case_end(&t);
	return resume(&x, &t, "挂账到期");
}

/* ---- subscription ---- */

enum err adjust_on_order(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_adjust_stranded_rows rows;
	(void)n;
	enum err e = q_adjust_stranded(t->op->s, &(struct q_adjust_stranded_in){ .case_id = t->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct adjust_tx x;
		e = enter(&x, t, rows.v[i].id);
		if (!e)
			e = move(&x, "void");
	}
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Returned orders in the database: asking, ruling, what a ruling does to the order, and the precedent it leaves. */
#include <inttypes.h>

#include "auth/caps.h"
#include "auth/refver.h"
#include "dispute/dispute_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "dispute.not_found", "没有找到这件退单，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "dispute.stale", "这件退单刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_OPINION = { ERR_INVALID, "dispute.opinion", "请写明意见。" };
static const struct problem_code E_BASIS = { ERR_INVALID, "dispute.basis", "裁定须写明依据（法规、三定或清单条目）。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "dispute.unit", "请选择改派单位，且不能是退单单位。" };
static const struct problem_code E_PROPOSED = { ERR_INVALID, "dispute.proposed", "建议单位不存在或已停用，请重新选择。" };
static const struct problem_code E_DUTY = { ERR_INVALID, "dispute.duty_basis", "退单须写明职责依据（清单条目、法规或三定）。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "dispute.own", "本单位的退单不能由本单位裁定。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_ORDER_STALE = { ERR_STALE, "order.stale", "这张工单刚被他人处理，请刷新后再操作。" };

static const char *given(const char *s)
{
	return s ? s : "";
}

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct dispute_tx *x = ctx;
	bool yes = false;
	if (!x->op->who)
		return false;
	if (cap == CAP_DISPUTE_RULE || cap == CAP_DISPUTE_LAST)
		return !may_case(x->op->s, x->op->who, (enum cap)cap, x->row.case_id, &yes) && yes;
	return !may_unit(x->op->s, x->op->who, (enum cap)cap, x->row.unit_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct dispute_tx *)ctx)->op->problem;
}

static enum err store(struct dispute_tx *x, struct q_dispute_get_out *after, const char *kind)
{
	struct change *c = &x->t->change;
	const struct q_dispute_get_out *b = &x->row;
	int64_t changed, id = b->id;
	change_begin(c, kind, NIL);
	enum err e = q_dispute_set(x->op->s, &(struct q_dispute_set_in){ .status = after->status, .unit_by = after->unit_by,
		.unit_at = after->unit_at, .unit_opinion = after->unit_opinion, .due_at = after->due_at, .overdue_at = after->overdue_at,
		.ruled_by = after->ruled_by, .ruled_at = after->ruled_at, .ruled_unit_id = after->ruled_unit_id,
		.ruling_basis = after->ruling_basis, .opinion = after->opinion, .new_order_id = after->new_order_id, .id = id,
		.version = b->version }, &changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "dispute", id, "status", b->status, after->status);
	change_int(c, "dispute", id, "due_at", b->due_at, after->due_at);
	change_int(c, "dispute", id, "overdue_at", b->overdue_at, after->overdue_at);
	change_int(c, "dispute", id, "ruled_at", b->ruled_at, after->ruled_at);
	change_int(c, "dispute", id, "ruled_unit_id", b->ruled_unit_id, after->ruled_unit_id);
	change_int(c, "dispute", id, "new_order_id", b->new_order_id, after->new_order_id);
	after->version = b->version + 1;
	x->row = *after;
	change_fact_int(c, "dispute_id", id);
	change_fact_int(c, "order_id", x->row.order_id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	if (x->ruling) {
		change_fact_text(c, "basis", x->ruling->basis);
		change_secret(c, "text", x->ruling->opinion);
	}
	change_topics(c, case_topics(x->t));
	return change_end(c);
}

static int64_t ruling_due(const struct dispute_tx *x, const char *status)
{
	const struct colour_rule *rule = ref_colour(x->op->refs, x->t->row.colour);
	int64_t times = dispute_limits(status);
	if (!times || !rule)
		return NIL;
	return cal_due(x->op->refs->calendar, x->op->now, times * rule->ruling_value, rule->ruling_unit, NULL, 0, x->op->now);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct dispute_tx *x = ctx;
	struct q_dispute_get_out after = x->row;
	const struct dispute_ruling *r = x->ruling;
	int64_t me = op_actor(x->op).user_id;
	after.status = e->to;
	after.due_at = ruling_due(x, e->to);
	if (str_eq(x->row.status, "asked") && (str_eq(e->action, "pass") || str_eq(e->action, "refuse"))) {
		after.unit_by = me;
		after.unit_at = x->op->now;
		after.unit_opinion = given(r ? r->opinion : NULL);
	} else if (r && *given(r->opinion)) {
		after.opinion = r->opinion;
	}
	if (str_eq(e->to, "redirected") || str_eq(e->to, "rejected")) {
		after.ruled_by = me;
		after.ruled_at = x->op->now;
		after.ruled_unit_id = str_eq(e->to, "redirected") ? r->unit_id : x->row.unit_id;
		after.ruling_basis = given(r->basis);
	}
	return store(x, &after, arena_printf(x->op->a, "dispute.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err dispute_needs_opinion(void *ctx)
{
	struct dispute_tx *x = ctx;
	return x->ruling && *given(x->ruling->opinion) ? ERR_OK : problem_set(x->op->problem, &E_OPINION);
}

enum err dispute_needs_basis(void *ctx)
{
	struct dispute_tx *x = ctx;
	return x->ruling && *given(x->ruling->basis) ? ERR_OK : problem_set(x->op->problem, &E_BASIS);
}

/* The list was wrong for this place: the next suggestion shall know. */
static enum err leave_precedent(struct dispute_tx *x)
{
	struct op *op = x->op;
	struct q_precedent_insert_out made;
	struct q_precedent_get_out row;
	struct refver_by by = { op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	if (x->t->row.event_type_id == NIL || !str_eq(x->order.role, "lead"))
		return ERR_OK;
	enum err e = q_precedent_insert(op->s, &(struct q_precedent_insert_in){ .event_type_id = x->t->row.event_type_id,
		.town_id = x->t->row.town_id, .from_unit_id = x->row.unit_id, .to_unit_id = x->ruling->unit_id, .dispute_id = x->row.id,
		.basis = x->ruling->basis, .at = op->now }, &made);
	if (!e)
		e = q_precedent_get(op->s, &(struct q_precedent_get_in){ .id = made.id }, &row);
	return e ? e : refver_record(op->s, &by, "precedent", made.id, row.version, &q_precedent_get_stmt, NULL, &row);
}

enum err dispute_redirects(void *ctx)
{
	struct dispute_tx *x = ctx;
	const struct unit *to = ref_unit(x->op->refs, x->ruling->unit_id);
	if (!to || !to->active || to->id == x->row.unit_id)
		return problem_set(x->op->problem, &E_UNIT);
	enum err e = order_redirect_ruled(x->t, x->row.order_id, to->id,
		arena_printf(x->op->a, "退单裁定：%s", x->ruling->basis), &x->new_order_id);
	if (e)
		return e;
	struct q_dispute_get_out after = x->row;
	after.new_order_id = x->new_order_id;
	e = store(x, &after, "dispute.carried_out");
	return e ? e : leave_precedent(x);
}

enum err dispute_rejects(void *ctx)
{
	struct dispute_tx *x = ctx;
	return order_designate(x->t, x->row.order_id);
}

static enum err move(struct dispute_tx *x, const char *action, bool system)
{
	enum wf_actor actor = x->op->by == OP_PERSON && !system ? WF_PERSON : WF_SYSTEM;
	return wf_move(&DISPUTE_MACHINE, &HOST, x, actor, x->row.status, action);
}

static enum err enter(struct dispute_tx *x, struct case_tx *t, int64_t id)
{
	*x = (struct dispute_tx){ .op = t->op, .t = t };
	enum err e = q_dispute_get(t->op->s, &(struct q_dispute_get_in){ .id = id }, &x->row);
	return e ? e : q_order_get(t->op->s, &(struct q_order_get_in){ .id = x->row.order_id }, &x->order);
}

static enum err begin(struct dispute_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_dispute_case_out at;
	enum err e = q_dispute_case(op->s, &(struct q_dispute_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(t, op, at.case_id);
	return e ? e : enter(x, t, id);
}

/* ---- asking ---- */

/* Given back for the third time on this case: the ruling comes from above (compliance.md 6.1). */
static enum err passed(struct dispute_tx *x, int64_t on_case)
{
	if (!str_eq(x->row.status, "ruling") || on_case < RETURNS_BEFORE_RAISED)
		return ERR_OK;
	x->ruling = NULL;
	return move(x, "raise", true);
}

static enum err counts(struct dispute_tx *x, struct q_dispute_counts_out *n)
{
	return q_dispute_counts(x->op->s, &(struct q_dispute_counts_in){ .order_id = x->order.id, .unit_id = x->order.unit_id,
				.case_id = x->order.case_id }, n);
}

static enum err check(struct dispute_tx *x, const struct dispute_ask *a, const struct q_dispute_counts_out *n)
{
	struct op *op = x->op;
	const struct colour_rule *rule = ref_colour(op->refs, x->t->row.colour);
	const struct unit *to = ref_unit(op->refs, a->proposed_unit_id);
	int64_t since = x->order.dispatched_at;
	struct dispute_facts f = { .order_status = x->order.status, .now = op->now,
		.until = cal_due(op->refs->calendar, since, rule ? rule->return_value : 0, rule ? rule->return_unit : LIMIT_WORKING_DAY,
				 NULL, 0, op->now),
		.by_unit = n->by_unit, .open = n->open, .sub = str_eq(x->order.role, "sub"), .designated = x->order.designated,
		.same_unit = a->proposed_unit_id == x->order.unit_id };
	const struct problem_code *no = dispute_refusal(&f);
	if (no)
		return problem_set(op->problem, no);
	if (!*given(a->duty_basis))
		return problem_field(op->problem, ERR_INVALID, "duty_basis", E_DUTY.code, E_DUTY.text);
	if (a->proposed_unit_id != NIL && (!to || !to->active))
		return problem_field(op->problem, ERR_INVALID, "proposed_unit_id", E_PROPOSED.code, E_PROPOSED.text);
	return ERR_OK;
}

static enum err insert(struct dispute_tx *x, const struct dispute_ask *a, int64_t round, int64_t *id)
{
	struct op *op = x->op;
	struct change *c = &x->t->change;
	struct q_dispute_insert_out made;
	enum err e = q_dispute_insert(op->s, &(struct q_dispute_insert_in){ .case_id = x->order.case_id, .order_id = x->order.id,
		.unit_id = x->order.unit_id, .round = round, .reason_code = a->reason_code, .reason = given(a->reason),
		.duty_basis = a->duty_basis, .proposed_unit_id = a->proposed_unit_id, .asked_by = op_actor(op).user_id,
		.asked_at = op->now }, &made);
	if (!e)
		e = q_dispute_get(op->s, &(struct q_dispute_get_in){ .id = made.id }, &x->row);
	if (e)
		return e;
	*id = made.id;
	change_begin(c, "dispute.ask", NIL);
	change_text(c, "dispute", made.id, "status", NULL, "asked");
	change_fact_int(c, "dispute_id", made.id);
	change_fact_int(c, "order_id", x->order.id);
	change_fact_int(c, "unit_id", x->order.unit_id);
	change_fact_int(c, "proposed_unit_id", a->proposed_unit_id);
	change_fact_int(c, "round", round);
	change_fact_text(c, "fact", dispute_reason_text(a->reason_code));
	change_fact_text(c, "basis", a->duty_basis);
	change_secret(c, "text", a->reason);
	change_topics(c, case_topics(x->t));
	return change_end(c);
}

enum err dispute_ask(struct op *op, const struct dispute_ask *a, int64_t *id)
{
	struct case_tx t;
	struct dispute_tx x = { .op = op, .t = &t };
	struct q_order_case_out at;
	struct q_dispute_counts_out n;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = a->order_id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_ORDER);
	if (!e)
		e = case_begin(&t, op, at.case_id);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = a->order_id }, &x.order);
	if (!e && a->version != NIL && a->version != x.order.version)
		e = problem_set(op->problem, &E_ORDER_STALE);
	if (e)
		return e;
	x.row.unit_id = x.order.unit_id;
	x.row.case_id = x.order.case_id;
	if (op->by == OP_PERSON && !ctx_can(&x, CAP_HANDLE) && !ctx_can(&x, CAP_REVIEW_UNIT))
		return problem_set(op->problem, &E_NOT_YOURS);
	e = counts(&x, &n);
	if (!e)
		e = check(&x, a, &n);
	if (!e)
		e = insert(&x, a, n.on_case + 1, id);
	if (!e && op->by == OP_PERSON && ctx_can(&x, CAP_REVIEW_UNIT)) { /* asked by who would have to agree */
		e = move(&x, "pass", false);
		if (!e)
			e = passed(&x, n.on_case + 1);
	}
	return e ? e : case_end(&t);
}

/* ---- ruling ---- */

enum err dispute_rule(struct op *op, int64_t id, int64_t version, const struct dispute_ruling *r)
{
	struct case_tx t;
	struct dispute_tx x;
	struct q_dispute_counts_out n;
	enum err e = begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	bool unit_step = str_eq(r->action, "pass") || str_eq(r->action, "refuse") || str_eq(r->action, "withdraw");
	if (!e && !unit_step && op->who && op->who->unit_id == x.row.unit_id)
		e = problem_set(op->problem, &E_OWN);
	if (e)
		return e;
	x.ruling = r;
	e = move(&x, r->action, false);
	if (!e)
		e = counts(&x, &n);
	if (!e && str_eq(r->action, "pass"))
		e = passed(&x, n.on_case);
	return e ? e : case_end(&t);
}

/* ---- rulings that are late ---- */

enum err dispute_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_dispute_to_raise_rows rows;
	enum err e = q_dispute_to_raise(op->s, &(struct q_dispute_to_raise_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err dispute_overdue(struct op *op, int64_t id)
{
	struct case_tx t;
	struct dispute_tx x;
	enum err e = begin(&x, &t, op, id);
	if (e)
		return e;
	bool late = x.row.due_at != NIL && x.row.due_at < op->now && x.row.overdue_at == NIL && x.row.ruled_at == NIL;
	if (!late || str_eq(x.order.status, "parked"))
		return case_end(&t);
	if (wf_find(&DISPUTE_MACHINE, x.row.status, "raise")) {
		e = move(&x, "raise", true);
	} else {
		struct q_dispute_get_out after = x.row;
		after.overdue_at = op->now;
		e = store(&x, &after, "dispute.overdue");
	}
	return e ? e : case_end(&t);
}

/* ---- subscription ---- */

enum err dispute_on_order(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_dispute_stranded_rows rows;
	(void)n;
	enum err e = q_dispute_stranded(t->op->s, &(struct q_dispute_stranded_in){ .case_id = t->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct dispute_tx x;
		e = enter(&x, t, rows.v[i].id);
		if (!e)
			e = move(&x, "void", true);
	}
	return e;
}

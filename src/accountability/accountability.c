/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of one proposal, in the database: under the lock of its stream, each an event. */
#include <inttypes.h>

#include "accountability/accountability_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "accountability.not_found", "没有找到这一件，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "accountability.stale", "这一件刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_SELF = { ERR_FORBIDDEN, "accountability.self", "报请签批的人不能自己签发。" };

/* ---- who may ---- */

bool accountability_may(struct op *op, const struct q_accountability_get_out *a, unsigned cap)
{
	bool yes = false;
	if (!op->who || !can(op->who, (enum cap)cap))
		return false;
	if (cap != CAP_ACCOUNT_ANSWER && cap != CAP_ACCOUNT_READ && ref_unit_under(op->refs, op->who->unit_id, a->unit_id))
		return false; /* nobody proposes or decides about the own unit */
	return !may_unit(op->s, op->who, (enum cap)cap, a->unit_id, &yes) && yes;
}

bool accountability_sees(struct op *op, const struct q_accountability_get_out *a)
{
	if (!accountability_may(op, a, CAP_ACCOUNT_READ))
		return false;
	if (can(op->who, CAP_ACCOUNT_PROPOSE) || can(op->who, CAP_ACCOUNT_DECIDE))
		return true;
	return can_scope(op->who, CAP_ACCOUNT_READ) == SCOPE_ALL ? a->no != NULL : a->no || a->hear_until != NIL;
}

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct accountability_tx *x = ctx;
	return accountability_may(x->op, &x->row, cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct accountability_tx *)ctx)->op->problem;
}

enum err accountability_guard(void *ctx)
{
	struct accountability_tx *x = ctx;
	const char *action = x->step->action;
	bool signs = str_eq(action, "sign") || str_eq(action, "praise");
	if (signs && x->row.submitted_by == op_actor(x->op).user_id)
		return problem_set(x->op->problem, &E_SELF);
	const struct problem_code *p = accountability_refusal(&x->row, x->step, x->op->now);
	return p ? problem_set(x->op->problem, p) : ERR_OK;
}

/* The next number of the year; of two that sign at once the second waits. */
static enum err number(struct accountability_tx *x)
{
	struct q_accountability_number_take_out number;
	struct q_accountability_get_out *n = &x->next;
	n->year = day_of_ms(x->op->now) / 10000;
	enum err e = q_accountability_number_take(x->op->s, &(struct q_accountability_number_take_in){ .year = n->year }, &number);
	if (e)
		return e;
	n->number = number.last;
	n->no = arena_printf(x->op->a, "社治考〔%" PRId64 "〕%" PRId64 "号", n->year, n->number);
	return ERR_OK;
}

static enum err fill(struct accountability_tx *x, const char *action)
{
	struct q_accountability_get_out *n = &x->next;
	int64_t now = x->op->now, me = op_actor(x->op).user_id;
	const char *text = x->step->text ? x->step->text : "";
	if (str_eq(action, "hear")) {
		n->hear_until = cal_due(x->op->refs->calendar, now, HEARING_DAYS, LIMIT_WORKING_DAY, NULL, 0, now);
	} else if (str_eq(action, "state")) {
		n->statement = text;
		n->tolerance = x->step->tolerance;
		n->stated_by = me;
		n->stated_at = now;
	} else if (str_eq(action, "submit")) {
		n->basis = x->step->basis;
		n->opinion = text;
		n->submitted_by = me;
		n->submitted_at = now;
	} else if (str_eq(action, "sign") || str_eq(action, "praise") || str_eq(action, "decline")) {
		n->decision = text;
		n->decided_by = me;
		n->decided_at = now;
		return str_eq(action, "decline") ? ERR_OK : number(x);
	} else if (str_eq(action, "rectify")) {
		n->rectified = text;
		n->rectified_by = me;
		n->rectified_at = now;
	} else if (str_eq(action, "accept") || str_eq(action, "again")) {
		n->finding = text;
		n->looked_by = me;
		n->looked_at = now;
	} else {
		n->end_reason = text;
	}
	return ERR_OK;
}

/* A unit hears of it with the hearing. */
static const char *topics(const struct accountability_tx *x)
{
	const struct q_accountability_get_out *n = &x->next;
	bool told = n->hear_until != NIL || n->no;
	return told ? arena_printf(x->op->a, "accountability,unit:%" PRId64, n->unit_id) : "accountability";
}

static enum err say(struct accountability_tx *x, const char *kind, const char *before)
{
	struct change *c = &x->change;
	const struct q_accountability_get_out *b = &x->row, *n = &x->next;
	change_begin(c, kind, NIL);
	change_text(c, "accountability", n->id, "status", before, n->status);
	change_int(c, "accountability", n->id, "hear_until", b->hear_until, n->hear_until);
	change_text(c, "accountability", n->id, "no", b->no, n->no);
	change_fact_int(c, "unit_id", n->unit_id);
	change_fact_int(c, "month", n->month);
	change_fact_text(c, "measure", n->measure);
	if (x->step && x->step->basis)
		change_fact_text(c, "basis", x->step->basis);
	change_secret(c, "text", x->step ? x->step->text : NULL);
	change_topics(c, topics(x));
	return change_end(c);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct accountability_tx *x = ctx;
	struct q_accountability_get_out *n = &x->next;
	int64_t changed;
	n->status = e->to;
	enum err err = fill(x, e->action);
	if (wf_ends(&ACCOUNTABILITY_MACHINE, e->to))
		n->ended_at = x->op->now;
	if (!err)
		err = q_accountability_set(x->op->s,
			&(struct q_accountability_set_in){ .status = n->status,
				.hear_until = n->hear_until,
				.statement = n->statement,
				.tolerance = n->tolerance,
				.stated_by = n->stated_by,
				.stated_at = n->stated_at,
				.basis = n->basis,
				.opinion = n->opinion,
				.submitted_by = n->submitted_by,
				.submitted_at = n->submitted_at,
				.year = n->year,
				.number = n->number,
				.no = n->no,
				.decided_by = n->decided_by,
				.decided_at = n->decided_at,
				.decision = n->decision,
				.rectified = n->rectified,
				.rectified_by = n->rectified_by,
				.rectified_at = n->rectified_at,
				.finding = n->finding,
				.looked_by = n->looked_by,
				.looked_at = n->looked_at,
				.end_reason = n->end_reason,
				.ended_at = n->ended_at,
				.id = n->id,
				.version = x->row.version },
			&changed);
	if (!err && !changed)
		err = problem_set(x->op->problem, &E_STALE);
	return err ? err : say(x, arena_printf(x->op->a, "accountability.%s", e->action), x->row.status);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err open_stream(struct accountability_tx *x, int64_t id)
{
	struct op *op = x->op;
	return change_open(
		&x->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "accountability", id, op->now);
}

enum err accountability_act(struct op *op, int64_t id, int64_t version, const struct accountability_step *step)
{
	struct accountability_tx x = { .op = op, .step = step };
	enum err e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = id }, &x.row);
	if (e == ERR_NOT_FOUND || (!e && !accountability_sees(op, &x.row)))
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = open_stream(&x, id);
	if (!e)
		e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = id }, &x.row);
	if (!e && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	x.next = x.row;
	if (!e)
		e = wf_move(&ACCOUNTABILITY_MACHINE, &HOST, &x, WF_PERSON, x.row.status, step->action);
	return e ? e : change_close(&x.change);
}

/* ---- proposing ---- */

enum err accountability_propose(struct op *op, const struct q_accountability_insert_in *in)
{
	struct accountability_tx x = { .op = op };
	struct q_accountability_insert_out made;
	enum err e = q_accountability_insert(op->s, in, &made);
	if (!e)
		e = open_stream(&x, made.id);
	if (!e)
		e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = made.id }, &x.row);
	x.next = x.row;
	if (!e)
		e = say(&x, "accountability.propose", NULL);
	return e ? e : change_close(&x.change);
}

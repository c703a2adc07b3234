/* SPDX-License-Identifier: Apache-2.0 */
/* Showing whole rankings (open point Q17: internal by default): a leader of the city shows the frozen lists of a month to
 * everybody who sees scores, with the number of the approval document, and may hide them again. Under the lock of the month. */
#include "auth/caps.h"
#include "score/score_internal.h"

static const struct problem_code E_FROZEN = { ERR_CONFLICT, "score.not_frozen", "定榜以后才能公开排名。" };
static const struct problem_code E_BASIS = { ERR_INVALID, "score.basis", "请写明批准公开的文号；收回的写明理由。" };

struct disclosing {
	struct op *op;
	struct change change;
	int64_t month;
	const char *status, *basis;
};

static enum err needs_basis(void *ctx)
{
	struct disclosing *x = ctx;
	return *x->basis ? ERR_OK : problem_field(x->op->problem, E_BASIS.kind, "basis", E_BASIS.code, E_BASIS.text);
}

static const struct wf_state STATES[] = { { "disclosed", "已公开", false }, { "hidden", "不公开", false } };
static const struct wf_edge EDGES[] = {
	{ "", "disclose", "disclosed", "公开排名", CAP_ACCOUNT_DECIDE, WF_PERSON, "", "", "需有批准文号", needs_basis, NULL },
	{ "hidden", "disclose", "disclosed", "公开排名", CAP_ACCOUNT_DECIDE, WF_PERSON, "", "", "需有批准文号", needs_basis, NULL },
	{ "disclosed", "hide", "hidden", "收回公开", CAP_ACCOUNT_DECIDE, WF_PERSON, "", "", "需写明理由", needs_basis, NULL },
};
const struct wf_machine SCORE_DISCLOSURE_MACHINE = { "score_disclosure", "公开排名", STATES, sizeof STATES / sizeof *STATES, EDGES,
						     sizeof EDGES / sizeof *EDGES };

static bool ctx_can(void *ctx, unsigned cap)
{
	struct disclosing *x = ctx;
	return x->op->who && can(x->op->who, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct disclosing *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct disclosing *x = ctx;
	struct change *c = &x->change;
	enum err err = q_score_disclosure_put(x->op->s, &(struct q_score_disclosure_put_in){ .month = x->month, .status = e->to,
		.basis = x->basis, .disclosed_by = op_actor(x->op).user_id, .disclosed_at = x->op->now }, NULL);
	if (err)
		return err;
	change_begin(c, arena_printf(x->op->a, "score_disclosure.%s", e->action), NIL);
	change_text(c, "score_disclosure", x->month, "status", *x->status ? x->status : NULL, e->to);
	change_fact_text(c, "basis", x->basis);
	change_topics(c, "scores");
	return change_end(c);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err score_disclosure(struct db_session *s, int64_t month, struct q_score_disclosure_get_out *out)
{
	enum err e = q_score_disclosure_get(s, &(struct q_score_disclosure_get_in){ .month = month }, out);
	if (e == ERR_NOT_FOUND)
		*out = (struct q_score_disclosure_get_out){ .status = "", .basis = "", .disclosed_at = NIL };
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err score_disclose(struct op *op, int64_t month, const char *action, const char *basis)
{
	struct disclosing x = { .op = op, .month = month, .basis = basis };
	struct q_score_month_get_out m;
	struct q_score_disclosure_get_out now;
	enum err e = change_open(
		&x.change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "score", month, op->now);
	if (!e)
		e = score_month_row(op->s, month, &m);
	if (!e && !str_eq(m.status, "frozen"))
		e = problem_set(op->problem, &E_FROZEN);
	if (!e)
		e = score_disclosure(op->s, month, &now);
	if (e)
		return e;
	x.status = now.status;
	e = wf_move(&SCORE_DISCLOSURE_MACHINE, &HOST, &x, WF_PERSON, now.status, action);
	return e ? e : change_close(&x.change);
}

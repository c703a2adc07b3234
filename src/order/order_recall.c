/* SPDX-License-Identifier: Apache-2.0 */
/* 撤回派单: a dispatch that was a slip is taken back within a minute, by whoever made it, before anybody has signed.
 * Nothing is deleted: the orders stay as 已撤回 and the case tells both events. */
#include "order/order.h"
#include "order/order_internal.h"

static const struct problem_code E_SIGNED = { ERR_CONFLICT, "order.undispatch_signed", "已有单位签收，不能撤回派单；派错的请改派。" };
static const struct problem_code E_NOT_MINE = { ERR_FORBIDDEN, "order.undispatch_other", "只有派单人本人可以撤回刚派出的工单。" };
static const struct problem_code E_LATE = { ERR_CONFLICT, "case.undispatch_late", "派出已超过60秒，不能撤回；派错的请改派。" };
static const struct problem_code E_STATE = { ERR_CONFLICT, "order.case_state", "案件当前状态不能撤回派单，请刷新后再试。" };

/* Every order of this dispatch waits to be signed, is fresh, and was sent by this person. */
static enum err may_undispatch(struct op *op, const struct q_order_of_case_rows *o)
{
	for (size_t i = 0; i < o->n; i++) {
		struct q_order_get_out row;
		if (order_gone(o->v[i].status) && o->v[i].signed_at == NIL)
			continue;
		if (o->v[i].signed_at != NIL || !str_eq(o->v[i].status, "to_sign"))
			return problem_set(op->problem, &E_SIGNED);
		if (op->now - o->v[i].dispatched_at > UNDISPATCH_MS)
			return problem_set(op->problem, &E_LATE);
		enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = o->v[i].id }, &row);
		if (e)
			return e;
		if (op->by == OP_PERSON && row.dispatched_by != op_actor(op).user_id)
			return problem_set(op->problem, &E_NOT_MINE);
	}
	return ERR_OK;
}

static enum err recall_one(struct case_tx *t, int64_t order_id, const char *role, int64_t unit_id)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, order_id);
	if (!e)
		e = order_move(&x, "undispatch");
	return e ? e : case_party_end(t->op, t->row.id, 'u', unit_id, str_eq(role, "lead") ? "lead" : "assist");
}

enum err order_undispatch(struct op *op, int64_t case_id, int64_t version)
{
	struct case_tx t;
	struct q_order_of_case_rows o;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = case_expect(&t, version);
	if (!e && !str_eq(t.row.status, "handling"))
		e = problem_set(op->problem, &E_STATE);
	if (!e)
		e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = case_id }, &o);
	if (!e)
		e = may_undispatch(op, &o);
	if (e)
		return e;
	int64_t lead = t.row.lead_unit_id;
	for (size_t i = 0; !e && i < o.n; i++)
		if (str_eq(o.v[i].status, "to_sign"))
			e = recall_one(&t, o.v[i].id, o.v[i].role, o.v[i].unit_id);
	if (!e)
		e = case_move(&t, "undispatch", &(struct case_move_args){ .fact_id = lead });
	return e ? e : case_end(&t);
}

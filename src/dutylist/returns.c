/* SPDX-License-Identifier: Apache-2.0 */
/* Sending back what stands on neither duty list, and deciding about it. */
#include "dutylist/dutylist.h"

#include <inttypes.h>

#include "auth/caps.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "duty.not_found", "没有找到这条职责外退回，或您无权查看。" };
static const struct problem_code E_ORDER = { ERR_NOT_FOUND, "duty.order", "没有找到这张工单，或您无权办理。" };
static const struct problem_code E_STALE = { ERR_STALE, "duty.stale", "这条退回刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_ON_LIST = { ERR_CONFLICT, "duty.on_list", "这个事项在网格员职责清单里，不能作为职责外退回。" };
static const struct problem_code E_AGAIN = { ERR_CONFLICT, "duty.again", "这张工单已经退回给派单人，请等答复。" };
static const struct problem_code E_NOT_GRID = { ERR_CONFLICT, "duty.not_grid", "只有社区（村）和网格的工单可以作职责外退回；部门、镇街请走退单。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "duty.order_over", "这张工单已提交或已办结，不能再退回。" };
static const struct problem_code E_OPINION = { ERR_INVALID, "duty.opinion", "不同意退回须写明理由。" };

static enum err needs_opinion(void *ctx);

static const struct wf_state STATES[] = { { "open", "待答复", false }, { "accepted", "已改派", true }, { "refused", "不同意", true } };
static const struct wf_edge EDGES[] = {
	{ "", "ask", "open", "职责外退回", CAP_HANDLE, WF_PERSON, "", "", "需写明理由", NULL, NULL },
	{ "open", "accept", "accepted", "同意并改派", CAP_DISPATCH, WF_PERSON, "", "", "", NULL, NULL },
	{ "open", "refuse", "refused", "不同意", CAP_DISPATCH, WF_PERSON, "", "", "需写明理由", needs_opinion, NULL },
};
const struct wf_machine DUTY_RETURN_MACHINE = { "duty_return", "职责外退回", STATES, 3, EDGES, 3 };

enum err duty_list_of(struct db_session *s, int64_t event_type_id, const char **list, const char **duty)
{
	struct q_grid_duty_of_out d = { "", "" };
	enum err e = event_type_id == NIL ? ERR_NOT_FOUND
					  : q_grid_duty_of(s, &(struct q_grid_duty_of_in){ .event_type_id = event_type_id }, &d);
	*list = e ? "" : d.list;
	*duty = e ? "" : d.duty;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

struct return_ctx {
	struct op *op;
	struct q_duty_return_get_out row;
	struct case_tx *t;
	const char *opinion;
};

static enum err needs_opinion(void *ctx)
{
	struct return_ctx *c = ctx;
	return c->opinion && *c->opinion ? ERR_OK : problem_set(c->op->problem, &E_OPINION);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct return_ctx *c = ctx;
	bool yes = false;
	return !may_case(c->op->s, c->op->who, (enum cap)cap, c->row.case_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct return_ctx *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct return_ctx *c = ctx;
	int64_t changed;
	enum err err = q_duty_return_set(c->op->s, &(struct q_duty_return_set_in){ .status = e->to,
		.decided_by = op_actor(c->op).user_id, .decided_at = c->op->now, .opinion = c->opinion ? c->opinion : "",
		.id = c->row.id, .version = c->row.version }, &changed);
	if (!err && !changed)
		err = problem_set(c->op->problem, &E_STALE);
	if (err)
		return err;
	struct change *ch = &c->t->change;
	change_begin(ch, arena_printf(c->op->a, "duty_return.%s", e->action), NIL);
	change_text(ch, "duty_return", c->row.id, "status", c->row.status, e->to);
	change_fact_int(ch, "order", c->row.order_id);
	change_secret(ch, "opinion", c->opinion);
	change_topics(ch, arena_printf(c->op->a, "%s,user:%" PRId64, case_topics(c->t), c->row.user_id));
	return change_end(ch);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static bool in_hand(const char *status)
{
	return str_eq(status, "to_sign") || str_eq(status, "handling") || str_eq(status, "suspended");
}

static enum err may_ask(struct op *op, int64_t order_id, struct q_order_get_out *o)
{
	bool yes = false;
	struct q_duty_return_open_out open;
	enum err e = may_order(op->s, op->who, CAP_HANDLE, order_id, &yes);
	if (!e && yes)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = order_id }, o);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return problem_set(op->problem, &E_ORDER);
	const struct unit *u = !e && yes ? ref_unit(op->refs, o->unit_id) : NULL;
	if (!e && (!u || !str_eq(u->kind, "community")))
		e = problem_set(op->problem, &E_NOT_GRID);
	if (!e && !in_hand(o->status))
		e = problem_set(op->problem, &E_OVER);
	if (!e)
		e = q_duty_return_open(op->s, &(struct q_duty_return_open_in){ .order_id = order_id }, &open);
	return e || !open.n ? e : problem_set(op->problem, &E_AGAIN);
}

enum err duty_return_ask(struct op *op, int64_t order_id, const char *reason, int64_t *id)
{
	struct q_order_get_out o;
	struct q_order_case_out at;
	struct q_duty_return_insert_out made;
	struct case_tx t;
	const char *list, *duty;
	/* the lock first, then what is guarded under it */
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = order_id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_ORDER);
	if (!e)
		e = case_begin(&t, op, at.case_id);
	if (!e)
		e = may_ask(op, order_id, &o);
	if (!e)
		e = duty_list_of(op->s, t.row.event_type_id, &list, &duty);
	if (!e && *list)
		e = problem_set(op->problem, &E_ON_LIST);
	if (!e)
		e = q_duty_return_insert(op->s, &(struct q_duty_return_insert_in){ .order_id = order_id, .case_id = at.case_id,
			.town_id = t.row.town_id, .community_id = t.row.community_id, .grid_id = t.row.grid_id,
			.user_id = op->who->user_id, .at = op->now, .reason = reason }, &made);
	if (e)
		return e;
	*id = made.id;
	change_begin(&t.change, "duty_return.ask", NIL);
	change_text(&t.change, "duty_return", made.id, "status", NULL, "open");
	change_fact_int(&t.change, "order", order_id);
	change_secret(&t.change, "reason", reason);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

enum err duty_return_decide(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *opinion)
{
	struct return_ctx c = { .op = op, .opinion = opinion };
	struct case_tx t;
	struct q_order_get_out o;
	int64_t new_id;
	enum err e = q_duty_return_get(op->s, &(struct q_duty_return_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(&t, op, c.row.case_id);
	if (!e)
		e = q_duty_return_get(op->s, &(struct q_duty_return_get_in){ .id = id }, &c.row);
	if (!e && !ctx_can(&c, CAP_DISPATCH))
		e = problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	c.t = &t;
	if (!e)
		e = wf_move(&DUTY_RETURN_MACHINE, &HOST, &c, WF_PERSON, c.row.status, unit_id == NIL ? "refuse" : "accept");
	if (!e)
		e = case_end(&t);
	if (e || unit_id == NIL)
		return e;
	e = q_order_get(op->s, &(struct q_order_get_in){ .id = c.row.order_id }, &o);
	return e ? e : order_redirect(op, o.id, o.version, unit_id, opinion && *opinion ? opinion : c.row.reason, &new_id);
}

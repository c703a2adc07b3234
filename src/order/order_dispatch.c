/* SPDX-License-Identifier: Apache-2.0 */
/* Making orders: dispatch of a case, further assisting orders, sub-orders, redirection, rework, and what merging does to
 * the orders of a case. */
#include <inttypes.h>

#include "auth/caps.h"
#include "clock/clock.h"
#include "order/order.h"
#include "order/order_internal.h"

static const struct problem_code E_NO_UNIT = { ERR_INVALID, "order.no_unit", "没有可派的主办单位，请手工选择承办单位。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "order.unknown_unit", "承办单位不存在或已停用，请重新选择。" };
static const struct problem_code E_TWICE = { ERR_INVALID, "order.unit_twice", "同一单位不能同时主办和协办。" };
static const struct problem_code E_PARENT = { ERR_CONFLICT, "order.parent_state", "上级工单不在办理中，不能派子单。" };
static const struct problem_code E_BELOW = { ERR_FORBIDDEN, "order.not_below", "子单只能派给本单位的下属单位或科室。" };
static const struct problem_code E_SAME = { ERR_INVALID, "order.redirect_same", "改派单位与原单位相同。" };
static const struct problem_code E_STATE = { ERR_CONFLICT, "order.case_state", "案件当前状态不能派单，请刷新后再试。" };
static const struct problem_code E_LEVEL = { ERR_INVALID, "order.level", "这个事项不在该单位层级的清单里，不能派。" };
static const struct problem_code E_LEVEL_CENTRE = { ERR_FORBIDDEN, "order.level_centre", "准入例外只能由中心决定。" };
static const struct problem_code E_NO_LEAD = { ERR_CONFLICT, "order.nothing_to_rework", "没有可重办的工单。" };

struct order_spec {
	int64_t unit_id, parent_id, limit_value;
	int64_t due_at, clock_of;  /* NIL: from the limit; otherwise the end of that order's clock, which is shared */
	enum limit_unit limit_unit;
	const char *role, *demand, *why, *kind;
	bool designated;           /* by a ruling: cannot be given back */
	const char *level_reason;  /* NULL or "": no exception from the lists of the level */
};

static enum err start_clocks(struct op *op, const struct q_case_get_out *c, int64_t id, const struct order_spec *s, int64_t round)
{
	const struct colour_rule *rule = ref_colour(op->refs, c->colour);
	int64_t due;
	enum err e = clock_start(op->s, op->refs->calendar, &(struct clock_ref){ "order", id, c->id, "sign", round }, op->now,
				 rule->sign_value, rule->sign_unit, &due);
	if (!e && !str_eq(s->role, "sub"))
		e = clock_start(op->s, op->refs->calendar, &(struct clock_ref){ "order", id, c->id, "contact", round }, op->now,
				rule->contact_value, rule->contact_unit, &due);
	if (!e && s->due_at == NIL)
		return clock_start(op->s, op->refs->calendar, &(struct clock_ref){ "order", id, c->id, "handle", round }, op->now,
				   s->limit_value, s->limit_unit, &due);
	if (e)
		return e;
	/* the clock of the case goes on: it is shared, not begun anew */
	struct clock_ref ref = { "order", id, c->id, "handle", round };
	e = clock_share(op->s, "order", s->clock_of, &ref, op->now);
	if (e == ERR_NOT_FOUND)
		e = clock_start_until(op->s, &ref, op->now, s->limit_value, s->limit_unit, s->due_at);
	return e;
}

static enum err write_made(struct case_tx *t, const struct q_order_insert_in *in, int64_t id, const char *kind)
{
	struct change *c = &t->change;
	change_begin(c, kind, NIL);
	change_text(c, "work_order", id, "status", NULL, "to_sign");
	change_int(c, "work_order", id, "due_at", NIL, in->due_at);
	change_int(c, "work_order", id, "sign_due_at", NIL, in->sign_due_at);
	change_int(c, "work_order", id, "contact_due_at", NIL, in->contact_due_at);
	change_int(c, "work_order", id, "limit_value", NIL, in->limit_value);
	change_text(c, "work_order", id, "limit_unit", NULL, in->limit_unit);
	change_int(c, "work_order", id, "auto_signed", NIL, 0);
	change_text(c, "work_order", id, "review_level", NULL, "");
	change_text(c, "work_order", id, "result", NULL, "");
	change_int(c, "work_order", id, "cost_fen", NIL, 0);
	change_int(c, "work_order", id, "round", NIL, in->round);
	change_int(c, "work_order", id, "sent_back", NIL, 0);
	change_int(c, "work_order", id, "holds", NIL, 0);
	change_text(c, "work_order", id, "parked_from", NULL, "");
	change_int(c, "work_order", id, "designated", NIL, in->designated);
	change_text(c, "work_order", id, "duty", NULL, in->duty);
	change_int(c, "work_order", id, "appraised", NIL, in->appraised);
	change_fact_int(c, "order_id", id);
	change_fact_int(c, "unit_id", in->unit_id);
	change_fact_text(c, "role", in->role);
	change_fact_text(c, "no", in->no);
	change_secret(c, "demand", in->demand);
	change_secret(c, "why", in->why);
	change_topics(c, case_topics(t));
	return change_end(c);
}

/* 准入 (practice.md 2.9): what the unit's level has on no list is given to it only by a ruling, or by the centre with a reason. */
static enum err admit(struct case_tx *t, const struct order_spec *s, const struct unit *u, struct q_order_insert_in *in,
	bool *exception)
{
	struct op *op = t->op;
	const char *why;
	bool reasoned = s->level_reason && *s->level_reason;
	enum level_verdict v = ref_level(op->refs, op->a, ref_type(op->refs, t->row.event_type_id), u, op->now, &why);
	in->duty = v == LEVEL_ASSIST ? "assist" : "";
	in->appraised = v != LEVEL_ASSIST;
	*exception = v == LEVEL_REFUSED && !s->designated;
	if (!*exception)
		return ERR_OK;
	if (!reasoned)
		return problem_say(op->problem, &E_LEVEL, arena_printf(op->a, "%s确需派给它的，由中心写明准入例外理由。", why));
	return op->who && !can(op->who, CAP_ADJUST_DECIDE) ? problem_set(op->problem, &E_LEVEL_CENTRE) : ERR_OK;
}

static enum err write_exception(struct case_tx *t, const struct order_spec *s, int64_t order_id)
{
	struct change *c = &t->change;
	change_begin(c, "order.level_exception", NIL);
	change_fact_int(c, "order_id", order_id);
	change_fact_int(c, "unit_id", s->unit_id);
	change_secret(c, "reason", s->level_reason);
	change_topics(c, case_topics(t));
	return change_end(c);
}

static enum err make_order(struct case_tx *t, const struct order_spec *s, int64_t *id, int64_t *due_at)
{
	struct op *op = t->op;
	const struct unit *u = ref_unit(op->refs, s->unit_id);
	const struct colour_rule *rule = ref_colour(op->refs, t->row.colour);
	struct q_order_count_out count;
	if (!u || !u->active || !rule)
		return problem_set(op->problem, &E_UNIT);
	enum err e = q_order_count(op->s, &(struct q_order_count_in){ .case_id = t->row.id }, &count);
	if (e)
		return e;
	const struct calendar *cal = op->refs->calendar;
	*due_at = s->due_at != NIL ? s->due_at : cal_due(cal, op->now, s->limit_value, s->limit_unit, NULL, 0, op->now);
	struct q_order_insert_in in = {
		.no = arena_printf(op->a, "%s-%02d", t->row.no, (int)count.n + 1), .case_id = t->row.id, .unit_id = s->unit_id,
		.role = s->role, .parent_id = s->parent_id, .demand = s->demand ? s->demand : "", .why = s->why ? s->why : "",
		.dispatched_at = op->now, .dispatched_by = op_actor(op).user_id, .limit_value = s->limit_value,
		.limit_unit = limit_unit_name(s->limit_unit), .due_at = *due_at,
		.sign_due_at = cal_due(cal, op->now, rule->sign_value, rule->sign_unit, NULL, 0, op->now),
		.contact_due_at = cal_due(cal, op->now, rule->contact_value, rule->contact_unit, NULL, 0, op->now),
		.round = t->row.round, .designated = s->designated };
	struct q_order_insert_out made;
	bool exception;
	e = admit(t, s, u, &in, &exception);
	if (!e)
		e = q_order_insert(op->s, &in, &made);
	if (e)
		return e;
	*id = made.id;
	e = start_clocks(op, &t->row, made.id, s, in.round);
	if (!e)
		e = case_party_add(op, t->row.id, 'u', s->unit_id, str_eq(s->role, "lead") ? "lead" : "assist");
	if (!e)
		e = write_made(t, &in, made.id, s->kind);
	return e || !exception ? e : write_exception(t, s, made.id);
}

/* ---- dispatch ---- */

static enum err choose_lead(struct case_tx *t, const struct order_dispatch *d, int64_t *lead, const char **why)
{
	struct op *op = t->op;
	struct duty duty = { 0 };
	enum err e = case_suggest(op, t->row.event_type_id, t->row.town_id, &duty);
	if (e)
		return e;
	*lead = d->lead_unit_id;
	if (*lead == NIL && duty.lead)
		*lead = duty.lead->id;
	if (*lead == NIL)
		return problem_set(op->problem, &E_NO_UNIT);
	bool suggested = duty.lead && duty.lead->id == *lead;
	*why = d->why && *d->why ? d->why : suggested ? duty.why : "分拨员指定";
	return ERR_OK;
}

static enum err co_orders(struct case_tx *t, const struct order_dispatch *d, int64_t lead, const struct order_spec *base)
{
	for (size_t i = 0; i < d->nco; i++) {
		struct order_spec s = *base;
		int64_t id, due;
		if (d->co_unit_ids[i] == lead)
			return problem_set(t->op->problem, &E_TWICE);
		for (size_t k = 0; k < i; k++)
			if (d->co_unit_ids[k] == d->co_unit_ids[i])
				return problem_set(t->op->problem, &E_TWICE);
		s.unit_id = d->co_unit_ids[i];
		s.role = "assist";
		enum err e = make_order(t, &s, &id, &due);
		if (e)
			return e;
	}
	return ERR_OK;
}

enum err order_dispatch(struct op *op, const struct order_dispatch *d, int64_t *lead_order_id)
{
	struct case_tx t;
	int64_t lead = NIL, due;
	const char *why = NULL;
	enum err e = case_begin(&t, op, d->case_id);
	if (!e)
		e = case_expect(&t, d->version);
	if (!e && !str_eq(t.row.status, "filed"))
		e = problem_set(op->problem, &E_STATE);
	if (e)
		return e;
	struct order_spec s = { .parent_id = NIL, .due_at = NIL, .role = "lead", .demand = d->demand, .kind = "order.dispatch",
				.level_reason = d->level_reason };
	if (t.row.event_type_id != NIL)
		e = choose_lead(&t, d, &lead, &why);
	if (e)
		return e;
	order_limit(op, &t.row, &s.limit_value, &s.limit_unit);
	s.unit_id = lead;
	s.why = why;
	e = case_move(&t, "dispatch", &(struct case_move_args){ .fact_id = lead });
	if (!e)
		e = make_order(&t, &s, lead_order_id, &due);
	if (!e)
		e = co_orders(&t, d, lead, &s);
	if (e)
		return e;
	struct q_case_get_out after = t.row;
	after.lead_unit_id = lead;
	after.due_at = due;
	after.dispatched_at = op->now;
	change_begin(&t.change, "case.dispatched", NIL);
	e = case_store(&t, &after);
	if (!e)
		e = change_end(&t.change);
	return e ? e : case_end(&t);
}

enum err order_add(struct op *op, const struct order_extra *x, int64_t *order_id)
{
	struct case_tx t;
	int64_t due;
	enum err e = case_begin(&t, op, x->case_id);
	if (e)
		return e;
	if (!str_eq(t.row.status, "handling"))
		return problem_set(op->problem, &E_STATE);
	struct order_spec s = { .unit_id = x->unit_id, .parent_id = x->parent_id, .role = x->role, .demand = x->demand,
				.due_at = NIL, .limit_value = x->limit_value, .limit_unit = x->limit_unit,
				.kind = str_eq(x->role, "sub") ? "order.suborder" : "order.assist", .level_reason = x->level_reason };
	if (x->limit_value == NIL)
		order_limit(op, &t.row, &s.limit_value, &s.limit_unit);
	if (x->parent_id != NIL) {
		struct q_order_get_out parent;
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = x->parent_id }, &parent);
		if (e || parent.case_id != x->case_id || !str_eq(parent.status, "handling"))
			return problem_set(op->problem, &E_PARENT);
		if (x->unit_id == parent.unit_id || !ref_unit_under(op->refs, x->unit_id, parent.unit_id))
			return problem_set(op->problem, &E_BELOW);
		if (x->limit_value == NIL) {
			s.due_at = parent.due_at;
			s.clock_of = parent.id;
		}
	}
	e = make_order(&t, &s, order_id, &due);
	return e ? e : case_end(&t);
}

/* The order of `x` ends, one to `unit_id` begins on the same clock; the case follows when it leads. */
static enum err redirect(struct order_tx *x, int64_t unit_id, const char *reason, const char *level_reason, bool designated,
	int64_t *new_id)
{
	struct case_tx *t = x->t;
	struct op *op = x->op;
	struct q_order_get_out old = x->row;
	int64_t due;
	if (unit_id == old.unit_id)
		return problem_set(op->problem, &E_SAME);
	x->text = reason;
	x->decided = designated;
	enum err e = order_move(x, "redirect");
	if (!e)
		e = case_party_end(op, t->row.id, 'u', old.unit_id, str_eq(old.role, "lead") ? "lead" : "assist");
	struct order_spec s = { .unit_id = unit_id, .parent_id = old.parent_id, .role = old.role, .demand = old.demand, .why = reason,
				.due_at = old.due_at, .clock_of = old.id, .limit_value = old.limit_value,
				.limit_unit = limit_unit_from(old.limit_unit), .kind = "order.dispatch", .designated = designated,
				.level_reason = level_reason };
	if (!e)
		e = make_order(t, &s, new_id, &due);
	if (e || !str_eq(old.role, "lead"))
		return e;
	struct q_case_get_out after = t->row;
	after.lead_unit_id = unit_id;
	change_begin(&t->change, "case.redirected", NIL);
	e = case_store(t, &after);
	return e ? e : change_end(&t->change);
}

enum err order_redirect_excepted(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *reason,
	const char *level_reason, int64_t *new_id)
{
	struct case_tx t;
	struct order_tx x;
	enum err e = order_begin(&x, &t, op, id, version);
	if (!e)
		e = redirect(&x, unit_id, reason, level_reason, false, new_id);
	return e ? e : case_end(&t);
}

enum err order_redirect(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *reason, int64_t *new_id)
{
	return order_redirect_excepted(op, id, version, unit_id, reason, NULL, new_id);
}

enum err order_redirect_ruled(struct case_tx *t, int64_t id, int64_t unit_id, const char *reason, int64_t *new_id)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	return e ? e : redirect(&x, unit_id, reason, NULL, true, new_id);
}

enum err order_designate(struct case_tx *t, int64_t id)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, id);
	if (e)
		return e;
	struct q_order_get_out after = x.row;
	after.designated = 1;
	change_begin(&t->change, "order.designated", NIL);
	e = order_store(&x, &after);
	if (e)
		return e;
	change_fact_int(&t->change, "order_id", id);
	change_fact_int(&t->change, "unit_id", x.row.unit_id);
	change_topics(&t->change, case_topics(t));
	return change_end(&t->change);
}

/* ---- rework ---- */

static enum err rework_one(struct case_tx *t, int64_t order_id, const char *demand)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, order_id);
	if (e)
		return e;
	x.text = demand;
	const struct colour_rule *rule = ref_colour(t->op->refs, t->row.colour);
	const struct calendar *cal = t->op->refs->calendar;
	int64_t now = t->op->now;
	x.new_due = cal_due(cal, now, x.row.limit_value, limit_unit_from(x.row.limit_unit), NULL, 0, now);
	x.new_contact_due = rule ? cal_due(cal, now, rule->contact_value, rule->contact_unit, NULL, 0, now) : NIL;
	e = order_move(&x, "rework");
	return e ? e : order_case_due(&x);
}

enum err order_rework(struct case_tx *t, const int64_t *order_ids, size_t n, const char *demand)
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(t->op->s, &(struct q_order_of_case_in){ .case_id = t->row.id }, &o);
	size_t done = 0;
	for (size_t i = 0; !e && i < o.n; i++) {
		bool wanted = n == 0 && str_eq(o.v[i].role, "lead");
		for (size_t k = 0; k < n; k++)
			wanted |= order_ids[k] == o.v[i].id;
		if (!wanted || !str_eq(o.v[i].status, "settled"))
			continue;
		e = rework_one(t, o.v[i].id, demand);
		done++;
	}
	return e ? e : done ? ERR_OK : problem_set(t->op->problem, &E_NO_LEAD);
}

/* ---- what merging does to the orders ---- */

static enum err park_one(struct case_tx *t, int64_t order_id)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, order_id);
	if (!e)
		e = order_clocks_pause(&x, "随案归并");
	return e ? e : order_move(&x, "park");
}

static enum err unpark_one(struct case_tx *t, int64_t order_id)
{
	struct order_tx x;
	enum err e = order_enter(&x, t, order_id);
	bool suspended = !e && str_eq(x.row.parked_from, "suspended");
	if (!e && !suspended) /* a suspended order's clocks stand still for another reason, too */
		e = order_clocks_resume(&x);
	if (!e)
		e = order_move(&x, arena_printf(t->op->a, "unpark_%s", x.row.parked_from));
	return e || suspended ? e : order_case_due(&x);
}

static enum err each_order(struct case_tx *t, bool (*pick)(const char *status), enum err (*fn)(struct case_tx *, int64_t))
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(t->op->s, &(struct q_order_of_case_in){ .case_id = t->row.id }, &o);
	for (size_t i = 0; !e && i < o.n; i++)
		if (pick(o.v[i].status))
			e = fn(t, o.v[i].id);
	return e;
}

static bool is_open(const char *status)
{
	return str_eq(status, "to_sign") || str_eq(status, "handling") || str_eq(status, "unit_review") ||
	       str_eq(status, "upper_review") || str_eq(status, "suspended");
}

static bool is_parked(const char *status)
{
	return str_eq(status, "parked");
}

enum err order_on_case_merge(struct change *c, const struct event_note *n)
{
	(void)n;
	return each_order(c->owner, is_open, park_one);
}

enum err order_on_case_unmerge(struct change *c, const struct event_note *n)
{
	(void)n;
	return each_order(c->owner, is_parked, unpark_one);
}

enum err order_on_case_reopen(struct change *c, const struct event_note *n)
{
	(void)n;
	return order_rework(c->owner, NULL, 0, "案件重新打开");
}

enum err order_on_check_failed(struct change *c, const struct event_note *n)
{
	(void)n;
	return order_rework(c->owner, NULL, 0, "网格长核查不通过");
}

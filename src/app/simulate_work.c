/* SPDX-License-Identifier: Apache-2.0 */
/* Dispatchers and units at work: dispatch, signing, contact, results with their evidence, reviews, wrong addresses, sub-orders.
 * Units differ by their habits. An action that finds its order in another state than planned is dropped. */
#include <inttypes.h>

#include "app/simulate_internal.h"

enum { ORDERS_MAX = 12, TRIES_MAX = 6, SIGN_SHARE = 35, LAST_HOURS = 4, LEFT_OPEN = 4 };
static const double CONTESTED = 0.04;

static void act_sign(struct sim *m, const struct sim_item *it);
static void act_contact(struct sim *m, const struct sim_item *it);
static void act_submit(struct sim *m, const struct sim_item *it);
static void act_review(struct sim *m, const struct sim_item *it);
static void act_redirect(struct sim *m, const struct sim_item *it);

/* ---- planning ------------------------------------------------------------------------------------------ */

struct planned {
	int64_t id, unit_id, given_at, due_at, sign_due_at, contact_due_at;
	const char *status;
	bool urgent, sub;
};

static int64_t in_hours(struct sim *m, const struct planned *o, int64_t at)
{
	return o->urgent ? at : sim_office_time(m, at);
}

/* When the unit will be done: mostly within the limit, and late by its habits. */
static int64_t finish_time(struct sim *m, const struct planned *o)
{
	const struct sim_unit *u = sim_habits(m, o->unit_id);
	int64_t left = o->due_at - m->now;
	if (left < MS_HOUR)
		left = MS_HOUR;
	double share = u->speed + u->spread * (sim_unit_real(m) + sim_unit_real(m) - 1);
	if (o->sub) /* whoever gave it on still has to answer */
		share *= 0.6;
	bool late = sim_chance(m, u->late);
	if (late)
		share = 1.02 + 0.5 * sim_unit_real(m);
	else if (share < 0.05)
		share = 0.05;
	else if (share > 0.97)
		share = 0.97;
	int64_t at = in_hours(m, o, m->now + (int64_t)((double)left * share));
	if (!late && at >= o->due_at) /* the last hours before the due time count */
		at = o->due_at - sim_between(m, 20, 400) * MS_MINUTE;
	return at > m->now ? at : m->now + 10 * (int64_t)MS_MINUTE;
}

/* Nobody signs, nobody calls; somebody will see it when it is long overdue. */
static bool stays_silent(struct sim *m, const struct planned *o)
{
	if (!sim_chance(m, sim_habits(m, o->unit_id)->silent))
		return false;
	sim_count(m, SIM_silent);
	sim_plan(m, in_hours(m, o, o->due_at + (int64_t)((double)(o->due_at - m->now) * (0.05 + 1.6 * sim_unit_real(m)))),
		act_submit, o->id, 0);
	return true;
}

static void plan_order(struct sim *m, const struct planned *o)
{
	const struct sim_unit *u = sim_habits(m, o->unit_id);
	bool open = str_eq(o->status, "to_sign") || str_eq(o->status, "handling");
	if (open && stays_silent(m, o))
		return;
	if (str_eq(o->status, "to_sign")) {
		int64_t wait = o->sign_due_at == NIL ? MS_HOUR : (o->sign_due_at - m->now) * SIGN_SHARE / 100;
		wait = wait > 0 ? sim_roll(m, 2 * wait + 1) : MS_MINUTE;
		if (!sim_chance(m, u->forgets)) /* else the system signs */
			sim_plan(m, in_hours(m, o, m->now + wait), act_sign, o->id, 0);
	}
	if (open) {
		double share = sim_chance(m, 0.06 + u->forgets) ? 1.0 + sim_unit_real(m) : 0.1 + 0.75 * sim_unit_real(m);
		int64_t call = m->now + (int64_t)((double)(o->contact_due_at - m->now) * share), in_office = in_hours(m, o, call);
		sim_plan(m, in_office <= o->contact_due_at ? in_office : call, act_contact, o->id, 0);
		int64_t done = finish_time(m, o);
		if (!o->sub)
			done = sim_plan_asks(m, &(struct sim_task){ o->id, o->unit_id, o->due_at, o->urgent }, done);
		sim_plan(m, done, act_submit, o->id, 0);
		if (!o->sub && sim_chance(m, u->whistles))
			sim_plan(m, sim_office_time(m, m->now + (int64_t)((double)(done - m->now) * 0.4)), sim_whistle, o->id, 0);
		if (sim_chance(m, 0.025))
			sim_plan(m, in_hours(m, o, m->now + (int64_t)((double)(done - m->now) * 0.5)), sim_mention, o->id, 0);
	} else if (str_eq(o->status, "unit_review") || str_eq(o->status, "upper_review")) {
		sim_plan(m, in_hours(m, o, m->now + sim_between(m, 15, 240) * MS_MINUTE), act_review, o->id, 0);
	}
}

struct orders {
	int64_t case_id;
	struct planned v[ORDERS_MAX];
	size_t n;
	bool urgent;
};

/* The open orders of a case, copied out of the write. */
static enum err list_orders(struct op *op, struct orders *out)
{
	struct q_order_of_case_rows rows;
	struct q_case_get_out c;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = out->case_id }, &c);
	if (!e)
		e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = out->case_id }, &rows);
	if (e)
		return e;
	const struct colour_rule *rule = ref_colour(op->refs, c.colour);
	out->urgent = rule && rule->rank <= 2;
	out->n = 0;
	for (size_t i = 0; i < rows.n && out->n < ORDERS_MAX; i++) {
		const struct q_order_of_case_out *r = &rows.v[i];
		int64_t contact = rule ? cal_due(op->refs->calendar, op->now, rule->contact_value, rule->contact_unit,
						 NULL, 0, op->now)
				       : r->due_at;
		if (!str_eq(r->status, "settled") && !order_gone(r->status))
			out->v[out->n++] = (struct planned){ r->id, r->unit_id, r->dispatched_at, r->due_at, r->sign_due_at, contact,
								r->status, out->urgent, str_eq(r->role, "sub") };
	}
	return ERR_OK;
}

static void plan_orders(struct sim *m, const struct orders *list)
{
	for (size_t i = 0; i < list->n; i++)
		plan_order(m, &list->v[i]);
}

static bool read_orders(struct sim *m, struct orders *list)
{
	struct op op = { .site = m->site,
		.s = m->s,
		.a = m->a,
		.now = m->now,
		.by = OP_SYSTEM,
		.refs = m->refs,
		.problem = &m->refusal };
	return !list_orders(&op, list);
}

void sim_plan_case(struct sim *m, int64_t case_id)
{
	struct orders list = { .case_id = case_id };
	if (read_orders(m, &list))
		plan_orders(m, &list);
}

void sim_plan_order(struct sim *m, int64_t order_id)
{
	struct q_order_case_out at;
	struct orders list = { 0 };
	if (q_order_case(m->s, &(struct q_order_case_in){ .id = order_id }, &at))
		return;
	list.case_id = at.case_id;
	if (!read_orders(m, &list))
		return;
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].id == order_id)
			plan_order(m, &list.v[i]);
}

void sim_plan_given(struct sim *m, int64_t case_id)
{
	struct orders list = { .case_id = case_id };
	if (!read_orders(m, &list))
		return;
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].given_at == m->now)
			plan_order(m, &list.v[i]);
}

int64_t sim_before(struct sim *m, int64_t at, int64_t due)
{
	int64_t left = due - m->now;
	return at < due || left < MS_HOUR ? at : m->now + (int64_t)((double)left * (0.3 + 0.6 * sim_unit_real(m)));
}

void sim_plan_submit(struct sim *m, int64_t at, int64_t order_id)
{
	sim_plan(m, at, act_submit, order_id, 1);
}

/* ---- dispatch -------------------------------------------------------------------------------------------- */

struct dispatching {
	struct orders orders;
	int32_t type;              /* what it really is */
	bool corrects, reclassified, wrong;
};

static enum err release_words(struct op *op, int64_t appeal_id)
{
	struct q_appeal_get_out a;
	enum err e = appeal_id == NIL ? ERR_NOT_FOUND : appeal_get(op, appeal_id, &a);
	if (e || !str_eq(a.anonymity, "secret") || a.released_text)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return appeal_release(op, appeal_id, a.version, "群众反映辖区内有此类问题，请核查并依法处理。", NULL, 0);
}

static enum err do_dispatch(struct sim *m, struct op *op, void *arg)
{
	struct dispatching *x = arg;
	struct q_case_get_out c;
	struct duty duty = { 0 };
	const struct event_type *real = &m->refs->types[x->type];
	int64_t lead;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = x->orders.case_id }, &c);
	bool wrong = !e && c.event_type_id != real->id;
	if (wrong && x->corrects) {
		e = case_classify(op, c.id, c.version, real->id, real->colour, NULL);
		x->reclassified = !e;
		c.event_type_id = real->id;
	}
	x->wrong = wrong && !x->corrects;
	if (!e)
		e = release_words(op, c.master_appeal_id);
	if (!e)
		e = case_suggest(op, c.event_type_id, c.town_id, &duty);
	if (e)
		return e;
	struct order_dispatch d = { .case_id = c.id,
		.version = NIL,
		.lead_unit_id = duty.lead ? NIL : c.town_id,
		.demand = "请依法依规办理并答复诉求人。" };
	for (size_t i = 0; i < duty.nco && d.nco < 2; i++)
		if (sim_chance(m, 0.3) && duty.co[i]->active && !(duty.lead ? duty.co[i] == duty.lead : duty.co[i]->id == c.town_id))
			d.co_unit_ids[d.nco++] = duty.co[i]->id;
	e = order_dispatch(op, &d, &lead);
	return e ? e : list_orders(op, &x->orders);
}

/* Dispatched to the wrong unit: it gives the order back, or the dispatcher sees it himself. */
static void plan_mistake(struct sim *m, int64_t order_id, int64_t type)
{
	int64_t at = sim_office_time(m, m->now + sim_between(m, 20, 220) * MS_MINUTE);
	if (sim_chance(m, 0.6))
		sim_plan(m, at, sim_return, order_id, type + 1);
	else
		sim_plan(m, at, act_redirect, order_id, type);
}

static void act_dispatch(struct sim *m, const struct sim_item *it)
{
	struct dispatching x = { .orders = { .case_id = it->id }, .type = (int32_t)it->x, .corrects = sim_chance(m, 0.55) };
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = it->id }, &c) || !str_eq(c.status, "filed"))
		return; /* withdrawn, merged, or sent out as an emergency */
	if (m->until - m->now < LAST_HOURS * (int64_t)MS_HOUR && m->undispatched < LEFT_OPEN &&
		!str_eq(m->refs->types[x.type].colour, "red")) {
		m->undispatched++; /* something for the pool */
		return;
	}
	if (!sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_dispatch, &x))
		return;
	sim_count(m, SIM_dispatched);
	if (x.reclassified)
		sim_count(m, SIM_reclassified);
	for (size_t i = 0; i < x.orders.n; i++)
		if (x.wrong && i == 0)
			plan_mistake(m, x.orders.v[i].id, it->x);
		else
			plan_order(m, &x.orders.v[i]);
	bool contested = x.orders.n >= 3 && sim_chance(m, CONTESTED); /* nobody wants it: the third return goes up */
	for (size_t i = 0; contested && i < x.orders.n; i++)
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 20, 100) * MS_MINUTE), sim_return, x.orders.v[i].id, 0);
	if (sim_chance(m, 0.06) && x.orders.n)
		sim_plan(m,
			sim_waking_time(m,
				m->now + (int64_t)((double)(x.orders.v[0].due_at - m->now) * (0.3 + sim_unit_real(m))),
				8, 21),
			sim_urge, it->id, 0);
}

void sim_plan_dispatch(struct sim *m, int64_t case_id, int32_t seen, int32_t real)
{
	const struct colour_rule *rule = ref_colour(m->refs, m->refs->types[seen].colour);
	int64_t due =
		rule ? cal_due(m->refs->calendar, m->now, rule->dispatch_value, rule->dispatch_unit, NULL, 0, m->now)
		     : m->now + MS_HOUR;
	double share = sim_chance(m, 0.03) ? 1.0 + sim_unit_real(m) : 0.08 + 0.8 * sim_unit_real(m);
	sim_plan(m, m->now + (int64_t)((double)(due - m->now) * share), act_dispatch, case_id, real);
}

/* ---- redirection ------------------------------------------------------------------------------------------- */

struct redirecting {
	int64_t order_id;
	int32_t type;
	bool same;
	struct orders orders;
};

static enum err do_redirect(struct sim *m, struct op *op, void *arg)
{
	struct redirecting *x = arg;
	struct q_order_get_out o;
	struct q_case_get_out c;
	struct duty duty = { 0 };
	const struct event_type *real = &m->refs->types[x->type];
	int64_t made;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = x->order_id }, &o);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = o.case_id }, &c);
	if (!e)
		e = case_suggest(op, real->id, c.town_id, &duty);
	if (e)
		return e;
	x->orders.case_id = c.id;
	int64_t unit = duty.lead ? duty.lead->id : c.town_id;
	x->same = unit == o.unit_id;
	if (!x->same)
		e = case_classify(op, c.id, c.version, real->id, real->colour, NULL);
	if (!e && !x->same)
		e = order_redirect(op, o.id, NIL, unit, "经核实不属于该单位职责，按事项清单改派。", &made);
	return e ? e : list_orders(op, &x->orders);
}

static void act_redirect(struct sim *m, const struct sim_item *it)
{
	struct redirecting x = { .order_id = it->id, .type = (int32_t)it->x };
	if (!sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_redirect, &x))
		return;
	if (!x.same)
		sim_count(m, SIM_redirected);
	for (size_t i = 0; i < x.orders.n; i++)
		if (x.same ? x.orders.v[i].id == it->id : x.orders.v[i].id > it->id && str_eq(x.orders.v[i].status, "to_sign"))
			plan_order(m, &x.orders.v[i]);
}

/* ---- signing and contact ------------------------------------------------------------------------------------ */

struct at_work {
	int64_t id, case_id, unit_id;
	bool reached, dropped;
};

static enum err read_order(struct op *op, int64_t id, struct q_order_get_out *o)
{
	return q_order_get(op->s, &(struct q_order_get_in){ .id = id }, o);
}

static int32_t worker_of(struct sim *m, int64_t order_id, bool leader, struct q_order_get_out *o)
{
	struct op op = { .s = m->s };
	return read_order(&op, order_id, o) ? -1 : sim_staff(m, o->unit_id, leader);
}

static enum err do_sign(struct sim *m, struct op *op, void *arg)
{
	(void)m;
	return order_sign(op, ((struct at_work *)arg)->id, NIL, op->who->user_id);
}

static void act_sign(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	struct at_work x = { .id = it->id };
	int32_t who = worker_of(m, it->id, false, &o);
	if (who >= 0 && str_eq(o.status, "to_sign") && sim_do(m, who, do_sign, &x))
		sim_count(m, SIM_signed);
}

static enum err do_contact(struct sim *m, struct op *op, void *arg)
{
	struct at_work *x = arg;
	return order_contact(op, x->id, NIL, &(struct order_contact){ x->reached ? "phone" : "message", x->reached,
			     sim_say(m, x->reached ? USE_reached : USE_missed, NULL), NIL });
}

static void act_contact(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	struct at_work x = { .id = it->id, .reached = sim_chance(m, 0.85) };
	int32_t who = worker_of(m, it->id, false, &o);
	bool working = who >= 0 && (str_eq(o.status, "to_sign") || str_eq(o.status, "handling"));
	if (!working || o.contacted_at != NIL || str_eq(o.role, "sub") || !sim_do(m, who, do_contact, &x))
		return;
	sim_count(m, SIM_contacts);
	if (!x.reached)
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 1, 6) * MS_HOUR, 9, 18), act_contact, it->id, 0);
}

/* ---- results --------------------------------------------------------------------------------------------------- */

struct result {
	int64_t id, appeals;
	int32_t who;
	bool attach, waits, missing;
	const char *result;
};

static const char *pick_result(struct sim *m, bool appeal)
{
	double p = sim_unit_real(m);
	if (!appeal)
		return p < 0.93 ? "solved" : "partly";
	return p < 0.77 ? "solved" : p < 0.85 ? "partly" : p < 0.95 ? "explained" : p < 0.975 ? "untrue" : "not_duty";
}

static enum err put_evidence(struct sim *m, struct op *op, const struct q_order_get_out *o, const char *rule)
{
	enum err e = ERR_OK;
	if (str_eq(o->role, "sub") || str_eq(o->role, "assist"))
		return ERR_OK;
	if (str_eq(rule, "photo_pair"))
		e = sim_attach(m, op, "order", o->id, "before");
	if (!e && (str_eq(rule, "photo_pair") || str_eq(rule, "photo")))
		e = sim_attach(m, op, "order", o->id, "after");
	if (!e && str_eq(rule, "document"))
		e = sim_attach(m, op, "order", o->id, "document");
	return e;
}

static enum err do_submit(struct sim *m, struct op *op, void *arg)
{
	struct result *x = arg;
	struct q_order_get_out o;
	struct q_case_get_out c;
	enum err e = read_order(op, x->id, &o);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = o.case_id }, &c);
	if (e)
		return e;
	const struct event_type *t = ref_type(op->refs, c.event_type_id);
	const struct unit *u = ref_unit(op->refs, o.unit_id);
	x->missing = !x->attach && t && !str_eq(t->evidence, "none") && !str_eq(t->evidence, "text");
	if (x->attach && t)
		e = put_evidence(m, op, &o, t->evidence);
	if (e || !t)
		return e ? e : ERR_NOT_FOUND;
	const char *place = *c.address ? c.address : "现场";
	const char *answer = sim_answer(m, (int32_t)(t - m->refs->types), x->result, x->who, place, u ? u->short_name : "");
	bool sub = str_eq(o.role, "sub");
	struct order_contact told = { "phone", true, sim_say(m, USE_told, NULL), NIL };
	return order_submit(op, o.id, NIL, &(struct order_result){ .result = x->result, .public_answer = answer,
			    .internal_note = sim_chance(m, 0.3) ? sim_say(m, USE_note, NULL) : "",
			    .unsolved_reason = str_eq(x->result, "solved") ? NULL : sim_say(m, USE_unsolved, NULL),
			    .contact = sub || c.appeals == 0 ? NULL : &told });
}

struct passing_down {
	int64_t id, unit_id, case_id, made;
	struct orders orders;
};

static enum err do_pass_down(struct sim *m, struct op *op, void *arg)
{
	struct passing_down *x = arg;
	(void)m;
	enum err e = order_add(op,
		&(struct order_extra){ .case_id = x->case_id,
			.parent_id = x->id,
			.unit_id = x->unit_id,
			.role = "sub",
			.demand = "请现场处置并反馈情况。",
			.limit_value = NIL },
		&x->made);
	x->orders.case_id = x->case_id;
	return e ? e : list_orders(op, &x->orders);
}

/* Towns let their communities do what happens there. True when a sub-order was made. */
static bool pass_down(struct sim *m, int32_t who, const struct q_order_get_out *o)
{
	struct q_case_get_out c;
	const struct unit *u = ref_unit(m->refs, o->unit_id);
	if (!u || !str_eq(u->kind, "town") || !str_eq(o->role, "lead") || o->round || !str_eq(o->status, "handling") ||
		!sim_chance(m, 0.35))
		return false;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = o->case_id }, &c) || c.community_id == NIL ||
	    !ref_unit_under(m->refs, c.community_id, o->unit_id))
		return false;
	const char *why;
	const struct unit *community = ref_unit(m->refs, c.community_id);
	if (ref_level(m->refs, m->a, ref_type(m->refs, c.event_type_id), community, m->now, &why) == LEVEL_REFUSED)
		return false;
	struct passing_down x = { .id = o->id, .unit_id = c.community_id, .case_id = c.id };
	if (!sim_do(m, who, do_pass_down, &x))
		return false;
	sim_count(m, SIM_suborders);
	for (size_t i = 0; i < x.orders.n; i++)
		if (x.orders.v[i].id == x.made)
			plan_order(m, &x.orders.v[i]);
	return true;
}

struct ending {
	int64_t id;
	bool transfer;
};

static enum err do_end(struct sim *m, struct op *op, void *arg)
{
	struct ending *x = arg;
	if (x->transfer)
		return order_transfer(op, x->id, NIL, "公安机关", arena_printf(op->a, "移%06d", (int)sim_roll(m, 1000000)));
	return order_terminate(op, x->id, NIL, "诉求人多次联系不上且地址不详，经中心审核终止办理。");
}

/* A few orders end without a result. */
static bool ends_otherwise(struct sim *m, const struct q_order_get_out *o)
{
	struct ending x = { .id = o->id };
	double p = sim_unit_real(m);
	if (p > 0.009 || !str_eq(o->status, "handling") || !str_eq(o->role, "lead"))
		return false;
	x.transfer = p > 0.005;
	if (!sim_do(m, sim_pick(m, m->dispatchers, m->ndispatchers), do_end, &x))
		return false;
	sim_count(m, x.transfer ? SIM_transferred : SIM_terminated);
	sim_settled(m, o->case_id);
	return true;
}

/* x counts the tries. */
static void act_submit(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	int32_t who = worker_of(m, it->id, false, &o);
	if (who < 0 || (!str_eq(o.status, "to_sign") && !str_eq(o.status, "handling")) || it->x > TRIES_MAX ||
		sim_is_kept(m, it->id))
		return;
	if (ends_otherwise(m, &o))
		return;
	if (it->x == 0 && pass_down(m, who, &o)) {
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 4, 24) * MS_HOUR), act_submit, it->id, 1);
		return;
	}
	struct q_order_open_below_out below;
	if (!q_order_open_below(
		    m->s, &(struct q_order_open_below_in){ .case_id = o.case_id, .parent_id = it->id }, &below) &&
		below.n) {
		sim_plan(m, sim_before(m, sim_office_time(m, m->now + sim_between(m, 2, 12) * MS_HOUR), o.due_at),
			act_submit, it->id, it->x + 1);
		return;
	}
	const struct sim_unit *u = sim_habits(m, o.unit_id);
	struct result x = { .id = it->id, .who = who, .attach = !sim_chance(m, u->forgets * 0.8), .result = pick_result(m, true) };
	if (sim_do(m, who, do_submit, &x)) {
		sim_count(m, SIM_submitted);
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 10, 300) * MS_MINUTE), act_review, it->id, 0);
		return;
	}
	if (x.missing)
		sim_count(m, SIM_no_evidence);
	sim_plan(m, sim_before(m, sim_office_time(m, m->now + sim_between(m, 1, 7) * MS_HOUR), o.due_at), act_submit,
		it->id, it->x + 1);
}

/* ---- reviews ----------------------------------------------------------------------------------------------------- */

struct reviewing {
	int64_t id;
	bool pass;
	struct q_order_get_out after;
};

static enum err do_review(struct sim *m, struct op *op, void *arg)
{
	struct reviewing *x = arg;
	enum err e = order_review(op, x->id, NIL, x->pass, sim_say(m, x->pass ? USE_pass : USE_back, NULL));
	return e ? e : read_order(op, x->id, &x->after);
}

static int32_t reviewer(struct sim *m, const struct q_order_get_out *o)
{
	if (str_eq(o->status, "unit_review"))
		return sim_staff(m, o->unit_id, true);
	if (str_eq(o->review_level, "district"))
		return sim_pick(m, m->dispatchers, m->ndispatchers);
	return sim_staff(m, o->review_unit_id, true);
}

static void act_review(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	worker_of(m, it->id, true, &o);
	if (!str_eq(o.status, "unit_review") && !str_eq(o.status, "upper_review"))
		return;
	int32_t who = reviewer(m, &o);
	double bad = (1 - sim_habits(m, o.unit_id)->quality) * (o.sent_back ? 0.1 : 0.45);
	struct reviewing x = { .id = it->id, .pass = !sim_chance(m, bad) };
	if (who < 0 || !sim_do(m, who, do_review, &x))
		return;
	if (!x.pass) {
		sim_count(m, SIM_sent_back);
		sim_plan_submit(m, sim_before(m, sim_office_time(m, m->now + sim_between(m, 1, 8) * MS_HOUR), o.due_at), it->id);
	} else if (str_eq(x.after.status, "settled")) {
		sim_count(m, SIM_settled);
		sim_settled(m, x.after.case_id);
	} else {
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 30, 420) * MS_MINUTE), act_review, it->id, 0);
	}
}

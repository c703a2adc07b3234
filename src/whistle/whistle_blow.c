/* SPDX-License-Identifier: Apache-2.0 */
/* Blowing: who may, who is called, what must wait for it. */
#include "auth/caps.h"
#include "whistle/whistle_internal.h"

static const struct problem_code E_KIND = { ERR_INVALID, "whistle.kind", "没有这种哨，或已停用，请重新选择。" };
static const struct problem_code E_NOBODY = { ERR_INVALID, "whistle.nobody", "请选择应哨单位。" };
static const struct problem_code E_FORCES = { ERR_INVALID, "whistle.forces", "这种哨不邀集社会力量，请改吹集结哨。" };
static const struct problem_code E_SELF = { ERR_INVALID, "whistle.self", "不能吹本单位的哨，请选择别的单位。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "whistle.unit", "应哨单位不存在或已停用，请重新选择。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "whistle.twice", "这家单位已在本次应哨单位中。" };
static const struct problem_code E_ORDER = { ERR_INVALID, "whistle.order", "工单不属于这件案件，请重新选择。" };
static const struct problem_code E_DISTANCE = { ERR_INVALID, "whistle.distance", "没有这一距离档，请重新选择。" };
static const struct problem_code E_MANY = { ERR_INVALID, "whistle.many", "一次吹哨最多叫12家单位、邀集8支力量。" };
static const struct problem_code E_PLACE = { ERR_INVALID, "whistle.place", "到场哨须写明集合地点。" };

/* ---- who may ---- */

static enum err over_case(struct op *op, const struct q_case_get_out *c, bool *yes)
{
	const struct principal *who = op->who;
	*yes = can_scope(who, CAP_WHISTLE) == SCOPE_ALL;
	enum err e = ERR_OK;
	if (!*yes && can_scope(who, CAP_WHISTLE) == SCOPE_OWN)
		return may_case(op->s, who, CAP_WHISTLE, c->id, yes);
	const int64_t units[] = { c->lead_unit_id, c->community_id, c->town_id };
	for (size_t i = 0; !e && !*yes && i < sizeof units / sizeof *units; i++)
		e = may_unit(op->s, who, CAP_WHISTLE, units[i], yes);
	if (!e && !*yes && c->grid_id != NIL)
		e = may_grid(op->s, who, CAP_WHISTLE, c->grid_id, yes);
	return e;
}

enum err whistle_may_blow(struct op *op, const struct q_case_get_out *c, const char *roles, const struct problem_code **no)
{
	struct blow_facts f = { .known = roles != NULL, .closed = c->closed_at != NIL || str_eq(c->status, "merged"),
				.role = op->by != OP_PERSON || (can(op->who, CAP_WHISTLE) && roles && whistle_role_listed(op->who, roles)),
				.place = op->by != OP_PERSON };
	enum err e = f.place ? ERR_OK : over_case(op, c, &f.place);
	*no = e ? NULL : whistle_blow_refusal(&f);
	return e;
}

/* ---- calling ---- */

static enum err insert_responder(struct whistle_tx *x, int64_t unit_id, const char *force, const char *why)
{
	struct op *op = x->op;
	struct q_responder_insert_out made;
	bool unit = unit_id != NIL, way = unit && x->row.arrive_limit != NIL;
	int64_t due = op->now + x->row.accept_limit * MS_MINUTE;
	enum err e = q_responder_insert(op->s, &(struct q_responder_insert_in){ .whistle_id = x->row.id, .case_id = x->row.case_id,
		.unit_id = unit_id, .force = force, .why = why, .status = unit ? "called" : "invited", .called_at = op->now,
		.accept_due_at = unit ? due : NIL, .arrive_due_at = way ? op->now + x->row.arrive_limit * MS_MINUTE : NIL,
		.next_at = unit ? due : NIL }, &made);
	if (!e)
		e = responder_enter(x, made.id);
	if (e)
		return e;
	x->r.status = "";
	x->r.next_at = NIL;
	return responder_move(x, unit ? "called" : "invited", true);
}

static enum err call_unit(struct whistle_tx *x, int64_t unit_id, const char *why)
{
	struct op *op = x->op;
	const struct unit *u = ref_unit(op->refs, unit_id);
	struct q_responder_of_unit_out before;
	if (!u || !u->active)
		return problem_field(op->problem, E_UNIT.kind, "units", E_UNIT.code, E_UNIT.text);
	if (unit_id == x->row.issuer_unit_id)
		return problem_field(op->problem, E_SELF.kind, "units", E_SELF.code, E_SELF.text);
	enum err e = q_responder_of_unit(
		op->s, &(struct q_responder_of_unit_in){ .whistle_id = x->row.id, .unit_id = unit_id }, &before);
	if (!e && before.n)
		return problem_set(op->problem, &E_TWICE);
	if (!e)
		e = case_party_add(op, x->row.case_id, 'u', unit_id, "whistle");
	if (!e)
		e = insert_responder(x, unit_id, "", why);
	return e ? e : whistle_tell_unit(x, unit_id, false);
}

enum err whistle_call(struct whistle_tx *x, const struct whistle_act *a, const char *why)
{
	struct q_whistle_kind_by_code_out kind;
	enum err e = ERR_OK;
	if (!a->nunits && !a->nforces)
		return problem_field(x->op->problem, E_NOBODY.kind, "units", E_NOBODY.code, E_NOBODY.text);
	if (a->nunits > WHISTLE_UNITS_MAX || a->nforces > WHISTLE_FORCES_MAX)
		return problem_field(x->op->problem, E_MANY.kind, "units", E_MANY.code, E_MANY.text);
	if (a->nforces)
		e = q_whistle_kind_by_code(x->op->s, &(struct q_whistle_kind_by_code_in){ .code = x->row.kind }, &kind);
	if (a->nforces && (e == ERR_NOT_FOUND || (!e && !kind.forces)))
		return problem_field(x->op->problem, E_FORCES.kind, "forces", E_FORCES.code, E_FORCES.text);
	for (size_t i = 0; !e && i < a->nunits; i++)
		e = call_unit(x, a->units[i], why);
	for (size_t i = 0; !e && i < a->nforces; i++)
		e = *a->forces[i] ? insert_responder(x, NIL, a->forces[i], why) : ERR_OK;
	x->r = x->next_r = (struct q_responder_get_out){ 0 };
	return e;
}

/* ---- the order that waits ---- */

static bool holdable(const char *status)
{
	return str_eq(status, "to_sign") || str_eq(status, "handling") || str_eq(status, "suspended") || str_eq(status, "parked");
}

/* The order the whistle was blown from while it is open, otherwise the lead order. NIL: none is. */
static enum err order_to_hold(struct whistle_tx *x, int64_t *id)
{
	struct q_whistle_order_out named;
	struct q_whistle_lead_order_out lead;
	*id = NIL;
	if (!x->row.on_site || !whistle_running(x->row.status))
		return ERR_OK;
	if (x->row.order_id != NIL) {
		enum err e = q_whistle_order(x->op->s, &(struct q_whistle_order_in){ .id = x->row.order_id }, &named);
		if (e)
			return e;
		if (holdable(named.status))
			*id = x->row.order_id;
	}
	if (*id != NIL)
		return ERR_OK;
	enum err e = q_whistle_lead_order(x->op->s, &(struct q_whistle_lead_order_in){ .case_id = x->row.case_id }, &lead);
	if (!e)
		*id = lead.id;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err whistle_hold_sync(struct whistle_tx *x)
{
	struct q_whistle_held_rows held;
	int64_t wanted;
	bool there = false;
	enum err e = order_to_hold(x, &wanted);
	if (!e)
		e = q_whistle_held(x->op->s, &(struct q_whistle_held_in){ .case_id = x->row.case_id, .whistle_id = x->row.id }, &held);
	for (size_t i = 0; !e && i < held.n; i++) {
		there = there || held.v[i].order_id == wanted;
		if (held.v[i].order_id != wanted)
			e = order_hold_lift(x->t, held.v[i].order_id, "whistle", x->row.id);
	}
	return e || there || wanted == NIL ? e : order_hold(x->t, wanted, "whistle", x->row.id);
}

/* ---- blowing ---- */

static enum err arrive_limit(struct op *op, const struct whistle_new *n, int64_t town_id, int64_t *minutes)
{
	struct q_whistle_distances_rows d;
	const struct unit *town = ref_unit(op->refs, town_id);
	*minutes = NIL;
	if (!n->on_site)
		return ERR_OK;
	enum err e = q_whistle_distances(op->s, &d);
	for (size_t i = 0; !e && i < d.n; i++) {
		bool ours = n->distance ? str_eq(d.v[i].code, n->distance) : !i || (town && whistle_listed(d.v[i].towns, town->code));
		if (ours)
			*minutes = d.v[i].minutes;
	}
	return e || *minutes != NIL ? e : problem_field(op->problem, E_DISTANCE.kind, "distance", E_DISTANCE.code, E_DISTANCE.text);
}

static enum err check_order(struct op *op, const struct whistle_new *n)
{
	struct q_whistle_order_out o;
	if (n->order_id == NIL)
		return ERR_OK;
	enum err e = q_whistle_order(op->s, &(struct q_whistle_order_in){ .id = n->order_id }, &o);
	if (e == ERR_NOT_FOUND || (!e && o.case_id != n->case_id))
		return problem_field(op->problem, E_ORDER.kind, "order_id", E_ORDER.code, E_ORDER.text);
	return e;
}

/* Where one meets: as said, otherwise where the case is. */
static const char *place_text(const struct case_tx *t, const struct whistle_new *n)
{
	return n->place && *n->place ? n->place : t->row.address;
}

static enum err insert(struct whistle_tx *x, const struct whistle_new *n, const struct q_whistle_kind_by_code_out *k, bool asks)
{
	struct op *op = x->op;
	struct case_tx *t = x->t;
	struct actor me = op_actor(op);
	struct q_whistle_insert_out made;
	bool here = n->lon != NIL || n->grid_id != NIL;
	int64_t way, accept = whistle_accept_limit(k, n->on_site, n->urgency);
	enum err e = arrive_limit(op, n, t->row.town_id, &way);
	if (!e)
		e = q_whistle_insert(op->s, &(struct q_whistle_insert_in){ .no = n->no, .case_id = n->case_id, .order_id = n->order_id,
			.kind = n->kind, .scored = k->scored, .status = asks ? "to_confirm" : "blown",
			.issuer_unit_id = me.unit_id, .issuer_id = me.user_id,
			.reason = n->reason, .place = place_text(t, n), .grid_id = here ? n->grid_id : t->row.grid_id,
			.lon = here ? n->lon : t->row.lon, .lat = here ? n->lat : t->row.lat,
			.on_site = n->on_site, .urgency = n->urgency, .relay = n->relay, .blown_at = op->now,
			.accept_limit = accept, .arrive_limit = way, .centre_limit = k->silence_centre,
			.next_at = asks ? op->now + accept * MS_MINUTE : NIL }, &made);
	if (!e)
		e = whistle_enter(x, t, made.id);
	if (e)
		return e;
	x->row.status = "";
	x->text = n->reason;
	x->row.next_at = NIL;
	x->fact = arena_printf(op->a, "%s %s", k->name, n->no);
	e = whistle_move(x, asks ? "ask" : "blow", true);
	x->fact = NULL;
	return e;
}

/* A grid worker's own community is told at once (requirements Q12). */
static enum err tell_community(struct whistle_tx *x)
{
	int64_t community = x->t->row.community_id;
	bool worker = x->op->who && has_role(x->op->who, ROLE_grid_worker);
	return worker && community != NIL ? whistle_tell_unit(x, community, true) : ERR_OK;
}

static enum err check(struct op *op, const struct case_tx *t, const struct whistle_new *n, struct q_whistle_kind_by_code_out *k)
{
	const struct problem_code *no;
	enum err e = q_whistle_kind_by_code(op->s, &(struct q_whistle_kind_by_code_in){ .code = n->kind }, k);
	if (e == ERR_NOT_FOUND)
		return problem_field(op->problem, E_KIND.kind, "kind", E_KIND.code, E_KIND.text);
	if (!e)
		e = whistle_may_blow(op, &t->row, k->roles, &no);
	if (e)
		return e;
	if (no)
		return problem_set(op->problem, no);
	if (n->on_site && !*place_text(t, n))
		return problem_field(op->problem, E_PLACE.kind, "place", E_PLACE.code, E_PLACE.text);
	return check_order(op, n);
}

/* Called when it has been confirmed; the clocks begin then. */
static enum err want(struct whistle_tx *x, const struct whistle_new *n)
{
	enum err e = ERR_OK;
	if (!n->nunits && !n->nforces)
		return problem_field(x->op->problem, E_NOBODY.kind, "units", E_NOBODY.code, E_NOBODY.text);
	for (size_t i = 0; !e && i < n->nunits; i++)
		e = q_whistle_wanted_add(x->op->s, &(struct q_whistle_wanted_add_in){ .whistle_id = x->row.id, .unit_id = n->units[i],
					 .force = "" }, NULL);
	for (size_t i = 0; !e && i < n->nforces; i++)
		e = q_whistle_wanted_add(x->op->s, &(struct q_whistle_wanted_add_in){ .whistle_id = x->row.id, .unit_id = NIL,
					 .force = n->forces[i] }, NULL);
	return e;
}

enum err whistle_call_wanted(struct whistle_tx *x)
{
	struct q_whistle_wanted_of_rows rows;
	int64_t units[WHISTLE_UNITS_MAX];
	const char *forces[WHISTLE_FORCES_MAX];
	struct whistle_act a = { .units = units, .forces = forces };
	enum err e = q_whistle_wanted_of(x->op->s, &(struct q_whistle_wanted_of_in){ .whistle_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		if (rows.v[i].unit_id != NIL && a.nunits < WHISTLE_UNITS_MAX)
			units[a.nunits++] = rows.v[i].unit_id;
		else if (rows.v[i].unit_id == NIL && a.nforces < WHISTLE_FORCES_MAX)
			forces[a.nforces++] = rows.v[i].force;
	}
	if (!e)
		e = whistle_call(x, &a, "");
	return e ? e : whistle_hold_sync(x);
}

/* A kind that asks for it: a grid worker's whistle waits for the community, which has been told. */
static bool must_be_confirmed(const struct op *op, const struct case_tx *t, const struct q_whistle_kind_by_code_out *k)
{
	return k->confirm && t->row.community_id != NIL && op->who && has_role(op->who, ROLE_grid_worker);
}

enum err whistle_blow(struct op *op, const struct whistle_new *n, int64_t *id)
{
	struct case_tx t;
	struct whistle_tx x = { .op = op, .t = &t, .happened_at = NIL };
	struct q_whistle_kind_by_code_out k;
	const struct whistle_act a = { .units = n->units, .nunits = n->nunits, .forces = n->forces, .nforces = n->nforces };
	enum err e = case_begin(&t, op, n->case_id);
	if (!e)
		e = check(op, &t, n, &k);
	bool asks = !e && must_be_confirmed(op, &t, &k);
	if (!e)
		e = insert(&x, n, &k, asks);
	if (!e)
		e = tell_community(&x);
	if (!e)
		e = asks ? want(&x, n) : whistle_call(&x, &a, "");
	if (!e)
		e = whistle_hold_sync(&x);
	*id = e ? NIL : x.row.id;
	return e ? e : case_end(&t);
}

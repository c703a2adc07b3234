/* SPDX-License-Identifier: Apache-2.0 */
/* Before the blow: kinds and distances, and the one-key proposal of whom to call, each with its reason (E-09). */
#include <inttypes.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "whistle/whistle_internal.h"

enum { PROPOSED_MAX = 16, TICKED_MAX = 4 };

/* ---- lists ---- */

static void put_kinds(struct json_out *w, struct op *op, const struct q_whistle_kinds_rows *rows)
{
	jw_key(w, "kinds");
	jw_array(w);
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_whistle_kinds_out *k = &rows->v[i];
		jw_object(w);
		jw_kstr(w, "code", k->code);
		jw_kstr(w, "name", k->name);
		jw_kbool(w, "on_site", k->on_site == 1);
		jw_kbool(w, "scored", k->scored == 1);
		jw_kbool(w, "forces", k->forces == 1);
		jw_kbool(w, "confirm", k->confirm == 1);
		jw_key(w, "accept");
		jw_object(w);
		jw_kint(w, "on_site", k->accept_on_site);
		jw_kint(w, "emergency", k->accept_emergency);
		jw_kint(w, "urgent", k->accept_urgent);
		jw_kint(w, "general", k->accept_general);
		jw_object_end(w);
		jw_kstr(w, "note", k->note);
		jw_kbool(w, "may", can(op->who, CAP_WHISTLE) && whistle_role_listed(op->who, k->roles));
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void put_distances(struct json_out *w, const struct q_whistle_distances_rows *rows)
{
	jw_key(w, "distances");
	jw_array(w);
	for (size_t i = 0; i < rows->n; i++) {
		jw_object(w);
		jw_kstr(w, "code", rows->v[i].code);
		jw_kstr(w, "name", rows->v[i].name);
		jw_kint(w, "minutes", rows->v[i].minutes);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err read_lists(struct op *op, struct q_whistle_kinds_rows *kinds, struct q_whistle_distances_rows *distances)
{
	enum err e = q_whistle_kinds(op->s, kinds);
	return e ? e : q_whistle_distances(op->s, distances);
}

static enum err h_kinds(struct req *r)
{
	struct op *op = op_of(r);
	struct q_whistle_kinds_rows kinds;
	struct q_whistle_distances_rows distances;
	enum err e = read_lists(op, &kinds, &distances);
	if (e)
		return e;
	jw_object(&r->w);
	put_kinds(&r->w, op, &kinds);
	put_distances(&r->w, &distances);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- whom to call ---- */

struct proposal {
	struct op *op;
	int64_t mine;              /* the unit that would blow: never proposed */
	size_t n;
	struct {
		int64_t unit_id;
		const char *why;
	} v[PROPOSED_MAX];
};

/* A second reason for the same unit is added to the first. */
static void propose(struct proposal *p, int64_t unit_id, const char *why)
{
	const struct unit *u = ref_unit(p->op->refs, unit_id);
	if (!u || !u->active || unit_id == p->mine)
		return;
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].unit_id == unit_id) {
			p->v[i].why = arena_printf(p->op->a, "%s；%s", p->v[i].why, why);
			return;
		}
	if (p->n == PROPOSED_MAX)
		return;
	p->v[p->n].unit_id = unit_id;
	p->v[p->n++].why = why;
}

static enum err by_event_list(struct proposal *p, const struct q_case_get_out *c)
{
	struct duty d;
	const struct event_type *t = ref_type(p->op->refs, c->event_type_id);
	if (!t)
		return ERR_OK;
	enum err e = ref_duty(p->op->refs, p->op->a, t, c->town_id, &d);
	for (size_t i = 0; !e && i < d.nshared; i++)
		propose(p, d.shared[i]->unit_id, arena_printf(p->op->a, "同责清单：%s", d.shared[i]->duty));
	for (size_t i = 0; !e && i < d.nco; i++)
		propose(p, d.co[i]->id, arena_printf(p->op->a, "事项清单“%s”的协办单位", t->name));
	if (!e && d.lead)
		propose(p, d.lead->id, str_eq(t->lead_rule, "owner") ? arena_printf(p->op->a, "%s的权属单位", t->owner_kind) :
			arena_printf(p->op->a, "事项清单“%s”的主办单位", t->name));
	return e;
}

static enum err by_history(struct proposal *p, const struct q_case_get_out *c)
{
	struct q_whistle_units_of_case_rows orders;
	struct q_whistle_called_before_rows before = { 0 };
	enum err e = q_whistle_units_of_case(p->op->s, &(struct q_whistle_units_of_case_in){ .case_id = c->id }, &orders);
	if (!e && c->event_type_id != NIL)
		e = q_whistle_called_before(p->op->s, &(struct q_whistle_called_before_in){ .event_type_id = c->event_type_id,
					    .town_id = c->town_id, .case_id = c->id }, &before);
	for (size_t i = 0; !e && i < before.n; i++)
		propose(p, before.v[i].unit_id, arena_printf(p->op->a, "本镇街同类事项吹过 %" PRId64 " 次哨", before.v[i].times));
	for (size_t i = 0; !e && i < orders.n; i++)
		propose(p, orders.v[i].unit_id, arena_printf(p->op->a, "办过本案的%s", order_role_text(orders.v[i].role)));
	return e;
}

/* The kind that fits the reader and the case; the first that the reader may blow otherwise. */
static const struct q_whistle_kinds_out *kind_for(
	struct op *op, const struct q_whistle_kinds_rows *kinds, const struct q_case_get_out *c)
{
	const struct q_whistle_kinds_out *first = NULL;
	for (size_t i = 0; i < kinds->n; i++) {
		const struct q_whistle_kinds_out *k = &kinds->v[i];
		if (!whistle_role_listed(op->who, k->roles))
			continue;
		if (!first)
			first = k;
		if (str_eq(k->code, "emergency") && str_eq(c->colour, "red"))
			return k;
	}
	return first;
}

static const char *urgency_for(const char *colour)
{
	return str_eq(colour, "red") ? "emergency" : str_eq(colour, "orange") || str_eq(colour, "yellow") ? "urgent" : "general";
}

static const char *distance_for(struct op *op, const struct q_whistle_distances_rows *d, int64_t town_id)
{
	const struct unit *town = ref_unit(op->refs, town_id);
	for (size_t i = 0; town && i < d->n; i++)
		if (whistle_listed(d->v[i].towns, town->code))
			return d->v[i].code;
	return d->n ? d->v[0].code : "";
}

static void put_proposed(struct json_out *w, const struct proposal *p)
{
	jw_key(w, "responders");
	jw_array(w);
	for (size_t i = 0; i < p->n; i++) {
		jw_object(w);
		jw_unit(w, "unit", p->op->refs, p->v[i].unit_id);
		jw_kstr(w, "why", p->v[i].why);
		jw_kbool(w, "ticked", i < TICKED_MAX);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err put_place(struct json_out *w, struct op *op, const struct q_case_get_out *c, int64_t order_id)
{
	struct q_whistle_lead_order_out lead = { .id = NIL };
	enum err e = order_id != NIL ? ERR_OK :
		     q_whistle_lead_order(op->s, &(struct q_whistle_lead_order_in){ .case_id = c->id }, &lead);
	if (e && e != ERR_NOT_FOUND)
		return e;
	jw_kstr(w, "place", c->address);
	jw_kint(w, "lon", c->lon);
	jw_kint(w, "lat", c->lat);
	jw_grid(w, "grid", op->refs, c->grid_id);
	jw_kid(w, "order_id", order_id != NIL ? order_id : e ? NIL : lead.id);
	return ERR_OK;
}

static enum err h_proposal(struct req *r)
{
	struct op *op = op_of(r);
	struct json_out *w = &r->w;
	struct q_case_get_out c;
	struct q_whistle_kinds_rows kinds;
	struct q_whistle_distances_rows distances;
	struct proposal p = { .op = op, .mine = op->who->unit_id };
	const struct problem_code *no;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = r->path_id[0] }, &c);
	if (!e)
		e = read_lists(op, &kinds, &distances);
	if (!e)
		e = by_event_list(&p, &c);
	if (!e)
		e = by_history(&p, &c);
	if (e)
		return e;
	const struct q_whistle_kinds_out *k = kind_for(op, &kinds, &c);
	e = whistle_may_blow(op, &c, k ? k->roles : "", &no);
	if (e)
		return e;
	jw_object(w);
	jw_kbool(w, "may_blow", !no);
	jw_kstr(w, "why_not", no ? no->text : "");
	jw_kstr(w, "kind", k ? k->code : "");
	put_kinds(w, op, &kinds);
	jw_kbool(w, "on_site", k && k->on_site == 1);
	jw_kstr(w, "urgency", urgency_for(c.colour));
	e = put_place(w, op, &c, in_i64(r, "order_id"));
	jw_kstr(w, "distance", distance_for(op, &distances, c.town_id));
	put_distances(w, &distances);
	put_proposed(w, &p);
	jw_object_end(w);
	return e;
}

static const struct in_field PROPOSAL_IN[] = {
	{ "order_id", IN_ID, IN_QUERY, 0, 0, NULL, "工单", "from which it would be blown" }, { 0 }
};

const struct route WHISTLE_FIND_ROUTES[] = {
	{ HTTP_GET, "/api/v1/whistles/kinds", h_kinds, CAP_CASE_READ, "none", NULL, 0, 0, "Kinds, limits, distances.", "WhistleKinds" },
	{ HTTP_GET, "/api/v1/cases/{id}/whistle-proposal", h_proposal, CAP_CASE_READ, "by case", PROPOSAL_IN, 0, 0, "Whom to call, with reasons (一键吹哨).", "WhistleProposal" },
	{ 0 },
};

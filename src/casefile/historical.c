/* SPDX-License-Identifier: Apache-2.0 */
/* Closed cases of former systems: there to be found and learned from, outside every clock, callback and score. */
#include "casefile/casefile.h"

enum { TITLE_CHARS = 60 };

static enum err write_imported(struct case_tx *t, const struct case_historical *n)
{
	const struct q_case_get_out *r = &t->row;
	struct change *c = &t->change;
	change_begin(c, "case.imported", n->closed_at);
	change_text(c, "casefile", r->id, "status", NULL, r->status);
	change_text(c, "casefile", r->id, "colour", NULL, r->colour);
	change_int(c, "casefile", r->id, "event_type_id", NIL, r->event_type_id);
	change_int(c, "casefile", r->id, "lead_unit_id", NIL, r->lead_unit_id);
	change_int(c, "casefile", r->id, "settled_at", NIL, r->settled_at);
	change_int(c, "casefile", r->id, "closed_at", NIL, r->closed_at);
	change_text(c, "casefile", r->id, "closing_kind", NULL, r->closing_kind);
	change_int(c, "casefile", r->id, "appeals", NIL, r->appeals);
	change_fact_text(c, "no", r->no);
	change_fact_int(c, "appeal_id", n->appeal_id);
	change_secret(c, "title", r->title);
	return change_end(c);
}

enum err case_open_historical(struct op *op, const struct case_historical *n, int64_t *case_id)
{
	struct q_case_insert_historical_out made;
	struct case_tx t;
	enum err e = q_case_insert_historical(op->s, &(struct q_case_insert_historical_in){ .no = n->no, .source = "appeal",
		.title = arena_sv(op->a, sv_prefix_chars(sv_from(n->title), TITLE_CHARS)), .event_type_id = n->event_type_id,
		.colour = n->colour, .type = n->type, .family = n->family, .town_id = n->town_id, .community_id = n->community_id,
		.address = n->address, .master_appeal_id = n->appeal_id, .lead_unit_id = n->lead_unit_id, .opened_at = n->opened_at,
		.closed_at = n->closed_at, .closing_kind = n->closing_kind, .appeals = 1 }, &made);
	if (e)
		return e;
	*case_id = made.id;
	e = q_membership_insert(op->s,
		&(struct q_membership_insert_in){ .appeal_id = n->appeal_id,
			.case_id = made.id,
			.kind = "origin",
			.from_at = n->opened_at,
			.former_case_id = NIL,
			.by_user = op_actor(op).user_id },
		NULL);
	if (!e)
		e = case_party_add(op, made.id, 'u', n->town_id, "place");
	if (!e)
		e = case_party_add(op, made.id, 'u', n->community_id, "place");
	if (!e)
		e = case_party_add(op, made.id, 'u', n->lead_unit_id, "lead");
	if (!e)
		e = case_begin(&t, op, made.id);
	if (!e)
		e = write_imported(&t, n);
	if (!e)
		e = case_end(&t);
	return e ? e : appeal_rehome(op, n->appeal_id, made.id);
}

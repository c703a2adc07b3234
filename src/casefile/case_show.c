/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of an answer that every room which works on a case shows alike: the case above, and what was done below. */
#include "casefile/casefile.h"
#include "catalogue/op.h"

void jw_case_head(struct json_out *w, const struct refs *refs, const struct q_case_get_out *c)
{
	jw_key(w, "case");
	jw_object(w);
	jw_kid(w, "id", c->id);
	jw_kstr(w, "no", c->no);
	jw_kstr(w, "title", c->title);
	jw_kstr(w, "colour", c->colour);
	jw_kstr(w, "status", c->status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c->status));
	jw_type(w, "event_type", refs, c->event_type_id);
	jw_unit(w, "town", refs, c->town_id);
	jw_unit(w, "community", refs, c->community_id);
	jw_grid(w, "grid", refs, c->grid_id);
	jw_unit(w, "lead_unit", refs, c->lead_unit_id);
	jw_kstr(w, "address", c->address);
	jw_kint(w, "lon", c->lon);
	jw_kint(w, "lat", c->lat);
	jw_kint(w, "opened_at", c->opened_at);
	jw_kint(w, "due_at", c->due_at);
	jw_kint(w, "round", c->round);
	jw_object_end(w);
}

void jw_deed(struct json_out *w, const struct refs *refs, const struct case_deed *d)
{
	jw_object(w);
	jw_kid(w, "id", d->id);
	jw_kstr(w, "kind", d->kind);
	jw_kstr(w, "kind_text", d->kind_text);
	jw_kint(w, "at", d->at);
	jw_kstr(w, "user", d->user);
	jw_unit(w, "unit", refs, d->unit_id);
	jw_kstr(w, "text", d->text);
	jw_kstr(w, "resources", d->resources);
	jw_object_end(w);
}

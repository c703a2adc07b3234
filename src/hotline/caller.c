/* SPDX-License-Identifier: Apache-2.0 */
/* Who is calling: earlier appeals by the same number and how they stand, with the sentence to tell; and what is open at the
 * place that is being told. What a secret reporter said stays with whoever registered it. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "auth/mask.h"
#include "clock/clock.h"
#include "hotline/hotline.h"

enum { HERE_M = 150, HERE_DAYS = 90, HERE_MAX = 12, CALL_DAYS = 30 };

static bool case_open_now(const char *status)
{
	return status && !str_eq(status, "closed") && !str_eq(status, "merged");
}

/* What the agent tells somebody who asks how it stands, without urging. */
static const char *tell(struct op *op, const struct q_caller_history_out *h)
{
	const struct unit *u = ref_unit(op->refs, h->lead_unit_id);
	char when[TIME_TEXT];
	if (!h->case_no)
		return str_eq(h->status, "sorting") ? "您反映的事项已登记，正在分拣，稍后分派到承办单位。" : "您反映的事项已直接答复。";
	if (str_eq(h->case_status, "closed"))
		return arena_printf(op->a, "您反映的事项（案件号%s）已办结。如果问题又出现了，我现在为您登记。", h->case_no);
	if (!u)
		return arena_printf(op->a, "您反映的事项（案件号%s）已立案，正在分派承办单位。", h->case_no);
	if (h->due_at == NIL)
		return arena_printf(op->a, "您反映的事项（案件号%s）由%s办理。", h->case_no, u->name);
	return arena_printf(op->a, "您反映的事项（案件号%s）由%s办理，应于%s前办结（%s）。", h->case_no, u->name, time_text(h->due_at, when),
			    clock_left_text(op->a, h->due_at, op->now));
}

static void put_history_case(struct json_out *w, struct op *op, const struct q_caller_history_out *h)
{
	jw_key(w, "case");
	if (!h->case_no) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", h->case_id);
	jw_kstr(w, "no", h->case_no);
	jw_kstr(w, "status", h->case_status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, h->case_status));
	jw_kbool(w, "open", case_open_now(h->case_status));
	jw_unit(w, "unit", op->refs, h->lead_unit_id);
	jw_kint(w, "dispatched_at", h->dispatched_at);
	jw_kint(w, "due_at", h->due_at);
	jw_kbool(w, "late", case_open_now(h->case_status) && h->due_at != NIL && h->due_at < op->now);
	jw_kint(w, "urges", h->urges);
	jw_object_end(w);
}

static void put_history(struct json_out *w, struct op *op, const struct q_caller_history_rows *rows)
{
	jw_key(w, "history");
	jw_array(w);
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_caller_history_out *h = &rows->v[i];
		if (str_eq(h->anonymity, "secret") && h->created_by != op->who->user_id)
			continue;
		jw_object(w);
		jw_kid(w, "id", h->id);
		jw_kstr(w, "no", h->no);
		jw_kstr(w, "title", h->title);
		jw_kstr(w, "status", h->status);
		jw_kstr(w, "status_text", wf_state_text(&APPEAL_MACHINE, h->status));
		jw_kint(w, "at", h->received_at);
		jw_kstr(w, "tell", tell(op, h));
		put_history_case(w, op, h);
		jw_object_end(w);
	}
	jw_array_end(w);
}

/* The name left last, masked; never that of a secret reporter. */
static enum err put_name(struct json_out *w, struct op *op, const struct q_caller_history_rows *rows)
{
	const char *name = NULL;
	for (size_t i = 0; i < rows->n && !name && i < 5; i++) {
		struct q_appeal_get_out a;
		struct appeal_contact c = { 0 };
		if (!str_eq(rows->v[i].anonymity, "named"))
			continue;
		enum err e = appeal_get(op, rows->v[i].id, &a);
		if (!e)
			e = appeal_contact_open(op, &a, &c);
		if (e)
			return e;
		name = c.name && *c.name ? mask_name(op->a, c.name) : NULL;
	}
	jw_kstr(w, "name_masked", name);
	return ERR_OK;
}

enum err put_caller(struct json_out *w, const char *key, struct op *op, const char *digest, const char *number)
{
	struct q_caller_history_rows rows = { 0 };
	struct q_call_count_of_phone_out calls = { 0 };
	enum err e = ERR_OK;
	if (digest) {
		e = q_caller_history(op->s, &(struct q_caller_history_in){ .phone_digest = digest }, &rows);
		if (!e)
			e = q_call_count_of_phone(op->s,
						  &(struct q_call_count_of_phone_in){ .phone_digest = digest,
										      .since = op->now - (int64_t)CALL_DAYS * MS_DAY },
						  &calls);
	}
	if (e)
		return e;
	jw_key(w, key);
	jw_object(w);
	jw_kstr(w, "number_masked", number ? mask_phone(op->a, number) : NULL);
	jw_kint(w, "calls", calls.n);
	jw_kint(w, "appeals", (int64_t)rows.n);
	e = put_name(w, op, &rows);
	if (!e)
		e = put_flags(w, op, digest);
	put_history(w, op, &rows);
	jw_object_end(w);
	return e;
}

/* ---- the place ------------------------------------------------------------------------------------- */

/* "惠风小区" of "惠风小区3号楼": what two addresses of the same estate share. */
static bool same_address(const char *a, const char *b)
{
	size_t n = strcspn(a, "0123456789"), m = strcspn(b, "0123456789");
	return n >= 6 && n == m && strncmp(a, b, n) == 0;
}

static void put_case(struct json_out *w, const struct q_case_nearby_out *c, const char *why)
{
	jw_object(w);
	jw_kid(w, "id", c->id);
	jw_kstr(w, "no", c->no);
	jw_kstr(w, "title", c->title);
	jw_kstr(w, "status", c->status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c->status));
	jw_kstr(w, "colour", c->colour);
	jw_kint(w, "opened_at", c->opened_at);
	jw_kstr(w, "address", c->address);
	jw_kstr(w, "why", why);
	jw_object_end(w);
}

enum err put_place_cases(struct req *r, struct op *op, const struct place *p, const char *address)
{
	struct q_case_nearby_rows near = { 0 };
	bool everything = can_scope(op->who, CAP_CASE_READ) >= SCOPE_REGION;
	size_t shown = 0;
	if (p->town_id != NIL && everything) {
		enum err e = q_case_nearby(op->s,
					   &(struct q_case_nearby_in){ .town_id = p->town_id, .since = op->now - (int64_t)HERE_DAYS * MS_DAY },
					   &near);
		if (e)
			return e;
	}
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < near.n && shown < HERE_MAX; i++) {
		const struct q_case_nearby_out *c = &near.v[i];
		double m = p->lon == NIL ? 1e9
					 : geo_distance_m((double)p->lon / 1e6, (double)p->lat / 1e6,
						   (double)c->lon / 1e6, (double)c->lat / 1e6);
		bool same = address && *address && same_address(address, c->address);
		if (!same && m > HERE_M)
			continue;
		put_case(&r->w, c, same ? "地址相同" : arena_printf(op->a, "相距约%d米", (int)lround(m)));
		shown++;
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

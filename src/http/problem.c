/* SPDX-License-Identifier: Apache-2.0 */
/* Problem documents (RFC 9457): what went wrong, in words a clerk understands, with the request id that
 * an administrator can look up. */
#include "http/http_internal.h"

static void write_fields(struct json_out *w, const struct problem *p)
{
	jw_key(w, "errors");
	jw_array(w);
	for (size_t i = 0; i < p->nfields; i++) {
		jw_object(w);
		jw_kstr(w, "field", p->fields[i].field);
		jw_kstr(w, "code", p->fields[i].code);
		jw_kstr(w, "text", p->fields[i].text);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void write_offer(struct json_out *w, const struct work_offer *o)
{
	jw_kstr(w, "challenge", o->challenge);
	jw_kint(w, "bits", o->bits);
	jw_kint(w, "expires_at", o->expires_at);
}

void http_answer_problem(struct req *r, enum err e)
{
	struct problem *p = &r->problem;
	if (p->kind == ERR_OK)
		problem_set(p, default_problem(e));
	const struct exchange *x = r->conn;
	answer_reset(r);
	r->status = err_status(p->kind);
	r->content_type = "application/problem+json";
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kstr(w, "type", "about:blank");
	jw_kstr(w, "title", problem_title(p->kind));
	jw_kint(w, "status", r->status);
	jw_kstr(w, "code", p->code);
	jw_kstr(w, "detail", p->text);
	if (p->nfields)
		write_fields(w, p);
	if (x && x->offers_work)
		write_offer(w, &x->offer);
	if (p->retry_after_s)
		jw_kint(w, "retry_after", p->retry_after_s);
	jw_kstr(w, "request_id", r->id);
	jw_object_end(w);
	if (p->retry_after_s)
		req_set_header(r, "Retry-After", arena_printf(r->out.arena, "%lld", (long long)p->retry_after_s));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* One request on a worker: who asks, may they, is the input right, then the handler. */
#include "http/http_internal.h"

#include <strings.h>


const char *req_header(const struct req *r, const char *name)
{
	const struct exchange *x = r->conn;
	return x ? MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, name) : NULL;
}

const char *req_cookie(const struct req *r, const char *name)
{
	struct sv rest = sv_from(req_header(r, "Cookie")), pair;
	while (sv_cut(&rest, ';', &pair)) {
		struct sv value = sv_trim(pair), key;
		if (sv_cut(&value, '=', &key) && value.p && sv_eqs(key, name))
			return arena_sv(r->arena, value);
	}
	return NULL;
}

static enum err admit(struct exchange *x)
{
	struct req *r = &x->req;
	const struct http_hooks *h = &x->server->o.hooks;
	enum err e = h->authenticate ? h->authenticate(r) : ERR_OK;
	if (e != ERR_OK)
		return e;
	if (!r->principal && !(r->route->flags & ROUTE_PUBLIC) && h->authenticate)
		return problem_set(&r->problem, &E_NO_SESSION);
	return h->authorize ? h->authorize(r) : ERR_OK;
}

static bool wants_body(const struct route *t)
{
	for (const struct in_field *f = t->in; f && f->name; f++)
		if (!field_in_query(t, f))
			return true;
	return false;
}

static enum err parse_body(struct req *r)
{
	if (!r->body.n || (r->route->flags & (ROUTE_RAW | ROUTE_UPLOAD)))
		return ERR_OK;
	if (!sv_utf8(r->body))
		return problem_set(&r->problem, &E_BAD_UTF8);
	const char *why;
	if (json_parse(r->arena, r->body, &r->json, &why) != ERR_OK) {
		problem_detail(&r->problem, why);
		return problem_set(&r->problem, &E_BAD_JSON);
	}
	if (json_kind(r->json) != JSON_OBJECT) {
		r->json = NULL;
		return problem_set(&r->problem, &E_JSON_OBJECT);
	}
	if (!wants_body(r->route) && json_count(r->json))
		return problem_set(&r->problem, &E_NO_BODY_HERE);
	return ERR_OK;
}

static enum err perform(struct exchange *x)
{
	struct req *r = &x->req;
	enum err e = ERR_OK;
	if (x->stage == STAGE_GATE)
		return admit(x);
	if (!x->gated)
		e = admit(x);
	if (e == ERR_OK && x->sink)
		e = upload_settle(x);
	if (e == ERR_OK)
		e = parse_body(r);
	if (e == ERR_OK)
		e = input_check(r, &x->query, &x->form);
	if (e == ERR_OK)
		e = r->route->handler(r);
	if (e == ERR_OK && r->out.overflow)
		e = problem_set(&r->problem, &E_ANSWER_TOO_LARGE);
	return e;
}

static void report(const struct req *r)
{
	const struct problem *p = &r->problem;
	if (err_status(p->kind) >= 500 && p->kind != ERR_BUSY)
		log_error("http", "%s %s %s: %s %s", r->id, HTTP_METHOD_NAMES[r->method], r->route->pattern, p->code,
			  p->detail ? p->detail : "");
	else if (p->detail)
		log_debug("http", "%s %s: %s %s", r->id, r->route->pattern, p->code, p->detail);
}

static void conclude(struct exchange *x, enum err e)
{
	struct req *r = &x->req;
	if (e == ERR_OK) {
		problem_clear(&r->problem); /* a handler may have tried something and gone on */
		return;
	}
	/* the kind that was returned wins over an older problem of another kind */
	if (r->problem.kind != ERR_OK && r->problem.kind != e) {
		const char *detail = r->problem.code;
		problem_clear(&r->problem);
		problem_detail(&r->problem, detail);
	}
	stream_drop(x);
	http_answer_problem(r, e);
	report(r);
}

/* The arena is full: only the spare one may be used, and nothing of the request but its id and row. */
static void overflowed(struct exchange *x)
{
	struct req *r = &x->req;
	arena_trap(r->arena, NULL);
	metrics_reject(x->server->metrics, REJECT_ARENA);
	x->spare = arena_new(SPARE_ARENA);
	r->nheaders = 0;
	r->out.arena = x->spare;
	stream_drop(x);
	problem_clear(&r->problem);
	problem_set(&r->problem, &E_REQUEST_TOO_LARGE);
	http_answer_problem(r, ERR_TOO_LARGE);
	log_warn("http", "%s %s %s: request arena full", r->id, HTTP_METHOD_NAMES[r->method], r->route->pattern);
}

static void guarded(struct exchange *x)
{
	jmp_buf trap;
	arena_trap(x->req.arena, &trap);
	if (setjmp(trap) == 0)
		conclude(x, perform(x));
	else
		overflowed(x);
	arena_trap(x->req.arena, NULL);
}

void exchange_run(struct exchange *x, struct db_session *session)
{
	struct req *r = &x->req;
	int64_t began = mono_us();
	bool gate = x->stage == STAGE_GATE;
	r->db = session;
	if (session)
		db_session_use(session, r->arena);
	if (x->conn->deadline < mono_ms()) {
		metrics_reject(x->server->metrics, REJECT_DEADLINE);
		answer_refuse(x, &E_QUEUE_FULL); /* it waited so long that nobody is there any more */
	} else {
		guarded(x);
	}
	if (gate && r->problem.kind == ERR_OK) {
		x->gated = true;
		x->stage = STAGE_BODY;
		return;
	}
	if (x->server->o.hooks.finished)
		x->server->o.hooks.finished(r, r->status, mono_us() - began);
	x->stage = STAGE_ANSWER;
}

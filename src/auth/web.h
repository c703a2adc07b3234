/* SPDX-License-Identifier: Apache-2.0 */
/* What handlers of every room need from a request: the site, who asks, and the usual refusals.
 *
 * Invariant: the application's context (`r->app`) begins with its `struct site`, so that rooms below app reach it. */
#ifndef YS_AUTH_WEB_H
#define YS_AUTH_WEB_H

#include "auth/principal.h"
#include "auth/refver.h"
#include "catalogue/site.h"
#include "http/http.h"

static inline struct site *req_site(const struct req *r)
{
	return r->app;
}

/* The person; NULL for anonymous (public routes only). */
static inline const struct principal *req_who(const struct req *r)
{
	return r->principal;
}

static inline struct actor req_actor(const struct req *r)
{
	const struct principal *p = r->principal;
	return p ? (struct actor){ p->user_id, p->unit_id } : (struct actor){ NIL, NIL };
}

/* For refver_record inside req_write. */
static inline struct refver_by req_refver(struct req *r)
{
	return (struct refver_by){ req_site(r)->keys, r->env, &r->problem, req_actor(r), r->now };
}

/* One operation of this request's person, on session `s` (inside req_write: the write session). Without refs. */
static inline struct op req_op(struct req *r, struct db_session *s)
{
	return (struct op){ .site = req_site(r), .s = s, .a = r->arena, .now = r->now, .by = OP_PERSON, .who = r->principal,
			    .problem = &r->problem };
}

/* Records "auth.forbidden" / "request.not_found" and answers the kind. */
enum err req_forbidden(struct req *r);
enum err req_not_found(struct req *r);

#endif

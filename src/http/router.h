/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the route row of a method and path: a tree of path segments built once from the const tables.
 * A literal segment wins over a parameter; `{id}` accepts only positive int64, so that
 * /orders/export and /orders/{id} live side by side. Read-only after router_new: any thread. */
#ifndef YS_HTTP_ROUTER_H
#define YS_HTTP_ROUTER_H

#include "http/http.h"

enum { ROUTE_PARAMS = 4, ROUTE_SEGMENTS = 16 };

struct router;

struct route_match {
	const struct route *route; /* NULL: nothing for this method */
	unsigned index;            /* dense number of the route */
	unsigned allowed;          /* bit per enum http_method; 0: no such path */
	size_t n;
	struct sv raw[ROUTE_PARAMS]; /* still percent-encoded */
	bool text[ROUTE_PARAMS];
};

/* Builds the tree in `a`. NULL with a sentence in `why` when a row is wrong: this is a bug of the
 * program and is found at start. `tables` may be followed by a second list (the room's own rows). */
struct router *router_new(struct arena *a, const struct route *const *tables, const struct route *own, char *why,
			  size_t why_n);
unsigned router_count(const struct router *r);
const struct route *router_route(const struct router *r, unsigned index);
void router_find(const struct router *r, enum http_method method, struct sv path, struct route_match *m);

/* The next parameter of a pattern from `*at` on; false at the end. `text` when it is {name:text}. */
bool route_param(const char *pattern, size_t *at, struct sv *name, bool *text);
/* True when inputs of this method travel in the query (GET, DELETE). */
static inline bool method_without_body(enum http_method m)
{
	return m == HTTP_GET || m == HTTP_DELETE;
}
static inline bool field_in_query(const struct route *r, const struct in_field *f)
{
	return (f->flags & IN_QUERY) || method_without_body(r->method) || (r->flags & ROUTE_RAW);
}

#endif

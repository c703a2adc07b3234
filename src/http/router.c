/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of path segments and the checks every route row must pass before the server starts. */
#include "http/router.h"

#include <stdio.h>

#include "http/http_internal.h"

const char *const HTTP_METHOD_NAMES[HTTP_METHOD_COUNT] = {
	[HTTP_GET] = "GET", [HTTP_POST] = "POST", [HTTP_PUT] = "PUT", [HTTP_DELETE] = "DELETE",
};

struct node {
	struct node *sibling, *children; /* literal segments */
	struct node *param;              /* at most one, {…} */
	struct sv segment;
	bool text;
	const struct route *route[HTTP_METHOD_COUNT];
	unsigned index[HTTP_METHOD_COUNT];
};

struct router {
	struct node root;
	unsigned count;
	const struct route **all;
};

bool route_param(const char *pattern, size_t *at, struct sv *name, bool *text)
{
	const char *open = strchr(pattern + *at, '{');
	const char *end = open ? strchr(open, '}') : NULL;
	if (!end)
		return false;
	*at = (size_t)(end + 1 - pattern);
	struct sv inside = { open + 1, (size_t)(end - open - 1) }, rest = inside;
	sv_cut(&rest, ':', name);
	*text = rest.p && sv_eqs(rest, "text");
	return true;
}

static const char *field_fault(const struct route *r, const struct in_field *f)
{
	if (f->type >= IN_TYPE_COUNT)
		return "unknown field type";
	if (!f->label)
		return "field without label";
	if (f->type == IN_ENUM && (!f->values || !*f->values))
		return "IN_ENUM without values";
	if (f->max && f->min > f->max)
		return "min over max";
	if ((f->type == IN_OBJECT || f->type == IN_ARRAY) && (field_in_query(r, f) || (r->flags & ROUTE_UPLOAD)))
		return "objects and arrays travel in JSON bodies only";
	for (const struct in_field *g = r->in; g < f; g++)
		if (str_eq(g->name, f->name))
			return "field name twice";
	return NULL;
}

static const char *fault(const struct route *r)
{
	if (r->pattern[0] != '/' || !r->handler)
		return "pattern or handler missing";
	if (r->method >= HTTP_METHOD_COUNT)
		return "unknown method";
	if (!r->cap && !(r->flags & ROUTE_PUBLIC))
		return "no capability; a public route says ROUTE_PUBLIC";
	if ((r->flags & ROUTE_STREAM) && r->method != HTTP_GET)
		return "an event stream is a GET";
	if ((r->flags & (ROUTE_IDEMPOTENT | ROUTE_UPLOAD | ROUTE_RAW)) && r->method == HTTP_GET)
		return "a GET takes no body and no idempotency key";
	if ((r->flags & ROUTE_UPLOAD) && (r->flags & ROUTE_RAW))
		return "ROUTE_UPLOAD and ROUTE_RAW exclude each other";
	if (r->body_limit > ((r->flags & ROUTE_UPLOAD) ? (size_t)UPLOAD_MAX : (size_t)BODY_MAX))
		return "body limit over the maximum";
	size_t at = 0, params = 0;
	struct sv name;
	bool text;
	while (route_param(r->pattern, &at, &name, &text))
		params++;
	if (params > ROUTE_PARAMS)
		return "too many parameters";
	for (const struct in_field *f = r->in; f && f->name; f++) {
		const char *why = field_fault(r, f);
		if (why)
			return why;
	}
	return NULL;
}

static struct node *literal_child(struct arena *a, struct node *n, struct sv segment)
{
	for (struct node *c = n->children; c; c = c->sibling)
		if (sv_eq(c->segment, segment))
			return c;
	struct node *c = ARENA_NEW(a, struct node);
	c->segment = segment;
	c->sibling = n->children;
	n->children = c;
	return c;
}

static const char *insert(struct arena *a, struct router *t, const struct route *r)
{
	struct node *n = &t->root;
	struct sv rest = sv_from(r->pattern + 1), segment;
	size_t depth = 0;
	while (sv_cut(&rest, '/', &segment)) {
		if (++depth > ROUTE_SEGMENTS)
			return "pattern too long";
		if (!segment.n || segment.p[0] != '{') {
			n = literal_child(a, n, segment);
			continue;
		}
		bool text = segment.n > 6 && memcmp(segment.p + segment.n - 6, ":text}", 6) == 0;
		if (segment.p[segment.n - 1] != '}' || (!text && memchr(segment.p, ':', segment.n)))
			return "parameter is neither {id} nor {name:text}";
		if (!n->param) {
			n->param = ARENA_NEW(a, struct node);
			n->param->text = text;
		} else if (n->param->text != text) {
			return "number and text parameter in the same place";
		}
		n = n->param;
	}
	if (n->route[r->method])
		return "method and pattern twice";
	n->route[r->method] = r;
	n->index[r->method] = t->count;
	t->all[t->count++] = r;
	return NULL;
}

static size_t rows(const struct route *table)
{
	size_t n = 0;
	while (table[n].pattern)
		n++;
	return n;
}

static bool add_table(struct arena *a, struct router *t, const struct route *table, char *why, size_t why_n)
{
	for (const struct route *r = table; r->pattern; r++) {
		const char *what = fault(r);
		if (!what)
			what = insert(a, t, r);
		if (what) {
			snprintf(why, why_n, "route %s %s: %s",
				 r->method < HTTP_METHOD_COUNT ? HTTP_METHOD_NAMES[r->method] : "?", r->pattern, what);
			return false;
		}
	}
	return true;
}

struct router *router_new(struct arena *a, const struct route *const *tables, const struct route *own, char *why,
			  size_t why_n)
{
	size_t n = rows(own);
	for (const struct route *const *t = tables; t && *t; t++)
		n += rows(*t);
	struct router *r = ARENA_NEW(a, struct router);
	r->all = ARENA_ARRAY(a, const struct route *, n + 1);
	for (const struct route *const *t = tables; t && *t; t++)
		if (!add_table(a, r, *t, why, why_n))
			return NULL;
	return add_table(a, r, own, why, why_n) ? r : NULL;
}

unsigned router_count(const struct router *r)
{
	return r->count;
}

const struct route *router_route(const struct router *r, unsigned index)
{
	return r->all[index];
}

static bool positive_number(struct sv s)
{
	int64_t v;
	return s.n && s.p[0] != '-' && sv_i64(s, &v) && v > 0;
}

struct search {
	enum http_method method;
	struct route_match *m;
};

/* Depth first: a literal that leads nowhere gives way to the parameter beside it. */
static bool walk(const struct search *s, const struct node *n, struct sv rest, size_t depth, size_t params)
{
	struct sv segment;
	if (!sv_cut(&rest, '/', &segment)) {
		for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++)
			if (n->route[i])
				s->m->allowed |= 1u << i;
		if (!n->route[s->method])
			return false;
		s->m->route = n->route[s->method];
		s->m->index = n->index[s->method];
		s->m->n = params;
		return true;
	}
	if (depth == ROUTE_SEGMENTS)
		return false;
	for (const struct node *c = n->children; c; c = c->sibling)
		if (sv_eq(c->segment, segment) && walk(s, c, rest, depth + 1, params))
			return true;
	const struct node *p = n->param;
	if (!p || !segment.n || (!p->text && !positive_number(segment)))
		return false;
	s->m->raw[params] = segment;
	s->m->text[params] = p->text;
	return walk(s, p, rest, depth + 1, params + 1);
}

void router_find(const struct router *r, enum http_method method, struct sv path, struct route_match *m)
{
	*m = (struct route_match){ 0 };
	if (!path.n || path.p[0] != '/')
		return;
	walk(&(struct search){ method, m }, &r->root, (struct sv){ path.p + 1, path.n - 1 }, 0, 0);
}

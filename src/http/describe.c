/* SPDX-License-Identifier: Apache-2.0 */
/* Names of routes in generated documents: stable, because clients are written against them. */
#include "http/describe.h"

#include <ctype.h>

void describe_each(const struct route *const *tables, void (*each)(void *arg, const struct route *r), void *arg)
{
	for (const struct route *const *t = tables; t && *t; t++)
		for (const struct route *r = *t; r->pattern; r++)
			each(arg, r);
	for (const struct route *r = HTTP_OWN_ROUTES; r->pattern; r++)
		each(arg, r);
}

const char *describe_name(const struct route *r, char out[ROUTE_NAME])
{
	size_t n = 0;
	bool upper = true, skip = false;
	for (const char *c = HTTP_METHOD_NAMES[r->method]; *c; c++) {
		out[n++] = (char)(upper ? *c : tolower((unsigned char)*c));
		upper = false;
	}
	for (const char *c = r->pattern; *c && n < ROUTE_NAME - 1; c++) {
		skip = *c == ':' || (skip && *c != '}');
		if (!isalnum((unsigned char)*c)) {
			upper = true;
		} else if (!skip) {
			out[n++] = (char)(upper ? toupper((unsigned char)*c) : *c);
			upper = false;
		}
	}
	out[n] = 0;
	return out;
}

void describe_path(struct buf *out, const char *pattern)
{
	bool skip = false;
	for (const char *c = pattern; *c; c++) {
		skip = *c == ':' || (skip && *c != '}');
		if (!skip)
			buf_char(out, *c);
	}
}

bool describe_list(const char *returns, struct sv *item)
{
	struct sv s = sv_from(returns);
	if (!s.p || s.n < 7 || memcmp(s.p, "List<", 5) != 0 || s.p[s.n - 1] != '>')
		return false;
	*item = (struct sv){ s.p + 5, s.n - 6 };
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as request target: decoding yields UTF-8 or nothing, and the router never reads beyond. */
#include <stdlib.h>

#include "http/http_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err nothing(struct req *r)
{
	(void)r;
	return ERR_OK;
}

static const struct route ROUTES[] = {
	{ .pattern = "/a/{id}", .handler = nothing, .cap = 1 },
	{ .pattern = "/a/b/{x:text}", .handler = nothing, .cap = 1 },
	{ .pattern = "/{x:text}/{id}/c", .handler = nothing, .cap = 1 },
	{ 0 },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(64 << 20);
	struct sv raw = { (const char *)data, size }, decoded;
	struct pairs pairs;
	static const struct route *const tables[] = { ROUTES, NULL };
	static const struct route none[] = { { 0 } };
	char why[100];
	if (url_decode(a, raw, true, &decoded) && !sv_utf8(decoded))
		abort();
	if (query_parse(a, raw, &pairs))
		for (size_t i = 0; i < pairs.n; i++)
			if (!sv_utf8(pairs.v[i].value))
				abort();
	struct router *r = router_new(a, tables, none, why, sizeof why);
	struct route_match m;
	router_find(r, HTTP_GET, raw, &m);
	for (size_t i = 0; m.route && i < m.n; i++)
		if (!m.raw[i].n)
			abort();
	arena_free(a);
	return 0;
}

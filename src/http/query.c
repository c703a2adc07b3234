/* SPDX-License-Identifier: Apache-2.0 */
/* Query strings and percent-decoding, strict: what cannot be decoded is refused, never passed on raw. */
#include "http/http_internal.h"

enum { QUERY_PAIRS = 64 };

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte escaped at raw.p[i] ("%xx"), -1 when it is none. */
static int escaped_byte(struct sv raw, size_t i)
{
	if (raw.n - i < 3)
		return -1;
	int high = hex_digit(raw.p[i + 1]), low = hex_digit(raw.p[i + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool url_decode(struct arena *a, struct sv raw, bool plus_is_space, struct sv *out)
{
	char *p = arena_alloc(a, raw.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < raw.n; i++) {
		char c = raw.p[i];
		if (c == '%') {
			int byte = escaped_byte(raw, i);
			if (byte < 0)
				return false;
			c = (char)byte;
			i += 2;
		} else if (c == '+' && plus_is_space) {
			c = ' ';
		}
		p[n++] = c;
	}
	*out = (struct sv){ p, n };
	return sv_utf8(*out);
}

bool query_parse(struct arena *a, struct sv raw, struct pairs *out)
{
	*out = (struct pairs){ 0 };
	if (!raw.n)
		return true;
	out->v = ARENA_ARRAY(a, struct pair, QUERY_PAIRS);
	struct sv part;
	while (sv_cut(&raw, '&', &part)) {
		if (!part.n)
			continue;
		struct sv rest = part, name, value = { "", 0 };
		sv_cut(&rest, '=', &name);
		if (out->n == QUERY_PAIRS || !url_decode(a, name, true, &name))
			return false;
		if (rest.p && !url_decode(a, rest, true, &value))
			return false;
		out->v[out->n++] = (struct pair){ name.p, value };
	}
	return true;
}

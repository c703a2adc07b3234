/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sv.h"

int sv_cmp(struct sv a, struct sv b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool sv_starts(struct sv s, struct sv prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

uint64_t sv_hash(uint64_t from, struct sv s)
{
	for (size_t i = 0; i < s.n; i++)
		from = (from ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return from;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct sv sv_trim(struct sv s)
{
	while (s.n && is_space(s.p[0]))
		s.p++, s.n--;
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool sv_cut(struct sv *rest, char sep, struct sv *part)
{
	if (!rest->p)
		return false;
	const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!at) {
		*part = *rest;
		*rest = (struct sv){ NULL, 0 };
		return true;
	}
	size_t n = (size_t)(at - rest->p);
	*part = (struct sv){ rest->p, n };
	*rest = (struct sv){ at + 1, rest->n - n - 1 };
	return true;
}

bool sv_i64(struct sv s, int64_t *out)
{
	bool neg = s.n && s.p[0] == '-';
	size_t i = neg ? 1 : 0;
	if (i == s.n || s.n - i > 19)
		return false;
	uint64_t v = 0;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (v > (uint64_t)INT64_MAX)
		return false;
	*out = neg ? -(int64_t)v : (int64_t)v;
	return true;
}

/* Length of the well-formed sequence at p (n > 0 bytes left), 0 when ill-formed. */
static size_t utf8_step(const unsigned char *p, size_t n)
{
	unsigned char c = p[0];
	if (c == 0)
		return 0;
	if (c < 0x80)
		return 1;
	size_t len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	if (c < 0xC2 || c > 0xF4 || n < len)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) || (c == 0xF0 && p[1] < 0x90) ||
	    (c == 0xF4 && p[1] > 0x8F))
		return 0;
	return len;
}

bool sv_utf8(struct sv s)
{
	for (size_t i = 0; i < s.n;) {
		size_t k = utf8_step((const unsigned char *)s.p + i, s.n - i);
		if (!k)
			return false;
		i += k;
	}
	return true;
}

size_t sv_chars(struct sv s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

struct sv sv_prefix_chars(struct sv s, size_t max)
{
	size_t chars = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (((unsigned char)s.p[i] & 0xC0) != 0x80 && chars++ == max)
			return (struct sv){ s.p, i };
	}
	return s;
}

bool str_eq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the text room: characters of bytes that may be ill-formed. */
#ifndef YS_TEXT_UTF8_H
#define YS_TEXT_UTF8_H

#include "base/sv.h"

enum { TEXT_BAD = 0xFFFD }; /* stands for an ill-formed byte */

/* Character at `at` (< s.n) and its length; an ill-formed byte is TEXT_BAD of length 1. */
static inline uint32_t text_char(struct sv s, size_t at, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	size_t left = s.n - at, need = p[0] < 0x80 ? 1 : p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	*len = 1;
	if (need == 1)
		return p[0];
	if (p[0] < 0xC2 || p[0] > 0xF4 || left < need)
		return TEXT_BAD;
	uint32_t c = p[0] & (0x7Fu >> need);
	for (size_t i = 1; i < need; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return TEXT_BAD;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (c < least[need] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return TEXT_BAD;
	*len = need;
	return c;
}

static inline bool text_ascii_alnum(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif

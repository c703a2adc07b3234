/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

void buf_init(struct buf *b, struct arena *a, size_t ceiling)
{
	/* So far below SIZE_MAX that doubling cannot wrap around. */
	*b = (struct buf){ .arena = a, .ceiling = ceiling > SIZE_MAX / 4 ? SIZE_MAX / 4 : ceiling };
}

/* Makes room for `n` more bytes and a NUL. */
static bool reserve(struct buf *b, size_t n)
{
	if (b->overflow)
		return false;
	if (n > b->ceiling || b->n > b->ceiling - n) {
		b->overflow = true;
		return false;
	}
	size_t need = b->n + n + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap * 2 : 256;
	while (cap < need)
		cap *= 2;
	if (cap > b->ceiling + 1)
		cap = b->ceiling + 1;
	b->p = arena_grow(b->arena, b->p, b->cap, cap);
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	if (!n || !reserve(b, n))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

void buf_sv(struct buf *b, struct sv s)
{
	buf_add(b, s.p, s.n);
}

void buf_str(struct buf *b, const char *s)
{
	if (s)
		buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_i64(struct buf *b, int64_t v)
{
	char t[24], *end = t + sizeof t, *at = end;
	uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (v < 0)
		*--at = '-';
	buf_add(b, at, (size_t)(end - at));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	va_list again;
	va_copy(again, ap);
	char few[256]; /* most texts are short and are made once */
	int n = vsnprintf(few, sizeof few, fmt, again);
	va_end(again);
	if (n > 0 && (size_t)n < sizeof few) {
		buf_add(b, few, (size_t)n);
	} else if (n > 0 && reserve(b, (size_t)n)) {
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
		b->n += (size_t)n;
	}
	va_end(ap);
}

void buf_hex(struct buf *b, const uint8_t *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	if (!n || !reserve(b, 2 * n))
		return;
	for (size_t i = 0; i < n; i++) {
		b->p[b->n++] = digits[p[i] >> 4];
		b->p[b->n++] = digits[p[i] & 15];
	}
	b->p[b->n] = 0;
}

const char *buf_cstr(struct buf *b)
{
	return b->p ? b->p : "";
}

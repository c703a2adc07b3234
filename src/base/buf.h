/* SPDX-License-Identifier: Apache-2.0 */
/* Append buffer with a ceiling, in an arena.
 *
 * Every buffer declares how large it may become; beyond it `overflow` is set, further appends are
 * ignored and the caller must check `overflow` before using the content. */
#ifndef YS_BASE_BUF_H
#define YS_BASE_BUF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *p;        /* NUL-terminated when n > 0 or after buf_cstr */
	size_t n, cap, ceiling;
	bool overflow;
};

void buf_init(struct buf *b, struct arena *a, size_t ceiling);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_sv(struct buf *b, struct sv s);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_i64(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Lower-case hexadecimal of `n` bytes. */
void buf_hex(struct buf *b, const uint8_t *p, size_t n);
/* Content as a C string ("" when empty). */
const char *buf_cstr(struct buf *b);
static inline struct sv buf_view(const struct buf *b)
{
	return (struct sv){ b->p ? b->p : "", b->n };
}

#endif

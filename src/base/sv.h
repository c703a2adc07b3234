/* SPDX-License-Identifier: Apache-2.0 */
/* String view: bytes owned by somebody else, not NUL-terminated. */
#ifndef YS_BASE_SV_H
#define YS_BASE_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct sv {
	const char *p;
	size_t n;
};

#define SV(lit) ((struct sv){ (lit), sizeof(lit) - 1 })
#define SV_FMT(s) (int)(s).n, (s).p

static inline struct sv sv_from(const char *s)
{
	return (struct sv){ s, s ? strlen(s) : 0 };
}

static inline bool sv_eq(struct sv a, struct sv b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool sv_eqs(struct sv a, const char *s)
{
	return sv_eq(a, sv_from(s));
}

/* By bytes, as memcmp; of two where one begins the other the shorter comes first. */
int sv_cmp(struct sv a, struct sv b);
bool sv_starts(struct sv s, struct sv prefix);
/* FNV-1a, going on from `from`. Not for tables that strangers fill. */
uint64_t sv_hash(uint64_t from, struct sv s);
struct sv sv_trim(struct sv s);
/* Cuts the part before `sep` off the front of `*rest`; false when `*rest` is exhausted. */
bool sv_cut(struct sv *rest, char sep, struct sv *part);
/* Strict decimal int64: the whole view, optional '-', no spaces. */
bool sv_i64(struct sv s, int64_t *out);
/* Well-formed UTF-8 without NUL (no overlong forms, surrogates or values over U+10FFFF). */
bool sv_utf8(struct sv s);
/* Number of code points; assumes valid UTF-8. */
size_t sv_chars(struct sv s);
/* First `max` code points of the view. */
struct sv sv_prefix_chars(struct sv s, size_t max);

/* strcmp where NULL equals only NULL. */
bool str_eq(const char *a, const char *b);

#endif

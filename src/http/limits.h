/* SPDX-License-Identifier: Apache-2.0 */
/* Per-address allowance: a token bucket for each address and kind in a table of fixed size.
 *
 * A bucket is one number, the time at which it will be full again. IPv6 counts by /64, because one
 * subscriber owns that many addresses. When a slot is needed, the address idle for longest loses its
 * count: whoever commands more addresses than the table holds is not stopped here.
 * Threads: all functions are thread-safe. */
#ifndef YS_HTTP_LIMITS_H
#define YS_HTTP_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum limit_kind { LIMIT_REQUESTS, LIMIT_FREE_SUBMISSIONS, LIMIT_LOOKUPS, LIMIT_KIND_COUNT };

struct limits;

/* `entries` is rounded up to a multiple of 8; `seed` should be random. */
struct limits *limits_new(size_t entries, uint64_t seed);
void limits_free(struct limits *l);
/* Takes one of `count` tokens per `period_ms`. False when none is left; *retry_ms says when there will be. */
bool limits_take(struct limits *l, const char *address, enum limit_kind kind, int count, int64_t period_ms,
		 int64_t now_ms, int64_t *retry_ms);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Proof of work for busy addresses: find `nonce` so that SHA-256(challenge ":" nonce) begins with `bits`
 * zero bits, and send `X-Work: challenge:nonce`.
 *
 * A challenge is stateless (HMAC of its bits, expiry and a random number); a used one is remembered until
 * it expires, in a table of fixed size. What it costs: when the table is full, valid work is refused;
 * filling it takes 65,536 solved challenges within ten minutes.
 * Threads: all functions are thread-safe. */
#ifndef YS_HTTP_WORK_H
#define YS_HTTP_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/env.h"
#include "base/sv.h"

enum { WORK_TEXT = 96, WORK_BITS = 16, WORK_BITS_MAX = 30, WORK_LIFE_MS = 600000, WORK_NONCE_MAX = 40 };

struct work;

struct work_offer {
	char challenge[WORK_TEXT];
	int bits;
	int64_t expires_at;        /* epoch ms */
};

enum work_result { WORK_OK, WORK_WRONG, WORK_EXPIRED, WORK_USED, WORK_FULL };

struct work *work_new(const uint8_t key[32], int bits, size_t remembered);
void work_free(struct work *w);
void work_offer(struct work *w, const struct env *env, struct work_offer *out);
/* Checks "challenge:nonce" and spends it. */
enum work_result work_check(struct work *w, struct sv answer, int64_t now_ms);
/* True when the digest of challenge ":" nonce has `bits` leading zero bits. Also for clients in tests. */
bool work_solved(struct sv challenge, struct sv nonce, int bits);

#endif

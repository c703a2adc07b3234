/* SPDX-License-Identifier: Apache-2.0 */
/* The chain value of an event, shared by the writer (event.c) and the proof (verify.c). */
#ifndef YS_EVENT_CHAIN_H
#define YS_EVENT_CHAIN_H

#include "auth/crypto.h"

struct chain_row {
	const char *stream;
	int64_t stream_id, seq;
	const char *kind;
	int64_t actor_id, actor_unit_id, recorded_at, happened_at;
	const char *body;
	struct db_blob commitment; /* n = 0: no personal text */
};

void chain_hash(const struct chain_row *r, const void *prev, uint8_t out[SM3_SIZE]);
/* Commitment to a personal text: SM3(salt | text). */
void chain_commit(struct db_blob salt, const void *text, size_t n, uint8_t out[SM3_SIZE]);
/* Authenticated context of the sealed text. */
const char *chain_context(struct arena *a, const char *stream, int64_t id, int64_t seq);

#endif

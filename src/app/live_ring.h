/* SPDX-License-Identifier: Apache-2.0 */
/* The last live messages of this process in memory, and a thread that publishes them, so that no writer waits for the
 * screens. Enough where no other node writes (SQLite): what is not here any more, also after a restart, is fetched anew. */
#ifndef YS_APP_LIVE_RING_H
#define YS_APP_LIVE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct live_message {
	int64_t id;
	const char *topics, *body;
};

struct live_ring;

/* Messages get ids after `before`, which must be beyond those of an earlier process. NULL when there is no thread to be had. */
struct live_ring *live_ring_new(int64_t before, void (*publish)(void *arg, const struct live_message *m), void *arg);
/* Publishes what is still waiting and ends the thread. Allows NULL. */
void live_ring_free(struct live_ring *r);
/* Takes a message in; waits only when thousands have not been published yet. */
void live_ring_add(struct live_ring *r, const char *topics, const char *body);
/* Id of the newest message, or `before`. */
int64_t live_ring_last(struct live_ring *r);
/* Copies the messages after `last` to `a`, oldest first, at most `max`. False when they are not all here. */
bool live_ring_since(struct live_ring *r, int64_t last, struct arena *a, size_t max, struct live_message **out, size_t *n);

#endif

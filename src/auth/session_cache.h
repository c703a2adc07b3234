/* SPDX-License-Identifier: Apache-2.0 */
/* What a process remembers of sessions and tokens for a moment. Private to the auth room. */
#ifndef YS_AUTH_SESSION_CACHE_H
#define YS_AUTH_SESSION_CACHE_H

#include "auth/principal.h"

struct cached {
	int64_t checked_at, loaded_at; /* last read of the session, last read of the rights */
	int64_t token_id;              /* NIL: a session */
	struct principal who;          /* texts in the arena given */
};

/* Copies into `a`. False when unknown. */
bool session_cache_get(const char *hash, struct arena *a, struct cached *out);
/* Does nothing when the texts are too long for a slot. */
void session_cache_put(const char *hash, const struct cached *c);
void session_cache_checked(const char *hash, int64_t now);
void session_cache_drop(const char *hash);
void session_cache_drop_user(int64_t user_id);
void session_cache_clear(void);

#endif

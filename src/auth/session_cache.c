/* SPDX-License-Identifier: Apache-2.0 */
/* A fixed table of sessions, one slot for each remainder of the hash: a newer session simply takes the slot.
 *
 * Threads: one lock for each shard, held for a copy of about two kilobytes. */
#include "auth/session_cache.h"

#include <pthread.h>
#include <string.h>

enum { SHARDS = 16, SLOTS = 256, TEXT_MAX = 1024, HASH_CHARS = 64 };

struct slot {
	char hash[HASH_CHARS + 1];     /* "" = empty */
	struct cached c;               /* texts are offsets into `text` */
	size_t text_n;
	char text[TEXT_MAX];
};

static struct shard {
	pthread_mutex_t lock;
	struct slot slot[SLOTS];
} shards[SHARDS] = { [0 ... SHARDS - 1] = { .lock = PTHREAD_MUTEX_INITIALIZER } };

static unsigned nibble(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10) & 15;
}

/* Locks the shard and returns the slot of a hash. */
static struct slot *enter(const char *hash, struct shard **sh)
{
	*sh = &shards[nibble(hash[0])];
	pthread_mutex_lock(&(*sh)->lock);
	return &(*sh)->slot[nibble(hash[1]) * 16 + nibble(hash[2])];
}

static void leave(struct shard *sh)
{
	pthread_mutex_unlock(&sh->lock);
}

/* A text of the slot, found in its copy. */
static void text_out(struct arena *a, const struct slot *s, const char *copy, const char **p)
{
	if (*p)
		*p = arena_str(a, copy + (*p - s->text));
}

bool session_cache_get(const char *hash, struct arena *a, struct cached *out)
{
	struct shard *sh;
	char text[TEXT_MAX];
	struct slot *s = enter(hash, &sh);
	bool found = strcmp(s->hash, hash) == 0;
	if (found) {
		*out = s->c;
		memcpy(text, s->text, s->text_n);
	}
	leave(sh); /* before anything is allocated: an arena may jump away */
	if (!found)
		return false;
	struct principal *p = &out->who;
	text_out(a, s, text, &p->login);
	text_out(a, s, text, &p->name);
	text_out(a, s, text, &p->unit_name);
	text_out(a, s, text, &p->unit_kind);
	for (size_t i = 0; i < p->ngrants; i++)
		text_out(a, s, text, &p->grant[i].unit_name);
	return true;
}

/* Moves a text into the slot; false when it is full. */
static bool text_in(struct slot *s, const char **p)
{
	size_t n = *p ? strlen(*p) + 1 : 0;
	if (!*p)
		return true;
	if (n > TEXT_MAX - s->text_n)
		return false;
	memcpy(s->text + s->text_n, *p, n);
	*p = s->text + s->text_n;
	s->text_n += n;
	return true;
}

static bool fill(struct slot *s, const struct cached *c)
{
	s->c = *c;
	s->text_n = 0;
	struct principal *p = &s->c.who;
	bool ok = text_in(s, &p->login) && text_in(s, &p->name) && text_in(s, &p->unit_name) && text_in(s, &p->unit_kind);
	for (size_t i = 0; ok && i < p->ngrants; i++)
		ok = text_in(s, &p->grant[i].unit_name);
	return ok && p->login && p->name && p->unit_name && p->unit_kind;
}

void session_cache_put(const char *hash, const struct cached *c)
{
	struct shard *sh;
	struct slot *s = enter(hash, &sh);
	s->hash[0] = 0;
	if (fill(s, c))
		memcpy(s->hash, hash, HASH_CHARS + 1);
	leave(sh);
}

void session_cache_checked(const char *hash, int64_t now)
{
	struct shard *sh;
	struct slot *s = enter(hash, &sh);
	if (strcmp(s->hash, hash) == 0)
		s->c.checked_at = now;
	leave(sh);
}

void session_cache_drop(const char *hash)
{
	struct shard *sh;
	struct slot *s = enter(hash, &sh);
	if (strcmp(s->hash, hash) == 0)
		s->hash[0] = 0;
	leave(sh);
}

static void drop_where(int64_t user_id, bool all)
{
	for (size_t i = 0; i < SHARDS; i++) {
		pthread_mutex_lock(&shards[i].lock);
		for (size_t k = 0; k < SLOTS; k++)
			if (all || shards[i].slot[k].c.who.user_id == user_id)
				shards[i].slot[k].hash[0] = 0;
		pthread_mutex_unlock(&shards[i].lock);
	}
}

void session_cache_drop_user(int64_t user_id)
{
	drop_where(user_id, false);
}

void session_cache_clear(void)
{
	drop_where(0, true);
}

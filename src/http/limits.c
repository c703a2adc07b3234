/* SPDX-License-Identifier: Apache-2.0 */
/* Token buckets in a set-associative table, so that memory and time stay bounded under any load. */
#include "http/limits.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WAYS = 8 };

struct slot {
	uint8_t key[16];
	bool used;
	int64_t touched;
	int64_t full_at[LIMIT_KIND_COUNT]; /* in 1/1000 ms, so that uneven rates do not drift */
};

struct limits {
	pthread_mutex_t lock;
	uint64_t seed;
	size_t sets;
	struct slot slot[];
};

struct limits *limits_new(size_t entries, uint64_t seed)
{
	size_t sets = (entries + WAYS - 1) / WAYS;
	if (!sets)
		sets = 1;
	struct limits *l = calloc(1, sizeof *l + sets * WAYS * sizeof l->slot[0]);
	if (!l)
		abort();
	pthread_mutex_init(&l->lock, NULL);
	l->seed = seed;
	l->sets = sets;
	return l;
}

void limits_free(struct limits *l)
{
	if (!l)
		return;
	pthread_mutex_destroy(&l->lock);
	free(l);
}

/* IPv4 as ::ffff:a.b.c.d, IPv6 without its lower half. Unreadable addresses share one key. */
static void key_of(const char *address, uint8_t key[16])
{
	memset(key, 0, 16);
	if (inet_pton(AF_INET, address, key + 12) == 1) {
		key[10] = key[11] = 0xFF;
		return;
	}
	uint8_t six[16];
	if (inet_pton(AF_INET6, address, six) == 1)
		memcpy(key, six, 8);
}

static uint64_t mix(uint64_t x)
{
	x ^= x >> 30;
	x *= UINT64_C(0xBF58476D1CE4E5B9);
	x ^= x >> 27;
	x *= UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

static struct slot *slot_of(struct limits *l, const uint8_t key[16], int64_t now)
{
	uint64_t low, high;
	memcpy(&low, key, 8);
	memcpy(&high, key + 8, 8);
	struct slot *set = &l->slot[mix(mix(low ^ l->seed) ^ high) % l->sets * WAYS], *oldest = set;
	for (size_t i = 0; i < WAYS; i++) {
		if (set[i].used && memcmp(set[i].key, key, 16) == 0)
			return &set[i];
		if (!set[i].used || (oldest->used && set[i].touched < oldest->touched))
			oldest = &set[i];
	}
	*oldest = (struct slot){ .used = true, .touched = now };
	memcpy(oldest->key, key, 16);
	return oldest;
}

bool limits_take(struct limits *l, const char *address, enum limit_kind kind, int count, int64_t period_ms,
		 int64_t now_ms, int64_t *retry_ms)
{
	uint8_t key[16];
	key_of(address, key);
	int64_t now = now_ms * 1000, period = period_ms * 1000, cost = period / (count > 0 ? count : 1);
	pthread_mutex_lock(&l->lock);
	struct slot *s = slot_of(l, key, now_ms);
	s->touched = now_ms;
	int64_t next = (s->full_at[kind] > now ? s->full_at[kind] : now) + cost;
	bool ok = next - now <= period;
	if (ok)
		s->full_at[kind] = next;
	pthread_mutex_unlock(&l->lock);
	*retry_ms = ok ? 0 : (next - now - period + 999) / 1000;
	return ok;
}

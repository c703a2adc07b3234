/* SPDX-License-Identifier: Apache-2.0 */
/* A message is one block of memory: topics, NUL, body, NUL.
 *
 * Threads: one lock; the publishing thread reads a message without it, which is safe because a place is filled again only
 * after its message was published. */
#include "app/live_ring.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 8192 };

struct live_ring {
	void (*publish)(void *arg, const struct live_message *m);
	void *arg;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t some, room;
	bool stopping, waiting;
	int64_t first, last, published; /* ids: the first one ever, the newest, the newest published */
	char *text[KEPT];          /* by id modulo KEPT */
};

static struct live_message message(const struct live_ring *r, int64_t id)
{
	const char *text = r->text[(uint64_t)id % KEPT];
	return (struct live_message){ id, text, text + strlen(text) + 1 };
}

static void *run(void *arg)
{
	struct live_ring *r = arg;
	pthread_mutex_lock(&r->lock);
	for (;;) {
		while (r->published == r->last && !r->stopping)
			pthread_cond_wait(&r->some, &r->lock);
		int64_t from = r->published + 1, to = r->last;
		if (from > to)
			break;
		pthread_mutex_unlock(&r->lock);
		for (int64_t id = from; id <= to; id++) {
			struct live_message m = message(r, id);
			r->publish(r->arg, &m);
		}
		pthread_mutex_lock(&r->lock);
		r->published = to;
		if (r->waiting)
			pthread_cond_broadcast(&r->room);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

struct live_ring *live_ring_new(int64_t before, void (*publish)(void *arg, const struct live_message *m), void *arg)
{
	struct live_ring *r = calloc(1, sizeof *r);
	if (!r)
		return NULL;
	*r = (struct live_ring){ .publish = publish, .arg = arg, .first = before + 1, .last = before, .published = before };
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->some, NULL);
	pthread_cond_init(&r->room, NULL);
	if (pthread_create(&r->thread, NULL, run, r) == 0) {
		pthread_setname_np(r->thread, "live");
		return r;
	}
	free(r);
	return NULL;
}

void live_ring_free(struct live_ring *r)
{
	if (!r)
		return;
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_signal(&r->some);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	for (size_t i = 0; i < KEPT; i++)
		free(r->text[i]);
	pthread_cond_destroy(&r->room);
	pthread_cond_destroy(&r->some);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

void live_ring_add(struct live_ring *r, const char *topics, const char *body)
{
	size_t n = strlen(topics) + 1, m = strlen(body) + 1;
	char *text = malloc(n + m);
	if (!text)
		abort();
	memcpy(text, topics, n);
	memcpy(text + n, body, m);
	pthread_mutex_lock(&r->lock);
	while (r->last + 1 - r->published > KEPT) {
		r->waiting = true;
		pthread_cond_wait(&r->room, &r->lock);
	}
	r->waiting = false;
	char **place = &r->text[(uint64_t)++r->last % KEPT], *former = *place;
	*place = text;
	if (r->last == r->published + 1)
		pthread_cond_signal(&r->some);
	pthread_mutex_unlock(&r->lock);
	free(former);
}

int64_t live_ring_last(struct live_ring *r)
{
	pthread_mutex_lock(&r->lock);
	int64_t last = r->last;
	pthread_mutex_unlock(&r->lock);
	return last;
}

bool live_ring_since(struct live_ring *r, int64_t last, struct arena *a, size_t max, struct live_message **out, size_t *n)
{
	*out = ARENA_ARRAY(a, struct live_message, max + 1);
	*n = 0;
	size_t bytes = 0, room = (size_t)1 << 18;
	char *copy = arena_alloc(a, room); /* before the lock: an arena may jump away */
	pthread_mutex_lock(&r->lock);
	int64_t oldest = r->last - KEPT + 1 > r->first ? r->last - KEPT + 1 : r->first;
	bool all = last <= r->last && last + 1 >= oldest && (size_t)(r->last - last) <= max;
	for (int64_t id = last + 1; all && id <= r->last; id++) {
		struct live_message m = message(r, id);
		size_t topics = strlen(m.topics) + 1, size = topics + strlen(m.body) + 1;
		all = size <= room - bytes;
		if (!all)
			break;
		memcpy(copy + bytes, m.topics, size);
		(*out)[(*n)++] = (struct live_message){ id, copy + bytes, copy + bytes + topics };
		bytes += size;
	}
	pthread_mutex_unlock(&r->lock);
	return all;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Event streams (SSE): topics and subscribers. A message is formatted once and shared by reference count.
 *
 * Idle streams are suspended; the ticker wakes them for a heartbeat, since a suspended client's departure
 * goes unseen. */
#include "http/stream_internal.h"

#include <stdlib.h>

struct streams *streams_new(void)
{
	struct streams *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void streams_free(struct streams *s)
{
	if (!s)
		return;
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- subscriptions ------------------------------------------------------------------------------- */

static struct topic **topic_place(struct streams *s, const char *name)
{
	uint32_t h = 2166136261u;
	for (const char *c = name; *c; c++)
		h = (h ^ (unsigned char)*c) * 16777619u;
	struct topic **t = &s->bucket[h % TOPIC_BUCKETS];
	while (*t && strcmp((*t)->name, name) != 0)
		t = &(*t)->next;
	return t;
}

static struct topic *topic_get(struct streams *s, const char *name)
{
	struct topic **place = topic_place(s, name);
	if (*place)
		return *place;
	size_t n = strlen(name) + 1;
	struct topic *t = calloc(1, sizeof *t + n);
	if (!t)
		abort();
	memcpy(t->name, name, n);
	*place = t;
	return t;
}

static struct stream *stream_of(struct req *r)
{
	struct exchange *x = r->conn;
	if (x->stream)
		return x->stream;
	struct streams *all = x->server->streams;
	struct stream *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->all = all;
	s->mhd = x->mhd;
	s->beat_at = INT64_MAX;
	pthread_mutex_lock(&all->lock);
	s->next = all->first;
	if (all->first)
		all->first->prev = s;
	all->first = s;
	all->count++;
	pthread_mutex_unlock(&all->lock);
	x->stream = s;
	return s;
}

void http_subscribe(struct req *r, const char *topic)
{
	struct stream *s = stream_of(r);
	struct subscription *u = calloc(1, sizeof *u);
	if (!u)
		abort();
	pthread_mutex_lock(&s->all->lock);
	struct topic *t = topic_get(s->all, topic);
	bool known = s->nsubscriptions == STREAM_TOPICS;
	for (struct subscription *v = s->subscriptions; v && !known; v = v->next_of_stream)
		known = v->topic == t;
	if (!known) {
		*u = (struct subscription){ s, t, t->first, NULL, s->subscriptions };
		if (t->first)
			t->first->prev_of_topic = u;
		t->first = u;
		s->subscriptions = u;
		s->nsubscriptions++;
	}
	pthread_mutex_unlock(&s->all->lock);
	if (known) {
		free(u);
		if (s->nsubscriptions == STREAM_TOPICS)
			log_warn("http", "a stream asks for more than %d topics; %s is left out", STREAM_TOPICS, topic);
	}
}

void http_stream_key(struct req *r, const void *key, size_t n)
{
	struct stream *s = stream_of(r);
	if (n > STREAM_KEY)
		abort();
	pthread_mutex_lock(&s->all->lock);
	memcpy(s->key, key, n);
	s->key_n = n;
	pthread_mutex_unlock(&s->all->lock);
}

/* Topics without subscribers are freed; topics that come and go would otherwise pile up. */
static void unsubscribe(struct subscription *u)
{
	struct topic *t = u->topic;
	if (u->prev_of_topic)
		u->prev_of_topic->next_of_topic = u->next_of_topic;
	else
		t->first = u->next_of_topic;
	if (u->next_of_topic)
		u->next_of_topic->prev_of_topic = u->prev_of_topic;
	if (!t->first) {
		struct topic **place = topic_place(u->stream->all, t->name);
		*place = t->next;
		free(t);
	}
	free(u);
}

void stream_drop(struct exchange *x)
{
	struct stream *s = x->stream;
	if (!s)
		return;
	struct streams *all = s->all;
	pthread_mutex_lock(&all->lock);
	while (s->subscriptions) {
		struct subscription *u = s->subscriptions;
		s->subscriptions = u->next_of_stream;
		unsubscribe(u);
	}
	if (s->prev)
		s->prev->next = s->next;
	else
		all->first = s->next;
	if (s->next)
		s->next->prev = s->prev;
	all->count--;
	stream_queue_clear(s);
	pthread_mutex_unlock(&all->lock);
	free(s);
	x->stream = NULL;
}

bool http_heard(struct http_server *server, const char *topic)
{
	struct streams *s = server->streams;
	pthread_mutex_lock(&s->lock);
	bool heard = s->count && *topic_place(s, topic);
	pthread_mutex_unlock(&s->lock);
	return heard;
}

void http_publish(struct http_server *server, const char *topic, int64_t id, const char *data)
{
	struct streams *s = server->streams;
	struct message *m = message_format(id, data);
	pthread_mutex_lock(&s->lock);
	m->references++;
	struct topic *t = *topic_place(s, topic);
	for (struct subscription *u = t ? t->first : NULL; u; u = u->next_of_topic)
		stream_enqueue(u->stream, m);
	message_drop(m);
	pthread_mutex_unlock(&s->lock);
}

void http_streams_close(struct http_server *server, bool (*which)(void *principal_key, void *arg), void *arg)
{
	struct streams *s = server->streams;
	pthread_mutex_lock(&s->lock);
	for (struct stream *t = s->first; t; t = t->next) {
		if (which && !which(t->key, arg))
			continue;
		t->ending = true;
		stream_wake(t);
	}
	pthread_mutex_unlock(&s->lock);
}

void streams_end(struct streams *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct stream *t = s->first; t; t = t->next) {
		t->ending = true;
		stream_wake(t);
	}
	pthread_mutex_unlock(&s->lock);
}

size_t streams_count(struct streams *s)
{
	pthread_mutex_lock(&s->lock);
	size_t n = s->count;
	pthread_mutex_unlock(&s->lock);
	return n;
}

void streams_beat(struct streams *s, int64_t now, int64_t interval_ms)
{
	pthread_mutex_lock(&s->lock);
	for (struct stream *t = s->first; t; t = t->next) {
		if (!t->running || t->beat_at > now)
			continue;
		t->beat_at = now + interval_ms;
		t->beat = true;
		stream_wake(t);
	}
	pthread_mutex_unlock(&s->lock);
}

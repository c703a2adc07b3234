/* SPDX-License-Identifier: Apache-2.0 */
/* Event streams (SSE): topics, subscribers, and what each stream has still to send.
 *
 * One lock guards everything here; it is always taken before libmicrohttpd's own. A message is formatted
 * once and shared by reference count. A stream holds at most 64 messages: one more, and it is told to
 * `reset`, because a client that refetches is better off than one that is hours behind.
 * Idle streams are suspended; the ticker wakes them for a heartbeat, since a suspended client's departure
 * goes unseen. */
#include "http/http_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>


enum {
	STREAM_QUEUE = 64,
	STREAM_KEY = 64,
	STREAM_TOPICS = 512,
	STREAM_BLOCK = 4096,
	TOPIC_BUCKETS = 4096,
	RETRY_MS = 3000,
};

static const char RESET_EVENT[] = "event: reset\ndata: {}\n\n";

struct message {
	size_t references, n;
	char text[];
};

struct subscription {
	struct stream *stream;
	struct topic *topic;
	struct subscription *next_of_topic, *prev_of_topic, *next_of_stream;
};

struct topic {
	struct topic *next;
	struct subscription *first;
	char name[];
};

struct stream {
	struct stream *prev, *next;
	struct streams *all;
	struct MHD_Connection *mhd;
	struct subscription *subscriptions;
	size_t nsubscriptions;
	struct message *queue[STREAM_QUEUE];
	size_t head, queued, sent;       /* bytes of the first message sent already */
	bool running, suspended, reset, beat, ending;
	int64_t beat_at;
	uint8_t key[STREAM_KEY];
	size_t key_n;
};

struct streams {
	pthread_mutex_t lock;
	struct stream *first;
	size_t count;
	struct topic *bucket[TOPIC_BUCKETS];
};

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

/* ---- messages ------------------------------------------------------------------------------------ */

static struct message *message_new(const char *text, size_t n)
{
	struct message *m = malloc(sizeof *m + n);
	if (!m)
		abort();
	m->references = 0;
	m->n = n;
	memcpy(m->text, text, n);
	return m;
}

static void message_drop(struct message *m)
{
	if (--m->references == 0)
		free(m);
}

/* "id: 7\ndata: {…}\n\n"; a line break in the data begins another data line. */
static struct message *message_format(int64_t id, const char *data)
{
	size_t lines = 1, n = strlen(data);
	for (size_t i = 0; i < n; i++)
		lines += data[i] == '\n';
	char *text = malloc(64 + n + lines * 8);
	if (!text)
		abort();
	size_t at = id > 0 ? (size_t)snprintf(text, 40, "id: %" PRId64 "\n", id) : 0;
	struct sv rest = { data, n }, line;
	while (sv_cut(&rest, '\n', &line)) {
		memcpy(text + at, "data: ", 6);
		memcpy(text + at + 6, line.p, line.n);
		at += 6 + line.n;
		text[at++] = '\n';
	}
	text[at++] = '\n';
	struct message *m = message_new(text, at);
	free(text);
	return m;
}

void http_stream_event(struct req *r, int64_t id, const char *data)
{
	struct message *m = message_format(id, data);
	buf_add(&r->out, m->text, m->n);
	free(m);
}

void http_stream_reset(struct req *r)
{
	buf_str(&r->out, RESET_EVENT);
}

static void queue_clear(struct stream *s)
{
	while (s->queued) {
		message_drop(s->queue[s->head]);
		s->head = (s->head + 1) % STREAM_QUEUE;
		s->queued--;
	}
	s->sent = 0;
}

static void wake(struct stream *s)
{
	if (!s->suspended)
		return;
	s->suspended = false;
	MHD_resume_connection(s->mhd);
}

static void enqueue(struct stream *s, struct message *m)
{
	if (s->reset)
		return; /* it will refetch everything anyway */
	if (s->queued == STREAM_QUEUE) {
		/* a message half sent must be finished, or the reset would be read as part of it */
		struct message *half = s->sent ? s->queue[s->head] : NULL;
		size_t sent = s->sent;
		if (half)
			half->references++;
		queue_clear(s);
		if (half) {
			s->queue[s->head] = half;
			s->queued = 1;
			s->sent = sent;
		}
		s->reset = true;
	} else {
		s->queue[(s->head + s->queued++) % STREAM_QUEUE] = m;
		m->references++;
	}
	wake(s);
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
	queue_clear(s);
	pthread_mutex_unlock(&all->lock);
	free(s);
	x->stream = NULL;
}

void http_publish(struct http_server *server, const char *topic, int64_t id, const char *data)
{
	struct streams *s = server->streams;
	struct message *m = message_format(id, data);
	pthread_mutex_lock(&s->lock);
	m->references++;
	struct topic *t = *topic_place(s, topic);
	for (struct subscription *u = t ? t->first : NULL; u; u = u->next_of_topic)
		enqueue(u->stream, m);
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
		wake(t);
	}
	pthread_mutex_unlock(&s->lock);
}

void streams_end(struct streams *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct stream *t = s->first; t; t = t->next) {
		t->ending = true;
		wake(t);
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
		wake(t);
	}
	pthread_mutex_unlock(&s->lock);
}

/* ---- sending ------------------------------------------------------------------------------------- */

static size_t copy_queued(struct stream *s, char *out, size_t max)
{
	size_t n = 0;
	while (s->queued && n < max) {
		struct message *m = s->queue[s->head];
		size_t k = m->n - s->sent < max - n ? m->n - s->sent : max - n;
		memcpy(out + n, m->text + s->sent, k);
		n += k;
		s->sent += k;
		if (s->sent < m->n)
			break;
		message_drop(m);
		s->head = (s->head + 1) % STREAM_QUEUE;
		s->queued--;
		s->sent = 0;
	}
	return n;
}

static size_t copy_note(char *out, size_t max, const char *note)
{
	size_t n = strlen(note);
	if (n > max)
		return 0;
	memcpy(out, note, n);
	return n;
}

static ssize_t stream_read(void *cls, uint64_t pos, char *out, size_t max)
{
	struct stream *s = cls;
	(void)pos;
	pthread_mutex_lock(&s->all->lock);
	size_t n = copy_queued(s, out, max);
	if (!n && s->reset) {
		n = copy_note(out, max, RESET_EVENT);
		s->reset = !n;
	}
	if (!n && s->ending) {
		pthread_mutex_unlock(&s->all->lock);
		return MHD_CONTENT_READER_END_OF_STREAM;
	}
	if (!n && s->beat) {
		n = copy_note(out, max, ": beat\n\n");
		s->beat = !n;
	}
	if (!n && !s->reset && !s->beat) {
		s->suspended = true;
		MHD_suspend_connection(s->mhd);
	}
	pthread_mutex_unlock(&s->all->lock);
	return (ssize_t)n;
}

struct MHD_Response *stream_response(struct exchange *x)
{
	struct stream *s = x->stream;
	struct req *r = &x->req;
	struct buf first;
	buf_init(&first, r->arena, ANSWER_CEILING + 100);
	buf_printf(&first, "retry: %d\n\n", RETRY_MS);
	buf_sv(&first, buf_view(&r->out));
	struct message *m = message_new(first.p, first.n);
	m->references = 1;
	r->content_type = "text/event-stream";
	req_set_header(r, "Cache-Control", "no-cache");
	req_set_header(r, "X-Accel-Buffering", "no");
	pthread_mutex_lock(&s->all->lock);
	s->running = true;
	s->beat_at = mono_ms();
	if (s->queued == STREAM_QUEUE) {
		queue_clear(s);
		s->reset = true;
	}
	/* the handler's own text goes before what was published meanwhile */
	s->head = (s->head + STREAM_QUEUE - 1) % STREAM_QUEUE;
	s->queue[s->head] = m;
	s->queued++;
	s->ending = s->ending || x->server->stopping;
	pthread_mutex_unlock(&s->all->lock);
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, s, NULL);
}

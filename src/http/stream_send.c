/* SPDX-License-Identifier: Apache-2.0 */
/* What an event stream has still to send. A stream holds at most 64 messages: one more, and it is told to
 * `reset`, because a client that refetches is better off than one that is hours behind. */
#include "http/stream_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char RESET_EVENT[] = "event: reset\ndata: {}\n\n";

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

void message_drop(struct message *m)
{
	if (--m->references == 0)
		free(m);
}

struct message *message_format(int64_t id, const char *data)
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

void stream_queue_clear(struct stream *s)
{
	while (s->queued) {
		message_drop(s->queue[s->head]);
		s->head = (s->head + 1) % STREAM_QUEUE;
		s->queued--;
	}
	s->sent = 0;
}

void stream_wake(struct stream *s)
{
	if (!s->suspended)
		return;
	s->suspended = false;
	MHD_resume_connection(s->mhd);
}

void stream_enqueue(struct stream *s, struct message *m)
{
	if (s->reset)
		return; /* it will refetch everything anyway */
	if (s->queued == STREAM_QUEUE) {
		/* a message half sent must be finished, or the reset would be read as part of it */
		struct message *half = s->sent ? s->queue[s->head] : NULL;
		size_t sent = s->sent;
		if (half)
			half->references++;
		stream_queue_clear(s);
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
	stream_wake(s);
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
		stream_queue_clear(s);
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

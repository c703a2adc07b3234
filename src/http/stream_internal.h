/* SPDX-License-Identifier: Apache-2.0 */
/* The structs of event streams, shared by stream.c (who hears what) and stream_send.c (what each has still
 * to hear). Everything is guarded by streams.lock, which is always taken before libmicrohttpd's own. */
#ifndef YS_HTTP_STREAM_INTERNAL_H
#define YS_HTTP_STREAM_INTERNAL_H

#include "http/http_internal.h"

enum {
	STREAM_QUEUE = 64,
	STREAM_KEY = 64,
	STREAM_TOPICS = 512,
	STREAM_BLOCK = 4096,
	TOPIC_BUCKETS = 4096,
	RETRY_MS = 3000,
};

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

/* "id: 7\ndata: {…}\n\n"; a line break in the data begins another data line. Starts without references. */
struct message *message_format(int64_t id, const char *data);
/* With the lock held: */
void message_drop(struct message *m);
void stream_queue_clear(struct stream *s);
void stream_enqueue(struct stream *s, struct message *m);
void stream_wake(struct stream *s);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the http room share; nobody else includes this.
 *
 * A connection (`struct conn`) lives as long as its socket, a request (`struct exchange`) from its first
 * handler call to libmicrohttpd's completion notice. An exchange belongs to its loop thread, except
 * between `pool_put` and the worker's MHD_resume_connection, when it belongs to that worker. */
#ifndef YS_HTTP_INTERNAL_H
#define YS_HTTP_INTERNAL_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/log.h"
#include "http/http.h"
#include "http/limits.h"
#include "http/metrics.h"
#include "http/multipart.h"
#include "http/router.h"
#include "http/work.h"

enum {
	REQUEST_ARENA = 8 << 20,
	SPARE_ARENA = 256 << 10,         /* for the answer of a request that has filled its arena */
	ANSWER_CEILING = 4 << 20,
	BODY_DEFAULT = 64 << 10,
	BODY_MAX = 4 << 20,              /* largest body held in memory */
	BODIES_TOGETHER = 256 << 20,     /* memory of all bodies at one time */
	UPLOAD_DEFAULT = 64 << 20,
	UPLOAD_FILE_MAX = 20 << 20,
	UPLOAD_MAX = REQ_UPLOADS * UPLOAD_FILE_MAX + (1 << 20),
	UPLOADS_AT_ONCE = 64,
	URI_MAX = 8 << 10,
	DISCARD_MAX = 1 << 20,           /* bytes still read after an early refusal, so that it is seen */
	DISCARD_SECONDS = 5,
	IDLE_SECONDS = 75,               /* keep-alive, and silence in the middle of something */
	LONG_SECONDS = 300,              /* uploads, exports */
	SLOWEST_BYTES_PER_SECOND = 16 << 10,
};

/* ---- connection and request -------------------------------------------------------------------- */

struct conn {
	struct conn *prev, *next;        /* under server->conns_lock */
	struct http_server *server;
	int fd;
	_Atomic int64_t deadline;        /* mono_ms at which the socket is shut down; INT64_MAX never */
	char peer[46];
	char *uri;                       /* raw request target of the current request, malloc */
	bool uri_too_long;
};

enum stage {
	STAGE_GATE,                      /* large body to come: a worker asks who it is before it is read */
	STAGE_BODY,                      /* reading the body */
	STAGE_WORK,                      /* queued or running */
	STAGE_ANSWER,                    /* req holds the answer */
	STAGE_SENT,
	STAGE_DISCARD                    /* refused early; what still comes is thrown away */
};

struct pair {
	const char *name;
	struct sv value;
};
struct pairs {
	struct pair *v;
	size_t n;
};

struct stream;
struct upload_sink;

struct exchange {
	struct req req;
	struct exchange *next_queued;
	struct http_server *server;
	struct conn *conn;
	struct MHD_Connection *mhd;
	struct arena *spare;
	enum stage stage;
	unsigned metric;                 /* row of the metrics table */
	int64_t begun_us;
	bool head;                       /* HEAD: the answer goes without body */
	bool has_body, body_done, close;
	bool gated;                      /* authentication was done before the body */
	bool gate_seen;                  /* libmicrohttpd has repeated its first call after the gate */
	bool counted_upload;
	uint64_t body_limit, received;
	char *body;                      /* malloc; becomes req.body */
	size_t body_cap;
	struct pairs query, form;
	struct upload_sink *sink;
	struct stream *stream;
	int file_fd;                     /* static file to send, -1 none */
	uint64_t file_size;
	int final_status;
	const char *label;               /* pattern for the access log */
	bool offers_work;                /* the problem carries a challenge */
	struct work_offer offer;
};

struct pool;
struct streams;

struct http_server {
	struct http_options o;           /* defaults filled in */
	struct arena *arena;             /* routes, for the life of the server */
	struct MHD_Daemon *daemon;
	int port;
	int slow_deadline_s;             /* of uploads and exports */
	uint32_t id_prefix;
	_Atomic uint32_t id_next;
	_Atomic bool stopping;
	_Atomic int exchanges, uploads;
	_Atomic size_t body_bytes;
	struct router *router;
	struct metrics *metrics;
	struct limits *limits;
	struct work *work;
	struct pool *pool;
	struct streams *streams;
	pthread_mutex_t conns_lock;
	struct conn *conns;
	pthread_t ticker;
	pthread_mutex_t tick_lock;
	pthread_cond_t tick_wake;
	bool tick_stop;
};

/* ---- conn.c: libmicrohttpd's callbacks ----------------------------------------------------------- */
enum MHD_Result conn_handle(void *cls, struct MHD_Connection *c, const char *url, const char *method,
			    const char *version, const char *data, size_t *data_n, void **context);
void conn_notify(void *cls, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code);
void conn_completed(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code);
void *conn_uri(void *cls, const char *uri, struct MHD_Connection *c);
/* Shuts down the sockets whose deadline has passed. Returns how many. */
size_t conns_expire(struct http_server *s, int64_t now);
static inline void conn_deadline_in(struct conn *c, int64_t seconds)
{
	c->deadline = seconds < 0 ? INT64_MAX : mono_ms() + seconds * MS_SECOND;
}

/* ---- begin.c: headers are complete, nothing else has been read -------------------------------------- */
/* Checks the request and chooses its way. Sets x->stage: STAGE_ANSWER (also for refusals), STAGE_GATE or
 * STAGE_BODY. */
void exchange_begin(struct exchange *x, const char *method, const char *version);

/* ---- body.c ------------------------------------------------------------------------------------------ */
/* Takes the next bytes of the body; a problem in x->req.problem refuses the request at once. */
enum err body_data(struct exchange *x, const char *p, size_t n);
/* The body is complete. */
enum err body_end(struct exchange *x);
/* True when `value` is the media type `type`, with no parameter other than charset=utf-8. */
bool media_type_is(const char *value, const char *type);

/* ---- upload.c ---------------------------------------------------------------------------------------- */
/* Chooses multipart or raw by Content-Type. */
enum err upload_begin(struct exchange *x);
enum err upload_data(struct exchange *x, const char *p, size_t n);
enum err upload_end(struct exchange *x);
/* In the worker: makes the files durable and fills req.upload. */
enum err upload_settle(struct exchange *x);
/* Closes and unlinks what is left. */
void upload_release(struct exchange *x);
/* Removes what a crash has left in the directory; creates it when missing. */
enum err upload_sweep(const char *dir, char *why, size_t why_n);

/* ---- input.c ------------------------------------------------------------------------------------------ */
/* Percent-decoding; false for a broken escape, NUL or broken UTF-8. */
bool url_decode(struct arena *a, struct sv raw, bool plus_is_space, struct sv *out);
/* Splits a query string; false as above or for more than 64 pairs. */
bool query_parse(struct arena *a, struct sv raw, struct pairs *out);
/* Checks every field of the route against query, form and body; fills r->in. */
enum err input_check(struct req *r, const struct pairs *query, const struct pairs *form);

/* ---- answer.c ----------------------------------------------------------------------------------------- */
/* Makes the answer of a fresh exchange empty. */
void answer_reset(struct req *r);
/* Sends x->req's answer: queued, or written straight to the socket while the body is still coming. */
enum MHD_Result answer_send(struct exchange *x);
/* Records the problem, writes its document, closes the connection afterwards. */
void answer_refuse(struct exchange *x, const struct problem_code *c);
void answer_close(struct exchange *x);

/* ---- pool.c ------------------------------------------------------------------------------------------- */
struct pool *pool_new(struct http_server *s, int workers, int interactive, int bulk);
enum err pool_start(struct pool *p);
/* Takes a place in a queue, to be followed by pool_put; false when full or closed. */
bool pool_reserve(struct pool *p, bool bulk);
void pool_put(struct pool *p, bool bulk, struct exchange *x);
/* No more reservations; waits up to grace_ms for the queues, then refuses what is queued, joins. */
void pool_stop(struct pool *p, int grace_ms);
void pool_free(struct pool *p);
void pool_depth(struct pool *p, size_t *interactive, size_t *bulk, size_t *running);

/* ---- run.c: one request on a worker -------------------------------------------------------------------- */
void exchange_run(struct exchange *x, struct db_session *session);

/* ---- stream.c, stream_send.c ------------------------------------------------------------------------------------------ */
struct streams *streams_new(void);
void streams_free(struct streams *s);
/* Response that feeds from the exchange's stream; the prefix is sent first. NULL when memory is short. */
struct MHD_Response *stream_response(struct exchange *x);
/* Unsubscribes and frees; the exchange is over or its handler failed. */
void stream_drop(struct exchange *x);
/* Wakes the streams whose heartbeat is due. */
void streams_beat(struct streams *s, int64_t now, int64_t interval_ms);
void streams_end(struct streams *s);
size_t streams_count(struct streams *s);

/* ---- static.c ------------------------------------------------------------------------------------------ */
void static_answer(struct exchange *x, struct sv path);

/* ---- builtin.c ----------------------------------------------------------------------------------------- */
/* /healthz, /readyz, /metrics: answered on the loop thread, so that they work when all workers are busy. */
bool builtin_answer(struct exchange *x, struct sv path);
extern const struct route HTTP_OWN_ROUTES[];

/* ---- names ---------------------------------------------------------------------------------------------- */
extern const char *const HTTP_METHOD_NAMES[HTTP_METHOD_COUNT];

/* ---- codes.c -------------------------------------------------------------------------------------------- */
extern const struct problem_code E_BAD_REQUEST, E_BAD_HEADERS, E_BAD_HOST, E_BAD_URI, E_URI_TOO_LONG, E_BAD_UTF8,
	E_NO_BODY_HERE, E_BAD_JSON, E_JSON_OBJECT, E_BAD_MULTIPART, E_NO_SUCH_PLACE, E_METHOD, E_BODY_TOO_LARGE,
	E_FILE_TOO_LARGE, E_TOO_MANY_FILES, E_REQUEST_TOO_LARGE, E_ANSWER_TOO_LARGE, E_MEDIA_TYPE, E_RATE, E_WORK,
	E_BAD_WORK, E_QUEUE_FULL, E_STOPPING, E_NO_SESSION, E_BAD_KEY, E_KEY_REUSED, E_DISK, E_DISK_FULL, E_NOT_READY,
	E_TOO_MANY_STREAMS;
/* The room's words for a kind nobody has explained. */
const struct problem_code *default_problem(enum err e);
const char *problem_title(enum err e);

#endif

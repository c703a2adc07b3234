/* SPDX-License-Identifier: Apache-2.0 */
/* HTTP server on libmicrohttpd: routes as data, handlers as plain blocking functions.
 *
 * The loop threads of libmicrohttpd own sockets, uploads and event streams; a request, once its body
 * is complete and checked, is suspended and queued to a pool of workers, which run the handler top to
 * bottom with one database session each. Two bounded queues (interactive, bulk; bulk uses at most half
 * of the workers). Full queue: 503 with Retry-After.
 * Memory: one arena per request (8 MiB ceiling). Everything reachable from `struct req` lives in it.
 * This room knows nothing of users: authentication comes in through `http_hooks`. */
#ifndef YS_HTTP_HTTP_H
#define YS_HTTP_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/env.h"
#include "base/problem.h"
#include "db/db.h"
#include "json/json.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_METHOD_COUNT };

/* ---- input fields ---------------------------------------------------------------------------- */

/* Where and what an input is. Unknown body fields and unknown query parameters are refused. Fields of GET, DELETE and
 * ROUTE_RAW routes are query parameters without saying IN_QUERY; lists there are separated by commas. A missing
 * field and null are the same: not given. An empty text is given ("clear it") unless the field is required. */
enum in_type {
	IN_TEXT,      /* string, UTF-8, length in characters within min…max; control characters but \n\t refused */
	IN_ID,        /* int64 > 0 sent as string (or number) */
	IN_INT,       /* JSON integer or decimal query text within min…max */
	IN_TIME,      /* epoch ms */
	IN_DAY,       /* yyyymmdd */
	IN_BOOL,
	IN_ENUM,      /* one of `values` ("a|b|c") */
	IN_REAL,      /* number within min…max */
	IN_IDS,       /* array of ids, at most max */
	IN_TEXTS,     /* array of strings, at most max items of 200 characters */
	IN_OBJECT,    /* any object; the handler looks inside */
	IN_ARRAY,     /* any array of at most max items */
	IN_TYPE_COUNT
};
/* A required text must hold more than spaces. min and max of numbers: both 0 = no limit. */
enum { IN_REQUIRED = 1, IN_QUERY = 2 };

struct in_field {
	const char *name;
	enum in_type type;
	unsigned flags;
	int64_t min, max;          /* text: characters (max 0 = 200) */
	const char *values;        /* IN_ENUM */
	const char *label;         /* Chinese name used in error sentences: "联系电话" */
	const char *doc;           /* for OpenAPI */
};

/* ---- routes ------------------------------------------------------------------------------------ */

struct req;
typedef enum err (*http_handler)(struct req *r);

enum route_flags {
	ROUTE_PUBLIC = 1,          /* no session needed; counted per address */
	ROUTE_IDEMPOTENT = 2,      /* takes Idempotency-Key: answer stored and replayed */
	ROUTE_BULK = 4,            /* exports, statistics: bulk queue */
	ROUTE_UPLOAD = 8,          /* multipart/form-data or raw body streamed to files */
	ROUTE_STREAM = 16,         /* event stream (SSE) */
	ROUTE_POW = 32,            /* needs proof of work when the address is busy */
	ROUTE_MACHINE = 64,        /* bearer tokens allowed */
	ROUTE_RAW = 128,           /* body of any media type, handed over as `body` */
	ROUTE_SPARE = 256          /* public lookup that invites trying out: at most 30 a minute per address */
};

/* One row per endpoint. `cap` has no default: 0 is refused at start-up unless ROUTE_PUBLIC. */
struct route {
	enum http_method method;
	const char *pattern;       /* "/api/v1/orders/{id}/sign": {id} is an int64, {name:text} a string */
	http_handler handler;
	unsigned cap;              /* enum cap of auth/caps.h */
	const char *scope;         /* "own|grid|unit|region|all|none" rule in words, checked by the handler's queries */
	const struct in_field *in; /* ends with a row without name; NULL = no input */
	size_t body_limit;         /* 0 = 64 KiB, uploads 64 MiB; at most 4 MiB, uploads 181 MiB */
	unsigned flags;
	const char *doc;           /* one sentence, for OpenAPI */
	const char *returns;       /* name of the answer's type in OpenAPI/TypeScript, e.g. "Order", "List<Order>" */
};

/* A finished upload, already on disk (fsynced) under a temporary name in upload_dir. The handler keeps it by rename(2);
 * what is still there after the answer is removed. At most 20 MiB each. A raw body (any type but multipart) arrives as
 * one file of field "file", named by the percent-encoded header X-File-Name. Name and type are cleaned, not trusted. */
struct upload {
	const char *field, *filename, *media_type; /* as claimed by the client */
	const char *path;
	uint64_t size;
	const char *sha256;        /* hex */
};

enum { REQ_UPLOADS = 9 };

struct in_value {
	bool given;
	int64_t i;
	double real;
	const char *s;
	const struct json *json;
	int64_t *ids;
	const char **texts;
	size_t n;
};

struct http_server;

struct req {
	struct arena *arena;
	const struct env *env;
	struct db_session *db;
	struct http_server *server;
	const struct route *route;
	void *app;                 /* the application's context (struct app *) */
	void *principal;           /* set by hooks.authenticate; NULL = anonymous */
	int64_t principal_key;     /* user id, -token id, or 0 for anonymous: owner of idempotency keys */
	struct problem problem;
	const char *id;            /* request id */
	int64_t now;               /* taken once, at the start of the request */
	enum http_method method;
	const char *path;
	const char *address;       /* client, after trusted proxy header */
	const char *user_agent;
	struct sv body;            /* JSON or raw body */
	const struct json *json;   /* parsed body object, NULL when none */
	int64_t path_id[4];        /* values of {…} in order */
	const char *path_text[4];
	struct in_value *in;       /* parallel to route->in */
	struct upload upload[REQ_UPLOADS];
	size_t nuploads;
	const char *idempotency_key;
	bool replayed;             /* req_write has answered from the store: nothing was done now */
	/* answer */
	int status;                /* default 200 */
	struct buf out;            /* body, 4 MiB ceiling */
	struct json_out w;         /* writes into out */
	const char *content_type;  /* default application/json */
	const char *file;          /* send this file instead of `out` */
	bool delete_file;          /* unlink after sending */
	struct { const char *name, *value; } header[12];
	size_t nheaders;
	void *stash;               /* for the handler itself, from what it prepares to what it runs in the write */
	void *conn;                /* libmicrohttpd side, private */
};

/* Validated inputs by name. Asking for a name that is not in the route's table is a bug: it is logged
 * and counts as not given, for no request may end the server (tests/api/alive reads the log). */
const struct in_value *in_get(const struct req *r, const char *name);
bool in_given(const struct req *r, const char *name);
int64_t in_i64(const struct req *r, const char *name);             /* NIL when not given */
int64_t in_i64_or(const struct req *r, const char *name, int64_t otherwise);
const char *in_str(const struct req *r, const char *name);         /* NULL when not given */
const char *req_header(const struct req *r, const char *name);     /* request header or NULL */
const char *req_cookie(const struct req *r, const char *name);
void req_set_header(struct req *r, const char *name, const char *value);
/* Answers with a file download; name may be Chinese (RFC 5987). */
void req_send_file(struct req *r, const char *path, bool delete_after, const char *content_type, const char *download_name);

/* Runs `fn(s2, arg)` in one durable transaction (db_write). With an Idempotency-Key the stored answer of the
 * first try is replayed instead (same request) or 409 "request.key_reused" is given (another request); on
 * success the answer that `fn` has written to r->out is stored in the same transaction. `fn` may run twice:
 * r->out, r->status and r->problem are reset before each run. Every changing handler goes through here, and returns
 * what this returns without adding to the answer (a replay would get it twice; see r->replayed). */
enum err req_write(struct req *r, db_write_fn fn, void *arg);

/* ---- event streams ----------------------------------------------------------------------------- */

/* Sends `data` (JSON text) as event `id` to every open stream subscribed to `topic`. Thread-safe, never
 * blocks; a stream that does not keep up is told to `reset` and refetch. */
void http_publish(struct http_server *s, const char *topic, int64_t id, const char *data);
/* Whether any stream listens to the topic now. */
bool http_heard(struct http_server *s, const char *topic);
/* In a ROUTE_STREAM handler: subscribes the connection to `topic` (at most 512 of them), from this moment on. What
 * the handler then writes to r->out is sent first: use http_stream_event and http_stream_reset for a replay. */
void http_subscribe(struct req *r, const char *topic);
/* Writes one event into r->out in the form of http_publish; for the replay after Last-Event-ID. */
void http_stream_event(struct req *r, int64_t id, const char *data);
/* Writes the event that tells the client to refetch everything. */
void http_stream_reset(struct req *r);
/* Ends the streams for which the predicate holds (rights changed, logged out). It is called under a lock: it must be
 * quick and must not call http_*. NULL: all. */
void http_streams_close(struct http_server *s, bool (*which)(void *principal_key, void *arg), void *arg);
/* Key kept with a stream after its request is over (a copy of `n` ≤ 64 bytes). */
void http_stream_key(struct req *r, const void *key, size_t n);

/* ---- server ------------------------------------------------------------------------------------- */

struct http_hooks {
	/* Fills r->principal from cookie, bearer token; leaves NULL for anonymous. An error answers at once. */
	enum err (*authenticate)(struct req *r);
	/* Called for every route after authentication and before the input checks (r->in is still empty), so that
	 * nobody learns about inputs of a route that is not his: capability, Origin check. A route without
	 * ROUTE_PUBLIC never gets here anonymously: that is 401 already. */
	enum err (*authorize)(struct req *r);
	/* After the handler, on the worker, for audit and statistics. Not called for requests refused before a worker. */
	void (*finished)(const struct req *r, int status, int64_t micros);
	/* Extra text for /metrics, and readiness for /readyz (NULL or sentence why not). Both run on a loop thread:
	 * they must be quick and must not use the database. */
	void (*metrics)(void *app, struct buf *out);
	const char *(*ready)(void *app);
};

struct http_options {
	const char *address;       /* "127.0.0.1", "::" */
	int port;                  /* 0 = any; see http_port */
	int loops, workers;        /* 0: 1 loop, 4 workers */
	int connections;           /* 0: 12000 */
	int queue_interactive, queue_bulk; /* 0: 512, 32 */
	int request_deadline_s;    /* whole request, 0: 30 (uploads and exports 300) */
	const char *static_dir;    /* web/dist */
	const char *upload_dir;    /* var/tmp */
	const char *trusted_proxy; /* address whose X-Forwarded-For is believed, NULL none */
	const struct route *const *tables; /* NULL-terminated list of route tables, each ended by a row without pattern */
	struct db *db;
	const struct env *env;
	void *app;
	struct http_hooks hooks;
	int public_per_minute;     /* per address on public routes, 0: 120 */
	int pow_free_per_hour;     /* public submissions without work per address, 0: 5 */
	uint8_t pow_key[32];       /* HMAC key of the challenges */
	int pow_bits;              /* leading zero bits asked for, 0: 16 */
	int heartbeat_s;           /* of event streams, 0: 20 */
	const char *metrics_from;  /* address besides loopback that may read /metrics, NULL none */
};

/* Checks the route tables, starts workers and listens. What `o` points to must outlive the server. Besides the
 * tables it answers /healthz, /readyz, /metrics (loopback and metrics_from only), GET /api/v1/public/challenge and
 * the files of static_dir. json_init must have been called. */
enum err http_start(const struct http_options *o, struct http_server **out, char *why, size_t why_n);
int http_port(const struct http_server *s);
/* Stops accepting, lets running and queued requests end; what is still queued after `grace_ms` is refused with
 * 503, what is still running is waited for, since a thread cannot be stopped from outside. Then closes streams and
 * joins all threads. */
void http_stop(struct http_server *s, int grace_ms);

/* Writes the problem document of r->problem (RFC 9457) into the answer. */
void http_answer_problem(struct req *r, enum err e);

/* OpenAPI 3.1 document and TypeScript types of all routes. `cap_name` names the capability of a route (x-capability);
 * NULL leaves it out, since this room knows capabilities by number only. */
void http_openapi(const struct route *const *tables, struct buf *out, const char *version,
		  const char *(*cap_name)(unsigned cap));
void http_typescript(const struct route *const *tables, struct buf *out);

#endif

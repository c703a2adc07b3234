/* SPDX-License-Identifier: Apache-2.0 */
/* Measuring (`yingshao bench`): fixtures made through the store functions, a load generator over HTTP, the raw rate of the
 * engine for the same rows, memory. See docs/performance.md; tests/bench and tests/crash call the parts one by one.
 *
 * A lifecycle is four calls, each durable before it is answered: register an appeal and file it (POST /appeals), dispatch it
 * (POST /cases/{id}/dispatch), submit the result, which signs first (POST /orders/{id}/submit), read the case by its number.
 * What it costs: generator and server share the machine, so a figure says what both can do together. */
#ifndef YS_APP_BENCH_H
#define YS_APP_BENCH_H

#include <stdio.h>

#include "app/app.h"
#include "auth/principal.h"

enum { BENCH_CLIENTS_MAX = 64, BENCH_USERS = 16, BENCH_PLACES = 400, BENCH_TOKEN = 64, BENCH_KEY = 48 };
enum bench_call { CALL_CREATE, CALL_DISPATCH, CALL_SUBMIT, CALL_READ, CALL_COUNT };
extern const char *const BENCH_CALL_NAMES[CALL_COUNT];

/* ---- the database of a measurement (bench_city.c) ---- */

struct bench_place {
	int64_t town_id, community_id;
};

/* A database opened for measuring, with everybody and everything a lifecycle needs. */
struct bench_city {
	struct site site;
	struct arena *arena;       /* as long as the city */
	struct arena *scratch;     /* results of `s` */
	struct db_session *s;
	int64_t type_id;           /* no evidence asked for, reviewed by the unit, led by the town */
	int64_t quiet_type_id;     /* the same, without callback */
	int64_t channel_id;
	struct principal who[BENCH_USERS];
	struct bench_place place[BENCH_PLACES];
	size_t nplaces;
	bool fresh;                /* the database was empty */
};

/* Opens the database of the configuration; an empty one gets the demo city first. Makes the event types and accounts of the
 * measurement when they are missing. `durable` false: synchronous=OFF. False after telling what is wrong. */
bool bench_city_open(struct bench_city *b, const struct config *c, const char *data_dir, bool durable);
void bench_city_close(struct bench_city *b);
/* A session of 12 hours for each account of the measurement; writes what a driver needs to know to VAR/bench.txt. */
bool bench_sessions(struct bench_city *b, const char *var_dir);

/* ---- fixtures (bench_fill.c, bench_copy.c) ---- */

/* Brings the number of cases up to `cases`: a year of work through the store functions, the last three days of it open. */
bool bench_fill(struct bench_city *b, int64_t cases);
int64_t bench_count(struct db_session *s, const char *table);
/* Copies every row of a SQLite database into an empty migrated one at `url`. */
bool bench_copy(const struct config *from, const char *url);

/* ---- HTTP (bench_http.c) ---- */

struct bench_http {
	int fd, port;
	const char *cookie;        /* session token */
	char *buf;
	size_t cap, n;
	int status;                /* of the last answer */
	const char *body;          /* NUL-terminated, until the next call */
	size_t body_n;
};
void bench_http_init(struct bench_http *h, int port, const char *cookie);
void bench_http_close(struct bench_http *h);
/* One request on a kept connection; false when there was no complete answer (the connection is closed then). `key` and
 * `body` may be NULL. */
bool bench_http_call(struct bench_http *h, const char *method, const char *path, const char *key, const char *body);
/* Text or number behind "name": in the last answer; false when it is not there. */
bool bench_http_value(const struct bench_http *h, const char *name, char *out, size_t n);

/* ---- driving (bench_drive.c) ---- */

struct bench_driver {
	int port, clients, seconds;
	int64_t lifecycles;        /* stop after so many, 0: by time only */
	const char *var_dir;       /* holds bench.txt */
	const char *run;           /* makes the keys of this run differ from others */
	const char *acknowledged;  /* file that gets a line for each answered write, NULL none */
	bool stubborn;             /* goes on asking with the same key while the server is away or full */
};

struct bench_figures {
	int64_t n;
	double mean_ms, p50_ms, p95_ms, p99_ms, max_ms;
};
struct bench_result {
	double seconds;
	int64_t lifecycles, failed, refused; /* refused: 503 or 507 answered, tried again */
	struct bench_figures lifecycle, call[CALL_COUNT];
	char failure[200];         /* the first one in words */
};
bool bench_drive(const struct bench_driver *d, struct bench_result *out);
void bench_print(FILE *out, const struct bench_result *r);
/* Calls one kind after the other, `n` of each, so that the writer's time can be told apart; `between` runs before the first
 * and after each kind. */
bool bench_drive_phases(const struct bench_driver *d, int64_t n, void (*between)(void *arg, int phase), void *arg);
/* Asks for everything that a file of acknowledged writes names: each number must be readable in a state at least as far,
 * each key must give the same answer again. */
bool bench_acknowledged(const struct bench_driver *d, int64_t *checked, int64_t *missing);

/* ---- the engine alone (bench_raw.c) ---- */

/* Writes the rows of a lifecycle with their SQL only, three durable writes each, from `clients` threads. */
bool bench_raw(struct bench_city *b, int clients, int seconds, struct bench_result *out);

/* ---- the server (bench_server.c) ---- */

struct bench_server {
	int pid, port;
};
/* Starts `yingshao serve` of this program on a free port and waits until it is ready. */
bool bench_server_start(struct bench_server *s, const struct config *c, const char *config_file);
void bench_server_stop(struct bench_server *s);
int64_t bench_rss_kib(int pid);
/* Sum of all lines of /metrics that begin with `name`; -1 when it cannot be read. */
double bench_metric(int port, const char *name);
/* Opens `n` event streams and keeps them; returns how many are open. */
int bench_streams(int port, const char *var_dir, int n, int *fds);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files that drive a server. */
#ifndef YS_APP_BENCH_INTERNAL_H
#define YS_APP_BENCH_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "app/bench.h"

/* VAR/bench.txt */
struct bench_known {
	int64_t type_id;
	size_t nsessions, nplaces;
	char session[BENCH_USERS][BENCH_TOKEN];
	struct bench_place place[BENCH_PLACES];
};
bool bench_known_read(struct bench_known *k, const char *var_dir);

struct samples {
	uint32_t *us;
	size_t n, cap;
};

struct load {
	const struct bench_driver *d;
	const struct bench_known *known;
	int ack_fd;
	_Atomic bool stop;
	_Atomic int running;       /* clients that have not ended */
	_Atomic int64_t taken;
};

struct client {
	struct load *load;
	pthread_t thread;
	struct bench_http http;
	int number;
	int64_t done, failed, refused;
	char failure[200];
	struct samples samples[CALL_COUNT + 1]; /* the last: whole lifecycles */
	void *work;                /* of whoever runs the clients */
};

/* One lifecycle on its way: texts as they came in the answers. */
struct life {
	int64_t n;
	char case_id[24], case_no[32], order_id[24], version[24];
};
bool bench_create(struct client *c, struct life *x);
bool bench_dispatch(struct client *c, struct life *x);
bool bench_submit(struct client *c, struct life *x);
bool bench_read(struct client *c, struct life *x);

/* Adds a measured time; CALL_COUNT: a whole lifecycle. */
void bench_note(struct client *c, int call, int64_t us);

void bench_key(const struct bench_driver *d, int client, int64_t n, enum bench_call call, char out[BENCH_KEY]);
void bench_body(const struct load *l, int client, int64_t n, char *out, size_t size);

bool bench_load_open(struct load *l, const struct bench_driver *d, struct bench_known *known, struct client *c);
void bench_load_close(struct load *l, struct client *c);
void bench_samples_free(struct client *c, int clients);
/* Runs `fn(client)` in a thread each, for the seconds of the driver or until all are done. */
bool bench_run_clients(struct load *l, struct client *c, void *(*fn)(void *));
void bench_collect(struct client *c, int clients, double seconds, struct bench_result *out);

#endif

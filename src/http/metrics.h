/* SPDX-License-Identifier: Apache-2.0 */
/* Counters of the server in Prometheus text. One row per route plus a few for what has no route; all
 * counters are relaxed atomics: a reading is not a consistent snapshot, which Prometheus allows. */
#ifndef YS_HTTP_METRICS_H
#define YS_HTTP_METRICS_H

#include <stdint.h>

#include "base/buf.h"

/* Rows behind the routes. */
enum { METRIC_STATIC, METRIC_BUILTIN, METRIC_NONE, METRIC_EXTRA };

/* Why a request was refused before its handler. */
#define REJECT_LIST(X)                                                                              \
	X(HEADERS, "headers") X(RATE, "rate") X(WORK, "work") X(SIZE, "size") X(QUEUE, "queue")      \
	X(MEDIA, "media_type") X(DEADLINE, "deadline") X(ARENA, "arena") X(STOPPING, "stopping")
enum reject {
#define X(name, text) REJECT_##name,
	REJECT_LIST(X)
#undef X
	REJECT_COUNT
};

struct metrics;
struct router;

struct metrics *metrics_new(const struct router *router);
void metrics_free(struct metrics *m);
/* Row of METRIC_STATIC and so on. */
unsigned metrics_extra(const struct metrics *m, int which);
void metrics_request(struct metrics *m, unsigned row, int status, int64_t micros);
void metrics_reject(struct metrics *m, enum reject why);
int64_t metrics_rejected(const struct metrics *m, enum reject why);
void metrics_print(const struct metrics *m, struct buf *out);
void metric_gauge(struct buf *out, const char *name, const char *help, int64_t value);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Requests by route and status, latency histograms, refusals. */
#include "http/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "http/router.h"

/* A status that is not listed counts as 0, printed "other". */
static const int STATUSES[] = { 0,   200, 201, 202, 204, 302, 304, 308, 400, 401, 403, 404, 405,
				409, 410, 413, 415, 422, 429, 500, 501, 503, 507 };
static const int64_t BUCKETS_US[] = { 1000,   5000,   10000,   25000,	50000,	 100000,
				      250000, 500000, 1000000, 2500000, 5000000, 10000000 };
enum {
	STATUS_COUNT = sizeof STATUSES / sizeof *STATUSES,
	BUCKET_COUNT = sizeof BUCKETS_US / sizeof *BUCKETS_US,
};

struct row {
	_Atomic int64_t status[STATUS_COUNT];
	_Atomic int64_t bucket[BUCKET_COUNT + 1]; /* not cumulative; the last is +Inf */
	_Atomic int64_t sum_us;
};

struct metrics {
	const struct router *router;
	unsigned routes;
	_Atomic int64_t rejected[REJECT_COUNT];
	struct row row[];
};

struct metrics *metrics_new(const struct router *router)
{
	unsigned routes = router_count(router);
	struct metrics *m = calloc(1, sizeof *m + (routes + METRIC_EXTRA) * sizeof m->row[0]);
	if (!m)
		abort();
	m->router = router;
	m->routes = routes;
	return m;
}

void metrics_free(struct metrics *m)
{
	free(m);
}

unsigned metrics_extra(const struct metrics *m, int which)
{
	return m->routes + (unsigned)which;
}

static void add(_Atomic int64_t *counter, int64_t n)
{
	atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

static int64_t get(const _Atomic int64_t *counter)
{
	return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_request(struct metrics *m, unsigned row, int status, int64_t micros)
{
	struct row *r = &m->row[row];
	size_t s = STATUS_COUNT - 1, b = 0;
	while (s && STATUSES[s] != status)
		s--;
	while (b < BUCKET_COUNT && micros > BUCKETS_US[b])
		b++;
	add(&r->status[s], 1);
	add(&r->bucket[b], 1);
	add(&r->sum_us, micros);
}

void metrics_reject(struct metrics *m, enum reject why)
{
	add(&m->rejected[why], 1);
}

int64_t metrics_rejected(const struct metrics *m, enum reject why)
{
	return get(&m->rejected[why]);
}

void metric_gauge(struct buf *out, const char *name, const char *help, int64_t value)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %" PRId64 "\n", name, help, name, name, value);
}

static void labels(const struct metrics *m, unsigned row, struct buf *out)
{
	static const char *const extra[METRIC_EXTRA] = {
		[METRIC_STATIC] = "(static)", [METRIC_BUILTIN] = "(builtin)", [METRIC_NONE] = "(none)",
	};
	if (row < m->routes) {
		const struct route *r = router_route(m->router, row);
		static const char *const names[HTTP_METHOD_COUNT] = { "GET", "POST", "PUT", "DELETE" };
		buf_printf(out, "method=\"%s\",route=\"%s\"", names[r->method], r->pattern);
	} else {
		buf_printf(out, "method=\"\",route=\"%s\"", extra[row - m->routes]);
	}
}

static void print_statuses(const struct metrics *m, struct buf *out)
{
	buf_str(out, "# HELP yingshao_http_requests_total Answers by route and status.\n"
		     "# TYPE yingshao_http_requests_total counter\n");
	for (unsigned i = 0; i < m->routes + METRIC_EXTRA; i++) {
		for (size_t s = 0; s < STATUS_COUNT; s++) {
			int64_t n = get(&m->row[i].status[s]);
			if (!n)
				continue;
			buf_str(out, "yingshao_http_requests_total{");
			labels(m, i, out);
			if (STATUSES[s])
				buf_printf(out, ",status=\"%d\"} %" PRId64 "\n", STATUSES[s], n);
			else
				buf_printf(out, ",status=\"other\"} %" PRId64 "\n", n);
		}
	}
}

static void print_histogram(const struct metrics *m, unsigned row, struct buf *out)
{
	const struct row *r = &m->row[row];
	int64_t seen = 0;
	for (size_t b = 0; b <= BUCKET_COUNT; b++)
		seen += get(&r->bucket[b]);
	if (!seen)
		return; /* a route never called prints nothing */
	int64_t below = 0;
	for (size_t b = 0; b <= BUCKET_COUNT; b++) {
		below += get(&r->bucket[b]);
		buf_str(out, "yingshao_http_request_seconds_bucket{");
		labels(m, row, out);
		if (b < BUCKET_COUNT)
			buf_printf(out, ",le=\"%g\"} %" PRId64 "\n", (double)BUCKETS_US[b] / 1e6, below);
		else
			buf_printf(out, ",le=\"+Inf\"} %" PRId64 "\n", below);
	}
	buf_str(out, "yingshao_http_request_seconds_sum{");
	labels(m, row, out);
	buf_printf(out, "} %.6f\nyingshao_http_request_seconds_count{", (double)get(&r->sum_us) / 1e6);
	labels(m, row, out);
	buf_printf(out, "} %" PRId64 "\n", below);
}

void metrics_print(const struct metrics *m, struct buf *out)
{
	static const char *const names[REJECT_COUNT] = {
#define X(name, text) text,
		REJECT_LIST(X)
#undef X
	};
	print_statuses(m, out);
	buf_str(out, "# HELP yingshao_http_request_seconds Time from complete headers to the answer.\n"
		     "# TYPE yingshao_http_request_seconds histogram\n");
	for (unsigned i = 0; i < m->routes + METRIC_EXTRA; i++)
		print_histogram(m, i, out);
	buf_str(out, "# HELP yingshao_http_rejected_total Requests refused before their handler.\n"
		     "# TYPE yingshao_http_rejected_total counter\n");
	for (size_t i = 0; i < REJECT_COUNT; i++)
		buf_printf(out, "yingshao_http_rejected_total{reason=\"%s\"} %" PRId64 "\n", names[i],
			   get(&m->rejected[i]));
}

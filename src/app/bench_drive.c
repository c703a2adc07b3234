/* SPDX-License-Identifier: Apache-2.0 */
/* The load generator: clients in threads, each waits for its answer before it asks again. What a client sends follows from the
 * name of the run, its own number and a counter, so that a repeated request is the same to the byte.
 *
 * Threads: one per client; they share the counter of what is still to be done and the file of acknowledged writes. */
#include "app/bench.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/bench_internal.h"

enum { BODY = 2048, PATH = 96, ATTEMPTS = 600, PAUSE_MS = 100 };

static const char *const WORDS[] = { "路灯不亮", "垃圾堆放", "地砖松动", "护栏缺失", "水压偏低", "积水", "枯树", "噪声" };

/* ---- what a driver knows of the city ---- */

static bool add_line(struct bench_known *k, const char *line)
{
	struct bench_place p;
	char token[BENCH_TOKEN];
	if (sscanf(line, "type %" SCNd64, &k->type_id) == 1)
		return true;
	if (sscanf(line, "session %63s", token) == 1 && k->nsessions < BENCH_USERS) {
		memcpy(k->session[k->nsessions++], token, sizeof token);
		return true;
	}
	if (sscanf(line, "place %" SCNd64 " %" SCNd64, &p.town_id, &p.community_id) == 2 && k->nplaces < BENCH_PLACES) {
		k->place[k->nplaces++] = p;
		return true;
	}
	return false;
}

bool bench_known_read(struct bench_known *k, const char *var_dir)
{
	char path[512], line[256];
	snprintf(path, sizeof path, "%s/bench.txt", var_dir);
	FILE *in = fopen(path, "r");
	*k = (struct bench_known){ 0 };
	if (!in) {
		app_say("cannot read %s (%s); `yingshao bench people` makes it", path, strerror(errno));
		return false;
	}
	bool good = true;
	while (good && fgets(line, sizeof line, in))
		good = add_line(k, line);
	fclose(in);
	return good && k->type_id && k->nsessions && k->nplaces;
}

/* ---- one call ---- */

static void pause_ms(int ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
	nanosleep(&t, NULL);
}

void bench_note(struct client *c, int call, int64_t us)
{
	struct samples *s = &c->samples[call];
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 4096;
		s->us = realloc(s->us, s->cap * sizeof *s->us);
		if (!s->us)
			abort();
	}
	s->us[s->n++] = us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

static void acknowledge(struct client *c, const char *call, const char *key, const char *no)
{
	char line[160];
	if (c->load->ack_fd < 0)
		return;
	int n = snprintf(line, sizeof line, "%s %s %s\n", call, key, no);
	if (write(c->load->ack_fd, line, (size_t)n) != n)
		abort(); /* without this file a crash test proves nothing */
}

static void fail(struct client *c, const char *call, const struct bench_http *h)
{
	c->failed++;
	if (!c->failure[0])
		snprintf(c->failure, sizeof c->failure, "%s: %d %.150s", call, h->status, h->status ? h->body : "no answer");
}

/* Asks until there is an answer that is not "later"; one try unless stubborn. */
static bool ask(struct client *c, const char *method, const char *path, const char *key, const char *body)
{
	for (int i = 0; i < (c->load->d->stubborn ? ATTEMPTS : 1); i++) {
		bool answered = bench_http_call(&c->http, method, path, key, body);
		bool later = answered && (c->http.status == 503 || c->http.status == 507 || c->http.status == 500);
		if (answered && !later)
			return true;
		c->refused += later;
		if (!c->load->d->stubborn)
			return answered;
		pause_ms(PAUSE_MS);
	}
	return false;
}

void bench_key(const struct bench_driver *d, int client, int64_t n, enum bench_call call, char out[BENCH_KEY])
{
	snprintf(out, BENCH_KEY, "bench-%s-%02d-%" PRId64 "-%s", d->run, client, n, BENCH_CALL_NAMES[call]);
}

void bench_body(const struct load *l, int client, int64_t n, char *out, size_t size)
{
	const struct bench_known *k = l->known;
	uint64_t mixed = ((uint64_t)n * 64 + (uint64_t)client + 1) * 0x9E3779B97F4A7C15u;
	const struct bench_place *p = &k->place[(mixed >> 33) % k->nplaces];
	const char *word = WORDS[(mixed >> 20) % (sizeof WORDS / sizeof *WORDS)];
	snprintf(out, size,
		 "{\"channel\":\"phone\",\"anonymity\":\"named\",\"name\":\"王某\",\"phone\":\"139%08" PRIu64 "\",\"type\":\"help\","
		 "\"event_type_id\":\"%" PRId64 "\",\"title\":\"%s %s-%02d-%" PRId64 "\",\"body\":\"来电人反映家门口%s，已经有一个多星期，"
		 "晚上老人孩子出行不便，希望尽快派人处理。\",\"happened\":\"近几天\",\"subject\":\"公共设施\",\"address\":\"建设路%" PRIu64
		 "号附近\",\"town_id\":\"%" PRId64 "\",\"community_id\":\"%" PRId64 "\",\"file\":true}",
		 mixed % 100000000, k->type_id, word, l->d->run, client, n, word, 1 + (mixed >> 11) % 400, p->town_id, p->community_id);
}

/* ---- the calls of a lifecycle ---- */

bool bench_create(struct client *c, struct life *x)
{
	char body[BODY], key[BENCH_KEY];
	bench_body(c->load, c->number, x->n, body, sizeof body);
	bench_key(c->load->d, c->number, x->n, CALL_CREATE, key);
	int64_t began = mono_us();
	bool ok = ask(c, "POST", "/api/v1/appeals", key, body) && c->http.status == 201 &&
		  bench_http_value(&c->http, "case_id", x->case_id, sizeof x->case_id) &&
		  bench_http_value(&c->http, "case_no", x->case_no, sizeof x->case_no) &&
		  bench_http_value(&c->http, "case_version", x->version, sizeof x->version);
	bench_note(c, CALL_CREATE, mono_us() - began);
	if (ok)
		acknowledge(c, "create", key, x->case_no);
	else
		fail(c, "create", &c->http);
	return ok;
}

bool bench_dispatch(struct client *c, struct life *x)
{
	char body[BODY], key[BENCH_KEY], path[PATH];
	snprintf(path, sizeof path, "/api/v1/cases/%s/dispatch", x->case_id);
	snprintf(body, sizeof body, "{\"version\":%s}", x->version);
	bench_key(c->load->d, c->number, x->n, CALL_DISPATCH, key);
	int64_t began = mono_us();
	bool ok = ask(c, "POST", path, key, body) && c->http.status == 200 &&
		  bench_http_value(&c->http, "id", x->order_id, sizeof x->order_id) &&
		  bench_http_value(&c->http, "version", x->version, sizeof x->version);
	bench_note(c, CALL_DISPATCH, mono_us() - began);
	if (ok)
		acknowledge(c, "dispatch", key, x->case_no);
	else
		fail(c, "dispatch", &c->http);
	return ok;
}

bool bench_submit(struct client *c, struct life *x)
{
	char body[BODY], key[BENCH_KEY], path[PATH];
	snprintf(path, sizeof path, "/api/v1/orders/%s/submit", x->order_id);
	snprintf(body, sizeof body,
		 "{\"version\":%s,\"result\":\"solved\",\"public_answer\":\"已派人到现场处理完毕，现已恢复正常。\","
		 "\"contact\":{\"method\":\"phone\",\"reached\":true,\"note\":\"已电话告知\"}}", x->version);
	bench_key(c->load->d, c->number, x->n, CALL_SUBMIT, key);
	int64_t began = mono_us();
	bool ok = ask(c, "POST", path, key, body) && c->http.status == 200;
	bench_note(c, CALL_SUBMIT, mono_us() - began);
	if (ok)
		acknowledge(c, "submit", key, x->case_no);
	else
		fail(c, "submit", &c->http);
	return ok;
}

bool bench_read(struct client *c, struct life *x)
{
	char path[PATH], no[32];
	snprintf(path, sizeof path, "/api/v1/cases/no/%s", x->case_no);
	int64_t began = mono_us();
	bool ok = ask(c, "GET", path, NULL, NULL) && c->http.status == 200 && bench_http_value(&c->http, "no", no, sizeof no) &&
		  strcmp(no, x->case_no) == 0;
	bench_note(c, CALL_READ, mono_us() - began);
	if (!ok)
		fail(c, "read", &c->http);
	return ok;
}

static void *client_main(void *arg)
{
	struct client *c = arg;
	struct load *l = c->load;
	while (!l->stop && !(l->d->stubborn ? 0 : c->failed > 20)) {
		struct life x = { .n = c->done };
		if (l->d->lifecycles && atomic_fetch_add(&l->taken, 1) >= l->d->lifecycles)
			break;
		int64_t began = mono_us();
		bool ok = bench_create(c, &x) && bench_dispatch(c, &x) && bench_submit(c, &x) && bench_read(c, &x);
		if (ok)
			bench_note(c, CALL_COUNT, mono_us() - began);
		c->done++;
	}
	return NULL;
}

/* ---- figures ---- */

static int by_time(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static struct bench_figures figures(const struct client *c, int clients, int call)
{
	struct bench_figures f = { 0 };
	size_t n = 0, at = 0;
	double sum = 0;
	for (int i = 0; i < clients; i++)
		n += c[i].samples[call].n;
	uint32_t *all = calloc(n + 1, sizeof *all);
	if (!n || !all) {
		free(all);
		return f;
	}
	for (int i = 0; i < clients; i++) {
		const struct samples *s = &c[i].samples[call];
		if (s->n)
			memcpy(all + at, s->us, s->n * sizeof *all);
		at += s->n;
	}
	qsort(all, n, sizeof *all, by_time);
	for (size_t i = 0; i < n; i++)
		sum += all[i];
	f = (struct bench_figures){ (int64_t)n, sum / (double)n / 1000, all[n / 2] / 1000.0, all[n * 95 / 100] / 1000.0,
				    all[n * 99 / 100] / 1000.0, all[n - 1] / 1000.0 };
	free(all);
	return f;
}

void bench_collect(struct client *c, int clients, double seconds, struct bench_result *out)
{
	*out = (struct bench_result){ .seconds = seconds };
	out->lifecycle = figures(c, clients, CALL_COUNT);
	out->lifecycles = out->lifecycle.n;
	for (int k = 0; k < CALL_COUNT; k++)
		out->call[k] = figures(c, clients, k);
	for (int i = 0; i < clients; i++) {
		out->failed += c[i].failed;
		out->refused += c[i].refused;
		if (c[i].failure[0] && !out->failure[0])
			memcpy(out->failure, c[i].failure, sizeof out->failure);
	}
}

static void print_row(FILE *out, const char *name, const struct bench_figures *f)
{
	fprintf(out, "  %-10s %9" PRId64 " %9.2f %9.2f %9.2f %9.2f %9.2f\n", name, f->n, f->mean_ms, f->p50_ms,
		f->p95_ms, f->p99_ms, f->max_ms);
}

void bench_print(FILE *out, const struct bench_result *r)
{
	fprintf(out, "%.1f lifecycles/s (%" PRId64 " in %.1f s, %" PRId64 " failed)\n",
		(double)r->lifecycles / r->seconds, r->lifecycles, r->seconds, r->failed);
	fprintf(out, "  %-10s %9s %9s %9s %9s %9s %9s\n", "ms", "n", "mean", "p50", "p95", "p99", "max");
	print_row(out, "lifecycle", &r->lifecycle);
	for (int k = 0; k < CALL_COUNT; k++)
		if (r->call[k].n)
			print_row(out, BENCH_CALL_NAMES[k], &r->call[k]);
	if (r->refused)
		fprintf(out, "  %" PRId64 " calls were told to come back and did\n", r->refused);
	if (r->failed)
		fprintf(out, "  first failure: %s\n", r->failure);
}

/* ---- running ---- */

bool bench_load_open(struct load *l, const struct bench_driver *d, struct bench_known *known, struct client *c)
{
	*l = (struct load){ .d = d, .known = known, .ack_fd = -1 };
	if (!bench_known_read(known, d->var_dir))
		return false;
	if (d->acknowledged && (l->ack_fd = open(d->acknowledged, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0) {
		app_say("cannot write %s: %s", d->acknowledged, strerror(errno));
		return false;
	}
	for (int i = 0; i < d->clients; i++) {
		c[i] = (struct client){ .load = l, .number = i };
		bench_http_init(&c[i].http, d->port, known->session[(size_t)i % known->nsessions]);
	}
	return true;
}

void bench_samples_free(struct client *c, int clients)
{
	for (int i = 0; i < clients; i++)
		for (int k = 0; k <= CALL_COUNT; k++)
			free(c[i].samples[k].us);
}

void bench_load_close(struct load *l, struct client *c)
{
	for (int i = 0; i < l->d->clients; i++)
		bench_http_close(&c[i].http);
	bench_samples_free(c, l->d->clients);
	if (l->ack_fd >= 0)
		close(l->ack_fd);
}

static volatile sig_atomic_t told_to_stop;

static void on_signal(int number)
{
	(void)number;
	told_to_stop = 1;
}

struct runner {
	void *(*fn)(void *);
	struct client *c;
};

static void *run_one(void *arg)
{
	struct runner *r = arg;
	r->fn(r->c);
	r->c->load->running--;
	return NULL;
}

bool bench_run_clients(struct load *l, struct client *c, void *(*fn)(void *))
{
	struct runner r[BENCH_CLIENTS_MAX];
	signal(SIGTERM, on_signal); /* stop early, but finish what has begun and print the figures */
	l->running = l->d->clients;
	for (int i = 0; i < l->d->clients; i++) {
		r[i] = (struct runner){ fn, &c[i] };
		if (pthread_create(&c[i].thread, NULL, run_one, &r[i]) != 0)
			return false;
	}
	int64_t until = l->d->seconds > 0 ? mono_ms() + (int64_t)l->d->seconds * 1000 : INT64_MAX;
	while (l->running && mono_ms() < until && !told_to_stop)
		pause_ms(PAUSE_MS);
	l->stop = l->d->seconds > 0;
	for (int i = 0; i < l->d->clients; i++)
		pthread_join(c[i].thread, NULL);
	return true;
}

bool bench_drive(const struct bench_driver *d, struct bench_result *out)
{
	static struct bench_known known;
	static struct client c[BENCH_CLIENTS_MAX];
	struct load l;
	if (!bench_load_open(&l, d, &known, c))
		return false;
	int64_t began = mono_us();
	bool ok = bench_run_clients(&l, c, client_main);
	if (ok)
		bench_collect(c, d->clients, (double)(mono_us() - began) / 1e6, out);
	bench_load_close(&l, c);
	return ok;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What was acknowledged must be there: reads every number of the file that bench_drive wrote, and repeats every request with its
 * key, which must give the first answer again. Also the calls one kind at a time, to tell the writer's time apart. */
#include "app/bench_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- acknowledged writes ---- */

struct acked {
	int client;
	int64_t n;
	enum bench_call furthest;
	char no[32];
};

struct check {
	struct acked *v;
	size_t n, cap;
	_Atomic int64_t checked, missing;
};

static bool parse(const char *line, const char *run, struct acked *out)
{
	char call[16], key[BENCH_KEY], key_run[24], key_call[16];
	if (sscanf(line, "%15s %47s %31s", call, key, out->no) != 3 ||
	    sscanf(key, "bench-%23[^-]-%d-%" SCNd64 "-%15s", key_run, &out->client, &out->n, key_call) != 4)
		return false;
	for (int k = 0; k < CALL_READ; k++)
		if (strcmp(call, BENCH_CALL_NAMES[k]) == 0)
			out->furthest = (enum bench_call)k;
	return strcmp(key_run, run) == 0;
}

/* One row per lifecycle, as far as it was acknowledged. Calls of a client stand in order. */
static bool read_acked(const struct bench_driver *d, struct check *k)
{
	FILE *in = fopen(d->acknowledged, "r");
	char line[200];
	size_t last[BENCH_CLIENTS_MAX];
	memset(last, 0xFF, sizeof last);
	if (!in) {
		app_say("cannot read %s: %s", d->acknowledged, strerror(errno));
		return false;
	}
	while (fgets(line, sizeof line, in)) {
		struct acked a = { .furthest = CALL_CREATE };
		if (!parse(line, d->run, &a) || a.client < 0 || a.client >= d->clients)
			continue;
		size_t at = last[a.client];
		if (at < k->n && k->v[at].n == a.n) {
			k->v[at].furthest = a.furthest;
			continue;
		}
		if (k->n == k->cap) {
			k->cap = k->cap ? k->cap * 2 : 4096;
			k->v = realloc(k->v, k->cap * sizeof *k->v);
			if (!k->v)
				abort();
		}
		last[a.client] = k->n;
		k->v[k->n++] = a;
	}
	fclose(in);
	return true;
}

/* The page of the case shows at least what was acknowledged. */
static bool is_there(struct client *c, const struct acked *a)
{
	char path[96], no[32];
	snprintf(path, sizeof path, "/api/v1/cases/no/%s", a->no);
	if (!bench_http_call(&c->http, "GET", path, NULL, NULL) || c->http.status != 200 ||
	    !bench_http_value(&c->http, "no", no, sizeof no) || strcmp(no, a->no) != 0)
		return false;
	if (a->furthest == CALL_CREATE)
		return true;
	const char *orders = strstr(c->http.body, "\"orders\":[{");
	return orders && (a->furthest == CALL_DISPATCH || strstr(orders, "\"unit_review\""));
}

/* The same requests again: the same number, and no error. */
static bool same_again(struct client *c, const struct acked *a)
{
	struct life x = { .n = a->n };
	return bench_create(c, &x) && strcmp(x.case_no, a->no) == 0 && (a->furthest < CALL_DISPATCH || bench_dispatch(c, &x)) &&
	       (a->furthest < CALL_SUBMIT || bench_submit(c, &x));
}

static void *check_main(void *arg)
{
	struct client *c = arg;
	struct check *k = c->work;
	for (size_t i = 0; i < k->n; i++) {
		const struct acked *a = &k->v[i];
		if (a->client != c->number)
			continue;
		k->checked++;
		if (is_there(c, a) && same_again(c, a))
			continue;
		if (k->missing++ < 10)
			app_say("acknowledged but not there: %s, %s: %d %.200s", a->no, BENCH_CALL_NAMES[a->furthest], c->http.status,
				c->http.status ? c->http.body : "");
	}
	return NULL;
}

bool bench_acknowledged(const struct bench_driver *d, int64_t *checked, int64_t *missing)
{
	static struct bench_known known;
	static struct client c[BENCH_CLIENTS_MAX];
	struct bench_driver quiet = *d;
	struct check k = { 0 };
	struct load l;
	quiet.acknowledged = NULL;
	quiet.seconds = 0;
	if (!read_acked(d, &k) || !bench_load_open(&l, &quiet, &known, c))
		return false;
	for (int i = 0; i < d->clients; i++)
		c[i].work = &k;
	bool ok = bench_run_clients(&l, c, check_main);
	bench_load_close(&l, c);
	free(k.v);
	*checked = k.checked;
	*missing = k.missing;
	return ok;
}

/* ---- one kind of call at a time ---- */

struct phases {
	int64_t each;              /* lifecycles per client */
	struct life *life;
	enum bench_call now;
};

static void *phase_main(void *arg)
{
	static bool (*const fn[CALL_COUNT])(
		struct client *, struct life *) = { bench_create, bench_dispatch, bench_submit, bench_read };
	struct client *c = arg;
	struct phases *p = c->work;
	for (int64_t i = 0; i < p->each; i++)
		fn[p->now](c, &p->life[(int64_t)c->number * p->each + i]);
	return NULL;
}

bool bench_drive_phases(const struct bench_driver *d, int64_t n, void (*between)(void *arg, int phase), void *arg)
{
	static struct bench_known known;
	static struct client c[BENCH_CLIENTS_MAX];
	struct load l;
	struct phases p = { .each = n / d->clients };
	if (!bench_load_open(&l, d, &known, c))
		return false;
	p.life = calloc((size_t)n + 1, sizeof *p.life);
	for (int64_t i = 0; p.life && i < n; i++)
		p.life[i].n = i;
	for (int i = 0; i < d->clients; i++)
		c[i].work = &p;
	bool ok = p.life != NULL;
	between(arg, -1);
	for (int k = 0; ok && k < CALL_COUNT; k++) {
		p.now = (enum bench_call)k;
		ok = bench_run_clients(&l, c, phase_main);
		between(arg, k);
	}
	for (int i = 0; i < d->clients; i++) {
		ok = ok && !c[i].failed;
		if (c[i].failed)
			app_say("%s", c[i].failure);
	}
	bench_load_close(&l, c);
	free(p.life);
	return ok;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao bench`: the parts of a measurement by name, and all of them for one database. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/bench.h"
#include "app/commands.h"
#include "base/log.h"

enum { STREAMS_MAX = 20000, SETTLE_S = 3, PHASE_CALLS = 1600 };

const struct option_def BENCH_OPTIONS[] = {
	{ "cases", OPTION_INT, "N", "0", "fill、run：数据库里至少要有的案件数" },
	{ "clients", OPTION_INT, "N", "16", "drive、raw、run、acked：同时请求的客户端数" },
	{ "seconds", OPTION_INT, "N", "60", "drive、raw、run：持续秒数" },
	{ "lifecycles", OPTION_INT, "N", "0", "drive：做满这么多件即停" },
	{ "port", OPTION_INT, "N", "0", "drive、acked、streams：正在运行的服务的端口" },
	{ "name", OPTION_TEXT, "TEXT", NULL, "drive、acked：本轮名称，是每个请求编号的一部分；默认取当前时间" },
	{ "acknowledged", OPTION_TEXT, "FILE", NULL, "drive：把每个已得到答复的写入记入此文件；acked：要核对的文件" },
	{ "stubborn", OPTION_FLAG, NULL, NULL, "drive：服务中断时以同一请求编号重试" },
	{ "streams", OPTION_INT, "N", "0", "streams、run：打开这么多空闲的实时连接" },
	{ "hold", OPTION_INT, "N", "0", "streams：保持秒数" },
	{ "data", OPTION_TEXT, "DIR", "data", "空数据库先用此目录建立演示城市" },
	{ "to", OPTION_TEXT, "URL", NULL, "copy：空的 PostgreSQL 数据库" },
	{ NULL },
};

static int done(bool ok)
{
	return ok ? EXIT_DONE : EXIT_FAILED;
}

static bool positive(const struct options *o, const char *name, int64_t most)
{
	int64_t n = option_int(o, name);
	if (n > 0 && n <= most)
		return true;
	app_say("--%s 须在 1 到 %" PRId64 " 之间", name, most);
	return false;
}

static struct bench_driver driver(const struct options *o, const struct config *c, struct arena *a)
{
	return (struct bench_driver){ .port = (int)option_int(o, "port"), .clients = (int)option_int(o, "clients"),
				      .seconds = (int)option_int(o, "seconds"), .lifecycles = option_int(o, "lifecycles"),
				      .var_dir = c->var_dir, .acknowledged = option_text(o, "acknowledged"),
				      .stubborn = option_flag(o, "stubborn"),
				      .run = option_given(o, "name") ? option_text(o, "name")
								     : arena_printf(a, "%" PRIx64, (uint64_t)env_now(&ENV_SYSTEM)) };
}

/* ---- the parts ---- */

static int fill(const struct options *o, const struct config *c)
{
	struct bench_city b;
	bool ok = bench_city_open(&b, c, option_text(o, "data"), false) && bench_fill(&b, option_int(o, "cases"));
	bench_city_close(&b);
	return done(ok);
}

static int people(const struct options *o, const struct config *c)
{
	struct bench_city b;
	bool ok = bench_city_open(&b, c, option_text(o, "data"), true) && bench_sessions(&b, c->var_dir);
	bench_city_close(&b);
	return done(ok);
}

static int drive(const struct options *o, const struct config *c)
{
	struct arena *a = arena_new(1 << 20);
	struct bench_driver d = driver(o, c, a);
	struct bench_result r;
	bool ok = positive(o, "port", 65535) && positive(o, "clients", BENCH_CLIENTS_MAX) && bench_drive(&d, &r);
	if (ok)
		bench_print(stdout, &r);
	arena_free(a);
	return done(ok && !r.failed);
}

static int acked(const struct options *o, const struct config *c)
{
	struct arena *a = arena_new(1 << 20);
	struct bench_driver d = driver(o, c, a);
	int64_t checked, missing;
	if (!d.acknowledged || !option_given(o, "name"))
		return usage_error("bench", "acked 需要 --acknowledged 和 --name");
	bool ok = positive(o, "port", 65535) && positive(o, "clients", BENCH_CLIENTS_MAX) &&
		  bench_acknowledged(&d, &checked, &missing);
	if (ok)
		printf("%" PRId64 " acknowledged lifecycles, %" PRId64 " not there\n", checked, missing);
	arena_free(a);
	return done(ok && !missing);
}

static int streams(const struct options *o, const struct config *c)
{
	static int fds[STREAMS_MAX];
	if (!positive(o, "port", 65535) || !positive(o, "streams", STREAMS_MAX))
		return EXIT_USAGE;
	int n = bench_streams((int)option_int(o, "port"), c->var_dir, (int)option_int(o, "streams"), fds);
	printf("%d streams open\n", n);
	fflush(stdout);
	sleep((unsigned)option_int(o, "hold"));
	return done(n == option_int(o, "streams"));
}

static int copy(const struct options *o, const struct config *c)
{
	if (!option_given(o, "to"))
		return usage_error("bench", "copy 需要 --to");
	return done(bench_copy(c, option_text(o, "to")));
}

static int raw(const struct options *o, const struct config *c)
{
	struct bench_city b;
	struct bench_result r;
	bool ok = positive(o, "clients", BENCH_CLIENTS_MAX) && bench_city_open(&b, c, option_text(o, "data"), true) &&
		  bench_raw(&b, (int)option_int(o, "clients"), (int)option_int(o, "seconds"), &r);
	if (ok)
		bench_print(stdout, &r);
	bench_city_close(&b);
	return done(ok && !r.failed);
}

/* ---- all for one database ---- */

struct writer_time {
	int port;
	int64_t calls;
	double busy;
};

/* The writer's time of one kind of call: what its counters have grown by. */
static void between(void *arg, int phase)
{
	struct writer_time *t = arg;
	double busy = bench_metric(t->port, "yingshao_db_busy_us");
	if (phase >= 0 && phase < CALL_READ)
		printf("  writer time of %-9s %7.3f ms\n", BENCH_CALL_NAMES[phase], (busy - t->busy) / 1e3 / (double)t->calls);
	t->busy = busy;
}

static void print_memory(const char *what, int pid)
{
	printf("  memory %-26s %7.1f MB\n", what, (double)bench_rss_kib(pid) / 1024);
}

static void measure_streams(const struct bench_server *s, const struct config *c, int n)
{
	static int fds[STREAMS_MAX];
	int64_t before = bench_rss_kib(s->pid);
	int open = n > 0 ? bench_streams(s->port, c->var_dir, n < STREAMS_MAX ? n : STREAMS_MAX, fds) : 0;
	if (n <= 0)
		return;
	sleep(SETTLE_S);
	printf("  memory with %d idle streams  %+7.1f MB\n", open, (double)(bench_rss_kib(s->pid) - before) / 1024);
	for (int i = 0; i < open; i++)
		close(fds[i]);
}

static bool measure_server(const struct options *o, const struct config *c, struct arena *a, struct bench_result *r)
{
	struct bench_server s;
	if (!bench_server_start(&s, c, option_text(o, "config")))
		return false;
	sleep(SETTLE_S);
	print_memory("idle", s.pid);
	measure_streams(&s, c, (int)option_int(o, "streams"));
	struct bench_driver d = driver(o, c, a);
	d.port = s.port;
	bool ok = bench_drive(&d, r);
	if (ok) {
		printf("over HTTP: ");
		bench_print(stdout, r);
		print_memory("after the load", s.pid);
		struct writer_time t = { .port = s.port, .calls = PHASE_CALLS / d.clients * d.clients };
		d.run = arena_printf(a, "%sp", d.run);
		d.seconds = 0;
		ok = bench_drive_phases(&d, t.calls, between, &t);
	}
	bench_server_stop(&s);
	return ok;
}

static bool prepare(const struct options *o, const struct config *c)
{
	struct bench_city b;
	bool ok = bench_city_open(&b, c, option_text(o, "data"), false) && bench_fill(&b, option_int(o, "cases")) &&
		  bench_sessions(&b, c->var_dir);
	if (ok)
		printf("database %s: %" PRId64 " cases\n", db_kind(b.site.db) == DB_SQLITE ? "SQLite" : "PostgreSQL",
		       bench_count(b.s, "casefile"));
	bench_city_close(&b);
	return ok;
}

static int run(const struct options *o, const struct config *c)
{
	struct arena *a = arena_new(1 << 20);
	struct bench_result http = { 0 }, alone = { 0 };
	struct bench_city b;
	if (!positive(o, "clients", BENCH_CLIENTS_MAX) || !positive(o, "seconds", 86400))
		return EXIT_USAGE;
	bool ok = prepare(o, c);
	fflush(stdout);
	ok = ok && measure_server(o, c, a, &http);
	if (ok) {
		ok = bench_city_open(&b, c, option_text(o, "data"), true) &&
		     bench_raw(&b, (int)option_int(o, "clients"), (int)option_int(o, "seconds") / 2 + 1, &alone);
		bench_city_close(&b);
	}
	if (ok) {
		printf("engine alone, same rows: ");
		bench_print(stdout, &alone);
		printf("  over HTTP / engine alone   %7.2f\n",
			(double)http.lifecycles / http.seconds / ((double)alone.lifecycles / alone.seconds));
	}
	arena_free(a);
	return done(ok && !http.failed && !alone.failed);
}

int cmd_bench(const struct options *o)
{
	static const struct {
		const char *word;
		int (*fn)(const struct options *o, const struct config *c);
	} parts[] = { { "run", run }, { "fill", fill }, { "people", people }, { "drive", drive }, { "acked", acked },
		      { "raw", raw }, { "streams", streams }, { "copy", copy } };
	struct app app;
	const char *word = o->nargs ? o->args[0] : "run";
	log_set_level(LOG_WARN);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!str_eq(parts[i].word, word))
			continue;
		int code = app_config(&app, o) ? parts[i].fn(o, &app.config) : EXIT_FAILED;
		app_close(&app);
		return code;
	}
	return usage_error("bench", "没有 %.40s 这一部分", word);
}

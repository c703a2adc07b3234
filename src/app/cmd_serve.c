/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao serve`: server, scheduler and live messages until SIGTERM or SIGINT; SIGHUP reads the reference data again. */
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/live.h"
#include "app/routes.h"
#include "app/subscriptions.h"
#include "auth/session.h"
#include "base/log.h"
#include "hotspot/hotspot.h"
#include "http/http.h"
#include "intake/intake.h"
#include "job/job.h"
#include "job/ticker.h"

enum { GRACE_MS = 10000, WHY = 400 };

const struct option_def SERVE_OPTIONS[] = {
	{ "port", OPTION_INT, "N", NULL, "端口，代替设置文件中的；0 为任一空闲端口" },
	{ "address", OPTION_TEXT, "ADDRESS", NULL, "监听地址，代替设置文件中的" },
	{ "migrate", OPTION_FLAG, NULL, NULL, "先执行尚未执行的升级脚本" },
	{ "no-jobs", OPTION_FLAG, NULL, NULL, "本节点不运行定时任务，由其他节点运行" },
	{ "print-config", OPTION_FLAG, NULL, NULL, "打印全部设置及说明后退出" },
	{ NULL },
};

/* ---- hooks of the server --------------------------------------------------------------------------- */

/* With what is read goes the position from which a screen has to listen. */
static enum err authorize(struct req *r)
{
	if (r->principal && r->method == HTTP_GET)
		req_set_header(r, LIVE_POSITION, arena_printf(r->arena, "%lld", (long long)live_position()));
	return auth_authorize(r);
}

static void gauge(struct buf *out, const char *name, const char *help, int64_t v)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %lld\n", name, help, name, name, (long long)v);
}

static void metrics(void *arg, struct buf *out)
{
	struct app *app = arg;
	struct db_stats st;
	db_stats_get(app->site.db, &st);
	gauge(out, "yingshao_db_writes", "Transactions asked for.", st.writes);
	gauge(out, "yingshao_db_batches", "Commits tried.", st.batches);
	gauge(out, "yingshao_db_batch_jobs_max", "Transactions in the largest commit.", st.batch_jobs_max);
	gauge(out, "yingshao_db_busy_us", "Time spent in transactions.", st.busy_us);
	gauge(out, "yingshao_db_reruns", "Transactions run a second time.", st.reruns);
	gauge(out, "yingshao_db_queue", "Transactions waiting for the writer.", st.queue_depth);
}

static const char *ready(void *arg)
{
	struct app *app = arg;
	return app->stopping ? "正在停止" : NULL;
}

/* ---- start ----------------------------------------------------------------------------------------- */

static bool is_loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static bool take_options(struct app *app, const struct options *o)
{
	if (option_given(o, "port"))
		app->config.port = option_int(o, "port");
	if (option_given(o, "address"))
		app->config.address = option_text(o, "address");
	if (app->config.port < 0 || app->config.port > 65535) {
		app_say("--port 须在 0 到 65535 之间");
		return false;
	}
	return true;
}

/* The passwords of a demo are known to whoever reads this project's documentation. */
static bool may_listen(const struct app *app)
{
	if (!app->site.demo || is_loopback(app->config.address))
		return true;
	app_say("数据库里是演示数据，只能在本机提供服务；请用 --address 127.0.0.1");
	return false;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* Nodes may share `var`, and each empties its own folder when it starts. */
static const char *make_upload_dir(struct app *app)
{
	char host[64] = "";
	const char *tmp = arena_printf(app->arena, "%s/tmp", app->config.var_dir);
	gethostname(host, sizeof host - 1);
	const char *own = arena_printf(app->arena, "%s/%s-%d", tmp, host, (int)app->config.port);
	mkdir(tmp, 0750);
	mkdir(own, 0750);
	return own;
}

static bool start_server(struct app *app)
{
	const struct config *c = &app->config;
	char why[WHY] = "";
	struct http_options h = {
		.address = c->address, .port = (int)c->port, .loops = (int)c->loops, .workers = (int)c->workers,
		.connections = (int)c->connections, .request_deadline_s = (int)c->request_deadline_s, .static_dir = c->static_dir,
		.upload_dir = make_upload_dir(app), .trusted_proxy = or_null(c->trusted_proxy),
		.tables = ROUTES, .db = app->site.db, .env = app->site.env, .app = app,
		.hooks = { auth_authenticate, authorize, NULL, metrics, ready },
		.public_per_minute = (int)c->public_per_minute, .pow_free_per_hour = (int)c->pow_free_per_hour,
		.pow_bits = (int)c->pow_bits, .metrics_from = or_null(c->metrics_from),
	};
	if (keys_secret(app->site.keys, KEY_POW, h.pow_key) != ERR_OK) {
		app_say("无法取得工作量证明所用的密钥");
		return false;
	}
	mkdir(arena_printf(app->arena, "%s/files", c->var_dir), 0750);
	if (http_start(&h, &app->server, why, sizeof why) != ERR_OK) {
		app_say("无法在 %s 端口 %d 提供服务：%s", c->address, (int)c->port, why);
		return false;
	}
	return true;
}

static bool start_outbox(struct app *app)
{
	char why[WHY] = "";
	app->sender = (struct outbox_sender){ .config = &app->config.outbox };
	if (outbox_config_check(app->sender.config, why, sizeof why)) {
		if (ticker_start(&app->site, "outbox", outbox_tick, &app->sender, &app->outbox) == ERR_OK)
			return true;
		snprintf(why, sizeof why, "无法启动消息发送");
	}
	app_say("%s", why);
	return false;
}

/* Every node reads for itself. */
static bool start_machine(struct app *app)
{
	if (ticker_start(&app->site, "intake", machine_tick, app->site.machine, &app->reading) == ERR_OK &&
	    ticker_start(&app->site, "learning", machine_learn, app->site.machine, &app->learning) == ERR_OK)
		return true;
	app_say("无法启动受理助手");
	return false;
}

/* Of several nodes whichever claims the run. */
static bool start_finding(struct app *app)
{
	if (ticker_start(&app->site, "hotspots", hotspot_tick, NULL, &app->finding) == ERR_OK)
		return true;
	app_say("无法启动热点发现");
	return false;
}

static bool start_all(struct app *app, struct live **live, bool jobs)
{
	event_subscribe(SUBSCRIPTIONS);
	if (!live_start(app, live)) {
		app_say("无法启动实时消息");
		return false;
	}
	app->site.machine = machine_new();
	if (!start_machine(app) || !start_server(app))
		return false;
	if (jobs && scheduler_start(&app->site, &app->scheduler) != ERR_OK) {
		app_say("无法启动定时任务");
		return false;
	}
	return !jobs || (start_outbox(app) && start_finding(app));
}

/* ---- running --------------------------------------------------------------------------------------- */

static void print_url(const struct app *app)
{
	bool six = strchr(app->config.address, ':') != NULL;
	char url[128];
	snprintf(url, sizeof url, "http://%s%s%s:%d", six ? "[" : "", app->config.address, six ? "]" : "", http_port(app->server));
	printf("%s/desk/  工作人员\n%s/h5/    群众与网格员\n", url, url);
	fflush(stdout);
}

static void reload(struct app *app)
{
	arena_reset(app->scratch);
	if (refs_load(&app->site, app->s) == ERR_OK)
		log_info("app", "reference data read again");
}

static void run(struct app *app, const sigset_t *set)
{
	for (;;) {
		int sig = 0;
		if (sigwait(set, &sig) != 0)
			continue;
		if (sig == SIGHUP) {
			reload(app);
			continue;
		}
		log_info("app", "stopping: %s", sig == SIGINT ? "SIGINT" : "SIGTERM");
		return;
	}
}

/* Threads inherit the mask: signals come to sigwait alone. */
static void block_signals(sigset_t *set)
{
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, set, NULL);
}

static int serve(struct app *app, const struct options *o, const sigset_t *set)
{
	struct live *live = NULL;
	bool started = may_listen(app) && start_all(app, &live, !option_flag(o, "no-jobs"));
	if (started) {
		print_url(app);
		run(app, set);
	}
	app->stopping = true;
	machine_stop(app->site.machine);
	scheduler_stop(app->scheduler);
	ticker_stop(app->outbox);
	ticker_stop(app->reading);
	ticker_stop(app->learning);
	ticker_stop(app->finding);
	live_stop_reading(live);
	if (app->server)
		http_stop(app->server, GRACE_MS);
	live_stop(live);
	machine_free(app->site.machine);
	return started ? EXIT_DONE : EXIT_FAILED;
}

static int print_config(const struct options *o)
{
	struct app app;
	bool ok = app_config(&app, o) && take_options(&app, o);
	if (ok)
		config_print(stdout, &app.config);
	app_close(&app);
	return ok ? EXIT_DONE : EXIT_FAILED;
}

static bool migrate_first(const struct options *o)
{
	struct app app;
	bool ok = !option_flag(o, "migrate") || (app_open(&app, o, 0) && app_migrate(&app));
	if (option_flag(o, "migrate"))
		app_close(&app);
	return ok;
}

int cmd_serve(const struct options *o)
{
	struct app app;
	sigset_t set;
	int code = EXIT_FAILED;
	umask(027);
	if (option_flag(o, "print-config"))
		return print_config(o);
	block_signals(&set);
	if (!migrate_first(o))
		return EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | APP_KEYS | APP_REFS) && take_options(&app, o))
		code = serve(&app, o, &set);
	app_close(&app);
	return code;
}

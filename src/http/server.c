/* SPDX-License-Identifier: Apache-2.0 */
/* Starting and stopping: options, the listening socket, the libmicrohttpd daemon, the ticker that cuts
 * overdue connections and wakes event streams. */
#include "http/http_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>


enum {
	CONNECTION_POOL = 16 << 10,
	LISTEN_BACKLOG = 1024,
	LIMIT_ENTRIES = 32768,
	WORK_REMEMBERED = 65536,
	ROUTES_ARENA = 16 << 20,
	FILES_BESIDE = 512,              /* database, log, static files, uploads */
	TICK_MS = 250,
	LAST_ANSWERS_MS = 2000,
};

static int or_default(int given, int otherwise)
{
	return given > 0 ? given : otherwise;
}

static void fill_defaults(struct http_server *s)
{
	struct http_options *o = &s->o;
	s->slow_deadline_s = or_default(o->request_deadline_s, LONG_SECONDS);
	o->loops = or_default(o->loops, 1);
	o->workers = or_default(o->workers, 4);
	o->connections = or_default(o->connections, 12000);
	o->queue_interactive = or_default(o->queue_interactive, 512);
	o->queue_bulk = or_default(o->queue_bulk, 32);
	o->request_deadline_s = or_default(o->request_deadline_s, 30);
	o->public_per_minute = or_default(o->public_per_minute, 120);
	o->pow_free_per_hour = or_default(o->pow_free_per_hour, 5);
	o->heartbeat_s = or_default(o->heartbeat_s, 20);
	o->env = o->env ? o->env : &ENV_SYSTEM;
	o->address = o->address ? o->address : "127.0.0.1";
	o->upload_dir = o->upload_dir ? o->upload_dir : "var/tmp";
}

/* As many file descriptors as the connections need; fewer connections when the system refuses. */
static void raise_file_limit(struct http_options *o)
{
	struct rlimit l;
	if (getrlimit(RLIMIT_NOFILE, &l) != 0)
		return;
	rlim_t need = (rlim_t)o->connections + FILES_BESIDE;
	if (l.rlim_cur < need) {
		l.rlim_cur = need < l.rlim_max ? need : l.rlim_max;
		if (setrlimit(RLIMIT_NOFILE, &l) != 0)
			getrlimit(RLIMIT_NOFILE, &l);
	}
	if (l.rlim_cur >= need)
		return;
	o->connections = l.rlim_cur > 2 * FILES_BESIDE ? (int)(l.rlim_cur - FILES_BESIDE) : (int)(l.rlim_cur / 2);
	log_warn("http", "only %d connections: the limit of open files is %llu", o->connections,
		 (unsigned long long)l.rlim_cur);
}

static bool sockaddr_of(const struct http_options *o, struct sockaddr_storage *out, socklen_t *n)
{
	memset(out, 0, sizeof *out);
	struct sockaddr_in *four = (struct sockaddr_in *)out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
	if (inet_pton(AF_INET, o->address, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons((uint16_t)o->port);
		*n = sizeof *four;
		return true;
	}
	if (inet_pton(AF_INET6, o->address, &six->sin6_addr) == 1) {
		six->sin6_family = AF_INET6;
		six->sin6_port = htons((uint16_t)o->port);
		*n = sizeof *six;
		return true;
	}
	return false;
}

/* -1 with a sentence in `why`. "::" listens on IPv4 as well. */
static int listen_on(struct http_server *s, char *why, size_t why_n)
{
	struct sockaddr_storage address;
	socklen_t n;
	int yes = 1, no = 0;
	if (!sockaddr_of(&s->o, &address, &n)) {
		snprintf(why, why_n, "not an address: %s", s->o.address);
		return -1;
	}
	int fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	bool ok = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0;
	if (ok && address.ss_family == AF_INET6)
		ok = setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) == 0;
	ok = ok && bind(fd, (struct sockaddr *)&address, n) == 0 && listen(fd, LISTEN_BACKLOG) == 0;
	n = sizeof address;
	if (!ok || getsockname(fd, (struct sockaddr *)&address, &n) != 0) {
		snprintf(why, why_n, "cannot listen on %s port %d: %s", s->o.address, s->o.port, strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	s->port = ntohs(address.ss_family == AF_INET ? ((struct sockaddr_in *)&address)->sin_port :
						       ((struct sockaddr_in6 *)&address)->sin6_port);
	return fd;
}

static void *tick(void *arg)
{
	struct http_server *s = arg;
	pthread_mutex_lock(&s->tick_lock);
	while (!s->tick_stop) {
		struct timespec until;
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += (long)TICK_MS * 1000000;
		if (until.tv_nsec >= 1000000000) {
			until.tv_sec++;
			until.tv_nsec -= 1000000000;
		}
		pthread_cond_timedwait(&s->tick_wake, &s->tick_lock, &until);
		pthread_mutex_unlock(&s->tick_lock);
		int64_t now = mono_ms();
		for (size_t n = conns_expire(s, now); n; n--)
			metrics_reject(s->metrics, REJECT_DEADLINE);
		streams_beat(s->streams, now, (int64_t)s->o.heartbeat_s * MS_SECOND);
		pthread_mutex_lock(&s->tick_lock);
	}
	pthread_mutex_unlock(&s->tick_lock);
	return NULL;
}

static void daemon_log(void *cls, const char *format, va_list ap)
{
	(void)cls;
	char line[512];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	vsnprintf(line, sizeof line, format, ap); /* the format is libmicrohttpd's own */
#pragma GCC diagnostic pop
	log_debug("http", "libmicrohttpd: %s", line);
}

static struct MHD_Daemon *daemon_start(struct http_server *s, int listener)
{
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG;
	if (strchr(s->o.address, ':'))
		flags |= MHD_USE_DUAL_STACK;
	struct MHD_OptionItem pool[2] = { { MHD_OPTION_END, 0, NULL }, { MHD_OPTION_END, 0, NULL } };
	if (s->o.loops > 1)
		pool[0] = (struct MHD_OptionItem){ MHD_OPTION_THREAD_POOL_SIZE, s->o.loops, NULL };
	return MHD_start_daemon(flags, 0, NULL, NULL, conn_handle, s,
				MHD_OPTION_EXTERNAL_LOGGER, daemon_log, NULL,
				MHD_OPTION_LISTEN_SOCKET, listener,
				MHD_OPTION_CONNECTION_LIMIT, (unsigned)s->o.connections,
				MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
				MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_POOL,
				MHD_OPTION_STRICT_FOR_CLIENT, 1,
				MHD_OPTION_NOTIFY_CONNECTION, conn_notify, s,
				MHD_OPTION_NOTIFY_COMPLETED, conn_completed, s,
				MHD_OPTION_URI_LOG_CALLBACK, conn_uri, s,
				MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
}

static void server_free(struct http_server *s)
{
	pool_free(s->pool);
	streams_free(s->streams);
	work_free(s->work);
	limits_free(s->limits);
	metrics_free(s->metrics);
	arena_free(s->arena);
	pthread_mutex_destroy(&s->conns_lock);
	pthread_mutex_destroy(&s->tick_lock);
	pthread_cond_destroy(&s->tick_wake);
	free(s);
}

static struct http_server *server_new(const struct http_options *o)
{
	struct http_server *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->o = *o;
	fill_defaults(s);
	s->arena = arena_new(ROUTES_ARENA);
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->tick_wake, &attr);
	pthread_condattr_destroy(&attr);
	pthread_mutex_init(&s->tick_lock, NULL);
	pthread_mutex_init(&s->conns_lock, NULL);
	env_random(s->o.env, &s->id_prefix, sizeof s->id_prefix);
	s->streams = streams_new();
	return s;
}

static enum err prepare(struct http_server *s, char *why, size_t why_n)
{
	s->router = router_new(s->arena, s->o.tables, HTTP_OWN_ROUTES, why, why_n);
	if (!s->router)
		return ERR_INVALID;
	uint64_t seed;
	env_random(s->o.env, &seed, sizeof seed);
	s->metrics = metrics_new(s->router);
	s->limits = limits_new(LIMIT_ENTRIES, seed);
	s->work = work_new(s->o.pow_key, s->o.pow_bits, WORK_REMEMBERED);
	s->pool = pool_new(s, s->o.workers, s->o.queue_interactive, s->o.queue_bulk);
	enum err e = upload_sweep(s->o.upload_dir, why, why_n);
	if (e != ERR_OK)
		return e;
	raise_file_limit(&s->o);
	e = pool_start(s->pool);
	if (e != ERR_OK)
		snprintf(why, why_n, "cannot start the workers: %s", err_name(e));
	return e;
}

enum err http_start(const struct http_options *o, struct http_server **out, char *why, size_t why_n)
{
	struct http_server *s = server_new(o);
	int listener = -1;
	enum err e = prepare(s, why, why_n);
	if (e == ERR_OK)
		listener = listen_on(s, why, why_n);
	if (e == ERR_OK && listener < 0)
		e = ERR_IO;
	if (e == ERR_OK && pthread_create(&s->ticker, NULL, tick, s) != 0) {
		snprintf(why, why_n, "cannot start a thread");
		close(listener);
		e = ERR_IO;
	} else if (e == ERR_OK) {
		s->daemon = daemon_start(s, listener);
		if (s->daemon) {
			log_info("http", "listening on %s port %d", s->o.address, s->port);
			*out = s;
			return ERR_OK;
		}
		snprintf(why, why_n, "libmicrohttpd does not start");
		close(listener);
		s->tick_stop = true;
		pthread_join(s->ticker, NULL);
		e = ERR_IO;
	}
	if (s->pool)
		pool_stop(s->pool, 0);
	server_free(s);
	return e;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

static void stop_ticker(struct http_server *s)
{
	pthread_mutex_lock(&s->tick_lock);
	s->tick_stop = true;
	pthread_cond_broadcast(&s->tick_wake);
	pthread_mutex_unlock(&s->tick_lock);
	pthread_join(s->ticker, NULL);
}

void http_stop(struct http_server *s, int grace_ms)
{
	s->stopping = true;
	int listener = MHD_quiesce_daemon(s->daemon);
	pool_stop(s->pool, grace_ms);
	/* no worker and no queue is left: nothing is suspended but streams, and no request can become so */
	streams_end(s->streams);
	for (int64_t until = mono_ms() + LAST_ANSWERS_MS; s->exchanges && mono_ms() < until;)
		nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
	stop_ticker(s);
	MHD_stop_daemon(s->daemon);
	if (listener >= 0)
		close(listener);
	log_info("http", "stopped");
	server_free(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The test server's routes and the raw client. */
#include "http/harness.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

struct stage stage;
static char root[64], uploads[80], dist[80];
const char *const UPLOADS = uploads, *const DIST = dist;
static struct arena *texts; /* everything heard in one test */

enum { PATIENCE_SECONDS = 20, HEARD_MAX = 8 << 20 };

/* ---- routes -------------------------------------------------------------------------------------- */

static enum err echo(struct req *r)
{
	stage.calls++;
	jw_object(&r->w);
	jw_kstr(&r->w, "q", in_str(r, "q"));
	jw_kint(&r->w, "n", in_i64(r, "n"));
	jw_kstr(&r->w, "address", r->address);
	jw_kstr(&r->w, "cookie", req_cookie(r, "session"));
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err report(struct req *r)
{
	stage.calls++;
	jw_object(&r->w);
	jw_kstr(&r->w, "phone", in_str(r, "phone"));
	jw_kint(&r->w, "people", in_i64(r, "people"));
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err show(struct req *r)
{
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_kstr(&r->w, "name", r->path_text[1]);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err wait_here(struct req *r)
{
	stage.waiting++;
	while (!stage.open)
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	stage.waiting--;
	jw_object(&r->w);
	jw_kbool(&r->w, "waited", true);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err upload(struct req *r)
{
	jw_object(&r->w);
	jw_kstr(&r->w, "note", in_str(r, "note"));
	jw_key(&r->w, "files");
	jw_array(&r->w);
	for (size_t i = 0; i < r->nuploads; i++) {
		struct stat st;
		jw_object(&r->w);
		jw_kstr(&r->w, "field", r->upload[i].field);
		jw_kstr(&r->w, "name", r->upload[i].filename);
		jw_kstr(&r->w, "type", r->upload[i].media_type);
		jw_kint(&r->w, "size", (int64_t)r->upload[i].size);
		jw_kint(&r->w, "on_disk", stat(r->upload[i].path, &st) == 0 ? st.st_size : -1);
		jw_kstr(&r->w, "sha256", r->upload[i].sha256);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	if (str_eq(in_str(r, "note"), "keep"))
		rename(r->upload[0].path, format("%s/kept", uploads));
	return ERR_OK;
}

static enum err stream(struct req *r)
{
	http_stream_key(r, &stage.user, sizeof stage.user);
	http_subscribe(r, "cases");
	http_subscribe(r, "cases");
	if (req_header(r, "Last-Event-ID"))
		http_stream_event(r, 41, "{\"replayed\":true}");
	for (int i = 0; i < stage.publish_first; i++)
		http_publish(r->server, "cases", 100 + i, "{\"early\":true}");
	return ERR_OK;
}

static enum err devour(struct req *r)
{
	size_t n = 0;
	while (n < SIZE_MAX / 2)
		n += strlen(memset(arena_alloc(r->arena, 100001), 'x', 100000));
	return ERR_OK;
}

static enum err boast(struct req *r)
{
	for (int i = 0; i < 100000; i++)
		buf_str(&r->out, "a long answer that goes on and on and on and on and on ");
	return ERR_OK;
}

static enum err refuse(struct req *r)
{
	static const struct problem_code code = { ERR_CONFLICT, "test.refused", "这件事现在办不了。" };
	req_set_header(r, "Set-Cookie", "session=; Max-Age=0");
	req_set_header(r, "X-Evil", "a\r\nX-Injected: 1");
	buf_str(&r->out, "half an answer");
	return problem_set(&r->problem, &code);
}

static enum err unexplained(struct req *r)
{
	(void)r;
	return ERR_STALE;
}

static enum err download(struct req *r)
{
	char *path = format("%s/export.csv", root);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("工单,状态\n", f);
	fclose(f);
	req_send_file(r, path, true, "text/csv; charset=utf-8", "导出 2025.csv");
	return ERR_OK;
}

static enum err raw(struct req *r)
{
	stage.calls++;
	jw_object(&r->w);
	jw_kint(&r->w, "bytes", (int64_t)r->body.n);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field ECHO_IN[] = {
	{ .name = "q", .type = IN_TEXT, .max = 20, .label = "关键词" },
	{ .name = "n", .type = IN_INT, .min = 1, .max = 100, .label = "数量" },
	{ 0 },
};
static const struct in_field REPORT_IN[] = {
	{ .name = "phone", .type = IN_TEXT, .flags = IN_REQUIRED, .min = 7, .max = 11, .label = "联系电话" },
	{ .name = "people", .type = IN_INT, .min = 1, .max = 50, .label = "涉及人数" },
	{ 0 },
};
static const struct in_field UPLOAD_IN[] = {
	{ .name = "note", .type = IN_TEXT, .max = 50, .label = "说明", .flags = IN_REQUIRED },
	{ 0 },
};

static const struct route ROUTES[] = {
	{ .method = HTTP_GET, .pattern = "/api/v1/echo", .handler = echo, .flags = ROUTE_PUBLIC, .in = ECHO_IN },
	{ .method = HTTP_POST, .pattern = "/api/v1/report", .handler = report, .flags = ROUTE_PUBLIC, .in = REPORT_IN },
	{ .method = HTTP_POST, .pattern = "/api/v1/public/report", .handler = report, .flags = ROUTE_PUBLIC | ROUTE_POW,
	  .in = REPORT_IN },
	{ .method = HTTP_GET, .pattern = "/api/v1/wait", .handler = wait_here, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/bulk", .handler = wait_here, .cap = 1, .flags = ROUTE_BULK },
	{ .method = HTTP_GET, .pattern = "/api/v1/staff", .handler = echo, .cap = 1, .in = ECHO_IN },
	{ .method = HTTP_GET, .pattern = "/api/v1/things/{id}/by/{name:text}", .handler = show, .flags = ROUTE_PUBLIC },
	{ .method = HTTP_POST, .pattern = "/api/v1/files", .handler = upload, .cap = 1, .flags = ROUTE_UPLOAD,
	  .in = UPLOAD_IN, .body_limit = 30 << 20 },
	{ .method = HTTP_POST, .pattern = "/api/v1/photo", .handler = upload, .cap = 1, .flags = ROUTE_UPLOAD,
	  .in = (const struct in_field[]){ { .name = "note", .type = IN_TEXT, .flags = IN_QUERY, .label = "说明" }, { 0 } } },
	{ .method = HTTP_GET, .pattern = "/api/v1/stream", .handler = stream, .cap = 1, .flags = ROUTE_STREAM },
	{ .method = HTTP_GET, .pattern = "/api/v1/devour", .handler = devour, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/boast", .handler = boast, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/refuse", .handler = refuse, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/stale", .handler = unexplained, .cap = 1 },
	{ .method = HTTP_GET, .pattern = "/api/v1/download", .handler = download, .cap = 1 },
	{ .method = HTTP_POST, .pattern = "/api/v1/raw", .handler = raw, .cap = 1, .flags = ROUTE_RAW, .body_limit = 1 << 20 },
	{ 0 },
};
const struct route *const TEST_TABLES[] = { ROUTES, NULL };

static enum err authenticate(struct req *r)
{
	if (!stage.anonymous) {
		r->principal = &stage;
		r->principal_key = stage.user;
	}
	return ERR_OK;
}

static void finished(const struct req *r, int status, int64_t micros)
{
	(void)r;
	(void)status;
	(void)micros;
	stage.finished++;
}

struct http_server *serve(const struct http_options *given)
{
	struct http_options o = given ? *given : (struct http_options){ 0 };
	o.tables = o.tables ? o.tables : TEST_TABLES;
	o.address = o.address ? o.address : "127.0.0.1";
	o.upload_dir = uploads;
	o.static_dir = dist;
	o.connections = o.connections ? o.connections : 200;
	o.public_per_minute = o.public_per_minute ? o.public_per_minute : 1000000;
	if (!o.hooks.authenticate)
		o.hooks.authenticate = authenticate;
	o.hooks.finished = finished;
	struct http_server *s = NULL;
	char why[256] = "";
	if (http_start(&o, &s, why, sizeof why) != ERR_OK)
		fail_msg("server does not start: %s", why);
	return s;
}

void stop(struct http_server *s)
{
	stage.open = true;
	http_stop(s, 5000);
}

/* ---- the client ---------------------------------------------------------------------------------- */

char *format(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *s = arena_vprintf(texts, fmt, ap);
	va_end(ap);
	return s;
}

int dial(struct http_server *s)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(s)) };
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		fail_msg("connect: %s", strerror(errno));
	return fd;
}

static bool send_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);
		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

void say(int fd, const void *p, size_t n)
{
	if (!send_all(fd, p, n))
		fail_msg("send: %s", strerror(errno));
}

void say_text(int fd, const char *text)
{
	say(fd, text, strlen(text));
}

bool try_say(int fd, const char *text)
{
	return send_all(fd, text, strlen(text));
}

/* What has come so far, at most n bytes, left in the socket when peeking. 0 at the end; a reset is one too. */
static size_t hear_some(int fd, char *p, size_t n, int flags)
{
	ssize_t k = recv(fd, p, n, flags);
	if (k < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		fail_msg("nothing heard for %d s", PATIENCE_SECONDS);
	return k > 0 ? (size_t)k : 0;
}

static bool ends_with(const struct buf *b, const char *s)
{
	size_t n = strlen(s);
	return b->n >= n && memcmp(b->p + b->n - n, s, n) == 0;
}

char *hear_until(int fd, const char *needle)
{
	struct buf b;
	char some[16384];
	buf_init(&b, texts, HEARD_MAX);
	for (;;) {
		/* nothing behind the needle may be taken: it belongs to who listens next */
		size_t n = hear_some(fd, some, sizeof some, MSG_PEEK), used = 0;
		bool found = false;
		while (used < n && !found) {
			buf_add(&b, some + used++, 1);
			found = ends_with(&b, needle);
		}
		if (!n || hear_some(fd, some, used, 0) != used)
			return NULL;
		if (found)
			return b.p;
	}
}

static struct answer hear_any(int fd, bool bodyless)
{
	struct answer a = { .head = hear_until(fd, "\r\n\r\n") };
	if (!a.head)
		return a;
	const char *at = strstr(a.head, "HTTP/1.1 ");
	assert_non_null(at);
	a.status = (int)strtol(at + 9, NULL, 10);
	if (a.status == 100)
		return hear_any(fd, bodyless);
	const char *length = header(&a, "Content-Length");
	a.body_n = length && !bodyless && a.status != 304 ? (size_t)strtoul(length, NULL, 10) : 0;
	a.body = arena_alloc(texts, a.body_n + 1);
	for (size_t got = 0, n; got < a.body_n; got += n) {
		n = hear_some(fd, a.body + got, a.body_n - got, 0);
		if (!n)
			fail_msg("body ends after %zu of %zu bytes", got, a.body_n);
	}
	return a;
}

struct answer hear(int fd)
{
	return hear_any(fd, false);
}

struct answer hear_bodyless(int fd)
{
	return hear_any(fd, true);
}

bool ended(int fd)
{
	char c;
	ssize_t k = recv(fd, &c, 1, 0);
	if (k < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		fail_msg("the server keeps the connection open");
	return k <= 0;
}

struct answer ask(struct http_server *s, const char *request)
{
	int fd = dial(s);
	say_text(fd, request);
	struct answer a = hear(fd);
	close(fd);
	return a;
}

struct answer get(struct http_server *s, const char *target)
{
	return ask(s, format("GET %s HTTP/1.1\r\nHost: x\r\n\r\n", target));
}

struct answer post_json(struct http_server *s, const char *target, const char *more, const char *body)
{
	return ask(s, format("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n%s",
			     target, more, strlen(body), body));
}

const char *header(const struct answer *a, const char *name)
{
	size_t n = strlen(name);
	for (const char *line = strstr(a->head, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
		if (strncasecmp(line + 2, name, n) == 0 && line[2 + n] == ':') {
			const char *value = line + 2 + n + 1, *end = strstr(value, "\r\n");
			return arena_sv(texts, sv_trim((struct sv){ value, (size_t)(end - value) }));
		}
	}
	return NULL;
}

bool has(const struct answer *a, const char *text)
{
	return a->body && strstr(a->body, text);
}

void until(int (*count)(void *), void *arg, int wanted)
{
	for (int i = 0; i < PATIENCE_SECONDS * 200; i++) {
		if (count(arg) == wanted)
			return;
		nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
	}
	fail_msg("still %d instead of %d", count(arg), wanted);
}

int files_in(void *directory)
{
	int n = 0;
	DIR *d = opendir(directory);
	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

int atomic_count(void *atomic_int_)
{
	return *(_Atomic int *)atomic_int_;
}

int test_setup(void **state)
{
	(void)state;
	arena_reset(texts);
	stage.calls = stage.waiting = stage.finished = stage.publish_first = 0;
	stage.open = stage.anonymous = false;
	stage.user = 7;
	return 0;
}

int group_setup(void **state)
{
	(void)state;
	json_init();
	log_set_level(LOG_LEVEL_COUNT);
	texts = arena_new(256 << 20);
	snprintf(root, sizeof root, "/tmp/ys-http-test-XXXXXX");
	if (!mkdtemp(root))
		return -1;
	snprintf(uploads, sizeof uploads, "%s/tmp", root);
	snprintf(dist, sizeof dist, "%s/dist", root);
	return mkdir(dist, 0700);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

int group_teardown(void **state)
{
	(void)state;
	arena_free(texts);
	return nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

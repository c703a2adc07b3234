/* SPDX-License-Identifier: Apache-2.0 */
/* A small HTTP/1.1 client for loopback: one kept connection, one request at a time, answers with Content-Length only, which is
 * what the server sends for everything but streams and large files. */
#include "app/bench.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, HEADERS_MAX = 4096, WAIT_S = 60 };

void bench_http_init(struct bench_http *h, int port, const char *cookie)
{
	*h = (struct bench_http){ .fd = -1, .port = port, .cookie = cookie, .cap = BUFFER, .buf = malloc(BUFFER + 1) };
	if (!h->buf)
		abort();
}

static void hang_up(struct bench_http *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
}

void bench_http_close(struct bench_http *h)
{
	hang_up(h);
	free(h->buf);
	h->buf = NULL;
}

static bool dial(struct bench_http *h)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)h->port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval wait = { .tv_sec = WAIT_S };
	int one = 1;
	h->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (h->fd < 0)
		return false;
	setsockopt(h->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	setsockopt(h->fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
	setsockopt(h->fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
	if (connect(h->fd, (struct sockaddr *)&to, sizeof to) == 0)
		return true;
	hang_up(h);
	return false;
}

static bool send_all(struct bench_http *h, const char *p, size_t n)
{
	while (n) {
		ssize_t put = send(h->fd, p, n, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* Reads until `want` bytes are there. */
static bool fill_to(struct bench_http *h, size_t want)
{
	while (h->n < want) {
		ssize_t got = recv(h->fd, h->buf + h->n, h->cap - h->n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		h->n += (size_t)got;
	}
	return true;
}

static const char *header_value(const char *head, const char *name)
{
	size_t n = strlen(name);
	for (const char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
		if (strncasecmp(line + 2, name, n) == 0 && line[2 + n] == ':')
			return line + 3 + n + strspn(line + 3 + n, " ");
	return NULL;
}

static bool receive(struct bench_http *h)
{
	char *end = NULL;
	h->n = 0;
	while (!end) {
		if (h->n >= HEADERS_MAX * 2 || !fill_to(h, h->n + 1))
			return false;
		h->buf[h->n] = 0;
		end = strstr(h->buf, "\r\n\r\n");
	}
	size_t head_n = (size_t)(end - h->buf) + 4;
	end[2] = 0;
	const char *length = header_value(h->buf, "Content-Length"), *connection = header_value(h->buf, "Connection");
	h->body_n = length ? (size_t)strtoul(length, NULL, 10) : 0;
	h->status = (int)strtol(h->buf + sizeof "HTTP/1.1", NULL, 10);
	bool last = connection && strncasecmp(connection, "close", 5) == 0;
	if (head_n + h->body_n > h->cap || !fill_to(h, head_n + h->body_n))
		return false;
	h->buf[head_n + h->body_n] = 0;
	h->body = h->buf + head_n;
	if (last)
		hang_up(h);
	return true;
}

bool bench_http_call(struct bench_http *h, const char *method, const char *path, const char *key, const char *body)
{
	char head[HEADERS_MAX];
	size_t body_n = body ? strlen(body) : 0;
	int n = snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s%s%s%s%s", method, path, h->port,
			 h->cookie ? "Cookie: ys_session=" : "", h->cookie ? h->cookie : "", h->cookie ? "\r\n" : "",
			 key ? "Idempotency-Key: " : "", key ? key : "", key ? "\r\n" : "");
	if (n > 0 && body)
		n += snprintf(head + n, sizeof head - (size_t)n, "Content-Type: application/json\r\nContent-Length: %zu\r\n", body_n);
	if (n <= 0 || (size_t)n + 2 + body_n >= sizeof head)
		return false;
	n += snprintf(head + n, sizeof head - (size_t)n, "\r\n%s", body ? body : "");
	h->status = 0;
	if (h->fd < 0 && !dial(h))
		return false;
	if (send_all(h, head, (size_t)n) && receive(h))
		return true;
	hang_up(h);
	h->status = 0;
	return false;
}

bool bench_http_value(const struct bench_http *h, const char *name, char *out, size_t n)
{
	char want[64];
	int k = snprintf(want, sizeof want, "\"%s\":", name);
	const char *at = h->status && k > 0 ? strstr(h->body, want) : NULL;
	if (!at)
		return false;
	at += k;
	bool text = *at == '"';
	at += text;
	size_t len = strcspn(at, text ? "\"" : ",}]");
	if (len >= n)
		return false;
	memcpy(out, at, len);
	out[len] = 0;
	return true;
}

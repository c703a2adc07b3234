/* SPDX-License-Identifier: Apache-2.0 */
/* libmicrohttpd's callbacks: connections with their deadlines, and the stages of a request. Everything
 * here runs on a loop thread and must not block. */
#include "http/http_internal.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- connections -------------------------------------------------------------------------------- */

static void peer_text(struct MHD_Connection *c, char out[46])
{
	out[0] = 0;
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (!info || !info->client_addr)
		return;
	if (info->client_addr->sa_family == AF_INET) {
		struct sockaddr_in four;
		memcpy(&four, info->client_addr, sizeof four);
		inet_ntop(AF_INET, &four.sin_addr, out, 46);
	} else if (info->client_addr->sa_family == AF_INET6) {
		struct sockaddr_in6 six;
		memcpy(&six, info->client_addr, sizeof six);
		if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr))
			inet_ntop(AF_INET, six.sin6_addr.s6_addr + 12, out, 46);
		else
			inet_ntop(AF_INET6, &six.sin6_addr, out, 46);
	}
}

static void conn_open(struct http_server *s, struct MHD_Connection *c, void **context)
{
	struct conn *n = calloc(1, sizeof *n);
	if (!n)
		abort();
	n->server = s;
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	n->fd = info ? info->connect_fd : -1;
	peer_text(c, n->peer);
	conn_deadline_in(n, s->o.request_deadline_s);
	pthread_mutex_lock(&s->conns_lock);
	n->next = s->conns;
	if (s->conns)
		s->conns->prev = n;
	s->conns = n;
	pthread_mutex_unlock(&s->conns_lock);
	*context = n;
}

static void conn_close(struct http_server *s, struct conn *n)
{
	/* after this the ticker cannot shut down a file descriptor that is somebody else's by now */
	pthread_mutex_lock(&s->conns_lock);
	if (n->prev)
		n->prev->next = n->next;
	else
		s->conns = n->next;
	if (n->next)
		n->next->prev = n->prev;
	pthread_mutex_unlock(&s->conns_lock);
	free(n->uri);
	free(n);
}

void conn_notify(void *cls, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		conn_open(cls, c, context);
	else if (*context)
		conn_close(cls, *context);
}

size_t conns_expire(struct http_server *s, int64_t now)
{
	size_t n = 0;
	pthread_mutex_lock(&s->conns_lock);
	for (struct conn *c = s->conns; c; c = c->next) {
		if (c->deadline > now || c->fd < 0)
			continue;
		shutdown(c->fd, SHUT_RDWR);
		c->deadline = INT64_MAX;
		n++;
	}
	pthread_mutex_unlock(&s->conns_lock);
	return n;
}

static struct conn *conn_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

void *conn_uri(void *cls, const char *uri, struct MHD_Connection *c)
{
	(void)cls;
	struct conn *n = conn_of(c);
	if (!n)
		return NULL;
	free(n->uri);
	n->uri_too_long = strlen(uri) > URI_MAX;
	n->uri = n->uri_too_long ? NULL : strdup(uri);
	return NULL;
}

/* ---- requests ----------------------------------------------------------------------------------- */

static struct exchange *exchange_new(struct http_server *s, struct MHD_Connection *c)
{
	struct exchange *x = calloc(1, sizeof *x);
	if (!x)
		abort();
	x->server = s;
	x->mhd = c;
	x->conn = conn_of(c);
	x->file_fd = -1;
	x->begun_us = mono_us();
	struct req *r = &x->req;
	r->arena = arena_new(REQUEST_ARENA);
	r->env = s->o.env;
	r->server = s;
	r->app = s->o.app;
	r->conn = x;
	r->now = env_now(r->env);
	r->id = arena_printf(r->arena, "%08x%08x", s->id_prefix, atomic_fetch_add(&s->id_next, 1));
	r->path = r->address = "";
	r->body = (struct sv){ "", 0 };
	answer_reset(r);
	atomic_fetch_add(&s->exchanges, 1);
	return x;
}

static void exchange_free(struct exchange *x)
{
	struct http_server *s = x->server;
	stream_drop(x);
	upload_release(x);
	if (x->file_fd >= 0)
		close(x->file_fd);
	arena_free(x->req.arena);
	arena_free(x->spare);
	atomic_fetch_sub(&s->body_bytes, x->body_cap);
	free(x->body);
	free(x);
	atomic_fetch_sub(&s->exchanges, 1);
}

void conn_completed(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
	(void)cls;
	(void)c;
	(void)code;
	struct exchange *x = *context;
	if (!x)
		return;
	conn_deadline_in(x->conn, IDLE_SECONDS);
	*context = NULL;
	exchange_free(x);
}

/* Suspends the connection and gives the request to a worker; without room in the queue it is refused. */
static enum MHD_Result hand_over(struct exchange *x)
{
	struct http_server *s = x->server;
	bool bulk = x->req.route->flags & ROUTE_BULK;
	if (!pool_reserve(s->pool, bulk)) {
		metrics_reject(s->metrics, s->stopping ? REJECT_STOPPING : REJECT_QUEUE);
		x->close = x->close || s->stopping;
		x->req.problem.retry_after_s = bulk ? 30 : 2;
		answer_refuse(x, s->stopping ? &E_STOPPING : &E_QUEUE_FULL);
		return answer_send(x);
	}
	if (x->stage != STAGE_GATE)
		x->stage = STAGE_WORK;
	MHD_suspend_connection(x->mhd);
	pool_put(s->pool, bulk, x);
	return MHD_YES;
}

static enum MHD_Result on_body(struct exchange *x, const char *data, size_t *data_n)
{
	enum err e;
	if (*data_n) {
		e = body_data(x, data, *data_n);
		*data_n = 0;
		if (e == ERR_OK)
			return MHD_YES;
	} else if (x->gated && !x->gate_seen) {
		x->gate_seen = true;
		e = x->req.route->flags & ROUTE_UPLOAD ? upload_begin(x) : ERR_OK;
		if (e == ERR_OK)
			return MHD_YES;
	} else {
		e = body_end(x);
		if (e == ERR_OK)
			return hand_over(x);
	}
	http_answer_problem(&x->req, e);
	x->stage = STAGE_ANSWER;
	return answer_send(x);
}

static enum MHD_Result on_discard(struct exchange *x, size_t *data_n)
{
	if (!*data_n)
		return MHD_NO; /* the whole body has come; our answer is out already */
	x->received += *data_n;
	*data_n = 0;
	return x->received > DISCARD_MAX ? MHD_NO : MHD_YES;
}

static enum MHD_Result first_call(struct exchange *x, const char *method, const char *version)
{
	exchange_begin(x, method, version);
	if (x->stage == STAGE_GATE)
		return hand_over(x);
	if (x->stage == STAGE_ANSWER && !x->body_done)
		return answer_send(x);
	return MHD_YES;
}

enum MHD_Result conn_handle(void *cls, struct MHD_Connection *c, const char *url, const char *method,
			    const char *version, const char *data, size_t *data_n, void **context)
{
	(void)url; /* decoded in place; we use the raw target */
	struct exchange *x = *context;
	if (!x) {
		x = exchange_new(cls, c);
		*context = x;
		return first_call(x, method, version);
	}
	switch (x->stage) {
	case STAGE_BODY:
		return on_body(x, data, data_n);
	case STAGE_ANSWER:
		*data_n = 0;
		return answer_send(x);
	case STAGE_DISCARD:
		return on_discard(x, data_n);
	case STAGE_GATE:
	case STAGE_WORK:
	case STAGE_SENT:
	default:
		*data_n = 0;
		return MHD_YES;
	}
}

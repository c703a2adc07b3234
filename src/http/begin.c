/* SPDX-License-Identifier: Apache-2.0 */
/* The first look at a request, when only its headers are there: hostile framing is refused, the route is
 * found, and what is too large, of the wrong type or too frequent never has its body read. */
#include "http/http_internal.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <strings.h>

/* Headers that decide who asks what, and how long it is: twice is an attack or a broken proxy. */
enum single { H_LENGTH, H_CODING, H_HOST, H_TYPE, H_AUTHORIZATION, H_KEY, H_ORIGIN, H_COUNT };
static const char *const SINGLE[H_COUNT] = {
	[H_LENGTH] = "Content-Length",		[H_CODING] = "Transfer-Encoding", [H_HOST] = "Host",
	[H_TYPE] = "Content-Type",		[H_AUTHORIZATION] = "Authorization",
	[H_KEY] = "Idempotency-Key",		[H_ORIGIN] = "Origin",
};

struct survey {
	unsigned seen[H_COUNT];
	const char *value[H_COUNT];
	bool bad;
};

static bool token(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
		      strchr("!#$%&'*+-.^_`|~", *s)))
			return false;
	return true;
}

static enum MHD_Result survey_header(void *arg, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	struct survey *v = arg;
	if (!token(name))
		v->bad = true;
	for (const char *c = value ? value : ""; *c; c++)
		if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7F)
			v->bad = true;
	for (size_t i = 0; i < H_COUNT; i++) {
		if (strcasecmp(name, SINGLE[i]) == 0) {
			v->seen[i]++;
			v->value[i] = value ? value : "";
		}
	}
	return MHD_YES;
}

static bool digits(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) <= 18;
}

/* 0.9.75 would run a second request smuggled in what one of two lengths calls body: such framing closes
 * the connection. False when refused. */
static bool framing_ok(struct exchange *x, const char *version, uint64_t *length)
{
	struct survey v = { 0 };
	MHD_get_connection_values(x->mhd, MHD_HEADER_KIND, survey_header, &v);
	bool http11 = str_eq(version, "HTTP/1.1");
	const struct problem_code *why = NULL;
	bool chunked = v.seen[H_CODING] == 1 && strcasecmp(v.value[H_CODING], "chunked") == 0;
	if (v.bad || (!http11 && !str_eq(version, "HTTP/1.0")))
		why = &E_BAD_REQUEST;
	else if (v.seen[H_HOST] > 1 || (http11 && !v.seen[H_HOST]))
		why = &E_BAD_HOST;
	for (size_t i = 0; i < H_COUNT; i++)
		if (v.seen[i] > 1 && i != H_HOST)
			why = &E_BAD_HEADERS;
	if (v.seen[H_CODING] && (!chunked || v.seen[H_LENGTH] || !http11))
		why = &E_BAD_HEADERS;
	if (v.seen[H_LENGTH] && !digits(v.value[H_LENGTH]))
		why = &E_BAD_HEADERS;
	int64_t n = 0;
	if (!why && v.seen[H_LENGTH])
		sv_i64(sv_from(v.value[H_LENGTH]), &n);
	*length = chunked ? UINT64_MAX : (uint64_t)n;
	/* what a bad frame holds is unknown: treat it as a body still to come */
	x->has_body = why || *length > 0;
	x->body_done = !x->has_body;
	if (!why)
		return true;
	x->close = true;
	metrics_reject(x->server->metrics, REJECT_HEADERS);
	answer_refuse(x, why);
	return false;
}

static bool method_of(const char *name, enum http_method *out, bool *head)
{
	*head = str_eq(name, "HEAD");
	if (*head) {
		*out = HTTP_GET;
		return true;
	}
	for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++) {
		if (str_eq(name, HTTP_METHOD_NAMES[i])) {
			*out = (enum http_method)i;
			return true;
		}
	}
	return false;
}

/* The client behind our own proxy is the last entry it has appended; anything else is hearsay. */
static const char *client_address(const struct exchange *x)
{
	const char *peer = x->conn->peer, *trusted = x->server->o.trusted_proxy;
	const char *via = trusted && str_eq(peer, trusted) ? req_header(&x->req, "X-Forwarded-For") : NULL;
	if (!via)
		return peer;
	const char *comma = strrchr(via, ',');
	const char *last = arena_sv(x->req.arena, sv_trim(sv_from(comma ? comma + 1 : via)));
	uint8_t any[16];
	return inet_pton(AF_INET, last, any) == 1 || inet_pton(AF_INET6, last, any) == 1 ? last : peer;
}

/* Splits and checks the request target; false when refused. */
static bool target_ok(struct exchange *x, struct sv *path)
{
	const struct problem_code *why = NULL;
	struct sv query = sv_from(x->conn->uri ? x->conn->uri : "");
	if (x->conn->uri_too_long)
		why = &E_URI_TOO_LONG;
	for (size_t i = 0; i < query.n; i++)
		if ((unsigned char)query.p[i] <= 0x20 || query.p[i] == 0x7F || query.p[i] == '#')
			why = why ? why : &E_BAD_URI;
	sv_cut(&query, '?', path);
	if (!why && (!path->n || path->p[0] != '/'))
		why = &E_BAD_URI;
	struct sv decoded = { 0 };
	if (!why && !url_decode(x->req.arena, *path, false, &decoded))
		why = &E_BAD_URI;
	if (!why && query.p && !query_parse(x->req.arena, query, &x->query))
		why = &E_BAD_URI;
	if (why) {
		answer_refuse(x, why);
		return false;
	}
	x->req.path = decoded.p;
	return true;
}

enum { LOOKUPS_PER_MINUTE = 30 };

static bool rate_ok(struct exchange *x)
{
	struct http_server *s = x->server;
	bool lookup = x->req.route->flags & ROUTE_SPARE;
	int64_t retry_ms;
	if (limits_take(s->limits, x->req.address, LIMIT_REQUESTS, s->o.public_per_minute, MS_MINUTE, mono_ms(), &retry_ms) &&
	    (!lookup || limits_take(s->limits, x->req.address, LIMIT_LOOKUPS, LOOKUPS_PER_MINUTE, MS_MINUTE, mono_ms(), &retry_ms)))
		return true;
	metrics_reject(s->metrics, REJECT_RATE);
	x->req.problem.retry_after_s = retry_ms / MS_SECOND + 1;
	answer_refuse(x, &E_RATE);
	return false;
}

static bool work_ok(struct exchange *x)
{
	struct http_server *s = x->server;
	int64_t retry_ms;
	if (limits_take(s->limits, x->req.address, LIMIT_FREE_SUBMISSIONS, s->o.pow_free_per_hour, MS_HOUR, mono_ms(),
			&retry_ms))
		return true;
	const char *given = req_header(&x->req, "X-Work");
	enum work_result result = given ? work_check(s->work, sv_from(given), x->req.now) : WORK_WRONG;
	if (given && result == WORK_OK)
		return true;
	metrics_reject(s->metrics, REJECT_WORK);
	x->offers_work = true;
	work_offer(s->work, s->o.env, &x->offer);
	answer_refuse(x, result == WORK_FULL ? &E_QUEUE_FULL : given ? &E_BAD_WORK : &E_WORK);
	return false;
}

static bool size_ok(struct exchange *x, uint64_t length)
{
	const struct route *t = x->req.route;
	uint64_t otherwise = (t->flags & ROUTE_UPLOAD) ? UPLOAD_DEFAULT : BODY_DEFAULT;
	x->body_limit = t->body_limit ? t->body_limit : otherwise;
	if (x->has_body && method_without_body(t->method)) {
		answer_refuse(x, &E_NO_BODY_HERE);
		return false;
	}
	if (length != UINT64_MAX && length > x->body_limit) {
		metrics_reject(x->server->metrics, REJECT_SIZE);
		answer_refuse(x, &E_BODY_TOO_LARGE);
		return false;
	}
	return true;
}

static bool type_ok(struct exchange *x)
{
	if (!x->has_body)
		return true;
	const char *type = req_header(&x->req, "Content-Type"), *coding = req_header(&x->req, "Content-Encoding");
	bool ok = !coding || strcasecmp(coding, "identity") == 0;
	if (!(x->req.route->flags & (ROUTE_UPLOAD | ROUTE_RAW)))
		ok = ok && type && media_type_is(type, "application/json");
	if (ok)
		return true;
	metrics_reject(x->server->metrics, REJECT_MEDIA);
	answer_refuse(x, &E_MEDIA_TYPE);
	return false;
}

static bool key_ok(struct exchange *x)
{
	if (!(x->req.route->flags & ROUTE_IDEMPOTENT))
		return true;
	const char *key = req_header(&x->req, "Idempotency-Key");
	if (!key)
		return true;
	size_t n = strlen(key);
	bool ok = n >= 8 && n <= 80;
	for (size_t i = 0; i < n; i++)
		ok = ok && key[i] > 0x20 && key[i] < 0x7F;
	if (ok) {
		x->req.idempotency_key = arena_str(x->req.arena, key);
		return true;
	}
	answer_refuse(x, &E_BAD_KEY);
	return false;
}

static bool room_for_stream(struct exchange *x)
{
	const struct http_options *o = &x->server->o;
	/* a quarter of the connections stays free for requests */
	if (!(x->req.route->flags & ROUTE_STREAM) ||
	    streams_count(x->server->streams) < (size_t)o->connections - (size_t)o->connections / 4)
		return true;
	metrics_reject(x->server->metrics, REJECT_QUEUE);
	x->req.problem.retry_after_s = 30;
	answer_refuse(x, &E_TOO_MANY_STREAMS);
	return false;
}

static bool parameters_ok(struct exchange *x, const struct route_match *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct sv text;
		if (!url_decode(x->req.arena, m->raw[i], false, &text) || text.n > 400) {
			answer_refuse(x, &E_BAD_URI);
			return false;
		}
		x->req.path_text[i] = text.p;
		if (!m->text[i])
			sv_i64(m->raw[i], &x->req.path_id[i]);
	}
	return true;
}

static void refuse_method(struct exchange *x, unsigned allowed)
{
	struct buf list;
	buf_init(&list, x->req.arena, 100);
	for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++)
		if (allowed & 1u << i)
			buf_printf(&list, "%s%s", list.n ? ", " : "", HTTP_METHOD_NAMES[i]);
	req_set_header(&x->req, "Allow", buf_cstr(&list));
	answer_refuse(x, &E_METHOD);
}

static void begin_route(struct exchange *x, const struct route_match *m, uint64_t length)
{
	const struct route *t = m->route;
	x->req.route = t;
	x->label = t->pattern;
	x->metric = m->index;
	size_t fields = 0;
	while (t->in && t->in[fields].name)
		fields++;
	x->req.in = ARENA_ARRAY(x->req.arena, struct in_value, fields + 1);
	bool upload = t->flags & ROUTE_UPLOAD, public = t->flags & ROUTE_PUBLIC;
	if ((public && !rate_ok(x)) || !parameters_ok(x, m) || !size_ok(x, length) || !type_ok(x) || !key_ok(x) ||
	    !room_for_stream(x) || ((t->flags & ROUTE_POW) && !work_ok(x)))
		return;
	bool slow = t->flags & (ROUTE_UPLOAD | ROUTE_BULK | ROUTE_STREAM);
	conn_deadline_in(x->conn, slow ? x->server->slow_deadline_s : x->server->o.request_deadline_s);
	/* strangers may send small bodies only: for more, a worker asks first who it is */
	uint64_t at_most = length < x->body_limit ? length : x->body_limit;
	x->stage = x->has_body && (upload || at_most > BODY_DEFAULT) ? STAGE_GATE : STAGE_BODY;
}

void exchange_begin(struct exchange *x, const char *method, const char *version)
{
	struct http_server *s = x->server;
	uint64_t length;
	struct sv path;
	x->metric = metrics_extra(s->metrics, METRIC_NONE);
	conn_deadline_in(x->conn, s->o.request_deadline_s);
	bool known = method_of(method, &x->req.method, &x->head);
	if (!framing_ok(x, version, &length))
		return;
	x->req.address = client_address(x);
	x->req.user_agent = req_header(&x->req, "User-Agent");
	if (!target_ok(x, &path))
		return;
	if (s->stopping) {
		metrics_reject(s->metrics, REJECT_STOPPING);
		x->close = true;
		answer_refuse(x, &E_STOPPING);
		return;
	}
	struct route_match m;
	router_find(s->router, x->req.method, path, &m);
	if (known && m.route) {
		begin_route(x, &m, length);
		return;
	}
	if (m.allowed) {
		refuse_method(x, m.allowed);
		return;
	}
	if (sv_starts(path, SV("/api/"))) {
		answer_refuse(x, &E_NO_SUCH_PLACE);
		return;
	}
	if (!known || x->req.method != HTTP_GET || x->has_body) {
		refuse_method(x, 1u << HTTP_GET);
		return;
	}
	if (!builtin_answer(x, path))
		static_answer(x, sv_from(x->req.path));
	x->stage = STAGE_ANSWER;
}

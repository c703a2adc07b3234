/* SPDX-License-Identifier: Apache-2.0 */
/* The server against correct, wrong and hostile requests, byte by byte. */
#include "http/harness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "http/work.h"

#define HOST "Host: x\r\n"
#define JSON "Content-Type: application/json\r\n"

static void ordinary_requests(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = get(s, "/api/v1/echo?q=%E5%BA%94%E5%93%A8+a%2Bb&n=7");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"q\":\"应哨 a+b\""));
	assert_true(has(&a, "\"n\":7"));
	assert_true(has(&a, "\"address\":\"127.0.0.1\""));
	assert_string_equal(header(&a, "Content-Type"), "application/json");
	assert_string_equal(header(&a, "Cache-Control"), "no-store");
	assert_int_equal(strlen(header(&a, "X-Request-Id")), 16);

	a = post_json(s, "/api/v1/report", "", "{\"phone\":\"13800000000\",\"people\":3}");
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "{\"phone\":\"13800000000\",\"people\":3}");

	a = get(s, "/api/v1/things/9007199254740993/by/%E5%BC%A0%2F%E4%B8%89");
	assert_string_equal(a.body, "{\"id\":\"9007199254740993\",\"name\":\"张/三\"}");

	a = ask(s, "GET /api/v1/echo HTTP/1.1\r\n" HOST "Cookie: a=b; session=xyz; c\r\n\r\n");
	assert_true(has(&a, "\"cookie\":\"xyz\""));

	a = ask(s, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Content-Type: text/csv\r\nContent-Length: 5\r\n\r\n\xFF\xFE,,,");
	assert_string_equal(a.body, "{\"bytes\":5}");
	until(atomic_count, &stage.finished, 5);
	stop(s);
}

static void every_answer_has_the_security_headers(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	static const char *const targets[] = { "/api/v1/echo", "/nowhere", "/api/none", "/healthz", "/", "/api/v1/echo?x=1" };
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		struct answer a = get(s, targets[i]);
		assert_non_null(strstr(header(&a, "Content-Security-Policy"), "default-src 'self'"));
		assert_non_null(strstr(header(&a, "Content-Security-Policy"), "frame-ancestors 'none'"));
		assert_string_equal(header(&a, "X-Content-Type-Options"), "nosniff");
		assert_non_null(header(&a, "Referrer-Policy"));
		assert_non_null(header(&a, "X-Request-Id"));
	}
	stop(s);
}

static void one_connection_carries_many_requests(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	int fd = dial(s);
	for (int i = 1; i <= 50; i++) {
		say_text(fd, format("GET /api/v1/echo?n=%d HTTP/1.1\r\n" HOST "\r\n", i));
		struct answer a = hear(fd);
		assert_true(has(&a, format("\"n\":%d,", i)));
	}
	/* two at once */
	say_text(fd, "GET /api/v1/echo?n=51 HTTP/1.1\r\n" HOST "\r\nGET /api/v1/echo?n=52 HTTP/1.1\r\n" HOST "\r\n");
	struct answer a = hear(fd);
	assert_true(has(&a, "\"n\":51,"));
	a = hear(fd);
	assert_true(has(&a, "\"n\":52,"));
	close(fd);
	stop(s);
}

static void chunked_and_expected_bodies(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = ask(s, "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Transfer-Encoding: chunked\r\n\r\n"
				 "8\r\n{\"phone\"\r\n10\r\n:\"138000000001\"}\r\n0\r\n\r\n");
	assert_int_equal(a.status, 422); /* twelve digits */
	a = ask(s, "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Transfer-Encoding: chunked\r\n\r\n"
		   "8\r\n{\"phone\"\r\nf\r\n:\"13800000000\"}\r\n0\r\n\r\n");
	assert_int_equal(a.status, 200);
	int fd = dial(s);
	say_text(fd, "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Expect: 100-continue\r\nContent-Length: 23\r\n\r\n");
	assert_non_null(hear_until(fd, "100 Continue\r\n\r\n"));
	say_text(fd, "{\"phone\":\"13800000000\"}");
	a = hear(fd);
	assert_int_equal(a.status, 200);
	close(fd);
	stop(s);
}

static void wrong_requests_get_the_right_answer(void **state)
{
	(void)state;
	static const struct {
		const char *name, *request;
		int status;
		const char *code;
	} cases[] = {
		{ "unknown page", "GET /api/v1/none HTTP/1.1\r\n" HOST "\r\n", 404, "request.no_such_place" },
		{ "trailing slash", "GET /api/v1/echo/ HTTP/1.1\r\n" HOST "\r\n", 404, "request.no_such_place" },
		{ "number expected", "GET /api/v1/things/x/by/y HTTP/1.1\r\n" HOST "\r\n", 404, "request.no_such_place" },
		{ "number zero", "GET /api/v1/things/0/by/y HTTP/1.1\r\n" HOST "\r\n", 404, "request.no_such_place" },
		{ "number too large", "GET /api/v1/things/9223372036854775808/by/y HTTP/1.1\r\n" HOST "\r\n", 404,
		  "request.no_such_place" },
		{ "wrong method", "DELETE /api/v1/echo HTTP/1.1\r\n" HOST "\r\n", 405, "request.method" },
		{ "unknown method", "BREW /api/v1/echo HTTP/1.1\r\n" HOST "\r\n", 405, "request.method" },
		{ "OPTIONS", "OPTIONS /api/v1/echo HTTP/1.1\r\n" HOST "\r\n", 405, "request.method" },
		{ "POST to a page", "POST /h5/ HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 405, "request.method" },
		{ "broken escape", "GET /api/v1/echo?q=%zz HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "broken escape in the path", "GET /api/v1/things/1/by/%4 HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "NUL in the query", "GET /api/v1/echo?q=a%00b HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "broken UTF-8 in the query", "GET /api/v1/echo?q=%C3%28 HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "broken UTF-8 in the path", "GET /api/v1/things/1/by/%FF HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "absolute target", "GET http://evil/api/v1/echo HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "asterisk target", "GET * HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "fragment in the target", "GET /api/v1/echo#x HTTP/1.1\r\n" HOST "\r\n", 400, "request.bad_uri" },
		{ "unknown parameter", "GET /api/v1/echo?nonsense=1 HTTP/1.1\r\n" HOST "\r\n", 422, "不认识的项目“nonsense”" },
		{ "parameter twice", "GET /api/v1/echo?n=1&n=2 HTTP/1.1\r\n" HOST "\r\n", 422, "数量只能填写一次" },
		{ "parameter out of range", "GET /api/v1/echo?n=101 HTTP/1.1\r\n" HOST "\r\n", 422, "数量应在1到100之间" },
		{ "text where a number belongs", "GET /api/v1/echo?n=1x HTTP/1.1\r\n" HOST "\r\n", 422, "数量应为整数" },
		{ "field missing", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 2\r\n\r\n{}", 422,
		  "联系电话不能为空" },
		{ "no body at all", "POST /api/v1/report HTTP/1.1\r\n" HOST "\r\n", 422, "联系电话不能为空" },
		{ "only spaces", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 15\r\n\r\n{\"phone\":\"   \"}", 422,
		  "联系电话不能为空" },
		{ "unknown field", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 9\r\n\r\n{\"age\":1}", 422,
		  "不认识的项目“age”" },
		{ "query name in the body", "POST /api/v1/report?phone=13800000000 HTTP/1.1\r\n" HOST "\r\n", 422, "不认识的项目" },
		{ "body is a list", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 2\r\n\r\n[]", 400,
		  "request.not_an_object" },
		{ "body is not JSON", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 3\r\n\r\nabc", 400,
		  "request.bad_json" },
		{ "key twice", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 13\r\n\r\n{\"a\":1,\"a\":1}", 400,
		  "request.bad_json" },
		{ "broken UTF-8", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 14\r\n\r\n{\"phone\":\"\xC3(\"}", 400,
		  "request.bad_utf8" },
		{ "form instead of JSON",
		  "POST /api/v1/report HTTP/1.1\r\n" HOST
		  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=1",
		  415, "request.media_type" },
		{ "no type", "POST /api/v1/report HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", 415, "request.media_type" },
		{ "wrong charset",
		  "POST /api/v1/report HTTP/1.1\r\n" HOST "Content-Type: application/json; charset=gbk\r\nContent-Length: 2\r\n\r\n{}",
		  415, "request.media_type" },
		{ "packed body",
		  "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415,
		  "request.media_type" },
		{ "body on a GET", "GET /api/v1/echo HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", 400, "request.no_body_here" },
		{ "too large, announced", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 65537\r\n\r\n", 413,
		  "request.body_too_large" },
		{ "length over 18 digits",
		  "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 1000000000000000000000\r\n\r\n", 413, NULL },
		{ "negative length", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: -1\r\n\r\n", 400, NULL },
		{ "length with a plus", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: +2\r\n\r\n{}", 400, NULL },
		{ "no host", "GET /api/v1/echo HTTP/1.1\r\n\r\n", 400, NULL },
		{ "two hosts", "GET /api/v1/echo HTTP/1.1\r\n" HOST "Host: y\r\n\r\n", 400, "request.bad_host" },
		{ "two content types",
		  "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 400,
		  "request.bad_headers" },
		{ "two authorizations",
		  "GET /api/v1/echo HTTP/1.1\r\n" HOST "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400,
		  "request.bad_headers" },
		{ "space before the colon", "GET /api/v1/echo HTTP/1.1\r\n" HOST "X-A : b\r\n\r\n", 400, NULL },
		{ "HTTP/2.0 in words", "GET /api/v1/echo HTTP/2.0\r\n" HOST "\r\n", 505, NULL },
		{ "HTTP/1.7", "GET /api/v1/echo HTTP/1.7\r\n" HOST "\r\n", 400, "request.malformed" },
		{ "no version", "GET /api/v1/echo\r\n\r\n", 400, NULL },
		{ "a TLS greeting", "\x16\x03\x01\x02\r\n\r\n", 0, NULL },
	};
	struct http_server *s = serve(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct answer a = ask(s, cases[i].request);
		if (a.status != cases[i].status)
			fail_msg("%s: %d %s", cases[i].name, a.status, a.body ? a.body : "");
		if (!cases[i].code)
			continue;
		if (!has(&a, cases[i].code))
			fail_msg("%s: %s", cases[i].name, a.body);
		assert_string_equal(header(&a, "Content-Type"), "application/problem+json");
		assert_true(has(&a, format("\"request_id\":\"%s\"", header(&a, "X-Request-Id"))));
	}
	assert_int_equal(stage.calls, 0); /* no handler saw any of them */
	struct answer a = ask(s, "PUT /api/v1/report HTTP/1.1\r\n" HOST "\r\n");
	assert_string_equal(header(&a, "Allow"), "POST");
	stop(s);
}

static void smuggled_requests_are_never_executed(void **state)
{
	(void)state;
#define INNER "GET /api/v1/echo?q=smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
	static const struct {
		const char *name, *request;
	} cases[] = {
		{ "length and chunked", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
					"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" INNER },
		{ "chunked and length", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
					"Transfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\n" INNER },
		{ "two different lengths", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
					   "Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}" INNER },
		{ "two equal lengths", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
				       "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" INNER },
		{ "length zero twice on a GET", "GET /api/v1/echo HTTP/1.1\r\n" HOST
						"Content-Length: 0\r\nContent-Length: 0\r\n\r\n" INNER },
		{ "lengths in a list", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 2, 2\r\n\r\n{}" INNER },
		{ "length in hexadecimal", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 0x2\r\n\r\n{}" INNER },
		{ "unknown coding", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Transfer-Encoding: xchunked\r\n\r\n" INNER },
		{ "coding twice", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
				  "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" INNER },
		{ "coding list", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
				 "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" INNER },
		{ "chunked in HTTP/1.0", "POST /api/v1/report HTTP/1.0\r\n" HOST JSON
					 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" INNER },
		{ "length with a space in its name", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON
						     "Content-Length : 60\r\n\r\n" INNER },
		{ "two hosts", "GET /api/v1/echo HTTP/1.1\r\n" HOST "Host: y\r\n\r\n" INNER },
		{ "too large body", "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 900000\r\n\r\n" INNER },
		{ "body where none belongs", "GET /api/v1/echo HTTP/1.1\r\n" HOST "Content-Length: 10\r\n\r\n" INNER },
	};
	struct http_server *s = serve(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int fd = dial(s);
		say_text(fd, cases[i].request);
		struct answer a = hear(fd);
		if (a.status < 400 || a.status >= 500)
			fail_msg("%s: %d", cases[i].name, a.status);
		if (!header(&a, "Connection") || strcmp(header(&a, "Connection"), "close") != 0)
			fail_msg("%s: connection stays open", cases[i].name);
		if (a.status == 413)
			shutdown(fd, 1); /* the server would wait for the rest of what it throws away */
		/* libmicrohttpd sends the head of its own refusals twice; anything but a refusal is a smuggled answer */
		while ((a = hear_bodyless(fd)).status)
			if (a.status != 400)
				fail_msg("%s: a second answer came: %d", cases[i].name, a.status);
		close(fd);
	}
	assert_int_equal(stage.calls, 0);
	stop(s);
}

static void too_large_bodies_are_cut_off_while_they_come(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	char *kilo = format("400\r\n%01024d\r\n", 0);
	int fd = dial(s);
	say_text(fd, "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Transfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < 64; i++)
		say_text(fd, kilo);
	try_say(fd, kilo); /* one too many; the client has not finished */
	struct answer a = hear(fd);
	assert_int_equal(a.status, 413);
	assert_string_equal(header(&a, "Connection"), "close");
	assert_true(has(&a, "request.body_too_large"));
	/* it may go on for a while, but not for ever */
	int more = 0;
	while (more < 100000 && try_say(fd, kilo))
		more++;
	assert_true(more < 100000);
	close(fd);
	stop(s);
}

static void headers_have_a_limit(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	char *cookie = format("%02500d", 0);
	struct answer a = ask(s, format("GET /api/v1/echo HTTP/1.1\r\n" HOST "Cookie: session=%s\r\n\r\n", cookie));
	assert_int_equal(a.status, 200); /* a large single-sign-on cookie is fine */
	int fd = dial(s);
	try_say(fd, format("GET /api/v1/echo HTTP/1.1\r\n" HOST "X-A: %040000d\r\n\r\n", 0));
	a = hear(fd);
	assert_int_equal(a.status, 431);
	close(fd);
	fd = dial(s);
	try_say(fd, format("GET /api/v1/echo?q=%09000d HTTP/1.1\r\n" HOST "\r\n", 0));
	a = hear(fd);
	assert_int_equal(a.status, 413);
	assert_true(has(&a, "request.uri_too_long"));
	close(fd);
	stop(s);
}

/* Dribbles `text` again and again until the server has had enough. */
static bool dribble(int fd, const char *text)
{
	for (int i = 0; i < 400; i++) {
		if (!try_say(fd, text))
			return true;
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	}
	return false;
}

static void slow_clients_are_cut_off(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .request_deadline_s = 1 });
	int slow_headers = dial(s), slow_body = dial(s), silent = dial(s);
	say_text(slow_headers, "GET /api/v1/echo HTTP/1.1\r\n" HOST);
	say_text(slow_body, "POST /api/v1/report HTTP/1.1\r\n" HOST JSON "Content-Length: 60000\r\n\r\n");
	assert_true(dribble(slow_headers, "X-A: b\r\n"));
	assert_true(dribble(slow_body, " "));
	assert_true(ended(silent));
	assert_int_equal(stage.calls, 0);
	struct answer a = get(s, "/metrics");
	assert_false(has(&a, "reason=\"deadline\"} 0"));
	close(slow_headers);
	close(slow_body);
	close(silent);
	stop(s);
}

static int queued(void *server)
{
	struct answer a = get(server, "/metrics");
	const char *at = strstr(a.body, "\nyingshao_http_queue_interactive ");
	return at ? (int)strtol(at + 33, NULL, 10) : -1;
}

static void full_queue_answers_503(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .workers = 1, .queue_interactive = 1 });
	int first = dial(s), second = dial(s);
	say_text(first, "GET /api/v1/wait HTTP/1.1\r\n" HOST "\r\n");
	until(atomic_count, &stage.waiting, 1);
	say_text(second, "GET /api/v1/wait HTTP/1.1\r\n" HOST "\r\n");
	until(queued, s, 1);
	struct answer a = get(s, "/api/v1/echo");
	assert_int_equal(a.status, 503);
	assert_true(has(&a, "request.queue_full"));
	assert_non_null(header(&a, "Retry-After"));
	a = get(s, "/healthz"); /* does not need a worker */
	assert_int_equal(a.status, 200);
	stage.open = true;
	a = hear(first);
	assert_int_equal(a.status, 200);
	a = hear(second);
	assert_int_equal(a.status, 200);
	a = get(s, "/metrics");
	assert_true(has(&a, "yingshao_http_rejected_total{reason=\"queue\"} 1"));
	assert_true(has(&a, "yingshao_http_requests_total{method=\"GET\",route=\"/api/v1/wait\",status=\"200\"} 2"));
	assert_true(has(&a, "yingshao_http_request_seconds_bucket{method=\"GET\",route=\"/api/v1/wait\",le=\"+Inf\"} 2"));
	close(first);
	close(second);
	stop(s);
}

static void exports_leave_half_of_the_workers(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .workers = 4 });
	int fd[6];
	for (int i = 0; i < 6; i++) {
		fd[i] = dial(s);
		say_text(fd[i], "GET /api/v1/bulk HTTP/1.1\r\n" HOST "\r\n");
	}
	until(atomic_count, &stage.waiting, 2);
	for (int i = 0; i < 20; i++) {
		struct answer a = get(s, "/api/v1/echo"); /* still served */
		assert_int_equal(a.status, 200);
	}
	assert_int_equal(stage.waiting, 2);
	stage.open = true;
	for (int i = 0; i < 6; i++) {
		struct answer a = hear(fd[i]);
		assert_int_equal(a.status, 200);
		close(fd[i]);
	}
	stop(s);
}

static void problems_of_handlers(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = get(s, "/api/v1/refuse");
	assert_int_equal(a.status, 409);
	assert_true(has(&a, "\"code\":\"test.refused\",\"detail\":\"这件事现在办不了。\""));
	assert_false(has(&a, "half an answer"));
	assert_non_null(header(&a, "Set-Cookie"));
	assert_null(header(&a, "X-Injected"));
	a = get(s, "/api/v1/stale");
	assert_int_equal(a.status, 409);
	assert_true(has(&a, "request.stale"));
	a = get(s, "/api/v1/boast");
	assert_int_equal(a.status, 413);
	assert_true(has(&a, "answer.too_large"));
	for (int i = 0; i < 5; i++) {
		a = get(s, "/api/v1/devour");
		assert_int_equal(a.status, 413);
		assert_true(has(&a, "request.too_large"));
	}
	a = get(s, "/api/v1/echo");
	assert_int_equal(a.status, 200);
	stop(s);
}

static void anonymous_visitors_see_public_routes_only(void **state)
{
	(void)state;
	stage.anonymous = true;
	struct http_server *s = serve(NULL);
	struct answer a = get(s, "/api/v1/staff");
	assert_int_equal(a.status, 401);
	a = get(s, "/api/v1/staff?nonsense=1"); /* nothing is said about inputs */
	assert_int_equal(a.status, 401);
	a = get(s, "/api/v1/echo");
	assert_int_equal(a.status, 200);
	/* of a large body not a byte is taken from a stranger */
	a = ask(s, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 900000\r\n\r\n");
	assert_int_equal(a.status, 401);
	a = ask(s, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
	assert_int_equal(a.status, 401);
	stop(s);
}

static void large_bodies_of_known_people(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	char *block = format("%0100000d", 0);
	int fd = dial(s);
	for (int round = 0; round < 3; round++) {
		say_text(fd, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Content-Length: 900000\r\n\r\n");
		for (int i = 0; i < 9; i++)
			say_text(fd, block);
		struct answer a = hear(fd);
		assert_string_equal(a.body, "{\"bytes\":900000}");
		say_text(fd, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n");
		for (int i = 0; i < 9; i++)
			say_text(fd, format("186a0\r\n%s\r\n", block));
		say_text(fd, "0\r\n\r\n");
		a = hear(fd);
		assert_string_equal(a.body, "{\"bytes\":900000}");
		/* chunked, but empty: the gate's repeated call must not be taken for the end of the body */
		say_text(fd, "POST /api/v1/raw HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
		a = hear(fd);
		assert_string_equal(a.body, "{\"bytes\":0}");
	}
	assert_int_equal(stage.calls, 9);
	close(fd);
	stop(s);
}

static const char *not_ready(void *app)
{
	return app ? "正在准备索引" : NULL;
}

static void health_and_counters(void **state)
{
	(void)state;
	struct http_server *s =
		serve(&(struct http_options){ .hooks.ready = not_ready, .app = &stage, .trusted_proxy = "127.0.0.1" });
	struct answer a = get(s, "/healthz");
	assert_int_equal(a.status, 200);
	a = get(s, "/readyz");
	assert_int_equal(a.status, 503);
	assert_true(has(&a, "正在准备索引"));
	a = get(s, "/metrics");
	assert_int_equal(a.status, 200);
	a = ask(s, "GET /metrics HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\n\r\n");
	assert_int_equal(a.status, 404); /* not through the proxy */
	stop(s);
	s = serve(&(struct http_options){ .hooks.ready = not_ready, .trusted_proxy = "127.0.0.1",
					  .metrics_from = "203.0.113.9" });
	a = get(s, "/readyz");
	assert_int_equal(a.status, 200);
	a = ask(s, "GET /metrics HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\n\r\n");
	assert_int_equal(a.status, 200);
	stop(s);
}

static void downloads(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = get(s, "/api/v1/download");
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "工单,状态\n");
	assert_string_equal(header(&a, "Content-Disposition"),
			    "attachment; filename=\"_______2025.csv\"; filename*=UTF-8''%E5%AF%BC%E5%87%BA%202025.csv");
	stop(s);
}

static void busy_addresses_are_slowed_down(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .public_per_minute = 5, .trusted_proxy = "127.0.0.1" });
	struct answer a;
	for (int i = 0; i < 5; i++) {
		a = get(s, "/api/v1/echo");
		assert_int_equal(a.status, 200);
	}
	a = get(s, "/api/v1/echo");
	assert_int_equal(a.status, 429);
	assert_true(strtol(header(&a, "Retry-After"), NULL, 10) > 0);
	a = get(s, "/api/v1/staff"); /* counts on public routes only */
	assert_int_equal(a.status, 200);
	/* the proxy's own entry is the last one; what the client wrote before it is hearsay */
	a = ask(s, "GET /api/v1/echo HTTP/1.1\r\n" HOST "X-Forwarded-For: 127.0.0.1, 203.0.113.9\r\n\r\n");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "203.0.113.9"));
	a = ask(s, "GET /api/v1/echo HTTP/1.1\r\n" HOST "X-Forwarded-For: nonsense\r\n\r\n");
	assert_int_equal(a.status, 429);
	stop(s);
	s = serve(NULL); /* nobody is trusted */
	a = ask(s, "GET /api/v1/echo HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\n\r\n");
	assert_true(has(&a, "\"address\":\"127.0.0.1\""));
	stop(s);
}

static const char *text_of(const struct json *problem, const char *key)
{
	return json_sv(json_get(problem, key)).p;
}

static void busy_addresses_work_before_they_submit(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .pow_free_per_hour = 2, .pow_bits = 8, .pow_key = { 9 } });
	static const char body[] = "{\"phone\":\"13800000000\"}";
	struct answer a;
	for (int i = 0; i < 2; i++) {
		a = post_json(s, "/api/v1/public/report", "", body);
		assert_int_equal(a.status, 200);
	}
	a = post_json(s, "/api/v1/public/report", "", body);
	assert_int_equal(a.status, 429);
	struct arena *arena = arena_new(1 << 20);
	const struct json *problem;
	const char *why;
	assert_int_equal(json_parse(arena, (struct sv){ a.body, a.body_n }, &problem, &why), ERR_OK);
	assert_string_equal(text_of(problem, "code"), "work.required");
	assert_int_equal(json_int(json_get(problem, "bits")), 8);
	struct sv challenge = json_sv(json_get(problem, "challenge"));
	int nonce = 0;
	while (!work_solved(challenge, sv_from(arena_printf(arena, "n%d", nonce)), 8))
		nonce++;
	char *work = format("X-Work: %s:n%d\r\n", challenge.p, nonce);
	/* what is refused for other reasons does not spend the work */
	a = post_json(s, "/api/v1/public/report", format("%sContent-Type: text/plain\r\n", work), body);
	assert_int_equal(a.status, 400);
	a = post_json(s, "/api/v1/public/report", work, body);
	assert_int_equal(a.status, 200);
	a = post_json(s, "/api/v1/public/report", work, body);
	assert_int_equal(a.status, 429);
	assert_true(has(&a, "\"challenge\":\"1.8."));
	a = get(s, "/api/v1/public/challenge");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"bits\":8"));
	assert_int_equal(stage.calls, 3);
	arena_free(arena);
	stop(s);
}

static void *stop_it(void *server)
{
	http_stop(server, 20000);
	return NULL;
}

static void stopping_lets_requests_finish(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .workers = 1 });
	int running = dial(s), waiting = dial(s), idle = dial(s), second = dial(s), stream = dial(s);
	say_text(stream, "GET /api/v1/stream HTTP/1.1\r\n" HOST "\r\n");
	assert_non_null(hear_until(stream, "retry: 3000\n\n"));
	say_text(running, "GET /api/v1/wait HTTP/1.1\r\n" HOST "\r\n");
	until(atomic_count, &stage.waiting, 1);
	say_text(waiting, "GET /api/v1/wait HTTP/1.1\r\n" HOST "\r\n");
	until(queued, s, 1);
	pthread_t t;
	assert_int_equal(pthread_create(&t, NULL, stop_it, s), 0);
	/* a request on a connection that was open already is refused, not lost; an answer that was under way when the stop began
	 * says that it is the last one on its connection, and then the other connection asks */
	struct answer a = { .status = 200 };
	while (a.status == 200) {
		const char *last = a.head ? header(&a, "Connection") : NULL;
		if (last && strcmp(last, "close") == 0) {
			close(idle);
			idle = second;
			second = -1;
		}
		say_text(idle, "GET /healthz HTTP/1.1\r\n" HOST "\r\n");
		a = hear(idle);
	}
	assert_int_equal(a.status, 503);
	assert_true(has(&a, "request.stopping"));
	assert_true(ended(idle));
	stage.open = true;
	a = hear(running);
	assert_int_equal(a.status, 200);
	assert_string_equal(header(&a, "Connection"), "close");
	a = hear(waiting);
	assert_int_equal(a.status, 200);
	while (!ended(stream))
		;
	pthread_join(t, NULL);
	close(running);
	close(waiting);
	close(idle);
	if (second >= 0)
		close(second);
	close(stream);
}

static void refuses_wrong_route_tables(void **state)
{
	(void)state;
	static const struct in_field twice[] = { { .name = "a", .label = "甲" }, { .name = "a", .label = "乙" }, { 0 } };
	static const struct in_field nameless[] = { { .name = "a" }, { 0 } };
	http_handler h = TEST_TABLES[0][0].handler;
	const struct {
		const char *why;
		struct route rows[3];
	} cases[] = {
		{ "no capability", { { .pattern = "/a", .handler = h } } },
		{ "handler missing", { { .pattern = "/a", .cap = 1 } } },
		{ "twice", { { .pattern = "/a", .cap = 1, .handler = h }, { .pattern = "/a", .cap = 1, .handler = h } } },
		{ "same place", { { .pattern = "/a/{id}", .cap = 1, .handler = h },
				  { .pattern = "/a/{x:text}", .cap = 1, .handler = h } } },
		{ "neither", { { .pattern = "/a/{id:int}", .cap = 1, .handler = h } } },
		{ "too many parameters", { { .pattern = "/{a}/{b}/{c}/{d}/{e}", .cap = 1, .handler = h } } },
		{ "name twice", { { .pattern = "/a", .cap = 1, .handler = h, .in = twice } } },
		{ "without label", { { .pattern = "/a", .cap = 1, .handler = h, .in = nameless } } },
		{ "body limit", { { .method = HTTP_POST, .pattern = "/a", .cap = 1, .handler = h, .body_limit = 5 << 20 } } },
		{ "event stream is a GET", { { .method = HTTP_POST, .pattern = "/a", .cap = 1, .handler = h,
					       .flags = ROUTE_STREAM } } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct route *const tables[] = { cases[i].rows, NULL };
		struct http_server *s;
		char why[200] = "";
		enum err e = http_start(&(struct http_options){ .tables = tables, .upload_dir = UPLOADS }, &s, why, sizeof why);
		assert_int_equal(e, ERR_INVALID);
		if (!strstr(why, cases[i].why))
			fail_msg("%s: %s", cases[i].why, why);
	}
}

static void one_address_is_not_listened_on_twice(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL), *other;
	char why[200] = "";
	enum err e = http_start(&(struct http_options){ .tables = TEST_TABLES, .upload_dir = UPLOADS, .port = http_port(s) },
				&other, why, sizeof why);
	assert_int_equal(e, ERR_IO);
	assert_non_null(strstr(why, "cannot listen"));
	stop(s);
}

#define T(f) cmocka_unit_test_setup(f, test_setup)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(ordinary_requests),
		T(every_answer_has_the_security_headers),
		T(one_connection_carries_many_requests),
		T(chunked_and_expected_bodies),
		T(wrong_requests_get_the_right_answer),
		T(smuggled_requests_are_never_executed),
		T(too_large_bodies_are_cut_off_while_they_come),
		T(headers_have_a_limit),
		T(slow_clients_are_cut_off),
		T(full_queue_answers_503),
		T(exports_leave_half_of_the_workers),
		T(problems_of_handlers),
		T(anonymous_visitors_see_public_routes_only),
		T(large_bodies_of_known_people),
		T(health_and_counters),
		T(downloads),
		T(busy_addresses_are_slowed_down),
		T(busy_addresses_work_before_they_submit),
		T(stopping_lets_requests_finish),
		T(refuses_wrong_route_tables),
		T(one_address_is_not_listened_on_twice),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

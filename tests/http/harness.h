/* SPDX-License-Identifier: Apache-2.0 */
/* A real server on a free loopback port with a few test routes, and a client that speaks raw bytes, so
 * that requests can be as wrong as an attacker's. Nothing here asserts on time; a client that hears
 * nothing for twenty seconds fails. */
#ifndef YS_TEST_HTTP_HARNESS_H
#define YS_TEST_HTTP_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/http.h"

struct answer {
	int status;                /* 0: connection ended without an answer */
	char *head, *body;         /* live until the next test */
	size_t body_n;
};

/* What handlers and test tell each other. */
struct stage {
	_Atomic int calls;         /* of the echo handler and POST /api/v1/report */
	_Atomic int waiting;       /* handlers standing in GET /api/v1/wait */
	_Atomic int finished;      /* hooks.finished */
	_Atomic bool open;         /* lets them go */
	_Atomic bool anonymous;    /* hooks.authenticate: nobody is logged in */
	_Atomic int publish_first; /* messages the stream handler publishes before it returns */
	int64_t user;
};
extern struct stage stage;
extern const struct route *const TEST_TABLES[];
extern const char *const UPLOADS, *const DIST; /* directories of this process */

/* Starts a server; `o` may be NULL. Fields left 0 are filled with values fit for tests. */
struct http_server *serve(const struct http_options *o);
/* Lets everybody go and stops. */
void stop(struct http_server *s);

int dial(struct http_server *s);
void say(int fd, const void *p, size_t n);
void say_text(int fd, const char *text);
/* Like say, but a connection the server has closed is no failure. False then. */
bool try_say(int fd, const char *text);
/* One answer with Content-Length or chunked end; HEAD and 304 without body when `bodyless`. */
struct answer hear(int fd);
struct answer hear_bodyless(int fd);
/* True when the server closes without another byte. */
bool ended(int fd);
/* Everything that comes until `needle` has been seen; NULL when the connection ends before. */
char *hear_until(int fd, const char *needle);
/* One whole request on a connection of its own. */
struct answer ask(struct http_server *s, const char *request);
struct answer get(struct http_server *s, const char *target);
/* POST with this body as application/json and one more header line ("" for none, else with CR LF). */
struct answer post_json(struct http_server *s, const char *target, const char *more, const char *body);
/* Value of a header or NULL. */
const char *header(const struct answer *a, const char *name);
bool has(const struct answer *a, const char *text);
/* Waits until `count(arg)` is `wanted`. */
void until(int (*count)(void *arg), void *arg, int wanted);
int files_in(void *directory);
int atomic_count(void *atomic_int);
char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Makes the directories; removes them. */
int group_setup(void **state);
int group_teardown(void **state);
int test_setup(void **state);

#endif

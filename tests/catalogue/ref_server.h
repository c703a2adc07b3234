/* SPDX-License-Identifier: Apache-2.0 */
/* The reference-data routes on a real server, asked by a person with given roles. */
#ifndef YS_TEST_REF_SERVER_H
#define YS_TEST_REF_SERVER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "auth/session.h"
#include "catalogue/kinds.h"
#include "catalogue/ref_fixture.h"
#include "grid/grid.h"

static struct principal ref_admin;
static struct http_server *ref_http;
static struct arena *ref_answers;  /* bodies live until the end of the test */

static enum err ref_authenticate(struct req *r)
{
	r->principal = &ref_admin;
	r->principal_key = ref_admin.user_id;
	return ERR_OK;
}

/* A test of another room adds its tables. */
#ifndef REF_MORE_TABLES
#define REF_MORE_TABLES
#endif
static const struct route *const REF_TABLES[] = { CATALOGUE_ROUTES, EVENT_TYPE_ROUTES, CALENDAR_ROUTES, TEXT_ROUTES,
						  GRID_LIST_ROUTES, GRID_ROUTES, GRID_SPLIT_ROUTES, REF_MORE_TABLES NULL };

static inline void ref_person(enum role role)
{
	ref_admin = (struct principal){ .user_id = 1, .unit_id = 1, .town_id = NIL, .login = "test", .name = "测试", .unit_name = "",
					.unit_kind = "section", .ngrants = 1,
					.grant = { { .role = role, .scope = SCOPE_ALL, .unit_id = NIL, .grid_id = NIL } } };
}

/* Whoever keeps rules and whoever keeps the event list, in one person. */
static inline void ref_keeper(void)
{
	ref_person(ROLE_sys_admin);
	ref_admin.ngrants = 2;
	ref_admin.grant[1] = (struct grant){ .role = ROLE_appraiser, .scope = SCOPE_ALL, .unit_id = NIL, .grid_id = NIL };
}

static inline void ref_server_open(struct ref_fixture *x)
{
	char why[256] = "", tmp[100];
	snprintf(tmp, sizeof tmp, "%s/tmp", x->dir);
	mkdir(tmp, 0700);
	struct http_options o = { .address = "127.0.0.1",
				  .workers = 2,
				  .upload_dir = arena_str(x->f->arena, tmp),
				  .tables = REF_TABLES,
				  .db = x->f->db,
				  .env = &x->env.env,
				  .app = &x->site,
				  .hooks = { .authenticate = ref_authenticate, .authorize = auth_authorize },
				  .public_per_minute = 10000 };
	if (http_start(&o, &ref_http, why, sizeof why))
		db_fixture_die("http_start", why);
	ref_answers = arena_new((size_t)512 << 20);
}

static inline void ref_server_close(struct ref_fixture *x)
{
	char tmp[100];
	http_stop(ref_http, 2000);
	arena_free(ref_answers);
	snprintf(tmp, sizeof tmp, "%s/tmp", x->dir);
	db_fixture_remove_dir(tmp);
}

struct ref_answer {
	int status;
	const char *body;
	size_t n;
	const struct json *json;   /* NULL when the body is not JSON */
};

static inline void ref_send(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t k = write(fd, p, n);
		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

static inline struct ref_answer ref_ask(const char *method, const char *target, const char *type, struct sv body)
{
	static int key;
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(ref_http)),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct ref_answer out = { 0 };
	if (connect(fd, (struct sockaddr *)&at, sizeof at))
		db_fixture_die("connect", target);
	const char *head = arena_printf(ref_answers,
					"%s %s HTTP/1.1\r\nHost: t\r\nConnection: close\r\nIdempotency-Key: key-%08d\r\n"
					"Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
					method, target, ++key, type, body.n);
	ref_send(fd, head, strlen(head));
	ref_send(fd, body.p, body.n);
	size_t cap = (size_t)1 << 20, n = 0;
	char *p = arena_alloc(ref_answers, cap);
	ssize_t k;
	while ((k = read(fd, p + n, cap - n - 1)) > 0) {
		n += (size_t)k;
		if (n + 1 < cap)
			continue;
		p = arena_grow(ref_answers, p, cap, cap * 2);
		cap *= 2;
	}
	close(fd);
	p[n] = '\0';
	out.status = n > 12 ? (int)strtol(p + 9, NULL, 10) : 0;
	const char *end = strstr(p, "\r\n\r\n");
	out.body = end ? end + 4 : "";
	out.n = end ? n - (size_t)(out.body - p) : 0;
	if (strcasestr(p, "Transfer-Encoding: chunked")) { /* files of unknown length do not occur here */
		db_fixture_die("chunked answer", target);
	}
	const char *why;
	if (json_parse(ref_answers, (struct sv){ out.body, out.n }, &out.json, &why))
		out.json = NULL;
	return out;
}

#define ref_get(target) ref_ask("GET", (target), "application/json", SV(""))
#define ref_post(target, text) ref_ask("POST", (target), "application/json", sv_from(text))
#define ref_put(target, text) ref_ask("PUT", (target), "application/json", sv_from(text))
#define ref_upload(target, text, size) ref_ask("POST", (target), "text/csv", (struct sv){ (text), (size) })

static inline int64_t ref_number(const struct ref_answer *a, const char *key)
{
	const struct json *v = a->json ? json_get(a->json, key) : NULL;
	if (v && json_kind(v) == JSON_STRING) {
		int64_t n = -1;
		return sv_i64(json_sv(v), &n) ? n : -1;
	}
	return v && json_kind(v) == JSON_INT ? json_int(v) : v && json_kind(v) == JSON_BOOL ? json_bool(v) : -1;
}

static inline const char *ref_string(const struct ref_answer *a, const char *key)
{
	const struct json *v = a->json ? json_get(a->json, key) : NULL;
	return v && json_kind(v) == JSON_STRING ? json_sv(v).p : "";
}

static inline const struct json *ref_items(const struct ref_answer *a)
{
	return a->json ? json_get(a->json, "items") : NULL;
}

#endif

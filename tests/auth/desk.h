/* SPDX-License-Identifier: Apache-2.0 */
/* A real server over a small city, and people who log in to it. */
#ifndef YS_TEST_AUTH_DESK_H
#define YS_TEST_AUTH_DESK_H

#include "auth/city.h"
#include "auth/routes.h"
#include "auth/session.h"
#include "http/harness.h"

#define GOOD_PASSWORD "Harbour-42x"

struct desk {
	struct city *c;
	struct http_server *s;
};

static inline struct desk desk_open(const struct route *const *tables, enum db_engine engine)
{
	struct desk d = { .c = city_open(engine) };
	auth_forget_all();
	d.s = serve(&(struct http_options){ .tables = tables, .db = d.c->f->db, .env = &d.c->env.env, .app = &d.c->site,
					    .hooks = { .authenticate = auth_authenticate, .authorize = auth_authorize } });
	return d;
}

static inline void desk_close(struct desk *d)
{
	stop(d->s);
	city_close(d->c);
}

static inline void desk_wait(struct desk *d, int64_t ms)
{
	d->c->env.now += ms;
}

/* Gives an account its password. */
static inline void desk_password(struct desk *d, int64_t user, const char *password)
{
	char *encoded;
	assert_int_equal(password_hash(&ENV_SYSTEM, d->c->f->arena, password, &encoded), ERR_OK);
	city_sql(d->c, "UPDATE app_user SET password = '%s' WHERE id = %" PRId64, encoded, user);
}

static inline void desk_person(struct desk *d, int64_t user, int64_t unit, enum role role, enum scope scope)
{
	city_user(d->c, user, unit);
	city_grant(d->c, user, role, scope, NIL, NIL);
	desk_password(d, user, GOOD_PASSWORD);
}

static inline struct answer desk_login(struct desk *d, const char *login, const char *password, const char *more)
{
	return post_json(d->s, "/api/v1/auth/login", more,
			 format("{\"login\":\"%s\",\"password\":\"%s\"}", login, password));
}

/* "Cookie: ys_session=…" with line end, from an answer that set it; NULL when it did not. */
static inline char *desk_cookie(const struct answer *a)
{
	const char *set = header(a, "Set-Cookie"), *end = set ? strchr(set, ';') : NULL;
	return end ? format("Cookie: %.*s\r\n", (int)(end - set), set) : NULL;
}

static inline char *desk_in(struct desk *d, int64_t user)
{
	struct answer a = desk_login(d, format("u%" PRId64, user), GOOD_PASSWORD, "");
	if (a.status != 200)
		fail_msg("login of u%" PRId64 ": %d %s", user, a.status, a.body);
	return desk_cookie(&a);
}

static inline struct answer desk_get(struct desk *d, const char *cookie, const char *target)
{
	return ask(d->s, format("GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", target, cookie ? cookie : ""));
}

static inline struct answer desk_send(struct desk *d, const char *method, const char *cookie, const char *target,
				      const char *body)
{
	return ask(
		d->s,
		format("%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n%s",
		       method, target, cookie ? cookie : "", strlen(body), body));
}

static inline struct answer desk_post(struct desk *d, const char *cookie, const char *target, const char *body)
{
	return desk_send(d, "POST", cookie, target, body);
}

/* Text of a string member, anywhere in the body: enough for tests. */
static inline char *desk_text(const struct answer *a, const char *key)
{
	const char *at = a->body ? strstr(a->body, format("\"%s\":\"", key)) : NULL;
	if (!at)
		return NULL;
	at += strlen(key) + 4;
	return format("%.*s", (int)strcspn(at, "\""), at);
}

static inline void desk_expect(const struct answer *a, int status, const char *code)
{
	if (a->status != status || (code && !has(a, format("\"code\":\"%s\"", code))))
		fail_msg("expected %d %s, got %d %s", status, code ? code : "", a->status, a->body);
}

#endif

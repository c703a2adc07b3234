/* SPDX-License-Identifier: Apache-2.0 */
/* Who sends this request, and may this person call this route: the two hooks of the server. */
#include "auth/session.h"

#include <string.h>
#include <strings.h>

#include "auth/crypto.h"
#include "auth/session_cache.h"
#include "auth_sql.h"
#include "base/log.h"

static const struct problem_code E_LOGIN = { ERR_UNAUTHENTICATED, "auth.login_needed", "请先登录。" };
static const struct problem_code E_EXPIRED = { ERR_UNAUTHENTICATED, "auth.expired", "登录已过期，请重新登录。" };
static const struct problem_code E_TOKEN = { ERR_UNAUTHENTICATED, "auth.token", "访问令牌无效、已过期或不能用于此接口。" };
static const struct problem_code E_MUST_CHANGE = { ERR_FORBIDDEN, "auth.must_change", "请先修改密码，然后继续使用。" };
static const struct problem_code E_FORBIDDEN = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_ORIGIN = { ERR_FORBIDDEN, "auth.origin", "请求来自其他网站，已拒绝。请在本系统页面内操作。" };

/* ---- secrets ---- */

static void to_hex(const uint8_t *p, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	out[2 * n] = 0;
}

void secret_token_hash(const char *text, char hash[65])
{
	uint8_t digest[SM3_SIZE];
	sm3(text, strlen(text), digest);
	to_hex(digest, SM3_SIZE, hash);
}

void secret_token_make(const struct env *env, struct secret_token *out)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint8_t random[33] = { 0 };
	env_random(env, random, 32);
	for (size_t i = 0; i < TOKEN_CHARS; i++) { /* 6 bits each, most significant first */
		size_t bit = i * 6, at = bit / 8;
		unsigned two = (unsigned)random[at] << 8 | random[at + 1];
		out->text[i] = alphabet[two >> (10 - bit % 8) & 63];
	}
	out->text[TOKEN_CHARS] = 0;
	secret_token_hash(out->text, out->hash);
}

bool session_cookie_hash(const struct req *r, char hash[65])
{
	const char *token = req_cookie(r, "ys_session");
	if (!token || strlen(token) != TOKEN_CHARS)
		return false;
	secret_token_hash(token, hash);
	return true;
}

/* ---- authenticate ---- */

struct touch {
	const char *hash;
	int64_t now, rights_version;
};

static enum err write_touch(struct db_session *s, void *arg)
{
	const struct touch *t = arg;
	return q_session_touch(s, &(struct q_session_touch_in){ .now = t->now, .rights_version = t->rights_version,
								.token_hash = t->hash }, NULL);
}

static void accept(struct req *r, const struct cached *c)
{
	struct principal *p = ARENA_NEW(r->arena, struct principal);
	*p = c->who;
	r->principal = p;
	r->principal_key = c->token_id == NIL ? p->user_id : -c->token_id;
}

/* Rights as they are now: those remembered, unless they have moved or are a minute old. */
static enum err rights(struct req *r, const char *hash, int64_t user_id, int64_t rights_version, int64_t token_id,
		       const bool only[CAP_COUNT], struct cached *c, bool known)
{
	bool fresh = known && c->who.rights_version == rights_version && c->loaded_at <= r->now &&
		     r->now - c->loaded_at < SESSION_RELOAD_MS;
	if (fresh) {
		c->checked_at = r->now;
		session_cache_checked(hash, r->now);
		return ERR_OK;
	}
	*c = (struct cached){ .checked_at = r->now, .loaded_at = r->now, .token_id = token_id };
	enum err e = principal_load(r->db, r->arena, user_id, r->now, &c->who);
	if (only) {
		c->who.limited = true;
		memcpy(c->who.only, only, sizeof c->who.only);
	}
	if (!e)
		session_cache_put(hash, c);
	return e;
}

static enum err by_cookie(struct req *r)
{
	char hash[65];
	struct cached c;
	struct q_session_get_out row;
	if (!session_cookie_hash(r, hash))
		return ERR_OK;
	bool known = session_cache_get(hash, r->arena, &c);
	if (known && c.checked_at <= r->now && r->now - c.checked_at < SESSION_REUSE_MS) {
		accept(r, &c);
		return ERR_OK;
	}
	enum err e = q_session_get(r->db, &(struct q_session_get_in){ .token_hash = hash }, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || r->now >= row.expires_at || r->now - row.seen_at >= row.idle_minutes * MS_MINUTE) {
		session_cache_drop(hash);
		return ERR_OK;
	}
	e = rights(r, hash, row.user_id, row.rights_version, NIL, NULL, &c, known);
	if (e == ERR_NOT_FOUND) {
		session_cache_drop(hash);
		return ERR_OK; /* disabled meanwhile */
	}
	if (e)
		return e;
	if (r->now - row.seen_at >= SESSION_TOUCH_MS) {
		struct touch t = { hash, r->now, row.rights_version };
		if (db_write(r->db, write_touch, &t))
			log_warn("auth", "a session's last use could not be stored"); /* it may end early, nothing worse */
	}
	accept(r, &c);
	return ERR_OK;
}

/* False when none is named. */
static bool token_caps(const char *list, bool only[CAP_COUNT])
{
	struct sv rest = sv_from(list), part;
	bool any = false;
	while (rest.n && sv_cut(&rest, ',', &part)) {
		char name[40];
		if (part.n >= sizeof name)
			continue;
		memcpy(name, part.p, part.n);
		name[part.n] = 0;
		enum cap c = cap_from(name);
		only[c] = c != CAP_NONE;
		any |= only[c];
	}
	return any;
}

static enum err by_token(struct req *r, const char *token)
{
	char hash[65];
	struct cached c;
	struct q_token_get_out row;
	if (strlen(token) != TOKEN_CHARS)
		return problem_set(&r->problem, &E_TOKEN);
	secret_token_hash(token, hash);
	bool known = session_cache_get(hash, r->arena, &c);
	if (known && c.checked_at <= r->now && r->now - c.checked_at < SESSION_REUSE_MS) {
		accept(r, &c);
		return ERR_OK;
	}
	enum err e = q_token_get(r->db, &(struct q_token_get_in){ .token_hash = hash }, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool only[CAP_COUNT] = { false };
	if (e || row.revoked_at != NIL || r->now >= row.expires_at || !token_caps(row.caps, only)) {
		session_cache_drop(hash);
		return problem_set(&r->problem, &E_TOKEN);
	}
	e = rights(r, hash, row.user_id, row.rights_version, row.id, only, &c, known);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(&r->problem, &E_TOKEN) : e;
	accept(r, &c);
	return ERR_OK;
}

enum err auth_authenticate(struct req *r)
{
	static const char BEARER[] = "Bearer ";
	const char *authorization = req_header(r, "Authorization");
	if (authorization && strncasecmp(authorization, BEARER, sizeof BEARER - 1) == 0) {
		if (!(r->route->flags & ROUTE_MACHINE))
			return r->route->flags & ROUTE_PUBLIC ? ERR_OK : problem_set(&r->problem, &E_TOKEN);
		return by_token(r, authorization + sizeof BEARER - 1);
	}
	enum err e = by_cookie(r);
	char hash[65];
	if (!e && !r->principal && !(r->route->flags & ROUTE_PUBLIC) && session_cookie_hash(r, hash))
		return problem_set(&r->problem, &E_EXPIRED); /* there was a session once: say so, not "log in first" */
	return e;
}

/* ---- authorize ---- */

bool same_origin(const struct req *r)
{
	const char *site = req_header(r, "Sec-Fetch-Site"), *origin = req_header(r, "Origin"),
		   *host = req_header(r, "Host");
	if (site && !str_eq(site, "same-origin") && !str_eq(site, "none"))
		return false;
	if (!origin)
		return true;
	const char *at = strstr(origin, "://");
	return at && host && strcasecmp(at + 3, host) == 0;
}

/* What a person with an outdated password may still do. */
static bool while_changing_password(const struct route *route)
{
	static const char *const OPEN[] = { "/api/v1/auth/me", "/api/v1/auth/logout", "/api/v1/auth/password" };
	for (size_t i = 0; i < sizeof OPEN / sizeof *OPEN; i++)
		if (str_eq(route->pattern, OPEN[i]))
			return true;
	return false;
}

enum err auth_authorize(struct req *r)
{
	const struct principal *p = r->principal;
	char hash[65];
	if (r->method != HTTP_GET && p && r->principal_key > 0 && !same_origin(r))
		return problem_set(&r->problem, &E_ORIGIN);
	if (r->route->flags & ROUTE_PUBLIC)
		return ERR_OK;
	if (!p)
		return problem_set(&r->problem, session_cookie_hash(r, hash) ? &E_EXPIRED : &E_LOGIN);
	if (p->must_change && !while_changing_password(r->route))
		return problem_set(&r->problem, &E_MUST_CHANGE);
	if (!can(p, (enum cap)r->route->cap))
		return problem_set(&r->problem, &E_FORBIDDEN);
	return ERR_OK;
}

/* ---- event streams, forgetting ---- */

struct stream_key {
	int64_t user_id;
	char session[33];          /* half of the hash is enough to tell sessions apart */
};

void auth_stream_bind(struct req *r)
{
	struct stream_key k = { .user_id = r->principal ? ((const struct principal *)r->principal)->user_id : 0 };
	char hash[65];
	if (session_cookie_hash(r, hash))
		memcpy(k.session, hash, sizeof k.session - 1);
	http_stream_key(r, &k, sizeof k);
}

static bool of_user(void *key, void *arg)
{
	struct stream_key k;
	memcpy(&k, key, sizeof k);
	return k.user_id == *(const int64_t *)arg;
}

static bool of_session(void *key, void *arg)
{
	struct stream_key k;
	memcpy(&k, key, sizeof k);
	return strncmp(k.session, arg, sizeof k.session - 1) == 0;
}

void auth_forget_user(struct http_server *server, int64_t user_id)
{
	session_cache_drop_user(user_id);
	if (server)
		http_streams_close(server, of_user, &user_id);
}

void auth_forget_session(struct http_server *server, const char *token_hash)
{
	char hash[65];
	memcpy(hash, token_hash, sizeof hash);
	session_cache_drop(hash);
	if (server)
		http_streams_close(server, of_session, hash);
}

void auth_forget_all(void)
{
	session_cache_clear();
}

struct trim {
	int64_t now, dropped;
};

static enum err write_trim(struct db_session *s, void *arg)
{
	struct trim *t = arg;
	return q_session_trim(s, &(struct q_session_trim_in){ .now = t->now }, &t->dropped);
}

enum err auth_trim_sessions(struct db_session *s, int64_t now, int64_t *dropped)
{
	struct trim t = { now, 0 };
	enum err e = db_write(s, write_trim, &t);
	*dropped = t.dropped;
	return e;
}

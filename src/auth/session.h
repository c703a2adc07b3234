/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions of people and tokens of machines: the hooks that the server calls for every request.
 *
 * A cookie `ys_session` carries 256 random bits, the database only their SM3. A session ends after two idle hours
 * (setting auth.idle_minutes), twelve hours after login, at logout, and when the account is disabled or its password
 * changed. Rights are read again when rights_version of the user has moved.
 * Cost: a process keeps what it has read for REUSE_MS without asking the database; after that one indexed read answers
 * whether session and rights still stand. So a logout on one node is felt on another after at most REUSE_MS.
 * Threads: all functions are thread-safe. */
#ifndef YS_AUTH_SESSION_H
#define YS_AUTH_SESSION_H

#include "auth/principal.h"

enum {
	SESSION_REUSE_MS = 2000,       /* no read at all */
	SESSION_RELOAD_MS = 60000,     /* grants may begin and end by the clock */
	SESSION_TOUCH_MS = 60000,      /* seen_at is written at most this often */
	SESSION_ABSOLUTE_MS = 12 * MS_HOUR,
	TOKEN_CHARS = 43
};

/* http_hooks.authenticate: r->principal and r->principal_key from the cookie, or a bearer token on ROUTE_MACHINE. */
enum err auth_authenticate(struct req *r);
/* http_hooks.authorize: session, password change, capability, Origin of changing requests. */
enum err auth_authorize(struct req *r);

/* In the handler of an event stream: binds the stream to person and session, so that it ends with them. */
void auth_stream_bind(struct req *r);
/* After commit: the rights of a user have changed or ended. Drops what is cached and ends the event streams. `server`
 * may be NULL (tests, jobs). */
void auth_forget_user(struct http_server *server, int64_t user_id);
/* The same for one session only. */
void auth_forget_session(struct http_server *server, const char *token_hash);
/* For tests: forgets everything. */
void auth_forget_all(void);

/* Job: drops sessions that are over. */
enum err auth_trim_sessions(struct db_session *s, int64_t now, int64_t *dropped);

/* A new secret of 256 bits as text (43 characters, URL-safe) and its SM3 in hex. */
struct secret_token {
	char text[TOKEN_CHARS + 1], hash[65];
};
void secret_token_make(const struct env *env, struct secret_token *out);
void secret_token_hash(const char *text, char hash[65]);
/* True unless a browser says that another site sent the request. */
bool same_origin(const struct req *r);
/* Hash of the cookie's token, false without one. */
bool session_cookie_hash(const struct req *r, char hash[65]);

#endif

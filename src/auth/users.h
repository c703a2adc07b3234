/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts and grants: the rules of the three administrators (compliance.md 5.1), for handlers, setup and demo data.
 *
 * The system administrator (and, in their own area, unit leaders, towns and communities) proposes accounts and grants;
 * the security administrator approves; nobody approves what he has proposed or what is for himself. The three
 * administrators exclude each other and every business role. An account becomes active with its first approved grant.
 * All functions run inside a write. History goes to the stream ("user", id); the caller writes the audit row. */
#ifndef YS_AUTH_USERS_H
#define YS_AUTH_USERS_H

#include "catalogue/site.h"

struct user_new {
	const char *login;         /* 2 to 32 of a-z 0-9 . _ -, beginning with a letter */
	const char *name;
	int64_t unit_id;
	const char *phone;         /* NULL: none */
	const char *status;        /* "proposed" from the screen; setup and demo data may say "active" */
	bool contractor, demo;
};
/* ERR_CONFLICT "user.login_taken"; field errors for what is not acceptable. */
enum err user_create(struct op *op, const struct user_new *n, int64_t *id);

struct grant_new {
	int64_t user_id;
	enum role role;
	enum scope scope;
	int64_t unit_id, grid_id;  /* NIL: the user's own unit; the grids of the user's posts */
	int64_t valid_to;          /* NIL: for good */
	bool approved;             /* setup and demo data: in force at once */
};
/* ERR_CONFLICT "grant.excluded", "grant.known", "grant.too_many", "grant.contractor". */
enum err grant_propose(struct op *op, const struct grant_new *n, int64_t *id);
/* ERR_CONFLICT "grant.not_pending", "grant.own"; rechecks the exclusions. *user_id: whose rights have moved. */
enum err grant_approve(struct op *op, int64_t id, int64_t *user_id);
/* Ends a grant or refuses a proposed one. ERR_CONFLICT "grant.last_admin". */
enum err grant_revoke(struct op *op, int64_t id, const char *reason, int64_t *user_id);

/* Stores an encoded password (password_hash), lifts a lock and ends the sessions. */
enum err user_set_password(struct op *op, int64_t id, const char *encoded, bool must_change);

struct q_user_get_out;
struct user_change {
	int64_t version;
	const char *name, *status, *phone; /* NULL: unchanged; phone "" removes it */
	int64_t unit_id;           /* NIL: unchanged */
	int contractor;            /* -1: unchanged */
};
/* ERR_STALE when the version has moved. */
enum err user_change(struct op *op, int64_t id, const struct user_change *c);

/* True when a password of this account may be reset and the account disabled by `who`: accounts of security and audit
 * administrators need USER_APPROVE and another person, all others USER_PROPOSE for the whole city. */
enum err user_may_manage(struct db_session *s, const struct principal *who, int64_t user_id, int64_t now, bool *yes);
/* Context of the sealed phone number of an account. */
const char *user_phone_context(struct arena *a, int64_t user_id);

#endif

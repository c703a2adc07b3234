/* SPDX-License-Identifier: Apache-2.0 */
/* Audit log: who did what to what, from where, with which reason and result (compliance.md 5.1).
 *
 * Append-only (triggers refuse changes), chained: hash = SM3(prev | fields of the row), prev = hash of the row before.
 * Writers are serialised by the row ("audit", 0) of `stream`, so that the order of ids is the order of the chain;
 * make the audit entry the last statement of a write, because that row stays locked until the commit.
 * No personal text goes into `reason` and `detail`: masked values (mask.h) and numbers only.
 *
 * Actions are `thing.verb` in lower case: "login", "login.failed", "contact.open", "user.password", "export", …
 * The Chinese words of the known ones stand in audit.c. */
#ifndef YS_AUTH_AUDIT_H
#define YS_AUTH_AUDIT_H

#include "auth/crypto.h"
#include "catalogue/site.h"
#include "db/db.h"

struct audit_entry {
	int64_t at;
	int64_t user_id;           /* NIL: nobody known */
	const char *address;       /* NULL = "" */
	const char *action;
	const char *object_kind;   /* "user", "appeal", … ; NULL = "" */
	int64_t object_id;         /* NIL: none */
	bool failed;
	const char *reason;        /* given by the person; NULL = "" */
	const char *detail;        /* NULL = "" */
};

/* Appends one row. Inside a write only. */
enum err audit_write(struct db_session *s, const struct audit_entry *e);

/* The same with who, when and from where taken from the request. Inside a write: `s` is the write session. */
struct req;
enum err audit_req(struct req *r, struct db_session *s, const char *action, const char *object_kind, int64_t object_id,
		   const char *reason, const char *detail);
/* In a transaction of its own, for reading what must leave a trace (contact data, exports). An answer must not go out
 * when this fails. */
enum err audit_read(struct req *r, const char *action, const char *object_kind, int64_t object_id, const char *reason,
		    const char *detail);
/* From a domain operation (no request at hand): address is empty. */
enum err audit_op(const struct op *op, const char *action, const char *object_kind, int64_t object_id,
		  const char *reason, const char *detail);

/* Recomputes the whole chain. Each finding goes to `say`. */
enum err audit_verify(struct db_session *s, void (*say)(void *arg, const char *finding), void *arg, int64_t *rows,
		      int64_t *bad);

#endif

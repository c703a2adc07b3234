/* SPDX-License-Identifier: Apache-2.0 */
/* Error kinds of the whole program.
 *
 * A function that can fail returns `enum err`. The kind says what the caller can do about it; the
 * exact code, the Chinese sentence and the field are recorded once, where it failed, in the
 * `struct problem` of the request (see base/problem.h). */
#ifndef YS_BASE_ERR_H
#define YS_BASE_ERR_H

/* name, HTTP status, meaning */
#define ERR_LIST(X)                                                                                \
	X(OK, 200, "ok")                                                                           \
	X(INVALID, 422, "input is well-formed but not acceptable")                                 \
	X(MALFORMED, 400, "input cannot be parsed")                                                \
	X(UNAUTHENTICATED, 401, "no valid session or token")                                       \
	X(FORBIDDEN, 403, "capability or scope is missing")                                        \
	X(NOT_FOUND, 404, "no such object, or not visible")                                        \
	X(METHOD, 405, "method not allowed here")                                                  \
	X(CONFLICT, 409, "the state does not allow this move")                                     \
	X(STALE, 409, "somebody changed it meanwhile")                                             \
	X(GONE, 410, "expired or already used")                                                    \
	X(TOO_LARGE, 413, "body, field or upload over its limit")                                  \
	X(MEDIA_TYPE, 415, "content type not accepted")                                            \
	X(RATE, 429, "too many requests from this address")                                        \
	X(BUSY, 503, "queue full or shutting down; try again")                                     \
	X(DB, 500, "database error")                                                               \
	X(DB_FULL, 507, "no space left for the database")                                          \
	X(DB_UNCERTAIN, 500, "the commit may or may not have happened")                            \
	X(IO, 500, "file or network error")                                                        \
	X(UNSUPPORTED, 501, "not available in this build or configuration")                        \
	X(INTERNAL, 500, "a bug or a broken invariant")

enum err {
#define X(name, status, text) ERR_##name,
	ERR_LIST(X)
#undef X
	ERR_COUNT
};

/* Name of the kind ("NOT_FOUND"). */
const char *err_name(enum err e);
/* HTTP status that belongs to the kind. */
int err_status(enum err e);

#endif

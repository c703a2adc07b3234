/* SPDX-License-Identifier: Apache-2.0 */
/* What went wrong, for the person who must put it right (RFC 9457).
 *
 * Recorded once where it failed; answers, import side files and logs read it. Codes are
 * `room.reason` in lower case; the sentence is plain Chinese and says what to do. */
#ifndef YS_BASE_PROBLEM_H
#define YS_BASE_PROBLEM_H

#include "base/arena.h"
#include "base/err.h"

enum { PROBLEM_FIELDS = 12 };

struct field_error {
	const char *field, *code, *text;
};

struct problem {
	enum err kind;            /* ERR_OK: nothing recorded */
	const char *code;         /* "order.illegal_move" */
	const char *text;         /* Chinese sentence */
	const char *detail;       /* technical, for the log only */
	int64_t retry_after_s;    /* 0 = none */
	size_t nfields;
	struct field_error fields[PROBLEM_FIELDS];
};

/* One row per error code of a room: `static const struct problem_code E_X = {ERR_CONFLICT, "order.x", "…"}`. */
struct problem_code {
	enum err kind;
	const char *code, *text;
};

/* Records the first problem (later ones are ignored) and returns its kind. */
enum err problem_set(struct problem *p, const struct problem_code *c);
/* As problem_set, with a sentence made for this case; `text` must live in the request arena. */
enum err problem_say(struct problem *p, const struct problem_code *c, const char *text);
/* Adds a field error; the first also sets kind, code "input.invalid" and a sentence. */
enum err problem_field(struct problem *p, enum err kind, const char *field, const char *code, const char *text);
/* Keeps a technical detail for the log. */
void problem_detail(struct problem *p, const char *detail);
void problem_clear(struct problem *p);

#endif

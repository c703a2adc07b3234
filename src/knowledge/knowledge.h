/* SPDX-License-Identifier: Apache-2.0 */
/* Knowledge 知识库: what the operator tells callers, with an owner and a day until which it holds (compliance.md 6 row 15).
 *
 * An article is reference data (versions, CSV) with a state: draft, published, expired, withdrawn. Whoever notices that it
 * is wrong says so with one tap; that is a correction: a task of the owning unit with a due date and an answer. Search
 * works while one types, by pairs of characters, keywords and the initials of their pinyin.
 * Threads: none of its own. Memory: the arena of the operation. */
#ifndef YS_KNOWLEDGE_KNOWLEDGE_H
#define YS_KNOWLEDGE_KNOWLEDGE_H

#include "catalogue/kinds.h"
#include "catalogue/op.h"
#include "knowledge_sql.h"
#include "workflow/workflow.h"

extern const struct wf_machine KNOWLEDGE_MACHINE, CORRECTION_MACHINE;

enum { CORRECTION_DAYS = 3, KNOWLEDGE_SOON_DAYS = 14, KNOWLEDGE_FOUND = 8 };

/* 0 fresh … 100 not to be trusted: past its day, long not looked at, corrections open. Pure. `today` yyyymmdd. */
int knowledge_stale(int32_t today, int64_t now, int64_t valid_until, int64_t reviewed_at, int64_t corrections);

/* "publish", "withdraw", "expire". `valid_until` NIL: unchanged. Inside a write. */
enum err knowledge_move(struct op *op, int64_t id, int64_t version, const char *action, int64_t valid_until);
/* 确认仍然有效: the owner has looked at it; a published article stays, an expired one is published again. */
enum err knowledge_confirm(struct op *op, int64_t id, int64_t version, int64_t valid_until);
/* Articles whose day is over, for the job; then knowledge_expire of each, inside a write. */
enum err knowledge_over(struct op *op, int64_t **ids, size_t *n);
enum err knowledge_expire(struct op *op, int64_t id);

struct knowledge_hit {
	const struct q_knowledge_match_out *row;
	int64_t score;
	const char *why;           /* "含有：公积金、提取" */
	bool over;                 /* past its day */
};
struct knowledge_ask {
	const char *text;          /* a few words, initials, or what is being told */
	const char *type_code;     /* event type chosen already; NULL none */
	bool story;                /* a longer text: only what clearly fits */
	bool public_only;
};
/* Best first, at most KNOWLEDGE_FOUND. */
enum err knowledge_search(struct op *op, const struct knowledge_ask *ask, struct knowledge_hit out[KNOWLEDGE_FOUND], size_t *n);

/* Raising and answering a correction, inside a write. */
enum err correction_raise(struct op *op, int64_t article_id, const char *reason, const char *note, int64_t *id);
enum err correction_answer(struct op *op, int64_t id, int64_t version, bool accept, const char *answer);

/* The terms of an article, written when it is stored. */
enum err knowledge_terms(
	struct db_session *s, struct arena *a, int64_t id, const char *title, const char *keywords, const char *body);

/* Handlers of corrections (correction.c) and of the kind (knowledge_kind.c), for the table of routes. */
enum err correction_api_list(struct req *r);
enum err correction_api_xlsx(struct req *r);
enum err correction_api_raise(struct req *r);
enum err correction_api_answer(struct req *r);
enum err knowledge_api_create(struct req *r);
enum err knowledge_api_update(struct req *r);
enum err knowledge_api_import(struct req *r);
extern const struct in_field CORRECTION_LIST_IN[], CORRECTION_NEW_IN[], CORRECTION_ANSWER_IN[], KNOWLEDGE_EDIT_IN[],
	KNOWLEDGE_REF_QUERY[];
/* Writes the corrections of an article: [{…}]. */
enum err put_corrections(struct json_out *w, struct op *op, int64_t article_id);
/* True when the person keeps the articles of this unit. */
enum err may_keep(struct op *op, int64_t unit_id, bool *yes);

extern const struct route KNOWLEDGE_ROUTES[];

#endif

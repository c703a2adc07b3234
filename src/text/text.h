/* SPDX-License-Identifier: Apache-2.0 */
/* Chinese free text: one normal form, tokens for search, keywords that suggest event types, masking of numbers.
 *
 * All of it is pure and takes bytes as they come: ill-formed UTF-8 is skipped, never an error. Texts are compared,
 * indexed and matched in the normal form only; what a citizen wrote is kept and shown as written.
 * What it costs: the normal form joins what looks the same to a reader ("Ａ" and "a"), so it must not be used where
 * the spelling itself is evidence. Traditional characters stay as they are.
 * Threads: a matcher is read-only after text_matcher_build and may be shared. */
#ifndef YS_TEXT_TEXT_H
#define YS_TEXT_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Normal form: full-width and compatibility forms whose meaning is ASCII become ASCII ("１２３" "①" "㎡" → "123" "1"
 * "m2"), ASCII letters lower case, every run of white space one space, none at the ends; zero-width, control and
 * ill-formed bytes dropped. Doing it twice changes nothing. NUL-terminated. */
struct sv text_normalise(struct arena *a, struct sv s);

/* Tokens of a normalised text, without copying: of Chinese every pair of neighbours ("路灯不亮" → 路灯 灯不 不亮), a
 * lone character by itself; of other letters and digits whole words, cut at TEXT_TOKEN_MAX bytes. */
enum { TEXT_TOKEN_MAX = 64 };
struct text_tokens {
	struct sv rest;            /* not yet seen */
	bool in_run;               /* the first character of `rest` was the second of a pair */
};
void text_tokens_begin(struct text_tokens *t, struct sv normalised);
/* False at the end. */
bool text_tokens_next(struct text_tokens *t, struct sv *token);

/* ---- keywords ---- */

struct text_keyword {
	const char *text;          /* normalised by the build; without any character it is left out */
	int64_t payload;           /* e.g. the event type */
	int32_t weight;
};

/* Immutable Aho-Corasick automaton over all keywords at once; lives in the arena it was built in. */
struct text_matcher;
const struct text_matcher *text_matcher_build(struct arena *a, const struct text_keyword *keywords, size_t n);
size_t text_matcher_count(const struct text_matcher *m); /* distinct (word, payload) */

struct text_hit {
	size_t keyword;            /* 0 … text_matcher_count - 1 */
	const char *word;          /* normalised keyword */
	int64_t payload;
	int32_t weight;
	size_t chars;              /* length in characters */
	size_t at, n;              /* place in the text, in bytes */
};
/* Calls `hit` for every occurrence, overlapping ones too, in the order of their ends, until it returns false. A
 * keyword that begins or ends with an ASCII letter or digit must not touch another one there: "110" is not found in
 * "13811012345". The text must be normalised. */
void text_matcher_run(const struct text_matcher *m, struct sv normalised,
		      bool (*hit)(void *arg, const struct text_hit *h), void *arg);

/* A suggestion with the words that decided, those that gave most first. */
struct text_suggestion {
	int64_t payload;
	int64_t score;             /* sum over distinct keywords of weight x length in characters */
	size_t nwords;
	const char *const *words;
};
/* Best `top` payloads with a score above 0 into `out`, highest first (equal scores: lower payload first); their
 * number. Normalises the text itself. Suggestions only: a person decides (compliance.md 5.3). */
size_t text_suggest(const struct text_matcher *m, struct arena *a, struct sv text, struct text_suggestion *out,
		    size_t top);

/* ---- masking ---- */

/* Copy with mobile numbers as 138****5678 (also written 138-1234-5678, 138 1234 5678, +86…, or in full-width
 * digits) and identity numbers as six digits, eight stars, four characters. Other numbers stay: case numbers, amounts,
 * dates, landlines. NUL-terminated. */
struct sv text_mask(struct arena *a, struct sv s);

/* ---- unified social credit codes (GB 32100-2015) ---- */

enum { CREDIT_CODE_CHARS = 18 };
/* What a person typed, as capitals without blanks and dashes. False when it is no code: length, letters that the standard
 * leaves out (I, O, S, V, Z) or a wrong check digit. */
bool text_credit_code(const char *typed, char out[CREDIT_CODE_CHARS + 1]);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* From texts to words of the index, and from what somebody types to a condition. Both engines get the same words. */
#include "search/search.h"

#include "text/text.h"
#include "text/units.h"

enum { CONDITION_MAX = 4096, TAIL = 6 };

static bool is_number(struct sv s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

static void word(struct buf *out, struct sv s)
{
	if (out->n)
		buf_char(out, ' ');
	buf_add(out, s.p, s.n);
}

/* The second character of a pair; of anything else nothing. */
static struct sv second(struct sv token)
{
	size_t first = (token.p[0] & 0x80) ? sv_prefix_chars(token, 1).n : token.n;
	return (struct sv){ token.p + first, token.n - first };
}

void search_words(struct arena *a, struct buf *out, const char *text)
{
	struct text_tokens t;
	struct sv token, end = { "", 0 }; /* the last character of the run before, which begins no pair */
	text_tokens_begin(&t, text_plain(a, sv_from(text)));
	while (text_tokens_next(&t, &token)) {
		if (end.n && end.p != token.p)
			word(out, end);
		end = second(token);
		word(out, token);
		if (is_number(token) && token.n > TAIL) /* the end of a long number is what people remember */
			word(out, (struct sv){ token.p + token.n - TAIL, TAIL });
	}
	if (end.n)
		word(out, end);
}

/* A number or a lone character may be the beginning of what is meant. */
static bool is_beginning(struct sv token)
{
	return is_number(token) || sv_chars(token) == 1;
}

void search_cases(struct db_query *q, struct db_session *s, struct arena *a, const char *text)
{
	bool lite = db_session_kind(s) == DB_SQLITE;
	char quote = lite ? '"' : '\'';
	struct text_tokens t;
	struct sv token;
	struct buf b;
	buf_init(&b, a, CONDITION_MAX);
	text_tokens_begin(&t, text_plain(a, sv_from(text)));
	for (size_t n = 0; n < SEARCH_TERMS && text_tokens_next(&t, &token); n++) {
		if (n)
			buf_str(&b, lite ? " AND " : " & ");
		buf_char(&b, quote);
		buf_add(&b, token.p, token.n); /* letters, digits and characters only */
		buf_char(&b, quote);
		if (is_beginning(token))
			buf_str(&b, lite ? "*" : ":*");
	}
	if (!b.n) {
		db_query_text(q, " AND 1 = 0");
		return;
	}
	if (lite)
		db_query_add(q, " AND c.id IN (SELECT rowid FROM case_search WHERE case_search MATCH $ ORDER BY rowid DESC LIMIT $)",
			DB_ARG_TEXT(buf_cstr(&b)), DB_ARG_I64(SEARCH_NEWEST));
	else
		db_query_add(q,
			" AND c.id IN (SELECT f.id FROM case_search f WHERE f.words @@ CAST($ AS tsquery) ORDER BY f.id DESC LIMIT $)",
			DB_ARG_TEXT(buf_cstr(&b)), DB_ARG_I64(SEARCH_NEWEST));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Terms of articles and the search while typing: the table of terms gives a few dozen articles, the order between them comes
 * from whole keywords and the title. */
#include "knowledge/knowledge.h"

#include <string.h>

#include "text/pinyin.h"

enum {
	TITLE = 8,
	KEYWORD = 6,
	BODY = 1,
	LEAST_STORY = 30,
	TERMS_TEXT = 128 << 10,
	INITIALS_MAX = 12,
	TEXT_CHARS = 500,
	WHY_WORDS = 4
};

static void begin(struct json_out *w, struct buf *b, struct arena *a)
{
	buf_init(b, a, TERMS_TEXT);
	jw_init(w, b);
	jw_array(w);
}

static void put_pairs(struct json_out *w, struct sv plain)
{
	struct text_tokens t;
	struct sv token;
	text_tokens_begin(&t, plain);
	while (text_tokens_next(&t, &token))
		jw_sv(w, token);
}

static void put_initials(struct json_out *w, struct arena *a, struct sv plain)
{
	const char *s = text_pinyin(a, plain).initials;
	for (size_t k = 2; k <= strlen(s) && k <= INITIALS_MAX; k++)
		jw_sv(w, (struct sv){ s, k });
}

static enum err put_terms(struct db_session *s, struct json_out *w, struct buf *b, int64_t id, int64_t weight)
{
	jw_array_end(w);
	return q_knowledge_terms_put(s, &(struct q_knowledge_terms_put_in){ .id = id, .weight = weight, .terms = buf_cstr(b) }, NULL);
}

enum err knowledge_terms(
	struct db_session *s, struct arena *a, int64_t id, const char *title, const char *keywords, const char *body)
{
	struct buf b;
	struct json_out w;
	struct sv rest = sv_from(keywords), one;
	begin(&w, &b, a);
	struct sv plain = text_normalise(a, sv_from(title));
	put_pairs(&w, plain);
	put_initials(&w, a, plain);
	enum err e = put_terms(s, &w, &b, id, TITLE);
	begin(&w, &b, a);
	while (rest.n && sv_cut(&rest, ';', &one)) {
		plain = text_normalise(a, one);
		put_pairs(&w, plain);
		put_initials(&w, a, plain);
	}
	if (!e)
		e = put_terms(s, &w, &b, id, KEYWORD);
	begin(&w, &b, a);
	put_pairs(&w, text_normalise(a, sv_from(body)));
	return e ? e : put_terms(s, &w, &b, id, BODY);
}

/* ---- the order ---------------------------------------------------------------------------------------- */

struct query {
	struct op *op;
	const struct knowledge_ask *ask;
	const char *plain;
	bool letters;
	int32_t today;
};

static void say(struct buf *why, size_t *n, struct sv word)
{
	if (*n < WHY_WORDS) {
		buf_str(why, *n ? "、" : "含有：");
		buf_sv(why, word);
	}
	++*n;
}

/* Whole keywords weigh by their length; a story that holds none of them is no hit. */
static int64_t words_score(const struct query *q, const struct q_knowledge_match_out *row, struct buf *why)
{
	struct arena *a = q->op->a;
	struct sv rest = sv_from(row->keywords), one;
	int64_t score = 0;
	size_t n = 0;
	while (rest.n && sv_cut(&rest, ';', &one)) {
		struct sv word = text_normalise(a, one);
		if (word.n < 6 || !memmem(q->plain, strlen(q->plain), word.p, word.n))
			continue;
		score += 10 * (int64_t)sv_chars(word);
		say(why, &n, one);
	}
	const char *title = arena_sv(a, text_normalise(a, sv_from(row->title)));
	if (!q->ask->story && strlen(q->plain) >= 6 && strstr(title, q->plain)) {
		score += 40 + (strncmp(title, q->plain, strlen(q->plain)) == 0 ? 20 : 0);
		if (!n)
			buf_str(why, "标题含有");
	}
	return score;
}

static bool has_type(const char *list, const char *code)
{
	struct sv rest = sv_from(list), one;
	while (rest.n && sv_cut(&rest, ';', &one))
		if (sv_eqs(one, code))
			return true;
	return false;
}

static bool rate(const struct query *q, const struct q_knowledge_match_out *row, struct knowledge_hit *out)
{
	struct buf why;
	buf_init(&why, q->op->a, 1024);
	int64_t words = words_score(q, row, &why), letters = 0;
	if (q->letters) {
		letters = strncmp(row->initials, q->plain, strlen(q->plain)) == 0 ? 60 : 20;
		buf_str(&why, "拼音首字母");
	}
	bool type = q->ask->type_code && has_type(row->event_types, q->ask->type_code);
	if (type)
		buf_str(&why, why.n ? "；事项相同" : "事项相同");
	bool over = row->valid_until < q->today || str_eq(row->status, "expired");
	*out = (struct knowledge_hit){ .row = row, .over = over,
				       .score = words + letters + (type ? 25 : 0) + row->weight + (row->uses < 20 ? row->uses / 4 : 5) -
						(over ? 40 : 0) };
	if (!why.n)
		buf_str(&why, "内容相近");
	out->why = arena_str(q->op->a, buf_cstr(&why));
	if (q->ask->public_only && (over || !row->open_to_public))
		return false;
	return !q->ask->story || (words + (type ? 25 : 0) >= LEAST_STORY && !over);
}

enum err knowledge_search(struct op *op, const struct knowledge_ask *ask, struct knowledge_hit out[KNOWLEDGE_FOUND], size_t *n)
{
	struct buf b;
	struct json_out w;
	struct q_knowledge_match_rows *rows = ARENA_NEW(op->a, struct q_knowledge_match_rows);
	struct query q = { .op = op, .ask = ask, .today = day_of_ms(op->now) };
	struct sv plain = text_normalise(op->a, sv_prefix_chars(sv_from(ask->text), TEXT_CHARS));
	q.plain = arena_sv(op->a, plain);
	q.letters = plain.n >= 2 && strspn(q.plain, "abcdefghijklmnopqrstuvwxyz0123456789") == plain.n;
	*n = 0;
	if (!plain.n)
		return ERR_OK;
	begin(&w, &b, op->a);
	put_pairs(&w, plain);
	jw_array_end(&w);
	enum err e = q_knowledge_match(op->s,
		&(struct q_knowledge_match_in){ .least = ask->story ? KEYWORD : BODY, .terms = buf_cstr(&b) }, rows);
	for (size_t i = 0; !e && i < rows->n; i++) {
		struct knowledge_hit h;
		if (!rate(&q, &rows->v[i], &h))
			continue;
		size_t at = *n < KNOWLEDGE_FOUND ? *n : KNOWLEDGE_FOUND - 1;
		if (*n == KNOWLEDGE_FOUND && out[at].score >= h.score)
			continue;
		for (; at > 0 && out[at - 1].score < h.score; at--)
			out[at] = out[at - 1];
		out[at] = h;
		*n += *n < KNOWLEDGE_FOUND;
	}
	return e;
}

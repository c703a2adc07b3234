/* SPDX-License-Identifier: Apache-2.0 */
/* Suggestions from the event list's own words (B-01): event types by keywords, the colour by its trigger words.
 * A word that many types share says little, so it weighs little. A person decides. */
#include "catalogue/refs.h"

#include <stdlib.h>

/* Weights. A whole keyword counts most, the name of the type like a good keyword, pairs of characters taken from them
 * only break ties and catch what nobody has listed ("坑" in "路面大坑"). */
enum { WEIGHT_WORD = 24, WEIGHT_NAME = 30, WEIGHT_PAIR = 4, WORDS_MAX = 24000, WHY_WORDS = 5 };

struct word {
	const char *text;
	int64_t type;
	int32_t weight;
};

struct words {
	struct arena *a;
	struct word *v;
	size_t n;
};

static void add(struct words *w, struct sv text, int64_t type, int32_t weight)
{
	if (text.n && w->n < WORDS_MAX)
		w->v[w->n++] = (struct word){ arena_sv(w->a, text), type, weight };
}

static void add_pairs(struct words *w, struct sv normalised, int64_t type)
{
	struct text_tokens t;
	struct sv token;
	text_tokens_begin(&t, normalised);
	while (text_tokens_next(&t, &token))
		if (sv_chars(token) == 2 && (unsigned char)token.p[0] >= 0x80)
			add(w, token, type, WEIGHT_PAIR);
}

static void add_type(struct words *w, const struct event_type *t, int64_t position)
{
	struct sv rest = text_normalise(w->a, sv_from(t->keywords)), word, name = text_normalise(w->a, sv_from(t->name));
	add(w, name, position, WEIGHT_NAME);
	add_pairs(w, name, position);
	while (sv_cut(&rest, ';', &word)) {
		add(w, word, position, WEIGHT_WORD);
		add_pairs(w, word, position);
	}
}

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int c = strcmp(x->text, y->text);
	if (c)
		return c;
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	return y->weight - x->weight;
}

void suggest_build(struct refs_part *p)
{
	struct arena *scratch = arena_new((size_t)32 << 20);
	struct words w = { .a = scratch, .v = ARENA_ARRAY(scratch, struct word, WORDS_MAX) };
	for (size_t i = 0; i < p->refs.ntypes; i++)
		if (p->refs.types[i].active)
			add_type(&w, &p->refs.types[i], (int64_t)i);
	qsort(w.v, w.n, sizeof *w.v, by_text);
	struct text_keyword *k = ARENA_ARRAY(scratch, struct text_keyword, w.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < w.n;) {
		size_t end = i, first = n;
		int32_t types = 0;
		for (; end < w.n && strcmp(w.v[end].text, w.v[i].text) == 0; end++) {
			if (end > i && w.v[end].type == w.v[end - 1].type)
				continue; /* the heavier one of the same type came first */
			k[n++] = (struct text_keyword){ w.v[end].text, w.v[end].type, w.v[end].weight };
			types++;
		}
		for (size_t j = first; j < n; j++)
			k[j].weight = k[j].weight / types; /* 0: too common to say anything */
		while (n > first && k[n - 1].weight == 0)
			n--;
		i = end;
	}
	p->refs.words = text_matcher_build(p->refs.arena, k, n);
	arena_free(scratch);
}

size_t ref_suggest_types(const struct refs *r, struct arena *a, struct sv text, struct type_hint *out, size_t max)
{
	struct text_suggestion found[16];
	size_t n = r->words ? text_suggest(r->words, a, text, found, max < 16 ? max : 16) : 0;
	for (size_t i = 0; i < n; i++) {
		struct buf why;
		buf_init(&why, a, 4096);
		for (size_t k = 0; k < found[i].nwords && k < WHY_WORDS; k++)
			buf_printf(&why, "%s%s", k ? "、" : "", found[i].words[k]);
		out[i] = (struct type_hint){ &r->types[found[i].payload], found[i].score,
					     arena_printf(a, "含有：%s", buf_cstr(&why)) };
	}
	return n;
}

static bool contains(struct sv text, struct sv word)
{
	return word.n && memmem(text.p, text.n, word.p, word.n);
}

const struct colour_rule *ref_suggest_colour(const struct refs *r, struct arena *a, struct sv text, const char **why)
{
	struct sv plain = text_normalise(a, text);
	*why = NULL;
	for (size_t i = 0; i < r->ncolours; i++) { /* red first */
		struct sv rest = text_normalise(a, sv_from(r->colours[i].words)), word;
		struct buf b;
		int found = 0;
		buf_init(&b, a, 4096);
		while (sv_cut(&rest, ';', &word)) {
			if (!contains(plain, word))
				continue;
			buf_str(&b, found++ ? "、" : "");
			buf_sv(&b, word);
		}
		if (found) {
			*why = arena_printf(a, "文中提到“%s”，建议按%s办理，请核实", buf_cstr(&b), r->colours[i].name);
			return &r->colours[i];
		}
	}
	return NULL;
}

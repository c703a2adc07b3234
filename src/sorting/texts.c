/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a text: all runs of one or two units. A unit is a Chinese character, a Latin word, or a number; a run ends at
 * punctuation and blanks. */
#include "sorting/features.h"
#include "text/units.h"

enum { NUMBER = 7 };
static const float TITLE = 3, BODY = 1;

/* The last units of a run, newest first, each with its hash and where it begins. */
struct window {
	uint64_t hash[SORT_WORD_UNITS];
	const char *at[SORT_WORD_UNITS];
	size_t n;
};

struct reading {
	struct sort_feature *v;
	size_t n;
	struct window w;
};

static void take_unit(struct reading *r, struct text_unit u)
{
	struct window *w = &r->w;
	for (size_t i = SORT_WORD_UNITS - 1; i; i--) {
		w->hash[i] = w->hash[i - 1];
		w->at[i] = w->at[i - 1];
	}
	w->hash[0] = u.number ? NUMBER : sort_hash(0, u.text);
	w->at[0] = u.text.p;
	w->n += w->n < SORT_WORD_UNITS;
}

/* All runs that end with the newest unit. */
static void put_runs(struct reading *r, const char *end, float counts)
{
	uint64_t h = 0;
	for (size_t k = 0; k < r->w.n; k++) {
		h = sort_mix(h * 31 + r->w.hash[k]);
		r->v[r->n++] = (struct sort_feature){ (uint32_t)h, counts, { r->w.at[k], (size_t)(end - r->w.at[k]) } };
	}
}

static void read_part(struct reading *r, struct sv text, float counts)
{
	struct text_unit u;
	r->w.n = 0;
	for (struct sv rest = text; text_next_unit(&rest, &u);) {
		if (!u.adjoins)
			r->w.n = 0;
		take_unit(r, u);
		put_runs(r, u.text.p + u.text.n, counts);
	}
}

struct sort_features sort_features_of_text(struct arena *a, struct sv title, struct sv body)
{
	struct sv t = sv_prefix_chars(title, SORT_TEXT_CHARS), b = sv_prefix_chars(body, SORT_TEXT_CHARS);
	struct reading r = { .v = ARENA_ARRAY(a, struct sort_feature, SORT_WORD_UNITS * (sv_chars(t) + sv_chars(b)) + 1) };
	read_part(&r, t, TITLE);
	read_part(&r, b, BODY);
	return (struct sort_features){ r.v, sort_unite(r.v, r.n) };
}

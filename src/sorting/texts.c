/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a text: all runs of one to three units. A unit is a Chinese character, a Latin word, or a number; a run ends at
 * punctuation and blanks. */
#include "sorting/features.h"
#include "text/units.h"

enum { BODY = 1, TITLE = 2, NUMBER = 7 };

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
static void put_runs(struct reading *r, const char *end, uint64_t part)
{
	uint64_t h = part;
	for (size_t k = 0; k < r->w.n; k++) {
		h = sort_mix(h * 31 + r->w.hash[k]);
		r->v[r->n++] = (struct sort_feature){ (uint32_t)h, 1, { r->w.at[k], (size_t)(end - r->w.at[k]) } };
	}
}

static struct sort_features read_part(struct arena *a, struct sv text, uint64_t part)
{
	struct sv start = sv_prefix_chars(text, SORT_TEXT_CHARS);
	struct reading r = { .v = ARENA_ARRAY(a, struct sort_feature, SORT_WORD_UNITS * sv_chars(start) + 1) };
	struct text_unit u;
	for (struct sv rest = start; text_next_unit(&rest, &u);) {
		if (!u.adjoins)
			r.w.n = 0;
		take_unit(&r, u);
		put_runs(&r, u.text.p + u.text.n, part);
	}
	for (size_t i = 0; i < r.n; i++)
		r.v[i].hash = part == TITLE ? r.v[i].hash | SORT_TITLE_BIT : r.v[i].hash & ~SORT_TITLE_BIT;
	return (struct sort_features){ r.v, sort_unite(r.v, r.n) };
}

struct sort_features sort_features_of_text(struct arena *a, struct sv title, struct sv body)
{
	struct sort_features t = read_part(a, title, TITLE), b = read_part(a, body, BODY);
	struct sort_feature *all = ARENA_ARRAY(a, struct sort_feature, t.n + b.n + 1);
	memcpy(all, b.v, b.n * sizeof *all);
	memcpy(all + b.n, t.v, t.n * sizeof *all);
	return (struct sort_features){ all, b.n + t.n };
}

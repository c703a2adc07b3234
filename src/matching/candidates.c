/* SPDX-License-Identifier: Apache-2.0 */
/* The index: how rare a run is, and which texts have it among their rarest pairs.
 *
 * Both tables are reached by hash and hold no keys: two runs that meet in a slot count as one, which makes them a little less
 * rare and a search a little longer, never wrong in what is compared afterwards. So the size is known beforehand, whatever is
 * added: slots, and KEPT postings a text. */
#include <math.h>
#include <stdlib.h>

#include "matching/text.h"

enum { SLOTS_LEAST = 1 << 18, SLOTS_MOST = 1 << 24, SLOTS_A_TEXT = 512, CLASSES = 26 };
/* Runs of a text that lead to it: all that tell something, unless there are many texts. */
enum { KEPT_FEW = 32, KEPT_MANY = 200, MANY = 100000 };
/* A run that more than one text in eight has says nothing - unless there are so FEW texts that every run is such a one. */
static const float COMMON = 2.08F;
enum { FEW = 64 };
/* A growing index of fewer texts counts as a part of one with so many: what two of them share is rare, three not. */
static const float SMALL = 1000;

struct postings {
	uint32_t at, n;            /* in the pool; room for the next power of two */
};

struct match_index {
	struct arena *a;
	uint32_t *count;           /* texts with the run */
	struct postings *list;
	size_t mask;               /* slots - 1 */
	size_t kept;               /* runs of a text that lead to it */
	bool growing;
	uint32_t counted, added;
	float *length;             /* of each text */
	size_t room_for_lengths;
	uint32_t *pool;
	size_t used, room;
	uint32_t free[CLASSES];    /* first free piece of 2^class postings, + 1; chained */
};

struct match_index *match_index_new(struct arena *a, size_t expected)
{
	struct match_index *x = ARENA_NEW(a, struct match_index);
	size_t slots = SLOTS_LEAST;
	while (slots < SLOTS_MOST && slots < expected * SLOTS_A_TEXT)
		slots *= 2;
	x->a = a;
	x->mask = slots - 1;
	x->kept = expected < MANY ? KEPT_MANY : KEPT_FEW;
	x->count = ARENA_ARRAY(a, uint32_t, slots);
	x->list = ARENA_ARRAY(a, struct postings, slots);
	return x;
}

struct match_index *match_index_growing(struct arena *a, size_t expected)
{
	struct match_index *x = match_index_new(a, expected);
	x->growing = true;
	return x;
}

/* ---- rarity ---- */

void match_index_count(struct match_index *x, const struct match_text *t)
{
	for (size_t i = 0; i < t->ngram; i++)
		x->count[t->gram[i].hash & x->mask]++;
	x->counted++;
}

/* Length of the vector of all runs that another text has too. */
static void set_lengths(struct match_text *t)
{
	float all = 0, title = 0, body = 0;
	for (size_t i = 0; i < t->ngram; i++) {
		const struct match_gram *g = &t->gram[i];
		if (g->alone)
			continue;
		float wa = gram_in_all(g), wt = gram_in_title(g), wb = gram_in_body(g);
		all += wa * wa;
		title += wt * wt;
		body += wb * wb;
	}
	t->length_all = sqrtf(all);
	t->length_title = sqrtf(title);
	t->length_body = sqrtf(body);
}

static float rarity_of(const struct match_index *x, float texts, float count)
{
	count = count > 1 ? count : 1;
	if (!x->growing || texts >= SMALL)
		return logf((texts + 1) / count);
	return logf((SMALL + 1) / (count > 2 ? 2 + (count - 2) * SMALL / texts : count));
}

void match_weigh(const struct match_index *x, struct match_text *t, const struct match_text *beside)
{
	for (size_t i = 0, k = 0; i < t->ngram; i++) {
		while (beside && k < beside->ngram && beside->gram[k].hash < t->gram[i].hash)
			k++;
		bool both = beside && k < beside->ngram && beside->gram[k].hash == t->gram[i].hash;
		uint32_t count = x->count[t->gram[i].hash & x->mask] + both, texts = x->counted + (beside != NULL);
		t->gram[i].rarity = rarity_of(x, (float)texts, (float)count);
		t->gram[i].alone = count < 2;
	}
	set_lengths(t);
}

/* ---- postings ---- */

static unsigned class_of(uint32_t n)
{
	unsigned c = 0;
	while ((1U << c) < n)
		c++;
	return c;
}

static uint32_t take_piece(struct match_index *x, unsigned class)
{
	uint32_t piece = x->free[class];
	if (piece) {
		x->free[class] = x->pool[piece - 1];
		return piece - 1;
	}
	size_t n = (size_t)1 << class;
	if (x->used + n > x->room) {
		size_t room = x->room ? x->room * 2 : 1 << 16;
		while (room < x->used + n)
			room *= 2;
		x->pool = arena_grow(x->a, x->pool, x->room * sizeof *x->pool, room * sizeof *x->pool);
		x->room = room;
	}
	x->used += n;
	return (uint32_t)(x->used - n);
}

static void give_back(struct match_index *x, uint32_t at, unsigned class)
{
	x->pool[at] = x->free[class];
	x->free[class] = at + 1;
}

static void post(struct match_index *x, struct postings *p, uint32_t text)
{
	if (!p->n || p->n == 1U << class_of(p->n)) { /* full, or none yet */
		unsigned class = class_of(p->n + 1);
		if (class >= CLASSES)
			return;
		uint32_t at = take_piece(x, class);
		if (p->n) {
			memcpy(x->pool + at, x->pool + p->at, p->n * sizeof *x->pool);
			give_back(x, p->at, class_of(p->n));
		}
		p->at = at;
	}
	x->pool[p->at + p->n++] = text;
}

/* ---- choosing runs ---- */

struct choice {
	uint32_t hash;
	float worth;
};

static int by_worth(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;
	if (x->worth != y->worth)
		return x->worth < y->worth ? 1 : -1;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* The pairs of `t` that tell most, best first: rare ones, those of the title before those of the body. */
static size_t choose(const struct match_index *x, const struct match_text *t, struct choice *out)
{
	float least = x->growing && x->counted < FEW ? 0 : COMMON;
	size_t n = 0;
	for (size_t i = 0; i < t->ngram; i++) {
		const struct match_gram *g = &t->gram[i];
		if (g->pair && g->rarity >= least && (x->growing || !g->alone))
			out[n++] = (struct choice){ g->hash, gram_in_all(g) + gram_in_title(g) / 2 };
	}
	if (n)
		qsort(out, n, sizeof *out, by_worth);
	return n;
}

/* What a find is divided by, lest long texts come first. */
static float length_of(const struct match_index *x, const struct match_text *t)
{
	float square = 1;
	if (!x->growing)
		return t->length_all;
	for (size_t i = 0; i < t->ngram; i++)
		square += gram_in_all(&t->gram[i]) * gram_in_all(&t->gram[i]);
	return sqrtf(square);
}

void match_index_add(struct match_index *x, const struct match_text *t)
{
	struct choice c[2 * (MATCH_TITLE_UNITS + MATCH_BODY_UNITS)];
	size_t n = choose(x, t, c);
	for (size_t i = 0; i < n && i < x->kept; i++)
		post(x, &x->list[c[i].hash & x->mask], x->added);
	if (x->added == x->room_for_lengths) {
		size_t room = x->added ? 2 * (size_t)x->added : 1024;
		x->length = arena_grow(x->a, x->length, x->added * sizeof *x->length, room * sizeof *x->length);
		x->room_for_lengths = room;
	}
	x->length[x->added++] = length_of(x, t);
}

/* ---- searching ---- */

static int by_score(const void *a, const void *b)
{
	const struct match_candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->text > y->text) - (x->text < y->text);
}

/* Texts found so far: a table of twice the postings that are looked at. */
struct finds {
	struct match_candidate *v;
	size_t mask;
};

static void find(struct finds *f, uint32_t text, float score)
{
	size_t at = text * 0x9E3779B1U & f->mask;
	while (f->v[at].score > 0 && f->v[at].text != text)
		at = (at + 1) & f->mask;
	f->v[at].text = text;
	f->v[at].score += score;
}

size_t match_candidates(const struct match_index *x, struct arena *scratch, const struct match_text *t, uint32_t self,
			struct match_candidate *out, size_t max)
{
	struct choice *c = ARENA_ARRAY(scratch, struct choice, t->ngram + 1);
	size_t chosen = choose(x, t, c), runs = 0, looked = 0, slots = 2, n = 0;
	for (; runs < chosen; runs++) {
		size_t more = x->list[c[runs].hash & x->mask].n;
		if (looked + more > MATCH_POSTINGS_MAX)
			break;
		looked += more;
	}
	while (slots < 2 * looked + 2)
		slots *= 2;
	struct finds f = { ARENA_ARRAY(scratch, struct match_candidate, slots), slots - 1 };
	for (size_t i = 0; i < runs; i++) {
		const struct postings *p = &x->list[c[i].hash & x->mask];
		for (size_t k = 0; k < p->n; k++)
			if (x->pool[p->at + k] != self)
				find(&f, x->pool[p->at + k], c[i].worth * c[i].worth / x->length[x->pool[p->at + k]]);
	}
	for (size_t i = 0; i < slots; i++)
		if (f.v[i].score > 0)
			f.v[n++] = f.v[i];
	if (n)
		qsort(f.v, n, sizeof *f.v, by_score);
	n = n < max ? n : max;
	memcpy(out, f.v, n * sizeof *out);
	return n;
}

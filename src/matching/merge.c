/* SPDX-License-Identifier: Apache-2.0 */
/* All texts at once: exact copies first, then the pairs that the index proposes, then clusters. */
#include <stdlib.h>

#include "matching/text.h"
#include "text/text.h"

/* See match_cluster; docs/matching.md says how they were chosen. */
static const struct {
	float least, power;
} JOIN[] = {
	[MATCH_SAME] = { 0.38F, 0.8F },
	[MATCH_HOT] = { 0.12F, 0.7F },
};

struct batch {
	struct arena *a;
	const struct match_input *in;
	size_t n;
	struct match_text **text;  /* of those that are no copies; NULL for the others */
	uint32_t *first;           /* text whose copy it is; itself when none */
	uint32_t *number, *self;   /* in the index, and back */
	size_t nself;
};

struct copy {
	struct sv title, body;
	uint32_t text;
};

static int by_words(const void *a, const void *b)
{
	const struct copy *x = a, *y = b;
	int c = sv_cmp(x->title, y->title);
	if (!c)
		c = sv_cmp(x->body, y->body);
	return c ? c : (x->text > y->text) - (x->text < y->text);
}

/* Title and body as given; a copy differs in nothing. */
static void find_copies(struct batch *b)
{
	struct copy *c = ARENA_ARRAY(b->a, struct copy, b->n);
	for (size_t i = 0; i < b->n; i++)
		c[i] = (struct copy){ b->in[i].title, b->in[i].body, (uint32_t)i };
	qsort(c, b->n, sizeof *c, by_words);
	for (size_t i = 0, from = 0; i < b->n; i++) {
		if (!sv_eq(c[i].title, c[from].title) || !sv_eq(c[i].body, c[from].body))
			from = i;
		b->first[c[i].text] = c[from].text;
	}
}

static struct match_index *fill_index(struct batch *b)
{
	struct match_index *x = match_index_new(b->a, b->n);
	for (size_t i = 0; i < b->n; i++) {
		if (b->first[i] != i)
			continue;
		b->text[i] = match_read(b->a, b->in[i].title, b->in[i].body, b->in[i].time);
		match_index_count(x, b->text[i]);
		b->number[i] = (uint32_t)b->nself;
		b->self[b->nself++] = (uint32_t)i;
	}
	for (size_t i = 0; i < b->nself; i++) {
		match_weigh(x, b->text[b->self[i]], NULL);
		match_index_add(x, b->text[b->self[i]]);
	}
	return x;
}

static int by_texts(const void *a, const void *b)
{
	const struct match_pair *x = a, *y = b;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

/* Pairs that at least one side proposes, each once. */
static size_t propose(struct batch *b, const struct match_index *x, struct match_pair *pairs)
{
	static const size_t SCRATCH = (size_t)16 << 20;
	struct arena *scratch = arena_new(SCRATCH);
	size_t n = 0, kept = 0;
	for (uint32_t i = 0; i < b->nself; i++) {
		struct match_candidate c[MATCH_CANDIDATES];
		arena_reset(scratch);
		size_t found = match_candidates(x, scratch, b->text[b->self[i]], i, c, MATCH_CANDIDATES);
		for (size_t k = 0; k < found; k++) {
			uint32_t p = b->self[i], q = b->self[c[k].text];
			pairs[n++] = (struct match_pair){ p < q ? p : q, p < q ? q : p, 0 };
		}
	}
	arena_free(scratch);
	if (n)
		qsort(pairs, n, sizeof *pairs, by_texts);
	for (size_t i = 0; i < n; i++)
		if (!kept || by_texts(&pairs[kept - 1], &pairs[i]) != 0)
			pairs[kept++] = pairs[i];
	return kept;
}

struct match_pairs match_merge(struct arena *a, const struct match_input *in, size_t n, enum match_notion notion,
	uint32_t *cluster, void (*see)(void *arg, struct match_pair p, const float *feature), void *arg)
{
	struct batch b = { a, in, n, ARENA_ARRAY(a, struct match_text *, n + 1), ARENA_ARRAY(a, uint32_t, n + 1),
			   ARENA_ARRAY(a, uint32_t, n + 1), ARENA_ARRAY(a, uint32_t, n + 1), 0 };
	if (!n)
		return (struct match_pairs){ NULL, 0 };
	find_copies(&b);
	struct match_index *x = fill_index(&b);
	struct match_pair *pairs = ARENA_ARRAY(a, struct match_pair, b.nself * MATCH_CANDIDATES + 1);
	size_t npairs = propose(&b, x, pairs);
	for (size_t i = 0; i < npairs; i++) {
		float f[MATCH_FEATURES];
		match_compare(b.text[pairs[i].a], b.text[pairs[i].b], f);
		pairs[i].probability = match_probability(f);
		if (see)
			see(arg, pairs[i], f);
	}
	match_cluster(a, n, pairs, npairs, JOIN[notion].least, JOIN[notion].power, cluster);
	for (size_t i = 0; i < n; i++)
		cluster[i] = cluster[b.first[i]];
	return (struct match_pairs){ pairs, npairs };
}

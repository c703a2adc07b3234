/* SPDX-License-Identifier: Apache-2.0 */
/* From examples to a model: which features to keep, how much a rare one counts, the weights, honest probabilities. */
#include <math.h>
#include <stdlib.h>

#include "base/env.h"
#include "sorting/model.h"

const struct sort_learning SORT_TEXTS = { .least = 3, .by_rarity = true, text_linear_train, { .cost = 2, .rounds = 12 } };
const struct sort_learning SORT_MATTERS = { .least = 1, .by_rarity = false, text_softmax_train, { .cost = 50, .rounds = 12 } };

enum { FOLDS = 5, FEW = 1000 };
static const double HALF_DAYS = 90;

float sort_weight_of_age(int64_t age_ms)
{
	return (float)exp2(-fmax((double)age_ms, 0) / MS_DAY / HALF_DAYS);
}

size_t sort_model_features(const struct sort_model *m)
{
	return m->n;
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Every feature of at least m->how->least examples; all where examples are few, as when names alone are learned. */
static void choose_features(struct arena *a, struct sort_model *m, const struct sort_example *e, size_t n)
{
	size_t all = 0, at = 0, least = n < FEW ? 1 : m->how->least;
	for (size_t i = 0; i < n; i++)
		all += e[i].x.n;
	uint32_t *h = ARENA_ARRAY(a, uint32_t, all + 1);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < e[i].x.n; k++)
			h[at++] = e[i].x.v[k].hash;
	qsort(h, all, sizeof *h, by_value);
	m->hash = h;
	m->rarity = ARENA_ARRAY(a, float, all + 1);
	for (size_t i = 0, end; i < all; i = end) {
		for (end = i; end < all && h[end] == h[i]; end++)
			;
		if (end - i < least)
			continue;
		m->rarity[m->n] = m->how->by_rarity ? logf((float)(n + 1) / (float)(end - i)) : 1;
		h[m->n++] = h[i];
	}
}

/* Both ascend, but the model is far longer. */
static size_t find(const struct sort_model *m, uint32_t hash)
{
	size_t from = 0, to = m->n;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (m->hash[mid] < hash)
			from = mid + 1;
		else
			to = mid;
	}
	return from < m->n && m->hash[from] == hash ? from : m->n;
}

static void scale_to_length_1(struct text_feature *v, size_t n)
{
	float square = 0;
	for (size_t i = 0; i < n; i++)
		square += v[i].value * v[i].value;
	for (size_t i = 0; i < n; i++)
		v[i].value /= sqrtf(square);
}

/* `given[i]`, where wanted, is the feature that became v[i]. */
static struct text_vector vector(const struct sort_model *m, struct arena *a, struct sort_features x,
				 const struct sort_feature **given)
{
	struct text_feature *v = ARENA_ARRAY(a, struct text_feature, x.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < x.n; i++) {
		size_t id = find(m, x.v[i].hash);
		if (id == m->n)
			continue;
		if (given)
			given[n] = &x.v[i];
		v[n++] = (struct text_feature){ (uint32_t)id, x.v[i].value * m->rarity[id] };
	}
	if (m->how->by_rarity)
		scale_to_length_1(v, n);
	return (struct text_vector){ v, n };
}

struct lesson {
	struct text_vector *x;
	uint16_t *label;
	float *weight;
	size_t n;
};

/* One example in FOLDS, which the model does not see while it is calibrated, or the others. */
static struct lesson part(struct arena *a, const struct lesson *all, bool unseen)
{
	struct lesson l = { ARENA_ARRAY(a, struct text_vector, all->n + 1), ARENA_ARRAY(a, uint16_t, all->n + 1),
			    ARENA_ARRAY(a, float, all->n + 1), 0 };
	for (size_t i = 0; i < all->n; i++) {
		if ((i % FOLDS == 0) != unseen)
			continue;
		l.x[l.n] = all->x[i];
		l.label[l.n] = all->label[i];
		l.weight[l.n++] = all->weight[i];
	}
	return l;
}

static double surprise(const struct text_linear *m, const struct lesson *l, float sharpness, float *p)
{
	double sum = 0;
	for (size_t i = 0; i < l->n; i++) {
		text_linear_score(m, l->x[i], p);
		text_softmax(p, m->nlabels, sharpness);
		sum -= log(p[l->label[i]] + 1e-9);
	}
	return sum;
}

/* The sharpness that makes examples the model has not seen least surprising. */
static float calibrate(struct arena *scratch, const struct lesson *all, size_t nlabels, size_t nfeatures,
		       const struct sort_learning *how)
{
	struct lesson seen = part(scratch, all, false), unseen = part(scratch, all, true);
	struct text_linear m = how->train(scratch, seen.x, seen.label, seen.weight, seen.n, nlabels, nfeatures, how->options);
	float *p = ARENA_ARRAY(scratch, float, nlabels + 1), best = 1;
	double least = INFINITY;
	for (float s = 0.5f; s < 16; s *= 1.25f) {
		double now = surprise(&m, &unseen, s, p);
		if (now < least) {
			least = now;
			best = s;
		}
	}
	return best;
}

const struct sort_model *sort_learn(struct arena *a, const struct sort_example *e, size_t n, size_t nlabels,
				    const struct sort_learning *how)
{
	struct sort_model *m = ARENA_NEW(a, struct sort_model);
	struct lesson l = { ARENA_ARRAY(a, struct text_vector, n + 1), ARENA_ARRAY(a, uint16_t, n + 1),
			    ARENA_ARRAY(a, float, n + 1), n };
	m->how = how;
	choose_features(a, m, e, n);
	for (size_t i = 0; i < n; i++) {
		l.x[i] = vector(m, a, e[i].x, NULL);
		l.label[i] = e[i].label;
		l.weight[i] = e[i].weight;
	}
	m->sharpness = calibrate(a, &l, nlabels, m->n, how);
	m->linear = how->train(a, l.x, l.label, l.weight, n, nlabels, m->n, how->options);
	return m;
}

/* ---- guessing ---- */

/* How much a feature spoke for a label, against what it gave the others on average. */
static float spoke(const struct text_linear *m, struct text_feature f, size_t label)
{
	const float *w = m->weight + (size_t)f.id * m->nlabels;
	float sum = 0;
	for (size_t k = 0; k < m->nlabels; k++)
		sum += w[k];
	return f.value * (w[label] - sum / (float)m->nlabels);
}

static bool overlap(struct sv a, struct sv b)
{
	return memmem(a.p, a.n, b.p, b.n) || memmem(b.p, b.n, a.p, a.n);
}

/* Strongest first; of words that lie in one another only the stronger. */
static void say_why(const struct sort_model *m, struct text_vector x, const struct sort_feature **given, float *strength,
		    struct sort_guess *g)
{
	for (size_t i = 0; i < x.n; i++)
		strength[i] = given[i]->word.n ? spoke(&m->linear, x.v[i], g->label) : 0;
	while (g->nwords < SORT_WORDS) {
		size_t best = 0;
		for (size_t i = 1; i < x.n; i++)
			if (strength[i] > strength[best])
				best = i;
		if (!x.n || strength[best] <= 0)
			return;
		struct sv word = given[best]->word;
		strength[best] = 0;
		bool said = sv_chars(word) < 2;
		for (size_t k = 0; k < g->nwords; k++)
			said |= overlap(g->word[k], word);
		if (!said)
			g->word[g->nwords++] = word;
	}
}

size_t sort_guess(const struct sort_model *m, struct arena *scratch, struct sort_features x, struct sort_guess *out, size_t top)
{
	size_t nlabels = m->linear.nlabels, n = 0;
	const struct sort_feature **given = ARENA_ARRAY(scratch, const struct sort_feature *, x.n + 1);
	float *p = ARENA_ARRAY(scratch, float, nlabels + 1), *strength = ARENA_ARRAY(scratch, float, x.n + 1);
	struct text_vector v = vector(m, scratch, x, given);
	text_linear_score(&m->linear, v, p);
	text_softmax(p, nlabels, v.n ? m->sharpness : 0); /* what says nothing is as likely anything */
	for (; n < top && n < nlabels; n++) {
		size_t best = 0;
		for (size_t k = 1; k < nlabels; k++)
			if (p[k] > p[best])
				best = k;
		out[n] = (struct sort_guess){ .label = (uint16_t)best, .probability = p[best] };
		p[best] = -1;
		say_why(m, v, given, strength, &out[n]);
	}
	return n;
}

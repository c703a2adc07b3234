/* SPDX-License-Identifier: Apache-2.0 */
#include "text/linear.h"

#include <math.h>

/* Training ends when no example's gradient is larger than this. */
static const float STILL = 0.02f;

static void add_row(const float *row, float value, float *out, size_t nlabels)
{
	for (size_t k = 0; k < nlabels; k++)
		out[k] += value * row[k];
}

void text_linear_score(const struct text_linear *m, struct text_vector x, float *out)
{
	memcpy(out, m->weight + m->nfeatures * m->nlabels, m->nlabels * sizeof *out);
	for (size_t i = 0; i < x.n; i++)
		add_row(m->weight + (size_t)x.v[i].id * m->nlabels, x.v[i].value, out, m->nlabels);
}

static void move(struct text_linear *m, struct text_vector x, const float *step)
{
	for (size_t i = 0; i < x.n; i++)
		for (size_t k = 0; k < m->nlabels; k++)
			m->weight[(size_t)x.v[i].id * m->nlabels + k] += step[k] * x.v[i].value;
	for (size_t k = 0; k < m->nlabels; k++)
		m->weight[m->nfeatures * m->nlabels + k] += step[k];
}

struct trainer {
	struct text_linear m;
	float *alpha;              /* [example * nlabels + label] */
	float *step;               /* [label] */
	float slack;               /* 1 / 2C of the example being visited */
};

/* One example against all labels; the largest gradient it still had. */
static float visit(struct trainer *t, struct text_vector x, float *alpha, size_t label, float square)
{
	float worst = 0, moved = 0, q = square + 1 + t->slack;
	text_linear_score(&t->m, x, t->step);
	for (size_t k = 0; k < t->m.nlabels; k++) {
		float y = k == label ? 1 : -1, g = y * t->step[k] - 1 + alpha[k] * t->slack;
		float next = fmaxf(alpha[k] - g / q, 0);
		worst = fmaxf(worst, alpha[k] > 0 ? fabsf(g) : -fminf(g, 0));
		t->step[k] = (next - alpha[k]) * y;
		moved = fmaxf(moved, fabsf(t->step[k]));
		alpha[k] = next;
	}
	if (moved > 0)
		move(&t->m, x, t->step);
	return worst;
}

static uint64_t next_random(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static void shuffle(uint32_t *order, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = next_random(seed) % i;
		uint32_t t = order[i - 1];
		order[i - 1] = order[j];
		order[j] = t;
	}
}

static const uint64_t SEED = 0x9E3779B97F4A7C15u;

static uint32_t *in_order(struct arena *a, size_t n)
{
	uint32_t *order = ARENA_ARRAY(a, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	return order;
}

struct text_linear text_linear_train(struct arena *a, const struct text_vector *x, const uint16_t *label,
				     const float *weight, size_t n, size_t nlabels, size_t nfeatures,
				     struct text_linear_options o)
{
	struct trainer t = { .m = { ARENA_ARRAY(a, float, (nfeatures + 1) * nlabels), nfeatures, nlabels },
			     .alpha = ARENA_ARRAY(a, float, n * nlabels + 1),
			     .step = ARENA_ARRAY(a, float, nlabels + 1) };
	uint32_t *order = in_order(a, n);
	float *square = ARENA_ARRAY(a, float, n + 1), worst = INFINITY;
	uint64_t seed = SEED;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < x[i].n; k++)
			square[i] += x[i].v[k].value * x[i].v[k].value;
	for (int round = 0; round < o.rounds && worst > STILL; round++) {
		worst = 0;
		shuffle(order, n, &seed);
		for (size_t i = 0; i < n; i++) {
			size_t e = order[i];
			t.slack = 0.5f / (o.cost * (weight ? weight[e] : 1));
			worst = fmaxf(worst, visit(&t, x[e], t.alpha + e * nlabels, label[e], square[e]));
		}
	}
	return t.m;
}

/* ---- softmax ---- */

void text_softmax(float *margin, size_t n, float sharpness)
{
	float most = -INFINITY, sum = 0;
	for (size_t k = 0; k < n; k++)
		most = fmaxf(most, margin[k]);
	for (size_t k = 0; k < n; k++)
		sum += margin[k] = expf(sharpness * (margin[k] - most));
	for (size_t k = 0; k < n; k++)
		margin[k] /= sum;
}

/* AdaGrad: a weight moves the less the more it has moved. */
static const float STEP = 0.05f, SOFTEN = 1e-3f;

static void descend(float *row, float *moved, const float *error, float value, float decay, size_t nlabels)
{
	for (size_t k = 0; k < nlabels; k++) {
		float g = value * error[k] + decay * row[k];
		moved[k] += g * g;
		row[k] -= STEP * g / sqrtf(moved[k] + SOFTEN);
	}
}

struct text_linear text_softmax_train(struct arena *a, const struct text_vector *x, const uint16_t *label,
				      const float *weight, size_t n, size_t nlabels, size_t nfeatures,
				      struct text_linear_options o)
{
	struct text_linear m = { ARENA_ARRAY(a, float, (nfeatures + 1) * nlabels), nfeatures, nlabels };
	float *moved = ARENA_ARRAY(a, float, (nfeatures + 1) * nlabels), *error = ARENA_ARRAY(a, float, nlabels + 1);
	uint32_t *order = in_order(a, n);
	uint64_t seed = SEED;
	for (int round = 0; round < o.rounds; round++) {
		shuffle(order, n, &seed);
		for (size_t i = 0; i < n; i++) {
			size_t e = order[i];
			text_linear_score(&m, x[e], error);
			text_softmax(error, nlabels, 1);
			error[label[e]] -= 1;
			for (size_t k = 0; weight && k < nlabels; k++)
				error[k] *= weight[e];
			for (size_t f = 0; f < x[e].n; f++) {
				size_t at = (size_t)x[e].v[f].id * nlabels;
				descend(m.weight + at, moved + at, error, x[e].v[f].value, 1 / o.cost, nlabels);
			}
			descend(m.weight + nfeatures * nlabels, moved + nfeatures * nlabels, error, 1, 0, nlabels);
		}
	}
	return m;
}

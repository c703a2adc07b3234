/* SPDX-License-Identifier: Apache-2.0 */
/* A model as bytes: a head, the features, and the weights as 16-bit parts of the largest of their feature, which is half the size
 * and moves no probability by a thousandth. Written and read by the same kind of machine; another one refuses it by the head. */
#include <math.h>
#include <string.h>

#include "sorting/model.h"

static const uint32_t MAGIC = 0x59534D31; /* YSM1; reads otherwise where the order of bytes differs */
enum { STEPS = 32767, LABELS = SORT_LABELS_MAX };

struct head {
	uint32_t magic, features, labels, texts;
	float sharpness;
};

static size_t row_bytes(size_t nlabels)
{
	return sizeof(float) + nlabels * sizeof(int16_t);
}

/* The row after the last feature is the bias. */
static size_t bytes_of(size_t features, size_t nlabels)
{
	return sizeof(struct head) + features * (sizeof(uint32_t) + sizeof(float)) + (features + 1) * row_bytes(nlabels);
}

static char *put(char *p, const void *from, size_t n)
{
	memcpy(p, from, n);
	return p + n;
}

static char *put_row(char *p, const float *w, size_t n)
{
	float most = 0;
	for (size_t i = 0; i < n; i++)
		most = fmaxf(most, fabsf(w[i]));
	p = put(p, &most, sizeof most);
	for (size_t i = 0; i < n; i++) {
		int16_t part = (int16_t)(most > 0 ? lroundf(w[i] / most * STEPS) : 0);
		p = put(p, &part, sizeof part);
	}
	return p;
}

struct sv sort_model_save(struct arena *a, const struct sort_model *m)
{
	size_t nlabels = m->linear.nlabels, size = bytes_of(m->n, nlabels);
	struct head h = { MAGIC, (uint32_t)m->n, (uint32_t)nlabels, m->how == &SORT_TEXTS, m->sharpness };
	char *start = arena_alloc(a, size), *p = put(start, &h, sizeof h);
	p = put(p, m->hash, m->n * sizeof *m->hash);
	p = put(p, m->rarity, m->n * sizeof *m->rarity);
	for (size_t i = 0; i <= m->n; i++)
		p = put_row(p, m->linear.weight + i * nlabels, nlabels);
	return (struct sv){ start, size };
}

const struct sort_model *sort_model_load(struct arena *a, struct sv bytes)
{
	struct head h;
	if (bytes.n < sizeof h)
		return NULL;
	memcpy(&h, bytes.p, sizeof h);
	if (h.magic != MAGIC || !h.labels || h.labels > LABELS || bytes.n != bytes_of(h.features, h.labels))
		return NULL;
	struct sort_model *m = ARENA_NEW(a, struct sort_model);
	const char *p = bytes.p + sizeof h;
	m->how = h.texts ? &SORT_TEXTS : &SORT_MATTERS;
	m->n = h.features;
	m->sharpness = h.sharpness;
	m->hash = ARENA_ARRAY(a, uint32_t, m->n + 1);
	m->rarity = ARENA_ARRAY(a, float, m->n + 1);
	memcpy(m->hash, p, m->n * sizeof *m->hash);
	p += m->n * sizeof *m->hash;
	memcpy(m->rarity, p, m->n * sizeof *m->rarity);
	p += m->n * sizeof *m->rarity;
	m->linear = (struct text_linear){ ARENA_ARRAY(a, float, (m->n + 1) * h.labels), m->n, h.labels };
	for (size_t i = 0; i <= m->n; i++, p += row_bytes(h.labels)) {
		float most;
		memcpy(&most, p, sizeof most);
		for (size_t k = 0; k < h.labels; k++) {
			int16_t part;
			memcpy(&part, p + sizeof most + k * sizeof part, sizeof part);
			m->linear.weight[i * h.labels + k] = most * (float)part / STEPS;
		}
	}
	return m;
}

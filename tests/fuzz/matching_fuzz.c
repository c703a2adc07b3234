/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: two texts of any bytes, one in a growing index, one beside it. Reading is bounded, runs ascend, and what
 * is compared has a probability, the same from both sides. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matching/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void is_sound(const struct match_text *t)
{
	check(t->ngram <= 2 * (MATCH_TITLE_UNITS + MATCH_BODY_UNITS) && t->nnumber <= NUMBERS_MAX && t->nfive <= MATCH_BODY_UNITS);
	for (size_t i = 1; i < t->ngram; i++)
		check(t->gram[i - 1].hash < t->gram[i].hash);
}

static float probability(const struct match_text *a, const struct match_text *b)
{
	float f[MATCH_FEATURES];
	match_compare(a, b, f);
	float p = match_probability(f);
	check(p >= 0 && p <= 1);
	return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)256 << 20);
	size_t cut = size / 4;
	const char *p = (const char *)data;
	struct match_text *one = match_read(a, (struct sv){ p, cut }, (struct sv){ p + cut, cut }, 0);
	struct sv title = { p + 2 * cut, cut }, body = { p + 3 * cut, size - 3 * cut };
	struct match_text *other = match_read(a, title, body, INT64_MAX);
	struct match_index *x = match_index_growing(a, 1);
	struct match_candidate c[2];
	is_sound(one);
	is_sound(other);
	match_index_count(x, one);
	match_weigh(x, one, NULL);
	match_index_add(x, one);
	match_weigh(x, other, other);
	check(match_candidates(x, a, other, UINT32_MAX, c, 2) <= 1);
	check(match_candidates(x, a, one, 0, c, 2) == 0);
	match_weigh(x, one, other);
	check(fabsf(probability(one, other) - probability(other, one)) < 1e-3F);
	probability(one, one);
	arena_free(a);
	return 0;
}

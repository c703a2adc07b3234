/* SPDX-License-Identifier: Apache-2.0 */
/* Units that were renamed: history under the former name teaches the present one. */
#include <math.h>
#include <stdlib.h>

#include "base/env.h"
#include "sorting/sorting.h"

static const double NEAR_DAYS = 3;
#define BRACKET "（"

struct sort_units {
	size_t nlabels;
	uint16_t *unit;            /* [label] the lowest label that is the same unit */
	size_t *from;              /* [label] its matters are at[from[label]] … at[from[label + 1] - 1] */
	int64_t *at, first, last;  /* of all matters */
};

static struct sv stem(struct sv name)
{
	const char *end = memmem(name.p, name.n, BRACKET, strlen(BRACKET));
	return end ? (struct sv){ name.p, (size_t)(end - name.p) } : name;
}

/* "甲" and "甲（乙）" are one unit, but not where there is "甲（丙）" as well: then it is an office of many. */
static void unite(struct sort_units *u, const struct sv *name, size_t nlabels)
{
	for (size_t i = 0; i < nlabels; i++) {
		size_t others = 0, other = 0;
		u->unit[i] = (uint16_t)i;
		if (stem(name[i]).n == name[i].n)
			continue;
		for (size_t k = 0; k < nlabels; k++)
			if (k != i && sv_eq(stem(name[k]), stem(name[i]))) {
				others++;
				other = k;
			}
		/* the bare name sorts before the longer one */
		if (others == 1 && other < i && stem(name[other]).n == name[other].n)
			u->unit[i] = (uint16_t)other;
	}
}

const struct sort_units *sort_units_learn(struct arena *a, const struct sv *name, size_t nlabels, const uint16_t *label,
					  const int64_t *at, size_t n)
{
	struct sort_units *u = ARENA_NEW(a, struct sort_units);
	*u = (struct sort_units){ nlabels, ARENA_ARRAY(a, uint16_t, nlabels), ARENA_ARRAY(a, size_t, nlabels + 2),
				  ARENA_ARRAY(a, int64_t, n + 1), INT64_MAX, INT64_MIN };
	unite(u, name, nlabels);
	for (size_t i = 0; i < n; i++)
		u->from[label[i] + 2]++;
	for (size_t k = 0; k < nlabels; k++)
		u->from[k + 2] += u->from[k + 1];
	for (size_t i = 0; i < n; i++) {
		u->first = at[i] < u->first ? at[i] : u->first;
		u->last = at[i] > u->last ? at[i] : u->last;
		u->at[u->from[label[i] + 1]++] = at[i];
	}
	return u;
}

uint16_t sort_units_of(const struct sort_units *u, uint16_t label)
{
	return u->unit[label];
}

/* How often the name was used around that time, which lies among the examples. */
static double used(const struct sort_units *u, size_t label, int64_t at)
{
	double sum = 0;
	for (size_t i = u->from[label]; i < u->from[label + 1]; i++)
		sum += exp2(-fabs((double)(at - u->at[i])) / MS_DAY / NEAR_DAYS);
	return sum;
}

uint16_t sort_units_name(const struct sort_units *u, uint16_t unit, int64_t at)
{
	size_t best = unit;
	at = at < u->first ? u->first : at > u->last ? u->last : at;
	for (size_t k = unit + 1u; k < u->nlabels; k++)
		if (u->unit[k] == unit && used(u, k, at) > used(u, best, at))
			best = k;
	return (uint16_t)best;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Hashing of names into features, and putting equal ones together. */
#include "sorting/features.h"

#include <math.h>
#include <stdlib.h>

uint64_t sort_mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	h *= 0xC4CEB9FE1A85EC53u;
	return h ^ h >> 33;
}

uint64_t sort_hash(uint64_t before, struct sv s)
{
	return sort_mix(sv_hash(before * 0x9E3779B97F4A7C15u + s.n, s));
}

static int by_hash(const void *a, const void *b)
{
	const struct sort_feature *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

size_t sort_unite(struct sort_feature *v, size_t n)
{
	size_t kept = 0;
	if (n)
		qsort(v, n, sizeof *v, by_hash);
	for (size_t i = 0; i < n; kept++) {
		v[kept] = v[i++];
		while (i < n && v[i].hash == v[kept].hash)
			v[kept].value += v[i++].value;
		v[kept].value = powf(v[kept].value, 0.75f);
	}
	return kept;
}

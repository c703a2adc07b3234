/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a matter without text: a const table of the combinations of fields that decide whose duty it is. */
#include "sorting/features.h"

enum field { CHANNEL, NATURE, MAJOR, MIDDLE, SMALL, STREET, COMMUNITY, FIELDS };
#define F(name) (1u << (name))

static const unsigned COMBINATIONS[] = {
	F(CHANNEL),
	F(NATURE),
	F(MAJOR),
	F(MIDDLE),
	F(SMALL),
	F(STREET),
	F(COMMUNITY),
	F(CHANNEL) | F(STREET),
	F(CHANNEL) | F(MAJOR),
	F(CHANNEL) | F(MIDDLE),
	F(CHANNEL) | F(SMALL),
	F(MAJOR) | F(STREET),
	F(MAJOR) | F(COMMUNITY),
	F(MIDDLE) | F(STREET),
	F(MIDDLE) | F(COMMUNITY),
	F(SMALL) | F(STREET),
	F(SMALL) | F(COMMUNITY),
};
enum { NCOMBINATIONS = sizeof COMBINATIONS / sizeof *COMBINATIONS };

struct sort_features sort_features_of_matter(struct arena *a, const struct sort_matter *m)
{
	const struct sv given[FIELDS] = { m->channel, m->nature, m->type[0], m->type[1], m->type[2], m->street, m->community };
	struct sort_feature *v = ARENA_ARRAY(a, struct sort_feature, NCOMBINATIONS);
	for (size_t i = 0; i < NCOMBINATIONS; i++) {
		uint64_t h = i + 1;
		for (size_t k = 0; k < FIELDS; k++)
			if (COMBINATIONS[i] & F(k))
				h = sort_hash(h, given[k]);
		v[i] = (struct sort_feature){ .hash = (uint32_t)h, .value = 1 };
	}
	return (struct sort_features){ v, sort_unite(v, NCOMBINATIONS) };
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the matching room: a text as it is compared. */
#ifndef YS_MATCHING_TEXT_H
#define YS_MATCHING_TEXT_H

#include <math.h>

#include "matching/matching.h"

/* A run of two or three units. */
struct match_gram {
	uint32_t hash;
	float rarity;              /* log(texts / texts with it); set by match_weigh */
	uint8_t in_title, in_body; /* times, 255 at most */
	bool pair;                 /* of two units */
	bool alone;                /* no other text has it; set by match_weigh */
	uint8_t place;             /* PLACE_… */
};
enum { PLACE_TITLE = 1, PLACE_BODY = 2, PROBLEM_TITLE = 4 };

/* What a run counts in the whole text, in the title and in the body: more when it is rare and, a little, when it comes again. */
static inline float gram_weight(float times, float rarity)
{
	return times > 0 ? (1 + logf(times)) * rarity : 0;
}
static inline float gram_in_all(const struct match_gram *g)
{
	return gram_weight((float)(2 * g->in_title + g->in_body), g->rarity);
}
static inline float gram_in_title(const struct match_gram *g)
{
	return gram_weight(g->in_title, g->rarity);
}
static inline float gram_in_body(const struct match_gram *g)
{
	return gram_weight(g->in_body, g->rarity);
}

/* "3栋": the unit and the number before it. */
struct match_number {
	uint32_t unit, value;
};

struct match_units {
	uint32_t *hash;            /* of each unit */
	bool *adjoins;             /* to the one before */
	size_t n;
};

enum { NUMBERS_MAX = 64, DISTRICTS_MAX = 16, FIVES_MAX = MATCH_BODY_UNITS };

struct match_text {
	struct match_gram *gram;   /* each once, ascending */
	size_t ngram;
	struct match_units title;
	size_t nbody;              /* units */
	uint32_t *five;            /* runs of five units of the body, each once, ascending */
	size_t nfive;
	struct match_number number[NUMBERS_MAX]; /* ascending */
	size_t nnumber;
	uint32_t title_number[NUMBERS_MAX], district[DISTRICTS_MAX], title_district[DISTRICTS_MAX];
	size_t ntitle_number, ndistrict, ntitle_district;
	int64_t time;
	/* Set by match_weigh. */
	float length_all, length_title, length_body;
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The intake machine: what a text is and whose a matter is, learned from decided ones (B-01, B-05). It proposes; people decide.
 *
 * Features of an example are hashed to 32 bits, so a model needs no list of words: two features that meet in one hash share a
 * weight, about one in ten thousand does at a million features. Everything is pure: no files, no time, no randomness but a
 * fixed seed, so the same examples give the same model.
 * What it costs: features x labels floats; a text is read up to SORT_TEXT_CHARS characters, whatever follows decides nothing.
 * Memory: all in the arena that is given; its ceiling bounds the training. Threads: a model is read-only and may be shared. */
#ifndef YS_SORTING_SORTING_H
#define YS_SORTING_SORTING_H

#include <stdbool.h>

#include "text/linear.h"

enum { SORT_TEXT_CHARS = 8000, SORT_LABELS_MAX = 4096, SORT_WORDS = 5, SORT_WORD_UNITS = 2 };

/* ---- features ---- */

struct sort_feature {
	uint32_t hash;
	float value;
	struct sv word;            /* in the text it was read from; only for saying why */
};

struct sort_features {
	struct sort_feature *v;    /* each hash once, ascending */
	size_t n;
};

/* Of a title and a body, in the normal form of text_normalise: characters and pairs of neighbours, a Latin word or a number
 * counting as one character, all numbers as the same. What the title says counts three times. */
struct sort_features sort_features_of_text(struct arena *a, struct sv title, struct sv body);

/* A matter without text, as grid and hotline records have it; "" where nothing is known. */
struct sort_matter {
	struct sv channel, nature; /* 来源、性质 */
	struct sv type[3];         /* major, middle, small class */
	struct sv street, community;
};
/* Each field and the combinations that decide a duty: class x place, class x channel and nature. */
struct sort_features sort_features_of_matter(struct arena *a, const struct sort_matter *m);

/* ---- learning ---- */

struct sort_example {
	struct sort_features x;
	uint16_t label;
	float weight;              /* 1: counts once */
};

struct sort_learning {
	size_t least;              /* a feature of fewer examples is left out, given a thousand examples */
	bool by_rarity;            /* rare features count more (idf); for texts */
	text_linear_trainer *train;
	struct text_linear_options options;
};
extern const struct sort_learning SORT_TEXTS, SORT_MATTERS;

struct sort_model;
/* The labels are 0 … nlabels - 1, nlabels <= SORT_LABELS_MAX. Probabilities are set on a fifth of the examples that the
 * model did not see; then it learns from all. */
const struct sort_model *sort_learn(struct arena *a, const struct sort_example *e, size_t n, size_t nlabels,
				    const struct sort_learning *how);
/* What age makes of the weight of a matter: half after 90 days, for duties move. */
float sort_weight_of_age(int64_t age_ms);
size_t sort_model_features(const struct sort_model *m);
/* As bytes, and back: NULL for what is no model, or was made by another kind of machine. Nothing keeps a pointer into them. */
struct sv sort_model_save(struct arena *a, const struct sort_model *m);
const struct sort_model *sort_model_load(struct arena *a, struct sv bytes);

/* ---- units that were renamed ---- */

/* A unit that bore two names, "甲" and later (or before) "甲（乙）", is learned as one; what it was called is told by the time. */
struct sort_units;
/* `name[nlabels]` ascends; example i was decided for label[i] at at[i], epoch ms. Keeps no pointer of the caller. */
const struct sort_units *sort_units_learn(struct arena *a, const struct sv *name, size_t nlabels, const uint16_t *label,
					  const int64_t *at, size_t n);
/* The label that stands for the unit. */
uint16_t sort_units_of(const struct sort_units *u, uint16_t label);
/* The label that the unit bore about that time; long after all examples, the one it bore last. */
uint16_t sort_units_name(const struct sort_units *u, uint16_t unit, int64_t at);

/* ---- guessing ---- */

struct sort_guess {
	uint16_t label;
	float probability;
	size_t nwords;
	struct sv word[SORT_WORDS]; /* that spoke most for the label and against the others; of texts only */
};
/* The `top` likeliest labels into `out`, best first; their number. `scratch` may be reset afterwards, but the words lie in
 * the text the features were read from. */
size_t sort_guess(const struct sort_model *m, struct arena *scratch, struct sort_features x, struct sort_guess *out, size_t top);

#endif

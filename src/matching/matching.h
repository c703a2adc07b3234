/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts are about the same matter (M-11, N-01). It proposes; people merge.
 *
 * "Same matter": one order of one unit would settle both. Same words are not enough: the same complaint about another estate is
 * another matter, and so is another complaint about the same estate. So pairs are judged by what they share in all, in the
 * titles, in rare runs and in the names of places, and by what contradicts: numbers, districts, places, time.
 * Pure: no files, no clock, no randomness; equal input gives equal output. Texts are in any form; ill-formed bytes are dropped.
 * What it costs: of a text the first MATCH_TITLE_UNITS and MATCH_BODY_UNITS units count, a search looks at MATCH_POSTINGS_MAX
 * postings, whatever the texts are. Memory: all in the arena that is given. Threads: an index that nobody adds to may be
 * shared. */
#ifndef YS_MATCHING_MATCHING_H
#define YS_MATCHING_MATCHING_H

#include <stdbool.h>

#include "base/arena.h"

enum { MATCH_TITLE_UNITS = 100, MATCH_BODY_UNITS = 3000, MATCH_CANDIDATES = 30, MATCH_POSTINGS_MAX = 40000 };

/* ---- reading ---- */

struct match_text;
/* `time` is epoch ms. */
struct match_text *match_read(struct arena *a, struct sv title, struct sv body, int64_t time);

/* ---- candidates ---- */

struct match_index;
/* Room for about `expected` texts; holds more, but then less well. */
struct match_index *match_index_new(struct arena *a, size_t expected);
/* For texts that come one by one: what only one text has leads to it too, for the next one may have it as well. */
struct match_index *match_index_growing(struct arena *a, size_t expected);
/* First every text is counted (rarity), then each is added, in the order of its number 0, 1, 2 … In a growing index later texts
 * are counted and added in turn. */
void match_index_count(struct match_index *x, const struct match_text *t);
void match_index_add(struct match_index *x, const struct match_text *t);
/* Takes over the rarity of the runs of `t`, before it is added, searched for or compared. `beside` is a text that the index does
 * not have and that counts as if it had: the one that is being written, may be `t` itself; NULL: none. */
void match_weigh(const struct match_index *x, struct match_text *t, const struct match_text *beside);

struct match_candidate {
	uint32_t text;
	float score;
};
/* The texts that share most rare runs, best first, without `self` (UINT32_MAX: none to leave out); their number. */
size_t match_candidates(const struct match_index *x, struct arena *scratch, const struct match_text *t, uint32_t self,
			struct match_candidate *out, size_t max);

/* ---- pairs ---- */

enum { MATCH_FEATURES = 34 };
extern const char *const MATCH_FEATURE_NAMES[MATCH_FEATURES];
/* What speaks for and against; both texts weighed. */
void match_compare(const struct match_text *a, const struct match_text *b, float out[MATCH_FEATURES]);
/* That the two are one matter, 0 … 1. */
float match_probability(const float feature[MATCH_FEATURES]);

/* ---- clusters ---- */

struct match_pair {
	uint32_t a, b;             /* a < b */
	float probability;
};
/* Mean linkage: the two clusters with the highest mean probability over all their pairs are joined, as long as it is at least
 * `least`; a pair that is not given counts 0. One strong pair cannot chain two crowds. A large cluster needs a little less:
 * the sum is divided by (pairs)^`power`. `cluster[i]` is the lowest member of the cluster of i. */
void match_cluster(struct arena *a, size_t n, const struct match_pair *pairs, size_t npairs, float least, float power,
		   uint32_t *cluster);

struct match_input {
	struct sv title, body;
	int64_t time;
};
enum match_notion {
	MATCH_SAME,                /* one order would settle all */
	MATCH_HOT,                 /* what many people write about; looser */
};
struct match_pairs {
	const struct match_pair *v;
	size_t n;
};
/* Everything at once; the pairs that were compared, in `a`. `see`, if given, is told the features of each. */
struct match_pairs match_merge(struct arena *a, const struct match_input *in, size_t n, enum match_notion notion,
	uint32_t *cluster, void (*see)(void *arg, struct match_pair p, const float *feature), void *arg);

/* ---- crowds ---- */

/* A cluster of at least one text. */
struct match_crowd {
	const uint32_t *member;    /* numbers of the texts, by time */
	size_t n;
};
/* All clusters, the largest first; their number. */
size_t match_crowds(struct arena *a, const struct match_input *in, size_t n, const uint32_t *cluster, struct match_crowd **out);
/* How much each text is like the others of its cluster, summed up. */
float *match_likeness(struct arena *a, size_t n, struct match_pairs pairs, const uint32_t *cluster);
/* The member that is most like all others. */
uint32_t match_spokesman(const struct match_crowd *c, const float *likeness);
/* The longest runs of the spokesman's title that half of the members say too: "伊景园滨河苑、捆绑销售". */
const char *match_words(struct arena *a, const struct match_input *in, const struct match_crowd *c, uint32_t spokesman);
/* Most people within `span` ms, and when these begin. `time` ascends; `who` are numbers below n, NULL: each is another one. */
size_t match_peak(struct arena *a, const int64_t *time, const uint32_t *who, size_t n, int64_t span, int64_t *from);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of `yingshao nlp` that find same matters in a file. */
#ifndef YS_APP_NLP_MERGE_H
#define YS_APP_NLP_MERGE_H

#include "app/nlp_table.h"
#include "app/option.h"
#include "matching/matching.h"

/* The file of --in (id, title, time, body), put together. */
struct nlp_matters {
	struct nlp_table t;
	struct match_input *in;
	uint32_t *cluster;         /* of each row: the row of its first member */
	float *likeness;           /* to the others of its cluster, summed up */
};
/* These say what is wrong before they are false. */
bool nlp_matters(struct nlp_matters *m, struct arena *a, const struct options *o, enum match_notion notion);
bool nlp_merge(struct arena *a, const struct options *o);
bool nlp_hot(struct arena *a, const struct options *o);

#endif

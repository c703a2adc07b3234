/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the intake room: the index of cases. Nothing here locks. */
#ifndef YS_INTAKE_KNOWN_H
#define YS_INTAKE_KNOWN_H

#include "intake/intake.h"
#include "sorting/sorting.h"

/* More cases than this are not taken in: the memory is bounded. */
enum { KNOWN_MAX = 2000000, NO_TEXT = UINT32_MAX };

struct known;
/* Empty, with room for about `expected` cases. */
struct known *known_new(size_t expected);
void known_free(struct known *k);
const struct match_index *known_index(const struct known *k);
/* Counts the words of a text that is no case, or will be put in later, for rarity. */
void known_count(struct known *k, struct arena *scratch, struct sv title, struct sv body);
/* Puts a case in; one that is there stays as it is. `counted`: its words have been counted. */
void known_put(struct known *k, struct arena *scratch, int64_t case_id, struct sv title, struct sv body, int64_t time,
	bool counted);
/* The number of its text, or NO_TEXT. */
uint32_t known_text(const struct known *k, int64_t case_id);
int64_t known_case(const struct known *k, uint32_t text);
size_t known_n(const struct known *k);

/* ---- the model, by machine.c ---- */

struct machine_guess {
	struct sort_guess g;
	int64_t type_id;
};
/* The likeliest event types by the active model; none without one, and *model is NIL. */
size_t machine_guess(struct machine *m, struct sort_features x, struct machine_guess *out, size_t max, int64_t *model);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the sorting room: making features. */
#ifndef YS_SORTING_FEATURES_H
#define YS_SORTING_FEATURES_H

#include "sorting/sorting.h"

/* Hashes of a title have it, those of a body not: each half is scaled to the same length, so that a long body does not drown a
 * short title. */
#define SORT_TITLE_BIT 0x80000000u

uint64_t sort_mix(uint64_t h);
/* Hash of a text after what `before` stands for. */
uint64_t sort_hash(uint64_t before, struct sv s);
/* Sorts by hash and makes one of equal ones, of value 1 + log(times); the new number. */
size_t sort_unite(struct sort_feature *v, size_t n);

#endif

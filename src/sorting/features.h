/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the sorting room: making features. */
#ifndef YS_SORTING_FEATURES_H
#define YS_SORTING_FEATURES_H

#include "sorting/sorting.h"

uint64_t sort_mix(uint64_t h);
/* Hash of a text after what `before` stands for. */
uint64_t sort_hash(uint64_t before, struct sv s);
/* Sorts by hash and makes one of equal ones, whose values are added up and raised to 3/4: what is said ten times counts six
 * times. The new number. */
size_t sort_unite(struct sort_feature *v, size_t n);

#endif

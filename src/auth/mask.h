/* SPDX-License-Identifier: Apache-2.0 */
/* Masking of personal data (compliance.md 5.3): the only place that shortens names, numbers and addresses.
 * Results live in the arena; NULL stays NULL, "" stays "". */
#ifndef YS_AUTH_MASK_H
#define YS_AUTH_MASK_H

#include "base/arena.h"

/* 13812345678 → 138****5678. Other numbers: all but the last two digits starred when short, first three and last
 * four kept from eleven digits on. */
const char *mask_phone(struct arena *a, const char *phone);
/* 18 characters: first 6, 8 stars, last 4. Others: first and last character kept. */
const char *mask_id(struct arena *a, const char *number);
/* 王小明 → 王**; 欧阳明 → 欧阳*. One star for each hidden character, at most three. */
const char *mask_name(struct arena *a, const char *name);
/* Keeps the address up to the building: "海滨路5号阳光小区3号楼2单元501室" → "海滨路5号阳光小区3号楼***". Without a building what follows
 * the first room-like number is starred. */
const char *mask_address(struct arena *a, const char *address);

#endif

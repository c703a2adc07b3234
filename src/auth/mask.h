/* SPDX-License-Identifier: Apache-2.0 */
/* Masking of personal data (compliance.md 5.3): the only place that shortens names, numbers and addresses.
 * Results live in the arena; NULL stays NULL, "" stays "". */
#ifndef YS_AUTH_MASK_H
#define YS_AUTH_MASK_H

#include "base/arena.h"

/* 13812345678 → 138****5678: first three and last four of eleven or more characters; of shorter ones the last two. */
const char *mask_phone(struct arena *a, const char *phone);
/* 18 characters: first 6, 8 stars, last 4. Others: first and last character kept. */
const char *mask_id(struct arena *a, const char *number);
/* 王小明 → 王*; 欧阳明 → 欧阳*. A single star: its number would tell the length. */
const char *mask_name(struct arena *a, const char *name);
/* Keeps the address up to the building: "海滨路5号阳光小区3号楼2单元501室" → "海滨路5号阳光小区3号楼***". Without a building it
 * ends before the number of the unit, floor or room. */
const char *mask_address(struct arena *a, const char *address);

#endif

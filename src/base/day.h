/* SPDX-License-Identifier: Apache-2.0 */
/* Civil days at fixed +08:00. A day is the integer yyyymmdd. */
#ifndef YS_BASE_DAY_H
#define YS_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days since 1970-01-01 of a yyyymmdd day, and back. */
int64_t day_to_serial(int32_t day);
int32_t day_from_serial(int64_t serial);
bool day_valid(int32_t day);
int32_t day_add(int32_t day, int64_t n);
/* 0 = Monday … 6 = Sunday. */
int day_weekday(int32_t day);
/* Day that contains the instant (clamped to years 1-9999), and the instant at which the day begins (local midnight). */
int32_t day_of_ms(int64_t ms);
int64_t day_start_ms(int32_t day);

enum { TIME_TEXT = 24 };
/* "2025-09-30 23:59" (local), "-" for NIL. Buffer of TIME_TEXT bytes. */
const char *time_text(int64_t ms, char out[TIME_TEXT]);
/* Accepts "2019/2/28 11:25:05", "2019-02-28 11:25", "2019-02-28" (local), RFC 3339 with zone, or
 * epoch ms of 12 or 13 digits. False when none fits. */
bool time_parse(const char *s, int64_t *ms);

#endif

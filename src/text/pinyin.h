/* SPDX-License-Identifier: Apache-2.0 */
/* Pinyin of names, for finding them by typing "hfxq" or "huifeng". Made when a row is stored, never while searching.
 *
 * One reading per character, by ICU, put right for the words of place names and services where ICU's first reading is
 * another one; tones are left out, ü is written v as it is typed. What it costs: a name that is read differently is found
 * by its other characters only.
 * Threads: the readings are kept in a table behind a lock. */
#ifndef YS_TEXT_PINYIN_H
#define YS_TEXT_PINYIN_H

#include "base/arena.h"

struct text_pinyin {
	const char *full;          /* "huifengxiaoqu" */
	const char *initials;      /* "hfxq" */
};
/* Of a text in normal form (text_normalise): letters and digits stay as they are, all else is left out. */
struct text_pinyin text_pinyin(struct arena *a, struct sv normalised);

#endif

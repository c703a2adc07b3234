/* SPDX-License-Identifier: Apache-2.0 */
/* Text for learning: one script, and the units that words are made of. Pure; takes ill-formed bytes as gaps. */
#ifndef YS_TEXT_UNITS_H
#define YS_TEXT_UNITS_H

#include "base/arena.h"

/* Copy with traditional characters as simplified ones ("路燈" → "路灯"), character by character; for matching, never for
 * showing. Without ICU's data it is the text itself. NUL-terminated. */
struct sv text_simplify(struct arena *a, struct sv normalised);
/* As the machines read a text: both, in `a`. */
struct sv text_plain(struct arena *a, struct sv s);

/* A Chinese character, a run of ASCII digits, or a word of other letters (cut at TEXT_TOKEN_MAX bytes). */
struct text_unit {
	struct sv text;
	bool number;
	bool adjoins;              /* nothing stands between it and the unit before */
};
/* Cuts the next unit off the front of `*rest`, a normalised text; false at the end. */
bool text_next_unit(struct sv *rest, struct text_unit *u);

#endif

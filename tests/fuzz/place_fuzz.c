/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: place_parse and place_numbers on any text, as it comes and in normal form. Every text is there and ends; a
 * number is one that could stand on a door. */
#include <stdlib.h>
#include <string.h>

#include "place/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void reads(struct arena *a, struct sv text)
{
	struct place_said s = place_parse(a, text);
	const char *texts[] = { s.name, s.cross, s.building, s.unit, s.room, s.tail };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i] || strlen(texts[i]) > text.n)
			abort(); /* nothing is said that was not typed */
	if ((s.door != NIL && s.door < 0) || (s.bare != NIL && s.bare < 0))
		abort();
	if (!place_numbers(a, &s, "estate") || !place_numbers(a, &s, "road"))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(16 << 20);
	struct sv text = { (const char *)data, size };
	if (size <= 4096 && sv_utf8(text)) {
		reads(a, text);
		reads(a, text_normalise(a, text));
	}
	arena_free(a);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: promise_read on any text. What is found lies in the text, is whole characters of it, and is a day not before the
 * text was written. */
#include <stdlib.h>

#include "promise/promise_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sv text = { (const char *)data, size };
	struct promise_found found[PROMISE_FOUND_MAX];
	if (size > 8192 || !sv_utf8(text))
		return 0;
	size_t n = promise_read(text, 20250910, NULL, found);
	for (size_t i = 0; i < n; i++) {
		const struct sv *w = &found[i].words;
		if (w->p < text.p || w->p + w->n > text.p + text.n || !sv_utf8(*w) || found[i].day < 20250910 || !day_valid(found[i].day))
			abort();
	}
	return 0;
}

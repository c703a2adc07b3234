/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: time_parse on any text. What is accepted lies in a range that can be printed, and the printed minute
 * is read back as the same minute. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/env.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), printed[TIME_TEXT];
	if (!text)
		return 0;
	if (size)
		memcpy(text, data, size);
	text[size] = 0;
	int64_t ms = NIL, again = NIL;
	bool ok = time_parse(text, &ms);
	free(text);
	if (!ok) {
		if (ms != NIL)
			abort(); /* a refused text must leave the value alone */
		return 0;
	}
	time_text(ms, printed);
	if (!day_valid(day_of_ms(ms)))
		return 0; /* the zone may carry the first or last day over the edge of what is read */
	if (!time_parse(printed, &again) || ms - again < 0 || ms - again >= MS_MINUTE)
		abort();
	return 0;
}

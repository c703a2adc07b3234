/* SPDX-License-Identifier: Apache-2.0 */
/* Traditional characters to simplified ones, by ICU's table, asked once for each character of the common block.
 *
 * One by one: what depends on neighbours ("乾燥", "乾坤") comes out as ICU decides without them. Both texts that are compared
 * go the same way. Threads: the table is made once, then read-only. */
#include <pthread.h>
#include <unicode/utrans.h>

#include "text/text.h"
#include "text/units.h"
#include "text/utf8.h"

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, BYTES = 3 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static UChar table[HAN_LAST - HAN_FIRST + 1];

static void make_table(void)
{
	static const char ID[] = "Traditional-Simplified";
	UErrorCode e = U_ZERO_ERROR;
	UChar id[sizeof ID];
	for (size_t i = 0; i < sizeof ID; i++)
		id[i] = (UChar)(unsigned char)ID[i];
	for (UChar c = HAN_FIRST; c <= HAN_LAST; c++)
		table[c - HAN_FIRST] = c;
	UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	for (UChar c = HAN_FIRST; U_SUCCESS(e) && c <= HAN_LAST; c++) {
		UChar text[4] = { c };
		int32_t n = 1, limit = 1;
		utrans_transUChars(t, text, &n, 4, 0, &limit, &e);
		if (U_SUCCESS(e) && n == 1 && text[0] >= HAN_FIRST && text[0] <= HAN_LAST)
			table[c - HAN_FIRST] = text[0];
	}
	if (t)
		utrans_close(t);
}

struct sv text_simplify(struct arena *a, struct sv normalised)
{
	char *out = arena_strn(a, normalised.p ? normalised.p : "", normalised.n);
	pthread_once(&once, make_table);
	for (size_t at = 0, len; at < normalised.n; at += len) {
		uint32_t c = text_char(normalised, at, &len);
		if (len != BYTES || c < HAN_FIRST || c > HAN_LAST)
			continue;
		UChar s = table[c - HAN_FIRST];
		out[at] = (char)(0xE0 | s >> 12);
		out[at + 1] = (char)(0x80 | (s >> 6 & 0x3F));
		out[at + 2] = (char)(0x80 | (s & 0x3F));
	}
	return (struct sv){ out, normalised.n };
}

struct sv text_plain(struct arena *a, struct sv s)
{
	return text_simplify(a, text_normalise(a, s));
}

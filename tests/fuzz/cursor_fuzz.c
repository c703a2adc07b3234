/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: the position of a list as a client sends it back. What is accepted is within bounds, and written again it is
 * read as the same position. */
#include <stdlib.h>
#include <string.h>

#include "auth/listing.h"
#include "auth/listing_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct list_sort SORTS[] = { { "-at", "a.at", COL_TIME, true }, { "name", "a.name", COL_TEXT, false }, { 0 } };
static const struct list_def LIST = { .sorts = SORTS, .id = "a.id" };

static void reads(struct arena *a, const char *text)
{
	struct list_cursor at, again;
	if (!list_cursor_parse(a, &LIST, text, &at))
		return;
	if (at.total < 0 || at.total > LIST_TOTAL_MAX || !at.started)
		abort();
	if (!list_cursor_parse(a, &LIST, list_cursor_text(a, &at), &again) || again.id != at.id || again.total != at.total ||
	    again.sort != at.sort)
		abort();
	if (at.sort->kind == COL_TEXT ? strcmp(at.key_text, again.key_text) != 0 : at.key_int != again.key_int)
		abort();
}

/* As it comes, and behind the hex that every cursor is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(16 << 20);
	struct buf hex;
	if (size <= 1024) {
		reads(a, arena_strn(a, (const char *)data, size));
		buf_init(&hex, a, 4096);
		buf_hex(&hex, data, size);
		reads(a, buf_cstr(&hex));
	}
	arena_free(a);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as CSV: the reader ends, and a record written by us is read back as it was. */
#include <stdlib.h>

#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool formula(struct sv s)
{
	return s.n && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@' || s.p[0] == '\t' || s.p[0] == '\r');
}

static void write_and_read(struct csv_reader *r)
{
	struct arena *a = arena_new(32 << 20);
	struct buf b;
	buf_init(&b, a, 2 * CSV_MAX_RECORD);
	bool plain = true;
	for (size_t i = 0; i < r->nfields; i++) {
		csv_field(&b, i == 0, r->field[i]);
		plain = plain && !formula(r->field[i]); /* those get an apostrophe on purpose */
	}
	csv_end(&b);
	struct csv_reader again;
	csv_open_mem(&again, buf_view(&b).p, buf_view(&b).n);
	bool empty = r->nfields == 1 && !r->field[0].n;
	if (plain && !empty && !b.overflow && b.n < CSV_MAX_RECORD) {
		if (csv_next(&again) != ERR_OK || again.nfields != r->nfields)
			abort();
		for (size_t i = 0; i < r->nfields; i++)
			if (!sv_eq(again.field[i], r->field[i]))
				abort();
	}
	csv_close(&again);
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv_reader r;
	csv_open_mem(&r, (const char *)data, size);
	for (size_t i = 0; i <= size + 1; i++) {
		enum err e = csv_next(&r);
		if (e == ERR_NOT_FOUND) {
			csv_close(&r);
			return 0;
		}
		if (e == ERR_OK)
			write_and_read(&r);
	}
	abort(); /* more records than bytes: it does not end */
}

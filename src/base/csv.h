/* SPDX-License-Identifier: Apache-2.0 */
/* RFC 4180 reader and writer. The reader is streaming and bounded: a record may hold at most
 * CSV_MAX_RECORD bytes and CSV_MAX_FIELDS fields. A UTF-8 byte order mark is skipped. */
#ifndef YS_BASE_CSV_H
#define YS_BASE_CSV_H

#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

enum { CSV_MAX_FIELDS = 256, CSV_MAX_RECORD = 4 << 20 };

struct csv_reader {
	FILE *in;                 /* or memory when NULL */
	const char *mem;
	size_t mem_n, mem_at;
	unsigned char back[3];    /* bytes read ahead and put back, last first */
	unsigned nback;
	struct arena *arena;      /* holds the current record; reset by csv_next */
	size_t line;              /* of the current record's first byte, from 1 */
	size_t next_line;
	size_t nfields;
	struct sv field[CSV_MAX_FIELDS];
	const char *error;        /* set with ERR_MALFORMED */
	bool started;
};

void csv_open(struct csv_reader *r, FILE *in);
void csv_open_mem(struct csv_reader *r, const char *p, size_t n);
/* ERR_OK with fields; ERR_NOT_FOUND at the end; ERR_MALFORMED (the broken record is skipped, reading
 * can go on); ERR_TOO_LARGE for a record over the bound (skipped likewise). */
enum err csv_next(struct csv_reader *r);
void csv_close(struct csv_reader *r);
/* Index of a named field in the current (header) record, -1 when absent. */
int csv_index(const struct csv_reader *r, const char *name);

/* Appends one field with quoting where needed; `first` omits the comma before it. A leading =,+,-,@ or tab
 * in text (not in a plain number) is prefixed by ' so that spreadsheets do not run it as a formula. */
void csv_field(struct buf *b, bool first, struct sv value);
void csv_end(struct buf *b);

#endif

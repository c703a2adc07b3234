/* SPDX-License-Identifier: Apache-2.0 */
/* CSV files of `yingshao nlp`: some columns of one as a table in memory, and rows written to another. */
#ifndef YS_APP_NLP_TABLE_H
#define YS_APP_NLP_TABLE_H

#include <stdio.h>

#include "base/buf.h"

enum { NLP_ROWS_MAX = 1000000, NLP_COLUMNS_MAX = 12 };

struct nlp_table {
	const char *path;
	size_t ncolumns, n;
	struct sv *cell;           /* [row * ncolumns + column], each NUL-terminated */
	size_t *line;              /* of each row in the file */
};

/* Reads the named columns of a UTF-8 file with a header row. False after saying on standard error what is wrong and in which
 * line. The table lives in `a`, whose ceiling bounds it. */
bool nlp_read(struct nlp_table *t, struct arena *a, const char *path, const char *const *columns, size_t ncolumns);
static inline struct sv nlp_cell(const struct nlp_table *t, size_t row, size_t column)
{
	return t->cell[row * t->ncolumns + column];
}

struct nlp_out {
	FILE *file;
	const char *path;
	struct arena *a;           /* holds one row */
	struct buf row;
	bool failed;
};
bool nlp_create(struct nlp_out *o, const char *path);
void nlp_put(struct nlp_out *o, struct sv value);
void nlp_put_str(struct nlp_out *o, const char *value);
void nlp_end(struct nlp_out *o);
/* False, after saying so, when anything could not be written. */
bool nlp_close(struct nlp_out *o);

#endif

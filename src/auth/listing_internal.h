/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by listing.c (query, page) and listing_export.c (xlsx, csv). */
#ifndef YS_AUTH_LISTING_INTERNAL_H
#define YS_AUTH_LISTING_INTERNAL_H

#include "auth/listing.h"

/* One cell of an export. */
struct list_cell {
	bool set, number;
	int64_t i;
	const char *s;             /* in the row arena; NULL for numbers */
};

struct list {
	struct req *r;
	const struct list_def *def;
	struct json_out *w;        /* NULL in an export */
	struct arena *row_arena;
	struct list_cell cell[LIST_COLS];
	int cols_of_query;         /* columns of the row; the sort key and the id follow */
};

/* Where a page begins and what the former one knew. */
struct list_cursor {
	const struct list_sort *sort;
	bool started;
	int64_t total, key_int, id;
	const char *key_text;
};

/* "SELECT …, key, id FROM … WHERE … ORDER BY … LIMIT n". Without a cursor position all rows. */
void list_query(struct req *r, const struct list_def *d, const struct list_cursor *at, int64_t limit,
		struct db_query *q);
enum err list_sort_of(struct req *r, const struct list_def *d, const struct list_sort **out);
/* Calls the row function, or follows the columns. */
void list_row(struct list *l, struct db_cursor *c);
enum err list_too_complex(struct req *r);

/* *at stands behind this row now. */
void list_cursor_at(const struct list *l, struct db_cursor *c, struct list_cursor *at);

/* Cursor text: opaque to the client, checked when it comes back. */
const char *list_cursor_text(struct arena *a, const struct list_cursor *at);
/* False when the text is not a cursor of this list. */
bool list_cursor_parse(struct arena *a, const struct list_def *d, const char *text, struct list_cursor *out);

#endif

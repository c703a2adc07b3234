/* SPDX-License-Identifier: Apache-2.0 */
#include "app/nlp_table.h"

#include <errno.h>

#include "app/app.h"
#include "base/csv.h"

enum { ROWS_FIRST = 1024, ROW_CEILING = 1 << 20 };

static bool find_columns(const struct nlp_table *t, const struct csv_reader *r, const char *const *columns, int *index)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		index[i] = csv_index(r, columns[i]);
		if (index[i] < 0) {
			app_say("%s 第 1 行：没有列 %s", t->path, columns[i]);
			return false;
		}
	}
	return true;
}

static void grow(struct nlp_table *t, struct arena *a, size_t *room)
{
	size_t more = *room ? *room * 2 : ROWS_FIRST, row = t->ncolumns * sizeof *t->cell;
	t->cell = arena_grow(a, t->cell, *room * row, more * row);
	t->line = arena_grow(a, t->line, *room * sizeof *t->line, more * sizeof *t->line);
	*room = more;
}

/* True when the row is sound; else says why not. */
static bool sound(const struct nlp_table *t, const struct csv_reader *r, enum err e, size_t nheader)
{
	const char *why = NULL;
	if (e != ERR_OK)
		why = e == ERR_TOO_LARGE ? "一行太长" : "引号不配对，或列太多";
	else if (r->nfields != nheader)
		why = "列数与第一行不同";
	else if (t->n == NLP_ROWS_MAX)
		why = "行数太多";
	for (size_t i = 0; !why && i < r->nfields; i++)
		if (!sv_utf8(r->field[i]))
			why = "不是 UTF-8 文字";
	if (why)
		app_say("%s 第 %zu 行：%s", t->path, r->line, why);
	return !why;
}

static bool read_rows(struct nlp_table *t, struct arena *a, struct csv_reader *r, const char *const *columns)
{
	int index[NLP_COLUMNS_MAX];
	size_t room = 0, nheader;
	enum err e = csv_next(r);
	if (e == ERR_NOT_FOUND) {
		app_say("%s 是空的", t->path);
		return false;
	}
	nheader = r->nfields;
	if (!sound(t, r, e, nheader) || !find_columns(t, r, columns, index))
		return false;
	while ((e = csv_next(r)) != ERR_NOT_FOUND) {
		if (!sound(t, r, e, nheader))
			return false;
		if (t->n == room)
			grow(t, a, &room);
		for (size_t i = 0; i < t->ncolumns; i++) {
			struct sv given = r->field[index[i]];
			t->cell[t->n * t->ncolumns + i] = (struct sv){ arena_sv(a, given), given.n };
		}
		t->line[t->n++] = r->line;
	}
	return true;
}

bool nlp_read(struct nlp_table *t, struct arena *a, const char *path, const char *const *columns, size_t ncolumns)
{
	struct csv_reader r;
	*t = (struct nlp_table){ .path = path, .ncolumns = ncolumns };
	FILE *in = fopen(path, "rb");
	if (!in) {
		app_say("打不开 %s：%s", path, strerror(errno));
		return false;
	}
	csv_open(&r, in);
	bool ok = read_rows(t, a, &r, columns);
	csv_close(&r);
	fclose(in);
	return ok;
}

bool nlp_create(struct nlp_out *o, const char *path)
{
	*o = (struct nlp_out){ .file = fopen(path, "wb"), .path = path };
	if (!o->file) {
		app_say("写不了 %s：%s", path, strerror(errno));
		return false;
	}
	o->a = arena_new(4 * (size_t)ROW_CEILING);
	buf_init(&o->row, o->a, ROW_CEILING);
	return true;
}

void nlp_put(struct nlp_out *o, struct sv value)
{
	csv_field(&o->row, o->row.n == 0, value);
}

void nlp_put_str(struct nlp_out *o, const char *value)
{
	nlp_put(o, sv_from(value));
}

void nlp_end(struct nlp_out *o)
{
	csv_end(&o->row);
	o->failed |= o->row.overflow || fwrite(o->row.p, 1, o->row.n, o->file) != o->row.n;
	arena_reset(o->a);
	buf_init(&o->row, o->a, ROW_CEILING);
}

bool nlp_close(struct nlp_out *o)
{
	bool ok = fclose(o->file) == 0 && !o->failed;
	arena_free(o->a);
	if (!ok)
		app_say("%s 没有写完整", o->path);
	return ok;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* List pages: the query of a definition, its keyset cursor, and rows as JSON. */
#include "auth/listing.h"

#include <inttypes.h>
#include <string.h>

#include "auth/listing_internal.h"
#include "auth/principal.h"

static const struct problem_code E_SORT = { ERR_INVALID, "list.sort", "不支持的排序方式。" };
static const struct problem_code E_COMPLEX = { ERR_INVALID, "list.too_complex", "筛选条件过多，请减少后重试。" };

enum err list_too_complex(struct req *r)
{
	return problem_set(&r->problem, &E_COMPLEX);
}

static const struct list_sort *find_sort(const struct list_def *d, struct sv name)
{
	for (const struct list_sort *s = d->sorts; s->name; s++)
		if (sv_eqs(name, s->name))
			return s;
	return NULL;
}

enum err list_sort_of(struct req *r, const struct list_def *d, const struct list_sort **out)
{
	const char *name = in_str(r, "sort");
	*out = name ? find_sort(d, sv_from(name)) : d->sorts;
	return *out ? ERR_OK : problem_field(&r->problem, E_SORT.kind, "sort", E_SORT.code, E_SORT.text);
}

/* ---- cursor: hex of "1|sort|total|id|key" ---- */

const char *list_cursor_text(struct arena *a, const struct list_cursor *at)
{
	struct buf b, hex;
	buf_init(&b, a, 4096);
	buf_init(&hex, a, 8192);
	buf_printf(&b, "1|%s|%" PRId64 "|%" PRId64 "|", at->sort->name, at->total, at->id);
	if (at->sort->kind == COL_TEXT)
		buf_str(&b, at->key_text);
	else
		buf_i64(&b, at->key_int);
	buf_hex(&hex, (const uint8_t *)b.p, b.n);
	return buf_cstr(&hex);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool unhex(struct arena *a, const char *text, struct sv *out)
{
	size_t n = strlen(text) / 2;
	char *p = arena_alloc(a, n + 1);
	if (strlen(text) % 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		int hi = hex_digit(text[2 * i]), lo = hex_digit(text[2 * i + 1]);
		if (hi < 0 || lo < 0)
			return false;
		p[i] = (char)(hi * 16 + lo);
	}
	*out = (struct sv){ p, n };
	return sv_utf8(*out);
}

bool list_cursor_parse(struct arena *a, const struct list_def *d, const char *text, struct list_cursor *out)
{
	struct sv rest, version, sort, total, id;
	*out = (struct list_cursor){ .started = true };
	if (!unhex(a, text, &rest) || !sv_cut(&rest, '|', &version) || !sv_eqs(version, "1") ||
	    !sv_cut(&rest, '|', &sort) || !sv_cut(&rest, '|', &total) || !sv_cut(&rest, '|', &id))
		return false;
	if (!(out->sort = find_sort(d, sort)) || !sv_i64(total, &out->total) || !sv_i64(id, &out->id) || out->total < 0 ||
	    out->total > LIST_TOTAL_MAX)
		return false;
	if (out->sort->kind == COL_TEXT)
		out->key_text = arena_strn(a, rest.p ? rest.p : "", rest.n);
	else if (!sv_i64(rest, &out->key_int))
		return false;
	return true;
}

/* ---- query ---- */

static void add(struct db_query *q, const char *frag)
{
	db_query_add_(q, frag, NULL, 0);
}

static void add_position(struct db_query *q, const struct list_def *d, const struct list_cursor *at)
{
	const struct list_sort *s = at->sort;
	struct db_arg args[2] = { s->kind == COL_TEXT ? DB_ARG_TEXT(at->key_text) : DB_ARG_I64(at->key_int),
				  DB_ARG_I64(at->id) };
	db_query_text(q, " AND (");
	add(q, s->column);
	db_query_text(q, ", ");
	add(q, d->id);
	db_query_add_(q, s->descending ? ") < ($, $)" : ") > ($, $)", args, 2);
}

static void add_from_where(struct req *r, const struct list_def *d, struct db_query *q)
{
	add(q, d->from);
	db_query_text(q, " WHERE 1 = 1");
	if (d->where)
		d->where(r, q);
}

void list_query(struct req *r, const struct list_def *d, const struct list_cursor *at, int64_t limit,
		struct db_query *q)
{
	const char *direction = at->sort->descending ? " DESC" : "";
	db_query_init(q);
	db_query_text(q, "SELECT ");
	add(q, d->select);
	db_query_text(q, ", ");
	add(q, at->sort->column);
	db_query_text(q, ", ");
	add(q, d->id);
	add_from_where(r, d, q);
	if (at->started)
		add_position(q, d, at);
	db_query_text(q, " ORDER BY ");
	add(q, at->sort->column);
	add(q, direction);
	db_query_text(q, ", ");
	add(q, d->id);
	add(q, direction);
	db_query_add(q, " LIMIT $", DB_ARG_I64(limit));
}

static enum err count_rows(struct req *r, const struct list_def *d, int64_t *total)
{
	struct db_query q;
	struct db_cursor *c;
	struct principal *who = r->principal;
	db_query_init(&q);
	db_query_text(&q, "SELECT count(*) FROM (SELECT 1");
	if (who)
		who->way = WAY_COUNT;
	add_from_where(r, d, &q);
	if (who)
		who->way = WAY_LIST;
	db_query_add(&q, " LIMIT $) AS t", DB_ARG_I64(LIST_TOTAL_MAX));
	if (q.overflow)
		return list_too_complex(r);
	enum err e = db_query_open(r->db, &q, &c);
	if (e)
		return e;
	e = db_next(c);
	*total = e ? 0 : db_i64(c, 0);
	db_query_close(c);
	return e;
}

/* ---- rows ---- */

const char *list_word(const struct list_col *col, struct arena *a, const char *value)
{
	struct sv rest = sv_from(col->words), pair, code;
	if (!col->words || !value)
		return value;
	while (sv_cut(&rest, '|', &pair))
		if (sv_cut(&pair, ':', &code) && sv_eqs(code, value))
			return arena_sv(a, pair);
	return value;
}

static void row_by_columns(struct list *l, struct db_cursor *c)
{
	int at = 0;
	for (const struct list_col *col = l->def->cols; col->key; col++, at++) {
		switch (col->kind) {
		case COL_TEXT: list_put_text(l, col->key, db_text(c, at)); break;
		case COL_ID: list_put_id(l, col->key, db_i64(c, at)); break;
		case COL_BOOL: list_put_bool(l, col->key, db_i64(c, at) == 1); break;
		case COL_TIME: list_put_time(l, col->key, db_i64(c, at)); break;
		case COL_INT:
		case COL_DAY:
		case COL_FEN: list_put_int(l, col->key, db_i64(c, at)); break;
		case COL_REF:
			list_put_ref(l, col->key, db_i64(c, at), db_text(c, at + 1));
			at++;
			break;
		case COL_RAW: {
			struct json_out *w = list_put_json(l, col->key);
			const char *json = db_text(c, at);
			if (w)
				jw_raw(w, sv_from(json && *json ? json : "null"));
			break;
		}
		}
	}
}

void list_row(struct list *l, struct db_cursor *c)
{
	l->cols_of_query = db_columns(c) - 2;
	if (l->def->row)
		l->def->row(l->r, l, c);
	else
		row_by_columns(l, c);
}

void list_cursor_at(const struct list *l, struct db_cursor *c, struct list_cursor *at)
{
	at->started = true;
	if (at->sort->kind == COL_TEXT)
		at->key_text = arena_str(l->r->arena, db_text(c, l->cols_of_query));
	else
		at->key_int = db_i64(c, l->cols_of_query);
	at->id = db_i64(c, l->cols_of_query + 1);
}

static void page_row(struct list *l, struct db_cursor *c, struct list_cursor *at)
{
	struct json_out *w = l->w;
	jw_object(w);
	list_row(l, c);
	jw_object_end(w);
	list_cursor_at(l, c, at);
}

static enum err page_rows(struct req *r, const struct list_def *d, struct list_cursor *at, int64_t limit, bool *more)
{
	struct db_query q;
	struct db_cursor *c;
	struct list l = { .r = r, .def = d, .w = &r->w, .row_arena = r->arena };
	list_query(r, d, at, limit + 1, &q);
	if (q.overflow)
		return list_too_complex(r);
	enum err e = db_query_open(r->db, &q, &c);
	if (e)
		return e;
	for (int64_t i = 0; i < limit && !(e = db_next(c)); i++)
		page_row(&l, c, at);
	*more = !e && !(e = db_next(c));
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err list_answer(struct req *r, const struct list_def *d)
{
	struct list_cursor at = { 0 };
	int64_t limit = in_i64_or(r, "limit", LIST_LIMIT);
	const char *after = in_str(r, "after");
	bool more = false;
	enum err e = list_sort_of(r, d, &at.sort);
	if (e)
		return e;
	if (after) {
		const struct list_sort *asked = in_given(r, "sort") ? at.sort : NULL;
		if (!list_cursor_parse(r->arena, d, after, &at) || (asked && asked != at.sort))
			return problem_field(&r->problem, ERR_INVALID, "after", "list.cursor", "翻页位置已失效，请回到第一页。");
	} else if ((e = count_rows(r, d, &at.total))) {
		return e;
	}
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	e = page_rows(r, d, &at, limit, &more);
	if (e)
		return e;
	jw_array_end(&r->w);
	jw_kstr(&r->w, "next", more ? list_cursor_text(r->arena, &at) : NULL);
	jw_kint(&r->w, "total", at.total);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- putting out ---- */

static int column(const struct list *l, const char *key)
{
	for (int i = 0; l->def->cols[i].key; i++)
		if (str_eq(l->def->cols[i].key, key))
			return i;
	return -1;
}

static void cell_text(struct list *l, const char *key, const char *v)
{
	int i = column(l, key);
	if (i >= 0 && i < LIST_COLS)
		l->cell[i] = (struct list_cell){ .set = v != NULL, .s = arena_str(l->row_arena, v) };
}

static void cell_int(struct list *l, const char *key, int64_t v)
{
	int i = column(l, key);
	if (i >= 0 && i < LIST_COLS)
		l->cell[i] = (struct list_cell){ .set = v != NIL, .number = true, .i = v };
}

struct arena *list_arena(struct list *l)
{
	return l->row_arena;
}

bool list_is_page(const struct list *l)
{
	return l->w != NULL;
}

void list_put_text(struct list *l, const char *key, const char *v)
{
	if (!l->w) {
		cell_text(l, key, v);
		return;
	}
	jw_key(l->w, key);
	jw_str(l->w, v);
	int i = column(l, key);
	if (i >= 0 && l->def->cols[i].words) {
		jw_key(l->w, arena_printf(l->row_arena, "%s_text", key));
		jw_str(l->w, list_word(&l->def->cols[i], l->row_arena, v));
	}
}

void list_put_id(struct list *l, const char *key, int64_t v)
{
	if (!l->w) {
		cell_text(l, key, v == NIL ? NULL : arena_printf(l->row_arena, "%" PRId64, v));
		return;
	}
	jw_key(l->w, key);
	jw_id(l->w, v);
}

void list_put_int(struct list *l, const char *key, int64_t v)
{
	if (!l->w) {
		cell_int(l, key, v);
		return;
	}
	jw_key(l->w, key);
	jw_int(l->w, v);
}

void list_put_time(struct list *l, const char *key, int64_t ms)
{
	list_put_int(l, key, ms);
}

void list_put_bool(struct list *l, const char *key, bool v)
{
	if (!l->w) {
		cell_int(l, key, v ? 1 : 0);
		return;
	}
	jw_key(l->w, key);
	jw_bool(l->w, v);
}

void list_put_ref(struct list *l, const char *key, int64_t id, const char *name)
{
	if (!l->w) {
		cell_text(l, key, name);
		return;
	}
	jw_key(l->w, key);
	if (id == NIL) {
		jw_null(l->w);
		return;
	}
	jw_object(l->w);
	jw_kid(l->w, "id", id);
	jw_kstr(l->w, "name", name);
	jw_object_end(l->w);
}

struct json_out *list_put_json(struct list *l, const char *key)
{
	if (l->w)
		jw_key(l->w, key);
	return l->w;
}

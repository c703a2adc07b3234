/* SPDX-License-Identifier: Apache-2.0 */
/* Lists: one definition serves the JSON page (keyset cursor), the xlsx and the CSV export (api contract, Lists).
 *
 * A list is a const `struct list_def`: the columns of the export, the fragments of the query, the sorts, a function
 * that adds the filters and the scope of the person, and a function that puts out one row. Example:
 *
 *	static const struct list_col COLS[] = {
 *		LIST_COL("no", "编号", COL_TEXT, .width = 18), LIST_COL("unit", "单位", COL_REF),
 *		LIST_COL("opened_at", "立案时间", COL_TIME),
 *		LIST_COL("status", "状态", COL_TEXT, .words = "filed:已立案|closed:结案"), { 0 } };
 *	static const struct list_sort SORTS[] = {
 *		{ "-opened_at", "c.opened_at", COL_TIME, true }, { "no", "c.no", COL_TEXT, false }, { 0 } };
 *	static void where(struct req *r, struct db_query *q)
 *	{
 *		scope_cases(q, r->principal, CAP_CASE_READ);
 *		if (in_given(r, "status"))
 *			db_query_add(q, " AND c.status = $", DB_ARG_TEXT(in_str(r, "status")));
 *	}
 *	static const struct list_def CASES = {
 *		.title = "案件", .cols = COLS, .sorts = SORTS, .id = "c.id",
 *		.select = "c.no, c.lead_unit_id, u.name, c.opened_at, c.status",
 *		.from = " FROM casefile c LEFT JOIN unit u ON u.id = c.lead_unit_id",
 *		.where = where };                          // row = NULL: the selected columns in the order of COLS
 *	static enum err cases_list(struct req *r) { return list_answer(r, &CASES); }
 *	static enum err cases_xlsx(struct req *r) { return list_xlsx(r, &CASES); }
 *	static const struct in_field CASES_IN[] = { LIST_INPUTS, { "status", IN_TEXT, IN_QUERY, … }, { 0 } };
 *
 * Both routes use the same input table: an export takes the same filters and ignores limit and after. Exports need
 * CAP_EXPORT besides the capability of the list, are audited, carry who exported them and when, and refuse more than
 * LIST_EXPORT_MAX rows.
 *
 * Without a row function the query's columns follow COLS one by one; COL_REF takes two (id, name). A row function reads
 * the cursor itself and calls list_put_*: in a page each call writes a JSON member, in an export it fills the cell of
 * the column with that key, if the table has one. It must not run statements of its own. */
#ifndef YS_AUTH_LISTING_H
#define YS_AUTH_LISTING_H

#include "http/http.h"

enum { LIST_LIMIT = 50, LIST_LIMIT_MAX = 200, LIST_TOTAL_MAX = 10000, LIST_EXPORT_MAX = 100000, LIST_COLS = 48 };

enum col_kind {
	COL_TEXT,
	COL_ID,      /* string in JSON, text in exports */
	COL_INT,
	COL_TIME,    /* epoch ms; date and time in exports */
	COL_DAY,     /* yyyymmdd */
	COL_BOOL,    /* 是 / 否 in exports */
	COL_FEN,     /* 分; 元 with two decimals in exports */
	COL_REF,     /* {"id","name"} or null; the name in exports */
	COL_RAW      /* JSON text of the query; not in exports */
};

struct list_col {
	const char *key, *title;   /* title NULL: only in JSON */
	enum col_kind kind;
	int width;                 /* characters in xlsx, 0 = 14 */
	const char *words;         /* "code:中文|…": exports show the word, JSON adds <key>_text */
};

/* A row of the table; further members by name (.width, .words). */
#define LIST_COL(k, t, ...) { .key = (k), .title = (t), .kind = __VA_ARGS__ }

struct list_sort {
	const char *name;          /* value of ?sort= ; the first row is the default */
	const char *column;        /* SQL expression, never NULL (use COALESCE) */
	enum col_kind kind;        /* COL_TEXT or any integer kind */
	bool descending;
};

struct list;
struct list_def {
	const char *title;         /* sheet and file name: "诉求" */
	const struct list_col *cols;
	const struct list_sort *sorts;
	const char *select, *from; /* " FROM …" without WHERE */
	const char *id;            /* unique integer expression, breaks ties */
	void (*where)(struct req *r, struct db_query *q); /* appends " AND …"; NULL = none */
	void (*row)(struct req *r, struct list *l, struct db_cursor *c); /* NULL: by columns */
};

/* For the route's input table: limit, after, sort. */
#define LIST_INPUTS                                                                                \
	{ "limit", IN_INT, IN_QUERY, 1, LIST_LIMIT_MAX, NULL, "每页条数", "page size, default 50" },  \
	{ "after", IN_TEXT, IN_QUERY, 1, 600, NULL, "翻页位置", "`next` of the former page" },        \
	{ "sort", IN_TEXT, IN_QUERY, 1, 40, NULL, "排序", "name of a sort" }

/* {"items":[…],"next":…,"total":n}. The total is counted once, on the first page, up to LIST_TOTAL_MAX. */
enum err list_answer(struct req *r, const struct list_def *d);
enum err list_xlsx(struct req *r, const struct list_def *d);
/* UTF-8 with byte order mark. For reference data whose CSV is read back by the import use list_csv_plain: headers are
 * the keys instead of the titles, codes instead of words. */
enum err list_csv(struct req *r, const struct list_def *d);
enum err list_csv_plain(struct req *r, const struct list_def *d);

/* ---- for row functions ---- */
/* Where to allocate texts that live for this row only. */
struct arena *list_arena(struct list *l);
/* True while a JSON page is made: expensive members that exports do not show may be left out otherwise. */
bool list_is_page(const struct list *l);
void list_put_text(struct list *l, const char *key, const char *v);
void list_put_id(struct list *l, const char *key, int64_t v);
void list_put_int(struct list *l, const char *key, int64_t v);   /* NIL → null / empty; also COL_DAY and COL_FEN */
void list_put_time(struct list *l, const char *key, int64_t ms);
void list_put_bool(struct list *l, const char *key, bool v);
void list_put_ref(struct list *l, const char *key, int64_t id, const char *name);
/* Writer for a nested value of a page, NULL in an export: write exactly one value. */
struct json_out *list_put_json(struct list *l, const char *key);
/* The word of a column for a value ("filed" → "已立案"), the value itself when the column has none. */
const char *list_word(const struct list_col *col, struct arena *a, const char *value);

#endif

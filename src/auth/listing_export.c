/* SPDX-License-Identifier: Apache-2.0 */
/* Exports of lists: rows stream from the cursor to a temporary file, so memory stays that of one row. They are read in pieces
 * by the key of the list, as one turns pages: a reader that stays for minutes would let the write-ahead log grow. What
 * changes meanwhile may therefore be in the file or not, but nothing stands there twice. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "auth/audit.h"
#include "auth/listing.h"
#include "auth/listing_internal.h"
#include "auth/web.h"
#include "base/csv.h"
#include "base/day.h"

enum { PIECE = 2000, ROW_ARENA = 1 << 20, CSV_ROW_MAX = 1 << 20, EXCEL_EPOCH_DAYS = 25569, EXCEL_TEXT_MAX = 32767 };
static const char XLSX_TYPE[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
static const char BOM[] = "\xEF\xBB\xBF";

static const struct problem_code E_MANY = { ERR_TOO_LARGE, "list.too_many", "导出超过 10 万行，请缩小筛选范围后重试。" };
static const struct problem_code E_FILE = { ERR_IO, "list.export_failed", "导出文件未能写成，请稍后重试或联系管理员检查磁盘空间。" };
static const struct problem_code E_RIGHT = { ERR_FORBIDDEN, "auth.no_export", "您没有导出权限。" };

/* What must be released even when the request's arena overflows half-way. */
struct sink {
	char *path;                /* NULL once handed over or removed */
	FILE *csv;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head, *time, *day, *fen, *wrap;
	struct arena *row_arena;
	const struct list_def *def;
	bool plain;
	uint32_t rows;
	bool failed;
};

static void sink_release(void *arg)
{
	struct sink *k = arg;
	if (k->csv)
		fclose(k->csv);
	if (k->book)
		lxw_workbook_free(k->book);
	if (k->path)
		unlink(k->path);
	if (k->row_arena)
		arena_free(k->row_arena);
	*k = (struct sink){ 0 };
}

static char *temporary(struct req *r, const char *suffix)
{
	uint8_t random[12];
	struct buf b;
	env_random(r->env, random, sizeof random);
	buf_init(&b, r->arena, 4096);
	buf_printf(&b, "%s/tmp", req_site(r)->var_dir);
	if (mkdir(buf_cstr(&b), 0700) && errno != EEXIST)
		return NULL;
	buf_str(&b, "/export-");
	buf_hex(&b, random, sizeof random);
	buf_str(&b, suffix);
	return arena_str(r->arena, buf_cstr(&b));
}

/* Columns without a title are JSON only. */
static bool exported(const struct list_col *c)
{
	return c->title && c->kind != COL_RAW;
}

/* ---- csv ---- */

static const char *cell_words(const struct list_col *c, const struct list_cell *v, bool plain, struct arena *a)
{
	char text[TIME_TEXT];
	if (!v->set)
		return "";
	if (!v->number)
		return plain || !v->s ? v->s : list_word(c, a, v->s);
	if (!plain && c->kind == COL_TIME)
		return arena_str(a, time_text(v->i, text));
	if (!plain && c->kind == COL_BOOL)
		return v->i ? "是" : "否";
	if (!plain && c->kind == COL_FEN)
		return arena_printf(a, "%s%" PRId64 ".%02" PRId64, v->i < 0 ? "-" : "", (v->i < 0 ? -v->i : v->i) / 100,
				    (v->i < 0 ? -v->i : v->i) % 100);
	return arena_printf(a, "%" PRId64, v->i);
}

static void csv_line(struct sink *k, const struct buf *b)
{
	if (b->overflow || fwrite(b->p, 1, b->n, k->csv) != b->n)
		k->failed = true;
}

static void csv_head(struct sink *k)
{
	struct buf b;
	bool first = true;
	buf_init(&b, k->row_arena, CSV_ROW_MAX);
	for (const struct list_col *c = k->def->cols; c->key; c++) {
		if (!exported(c))
			continue;
		csv_field(&b, first, sv_from(k->plain ? c->key : c->title));
		first = false;
	}
	csv_end(&b);
	csv_line(k, &b);
}

static void csv_row(struct sink *k, const struct list_cell *cells)
{
	struct buf b;
	bool first = true;
	buf_init(&b, k->row_arena, CSV_ROW_MAX);
	for (int i = 0; k->def->cols[i].key && i < LIST_COLS; i++) {
		if (!exported(&k->def->cols[i]))
			continue;
		csv_field(&b, first, sv_from(cell_words(&k->def->cols[i], &cells[i], k->plain, k->row_arena)));
		first = false;
	}
	csv_end(&b);
	csv_line(k, &b);
}

static bool csv_begin(struct req *r, struct sink *k)
{
	k->path = temporary(r, ".csv");
	k->csv = k->path ? fopen(k->path, "wbx") : NULL;
	if (!k->csv)
		return false;
	if (fwrite(BOM, 1, sizeof BOM - 1, k->csv) != sizeof BOM - 1)
		k->failed = true;
	csv_head(k);
	return true;
}

static bool csv_finish(struct sink *k)
{
	bool ok = fflush(k->csv) == 0 && !ferror(k->csv) && !k->failed;
	ok = fclose(k->csv) == 0 && ok;
	k->csv = NULL;
	return ok;
}

/* ---- xlsx ---- */

static void xlsx_formats(struct sink *k)
{
	k->head = workbook_add_format(k->book);
	format_set_bold(k->head);
	format_set_bg_color(k->head, 0xE6EEF8);
	format_set_border(k->head, LXW_BORDER_THIN);
	k->time = workbook_add_format(k->book);
	format_set_num_format(k->time, "yyyy-mm-dd hh:mm");
	k->day = workbook_add_format(k->book);
	format_set_num_format(k->day, "yyyy-mm-dd");
	k->fen = workbook_add_format(k->book);
	format_set_num_format(k->fen, "#,##0.00");
}

static void xlsx_head(struct sink *k)
{
	lxw_col_t at = 0;
	for (const struct list_col *c = k->def->cols; c->key; c++) {
		if (!exported(c))
			continue;
		worksheet_set_column(k->sheet, at, at, c->width ? c->width : 14, NULL);
		worksheet_write_string(k->sheet, 0, at++, c->title, k->head);
	}
	worksheet_freeze_panes(k->sheet, 1, 0);
}

/* Who exported and when: in the file's properties and in the footer of every printed page. '&' starts a code there. */
static void xlsx_mark(struct req *r, struct sink *k)
{
	char at[TIME_TEXT], footer[200], who[64];
	const struct principal *p = req_who(r);
	size_t n = 0;
	for (const char *s = p ? p->name : ""; s && *s && n < 60; s++)
		if (*s != '&')
			who[n++] = *s;
	who[n] = 0;
	snprintf(footer, sizeof footer, "&L导出人：%s  导出时间：%s&R第 &P 页 共 &N 页", who, time_text(r->now, at));
	worksheet_set_footer(k->sheet, footer);
	workbook_set_properties(k->book, &(lxw_doc_properties){ .title = arena_str(r->arena, k->def->title), .author = who,
								.company = "应哨" });
}

static bool xlsx_begin(struct req *r, struct sink *k)
{
	k->path = temporary(r, ".xlsx");
	if (!k->path)
		return false;
	char *dir = arena_printf(r->arena, "%s/tmp", req_site(r)->var_dir);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = dir };
	k->book = workbook_new_opt(k->path, &options);
	k->sheet = k->book ? workbook_add_worksheet(k->book, k->def->title) : NULL;
	if (!k->sheet)
		return false;
	xlsx_formats(k);
	xlsx_mark(r, k);
	xlsx_head(k);
	return true;
}

static double excel_time(int64_t ms)
{
	return (double)(ms + 8 * (int64_t)MS_HOUR) / MS_DAY + EXCEL_EPOCH_DAYS;
}

static void xlsx_cell(struct sink *k, lxw_row_t row, lxw_col_t col, const struct list_col *c, const struct list_cell *v)
{
	if (!v->set)
		return;
	if (v->number && c->kind == COL_TIME)
		worksheet_write_number(k->sheet, row, col, excel_time(v->i), k->time);
	else if (v->number && c->kind == COL_DAY && day_valid((int32_t)v->i))
		worksheet_write_number(k->sheet, row, col, (double)day_to_serial((int32_t)v->i) + EXCEL_EPOCH_DAYS, k->day);
	else if (v->number && c->kind == COL_FEN)
		worksheet_write_number(k->sheet, row, col, (double)v->i / 100, k->fen);
	else if (v->number && c->kind != COL_BOOL)
		worksheet_write_number(k->sheet, row, col, (double)v->i, NULL);
	else {
		struct sv text = sv_from(cell_words(c, v, false, k->row_arena));
		text = sv_prefix_chars(text, EXCEL_TEXT_MAX);
		worksheet_write_string(k->sheet, row, col, arena_sv(k->row_arena, text), NULL);
	}
}

static void xlsx_row(struct sink *k, const struct list_cell *cells)
{
	lxw_col_t at = 0;
	for (int i = 0; k->def->cols[i].key && i < LIST_COLS; i++)
		if (exported(&k->def->cols[i]))
			xlsx_cell(k, k->rows + 1, at++, &k->def->cols[i], &cells[i]);
}

static bool xlsx_finish(struct sink *k)
{
	lxw_error e = workbook_close(k->book); /* frees the book, whatever happens */
	k->book = NULL;
	return e == LXW_NO_ERROR;
}

/* ---- both ---- */

/* The next rows after *at, which moves on; *rows < PIECE at the end. */
static enum err piece(struct sink *k, struct list *l, struct list_cursor *at, int64_t *rows)
{
	struct req *r = l->r;
	struct principal *who = r->principal;
	struct db_query q;
	struct db_cursor *c;
	who->way = WAY_COUNT;
	list_query(r, k->def, at, PIECE, &q);
	who->way = WAY_LIST;
	if (q.overflow)
		return list_too_complex(r);
	enum err e = db_query_open(r->db, &q, &c);
	if (e)
		return e;
	for (*rows = 0; !(e = db_next(c)); ++*rows) {
		if (k->rows == LIST_EXPORT_MAX) {
			e = problem_set(&r->problem, &E_MANY);
			break;
		}
		memset(l->cell, 0, sizeof l->cell);
		list_row(l, c);
		if (k->csv)
			csv_row(k, l->cell);
		else
			xlsx_row(k, l->cell);
		k->rows++;
		if (*rows == PIECE - 1)
			list_cursor_at(l, c, at);
		arena_reset(k->row_arena);
	}
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err run(struct req *r, struct sink *k)
{
	struct list_cursor at = { 0 };
	struct list l = { .r = r, .def = k->def, .row_arena = k->row_arena };
	int64_t rows = PIECE;
	enum err e = list_sort_of(r, k->def, &at.sort);
	while (!e && rows == PIECE)
		e = piece(k, &l, &at, &rows);
	return e;
}

static enum err export(struct req *r, const struct list_def *d, bool csv, bool plain)
{
	if (!can(req_who(r), CAP_EXPORT))
		return problem_set(&r->problem, &E_RIGHT);
	struct sink *k = ARENA_NEW(r->arena, struct sink);
	k->def = d;
	k->plain = plain;
	arena_cleanup(r->arena, sink_release, k);
	k->row_arena = arena_new(ROW_ARENA);
	jmp_buf *trap = arena_trap(r->arena, NULL); /* a huge row takes the request's own way out */
	arena_trap(r->arena, trap);
	arena_trap(k->row_arena, trap);
	if (!(csv ? csv_begin(r, k) : xlsx_begin(r, k)))
		return problem_set(&r->problem, &E_FILE);
	enum err e = run(r, k);
	if (!e && !(csv ? csv_finish(k) : xlsx_finish(k)))
		e = problem_set(&r->problem, &E_FILE);
	if (!e)
		e = audit_read(r, "export", d->title, NIL, NULL, arena_printf(r->arena, "%s %u 行", r->path, k->rows));
	if (e) {
		sink_release(k);
		return e;
	}
	char day[TIME_TEXT];
	const char *name = arena_printf(r->arena, "%s-%.10s%s", d->title, time_text(r->now, day), csv ? ".csv" : ".xlsx");
	req_send_file(r, k->path, true, csv ? "text/csv; charset=utf-8" : XLSX_TYPE, name);
	k->path = NULL;
	return ERR_OK;
}

enum err list_xlsx(struct req *r, const struct list_def *d)
{
	return export(r, d, false, false);
}

enum err list_csv(struct req *r, const struct list_def *d)
{
	return export(r, d, true, false);
}

enum err list_csv_plain(struct req *r, const struct list_def *d)
{
	return export(r, d, true, true);
}

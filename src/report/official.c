/* SPDX-License-Identifier: Apache-2.0 */
/* An official document as PDF. Sizes of GB/T 9704-2012: 2号 22 pt, 3号 16 pt, 4号 14 pt; 22 lines of 28 characters. */
#include "report/official.h"

#include "base/day.h"
#include "report/paper_internal.h"

static const struct paper_style HEAD = { .size = 30, .align = PAPER_CENTRE, .ink = PAPER_RED, .bold = true };
static const struct paper_style KIND = { .size = 26, .leading = 0.1, .align = PAPER_CENTRE, .ink = PAPER_RED, .bold = true };
static const struct paper_style TITLE = { .size = 22, .leading = 0.15, .align = PAPER_CENTRE, .bold = true };
static const struct paper_style BODY = { .size = 15.8, .leading = 0.4 };
static const struct paper_style NUMBER = { .size = 15.8, .align = PAPER_CENTRE };
static const struct paper_style ENDING = { .size = 15.8, .leading = 0.4, .align = PAPER_RIGHT };
static const struct paper_style SMALL = { .size = 14, .leading = 0.2 };
static const struct paper_style SMALL_RIGHT = { .size = 14, .leading = 0.2, .align = PAPER_RIGHT };

static const double LINE = 29, RED_LINE = 2.2, THICK = 1, THIN = 0.7, CELL = 10.5, PAD = 4;

const char *official_date(struct arena *a, int64_t ms)
{
	int32_t day = day_of_ms(ms);
	return arena_printf(a, "%d年%d月%d日", (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100));
}

static void rule(struct paper *p, double y, double thick, enum paper_ink ink)
{
	paper_ink(p->cr, ink);
	cairo_set_line_width(p->cr, thick);
	cairo_move_to(p->cr, p->left, y);
	cairo_line_to(p->cr, p->right, y);
	cairo_stroke(p->cr);
}

static void run(struct paper *p, const struct paper_style *s, const char *text)
{
	if (text && *text)
		paper_run(p, s, text, p->left, p->right - p->left);
}

/* A long name is set smaller: the head stands on one line. */
static void put_head(struct paper *p, const struct official *o)
{
	struct paper_style head = HEAD;
	double room = p->right - p->left, w = paper_measure(p, &head, o->issuer, 0);
	if (w > room)
		head.size *= room / w;
	p->y = p->top + 6;
	p->y += paper_place(p, &head, o->issuer, p->left, p->y, room);
	p->y += paper_place(p, &KIND, o->kind, p->left, p->y, room) + LINE * 0.5;
	p->y += paper_place(p, &NUMBER, o->no ? o->no : "（编号在签发时生成）", p->left, p->y, room) + 4 * PT_PER_MM;
	rule(p, p->y, RED_LINE, PAPER_RED);
	p->y += LINE * 0.7;
}

static void put_body(struct paper *p, const struct official *o)
{
	run(p, &TITLE, o->title);
	p->y += LINE * 0.4;
	run(p, &BODY, arena_printf(p->a, "%s：", o->recipient));
	for (size_t i = 0; i < o->nbody; i++)
		run(p, &BODY, arena_printf(p->a, "　　%s", o->body[i]));
	if (o->nrows) {
		p->y += LINE * 0.5;
		run(p, &BODY, arena_printf(p->a, "　　附件：%s", o->list_title));
	}
	paper_keep(p, 40);
	p->y += LINE * 0.7;
	if (*o->signer)
		run(p, &ENDING, arena_printf(p->a, "签发人：%s　　", o->signer));
	run(p, &ENDING, arena_printf(p->a, "%s　　", o->issuer));
	run(p, &ENDING, arena_printf(p->a, "%s　　　　", *o->date ? o->date : "　年　月　日"));
}

/* ---- the attachment ---- */

static double row_height(struct paper *p, const struct official *o, const char *const *cells, double width)
{
	double most = 0;
	for (size_t i = 0; i < o->ncols; i++) {
		double h = paper_measure(p, &(struct paper_style){ .size = CELL, .leading = 0.2 }, cells[i],
			width * o->share[i] - 2 * PAD);
		most = h > most ? h : most;
	}
	return most + 2 * PAD;
}

static void put_row(struct paper *p, const struct official *o, const char *const *cells, bool head)
{
	double width = p->right - p->left, x = p->left, h = row_height(p, o, cells, width);
	struct paper_style s = { .size = CELL, .leading = 0.2, .bold = head, .align = head ? PAPER_CENTRE : PAPER_LEFT };
	if (p->y + h > p->bottom && !paper_turn(p))
		return;
	for (size_t i = 0; i < o->ncols; i++) {
		double w = width * o->share[i];
		(void)paper_place(p, &s, cells[i], x + PAD, p->y + PAD, w - 2 * PAD);
		paper_ink(p->cr, PAPER_INK);
		cairo_set_line_width(p->cr, THIN);
		cairo_rectangle(p->cr, x, p->y, w, h);
		cairo_stroke(p->cr);
		x += w;
	}
	p->y += h;
}

static void put_list(struct paper *p, const struct official *o)
{
	if (!o->nrows)
		return;
	paper_break(p);
	run(p, &BODY, "附件");
	run(p, &TITLE, o->list_title);
	p->y += LINE * 0.5;
	put_row(p, o, o->cols, true);
	for (size_t i = 0; i < o->nrows; i++)
		put_row(p, o, o->cells + i * o->ncols, false);
}

/* 版记: at the foot of the last page. */
static void put_copies(struct paper *p, const struct official *o)
{
	double w = p->right - p->left - 28;
	const char *copies = arena_printf(p->a, "抄送：%s", o->copies);
	double h = (*o->copies ? paper_measure(p, &SMALL, copies, w) + 12 : 0) + 30;
	if (p->y + h > p->bottom && !paper_turn(p))
		return;
	double y = p->bottom - h;
	rule(p, y, THICK, PAPER_INK);
	if (*o->copies) {
		y += 6 + paper_place(p, &SMALL, copies, p->left + 14, y + 6, w) + 6;
		rule(p, y, THIN, PAPER_INK);
	}
	(void)paper_place(p, &SMALL, o->issuer, p->left + 14, y + 5, w);
	if (*o->date)
		(void)paper_place(p, &SMALL_RIGHT, arena_printf(p->a, "%s印发", o->date), p->left + 14, y + 5, w);
	rule(p, p->bottom, THICK, PAPER_INK);
}

enum err official_pdf(struct arena *a, struct problem *problem, const struct official *o, struct buf *out)
{
	struct paper *p;
	const struct paper_setup setup = { .title = o->no ? arena_printf(a, "%s %s", o->kind, o->no) : o->title,
		.mark = o->no ? NULL : "草稿　未签发", .now = o->now, .serif = true, .official = true };
	enum err e = paper_open(a, problem, &setup, &p);
	if (e)
		return e;
	put_head(p, o);
	put_body(p, o);
	put_list(p, o);
	put_copies(p, o);
	return paper_finish(p, out);
}

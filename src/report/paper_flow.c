/* SPDX-License-Identifier: Apache-2.0 */
/* What flows down the page: titles, paragraphs, facts, tables. See paper.h. */
#include <math.h>

#include "report/paper_internal.h"

static const struct paper_style TITLE = { .size = 20, .leading = 0.2, .bold = true };
static const struct paper_style HEADING = { .size = 12.5, .leading = 0.2, .bold = true, .ink = PAPER_BRAND };
static const struct paper_style TEXT = { .size = 10.5, .leading = 0.35 };
static const struct paper_style NOTE = { .size = 8.5, .leading = 0.3, .ink = PAPER_GREY };
static const struct paper_style LABEL = { .size = 9, .leading = 0.3, .ink = PAPER_GREY };
static const struct paper_style VALUE = { .size = 10, .leading = 0.3 };
static const struct paper_style CELL = { .size = 9, .leading = 0.25 };
static const struct paper_style CELL_HEAD = { .size = 9, .leading = 0.25, .bold = true, .ink = PAPER_BRAND };

static const double HAIR = 0.4, LABEL_W = 62, CELL_PAD = 4, WIDE_FROM = 1.0;

static double line_height(PangoLayoutIter *it, PangoLayout *l)
{
	PangoRectangle r;
	pango_layout_iter_get_line_extents(it, NULL, &r);
	return ((double)r.height + pango_layout_get_spacing(l)) / PANGO_SCALE;
}

static void show_line(struct paper *p, PangoLayoutIter *it, double x, double y)
{
	PangoRectangle r;
	pango_layout_iter_get_line_extents(it, NULL, &r);
	double base = (double)(pango_layout_iter_get_baseline(it) - r.y) / PANGO_SCALE;
	cairo_move_to(p->cr, x + (double)r.x / PANGO_SCALE, y + base);
	pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(it));
}

void paper_run(struct paper *p, const struct paper_style *s, const char *text, double x, double w)
{
	PangoLayout *l = paper_layout(p, s, text, w);
	PangoLayoutIter *it = pango_layout_get_iter(l);
	bool more = true;
	while (more) {
		double h = line_height(it, l);
		if (p->y + h > p->bottom && !paper_turn(p))
			break;
		paper_ink(p->cr, s->ink);
		show_line(p, it, x, p->y);
		p->y += h;
		more = pango_layout_iter_next_line(it);
	}
	pango_layout_iter_free(it);
	g_object_unref(l);
}

static void flow(struct paper *p, const struct paper_style *s, const char *text, double before, double after)
{
	if (!text || !*text || p->done)
		return;
	if (p->y > p->top)
		p->y += before;
	paper_run(p, s, text, p->left, p->right - p->left);
	p->y += after;
}

void paper_title(struct paper *p, const char *text)
{
	flow(p, &TITLE, text, 6, 8);
}

void paper_heading(struct paper *p, const char *text)
{
	paper_keep(p, 22);
	flow(p, &HEADING, text, 12, 5);
}

void paper_text(struct paper *p, const char *text)
{
	flow(p, &TEXT, text, 0, 5);
}

void paper_note(struct paper *p, const char *text)
{
	flow(p, &NOTE, text, 0, 4);
}

void paper_space(struct paper *p, double mm)
{
	p->y += mm * PT_PER_MM;
}

void paper_keep(struct paper *p, double mm)
{
	if (p->y + mm * PT_PER_MM > p->bottom && p->y > p->top)
		(void)paper_turn(p);
}

static void hairline(struct paper *p, double y)
{
	cairo_set_source_rgb(p->cr, 0.87, 0.86, 0.82);
	cairo_set_line_width(p->cr, HAIR);
	cairo_move_to(p->cr, p->left, y);
	cairo_line_to(p->cr, p->right, y);
	cairo_stroke(p->cr);
}

void paper_rule(struct paper *p)
{
	if (p->done)
		return;
	hairline(p, p->y + 2);
	p->y += 6;
}

/* ---- facts ------------------------------------------------------------------------------------------- */

static double fact_at(struct paper *p, const struct paper_fact *f, double x, double w)
{
	double y = p->y;
	double a = paper_place(p, &LABEL, f->label, x, y + 0.8, LABEL_W - 6);
	double b = paper_place(p, &VALUE, f->value, x + LABEL_W, y, w - LABEL_W);
	return fmax(a, b);
}

static void fact_wide(struct paper *p, const struct paper_fact *f)
{
	double w = p->right - p->left - LABEL_W;
	paper_keep(p, 8);
	double label_y = p->y;
	(void)paper_place(p, &LABEL, f->label, p->left, label_y + 0.8, LABEL_W - 6);
	paper_run(p, &VALUE, f->value, p->left + LABEL_W, w);
	p->y += 3;
}

void paper_facts(struct paper *p, const struct paper_fact *f, size_t n)
{
	double gap = 14, half = (p->right - p->left - gap) / 2;
	const struct paper_fact *waiting = NULL;
	if (p->done)
		return;
	for (size_t i = 0; i <= n; i++) {
		bool end = i == n;
		if (!end && (!f[i].value || !*f[i].value))
			continue;
		bool wide = !end && (f[i].wide || paper_measure(p, &VALUE, f[i].value, 0) > (half - LABEL_W) * WIDE_FROM);
		if (!end && !wide && !waiting) {
			waiting = &f[i];
			continue;
		}
		if (waiting) {
			paper_keep(p, 8);
			double h = fact_at(p, waiting, p->left, half);
			if (!end && !wide)
				h = fmax(h, fact_at(p, &f[i], p->left + half + gap, half));
			p->y += h + 3;
			waiting = NULL;
		}
		if (wide)
			fact_wide(p, &f[i]);
	}
	p->y += 4;
}

/* ---- tables ------------------------------------------------------------------------------------------ */

void paper_table(struct paper *p, const struct paper_col *cols, size_t n)
{
	struct paper_table_state *t = &p->table;
	double sum = 0, x = p->left;
	if (p->done)
		return;
	*t = (struct paper_table_state){ .n = n > PAPER_COLUMNS_MAX ? PAPER_COLUMNS_MAX : n };
	for (size_t i = 0; i < t->n; i++)
		sum += cols[i].share;
	for (size_t i = 0; i < t->n; i++) {
		t->title[i] = arena_str(p->a, cols[i].title);
		t->right[i] = cols[i].right;
		t->x[i] = x;
		t->w[i] = (p->right - p->left) * (sum > 0 ? cols[i].share / sum : 1);
		x += t->w[i];
	}
	paper_keep(p, 24);
	paper_table_head(p);
	t->open = true;
}

/* One pass over a row on this page: draws lines from where each cell stands. True when all cells are through. */
static bool row_part(struct paper *p, PangoLayout *const *l, PangoLayoutIter **it, const struct paper_style *s)
{
	struct paper_table_state *t = &p->table;
	double from = p->y + CELL_PAD, lowest = from;
	bool through = true;
	for (size_t i = 0; i < t->n; i++) {
		double y = from;
		while (it[i]) {
			double h = line_height(it[i], l[i]);
			if (y + h + CELL_PAD > p->bottom)
				break;
			paper_ink(p->cr, s->ink);
			show_line(p, it[i], t->x[i] + CELL_PAD, y);
			y += h;
			if (!pango_layout_iter_next_line(it[i])) {
				pango_layout_iter_free(it[i]);
				it[i] = NULL;
			}
		}
		through = through && !it[i];
		lowest = fmax(lowest, y);
	}
	p->y = lowest + CELL_PAD;
	return through;
}

static void draw_row(struct paper *p, const struct paper_style *style, const char *const *cells, bool may_turn)
{
	struct paper_table_state *t = &p->table;
	PangoLayout *l[PAPER_COLUMNS_MAX];
	PangoLayoutIter *it[PAPER_COLUMNS_MAX];
	double tallest = 0;
	for (size_t i = 0; i < t->n; i++) {
		struct paper_style s = *style;
		int h;
		s.align = t->right[i] ? PAPER_RIGHT : PAPER_LEFT;
		l[i] = paper_layout(p, &s, cells[i], t->w[i] - 2 * CELL_PAD);
		it[i] = pango_layout_get_iter(l[i]);
		pango_layout_get_size(l[i], NULL, &h);
		tallest = fmax(tallest, (double)h / PANGO_SCALE + style->leading * style->size + 2 * CELL_PAD);
	}
	/* A row that fits on one page is not torn apart. */
	bool go = true;
	if (may_turn && p->y + tallest > p->bottom && tallest < (p->bottom - p->top) * 0.6)
		go = paper_turn(p);
	while (go && !row_part(p, l, it, style))
		go = may_turn && paper_turn(p);
	for (size_t i = 0; i < t->n; i++) {
		if (it[i])
			pango_layout_iter_free(it[i]);
		g_object_unref(l[i]);
	}
	hairline(p, p->y);
}

void paper_table_head(struct paper *p)
{
	struct paper_table_state *t = &p->table;
	bool open = t->open;
	t->open = false; /* the head itself never turns the page */
	draw_row(p, &CELL_HEAD, t->title, false);
	t->open = open;
}

static void add_row(struct paper *p, const struct paper_style *s, const char *const *cells)
{
	if (p->table.open && !p->done && !p->full)
		draw_row(p, s, cells, true);
}

void paper_row(struct paper *p, const char *const *cells)
{
	add_row(p, &CELL, cells);
}

void paper_row_strong(struct paper *p, const char *const *cells)
{
	struct paper_style s = CELL;
	s.bold = true;
	add_row(p, &s, cells);
}

void paper_table_end(struct paper *p)
{
	p->table.open = false;
	p->y += 8;
}

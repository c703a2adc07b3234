/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files of the room: units are points (1/72 inch) from the upper left corner. */
#ifndef YS_REPORT_PAPER_INTERNAL_H
#define YS_REPORT_PAPER_INTERNAL_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "report/paper.h"

#define PT_PER_MM (72.0 / 25.4)

struct paper_style {
	double size, leading;      /* points; leading: share added between lines */
	enum paper_ink ink;
	enum paper_align align;
	bool bold;
	int lines;
};

struct paper_table_state {
	bool open;
	size_t n;
	const char *title[PAPER_COLUMNS_MAX];
	double x[PAPER_COLUMNS_MAX], w[PAPER_COLUMNS_MAX];
	bool right[PAPER_COLUMNS_MAX];
};

struct paper {
	struct arena *a;
	struct problem *problem;
	struct paper_setup in;
	PangoFontMap *fonts;
	PangoContext *ctx;
	cairo_surface_t **page;    /* recorded */
	size_t npages;
	cairo_t *cr;               /* of the page being written */
	double w, h, left, right, top, bottom, y;
	struct paper_table_state table;
	bool full, done, broken;
	uint8_t *bytes;            /* of a picture being read */
};

/* A layout of clean text; the caller frees it by g_object_unref. w <= 0: no line breaks. */
PangoLayout *paper_layout(struct paper *p, const struct paper_style *s, const char *text, double w);
void paper_ink(cairo_t *cr, enum paper_ink ink);
/* Next page, with the head of an open table. False when the paper is full: nothing more is drawn. */
bool paper_turn(struct paper *p);
/* Runs text down the page between x and x + w, from p->y on, over pages. */
void paper_run(struct paper *p, const struct paper_style *s, const char *text, double x, double w);
/* Draws at a place; returns the height in points. */
double paper_place(struct paper *p, const struct paper_style *s, const char *text, double x, double y, double w);
double paper_measure(struct paper *p, const struct paper_style *s, const char *text, double w);
void paper_table_head(struct paper *p);

#endif

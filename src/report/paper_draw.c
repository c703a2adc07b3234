/* SPDX-License-Identifier: Apache-2.0 */
/* What is placed on the page: words, frames, codes, pictures. See paper.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/paper_internal.h"

enum { PICTURE_BYTES = 8 << 20, PICTURE_SIDE = 8000, QUIET = 4 };

static const double PICTURE_MAX = 260, CAPTION_H = 16;
static const struct paper_style CAPTION = { .size = 8.5, .ink = PAPER_GREY, .lines = 1 };

double paper_place(struct paper *p, const struct paper_style *s, const char *text, double x, double y, double w)
{
	int h;
	PangoLayout *l = paper_layout(p, s, text, w);
	pango_layout_get_size(l, NULL, &h);
	if (!p->done) {
		paper_ink(p->cr, s->ink);
		cairo_move_to(p->cr, x, y);
		pango_cairo_show_layout(p->cr, l);
	}
	g_object_unref(l);
	return (double)h / PANGO_SCALE + s->leading * s->size;
}

double paper_measure(struct paper *p, const struct paper_style *s, const char *text, double w)
{
	int width, height;
	PangoLayout *l = paper_layout(p, s, text, w);
	pango_layout_get_size(l, &width, &height);
	g_object_unref(l);
	return (double)(w > 0 ? height : width) / PANGO_SCALE;
}

double paper_width(const struct paper *p)
{
	return p->w / PT_PER_MM;
}

double paper_height(const struct paper *p)
{
	return p->h / PT_PER_MM;
}

double paper_y(const struct paper *p)
{
	return p->y / PT_PER_MM;
}

double paper_put(struct paper *p, const struct paper_words *how, const char *text)
{
	struct paper_style s = { .size = how->size, .leading = how->lines == 1 ? 0 : 0.25, .ink = how->ink, .align = how->align,
				 .bold = how->bold, .lines = how->lines };
	return paper_place(p, &s, text, how->x * PT_PER_MM, how->y * PT_PER_MM, how->w * PT_PER_MM) / PT_PER_MM;
}

static void outline(struct paper *p, const struct paper_box *b)
{
	cairo_rectangle(p->cr, b->x * PT_PER_MM, b->y * PT_PER_MM, b->w * PT_PER_MM, b->h * PT_PER_MM);
}

void paper_frame(struct paper *p, const struct paper_box *b, enum paper_ink ink, bool dashed)
{
	static const double DASH[] = { 3, 3 };
	if (p->done)
		return;
	cairo_save(p->cr);
	paper_ink(p->cr, ink);
	cairo_set_line_width(p->cr, 0.6);
	if (dashed)
		cairo_set_dash(p->cr, DASH, 2, 0);
	outline(p, b);
	cairo_stroke(p->cr);
	cairo_restore(p->cr);
}

void paper_fill(struct paper *p, const struct paper_box *b, enum paper_ink ink)
{
	if (p->done)
		return;
	paper_ink(p->cr, ink);
	outline(p, b);
	cairo_fill(p->cr);
}

void paper_code(struct paper *p, const struct paper_box *b, const uint8_t *modules, int size)
{
	if (p->done || size < 1)
		return;
	double step = fmin(b->w, b->h) * PT_PER_MM / (size + 2 * QUIET);
	double x = b->x * PT_PER_MM + QUIET * step, y = b->y * PT_PER_MM + QUIET * step;
	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	for (int i = 0; i < size; i++) {
		/* Runs of dark modules are one rectangle: no seams when printed, and a small file. */
		for (int j = 0; j < size;) {
			int from = j;
			while (j < size && modules[i * size + j] & 1)
				j++;
			if (j > from)
				cairo_rectangle(p->cr, x + from * step, y + i * step, (j - from) * step, step);
			else
				j++;
		}
	}
	cairo_fill(p->cr);
	cairo_restore(p->cr);
}

/* ---- pictures ------------------------------------------------------------------------------------------ */

static bool read_bytes(struct paper *p, const char *path, size_t *n)
{
	FILE *f = fopen(path, "rbe");
	if (!f)
		return false;
	p->bytes = malloc(PICTURE_BYTES + 1);
	*n = p->bytes ? fread(p->bytes, 1, PICTURE_BYTES + 1, f) : 0;
	bool ok = p->bytes && !ferror(f) && *n && *n <= PICTURE_BYTES;
	fclose(f);
	if (!ok) {
		free(p->bytes);
		p->bytes = NULL;
	}
	return ok;
}

/* The bytes go into the file as they are; the surface only says how large the picture is. */
static cairo_surface_t *jpeg(struct paper *p, const struct paper_picture *v)
{
	size_t n;
	if (v->width < 1 || v->height < 1 || v->width > PICTURE_SIDE || v->height > PICTURE_SIDE || !read_bytes(p, v->path, &n))
		return NULL;
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)v->width, (int)v->height);
	if (cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_JPEG, p->bytes, n, free, p->bytes) == CAIRO_STATUS_SUCCESS)
		p->bytes = NULL;
	free(p->bytes);
	p->bytes = NULL;
	return s;
}

static cairo_surface_t *open_picture(struct paper *p, const struct paper_picture *v)
{
	cairo_surface_t *s = NULL;
	if (str_eq(v->media_type, "image/jpeg"))
		s = jpeg(p, v);
	else if (str_eq(v->media_type, "image/png") && v->width <= PICTURE_SIDE && v->height <= PICTURE_SIDE)
		s = cairo_image_surface_create_from_png(v->path);
	if (s && cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(s);
		s = NULL;
	}
	return s;
}

static void draw_picture(struct paper *p, const struct paper_picture *v, double x, double w, double h)
{
	cairo_surface_t *s = open_picture(p, v);
	cairo_save(p->cr);
	if (s) {
		double sw = cairo_image_surface_get_width(s), sh = cairo_image_surface_get_height(s), k = fmin(w / sw, h / sh);
		cairo_translate(p->cr, x, p->y);
		cairo_scale(p->cr, k, k);
		cairo_set_source_surface(p->cr, s, 0, 0);
		cairo_paint(p->cr);
		cairo_surface_destroy(s);
	} else {
		paper_ink(p->cr, PAPER_GREY);
		cairo_set_line_width(p->cr, 0.6);
		cairo_rectangle(p->cr, x, p->y, w, h);
		cairo_stroke(p->cr);
		(void)paper_place(p, &CAPTION, "图片无法读取", x + 6, p->y + 6, w - 12);
	}
	cairo_restore(p->cr);
	if (v->caption)
		(void)paper_place(p, &CAPTION, v->caption, x, p->y + h + 3, w);
}

void paper_pictures(struct paper *p, const struct paper_picture *v, size_t n, int per_row)
{
	int k = per_row < 1 ? 1 : per_row > 6 ? 6 : per_row;
	double gap = 8, w = (p->right - p->left - gap * (k - 1)) / k;
	for (size_t i = 0; i < n && !p->done && !p->full; i += (size_t)k) {
		double h = 0;
		for (size_t j = i; j < n && j < i + (size_t)k; j++) {
			bool known = v[j].width > 0 && v[j].height > 0;
			h = fmax(h, known ? w * (double)v[j].height / (double)v[j].width : w * 0.75);
		}
		h = fmin(h, PICTURE_MAX);
		if (p->y + h + CAPTION_H > p->bottom && !paper_turn(p))
			return;
		for (size_t j = i; j < n && j < i + (size_t)k; j++)
			draw_picture(p, &v[j], p->left + (double)(j - i) * (w + gap), w, h);
		p->y += h + CAPTION_H + gap;
	}
}

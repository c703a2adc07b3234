/* SPDX-License-Identifier: Apache-2.0 */
/* The sheet itself: fonts, pages, head and foot, watermark, the bytes of the file. See paper.h. */
#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/day.h"
#include "base/log.h"
#include "report/paper_internal.h"

static const double A4_W = 210 * PT_PER_MM, A4_H = 297 * PT_PER_MM, MARGIN = 18 * PT_PER_MM;
static const double MARK_ALPHA = 0.07, MARK_STEP = 210, MARK_TURN = -0.45;

/* Any of these has the characters of GB 18030; the first that is there is taken, glyph by glyph. */
static const char SANS[] = "Noto Sans CJK SC,Noto Sans SC,Source Han Sans SC,HarmonyOS Sans SC,WenQuanYi Micro Hei,sans-serif";
static const char SERIF[] = "Noto Serif CJK SC,Noto Serif SC,Source Han Serif SC,SimSun,AR PL UMing CN,Noto Sans CJK SC,serif";
static const char PROBE[] = "应哨网格诉求办理";

static const struct problem_code E_FONT = { ERR_UNSUPPORTED, "paper.no_font",
	"这台服务器没有安装中文字体，不能生成 PDF。请管理员安装 fonts-noto-cjk 后重试。" };
static const struct problem_code E_PAPER = { ERR_INTERNAL, "paper.failed", "PDF 没有生成成功，请稍后重试。" };
static const struct problem_code E_LONG = { ERR_TOO_LARGE, "paper.too_long", "内容太多，一份 PDF 装不下，请缩小范围后分几份打印。" };

static void release(void *arg)
{
	struct paper *p = arg;
	free(p->bytes);
	if (p->cr)
		cairo_destroy(p->cr);
	for (size_t i = 0; i < p->npages; i++)
		if (p->page[i])
			cairo_surface_destroy(p->page[i]);
	if (p->ctx)
		g_object_unref(p->ctx);
	if (p->fonts)
		g_object_unref(p->fonts);
	p->bytes = NULL;
	p->cr = NULL;
	p->npages = 0;
	p->ctx = NULL;
	p->fonts = NULL;
}

/* ---- text, the smallest piece ---------------------------------------------------------------------- */

/* Without bytes that Pango would draw as boxes or refuse altogether. Not in the arena: its trap must not jump over a
 * layout. Freed by g_free. */
static char *clean(const char *text)
{
	struct sv s = sv_from(text ? text : "");
	if (!sv_utf8(s))
		s = SV("（文字编码有误）");
	if (s.n > PAPER_TEXT_MAX)
		s = sv_prefix_chars(s, PAPER_TEXT_MAX / 4);
	char *out = g_strndup(s.p, s.n);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < 0x20 && *c != '\n')
			*c = ' ';
	return out;
}

PangoLayout *paper_layout(struct paper *p, const struct paper_style *s, const char *text, double w)
{
	static const PangoAlignment ALIGN[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
	char *words = clean(text);
	PangoLayout *l = pango_layout_new(p->ctx);
	PangoFontDescription *d = pango_font_description_from_string(p->in.serif ? SERIF : SANS);
	pango_font_description_set_absolute_size(d, s->size * PANGO_SCALE);
	pango_font_description_set_weight(d, s->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	pango_layout_set_alignment(l, ALIGN[s->align]);
	if (w > 0) {
		pango_layout_set_width(l, (int)(w * PANGO_SCALE));
		pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	}
	if (s->lines) {
		pango_layout_set_height(l, -s->lines);
		pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
	}
	if (s->leading > 0)
		pango_layout_set_spacing(l, (int)(s->leading * s->size * PANGO_SCALE));
	pango_layout_set_text(l, words, -1);
	g_free(words);
	return l;
}

void paper_ink(cairo_t *cr, enum paper_ink ink)
{
	static const double RGB[][3] = { { 0.11, 0.145, 0.14 }, { 0.36, 0.4, 0.39 }, { 0.05, 0.31, 0.34 }, { 1, 1, 1 },
				       { 0.84, 0, 0 } };
	cairo_set_source_rgb(cr, RGB[ink][0], RGB[ink][1], RGB[ink][2]);
}

/* True when the font has Chinese characters. */
static bool font_speaks(struct paper *p)
{
	PangoLayout *l = paper_layout(p, &(struct paper_style){ .size = 10 }, PROBE, 0);
	bool known = pango_layout_get_unknown_glyphs_count(l) == 0;
	g_object_unref(l);
	return known;
}

/* ---- pages ------------------------------------------------------------------------------------------- */

static bool begin_page(struct paper *p)
{
	if (p->npages == PAPER_PAGES_MAX || p->done || p->broken) {
		p->full = p->full || !p->done;
		return false;
	}
	cairo_rectangle_t all = { 0, 0, p->w, p->h };
	cairo_surface_t *s = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
	if (p->cr)
		cairo_destroy(p->cr);
	p->cr = cairo_create(s);
	p->page[p->npages++] = s;
	p->y = p->top;
	p->broken = cairo_status(p->cr) != CAIRO_STATUS_SUCCESS;
	paper_ink(p->cr, PAPER_INK);
	return !p->broken;
}

bool paper_turn(struct paper *p)
{
	if (!begin_page(p))
		return false;
	if (p->table.open)
		paper_table_head(p);
	return true;
}

void paper_break(struct paper *p)
{
	(void)paper_turn(p);
}

enum err paper_open(struct arena *a, struct problem *problem, const struct paper_setup *in, struct paper **out)
{
	struct paper *p = ARENA_NEW(a, struct paper);
	p->a = a;
	p->problem = problem;
	p->in = *in;
	p->page = ARENA_ARRAY(a, cairo_surface_t *, PAPER_PAGES_MAX);
	arena_cleanup(a, release, p);
	p->w = in->landscape ? A4_H : A4_W;
	p->h = in->landscape ? A4_W : A4_H;
	double margin = in->bare ? 0 : MARGIN;
	p->left = p->top = margin;
	p->right = p->w - margin;
	p->bottom = p->h - margin;
	if (in->official) { /* GB/T 9704-2012: 37 mm above, 28 mm at the seam, a text of 156 × 225 mm */
		p->left = 28 * PT_PER_MM;
		p->top = 37 * PT_PER_MM;
		p->right = p->left + 156 * PT_PER_MM;
		p->bottom = p->top + 225 * PT_PER_MM;
	}
	p->fonts = pango_cairo_font_map_new();
	if (!p->fonts)
		return problem_set(problem, &E_PAPER);
	pango_cairo_font_map_set_resolution((PangoCairoFontMap *)(void *)p->fonts, 72);
	p->ctx = pango_font_map_create_context(p->fonts);
	cairo_font_options_t *o = cairo_font_options_create();
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(p->ctx, o);
	cairo_font_options_destroy(o);
	pango_context_set_round_glyph_positions(p->ctx, FALSE);
	pango_context_set_language(p->ctx, pango_language_from_string("zh-cn"));
	if (!font_speaks(p))
		return problem_set(problem, &E_FONT);
	*out = p;
	return begin_page(p) ? ERR_OK : problem_set(problem, &E_PAPER);
}

/* ---- the end ------------------------------------------------------------------------------------------ */

static void draw_mark(struct paper *p, cairo_t *cr)
{
	PangoLayout *l = paper_layout(p, &(struct paper_style){ .size = 15 }, p->in.mark, 0);
	cairo_save(cr);
	cairo_set_source_rgba(cr, 0, 0, 0, MARK_ALPHA);
	int row = 0;
	for (double y = 90; y < p->h + 90; y += MARK_STEP / 2, row++) {
		for (double x = row % 2 ? -40 : -40 - MARK_STEP / 2; x < p->w; x += MARK_STEP) {
			cairo_save(cr);
			cairo_translate(cr, x, y);
			cairo_rotate(cr, MARK_TURN);
			cairo_move_to(cr, 0, 0);
			pango_cairo_show_layout(cr, l);
			cairo_restore(cr);
		}
	}
	cairo_restore(cr);
	g_object_unref(l);
}

static void draw_edge(struct paper *p, cairo_t *cr, const char *text, enum paper_align align, double y)
{
	PangoLayout *l = paper_layout(p, &(struct paper_style){ .size = 8.5, .align = align, .lines = 1 }, text, p->right - p->left);
	paper_ink(cr, PAPER_GREY);
	cairo_move_to(cr, p->left, y);
	pango_cairo_show_layout(cr, l);
	g_object_unref(l);
}

/* Odd pages right, even pages left, one character from the edge, 7 mm below the text. */
static void draw_official_number(struct paper *p, cairo_t *cr, size_t i)
{
	char number[64];
	bool odd = i % 2 == 0;
	snprintf(number, sizeof number, "— %zu —", i + 1);
	PangoLayout *l = paper_layout(p,
		&(struct paper_style){ .size = 14, .align = odd ? PAPER_RIGHT : PAPER_LEFT, .lines = 1 }, number,
		p->right - p->left - 28);
	paper_ink(cr, PAPER_INK);
	cairo_move_to(cr, p->left + 14, p->bottom + 7 * PT_PER_MM);
	pango_cairo_show_layout(cr, l);
	g_object_unref(l);
}

static void draw_page(struct paper *p, cairo_t *cr, size_t i)
{
	cairo_set_source_surface(cr, p->page[i], 0, 0);
	cairo_paint(cr);
	if (p->in.official) {
		draw_official_number(p, cr, i);
	} else if (!p->in.bare) {
		if (p->in.head)
			draw_edge(p, cr, p->in.head, PAPER_LEFT, MARGIN * 0.5);
		if (p->in.foot)
			draw_edge(p, cr, p->in.foot, PAPER_LEFT, p->h - MARGIN * 0.66);
		char number[64];
		snprintf(number, sizeof number, "第 %zu / %zu 页", i + 1, p->npages);
		draw_edge(p, cr, number, PAPER_RIGHT, p->h - MARGIN * 0.66);
	}
	if (p->in.mark)
		draw_mark(p, cr);
	cairo_show_page(cr);
}

static void describe(struct paper *p, cairo_surface_t *pdf)
{
	char time[TIME_TEXT], iso[TIME_TEXT + 16], *title = clean(p->in.title);
	const char *local = time_text(p->in.now, time);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, title);
	g_free(title);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "应哨 Yingshao");
	if (strlen(local) != 16)
		return;
	snprintf(iso, sizeof iso, "%.10sT%.5s:00+08:00", local, local + 11);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, iso);
}

static enum err write_out(struct paper *p, cairo_write_func_t fn, void *to)
{
	if (p->done || p->broken)
		return problem_set(p->problem, &E_PAPER);
	if (p->full)
		return problem_set(p->problem, &E_LONG);
	p->done = true;
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(fn, to, p->w, p->h);
	describe(p, pdf);
	cairo_t *cr = cairo_create(pdf);
	for (size_t i = 0; i < p->npages; i++)
		draw_page(p, cr, i);
	cairo_status_t s = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	s = s ? s : cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	if (s)
		log_error("report", "cairo: %s", cairo_status_to_string(s));
	return s ? problem_set(p->problem, s == CAIRO_STATUS_WRITE_ERROR ? &E_LONG : &E_PAPER) : ERR_OK;
}

/* Cairo collects in memory of its own: an arena's trap must not jump through it. */
struct heap {
	uint8_t *v;
	size_t n, cap, max;
};

static cairo_status_t to_heap(void *arg, const unsigned char *data, unsigned int n)
{
	struct heap *h = arg;
	if (n > h->max - h->n)
		return CAIRO_STATUS_WRITE_ERROR;
	if (h->n + n > h->cap) {
		size_t cap = (h->n + n) * 2;
		uint8_t *grown = realloc(h->v, cap);
		if (!grown)
			return CAIRO_STATUS_NO_MEMORY;
		h->v = grown;
		h->cap = cap;
	}
	memcpy(h->v + h->n, data, n);
	h->n += n;
	return CAIRO_STATUS_SUCCESS;
}

size_t paper_pages(const struct paper *p)
{
	return p->npages;
}

enum err paper_finish(struct paper *p, struct buf *out)
{
	struct heap h = { .max = out->ceiling - out->n };
	enum err e = write_out(p, to_heap, &h);
	free(p->bytes);
	p->bytes = h.v; /* freed with the paper, even if the next line jumps */
	if (!e)
		buf_add(out, h.v, h.n);
	return !e && out->overflow ? problem_set(p->problem, &E_LONG) : e;
}

static cairo_status_t to_file(void *arg, const unsigned char *data, unsigned int n)
{
	int fd = *(int *)arg;
	while (n) {
		ssize_t k = write(fd, data, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return CAIRO_STATUS_DEVICE_ERROR;
		data += k;
		n -= (unsigned)k;
	}
	return CAIRO_STATUS_SUCCESS;
}

enum err paper_save(struct paper *p, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return problem_set(p->problem, &E_PAPER);
	enum err e = write_out(p, to_file, &fd);
	if (close(fd) && !e)
		e = problem_set(p->problem, &E_PAPER);
	if (e)
		unlink(path);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Paper: writes A4 documents as PDF by Pango and Cairo – running text, facts, tables, pictures, codes, free cards.
 *
 * What is put on paper flows down the page and onto the next one; a sheet of cards (`bare`) is placed by hand in
 * millimetres from the upper left corner. Pages are recorded first and numbered n/m at the end. Memory: the paper
 * belongs to the arena and is freed with it, by whatever way it ends (cleanups are registered). Threads: each paper has
 * its own fonts and context, so that workers print side by side; one paper belongs to one thread. What it costs: some
 * 50 ms for a first page with Chinese text, because the used part of the font is put into the file; print in the
 * bulk queue. Faults are kept and told once, by paper_finish or paper_save; in between nothing needs to be asked. */
#ifndef YS_REPORT_PAPER_H
#define YS_REPORT_PAPER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/problem.h"

enum { PAPER_PAGES_MAX = 300, PAPER_COLUMNS_MAX = 16, PAPER_TEXT_MAX = 60000 };

struct paper;

struct paper_setup {
	const char *title;         /* of the document, for the reader's window; required */
	const char *head;          /* running head, left; NULL none */
	const char *foot;          /* running foot, left; NULL none. The page n/m stands on the right */
	const char *mark;          /* watermark: who printed it and when; NULL none (public sheets only) */
	int64_t now;               /* date in the file */
	bool landscape;
	bool serif;                /* Song face, for official documents */
	bool official;             /* margins and page numbers of official documents (GB/T 9704); no head, no foot */
	bool bare;                 /* no margins, head, foot: everything is placed by paper_put and its like */
};

/* ERR_UNSUPPORTED "paper.no_font" when this machine has no font with Chinese characters (boxes would be printed). */
enum err paper_open(struct arena *a, struct problem *problem, const struct paper_setup *in, struct paper **out);

/* ---- what flows ---- */

void paper_title(struct paper *p, const char *text);
void paper_heading(struct paper *p, const char *text);  /* stays with what follows */
void paper_text(struct paper *p, const char *text);     /* a paragraph; '\n' begins a new line */
void paper_note(struct paper *p, const char *text);     /* the same, small and grey */
void paper_space(struct paper *p, double mm);
void paper_rule(struct paper *p);                       /* hairline across */
void paper_break(struct paper *p);                      /* next page */
/* Next page unless `mm` are left on this one. */
void paper_keep(struct paper *p, double mm);

struct paper_fact {
	const char *label, *value;
	bool wide;                 /* a line of its own; long values take it by themselves */
};
/* Label and value, two to a line. Facts with an empty value are left out. */
void paper_facts(struct paper *p, const struct paper_fact *f, size_t n);

struct paper_col {
	const char *title;
	double share;              /* of the width, in any unit */
	bool right;                /* numbers */
};
/* A table: begin, one row after the other, end. The head is repeated on each page; a row that is longer than a page
 * goes on on the next one. */
void paper_table(struct paper *p, const struct paper_col *cols, size_t n);
void paper_row(struct paper *p, const char *const *cells);
void paper_row_strong(struct paper *p, const char *const *cells); /* a sum */
void paper_table_end(struct paper *p);

/* A picture that our own image helper has made (file room: `ready` pictures and thumbnails), never foreign bytes.
 * JPEG goes into the file as it is, PNG is read by cairo. Use thumbnails: the file grows by each picture's bytes. */
struct paper_picture {
	const char *path, *media_type; /* image/jpeg, image/png */
	int64_t width, height;         /* pixels, as the file room knows them */
	const char *caption;
};
/* `per_row` to a line, all of one height. A picture that cannot be read leaves a frame with a sentence. */
void paper_pictures(struct paper *p, const struct paper_picture *v, size_t n, int per_row);

/* ---- what is placed: millimetres from the upper left corner of the page ---- */

double paper_width(const struct paper *p);
double paper_height(const struct paper *p);
double paper_y(const struct paper *p);                  /* where the flow stands */

enum paper_align { PAPER_LEFT, PAPER_CENTRE, PAPER_RIGHT };
enum paper_ink { PAPER_INK, PAPER_GREY, PAPER_BRAND, PAPER_WHITE, PAPER_RED };
struct paper_words {
	double x, y, w;            /* w: width in which lines break */
	double size;               /* points */
	int lines;                 /* at most; the rest is cut with an ellipsis. 0: as many as it takes */
	enum paper_align align;
	enum paper_ink ink;
	bool bold;
};
/* Height that the text took, in millimetres. */
double paper_put(struct paper *p, const struct paper_words *how, const char *text);

struct paper_box {
	double x, y, w, h;
};
void paper_frame(struct paper *p, const struct paper_box *b, enum paper_ink ink, bool dashed);
void paper_fill(struct paper *p, const struct paper_box *b, enum paper_ink ink);
/* A code of dark and light modules as one vector shape: `modules` has size × size bytes, lowest bit 1 = dark
 * (as libqrencode gives it). `b` includes the quiet zone of four modules. */
void paper_code(struct paper *p, const struct paper_box *b, const uint8_t *modules, int size);

/* ---- the end ---- */

size_t paper_pages(const struct paper *p);
/* Writes the file into `out`; ERR_TOO_LARGE beyond its ceiling or PAPER_PAGES_MAX. The paper takes nothing more then. */
enum err paper_finish(struct paper *p, struct buf *out);
/* The same into a file that does not exist yet. */
enum err paper_save(struct paper *p, const char *path);

#endif

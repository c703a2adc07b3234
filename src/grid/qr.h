/* SPDX-License-Identifier: Apache-2.0 */
/* The QR code of a grid (一格一码): its modules for paper, its picture for screens, and the address it holds.
 *
 * Scanning opens the public report form with the grid filled in; `src` says where it was scanned (poster, grid, hall). */
#ifndef YS_GRID_QR_H
#define YS_GRID_QR_H

#include "catalogue/site.h"
#include "http/http.h"

enum { QR_QUIET = 4 };

struct qr {
	int width;                 /* modules per side, without the quiet zone */
	const uint8_t *module;     /* width × width, row by row, 1 = dark */
};

/* Error correction level M (15 %): a poster gets scratched. ERR_INVALID when the text is too long. Memory: the arena. */
enum err qr_make(struct arena *a, const char *text, struct qr *out);
/* A whole SVG document with a quiet zone of QR_QUIET modules, black on white whatever the page's colours. */
void qr_svg(const struct qr *q, const char *title, struct buf *out);

/* "https://…": the setting server.public_url, else as this request came (a proxy that is trusted says https in
 * X-Forwarded-Proto). */
const char *qr_base(struct req *r, const struct site *site);
/* "https://…/h5/?grid=CODE&src=SRC" */
const char *grid_public_address(struct req *r, const struct site *site, const char *code, const char *src);

extern const struct route QR_ROUTES[];

#endif

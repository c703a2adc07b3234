/* SPDX-License-Identifier: Apache-2.0 */
/* QR codes of grids by libqrencode: modules, SVG, and GET /ref/grids/{id}/qr.svg. */
#include "grid/qr.h"

#include <qrencode.h>
#include <string.h>

#include "auth/caps.h"
#include "catalogue/op.h"

enum { DARK = 1 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "grid.not_found", "没有找到这个网格，或它已被撤并。" };

enum err qr_make(struct arena *a, const char *text, struct qr *out)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!code)
		return ERR_INVALID;
	size_t n = (size_t)code->width * (size_t)code->width;
	uint8_t *m = arena_alloc(a, n);
	for (size_t i = 0; i < n; i++)
		m[i] = code->data[i] & DARK;
	*out = (struct qr){ code->width, m };
	QRcode_free(code);
	return ERR_OK;
}

/* One path: a stroke for each run of dark modules. */
void qr_svg(const struct qr *q, const char *title, struct buf *out)
{
	int side = q->width + 2 * QR_QUIET;
	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
		"shape-rendering=\"crispEdges\">",
		side, side);
	if (title && *title) {
		buf_str(out, "<title>");
		for (const char *p = title; *p; p++) {
			if (*p == '<' || *p == '&')
				buf_str(out, *p == '<' ? "&lt;" : "&amp;");
			else
				buf_char(out, *p);
		}
		buf_str(out, "</title>");
	}
	buf_printf(out, "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"", side, side);
	for (int y = 0; y < q->width; y++) {
		for (int x = 0; x < q->width;) {
			int from = x;
			while (x < q->width && q->module[y * q->width + x])
				x++;
			if (x > from)
				buf_printf(out, "M%d %dh%dv1h-%dz", from + QR_QUIET, y + QR_QUIET, x - from, x - from);
			x += x == from;
		}
	}
	buf_str(out, "\"/></svg>");
}

const char *qr_base(struct req *r, const struct site *site)
{
	const char *base = site->public_url, *host = req_header(r, "Host");
	if (base && *base)
		return base;
	return arena_printf(r->arena, "%s://%s", str_eq(req_header(r, "X-Forwarded-Proto"), "https") ? "https" : "http",
			    host && *host ? host : "127.0.0.1");
}

const char *grid_public_address(struct req *r, const struct site *site, const char *code, const char *src)
{
	return arena_printf(r->arena, "%s/h5/?grid=%s&src=%s", qr_base(r, site), code, src);
}

static enum err h_qr(struct req *r)
{
	struct op *op = op_of(r);
	const struct grid *g = ref_grid(op->refs, r->path_id[0]);
	const char *src = in_given(r, "src") ? in_str(r, "src") : "grid";
	struct qr q;
	if (!g)
		return problem_set(&r->problem, &E_NOT_FOUND);
	enum err e = qr_make(r->arena, grid_public_address(r, op->site, g->code, src), &q);
	if (e)
		return e;
	r->content_type = "image/svg+xml";
	qr_svg(&q, arena_printf(r->arena, "%s的二维码", g->name), &r->out);
	return ERR_OK;
}

static const struct in_field QR_IN[] = { { "src", IN_ENUM, IN_QUERY, 0, 0, "grid|poster|hall", "张贴处",
						 "counted as the source of what is reported" },
	{ 0 } };

const struct route QR_ROUTES[] = {
	{ HTTP_GET, "/api/v1/ref/grids/{id}/qr.svg", h_qr, CAP_REF_READ, "none", QR_IN, 0, 0, "网格二维码（SVG）", "file" },
	{ 0 },
};

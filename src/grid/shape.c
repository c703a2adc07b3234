/* SPDX-License-Identifier: Apache-2.0 */
/* Geometry of the grid editor. See shape.h. */
#include "grid/shape.h"

#include <geos_c.h>
#include <math.h>

#include "base/buf.h"
#include "geo/internal.h"

enum { TABLE = 160, TEXT_MAX = 2 << 20 };

static const double GRAIN = 1e-7, M_PER_DEGREE = 111194.93, SLIVER = 1e-12, ALIKE = 5e-5;

/* Everything that GEOS has given us, released at the end whatever happens. */
struct table {
	GEOSContextHandle_t ctx;
	GEOSWKTWriter *writer;
	GEOSGeometry *shape[TABLE];
	char *text[TABLE];
	size_t n, ntexts;
};

static void clear(void *arg)
{
	struct table *t = arg;
	if (!t->ctx)
		return;
	for (size_t i = 0; i < t->n; i++)
		GEOSGeom_destroy_r(t->ctx, t->shape[i]);
	for (size_t i = 0; i < t->ntexts; i++)
		GEOSFree_r(t->ctx, t->text[i]);
	GEOSWKTWriter_destroy_r(t->ctx, t->writer);
	GEOS_finish_r(t->ctx);
	*t = (struct table){ 0 };
}

static struct table *lay(struct arena *a)
{
	struct table *t = ARENA_NEW(a, struct table);
	arena_cleanup(a, clear, t);
	t->ctx = GEOS_init_r();
	t->writer = GEOSWKTWriter_create_r(t->ctx);
	GEOSWKTWriter_setTrim_r(t->ctx, t->writer, 1);
	GEOSWKTWriter_setRoundingPrecision_r(t->ctx, t->writer, 7);
	return t;
}

/* Takes a shape into the table; NULL stays NULL, a full table refuses. */
static GEOSGeometry *keep(struct table *t, GEOSGeometry *g)
{
	if (g && t->n == TABLE) {
		GEOSGeom_destroy_r(t->ctx, g);
		return NULL;
	}
	if (g)
		t->shape[t->n++] = g;
	return g;
}

static GEOSGeometry *read_shape(struct table *t, const char *wkt)
{
	return keep(t, geo_parse(t->ctx, wkt));
}

static bool polygonal(struct table *t, const GEOSGeometry *g)
{
	int type = g ? GEOSGeomTypeId_r(t->ctx, g) : -1;
	return type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON;
}

/* On the grain of seven decimals, so that neighbours write the same numbers; only what has an area. */
static const char *write_shape(struct arena *a, struct table *t, const GEOSGeometry *g)
{
	double area;
	if (!g || !GEOSArea_r(t->ctx, g, &area) || area < SLIVER)
		return NULL;
	GEOSGeometry *fine = keep(t, GEOSGeom_setPrecision_r(t->ctx, g, GRAIN, 0));
	if (fine && GEOSGeomTypeId_r(t->ctx, fine) == GEOS_GEOMETRYCOLLECTION)
		fine = keep(t, GEOSBuffer_r(t->ctx, fine, 0, 1));
	if (!polygonal(t, fine) || t->ntexts == TABLE)
		return NULL;
	char *text = GEOSWKTWriter_write_r(t->ctx, t->writer, fine);
	if (!text)
		return NULL;
	t->text[t->ntexts++] = text;
	return arena_str(a, text);
}

static GEOSGeometry *line_of(struct table *t, const struct shape_point *p, size_t n)
{
	GEOSCoordSequence *s = n >= 2 && n <= SHAPE_LINE ? GEOSCoordSeq_create_r(t->ctx, (unsigned)n, 2) : NULL;
	if (!s)
		return NULL;
	for (unsigned i = 0; i < n; i++) {
		GEOSCoordSeq_setX_r(t->ctx, s, i, p[i].lon);
		GEOSCoordSeq_setY_r(t->ctx, s, i, p[i].lat);
	}
	return keep(t, GEOSGeom_createLineString_r(t->ctx, s));
}

/* Faces of the border together with the line, those that lie inside. */
static void faces(struct arena *a, struct table *t, const GEOSGeometry *whole, GEOSGeometry *line, struct shape_list *out)
{
	GEOSGeometry *border = keep(t, GEOSBoundary_r(t->ctx, whole));
	GEOSGeometry *net = border ? keep(t, GEOSUnion_r(t->ctx, border, line)) : NULL;
	const GEOSGeometry *one[] = { net };
	GEOSGeometry *made = net ? keep(t, GEOSPolygonize_r(t->ctx, one, 1)) : NULL;
	int n = made ? GEOSGetNumGeometries_r(t->ctx, made) : 0;
	for (int i = 0; i < n; i++) {
		const GEOSGeometry *face = GEOSGetGeometryN_r(t->ctx, made, i);
		GEOSGeometry *inner = keep(t, GEOSPointOnSurface_r(t->ctx, face));
		if (!inner || GEOSContains_r(t->ctx, whole, inner) != 1)
			continue;
		const char *text = out->n < SHAPE_PARTS ? write_shape(a, t, face) : NULL;
		if (!text) {
			out->n = 0;
			return;
		}
		out->wkt[out->n++] = text;
	}
}

void shape_cut(struct arena *a, const char *wkt, const struct shape_point *line, size_t n, struct shape_list *out)
{
	struct table *t = lay(a);
	GEOSGeometry *whole = read_shape(t, wkt), *knife = line_of(t, line, n);
	out->n = 0;
	if (whole && knife)
		faces(a, t, whole, knife, out);
	clear(t);
}

const char *shape_union(struct arena *a, const char *const *wkt, size_t n)
{
	struct table *t = lay(a);
	GEOSGeometry *sum = NULL;
	bool ok = true;
	for (size_t i = 0; i < n && ok; i++) {
		GEOSGeometry *g = read_shape(t, wkt[i]), *more = sum && g ? GEOSUnion_r(t->ctx, sum, g) : NULL;
		ok = g && (!sum || more);
		if (more) {
			/* The last two in the table are the ones just joined. */
			GEOSGeom_destroy_r(t->ctx, t->shape[--t->n]);
			GEOSGeom_destroy_r(t->ctx, t->shape[--t->n]);
			sum = keep(t, more);
		} else {
			sum = sum ? sum : g;
		}
	}
	const char *out = ok && sum ? write_shape(a, t, sum) : NULL;
	clear(t);
	return out;
}

const char *shape_minus(struct arena *a, const char *wkt, const char *other)
{
	struct table *t = lay(a);
	GEOSGeometry *x = read_shape(t, wkt), *y = read_shape(t, other);
	const char *out = x && y ? write_shape(a, t, keep(t, GEOSDifference_r(t->ctx, x, y))) : NULL;
	clear(t);
	return out;
}

const char *shape_within(struct arena *a, const char *wkt, const char *other)
{
	struct table *t = lay(a);
	GEOSGeometry *x = read_shape(t, wkt), *y = read_shape(t, other);
	const char *out = x && y ? write_shape(a, t, keep(t, GEOSIntersection_r(t->ctx, x, y))) : NULL;
	clear(t);
	return out;
}

bool shape_one_piece(const char *wkt)
{
	GEOSContextHandle_t ctx = GEOS_init_r();
	GEOSGeometry *g = geo_parse(ctx, wkt);
	bool one = g && GEOSGetNumGeometries_r(ctx, g) == 1;
	GEOSGeom_destroy_r(ctx, g);
	GEOS_finish_r(ctx);
	return one;
}

bool shape_same(const char *a, const char *b)
{
	GEOSContextHandle_t ctx = GEOS_init_r();
	GEOSGeometry *x = geo_parse(ctx, a), *y = geo_parse(ctx, b), *apart = x && y ? GEOSSymDifference_r(ctx, x, y) : NULL;
	double rest, area;
	bool same = apart && GEOSArea_r(ctx, apart, &rest) && GEOSArea_r(ctx, x, &area) && rest < ALIKE * area;
	GEOSGeom_destroy_r(ctx, apart);
	GEOSGeom_destroy_r(ctx, x);
	GEOSGeom_destroy_r(ctx, y);
	GEOS_finish_r(ctx);
	return same;
}

double shape_m2(const char *wkt)
{
	double area, lon, lat;
	if (!geo_polygon_check(wkt, &area, &lon, &lat))
		return 0;
	return area * M_PER_DEGREE * M_PER_DEGREE * cos(lat * (acos(-1.0) / 180));
}

const char *shape_ring(struct arena *a, const struct shape_point *p, size_t n)
{
	struct buf b;
	buf_init(&b, a, TEXT_MAX);
	if (n < 3)
		return NULL;
	buf_str(&b, "POLYGON((");
	for (size_t i = 0; i <= n; i++)
		buf_printf(&b, "%s%.7f %.7f", i ? "," : "", p[i % n].lon, p[i % n].lat);
	buf_str(&b, "))");
	return buf_cstr(&b);
}

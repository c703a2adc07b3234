/* SPDX-License-Identifier: Apache-2.0 */
/* Polygon text from outside: reading with every check, area, centroid, overlap.
 * Each call has a GEOS context of its own, so that nothing is shared between threads. */
#include <ctype.h>
#include <strings.h>

#include "geo/internal.h"

/* One bracketed group after the word and nothing behind it. The reader of GEOS follows nested collections
 * without limit and ignores what comes after the closing bracket, so neither ever reaches it. */
static bool polygon_text(const char *wkt)
{
	while (isspace((unsigned char)*wkt))
		wkt++;
	if (strncasecmp(wkt, "POLYGON", 7) != 0 && strncasecmp(wkt, "MULTIPOLYGON", 12) != 0)
		return false;
	int depth = 0;
	bool closed = false;
	for (; *wkt; wkt++) {
		if (closed && !isspace((unsigned char)*wkt))
			return false;
		if (*wkt == '(' && ++depth > 3)
			return false;
		if (*wkt == ')')
			closed = --depth == 0;
	}
	return closed;
}

/* Swapped latitude and longitude are the usual mistake: 120 is no latitude. */
static bool in_degrees(GEOSContextHandle_t ctx, const GEOSGeometry *g)
{
	double x0, x1, y0, y1;
	return GEOSGeom_getXMin_r(ctx, g, &x0) && GEOSGeom_getXMax_r(ctx, g, &x1) && GEOSGeom_getYMin_r(ctx, g, &y0) &&
	       GEOSGeom_getYMax_r(ctx, g, &y1) && x0 >= -180 && x1 <= 180 && y0 >= -90 && y1 <= 90;
}

GEOSGeometry *geo_parse(GEOSContextHandle_t ctx, const char *wkt)
{
	if (!wkt || !polygon_text(wkt))
		return NULL;
	GEOSWKTReader *reader = GEOSWKTReader_create_r(ctx);
	if (!reader)
		return NULL;
	GEOSGeometry *g = GEOSWKTReader_read_r(ctx, reader, wkt);
	GEOSWKTReader_destroy_r(ctx, reader);
	if (!g)
		return NULL;
	int type = GEOSGeomTypeId_r(ctx, g);
	bool ok = (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) && GEOSisEmpty_r(ctx, g) == 0 &&
		  GEOSisValid_r(ctx, g) == 1 && in_degrees(ctx, g);
	if (ok)
		return g;
	GEOSGeom_destroy_r(ctx, g);
	return NULL;
}

static bool centroid(GEOSContextHandle_t ctx, const GEOSGeometry *g, double *lon, double *lat)
{
	GEOSGeometry *c = GEOSGetCentroid_r(ctx, g);
	bool ok = c && GEOSGeomGetX_r(ctx, c, lon) == 1 && GEOSGeomGetY_r(ctx, c, lat) == 1;
	GEOSGeom_destroy_r(ctx, c);
	return ok;
}

bool geo_polygon_check(const char *wkt, double *area, double *lon, double *lat)
{
	GEOSContextHandle_t ctx = GEOS_init_r();
	if (!ctx)
		return false;
	GEOSGeometry *g = geo_parse(ctx, wkt);
	bool ok = g && GEOSArea_r(ctx, g, area) == 1 && centroid(ctx, g, lon, lat);
	GEOSGeom_destroy_r(ctx, g);
	GEOS_finish_r(ctx);
	return ok;
}

double geo_overlap(const char *wkt_a, const char *wkt_b)
{
	GEOSContextHandle_t ctx = GEOS_init_r();
	if (!ctx)
		return -1;
	GEOSGeometry *a = geo_parse(ctx, wkt_a), *b = geo_parse(ctx, wkt_b);
	GEOSGeometry *both = a && b ? GEOSIntersection_r(ctx, a, b) : NULL;
	double area = -1;
	if (!both || GEOSArea_r(ctx, both, &area) != 1)
		area = -1;
	GEOSGeom_destroy_r(ctx, both);
	GEOSGeom_destroy_r(ctx, b);
	GEOSGeom_destroy_r(ctx, a);
	GEOS_finish_r(ctx);
	return area;
}

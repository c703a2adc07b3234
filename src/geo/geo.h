/* SPDX-License-Identifier: Apache-2.0 */
/* Places: coordinate conversion at the edge (CGCS2000 is stored, GCJ-02 accepted) and point-in-polygon
 * lookup on GEOS. Coordinates are micro-degrees (1e-6°) as int64 in the database, double here. */
#ifndef YS_GEO_GEO_H
#define YS_GEO_GEO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* Inside mainland China's bounding box, else the conversions are the identity. The inverse is iterated to < 1e-7°. */
void geo_gcj_to_cgcs(double lon, double lat, double *out_lon, double *out_lat);
void geo_cgcs_to_gcj(double lon, double lat, double *out_lon, double *out_lat);
/* Great-circle distance in metres. */
double geo_distance_m(double lon1, double lat1, double lon2, double lat2);

/* Immutable index of polygons, shared by all threads; each thread makes its own reader. */
struct geo_index;
struct geo_reader;
struct geo_shape {
	int64_t id;
	int level;                 /* higher = smaller area; lookups return the smallest containing shape */
	const char *wkt;           /* POLYGON or MULTIPOLYGON, CGCS2000 degrees */
};
/* ERR_INVALID with *bad = index of the shape that is not a valid polygon. */
enum err geo_index_build(const struct geo_shape *shapes, size_t n, struct geo_index **out, size_t *bad);
void geo_index_free(struct geo_index *x);
/* The index must outlive its readers. NULL only without memory. */
struct geo_reader *geo_reader_new(const struct geo_index *x);
void geo_reader_free(struct geo_reader *r);
/* Smallest shape that contains the point; false when none. The higher level wins; within a level a shape with the
 * point inside wins over one with it on the border, then the smaller area. Points on a border belong to the lowest
 * id. `level` may be NULL. */
bool geo_find(struct geo_reader *r, double lon, double lat, int64_t *id, int *level);
/* Valid polygon text? Area in square degrees, centroid. */
bool geo_polygon_check(const char *wkt, double *area, double *lon, double *lat);
/* Overlap area of two polygons in square degrees (for re-partition checks); -1 when one is invalid. */
double geo_overlap(const char *wkt_a, const char *wkt_b);

#endif

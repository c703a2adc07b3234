/* SPDX-License-Identifier: Apache-2.0 */
/* Geometry of the grid editor: cutting, joining, carving and comparing polygon texts with GEOS.
 *
 * Texts in, texts out, in degrees with seven decimals; what comes out is valid. Each call has a GEOS context of its own that
 * is released with the call, or with the arena when its trap was taken. Threads: any. */
#ifndef YS_GRID_SHAPE_H
#define YS_GRID_SHAPE_H

#include <stdbool.h>

#include "base/arena.h"

enum { SHAPE_PARTS = 40, SHAPE_LINE = 200 };

struct shape_point {
	double lon, lat;
};
struct shape_list {
	const char *wkt[SHAPE_PARTS];
	size_t n;
};

/* Cuts a polygon along a line. One part = the line does not go through; none = no polygon, or too many parts. */
void shape_cut(struct arena *a, const char *wkt, const struct shape_point *line, size_t n, struct shape_list *out);
/* What several cover together; NULL when one of them is no polygon. */
const char *shape_union(struct arena *a, const char *const *wkt, size_t n);
/* `wkt` without / within `other`; NULL when nothing with an area is left. */
const char *shape_minus(struct arena *a, const char *wkt, const char *other);
const char *shape_within(struct arena *a, const char *wkt, const char *other);
/* True when it is one piece (a MULTIPOLYGON of one counts). */
bool shape_one_piece(const char *wkt);
/* But for the millimetres that cutting and joining again cost. */
bool shape_same(const char *a, const char *b);
/* Square metres, near enough for a preview. */
double shape_m2(const char *wkt);
/* A polygon of corner points as text, closed; NULL with fewer than three. */
const char *shape_ring(struct arena *a, const struct shape_point *p, size_t n);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The invented map of the demo city: coast, 22 towns, communities, and three levels of grids that tile the land.
 *
 * Communities are Voronoi cells with irregular borders around sites placed town by town; each is cut along lines
 * into base grids, sub-grids and cells so that every part holds about the same number of households. Deterministic
 * for a seed. Coordinates are integers of 1e-7 degrees (CGCS2000); neighbours share every vertex, so that the map has
 * neither gaps nor overlaps. What it costs: nothing here resembles a real place, distances are only plausible. */
#ifndef YS_APP_DEMO_MAP_H
#define YS_APP_DEMO_MAP_H

#include "base/arena.h"
#include "base/buf.h"

enum { DEMO_TOWNS = 22, DEMO_MAX_COMMUNITIES = 512 };

struct demo_point {
	int32_t x, y;              /* longitude, latitude × 1e7 */
};

struct demo_ring {
	const struct demo_point *p; /* counter-clockwise, first point not repeated */
	int32_t n;
};

struct demo_community {
	int town;                  /* 0 … 21 */
	int number;                /* within its town, from 1 */
	struct demo_ring ring;
};

struct demo_node {
	int32_t parent;            /* index of the parent node, -1 for a base grid */
	int32_t community;         /* index into communities */
	int32_t households;
	int16_t level;             /* 1 base grid, 2 sub-grid, 3 cell */
	int16_t serial;            /* within its parent (or community), from 1: west to east, north to south */
	struct demo_ring ring;
	int64_t lon, lat;          /* a point inside, micro-degrees */
};

struct demo_map {
	struct demo_community community[DEMO_MAX_COMMUNITIES];
	int ncommunities;
	const struct demo_node *nodes; /* parents before children */
	size_t nnodes;
};

/* Makes the map; `communities` tells how many each town has (together at most DEMO_MAX_COMMUNITIES). `a` needs about
 * 60 MiB. NULL when the communities do not fit on the land. */
const struct demo_map *demo_map_make(struct arena *a, uint64_t seed, const int communities[DEMO_TOWNS]);
/* "POLYGON((…))" in degrees. */
void demo_map_wkt(struct buf *b, struct demo_ring ring);
/* Bounds of the drawing in degrees: west, south, east, north. */
extern const double DEMO_MAP_BOUNDS[4];

/* ---- between demo_map.c and demo_split.c ---- */
enum demo_style { DEMO_URBAN, DEMO_RURAL };
struct demo_dice {
	uint64_t state;
};
double demo_roll(struct demo_dice *d);                       /* 0 ≤ x < 1 */
int demo_roll_int(struct demo_dice *d, int from, int to);    /* inclusive */
struct demo_xy {
	double x, y;               /* kilometres east and north of the origin */
};
struct demo_point demo_to_point(struct demo_xy v);
struct demo_xy demo_to_xy(struct demo_point v);
bool demo_inside(struct demo_ring r, struct demo_point v);
/* Cuts every community into its nodes; `street_angle` in radians for urban ones. */
void demo_split_all(struct arena *a, struct demo_map *m, uint64_t seed, const enum demo_style style[DEMO_TOWNS],
		    const double street_angle[DEMO_TOWNS]);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* A plan of new borders before anything is saved (C-07): what each new grid would be called and coded, how many households
 * and open cases would lie in it, and whether the shapes are right. Reads only; grid_repartition saves. */
#ifndef YS_GRID_PLAN_H
#define YS_GRID_PLAN_H

#include "grid/grid.h"
#include "grid/shape.h"
#include "grid_sql.h"

struct grid_part {
	const char *wkt, *name, *code, *phone; /* name, code "": to be proposed */
	bool named, coded;                    /* given by the person */
	int64_t households;
	int64_t from[SHAPE_PARTS];            /* former grids it lies in, largest share first */
	size_t nfrom;
	int64_t same_id;                      /* unchanged former grid, else NIL */
	double m2;
	const char *warning;                  /* Chinese, NULL none */
};

struct grid_plan_fault {
	const char *text, *wkt;               /* wkt: where, NULL nowhere in particular */
};

struct grid_plan {
	struct op *op;
	struct q_grid_get_out *old;           /* the grids of one community, level and parent, by code */
	size_t nold;
	int64_t open[SHAPE_PARTS];            /* open cases of each: they stay with it, the people of the new grids see them */
	struct grid_part part[SHAPE_PARTS];
	size_t nparts;
	struct grid_plan_fault fault[SHAPE_PARTS];
	size_t nfaults;
};

/* All grids beside `grid_id` (its own too) that could be redrawn together with it. Parts are those grids. */
enum err grid_plan_open(struct op *op, int64_t grid_id, struct grid_plan *out);
/* After the parts have been set: fills in what a person has not given, finds faults. */
enum err grid_plan_work(struct grid_plan *p);
void grid_plan_fault(struct grid_plan *p, const char *text, const char *wkt);

/* The three moves of the editor, on p->part. A refused move is a fault. `which`: positions of parts; for a cut none = all. */
void grid_plan_cut(struct grid_plan *p, const struct shape_point *line, size_t n, const int64_t *which, size_t nwhich);
void grid_plan_merge(struct grid_plan *p, const int64_t *which, size_t n);
void grid_plan_carve(struct grid_plan *p, const struct shape_point *ring, size_t n);

#endif

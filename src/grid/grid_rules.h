/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of grids that need no database: codes, names of levels, bands of households, texts of shapes. */
#ifndef YS_GRID_RULES_H
#define YS_GRID_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum grid_level { GRID_BASE = 1, GRID_UNIT, GRID_CELL, GRID_SPECIAL, GRID_LEVELS };

/* "基础网格" "单元格" "细胞格" "专属网格" */
const char *grid_level_text(int level);

/* NULL when the code is right, else a Chinese sentence that says what it should be (practice.md 2.10):
 * base 15 digits = 6 county + 3 street + 3 community + 3 serial (001-899), special grids the same with serial 901-999;
 * unit cells 17 = base + 2, cells 19 = unit cell + 2. `region` is the community's region code of 12 digits ("" = not
 * known, not compared); `parent` the code of the grid above, NULL without one. */
const char *grid_code_fault(struct arena *a, int level, const char *code, const char *parent, const char *region);

/* Households that a grid of a level should have (C-01, C-07); settings grid.band_1 … "300-500". Outside is a warning. */
struct grid_band {
	int64_t from, to;
};
struct grid_band grid_band_default(int level);
bool grid_band_parse(const char *text, struct grid_band *out);
/* Warning in Chinese, NULL when inside the band or when the level has none. */
const char *grid_band_warning(struct arena *a, int level, int64_t households, struct grid_band band);

/* Appends the coordinates of POLYGON or MULTIPOLYGON text as GeoJSON geometry object; false when the text is neither. */
bool grid_geometry(struct buf *b, const char *wkt);

/* "122.1,36.9,122.3,37.0" in degrees: west, south, east, north. */
bool grid_bbox(const char *text, double out[4]);

#endif

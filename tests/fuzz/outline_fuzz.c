/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: outlines as people import them. What is accepted for a polygon becomes JSON that our own reader accepts. */
#include <stdlib.h>
#include <string.h>

#include "geo/geo.h"
#include "grid/grid_rules.h"
#include "json/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	const struct json *v;
	const char *why;
	struct buf b;
	static bool begun;
	if (!begun)
		json_init();
	begun = true;
	char *wkt = arena_strn(a, (const char *)data, strnlen((const char *)data, size));
	double area, lon, lat, box[4];
	buf_init(&b, a, 32 << 20);
	bool polygon = geo_polygon_check(wkt, &area, &lon, &lat);
	bool written = grid_geometry(&b, wkt);
	if (polygon && written && !b.overflow && json_parse(a, (struct sv){ b.p, b.n }, &v, &why))
		abort();
	if (grid_bbox(wkt, box) && !(box[0] < box[2] && box[1] < box[3]))
		abort();
	arena_free(a);
	return 0;
}

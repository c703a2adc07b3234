/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines of towns and communities, dissolved from their base grids with GEOS and kept until the grids change.
 * Making them takes a fraction of a second for a whole city; the bulk queue serves the first caller, the others wait. */
#include <geos_c.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "geo/internal.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { OUTLINE_MAX = 16 << 20, PARTS_MAX = 4000, OUTLINE_MEMORY = 128 << 20 };
/* Steps of 10^-4 degrees, ten metres: an overview on a phone needs no more, and shared corners stay shared. */
enum { SCALE = 10000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	const void *grids;         /* refs->grids it was made from; a new snapshot of grids has another address */
	int64_t built_at;
	char *text[2];             /* communities, towns */
} kept;

struct drawing {
	GEOSContextHandle_t ctx;
	const struct refs *refs;
	struct json_out w;
	GEOSGeometry *part[PARTS_MAX];
	unsigned n;
};

/* [x,y,dx,dy,…]: the first corner, then from each corner to the next. The ring closes itself; equal neighbours are one. */
static void ring(struct drawing *d, const GEOSGeometry *line)
{
	const GEOSCoordSequence *points = line ? GEOSGeom_getCoordSeq_r(d->ctx, line) : NULL;
	unsigned n = 0;
	int64_t x = 0, y = 0;
	jw_array(&d->w);
	if (points && !GEOSCoordSeq_getSize_r(d->ctx, points, &n))
		n = 0;
	for (unsigned i = 0; i + 1 < n; i++) {
		double lon = 0, lat = 0;
		GEOSCoordSeq_getXY_r(d->ctx, points, i, &lon, &lat);
		int64_t to_x = llround(lon * SCALE), to_y = llround(lat * SCALE);
		if (i && to_x == x && to_y == y)
			continue;
		jw_int(&d->w, to_x - x);
		jw_int(&d->w, to_y - y);
		x = to_x;
		y = to_y;
	}
	jw_array_end(&d->w);
}

/* A polygon is its outer ring and its holes. */
static void polygon(struct drawing *d, const GEOSGeometry *p)
{
	jw_array(&d->w);
	ring(d, GEOSGetExteriorRing_r(d->ctx, p));
	for (int i = 0, n = GEOSGetNumInteriorRings_r(d->ctx, p); i < n; i++)
		ring(d, GEOSGetInteriorRingN_r(d->ctx, p, i));
	jw_array_end(&d->w);
}

/* The parts collected so far become one area. */
static void finish(struct drawing *d, int64_t unit_id)
{
	const struct unit *u = ref_unit(d->refs, unit_id);
	GEOSGeometry *all = d->n ? GEOSGeom_createCollection_r(d->ctx, GEOS_GEOMETRYCOLLECTION, d->part, d->n) : NULL;
	GEOSGeometry *joined = all ? GEOSUnaryUnion_r(d->ctx, all) : NULL;
	if (joined && u) {
		jw_object(&d->w);
		jw_kid(&d->w, "id", unit_id);
		jw_kstr(&d->w, "code", u->code);
		jw_kstr(&d->w, "name", u->name);
		jw_kid(&d->w, "town_id", u->town_id);
		jw_key(&d->w, "polygons");
		jw_array(&d->w);
		for (int i = 0, n = GEOSGetNumGeometries_r(d->ctx, joined); i < n; i++) {
			const GEOSGeometry *p = GEOSGetGeometryN_r(d->ctx, joined, i);
			if (GEOSGeomTypeId_r(d->ctx, p) == GEOS_POLYGON)
				polygon(d, p);
		}
		jw_array_end(&d->w);
		jw_object_end(&d->w);
	}
	GEOSGeom_destroy_r(d->ctx, joined);
	GEOSGeom_destroy_r(d->ctx, all);
	d->n = 0;
}

static void draw(struct drawing *d, const struct q_grid_shapes_of_level_rows *rows, bool towns)
{
	jw_object(&d->w);
	jw_kint(&d->w, "scale", SCALE);
	jw_key(&d->w, "areas");
	jw_array(&d->w);
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_grid_shapes_of_level_out *g = &rows->v[i];
		int64_t unit = towns ? g->town_id : g->community_id;
		GEOSGeometry *shape = geo_parse(d->ctx, g->wkt);
		if (shape && d->n < PARTS_MAX)
			d->part[d->n++] = shape;
		else
			GEOSGeom_destroy_r(d->ctx, shape);
		bool last = i + 1 == rows->n || (towns ? rows->v[i + 1].town_id : rows->v[i + 1].community_id) != unit;
		if (last)
			finish(d, unit);
	}
	jw_array_end(&d->w);
	jw_object_end(&d->w);
}

static enum err make(const struct refs *refs, struct db_session *s, bool towns, char **out)
{
	struct q_grid_shapes_of_level_rows rows;
	struct buf text;
	struct arena *former = db_arena(s), *own = arena_new(OUTLINE_MEMORY);
	struct drawing *d = ARENA_NEW(own, struct drawing);
	db_session_use(s, own);
	enum err e = q_grid_shapes_of_level(s, &(struct q_grid_shapes_of_level_in){ .level = GRID_BASE }, &rows);
	if (!e) {
		buf_init(&text, own, OUTLINE_MAX);
		*d = (struct drawing){ .ctx = GEOS_init_r(), .refs = refs };
		jw_init(&d->w, &text);
		draw(d, &rows, towns);
		GEOS_finish_r(d->ctx);
		*out = text.overflow ? NULL : strdup(buf_cstr(&text));
		e = *out ? ERR_OK : ERR_TOO_LARGE;
	}
	db_session_use(s, former);
	arena_free(own);
	return e;
}

enum err grid_outlines(struct site *site, struct db_session *s, struct arena *a, bool towns, const char **json)
{
	const struct refs *refs = refs_take(site);
	enum err e = ERR_OK;
	if (!refs)
		return ERR_BUSY;
	pthread_mutex_lock(&lock);
	if (kept.grids != refs->grids || kept.built_at != refs->grids_at) {
		free(kept.text[0]);
		free(kept.text[1]);
		kept.text[0] = kept.text[1] = NULL;
		kept.grids = refs->grids;
		kept.built_at = refs->grids_at;
	}
	if (!kept.text[towns])
		e = make(refs, s, towns, &kept.text[towns]);
	if (!e)
		*json = arena_str(a, kept.text[towns]);
	pthread_mutex_unlock(&lock);
	refs_drop(site, refs);
	return e;
}

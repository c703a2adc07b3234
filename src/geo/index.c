/* SPDX-License-Identifier: Apache-2.0 */
/* Which grid is this place in? An immutable list of checked polygons and, per thread, a reader over it.
 *
 * Threads: neither GEOS geometries (lazy envelopes), nor its trees (built at the first query), nor prepared
 * geometries may be shared, so a reader parses the stored binary text into a context of its own. What it costs:
 * one copy of the geometry per worker (measured with 20,000 grids of 40 corners: 27 MB, and up to 45 MB more once
 * every grid has been asked for, since preparing happens at the first hit). Memory: outside arenas, because GEOS
 * allocates for itself. */
#include <math.h>
#include <stdlib.h>

#include "geo/internal.h"

struct stored {
	int64_t id;
	int level;
	double area;
	unsigned char *wkb;        /* owned, freed by GEOS */
	size_t wkb_n;
};

struct geo_index {
	GEOSContextHandle_t ctx;   /* only for building and freeing */
	size_t n;
	struct stored shape[];
};

struct readable {
	const struct stored *stored;
	GEOSGeometry *g;
	const GEOSPreparedGeometry *prepared; /* NULL until first needed */
};

struct geo_reader {
	GEOSContextHandle_t ctx;
	GEOSSTRtree *tree;
	size_t n;
	struct readable shape[];
};

/* Checks one shape and keeps its binary form. */
static enum err store(GEOSContextHandle_t ctx, GEOSWKBWriter *writer, const struct geo_shape *in, struct stored *out)
{
	GEOSGeometry *g = geo_parse(ctx, in->wkt);
	if (!g)
		return ERR_INVALID;
	*out = (struct stored){ .id = in->id, .level = in->level };
	if (GEOSArea_r(ctx, g, &out->area) == 1)
		out->wkb = GEOSWKBWriter_write_r(ctx, writer, g, &out->wkb_n);
	GEOSGeom_destroy_r(ctx, g);
	return out->wkb ? ERR_OK : ERR_INTERNAL;
}

enum err geo_index_build(const struct geo_shape *shapes, size_t n, struct geo_index **out, size_t *bad)
{
	*out = NULL;
	if (n > (SIZE_MAX - sizeof(struct geo_index)) / sizeof(struct stored))
		return ERR_TOO_LARGE;
	struct geo_index *x = calloc(1, sizeof *x + n * sizeof x->shape[0]);
	if (!x)
		return ERR_INTERNAL;
	x->n = n;
	x->ctx = GEOS_init_r();
	GEOSWKBWriter *writer = x->ctx ? GEOSWKBWriter_create_r(x->ctx) : NULL;
	enum err e = writer ? ERR_OK : ERR_INTERNAL;
	for (size_t i = 0; i < n && e == ERR_OK; i++) {
		e = store(x->ctx, writer, &shapes[i], &x->shape[i]);
		if (e == ERR_INVALID && bad)
			*bad = i;
	}
	if (writer)
		GEOSWKBWriter_destroy_r(x->ctx, writer);
	if (e != ERR_OK) {
		geo_index_free(x);
		return e;
	}
	*out = x;
	return ERR_OK;
}

void geo_index_free(struct geo_index *x)
{
	if (!x)
		return;
	for (size_t i = 0; i < x->n; i++)
		if (x->shape[i].wkb)
			GEOSFree_r(x->ctx, x->shape[i].wkb);
	if (x->ctx)
		GEOS_finish_r(x->ctx);
	free(x);
}

/* Parses every shape and puts it into the tree. */
static bool fill(struct geo_reader *r, const struct geo_index *x)
{
	GEOSWKBReader *in = GEOSWKBReader_create_r(r->ctx);
	r->tree = GEOSSTRtree_create_r(r->ctx, 10);
	bool ok = in && r->tree;
	for (size_t i = 0; i < x->n && ok; i++) {
		r->shape[i].stored = &x->shape[i];
		r->shape[i].g = GEOSWKBReader_read_r(r->ctx, in, x->shape[i].wkb, x->shape[i].wkb_n);
		ok = r->shape[i].g != NULL;
		if (ok)
			GEOSSTRtree_insert_r(r->ctx, r->tree, r->shape[i].g, &r->shape[i]);
	}
	if (in)
		GEOSWKBReader_destroy_r(r->ctx, in);
	return ok;
}

struct geo_reader *geo_reader_new(const struct geo_index *x)
{
	struct geo_reader *r = calloc(1, sizeof *r + x->n * sizeof r->shape[0]);
	if (!r)
		return NULL;
	r->n = x->n;
	r->ctx = GEOS_init_r();
	if (r->ctx && fill(r, x))
		return r;
	geo_reader_free(r);
	return NULL;
}

void geo_reader_free(struct geo_reader *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n; i++) {
		if (r->shape[i].prepared)
			GEOSPreparedGeom_destroy_r(r->ctx, r->shape[i].prepared);
		if (r->shape[i].g)
			GEOSGeom_destroy_r(r->ctx, r->shape[i].g);
	}
	if (r->tree)
		GEOSSTRtree_destroy_r(r->ctx, r->tree);
	if (r->ctx)
		GEOS_finish_r(r->ctx);
	free(r);
}

/* One lookup: the best shape so far. */
struct lookup {
	struct geo_reader *r;
	const GEOSGeometry *point;
	const struct stored *best;
	bool inside;               /* the point is inside of `best`, not on its border */
};

/* Higher level first; then inside before border; inside the smaller area, on a border the lower id. */
static bool better(const struct stored *s, bool inside, const struct lookup *l)
{
	const struct stored *b = l->best;
	if (!b)
		return true;
	if (s->level != b->level)
		return s->level > b->level;
	if (inside != l->inside)
		return inside;
	if (inside && s->area != b->area) /* NOLINT: equal only for the same polygon */
		return s->area < b->area;
	return s->id < b->id;
}

static void visit(void *item, void *arg)
{
	struct readable *s = item;
	struct lookup *l = arg;
	GEOSContextHandle_t ctx = l->r->ctx;
	if (l->best && s->stored->level < l->best->level)
		return;
	if (!s->prepared)
		s->prepared = GEOSPrepare_r(ctx, s->g);
	if (!s->prepared || GEOSPreparedIntersects_r(ctx, s->prepared, l->point) != 1)
		return;
	bool inside = GEOSPreparedContains_r(ctx, s->prepared, l->point) == 1;
	if (better(s->stored, inside, l)) {
		l->best = s->stored;
		l->inside = inside;
	}
}

bool geo_find(struct geo_reader *r, double lon, double lat, int64_t *id, int *level)
{
	if (!r->n || !isfinite(lon) || !isfinite(lat))
		return false;
	GEOSGeometry *point = GEOSGeom_createPointFromXY_r(r->ctx, lon, lat);
	if (!point)
		return false;
	struct lookup l = { .r = r, .point = point };
	GEOSSTRtree_query_r(r->ctx, r->tree, point, visit, &l);
	GEOSGeom_destroy_r(r->ctx, point);
	if (!l.best)
		return false;
	*id = l.best->id;
	if (level)
		*level = l.best->level;
	return true;
}

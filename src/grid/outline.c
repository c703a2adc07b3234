/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines of towns and communities, dissolved from their base grids with GEOS and kept until the grids change.
 * Making them takes a fraction of a second for a whole city; the bulk queue serves the first caller, the others wait. */
#include <geos_c.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>

#include "geo/internal.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { OUTLINE_MAX = 16 << 20, PARTS_MAX = 4000, OUTLINE_MEMORY = 128 << 20 };
/* Ten metres: an overview on a phone needs no more, and shared corners stay shared. */
enum { DECIMALS = 4 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	const void *grids;         /* refs->grids it was made from; a new snapshot of grids has another address */
	int64_t built_at;
	char *text[2];             /* communities, towns */
} kept;

struct drawing {
	GEOSContextHandle_t ctx;
	GEOSWKTWriter *writer;
	const struct refs *refs;
	struct buf *out;
	GEOSGeometry *part[PARTS_MAX];
	unsigned n;
	bool first;
};

/* The parts collected so far become one feature. */
static void finish(struct drawing *d, int64_t unit_id)
{
	const struct unit *u = ref_unit(d->refs, unit_id);
	GEOSGeometry *all = d->n ? GEOSGeom_createCollection_r(d->ctx, GEOS_GEOMETRYCOLLECTION, d->part, d->n) : NULL;
	GEOSGeometry *joined = all ? GEOSUnaryUnion_r(d->ctx, all) : NULL;
	char *wkt = joined ? GEOSWKTWriter_write_r(d->ctx, d->writer, joined) : NULL;
	if (wkt && u) {
		size_t before = d->out->n;
		buf_printf(d->out, "%s{\"type\":\"Feature\",\"id\":\"%" PRId64 "\",\"properties\":", d->first ? "" : ",", unit_id);
		struct json_out w;
		jw_init(&w, d->out);
		jw_object(&w);
		jw_kid(&w, "id", unit_id);
		jw_kstr(&w, "code", u->code);
		jw_kstr(&w, "name", u->name);
		jw_kid(&w, "town_id", u->town_id);
		jw_object_end(&w);
		buf_str(d->out, ",\"geometry\":");
		if (grid_geometry(d->out, wkt)) {
			buf_char(d->out, '}');
			d->first = false;
		} else {
			d->out->n = before;
		}
	}
	GEOSFree_r(d->ctx, wkt);
	GEOSGeom_destroy_r(d->ctx, joined);
	GEOSGeom_destroy_r(d->ctx, all);
	d->n = 0;
}

static void draw(struct drawing *d, const struct q_grid_shapes_of_level_rows *rows, bool towns)
{
	buf_str(d->out, "{\"type\":\"FeatureCollection\",\"features\":[");
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
	buf_str(d->out, "]}");
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
		*d = (struct drawing){ .ctx = GEOS_init_r(), .refs = refs, .out = &text, .first = true };
		d->writer = GEOSWKTWriter_create_r(d->ctx);
		GEOSWKTWriter_setTrim_r(d->ctx, d->writer, 1);
		GEOSWKTWriter_setRoundingPrecision_r(d->ctx, d->writer, DECIMALS);
		draw(d, &rows, towns);
		GEOSWKTWriter_destroy_r(d->ctx, d->writer);
		GEOS_finish_r(d->ctx);
		*out = text.overflow ? NULL : strdup(buf_cstr(&text));
		e = *out ? ERR_OK : ERR_TOO_LARGE;
	}
	db_session_use(s, former);
	arena_free(own);
	return e;
}

enum err grid_outlines(struct site *site, struct db_session *s, struct arena *a, bool towns, const char **geojson)
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
		*geojson = arena_str(a, kept.text[towns]);
	pthread_mutex_unlock(&lock);
	refs_drop(site, refs);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The snapshot of all reference data: built aside, published atomically, counted.
 *
 * Two parts: the grids with their shapes, which are large and rarely change, are kept from one snapshot to the next while
 * the table's mark (number, highest id, sum of versions) stays the same; everything else is read anew.
 * Threads: the slot and the counts are guarded by one mutex; a snapshot itself never changes. Memory: one arena per
 * part; geo readers are pooled with the grids and freed with them. */
#include "catalogue/refs.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/log.h"
#include "catalogue_sql.h"

enum { REFS_MEMORY = 64 << 20, GRIDS_MEMORY = 256 << 20 };

static pthread_mutex_t slot_lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- hash of texts and ids --------------------------------------------------------------------------- */

static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static uint64_t hash_text(const char *s)
{
	uint64_t h = 1469598103934665603u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return mix(h);
}

static void hash_new(struct refs_hash *h, struct arena *a, size_t n)
{
	h->size = 16;
	while (h->size < n * 2)
		h->size *= 2;
	h->slot = ARENA_ARRAY(a, int32_t, h->size);
}

/* Slots hold position + 1. */
static void hash_add(struct refs_hash *h, uint64_t key, size_t position)
{
	size_t at = key & (h->size - 1);
	while (h->slot[at])
		at = (at + 1) & (h->size - 1);
	h->slot[at] = (int32_t)position + 1;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* Row texts live in the session's arena; the snapshot keeps its own. */
static const char *keep(struct refs_part *p, const char *s)
{
	return arena_str(p->refs.arena, s);
}

static int32_t unit_position(const struct refs_part *p, int64_t id)
{
	for (size_t at = mix((uint64_t)id) & (p->units.size - 1); p->units.slot && p->units.slot[at];
	     at = (at + 1) & (p->units.size - 1))
		if (p->refs.units[p->units.slot[at] - 1].id == id)
			return p->units.slot[at] - 1;
	return -1;
}

static enum err load_units(struct refs_part *p, struct db_session *s)
{
	struct q_refs_units_rows rows;
	enum err e = q_refs_units(s, &rows);
	if (e)
		return e;
	struct unit *u = ARENA_ARRAY(p->refs.arena, struct unit, rows.n + 1);
	hash_new(&p->units, p->refs.arena, rows.n);
	hash_new(&p->unit_codes, p->refs.arena, rows.n);
	p->parent = ARENA_ARRAY(p->refs.arena, int32_t, rows.n + 1);
	p->refs.units = u;
	p->refs.nunits = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_units_out *row = &rows.v[i];
		u[i] = (struct unit){ .id = row->id, .parent_id = row->parent_id, .town_id = NIL, .code = keep(p, row->code),
				      .name = keep(p, row->name), .short_name = keep(p, row->short_name), .kind = keep(p, row->kind),
				      .active = row->active, .appraised = row->appraised, .index = (int32_t)i };
		hash_add(&p->units, mix((uint64_t)row->id), i);
		hash_add(&p->unit_codes, hash_text(row->code), i);
	}
	for (size_t i = 0; i < rows.n; i++)
		p->parent[i] = u[i].parent_id == NIL ? -1 : unit_position(p, u[i].parent_id);
	for (size_t i = 0; i < rows.n; i++) {
		int depth = 0; /* bounded, should a tree ever be a ring */
		for (int32_t at = (int32_t)i; at >= 0 && depth < 16 && u[i].town_id == NIL; at = p->parent[at], depth++)
			if (str_eq(u[at].kind, "town"))
				u[i].town_id = u[at].id;
	}
	return ERR_OK;
}

static enum err load_channels(struct refs_part *p, struct db_session *s)
{
	struct q_refs_channels_rows rows;
	enum err e = q_refs_channels(s, &rows);
	if (e)
		return e;
	struct channel *v = ARENA_ARRAY(p->refs.arena, struct channel, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_channels_out *row = &rows.v[i];
		v[i] = (struct channel){ row->id, keep(p, row->code), keep(p, row->name), keep(p, row->place), row->upstream != 0,
					 row->public_entry != 0, row->active != 0 };
	}
	p->refs.channels = v;
	p->refs.nchannels = rows.n;
	return ERR_OK;
}

static enum err load_colours(struct refs_part *p, struct db_session *s)
{
	struct q_refs_colours_rows rows;
	enum err e = q_refs_colours(s, &rows);
	if (e)
		return e;
	struct colour_rule *v = ARENA_ARRAY(p->refs.arena, struct colour_rule, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_colours_out *row = &rows.v[i];
		v[i] = (struct colour_rule){
			.colour = keep(p, row->colour), .name = keep(p, row->name), .rank = (int)row->rank, .words = keep(p, row->words),
			.handle_value = row->handle_value, .handle_unit = limit_unit_from(row->handle_unit),
			.dispatch_value = row->dispatch_value, .dispatch_unit = limit_unit_from(row->dispatch_unit),
			.sign_value = row->sign_value, .sign_unit = limit_unit_from(row->sign_unit),
			.contact_value = row->contact_value, .contact_unit = limit_unit_from(row->contact_unit),
			.return_value = row->return_value, .return_unit = limit_unit_from(row->return_unit),
			.ruling_value = row->ruling_value, .ruling_unit = limit_unit_from(row->ruling_unit),
		};
	}
	p->refs.colours = v;
	p->refs.ncolours = rows.n;
	return ERR_OK;
}

static void copy_type(struct refs_part *p, struct event_type *t, const struct q_refs_types_out *row)
{
	*t = (struct event_type){
		.id = row->id, .version = row->version, .lead_unit_id = row->lead_unit_id, .limit_value = row->limit_value,
		.limit_unit = limit_unit_from(row->limit_unit), .code = keep(p, row->code), .name = keep(p, row->name),
		.domain_code = keep(p, row->domain_code), .class_name = keep(p, row->class_name), .principle = keep(p, row->principle),
		.lead_rule = keep(p, row->lead_rule), .owner_kind = keep(p, row->owner_kind), .co_units = keep(p, row->co_units),
		.colour = keep(p, row->colour), .evidence = keep(p, row->evidence), .review = keep(p, row->review),
		.closing_standard = keep(p, row->closing_standard), .family = keep(p, row->family), .type = keep(p, row->type),
		.legal_basis = keep(p, row->legal_basis), .keywords = keep(p, row->keywords),
		.description = keep(p, row->description), .callback = row->callback, .appraised = row->appraised,
		.sensitive = row->sensitive, .joinable = row->joinable, .active = row->active,
	};
}

static enum err load_types(struct refs_part *p, struct db_session *s)
{
	struct q_refs_types_rows rows;
	enum err e = q_refs_types(s, &rows);
	if (e)
		return e;
	struct event_type *v = ARENA_ARRAY(p->refs.arena, struct event_type, rows.n + 1);
	hash_new(&p->types, p->refs.arena, rows.n);
	hash_new(&p->type_codes, p->refs.arena, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		copy_type(p, &v[i], &rows.v[i]);
		hash_add(&p->types, mix((uint64_t)v[i].id), i);
		hash_add(&p->type_codes, hash_text(v[i].code), i);
	}
	p->refs.types = v;
	p->refs.ntypes = rows.n;
	return ERR_OK;
}

static enum err load_messages(struct refs_part *p, struct db_session *s)
{
	struct q_refs_messages_rows rows;
	enum err e = q_refs_messages(s, &rows);
	if (e)
		return e;
	const char **v = ARENA_ARRAY(p->refs.arena, const char *, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = arena_str(p->refs.arena, rows.v[i].event);
	p->refs.messages = v;
	p->refs.nmessages = rows.n;
	return ERR_OK;
}

bool ref_message_on(const struct refs *r, const char *event)
{
	for (size_t i = 0; i < r->nmessages; i++)
		if (str_eq(r->messages[i], event))
			return true;
	return false;
}

static enum err load_owners(struct refs_part *p, struct db_session *s)
{
	struct q_refs_owners_rows rows;
	enum err e = q_refs_owners(s, &rows);
	if (e)
		return e;
	p->owners = ARENA_ARRAY(p->refs.arena, struct asset_owner, rows.n + 1);
	p->nowners = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		p->owners[i] = (struct asset_owner){ keep(p, rows.v[i].kind), rows.v[i].town_id, rows.v[i].unit_id };
	return ERR_OK;
}

/* Rulings on orders that were given back, newest first. */
static enum err load_precedents(struct refs_part *p, struct db_session *s)
{
	struct q_refs_precedents_rows rows;
	enum err e = q_refs_precedents(s, &rows);
	if (e)
		return e;
	p->precedents = ARENA_ARRAY(p->refs.arena, struct precedent, rows.n + 1);
	p->nprecedents = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_precedents_out *r = &rows.v[i];
		p->precedents[i] = (struct precedent){ r->event_type_id, r->town_id, r->from_unit_id, r->to_unit_id, r->at,
						       keep(p, r->basis) };
	}
	return ERR_OK;
}

/* "0830-1200,1330-1730" of the setting calendar.work_hours; anything unreadable falls back to the default. */
static struct cal_hours hours_from(const char *text)
{
	struct cal_hours h = { 0 };
	struct sv rest = sv_from(text), part, from;
	int last = -1;
	while (h.n < 4 && sv_cut(&rest, ',', &part)) {
		int64_t a, b;
		struct sv to = sv_trim(part);
		sv_cut(&to, '-', &from);
		if (!sv_i64(from, &a) || !sv_i64(to, &b) || a < 0 || b > 2400 || a % 100 > 59 || b % 100 > 59 || a >= b)
			return CAL_HOURS_DEFAULT;
		h.period[h.n].from = (int)(a / 100 * 60 + a % 100);
		h.period[h.n].to = (int)(b / 100 * 60 + b % 100);
		if (h.period[h.n].from <= last)
			return CAL_HOURS_DEFAULT;
		last = h.period[h.n++].to;
	}
	return h.n ? h : CAL_HOURS_DEFAULT;
}

enum err refs_calendar_with(struct db_session *s, struct arena *a, const struct cal_exception *over, size_t nover,
			    const struct calendar **out)
{
	struct q_refs_days_rows rows;
	struct q_refs_setting_out hours = { "" };
	enum err e = q_refs_days(s, &rows);
	if (!e)
		e = q_refs_setting(s, &(struct q_refs_setting_in){ .key = "calendar.work_hours" }, &hours);
	if (e && e != ERR_NOT_FOUND)
		return e;
	struct cal_hours h = hours_from(e ? "" : hours.value);
	struct cal_exception *x = ARENA_ARRAY(a, struct cal_exception, rows.n + nover + 1);
	size_t n = 0;
	for (size_t i = 0; i < rows.n; i++) {
		bool replaced = false;
		for (size_t k = 0; k < nover && !replaced; k++)
			replaced = over[k].day == (int32_t)rows.v[i].day;
		if (!replaced)
			x[n++] = (struct cal_exception){ (int32_t)rows.v[i].day, rows.v[i].working != 0, arena_str(a, rows.v[i].name) };
	}
	for (size_t k = 0; k < nover; k++)
		x[n++] = over[k];
	*out = cal_build(a, x, n, &h);
	return ERR_OK;
}

static enum err load_calendar(struct refs_part *p, struct db_session *s)
{
	return refs_calendar_with(s, p->refs.arena, NULL, 0, &p->refs.calendar);
}

/* ---- grids -------------------------------------------------------------------------------------------- */

struct grid_filling {
	struct refs_grids *g;
	size_t cap, nshapes, shapes_cap;
	struct geo_shape *shapes;
};

static bool take_grid(void *arg, const void *row)
{
	struct grid_filling *f = arg;
	const struct q_refs_grids_out *q = row;
	if (f->g->n == f->cap)
		return false;
	f->g->v[f->g->n++] = (struct grid){ .id = q->id, .parent_id = q->parent_id, .town_id = q->town_id,
					    .community_id = q->community_id, .level = (int)q->level,
					    .code = arena_str(f->g->arena, q->code), .name = arena_str(f->g->arena, q->name),
					    .closed = q->valid_to != NIL };
	return true;
}

static enum err read_shapes(struct grid_filling *f, struct db_session *s)
{
	struct q_refs_shapes_rows rows;
	enum err e = q_refs_shapes(s, &rows);
	if (e)
		return e;
	f->shapes = ARENA_ARRAY(db_arena(s), struct geo_shape, rows.n + 1);
	f->nshapes = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		f->shapes[i] = (struct geo_shape){ rows.v[i].id, (int)rows.v[i].level, rows.v[i].wkt };
	return ERR_OK;
}

/* One invalid shape must not take the whole map away: it is left out and reported. */
static enum err index_shapes(struct grid_filling *f)
{
	for (;;) {
		size_t bad = 0;
		enum err e = geo_index_build(f->shapes, f->nshapes, &f->g->geo, &bad);
		if (e != ERR_INVALID || bad >= f->nshapes)
			return e;
		log_warn("catalogue", "grid %lld has no valid shape and is left out of the map", (long long)f->shapes[bad].id);
		f->shapes[bad] = f->shapes[--f->nshapes];
	}
}

static enum err load_grids(struct refs_grids *g, struct db_session *s)
{
	struct grid_filling f = { .g = g, .cap = (size_t)g->mark.n };
	g->arena = arena_new(GRIDS_MEMORY);
	g->v = ARENA_ARRAY(g->arena, struct grid, f.cap + 1);
	enum err e = q_refs_grids_each(s, take_grid, &f);
	/* The texts of the shapes are needed only while the index is built. */
	struct arena *former = db_arena(s), *scratch = arena_new(GRIDS_MEMORY);
	db_session_use(s, scratch);
	if (!e)
		e = read_shapes(&f, s);
	if (!e)
		e = index_shapes(&f);
	db_session_use(s, former);
	arena_free(scratch);
	return e;
}

static void grids_free(struct refs_grids *g)
{
	for (size_t i = 0; i < g->nreaders; i++)
		geo_reader_free(g->readers[i]);
	free(g->readers);
	if (g->geo)
		geo_index_free(g->geo);
	if (g->arena)
		arena_free(g->arena);
	pthread_mutex_destroy(&g->lock);
	free(g);
}

static bool same_mark(const struct refs_mark *a, const struct refs_mark *b)
{
	return a->n == b->n && a->last == b->last && a->versions == b->versions && a->closed == b->closed;
}

/* The grids of the current snapshot when they are still right, else new ones. The caller holds one count. */
static enum err grids_get(struct site *site, struct db_session *s, struct refs_grids **out)
{
	struct q_refs_grid_mark_out m;
	enum err e = q_refs_grid_mark(s, &m);
	if (e)
		return e;
	struct refs_mark mark = { m.n, m.last, m.versions, m.closed };
	pthread_mutex_lock(&slot_lock);
	struct refs_part *now = site->refs_slot;
	*out = now && same_mark(&now->grids->mark, &mark) ? now->grids : NULL;
	if (*out)
		(*out)->count++;
	pthread_mutex_unlock(&slot_lock);
	if (*out)
		return ERR_OK;
	struct refs_grids *g = calloc(1, sizeof *g);
	if (!g)
		abort();
	pthread_mutex_init(&g->lock, NULL);
	g->mark = mark;
	g->at = env_now(site->env);
	g->count = 1;
	e = load_grids(g, s);
	if (e)
		grids_free(g);
	else
		*out = g;
	return e;
}

/* ---- publishing --------------------------------------------------------------------------------------- */

static void part_free(struct refs_part *p)
{
	struct refs_grids *g = p->grids;
	arena_free(p->refs.arena); /* p itself lies in it */
	pthread_mutex_lock(&slot_lock);
	bool last = g && --g->count == 0;
	pthread_mutex_unlock(&slot_lock);
	if (last)
		grids_free(g);
}

static void part_drop(struct refs_part *p)
{
	pthread_mutex_lock(&slot_lock);
	bool last = --p->count == 0;
	pthread_mutex_unlock(&slot_lock);
	if (last)
		part_free(p);
}

static enum err load_all(struct refs_part *p, struct site *site, struct db_session *s)
{
	static enum err (*const STEPS[])(struct refs_part *, struct db_session *) = { load_units,   load_channels,
										      load_colours, load_types,
										      load_owners,  load_precedents, load_calendar,
									      refs_load_coresp, refs_load_levels, load_messages };
	struct q_refs_last_version_out last;
	/* Before the rows: what comes in between is read again by the next refresh. */
	enum err e = q_refs_last_version(s, &last);
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && !e; i++)
		e = STEPS[i](p, s);
	if (e)
		return e;
	p->last_version = last.id;
	e = grids_get(site, s, &p->grids);
	if (e)
		return e;
	p->refs.grids = p->grids->v;
	p->refs.ngrids = p->grids->n;
	p->refs.geo = p->grids->geo;
	p->refs.grids_at = p->grids->at;
	suggest_build(p);
	return ERR_OK;
}

enum err refs_load(struct site *site, struct db_session *s)
{
	struct arena *arena = arena_new(REFS_MEMORY), *former = db_arena(s), *scratch = arena_new(REFS_MEMORY);
	struct refs_part *p = ARENA_NEW(arena, struct refs_part);
	p->refs.arena = arena;
	p->refs.built_at = env_now(site->env);
	p->count = 1;
	db_session_use(s, scratch);
	enum err e = load_all(p, site, s);
	db_session_use(s, former);
	arena_free(scratch);
	if (e) {
		log_error("catalogue", "reference data not loaded: %s", err_name(e));
		part_free(p);
		return e;
	}
	pthread_mutex_lock(&slot_lock);
	struct refs_part *old = site->refs_slot;
	site->refs_slot = p;
	pthread_mutex_unlock(&slot_lock);
	if (old)
		part_drop(old);
	return ERR_OK;
}

enum err refs_refresh(struct site *site, struct db_session *s)
{
	struct q_refs_last_version_out last;
	enum err e = q_refs_last_version(s, &last);
	if (e)
		return e;
	pthread_mutex_lock(&slot_lock);
	const struct refs_part *p = site->refs_slot;
	bool fresh = p && p->last_version == last.id;
	pthread_mutex_unlock(&slot_lock);
	return fresh ? ERR_OK : refs_load(site, s);
}

const struct refs *refs_take(struct site *site)
{
	pthread_mutex_lock(&slot_lock);
	struct refs_part *p = site->refs_slot;
	if (p)
		p->count++;
	pthread_mutex_unlock(&slot_lock);
	return p ? &p->refs : NULL;
}

void refs_drop(struct site *site, const struct refs *r)
{
	(void)site;
	if (r)
		part_drop(refs_part_of(r));
}

void refs_close(struct site *site)
{
	pthread_mutex_lock(&slot_lock);
	struct refs_part *p = site->refs_slot;
	site->refs_slot = NULL;
	pthread_mutex_unlock(&slot_lock);
	if (p)
		part_drop(p);
}

/* ---- looking up ---------------------------------------------------------------------------------------- */

const struct unit *ref_unit(const struct refs *r, int64_t id)
{
	int32_t i = unit_position(refs_part_of(r), id);
	return i < 0 ? NULL : &r->units[i];
}

const struct unit *ref_unit_code(const struct refs *r, const char *code)
{
	const struct refs_hash *h = &refs_part_of(r)->unit_codes;
	for (size_t at = hash_text(code) & (h->size - 1); h->slot[at]; at = (at + 1) & (h->size - 1))
		if (str_eq(r->units[h->slot[at] - 1].code, code))
			return &r->units[h->slot[at] - 1];
	return NULL;
}

bool ref_unit_under(const struct refs *r, int64_t unit_id, int64_t ancestor_id)
{
	const struct refs_part *p = refs_part_of(r);
	int32_t at = unit_position(p, unit_id);
	for (int depth = 0; at >= 0 && depth < 16; at = p->parent[at], depth++)
		if (r->units[at].id == ancestor_id)
			return true;
	return false;
}

const struct channel *ref_channel(const struct refs *r, int64_t id)
{
	for (size_t i = 0; i < r->nchannels; i++) /* about twenty */
		if (r->channels[i].id == id)
			return &r->channels[i];
	return NULL;
}

const struct channel *ref_channel_code(const struct refs *r, const char *code)
{
	for (size_t i = 0; i < r->nchannels; i++)
		if (str_eq(r->channels[i].code, code))
			return &r->channels[i];
	return NULL;
}

const struct colour_rule *ref_colour(const struct refs *r, const char *colour)
{
	for (size_t i = 0; i < r->ncolours; i++)
		if (str_eq(r->colours[i].colour, colour))
			return &r->colours[i];
	return NULL;
}

const struct event_type *ref_type(const struct refs *r, int64_t id)
{
	const struct refs_hash *h = &refs_part_of(r)->types;
	for (size_t at = mix((uint64_t)id) & (h->size - 1); h->slot[at]; at = (at + 1) & (h->size - 1))
		if (r->types[h->slot[at] - 1].id == id)
			return &r->types[h->slot[at] - 1];
	return NULL;
}

const struct event_type *ref_type_code(const struct refs *r, const char *code)
{
	const struct refs_hash *h = &refs_part_of(r)->type_codes;
	for (size_t at = hash_text(code) & (h->size - 1); h->slot[at]; at = (at + 1) & (h->size - 1))
		if (str_eq(r->types[h->slot[at] - 1].code, code))
			return &r->types[h->slot[at] - 1];
	return NULL;
}

const struct grid *ref_grid_any(const struct refs *r, int64_t id)
{
	size_t from = 0, to = r->ngrids;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (r->grids[mid].id < id)
			from = mid + 1;
		else
			to = mid;
	}
	return from < r->ngrids && r->grids[from].id == id ? &r->grids[from] : NULL;
}

const struct grid *ref_grid(const struct refs *r, int64_t id)
{
	const struct grid *g = ref_grid_any(r, id);
	return g && !g->closed ? g : NULL;
}

/* A reader belongs to one thread while it is used; between uses it waits here. */
static struct geo_reader *reader_take(struct refs_grids *g)
{
	pthread_mutex_lock(&g->lock);
	struct geo_reader *reader = g->nreaders ? g->readers[--g->nreaders] : NULL;
	pthread_mutex_unlock(&g->lock);
	return reader ? reader : geo_reader_new(g->geo);
}

static void reader_give(struct refs_grids *g, struct geo_reader *reader)
{
	pthread_mutex_lock(&g->lock);
	if (g->nreaders == g->readers_cap) {
		size_t cap = g->readers_cap * 2 + 4;
		struct geo_reader **more = realloc(g->readers, cap * sizeof *more);
		if (more) {
			g->readers = more;
			g->readers_cap = cap;
		}
	}
	if (g->nreaders < g->readers_cap) {
		g->readers[g->nreaders++] = reader;
		reader = NULL;
	}
	pthread_mutex_unlock(&g->lock);
	if (reader)
		geo_reader_free(reader);
}

const struct grid *ref_grid_at(const struct refs *r, double lon, double lat)
{
	struct refs_grids *g = refs_part_of(r)->grids;
	struct geo_reader *reader = g->geo ? reader_take(g) : NULL;
	int64_t id = NIL;
	int level;
	if (!reader)
		return NULL;
	bool found = geo_find(reader, lon, lat, &id, &level);
	reader_give(g, reader);
	return found ? ref_grid(r, id) : NULL;
}

struct actor op_actor(const struct op *op)
{
	return op->who ? (struct actor){ op->who->user_id, op->who->unit_id } : (struct actor){ NIL, NIL };
}

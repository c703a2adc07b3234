/* SPDX-License-Identifier: Apache-2.0 */
/* Bursts: the appeals of the last three days by event type and place, against the same weekdays of the weeks before and of the
 * season a year ago. The smallest place that shows it bears it. */
#include <stdlib.h>

#include "hotspot/hotspot_internal.h"
#include "matching/matching.h"

enum { CELLS = 4096, BURSTS_MAX = 100, WEEK = 7, YEAR_WEEKS = 52, TITLES = 100 };
static const int64_t SPAN = BURST_DAYS * (int64_t)MS_DAY, WEEK_MS = WEEK * (int64_t)MS_DAY;

enum { GRID, COMMUNITY, TOWN, CITY, LEVELS };

struct cell {
	int64_t type_id, town_id, community_id, grid_id, appeals;
	int level;
	struct hotspot_counts counts;
};

struct cells {
	struct cell *v;
	size_t n;
};

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->level == b->level && a->type_id == b->type_id && a->town_id == b->town_id && a->community_id == b->community_id &&
	       a->grid_id == b->grid_id;
}

static void add(struct cells *all, const struct cell *one)
{
	for (size_t i = 0; i < all->n; i++)
		if (same_cell(&all->v[i], one)) {
			all->v[i].appeals += one->appeals;
			return;
		}
	if (all->n < CELLS)
		all->v[all->n++] = *one;
}

/* Small places first, then the most appeals. */
static int by_place(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;
	if (x->level != y->level)
		return x->level - y->level;
	return (x->appeals < y->appeals) - (x->appeals > y->appeals);
}

/* Those of one type that are enough to be looked at. */
static void keep_many(struct cells *all, struct cells *of_type, int64_t least)
{
	for (size_t i = 0; i < of_type->n; i++)
		if (all->n < CELLS && of_type->v[i].appeals >= least)
			all->v[all->n++] = of_type->v[i];
	of_type->n = 0;
}

/* A row counts for its grid, its community, its town and the city; how many of them are known. */
static size_t places_of(const struct q_hotspot_recent_out *r, struct cell out[LEVELS])
{
	const struct cell at[LEVELS] = {
		{ .type_id = r->event_type_id, .town_id = r->town_id, .community_id = r->community_id, .grid_id = r->grid_id,
		  .appeals = r->appeals, .level = GRID },
		{ .type_id = r->event_type_id, .town_id = r->town_id, .community_id = r->community_id, .grid_id = NIL,
		  .appeals = r->appeals, .level = COMMUNITY },
		{ .type_id = r->event_type_id, .town_id = r->town_id, .community_id = NIL, .grid_id = NIL, .appeals = r->appeals,
		  .level = TOWN },
		{ .type_id = r->event_type_id, .town_id = NIL, .community_id = NIL, .grid_id = NIL, .appeals = r->appeals,
		  .level = CITY },
	};
	const int64_t named[LEVELS] = { r->grid_id, r->community_id, r->town_id, 0 };
	size_t n = 0;
	for (size_t i = 0; i < LEVELS; i++)
		if (named[i] != NIL)
			out[n++] = at[i];
	return n;
}

/* Rows come in the order of their type. */
static void fold(struct cells *all, struct cells *of_type, const struct q_hotspot_recent_out *r, int64_t least)
{
	struct cell at[LEVELS];
	size_t n = places_of(r, at);
	if (of_type->n && of_type->v[0].type_id != r->event_type_id)
		keep_many(all, of_type, least);
	for (size_t i = 0; i < n; i++)
		add(of_type, &at[i]);
}

/* ---- what was usual ---- */

static int by_key(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;
	const int64_t mine[] = { x->type_id, x->level, x->town_id, x->community_id, x->grid_id };
	const int64_t other[] = { y->type_id, y->level, y->town_id, y->community_id, y->grid_id };
	for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
		if (mine[i] != other[i])
			return mine[i] < other[i] ? -1 : 1;
	return 0;
}

/* Adds the same span `weeks_ago` to all cells at once; they lie in the order of by_key. */
static enum err look_back(struct op *op, struct cells *all, int64_t since, size_t which, bool season)
{
	struct arena *former = op->a, *own = arena_new((size_t)256 << 20);
	struct q_hotspot_recent_rows rows;
	db_session_use(op->s, own);
	enum err e = q_hotspot_recent(op->s, &(struct q_hotspot_recent_in){ .since = since, .until = since + SPAN }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct cell at[LEVELS], *c;
		size_t n = places_of(&rows.v[i], at);
		for (size_t k = 0; k < n; k++)
			if ((c = bsearch(&at[k], all->v, all->n, sizeof *all->v, by_key)))
				*(season ? &c->counts.season[which] : &c->counts.weeks[which]) += at[k].appeals;
	}
	db_session_use(op->s, former);
	arena_free(own);
	return e;
}

/* The same weekdays of the weeks before, and of the season a year ago, as far back as there are cases. */
static enum err usual(struct op *op, struct cells *all, int64_t from, int64_t oldest)
{
	size_t weeks = 0, season = 0;
	enum err e = ERR_OK;
	for (; !e && weeks < BURST_WEEKS && from - ((int64_t)weeks + 1) * WEEK_MS >= oldest; weeks++)
		e = look_back(op, all, from - ((int64_t)weeks + 1) * WEEK_MS, weeks, false);
	for (; !e && season < BURST_SEASON && from - (YEAR_WEEKS + 1) * WEEK_MS >= oldest; season++)
		e = look_back(op, all, from - (YEAR_WEEKS - 1 + (int64_t)season) * WEEK_MS, season, true);
	for (size_t i = 0; i < all->n; i++) {
		all->v[i].counts.now = all->v[i].appeals;
		all->v[i].counts.nweeks = weeks;
		all->v[i].counts.nseason = season;
	}
	return e;
}

static const char *place_name(const struct op *op, const struct cell *c)
{
	const struct grid *g = ref_grid_any(op->refs, c->grid_id);
	const struct unit *u = ref_unit(op->refs, c->level == COMMUNITY ? c->community_id : c->town_id);
	return c->level == GRID && g ? g->name : u ? u->short_name : "全市";
}

/* The words of a burst: those of the title that is most like the others have no meaning here, so the first speaks. */
static const char *words_of(struct op *op, const struct q_hotspot_burst_appeals_rows *rows)
{
	struct match_input in[TITLES];
	uint32_t cluster[TITLES];
	struct match_crowd *crowd;
	size_t n = 0;
	for (; n < rows->n && n < TITLES; n++)
		in[n] = (struct match_input){ sv_from(rows->v[n].title), sv_from(rows->v[n].body), rows->v[n].at };
	if (!n)
		return "";
	struct match_pairs pairs = match_merge(op->a, in, n, MATCH_HOT, cluster, NULL, NULL);
	match_crowds(op->a, in, n, cluster, &crowd);
	return match_words(op->a, in, &crowd[0], match_spokesman(&crowd[0], match_likeness(op->a, n, pairs, cluster)));
}

static enum err keep(struct op *op, const struct hotspot_rules *rules, const struct cell *c, int64_t from, int64_t usual_centi)
{
	struct q_hotspot_burst_appeals_rows rows;
	struct q_hotspot_burst_of_out open = { NIL };
	struct hotspot_find f = { .id = NIL, .kind = "burst", .event_type_id = c->type_id, .town_id = c->town_id,
				  .community_id = c->community_id, .grid_id = c->grid_id, .expected_centi = usual_centi };
	const struct event_type *t = ref_type(op->refs, c->type_id);
	enum err e = q_hotspot_burst_appeals(op->s, &(struct q_hotspot_burst_appeals_in){ .event_type_id = c->type_id, .since = from,
		.until = from + SPAN, .town_id = c->town_id, .community_id = c->community_id, .grid_id = c->grid_id }, &rows);
	if (!e)
		e = q_hotspot_burst_of(op->s, &(struct q_hotspot_burst_of_in){ .event_type_id = c->type_id,
			.town_id = c->town_id == NIL ? 0 : c->town_id, .community_id = c->community_id == NIL ? 0 : c->community_id,
			.grid_id = c->grid_id == NIL ? 0 : c->grid_id }, &open);
	if ((e && e != ERR_NOT_FOUND) || !rows.n)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	f.id = e ? NIL : open.id;
	struct hotspot_said *said = ARENA_ARRAY(op->a, struct hotspot_said, rows.n);
	int64_t *appeals = ARENA_ARRAY(op->a, int64_t, rows.n), *at = ARENA_ARRAY(op->a, int64_t, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		bool known;
		if ((e = hotspot_read_said(op, rows.v[i].id, &said[f.n], &known)))
			return e;
		appeals[f.n] = rows.v[i].id;
		at[f.n] = rows.v[i].at;
		f.n += known;
	}
	uint32_t *who = ARENA_ARRAY(op->a, uint32_t, f.n + 1);
	hotspot_number_persons(op->a, said, f.n, who, &f.persons);
	f.appeals = appeals;
	f.at = at;
	f.words = words_of(op, &rows);
	f.title = arena_printf(op->a, "%s：%s", place_name(op, c), t ? t->name : "");
	f.why = arena_printf(op->a, "%d 天 %lld 件，往常同期 %lld.%lld 件", BURST_DAYS, (long long)c->appeals, (long long)(usual_centi / 100),
		(long long)(usual_centi / 10 % 10));
	return f.n ? hotspot_keep(op, rules, &f) : ERR_OK;
}

/* Does the place hold one that has it already? */
static bool holds(const struct cell *big, const struct cell *small)
{
	return big->type_id == small->type_id && (big->level == CITY || (big->level == TOWN && big->town_id == small->town_id) ||
						  (big->level == COMMUNITY && big->community_id == small->community_id));
}

static enum err look(struct op *op, const struct hotspot_rules *rules, struct cells *all, int64_t from)
{
	struct q_hotspot_oldest_case_out oldest;
	struct cell found[BURSTS_MAX];
	struct arena *scratch = op->a;
	size_t nfound = 0;
	enum err e = all->n ? q_hotspot_oldest_case(op->s, &oldest) : ERR_OK;
	if (e || !all->n)
		return e;
	qsort(all->v, all->n, sizeof *all->v, by_key);
	e = usual(op, all, from, oldest.at);
	qsort(all->v, all->n, sizeof *all->v, by_place);
	for (size_t i = 0; !e && i < all->n && nfound < BURSTS_MAX; i++) {
		const struct hotspot_counts *counts = &all->v[i].counts;
		bool known = false;
		for (size_t k = 0; !known && k < nfound; k++)
			known = holds(&all->v[i], &found[k]);
		if (known)
			continue;
		if (!hotspot_bursts(counts, rules))
			continue;
		found[nfound++] = all->v[i];
		op->a = arena_new((size_t)256 << 20);
		db_session_use(op->s, op->a);
		e = keep(op, rules, &all->v[i], from, hotspot_usual_centi(counts));
		arena_free(op->a);
		op->a = scratch;
		db_session_use(op->s, op->a);
	}
	return e;
}

enum err hotspot_bursts_run(struct op *op, const struct hotspot_rules *rules)
{
	struct q_hotspot_recent_rows rows;
	struct cells all = { ARENA_ARRAY(op->a, struct cell, CELLS), 0 }, of_type = { ARENA_ARRAY(op->a, struct cell, CELLS), 0 };
	int64_t from = op->now - SPAN;
	if (rules->burst_least == NIL || rules->burst_percent == NIL)
		return ERR_OK;
	enum err e = q_hotspot_recent(op->s, &(struct q_hotspot_recent_in){ .since = from, .until = op->now }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		fold(&all, &of_type, &rows.v[i], rules->burst_least);
	keep_many(&all, &of_type, rules->burst_least);
	return e ? e : look(op, rules, &all, from);
}

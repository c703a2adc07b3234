/* SPDX-License-Identifier: Apache-2.0 */
/* From words to candidates: names before the numbers give town and community, terms give rows, rules give the order and
 * the reason shown beside each candidate. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "place/place.h"
#include "place_sql.h"

enum {
	EXACT = 1000,
	PREFIX = 400,
	PART = 150,
	ALIAS = 800,
	LETTERS = 500,
	NUMBERED = 200,
	HERE = 300,
	IN_TOWN = 120,
	KIND = 80,
	WHOLE = 120
};

struct finder {
	struct op *op;
	const struct place_ask *ask;
	struct place_said said;
	int64_t town_id, community_id; /* from the words themselves */
	struct place_found *out;
	size_t n;
};

static bool contains(const char *s, const char *part)
{
	return *part && strstr(s, part);
}

/* ---- what stands before the name --------------------------------------------------------------------- */

static bool cut_name(struct sv *text, const char *name)
{
	size_t n = strlen(name);
	if (n < 6 || text->n < n + 6 || memcmp(text->p, name, n) != 0)
		return false;
	*text = sv_trim((struct sv){ text->p + n, text->n - n });
	return true;
}

/* City, town and community in front are taken off as long as something is left. */
static struct sv cut_units(struct finder *f, struct sv text)
{
	const struct refs *refs = f->op->refs;
	for (size_t i = 0; i < refs->nunits; i++)
		if (str_eq(refs->units[i].kind, "city") && cut_name(&text, refs->units[i].name))
			break;
	for (size_t i = 0; i < refs->nunits; i++) {
		const struct unit *u = &refs->units[i];
		if (str_eq(u->kind, "town") && (cut_name(&text, u->name) || cut_name(&text, u->short_name))) {
			f->town_id = u->id;
			break;
		}
	}
	for (size_t i = 0; i < refs->nunits; i++) {
		const struct unit *u = &refs->units[i];
		if (str_eq(u->kind, "community") && (f->town_id == NIL || u->parent_id == f->town_id) && cut_name(&text, u->short_name)) {
			f->community_id = u->id;
			break;
		}
	}
	return text;
}

/* ---- one candidate ---------------------------------------------------------------------------------- */

static const struct grid *base_grid(const struct op *op, int64_t lon, int64_t lat)
{
	const struct grid *g = lon > 0 && lat > 0 ? ref_grid_at(op->refs, (double)lon / 1e6, (double)lat / 1e6) : NULL;
	while (g && g->level > 1 && g->parent_id != NIL && ref_grid(op->refs, g->parent_id))
		g = ref_grid(op->refs, g->parent_id);
	return g;
}

static void reason(struct buf *why, const char *text)
{
	buf_str(why, why->n ? "；" : "");
	buf_str(why, text);
}

static int64_t name_score(const struct finder *f, const struct q_place_match_out *p, struct buf *why)
{
	const char *said = f->said.name, *name = arena_sv(f->op->a, text_normalise(f->op->a, sv_from(p->name)));
	struct sv rest = sv_from(p->alias), one;
	int64_t letters = (int64_t)strlen(said);
	if (f->said.letters) {
		bool whole = str_eq(p->initials, said), initials = strncmp(p->initials, said, strlen(said)) == 0;
		reason(why, whole ? "拼音首字母相同" : initials ? "拼音首字母" : "拼音");
		return LETTERS + (whole ? PREFIX : initials ? PART : 0) - (int64_t)strlen(p->initials);
	}
	if (str_eq(name, said)) {
		reason(why, "名称相同");
		return EXACT;
	}
	while (rest.n && sv_cut(&rest, ';', &one))
		if (sv_eqs(text_normalise(f->op->a, one), said)) {
			reason(why, arena_printf(f->op->a, "别名“%.*s”", (int)one.n, one.p));
			return ALIAS;
		}
	if (strncmp(name, said, strlen(said)) == 0) {
		reason(why, "名称以此开头");
		return PREFIX - (int64_t)strlen(p->name) + letters;
	}
	if (contains(name, said) || contains(said, name)) {
		reason(why, contains(name, said) ? "名称含有" : "话里含有");
		return PART + (int64_t)strlen(p->name);
	}
	reason(why, arena_printf(f->op->a, "%lld处两字相同", (long long)p->hits));
	return p->hits * 20 - (int64_t)strlen(p->name);
}

static int64_t number_score(const struct finder *f, const struct q_place_match_out *p, struct buf *why)
{
	const struct place_said *s = &f->said;
	bool road = str_eq(p->kind, "road");
	int64_t door = s->door != NIL ? s->door : road ? s->bare : NIL, score = 0;
	if (road && door != NIL && p->no_to > 0) {
		bool within = door >= p->no_from && door <= p->no_to;
		reason(why, arena_printf(f->op->a, within ? "%lld号在这一段（%lld–%lld号）" : "%lld号不在这一段（%lld–%lld号）",
					 (long long)door, (long long)p->no_from, (long long)p->no_to));
		score += within ? NUMBERED : -NUMBERED;
	}
	if (road && s->door != NIL)
		score += KIND;
	if (str_eq(p->kind, "estate") && (*s->building || *s->unit || s->bare != NIL))
		score += KIND;
	return score;
}

static int64_t where_score(const struct finder *f, const struct place_found *x, struct buf *why)
{
	const struct place_ask *ask = f->ask;
	int64_t community = f->community_id != NIL ? f->community_id : ask->community_id,
		town = f->town_id != NIL ? f->town_id : ask->town_id;
	if (community != NIL && x->community_id == community) {
		reason(why, "在所说的社区");
		return HERE;
	}
	if (town != NIL && x->town_id == town) {
		reason(why, "在所说的镇街");
		return IN_TOWN;
	}
	if (x->metres != NIL && x->metres < 2000)
		return (2000 - x->metres) / 20;
	return 0;
}

static void place_it(const struct finder *f, struct place_found *x)
{
	const struct unit *u = ref_unit(f->op->refs, x->community_id);
	x->grid = base_grid(f->op, x->lon, x->lat);
	if (!u && x->grid)
		x->community_id = x->grid->community_id;
	u = ref_unit(f->op->refs, x->community_id);
	x->town_id = u ? u->town_id : NIL;
	x->metres = NIL;
	if (f->ask->lon != NIL && f->ask->lat != NIL && x->lon > 0)
		x->metres = lround(geo_distance_m((double)f->ask->lon / 1e6, (double)f->ask->lat / 1e6, (double)x->lon / 1e6,
						  (double)x->lat / 1e6));
	if (x->lon <= 0)
		x->lon = x->lat = NIL;
}

static void add(struct finder *f, const struct place_found *x)
{
	size_t at = f->n < PLACE_FOUND ? f->n : PLACE_FOUND - 1;
	if (f->n == PLACE_FOUND && f->out[at].score >= x->score)
		return;
	while (at > 0 && f->out[at - 1].score < x->score) {
		f->out[at] = f->out[at - 1];
		at--;
	}
	f->out[at] = *x;
	f->n += f->n < PLACE_FOUND;
}

static void take_row(struct finder *f, const struct q_place_match_out *p)
{
	struct arena *a = f->op->a;
	struct buf why;
	buf_init(&why, a, 2048);
	struct place_found x = { .id = p->id,
		.name = p->name,
		.kind = p->kind,
		.community_id = p->community_id,
		.lon = p->lon,
		.lat = p->lat };
	const char *numbers = place_numbers(a, &f->said, p->kind);
	x.score = name_score(f, p, &why) + number_score(f, p, &why);
	place_it(f, &x);
	x.score += where_score(f, &x, &why);
	x.address = *f->said.cross ? arena_printf(a, "%s与%s交叉口", p->name, f->said.cross) :
				     arena_printf(a, "%s%s%s", p->name, numbers, f->said.tail);
	x.why = arena_str(a, buf_cstr(&why));
	add(f, &x);
}

static int64_t fits(const struct finder *f, const struct q_place_match_out *p)
{
	struct buf why;
	buf_init(&why, f->op->a, 2048);
	return name_score(f, p, &why);
}

/* One of them has the very name: then others that only share two characters with it ("小区") are not meant. */
static bool is_named(const struct finder *f, const struct q_place_match_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (!f->said.letters && fits(f, &rows->v[i]) >= ALIAS)
			return true;
	return false;
}

/* "桥南社区": a community needs no row. */
static void take_communities(struct finder *f, const char *said)
{
	const struct refs *refs = f->op->refs;
	if (strlen(said) < 6 || f->said.letters)
		return;
	for (size_t i = 0; i < refs->nunits; i++) {
		const struct unit *u = &refs->units[i];
		if (!str_eq(u->kind, "community") || !u->active || strncmp(u->short_name, said, strlen(said)) != 0)
			continue;
		bool whole = str_eq(u->short_name, said);
		struct place_found x = { .id = NIL,
			.name = u->short_name,
			.kind = "community",
			.community_id = u->id,
			.town_id = u->town_id,
			.lon = NIL,
			.lat = NIL,
			.metres = NIL,
			.score = whole ? EXACT : PREFIX,
			.address = arena_printf(f->op->a, "%s%s", u->short_name, f->said.tail),
			.why = whole ? "社区名相同" : "社区名以此开头" };
		if (u->town_id == f->ask->town_id)
			x.score += IN_TOWN;
		add(f, &x);
	}
}

enum err place_find(struct op *op, const struct place_ask *ask, struct place_found out[PLACE_FOUND], size_t *n)
{
	struct finder f = { .op = op, .ask = ask, .town_id = NIL, .community_id = NIL, .out = out };
	struct sv text = text_normalise(op->a, sv_from(ask->text));
	struct q_place_match_rows rows = { 0 };
	*n = 0;
	f.said = place_parse(op->a, cut_units(&f, text));
	if (!*f.said.name)
		return ERR_OK;
	enum err e = q_place_match(op->s,
		&(struct q_place_match_in){ .terms = place_query_terms(op->a, f.said.name, f.said.letters) }, &rows);
	bool meant = !e && is_named(&f, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (!meant || fits(&f, &rows.v[i]) >= PART)
			take_row(&f, &rows.v[i]);
	take_communities(&f, f.said.name);
	*n = f.n;
	return e;
}

/* ---- within a text ------------------------------------------------------------------------------------ */

/* The numbers that follow the name in the text belong to it: "惠风小区3号楼门口的路灯" gives "3号楼". */
static void take_named(struct finder *f, const char *text, const struct q_place_match_out *p)
{
	struct sv plain = text_normalise(f->op->a, sv_from(p->name));
	const char *at = plain.n >= 6 ? memmem(text, strlen(text), plain.p, plain.n) : NULL;
	if (!at)
		return;
	struct sv rest = sv_prefix_chars(sv_from(at), sv_chars(plain) + 12);
	struct place_found x = { .id = p->id,
		.name = p->name,
		.kind = p->kind,
		.community_id = p->community_id,
		.lon = p->lon,
		.lat = p->lat };
	f->said = place_parse(f->op->a, rest);
	struct buf why;
	buf_init(&why, f->op->a, 1024);
	reason(&why, "正文里提到");
	if (!str_eq(f->said.name, arena_sv(f->op->a, plain)))
		f->said = (struct place_said){ .name = p->name, .cross = "", .door = NIL, .building = "", .unit = "", .room = "",
					       .floor = NIL, .bare = NIL, .tail = "" };
	x.score = (int64_t)plain.n * 20 + number_score(f, p, &why);
	place_it(f, &x);
	x.address = arena_printf(f->op->a, "%s%s", p->name, place_numbers(f->op->a, &f->said, p->kind));
	x.score += *place_numbers(f->op->a, &f->said, p->kind) ? WHOLE : 0;
	x.score += where_score(f, &x, &why);
	x.why = arena_str(f->op->a, buf_cstr(&why));
	/* A name within a longer one is not meant: 惠风 in 惠风小区. */
	for (size_t i = 0; i < f->n; i++)
		if (!str_eq(f->out[i].name, p->name) && contains(f->out[i].name, p->name))
			return;
	add(f, &x);
}

enum err place_in_text(struct op *op, const char *text, struct place_found out[PLACE_FOUND], size_t *n)
{
	struct place_ask ask = { .lon = NIL, .lat = NIL, .town_id = NIL, .community_id = NIL };
	struct finder f = { .op = op, .ask = &ask, .town_id = NIL, .community_id = NIL, .out = out };
	const char *plain = arena_sv(op->a, text_normalise(op->a, sv_prefix_chars(sv_from(text), 400)));
	struct q_place_match_rows rows = { 0 };
	*n = 0;
	if (strlen(plain) < 6)
		return ERR_OK;
	enum err e = q_place_match(op->s, &(struct q_place_match_in){ .terms = place_query_terms(op->a, plain, false) }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		take_named(&f, plain, &rows.v[i]);
	*n = f.n;
	return e;
}

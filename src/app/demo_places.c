/* SPDX-License-Identifier: Apache-2.0 */
/* The gazetteer of the demo city: names of data/demo/places.csv laid into the grids of their towns, and what follows from
 * them: bus stops, the offices of each town, the service station of each community, the communities a road runs through. */
#include <stdio.h>

#include "app/demo_internal.h"
#include "place/place.h"

enum { SECTIONS = 3, SECTION_NUMBERS = 60, TRIES = 64 };

/* Its own dice: the rest of the city stays as it is when the gazetteer grows. */
struct layer {
	struct demo *d;
	struct demo_dice dice;
	size_t *cell[DEMO_MAX_COMMUNITIES]; /* finest grids of a community */
	size_t ncells[DEMO_MAX_COMMUNITIES];
};

static struct layer *layer_of(struct demo *d)
{
	struct layer *l = ARENA_NEW(d->a, struct layer);
	l->d = d;
	l->dice.state = d->o->seed * 77777u + 5;
	int level = 1;
	for (size_t i = 0; i < d->map->nnodes; i++)
		level = d->map->nodes[i].level > level ? d->map->nodes[i].level : level;
	for (size_t i = 0; i < d->map->nnodes; i++)
		l->ncells[d->map->nodes[i].community] += d->map->nodes[i].level == level;
	for (int c = 0; c < d->ncommunities; c++) {
		l->cell[c] = ARENA_ARRAY(d->a, size_t, l->ncells[c] + 1);
		l->ncells[c] = 0;
	}
	for (size_t i = 0; i < d->map->nnodes; i++) {
		int c = d->map->nodes[i].community;
		if (d->map->nodes[i].level == level)
			l->cell[c][l->ncells[c]++] = i;
	}
	return l;
}

/* A community of the town: the one of the same first word when there is one (钟楼花园 in 钟楼社区), else any. */
static int community_in(struct layer *l, int town, const char *name)
{
	const struct demo *d = l->d;
	int found = -1, n = 0;
	for (int c = 0; c < d->ncommunities; c++) {
		if (d->map->community[c].town != town || !l->ncells[c])
			continue;
		if (strlen(name) >= 6 && strncmp(d->community[c].name, name, 6) == 0)
			return c;
		n++;
		if (demo_roll_int(&l->dice, 1, n) == 1)
			found = c;
	}
	return found;
}

static enum err put(struct layer *l, const char *kind, const char *name, const char *alias, const char *address, int c,
	int from, int to)
{
	struct demo *d = l->d;
	const struct demo_node *at =
		&d->map->nodes[l->cell[c][(size_t)demo_roll_int(&l->dice, 0, (int)l->ncells[c] - 1)]];
	const char *region = d->community[c].region, *code = arena_printf(d->row, "T%.2s%.2s", region + 7, region + 10);
	const char *const pairs[] = { "name", name, "alias", alias, "kind", kind, "community", code, "address", address,
				      "no_from", arena_printf(d->row, "%d", from), "no_to", arena_printf(d->row, "%d", to),
				      "lon", arena_printf(d->row, "%lld", (long long)at->lon),
				      "lat", arena_printf(d->row, "%lld", (long long)at->lat), NULL };
	return demo_put(d, &REF_PLACES, NULL, pairs);
}

/* "青澜市第一中学" is also called 第一中学. */
static const char *short_alias(const struct demo *d, const char *name)
{
	static const char CITY[] = "青澜市";
	if (strncmp(name, CITY, sizeof CITY - 1) == 0)
		return arena_str(d->row, name + sizeof CITY - 1);
	return strncmp(name, "青澜", 6) == 0 && strlen(name) > 12 ? arena_str(d->row, name + 6) : "";
}

static enum err put_road(struct layer *l, const char *name, int town)
{
	int used[SECTIONS];
	enum err e = ERR_OK;
	for (int k = 0, n = 0; !e && k < SECTIONS; k++) {
		int c = -1;
		for (int t = 0; t < TRIES && c < 0; t++) {
			c = community_in(l, town, n ? "" : name);
			for (int i = 0; i < n; i++)
				c = c == used[i] ? -1 : c;
		}
		if (c < 0)
			break;
		used[n++] = c;
		e = put(l, "road", name, "", "", c, k * SECTION_NUMBERS + 1, (k + 1) * SECTION_NUMBERS);
	}
	int c = e ? -1 : community_in(l, town, name);
	return e || c < 0 ? e : put(l, "stop", arena_printf(l->d->row, "%s站", name), "", name, c, 0, 0);
}

static enum err take_place(struct demo *d, const struct demo_csv *f)
{
	static const char *const KINDS[] = { "road", "estate", "landmark", "school", "market", "park", "company", "shop" };
	struct layer *l = d->layer;
	const char *kind = demo_field(f, "kind"), *name = demo_field(f, "name"), *code = demo_field(f, "town");
	int town = (code[0] - 'T') == 0 && code[1] && code[2] ? (code[1] - '0') * 10 + (code[2] - '0') - 1 : -1, c;
	bool known = false;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		known = known || str_eq(kind, KINDS[i]);
	if (!known || town < 0 || town >= DEMO_TOWNS)
		return ERR_OK;
	if (str_eq(kind, "road"))
		return put_road(l, name, town);
	c = community_in(l, town, name);
	if (c < 0)
		return ERR_OK;
	enum err e = put(l, kind, name, short_alias(d, name), "", c, 0, 0);
	size_t n = strlen(name);
	bool stop = str_eq(kind, "landmark") && (n < 3 || strcmp(name + n - 3, "站") != 0);
	return e || !stop ? e : put(l, "stop", arena_printf(d->row, "%s站", name), "", name, c, 0, 0);
}

static enum err put_offices(struct layer *l, int town)
{
	static const struct {
		const char *kind, *tail;
	} OFFICES[] = { { "office", "便民服务中心" }, { "office", "派出所" }, { "office", "司法所" }, { "hospital", "卫生院" },
			{ "office", "综合行政执法中队" } };
	enum err e = ERR_OK;
	const char *full = l->d->town_name[town];
	for (size_t i = 0; !e && i < sizeof OFFICES / sizeof *OFFICES; i++) {
		int c = community_in(l, town, full);
		if (c >= 0)
			e = put(l, OFFICES[i].kind, arena_printf(l->d->row, "%s%s", full, OFFICES[i].tail), "", "", c, 0, 0);
	}
	return e;
}

enum err demo_places(struct demo *d)
{
	struct layer *l = layer_of(d);
	d->layer = l;
	enum err e = demo_each(d, "demo/places.csv", take_place);
	for (int t = 0; !e && t < DEMO_TOWNS; t++)
		e = put_offices(l, t);
	for (int c = 0; !e && c < d->ncommunities; c++) {
		if (l->ncells[c])
			e = put(l, "office", arena_printf(d->row, "%s党群服务中心", d->community[c].name), "", "", c, 0, 0);
		if (c % 100 == 99)
			arena_reset(d->row);
	}
	return e;
}

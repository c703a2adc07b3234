/* SPDX-License-Identifier: Apache-2.0 */
/* Layout of the invented city: land and sea, sites of the communities, their Voronoi cells with irregular borders.
 * See demo_map.h; the cutting into grids stands in demo_split.c. */
#include "app/demo_map.h"

#include <math.h>
#include <stdlib.h>

#include "base/env.h"

#define PI 3.14159265358979323846

enum { RASTER_W = 200, RASTER_H = 172, MAX_SITES = 1400, MAX_TRIANGLES = 3 * MAX_SITES, MAX_CELL = 64, MAX_RING = 1024 };

static const double ORIGIN_LON = 122.40, ORIGIN_LAT = 37.10, KM_PER_LON = 88.80, KM_PER_LAT = 110.97;
static const double RASTER_STEP = 0.3, RASTER_WEST = -28.0, RASTER_SOUTH = -24.0;
const double DEMO_MAP_BOUNDS[4] = { 122.10, 36.88, 122.70, 37.32 };

/* Kilometres from the head of the bay. Clockwise from the north-western corner; the west is the border to the
 * neighbouring county, everything else is coast. */
static const struct demo_xy MAINLAND[] = {
	{ -23.0, 13.5 },  { -20.0, 15.8 },  { -16.5, 16.6 },  { -13.2, 15.2 },  { -10.5, 15.9 },  { -8.2, 17.6 },
	{ -5.0, 16.2 },	  { -2.2, 15.0 },   { 1.0, 16.2 },    { 3.6, 18.6 },	{ 6.4, 19.0 },	  { 8.2, 16.8 },
	{ 11.0, 13.6 },	  { 14.0, 13.0 },   { 17.4, 14.6 },   { 20.4, 13.2 },	{ 20.0, 10.4 },	  { 17.0, 8.8 },
	{ 15.4, 6.8 },	  { 13.0, 5.0 },    { 13.6, 2.4 },    { 15.4, 0.8 },	{ 13.8, -0.2 },	  { 10.6, 0.4 },
	{ 7.4, 1.2 },	  { 4.8, 0.7 },	    { 3.0, -0.6 },    { 2.8, -2.0 },	{ 4.2, -3.2 },	  { 6.8, -3.6 },
	{ 9.4, -3.0 },	  { 12.2, -3.4 },   { 15.0, -4.6 },   { 16.4, -6.6 },	{ 15.0, -8.8 },	  { 12.0, -9.8 },
	{ 10.0, -11.4 },  { 10.8, -14.0 },  { 9.6, -16.8 },   { 6.8, -18.2 },	{ 4.0, -16.6 },	  { 1.8, -13.6 },
	{ -1.6, -12.4 },  { -4.6, -14.4 },  { -7.8, -16.8 },  { -11.4, -17.2 }, { -14.2, -15.0 }, { -17.6, -15.4 },
	{ -20.6, -16.6 }, { -22.4, -13.0 }, { -21.0, -8.6 },  { -23.4, -4.0 },	{ -22.2, 1.6 },	  { -24.0, 7.2 },
};
static const struct demo_xy ISLAND[] = {
	{ 19.2, 1.4 },	{ 21.2, 2.6 },	{ 23.6, 2.2 },	{ 25.4, 0.6 },	{ 25.0, -1.8 },
	{ 23.2, -3.0 }, { 20.8, -2.6 }, { 19.6, -1.2 }, { 18.4, 0.0 },
};

struct town_plan {
	struct demo_xy at;
	double reach;              /* how far a town pushes its neighbours away, km */
	enum demo_style style;
	double angle;              /* of the streets, degrees */
};
/* T01 … T22. The eight streets lie around the bay, T09 is the island. */
static const struct town_plan TOWNS[DEMO_TOWNS] = {
	{ { 0.4, 0.9 }, 1.5, DEMO_URBAN, 12 },	  { { 4.2, 2.9 }, 1.5, DEMO_URBAN, 18 },
	{ { -2.6, 3.2 }, 1.6, DEMO_URBAN, 6 },	  { { 8.0, 3.6 }, 1.6, DEMO_URBAN, 24 },
	{ { 5.8, -5.8 }, 1.7, DEMO_URBAN, -14 },  { { -3.2, -0.9 }, 1.5, DEMO_URBAN, 10 },
	{ { 0.6, -3.8 }, 1.6, DEMO_URBAN, -4 },	  { { 11.8, 1.8 }, 1.7, DEMO_URBAN, 36 },
	{ { 22.0, -0.2 }, 2.0, DEMO_RURAL, 0 },	  { { 15.8, 11.0 }, 4.5, DEMO_RURAL, 0 },
	{ { -3.2, -10.8 }, 4.5, DEMO_RURAL, 0 },  { { -8.2, -6.4 }, 4.0, DEMO_RURAL, 0 },
	{ { -9.4, 0.6 }, 3.8, DEMO_RURAL, 0 },	  { { 12.2, -6.6 }, 3.6, DEMO_RURAL, 0 },
	{ { -12.4, 7.4 }, 4.5, DEMO_RURAL, 0 },	  { { -18.6, 11.4 }, 4.5, DEMO_RURAL, 0 },
	{ { -5.2, 10.2 }, 4.5, DEMO_RURAL, 0 },	  { { 5.0, 12.6 }, 4.5, DEMO_RURAL, 0 },
	{ { -18.4, 2.6 }, 4.2, DEMO_RURAL, 0 },	  { { 5.4, -12.8 }, 4.0, DEMO_RURAL, 0 },
	{ { -16.0, -4.6 }, 4.5, DEMO_RURAL, 0 },  { { -14.4, -12.2 }, 4.5, DEMO_RURAL, 0 },
};

double demo_roll(struct demo_dice *d)
{
	uint64_t z = (d->state += 0x9E3779B97F4A7C15u);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (double)((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

int demo_roll_int(struct demo_dice *d, int from, int to)
{
	return from + (int)(demo_roll(d) * (to - from + 1));
}

struct demo_point demo_to_point(struct demo_xy v)
{
	return (struct demo_point){ (int32_t)llround((ORIGIN_LON + v.x / KM_PER_LON) * 1e7),
				    (int32_t)llround((ORIGIN_LAT + v.y / KM_PER_LAT) * 1e7) };
}

struct demo_xy demo_to_xy(struct demo_point v)
{
	return (struct demo_xy){ (v.x * 1e-7 - ORIGIN_LON) * KM_PER_LON, (v.y * 1e-7 - ORIGIN_LAT) * KM_PER_LAT };
}

bool demo_inside(struct demo_ring r, struct demo_point v)
{
	bool in = false;
	for (int32_t i = 0, j = r.n - 1; i < r.n; j = i++) {
		struct demo_point a = r.p[i], b = r.p[j];
		if ((a.y > v.y) == (b.y > v.y))
			continue;
		if (v.x < a.x + (double)(b.x - a.x) * (v.y - a.y) / (b.y - a.y))
			in = !in;
	}
	return in;
}

void demo_map_wkt(struct buf *b, struct demo_ring ring)
{
	buf_str(b, "POLYGON((");
	for (int32_t i = 0; i <= ring.n; i++) {
		struct demo_point v = ring.p[i % ring.n];
		buf_printf(b, "%s%d.%07d %d.%07d", i ? "," : "", v.x / 10000000, v.x % 10000000, v.y / 10000000,
			   v.y % 10000000);
	}
	buf_str(b, "))");
}

static bool in_shape(const struct demo_xy *p, size_t n, struct demo_xy v)
{
	bool in = false;
	for (size_t i = 0, j = n - 1; i < n; j = i++)
		if ((p[i].y > v.y) != (p[j].y > v.y) &&
		    v.x < p[i].x + (p[j].x - p[i].x) * (v.y - p[i].y) / (p[j].y - p[i].y))
			in = !in;
	return in;
}

static bool on_land(struct demo_xy v)
{
	return in_shape(MAINLAND, sizeof MAINLAND / sizeof *MAINLAND, v) ||
	       in_shape(ISLAND, sizeof ISLAND / sizeof *ISLAND, v);
}

static double distance(struct demo_xy a, struct demo_xy b)
{
	return hypot(a.x - b.x, a.y - b.y);
}

struct layout {
	struct arena *arena;
	struct demo_dice dice;
	struct demo_xy raster[RASTER_W * RASTER_H];
	int8_t owner[RASTER_W * RASTER_H];    /* town, -1 outside */
	struct demo_xy site[MAX_SITES + 3];
	int16_t site_town[MAX_SITES + 3];     /* -1 outside */
	int nsites, nown;
};

/* ---- sites ---------------------------------------------------------------------------------------- */

static int town_at(struct demo_xy v)
{
	bool island = in_shape(ISLAND, sizeof ISLAND / sizeof *ISLAND, v);
	if (island)
		return 8;
	int best = -1;
	double least = 0;
	for (int t = 0; t < DEMO_TOWNS; t++) {
		double d = distance(v, TOWNS[t].at) - TOWNS[t].reach;
		if (t != 8 && (best < 0 || d < least)) {
			best = t;
			least = d;
		}
	}
	return best;
}

static void make_raster(struct layout *l)
{
	for (int i = 0; i < RASTER_W * RASTER_H; i++) {
		struct demo_xy v = { RASTER_WEST + (i % RASTER_W) * RASTER_STEP + 0.05 * demo_roll(&l->dice),
				     RASTER_SOUTH + i / RASTER_W * RASTER_STEP + 0.05 * demo_roll(&l->dice) };
		l->raster[i] = v;
		l->owner[i] = (int8_t)(on_land(v) ? town_at(v) : -1);
	}
}

/* Villages lie closer together around the market town. */
static double crowding(int town, struct demo_xy v)
{
	double d = distance(v, TOWNS[town].at);
	return TOWNS[town].style == DEMO_URBAN ? 1.0 : 1.0 + 4.0 * exp(-d * d / 2.5);
}

/* Moves the `n` sites of a town to the centres of what is nearest to them. */
static void relax(const struct layout *l, int town, struct demo_xy *site, int n)
{
	struct demo_xy sum[DEMO_MAX_COMMUNITIES] = { 0 };
	double weight[DEMO_MAX_COMMUNITIES] = { 0 };
	for (int i = 0; i < RASTER_W * RASTER_H; i++) {
		if (l->owner[i] != town)
			continue;
		int best = 0;
		for (int k = 1; k < n; k++)
			if (distance(site[k], l->raster[i]) < distance(site[best], l->raster[i]))
				best = k;
		double w = crowding(town, l->raster[i]);
		sum[best].x += w * l->raster[i].x;
		sum[best].y += w * l->raster[i].y;
		weight[best] += w;
	}
	for (int k = 0; k < n; k++)
		if (weight[k] > 0)
			site[k] = (struct demo_xy){ sum[k].x / weight[k], sum[k].y / weight[k] };
}

static bool place_town(struct layout *l, int town, int n)
{
	enum { CELLS = 4096 };
	int cell[CELLS], ncells = 0;
	for (int i = 0; i < RASTER_W * RASTER_H && ncells < CELLS; i++)
		if (l->owner[i] == town)
			cell[ncells++] = i;
	if (ncells < 2 * n || l->nsites + n > DEMO_MAX_COMMUNITIES)
		return false;
	struct demo_xy *site = l->site + l->nsites;
	for (int k = 0; k < n; k++) { /* the best of a few random places: far from the others */
		double best = -1;
		for (int t = 0; t < 12; t++) {
			struct demo_xy v = l->raster[cell[demo_roll_int(&l->dice, 0, ncells - 1)]];
			double least = 1e9;
			for (int j = 0; j < k; j++)
				least = fmin(least, distance(v, site[j]));
			if (least > best) {
				best = least;
				site[k] = v;
			}
		}
	}
	for (int k = 0; k < 6; k++)
		relax(l, town, site, n);
	for (int k = 0; k < n; k++) {
		site[k].x += 0.16 * (demo_roll(&l->dice) - 0.5);
		site[k].y += 0.16 * (demo_roll(&l->dice) - 0.5);
		l->site_town[l->nsites + k] = (int16_t)town;
	}
	l->nsites += n;
	return true;
}

static double nearest_site(const struct layout *l, int from, int to, struct demo_xy v)
{
	double least = 1e9;
	for (int k = from; k < to; k++)
		least = fmin(least, distance(v, l->site[k]));
	return least;
}

static void add_outside(struct layout *l, struct demo_xy v)
{
	if (l->nsites < MAX_SITES) {
		l->site_town[l->nsites] = -1;
		l->site[l->nsites++] = v;
	}
}

/* Sites in the sea and beyond the border bound the land. Mirrored at the coast they put the border on it; the rest fills. */
static void place_outside(struct layout *l)
{
	for (int k = 0; k < l->nown; k++) {
		for (int turn = 0; turn < 8; turn++) { /* nearest coast in eight directions */
			double angle = turn * PI / 4, step = 0.1, reach = 3.2;
			struct demo_xy q = l->site[k];
			double d = 0;
			while (d < reach && on_land(q)) {
				d += step;
				q = (struct demo_xy){ l->site[k].x + d * cos(angle), l->site[k].y + d * sin(angle) };
			}
			struct demo_xy m = { l->site[k].x + 2 * d * cos(angle), l->site[k].y + 2 * d * sin(angle) };
			if (d >= reach || on_land(m) || nearest_site(l, 0, l->nown, m) < 1.7 * d)
				continue;
			if (nearest_site(l, l->nown, l->nsites, m) > 0.8 * d)
				add_outside(l, m);
		}
	}
	for (int i = 0; i < RASTER_W * RASTER_H; i++) {
		struct demo_xy v = l->raster[i];
		double own = nearest_site(l, 0, l->nown, v);
		if (l->owner[i] < 0 && own > 1.2 && own < 6 && nearest_site(l, l->nown, l->nsites, v) > fmax(1.0, 0.7 * own))
			add_outside(l, v);
	}
	for (int k = 0; k < 24; k++) /* far ring, so that every cell of the land is closed */
		add_outside(l, (struct demo_xy){ 60 * cos(k * PI / 12), 60 * sin(k * PI / 12) });
}

/* ---- Delaunay triangles (Bowyer and Watson) --------------------------------------------------------- */

struct triangle {
	int v[3];
	struct demo_xy centre;
	double radius2;
};
struct mesh {
	struct triangle t[MAX_TRIANGLES];
	int n;
};

static void triangle_add(struct mesh *m, const struct demo_xy *s, int a, int b, int c)
{
	double bx = s[b].x - s[a].x, by = s[b].y - s[a].y, cx = s[c].x - s[a].x, cy = s[c].y - s[a].y;
	double d = 2 * (bx * cy - by * cx), b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
	if (fabs(d) < 1e-12 || m->n == MAX_TRIANGLES)
		return;
	double ux = (cy * b2 - by * c2) / d, uy = (bx * c2 - cx * b2) / d;
	m->t[m->n++] = (struct triangle){ { a, b, c }, { s[a].x + ux, s[a].y + uy }, ux * ux + uy * uy };
}

static void insert_site(struct mesh *m, const struct demo_xy *s, int p)
{
	enum { EDGES = 1024 };
	int edge[EDGES][2], n = 0;
	for (int i = m->n - 1; i >= 0; i--) {
		double dx = s[p].x - m->t[i].centre.x, dy = s[p].y - m->t[i].centre.y;
		if (dx * dx + dy * dy >= m->t[i].radius2)
			continue;
		for (int k = 0; k < 3 && n < EDGES; k++) {
			edge[n][0] = m->t[i].v[k];
			edge[n++][1] = m->t[i].v[(k + 1) % 3];
		}
		m->t[i] = m->t[--m->n];
	}
	for (int i = 0; i < n; i++) {
		bool shared = false;
		for (int j = 0; j < n && !shared; j++)
			shared = i != j && ((edge[i][0] == edge[j][1] && edge[i][1] == edge[j][0]) ||
					    (edge[i][0] == edge[j][0] && edge[i][1] == edge[j][1]));
		if (!shared)
			triangle_add(m, s, edge[i][0], edge[i][1], p);
	}
}

static struct mesh *triangulate(struct layout *l)
{
	struct mesh *m = ARENA_NEW(l->arena, struct mesh);
	int n = l->nsites;
	l->site[n] = (struct demo_xy){ -4000, -3000 };
	l->site[n + 1] = (struct demo_xy){ 4000, -3000 };
	l->site[n + 2] = (struct demo_xy){ 0, 5000 };
	triangle_add(m, l->site, n, n + 1, n + 2);
	for (int p = 0; p < n; p++)
		insert_site(m, l->site, p);
	return m;
}

/* ---- borders -------------------------------------------------------------------------------------- */

struct path {
	struct demo_xy p[256];
	int n;
};

static void wander(struct path *out, struct demo_dice *d, struct demo_xy a, struct demo_xy b, double amount, double finest)
{
	double length = distance(a, b);
	if (length <= finest || out->n > 200) {
		out->p[out->n++] = b;
		return;
	}
	double off = amount * (2 * demo_roll(d) - 1), along = 0.42 + 0.16 * demo_roll(d);
	struct demo_xy mid = { a.x + (b.x - a.x) * along - (b.y - a.y) * off, a.y + (b.y - a.y) * along + (b.x - a.x) * off };
	wander(out, d, a, mid, amount, finest);
	wander(out, d, mid, b, amount, finest);
}

/* The border between two cells from vertex a to b, the same from both sides. */
static void border(const struct layout *l, struct path *out, uint64_t seed, int site, int other, struct demo_xy a,
		   struct demo_xy b)
{
	int low = site < other ? site : other, high = site < other ? other : site;
	bool turned = a.x > b.x || (a.x == b.x && a.y > b.y);
	struct demo_dice dice = { seed ^ ((uint64_t)low * 1000003u + (uint64_t)high) * 0x2545F4914F6CDD1Du };
	bool coast = l->site_town[other] < 0;
	bool street = !coast && TOWNS[l->site_town[site]].style == DEMO_URBAN && TOWNS[l->site_town[other]].style == DEMO_URBAN;
	double amount = coast ? 0.17 : street ? 0.03 : 0.11, finest = coast ? 0.16 : street ? 0.5 : 0.35;
	struct path p = { .n = 0 };
	if (turned)
		wander(&p, &dice, b, a, amount, finest);
	else
		wander(&p, &dice, a, b, amount, finest);
	out->n = 0;
	if (!turned) {
		for (int i = 0; i < p.n; i++)
			out->p[out->n++] = p.p[i];
		return;
	}
	for (int i = p.n - 2; i >= 0; i--)
		out->p[out->n++] = p.p[i];
	out->p[out->n++] = b;
}

struct corner {
	double angle;
	int triangle;
};

static int by_angle(const void *a, const void *b)
{
	double x = ((const struct corner *)a)->angle, y = ((const struct corner *)b)->angle;
	return (x > y) - (x < y);
}

/* The site, besides `site`, that two triangles share. */
static int shared_site(const struct triangle *a, const struct triangle *b, int site)
{
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			if (a->v[i] == b->v[j] && a->v[i] != site)
				return a->v[i];
	return -1;
}

static struct demo_ring cell_ring(const struct layout *l, const struct mesh *m, uint64_t seed, int site)
{
	struct corner corner[MAX_CELL];
	int n = 0;
	for (int i = 0; i < m->n && n < MAX_CELL; i++) {
		const struct triangle *t = &m->t[i];
		if (t->v[0] != site && t->v[1] != site && t->v[2] != site)
			continue;
		double gx = 0, gy = 0; /* the triangle's own middle gives a safe order even for equal centres */
		for (int k = 0; k < 3; k++) {
			gx += l->site[t->v[k]].x / 3;
			gy += l->site[t->v[k]].y / 3;
		}
		corner[n++] = (struct corner){ atan2(gy - l->site[site].y, gx - l->site[site].x), i };
	}
	qsort(corner, (size_t)n, sizeof *corner, by_angle);
	struct demo_point *ring = ARENA_ARRAY(l->arena, struct demo_point, MAX_RING);
	int32_t nring = 0;
	for (int i = 0; i < n; i++) {
		const struct triangle *a = &m->t[corner[i].triangle], *b = &m->t[corner[(i + 1) % n].triangle];
		int other = shared_site(a, b, site);
		struct path path;
		if (other < 0 || other >= l->nsites)
			continue;
		border(l, &path, seed, site, other, a->centre, b->centre);
		for (int k = 0; k < path.n && nring < MAX_RING; k++) {
			struct demo_point v = demo_to_point(path.p[k]);
			if (!nring || v.x != ring[nring - 1].x || v.y != ring[nring - 1].y)
				ring[nring++] = v;
		}
	}
	return (struct demo_ring){ ring, nring };
}

/* Communities are numbered in the same order as grids: rows from north to south, each from west to east. */
struct numbered {
	int site, town;
	double row, x;
};

static int by_number(const void *a, const void *b)
{
	const struct numbered *p = a, *q = b;
	if (p->town != q->town)
		return p->town - q->town;
	if (p->row < q->row || p->row > q->row)
		return p->row > q->row ? -1 : 1;
	return (p->x > q->x) - (p->x < q->x);
}

const struct demo_map *demo_map_make(struct arena *a, uint64_t seed, const int communities[DEMO_TOWNS])
{
	struct layout *l = ARENA_NEW(a, struct layout);
	l->arena = a;
	l->dice.state = seed;
	make_raster(l);
	for (int t = 0; t < DEMO_TOWNS; t++)
		if (!place_town(l, t, communities[t]))
			return NULL;
	l->nown = l->nsites;
	place_outside(l);
	const struct mesh *mesh = triangulate(l);
	struct demo_map *m = ARENA_NEW(a, struct demo_map);
	struct numbered order[DEMO_MAX_COMMUNITIES];
	for (int k = 0; k < l->nown; k++)
		order[k] = (struct numbered){ k, l->site_town[k], floor(l->site[k].y / 1.8), l->site[k].x };
	qsort(order, (size_t)l->nown, sizeof *order, by_number);
	for (int k = 0; k < l->nown; k++) {
		int town = order[k].town, number = k && order[k - 1].town == town ? m->community[k - 1].number + 1 : 1;
		m->community[k] = (struct demo_community){ town, number, cell_ring(l, mesh, seed, order[k].site) };
	}
	m->ncommunities = l->nown;
	enum demo_style style[DEMO_TOWNS];
	double angle[DEMO_TOWNS];
	for (int t = 0; t < DEMO_TOWNS; t++) {
		style[t] = TOWNS[t].style;
		angle[t] = TOWNS[t].angle * PI / 180;
	}
	demo_split_all(a, m, seed, style, angle);
	return m;
}

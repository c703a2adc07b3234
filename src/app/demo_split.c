/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts the communities of the invented city into base grids, sub-grids and cells of about equal households.
 *
 * A polygon is cut by a line across its longer axis; the households, scattered as points around village centres,
 * say where. Every vertex is an integer and is entered into all polygons whose border it lies on, so that the pieces
 * tile their parent exactly. */
#include "app/demo_map.h"

#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846

enum { MAX_RING = 2048, HOMES_PER_BASE = 60, MAX_CROSSINGS = 64 };

struct vertices {
	struct demo_point *p;
	int32_t *next, n, cap;
	int32_t *head;             /* by bucket */
};

struct builder {
	struct arena *arena;
	struct vertices v;
	struct demo_dice dice;
	struct demo_map *map;
	struct demo_node *nodes;
	size_t n, cap;
	enum demo_style style;
	double angle;              /* of the streets */
};

/* ---- all vertices of the map ------------------------------------------------------------------------ */

enum { BUCKETS = 1 << 17, BUCKET_SIZE = 4000, VERTICES = 400000 }; /* a bucket is 4000e-7 degrees, about 40 m */
static const double SNAP = 40, ON_EDGE = 2.5; /* 1e-7 degrees */

static uint32_t bucket(int32_t x, int32_t y)
{
	return ((uint32_t)x * 73856093u ^ (uint32_t)y * 19349663u) % BUCKETS;
}

static void vertex_add(struct vertices *v, struct demo_point p)
{
	uint32_t h = bucket(p.x / BUCKET_SIZE, p.y / BUCKET_SIZE);
	for (int32_t i = v->head[h]; i >= 0; i = v->next[i])
		if (v->p[i].x == p.x && v->p[i].y == p.y)
			return;
	if (v->n == v->cap)
		return;
	v->p[v->n] = p;
	v->next[v->n] = v->head[h];
	v->head[h] = v->n++;
}

/* A vertex next to a place on the edge from a to b stands for it: two vertices closer than a hand make slivers. */
static struct demo_point snap(const struct vertices *v, struct demo_point a, struct demo_point b, struct demo_point at)
{
	double dx = b.x - a.x, dy = b.y - a.y, length = sqrt(dx * dx + dy * dy), nearest = SNAP;
	struct demo_point best = at;
	for (int cell = 0; cell < 9; cell++) {
		int32_t cx = at.x / BUCKET_SIZE + cell % 3 - 1, cy = at.y / BUCKET_SIZE + cell / 3 - 1;
		for (int32_t i = v->head[bucket(cx, cy)]; i >= 0; i = v->next[i]) {
			struct demo_point p = v->p[i];
			double off = fabs((p.x - a.x) * dy - (p.y - a.y) * dx) / length, far = hypot(p.x - at.x, p.y - at.y);
			double along_edge = ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
			if (far >= nearest || off > ON_EDGE || along_edge < 0 || along_edge > length)
				continue;
			nearest = far;
			best = p;
		}
	}
	return best;
}

struct piece {
	struct demo_ring ring;
	struct demo_xy *homes;     /* a stretch of one array: cutting reorders it */
	int nhomes;
};

/* ---- measures ------------------------------------------------------------------------------------- */

static double ring_area(struct demo_ring r)
{
	double sum = 0;
	struct demo_xy first = demo_to_xy(r.p[0]);
	for (int32_t i = 1; i + 1 < r.n; i++) {
		struct demo_xy a = demo_to_xy(r.p[i]), b = demo_to_xy(r.p[i + 1]);
		sum += (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y);
	}
	return fabs(sum) / 2;
}

static double along(struct demo_xy v, double angle)
{
	return v.x * cos(angle) + v.y * sin(angle);
}

static void extent(struct demo_ring r, double angle, double *from, double *to)
{
	*from = 1e9;
	*to = -1e9;
	for (int32_t i = 0; i < r.n; i++) {
		double t = along(demo_to_xy(r.p[i]), angle);
		*from = fmin(*from, t);
		*to = fmax(*to, t);
	}
}

static double length_at(struct demo_ring r, double angle)
{
	double from, to;
	extent(r, angle, &from, &to);
	return to - from;
}

/* Direction of the longer axis: along or across the streets in town; in the country the direction for which the
 * enclosing box is smallest. */
static double long_axis(const struct builder *b, struct demo_ring r)
{
	double best = b->angle, least = 1e18;
	int tries = b->style == DEMO_URBAN ? 1 : 12;
	for (int k = 0; k < tries; k++) {
		double angle = b->style == DEMO_URBAN ? b->angle : k * PI / (2 * tries);
		double box = length_at(r, angle) * length_at(r, angle + PI / 2);
		if (box < least) {
			least = box;
			best = angle;
		}
	}
	return length_at(r, best) >= length_at(r, best + PI / 2) ? best : best + PI / 2;
}

/* ---- one cut -------------------------------------------------------------------------------------- */

struct crossing {
	int32_t edge;              /* from point edge to edge + 1 */
	double s;                  /* position along the line */
	struct demo_point at;
};

static int by_position(const void *a, const void *b)
{
	double x = ((const struct crossing *)a)->s, y = ((const struct crossing *)b)->s;
	return (x > y) - (x < y);
}

/* Where the line {v: along(v, angle) = t} crosses the border, sorted along the line. */
static int crossings(const struct vertices *vertices, struct demo_ring r, double angle, double t,
		     struct crossing out[MAX_CROSSINGS])
{
	int n = 0;
	for (int32_t i = 0; i < r.n && n < MAX_CROSSINGS; i++) {
		struct demo_xy a = demo_to_xy(r.p[i]), b = demo_to_xy(r.p[(i + 1) % r.n]);
		double ta = along(a, angle) - t, tb = along(b, angle) - t;
		if ((ta < 0) == (tb < 0))
			continue;
		double k = ta / (ta - tb);
		struct demo_xy v = { a.x + (b.x - a.x) * k, a.y + (b.y - a.y) * k };
		struct demo_point at = snap(vertices, r.p[i], r.p[(i + 1) % r.n], demo_to_point(v));
		out[n++] = (struct crossing){ i, along(v, angle + PI / 2), at };
	}
	qsort(out, (size_t)n, sizeof *out, by_position);
	return n;
}

static void ring_add(struct demo_point *p, int32_t *n, struct demo_point v)
{
	if (*n && p[*n - 1].x == v.x && p[*n - 1].y == v.y)
		return;
	p[(*n)++] = v;
}

/* The part of the ring from crossing a onward to crossing b. */
static struct demo_ring part(struct arena *arena, struct demo_ring r, struct crossing a, struct crossing b)
{
	struct demo_point *p = ARENA_ARRAY(arena, struct demo_point, r.n + 3);
	int32_t n = 0;
	ring_add(p, &n, a.at);
	for (int32_t i = (a.edge + 1) % r.n;; i = (i + 1) % r.n) {
		ring_add(p, &n, r.p[i]);
		if (i == b.edge)
			break;
	}
	ring_add(p, &n, b.at);
	if (n > 1 && p[0].x == p[n - 1].x && p[0].y == p[n - 1].y)
		n--;
	return (struct demo_ring){ p, n };
}

/* Cuts along the chord (of those inside) whose pieces come nearest to the wanted share. */
static bool cut_at(struct builder *b, struct demo_ring r, double angle, double t, double share, struct demo_ring *low,
		   struct demo_ring *high)
{
	struct crossing c[MAX_CROSSINGS], best[2] = { 0 };
	int n = crossings(&b->v, r, angle, t, c);
	double all = ring_area(r), least = 1e9;
	for (int i = 0; i + 1 < n; i += 2) {
		struct crossing first = c[i], second = c[i + 1];
		if (first.edge == second.edge)
			continue;
		struct demo_ring x = part(b->arena, r, first, second), y = part(b->arena, r, second, first);
		if (x.n < 3 || y.n < 3)
			continue;
		/* The low side is the one whose middle lies before the line. */
		double mx = 0, my = 0;
		for (int32_t k = 0; k < x.n; k++)
			mx += along(demo_to_xy(x.p[k]), angle) / x.n;
		for (int32_t k = 0; k < y.n; k++)
			my += along(demo_to_xy(y.p[k]), angle) / y.n;
		double miss = fabs(ring_area(mx < my ? x : y) / all - share);
		if (miss >= least)
			continue;
		least = miss;
		*low = mx < my ? x : y;
		*high = mx < my ? y : x;
		best[0] = first;
		best[1] = second;
	}
	if (least >= 0.45)
		return false;
	vertex_add(&b->v, best[0].at);
	vertex_add(&b->v, best[1].at);
	return true;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Line that leaves `share` of the homes before it, kept away from the ends. */
static double cut_place(struct arena *arena, const struct piece *p, double angle, double share)
{
	double from, to;
	extent(p->ring, angle, &from, &to);
	double plain = from + (to - from) * share, t = plain;
	if (p->nhomes >= 4) {
		double *v = ARENA_ARRAY(arena, double, p->nhomes);
		for (int i = 0; i < p->nhomes; i++)
			v[i] = along(p->homes[i], angle);
		qsort(v, (size_t)p->nhomes, sizeof *v, by_value);
		t = 0.75 * v[(int)(share * p->nhomes)] + 0.25 * plain;
	}
	double lowest = from + (to - from) * 0.5 * share, highest = to - (to - from) * 0.5 * (1 - share);
	return fmin(fmax(t, lowest), highest);
}

static bool divide(struct builder *b, const struct piece *p, double share, struct piece *low, struct piece *high)
{
	static const double turns[] = { 0, 0.12, -0.12, 0.3, -0.3, 0.6, -0.6, PI / 2, 1.2, -1.2 };
	double axis = long_axis(b, p->ring);
	if (b->style == DEMO_RURAL)
		axis += 0.24 * (demo_roll(&b->dice) - 0.5);
	for (size_t k = 0; k < sizeof turns / sizeof *turns; k++) {
		double angle = axis + turns[k];
		if (!cut_at(b, p->ring, angle, cut_place(b->arena, p, angle, share), share, &low->ring, &high->ring))
			continue;
		int n = 0;
		for (int i = 0; i < p->nhomes; i++) {
			if (!demo_inside(low->ring, demo_to_point(p->homes[i])))
				continue;
			struct demo_xy v = p->homes[i];
			p->homes[i] = p->homes[n];
			p->homes[n++] = v;
		}
		low->homes = p->homes;
		low->nhomes = n;
		high->homes = p->homes + n;
		high->nhomes = p->nhomes - n;
		return true;
	}
	return false;
}

/* Cuts a piece into `n` parts. */
static int divide_into(struct builder *b, const struct piece *p, int n, struct piece *out)
{
	struct piece low, high;
	if (n == 1 || !divide(b, p, (double)(n / 2) / n, &low, &high)) {
		*out = *p;
		return 1;
	}
	int k = divide_into(b, &low, n / 2, out);
	return k + divide_into(b, &high, n - n / 2, out + k);
}

/* ---- three levels --------------------------------------------------------------------------------- */

static struct demo_xy middle(struct demo_ring r)
{
	struct demo_xy sum = { 0, 0 }, first = demo_to_xy(r.p[0]);
	double area = 0;
	for (int32_t i = 1; i + 1 < r.n; i++) {
		struct demo_xy a = demo_to_xy(r.p[i]), c = demo_to_xy(r.p[i + 1]);
		double w = (a.x - first.x) * (c.y - first.y) - (c.x - first.x) * (a.y - first.y);
		sum.x += w * (a.x + c.x - 2 * first.x) / 3;
		sum.y += w * (a.y + c.y - 2 * first.y) / 3;
		area += w;
	}
	if (area > -1e-12 && area < 1e-12)
		return first;
	return (struct demo_xy){ first.x + sum.x / area, first.y + sum.y / area };
}

/* On a whole micro-degree, as stored. */
static struct demo_point whole(struct demo_point v)
{
	return (struct demo_point){ (v.x + 5) / 10 * 10, (v.y + 5) / 10 * 10 };
}

/* The centroid, or when it lies outside, the middle of the longest stretch of the middle row. */
static struct demo_point inner_point(const struct vertices *v_all, struct demo_ring r)
{
	struct demo_point c = whole(demo_to_point(middle(r)));
	if (demo_inside(r, c))
		return c;
	struct crossing x[MAX_CROSSINGS];
	double from, to, longest = -1;
	extent(r, PI / 2, &from, &to);
	int n = crossings(v_all, r, PI / 2, (from + to) / 2, x);
	for (int i = 0; i + 1 < n; i += 2) {
		struct demo_point v = whole((struct demo_point){ x[i].at.x + (x[i + 1].at.x - x[i].at.x) / 2,
								 x[i].at.y + (x[i + 1].at.y - x[i].at.y) / 2 });
		if (abs(x[i].at.x - x[i + 1].at.x) > longest && demo_inside(r, v)) {
			longest = abs(x[i].at.x - x[i + 1].at.x);
			c = v;
		}
	}
	return c;
}

struct placed {
	struct piece piece;
	struct demo_point at;
	double row;
};

static int by_row(const void *a, const void *b)
{
	const struct placed *p = a, *q = b;
	if (p->row < q->row || p->row > q->row)
		return p->row > q->row ? -1 : 1;
	return (p->at.x > q->at.x) - (p->at.x < q->at.x);
}

/* Numbers siblings: rows from north to south, in a row from west to east (practice.md 2.10). */
static void number(const struct vertices *v, struct placed *p, int n)
{
	int32_t top = INT32_MIN, bottom = INT32_MAX;
	for (int i = 0; i < n; i++) {
		p[i].at = inner_point(v, p[i].piece.ring);
		top = p[i].at.y > top ? p[i].at.y : top;
		bottom = p[i].at.y < bottom ? p[i].at.y : bottom;
	}
	double rows = floor(sqrt(n)), height = (top - bottom + 1) / (rows < 1 ? 1 : rows);
	for (int i = 0; i < n; i++)
		p[i].row = floor((p[i].at.y - bottom) / height);
	qsort(p, (size_t)n, sizeof *p, by_row);
}

static int add_level(struct builder *b, int32_t parent, int community, int level, const struct piece *p, int parts);

static int parts_of(struct builder *b, int level)
{
	if (level == 2)
		return 5 + (demo_roll(&b->dice) < 0.8) + (demo_roll(&b->dice) < 0.2);
	return 3 + (demo_roll(&b->dice) < 0.33);
}

static int add_node(struct builder *b, int32_t parent, int community, int level, int serial, const struct placed *p)
{
	if (b->n == b->cap)
		return 0;
	int32_t index = (int32_t)b->n++;
	struct demo_node *node = &b->nodes[index];
	*node = (struct demo_node){ .parent = parent, .community = community, .level = (int16_t)level, .serial = (int16_t)serial,
				    .ring = p->piece.ring, .lon = p->at.x / 10, .lat = p->at.y / 10 };
	int homes = level == 3 ? demo_roll_int(&b->dice, 13, 18) :
				 add_level(b, index, community, level + 1, &p->piece, parts_of(b, level + 1));
	b->nodes[index].households = homes;
	return homes;
}

/* Cuts a piece into the parts of a level and those further; answers the households. */
static int add_level(struct builder *b, int32_t parent, int community, int level, const struct piece *p, int parts)
{
	struct piece piece[16];
	struct placed placed[16];
	int n = divide_into(b, p, parts, piece), homes = 0;
	for (int i = 0; i < n; i++)
		placed[i] = (struct placed){ .piece = piece[i] };
	number(&b->v, placed, n);
	for (int i = 0; i < n; i++)
		homes += add_node(b, parent, community, level, i + 1, &placed[i]);
	return homes;
}

/* Homes stand evenly in town; in the country most around one or two village centres, the others in the fields. */
static void scatter(struct builder *b, struct demo_ring r, struct demo_xy *home, int n)
{
	double west, east, south, north;
	extent(r, 0, &west, &east);
	extent(r, PI / 2, &south, &north);
	struct demo_xy centre = middle(r), core[2] = { centre, centre };
	core[1].x += (east - west) * 0.45 * (demo_roll(&b->dice) - 0.5);
	core[1].y += (north - south) * 0.45 * (demo_roll(&b->dice) - 0.5);
	double spread = 0.13 * sqrt(ring_area(r));
	for (int i = 0; i < n; i++) {
		bool village = b->style == DEMO_RURAL && demo_roll(&b->dice) < 0.78;
		for (int k = 0; k < 30; k++) {
			struct demo_xy v = { west + (east - west) * demo_roll(&b->dice), south + (north - south) * demo_roll(&b->dice) };
			if (village && k < 10) {
				double turn = 2 * PI * demo_roll(&b->dice), reach = spread * sqrt(-2 * log(1 - demo_roll(&b->dice)));
				struct demo_xy c = core[demo_roll(&b->dice) < 0.35];
				v = (struct demo_xy){ c.x + reach * cos(turn), c.y + reach * sin(turn) };
			}
			home[i] = v;
			if (demo_inside(r, demo_to_point(v)))
				break;
		}
	}
}

struct on_edge {
	double s;
	struct demo_point p;
};

static int by_s(const void *a, const void *b)
{
	double x = ((const struct on_edge *)a)->s, y = ((const struct on_edge *)b)->s;
	return (x > y) - (x < y);
}

/* Vertices of other polygons on the edge from a to b, in order; not the ends. */
static int on_edge(const struct vertices *v, struct demo_point a, struct demo_point b, struct on_edge *out, int max)
{
	double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy, length = sqrt(length2);
	int32_t seen_x = INT32_MIN, seen_y = INT32_MIN;
	int n = 0, steps = (int)(length / (BUCKET_SIZE / 4)) + 1;
	for (int k = 0; k <= steps; k++) {
		int32_t bx = (int32_t)(a.x + dx * k / steps) / BUCKET_SIZE, by = (int32_t)(a.y + dy * k / steps) / BUCKET_SIZE;
		if (bx == seen_x && by == seen_y)
			continue;
		seen_x = bx;
		seen_y = by;
		for (int cell = 0; cell < 9; cell++) {
			int32_t cx = bx + cell % 3 - 1, cy = by + cell / 3 - 1;
			for (int32_t i = v->head[bucket(cx, cy)]; i >= 0; i = v->next[i]) {
				struct demo_point p = v->p[i];
				if (p.x / BUCKET_SIZE != cx || p.y / BUCKET_SIZE != cy)
					continue;
				double px = p.x - a.x, py = p.y - a.y, s = (px * dx + py * dy) / length2;
				bool ends = (p.x == a.x && p.y == a.y) || (p.x == b.x && p.y == b.y);
				if (ends || s <= 0 || s >= 1 || fabs(px * dy - py * dx) / length > ON_EDGE)
					continue;
				bool known = false;
				for (int j = 0; j < n && !known; j++)
					known = out[j].p.x == p.x && out[j].p.y == p.y;
				if (!known && n < max)
					out[n++] = (struct on_edge){ s, p };
			}
		}
	}
	qsort(out, (size_t)n, sizeof *out, by_s);
	return n;
}

/* Takes out "A B A": two corners a hair apart make the border run back on itself. */
static int32_t without_spikes(struct demo_point *p, int32_t n)
{
	for (int32_t i = 0; n > 3 && i < n;) {
		struct demo_point a = p[i], c = p[(i + 2) % n];
		if (a.x != c.x || a.y != c.y) {
			i++;
			continue;
		}
		int32_t drop[2] = { (i + 1) % n, (i + 2) % n }, kept = 0;
		for (int32_t k = 0; k < n; k++)
			if (k != drop[0] && k != drop[1])
				p[kept++] = p[k];
		n = kept;
		i = 0;
	}
	return n;
}

static struct demo_ring with_vertices(struct arena *a, const struct vertices *v, struct demo_ring r)
{
	struct demo_point p[MAX_RING];
	struct on_edge extra[256];
	int32_t n = 0;
	for (int32_t i = 0; i < r.n && n < MAX_RING; i++) {
		ring_add(p, &n, r.p[i]);
		int k = on_edge(v, r.p[i], r.p[(i + 1) % r.n], extra, 256);
		for (int j = 0; j < k && n < MAX_RING; j++)
			ring_add(p, &n, extra[j].p);
	}
	n = without_spikes(p, n);
	struct demo_point *copy = ARENA_ARRAY(a, struct demo_point, n);
	memcpy(copy, p, (size_t)n * sizeof *p);
	return (struct demo_ring){ copy, n };
}

static void collect_corners(struct builder *b)
{
	b->v = (struct vertices){ .p = ARENA_ARRAY(b->arena, struct demo_point, VERTICES),
				  .next = ARENA_ARRAY(b->arena, int32_t, VERTICES),
				  .head = ARENA_ARRAY(b->arena, int32_t, BUCKETS),
				  .cap = VERTICES };
	for (int i = 0; i < BUCKETS; i++)
		b->v.head[i] = -1;
	for (int c = 0; c < b->map->ncommunities; c++)
		for (int32_t k = 0; k < b->map->community[c].ring.n; k++)
			vertex_add(&b->v, b->map->community[c].ring.p[k]);
}

static void share_vertices(struct builder *b)
{
	/* Twice: a vertex may lie off a long edge by the rounding of those between, but on the shorter edge beside it. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < b->n; i++)
			b->nodes[i].ring = with_vertices(b->arena, &b->v, b->nodes[i].ring);
		for (int c = 0; c < b->map->ncommunities; c++)
			b->map->community[c].ring = with_vertices(b->arena, &b->v, b->map->community[c].ring);
	}
}

void demo_split_all(struct arena *a, struct demo_map *m, uint64_t seed, const enum demo_style style[DEMO_TOWNS],
		    const double street_angle[DEMO_TOWNS])
{
	struct builder b = { .arena = a, .map = m, .cap = 40000 };
	b.dice.state = seed ^ 0x5bd1e995u;
	b.nodes = ARENA_ARRAY(a, struct demo_node, b.cap);
	collect_corners(&b);
	for (int c = 0; c < m->ncommunities; c++) {
		struct demo_community *community = &m->community[c];
		b.style = style[community->town];
		b.angle = street_angle[community->town];
		int parts = b.style == DEMO_URBAN ? 4 + (demo_roll(&b.dice) < 0.6) + (demo_roll(&b.dice) < 0.4) :
						    1 + (demo_roll(&b.dice) < 0.8) + (demo_roll(&b.dice) < 0.4);
		struct piece all = { community->ring, ARENA_ARRAY(a, struct demo_xy, parts * HOMES_PER_BASE), parts * HOMES_PER_BASE };
		scatter(&b, community->ring, all.homes, all.nhomes);
		add_level(&b, -1, c, 1, &all, parts);
	}
	share_vertices(&b);
	m->nodes = b.nodes;
	m->nnodes = b.n;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Mean linkage over sparse pairs. Each cluster knows its best neighbour; a heap knows the best cluster. */
#include <math.h>

#include "matching/matching.h"

enum { NOBODY = UINT32_MAX };

struct link {
	uint32_t a, b;             /* a < b; a == NOBODY: free */
	float sum;                 /* of the probabilities of the pairs between them */
};

struct neighbours {
	uint32_t *v;               /* also former ones: a link that is gone has sum 0 */
	uint32_t n, room;
};

struct clusters {
	struct arena *a;
	struct link *link;         /* open addressing */
	size_t mask, used;
	struct neighbours *near;
	uint32_t *size;            /* 0: joined to another */
	uint32_t *parent;
	uint32_t *best;            /* neighbour */
	float *mean;               /* to the best one; may be too high, never too low */
	uint32_t *heap, *place;    /* clusters by mean, and where each stands */
	size_t nheap;
	float power;
};

/* ---- links ---- */

static struct link *slot(const struct clusters *c, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b, high = a < b ? b : a;
	size_t at = (((uint64_t)low << 32 | high) * 0x9E3779B97F4A7C15u >> 20) & c->mask;
	while (c->link[at].a != NOBODY && (c->link[at].a != low || c->link[at].b != high))
		at = (at + 1) & c->mask;
	return &c->link[at];
}

static float sum_of(const struct clusters *c, uint32_t a, uint32_t b)
{
	const struct link *l = slot(c, a, b);
	return l->a == NOBODY ? 0 : l->sum;
}

static void room_for_links(struct clusters *c, size_t slots)
{
	struct link *old = c->link;
	size_t n = old ? c->mask + 1 : 0;
	c->link = ARENA_ARRAY(c->a, struct link, slots);
	c->mask = slots - 1;
	c->used = 0;
	for (size_t i = 0; i < slots; i++)
		c->link[i].a = NOBODY;
	for (size_t i = 0; i < n; i++)
		if (old[i].a != NOBODY && old[i].sum > 0) {
			*slot(c, old[i].a, old[i].b) = old[i];
			c->used++;
		}
}

static void befriend(struct clusters *c, uint32_t a, uint32_t b)
{
	struct neighbours *n = &c->near[a];
	if (n->n == n->room) {
		uint32_t room = n->room ? n->room * 2 : 4;
		n->v = arena_grow(c->a, n->v, n->room * sizeof *n->v, room * sizeof *n->v);
		n->room = room;
	}
	n->v[n->n++] = b;
}

static void add_link(struct clusters *c, uint32_t a, uint32_t b, float sum)
{
	struct link *l = slot(c, a, b);
	if (l->a == NOBODY) {
		if (2 * ++c->used > c->mask) {
			room_for_links(c, 2 * (c->mask + 1));
			l = slot(c, a, b);
			c->used++;
		}
		*l = (struct link){ a < b ? a : b, a < b ? b : a, 0 };
	}
	if (l->sum <= 0) {
		befriend(c, a, b);
		befriend(c, b, a);
	}
	l->sum += sum;
}

/* ---- heap ---- */

static bool above(const struct clusters *c, uint32_t x, uint32_t y)
{
	return c->mean[x] != c->mean[y] ? c->mean[x] > c->mean[y] : x < y;
}

static void put(struct clusters *c, size_t at, uint32_t x)
{
	c->heap[at] = x;
	c->place[x] = (uint32_t)at;
}

static void settle(struct clusters *c, uint32_t x)
{
	size_t at = c->place[x];
	for (; at && above(c, x, c->heap[(at - 1) / 2]); at = (at - 1) / 2)
		put(c, at, c->heap[(at - 1) / 2]);
	for (size_t k; (k = 2 * at + 1) < c->nheap; at = k) {
		k += k + 1 < c->nheap && above(c, c->heap[k + 1], c->heap[k]);
		if (!above(c, c->heap[k], x))
			break;
		put(c, at, c->heap[k]);
	}
	put(c, at, x);
}

/* ---- joining ---- */

static float mean_of(const struct clusters *c, uint32_t a, uint32_t b, float sum)
{
	return sum / powf((float)c->size[a] * (float)c->size[b], c->power);
}

/* Looks for the best neighbour anew and forgets the former ones. */
static void look_around(struct clusters *c, uint32_t x)
{
	struct neighbours *n = &c->near[x];
	uint32_t kept = 0;
	c->best[x] = NOBODY;
	c->mean[x] = 0;
	for (uint32_t i = 0; i < n->n; i++) {
		uint32_t y = n->v[i];
		float sum = c->size[y] ? sum_of(c, x, y) : 0;
		if (sum <= 0)
			continue;
		n->v[kept++] = y;
		float mean = mean_of(c, x, y, sum);
		if (mean > c->mean[x] || (mean == c->mean[x] && y < c->best[x])) {
			c->mean[x] = mean;
			c->best[x] = y;
		}
	}
	n->n = kept;
	settle(c, x);
}

/* `b` goes into `a`, whose number is the lower. */
static void join(struct clusters *c, uint32_t a, uint32_t b)
{
	struct neighbours n = c->near[b];
	c->near[b] = (struct neighbours){ 0 };
	for (uint32_t i = 0; i < n.n; i++) {
		struct link *l = slot(c, b, n.v[i]);
		if (l->a == NOBODY || l->sum <= 0)
			continue;
		float sum = l->sum;
		l->sum = 0;
		if (n.v[i] != a && c->size[n.v[i]])
			add_link(c, a, n.v[i], sum);
	}
	c->parent[b] = a;
	c->size[a] += c->size[b];
	c->size[b] = 0;
	c->mean[b] = -1;
	settle(c, b);
	look_around(c, a);
	for (uint32_t i = 0; i < c->near[a].n; i++) {
		uint32_t y = c->near[a].v[i];
		float mean = mean_of(c, a, y, sum_of(c, a, y));
		if (mean > c->mean[y]) {
			c->mean[y] = mean;
			c->best[y] = a;
			settle(c, y);
		}
	}
}

/* False when the best of `x` is no longer what it was taken for. */
static bool true_best(const struct clusters *c, uint32_t x)
{
	uint32_t y = c->best[x];
	return c->size[y] && mean_of(c, x, y, sum_of(c, x, y)) == c->mean[x];
}

static struct clusters make(struct arena *a, size_t n, const struct match_pair *pairs, size_t npairs, float power)
{
	struct clusters c = { .a = a, .near = ARENA_ARRAY(a, struct neighbours, n), .size = ARENA_ARRAY(a, uint32_t, n),
			      .parent = ARENA_ARRAY(a, uint32_t, n), .best = ARENA_ARRAY(a, uint32_t, n),
			      .mean = ARENA_ARRAY(a, float, n), .heap = ARENA_ARRAY(a, uint32_t, n),
			      .place = ARENA_ARRAY(a, uint32_t, n), .nheap = n, .power = power };
	size_t slots = 64;
	while (slots < 4 * npairs)
		slots *= 2;
	room_for_links(&c, slots);
	for (uint32_t i = 0; i < n; i++) {
		c.size[i] = 1;
		c.parent[i] = i;
		put(&c, i, i);
	}
	for (size_t i = 0; i < npairs; i++)
		if (pairs[i].probability > 0)
			add_link(&c, pairs[i].a, pairs[i].b, pairs[i].probability);
	for (uint32_t i = 0; i < n; i++)
		look_around(&c, i);
	return c;
}

void match_cluster(struct arena *a, size_t n, const struct match_pair *pairs, size_t npairs, float least, float power,
		   uint32_t *cluster)
{
	if (!n)
		return;
	struct clusters c = make(a, n, pairs, npairs, power);
	while (c.mean[c.heap[0]] >= least) {
		uint32_t x = c.heap[0], y = c.best[x];
		if (!true_best(&c, x))
			look_around(&c, x);
		else
			join(&c, x < y ? x : y, x < y ? y : x);
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t root = i;
		while (c.parent[root] != root)
			root = c.parent[root];
		cluster[i] = root;
	}
}

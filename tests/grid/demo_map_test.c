/* SPDX-License-Identifier: Apache-2.0 */
/* The invented city covers its land without gaps and overlaps, at every level. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "app/demo_map.h"

static struct arena *arena;
static const struct demo_map *map;
static const int COMMUNITIES[DEMO_TOWNS] = { 10, 10, 10, 10, 10, 10, 10, 10, 16, 16, 16,
					     16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16 };

static int setup(void **state)
{
	(void)state;
	arena = arena_new((size_t)128 << 20);
	map = demo_map_make(arena, 1, COMMUNITIES);
	return map ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Twice the area in square units; exact. */
static int64_t area2(struct demo_ring r)
{
	int64_t sum = 0, x0 = r.p[0].x, y0 = r.p[0].y;
	for (int32_t i = 1; i + 1 < r.n; i++)
		sum += (r.p[i].x - x0) * (r.p[i + 1].y - y0) - (r.p[i + 1].x - x0) * (r.p[i].y - y0);
	return sum;
}

static void numbers_of_grids(void **state)
{
	(void)state;
	int count[4] = { 0 };
	for (size_t i = 0; i < map->nnodes; i++)
		count[map->nodes[i].level]++;
	assert_int_equal(map->ncommunities, 304);
	assert_in_range(count[1], 850, 950);
	assert_in_range(count[2], 5000, 5800);
	assert_in_range(count[3], 17000, 19000);
}

static void children_tile_their_parent(void **state)
{
	(void)state;
	int64_t *sum = calloc(map->nnodes, sizeof *sum), whole[DEMO_MAX_COMMUNITIES] = { 0 };
	assert_non_null(sum);
	for (size_t i = 0; i < map->nnodes; i++) {
		const struct demo_node *n = &map->nodes[i];
		int64_t area = area2(n->ring);
		assert_true(area > 0); /* counter-clockwise */
		assert_true(n->parent < (int32_t)i);
		if (n->parent < 0)
			whole[n->community] += area;
		else
			sum[n->parent] += area;
	}
	for (size_t i = 0; i < map->nnodes; i++)
		if (map->nodes[i].level < 3)
			assert_true(sum[i] == area2(map->nodes[i].ring));
	for (int c = 0; c < map->ncommunities; c++)
		assert_true(whole[c] == area2(map->community[c].ring));
	free(sum);
}

static void households_add_up(void **state)
{
	(void)state;
	int *sum = calloc(map->nnodes, sizeof *sum);
	assert_non_null(sum);
	for (size_t i = 0; i < map->nnodes; i++)
		if (map->nodes[i].parent >= 0)
			sum[map->nodes[i].parent] += map->nodes[i].households;
	int inside = 0, bases = 0;
	for (size_t i = 0; i < map->nnodes; i++) {
		if (map->nodes[i].level < 3)
			assert_int_equal(sum[i], map->nodes[i].households);
		if (map->nodes[i].level != 1)
			continue;
		bases++;
		inside += map->nodes[i].households >= 300 && map->nodes[i].households <= 500;
	}
	assert_true(inside * 100 > bases * 30); /* most near 300 (C-01); those below are a warning, never an error */
	free(sum);
}

static void the_named_point_lies_inside(void **state)
{
	(void)state;
	for (size_t i = 0; i < map->nnodes; i++) {
		struct demo_point p = { (int32_t)(map->nodes[i].lon * 10), (int32_t)(map->nodes[i].lat * 10) };
		assert_true(demo_inside(map->nodes[i].ring, p));
	}
}

static void numbers_run_from_north_west(void **state)
{
	(void)state;
	const struct demo_node *former = NULL;
	for (size_t i = 0; i < map->nnodes; i++) {
		const struct demo_node *n = &map->nodes[i];
		if (n->level != 1)
			continue;
		if (former && former->community == n->community)
			assert_int_equal(n->serial, former->serial + 1);
		else
			assert_int_equal(n->serial, 1);
		former = n;
	}
}

/* Any point on land lies in exactly one cell, and in that cell's sub-grid, base grid and community. */
static void every_point_on_land_has_one_cell(void **state)
{
	(void)state;
	struct demo_dice dice = { 7 };
	int land = 0;
	for (int k = 0; k < 4000; k++) {
		struct demo_point p = { (int32_t)(1221000000 + 6000000 * demo_roll(&dice)),
					(int32_t)(368800000 + 4400000 * demo_roll(&dice)) };
		int found[4] = { 0 }, community = -1, communities = 0;
		int32_t cell = -1;
		for (int c = 0; c < map->ncommunities; c++)
			if (demo_inside(map->community[c].ring, p)) {
				community = c;
				communities++;
			}
		if (!communities)
			continue;
		for (size_t i = 0; i < map->nnodes; i++) {
			if (map->nodes[i].community != community || !demo_inside(map->nodes[i].ring, p))
				continue;
			found[map->nodes[i].level]++;
			if (map->nodes[i].level == 3)
				cell = (int32_t)i;
		}
		land++;
		assert_int_equal(communities, 1);
		for (int level = 1; level <= 3; level++)
			assert_int_equal(found[level], 1);
		const struct demo_node *up = &map->nodes[cell];
		for (int level = 3; level > 0; level--) {
			assert_int_equal(up->level, level);
			assert_true(demo_inside(up->ring, p));
			up = up->parent >= 0 ? &map->nodes[up->parent] : NULL;
		}
	}
	assert_true(land > 1000);
}

static void same_seed_same_map(void **state)
{
	(void)state;
	struct arena *other = arena_new((size_t)128 << 20);
	const struct demo_map *again = demo_map_make(other, 1, COMMUNITIES);
	assert_non_null(again);
	assert_int_equal(again->nnodes, map->nnodes);
	for (size_t i = 0; i < map->nnodes; i++) {
		assert_int_equal(again->nodes[i].ring.n, map->nodes[i].ring.n);
		assert_memory_equal(again->nodes[i].ring.p, map->nodes[i].ring.p,
				    (size_t)map->nodes[i].ring.n * sizeof(struct demo_point));
	}
	arena_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_grids),
		cmocka_unit_test(children_tile_their_parent),
		cmocka_unit_test(households_add_up),
		cmocka_unit_test(the_named_point_lies_inside),
		cmocka_unit_test(numbers_run_from_north_west),
		cmocka_unit_test(every_point_on_land_has_one_cell),
		cmocka_unit_test(same_seed_same_map),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

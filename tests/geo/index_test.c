/* SPDX-License-Identifier: Apache-2.0 */
/* Which grid contains a place: nesting, borders, holes, refused polygons, and 20,000 small grids against exact
 * integer arithmetic, from several threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/env.h"
#include "geo/geo.h"

static void grids_nest_and_borders_have_one_owner(void **state)
{
	(void)state;
	static const struct geo_shape shapes[] = {
		{ 1, 1, "POLYGON((120 36, 124 36, 124 40, 120 40, 120 36))" },              /* city */
		{ 7, 2, "POLYGON((121 37, 122 37, 122 38, 121 38, 121 37))" },              /* west */
		{ 5, 2, "POLYGON((122 37, 123 37, 123 38, 122 38, 122 37))" },              /* east */
		{ 9, 3, "POLYGON((121.2 37.2, 121.8 37.2, 121.8 37.8, 121.2 37.8, 121.2 37.2),"
			"(121.4 37.4, 121.6 37.4, 121.6 37.6, 121.4 37.6, 121.4 37.4))" },  /* with a hole */
		{ 4, 3, "MULTIPOLYGON(((122.1 37.1, 122.2 37.1, 122.2 37.2, 122.1 37.1)),"
			"((122.5 37.5, 122.6 37.5, 122.6 37.6, 122.5 37.5)))" },            /* in two parts */
		{ 3, 2, "POLYGON((121.5 37.85, 121.9 37.85, 121.9 37.95, 121.5 37.95, 121.5 37.85))" }, /* overlaps 7 */
	};
	static const struct {
		const char *name;
		double lon, lat;
		int64_t id; /* 0: none */
		int level;
	} places[] = {
		{ "outside", 119, 37, 0, 0 },
		{ "city only", 120.5, 36.5, 1, 1 },
		{ "west", 121.1, 37.1, 7, 2 },
		{ "smallest inside west", 121.3, 37.3, 9, 3 },
		{ "in the hole", 121.5, 37.5, 7, 2 },
		{ "on the border of the hole", 121.5, 37.4, 9, 3 },
		{ "on the border of the smallest", 121.2, 37.5, 9, 3 },
		{ "between west and east: the lower id", 122, 37.5, 5, 2 },
		{ "corner of both", 122, 38, 5, 2 },
		{ "border of west with the city around", 121, 37.5, 7, 2 },
		{ "border of the city", 120, 38, 1, 1 },
		{ "first part", 122.15, 37.12, 4, 3 },
		{ "second part", 122.58, 37.55, 4, 3 },
		{ "between the parts", 122.4, 37.4, 5, 2 },
		{ "inside two of one level: the smaller", 121.7, 37.9, 3, 2 },
		{ "inside one, on the border of the other", 121.7, 37.85, 7, 2 },
		{ "not a place", NAN, 37, 0, 0 },
		{ "nor this", INFINITY, 37, 0, 0 },
	};
	struct geo_index *x;
	size_t bad = 99;
	assert_int_equal(geo_index_build(shapes, 6, &x, &bad), ERR_OK);
	assert_int_equal(bad, 99);
	struct geo_reader *r = geo_reader_new(x);
	assert_non_null(r);
	for (int round = 0; round < 2; round++) /* before and after preparing */
		for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
			int64_t id = 0;
			int level = 0;
			bool found = geo_find(r, places[i].lon, places[i].lat, &id, &level);
			if (found != (places[i].id != 0) || id != places[i].id || level != places[i].level)
				fail_msg("%s: %lld level %d", places[i].name, (long long)id, level);
		}
	int64_t id;
	assert_true(geo_find(r, 121.1, 37.1, &id, NULL));
	geo_reader_free(r);
	geo_reader_free(NULL);
	geo_index_free(x);
	geo_index_free(NULL);
}

static void an_empty_index_finds_nothing(void **state)
{
	(void)state;
	struct geo_index *x;
	size_t bad;
	assert_int_equal(geo_index_build(NULL, 0, &x, &bad), ERR_OK);
	struct geo_reader *r = geo_reader_new(x);
	int64_t id;
	int level;
	assert_false(geo_find(r, 121, 37, &id, &level));
	geo_reader_free(r);
	geo_index_free(x);
}

static const char *const BROKEN[] = {
	"", "x", "POLYGON", "POLYGON EMPTY", "MULTIPOLYGON EMPTY", "POLYGON((", "POLYGON((0 0, 1 0, 1 1, 0 0)",
	"POINT(1 1)", "LINESTRING(0 0, 1 1)", "GEOMETRYCOLLECTION(POLYGON((0 0, 1 0, 1 1, 0 0)))",
	"POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))",                                                /* crosses itself */
	"POLYGON((0 0, 1 0, 1 1))",                                                          /* not closed */
	"POLYGON((0 0, 1 0, 0 0))", "POLYGON((0 0, 0 0, 0 0, 0 0))", "POLYGON((0 0, 1 0, 2 0, 0 0))",
	"POLYGON((0 0, 4 0, 4 4, 0 4, 0 0),(5 5, 6 5, 6 6, 5 5))",                           /* hole outside */
	"MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)),((1 1, 6 1, 6 6, 1 1)))",                  /* parts overlap */
	"POLYGON((37 121, 38 121, 38 122, 37 121))",                                         /* latitude first */
	"POLYGON((181 0, 182 0, 182 1, 181 0))",
	"POLYGON((nan 0, 1 0, 1 1, nan 0))", "POLYGON((0 0, inf 0, 1 1, 0 0))", "POLYGON((1e400 0, 1 0, 1 1, 1e400 0))",
	"POLYGON((0 0, 1 0, 1 1, 0 0)) DROP TABLE",
};

static void broken_polygons_are_named(void **state)
{
	(void)state;
	const char *good = "POLYGON((0 0, 1 0, 1 1, 0 0))";
	for (size_t i = 0; i < sizeof BROKEN / sizeof BROKEN[0]; i++) {
		struct geo_shape shapes[] = { { 1, 1, good }, { 2, 1, good }, { 3, 1, BROKEN[i] }, { 4, 1, good } };
		struct geo_index *x;
		size_t bad = 99;
		double area, lon, lat;
		if (geo_index_build(shapes, 4, &x, &bad) != ERR_INVALID || bad != 2 || x)
			fail_msg("taken into the index: %s", BROKEN[i]);
		if (geo_polygon_check(BROKEN[i], &area, &lon, &lat))
			fail_msg("passed: %s", BROKEN[i]);
		if (geo_overlap(good, BROKEN[i]) != -1 || geo_overlap(BROKEN[i], good) != -1)
			fail_msg("overlapped: %s", BROKEN[i]);
	}
	double a, b, c;
	assert_false(geo_polygon_check(NULL, &a, &b, &c));
}

static void deep_nesting_does_not_exhaust_the_stack(void **state)
{
	(void)state;
	struct arena *a = arena_new(32 << 20);
	struct buf b;
	buf_init(&b, a, 8 << 20);
	for (int i = 0; i < 200000; i++)
		buf_str(&b, "GEOMETRYCOLLECTION(");
	double area, lon, lat;
	assert_false(geo_polygon_check(buf_cstr(&b), &area, &lon, &lat));
	buf_init(&b, a, 8 << 20);
	buf_str(&b, "MULTIPOLYGON");
	for (int i = 0; i < 200000; i++)
		buf_char(&b, '(');
	assert_false(geo_polygon_check(buf_cstr(&b), &area, &lon, &lat));
	arena_free(a);
}

static void area_centre_and_overlap(void **state)
{
	(void)state;
	double area, lon, lat;
	assert_true(geo_polygon_check(" polygon((120 36, 124 36, 124 38, 120 38, 120 36))", &area, &lon, &lat));
	assert_true(fabs(area - 8) < 1e-9 && fabs(lon - 122) < 1e-9 && fabs(lat - 37) < 1e-9);
	assert_true(geo_polygon_check("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0),(1 1, 3 1, 3 3, 1 3, 1 1))", &area, &lon, &lat));
	assert_true(fabs(area - 12) < 1e-9);
	const char *a = "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))";
	assert_true(fabs(geo_overlap(a, "POLYGON((1 1, 3 1, 3 3, 1 3, 1 1))") - 1) < 1e-9);
	assert_true(fabs(geo_overlap(a, a) - 4) < 1e-9);
	assert_true(geo_overlap(a, "POLYGON((2 0, 3 0, 3 2, 2 2, 2 0))") == 0); /* neighbours share a line only */
	assert_true(geo_overlap(a, "POLYGON((9 9, 10 9, 10 10, 9 9))") == 0);
}

/* ---- 20,000 grids: a net of COLS x ROWS crooked cells. Coordinates are whole numbers / 2^20 degrees, which
 * doubles hold exactly, so the slow calculation in integers must agree even on borders. ---- */
enum { COLS = 200, ROWS = 100, CELL = 1024, ORIGIN_X = 122 << 20, ORIGIN_Y = 37 << 20 };

struct corner {
	int64_t x, y;
};
static struct corner net[ROWS + 1][COLS + 1];
static struct geo_index *net_index;

static void make_net(void)
{
	struct env_fake f;
	env_fake_init(&f, 0, 20000);
	for (int r = 0; r <= ROWS; r++)
		for (int c = 0; c <= COLS; c++)
			net[r][c] = (struct corner){ c * CELL + (int64_t)(env_fake_next(&f) % (CELL / 2)),
						     r * CELL + (int64_t)(env_fake_next(&f) % (CELL / 2)) };
}

static void corners_of(int64_t id, struct corner out[4])
{
	int64_t r = id / COLS, c = id % COLS;
	out[0] = net[r][c];
	out[1] = net[r][c + 1];
	out[2] = net[r + 1][c + 1];
	out[3] = net[r + 1][c];
}

/* 1 inside, 0 on the border, -1 outside; exact. */
static int place(const struct corner p[4], int64_t x, int64_t y)
{
	bool inside = false;
	for (int i = 0; i < 4; i++) {
		struct corner a = p[i], b = p[(i + 1) % 4];
		int64_t cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
		bool between_x = x >= (a.x < b.x ? a.x : b.x) && x <= (a.x < b.x ? b.x : a.x);
		bool between_y = y >= (a.y < b.y ? a.y : b.y) && y <= (a.y < b.y ? b.y : a.y);
		if (cross == 0 && between_x && between_y)
			return 0;
		if ((a.y > y) != (b.y > y) && (cross > 0) == (b.y > a.y))
			inside = !inside;
	}
	return inside ? 1 : -1;
}

/* Every cell is looked at; cells are numbered so that the lowest id comes first. */
static int64_t slow_find(int64_t x, int64_t y)
{
	int64_t border = -1;
	for (int64_t id = 0; id < COLS * ROWS; id++) {
		struct corner p[4];
		corners_of(id, p);
		int where = place(p, x, y);
		if (where > 0)
			return id;
		if (where == 0 && border < 0)
			border = id;
	}
	return border;
}

static double degrees(int64_t v, int64_t origin)
{
	return (double)(v + origin) / 1048576.0;
}

static void build_net(void)
{
	make_net();
	struct arena *a = arena_new(64 << 20);
	struct geo_shape *shapes = ARENA_ARRAY(a, struct geo_shape, COLS * ROWS);
	for (int64_t id = 0; id < COLS * ROWS; id++) {
		struct corner p[5];
		corners_of(id, p);
		p[4] = p[0];
		struct buf b;
		buf_init(&b, a, 1000);
		buf_str(&b, "POLYGON((");
		for (int i = 0; i < 5; i++)
			buf_printf(&b, "%s%.20f %.20f", i ? "," : "", degrees(p[i].x, ORIGIN_X), degrees(p[i].y, ORIGIN_Y));
		buf_str(&b, "))");
		shapes[id] = (struct geo_shape){ id, 3, buf_cstr(&b) };
	}
	size_t bad = 0;
	if (geo_index_build(shapes, COLS * ROWS, &net_index, &bad) != ERR_OK)
		fail_msg("cell %zu: %s", bad, shapes[bad].wkt);
	arena_free(a);
}

struct questioner {
	uint64_t seed;
	int n, wrong, border;
};

/* Random places, corners and midpoints of sides; every answer compared with the slow one. */
static void *question(void *arg)
{
	struct questioner *q = arg;
	struct env_fake f;
	env_fake_init(&f, 0, q->seed);
	struct geo_reader *r = geo_reader_new(net_index);
	if (!r) {
		q->wrong = -1;
		return NULL;
	}
	for (int i = 0; i < q->n; i++) {
		int64_t row = (int64_t)(env_fake_next(&f) % (ROWS + 1)), col = (int64_t)(env_fake_next(&f) % COLS);
		int64_t x = (int64_t)(env_fake_next(&f) % ((COLS + 1) * CELL)) - CELL / 4;
		int64_t y = (int64_t)(env_fake_next(&f) % ((ROWS + 1) * CELL)) - CELL / 4;
		struct corner a = net[row][col], b = net[row][col + 1];
		if (i % 4 == 1)
			x = a.x, y = a.y;
		else if (i % 4 == 2 && (a.x + b.x) % 2 == 0 && (a.y + b.y) % 2 == 0)
			x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
		int64_t id = -1, want = slow_find(x, y);
		int level;
		if (!geo_find(r, degrees(x, ORIGIN_X), degrees(y, ORIGIN_Y), &id, &level))
			id = -1;
		q->wrong += id != want;
		q->border += i % 4 == 1 || i % 4 == 2;
	}
	geo_reader_free(r);
	return NULL;
}

static void twenty_thousand_grids_from_several_threads(void **state)
{
	(void)state;
	enum { THREADS = 4 };
	build_net();
	pthread_t t[THREADS];
	struct questioner q[THREADS];
	for (int i = 0; i < THREADS; i++) {
		q[i] = (struct questioner){ .seed = 11 + (uint64_t)i, .n = 700 };
		assert_int_equal(pthread_create(&t[i], NULL, question, &q[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(t[i], NULL);
		assert_int_equal(q[i].wrong, 0);
		assert_true(q[i].border > 100);
	}
	geo_index_free(net_index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grids_nest_and_borders_have_one_owner),
		cmocka_unit_test(an_empty_index_finds_nothing),
		cmocka_unit_test(broken_polygons_are_named),
		cmocka_unit_test(deep_nesting_does_not_exhaust_the_stack),
		cmocka_unit_test(area_centre_and_overlap),
		cmocka_unit_test(twenty_thousand_grids_from_several_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Codes, household bands and shapes of grids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grid/grid_rules.h"

static struct arena *a;

static const struct {
	const char *name;
	int level;
	const char *code, *parent, *region;
	const char *fault;         /* NULL: right; else a part of the sentence */
} CODES[] = {
	{ "base grid", 1, "990181001001001", NULL, "990181001001", NULL },
	{ "base grid, region code not known", 1, "370102011201009", NULL, "", NULL },
	{ "last base serial", 1, "990181001001899", NULL, "990181001001", NULL },
	{ "unit cell", 2, "99018100100100106", "990181001001001", "990181001001", NULL },
	{ "cell", 3, "9901810010010010603", "99018100100100106", "990181001001", NULL },
	{ "special grid", 4, "990181001001901", NULL, "990181001001", NULL },
	{ "too short", 1, "99018100100100", NULL, "990181001001", "15 位数字（现为 14 位）" },
	{ "too long for its level", 1, "99018100100100101", NULL, "990181001001", "15 位数字" },
	{ "letters", 1, "99018100100100A", NULL, "990181001001", "15 位数字" },
	{ "empty", 1, "", NULL, "990181001001", "15 位数字（现为 0 位）" },
	{ "other community", 1, "990181001002001", NULL, "990181001001", "前 12 位" },
	{ "serial 000", 1, "990181001001000", NULL, "990181001001", "001 到 899" },
	{ "serial of a special grid", 1, "990181001001901", NULL, "990181001001", "001 到 899" },
	{ "special grid with a base serial", 4, "990181001001001", NULL, "990181001001", "901 到 999" },
	{ "base grid with a parent", 1, "990181001001001", "990181001001002", "990181001001", "上级网格应留空" },
	{ "unit cell without a parent", 2, "99018100100100106", NULL, "990181001001", "必须填写上级网格" },
	{ "unit cell below another grid", 2, "99018100100100206", "990181001001001", "990181001001", "应与上级网格的编码 990181001001001 一致" },
	{ "unit cell below a unit cell", 2, "99018100100100106", "99018100100100101", "990181001001", "上级应为基础网格" },
	{ "cell below a base grid", 3, "9901810010010010603", "990181001001001", "990181001001", "上级应为单元格" },
	{ "unit serial 00", 2, "99018100100100100", "990181001001001", "990181001001", "从 01 开始" },
	{ "level 5", 5, "990181001001001", NULL, "", "层级应为" },
	{ "level 0", 0, "990181001001001", NULL, "", "层级应为" },
};

static void the_code_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		const char *fault = grid_code_fault(a, CODES[i].level, CODES[i].code, CODES[i].parent, CODES[i].region);
		if (!CODES[i].fault != !fault || (fault && !strstr(fault, CODES[i].fault)))
			fail_msg("%s: %s", CODES[i].name, fault ? fault : "accepted");
	}
}

static void household_bands_only_warn(void **state)
{
	(void)state;
	struct grid_band b = grid_band_default(1);
	assert_int_equal(b.from, 300);
	assert_int_equal(b.to, 500);
	assert_null(grid_band_warning(a, 1, 300, b));
	assert_null(grid_band_warning(a, 1, 500, b));
	assert_non_null(strstr(grid_band_warning(a, 1, 299, b), "299 不在建议范围 300–500"));
	assert_non_null(grid_band_warning(a, 1, 501, b));
	assert_non_null(grid_band_warning(a, 2, 90, grid_band_default(2)));
	assert_null(grid_band_warning(a, 2, 50, grid_band_default(2)));
	assert_null(grid_band_warning(a, 3, 15, grid_band_default(3)));
	assert_null(grid_band_warning(a, 4, 100000, grid_band_default(4)));
	assert_true(grid_band_parse("250-450", &b));
	assert_int_equal(b.from, 250);
	assert_true(grid_band_parse(" 10 - 20 ", &b));
	assert_false(grid_band_parse("500-300", &b));
	assert_false(grid_band_parse("300", &b));
	assert_false(grid_band_parse("", &b));
	assert_int_equal(b.to, 20); /* a bad text leaves it alone */
}

static void shapes_become_geojson(void **state)
{
	(void)state;
	static const struct {
		const char *wkt, *json;
	} SHAPES[] = {
		{ "POLYGON((122.1 37.1,122.2 37.1,122.2 37.2,122.1 37.1))",
		  "{\"type\":\"Polygon\",\"coordinates\":[[[122.1,37.1],[122.2,37.1],[122.2,37.2],[122.1,37.1]]]}" },
		{ "POLYGON ((1 2, 3 2, 3 4, 1 2), (1.5 2.5, 2 2.5, 2 3, 1.5 2.5))",
		  "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4],[1,2]],[[1.5,2.5],[2,2.5],[2,3],[1.5,2.5]]]"
		  "}" },
		{ "MULTIPOLYGON(((1 2,3 2,3 4,1 2)),((5 6,7 6,7 8,5 6)))",
		  "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,2],[3,4],[1,2]]],[[[5,6],[7,6],[7,8],[5,6]]]]}" },
		{ "POLYGON((.5 -.5,1e1 2,3 007,.5 -.5))", "{\"type\":\"Polygon\",\"coordinates\":[[[0.5000000,-0.5000000],["
							  "10.0000000,2],[3,7.0000000],[0.5000000,-0.5000000]]]}" },
	};
	static const char *const WRONG[] = { "",
					     "POINT(1 2)",
					     "POLYGON((1 2,3 4",
					     "POLYGON((1 2,3))",
					     "POLYGON((a b))",
					     "POLYGON(((1 2)))",
					     "POLYGON((1 2,3 4,1 2)) x",
					     "POLYGON((1 nan,3 4,1 2))",
					     "POLYGON((1 2,3 4,999 2))" };
	for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
		struct buf b;
		buf_init(&b, a, 4096);
		assert_true(grid_geometry(&b, SHAPES[i].wkt));
		assert_string_equal(buf_cstr(&b), SHAPES[i].json);
	}
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct buf b;
		buf_init(&b, a, 4096);
		if (grid_geometry(&b, WRONG[i]))
			fail_msg("accepted: %s", WRONG[i]);
	}
}

static void map_windows(void **state)
{
	(void)state;
	double box[4];
	assert_true(grid_bbox("122.1,36.9,122.3,37.0", box));
	assert_true(box[2] > 122.29 && box[2] < 122.31);
	assert_false(grid_bbox("122.3,36.9,122.1,37.0", box));
	assert_false(grid_bbox("122.1,36.9,122.3", box));
	assert_false(grid_bbox("122.1,36.9,122.3,37.0,1", box));
	assert_false(grid_bbox("122.1;36.9;122.3;37.0", box));
	assert_false(grid_bbox("nan,nan,nan,nan", box));
	assert_false(grid_bbox("-190,0,0,10", box));
}

static int setup(void **state)
{
	(void)state;
	a = arena_new(1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_code_table),
		cmocka_unit_test(household_bands_only_warn),
		cmocka_unit_test(shapes_become_geojson),
		cmocka_unit_test(map_windows),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

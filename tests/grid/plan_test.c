/* SPDX-License-Identifier: Apache-2.0 */
/* The grid editor in the demo city: each move is previewed with codes, households and faults; what the preview calls ready is
 * accepted by the re-partition; and the printed codes hold a card for every grid asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define REF_MORE_TABLES GRID_CODE_ROUTES, GRID_PLAN_ROUTES,
#include "catalogue/ref_server.h"
#include "grid/shape.h"

static struct ref_fixture x;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	ref_server_open(&x);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ref_server_close(&x);
	ref_fixture_close(&x);
	return 0;
}

static int before(void **state)
{
	(void)state;
	ref_keeper();
	return 0;
}

#define must(a, code)                                                                              \
	do {                                                                                       \
		if ((a).status != (code))                                                          \
			fail_msg("status %d: %.600s", (a).status, (a).body);                       \
	} while (0)

static const char *url(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static const char *url(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *s = arena_vprintf(ref_answers, fmt, ap);
	va_end(ap);
	return s;
}

static const char *text_of(const struct json *o, const char *key)
{
	const struct json *v = o ? json_get(o, key) : NULL;
	return v && json_kind(v) == JSON_STRING ? json_sv(v).p : "";
}

static int64_t int_of(const struct json *o, const char *key)
{
	const struct json *v = json_get(o, key);
	return v && json_kind(v) == JSON_INT ? json_int(v) : -1;
}

static const char CODE[] = "990181001002001";

/* One number, of a statement with one parameter. */
static int64_t ask(const char *sql, struct db_arg arg)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t n = -1;
	db_query_init(&q);
	db_query_add_(&q, sql, &arg, 1);
	assert_int_equal(db_query_open(x.f->s, &q, &c), ERR_OK);
	if (db_next(c) == ERR_OK)
		n = db_i64(c, 0);
	db_query_close(c);
	return n;
}

static int64_t grid_id(const char *code)
{
	return ask("SELECT id FROM grid WHERE valid_to IS NULL AND code = $", DB_ARG_TEXT(code));
}

/* The parts of an answer as they are sent back. */
static const char *parts_of(const struct ref_answer *a)
{
	const struct json *list = json_get(a->json, "parts");
	struct buf b;
	buf_init(&b, ref_answers, 4 << 20);
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *p = json_at(list, i);
		buf_printf(&b, "%s{\"wkt\":\"%s\",\"name\":\"%s\",\"code\":\"%s\",\"phone\":\"%s\"}", i ? "," : "", text_of(p, "wkt"),
			   text_of(p, "name"), text_of(p, "code"), text_of(p, "phone"));
	}
	return buf_cstr(&b);
}

struct box {
	double west, south, east, north;
};

static struct box box_of(const struct json *part)
{
	struct box b = { 180, 90, -180, -90 };
	const struct json *ring = json_at(json_get(json_get(part, "geometry"), "coordinates"), 0);
	for (size_t i = 0; i < json_count(ring); i++) {
		double lon = json_real(json_at(json_at(ring, i), 0)), lat = json_real(json_at(json_at(ring, i), 1));
		b.west = lon < b.west ? lon : b.west;
		b.east = lon > b.east ? lon : b.east;
		b.south = lat < b.south ? lat : b.south;
		b.north = lat > b.north ? lat : b.north;
	}
	return b;
}

static struct ref_answer cut_in_two(int64_t id, struct ref_answer now)
{
	struct box b = box_of(json_at(json_get(now.json, "parts"), 0));
	double lon = (b.west + b.east) / 2;
	return ref_post(url("/api/v1/ref/grids/%lld/plan", (long long)id),
			url("{\"parts\":[%s],\"move\":\"cut\",\"points\":[[%.7f,%.7f],[%.7f,%.7f]]}", parts_of(&now), lon, b.south - 1e-5,
			    lon, b.north + 1e-5));
}

static void nothing_changed_is_not_ready(void **state)
{
	(void)state;
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)grid_id(CODE)));
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "parts")), 6);
	assert_int_equal(int_of(a.json, "changed"), 0);
	assert_false(json_bool(json_get(a.json, "ready")));
	assert_int_equal(json_count(json_get(a.json, "faults")), 0);
	must(ref_get("/api/v1/ref/grids/999999/plan"), 404);
	ref_person(ROLE_grid_worker);
	must(ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)grid_id(CODE))), 403);
}

static void a_cut_proposes_codes_and_households(void **state)
{
	(void)state;
	int64_t id = grid_id(CODE), homes = ask("SELECT households FROM grid WHERE id = $", DB_ARG_I64(id));
	struct ref_answer now = ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)id)), a = cut_in_two(id, now);
	must(a, 200);
	const struct json *parts = json_get(a.json, "parts");
	assert_true(json_bool(json_get(a.json, "ready")));
	assert_int_equal(json_count(parts), 7);
	const struct json *first = json_at(parts, 0), *last = json_at(parts, 6);
	assert_string_equal(text_of(first, "code"), CODE);
	assert_string_equal(text_of(last, "code"), "990181001002007");
	assert_non_null(strstr(text_of(last, "name"), "第7网格"));
	assert_int_equal(int_of(first, "households") + int_of(last, "households"), homes);
	assert_true(int_of(first, "households") > homes / 5 && int_of(last, "households") > homes / 5);
	assert_string_equal(text_of(json_at(json_get(last, "from"), 0), "code"), CODE);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_lineage"), 0); /* only a preview */
	/* Joined again they are what they were. */
	a = ref_post(url("/api/v1/ref/grids/%lld/plan", (long long)id),
		     url("{\"parts\":[%s],\"move\":\"merge\",\"which\":[0,6]}", parts_of(&a)));
	must(a, 200);
	assert_int_equal(int_of(a.json, "changed"), 0);
}

static void faults_say_what_and_where(void **state)
{
	(void)state;
	int64_t id = grid_id(CODE);
	const char *at = url("/api/v1/ref/grids/%lld/plan", (long long)id);
	struct ref_answer now = ref_get(at);
	const char *parts = parts_of(&now);
	/* far away: cuts nothing */
	struct ref_answer a = ref_post(at, url("{\"parts\":[%s],\"move\":\"cut\",\"points\":[[100,30],[101,31]]}", parts));
	must(a, 200);
	assert_non_null(strstr(a.body, "没有穿过"));
	assert_false(json_bool(json_get(a.json, "ready")));
	/* one grid only */
	a = ref_post(at, url("{\"parts\":[%s],\"move\":\"merge\",\"which\":[2]}", parts));
	assert_non_null(strstr(a.body, "两个以上"));
	/* a grid left out: a gap, with its shape */
	const char *rest = strchr(parts, '}');
	assert_non_null(rest);
	a = ref_post(at, url("{\"parts\":[%s]}", rest + 2));
	must(a, 200);
	const struct json *fault = json_at(json_get(a.json, "faults"), 0);
	assert_non_null(strstr(text_of(fault, "text"), "没有划入"));
	assert_int_equal(json_kind(json_get(fault, "geometry")), JSON_OBJECT);
	/* twice the same: an overlap */
	a = ref_post(at, url("{\"parts\":[%s,%.*s]}", parts, (int)(rest - parts) + 1, parts));
	must(a, 200);
	assert_non_null(strstr(a.body, "重叠"));
	/* a ring that crosses itself, one outside, and input of the wrong form */
	a = ref_post(at, url("{\"parts\":[%s],\"move\":\"carve\",\"points\":[[122.40,37.10],[122.41,37.11],[122.41,37."
			     "10],[122.40,37.11]]}",
				 parts));
	assert_non_null(strstr(a.body, "不是有效的多边形"));
	a = ref_post(at, url("{\"parts\":[%s],\"move\":\"carve\",\"points\":[[100,30],[101,30],[101,31]]}", parts));
	assert_non_null(strstr(a.body, "不在本社区"));
	must(ref_post(at, url("{\"parts\":[%s],\"move\":\"cut\",\"points\":[[100,30]]}", parts)), 422);
	must(ref_post(at, "{\"parts\":[1]}"), 422);
	must(ref_post(at, "{}"), 422);
}

static void a_drawn_area_is_taken_from_its_neighbours(void **state)
{
	(void)state;
	int64_t id = grid_id(CODE);
	const char *at = url("/api/v1/ref/grids/%lld/plan", (long long)id);
	struct ref_answer now = ref_get(at);
	struct box b = box_of(json_at(json_get(now.json, "parts"), 1));
	double w = (b.east - b.west) / 4, h = (b.north - b.south) / 4;
	struct ref_answer a = ref_post(at,
		url("{\"parts\":[%s],\"move\":\"carve\",\"points\":[[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f]]}",
			parts_of(&now), b.west + w, b.south + h, b.east - w, b.south + h, b.east - w, b.north - h,
			b.west + w, b.north - h));
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "parts")), 7);
	const struct json *drawn = json_at(json_get(a.json, "parts"), 6);
	assert_true(int_of(drawn, "area_m2") > 10000);
	assert_int_equal(json_count(json_get(a.json, "faults")), 0);
}

/* Split and join for good, each as the preview proposed it. */
static void what_is_ready_can_be_saved(void **state)
{
	(void)state;
	int64_t id = grid_id(CODE);
	struct ref_answer a = cut_in_two(id, ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)id)));
	const struct json *p0 = json_at(json_get(a.json, "parts"), 0), *p6 = json_at(json_get(a.json, "parts"), 6);
	a = ref_post(url("/api/v1/ref/grids/%lld/repartition", (long long)id),
		url("{\"version\":1,\"reason\":\"编辑试验\",\"new\":[{\"code\":\"%s\",\"name\":\"%s\",\"wkt\":\"%s\","
		    "\"households\":%lld},"
		    "{\"code\":\"%s\",\"name\":\"%s\",\"wkt\":\"%s\",\"households\":%lld}]}",
			text_of(p0, "code"), text_of(p0, "name"), text_of(p0, "wkt"),
			(long long)int_of(p0, "households"), text_of(p6, "code"), text_of(p6, "name"),
			text_of(p6, "wkt"), (long long)int_of(p6, "households")));
	must(a, 200);
	int64_t left = grid_id(CODE), right = grid_id("990181001002007");
	assert_true(left > id && right > id);
	a = ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)left));
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "parts")), 7);
	a = ref_post(url("/api/v1/ref/grids/%lld/plan", (long long)left),
		     url("{\"parts\":[%s],\"move\":\"merge\",\"which\":[0,6]}", parts_of(&a)));
	must(a, 200);
	assert_true(json_bool(json_get(a.json, "ready")));
	p0 = json_at(json_get(a.json, "parts"), 0);
	a = ref_post(url("/api/v1/ref/grids/%lld/repartition", (long long)left),
		url("{\"also\":[\"%lld\"],\"reason\":\"并回\",\"new\":[{\"code\":\"%s\",\"name\":\"%s\",\"wkt\":\"%s\","
		    "\"households\":%lld}]}",
			(long long)right, text_of(p0, "code"), text_of(p0, "name"), text_of(p0, "wkt"),
			(long long)int_of(p0, "households")));
	must(a, 200);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code = '990181001002001' AND valid_to IS NULL"), 1);
	/* Nobody stands there twice. */
	assert_int_equal(ask("SELECT COUNT(*) FROM grid_post p WHERE p.valid_to IS NULL AND p.grid_id = $",
			     DB_ARG_I64(grid_id(CODE))),
			 ask("SELECT COUNT(*) FROM (SELECT DISTINCT post, user_id, name FROM grid_post WHERE valid_to IS NULL AND"
			     " grid_id = $) AS t", DB_ARG_I64(grid_id(CODE))));
	/* A number that was given once is not given again. */
	a = cut_in_two(grid_id(CODE), ref_get(url("/api/v1/ref/grids/%lld/plan", (long long)grid_id(CODE))));
	assert_string_equal(text_of(json_at(json_get(a.json, "parts"), 6), "code"), "990181001002008");
}

static void codes_are_printed_per_area(void **state)
{
	(void)state;
	int64_t town = ref_count(&x, "SELECT id FROM unit WHERE code = 'T01'");
	int64_t n = ask("SELECT COUNT(*) FROM grid WHERE valid_to IS NULL AND level = 1 AND town_id = $", DB_ARG_I64(town));
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/codes?town=%lld&layout=9", (long long)town));
	must(a, 200);
	assert_int_equal(int_of(a.json, "count"), n);
	assert_int_equal(int_of(a.json, "pages"), (n + 8) / 9);
	const struct json *card = json_at(json_get(a.json, "cards"), 0);
	assert_non_null(strstr(text_of(card, "address"), "grid=990181001001001&src=grid"));
	assert_true(json_count(json_get(card, "people")) >= 2);
	a = ref_get(url("/api/v1/ref/grids/codes.pdf?town=%lld&layout=9&src=poster", (long long)town));
	must(a, 200);
	assert_memory_equal(a.body, "%PDF-", 5);
	size_t pages = 0;
	for (size_t i = 0; i + 12 < a.n; i++)
		pages += memcmp(a.body + i, "/Type /Page", 11) == 0 && a.body[i + 11] != 's';
	assert_int_equal(pages, (n + 8) / 9);
	a = ref_get(url("/api/v1/ref/grids/codes.pdf?ids=%lld&layout=1", (long long)grid_id("990181001001002")));
	must(a, 200);
	must(ref_get("/api/v1/ref/grids/codes.pdf"), 422);
	must(ref_get(url("/api/v1/ref/grids/codes.pdf?community=%lld&level=4", (long long)town)), 404);
	a = ref_get(url("/api/v1/ref/grids/codes?town=%lld&level=3", (long long)town));
	must(a, 413);
}

static void shapes_cut_and_join(void **state)
{
	(void)state;
	struct arena *a = arena_new(8 << 20);
	static const char SQUARE[] = "POLYGON((120 30,120.01 30,120.01 30.01,120 30.01,120 30))";
	struct shape_list list;
	shape_cut(a, SQUARE, (const struct shape_point[]){ { 120.005, 29 }, { 120.005, 31 } }, 2, &list);
	assert_int_equal(list.n, 2);
	const char *both = shape_union(a, list.wkt, 2);
	assert_non_null(both);
	assert_true(shape_same(both, SQUARE) && shape_one_piece(both));
	assert_false(shape_same(list.wkt[0], SQUARE));
	assert_in_range((uint64_t)shape_m2(SQUARE), 1060000, 1080000);
	assert_null(shape_minus(a, list.wkt[0], SQUARE));
	assert_true(shape_same(shape_minus(a, SQUARE, list.wkt[0]), list.wkt[1]));
	shape_cut(a, SQUARE, (const struct shape_point[]){ { 120.005, 30.005 }, { 120.005, 31 } }, 2, &list);
	assert_int_equal(list.n, 1); /* ends inside */
	shape_cut(a, "POINT(1 2)", (const struct shape_point[]){ { 1, 2 }, { 3, 4 } }, 2, &list);
	assert_int_equal(list.n, 0);
	assert_null(shape_ring(a, (const struct shape_point[]){ { 1, 2 }, { 3, 4 } }, 2));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_cut_and_join),
		cmocka_unit_test_setup(nothing_changed_is_not_ready, before),
		cmocka_unit_test_setup(a_cut_proposes_codes_and_households, before),
		cmocka_unit_test_setup(faults_say_what_and_where, before),
		cmocka_unit_test_setup(a_drawn_area_is_taken_from_its_neighbours, before),
		cmocka_unit_test_setup(what_is_ready_can_be_saved, before),
		cmocka_unit_test_setup(codes_are_printed_per_area, before),
	};
	return REF_RUN(tests, setup, teardown);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Grids over HTTP in the demo city: tree, place, map, posts, and re-partition with its history. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <geos_c.h>

#include "catalogue/ref_server.h"

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
	const struct json *v = json_get(o, key);
	return v && json_kind(v) == JSON_STRING ? json_sv(v).p : "";
}

static int64_t number_of(const struct json *o, const char *key)
{
	const struct json *v = json_get(o, key);
	int64_t n = -1;
	if (v && json_kind(v) == JSON_STRING)
		return sv_i64(json_sv(v), &n) ? n : -1;
	return v ? json_int(v) : -1;
}

/* The only row of a query of texts and numbers, one column. */
static const char *one(const char *table_query, const char *code)
{
	struct db_query q;
	struct db_cursor *c;
	const char *out = "";
	db_query_init(&q);
	if (str_eq(table_query, "wkt"))
		db_query_add(&q, "SELECT wkt FROM grid WHERE valid_to IS NULL AND code = $", DB_ARG_TEXT(code));
	else
		db_query_add(&q, "SELECT CAST(id AS TEXT) FROM grid WHERE valid_to IS NULL AND code = $", DB_ARG_TEXT(code));
	assert_int_equal(db_query_open(x.f->s, &q, &c), ERR_OK);
	if (db_next(c) == ERR_OK)
		out = arena_str(ref_answers, db_text(c, 0));
	db_query_close(c);
	return out;
}

/* ---- looking ---- */

static void the_tree_goes_down(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/ref/grids/tree");
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 22);
	const struct json *town = json_at(ref_items(&a), 0);
	assert_string_equal(text_of(town, "code"), "T01");
	a = ref_get(url("/api/v1/ref/grids/tree?town=%s", text_of(town, "id")));
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 10);
	a = ref_get(url("/api/v1/ref/grids/tree?community=%s", text_of(json_at(ref_items(&a), 0), "id")));
	must(a, 200);
	const struct json *base = json_at(ref_items(&a), 0);
	assert_string_equal(text_of(base, "code"), "990181001001001");
	assert_string_equal(text_of(base, "level_text"), "基础网格");
	int64_t children = number_of(base, "children");
	a = ref_get(url("/api/v1/ref/grids/tree?parent=%s", text_of(base, "id")));
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), children);
	int64_t homes = 0;
	for (size_t i = 0; i < json_count(ref_items(&a)); i++)
		homes += number_of(json_at(ref_items(&a), i), "households");
	assert_int_equal(homes, number_of(base, "households"));
}

static void a_place_has_a_grid_and_a_card(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/ref/grids/at?lon=122404000&lat=37108000");
	must(a, 200);
	const struct json *path = json_get(a.json, "path");
	assert_int_equal(json_count(path), 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(number_of(json_at(path, i), "level"), (int64_t)i + 1);
	const char *base = text_of(json_at(path, 0), "code");
	a = ref_get("/api/v1/public/grid?lon=122404000&lat=37108000");
	must(a, 200);
	assert_string_equal(text_of(json_get(a.json, "grid"), "code"), base);
	assert_true(strlen(text_of(json_get(a.json, "card"), "head")) >= 6);
	assert_int_equal(strncmp(text_of(json_get(a.json, "card"), "phone"), "0990-", 5), 0);
	/* The same by the code on the plate, of a cell as well. */
	struct ref_answer b = ref_get(url("/api/v1/public/grid?code=%s", text_of(json_at(path, 2), "code")));
	must(b, 200);
	assert_string_equal(text_of(json_get(b.json, "grid"), "code"), base);
	must(ref_get("/api/v1/public/grid?lon=122660000&lat=36900000"), 404);
	must(ref_get("/api/v1/public/grid?code=990181999999999"), 404);
	must(ref_get("/api/v1/public/grid"), 422);
}

/* A phone's position in GCJ-02 finds the same grid as the true position. */
static void a_phone_position_is_converted(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++) {
		double lon = 122.38 + 0.001 * i, lat = 37.10, phone_lon, phone_lat;
		geo_cgcs_to_gcj(lon, lat, &phone_lon, &phone_lat);
		struct ref_answer a = ref_get(url("/api/v1/ref/grids/at?lon=%lld&lat=%lld", (long long)(lon * 1e6 + 0.5),
						  (long long)(lat * 1e6 + 0.5)));
		struct ref_answer b = ref_get(url("/api/v1/ref/grids/at?lon=%lld&lat=%lld&datum=gcj02",
						  (long long)(phone_lon * 1e6 + 0.5), (long long)(phone_lat * 1e6 + 0.5)));
		if (a.status == 404)
			continue;
		must(b, 200);
		/* Rounded to a micro-degree a point on a border may fall to the neighbour. */
		if (i % 4 == 0)
			assert_string_equal(text_of(json_get(a.json, "community"), "id"), text_of(json_get(b.json, "community"), "id"));
	}
}

/* Walked from corner to corner a ring never leaves the city. */
static void outlines_of_the_city(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/ref/grids/outlines?level=town");
	must(a, 200);
	const struct json *towns = json_get(a.json, "areas");
	assert_int_equal(json_count(towns), 22);
	for (size_t i = 0; i < 22; i++) { /* dissolved without slivers: one piece of one ring each */
		const struct json *pieces = json_get(json_at(towns, i), "polygons");
		assert_int_equal(json_count(pieces), 1);
		assert_int_equal(json_count(json_at(pieces, 0)), 1);
	}
	int64_t scale = json_int(json_get(a.json, "scale"));
	a = ref_get("/api/v1/ref/grids/outlines?level=community");
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "areas")), 304);
	const struct json *ring = json_at(json_at(json_get(json_at(json_get(a.json, "areas"), 0), "polygons"), 0), 0);
	assert_in_range(json_count(ring), 8, 400);
	assert_int_equal(json_count(ring) % 2, 0);
	int64_t at_x = 0, at_y = 0;
	for (size_t i = 0; i < json_count(ring); i += 2) {
		at_x += json_int(json_at(ring, i));
		at_y += json_int(json_at(ring, i + 1));
		assert_in_range(at_x / scale, 122, 122); /* in degrees, all round */
		assert_in_range(at_y / scale, 36, 37);
	}
	must(ref_get("/api/v1/ref/grids/outlines?level=1"), 422);
	must(ref_get("/api/v1/ref/grids/map?level=town&bbox=122.38,37.08,122.42,37.12"), 422);
}

static void the_map_in_a_window(void **state)
{
	(void)state;
	struct ref_answer a = ref_get("/api/v1/ref/grids/map?level=1&bbox=122.38,37.08,122.42,37.12");
	must(a, 200);
	size_t bases = json_count(json_get(a.json, "features"));
	assert_in_range(bases, 20, 800);
	a = ref_get("/api/v1/ref/grids/map?level=3&bbox=122.395,37.095,122.405,37.105");
	must(a, 200);
	assert_true(json_count(json_get(a.json, "features")) > 50);
	must(ref_get("/api/v1/ref/grids/map?level=3&bbox=122.0,36.8,122.8,37.4"), 413);
	must(ref_get("/api/v1/ref/grids/map?level=3"), 422);
	must(ref_get("/api/v1/ref/grids/map?level=1&bbox=1,2,3"), 422);
	must(ref_get("/api/v1/ref/grids/map?level=9&bbox=122.38,37.08,122.42,37.12"), 422);
}

/* ---- one grid ---- */

static void a_grid_shows_its_people_and_warnings(void **state)
{
	(void)state;
	const char *id = one("id", "990181001001001");
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/%s", id));
	must(a, 200);
	assert_true(json_count(json_get(a.json, "posts")) >= 5);
	assert_int_equal(json_count(json_get(a.json, "lineage")), 0);
	int64_t version = ref_number(&a, "version");
	a = ref_put(url("/api/v1/ref/grids/%s", id), url("{\"version\":%lld,\"households\":250}", (long long)version));
	must(a, 200);
	a = ref_get(url("/api/v1/ref/grids/%s", id)); /* outside the band: a warning, not an error */
	const struct json *warnings = json_get(a.json, "warnings");
	assert_int_equal(json_count(warnings), 2);
	assert_non_null(strstr(json_sv(json_at(warnings, 0)).p, "250 不在建议范围 300–500"));
	assert_non_null(strstr(json_sv(json_at(warnings, 1)).p, "不一致"));
	a = ref_get("/api/v1/ref/grids?band=outside&level=1&q=990181001001001");
	assert_int_equal(json_count(ref_items(&a)), 1);
	/* Code and level are not a matter of editing. */
	a = ref_put(url("/api/v1/ref/grids/%s", id), url("{\"version\":%lld,\"code\":\"990181001001099\"}", (long long)version + 1));
	must(a, 422);
	assert_non_null(strstr(a.body, "重新划分"));
}

static void a_new_grid_must_fit(void **state)
{
	(void)state;
	static const struct {
		const char *body, *text;
	} WRONG[] = {
		{ "{\"code\":\"990181001002098\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\"}", "前 12 位" },
		{ "{\"code\":\"990181001001001\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\"}", "已被现有网格使用" },
		{ "{\"code\":\"990181001001098\",\"level\":1,\"name\":\"试\",\"community_id\":\"1\"}", "应选一个社区" },
		{ "{\"code\":\"990181001001098\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\",\"special\":\"党建\"}", "只有专属网格" },
		{ "{\"code\":\"990181001001901\",\"level\":4,\"name\":\"试\",\"community_id\":\"%s\"}", "应写明专属类型" },
		{ "{\"code\":\"990181001001098\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\",\"wkt\":\"POLYGON((0 0,1 1))\"}", "不是有效的多边形" },
		{ "{\"code\":\"990181001001098\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\",\"wkt\":\"POLYGON((37 22,38 22,38 23,37 22))\"}",
		  "写反" },
	};
	char community[32];
	snprintf(community, sizeof community, "%lld", (long long)ref_count(&x, "SELECT id FROM unit WHERE code = 'T0101'"));
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		char body[512];
		const char *slot = strstr(WRONG[i].body, "%s");
		if (slot)
			snprintf(body, sizeof body, "%.*s%s%s", (int)(slot - WRONG[i].body), WRONG[i].body, community, slot + 2);
		else
			snprintf(body, sizeof body, "%s", WRONG[i].body);
		struct ref_answer a = ref_post("/api/v1/ref/grids", body);
		must(a, 422);
		if (!strstr(a.body, WRONG[i].text))
			fail_msg("%s: %s", body, a.body);
	}
	/* The shape of another grid of the community overlaps it. */
	struct ref_answer a = ref_post(
		"/api/v1/ref/grids",
		url("{\"code\":\"990181001001098\",\"level\":1,\"name\":\"试\",\"community_id\":\"%s\",\"wkt\":\"%s\"}",
		    community, one("wkt", "990181001001002")));
	must(a, 422);
	assert_non_null(strstr(a.body, "重叠"));
	/* A special grid may lie over others, and never decides whose a place is. */
	a = ref_post("/api/v1/ref/grids", url("{\"code\":\"990181001001901\",\"level\":4,\"name\":\"海上网格\",\"special\":"
					      "\"海上\",\"community_id\":\"%s\","
					      "\"wkt\":\"%s\"}",
					      community, one("wkt", "990181001001002")));
	must(a, 201);
	assert_true(ref_number(&a, "lon") > 122000000);
}

static void posts_are_replaced_as_a_whole(void **state)
{
	(void)state;
	const char *at = url("/api/v1/ref/grids/%s/posts", one("id", "990181001002001"));
	int64_t user = ref_count(&x, "SELECT id FROM app_user WHERE login = 'wanggeyuan01'");
	static const struct {
		const char *posts, *text;
	} WRONG[] = {
		{ "[{\"post\":\"boss\",\"name\":\"甲\"}]", "岗位不正确" },
		{ "[{\"post\":\"grid_head\",\"worker_type\":\"mobile\",\"name\":\"甲\"}]", "类型应留空" },
		{ "[{\"post\":\"grid_worker\",\"worker_type\":\"robot\",\"name\":\"甲\"}]", "类型不正确" },
		{ "[{\"post\":\"grid_head\",\"name\":\" \"}]", "姓名" },
		{ "[{\"post\":\"grid_head\",\"name\":\"甲\",\"main\":true},{\"post\":\"grid_head\",\"name\":\"乙\",\"main\":true}]", "一名主要责任人" },
		{ "[{\"post\":\"grid_worker\",\"name\":\"甲\",\"user_id\":\"999999\"}]", "账号不存在" },
		{ "[{\"post\":\"grid_worker\",\"name\":\"甲\",\"user_id\":\"x\"}]", "格式不对" },
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct ref_answer a = ref_put(at, url("{\"posts\":%s}", WRONG[i].posts));
		must(a, 422);
		if (!strstr(a.body, WRONG[i].text))
			fail_msg("%s: %s", WRONG[i].posts, a.body);
	}
	const char *good = url(
		"{\"posts\":[{\"post\":\"grid_head\",\"name\":\"季网格\",\"main\":true},"
		"{\"post\":\"grid_worker\",\"worker_type\":\"mobile\",\"name\":\"骑手\",\"user_id\":\"%lld\"}]}",
		(long long)user);
	must(ref_put(at, good), 200);
	must(ref_put(at, good), 200); /* the same again changes nothing */
	struct ref_answer a = ref_get("/api/v1/public/grid?code=990181001002001");
	assert_string_equal(text_of(json_get(a.json, "card"), "head"), "季网格");
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_post p JOIN grid g ON g.id = p.grid_id WHERE g.code = "
				       "'990181001002001' AND "
				       "p.valid_to IS NULL"),
			 2);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM event WHERE kind = 'grid.posts'"), 1);
}

/* ---- re-partition ---- */

/* Union of the sub-grids of `base` whose two last digits lie in from … to. */
static const char *join(const char *base, int from, int to)
{
	GEOSContextHandle_t ctx = GEOS_init_r();
	GEOSGeometry *part[20];
	unsigned n = 0;
	for (int i = from; i <= to; i++) {
		const char *wkt = one("wkt", arena_printf(ref_answers, "%s%02d", base, i));
		GEOSWKTReader *reader = GEOSWKTReader_create_r(ctx);
		if (*wkt)
			part[n++] = GEOSWKTReader_read_r(ctx, reader, wkt);
		GEOSWKTReader_destroy_r(ctx, reader);
	}
	GEOSGeometry *all = GEOSGeom_createCollection_r(ctx, GEOS_GEOMETRYCOLLECTION, part, n), *joined = GEOSUnaryUnion_r(ctx, all);
	GEOSWKTWriter *writer = GEOSWKTWriter_create_r(ctx);
	GEOSWKTWriter_setTrim_r(ctx, writer, 1);
	GEOSWKTWriter_setRoundingPrecision_r(ctx, writer, 7);
	char *text = GEOSWKTWriter_write_r(ctx, writer, joined);
	const char *out = arena_str(ref_answers, text);
	GEOSFree_r(ctx, text);
	GEOSWKTWriter_destroy_r(ctx, writer);
	GEOSGeom_destroy_r(ctx, joined);
	GEOSGeom_destroy_r(ctx, all);
	GEOS_finish_r(ctx);
	return out;
}

static const char OLD[] = "990181001003001";

static void a_bad_partition_is_refused(void **state)
{
	(void)state;
	const char *at = url("/api/v1/ref/grids/%s/repartition", one("id", OLD)), *left = join(OLD, 1, 3), *right = join(OLD, 4, 9);
	const struct {
		const char *codes[2], *wkt[2], *text;
	} WRONG[] = {
		{ { "990181001003001", "990181001003002" }, { left, right }, "已被其他网格使用" },
		{ { "990181001003001", "990181001004098" }, { left, right }, "前 12 位" },
		{ { "990181001003098", "990181001003098" }, { left, right }, "出现了两次" },
		{ { "990181001003001", "990181001003098" }, { left, left }, "重叠" },
		{ { "990181001003001", "990181001003098" }, { left, one("wkt", "990181001003002") }, "超出原有网格" },
		{ { "990181001003001", "990181001003098" }, { left, "POLYGON((1 2))" }, "不是有效的多边形" },
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct ref_answer a = ref_post(at,
					       url("{\"new\":[{\"code\":\"%s\",\"name\":\"东\",\"wkt\":\"%s\"},{\"code\":"
						   "\"%s\",\"name\":\"西\",\"wkt\":\"%s\"}],"
						   "\"reason\":\"试验\"}",
						   WRONG[i].codes[0], WRONG[i].wkt[0], WRONG[i].codes[1], WRONG[i].wkt[1]));
		must(a, 422);
		if (!strstr(a.body, WRONG[i].text))
			fail_msg("%s: %s", WRONG[i].text, a.body);
	}
	struct ref_answer a = ref_post(
		at, url("{\"new\":[{\"code\":\"%s\",\"name\":\"东\",\"wkt\":\"%s\"}],\"reason\":\"试验\"}", OLD, left));
	must(a, 422);
	assert_non_null(strstr(a.body, "有遗漏"));
	a = ref_post(at,
		     url("{\"version\":9,\"new\":[{\"code\":\"%s\",\"name\":\"东\",\"wkt\":\"%s\"}],\"reason\":\"试验\"}",
			 OLD, one("wkt", OLD)));
	must(a, 409);
	must(ref_post(at, "{\"new\":[{\"code\":\"990181001003001\"}]}"), 422); /* no reason */
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_lineage"), 0);
}

static void one_grid_becomes_two(void **state)
{
	(void)state;
	int64_t old = ref_count(&x, "SELECT id FROM grid WHERE code = '990181001003001' AND valid_to IS NULL");
	int64_t below = ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code LIKE '990181001003001%' AND valid_to IS NULL") - 1;
	int64_t subs = ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code LIKE '990181001003001__' AND valid_to IS NULL");
	int64_t lon = ref_count(&x, "SELECT lon FROM grid WHERE code = '99018100100300105'");
	int64_t lat = ref_count(&x, "SELECT lat FROM grid WHERE code = '99018100100300105'");
	int64_t posts = ref_count(
		&x, "SELECT COUNT(*) FROM grid_post p JOIN grid g ON g.id = p.grid_id WHERE g.code = '990181001003001'");
	/* An open and a closed case, and a person whose right names the grid. */
	char script[1600];
	snprintf(script, sizeof script,
		 "INSERT INTO casefile (id, no, status, source, title, colour, type, family, opened_at, grid_id, "
		 "closed_at) VALUES "
		 "(1,'1','handling','patrol','t','green','help','people',1,%lld,NULL),(2,'2','closed','patrol','t','green',"
		 "'help','people',1,%lld,2);"
		 "INSERT INTO case_party (case_id, kind, party_id, role, from_at) VALUES "
		 "(1,'g',%lld,'place',1),(2,'g',%lld,'place',1);"
		 "INSERT INTO role_grant (user_id, role, scope, grid_id, approved_at, valid_from) SELECT "
		 "id,'grid_worker','grid',%lld,1,1 FROM app_user "
		 "WHERE login = 'd01-a';",
		 (long long)old, (long long)old, (long long)old, (long long)old, (long long)old);
	assert_int_equal(db_script(x.f->s, script), ERR_OK);
	int64_t rights = ref_count(&x, "SELECT rights_version FROM app_user WHERE login = 'd01-a'");
	struct ref_answer a = ref_post(url("/api/v1/ref/grids/%lld/repartition", (long long)old),
				       url("{\"version\":1,\"new\":[{\"code\":\"990181001003001\",\"name\":\"一网格\","
					   "\"households\":160,\"wkt\":\"%s\"},"
					   "{\"code\":\"990181001003098\",\"name\":\"新网格\",\"households\":150,\"phone\":"
					   "\"0990-1\",\"wkt\":\"%s\"}],"
					   "\"reason\":\"户数超出\"}",
					   join(OLD, 1, 3), join(OLD, 4, 9)));
	must(a, 200);
	int64_t first = number_of(json_at(json_get(a.json, "new"), 0), "id"),
		second = number_of(json_at(json_get(a.json, "new"), 1), "id");
	assert_true(first > old && second > first);
	/* Everything below has moved under the new codes; the old rows are history. */
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid WHERE (code LIKE '990181001003001%' OR code LIKE "
				       "'990181001003098%') AND valid_to IS NULL"),
			 below + 2);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid g JOIN grid p ON p.id = g.parent_id WHERE g.valid_to IS "
				       "NULL AND (p.valid_to IS NOT NULL "
				       "OR substr(g.code, 1, length(p.code)) <> p.code)"),
			 0);
	assert_int_equal(
		ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code LIKE '990181001003098__' AND valid_to IS NULL"),
		subs - 3);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_lineage"), below + 2);
	/* Posts go on with both, rights too, and the sessions of those people are checked anew. */
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_post p JOIN grid g ON g.id = p.grid_id WHERE g.code IN "
				       "('990181001003001',"
				       "'990181001003098') AND g.valid_to IS NULL AND p.valid_to IS NULL"),
			 2 * posts);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid_post p JOIN grid g ON g.id = p.grid_id WHERE g.valid_to "
				       "IS NOT NULL AND p.valid_to IS NULL"),
			 0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM role_grant r JOIN app_user u ON u.id = r.user_id WHERE "
				       "u.login = 'd01-a' AND r.grid_id IS NOT NULL"),
			 3);
	assert_true(ref_count(&x, "SELECT rights_version FROM app_user WHERE login = 'd01-a'") > rights);
	/* The open case keeps its grid and is seen from both new ones; the closed one is left alone. */
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM case_party WHERE case_id = 1 AND kind = 'g'"), 3);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM case_party WHERE case_id = 2 AND kind = 'g'"), 1);
	assert_int_equal(ref_count(&x, "SELECT grid_id FROM casefile WHERE id = 1"), old);
	int64_t *ids;
	size_t n;
	assert_int_equal(grid_today(x.f->s, old, &ids, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_true(ids[0] == first && ids[1] == second);
	assert_int_equal(grid_formerly(x.f->s, second, &ids, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(ids[0], old);
	/* The snapshot knows: the old grid is closed, a place finds the new one. */
	const struct refs *r = refs_take(&x.site);
	assert_null(ref_grid(r, old));
	assert_true(ref_grid_any(r, old)->closed);
	const struct grid *cell = ref_grid_at(r, (double)lon / 1e6, (double)lat / 1e6);
	assert_non_null(cell);
	assert_int_equal(grid_base(r, cell)->id, second);
	refs_drop(&x.site, r);
	a = ref_get(url("/api/v1/ref/grids/%lld", (long long)old));
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "lineage")), 2);
	assert_true(ref_number(&a, "valid_to") > 0);
}

static void two_become_one_again(void **state)
{
	(void)state;
	int64_t first = ref_count(&x, "SELECT id FROM grid WHERE code = '990181001003001' AND valid_to IS NULL");
	int64_t second = ref_count(&x, "SELECT id FROM grid WHERE code = '990181001003098' AND valid_to IS NULL");
	int64_t below = ref_count(
		&x, "SELECT COUNT(*) FROM grid WHERE parent_id IN (SELECT id FROM grid WHERE code IN ('990181001003001',"
		    "'990181001003098')) AND valid_to IS NULL");
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_text(&q, "SELECT wkt FROM grid WHERE code = '990181001003001' AND valid_to IS NOT NULL ORDER BY id LIMIT 1");
	assert_int_equal(db_query_open(x.f->s, &q, &c), ERR_OK);
	assert_int_equal(db_next(c), ERR_OK);
	const char *whole = arena_str(ref_answers, db_text(c, 0));
	db_query_close(c);
	struct ref_answer a = ref_post(url("/api/v1/ref/grids/%lld/repartition", (long long)first),
				       url("{\"also\":[\"%lld\"],\"new\":[{\"code\":\"990181001003098\",\"name\":\"合\","
					   "\"households\":310,\"wkt\":\"%s\"}],"
					   "\"reason\":\"合并\"}",
					   (long long)second, whole));
	must(a, 200);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code LIKE '990181001003098__' AND valid_to IS NULL"), below);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM grid WHERE code = '990181001003001' AND valid_to IS NULL"), 0);
	int64_t *ids;
	size_t n;
	assert_int_equal(
		grid_today(x.f->s, ref_count(&x, "SELECT MIN(id) FROM grid WHERE code = '990181001003001'"), &ids, &n),
		ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM case_party WHERE case_id = 1 AND kind = 'g'"), 4);
	must(ref_post(url("/api/v1/ref/grids/%lld/repartition", (long long)first),
		      "{\"new\":[{\"code\":\"1\"}],\"reason\":\"试验\"}"),
	     404);
	/* Its history is complete. */
	a = ref_get(url("/api/v1/ref/grids/%lld/versions", (long long)first));
	must(a, 200);
	assert_int_equal(json_count(ref_items(&a)), 2);
}

/* ---- prepared for a later day ---- */

static const char LATER[] = "990181001002002";

static struct ref_answer prepare(const char *id, const char *day, const char *second)
{
	return ref_post(url("/api/v1/ref/grids/%s/repartition", id),
			url("{\"version\":1,%s\"new\":[{\"code\":\"%s\",\"name\":\"东\",\"households\":150,\"wkt\":\"%s\"},"
			    "{\"code\":\"%s\",\"name\":\"西\",\"households\":150,\"wkt\":\"%s\"}],\"reason\":\"镇街〔2026〕12 号\"}",
			    day, LATER, join(LATER, 1, 3), second, join(LATER, 4, 9)));
}

static const char *status_of(const char *grid, size_t i)
{
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/%s/prepared", grid));
	must(a, 200);
	return text_of(json_at(ref_items(&a), i), "status");
}

struct due_item {
	const struct op *op;
	int64_t id;
};

static enum err apply_one(struct db_session *s, void *arg)
{
	struct due_item *item = arg;
	struct op op = *item->op;
	op.s = s;
	return grid_prepared_apply(&op, item->id);
}

/* The job at that time; how many were due. */
static size_t work_off(int64_t ms)
{
	int64_t ids[8];
	size_t n = 0;
	x.env.now = ms;
	const struct refs *r = refs_take(&x.site);
	struct op op = ref_fixture_op(&x, x.f->s, r);
	assert_int_equal(grid_prepared_due(&op, ids, 8, &n), ERR_OK);
	for (size_t i = 0; i < n; i++) {
		struct due_item item = { &op, ids[i] };
		assert_int_equal(db_write(x.f->s, apply_one, &item), ERR_OK);
	}
	refs_drop(&x.site, r);
	assert_int_equal(refs_load(&x.site, x.f->s), ERR_OK);
	return n;
}

static int64_t base_at(int64_t lon, int64_t lat)
{
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/at?lon=%lld&lat=%lld", (long long)lon, (long long)lat));
	must(a, 200);
	return number_of(json_at(json_get(a.json, "path"), 0), "id");
}

static void a_partition_waits_for_its_day(void **state)
{
	(void)state;
	const int64_t today = x.env.now, day = day_start_ms(20260305);
	const char *id = one("id", LATER);
	int64_t old, lon = ref_count(&x, "SELECT lon FROM grid WHERE code = '99018100100200205' AND valid_to IS NULL"),
		     lat = ref_count(&x, "SELECT lat FROM grid WHERE code = '99018100100200205' AND valid_to IS NULL");
	assert_true(sv_i64(sv_from(id), &old));
	must(prepare(id, "\"effective_day\":20260302,", "990181001002097"), 422); /* today is not later */
	must(prepare(id, "\"effective_day\":20280101,", "990181001002097"), 422);
	must(prepare(id, "\"effective_day\":20260305,", "990181001002001"), 422); /* checked like one that is done at once */
	struct ref_answer a = prepare(id, "\"effective_day\":20260305,", "990181001002097");
	must(a, 200);
	assert_int_equal(json_count(json_get(a.json, "new")), 0);
	int64_t first = number_of(a.json, "prepared_id");
	assert_string_equal(status_of(id, 0), "pending");
	/* nobody decides twice about a grid, neither now nor later */
	a = prepare(id, "", "990181001002097");
	must(a, 422);
	assert_non_null(strstr(a.body, "3 月 5 日"));
	must(prepare(id, "\"effective_day\":20260306,", "990181001002097"), 422);
	/* taken back, once; then it may be prepared anew */
	const char *cancel = url("/api/v1/ref/grids/prepared/%lld/cancel", (long long)first);
	must(ref_post(cancel, "{\"version\":7}"), 409);
	must(ref_post(cancel, "{\"version\":1}"), 200);
	must(ref_post(cancel, "{\"version\":2}"), 409);
	must(prepare(id, "\"effective_day\":20260305,", "990181001002097"), 200);
	assert_string_equal(status_of(id, 0), "pending");
	assert_string_equal(status_of(id, 1), "cancelled");
	/* the minute before: everything as it was; the first minute of the day: the new grids, for places, people and history */
	assert_int_equal(work_off(day - MS_MINUTE), 0);
	assert_int_equal(base_at(lon, lat), old);
	assert_int_equal(work_off(day), 1);
	int64_t fresh = base_at(lon, lat);
	assert_true(fresh > old);
	assert_int_equal(ref_count(&x, "SELECT valid_to FROM grid WHERE code = '990181001002002' AND valid_to IS NOT NULL"), day);
	assert_int_equal(ref_count(&x, "SELECT by_user FROM grid_lineage l JOIN grid g ON g.id = l.old_id WHERE g.code = "
				       "'990181001002002'"),
			 1); /* who decided, not the clock */
	assert_string_equal(status_of(url("%lld", (long long)fresh), 0), "applied");
	assert_int_equal(work_off(day + MS_MINUTE), 0);
	assert_int_equal(ref_count(&x, "SELECT COUNT(*) FROM ref_version WHERE kind = 'grid_prepared'"), 4);
	x.env.now = today;
}

/* What its day finds impossible ends with the reason, and the grids stay. */
static void a_partition_that_no_longer_fits_says_why(void **state)
{
	(void)state;
	const int64_t today = x.env.now;
	const char *id = one("id", LATER);
	must(ref_post(url("/api/v1/ref/grids/%s/repartition", id),
		      url("{\"effective_day\":20260310,\"new\":[{\"code\":\"990181001002096\",\"name\":\"改\",\"wkt\":\"%s\"}],"
			  "\"reason\":\"试验\"}",
			  one("wkt", LATER))),
	     200);
	assert_int_equal(db_script(x.f->s, "UPDATE grid SET code = '990181001002096' WHERE code = '990181001002097' "
					   "AND valid_to IS NULL;"),
		ERR_OK);
	assert_int_equal(work_off(day_start_ms(20260310)), 1);
	struct ref_answer a = ref_get(url("/api/v1/ref/grids/%s/prepared", id));
	must(a, 200);
	const struct json *newest = json_at(ref_items(&a), 0);
	assert_string_equal(text_of(newest, "status"), "failed");
	assert_non_null(strstr(text_of(newest, "fault"), "已被其他网格使用"));
	assert_string_equal(one("id", LATER), id);
	x.env.now = today;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_tree_goes_down, before),
		cmocka_unit_test_setup(a_place_has_a_grid_and_a_card, before),
		cmocka_unit_test_setup(a_phone_position_is_converted, before),
		cmocka_unit_test_setup(outlines_of_the_city, before),
		cmocka_unit_test_setup(the_map_in_a_window, before),
		cmocka_unit_test_setup(a_new_grid_must_fit, before),
		cmocka_unit_test_setup(a_grid_shows_its_people_and_warnings, before),
		cmocka_unit_test_setup(posts_are_replaced_as_a_whole, before),
		cmocka_unit_test_setup(a_bad_partition_is_refused, before),
		cmocka_unit_test_setup(one_grid_becomes_two, before),
		cmocka_unit_test_setup(two_become_one_again, before),
		cmocka_unit_test_setup(a_partition_waits_for_its_day, before),
		cmocka_unit_test_setup(a_partition_that_no_longer_fits_says_why, before),
	};
	return REF_RUN(tests, setup, teardown);
}

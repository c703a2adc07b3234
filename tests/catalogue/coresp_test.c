/* SPDX-License-Identifier: Apache-2.0 */
/* 同责清单 and 履职事项 of the demo city: who is found, how a case is divided, what may be given to whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "catalogue/kinds.h"
#include "catalogue/ref_fixture.h"

static struct ref_fixture x;
static const struct refs *r;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	/* a whole code beside its class and its domain, and an entry out of use */
	if (db_script(x.f->s, "INSERT INTO coresp (town_id, unit_id, item, duty, limit_value, limit_unit, share, active) "
			      "SELECT t.id, u.id, '0701002', '清障', 30, 'natural_minute', 40, 1 FROM unit t, unit u "
			      "WHERE t.code = 'T01' AND u.code IN ('D30', 'D47');"
			      "INSERT INTO coresp (town_id, unit_id, item, duty, limit_value, limit_unit, share, active) "
			      "SELECT t.id, u.id, '0701', '停用的', 30, 'natural_minute', 40, 0 FROM unit t, unit u "
			      "WHERE t.code = 'T01' AND u.code = 'D09';"
			      "INSERT INTO level_duty (level, item, list, basis, approval_no, valid_to) "
			      "VALUES ('community', '1302', 'temporary', '试', '试1号', 20260301);") != ERR_OK)
		return -1;
	refs_load(&x.site, x.f->s);
	r = refs_take(&x.site);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	refs_drop(&x.site, r);
	ref_fixture_close(&x);
	return 0;
}

static size_t find(const char *town, const char *type, const struct coresp **out)
{
	struct op op = { .refs = r };
	return coresp_find(&op, ref_unit_code(r, town)->id, ref_type_code(r, type)->id, out, CORESP_MAX);
}

static void the_most_precise_item_decides(void **state)
{
	(void)state;
	const struct coresp *c[CORESP_MAX];
	assert_int_equal(find("T01", "0701001", c), 1);
	assert_string_equal(ref_unit(r, c[0]->unit_id)->code, "D47");
	assert_string_equal(c[0]->item, "0701");
	assert_int_equal(c[0]->share, 60);
	assert_int_equal(c[0]->limit_value, 30);
	assert_int_equal(find("T01", "0701002", c), 2);
	assert_string_equal(c[0]->item, "0701002");
	assert_string_equal(c[1]->item, "0701002");
	assert_int_equal(find("T12", "0701001", c), 0);
	assert_int_equal(coresp_find(&(struct op){ .refs = r }, NIL, ref_type_code(r, "0701001")->id, c, CORESP_MAX), 0);
	assert_int_equal(find("T01", "0701002", c), 2);
	assert_int_equal(coresp_find(&(struct op){ .refs = r }, ref_unit_code(r, "T01")->id, ref_type_code(r, "0701002")->id, c, 1),
			 1);
}

static void the_main_street_has_more_than_twenty_departments(void **state)
{
	(void)state;
	int64_t n = ref_count(&x, "SELECT COUNT(DISTINCT t.unit_id) FROM coresp t JOIN unit u ON u.id = t.town_id "
				  "WHERE u.code = 'T01'");
	assert_true(n >= 20);
}

/* By hand: who gets how much. Ids stand for units; 1 is the town. */
static void a_case_is_divided_by_the_list(void **state)
{
	(void)state;
	const struct coresp a = { .town_id = 1, .unit_id = 7, .share = 60 }, b = { .town_id = 1, .unit_id = 8, .share = 40 },
			    none = { .town_id = 1, .unit_id = 9, .share = 0 };
	const struct coresp *one[] = { &a }, *two[] = { &a, &b }, *zero[] = { &none };
	struct {
		const char *what;
		const struct coresp *const *c;
		size_t n;
		int64_t lead;
		size_t parts;
		struct coresp_share out[3];
	} rows[] = {
		{ "no list", NULL, 0, 7, 1, { { 7, 100 } } },
		{ "the department leads", one, 1, 7, 2, { { 7, 60 }, { 1, 40 } } },
		{ "the town leads", one, 1, 1, 2, { { 7, 60 }, { 1, 40 } } },
		{ "somebody else leads", one, 1, 5, 1, { { 5, 100 } } },
		{ "two departments take all", two, 2, 8, 2, { { 7, 60 }, { 8, 40 } } },
		{ "the department only responds", zero, 1, 9, 1, { { 1, 100 } } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct coresp_share out[CORESP_MAX + 1];
		int sum = 0;
		size_t n = coresp_shares(rows[i].c, rows[i].n, rows[i].lead, out);
		if (n != rows[i].parts)
			fail_msg("%s: %zu parts", rows[i].what, n);
		for (size_t k = 0; k < n; k++) {
			sum += out[k].percent;
			assert_int_equal(out[k].unit_id, rows[i].out[k].unit_id);
			assert_int_equal(out[k].percent, rows[i].out[k].percent);
		}
		assert_int_equal(sum, 100);
	}
}

static void the_suggestion_names_them(void **state)
{
	(void)state;
	struct duty d;
	assert_int_equal(ref_duty(r, x.f->arena, ref_type_code(r, "0701001"), ref_unit_code(r, "T01")->id, &d), ERR_OK);
	assert_int_equal(d.nshared, 1);
	assert_non_null(strstr(d.why, "同责清单：青澜市公安局交通警察大队与青澜市澜城街道共同负责"));
	assert_int_equal(ref_duty(r, x.f->arena, ref_type_code(r, "0701001"), NIL, &d), ERR_OK);
	assert_int_equal(d.nshared, 0);
	assert_null(strstr(d.why, "同责清单"));
}

static const struct {
	const char *what, *type, *unit;
	enum level_verdict verdict;
	const char *why;
} LEVELS[] = {
	{ "a department is never asked", "1301002", "D19", LEVEL_FREE, "" },
	{ "taken back by the department", "1301002", "T01", LEVEL_REFUSED, "由市场监督管理局，不能派给" },
	{ "the town only assists", "1402001", "T01", LEVEL_ASSIST, "配合履职事项" },
	{ "the town's own", "0502001", "T01", LEVEL_FREE, "" },
	{ "on no list of the town: towns do the rest", "0703001", "T01", LEVEL_FREE, "" },
	{ "on the list of grid workers", "0401001", "T0503", LEVEL_FREE, "" },
	{ "on the community's list", "1104001", "T0503", LEVEL_FREE, "" },
	{ "a community may assist and is not asked for more", "0701001", "T0503", LEVEL_FREE, "" },
	{ "on no list of the community", "1201001", "T0503", LEVEL_REFUSED, "不在村居履职事项清单和网格员职责清单里" },
	{ "temporary, in force", "0804001", "T0503", LEVEL_FREE, "" },
	{ "temporary, over", "1302001", "T0503", LEVEL_REFUSED, "准入已到期" },
};

static void what_may_be_given_to_a_level(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
		const char *why;
		enum level_verdict v = ref_level(r, x.f->arena, ref_type_code(r, LEVELS[i].type), ref_unit_code(r, LEVELS[i].unit),
						 env_now(&x.env.env), &why);
		if (v != LEVELS[i].verdict || !strstr(why, LEVELS[i].why))
			fail_msg("%s: %d %s", LEVELS[i].what, v, why);
	}
}

/* One row through the checks of its kind; the field of the first fault, "" when it was taken. */
static const char *put(const struct ref_kind *k, const char *const *pairs)
{
	struct ref_edit *e = ARENA_NEW(x.f->arena, struct ref_edit);
	enum err db = ERR_OK;
	ref_edit_init(e, k, x.f->s, x.f->arena, env_now(&x.env.env));
	for (; pairs[0]; pairs += 2) {
		int col = -1;
		for (int i = 0; k->cols[i].name; i++)
			if (str_eq(k->cols[i].name, pairs[0]) || str_eq(k->cols[i].csv, pairs[0]))
				col = i;
		assert_true(col >= 0);
		ref_parse(e, col, sv_from(pairs[1]), &db);
	}
	if (!e->all_faults)
		assert_int_equal(ref_check(e), ERR_OK);
	return e->nfaults ? e->faults[0].field : "";
}

#define PUT(k, ...) put(k, (const char *const[]){ __VA_ARGS__, NULL })

static void the_lists_check_themselves(void **state)
{
	(void)state;
	const struct ref_kind *k = &REF_CORESP;
	assert_string_equal(PUT(k, "town", "T02", "unit", "D10", "item", "0703", "duty", "到场"), "");
	assert_string_equal(PUT(k, "town", "T02", "unit", "D10", "item", "070", "duty", "到场"), "item");
	assert_string_equal(PUT(k, "town", "T02", "unit", "D10", "item", "9999", "duty", "到场"), "item");
	assert_string_equal(PUT(k, "town", "T02", "unit", "T03", "item", "0703", "duty", "到场"), "unit_id");
	assert_string_equal(PUT(k, "town", "T02", "unit", "D10", "item", "0703", "duty", "到场", "share", "101"), "share");
	/* D47 has 60 % of 0701 there already */
	assert_string_equal(PUT(k, "town", "T02", "unit", "D09", "item", "0701", "duty", "到场", "share", "50"), "share");
	assert_string_equal(PUT(k, "town", "T02", "unit", "D47", "item", "0701", "duty", "到场", "share", "10"), "item");
	k = &REF_LEVEL_DUTIES;
	assert_string_equal(PUT(k, "level", "村居", "item", "1501", "list", "基本履职"), "");
	assert_string_equal(PUT(k, "level", "村居", "item", "1501", "list", "临时"), "approval_no");
	assert_string_equal(PUT(k, "level", "村居", "item", "1501", "list", "临时", "approval_no", "1号"), "valid_to");
	assert_string_equal(PUT(k, "level", "镇街", "item", "1501003", "list", "上级收回"), "unit_id");
	assert_string_equal(PUT(k, "level", "镇街", "item", "0502", "list", "基本履职"), "item");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_precise_item_decides),
		cmocka_unit_test(the_main_street_has_more_than_twenty_departments),
		cmocka_unit_test(a_case_is_divided_by_the_list),
		cmocka_unit_test(the_suggestion_names_them),
		cmocka_unit_test(what_may_be_given_to_a_level),
		cmocka_unit_test(the_lists_check_themselves),
	};
	return REF_RUN(tests, setup, teardown);
}

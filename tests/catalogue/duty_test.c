/* SPDX-License-Identifier: Apache-2.0 */
/* Whose duty it is, by the demo city's own list, and what the words of an appeal suggest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "catalogue/ref_fixture.h"

static struct ref_fixture x;
static const struct refs *r;

static int setup(void **state)
{
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	/* Cases that the demo city does not have: a lead that is closed, a kind that nobody owns, a town that is closed. */
	if (db_script(x.f->s, "INSERT INTO event_type (code, name, domain_code, class_name, principle, lead_rule, "
			      "lead_unit_id, owner_kind, "
			      "co_units, colour, limit_value, limit_unit, evidence, review, family, type) VALUES "
			      "('1699001','无主设施损坏','16','试','agreed','owner',NULL,'雕塑','','green',3,'working_day',"
			      "'text','unit','people','help'),"
			      "('1699002','归已撤单位的事','16','试','designated','fixed',(SELECT id FROM unit WHERE code "
			      "= 'D54'),'','town;D01;town;D54',"
			      "'green',3,'working_day','text','unit','people','help');"
			      "UPDATE unit SET active = 0 WHERE code = 'D54';") != ERR_OK)
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

static const struct {
	const char *name, *type, *town; /* town "" = not known */
	const char *lead;          /* NULL: nobody yet */
	const char *co;            /* codes that must be among the co-units, ";" between */
	const char *why;           /* must be said */
} DUTIES[] = {
	{ "fixed: river pollution goes to 生态环境局", "0901001", "T03", "D07", "D11;E02;T03", "按固定单位：由青澜市生态环境局主办" },
	{ "fixed: the place does not matter", "0901001", "", "D07", "D11", "《中华人民共和国水污染防治法》" },
	{ "owner: a road in a street belongs to the city's service", "0101001", "T01", "D40", "", "没有单独登记，按全市归" },
	{ "owner: a road in the development zone's street", "0101001", "T05", "F01", "D40", "按权属：道路在青澜市新港街道归" },
	{ "owner: a road in a town", "0101001", "T13", "D42", "D40", "按权属：道路在青澜市柳埠镇归" },
	{ "owner: town not known, the whole city's owner", "0101001", "", "D40", "", "事发镇街未知" },
	{ "owner: a community stands for its town", "0101001", "T0503", "F01", "", "新港街道" },
	{ "owner: nobody is registered", "1699001", "T01", NULL, "", "没有登记“雕塑”的权属单位，请指定主办单位" },
	{ "fixed: the unit was closed", "1699002", "T01", NULL, "T01;D01", "已停用，请指定主办单位" },
	{ "fixed: designated", "1699002", "T01", NULL, "", "确定原则：指定，由市里指定" },
};

static bool among(const struct duty *d, struct sv code)
{
	for (size_t i = 0; i < d->nco; i++)
		if (sv_eqs(code, d->co[i]->code))
			return true;
	return false;
}

static void the_duty_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof DUTIES / sizeof *DUTIES; i++) {
		struct duty d;
		const struct event_type *t = ref_type_code(r, DUTIES[i].type);
		int64_t town = *DUTIES[i].town ? ref_unit_code(r, DUTIES[i].town)->id : NIL;
		assert_non_null(t);
		assert_int_equal(ref_duty(r, x.f->arena, t, town, &d), ERR_OK);
		if (!str_eq(d.lead ? d.lead->code : NULL, DUTIES[i].lead))
			fail_msg("%s: lead %s\n%s", DUTIES[i].name, d.lead ? d.lead->code : "none", d.why);
		if (!strstr(d.why, DUTIES[i].why))
			fail_msg("%s: not said: %s\n%s", DUTIES[i].name, DUTIES[i].why, d.why);
		struct sv rest = sv_from(DUTIES[i].co), code;
		while (sv_cut(&rest, ';', &code))
			if (code.n && !among(&d, code))
				fail_msg("%s: %.*s does not assist\n%s", DUTIES[i].name, SV_FMT(code), d.why);
		for (size_t k = 0; k < d.nco; k++) {
			assert_true(d.co[k] != d.lead);
			assert_true(d.co[k]->active);
			for (size_t j = 0; j < k; j++)
				assert_true(d.co[k] != d.co[j]);
		}
	}
}

/* Wherever it happens, every type of the list finds a lead and says why; in a known town region types go to the town. */
static void every_type_has_a_lead_everywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < r->ntypes; i++) {
		const struct event_type *t = &r->types[i];
		for (size_t u = 0; u < r->nunits; u++) {
			struct duty d;
			if (!str_eq(r->units[u].kind, "town") || strncmp(t->code, "1699", 4) == 0)
				continue;
			assert_int_equal(ref_duty(r, x.f->arena, t, r->units[u].id, &d), ERR_OK);
			if (!d.lead)
				fail_msg("%s in %s: nobody\n%s", t->name, r->units[u].name, d.why);
			if (str_eq(t->lead_rule, "region"))
				assert_ptr_equal(d.lead, &r->units[u]);
			assert_non_null(strstr(d.why, t->code));
		}
		arena_reset(x.f->arena);
	}
}

static void region_needs_a_town(void **state)
{
	(void)state;
	for (size_t i = 0; i < r->ntypes; i++) {
		struct duty d;
		if (!str_eq(r->types[i].lead_rule, "region"))
			continue;
		assert_int_equal(ref_duty(r, x.f->arena, &r->types[i], NIL, &d), ERR_OK);
		assert_null(d.lead);
		assert_non_null(strstr(d.why, "请先补充地址"));
	}
}

/* ---- suggestions ---- */

static const struct {
	const char *text, *type;
} TEXTS[] = {
	{ "我们小区门口的路灯坏了三天了，晚上黑漆漆的", "路灯" },
	{ "马路中间井盖不见了，骑车的人差点掉下去", "井盖" },
	{ "工地干了半年活，老板拖欠工资不给，微信也不回", "工资" },
	{ "楼下烧烤店油烟太大，呛得开不了窗", "油烟" },
	{ "家里暖气不热，室温只有十四度，打了热力公司电话没人来", "供热|供暖|暖气|室温|热力" },
	{ "楼道里闻到很浓的煤气味，怀疑燃气泄漏", "燃气" },
	{ "物业公司收了物业费不打扫卫生，垃圾堆了好几天", "物业|垃圾" },
	{ "工地半夜还在施工，吵得睡不着觉", "施工|噪声|噪音" },
	{ "有人冒充公安打电话让我转账，被骗了八千块", "诈骗" },
	{ "河里的水又黑又臭，有个排污口一直往河里排脏水", "污水|黑臭|水体" },
};

static void suggestions_name_the_right_type(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		struct type_hint h[3];
		bool found = false;
		size_t n = ref_suggest_types(r, x.f->arena, sv_from(TEXTS[i].text), h, 3);
		for (size_t k = 0; k < n; k++) {
			struct sv rest = sv_from(TEXTS[i].type), word;
			while (sv_cut(&rest, '|', &word))
				found |= memmem(h[k].type->name, strlen(h[k].type->name), word.p, word.n) != NULL;
			assert_true(h[k].score > 0);
			assert_non_null(strstr(h[k].why, "含有："));
			if (k)
				assert_true(h[k].score <= h[k - 1].score);
		}
		if (!found)
			fail_msg("%s: %s", TEXTS[i].text, n ? h[0].type->name : "nothing");
	}
	struct type_hint none[3];
	assert_int_equal(ref_suggest_types(r, x.f->arena, SV(""), none, 3), 0);
}

/* Of the demo city's own appeals, three in four have their type among the first three suggestions. */
static void suggestions_on_the_demo_texts(void **state)
{
	(void)state;
	static const char *const FILES[] = { "demo/appeal_texts_a.csv", "demo/appeal_texts_b.csv" };
	int texts = 0, right = 0;
	for (size_t f = 0; f < 2; f++) {
		char path[256];
		struct csv_reader c;
		snprintf(path, sizeof path, "%s/%s", ref_fixture_data(), FILES[f]);
		FILE *in = fopen(path, "r");
		assert_non_null(in);
		csv_open(&c, in);
		assert_int_equal(csv_next(&c), ERR_OK);
		int code = csv_index(&c, "event_code"), title = csv_index(&c, "title"), body = csv_index(&c, "body");
		while (csv_next(&c) == ERR_OK) {
			struct type_hint h[3];
			const char *text = arena_printf(x.f->arena, "%.*s\n%.*s", SV_FMT(c.field[title]), SV_FMT(c.field[body]));
			size_t n = ref_suggest_types(r, x.f->arena, sv_from(text), h, 3);
			texts++;
			for (size_t k = 0; k < n; k++)
				right += sv_eqs(c.field[code], h[k].type->code);
			arena_reset(x.f->arena);
		}
		csv_close(&c);
		fclose(in);
	}
	print_message("%d of %d demo texts have their type among the first three\n", right, texts);
	assert_true(texts > 300);
	assert_true(right * 100 >= texts * 75);
}

static void colours_by_trigger_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *colour;
	} CASES[] = {
		{ "楼道里有很浓的煤气味", "red" }, { "路面塌陷了一个大洞，井盖也歪了", "orange" }, { "从昨晚开始停水到现在", "yellow" },
		{ "楼下着火了，家里还停电", "red" }, { "人行道上的砖松了", NULL }, { "", NULL },
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const char *why;
		const struct colour_rule *c = ref_suggest_colour(r, x.f->arena, sv_from(CASES[i].text), &why);
		if (!str_eq(c ? c->colour : NULL, CASES[i].colour))
			fail_msg("%s: %s", CASES[i].text, c ? c->colour : "none");
		assert_true(c ? strstr(why, "文中提到") != NULL : why == NULL);
	}
}

static void lookups(void **state)
{
	(void)state;
	assert_string_equal(ref_unit_code(r, "D08")->name, "青澜市住房和城乡建设局");
	assert_string_equal(ref_unit_code(r, "D08")->short_name, "住房和城乡建设局");
	assert_string_equal(ref_unit_code(r, "P01")->short_name, "澜城派出所");
	assert_null(ref_unit_code(r, "D99"));
	assert_null(ref_unit(r, 123456));
	assert_null(ref_unit(r, NIL));
	assert_null(ref_type(r, NIL));
	assert_true(ref_unit_under(r, ref_unit_code(r, "T0101")->id, ref_unit_code(r, "T01")->id));
	assert_true(ref_unit_under(r, ref_unit_code(r, "T0101")->id, ref_unit_code(r, "R00")->id));
	assert_true(ref_unit_under(r, ref_unit_code(r, "T01")->id, ref_unit_code(r, "T01")->id));
	assert_false(ref_unit_under(r, ref_unit_code(r, "T01")->id, ref_unit_code(r, "T0101")->id));
	assert_false(ref_unit_under(r, ref_unit_code(r, "T0101")->id, ref_unit_code(r, "T02")->id));
	assert_string_equal(ref_channel_code(r, "phone")->name, "12345政务服务热线");
	assert_int_equal(ref_colour(r, "red")->rank, 1);
	assert_null(ref_colour(r, "purple"));
	for (size_t i = 0; i < r->ntypes; i++)
		assert_ptr_equal(ref_type_code(r, r->types[i].code), ref_type(r, r->types[i].id));
	for (size_t i = 0; i < r->ngrids; i += 37)
		assert_ptr_equal(ref_grid(r, r->grids[i].id), &r->grids[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_duty_table),
		cmocka_unit_test(every_type_has_a_lead_everywhere),
		cmocka_unit_test(region_needs_a_town),
		cmocka_unit_test(suggestions_name_the_right_type),
		cmocka_unit_test(suggestions_on_the_demo_texts),
		cmocka_unit_test(colours_by_trigger_words),
		cmocka_unit_test(lookups),
	};
	return REF_RUN(tests, setup, teardown);
}

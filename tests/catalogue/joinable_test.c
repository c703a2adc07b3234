/* SPDX-License-Identifier: Apache-2.0 */
/* Which event types the public may join: public facilities, never wages, land, persons, enterprises or petitions; and nothing
 * that the demo city lists breaks the rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/ref_fixture.h"

static const struct {
	const char *name, *class_name, *family, *type;
	bool sensitive;
	const char *why;           /* part of the sentence; NULL: may be joined */
} TYPES[] = {
	{ "路灯不亮", "市政设施", "people", "complaint", false, NULL },
	{ "井盖丢失", "市政设施", "people", "help", false, NULL },
	{ "道路坑槽破损", "道路桥梁", "people", "complaint", false, NULL },
	{ "暴露垃圾积存", "环境卫生", "people", "complaint", false, NULL },
	{ "水管爆裂漏水", "供水", "people", "help", false, NULL },
	{ "交通信号灯故障", "交通设施", "people", "help", false, NULL },
	{ "标志标线缺失", "交通设施", "people", "suggestion", false, NULL },
	{ "拖欠农民工工资", "劳动保障", "people", "complaint", false, "工资" },
	{ "工厂欠薪", "其他", "people", "complaint", false, "工资" },
	{ "征地补偿款发放", "土地村务", "people", "complaint", false, "土地" },
	{ "宅基地审批", "村务", "people", "help", false, "土地" },
	{ "独居老人无人照料", "社会救助", "people", "help", false, "个人" },
	{ "邻里漏水纠纷", "矛盾纠纷", "people", "help", false, "个人" },
	{ "走失人员查找", "重点人群", "people", "help", false, "个人" },
	{ "拖欠中小企业账款", "权益保护", "people", "complaint", false, "企业" },
	{ "商铺音响", "市容秩序", "people", "complaint", false, "企业" },
	{ "园区基础配套", "生产要素", "development", "suggestion", false, "民生" },
	{ "建筑垃圾乱倒", "环境卫生", "enforcement", "report", false, "民生" },
	{ "信访事项办理查询", "基层服务", "people", "complaint", false, "信访" },
	{ "路灯", "市政设施", "people", "report", false, "求助、投诉、建议" },
	{ "路灯", "市政设施", "people", "praise", false, "求助、投诉、建议" },
	{ "路灯不亮", "市政设施", "people", "complaint", true, "敏感" },
};

static void the_rule(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
		const char *why =
			event_type_not_joinable(TYPES[i].name, TYPES[i].class_name, TYPES[i].family, TYPES[i].type, TYPES[i].sensitive);
		if (!TYPES[i].why != !why || (why && !strstr(why, TYPES[i].why)))
			fail_msg("%s/%s: %s", TYPES[i].name, TYPES[i].class_name, why ? why : "may be joined");
	}
}

static void the_demo_city_keeps_it(void **state)
{
	struct ref_fixture x;
	(void)state;
	ref_fixture_open(&x);
	ref_fixture_demo(&x);
	refs_load(&x.site, x.f->s);
	const struct refs *r = refs_take(&x.site);
	static const char *const LISTED[] = { "路灯不亮", "井盖丢失", "道路坑槽破损", "暴露垃圾积存", "水管爆裂漏水", "交通信号灯故障" };
	size_t joinable = 0, listed = 0;
	for (size_t i = 0; i < r->ntypes; i++) {
		const struct event_type *t = &r->types[i];
		const char *why = event_type_not_joinable(t->name, t->class_name, t->family, t->type, t->sensitive);
		if (t->joinable && why)
			fail_msg("%s: %s", t->name, why);
		joinable += event_type_joinable(t);
		for (size_t k = 0; k < sizeof LISTED / sizeof *LISTED; k++)
			listed += event_type_joinable(t) && strcmp(t->name, LISTED[k]) == 0;
	}
	assert_in_range(joinable, 20, 80);
	assert_int_equal(listed, sizeof LISTED / sizeof *LISTED);
	refs_drop(&x.site, r);
	ref_fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_rule), cmocka_unit_test(the_demo_city_keeps_it) };
	return cmocka_run_group_tests_name("joinable", tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Which event types the public may see and join (AS-7, H5): public facilities only. A lamp, a manhole, a pothole belong to
 * everybody; wages, land, persons, enterprises and petitions are somebody's own affair, and that they were reported is
 * nobody else's business. The flag is the city's choice, this rule is its limit. */
#include "catalogue/site.h"

#include <string.h>

/* What no joinable type may be about: a word of its name or class, and the sentence for the clerk. */
#define WAGES "涉及工资和劳动的事项不能公开并案"
#define LAND "涉及土地的事项不能公开并案"
#define PERSON "涉及个人的事项不能公开并案"
#define ENTERPRISE "涉及企业的事项不能公开并案"
#define PETITION "信访和举报事项不能公开并案"
static const struct {
	const char *word, *why;
} PRIVATE[] = {
	{ "工资", WAGES }, { "薪", WAGES }, { "工伤", WAGES }, { "劳动", WAGES }, { "用工", WAGES }, { "社保", WAGES },
	{ "公积金", WAGES },
	{ "土地", LAND }, { "征地", LAND }, { "宅基地", LAND }, { "拆迁", LAND }, { "用地", LAND }, { "承包", LAND },
	{ "征收", LAND }, { "滩涂", LAND },
	{ "老人", PERSON }, { "老年", PERSON }, { "儿童", PERSON }, { "孩子", PERSON }, { "人员", PERSON },
	{ "婚姻", PERSON }, { "家庭", PERSON }, { "邻里", PERSON }, { "户口", PERSON }, { "身份证", PERSON },
	{ "残疾", PERSON }, { "患者", PERSON }, { "学生", PERSON }, { "救助", PERSON }, { "低保", PERSON },
	{ "补偿", PERSON }, { "补贴", PERSON }, { "保障金", PERSON }, { "纠纷", PERSON }, { "诈骗", PERSON },
	{ "企业", ENTERPRISE }, { "公司", ENTERPRISE }, { "商铺", ENTERPRISE }, { "商户", ENTERPRISE },
	{ "账款", ENTERPRISE }, { "经营", ENTERPRISE }, { "餐饮", ENTERPRISE }, { "工厂", ENTERPRISE },
	{ "消费", ENTERPRISE }, { "收费", ENTERPRISE },
	{ "信访", PETITION }, { "上访", PETITION }, { "仲裁", PETITION }, { "诉讼", PETITION }, { "复议", PETITION },
	{ "举报", PETITION },
};

const char *event_type_not_joinable(
	const char *name, const char *class_name, const char *family, const char *type, bool sensitive)
{
	if (sensitive)
		return "敏感事项不能公开并案";
	if (!str_eq(family, "people"))
		return "只有民生类的公共设施可以公开并案，涉及企业和执法的不可以";
	if (!str_eq(type, "help") && !str_eq(type, "complaint") && !str_eq(type, "suggestion"))
		return "只有求助、投诉、建议类的公共设施可以公开并案";
	for (size_t i = 0; i < sizeof PRIVATE / sizeof *PRIVATE; i++)
		if (strstr(name, PRIVATE[i].word) || strstr(class_name, PRIVATE[i].word))
			return PRIVATE[i].why;
	return NULL;
}

bool event_type_joinable(const struct event_type *t)
{
	return t->joinable && t->active && !event_type_not_joinable(t->name, t->class_name, t->family, t->type, t->sensitive);
}

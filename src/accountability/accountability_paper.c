/* SPDX-License-Identifier: Apache-2.0 */
/* The notice of criticism, the notice of a talk, the letter that transfers leads, the commendation: official documents with the
 * figures of the frozen list, what the unit said, and the approval document. */
#include "accountability/accountability_internal.h"
#include "base/half_up.h"

static void say(struct official *o, const char *text)
{
	if (text && *text && o->nbody < OFFICIAL_PARAGRAPHS)
		o->body[o->nbody++] = text;
}

/* "91.17": points to two places. */
static const char *points(struct arena *a, int64_t micro)
{
	int64_t hundredths = div_half_up(micro, SCORE_POINT / 100);
	return arena_printf(a, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static const char *standing(struct arena *a, const struct q_accountability_get_out *x, const char *unit)
{
	const char *list = str_eq(x->list, "towns") ? "镇街" : "部门", *month = arena_printf(a, "%lld年%lld月", (long long)(x->month / 100),
		(long long)(x->month % 100));
	const char *row = x->months > 1 ? arena_printf(a, "，连续%lld个月居%s", (long long)x->months,
						       str_eq(x->measure, "commend") ? "前三位" : "后三位") :
					  "";
	return arena_printf(a, "%s民生诉求办理考核定榜，%s在%s榜中得%s分，列第%lld位（共%lld个单位参加排名）%s。", month, unit, list,
		points(a, x->points_micro), (long long)x->rank, (long long)x->ranked, row);
}

static const char *demand(const char *measure)
{
	if (str_eq(measure, "notice"))
		return "现予全市通报批评。请认真查找原因，制定整改措施，整改情况在平台报告，届时组织回头看。";
	if (str_eq(measure, "talk"))
		return "经批准，由市委分管领导约谈你单位主要负责人。请按通知的时间到场，带上原因分析和整改方案，整改情况在平台报告。";
	if (str_eq(measure, "transfer"))
		return "经批准，现将有关履职情况的线索移送纪委监委。是否介入调查由纪委监委依规决定，本函不作结论。请继续整改，整改情况在平台报告。";
	return "现予全市通报表扬。希望再接再厉，把好的做法总结出来，供其他单位学习。";
}

enum err accountability_official(struct op *op, const struct q_accountability_get_out *x, struct official *o)
{
	struct arena *a = op->a;
	const struct unit *u = ref_unit(op->refs, x->unit_id);
	const char *name = u ? u->name : "";
	bool issued = x->no != NULL, transfer = str_eq(x->measure, "transfer");
	*o = (struct official){ .issuer = "社会治理服务中心", .kind = accountability_measure_text(x->measure), .no = x->no,
		.title = arena_printf(a, "关于%s民生诉求办理情况的%s", name, accountability_measure_text(x->measure)),
		.recipient = transfer ? "市纪委监委" : name, .signer = issued && x->signer ? x->signer : "",
		.date = issued ? official_date(a, x->decided_at) : "", .copies = transfer ? name : "",
		.now = issued ? x->decided_at : op->now };
	say(o, standing(a, x, name));
	if (*x->statement)
		say(o, arena_printf(a, "已听取%s的意见%s：%s", name, x->tolerance ? "（并申请容错）" : "", x->statement));
	else if (x->hear_until != NIL && x->submitted_at != NIL)
		say(o, arena_printf(a, "已书面征求%s的意见，期限内未收到陈述。", name));
	if (*x->opinion)
		say(o, arena_printf(a, "考核部门意见：%s", x->opinion));
	if (*x->basis)
		say(o, arena_printf(a, "批准依据：%s。", x->basis));
	say(o, demand(x->measure));
	return ERR_OK;
}

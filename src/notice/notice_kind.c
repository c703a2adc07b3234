/* SPDX-License-Identifier: Apache-2.0 */
/* The three kinds and their triggers as reference data: whom copies go to, how long the unit has, what makes a draft. */
#include "catalogue/kinds.h"
#include "notice/notice_internal.h"

/* ---- kinds ---- */

static const struct in_field KIND_IN[] = {
	VERSION_IN,
	{ "kind", IN_ENUM, 0, 0, 0, NOTICE_KINDS, "种类", "" },
	{ "name", IN_TEXT, 0, 1, 20, NULL, "名称", "" },
	{ "issuer", IN_TEXT, 0, 0, 40, NULL, "发文机关", "red head; empty: the centre" },
	{ "word", IN_TEXT, 0, 1, 20, NULL, "机关代字", "of the number: 社治督〔2026〕3号" },
	{ "demand", IN_TEXT, 0, 1, 500, NULL, "办理要求", "" },
	{ "copy_to", IN_TEXT, 0, 0, 200, NULL, "抄送", "as printed" },
	{ "to_discipline", IN_BOOL, 0, 0, 0, NULL, "推送纪委监委备案", "" },
	{ "ack_value", IN_INT, 0, 1, 100, NULL, "签收时限数值", "" },
	{ "ack_unit", IN_ENUM, 0, 0, 0, LIMIT_UNIT_VALUES, "签收时限单位", "" },
	{ "answer_value", IN_INT, 0, 1, 100, NULL, "反馈时限数值", "" },
	{ "answer_unit", IN_ENUM, 0, 0, 0, LIMIT_UNIT_VALUES, "反馈时限单位", "" },
	{ 0 }
};
static const struct ref_col KIND_COLS[] = {
	{ "kind", .cell = REF_TEXT, .required = true, .words = NOTICE_KIND_WORDS },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "issuer", .cell = REF_TEXT },
	{ "word", .cell = REF_TEXT, .required = true },
	{ "demand", .cell = REF_TEXT, .required = true },
	{ "copy_to", .cell = REF_TEXT },
	{ "to_discipline", .cell = REF_BOOL, .otherwise = "1" },
	{ "ack_value", .cell = REF_INT, .otherwise = "4" },
	{ "ack_unit", .cell = REF_TEXT, .words = LIMIT_UNIT_WORDS, .otherwise = "working_hour" },
	{ "answer_value", .cell = REF_INT, .otherwise = "5" },
	{ "answer_unit", .cell = REF_TEXT, .words = LIMIT_UNIT_WORDS, .otherwise = "working_day" },
	{ 0 }
};
static const struct list_col KIND_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "kind", "种类", COL_TEXT, 0, NOTICE_KIND_WORDS }, { "name", "名称", COL_TEXT, 10, NULL },
	{ "issuer", "发文机关", COL_TEXT, 24, NULL }, { "word", "机关代字", COL_TEXT, 10, NULL }, { "demand", "办理要求", COL_TEXT, 50, NULL },
	{ "copy_to", "抄送", COL_TEXT, 40, NULL }, { "to_discipline", "推送纪委监委备案", COL_BOOL, 0, NULL },
	{ "ack_value", "签收时限数值", COL_INT, 0, NULL }, { "ack_unit", "签收时限单位", COL_TEXT, 0, LIMIT_UNIT_WORDS },
	{ "answer_value", "反馈时限数值", COL_INT, 0, NULL }, { "answer_unit", "反馈时限单位", COL_TEXT, 0, LIMIT_UNIT_WORDS },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort ID_SORT[] = { { "id", "t.id", COL_INT, false }, { 0 } };
static const struct in_field PLAIN_QUERY[] = { LIST_INPUTS, { 0 } };
static const struct list_def KINDS_DEF = { .title = "三单种类",
	.cols = KIND_LIST,
	.sorts = ID_SORT,
	.id = "t.id",
	.select = "t.id, t.kind, t.name, t.issuer, t.word, t.demand, t.copy_to, t.to_discipline, t.ack_value, "
		  "t.ack_unit, t.answer_value, "
		  "t.answer_unit, t.version",
	.from = " FROM notice_kind t" };

/* The three are given by rule (L-01): neither more nor others. */
static enum err kind_check(struct ref_edit *e)
{
	if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "kind")].s, ref_text(e, "kind")))
		ref_fault(e, "kind", "种类不能改成另一种，请修改对应的那一条");
	return ERR_OK;
}

const struct ref_kind REF_NOTICE_KINDS = { .path = "notice-kinds",
	.table = "notice_kind",
	.text = "三单种类",
	.edit = CAP_RULE_EDIT,
	.fixed = true,
	.in = KIND_IN,
	.cols = KIND_COLS,
	.key = "kind",
	.get = &q_notice_kind_get_stmt,
	.find = &q_notice_kind_find_stmt,
	.insert = &q_notice_kind_insert_stmt,
	.update = &q_notice_kind_update_stmt,
	.list = &KINDS_DEF,
	.check = kind_check };

/* ---- triggers ---- */

static const struct in_field TRIGGER_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 30, NULL, "代码", "what the program looks for" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "名称", "" },
	{ "kind", IN_ENUM, 0, 0, 0, NOTICE_KINDS, "拟发", "" },
	{ "subject", IN_ENUM, 0, 0, 0, NOTICE_SUBJECTS, "事由类别", "" },
	{ "threshold", IN_INT, 0, 1, 1000, NULL, "一件算数的界限", "" },
	{ "measure", IN_TEXT, 0, 0, 20, NULL, "界限的单位", "" },
	{ "cases", IN_INT, 0, 1, 1000, NULL, "同一单位满几件", "so many make a draft" },
	{ "days", IN_INT, 0, 1, 366, NULL, "天数", "time looked at, and the least time between two drafts for a unit" },
	{ "by_hand", IN_BOOL, 0, 0, 0, NULL, "人工提出", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col TRIGGER_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "kind", .cell = REF_TEXT, .required = true, .words = NOTICE_KIND_WORDS },
	{ "subject", .cell = REF_TEXT, .required = true, .words = NOTICE_SUBJECT_WORDS },
	{ "threshold", .cell = REF_INT, .required = true },
	{ "measure", .cell = REF_TEXT },
	{ "cases", .cell = REF_INT, .required = true },
	{ "days", .cell = REF_INT, .required = true },
	{ "by_hand", .cell = REF_BOOL },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};
static const struct list_col TRIGGER_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "代码", COL_TEXT, 16, NULL }, { "name", "名称", COL_TEXT, 26, NULL },
	{ "kind", "拟发", COL_TEXT, 0, NOTICE_KIND_WORDS }, { "subject", "事由类别", COL_TEXT, 0, NOTICE_SUBJECT_WORDS },
	{ "threshold", "一件算数的界限", COL_INT, 0, NULL }, { "measure", "界限的单位", COL_TEXT, 0, NULL },
	{ "cases", "同一单位满几件", COL_INT, 0, NULL }, { "days", "天数", COL_INT, 0, NULL }, { "by_hand", "人工提出", COL_BOOL, 0, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct in_field TRIGGER_QUERY[] = { LIST_INPUTS, QUERY_IN, ACTIVE_IN,
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, NOTICE_KINDS, "拟发", "" }, { 0 } };

static void trigger_where(struct req *r, struct db_query *q)
{
	ref_where_name(r, q);
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND t.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
}

static const struct list_def TRIGGERS_DEF = {
	.title = "三单触发条件", .cols = TRIGGER_LIST, .sorts = ID_SORT, .id = "t.id",
	.select = "t.id, t.code, t.name, t.kind, t.subject, t.threshold, t.measure, t.cases, t.days, t.by_hand, t.active, t.version",
	.from = " FROM notice_trigger t", .where = trigger_where
};

/* What a code looks for is in the program: only the figures can be changed. */
static enum err trigger_check(struct ref_edit *e)
{
	static const char *const FIXED[] = { "code", "measure" };
	for (size_t i = 0; e->id != NIL && i < sizeof FIXED / sizeof *FIXED; i++)
		if (!str_eq(e->before.v[ref_col(e->kind, FIXED[i])].s, ref_text(e, FIXED[i])))
			ref_fault(e, FIXED[i], "这一项由程序决定，不能修改");
	if (e->id != NIL && e->before.v[ref_col(e->kind, "by_hand")].i != ref_int(e, "by_hand"))
		ref_fault(e, "by_hand", "是否人工提出由程序决定，不能修改");
	const char *code = ref_text(e, "code");
	bool counted = ref_int(e, "by_hand") || str_eq(code, "hint_unanswered") || str_eq(code, "supervise_unanswered");
	if (counted && ref_int(e, "threshold") != 1)
		ref_fault(e, "threshold", "这个条件一张（件）就算，界限只能是 1；要几张才提出，请改“同一单位满几件”");
	return ERR_OK;
}

const struct ref_kind REF_NOTICE_TRIGGERS = { .path = "notice-triggers",
	.table = "notice_trigger",
	.text = "三单触发条件",
	.edit = CAP_RULE_EDIT,
	.fixed = true,
	.in = TRIGGER_IN,
	.cols = TRIGGER_COLS,
	.key = "code",
	.get = &q_notice_trigger_get_stmt,
	.find = &q_notice_trigger_find_stmt,
	.insert = &q_notice_trigger_insert_stmt,
	.update = &q_notice_trigger_update_stmt,
	.list = &TRIGGERS_DEF,
	.check = trigger_check };

const struct route NOTICE_REF_ROUTES[] = {
	REF_ROUTES("notice-kinds", CAP_RULE_EDIT, PLAIN_QUERY, KIND_IN, "三单种类"),
	REF_ROUTES("notice-triggers", CAP_RULE_EDIT, TRIGGER_QUERY, TRIGGER_IN, "三单触发条件"),
	{ 0 }
};

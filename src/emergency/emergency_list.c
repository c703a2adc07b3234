/* SPDX-License-Identifier: Apache-2.0 */
/* The list of emergencies: what waits, what goes on, what was. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "emergency/emergency_internal.h"

#define STATE_WORDS                                                                                                     \
	"reported:待接手|taken:待核实|responding:应急响应中|lifted:已解除待复盘|reviewed:已复盘|false_alarm:误报|"                \
	"routine:转常规办理|ended:随案办结|merged:已并入另一起"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "class", "类别", COL_REF, 16, NULL },
	{ "level_text", "响应级别", COL_TEXT, 14, NULL },
	{ "level", NULL, COL_INT, 0, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "事件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "town", "镇街", COL_REF, 14, NULL },
	{ "community", "村居", COL_REF, 14, NULL },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "origin", "怎么报的", COL_TEXT, 12, "hand:人工速报|rule:规则启动|deadman:无人处理转入" },
	{ "reported_at", "首报时间", COL_TIME, 18, NULL },
	{ "reported_by", "首报人", COL_TEXT, 10, NULL },
	{ "reported_unit", "首报单位", COL_REF, 16, NULL },
	{ "circle", "通知到第几圈", COL_INT, 8, NULL },
	{ "taken_at", "接手时间", COL_TIME, 18, NULL },
	{ "taken_by", "接手人", COL_TEXT, 10, NULL },
	{ "responded_at", "启动响应", COL_TIME, 18, NULL },
	{ "next_report_at", "应续报时间", COL_TIME, 18, NULL },
	{ "lifted_at", "解除时间", COL_TIME, 18, NULL },
	{ "ended_at", "结束时间", COL_TIME, 18, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-reported_at", "e.reported_at", COL_TIME, true },
					  { "reported_at", "e.reported_at", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view");
	if (str_eq(view, "mine"))
		db_query_add(q, " AND e.reported_by = $", DB_ARG_I64(who->user_id));
	else
		scope_cases(q, who, CAP_CASE_READ);
	if (str_eq(view, "open"))
		db_query_text(q, " AND e.ended_at IS NULL");
	if (str_eq(view, "waiting"))
		db_query_text(q, " AND e.ended_at IS NULL AND e.status = 'reported'");
	if (in_given(r, "status"))
		db_query_add(q, " AND e.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "class"))
		db_query_add(q, " AND e.class_id = $", DB_ARG_I64(in_i64(r, "class")));
	if (in_given(r, "level"))
		db_query_add(q, " AND e.level = $", DB_ARG_I64(in_i64(r, "level")));
	if (in_given(r, "town"))
		db_query_add(q, " AND c.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "from"))
		db_query_add(q, " AND e.reported_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND e.reported_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void put_unit(struct list *l, const struct op *op, const char *key, int64_t id)
{
	list_put_ref(l, key, id, unit_name(op->refs, id));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "status", db_text(c, 1));
	list_put_int(l, "version", db_i64(c, 2));
	list_put_ref(l, "class", db_i64(c, 3), db_text(c, 4));
	list_put_text(l, "level_text", emergency_level_text(db_i64(c, 5)));
	list_put_int(l, "level", db_i64(c, 5));
	list_put_id(l, "case_id", db_i64(c, 6));
	list_put_text(l, "case_no", db_text(c, 7));
	list_put_text(l, "title", db_text(c, 8));
	list_put_text(l, "colour", db_text(c, 9));
	put_unit(l, op, "town", db_i64(c, 10));
	put_unit(l, op, "community", db_i64(c, 11));
	list_put_text(l, "address", db_text(c, 12));
	list_put_text(l, "origin", db_text(c, 13));
	list_put_time(l, "reported_at", db_i64(c, 14));
	list_put_text(l, "reported_by", db_text(c, 15));
	put_unit(l, op, "reported_unit", db_i64(c, 16));
	list_put_int(l, "circle", db_i64(c, 17));
	list_put_time(l, "taken_at", db_i64(c, 18));
	list_put_text(l, "taken_by", db_text(c, 19));
	list_put_time(l, "responded_at", db_i64(c, 20));
	list_put_time(l, "next_report_at", db_i64(c, 21));
	list_put_time(l, "lifted_at", db_i64(c, 22));
	list_put_time(l, "ended_at", db_i64(c, 23));
}

const struct list_def EMERGENCIES = {
	.title = "突发紧急",
	.cols = COLS,
	.sorts = SORTS,
	.select = "e.id, e.status, e.version, e.class_id, k.name, e.level, e.case_id, c.no, c.title, c.colour, "
		  "c.town_id, c.community_id, "
		  "c.address, e.origin, e.reported_at, ur.name, e.reported_unit_id, e.circle, e.taken_at, ut.name, "
		  "e.responded_at, "
		  "e.next_report_at, e.lifted_at, e.ended_at",
	.from = " FROM emergency e JOIN casefile c ON c.id = e.case_id LEFT JOIN emergency_class k ON k.id = "
		"e.class_id "
		"LEFT JOIN app_user ur ON ur.id = e.reported_by LEFT JOIN app_user ut ON ut.id = e.taken_by",
	.id = "e.id",
	.where = where,
	.row = row,
};

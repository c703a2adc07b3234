/* SPDX-License-Identifier: Apache-2.0 */
/* The list of messages, with masked recipients. */
#include "auth/listing.h"
#include "catalogue/op.h"
#include "outbox/outbox_internal.h"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "status", "状态", COL_TEXT, 14,
	  "queued:待发送|sending:发送中|failed:失败待重试|dead:发送失败，需人工处理|sent:已发送|delivered:已送达|undeliverable:未送达，需人工处理|cancelled:已取消|handled:已人工处理" },
	{ "channel", "方式", COL_TEXT, 8, "sms:短信|mail:邮件|webhook:接口推送" },
	{ "template", "模板", COL_TEXT, 14, NULL },
	{ "to_kind", "发给", COL_TEXT, 8, "appeal:群众|unit:单位" },
	{ "unit", "单位", COL_REF, 16, NULL },
	{ "appeal_no", "诉求编号", COL_TEXT, 18, NULL },
	{ "to_name", "值班人员", COL_TEXT, 10, NULL },
	{ "to_masked", "号码", COL_TEXT, 16, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "body", "内容", COL_TEXT, 60, NULL },
	{ "urgent", "紧急", COL_BOOL, 6, NULL },
	{ "created_at", "产生时间", COL_TIME, 18, NULL },
	{ "next_at", "下次发送", COL_TIME, 18, NULL },
	{ "sent_at", "发出时间", COL_TIME, 18, NULL },
	{ "reported_at", "回执时间", COL_TIME, 18, NULL },
	{ "attempts", "发送次数", COL_INT, 8, NULL },
	{ "last_error", "原因", COL_TEXT, 30, NULL },
	{ "adapter", "通道", COL_TEXT, 14, "recorder:演练通道|http:网关|smtp:邮件服务器" },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-created_at", "m.created_at", COL_TIME, true },
					  { "created_at", "m.created_at", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const char *view = in_str(r, "view");
	if (str_eq(view, "bad"))
		db_query_text(q, " AND m.status IN ('dead','undeliverable')");
	else if (str_eq(view, "open"))
		db_query_text(q, " AND m.status IN ('queued','sending','failed')");
	if (in_given(r, "status"))
		db_query_add(q, " AND m.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "channel"))
		db_query_add(q, " AND m.channel = $", DB_ARG_TEXT(in_str(r, "channel")));
	if (in_given(r, "event"))
		db_query_add(q, " AND m.event = $", DB_ARG_TEXT(in_str(r, "event")));
	if (in_given(r, "case"))
		db_query_add(q, " AND m.case_id = $", DB_ARG_I64(in_i64(r, "case")));
	if (in_given(r, "from"))
		db_query_add(q, " AND m.created_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND m.created_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_int(l, "version", db_i64(c, 1));
	list_put_text(l, "status", db_text(c, 2));
	list_put_text(l, "channel", db_text(c, 3));
	list_put_text(l, "template", db_text(c, 4));
	list_put_text(l, "to_kind", db_text(c, 5));
	list_put_ref(l, "unit", db_i64(c, 6), unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "appeal_no", db_text(c, 7));
	list_put_text(l, "to_name", db_text(c, 8));
	list_put_text(l, "to_masked", db_text(c, 9));
	list_put_id(l, "case_id", db_i64(c, 10));
	list_put_text(l, "case_no", db_text(c, 11));
	list_put_text(l, "body", db_text(c, 12));
	list_put_bool(l, "urgent", db_i64(c, 13) != 0);
	list_put_time(l, "created_at", db_i64(c, 14));
	list_put_time(l, "next_at", outbox_next(db_text(c, 2), db_i64(c, 15)));
	list_put_time(l, "sent_at", db_i64(c, 16));
	list_put_time(l, "reported_at", db_i64(c, 17));
	list_put_int(l, "attempts", db_i64(c, 18));
	list_put_text(l, "last_error", db_text(c, 19));
	list_put_text(l, "adapter", db_text(c, 20));
}

const struct list_def OUTBOX_LIST = {
	.title = "消息发送",
	.cols = COLS,
	.sorts = SORTS,
	.select = "m.id, m.version, m.status, m.channel, t.name, m.to_kind, CASE m.to_kind WHEN 'unit' THEN m.to_id END, a.no, "
		  "m.to_name, m.to_masked, m.case_id, c.no, m.body, m.urgent, m.created_at, m.next_at, m.sent_at, m.reported_at, m.attempts, "
		  "m.last_error, m.adapter",
	.from = " FROM outbox_message m JOIN outbox_template t ON t.id = m.template_id LEFT JOIN casefile c ON c.id = m.case_id "
		"LEFT JOIN appeal a ON a.id = CASE m.to_kind WHEN 'appeal' THEN m.to_id END",
	.id = "m.id",
	.where = where,
	.row = row,
};

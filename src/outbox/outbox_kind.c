/* SPDX-License-Identifier: Apache-2.0 */
/* Templates of messages as a kind of reference data. A template that is off costs nothing and sends nothing. */
#include <string.h>

#include "auth/caps.h"
#include "catalogue/kinds.h"
#include "outbox/outbox_internal.h"

#define EVENTS                                                                                                     \
	"received:受理告知|dispatched:派单告知|due_moved:延期告知|excluded:剔除告知|to_rate:办结待评价|notice:通知单送达|whistle:哨声|"      \
	"emergency:紧急事件"
#define CHANNELS "sms:短信|mail:邮件|webhook:接口推送"

static const struct in_field IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 30, NULL, "模板编码", "" },
	{ "name", IN_TEXT, 0, 1, 30, NULL, "模板名称", "" },
	{ "event", IN_TEXT, 0, 1, 20, NULL, "何时发送", "" },
	{ "channel", IN_TEXT, 0, 1, 10, NULL, "发送方式", "" },
	{ "mail_to", IN_TEXT, 0, 0, 100, NULL, "收件邮箱", "mail only" },
	{ "subject", IN_TEXT, 0, 0, 60, NULL, "主题", "mail and webhook" },
	{ "body", IN_TEXT, 0, 5, 500, NULL, "内容", "slots in braces; which ones depends on the event" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true }, { "name", .cell = REF_TEXT, .required = true },
	{ "event", .cell = REF_TEXT, .required = true, .words = EVENTS },
	{ "channel", .cell = REF_TEXT, .required = true, .words = CHANNELS }, { "mail_to", .cell = REF_TEXT },
	{ "subject", .cell = REF_TEXT }, { "body", .cell = REF_TEXT, .required = true }, { "active", .cell = REF_BOOL }, { 0 }
};

static void check_slots(struct ref_edit *e, const struct outbox_event *event, const char *column)
{
	const char *wrong = outbox_wrong_slot(e->a, event, ref_text(e, column));
	if (!wrong)
		return;
	if (str_eq(wrong, "{"))
		ref_fault(e, column, "花括号不成对");
	else
		ref_fault(e, column, arena_printf(e->a, "“%s”里没有 {%s}，可用的有：%s", event->text, wrong, event->slots));
}

/* One address, nothing that could become a second header line. */
static bool mail_ok(const char *s)
{
	const char *at = strchr(s, '@');
	return at && at != s && strchr(at, '.') && !strpbrk(s, " ,;<>\"\\\r\n\t") && strrchr(s, '@') == at;
}

static enum err check(struct ref_edit *e)
{
	const struct outbox_event *event = outbox_event(ref_text(e, "event"));
	const char *channel = ref_text(e, "channel");
	bool sms = str_eq(channel, "sms"), mail = str_eq(channel, "mail");
	if (!ref_plain_code(ref_text(e, "code")))
		ref_fault(e, "code", "模板编码只能用小写字母、数字和下划线，以字母开头");
	if (!event)
		ref_fault(e, "event", "没有这种事件，请重新选择");
	if (!sms && !mail && !str_eq(channel, "webhook"))
		ref_fault(e, "channel", "发送方式只能是短信、邮件或接口推送");
	if (event && event->citizen && !sms)
		ref_fault(e, "channel", "发给群众的消息只能用短信");
	if (mail && !mail_ok(ref_text(e, "mail_to")))
		ref_fault(e, "mail_to", "请填写一个收件邮箱，如 zhiban@example.gov.cn");
	if (!mail && *ref_text(e, "mail_to"))
		ref_fault(e, "mail_to", "只有邮件需要收件邮箱");
	if (event) {
		check_slots(e, event, "subject");
		check_slots(e, event, "body");
	}
	return ERR_OK;
}

static const struct list_col LIST_COLS_[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "模板编码", COL_TEXT, 16, NULL }, { "name", "模板名称", COL_TEXT, 16, NULL },
	{ "event", "何时发送", COL_TEXT, 14, EVENTS }, { "channel", "发送方式", COL_TEXT, 10, CHANNELS },
	{ "mail_to", "收件邮箱", COL_TEXT, 24, NULL }, { "subject", "主题", COL_TEXT, 24, NULL }, { "body", "内容", COL_TEXT, 60, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort SORTS[] = { { "id", "t.id", COL_INT, false }, { "code", "t.code", COL_TEXT, false }, { 0 } };
static const struct in_field QUERY[] = { LIST_INPUTS, QUERY_IN, ACTIVE_IN, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.name, $, '') <> t.name OR REPLACE(t.body, $, '') <> t.body)",
			     DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static const struct list_def LIST = {
	.title = "消息模板", .cols = LIST_COLS_, .sorts = SORTS, .id = "t.id",
	.select = "t.id, t.code, t.name, t.event, t.channel, t.mail_to, t.subject, t.body, t.active, t.version",
	.from = " FROM outbox_template t", .where = where
};
const struct ref_kind REF_MESSAGE_TEMPLATES = {
	.path = "message-templates", .table = "outbox_template", .text = "消息模板", .edit = CAP_RULE_EDIT, .in = IN, .cols = COLS,
	.key = "code", .get = &q_outbox_template_get_stmt, .find = &q_outbox_template_find_stmt,
	.insert = &q_outbox_template_insert_stmt, .update = &q_outbox_template_update_stmt, .list = &LIST, .check = check
};

const struct route OUTBOX_REF_ROUTES[] = {
	REF_ROUTES_OF("message-templates", CAP_RULE_EDIT, QUERY, IN, "消息模板", "MessageTemplate"),
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The callback queue and the page an agent works on: what was done, whom to call, what to ask. */
#include <inttypes.h>

#include "auth/audit.h"
#include "auth/mask.h"
#include "desk/desk.h"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "appeal_id", NULL, COL_ID, 0, NULL },
	{ "appeal_no", "诉求编号", COL_TEXT, 18, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "status", "状态", COL_TEXT, 10, "open:待回访|claimed:回访中|done:已评价|waived:免回访|unrated:未评价|void:作废" },
	{ "round", "轮次", COL_INT, 6, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "unit_name", "主办单位", COL_TEXT, 16, NULL },
	{ "opened_at", "生成时间", COL_TIME, 18, NULL },
	{ "due_at", "应回访时间", COL_TIME, 18, NULL },
	{ "attempts", "联系次数", COL_INT, 8, NULL },
	{ "next_try_at", "下次联系", COL_TIME, 18, NULL },
	{ "agent", "回访员", COL_TEXT, 10, NULL },
	{ "has_phone", NULL, COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "type", NULL, COL_TEXT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "opened_at", "t.opened_at", COL_TIME, false },
					  { "-opened_at", "t.opened_at", COL_TIME, true },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "status"))
		db_query_add(q, " AND t.status = $", DB_ARG_TEXT(in_str(r, "status")));
	else
		db_query_text(q, " AND t.status IN ('open', 'claimed')");
	if (in_given(r, "colour"))
		db_query_add(q, " AND c.colour = $", DB_ARG_TEXT(in_str(r, "colour")));
	if (in_i64(r, "due") == 1)
		db_query_add(q, " AND t.next_try_at <= $", DB_ARG_I64(r->now));
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND t.agent_id = $", DB_ARG_I64(req_who(r)->user_id));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_id(l, "appeal_id", db_i64(c, 1));
	list_put_text(l, "appeal_no", db_text(c, 2));
	list_put_id(l, "case_id", db_i64(c, 3));
	list_put_text(l, "case_no", db_text(c, 4));
	list_put_text(l, "title", db_text(c, 5));
	list_put_text(l, "status", db_text(c, 6));
	list_put_int(l, "round", db_i64(c, 7));
	list_put_text(l, "colour", db_text(c, 8));
	list_put_time(l, "opened_at", db_i64(c, 10));
	list_put_time(l, "due_at", db_i64(c, 11));
	list_put_int(l, "attempts", db_i64(c, 12));
	list_put_time(l, "next_try_at", db_i64(c, 13));
	list_put_text(l, "agent", db_text(c, 14));
	list_put_bool(l, "has_phone", !db_is_null(c, 15));
	list_put_int(l, "version", db_i64(c, 16));
	list_put_text(l, "type", db_text(c, 17));
	if (list_is_page(l))
		list_put_ref(l, "unit", db_i64(c, 9), unit_name(op->refs, db_i64(c, 9)));
	else
		list_put_text(l, "unit_name", unit_name(op->refs, db_i64(c, 9)));
}

static const struct list_def CALLBACKS = {
	.title = "回访",
	.cols = COLS,
	.sorts = SORTS,
	.select = "t.id, t.appeal_id, a.no, t.case_id, c.no, c.title, t.status, t.round, c.colour, c.lead_unit_id, "
		  "t.opened_at, t.due_at, t.attempts, "
		  "t.next_try_at, u.name, a.phone_digest, t.version, a.type",
	.from = " FROM callback_task t JOIN appeal a ON a.id = t.appeal_id JOIN casefile c ON c.id = t.case_id LEFT "
		"JOIN app_user u ON u.id = t.agent_id",
	.id = "t.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &CALLBACKS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &CALLBACKS);
}

static void put_questions(struct json_out *w, const char *type)
{
	bool clear = appeal_asks_clear(type);
	static const char *const solved[][2] = { { "yes", "已解决" }, { "partly", "部分解决" }, { "no", "未解决" } };
	static const char *const clears[][2] = { { "clear", "清楚" }, { "unclear", "不清楚" } };
	jw_key(w, "questions");
	jw_object(w);
	jw_kstr(w, "first", clear ? "答复清楚吗？" : "问题解决了吗？");
	jw_key(w, "solved");
	jw_array(w);
	for (size_t i = 0; i < (clear ? 2u : 3u); i++) {
		jw_object(w);
		jw_kstr(w, "code", clear ? clears[i][0] : solved[i][0]);
		jw_kstr(w, "text", clear ? clears[i][1] : solved[i][1]);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kstr(w, "second", "您对办理是否满意？");
	jw_object_end(w);
}

/* What the units answered, for the agent to read out. */
static enum err put_answers(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = case_id }, &o);
	if (e)
		return e;
	jw_key(w, "answers");
	jw_array(w);
	for (size_t i = 0; i < o.n; i++) {
		if (!str_eq(o.v[i].role, "lead") || order_gone(o.v[i].status))
			continue;
		jw_object(w);
		jw_unit(w, "unit", op->refs, o.v[i].unit_id);
		jw_kstr(w, "result", o.v[i].result);
		jw_kstr(w, "result_text", *o.v[i].result ? result_text(o.v[i].result) : "");
		jw_kstr(w, "public_answer", o.v[i].public_answer);
		jw_kint(w, "settled_at", o.v[i].settled_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* Other finished appeals of the same person: one call covers them all (domain-model 3.3). */
static enum err put_also(struct json_out *w, struct op *op, const struct q_appeal_get_out *a)
{
	struct q_callback_same_person_rows same = { 0 };
	if (a->phone_digest) {
		enum err e = q_callback_same_person(op->s,
			&(struct q_callback_same_person_in){ .phone_digest = a->phone_digest, .not_id = a->id }, &same);
		if (e)
			return e;
	}
	jw_key(w, "also");
	jw_array(w);
	for (size_t i = 0; i < same.n; i++) {
		jw_object(w);
		jw_kid(w, "task_id", same.v[i].task_id);
		jw_kid(w, "appeal_id", same.v[i].appeal_id);
		jw_kstr(w, "no", same.v[i].no);
		jw_kstr(w, "title", same.v[i].title);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_attempts(struct json_out *w, struct op *op, int64_t task_id)
{
	struct q_attempt_of_task_rows t;
	enum err e = q_attempt_of_task(op->s, &(struct q_attempt_of_task_in){ .task_id = task_id }, &t);
	if (e)
		return e;
	jw_key(w, "tries");
	jw_array(w);
	for (size_t i = 0; i < t.n; i++) {
		jw_object(w);
		jw_kstr(w, "method", t.v[i].method);
		jw_kstr(w, "outcome", t.v[i].outcome);
		jw_kstr(w, "agent", t.v[i].agent);
		jw_kint(w, "at", t.v[i].at);
		jw_kstr(w, "note", t.v[i].note);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static const char *script(struct op *op, const struct q_appeal_get_out *a, const char *unit)
{
	char when[TIME_TEXT];
	return arena_printf(op->a,
			    "您好，这里是市社会治理服务中心。您在%s反映的“%s”已由%s办理。想用一分钟听听您的意见：%s您对办理是否满意？办理单位联系过您吗？",
			    time_text(a->received_at, when), a->title, unit, appeal_asks_clear(a->type) ? "答复清楚吗？" : "问题解决了吗？");
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_task_get_out t;
	struct q_appeal_get_out a;
	struct q_case_get_out c;
	struct appeal_contact contact = { 0 };
	enum err e = q_task_get(op->s, &(struct q_task_get_in){ .id = r->path_id[0] }, &t);
	if (e == ERR_NOT_FOUND)
		return req_not_found(r);
	if (!e)
		e = appeal_get(op, t.appeal_id, &a);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = t.case_id }, &c);
	bool mine = !e && str_eq(t.status, "claimed") && t.agent_id == op->who->user_id;
	if (mine) { /* the number is needed to call: opened for the agent who holds the task, and audited */
		e = appeal_contact_open(op, &a, &contact);
		if (!e)
			e = audit_read(r, "contact.callback", "appeal", a.id, "回访", NULL);
	}
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kid(w, "id", t.id);
	jw_kstr(w, "status", t.status);
	jw_kint(w, "version", t.version);
	jw_kint(w, "opened_at", t.opened_at);
	jw_kint(w, "due_at", t.due_at);
	jw_kint(w, "round", t.round);
	jw_kint(w, "attempts", t.attempts);
	jw_kint(w, "next_try_at", t.next_try_at);
	jw_kbool(w, "mine", mine);
	jw_kid(w, "appeal_id", a.id);
	jw_kstr(w, "appeal_no", a.no);
	jw_kid(w, "case_id", c.id);
	jw_kstr(w, "case_no", c.no);
	jw_kstr(w, "case_status", c.status);
	jw_kstr(w, "title", a.title);
	jw_kstr(w, "body", a.body);
	jw_kstr(w, "type", a.type);
	jw_kstr(w, "type_text", type_text(a.type));
	jw_kstr(w, "address", a.address);
	jw_kint(w, "received_at", a.received_at);
	jw_kstr(w, "anonymity", a.anonymity);
	jw_unit(w, "unit", op->refs, c.lead_unit_id);
	jw_key(w, "contact");
	jw_object(w);
	jw_kstr(w, "name", contact.name);
	jw_kstr(w, "phone", contact.phone);
	jw_object_end(w);
	jw_kstr(w, "script", script(op, &a, unit_name(op->refs, c.lead_unit_id)));
	put_questions(w, a.type);
	e = put_answers(w, op, c.id);
	if (!e)
		e = put_attempts(w, op, t.id);
	if (!e)
		e = put_also(w, op, &a);
	jw_object_end(w);
	return e;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "open|claimed|done|waived|unrated|void", "状态", "" },
	{ "colour", IN_ENUM, IN_QUERY, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "due", IN_BOOL, IN_QUERY, 0, 0, NULL, "现在可回访", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我的", "" },
	{ 0 },
};

const struct route DESK_CALLBACK_ROUTES[] = {
	{ HTTP_GET, "/api/v1/callbacks", h_list, CAP_CALLBACK, "all", LIST_IN, 0, 0, "The callback queue.", "List<CallbackItem>" },
	{ HTTP_GET, "/api/v1/callbacks/export.xlsx", h_xlsx, CAP_JUDGE, "all", LIST_IN, 0, ROUTE_BULK, "The queue as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/callbacks/{id}", h_get, CAP_CALLBACK, "all", NULL, 0, 0, "One callback with whom to call and what to ask.", "CallbackTask" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* 我的一天: everything that waits for this person in one list by due time, each with its next step; and for leaders how much
 * each person of the unit carries. Work of those for whom one acts stands among it, in their name, as far as one's own rights
 * reach. */
#include "desk/desk.h"
#include "notice/notice.h"

enum { MOST = 100, PEOPLE_MOST = 60 };

/* One kind of work. The query gives: id, case id, no, title, colour, place, due, version, holder id, holder, state, extra. */
struct source {
	const char *kind, *kind_text, *path, *action, *label;
	enum cap cap;
	void (*query)(struct op *op, struct db_query *q);
};

/* "$, $)": the person and those for whom they act now. */
static void holders(struct op *op, struct db_query *q)
{
	db_query_add(q, "$", DB_ARG_I64(op->who->user_id));
	for (size_t i = 0; i < op->who->ndeputy; i++)
		if (deputises(op->who, op->who->deputy[i].user_id, op->now))
			db_query_add(q, ", $", DB_ARG_I64(op->who->deputy[i].user_id));
	db_query_text(q, ")");
}

#define ORDER_ROWS(due)                                                                            \
	"SELECT o.id, o.case_id, o.no, c.title, c.colour, c.address, " due ", o.version, o.holder_id, u.name, o.status, " \
	"o.sent_back, c.urges, c.community_id FROM work_order o JOIN casefile c ON c.id = o.case_id LEFT JOIN app_user u ON u.id = o.holder_id "

static void to_sign(struct op *op, struct db_query *q)
{
	db_query_add(q,
		     ORDER_ROWS("COALESCE(o.sign_due_at, o.due_at)")
		     "WHERE o.status = 'to_sign' AND (o.unit_id = $ OR o.holder_id IN (",
		     DB_ARG_I64(op->who->unit_id));
	holders(op, q);
	db_query_text(q, ")");
	scope_orders(q, op->who, CAP_HANDLE);
	db_query_add(q, " ORDER BY 7, o.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void in_hand(struct op *op, struct db_query *q, bool contacted)
{
	if (contacted)
		db_query_text(q, ORDER_ROWS("o.due_at")
			      "WHERE o.status = 'handling' AND (o.contacted_at IS NOT NULL OR o.role = 'sub' OR c.appeals = 0) AND (");
	else
		db_query_text(q, ORDER_ROWS("COALESCE(o.contact_due_at, o.due_at)")
			      "WHERE o.status = 'handling' AND o.contacted_at IS NULL AND o.role <> 'sub' AND c.appeals > 0 AND (");
	db_query_add(q, "(o.unit_id = $ AND o.holder_id IS NULL) OR o.holder_id IN (", DB_ARG_I64(op->who->unit_id));
	holders(op, q);
	db_query_text(q, ")");
	scope_orders(q, op->who, CAP_HANDLE);
	db_query_add(q, " ORDER BY 7, o.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void to_contact(struct op *op, struct db_query *q)
{
	in_hand(op, q, false);
}

static void to_submit(struct op *op, struct db_query *q)
{
	in_hand(op, q, true);
}

static void to_review(struct op *op, struct db_query *q)
{
	db_query_text(q, ORDER_ROWS("COALESCE((SELECT k.due_at FROM clock k WHERE k.object_kind = 'order' AND k.object_id = o.id "
				    "AND k.kind = 'review' AND k.stopped_at IS NULL ORDER BY k.id DESC LIMIT 1), o.due_at)")
		      "WHERE o.id IN (SELECT o.id FROM work_order o WHERE 1 = 1");
	order_where_review(q, op->who);
	/* each has the same hours: the oldest is due first. Only those that are shown are looked up. */
	db_query_add(q, " ORDER BY o.submitted_at, o.id LIMIT $) ORDER BY 7, o.id", DB_ARG_I64(MOST + 1));
}

#define CASE_ROWS(due)                                                                             \
	"SELECT c.id, c.id, c.no, c.title, c.colour, c.address, " due ", c.version, CAST(NULL AS BIGINT), CAST(NULL AS TEXT), " \
	"c.status, 0, c.urges, c.community_id FROM casefile c "

static void to_dispatch(struct op *op, struct db_query *q)
{
	db_query_text(q, CASE_ROWS("k.due_at")
		      "LEFT JOIN clock k ON k.object_kind = 'case' AND k.object_id = c.id AND k.kind = 'dispatch' AND k.stopped_at IS NULL "
		      "WHERE c.status = 'filed'");
	scope_cases(q, op->who, CAP_DISPATCH);
	db_query_add(q, " ORDER BY c.opened_at, c.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void to_judge(struct op *op, struct db_query *q)
{
	db_query_text(q, CASE_ROWS("CAST(NULL AS BIGINT)") "WHERE c.status = 'judging'");
	scope_cases(q, op->who, CAP_JUDGE);
	db_query_add(q, " ORDER BY c.opened_at, c.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void to_check(struct op *op, struct db_query *q)
{
	db_query_text(q, CASE_ROWS("CAST(NULL AS BIGINT)") "WHERE c.status = 'ready' AND c.appeals = 0");
	scope_cases(q, op->who, CAP_GRID_CHECK);
	db_query_add(q, " ORDER BY c.opened_at, c.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void to_sort(struct op *op, struct db_query *q)
{
	db_query_text(q, "SELECT a.id, CAST(NULL AS BIGINT), a.no, a.title, CAST(NULL AS TEXT), a.address, a.upstream_due_at, "
			 "a.version, CAST(NULL AS BIGINT), CAST(NULL AS TEXT), a.status, 0, 0, a.community_id FROM appeal a "
			 "WHERE a.status = 'sorting'");
	scope_appeals(q, op->who, CAP_APPEAL_SORT);
	db_query_add(q, " ORDER BY a.received_at, a.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void to_call(struct op *op, struct db_query *q)
{
	db_query_text(q, "SELECT t.id, t.case_id, c.no, c.title, c.colour, c.address, COALESCE(t.next_try_at, t.due_at), t.version, "
			 "t.agent_id, u.name, t.status, 0, c.urges, c.community_id FROM callback_task t JOIN casefile c ON c.id = t.case_id "
			 "LEFT JOIN app_user u ON u.id = t.agent_id WHERE t.status = 'claimed' AND t.agent_id IN (");
	holders(op, q);
	db_query_add(q, " ORDER BY 7, t.id LIMIT $", DB_ARG_I64(MOST + 1));
}

/* The three notices: the unit signs for them and answers, the centre signs and audits. */
#define NOTICE_ROWS(due)                                                                           \
	"SELECT u.id, CAST(NULL AS BIGINT), COALESCE(u.no, ''), u.title, CAST(NULL AS TEXT), '', " due ", u.version, " \
	"CAST(NULL AS BIGINT), CAST(NULL AS TEXT), u.status, 0, 0, CAST(NULL AS BIGINT) FROM notice u WHERE u.ended_at IS NULL"

static void three_ack(struct op *op, struct db_query *q)
{
	db_query_add(q, NOTICE_ROWS("u.ack_due_at") " AND u.status = 'delivered' AND u.unit_id = $ ORDER BY 7, u.id LIMIT $",
		     DB_ARG_I64(op->who->unit_id), DB_ARG_I64(MOST + 1));
}

static void three_reply(struct op *op, struct db_query *q)
{
	db_query_add(q, NOTICE_ROWS("u.answer_due_at") " AND u.status = 'handling' AND u.unit_id = $ ORDER BY 7, u.id LIMIT $",
		     DB_ARG_I64(op->who->unit_id), DB_ARG_I64(MOST + 1));
}

static void three_sign(struct op *op, struct db_query *q)
{
	db_query_text(q, NOTICE_ROWS("CAST(NULL AS BIGINT)"));
	notice_where_sign(q, op->who);
	db_query_add(q, " ORDER BY u.created_at, u.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static void three_audit(struct op *op, struct db_query *q)
{
	db_query_text(q, NOTICE_ROWS("CAST(NULL AS BIGINT)"));
	notice_where_audit(q, op->who);
	db_query_add(q, " ORDER BY u.replied_at, u.id LIMIT $", DB_ARG_I64(MOST + 1));
}

/* Promises: what was read is confirmed, what is due is answered, what is said to be kept is asked of the citizen. */
#define PROMISE_ROWS(due)                                                                          \
	"SELECT p.id, p.case_id, c.no, p.words, c.colour, c.address, " due ", p.version, CAST(NULL AS BIGINT), CAST(NULL AS TEXT), " \
	"p.status, 0, 0, c.community_id FROM promise p JOIN casefile c ON c.id = p.case_id "

static void promise_confirm(struct op *op, struct db_query *q)
{
	db_query_add(q, PROMISE_ROWS("p.due_at") "WHERE p.status IN ('proposed', 'open', 'woken') AND p.status = 'proposed' "
		     "AND p.unit_id = $ ORDER BY 7, p.id LIMIT $", DB_ARG_I64(op->who->unit_id), DB_ARG_I64(MOST + 1));
}

static void promise_answer(struct op *op, struct db_query *q)
{
	db_query_add(q, PROMISE_ROWS("p.due_at") "WHERE p.status IN ('proposed', 'open', 'woken') AND p.unit_id = $ "
		     "AND (p.status = 'woken' OR (p.status = 'open' AND p.reminded_at IS NOT NULL)) ORDER BY 7, p.id LIMIT $",
		     DB_ARG_I64(op->who->unit_id), DB_ARG_I64(MOST + 1));
}

/* Within three days, as any callback. */
static void promise_ask(struct op *op, struct db_query *q)
{
	db_query_add(q, PROMISE_ROWS("p.stated_at + 259200000") "JOIN work_order o ON o.id = p.order_id WHERE p.status = 'stated' "
		     "AND p.next_ask_at <= $ AND o.settled_at IS NOT NULL AND c.master_appeal_id IS NOT NULL", DB_ARG_I64(op->now));
	scope_cases(q, op->who, CAP_CALLBACK);
	db_query_add(q, " ORDER BY 7, p.id LIMIT $", DB_ARG_I64(MOST + 1));
}

static const struct source SOURCES[] = {
	{ "sign", "待签收", "/orders/", "sign", "签收", CAP_HANDLE, to_sign },
	{ "contact", "待联系", "/orders/", "contact", "联系诉求人", CAP_HANDLE, to_contact },
	{ "handle", "办理中", "/orders/", "submit", "提交结果", CAP_HANDLE, to_submit },
	{ "review", "待审核", "/orders/", "review", "审核", CAP_SELF, to_review },
	{ "dispatch", "待派单", "/cases/", "dispatch", "派单", CAP_DISPATCH, to_dispatch },
	{ "sort", "待分拣", "/appeals/", "file", "分拣", CAP_APPEAL_SORT, to_sort },
	{ "judge", "待研判", "/cases/", "judge", "研判", CAP_JUDGE, to_judge },
	{ "check", "待核查", "/cases/", "check", "核查", CAP_GRID_CHECK, to_check },
	{ "call", "待回访", "/callback/", "call", "回访", CAP_CALLBACK, to_call },
	{ "promise_confirm", "承诺待确认", "/promises/", "confirm", "确认承诺", CAP_HANDLE, promise_confirm },
	{ "promise", "承诺到期", "/promises/", "keep", "答复承诺", CAP_HANDLE, promise_answer },
	{ "promise_ask", "承诺待核实", "/promises/", "ask", "问群众", CAP_CALLBACK, promise_ask },
	{ "notice_ack", "三单待签收", "/notices/", "ack", "签收三单", CAP_NOTICE_REPLY, three_ack },
	{ "notice_reply", "三单待反馈", "/notices/", "reply", "反馈三单", CAP_NOTICE_REPLY, three_reply },
	{ "notice_sign", "三单待签发", "/notices/", "issue", "签发三单", CAP_NOTICE_READ, three_sign },
	{ "notice_audit", "三单待审核", "/notices/", "audit", "审核反馈", CAP_NOTICE_READ, three_audit },
};

static void put_item(struct json_out *w, struct op *op, const struct source *src, struct db_cursor *c)
{
	bool back = str_eq(src->kind, "handle") && db_i64(c, 11) > 0;
	int64_t holder = db_i64(c, 8);
	bool acts = holder != NIL && holder != op->who->user_id && deputises(op->who, holder, op->now);
	jw_object(w);
	jw_kstr(w, "key", arena_printf(op->a, "%s%lld", src->kind, (long long)db_i64(c, 0)));
	jw_kid(w, "id", db_i64(c, 0));
	jw_kstr(w, "kind", back ? "back" : src->kind);
	jw_kstr(w, "kind_text", back ? "退回修改" : src->kind_text);
	jw_kstr(w, "to", arena_printf(op->a, "%s%lld", src->path, (long long)db_i64(c, 0)));
	jw_kid(w, "case_id", db_i64(c, 1));
	jw_kstr(w, "no", db_text(c, 2));
	jw_kstr(w, "title", db_text(c, 3));
	jw_kstr(w, "colour", db_text(c, 4));
	jw_kstr(w, "address", db_text(c, 5));
	jw_kint(w, "due_at", db_i64(c, 6));
	jw_kint(w, "version", db_i64(c, 7));
	jw_kstr(w, "for_name", acts ? db_text(c, 9) : NULL);
	jw_kint(w, "urges", db_i64(c, 12));
	jw_unit(w, "community", op->refs, db_i64(c, 13));
	jw_kstr(w, "action", src->action);
	jw_kstr(w, "label", src->label);
	jw_object_end(w);
}

static enum err put_source(struct json_out *w, struct op *op, const struct source *src, int64_t *n)
{
	struct db_query q;
	struct db_cursor *c;
	*n = 0;
	if (src->cap != CAP_SELF && !can(op->who, src->cap))
		return ERR_OK;
	db_query_init(&q);
	src->query(op, &q);
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	while (!(e = db_next(c)))
		if (++*n <= MOST)
			put_item(w, op, src, c);
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err h_day(struct req *r)
{
	struct op *op = op_of(r);
	struct json_out *w = &r->w;
	int64_t n[sizeof SOURCES / sizeof *SOURCES];
	enum err e = ERR_OK;
	jw_object(w);
	jw_kint(w, "at", op->now);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < sizeof SOURCES / sizeof *SOURCES; i++)
		e = put_source(w, op, &SOURCES[i], &n[i]);
	jw_array_end(w);
	if (e)
		return e;
	jw_key(w, "counts");
	jw_array(w);
	for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
		if (!n[i])
			continue;
		jw_object(w);
		jw_kstr(w, "kind", SOURCES[i].kind);
		jw_kstr(w, "text", SOURCES[i].kind_text);
		jw_kint(w, "n", n[i] > MOST ? MOST : n[i]);
		jw_kbool(w, "more", n[i] > MOST);
		jw_object_end(w);
	}
	jw_array_end(w);
	e = jw_deputy_for(w, "deputy_for", op->s, op->who->user_id, op->now);
	jw_object_end(w);
	return e;
}

/* ---- the load of each person, for whoever leads the unit ---- */

static enum err put_person(struct json_out *w, struct op *op, const struct q_load_of_people_out *p)
{
	jw_object(w);
	jw_kid(w, "id", p->holder_id);
	jw_kstr(w, "name", p->holder_id == NIL ? "还没有指派" : p->name);
	jw_unit(w, "unit", op->refs, p->unit_id);
	jw_kint(w, "open", p->open_n);
	jw_kint(w, "near", p->near_n);
	jw_kint(w, "overdue", p->overdue);
	jw_deputy_of(w, "away", op->s, p->holder_id, op->now);
	jw_object_end(w);
	return ERR_OK;
}

static enum err h_people(struct req *r)
{
	struct op *op = op_of(r);
	struct q_load_of_people_rows rows;
	bool yes = false;
	int64_t unit = in_i64_or(r, "unit", op->who->unit_id);
	enum err e = may_unit(op->s, op->who, CAP_REVIEW_UNIT, unit, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = q_load_of_people(op->s, &(struct q_load_of_people_in){ .now = op->now, .unit_id = unit, .max = PEOPLE_MOST }, &rows);
	if (e)
		return e;
	jw_array(&r->w);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = put_person(&r->w, op, &rows.v[i]);
	jw_array_end(&r->w);
	return e;
}

static const struct in_field PEOPLE_IN[] = {
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "default the own; units below are counted in" },
	{ 0 },
};

const struct route DESK_DAY_ROUTES[] = {
	{ HTTP_GET, "/api/v1/day", h_day, CAP_SELF, "own", NULL, 0, 0, "What waits for me, by due time, with the next step of each.", "Day" },
	{ HTTP_GET, "/api/v1/day/people", h_people, CAP_REVIEW_UNIT, "unit or region", PEOPLE_IN, 0, 0, "How much each person of the unit carries.", "PersonLoad[]" },
	{ 0 },
};

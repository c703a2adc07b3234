/* SPDX-License-Identifier: Apache-2.0 */
/* Today's figures and the work that waits for a person, each limited to what the person may see. Every figure carries its
 * scope and its time. */
#include "board/board.h"

#include "auth/caps.h"
#include "catalogue/op.h"
#include "notice/notice.h"
#include "rollup_sql.h"

/* Counts with one composed query: `head` up to WHERE, then scope, then `tail`. */
static enum err count(struct op *op, struct db_query *q, int64_t *n)
{
	struct db_cursor *c;
	enum err e = db_query_open(op->s, q, &c);
	if (e)
		return e;
	e = db_next(c);
	*n = e ? 0 : db_i64(c, 0);
	db_query_close(c);
	return e;
}

/* [{key,n}] of a grouped query with two columns. */
static enum err put_groups(struct json_out *w, const char *key, struct op *op, struct db_query *q)
{
	struct db_cursor *c;
	enum err e = db_query_open(op->s, q, &c);
	if (e)
		return e;
	jw_key(w, key);
	jw_array(w);
	while (!(e = db_next(c))) {
		jw_object(w);
		jw_kstr(w, "key", db_text(c, 0));
		jw_kint(w, "n", db_i64(c, 1));
		jw_object_end(w);
	}
	jw_array_end(w);
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static int64_t today_start(const struct op *op)
{
	return day_start_ms(day_of_ms(op->now));
}

static enum err put_intake(struct json_out *w, struct op *op)
{
	struct db_query q;
	int64_t n;
	db_query_init(&q);
	db_query_add(&q, "SELECT COUNT(*) FROM appeal a WHERE a.received_at >= $ AND a.historical = 0", DB_ARG_I64(today_start(op)));
	scope_appeals(&q, op->who, CAP_APPEAL_READ);
	enum err e = count(op, &q, &n);
	if (e)
		return e;
	jw_key(w, "intake");
	jw_object(w);
	jw_kint(w, "today", n);
#define GROUP(name, head, tail)                                                                    \
	if (!e) {                                                                                  \
		db_query_init(&q);                                                                 \
		db_query_add(&q, head " AND a.historical = 0", DB_ARG_I64(today_start(op)));       \
		scope_appeals(&q, op->who, CAP_APPEAL_READ);                                       \
		db_query_text(&q, tail);                                                           \
		e = put_groups(w, name, op, &q);                                                   \
	}
	GROUP("by_channel", "SELECT h.name, COUNT(*) FROM appeal a JOIN channel h ON h.id = a.channel_id WHERE a.received_at >= $",
	      " GROUP BY h.name ORDER BY 2 DESC")
	GROUP("by_family", "SELECT a.family, COUNT(*) FROM appeal a WHERE a.received_at >= $", " GROUP BY a.family ORDER BY 2 DESC")
	GROUP("by_type", "SELECT a.type, COUNT(*) FROM appeal a WHERE a.received_at >= $", " GROUP BY a.type ORDER BY 2 DESC")
#undef GROUP
	jw_object_end(w);
	return e;
}

static enum err put_open(struct json_out *w, struct op *op)
{
	struct db_query q;
	int64_t near, over;
	db_query_init(&q);
	db_query_text(&q, "SELECT c.colour, COUNT(*) FROM casefile c WHERE c.closed_at IS NULL AND c.status IN "
			  "('filed', 'handling', 'callback', 'ready', 'judging')");
	scope_cases(&q, op->who, CAP_CASE_READ);
	db_query_text(&q, " GROUP BY c.colour");
	jw_key(w, "open");
	jw_object(w);
	enum err e = put_groups(w, "by_colour", op, &q);
	if (!e) {
		db_query_init(&q);
		db_query_add(&q,
			"SELECT COUNT(*) FROM casefile c WHERE c.closed_at IS NULL AND c.status = 'handling' AND "
			"c.due_at < $",
			DB_ARG_I64(op->now));
		scope_cases(&q, op->who, CAP_CASE_READ);
		e = count(op, &q, &over);
	}
	if (!e) {
		db_query_init(&q);
		db_query_add(&q,
			"SELECT COUNT(*) FROM casefile c WHERE c.closed_at IS NULL AND c.status = 'handling' AND "
			"c.due_at >= $ AND c.due_at - (c.due_at - c.dispatched_at) / 5 <= $",
			DB_ARG_I64(op->now), DB_ARG_I64(op->now));
		scope_cases(&q, op->who, CAP_CASE_READ);
		e = count(op, &q, &near);
	}
	if (e)
		return e;
	jw_kint(w, "near", near);
	jw_kint(w, "over", over);
	jw_object_end(w);
	return ERR_OK;
}

/* F-05 over the last seven days, in natural time and in working days: of a night or a weekend nothing is counted there. */
static enum err put_handling(struct json_out *w, struct op *op)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t n = 0, natural = 0, worked = 0, a_day = cal_worked_a_day(op->refs->calendar);
	db_query_init(&q);
	db_query_add(&q,
		"SELECT c.dispatched_at, c.settled_at FROM casefile c "
		"WHERE c.settled_at >= $ AND c.dispatched_at IS NOT NULL AND c.historical = 0",
		DB_ARG_I64(op->now - 7 * (int64_t)MS_DAY));
	scope_cases(&q, op->who, CAP_CASE_READ);
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	for (; !(e = db_next(c)); n++) {
		natural += db_i64(c, 1) - db_i64(c, 0);
		worked += cal_worked(op->refs->calendar, db_i64(c, 0), db_i64(c, 1));
	}
	db_query_close(c);
	if (e != ERR_NOT_FOUND)
		return e;
	jw_kint(w, "avg_handling_ms", n ? natural / n : 0);
	jw_key(w, "avg_working_days");
	jw_real(w, n ? (double)worked / (double)n / (double)a_day : 0, 2);
	return ERR_OK;
}

static enum err put_done(struct json_out *w, struct op *op)
{
	struct db_query q;
	int64_t settled, self;
	db_query_init(&q);
	db_query_add(&q, "SELECT COUNT(*) FROM casefile c WHERE c.settled_at >= $ AND c.historical = 0", DB_ARG_I64(today_start(op)));
	scope_cases(&q, op->who, CAP_CASE_READ);
	enum err e = count(op, &q, &settled);
	if (!e)
		e = put_handling(w, op);
	if (!e) {
		db_query_init(&q);
		db_query_add(&q, "SELECT COUNT(*) FROM self_handled h WHERE h.at >= $", DB_ARG_I64(today_start(op)));
		scope_places(&q, op->who, CAP_BOARD_READ);
		e = count(op, &q, &self);
	}
	if (e)
		return e;
	jw_kint(w, "settled_today", settled);
	jw_kint(w, "self_handled_today", self);
	return ERR_OK;
}

enum err board_today(struct json_out *w, struct op *op)
{
	jw_object(w);
	jw_kint(w, "at", op->now);
	jw_kstr(w, "scope", scope_name(can_scope(op->who, CAP_BOARD_READ)));
	jw_kstr(w, "unit", op->who->unit_name);
	enum err e = put_intake(w, op);
	if (!e)
		e = put_open(w, op);
	if (!e)
		e = put_done(w, op);
	jw_object_end(w);
	return e;
}

static enum err h_today(struct req *r)
{
	return board_today(&r->w, op_of(r));
}

/* ---- what waits for me: one number per menu entry ---- */

static enum err put_count(struct json_out *w, const char *key, struct op *op, struct db_query *q)
{
	int64_t n;
	enum err e = count(op, q, &n);
	if (!e)
		jw_kint(w, key, n);
	return e;
}

/* Counts rows that wait for a person with `capability`, scoped by the order's unit or by the case. */
#define COUNT_WAITING(key, capability, scope, sql)                                                 \
	if (!e && can(op->who, capability)) {                                                      \
		db_query_init(&q);                                                                 \
		db_query_text(&q, sql);                                                            \
		scope(&q, op->who, capability);                                                    \
		e = put_count(w, key, op, &q);                                                     \
	}

/* Requests about deadlines and duty: of the own unit, of the centre, of the last instances. */
static enum err put_joint_work(struct json_out *w, struct op *op)
{
	struct db_query q;
	enum err e = ERR_OK;
	COUNT_WAITING("adjust_unit", CAP_REVIEW_UNIT, scope_orders,
		"SELECT COUNT(*) FROM adjustment j JOIN work_order o ON o.id = j.order_id WHERE j.status = 'asked'")
	COUNT_WAITING("adjust_centre", CAP_ADJUST_DECIDE, scope_cases,
		"SELECT COUNT(*) FROM adjustment j JOIN casefile c ON c.id = j.case_id WHERE j.status = 'passed'")
	COUNT_WAITING("dispute_unit", CAP_REVIEW_UNIT, scope_orders,
		"SELECT COUNT(*) FROM dispute d JOIN work_order o ON o.id = d.order_id WHERE d.status = 'asked'")
	COUNT_WAITING("dispute_centre", CAP_DISPUTE_RULE, scope_cases,
		"SELECT COUNT(*) FROM dispute d JOIN casefile c ON c.id = d.case_id WHERE d.status IN ('ruling', 'conferring')")
	COUNT_WAITING("dispute_last", CAP_DISPUTE_LAST, scope_cases,
		"SELECT COUNT(*) FROM dispute d JOIN casefile c ON c.id = d.case_id WHERE d.status IN ('raised', 'government')")
	COUNT_WAITING("whistle_answer", CAP_WHISTLE_ANSWER, scope_people,
		"SELECT COUNT(*) FROM whistle_responder u JOIN whistle w ON w.id = u.whistle_id WHERE w.ended_at IS NULL AND "
		"((u.status IN ('called', 'silent') AND w.status IN ('blown', 'conferring')) OR (u.status IN ('accepted', 'directed') "
		"AND w.on_site = 1 AND w.status IN ('blown', 'conferring', 'decided', 'working')))")
	COUNT_WAITING("whistle_task", CAP_WHISTLE_ANSWER, scope_people,
		"SELECT COUNT(*) FROM whistle_task t JOIN whistle_responder u ON u.id = t.responder_id WHERE t.status = 'open'")
	COUNT_WAITING("whistle_rate", CAP_WHISTLE_ANSWER, scope_people,
		"SELECT COUNT(*) FROM whistle w JOIN whistle_responder u ON u.whistle_id = w.id WHERE w.status = 'to_rate' AND "
		"u.accepted_at IS NOT NULL AND u.status <> 'void' AND NOT EXISTS (SELECT 1 FROM whistle_rating g WHERE "
		"g.responder_id = u.id AND g.side = 'responder')")
	COUNT_WAITING("whistle_rule", CAP_WHISTLE_RULE, scope_cases,
		"SELECT COUNT(*) FROM whistle w JOIN casefile c ON c.id = w.case_id WHERE w.ended_at IS NULL AND (w.status = 'review' OR "
		"EXISTS (SELECT 1 FROM whistle_responder r WHERE r.whistle_id = w.id AND r.status = 'refusing'))")
	COUNT_WAITING("emergency", CAP_EMERGENCY, scope_cases,
		"SELECT COUNT(*) FROM emergency e JOIN casefile c ON c.id = e.case_id WHERE e.ended_at IS NULL AND e.status <> 'lifted'")
	if (!e && (can(op->who, CAP_HOTLINE_LEAD) || can(op->who, CAP_RULE_EDIT))) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM outbox_message WHERE status IN ('dead','undeliverable')");
		e = put_count(w, "outbox_dead", op, &q);
	}
	COUNT_WAITING("promise", CAP_HANDLE, scope_orders,
		"SELECT COUNT(*) FROM promise p JOIN work_order o ON o.id = p.order_id JOIN casefile c ON c.id = p.case_id "
		"WHERE p.status IN ('proposed', 'open', 'woken') AND p.status <> 'open'")
	COUNT_WAITING("promise_ask", CAP_CALLBACK, scope_cases,
		"SELECT COUNT(*) FROM promise p JOIN work_order o ON o.id = p.order_id JOIN casefile c ON c.id = p.case_id "
		"WHERE p.status = 'stated' AND o.settled_at IS NOT NULL AND c.master_appeal_id IS NOT NULL")
	COUNT_WAITING("hotspot", CAP_HOTSPOT, scope_places,
		"SELECT COUNT(*) FROM hotspot h WHERE h.ended_at IS NULL AND h.status = 'new'")
	COUNT_WAITING("hardcase", CAP_HARDCASE, scope_cases,
		"SELECT COUNT(*) FROM hardcase h JOIN casefile c ON c.id = h.case_id WHERE h.closed_at IS NULL AND h.status <> 'following'")
	return e;
}

/* The three notices: drafts to sign and answers to audit, notices to sign for and to answer. */
static enum err put_notices(struct json_out *w, struct op *op)
{
	static const struct {
		const char *key;
		void (*where)(struct db_query *q, const struct principal *who);
	} CENTRE[] = { { "notice_sign", notice_where_sign }, { "notice_audit", notice_where_audit } };
	struct db_query q;
	enum err e = ERR_OK;
	bool signs = can(op->who, CAP_NOTICE_HINT) || can(op->who, CAP_NOTICE_SUPERVISE) || can(op->who, CAP_NOTICE_WARN);
	for (size_t i = 0; !e && signs && i < sizeof CENTRE / sizeof *CENTRE; i++) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM notice u WHERE u.ended_at IS NULL");
		CENTRE[i].where(&q, op->who);
		e = put_count(w, CENTRE[i].key, op, &q);
	}
	COUNT_WAITING("notice_ack", CAP_NOTICE_REPLY, scope_people,
		"SELECT COUNT(*) FROM notice u WHERE u.ended_at IS NULL AND u.status = 'delivered'")
	COUNT_WAITING("notice_reply", CAP_NOTICE_REPLY, scope_people,
		"SELECT COUNT(*) FROM notice u WHERE u.ended_at IS NULL AND u.status = 'handling'")
	return e;
}

static enum err put_case_work(struct json_out *w, struct op *op)
{
	struct db_query q;
	enum err e = ERR_OK;
	if (can(op->who, CAP_APPEAL_SORT)) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM appeal a WHERE a.status IN ('sorting','supplement') AND a.status = 'sorting'");
		scope_appeals(&q, op->who, CAP_APPEAL_SORT);
		e = put_count(w, "sorting", op, &q);
	}
	if (!e && can(op->who, CAP_DISPATCH)) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM casefile c WHERE c.status = 'filed'");
		scope_cases(&q, op->who, CAP_DISPATCH);
		e = put_count(w, "pool", op, &q);
	}
	if (!e && can(op->who, CAP_JUDGE)) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM casefile c WHERE c.status = 'judging'");
		scope_cases(&q, op->who, CAP_JUDGE);
		e = put_count(w, "judging", op, &q);
	}
	if (!e && can(op->who, CAP_GRID_CHECK)) {
		db_query_init(&q);
		db_query_text(&q, "SELECT COUNT(*) FROM casefile c WHERE c.status = 'ready' AND c.appeals = 0");
		scope_cases(&q, op->who, CAP_GRID_CHECK);
		e = put_count(w, "check", op, &q);
	}
	if (!e && can(op->who, CAP_CALLBACK)) {
		db_query_init(&q);
		db_query_add(&q, "SELECT COUNT(*) FROM callback_task t WHERE t.status = 'open' AND t.next_try_at <= $",
			DB_ARG_I64(op->now));
		e = put_count(w, "callback", op, &q);
	}
	return e;
}

/* The lists of the partial indexes, word for word, or SQLite would not use them (sql/README.md). */
#define OPEN_ORDERS "SELECT COUNT(*) FROM work_order o WHERE o.status IN ('to_sign','handling','unit_review','suspended') AND "
#define IN_REVIEW "SELECT COUNT(*) FROM work_order o WHERE o.status IN ('unit_review','upper_review') AND "
#define MY_UNIT " AND EXISTS (SELECT 1 FROM unit_under m WHERE m.ancestor_id = $ AND m.unit_id = o.unit_id)"

/* Orders that wait for a review by this person, at whatever level. */
static enum err put_reviews(struct json_out *w, struct op *op)
{
	struct db_query q;
	int64_t own = 0, upper = 0;
	enum err e = ERR_OK;
	bool center = can_scope(op->who, CAP_REVIEW_DISTRICT) == SCOPE_ALL, town = can(op->who, CAP_REVIEW_TOWN);
	if (can(op->who, CAP_REVIEW_UNIT)) {
		db_query_init(&q);
		db_query_add(&q, OPEN_ORDERS "o.status = 'unit_review'" MY_UNIT,
			DB_ARG_I64(op->who->unit_id));
		e = count(op, &q, &own);
	}
	if (!e && (center || town)) {
		db_query_init(&q);
		if (center)
			db_query_text(&q, IN_REVIEW "o.status = 'upper_review' AND o.review_level = 'district'");
		else
			db_query_add(&q, IN_REVIEW "o.status = 'upper_review' AND o.review_unit_id = $",
				DB_ARG_I64(op->who->town_id));
		e = count(op, &q, &upper);
	}
	if (!e && (center || town || can(op->who, CAP_REVIEW_UNIT)))
		jw_kint(w, "review", own + upper);
	return e;
}

static enum err put_order_work(struct json_out *w, struct op *op)
{
	struct db_query q;
	int64_t unit = op->who->unit_id;
	enum err e = ERR_OK;
	if (can(op->who, CAP_HANDLE)) {
		db_query_init(&q);
		db_query_add(&q, OPEN_ORDERS "o.status = 'to_sign'" MY_UNIT, DB_ARG_I64(unit));
		e = put_count(w, "sign", op, &q);
		db_query_init(&q);
		db_query_add(&q, OPEN_ORDERS "o.status = 'handling'" MY_UNIT, DB_ARG_I64(unit));
		if (!e)
			e = put_count(w, "handling", op, &q);
		db_query_init(&q);
		db_query_add(&q, OPEN_ORDERS "(o.status = 'to_sign' OR o.status = 'handling') AND o.due_at < $" MY_UNIT,
			     DB_ARG_I64(op->now), DB_ARG_I64(unit));
		if (!e)
			e = put_count(w, "over", op, &q);
		db_query_init(&q);
		db_query_add(&q,
			OPEN_ORDERS "(o.status = 'to_sign' OR o.status = 'handling') AND o.due_at >= $ "
			"AND o.due_at - (o.due_at - o.dispatched_at) / 5 <= $" MY_UNIT,
			DB_ARG_I64(op->now), DB_ARG_I64(op->now), DB_ARG_I64(unit));
		if (!e)
			e = put_count(w, "near", op, &q);
	}
	return e ? e : put_reviews(w, op);
}

/* Unread messages: own, and of those for whom one acts. */
static enum err put_inbox(struct json_out *w, struct op *op)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT COUNT(*) FROM inbox i WHERE i.read_at IS NULL AND i.user_id IN ($", DB_ARG_I64(op->who->user_id));
	for (size_t i = 0; i < op->who->ndeputy; i++)
		if (deputises(op->who, op->who->deputy[i].user_id, op->now))
			db_query_add(&q, ", $", DB_ARG_I64(op->who->deputy[i].user_id));
	db_query_text(&q, ")");
	return put_count(w, "inbox", op, &q);
}

static enum err h_me(struct req *r)
{
	struct op *op = op_of(r);
	jw_object(&r->w);
	jw_kint(&r->w, "at", op->now);
	enum err e = put_case_work(&r->w, op);
	if (!e)
		e = put_joint_work(&r->w, op);
	if (!e)
		e = put_notices(&r->w, op);
	if (!e)
		e = put_order_work(&r->w, op);
	if (!e)
		e = put_inbox(&r->w, op);
	jw_object_end(&r->w);
	return e;
}

/* Daily figures of the last days, from the roll-ups: city-wide, for those who see everything. */
static enum err h_trend(struct req *r)
{
	struct op *op = op_of(r);
	int32_t today = day_of_ms(op->now), from = day_add(today, 1 - (int64_t)in_i64_or(r, "days", 30));
	struct q_rollup_trend_rows t;
	if (can_scope(op->who, CAP_BOARD_READ) != SCOPE_ALL)
		return req_forbidden(r);
	enum err e = q_rollup_trend(op->s, &(struct q_rollup_trend_in){ .from = from, .to = today }, &t);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "from", from);
	jw_kint(&r->w, "to", today);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < t.n; i++) {
		jw_object(&r->w);
		jw_kint(&r->w, "day", t.v[i].day);
		jw_kstr(&r->w, "measure", t.v[i].measure);
		jw_kint(&r->w, "n", t.v[i].n);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field TREND_IN[] = { { "days", IN_INT, IN_QUERY, 1, 400, NULL, "天数", "default 30" }, { 0 } };

const struct route BOARD_ROUTES[] = {
	{ HTTP_GET, "/api/v1/board/today", h_today, CAP_BOARD_READ, "by role", NULL, 0, 0, "Today's figures in the person's scope.", "BoardToday" },
	{ HTTP_GET, "/api/v1/board/trend", h_trend, CAP_BOARD_READ, "all", TREND_IN, 0, 0, "Daily figures from the roll-ups.", "BoardTrend" },
	{ HTTP_GET, "/api/v1/board/me", h_me, CAP_SELF, "own", NULL, 0, 0, "What waits for me.", "WorkCounts" },
	{ 0 },
};

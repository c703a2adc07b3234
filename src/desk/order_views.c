/* SPDX-License-Identifier: Apache-2.0 */
/* Work lists of units and the page of an order. */
#include <inttypes.h>

#include "clock/clock.h"
#include "desk/desk.h"


static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "工单编号", COL_TEXT, 22, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "role", NULL, COL_TEXT, 0, NULL },
	{ "role_text", "角色", COL_TEXT, 8, NULL },
	{ "unit_name", "承办单位", COL_TEXT, 16, NULL },
	{ "status", NULL, COL_TEXT, 0, NULL },
	{ "status_text", "状态", COL_TEXT, 12, NULL },
	{ "review_level_text", "审核层级", COL_TEXT, 10, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "dispatched_at", "派单时间", COL_TIME, 18, NULL },
	{ "sign_due_at", NULL, COL_TIME, 0, NULL },
	{ "signed_at", "签收时间", COL_TIME, 18, NULL },
	{ "contacted_at", "首次联系", COL_TIME, 18, NULL },
	{ "due_at", "应办结时间", COL_TIME, 18, NULL },
	{ "submitted_at", "提交时间", COL_TIME, 18, NULL },
	{ "settled_at", "审结时间", COL_TIME, 18, NULL },
	{ "holder", "承办人", COL_TEXT, 10, NULL },
	{ "round", "重办轮次", COL_INT, 8, NULL },
	{ "urged", "催办次数", COL_INT, 8, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "due_at", "o.due_at", COL_TIME, false },
					  { "-dispatched_at", "o.dispatched_at", COL_TIME, true },
					  { "dispatched_at", "o.dispatched_at", COL_TIME, false },
					  { 0 } };

/* Orders that wait for a review by this person: of the own unit, or of the level where the own unit reviews. Each kind is found
 * by an index of its own; joined by OR they would be found by reading all orders. */
void order_where_review(struct db_query *q, const struct principal *who)
{
	bool some = false;
	db_query_text(q, " AND o.id IN (");
	if (can_scope(who, CAP_REVIEW_UNIT) >= SCOPE_UNIT) {
		db_query_add(q,
			"SELECT r.id FROM work_order r WHERE r.status IN ('unit_review','upper_review') AND r.status = 'unit_review' AND "
			"r.review_unit_id IN (SELECT x.unit_id FROM unit_under x WHERE x.ancestor_id = $)",
			DB_ARG_I64(who->unit_id));
		some = true;
	}
	if (can_scope(who, CAP_REVIEW_TOWN) >= SCOPE_UNIT && who->town_id != NIL) {
		if (some)
			db_query_text(q, " UNION ALL ");
		db_query_add(q,
			"SELECT r.id FROM work_order r WHERE r.status IN ('unit_review','upper_review') AND r.status = 'upper_review' AND "
			"r.review_unit_id = $",
			DB_ARG_I64(who->town_id));
		some = true;
	}
	if (can_scope(who, CAP_REVIEW_DISTRICT) == SCOPE_ALL) {
		if (some)
			db_query_text(q, " UNION ALL ");
		db_query_text(q,
			"SELECT r.id FROM work_order r WHERE r.status IN ('unit_review','upper_review') AND r.status = 'upper_review' AND "
			"r.review_level = 'district' AND r.review_unit_id IN (SELECT n.id FROM unit n WHERE n.kind = 'center')");
		some = true;
	}
	if (!some)
		db_query_text(q, "-1");
	db_query_text(q, ")");
}

/* Held by this person, or by one for whom the person acts now. */
static void where_mine(struct db_query *q, const struct principal *who, int64_t now)
{
	db_query_add(q, " AND o.status IN ('to_sign', 'handling', 'unit_review', 'upper_review', 'suspended') AND o.holder_id IN ($",
		     DB_ARG_I64(who->user_id));
	for (size_t i = 0; i < who->ndeputy; i++)
		if (deputises(who, who->deputy[i].user_id, now))
			db_query_add(q, ", $", DB_ARG_I64(who->deputy[i].user_id));
	db_query_text(q, ")");
}

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view"), *clock = in_str(r, "clock");
	if (str_eq(view, "review")) {
		order_where_review(q, who);
	} else {
		scope_orders(q, who, CAP_CASE_READ);
		/* what went to another unit opens only for who sees the case for another reason */
		db_query_text(q, " AND ((o.status <> 'redirected' AND o.status <> 'recalled') OR (1 = 1");
		scope_cases(q, who, CAP_CASE_READ);
		db_query_text(q, "))");
	}
	if (str_eq(view, "unit") || str_eq(view, "sign") || str_eq(view, "handling") || str_eq(view, "overdue") ||
		str_eq(view, "settled"))
		db_query_add(q,
			" AND EXISTS (SELECT 1 FROM unit_under m WHERE m.ancestor_id = $ AND m.unit_id = o.unit_id)",
			DB_ARG_I64(who->unit_id));
	if (str_eq(view, "mine"))
		where_mine(q, who, r->now);
	if (str_eq(view, "sign"))
		db_query_text(q, " AND o.status = 'to_sign'");
	if (str_eq(view, "handling"))
		db_query_text(q, " AND o.status IN ('handling', 'suspended')");
	if (str_eq(view, "settled"))
		db_query_text(q, " AND o.status IN ('settled', 'terminated', 'transferred')");
	if (str_eq(view, "unit"))
		db_query_text(q, " AND o.status IN ('to_sign', 'handling', 'unit_review', 'upper_review', 'suspended')");
	if (str_eq(view, "overdue") || str_eq(clock, "over"))
		db_query_add(q, " AND o.status IN ('to_sign', 'handling', 'suspended') AND o.due_at < $", DB_ARG_I64(r->now));
	if (str_eq(clock, "near"))
		db_query_add(q,
			" AND o.status IN ('to_sign', 'handling') AND o.due_at >= $ AND o.due_at - (o.due_at - "
			"o.dispatched_at) / 5 <= $",
			DB_ARG_I64(r->now), DB_ARG_I64(r->now));
	if (in_given(r, "status"))
		db_query_add(q, " AND o.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND o.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "holder"))
		db_query_add(q, " AND o.holder_id = $", DB_ARG_I64(in_i64(r, "holder")));
	if (in_given(r, "colour"))
		db_query_add(q, " AND c.colour = $", DB_ARG_TEXT(in_str(r, "colour")));
	if (in_given(r, "q"))
		db_query_add(q, " AND o.no >= $ AND o.no < $", DB_ARG_TEXT(in_str(r, "q")),
			DB_ARG_TEXT(arena_printf(r->arena, "%s:", in_str(r, "q"))));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	struct op *op = r->stash;
	const char *status = db_text(c, 6), *role = db_text(c, 4), *level = db_text(c, 21);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_id(l, "case_id", db_i64(c, 2));
	list_put_text(l, "case_no", db_text(c, 3));
	list_put_text(l, "title", db_text(c, 7));
	list_put_text(l, "role", role);
	list_put_text(l, "role_text", order_role_text(role));
	list_put_text(l, "status", status);
	list_put_text(l, "status_text", wf_state_text(&ORDER_MACHINE, status));
	list_put_text(l, "review_level_text", *level ? review_level_text(level) : "");
	list_put_text(l, "colour", db_text(c, 8));
	list_put_text(l, "address", db_text(c, 9));
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 10)));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 11)));
	list_put_time(l, "dispatched_at", db_i64(c, 12));
	list_put_time(l, "sign_due_at", db_i64(c, 13));
	list_put_time(l, "signed_at", db_i64(c, 14));
	list_put_time(l, "contacted_at", db_i64(c, 15));
	list_put_time(l, "due_at", db_i64(c, 16));
	list_put_time(l, "submitted_at", db_i64(c, 17));
	list_put_time(l, "settled_at", db_i64(c, 18));
	list_put_text(l, "holder", db_text(c, 19));
	list_put_id(l, "holder_id", db_i64(c, 26));
	list_put_id(l, "community_id", db_i64(c, 11));
	list_put_int(l, "round", db_i64(c, 20));
	list_put_int(l, "urged", db_i64(c, 22));
	list_put_int(l, "version", db_i64(c, 23));
	if (!list_is_page(l)) {
		list_put_text(l, "unit_name", unit_name(op->refs, db_i64(c, 5)));
		return;
	}
	list_put_ref(l, "unit", db_i64(c, 5), unit_name(op->refs, db_i64(c, 5)));
	jw_clock_of(list_put_json(l, "clock"), op, db_i64(c, 27), db_i64(c, 12), db_i64(c, 16), db_i64(c, 17));
	list_put_int(l, "lon", db_i64(c, 24));
	list_put_int(l, "lat", db_i64(c, 25));
}

static const struct list_def ORDERS = {
	.title = "工单",
	.cols = COLS,
	.sorts = SORTS,
	.select = "o.id, o.no, o.case_id, c.no, o.role, o.unit_id, o.status, c.title, c.colour, c.address, c.town_id, "
		  "c.community_id, o.dispatched_at, "
		  "o.sign_due_at, o.signed_at, o.contacted_at, o.due_at, o.submitted_at, o.settled_at, u.name, "
		  "o.round, o.review_level, c.urges, "
		  "o.version, c.lon, c.lat, o.holder_id, "
		  "(SELECT MAX(k.id) FROM clock k WHERE k.object_kind = 'order' AND k.object_id = o.id AND k.kind = 'handle')",
	.from = " FROM work_order o JOIN casefile c ON c.id = o.case_id LEFT JOIN app_user u ON u.id = o.holder_id",
	.id = "o.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &ORDERS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &ORDERS);
}

/* ---- page ---- */

struct page {
	struct op *op;
	const struct q_order_get_out *o;
};

#define OPEN "to_sign,handling,suspended"
static const struct button BUTTONS[] = {
	{ "sign", "签收", "sign", 0, NULL, false },
	{ "contact", "联系诉求人", NULL, CAP_HANDLE, OPEN, false },
	{ "submit", "提交结果", "submit", 0, NULL, false },
	{ "review", "审核", "back", 0, NULL, false },
	{ "assign", "指定承办人", NULL, CAP_HANDLE, OPEN, false },
	{ "note", "备注", NULL, CAP_HANDLE, NULL, false },
	{ "stage", "进入法定程序", NULL, CAP_HANDLE, "handling", false },
	{ "suborder", "派子单", NULL, CAP_SUBORDER, "handling", false },
	{ "assist", "增派协办", NULL, CAP_DISPATCH, OPEN, false },
	{ "redirect", "改派", "redirect", 0, NULL, false },
	{ "transfer", "移送", "transfer", 0, NULL, true },
	{ "terminate", "终止办理", "terminate", 0, NULL, true },
};

static bool can_do(void *ctx, unsigned cap)
{
	struct page *p = ctx;
	bool yes = false;
	int64_t unit = p->o->unit_id;
	if (cap == CAP_REVIEW_TOWN) {
		unit = p->o->review_unit_id;
		if (str_eq(p->o->review_level, "district"))
			cap = CAP_REVIEW_DISTRICT;
	}
	return !may_unit(p->op->s, p->op->who, (enum cap)cap, unit, &yes) && yes;
}

static enum err put_logs(struct json_out *w, struct op *op, int64_t id)
{
	struct q_contact_of_order_rows c;
	struct q_review_of_order_rows v;
	struct q_stage_of_order_rows s;
	enum err e = q_contact_of_order(op->s, &(struct q_contact_of_order_in){ .order_id = id }, &c);
	if (!e)
		e = q_review_of_order(op->s, &(struct q_review_of_order_in){ .order_id = id }, &v);
	if (!e)
		e = q_stage_of_order(op->s, &(struct q_stage_of_order_in){ .order_id = id }, &s);
	if (e)
		return e;
	jw_key(w, "contacts");
	jw_array(w);
	for (size_t i = 0; i < c.n; i++) {
		jw_object(w);
		jw_kstr(w, "method", c.v[i].method);
		jw_kbool(w, "reached", c.v[i].reached == 1);
		jw_kstr(w, "note", c.v[i].note);
		jw_kstr(w, "user", c.v[i].user_name);
		jw_kint(w, "at", c.v[i].at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "reviews");
	jw_array(w);
	for (size_t i = 0; i < v.n; i++) {
		jw_object(w);
		jw_kint(w, "round", v.v[i].round);
		jw_kstr(w, "level", v.v[i].level);
		jw_kstr(w, "level_text", review_level_text(v.v[i].level));
		jw_unit(w, "unit", op->refs, v.v[i].unit_id);
		jw_kstr(w, "user", v.v[i].user_name);
		jw_kstr(w, "decision", v.v[i].decision);
		jw_kstr(w, "opinion", v.v[i].opinion);
		jw_kint(w, "at", v.v[i].at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "stages");
	jw_array(w);
	for (size_t i = 0; i < s.n; i++) {
		jw_object(w);
		jw_kid(w, "id", s.v[i].id);
		jw_kstr(w, "name", s.v[i].name);
		jw_kstr(w, "document_no", s.v[i].document_no);
		jw_kstr(w, "legal_basis", s.v[i].legal_basis);
		jw_kint(w, "from_at", s.v[i].from_at);
		jw_kint(w, "due_at", s.v[i].due_at);
		jw_kint(w, "to_at", s.v[i].to_at);
		jw_kint(w, "told_at", s.v[i].told_at);
		jw_clock(w, "clock", op, s.v[i].from_at, s.v[i].due_at, s.v[i].to_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* The appeals behind the order as this unit may see them: of a secret report only what was released. */
static enum err put_appeals(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_appeals_of_case_rows list;
	enum err e = q_appeals_of_case(op->s, &(struct q_appeals_of_case_in){ .case_id = case_id }, &list);
	if (e)
		return e;
	jw_key(w, "appeals");
	jw_array(w);
	for (size_t i = 0; !e && i < list.n; i++) {
		struct q_appeal_get_out a;
		e = appeal_get(op, list.v[i].id, &a);
		if (e)
			break;
		bool full = sees_full_text(op, &a);
		jw_object(w);
		jw_kid(w, "id", a.id);
		jw_kstr(w, "no", a.no);
		jw_kstr(w, "anonymity", a.anonymity);
		jw_kstr(w, "type_text", type_text(a.type));
		jw_kstr(w, "title", full ? a.title : "（保密举报）");
		jw_kstr(w, "text", full ? a.body : a.released_text ? a.released_text : "内容待分拨员放行。");
		jw_kstr(w, "happened", full ? a.happened_text : "");
		jw_kstr(w, "subject", full ? a.subject_text : "");
		jw_kstr(w, "demand", full ? a.demand_text : "");
		jw_kint(w, "received_at", a.received_at);
		e = jw_contact(w, "contact", op, &a);
		if (!e)
			e = jw_files(w, "files", op, "appeal", a.id, !full);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_evidence(struct json_out *w, struct op *op, const struct q_order_get_out *o, const struct q_case_get_out *c)
{
	const struct event_type *type = ref_type(op->refs, c->event_type_id);
	const char *missing, *rule = type ? type->evidence : "none";
	enum err e = order_evidence_missing(op, o, type, o->public_answer, &missing);
	if (e)
		return e;
	jw_key(w, "evidence");
	jw_object(w);
	jw_kstr(w, "rule", rule);
	jw_kstr(w, "text", evidence_text(rule));
	jw_kstr(w, "missing", missing);
	jw_object_end(w);
	jw_kstr(w, "closing_standard", type ? type->closing_standard : "");
	jw_kstr(w, "legal_basis", type ? type->legal_basis : "");
	return ERR_OK;
}

static enum err put_people(struct json_out *w, struct op *op, const struct q_order_get_out *o)
{
	struct q_lead_chain_rows chain;
	struct q_hold_of_order_rows holds;
	enum err e = q_lead_chain(op->s, &(struct q_lead_chain_in){ .unit_id = o->unit_id }, &chain);
	if (!e)
		e = q_hold_of_order(op->s, &(struct q_hold_of_order_in){ .order_id = o->id }, &holds);
	if (e)
		return e;
	static const char *const ranks[] = { "", "第一责任人", "责任领导", "具体责任人" };
	jw_key(w, "chain");
	jw_array(w);
	for (size_t i = 0; i < chain.n; i++) {
		jw_object(w);
		jw_kint(w, "rank", chain.v[i].rank);
		jw_kstr(w, "rank_text", ranks[chain.v[i].rank]);
		jw_kstr(w, "name", chain.v[i].name);
		jw_kstr(w, "title", chain.v[i].title);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "holds_list");
	jw_array(w);
	for (size_t i = 0; i < holds.n; i++) {
		jw_object(w);
		jw_kstr(w, "kind", holds.v[i].kind);
		jw_kint(w, "placed_at", holds.v[i].placed_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static void put_fields(struct json_out *w, struct op *op, const struct q_order_get_out *o, const struct q_case_get_out *c)
{
	jw_kid(w, "id", o->id);
	jw_kstr(w, "no", o->no);
	jw_kid(w, "case_id", o->case_id);
	jw_kstr(w, "case_no", c->no);
	jw_kstr(w, "title", c->title);
	jw_kstr(w, "summary", c->summary);
	jw_type(w, "event_type", op->refs, c->event_type_id);
	jw_kstr(w, "colour", c->colour);
	jw_kstr(w, "colour_text", colour_text(op->refs, c->colour));
	jw_kstr(w, "address", c->address);
	jw_kint(w, "lon", c->lon);
	jw_kint(w, "lat", c->lat);
	jw_unit(w, "town", op->refs, c->town_id);
	jw_unit(w, "community", op->refs, c->community_id);
	jw_grid(w, "grid", op->refs, c->grid_id);
	jw_unit(w, "unit", op->refs, o->unit_id);
	jw_kstr(w, "role", o->role);
	jw_kstr(w, "role_text", order_role_text(o->role));
	jw_kid(w, "parent_id", o->parent_id);
	jw_kstr(w, "duty", o->duty);
	jw_kbool(w, "appraised", o->appraised == 1);
	jw_kstr(w, "status", o->status);
	jw_kstr(w, "status_text", wf_state_text(&ORDER_MACHINE, o->status));
	jw_kstr(w, "review_level", o->review_level);
	jw_kstr(w, "review_level_text", *o->review_level ? review_level_text(o->review_level) : "");
	jw_kint(w, "version", o->version);
	jw_kstr(w, "demand", o->demand);
	jw_kstr(w, "why", o->why);
	jw_kint(w, "dispatched_at", o->dispatched_at);
	jw_kint(w, "due_at", o->due_at);
	jw_kstr(w, "limit_text",
		arena_printf(op->a, "%" PRId64 "%s", o->limit_value, limit_unit_text(limit_unit_from(o->limit_unit))));
	jw_clock(w, "clock", op, o->dispatched_at, o->due_at, o->submitted_at);
	jw_kint(w, "sign_due_at", o->sign_due_at);
	jw_kint(w, "signed_at", o->signed_at);
	jw_kbool(w, "auto_signed", o->auto_signed == 1);
	jw_kint(w, "contact_due_at", o->contact_due_at);
	jw_kint(w, "contacted_at", o->contacted_at);
	jw_kid(w, "holder_id", o->holder_id);
	jw_deputy_of(w, "holder_away", op->s, o->holder_id, op->now);
	jw_kint(w, "submitted_at", o->submitted_at);
	jw_kint(w, "settled_at", o->settled_at);
	jw_kstr(w, "result", o->result);
	jw_kstr(w, "result_text", *o->result ? result_text(o->result) : "");
	jw_kstr(w, "unsolved_reason", o->unsolved_reason);
	jw_kstr(w, "public_answer", o->public_answer);
	jw_kstr(w, "internal_note", o->internal_note);
	jw_kint(w, "cost_fen", o->cost_fen);
	jw_key(w, "third_parties");
	jw_raw(w, sv_from(*o->third_parties ? o->third_parties : "[]"));
	jw_kint(w, "round", o->round);
	jw_kint(w, "urged", c->urges);
	jw_kint(w, "sent_back", o->sent_back);
}

/* Who holds it, and the sub-orders below. */
static enum err put_children(struct json_out *w, struct op *op, const struct q_order_get_out *o)
{
	struct q_order_of_case_rows all;
	const char *holder = NULL;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = o->case_id }, &all);
	if (e)
		return e;
	jw_key(w, "children");
	jw_array(w);
	for (size_t i = 0; i < all.n; i++) {
		const struct q_order_of_case_out *v = &all.v[i];
		if (v->id == o->id)
			holder = v->holder;
		if (v->parent_id != o->id)
			continue;
		jw_object(w);
		jw_kid(w, "id", v->id);
		jw_kstr(w, "no", v->no);
		jw_unit(w, "unit", op->refs, v->unit_id);
		jw_kstr(w, "status", v->status);
		jw_kstr(w, "status_text", wf_state_text(&ORDER_MACHINE, v->status));
		jw_kstr(w, "demand", v->demand);
		jw_kint(w, "due_at", v->due_at);
		jw_kstr(w, "holder", v->holder);
		jw_clock(w, "clock", op, v->dispatched_at, v->due_at, v->submitted_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kstr(w, "holder", holder);
	return ERR_OK;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_order_get_out o;
	struct q_case_get_out c;
	bool yes = false, review = false;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = r->path_id[0] }, &o);
	if (!e)
		e = may_case(op->s, op->who, CAP_CASE_READ, o.case_id, &yes);
	if (!e && !yes && o.review_unit_id != NIL)
		e = may_unit(op->s, op->who, CAP_REVIEW_TOWN, o.review_unit_id, &review);
	if (e == ERR_NOT_FOUND || (!e && !yes && !review))
		return problem_set(&r->problem, &NO_ORDER);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = o.case_id }, &c);
	if (e)
		return e;
	struct json_out *w = &r->w;
	struct page page = { op, &o };
	jw_object(w);
	put_fields(w, op, &o, &c);
	e = put_evidence(w, op, &o, &c);
	if (!e)
		e = jw_held(w, op, &c, str_eq(o.role, "lead") ? NIL : o.id);
	if (!e)
		e = put_logs(w, op, o.id);
	if (!e)
		e = put_appeals(w, op, o.case_id);
	if (!e)
		e = put_people(w, op, &o);
	if (!e)
		e = put_children(w, op, &o);
	if (!e)
		e = jw_files(w, "files", op, "order", o.id, false);
	if (!e)
		e = jw_files(w, "case_files", op, "case", o.case_id, false);
	enum notes notes = NOTES_NONE;
	if (!e)
		e = case_notes(op, o.case_id, &notes);
	if (!e)
		e = jw_timeline(w, "timeline", op, "case", o.case_id, notes);
	jw_actions(w, &ORDER_MACHINE, o.status, BUTTONS, sizeof BUTTONS / sizeof *BUTTONS, can_do, &page);
	jw_object_end(w);
	return e;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "mine|unit|sign|handling|overdue|review|settled|all", "视图", "" },
	{ "status", IN_TEXT, IN_QUERY, 1, 20, NULL, "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ "holder", IN_ID, IN_QUERY, 0, 0, NULL, "承办人", "" },
	{ "clock", IN_ENUM, IN_QUERY, 0, 0, "ok|near|over", "时限", "" },
	{ "colour", IN_ENUM, IN_QUERY, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "编号", "number from its front" },
	{ 0 },
};

const struct route DESK_ORDER_ROUTES[] = {
	{ HTTP_GET, "/api/v1/orders", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, ROUTE_MACHINE, "Lists orders.", "List<OrderItem>" },
	{ HTTP_GET, "/api/v1/orders/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/orders/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, ROUTE_MACHINE, "One order.", "Order" },
	{ 0 },
};

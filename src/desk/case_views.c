/* SPDX-License-Identifier: Apache-2.0 */
/* Lists and pages of cases, "why this unit", "why this date" and patrol cases. */
#include <inttypes.h>

#include "clock/clock.h"
#include "desk/desk.h"
#include "org/org.h"
#include "search/search.h"

/* ---- list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "status", NULL, COL_TEXT, 0, NULL },
	{ "status_text", "状态", COL_TEXT, 12, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "event_type_name", "事项", COL_TEXT, 20, NULL },
	{ "type", "类型", COL_TEXT, 8, "consult:咨询|help:求助|complaint:投诉|report:举报|suggestion:建议|praise:表扬" },
	{ "family", "大类", COL_TEXT, 8, "people:民生|development:发展|enforcement:执法" },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "lead_unit_name", "主办单位", COL_TEXT, 16, NULL },
	{ "opened_at", "立案时间", COL_TIME, 18, NULL },
	{ "dispatched_at", "派单时间", COL_TIME, 18, NULL },
	{ "due_at", "应办结时间", COL_TIME, 18, NULL },
	{ "settled_at", "审结时间", COL_TIME, 18, NULL },
	{ "closed_at", "结案时间", COL_TIME, 18, NULL },
	{ "closing_kind", "结案方式", COL_TEXT, 12, "solved:已解决|explained:已解释|not_our_duty:非本级职责|duplicate:重复|withdrawn:撤回|transferred:移送|unrated:未评价|checked:核查|merged:已归并" },
	{ "appeals", "诉求数", COL_INT, 8, NULL },
	{ "urges", "催办次数", COL_INT, 8, NULL },
	{ "round", "重办轮次", COL_INT, 8, NULL },
	{ "source", "来源", COL_TEXT, 8, "appeal:诉求|patrol:巡查|sensor:感知" },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-opened_at", "c.opened_at", COL_TIME, true },
					  { "opened_at", "c.opened_at", COL_TIME, false },
					  { "due_at", "COALESCE(c.due_at, 9000000000000)", COL_TIME, false },
					  { 0 } };

/* As many digits as a day has are the beginning of a number, found also where the index has not been yet. */
enum { NUMBER_BEGINS = 8 };

static void where(struct req *r, struct db_query *q)
{
	scope_cases(q, req_who(r), CAP_CASE_READ);
	const char *view = in_str(r, "view"), *clock = in_str(r, "clock");
	if (in_given(r, "status"))
		db_query_add(q, " AND c.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (str_eq(view, "pool"))
		db_query_text(q, " AND c.status = 'filed'");
	if (str_eq(view, "judging"))
		db_query_text(q, " AND c.status = 'judging'");
	if (str_eq(view, "check"))
		db_query_text(q, " AND c.status = 'ready' AND c.appeals = 0");
	if (str_eq(view, "open"))
		db_query_text(q, " AND c.closed_at IS NULL AND c.status <> 'merged'");
	if (in_given(r, "colour"))
		db_query_add(q, " AND c.colour = $", DB_ARG_TEXT(in_str(r, "colour")));
	if (in_given(r, "event_type"))
		db_query_add(q, " AND c.event_type_id = $", DB_ARG_I64(in_i64(r, "event_type")));
	if (in_given(r, "town"))
		db_query_add(q, " AND c.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND c.lead_unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "source"))
		db_query_add(q, " AND c.source = $", DB_ARG_TEXT(in_str(r, "source")));
	if (in_given(r, "from"))
		db_query_add(q, " AND c.opened_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND c.opened_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (str_eq(clock, "over"))
		db_query_add(q,
			" AND c.due_at < $ AND c.settled_at IS NULL AND c.closed_at IS NULL AND c.status = 'handling'",
			DB_ARG_I64(r->now));
	if (str_eq(clock, "near"))
		db_query_add(q,
			" AND c.status = 'handling' AND c.due_at >= $ AND c.due_at - (c.due_at - c.dispatched_at) / 5 "
			"<= $",
			DB_ARG_I64(r->now), DB_ARG_I64(r->now));
	if (str_eq(clock, "ok"))
		db_query_add(q, " AND c.status = 'handling' AND c.due_at - (c.due_at - c.dispatched_at) / 5 > $", DB_ARG_I64(r->now));
	if (in_given(r, "q")) {
		const char *text = in_str(r, "q");
		if (strspn(text, "0123456789") >= NUMBER_BEGINS)
			db_query_add(q, " AND c.no >= $ AND c.no < $", DB_ARG_TEXT(text), DB_ARG_TEXT(arena_printf(r->arena, "%s:", text)));
		else
			search_cases(q, r->db, r->arena, text);
	}
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	struct op *op = r->stash;
	const struct event_type *type = ref_type(op->refs, db_i64(c, 4));
	const char *status = db_text(c, 2);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "title", db_text(c, 20));
	list_put_text(l, "status", status);
	list_put_text(l, "status_text", wf_state_text(&CASE_MACHINE, status));
	list_put_text(l, "colour", db_text(c, 3));
	list_put_text(l, "type", db_text(c, 5));
	list_put_text(l, "family", db_text(c, 6));
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 7)));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 8)));
	list_put_text(l, "address", db_text(c, 21));
	list_put_time(l, "opened_at", db_i64(c, 10));
	list_put_time(l, "dispatched_at", db_i64(c, 11));
	list_put_time(l, "due_at", db_i64(c, 12));
	list_put_time(l, "settled_at", db_i64(c, 13));
	list_put_time(l, "closed_at", db_i64(c, 14));
	list_put_text(l, "closing_kind", db_text(c, 15));
	list_put_int(l, "appeals", db_i64(c, 16));
	list_put_int(l, "urges", db_i64(c, 17));
	list_put_int(l, "round", db_i64(c, 18));
	list_put_text(l, "source", db_text(c, 19));
	list_put_int(l, "version", db_i64(c, 22));
	if (!list_is_page(l)) {
		list_put_text(l, "event_type_name", type ? type->name : "");
		list_put_text(l, "lead_unit_name", unit_name(op->refs, db_i64(c, 9)));
		return;
	}
	struct json_out *w = list_put_json(l, "event_type");
	if (type) {
		jw_object(w);
		jw_kid(w, "id", type->id);
		jw_kstr(w, "code", type->code);
		jw_kstr(w, "name", type->name);
		jw_object_end(w);
	} else {
		jw_null(w);
	}
	list_put_ref(l, "lead_unit", db_i64(c, 9), unit_name(op->refs, db_i64(c, 9)));
	jw_clock_of(list_put_json(l, "clock"), op, db_i64(c, 26), db_i64(c, 11), db_i64(c, 12), db_i64(c, 13));
	list_put_time(l, "dispatch_due_at", db_i64(c, 25));
	list_put_id(l, "town_id", db_i64(c, 7));
	list_put_int(l, "lon", db_i64(c, 23));
	list_put_int(l, "lat", db_i64(c, 24));
}

static const struct list_def CASES = {
	.title = "案件",
	.cols = COLS,
	.sorts = SORTS,
	.select = "c.id, c.no, c.status, c.colour, c.event_type_id, c.type, c.family, c.town_id, c.community_id, "
		  "c.lead_unit_id, c.opened_at, "
		  "c.dispatched_at, c.due_at, c.settled_at, c.closed_at, c.closing_kind, c.appeals, c.urges, c.round, "
		  "c.source, c.title, c.address, "
		  "c.version, c.lon, c.lat, "
		  "(SELECT MAX(k.due_at) FROM clock k WHERE k.object_kind = 'case' AND k.object_id = c.id AND k.kind = 'dispatch' AND "
		  "k.stopped_at IS NULL), "
		  /* CROSS JOIN: SQLite otherwise begins with every clock of every order, 70 ms a row in a city of 100,000 cases. */
		  "(SELECT MAX(k.id) FROM work_order o CROSS JOIN clock k WHERE o.case_id = c.id AND o.role = 'lead' AND "
		  "k.object_kind = 'order' AND k.object_id = o.id AND k.kind = 'handle')",
	.from = " FROM casefile c",
	.id = "c.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &CASES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &CASES);
}

/* ---- page ---- */

struct page {
	struct op *op;
	const struct q_case_get_out *c;
};

static const struct button BUTTONS[] = {
	{ "dispatch", "派单", "dispatch", 0, NULL, false },
	{ "classify", "归类定级", NULL, CAP_CLASSIFY, "filed,handling", false },
	{ "judge", "研判", "rework", CAP_JUDGE, NULL, false },
	{ "check", "核查", "check", 0, NULL, false },
	{ "close", "结案", "close", 0, NULL, false },
	{ "urge", "催办", NULL, CAP_URGE, "filed,handling,callback,ready,judging", false },
	{ "merge", "归并", "merge", 0, NULL, false },
	{ "link", "关联", NULL, CAP_LINK, NULL, false },
	{ "withdraw", "撤回结案", "withdraw", 0, NULL, true },
	{ "reopen", "重新打开", "reopen", 0, NULL, false },
};

static bool can_do(void *ctx, unsigned cap)
{
	struct page *p = ctx;
	bool yes = false;
	if ((cap == CAP_GRID_CHECK && p->c->appeals > 0) || (cap == CAP_CLOSE && p->c->appeals == 0))
		return false;
	return !may_case(p->op->s, p->op->who, (enum cap)cap, p->c->id, &yes) && yes;
}

static enum err put_appeals(struct json_out *w, struct op *op, const struct q_case_get_out *c)
{
	struct q_appeals_of_case_rows a;
	enum err e = q_appeals_of_case(op->s, &(struct q_appeals_of_case_in){ .case_id = c->id }, &a);
	if (e)
		return e;
	jw_key(w, "appeals_list");
	jw_array(w);
	for (size_t i = 0; i < a.n; i++) {
		struct q_task_of_appeal_out task;
		const struct channel *ch = ref_channel(op->refs, a.v[i].channel_id);
		bool hidden = str_eq(a.v[i].anonymity, "secret") && !can(op->who, CAP_TEXT_RELEASE) && !can(op->who, CAP_REPORTER_READ);
		e = q_task_of_appeal(op->s, &(struct q_task_of_appeal_in){ .appeal_id = a.v[i].id }, &task);
		if (e && e != ERR_NOT_FOUND)
			return e;
		jw_object(w);
		jw_kid(w, "id", a.v[i].id);
		jw_kstr(w, "no", a.v[i].no);
		jw_kstr(w, "title", hidden ? "（保密举报）" : a.v[i].title);
		jw_kstr(w, "status", a.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&APPEAL_MACHINE, a.v[i].status));
		jw_kstr(w, "anonymity", a.v[i].anonymity);
		jw_kstr(w, "type", a.v[i].type);
		jw_kstr(w, "channel", ch ? ch->name : "");
		jw_kint(w, "received_at", a.v[i].received_at);
		jw_kstr(w, "membership", a.v[i].kind);
		jw_kint(w, "member_since", a.v[i].from_at);
		jw_key(w, "callback");
		if (e) {
			jw_null(w);
		} else {
			jw_object(w);
			jw_kid(w, "id", task.id);
			jw_kstr(w, "status", task.status);
			jw_kint(w, "round", task.round);
			jw_kint(w, "attempts", task.attempts);
			jw_object_end(w);
		}
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* The case is appraised unless its lead order is one that the town only assists with. */
static bool case_appraised(const struct q_order_of_case_rows *o)
{
	bool yes = true;
	for (size_t i = 0; i < o->n; i++)
		if (str_eq(o->v[i].role, "lead"))
			yes = o->v[i].appraised == 1;
	return yes;
}

static enum err put_orders(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = case_id }, &o);
	if (e)
		return e;
	jw_kbool(w, "appraised", case_appraised(&o));
	jw_key(w, "orders");
	jw_array(w);
	for (size_t i = 0; i < o.n; i++) {
		const struct q_order_of_case_out *v = &o.v[i];
		jw_object(w);
		jw_kid(w, "id", v->id);
		jw_kstr(w, "no", v->no);
		jw_unit(w, "unit", op->refs, v->unit_id);
		jw_kstr(w, "role", v->role);
		jw_kstr(w, "role_text", order_role_text(v->role));
		jw_kid(w, "parent_id", v->parent_id);
		jw_kstr(w, "duty", v->duty);
		jw_kbool(w, "appraised", v->appraised == 1);
		jw_kstr(w, "status", v->status);
		jw_kstr(w, "status_text", wf_state_text(&ORDER_MACHINE, v->status));
		jw_kstr(w, "review_level", v->review_level);
		jw_kstr(w, "review_level_text", *v->review_level ? review_level_text(v->review_level) : "");
		jw_unit(w, "review_unit", op->refs, v->review_unit_id);
		jw_kstr(w, "demand", v->demand);
		jw_kstr(w, "why", v->why);
		jw_kint(w, "dispatched_at", v->dispatched_at);
		jw_kint(w, "due_at", v->due_at);
		jw_clock(w, "clock", op, v->dispatched_at, v->due_at, v->submitted_at);
		jw_kint(w, "signed_at", v->signed_at);
		jw_kbool(w, "auto_signed", v->auto_signed == 1);
		jw_kint(w, "contacted_at", v->contacted_at);
		jw_kstr(w, "holder", v->holder);
		jw_kint(w, "submitted_at", v->submitted_at);
		jw_kint(w, "settled_at", v->settled_at);
		jw_kstr(w, "result", v->result);
		jw_kstr(w, "result_text", *v->result ? result_text(v->result) : "");
		jw_kstr(w, "public_answer", v->public_answer);
		jw_kstr(w, "internal_note", v->internal_note);
		jw_kint(w, "cost_fen", v->cost_fen);
		jw_key(w, "third_parties");
		jw_raw(w, sv_from(*v->third_parties ? v->third_parties : "[]"));
		jw_kint(w, "round", v->round);
		jw_kint(w, "sent_back", v->sent_back);
		jw_kint(w, "holds", v->holds);
		jw_kint(w, "version", v->version);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static const char *clock_kind_text(const char *kind)
{
	static const char *const words[][2] = { { "dispatch", "派单时限" }, { "sign", "签收时限" }, { "contact", "首次联系时限" },
						{ "handle", "办理时限" }, { "review", "审核时限" }, { "callback", "回访时限" },
						{ "supplement", "补充时限" }, { "stage", "法定程序时限" } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(words[i][0], kind))
			return words[i][1];
	return kind;
}

static enum err put_clocks(struct json_out *w, struct op *op, int64_t case_id)
{
	struct clock_row *k;
	size_t n;
	enum err e = clock_of_case(op->s, case_id, &k, &n);
	if (e)
		return e;
	jw_key(w, "clocks");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		jw_kid(w, "id", k[i].id);
		jw_kstr(w, "kind", k[i].kind);
		jw_kstr(w, "kind_text", clock_kind_text(k[i].kind));
		jw_kstr(w, "object_kind", k[i].object_kind);
		jw_kid(w, "object_id", k[i].object_id);
		jw_kint(w, "round", k[i].round);
		jw_kint(w, "started_at", k[i].started_at);
		jw_kstr(w, "limit_text",
			arena_printf(op->a, "%" PRId64 "%s", k[i].limit_value,
				limit_unit_text(limit_unit_from(k[i].limit_unit))));
		jw_kint(w, "due_at", k[i].due_at);
		jw_kint(w, "stopped_at", k[i].stopped_at);
		jw_kint(w, "breached_at", k[i].breached_at);
		jw_clock(w, "clock", op, k[i].started_at, k[i].due_at, k[i].stopped_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_links(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_link_of_case_rows l;
	struct q_merge_of_case_rows m;
	enum err e = q_link_of_case(op->s, &(struct q_link_of_case_in){ .case_id = case_id }, &l);
	if (!e)
		e = q_merge_of_case(op->s, &(struct q_merge_of_case_in){ .case_id = case_id }, &m);
	if (e)
		return e;
	jw_key(w, "links");
	jw_array(w);
	for (size_t i = 0; i < l.n; i++) {
		jw_object(w);
		jw_kid(w, "id", l.v[i].id);
		jw_kstr(w, "no", l.v[i].no);
		jw_kstr(w, "title", l.v[i].title);
		jw_kstr(w, "status", l.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, l.v[i].status));
		jw_kstr(w, "colour", l.v[i].colour);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "merges");
	jw_array(w);
	for (size_t i = 0; i < m.n; i++) {
		jw_object(w);
		jw_kid(w, "id", m.v[i].id);
		jw_kid(w, "from_case_id", m.v[i].from_case_id);
		jw_kstr(w, "from_no", m.v[i].from_no);
		jw_kstr(w, "from_title", m.v[i].from_title);
		jw_kid(w, "into_case_id", m.v[i].into_case_id);
		jw_kstr(w, "into_no", m.v[i].into_no);
		jw_kstr(w, "kind", m.v[i].kind);
		jw_kint(w, "at", m.v[i].at);
		jw_kstr(w, "reason", m.v[i].reason);
		jw_kint(w, "undone_at", m.v[i].undone_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_voices(struct json_out *w, struct op *op, int64_t case_id, enum notes notes)
{
	struct q_rating_of_case_rows g;
	struct q_judgement_of_case_rows j;
	struct q_urge_of_case_rows u;
	struct q_rating_to_judge_rows bad;
	enum err e = q_rating_of_case(op->s, &(struct q_rating_of_case_in){ .case_id = case_id }, &g);
	if (!e)
		e = q_judgement_of_case(op->s, &(struct q_judgement_of_case_in){ .case_id = case_id }, &j);
	if (!e)
		e = q_urge_of_case(op->s, &(struct q_urge_of_case_in){ .case_id = case_id }, &u);
	if (!e)
		e = q_rating_to_judge(op->s, &(struct q_rating_to_judge_in){ .case_id = case_id }, &bad);
	if (e)
		return e;
	jw_key(w, "ratings");
	jw_array(w);
	for (size_t i = 0; i < g.n; i++) {
		bool to_judge = false;
		for (size_t k = 0; k < bad.n; k++)
			to_judge |= bad.v[k].appeal_id == g.v[i].appeal_id && bad.v[k].round == g.v[i].round;
		jw_object(w);
		jw_kid(w, "appeal_id", g.v[i].appeal_id);
		jw_kint(w, "round", g.v[i].round);
		jw_kstr(w, "source", g.v[i].source);
		jw_kstr(w, "solved", g.v[i].solved);
		jw_kint(w, "satisfied", g.v[i].satisfied);
		jw_kstr(w, "opinion", notes == NOTES_ALL ? g.v[i].opinion : "");
		jw_kstr(w, "reasons", rating_reasons_text(op->a, g.v[i].reasons));
		jw_kint(w, "at", g.v[i].at);
		jw_kbool(w, "to_judge", to_judge);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "judgements");
	jw_array(w);
	for (size_t i = 0; i < j.n; i++) {
		jw_object(w);
		jw_kid(w, "appeal_id", j.v[i].appeal_id);
		jw_kint(w, "round", j.v[i].round);
		jw_kstr(w, "user", j.v[i].user_name);
		jw_unit(w, "unit", op->refs, j.v[i].unit_id);
		jw_kstr(w, "verdict", j.v[i].verdict);
		jw_kstr(w, "opinion", j.v[i].opinion);
		jw_kint(w, "at", j.v[i].at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "urges_list");
	jw_array(w);
	for (size_t i = 0; i < u.n; i++) {
		jw_object(w);
		jw_kint(w, "at", u.v[i].at);
		jw_kstr(w, "user", u.v[i].user_name);
		jw_kstr(w, "told", u.v[i].told);
		jw_kstr(w, "note", notes == NOTES_ALL ? u.v[i].note : "");
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_parties(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_party_of_case_rows p;
	enum err e = q_party_of_case(op->s, &(struct q_party_of_case_in){ .case_id = case_id }, &p);
	if (e)
		return e;
	jw_key(w, "parties");
	jw_array(w);
	for (size_t i = 0; i < p.n; i++) {
		const struct grid *g = p.v[i].kind[0] == 'g' ? ref_grid(op->refs, p.v[i].party_id) : NULL;
		if (p.v[i].kind[0] == 'p')
			continue;
		jw_object(w);
		jw_kstr(w, "kind", p.v[i].kind);
		jw_kid(w, "id", p.v[i].party_id);
		jw_kstr(w, "name", g ? g->name : unit_name(op->refs, p.v[i].party_id));
		jw_kstr(w, "role", p.v[i].role);
		jw_kint(w, "from_at", p.v[i].from_at);
		jw_kint(w, "to_at", p.v[i].to_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static void put_fields(struct json_out *w, struct op *op, const struct q_case_get_out *c)
{
	jw_kid(w, "id", c->id);
	jw_kstr(w, "no", c->no);
	jw_kstr(w, "status", c->status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c->status));
	jw_kint(w, "version", c->version);
	jw_kstr(w, "source", c->source);
	jw_kstr(w, "title", c->title);
	jw_kstr(w, "summary", c->summary);
	jw_type(w, "event_type", op->refs, c->event_type_id);
	jw_kstr(w, "colour", c->colour);
	jw_kstr(w, "colour_text", colour_text(op->refs, c->colour));
	jw_kstr(w, "type", c->type);
	jw_kstr(w, "type_text", type_text(c->type));
	jw_kstr(w, "family", c->family);
	jw_kstr(w, "family_text", family_text(c->family));
	jw_unit(w, "town", op->refs, c->town_id);
	jw_unit(w, "community", op->refs, c->community_id);
	jw_grid(w, "grid", op->refs, c->grid_id);
	jw_kint(w, "lon", c->lon);
	jw_kint(w, "lat", c->lat);
	jw_kstr(w, "address", c->address);
	jw_kid(w, "master_appeal_id", c->master_appeal_id);
	jw_unit(w, "lead_unit", op->refs, c->lead_unit_id);
	jw_kint(w, "opened_at", c->opened_at);
	jw_kint(w, "dispatched_at", c->dispatched_at);
	jw_kint(w, "due_at", c->due_at);
	jw_kint(w, "settled_at", c->settled_at);
	jw_kint(w, "closed_at", c->closed_at);
	jw_kstr(w, "closing_kind", c->closing_kind);
	jw_kint(w, "round", c->round);
	jw_kint(w, "appeals", c->appeals);
	jw_kint(w, "urges", c->urges);
	jw_kid(w, "merged_into", c->merged_into);
	jw_kint(w, "reopened", c->reopened);
	jw_kbool(w, "historical", c->historical == 1);
	jw_clock(w, "clock", op, c->dispatched_at, c->due_at, c->settled_at);
}

static enum err put_case(struct req *r, struct op *op, int64_t id)
{
	struct q_case_get_out c;
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_CASE_READ, id, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return req_not_found(r);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = id }, &c);
	if (e)
		return e;
	struct json_out *w = &r->w;
	struct page page = { op, &c };
	jw_object(w);
	put_fields(w, op, &c);
	e = put_appeals(w, op, &c);
	if (!e)
		e = put_orders(w, op, id);
	if (!e)
		e = jw_held(w, op, &c, NIL);
	if (!e)
		e = put_clocks(w, op, id);
	if (!e)
		e = put_parties(w, op, id);
	if (!e)
		e = put_links(w, op, id);
	enum notes notes = NOTES_NONE;
	if (!e)
		e = case_notes(op, id, &notes);
	if (!e)
		e = put_voices(w, op, id, notes);
	if (!e)
		e = jw_files(w, "files", op, "case", id, false);
	if (!e)
		e = jw_timeline(w, "timeline", op, "case", id, notes);
	jw_actions(w, &CASE_MACHINE, c.status, BUTTONS, sizeof BUTTONS / sizeof *BUTTONS, can_do, &page);
	jw_object_end(w);
	return e;
}

static enum err h_get(struct req *r)
{
	return put_case(r, op_of(r), r->path_id[0]);
}

/* By case number, or by the number of one of its appeals. */
static enum err h_by_no(struct req *r)
{
	struct op *op = op_of(r);
	struct q_case_id_by_no_out c;
	enum err e = q_case_id_by_no(op->s, &(struct q_case_id_by_no_in){ .no = r->path_text[0] }, &c);
	if (e == ERR_NOT_FOUND)
		return req_not_found(r);
	return e ? e : put_case(r, op, c.id);
}

/* ---- why ---- */

static void put_load(struct json_out *w, struct op *op, const struct duty *d)
{
	jw_key(w, "load");
	jw_array(w);
	for (size_t i = 0; i <= d->nco; i++) {
		const struct unit *u = i == 0 ? d->lead : d->co[i - 1];
		struct unit_load load;
		if (!u || org_load(op->s, u->id, op->now, &load))
			continue;
		jw_object(w);
		jw_kid(w, "unit_id", u->id);
		jw_kstr(w, "unit", u->short_name);
		jw_kint(w, "open", load.open);
		jw_kint(w, "near", load.near);
		jw_kint(w, "overdue", load.overdue);
		jw_object_end(w);
	}
	jw_array_end(w);
}

/* 同责: who answers for it together with the town, and by what it is called. */
static void put_shared(struct json_out *w, struct op *op, const struct coresp *const *c, size_t n)
{
	jw_key(w, "shared");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		jw_unit(w, "unit", op->refs, c[i]->unit_id);
		jw_unit(w, "town", op->refs, c[i]->town_id);
		jw_kstr(w, "item", c[i]->item);
		jw_kstr(w, "duty", c[i]->duty);
		jw_kstr(w, "limit_text", arena_printf(op->a, "%" PRId64 "%s", c[i]->limit_value, limit_unit_text(c[i]->limit_unit)));
		jw_kint(w, "share", c[i]->share);
		jw_kstr(w, "basis", c[i]->basis);
		jw_object_end(w);
	}
	jw_array_end(w);
}

enum err put_duty(struct req *r, struct op *op, int64_t type_id, int64_t town_id)
{
	struct duty d = { 0 };
	struct json_out *w = &r->w;
	enum err e = case_suggest(op, type_id, town_id, &d);
	if (e)
		return e;
	jw_object(w);
	jw_unit(w, "lead", op->refs, d.lead ? d.lead->id : NIL);
	jw_key(w, "co");
	jw_array(w);
	for (size_t i = 0; i < d.nco; i++) {
		jw_object(w);
		jw_kid(w, "id", d.co[i]->id);
		jw_kstr(w, "name", d.co[i]->short_name);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kstr(w, "why", d.why);
	put_shared(w, op, d.shared, d.nshared);
	put_load(w, op, &d);
	jw_object_end(w);
	return ERR_OK;
}

static enum err h_why(struct req *r)
{
	struct op *op = op_of(r);
	struct q_case_get_out c;
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_CASE_READ, r->path_id[0], &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return req_not_found(r);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = r->path_id[0] }, &c);
	return e ? e : put_duty(r, op, in_i64_or(r, "event_type_id", c.event_type_id), in_i64_or(r, "town_id", c.town_id));
}

static enum err h_duty(struct req *r)
{
	return put_duty(r, op_of(r), in_i64(r, "event_type_id"), in_i64(r, "town_id"));
}

static enum err h_clock_why(struct req *r)
{
	struct op *op = op_of(r);
	struct clock_row k;
	const char *lines;
	bool yes = true;
	enum err e = clock_get(op->s, r->path_id[0], &k);
	if (e == ERR_NOT_FOUND)
		return req_not_found(r);
	if (!e && k.case_id != NIL)
		e = may_case(op->s, op->who, CAP_CASE_READ, k.case_id, &yes);
	else if (!e)
		e = may_appeal(op->s, op->who, CAP_APPEAL_READ, k.object_id, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return req_not_found(r);
	if (!e)
		e = clock_explain(op->s, op->refs->calendar, &k, op->now, &lines);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "lines", lines);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- patrol cases: no appellant ---- */

static enum err create_patrol(struct op *op, struct req *r, void *arg)
{
	struct place p;
	int64_t id, order_id = NIL;
	enum err e = place_of(r, op, &p);
	if (e)
		return e;
	struct case_new n = { .no = arg, .source = "patrol", .title = in_str(r, "title"), .summary = in_str(r, "summary"),
			      .event_type_id = in_i64(r, "event_type_id"), .colour = in_str(r, "colour"), .town_id = p.town_id,
			      .community_id = p.community_id, .grid_id = p.grid_id, .lon = p.lon, .lat = p.lat,
			      .address = in_str(r, "address"), .appeal_id = NIL };
	e = case_open(op, &n, &id);
	if (!e)
		e = files_attach_given(op, r, "case", id);
	if (!e && in_i64(r, "dispatch") == 1)
		e = order_dispatch(op, &(struct order_dispatch){ .case_id = id, .version = NIL, .lead_unit_id = NIL }, &order_id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kstr(&r->w, "no", n.no);
	jw_kid(&r->w, "order_id", order_id);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err h_patrol(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	struct op *op = op_of(r);
	bool yes = true;
	enum err e = ERR_OK;
	if (in_i64(r, "dispatch") == 1 && !can(op->who, CAP_DISPATCH))
		return req_forbidden(r);
	if (can_scope(op->who, CAP_PATROL) == SCOPE_GRID && in_given(r, "grid_id"))
		e = may_grid(op->s, op->who, CAP_PATROL, in_i64(r, "grid_id"), &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = number_next(op, "case", no);
	return e ? e : op_write(r, create_patrol, no);
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_TEXT, IN_QUERY, 1, 20, NULL, "状态", "" },
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "pool|judging|check|open|all", "视图", "" },
	{ "colour", IN_ENUM, IN_QUERY, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "event_type", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "主办单位", "" },
	{ "clock", IN_ENUM, IN_QUERY, 0, 0, "ok|near|over", "时限", "" },
	{ "source", IN_ENUM, IN_QUERY, 0, 0, "appeal|patrol|sensor", "来源", "" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "查找",
	  "number from its front, or words that the case must have: title, what was said, place, public answer" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ 0 },
};
static const struct in_field WHY_IN[] = { { "event_type_id", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
					  { "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
					  { 0 } };
static const struct in_field DUTY_IN[] = { { "event_type_id", IN_ID, IN_QUERY | IN_REQUIRED, 0, 0, NULL, "事项", "" },
					   { "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
					   { 0 } };
static const struct in_field PATROL_IN[] = {
	{ "event_type_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "事项", "" },
	{ "colour", IN_ENUM, 0, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "title", IN_TEXT, IN_REQUIRED, 2, 100, NULL, "标题", "" },
	{ "summary", IN_TEXT, 0, 0, 2000, NULL, "情况", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	PLACE_INPUTS,
	{ "files", IN_IDS, 0, 0, 9, NULL, "照片", "" },
	{ "dispatch", IN_BOOL, 0, 0, 0, NULL, "派单", "" },
	{ "source", IN_ENUM, 0, 0, 0, "patrol", "来源", "" },
	{ 0 },
};
const struct route DESK_CASE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/cases", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, ROUTE_MACHINE, "Lists cases.", "List<CaseItem>" },
	{ HTTP_GET, "/api/v1/cases/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_POST, "/api/v1/cases", h_patrol, CAP_PATROL, "grid, unit or region", PATROL_IN, 0, ROUTE_IDEMPOTENT, "Opens a patrol case.", "CaseMade" },
	{ HTTP_GET, "/api/v1/cases/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, ROUTE_MACHINE, "One case.", "Case" },
	{ HTTP_GET, "/api/v1/cases/no/{no:text}", h_by_no, CAP_CASE_READ, "by role", NULL, 0, ROUTE_MACHINE, "One case by its number.", "Case" },
	{ HTTP_GET, "/api/v1/cases/{id}/why", h_why, CAP_CASE_READ, "by role", WHY_IN, 0, 0, "Why this unit.", "Duty" },
	{ HTTP_GET, "/api/v1/duty", h_duty, CAP_CASE_READ, "none", DUTY_IN, 0, 0, "Which unit leads an event at a place.", "Duty" },
	{ HTTP_GET, "/api/v1/clocks/{id}/why", h_clock_why, CAP_CASE_READ, "by role", NULL, 0, 0, "Why this date.", "Lines" },
	{ 0 },
};

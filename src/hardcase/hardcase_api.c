/* SPDX-License-Identifier: Apache-2.0 */
/* API of hard cases: the list by who has to act, one with all that was done, opening and moving it. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "hardcase/hardcase_internal.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT
#define STATES "opened|deciding|following|closed|withdrawn"
#define STATE_WORDS "opened:待定人|deciding:待定办法|following:跟进中|closed:已了结|withdrawn:不作疑难件"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "hardcase.not_found", "没有找到这件疑难件，或您无权查看。" };
static const struct problem_code E_OPEN = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "level", "层级", COL_TEXT, 8, "town:镇街级|district:县区级|city:市级" },
	{ "reason", "原因", COL_TEXT, 12, "unclear:职责不清|unattended:长期无人管|stuck:推进困难" },
	{ "origin", "怎么列的", COL_TEXT, 8, "hand:人工|rule:规则" },
	{ "why", "为什么", COL_TEXT, 40, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "town", "镇街", COL_REF, 14, NULL },
	{ "lead_unit", "主办单位", COL_REF, 16, NULL },
	{ "opened_at", "列入时间", COL_TIME, 18, NULL },
	{ "owner", "谁来定", COL_TEXT, 10, NULL },
	{ "follower", "谁来管", COL_TEXT, 10, NULL },
	{ "due_at", "完成期限", COL_TIME, 18, NULL },
	{ "next_at", "下次应跟进", COL_TIME, 18, NULL },
	{ "raised", "提级次数", COL_INT, 8, NULL },
	{ "outcome", "了结方式", COL_TEXT, 10, "solved:已解决|partly:部分解决|explained:依法解释|case_closed:随案了结" },
	{ "closed_at", "了结时间", COL_TIME, 18, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-opened_at", "h.opened_at", COL_TIME, true },
					  { "opened_at", "h.opened_at", COL_TIME, false },
					  { "next_at", "COALESCE(h.next_at, 9000000000000)", COL_TIME, false },
					  { "due_at", "COALESCE(h.due_at, 9000000000000)", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view");
	if (str_eq(view, "mine"))
		db_query_add(q, " AND h.closed_at IS NULL AND (h.owner_id = $ OR h.follower_id = $)", DB_ARG_I64(who->user_id),
			     DB_ARG_I64(who->user_id));
	else
		scope_cases(q, who, CAP_CASE_READ);
	if (str_eq(view, "open"))
		db_query_text(q, " AND h.closed_at IS NULL");
	if (str_eq(view, "late"))
		db_query_add(q, " AND h.closed_at IS NULL AND (h.next_at < $ OR h.due_at < $)", DB_ARG_I64(r->now), DB_ARG_I64(r->now));
	if (in_given(r, "status"))
		db_query_add(q, " AND h.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "level"))
		db_query_add(q, " AND h.level = $", DB_ARG_TEXT(in_str(r, "level")));
	if (in_given(r, "reason"))
		db_query_add(q, " AND h.reason = $", DB_ARG_TEXT(in_str(r, "reason")));
	if (in_given(r, "town"))
		db_query_add(q, " AND c.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "from"))
		db_query_add(q, " AND h.opened_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND h.opened_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "status", db_text(c, 1));
	list_put_int(l, "version", db_i64(c, 2));
	list_put_text(l, "level", db_text(c, 3));
	list_put_text(l, "reason", db_text(c, 4));
	list_put_text(l, "origin", db_text(c, 5));
	list_put_text(l, "why", db_text(c, 6));
	list_put_id(l, "case_id", db_i64(c, 7));
	list_put_text(l, "case_no", db_text(c, 8));
	list_put_text(l, "title", db_text(c, 9));
	list_put_text(l, "colour", db_text(c, 10));
	list_put_ref(l, "town", db_i64(c, 11), unit_name(op->refs, db_i64(c, 11)));
	list_put_ref(l, "lead_unit", db_i64(c, 12), unit_name(op->refs, db_i64(c, 12)));
	list_put_time(l, "opened_at", db_i64(c, 13));
	list_put_text(l, "owner", db_text(c, 14));
	list_put_text(l, "follower", db_text(c, 15));
	list_put_time(l, "due_at", db_i64(c, 16));
	list_put_time(l, "next_at", db_i64(c, 17));
	list_put_int(l, "raised", db_i64(c, 18));
	list_put_text(l, "outcome", db_text(c, 19));
	list_put_time(l, "closed_at", db_i64(c, 20));
}

static const struct list_def HARDCASES = {
	.title = "疑难件",
	.cols = COLS,
	.sorts = SORTS,
	.select = "h.id, h.status, h.version, h.level, h.reason, h.origin, h.why, h.case_id, c.no, c.title, c.colour, "
		  "c.town_id, c.lead_unit_id, "
		  "h.opened_at, uo.name, uf.name, h.due_at, h.next_at, h.raised, h.outcome, h.closed_at",
	.from = " FROM hardcase h JOIN casefile c ON c.id = h.case_id LEFT JOIN app_user uo ON uo.id = h.owner_id "
		"LEFT JOIN app_user uf ON uf.id = h.follower_id",
	.id = "h.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &HARDCASES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &HARDCASES);
}

/* ---- one ---- */

struct page {
	struct op *op;
	const struct q_hardcase_get_out *h;
};

static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	if (str_eq(e->action, "raise") && !hardcase_level_above(p->op->refs, p->h->level))
		return false;
	return hardcase_can(p->op, p->h, e->action, e->cap);
}

/* {id,name,unit} or null. */
static void put_person(struct json_out *w, const char *key, struct op *op, int64_t id)
{
	struct q_hardcase_person_out who;
	bool known = id != NIL && !q_hardcase_person(op->s, &(struct q_hardcase_person_in){ .id = id }, &who);
	jw_key(w, key);
	if (!known) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "id", id);
	jw_kstr(w, "name", who.name);
	jw_kstr(w, "unit", unit_name(op->refs, who.unit_id));
	jw_object_end(w);
}

static void put_fields(struct json_out *w, struct op *op, const struct q_hardcase_get_out *h)
{
	jw_kid(w, "id", h->id);
	jw_kid(w, "case_id", h->case_id);
	jw_kstr(w, "status", h->status);
	jw_kstr(w, "status_text", wf_state_text(&HARDCASE_MACHINE, h->status));
	jw_kint(w, "version", h->version);
	jw_kstr(w, "level", h->level);
	jw_kstr(w, "level_text", hardcase_level_text(h->level));
	jw_kstr(w, "reason", h->reason);
	jw_kstr(w, "reason_text", hardcase_reason_text(h->reason));
	jw_kstr(w, "origin", h->origin);
	jw_kstr(w, "why", h->why);
	put_person(w, "opened_by", op, h->opened_by);
	jw_kint(w, "opened_at", h->opened_at);
	put_person(w, "owner", op, h->owner_id);
	put_person(w, "follower", op, h->follower_id);
	jw_kint(w, "assigned_at", h->assigned_at);
	jw_kstr(w, "measures", h->measures);
	put_person(w, "decided_by", op, h->decided_by);
	jw_kint(w, "decided_at", h->decided_at);
	jw_kint(w, "due_at", h->due_at);
	jw_kint(w, "next_at", h->next_at);
	jw_kint(w, "reminded_at", h->reminded_at);
	jw_kint(w, "raised", h->raised);
	jw_kstr(w, "outcome", h->outcome);
	jw_kstr(w, "outcome_text", *h->outcome ? hardcase_outcome_text(h->outcome) : "");
	jw_kstr(w, "conclusion", h->conclusion);
	jw_kint(w, "closed_at", h->closed_at);
}

static enum err put_units(struct json_out *w, struct op *op, int64_t id)
{
	struct q_hardcase_units_rows u;
	enum err e = q_hardcase_units(op->s, &(struct q_hardcase_units_in){ .hardcase_id = id }, &u);
	jw_key(w, "units");
	jw_array(w);
	for (size_t i = 0; !e && i < u.n; i++) {
		jw_object(w);
		jw_kid(w, "id", u.v[i].unit_id);
		jw_kstr(w, "name", unit_name(op->refs, u.v[i].unit_id));
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_meetings(struct json_out *w, struct op *op, int64_t id)
{
	struct q_hardcase_meetings_rows m;
	enum err e = q_hardcase_meetings(op->s, &(struct q_hardcase_meetings_in){ .hardcase_id = id }, &m);
	jw_key(w, "meetings");
	jw_array(w);
	for (size_t i = 0; !e && i < m.n; i++) {
		jw_object(w);
		jw_kid(w, "id", m.v[i].id);
		jw_kint(w, "at", m.v[i].at);
		jw_kstr(w, "place", m.v[i].place);
		jw_kstr(w, "participants", m.v[i].participants);
		jw_kstr(w, "minutes", m.v[i].minutes);
		jw_kstr(w, "user", m.v[i].user_name);
		jw_kint(w, "recorded_at", m.v[i].recorded_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_entries(struct json_out *w, struct op *op, int64_t id)
{
	struct q_hardcase_entries_rows n;
	enum err e = q_hardcase_entries(op->s, &(struct q_hardcase_entries_in){ .hardcase_id = id }, &n);
	jw_key(w, "entries");
	jw_array(w);
	for (size_t i = 0; !e && i < n.n; i++)
		jw_deed(w, op->refs, &(struct case_deed){ .id = n.v[i].id, .at = n.v[i].at, .unit_id = n.v[i].unit_id,
			.kind = n.v[i].kind, .kind_text = wf_action_text(&HARDCASE_MACHINE, n.v[i].kind), .user = n.v[i].user_name,
			.text = n.v[i].text, .resources = "" });
	jw_array_end(w);
	return e;
}

/* Who may see the case, and whoever is named in it. */
static enum err find(struct op *op, int64_t id, struct q_hardcase_get_out *h)
{
	bool yes = false;
	enum err e = q_hardcase_get(op->s, &(struct q_hardcase_get_in){ .id = id }, h);
	if (!e && (h->owner_id == op->who->user_id || h->follower_id == op->who->user_id))
		return ERR_OK;
	if (!e)
		e = may_case(op->s, op->who, CAP_CASE_READ, h->case_id, &yes);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_hardcase_get_out h;
	struct q_case_get_out c;
	struct json_out *w = &r->w;
	enum err e = find(op, r->path_id[0], &h);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = h.case_id }, &c);
	if (e)
		return e;
	jw_object(w);
	put_fields(w, op, &h);
	jw_case_head(w, op->refs, &c);
	e = put_units(w, op, h.id);
	if (!e)
		e = put_meetings(w, op, h.id);
	if (!e)
		e = put_entries(w, op, h.id);
	jw_moves(w, &HARDCASE_MACHINE, h.status, "withdraw", offered, &(struct page){ op, &h });
	jw_object_end(w);
	return e;
}

/* Whoever works on the case may say that it is stuck; coordinating is another matter. */
static enum err may_open(struct op *op, int64_t case_id, bool *yes)
{
	static const enum cap caps[] = { CAP_HARDCASE, CAP_HANDLE, CAP_REVIEW_UNIT };
	enum err e = ERR_OK;
	*yes = false;
	for (size_t i = 0; !e && !*yes && i < sizeof caps / sizeof *caps; i++)
		if (can(op->who, caps[i]))
			e = may_case(op->s, op->who, caps[i], case_id, yes);
	return e;
}

static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	struct q_hardcase_of_case_rows rows;
	struct json_out *w = &r->w;
	bool may = false;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e)
		e = may_open(op, r->path_id[0], &may);
	if (!e)
		e = q_hardcase_of_case(op->s, &(struct q_hardcase_of_case_in){ .case_id = r->path_id[0] }, &rows);
	if (e)
		return e;
	jw_object(w);
	jw_kbool(w, "may_open", may);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_hardcase_get_out one;
		e = q_hardcase_get(op->s, &(struct q_hardcase_get_in){ .id = rows.v[i].id }, &one);
		jw_object(w);
		put_fields(w, op, &one);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_hardcase_get_out h;
	enum err e = q_hardcase_get(op->s, &(struct q_hardcase_get_in){ .id = id }, &h);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", h.id);
	jw_kstr(&r->w, "status", h.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&HARDCASE_MACHINE, h.status));
	jw_kstr(&r->w, "level", h.level);
	jw_kint(&r->w, "next_at", h.next_at);
	jw_kint(&r->w, "version", h.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_open(struct op *op, struct req *r, void *arg)
{
	int64_t id, case_id = r->path_id[0];
	bool yes = false;
	(void)arg;
	enum err e = must_case(op, CAP_CASE_READ, case_id, &NO_CASE);
	if (!e)
		e = may_open(op, case_id, &yes);
	if (!e && !yes)
		return problem_set(op->problem, &E_OPEN);
	if (!e)
		e = hardcase_open(op, case_id, in_str(r, "reason"), in_str(r, "why"), &id);
	r->status = 201;
	return e ? e : answer(op, r, id);
}

static enum err h_open(struct req *r)
{
	return op_write(r, do_open, NULL);
}

static enum err act(struct op *op, struct req *r, struct hardcase_step *s)
{
	struct q_hardcase_get_out h;
	enum err e = find(op, r->path_id[0], &h);
	if (!e)
		e = hardcase_act(op, h.id, in_i64(r, "version"), s);
	return e ? e : answer(op, r, h.id);
}

static enum err do_assign(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct hardcase_step){ .action = "assign", .text = in_str(r, "text"), .owner_id = in_i64(r, "owner_id"),
		   .follower_id = in_i64(r, "follower_id"), .at = NIL, .due_at = NIL });
}

static enum err do_meet(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r,
		&(struct hardcase_step){ .action = "meet",
			.text = in_str(r, "minutes"),
			.at = in_i64(r, "at"),
			.place = in_str(r, "place"),
			.participants = in_str(r, "participants"),
			.owner_id = NIL,
			.follower_id = NIL,
			.due_at = NIL });
}

static enum err do_decide(struct op *op, struct req *r, void *arg)
{
	const struct in_value *units = in_get(r, "unit_ids");
	(void)arg;
	return act(op, r, &(struct hardcase_step){ .action = "decide", .text = in_str(r, "measures"), .units = units->ids,
		   .nunits = units->n, .due_at = in_i64(r, "due_at"), .owner_id = NIL, .follower_id = NIL, .at = NIL });
}

static enum err do_close(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r,
		&(struct hardcase_step){ .action = "close",
			.text = in_str(r, "conclusion"),
			.outcome = in_str(r, "outcome"),
			.owner_id = NIL,
			.follower_id = NIL,
			.at = NIL,
			.due_at = NIL });
}

static enum err do_text(struct op *op, struct req *r, void *arg)
{
	return act(op, r,
		&(struct hardcase_step){ .action = arg,
			.text = in_str(r, "text"),
			.owner_id = NIL,
			.follower_id = NIL,
			.at = NIL,
			.due_at = NIL });
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, do_##name, NULL);                                               \
	}
HANDLER(assign)
HANDLER(meet)
HANDLER(decide)
HANDLER(close)

#define TEXT_HANDLER(name)                                                                         \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		static char action[] = #name;                                                      \
		return op_write(r, do_text, action);                                               \
	}
TEXT_HANDLER(progress)
TEXT_HANDLER(raise)
TEXT_HANDLER(withdraw)

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "open|mine|late|all", "视图", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "level", IN_ENUM, IN_QUERY, 0, 0, "town|district|city", "层级", "" },
	{ "reason", IN_ENUM, IN_QUERY, 0, 0, "unclear|unattended|stuck", "原因", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ 0 },
};
static const struct in_field OPEN_IN[] = { { "reason", IN_ENUM, IN_REQUIRED, 0, 0, "unclear|unattended|stuck", "原因", "" },
					   { "why", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "为什么难", "" },
					   { 0 } };
static const struct in_field ASSIGN_IN[] = { VERSION,
					     { "owner_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "谁来定", "" },
					     { "follower_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "谁来管", "" },
					     { "text", IN_TEXT, 0, 0, 500, NULL, "说明", "" },
					     { 0 } };
static const struct in_field MEET_IN[] = { VERSION,
					   { "at", IN_TIME, IN_REQUIRED, 0, 0, NULL, "会商时间", "" },
					   { "place", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
					   { "participants", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "参加人", "" },
					   { "minutes", IN_TEXT, IN_REQUIRED, 2, 2000, NULL, "纪要", "" },
					   { 0 } };
static const struct in_field DECIDE_IN[] = { VERSION,
					     { "unit_ids", IN_IDS, IN_REQUIRED, 1, HARDCASE_UNITS, NULL, "承办单位", "" },
					     { "measures", IN_TEXT, IN_REQUIRED, 2, 2000, NULL, "措施", "" },
					     { "due_at", IN_TIME, IN_REQUIRED, 0, 0, NULL, "完成期限", "" },
					     { 0 } };
static const struct in_field CLOSE_IN[] = { VERSION,
					    { "outcome", IN_ENUM, IN_REQUIRED, 0, 0, "solved|partly|explained", "了结方式", "" },
					    { "conclusion", IN_TEXT, IN_REQUIRED, 2, 2000, NULL, "结果", "" },
					    { 0 } };
static const struct in_field TEXT_IN[] = { VERSION, { "text", IN_TEXT, 0, 0, 1000, NULL, "情况", "" }, { 0 } };

#define AT "/api/v1/hardcases/{id}/"
const struct route HARDCASE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/hardcases", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "Hard cases.", "List<HardCaseItem>" },
	{ HTTP_GET, "/api/v1/hardcases/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/hardcases/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, 0, "One of them with all that was done.", "HardCase" },
	{ HTTP_GET, "/api/v1/cases/{id}/hardcases", h_of_case, CAP_CASE_READ, "by role", NULL, 0, 0, "Those of a case.", "CaseHardCases" },
	{ HTTP_POST, "/api/v1/cases/{id}/hardcase", h_open, CAP_CASE_READ, "who works on it or coordinates", OPEN_IN, 0, ACT, "列为疑难件.", "HardCaseShort" },
	{ HTTP_POST, AT "assign", h_assign, CAP_SELF, "who coordinates its level", ASSIGN_IN, 0, ACT, "有人定、有人管.", "HardCaseShort" },
	{ HTTP_POST, AT "meet", h_meet, CAP_SELF, "who coordinates or is named", MEET_IN, 0, ACT, "Records a meeting (会商).", "HardCaseShort" },
	{ HTTP_POST, AT "decide", h_decide, CAP_SELF, "who coordinates or decides", DECIDE_IN, 0, ACT, "The decision: units, measures, due time.", "HardCaseShort" },
	{ HTTP_POST, AT "progress", h_progress, CAP_SELF, "who coordinates or is named", TEXT_IN, 0, ACT, "Follow-up.", "HardCaseShort" },
	{ HTTP_POST, AT "raise", h_raise, CAP_SELF, "who coordinates or decides", TEXT_IN, 0, ACT, "One level up (提级).", "HardCaseShort" },
	{ HTTP_POST, AT "withdraw", h_withdraw, CAP_SELF, "who coordinates its level", TEXT_IN, 0, ACT, "Is none.", "HardCaseShort" },
	{ HTTP_POST, AT "close", h_close, CAP_SELF, "who coordinates or decides", CLOSE_IN, 0, ACT, "Ends it: solved, partly, explained.", "HardCaseShort" },
	{ 0 },
};

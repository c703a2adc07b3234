/* SPDX-License-Identifier: Apache-2.0 */
/* Reading whistles: lists, one whistle with everything in it, what waits for the reader's units. */
#include <inttypes.h>

#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "clock/clock.h"
#include "grid/qr.h"
#include "file/file.h"
#include "whistle/whistle_internal.h"
#include "workflow/buttons.h"

#define STATES "to_confirm|blown|conferring|decided|working|to_rate|rated|review|archived|withdrawn|void"
#define STATE_WORDS                                                                                                  \
	"to_confirm:待社区确认|blown:已吹|conferring:会商中|decided:已决|working:办理中|to_rate:哨毕待评|rated:已评|review:评价复核|"                        \
	"archived:已归档|withdrawn:已撤哨|void:已失效"


/* ---- a row of the lists: one table for pages, exports and single whistles ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "编号", COL_TEXT, 18, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "kind", NULL, COL_TEXT, 0, NULL },
	{ "kind_text", "哨种", COL_TEXT, 10, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 20, NULL },
	{ "case_title", "案件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "issuer_unit", "吹哨单位", COL_REF, 18, NULL },
	{ "issuer", "吹哨人", COL_TEXT, 10, NULL },
	{ "reason", "事由", COL_TEXT, 40, NULL },
	{ "place", "地点", COL_TEXT, 30, NULL },
	{ "on_site", "到场", COL_BOOL, 6, NULL },
	{ "urgency", "紧急程度", COL_TEXT, 10, "emergency:特急|urgent:紧急|general:一般" },
	{ "relay", "接力", COL_BOOL, 6, NULL },
	{ "scored", "计入考核", COL_BOOL, 8, NULL },
	{ "blown_at", "吹哨时间", COL_TIME, 18, NULL },
	{ "confirm_due_at", "确认到期", COL_TIME, 18, NULL },
	{ "accept_due_at", "应哨到期", COL_TIME, 18, NULL },
	{ "arrive_due_at", "到场到期", COL_TIME, 18, NULL },
	{ "decided_at", "决定时间", COL_TIME, 18, NULL },
	{ "ended_at", "归档时间", COL_TIME, 18, NULL },
	{ "called", "应哨单位", COL_INT, 8, NULL },
	{ "accepted", "已应", COL_INT, 8, NULL },
	{ "arrived", "已到", COL_INT, 8, NULL },
	{ "silent", "超时未应", COL_INT, 8, NULL },
	{ "refusing", "拒哨待裁", COL_INT, 8, NULL },
	{ "left_early", "未决离场", COL_INT, 8, NULL },
	{ "invited", "邀集力量", COL_INT, 8, NULL },
	{ "came", "力量已到", COL_INT, 8, NULL },
	{ "tasks", "任务", COL_INT, 8, NULL },
	{ "tasks_done", "已有结果", COL_INT, 8, NULL },
	{ 0 },
};
#define HOW_MANY(what)                                                                                                 \
	"(SELECT COUNT(*) FROM whistle_responder r WHERE r.whistle_id = w.id AND r.unit_id IS NOT NULL AND " what ")"
#define FORCES(what) "(SELECT COUNT(*) FROM whistle_responder r WHERE r.whistle_id = w.id AND r.unit_id IS NULL AND " what ")"
#define ITEM                                                                                                         \
	"w.id, w.no, w.version, w.kind, k.name, w.status, w.case_id, c.no, c.title, c.colour, w.order_id, w.issuer_unit_id, n.short_name, "  \
	"u.name, w.reason, w.place, w.on_site, w.urgency, w.relay, w.scored, w.blown_at, "  \
	"CASE w.status WHEN 'to_confirm' THEN w.next_at END, w.blown_at + w.accept_limit * 60000, "                        \
	"w.blown_at + w.arrive_limit * 60000, w.decided_at, w.ended_at, "                                             \
	HOW_MANY("r.status NOT IN ('excused', 'void') AND (r.released_at IS NULL OR r.accepted_at IS NOT NULL)") ", "    \
	HOW_MANY("r.accepted_at IS NOT NULL AND r.status <> 'void'") ", " HOW_MANY("r.arrived_at IS NOT NULL") ", "      \
	HOW_MANY("r.status = 'silent'") ", " HOW_MANY("r.status = 'refusing'") ", " HOW_MANY("r.left_early = 1") ", "    \
	FORCES("r.status <> 'void'") ", " FORCES("r.arrived_at IS NOT NULL") ", "                                    \
	"(SELECT COUNT(*) FROM whistle_task t WHERE t.whistle_id = w.id), "                                           \
	"(SELECT COUNT(*) FROM whistle_task t WHERE t.whistle_id = w.id AND t.status = 'done')"
#define FROM                                                                                                         \
	" FROM whistle w JOIN casefile c ON c.id = w.case_id JOIN whistle_kind k ON k.code = w.kind "                     \
	"JOIN unit n ON n.id = w.issuer_unit_id JOIN app_user u ON u.id = w.issuer_id"

static const struct list_sort SORTS[] = { { "-blown_at", "w.blown_at", COL_TIME, true },
					  { "blown_at", "w.blown_at", COL_TIME, false },
					  { "next", "COALESCE(w.blown_at + COALESCE(w.arrive_limit, w.accept_limit) * 60000, 0)", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	const char *view = in_str(r, "view");
	scope_cases(q, who, CAP_CASE_READ);
	if (str_eq(view, "board"))
		db_query_text(q, " AND w.ended_at IS NULL");
	else if (str_eq(view, "mine"))
		db_query_add(q, " AND w.issuer_id = $", DB_ARG_I64(who->user_id));
	else if (str_eq(view, "unit"))
		db_query_add(q, " AND (w.issuer_unit_id = $ OR EXISTS (SELECT 1 FROM whistle_responder r WHERE r.whistle_id = w.id AND "
			     "r.unit_id = $))", DB_ARG_I64(who->unit_id), DB_ARG_I64(who->unit_id));
	if (in_given(r, "status"))
		db_query_add(q, " AND w.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND w.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "on_site"))
		db_query_add(q, " AND w.on_site = $", DB_ARG_I64(in_i64(r, "on_site")));
	if (in_given(r, "case"))
		db_query_add(q, " AND w.case_id = $", DB_ARG_I64(in_i64(r, "case")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND (w.issuer_unit_id = $ OR EXISTS (SELECT 1 FROM whistle_responder r WHERE r.whistle_id = w.id AND "
			     "r.unit_id = $))", DB_ARG_I64(in_i64(r, "unit")), DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "from"))
		db_query_add(q, " AND w.blown_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND w.blown_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_given(r, "q"))
		db_query_add(q,
			" AND (w.no = $ OR c.no = $ OR REPLACE(w.reason, $, '') <> w.reason OR REPLACE(w.place, $, '') "
			"<> w.place)",
			DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")),
			DB_ARG_TEXT(in_str(r, "q")));
}

static const struct list_def WHISTLES = {
	.title = "吹哨报到", .cols = COLS, .sorts = SORTS, .id = "w.id", .select = ITEM, .from = FROM, .where = where
};

static enum err h_list(struct req *r)
{
	return list_answer(r, &WHISTLES);
}

static enum err h_xlsx(struct req *r)
{
	return list_xlsx(r, &WHISTLES);
}

/* The same columns as members of an object that is open. */
static void put_item(struct json_out *w, struct arena *a, const struct db_cursor *c)
{
	int at = 0;
	for (const struct list_col *col = COLS; col->key; col++, at++) {
		int64_t v = col->kind == COL_TEXT ? NIL : db_i64(c, at);
		jw_key(w, col->key);
		if (col->kind == COL_REF) {
			jw_object(w);
			jw_kid(w, "id", v);
			jw_kstr(w, "name", db_text(c, ++at));
			jw_object_end(w);
		} else if (col->kind == COL_TEXT) {
			jw_str(w, db_text(c, at));
			if (col->words)
				jw_kstr(w, arena_printf(a, "%s_text", col->key), list_word(col, a, db_text(c, at)));
		} else if (col->kind == COL_BOOL) {
			jw_bool(w, v == 1);
		} else if (col->kind == COL_ID) {
			jw_id(w, v);
		} else {
			jw_int(w, v);
		}
	}
}

/* ---- one whistle ---- */

static enum err find(struct op *op, int64_t id, struct q_whistle_get_out *w)
{
	enum err e = q_whistle_get(op->s, &(struct q_whistle_get_in){ .id = id }, w);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_WHISTLE)
	       : e		  ? e
				  : must_case(op, CAP_CASE_READ, w->case_id, &NO_WHISTLE);
}

/* A clock of natural minutes: due, how it was worked out, state. */
static void put_clock(struct json_out *w, const char *key, struct op *op, int64_t from, int64_t due, int64_t done)
{
	char since[TIME_TEXT];
	jw_key(w, key);
	if (due == NIL) {
		jw_null(w);
		return;
	}
	int64_t at = done == NIL ? op->now : done, limit = (due - from) / MS_MINUTE;
	int64_t near = from + (due - from) / 5 * 4;
	jw_object(w);
	jw_kint(w, "due_at", due);
	jw_kint(w, "started_at", from);
	jw_kint(w, "done_at", done);
	jw_kint(w, "limit", limit);
	jw_kstr(w, "state", at > due ? "over" : done == NIL && at > near ? "near" : "ok");
	jw_kstr(w, "text", done == NIL ? clock_left_text(op->a, due, at) : at > due ? "已超时" : "按时");
	jw_kstr(w, "working", arena_printf(op->a, "%s 吹哨起 %" PRId64 " 分钟（自然时间，节假日照算）", time_text(from, since), limit));
	jw_object_end(w);
}

struct page {
	struct op *op;
	const struct q_whistle_get_out *w;
	const struct q_responder_get_out *r;
	const struct q_whistle_rating_get_out *g;
	const struct q_whistle_ratings_of_rows *ratings;
	bool side, answers, rules; /* what the reader is here */
};

static bool offered_whistle(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	return e->cap == CAP_DISPATCH ? whistle_confirms(p->op, p->w) : p->side;
}

static bool offered_responder(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	bool open = whistle_open(p->w->status), running = whistle_running(p->w->status);
	if (!(e->cap == CAP_WHISTLE ? p->side : e->cap == CAP_WHISTLE_RULE ? p->rules : p->answers))
		return false;
	if (str_eq(e->action, "accept") || str_eq(e->action, "refuse"))
		return open;
	if (str_eq(e->to, "arrived"))
		return running && p->w->on_site;
	if (str_eq(e->action, "release"))
		return running;
	if (str_eq(e->action, "uphold") || str_eq(e->action, "deny"))
		return p->w->ended_at == NIL;
	return !str_eq(e->to, "left_early"); /* "leave" becomes 未决离场 by itself */
}

static bool rated(const struct page *p, const char *side)
{
	for (size_t i = 0; i < p->ratings->n; i++)
		if (p->ratings->v[i].responder_id == p->r->id && str_eq(p->ratings->v[i].side, side))
			return true;
	return false;
}

static void put_responder_actions(struct json_out *w, struct page *p)
{
	bool rating = str_eq(p->w->status, "to_rate") && responder_took_part(p->r);
	jw_key(w, "actions");
	jw_array(w);
	for (size_t i = 0; i < RESPONDER_MACHINE.nedges; i++) {
		const struct wf_edge *e = &RESPONDER_MACHINE.edges[i];
		if (str_eq(e->from, p->r->status) && (e->actors & WF_PERSON) && offered_responder(p, e))
			jw_action(w, e->action, e->label, e->needs, str_eq(e->action, "refuse"));
	}
	if (rating && p->side && !rated(p, "issuer"))
		jw_action(w, "rate", "评价应哨", "", false);
	if (rating && p->answers && !rated(p, "responder"))
		jw_action(w, "judge", "评价吹哨", "", false);
	jw_array_end(w);
}

static enum err put_score(
	struct json_out *w, struct op *op, const struct q_whistle_get_out *row, const struct q_responder_get_out *r)
{
	struct q_whistle_score_of_out s;
	int64_t micro = NIL;
	enum err e = q_whistle_score_of(op->s, &(struct q_whistle_score_of_in){ .id = r->id }, &s);
	bool any = !e && row->scored && r->unit_id != NIL && whistle_score_of(&s, &micro);
	jw_kint(w, "score_micro", any ? micro : NIL);
	jw_key(w, "working");
	jw_array(w);
	if (any && r->accepted_at != NIL) {
		int64_t limit = r->accept_due_at - r->called_at, a = whistle_ramp(r->accepted_at - r->called_at, limit);
		jw_str(w, arena_printf(op->a, "应哨：%" PRId64 " 分钟，时限 %" PRId64 " 分钟，%.2f × 0.3",
			(r->accepted_at - r->called_at) / MS_MINUTE, limit / MS_MINUTE, (double)a / WHISTLE_POINT));
		if (row->on_site && r->arrived_at != NIL) {
			limit = r->arrive_due_at - r->called_at;
			jw_str(w, arena_printf(op->a, "到场：%" PRId64 " 分钟，时限 %" PRId64 " 分钟，%.2f × 0.2",
				(r->arrived_at - r->called_at) / MS_MINUTE, limit / MS_MINUTE,
				(double)whistle_ramp(r->arrived_at - r->called_at, limit) / WHISTLE_POINT));
		} else {
			jw_str(w, row->on_site && r->released_at == NIL ? "到场：没有到场，0 × 0.2" : "到场：不要求，其余各项按比例放大");
		}
		jw_str(w, arena_printf(op->a, "质量：%" PRId64 "、%" PRId64 "、%" PRId64 " 星，%.2f × 0.4", s.duty, s.skill, s.result,
			(double)(s.duty + s.skill + s.result) / 15 * 100));
		jw_str(w, s.undone ? "结果：逾期、退回或没有结果，0 × 0.1" : "结果：按时完成，100 × 0.1");
	} else if (any) {
		jw_str(w, "超时未应，计 0 分");
	}
	jw_array_end(w);
	return e;
}

static enum err put_responder(struct json_out *w, struct page *p, const struct q_responders_of_out *names)
{
	const struct q_responder_get_out *r = p->r;
	struct op *op = p->op;
	bool force = r->unit_id == NIL;
	jw_object(w);
	jw_kid(w, "id", r->id);
	jw_kint(w, "version", r->version);
	jw_unit(w, "unit", op->refs, r->unit_id);
	jw_kstr(w, "force", r->force);
	jw_kstr(w, "why", r->why);
	jw_kstr(w, "status", r->status);
	jw_kstr(w, "status_text", wf_state_text(&RESPONDER_MACHINE, r->status));
	jw_kint(w, "called_at", r->called_at);
	put_clock(w, "accept_clock", op, r->called_at, r->accept_due_at, r->refused_at == NIL ? r->accepted_at : r->refused_at);
	put_clock(w, "arrive_clock", op, r->called_at, r->arrive_due_at, r->arrived_at);
	jw_kint(w, "silent_at", r->silent_at);
	jw_kint(w, "escalated_at", r->escalated_at);
	jw_kint(w, "accepted_at", r->accepted_at);
	jw_kstr(w, "accepted_by", names->accepted_by_name);
	jw_kstr(w, "person", r->person);
	jw_kint(w, "refused_at", r->refused_at);
	jw_kstr(w, "refused_reason", r->refused_reason);
	jw_kstr(w, "refused_basis", r->refused_basis);
	jw_kint(w, "ruled_at", r->ruled_at);
	jw_kstr(w, "ruled_by", names->ruled_by_name);
	jw_kstr(w, "ruling", r->ruling);
	jw_kint(w, "arrived_at", r->arrived_at);
	jw_kstr(w, "arrived_how", r->arrived_how);
	jw_kstr(w, "arrived_how_text", whistle_how_text(r->arrived_how));
	jw_kint(w, "distance_m", r->distance_m);
	jw_kint(w, "released_at", r->released_at);
	jw_kstr(w, "released_reason", r->released_reason);
	jw_kint(w, "left_at", r->left_at);
	jw_kbool(w, "left_early", r->left_early == 1);
	enum err e = put_score(w, op, p->w, r);
	p->answers = force ? p->side : responder_side(op, r);
	p->rules = !force && whistle_may_rule(op, p->w, r);
	put_responder_actions(w, p);
	jw_object_end(w);
	return e;
}

static bool offered_task(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	if (e->cap == CAP_WHISTLE)
		return p->side && (whistle_running(p->w->status) || str_eq(p->w->status, "to_rate"));
	return p->answers;
}

static enum err put_tasks(struct json_out *w, struct page *p)
{
	struct op *op = p->op;
	struct q_whistle_tasks_of_rows rows;
	enum err e = q_whistle_tasks_of(op->s, &(struct q_whistle_tasks_of_in){ .whistle_id = p->w->id }, &rows);
	jw_key(w, "task_list");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_whistle_task_get_out k;
		struct q_responder_get_out r;
		e = q_whistle_task_get(op->s, &(struct q_whistle_task_get_in){ .id = rows.v[i].id }, &k);
		if (!e)
			e = q_responder_get(op->s, &(struct q_responder_get_in){ .id = k.responder_id }, &r);
		if (e)
			break;
		p->answers = r.unit_id == NIL ? p->side : responder_side(op, &r);
		jw_object(w);
		jw_kid(w, "id", k.id);
		jw_kint(w, "version", k.version);
		jw_kint(w, "seq", k.seq);
		jw_kid(w, "responder_id", r.id);
		jw_unit(w, "unit", op->refs, r.unit_id);
		jw_kstr(w, "force", r.force);
		jw_kstr(w, "demand", k.demand);
		jw_kstr(w, "status", k.status);
		jw_kstr(w, "status_text", wf_state_text(&WHISTLE_TASK_MACHINE, k.status));
		jw_kint(w, "limit_minutes", k.limit_minutes);
		jw_kint(w, "started_at", k.started_at);
		jw_kint(w, "due_at", k.due_at);
		jw_kint(w, "done_at", k.done_at);
		jw_kstr(w, "done_by", rows.v[i].done_by_name);
		jw_kstr(w, "result", k.result);
		jw_kbool(w, "late", k.late == 1 || (k.due_at != NIL && k.done_at == NIL && op->now > k.due_at));
		jw_kint(w, "reopened", k.reopened);
		jw_moves(w, &WHISTLE_TASK_MACHINE, k.status, "", offered_task, p);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static bool offered_rating(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	if (e->cap == CAP_WHISTLE_RULE)
		return p->rules;
	return p->answers && str_eq(p->g->side, "issuer") && (str_eq(p->w->status, "rated") || str_eq(p->w->status, "review"));
}

static enum err put_ratings(struct json_out *w, struct page *p)
{
	struct op *op = p->op;
	enum err e = ERR_OK;
	jw_key(w, "ratings");
	jw_array(w);
	for (size_t i = 0; !e && i < p->ratings->n; i++) {
		struct q_whistle_rating_get_out g;
		struct q_responder_get_out r;
		e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = p->ratings->v[i].id }, &g);
		if (!e)
			e = q_responder_get(op->s, &(struct q_responder_get_in){ .id = g.responder_id }, &r);
		if (e)
			break;
		p->g = &g;
		p->answers = responder_side(op, &r);
		p->rules = whistle_may_rule(op, p->w, &r);
		jw_object(w);
		jw_kid(w, "id", g.id);
		jw_kint(w, "version", g.version);
		jw_kid(w, "responder_id", g.responder_id);
		jw_unit(w, "unit", op->refs, r.unit_id);
		jw_kstr(w, "side", g.side);
		jw_kstr(w, "status", g.status);
		jw_kstr(w, "status_text", wf_state_text(&WHISTLE_RATING_MACHINE, g.status));
		jw_kint(w, "speed", g.speed);
		jw_kint(w, "duty", g.duty);
		jw_kint(w, "skill", g.skill);
		jw_kint(w, "result", g.result);
		jw_kstr(w, "correct", g.correct);
		jw_kstr(w, "text", g.text);
		jw_kstr(w, "rated_by", p->ratings->v[i].rated_by_name);
		jw_kint(w, "rated_at", g.rated_at);
		jw_kstr(w, "appeal", g.appeal);
		jw_kint(w, "appealed_at", g.appealed_at);
		jw_kstr(w, "reviewed_by", p->ratings->v[i].reviewed_by_name);
		jw_kint(w, "reviewed_at", g.reviewed_at);
		jw_kstr(w, "review", g.review);
		jw_moves(w, &WHISTLE_RATING_MACHINE, g.status, "", offered_rating, p);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_responders(struct json_out *w, struct page *p)
{
	struct q_responders_of_rows rows;
	enum err e = q_responders_of(p->op->s, &(struct q_responders_of_in){ .whistle_id = p->w->id }, &rows);
	jw_key(w, "responders");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_responder_get_out r;
		e = q_responder_get(p->op->s, &(struct q_responder_get_in){ .id = rows.v[i].id }, &r);
		p->r = &r;
		if (!e)
			e = put_responder(w, p, &rows.v[i]);
	}
	jw_array_end(w);
	return e;
}

static enum err put_own(struct json_out *w, struct page *p)
{
	struct op *op = p->op;
	const struct q_whistle_get_out *row = p->w;
	struct q_whistle_order_out o = { 0 };
	struct q_whistle_held_rows held;
	struct q_whistle_decider_out who = { 0 };
	enum err e = q_whistle_held(op->s, &(struct q_whistle_held_in){ .case_id = row->case_id, .whistle_id = row->id }, &held);
	if (!e && row->order_id != NIL)
		e = q_whistle_order(op->s, &(struct q_whistle_order_in){ .id = row->order_id }, &o);
	if (!e && row->decided_by != NIL)
		e = q_whistle_decider(op->s, &(struct q_whistle_decider_in){ .id = row->decided_by }, &who);
	if (e)
		return e;
	jw_grid(w, "grid", op->refs, row->grid_id);
	jw_kint(w, "lon", row->lon);
	jw_kint(w, "lat", row->lat);
	jw_kstr(w, "order_no", o.no);
	jw_kbool(w, "holds", held.n > 0);
	jw_kint(w, "conferred_at", row->conferred_at);
	jw_kstr(w, "minutes", row->minutes);
	jw_kstr(w, "conclusion", row->conclusion);
	jw_kstr(w, "decided_by", who.name);
	jw_kint(w, "finished_at", row->finished_at);
	jw_kint(w, "rated_at", row->rated_at);
	jw_kint(w, "next_at", row->next_at);
	return ERR_OK;
}

static enum err put_row(struct json_out *w, struct op *op, int64_t id)
{
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_add(&q, "SELECT " ITEM FROM " WHERE w.id = $", DB_ARG_I64(id));
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	e = db_next(c);
	if (!e)
		put_item(w, op->a, c);
	db_query_close(c);
	return e;
}

/* Whom it will call when it is confirmed, in words. */
static enum err put_wanted(struct json_out *w, struct op *op, const struct q_whistle_get_out *row)
{
	struct q_whistle_wanted_of_rows rows = { 0 };
	enum err e = ERR_OK;
	if (str_eq(row->status, "to_confirm"))
		e = q_whistle_wanted_of(op->s, &(struct q_whistle_wanted_of_in){ .whistle_id = row->id }, &rows);
	jw_key(w, "wanted");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++)
		jw_str(w, rows.v[i].unit_id == NIL ? rows.v[i].force : unit_name(op->refs, rows.v[i].unit_id));
	jw_array_end(w);
	return e;
}

enum err whistle_may_see_file(struct op *op, int64_t id, bool *yes)
{
	struct q_whistle_case_out at;
	*yes = false;
	enum err e = q_whistle_case(op->s, &(struct q_whistle_case_in){ .id = id }, &at);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return may_case(op->s, op->who, CAP_CASE_READ, at.case_id, yes);
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct json_out *w = &r->w;
	struct q_whistle_get_out row;
	struct q_whistle_ratings_of_rows ratings;
	enum err e = find(op, r->path_id[0], &row);
	if (!e)
		e = q_whistle_ratings_of(op->s, &(struct q_whistle_ratings_of_in){ .whistle_id = row.id }, &ratings);
	if (e)
		return e;
	struct page p = { .op = op, .w = &row, .ratings = &ratings, .side = whistle_side(op, &row) };
	jw_object(w);
	e = put_row(w, op, row.id);
	if (!e)
		e = put_own(w, &p);
	if (!e)
		e = put_responders(w, &p);
	if (!e)
		e = put_tasks(w, &p);
	if (!e)
		e = put_ratings(w, &p);
	if (!e)
		e = put_wanted(w, op, &row);
	if (!e)
		e = jw_files(w, "files", op, "whistle", row.id, false);
	jw_moves(w, &WHISTLE_MACHINE, row.status, "withdraw", offered_whistle, &p);
	jw_object_end(w);
	return e;
}

/* ---- those of a case or an order ---- */

static enum err put_of(struct req *r, struct op *op, int64_t case_id, int64_t order_id)
{
	struct json_out *w = &r->w;
	struct db_query q;
	struct db_cursor *cursor;
	struct q_case_get_out c;
	struct q_whistle_kinds_rows kinds;
	const struct problem_code *no = &NO_CASE;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = case_id }, &c);
	if (!e)
		e = q_whistle_kinds(op->s, &kinds);
	for (size_t i = 0; !e && no && i < kinds.n; i++)
		e = whistle_may_blow(op, &c, kinds.v[i].roles, &no);
	if (e)
		return e;
	db_query_init(&q);
	db_query_add(&q, "SELECT " ITEM FROM " WHERE w.case_id = $", DB_ARG_I64(case_id));
	if (order_id != NIL)
		db_query_add(&q, " AND (w.order_id = $ OR w.order_id IS NULL)", DB_ARG_I64(order_id));
	db_query_text(&q, " ORDER BY w.id DESC");
	e = db_query_open(op->s, &q, &cursor);
	if (e)
		return e;
	jw_object(w);
	jw_key(w, "items");
	jw_array(w);
	while (!(e = db_next(cursor))) {
		jw_object(w);
		put_item(w, op->a, cursor);
		jw_object_end(w);
	}
	db_query_close(cursor);
	jw_array_end(w);
	jw_kbool(w, "may_blow", !no);
	jw_kstr(w, "why_not", no ? no->text : "");
	jw_object_end(w);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	return e ? e : put_of(r, op, r->path_id[0], NIL);
}

static enum err h_of_order(struct req *r)
{
	struct op *op = op_of(r);
	struct q_whistle_order_out o;
	enum err e = must_order(op, CAP_CASE_READ, r->path_id[0], &NO_ORDER);
	if (!e)
		e = q_whistle_order(op->s, &(struct q_whistle_order_in){ .id = r->path_id[0] }, &o);
	return e ? e : put_of(r, op, o.case_id, r->path_id[0]);
}

/* ---- what waits for the reader's units ---- */

enum { INCOMING_MAX = 50 };

static enum err put_calls(struct json_out *w, struct op *op, struct db_cursor *c)
{
	enum err e;
	while (!(e = db_next(c))) {
		const char *status = db_text(c, 10);
		jw_object(w);
		jw_kid(w, "whistle_id", db_i64(c, 0));
		jw_kstr(w, "no", db_text(c, 1));
		jw_kstr(w, "kind_text", db_text(c, 2));
		jw_kstr(w, "reason", db_text(c, 3));
		jw_kstr(w, "place", db_text(c, 4));
		jw_kbool(w, "on_site", db_i64(c, 5) == 1);
		jw_unit(w, "issuer_unit", op->refs, db_i64(c, 6));
		jw_kid(w, "responder_id", db_i64(c, 7));
		jw_kint(w, "version", db_i64(c, 8));
		jw_unit(w, "unit", op->refs, db_i64(c, 9));
		jw_kstr(w, "status", status);
		jw_kstr(w, "status_text", wf_state_text(&RESPONDER_MACHINE, status));
		jw_kint(w, "blown_at", db_i64(c, 11));
		jw_kint(w, "accept_due_at", db_i64(c, 12));
		jw_kint(w, "arrive_due_at", db_i64(c, 13));
		jw_object_end(w);
	}
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err h_incoming(struct req *r)
{
	struct op *op = op_of(r);
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	db_query_text(&q,
		"SELECT w.id, w.no, k.name, w.reason, w.place, w.on_site, w.issuer_unit_id, u.id, u.version, "
		"u.unit_id, u.status, "
		"w.blown_at, u.accept_due_at, u.arrive_due_at FROM whistle_responder u JOIN whistle w ON w.id = "
		"u.whistle_id "
		"JOIN whistle_kind k ON k.code = w.kind WHERE w.ended_at IS NULL AND ((u.status IN ('called', "
		"'silent') AND "
		"w.status IN ('blown', 'conferring')) OR (u.status IN ('accepted', 'directed') AND w.on_site = 1 AND "
		"w.status IN ('blown', 'conferring', 'decided', 'working')))");
	scope_people(&q, op->who, CAP_WHISTLE_ANSWER);
	db_query_add(&q, " ORDER BY CASE WHEN u.accepted_at IS NULL THEN u.accept_due_at ELSE u.arrive_due_at END, u.id LIMIT $",
		     DB_ARG_I64(INCOMING_MAX));
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	e = put_calls(&r->w, op, c);
	db_query_close(c);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return e;
}

/* ---- the code at the place ---- */

static enum err h_qr(struct req *r)
{
	struct op *op = op_of(r);
	struct q_whistle_get_out w;
	struct qr q;
	enum err e = find(op, r->path_id[0], &w);
	if (!e && !whistle_side(op, &w))
		e = problem_set(op->problem, &NO_WHISTLE);
	if (!e)
		e = qr_make(r->arena,
			arena_printf(r->arena, "%s/h5/work/whistle-in?code=%s", qr_base(r, op->site),
				whistle_code(op, w.id)),
			&q);
	if (e)
		return e;
	r->content_type = "image/svg+xml";
	qr_svg(&q, arena_printf(r->arena, "吹哨 %s 的到场签到码", w.no), &r->out);
	return ERR_OK;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|board|mine|unit", "视图", "open ones; blown by me; issued or answered by my unit" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "kind", IN_TEXT, IN_QUERY, 1, 20, NULL, "哨种", "code" },
	{ "on_site", IN_BOOL, IN_QUERY, 0, 0, NULL, "到场", "" },
	{ "case", IN_ID, IN_QUERY, 0, 0, NULL, "案件", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "issuer or responder" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "开始时间", "blown at or after" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "结束时间", "blown before" },
	{ "q", IN_TEXT, IN_QUERY, 1, 60, NULL, "查找", "number, reason, place" },
	{ 0 },
};

#define BY_CASE "by case"
const struct route WHISTLE_READ_ROUTES[] = {
	{ HTTP_GET, "/api/v1/whistles", h_list, CAP_CASE_READ, BY_CASE, LIST_IN, 0, 0, "Lists whistles.", "List<WhistleItem>" },
	{ HTTP_GET, "/api/v1/whistles/export.xlsx", h_xlsx, CAP_CASE_READ, BY_CASE, LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/whistles/incoming", h_incoming, CAP_WHISTLE_ANSWER, "unit", NULL, 0, 0, "What the reader's units must answer or come to.", "WhistleIncoming" },
	{ HTTP_GET, "/api/v1/whistles/{id}", h_get, CAP_CASE_READ, BY_CASE, NULL, 0, 0, "One whistle with responders, tasks and ratings.", "Whistle" },
	{ HTTP_GET, "/api/v1/whistles/{id}/qr.svg", h_qr, CAP_WHISTLE, "issuer's side", NULL, 0, 0, "到场签到码（SVG）", "File" },
	{ HTTP_GET, "/api/v1/cases/{id}/whistles", h_of_case, CAP_CASE_READ, BY_CASE, NULL, 0, 0, "Whistles of a case.", "WhistlesOf" },
	{ HTTP_GET, "/api/v1/orders/{id}/whistles", h_of_order, CAP_CASE_READ, BY_CASE, NULL, 0, 0, "Whistles that concern an order.", "WhistlesOf" },
	{ 0 },
};

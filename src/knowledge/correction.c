/* SPDX-License-Identifier: Apache-2.0 */
/* Corrections: one tap by whoever noticed, a task with a due date for the unit that owns the article, an answer. */
#include <inttypes.h>

#include "knowledge/knowledge.h"

static const struct problem_code E_ARTICLE = { ERR_NOT_FOUND, "knowledge.not_found", "没有找到这条知识，请刷新列表后重试。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "correction.not_found", "没有找到这条纠错，请刷新列表后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "correction.stale", "这条纠错刚被他人答复，请刷新后查看。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "correction.twice", "您对这条知识的纠错还在等责任单位答复，不用再提。" };
static const struct problem_code E_DRAFT = { ERR_CONFLICT, "correction.draft", "这条知识还没有发布，请直接联系责任单位。" };

struct raised {
	struct op *op;
	struct q_correction_get_out row;
	struct change change;
	const char *answer;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	struct raised *c = ctx;
	bool yes = false;
	if (cap == CAP_REF_READ)
		return can(c->op->who, CAP_REF_READ);
	return !may_unit(c->op->s, c->op->who, (enum cap)cap, c->row.owner_unit_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct raised *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *edge)
{
	struct raised *c = ctx;
	struct op *op = c->op;
	int64_t changed;
	enum err e = q_correction_set(op->s,
				      &(struct q_correction_set_in){ .status = edge->to, .answer = c->answer, .by = op_actor(op).user_id,
								     .at = op->now, .id = c->row.id, .version = c->row.version },
				      &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	change_begin(&c->change, arena_printf(op->a, "correction.%s", edge->action), NIL);
	change_text(&c->change, "knowledge_correction", c->row.id, "status", c->row.status, edge->to);
	change_int(&c->change, "knowledge_correction", c->row.id, "answered_at", c->row.answered_at, op->now);
	change_secret(&c->change, "answer", c->answer);
	change_topics(&c->change, arena_printf(op->a, "unit:%" PRId64 ",user:%" PRId64, c->row.owner_unit_id, c->row.by_user));
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err open_change(struct raised *c, int64_t id)
{
	struct op *op = c->op;
	return change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "correction", id, op->now);
}

enum err correction_raise(struct op *op, int64_t article_id, const char *reason, const char *note, int64_t *id)
{
	struct q_knowledge_get_out k;
	struct q_correction_same_out same;
	struct q_correction_insert_out made;
	struct raised c = { .op = op };
	struct actor by = op_actor(op);
	enum err e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = article_id }, &k);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_ARTICLE) : e;
	if (str_eq(k.status, "draft"))
		return problem_set(op->problem, &E_DRAFT);
	e = q_correction_same(op->s, &(struct q_correction_same_in){ .article_id = k.id, .by_user = by.user_id }, &same);
	if (e != ERR_NOT_FOUND)
		return e ? e : problem_set(op->problem, &E_TWICE);
	int64_t due = cal_due(op->refs->calendar, op->now, CORRECTION_DAYS, LIMIT_WORKING_DAY, NULL, 0, op->now);
	e = q_correction_insert(op->s,
				&(struct q_correction_insert_in){ .article_id = k.id, .article_version = k.version,
								  .owner_unit_id = k.owner_unit_id, .reason = reason,
								  .note = note ? note : "", .by_user = by.user_id, .by_unit = by.unit_id,
								  .at = op->now, .due_at = due },
				&made);
	if (!e)
		e = open_change(&c, made.id);
	if (e)
		return e;
	*id = made.id;
	change_begin(&c.change, "correction.raise", NIL);
	change_text(&c.change, "knowledge_correction", made.id, "status", NULL, "open");
	change_fact_int(&c.change, "article_id", k.id);
	change_fact_text(&c.change, "reason", reason);
	change_secret(&c.change, "note", note);
	change_topics(&c.change, arena_printf(op->a, "unit:%" PRId64, k.owner_unit_id));
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

enum err correction_answer(struct op *op, int64_t id, int64_t version, bool accept, const char *answer)
{
	struct raised c = { .op = op, .answer = answer };
	enum err e = open_change(&c, id);
	if (!e)
		e = q_correction_get(op->s, &(struct q_correction_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		e = wf_move(&CORRECTION_MACHINE, &HOST, &c, op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, c.row.status,
			    accept ? "accept" : "reject");
	return e ? e : change_close(&c.change);
}

/* ---- list ---- */

#define REASON_WORDS "expired:已过期|wrong:说错了|unclear:说不清楚|missing:缺内容"
#define STATUS_WORDS "open:待答复|accepted:已采纳|rejected:不采纳"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "article_id", NULL, COL_ID, 0, NULL }, { "title", "知识", COL_TEXT, 30, NULL },
	{ "owner", "责任单位", COL_TEXT, 20, NULL }, { "reason", "问题", COL_TEXT, 10, REASON_WORDS }, { "note", "说明", COL_TEXT, 40, NULL },
	{ "by", "提出人", COL_TEXT, 10, NULL }, { "by_unit", "提出单位", COL_TEXT, 16, NULL }, { "at", "提出时间", COL_TIME, 18, NULL },
	{ "due_at", "应答复时间", COL_TIME, 18, NULL }, { "status", "状态", COL_TEXT, 8, STATUS_WORDS }, { "answer", "答复", COL_TEXT, 40, NULL },
	{ "answered_at", "答复时间", COL_TIME, 18, NULL }, { "may_answer", NULL, COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort SORTS[] = { { "-at", "c.at", COL_TIME, true }, { "due_at", "c.due_at", COL_TIME, false }, { 0 } };
const struct in_field CORRECTION_LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "open|accepted|rejected", "状态", "" },
	{ "reason", IN_ENUM, IN_QUERY, 0, 0, "expired|wrong|unclear|missing", "问题", "" },
	{ "owner", IN_ID, IN_QUERY, 0, 0, NULL, "责任单位", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我提的", "" },
	{ "late", IN_BOOL, IN_QUERY, 0, 0, NULL, "超期未答复", "" },
	{ 0 }
};
const struct in_field CORRECTION_NEW_IN[] = {
	{ "reason", IN_ENUM, IN_REQUIRED, 0, 0, "expired|wrong|unclear|missing", "问题", "" },
	{ "note", IN_TEXT, 0, 0, 500, NULL, "说明", "" },
	{ 0 }
};
const struct in_field CORRECTION_ANSWER_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "" },
	{ "accept", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "是否采纳", "" },
	{ "answer", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "答复", "" },
	{ 0 }
};

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	if (in_given(r, "status"))
		db_query_add(q, " AND c.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "reason"))
		db_query_add(q, " AND c.reason = $", DB_ARG_TEXT(in_str(r, "reason")));
	if (in_given(r, "owner"))
		db_query_add(q, " AND c.owner_unit_id = $", DB_ARG_I64(in_i64(r, "owner")));
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND c.by_user = $", DB_ARG_I64(who->user_id));
	if (in_i64(r, "late") == 1)
		db_query_add(q, " AND c.status = 'open' AND c.due_at < $", DB_ARG_I64(r->now));
}

/* Whether the person keeps this unit's articles, without a statement per row: units come from the snapshot. */
static bool keeps(const struct op *op, int64_t unit_id)
{
	const struct principal *p = op->who;
	if (can_scope(p, CAP_KNOWLEDGE_EDIT) == SCOPE_ALL)
		return true;
	for (size_t i = 0; i < p->ngrants; i++)
		if (role_grants(p->grant[i].role, CAP_KNOWLEDGE_EDIT) != SCOPE_NONE && p->grant[i].unit_id != NIL &&
		    ref_unit_under(op->refs, unit_id, p->grant[i].unit_id))
			return true;
	return false;
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_id(l, "article_id", db_i64(c, 1));
	list_put_text(l, "title", db_text(c, 2));
	list_put_text(l, "owner", unit_name(op->refs, db_i64(c, 3)));
	list_put_text(l, "reason", db_text(c, 4));
	list_put_text(l, "note", db_text(c, 5));
	list_put_text(l, "by", db_text(c, 6));
	list_put_text(l, "by_unit", unit_name(op->refs, db_i64(c, 7)));
	list_put_time(l, "at", db_i64(c, 8));
	list_put_time(l, "due_at", db_i64(c, 9));
	list_put_text(l, "status", db_text(c, 10));
	list_put_text(l, "answer", db_text(c, 11));
	list_put_time(l, "answered_at", db_i64(c, 12));
	list_put_bool(l, "may_answer", str_eq(db_text(c, 10), "open") && keeps(op, db_i64(c, 3)));
	list_put_int(l, "version", db_i64(c, 13));
}

static const struct list_def CORRECTIONS = { .title = "知识纠错",
	.cols = COLS,
	.sorts = SORTS,
	.id = "c.id",
	.select = "c.id, c.article_id, k.title, c.owner_unit_id, c.reason, c.note, u.name, c.by_unit, c.at, c.due_at, "
		  "c.status, c.answer, "
		  "c.answered_at, c.version",
	.from = " FROM knowledge_correction c JOIN knowledge k ON k.id = c.article_id JOIN app_user u ON u.id = "
		"c.by_user",
	.where = where,
	.row = row };

enum err correction_api_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &CORRECTIONS);
}

enum err correction_api_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &CORRECTIONS);
}

static enum err raise(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	(void)arg;
	enum err e = correction_raise(op, r->path_id[0], in_str(r, "reason"), in_str(r, "note"), &id);
	struct q_correction_get_out made;
	if (!e)
		e = q_correction_get(op->s, &(struct q_correction_get_in){ .id = id }, &made);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_unit(&r->w, "owner", op->refs, made.owner_unit_id);
	jw_kint(&r->w, "due_at", made.due_at);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

enum err correction_api_raise(struct req *r)
{
	return op_write(r, raise, NULL);
}

static enum err answer(struct op *op, struct req *r, void *arg)
{
	struct q_correction_get_out row_now;
	(void)arg;
	enum err e = correction_answer(op, r->path_id[0], in_i64(r, "version"), in_i64(r, "accept") == 1, in_str(r, "answer"));
	if (!e)
		e = q_correction_get(op->s, &(struct q_correction_get_in){ .id = r->path_id[0] }, &row_now);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", row_now.id);
	jw_kstr(&r->w, "status", row_now.status);
	jw_kint(&r->w, "version", row_now.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

enum err correction_api_answer(struct req *r)
{
	return op_write(r, answer, NULL);
}

enum err put_corrections(struct json_out *w, struct op *op, int64_t article_id)
{
	struct q_correction_of_article_rows rows;
	enum err e = q_correction_of_article(op->s, &(struct q_correction_of_article_in){ .article_id = article_id }, &rows);
	if (e)
		return e;
	jw_key(w, "corrections");
	jw_array(w);
	for (size_t i = 0; i < rows.n; i++) {
		jw_object(w);
		jw_kid(w, "id", rows.v[i].id);
		jw_kstr(w, "reason", rows.v[i].reason);
		jw_kstr(w, "note", rows.v[i].note);
		jw_kstr(w, "by", rows.v[i].by_name);
		jw_unit(w, "by_unit", op->refs, rows.v[i].by_unit);
		jw_kint(w, "at", rows.v[i].at);
		jw_kint(w, "due_at", rows.v[i].due_at);
		jw_kstr(w, "status", rows.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&CORRECTION_MACHINE, rows.v[i].status));
		jw_kstr(w, "answer", rows.v[i].answer);
		jw_kint(w, "answered_at", rows.v[i].answered_at);
		jw_kint(w, "version", rows.v[i].version);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

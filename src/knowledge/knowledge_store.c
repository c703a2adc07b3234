/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of an article. Each is a version of reference data with its event. */
#include "knowledge/knowledge.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "knowledge.not_found", "没有找到这条知识，请刷新列表后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "knowledge.stale", "这条知识刚被他人修改，请刷新后再操作。" };

struct move {
	struct op *op;
	struct q_knowledge_get_out row;
	int64_t valid_until;
	bool reviewed;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	struct move *m = ctx;
	bool yes = false;
	return !may_unit(m->op->s, m->op->who, (enum cap)cap, m->row.owner_unit_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct move *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *edge)
{
	struct move *m = ctx;
	struct op *op = m->op;
	struct q_knowledge_get_out after;
	int64_t changed;
	if (str_eq(edge->to, "published") && m->valid_until < day_of_ms(op->now))
		return problem_field(op->problem, ERR_INVALID, "valid_until", "knowledge.past", "有效期不能早于今天，请填写一个以后的日期。");
	enum err e = q_knowledge_move(op->s,
				      &(struct q_knowledge_move_in){ .status = edge->to, .valid_until = m->valid_until,
								     .reviewed_at = m->reviewed ? op->now : m->row.reviewed_at,
								     .reviewed_by = m->reviewed ? op_actor(op).user_id : m->row.reviewed_by,
								     .id = m->row.id, .version = m->row.version },
				      &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = m->row.id }, &after);
	struct refver_by by = { op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	return e ? e : refver_record(op->s, &by, "knowledge", m->row.id, after.version, &q_knowledge_get_stmt, &m->row, &after);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err move(struct op *op, int64_t id, int64_t version, const char *action, int64_t valid_until)
{
	struct move m = { .op = op };
	enum err e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = id }, &m.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != NIL && version != m.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	m.valid_until = valid_until == NIL ? m.row.valid_until : valid_until;
	m.reviewed = str_eq(action, "publish") || str_eq(action, "confirm");
	return wf_move(&KNOWLEDGE_MACHINE, &HOST, &m, op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, m.row.status, action);
}

enum err knowledge_move(struct op *op, int64_t id, int64_t version, const char *action, int64_t valid_until)
{
	return move(op, id, version, action, valid_until);
}

enum err knowledge_confirm(struct op *op, int64_t id, int64_t version, int64_t valid_until)
{
	struct q_knowledge_get_out row;
	enum err e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = id }, &row);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
	return move(op, id, version, str_eq(row.status, "published") ? "confirm" : "publish", valid_until);
}

enum err knowledge_over(struct op *op, int64_t **ids, size_t *n)
{
	struct q_knowledge_over_rows rows;
	enum err e = q_knowledge_over(op->s, &(struct q_knowledge_over_in){ .today = day_of_ms(op->now) }, &rows);
	*n = e ? 0 : rows.n;
	*ids = ARENA_ARRAY(op->a, int64_t, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = rows.v[i].id;
	return e;
}

enum err knowledge_expire(struct op *op, int64_t id)
{
	return move(op, id, NIL, "expire", NIL);
}

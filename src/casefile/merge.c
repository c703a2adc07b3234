/* SPDX-License-Identifier: Apache-2.0 */
/* Merging and un-merging: intervals are closed and opened, nothing is deleted and nobody is lost (invariants 1b, 7).
 * Streams are locked in ascending case id, so that two merges cannot wait for each other. */
#include <inttypes.h>

#include "casefile/casefile.h"
#include "casefile/casefile_internal.h"

static const struct problem_code E_SELF = { ERR_INVALID, "case.merge_self", "不能把案件归并到它自己。" };
static const struct problem_code E_TARGET = { ERR_CONFLICT, "case.merge_target", "目标案件已结案或已归并，不能再并入。" };
static const struct problem_code E_KIND = { ERR_INVALID, "case.merge_kind", "请选择“重复件”或“同类归并”。" };
static const struct problem_code E_UNDONE = { ERR_CONFLICT, "case.merge_undone", "这次归并已经撤销。" };
static const struct problem_code E_MERGE = { ERR_NOT_FOUND, "case.merge_not_found", "没有找到这次归并。" };
static const struct problem_code E_LATER = { ERR_CONFLICT, "case.merge_closed", "主件已结案或又被归并，请先重新打开主件再拆分。" };
static const struct problem_code E_JUDGING = { ERR_CONFLICT, "case.merge_judging", "主件正在研判，请先作出研判结论再拆分。" };
static const struct problem_code E_MOVED = { ERR_STALE, "case.stale", "这件诉求刚被归并到别的案件，请刷新后再操作。" };
static const struct problem_code E_ORIGIN = { ERR_CONFLICT, "case.unjoin_origin", "只有并入的诉求可以取消并入。" };

static bool joinable(const struct q_case_get_out *row)
{
	return str_eq(row->status, "filed") || str_eq(row->status, "handling");
}

static const char *join_action(const char *kind, bool whole_case)
{
	if (str_eq(kind, "repeat"))
		return whole_case ? "merge_own" : "join_own";
	return str_eq(kind, "same_matter") ? (whole_case ? "merge" : "join") : NULL;
}

/* Counts `delta` appellants and writes one event on an open case. */
static enum err count_appeals(
	struct case_tx *t, const char *kind, int64_t delta, int64_t appeal_id, int64_t other_case, const char *reason)
{
	struct q_case_get_out after = t->row;
	after.appeals += delta;
	change_begin(&t->change, kind, NIL);
	enum err e = case_store(t, &after);
	if (e)
		return e;
	if (appeal_id != NIL)
		change_fact_int(&t->change, "appeal_id", appeal_id);
	if (other_case != NIL)
		change_fact_int(&t->change, "other_case_id", other_case);
	change_secret(&t->change, "reason", reason);
	change_topics(&t->change, case_topics(t));
	return change_end(&t->change);
}

enum err case_join(struct op *op, int64_t appeal_id, int64_t version, int64_t case_id, const char *kind, const char *reason)
{
	const char *action = join_action(kind, false);
	if (!action)
		return problem_set(op->problem, &E_KIND);
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (!e && !joinable(&t.row))
		e = problem_set(op->problem, &E_TARGET);
	if (!e)
		e = appeal_move(op, appeal_id, action,
			&(struct appeal_move_args){ .version = version, .case_id = case_id, .text = reason });
	if (!e)
		e = q_membership_insert(op->s, &(struct q_membership_insert_in){ .appeal_id = appeal_id, .case_id = case_id, .kind = kind,
			.from_at = op->now, .former_case_id = NIL, .by_user = op_actor(op).user_id }, NULL);
	if (!e)
		e = count_appeals(&t, "case.joined", 1, appeal_id, NIL, reason);
	return e ? e : case_end(&t);
}

enum err case_unjoin(struct op *op, int64_t appeal_id, const char *reason)
{
	struct q_appeal_get_out row;
	struct case_tx t;
	enum err e = appeal_get(op, appeal_id, &row);
	if (!e && (row.case_id == NIL || (!str_eq(row.status, "joined") && !str_eq(row.status, "joined_own"))))
		e = problem_set(op->problem, &E_ORIGIN);
	if (!e)
		e = case_begin(&t, op, row.case_id);
	if (!e) /* again: it may have been carried into another case before we had the lock */
		e = appeal_get(op, appeal_id, &row);
	if (!e && row.case_id != t.row.id)
		e = problem_set(op->problem, &E_MOVED);
	if (!e)
		e = q_membership_end(op->s,
			&(struct q_membership_end_in){ .now = op->now, .appeal_id = appeal_id, .case_id = row.case_id },
			NULL);
	if (!e)
		e = appeal_move(op, appeal_id, "unjoin", &(struct appeal_move_args){ .version = NIL, .text = reason });
	if (!e)
		e = count_appeals(&t, "case.unjoined", -1, appeal_id, NIL, reason);
	return e ? e : case_end(&t);
}

/* Begins both cases, the lower id first. */
static enum err begin_both(struct op *op, struct case_tx *a, int64_t a_id, struct case_tx *b, int64_t b_id)
{
	enum err e = a_id < b_id ? case_begin(a, op, a_id) : case_begin(b, op, b_id);
	if (!e)
		e = a_id < b_id ? case_begin(b, op, b_id) : case_begin(a, op, a_id);
	return e;
}

static enum err end_both(struct case_tx *a, struct case_tx *b)
{
	enum err e = case_end(a);
	return e ? e : case_end(b);
}

/* Moves the appellants of `from` into `into`; *moved counts them. */
static enum err carry_over(struct op *op, int64_t from, int64_t into, const char *kind, const char *action, int64_t *moved)
{
	struct q_membership_now_rows m;
	enum err e = q_membership_now(op->s, &(struct q_membership_now_in){ .case_id = from }, &m);
	*moved = 0;
	for (size_t i = 0; !e && i < m.n; i++) {
		e = q_membership_end(op->s,
			&(struct q_membership_end_in){ .now = op->now, .appeal_id = m.v[i].appeal_id, .case_id = from },
			NULL);
		if (!e)
			e = q_membership_insert(op->s, &(struct q_membership_insert_in){ .appeal_id = m.v[i].appeal_id, .case_id = into,
				.kind = kind, .from_at = op->now, .former_case_id = from, .by_user = op_actor(op).user_id }, NULL);
		/* those that had joined `from` themselves stay joined; the first appellant becomes a joined one */
		if (!e && str_eq(m.v[i].status, "filed"))
			e = appeal_move(op, m.v[i].appeal_id, action, &(struct appeal_move_args){ .version = NIL, .case_id = into });
		else if (!e)
			e = appeal_rehome(op, m.v[i].appeal_id, into);
		(*moved)++;
	}
	return e;
}

enum err case_merge(struct op *op, int64_t from, int64_t version, int64_t into, const char *kind, const char *reason,
	int64_t *merge_id)
{
	struct case_tx f, t;
	struct q_merge_insert_out made;
	int64_t moved;
	const char *action = join_action(kind, true);
	if (from == into)
		return problem_set(op->problem, &E_SELF);
	if (!action)
		return problem_set(op->problem, &E_KIND);
	enum err e = begin_both(op, &f, from, &t, into);
	if (!e)
		e = case_expect(&f, version);
	if (!e && !joinable(&t.row))
		e = problem_set(op->problem, &E_TARGET);
	if (e)
		return e;
	const char *former = f.row.status;
	e = case_move(&f, "merge", &(struct case_move_args){ .reason = reason, .fact_id = into });
	if (!e)
		e = q_merge_insert(op->s, &(struct q_merge_insert_in){ .from_case_id = from, .into_case_id = into, .kind = kind,
			.former_status = former, .at = op->now, .by_user = op_actor(op).user_id, .reason = reason ? reason : "" }, &made);
	if (!e)
		e = carry_over(op, from, into, kind, action, &moved);
	if (!e)
		e = count_appeals(&f, "case.merged_away", -f.row.appeals, NIL, into, NULL);
	if (!e)
		e = count_appeals(&t, "case.merged_in", moved, NIL, from, reason);
	*merge_id = made.id;
	return e ? e : end_both(&f, &t);
}

/* Brings the appellants that came from `from` home again. */
static enum err carry_back(struct op *op, int64_t from, int64_t into, int64_t *moved)
{
	struct q_membership_former_rows m;
	enum err e = q_membership_former(op->s, &(struct q_membership_former_in){ .into_id = into, .from_id = from }, &m);
	*moved = 0;
	for (size_t i = 0; !e && i < m.n; i++) {
		int64_t id = m.v[i].appeal_id;
		struct q_appeal_get_out row;
		struct q_membership_last_in_out last;
		e = q_membership_last_in(op->s, &(struct q_membership_last_in_in){ .appeal_id = id, .case_id = from }, &last);
		if (!e)
			e = q_membership_end(op->s, &(struct q_membership_end_in){ .now = op->now, .appeal_id = id, .case_id = into }, NULL);
		if (!e)
			e = q_membership_insert(op->s, &(struct q_membership_insert_in){ .appeal_id = id, .case_id = from, .kind = last.kind,
				.from_at = op->now, .former_case_id = last.former_case_id, .by_user = op_actor(op).user_id }, NULL);
		if (!e)
			e = appeal_get(op, id, &row);
		bool was_origin = !e && str_eq(last.kind, "origin");
		bool joined = !e && (str_eq(row.status, "joined") || str_eq(row.status, "joined_own"));
		if (!e && was_origin && joined)
			e = appeal_move(op, id, "unmerge", &(struct appeal_move_args){ .version = NIL, .case_id = from });
		else if (!e) /* joined there before, or already asked: a rating stays with its appeal */
			e = appeal_rehome(op, id, from);
		(*moved)++;
	}
	return e;
}

enum err case_unmerge(struct op *op, int64_t merge_id, const char *reason, int64_t *case_id)
{
	struct q_merge_get_out m;
	struct case_tx f, t;
	int64_t moved, changed;
	enum err e = q_merge_get(op->s, &(struct q_merge_get_in){ .id = merge_id }, &m);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_MERGE);
	if (!e)
		e = begin_both(op, &f, m.from_case_id, &t, m.into_case_id);
	if (e)
		return e;
	if (!str_eq(f.row.status, "merged") || f.row.merged_into != m.into_case_id || m.undone_at != NIL)
		return problem_set(op->problem, &E_UNDONE);
	if (str_eq(t.row.status, "closed") || str_eq(t.row.status, "merged"))
		return problem_set(op->problem, &E_LATER);
	if (str_eq(t.row.status, "judging") || str_eq(t.row.status, "ready"))
		return problem_set(op->problem, &E_JUDGING);
	e = q_merge_undo(op->s,
		&(struct q_merge_undo_in){ .now = op->now, .by_user = op_actor(op).user_id, .id = merge_id }, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_UNDONE);
	if (!e)
		e = carry_back(op, m.from_case_id, m.into_case_id, &moved);
	if (!e)
		e = count_appeals(&t, "case.split_out", -moved, NIL, m.from_case_id, reason);
	if (!e)
		e = count_appeals(&f, "case.split_back", moved, NIL, m.into_case_id, NULL);
	if (!e)
		e = case_move(&f, str_eq(m.former_status, "filed") ? "unmerge_filed" : "unmerge_handling",
			      &(struct case_move_args){ .reason = reason, .fact_id = m.into_case_id });
	*case_id = m.from_case_id;
	return e ? e : end_both(&f, &t);
}

static enum err link_event(struct op *op, int64_t a, int64_t b, const char *kind, const char *note)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, a);
	if (e)
		return e;
	change_begin(&t.change, kind, NIL);
	change_fact_int(&t.change, "other_case_id", b);
	change_secret(&t.change, "note", note);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

enum err case_link(struct op *op, int64_t a, int64_t b, const char *note)
{
	int64_t low = a < b ? a : b, high = a < b ? b : a;
	if (a == b)
		return problem_set(op->problem, &E_SELF);
	enum err e = link_event(op, low, high, "case.linked", note);
	if (!e)
		e = link_event(op, high, low, "case.linked", note);
	if (!e)
		e = q_link_insert(op->s, &(struct q_link_insert_in){ .a_id = low, .b_id = high, .at = op->now,
				  .by_user = op_actor(op).user_id, .note = note ? note : "" }, NULL);
	return e;
}

enum err case_unlink(struct op *op, int64_t a, int64_t b)
{
	int64_t low = a < b ? a : b, high = a < b ? b : a;
	enum err e = link_event(op, low, high, "case.unlinked", NULL);
	if (!e)
		e = link_event(op, high, low, "case.unlinked", NULL);
	if (!e)
		e = q_link_delete(op->s, &(struct q_link_delete_in){ .a_id = low, .b_id = high }, NULL);
	return e;
}

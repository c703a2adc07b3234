/* SPDX-License-Identifier: Apache-2.0 */
/* What a frozen list proposes (scoring.md 4.6): flags, how many months in a row, and the step that follows from it. */
#include "accountability/accountability_internal.h"

enum { LOOK_BACK = 12, FIRST = 3 }; /* months; commended of each list */

/* One list in a month and the months before it. */
struct chain {
	int64_t month;
	struct score_standing *v[LOOK_BACK];
	size_t n[LOOK_BACK];
	size_t months;             /* frozen without a gap, this one included */
};

static int64_t before(int64_t month)
{
	return month % 100 == 1 ? month - 89 : month - 1;
}

static enum err load(struct op *op, int64_t month, const char *list, struct chain *c)
{
	*c = (struct chain){ .month = month };
	for (; c->months < LOOK_BACK; c->months++, month = before(month)) {
		enum err e = score_frozen(op, month, list, &c->v[c->months], &c->n[c->months]);
		if (e || !c->n[c->months])
			return e;
	}
	return ERR_OK;
}

static bool stood(const struct score_standing *s, bool last)
{
	return last ? s->flagged : s->rank >= 1 && s->rank <= FIRST;
}

/* Months in a row, this one included, in which the unit stood among the last (or first). */
static int64_t in_a_row(const struct chain *c, int64_t unit_id, bool last)
{
	int64_t months = 0;
	for (size_t m = 0; m < c->months; m++, months++) {
		bool there = false;
		for (size_t i = 0; !there && i < c->n[m]; i++)
			there = c->v[m][i].unit_id == unit_id && stood(&c->v[m][i], last);
		if (!there)
			break;
	}
	return months;
}

static const char *measure_of(int64_t months, bool last)
{
	static const char *const STEPS[] = { NULL, "notice", "talk", "transfer" };
	return last ? STEPS[score_step(months)] : "commend";
}

static enum err propose_list(struct op *op, const char *list, const struct chain *c)
{
	int64_t ranked = 0;
	enum err e = ERR_OK;
	for (size_t i = 0; i < c->n[0]; i++)
		ranked += c->v[0][i].rank > 0;
	for (size_t i = 0; !e && i < c->n[0]; i++) {
		const struct score_standing *s = &c->v[0][i];
		bool last = s->flagged;
		if (!last && !stood(s, false))
			continue;
		int64_t months = in_a_row(c, s->unit_id, last);
		e = accountability_propose(op, &(struct q_accountability_insert_in){ .month = c->month, .list = list,
			.unit_id = s->unit_id, .measure = measure_of(months, last), .months = months, .rank = s->rank, .ranked = ranked,
			.points_micro = s->points, .status = "proposed", .created_at = op->now });
	}
	return e;
}

struct making {
	struct op *op;
	int64_t month;
	struct chain towns, departments;
};

/* Of several nodes one marks the month. */
static enum err store(struct db_session *s, void *arg)
{
	struct making *k = arg;
	struct op op = *k->op;
	int64_t changed;
	op.s = s;
	enum err e = q_accountability_month_done(
		s, &(struct q_accountability_month_done_in){ .month = k->month, .made_at = op.now }, &changed);
	if (e || !changed)
		return e;
	e = propose_list(&op, "towns", &k->towns);
	return e ? e : propose_list(&op, "departments", &k->departments);
}

static enum err next_month(struct op *op, int64_t *month)
{
	struct q_accountability_month_due_out due;
	enum err e = q_accountability_month_due(op->s, &due);
	*month = e ? NIL : due.month;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err accountability_pending(struct op *op, bool *yes)
{
	int64_t month;
	enum err e = next_month(op, &month);
	*yes = !e && month != NIL;
	return e;
}

enum err accountability_make(struct op *op, int64_t *made)
{
	for (*made = 0;; ++*made) {
		struct making k = { .op = op };
		enum err e = next_month(op, &k.month);
		if (e || k.month == NIL)
			return e;
		e = load(op, k.month, "towns", &k.towns);
		if (!e)
			e = load(op, k.month, "departments", &k.departments);
		if (!e)
			e = db_write(op->s, store, &k);
		if (e)
			return e;
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Cases that become hard ones by rule, and reminders. */
#include "hardcase/hardcase_internal.h"

enum err hardcase_number(struct op *op, const char *code, int64_t *value)
{
	enum err e = rule_number(op->s, arena_printf(op->a, "hardcase.%s", code), NIL, value);
	if (*value <= 0)
		*value = NIL;
	return e;
}

/* Opens one unless the case is or was one. */
static enum err by_rule(struct case_tx *t, const char *reason, const char *why)
{
	struct q_hardcase_of_case_rows rows;
	int64_t id;
	enum err e = q_hardcase_of_case(t->op->s, &(struct q_hardcase_of_case_in){ .case_id = t->row.id }, &rows);
	return e || rows.n || t->row.closed_at != NIL ? e : hardcase_make(t, reason, "rule", why, &id);
}

enum err hardcase_on_return(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_hardcase_returns_out returns;
	int64_t limit;
	(void)n;
	enum err e = hardcase_number(t->op, "returns", &limit);
	if (e || limit == NIL)
		return e;
	e = q_hardcase_returns(t->op->s, &(struct q_hardcase_returns_in){ .case_id = t->row.id }, &returns);
	if (e || returns.n < limit)
		return e;
	return by_rule(t, "unclear", arena_printf(t->op->a, "同一案件第%d次退单", (int)returns.n));
}

enum err hardcase_on_rework(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	int64_t limit;
	(void)n;
	enum err e = hardcase_number(t->op, "rounds", &limit);
	if (e || limit == NIL || t->row.round < limit)
		return e;
	return by_rule(t, "stuck", arena_printf(t->op->a, "第%d轮重办", (int)t->row.round));
}

enum err hardcase_on_close(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_hardcase_open_of_out open;
	struct hardcase_tx x = { .op = t->op, .t = t };
	(void)n;
	enum err e = q_hardcase_open_of(t->op->s, &(struct q_hardcase_open_of_in){ .case_id = t->row.id }, &open);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = q_hardcase_get(t->op->s, &(struct q_hardcase_get_in){ .id = open.id }, &x.row);
	if (!e)
		e = hardcase_move(&x, "end", true);
	return e ? e : hardcase_note(&x, "end", "案件已结案");
}

/* ---- the job ---- */

static enum err silent_before(struct op *op, int64_t *before)
{
	int64_t days;
	enum err e = hardcase_number(op, "silent_days", &days);
	*before = e || days == NIL ? NIL : op->now - days * (int64_t)MS_DAY;
	return e;
}

enum err hardcase_find_silent(struct op *op, int64_t *case_ids, size_t max, size_t *n)
{
	struct q_hardcase_silent_rows rows;
	int64_t before;
	*n = 0;
	enum err e = silent_before(op, &before);
	if (e || before == NIL)
		return e;
	e = q_hardcase_silent(op->s, &(struct q_hardcase_silent_in){ .before = before, .max = (int64_t)max }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		case_ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err hardcase_open_silent(struct op *op, int64_t case_id)
{
	struct case_tx t;
	int64_t days;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = hardcase_number(op, "silent_days", &days);
	if (!e && days != NIL && str_eq(t.row.status, "handling"))
		e = by_rule(&t, "unattended", arena_printf(op->a, "超期后%d天没有进展", (int)days));
	return e ? e : case_end(&t);
}

enum err hardcase_find_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_hardcase_next_due_rows rows;
	*n = 0;
	enum err e = q_hardcase_next_due(op->s, &(struct q_hardcase_next_due_in){ .now = op->now, .max = (int64_t)max }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err hardcase_remind(struct op *op, int64_t id)
{
	struct case_tx t;
	struct hardcase_tx x;
	enum err e = hardcase_begin(&x, &t, op, id);
	if (!e && x.row.closed_at == NIL && x.row.reminded_at == NIL && x.row.next_at != NIL && x.row.next_at <= op->now) {
		e = hardcase_move(&x, "remind", true);
		if (!e)
			e = hardcase_note(&x, "remind", NULL);
	}
	return e ? e : case_end(&t);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What happens without anybody's asking: cases that raise an emergency, the dead-man queue, reminders (invariant 10). */
#include "auth/caps.h"
#include "emergency/emergency_internal.h"

enum { UNTOUCHED_MINUTES = 5, LAPSE_MINUTES = 15 };

/* ---- cases ---- */

static const char *words_of(const struct q_case_get_out *c)
{
	return *c->summary ? c->summary : c->title;
}

static enum err wants_one(struct case_tx *t, bool *yes)
{
	struct q_emergency_class_of_type_out k;
	int64_t red, by_class;
	*yes = false;
	if (t->row.historical)
		return ERR_OK;
	enum err e = rule_number(t->op->s, "emergency.raise_red", 0, &red);
	if (!e && red && str_eq(t->row.colour, "red")) {
		*yes = true;
		return ERR_OK;
	}
	if (e || t->row.event_type_id == NIL)
		return e;
	e = q_emergency_class_of_type(t->op->s, &(struct q_emergency_class_of_type_in){ .event_type_id = t->row.event_type_id }, &k);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = rule_number(t->op->s, "emergency.raise_class", 0, &by_class);
	*yes = by_class != 0;
	return e;
}

enum err emergency_on_case(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_emergency_of_case_rows rows;
	const struct emergency_report *rep = t->op->urgent;
	bool yes = rep != NULL;
	int64_t id;
	(void)n;
	enum err e = yes ? ERR_OK : wants_one(t, &yes);
	if (e || !yes)
		return e;
	e = q_emergency_of_case(t->op->s, &(struct q_emergency_of_case_in){ .case_id = t->row.id }, &rows);
	if (e || rows.n) /* what was settled as a false alarm is not rung again by being classified */
		return e;
	return rep ? emergency_raise(t, rep->class_id, "hand", rep->what, &id) :
		     emergency_raise(t, NIL, "rule", words_of(&t->row), &id);
}

/* The open one of the case in `x`; ERR_NOT_FOUND when there is none. */
static enum err open_of(struct case_tx *t, struct emergency_tx *x)
{
	struct q_emergency_open_of_out open;
	*x = (struct emergency_tx){ .op = t->op, .t = t };
	enum err e = q_emergency_open_of(t->op->s, &(struct q_emergency_open_of_in){ .case_id = t->row.id }, &open);
	return e ? e : q_emergency_get(t->op->s, &(struct q_emergency_get_in){ .id = open.id }, &x->row);
}

enum err emergency_on_dispatch(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct emergency_tx x;
	(void)n;
	if (!t->op->who || !can(t->op->who, CAP_EMERGENCY))
		return ERR_OK;
	enum err e = open_of(t, &x);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (!str_eq(x.row.status, "reported") || !emergency_can(t->op, &x.row, CAP_EMERGENCY))
		return ERR_OK;
	e = emergency_move(&x, "take", false);
	return e ? e : emergency_note(&x, "take", "派单即接手", NULL);
}

enum err emergency_on_close(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct emergency_tx x;
	(void)n;
	enum err e = open_of(t, &x);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (!wf_find(&EMERGENCY_MACHINE, x.row.status, "end")) /* lifted: the review is still owed */
		return ERR_OK;
	e = emergency_move(&x, "end", true);
	return e ? e : emergency_note(&x, "end", "案件已结案", NULL);
}

/* A word in the course of the other one; its case is locked by the merge. */
static enum err note_at(struct emergency_tx *x, int64_t id, const char *kind, const char *text)
{
	struct emergency_tx other = { .op = x->op, .t = x->t, .row = { .id = id } };
	return emergency_note(&other, kind, text, NULL);
}

enum err emergency_on_merge(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct emergency_tx x;
	struct q_emergency_open_of_out into;
	(void)n;
	enum err e = open_of(t, &x);
	if (!e)
		e = q_emergency_open_of(t->op->s, &(struct q_emergency_open_of_in){ .case_id = t->row.merged_into }, &into);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (!wf_find(&EMERGENCY_MACHINE, x.row.status, "merge") || !wf_find(&EMERGENCY_MACHINE, into.status, "merge"))
		return ERR_OK;
	x.into = into.id;
	e = emergency_move(&x, "merge", true);
	if (!e)
		e = emergency_note(&x, "merge", "与另一起是同一件事，并入后一起处置", NULL);
	return e ? e : note_at(&x, into.id, "merge", arena_printf(t->op->a, "%s 并入：%s", t->row.no, x.row.what));
}

enum err emergency_on_unmerge(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_emergency_merged_of_out found;
	struct emergency_tx x = { .op = t->op, .t = t };
	(void)n;
	enum err e = q_emergency_merged_of(t->op->s, &(struct q_emergency_merged_of_in){ .case_id = t->row.id }, &found);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = q_emergency_get(t->op->s, &(struct q_emergency_get_in){ .id = found.id }, &x.row);
	int64_t into = x.row.merged_into;
	if (!e)
		e = emergency_move(&x, "split", true);
	if (!e)
		e = emergency_note(&x, "split", "不是同一件事，重新待接手", NULL);
	return e ? e : note_at(&x, into, "split", arena_printf(t->op->a, "%s 拆分出去", t->row.no));
}

/* ---- the job ---- */

enum err emergency_find_untouched(struct op *op, int64_t *case_ids, size_t max, size_t *n)
{
	struct q_emergency_untouched_rows rows;
	int64_t minutes;
	*n = 0;
	/* a number that was switched off does not switch off the queue */
	enum err e = rule_number(op->s, "emergency.untouched_minutes", UNTOUCHED_MINUTES, &minutes);
	if (!e)
		e = q_emergency_untouched(op->s, &(struct q_emergency_untouched_in){ .before = op->now - minutes * MS_MINUTE,
					  .max = (int64_t)max }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		case_ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err emergency_raise_untouched(struct op *op, int64_t case_id)
{
	struct case_tx t;
	struct q_emergency_of_case_rows rows;
	int64_t id;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = q_emergency_of_case(op->s, &(struct q_emergency_of_case_in){ .case_id = case_id }, &rows);
	if (!e && !rows.n && str_eq(t.row.colour, "red") && t.row.closed_at == NIL)
		e = emergency_raise(&t, NIL, "deadman", words_of(&t.row), &id);
	return e ? e : case_end(&t);
}

enum err emergency_find_waiting(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_emergency_waiting_rows rows;
	struct q_emergency_rings_rows rings;
	*n = 0;
	enum err e = q_emergency_rings(op->s, &rings);
	if (!e)
		e = q_emergency_waiting(op->s, &(struct q_emergency_waiting_in){ .max = (int64_t)max }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (emergency_circle(&rings, op->now - rows.v[i].reported_at) > rows.v[i].circle)
			ids[(*n)++] = rows.v[i].id;
	return e;
}

/* One move by the system, if the machine still allows it. */
static enum err by_system(struct op *op, int64_t id, const char *action, bool (*still)(const struct emergency_tx *x))
{
	struct case_tx t;
	struct emergency_tx x;
	enum err e = emergency_begin(&x, &t, op, id);
	if (!e && wf_find(&EMERGENCY_MACHINE, x.row.status, action) && still(&x)) {
		e = emergency_move(&x, action, true);
		if (!e)
			e = emergency_note(&x, action, x.fact, NULL);
	}
	return e ? e : case_end(&t);
}

static bool always(const struct emergency_tx *x)
{
	return x != NULL;
}

static bool not_reminded(const struct emergency_tx *x)
{
	return x->row.reminded_at == NIL && x->row.next_report_at != NIL && x->row.next_report_at <= x->op->now;
}

enum err emergency_widen(struct op *op, int64_t id)
{
	return by_system(op, id, "widen", always);
}

static enum err lapsing(struct op *op, size_t max, struct q_emergency_lapsing_rows *rows)
{
	int64_t minutes;
	enum err e = rule_number(op->s, "emergency.lapse_minutes", LAPSE_MINUTES, &minutes);
	return e ? e : q_emergency_lapsing(op->s, &(struct q_emergency_lapsing_in){ .before = op->now - minutes * MS_MINUTE,
					   .max = (int64_t)max }, rows);
}

enum err emergency_find_lapsing(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_emergency_lapsing_rows rows;
	enum err e = lapsing(op, max, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

static bool nothing_done(const struct emergency_tx *x)
{
	return str_eq(x->t->row.status, "filed");
}

enum err emergency_lapse(struct op *op, int64_t id)
{
	return by_system(op, id, "lapse", nothing_done);
}

enum err emergency_find_report_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_emergency_report_due_rows rows;
	enum err e = q_emergency_report_due(op->s, &(struct q_emergency_report_due_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err emergency_remind(struct op *op, int64_t id)
{
	return by_system(op, id, "remind", not_reminded);
}

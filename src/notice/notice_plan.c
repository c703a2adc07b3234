/* SPDX-License-Identifier: Apache-2.0 */
/* Triggers of scoring.md 4.7: what each looks for, gathered by unit, made into drafts. Nothing is issued here.
 *
 * The trigger on the score is looked for by the job, since this room does not know scores. Proven false replies and
 * leaks are raised by hand. Calibration: docs/notice.md. */
#include "notice/notice_internal.h"

#include <stdlib.h>

/* The rows of every statement have the same three columns. */
#define FIND(statement, ...)                                                                       \
	{                                                                                          \
		struct q_notice_hits_##statement##_rows rows;                                      \
		enum err e = q_notice_hits_##statement(op->s, &(struct q_notice_hits_##statement##_in){ __VA_ARGS__ }, &rows); \
		*n = e ? 0 : rows.n;                                                               \
		*v = ARENA_ARRAY(op->a, struct notice_hit, *n + 1);                                \
		for (size_t i = 0; i < *n; i++)                                                    \
			(*v)[i] = (struct notice_hit){ rows.v[i].unit_id, rows.v[i].id, rows.v[i].n }; \
		return e;                                                                          \
	}
#define FINDER(name, ...)                                                                          \
	static enum err find_##name(struct op *op, const struct q_notice_trigger_list_out *t, struct notice_hit **v, size_t *n) \
	FIND(name, __VA_ARGS__)

static int64_t since(const struct op *op, const struct q_notice_trigger_list_out *t)
{
	return op->now - t->days * (int64_t)MS_DAY;
}

FINDER(urged, .threshold = t->threshold)
FINDER(hot, .since = since(op, t), .threshold = t->threshold)
FINDER(late, .now = op->now, .threshold = t->threshold)
FINDER(sensitive, .now = op->now, .threshold = t->threshold)
FINDER(dissatisfied, .threshold = t->threshold)
FINDER(returned, .since = since(op, t), .threshold = t->threshold)
FINDER(red, .now = op->now, .threshold = t->threshold)
FINDER(hint, .since = since(op, t))
FINDER(supervise, .since = since(op, t))

static const struct finder {
	const char *code;
	enum err (*find)(struct op *op, const struct q_notice_trigger_list_out *t, struct notice_hit **v, size_t *n);
	bool of_notices;
} FINDERS[] = {
	{ "urged", find_urged, false },
	{ "hot", find_hot, false },
	{ "late", find_late, false },
	{ "sensitive_late", find_sensitive, false },
	{ "dissatisfied", find_dissatisfied, false },
	{ "returned", find_returned, false },
	{ "red_silent", find_red, false },
	{ "hint_unanswered", find_hint, true },
	{ "supervise_unanswered", find_supervise, true },
};

static const struct finder *finder_of(const char *code)
{
	for (size_t i = 0; i < sizeof FINDERS / sizeof *FINDERS; i++)
		if (str_eq(FINDERS[i].code, code))
			return &FINDERS[i];
	return NULL;
}

static int by_unit(const void *a, const void *b)
{
	const struct notice_hit *x = a, *y = b;
	if (x->unit_id != y->unit_id)
		return x->unit_id < y->unit_id ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* What is done with one unit's hits: counts it when it is ready, and makes the draft when `doing`. */
static enum err one_unit(struct op *op, const struct q_notice_trigger_list_out *t, const struct finder *f,
	const struct notice_hit *v, size_t n, bool doing, bool *ready)
{
	struct q_notice_draft_of_out draft = { .id = NIL };
	struct q_notice_last_of_out last;
	const struct unit *u = ref_unit(op->refs, v->unit_id);
	*ready = false;
	if (!u || !u->active)
		return ERR_OK;
	enum err e = q_notice_draft_of(op->s, &(struct q_notice_draft_of_in){ .unit_id = v->unit_id, .kind = t->kind,
				       .subject = t->subject }, &draft);
	if (e == ERR_NOT_FOUND)
		draft.id = NIL;
	else if (e || (!f->of_notices && draft.cases >= NOTICE_CASES_MAX)) /* full: the rest waits for the next one */
		return e;
	e = q_notice_last_of(op->s,
		&(struct q_notice_last_of_in){ .unit_id = v->unit_id, .trigger_code = t->code, .since = since(op, t) },
		&last);
	if (e)
		return e;
	*ready = notice_ready(t->cases, t->days, (int64_t)n, draft.id != NIL, last.at, op->now);
	return *ready && doing ? notice_draft_open(op, t, v, n, f->of_notices, draft.id) : ERR_OK;
}

static enum err run(struct op *op, const struct q_notice_trigger_list_out *t, bool doing, bool *any)
{
	const struct finder *f = t->by_hand ? NULL : finder_of(t->code);
	struct notice_hit *v;
	size_t n;
	*any = false;
	if (!f)
		return ERR_OK;
	enum err e = f->find(op, t, &v, &n);
	if (!e)
		qsort(v, n, sizeof *v, by_unit);
	for (size_t i = 0, end; !e && i < n; i = end) {
		bool ready;
		for (end = i + 1; end < n && v[end].unit_id == v[i].unit_id; end++)
			;
		e = one_unit(op, t, f, v + i, end - i, doing, &ready);
		*any = *any || ready;
	}
	return e;
}

enum err notice_triggered(struct op *op, int64_t *triggers, size_t max, size_t *n)
{
	struct q_notice_trigger_list_rows rows;
	enum err e = q_notice_trigger_list(op->s, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n && *n < max; i++) {
		bool any;
		e = run(op, &rows.v[i], false, &any);
		if (!e && any)
			triggers[(*n)++] = rows.v[i].id;
	}
	return e;
}

enum err notice_propose(struct op *op, int64_t trigger_id)
{
	struct q_notice_trigger_list_rows rows;
	enum err e = q_notice_trigger_list(op->s, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		bool any;
		if (rows.v[i].id == trigger_id)
			e = run(op, &rows.v[i], true, &any);
	}
	return e;
}

/* ---- the trigger on the score ---- */

static const char BELOW_LINE[] = "below_line";

static enum err below_line(struct op *op, struct q_notice_trigger_list_out *t)
{
	struct q_notice_trigger_list_rows rows;
	enum err e = q_notice_trigger_list(op->s, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (str_eq(rows.v[i].code, BELOW_LINE)) {
			*t = rows.v[i];
			return ERR_OK;
		}
	return e ? e : ERR_NOT_FOUND;
}

enum err notice_line(struct op *op, int64_t *points, int64_t *days)
{
	struct q_notice_trigger_list_out t;
	enum err e = below_line(op, &t);
	if (e)
		return e;
	*points = t.threshold;
	*days = t.cases;
	return ERR_OK;
}

enum err notice_below_line(struct op *op, int64_t unit_id)
{
	struct q_notice_trigger_list_out t;
	struct q_notice_draft_of_out open;
	struct q_notice_last_of_out last;
	int64_t id;
	const struct unit *u = ref_unit(op->refs, unit_id);
	enum err e = below_line(op, &t);
	if (!e)
		e = q_notice_last_of(op->s,
			&(struct q_notice_last_of_in){ .unit_id = unit_id, .trigger_code = t.code, .since = since(op, &t) }, &last);
	if (e || !u || !u->active || last.at != NIL)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = q_notice_draft_of(op->s,
		&(struct q_notice_draft_of_in){ .unit_id = unit_id, .kind = t.kind, .subject = t.subject }, &open);
	if (e != ERR_NOT_FOUND) /* somebody has yet to decide about the one before */
		return e;
	return notice_draft_plain(op, &t, unit_id,
		arena_printf(op->a, "月度考核得分连续%lld天低于%lld分", (long long)t.cases, (long long)t.threshold), &id);
}

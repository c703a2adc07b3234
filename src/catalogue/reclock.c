/* SPDX-License-Identifier: Apache-2.0 */
/* A changed calendar moves dues (architecture.md 4: calendars are never pinned, a due time moves only by an event).
 *
 * Every running clock in working time is computed again, and that of a result under review, which may be sent back; where
 * the end differs, the clock and the column of its object that follows it move together, with one event "clock.calendar".
 * A column that somebody has set otherwise stays.
 * Batches of 500 clocks per transaction, so that a long list never holds the writer. */
#include "catalogue/kinds.h"
#include "catalogue_sql.h"
#include "clock/clock.h"

enum { BATCH = 500, PREVIEW_MAX = 50000, BATCH_MEMORY = 64 << 20 };

/* One due column of one row that may follow the clock. */
struct follower {
	const char *table, *column;
	int64_t id;
};

static enum err follow(struct op *op, struct change *c, const struct follower *f, int64_t former, int64_t due)
{
	int64_t changed = 0;
	enum err e = ERR_OK;
	if (str_eq(f->table, "casefile"))
		e = q_reclock_case_due(op->s, &(struct q_reclock_case_due_in){ due, f->id, former }, &changed);
	else if (str_eq(f->table, "statutory_stage"))
		e = q_reclock_stage_due(op->s, &(struct q_reclock_stage_due_in){ due, f->id, former }, &changed);
	else if (str_eq(f->column, "sign_due_at"))
		e = q_reclock_order_sign(op->s, &(struct q_reclock_order_sign_in){ due, f->id, former }, &changed);
	else if (str_eq(f->column, "contact_due_at"))
		e = q_reclock_order_contact(op->s, &(struct q_reclock_order_contact_in){ due, f->id, former }, &changed);
	else
		e = q_reclock_order_due(op->s, &(struct q_reclock_order_due_in){ due, f->id, former }, &changed);
	if (!e && changed)
		change_int(c, f->table, f->id, f->column, former, due);
	return e;
}

static enum err follow_callback(struct op *op, struct change *c, int64_t appeal_id, int64_t former, int64_t due)
{
	struct q_reclock_callback_task_out task;
	enum err e = q_reclock_callback_task(op->s, &(struct q_reclock_callback_task_in){ appeal_id, former }, &task);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	change_int(c, "callback_task", task.id, "due_at", former, due);
	return q_reclock_callback_due(op->s, &(struct q_reclock_callback_due_in){ due, appeal_id, former }, NULL);
}

static enum err move_followers(struct op *op, struct change *c, const struct q_reclock_one_out *k, int64_t due)
{
	struct follower f[2];
	size_t n = 0;
	if (str_eq(k->kind, "callback"))
		return follow_callback(op, c, k->object_id, k->due_at, due);
	if (str_eq(k->object_kind, "order"))
		f[n++] = (struct follower){ "work_order", str_eq(k->kind, "sign") ? "sign_due_at" :
					    str_eq(k->kind, "contact") ? "contact_due_at" : "due_at", k->object_id };
	if (str_eq(k->object_kind, "stage"))
		f[n++] = (struct follower){ "statutory_stage", "due_at", k->object_id };
	/* The case shows the due time of its leading order. */
	if (k->case_id != NIL && str_eq(k->kind, "handle"))
		f[n++] = (struct follower){ "casefile", "due_at", k->case_id };
	for (size_t i = 0; i < n; i++) {
		enum err e = follow(op, c, &f[i], k->due_at, due);
		if (e)
			return e;
	}
	return ERR_OK;
}

static enum err due_of(struct op *op, const struct calendar *cal, const struct q_reclock_one_out *k, int64_t *due)
{
	return clock_end(op->s, cal, &(struct clock_row){ .id = k->id, .started_at = k->started_at,
			 .limit_value = k->limit_value, .limit_unit = k->limit_unit }, op->now, due);
}

/* Moves the clock `id` of a stream that is locked now: it is read again, since somebody may have stopped or moved it. */
static enum err move_locked(struct op *op, struct change *c, int64_t id, bool *moved)
{
	struct q_reclock_one_out now;
	const struct q_reclock_one_out *k = &now;
	int64_t due;
	enum err e = q_reclock_one(op->s, &(struct q_reclock_one_in){ .id = id }, &now);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (!e)
		e = due_of(op, op->refs->calendar, k, &due);
	if (e || due == k->due_at)
		return e;
	/* What lies ahead again has not been warned of or breached. */
	int64_t warn = cal_point(k->started_at, due, CLOCK_WARN_MICRO);
	int64_t warned = warn > op->now ? NIL : k->warned_at, breached = due > op->now ? NIL : k->breached_at;
	change_begin(c, "clock.calendar", NIL);
	change_int(c, "clock", k->id, "due_at", k->due_at, due);
	change_int(c, "clock", k->id, "warn_at", k->warn_at, warn);
	change_int(c, "clock", k->id, "warned_at", k->warned_at, warned);
	change_int(c, "clock", k->id, "breached_at", k->breached_at, breached);
	e = move_followers(op, c, k, due);
	if (e)
		return e;
	change_fact_text(c, "clock", k->kind);
	change_fact_text(c, "object", k->object_kind);
	change_fact_int(c, "object_id", k->object_id);
	change_fact_int(c, "former_due_at", k->due_at);
	change_fact_int(c, "due_at", due);
	change_topics(c, k->case_id != NIL ? arena_printf(op->a, "case:%lld", (long long)k->case_id) : "");
	e = q_reclock_clock(op->s, &(struct q_reclock_clock_in){ due, warn, warned, breached, k->id }, NULL);
	*moved = true;
	return e ? e : change_end(c);
}

static enum err move_clock(struct op *op, const struct q_reclock_batch_out *row, bool *moved)
{
	struct change c;
	bool in_case = row->case_id != NIL;
	enum err e = change_open(&c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op),
				 in_case ? "case" : row->object_kind, in_case ? row->case_id : row->object_id, op->now);
	if (!e)
		e = move_locked(op, &c, row->id, moved);
	return e ? e : change_close(&c);
}

/* What computing a due time needs of a clock. */
static struct q_reclock_one_out clock_of_row(const struct q_reclock_batch_out *b)
{
	return (struct q_reclock_one_out){ .id = b->id, .object_kind = b->object_kind, .object_id = b->object_id,
					   .case_id = b->case_id, .kind = b->kind, .started_at = b->started_at,
					   .limit_value = b->limit_value, .limit_unit = b->limit_unit, .due_at = b->due_at };
}

struct batch {
	const struct op *op;
	int64_t after;             /* last clock of the batch before */
	int64_t last;
	size_t seen;
	int64_t moved;
};

static enum err run_batch(struct db_session *s, void *arg)
{
	struct batch *b = arg;
	struct op op = *b->op;
	struct q_reclock_batch_rows rows;
	op.s = s;
	op.a = db_arena(s);
	b->moved = 0;
	enum err e = q_reclock_batch(s, &(struct q_reclock_batch_in){ .after = b->after, .max = BATCH }, &rows);
	if (e)
		return e;
	b->seen = rows.n;
	b->last = rows.n ? rows.v[rows.n - 1].id : b->after;
	for (size_t i = 0; i < rows.n && !e; i++) {
		const struct q_reclock_batch_out *row = &rows.v[i];
		struct q_reclock_one_out k = clock_of_row(row);
		bool moved = false;
		int64_t due;
		e = due_of(&op, op.refs->calendar, &k, &due);
		if (!e && due != k.due_at)
			e = move_clock(&op, row, &moved);
		b->moved += moved;
	}
	return e;
}

enum err calendar_reclock(struct op *op, int64_t *moved)
{
	struct batch b = { .op = op };
	enum err e = ERR_OK;
	*moved = 0;
	do {
		struct arena *former = db_arena(op->s), *own = arena_new(BATCH_MEMORY);
		db_session_use(op->s, own);
		b.after = b.last;
		b.seen = 0;
		e = db_write(op->s, run_batch, &b);
		db_session_use(op->s, former);
		arena_free(own);
		if (!e)
			*moved += b.moved;
	} while (!e && b.seen == BATCH);
	return e;
}

/* ---- preview ------------------------------------------------------------------------------------------ */

static void tally(struct reclock_preview *p, const struct op *op, const struct q_reclock_one_out *k, int64_t due)
{
	p->clocks++;
	if (due == k->due_at)
		return;
	p->moved++;
	p->later += due > k->due_at;
	p->earlier += due < k->due_at;
	p->relieved += k->due_at <= op->now && due > op->now;
	p->broken += k->due_at > op->now && due <= op->now;
	if (p->nsample == RECLOCK_SAMPLE || k->case_id == NIL)
		return;
	p->sample[p->nsample].case_id = k->case_id;
	p->sample[p->nsample].due_at = k->due_at;
	p->sample[p->nsample].new_due_at = due;
	p->sample[p->nsample++].kind = arena_str(op->a, k->kind);
}

static enum err preview_batch(struct op *op, struct op *own, const struct calendar *cal, struct reclock_preview *p,
	int64_t *after, size_t *seen)
{
	struct q_reclock_batch_rows rows;
	enum err e = q_reclock_batch(own->s, &(struct q_reclock_batch_in){ .after = *after, .max = BATCH }, &rows);
	*seen = e ? 0 : rows.n;
	for (size_t i = 0; i < *seen && !e; i++) {
		const struct q_reclock_batch_out *b = &rows.v[i];
		struct q_reclock_one_out k = clock_of_row(b);
		int64_t due;
		e = due_of(own, cal, &k, &due);
		if (!e)
			tally(p, op, &k, due);
		*after = b->id;
	}
	return e;
}

enum err calendar_reclock_preview(struct op *op, const struct calendar *cal, struct reclock_preview *out)
{
	enum err e = ERR_OK;
	int64_t after = 0;
	size_t seen = BATCH;
	*out = (struct reclock_preview){ 0 };
	while (!e && seen == BATCH && !out->more) {
		struct arena *former = db_arena(op->s);
		struct op own = *op;
		own.a = arena_new(BATCH_MEMORY);
		db_session_use(op->s, own.a);
		e = preview_batch(op, &own, cal, out, &after, &seen);
		db_session_use(op->s, former);
		arena_free(own.a);
		out->more = out->clocks >= PREVIEW_MAX && seen == BATCH;
	}
	return e;
}

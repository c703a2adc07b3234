/* SPDX-License-Identifier: Apache-2.0 */
/* Promises in the database: read out of answers, confirmed, reminded of, kept or not, asked of the citizen. */
#include <inttypes.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "promise/promise_internal.h"
#include "promise/promise_read.h"

enum { REMIND_HOUR = 8, RETRY_HOURS = 20, WORDS_CHARS = 120 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "promise.not_found", "没有找到这项承诺，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "promise.stale", "这项承诺刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "promise.text", "请写明情况。" };
static const struct problem_code E_DAY = { ERR_INVALID, "promise.day", "承诺日期应在今天到两年之内。" };
static const struct problem_code E_LATER = { ERR_INVALID, "promise.later", "新的日期应在原日期之后、今天之后，两年之内。" };
static const struct problem_code E_ONCE = { ERR_CONFLICT, "promise.once", "一项承诺只能改期一次。" };
static const struct problem_code E_ORDER = { ERR_CONFLICT, "promise.order", "这张工单还没有给群众的答复，或已不由您单位承办，不能登记承诺。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "promise.twice", "这张工单在这一天已有一项承诺。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_HOURS = { ERR_CONFLICT, "callback.hours", "电话回访时间为8:30至20:30，请稍后再拨。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "callback.own_unit", "回访员不能回访本单位承办的案件。" };
static const struct problem_code E_HEARD = { ERR_CONFLICT, "promise.heard", "这项承诺现在不用回答：单位还没有说做到，或已经有人回答过。" };

/* ---- the host of the machine ---- */

static bool conflict(struct op *op, int64_t case_id)
{
	struct q_task_conflict_out n;
	return q_task_conflict(op->s, &(struct q_task_conflict_in){ .case_id = case_id, .unit_id = op->who->unit_id }, &n) || n.n;
}

bool promise_can(struct op *op, const struct q_promise_get_out *row, unsigned cap)
{
	bool yes = false;
	if (!op->who)
		return false;
	if (cap == CAP_CALLBACK)
		return can(op->who, CAP_CALLBACK) && !conflict(op, row->case_id);
	if (!may_unit(op->s, op->who, CAP_HANDLE, row->unit_id, &yes) && yes)
		return true;
	return !may_unit(op->s, op->who, CAP_REVIEW_UNIT, row->unit_id, &yes) && yes;
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct promise_tx *x = ctx;
	return promise_can(x->op, &x->row, cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct promise_tx *)ctx)->op->problem;
}

static const char *said(const struct promise_tx *x)
{
	return x->step && x->step->text ? x->step->text : "";
}

static bool day_fits(const struct promise_tx *x, int32_t day)
{
	int32_t today = day_of_ms(x->op->now);
	return day_valid(day) && day >= today && day <= day_add(today, PROMISE_DAYS_MAX);
}

enum err promise_needs_text(void *ctx)
{
	struct promise_tx *x = ctx;
	return *said(x) ? ERR_OK : problem_set(x->op->problem, &E_TEXT);
}

enum err promise_needs_day(void *ctx)
{
	struct promise_tx *x = ctx;
	int32_t day = x->step->day ? x->step->day : (int32_t)x->row.day;
	return day_fits(x, day) ? ERR_OK : problem_field(x->op->problem, E_DAY.kind, "day", E_DAY.code, E_DAY.text);
}

enum err promise_needs_other_day(void *ctx)
{
	struct promise_tx *x = ctx;
	int32_t day = x->step->day;
	if (x->row.moved_at != NIL)
		return problem_set(x->op->problem, &E_ONCE);
	if (!day_fits(x, day) || day <= x->row.day || day <= day_of_ms(x->op->now))
		return problem_field(x->op->problem, E_LATER.kind, "day", E_LATER.code, E_LATER.text);
	return promise_needs_text(ctx);
}

/* Facts of every event: which promise, whose, and in words what for which day. */
static void facts(struct promise_tx *x)
{
	struct change *c = &x->t->change;
	struct op *op = x->op;
	const char *day = promise_day_text(op->a, (int32_t)x->row.day, day_of_ms(op->now));
	change_fact_int(c, "promise_id", x->row.id);
	change_fact_int(c, "order_id", x->row.order_id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	change_fact_text(c, "fact", arena_printf(op->a, "%s，%s", unit_name(op->refs, x->row.unit_id), day));
	change_topics(c, arena_printf(op->a, "%s,callback", case_topics(x->t)));
}

static enum err store(struct promise_tx *x, struct q_promise_get_out *after, const char *kind)
{
	struct change *c = &x->t->change;
	const struct q_promise_get_out *b = &x->row;
	int64_t changed, id = b->id;
	change_begin(c, kind, NIL);
	enum err e = q_promise_set(x->op->s,
		&(struct q_promise_set_in){ .status = after->status,
			.words = after->words,
			.day = after->day,
			.due_at = after->due_at,
			.confirmed_at = after->confirmed_at,
			.confirmed_by = after->confirmed_by,
			.reminded_at = after->reminded_at,
			.woken_at = after->woken_at,
			.moved_at = after->moved_at,
			.move_reason = after->move_reason,
			.stated_at = after->stated_at,
			.stated_by = after->stated_by,
			.statement = after->statement,
			.asked = after->asked,
			.next_ask_at = after->next_ask_at,
			.heard_at = after->heard_at,
			.heard_by = after->heard_by,
			.heard = after->heard,
			.opinion = after->opinion,
			.ended_at = after->ended_at,
			.id = id,
			.version = b->version },
		&changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "promise", id, "status", b->status, after->status);
	change_int(c, "promise", id, "day", b->day, after->day);
	change_int(c, "promise", id, "confirmed_at", b->confirmed_at, after->confirmed_at);
	change_int(c, "promise", id, "woken_at", b->woken_at, after->woken_at);
	change_int(c, "promise", id, "moved_at", b->moved_at, after->moved_at);
	change_int(c, "promise", id, "stated_at", b->stated_at, after->stated_at);
	change_int(c, "promise", id, "asked", b->asked, after->asked);
	change_int(c, "promise", id, "heard_at", b->heard_at, after->heard_at);
	change_text(c, "promise", id, "heard", b->heard, after->heard);
	after->version = b->version + 1;
	x->row = *after;
	facts(x);
	change_secret(c, "text", *said(x) ? said(x) : NULL);
	return change_end(c);
}

static void unit_says(const struct promise_tx *x, const char *action, struct q_promise_get_out *after)
{
	int64_t me = op_actor(x->op).user_id, now = x->op->now;
	if (str_eq(action, "move"))
		after->reminded_at = NIL;
	if (!str_eq(action, "reject") && after->confirmed_at == NIL) {
		after->confirmed_at = now;
		after->confirmed_by = me;
	}
	if (x->step->day && !str_eq(action, "keep")) {
		after->day = x->step->day;
		after->due_at = promise_due_at(x->step->day);
	}
	if (after->day <= day_add(day_of_ms(now), 1))
		after->reminded_at = now; /* who has just said so needs no reminder */
	if (str_eq(action, "move")) {
		after->moved_at = now;
		after->move_reason = said(x);
		after->woken_at = NIL;
	}
	if (str_eq(action, "keep")) {
		after->stated_at = now;
		after->stated_by = me;
		after->statement = said(x);
		after->next_ask_at = cal_next_call(now);
	}
}

static void citizen_says(const struct promise_tx *x, const char *action, struct q_promise_get_out *after)
{
	int64_t now = x->op->now;
	after->asked++;
	if (str_eq(action, "unreached")) {
		after->next_ask_at = now + (int64_t)RETRY_HOURS * MS_HOUR;
		return;
	}
	after->next_ask_at = NIL;
	after->heard = str_eq(action, "heard_yes") ? "yes" : "no";
	after->heard_at = now;
	after->heard_by = op_actor(x->op).user_id;
	after->opinion = said(x);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct promise_tx *x = ctx;
	struct q_promise_get_out after = x->row;
	int64_t now = x->op->now;
	after.status = e->to;
	if (e->cap == CAP_HANDLE)
		unit_says(x, e->action, &after);
	else if (e->cap == CAP_CALLBACK)
		citizen_says(x, e->action, &after);
	else if (str_eq(e->action, "remind"))
		after.reminded_at = now;
	else if (str_eq(e->action, "wake"))
		after.woken_at = now;
	if (str_eq(e->action, "wake") && after.confirmed_at == NIL)
		after.confirmed_at = now; /* by nobody: it was said and not taken back */
	if (promise_over(e->to)) {
		after.ended_at = now;
		after.next_ask_at = NIL;
	}
	return store(x, &after, arena_printf(x->op->a, "promise.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err move(struct promise_tx *x, const char *action, enum wf_actor actor)
{
	return wf_move(&PROMISE_MACHINE, &HOST, x, actor, x->row.status, action);
}

static enum err enter(struct promise_tx *x, struct case_tx *t, int64_t id)
{
	*x = (struct promise_tx){ .op = t->op, .t = t };
	return q_promise_get(t->op->s, &(struct q_promise_get_in){ .id = id }, &x->row);
}

static enum err begin(struct promise_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_promise_case_out at;
	enum err e = q_promise_case(op->s, &(struct q_promise_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(t, op, at.case_id);
	return e ? e : enter(x, t, id);
}

/* ---- how one comes to be ---- */

struct fresh {
	int64_t order_id, unit_id;
	const char *action, *status, *words;
	int32_t day;
};

static enum err insert(struct case_tx *t, const struct fresh *f, int64_t *id)
{
	struct op *op = t->op;
	struct promise_tx x = { .op = op, .t = t };
	struct q_promise_insert_out made;
	bool by_hand = str_eq(f->action, "make");
	enum err e = q_promise_insert(op->s,
		&(struct q_promise_insert_in){ .case_id = t->row.id,
			.order_id = f->order_id,
			.unit_id = f->unit_id,
			.status = f->status,
			.origin = by_hand ? "hand" : "found",
			.words = f->words,
			.day = f->day,
			.due_at = promise_due_at(f->day),
			.made_at = op->now,
			.made_by = by_hand ? op_actor(op).user_id : NIL,
			.confirmed_at = by_hand ? op->now : NIL },
		&made);
	if (!e)
		e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = made.id }, &x.row);
	if (e)
		return e;
	struct change *c = &t->change;
	*id = made.id;
	change_begin(c, arena_printf(op->a, "promise.%s", f->action), NIL);
	change_text(c, "promise", made.id, "status", NULL, f->status);
	change_int(c, "promise", made.id, "day", NIL, f->day);
	change_int(c, "promise", made.id, "confirmed_at", NIL, x.row.confirmed_at);
	change_int(c, "promise", made.id, "asked", NIL, 0);
	change_text(c, "promise", made.id, "heard", NULL, "");
	facts(&x);
	change_secret(c, "text", f->words);
	return change_end(c);
}

/* Has this order a promise for that day, or had one that the unit said is none? */
static bool known(const struct q_promise_of_order_rows *rows, int32_t day)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].first_day == day)
			return true;
	return false;
}

enum err promise_make(struct op *op, int64_t order_id, int32_t day, const char *words, int64_t *id)
{
	struct case_tx t;
	struct q_order_case_out at;
	struct q_order_get_out o;
	struct q_promise_of_order_rows rows;
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = order_id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_ORDER);
	if (!e)
		e = case_begin(&t, op, at.case_id);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = order_id }, &o);
	if (!e)
		e = q_promise_of_order(op->s, &(struct q_promise_of_order_in){ .order_id = order_id }, &rows);
	if (e)
		return e;
	struct promise_tx x = { .op = op, .row = { .case_id = at.case_id, .unit_id = o.unit_id } };
	if (!promise_can(op, &x.row, CAP_HANDLE))
		return problem_set(op->problem, &E_NOT_YOURS);
	if (order_gone(o.status) || str_eq(o.role, "sub") || !*o.public_answer)
		return problem_set(op->problem, &E_ORDER);
	if (!day_fits(&x, day))
		return problem_field(op->problem, E_DAY.kind, "day", E_DAY.code, E_DAY.text);
	if (known(&rows, day))
		return problem_set(op->problem, &E_TWICE);
	e = insert(&t, &(struct fresh){ order_id, o.unit_id, "make", "open", words, day }, id);
	return e ? e : case_end(&t);
}

/* An answer was written anew: what was read out of the former one and is not confirmed falls away unless it stands there
 * again. */
static enum err forget(struct case_tx *t, const struct q_promise_of_order_rows *rows, const struct promise_found *found, size_t n)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < rows->n; i++) {
		struct promise_tx x;
		bool again = false;
		for (size_t k = 0; k < n; k++)
			again |= found[k].day == rows->v[i].first_day;
		if (again || !str_eq(rows->v[i].status, "proposed"))
			continue;
		e = enter(&x, t, rows->v[i].id);
		if (!e)
			e = move(&x, "void", WF_SYSTEM);
	}
	return e;
}

static enum err read_answer(struct case_tx *t, const struct q_promise_answers_out *o)
{
	struct op *op = t->op;
	struct promise_found found[PROMISE_FOUND_MAX];
	struct q_promise_of_order_rows rows;
	int64_t id;
	size_t n = promise_read(sv_from(o->public_answer), day_of_ms(op->now), op->refs->calendar, found);
	enum err e = q_promise_of_order(op->s, &(struct q_promise_of_order_in){ .order_id = o->id }, &rows);
	if (!e)
		e = forget(t, &rows, found, n);
	for (size_t i = 0; !e && i < n; i++) {
		const char *words = arena_sv(op->a, sv_prefix_chars(found[i].words, WORDS_CHARS));
		if (!known(&rows, found[i].day))
			e = insert(t, &(struct fresh){ o->id, o->unit_id, "propose", "proposed", words, found[i].day }, &id);
	}
	return e;
}

enum err promise_on_submit(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_promise_answers_rows rows;
	(void)n;
	enum err e = q_promise_answers(t->op->s, &(struct q_promise_answers_in){ .case_id = t->row.id, .now = t->op->now }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = read_answer(t, &rows.v[i]);
	return e;
}

enum err promise_on_order(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct q_promise_stranded_rows rows;
	(void)n;
	enum err e = q_promise_stranded(t->op->s, &(struct q_promise_stranded_in){ .case_id = t->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct promise_tx x;
		e = enter(&x, t, rows.v[i].id);
		if (!e)
			e = move(&x, "void", WF_SYSTEM);
	}
	return e;
}

/* ---- the moves ---- */

/* Nobody to ask, or asked often enough: it stays the word of the unit. */
static enum err settle(struct promise_tx *x)
{
	bool nobody = !x->t->row.appeals, over = x->row.asked >= PROMISE_ASKS_MAX;
	return str_eq(x->row.status, "stated") && (nobody || over) ? move(x, "unheard", WF_SYSTEM) : ERR_OK;
}

enum err promise_act(struct op *op, int64_t id, int64_t version, const struct promise_step *s)
{
	struct case_tx t;
	struct promise_tx x;
	const struct wf_edge *edge;
	enum err e = begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	x.step = s;
	edge = wf_find(&PROMISE_MACHINE, x.row.status, s->action);
	if (edge && edge->cap == CAP_CALLBACK && op->by == OP_PERSON) {
		if (conflict(op, x.row.case_id))
			return problem_set(op->problem, &E_OWN);
		if (!cal_may_call(op->now))
			return problem_set(op->problem, &E_HOURS);
	}
	e = move(&x, s->action, WF_PERSON);
	if (!e)
		e = settle(&x);
	return e ? e : case_end(&t);
}

enum err promise_heard(struct op *op, int64_t appeal_id, int64_t id, bool kept, const char *opinion)
{
	struct case_tx t;
	struct promise_tx x;
	struct q_appeal_get_out a;
	struct promise_step s = { .action = kept ? "heard_yes" : "heard_no", .text = opinion };
	enum err e = appeal_get(op, appeal_id, &a);
	if (!e)
		e = begin(&x, &t, op, id);
	if (!e && x.row.case_id != a.case_id)
		e = problem_set(op->problem, &E_NOT_FOUND);
	if (!e && !str_eq(x.row.status, "stated"))
		e = problem_set(op->problem, &E_HEARD);
	if (e)
		return e;
	x.step = &s;
	e = move(&x, s.action, WF_CITIZEN);
	return e ? e : case_end(&t);
}

enum err promise_whom(struct op *op, int64_t id, int64_t *appeal_id)
{
	struct q_promise_get_out p;
	struct q_case_get_out c;
	enum err e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = id }, &p);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && !str_eq(p.status, "stated"))
		e = problem_set(op->problem, &E_HEARD);
	if (!e && conflict(op, p.case_id))
		e = problem_set(op->problem, &E_OWN);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = p.case_id }, &c);
	*appeal_id = e ? NIL : c.master_appeal_id;
	return e;
}

/* ---- the job ---- */

struct days {
	int64_t near, today, missed, unheard; /* due or stated at the latest then */
};

/* Days begin at eight, so that nobody is told at midnight. */
static enum err days_of(struct op *op, struct days *d)
{
	int64_t remind, grace, ask;
	int32_t today = day_of_ms(op->now - (int64_t)REMIND_HOUR * MS_HOUR);
	enum err e = rule_number(op->s, "promise.remind_days", 0, &remind);
	if (!e)
		e = rule_number(op->s, "promise.grace_days", 3, &grace);
	if (!e)
		e = rule_number(op->s, "promise.ask_days", 10, &ask);
	if (e)
		return e;
	d->today = promise_due_at(today);
	d->near = promise_due_at(day_add(today, remind));
	d->missed = promise_due_at(day_add(today, -grace - 1));
	d->unheard = op->now - ask * (int64_t)MS_DAY;
	return ERR_OK;
}

enum err promise_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_promise_to_move_rows rows;
	struct q_promise_unheard_rows silent;
	struct days d;
	*n = 0;
	enum err e = days_of(op, &d);
	if (!e)
		e = q_promise_to_move(op->s, &(struct q_promise_to_move_in){ .near = d.near, .today = d.today, .missed = d.missed,
				      .max = (int64_t)max }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	if (e || *n == max)
		return e;
	e = q_promise_unheard(op->s, &(struct q_promise_unheard_in){ .before = d.unheard, .max = (int64_t)(max - *n) }, &silent);
	for (size_t i = 0; !e && i < silent.n; i++)
		ids[(*n)++] = silent.v[i].id;
	return e;
}

static const char *what_is_due(const struct q_promise_get_out *p, const struct days *d)
{
	if (str_eq(p->status, "stated"))
		return p->stated_at <= d->unheard ? "unheard" : NULL;
	if (str_eq(p->status, "woken"))
		return p->due_at <= d->missed ? "miss" : NULL;
	if (p->due_at <= d->today)
		return str_eq(p->status, "open") || str_eq(p->status, "proposed") ? "wake" : NULL;
	return str_eq(p->status, "open") && p->reminded_at == NIL && p->due_at <= d->near ? "remind" : NULL;
}

enum err promise_tick(struct op *op, int64_t id)
{
	struct case_tx t;
	struct promise_tx x;
	struct days d;
	enum err e = days_of(op, &d);
	if (!e)
		e = begin(&x, &t, op, id);
	if (e)
		return e;
	const char *action = what_is_due(&x.row, &d);
	if (action)
		e = move(&x, action, WF_SYSTEM);
	return e ? e : case_end(&t);
}

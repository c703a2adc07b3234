/* SPDX-License-Identifier: Apache-2.0 */
/* Hard cases in the database: opening, who decides and who follows up, meetings, the decision and what it gives to units. */
#include <inttypes.h>

#include "auth/caps.h"
#include "hardcase/hardcase_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "hardcase.not_found", "没有找到这件疑难件，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "hardcase.stale", "这件疑难件刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_ALREADY = { ERR_CONFLICT, "hardcase.already", "这件案件已经列为疑难件。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "hardcase.case_over", "案件已结案或已归并，不能列为疑难件。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "hardcase.text", "请写明情况。" };
static const struct problem_code E_PEOPLE = { ERR_INVALID, "hardcase.people", "请指定谁来定、谁来管，两人都要是在用账号。" };
static const struct problem_code E_MEETING = { ERR_INVALID, "hardcase.meeting", "请写明会商时间、参加人和纪要；时间不能晚于现在。" };
static const struct problem_code E_DECISION = { ERR_INVALID, "hardcase.decision", "请写明措施、承办单位和今后的完成期限。" };
static const struct problem_code E_TOP = { ERR_CONFLICT, "hardcase.top", "已经是市级，不能再提级；请在本级定办法或依法解释。" };
static const struct problem_code E_OUTCOME = { ERR_INVALID, "hardcase.outcome", "请选择了结方式并写明结果。" };

static const char *given(const char *s)
{
	return s ? s : "";
}

/* ---- the host of the machine ---- */

/* Coordinating a level takes the scope of that level: towns do not decide what went above them. */
static bool coordinates(struct op *op, const struct q_hardcase_get_out *row, enum cap cap)
{
	bool yes = false;
	if (!str_eq(row->level, "town") && can_scope(op->who, cap) != SCOPE_ALL)
		return false;
	return !may_case(op->s, op->who, cap, row->case_id, &yes) && yes;
}

bool hardcase_can(struct op *op, const struct q_hardcase_get_out *row, const char *action, unsigned cap)
{
	static const char *const OWNER[] = { "meet", "decide", "progress", "raise", "close" }, *const FOLLOWER[] = {
		"meet", "progress"
	};
	if (!op->who)
		return false;
	for (size_t i = 0; row->owner_id == op->who->user_id && i < sizeof OWNER / sizeof *OWNER; i++)
		if (str_eq(action, OWNER[i]))
			return true;
	for (size_t i = 0; row->follower_id == op->who->user_id && i < sizeof FOLLOWER / sizeof *FOLLOWER; i++)
		if (str_eq(action, FOLLOWER[i]))
			return true;
	return can(op->who, (enum cap)cap) && coordinates(op, row, (enum cap)cap);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct hardcase_tx *x = ctx;
	return hardcase_can(x->op, &x->row, x->step ? x->step->action : "", cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct hardcase_tx *)ctx)->op->problem;
}

static enum err refuse(struct hardcase_tx *x, const struct problem_code *p)
{
	return problem_set(x->op->problem, p);
}

enum err hardcase_needs_text(void *ctx)
{
	struct hardcase_tx *x = ctx;
	return x->step && *given(x->step->text) ? ERR_OK : refuse(x, &E_TEXT);
}

static enum err known(struct hardcase_tx *x, int64_t user_id, const char **name)
{
	struct q_hardcase_person_out who;
	enum err e = user_id == NIL
			     ? ERR_NOT_FOUND
			     : q_hardcase_person(x->op->s, &(struct q_hardcase_person_in){ .id = user_id }, &who);
	*name = e ? "" : who.name;
	return e == ERR_NOT_FOUND ? refuse(x, &E_PEOPLE) : e;
}

enum err hardcase_needs_people(void *ctx)
{
	struct hardcase_tx *x = ctx;
	const char *owner, *follower;
	enum err e = x->step ? known(x, x->step->owner_id, &owner) : refuse(x, &E_PEOPLE);
	if (!e)
		e = known(x, x->step->follower_id, &follower);
	if (!e)
		x->fact = arena_printf(x->op->a, "%s定、%s管", owner, follower);
	return e;
}

enum err hardcase_needs_meeting(void *ctx)
{
	struct hardcase_tx *x = ctx;
	const struct hardcase_step *s = x->step;
	bool ok = s && *given(s->text) && *given(s->participants) && s->at != NIL && s->at <= x->op->now;
	return ok ? ERR_OK : refuse(x, &E_MEETING);
}

enum err hardcase_needs_decision(void *ctx)
{
	struct hardcase_tx *x = ctx;
	const struct hardcase_step *s = x->step;
	if (!s || !*given(s->text) || !s->nunits || s->nunits > HARDCASE_UNITS || s->due_at == NIL || s->due_at <= x->op->now)
		return refuse(x, &E_DECISION);
	for (size_t i = 0; i < s->nunits; i++) {
		const struct unit *u = ref_unit(x->op->refs, s->units[i]);
		if (!u || !u->active)
			return refuse(x, &E_DECISION);
		x->fact = arena_printf(x->op->a, "%s%s%s", given(x->fact), i ? "、" : "", u->short_name);
	}
	return ERR_OK;
}

enum err hardcase_needs_above(void *ctx)
{
	struct hardcase_tx *x = ctx;
	const char *above = hardcase_level_above(x->op->refs, x->row.level);
	if (!above)
		return refuse(x, &E_TOP);
	x->fact = hardcase_level_text(above);
	return hardcase_needs_text(ctx);
}

enum err hardcase_needs_outcome(void *ctx)
{
	struct hardcase_tx *x = ctx;
	if (!x->step || !*given(x->step->text) || !*given(x->step->outcome))
		return refuse(x, &E_OUTCOME);
	x->fact = hardcase_outcome_text(x->step->outcome);
	return ERR_OK;
}

static enum err store(struct hardcase_tx *x, struct q_hardcase_get_out *after, const char *kind)
{
	struct change *c = &x->t->change;
	const struct q_hardcase_get_out *b = &x->row;
	int64_t changed, id = b->id;
	change_begin(c, kind, NIL);
	enum err e = q_hardcase_set(x->op->s,
		&(struct q_hardcase_set_in){ .level = after->level,
			.reason = after->reason,
			.status = after->status,
			.owner_id = after->owner_id,
			.follower_id = after->follower_id,
			.assigned_at = after->assigned_at,
			.measures = after->measures,
			.decided_by = after->decided_by,
			.decided_at = after->decided_at,
			.due_at = after->due_at,
			.next_at = after->next_at,
			.reminded_at = after->reminded_at,
			.raised = after->raised,
			.outcome = after->outcome,
			.conclusion = after->conclusion,
			.closed_by = after->closed_by,
			.closed_at = after->closed_at,
			.id = id,
			.version = b->version },
		&changed);
	if (!e && !changed)
		e = refuse(x, &E_STALE);
	if (e)
		return e;
	change_text(c, "hardcase", id, "status", b->status, after->status);
	change_text(c, "hardcase", id, "level", b->level, after->level);
	change_int(c, "hardcase", id, "owner_id", b->owner_id, after->owner_id);
	change_int(c, "hardcase", id, "follower_id", b->follower_id, after->follower_id);
	change_int(c, "hardcase", id, "assigned_at", b->assigned_at, after->assigned_at);
	change_int(c, "hardcase", id, "decided_by", b->decided_by, after->decided_by);
	change_int(c, "hardcase", id, "decided_at", b->decided_at, after->decided_at);
	change_int(c, "hardcase", id, "due_at", b->due_at, after->due_at);
	change_int(c, "hardcase", id, "next_at", b->next_at, after->next_at);
	change_int(c, "hardcase", id, "reminded_at", b->reminded_at, after->reminded_at);
	change_int(c, "hardcase", id, "raised", b->raised, after->raised);
	change_text(c, "hardcase", id, "outcome", b->outcome, after->outcome);
	change_int(c, "hardcase", id, "closed_at", b->closed_at, after->closed_at);
	after->version = b->version + 1;
	x->row = *after;
	change_fact_int(c, "hardcase_id", id);
	change_fact_text(c, "fact", x->fact);
	if (x->step)
		change_secret(c, "text", x->step->text);
	const char *topics = case_topics(x->t);
	if (x->row.owner_id != NIL)
		topics = arena_printf(x->op->a, "%s,user:%" PRId64 ",user:%" PRId64, topics, x->row.owner_id, x->row.follower_id);
	change_topics(c, topics);
	return change_end(c);
}

/* When the next word is owed: a person within hours, progress within days; nothing when the rule is switched off. */
static enum err next_word(struct hardcase_tx *x, struct q_hardcase_get_out *after)
{
	int64_t n;
	bool people = str_eq(after->status, "opened");
	enum err e = hardcase_number(x->op, people ? "assign_hours" : "follow_days", &n);
	after->next_at = n == NIL ? NIL : x->op->now + n * (people ? (int64_t)MS_HOUR : (int64_t)MS_DAY);
	after->reminded_at = NIL;
	return e;
}

static void carry_out(struct hardcase_tx *x, const char *action, struct q_hardcase_get_out *after)
{
	const struct hardcase_step *s = x->step;
	int64_t me = op_actor(x->op).user_id, now = x->op->now;
	if (str_eq(action, "assign")) {
		after->owner_id = s->owner_id;
		after->follower_id = s->follower_id;
		after->assigned_at = now;
	} else if (str_eq(action, "decide")) {
		after->measures = s->text;
		after->decided_by = me;
		after->decided_at = now;
		after->due_at = s->due_at;
	} else if (str_eq(action, "raise")) {
		after->level = hardcase_level_above(x->op->refs, x->row.level);
		after->raised++;
		after->owner_id = after->follower_id = after->assigned_at = NIL;
	} else if (str_eq(action, "remind")) {
		after->reminded_at = now;
	}
}

static void finish(struct hardcase_tx *x, const char *action, struct q_hardcase_get_out *after)
{
	const struct hardcase_step *s = x->step;
	after->closed_by = op_actor(x->op).user_id;
	after->closed_at = x->op->now;
	after->outcome = str_eq(action, "end") ? "case_closed" : str_eq(action, "close") ? s->outcome : "";
	after->conclusion = s ? given(s->text) : "";
	after->next_at = after->reminded_at = NIL;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct hardcase_tx *x = ctx;
	struct q_hardcase_get_out after = x->row;
	enum err err = ERR_OK;
	after.status = e->to;
	carry_out(x, e->action, &after);
	if (str_eq(e->to, "closed") || str_eq(e->to, "withdrawn"))
		finish(x, e->action, &after);
	else if (!str_eq(e->action, "remind"))
		err = next_word(x, &after);
	return err ? err : store(x, &after, arena_printf(x->op->a, "hardcase.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err hardcase_move(struct hardcase_tx *x, const char *action, bool system)
{
	enum wf_actor actor = x->op->by == OP_PERSON && !system ? WF_PERSON : WF_SYSTEM;
	return wf_move(&HARDCASE_MACHINE, &HOST, x, actor, x->row.status, action);
}

enum err hardcase_note(struct hardcase_tx *x, const char *kind, const char *text)
{
	struct actor by = op_actor(x->op);
	return q_hardcase_entry_insert(x->op->s, &(struct q_hardcase_entry_insert_in){ .hardcase_id = x->row.id, .kind = kind,
				       .at = x->op->now, .user_id = by.user_id, .unit_id = by.unit_id, .text = given(text) }, NULL);
}

enum err hardcase_begin(struct hardcase_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_hardcase_case_out at;
	*x = (struct hardcase_tx){ .op = op, .t = t };
	enum err e = q_hardcase_case(op->s, &(struct q_hardcase_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(t, op, at.case_id);
	return e ? e : q_hardcase_get(op->s, &(struct q_hardcase_get_in){ .id = id }, &x->row);
}

/* ---- opening ---- */

/* A case without a place is nobody's town's. */
static const char *first_level(const struct case_tx *t)
{
	const struct unit *town = ref_unit(t->op->refs, t->row.town_id);
	return town ? "town" : "city";
}

static enum err write_opened(struct hardcase_tx *x)
{
	struct change *c = &x->t->change;
	const struct q_hardcase_get_out *r = &x->row;
	change_begin(c, "hardcase.open", NIL);
	change_text(c, "hardcase", r->id, "status", NULL, r->status);
	change_text(c, "hardcase", r->id, "level", NULL, r->level);
	change_int(c, "hardcase", r->id, "next_at", NIL, r->next_at);
	change_int(c, "hardcase", r->id, "raised", NIL, 0);
	change_text(c, "hardcase", r->id, "outcome", NULL, "");
	change_fact_int(c, "hardcase_id", r->id);
	change_fact_text(c, "origin", r->origin);
	change_fact_text(c, "fact", arena_printf(x->op->a, "%s，%s", hardcase_level_text(r->level), hardcase_reason_text(r->reason)));
	change_secret(c, "text", r->why);
	change_topics(c, case_topics(x->t));
	return change_end(c);
}

enum err hardcase_make(struct case_tx *t, const char *reason, const char *origin, const char *why, int64_t *id)
{
	struct hardcase_tx x = { .op = t->op, .t = t };
	struct q_hardcase_insert_out made;
	int64_t hours;
	enum err e = hardcase_number(t->op, "assign_hours", &hours);
	if (!e)
		e = q_hardcase_insert(t->op->s,
			&(struct q_hardcase_insert_in){ .case_id = t->row.id,
				.level = first_level(t),
				.reason = reason,
				.origin = origin,
				.why = why,
				.opened_by = op_actor(t->op).user_id,
				.opened_at = t->op->now,
				.next_at = hours == NIL ? NIL : t->op->now + hours * (int64_t)MS_HOUR },
			&made);
	if (!e)
		e = q_hardcase_get(t->op->s, &(struct q_hardcase_get_in){ .id = made.id }, &x.row);
	if (!e)
		e = hardcase_note(&x, "open", why);
	*id = e ? NIL : made.id;
	return e ? e : write_opened(&x);
}

enum err hardcase_open(struct op *op, int64_t case_id, const char *reason, const char *why, int64_t *id)
{
	struct case_tx t;
	struct q_hardcase_open_of_out open;
	if (!*given(why))
		return problem_set(op->problem, &E_TEXT);
	enum err e = case_begin(&t, op, case_id);
	if (!e && (t.row.closed_at != NIL || str_eq(t.row.status, "merged")))
		e = problem_set(op->problem, &E_OVER);
	if (e)
		return e;
	e = q_hardcase_open_of(op->s, &(struct q_hardcase_open_of_in){ .case_id = case_id }, &open);
	if (!e)
		return problem_set(op->problem, &E_ALREADY);
	if (e == ERR_NOT_FOUND)
		e = hardcase_make(&t, reason, "hand", why, id);
	return e ? e : case_end(&t);
}

/* ---- the moves ---- */

static enum err keep_meeting(struct hardcase_tx *x)
{
	const struct hardcase_step *s = x->step;
	return q_hardcase_meeting_insert(x->op->s, &(struct q_hardcase_meeting_insert_in){ .hardcase_id = x->row.id, .at = s->at,
		.place = given(s->place), .participants = s->participants, .minutes = s->text, .user_id = op_actor(x->op).user_id,
		.recorded_at = x->op->now }, NULL);
}

static enum err keep_units(struct hardcase_tx *x)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < x->step->nunits; i++)
		e = q_hardcase_unit_insert(x->op->s, &(struct q_hardcase_unit_insert_in){ .hardcase_id = x->row.id,
					   .unit_id = x->step->units[i], .at = x->op->now }, NULL);
	return e;
}

/* 有人管: a unit that the decision names and that has no order of the case gets one. After the change has been closed: an order
 * locks the case for itself, in the same transaction. */
static enum err give_orders(struct op *op, const struct case_tx *t, const struct hardcase_step *s)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < s->nunits && str_eq(t->row.status, "handling"); i++) {
		struct q_hardcase_busy_out busy;
		int64_t order_id;
		e = q_hardcase_busy(op->s, &(struct q_hardcase_busy_in){ .case_id = t->row.id, .unit_id = s->units[i] }, &busy);
		if (!e && !busy.n)
			e = order_add(op, &(struct order_extra){ .case_id = t->row.id, .parent_id = NIL, .unit_id = s->units[i],
				      .role = "assist", .demand = s->text, .limit_value = NIL }, &order_id);
	}
	return e;
}

enum err hardcase_act(struct op *op, int64_t id, int64_t version, const struct hardcase_step *s)
{
	struct case_tx t;
	struct hardcase_tx x;
	bool decides = str_eq(s->action, "decide");
	enum err e = hardcase_begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	x.step = s;
	e = hardcase_move(&x, s->action, false);
	if (!e && str_eq(s->action, "meet"))
		e = keep_meeting(&x);
	if (!e && decides)
		e = keep_units(&x);
	if (!e)
		e = hardcase_note(&x, s->action, *given(x.fact) && *given(s->text) ? arena_printf(op->a, "%s。%s", x.fact, s->text) :
				  *given(x.fact) ? x.fact : s->text);
	if (!e)
		e = case_end(&t);
	return e || !decides ? e : give_orders(op, &t, s);
}

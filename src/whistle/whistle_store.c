/* SPDX-License-Identifier: Apache-2.0 */
/* The four objects in the database: entered under the lock of the case, moved by their machines, every move one event. */
#include <inttypes.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "whistle/whistle_internal.h"

enum { TOLD_MAX = 20 };

const struct problem_code NO_WHISTLE = { ERR_NOT_FOUND, "whistle.not_found", "没有找到这次吹哨，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "whistle.stale", "刚被他人处理，请刷新后再操作。" };

/* ---- entering ---- */

enum err whistle_enter(struct whistle_tx *x, struct case_tx *t, int64_t id)
{
	*x = (struct whistle_tx){ .op = t->op, .t = t, .happened_at = NIL };
	enum err e = q_whistle_get(t->op->s, &(struct q_whistle_get_in){ .id = id }, &x->row);
	x->next = x->row;
	return e;
}

enum err whistle_begin(struct whistle_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_whistle_case_out at;
	enum err e = q_whistle_case(op->s, &(struct q_whistle_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_WHISTLE);
	if (!e)
		e = case_begin(t, op, at.case_id);
	return e ? e : whistle_enter(x, t, id);
}

enum err responder_enter(struct whistle_tx *x, int64_t id)
{
	enum err e = q_responder_get(x->op->s, &(struct q_responder_get_in){ .id = id }, &x->r);
	x->next_r = x->r;
	return e;
}

enum err responder_begin(struct whistle_tx *x, struct case_tx *t, struct op *op, int64_t id, int64_t version)
{
	struct q_responder_get_out r;
	enum err e = q_responder_get(op->s, &(struct q_responder_get_in){ .id = id }, &r);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_WHISTLE);
	if (!e)
		e = whistle_begin(x, t, op, r.whistle_id);
	if (!e)
		e = responder_enter(x, id);
	return e ? e : whistle_expect(x, version, x->r.version);
}

enum err whistle_expect(struct whistle_tx *x, int64_t seen, int64_t version)
{
	return seen == NIL || seen == version ? ERR_OK : problem_set(x->op->problem, &E_STALE);
}

/* ---- who may ---- */

bool whistle_side(const struct op *op, const struct q_whistle_get_out *w)
{
	bool yes = false;
	if (!op->who || !can(op->who, CAP_WHISTLE))
		return false;
	if (op->who->user_id == w->issuer_id || op->who->unit_id == w->issuer_unit_id)
		return true;
	if (can_scope(op->who, CAP_WHISTLE) == SCOPE_ALL) /* whoever may blow anywhere does not speak for every issuer */
		return false;
	return !may_unit(op->s, op->who, CAP_WHISTLE, w->issuer_unit_id, &yes) && yes;
}

/* The community of the place, the town above it or the centre; never from the grid itself (Q12). */
bool whistle_confirms(const struct op *op, const struct q_whistle_get_out *w)
{
	bool yes = false;
	const struct principal *who = op->who;
	if (!who || !can(who, CAP_DISPATCH) || can_scope(who, CAP_DISPATCH) == SCOPE_GRID || who->user_id == w->issuer_id)
		return false;
	return !may_case(op->s, op->who, CAP_DISPATCH, w->case_id, &yes) && yes;
}

bool responder_side(const struct op *op, const struct q_responder_get_out *r)
{
	bool yes = false;
	return op->who && r->unit_id != NIL && !may_unit(op->s, op->who, CAP_WHISTLE_ANSWER, r->unit_id, &yes) && yes;
}

bool whistle_may_rule(const struct op *op, const struct q_whistle_get_out *w, const struct q_responder_get_out *r)
{
	bool yes = false;
	return op->who && op->who->unit_id != w->issuer_unit_id && op->who->unit_id != r->unit_id &&
	       !may_case(op->s, op->who, CAP_WHISTLE_RULE, w->case_id, &yes) && yes;
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct whistle_tx *x = ctx;
	if (cap == CAP_WHISTLE)
		return whistle_side(x->op, &x->row);
	if (cap == CAP_DISPATCH)
		return whistle_confirms(x->op, &x->row);
	if (cap == CAP_WHISTLE_RULE)
		return whistle_may_rule(x->op, &x->row, &x->r);
	/* Social forces have no desk: the issuer's side speaks for them. */
	return x->r.id && x->r.unit_id == NIL ? whistle_side(x->op, &x->row) : responder_side(x->op, &x->r);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct whistle_tx *)ctx)->op->problem;
}

/* ---- events ---- */

static void begin(struct whistle_tx *x, const struct wf_machine *m, const struct wf_edge *e)
{
	change_begin(&x->t->change, arena_printf(x->op->a, "%s.%s", m->name, e->action), x->happened_at);
}

static const char *topics(struct whistle_tx *x)
{
	if (!event_live_on())
		return "";
	return arena_printf(x->op->a, "%s,whistles,whistle:%" PRId64 ",unit:%" PRId64, case_topics(x->t), x->row.id,
		x->row.issuer_unit_id);
}

static enum err finish(struct whistle_tx *x, enum err e, int64_t changed)
{
	struct change *c = &x->t->change;
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_fact_int(c, "whistle_id", x->row.id);
	if (x->r.id) {
		change_fact_int(c, "responder_id", x->r.id);
		change_fact_int(c, "unit_id", x->r.unit_id);
	}
	change_fact_text(c, "fact", x->fact ? x->fact : !x->r.id ? x->row.no : x->r.unit_id == NIL ? x->r.force :
			 unit_name(x->op->refs, x->r.unit_id));
	change_secret(c, "text", x->text);
	change_topics(c, topics(x));
	return change_end(c);
}

static enum err set_whistle(void *ctx, const struct wf_edge *edge)
{
	struct whistle_tx *x = ctx;
	struct change *c = &x->t->change;
	struct q_whistle_get_out *n = &x->next;
	const struct q_whistle_get_out *b = &x->row;
	int64_t changed = 1, id = b->id;
	n->status = edge->to;
	begin(x, &WHISTLE_MACHINE, edge);
	enum err e = !*edge->from ? ERR_OK : q_whistle_set(x->op->s, &(struct q_whistle_set_in){ .status = n->status,
		.blown_at = n->blown_at, .conferred_at = n->conferred_at, .minutes = n->minutes, .conclusion = n->conclusion,
		.decided_by = n->decided_by, .decided_at = n->decided_at, .finished_at = n->finished_at, .rated_at = n->rated_at,
		.ended_at = n->ended_at,
		.next_at = n->next_at, .id = id, .version = b->version }, &changed);
	change_text(c, "whistle", id, "status", *edge->from ? b->status : NULL, n->status);
	change_int(c, "whistle", id, "conferred_at", b->conferred_at, n->conferred_at);
	change_int(c, "whistle", id, "decided_at", b->decided_at, n->decided_at);
	change_int(c, "whistle", id, "finished_at", b->finished_at, n->finished_at);
	change_int(c, "whistle", id, "rated_at", b->rated_at, n->rated_at);
	change_int(c, "whistle", id, "ended_at", b->ended_at, n->ended_at);
	change_int(c, "whistle", id, "next_at", b->next_at, n->next_at);
	e = finish(x, e, changed);
	n->version += *edge->from != 0;
	x->row = *n;
	return e;
}

static void responder_columns(struct change *c, const struct q_responder_get_out *b, const struct q_responder_get_out *n)
{
	static const char table[] = "whistle_responder";
	change_int(c, table, b->id, "next_at", b->next_at, n->next_at);
	change_int(c, table, b->id, "silent_at", b->silent_at, n->silent_at);
	change_int(c, table, b->id, "escalated_at", b->escalated_at, n->escalated_at);
	change_int(c, table, b->id, "accepted_at", b->accepted_at, n->accepted_at);
	change_int(c, table, b->id, "refused_at", b->refused_at, n->refused_at);
	change_int(c, table, b->id, "ruled_at", b->ruled_at, n->ruled_at);
	change_int(c, table, b->id, "arrived_at", b->arrived_at, n->arrived_at);
	change_text(c, table, b->id, "arrived_how", b->arrived_how, n->arrived_how);
	change_int(c, table, b->id, "distance_m", b->distance_m, n->distance_m);
	change_int(c, table, b->id, "released_at", b->released_at, n->released_at);
	change_int(c, table, b->id, "left_at", b->left_at, n->left_at);
	change_int(c, table, b->id, "left_early", b->left_early, n->left_early);
}

static enum err set_responder(void *ctx, const struct wf_edge *edge)
{
	struct whistle_tx *x = ctx;
	struct q_responder_get_out *n = &x->next_r;
	const struct q_responder_get_out *b = &x->r;
	int64_t changed = 1;
	n->status = edge->to;
	begin(x, &RESPONDER_MACHINE, edge);
	enum err e = !*edge->from ? ERR_OK : q_responder_set(x->op->s, &(struct q_responder_set_in){ .status = n->status,
		.next_at = n->next_at, .silent_at = n->silent_at, .escalated_at = n->escalated_at, .accepted_at = n->accepted_at,
		.accepted_by = n->accepted_by, .person = n->person, .refused_at = n->refused_at, .refused_reason = n->refused_reason,
		.refused_basis = n->refused_basis, .ruled_at = n->ruled_at, .ruled_by = n->ruled_by, .ruling = n->ruling,
		.arrived_at = n->arrived_at, .arrived_by = n->arrived_by, .arrived_how = n->arrived_how, .distance_m = n->distance_m,
		.released_at = n->released_at, .released_reason = n->released_reason, .left_at = n->left_at,
		.left_early = n->left_early, .id = b->id, .version = b->version }, &changed);
	change_text(&x->t->change, "whistle_responder", b->id, "status", *edge->from ? b->status : NULL, n->status);
	responder_columns(&x->t->change, b, n);
	e = finish(x, e, changed);
	n->version += *edge->from != 0;
	x->r = *n;
	return e;
}

static enum err set_task(void *ctx, const struct wf_edge *edge)
{
	struct whistle_tx *x = ctx;
	struct change *c = &x->t->change;
	struct q_whistle_task_get_out *n = &x->next_task;
	const struct q_whistle_task_get_out *b = &x->task;
	int64_t changed = 1;
	n->status = edge->to;
	begin(x, &WHISTLE_TASK_MACHINE, edge);
	enum err e = !*edge->from ? ERR_OK : q_whistle_task_set(x->op->s, &(struct q_whistle_task_set_in){ .status = n->status,
		.limit_minutes = n->limit_minutes, .started_at = n->started_at, .due_at = n->due_at, .done_at = n->done_at,
		.done_by = n->done_by, .result = n->result, .late = n->late, .reopened = n->reopened, .id = b->id,
		.version = b->version }, &changed);
	change_text(c, "whistle_task", b->id, "status", *edge->from ? b->status : NULL, n->status);
	change_int(c, "whistle_task", b->id, "started_at", b->started_at, n->started_at);
	change_int(c, "whistle_task", b->id, "due_at", b->due_at, n->due_at);
	change_int(c, "whistle_task", b->id, "done_at", b->done_at, n->done_at);
	change_int(c, "whistle_task", b->id, "late", b->late, n->late);
	change_int(c, "whistle_task", b->id, "reopened", b->reopened, n->reopened);
	change_fact_int(c, "task_id", b->id);
	e = finish(x, e, changed);
	n->version += *edge->from != 0;
	x->task = *n;
	return e;
}

static enum err set_rating(void *ctx, const struct wf_edge *edge)
{
	struct whistle_tx *x = ctx;
	struct change *c = &x->t->change;
	struct q_whistle_rating_get_out *n = &x->next_rating;
	const struct q_whistle_rating_get_out *b = &x->rating;
	bool fresh = !*edge->from;
	int64_t changed = 1;
	n->status = edge->to;
	begin(x, &WHISTLE_RATING_MACHINE, edge);
	enum err e = fresh ? ERR_OK : q_whistle_rating_set(x->op->s, &(struct q_whistle_rating_set_in){ .status = n->status,
		.speed = n->speed, .duty = n->duty, .skill = n->skill, .result = n->result, .appeal = n->appeal,
		.appealed_at = n->appealed_at, .reviewed_by = n->reviewed_by, .reviewed_at = n->reviewed_at, .review = n->review,
		.id = b->id, .version = b->version }, &changed);
	change_text(c, "whistle_rating", b->id, "status", fresh ? NULL : b->status, n->status);
	change_int(c, "whistle_rating", b->id, "speed", fresh ? NIL : b->speed, n->speed);
	change_int(c, "whistle_rating", b->id, "duty", fresh ? NIL : b->duty, n->duty);
	change_int(c, "whistle_rating", b->id, "skill", fresh ? NIL : b->skill, n->skill);
	change_int(c, "whistle_rating", b->id, "result", fresh ? NIL : b->result, n->result);
	change_int(c, "whistle_rating", b->id, "appealed_at", b->appealed_at, n->appealed_at);
	change_int(c, "whistle_rating", b->id, "reviewed_at", b->reviewed_at, n->reviewed_at);
	change_fact_int(c, "rating_id", b->id);
	e = finish(x, e, changed);
	n->version += !fresh;
	x->rating = *n;
	return e;
}

/* ---- moving ---- */

static enum err move(struct whistle_tx *x, const struct wf_machine *m, enum err (*set)(void *, const struct wf_edge *),
	const char *from, const char *action, bool system)
{
	const struct wf_host host = { ctx_can, set, NULL, NULL, ctx_problem };
	return wf_move(m, &host, x, x->op->by == OP_PERSON && !system ? WF_PERSON : WF_SYSTEM, from, action);
}

enum err whistle_move(struct whistle_tx *x, const char *action, bool system)
{
	return move(x, &WHISTLE_MACHINE, set_whistle, x->row.status, action, system);
}

enum err responder_move(struct whistle_tx *x, const char *action, bool system)
{
	return move(x, &RESPONDER_MACHINE, set_responder, x->r.status, action, system);
}

enum err whistle_task_move(struct whistle_tx *x, const char *action, bool system)
{
	return move(x, &WHISTLE_TASK_MACHINE, set_task, x->task.status, action, system);
}

enum err whistle_rating_move(struct whistle_tx *x, const char *action, bool system)
{
	return move(x, &WHISTLE_RATING_MACHINE, set_rating, x->rating.status, action, system);
}

/* ---- who is told ---- */

static enum err tell(struct whistle_tx *x, const int64_t *users, size_t n)
{
	const char *list = "";
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < n; i++) {
		if (users[i] == op_actor(x->op).user_id)
			continue;
		list = arena_printf(x->op->a, "%s%suser:%" PRId64, list, *list ? "," : "", users[i]);
		e = q_inbox_insert(x->op->s,
			&(struct q_inbox_insert_in){ .user_id = users[i],
				.kind = "whistle",
				.case_id = x->row.case_id,
				.order_id = NIL,
				.event_seq = x->t->change.seq,
				.from_user = op_actor(x->op).user_id,
				.about_user = NIL,
				.at = x->op->now },
			NULL);
	}
	if (e || !*list)
		return e;
	return live_send(x->op->s, list,
		arena_printf(x->op->a, "{\"kind\":\"inbox\",\"whistle\":\"%" PRId64 "\"}", x->row.id), x->op->now);
}

enum err whistle_tell_unit(struct whistle_tx *x, int64_t unit_id, bool leaders)
{
	struct q_whistle_people_rows rows;
	int64_t users[TOLD_MAX];
	enum err e = q_whistle_people(x->op->s,
		&(struct q_whistle_people_in){ .unit_id = unit_id, .now = x->op->now, .leaders = leaders }, &rows);
	size_t n = !e && rows.n < TOLD_MAX ? rows.n : TOLD_MAX;
	for (size_t i = 0; !e && i < n; i++)
		users[i] = rows.v[i].user_id;
	return e ? e : tell(x, users, n);
}

enum err whistle_tell_centre(struct whistle_tx *x)
{
	struct q_inbox_dispatchers_rows rows;
	int64_t users[TOLD_MAX];
	enum err e = q_inbox_dispatchers(x->op->s, &(struct q_inbox_dispatchers_in){ .now = x->op->now }, &rows);
	size_t n = !e && rows.n < TOLD_MAX ? rows.n : TOLD_MAX;
	for (size_t i = 0; !e && i < n; i++)
		users[i] = rows.v[i].user_id;
	return e ? e : tell(x, users, n);
}

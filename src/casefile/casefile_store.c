/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and moving cases. A case_tx locks the case's stream first, so that guards read what nobody else can change. */
#include <inttypes.h>
#include <string.h>

#include "casefile/casefile.h"
#include "casefile/casefile_internal.h"
#include "clock/clock.h"

enum { REOPEN_DAYS = 30, CALLBACK_DAYS = 3, TITLE_CHARS = 60 };

const struct problem_code NO_CASE = { ERR_NOT_FOUND, "case.not_found", "没有找到这件案件，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "case.stale", "这件案件刚被他人修改，请刷新后再操作。" };
static const struct problem_code E_TYPE = { ERR_INVALID, "case.type_missing", "请先归类到事项清单，再派单。" };
static const struct problem_code E_REASON = { ERR_INVALID, "case.reason_missing", "请写明理由。" };
static const struct problem_code E_HEARD = { ERR_CONFLICT, "case.not_all_heard", "还有诉求人未评价或未回访，不能结案。" };
static const struct problem_code E_SOMEBODY = { ERR_CONFLICT, "case.has_appellant", "有诉求人的案件须回访评价后结案，不能核查结案。" };
static const struct problem_code E_OLD = { ERR_CONFLICT, "case.too_old", "结案已超过30天，请登记为新的诉求。" };
static const struct problem_code E_UNKNOWN_TYPE = { ERR_INVALID, "case.unknown_type", "事项清单中没有这个事项，请重新选择。" };
static const struct problem_code E_COLOUR = { ERR_INVALID, "case.unknown_colour", "分级不正确，请选择红橙黄蓝绿之一。" };
static const struct problem_code E_UNDISPATCH = { ERR_CONFLICT, "case.undispatch_late", "派出已超过60秒，不能撤回；派错的请改派。" };
const struct problem_code CASE_E_STATE = { ERR_CONFLICT, "case.illegal_state", "案件当前状态不能进行此操作，请刷新后再试。" };

/* Context of the workflow host. */
struct case_ctx {
	struct case_tx *t;
	const struct case_move_args *args;
	bool resume;               /* clocks go on where they stopped */
	bool go_on;                /* clocks go on as if they had never been stopped */
};

enum err case_needs_type(void *ctx)
{
	struct case_ctx *c = ctx;
	return c->t->row.event_type_id != NIL ? ERR_OK : problem_set(c->t->op->problem, &E_TYPE);
}

enum err case_needs_reason(void *ctx)
{
	struct case_ctx *c = ctx;
	return c->args->reason && c->args->reason[0] ? ERR_OK : problem_set(c->t->op->problem, &E_REASON);
}

/* Invariant 1b: a case closes only when every appeal in it has been evaluated, tried, or waived. */
enum err case_all_heard(void *ctx)
{
	struct case_ctx *c = ctx;
	struct q_membership_now_rows m;
	enum err e = q_membership_now(c->t->op->s, &(struct q_membership_now_in){ .case_id = c->t->row.id }, &m);
	for (size_t i = 0; !e && i < m.n; i++) {
		const char *st = m.v[i].status;
		if (!str_eq(st, "rated") && !str_eq(st, "unrated") && !str_eq(st, "waived") && !str_eq(st, "withdrawn"))
			e = problem_set(c->t->op->problem, &E_HEARD);
	}
	if (!e && !m.n)
		e = problem_set(c->t->op->problem, &CASE_E_STATE);
	return e;
}

enum err case_nobody(void *ctx)
{
	struct case_ctx *c = ctx;
	return c->t->row.appeals == 0 ? ERR_OK : problem_set(c->t->op->problem, &E_SOMEBODY);
}

enum err case_may_reopen(void *ctx)
{
	struct case_ctx *c = ctx;
	if (c->t->row.historical || !str_eq(c->t->row.closing_kind, "solved")) {
		bool dispatched = c->t->row.lead_unit_id != NIL && !c->t->row.historical;
		if (!dispatched)
			return problem_set(c->t->op->problem, &CASE_E_STATE);
	}
	if (c->t->op->now - c->t->row.closed_at > (int64_t)REOPEN_DAYS * MS_DAY)
		return problem_set(c->t->op->problem, &E_OLD);
	return case_needs_reason(ctx);
}

/* Orders are looked at by the room above; here is what the case itself knows. */
enum err case_may_undispatch(void *ctx)
{
	struct case_ctx *c = ctx;
	const struct q_case_get_out *row = &c->t->row;
	bool fresh = row->dispatched_at != NIL && c->t->op->now - row->dispatched_at <= UNDISPATCH_MS && row->round == 0;
	return fresh ? ERR_OK : problem_set(c->t->op->problem, &E_UNDISPATCH);
}

enum err case_begin(struct case_tx *t, struct op *op, int64_t case_id)
{
	t->op = op;
	t->topics = NULL;
	enum err e = change_open(
		&t->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "case", case_id, op->now);
	if (e)
		return e;
	t->change.owner = t;
	e = q_case_get(op->s, &(struct q_case_get_in){ .id = case_id }, &t->row);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &NO_CASE) : e;
}

enum err case_expect(struct case_tx *t, int64_t version)
{
	return version == NIL || version == t->row.version ? ERR_OK : problem_set(t->op->problem, &E_STALE);
}

enum err case_end(struct case_tx *t)
{
	return change_close(&t->change);
}

const char *case_topics(struct case_tx *t)
{
	struct buf b;
	if (!event_live_on())
		return "";
	if (t->topics && t->topics_at == t->op->parties_changed)
		return t->topics;
	buf_init(&b, t->op->a, 4096);
	buf_str(&b, "case:");
	buf_i64(&b, t->row.id);
	buf_str(&b, ",pool");
	struct q_party_of_case_rows p;
	if (q_party_of_case(t->op->s, &(struct q_party_of_case_in){ .case_id = t->row.id }, &p))
		return buf_cstr(&b);
	for (size_t i = 0; i < p.n; i++) {
		if (p.v[i].to_at != NIL || p.v[i].kind[0] != 'u')
			continue;
		buf_str(&b, ",unit:");
		buf_i64(&b, p.v[i].party_id);
	}
	t->topics_at = t->op->parties_changed;
	return t->topics = buf_cstr(&b);
}

/* What a change of state leaves alone: class, place in the work and counters. */
static bool same_work(const struct q_case_get_out *a, const struct q_case_get_out *b)
{
	return a->event_type_id == b->event_type_id && a->rule_version == b->rule_version && str_eq(a->colour, b->colour) &&
	       a->round == b->round && a->appeals == b->appeals && a->urges == b->urges && a->merged_into == b->merged_into &&
	       a->reopened == b->reopened;
}

static bool same_lead(const struct q_case_get_out *a, const struct q_case_get_out *b)
{
	return a->lead_unit_id == b->lead_unit_id && a->dispatched_at == b->dispatched_at && a->due_at == b->due_at;
}

static bool same_end(const struct q_case_get_out *a, const struct q_case_get_out *b)
{
	return a->settled_at == b->settled_at && a->closed_at == b->closed_at && str_eq(a->closing_kind, b->closing_kind);
}

/* The narrowest update that writes what differs. */
static enum err write_row(
	struct db_session *s, const struct q_case_get_out *b, const struct q_case_get_out *after, int64_t *changed)
{
	bool work = same_work(b, after), lead = same_lead(b, after), end = same_end(b, after);
	if (work && lead && end)
		return q_case_set_status(s, &(struct q_case_set_status_in){ .status = after->status, .id = b->id, .version = b->version },
					 changed);
	if (work && lead && b->closed_at == after->closed_at)
		return q_case_set_settled(s, &(struct q_case_set_settled_in){ .status = after->status, .settled_at = after->settled_at,
					  .closing_kind = after->closing_kind, .id = b->id, .version = b->version }, changed);
	if (work && lead && b->settled_at == after->settled_at)
		return q_case_set_closed(s, &(struct q_case_set_closed_in){ .status = after->status, .closed_at = after->closed_at,
					 .closing_kind = after->closing_kind, .id = b->id, .version = b->version }, changed);
	if (work && lead)
		return q_case_set_end(s, &(struct q_case_set_end_in){ .status = after->status, .settled_at = after->settled_at,
				      .closed_at = after->closed_at, .closing_kind = after->closing_kind, .id = b->id,
				      .version = b->version }, changed);
	if (work && end && str_eq(b->status, after->status))
		return q_case_set_lead(s, &(struct q_case_set_lead_in){ .lead_unit_id = after->lead_unit_id,
				       .dispatched_at = after->dispatched_at, .due_at = after->due_at, .id = b->id,
				       .version = b->version }, changed);
	return q_case_set(s, &(struct q_case_set_in){ .status = after->status, .event_type_id = after->event_type_id,
		.rule_version = after->rule_version, .colour = after->colour, .lead_unit_id = after->lead_unit_id,
		.dispatched_at = after->dispatched_at, .due_at = after->due_at, .settled_at = after->settled_at,
		.closed_at = after->closed_at, .closing_kind = after->closing_kind, .round = after->round,
		.appeals = after->appeals, .urges = after->urges, .merged_into = after->merged_into,
		.reopened = after->reopened, .id = b->id, .version = b->version }, changed);
}

enum err case_store(struct case_tx *t, struct q_case_get_out *after)
{
	const struct q_case_get_out *b = &t->row;
	struct change *c = &t->change;
	int64_t changed;
	enum err e = write_row(t->op->s, b, after, &changed);
	if (!e && !changed)
		e = problem_set(t->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "casefile", b->id, "status", b->status, after->status);
	change_int(c, "casefile", b->id, "event_type_id", b->event_type_id, after->event_type_id);
	change_int(c, "casefile", b->id, "rule_version", b->rule_version, after->rule_version);
	change_text(c, "casefile", b->id, "colour", b->colour, after->colour);
	change_int(c, "casefile", b->id, "lead_unit_id", b->lead_unit_id, after->lead_unit_id);
	change_int(c, "casefile", b->id, "dispatched_at", b->dispatched_at, after->dispatched_at);
	change_int(c, "casefile", b->id, "due_at", b->due_at, after->due_at);
	change_int(c, "casefile", b->id, "settled_at", b->settled_at, after->settled_at);
	change_int(c, "casefile", b->id, "closed_at", b->closed_at, after->closed_at);
	change_text(c, "casefile", b->id, "closing_kind", b->closing_kind, after->closing_kind);
	change_int(c, "casefile", b->id, "round", b->round, after->round);
	change_int(c, "casefile", b->id, "appeals", b->appeals, after->appeals);
	change_int(c, "casefile", b->id, "urges", b->urges, after->urges);
	change_int(c, "casefile", b->id, "merged_into", b->merged_into, after->merged_into);
	change_int(c, "casefile", b->id, "reopened", b->reopened, after->reopened);
	after->version = b->version + 1;
	t->row = *after;
	return ERR_OK;
}

/* ---- moves ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct op *op = ((struct case_ctx *)ctx)->t->op;
	return op->who && can(op->who, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct case_ctx *)ctx)->t->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct case_ctx *c = ctx;
	struct case_tx *t = c->t;
	struct q_case_get_out after = t->row;
	int64_t now = t->op->now;
	after.status = e->to;
	if (str_eq(e->to, "closed")) {
		after.closed_at = now;
		after.closing_kind = c->args->closing_kind ? c->args->closing_kind : "solved";
	} else if (str_eq(t->row.status, "closed")) {
		after.closed_at = NIL;
		after.closing_kind = "";
		after.reopened++;
	}
	if (str_eq(e->to, "callback") && str_eq(t->row.status, "handling"))
		after.settled_at = now;
	if (str_eq(e->action, "finish"))
		after.settled_at = now;
	if (str_eq(e->action, "rework") || str_eq(e->action, "reopen") || str_eq(e->action, "check_failed")) {
		after.round++;
		after.settled_at = NIL;
	}
	if (str_eq(e->action, "undispatch"))
		after.lead_unit_id = after.dispatched_at = after.due_at = NIL;
	if (str_eq(e->to, "merged"))
		after.merged_into = c->args->fact_id;
	else if (str_eq(t->row.status, "merged"))
		after.merged_into = NIL;
	change_begin(&t->change, arena_printf(t->op->a, "case.%s", e->action), NIL);
	enum err err = case_store(t, &after);
	if (err)
		return err;
	change_fact_text(&t->change, "fact", c->args->fact);
	if (c->args->fact_id)
		change_fact_int(&t->change, "ref", c->args->fact_id);
	change_secret(&t->change, "reason", c->args->reason);
	change_topics(&t->change, case_topics(t));
	return change_end(&t->change);
}

static enum err ctx_clock_start(void *ctx, const char *kind)
{
	struct case_tx *t = ((struct case_ctx *)ctx)->t;
	const struct colour_rule *rule = ref_colour(t->op->refs, t->row.colour);
	int64_t value = CALLBACK_DAYS, due;
	enum limit_unit unit = LIMIT_NATURAL_DAY;
	if (str_eq(kind, "dispatch") && rule) {
		value = rule->dispatch_value;
		unit = rule->dispatch_unit;
	}
	if (((struct case_ctx *)ctx)->go_on)
		return clock_go_on(t->op->s, "case", t->row.id, kind);
	if (((struct case_ctx *)ctx)->resume)
		return clock_resume(t->op->s, t->op->refs->calendar, "case", t->row.id, kind, t->op->now, "随案归并");
	return clock_start(t->op->s, t->op->refs->calendar, &(struct clock_ref){ "case", t->row.id, t->row.id, kind, t->row.round },
			   t->op->now, value, unit, &due);
}

static enum err ctx_clock_stop(void *ctx, const char *kind)
{
	struct case_tx *t = ((struct case_ctx *)ctx)->t;
	return clock_stop(t->op->s, "case", t->row.id, kind, t->op->now);
}

static const struct wf_host HOST = { ctx_can, ctx_set, ctx_clock_start, ctx_clock_stop, ctx_problem };

enum err case_move(struct case_tx *t, const char *action, const struct case_move_args *args)
{
	struct case_ctx ctx = { t, args, str_eq(t->row.status, "merged"), str_eq(action, "undispatch") };
	enum wf_actor actor = t->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM;
	const struct wf_edge *e = wf_find(&CASE_MACHINE, t->row.status, action);
	if (e && !(e->actors & WF_PERSON))
		actor = WF_SYSTEM; /* a consequence of what a person did elsewhere: settled, heard, judge … */
	return wf_move(&CASE_MACHINE, &HOST, &ctx, actor, t->row.status, action);
}

/* ---- parties ---- */

enum err case_party_add(struct op *op, int64_t case_id, char kind, int64_t party_id, const char *role)
{
	char k[2] = { kind, 0 };
	if (party_id == NIL)
		return ERR_OK;
	op->parties_changed++;
	return q_party_add(op->s, &(struct q_party_add_in){ .case_id = case_id, .kind = k, .party_id = party_id, .role = role,
			   .now = op->now }, NULL);
}

enum err case_party_end(struct op *op, int64_t case_id, char kind, int64_t party_id, const char *role)
{
	char k[2] = { kind, 0 };
	op->parties_changed++;
	return q_party_end(op->s, &(struct q_party_end_in){ .now = op->now, .case_id = case_id, .kind = k, .party_id = party_id,
			   .role = role }, NULL);
}

/* ---- opening ---- */

static const char *short_title(struct op *op, const char *title)
{
	return arena_sv(op->a, sv_prefix_chars(sv_from(title), TITLE_CHARS));
}

static enum err place_parties(struct op *op, int64_t case_id, const struct case_new *n)
{
	enum err e = case_party_add(op, case_id, 'u', n->town_id, "place");
	if (!e)
		e = case_party_add(op, case_id, 'u', n->community_id, "place");
	if (!e)
		e = case_party_add(op, case_id, 'g', n->grid_id, "place");
	if (!e && op->by == OP_PERSON)
		e = case_party_add(op, case_id, 'p', op->who->user_id, "creator");
	return e;
}

static enum err write_opened(struct case_tx *t, const struct case_new *n)
{
	const struct q_case_get_out *r = &t->row;
	struct change *c = &t->change;
	change_begin(c, "case.open", NIL);
	change_text(c, "casefile", r->id, "status", NULL, r->status);
	change_text(c, "casefile", r->id, "colour", NULL, r->colour);
	change_int(c, "casefile", r->id, "event_type_id", NIL, r->event_type_id);
	change_int(c, "casefile", r->id, "rule_version", NIL, r->rule_version);
	change_text(c, "casefile", r->id, "closing_kind", NULL, "");
	change_int(c, "casefile", r->id, "round", NIL, 0);
	change_int(c, "casefile", r->id, "appeals", NIL, r->appeals);
	change_int(c, "casefile", r->id, "urges", NIL, 0);
	change_int(c, "casefile", r->id, "reopened", NIL, 0);
	change_fact_text(c, "no", r->no);
	change_fact_text(c, "source", r->source);
	if (n->appeal_id != NIL)
		change_fact_int(c, "appeal_id", n->appeal_id);
	change_secret(c, "title", r->title);
	change_topics(c, case_topics(t));
	return change_end(c);
}

/* What the accused unit would read must not lead to a secret reporter: the kind of matter and the town only. */
static struct case_new without_reporter(const struct case_new *n, const struct event_type *type)
{
	struct case_new safe = *n;
	safe.title = type ? type->name : "保密举报";
	safe.address = "";
	safe.lon = safe.lat = safe.grid_id = safe.community_id = NIL;
	return safe;
}

enum err case_open(struct op *op, const struct case_new *given, int64_t *case_id)
{
	const struct event_type *type = ref_type(op->refs, given->event_type_id);
	struct case_new safe = given->secret ? without_reporter(given, type) : *given;
	const struct case_new *n = &safe;
	if (n->event_type_id != NIL && !type)
		return problem_set(op->problem, &E_UNKNOWN_TYPE);
	const char *colour = n->colour ? n->colour : type ? type->colour : "green";
	if (!ref_colour(op->refs, colour))
		return problem_set(op->problem, &E_COLOUR);
	bool has_appeal = n->appeal_id != NIL;
	struct q_case_insert_out made;
	enum err e = q_case_insert(op->s, &(struct q_case_insert_in){ .no = n->no, .source = n->source,
		.title = short_title(op, n->title), .summary = n->summary ? n->summary : "", .event_type_id = n->event_type_id,
		.rule_version = type ? type->version : NIL, .colour = colour,
		.type = n->type ? n->type : type ? type->type : "help", .family = n->family ? n->family : type ? type->family : "people",
		.town_id = n->town_id, .community_id = n->community_id, .grid_id = n->grid_id, .lon = n->lon, .lat = n->lat,
		.address = n->address ? n->address : "", .master_appeal_id = n->appeal_id, .opened_at = op->now,
		.appeals = has_appeal }, &made);
	if (e)
		return e;
	*case_id = made.id;
	if (has_appeal) {
		e = q_membership_insert(op->s, &(struct q_membership_insert_in){ .appeal_id = n->appeal_id, .case_id = made.id,
			.kind = "origin", .from_at = op->now, .former_case_id = NIL, .by_user = op_actor(op).user_id }, NULL);
		if (e)
			return e;
	}
	struct case_tx t;
	e = place_parties(op, made.id, n);
	if (!e)
		e = case_begin(&t, op, made.id);
	if (!e)
		e = write_opened(&t, n);
	struct case_ctx ctx = { &t, &(struct case_move_args){ 0 }, false, false };
	if (!e)
		e = ctx_clock_start(&ctx, "dispatch");
	if (!e)
		e = case_end(&t);
	if (!e && has_appeal)
		e = appeal_move(op, n->appeal_id, "file", &(struct appeal_move_args){ .version = NIL, .case_id = made.id });
	return e;
}

enum err case_classify(
	struct op *op, int64_t case_id, int64_t version, int64_t event_type_id, const char *colour, const char *reason)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = case_expect(&t, version);
	if (e)
		return e;
	const struct event_type *type = ref_type(op->refs, event_type_id);
	if (!type || !type->active)
		return problem_set(op->problem, &E_UNKNOWN_TYPE);
	if (!ref_colour(op->refs, colour))
		return problem_set(op->problem, &E_COLOUR);
	if (!str_eq(t.row.status, "filed") && !str_eq(t.row.status, "handling"))
		return problem_set(op->problem, &CASE_E_STATE);
	bool recoloured = !str_eq(colour, t.row.colour) && !str_eq(colour, type->colour);
	if (recoloured && (!reason || !*reason))
		return problem_set(op->problem, &E_REASON);
	struct q_case_get_out after = t.row;
	after.event_type_id = event_type_id;
	after.rule_version = type->version;
	after.colour = colour;
	change_begin(&t.change, "case.classified", NIL);
	e = case_store(&t, &after);
	if (e)
		return e;
	change_secret(&t.change, "reason", reason);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

enum err case_suggest(struct op *op, int64_t event_type_id, int64_t town_id, struct duty *out)
{
	const struct event_type *type = ref_type(op->refs, event_type_id);
	if (!type)
		return problem_set(op->problem, &E_UNKNOWN_TYPE);
	return ref_duty(op->refs, op->a, type, town_id, out);
}

/* ---- urging ---- */

static const char *urge_told(struct case_tx *t)
{
	struct op *op = t->op;
	const struct unit *u = ref_unit(op->refs, t->row.lead_unit_id);
	char when[TIME_TEXT];
	if (!u)
		return arena_printf(op->a, "您反映的事项（案件号%s）正在分派承办单位，我们已登记催办并提醒派单人员尽快派出。", t->row.no);
	if (t->row.due_at == NIL)
		return arena_printf(op->a, "您反映的事项（案件号%s）由%s办理，我们已登记催办并提醒该单位。", t->row.no, u->name);
	if (t->row.due_at < op->now)
		return arena_printf(op->a, "您反映的事项（案件号%s）由%s办理，已超过应办结时间%s。我们已登记催办并立即提醒该单位。", t->row.no,
				    u->name, time_text(t->row.due_at, when));
	return arena_printf(op->a, "您反映的事项（案件号%s）由%s办理，应于%s前办结（%s）。我们已登记催办并提醒该单位。", t->row.no, u->name,
			    time_text(t->row.due_at, when), clock_left_text(op->a, t->row.due_at, op->now));
}

enum err case_urge(struct op *op, int64_t case_id, int64_t appeal_id, int64_t channel_id, const char *note, const char **told)
{
	struct case_tx t;
	struct q_urge_insert_out made;
	enum err e = case_begin(&t, op, case_id);
	if (e)
		return e;
	if (str_eq(t.row.status, "closed") || str_eq(t.row.status, "merged"))
		return problem_set(op->problem, &CASE_E_STATE);
	*told = urge_told(&t);
	e = q_urge_insert(op->s, &(struct q_urge_insert_in){ .case_id = case_id, .appeal_id = appeal_id, .at = op->now,
			  .by_user = op_actor(op).user_id, .channel_id = channel_id, .told = *told, .note = note ? note : "" }, &made);
	if (e)
		return e;
	struct q_case_get_out after = t.row;
	after.urges++;
	change_begin(&t.change, "case.urged", NIL);
	e = case_store(&t, &after);
	if (e)
		return e;
	change_fact_int(&t.change, "urge_id", made.id);
	change_secret(&t.change, "note", note);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Emergencies in the database: the report and who is told at once, the moves, orders straight to the units. */
#include <inttypes.h>

#include "auth/caps.h"
#include "emergency/emergency_internal.h"

enum { REPORT_MINUTES = 30, WHAT_CHARS = 400 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "emergency.not_found", "没有找到这件突发事件，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "emergency.stale", "这件突发事件刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "emergency.text", "请写明情况。" };
static const struct problem_code E_LEVEL = { ERR_INVALID, "emergency.level", "请选择响应级别。" };
static const struct problem_code E_CLASS = { ERR_INVALID, "emergency.class", "没有这个突发事件类别，请重新选择。" };
static const struct problem_code E_STATE = { ERR_CONFLICT, "emergency.not_taken", "请先接手，再派出力量。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "emergency.unit", "请选择要派往的单位。" };
static const struct problem_code E_INTO = { ERR_CONFLICT, "emergency.into", "请选择另一起没有结束的突发事件。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "emergency.over", "这件突发事件当前不能并入或拆分，请刷新后再看。" };
static const struct problem_code E_BUSY = { ERR_CONFLICT, "emergency.busy", "这些单位都已有本案的工单，不用再派。" };

static const char *given(const char *s)
{
	return s ? s : "";
}

/* ---- the host of the machine ---- */

bool emergency_can(struct op *op, const struct q_emergency_get_out *row, unsigned cap)
{
	bool yes = false;
	if (!op->who || !can(op->who, (enum cap)cap))
		return false;
	if (cap == CAP_EMERGENCY_REPORT && row->reported_by == op->who->user_id)
		return true;
	return !may_case(op->s, op->who, (enum cap)cap, row->case_id, &yes) && yes;
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct emergency_tx *x = ctx;
	return emergency_can(x->op, &x->row, cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct emergency_tx *)ctx)->op->problem;
}

enum err emergency_needs_text(void *ctx)
{
	struct emergency_tx *x = ctx;
	return x->step && *given(x->step->text) ? ERR_OK : problem_set(x->op->problem, &E_TEXT);
}

enum err emergency_needs_level(void *ctx)
{
	struct emergency_tx *x = ctx;
	if (!x->step || x->step->level == NIL)
		return problem_set(x->op->problem, &E_LEVEL);
	return emergency_needs_text(ctx);
}

static const char *topics(struct emergency_tx *x)
{
	return arena_printf(x->op->a, "%s,emergency", case_topics(x->t));
}

static enum err store(struct emergency_tx *x, struct q_emergency_get_out *after, const char *kind)
{
	struct change *c = &x->t->change;
	const struct q_emergency_get_out *b = &x->row;
	int64_t changed, id = b->id;
	change_begin(c, kind, NIL);
	enum err e = q_emergency_set(x->op->s, &(struct q_emergency_set_in){ .class_id = after->class_id, .status = after->status,
		.level = after->level, .circle = after->circle, .taken_by = after->taken_by, .taken_at = after->taken_at,
		.responded_at = after->responded_at, .next_report_at = after->next_report_at, .reminded_at = after->reminded_at,
		.lifted_at = after->lifted_at, .review = after->review, .ended_at = after->ended_at,
		.merged_into = after->merged_into, .id = id,
		.version = b->version }, &changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "emergency", id, "status", b->status, after->status);
	change_int(c, "emergency", id, "class_id", b->class_id, after->class_id);
	change_int(c, "emergency", id, "level", b->level, after->level);
	change_int(c, "emergency", id, "circle", b->circle, after->circle);
	change_int(c, "emergency", id, "taken_by", b->taken_by, after->taken_by);
	change_int(c, "emergency", id, "taken_at", b->taken_at, after->taken_at);
	change_int(c, "emergency", id, "responded_at", b->responded_at, after->responded_at);
	change_int(c, "emergency", id, "next_report_at", b->next_report_at, after->next_report_at);
	change_int(c, "emergency", id, "reminded_at", b->reminded_at, after->reminded_at);
	change_int(c, "emergency", id, "lifted_at", b->lifted_at, after->lifted_at);
	change_int(c, "emergency", id, "ended_at", b->ended_at, after->ended_at);
	change_int(c, "emergency", id, "merged_into", b->merged_into, after->merged_into);
	after->version = b->version + 1;
	x->row = *after;
	change_fact_int(c, "emergency_id", id);
	change_fact_text(c, "fact", x->fact);
	if (x->step)
		change_secret(c, "text", x->step->text);
	change_topics(c, topics(x));
	return change_end(c);
}

static enum err set_circle(struct emergency_tx *x, struct q_emergency_get_out *after)
{
	struct q_emergency_rings_rows rings;
	enum err e = q_emergency_rings(x->op->s, &rings);
	if (!e)
		after->circle = emergency_circle(&rings, x->op->now - after->reported_at);
	for (size_t i = 0; !e && i < rings.n; i++)
		if (rings.v[i].circle == after->circle)
			x->fact = rings.v[i].name;
	return e;
}

static void report_again(struct emergency_tx *x, struct q_emergency_get_out *after)
{
	after->next_report_at = x->op->now + x->report_minutes * MS_MINUTE;
	after->reminded_at = NIL;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct emergency_tx *x = ctx;
	struct q_emergency_get_out after = x->row;
	const struct emergency_step *s = x->step;
	int64_t now = x->op->now;
	const char *to = e->to;
	after.status = to;
	if (s && s->level != NIL && (str_eq(e->action, "true") || str_eq(e->action, "level")))
		after.level = s->level;
	if (s && s->class_id != NIL)
		after.class_id = s->class_id;
	if (str_eq(e->action, "take")) {
		after.taken_by = op_actor(x->op).user_id;
		after.taken_at = now;
	} else if (str_eq(to, "reported") && !str_eq(x->row.status, "reported")) {
		after.taken_by = after.taken_at = after.lifted_at = NIL;
	}
	if (str_eq(e->action, "true"))
		after.responded_at = now;
	if (str_eq(e->action, "true") || (s && s->again && str_eq(to, "responding")))
		report_again(x, &after);
	if (str_eq(e->action, "remind"))
		after.reminded_at = now;
	if (!str_eq(to, "responding"))
		after.next_report_at = after.reminded_at = NIL;
	if (str_eq(to, "lifted"))
		after.lifted_at = now;
	if (str_eq(to, "reviewed"))
		after.review = s->text;
	if (wf_ends(&EMERGENCY_MACHINE, to))
		after.ended_at = now;
	if (str_eq(e->action, "merge"))
		after.merged_into = x->into;
	else if (str_eq(e->action, "split"))
		after.merged_into = after.ended_at = NIL;
	if (after.level != x->row.level)
		x->fact = emergency_level_text(after.level);
	enum err err = str_eq(e->action, "widen") ? set_circle(x, &after) : ERR_OK;
	return err ? err : store(x, &after, arena_printf(x->op->a, "emergency.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err emergency_move(struct emergency_tx *x, const char *action, bool system)
{
	enum wf_actor actor = x->op->by == OP_PERSON && !system ? WF_PERSON : WF_SYSTEM;
	return wf_move(&EMERGENCY_MACHINE, &HOST, x, actor, x->row.status, action);
}

enum err emergency_note(struct emergency_tx *x, const char *kind, const char *text, const char *resources)
{
	struct actor by = op_actor(x->op);
	return q_emergency_entry_insert(x->op->s, &(struct q_emergency_entry_insert_in){ .emergency_id = x->row.id, .kind = kind,
					.at = x->op->now, .user_id = by.user_id, .unit_id = by.unit_id, .text = given(text),
					.resources = given(resources) }, NULL);
}

static enum err class_minutes(struct emergency_tx *x)
{
	struct q_emergency_class_get_out k;
	x->report_minutes = REPORT_MINUTES;
	if (x->row.class_id == NIL)
		return ERR_OK;
	enum err e = q_emergency_class_get(x->op->s, &(struct q_emergency_class_get_in){ .id = x->row.class_id }, &k);
	if (!e)
		x->report_minutes = k.report_minutes;
	return e;
}

enum err emergency_begin(struct emergency_tx *x, struct case_tx *t, struct op *op, int64_t id)
{
	struct q_emergency_case_out at;
	*x = (struct emergency_tx){ .op = op, .t = t };
	enum err e = q_emergency_case(op->s, &(struct q_emergency_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(t, op, at.case_id);
	if (!e)
		e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, &x->row);
	return e ? e : class_minutes(x);
}

/* ---- the report: both levels at the same moment ---- */

/* The centre of the unit `above`, or that unit. */
static const struct unit *command_of(const struct refs *refs, const struct unit *above)
{
	for (size_t i = 0; above && i < refs->nunits; i++)
		if (refs->units[i].parent_id == above->id && str_eq(refs->units[i].kind, "center") && refs->units[i].active)
			return &refs->units[i];
	return above;
}

/* Nearest unit of the kind at or above `id`. */
static const struct unit *up_to(const struct refs *refs, int64_t id, const char *kind)
{
	const struct unit *u = ref_unit(refs, id);
	while (u && !str_eq(u->kind, kind))
		u = ref_unit(refs, u->parent_id);
	return u;
}

static const struct unit *the_city(const struct refs *refs)
{
	for (size_t i = 0; i < refs->nunits; i++)
		if (str_eq(refs->units[i].kind, "city"))
			return &refs->units[i];
	return NULL;
}

/* A unit hears of it and may see the case from now on. */
static enum err tell(struct emergency_tx *x, const struct unit *u, const char *level)
{
	if (!u || !u->active)
		return ERR_OK;
	enum err e = q_emergency_told_insert(x->op->s, &(struct q_emergency_told_insert_in){ .emergency_id = x->row.id,
					     .unit_id = u->id, .level = level, .told_at = x->op->now }, NULL);
	return e ? e : case_party_add(x->op, x->row.case_id, 'u', u->id, "review");
}

/* The accused of a secret report may be among the units of its class: they are told by a person, not by the rule. */
static enum err tell_units(struct emergency_tx *x)
{
	struct q_emergency_class_get_out k;
	struct q_emergency_secret_out secret;
	struct sv rest, code;
	if (x->row.class_id == NIL)
		return ERR_OK;
	enum err e = q_emergency_secret(x->op->s, &(struct q_emergency_secret_in){ .case_id = x->row.case_id }, &secret);
	if (e || secret.n)
		return e;
	e = q_emergency_class_get(x->op->s, &(struct q_emergency_class_get_in){ .id = x->row.class_id }, &k);
	rest = sv_from(e ? "" : k.told_units);
	while (!e && sv_cut(&rest, ';', &code)) {
		const struct refs *refs = x->op->refs;
		e = tell(x,
			sv_eqs(code, "town") ? ref_unit(refs, x->t->row.town_id)
					     : ref_unit_code(refs, arena_sv(x->op->a, code)),
			"unit");
	}
	return e;
}

/* Past every level between: the city's centre and the district's, which in a city without districts is the town (O-02). */
static enum err tell_all(struct emergency_tx *x, const struct unit **city, const struct unit **district)
{
	const struct refs *refs = x->op->refs;
	const struct unit *town = ref_unit(refs, x->t->row.town_id), *county = up_to(refs, x->t->row.town_id, "county");
	*city = command_of(refs, the_city(refs));
	*district = county ? command_of(refs, county) : town;
	enum err e = tell(x, *city, "city");
	if (!e)
		e = tell(x, *district, "district");
	if (!e && county)
		e = tell(x, town, "unit");
	if (!e)
		e = tell(x, ref_unit(refs, x->t->row.community_id), "community");
	return e ? e : tell_units(x);
}

static enum err write_report(struct emergency_tx *x, const struct unit *city, const struct unit *district)
{
	struct change *c = &x->t->change;
	const struct q_emergency_get_out *r = &x->row;
	change_begin(c, "emergency.report", NIL);
	change_text(c, "emergency", r->id, "status", NULL, r->status);
	change_int(c, "emergency", r->id, "class_id", NIL, r->class_id);
	change_int(c, "emergency", r->id, "reported_at", NIL, r->reported_at);
	change_int(c, "emergency", r->id, "circle", NIL, r->circle);
	change_fact_int(c, "emergency_id", r->id);
	change_fact_text(c, "origin", r->origin);
	change_fact_int(c, "city_unit_id", city ? city->id : NIL);
	change_fact_int(c, "district_unit_id", district ? district->id : NIL);
	change_fact_text(c, "fact", arena_printf(x->op->a, "同时报送%s%s%s", city ? city->short_name : "", city && district ? "、" : "",
						 district ? district->short_name : ""));
	change_secret(c, "text", r->what);
	change_topics(c, topics(x));
	return change_end(c);
}

static enum err class_of_case(struct case_tx *t, int64_t *class_id)
{
	struct q_emergency_class_of_type_out found;
	*class_id = NIL;
	if (t->row.event_type_id == NIL)
		return ERR_OK;
	enum err e = q_emergency_class_of_type(t->op->s,
		&(struct q_emergency_class_of_type_in){ .event_type_id = t->row.event_type_id }, &found);
	if (!e)
		*class_id = found.id;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err emergency_raise(struct case_tx *t, int64_t class_id, const char *origin, const char *what, int64_t *id)
{
	struct emergency_tx x = { .op = t->op, .t = t };
	struct q_emergency_insert_out made;
	const struct unit *city, *district;
	struct actor by = op_actor(t->op);
	enum err e = class_id == NIL ? class_of_case(t, &class_id) : ERR_OK;
	if (e)
		return e;
	e = q_emergency_insert(t->op->s,
		&(struct q_emergency_insert_in){ .case_id = t->row.id,
			.class_id = class_id,
			.origin = origin,
			.what = arena_sv(t->op->a, sv_prefix_chars(sv_from(what), WHAT_CHARS)),
			.reported_at = t->op->now,
			.reported_by = by.user_id,
			.reported_unit_id = by.unit_id },
		&made);
	if (!e)
		e = q_emergency_get(t->op->s, &(struct q_emergency_get_in){ .id = made.id }, &x.row);
	if (!e)
		e = emergency_note(&x, "report", x.row.what, NULL);
	if (!e)
		e = tell_all(&x, &city, &district);
	*id = made.id;
	return e ? e : write_report(&x, city, district);
}

static enum err check_class(struct op *op, int64_t class_id)
{
	struct q_emergency_class_get_out k;
	if (class_id == NIL)
		return ERR_OK;
	enum err e = q_emergency_class_get(op->s, &(struct q_emergency_class_get_in){ .id = class_id }, &k);
	return e == ERR_NOT_FOUND || (!e && !k.active) ? problem_set(op->problem, &E_CLASS) : e;
}

/* What is said of an emergency that is open already does not begin a second one. */
static enum err say_again(struct case_tx *t, int64_t id, const struct emergency_report *rep)
{
	struct emergency_step s = { .text = rep->what, .level = NIL, .class_id = rep->class_id };
	struct emergency_tx x = { .op = t->op, .t = t, .step = &s };
	enum err e = q_emergency_get(t->op->s, &(struct q_emergency_get_in){ .id = id }, &x.row);
	if (!e)
		e = class_minutes(&x);
	if (!e)
		e = str_eq(x.row.status, "lifted") ? emergency_move(&x, "again", true) : emergency_move(&x, "entry", false);
	return e ? e : emergency_note(&x, "report", rep->what, NULL);
}

enum err emergency_report_on(struct op *op, int64_t case_id, const struct emergency_report *rep, int64_t *id)
{
	struct case_tx t;
	struct q_emergency_open_of_out open;
	if (!*given(rep->what))
		return problem_set(op->problem, &E_TEXT);
	enum err e = check_class(op, rep->class_id);
	if (!e)
		e = case_begin(&t, op, case_id);
	if (e)
		return e;
	e = q_emergency_open_of(op->s, &(struct q_emergency_open_of_in){ .case_id = case_id }, &open);
	if (e == ERR_NOT_FOUND) {
		e = emergency_raise(&t, rep->class_id, "hand", rep->what, id);
	} else if (!e) {
		*id = open.id;
		e = say_again(&t, open.id, rep);
	}
	return e ? e : case_end(&t);
}

enum err emergency_report_new(
	struct op *op, struct case_new *n, const struct emergency_report *rep, int64_t *case_id, int64_t *id)
{
	struct q_emergency_class_get_out k = { .event_types = "" };
	struct q_emergency_open_of_out open;
	struct op own = *op;
	struct sv types, code = { 0 };
	enum err e = check_class(op, rep->class_id);
	if (!e && rep->class_id != NIL)
		e = q_emergency_class_get(op->s, &(struct q_emergency_class_get_in){ .id = rep->class_id }, &k);
	if (e)
		return e;
	types = sv_from(k.event_types);
	if (n->event_type_id == NIL && sv_cut(&types, ';', &code) && code.n) {
		const struct event_type *type = ref_type_code(op->refs, arena_sv(op->a, code));
		n->event_type_id = type && type->active ? type->id : NIL;
	}
	n->colour = "red";
	own.urgent = rep;
	e = case_open(&own, n, case_id);
	if (!e)
		e = q_emergency_open_of(op->s, &(struct q_emergency_open_of_in){ .case_id = *case_id }, &open);
	*id = e ? NIL : open.id;
	return e;
}

/* ---- the moves ---- */

enum err emergency_act(struct op *op, int64_t id, int64_t version, const struct emergency_step *s)
{
	struct case_tx t;
	struct emergency_tx x;
	enum err e = check_class(op, s->class_id);
	if (!e)
		e = emergency_begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	x.step = s;
	e = emergency_move(&x, s->action, false);
	if (!e)
		e = emergency_note(&x, s->again ? "again" : s->action, s->text, s->resources);
	if (!e && s->class_id != NIL) /* the units of the class that is known now */
		e = tell_units(&x);
	return e ? e : case_end(&t);
}

enum err emergency_seen(struct op *op, int64_t id)
{
	return q_emergency_told_seen(op->s, &(struct q_emergency_told_seen_in){ .now = op->now, .user_id = op->who->user_id,
				     .emergency_id = id, .unit_id = op->who->unit_id }, NULL);
}

/* ---- orders past the levels ---- */

static enum err add_orders(struct op *op, int64_t case_id, const struct emergency_sending *s)
{
	enum err e = ERR_OK;
	size_t made = 0;
	for (size_t i = 0; !e && i < s->n; i++) {
		struct q_emergency_busy_out busy;
		int64_t order_id;
		e = q_emergency_busy(op->s, &(struct q_emergency_busy_in){ .case_id = case_id, .unit_id = s->units[i] }, &busy);
		if (e || busy.n)
			continue;
		e = order_add(op, &(struct order_extra){ .case_id = case_id, .parent_id = NIL, .unit_id = s->units[i], .role = "assist",
			      .demand = s->demand, .limit_value = NIL }, &order_id);
		made++;
	}
	return e ? e : made ? ERR_OK : problem_set(op->problem, &E_BUSY);
}

static enum err send(struct op *op, const struct q_case_get_out *c, const struct emergency_sending *s)
{
	int64_t case_id = c->merged_into != NIL ? c->merged_into : c->id, order_id;
	enum err e = ERR_OK;
	if (!str_eq(c->status, "filed"))
		return add_orders(op, case_id, s);
	if (c->event_type_id == NIL && s->event_type_id != NIL)
		e = case_classify(op, case_id, NIL, s->event_type_id, c->colour, "突发紧急，随派单归类");
	struct order_dispatch d = { .case_id = case_id, .version = NIL, .lead_unit_id = s->units[0], .why = "应急响应，直接派往处置单位",
				    .demand = s->demand };
	for (size_t i = 1; i < s->n && d.nco < ORDER_CO_MAX; i++)
		d.co_unit_ids[d.nco++] = s->units[i];
	return e ? e : order_dispatch(op, &d, &order_id);
}

static const char *names(struct op *op, const struct emergency_sending *s)
{
	const char *all = "";
	for (size_t i = 0; i < s->n; i++) {
		const struct unit *u = ref_unit(op->refs, s->units[i]);
		all = arena_printf(op->a, "%s%s%s", all, i ? "、" : "", u ? u->short_name : "");
	}
	return all;
}

enum err emergency_dispatch(struct op *op, int64_t id, int64_t version, const struct emergency_sending *s)
{
	struct case_tx t;
	struct emergency_tx x;
	if (!s->n || s->n > EMERGENCY_UNITS)
		return problem_set(op->problem, &E_UNIT);
	enum err e = emergency_begin(&x, &t, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e && !wf_find(&EMERGENCY_MACHINE, x.row.status, "dispatch"))
		e = problem_set(op->problem, &E_STATE);
	if (!e)
		e = case_end(&t); /* orders lock the case for themselves, in the same transaction */
	if (!e)
		e = send(op, &t.row, s);
	if (!e)
		e = emergency_begin(&x, &t, op, id);
	if (e)
		return e;
	const struct unit *community = ref_unit(op->refs, t.row.community_id);
	x.fact = arena_printf(op->a, "直派%s%s%s", names(op, s), community ? "，同时告知" : "", community ? community->short_name : "");
	e = emergency_move(&x, "dispatch", false);
	if (!e)
		e = emergency_note(&x, "dispatch", *given(s->demand) ? arena_printf(op->a, "%s。%s", x.fact, s->demand) : x.fact, NULL);
	return e ? e : case_end(&t);
}

/* ---- one incident, many reports ---- */

enum err emergency_merge(struct op *op, int64_t id, int64_t version, int64_t into_id, const char *reason)
{
	struct q_emergency_get_out from, into;
	int64_t merge_id;
	enum err e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, &from);
	if (!e)
		e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = into_id }, &into);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
	if (version != NIL && version != from.version)
		return problem_set(op->problem, &E_STALE);
	if (into.case_id == from.case_id || !wf_find(&EMERGENCY_MACHINE, into.status, "merge"))
		return problem_set(op->problem, &E_INTO);
	if (!wf_find(&EMERGENCY_MACHINE, from.status, "merge"))
		return problem_set(op->problem, &E_OVER);
	return case_merge(op, from.case_id, NIL, into.case_id, "same_matter", *given(reason) ? reason : "同一突发事件", &merge_id);
}

enum err emergency_split(struct op *op, int64_t id, int64_t version, const char *reason)
{
	struct q_emergency_get_out row;
	struct q_merge_of_case_rows m;
	int64_t merge_id = NIL, case_id;
	enum err e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, &row);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
	if (version != NIL && version != row.version)
		return problem_set(op->problem, &E_STALE);
	if (!*given(reason))
		return problem_set(op->problem, &E_TEXT);
	e = q_merge_of_case(op->s, &(struct q_merge_of_case_in){ .case_id = row.case_id }, &m);
	for (size_t i = 0; !e && i < m.n; i++)
		if (m.v[i].from_case_id == row.case_id && m.v[i].undone_at == NIL)
			merge_id = m.v[i].id;
	if (!e && (merge_id == NIL || !str_eq(row.status, "merged")))
		e = problem_set(op->problem, &E_OVER);
	return e ? e : case_unmerge(op, merge_id, reason, &case_id);
}

/* ---- visibility ---- */

enum err emergency_may_see(struct op *op, const struct q_emergency_get_out *row, bool *yes)
{
	*yes = row->reported_by == op->who->user_id;
	return *yes ? ERR_OK : may_case(op->s, op->who, CAP_CASE_READ, row->case_id, yes);
}

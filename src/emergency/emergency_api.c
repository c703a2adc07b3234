/* SPDX-License-Identifier: Apache-2.0 */
/* API of emergencies: what rings, one with all that was done, reporting, taking, commanding. */
#include <inttypes.h>

#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "emergency/emergency_internal.h"
#include "file/file.h"
#include "workflow/buttons.h"

enum { RINGING_MAX = 20, TITLE_MAX = 200 };

#define ACT ROUTE_IDEMPOTENT
#define STATES "reported|taken|responding|lifted|reviewed|false_alarm|routine|ended|merged"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "emergency.not_found", "没有找到这件突发事件，或您无权查看。" };
static const struct problem_code E_APPEAL = { ERR_NOT_FOUND, "appeal.not_found", "没有找到这件诉求，或您无权查看。" };
static const struct problem_code E_PLACE = { ERR_INVALID, "emergency.place", "请定位、选网格或写清地点。" };

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &EMERGENCIES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &EMERGENCIES);
}

/* ---- what rings ---- */

static void put_ringing(struct json_out *w, struct op *op, const struct db_cursor *c, const struct q_emergency_rings_rows *rings)
{
	int64_t ms = op->now - db_i64(c, 2);
	jw_object(w);
	jw_kid(w, "id", db_i64(c, 0));
	jw_kint(w, "version", db_i64(c, 1));
	jw_kint(w, "reported_at", db_i64(c, 2));
	jw_kint(w, "waited_ms", ms);
	jw_kint(w, "circle", emergency_circle(rings, ms));
	jw_kstr(w, "class", db_text(c, 3));
	jw_kid(w, "case_id", db_i64(c, 4));
	jw_kstr(w, "title", db_text(c, 5));
	jw_kstr(w, "place", arena_printf(op->a, "%s%s", unit_name(op->refs, db_i64(c, 6)), db_text(c, 7)));
	jw_object_end(w);
}

/* Follows from the clock alone: it rings and widens when no job and no event does its work. */
static enum err h_ringing(struct req *r)
{
	struct op *op = op_of(r);
	struct q_emergency_rings_rows rings;
	struct db_query q;
	struct db_cursor *c;
	enum err e = q_emergency_rings(op->s, &rings);
	if (e)
		return e;
	db_query_init(&q);
	db_query_text(&q, "SELECT e.id, e.version, e.reported_at, COALESCE(k.name, ''), e.case_id, c.title, c.town_id, "
			  "c.address FROM emergency e "
			  "JOIN casefile c ON c.id = e.case_id LEFT JOIN emergency_class k ON k.id = e.class_id "
			  "WHERE e.ended_at IS NULL AND e.status = 'reported'");
	scope_cases(&q, op->who, CAP_EMERGENCY);
	db_query_add(&q, " ORDER BY e.reported_at, e.id LIMIT $", DB_ARG_I64(RINGING_MAX));
	jw_object(&r->w);
	jw_kint(&r->w, "at", op->now);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	while (!(e = db_next(c)))
		if (emergency_rings_for(&rings, op->now - db_i64(c, 2), op->who))
			put_ringing(&r->w, op, c, &rings);
	db_query_close(c);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* ---- one ---- */

struct page {
	struct op *op;
	const struct q_emergency_get_out *e;
};

static bool offered(void *ctx, const struct wf_edge *edge)
{
	const struct page *p = ctx;
	return emergency_can(p->op, p->e, edge->cap);
}

/* [{id,name}] of a list of codes; town = where the case is. */
static void put_units(struct json_out *w, const char *key, struct op *op, const char *codes, int64_t town_id)
{
	struct sv rest = sv_from(codes), code;
	jw_key(w, key);
	jw_array(w);
	while (sv_cut(&rest, ';', &code)) {
		const struct unit *u = sv_eqs(code, "town") ? ref_unit(op->refs, town_id)
							    : ref_unit_code(op->refs, arena_sv(op->a, code));
		if (!u || !u->active)
			continue;
		jw_object(w);
		jw_kid(w, "id", u->id);
		jw_kstr(w, "name", u->short_name);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err put_class(struct json_out *w, struct op *op, const struct q_emergency_get_out *e, const struct q_case_get_out *c)
{
	struct q_emergency_class_get_out k = { .proposed_units = "" };
	enum err err = ERR_OK;
	if (e->class_id != NIL)
		err = q_emergency_class_get(op->s, &(struct q_emergency_class_get_in){ .id = e->class_id }, &k);
	jw_key(w, "class");
	if (e->class_id == NIL || err) {
		jw_null(w);
	} else {
		jw_object(w);
		jw_kid(w, "id", k.id);
		jw_kstr(w, "name", k.name);
		jw_kbool(w, "known", k.known == 1);
		jw_kstr(w, "plan_ref", k.plan_ref);
		jw_kstr(w, "advice", k.advice);
		jw_kint(w, "report_minutes", k.report_minutes);
		jw_object_end(w);
	}
	put_units(w, "proposed", op, k.proposed_units, c->town_id);
	return err;
}

static enum err put_told(struct json_out *w, struct op *op, int64_t id)
{
	struct q_emergency_told_of_rows t;
	enum err e = q_emergency_told_of(op->s, &(struct q_emergency_told_of_in){ .emergency_id = id }, &t);
	jw_key(w, "told");
	jw_array(w);
	for (size_t i = 0; !e && i < t.n; i++) {
		jw_object(w);
		jw_unit(w, "unit", op->refs, t.v[i].unit_id);
		jw_kstr(w, "level", t.v[i].level);
		jw_kint(w, "told_at", t.v[i].told_at);
		jw_kint(w, "seen_at", t.v[i].seen_at);
		jw_kstr(w, "seen_by", t.v[i].seen_by);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static const char *entry_text(const char *kind)
{
	if (str_eq(kind, "report"))
		return "速报";
	return str_eq(kind, "again") ? "续报" : str_eq(kind, "entry") ? "进展" : wf_action_text(&EMERGENCY_MACHINE, kind);
}

static enum err put_entries(struct json_out *w, struct op *op, int64_t id)
{
	struct q_emergency_entries_rows n;
	enum err e = q_emergency_entries(op->s, &(struct q_emergency_entries_in){ .emergency_id = id }, &n);
	jw_key(w, "entries");
	jw_array(w);
	for (size_t i = 0; !e && i < n.n; i++)
		jw_deed(w, op->refs, &(struct case_deed){ .id = n.v[i].id, .at = n.v[i].at, .unit_id = n.v[i].unit_id,
			.kind = n.v[i].kind, .kind_text = entry_text(n.v[i].kind), .user = n.v[i].user_name, .text = n.v[i].text,
			.resources = n.v[i].resources });
	jw_array_end(w);
	return e;
}

/* "merged_into": the emergency this one is part of, as {id,no,title}; "parts": those that are part of it. */
static enum err put_parts(struct json_out *w, struct op *op, const struct q_emergency_get_out *row)
{
	struct q_emergency_parts_rows p;
	struct q_emergency_case_out at;
	struct q_case_get_out c;
	enum err e = q_emergency_parts(op->s, &(struct q_emergency_parts_in){ .id = row->id }, &p);
	if (!e && row->merged_into != NIL)
		e = q_emergency_case(op->s, &(struct q_emergency_case_in){ .id = row->merged_into }, &at);
	if (!e && row->merged_into != NIL)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = at.case_id }, &c);
	if (e)
		return e;
	jw_key(w, "merged_into");
	if (row->merged_into == NIL) {
		jw_null(w);
	} else {
		jw_object(w);
		jw_kid(w, "id", row->merged_into);
		jw_kstr(w, "no", c.no);
		jw_kstr(w, "title", c.title);
		jw_object_end(w);
	}
	jw_key(w, "parts");
	jw_array(w);
	for (size_t i = 0; i < p.n; i++) {
		jw_object(w);
		jw_kid(w, "id", p.v[i].id);
		jw_kid(w, "case_id", p.v[i].case_id);
		jw_kstr(w, "case_no", p.v[i].case_no);
		jw_kstr(w, "title", p.v[i].title);
		jw_kstr(w, "what", p.v[i].what);
		jw_kint(w, "reported_at", p.v[i].reported_at);
		jw_kstr(w, "reported_by", p.v[i].reporter);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_orders(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = case_id }, &o);
	jw_key(w, "orders");
	jw_array(w);
	for (size_t i = 0; !e && i < o.n; i++) {
		jw_object(w);
		jw_kid(w, "id", o.v[i].id);
		jw_kstr(w, "no", o.v[i].no);
		jw_unit(w, "unit", op->refs, o.v[i].unit_id);
		jw_kstr(w, "role_text", order_role_text(o.v[i].role));
		jw_kstr(w, "status", o.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&ORDER_MACHINE, o.v[i].status));
		jw_kint(w, "dispatched_at", o.v[i].dispatched_at);
		jw_kint(w, "signed_at", o.v[i].signed_at);
		jw_kint(w, "due_at", o.v[i].due_at);
		jw_kint(w, "settled_at", o.v[i].settled_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static void put_person(struct json_out *w, const char *key, struct op *op, int64_t id)
{
	struct q_emergency_person_out who;
	bool known = id != NIL && !q_emergency_person(op->s, &(struct q_emergency_person_in){ .id = id }, &who);
	jw_kstr(w, key, known ? who.name : NULL);
}

static void put_fields(struct json_out *w, struct op *op, const struct q_emergency_get_out *e)
{
	jw_kid(w, "id", e->id);
	jw_kstr(w, "status", e->status);
	jw_kstr(w, "status_text", wf_state_text(&EMERGENCY_MACHINE, e->status));
	jw_kint(w, "version", e->version);
	jw_kint(w, "level", e->level);
	jw_kstr(w, "level_text", emergency_level_text(e->level));
	jw_kstr(w, "origin", e->origin);
	jw_kstr(w, "what", e->what);
	jw_kint(w, "reported_at", e->reported_at);
	put_person(w, "reported_by", op, e->reported_by);
	jw_unit(w, "reported_unit", op->refs, e->reported_unit_id);
	jw_kint(w, "circle", e->circle);
	put_person(w, "taken_by", op, e->taken_by);
	jw_kint(w, "taken_at", e->taken_at);
	jw_kint(w, "responded_at", e->responded_at);
	jw_kint(w, "next_report_at", e->next_report_at);
	jw_kint(w, "reminded_at", e->reminded_at);
	jw_kint(w, "lifted_at", e->lifted_at);
	jw_kstr(w, "review", e->review);
	jw_kint(w, "ended_at", e->ended_at);
}

static enum err find(struct op *op, int64_t id, struct q_emergency_get_out *out)
{
	bool yes = false;
	enum err e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, out);
	if (!e)
		e = emergency_may_see(op, out, &yes);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_emergency_get_out e;
	struct q_case_get_out c;
	struct json_out *w = &r->w;
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = q_case_get(op->s, &(struct q_case_get_in){ .id = e.case_id }, &c);
	if (err)
		return err;
	jw_object(w);
	put_fields(w, op, &e);
	jw_case_head(w, op->refs, &c);
	err = put_class(w, op, &e, &c);
	if (!err)
		err = put_told(w, op, e.id);
	if (!err)
		err = put_parts(w, op, &e);
	if (!err)
		err = put_entries(w, op, e.id);
	if (!err)
		err = put_orders(w, op, e.case_id);
	jw_moves(w, &EMERGENCY_MACHINE, e.status, "false", offered, &(struct page){ op, &e });
	jw_object_end(w);
	return err;
}

/* Those of a case, and whether this person may raise one. */
static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	struct q_emergency_of_case_rows rows;
	struct json_out *w = &r->w;
	bool may = false;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e && can(op->who, CAP_EMERGENCY_REPORT))
		e = may_case(op->s, op->who, CAP_EMERGENCY_REPORT, r->path_id[0], &may);
	if (!e)
		e = q_emergency_of_case(op->s, &(struct q_emergency_of_case_in){ .case_id = r->path_id[0] }, &rows);
	jw_object(w);
	jw_kbool(w, "may_report", may);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_emergency_get_out one;
		e = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = rows.v[i].id }, &one);
		jw_object(w);
		put_fields(w, op, &one);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

/* ---- reporting ---- */

/* {id,case_id,case_no,reported_at,told:[…]}: who reports sees at once whom it has reached. */
static enum err answer_report(struct op *op, struct req *r, int64_t id)
{
	struct q_emergency_get_out e;
	struct q_case_get_out c;
	enum err err = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, &e);
	if (!err)
		err = q_case_get(op->s, &(struct q_case_get_in){ .id = e.case_id }, &c);
	if (err)
		return err;
	jw_object(&r->w);
	jw_kid(&r->w, "id", e.id);
	jw_kid(&r->w, "case_id", c.id);
	jw_kstr(&r->w, "no", c.no);
	jw_kstr(&r->w, "status", e.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&EMERGENCY_MACHINE, e.status));
	jw_kint(&r->w, "reported_at", e.reported_at);
	jw_kint(&r->w, "version", e.version);
	err = put_told(&r->w, op, e.id);
	jw_object_end(&r->w);
	r->status = 201;
	return err;
}

/* The place of the appeal, and nothing that leads to a secret reporter. */
static enum err from_appeal(struct op *op, int64_t appeal_id, struct case_new *n)
{
	struct q_appeal_get_out a;
	bool yes = false;
	enum err e = may_appeal(op->s, op->who, CAP_APPEAL_SORT, appeal_id, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return problem_set(op->problem, &E_APPEAL);
	if (!e)
		e = appeal_get(op, appeal_id, &a);
	if (e)
		return e;
	n->source = "appeal";
	n->title = a.title;
	n->type = a.type;
	n->family = a.family;
	n->appeal_id = appeal_id;
	n->secret = str_eq(a.anonymity, "secret");
	if (n->town_id == NIL) {
		n->town_id = a.town_id;
		n->community_id = a.community_id;
		n->grid_id = a.grid_id;
		n->lon = a.lon;
		n->lat = a.lat;
	}
	if (!n->address || !*n->address)
		n->address = a.address;
	return ERR_OK;
}

static const char *title_of(struct op *op, int64_t class_id, const struct case_new *n, const char *what)
{
	struct q_emergency_class_get_out k;
	bool named = class_id != NIL && !q_emergency_class_get(op->s, &(struct q_emergency_class_get_in){ .id = class_id }, &k);
	if (n->address && *n->address)
		return arena_printf(op->a, "%s：%s", named ? k.name : "突发事件", n->address);
	return arena_printf(op->a, "%s%s", named ? arena_printf(op->a, "%s：", k.name) : "",
			    arena_sv(op->a, sv_prefix_chars(sv_from(what), 40)));
}

static enum err report_new(struct op *op, struct req *r, const struct emergency_report *rep, int64_t *id)
{
	struct place p;
	int64_t case_id;
	enum err e = place_of(r, op, &p);
	if (e)
		return e;
	struct case_new n = { .no = r->stash, .source = "patrol", .summary = rep->what, .event_type_id = in_i64(r, "event_type_id"),
			      .town_id = p.town_id, .community_id = p.community_id, .grid_id = p.grid_id, .lon = p.lon, .lat = p.lat,
			      .address = in_str(r, "address"), .appeal_id = NIL };
	if (in_given(r, "appeal_id"))
		e = from_appeal(op, in_i64(r, "appeal_id"), &n);
	if (!e && n.town_id == NIL && (!n.address || !*n.address))
		return problem_set(op->problem, &E_PLACE);
	if (!e && !n.title)
		n.title = title_of(op, rep->class_id, &n, rep->what);
	if (!e)
		e = emergency_report_new(op, &n, rep, &case_id, id);
	return e ? e : files_attach_given(op, r, "case", case_id);
}

static enum err do_report(struct op *op, struct req *r, void *arg)
{
	struct emergency_report rep = { in_i64(r, "class_id"), in_str(r, "what") };
	int64_t id, case_id = in_i64(r, "case_id");
	(void)arg;
	enum err e = case_id == NIL ? report_new(op, r, &rep, &id) : must_case(op, CAP_EMERGENCY_REPORT, case_id, &NO_CASE);
	if (!e && case_id != NIL)
		e = emergency_report_on(op, case_id, &rep, &id);
	if (!e && case_id != NIL)
		e = files_attach_given(op, r, "case", case_id);
	return e ? e : answer_report(op, r, id);
}

static enum err h_report(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	enum err e = in_given(r, "case_id") ? ERR_OK : number_next(op_of(r), "case", no);
	r->stash = no; /* taken outside the write; see number_next */
	return e ? e : op_write(r, do_report, NULL);
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_emergency_get_out e;
	enum err err = q_emergency_get(op->s, &(struct q_emergency_get_in){ .id = id }, &e);
	if (err)
		return err;
	jw_object(&r->w);
	jw_kid(&r->w, "id", e.id);
	jw_kstr(&r->w, "status", e.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&EMERGENCY_MACHINE, e.status));
	jw_kint(&r->w, "next_report_at", e.next_report_at);
	jw_kint(&r->w, "version", e.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* What a route reads, by its input table. */
struct route_of {
	const char *action;
	bool level, more;
};

static enum err do_act(struct op *op, struct req *r, void *arg)
{
	const struct route_of *a = arg;
	struct q_emergency_get_out e;
	struct emergency_step s = { .action = a->action, .text = in_str(r, "text"), .level = NIL, .class_id = NIL };
	if (a->level) {
		s.level = in_i64(r, "level");
		s.class_id = in_i64(r, "class_id");
	}
	if (a->more) {
		s.resources = in_str(r, "resources");
		s.again = in_i64(r, "again") == 1;
	}
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = emergency_act(op, e.id, in_i64(r, "version"), &s);
	return err ? err : answer(op, r, e.id);
}

#define ACTION(name, word, with_level, with_more)                                                  \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, do_act, &(struct route_of){ word, with_level, with_more });     \
	}
ACTION(take, "take", false, false)
ACTION(release, "release", false, false)
ACTION(true, "true", true, false)
ACTION(false, "false", false, false)
ACTION(routine, "routine", false, false)
ACTION(level, "level", true, false)
ACTION(entry, "entry", false, true)
ACTION(lift, "lift", false, false)
ACTION(review, "review", false, false)

static enum err do_dispatch(struct op *op, struct req *r, void *arg)
{
	const struct in_value *units = in_get(r, "unit_ids");
	struct q_emergency_get_out e;
	struct emergency_sending s = { units->ids, units->n, in_str(r, "demand"), in_i64(r, "event_type_id") };
	(void)arg;
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = must_case(op, CAP_DISPATCH, e.case_id, &E_NOT_FOUND);
	if (!err)
		err = emergency_dispatch(op, e.id, in_i64(r, "version"), &s);
	return err ? err : answer(op, r, e.id);
}

static enum err h_dispatch(struct req *r)
{
	return op_write(r, do_dispatch, NULL);
}

static enum err do_merge(struct op *op, struct req *r, void *arg)
{
	struct q_emergency_get_out e, into;
	(void)arg;
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = find(op, in_i64(r, "into_id"), &into);
	if (!err)
		err = must_case(op, CAP_MERGE, e.case_id, &E_NOT_FOUND);
	if (!err)
		err = must_case(op, CAP_MERGE, into.case_id, &E_NOT_FOUND);
	if (!err)
		err = emergency_merge(op, e.id, in_i64(r, "version"), into.id, in_str(r, "text"));
	return err ? err : answer(op, r, e.id);
}

static enum err h_merge(struct req *r)
{
	return op_write(r, do_merge, NULL);
}

static enum err do_split(struct op *op, struct req *r, void *arg)
{
	struct q_emergency_get_out e;
	(void)arg;
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = must_case(op, CAP_MERGE, e.case_id, &E_NOT_FOUND);
	if (!err)
		err = emergency_split(op, e.id, in_i64(r, "version"), in_str(r, "text"));
	return err ? err : answer(op, r, e.id);
}

static enum err h_split(struct req *r)
{
	return op_write(r, do_split, NULL);
}

static enum err do_seen(struct op *op, struct req *r, void *arg)
{
	struct q_emergency_get_out e;
	(void)arg;
	enum err err = find(op, r->path_id[0], &e);
	if (!err)
		err = emergency_seen(op, e.id);
	return err ? err : answer(op, r, e.id);
}

static enum err h_seen(struct req *r)
{
	return op_write(r, do_seen, NULL);
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "open|waiting|mine|all", "视图", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "class", IN_ID, IN_QUERY, 0, 0, NULL, "类别", "" },
	{ "level", IN_INT, IN_QUERY, 1, 4, NULL, "响应级别", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ 0 },
};
static const struct in_field REPORT_IN[] = {
	{ "case_id", IN_ID, 0, 0, 0, NULL, "案件", "of an open case; empty: a case is opened" },
	{ "appeal_id", IN_ID, 0, 0, 0, NULL, "诉求", "files this appeal with it" },
	{ "class_id", IN_ID, 0, 0, 0, NULL, "类别", "empty: not known yet" },
	{ "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "empty: that of the class" },
	{ "what", IN_TEXT, IN_REQUIRED, 2, 400, NULL, "看到了什么", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	PLACE_INPUTS,
	{ "files", IN_IDS, 0, 0, 9, NULL, "照片", "" },
	{ 0 },
};
static const struct in_field TEXT_IN[] = { VERSION, { "text", IN_TEXT, 0, 0, 1000, NULL, "情况", "" }, { 0 } };
static const struct in_field LEVEL_IN[] = { VERSION,
					    { "text", IN_TEXT, 0, 0, 1000, NULL, "情况", "" },
					    { "level", IN_INT, IN_REQUIRED, 1, 4, NULL, "响应级别", "1 特别重大 … 4 一般" },
					    { "class_id", IN_ID, 0, 0, 0, NULL, "类别", "" },
					    { 0 } };
static const struct in_field MERGE_IN[] = { VERSION,
					    { "into_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "并入哪一起", "another open emergency" },
					    { "text", IN_TEXT, 0, 0, 300, NULL, "理由", "" },
					    { 0 } };
/* Entries are only added: nobody's version is overwritten. */
static const struct in_field ENTRY_IN[] = { { "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本", "" },
					    { "text", IN_TEXT, 0, 0, 1000, NULL, "情况", "" },
					    { "resources", IN_TEXT, 0, 0, 300, NULL, "到场力量和物资", "" },
					    { "again", IN_BOOL, 0, 0, 0, NULL, "续报", "the clock of the next report starts anew" },
					    { 0 } };
static const struct in_field DISPATCH_IN[] = { VERSION,
					       { "unit_ids", IN_IDS, IN_REQUIRED, 1, EMERGENCY_UNITS, NULL, "派往单位", "the first leads" },
					       { "demand", IN_TEXT, 0, 0, 1000, NULL, "处置要求", "" },
					       { "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "when the case is not classified yet" },
					       { 0 } };

#define AT "/api/v1/emergencies/{id}/"
const struct route EMERGENCY_ROUTES[] = {
	{ HTTP_GET, "/api/v1/emergencies", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "Emergencies.", "List<EmergencyItem>" },
	{ HTTP_GET, "/api/v1/emergencies/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/emergencies/ringing", h_ringing, CAP_EMERGENCY, "by role", NULL, 0, 0, "What rings this person now.", "Ringing" },
	{ HTTP_GET, "/api/v1/emergencies/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, 0, "One of them with all that was done.", "Emergency" },
	{ HTTP_GET, "/api/v1/cases/{id}/emergencies", h_of_case, CAP_CASE_READ, "by role", NULL, 0, 0, "Those of a case.", "CaseEmergencies" },
	{ HTTP_POST, "/api/v1/emergencies", h_report, CAP_EMERGENCY_REPORT, "anywhere", REPORT_IN, 0, ACT, "突发紧急速报: reaches city and district at once.", "EmergencyMade" },
	{ HTTP_POST, AT "take", h_take, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "Takes it: it stops ringing.", "EmergencyShort" },
	{ HTTP_POST, AT "release", h_release, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "Gives it back: it rings again.", "EmergencyShort" },
	{ HTTP_POST, AT "true", h_true, CAP_EMERGENCY, "all or region", LEVEL_IN, 0, ACT, "Verified: response begins (平→急).", "EmergencyShort" },
	{ HTTP_POST, AT "false", h_false, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "A false alarm.", "EmergencyShort" },
	{ HTTP_POST, AT "routine", h_routine, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "Goes on as an ordinary case.", "EmergencyShort" },
	{ HTTP_POST, AT "level", h_level, CAP_EMERGENCY, "all or region", LEVEL_IN, 0, ACT, "Another response level.", "EmergencyShort" },
	{ HTTP_POST, AT "entry", h_entry, CAP_EMERGENCY_REPORT, "visible", ENTRY_IN, 0, ACT, "Progress, resources, further report (续报).", "EmergencyShort" },
	{ HTTP_POST, AT "dispatch", h_dispatch, CAP_DISPATCH, "all or region", DISPATCH_IN, 0, ACT, "Orders straight to the units.", "EmergencyShort" },
	{ HTTP_POST, AT "merge", h_merge, CAP_MERGE, "all or region", MERGE_IN, 0, ACT, "The same incident as another one: the cases are merged, reversibly.", "EmergencyShort" },
	{ HTTP_POST, AT "split", h_split, CAP_MERGE, "all or region", TEXT_IN, 0, ACT, "Not the same: split again, it waits to be taken.", "EmergencyShort" },
	{ HTTP_POST, AT "lift", h_lift, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "Response ends (急→平).", "EmergencyShort" },
	{ HTTP_POST, AT "review", h_review, CAP_EMERGENCY, "all or region", TEXT_IN, 0, ACT, "复盘.", "EmergencyShort" },
	{ HTTP_POST, AT "seen", h_seen, CAP_CASE_READ, "visible", NULL, 0, ACT, "A unit that was told has opened it.", "EmergencyShort" },
	{ 0 },
};

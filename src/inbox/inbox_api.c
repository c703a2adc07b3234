/* SPDX-License-Identifier: Apache-2.0 */
/* The inbox page, notes with mentions, and asking to let a colleague in. What may no longer be seen is shown without a word
 * of the case. */
#include <inttypes.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "inbox/inbox.h"

enum { PAGE = 50, READ_MAX = 100 };

static const struct problem_code E_NOTHING = { ERR_INVALID, "inbox.nothing", "请先选择要标为已读的消息。" };

/* The person and those for whom they act now, always five. */
struct boxes {
	int64_t u[PRINCIPAL_DEPUTY + 1];
};

static struct boxes boxes_of(const struct op *op)
{
	struct boxes b;
	for (size_t i = 0; i <= PRINCIPAL_DEPUTY; i++)
		b.u[i] = op->who->user_id;
	for (size_t i = 0; i < op->who->ndeputy; i++)
		if (deputises(op->who, op->who->deputy[i].user_id, op->now))
			b.u[i + 1] = op->who->deputy[i].user_id;
	return b;
}
#define BOXES(b) .u0 = (b).u[0], .u1 = (b).u[1], .u2 = (b).u[2], .u3 = (b).u[3], .u4 = (b).u[4]

/* ---- reading ---- */

/* A note's own text, or what was said with a deed; "" when nothing was. */
static const char *note_of(struct arena *a, const char *secret)
{
	const char *note = event_secret(a, secret, "note");
	if (!note)
		note = event_secret(a, secret, "text");
	return note ? note : "";
}

static enum err put_subject(struct json_out *w, struct op *op, const struct q_inbox_page_out *i)
{
	struct q_case_get_out c;
	struct event_row row = { 0 };
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_CASE_READ, i->case_id, &yes);
	if (!e && yes)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = i->case_id }, &c);
	if (!e && yes && i->event_seq != NIL)
		e = event_get(op->s, op->site->keys, "case", i->case_id, i->event_seq, true, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	jw_kbool(w, "visible", yes);
	jw_key(w, "case");
	if (!yes) {
		jw_null(w);
	} else {
		jw_object(w);
		jw_kid(w, "id", c.id);
		jw_kstr(w, "no", c.no);
		jw_kstr(w, "title", c.title);
		jw_kstr(w, "colour", c.colour);
		jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c.status));
		jw_kint(w, "due_at", c.due_at);
		jw_object_end(w);
	}
	jw_kid(w, "order_id", yes ? i->order_id : NIL);
	jw_kstr(w, "text", yes ? note_of(op->a, row.secret) : "");
	return ERR_OK;
}

/* The hot spot a message is about (热点), for whoever may see it; null for all others. */
static enum err put_hotspot(struct json_out *w, struct op *op, const struct q_inbox_page_out *i)
{
	bool yes = i->hotspot_id != NIL && can(op->who, CAP_HOTSPOT_READ);
	enum err e = ERR_OK;
	if (yes && can_scope(op->who, CAP_HOTSPOT_READ) != SCOPE_ALL)
		e = may_unit(op->s, op->who, CAP_HOTSPOT_READ, i->hotspot_town_id, &yes);
	jw_key(w, "hotspot");
	if (e || !yes) {
		jw_null(w);
		return e;
	}
	jw_object(w);
	jw_kid(w, "id", i->hotspot_id);
	jw_kstr(w, "title", i->hotspot_title);
	jw_object_end(w);
	return ERR_OK;
}

static enum err put_item(struct json_out *w, struct op *op, const struct q_inbox_page_out *i)
{
	bool mine = i->user_id == op->who->user_id;
	jw_object(w);
	jw_kid(w, "id", i->id);
	jw_kstr(w, "kind", i->kind);
	jw_kint(w, "at", i->at);
	jw_kint(w, "read_at", i->read_at);
	jw_kbool(w, "read_by_deputy", i->read_by != NIL && i->read_by != i->user_id);
	jw_kstr(w, "for_name", mine ? NULL : i->to_name);
	jw_kstr(w, "from", i->from_name);
	jw_kstr(w, "from_unit", i->from_unit);
	jw_kstr(w, "about", i->about_name);
	jw_unit(w, "about_unit", op->refs, i->about_unit);
	enum err e = put_subject(w, op, i);
	if (!e)
		e = put_hotspot(w, op, i);
	jw_object_end(w);
	return e;
}

static enum err h_list(struct req *r)
{
	struct op *op = op_of(r);
	struct boxes b = boxes_of(op);
	struct q_inbox_page_rows rows;
	struct q_inbox_unread_out unread;
	int64_t limit = in_i64_or(r, "limit", PAGE);
	enum err e = q_inbox_page(op->s, &(struct q_inbox_page_in){ BOXES(b), .before = in_i64_or(r, "before", INT64_MAX),
				  .unread = str_eq(in_str(r, "state"), "unread"), .max = limit + 1 }, &rows);
	if (!e)
		e = q_inbox_unread(op->s, &(struct q_inbox_unread_in){ BOXES(b) }, &unread);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_key(w, "items");
	jw_array(w);
	size_t n = rows.n > (size_t)limit ? (size_t)limit : rows.n;
	for (size_t i = 0; !e && i < n; i++)
		e = put_item(w, op, &rows.v[i]);
	jw_array_end(w);
	jw_kid(w, "next", rows.n > n && n ? rows.v[n - 1].id : NIL);
	jw_kint(w, "unread", unread.n);
	jw_object_end(w);
	return e;
}

static enum err do_read(struct op *op, struct req *r, void *arg)
{
	struct boxes b = boxes_of(op);
	const struct in_value *ids = in_get(r, "ids");
	bool again = in_i64(r, "unread") == 1;
	enum err e = ERR_OK;
	(void)arg;
	if (!ids->given && !in_given(r, "upto"))
		return problem_set(op->problem, &E_NOTHING);
	for (size_t i = 0; !e && ids->given && i < ids->n; i++)
		e = again ? q_inbox_unread_again(op->s, &(struct q_inbox_unread_again_in){ BOXES(b), .id = ids->ids[i] }, NULL) :
			    q_inbox_read(op->s, &(struct q_inbox_read_in){ BOXES(b), .now = op->now, .by = op->who->user_id,
					 .id = ids->ids[i] }, NULL);
	if (!e && in_given(r, "upto"))
		e = q_inbox_read_all(op->s, &(struct q_inbox_read_all_in){ BOXES(b), .now = op->now, .by = op->who->user_id,
				     .upto = in_i64(r, "upto") }, NULL);
	struct q_inbox_unread_out unread = { 0 };
	if (!e)
		e = q_inbox_unread(op->s, &(struct q_inbox_unread_in){ BOXES(b) }, &unread);
	if (!e)
		e = live_send(op->s, arena_printf(op->a, "user:%" PRId64, op->who->user_id), "{\"kind\":\"inbox\"}", op->now);
	jw_object(&r->w);
	jw_kint(&r->w, "unread", unread.n);
	jw_object_end(&r->w);
	return e;
}

static enum err h_read(struct req *r)
{
	return op_write(r, do_read, NULL);
}

/* ---- writing ---- */

static enum err do_note(struct op *op, struct req *r, void *arg)
{
	const struct in_value *users = in_get(r, "users");
	(void)arg;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e)
		e = inbox_note(op, r->path_id[0], in_str(r, "note"), users->ids, users->given ? users->n : 0);
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_kint(&r->w, "told", users->given ? (int64_t)users->n : 0);
	jw_object_end(&r->w);
	return e;
}

static enum err h_note(struct req *r)
{
	return op_write(r, do_note, NULL);
}

static enum err do_ask(struct op *op, struct req *r, void *arg)
{
	int64_t asked = 0;
	(void)arg;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e)
		e = inbox_ask(op, r->path_id[0], in_i64(r, "user_id"), in_str(r, "why"), &asked);
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_kint(&r->w, "asked", asked);
	jw_object_end(&r->w);
	return e;
}

static enum err h_ask(struct req *r)
{
	return op_write(r, do_ask, NULL);
}

static enum err put_person(struct json_out *w, struct op *op, int64_t case_id, int64_t id, const char *name, const char *unit)
{
	bool sees;
	enum err e = inbox_may_see(op, id, case_id, &sees);
	if (e)
		return e;
	jw_object(w);
	jw_kid(w, "id", id);
	jw_kstr(w, "name", name);
	jw_kstr(w, "unit", unit);
	jw_kbool(w, "sees", sees);
	jw_deputy_of(w, "away", op->s, id, op->now);
	jw_object_end(w);
	return ERR_OK;
}

/* Colleagues to mention: of the own unit and the units of the case; with a name, everybody of that name. */
static enum err h_people(struct req *r)
{
	struct op *op = op_of(r);
	struct q_inbox_people_rows near = { 0 };
	struct q_inbox_people_named_rows named = { 0 };
	const char *q = in_str(r, "q");
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e && in_given(r, "q"))
		e = q_inbox_people_named(op->s, &(struct q_inbox_people_named_in){ .me = op->who->user_id, .from = q,
					 .unit_id = op->who->unit_id, .case_id = r->path_id[0],
					 .to = arena_printf(op->a, "%s\xEF\xBF\xBF", q) }, &named);
	else if (!e)
		e = q_inbox_people(op->s, &(struct q_inbox_people_in){ .me = op->who->user_id, .unit_id = op->who->unit_id,
				   .case_id = r->path_id[0] }, &near);
	if (e)
		return e;
	jw_array(&r->w);
	for (size_t i = 0; !e && i < near.n; i++)
		e = put_person(&r->w, op, r->path_id[0], near.v[i].id, near.v[i].name, near.v[i].unit);
	for (size_t i = 0; !e && i < named.n; i++)
		e = put_person(&r->w, op, r->path_id[0], named.v[i].id, named.v[i].name, named.v[i].unit);
	jw_array_end(&r->w);
	return e;
}

static const struct in_field LIST_IN[] = {
	{ "state", IN_ENUM, IN_QUERY, 0, 0, "unread|all", "状态", "" },
	{ "before", IN_ID, IN_QUERY, 0, 0, NULL, "翻页位置", "`next` of the former page" },
	{ "limit", IN_INT, IN_QUERY, 1, 100, NULL, "每页条数", "default 50" },
	{ 0 },
};
static const struct in_field READ_IN[] = {
	{ "ids", IN_IDS, 0, 0, READ_MAX, NULL, "消息", "" },
	{ "upto", IN_ID, 0, 0, 0, NULL, "到哪一条", "this one and all before it" },
	{ "unread", IN_BOOL, 0, 0, 0, NULL, "标为未读", "the given ones become unread again" },
	{ 0 },
};
static const struct in_field NOTE_IN[] = {
	{ "note", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "内容", "internal note on the timeline" },
	{ "users", IN_IDS, 0, 0, INBOX_MENTIONS, NULL, "@同事", "who is meant to read it" },
	{ 0 },
};
static const struct in_field ASK_IN[] = {
	{ "user_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "同事", "" },
	{ "why", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" },
	{ 0 },
};
static const struct in_field PEOPLE_IN[] = { { "q", IN_TEXT, IN_QUERY, 1, 20, NULL, "姓名", "beginning of the name" }, { 0 } };

const struct route INBOX_ROUTES[] = {
	{ HTTP_GET, "/api/v1/inbox", h_list, CAP_SELF, "own, and of those for whom one acts", LIST_IN, 0, 0, "What colleagues want me to look at.", "Inbox" },
	{ HTTP_POST, "/api/v1/inbox/read", h_read, CAP_SELF, "own, and of those for whom one acts", READ_IN, 0, ROUTE_IDEMPOTENT, "Marks messages as read, or unread again.", "Unread" },
	{ HTTP_POST, "/api/v1/cases/{id}/note", h_note, CAP_CASE_READ, "visible cases", NOTE_IN, 0, ROUTE_IDEMPOTENT, "Note on a case with colleagues; refused when one may not see it.", "Told" },
	{ HTTP_POST, "/api/v1/cases/{id}/ask-in", h_ask, CAP_CASE_READ, "visible cases", ASK_IN, 0, ROUTE_IDEMPOTENT, "Asks the dispatcher to let a colleague in.", "Asked" },
	{ HTTP_GET, "/api/v1/cases/{id}/people", h_people, CAP_CASE_READ, "visible cases", PEOPLE_IN, 0, 0, "Colleagues to mention, and whether they see the case.", "Person[]" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Notes that reach somebody: written under the lock of the case, checked person by person. */
#include "inbox/inbox.h"

#include <inttypes.h>

static const struct problem_code E_PERSON = { ERR_INVALID, "inbox.person", "所选同事不存在或已停用，请重新选择。" };
static const struct problem_code E_BLIND = { ERR_CONFLICT, "inbox.cannot_see", "有同事看不到这件案件，没有发出。" };
static const struct problem_code E_SEES = { ERR_CONFLICT, "inbox.sees", "这位同事能看到这件案件，直接@即可。" };
static const struct problem_code E_NOBODY = { ERR_CONFLICT, "inbox.nobody", "没有找到可以受理这项请求的分拨员，请电话联系分拨岗。" };

enum err inbox_may_see(struct op *op, int64_t user_id, int64_t case_id, bool *yes)
{
	struct principal p;
	*yes = false;
	enum err e = principal_load(op->s, op->a, user_id, op->now, &p);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	return e ? e : may_case(op->s, &p, CAP_CASE_READ, case_id, yes);
}

/* Names everybody who would learn of the case only by this note. */
static enum err all_see(struct op *op, int64_t case_id, const int64_t *users, size_t n)
{
	bool blind = false;
	for (size_t i = 0; i < n; i++) {
		struct q_inbox_person_out who;
		bool yes;
		enum err e = q_inbox_person(op->s, &(struct q_inbox_person_in){ .id = users[i] }, &who);
		if (e == ERR_NOT_FOUND)
			return problem_set(op->problem, &E_PERSON);
		if (!e)
			e = inbox_may_see(op, users[i], case_id, &yes);
		if (e)
			return e;
		if (yes)
			continue;
		if (!blind)
			problem_set(op->problem, &E_BLIND);
		blind = true;
		problem_field(op->problem, ERR_CONFLICT, arena_printf(op->a, "users.%" PRId64, users[i]), "inbox.cannot_see",
			      arena_printf(op->a, "%s（%s）看不到这件案件，可以请分拨员让其加入。", who.name, who.unit));
	}
	return blind ? ERR_CONFLICT : ERR_OK;
}

static const char *with_users(struct op *op, const char *topics, const int64_t *users, size_t n)
{
	for (size_t i = 0; i < n; i++)
		topics = arena_printf(op->a, "%s,user:%" PRId64, topics, users[i]);
	return topics;
}

static const char *id_list(struct op *op, const int64_t *users, size_t n)
{
	const char *list = NULL;
	for (size_t i = 0; i < n; i++)
		list = list ? arena_printf(op->a, "%s,%" PRId64, list, users[i]) : arena_printf(op->a, "%" PRId64, users[i]);
	return list;
}

/* Writes the event and one row for each person. */
static enum err tell(struct case_tx *t, const char *event, const char *kind, const char *text, int64_t about,
		     const int64_t *users, size_t n)
{
	struct op *op = t->op;
	change_begin(&t->change, event, NIL);
	change_fact_text(&t->change, "mentions", id_list(op, users, n));
	if (about != NIL)
		change_fact_int(&t->change, "about_user", about);
	change_secret(&t->change, "note", text);
	change_topics(&t->change, with_users(op, case_topics(t), users, n));
	enum err e = change_end(&t->change);
	for (size_t i = 0; !e && i < n; i++)
		e = q_inbox_insert(op->s, &(struct q_inbox_insert_in){ .user_id = users[i], .kind = kind, .case_id = t->row.id,
				   .order_id = NIL, .event_seq = t->change.seq, .from_user = op_actor(op).user_id, .about_user = about,
				   .at = op->now }, NULL);
	return e;
}

enum err inbox_note(struct op *op, int64_t case_id, const char *note, const int64_t *users, size_t n)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, case_id);
	if (!e)
		e = all_see(op, case_id, users, n);
	if (!e)
		e = tell(&t, "case.noted", "mention", note, NIL, users, n);
	return e ? e : case_end(&t);
}

static enum err may_let_in(struct op *op, int64_t user_id, int64_t case_id, bool *yes)
{
	struct principal p;
	*yes = false;
	enum err e = principal_load(op->s, op->a, user_id, op->now, &p);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	return e ? e : may_case(op->s, &p, CAP_DISPATCH, case_id, yes);
}

/* Those who dispatched it and still may; otherwise the centre's dispatchers. */
static enum err who_lets_in(struct op *op, int64_t case_id, int64_t users[INBOX_MENTIONS], size_t *n)
{
	struct q_inbox_dispatcher_of_rows of;
	struct q_inbox_dispatchers_rows all = { 0 };
	enum err e = q_inbox_dispatcher_of(op->s, &(struct q_inbox_dispatcher_of_in){ .case_id = case_id }, &of);
	*n = 0;
	for (size_t i = 0; !e && i < of.n; i++) {
		bool yes;
		e = may_let_in(op, of.v[i].user_id, case_id, &yes);
		if (!e && yes)
			users[(*n)++] = of.v[i].user_id;
	}
	if (!e && !*n)
		e = q_inbox_dispatchers(op->s, &(struct q_inbox_dispatchers_in){ .now = op->now }, &all);
	for (size_t i = 0; !e && i < all.n; i++)
		users[(*n)++] = all.v[i].user_id;
	return e;
}

enum err inbox_ask(struct op *op, int64_t case_id, int64_t user_id, const char *why, int64_t *asked)
{
	struct case_tx t;
	struct q_inbox_person_out who;
	int64_t users[INBOX_MENTIONS];
	size_t n = 0;
	bool sees = false;
	enum err e = case_begin(&t, op, case_id);
	if (e)
		return e;
	e = q_inbox_person(op->s, &(struct q_inbox_person_in){ .id = user_id }, &who);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_PERSON);
	if (!e)
		e = inbox_may_see(op, user_id, case_id, &sees);
	if (!e && sees)
		return problem_set(op->problem, &E_SEES);
	if (!e)
		e = who_lets_in(op, case_id, users, &n);
	if (!e && !n)
		return problem_set(op->problem, &E_NOBODY);
	if (!e)
		e = tell(&t, "case.asked_in", "ask", why, user_id, users, n);
	*asked = (int64_t)n;
	return e ? e : case_end(&t);
}

static int64_t fact(struct arena *a, const char *body, const char *name)
{
	const struct json *v, *f;
	const char *why;
	if (json_parse(a, sv_from(body), &v, &why))
		return NIL;
	f = json_get(v, name);
	return f && json_kind(f) == JSON_INT ? json_int(f) : NIL;
}

enum err inbox_on_back(struct change *c, const struct event_note *n)
{
	struct event_row row;
	struct q_inbox_order_out o;
	struct arena *a = db_arena(c->s);
	enum err e = event_get(c->s, c->keys, n->stream, n->stream_id, n->seq, false, &row);
	int64_t order_id = e ? NIL : fact(a, row.body, "order_id");
	if (e || order_id == NIL)
		return e;
	e = q_inbox_order(c->s, &(struct q_inbox_order_in){ .id = order_id }, &o);
	if (e || o.holder_id == NIL || o.holder_id == c->actor.user_id)
		return e;
	e = q_inbox_insert(c->s, &(struct q_inbox_insert_in){ .user_id = o.holder_id, .kind = "back", .case_id = o.case_id,
			   .order_id = order_id, .event_seq = n->seq, .from_user = c->actor.user_id, .about_user = NIL, .at = c->now },
			   NULL);
	return e ? e : live_send(c->s, arena_printf(a, "user:%" PRId64, o.holder_id), "{\"kind\":\"inbox\"}", c->now);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* API of messages: the list and one with its tries for the centre and the system administrator, those of a case for whoever sees
 * the case. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "outbox/outbox_internal.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT

static enum err must(struct req *r, struct op *op)
{
	return outbox_may(op) ? ERR_OK : req_forbidden(r);
}

static enum err listed(struct req *r, enum err (*put)(struct req *, const struct list_def *))
{
	r->stash = op_of(r);
	enum err e = must(r, r->stash);
	return e ? e : put(r, &OUTBOX_LIST);
}

static enum err h_list(struct req *r)
{
	return listed(r, list_answer);
}

static enum err h_xlsx(struct req *r)
{
	return listed(r, list_xlsx);
}

/* Which channels only rehearse: a page must say so. */
static enum err h_state(struct req *r)
{
	struct op *op = op_of(r);
	struct q_outbox_counts_out n;
	const struct outbox_config *c = op->site->outbox;
	struct json_out *w = &r->w;
	enum err e = must(r, op);
	if (!e)
		e = q_outbox_counts(op->s, &n);
	if (e)
		return e;
	jw_object(w);
	jw_kint(w, "waiting", n.waiting);
	jw_kint(w, "failed", n.failed);
	jw_kint(w, "dead", n.dead);
	jw_kstr(w, "sms", c ? c->sms : "recorder");
	jw_kstr(w, "mail", c ? c->mail : "recorder");
	jw_kstr(w, "webhook", c ? c->webhook : "recorder");
	jw_object_end(w);
	return ERR_OK;
}

/* ---- one message ---- */

static void put_attempts(struct json_out *w, const struct q_outbox_attempts_rows *rows)
{
	jw_key(w, "tries");
	jw_array(w);
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_outbox_attempts_out *t = &rows->v[i];
		jw_object(w);
		jw_kint(w, "at", t->at);
		jw_kstr(w, "adapter", t->adapter);
		jw_kstr(w, "to_masked", t->to_masked);
		jw_kbool(w, "sent", t->sent != 0);
		jw_kstr(w, "error", t->error);
		jw_kstr(w, "provider_id", t->provider_id);
		jw_object_end(w);
	}
	jw_array_end(w);
}

/* What people did with it. */
static enum err put_deeds(struct json_out *w, struct op *op, int64_t id)
{
	struct event_row *rows;
	size_t n;
	enum err e = event_list(op->s, op->site->keys, "outbox", id, true, &rows, &n);
	jw_key(w, "deeds");
	jw_array(w);
	for (size_t i = 0; !e && i < n; i++) {
		const char *reason = event_secret(op->a, rows[i].secret, "text");
		jw_object(w);
		jw_kint(w, "at", rows[i].recorded_at);
		jw_kstr(w, "what", wf_action_text(&OUTBOX_MACHINE, rows[i].kind + strlen("outbox.")));
		jw_kstr(w, "who", rows[i].actor_name);
		jw_kstr(w, "unit", rows[i].unit_name);
		jw_kstr(w, "reason", reason ? reason : "");
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static void put_message(struct json_out *w, struct op *op, const struct q_outbox_get_out *m, const char *appeal_no)
{
	jw_kid(w, "id", m->id);
	jw_kint(w, "version", m->version);
	jw_kstr(w, "status", m->status);
	jw_kstr(w, "status_text", wf_state_text(&OUTBOX_MACHINE, m->status));
	jw_kstr(w, "template", m->template);
	jw_kstr(w, "channel", m->channel);
	jw_kbool(w, "urgent", m->urgent != 0);
	jw_kstr(w, "to_kind", m->to_kind);
	jw_unit(w, "unit", op->refs, str_eq(m->to_kind, "unit") ? m->to_id : NIL);
	jw_kstr(w, "appeal_no", appeal_no);
	jw_kstr(w, "to_name", m->to_name);
	jw_kstr(w, "to_masked", m->to_masked);
	jw_kid(w, "case_id", m->case_id);
	jw_kstr(w, "subject", m->subject);
	jw_kstr(w, "body", m->body);
	jw_kstr(w, "draft", m->template_body);
	jw_kstr(w, "adapter", m->adapter);
	jw_kstr(w, "provider_id", m->provider_id);
	jw_kstr(w, "last_error", m->last_error);
	jw_kint(w, "attempts", m->attempts);
	jw_kint(w, "created_at", m->created_at);
	jw_kint(w, "next_at", outbox_next(m->status, m->next_at));
	jw_kint(w, "sent_at", m->sent_at);
	jw_kint(w, "reported_at", m->reported_at);
}

static enum err put_one(struct req *r, struct op *op, int64_t id)
{
	struct outbox_tx x;
	struct q_outbox_attempts_rows tries;
	struct q_appeal_get_out a = { 0 };
	bool may = outbox_may(op);
	enum err e = outbox_begin(&x, op, id);
	if (!e && str_eq(x.row.to_kind, "appeal"))
		e = appeal_get(op, x.row.to_id, &a);
	if (!e)
		e = q_outbox_attempts(op->s, &(struct q_outbox_attempts_in){ .message_id = id }, &tries);
	if (e)
		return e;
	jw_object(&r->w);
	put_message(&r->w, op, &x.row, a.no);
	put_attempts(&r->w, &tries);
	e = put_deeds(&r->w, op, id);
	jw_moves(&r->w, &OUTBOX_MACHINE, x.row.status, "cancel", moves_if, &may);
	jw_object_end(&r->w);
	return e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	enum err e = must(r, op);
	return e ? e : put_one(r, op, r->path_id[0]);
}

/* ---- what people do ---- */

static enum err act(struct op *op, struct req *r, void *arg)
{
	enum err e = must(r, op);
	if (!e)
		e = outbox_do(op, r->path_id[0], in_i64(r, "version"), arg, in_str(r, "reason"));
	return e ? e : put_one(r, op, r->path_id[0]);
}

#define DEED(name)                                                                                 \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		static char action[] = #name;                                                      \
		return op_write(r, act, action);                                                   \
	}
DEED(resend)
DEED(cancel)
DEED(handled)

/* ---- of a case ---- */

/* No code, no link, no number: that something was sent, when, and whether it arrived. */
static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	struct q_outbox_of_case_rows rows;
	struct json_out *w = &r->w;
	enum err e = must_case(op, CAP_CASE_READ, r->path_id[0], &NO_CASE);
	if (!e)
		e = q_outbox_of_case(op->s, &(struct q_outbox_of_case_in){ .case_id = r->path_id[0] }, &rows);
	if (e)
		return e;
	jw_array(w);
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_outbox_of_case_out *m = &rows.v[i];
		jw_object(w);
		jw_kid(w, "id", m->id);
		jw_kstr(w, "template", m->name);
		jw_kstr(w, "channel", m->channel);
		jw_kstr(w, "status", m->status);
		jw_kstr(w, "status_text", wf_state_text(&OUTBOX_MACHINE, m->status));
		jw_kstr(w, "to_kind", m->to_kind);
		jw_unit(w, "unit", op->refs, str_eq(m->to_kind, "unit") ? m->to_id : NIL);
		jw_kstr(w, "to_masked", m->to_masked);
		jw_kbool(w, "rehearsal", str_eq(m->adapter, "recorder"));
		jw_kint(w, "created_at", m->created_at);
		jw_kint(w, "sent_at", m->sent_at);
		jw_kint(w, "reported_at", m->reported_at);
		jw_kstr(w, "last_error", m->last_error);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|open|bad", "视图", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "queued|sending|failed|dead|sent|delivered|undeliverable|cancelled|handled", "状态", "" },
	{ "channel", IN_ENUM, IN_QUERY, 0, 0, "sms|mail|webhook", "方式", "" },
	{ "event", IN_ENUM, IN_QUERY, 0, 0, "received|dispatched|due_moved|excluded|to_rate|notice|whistle|emergency", "事由", "" },
	{ "case", IN_ID, IN_QUERY, 0, 0, NULL, "案件", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ 0 },
};
static const struct in_field ACT_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "reason", IN_TEXT, IN_REQUIRED, 1, 200, NULL, "理由", "" },
	{ 0 },
};

#define WHO "centre's leads and system administrators"
#define AT "/api/v1/outbox/{id}/"
const struct route OUTBOX_ROUTES[] = {
	{ HTTP_GET, "/api/v1/outbox", h_list, CAP_SELF, WHO, LIST_IN, 0, 0, "Messages that go out.", "List<OutboxItem>" },
	{ HTTP_GET, "/api/v1/outbox/export.xlsx", h_xlsx, CAP_SELF, WHO, LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/outbox/state", h_state, CAP_SELF, WHO, NULL, 0, 0, "How many wait or failed, and which channels only rehearse.", "OutboxState" },
	{ HTTP_GET, "/api/v1/outbox/{id}", h_get, CAP_SELF, WHO, NULL, 0, 0, "One message with its tries.", "OutboxMessage" },
	{ HTTP_POST, AT "resend", h_resend, CAP_SELF, WHO, ACT_IN, 0, ACT, "Sends a failed one again.", "OutboxMessage" },
	{ HTTP_POST, AT "cancel", h_cancel, CAP_SELF, WHO, ACT_IN, 0, ACT, "Takes back one that has not left.", "OutboxMessage" },
	{ HTTP_POST, AT "handled", h_handled, CAP_SELF, WHO, ACT_IN, 0, ACT, "Somebody was told in another way.", "OutboxMessage" },
	{ HTTP_GET, "/api/v1/cases/{id}/messages", h_of_case, CAP_CASE_READ, "visible cases", NULL, 0, 0, "Messages about a case.", "CaseMessage[]" },
	{ 0 },
};

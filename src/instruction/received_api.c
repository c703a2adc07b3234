/* SPDX-License-Identifier: Apache-2.0 */
/* What has been sent to whoever is logged in: own receipts only. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "instruction/instruction.h"
#include "workflow/buttons.h"

enum { RECEIVED_DAYS = 90 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "instruction.not_found", "没有找到这条指令，或您无权查看。" };

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "instruction_id", NULL, COL_ID, 0, NULL },
	{ "title", NULL, COL_TEXT, 0, NULL },
	{ "urgency", NULL, COL_TEXT, 0, "normal:一般|urgent:紧急|critical:特急" },
	{ "asks", NULL, COL_TEXT, 0, NULL },
	{ "issuer", NULL, COL_TEXT, 0, NULL },
	{ "unit", NULL, COL_TEXT, 0, NULL },
	{ "state", NULL, COL_TEXT, 0, NULL },
	{ "status", NULL, COL_TEXT, 0, "unread:未读|read:已读|relayed:已转达|done:已办" },
	{ "sent_at", NULL, COL_TIME, 0, NULL },
	{ "due_at", NULL, COL_TIME, 0, NULL },
	{ "reminded_at", NULL, COL_TIME, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-sent_at", "r.sent_at", COL_TIME, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	db_query_add(q, " AND r.user_id = $", DB_ARG_I64(req_who(r)->user_id));
	if (in_i64(r, "open") == 1)
		db_query_text(q, " AND i.status = 'sent' AND ((i.asks = 'read' AND r.status = 'unread')"
				 " OR (i.asks = 'relay' AND r.status IN ('unread', 'read')) OR (i.asks = 'done' AND r.status <> 'done'))");
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	static const char *const TEXTS[] = { "title", "urgency", "asks", "issuer" };
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_id(l, "instruction_id", db_i64(c, 1));
	for (int i = 0; i < 4; i++)
		list_put_text(l, TEXTS[i], db_text(c, i + 2));
	list_put_text(l, "unit", unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "state", db_text(c, 7));
	list_put_text(l, "status", db_text(c, 8));
	list_put_time(l, "sent_at", db_i64(c, 9));
	list_put_time(l, "due_at", db_i64(c, 10));
	list_put_time(l, "reminded_at", db_i64(c, 11));
}

static const struct list_def RECEIVED = {
	.title = "收到的指令",
	.cols = COLS,
	.sorts = SORTS,
	.select = "r.id, r.instruction_id, i.title, i.urgency, i.asks, p.name, i.issuer_unit_id, i.status, r.status, "
		  "r.sent_at, i.due_at, "
		  "r.reminded_at",
	.from = " FROM instruction_receipt r JOIN instruction i ON i.id = r.instruction_id JOIN app_user p ON p.id = "
		"i.issuer_id",
	.id = "r.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &RECEIVED);
}

static enum err h_count(struct req *r)
{
	struct q_received_count_out n;
	enum err e = q_received_count(r->db, &(struct q_received_count_in){ .user_id = req_who(r)->user_id,
		.since = r->now - RECEIVED_DAYS * (int64_t)MS_DAY }, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "unread", n.unread);
	jw_kint(&r->w, "open", n.open);
	jw_kint(&r->w, "urgent", n.urgent);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* As far as the instruction asks; reading is no button. */
static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct q_instruction_get_out *i = ctx;
	if (!str_eq(i->status, "sent"))
		return false;
	return str_eq(e->action, "relay") ? !str_eq(i->asks, "read") : str_eq(e->action, "done") && str_eq(i->asks, "done");
}

static enum err put_receipt(struct req *r, struct op *op, const struct q_receipt_get_out *c)
{
	struct q_instruction_get_out i;
	enum err e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = c->instruction_id }, &i);
	if (e)
		return e;
	bool taken_back = str_eq(i.status, "withdrawn");
	jw_object(&r->w);
	jw_kid(&r->w, "id", c->id);
	jw_kid(&r->w, "instruction_id", i.id);
	jw_kstr(&r->w, "no", i.no);
	jw_kstr(&r->w, "title", i.title);
	jw_kstr(&r->w, "body", taken_back ? "" : i.body);
	jw_kstr(&r->w, "relay_text", taken_back ? "" : i.relay_text);
	jw_kstr(&r->w, "urgency", i.urgency);
	jw_kstr(&r->w, "urgency_text", urgency_text(i.urgency));
	jw_kstr(&r->w, "asks", i.asks);
	jw_kstr(&r->w, "issuer", i.issuer_name);
	jw_unit(&r->w, "unit", op->refs, i.issuer_unit_id);
	jw_kstr(&r->w, "state", i.status);
	jw_kstr(&r->w, "end_note", i.end_note);
	jw_kstr(&r->w, "status", c->status);
	jw_kstr(&r->w, "status_text", wf_state_text(&RECEIPT_MACHINE, c->status));
	jw_kint(&r->w, "sent_at", i.sent_at);
	jw_kint(&r->w, "due_at", i.due_at);
	jw_kint(&r->w, "read_at", c->read_at);
	jw_kint(&r->w, "relayed_at", c->relayed_at);
	jw_kint(&r->w, "done_at", c->done_at);
	jw_kint(&r->w, "reminded_at", c->reminded_at);
	jw_kstr(&r->w, "note", c->note);
	jw_moves(&r->w, &RECEIPT_MACHINE, c->status, "", offered, &i);
	e = jw_files(&r->w, "files", op, "instruction", i.id, false);
	jw_object_end(&r->w);
	return e;
}

/* Somebody else's receipt does not exist. */
static enum err mine(struct op *op, int64_t id, struct q_receipt_get_out *c)
{
	enum err e = q_receipt_get(op->s, &(struct q_receipt_get_in){ .id = id }, c);
	return e == ERR_NOT_FOUND || (!e && c->user_id != op->who->user_id) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_receipt_get_out c;
	enum err e = mine(op, r->path_id[0], &c);
	return e ? e : put_receipt(r, op, &c);
}

static enum err act(struct op *op, struct req *r, void *arg)
{
	struct q_receipt_get_out c;
	enum err e = receipt_act(op, r->path_id[0], arg, in_str(r, "note"));
	if (!e)
		e = mine(op, r->path_id[0], &c);
	return e ? e : put_receipt(r, op, &c);
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, act, (char[]){ #name });                                        \
	}
HANDLER(read)
HANDLER(relay)
HANDLER(done)

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "open", IN_BOOL, IN_QUERY, 0, 0, NULL, "待回执", "only what still wants something from me" },
	{ 0 },
};
static const struct in_field ACT_IN[] = { { "note", IN_TEXT, 0, 0, 300, NULL, "反馈", "" }, { 0 } };

const struct route RECEIVED_ROUTES[] = {
	{ HTTP_GET, "/api/v1/received", h_list, CAP_SELF, "own", LIST_IN, 0, 0, "Instructions received.", "List<ReceivedItem>" },
	{ HTTP_GET, "/api/v1/received/count", h_count, CAP_SELF, "own", NULL, 0, 0, "How many wait.", "ReceivedCount" },
	{ HTTP_GET, "/api/v1/received/{id}", h_get, CAP_SELF, "own", NULL, 0, 0, "One of them.", "ReceivedPage" },
	{ HTTP_POST, "/api/v1/received/{id}/read", h_read, CAP_SELF, "own", ACT_IN, 0, ROUTE_IDEMPOTENT, "Read.", "ReceivedPage" },
	{ HTTP_POST, "/api/v1/received/{id}/relay", h_relay, CAP_SELF, "own", ACT_IN, 0, ROUTE_IDEMPOTENT, "Relayed to the residents' groups.", "ReceivedPage" },
	{ HTTP_POST, "/api/v1/received/{id}/done", h_done, CAP_SELF, "own", ACT_IN, 0, ROUTE_IDEMPOTENT, "Done, with what was done.", "ReceivedPage" },
	{ 0 },
};

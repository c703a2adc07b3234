/* SPDX-License-Identifier: Apache-2.0 */
/* Instructions and receipts: both machines, sending, ending, reminding, and what a recipient does. */
#include "instruction/instruction.h"

#include <inttypes.h>

#include "auth/caps.h"

enum { TOPICS_MAX = 1500, SCOPE_MAX = 16 << 10 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "instruction.not_found", "没有找到这条指令，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "instruction.stale", "这条指令刚有变动，请刷新后再操作。" };
static const struct problem_code E_NOBODY = { ERR_INVALID, "instruction.nobody", "所选范围内没有可以接收的人员，请调整范围。" };
static const struct problem_code E_DUE = { ERR_INVALID, "instruction.due", "回执期限要晚于现在。" };
static const struct problem_code E_NOTE = { ERR_INVALID, "instruction.note", "撤回须写明理由。" };
static const struct problem_code E_REMINDED = { ERR_CONFLICT, "instruction.reminded", "已经提醒过一次，不再重复提醒；请电话联系未读人员。" };
static const struct problem_code E_ALL_READ = { ERR_CONFLICT, "instruction.all_read", "所有人都已阅读，不需要提醒。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "instruction.over", "这条指令已结束或已撤回，不用再回执。" };

/* ---- urgency ---- */

static const struct {
	const char *name, *text;
	int64_t limit_ms;
} URGENCIES[] = {
	{ "normal", "一般", MS_DAY },
	{ "urgent", "紧急", 2 * (int64_t)MS_HOUR },
	{ "critical", "特急", 30 * (int64_t)MS_MINUTE },
};

int64_t instruction_limit(const char *urgency)
{
	for (size_t i = 0; i < sizeof URGENCIES / sizeof *URGENCIES; i++)
		if (str_eq(URGENCIES[i].name, urgency))
			return URGENCIES[i].limit_ms;
	return MS_DAY;
}

const char *urgency_text(const char *urgency)
{
	for (size_t i = 0; i < sizeof URGENCIES / sizeof *URGENCIES; i++)
		if (str_eq(URGENCIES[i].name, urgency))
			return URGENCIES[i].text;
	return urgency;
}

/* ---- the instruction's machine ---- */

static enum err needs_note(void *ctx);
static enum err not_reminded(void *ctx);

static const struct wf_state STATES[] = { { "sent", "进行中", false }, { "closed", "已办结", true }, { "withdrawn", "已撤回", true } };
static const struct wf_edge EDGES[] = {
	{ "", "send", "sent", "发出", CAP_INSTRUCT, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "sent", "remind", "sent", "提醒未读", CAP_INSTRUCT, WF_PERSON, "", "", "只提醒一次", not_reminded, NULL },
	{ "sent", "close", "closed", "办结", CAP_INSTRUCT, WF_PERSON | WF_SYSTEM, "", "", "", NULL, NULL },
	{ "sent", "withdraw", "withdrawn", "撤回", CAP_INSTRUCT, WF_PERSON, "", "", "需写明理由", needs_note, NULL },
};
const struct wf_machine INSTRUCTION_MACHINE = { "instruction", "指令", STATES, 3, EDGES, sizeof EDGES / sizeof *EDGES };

struct sending {
	struct op *op;
	struct q_instruction_get_out row;
	struct change change;
	const char *note;
};

static enum err needs_note(void *ctx)
{
	struct sending *c = ctx;
	return c->note && *c->note ? ERR_OK : problem_set(c->op->problem, &E_NOTE);
}

static enum err not_reminded(void *ctx)
{
	struct sending *c = ctx;
	struct q_instruction_totals_out t;
	if (c->row.reminded_at != NIL)
		return problem_set(c->op->problem, &E_REMINDED);
	enum err e = q_instruction_totals(c->op->s, &(struct q_instruction_totals_in){ .instruction_id = c->row.id }, &t);
	return e || t.unread ? e : problem_set(c->op->problem, &E_ALL_READ);
}

static struct problem *sending_problem(void *ctx)
{
	return ((struct sending *)ctx)->op->problem;
}

/* Who sent it, and who leads the sender's unit. */
static bool sending_can(void *ctx, unsigned cap)
{
	struct sending *c = ctx;
	bool yes = c->op->who && can(c->op->who, (enum cap)cap) && c->row.issuer_id == c->op->who->user_id;
	if (yes || !c->op->who || can_scope(c->op->who, (enum cap)cap) < SCOPE_UNIT)
		return yes;
	return !may_unit(c->op->s, c->op->who, (enum cap)cap, c->row.issuer_unit_id, &yes) && yes;
}

static const char *board_topics(struct op *op, const struct q_instruction_get_out *row)
{
	return arena_printf(op->a, "instruction:%" PRId64 ",user:%" PRId64, row->id, row->issuer_id);
}

static enum err open_stream(struct change *c, struct op *op, const char *stream, int64_t id)
{
	return change_open(c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), stream, id, op->now);
}

static enum err sending_set(void *ctx, const struct wf_edge *e)
{
	struct sending *c = ctx;
	struct q_instruction_get_out *row = &c->row;
	bool ends = !str_eq(e->to, "sent"), reminds = str_eq(e->action, "remind");
	int64_t changed, reminded = reminds ? c->op->now : row->reminded_at, ended = ends ? c->op->now : NIL;
	enum err err = q_instruction_set(c->op->s, &(struct q_instruction_set_in){ .status = e->to, .reminded_at = reminded,
		.ended_at = ended, .ended_by = ends ? op_actor(c->op).user_id : NIL, .end_note = ends && c->note ? c->note : "",
		.id = row->id, .version = row->version }, &changed);
	if (!err && !changed)
		err = problem_set(c->op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(c->op->a, "instruction.%s", e->action), NIL);
	change_text(&c->change, "instruction", row->id, "status", row->status, e->to);
	change_int(&c->change, "instruction", row->id, "reminded_at", row->reminded_at, reminded);
	change_int(&c->change, "instruction", row->id, "ended_at", row->ended_at, ended);
	change_secret(&c->change, "note", c->note);
	change_topics(&c->change, board_topics(c->op, row));
	return change_end(&c->change);
}

static const struct wf_host SENDING = { sending_can, sending_set, NULL, NULL, sending_problem };

/* ---- telling people ---- */

/* Many people, in messages of a bearable length. Listeners of "mine" hear "user:<id>". */
struct telling {
	struct op *op;
	const char *body;
	struct buf b;
};

static enum err tell_flush(struct telling *t)
{
	enum err e = t->b.n ? live_send(t->op->s, buf_cstr(&t->b), t->body, t->op->now) : ERR_OK;
	buf_init(&t->b, t->op->a, TOPICS_MAX + 64);
	return e;
}

static enum err tell(struct telling *t, int64_t user_id)
{
	if (!event_live_on())
		return ERR_OK;
	buf_printf(&t->b, "%suser:%" PRId64, t->b.n ? "," : "", user_id);
	return t->b.n > TOPICS_MAX ? tell_flush(t) : ERR_OK;
}

static struct telling telling(struct op *op, const char *kind, int64_t id)
{
	struct telling t = { .op = op };
	t.body = arena_printf(op->a,
		"{\"kind\":\"%s\",\"stream\":\"instruction\",\"id\":\"%" PRId64 "\",\"at\":%" PRId64 "}", kind, id,
		op->now);
	buf_init(&t.b, op->a, TOPICS_MAX + 64);
	return t;
}

/* ---- sending ---- */

static void write_ids(struct json_out *w, const char *key, const int64_t *ids, size_t n)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < n; i++)
		jw_id(w, ids[i]);
	jw_array_end(w);
}

static const char *scope_json(struct arena *a, const struct instruction_scope *s)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, a, SCOPE_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	write_ids(&w, "unit_ids", s->unit_ids, s->nunits);
	write_ids(&w, "grid_ids", s->grid_ids, s->ngrids);
	jw_kint(&w, "level", s->level);
	jw_kint(&w, "posts", s->posts);
	jw_kint(&w, "types", s->types);
	jw_kbool(&w, "grid_people", s->grid_people);
	jw_kbool(&w, "staff", s->staff);
	jw_object_end(&w);
	return buf_cstr(&b);
}

static enum err keep_recipients(struct op *op, int64_t id, const struct recipient *to, size_t n)
{
	struct telling t = telling(op, "instruction.sent", id);
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < n; i++) {
		struct q_receipt_insert_out made;
		e = q_receipt_insert(op->s, &(struct q_receipt_insert_in){ .instruction_id = id, .user_id = to[i].user_id,
			.unit_id = to[i].unit_id, .grid_id = to[i].grid_id, .sent_at = op->now }, &made);
		if (!e)
			e = tell(&t, to[i].user_id);
	}
	return e ? e : tell_flush(&t);
}

enum err instruction_send(struct op *op, const struct instruction_new *n, int64_t *id, int64_t *recipients)
{
	struct sending c = { .op = op };
	struct recipient *to;
	struct q_instruction_insert_out made;
	size_t count;
	int64_t due = n->due_at == NIL ? op->now + instruction_limit(n->urgency) : n->due_at;
	const char *words = instruction_scope_text(op, &n->scope);
	enum err e = due > op->now ? instruction_recipients(op, &n->scope, &to, &count) : problem_set(op->problem, &E_DUE);
	if (!e && !count)
		e = problem_set(op->problem, &E_NOBODY);
	if (!e)
		e = q_instruction_insert(op->s, &(struct q_instruction_insert_in){ .no = n->no, .issuer_id = op->who->user_id,
			.issuer_unit_id = op->who->unit_id, .urgency = n->urgency, .asks = n->asks, .title = n->title, .body = n->body,
			.relay_text = n->relay_text ? n->relay_text : "", .scope = scope_json(op->a, &n->scope), .scope_text = words,
			.sent_at = op->now, .due_at = due }, &made);
	if (!e)
		e = open_stream(&c.change, op, "instruction", made.id);
	if (e)
		return e;
	*id = c.row.id = made.id;
	*recipients = (int64_t)count;
	c.row.issuer_id = op->who->user_id;
	change_begin(&c.change, "instruction.send", NIL);
	change_text(&c.change, "instruction", made.id, "status", NULL, "sent");
	change_fact_text(&c.change, "no", n->no);
	change_fact_text(&c.change, "urgency", n->urgency);
	change_fact_text(&c.change, "scope", words);
	change_fact_int(&c.change, "recipients", *recipients);
	change_fact_int(&c.change, "due_at", due);
	change_secret(&c.change, "text", n->body);
	change_secret(&c.change, "relay_text", n->relay_text);
	change_topics(&c.change, board_topics(op, &c.row));
	e = change_end(&c.change);
	if (!e)
		e = keep_recipients(op, made.id, to, count);
	return e ? e : change_close(&c.change);
}

static enum err remind_unread(struct op *op, int64_t id)
{
	struct q_instruction_unread_rows rows;
	struct telling t = telling(op, "instruction.reminded", id);
	enum err e = q_instruction_unread(op->s, &(struct q_instruction_unread_in){ .instruction_id = id }, &rows);
	if (!e)
		e = q_instruction_remind_all(op->s, &(struct q_instruction_remind_all_in){ .now = op->now, .instruction_id = id }, NULL);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = tell(&t, rows.v[i].user_id);
	return e ? e : tell_flush(&t);
}

enum err instruction_act(struct op *op, int64_t id, int64_t version, const char *action, const char *note)
{
	struct sending c = { .op = op, .note = note };
	enum err e = open_stream(&c.change, op, "instruction", id);
	if (!e)
		e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND || (!e && !sending_can(&c, CAP_INSTRUCT)))
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != NIL && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		e = wf_move(&INSTRUCTION_MACHINE, &SENDING, &c, op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, c.row.status, action);
	if (!e && str_eq(action, "remind"))
		e = remind_unread(op, id);
	return e ? e : change_close(&c.change);
}

/* ---- the receipt's machine ---- */

static const struct wf_state RECEIPT_STATES[] = {
	{ "unread", "未读", false }, { "read", "已读", false }, { "relayed", "已转达", false }, { "done", "已办", true }
};
static const struct wf_edge RECEIPT_EDGES[] = {
	{ "", "deliver", "unread", "送达", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "unread", "read", "read", "已读", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
	{ "unread", "relay", "relayed", "已转达", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
	{ "unread", "done", "done", "已办", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
	{ "read", "relay", "relayed", "已转达", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
	{ "read", "done", "done", "已办", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
	{ "relayed", "done", "done", "已办", CAP_SELF, WF_PERSON, "", "", "", NULL, NULL },
};
const struct wf_machine RECEIPT_MACHINE = { "receipt", "指令回执", RECEIPT_STATES, 4, RECEIPT_EDGES,
					    sizeof RECEIPT_EDGES / sizeof *RECEIPT_EDGES };

struct receiving {
	struct op *op;
	struct q_receipt_get_out row;
	struct q_instruction_get_out instruction;
	struct change change;
	const char *note;
};

static bool receiving_can(void *ctx, unsigned cap)
{
	struct receiving *c = ctx;
	return c->op->who && can(c->op->who, (enum cap)cap) && c->op->who->user_id == c->row.user_id;
}

static struct problem *receiving_problem(void *ctx)
{
	return ((struct receiving *)ctx)->op->problem;
}

static enum err receiving_set(void *ctx, const struct wf_edge *e)
{
	struct receiving *c = ctx;
	struct q_receipt_get_out *row = &c->row;
	int64_t now = c->op->now, changed;
	int64_t read_at = row->read_at == NIL ? now : row->read_at;
	int64_t relayed_at = str_eq(e->to, "relayed") ? now : row->relayed_at, done_at = str_eq(e->to, "done") ? now : row->done_at;
	enum err err = q_receipt_set(c->op->s, &(struct q_receipt_set_in){ .status = e->to, .read_at = read_at,
		.relayed_at = relayed_at, .done_at = done_at, .note = c->note && *c->note ? c->note : row->note, .id = row->id,
		.version = row->version }, &changed);
	if (!err && !changed)
		err = problem_set(c->op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(c->op->a, "receipt.%s", e->action), NIL);
	change_text(&c->change, "instruction_receipt", row->id, "status", row->status, e->to);
	change_int(&c->change, "instruction_receipt", row->id, "read_at", row->read_at, read_at);
	change_int(&c->change, "instruction_receipt", row->id, "relayed_at", row->relayed_at, relayed_at);
	change_int(&c->change, "instruction_receipt", row->id, "done_at", row->done_at, done_at);
	change_fact_int(&c->change, "instruction", row->instruction_id);
	change_secret(&c->change, "note", c->note);
	change_topics(&c->change, arena_printf(c->op->a, "%s,user:%" PRId64, board_topics(c->op, &c->instruction), row->user_id));
	return change_end(&c->change);
}

static const struct wf_host RECEIVING = { receiving_can, receiving_set, NULL, NULL, receiving_problem };

/* How far a receipt has come. */
static int64_t step_of(const char *status)
{
	for (int64_t i = 0; i < 4; i++)
		if (str_eq(RECEIPT_STATES[i].id, status))
			return i;
	return 0;
}

enum err receipt_act(struct op *op, int64_t id, const char *action, const char *note)
{
	struct receiving c = { .op = op, .note = note };
	const struct wf_edge *edge;
	enum err e = open_stream(&c.change, op, "receipt", id);
	if (!e)
		e = q_receipt_get(op->s, &(struct q_receipt_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND || (!e && !receiving_can(&c, CAP_SELF)))
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = c.row.instruction_id }, &c.instruction);
	if (e)
		return e;
	edge = wf_find(&RECEIPT_MACHINE, "unread", action);
	if (edge && step_of(c.row.status) >= step_of(edge->to))
		return change_close(&c.change); /* has happened already */
	if (!str_eq(c.instruction.status, "sent"))
		return problem_set(op->problem, &E_OVER);
	e = wf_move(&RECEIPT_MACHINE, &RECEIVING, &c, WF_PERSON, c.row.status, action);
	return e ? e : change_close(&c.change);
}

/* ---- who may see ---- */

enum err instruction_may_see(struct op *op, const struct q_instruction_get_out *row, bool *yes, bool *all)
{
	struct sending c = { .op = op, .row = *row };
	*all = sending_can(&c, CAP_INSTRUCT);
	*yes = *all;
	if (*yes || can_scope(op->who, CAP_INSTRUCT) < SCOPE_UNIT)
		return ERR_OK;
	struct db_query q;
	struct db_cursor *cur;
	db_query_init(&q);
	db_query_add(&q, "SELECT 1 FROM instruction_receipt u WHERE u.instruction_id = $", DB_ARG_I64(row->id));
	scope_people(&q, op->who, CAP_INSTRUCT);
	db_query_text(&q, " LIMIT 1");
	enum err e = db_query_open(op->s, &q, &cur);
	if (e)
		return e;
	e = db_next(cur);
	db_query_close(cur);
	*yes = !e;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err instruction_may_see_file(struct op *op, int64_t id, bool *yes)
{
	struct q_instruction_get_out row;
	struct q_receipt_of_out mine;
	bool all;
	*yes = false;
	enum err e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = id }, &row);
	if (e)
		return e;
	e = q_receipt_of(op->s, &(struct q_receipt_of_in){ .instruction_id = id, .user_id = op->who->user_id }, &mine);
	*yes = !e;
	if (e != ERR_NOT_FOUND)
		return e;
	return instruction_may_see(op, &row, yes, &all);
}

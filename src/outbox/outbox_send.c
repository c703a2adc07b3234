/* SPDX-License-Identifier: Apache-2.0 */
/* One message after another: claimed in a write, handed over outside of any, settled in a second write. */
#include "outbox/outbox_internal.h"

#include <inttypes.h>

#include "auth/caps.h"
#include "base/log.h"

enum { BATCH = 10, ROUNDS = 20 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "outbox.not_found", "没有找到这条消息，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "outbox.stale", "这条消息刚被处理，请刷新后再操作。" };
static const struct problem_code E_REASON = { ERR_INVALID, "outbox.reason", "请写明理由。" };

bool outbox_may(const struct op *op)
{
	return op->who && (can(op->who, CAP_HOTLINE_LEAD) || can(op->who, CAP_RULE_EDIT));
}

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	(void)cap;
	return outbox_may(((struct outbox_tx *)ctx)->op);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct outbox_tx *)ctx)->op->problem;
}

enum err outbox_needs_text(void *ctx)
{
	struct outbox_tx *x = ctx;
	return x->text && *x->text ? ERR_OK : problem_set(x->op->problem, &E_REASON);
}

/* Nothing secret is needed any more: it has left, or it will not. */
static bool is_over(const char *status)
{
	static const char *const over[] = { "sent", "delivered", "undeliverable", "cancelled", "handled" };
	for (size_t i = 0; i < sizeof over / sizeof *over; i++)
		if (str_eq(status, over[i]))
			return true;
	return false;
}

/* Tries are kept in outbox_attempt; what people do is an event of its own. */
static enum err tell(struct outbox_tx *x, const struct wf_edge *e)
{
	struct change c;
	struct op *op = x->op;
	if (op->by != OP_PERSON)
		return ERR_OK;
	enum err err = change_open(&c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "outbox", x->row.id, op->now);
	if (err)
		return err;
	change_begin(&c, arena_printf(op->a, "outbox.%s", e->action), NIL);
	change_fact_text(&c, "from", x->row.status);
	change_fact_text(&c, "to", e->to);
	change_secret(&c, "text", x->text);
	err = change_end(&c);
	return err ? err : change_close(&c);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct outbox_tx *x = ctx;
	struct q_outbox_get_out *n = &x->next;
	int64_t changed;
	n->status = e->to;
	if (is_over(e->to))
		n->code_sealed = (struct db_blob){ NULL, 0 };
	enum err err = q_outbox_set(x->op->s, &(struct q_outbox_set_in){ .status = n->status, .next_at = n->next_at,
		.attempts = n->attempts, .tries = n->tries, .code_sealed = n->code_sealed, .to_sealed = n->to_sealed,
		.to_masked = n->to_masked, .to_name = n->to_name, .subject = n->subject, .body = n->body, .adapter = n->adapter,
		.provider_id = n->provider_id, .last_error = n->last_error, .sent_at = n->sent_at, .reported_at = n->reported_at,
		.id = n->id, .version = x->row.version }, &changed);
	if (!err && !changed)
		err = problem_set(x->op->problem, &E_STALE);
	if (!err)
		err = tell(x, e);
	n->version = x->row.version + 1;
	return err;
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

enum err outbox_move(struct outbox_tx *x, const char *action)
{
	return wf_move(&OUTBOX_MACHINE, &HOST, x, x->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, x->row.status, action);
}

enum err outbox_begin(struct outbox_tx *x, struct op *op, int64_t id)
{
	*x = (struct outbox_tx){ .op = op };
	enum err e = q_outbox_get(op->s, &(struct q_outbox_get_in){ .id = id }, &x->row);
	x->next = x->row;
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

/* Nobody outside the office is written to at night. */
static int64_t not_at_night(const struct outbox_tx *x, int64_t at)
{
	return str_eq(x->row.to_kind, "appeal") ? cal_next_call(at) : at;
}

enum err outbox_do(struct op *op, int64_t id, int64_t version, const char *action, const char *reason)
{
	struct outbox_tx x;
	enum err e = outbox_begin(&x, op, id);
	if (!e && version != NIL && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	x.text = reason;
	if (str_eq(action, "resend")) {
		x.next.tries = 0;
		x.next.next_at = not_at_night(&x, op->now);
		x.next.reported_at = NIL;
	}
	return outbox_move(&x, action);
}

enum err outbox_reported(struct op *op, int64_t id, bool arrived, const char *why, const char **status)
{
	struct outbox_tx x;
	enum err e = outbox_begin(&x, op, id);
	const char *action = arrived ? "delivered" : "undeliverable";
	if (e)
		return e;
	*status = x.row.status;
	if (str_eq(x.row.status, action) || str_eq(x.row.status, "delivered") || str_eq(x.row.status, "handled"))
		return ERR_OK; /* told twice, or it does not matter any more */
	x.next.reported_at = op->now;
	x.next.sent_at = x.row.sent_at == NIL ? op->now : x.row.sent_at;
	x.next.last_error = arrived ? "" : *why ? arena_printf(op->a, "运营商回执：%s", why) : "运营商回执：未送达";
	*status = action;
	e = q_outbox_attempt_insert(op->s, &(struct q_outbox_attempt_insert_in){ .message_id = id, .at = op->now,
				    .adapter = "receipt", .to_masked = x.row.to_masked, .sent = arrived,
				    .error = arrived ? "" : why, .provider_id = x.row.provider_id }, NULL);
	return e ? e : outbox_move(&x, action);
}

/* ---- claiming ---- */

struct sending {
	const struct op *op;
	const char *adapter;
	int64_t id, version;
	bool claimed;
	struct outbox_letter letter;
	struct outbox_answer answer;
};

static bool is_due(const struct outbox_tx *x)
{
	const char *s = x->row.status;
	return x->row.next_at <= x->op->now && (str_eq(s, "queued") || str_eq(s, "failed") || str_eq(s, "sending"));
}

static enum err not_sent(struct outbox_tx *x, enum outbox_verdict v, const char *why)
{
	x->next.last_error = why;
	return outbox_move(x, v == OUTBOX_DROP ? "drop" : "give_up");
}

static enum err claim(struct db_session *s2, void *arg)
{
	struct sending *g = arg;
	struct op op = *g->op;
	struct outbox_tx x;
	enum outbox_verdict verdict;
	const char *why;
	op.s = s2;
	problem_clear(op.problem);
	g->claimed = false;
	enum err e = outbox_begin(&x, &op, g->id);
	if (e || !is_due(&x)) /* another node was faster, or a person */
		return e;
	x.next.next_at = not_at_night(&x, op.now);
	if (x.next.next_at != op.now)
		return outbox_move(&x, "wait");
	if (x.row.tries >= OUTBOX_TRIES)
		return not_sent(&x, OUTBOX_HOPELESS, "发送程序多次中断");
	g->letter = (struct outbox_letter){ .to = "" };
	e = outbox_render(&x, &g->letter, &verdict, &why);
	if (e)
		return e;
	if (verdict != OUTBOX_SEND)
		return not_sent(&x, verdict, why);
	x.next.attempts++;
	x.next.tries++;
	x.next.adapter = g->adapter;
	x.next.next_at = op.now + OUTBOX_LEASE_MS;
	e = outbox_move(&x, "send");
	g->claimed = !e;
	g->version = x.next.version;
	return e;
}

/* ---- settling ---- */

static void failed(struct outbox_tx *x, const char *why, const char **action)
{
	int minutes = outbox_retry_minutes(x->row.tries);
	x->next.last_error = why;
	*action = minutes < 0 ? "give_up" : "fail";
	if (minutes >= 0)
		x->next.next_at = not_at_night(x, x->op->now + minutes * (int64_t)MS_MINUTE);
}

static enum err settle(struct db_session *s2, void *arg)
{
	struct sending *g = arg;
	struct op op = *g->op;
	struct outbox_tx x;
	const char *action = "sent";
	op.s = s2;
	problem_clear(op.problem);
	enum err e = outbox_begin(&x, &op, g->id);
	if (!e)
		e = q_outbox_attempt_insert(s2, &(struct q_outbox_attempt_insert_in){ .message_id = g->id, .at = op.now,
					    .adapter = g->adapter, .to_masked = x.row.to_masked, .sent = g->answer.sent,
					    .error = g->answer.why, .provider_id = g->answer.provider_id }, NULL);
	if (e || x.row.version != g->version) /* the lease was over and somebody else has it: only the try is noted */
		return e;
	if (g->answer.sent) {
		x.next.sent_at = op.now;
		x.next.provider_id = g->answer.provider_id;
		x.next.last_error = "";
	} else {
		failed(&x, g->answer.why, &action);
	}
	return outbox_move(&x, action);
}

/* A message that cannot even be rendered must not stop the others: it is tried again like any other, and ends as dead. */
static enum err stumble(struct db_session *s2, void *arg)
{
	struct sending *g = arg;
	struct op op = *g->op;
	struct outbox_tx x;
	op.s = s2;
	problem_clear(op.problem);
	enum err e = outbox_begin(&x, &op, g->id);
	return e || !is_due(&x) ? e : not_sent(&x, OUTBOX_HOPELESS, "消息内容无法生成，请查看运行日志");
}

static bool is_general(enum err e)
{
	return e == ERR_BUSY || e == ERR_DB_FULL;
}

/* A gateway takes its time: the clock is looked at again before each write. */
static enum err one(struct op *op, const struct outbox_config *config, int64_t id, const char *channel, bool *tried, bool *sent)
{
	struct sending g = { .op = op, .id = id, .adapter = outbox_adapter_of(config, channel) };
	op->now = env_now(op->site->env);
	enum err e = db_write(op->s, claim, &g);
	*tried = *sent = !e && g.claimed;
	if (e && !is_general(e)) {
		log_warn("outbox", "message %" PRId64 " cannot be made: %s %s", id, err_name(e), db_error(op->s));
		return db_write(op->s, stumble, &g);
	}
	if (e || !g.claimed)
		return e;
	outbox_hand_over(config, op->a, &g.letter, &g.answer);
	op->now = env_now(op->site->env);
	*sent = g.answer.sent;
	if (!g.answer.sent)
		log_warn("outbox", "message %" PRId64 " not sent: %s", id, g.answer.why);
	return db_write(op->s, settle, &g);
}

static const char *const CHANNEL[OUTBOX_CHANNELS] = { "sms", "mail", "webhook" };

struct due {
	int64_t id;
	size_t channel;
};

/* What may still be sent by this way in this minute. A fifth is kept for what is urgent: a whistle does not wait behind
 * answers. */
static int64_t room_of(const struct outbox_sender *sender, size_t channel, bool urgent)
{
	enum { KEPT = 5 };
	int64_t most = sender->config->per_minute;
	return most - (urgent ? 0 : most / KEPT) - sender->sent[channel];
}

/* Urgent ones of every way first. Ids only: the rows lie in the arena that each message empties. */
static enum err find(struct op *op, const struct outbox_sender *sender, struct due due[BATCH], size_t *n)
{
	enum err e = ERR_OK;
	*n = 0;
	for (size_t i = 0; !e && i < 2 * OUTBOX_CHANNELS && *n < BATCH; i++) {
		struct q_outbox_due_rows rows;
		bool urgent = i < OUTBOX_CHANNELS;
		size_t channel = i % OUTBOX_CHANNELS;
		int64_t room = room_of(sender, channel, urgent), free = BATCH - (int64_t)*n;
		if (room <= 0)
			continue;
		arena_reset(op->a);
		e = q_outbox_due(op->s, &(struct q_outbox_due_in){ .channel = CHANNEL[channel], .urgent = urgent, .now = op->now,
					.max = room < free ? room : free }, &rows);
		for (size_t k = 0; !e && k < rows.n; k++)
			due[(*n)++] = (struct due){ rows.v[k].id, channel };
	}
	return e;
}

enum err outbox_run(struct op *op, struct outbox_sender *sender, int64_t *done)
{
	struct due due[BATCH];
	struct op own = *op;
	size_t n;
	*done = 0;
	if (op->now / MS_MINUTE != sender->minute)
		*sender = (struct outbox_sender){ .config = sender->config, .minute = op->now / MS_MINUTE };
	for (int round = 0; round < ROUNDS; round++) {
		bool well = true; /* after a failure, which may have taken long, urgent ones come first again */
		enum err e = find(&own, sender, due, &n);
		if (!n)
			return e;
		int64_t before = *done;
		for (size_t i = 0; !e && well && i < n; i++) {
			bool tried, sent;
			arena_reset(own.a);
			e = one(&own, sender->config, due[i].id, CHANNEL[due[i].channel], &tried, &sent);
			sender->sent[due[i].channel] += tried;
			*done += tried;
			well = sent || !tried;
		}
		if (e || *done == before)
			return e;
	}
	return ERR_OK;
}

enum err outbox_tick(struct op *op, void *sender)
{
	int64_t done;
	enum err e = outbox_run(op, sender, &done);
	if (e && !is_general(e))
		log_error("outbox", "messages could not be sent: %s %s", err_name(e), db_error(op->s));
	return e;
}

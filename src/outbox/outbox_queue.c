/* SPDX-License-Identifier: Apache-2.0 */
/* Subscribers: one statement each, inside the transaction of the event. */
#include <inttypes.h>
#include <string.h>

#include "outbox/outbox_internal.h"

const char *outbox_code_context(struct arena *a, const char *object_kind, int64_t object_id)
{
	return arena_printf(a, "outbox.code:%s:%" PRId64, object_kind, object_id);
}

static bool on(const struct op *op, const char *event)
{
	return !op->site->quiet && ref_message_on(op->refs, event);
}

/* The receipt is known in this moment only; until the message has gone it waits here, sealed. */
enum err outbox_on_submitted(struct change *c, const struct event_note *n)
{
	const struct appeal_submitted *made = c->owner;
	struct op *op = made->op;
	struct db_blob code;
	if (!made->receipt || !on(op, "received"))
		return ERR_OK;
	enum err e = field_seal(c->keys, KEY_TOKEN, c->env, op->a, outbox_code_context(op->a, "appeal", n->stream_id), made->receipt,
				strlen(made->receipt), &code);
	return e ? e
		 : q_outbox_queue_appeal(op->s,
			   &(struct q_outbox_queue_appeal_in){ .now = op->now,
				   .next_at = cal_next_call(op->now),
				   .code = code,
				   .appeal_id = n->stream_id },
			   NULL);
}

static enum err about_case(const struct change *c, const struct event_note *n, const char *event, int64_t wait_ms)
{
	const struct case_tx *t = c->owner;
	const struct op *op = t->op;
	if (!on(op, event))
		return ERR_OK;
	return q_outbox_queue_case(op->s, &(struct q_outbox_queue_case_in){ .round = n->seq, .now = op->now, .event = event,
				   .next_at = cal_next_call(op->now + wait_ms), .case_id = t->row.id }, NULL);
}

/* Not before the dispatch can no longer be taken back. */
enum err outbox_on_dispatched(struct change *c, const struct event_note *n)
{
	return about_case(c, n, "dispatched", UNDISPATCH_MS);
}

enum err outbox_on_due(struct change *c, const struct event_note *n)
{
	return about_case(c, n, "due_moved", 0);
}

/* The appellant of an excluded matter may object (scoring.md 4.10). */
enum err outbox_on_excluded(struct change *c, const struct event_note *n)
{
	const struct case_tx *t = c->owner;
	const struct op *op = t->op;
	if (!on(op, "excluded"))
		return ERR_OK;
	return q_outbox_queue_excluded(op->s, &(struct q_outbox_queue_excluded_in){ .round = n->seq, .now = op->now,
				       .next_at = cal_next_call(op->now), .case_id = t->row.id }, NULL);
}

enum err outbox_on_callback(struct change *c, const struct event_note *n)
{
	const struct case_tx *t = c->owner;
	const struct op *op = t->op;
	(void)n;
	if (!on(op, "to_rate"))
		return ERR_OK;
	return q_outbox_queue_tasks(op->s, &(struct q_outbox_queue_tasks_in){ .now = op->now, .next_at = cal_next_call(op->now),
				    .case_id = t->row.id }, NULL);
}

enum err outbox_on_whistle(struct change *c, const struct event_note *n)
{
	const struct case_tx *t = c->owner;
	(void)n;
	if (!on(t->op, "whistle"))
		return ERR_OK;
	return q_outbox_queue_responders(
		t->op->s, &(struct q_outbox_queue_responders_in){ .now = t->op->now, .case_id = t->row.id }, NULL);
}

enum err outbox_on_emergency(struct change *c, const struct event_note *n)
{
	const struct case_tx *t = c->owner;
	(void)n;
	if (!on(t->op, "emergency"))
		return ERR_OK;
	return q_outbox_queue_emergency(
		t->op->s, &(struct q_outbox_queue_emergency_in){ .now = t->op->now, .case_id = t->row.id }, NULL);
}

enum err outbox_on_notice(struct change *c, const struct event_note *n)
{
	const struct op *op = c->owner; /* of a notice's stream */
	if (!on(op, "notice"))
		return ERR_OK;
	return q_outbox_queue_notice(op->s, &(struct q_outbox_queue_notice_in){ .now = op->now, .notice_id = n->stream_id }, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Outbox 消息发件箱: short messages, mail and webhooks about what happened (compliance.md 6 row 9; practice.md 2.8; W53, U-01).
 *
 * A subscriber writes the message with one statement in the transaction of the event; what it says and to which number is found
 * out when it is sent, by one thread of the server, so that nothing is sent inside a request and an event that is rolled back
 * sends nothing. Numbers, receipt codes and rating links stand sealed; the table shows stars.
 * At least once: a message whose sender dies between the gateway's answer and our commit is sent again when its lease ends
 * (OUTBOX_LEASE_MS); the gateway tells it by the message id. Of several nodes one sends it: the claim is a versioned UPDATE.
 * What it costs: nothing while no template of an event is in use (refs->messages); one INSERT … SELECT otherwise. */
#ifndef YS_OUTBOX_OUTBOX_H
#define YS_OUTBOX_OUTBOX_H

#include "callback/callback.h"
#include "outbox/outbox_config.h"
#include "outbox_sql.h"

extern const struct wf_machine OUTBOX_MACHINE;

enum { OUTBOX_LEASE_MS = MS_MINUTE, OUTBOX_TRIES = 6, OUTBOX_CHANNELS = 3 };

/* ---- sending ---- */
struct outbox_sender {
	const struct outbox_config *config;
	int64_t minute, sent[OUTBOX_CHANNELS]; /* how many went out in this minute, by channel */
};
/* Sends what is due at op->now; op->s outside a write, op->a is emptied between messages. *done counts the tries. An error means
 * that going on makes no sense (no database). */
enum err outbox_run(struct op *op, struct outbox_sender *sender, int64_t *done);

/* The same as a tick of the thread of `yingshao serve` (job/ticker.h); `sender` is a struct outbox_sender. */
enum err outbox_tick(struct op *op, void *sender);
/* Whether these settings can be used; `why` gets a Chinese sentence. */
bool outbox_config_check(const struct outbox_config *c, char *why, size_t why_n);

/* ---- what people do: cancel, resend, handled; all need a reason ---- */
enum err outbox_do(struct op *op, int64_t id, int64_t version, const char *action, const char *reason);

/* The operator's receipt for one that was sent. Repeated receipts change nothing; *status is what it is then. */
enum err outbox_reported(struct op *op, int64_t id, bool arrived, const char *why, const char **status);

/* ---- subscriptions (app/subscriptions.c) ---- */
enum err outbox_on_submitted(struct change *c, const struct event_note *n); /* appeal.submitted: 受理告知 */
enum err outbox_on_dispatched(struct change *c, const struct event_note *n); /* case.dispatched: 派单告知 */
enum err outbox_on_due(struct change *c, const struct event_note *n);       /* case.due: 延期告知 */
enum err outbox_on_excluded(struct change *c, const struct event_note *n);  /* exclusion.confirm: 剔除告知 */
enum err outbox_on_callback(struct change *c, const struct event_note *n);  /* case.callback: 办结待评价 */
enum err outbox_on_whistle(struct change *c, const struct event_note *n);   /* whistle.blow, whistle.call: 哨声 */
enum err outbox_on_emergency(struct change *c, const struct event_note *n); /* emergency.report: 紧急事件 */
enum err outbox_on_notice(struct change *c, const struct event_note *n);    /* notice.sign: 通知单送达 */

extern const struct route OUTBOX_ROUTES[], OUTBOX_REF_ROUTES[], OUTBOX_RECEIPT_ROUTES[];

#endif

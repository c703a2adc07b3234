/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the outbox room. */
#ifndef YS_OUTBOX_INTERNAL_H
#define YS_OUTBOX_INTERNAL_H

#include "outbox/outbox.h"

/* ---- rules (outbox_rules.c), pure ---- */
struct outbox_event {
	const char *code, *text;
	const char *slots;         /* "no,unit,due": what a template may use */
	bool citizen;              /* to the people who spoke, by short message only */
};
extern const struct outbox_event OUTBOX_EVENTS[]; /* ends with a row without code */
const struct outbox_event *outbox_event(const char *code);
/* Minutes until the next try after `tries` failed ones, -1: no more. */
int outbox_retry_minutes(int64_t tries);
/* When it goes out next, while it still may; otherwise NIL. */
int64_t outbox_next(const char *status, int64_t next_at);
/* Eleven digits of a mobile number: others get no short message. */
bool outbox_is_mobile(const char *number);
struct outbox_slot {
	const char *name, *value;
};
/* Fills {name}; what is unknown stays as it is. `slots` ends with a NULL name. */
const char *outbox_fill(struct arena *a, const char *text, const struct outbox_slot *slots);
/* The first {slot} that templates of the event may not use, NULL when all are right; "{" when the braces do not match. */
const char *outbox_wrong_slot(struct arena *a, const struct outbox_event *e, const char *text);
/* "6月3日 17:30" */
const char *outbox_when(struct arena *a, int64_t ms);
enum err outbox_needs_text(void *ctx);

/* ---- a message being moved ---- */
struct outbox_tx {
	struct op *op;
	struct q_outbox_get_out row, next;
	const char *text;          /* reason of a person */
};
enum err outbox_begin(struct outbox_tx *x, struct op *op, int64_t id);
enum err outbox_move(struct outbox_tx *x, const char *action);
bool outbox_may(const struct op *op);

/* ---- text and recipient (outbox_render.c) ---- */
/* What goes to an adapter. */
struct outbox_letter {
	int64_t id, now;
	const char *template_code, *channel;
	const char *to;            /* number or address; "" for a webhook */
	const char *to_masked;
	const char *subject, *body;
	const char *shown;         /* the body without codes and links */
	bool demo;
	const char *var_dir;
};
enum outbox_verdict { OUTBOX_SEND, OUTBOX_DROP, OUTBOX_HOPELESS };
/* Inside the write that claims the message: fills letter and x->next, or says in *why (Chinese) why it is not sent (DROP) or
 * cannot be (HOPELESS). May make a rating link. */
enum err outbox_render(struct outbox_tx *x, struct outbox_letter *l, enum outbox_verdict *v, const char **why);
const char *outbox_code_context(struct arena *a, const char *object_kind, int64_t object_id);

/* ---- adapters (outbox_adapters.c) ---- */
enum { OUTBOX_SECRET_MAX = 512 };
/* The first line of a file; false when it cannot be read or is empty. */
bool outbox_secret(const char *path, char out[OUTBOX_SECRET_MAX]);
/* HMAC-SM3 over "timestamp.body", in hex: how letters and receipts are signed. */
const char *outbox_signature(struct arena *a, const char *secret, const char *at, struct sv body);
struct outbox_answer {
	bool sent;
	char provider_id[64];
	char why[200];             /* Chinese, when not sent */
};
const char *outbox_adapter_of(const struct outbox_config *c, const char *channel);
/* Hands the letter over; up to timeout_ms. */
void outbox_hand_over(const struct outbox_config *c, struct arena *a, const struct outbox_letter *l, struct outbox_answer *out);

extern const struct list_def OUTBOX_LIST;

#endif

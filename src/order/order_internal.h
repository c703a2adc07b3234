/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the order room. */
#ifndef YS_ORDER_INTERNAL_H
#define YS_ORDER_INTERNAL_H

#include "order/order.h"

/* An order being changed, under the lock of its case. */
struct order_tx {
	struct op *op;
	struct case_tx *t;
	struct q_order_get_out row;
	/* arguments of the move */
	const char *text;          /* opinion, reason */
	const char *fact, *fact2;
	const struct order_result *result;
	int64_t holder_id;         /* NIL: unchanged */
	const char *next_level;    /* review level after the move */
	const char *evidence_missing;
	int64_t new_due, new_sign_due, new_contact_due; /* NIL: unchanged */
	bool decided;              /* by a decision that another room has checked: no capability over the order is asked for */
	int64_t for_user;          /* whose deputy acts; none when not positive */
};

enum err order_may_submit(void *ctx);
enum err order_needs_opinion(void *ctx);
enum err order_settled_effect(void *ctx);

const char *order_next_level(
	const struct refs *refs, const struct q_order_get_out *row, const char *review_rule, const char *level);
int64_t order_review_unit(const struct refs *refs, const struct q_order_get_out *row, const char *level);

/* Locks the case, reads the order, compares the version (NIL: not). */
enum err order_begin(struct order_tx *x, struct case_tx *t, struct op *op, int64_t id, int64_t version);
/* As order_begin, inside a case that is being changed already; nothing is compared. */
enum err order_enter(struct order_tx *x, struct case_tx *t, int64_t id);
enum err order_move(struct order_tx *x, const char *action);
/* Versioned update of the columns that differ, as `set` rows of the event begun. */
enum err order_store(struct order_tx *x, struct q_order_get_out *after);
/* The fact `for_user` of an event that a deputy writes (代 X); nothing otherwise. */
void order_note_deputy(struct order_tx *x);
/* Limit of an order of this case: the event type's, or the colour's where the colour was raised. */
void order_limit(const struct op *op, const struct q_case_get_out *c, int64_t *value, enum limit_unit *unit);
/* Every clock of the order stands still from now. */
enum err order_clocks_pause(struct order_tx *x, const char *reason);
/* Ends the pauses; the clocks run on with due times that leave the paused time out, which stand in x->new_… then. */
enum err order_clocks_resume(struct order_tx *x);
/* The case shows the due time of its lead order. */
enum err order_case_due(struct order_tx *x);
/* When every order is done the case goes to its callbacks. */
enum err order_case_progress(struct case_tx *t);

#endif

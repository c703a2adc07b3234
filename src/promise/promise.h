/* SPDX-License-Identifier: Apache-2.0 */
/* 承诺账: what a unit has promised a citizen by a day (domain-model.md 3.2, Commitment; compliance.md 6, row 5).
 *
 * Dates in the answers of units are read as the order is submitted and proposed to the unit, which confirms or corrects the
 * day or says that it is no promise; nobody's silence makes a promise go away: on its day it counts. The unit is reminded
 * before. On the day it says that it has done it, or asks once for another day, which its superiors see; who says nothing for
 * some days has not kept it. What a unit says to have done is asked of the citizen, by an agent who is not of the unit or on
 * the page of the receipt: the first answer stands.
 * Events stand in the stream of the case, under its lock. Threads: none. Memory: the arena of the op. */
#ifndef YS_PROMISE_PROMISE_H
#define YS_PROMISE_PROMISE_H

#include "callback/callback.h"
#include "promise_sql.h"

extern const struct wf_machine PROMISE_MACHINE;

enum { PROMISE_DAYS_MAX = 730, PROMISE_ASKS_MAX = 3 };

/* A promise that stands nowhere in the answer, entered by the unit. */
enum err promise_make(struct op *op, int64_t order_id, int32_t day, const char *words, int64_t *id);

/* confirm, reject, keep, move of the unit; heard_yes, heard_no, unreached of an agent. */
struct promise_step {
	const char *action;
	int32_t day;               /* confirm: 0 as read; move: the new day */
	const char *text;          /* reason, what was done, what the citizen said */
};
enum err promise_act(struct op *op, int64_t id, int64_t version, const struct promise_step *s);

/* The citizen answers by receipt: the promise must be of the case the appeal is in. */
enum err promise_heard(struct op *op, int64_t appeal_id, int64_t id, bool kept, const char *opinion);
/* Whom to call; for an agent who may ask. NIL: nobody left a number. */
enum err promise_whom(struct op *op, int64_t id, int64_t *appeal_id);

/* What an appellant sees of the promises of the case: unit, words, day, how it stands, whether an answer is wanted. */
enum err jw_promises_for_citizen(struct json_out *w, const char *key, struct op *op, int64_t case_id);

/* ---- the job ---- */
enum err promise_due(struct op *op, int64_t *ids, size_t max, size_t *n);
/* What the day asks for: remind, wake, give up, stop asking. Nothing when somebody was faster. */
enum err promise_tick(struct op *op, int64_t id);

/* ---- subscriptions (app/subscriptions.c) ---- */
enum err promise_on_submit(struct change *c, const struct event_note *n);
enum err promise_on_order(struct change *c, const struct event_note *n);

extern const struct route PROMISE_ROUTES[], PROMISE_STATS_ROUTES[];

#endif

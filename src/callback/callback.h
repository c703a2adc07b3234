/* SPDX-License-Identifier: Apache-2.0 */
/* Callback 回访 and rating 评价: every appellant is asked "solved?" and "satisfied?" apart, by somebody who is not of the
 * handling unit, before a case closes (J-01, J-02, J-08, I-01; Q9, Q16).
 *
 * One task per appellant and round. The first valid rating of a round stands. Three attempts on two channels over
 * three days, then seven days: 未评价, never satisfied by default. */
#ifndef YS_CALLBACK_CALLBACK_H
#define YS_CALLBACK_CALLBACK_H

#include "callback_sql.h"
#include "order/order.h"

struct answers {
	const char *solved;        /* yes | partly | no, or clear | unclear for 咨询, 建议, 表扬 */
	int64_t satisfied;         /* 5 非常满意 … 1 非常不满意 */
	int64_t contacted;         /* did the unit contact you? 1, 0, NIL not asked */
	const char *opinion;
	const char *reasons;       /* codes of rating_reason_text joined by commas; NULL or "" none */
};
/* Plain words of the reasons of a rating ("没有人来看过、拖得太久"), "" when there are none. */
const char *rating_reasons_text(struct arena *a, const char *reasons);

/* Takes a task for this agent (a person): the given one, or with NIL the longest due that is not of the agent's own unit.
 * ERR_NOT_FOUND when none waits. */
enum err callback_claim(struct op *op, int64_t *task_id);
enum err callback_release(struct op *op, int64_t task_id);
/* One try to reach the person. Phone calls only 08:30-20:30. */
enum err callback_attempt(struct op *op, int64_t task_id, const char *method, const char *outcome, const char *note);
/* The agent notes the answers of the person. */
enum err callback_rate(struct op *op, int64_t task_id, const struct answers *a);
enum err callback_waive(struct op *op, int64_t task_id, const char *reason);
/* A link with which the person can rate without an account; works once. *token is shown once. */
enum err callback_make_link(struct op *op, int64_t task_id, const char **token);

/* The citizen rates by receipt or link. */
enum err rate_by_citizen(struct op *op, int64_t appeal_id, const struct answers *a);
enum err rate_link_appeal(struct op *op, const char *token, int64_t *appeal_id);

/* 研判 of an unsolved or dissatisfied answer: rework (whole orders chosen, none = lead), or unreasonable, which needs two
 * reviewers of different units. *done: the judgement took effect. */
enum err callback_judge(struct op *op, int64_t case_id, int64_t appeal_id, bool rework, const char *opinion,
	const int64_t *order_ids, size_t n, bool *done);
/* Asks whether the case can close now, after each answer. */
enum err callback_progress(struct case_tx *t);
/* Tasks whose tries are exhausted end as 未评价. *n counts them; at most `max` a call. Tasks that an agent claimed twelve
 * hours ago and left are open again. */
enum err callback_sweep(struct op *op, int64_t max, int64_t *n);
/* The same one by one, for the scheduler: at most `max` of each kind, and what becomes of one of them (nothing, when
 * somebody was faster). */
enum err callback_due(struct op *op, int64_t max, int64_t **ids, size_t *n);
enum err callback_expire(struct op *op, int64_t task_id);

/* Subscriptions (app/subscriptions.c). */
enum err callback_on_case(struct change *c, const struct event_note *n);
enum err callback_on_ready(struct change *c, const struct event_note *n);
enum err callback_on_moved(struct change *c, const struct event_note *n);
enum err callback_on_split(struct change *c, const struct event_note *n);
/* Whoever spoke about a reopened case is asked again when it is done. */
enum err callback_on_reopen(struct change *c, const struct event_note *n);

extern const struct route CALLBACK_ROUTES[];

#endif

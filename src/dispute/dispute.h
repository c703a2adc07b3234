/* SPDX-License-Identifier: Apache-2.0 */
/* 退单异议 (practice.md 2.5; domain-model.md 3.3; compliance.md 6.1): a unit gives an order back, and somebody rules.
 *
 * Each unit once per case, within the return limit of the colour, with the item of its duty list and the unit it proposes. The
 * order stays on its clock meanwhile and may be submitted. The centre rules 改派 | 驳回, calls a meeting 会商 or raises it 提级;
 * 编办 with 司法局, then the government, are the last instances; a third return on a case starts there. A ruling that is late
 * is raised by itself. What was ruled cannot be given back again and becomes a precedent for the next suggestion. */
#ifndef YS_DISPUTE_DISPUTE_H
#define YS_DISPUTE_DISPUTE_H

#include "order/order.h"

extern const struct wf_machine DISPUTE_MACHINE;

enum { RETURNS_BEFORE_RAISED = 3 };

struct dispute_ask {
	int64_t order_id, version; /* of the order, as the person saw it */
	const char *reason_code;   /* one of dispute_reason_text */
	const char *reason;
	const char *duty_basis;    /* item of the duty list, law or document: mandatory */
	int64_t proposed_unit_id;  /* NIL: the unit does not know either (职责不清) */
};
enum err dispute_ask(struct op *op, const struct dispute_ask *a, int64_t *id);

/* pass, refuse (unit leader), withdraw (unit), confer 会商, raise 提级, government, reject 驳回, redirect 改派. */
struct dispute_ruling {
	const char *action;
	const char *opinion;
	const char *basis;         /* of a ruling: law or document */
	int64_t unit_id;           /* redirect: to whom */
};
enum err dispute_rule(struct op *op, int64_t id, int64_t version, const struct dispute_ruling *r);

/* Rulings whose time is over, at most `max`; each is raised by the system, or marked when there is nobody above. */
enum err dispute_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err dispute_overdue(struct op *op, int64_t id);

/* The order has been submitted or has ended: nothing is left to rule on (app/subscriptions.c). */
enum err dispute_on_order(struct change *c, const struct event_note *n);

const char *dispute_reason_text(const char *code);

extern const struct route DISPUTE_ROUTES[];
extern const struct route PRECEDENT_ROUTES[];

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Adjustments 延期, 挂账, 终止, 超职责 (practice.md 2.5; domain-model.md 3.3): how a deadline moves, and the only way it does.
 *
 * A unit asks with a reason, its leader and then the centre decide; until then the order stays on its old clock. An
 * extension is asked for before the order is overdue, at most twice; a suspension once in the life of a case, with
 * evidence and an end within 365 days; neither for red cases. Everything is written into the stream of the case. */
#ifndef YS_ADJUST_ADJUST_H
#define YS_ADJUST_ADJUST_H

#include "order/order.h"

extern const struct wf_machine ADJUST_MACHINE;

enum { EXTENSIONS_MAX = 2, SUSPENSION_DAYS_MAX = 365 };

struct adjust_ask {
	int64_t order_id, version; /* of the order, as the person saw it */
	const char *kind;          /* extension | suspension | termination | beyond */
	const char *reason_code;   /* one of adjust_reason_text */
	const char *reason, *legal_basis;
	int64_t more;              /* extension: in the unit of the order's limit, at most that limit */
	int64_t until;             /* suspension: epoch ms */
};
enum err adjust_ask(struct op *op, const struct adjust_ask *a, int64_t *id);

enum adjust_decision { ADJUST_PASS, ADJUST_REFUSE, ADJUST_APPROVE, ADJUST_WITHDRAW };
/* 单位审核通过, 驳回 (unit or centre), 批准, 撤回. An approval takes effect in the same write. */
enum err adjust_decide(struct op *op, int64_t id, int64_t version, enum adjust_decision d, const char *opinion);

/* A suspension ends early: the reason for it is gone (unit), or its date has come (scheduler). */
enum err adjust_resume(struct op *op, int64_t order_id, const char *reason);
/* Suspensions whose date has come, at most `max` ids of adjustments. */
enum err adjust_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err adjust_resume_due(struct op *op, int64_t id);

/* The order has been submitted or has ended: what was asked for falls away (app/subscriptions.c). */
enum err adjust_on_order(struct change *c, const struct event_note *n);

const char *adjust_kind_text(const char *kind);
const char *adjust_reason_text(const char *code);

extern const struct route ADJUST_ROUTES[];

#endif

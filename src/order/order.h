/* SPDX-License-Identifier: Apache-2.0 */
/* Work order 工单: one unit's duty for a case (D-01…D-11, H-01…H-09, I-01).
 *
 * It ends when its result is accepted, not when the citizen is satisfied. Its state moves only through
 * ORDER_MACHINE; facts such as contact made or a statutory stage are columns and rows of their own. Orders of a case write
 * their events into the case's stream, under the lock of its case_tx.
 * A later room stops submission with order_hold (architecture.md 1). */
#ifndef YS_ORDER_ORDER_H
#define YS_ORDER_ORDER_H

#include "casefile/casefile.h"
#include "order_sql.h"

extern const struct wf_machine ORDER_MACHINE;
/* Likewise an order. */
extern const struct problem_code NO_ORDER;
/* 改派 or 撤回派单: the order is no longer a duty of its unit. */
bool order_gone(const char *status);

enum { ORDER_CO_MAX = 8 };

struct order_dispatch {
	int64_t case_id, version;
	int64_t lead_unit_id;      /* NIL: the suggested one */
	int64_t co_unit_ids[ORDER_CO_MAX];
	size_t nco;
	const char *why, *demand;  /* why: reason when it differs from the suggestion; NULL = the suggestion's own lines */
	const char *level_reason;  /* 准入例外: why the centre gives a unit what is not on the list of its level; NULL: it does not */
};
#define LEVEL_REASON_IN                                                                            \
	{ "level_reason", IN_TEXT, 0, 0, 300, NULL, "准入例外理由", "why the centre goes beyond the lists of the level" }
/* 派单: one lead order and assisting ones; the handling clock starts here. */
enum err order_dispatch(struct op *op, const struct order_dispatch *d, int64_t *lead_order_id);

/* 撤回派单: within UNDISPATCH_MS, by whoever dispatched, while nobody has signed. The orders end as 已撤回, the case is 已立案 again
 * and its dispatch clock goes on as if it had never been stopped. */
enum err order_undispatch(struct op *op, int64_t case_id, int64_t version);

/* Further assisting order (dispatcher) or a sub-order below `parent_id` (unit). limit_value NIL: what is left of the parent's. */
struct order_extra {
	int64_t case_id, parent_id, unit_id;
	const char *role;          /* assist | sub */
	const char *demand;
	int64_t limit_value;
	enum limit_unit limit_unit;
	const char *level_reason;  /* as in order_dispatch */
};
enum err order_add(struct op *op, const struct order_extra *x, int64_t *order_id);

enum err order_sign(struct op *op, int64_t id, int64_t version, int64_t holder_id);
/* The sign limit is over: system sign-off, flagged. */
enum err order_auto_sign(struct op *op, int64_t id);
enum err order_assign(struct op *op, int64_t id, int64_t version, int64_t holder_id);

struct order_contact {
	const char *method;        /* phone | visit | message | none */
	bool reached;
	const char *note;
	int64_t appeal_id;         /* NIL: the master appeal */
};
enum err order_contact(struct op *op, int64_t id, int64_t version, const struct order_contact *c);
enum err order_note(struct op *op, int64_t id, const char *note);

struct order_stage {
	const char *name, *document_no, *legal_basis;
	int64_t limit_value;
	enum limit_unit limit_unit;
	bool told;                 /* the appellant has been told */
};
/* Statutory stage (受理, 立案, 检验 …): own clock, not an extension. */
enum err order_stage_begin(struct op *op, int64_t id, int64_t version, const struct order_stage *st, int64_t *stage_id);
enum err order_stage_end(struct op *op, int64_t stage_id);

struct order_result {
	const char *result;        /* solved | partly | explained | untrue | not_duty */
	const char *public_answer, *internal_note, *third_parties /* JSON array */, *unsolved_reason, *evidence_waived;
	int64_t cost_fen;
	const struct order_contact *contact; /* NULL: none given */
};
/* Submits the result for review; signs first when that has not happened. Evidence rule of the event type enforced. */
enum err order_submit(struct op *op, int64_t id, int64_t version, const struct order_result *res);
/* Review at the level where the order stands; `pass` or back with an opinion. */
enum err order_review(struct op *op, int64_t id, int64_t version, bool pass, const char *opinion);
enum err order_terminate(struct op *op, int64_t id, int64_t version, const char *reason);
enum err order_transfer(struct op *op, int64_t id, int64_t version, const char *to, const char *receipt_no);
/* 改派: the order ends, a new one goes to the right unit on the same clock. */
enum err order_redirect(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *reason, int64_t *new_id);
/* The same with an exception from the list of the unit's level (level_reason of order_dispatch). */
enum err order_redirect_excepted(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *reason,
	const char *level_reason, int64_t *new_id);

/* Sends settled orders of an open case back to work: the lead, or the given ones. New clock, round + 1. */
enum err order_rework(struct case_tx *t, const int64_t *order_ids, size_t n, const char *demand);

/* Deadlines, moved by the adjust room after two approvals and by nobody else (invariant 2). Inside the case_tx of the order.
 * 延期: the handling clock gets `more` of its own unit; *due is its new end. */
enum err order_extend(struct case_tx *t, int64_t id, int64_t more, int64_t *due);
/* 挂账: every clock of the order stands still until `until` or an earlier order_resume; what is shown as due moves meanwhile. */
enum err order_suspend(struct case_tx *t, int64_t id, int64_t until, const char *reason);
/* The suspension ends: the clocks run on, less the time they stood. */
enum err order_resume(struct case_tx *t, int64_t id, const char *reason);
/* 终止 after approval: as order_terminate, inside the case_tx. */
enum err order_terminate_in(struct case_tx *t, int64_t id, const char *reason);

/* 指定, by a ruling of the dispute room inside the case_tx: the order goes to another unit, or stays where it is; in both cases
 * it cannot be given back any more (invariant 6). */
enum err order_redirect_ruled(struct case_tx *t, int64_t id, int64_t unit_id, const char *reason, int64_t *new_id);
enum err order_designate(struct case_tx *t, int64_t id);

/* Who held the matter how long, in wall-clock time without pauses (挂账, 随案归并): before dispatch, while a result is judged and
 * between two rounds it is the centre. Parts and percent add up to the whole. */
enum { HELD_MAX = 12 };
struct held_step {
	int64_t at, unit_id;       /* from here on this unit has it */
	bool paused;
};
struct held {
	int64_t unit_id, ms;
	int percent;
};
struct held_sum {
	struct held part[HELD_MAX]; /* in the order in which the units first had it */
	size_t n;
	int64_t held_ms, paused_ms;
};
void held_fold(const struct held_step *steps, size_t n, int64_t until, struct held_sum *out);
/* Of the lead orders of a case (`order_id` NIL), from its opening until its last result was accepted or now; or of one order. */
enum err order_held(struct op *op, const struct q_case_get_out *c, int64_t order_id, struct held_sum *out);

/* Holds by later rooms, inside the case_tx of the order: while one is open the order cannot be submitted. */
enum err order_hold(struct case_tx *t, int64_t order_id, const char *kind, int64_t ref_id);
enum err order_hold_lift(struct case_tx *t, int64_t order_id, const char *kind, int64_t ref_id);

/* Subscriptions on case events (app/subscriptions.c). */
enum err order_on_case_merge(struct change *c, const struct event_note *n);
enum err order_on_case_unmerge(struct change *c, const struct event_note *n);
enum err order_on_case_reopen(struct change *c, const struct event_note *n);
enum err order_on_check_failed(struct change *c, const struct event_note *n);

/* What evidence is still missing, in Chinese; NULL when the rule is met. */
enum err order_evidence_missing(struct op *op, const struct q_order_get_out *row, const struct event_type *type,
				const char *public_answer, const char **missing);
const char *evidence_text(const char *rule);
const char *order_role_text(const char *role);
const char *result_text(const char *result);
/* Level at which the order stands in its review, in words. */
const char *review_level_text(const char *level);

extern const struct route ORDER_ROUTES[];

#endif

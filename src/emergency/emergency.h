/* SPDX-License-Identifier: Apache-2.0 */
/* 突发紧急 (O-01, O-02, F-02, invariant 10; practice.md 2.12): a report that reaches the city and the district at once, rings until
 * a person takes it, and leads from 平 to 急 and back.
 *
 * An emergency belongs to a case; its events stand in the stream of the case, under its lock. A red case or one of an emergency
 * class raises one by rule; anybody who may report does so by hand; a red case that no rule caught and nobody touched is found
 * by a job (dead-man queue). The report is written once: neither its words nor its time ever change, a trigger of the database
 * refuses it. Whom an untaken report rings follows from the clock alone (emergency_circle), so that it widens even when no job
 * runs. Orders given under it go straight to the unit; the community is told.
 * What it costs: a small look at emergency_type for every case that is opened. */
#ifndef YS_EMERGENCY_EMERGENCY_H
#define YS_EMERGENCY_EMERGENCY_H

#include "emergency_sql.h"
#include "order/order.h"

extern const struct wf_machine EMERGENCY_MACHINE;

enum { EMERGENCY_UNITS = ORDER_CO_MAX };

/* A report by hand. On a case (case_id), or on a matter of its own, for which a red case is opened. */
struct emergency_report {
	int64_t class_id;          /* NIL: not known yet */
	const char *what;          /* what was seen */
};
/* Raises one on a case; an open one of that case is answered instead, with what was said as a further entry. `told` of the
 * answer is what emergency_told_of gives. ERR_NOT_FOUND for an unknown case. */
enum err emergency_report_on(struct op *op, int64_t case_id, const struct emergency_report *rep, int64_t *id);
/* Opens the case too. `n->colour` is red, its type that of the class when none is given. */
enum err emergency_report_new(
	struct op *op, struct case_new *n, const struct emergency_report *rep, int64_t *case_id, int64_t *id);

/* take, release, true, false, routine, level, entry, lift, review. */
struct emergency_step {
	const char *action;
	const char *text;          /* reason, what was found, what was done */
	const char *resources;     /* who and what went */
	int64_t level;             /* 1 (特别重大) … 4 (一般); NIL: unchanged */
	int64_t class_id;          /* NIL: unchanged */
	bool again;                /* an entry that is a further report (续报): its clock starts anew */
};
enum err emergency_act(struct op *op, int64_t id, int64_t version, const struct emergency_step *s);
/* Orders straight to these units, level by level left out; the first leads when nobody does yet. */
struct emergency_sending {
	const int64_t *units;
	size_t n;
	const char *demand;
	int64_t event_type_id;     /* for a case that is not classified yet; NIL: none */
};
enum err emergency_dispatch(struct op *op, int64_t id, int64_t version, const struct emergency_sending *s);
/* One incident that was reported twice: merges the cases (reversibly, every appellant and every report is kept), and the
 * emergency becomes part of the other. Split again, it waits to be taken. ERR_CONFLICT "emergency.into", "emergency.over". */
enum err emergency_merge(struct op *op, int64_t id, int64_t version, int64_t into_id, const char *reason);
enum err emergency_split(struct op *op, int64_t id, int64_t version, const char *reason);
/* Somebody of a unit that was told has opened it. */
enum err emergency_seen(struct op *op, int64_t id);

/* May see: who may see the case, and who reported it. */
enum err emergency_may_see(struct op *op, const struct q_emergency_get_out *row, bool *yes);

/* The widest circle that rings `ms` after the report, by the rows of emergency_ring (by after_minutes); 0 when none. */
int64_t emergency_circle(const struct q_emergency_rings_rows *rings, int64_t ms);
/* Whether an untaken report rings this person by now. */
bool emergency_rings_for(const struct q_emergency_rings_rows *rings, int64_t ms, const struct principal *p);
const char *emergency_level_text(int64_t level);

/* ---- the job (src/job): each item looks again before it acts ---- */
enum err emergency_find_untouched(struct op *op, int64_t *case_ids, size_t max, size_t *n);
enum err emergency_raise_untouched(struct op *op, int64_t case_id);
enum err emergency_find_waiting(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err emergency_widen(struct op *op, int64_t id);
enum err emergency_find_lapsing(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err emergency_lapse(struct op *op, int64_t id);
enum err emergency_find_report_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err emergency_remind(struct op *op, int64_t id);

/* ---- subscriptions (app/subscriptions.c) ---- */
/* case.open, case.classified: red, or of a class. */
enum err emergency_on_case(struct change *c, const struct event_note *n);
/* case.dispatch: a person of the duty seats who dispatches has taken it. */
enum err emergency_on_dispatch(struct change *c, const struct event_note *n);
/* case.merge, case.unmerge_*: what both cases have open becomes one, and two again. */
enum err emergency_on_merge(struct change *c, const struct event_note *n);
enum err emergency_on_unmerge(struct change *c, const struct event_note *n);
/* The case has ended: so has what was left of it. */
enum err emergency_on_close(struct change *c, const struct event_note *n);

extern const struct route EMERGENCY_ROUTES[], EMERGENCY_REF_ROUTES[];

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the whistle room. */
#ifndef YS_WHISTLE_INTERNAL_H
#define YS_WHISTLE_INTERNAL_H

#include "whistle/whistle.h"
#include "whistle_sql.h"

/* A whistle and what of it moves, under the lock of its case. Before a move the wanted columns stand in the `next` row. */
struct whistle_tx {
	struct op *op;
	struct case_tx *t;
	struct q_whistle_get_out row, next;
	struct q_responder_get_out r, next_r;   /* id 0: none */
	struct q_whistle_task_get_out task, next_task;
	struct q_whistle_rating_get_out rating, next_rating;
	const char *text;          /* secret text of the event: reason, conclusion … */
	const char *fact;          /* public, stands in the line of the history */
	int64_t happened_at;       /* NIL: now */
};

/* Locks the case of the whistle, reads it. ERR_NOT_FOUND, ERR_STALE. */
enum err whistle_begin(struct whistle_tx *x, struct case_tx *t, struct op *op, int64_t id);
/* As whistle_begin, inside a case that is being changed already. */
enum err whistle_enter(struct whistle_tx *x, struct case_tx *t, int64_t id);
enum err responder_begin(struct whistle_tx *x, struct case_tx *t, struct op *op, int64_t id, int64_t version);
enum err responder_enter(struct whistle_tx *x, int64_t id);
/* Compares what a person saw; NIL: not. */
enum err whistle_expect(struct whistle_tx *x, int64_t seen, int64_t version);

/* One action of a machine; by the system where no person may do it or `system` is set. */
enum err whistle_move(struct whistle_tx *x, const char *action, bool system);
enum err responder_move(struct whistle_tx *x, const char *action, bool system);
enum err whistle_task_move(struct whistle_tx *x, const char *action, bool system);
enum err whistle_rating_move(struct whistle_tx *x, const char *action, bool system);

/* May the person act on the issuer's side, answer for the responder, rule on both? */
bool whistle_side(const struct op *op, const struct q_whistle_get_out *w);
bool whistle_confirms(const struct op *op, const struct q_whistle_get_out *w);
bool responder_side(const struct op *op, const struct q_responder_get_out *r);
bool whistle_may_rule(const struct op *op, const struct q_whistle_get_out *w, const struct q_responder_get_out *r);

/* What follows from what has just happened: consultation, results in, everything rated. */
enum err whistle_progress(struct whistle_tx *x);
/* The open order of an open on-site whistle waits; any other is let go. */
enum err whistle_hold_sync(struct whistle_tx *x);
/* Calls units and forces; sets the whole of `row` before. */
enum err whistle_call(struct whistle_tx *x, const struct whistle_act *a, const char *why);
/* Calls whom a whistle wanted that has just been confirmed. */
enum err whistle_call_wanted(struct whistle_tx *x);
/* The last event stands in the inbox of these people of the unit, who are told at once. */
enum err whistle_tell_unit(struct whistle_tx *x, int64_t unit_id, bool leaders);
enum err whistle_tell_centre(struct whistle_tx *x);

/* ---- rules, pure ---- */
struct blow_facts {
	bool known, role, place, closed; /* kind in use; the role may; scope over the case; the case is over */
};
const struct problem_code *whistle_blow_refusal(const struct blow_facts *f);
/* Gathers them and asks. *no = NULL when the person may. */
enum err whistle_may_blow(
	struct op *op, const struct q_case_get_out *c, const char *roles, const struct problem_code **no);
/* "a;b;c" names the word. */
bool whistle_listed(const char *list, const char *word);
bool whistle_role_listed(const struct principal *who, const char *roles);
bool whistle_open(const char *status);        /* not decided */
bool whistle_running(const char *status);     /* results are still to come */
bool responder_took_part(const struct q_responder_get_out *r);
const char *whistle_urgency_text(const char *urgency);
const char *whistle_how_text(const char *how);
int64_t whistle_accept_limit(const struct q_whistle_kind_by_code_out *k, bool on_site, const char *urgency);

/* Guards of the machines. */
enum err whistle_somebody(void *ctx);
enum err whistle_needs_text(void *ctx);
enum err whistle_nothing_open(void *ctx);
enum err responder_needs_basis(void *ctx);
enum err responder_in_time(void *ctx);
enum err responder_comes(void *ctx);
enum err responder_may_leave(void *ctx);
enum err responder_may_be_released(void *ctx);

/* The score of one responder. False: none (excused, not rated, not yet over). */
bool whistle_score_of(const struct q_whistle_score_of_out *row, int64_t *micro);

/* ---- answers ---- */
enum err whistle_answer(struct req *r, struct op *op, int64_t id);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* State machines as const tables, and the one setter that moves a state (domain-model.md 3.3).
 *
 * A room writes its machine as a table of edges; wf_move runs capability → guard → versioned update with its event
 * → clocks → effect, in that order. Buttons (`GET …/actions`), docs/states.md and `yingshao check` read the
 * same tables. This room knows no database: the host's functions do the work. */
#ifndef YS_WORKFLOW_WORKFLOW_H
#define YS_WORKFLOW_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/problem.h"

struct wf_state {
	const char *id, *text;     /* "to_sign", "待签收" */
	bool terminal;
};

enum wf_actor { WF_PERSON = 1, WF_SYSTEM = 2, WF_CITIZEN = 4 };

struct wf_edge {
	const char *from, *action, *to;   /* from "" = creation */
	const char *label;                /* button and timeline text: "签收" */
	unsigned cap;                     /* capability of a person; 0 only when actors lacks WF_PERSON */
	unsigned actors;                  /* enum wf_actor bits */
	const char *starts, *stops;       /* clock kinds, comma-separated, "" = none */
	const char *needs;                /* the guard in words, for buttons and docs; "" = none */
	enum err (*guard)(void *ctx);     /* NULL = none; records its problem */
	enum err (*effect)(void *ctx);    /* NULL = none; same transaction */
};

struct wf_machine {
	const char *name, *text;          /* "order", "工单" */
	const struct wf_state *states;
	size_t nstates;
	const struct wf_edge *edges;
	size_t nedges;
};

/* What the engine needs from the room whose object moves. */
struct wf_host {
	bool (*can)(void *ctx, unsigned cap);           /* scope included */
	enum err (*set)(void *ctx, const struct wf_edge *e); /* versioned update and event; ERR_STALE when the version moved */
	enum err (*clock_start)(void *ctx, const char *kind);
	enum err (*clock_stop)(void *ctx, const char *kind);
	struct problem *(*problem)(void *ctx);
};

/* The edge for (state, action), NULL when illegal. */
const struct wf_edge *wf_find(const struct wf_machine *m, const char *state, const char *action);
const char *wf_state_text(const struct wf_machine *m, const char *state);
/* Whether an object in that state has come to its end. */
bool wf_ends(const struct wf_machine *m, const char *state);
/* The label of an action wherever it first stands; the action itself when there is none. */
const char *wf_action_text(const struct wf_machine *m, const char *action);
/* Moves. Errors: ERR_CONFLICT "workflow.illegal_move" (names state and action in Chinese), ERR_FORBIDDEN, whatever the
 * guard, set or effect answer. `actor` is one enum wf_actor. */
enum err wf_move(const struct wf_machine *m, const struct wf_host *h, void *ctx, enum wf_actor actor, const char *state,
		 const char *action);

/* Proofs of `yingshao check`: every state reachable; every non-terminal state has an exit; (state, action) unique; states
 * exist; a started clock is stopped on every path to a terminal state or restarted; every personal edge has a capability
 * and every capability used is granted to some role (`cap_granted`). Each finding goes to `say`; returns their number. */
size_t wf_check(const struct wf_machine *m, bool (*cap_granted)(unsigned cap), void (*say)(void *arg, const char *finding),
		void *arg);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The engine: finds the edge and runs its parts in a fixed order. */
#include "workflow/workflow.h"

#include <stdio.h>
#include <string.h>

#include "base/sv.h"

static const struct problem_code E_ILLEGAL = { ERR_CONFLICT, "workflow.illegal_move", "当前状态不能进行此操作，请刷新后再试。" };
static const struct problem_code E_FORBIDDEN = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

const struct wf_edge *wf_find(const struct wf_machine *m, const char *state, const char *action)
{
	for (size_t i = 0; i < m->nedges; i++)
		if (str_eq(m->edges[i].from, state) && str_eq(m->edges[i].action, action))
			return &m->edges[i];
	return NULL;
}

const char *wf_state_text(const struct wf_machine *m, const char *state)
{
	for (size_t i = 0; i < m->nstates; i++)
		if (str_eq(m->states[i].id, state))
			return m->states[i].text;
	return state;
}

bool wf_ends(const struct wf_machine *m, const char *state)
{
	for (size_t i = 0; i < m->nstates; i++)
		if (str_eq(m->states[i].id, state))
			return m->states[i].terminal;
	return false;
}

const char *wf_action_text(const struct wf_machine *m, const char *action)
{
	for (size_t i = 0; i < m->nedges; i++)
		if (str_eq(m->edges[i].action, action))
			return m->edges[i].label;
	return action;
}

/* Runs `fn` for each kind of a comma-separated list. */
static enum err each_clock(const char *list, enum err (*fn)(void *, const char *), void *ctx)
{
	struct sv rest = sv_from(list), part;
	if (!rest.n)
		return ERR_OK;
	while (sv_cut(&rest, ',', &part)) {
		char kind[32];
		snprintf(kind, sizeof kind, "%.*s", SV_FMT(part));
		enum err e = fn(ctx, kind);
		if (e)
			return e;
	}
	return ERR_OK;
}

enum err wf_move(const struct wf_machine *m, const struct wf_host *h, void *ctx, enum wf_actor actor, const char *state,
		 const char *action)
{
	const struct wf_edge *e = wf_find(m, state, action);
	if (!e)
		return problem_set(h->problem(ctx), &E_ILLEGAL);
	if (!(e->actors & (unsigned)actor))
		return problem_set(h->problem(ctx), &E_FORBIDDEN);
	if (actor == WF_PERSON && !h->can(ctx, e->cap))
		return problem_set(h->problem(ctx), &E_FORBIDDEN);
	enum err err = e->guard ? e->guard(ctx) : ERR_OK;
	if (!err)
		err = h->set(ctx, e);
	if (!err && h->clock_stop)
		err = each_clock(e->stops, h->clock_stop, ctx);
	if (!err && h->clock_start)
		err = each_clock(e->starts, h->clock_start, ctx);
	if (!err && e->effect)
		err = e->effect(ctx);
	return err;
}

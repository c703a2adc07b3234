/* SPDX-License-Identifier: Apache-2.0 */
/* Proofs about machine tables, by following the edges: nothing is simulated or sampled. */
#include <stdio.h>
#include <string.h>

#include "base/sv.h"
#include "workflow/workflow.h"

enum { MAX_STATES = 64, MAX_CLOCKS = 16 };

struct proof {
	const struct wf_machine *m;
	void (*say)(void *, const char *);
	void *arg;
	size_t findings;
};

static void find(struct proof *p, const char *what, const char *a, const char *b)
{
	char text[256];
	snprintf(text, sizeof text, "%s: %s (%s%s%s)", p->m->name, what, a, b ? ", " : "", b ? b : "");
	p->say(p->arg, text);
	p->findings++;
}

static int state_index(const struct wf_machine *m, const char *id)
{
	for (size_t i = 0; i < m->nstates; i++)
		if (str_eq(m->states[i].id, id))
			return (int)i;
	return -1;
}

static bool in_list(const char *list, const char *kind)
{
	struct sv rest = sv_from(list), part;
	while (rest.p && sv_cut(&rest, ',', &part))
		if (sv_eqs(part, kind))
			return true;
	return false;
}

static void check_edges(struct proof *p, bool (*cap_granted)(unsigned))
{
	const struct wf_machine *m = p->m;
	for (size_t i = 0; i < m->nedges; i++) {
		const struct wf_edge *e = &m->edges[i];
		int from = state_index(m, e->from);
		if (e->from[0] && from < 0)
			find(p, "unknown state", e->from, e->action);
		if (state_index(m, e->to) < 0)
			find(p, "unknown state", e->to, e->action);
		for (size_t j = i + 1; j < m->nedges; j++)
			if (str_eq(m->edges[j].from, e->from) && str_eq(m->edges[j].action, e->action))
				find(p, "action stands twice", e->from, e->action);
		if (!e->actors)
			find(p, "action without an actor", e->from, e->action);
		if ((e->actors & WF_PERSON) && (!e->cap || !cap_granted(e->cap)))
			find(p, "no role may do this", e->from, e->action);
	}
}

static void check_reach(struct proof *p)
{
	const struct wf_machine *m = p->m;
	bool seen[MAX_STATES] = { false };
	for (bool grew = true; grew;) {
		grew = false;
		for (size_t i = 0; i < m->nedges; i++) {
			int from = state_index(m, m->edges[i].from), to = state_index(m, m->edges[i].to);
			bool reached = !m->edges[i].from[0] || (from >= 0 && seen[from]);
			if (reached && to >= 0 && !seen[to])
				grew = seen[to] = true;
		}
	}
	for (size_t s = 0; s < m->nstates; s++) {
		bool exits = false;
		for (size_t i = 0; i < m->nedges; i++)
			exits |= str_eq(m->edges[i].from, m->states[s].id) && !str_eq(m->edges[i].to, m->states[s].id);
		if (!seen[s])
			find(p, "state cannot be reached", m->states[s].id, NULL);
		if (!exits && !m->states[s].terminal)
			find(p, "state has no exit", m->states[s].id, NULL);
	}
}

/* Can a clock of `kind` still run in a terminal state, or be started twice? Follows (state, running) pairs. */
static void check_clock(struct proof *p, const char *kind)
{
	const struct wf_machine *m = p->m;
	bool running[MAX_STATES][2] = { { false } };
	for (bool grew = true; grew;) {
		grew = false;
		for (size_t i = 0; i < m->nedges; i++) {
			const struct wf_edge *e = &m->edges[i];
			int from = state_index(m, e->from), to = state_index(m, e->to);
			if (to < 0)
				continue;
			for (int on = 0; on < 2; on++) {
				bool here = e->from[0] ? from >= 0 && running[from][on] : on == 0;
				if (!here)
					continue;
				int after = in_list(e->starts, kind) ? 1 : in_list(e->stops, kind) ? 0 : on;
				if (!running[to][after])
					grew = running[to][after] = true;
			}
		}
	}
	for (size_t s = 0; s < m->nstates; s++)
		if (m->states[s].terminal && running[s][1])
			find(p, "clock never stopped", kind, m->states[s].id);
}

size_t wf_check(const struct wf_machine *m, bool (*cap_granted)(unsigned cap), void (*say)(void *arg, const char *finding),
		void *arg)
{
	struct proof p = { m, say, arg, 0 };
	if (m->nstates > MAX_STATES) {
		find(&p, "too many states", m->name, NULL);
		return p.findings;
	}
	check_edges(&p, cap_granted);
	check_reach(&p);
	char done[MAX_CLOCKS][32];
	size_t ndone = 0;
	for (size_t i = 0; i < m->nedges; i++) {
		struct sv rest = sv_from(m->edges[i].starts), part;
		while (rest.n && sv_cut(&rest, ',', &part)) {
			char kind[32];
			snprintf(kind, sizeof kind, "%.*s", SV_FMT(part));
			bool known = false;
			for (size_t k = 0; k < ndone; k++)
				known |= str_eq(done[k], kind);
			if (known || ndone == MAX_CLOCKS)
				continue;
			memcpy(done[ndone++], kind, sizeof kind);
			check_clock(&p, kind);
		}
	}
	return p.findings;
}

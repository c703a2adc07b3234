/* SPDX-License-Identifier: Apache-2.0 */
/* Buttons from edges. */
#include "workflow/buttons.h"

#include "base/sv.h"

void jw_action(struct json_out *w, const char *action, const char *label, const char *needs, bool danger)
{
	jw_object(w);
	jw_kstr(w, "action", action);
	jw_kstr(w, "label", label);
	jw_kbool(w, "enabled", true);
	jw_kstr(w, "needs", needs);
	jw_kbool(w, "danger", danger);
	jw_object_end(w);
}

bool moves_if(void *ctx, const struct wf_edge *e)
{
	(void)e;
	return *(const bool *)ctx;
}

void jw_moves(struct json_out *w, const struct wf_machine *m, const char *state, const char *danger,
	bool (*offered)(void *ctx, const struct wf_edge *e), void *ctx)
{
	jw_key(w, "actions");
	jw_array(w);
	for (size_t i = 0; i < m->nedges; i++) {
		const struct wf_edge *e = &m->edges[i];
		if (str_eq(e->from, state) && (e->actors & WF_PERSON) && offered(ctx, e))
			jw_action(w, e->action, e->label, e->needs, str_eq(e->action, danger));
	}
	jw_array_end(w);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What a person may do with an object now, for the buttons of its page: the machine's own edges, so that a page never
 * offers what wf_move refuses. */
#ifndef YS_WORKFLOW_BUTTONS_H
#define YS_WORKFLOW_BUTTONS_H

#include "json/json.h"
#include "workflow/workflow.h"

/* "actions": [{action,label,enabled,needs,danger}]: the moves of people out of `state`, in the order of the table, as far as
 * `offered` agrees. `danger`: the action shown in red, "" none. */
void jw_moves(struct json_out *w, const struct wf_machine *m, const char *state, const char *danger,
	bool (*offered)(void *ctx, const struct wf_edge *e), void *ctx);
/* An `offered` that is the same for all: ctx is that bool. */
bool moves_if(void *ctx, const struct wf_edge *e);
/* One of them. */
void jw_action(struct json_out *w, const char *action, const char *label, const char *needs, bool danger);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The two duty lists of grid workers 主责清单, 协助清单 (C-03), and what comes back because it stands on neither.
 *
 * The lists name kinds of matters of the event list. A grid worker who is given something else sends it back to who
 * dispatches, with the reason; the order keeps running on its clock until that is decided: it goes to another unit, or stays
 * with an answer why. Threads: none. Memory: the arena of the op. */
#ifndef YS_DUTYLIST_DUTYLIST_H
#define YS_DUTYLIST_DUTYLIST_H

#include "catalogue/op.h"
#include "dutylist_sql.h"
#include "order/order.h"

extern const struct wf_machine DUTY_RETURN_MACHINE;

/* "main", "assist", or "" when the kind of matter stands on neither list. */
enum err duty_list_of(struct db_session *s, int64_t event_type_id, const char **list, const char **duty);

/* Inside a write: 不在两张清单里. ERR_CONFLICT when it is on a list, was sent back already, or is no longer in hand. */
enum err duty_return_ask(struct op *op, int64_t order_id, const char *reason, int64_t *id);
/* Accepted: the order goes to `unit_id`. Refused (`unit_id` NIL): it stays, with the opinion. */
enum err duty_return_decide(struct op *op, int64_t id, int64_t version, int64_t unit_id, const char *opinion);

extern const struct route DUTY_ROUTES[], DUTY_RETURN_ROUTES[];

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Read side: figures of today and of one's own work. */
#ifndef YS_BOARD_BOARD_H
#define YS_BOARD_BOARD_H

#include "catalogue/op.h"
#include "http/http.h"

/* Writes today's figures in the scope of op->who. `avg_handling_ms` is F-05: from dispatch to the last settled order, in
 * natural time, over the cases settled in the last seven days; `avg_working_days` the same in working time, as days of the
 * calendar's working hours; 0 when there are none. */
enum err board_today(struct json_out *w, struct op *op);

extern const struct route BOARD_ROUTES[];

#endif

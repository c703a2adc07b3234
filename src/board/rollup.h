/* SPDX-License-Identifier: Apache-2.0 */
/* Daily roll-ups (day, measure, dimension): derived, rebuildable, read by boards instead of scanning. */
#ifndef YS_BOARD_ROLLUP_H
#define YS_BOARD_ROLLUP_H

#include "db/db.h"

/* Inside a write: derives one day anew. */
enum err rollup_day(struct db_session *s, int32_t day);
/* Yesterday and today; the scheduler calls it every ten minutes. Outside a write. */
enum err rollup_refresh(struct db_session *s, int64_t now);
/* Every day with appeals; *changed counts the days whose numbers were different. Outside a write. */
enum err rollup_rebuild(struct db_session *s, int64_t now, int64_t *changed);

#endif

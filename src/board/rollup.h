/* SPDX-License-Identifier: Apache-2.0 */
/* Daily roll-ups (day, measure, dimension): derived, rebuildable, read by boards instead of scanning. */
#ifndef YS_BOARD_ROLLUP_H
#define YS_BOARD_ROLLUP_H

#include "db/db.h"

/* The last `days` days, today included: two of them every hour, and once a week as many as a case can be reopened in (its
 * settling then leaves the day on which it stood). Outside a write. */
enum err rollup_refresh(struct db_session *s, int64_t now, int days);
/* Every day with something on it; *changed counts the days whose numbers were different. Outside a write. */
enum err rollup_rebuild(struct db_session *s, int64_t now, int64_t *changed);

#endif

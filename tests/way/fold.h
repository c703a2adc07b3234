/* SPDX-License-Identifier: Apache-2.0 */
/* The events are the truth of the past: folding all their `set` rows must give every state column; and the invariants of the
 * domain (domain-model.md 3.4) must hold. For databases of random walks and of the simulator. */
#ifndef YS_TEST_WAY_FOLD_H
#define YS_TEST_WAY_FOLD_H

#include "db/db.h"

/* Fails the test at the first column that differs; returns how many values were compared. */
int fold_and_compare(struct db_session *s);
/* What does not hold, NULL when all is well. */
const char *broken_invariant(struct db_session *s);

#endif

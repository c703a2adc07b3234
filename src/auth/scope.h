/* SPDX-License-Identifier: Apache-2.0 */
/* The grants of a person for one capability, sorted by how they limit a query. Private to the auth room. */
#ifndef YS_AUTH_SCOPE_H
#define YS_AUTH_SCOPE_H

#include "auth/principal.h"

struct scope_set {
	bool all, number, own;
	bool posts;                /* grids of the person's posts */
	size_t ngrids, nnarrow, nwide, nregions;
	int64_t grid[PRINCIPAL_GRANTS];
	int64_t narrow[PRINCIPAL_GRANTS], wide[PRINCIPAL_GRANTS]; /* roots of unit scope */
	int64_t region[PRINCIPAL_GRANTS];
};

/* Scope of one grant for a capability, contractor and token limits included. */
enum scope grant_scope(const struct principal *p, const struct grant *g, enum cap c);
void scope_collect(const struct principal *p, enum cap c, struct scope_set *out);
/* Roots of unit and region scope; returns their number. */
size_t scope_roots(const struct scope_set *s, int64_t root[3 * PRINCIPAL_GRANTS]);
/* "$1, $2)": the values of an IN list. */
void scope_ids(struct db_query *q, const int64_t *id, size_t n);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Point checks: may this person do that to this one row? The rules are those of the lists, asked about one id. */
#include "auth/scope.h"

static enum err any_row(struct db_session *s, const struct db_query *q, bool *yes)
{
	struct db_cursor *c;
	*yes = false;
	enum err e = db_query_open(s, q, &c);
	if (e)
		return e;
	e = db_next(c);
	*yes = e == ERR_OK;
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static struct principal pointed(const struct principal *p)
{
	struct principal copy = p ? *p : (struct principal){ 0 };
	copy.way = WAY_POINT;
	return copy;
}

/* Whoever reads by number reads any single object. */
static bool by_number(const struct principal *p, enum cap c)
{
	struct scope_set s;
	scope_collect(p, c, &s);
	return s.number;
}

enum err may_case(struct db_session *s, const struct principal *p, enum cap c, int64_t case_id, bool *yes)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT 1 FROM casefile c WHERE c.id = $", DB_ARG_I64(case_id));
	const struct principal one = pointed(p);
	if (!by_number(p, c))
		scope_cases(&q, &one, c);
	return any_row(s, &q, yes);
}

enum err may_appeal(struct db_session *s, const struct principal *p, enum cap c, int64_t appeal_id, bool *yes)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT 1 FROM appeal a WHERE a.id = $", DB_ARG_I64(appeal_id));
	const struct principal one = pointed(p);
	if (!by_number(p, c))
		scope_appeals(&q, &one, c);
	return any_row(s, &q, yes);
}

enum err may_order(struct db_session *s, const struct principal *p, enum cap c, int64_t order_id, bool *yes)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT 1 FROM work_order o WHERE o.id = $", DB_ARG_I64(order_id));
	const struct principal one = pointed(p);
	if (!by_number(p, c))
		scope_orders(&q, &one, c);
	return any_row(s, &q, yes);
}

enum err may_unit(struct db_session *s, const struct principal *p, enum cap c, int64_t unit_id, bool *yes)
{
	struct scope_set set;
	int64_t root[3 * PRINCIPAL_GRANTS];
	scope_collect(p, c, &set);
	size_t n = scope_roots(&set, root);
	*yes = unit_id != NIL && (set.all || ((set.own || set.posts || set.ngrids) && unit_id == p->unit_id));
	for (size_t i = 0; !*yes && i < n; i++)
		*yes = unit_id == root[i];
	if (*yes || !n || unit_id == NIL)
		return ERR_OK;
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q, "SELECT 1 FROM unit_under uu WHERE uu.unit_id = $ AND uu.ancestor_id IN (", DB_ARG_I64(unit_id));
	scope_ids(&q, root, n);
	return any_row(s, &q, yes);
}

/* A grid is a place like any other, of nobody. */
enum err may_grid(struct db_session *s, const struct principal *p, enum cap c, int64_t grid_id, bool *yes)
{
	struct db_query q;
	db_query_init(&q);
	db_query_add(&q,
		     "SELECT 1 FROM (SELECT g.id AS grid_id, g.town_id, g.community_id, -1 AS user_id FROM grid g) h"
		     " WHERE h.grid_id = $",
		     DB_ARG_I64(grid_id));
	scope_places(&q, p, c);
	return any_row(s, &q, yes);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Who sees which row: the grants of a person become OR-ed conditions of a query (architecture.md 4, row access).
 *
 * case_party is the only source of who may see a case. A condition that selects few cases (a person's own, grids, small
 * units) is written as `id IN (…)`, so that the list starts from them; that of a large unit as EXISTS, so that the list
 * walks in its own order and tests row by row. Counts start from the set in any case, and a single row is tested. With
 * a million cases either the other way round takes seconds instead of milliseconds. */
#include "auth/scope.h"

/* One condition after the other, joined by OR. */
struct terms {
	struct db_query *q;
	bool any;
};

static void term(struct terms *t)
{
	if (t->any)
		db_query_text(t->q, " OR ");
	t->any = true;
}

void scope_ids(struct db_query *q, const int64_t *id, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			db_query_text(q, ", ");
		db_query_add(q, "$", DB_ARG_I64(id[i]));
	}
	db_query_text(q, ")");
}

/* "(SELECT … units at and below the roots)" */
static void below(struct db_query *q, const int64_t *root, size_t n)
{
	db_query_text(q, "(SELECT uu.unit_id FROM unit_under uu WHERE uu.ancestor_id IN (");
	scope_ids(q, root, n);
	db_query_text(q, ")");
}

/* "(… grids of the person, with those inside them)" */
static void my_grids(struct db_query *q, const struct principal *p, const struct scope_set *s)
{
	static const int64_t nowhere[] = { -1 };
	db_query_text(q, "(WITH RECURSIVE mine(id) AS (SELECT x.id FROM grid x WHERE x.id IN (");
	scope_ids(q, s->ngrids ? s->grid : nowhere, s->ngrids ? s->ngrids : 1);
	if (s->posts)
		db_query_add(q, " OR x.id IN (SELECT gp.grid_id FROM grid_post gp WHERE gp.user_id = $ AND gp.valid_from <= $"
				" AND (gp.valid_to IS NULL OR gp.valid_to > $))",
			     DB_ARG_I64(p->user_id), DB_ARG_I64(p->at), DB_ARG_I64(p->at));
	db_query_text(q, " UNION SELECT g.id FROM grid g JOIN mine ON g.parent_id = mine.id) SELECT id FROM mine)");
}

/* The case id of the row in each kind of query. */
enum subject { OF_CASE, OF_APPEAL, OF_ORDER };
#define EACH(frag_c, frag_a, frag_o) { frag_c, frag_a, frag_o }
#define BY_ID(before, after) EACH(before "c.id" after, before "a.case_id" after, before "o.case_id" after)

static void add(struct db_query *q, const char *const frag[3], enum subject k)
{
	db_query_add_(q, frag[k], NULL, 0);
}

static void add_id(struct db_query *q, const char *const frag[3], enum subject k, int64_t id)
{
	db_query_add_(q, frag[k], &DB_ARG_I64(id), 1);
}

/* One condition in its two forms: a test of the row, or a set of ids to start from. */
struct twin {
	const char *row[3], *set[3];
};

/* Sets serve lists of few rows and counts; a single row is tested. */
static const char *const *form(const struct twin *t, enum scope_way way, bool few)
{
	return way == WAY_COUNT || (way == WAY_LIST && few) ? t->set : t->row;
}

#define PERSON(table, alias, where)                                                                \
	{                                                                                          \
		BY_ID("EXISTS (SELECT 1 FROM " table " " alias " WHERE " alias ".case_id = ", " AND " where ")"), \
		BY_ID("", " IN (SELECT " alias ".case_id FROM " table " " alias " WHERE " where ")")                \
	}

static void by_person(struct terms *t, enum subject k, const struct principal *p)
{
	static const struct twin WAYS[] = {
		PERSON("case_party", "cp", "cp.kind = 'p' AND cp.party_id = $ AND cp.to_at IS NULL"),
		PERSON("work_order", "wo", "wo.holder_id = $"),
		PERSON("appeal", "ap", "ap.created_by = $ AND ap.case_id IS NOT NULL"),
		PERSON("callback_task", "ct", "ct.agent_id = $ AND ct.status = 'claimed'"),
	};
	for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
		term(t);
		add_id(t->q, form(&WAYS[i], p->way, true), k, p->user_id);
	}
}

#define PARTY(kind)                                                                                \
	{                                                                                          \
		BY_ID("EXISTS (SELECT 1 FROM case_party cp WHERE cp.case_id = ",                          \
		      " AND cp.kind = '" kind "' AND cp.to_at IS NULL AND cp.party_id IN "),                \
		BY_ID("", " IN (SELECT cp.case_id FROM case_party cp WHERE cp.kind = '" kind                  \
			  "' AND cp.to_at IS NULL AND cp.party_id IN ")                                     \
	}

static void by_grid(struct terms *t, enum subject k, const struct principal *p, const struct scope_set *s)
{
	static const struct twin WAYS = PARTY("g");
	if (!s->posts && !s->ngrids)
		return;
	term(t);
	add(t->q, form(&WAYS, p->way, true), k);
	my_grids(t->q, p, s);
	db_query_text(t->q, ")");
}

static void by_units(struct terms *t, enum subject k, enum scope_way way, bool few, const int64_t *root, size_t n)
{
	static const struct twin WAYS = PARTY("u");
	if (!n)
		return;
	term(t);
	add(t->q, form(&WAYS, way, few), k);
	below(t->q, root, n);
	db_query_text(t->q, ")");
}

static void by_town(struct terms *t, enum subject k, const int64_t *root, size_t n)
{
	static const char *const FRAG[] = EACH("c.town_id IN ",
					       "EXISTS (SELECT 1 FROM casefile rc WHERE rc.id = a.case_id AND rc.town_id IN ",
					       "EXISTS (SELECT 1 FROM casefile rc WHERE rc.id = o.case_id AND rc.town_id IN ");
	if (!n)
		return;
	term(t);
	add(t->q, FRAG, k);
	below(t->q, root, n);
	if (k != OF_CASE)
		db_query_text(t->q, ")");
}

/* All conditions that go by the case. */
static void by_case(struct terms *t, enum subject k, const struct principal *p, const struct scope_set *s)
{
	if (s->own)
		by_person(t, k, p);
	by_grid(t, k, p, s);
	by_units(t, k, p->way, true, s->narrow, s->nnarrow);
	by_units(t, k, p->way, false, s->wide, s->nwide);
	by_units(t, k, p->way, false, s->region, s->nregions);
	by_town(t, k, s->region, s->nregions);
}

static bool sees_some(const struct scope_set *s)
{
	return s->own || s->posts || s->ngrids || s->nnarrow || s->nwide || s->nregions;
}

/* Opens " AND (" unless everything or nothing is seen. */
static bool begin(struct terms *t, struct db_query *q, const struct principal *p, enum cap c, struct scope_set *s)
{
	scope_collect(p, c, s);
	*t = (struct terms){ q, false };
	if (s->all)
		return false;
	if (!sees_some(s)) {
		db_query_text(q, " AND 1 = 0");
		return false;
	}
	db_query_text(q, " AND (");
	return true;
}

void scope_cases(struct db_query *q, const struct principal *p, enum cap c)
{
	struct scope_set s;
	struct terms t;
	if (!begin(&t, q, p, c, &s))
		return;
	by_case(&t, OF_CASE, p, &s);
	db_query_text(q, ")");
}

static void by_creating_unit(struct terms *t, const int64_t *root, size_t n)
{
	if (!n)
		return;
	term(t);
	db_query_text(t->q, "(a.case_id IS NULL AND a.created_unit_id IN ");
	below(t->q, root, n);
	db_query_text(t->q, ")");
}

void scope_appeals(struct db_query *q, const struct principal *p, enum cap c)
{
	struct scope_set s;
	struct terms t;
	if (!begin(&t, q, p, c, &s))
		return;
	term(&t);
	db_query_add(q, "a.created_by = $", DB_ARG_I64(p->user_id));
	by_creating_unit(&t, s.narrow, s.nnarrow);
	by_creating_unit(&t, s.wide, s.nwide);
	by_creating_unit(&t, s.region, s.nregions);
	by_case(&t, OF_APPEAL, p, &s);
	db_query_text(q, ")");
}

/* ---- orders ---- */

enum order_rule { BY_CASE, BY_UNIT, BY_REVIEWER };

static enum order_rule order_rule(enum cap c)
{
	switch ((int)c) {
	case CAP_HANDLE:
	case CAP_SUBORDER:
	case CAP_ORDER_END: return BY_UNIT;
	case CAP_REVIEW_UNIT:
	case CAP_REVIEW_COMMUNITY:
	case CAP_REVIEW_TOWN:
	case CAP_REVIEW_DISTRICT: return BY_REVIEWER;
	default: return BY_CASE;
	}
}

static void by_order_unit(struct terms *t, enum order_rule rule, const int64_t *root, size_t n)
{
	if (!n)
		return;
	term(t);
	if (rule == BY_REVIEWER) {
		db_query_text(t->q, "o.review_unit_id IN ");
		below(t->q, root, n);
		db_query_text(t->q, " OR (o.review_unit_id IS NULL AND o.unit_id IN ");
		below(t->q, root, n);
		db_query_text(t->q, ")");
		return;
	}
	db_query_text(t->q, "o.unit_id IN ");
	below(t->q, root, n);
}

/* Grid heads and grid workers act on their community's orders in their grids, not on those of other units there. */
static void by_order_grid(struct terms *t, const struct principal *p, const struct scope_set *s)
{
	if (!s->posts && !s->ngrids)
		return;
	term(t);
	db_query_add(t->q, "(o.unit_id = $ AND ", DB_ARG_I64(p->unit_id));
	struct terms inner = { t->q, false };
	by_grid(&inner, OF_ORDER, p, s);
	db_query_text(t->q, ")");
}

void scope_orders(struct db_query *q, const struct principal *p, enum cap c)
{
	struct scope_set s;
	struct terms t;
	enum order_rule rule = order_rule(c);
	if (!begin(&t, q, p, c, &s))
		return;
	by_order_unit(&t, rule, s.narrow, s.nnarrow);
	by_order_unit(&t, rule, s.wide, s.nwide);
	by_order_unit(&t, rule, s.region, s.nregions);
	if (rule == BY_CASE) {
		by_case(&t, OF_ORDER, p, &s);
	} else {
		by_order_grid(&t, p, &s);
		if (s.own) {
			term(&t);
			db_query_add(q, "o.holder_id = $", DB_ARG_I64(p->user_id));
		}
	}
	db_query_text(q, ")");
}

/* ---- places ---- */

static void by_place(struct terms *t, const int64_t *root, size_t n)
{
	if (!n)
		return;
	term(t);
	db_query_text(t->q, "h.community_id IN ");
	below(t->q, root, n);
	db_query_text(t->q, " OR h.town_id IN ");
	below(t->q, root, n);
}

void scope_places(struct db_query *q, const struct principal *p, enum cap c)
{
	struct scope_set s;
	struct terms t;
	if (!begin(&t, q, p, c, &s))
		return;
	term(&t);
	db_query_add(q, "h.user_id = $", DB_ARG_I64(p->user_id));
	if (s.posts || s.ngrids) {
		term(&t);
		db_query_text(q, "h.grid_id IN ");
		my_grids(q, p, &s);
	}
	by_place(&t, s.narrow, s.nnarrow);
	by_place(&t, s.wide, s.nwide);
	by_place(&t, s.region, s.nregions);
	db_query_text(q, ")");
}

size_t scope_roots(const struct scope_set *s, int64_t root[3 * PRINCIPAL_GRANTS])
{
	size_t n = 0;
	for (size_t i = 0; i < s->nnarrow; i++)
		root[n++] = s->narrow[i];
	for (size_t i = 0; i < s->nwide; i++)
		root[n++] = s->wide[i];
	for (size_t i = 0; i < s->nregions; i++)
		root[n++] = s->region[i];
	return n;
}

void scope_people(struct db_query *q, const struct principal *p, enum cap c)
{
	struct scope_set s;
	struct terms t;
	int64_t root[3 * PRINCIPAL_GRANTS];
	if (!begin(&t, q, p, c, &s))
		return;
	size_t n = scope_roots(&s, root);
	if (!n)
		root[n++] = p->unit_id; /* own and grid scope: colleagues of the same unit */
	db_query_text(q, "u.unit_id IN ");
	below(q, root, n);
	db_query_text(q, ")");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* 同责清单 (G-02, K-15) as a kind of reference data, and looking into it. */
#include "catalogue/kinds.h"
#include "catalogue/refs.h"
#include "catalogue_sql.h"

enum err refs_load_coresp(struct refs_part *p, struct db_session *s)
{
	struct q_refs_coresp_rows rows;
	enum err e = q_refs_coresp(s, &rows);
	if (e)
		return e;
	struct arena *a = p->refs.arena;
	p->coresp = ARENA_ARRAY(a, struct coresp, rows.n + 1);
	p->ncoresp = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_coresp_out *r = &rows.v[i];
		p->coresp[i] = (struct coresp){ r->town_id, r->unit_id, arena_str(a, r->item), arena_str(a, r->duty),
						arena_str(a, r->basis), r->limit_value, limit_unit_from(r->limit_unit), (int)r->share };
	}
	return ERR_OK;
}

/* Towns stand one behind the other, so the first of a town is found by halving. */
static size_t first_of(const struct refs_part *p, int64_t town_id)
{
	size_t from = 0, to = p->ncoresp;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (p->coresp[mid].town_id < town_id)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

size_t refs_coresp(const struct refs *r, int64_t town_id, const struct event_type *t, const struct coresp **out, size_t max)
{
	const struct refs_part *p = refs_part_of(r);
	size_t n = 0, precise = 0;
	if (town_id == NIL || !t)
		return 0;
	for (size_t i = first_of(p, town_id); i < p->ncoresp && p->coresp[i].town_id == town_id; i++) {
		const struct coresp *c = &p->coresp[i];
		size_t chars = strlen(c->item);
		const struct unit *u = ref_unit(r, c->unit_id);
		if (chars < precise || strncmp(t->code, c->item, chars) != 0 || !u || !u->active)
			continue;
		n = chars > precise ? 0 : n;
		precise = chars;
		if (n < max)
			out[n++] = c;
	}
	return n;
}

size_t coresp_find(const struct op *op, int64_t town_id, int64_t event_type_id, const struct coresp **out, size_t max)
{
	return refs_coresp(op->refs, town_id, ref_type(op->refs, event_type_id), out, max);
}

size_t coresp_shares(const struct coresp *const *c, size_t n, int64_t lead, struct coresp_share out[CORESP_MAX + 1])
{
	int town = 100;
	bool listed = n > 0 && lead == c[0]->town_id;
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		listed |= c[i]->unit_id == lead;
	if (!listed) {
		out[0] = (struct coresp_share){ lead, 100 };
		return 1;
	}
	for (size_t i = 0; i < n && m < CORESP_MAX; i++) {
		if (c[i]->share)
			out[m++] = (struct coresp_share){ c[i]->unit_id, c[i]->share };
		town -= c[i]->share;
	}
	if (town > 0)
		out[m++] = (struct coresp_share){ c[0]->town_id, town };
	return m;
}

/* ---- the list as people edit it ---- */

static const struct in_field CORESP_IN[] = {
	VERSION_IN,
	{ "town_id", IN_ID, 0, 0, 0, NULL, "镇街", "" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "同责部门", "" },
	{ "item", IN_TEXT, 0, 2, 7, NULL, "事项", "code of the event list, or its first 2 or 4 digits" },
	{ "duty", IN_TEXT, 0, 2, 300, NULL, "报到响应", "what the department does when it is called" },
	{ "limit_value", IN_INT, 0, 1, 365, NULL, "响应时限", "" },
	{ "limit_unit", IN_ENUM, 0, 0, 0, LIMIT_UNIT_VALUES, "时限单位", "" },
	{ "share", IN_INT, 0, 0, 100, NULL, "部门分担（%）", "the rest is the town's" },
	{ "basis", IN_TEXT, 0, 0, 200, NULL, "依据", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col CORESP_COLS[] = {
	{ "town_id", .cell = REF_LINK, .required = true, .csv = "town", .lookup = &q_ref_town_by_code_stmt },
	{ "unit_id", .cell = REF_LINK, .required = true, .csv = "unit", .lookup = &q_ref_unit_by_code_stmt },
	{ "item", .cell = REF_TEXT, .required = true },
	{ "duty", .cell = REF_TEXT, .required = true },
	{ "limit_value", .cell = REF_INT, .otherwise = "2" },
	{ "limit_unit", .cell = REF_TEXT, .otherwise = "working_hour", .words = LIMIT_UNIT_WORDS },
	{ "share", .cell = REF_INT, .otherwise = "50" },
	{ "basis", .cell = REF_TEXT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

enum err ref_check_item(struct ref_edit *e)
{
	const char *item = ref_text(e, "item");
	struct q_ref_item_known_out known = { 0 };
	size_t n = strlen(item);
	if ((n != 2 && n != 4 && n != 7) || !ref_digits(item, n)) {
		ref_fault(e, "item", "事项填事项编码（7 位），或它的前 2 位（领域）、前 4 位（类）");
		return ERR_OK;
	}
	enum err err = q_ref_item_known(e->s, &(struct q_ref_item_known_in){ .item = item }, &known);
	if (!err && !known.n)
		ref_fault(e, "item", arena_printf(e->a, "事项清单里没有“%s”，请核对编码", item));
	return err;
}

/* Kind of the unit, "" when there is none in use. */
static enum err kind_of(struct ref_edit *e, const char *column, const char **kind)
{
	struct q_ref_unit_kind_out unit = { 0 };
	enum err err = q_ref_unit_kind(e->s, &(struct q_ref_unit_kind_in){ .id = ref_int(e, column) }, &unit);
	*kind = err || !unit.active ? "" : unit.kind;
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err check_units(struct ref_edit *e)
{
	const char *town, *unit;
	enum err err = kind_of(e, "town_id", &town);
	if (!err)
		err = kind_of(e, "unit_id", &unit);
	if (err)
		return err;
	if (!str_eq(town, "town"))
		ref_fault(e, "town_id", "镇街应选在用的街道或镇");
	if (!*unit || str_eq(unit, "town") || str_eq(unit, "community"))
		ref_fault(e, "unit_id", "同责部门应选在用的部门或企业，镇街和社区不用列");
	return ERR_OK;
}

static enum err coresp_check(struct ref_edit *e)
{
	struct q_coresp_find_out found;
	struct q_coresp_others_out others;
	int64_t town = ref_int(e, "town_id");
	const char *item = ref_text(e, "item");
	enum err err = ref_check_item(e);
	if (!err)
		err = check_units(e);
	if (!err)
		err = q_coresp_others(e->s, &(struct q_coresp_others_in){ .town_id = town, .item = item,
				      .id = e->id == NIL ? 0 : e->id }, &others);
	if (err)
		return err;
	if (ref_int(e, "active") && others.share + ref_int(e, "share") > 100)
		ref_fault(e, "share", arena_printf(e->a, "这个镇街的这一事项，其他部门已分担 %d%%，合计不能超过 100%%",
						   (int)others.share));
	err = q_coresp_find(e->s, &(struct q_coresp_find_in){ .town_id = town, .unit_id = ref_int(e, "unit_id"), .item = item },
			    &found);
	if (!err && found.id != e->id)
		ref_fault(e, "item", "这个镇街、部门和事项已在清单里，请修改原有的一条");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col CORESP_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "town_id", NULL, COL_ID, 0, NULL }, { "town", NULL, COL_TEXT, 0, NULL },
	{ "town_name", "镇街", COL_TEXT, 20, NULL }, { "unit_id", NULL, COL_ID, 0, NULL }, { "unit", NULL, COL_TEXT, 0, NULL },
	{ "unit_name", "同责部门", COL_TEXT, 30, NULL }, { "item", "事项编码", COL_TEXT, 10, NULL },
	{ "item_name", "事项", COL_TEXT, 24, NULL }, { "duty", "报到响应", COL_TEXT, 50, NULL },
	{ "limit_value", "响应时限", COL_INT, 8, NULL }, { "limit_unit", "时限单位", COL_TEXT, 10, LIMIT_UNIT_WORDS },
	{ "share", "部门分担（%）", COL_INT, 8, NULL }, { "basis", "依据", COL_TEXT, 30, NULL }, { "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort CORESP_SORTS[] = { { "item", "t.item", COL_TEXT, false }, { 0 } };
static const struct in_field CORESP_QUERY[] = {
	LIST_INPUTS, { "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" }, { "unit", IN_ID, IN_QUERY, 0, 0, NULL, "同责部门", "" },
	{ "item", IN_TEXT, IN_QUERY, 2, 7, NULL, "事项编码", "also finds the class and the domain it belongs to" }, ACTIVE_IN, { 0 }
};

static void coresp_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "town"))
		db_query_add(q, " AND t.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND t.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "item"))
		db_query_add(q, " AND SUBSTR(CAST($ AS TEXT), 1, LENGTH(t.item)) = t.item", DB_ARG_TEXT(in_str(r, "item")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static const struct list_def CORESP_DEF = {
	.title = "同责清单", .cols = CORESP_LIST, .sorts = CORESP_SORTS, .id = "t.id",
	.select = "t.id, t.town_id, w.code, w.name, t.unit_id, u.code, u.name, t.item, " ITEM_NAME_SQL ", t.duty, t.limit_value, "
		  "t.limit_unit, t.share, t.basis, t.active, t.version",
	.from = " FROM coresp t JOIN unit u ON u.id = t.unit_id JOIN unit w ON w.id = t.town_id", .where = coresp_where
};
const struct ref_kind REF_CORESP = { .path = "coresp", .table = "coresp", .text = "同责清单", .edit = CAP_CATALOGUE_EDIT,
				     .in = CORESP_IN, .cols = CORESP_COLS, .key = "town_id,unit_id,item", .get = &q_coresp_get_stmt,
				     .find = &q_coresp_find_stmt, .insert = &q_coresp_insert_stmt, .update = &q_coresp_update_stmt,
				     .retire = true, .list = &CORESP_DEF, .check = coresp_check };

const struct route CORESP_ROUTES[] = { REF_ROUTES("coresp", CAP_CATALOGUE_EDIT, CORESP_QUERY, CORESP_IN, "同责清单"), { 0 } };

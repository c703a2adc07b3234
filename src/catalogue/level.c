/* SPDX-License-Identifier: Apache-2.0 */
/* 履职事项清单 of towns and communities (practice.md 2.9): a kind of reference data, and 准入 before an order is made. */
#include "catalogue/kinds.h"
#include "catalogue/refs.h"
#include "catalogue_sql.h"

enum err refs_load_levels(struct refs_part *p, struct db_session *s)
{
	struct q_refs_level_duties_rows rows;
	enum err e = q_refs_level_duties(s, &rows);
	if (e)
		return e;
	struct arena *a = p->refs.arena;
	p->levels = ARENA_ARRAY(a, struct level_duty, rows.n + 1);
	p->nlevels = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_refs_level_duties_out *r = &rows.v[i];
		p->levels[i] = (struct level_duty){ arena_str(a, r->level), arena_str(a, r->item), arena_str(a, r->list),
						    arena_str(a, r->basis), r->unit_id, r->valid_to };
	}
	return ERR_OK;
}

struct level_found {
	const struct level_duty *duty; /* of the most precise item */
	bool any, expired;         /* the level has a list at all; the item was on it */
};

/* A community's list is its own and that of its grid workers. */
static struct level_found look(const struct refs *r, const struct event_type *t, const char *kind, int32_t today)
{
	const struct refs_part *p = refs_part_of(r);
	struct level_found f = { 0 };
	size_t precise = 0;
	for (size_t i = 0; i < p->nlevels; i++) {
		const struct level_duty *d = &p->levels[i];
		bool mine = str_eq(d->level, kind) || (str_eq(kind, "community") && str_eq(d->level, "grid"));
		size_t chars = strlen(d->item);
		f.any |= mine;
		if (!mine || chars < precise || strncmp(t->code, d->item, chars) != 0)
			continue;
		if (d->valid_to < today) {
			f.expired = true;
			continue;
		}
		precise = chars;
		f.duty = d;
	}
	return f;
}

enum level_verdict ref_level(const struct refs *r, struct arena *a, const struct event_type *t, const struct unit *u, int64_t now,
	const char **why)
{
	*why = "";
	bool town = str_eq(u->kind, "town");
	if (!t || (!town && !str_eq(u->kind, "community")))
		return LEVEL_FREE;
	struct level_found f = look(r, t, u->kind, day_of_ms(now));
	const struct unit *lead = f.duty ? ref_unit(r, f.duty->unit_id) : NULL;
	if (f.duty && str_eq(f.duty->list, "withdrawn")) {
		*why = arena_printf(a, "“%s”在%s履职事项清单里是上级部门收回事项%s%s，不能派给%s。", t->name, town ? "镇街" : "村居",
				    lead ? "，由" : "", lead ? lead->short_name : "", u->short_name);
		return LEVEL_REFUSED;
	}
	if (f.duty && town && str_eq(f.duty->list, "assist")) {
		*why = arena_printf(a, "配合履职事项%s%s%s%s%s，不计入%s考核", lead ? "，由" : "", lead ? lead->short_name : "", lead ? "牵头" : "",
				    *f.duty->basis ? "，依据" : "", f.duty->basis, u->short_name);
		return LEVEL_ASSIST;
	}
	/* towns do everything that is not taken from them; communities and grids only what is on their lists (W31) */
	if (f.duty || town || !f.any)
		return LEVEL_FREE;
	*why = arena_printf(a, f.expired ? "“%s”在村居履职事项清单和网格员职责清单里的准入已到期，不能派给%s。"
					 : "“%s”不在村居履职事项清单和网格员职责清单里，不能派给%s。", t->name, u->short_name);
	return LEVEL_REFUSED;
}

/* ---- the lists as people edit them ---- */

#define LEVEL_WORDS "town:镇街|community:村居"
#define LIST_WORDS "basic:基本履职|assist:配合履职|withdrawn:上级收回|temporary:临时"

static const struct in_field LEVEL_IN[] = {
	VERSION_IN,
	{ "level", IN_ENUM, 0, 0, 0, "town|community", "层级", "" },
	{ "item", IN_TEXT, 0, 2, 7, NULL, "事项", "code of the event list, or its first 2 or 4 digits" },
	{ "list", IN_ENUM, 0, 0, 0, "basic|assist|withdrawn|temporary", "清单", "" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "牵头部门", "" },
	{ "basis", IN_TEXT, 0, 0, 200, NULL, "依据", "" },
	{ "approval_no", IN_TEXT, 0, 0, 60, NULL, "准入文号", "needed for temporary items" },
	{ "valid_to", IN_DAY, 0, 0, 0, NULL, "有效期至", "29991231: for ever" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col LEVEL_COLS[] = {
	{ "level", .cell = REF_TEXT, .required = true, .words = LEVEL_WORDS },
	{ "item", .cell = REF_TEXT, .required = true },
	{ "list", .cell = REF_TEXT, .required = true, .words = LIST_WORDS },
	{ "unit_id", .cell = REF_LINK, .csv = "unit", .lookup = &q_ref_unit_by_code_stmt },
	{ "basis", .cell = REF_TEXT },
	{ "approval_no", .cell = REF_TEXT },
	{ "valid_to", .cell = REF_INT, .otherwise = "29991231" },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

static enum err level_check(struct ref_edit *e)
{
	struct q_level_duty_find_out found;
	const char *list = ref_text(e, "list");
	enum err err = ref_check_item(e);
	if (str_eq(list, "temporary") && (!*ref_text(e, "approval_no") || ref_int(e, "valid_to") == 29991231))
		ref_fault(e, *ref_text(e, "approval_no") ? "valid_to" : "approval_no", "临时事项须填准入文号和有效期");
	if ((str_eq(list, "assist") || str_eq(list, "withdrawn")) && ref_int(e, "unit_id") == NIL)
		ref_fault(e, "unit_id", "配合履职和上级收回的事项须填牵头部门");
	if (err)
		return err;
	err = q_level_duty_find(e->s, &(struct q_level_duty_find_in){ .level = ref_text(e, "level"), .item = ref_text(e, "item") },
				&found);
	if (!err && found.id != e->id)
		ref_fault(e, "item", "这一层级的清单里已有这个事项，请修改原有的一条");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col LEVEL_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "level", "层级", COL_TEXT, 8, LEVEL_WORDS }, { "item", "事项编码", COL_TEXT, 10, NULL },
	{ "item_name", "事项", COL_TEXT, 24, NULL }, { "list", "清单", COL_TEXT, 10, LIST_WORDS }, { "unit_id", NULL, COL_ID, 0, NULL },
	{ "unit", NULL, COL_TEXT, 0, NULL }, { "unit_name", "牵头部门", COL_TEXT, 30, NULL }, { "basis", "依据", COL_TEXT, 40, NULL },
	{ "approval_no", "准入文号", COL_TEXT, 20, NULL }, { "valid_to", "有效期至", COL_INT, 10, NULL }, { "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort LEVEL_SORTS[] = { { "item", "t.item", COL_TEXT, false }, { 0 } };
static const struct in_field LEVEL_QUERY[] = {
	LIST_INPUTS, { "level", IN_ENUM, IN_QUERY, 0, 0, "town|community", "层级", "" },
	{ "list", IN_ENUM, IN_QUERY, 0, 0, "basic|assist|withdrawn|temporary", "清单", "" },
	{ "item", IN_TEXT, IN_QUERY, 2, 7, NULL, "事项编码", "also finds the class and the domain it belongs to" }, ACTIVE_IN, { 0 }
};

static void level_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "level"))
		db_query_add(q, " AND t.level = $", DB_ARG_TEXT(in_str(r, "level")));
	if (in_given(r, "list"))
		db_query_add(q, " AND t.list = $", DB_ARG_TEXT(in_str(r, "list")));
	if (in_given(r, "item"))
		db_query_add(q, " AND SUBSTR(CAST($ AS TEXT), 1, LENGTH(t.item)) = t.item", DB_ARG_TEXT(in_str(r, "item")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static const struct list_def LEVEL_DEF = {
	.title = "履职事项清单", .cols = LEVEL_LIST, .sorts = LEVEL_SORTS, .id = "t.id",
	.select = "t.id, t.level, t.item, " ITEM_NAME_SQL ", t.list, t.unit_id, u.code, u.name, t.basis, t.approval_no, t.valid_to, "
		  "t.active, t.version",
	.from = " FROM level_duty t LEFT JOIN unit u ON u.id = t.unit_id", .where = level_where
};
const struct ref_kind REF_LEVEL_DUTIES = { .path = "level-duties", .table = "level_duty", .text = "履职事项清单",
					   .edit = CAP_CATALOGUE_EDIT, .in = LEVEL_IN, .cols = LEVEL_COLS, .key = "level,item",
					   .get = &q_level_duty_get_stmt, .find = &q_level_duty_find_stmt,
					   .insert = &q_level_duty_insert_stmt, .update = &q_level_duty_update_stmt, .retire = true,
					   .list = &LEVEL_DEF, .check = level_check };

const struct route LEVEL_ROUTES[] = { REF_ROUTES("level-duties", CAP_CATALOGUE_EDIT, LEVEL_QUERY, LEVEL_IN, "履职事项清单"), { 0 } };

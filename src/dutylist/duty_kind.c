/* SPDX-License-Identifier: Apache-2.0 */
/* The duty lists as a kind of reference data: list, form, versions, CSV in and out. */
#include "catalogue/kinds.h"
#include "dutylist/dutylist.h"

static const struct in_field DUTY_IN[] = {
	VERSION_IN,
	{ "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "kind of matter of the event list" },
	{ "list", IN_ENUM, 0, 0, 0, "main|assist", "清单", "" },
	{ "duty", IN_TEXT, 0, 0, 300, NULL, "网格员做什么", "" },
	{ "basis", IN_TEXT, 0, 0, 200, NULL, "依据", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col DUTY_COLS[] = {
	{ "event_type_id", .cell = REF_LINK, .required = true, .csv = "event_type", .lookup = &q_grid_duty_type_by_code_stmt },
	{ "list", .cell = REF_TEXT, .required = true, .words = "main:主责|assist:协助" },
	{ "duty", .cell = REF_TEXT, .required = true },
	{ "basis", .cell = REF_TEXT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

static enum err duty_check(struct ref_edit *e)
{
	struct q_grid_duty_find_out found;
	enum err err = q_grid_duty_find(e->s, &(struct q_grid_duty_find_in){ .event_type_id = ref_int(e, "event_type_id") }, &found);
	if (!err && found.id != e->id)
		ref_fault(e, "event_type_id", "这个事项已在清单里，请修改原有的一条");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col DUTY_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "event_type_id", NULL, COL_ID, 0, NULL },
	{ "event_type", "事项编码", COL_TEXT, 14, NULL },
	{ "event_type_name", "事项", COL_TEXT, 30, NULL },
	{ "list", "清单", COL_TEXT, 10, "main:主责|assist:协助" },
	{ "duty", "网格员做什么", COL_TEXT, 50, NULL },
	{ "basis", "依据", COL_TEXT, 30, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 }
};
static const struct list_sort DUTY_SORTS[] = { { "event_type", "y.code", COL_TEXT, false }, { 0 } };
static const struct in_field DUTY_QUERY[] = {
	LIST_INPUTS, QUERY_IN, ACTIVE_IN, { "list", IN_ENUM, IN_QUERY, 0, 0, "main|assist", "清单", "" }, { 0 }
};

static void duty_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (y.code = $ OR REPLACE(y.name, $, '') <> y.name)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "list"))
		db_query_add(q, " AND t.list = $", DB_ARG_TEXT(in_str(r, "list")));
}

static const struct list_def DUTIES_DEF = {
	.title = "网格员职责清单", .cols = DUTY_LIST, .sorts = DUTY_SORTS, .id = "t.id",
	.select = "t.id, t.event_type_id, y.code, y.name, t.list, t.duty, t.basis, t.active, t.version",
	.from = " FROM grid_duty t JOIN event_type y ON y.id = t.event_type_id", .where = duty_where
};
const struct ref_kind REF_GRID_DUTIES = {
	.path = "grid-duties", .table = "grid_duty", .text = "网格员职责清单", .edit = CAP_CATALOGUE_EDIT, .in = DUTY_IN, .cols = DUTY_COLS,
	.key = "event_type_id", .get = &q_grid_duty_get_stmt, .find = &q_grid_duty_find_stmt, .insert = &q_grid_duty_insert_stmt,
	.update = &q_grid_duty_update_stmt, .list = &DUTIES_DEF, .check = duty_check
};

const struct route DUTY_ROUTES[] = { REF_ROUTES("grid-duties", CAP_CATALOGUE_EDIT, DUTY_QUERY, DUTY_IN, "网格员职责清单"), { 0 } };

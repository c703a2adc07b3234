/* SPDX-License-Identifier: Apache-2.0 */
/* Classes of emergencies and circles of the ring as kinds of reference data. */
#include "catalogue/kinds.h"
#include "catalogue_sql.h"
#include "emergency/emergency_internal.h"

enum { CODES_MAX = 20 };

/* ---- the 13 classes (O-01): names the seeds do not give are marked 待确认 (known = 0) ---- */

static const struct in_field CLASS_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "类别编码", "" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "类别名称", "" },
	{ "known", IN_BOOL, 0, 0, 0, NULL, "名称已确认", "" },
	{ "plan_ref", IN_TEXT, 0, 0, 200, NULL, "应急预案", "" },
	{ "advice", IN_TEXT, 0, 0, 500, NULL, "现场先做什么", "shown to who reports" },
	{ "event_types", IN_TEXT, 0, 0, 400, NULL, "对应事项", "codes; the first is that of a reported case" },
	{ "told_units", IN_TEXT, 0, 0, 400, NULL, "同时告知单位", "codes; town = where it happened" },
	{ "proposed_units", IN_TEXT, 0, 0, 400, NULL, "建议派出单位", "codes; town = where it happened" },
	{ "report_minutes", IN_INT, 0, 5, 1440, NULL, "续报间隔（分钟）", "" },
	{ "sort", IN_INT, 0, 0, 9999, NULL, "排序", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col CLASS_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true }, { "name", .cell = REF_TEXT, .required = true },
	{ "known", .cell = REF_BOOL, .otherwise = "1" }, { "plan_ref", .cell = REF_TEXT }, { "advice", .cell = REF_TEXT },
	{ "event_types", .cell = REF_TEXT }, { "told_units", .cell = REF_TEXT }, { "proposed_units", .cell = REF_TEXT },
	{ "report_minutes", .cell = REF_INT, .otherwise = "30" }, { "sort", .cell = REF_INT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" }, { 0 }
};

static enum err check_units(struct ref_edit *e, const char *column)
{
	struct q_ref_unit_by_code_out unit;
	size_t n;
	const char *tidy = ref_tidy_words(e->a, ref_text(e, column), &n);
	struct sv rest = sv_from(tidy), code;
	ref_set_text(e, column, tidy);
	if (n > EMERGENCY_UNITS)
		ref_fault(e, column, "单位最多 8 个");
	while (sv_cut(&rest, ';', &code)) {
		if (!code.n || sv_eqs(code, "town"))
			continue;
		const char *text = arena_sv(e->a, code);
		enum err err = q_ref_unit_by_code(e->s, &(struct q_ref_unit_by_code_in){ .code = text }, &unit);
		if (err == ERR_NOT_FOUND)
			ref_fault(e, column, arena_printf(e->a, "单位“%s”不存在，请核对编码（事发地镇街写 town）", text));
		else if (err)
			return err;
	}
	return ERR_OK;
}

/* An event type belongs to one class. */
static enum err check_types(struct ref_edit *e)
{
	struct q_emergency_event_type_out type;
	struct q_emergency_type_taken_out other;
	size_t n;
	const char *tidy = ref_tidy_words(e->a, ref_text(e, "event_types"), &n);
	struct sv rest = sv_from(tidy), code;
	ref_set_text(e, "event_types", tidy);
	if (n > CODES_MAX)
		ref_fault(e, "event_types", "对应事项最多 20 个");
	while (sv_cut(&rest, ';', &code)) {
		const char *text = arena_sv(e->a, code);
		if (!code.n)
			continue;
		enum err err = q_emergency_event_type(e->s, &(struct q_emergency_event_type_in){ .code = text }, &type);
		if (err == ERR_NOT_FOUND) {
			ref_fault(e, "event_types", arena_printf(e->a, "事项“%s”不存在，请核对编码", text));
			continue;
		}
		if (!err)
			err = q_emergency_type_taken(e->s, &(struct q_emergency_type_taken_in){ .event_type_id = type.id,
						     .class_id = e->id == NIL ? 0 : e->id }, &other);
		if (!err)
			ref_fault(e, "event_types", arena_printf(e->a, "事项“%s”已属于“%s”，一个事项只能属于一类", text, other.name));
		else if (err != ERR_NOT_FOUND)
			return err;
	}
	return ERR_OK;
}

static enum err class_check(struct ref_edit *e)
{
	enum err err = check_types(e);
	if (!err)
		err = check_units(e, "told_units");
	return err ? err : check_units(e, "proposed_units");
}

static enum err class_follow(struct ref_edit *e, bool fresh)
{
	struct q_emergency_event_type_out type;
	struct sv rest = sv_from(ref_text(e, "event_types")), code;
	(void)fresh;
	enum err err = q_emergency_type_clear(e->s, &(struct q_emergency_type_clear_in){ .class_id = e->id }, NULL);
	while (!err && sv_cut(&rest, ';', &code)) {
		if (!code.n)
			continue;
		err = q_emergency_event_type(e->s, &(struct q_emergency_event_type_in){ .code = arena_sv(e->a, code) }, &type);
		if (!err)
			err = q_emergency_type_put(e->s,
				&(struct q_emergency_type_put_in){ .event_type_id = type.id, .class_id = e->id }, NULL);
	}
	return err;
}

static const struct list_col CLASS_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "类别编码", COL_TEXT, 12, NULL }, { "name", "类别名称", COL_TEXT, 20, NULL },
	{ "known", "名称已确认", COL_BOOL, 0, NULL }, { "plan_ref", "应急预案", COL_TEXT, 30, NULL },
	{ "advice", "现场先做什么", COL_TEXT, 40, NULL }, { "event_types", "对应事项", COL_TEXT, 24, NULL },
	{ "told_units", "同时告知单位", COL_TEXT, 20, NULL }, { "proposed_units", "建议派出单位", COL_TEXT, 20, NULL },
	{ "report_minutes", "续报间隔（分钟）", COL_INT, 10, NULL }, { "sort", "排序", COL_INT, 8, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort CLASS_SORTS[] = { { "sort", "t.sort", COL_INT, false },
	{ "code", "t.code", COL_TEXT, false }, { 0 } };
static const struct in_field NAME_QUERY[] = { LIST_INPUTS, QUERY_IN, ACTIVE_IN, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND REPLACE(t.name, $, '') <> t.name", DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static const struct list_def CLASSES_DEF = { .title = "突发事件类别",
	.cols = CLASS_LIST,
	.sorts = CLASS_SORTS,
	.id = "t.id",
	.select = "t.id, t.code, t.name, t.known, t.plan_ref, t.advice, t.event_types, t.told_units, t.proposed_units, "
		  "t.report_minutes, "
		  "t.sort, t.active, t.version",
	.from = " FROM emergency_class t",
	.where = where };
const struct ref_kind REF_EMERGENCY_CLASSES = { .path = "emergency-classes",
	.table = "emergency_class",
	.text = "突发事件类别",
	.edit = CAP_CATALOGUE_EDIT,
	.in = CLASS_IN,
	.cols = CLASS_COLS,
	.key = "code",
	.get = &q_emergency_class_get_stmt,
	.find = &q_emergency_class_find_stmt,
	.insert = &q_emergency_class_insert_stmt,
	.update = &q_emergency_class_update_stmt,
	.list = &CLASSES_DEF,
	.check = class_check,
	.follow = class_follow };

/* ---- circles of the ring ---- */

static const struct in_field RING_IN[] = {
	VERSION_IN,
	{ "circle", IN_INT, 0, 1, 9, NULL, "第几圈", "" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "范围", "" },
	{ "roles", IN_TEXT, 0, 1, 200, NULL, "角色", "names of roles; * = everybody who may take it" },
	{ "after_minutes", IN_INT, 0, 0, 120, NULL, "多少分钟后", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col RING_COLS[] = {
	{ "circle", .cell = REF_INT, .required = true }, { "name", .cell = REF_TEXT, .required = true },
	{ "roles", .cell = REF_TEXT, .required = true }, { "after_minutes", .cell = REF_INT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" }, { 0 }
};

static enum err ring_check(struct ref_edit *e)
{
	size_t n;
	const char *tidy = ref_tidy_words(e->a, ref_text(e, "roles"), &n);
	struct sv rest = sv_from(tidy), role;
	ref_set_text(e, "roles", tidy);
	while (sv_cut(&rest, ';', &role))
		if (role.n && !sv_eqs(role, "*") && role_from(arena_sv(e->a, role)) == ROLE_COUNT)
			ref_fault(e, "roles", arena_printf(e->a, "没有“%.*s”这个角色；所有有权处置的人写 *", SV_FMT(role)));
	return ERR_OK;
}

static const struct list_col RING_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "circle", "第几圈", COL_INT, 8, NULL }, { "name", "范围", COL_TEXT, 30, NULL },
	{ "roles", "角色", COL_TEXT, 30, NULL }, { "after_minutes", "多少分钟后", COL_INT, 10, NULL }, { "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort RING_SORTS[] = { { "circle", "t.circle", COL_INT, false }, { 0 } };
static const struct list_def RINGS_DEF = { .title = "无人接手通知范围",
	.cols = RING_LIST,
	.sorts = RING_SORTS,
	.id = "t.id",
	.select = "t.id, t.circle, t.name, t.roles, t.after_minutes, t.active, t.version",
	.from = " FROM emergency_ring t",
	.where = where };
const struct ref_kind REF_EMERGENCY_RINGS = {
	.path = "emergency-rings", .table = "emergency_ring", .text = "无人接手通知范围", .edit = CAP_RULE_EDIT, .in = RING_IN,
	.cols = RING_COLS, .key = "circle", .get = &q_emergency_ring_get_stmt, .find = &q_emergency_ring_find_stmt,
	.insert = &q_emergency_ring_insert_stmt, .update = &q_emergency_ring_update_stmt, .list = &RINGS_DEF, .check = ring_check
};

const struct route EMERGENCY_REF_ROUTES[] = {
	REF_ROUTES_OF("emergency-classes", CAP_CATALOGUE_EDIT, NAME_QUERY, CLASS_IN, "突发事件类别", "EmergencyClass"),
	REF_ROUTES_OF("emergency-rings", CAP_RULE_EDIT, NAME_QUERY, RING_IN, "无人接手通知范围", "EmergencyRing"),
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of whistles and classes of distance as reference data: list, form, versions, CSV in and out. */
#include "auth/caps.h"
#include "catalogue/kinds.h"
#include "whistle/whistle_internal.h"

#define MINUTES(name, label) { name, IN_INT, 0, 1, 1440, NULL, label, "natural minutes" }
static const struct in_field KIND_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "代码", "" },
	{ "name", IN_TEXT, 0, 1, 20, NULL, "哨种", "" },
	{ "roles", IN_TEXT, 0, 1, 300, NULL, "谁可以吹", "codes of roles, separated by ;" },
	{ "on_site", IN_BOOL, 0, 0, 0, NULL, "默认到场", "" },
	{ "scored", IN_BOOL, 0, 0, 0, NULL, "计入考核", "" },
	{ "forces", IN_BOOL, 0, 0, 0, NULL, "可邀集社会力量", "" },
	{ "confirm", IN_BOOL, 0, 0, 0, NULL, "网格员吹哨须社区确认", "" },
	MINUTES("accept_on_site", "到场哨应哨时限"),
	MINUTES("accept_emergency", "远程特急应哨时限"),
	MINUTES("accept_urgent", "远程紧急应哨时限"),
	MINUTES("accept_general", "远程一般应哨时限"),
	MINUTES("silence_centre", "超时后报中心"),
	{ "note", IN_TEXT, 0, 0, 200, NULL, "说明", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col KIND_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "roles", .cell = REF_TEXT, .required = true },
	{ "on_site", .cell = REF_BOOL, .otherwise = "1" },
	{ "scored", .cell = REF_BOOL, .otherwise = "1" },
	{ "forces", .cell = REF_BOOL, .otherwise = "0" },
	{ "accept_on_site", .cell = REF_INT, .otherwise = "10" },
	{ "accept_emergency", .cell = REF_INT, .otherwise = "15" },
	{ "accept_urgent", .cell = REF_INT, .otherwise = "30" },
	{ "accept_general", .cell = REF_INT, .otherwise = "60" },
	{ "silence_centre", .cell = REF_INT, .otherwise = "15" },
	{ "note", .cell = REF_TEXT },
	{ "confirm", .cell = REF_BOOL, .otherwise = "0" },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

static enum err kind_check(struct ref_edit *e)
{
	struct sv rest = sv_from(ref_text(e, "roles")), part;
	while (rest.n && sv_cut(&rest, ';', &part))
		if (role_from(arena_sv(e->a, part)) == ROLE_COUNT)
			ref_fault(e, "roles", arena_printf(e->a, "没有“%.*s”这个角色", SV_FMT(part)));
	struct q_whistle_kind_find_out found;
	enum err err = q_whistle_kind_find(e->s, &(struct q_whistle_kind_find_in){ .code = ref_text(e, "code") }, &found);
	if (!err && found.id != e->id)
		ref_fault(e, "code", "这个代码已在用");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col KIND_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "code", "代码", COL_TEXT, 14, NULL },
	{ "name", "哨种", COL_TEXT, 14, NULL },
	{ "roles", "谁可以吹", COL_TEXT, 40, NULL },
	{ "on_site", "默认到场", COL_BOOL, 0, NULL },
	{ "scored", "计入考核", COL_BOOL, 0, NULL },
	{ "forces", "可邀集社会力量", COL_BOOL, 0, NULL },
	{ "confirm", "网格员吹哨须社区确认", COL_BOOL, 0, NULL },
	{ "accept_on_site", "到场哨应哨时限", COL_INT, 10, NULL },
	{ "accept_emergency", "远程特急应哨时限", COL_INT, 10, NULL },
	{ "accept_urgent", "远程紧急应哨时限", COL_INT, 10, NULL },
	{ "accept_general", "远程一般应哨时限", COL_INT, 10, NULL },
	{ "silence_centre", "超时后报中心", COL_INT, 10, NULL },
	{ "note", "说明", COL_TEXT, 40, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 }
};
static const struct list_sort BY_ID[] = { { "id", "t.id", COL_INT, false }, { 0 } };
static const struct in_field LIST_QUERY[] = { LIST_INPUTS, QUERY_IN, ACTIVE_IN, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.name, $, '') <> t.name)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static const struct list_def KINDS_DEF = { .title = "哨种与应哨时限",
	.cols = KIND_LIST,
	.sorts = BY_ID,
	.id = "t.id",
	.select = "t.id, t.code, t.name, t.roles, t.on_site, t.scored, t.forces, t.confirm, t.accept_on_site, t.accept_emergency, "
		  "t.accept_urgent, "
		  "t.accept_general, t.silence_centre, t.note, t.active, t.version",
	.from = " FROM whistle_kind t",
	.where = where };
const struct ref_kind REF_WHISTLE_KINDS = {
	.path = "whistle-kinds", .table = "whistle_kind", .text = "哨种与应哨时限", .edit = CAP_RULE_EDIT, .in = KIND_IN, .cols = KIND_COLS,
	.key = "code", .get = &q_whistle_kind_get_stmt, .find = &q_whistle_kind_find_stmt, .insert = &q_whistle_kind_insert_stmt,
	.update = &q_whistle_kind_update_stmt, .list = &KINDS_DEF, .check = kind_check
};

/* ---- distances ---- */

static const struct in_field DISTANCE_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "代码", "" },
	{ "name", IN_TEXT, 0, 1, 20, NULL, "距离档", "" },
	MINUTES("minutes", "到场时限"),
	{ "towns", IN_TEXT, 0, 0, 600, NULL, "适用镇街", "codes of towns, separated by ;" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col DISTANCE_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "minutes", .cell = REF_INT, .required = true },
	{ "towns", .cell = REF_TEXT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

static enum err distance_check(struct ref_edit *e)
{
	struct q_whistle_distance_find_out found;
	enum err err = q_whistle_distance_find(e->s, &(struct q_whistle_distance_find_in){ .code = ref_text(e, "code") }, &found);
	if (!err && found.id != e->id)
		ref_fault(e, "code", "这个代码已在用");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col DISTANCE_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "code", "代码", COL_TEXT, 14, NULL },
	{ "name", "距离档", COL_TEXT, 20, NULL },
	{ "minutes", "到场时限", COL_INT, 10, NULL },
	{ "towns", "适用镇街", COL_TEXT, 40, NULL },
	{ "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 }
};
static const struct list_def DISTANCES_DEF = {
	.title = "到场距离与时限", .cols = DISTANCE_LIST, .sorts = BY_ID, .id = "t.id",
	.select = "t.id, t.code, t.name, t.minutes, t.towns, t.active, t.version", .from = " FROM whistle_distance t", .where = where
};
const struct ref_kind REF_WHISTLE_DISTANCES = { .path = "whistle-distances",
	.table = "whistle_distance",
	.text = "到场距离与时限",
	.edit = CAP_RULE_EDIT,
	.in = DISTANCE_IN,
	.cols = DISTANCE_COLS,
	.key = "code",
	.get = &q_whistle_distance_get_stmt,
	.find = &q_whistle_distance_find_stmt,
	.insert = &q_whistle_distance_insert_stmt,
	.update = &q_whistle_distance_update_stmt,
	.list = &DISTANCES_DEF,
	.check = distance_check };

const struct route WHISTLE_KIND_ROUTES[] = {
	REF_ROUTES("whistle-kinds", CAP_RULE_EDIT, LIST_QUERY, KIND_IN, "哨种与应哨时限"),
	REF_ROUTES("whistle-distances", CAP_RULE_EDIT, LIST_QUERY, DISTANCE_IN, "到场距离与时限"),
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Units as a kind of reference data: columns, rules between fields, and what follows a stored row (closure, leads). */
#include "org/unit_kind.h"

#include <string.h>

#include "org/org.h"
#include "org_sql.h"

#define KIND_VALUES "city|county|town|community|department|branch|section|enterprise|center|zone"
#define KIND_WORDS                                                                                  \
	"city:市|county:县区|town:镇街|community:村居|department:部门|branch:派出机构|section:科室|enterprise:企业|center:中心|zone:功能区"

#define UNIT_FIELDS                                                                                 \
	{ "code", IN_TEXT, 0, 1, 30, NULL, "单位编码", "unique code" },                                   \
	{ "name", IN_TEXT, 0, 2, 60, NULL, "单位名称", "full name" },                                     \
	{ "short_name", IN_TEXT, 0, 1, 30, NULL, "单位简称", "default: the name" },                        \
	{ "kind", IN_ENUM, 0, 0, 0, KIND_VALUES, "单位类别", "kind" },                                    \
	{ "parent_id", IN_ID, 0, 0, 0, NULL, "上级单位", "unit above; null only for the city" },            \
	{ "region_code", IN_TEXT, 0, 0, 12, NULL, "区划代码", "up to twelve digits" },                     \
	{ "duty", IN_TEXT, 0, 0, 2000, NULL, "职责", "what the unit is for" },                            \
	{ "appraised", IN_BOOL, 0, 0, 0, NULL, "参加考核", "takes part in appraisal" },                    \
	{ "active", IN_BOOL, 0, 0, 0, NULL, "在用", "in use" }

#define LEAD_FIELDS(n, label)                                                                      \
	{ "lead__" n "_name", IN_TEXT, 0, 0, 30, NULL, label, "" },                                   \
	{ "lead__" n "_title", IN_TEXT, 0, 0, 40, NULL, label "职务", "" }

const struct in_field UNIT_LIST_IN[] = {
	LIST_INPUTS,
	{ "q", IN_TEXT, IN_QUERY, 1, 60, NULL, "查找", "code, or a part of the name" },
	{ "active", IN_BOOL, IN_QUERY, 0, 0, NULL, "是否在用", "true: only those in use" },
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, KIND_VALUES, "单位类别", "kind" },
	{ "parent", IN_ID, IN_QUERY, 0, 0, NULL, "上级单位", "directly below this unit" },
	{ "under", IN_ID, IN_QUERY, 0, 0, NULL, "所属", "anywhere below this unit, itself included" },
	{ 0 }
};
const struct in_field UNIT_EDIT_IN[] = {
	{ "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本号", "version that was read; required to change" },
	UNIT_FIELDS,
	{ "leads", IN_ARRAY, 0, 0, 3, NULL, "责任人",
	  "[{rank 1-3,name,title,phone,user_id}]; replaces all; a masked phone keeps the stored one" },
	{ 0 }
};
/* Labels and limits of the kind's own columns. */
static const struct in_field UNIT_IN[] = {
	UNIT_FIELDS,
	LEAD_FIELDS("1", "第一责任人"),
	LEAD_FIELDS("2", "责任领导"),
	LEAD_FIELDS("3", "具体责任人"),
	{ 0 }
};

#define LEAD_COLS(n)                                                                               \
	{ "lead__" n "_name", .cell = REF_TEXT, .csv = "lead" n },                                    \
	{ "lead__" n "_title", .cell = REF_TEXT, .csv = "lead" n "_title" }

static const struct ref_col UNIT_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "short_name", .cell = REF_TEXT },
	{ "kind", .cell = REF_TEXT, .required = true, .words = KIND_WORDS },
	{ "parent_id", .cell = REF_LINK, .csv = "parent", .lookup = &q_unit_find_stmt },
	{ "region_code", .cell = REF_TEXT, .csv = "region" },
	{ "duty", .cell = REF_TEXT },
	{ "appraised", .cell = REF_BOOL, .otherwise = "1" },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	LEAD_COLS("1"),
	LEAD_COLS("2"),
	LEAD_COLS("3"),
	{ 0 }
};

/* ---- rules ---- */

static bool code_allowed(const char *s)
{
	for (; *s; s++)
		if (!((*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z') || strchr("._-", *s)))
			return false;
	return true;
}

static void check_texts(struct ref_edit *e)
{
	const char *region = ref_text(e, "region_code");
	if (!code_allowed(ref_text(e, "code")))
		ref_fault(e, "code", "单位编码只能用字母、数字和 . _ -");
	if (!*ref_text(e, "short_name"))
		ref_set_text(e, "short_name", arena_sv(e->a, sv_prefix_chars(sv_from(ref_text(e, "name")), 30)));
	if (strspn(region, "0123456789") != strlen(region))
		ref_fault(e, "region_code", "区划代码只能是数字");
}

static enum err check_code_free(struct ref_edit *e)
{
	struct q_unit_find_out other;
	enum err err = q_unit_find(e->s, &(struct q_unit_find_in){ .code = ref_text(e, "code") }, &other);
	if (!err && other.id != e->id)
		ref_fault(e, "code", "单位编码已被别的单位使用");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err check_parent(struct ref_edit *e)
{
	int64_t parent = ref_int(e, "parent_id");
	struct q_unit_parent_state_out above;
	bool city = str_eq(ref_text(e, "kind"), "city"), circle = false;
	if (parent == NIL && !city)
		ref_fault(e, "parent_id", "请选择上级单位，只有市本级没有上级");
	if (parent == NIL)
		return ERR_OK;
	enum err err = q_unit_parent_state(e->s, &(struct q_unit_parent_state_in){ .id = parent }, &above);
	if (err == ERR_NOT_FOUND) {
		ref_fault(e, "parent_id", "上级单位不存在");
		return ERR_OK;
	}
	if (err)
		return err;
	if (!above.active && ref_int(e, "active"))
		ref_fault(e, "parent_id", "上级单位已停用，不能设在其下");
	if (city || str_eq(above.kind, "community"))
		ref_fault(e, "parent_id", city ? "市本级没有上级单位" : "村居之下不能再设单位");
	if (e->id != NIL && (err = org_is_under(e->s, parent, e->id, &circle)))
		return err;
	if (circle)
		ref_fault(e, "parent_id", "不能把单位移到它自己或它的下级之下");
	return ERR_OK;
}

/* Stopping a unit must not leave work or people hanging below nothing. */
static enum err check_stopping(struct ref_edit *e)
{
	struct q_unit_children_active_out below;
	struct unit_load load;
	if (e->id == NIL || ref_int(e, "active"))
		return ERR_OK;
	enum err err = q_unit_children_active(e->s, &(struct q_unit_children_active_in){ .id = e->id }, &below);
	if (!err)
		err = org_load(e->s, e->id, e->now, &load);
	if (err)
		return err;
	if (below.n)
		ref_fault(e, "active", "还有在用的下级单位，请先停用或移走它们");
	if (load.open)
		ref_fault(e, "active", "还有未办结的工单，请先办结或改派");
	return ERR_OK;
}

static enum err unit_check(struct ref_edit *e)
{
	check_texts(e);
	enum err err = check_code_free(e);
	if (!err)
		err = check_parent(e);
	return err ? err : check_stopping(e);
}

/* ---- what follows a stored row ---- */

static enum err follow_leads(struct ref_edit *e)
{
	static const char *const NAMES[] = { "lead__1_name", "lead__2_name", "lead__3_name" };
	static const char *const TITLES[] = { "lead__1_title", "lead__2_title", "lead__3_title" };
	enum err err = ERR_OK;
	for (int64_t i = 0; !err && i < 3; i++) {
		const char *name = ref_text(e, NAMES[i]), *title = ref_text(e, TITLES[i]);
		const char *was = e->before.v[ref_col(e->kind, NAMES[i])].s,
			   *was_title = e->before.v[ref_col(e->kind, TITLES[i])].s;
		if (str_eq(name, was ? was : "") && str_eq(title, was_title ? was_title : ""))
			continue;
		if (*name)
			err = q_lead_put_names(e->s, &(struct q_lead_put_names_in){ .unit_id = e->id, .rank = i + 1, .name = name,
					       .title = title }, NULL);
		else
			err = q_lead_remove(e->s, &(struct q_lead_remove_in){ .unit_id = e->id, .rank = i + 1 }, NULL);
		if (!err && *name && was && *was && !str_eq(name, was)) /* another person: not the former one's number */
			err = q_lead_phone(e->s, &(struct q_lead_phone_in){ .unit_id = e->id, .rank = i + 1 }, NULL);
	}
	return err;
}

static enum err unit_follow(struct ref_edit *e, bool fresh)
{
	int64_t parent = ref_int(e, "parent_id");
	enum err err = ERR_OK;
	if (fresh)
		err = org_tree_add(e->s, e->id, parent);
	else if (parent != e->before.v[ref_col(e->kind, "parent_id")].i)
		err = org_tree_move(e->s, e->id, parent);
	return err ? err : follow_leads(e);
}

/* ---- list ---- */

static const struct list_col UNIT_LIST[] = {
	LIST_COL("id", NULL, COL_ID),
	LIST_COL("code", "单位编码", COL_TEXT),
	LIST_COL("name", "单位名称", COL_TEXT, .width = 30),
	LIST_COL("short_name", "单位简称", COL_TEXT, .width = 20),
	LIST_COL("kind", "单位类别", COL_TEXT, .words = KIND_WORDS),
	LIST_COL("parent", "上级单位", COL_TEXT),
	LIST_COL("parent_id", NULL, COL_ID),
	LIST_COL("parent_name", NULL, COL_TEXT),
	LIST_COL("region", "区划代码", COL_TEXT),
	LIST_COL("region_code", NULL, COL_TEXT),
	LIST_COL("duty", "职责", COL_TEXT, .width = 40),
	LIST_COL("appraised", "参加考核", COL_BOOL),
	LIST_COL("active", "在用", COL_BOOL),
	LIST_COL("lead1", "第一责任人", COL_TEXT),
	LIST_COL("lead1_title", "第一责任人职务", COL_TEXT),
	LIST_COL("lead2", "责任领导", COL_TEXT),
	LIST_COL("lead2_title", "责任领导职务", COL_TEXT),
	LIST_COL("lead3", "具体责任人", COL_TEXT),
	LIST_COL("lead3_title", "具体责任人职务", COL_TEXT),
	LIST_COL("version", NULL, COL_INT),
	{ 0 }
};
/* From the top down, so that an export can be imported again: every unit stands below its parent. */
static const struct list_sort UNIT_SORTS[] = {
	{ "tree", "(SELECT COALESCE(MAX(x.depth), 0) FROM unit_under x WHERE x.unit_id = t.id)", COL_INT, false },
	{ "code", "t.code", COL_TEXT, false },
	{ "name", "t.name", COL_TEXT, false },
	{ 0 }
};

static void unit_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.name, $, '') <> t.name)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND t.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "parent"))
		db_query_add(q, " AND t.parent_id = $", DB_ARG_I64(in_i64(r, "parent")));
	if (in_given(r, "under"))
		db_query_add(q, " AND t.id IN (SELECT uu.unit_id FROM unit_under uu WHERE uu.ancestor_id = $)",
			     DB_ARG_I64(in_i64(r, "under")));
}

static const struct list_def UNITS_DEF = {
	.title = "机构",
	.cols = UNIT_LIST,
	.sorts = UNIT_SORTS,
	.id = "t.id",
	.select = "t.id, t.code, t.name, t.short_name, t.kind, p.code, t.parent_id, p.short_name, t.region_code, "
		  "t.region_code, t.duty,"
		  " t.appraised, t.active, a.name, a.title, b.name, b.title, c.name, c.title, t.version",
	.from = " FROM unit t LEFT JOIN unit p ON p.id = t.parent_id"
		" LEFT JOIN unit_lead a ON a.unit_id = t.id AND a.rank = 1"
		" LEFT JOIN unit_lead b ON b.unit_id = t.id AND b.rank = 2"
		" LEFT JOIN unit_lead c ON c.unit_id = t.id AND c.rank = 3",
	.where = unit_where,
};

const struct ref_kind REF_UNITS = { .path = "units",
				    .table = "unit",
				    .text = "机构",
				    .edit = CAP_ORG_EDIT,
				    .in = UNIT_IN,
				    .cols = UNIT_COLS,
				    .key = "code",
				    .get = &q_unit_row_stmt,
				    .find = &q_unit_find_stmt,
				    .insert = &q_unit_insert_stmt,
				    .update = &q_unit_update_stmt,
				    .list = &UNITS_DEF,
				    .check = unit_check,
				    .follow = unit_follow };

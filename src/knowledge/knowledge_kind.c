/* SPDX-License-Identifier: Apache-2.0 */
/* Articles as a kind of reference data: form, versions, CSV. A unit keeps its own articles only. */
#include "knowledge/knowledge.h"

#include "catalogue_sql.h"
#include "text/pinyin.h"

enum { KEYWORDS_MAX = 30, TYPES_MAX = 20 };

static const struct problem_code E_OWNER = { ERR_FORBIDDEN, "knowledge.owner", "您只能维护本单位的知识，请选择本单位为责任单位。" };
static const struct problem_code E_IMPORT = { ERR_FORBIDDEN, "knowledge.import", "导入会改动各单位的知识，需由热线管理人员操作。" };

const struct in_field KNOWLEDGE_EDIT_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "编码", "letters, digits, -; chosen once" },
	{ "title", IN_TEXT, 0, 2, 60, NULL, "标题", "as a caller would ask" },
	{ "body", IN_TEXT, 0, 4, 4000, NULL, "内容", "what to tell the caller" },
	{ "keywords", IN_TEXT, 0, 0, 300, NULL, "关键词", "separated by ;" },
	{ "source", IN_TEXT, 0, 0, 200, NULL, "依据", "document or unit it comes from" },
	{ "owner_unit_id", IN_ID, 0, 0, 0, NULL, "责任单位", "answers corrections" },
	{ "valid_until", IN_DAY, 0, 0, 0, NULL, "有效期至", "yyyymmdd" },
	{ "event_types", IN_TEXT, 0, 0, 200, NULL, "相关事项", "codes of the event list, separated by ;" },
	{ "open_to_public", IN_BOOL, 0, 0, 0, NULL, "可对公众公开", "" },
	{ "initials", IN_TEXT, 0, 0, 80, NULL, "拼音首字母", "follows from the title" },
	{ 0 }
};
static const struct ref_col COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "title", .cell = REF_TEXT, .required = true },
	{ "body", .cell = REF_TEXT, .required = true },
	{ "keywords", .cell = REF_TEXT },
	{ "source", .cell = REF_TEXT },
	{ "owner_unit_id", .cell = REF_LINK, .required = true, .csv = "owner_unit", .lookup = &q_ref_unit_by_code_stmt },
	{ "valid_until", .cell = REF_INT, .required = true },
	{ "event_types", .cell = REF_TEXT },
	{ "open_to_public", .cell = REF_BOOL, .otherwise = "1" },
	{ "initials", .cell = REF_TEXT },
	{ 0 }
};

static enum err check_types(struct ref_edit *e, const char *list)
{
	struct sv rest = sv_from(list), code;
	while (rest.n && sv_cut(&rest, ';', &code)) {
		struct q_event_type_find_out found;
		enum err err = q_event_type_find(e->s, &(struct q_event_type_find_in){ .code = arena_sv(e->a, code) }, &found);
		if (err && err != ERR_NOT_FOUND)
			return err;
		if (err)
			ref_fault(e, "event_types", arena_printf(e->a, "事项清单里没有 %.*s", (int)code.n, code.p));
	}
	return ERR_OK;
}

static enum err check(struct ref_edit *e)
{
	size_t n;
	for (const char *p = ref_text(e, "code"); *p; p++)
		if (!(*p >= 'A' && *p <= 'Z') && !(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') && *p != '-') {
			ref_fault(e, "code", "编码只能用字母、数字和短横线");
			break;
		}
	struct q_knowledge_find_out other;
	enum err err = q_knowledge_find(e->s, &(struct q_knowledge_find_in){ .code = ref_text(e, "code") }, &other);
	if (!err && other.id != e->id)
		ref_fault(e, "code", "这个编码已经用过，请换一个");
	if (err && err != ERR_NOT_FOUND)
		return err;
	ref_set_text(e, "keywords", ref_tidy_words(e->a, ref_text(e, "keywords"), &n));
	if (n > KEYWORDS_MAX)
		ref_fault(e, "keywords", "关键词最多 30 个");
	const char *types = ref_tidy_words(e->a, ref_text(e, "event_types"), &n);
	ref_set_text(e, "event_types", types);
	if (n > TYPES_MAX)
		ref_fault(e, "event_types", "相关事项最多 20 个");
	ref_set_text(e, "initials", text_pinyin(e->a, text_normalise(e->a, sv_from(ref_text(e, "title")))).initials);
	return check_types(e, types);
}

static enum err follow(struct ref_edit *e, bool fresh)
{
	enum err err = fresh ? ERR_OK : q_knowledge_terms_clear(e->s, &(struct q_knowledge_terms_clear_in){ .id = e->id }, NULL);
	return err ? err : knowledge_terms(e->s, e->a, e->id, ref_text(e, "title"), ref_text(e, "keywords"), ref_text(e, "body"));
}

static const struct list_col LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "编码", COL_TEXT, 10, NULL }, { "title", "标题", COL_TEXT, 30, NULL },
	{ "body", "内容", COL_TEXT, 80, NULL }, { "keywords", "关键词", COL_TEXT, 30, NULL }, { "source", "依据", COL_TEXT, 30, NULL },
	{ "owner_unit_id", NULL, COL_ID, 0, NULL }, { "owner_unit", "责任单位", COL_TEXT, 10, NULL },
	{ "owner_unit_name", NULL, COL_TEXT, 0, NULL }, { "valid_until", "有效期至", COL_INT, 12, NULL },
	{ "event_types", "相关事项", COL_TEXT, 20, NULL }, { "open_to_public", "可对公众公开", COL_BOOL, 8, NULL },
	{ "status", NULL, COL_TEXT, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort SORTS[] = { { "code", "t.code", COL_TEXT, false }, { 0 } };
const struct in_field KNOWLEDGE_REF_QUERY[] = { LIST_INPUTS, QUERY_IN,
	{ "owner", IN_ID, IN_QUERY, 0, 0, NULL, "责任单位", "" }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.title, $, '') <> t.title)", DB_ARG_TEXT(in_str(r, "q")),
			DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "owner"))
		db_query_add(q, " AND t.owner_unit_id = $", DB_ARG_I64(in_i64(r, "owner")));
}

static const struct list_def DEF = { .title = "知识库",
	.cols = LIST,
	.sorts = SORTS,
	.id = "t.id",
	.select = "t.id, t.code, t.title, t.body, t.keywords, t.source, t.owner_unit_id, u.code, u.name, "
		  "t.valid_until, t.event_types, "
		  "t.open_to_public, t.status, t.version",
	.from = " FROM knowledge t JOIN unit u ON u.id = t.owner_unit_id",
	.where = where };
const struct ref_kind REF_KNOWLEDGE = {
	.path = "knowledge", .table = "knowledge", .text = "知识库", .edit = CAP_KNOWLEDGE_EDIT, .in = KNOWLEDGE_EDIT_IN, .cols = COLS,
	.key = "code", .get = &q_knowledge_get_stmt, .find = &q_knowledge_find_stmt, .insert = &q_knowledge_insert_stmt,
	.update = &q_knowledge_update_stmt, .list = &DEF, .check = check, .follow = follow
};

/* ---- a unit keeps its own ---------------------------------------------------------------------------- */

enum err may_keep(struct op *op, int64_t unit_id, bool *yes)
{
	*yes = op->by != OP_PERSON;
	return *yes ? ERR_OK : may_unit(op->s, op->who, CAP_KNOWLEDGE_EDIT, unit_id, yes);
}

static enum err owner_check(struct req *r, int64_t unit_id)
{
	bool yes = false;
	enum err e = may_unit(r->db, req_who(r), CAP_KNOWLEDGE_EDIT, unit_id, &yes);
	return e || yes ? e : problem_set(&r->problem, &E_OWNER);
}

enum err knowledge_api_create(struct req *r)
{
	enum err e = in_given(r, "owner_unit_id") ? owner_check(r, in_i64(r, "owner_unit_id")) : ERR_OK;
	return e ? e : ref_api_create(r);
}

enum err knowledge_api_update(struct req *r)
{
	struct q_knowledge_get_out row;
	enum err e = q_knowledge_get(r->db, &(struct q_knowledge_get_in){ .id = r->path_id[0] }, &row);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	e = owner_check(r, row.owner_unit_id);
	if (!e && in_given(r, "owner_unit_id"))
		e = owner_check(r, in_i64(r, "owner_unit_id"));
	return e ? e : ref_api_update(r);
}

enum err knowledge_api_import(struct req *r)
{
	return can_scope(req_who(r), CAP_KNOWLEDGE_EDIT) == SCOPE_ALL ? ref_api_import(r) : problem_set(&r->problem, &E_IMPORT);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Domains of the event list, standard texts and numbers of the rules as kinds of ref_kind.h. */
#include "catalogue/kinds.h"
#include "catalogue_sql.h"

/* ---- domains (G-01) ---- */

static const struct in_field DOMAIN_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 2, 2, NULL, "领域编码", "two digits" },
	{ "name", IN_TEXT, 0, 1, 20, NULL, "领域名称", "" },
	{ "known", IN_BOOL, 0, 0, 0, NULL, "名称已确认", "" },
	{ 0 }
};
static const struct ref_col DOMAIN_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true }, { "name", .cell = REF_TEXT, .required = true }, { "known", .cell = REF_BOOL, .otherwise = "1" }, { 0 }
};

static enum err domain_check(struct ref_edit *e)
{
	if (!ref_digits(ref_text(e, "code"), 2))
		ref_fault(e, "code", "领域编码应为两位数字，如 01（表格软件可能去掉了开头的 0）");
	else if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "code")].s, ref_text(e, "code")))
		ref_fault(e, "code", "领域编码已被事项清单使用，不能修改");
	return ERR_OK;
}

static const struct list_col DOMAIN_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "领域编码", COL_TEXT, 0, NULL }, { "name", "领域名称", COL_TEXT, 20, NULL },
	{ "known", "名称已确认", COL_BOOL, 0, NULL }, { "types", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort CODE_SORTS[] = { { "code", "t.code", COL_TEXT, false }, { 0 } };
static const struct in_field NAME_QUERY[] = { LIST_INPUTS, QUERY_IN, { 0 } };
static const struct list_def DOMAINS_DEF = {
	.title = "领域", .cols = DOMAIN_LIST, .sorts = CODE_SORTS, .id = "t.id",
	.select = "t.id, t.code, t.name, t.known, (SELECT COUNT(*) FROM event_type y WHERE y.domain_code = t.code)",
	.from = " FROM domain t", .where = ref_where_name
};
const struct ref_kind REF_DOMAINS = {
	.path = "domains", .table = "domain", .text = "领域", .edit = CAP_CATALOGUE_EDIT, .unversioned = true, .in = DOMAIN_IN,
	.cols = DOMAIN_COLS, .key = "code", .get = &q_domain_get_stmt, .find = &q_domain_find_stmt, .insert = &q_domain_insert_stmt,
	.update = &q_domain_update_stmt, .list = &DOMAINS_DEF, .check = domain_check
};

/* ---- standard texts ---- */

#define TEXT_KINDS                                                                                                \
	"direct_answer:直接答复|legal_route:告知法定途径|not_accepted:不予受理|emergency:紧急提示|supplement:补充询问|"     \
	"sms_receipt:短信告知|callback_script:回访话术|urge_told:催办告知"

static const struct in_field TEXT_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "文本编码", "" },
	{ "kind", IN_TEXT, 0, 1, 30, NULL, "用途", "" },
	{ "title", IN_TEXT, 0, 1, 40, NULL, "标题", "" },
	{ "body", IN_TEXT, 0, 1, 2000, NULL, "正文", "slots {no} {unit} {due} … are filled in" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col TEXT_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true }, { "kind", .cell = REF_TEXT, .required = true, .words = TEXT_KINDS },
	{ "title", .cell = REF_TEXT, .required = true }, { "body", .cell = REF_TEXT, .required = true }, { "active", .cell = REF_BOOL, .otherwise = "1" }, { 0 }
};

static enum err text_check(struct ref_edit *e)
{
	const char *code = ref_text(e, "code"), *body = ref_text(e, "body");
	for (const char *p = code; *p; p++) {
		bool ok = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_' || *p == '-';
		if (!ok) {
			ref_fault(e, "code", "文本编码只能用字母、数字、下划线和短横线");
			break;
		}
	}
	int open = 0;
	for (const char *p = body; *p && open >= 0 && open <= 1; p++)
		open += *p == '{' ? 1 : *p == '}' ? -1 : 0;
	if (open)
		ref_fault(e, "body", "正文里的花括号不成对，可填的空位如 {no}、{unit}、{due}");
	return ERR_OK;
}

static const struct list_col TEXT_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "文本编码", COL_TEXT, 0, NULL }, { "kind", "用途", COL_TEXT, 0, TEXT_KINDS },
	{ "title", "标题", COL_TEXT, 24, NULL }, { "body", "正文", COL_TEXT, 80, NULL }, { "active", "启用", COL_BOOL, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct in_field TEXT_QUERY[] = {
	LIST_INPUTS, QUERY_IN, ACTIVE_IN, { "kind", IN_TEXT, IN_QUERY, 1, 30, NULL, "用途", "" }, { 0 }
};

static void text_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.title, $, '') <> t.title OR REPLACE(t.body, $, '') <> t.body)",
			     DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND t.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
}

static const struct list_def TEXTS_DEF = {
	.title = "标准文本", .cols = TEXT_LIST, .sorts = CODE_SORTS, .id = "t.id",
	.select = "t.id, t.code, t.kind, t.title, t.body, t.active, t.version", .from = " FROM standard_text t", .where = text_where
};
const struct ref_kind REF_TEXTS = {
	.path = "texts", .table = "standard_text", .text = "标准文本", .edit = CAP_RULE_EDIT, .in = TEXT_IN, .cols = TEXT_COLS,
	.key = "code", .get = &q_standard_text_get_stmt, .find = &q_standard_text_find_stmt, .insert = &q_standard_text_insert_stmt,
	.update = &q_standard_text_update_stmt, .list = &TEXTS_DEF, .check = text_check
};

/* ---- numbers of the rules: what no other table holds ---- */

static const struct in_field NUMBER_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 30, NULL, "编码", "" },
	{ "name", IN_TEXT, 0, 1, 60, NULL, "规则", "" },
	{ "value", IN_INT, 0, 0, 100000, NULL, "数值", "switches: 1 on, 0 off" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col NUMBER_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true }, { "name", .cell = REF_TEXT, .required = true }, { "value", .cell = REF_INT, .required = true },
	{ "active", .cell = REF_BOOL, .otherwise = "1" }, { 0 }
};

static enum err number_check(struct ref_edit *e)
{
	if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "code")].s, ref_text(e, "code")))
		ref_fault(e, "code", "规则编码由系统使用，不能修改");
	return ERR_OK;
}

static const struct list_col NUMBER_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "编码", COL_TEXT, 20, NULL }, { "name", "规则", COL_TEXT, 40, NULL },
	{ "value", "数值", COL_INT, 10, NULL }, { "active", "启用", COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort NUMBER_SORTS[] = { { "code", "t.code", COL_TEXT, false }, { 0 } };
static const struct list_def NUMBERS_DEF = {
	.title = "规则数值", .cols = NUMBER_LIST, .sorts = NUMBER_SORTS, .id = "t.id",
	.select = "t.id, t.code, t.name, t.value, t.active, t.version", .from = " FROM rule_number t", .where = ref_where_name
};
const struct ref_kind REF_RULE_NUMBERS = {
	.path = "rule-numbers", .table = "rule_number", .text = "规则数值", .edit = CAP_RULE_EDIT, .fixed = true, .in = NUMBER_IN,
	.cols = NUMBER_COLS, .key = "code", .get = &q_rule_number_get_stmt, .find = &q_rule_number_find_stmt,
	.insert = &q_rule_number_insert_stmt, .update = &q_rule_number_update_stmt, .list = &NUMBERS_DEF, .check = number_check
};

enum err rule_number(struct db_session *s, const char *code, int64_t otherwise, int64_t *value)
{
	struct q_rule_number_value_out found;
	enum err e = q_rule_number_value(s, &(struct q_rule_number_value_in){ .code = code }, &found);
	*value = e ? otherwise : found.value;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

const struct route TEXT_ROUTES[] = {
	REF_ROUTES_OF("domains", CAP_CATALOGUE_EDIT, NAME_QUERY, DOMAIN_IN, "领域", "Domain"),
	REF_ROUTES_OF("texts", CAP_RULE_EDIT, TEXT_QUERY, TEXT_IN, "标准文本", "StandardText"),
	REF_ROUTES_OF("rule-numbers", CAP_RULE_EDIT, NAME_QUERY, NUMBER_IN, "规则数值", "RuleNumber"),
	{ 0 }
};

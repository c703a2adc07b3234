/* SPDX-License-Identifier: Apache-2.0 */
/* The event list 事项清单 (G-01) as a kind of ref_kind.h: what sort of appeal, whose duty, by which limit, proven how.
 * Its rules between fields are the ones a clerk can get wrong. */
#include <inttypes.h>

#include "catalogue/kinds.h"
#include "catalogue/op.h"
#include "catalogue_sql.h"

enum { CO_UNITS_MAX = 8, KEYWORDS_MAX = 40 };

#define PRINCIPLES "statutory:法定|agreed:商定|designated:指定"
#define LEAD_RULES "fixed:固定单位|region:属地镇街|owner:按权属"
#define EVIDENCES "none:不要求|text:文字说明|photo:照片|photo_pair:前后照片|document:文书"
#define REVIEWS "unit:单位审核|town:镇街审核|district:中心审核"
#define FAMILIES "people:民生|development:发展|enforcement:执法"
#define TYPES "consult:咨询|help:求助|complaint:投诉|report:举报|suggestion:建议|praise:表扬"

static const struct in_field TYPE_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 7, 7, NULL, "事项编码", "domain 2 + class 2 + item 3 digits" },
	{ "name", IN_TEXT, 0, 1, 30, NULL, "事项名称", "" },
	{ "domain_code", IN_TEXT, 0, 2, 2, NULL, "领域编码", "" },
	{ "class_name", IN_TEXT, 0, 1, 20, NULL, "类别", "" },
	{ "std_code", IN_TEXT, 0, 0, 20, NULL, "国标代码", "" },
	{ "principle", IN_ENUM, 0, 0, 0, "statutory|agreed|designated", "确定原则", "by law, by agreement, by designation" },
	{ "lead_rule", IN_ENUM, 0, 0, 0, "fixed|region|owner", "主办规则", "" },
	{ "lead_unit_id", IN_ID, 0, 0, 0, NULL, "主办单位", "only with lead_rule fixed" },
	{ "owner_kind", IN_TEXT, 0, 0, 20, NULL, "设施种类", "only with lead_rule owner" },
	{ "co_units", IN_TEXT, 0, 0, 200, NULL, "协办单位", "unit codes joined by ; — town means the town where it happened" },
	{ "colour", IN_ENUM, 0, 0, 0, COLOUR_VALUES, "颜色", "" },
	{ "limit_value", IN_INT, 0, 1, 1000, NULL, "办理时限数值", "" },
	{ "limit_unit", IN_ENUM, 0, 0, 0, LIMIT_UNIT_VALUES, "办理时限单位", "" },
	{ "evidence", IN_ENUM, 0, 0, 0, "none|text|photo|photo_pair|document", "办结凭证", "" },
	{ "review", IN_ENUM, 0, 0, 0, "unit|town|district", "审核到", "" },
	{ "closing_standard", IN_TEXT, 0, 0, 200, NULL, "办结标准", "" },
	{ "callback", IN_BOOL, 0, 0, 0, NULL, "需要回访", "" },
	{ "appraised", IN_BOOL, 0, 0, 0, NULL, "纳入考核", "" },
	{ "sensitive", IN_BOOL, 0, 0, 0, NULL, "敏感", "" },
	{ "joinable", IN_BOOL, 0, 0, 0, NULL, "公共设施可并单", "the public sees open matters of it and may join: public facilities only" },
	{ "family", IN_ENUM, 0, 0, 0, "people|development|enforcement", "诉求大类", "" },
	{ "type", IN_ENUM, 0, 0, 0, "consult|help|complaint|report|suggestion|praise", "诉求类型", "the usual one" },
	{ "statutory_stages", IN_TEXT, 0, 0, 200, NULL, "法定程序", "stages that may stop the clock, joined by ;" },
	{ "legal_basis", IN_TEXT, 0, 0, 200, NULL, "法律依据", "" },
	{ "keywords", IN_TEXT, 0, 0, 600, NULL, "关键词", "joined by ;" },
	{ "description", IN_TEXT, 0, 0, 300, NULL, "说明", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ 0 }
};
static const struct ref_col TYPE_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "domain_code", .cell = REF_TEXT },
	{ "class_name", .cell = REF_TEXT, .required = true },
	{ "std_code", .cell = REF_TEXT },
	{ "principle", .cell = REF_TEXT, .required = true, .words = PRINCIPLES },
	{ "lead_rule", .cell = REF_TEXT, .required = true, .words = LEAD_RULES },
	{ "lead_unit_id", .cell = REF_LINK, .csv = "lead_unit", .lookup = &q_ref_unit_by_code_stmt },
	{ "owner_kind", .cell = REF_TEXT },
	{ "co_units", .cell = REF_TEXT },
	{ "colour", .cell = REF_TEXT, .required = true, .words = COLOUR_WORDS },
	{ "limit_value", .cell = REF_INT, .required = true },
	{ "limit_unit", .cell = REF_TEXT, .required = true, .words = LIMIT_UNIT_WORDS },
	{ "evidence", .cell = REF_TEXT, .required = true, .words = EVIDENCES, .otherwise = "text" },
	{ "review", .cell = REF_TEXT, .required = true, .words = REVIEWS, .otherwise = "unit" },
	{ "closing_standard", .cell = REF_TEXT },
	{ "callback", .cell = REF_BOOL, .otherwise = "1" },
	{ "appraised", .cell = REF_BOOL, .otherwise = "1" },
	{ "sensitive", .cell = REF_BOOL },
	{ "joinable", .cell = REF_BOOL },
	{ "family", .cell = REF_TEXT, .required = true, .words = FAMILIES },
	{ "type", .cell = REF_TEXT, .required = true, .words = TYPES },
	{ "statutory_stages", .cell = REF_TEXT },
	{ "legal_basis", .cell = REF_TEXT },
	{ "keywords", .cell = REF_TEXT },
	{ "description", .cell = REF_TEXT },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ 0 }
};

/* Minutes, only to compare two limits; a working day counts as a day. */
static int64_t minutes(int64_t value, const char *unit)
{
	static const int64_t OF[LIMIT_UNIT_COUNT] = { [LIMIT_NATURAL_MINUTE] = 1,
						      [LIMIT_NATURAL_HOUR] = 60,
						      [LIMIT_NATURAL_DAY] = 1440,
						      [LIMIT_WORKING_HOUR] = 60,
						      [LIMIT_WORKING_DAY] = 1440 };
	enum limit_unit u = limit_unit_from(unit);
	return u == LIMIT_UNIT_COUNT ? 0 : value * OF[u];
}

static enum err check_code(struct ref_edit *e)
{
	struct q_ref_domain_name_out domain;
	const char *code = ref_text(e, "code"), *given = ref_text(e, "domain_code");
	if (!ref_digits(code, 7)) {
		ref_fault(e, "code", "事项编码应为 7 位数字：领域 2 位、类别 2 位、序号 3 位（表格软件可能去掉了开头的 0）");
		return ERR_OK;
	}
	if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "code")].s, code)) {
		ref_fault(e, "code", "事项编码不能修改，请停用本条后另立新编码");
		return ERR_OK;
	}
	const char *prefix = arena_strn(e->a, code, 2);
	if (*given && !str_eq(given, prefix))
		ref_fault(e, "domain_code", arena_printf(e->a, "领域编码应与事项编码的前两位一致（%s）", prefix));
	ref_set_text(e, "domain_code", prefix);
	enum err err = q_ref_domain_name(e->s, &(struct q_ref_domain_name_in){ .code = prefix }, &domain);
	if (err == ERR_NOT_FOUND) {
		ref_fault(e, "code", arena_printf(e->a, "没有编码为 %s 的领域，请先在“领域”中添加", prefix));
		return ERR_OK;
	}
	return err;
}

static enum err check_lead(struct ref_edit *e)
{
	const char *rule = ref_text(e, "lead_rule");
	int64_t unit = ref_int(e, "lead_unit_id");
	bool fixed = str_eq(rule, "fixed"), owner = str_eq(rule, "owner");
	struct q_ref_unit_kind_out found;
	if (fixed && unit == NIL)
		ref_fault(e, "lead_unit_id", "主办规则为“固定单位”时，必须填写主办单位");
	if (!fixed && unit != NIL)
		ref_fault(e, "lead_unit_id", "主办规则不是“固定单位”时，主办单位应留空");
	if (owner && !*ref_text(e, "owner_kind"))
		ref_fault(e, "owner_kind", "主办规则为“按权属”时，必须填写设施种类，如井盖、路灯");
	if (!owner && *ref_text(e, "owner_kind"))
		ref_fault(e, "owner_kind", "主办规则不是“按权属”时，设施种类应留空");
	if (!fixed || unit == NIL)
		return ERR_OK;
	enum err err = q_ref_unit_kind(e->s, &(struct q_ref_unit_kind_in){ .id = unit }, &found);
	if (err == ERR_NOT_FOUND || (!err && !found.active))
		ref_fault(e, "lead_unit_id", "主办单位不存在或已停用，请另选");
	else if (!err && (str_eq(found.kind, "city") || str_eq(found.kind, "county")))
		ref_fault(e, "lead_unit_id", "主办单位应为具体单位，不能是市或区县");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err check_co_units(struct ref_edit *e)
{
	struct q_ref_unit_by_code_out unit;
	size_t n;
	const char *tidy = ref_tidy_words(e->a, ref_text(e, "co_units"), &n);
	struct sv rest = sv_from(tidy), code;
	ref_set_text(e, "co_units", tidy);
	if (n > CO_UNITS_MAX)
		ref_fault(e, "co_units", "协办单位最多 8 个");
	while (sv_cut(&rest, ';', &code)) {
		if (!code.n || sv_eqs(code, "town"))
			continue;
		const char *text = arena_sv(e->a, code);
		enum err err = q_ref_unit_by_code(e->s, &(struct q_ref_unit_by_code_in){ .code = text }, &unit);
		if (err == ERR_NOT_FOUND)
			ref_fault(e, "co_units", arena_printf(e->a, "协办单位“%s”不存在，请核对编码（事发地镇街写 town）", text));
		else if (err)
			return err;
		else if (unit.id == ref_int(e, "lead_unit_id"))
			ref_fault(e, "co_units", arena_printf(e->a, "“%s”已是主办单位，不能同时协办", text));
	}
	return ERR_OK;
}

static enum err check_limit(struct ref_edit *e)
{
	struct q_colour_limit_out rule;
	int64_t own = minutes(ref_int(e, "limit_value"), ref_text(e, "limit_unit"));
	if (str_eq(ref_text(e, "colour"), "red") && strncmp(ref_text(e, "limit_unit"), "working", 7) == 0)
		ref_fault(e, "limit_unit", "红色事项按自然时间计，不能用工作时间");
	enum err err = q_colour_limit(e->s, &(struct q_colour_limit_in){ .colour = ref_text(e, "colour") }, &rule);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	if (own > minutes(rule.handle_value, rule.handle_unit))
		ref_fault(e, "limit_value", arena_printf(e->a, "办理时限不能长于%s的时限（%" PRId64 "%s）", rule.name, rule.handle_value,
							 limit_unit_text(limit_unit_from(rule.handle_unit))));
	return ERR_OK;
}

static void check_words(struct ref_edit *e)
{
	size_t n;
	const char *tidy = ref_tidy_words(e->a, ref_text(e, "keywords"), &n);
	struct sv rest = sv_from(tidy), word;
	ref_set_text(e, "keywords", tidy);
	ref_set_text(e, "statutory_stages", ref_tidy_words(e->a, ref_text(e, "statutory_stages"), &(size_t){ 0 }));
	if (n > KEYWORDS_MAX)
		ref_fault(e, "keywords", "关键词最多 40 个");
	while (sv_cut(&rest, ';', &word))
		if (sv_chars(word) > 12)
			ref_fault(e, "keywords", arena_printf(e->a, "关键词“%.*s”不能超过 12 个字，多个用分号隔开", SV_FMT(word)));
	if (str_eq(ref_text(e, "principle"), "statutory") && !*ref_text(e, "legal_basis"))
		ref_fault(e, "legal_basis", "确定原则为“法定”的事项，必须写明法律依据");
	if (ref_int(e, "active") && !*ref_text(e, "closing_standard"))
		ref_fault(e, "closing_standard", "启用的事项必须写明办结标准");
}

/* What the public may join is limited by law, not by the clerk's hand (joinable.c). */
static void check_joinable(struct ref_edit *e)
{
	const char *why = !ref_int(e, "joinable") ? NULL :
		event_type_not_joinable(ref_text(e, "name"), ref_text(e, "class_name"), ref_text(e, "family"), ref_text(e, "type"),
			ref_int(e, "sensitive") == 1);
	if (why)
		ref_fault(e, "joinable", why);
}

static enum err type_check(struct ref_edit *e)
{
	enum err err = check_code(e);
	if (!err)
		err = check_lead(e);
	if (!err)
		err = check_co_units(e);
	if (!err)
		err = check_limit(e);
	if (!err) {
		check_words(e);
		check_joinable(e);
	}
	return err;
}

/* ---- list ---- */

static const struct list_col TYPE_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "事项编码", COL_TEXT, 10, NULL }, { "name", "事项名称", COL_TEXT, 24, NULL },
	{ "domain_code", "领域编码", COL_TEXT, 8, NULL }, { "domain_name", NULL, COL_TEXT, 0, NULL },
	{ "class_name", "类别", COL_TEXT, 0, NULL }, { "std_code", "国标代码", COL_TEXT, 0, NULL },
	{ "principle", "确定原则", COL_TEXT, 8, PRINCIPLES }, { "lead_rule", "主办规则", COL_TEXT, 10, LEAD_RULES },
	{ "lead_unit_id", NULL, COL_ID, 0, NULL }, { "lead_unit", "主办单位", COL_TEXT, 8, NULL },
	{ "lead_unit_name", NULL, COL_TEXT, 0, NULL }, { "owner_kind", "设施种类", COL_TEXT, 10, NULL },
	{ "co_units", "协办单位", COL_TEXT, 20, NULL }, { "co", NULL, COL_RAW, 0, NULL }, { "colour", "颜色", COL_TEXT, 6, COLOUR_WORDS },
	{ "limit_value", "办理时限数值", COL_INT, 8, NULL }, { "limit_unit", "办理时限单位", COL_TEXT, 10, LIMIT_UNIT_WORDS },
	{ "evidence", "办结凭证", COL_TEXT, 10, EVIDENCES }, { "review", "审核到", COL_TEXT, 10, REVIEWS },
	{ "closing_standard", "办结标准", COL_TEXT, 50, NULL }, { "callback", "需要回访", COL_BOOL, 8, NULL },
	{ "appraised", "纳入考核", COL_BOOL, 8, NULL }, { "sensitive", "敏感", COL_BOOL, 6, NULL }, { "joinable", "可并单", COL_BOOL, 6, NULL },
	{ "family", "诉求大类", COL_TEXT, 8, FAMILIES }, { "type", "诉求类型", COL_TEXT, 8, TYPES },
	{ "statutory_stages", "法定程序", COL_TEXT, 20, NULL }, { "legal_basis", "法律依据", COL_TEXT, 30, NULL },
	{ "keywords", "关键词", COL_TEXT, 40, NULL }, { "description", "说明", COL_TEXT, 40, NULL }, { "active", "启用", COL_BOOL, 6, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort TYPE_SORTS[] = {
	{ "code", "t.code", COL_TEXT, false }, { "name", "t.name", COL_TEXT, false }, { 0 }
};
static const struct in_field TYPE_QUERY[] = {
	LIST_INPUTS,
	QUERY_IN,
	ACTIVE_IN,
	{ "domain", IN_TEXT, IN_QUERY, 2, 2, NULL, "领域编码", "" },
	{ "colour", IN_ENUM, IN_QUERY, 0, 0, COLOUR_VALUES, "颜色", "" },
	{ "lead_rule", IN_ENUM, IN_QUERY, 0, 0, "fixed|region|owner", "主办规则", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "主办单位", "" },
	{ "family", IN_ENUM, IN_QUERY, 0, 0, "people|development|enforcement", "诉求大类", "" },
	{ 0 }
};

static void type_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.name, $, '') <> t.name OR REPLACE(t.keywords, $, '') <> t.keywords)",
			     DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")), DB_ARG_TEXT(in_str(r, "q")));
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "domain"))
		db_query_add(q, " AND t.domain_code = $", DB_ARG_TEXT(in_str(r, "domain")));
	if (in_given(r, "colour"))
		db_query_add(q, " AND t.colour = $", DB_ARG_TEXT(in_str(r, "colour")));
	if (in_given(r, "lead_rule"))
		db_query_add(q, " AND t.lead_rule = $", DB_ARG_TEXT(in_str(r, "lead_rule")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND t.lead_unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "family"))
		db_query_add(q, " AND t.family = $", DB_ARG_TEXT(in_str(r, "family")));
}

/* [{"code","id","name"}] of a list of unit codes. */
static void write_units(struct json_out *w, const struct refs *refs, const char *codes)
{
	struct sv rest = sv_from(codes), code;
	char text[32];
	jw_array(w);
	while (sv_cut(&rest, ';', &code)) {
		if (!code.n || code.n >= sizeof text)
			continue;
		memcpy(text, code.p, code.n);
		text[code.n] = '\0';
		bool town = sv_eqs(code, "town");
		const struct unit *u = town ? NULL : ref_unit_code(refs, text);
		jw_object(w);
		jw_kstr(w, "code", text);
		jw_kid(w, "id", u ? u->id : NIL);
		jw_kstr(w, "name", u ? u->name : town ? "事发地镇街" : text);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void type_row(struct req *r, struct list *l, struct db_cursor *c)
{
	for (int i = 0, at = 0; TYPE_LIST[i].key; i++) {
		const struct list_col *col = &TYPE_LIST[i];
		if (col->kind == COL_RAW) {
			struct json_out *w = list_put_json(l, col->key);
			const struct refs *refs = w ? refs_take(req_site(r)) : NULL;
			if (refs) {
				write_units(w, refs, db_text(c, at - 1));
				refs_drop(req_site(r), refs);
			}
			continue;
		}
		if (col->kind == COL_TEXT)
			list_put_text(l, col->key, db_text(c, at));
		else if (col->kind == COL_ID)
			list_put_id(l, col->key, db_i64(c, at));
		else if (col->kind == COL_BOOL)
			list_put_bool(l, col->key, db_i64(c, at));
		else
			list_put_int(l, col->key, db_i64(c, at));
		at++;
	}
}

static const struct list_def TYPES_DEF = {
	.title = "事项清单", .cols = TYPE_LIST, .sorts = TYPE_SORTS, .id = "t.id",
	.select = "t.id, t.code, t.name, t.domain_code, d.name, t.class_name, t.std_code, t.principle, t.lead_rule, t.lead_unit_id, "
		  "u.code, u.name, t.owner_kind, t.co_units, t.colour, t.limit_value, t.limit_unit, t.evidence, t.review, "
		  "t.closing_standard, t.callback, t.appraised, t.sensitive, t.joinable, t.family, t.type, t.statutory_stages, "
		  "t.legal_basis, t.keywords, t.description, t.active, t.version",
	.from = " FROM event_type t LEFT JOIN unit u ON u.id = t.lead_unit_id LEFT JOIN domain d ON d.code = t.domain_code",
	.where = type_where, .row = type_row
};

/* ---- one type ---- */

static enum err type_more(struct req *r, const struct refs *refs, int64_t id, const struct ref_row *row)
{
	struct q_event_type_impact_out impact;
	const struct unit *lead = ref_unit(refs, row->v[ref_col(&REF_EVENT_TYPES, "lead_unit_id")].i);
	enum err e = q_event_type_impact(r->db, &(struct q_event_type_impact_in){ .now = r->now, .id = id }, &impact);
	if (e)
		return e;
	jw_kstr(&r->w, "lead_unit", lead ? lead->code : NULL);
	jw_kstr(&r->w, "lead_unit_name", lead ? lead->name : NULL);
	jw_key(&r->w, "co");
	write_units(&r->w, refs, row->v[ref_col(&REF_EVENT_TYPES, "co_units")].s);
	jw_kint(&r->w, "open_cases", impact.open_cases);
	return ERR_OK;
}

static enum err type_impact(struct req *r)
{
	struct q_event_type_impact_out impact;
	struct q_event_type_pinned_rows pinned;
	enum err e = q_event_type_impact(r->db, &(struct q_event_type_impact_in){ .now = r->now, .id = r->path_id[0] }, &impact);
	if (!e)
		e = q_event_type_pinned(r->db, &(struct q_event_type_pinned_in){ .id = r->path_id[0] }, &pinned);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "open_cases", impact.open_cases);
	jw_kint(&r->w, "waiting", impact.waiting);
	jw_kint(&r->w, "overdue", impact.overdue);
	jw_key(&r->w, "versions");
	jw_array(&r->w);
	for (size_t i = 0; i < pinned.n; i++) {
		jw_object(&r->w);
		jw_kint(&r->w, "version", pinned.v[i].rule_version);
		jw_kint(&r->w, "cases", pinned.v[i].n);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

const struct ref_kind REF_EVENT_TYPES = {
	.path = "event-types", .table = "event_type", .text = "事项清单", .edit = CAP_CATALOGUE_EDIT, .retire = true, .in = TYPE_IN,
	.cols = TYPE_COLS,
	.key = "code", .get = &q_event_type_get_stmt, .find = &q_event_type_find_stmt, .insert = &q_event_type_insert_stmt,
	.update = &q_event_type_update_stmt, .list = &TYPES_DEF, .check = type_check, .more = type_more
};

const struct route EVENT_TYPE_ROUTES[] = {
	REF_ROUTES_OF("event-types", CAP_CATALOGUE_EDIT, TYPE_QUERY, TYPE_IN, "事项清单", "EventType"),
	{ HTTP_GET, "/api/v1/ref/event-types/{id}/impact", type_impact, CAP_REF_READ, "none", NULL, 0, 0, "这个事项下未结案件数",
	  "EventTypeImpact" },
	{ 0 }
};

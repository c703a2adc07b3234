/* SPDX-License-Identifier: Apache-2.0 */
/* Channels, colours and asset owners as kinds of ref_kind.h. Domains and standard texts stand in kinds_texts.c, the
 * calendar in calendar_api.c, the event list in event_types.c. */
#include "catalogue/kinds.h"

#include <inttypes.h>

#include "catalogue_sql.h"


/* [a-z][a-z0-9_]* */
bool ref_plain_code(const char *s)
{
	for (const char *p = s; *p; p++)
		if (!(*p >= 'a' && *p <= 'z') && !(p > s && ((*p >= '0' && *p <= '9') || *p == '_')))
			return false;
	return *s != '\0';
}

bool ref_digits(const char *s, size_t n)
{
	if (strlen(s) != n)
		return false;
	for (; *s; s++)
		if (*s < '0' || *s > '9')
			return false;
	return true;
}

const char *ref_tidy_words(struct arena *a, const char *list, size_t *count)
{
	struct buf b;
	buf_init(&b, a, 8192);
	*count = 0;
	const char *p = list;
	while (*p) {
		/* Clerks type the full-width separator and the enumeration comma as well. */
		size_t n = strcspn(p, ";\n");
		const char *wide = strstr(p, "；"), *comma = strstr(p, "、");
		if (wide && (size_t)(wide - p) < n)
			n = (size_t)(wide - p);
		if (comma && (size_t)(comma - p) < n)
			n = (size_t)(comma - p);
		struct sv word = sv_trim((struct sv){ p, n });
		if (word.n) {
			buf_str(&b, *count ? ";" : "");
			buf_sv(&b, word);
			++*count;
		}
		p += n;
		if (*p == ';' || *p == '\n')
			p++;
		else if (*p)
			p += 3;
	}
	return arena_str(a, buf_cstr(&b));
}

/* ---- channels (A-01…A-18) ---- */

static const struct in_field CHANNEL_IN[] = {
	VERSION_IN,
	{ "code", IN_TEXT, 0, 1, 20, NULL, "渠道编码", "short code, lower-case letters" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "渠道名称", "" },
	{ "place", IN_ENUM, 0, 0, 0, "online|offline", "线上或线下", "" },
	{ "known", IN_BOOL, 0, 0, 0, NULL, "名称已确认", "false: place kept for a channel whose name is not known yet" },
	{ "upstream", IN_BOOL, 0, 0, 0, NULL, "上级转办", "appeals come from an upper platform with its own deadline" },
	{ "public_entry", IN_BOOL, 0, 0, 0, NULL, "对公众开放", "offered on the public page" },
	{ "sort", IN_INT, 0, 0, 9999, NULL, "排序", "" },
	{ "active", IN_BOOL, 0, 0, 0, NULL, "启用", "" },
	{ "note", IN_TEXT, 0, 0, 200, NULL, "备注", "" },
	{ 0 }
};
static const struct ref_col CHANNEL_COLS[] = {
	{ "code", .cell = REF_TEXT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "place", .cell = REF_TEXT, .required = true, .words = "online:线上|offline:线下", .otherwise = "online" },
	{ "known", .cell = REF_BOOL, .otherwise = "1" },
	{ "upstream", .cell = REF_BOOL },
	{ "public_entry", .cell = REF_BOOL },
	{ "sort", .cell = REF_INT, .otherwise = "0" },
	{ "active", .cell = REF_BOOL, .otherwise = "1" },
	{ "note", .cell = REF_TEXT },
	{ 0 }
};

static enum err channel_check(struct ref_edit *e)
{
	if (!ref_plain_code(ref_text(e, "code")))
		ref_fault(e, "code", "渠道编码只能用小写字母、数字和下划线，并以字母开头");
	if (!ref_int(e, "known") && ref_int(e, "public_entry"))
		ref_fault(e, "public_entry", "名称待补充的渠道不能对公众开放");
	return ERR_OK;
}

static const struct list_col CHANNEL_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "渠道编码", COL_TEXT, 0, NULL }, { "name", "渠道名称", COL_TEXT, 24, NULL },
	{ "place", "线上或线下", COL_TEXT, 0, "online:线上|offline:线下" }, { "known", "名称已确认", COL_BOOL, 0, NULL },
	{ "upstream", "上级转办", COL_BOOL, 0, NULL }, { "public_entry", "对公众开放", COL_BOOL, 0, NULL },
	{ "sort", "排序", COL_INT, 0, NULL }, { "active", "启用", COL_BOOL, 0, NULL }, { "note", "备注", COL_TEXT, 30, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort CHANNEL_SORTS[] = { { "sort", "t.sort", COL_INT, false },
						  { "code", "t.code", COL_TEXT, false },
						  { 0 } };
static const struct in_field CHANNEL_QUERY[] = {
	LIST_INPUTS, QUERY_IN, ACTIVE_IN,
	{ "place", IN_ENUM, IN_QUERY, 0, 0, "online|offline", "线上或线下", "" }, { 0 }
};

void ref_where_name(struct req *r, struct db_query *q)
{
	if (in_given(r, "q"))
		db_query_add(q, " AND (t.code = $ OR REPLACE(t.name, $, '') <> t.name)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
}

static void channel_where(struct req *r, struct db_query *q)
{
	ref_where_name(r, q);
	if (in_given(r, "active"))
		db_query_add(q, " AND t.active = $", DB_ARG_I64(in_i64(r, "active")));
	if (in_given(r, "place"))
		db_query_add(q, " AND t.place = $", DB_ARG_TEXT(in_str(r, "place")));
}

static const struct list_def CHANNELS_DEF = {
	.title = "受理渠道", .cols = CHANNEL_LIST, .sorts = CHANNEL_SORTS, .id = "t.id",
	.select = "t.id, t.code, t.name, t.place, t.known, t.upstream, t.public_entry, t.sort, t.active, t.note, t.version",
	.from = " FROM channel t", .where = channel_where
};
const struct ref_kind REF_CHANNELS = {
	.path = "channels", .table = "channel", .text = "受理渠道", .edit = CAP_RULE_EDIT, .in = CHANNEL_IN, .cols = CHANNEL_COLS,
	.key = "code", .get = &q_channel_get_stmt, .find = &q_channel_find_stmt, .insert = &q_channel_insert_stmt,
	.update = &q_channel_update_stmt, .list = &CHANNELS_DEF, .check = channel_check
};

/* ---- colours (F-01…F-04) ---- */

#define LIMIT_IN(name, label)                                                                                     \
	{ name "_value", IN_INT, 0, 1, 1000, NULL, label "数值", "" },                                              \
	{ name "_unit", IN_ENUM, 0, 0, 0, LIMIT_UNIT_VALUES, label "单位", "" }
#define LIMIT_COLS(name)                                                                                          \
	{ name "_value", .cell = REF_INT, .required = true },                                                      \
	{ name "_unit", .cell = REF_TEXT, .required = true, .words = LIMIT_UNIT_WORDS }
#define LIMIT_COLS_OR(name, value, unit)                                                                          \
	{ name "_value", .cell = REF_INT, .otherwise = value },                                                    \
	{ name "_unit", .cell = REF_TEXT, .words = LIMIT_UNIT_WORDS, .otherwise = unit }
#define LIMIT_LIST(name, label)                                                                                   \
	{ name "_value", label "数值", COL_INT, 0, NULL }, { name "_unit", label "单位", COL_TEXT, 0, LIMIT_UNIT_WORDS }

static const struct in_field COLOUR_IN[] = {
	VERSION_IN,
	{ "colour", IN_ENUM, 0, 0, 0, COLOUR_VALUES, "颜色", "" },
	{ "rank", IN_INT, 0, 1, 5, NULL, "级别", "1 red to 5 green" },
	{ "name", IN_TEXT, 0, 1, 20, NULL, "名称", "" },
	{ "trigger_text", IN_TEXT, 0, 0, 300, NULL, "适用情形", "" },
	LIMIT_IN("handle", "办理时限"),
	LIMIT_IN("dispatch", "派单时限"),
	LIMIT_IN("sign", "签收时限"),
	LIMIT_IN("contact", "首次联系时限"),
	LIMIT_IN("return", "退单时限"),
	LIMIT_IN("ruling", "裁定时限"),
	{ "words", IN_TEXT, 0, 0, 1000, NULL, "提级词", "words that suggest this colour, separated by ;" },
	{ 0 }
};
static const struct ref_col COLOUR_COLS[] = {
	{ "colour", .cell = REF_TEXT, .required = true, .words = COLOUR_WORDS },
	{ "rank", .cell = REF_INT, .required = true },
	{ "name", .cell = REF_TEXT, .required = true },
	{ "trigger_text", .cell = REF_TEXT },
	LIMIT_COLS("handle"),
	LIMIT_COLS("dispatch"),
	LIMIT_COLS("sign"),
	LIMIT_COLS("contact"),
	LIMIT_COLS_OR("return", "2", "working_day"),
	LIMIT_COLS_OR("ruling", "1", "working_day"),
	{ "words", .cell = REF_TEXT },
	{ 0 }
};

static enum err colour_check(struct ref_edit *e)
{
	static const char *const ORDER[] = { "red", "orange", "yellow", "blue", "green" };
	int64_t rank = ref_int(e, "rank");
	size_t n;
	if (!str_eq(ORDER[rank - 1], ref_text(e, "colour")))
		ref_fault(e, "rank", "级别应与颜色一致：红1、橙2、黄3、蓝4、绿5");
	if (e->id != NIL && !str_eq(e->before.v[ref_col(e->kind, "colour")].s, ref_text(e, "colour")))
		ref_fault(e, "colour", "颜色不能改成另一种，请修改对应颜色的那一条");
	/* F-02: the highest level runs day and night. */
	if (str_eq(ref_text(e, "colour"), "red") && strncmp(ref_text(e, "handle_unit"), "working", 7) == 0)
		ref_fault(e, "handle_unit", "红色按自然时间计，不能用工作时间");
	ref_set_text(e, "words", ref_tidy_words(e->a, ref_text(e, "words"), &n));
	if (n > 100)
		ref_fault(e, "words", "提级词最多 100 个");
	return ERR_OK;
}

static const struct list_col COLOUR_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "colour", "颜色", COL_TEXT, 0, COLOUR_WORDS }, { "rank", "级别", COL_INT, 0, NULL },
	{ "name", "名称", COL_TEXT, 0, NULL }, { "trigger_text", "适用情形", COL_TEXT, 50, NULL }, LIMIT_LIST("handle", "办理时限"),
	LIMIT_LIST("dispatch", "派单时限"), LIMIT_LIST("sign", "签收时限"), LIMIT_LIST("contact", "首次联系时限"),
	LIMIT_LIST("return", "退单时限"), LIMIT_LIST("ruling", "裁定时限"),
	{ "words", "提级词", COL_TEXT, 50, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort COLOUR_SORTS[] = { { "rank", "t.rank", COL_INT, false }, { 0 } };
static const struct in_field PLAIN_QUERY[] = { LIST_INPUTS, { 0 } };
static const struct list_def COLOURS_DEF = {
	.title = "五色分级", .cols = COLOUR_LIST, .sorts = COLOUR_SORTS, .id = "t.id",
	.select = "t.id, t.colour, t.rank, t.name, t.trigger_text, t.handle_value, t.handle_unit, t.dispatch_value, t.dispatch_unit, "
		  "t.sign_value, t.sign_unit, t.contact_value, t.contact_unit, t.return_value, t.return_unit, t.ruling_value, t.ruling_unit, "
		  "t.words, t.version",
	.from = " FROM colour_rule t"
};
const struct ref_kind REF_COLOURS = {
	.path = "colours", .table = "colour_rule", .text = "五色分级", .edit = CAP_RULE_EDIT, .fixed = true, .in = COLOUR_IN,
	.cols = COLOUR_COLS, .key = "colour", .get = &q_colour_get_stmt, .find = &q_colour_find_stmt, .insert = &q_colour_insert_stmt,
	.update = &q_colour_update_stmt, .list = &COLOURS_DEF, .check = colour_check
};

/* ---- asset owners ---- */

static const struct in_field OWNER_IN[] = {
	VERSION_IN,
	{ "kind", IN_TEXT, 0, 1, 20, NULL, "设施种类", "井盖, 路灯 …: as in the event list's owner_kind" },
	{ "town_id", IN_ID, 0, 0, 0, NULL, "镇街", "null: the whole city" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "权属单位", "" },
	{ 0 }
};
static const struct ref_col OWNER_COLS[] = {
	{ "kind", .cell = REF_TEXT, .required = true },
	{ "town_id", .cell = REF_LINK, .csv = "town", .lookup = &q_ref_town_by_code_stmt },
	{ "unit_id", .cell = REF_LINK, .required = true, .csv = "unit", .lookup = &q_ref_unit_by_code_stmt },
	{ 0 }
};

static enum err owner_check(struct ref_edit *e)
{
	struct q_asset_owner_find_out found;
	struct q_ref_unit_kind_out unit;
	int64_t town = ref_int(e, "town_id");
	enum err err = q_asset_owner_find(
		e->s, &(struct q_asset_owner_find_in){ .kind = ref_text(e, "kind"), .town_id = town }, &found);
	if (!err && found.id != e->id)
		ref_fault(e, "kind", town == NIL ? "这类设施已有全市权属单位，请修改原有的一条" : "这个镇街的这类设施已有权属单位，请修改原有的一条");
	if (err && err != ERR_NOT_FOUND)
		return err;
	if (town != NIL) {
		err = q_ref_unit_kind(e->s, &(struct q_ref_unit_kind_in){ .id = town }, &unit);
		if (err == ERR_NOT_FOUND || (!err && !str_eq(unit.kind, "town")))
			ref_fault(e, "town_id", "镇街应选街道或镇，全市通用的请留空");
		if (err && err != ERR_NOT_FOUND)
			return err;
	}
	err = q_ref_unit_kind(e->s, &(struct q_ref_unit_kind_in){ .id = ref_int(e, "unit_id") }, &unit);
	if (err == ERR_NOT_FOUND || (!err && !unit.active))
		ref_fault(e, "unit_id", "权属单位不存在或已停用，请另选");
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static const struct list_col OWNER_LIST[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "kind", "设施种类", COL_TEXT, 16, NULL }, { "town_id", NULL, COL_ID, 0, NULL },
	{ "town", "镇街", COL_TEXT, 0, NULL }, { "town_name", NULL, COL_TEXT, 20, NULL }, { "unit_id", NULL, COL_ID, 0, NULL },
	{ "unit", "权属单位", COL_TEXT, 0, NULL }, { "unit_name", NULL, COL_TEXT, 30, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort OWNER_SORTS[] = { { "kind", "t.kind", COL_TEXT, false }, { 0 } };
static const struct in_field OWNER_QUERY[] = {
	LIST_INPUTS, { "kind", IN_TEXT, IN_QUERY, 1, 20, NULL, "设施种类", "" }, { "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "权属单位", "" }, { 0 }
};

static void owner_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "kind"))
		db_query_add(q, " AND t.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "town"))
		db_query_add(q, " AND t.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND t.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static const struct list_def OWNERS_DEF = {
	.title = "设施权属", .cols = OWNER_LIST, .sorts = OWNER_SORTS, .id = "t.id",
	.select = "t.id, t.kind, t.town_id, w.code, w.name, t.unit_id, u.code, u.name, t.version",
	.from = " FROM asset_owner t JOIN unit u ON u.id = t.unit_id LEFT JOIN unit w ON w.id = t.town_id", .where = owner_where
};
const struct ref_kind REF_OWNERS = { .path = "asset-owners",
				     .table = "asset_owner",
				     .text = "设施权属",
				     .edit = CAP_CATALOGUE_EDIT,
				     .in = OWNER_IN,
				     .cols = OWNER_COLS,
				     .key = "kind,town_id",
				     .get = &q_asset_owner_get_stmt,
				     .find = &q_asset_owner_find_stmt,
				     .insert = &q_asset_owner_insert_stmt,
				     .update = &q_asset_owner_update_stmt,
				     .list = &OWNERS_DEF,
				     .check = owner_check };

const struct route CATALOGUE_ROUTES[] = {
	REF_ROUTES_OF("channels", CAP_RULE_EDIT, CHANNEL_QUERY, CHANNEL_IN, "受理渠道", "Channel"),
	REF_ROUTES_OF("colours", CAP_RULE_EDIT, PLAIN_QUERY, COLOUR_IN, "五色分级", "ColourRule"),
	REF_ROUTES_OF("asset-owners", CAP_CATALOGUE_EDIT, OWNER_QUERY, OWNER_IN, "设施权属", "AssetOwner"),
	{ 0 }
};

const struct ref_kind *const REF_KINDS[] = { &REF_CHANNELS, &REF_COLOURS, &REF_DOMAINS, &REF_EVENT_TYPES, &REF_OWNERS,
	&REF_CALENDAR, &REF_TEXTS, &REF_CORESP, &REF_LEVEL_DUTIES, &REF_GRIDS, &REF_UNITS, &REF_GRID_DUTIES, &REF_WHISTLE_KINDS,
	&REF_WHISTLE_DISTANCES, &REF_PLACES, &REF_KNOWLEDGE, &REF_RULE_NUMBERS, &REF_EMERGENCY_CLASSES, &REF_EMERGENCY_RINGS,
	&REF_NOTICE_KINDS, &REF_NOTICE_TRIGGERS, &REF_MESSAGE_TEMPLATES, NULL };

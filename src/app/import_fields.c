/* SPDX-License-Identifier: Apache-2.0 */
/* Which column means what: headers known in Chinese and English, and the caller's own map. */
#include <ctype.h>
#include <string.h>

#include "app/import.h"

static const struct {
	const char *name, *text;
} FIELDS[IMPORT_FIELD_COUNT] = {
	[IMPORT_ID] = { "id", "外部编号" },
	[IMPORT_PERSON] = { "person", "诉求人" },
	[IMPORT_PHONE] = { "phone", "联系电话" },
	[IMPORT_ANONYMITY] = { "anonymity", "实名情况" },
	[IMPORT_TITLE] = { "title", "标题" },
	[IMPORT_BODY] = { "body", "正文" },
	[IMPORT_TIME] = { "time", "来件时间" },
	[IMPORT_TYPE] = { "type", "诉求性质" },
	[IMPORT_EVENT] = { "event", "事项" },
	[IMPORT_CLASS] = { "class", "上级类别" },
	[IMPORT_CHANNEL] = { "channel", "渠道" },
	[IMPORT_TOWN] = { "town", "镇街" },
	[IMPORT_COMMUNITY] = { "community", "村居" },
	[IMPORT_ADDRESS] = { "address", "地址" },
	[IMPORT_HAPPENED] = { "happened", "发生时间" },
	[IMPORT_UNIT] = { "unit", "承办单位" },
	[IMPORT_ANSWER] = { "answer", "答复" },
	[IMPORT_ANSWER_TIME] = { "answer_time", "答复时间" },
	[IMPORT_DONE] = { "done", "是否办结" },
	[IMPORT_LON] = { "lon", "经度" },
	[IMPORT_LAT] = { "lat", "纬度" },
	[IMPORT_IGNORED] = { "-", "不导入" },
};

/* Further headers, compared without case and blanks. */
static const struct {
	const char *header;
	enum import_field field;
} HEADERS[] = {
	{ "编号", IMPORT_ID }, { "诉求编号", IMPORT_ID }, { "工单编号", IMPORT_ID }, { "留言编号", IMPORT_ID }, { "rec_id", IMPORT_ID },
	{ "external_no", IMPORT_ID }, { "no", IMPORT_ID }, { "user", IMPORT_PERSON }, { "姓名", IMPORT_PERSON }, { "name", IMPORT_PERSON },
	{ "留言用户", IMPORT_PERSON }, { "来电人", IMPORT_PERSON }, { "电话", IMPORT_PHONE }, { "手机", IMPORT_PHONE }, { "手机号", IMPORT_PHONE },
	{ "来电号码", IMPORT_PHONE }, { "mobile", IMPORT_PHONE }, { "主题", IMPORT_TITLE }, { "留言主题", IMPORT_TITLE }, { "诉求标题", IMPORT_TITLE },
	{ "subject", IMPORT_TITLE }, { "内容", IMPORT_BODY }, { "诉求内容", IMPORT_BODY }, { "留言详情", IMPORT_BODY }, { "text", IMPORT_BODY },
	{ "content", IMPORT_BODY }, { "description", IMPORT_BODY }, { "时间", IMPORT_TIME }, { "留言时间", IMPORT_TIME }, { "登记时间", IMPORT_TIME },
	{ "创建时间", IMPORT_TIME }, { "create_time", IMPORT_TIME }, { "received_at", IMPORT_TIME }, { "created_at", IMPORT_TIME },
	{ "性质", IMPORT_TYPE }, { "类型", IMPORT_TYPE }, { "诉求类型", IMPORT_TYPE }, { "event_property_name", IMPORT_TYPE }, { "nature", IMPORT_TYPE },
	{ "事项名称", IMPORT_EVENT }, { "小类", IMPORT_EVENT }, { "sub_type_name", IMPORT_EVENT }, { "event_type", IMPORT_EVENT },
	{ "一级分类", IMPORT_CLASS }, { "大类", IMPORT_CLASS }, { "类别", IMPORT_CLASS }, { "event_type_name", IMPORT_CLASS },
	{ "main_type_name", IMPORT_CLASS }, { "label", IMPORT_CLASS }, { "来源", IMPORT_CHANNEL }, { "诉求来源", IMPORT_CHANNEL },
	{ "event_src_name", IMPORT_CHANNEL }, { "source", IMPORT_CHANNEL }, { "街道", IMPORT_TOWN }, { "乡镇", IMPORT_TOWN },
	{ "street_name", IMPORT_TOWN }, { "street", IMPORT_TOWN }, { "社区", IMPORT_COMMUNITY }, { "村", IMPORT_COMMUNITY },
	{ "community_name", IMPORT_COMMUNITY }, { "地点", IMPORT_ADDRESS }, { "事发地址", IMPORT_ADDRESS }, { "位置", IMPORT_ADDRESS },
	{ "事发时间", IMPORT_HAPPENED }, { "主办单位", IMPORT_UNIT }, { "办理单位", IMPORT_UNIT }, { "dispose_unit_name", IMPORT_UNIT },
	{ "department", IMPORT_UNIT }, { "reply", IMPORT_ANSWER }, { "答复意见", IMPORT_ANSWER }, { "回复", IMPORT_ANSWER },
	{ "办理结果", IMPORT_ANSWER }, { "reply_time", IMPORT_ANSWER_TIME }, { "回复时间", IMPORT_ANSWER_TIME }, { "办结时间", IMPORT_ANSWER_TIME },
	{ "closed_at", IMPORT_ANSWER_TIME }, { "办结", IMPORT_DONE }, { "overtime_archive_num", IMPORT_DONE },
	{ "intime_archive_num", IMPORT_DONE }, { "longitude", IMPORT_LON }, { "lng", IMPORT_LON }, { "latitude", IMPORT_LAT },
};

const char *import_field_text(enum import_field f)
{
	return FIELDS[f].text;
}

const char *import_fields_help(void)
{
	return "id 外部编号 person 诉求人 phone 联系电话 anonymity 实名情况 title 标题 body 正文 time 来件时间 type 诉求性质 event 事项 class 上级类别 "
	       "channel 渠道 town 镇街 community 村居 address 地址 happened 发生时间 unit 承办单位 answer 答复 answer_time 答复时间 done 是否办结 "
	       "lon 经度 lat 纬度 - 不导入";
}

/* The same header to a reader: letters of any case, no blanks around. */
static bool same_header(struct sv a, const char *b)
{
	a = sv_trim(a);
	if (a.n != strlen(b))
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (tolower((unsigned char)a.p[i]) != tolower((unsigned char)b[i]))
			return false;
	return true;
}

static enum import_field known_header(struct sv h)
{
	for (size_t f = 0; f < IMPORT_FIELD_COUNT; f++)
		if (same_header(h, FIELDS[f].name) || same_header(h, FIELDS[f].text))
			return (enum import_field)f;
	for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++)
		if (same_header(h, HEADERS[i].header))
			return HEADERS[i].field;
	return IMPORT_IGNORED;
}

static bool map_one(struct import_columns *c, const struct csv_reader *header, struct sv pair, struct arena *a, const char **why)
{
	struct sv rest = pair, name;
	enum import_field field = IMPORT_FIELD_COUNT;
	if (!sv_cut(&rest, '=', &name) || !rest.p || !rest.n) {
		*why = arena_printf(a, "--map 的“%.*s”应写成 表头=字段", SV_FMT(pair));
		return false;
	}
	for (size_t f = 0; f < IMPORT_FIELD_COUNT; f++)
		if (same_header(rest, FIELDS[f].name))
			field = (enum import_field)f;
	if (field == IMPORT_FIELD_COUNT) {
		*why = arena_printf(a, "--map 中没有字段“%.*s”，可用：%s", SV_FMT(rest), import_fields_help());
		return false;
	}
	bool found = false;
	for (size_t i = 0; i < header->nfields; i++) {
		if (sv_eq(sv_trim(header->field[i]), sv_trim(name))) {
			c->field[i] = field;
			found = true;
		}
	}
	if (!found)
		*why = arena_printf(a, "文件第一行没有列“%.*s”，请核对 --map", SV_FMT(name));
	return found;
}

static bool has(const struct import_columns *c, enum import_field f)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->field[i] == f)
			return true;
	return false;
}

bool import_columns(struct import_columns *c, const struct csv_reader *header, const char *map, struct arena *a, const char **why)
{
	struct sv rest = sv_from(map ? map : ""), pair;
	*c = (struct import_columns){ .n = header->nfields };
	for (size_t i = 0; i < header->nfields; i++)
		c->field[i] = known_header(header->field[i]);
	while (rest.n && sv_cut(&rest, ',', &pair))
		if (sv_trim(pair).n && !map_one(c, header, sv_trim(pair), a, why))
			return false;
	if (!has(c, IMPORT_TIME))
		*why = "文件第一行没有来件时间列（例如“时间”或 time）；文件须为UTF-8编码，列名不同时请用 --map 指定";
	else if (!has(c, IMPORT_BODY) && !has(c, IMPORT_TITLE) && !has(c, IMPORT_EVENT))
		*why = "文件第一行没有正文、标题或事项列；列名不同时请用 --map 指定";
	else
		return true;
	return false;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the demo city: channels (A-01…A-18), five colours (F-01…F-04), domains and event list (G-01), owners of public
 * facilities, calendar, texts, settings. Everything goes through the checks of its kind. */
#include "app/demo_internal.h"
#include "demo_sql.h"

static const char *const DOMAINS[] = { "城市建设", "农业农村", "公共服务", "社会治理", "城市管理", "住房物业", "交通出行", "水电气热",
				       "生态环境", "劳动社保", "教育文体", "医疗卫生", "市场消费", "公共安全", "营商企业", "政务作风" };

/* Owner of each kind of facility: in the whole city, and where it differs. "town": the town itself. */
static const struct {
	const char *kind, *town, *unit;
} OWNERS[] = {
	{ "井盖", "", "D40" }, { "路灯", "", "D40" }, { "杆线", "", "E01" }, { "绿地", "", "D28" }, { "道路", "", "D40" },
	{ "停车泊位", "", "E11" }, { "小区设施", "", "D41" }, { "供水管线", "", "E02" }, { "排水管线", "", "D40" },
	{ "供热管线", "", "E04" }, { "燃气管线", "", "E03" }, { "河道", "", "D11" }, { "公厕", "", "D39" }, { "站牌", "", "E05" },
	/* The zones keep up their own streets and greens. */
	{ "道路", "T05", "F01" }, { "路灯", "T05", "F01" }, { "绿地", "T05", "F01" }, { "道路", "T08", "F03" }, { "绿地", "T08", "F03" },
	{ "公厕", "T08", "F03" },
};
/* In the towns (T09 …) these belong to the town, main roads to the road service. */
static const char *const TOWN_OWNED[] = { "路灯", "绿地", "公厕", "井盖" };

/* Twelve online places, one of them not known yet, and three offline ones. The guidance desk is a
 * place of the centre itself and stands behind them. */
static enum err take_channel(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_CHANNELS, c);
}

static enum err take_colour(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_COLOURS, c);
}

static enum err make_domains(struct demo *d)
{
	enum err e = ERR_OK;
	for (int i = 0; i < (int)(sizeof DOMAINS / sizeof *DOMAINS) && !e; i++)
		e = demo_put(d, &REF_DOMAINS, NULL,
			     (const char *const[]){ "code", arena_printf(d->row, "%02d", i + 1), "name", DOMAINS[i], NULL });
	return e;
}

static enum err make_owner(struct demo *d, const char *kind, const char *town, const char *unit)
{
	return demo_put(d, &REF_OWNERS, NULL, (const char *const[]){ "kind", kind, "town", town, "unit", unit, NULL });
}

static enum err make_owners(struct demo *d)
{
	enum err e = ERR_OK;
	for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS && !e; i++)
		e = make_owner(d, OWNERS[i].kind, OWNERS[i].town, OWNERS[i].unit);
	for (int t = 9; t <= DEMO_TOWNS && !e; t++) {
		const char *town = arena_printf(d->row, "T%02d", t);
		e = make_owner(d, "道路", town, "D42");
		for (size_t k = 0; k < sizeof TOWN_OWNED / sizeof *TOWN_OWNED && !e; k++)
			e = make_owner(d, TOWN_OWNED[k], town, town);
	}
	return e;
}

static enum err take_type(struct demo *d, const struct demo_csv *c)
{
	const char *rule = demo_field(c, "lead_rule"), *lead = demo_field(c, "lead");
	static const char *const SAME[] = { "code",	 "name",	"principle",	    "lead_rule",
					    "co_units",	 "colour",	"limit_value",	    "limit_unit",
					    "evidence",	 "review",	"closing_standard", "callback",
					    "appraised", "sensitive",	"joinable",	    "family",
					    "type",	 "legal_basis", "keywords",	    "description" };
	enum { PAIRS = sizeof SAME / sizeof *SAME };
	const char *pairs[2 * PAIRS + 10];
	size_t n = 0;
	for (size_t i = 0; i < PAIRS; i++) {
		pairs[n++] = SAME[i];
		pairs[n++] = demo_field(c, SAME[i]);
	}
	pairs[n++] = "class_name";
	pairs[n++] = demo_field(c, "class");
	pairs[n++] = "lead_unit";
	pairs[n++] = str_eq(rule, "fixed") ? lead : "";
	pairs[n++] = "owner_kind";
	pairs[n++] = str_eq(rule, "owner") ? lead : "";
	pairs[n] = NULL;
	return demo_put(d, &REF_EVENT_TYPES, NULL, pairs);
}

static enum err take_text(struct demo *d, const struct demo_csv *c)
{
	return demo_put(d, &REF_TEXTS, NULL,
			(const char *const[]){ "code", demo_field(c, "code"), "kind", demo_field(c, "kind"), "title",
					       demo_field(c, "title"), "body", demo_field(c, "body"), NULL });
}

static enum err take_day(struct demo *d, const struct demo_csv *c)
{
	const char *day = demo_field(c, "day");
	return demo_put(d, &REF_CALENDAR, NULL,
			(const char *const[]){ "day", day, "working", demo_field(c, "working"), "name", demo_field(c, "name"), "source",
					       arena_printf(d->row, "国务院办公厅关于%.4s年部分节假日安排的通知", day), NULL });
}

static enum err make_settings(struct demo *d)
{
	static const char *const SETTINGS[][2] = {
		{ "demo", "1" }, { "city.name", "青澜市" }, { "city.code", "990181" },
		{ "city.emergency_text", "危及生命的紧急情况请直接拨打 110、119、120 或 122。" },
		{ "map.center", "122400000,37100000" }, { "map.bounds", "122100000,36880000,122700000,37320000" },
		{ "calendar.work_hours", "0830-1200,1330-1730" }, { "grid.band_1", "300-500" }, { "grid.band_2", "35-70" },
		{ "grid.band_3", "10-20" },
	};
	enum err e = ERR_OK;
	for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS && !e; i++)
		e = q_demo_setting(
			d->op.s,
			&(struct q_demo_setting_in){ .key = SETTINGS[i][0], .value = SETTINGS[i][1], .now = d->op.now },
			NULL);
	return e;
}

static enum err take_emergency_class(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_EMERGENCY_CLASSES, c);
}

enum err demo_rules(struct demo *d)
{
	enum err e = demo_each(d, "start/channels.csv", take_channel);
	if (!e)
		e = demo_each(d, "start/colours.csv", take_colour);
	if (!e)
		e = make_domains(d);
	if (!e)
		e = make_owners(d);
	if (!e)
		e = demo_each(d, "demo/event_types_a.csv", take_type);
	if (!e)
		e = demo_each(d, "demo/event_types_b.csv", take_type);
	if (!e)
		e = demo_each(d, "demo/emergency_classes.csv", take_emergency_class);
	if (!e)
		e = demo_each(d, "demo/standard_texts.csv", take_text);
	if (!e)
		e = demo_each(d, "calendar_cn.csv", take_day);
	return e ? e : make_settings(d);
}

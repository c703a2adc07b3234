/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the demo city: channels (A-01…A-18), five colours (F-01…F-04), domains and event list (G-01), owners of public
 * facilities, calendar, texts, settings. Everything goes through the checks of its kind. */
#include "app/demo_internal.h"
#include "demo_sql.h"

/* Twelve online places, one of them not known yet, and three offline ones. The guidance desk is a
 * place of the centre itself and stands behind them. */
static const struct {
	const char *code, *name, *place, *known, *upstream, *entry, *sort, *note;
} CHANNELS[] = {
	{ "phone", "12345政务服务热线", "online", "1", "0", "0", "1", "" },
	{ "minxin", "民心网", "online", "1", "0", "0", "2", "" },
	{ "minsheng110", "民生110", "online", "1", "0", "0", "3", "110 转来的非警务诉求" },
	{ "minsheng", "本市民生平台", "online", "1", "0", "0", "4", "" },
	{ "renmin", "人民网留言板", "online", "1", "1", "0", "5", "" },
	{ "mailbox", "市长信箱", "online", "1", "0", "1", "6", "" },
	{ "wechat", "微信公众号", "online", "1", "0", "1", "7", "" },
	{ "miniapp", "微信小程序", "online", "1", "0", "1", "8", "" },
	{ "app", "移动APP", "online", "1", "0", "1", "9", "" },
	{ "province", "省平台转办", "online", "1", "1", "0", "10", "" },
	{ "state", "国务院“互联网+督查”", "online", "1", "1", "0", "11", "" },
	{ "online12", "待补充", "online", "0", "0", "0", "12", "第十二个线上渠道的名称待补充" },
	{ "grid", "网格员", "offline", "1", "0", "0", "21", "" },
	{ "visit", "大走访", "offline", "1", "0", "0", "22", "" },
	{ "patrol", "数字城管巡查员", "offline", "1", "0", "0", "23", "" },
	{ "walkin", "引导台", "offline", "1", "0", "0", "100", "中心大厅引导台当面受理" },
};

static const struct {
	const char *colour, *rank, *name, *trigger;
	const char *handle[2], *dispatch[2], *sign[2], *contact[2];
	const char *words;
} COLOURS[] = {
	{ "red", "1", "红色", "重大安保维稳、社会治安案件、网络诈骗及其他涉众型案件，以及正在危及生命的险情，24小时内必须完结",
	  { "24", "natural_hour" }, { "10", "natural_minute" }, { "30", "natural_minute" }, { "2", "natural_hour" },
	  "燃气泄漏;煤气泄漏;燃气味;煤气味;爆炸;着火;起火;火灾;冒烟;跳楼;轻生;自杀;持刀;砍人;打群架;聚众;围堵;电信诈骗;网络诈骗;诈骗电话;"
	  "被骗了;集资跑路;非法集资;卷款;触电;溺水;坍塌;食物中毒;中毒" },
	{ "orange", "2", "橙色", "可能很快伤人或影响多户基本生活的情况，36小时内办结", { "36", "natural_hour" }, { "10", "natural_minute" },
	  { "2", "natural_hour" }, { "4", "natural_hour" },
	  "塌陷;路塌;井盖丢失;井盖不见;没有井盖;漏电;电线垂落;电线断;高压线;电梯困人;爆管;大面积停水;大面积停电;污水倒灌;讨薪;堵路;"
	  "高空坠物;墙皮掉落" },
	{ "yellow", "3", "黄色", "影响正常生活、拖延会加重的情况，48小时内办结", { "48", "natural_hour" }, { "30", "natural_minute" },
	  { "4", "working_hour" }, { "12", "natural_hour" },
	  "停水;停电;停暖;不供暖;暖气不热;漏水;污水外溢;刺鼻;恶臭;半夜施工;夜间施工;拖欠工资;欠薪;电梯停运" },
	{ "blue", "4", "蓝色", "需要一定处置过程的一般问题，2个工作日办结", { "2", "working_day" }, { "2", "working_hour" },
	  { "4", "working_hour" }, { "1", "working_day" }, "" },
	{ "green", "5", "绿色", "道路破损、乱停乱放等常规诉求，能马上办的马上办，需要过程的最多不超过3个工作日", { "3", "working_day" },
	  { "2", "working_hour" }, { "4", "working_hour" }, { "1", "working_day" }, "" },
};

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

static enum err make_channels(struct demo *d)
{
	enum err e = ERR_OK;
	for (size_t i = 0; i < sizeof CHANNELS / sizeof *CHANNELS && !e; i++)
		e = demo_put(d, &REF_CHANNELS, NULL,
			     (const char *const[]){ "code", CHANNELS[i].code, "name", CHANNELS[i].name, "place", CHANNELS[i].place,
						    "known", CHANNELS[i].known, "upstream", CHANNELS[i].upstream, "public_entry",
						    CHANNELS[i].entry, "sort", CHANNELS[i].sort, "note", CHANNELS[i].note, NULL });
	return e;
}

static enum err make_colours(struct demo *d)
{
	enum err e = ERR_OK;
	for (size_t i = 0; i < sizeof COLOURS / sizeof *COLOURS && !e; i++)
		e = demo_put(d, &REF_COLOURS, NULL,
			     (const char *const[]){ "colour", COLOURS[i].colour, "rank", COLOURS[i].rank, "name", COLOURS[i].name,
						    "trigger_text", COLOURS[i].trigger, "handle_value", COLOURS[i].handle[0],
						    "handle_unit", COLOURS[i].handle[1], "dispatch_value", COLOURS[i].dispatch[0],
						    "dispatch_unit", COLOURS[i].dispatch[1], "sign_value", COLOURS[i].sign[0],
						    "sign_unit", COLOURS[i].sign[1], "contact_value", COLOURS[i].contact[0],
						    "contact_unit", COLOURS[i].contact[1], "words", COLOURS[i].words, NULL });
	return e;
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

enum err demo_rules(struct demo *d)
{
	enum err e = make_channels(d);
	if (!e)
		e = make_colours(d);
	if (!e)
		e = make_domains(d);
	if (!e)
		e = make_owners(d);
	if (!e)
		e = demo_each(d, "demo/event_types_a.csv", take_type);
	if (!e)
		e = demo_each(d, "demo/event_types_b.csv", take_type);
	if (!e)
		e = demo_each(d, "demo/standard_texts.csv", take_text);
	if (!e)
		e = demo_each(d, "calendar_cn.csv", take_day);
	return e ? e : make_settings(d);
}

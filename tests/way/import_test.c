/* SPDX-License-Identifier: Apache-2.0 */
/* Importing other systems' appeals: what is taken, what is refused and why, and that a second time adds nothing. */
#include "way/city.h"

#include <limits.h>

#include "app/import.h"
#include "base/csv.h"

static const char *path_of(struct city *c, const char *name)
{
	static char path[200];
	snprintf(path, sizeof path, "%s/%s", c->dir, name);
	return path;
}

static void put_file(struct city *c, const char *name, const char *text, size_t n)
{
	FILE *f = fopen(path_of(c, name), "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	fclose(f);
}

static enum err import_with(struct city *c, const struct import_options *o, struct import_report *r)
{
	c->problem = (struct problem){ 0 };
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM,
			 .refs = refs_take(&c->site), .problem = &c->problem };
	enum err e = import_appeals(&op, o, r);
	refs_drop(&c->site, op.refs);
	snprintf(c->code, sizeof c->code, "%s", c->problem.code ? c->problem.code : "");
	snprintf(c->told, sizeof c->told, "%s", c->problem.text ? c->problem.text : "");
	return e;
}

static struct import_report import_text(struct city *c, const char *text)
{
	struct import_report r;
	put_file(c, "in.csv", text, strlen(text));
	ok(import_with(c, &(struct import_options){ .file = path_of(c, "in.csv"), .channel = "phone", .batch = 3 }, &r));
	return r;
}

/* The reason of the n-th refused row, from 1. */
static const char *reason(struct city *c, int n)
{
	static char text[300];
	struct csv_reader r;
	FILE *f = fopen(path_of(c, "in.csv.rejected.csv"), "rb");
	assert_non_null(f);
	csv_open(&r, f);
	for (int i = 0; i <= n; i++)
		assert_int_equal(csv_next(&r), ERR_OK);
	snprintf(text, sizeof text, "%.*s: %.*s", SV_FMT(r.field[r.nfields - 2]), SV_FMT(r.field[r.nfields - 1]));
	csv_close(&r);
	fclose(f);
	return text;
}

static int64_t appeals(struct city *c)
{
	return city_int(c, "SELECT COUNT(*) FROM appeal", 0);
}

static const char MIXED[] =
	"id,user,title,time,body,reply,reply_time,承办单位,街道,社区,性质\n"
	"1,甲,路灯不亮,2024/12/1 8:00:00,东街的路灯坏了三天,,,,东街道,东一社区,求助\n"
	"2,乙,办证咨询,2024-12-02 09:30,办证要带什么材料,请带身份证到窗口办理。,2024-12-05 10:00,市政服务有限公司,南街道,,咨询\n"
	"3,,占道经营,2024-12-03,门口摊贩占道,已清理。,2024-12-04,执法局,东街道,东一社区,投诉\n"
	"4,丁,路面坑洼,2024-12-03 10:00,路面有坑,已修补。,2024-12-09,某市政养护处,东街道,东一社区,投诉\n"
	"5,戊,路面坑洼,2024-12-03 11:00,还有一个坑,已修补。,2024-12-09,某市政养护处,,,\n";

static void answered_ones_become_history_the_others_wait(void **state)
{
	struct city *c = *state;
	struct q_appeal_get_out a;
	struct q_case_get_out k;
	struct import_report r = import_text(c, MIXED);
	assert_int_equal(r.taken, 5);
	assert_int_equal(r.historical, 4);
	assert_int_equal(r.units, 2); /* the third name is known here */
	assert_null(r.rejected_file);
	get_appeal(c, 1, &a);
	assert_string_equal(a.status, "sorting");
	assert_string_equal(a.type, "help");
	assert_int_equal(a.town_id, U_TOWN);
	assert_int_equal(a.community_id, U_VILLAGE);
	assert_int_equal(a.received_at, day_start_ms(20241201) + 8 * (int64_t)MS_HOUR);
	assert_int_equal(a.historical, 0);
	get_appeal(c, 2, &a);
	assert_string_equal(a.status, "answered");
	assert_int_equal(a.historical, 1);
	assert_string_equal(a.address, "南街道"); /* no such town here: the name stays readable */
	assert_string_equal(a.result_text, "请带身份证到窗口办理。");
	get_case(c, a.case_id, &k);
	assert_string_equal(k.status, "closed");
	assert_int_equal(k.historical, 1);
	assert_int_equal(k.closed_at, day_start_ms(20241205) + 10 * (int64_t)MS_HOUR);
	assert_int_equal(city_int(c,
				 "SELECT COUNT(*) FROM unit WHERE active = 0 AND appraised = 0 AND kind = 'enterprise' "
				 "AND id = $",
				 k.lead_unit_id),
		1);
	get_appeal(c, 3, &a);
	assert_string_equal(a.anonymity, "anonymous");
	assert_int_equal(city_int(c, "SELECT lead_unit_id FROM casefile WHERE master_appeal_id = $", 3), U_CITY_MANAGEMENT);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM unit_under u JOIN unit n ON n.id = u.unit_id WHERE n.active = 0", 0), 2);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM clock", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM callback_task", 0), 0);
	assert_int_equal(findings(c), 0);
	refused(case_do(c, DISPATCHER, k.id, "reopen", "又坏了"), "case.illegal_state");
	file(c, 1, T_MANHOLE); /* an open one goes the usual way */
}

static void a_second_import_adds_nothing(void **state)
{
	struct city *c = *state;
	import_text(c, MIXED);
	int64_t events = city_int(c, "SELECT COUNT(*) FROM event", 0);
	struct import_report r = import_text(c, MIXED);
	assert_int_equal(r.taken, 0);
	assert_int_equal(r.known, 5);
	assert_int_equal(r.rejected, 0);
	assert_int_equal(appeals(c), 5);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event", 0), events);
	ok(import_with(c, &(struct import_options){ .file = path_of(c, "in.csv"), .channel = "wechat", .batch = 3 }, &r));
	assert_int_equal(r.taken, 5); /* numbers count within their channel */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM import_run WHERE ended_at IS NOT NULL", 0), 3);
	assert_int_equal(city_int(c, "SELECT taken FROM import_run WHERE id = 3", 0), 5);
}

static void rows_without_number_are_known_by_their_words(void **state)
{
	struct city *c = *state;
	static const char text[] = "时间,内容\n2024-12-01 08:00,没有编号的诉求一\n2024-12-01 08:00,没有编号的诉求二\n2024-12-01 08:00,没有编号的诉求一\n";
	struct import_report r = import_text(c, text);
	assert_int_equal(r.taken, 2);
	assert_int_equal(r.known, 1);
	r = import_text(c, text);
	assert_int_equal(r.known, 3);
}

static void bad_rows_are_told_and_never_stop_the_rest(void **state)
{
	struct city *c = *state;
	static const struct {
		const char *row, *why; /* why NULL: taken */
	} rows[] = {
		{ "1,一,2024-12-01,好的一行,", NULL },
		{ "2,二,,没有时间,", "缺来件时间" },
		{ "3,三,上周三,时间写不清,", "看不懂" },
		{ "4,,2024-12-01,,", "缺正文" },
		{ "5,五,2024-12-01,答复更早,答复在先,2024-11-01", "列数为 6" },
		{ "6,六,2035-01-01,将来的事,", "在将来" },
		{ "7,\xff\xfe,2024-12-01,坏的编码,", "标题不是UTF-8" },
		{ "8,八,2024-12-01,坏的\xe4\xb8编码,", "正文不是UTF-8" },
		{ "9,\"引号\"没有\"配对,2024-12-01,正文,", "CSV格式错误" },
		{ "10,十,2024-12-01,少一列", "列数为 4" },
		{ "11,十一,2024-12-01,又是好的一行,", NULL },
		{ "", NULL },
		{ "1,一,2024-12-01,编号重复,", NULL },
	};
	char text[4096] = "id,title,time,body,reply\n";
	size_t n = strlen(text), bad = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		n += (size_t)snprintf(text + n, sizeof text - n, "%s\n", rows[i].row);
		bad += rows[i].why != NULL;
	}
	struct import_report r = import_text(c, text);
	assert_int_equal(r.taken, 2);
	assert_int_equal(r.known, 1);
	assert_int_equal(r.rejected, bad);
	assert_non_null(r.rejected_file);
	for (size_t i = 0, k = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[16];
		if (!rows[i].why)
			continue;
		const char *told = reason(c, (int)++k);
		snprintf(line, sizeof line, "%zu: ", i + 2);
		if (!strstr(told, rows[i].why) || strncmp(told, line, strlen(line)) != 0)
			fail_msg("%s: told \"%s\", expected \"%s%s\"", rows[i].row, told, line, rows[i].why);
	}
	assert_int_equal(appeals(c), 2);
}

static void an_unclosed_quote_and_a_huge_field(void **state)
{
	struct city *c = *state;
	size_t n = 0, size = (size_t)6 << 20;
	char *text = malloc(size);
	assert_non_null(text);
	n += (size_t)snprintf(text, size, "id,time,body\n1,2024-12-01,");
	memset(text + n, 'x', 5 << 20); /* more than a record may have */
	n += 5 << 20;
	n += (size_t)snprintf(text + n, size - n, "\n2,2024-12-01,好的一行\n3,2024-12-01,");
	for (int i = 0; i < 20001; i++)
		text[n++] = 'y';
	n += (size_t)snprintf(text + n, size - n, "\n4,2024-12-01,\"没有结束的引号\n5,2024-12-01,后面的\n");
	put_file(c, "in.csv", text, n);
	free(text);
	struct import_report r;
	ok(import_with(c, &(struct import_options){ .file = path_of(c, "in.csv"), .channel = "phone", .batch = 100 }, &r));
	assert_int_equal(r.taken, 1);
	assert_int_equal(r.rejected, 3);
	assert_non_null(strstr(reason(c, 1), "超过4MB"));
	assert_non_null(strstr(reason(c, 2), "超过20000字"));
	assert_non_null(strstr(reason(c, 3), "引号"));
}

static void a_corrected_side_file_can_be_imported(void **state)
{
	struct city *c = *state;
	import_text(c, "id,title,time,body\n1,一,2024-12-01,好的\n2,二,不知道,内容二\n");
	char text[1000];
	FILE *f = fopen(path_of(c, "in.csv.rejected.csv"), "rb");
	size_t n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = 0;
	char *at = strstr(text, "不知道");
	assert_non_null(at);
	memcpy(at, "2024-1-02", 9);
	put_file(c, "again.csv", text, n);
	struct import_report r;
	ok(import_with(c, &(struct import_options){ .file = path_of(c, "again.csv"), .channel = "phone", .batch = 9 }, &r));
	assert_int_equal(r.taken, 1);
	assert_int_equal(r.rejected, 0);
}

static void a_dry_run_writes_nothing(void **state)
{
	struct city *c = *state;
	struct import_report r;
	put_file(c, "in.csv", MIXED, sizeof MIXED - 1);
	ok(import_with(c,
		&(struct import_options){
			.file = path_of(c, "in.csv"), .channel = "phone", .batch = 3, .dry_run = true },
		&r));
	assert_int_equal(r.taken, 5);
	assert_int_equal(appeals(c), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM import_run", 0), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM number_block", 0), 0);
}

static void what_the_file_as_a_whole_lacks(void **state)
{
	struct city *c = *state;
	static const struct {
		const char *text, *map, *channel, *code, *told;
	} cases[] = {
		{ "a,b\n1,2\n", NULL, "phone", "import.header", "没有来件时间列" },
		{ "id,time\n1,2024-12-01\n", NULL, "phone", "import.header", "没有正文" },
		{ "", NULL, "phone", "import.header", "空的" },
		{ "id,time,body\n", NULL, "telegraph", "import.channel", "没有渠道" },
		{ "id,when,body\n", "when=time,nothing=body", "phone", "import.header", "没有列“nothing”" },
		{ "id,when,body\n", "when=clock", "phone", "import.header", "没有字段“clock”" },
		{ "id,when,body\n", "when", "phone", "import.header", "应写成 表头=字段" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct import_report r;
		put_file(c, "in.csv", cases[i].text, strlen(cases[i].text));
		refused(import_with(c, &(struct import_options){ .file = path_of(c, "in.csv"), .map = cases[i].map,
				    .channel = cases[i].channel, .batch = 3 }, &r), cases[i].code);
		if (!strstr(c->told, cases[i].told))
			fail_msg("%s: told \"%s\"", cases[i].text, c->told);
	}
	struct import_report r;
	refused(import_with(
			c, &(struct import_options){ .file = "/nowhere/x.csv", .channel = "phone", .batch = 3 }, &r),
		"import.file");
}

static void columns_are_mapped_and_channels_found_by_name(void **state)
{
	struct city *c = *state;
	static const char text[] = "号,什么时候,说了什么,来源,备注\n7,2024-12-01,按映射导入的诉求,12345热线,不用\n8,2024-12-01,渠道不认得,电报,不用\n";
	struct import_report r;
	put_file(c, "in.csv", text, sizeof text - 1);
	ok(import_with(c,
		&(struct import_options){
			.file = path_of(c, "in.csv"), .map = "号=id, 什么时候=time ,说了什么=body,备注=-", .batch = 3 },
		&r));
	assert_int_equal(r.taken, 1);
	assert_int_equal(r.rejected, 1);
	assert_non_null(strstr(reason(c, 1), "渠道“电报”不存在"));
	assert_int_equal(city_int(c, "SELECT channel_id FROM appeal WHERE external_no = '7'", 0), CH_PHONE);
}

/* ---- real files, where they lie beside the repository ---- */

/* Beside the repository. */
static bool find_real(const char *name, char out[PATH_MAX])
{
	const char *root = getenv("YS_SOURCE_ROOT");
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/../shared/data/%s", root ? root : ".", name);
	return access(path, R_OK) == 0 && realpath(path, out);
}

static enum err real_file(struct city *c, const char *name, const char *channel, struct import_report *r)
{
	char path[PATH_MAX];
	if (!find_real(name, path)) {
		print_message("skipped: ../shared/data/%s is not here\n", name);
		skip();
	}
	/* a link, because the side file of a refused row must not be written there */
	const char *link = path_of(c, strrchr(name, '/') + 1);
	unlink(link);
	assert_int_equal(symlink(path, link), 0);
	return import_with(c, &(struct import_options){ .file = link, .channel = channel, .batch = 500 }, r);
}

static void real_messages_are_all_taken_once(void **state)
{
	struct city *c = *state;
	struct import_report m, r, e;
	c->env.now = day_start_ms(20260101);
	ok(real_file(c, "appeals/messages.csv", "wechat", &m));
	ok(real_file(c, "appeals/replied.csv", "wechat", &r));
	ok(real_file(c, "dispatch/events_train.csv", "phone", &e));
	assert_int_equal(m.taken + r.taken, 7142);
	assert_int_equal(m.rejected + r.rejected, 0);
	assert_int_equal(r.historical, 2816);
	assert_int_equal(e.taken, 6993);
	assert_int_equal(e.historical, 6991);
	assert_int_equal(appeals(c), 7142 + 6993);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM appeal WHERE status = 'sorting'", 0), 4326 + 2);
	ok(real_file(c, "appeals/messages.csv", "wechat", &m));
	ok(real_file(c, "appeals/replied.csv", "wechat", &r));
	ok(real_file(c, "dispatch/events_train.csv", "phone", &e));
	assert_int_equal(m.taken + r.taken + e.taken, 0);
	assert_int_equal(m.known + r.known + e.known, 7142 + 6993);
	assert_int_equal(findings(c), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(answered_ones_become_history_the_others_wait),
		CITY(a_second_import_adds_nothing),
		CITY(rows_without_number_are_known_by_their_words),
		CITY(bad_rows_are_told_and_never_stop_the_rest),
		CITY(an_unclosed_quote_and_a_huge_field),
		CITY(a_corrected_side_file_can_be_imported),
		CITY(a_dry_run_writes_nothing),
		CITY(what_the_file_as_a_whole_lacks),
		CITY(columns_are_mapped_and_channels_found_by_name),
		CITY(real_messages_are_all_taken_once),
	};
	return city_run("import", tests, sizeof tests / sizeof *tests);
}

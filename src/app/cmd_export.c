/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao export appeals|cases|orders|events --out FILE.csv`: everything without contact data, page by page, so that a
 * running server is not held up. Words of secret reports appear only as far as they were released. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/csv.h"

enum { PAGE = 1000, PAGE_MEMORY = 256 << 20, TEXT_MAX = 200 << 20 };

const struct option_def EXPORT_OPTIONS[] = {
	{ "out", OPTION_TEXT, "FILE", NULL, "写入的CSV文件（必填）" },
	{ "from", OPTION_TEXT, "DATE", NULL, "从这一天起，例如 2025-01-01" },
	{ "to", OPTION_TEXT, "DATE", NULL, "到这一天止（含）" },
	{ NULL },
};

/* Kinds of a column: t time, otherwise text or number as it is. The first column of a query is the id to go on from. */
struct export_kind {
	const char *name, *header, *kinds;
	void (*query)(struct db_query *q, int64_t from, int64_t to, int64_t after);
};

static void appeals(struct db_query *q, int64_t from, int64_t to, int64_t after)
{
	db_query_text(q, "SELECT a.id, a.no, h.code, a.external_no, a.received_at, a.status, a.type, a.family, "
			 "a.anonymity, t.code, t.name, "
			 "CASE WHEN a.anonymity = 'secret' THEN '保密举报' ELSE a.title END, "
			 "CASE WHEN a.anonymity = 'secret' THEN COALESCE(a.released_text, '') ELSE a.body END, "
			 "CASE WHEN a.anonymity = 'secret' THEN '' ELSE a.address END, w.name, v.name, a.urgency, "
			 "c.no, a.result_text, "
			 "a.closed_at, a.historical, r.solved, r.satisfied FROM appeal a JOIN channel h ON h.id = "
			 "a.channel_id ");
	db_query_text(q, "LEFT JOIN event_type t ON t.id = a.event_type_id LEFT JOIN unit w ON w.id = a.town_id LEFT "
			 "JOIN unit v ON v.id = "
			 "a.community_id LEFT JOIN casefile c ON c.id = a.case_id LEFT JOIN rating r ON r.appeal_id = "
			 "a.id AND r.round = "
			 "(SELECT MAX(x.round) FROM rating x WHERE x.appeal_id = a.id) ");
	db_query_add(q, "WHERE a.id > $ AND a.received_at >= $ AND a.received_at < $ ORDER BY a.id LIMIT $", DB_ARG_I64(after),
		     DB_ARG_I64(from), DB_ARG_I64(to), DB_ARG_I64(PAGE));
}

static void cases(struct db_query *q, int64_t from, int64_t to, int64_t after)
{
	db_query_text(q, "SELECT c.id, c.no, c.status, c.source, c.title, t.code, t.name, c.colour, c.type, c.family, "
			 "w.name, v.name, c.address, "
			 "u.code, u.name, c.opened_at, c.dispatched_at, c.due_at, c.settled_at, c.closed_at, "
			 "c.closing_kind, c.round, c.appeals, "
			 "c.urges, m.no, c.reopened, c.historical FROM casefile c LEFT JOIN event_type t ON t.id = "
			 "c.event_type_id ");
	db_query_text(q, "LEFT JOIN unit w ON w.id = c.town_id LEFT JOIN unit v ON v.id = c.community_id LEFT JOIN unit u ON u.id = "
			 "c.lead_unit_id LEFT JOIN casefile m ON m.id = c.merged_into ");
	db_query_add(q, "WHERE c.id > $ AND c.opened_at >= $ AND c.opened_at < $ ORDER BY c.id LIMIT $", DB_ARG_I64(after),
		     DB_ARG_I64(from), DB_ARG_I64(to), DB_ARG_I64(PAGE));
}

static void orders(struct db_query *q, int64_t from, int64_t to, int64_t after)
{
	db_query_text(q, "SELECT o.id, o.no, c.no, o.role, u.code, u.name, o.status, o.dispatched_at, o.sign_due_at, "
			 "o.signed_at, o.auto_signed, "
			 "o.contact_due_at, o.contacted_at, o.due_at, o.submitted_at, o.settled_at, o.result, "
			 "o.public_answer, o.unsolved_reason, "
			 "o.cost_fen, o.round, o.sent_back FROM work_order o JOIN casefile c ON c.id = o.case_id JOIN "
			 "unit u ON u.id = o.unit_id ");
	db_query_add(q, "WHERE o.id > $ AND o.dispatched_at >= $ AND o.dispatched_at < $ ORDER BY o.id LIMIT $", DB_ARG_I64(after),
		     DB_ARG_I64(from), DB_ARG_I64(to), DB_ARG_I64(PAGE));
}

static void events(struct db_query *q, int64_t from, int64_t to, int64_t after)
{
	db_query_text(q, "SELECT e.id, e.stream, e.stream_id, e.seq, e.kind, p.login, u.code, e.recorded_at, "
			 "e.recorded_at, e.happened_at, "
			 "e.body FROM event e LEFT JOIN app_user p ON p.id = e.actor_id LEFT JOIN unit u ON u.id = "
			 "e.actor_unit_id ");
	db_query_add(q, "WHERE e.id > $ AND e.recorded_at >= $ AND e.recorded_at < $ ORDER BY e.id LIMIT $", DB_ARG_I64(after),
		     DB_ARG_I64(from), DB_ARG_I64(to), DB_ARG_I64(PAGE));
}

static const struct export_kind KINDS[] = {
	{ "appeals",
	  "编号,渠道,外部编号,来件时间,状态,性质,类别,实名情况,事项编码,事项,标题,正文,地址,镇街,村居,紧急程度,案件号,办理结果,结束时间,历史,是否解决,满意度",
	  "...t..............t...", appeals },
	{ "cases",
	  "案件号,状态,来源,标题,事项编码,事项,分级,性质,类别,镇街,村居,地址,主办单位编码,主办单位,立案时间,派单时间,到期时间,审结时间,结案时间,结案方式,轮次,"
	  "诉求人数,催办,并入案件,重开次数,历史",
	  "..............ttttt.......", cases },
	{ "orders",
	  "工单号,案件号,角色,单位编码,单位,状态,派发时间,签收期限,签收时间,系统签收,联系期限,联系时间,到期时间,提交时间,审结时间,结果,答复,未解决原因,费用分,轮次,退回",
	  "......ttt.ttttt......", orders },
	{ "events", "对象,对象编号,序号,事件,经办人,经办单位,记录时刻,记录时间,发生时间,内容", ".......tt.", events },
	{ NULL },
};

static struct sv cell(const struct db_cursor *c, int col, char kind, struct arena *a)
{
	char text[TIME_TEXT];
	if (db_is_null(c, col))
		return (struct sv){ "", 0 };
	if (kind == 't')
		return sv_from(arena_str(a, time_text(db_i64(c, col), text)));
	return sv_from(db_text(c, col));
}

/* One page into the buffer; *after moves on; *rows = 0 at the end. */
static enum err read_page(struct app *app, const struct export_kind *k, int64_t from, int64_t to, int64_t *after,
	struct buf *b, int64_t *rows)
{
	struct db_query q;
	struct db_cursor *c;
	*rows = 0;
	db_query_init(&q);
	k->query(&q, from, to, *after);
	enum err e = db_query_open(app->s, &q, &c);
	if (e)
		return e;
	while (!(e = db_next(c))) {
		*after = db_i64(c, 0);
		for (int col = 1; col < db_columns(c); col++)
			csv_field(b, col == 1, cell(c, col, k->kinds[col - 1], app->scratch));
		csv_end(b);
		(*rows)++;
	}
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err write_all(struct app *app, const struct export_kind *k, int64_t from, int64_t to, FILE *out, int64_t *total)
{
	int64_t after = 0, rows;
	do {
		struct buf b;
		arena_reset(app->scratch);
		buf_init(&b, app->scratch, TEXT_MAX);
		enum err e = read_page(app, k, from, to, &after, &b, &rows);
		if (e)
			return e;
		if (b.overflow || fwrite(b.p ? b.p : "", 1, b.n, out) != b.n)
			return ERR_IO;
		*total += rows;
	} while (rows == PAGE);
	return ERR_OK;
}

static int export_file(struct app *app, const struct export_kind *k, int64_t from, int64_t to, const char *name)
{
	const char *part = arena_printf(app->arena, "%s.part", name);
	int64_t total = 0;
	FILE *out = fopen(part, "wb");
	if (!out) {
		app_say("无法写 %s：%s", part, strerror(errno));
		return EXIT_FAILED;
	}
	bool ok = fprintf(out, "\xEF\xBB\xBF%s\r\n", k->header) > 0;
	enum err e = ok ? write_all(app, k, from, to, out, &total) : ERR_IO;
	if (fclose(out) && !e)
		e = ERR_IO;
	if (!e && rename(part, name))
		e = ERR_IO;
	if (e) {
		if (e == ERR_IO)
			app_say("写 %s 时出错：%s", name, strerror(errno));
		unlink(part);
		return e == ERR_IO ? EXIT_FAILED : app_failed(app, e, NULL);
	}
	printf("已写出 %" PRId64 " 行到 %s\n", total, name);
	return EXIT_DONE;
}

/* Local midnight of the day; `extra` days later. */
static bool read_day(const char *text, int64_t otherwise, int extra, int64_t *out)
{
	*out = otherwise;
	if (!text)
		return true;
	int64_t at;
	if (!time_parse(text, &at))
		return false;
	*out = day_start_ms(day_add(day_of_ms(at), extra));
	return true;
}

int cmd_export(const struct options *o)
{
	struct app app;
	int64_t from, to;
	const struct export_kind *k = KINDS;
	while (k->name && (o->nargs != 1 || strcmp(k->name, o->args[0]) != 0))
		k++;
	if (!k->name)
		return usage_error("export", "请写导出什么：appeals、cases、orders 或 events");
	if (!option_given(o, "out"))
		return usage_error("export", "请用 --out 指定文件");
	if (!read_day(option_text(o, "from"), 0, 0, &from) || !read_day(option_text(o, "to"), INT64_MAX, 1, &to))
		return usage_error("export", "日期请写成 2025-01-01");
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | APP_READ_ONLY))
		code = export_file(&app, k, from, to, option_text(o, "out"));
	app_close(&app);
	return code;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao import appeals FILE.csv`. */
#include <inttypes.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/import.h"

const struct option_def IMPORT_OPTIONS[] = {
	{ "map", OPTION_TEXT, "LIST", NULL, "列名与字段的对应，例如 --map \"留言详情=body,答复=answer\"" },
	{ "channel", OPTION_TEXT, "CODE", NULL, "全部记入这个渠道；不写则按文件的渠道列" },
	{ "dry-run", OPTION_FLAG, NULL, NULL, "只检查，不写入数据库" },
	{ "batch", OPTION_INT, "N", "200", "每个事务写多少行，1 到 1000" },
	{ NULL },
};

static void print_report(const struct import_report *r, bool dry_run, int64_t ms)
{
	printf("读入 %" PRId64 " 行：%s %" PRId64 "（其中已办结的历史案件 %" PRId64 "），已有 %" PRId64 "，退回 %" PRId64, r->rows,
	       dry_run ? "可导入" : "新增", r->taken, r->historical, r->known, r->rejected);
	if (r->units)
		printf("；新建历史承办单位 %" PRId64, r->units);
	printf("；用时 %.1f 秒\n", (double)ms / 1000);
	if (r->rejected_file)
		printf("退回的行和原因在 %s，改正后可直接再次导入该文件\n", r->rejected_file);
}

static int import(struct app *app, const struct options *o)
{
	struct problem p = { 0 };
	struct import_report r;
	struct op op = app_op(app, &p);
	struct import_options i = { .file = o->args[1], .map = option_text(o, "map"), .channel = option_text(o, "channel"),
				    .dry_run = option_flag(o, "dry-run"), .batch = option_int(o, "batch"), .progress = stderr };
	int64_t began = mono_ms();
	op.a = app->arena;
	op.refs = refs_take(&app->site);
	enum err e = import_appeals(&op, &i, &r);
	refs_drop(&app->site, op.refs);
	print_report(&r, i.dry_run, mono_ms() - began);
	return e ? app_failed(app, e, &p) : EXIT_DONE;
}

int cmd_import(const struct options *o)
{
	struct app app;
	if (o->nargs != 2 || strcmp(o->args[0], "appeals") != 0)
		return usage_error("import", "请写 yingshao import appeals 文件.csv");
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | APP_KEYS | APP_REFS))
		code = import(&app, o);
	app_close(&app);
	return code;
}

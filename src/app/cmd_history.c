/* SPDX-License-Identifier: Apache-2.0 */
/* What keeps the data trustworthy: verify (chains and anchors), rebuild (derived tables), backup. */
#include <inttypes.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/verify_file.h"
#include "app_sql.h"
#include "auth/audit.h"
#include "board/rollup.h"
#include "score/score.h"
#include "search/search.h"

/* ---- verify ---------------------------------------------------------------------------------------- */

const struct option_def VERIFY_OPTIONS[] = {
	{ "signature", OPTION_TEXT, "FILE", NULL, "文件的签名；没有时用同名的 .sig，再没有用库里存的" },
	{ NULL },
};

static void say(void *arg, const char *text)
{
	(void)arg;
	printf("  问题：%s\n", text);
}

static int verify(struct app *app)
{
	struct verify_report r = { 0 };
	int64_t rows = 0, bad = 0, runs = 0, wrong = 0, began = mono_ms();
	enum err e = event_verify(app->s, app->site.keys, say, NULL, &r);
	if (!e)
		e = audit_verify(app->s, say, NULL, &rows, &bad);
	if (!e)
		e = score_verify(app->s, say, NULL, &runs, &wrong);
	if (e)
		return app_failed(app, e, NULL);
	printf("事件流 %" PRId64 " 条，事件 %" PRId64 " 个，加密文本 %" PRId64 " 段（已按规定清除 %" PRId64 " 段），"
	       "存证 %" PRId64 " 次，审计 %" PRId64 " 行，考核榜 %" PRId64 " 份；用时 %" PRId64 " 毫秒\n",
	       r.streams, r.events, r.secrets, r.erased, r.anchors, rows, runs, mono_ms() - began);
	printf("%" PRId64 " 个问题\n", r.bad + bad + wrong);
	return r.bad + bad + wrong ? EXIT_FAILED : EXIT_DONE;
}

int cmd_verify(const struct options *o)
{
	struct app app;
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | APP_KEYS | APP_READ_ONLY))
		code = o->nargs ? verify_file(&app, o->args[0], option_text(o, "signature")) : verify(&app);
	app_close(&app);
	return code;
}

/* ---- rebuild --------------------------------------------------------------------------------------- */

const struct option_def REBUILD_OPTIONS[] = {
	{ NULL },
};

struct rebuilt {
	int64_t removed, added;
};

static enum err rebuild_tree(struct db_session *s, void *arg)
{
	struct rebuilt *r = arg;
	enum err e = q_under_wrong_delete(s, &r->removed);
	return e ? e : q_under_missing_insert(s, &r->added);
}

int cmd_rebuild(const struct options *o)
{
	struct app app;
	struct rebuilt tree = { 0, 0 };
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA)) {
		int64_t days = 0, cases = 0;
		struct problem problem = { 0 };
		struct op op = app_op(&app, &problem);
		enum err e = db_write(app.s, rebuild_tree, &tree);
		if (!e)
			e = rollup_rebuild(app.s, env_now(app.site.env), &days);
		if (!e)
			e = search_rebuild(&op, &cases);
		code = e ? app_failed(&app, e, NULL) : EXIT_DONE;
		if (!e)
			printf("机构上下级表：去掉 %" PRId64 " 行，补上 %" PRId64 " 行\n", tree.removed, tree.added);
		if (!e)
			printf("每日数字：改正 %" PRId64 " 天\n全文检索：%" PRId64 " 件案件\n", days, cases);
	}
	app_close(&app);
	return code;
}

/* ---- backup ---------------------------------------------------------------------------------------- */

const struct option_def BACKUP_OPTIONS[] = {
	{ NULL },
};

static int backup(struct app *app, const char *path)
{
	char why[400] = "";
	if (db_kind(app->site.db) == DB_POSTGRES) {
		app_say("PostgreSQL 数据库请用 pg_dump 备份，步骤见 docs/operations.md");
		return EXIT_FAILED;
	}
	if (db_backup(app->site.db, path, why, sizeof why) != ERR_OK) {
		app_say("%s", why);
		return EXIT_FAILED;
	}
	printf("数据库已备份到 %s\n", path);
	printf("还需另外备份：附件目录 %s/files，密钥文件 %s/keys。\n", app->config.var_dir, app->config.var_dir);
	printf("密钥文件要与数据库备份分开保管：没有密钥，备份中的联系方式和加密文本无法读出；两者在一起，等于没有加密。\n");
	return EXIT_DONE;
}

int cmd_backup(const struct options *o)
{
	struct app app;
	int code = EXIT_FAILED;
	if (o->nargs != 1)
		return usage_error("backup", "请写备份文件名，例如 yingshao backup /backup/yingshao.db");
	if (app_open(&app, o, APP_SCHEMA | APP_READ_ONLY))
		code = backup(&app, o->args[0]);
	app_close(&app);
	return code;
}

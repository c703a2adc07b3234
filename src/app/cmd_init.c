/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao init`: the demo city, or a new empty one, in an empty database. */
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/demo_city.h"
#include "app/start_city.h"
#include "app_sql.h"

const struct option_def INIT_OPTIONS[] = {
	{ "demo", OPTION_FLAG, NULL, NULL, "建立虚构的演示城市青澜市" },
	{ "seed", OPTION_INT, "N", "1", "演示城市的随机种子，同一种子得到同一座城市" },
	{ "city", OPTION_TEXT, "NAME", NULL, "建立一座空的城市，例如 --city 某某市" },
	{ "region", OPTION_TEXT, "CODE", NULL, "空城市的行政区划代码，6 位数字" },
	{ "data", OPTION_TEXT, "DIR", "data", "初始数据所在目录" },
	{ NULL },
};

/* ---- an initialisation that failed leaves nothing behind -------------------------------------------- */

static bool file_is_there(const struct options *o)
{
	struct app app;
	bool there = true;
	if (app_config(&app, o) && app_sqlite_file(&app.config))
		there = access(app_sqlite_file(&app.config), F_OK) == 0;
	app_close(&app);
	return there;
}

static void remove_file(const struct options *o)
{
	static const char *const suffix[] = { "", "-wal", "-shm", ".lock" };
	struct app app;
	bool known = app_config(&app, o) && app_sqlite_file(&app.config);
	for (size_t i = 0; known && i < sizeof suffix / sizeof *suffix; i++)
		unlink(arena_printf(app.arena, "%s%s", app_sqlite_file(&app.config), suffix[i]));
	app_close(&app);
}

/* ---- the two cities -------------------------------------------------------------------------------- */

/* Widths in columns of a terminal, where a Chinese character takes two. */
static void print_cell(const char *text, int width)
{
	int col = 0;
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if ((*p & 0xC0) != 0x80)
			col += *p >= 0xE0 ? 2 : 1;
	printf("%s%*s", text, col < width ? width - col : 1, "");
}

static void print_account(const char *login, const char *password, const char *name, const char *role, const char *unit)
{
	print_cell(login, 16);
	print_cell(password, 22);
	print_cell(name, 14);
	print_cell(role, 14);
	printf("%s\n", unit);
}

static int make_demo(struct app *app, const struct options *o)
{
	struct demo_account accounts[DEMO_ACCOUNTS_MAX];
	struct problem p = { 0 };
	size_t n = 0;
	struct demo_options d = { .data_dir = option_text(o, "data"), .seed = (uint64_t)option_int(o, "seed"), .founded_at = NIL };
	enum err e = demo_create(&app->site, app->s, app->arena, &d, accounts, &n, &p);
	if (e)
		return app_failed(app, e, &p);
	printf("演示城市青澜市已建立。以下账号的密码只显示这一次：\n\n");
	print_account("账号", "密码", "姓名", "角色", "单位");
	for (size_t i = 0; i < n; i++)
		print_account(accounts[i].login, accounts[i].password, accounts[i].name, accounts[i].role, accounts[i].unit);
	return EXIT_DONE;
}

static int make_city(struct app *app, const struct options *o)
{
	struct start_account accounts[START_ACCOUNTS];
	struct problem p = { 0 };
	enum err e = start_city(app, option_text(o, "city"), option_text(o, "region"), option_text(o, "data"), accounts, &p);
	if (e)
		return app_failed(app, e, &p);
	printf("%s已建立。以下账号的密码只显示这一次，首次登录后须修改：\n\n", option_text(o, "city"));
	print_account("账号", "密码", "姓名", "角色", "");
	for (size_t i = 0; i < START_ACCOUNTS; i++)
		print_account(accounts[i].login, accounts[i].password, accounts[i].name, accounts[i].role, "");
	printf("\n接下来：由系统管理员建立机构和用户，安全管理员批准授权；导入网格、事项清单见 docs/operations.md。\n");
	return EXIT_DONE;
}

static int init(struct app *app, const struct options *o)
{
	struct q_app_counts_out n;
	enum err e = q_app_counts(app->s, &n);
	if (e)
		return app_failed(app, e, NULL);
	if (n.users + n.units + n.appeals) {
		app_say("数据库 %s 里已有数据，不能再初始化", app->config.database_url);
		return EXIT_FAILED;
	}
	return option_flag(o, "demo") ? make_demo(app, o) : make_city(app, o);
}

/* Six digits: GB/T 2260. */
static bool is_region(const char *text)
{
	return text && strlen(text) == 6 && strspn(text, "0123456789") == 6;
}

int cmd_init(const struct options *o)
{
	struct app app;
	if (option_flag(o, "demo") == option_given(o, "city"))
		return usage_error("init", "请选择 --demo 或 --city 之一");
	if (option_given(o, "city") && !is_region(option_text(o, "region")))
		return usage_error("init", "--city 还需要 --region，写 6 位行政区划代码");
	bool there = file_is_there(o);
	int code = EXIT_FAILED;
	if (app_open(&app, o, 0) && app_migrate(&app)) {
		app_close(&app);
		if (app_open(&app, o, APP_SCHEMA | APP_KEYS | APP_KEYS_CREATE))
			code = init(&app, o);
	}
	app_close(&app);
	if (code != EXIT_DONE && !there)
		remove_file(o);
	return code;
}

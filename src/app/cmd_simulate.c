/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao simulate`: a year of a city in minutes, for demonstrations and for tests of everything at once. */
#include "app/app.h"
#include "app/commands.h"
#include "app/simulate.h"
#include "app/subscriptions.h"

const struct option_def SIMULATE_OPTIONS[] = {
	{ "from", OPTION_TEXT, "DATE", NULL, "第一天，例如 2025-01-01（必填）" },
	{ "days", OPTION_INT, "N", "30", "模拟多少天" },
	{ "per-day", OPTION_INT, "N", "200", "平均每天多少件诉求" },
	{ "seed", OPTION_INT, "N", "1", "随机种子：同一座城市、同样的参数得到同样的历史" },
	{ "job-minutes", OPTION_INT, "N", "15", "每隔多少分钟执行一次定时任务" },
	{ "data", OPTION_TEXT, "DIR", "data", "演示文字所在目录" },
	{ "habits", OPTION_TEXT, "FILE", NULL, "单位的脾气（CSV），不写则用 data/demo/habits.csv" },
	{ "customs", OPTION_TEXT, "FILE", NULL, "城市的习惯（CSV），不写则用 data/demo/customs.csv" },
	{ NULL },
};

static int simulate(struct app *app, const struct options *o, int64_t from)
{
	struct problem p = { 0 };
	struct simulate_report r;
	struct simulate_options s = { .from = from,
		.until = env_now(app->site.env),
		.days = option_int(o, "days"),
		.per_day = option_int(o, "per-day"),
		.seed = (uint64_t)option_int(o, "seed"),
		.job_minutes = option_int(o, "job-minutes"),
		.data_dir = option_text(o, "data"),
		.habits = option_text(o, "habits"),
		.customs = option_text(o, "customs"),
		.progress = stderr };
	event_subscribe(SUBSCRIPTIONS);
	enum err e = simulate_run(&app->site, app->s, &s, &r, &p);
	simulate_print(stdout, &r);
	return e ? app_failed(app, e, &p) : EXIT_DONE;
}

int cmd_simulate(const struct options *o)
{
	struct app app;
	int64_t at;
	if (!option_text(o, "from") || !time_parse(option_text(o, "from"), &at))
		return usage_error("simulate", "请用 --from 写明第一天，例如 --from 2025-01-01");
	if (option_int(o, "days") < 1 || option_int(o, "days") > 3660 || option_int(o, "per-day") < 1 ||
		option_int(o, "per-day") > 20000)
		return usage_error("simulate", "--days 须在 1 到 3660 之间，--per-day 须在 1 到 20000 之间");
	int code = EXIT_FAILED;
	if (app_open(&app, o, APP_SCHEMA | APP_KEYS | APP_REFS | APP_FAST)) {
		if (app.site.demo)
			code = simulate(&app, o, day_start_ms(day_of_ms(at)));
		else
			app_say("只有演示城市可以模拟；真实数据里不能混入虚构的诉求");
	}
	app_close(&app);
	return code;
}

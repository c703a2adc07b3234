/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao check`: proofs of the state machines, statements, invariants of the data, settings. Reads only, so it may run
 * beside the server. Every finding is one line; the exit code is 1 when there are any. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "adjust/adjust.h"
#include "app/app.h"
#include "app/commands.h"
#include "app/routes.h"
#include "auth/caps.h"
#include "check_sql.h"
#include "dispute/dispute.h"
#include "dutylist/dutylist.h"
#include "emergency/emergency.h"
#include "grid/grid.h"
#include "hardcase/hardcase.h"
#include "hotspot/hotspot.h"
#include "instruction/instruction.h"
#include "hotline/hotline.h"
#include "knowledge/knowledge.h"
#include "notice/notice.h"
#include "outbox/outbox.h"
#include "order/order.h"
#include "org/org.h"
#include "accountability/accountability.h"
#include "promise/promise.h"
#include "score/score.h"
#include "selfhandled/selfhandled.h"
#include "visit/visit.h"
#include "whistle/whistle.h"

const struct option_def CHECK_OPTIONS[] = {
	{ "machines", OPTION_FLAG, NULL, NULL, "只检查状态机，不打开数据库" },
	{ NULL },
};

struct report {
	size_t checks, findings;
};

static void finding(struct report *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void finding(struct report *r, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	printf("  问题：");
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
	r->findings++;
}

/* ---- machines and routes --------------------------------------------------------------------------- */

static const struct wf_machine *const MACHINES[] = {
	&APPEAL_MACHINE, &CASE_MACHINE,	       &ORDER_MACHINE,	 &ADJUST_MACHINE, &SELF_MACHINE,
	&DISPUTE_MACHINE, &SEAT_MACHINE, &CALL_MACHINE, &TRANSFER_MACHINE, &FLAG_MACHINE, &KNOWLEDGE_MACHINE, &CORRECTION_MACHINE,
	&INSTRUCTION_MACHINE, &RECEIPT_MACHINE, &VISIT_MACHINE, &DUTY_RETURN_MACHINE, &NOTICE_MACHINE, &SCORE_MACHINE,
	&SCORE_OBJECTION_MACHINE, &EXCLUSION_MACHINE, &SCORE_DISCLOSURE_MACHINE, &ACCOUNTABILITY_MACHINE,
	&WHISTLE_MACHINE, &RESPONDER_MACHINE, &WHISTLE_TASK_MACHINE, &WHISTLE_RATING_MACHINE,
	&EMERGENCY_MACHINE, &HARDCASE_MACHINE, &HOTSPOT_MACHINE, &PROMISE_MACHINE, &PARTITION_MACHINE, &OUTBOX_MACHINE,
};

static void say(void *arg, const char *text)
{
	finding(arg, "%s", text);
}

static void check_machines(struct report *r)
{
	for (size_t i = 0; i < sizeof MACHINES / sizeof *MACHINES; i++) {
		const struct wf_machine *m = MACHINES[i];
		printf("状态机 %s（%s）：%zu 个状态，%zu 个动作\n", m->text, m->name, m->nstates, m->nedges);
		wf_check(m, cap_granted, say, r);
		r->checks++;
	}
}

static void check_routes(struct report *r)
{
	size_t n = 0;
	for (const struct route *const *t = ROUTES; *t; t++) {
		for (const struct route *x = *t; x->pattern; x++, n++) {
			if (!(x->flags & ROUTE_PUBLIC) && !cap_granted(x->cap) && x->cap != CAP_SELF)
				finding(r, "接口 %s 所需的权限没有任何角色拥有", x->pattern);
			if (!x->doc || !*x->doc)
				finding(r, "接口 %s 没有说明", x->pattern);
		}
	}
	printf("接口：%zu 个\n", n);
	r->checks++;
}

/* ---- data ------------------------------------------------------------------------------------------ */

#define ROW(name, sentence) { &q_check_##name##_stmt, sentence }

static const struct {
	const struct db_stmt *st;
	const char *text;
} INVARIANTS[] = {
	ROW(lead, "未结案件应恰有一个主办工单"),
	ROW(lead_unit, "案件的主办单位应与主办工单一致"),
	ROW(lead_party, "在办工单的单位应能看到案件"),
	ROW(membership, "已立案的诉求应恰好属于它的案件"),
	ROW(membership_free, "未立案的诉求不应属于任何案件"),
	ROW(membership_double, "一件诉求不应同时属于两个案件"),
	ROW(appeals_counter, "案件的诉求数应与实有诉求一致"),
	ROW(unheard, "结案前每位诉求人都应已评价、免回访或多次联系未果"),
	ROW(task, "待评价的诉求应恰有一个未完成的回访任务"),
	ROW(task_idle, "未完成的回访任务应对应待评价的诉求"),
	ROW(agent, "回访员不应回访本单位承办的案件"),
	ROW(rated, "已评价的诉求应有评价记录"),
	ROW(clock_order, "已结束的工单不应还有计时"),
	ROW(clock_case, "已结束的案件不应还有计时"),
	ROW(clock_appeal, "补充期限只应在待补充时计时"),
	ROW(clock_missing, "办理中的工单应在计时"),
	ROW(holds, "工单的未了事项数应与记录一致"),
	ROW(case_place, "案件的网格应在案件的镇街内"),
	ROW(files, "附件应属于存在的对象"),
	ROW(history, "每件案件都应有历史记录"),
	ROW(types_lead, "在用的事项应有主办单位或权属类别"),
	ROW(grants, "三员角色不应由同一人兼任"),
	ROW(admins, "系统管理员、安全管理员、审计管理员都应有在用账号"),
};

struct invariant_row {
	int64_t id;
	const char *what;
};

struct listing {
	struct report *r;
	const char *text;
};

static bool list_row(void *arg, const void *row)
{
	const struct listing *l = arg;
	const struct invariant_row *x = row;
	if (x->id)
		finding(l->r, "%s：%s（id %" PRId64 "）", l->text, x->what, x->id);
	else
		finding(l->r, "%s：%s", l->text, x->what);
	return true;
}

static enum err check_data(struct app *app, struct report *r)
{
	for (size_t i = 0; i < sizeof INVARIANTS / sizeof *INVARIANTS; i++) {
		struct listing l = { r, INVARIANTS[i].text };
		arena_reset(app->scratch);
		enum err e = db_each(app->s, INVARIANTS[i].st, NULL, list_row, &l);
		if (e) {
			app_say("检查“%s”时出错：%s", INVARIANTS[i].text, db_error(app->s));
			return e;
		}
		r->checks++;
	}
	printf("数据：%zu 条规则\n", sizeof INVARIANTS / sizeof *INVARIANTS);
	return ERR_OK;
}

static enum err check_tree(struct app *app, struct report *r)
{
	int64_t bad = 0;
	enum err e = org_tree_verify(app->s, &bad);
	if (!e && bad)
		finding(r, "机构树的上下级表有 %" PRId64 " 处与机构不符，请运行 yingshao rebuild", bad);
	r->checks++;
	return e;
}

/* Days of a year without its holiday notice are guessed from the week. The notice for next year comes in November. */
static enum err check_calendar(struct app *app, struct report *r)
{
	struct q_check_calendar_out c;
	enum err e = q_check_calendar(app->s, &c);
	int32_t today = day_of_ms(env_now(app->site.env));
	if (!e && c.last / 10000 < today / 10000)
		finding(r, "工作日历没有 %d 年的放假安排，请导入", (int)(today / 10000));
	r->checks++;
	return e;
}

static enum err check_statements(struct app *app, struct report *r)
{
	const struct db_stmt *bad = NULL;
	enum err e = db_prepare_all(app->s, &bad);
	if (bad)
		finding(r, "数据库语句 %s 无法执行：%s", bad->name, db_error(app->s));
	printf("数据库语句：%u 条\n", DB_STATEMENT_COUNT);
	r->checks++;
	return bad ? ERR_OK : e;
}

/* ---- settings -------------------------------------------------------------------------------------- */

static void check_place(struct report *r, const char *path, mode_t forbidden, const char *what)
{
	struct stat st;
	r->checks++;
	if (stat(path, &st) != 0)
		finding(r, "%s %s 无法访问：%s", what, path, strerror(errno));
	else if (st.st_mode & forbidden)
		finding(r, "%s %s 的权限过宽，请执行 chmod go-rwx", what, path);
}

static void check_settings(struct app *app, struct report *r)
{
	const struct config *c = &app->config;
	check_place(r, c->var_dir, S_IWGRP | S_IRWXO, "数据目录");
	check_place(r, arena_printf(app->arena, "%s/keys", c->var_dir), S_IRWXG | S_IRWXO, "密钥文件");
	check_place(r, arena_printf(app->arena, "%s/desk/index.html", c->static_dir), 0, "网页");
	printf("设置：数据目录 %s，数据库 %s\n", c->var_dir, db_kind(app->site.db) == DB_SQLITE ? "SQLite" : "PostgreSQL");
}

static enum err check_all(struct app *app, struct report *r)
{
	check_settings(app, r);
	enum err e = check_statements(app, r);
	if (!e)
		e = check_tree(app, r);
	if (!e)
		e = check_calendar(app, r);
	return e ? e : check_data(app, r);
}

int cmd_check(const struct options *o)
{
	struct report r = { 0, 0 };
	struct app app;
	check_machines(&r);
	check_routes(&r);
	if (!option_flag(o, "machines")) {
		bool ok = app_open(&app, o, APP_SCHEMA | APP_READ_ONLY);
		if (ok && check_all(&app, &r) != ERR_OK)
			ok = false;
		app_close(&app);
		if (!ok)
			return EXIT_FAILED;
	}
	printf("%zu 项检查，%zu 个问题\n", r.checks, r.findings);
	return r.findings ? EXIT_FAILED : EXIT_DONE;
}

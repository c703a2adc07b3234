/* SPDX-License-Identifier: Apache-2.0 */
/* Plays a city through the real domain code with a clock of its own: citizens, operators, units, agents, jobs.
 *
 * What happens follows from the seed alone: the same city, options and seed give the same events with the same hashes. An
 * agenda of (time, serial) decides who acts next; each action is one write by one person with the rights of that person,
 * so that machines, capabilities and scopes are exercised as by the API. Needs the demo city (its texts and people).
 * What it costs: one thread, one write per action on a loading session; the site's environment is replaced meanwhile, so
 * nothing else may run. */
#ifndef YS_APP_SIMULATE_H
#define YS_APP_SIMULATE_H

#include <stdio.h>

#include "catalogue/site.h"

struct simulate_options {
	int64_t from;              /* epoch ms at which the first day begins */
	int64_t until;             /* nothing happens later; NIL: the end of the last day */
	int64_t days, per_day;     /* appeals on an average day */
	uint64_t seed;
	int64_t job_minutes;       /* how often the scheduler's jobs run; 0: 15 */
	const char *data_dir;      /* "data": with demo/ */
	const char *habits;        /* file of the units' temperaments; NULL: data_dir/demo/habits.csv */
	const char *customs;       /* what the city is used to; NULL: data_dir/demo/customs.csv */
	FILE *progress;            /* NULL: silent */
};

/* name, what the summary calls it */
#define SIMULATE_COUNTS(X)                                                                         \
	X(appeals, "诉求")                                                                           \
	X(by_citizens, "其中群众自助提交")                                                             \
	X(answered, "直接答复")                                                                       \
	X(asked, "要求补充")                                                                          \
	X(supplied, "已补充")                                                                         \
	X(refused, "不予受理")                                                                        \
	X(objected, "提出异议")                                                                       \
	X(emergencies, "转紧急专线")                                                                  \
	X(withdrawn, "撤回")                                                                          \
	X(filed, "立案")                                                                              \
	X(patrols, "巡查立案")                                                                        \
	X(joined, "并入")                                                                             \
	X(merged, "归并")                                                                             \
	X(unmerged, "拆分")                                                                           \
	X(reclassified, "重新归类")                                                                   \
	X(dispatched, "派单")                                                                         \
	X(redirected, "改派")                                                                         \
	X(suborders, "子单")                                                                          \
	X(signed, "签收")                                                                             \
	X(contacts, "联系诉求人")                                                                     \
	X(submitted, "提交结果")                                                                      \
	X(no_evidence, "材料不全被退")                                                                \
	X(sent_back, "审核退回")                                                                      \
	X(settled, "审结")                                                                            \
	X(terminated, "终止")                                                                         \
	X(transferred, "移送")                                                                        \
	X(urges, "催办")                                                                              \
	X(calls, "回访次数")                                                                          \
	X(rated, "评价")                                                                              \
	X(satisfied, "其中满意")                                                                      \
	X(by_link, "其中扫码评价")                                                                    \
	X(waived, "回访员免回访")                                                                     \
	X(judged, "研判")                                                                             \
	X(excluded, "申请剔除")                                                                       \
	X(reworked, "重办")                                                                           \
	X(checked, "核查结案")                                                                        \
	X(check_failed, "核查不通过")                                                                 \
	X(reopened, "重新打开")                                                                       \
	X(silent, "不签收不联系的工单")                                                                  \
	X(asked_adjust, "申请延期挂账")                                                                 \
	X(approved, "其中批准")                                                                       \
	X(denied, "其中驳回")                                                                         \
	X(resumed, "提前恢复办理")                                                                    \
	X(returned, "退单")                                                                           \
	X(ruled_redirect, "裁定改派")                                                                  \
	X(ruled_reject, "裁定驳回")                                                                   \
	X(conferred, "会商")                                                                          \
	X(raised, "提级裁定")                                                                         \
	X(whistles, "吹哨")                                                                           \
	X(whistle_answers, "应哨")                                                                    \
	X(whistle_ratings, "应哨评价")                                                                 \
	X(instructions, "指令")                                                                       \
	X(receipts, "指令回执")                                                                       \
	X(visits, "走访")                                                                            \
	X(visit_plans, "走访计划")                                                                     \
	X(forces, "力量报到")                                                                         \
	X(verified, "现场核实")                                                                       \
	X(rung, "来电")                                                                              \
	X(abandoned, "来电未接")                                                                      \
	X(thirds, "三方转接")                                                                         \
	X(flags, "号码标记")                                                                         \
	X(corrections, "知识纠错")                                                                    \
	X(mentions, "提醒同事")                                                                       \
	X(leaves, "请假代理")                                                                         \
	X(self_handled, "自办件")                                                                     \
	X(sampled, "自办件抽查")                                                                      \
	X(urgent_hand, "手工速报")                                                                    \
	X(urgent_taken, "突发紧急接手")                                                                \
	X(urgent_false, "其中误报")                                                                   \
	X(urgent_routine, "其中转常规")                                                                \
	X(urgent_entries, "续报")                                                                     \
	X(urgent_lifted, "解除响应")                                                                  \
	X(urgent_reviewed, "复盘")                                                                    \
	X(hard_assigned, "疑难件定人")                                                                 \
	X(hard_meetings, "疑难件会商")                                                                 \
	X(hard_decided, "疑难件定办法")                                                                \
	X(hard_raised, "疑难件提级")                                                                   \
	X(promises, "承诺确认")                                                                       \
	X(promises_kept, "承诺称做到")                                                                \
	X(promises_asked, "承诺问群众")                                                               \
	X(hard_closed, "疑难件了结")                                                                   \
	X(hints, "签发提示单")                                                                        \
	X(supervises, "签发督办单")                                                                    \
	X(warns, "签发警示单")                                                                        \
	X(notices_dropped, "不予签发")                                                                \
	X(notices_answered, "三单反馈")                                                                \
	X(notices_failed, "反馈退回重办")                                                              \
	X(notices_done, "三单办结")                                                                   \
	X(jobs, "定时任务处理")                                                                       \
	X(refusals, "被规则拒绝的动作")

enum simulate_count {
#define X(name, text) SIM_##name,
	SIMULATE_COUNTS(X)
#undef X
	SIM_COUNT
};

struct simulate_report {
	int64_t n[SIM_COUNT];
	int64_t writes, ms;
	struct simulate_refusal {  /* why actions were refused, most frequent first */
		char code[48];
		int64_t n;
	} refusal[24];
};

/* ERR_CONFLICT when this is not a demo city, ERR_IO and ERR_INVALID for the data files, with a sentence in *p that lies in the
 * arena of `s`, which is otherwise not used. */
enum err simulate_run(struct site *site, struct db_session *s, const struct simulate_options *o, struct simulate_report *r,
		      struct problem *p);
void simulate_print(FILE *out, const struct simulate_report *r);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Dates promised in answers: a table of what units write, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "promise/promise_read.h"

/* Wednesday, September 10th 2025. 国庆 and 中秋 from October 1st to 8th, the Sunday before is worked. */
enum { SAID = 20250910 };

static const struct {
	const char *text;
	int32_t day;               /* 0: no promise */
} PHRASES[] = {
	/* days with month */
	{ "我局将于9月30日前完成修复。", 20250930 },
	{ "预计2025年10月15日完成整改。", 20251015 },
	{ "我们会在9月25号之前给您答复。", 20250925 },
	{ "计划于十月二十日前更换全部路灯。", 20251020 },
	{ "定于９月１８日上门维修。", 20250918 },
	{ "完成时间：2025-11-30前整改到位。", 20251130 },
	{ "2026/1/15前完成验收。", 20260115 },
	{ "9月30日（周二）前清理完毕。", 20250930 },
	{ "明天上午10点前派人上门处理。", 20250911 },
	{ "1月10日前发放到位。", 20260110 },
	{ "20号前修好。", 20250920 },
	{ "5号前把垃圾清走。", 20251005 },
	{ "将在15日前答复您。", 20250915 },
	/* parts of months, quarters and years */
	{ "月底前修好。", 20250930 },
	{ "施工队承诺本月底完成。", 20250930 },
	{ "9月底前，完成路面修复。", 20250930 },
	{ "下个月中旬恢复供水。", 20251020 },
	{ "下月上旬进场施工。", 20251010 },
	{ "下月5日前退费到账。", 20251005 },
	{ "11月前完成供热管道检修。", 20251031 },
	{ "10月份换上新井盖。", 20251031 },
	{ "年底前建成投用。", 20251231 },
	{ "今年内解决停车难问题。", 20251231 },
	{ "明年3月底前完成改造。", 20260331 },
	{ "2026年上半年完工。", 20260630 },
	{ "四季度整治完毕。", 20251231 },
	{ "本季度内办结。", 20250930 },
	{ "国庆前恢复通行。", 20250930 },
	{ "元旦前通上天然气。", 20251231 },
	/* weeks and days */
	{ "下周五前安排维修。", 20250919 },
	{ "下周三上门检修。", 20250917 },
	{ "力争本周内解决。", 20250914 },
	{ "将于周五完成清运。", 20250912 },
	{ "下周给您答复。", 20250921 },
	{ "后天送到您家。", 20250912 },
	{ "预计今晚恢复供电。", 20250910 },
	{ "周末前把树枝修剪完。", 20250914 },
	/* spans */
	{ "一周内修好。", 20250917 },
	{ "3天内清理完毕。", 20250913 },
	{ "两三天内给您回复。", 20250913 },
	{ "三日内整改到位。", 20250913 },
	{ "我们将在24小时内上门处理。", 20250911 },
	{ "5个工作日内办结。", 20250917 },
	{ "7-10个工作日内退款到账。", 20250924 },
	{ "十五个工作日内答复。", 20250930 },
	{ "半个月内完成铺装。", 20250925 },
	{ "一个半月内建好。", 20251025 },
	{ "3个月内完成改造。", 20251210 },
	{ "半年内解决。", 20260310 },
	{ "预计10天左右完工。", 20250920 },
	{ "自即日起30日内拆除。", 20251010 },
	{ "约定5天内再谈，若仍谈不拢，可向仲裁委员会申请仲裁。", 20250915 },
	{ "剩余部分8天内做完，工期牌贴在单元门口。", 20250918 },
	{ "已责令物业3日内整改。", 20250913 },
	/* no day */
	{ "近期修好。", 0 },
	{ "我们会尽快处理。", 0 },
	{ "适时启动改造。", 0 },
	{ "春节前完成。", 0 },
	{ "待资金到位后实施。", 0 },
	{ "每周一清运两次。", 0 },
	{ "以后每季度十号前更新。", 0 },
	{ "材料审核一般要5天，批下来会打电话。", 0 },
	/* over */
	{ "9月3日已修好，现场恢复通行。", 0 },
	{ "我们9月8日到现场查看。", 0 },
	{ "已于今天上午处理完毕。", 0 },
	{ "工作人员2小时内赶到现场处理。", 0 },
	{ "企业的在线数据调了5天的，没有超标。", 0 },
	{ "近3天内巡查了两次。", 0 },
	{ "9月10日到现场检查，问题属实。", 0 },
	{ "民警和社区今天上门查看。", 0 },
	{ "这笔账在公开栏贴到月底。", 0 },
	{ "水已经停了3天。", 0 },
	{ "目前施工进度与计划相差约一个月。", 0 },
	/* not the unit's */
	{ "如对处理不服，可在60日内申请行政复议。", 0 },
	{ "请您在7日内补齐材料。", 0 },
	{ "收到材料后5个工作日内办结。", 0 },
	{ "自受理之日起15个工作日内办结。", 0 },
	{ "一周内没修好可找镇上。", 0 },
	{ "家里收入有变化，请在一个月内告诉社区专干。", 0 },
	{ "合同约定9月30日前竣工。", 0 },
	{ "路灯保修2年内免费更换。", 0 },
	{ "周边环境已清理。", 0 },
	{ "", 0 },
};

static const struct calendar *autumn(struct arena *a)
{
	static const struct cal_exception DAYS[] = {
		{ 20250928, true, "国庆节" }, { 20251001, false, "国庆节" }, { 20251002, false, "国庆节" },
		{ 20251003, false, "国庆节" }, { 20251006, false, "国庆节" }, { 20251007, false, "国庆节" },
		{ 20251008, false, "国庆节" }, { 20251011, true, "国庆节" },
	};
	return cal_build(a, DAYS, sizeof DAYS / sizeof *DAYS, &CAL_HOURS_DEFAULT);
}

static void each_phrase(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const struct calendar *cal = autumn(a);
	int wrong = 0;
	(void)state;
	for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++) {
		struct promise_found found[PROMISE_FOUND_MAX];
		size_t n = promise_read(sv_from(PHRASES[i].text), SAID, cal, found);
		int32_t day = n ? found[0].day : 0;
		if (day != PHRASES[i].day || n > 1) {
			fprintf(stderr, "%s: %d, wanted %d\n", PHRASES[i].text, (int)day, (int)PHRASES[i].day);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_free(a);
}

static void several_in_one_answer(void **state)
{
	struct promise_found found[PROMISE_FOUND_MAX];
	const char *text = "您好，已派人查看。下周五前先把坑填平，9月30日前重新铺装；年底前整条路改造完成。请您放心，下周五前一定填平。";
	(void)state;
	assert_int_equal(promise_read(sv_from(text), SAID, NULL, found), 3);
	assert_int_equal(found[0].day, 20250919);
	assert_int_equal(found[1].day, 20250930);
	assert_int_equal(found[2].day, 20251231);
	assert_true(sv_eqs(found[0].words, "下周五前先把坑填平"));
	assert_true(sv_eqs(found[2].words, "年底前整条路改造完成"));
}

/* A text of nothing but dates ends like any other, and what is found is whole characters of it. */
static void bounded(void **state)
{
	static const char ONE[] = "3天内修好";
	char text[60000];
	struct promise_found found[PROMISE_FOUND_MAX];
	size_t n = 0;
	(void)state;
	while (n + sizeof ONE < sizeof text) {
		memcpy(text + n, ONE, sizeof ONE - 1);
		n += sizeof ONE - 1;
	}
	size_t got = promise_read((struct sv){ text, n }, SAID, NULL, found);
	assert_int_equal(got, 1);
	for (size_t cut = 0; cut < 60; cut++) {
		got = promise_read((struct sv){ text, cut }, SAID, NULL, found);
		for (size_t i = 0; i < got; i++)
			assert_true(found[i].words.p >= text && found[i].words.p + found[i].words.n <= text + cut);
	}
	got = promise_read((struct sv){ text, n }, SAID, NULL, found);
	assert_true(got && sv_utf8(found[0].words));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_phrase),
		cmocka_unit_test(several_in_one_answer),
		cmocka_unit_test(bounded),
	};
	return cmocka_run_group_tests_name("promise_read", tests, NULL, NULL);
}

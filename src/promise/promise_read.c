/* SPDX-License-Identifier: Apache-2.0 */
/* Which dates of an answer are promises: by the words of the clause in which they stand. */
#include "promise/promise_read.h"

#include <string.h>

/* No clause is looked at further than this many bytes from its date, no text at more dates than that. */
enum { REACH = 240, DATES_MAX = 64 };

/* Words that make it no promise: for the citizen to keep, if something happens, before a court, in general, in the
 * past. */
static const char *const NO_PROMISE[] = { "请您", "请在", "请于", "您可", "您在", "您需", "复议", "诉讼", "起诉",
	"仲裁", "上诉", "申诉", "质保", "保修", "保质", "有效期", "公示期", "逾期", "如果", "如需", "如有", "如您",
	"如对", "如不", "若", "合同", "一般", "通常", "曾", "原定", "原计划", "此前", "已于", "已在", "没", "仍未",
	"未能", "未完成", "未解决", "未修", "未处理", "未整改", "以来", "当天", "当日", "每天", "每日",
	"每周", "每月", "每季", "每年", "相差", "耗时", "用时", "历时", "延误", NULL };
static const char *const FUTURE[] = { "将", "计划", "预计", "拟", "力争", "争取", "承诺", "确保", "保证", "预期",
	"定于", "尽量", "安排", "约定", "商定", "约好", "答应", "限", "责令", "要求", "督促", "会在", "会于", "能在",
	"可在", "大约", "最迟", "最晚", "届时", "之后", NULL };
/* A bare day that is today tells what was done, unless it says otherwise. */
static const char *const LATER_TODAY[] = { "将", "会在", "会于", "预计", "确保", "保证", "争取", "力争", NULL };
/* Something is going to be done. */
static const char *const ACTION[] = { "完成", "修", "整改", "整治", "解决", "处理", "办", "拆", "清", "换", "装", "建",
	"恢复", "到位", "落实", "工", "进场", "返场", "发", "付", "退", "答复", "回复", "反馈", "告", "通", "启用",
	"维护", "铺", "种", "补", "联系", "上门", "核实", "实施", "做", "改", "搬", "移", "供", "送", "打到", "到账",
	"见", "出", "谈", "结果", "加", "停", "联", "取缔", "验收", "调整", "更新", "划", "开", "治理", "疏通", "检修",
	"抢修", "查", "打通", "消除", NULL };
/* Right before a date: it depends on something, repeats, or counts backwards. */
static const char *const BEFORE[] = { "每", "近", "过去", "连续", "满", "超过", "不足", "后", "之日起", "第", "了", "达", "长达", "前",
					    "贴到", "示到", "续到", NULL };
static const char *const FROM_NOW[] = { "即日起", "今日起", "今天起", "今起", "以后", "今后", "随后", "然后", "之后", NULL };
static const char *const CLAUSE_ENDS[] = { "，", ",", "；", ";", "。", "！", "!", "？", "?", "：", ":", "\n", NULL };
static const char *const SENTENCE_ENDS[] = { "；", ";", "。", "！", "!", "？", "?", "\n", NULL };

static size_t width(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;
	size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	return n > (size_t)(end - p) ? (size_t)(end - p) : n;
}

static bool at_word(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);
	return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

static bool at_any(const char *p, const char *end, const char *const *words)
{
	for (; *words; words++)
		if (at_word(p, end, *words))
			return true;
	return false;
}

static bool has_any(const char *p, const char *end, const char *const *words)
{
	for (; p < end; p++)
		if (at_any(p, end, words))
			return true;
	return false;
}

static bool ends_with_any(const char *begin, const char *p, const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(*words);
		if ((size_t)(p - begin) >= n && memcmp(p - n, *words, n) == 0)
			return true;
	}
	return false;
}

static const char *end_of(const char *p, const char *end, const char *const *marks)
{
	const char *far = end - p > REACH ? p + REACH : end;
	while (p < far && !at_any(p, end, marks))
		p++;
	return p;
}

/* Where the clause begins that holds p. */
static const char *clause_of(const char *begin, const char *p)
{
	const char *near = p - begin > REACH ? p - REACH : begin;
	const char *at = p;
	while (at > near && !ends_with_any(begin, at, CLAUSE_ENDS))
		at--;
	while (at < p && ((unsigned char)*at & 0xC0) == 0x80) /* never inside a character */
		at++;
	return at;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Is the date [p, q) of a kind that its clause makes a promise? */
static bool promised(const char *begin, const char *end, const char *p, const char *q, enum promise_kind kind, bool today)
{
	static const char *const DONE[] = { "已", NULL };
	const char *from = clause_of(begin, p), *to = end_of(q, end, CLAUSE_ENDS), *stop = end_of(q, end, SENTENCE_ENDS);
	if (p > begin && (is_digit(p[-1]) || p[-1] == '.' || p[-1] == '-'))
		return false;
	if (ends_with_any(from, p, BEFORE) && !ends_with_any(from, p, FROM_NOW))
		return false;
	if (at_word(q, end, "每") || has_any(from, to, NO_PROMISE) || has_any(q, to, DONE))
		return false;
	if (kind == PROMISE_MAYBE && !has_any(from, to, FUTURE))
		return false;
	if (kind != PROMISE_BY && today && !has_any(from, to, LATER_TODAY))
		return false;
	return has_any(from, p, ACTION) || has_any(q, stop, ACTION);
}

static bool is_new(const struct promise_found *out, size_t n, int32_t day)
{
	for (size_t i = 0; i < n; i++)
		if (out[i].day == day)
			return false;
	return true;
}

size_t promise_read(struct sv text, int32_t said, const struct calendar *cal, struct promise_found out[PROMISE_FOUND_MAX])
{
	const char *begin = text.p, *end = text.p + text.n;
	size_t n = 0, dates = 0;
	for (const char *p = begin; p < end && n < PROMISE_FOUND_MAX && dates < DATES_MAX;) {
		int32_t day;
		enum promise_kind kind;
		size_t read = promise_date((struct sv){ p, (size_t)(end - p) }, said, cal, &day, &kind);
		if (!read) {
			p += width(p, end);
			continue;
		}
		dates++;
		if (promised(begin, end, p, p + read, kind, day == said) && is_new(out, n, day)) {
			const char *from = clause_of(begin, p), *to = end_of(p + read, end, CLAUSE_ENDS);
			while (to < end && ((unsigned char)*to & 0xC0) == 0x80)
				to--;
			out[n++] = (struct promise_found){ day, { from, (size_t)(to - from) } };
		}
		p += read;
	}
	return n;
}

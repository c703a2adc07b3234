/* SPDX-License-Identifier: Apache-2.0 */
/* One Chinese date at the beginning of a text, as clerks write them. Pure: no I/O, no clock of its own. */
#include "promise/promise_read.h"

#include <string.h>

enum { DAYS_MAX = 730, WINDOW_DAYS = 150, YEAR_MIN = 2000, YEAR_MAX = 2099, HOUR_DAY = 24 };

struct cur {
	const char *p, *end;
	int32_t said;
	const struct calendar *cal;
};

static bool eat(struct cur *c, const char *word)
{
	size_t n = strlen(word);
	if ((size_t)(c->end - c->p) < n || memcmp(c->p, word, n) != 0)
		return false;
	c->p += n;
	return true;
}

/* The first of the words that stands here; its position, -1 none. Longer words stand before their beginnings. */
static int eat_any(struct cur *c, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (eat(c, words[i]))
			return i;
	return -1;
}

/* ---- numbers ---- */

static int digit(struct cur *c)
{
	const unsigned char *p = (const unsigned char *)c->p;
	if (c->p < c->end && *p >= '0' && *p <= '9') {
		c->p++;
		return *p - '0';
	}
	if (c->end - c->p >= 3 && p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x90 && p[2] <= 0x99) { /* ０ … ９ */
		c->p += 3;
		return p[2] - 0x90;
	}
	return -1;
}

static int figure(struct cur *c)
{
	static const char *const FIGURES[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "两", NULL };
	int i = eat_any(c, FIGURES);
	return i < 0 ? -1 : i == 9 ? 2 : i + 1;
}

/* 一 … 九十九; of two neighbours (两三天, 三五天) the larger. */
static int spelt(struct cur *c)
{
	int tens = figure(c), ones;
	if (tens < 0 && !eat(c, "十"))
		return -1;
	if (tens < 0) {
		ones = figure(c);
		return 10 + (ones < 0 ? 0 : ones);
	}
	if (!eat(c, "十")) {
		ones = figure(c);
		return ones < 0 ? tens : ones;
	}
	ones = figure(c);
	return 10 * tens + (ones < 0 ? 0 : ones);
}

static int simple_number(struct cur *c)
{
	int n = digit(c), d;
	if (n < 0)
		return spelt(c);
	for (int i = 1; (d = digit(c)) >= 0; i++) {
		if (i == 4)
			return -1;
		n = 10 * n + d;
	}
	return n;
}

/* A number or the end of a span: 3至5天, 7-10个工作日. */
static int number(struct cur *c)
{
	static const char *const TO[] = { "至", "到", "-", "－", "—", "~", "～", NULL };
	int n = simple_number(c);
	struct cur ahead = *c;
	if (n < 0 || eat_any(&ahead, TO) < 0)
		return n;
	int more = simple_number(&ahead);
	if (more <= n)
		return n;
	*c = ahead;
	return more;
}

/* ---- days ---- */

static int32_t ymd(int y, int m, int d)
{
	int32_t day = y * 10000 + m * 100 + d;
	return y >= YEAR_MIN && y <= YEAR_MAX && m >= 1 && m <= 12 && day_valid(day) ? day : 0;
}

static int32_t month_end(int y, int m)
{
	return m == 12 ? ymd(y, 12, 31) : day_add(y * 10000 + (m + 1) * 100 + 1, -1);
}

static int32_t months_later(int32_t day, int n)
{
	int all = day / 10000 * 12 + day / 100 % 100 - 1 + n, y = all / 12, m = all % 12 + 1;
	int32_t same = ymd(y, m, day % 100);
	return same ? same : month_end(y, m);
}

static int32_t working_days_later(const struct cur *c, int n)
{
	int32_t day = c->said;
	for (int i = 0; n > 0 && i < DAYS_MAX; i++) {
		day = day_add(day, 1);
		n -= c->cal ? cal_working(c->cal, day) : day_weekday(day) < 5;
	}
	return day;
}

/* The part of a month: 底, 初 …; 0 when none is named. */
static int32_t part_of_month(struct cur *c, int y, int m)
{
	static const char *const PARTS[] = { "月底", "底", "末", "下旬", "中旬", "上旬", "初", "内", "之内", "以内", "份", NULL };
	int i = eat_any(c, PARTS);
	return i < 0 ? 0 : i == 4 ? ymd(y, m, 20) : i == 5 || i == 6 ? ymd(y, m, 10) : month_end(y, m);
}

static int32_t quarter_end(int y, int q)
{
	return month_end(y, 3 * q);
}

/* ---- what may stand there ---- */

/* The year that was meant: the given one, else this year, else the next when that is not far. 0: it is over. */
static int32_t future(const struct cur *c, int32_t day, bool year_given)
{
	if (!day || day >= c->said || year_given)
		return day;
	int y = day / 10000 + 1, m = day / 100 % 100;
	int32_t next = ymd(y, m, day % 100);
	if (!next || day == month_end(day / 10000, m))
		next = month_end(y, m);
	return day_to_serial(next) - day_to_serial(c->said) <= WINDOW_DAYS ? next : 0;
}

static int32_t year_part(struct cur *c, int y)
{
	static const char *const PARTS[] = { "年底", "底", "年末", "末", "内", "以内", "上半年", "下半年", "年初", "初", NULL };
	int i = eat_any(c, PARTS);
	if (i == 6)
		return ymd(y, 6, 30);
	if (i >= 8)
		return ymd(y, 1, 31);
	if (i >= 0)
		return ymd(y, 12, 31);
	(void)eat(c, "第");
	int q = simple_number(c);
	return q >= 1 && q <= 4 && eat(c, "季度") ? quarter_end(y, q) : 0;
}

/* 9月30日, 9月底, 9月前, after a year that may have been named. */
static int32_t in_month(struct cur *c, int y, bool year_given)
{
	int m = simple_number(c);
	if (m < 1 || m > 12 || !eat(c, "月"))
		return 0;
	struct cur ahead = *c;
	int d = simple_number(&ahead);
	if (d >= 1 && (eat(&ahead, "日") || eat(&ahead, "号"))) {
		*c = ahead;
		return future(c, ymd(y, m, d), year_given);
	}
	int32_t part = part_of_month(c, y, m);
	if (part)
		return future(c, part, year_given);
	ahead = *c;
	if (!eat(&ahead, "前") && !eat(&ahead, "之前"))
		return 0;
	int32_t first = future(c, ymd(y, m, 1), year_given);
	return first ? day_add(first, -1) : 0;
}

/* 2025年9月30日, 2025-09-30, 今年底, 明年3月, 年底. */
static int32_t with_year(struct cur *c)
{
	static const char *const MARKS[] = { "-", "/", ".", NULL };
	static const char *const NAMED[] = { "明年", "今年", "本年", NULL };
	int this_year = c->said / 10000, named = eat_any(c, NAMED);
	if (named >= 0) {
		struct cur ahead = *c;
		int y = this_year + (named == 0);
		int32_t day = year_part(&ahead, y);
		if (!day) {
			ahead = *c;
			day = in_month(&ahead, y, true);
		}
		*c = ahead;
		return day;
	}
	struct cur start = *c;
	if (eat(c, "年底") || eat(c, "年末") || eat(c, "年内"))
		return ymd(this_year, 12, 31);
	if (eat(c, "上半年"))
		return ymd(this_year, 6, 30);
	if (eat(c, "下半年"))
		return ymd(this_year, 12, 31);
	int y = simple_number(c), m, d;
	if (y >= YEAR_MIN && y <= YEAR_MAX && eat(c, "年")) {
		struct cur ahead = *c;
		int32_t day = year_part(&ahead, y);
		if (!day) {
			ahead = *c;
			day = in_month(&ahead, y, true);
		}
		*c = ahead;
		return day;
	}
	if (y >= YEAR_MIN && y <= YEAR_MAX && eat_any(c, MARKS) >= 0 && (m = simple_number(c)) > 0 && eat_any(c, MARKS) >= 0 &&
		(d = simple_number(c)) > 0)
		return ymd(y, m, d);
	*c = start;
	return in_month(c, this_year, false);
}

static int32_t month_words(struct cur *c)
{
	static const char *const MONTHS[] = { "下个月", "下月", "这个月", "本月", "月底", "月末", "月内", NULL };
	int i = eat_any(c, MONTHS), y = c->said / 10000, m = c->said / 100 % 100;
	if (i < 0)
		return 0;
	if (i < 2) {
		y += m == 12;
		m = m % 12 + 1;
	}
	struct cur ahead = *c;
	int d = i < 4 ? simple_number(&ahead) : -1;
	if (d >= 1 && (eat(&ahead, "日") || eat(&ahead, "号"))) {
		*c = ahead;
		return ymd(y, m, d);
	}
	int32_t part = i < 4 ? part_of_month(c, y, m) : 0;
	return part ? part : month_end(y, m);
}

static int32_t quarters(struct cur *c)
{
	int now = (c->said / 100 % 100 - 1) / 3 + 1, y = c->said / 10000, q;
	if (eat(c, "本季度"))
		return quarter_end(y, now);
	if (eat(c, "下季度") || eat(c, "下个季度"))
		return quarter_end(y + (now == 4), now % 4 + 1);
	(void)eat(c, "第");
	q = simple_number(c);
	return q >= 1 && q <= 4 && eat(c, "季度") ? future(c, quarter_end(y, q), false) : 0;
}

/* 本周五, 下周, 星期三: the last day that is meant. A weekday without 本 or 下 is the next one. */
static int32_t weeks(struct cur *c)
{
	static const char *const WHICH[] = { "下下", "下个", "下", "这个", "本", "这", "", NULL };
	static const char *const DAYS[] = { "一", "二", "三", "四", "五", "六", "日", "天", "末", NULL };
	int which = eat_any(c, WHICH), today = day_weekday(c->said);
	if (!eat(c, "周") && !eat(c, "星期") && !eat(c, "礼拜"))
		return 0;
	int d = eat_any(c, DAYS);
	if (d > 6)
		d = 6;
	if (which == 6)
		return d < 0 ? 0 : day_add(c->said, (d - today + 7) % 7);
	int ahead = which == 0 ? 14 : which <= 2 ? 7 : 0;
	return day_add(c->said, ahead - today + (d < 0 ? 6 : d));
}

static int32_t day_words(struct cur *c)
{
	static const char *const WORDS[] = { "大后天", "后天", "明天", "明日", "明早", "明晚", "今天", "今日", "今晚", NULL };
	static const int AHEAD[] = { 3, 2, 1, 1, 1, 1, 0, 0, 0 };
	int i = eat_any(c, WORDS);
	return i < 0 ? 0 : day_add(c->said, AHEAD[i]);
}

/* 国庆前: the day before. Feasts of the moon calendar have no fixed day. */
static int32_t feasts(struct cur *c)
{
	static const char *const FEASTS[] = { "国庆节", "国庆", "五一", "元旦", NULL };
	static const int DATES[] = { 1001, 1001, 501, 101 };
	int i = eat_any(c, FEASTS);
	if (i < 0)
		return 0;
	struct cur ahead = *c;
	if (!eat(&ahead, "前") && !eat(&ahead, "之前"))
		return 0;
	int32_t day = c->said / 10000 * 10000 + DATES[i];
	return day_add(day > c->said ? day : day + 10000, -1);
}

/* ---- spans ---- */

enum span { SPAN_NONE, SPAN_WORKING, SPAN_DAYS, SPAN_WEEKS, SPAN_MONTHS, SPAN_HOURS, SPAN_YEARS };

static enum span span_unit(struct cur *c)
{
	static const char *const UNITS[] = { "个工作日", "工作日", "天", "日", "周", "个星期", "星期", "个礼拜", "个月", "个小时",
					     "小时", "年", NULL };
	static const enum span KINDS[] = { SPAN_WORKING, SPAN_WORKING, SPAN_DAYS, SPAN_DAYS, SPAN_WEEKS, SPAN_WEEKS, SPAN_WEEKS,
					   SPAN_WEEKS, SPAN_MONTHS, SPAN_HOURS, SPAN_HOURS, SPAN_YEARS };
	int i = eat_any(c, UNITS);
	return i < 0 ? SPAN_NONE : KINDS[i];
}

static int32_t span_end(const struct cur *c, int n, enum span unit)
{
	static const int MOST[] = { 0, 250, DAYS_MAX, 104, 24, 1000, 2 };
	if (n < 1 || n > MOST[unit])
		return 0;
	switch (unit) {
	case SPAN_WORKING:
		return working_days_later(c, n);
	case SPAN_WEEKS:
		return day_add(c->said, 7 * n);
	case SPAN_MONTHS:
		return months_later(c->said, n);
	case SPAN_HOURS:
		return day_add(c->said, (n + HOUR_DAY - 1) / HOUR_DAY);
	case SPAN_YEARS:
		return months_later(c->said, 12 * n);
	case SPAN_DAYS:
	case SPAN_NONE:
		break;
	}
	return day_add(c->said, n);
}

static int32_t spans(struct cur *c, enum promise_kind *kind)
{
	static const char *const AFTER[] = { "之内", "以内", "内", "左右", "之后", "以后", "后", NULL };
	int32_t day = 0;
	enum span unit = SPAN_DAYS;
	if (eat(c, "半个月")) {
		day = day_add(c->said, 15);
	} else if (eat(c, "半年")) {
		day = months_later(c->said, 6);
	} else {
		int n = number(c);
		if (n > 0 && n <= 24 && eat(c, "个半月"))
			day = day_add(months_later(c->said, n), 15);
		else
			day = n < 1 || (unit = span_unit(c)) == SPAN_NONE ? 0 : span_end(c, n, unit);
	}
	if (!day)
		return 0;
	int i = eat_any(c, AFTER);
	*kind = i >= 0 && i < 3 && unit != SPAN_HOURS ? PROMISE_BY : PROMISE_MAYBE;
	return day;
}

/* 20号前, 15日前: of this month or the next. 3日前 may as well be three days ago: it needs words of the future. */
static int32_t day_of_month(struct cur *c, enum promise_kind *kind)
{
	int d = simple_number(c);
	bool sure = d >= 1 && eat(c, "号");
	if (d < 1 || d > 31 || (!sure && !eat(c, "日")))
		return 0;
	struct cur ahead = *c;
	if (!eat(&ahead, "前") && !eat(&ahead, "之前"))
		return 0;
	int32_t day = c->said / 100 * 100 + d;
	if (d < c->said % 100) {
		int32_t next = months_later(c->said / 100 * 100 + 1, 1);
		day = next / 100 * 100 + d;
	}
	*kind = sure ? PROMISE_BY : PROMISE_MAYBE;
	return day_valid(day) ? day : 0;
}

/* ---- the whole ---- */

/* Hour of the day and a weekday in brackets say nothing more about the day. */
static void eat_rest(struct cur *c)
{
	static const char *const OPEN[] = { "（", "(", NULL }, *const CLOSE[] = { "）", ")", NULL };
	static const char *const PARTS[] = { "上午", "下午", "晚上", "中午", "早上", "晚", NULL };
	struct cur ahead = *c;
	if (eat_any(&ahead, OPEN) >= 0 && weeks(&ahead) && eat_any(&ahead, CLOSE) >= 0)
		*c = ahead;
	(void)eat_any(c, PARTS);
	ahead = *c;
	if (simple_number(&ahead) >= 0 && (eat(&ahead, "点") || eat(&ahead, "时") || eat(&ahead, ":00"))) {
		(void)eat(&ahead, "半");
		*c = ahead;
	}
}

static bool eat_deadline(struct cur *c)
{
	static const char *const BEFORE[] = { "之前", "以前", "前", "之内", "以内", "内", NULL };
	return eat_any(c, BEFORE) >= 0;
}

/* 今天, 本周, 周三 may be over already; other dates lie ahead by themselves. */
static bool may_be_over(struct sv text)
{
	static const char *const WORDS[] = { "今天", "今日", "今晚", "本周", "这周", "周", "星期", "礼拜", NULL };
	struct cur c = { text.p, text.p + text.n, 0, NULL };
	return eat_any(&c, WORDS) >= 0;
}

size_t promise_date(struct sv text, int32_t said, const struct calendar *cal, int32_t *day, enum promise_kind *kind)
{
	int32_t (*const KINDS[])(struct cur *) = { with_year, month_words, quarters, weeks, day_words, feasts };
	const struct cur start = { text.p, text.p + text.n, said, cal };
	struct cur c = start;
	*day = 0;
	*kind = PROMISE_ON;
	for (size_t i = 0; !*day && i < sizeof KINDS / sizeof *KINDS; i++) {
		c = start;
		*day = KINDS[i](&c);
	}
	if (!*day) {
		c = start;
		*day = day_of_month(&c, kind);
		if (!*day) {
			c = start;
			*day = spans(&c, kind);
		}
		if (*day)
			(void)eat_deadline(&c);
	} else {
		*kind = may_be_over(text) ? PROMISE_MAYBE : PROMISE_ON;
		eat_rest(&c);
		if (eat_deadline(&c))
			*kind = PROMISE_BY;
	}
	if (*day && (*day < said || day_to_serial(*day) - day_to_serial(said) > DAYS_MAX))
		*day = 0;
	return *day ? (size_t)(c.p - start.p) : 0;
}

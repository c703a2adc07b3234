/* SPDX-License-Identifier: Apache-2.0 */
/* "Why this date" in Chinese, from the very steps that made the due date.
 * Days off of one kind become one line; of a long limit so do the days counted. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "calendar/internal.h"

/* Up to here each counted day has a line of its own; beyond, neighbours share one. */
enum { SINGLE_LINES = 12, BODY_CEILING = 16 << 10, RUN_NAME = 96 };

struct teller {
	const struct calendar *c;
	struct buf body;
	bool brief;                /* neighbouring counted days share a line */
	int64_t counted;           /* steps of the first walk that would need a line */
	int year;                  /* of the day named last: other years are written out */
	/* the stretch not yet written */
	bool open;
	enum step_kind kind;
	char reason[RUN_NAME];     /* days off: why */
	int32_t first, last;
	int64_t number_first, number_last, ms;
};

static const char *const WEEKDAYS[7] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };

static void put_day(struct teller *t, int32_t day)
{
	int year = (int)(day / 10000);
	if (year != t->year)
		buf_printf(&t->body, "%04d-", year);
	t->year = year;
	buf_printf(&t->body, "%02d-%02d", (int)(day / 100 % 100), (int)(day % 100));
}

static void put_weekday(struct teller *t, int32_t day)
{
	const char *name = cal_name(t->c, day);
	buf_printf(&t->body, "(%s", WEEKDAYS[day_weekday(day)]);
	if (day_weekday(day) >= 5 && name) /* worked although a weekend */
		buf_printf(&t->body, ",%s调休上班", name);
	buf_char(&t->body, ')');
}

static void put_span(struct teller *t, bool weekdays)
{
	put_day(t, t->first);
	if (weekdays)
		put_weekday(t, t->first);
	if (t->first == t->last)
		return;
	buf_str(&t->body, " 至 ");
	put_day(t, t->last);
	if (weekdays)
		put_weekday(t, t->last);
}

/* "7小时30分", down to seconds where there are any. */
static void put_length(struct buf *b, int64_t ms)
{
	int64_t h = ms / MS_HOUR, m = ms % MS_HOUR / MS_MINUTE, s = ms % MS_MINUTE / MS_SECOND;
	if (h)
		buf_printf(b, "%lld小时", (long long)h);
	if (m)
		buf_printf(b, "%lld分", (long long)m);
	if (s || (!h && !m))
		buf_printf(b, "%lld秒", (long long)s);
}

static void flush(struct teller *t)
{
	if (!t->open)
		return;
	t->open = false;
	struct buf *b = &t->body;
	switch (t->kind) {
	case STEP_DAY_OFF:
		put_span(t, false);
		buf_printf(b, " %s,不计\n", t->reason);
		break;
	case STEP_DAY_PAUSED:
		put_span(t, false);
		buf_str(b, " 暂停,不计\n");
		break;
	case STEP_DAY_COUNTED:
		buf_printf(b, "第%lld", (long long)t->number_first);
		if (t->number_first != t->number_last)
			buf_printf(b, "至%lld", (long long)t->number_last);
		buf_str(b, "个工作日 ");
		put_span(t, true);
		buf_char(b, '\n');
		break;
	case STEP_HOURS:
		put_span(t, true);
		buf_str(b, " 计");
		put_length(b, t->ms);
		buf_char(b, '\n');
		break;
	default:
		break;
	}
}

/* Why nobody works that day. */
static void off_reason(const struct teller *t, int32_t day, char out[RUN_NAME])
{
	struct sv name = sv_prefix_chars(sv_from(cal_name(t->c, day)), 20);
	bool weekend = !name.n && day_weekday(day) >= 5;
	snprintf(out, RUN_NAME, "%.*s%s", SV_FMT(name), weekend ? "周末" : "放假");
}

static void put_pause(struct teller *t, const struct step *s)
{
	char from[TIME_TEXT], to[TIME_TEXT];
	buf_printf(&t->body, "%s 至 %s 暂停", time_text(s->from, from), time_text(s->to, to));
	put_length(&t->body, s->to - s->from);
	buf_str(&t->body, ",不计\n");
}

static bool joins(const struct teller *t, const struct step *s, const char *reason)
{
	if (!t->open || t->kind != s->kind)
		return false;
	if (s->kind == STEP_DAY_OFF)
		return strcmp(reason, t->reason) == 0;
	if (s->kind == STEP_HOURS && s->day == t->last)
		return true; /* the same day, cut by a pause */
	return s->kind == STEP_DAY_PAUSED || t->brief;
}

static void see(void *arg, const struct step *s)
{
	struct teller *t = arg;
	char reason[RUN_NAME] = "";
	if (t->body.overflow)
		return;
	if (s->kind == STEP_PAUSE) {
		flush(t);
		put_pause(t, s);
		return;
	}
	if (s->kind == STEP_DAY_OFF)
		off_reason(t, s->day, reason);
	if (!joins(t, s, reason)) {
		flush(t);
		t->open = true;
		t->kind = s->kind;
		memcpy(t->reason, reason, sizeof reason);
		t->first = s->day;
		t->number_first = s->number;
		t->ms = 0;
	}
	t->last = s->day;
	t->number_last = s->number;
	t->ms += s->ms;
}

static void count(void *arg, const struct step *s)
{
	struct teller *t = arg;
	t->counted += s->kind == STEP_DAY_COUNTED || s->kind == STEP_HOURS;
}

static void put_head(const struct calendar *c, struct buf *b, int64_t start, int64_t n, enum limit_unit u)
{
	char at[TIME_TEXT];
	buf_printf(b, "派发 %s(%s)\n", time_text(start, at), WEEKDAYS[day_weekday(day_of_ms(start))]);
	if (u == LIMIT_WORKING_DAY)
		return; /* the days listed say it */
	buf_printf(b, "限时%lld%s,", (long long)(n < 0 ? 0 : n), limit_unit_text(u));
	if (u != LIMIT_WORKING_HOUR) {
		buf_str(b, "节假日照计\n");
		return;
	}
	const struct cal_hours *h = cal_hours_of(c);
	buf_str(b, "只计");
	for (int i = 0; i < h->n; i++)
		buf_printf(b, "%s%02d:%02d-%02d:%02d", i ? "、" : "", h->period[i].from / 60, h->period[i].from % 60,
			   h->period[i].to / 60, h->period[i].to % 60);
	buf_char(b, '\n');
}

const char *cal_explain(const struct calendar *c, struct arena *a, int64_t start, int64_t n, enum limit_unit u,
			const struct cal_pause *pauses, size_t npauses, int64_t now)
{
	struct teller t = { .c = c, .year = (int)(day_of_ms(start) / 10000) };
	buf_init(&t.body, a, BODY_CEILING);
	int64_t due = cal_walk(c, start, n, u, pauses, npauses, now, count, &t);
	t.brief = t.counted > SINGLE_LINES;
	cal_walk(c, start, n, u, pauses, npauses, now, see, &t);
	flush(&t);

	struct buf out;
	char at[TIME_TEXT];
	buf_init(&out, a, BODY_CEILING + 256);
	put_head(c, &out, start, n, u);
	if (t.body.overflow)
		buf_str(&out, "(逐日过程较长,从略)\n");
	else
		buf_sv(&out, buf_view(&t.body));
	const struct cal_pause *running = npauses && pauses[npauses - 1].to == NIL ? &pauses[npauses - 1] : NULL;
	if (running && running->from < now && running->from < due)
		buf_printf(&out, "仍在暂停中,到期时间算至 %s,恢复后重算\n", time_text(now, at));
	buf_printf(&out, "到期 %s", time_text(due, at));
	return buf_cstr(&out);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The working calendar: its days as a kind of ref_kind.h, the view of a year, and the calculator of due times. */
#include "catalogue/kinds.h"
#include "catalogue/op.h"
#include "catalogue/refs.h"
#include "base/day.h"
#include "catalogue_sql.h"

/* ---- calendar ---- */

static const struct in_field DAY_IN[] = {
	VERSION_IN,
	{ "day", IN_DAY, 0, 0, 0, NULL, "日期", "yyyymmdd" },
	{ "working", IN_BOOL, 0, 0, 0, NULL, "是否工作日", "" },
	{ "name", IN_TEXT, 0, 1, 30, NULL, "名称", "国庆节, or 国庆节调休" },
	{ "source", IN_TEXT, 0, 0, 120, NULL, "依据", "notice it comes from" },
	{ 0 }
};
static const struct ref_col DAY_COLS[] = {
	{ "day", .cell = REF_INT, .required = true }, { "working", .cell = REF_BOOL, .required = true }, { "name", .cell = REF_TEXT, .required = true },
	{ "source", .cell = REF_TEXT }, { 0 }
};

static enum err day_check(struct ref_edit *e)
{
	int64_t day = ref_int(e, "day");
	if (day < 20000101 || day > 20991231)
		ref_fault(e, "day", "日期应在 2000 年到 2099 年之间");
	else if (e->id != NIL && day != e->id)
		ref_fault(e, "day", "日期不能改成另一天，请新增那一天");
	return ERR_OK;
}

static const struct list_col DAY_LIST[] = {
	{ "day", "日期", COL_DAY, 0, NULL }, { "working", "是否工作日", COL_BOOL, 0, NULL }, { "name", "名称", COL_TEXT, 20, NULL },
	{ "source", "依据", COL_TEXT, 40, NULL }, { 0 }
};
static const struct list_sort DAY_SORTS[] = { { "-day", "t.day", COL_DAY, true }, { "day", "t.day", COL_DAY, false }, { 0 } };
static const struct in_field DAY_QUERY[] = {
	LIST_INPUTS, { "year", IN_INT, IN_QUERY, 2000, 2099, NULL, "年份", "" }, { 0 }
};

static void day_where(struct req *r, struct db_query *q)
{
	if (!in_given(r, "year"))
		return;
	db_query_add(q, " AND t.day >= $", DB_ARG_I64(in_i64(r, "year") * 10000));
	db_query_add(q, " AND t.day < $", DB_ARG_I64((in_i64(r, "year") + 1) * 10000));
}

static const struct list_def DAYS_DEF = {
	.title = "工作日历", .cols = DAY_LIST, .sorts = DAY_SORTS, .id = "t.day", .select = "t.day, t.working, t.name, t.source",
	.from = " FROM calendar_day t", .where = day_where
};

static enum err day_after(struct op *op)
{
	int64_t moved;
	return calendar_reclock(op, &moved);
}

const struct ref_kind REF_CALENDAR = {
	.path = "calendar", .table = "calendar_day", .text = "工作日历", .edit = CAP_RULE_EDIT, .unversioned = true, .in = DAY_IN,
	.cols = DAY_COLS, .key = "day", .get = &q_calendar_day_get_stmt, .find = &q_calendar_day_find_stmt,
	.insert = &q_calendar_day_insert_stmt, .update = &q_calendar_day_update_stmt, .list = &DAYS_DEF, .check = day_check,
	.after = day_after
};

/* ---- year view and calculator ---- */

static const struct in_field YEAR_IN[] = {
	{ "year", IN_INT, IN_QUERY | IN_REQUIRED, 2000, 2099, NULL, "年份", "" }, { 0 }
};
static const struct in_field DUE_IN[] = {
	{ "start", IN_TIME, IN_QUERY | IN_REQUIRED, 0, 0, NULL, "起算时间", "epoch ms" },
	{ "value", IN_INT, IN_QUERY | IN_REQUIRED, 0, 1000, NULL, "数值", "" },
	{ "unit", IN_ENUM, IN_QUERY | IN_REQUIRED, 0, 0, LIMIT_UNIT_VALUES, "单位", "" },
	{ 0 }
};

void calendar_write_year(struct json_out *w, const struct calendar *cal, int32_t year)
{
	jw_object(w);
	jw_key(w, "days");
	jw_array(w);
	for (int32_t day = year * 10000 + 101; day / 10000 == year; day = day_add(day, 1)) {
		jw_object(w);
		jw_kint(w, "day", day);
		jw_kbool(w, "working", cal_working(cal, day));
		jw_kstr(w, "name", cal_name(cal, day));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
}

static enum err calendar_year(struct req *r)
{
	calendar_write_year(&r->w, op_of(r)->refs->calendar, (int32_t)in_i64(r, "year"));
	return ERR_OK;
}

static enum err calendar_due(struct req *r)
{
	const struct calendar *cal = op_of(r)->refs->calendar;
	int64_t start = in_i64(r, "start"), value = in_i64(r, "value");
	enum limit_unit unit = limit_unit_from(in_str(r, "unit"));
	jw_object(&r->w);
	jw_kint(&r->w, "due_at", cal_due(cal, start, value, unit, NULL, 0, r->now));
	jw_kstr(&r->w, "lines", cal_explain(cal, r->arena, start, value, unit, NULL, 0, r->now));
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- preview of a change ---- */

enum { PREVIEW_DAYS = 400 };

static const struct problem_code E_DAYS = { ERR_INVALID, "calendar.days", "日期应写成 {day, working}，最多 400 天。" };
static const struct in_field PREVIEW_IN[] = {
	{ "days", IN_ARRAY, IN_REQUIRED, 1, PREVIEW_DAYS, NULL, "改动的日期", "[{day,working}], day as yyyymmdd" }, { 0 }
};

static bool read_days(const struct json *list, struct cal_exception *x, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < json_count(list) && *n < PREVIEW_DAYS; i++) {
		const struct json *o = json_at(list, i), *day = json_get(o, "day"), *working = json_get(o, "working");
		if (json_kind(o) != JSON_OBJECT || !day || json_kind(day) != JSON_INT || !working || json_kind(working) != JSON_BOOL ||
		    json_int(day) < 20000101 || json_int(day) > 20991231 || !day_valid((int32_t)json_int(day)))
			return false;
		x[(*n)++] = (struct cal_exception){ (int32_t)json_int(day), json_bool(working), "" };
	}
	return *n > 0;
}

static enum err write_preview(struct req *r, const struct reclock_preview *p)
{
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kint(w, "clocks", p->clocks);
	jw_kint(w, "moved", p->moved);
	jw_kint(w, "later", p->later);
	jw_kint(w, "earlier", p->earlier);
	jw_kint(w, "relieved", p->relieved);
	jw_kint(w, "broken", p->broken);
	jw_kbool(w, "more", p->more);
	jw_key(w, "sample");
	jw_array(w);
	for (size_t i = 0; i < p->nsample; i++) {
		struct q_reclock_case_no_out c = { "", "" };
		enum err e = q_reclock_case_no(r->db, &(struct q_reclock_case_no_in){ .id = p->sample[i].case_id }, &c);
		if (e && e != ERR_NOT_FOUND)
			return e;
		jw_object(w);
		jw_kstr(w, "case_no", c.no);
		jw_kstr(w, "clock", p->sample[i].kind);
		jw_kint(w, "due_at", p->sample[i].due_at);
		jw_kint(w, "new_due_at", p->sample[i].new_due_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

static enum err calendar_preview(struct req *r)
{
	struct cal_exception x[PREVIEW_DAYS];
	size_t n;
	const struct calendar *cal;
	struct reclock_preview *p = ARENA_NEW(r->arena, struct reclock_preview);
	if (!read_days(in_get(r, "days")->json, x, &n))
		return problem_set(&r->problem, &E_DAYS);
	enum err e = refs_calendar_with(r->db, r->arena, x, n, &cal);
	if (!e)
		e = calendar_reclock_preview(op_of(r), cal, p);
	return e ? e : write_preview(r, p);
}

const struct route CALENDAR_ROUTES[] = {
	REF_ROUTES_OF("calendar", CAP_RULE_EDIT, DAY_QUERY, DAY_IN, "工作日历", "CalendarDay"),
	{ HTTP_GET, "/api/v1/ref/calendar/year", calendar_year, CAP_REF_READ, "none", YEAR_IN, 0, 0, "一年的工作日历", "CalendarYear" },
	{ HTTP_POST, "/api/v1/ref/calendar/preview", calendar_preview, CAP_RULE_EDIT, "all", PREVIEW_IN, 64 << 10, ROUTE_BULK,
	  "改动工作日历会移动多少在跑的时限：只预览", "CalendarPreview" },
	{ HTTP_GET, "/api/v1/ref/calendar/due", calendar_due, CAP_REF_READ, "none", DUE_IN, 0, 0, "推算到期时间并逐条说明", "CalendarDue" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Checks inputs against the route's field table before the handler runs, so that a handler sees only
 * values of the declared kind. Every fault is reported with the field's Chinese label, at most
 * PROBLEM_FIELDS of them at once. */
#include "http/http_internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/day.h"

enum { TEXT_DEFAULT = 200, LIST_DEFAULT = 100, ARRAY_DEFAULT = 1000, ITEM_CHARS = 200 };
static const int64_t TIME_MAX = 253402300799999; /* end of the year 9999 */

/* One value as it came: either JSON or text (query, multipart). */
struct given {
	const struct json *json;
	struct sv text;
};

static const char *label(const struct in_field *f)
{
	return f->label ? f->label : f->name;
}

static bool refuse(struct req *r, const struct in_field *f, const char *code, const char *text)
{
	problem_field(&r->problem, ERR_INVALID, f->name, code, text);
	return false;
}

static bool refuse_form(struct req *r, const struct in_field *f, const char *must_be)
{
	return refuse(r, f, "format", arena_printf(r->arena, "%s%s", label(f), must_be));
}

/* Line break and tab are text, every other control character (C0, DEL, C1) is not. */
static bool has_controls(struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
			return true;
		if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0)
			return true;
	}
	return false;
}

static bool given_text(const struct given *g, struct sv *out)
{
	if (g->json && json_kind(g->json) != JSON_STRING)
		return false;
	*out = g->json ? json_sv(g->json) : g->text;
	return true;
}

static bool given_int(const struct given *g, int64_t *out)
{
	if (!g->json)
		return sv_i64(g->text, out);
	*out = json_int(g->json);
	return json_kind(g->json) == JSON_INT;
}

static bool check_text(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	struct sv s;
	if (!given_text(g, &s))
		return refuse_form(r, f, "应为文字");
	if (!sv_trim(s).n && (f->flags & IN_REQUIRED))
		return refuse(r, f, "required", arena_printf(r->arena, "%s不能为空", label(f)));
	if (has_controls(s))
		return refuse_form(r, f, "含有不能识别的控制字符，请删除后重试");
	int64_t chars = (int64_t)sv_chars(s), max = f->max ? f->max : TEXT_DEFAULT;
	if (chars > max)
		return refuse(r, f, "too_long",
			      arena_printf(r->arena, "%s不能超过%" PRId64 "个字（现有%" PRId64 "个字）", label(f), max, chars));
	if (chars && chars < f->min)
		return refuse(r, f, "too_short",
			      arena_printf(r->arena, "%s至少要%" PRId64 "个字", label(f), f->min));
	v->s = g->json ? s.p : arena_sv(r->arena, s);
	v->n = s.n;
	return true;
}

static bool parse_id(const struct given *g, int64_t *out)
{
	struct sv s;
	bool ok = given_text(g, &s) ? sv_i64(s, out) : given_int(g, out);
	return ok && *out > 0;
}

static bool check_id(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	return parse_id(g, &v->i) || refuse_form(r, f, "不是有效的编号");
}

static bool check_int(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	if (!given_int(g, &v->i))
		return refuse_form(r, f, "应为整数");
	if ((f->min || f->max) && (v->i < f->min || v->i > f->max))
		return refuse(r, f, "range",
			      arena_printf(r->arena, "%s应在%" PRId64 "到%" PRId64 "之间", label(f), f->min, f->max));
	return true;
}

static bool check_time(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	if (!given_int(g, &v->i) || v->i < 0 || v->i > TIME_MAX)
		return refuse_form(r, f, "不是有效的时间");
	return true;
}

static bool check_day(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	if (!given_int(g, &v->i) || v->i < 0 || v->i > 99991231 || !day_valid((int32_t)v->i))
		return refuse_form(r, f, "不是有效的日期，应为年月日八位数字");
	return true;
}

static bool check_bool(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	if (g->json) {
		v->i = json_bool(g->json);
		return json_kind(g->json) == JSON_BOOL || refuse_form(r, f, "应为“是”或“否”");
	}
	v->i = sv_eqs(g->text, "true") || sv_eqs(g->text, "1");
	return v->i || sv_eqs(g->text, "false") || sv_eqs(g->text, "0") || refuse_form(r, f, "应为“是”或“否”");
}

static bool check_enum(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	struct sv s, rest = sv_from(f->values), one;
	if (!given_text(g, &s))
		return refuse_form(r, f, "应从选项中选择");
	if (!s.n && (f->flags & IN_REQUIRED))
		return refuse(r, f, "required", arena_printf(r->arena, "%s不能为空", label(f)));
	while (sv_cut(&rest, '|', &one)) {
		if (sv_eq(one, s)) {
			v->s = arena_sv(r->arena, s);
			v->n = s.n;
			return true;
		}
	}
	return refuse(r, f, "choice", arena_printf(r->arena, "%s不在可选范围内，应为%s之一", label(f), f->values));
}

static bool check_real(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	if (g->json) {
		if (json_kind(g->json) != JSON_REAL && json_kind(g->json) != JSON_INT)
			return refuse_form(r, f, "应为数字");
		v->real = json_real(g->json);
	} else {
		const char *s = arena_sv(r->arena, g->text);
		char *end;
		/* strtod alone would accept "0x1p3", "nan" and leading spaces */
		if (!g->text.n || strspn(s, "0123456789+-.eE") != g->text.n)
			return refuse_form(r, f, "应为数字");
		v->real = strtod(s, &end);
		if (*end || !isfinite(v->real))
			return refuse_form(r, f, "应为数字");
	}
	if ((f->min || f->max) && (v->real < (double)f->min || v->real > (double)f->max))
		return refuse(r, f, "range",
			      arena_printf(r->arena, "%s应在%" PRId64 "到%" PRId64 "之间", label(f), f->min, f->max));
	return true;
}

/* The items of a list: a JSON array, or text separated by commas. False when it is neither or too long. */
static bool items_of(struct req *r, const struct in_field *f, const struct given *g, struct given **items, size_t *n)
{
	size_t max = f->max ? (size_t)f->max : LIST_DEFAULT;
	*n = 0;
	if (g->json && json_kind(g->json) != JSON_ARRAY)
		return refuse_form(r, f, "应为列表");
	struct sv rest = g->text, part;
	size_t have = 0;
	if (g->json)
		have = json_count(g->json);
	else if (rest.n)
		for (have = 1; sv_cut(&rest, ',', &part) && rest.p;)
			have++;
	if (have > max)
		return refuse(r, f, "too_many", arena_printf(r->arena, "%s不能超过%zu项", label(f), max));
	if (!have && (f->flags & IN_REQUIRED))
		return refuse(r, f, "required", arena_printf(r->arena, "%s不能为空", label(f)));
	*items = ARENA_ARRAY(r->arena, struct given, have);
	rest = g->text;
	for (; *n < have; (*n)++) {
		if (g->json) {
			(*items)[*n].json = json_at(g->json, *n);
		} else {
			sv_cut(&rest, ',', &part);
			(*items)[*n].text = part;
		}
	}
	return true;
}

static bool check_ids(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	struct given *item;
	if (!items_of(r, f, g, &item, &v->n))
		return false;
	v->ids = ARENA_ARRAY(r->arena, int64_t, v->n);
	for (size_t i = 0; i < v->n; i++)
		if (!parse_id(&item[i], &v->ids[i]))
			return refuse_form(r, f, "中有无效的编号");
	return true;
}

static bool check_texts(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	struct given *item;
	if (!items_of(r, f, g, &item, &v->n))
		return false;
	v->texts = ARENA_ARRAY(r->arena, const char *, v->n);
	for (size_t i = 0; i < v->n; i++) {
		struct sv s;
		if (!given_text(&item[i], &s))
			return refuse_form(r, f, "中的每一项都应为文字");
		if (has_controls(s) || sv_chars(s) > ITEM_CHARS)
			return refuse_form(r, f, "中有一项超过200个字或含有控制字符");
		v->texts[i] = arena_sv(r->arena, s);
	}
	return true;
}

static bool check_object(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	v->json = g->json;
	v->n = json_count(g->json);
	return json_kind(g->json) == JSON_OBJECT || refuse_form(r, f, "应为一组内容");
}

static bool check_array(struct req *r, const struct in_field *f, const struct given *g, struct in_value *v)
{
	size_t max = f->max ? (size_t)f->max : ARRAY_DEFAULT;
	v->json = g->json;
	v->n = json_count(g->json);
	if (json_kind(g->json) != JSON_ARRAY)
		return refuse_form(r, f, "应为列表");
	if (v->n > max)
		return refuse(r, f, "too_many", arena_printf(r->arena, "%s不能超过%zu项", label(f), max));
	return v->n || !(f->flags & IN_REQUIRED) ||
	       refuse(r, f, "required", arena_printf(r->arena, "%s不能为空", label(f)));
}

static bool (*const CHECKS[IN_TYPE_COUNT])(struct req *, const struct in_field *, const struct given *,
					   struct in_value *) = {
	[IN_TEXT] = check_text, [IN_ID] = check_id, [IN_INT] = check_int, [IN_TIME] = check_time,
	[IN_DAY] = check_day, [IN_BOOL] = check_bool, [IN_ENUM] = check_enum, [IN_REAL] = check_real,
	[IN_IDS] = check_ids, [IN_TEXTS] = check_texts, [IN_OBJECT] = check_object, [IN_ARRAY] = check_array,
};

static const struct in_field *field_named(const struct req *r, const char *name, bool in_query)
{
	for (const struct in_field *f = r->route->in; f && f->name; f++)
		if (str_eq(f->name, name) && field_in_query(r->route, f) == in_query)
			return f;
	return NULL;
}

static void refuse_unknown(struct req *r, const char *name)
{
	const char *shown = arena_sv(r->arena, sv_prefix_chars(sv_from(name), 40));
	problem_field(&r->problem, ERR_INVALID, shown, "unknown", arena_printf(r->arena, "不认识的项目“%s”，请检查名称", shown));
}

static void take(struct req *r, const struct in_field *f, const struct given *g)
{
	struct in_value *v = &r->in[f - r->route->in];
	if (v->given) {
		refuse(r, f, "twice", arena_printf(r->arena, "%s只能填写一次", label(f)));
		return;
	}
	/* an empty text where a number or choice is optional means "not given": forms send it so */
	if (!g->json && !g->text.n && f->type != IN_TEXT && !(f->flags & IN_REQUIRED))
		return;
	v->given = CHECKS[f->type](r, f, g, v);
}

static void take_pairs(struct req *r, const struct pairs *pairs, bool in_query)
{
	for (size_t i = 0; pairs && i < pairs->n; i++) {
		const struct in_field *f = field_named(r, pairs->v[i].name, in_query);
		if (f)
			take(r, f, &(struct given){ .text = pairs->v[i].value });
		else
			refuse_unknown(r, pairs->v[i].name);
	}
}

static void take_json(struct req *r)
{
	void *iter = NULL;
	const char *key;
	const struct json *value;
	while (json_each(r->json, &iter, &key, &value)) {
		const struct in_field *f = field_named(r, key, false);
		if (!f)
			refuse_unknown(r, key);
		else if (json_kind(value) != JSON_NULL)
			take(r, f, &(struct given){ .json = value });
	}
}

static bool reported(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->problem.nfields; i++)
		if (str_eq(r->problem.fields[i].field, name))
			return true;
	return false;
}

enum err input_check(struct req *r, const struct pairs *query, const struct pairs *form)
{
	take_pairs(r, query, true);
	take_pairs(r, form, false);
	if (r->json)
		take_json(r);
	for (const struct in_field *f = r->route->in; f && f->name; f++)
		if ((f->flags & IN_REQUIRED) && !r->in[f - r->route->in].given && !reported(r, f->name))
			refuse(r, f, "required", arena_printf(r->arena, "%s不能为空", label(f)));
	return r->problem.kind;
}

/* ---- what handlers ask -------------------------------------------------------------------------- */

const struct in_value *in_get(const struct req *r, const char *name)
{
	static const struct in_value none;
	for (const struct in_field *f = r->route->in; f && f->name; f++)
		if (str_eq(f->name, name))
			return &r->in[f - r->route->in];
	log_error("http", "handler of %s asks for undeclared input %s", r->route->pattern, name);
	return &none;
}

bool in_given(const struct req *r, const char *name)
{
	return in_get(r, name)->given;
}

int64_t in_i64(const struct req *r, const char *name)
{
	return in_i64_or(r, name, NIL);
}

int64_t in_i64_or(const struct req *r, const char *name, int64_t otherwise)
{
	const struct in_value *v = in_get(r, name);
	return v->given ? v->i : otherwise;
}

const char *in_str(const struct req *r, const char *name)
{
	const struct in_value *v = in_get(r, name);
	return v->given ? v->s : NULL;
}

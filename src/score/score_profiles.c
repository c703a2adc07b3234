/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles that come with the program (scoring.md 4.2, 4.11), and profiles as JSON in the database. A city copies one, changes it
 * and adopts it with its approval. */
#include "base/env.h"
#include "score/score_internal.h"

enum {
	HUNDREDTH = SCORE_ONE / 100,
	TENTH = SCORE_ONE / 10,
	CONSULT = 1 << SCORE_CONSULT,
	HELP = 1 << SCORE_HELP,
	COMPLAINT = 1 << SCORE_COMPLAINT | 1 << SCORE_REPORT,
};

/* What all share: the weights of the answers, lines, whistles, ranking. */
#define COMMON                                                                                                         \
	.weight = { SCORE_ONE, SCORE_ONE, 8 * TENTH, 0, 0 }, .shrink = 10, .min_due = 10,                              \
	.min_evaluated = 60 * HUNDREDTH, .below = 5 * TENTH, .below_cap = 5 * SCORE_POINT, .above = 2 * TENTH,         \
	.above_cap = 3 * SCORE_POINT, .volume_cap = 2 * SCORE_ONE, .whistle = TENTH, .year_points = 14 * SCORE_POINT,  \
	.excellent_min = 126 * TENTH, .flagged = 3, .floor = NIL

#define LINEAR(m, of, p) { .measure = (m), .shape = SCORE_LINEAR, .types = (of), .points = (p) }
#define CEILING(m, of, p, most) { .measure = (m), .shape = SCORE_CEILING, .types = (of), .points = (p), .max = (most) }

const char *const SCORE_BUILTIN_NAMES[SCORE_BUILTINS] = { "rongcheng-70", "sanlv", "baseline-deduct", "classified" };

const struct score_profile SCORE_BUILTIN[SCORE_BUILTINS] = {
	/* K-02: satisfaction 70 of 100; closing and return share the rest (open point Q3). */
	[SCORE_RONGCHENG_70] = { COMMON, .terms = 4,
		.term = { LINEAR(SCORE_SATISFACTION, SCORE_ALL_TYPES, 70 * SCORE_POINT),
			LINEAR(SCORE_CLOSED, SCORE_ALL_TYPES, 75 * TENTH),
			LINEAR(SCORE_ONTIME, SCORE_ALL_TYPES, 75 * TENTH),
			CEILING(SCORE_RETURNED, SCORE_ALL_TYPES, 15 * SCORE_POINT, TENTH) } },
	/* 三率: response, solution, satisfaction. */
	[SCORE_SANLV] = { COMMON, .terms = 3,
		.term = { LINEAR(SCORE_CONTACTED, SCORE_ALL_TYPES, 30 * SCORE_POINT),
			LINEAR(SCORE_SOLVED, SCORE_ALL_TYPES, 35 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, SCORE_ALL_TYPES, 35 * SCORE_POINT) } },
	/* Four times 25, deducted from a base; satisfaction and solution keep half. */
	[SCORE_BASELINE_DEDUCT] = { COMMON, .terms = 4,
		.term = { { .measure = SCORE_ONTIME, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				  .base = SCORE_ONE, .per = SCORE_POINT },
			{ .measure = SCORE_SATISFIED, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				.base = 98 * HUNDREDTH, .per = 5 * TENTH, .floor = 125 * TENTH },
			{ .measure = SCORE_SOLVED, .shape = SCORE_DEDUCT, .types = SCORE_ALL_TYPES, .points = 25 * SCORE_POINT,
				.base = 95 * HUNDREDTH, .per = 5 * TENTH, .floor = 125 * TENTH },
			CEILING(SCORE_RETURNED, SCORE_ALL_TYPES, 25 * SCORE_POINT, TENTH) } },
	/* Consultations, requests and complaints apart; suggestions and praise are not scored. */
	[SCORE_CLASSIFIED] = { COMMON, .terms = 5,
		.term = { LINEAR(SCORE_SATISFACTION, CONSULT, 15 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, HELP, 35 * SCORE_POINT),
			LINEAR(SCORE_SATISFACTION, COMPLAINT, 20 * SCORE_POINT),
			LINEAR(SCORE_ONTIME, CONSULT | HELP | COMPLAINT, 15 * SCORE_POINT),
			CEILING(SCORE_RETURNED, CONSULT | HELP | COMPLAINT, 15 * SCORE_POINT, TENTH) } },
};

/* ---- as JSON ---- */

static const char *const MEASURES[SCORE_MEASURES] = { "satisfaction", "satisfied", "solved", "closed", "ontime",
	"returned", "contacted" };
static const char *const SHAPES[] = { "linear", "ceiling", "deduct" };

/* The numbers of a profile, and their names. */
static const struct {
	const char *name;
	size_t at;
} NUMBERS[] = {
	{ "shrink", offsetof(struct score_profile, shrink) },
	{ "min_due", offsetof(struct score_profile, min_due) },
	{ "min_evaluated_micro", offsetof(struct score_profile, min_evaluated) },
	{ "below_micro", offsetof(struct score_profile, below) },
	{ "below_cap_micro", offsetof(struct score_profile, below_cap) },
	{ "above_micro", offsetof(struct score_profile, above) },
	{ "above_cap_micro", offsetof(struct score_profile, above_cap) },
	{ "volume_cap_micro", offsetof(struct score_profile, volume_cap) },
	{ "whistle_micro", offsetof(struct score_profile, whistle) },
	{ "year_points_micro", offsetof(struct score_profile, year_points) },
	{ "excellent_min_micro", offsetof(struct score_profile, excellent_min) },
	{ "flagged", offsetof(struct score_profile, flagged) },
	{ "floor_micro", offsetof(struct score_profile, floor) },
}, TERM_NUMBERS[] = {
	{ "types", 0 }, /* an unsigned: by hand */
	{ "points_micro", offsetof(struct score_term, points) },
	{ "max_micro", offsetof(struct score_term, max) },
	{ "base_micro", offsetof(struct score_term, base) },
	{ "per_micro", offsetof(struct score_term, per) },
	{ "floor_micro", offsetof(struct score_term, floor) },
};
enum { N_NUMBERS = sizeof NUMBERS / sizeof *NUMBERS, N_TERM_NUMBERS = sizeof TERM_NUMBERS / sizeof *TERM_NUMBERS };

void score_put_parameters(struct json_out *w, const struct score_profile *p)
{
	jw_key(w, "terms");
	jw_array(w);
	for (size_t i = 0; i < p->terms; i++) {
		const struct score_term *t = &p->term[i];
		jw_object(w);
		jw_kstr(w, "measure", MEASURES[t->measure]);
		jw_kstr(w, "shape", SHAPES[t->shape]);
		jw_kint(w, "types", t->types);
		for (size_t k = 1; k < N_TERM_NUMBERS; k++)
			jw_kint(w, TERM_NUMBERS[k].name, *(const int64_t *)((const char *)t + TERM_NUMBERS[k].at));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "weight_micro");
	jw_array(w);
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		jw_int(w, p->weight[i]);
	jw_array_end(w);
	for (size_t i = 0; i < N_NUMBERS; i++)
		jw_kint(w, NUMBERS[i].name, *(const int64_t *)((const char *)p + NUMBERS[i].at));
}

/* A whole number, or null: NIL. */
static bool number(const struct json *object, const char *name, int64_t *out)
{
	const struct json *v = json_get(object, name);
	if (!v || (json_kind(v) != JSON_INT && json_kind(v) != JSON_NULL))
		return false;
	*out = json_kind(v) == JSON_INT ? json_int(v) : NIL;
	return true;
}

static bool word(const struct json *object, const char *name, const char *const *words, size_t n, unsigned *out)
{
	const struct json *v = json_get(object, name);
	for (size_t i = 0; v && json_kind(v) == JSON_STRING && i < n; i++)
		if (str_eq(json_sv(v).p, words[i])) {
			*out = (unsigned)i;
			return true;
		}
	return false;
}

static bool read_term(const struct json *v, struct score_term *t)
{
	unsigned measure, shape;
	int64_t types;
	if (!word(v, "measure", MEASURES, SCORE_MEASURES, &measure) || !word(v, "shape", SHAPES, 3, &shape) ||
		!number(v, "types", &types))
		return false;
	*t = (struct score_term){ .measure = measure, .shape = shape, .types = (unsigned)types };
	for (size_t k = 1; k < N_TERM_NUMBERS; k++)
		if (!number(v, TERM_NUMBERS[k].name, (int64_t *)((char *)t + TERM_NUMBERS[k].at)))
			return false;
	return true;
}

static bool read_profile(const struct json *v, struct score_profile *p)
{
	const struct json *terms = json_get(v, "terms"), *weight = json_get(v, "weight_micro");
	*p = (struct score_profile){ .terms = json_count(terms) };
	if (!terms || !weight || !p->terms || p->terms > SCORE_TERMS_MAX || json_count(weight) != SCORE_ANSWERS)
		return false;
	for (size_t i = 0; i < p->terms; i++)
		if (!read_term(json_at(terms, i), &p->term[i]))
			return false;
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		p->weight[i] = json_int(json_at(weight, i));
	for (size_t i = 0; i < N_NUMBERS; i++)
		if (!number(v, NUMBERS[i].name, (int64_t *)((char *)p + NUMBERS[i].at)))
			return false;
	return true;
}

static enum err chosen(struct arena *a, const struct q_score_profile_get_out *row, struct score_chosen *out)
{
	const struct json *v;
	const char *why;
	*out = (struct score_chosen){
		.id = row->id, .version = row->version, .code = row->code, .title = row->title, .body = row->body
	};
	enum err e = json_parse(a, sv_from(row->body), &v, &why);
	return e || !read_profile(v, &out->p) ? ERR_INTERNAL : ERR_OK;
}

enum err score_profile_get(struct db_session *s, int64_t id, struct score_chosen *out)
{
	struct q_score_profile_get_out row;
	enum err e = q_score_profile_get(s, &(struct q_score_profile_get_in){ .id = id }, &row);
	return e ? e : chosen(db_arena(s), &row, out);
}

enum err score_profile_of(struct db_session *s, int64_t month, struct score_chosen *out)
{
	struct q_score_profile_of_out row;
	enum err e = q_score_profile_of(s, &(struct q_score_profile_of_in){ .month = month }, &row);
	return e ? e : score_profile_get(s, row.id, out);
}

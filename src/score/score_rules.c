/* SPDX-License-Identifier: Apache-2.0 */
/* The arithmetic of scores: every division rounds half up once. */
#include "score/score.h"

#include <stdlib.h>

#include "base/env.h"
#include "base/half_up.h"

static int64_t clamp(int64_t x, int64_t low, int64_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* ---- rates ---- */

struct score_counts score_sum(const struct score_counts by_type[SCORE_TYPES], unsigned types)
{
	struct score_counts s = { 0 };
	for (unsigned t = 0; t < SCORE_TYPES; t++) {
		const struct score_counts *c = &by_type[t];
		if (!(types & (1u << t)))
			continue;
		s.due += c->due;
		s.closed += c->closed;
		s.ontime += c->ontime;
		s.submitted += c->submitted;
		s.returned += c->returned;
		s.contact_due += c->contact_due;
		s.contacted += c->contacted;
		for (size_t i = 0; i < SCORE_ANSWERS; i++)
			s.answers[i] += c->answers[i];
		s.asked += c->asked;
		s.solved += c->solved;
	}
	return s;
}

void score_counts_list(const struct score_counts *c, int64_t v[SCORE_COUNTS])
{
	const int64_t all[SCORE_COUNTS] = { c->due, c->closed, c->ontime, c->submitted, c->returned, c->contact_due,
		c->contacted, c->answers[0], c->answers[1], c->answers[2], c->answers[3], c->answers[4], c->asked,
		c->solved };
	for (size_t i = 0; i < SCORE_COUNTS; i++)
		v[i] = all[i];
}

struct score_counts score_counts_from(const int64_t v[SCORE_COUNTS])
{
	return (struct score_counts){ .due = v[0],
		.closed = v[1],
		.ontime = v[2],
		.submitted = v[3],
		.returned = v[4],
		.contact_due = v[5],
		.contacted = v[6],
		.answers = { v[7], v[8], v[9], v[10], v[11] },
		.asked = v[12],
		.solved = v[13] };
}

int64_t score_evaluated(const struct score_counts *c)
{
	int64_t v = 0;
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		v += c->answers[i];
	return v;
}

static int64_t weighted(const struct score_profile *p, const struct score_counts *c)
{
	int64_t sum = 0;
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		sum += p->weight[i] * c->answers[i];
	return sum;
}

/* Numerator and denominator; of the weighted satisfaction the numerator is in millionths. */
static void parts(const struct score_profile *p, enum score_measure m, const struct score_counts *c, struct score_line *l)
{
	switch (m) {
	case SCORE_SATISFACTION:
		l->num = weighted(p, c);
		l->den = score_evaluated(c);
		break;
	case SCORE_SATISFIED:
		l->num = c->answers[0] + c->answers[1] + c->answers[2];
		l->den = score_evaluated(c);
		break;
	case SCORE_SOLVED:
		l->num = c->solved;
		l->den = c->asked;
		break;
	case SCORE_CLOSED:
		l->num = c->closed;
		l->den = c->due;
		break;
	case SCORE_ONTIME:
		l->num = c->ontime;
		l->den = c->due;
		break;
	case SCORE_RETURNED:
		l->num = c->returned;
		l->den = c->submitted;
		break;
	case SCORE_CONTACTED:
		l->num = c->contacted;
		l->den = c->contact_due;
		break;
	case SCORE_MEASURES:
		l->num = l->den = 0;
		break;
	}
}

static int64_t rate_of(enum score_measure m, const struct score_line *l)
{
	if (l->den <= 0)
		return NIL;
	return muldiv_half_up(l->num, m == SCORE_SATISFACTION ? 1 : SCORE_ONE, l->den);
}

int64_t score_rate(const struct score_profile *p, enum score_measure m, const struct score_counts *c)
{
	struct score_line l = { 0 };
	parts(p, m, c, &l);
	return rate_of(m, &l);
}

/* ---- points ---- */

/* (V·S + k·S̄) / (V + k), from the sums so that nothing is rounded twice. */
static int64_t shrunk(const struct score_profile *p, const struct score_line *l, int64_t group)
{
	int64_t k = p->shrink * SCORE_MATTER, den = l->den + k;
	return den > 0 ? muldiv_half_up(l->num + k * group, 1, den) : group;
}

static int64_t used_rate(const struct score_profile *p, const struct score_term *t, const struct score_line *l, int64_t group)
{
	if (t->measure == SCORE_SATISFACTION)
		return shrunk(p, l, group);
	if (l->rate != NIL)
		return l->rate;
	return t->shape == SCORE_CEILING ? 0 : SCORE_ONE;
}

static int64_t term_points(const struct score_term *t, int64_t rate)
{
	if (t->shape == SCORE_LINEAR)
		return muldiv_half_up(t->points, rate, SCORE_ONE);
	if (t->shape == SCORE_CEILING)
		return t->max <= 0 || rate >= t->max ? 0 : muldiv_half_up(t->points, t->max - rate, t->max);
	return rate >= t->base
		       ? t->points
		       : clamp(t->points - muldiv_half_up(t->per, t->base - rate, SCORE_ONE / 100), t->floor, t->points);
}

void score_unit(const struct score_profile *p, const struct score_counts by_type[SCORE_TYPES], const int64_t group[],
	struct score_base *out)
{
	struct score_counts all = score_sum(by_type, SCORE_ALL_TYPES);
	*out = (struct score_base){ .too_few = all.due < p->min_due * SCORE_MATTER };
	for (size_t i = 0; i < p->terms; i++) {
		const struct score_term *t = &p->term[i];
		struct score_counts c = score_sum(by_type, t->types);
		struct score_line *l = &out->line[i];
		parts(p, t->measure, &c, l);
		l->rate = rate_of(t->measure, l);
		l->used = used_rate(p, t, l, group[i]);
		l->points = term_points(t, l->used);
		out->points += l->points;
	}
	out->few_evaluated = all.closed > 0 && muldiv_half_up(score_evaluated(&all), SCORE_ONE, all.closed) < p->min_evaluated;
}

int64_t score_volume(const struct score_profile *p, int64_t n, int64_t mean)
{
	int64_t factor = mean > 0 ? muldiv_half_up(n * SCORE_ONE, SCORE_ONE, mean) : p->volume_cap;
	return factor < p->volume_cap ? factor : p->volume_cap;
}

int64_t score_adjust(const struct score_profile *p, int64_t points, int64_t baseline, int64_t bonus, int64_t n, int64_t mean)
{
	int64_t f = points;
	if (baseline != NIL && points < baseline) {
		int64_t off = muldiv_half_up(p->below, baseline - points, SCORE_ONE);
		f = points - (off < p->below_cap ? off : p->below_cap);
	} else if (bonus != NIL && points > bonus) {
		int64_t on = muldiv_half_up(p->above * (points - bonus), score_volume(p, n, mean), (int64_t)SCORE_ONE * SCORE_ONE);
		f = points + (on < p->above_cap ? on : p->above_cap);
	}
	return clamp(f, 0, SCORE_FULL);
}

int64_t score_appraisal(const struct score_profile *p, int64_t f, int64_t w)
{
	return w == NIL ? f : score_two_sides(w, f, p->whistle);
}

int64_t score_year(const struct score_profile *p, const int64_t *months, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += months[i];
	return n ? muldiv_half_up(p->year_points, sum, SCORE_FULL * (int64_t)n) : NIL;
}

int64_t score_two_sides(int64_t street, int64_t others, int64_t share)
{
	return muldiv_half_up(1, street * share + others * (SCORE_ONE - share), SCORE_ONE);
}

/* ---- ranking ---- */

static int by(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* By list; the ranked first; then score, on time, volume of evaluations, id. */
static int compare(const void *x, const void *y)
{
	const struct score_place *a = x, *b = y;
	int c = by(a->list, b->list);
	if (!c)
		c = by(b->ranked, a->ranked);
	if (!c)
		c = by(b->score, a->score);
	if (!c)
		c = by(b->ontime, a->ontime);
	if (!c)
		c = by(b->evaluated, a->evaluated);
	return c ? c : by(a->unit_id, b->unit_id);
}

/* The places [from, to) are one list, best first. */
static void place_list(const struct score_profile *p, struct score_place *from, struct score_place *to)
{
	int64_t of = 0;
	for (struct score_place *x = from; x < to; x++)
		of += x->ranked;
	for (struct score_place *x = from; x < to; x++) {
		x->of = of;
		x->rank = x->ranked ? x - from + 1 : 0;
		x->flagged = x->ranked && x->rank > of - p->flagged && (p->floor == NIL || x->score < p->floor);
	}
}

void score_rank(const struct score_profile *p, struct score_place *places, size_t n)
{
	if (!n)
		return;
	qsort(places, n, sizeof *places, compare);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && places[to].list == places[from].list; to++)
			;
		place_list(p, places + from, places + to);
	}
}

enum score_step score_step(int64_t months)
{
	return months <= 0 ? STEP_NONE : months >= STEP_TRANSFER ? STEP_TRANSFER : (enum score_step)months;
}

/* ---- persons ---- */

int64_t score_worker(const struct score_worker *w)
{
	const struct { int64_t num, den, weight; } part[4] = {
		{ w->tasks_ontime, w->tasks, w->weight[0] },
		{ w->checks_right, w->checks, w->weight[1] },
		{ w->stars_sum, 5 * w->ratings, w->weight[2] },
		{ w->visits_done, w->visits, w->weight[3] },
	};
	int64_t sum = 0, weights = 0;
	for (size_t i = 0; i < 4; i++)
		if (part[i].den > 0) {
			sum += muldiv_half_up(part[i].weight * SCORE_POINT, part[i].num, part[i].den);
			weights += part[i].weight;
		}
	return weights ? muldiv_half_up(sum, 100, weights) : NIL;
}

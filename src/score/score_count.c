/* SPDX-License-Identifier: Apache-2.0 */
/* From orders and answers to counts, from counts to places: one period, computed from the tables of truth. */
#include "score/score_internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const TYPES[SCORE_TYPES] = { "consult", "help", "complaint", "report", "suggestion", "praise" };

/* ---- shares ---- */

struct share {
	struct score_counts *counts; /* of the unit and type; NULL: not in any list */
	int64_t percent;
};

static size_t type_of(const char *type)
{
	for (size_t i = 0; i < SCORE_TYPES; i++)
		if (str_eq(TYPES[i], type))
			return i;
	return SCORE_HELP;
}

static struct score_unit_month *of(struct score_month *m, int64_t unit_id)
{
	const struct unit *u = ref_unit(m->op->refs, unit_id);
	return u ? &m->unit[u->index] : NULL;
}

static int left_out_order(const void *pa, const void *pb)
{
	const struct score_left_out *a = pa, *b = pb;
	if (a->figure != b->figure)
		return a->figure < b->figure ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->unit_id > b->unit_id) - (a->unit_id < b->unit_id);
}

/* Whether a ruling or an exclusion takes this line off the unit's counts. */
static bool excluded(const struct score_month *m, int64_t unit_id, enum score_figure figure, int64_t line)
{
	struct score_left_out key = { unit_id, line, figure };
	return m->nout && bsearch(&key, m->out, m->nout, sizeof key, left_out_order);
}

/* Who answers for a row: the lead alone, or those of the co-responsibility list (K-15). Nobody where the kind of matter is not
 * appraised. Of a row that is one line, only those who were freed of it, to be taken off. */
static size_t shares(struct score_month *m, int64_t unit_id, int64_t town_id, int64_t event_type_id, const char *type,
	enum score_figure figure, int64_t line, struct share out[CORESP_MAX + 1])
{
	const struct event_type *t = ref_type(m->op->refs, event_type_id);
	const struct coresp *listed[CORESP_MAX];
	struct coresp_share part[CORESP_MAX + 1];
	if (t && !t->appraised)
		return 0;
	size_t n = coresp_find(m->op, town_id, event_type_id, listed, CORESP_MAX);
	n = coresp_shares(listed, n, unit_id, part);
	for (size_t i = 0; i < n; i++) {
		struct score_unit_month *u = of(m, part[i].unit_id);
		int64_t percent = !line ? part[i].percent : excluded(m, part[i].unit_id, figure, line) ? -part[i].percent : 0;
		out[i] = (struct share){ u ? &u->by_type[type_of(type)] : NULL, percent };
	}
	return n;
}

static void add_due(struct score_month *m, const struct q_score_due_out *r)
{
	struct share s[CORESP_MAX + 1];
	size_t n = shares(m, r->unit_id, r->town_id, r->event_type_id, r->type, SCORE_OF_DUE, r->line, s);
	for (size_t i = 0; i < n; i++) {
		if (!s[i].counts)
			continue;
		s[i].counts->due += r->due * s[i].percent;
		s[i].counts->closed += r->closed * s[i].percent;
		s[i].counts->ontime += r->ontime * s[i].percent;
		s[i].counts->contact_due += r->contact_due * s[i].percent;
		s[i].counts->contacted += r->contacted * s[i].percent;
	}
}

static void add_submitted(struct score_month *m, const struct q_score_submitted_out *r)
{
	struct share s[CORESP_MAX + 1];
	size_t n = shares(m, r->unit_id, r->town_id, r->event_type_id, r->type, SCORE_OF_RETURNED, r->line, s);
	for (size_t i = 0; i < n; i++) {
		if (!s[i].counts)
			continue;
		s[i].counts->submitted += r->submitted * s[i].percent;
		s[i].counts->returned += r->returned * s[i].percent;
	}
}

static void add_ratings(struct score_month *m, const struct q_score_ratings_out *r)
{
	struct share s[CORESP_MAX + 1];
	const int64_t answers[SCORE_ANSWERS] = { r->v5, r->v4, r->v3, r->v2, r->v1 };
	size_t n = shares(m, r->unit_id, r->town_id, r->event_type_id, r->type, SCORE_OF_ANSWERS, r->line, s);
	for (size_t i = 0; i < n; i++) {
		if (!s[i].counts)
			continue;
		for (size_t k = 0; k < SCORE_ANSWERS; k++)
			s[i].counts->answers[k] += answers[k] * s[i].percent;
		s[i].counts->asked += r->asked * s[i].percent;
		s[i].counts->solved += r->solved * s[i].percent;
	}
}

/* Everything, or line by line what was taken off (`lines`). */
static enum err count_pass(struct score_month *m, int64_t lines)
{
	struct db_session *s = m->op->s;
	int64_t from = m->at.from, to = m->at.to, month = m->at.yyyymm;
	struct q_score_due_rows due;
	struct q_score_submitted_rows submitted;
	struct q_score_ratings_rows ratings;
	enum err e = q_score_due(s, &(struct q_score_due_in){ .lines = lines, .from = from, .to = to, .month = month }, &due);
	for (size_t i = 0; !e && i < due.n; i++)
		add_due(m, &due.v[i]);
	if (!e)
		e = q_score_submitted(
			s, &(struct q_score_submitted_in){ .lines = lines, .from = from, .to = to, .month = month }, &submitted);
	for (size_t i = 0; !e && i < submitted.n; i++)
		add_submitted(m, &submitted.v[i]);
	if (!e)
		e = q_score_ratings(s, &(struct q_score_ratings_in){ .lines = lines, .from = from, .to = to, .month = month }, &ratings);
	for (size_t i = 0; !e && i < ratings.n; i++)
		add_ratings(m, &ratings.v[i]);
	return e;
}

static enum err count_open(struct score_month *m)
{
	struct q_score_suspended_rows suspended;
	enum err e = q_score_suspended(m->op->s, &suspended);
	for (size_t i = 0; !e && i < suspended.n; i++) {
		struct score_unit_month *u = of(m, suspended.v[i].unit_id);
		if (u) {
			u->open = suspended.v[i].open;
			u->suspended = suspended.v[i].suspended;
		}
	}
	return e;
}

static enum score_figure figure_of(const char *what)
{
	return str_eq(what, "due") ? SCORE_OF_DUE : str_eq(what, "returned") ? SCORE_OF_RETURNED : SCORE_OF_ANSWERS;
}

/* Once for each unit that is freed: of an exclusion all who share the matter. */
static void leave_out(struct score_month *m, const struct q_score_excluded_out *x)
{
	const struct coresp *listed[CORESP_MAX];
	struct coresp_share part[CORESP_MAX + 1] = { { .unit_id = x->unit_id } };
	enum score_figure figure = figure_of(x->what);
	size_t n = 1;
	if (x->everyone) {
		n = coresp_find(m->op, x->town_id, x->event_type_id, listed, CORESP_MAX);
		n = coresp_shares(listed, n, x->unit_id, part);
	}
	for (size_t i = 0; i < n; i++)
		m->out[m->nout++] = (struct score_left_out){ part[i].unit_id,
			figure == SCORE_OF_ANSWERS ? x->case_id : x->order_id, figure };
}

/* What does not count, sorted, each once; and how many of each figure a unit is freed of. */
static enum err load_left_out(struct score_month *m)
{
	struct q_score_excluded_rows rows;
	size_t n = 0;
	enum err e = q_score_excluded(m->op->s, &(struct q_score_excluded_in){ .month = m->at.yyyymm }, &rows);
	if (e)
		return e;
	m->out = ARENA_ARRAY(m->op->a, struct score_left_out, rows.n * (CORESP_MAX + 1) + 1);
	for (size_t i = 0; i < rows.n; i++)
		leave_out(m, &rows.v[i]);
	if (m->nout)
		qsort(m->out, m->nout, sizeof *m->out, left_out_order);
	for (size_t i = 0; i < m->nout; i++) {
		struct score_unit_month *u = of(m, m->out[i].unit_id);
		if (n && !left_out_order(&m->out[n - 1], &m->out[i]))
			continue;
		m->out[n++] = m->out[i];
		if (u)
			u->left_out[m->out[i].figure]++;
	}
	m->nout = n;
	return ERR_OK;
}

static enum err count_all(struct score_month *m)
{
	enum err e = load_left_out(m);
	if (!e)
		e = count_pass(m, 0);
	if (!e && m->nout)
		e = count_pass(m, 1);
	return e ? e : count_open(m);
}

/* ---- lists and places ---- */

/* Towns and streets; departments, zones and enterprises. Sections, branches and communities are part of them. */
static enum score_list list_of(const struct unit *u)
{
	if (!u->active || !u->appraised)
		return SCORE_NO_LIST;
	if (str_eq(u->kind, "town"))
		return SCORE_TOWNS;
	bool own = str_eq(u->kind, "department") || str_eq(u->kind, "zone") || str_eq(u->kind, "enterprise");
	return own ? SCORE_DEPARTMENTS : SCORE_NO_LIST;
}

/* The mean of a list: all its answers together, as one unit. What nobody answered is full. */
static void group_means(struct score_month *m)
{
	for (int list = SCORE_TOWNS; list <= SCORE_DEPARTMENTS; list++)
		for (size_t t = 0; t < m->profile->terms; t++) {
			struct score_counts sum = { 0 };
			for (size_t i = 0; i < m->n; i++) {
				if (m->unit[i].list != (enum score_list)list)
					continue;
				struct score_counts c = score_sum(m->unit[i].by_type, m->profile->term[t].types);
				for (size_t k = 0; k < SCORE_ANSWERS; k++)
					sum.answers[k] += c.answers[k];
			}
			int64_t mean = score_rate(m->profile, SCORE_SATISFACTION, &sum);
			m->mean[list][t] = mean == NIL ? SCORE_ONE : mean;
		}
}

static void place_all(struct score_month *m)
{
	m->base = ARENA_ARRAY(m->op->a, struct score_base, m->n + 1);
	m->place = ARENA_ARRAY(m->op->a, struct score_place, m->n + 1);
	m->places = 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct score_unit_month *u = &m->unit[i];
		if (u->list == SCORE_NO_LIST)
			continue;
		struct score_counts all = score_sum(u->by_type, SCORE_ALL_TYPES);
		int64_t ontime = score_rate(m->profile, SCORE_ONTIME, &all);
		score_unit(m->profile, u->by_type, m->mean[u->list], &m->base[i]);
		m->place[m->places++] = (struct score_place){ .unit_id = u->unit_id, .list = u->list,
			.score = m->base[i].points, .ontime = ontime == NIL ? 0 : ontime, .evaluated = score_evaluated(&all),
			.ranked = !m->base[i].too_few };
	}
	score_rank(m->profile, m->place, m->places);
}

enum err score_count(struct op *op, const struct month_span *at, struct score_month *m)
{
	*m = (struct score_month){ .op = op,
		.at = *at,
		.n = op->refs->nunits,
		.unit = ARENA_ARRAY(op->a, struct score_unit_month, op->refs->nunits + 1) };
	memset(m->unit, 0, sizeof *m->unit * (op->refs->nunits + 1));
	for (size_t i = 0; i < m->n; i++) {
		struct score_unit_month *u = &m->unit[op->refs->units[i].index];
		u->unit_id = op->refs->units[i].id;
		u->list = list_of(&op->refs->units[i]);
	}
	return count_all(m);
}

void score_by(struct score_month *m, const struct score_profile *profile)
{
	m->profile = profile;
	group_means(m);
	place_all(m);
}

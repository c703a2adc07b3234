/* SPDX-License-Identifier: Apache-2.0 */
/* A month of scores as JSON: the same text is shown, kept in a run and hashed. */
#include "base/half_up.h"
#include "score/score_internal.h"

const char *const SCORE_LIST_NAMES[SCORE_LISTS] = { "", "towns", "departments" };

void score_put_profile(struct json_out *w, const struct score_chosen *by)
{
	jw_key(w, "profile");
	jw_object(w);
	jw_kid(w, "id", by->id);
	jw_kstr(w, "code", by->code);
	jw_kint(w, "version", by->version);
	jw_kstr(w, "title", by->title);
	score_put_parameters(w, &by->p);
	jw_object_end(w);
}

/* ---- one unit ---- */

static void put_line(struct json_out *w, const struct score_line *l)
{
	jw_object(w);
	jw_kint(w, "num", l->num);
	jw_kint(w, "den", l->den);
	jw_kint(w, "rate_micro", l->rate);
	jw_kint(w, "used_micro", l->used);
	jw_kint(w, "points_micro", l->points);
	jw_object_end(w);
}

/* The counts of each type, in the order of the struct; nothing where nothing was counted. */
static void put_counts(struct json_out *w, const struct score_counts by_type[SCORE_TYPES])
{
	jw_key(w, "counts_hundredths");
	jw_array(w);
	for (size_t t = 0; t < SCORE_TYPES; t++) {
		int64_t v[SCORE_COUNTS], any = 0;
		score_counts_list(&by_type[t], v);
		jw_array(w);
		for (size_t i = 0; i < SCORE_COUNTS; i++)
			any |= v[i];
		for (size_t i = 0; any && i < SCORE_COUNTS; i++)
			jw_int(w, v[i]);
		jw_array_end(w);
	}
	jw_array_end(w);
}

/* “为什么是第 17 名”: by how many points of each line the unit stands behind the one above it. */
static void put_behind(struct json_out *w, const struct score_month *m, const struct score_place *p)
{
	const struct score_base *mine = &m->base[ref_unit(m->op->refs, p->unit_id)->index], *above;
	jw_key(w, "behind_micro");
	jw_array(w);
	if (p->rank > 1) {
		above = &m->base[ref_unit(m->op->refs, p[-1].unit_id)->index];
		for (size_t i = 0; i < m->profile->terms; i++)
			jw_int(w, above->line[i].points - mine->line[i].points);
	}
	jw_array_end(w);
}

void score_put_row(
	struct json_out *w, const struct score_month *m, const struct score_place *p, const struct score_place *before)
{
	const struct unit *unit = ref_unit(m->op->refs, p->unit_id);
	const struct score_unit_month *u = &m->unit[unit->index];
	const struct score_base *base = &m->base[unit->index];
	struct score_counts all = score_sum(u->by_type, SCORE_ALL_TYPES);
	jw_object(w);
	jw_unit(w, "unit", m->op->refs, p->unit_id);
	jw_kint(w, "rank", p->rank ? p->rank : NIL);
	jw_kbool(w, "flagged", p->flagged);
	jw_kbool(w, "too_few", base->too_few);
	jw_kbool(w, "few_evaluated", base->few_evaluated);
	jw_kint(w, "points_micro", base->points);
	jw_kint(w, "due_hundredths", all.due);
	jw_kint(w, "evaluated_hundredths", score_evaluated(&all));
	jw_key(w, "answers_hundredths");
	jw_array(w);
	for (size_t i = 0; i < SCORE_ANSWERS; i++)
		jw_int(w, all.answers[i]);
	jw_array_end(w);
	jw_kint(w, "open", u->open);
	jw_kint(w, "suspended", u->suspended);
	jw_kint(w, "excluded", u->left_out[SCORE_OF_DUE] + u->left_out[SCORE_OF_RETURNED] + u->left_out[SCORE_OF_ANSWERS]);
	jw_key(w, "left_out");
	jw_array(w);
	for (int i = 0; i < SCORE_FIGURES; i++)
		jw_int(w, u->left_out[i]);
	jw_array_end(w);
	jw_key(w, "lines");
	jw_array(w);
	for (size_t i = 0; i < m->profile->terms; i++)
		put_line(w, &base->line[i]);
	jw_array_end(w);
	put_behind(w, m, p);
	put_counts(w, u->by_type);
	if (before) {
		jw_kint(w, "rank_before", before->rank ? before->rank : NIL);
		jw_kint(w, "points_before_micro", before->score);
	}
	jw_object_end(w);
}

/* ---- a list ---- */

/* The mean points of each line over the ranked units of a list: what a unit compares itself with. */
static void put_means(struct json_out *w, const struct score_month *m, int list)
{
	jw_key(w, "mean_points_micro");
	jw_array(w);
	for (size_t t = 0; t < m->profile->terms; t++) {
		int64_t sum = 0, n = 0;
		for (size_t i = 0; i < m->places; i++)
			if (m->place[i].list == list && m->place[i].ranked) {
				sum += m->base[ref_unit(m->op->refs, m->place[i].unit_id)->index].line[t].points;
				n++;
			}
		jw_int(w, n ? div_half_up(sum, n) : NIL);
	}
	jw_array_end(w);
}

void score_put_head(struct json_out *w, const struct score_month *m, int list)
{
	int64_t of = 0;
	for (size_t i = 0; i < m->places; i++)
		if (m->place[i].list == list)
			of = m->place[i].of;
	jw_kstr(w, "list", SCORE_LIST_NAMES[list]);
	put_means(w, m, list);
	jw_key(w, "group_micro");
	jw_array(w);
	for (size_t t = 0; t < m->profile->terms; t++)
		jw_int(w, m->profile->term[t].measure == SCORE_SATISFACTION ? m->mean[list][t] : NIL);
	jw_array_end(w);
	jw_kint(w, "ranked", of);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Two texts against each other: features, and the probability that they are one matter. */
#include <math.h>

#include "base/env.h"
#include "matching/text.h"
#include "matching/weights.h"

/* Rarities: one text in 360, in 216, in 144, in 120, in 72. */
static const float RARE = 5.9F, RARE_TITLE = 5.4F, SELDOM = 5.0F, NAME = 4.8F, SELDOM_PLACE = 4.3F;

/* ---- sums over the runs of both ---- */

/* Rarity of runs, and of those of them that the other text has anywhere. */
struct share {
	float all, shared;
};

/* Of the runs in one title. */
struct half {
	struct share title;
	struct share place, problem; /* names of places; the rest */
	struct share name, about;  /* what only few texts have: names, mostly; what many have: what it is about */
	float rare;                /* number of rare shared ones */
};

struct sums {
	float all, title, body;    /* scalar products */
	float rare, seldom, places; /* numbers of shared runs */
	struct half half[2];
};

static void add(struct share *s, float rarity, bool shared)
{
	s->all += rarity;
	s->shared += shared ? rarity : 0;
}

static void add_half(struct half *h, const struct match_gram *g, bool shared)
{
	if (!g->in_title)
		return;
	add(&h->title, g->rarity, shared);
	if (g->place & PLACE_TITLE)
		add(&h->place, g->rarity, shared);
	if (g->place & PROBLEM_TITLE)
		add(&h->problem, g->rarity, shared);
	if (!g->alone)
		add(g->rarity >= NAME ? &h->name : &h->about, g->rarity, shared);
	h->rare += shared && g->rarity >= RARE_TITLE;
}

static void add_shared(struct sums *s, const struct match_gram *x, const struct match_gram *y)
{
	s->all += gram_in_all(x) * gram_in_all(y);
	s->title += gram_in_title(x) * gram_in_title(y);
	s->body += gram_in_body(x) * gram_in_body(y);
	s->rare += x->rarity >= RARE;
	s->seldom += x->rarity >= SELDOM;
	s->places += (x->place & y->place & PLACE_BODY) && x->rarity >= SELDOM_PLACE;
	add_half(&s->half[0], x, true);
	add_half(&s->half[1], y, true);
}

static struct sums sum_up(const struct match_text *a, const struct match_text *b)
{
	struct sums s = { 0 };
	size_t i = 0, k = 0;
	while (i < a->ngram || k < b->ngram)
		if (k == b->ngram || (i < a->ngram && a->gram[i].hash < b->gram[k].hash))
			add_half(&s.half[0], &a->gram[i++], false);
		else if (i == a->ngram || b->gram[k].hash < a->gram[i].hash)
			add_half(&s.half[1], &b->gram[k++], false);
		else
			add_shared(&s, &a->gram[i++], &b->gram[k++]);
	return s;
}

/* ---- the rest ---- */

static float part(float some, float all)
{
	return all > 0 ? some / all : 0;
}

static size_t common(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t n = 0;
	for (size_t i = 0, k = 0; i < na && k < nb;) {
		if (a[i] < b[k])
			i++;
		else if (a[i] > b[k])
			k++;
		else
			n++, i++, k++;
	}
	return n;
}

/* Longest run of units in both titles: how many. */
static size_t longest_run(const struct match_units *a, const struct match_units *b)
{
	size_t row[MATCH_TITLE_UNITS + 1] = { 0 }, best = 0;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = b->n; k > 0; k--) {
			bool on = a->adjoins[i] && b->adjoins[k - 1];
			row[k] = a->hash[i] == b->hash[k - 1] ? 1 + (on ? row[k - 1] : 0) : 0;
			best = row[k] > best ? row[k] : best;
		}
	return best;
}

/* Units that have numbers in both: with a number in common, and with none. */
static void compare_numbers(const struct match_text *a, const struct match_text *b, size_t *same, size_t *other)
{
	*same = *other = 0;
	for (size_t i = 0, k = 0; i < a->nnumber && k < b->nnumber;) {
		uint32_t x = a->number[i].unit, y = b->number[k].unit;
		size_t iend = i, kend = k;
		bool hit = false;
		while (iend < a->nnumber && a->number[iend].unit == x)
			iend++;
		while (kend < b->nnumber && b->number[kend].unit == y)
			kend++;
		for (size_t p = i; x == y && p < iend; p++)
			for (size_t q = k; q < kend; q++)
				hit = hit || a->number[p].value == b->number[q].value;
		*same += x == y && hit;
		*other += x == y && !hit;
		i = x <= y ? iend : i;
		k = y <= x ? kend : k;
	}
}

static float at_most(size_t n, size_t most)
{
	return (float)(n < most ? n : most);
}

const char *const MATCH_FEATURE_NAMES[MATCH_FEATURES] = {
	"all", "title", "title_root", "body", "title_in_other_min", "title_in_other_max", "rare", "seldom", "rare_title_min",
	"rare_title_max", "run", "run_more", "place_min", "place_max", "problem_min", "problem_max", "place_problem", "no_place",
	"places", "copy", "copy_jaccard", "number_other", "number_same", "title_number_other", "title_number_same",
	"district_other", "title_district_other", "days", "name_min", "name_max", "about_min", "about_max", "name_about", "no_name",
};

static float got(struct share s)
{
	return part(s.shared, s.all);
}

/* Six features of two kinds of runs: what the titles share of each, of both at once, and of the first nothing. */
static void put_kinds(float f[6], struct share x1, struct share y1, struct share x2, struct share y2)
{
	float x = got(x1), y = got(y1), v = got(x2), w = got(y2);
	f[0] = fminf(x, y);
	f[1] = fmaxf(x, y);
	f[2] = fminf(v, w);
	f[3] = fmaxf(v, w);
	f[4] = (x + y) * (v + w) / 4;
	f[5] = (float)((x1.all > 0 && x < 0.1F) + (y1.all > 0 && y < 0.1F));
}

static void put_shared(float *f, const struct match_text *a, const struct match_text *b, const struct sums *s)
{
	const struct half *x = &s->half[0], *y = &s->half[1];
	f[0] = sqrtf(part(s->all, a->length_all * b->length_all));
	f[1] = part(s->title, a->length_title * b->length_title);
	f[2] = sqrtf(f[1]);
	f[3] = part(s->body, a->length_body * b->length_body);
	f[4] = fminf(got(x->title), got(y->title));
	f[5] = fmaxf(got(x->title), got(y->title));
	f[6] = log1pf(s->rare);
	f[7] = log1pf(s->seldom);
	f[8] = log1pf(fminf(x->rare, y->rare));
	f[9] = log1pf(fmaxf(x->rare, y->rare));
	put_kinds(f + 12, x->place, y->place, x->problem, y->problem);
	f[18] = log1pf(s->places);
	put_kinds(f + 28, x->name, y->name, x->about, y->about);
}

void match_compare(const struct match_text *a, const struct match_text *b, float f[MATCH_FEATURES])
{
	struct sums s = sum_up(a, b);
	put_shared(f, a, b, &s);
	size_t run = longest_run(&a->title, &b->title), same, other;
	f[10] = at_most(run, 6);
	f[11] = run > 6 ? log1pf((float)(run - 6)) : 0;
	size_t five = common(a->five, a->nfive, b->five, b->nfive), least = a->nfive < b->nfive ? a->nfive : b->nfive;
	f[19] = part((float)five, (float)least);
	f[20] = part((float)five, (float)(a->nfive + b->nfive - five));
	compare_numbers(a, b, &same, &other);
	f[21] = at_most(other, 3);
	f[22] = at_most(same, 4);
	size_t numbers = common(a->title_number, a->ntitle_number, b->title_number, b->ntitle_number);
	f[23] = at_most(a->ntitle_number + b->ntitle_number - 2 * numbers, 3);
	f[24] = at_most(numbers, 3);
	f[25] = a->ndistrict && b->ndistrict && !common(a->district, a->ndistrict, b->district, b->ndistrict);
	f[26] = a->ntitle_district && b->ntitle_district &&
		!common(a->title_district, a->ntitle_district, b->title_district, b->ntitle_district);
	f[27] = (float)log1p(fabs((double)a->time - (double)b->time) / MS_DAY);
}

float match_probability(const float f[MATCH_FEATURES])
{
	float sum = BIAS;
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		sum += WEIGHT[i] * f[i];
	return 1 / (1 + expf(-sum));
}

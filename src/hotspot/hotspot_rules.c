/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of hot spots, and what makes one. Pure: no I/O. */
#include <math.h>
#include <stdlib.h>

#include "geo/geo.h"
#include "hotspot/hotspot_internal.h"
#include "matching/matching.h"

/* ---- the machine ---- */

static const struct wf_state STATES[] = {
	{ "new", "新发现", false },  { "watching", "关注中", false },    { "handled", "已部署", false },
	{ "over", "已平息", false }, { "dismissed", "不是热点", true },
};

#define BY_PEOPLE(at)                                                                              \
	{ at, "note", at, "写进展", CAP_HOTSPOT_READ, WF_PERSON, "", "", "需写明进展", hotspot_needs_text, NULL },       \
	{ at, "close", "over", "办结", CAP_HOTSPOT, WF_PERSON, "", "", "需写明结果", hotspot_needs_text, NULL }
#define OPEN(at)                                                                                   \
	{ at, "arrange", "handled", "部署治理", CAP_HOTSPOT, WF_PERSON, "", "", "需选牵头单位并写明措施", hotspot_needs_unit, NULL }, \
	{ at, "dismiss", "dismissed", "不是热点", CAP_HOTSPOT, WF_PERSON, "", "", "需写明理由", hotspot_needs_text, NULL }, \
	{ at, "quiet", "over", "自动平息", 0, WF_SYSTEM, "", "", "", NULL, NULL },                                     \
	{ at, "grow", at, "反映增多", 0, WF_SYSTEM, "", "", "", NULL, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "find", "new", "发现热点", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "new", "take", "watching", "认领", CAP_HOTSPOT, WF_PERSON, "", "", "", NULL, NULL },
	OPEN("new"),
	{ "watching", "take", "watching", "换我跟进", CAP_HOTSPOT, WF_PERSON, "", "", "", NULL, NULL },
	OPEN("watching"),
	BY_PEOPLE("watching"),
	{ "handled", "arrange", "handled", "调整部署", CAP_HOTSPOT, WF_PERSON, "", "", "需选牵头单位并写明措施", hotspot_needs_unit, NULL },
	{ "handled", "take", "handled", "换我跟进", CAP_HOTSPOT, WF_PERSON, "", "", "", NULL, NULL },
	{ "handled", "grow", "handled", "反映增多", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	BY_PEOPLE("handled"),
	{ "over", "again", "new", "再次集中反映", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};

const struct wf_machine HOTSPOT_MACHINE = { "hotspot", "热点", STATES, sizeof STATES / sizeof *STATES, EDGES,
	sizeof EDGES / sizeof *EDGES };

/* ---- bursts ---- */

enum { WEEKS_LEAST = 4, CENTI = 100 };
static const double DEVIATIONS = 3;

static int64_t mean_centi(const int64_t *v, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += v[i];
	return n ? sum * CENTI / (int64_t)n : 0;
}

int64_t hotspot_usual_centi(const struct hotspot_counts *c)
{
	int64_t weeks = mean_centi(c->weeks, c->nweeks), season = mean_centi(c->season, c->nseason);
	return weeks > season ? weeks : season;
}

bool hotspot_bursts(const struct hotspot_counts *c, const struct hotspot_rules *rules)
{
	int64_t usual = hotspot_usual_centi(c);
	if (rules->burst_least == NIL || rules->burst_percent == NIL || c->nweeks < WEEKS_LEAST || c->now < rules->burst_least)
		return false;
	double mean = (double)usual / CENTI;
	return c->now * CENTI * CENTI >= usual * rules->burst_percent && (double)c->now > mean + DEVIATIONS * sqrt(mean);
}

/* ---- places ---- */

static bool near(const struct hotspot_said *a, const struct hotspot_said *b, int64_t metres)
{
	static const double MICRO = 1e6;
	return geo_distance_m((double)a->lon / MICRO, (double)a->lat / MICRO, (double)b->lon / MICRO, (double)b->lat / MICRO) <=
	       (double)metres;
}

struct centre {
	uint32_t said, around;
};

static int by_around(const void *a, const void *b)
{
	const struct centre *x = a, *y = b;
	if (x->around != y->around)
		return x->around > y->around ? -1 : 1;
	return (x->said > y->said) - (x->said < y->said);
}

static size_t count_around(const struct hotspot_said *v, size_t n, int64_t metres, struct centre *c)
{
	size_t located = 0;
	for (size_t i = 0; i < n; i++)
		if (v[i].lon != NIL)
			c[located++] = (struct centre){ (uint32_t)i, 0 };
	for (size_t i = 0; i < located; i++)
		for (size_t k = 0; k < i; k++)
			if (near(&v[c[i].said], &v[c[k].said], metres)) {
				c[i].around++;
				c[k].around++;
			}
	return located;
}

static uint32_t group_of_town(const struct hotspot_said *v, size_t n, const uint32_t *group, int64_t town_id)
{
	for (size_t i = 0; town_id != NIL && i < n; i++)
		if (v[i].lon != NIL && v[i].town_id == town_id)
			return group[i];
	return 0;
}

size_t hotspot_split(struct arena *a, const struct hotspot_said *v, size_t n, int64_t metres, uint32_t *group)
{
	struct centre *c = ARENA_ARRAY(a, struct centre, n + 1);
	size_t located = metres == NIL ? 0 : count_around(v, n, metres, c), groups = 0;
	for (size_t i = 0; i < n; i++)
		group[i] = located ? UINT32_MAX : 0;
	if (located)
		qsort(c, located, sizeof *c, by_around);
	for (size_t i = 0; i < located; i++) {
		if (group[c[i].said] != UINT32_MAX)
			continue;
		for (size_t k = 0; k < located; k++)
			if (group[c[k].said] == UINT32_MAX && near(&v[c[i].said], &v[c[k].said], metres))
				group[c[k].said] = (uint32_t)groups;
		groups++;
	}
	for (size_t i = 0; i < n; i++)
		if (group[i] == UINT32_MAX)
			group[i] = group_of_town(v, n, group, v[i].town_id);
	return groups ? groups : 1;
}

/* ---- persons ---- */

struct numbered {
	uint64_t person;
	uint32_t said;
};

static int by_person(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	return (x->person > y->person) - (x->person < y->person);
}

void hotspot_number_persons(struct arena *a, const struct hotspot_said *v, size_t n, uint32_t *who, size_t *persons)
{
	struct numbered *p = ARENA_ARRAY(a, struct numbered, n + 1);
	*persons = 0;
	for (size_t i = 0; i < n; i++)
		p[i] = (struct numbered){ v[i].person, (uint32_t)i };
	if (n)
		qsort(p, n, sizeof *p, by_person);
	for (size_t i = 0; i < n; i++) {
		*persons += !i || p[i].person != p[i - 1].person;
		who[p[i].said] = (uint32_t)(*persons - 1);
	}
}

struct hotspot_crowd hotspot_measure_crowd(struct arena *a, const struct hotspot_said *v, size_t n,
	const struct hotspot_rules *rules)
{
	enum { YEAR = 365 };
	struct hotspot_crowd c = { 0 };
	uint32_t *who = ARENA_ARRAY(a, uint32_t, n + 1);
	int64_t *at = ARENA_ARRAY(a, int64_t, n + 1), ignored;
	hotspot_number_persons(a, v, n, who, &c.persons);
	for (size_t i = 0; i < n; i++)
		at[i] = v[i].at;
	c.peak = match_peak(a, at, who, n, (rules->days == NIL ? YEAR : rules->days) * (int64_t)MS_DAY, &c.peak_from);
	c.year = match_peak(a, at, who, n, YEAR * (int64_t)MS_DAY, &ignored);
	return c;
}

const char *hotspot_kind(const struct hotspot_crowd *c, const struct hotspot_rules *rules)
{
	if (rules->persons != NIL && rules->days != NIL && (int64_t)c->peak >= rules->persons)
		return "mass";
	return rules->persons_year != NIL && (int64_t)c->year >= rules->persons_year ? "frequent" : NULL;
}

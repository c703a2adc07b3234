/* SPDX-License-Identifier: Apache-2.0 */
/* Temperaments of units: a table of habits (data/demo/habits.csv or --habits FILE), of which every unit has one. The units that
 * a row names have that habit; the others draw by weight, from the seed and their own code, so that they keep it when the list
 * of units grows. And the customs of the city (data/demo/customs.csv): what its centre, its leaders and its towns do. */
#include <string.h>

#include "app/simulate_internal.h"

enum { HABITS_MAX = 40 };

struct habit {
	int64_t weight;
	struct sim_unit is;
	const char *units;         /* "D08;D10" */
};
struct habits {
	struct habit v[HABITS_MAX];
	size_t n;
	int64_t weight;
};

/* A share in hundredths. */
static enum err share(struct sim *m, const struct sim_rows *r, const char *name, double *out)
{
	int64_t v;
	if (!sv_i64(sim_field(r, name), &v) || v < 0 || v > 100)
		return sim_bad_row(m, r, arena_printf(m->life, "“%s”须是 0 到 100 的整数", name));
	*out = (double)v / 100;
	return ERR_OK;
}

static enum err habit_row(struct sim *m, const struct sim_rows *r)
{
	struct habits *list = m->habits;
	struct habit h = { .units = sim_kept(r, "units") };
	const struct {
		const char *name;
		double *at;
	} shares[] = { { "speed", &h.is.speed },	 { "spread", &h.is.spread },   { "quality", &h.is.quality },
		       { "forgets", &h.is.forgets },     { "late", &h.is.late },       { "silent", &h.is.silent },
		       { "extends", &h.is.extends },     { "suspends", &h.is.suspends }, { "ends", &h.is.ends },
		       { "returns", &h.is.returns },     { "whistles", &h.is.whistles },
		       { "notices", &h.is.notices } };
	if (list->n == HABITS_MAX)
		return sim_bad_row(m, r, "脾气太多");
	if (!sv_i64(sim_field(r, "weight"), &h.weight) || h.weight < 0)
		return sim_bad_row(m, r, "“weight”须是不小于 0 的整数");
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		enum err e = share(m, r, shares[i].name, shares[i].at);
		if (e)
			return e;
	}
	list->v[list->n++] = h;
	list->weight += h.weight;
	return ERR_OK;
}

static const struct habit *drawn(struct sim *m, const struct habits *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++) {
		struct sv rest = sv_from(list->v[i].units), part;
		while (rest.n && sv_cut(&rest, ';', &part))
			if (sv_eqs(sv_trim(part), code))
				return &list->v[i];
	}
	int64_t at = sim_roll(m, list->weight);
	size_t i = 0;
	while (i + 1 < list->n && at >= list->v[i].weight)
		at -= list->v[i++].weight;
	return &list->v[i];
}

/* A little of its own. */
static double own(struct sim *m, double v)
{
	return v * (0.8 + 0.4 * sim_unit_real(m));
}

static void give(struct sim *m, const struct habits *list, size_t i)
{
	uint64_t h = m->o->seed * 0x9E3779B97F4A7C15u;
	for (const char *p = m->refs->units[i].code; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	env_fake_init(&m->dice, 0, h);
	struct sim_unit *u = &m->units[i];
	*u = drawn(m, list, m->refs->units[i].code)->is;
	u->speed = own(m, u->speed);
	u->spread += 0.15 * sim_unit_real(m);
	u->quality -= 0.06 * sim_unit_real(m);
	u->forgets = own(m, u->forgets);
	u->late = own(m, u->late);
	u->extends = own(m, u->extends);
	u->returns = own(m, u->returns);
}

enum err sim_load_habits(struct sim *m)
{
	static const struct problem_code none = { ERR_INVALID, "simulate.habits", "单位脾气表是空的，或者权重都是 0。" };
	struct habits *list = m->habits = ARENA_NEW(m->life, struct habits);
	struct env_fake keep = m->dice;
	enum err e = sim_each_row(m, m->o->habits ? m->o->habits : sim_demo_path(m, "habits.csv"), habit_row);
	if (!e && list->weight <= 0)
		e = problem_set(m->problem, &none);
	m->units = ARENA_ARRAY(m->life, struct sim_unit, m->refs->nunits + 1);
	for (size_t i = 0; !e && i < m->refs->nunits; i++)
		give(m, list, i);
	m->dice = keep;
	return e;
}

/* ---- customs ---------------------------------------------------------------------------------------- */

static const char *const CUSTOMS[CUSTOM_COUNT] = {
#define X(name) #name,
	SIM_CUSTOMS(X)
#undef X
};
enum { NOT_SAID = -1 };

static enum err custom_row(struct sim *m, const struct sim_rows *r)
{
	struct sv name = sim_field(r, "custom");
	size_t c = 0;
	while (c < CUSTOM_COUNT && !sv_eqs(name, CUSTOMS[c]))
		c++;
	if (c == CUSTOM_COUNT)
		return sim_bad_row(m, r, "不认识的习惯");
	if (!sv_i64(sim_field(r, "share"), &m->customs[c]) || m->customs[c] < 0 || m->customs[c] > 100)
		return sim_bad_row(m, r, "“share”须是 0 到 100 的整数");
	return ERR_OK;
}

enum err sim_load_customs(struct sim *m)
{
	static const struct problem_code missing = { ERR_INVALID, "simulate.customs", "" };
	for (size_t c = 0; c < CUSTOM_COUNT; c++)
		m->customs[c] = NOT_SAID;
	enum err e = sim_each_row(m, m->o->customs ? m->o->customs : sim_demo_path(m, "customs.csv"), custom_row);
	for (size_t c = 0; !e && c < CUSTOM_COUNT; c++)
		if (m->customs[c] == NOT_SAID)
			e = problem_say(m->problem, &missing, arena_printf(m->life, "城市习惯表里没有“%s”", CUSTOMS[c]));
	return e;
}

bool sim_custom(struct sim *m, enum sim_custom c)
{
	return sim_chance(m, (double)m->customs[c] / 100);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Who lives and works in the simulated city: users with their rights, units with their habits, grids, working hours. */
#include <string.h>

#include "app/simulate_internal.h"
#include "simulate_sql.h"

enum { OFFICE_FROM = 8 * 60 + 30, OFFICE_TO = 17 * 60 + 30 };

static const struct problem_code E_CITY = { ERR_CONFLICT, "simulate.city", "没有可以模拟的城市：请先运行 yingshao init --demo。" };

/* ---- loading --------------------------------------------------------------------------------------- */

int32_t sim_user_position(const struct sim *m, int64_t id)
{
	size_t from = 0, to = m->nusers;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (m->users[mid].id < id)
			from = mid + 1;
		else
			to = mid;
	}
	return from < m->nusers && m->users[from].id == id ? (int32_t)from : -1;
}

static void put_pool(int32_t *pool, int *n, int32_t user)
{
	if (*n < SIM_POOL)
		pool[(*n)++] = user;
}

static void put_staff(struct sim *m, enum sim_role role, int32_t user)
{
	struct sim_unit *u = &m->units[m->users[user].unit];
	if (u->nstaff[role] < SIM_STAFF)
		u->staff[role][u->nstaff[role]++] = user;
}

static void place_user(struct sim *m, int32_t user, enum role role)
{
	switch ((int)role) {
	case ROLE_receiver: put_pool(m->receivers, &m->nreceivers, user); break;
	case ROLE_dispatcher: put_pool(m->dispatchers, &m->ndispatchers, user); break;
	case ROLE_callback_agent: put_pool(m->agents, &m->nagents, user); break;
	case ROLE_quality: put_pool(m->judges, &m->njudges, user); break;
	case ROLE_appraiser: put_pool(m->appraisers, &m->nappraisers, user); break;
	case ROLE_city_leader: put_pool(m->leaders, &m->nleaders, user); break;
	case ROLE_handler: put_staff(m, R_HANDLER, user); break;
	case ROLE_unit_leader: put_staff(m, R_LEADER, user); break;
	case ROLE_town: put_staff(m, R_TOWN, user); break;
	case ROLE_community: put_staff(m, R_COMMUNITY, user); break;
	default: break;
	}
}

static enum err load_users(struct sim *m)
{
	struct q_sim_people_rows rows;
	enum err e = q_sim_people(m->s, &rows);
	if (e)
		return e;
	m->users = ARENA_ARRAY(m->life, struct sim_user, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct unit *u = ref_unit(m->refs, rows.v[i].unit_id);
		if (!u)
			continue;
		if (!m->nusers || m->users[m->nusers - 1].id != rows.v[i].id)
			m->users[m->nusers++] =
				(struct sim_user){ .id = rows.v[i].id, .unit = u->index, .away_until = NIL, .account = rows.v[i].account };
		place_user(m, (int32_t)m->nusers - 1, role_from(rows.v[i].role));
	}
	return ERR_OK;
}

static enum err load_grids(struct sim *m)
{
	struct q_sim_grids_rows rows;
	struct q_sim_posts_rows posts;
	enum err e = q_sim_grids(m->s, &rows);
	if (!e)
		e = q_sim_posts(m->s, &posts);
	if (e)
		return e;
	m->grids = ARENA_ARRAY(m->life, struct sim_grid, rows.n + 1);
	m->account_grid = -1;
	int64_t upto = 0;
	size_t k = 0;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_sim_grids_out *g = &rows.v[i];
		if (g->lon == NIL)
			continue;
		upto += g->households > 0 ? g->households : 1;
		struct sim_grid *out = &m->grids[m->ngrids++];
		*out = (struct sim_grid){ g->id, g->town_id, g->community_id, g->lon, g->lat, upto, -1, -1 };
		while (k < posts.n && posts.v[k].grid_id < g->id)
			k++;
		for (; k < posts.n && posts.v[k].grid_id == g->id; k++) {
			int32_t *who = str_eq(posts.v[k].post, "grid_head") ? &out->head : &out->worker;
			if (*who < 0)
				*who = sim_user_position(m, posts.v[k].user_id);
		}
		if (out->worker >= 0 && m->users[out->worker].account)
			m->account_grid = (int32_t)m->ngrids - 1;
	}
	return ERR_OK;
}

enum err sim_load_city(struct sim *m)
{
	struct q_sim_rights_at_out at;
	enum err e = q_sim_rights_at(m->s, &at);
	if (e)
		return e;
	/* A city founded today may be played for last year: its people have their rights already. */
	m->rights_at = at.at > m->o->from ? at.at : m->o->from;
	e = sim_load_habits(m);
	if (!e)
		e = sim_load_customs(m);
	if (!e)
		e = load_users(m);
	if (!e)
		e = load_grids(m);
	if (e)
		return e;
	bool staffed = m->nreceivers && m->ndispatchers && m->nagents && m->njudges && m->nappraisers;
	return staffed && m->ngrids && m->refs->ntypes ? ERR_OK : problem_set(m->problem, &E_CITY);
}

/* ---- people ---------------------------------------------------------------------------------------- */

const struct principal *sim_principal(struct sim *m, int32_t user)
{
	struct sim_user *u = &m->users[user];
	if (u->who)
		return u->who;
	u->who = ARENA_NEW(m->life, struct principal);
	enum err e = principal_load(m->s, m->life, u->id, m->rights_at, u->who);
	if (e && !m->failed)
		m->failed = e;
	return u->who;
}

int32_t sim_pick(struct sim *m, const int32_t *pool, int n)
{
	return n ? pool[sim_roll(m, n)] : -1;
}

int32_t sim_pick_other(struct sim *m, const int32_t *pool, int n, int64_t unit_id)
{
	int at = n ? (int)sim_roll(m, n) : 0;
	for (int i = 0; i < n; i++) {
		int32_t user = pool[(at + i) % n];
		if (m->refs->units[m->users[user].unit].id != unit_id)
			return user;
	}
	return -1;
}

/* Somebody who is not on leave, if there is one. */
static int32_t present(struct sim *m, const int32_t *staff, int n)
{
	int at = (int)sim_roll(m, n);
	for (int i = 0; i < n; i++) {
		const struct sim_user *u = &m->users[staff[(at + i) % n]];
		if (u->away_until == NIL || u->away_until <= m->now)
			return staff[(at + i) % n];
	}
	return staff[at];
}

int32_t sim_staff(struct sim *m, int64_t unit_id, bool leader)
{
	static const enum sim_role workers[] = { R_HANDLER, R_TOWN, R_COMMUNITY }, leaders[] = { R_LEADER, R_TOWN, R_COMMUNITY };
	const struct unit *u = ref_unit(m->refs, unit_id);
	if (!u)
		return -1;
	const struct sim_unit *s = &m->units[u->index];
	for (size_t i = 0; i < 3; i++) {
		enum sim_role r = leader ? leaders[i] : workers[i];
		if (s->nstaff[r])
			return present(m, s->staff[r], s->nstaff[r]);
	}
	return -1;
}

const struct sim_unit *sim_habits(struct sim *m, int64_t unit_id)
{
	const struct unit *u = ref_unit(m->refs, unit_id);
	return &m->units[u ? u->index : 0];
}

/* By households; a little more happens where somebody may log in and look. */
int32_t sim_pick_grid(struct sim *m)
{
	if (m->account_grid >= 0 && sim_chance(m, SIM_ACCOUNT_SHARE / (double)(m->o->per_day + 60)))
		return m->account_grid;
	int64_t at = sim_roll(m, m->grids[m->ngrids - 1].upto);
	size_t from = 0, to = m->ngrids - 1;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (m->grids[mid].upto <= at)
			from = mid + 1;
		else
			to = mid;
	}
	return (int32_t)from;
}

int32_t sim_grid_position(struct sim *m, int64_t id)
{
	size_t from = 0, to = m->ngrids;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (m->grids[mid].id < id)
			from = mid + 1;
		else
			to = mid;
	}
	return from < m->ngrids && m->grids[from].id == id ? (int32_t)from : sim_pick_grid(m);
}

/* ---- hours ----------------------------------------------------------------------------------------- */

bool sim_is_holiday(const struct sim *m, int64_t at)
{
	return !cal_working(m->refs->calendar, day_of_ms(at));
}

static int64_t minute_of(int64_t at)
{
	return (at - day_start_ms(day_of_ms(at))) / MS_MINUTE;
}

int64_t sim_office_time(struct sim *m, int64_t at)
{
	int32_t day = day_of_ms(at);
	int64_t minute = minute_of(at);
	if (cal_working(m->refs->calendar, day) && minute >= OFFICE_FROM && minute < OFFICE_TO)
		return at;
	if (!(cal_working(m->refs->calendar, day) && minute < OFFICE_FROM))
		do
			day = day_add(day, 1);
		while (!cal_working(m->refs->calendar, day));
	return day_start_ms(day) + (int64_t)OFFICE_FROM * MS_MINUTE + sim_roll(m, 200) * MS_MINUTE + sim_roll(m, MS_MINUTE);
}

int64_t sim_in_hours(struct sim *m, int64_t from, int64_t to)
{
	return sim_office_time(m, m->now + sim_between(m, from * 60, to * 60) * MS_MINUTE);
}

int64_t sim_last_office_time(const struct sim *m, int64_t at)
{
	int32_t day = day_of_ms(at);
	int64_t minute = minute_of(at);
	if (cal_working(m->refs->calendar, day) && minute >= OFFICE_FROM && minute < OFFICE_TO)
		return at;
	if (!cal_working(m->refs->calendar, day) || minute < OFFICE_FROM)
		do
			day = day_add(day, -1);
		while (!cal_working(m->refs->calendar, day));
	return day_start_ms(day) + (int64_t)(OFFICE_TO - 45) * MS_MINUTE;
}

int64_t sim_waking_time(struct sim *m, int64_t at, int from_hour, int to_hour)
{
	int32_t day = day_of_ms(at);
	int64_t minute = minute_of(at);
	if (minute >= from_hour * 60 && minute < to_hour * 60)
		return at;
	if (minute >= to_hour * 60)
		day = day_add(day, 1);
	return day_start_ms(day) + (int64_t)from_hour * MS_HOUR + sim_roll(m, 90) * MS_MINUTE + sim_roll(m, MS_MINUTE);
}

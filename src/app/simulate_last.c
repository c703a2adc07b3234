/* SPDX-License-Identifier: Apache-2.0 */
/* The last working hour of a run: in every room something is left waiting for the people whose accounts somebody may log in with,
 * so that the demo city is alive at its first minute. Done through the same doors as everything else; afterwards nobody of the
 * simulated colleagues comes to it. */
#include "app/simulate_internal.h"
#include "simulate_sql.h"

enum { UNITS_TRIED = 40 };

bool sim_is_kept(const struct sim *m, int64_t order_id)
{
	for (size_t i = 0; i < m->nkept; i++)
		if (m->kept[i] == order_id)
			return true;
	return false;
}

static void keep(struct sim *m, int64_t order_id)
{
	if (m->nkept < SIM_KEPT)
		m->kept[m->nkept++] = order_id;
}

/* The demo account of a pool; -1 none. */
static int32_t account_of(const struct sim *m, const int32_t *pool, int n)
{
	for (int i = 0; i < n; i++)
		if (m->users[pool[i]].account)
			return pool[i];
	return -1;
}

typedef bool (*leave_fn)(struct sim *m, int64_t order_id);

static bool extension_asked(struct sim *m, int64_t id)
{
	return sim_leave_asked(m, id, "extension", false);
}

static bool extension_passed(struct sim *m, int64_t id)
{
	return sim_leave_asked(m, id, "extension", true);
}

static bool suspension_passed(struct sim *m, int64_t id)
{
	return sim_leave_asked(m, id, "suspension", true);
}

static bool ending_passed(struct sim *m, int64_t id)
{
	return sim_leave_asked(m, id, "termination", true);
}

static bool return_asked(struct sim *m, int64_t id)
{
	return sim_leave_returned(m, id, "asked");
}

static bool return_passed(struct sim *m, int64_t id)
{
	return sim_leave_returned(m, id, "ruling");
}

static bool return_conferring(struct sim *m, int64_t id)
{
	return sim_leave_returned(m, id, "conferring");
}

static bool return_raised(struct sim *m, int64_t id)
{
	return sim_leave_returned(m, id, "raised");
}

/* With the first order of the unit for which the rules allow it. */
static bool leave_open(struct sim *m, int64_t unit_id, leave_fn fn)
{
	struct q_sim_open_orders_rows rows;
	if (q_sim_open_orders(m->s, &(struct q_sim_open_orders_in){ .unit_id = unit_id, .now = m->now }, &rows))
		return false;
	for (size_t i = 0; i < rows.n; i++) {
		if (sim_is_kept(m, rows.v[i].id) || !fn(m, rows.v[i].id))
			continue;
		keep(m, rows.v[i].id);
		return true;
	}
	return false;
}

/* At some other unit, for the centre to decide. */
static void somewhere(struct sim *m, leave_fn fn)
{
	size_t at = (size_t)sim_roll(m, (int64_t)m->refs->nunits);
	for (int i = 0; i < UNITS_TRIED; i++) {
		const struct unit *u = &m->refs->units[(at + (size_t)i * 7) % m->refs->nunits];
		if (m->units[u->index].nstaff[R_LEADER] && leave_open(m, u->id, fn))
			return;
	}
}

/* A unit whose people may log in: its leader is asked for things, its staff is told things, an article of its is wrong. */
static void for_unit(struct sim *m, const struct unit *u, int32_t dispatcher)
{
	struct q_sim_open_orders_rows rows;
	struct q_sim_article_of_rows articles;
	const struct sim_unit *s = &m->units[u->index];
	leave_open(m, u->id, extension_asked);
	leave_open(m, u->id, suspension_passed);
	leave_open(m, u->id, return_asked);
	sim_instruct(m, dispatcher, "normal/read", u->id, false, 0);
	sim_leave_notice(m, u->id);
	if (!q_sim_open_orders(m->s, &(struct q_sim_open_orders_in){ .unit_id = u->id, .now = m->now }, &rows) && rows.n) {
		sim_tell(m, dispatcher, account_of(m, s->staff[R_HANDLER], s->nstaff[R_HANDLER]), rows.v[0].case_id, "centre");
		sim_tell(m, s->staff[R_HANDLER][s->nstaff[R_HANDLER] - 1], account_of(m, s->staff[R_LEADER], s->nstaff[R_LEADER]),
			 rows.v[rows.n - 1].case_id, "handler");
	}
	if (!q_sim_article_of(m->s, &(struct q_sim_article_of_in){ .unit_id = u->id }, &articles) && articles.n)
		sim_correct(m, articles.v[0].id, false);
}

static void for_town(struct sim *m, const struct unit *u, int32_t who)
{
	leave_open(m, u->id, extension_passed);
	leave_open(m, u->id, return_passed);
	sim_instruct(m, who, "normal/done", u->id, true, 0);
}

void sim_last_hour(struct sim *m, const struct sim_item *it)
{
	int32_t dispatcher = account_of(m, m->dispatchers, m->ndispatchers);
	int32_t leader = account_of(m, m->leaders, m->nleaders);
	(void)it;
	if (dispatcher < 0)
		return;
	for (size_t i = 0; i < m->refs->nunits; i++) {
		const struct unit *u = &m->refs->units[i];
		const struct sim_unit *s = &m->units[u->index];
		int32_t town = account_of(m, s->staff[R_TOWN], s->nstaff[R_TOWN]);
		int32_t community = account_of(m, s->staff[R_COMMUNITY], s->nstaff[R_COMMUNITY]);
		if (account_of(m, s->staff[R_HANDLER], s->nstaff[R_HANDLER]) >= 0)
			for_unit(m, u, dispatcher);
		if (town >= 0)
			for_town(m, u, town);
		if (town >= 0 && leader >= 0)
			sim_instruct(m, leader, "normal/done", u->id, false, 0);
		if (community >= 0)
			sim_instruct(m, community, "urgent/relay", u->id, true, 0);
	}
	for (int i = 0; i < 2; i++) {
		somewhere(m, extension_passed);
		somewhere(m, return_passed);
		somewhere(m, return_raised);
	}
	somewhere(m, suspension_passed);
	somewhere(m, ending_passed);
	somewhere(m, return_conferring);
	sim_grid_open(m);
}

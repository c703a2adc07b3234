/* SPDX-License-Identifier: Apache-2.0 */
/* Loading a person's rights, and what follows from them without a query. */
#include "auth/principal.h"

#include <pthread.h>

#include "auth/scope.h"
#include "auth_sql.h"
#include "handover_sql.h"


/* ---- how many cases lie below a unit ---- */

/* Lists of units with few cases start from their cases, those of large units from the order of the list. Counting at
 * every request would cost more than it saves, so the answer is kept for an hour. Being wrong costs time only. */
enum { NARROW_MAX = 4000, HINTS = 1024 };
static pthread_mutex_t hint_lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	int64_t unit_id, until;
	bool narrow;
} hints[HINTS];

static bool is_narrow(struct db_session *s, int64_t unit_id, int64_t now)
{
	size_t at = (size_t)((uint64_t)unit_id % HINTS);
	pthread_mutex_lock(&hint_lock);
	bool known = hints[at].unit_id == unit_id && hints[at].until > now && hints[at].until <= now + MS_HOUR;
	bool narrow = hints[at].narrow;
	pthread_mutex_unlock(&hint_lock);
	if (known)
		return narrow;
	struct q_parties_below_out n;
	if (q_parties_below(s, &(struct q_parties_below_in){ .unit_id = unit_id, .max = NARROW_MAX + 1 }, &n))
		return false;
	pthread_mutex_lock(&hint_lock);
	hints[at].unit_id = unit_id;
	hints[at].until = now + MS_HOUR;
	hints[at].narrow = narrow = n.n <= NARROW_MAX;
	pthread_mutex_unlock(&hint_lock);
	return narrow;
}

/* ---- loading ---- */

static enum err load_grants(struct db_session *s, struct arena *a, int64_t now, struct principal *out)
{
	struct q_grants_in_force_rows rows;
	enum err e = q_grants_in_force(s, &(struct q_grants_in_force_in){ .user_id = out->user_id, .now = now }, &rows);
	if (e)
		return e;
	for (size_t i = 0; i < rows.n && out->ngrants < PRINCIPAL_GRANTS; i++) {
		const struct q_grants_in_force_out *g = &rows.v[i];
		enum role role = role_from(g->role);
		enum scope scope = scope_from(g->scope);
		if (role == ROLE_COUNT || scope == SCOPE_NONE)
			continue; /* a role of a newer program: grants nothing here */
		int64_t root = g->unit_id == NIL ? out->unit_id : g->unit_id;
		bool narrow = scope >= SCOPE_UNIT && scope != SCOPE_ALL && is_narrow(s, root, now);
		out->grant[out->ngrants++] = (struct grant){ role, scope, g->unit_id, g->grid_id,
							     arena_str(a, g->unit_name), narrow };
	}
	return ERR_OK;
}

static enum err load_deputy(struct db_session *s, int64_t now, struct principal *out)
{
	struct q_deputy_for_rows rows;
	enum err e = q_deputy_for(s, &(struct q_deputy_for_in){ .deputy_id = out->user_id, .now = now }, &rows);
	for (size_t i = 0; !e && i < rows.n && i < PRINCIPAL_DEPUTY; i++)
		out->deputy[out->ndeputy++] = (struct deputy){ rows.v[i].user_id, rows.v[i].from_at, rows.v[i].to_at };
	return e;
}

enum err principal_load(struct db_session *s, struct arena *a, int64_t user_id, int64_t now, struct principal *out)
{
	struct q_person_out u;
	enum err e = q_person(s, &(struct q_person_in){ .id = user_id }, &u);
	if (e)
		return e;
	bool old = !u.demo && u.password_days > 0 && u.password_at > 0 && u.password_at + u.password_days * MS_DAY < now;
	*out = (struct principal){
		.user_id = user_id, .unit_id = u.unit_id, .town_id = u.town_id, .login = arena_str(a, u.login),
		.name = arena_str(a, u.name), .unit_name = arena_str(a, u.unit_name), .unit_kind = arena_str(a, u.unit_kind),
		.must_change = u.must_change || old, .contractor = u.contractor, .demo = u.demo,
		.rights_version = u.rights_version, .at = now,
	};
	e = load_grants(s, a, now, out);
	return e ? e : load_deputy(s, now, out);
}

/* ---- without a query ---- */

enum scope grant_scope(const struct principal *p, const struct grant *g, enum cap c)
{
	enum scope role = role_grants(g->role, c);
	if ((p->contractor && contractor_barred(c)) || (p->limited && !p->only[c]))
		return SCOPE_NONE;
	return role < g->scope ? role : g->scope;
}

enum scope can_scope(const struct principal *p, enum cap c)
{
	enum scope widest = SCOPE_NONE;
	if (!p)
		return SCOPE_NONE;
	if (c == CAP_SELF && !p->limited)
		return SCOPE_OWN; /* also of a person without any role */
	for (size_t i = 0; i < p->ngrants; i++) {
		enum scope s = grant_scope(p, &p->grant[i], c);
		if (s > widest)
			widest = s;
	}
	return widest;
}

bool can(const struct principal *p, enum cap c)
{
	return can_scope(p, c) != SCOPE_NONE;
}

bool has_role(const struct principal *p, enum role r)
{
	for (size_t i = 0; p && i < p->ngrants; i++)
		if (p->grant[i].role == r)
			return true;
	return false;
}

static void add_once(int64_t *list, size_t *n, int64_t id)
{
	for (size_t i = 0; i < *n; i++)
		if (list[i] == id)
			return;
	list[(*n)++] = id;
}

void scope_collect(const struct principal *p, enum cap c, struct scope_set *out)
{
	*out = (struct scope_set){ 0 };
	for (size_t i = 0; p && i < p->ngrants; i++) {
		const struct grant *g = &p->grant[i];
		int64_t root = g->unit_id == NIL ? p->unit_id : g->unit_id;
		switch (grant_scope(p, g, c)) {
		case SCOPE_ALL: out->all = true; break;
		case SCOPE_REGION: add_once(out->region, &out->nregions, root); break;
		case SCOPE_UNIT:
			if (g->narrow)
				add_once(out->narrow, &out->nnarrow, root);
			else
				add_once(out->wide, &out->nwide, root);
			break;
		case SCOPE_GRID:
			if (g->grid_id == NIL)
				out->posts = true;
			else
				add_once(out->grid, &out->ngrids, g->grid_id);
			break;
		case SCOPE_OWN: out->own = true; break;
		case SCOPE_NUMBER: out->number = true; break;
		case SCOPE_NONE:
		case SCOPE_COUNT: break;
		}
	}
}

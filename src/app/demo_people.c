/* SPDX-License-Identifier: Apache-2.0 */
/* People of the demo city: one account with a password per role, silent handlers of every unit (they cannot log in; the
 * simulation acts for them), heads and workers of the grids and the other posts of 4+N (C-16). */
#include "app/demo_internal.h"
#include "auth/password_rules.h"
#include "auth/users.h"
#include "catalogue_sql.h"
#include "demo_sql.h"
#include "grid_sql.h"
#include "users_sql.h"

#include <string.h>

/* A right of grid scope without a grid covers the grids of the person's posts. */
static const struct {
	const char *login;
	enum role role;
	enum scope scope;
	const char *unit;
} ROLES[] = {
	{ "shouli01", ROLE_receiver, SCOPE_ALL, "C07" },
	{ "fenbo01", ROLE_dispatcher, SCOPE_ALL, "C01" },
	{ "chengban01", ROLE_handler, SCOPE_UNIT, "D08" },
	{ "lingdao01", ROLE_unit_leader, SCOPE_UNIT, "D08" },
	{ "zhenjie01", ROLE_town, SCOPE_REGION, "T01" },
	{ "shequ01", ROLE_community, SCOPE_UNIT, "T0101" },
	{ "wanggezhang01", ROLE_grid_head, SCOPE_GRID, "T0101" },
	{ "wanggeyuan01", ROLE_grid_worker, SCOPE_GRID, "T0101" },
	{ "huifang01", ROLE_callback_agent, SCOPE_ALL, "C05" },
	{ "zhijian01", ROLE_quality, SCOPE_ALL, "C07" },
	{ "kaohe01", ROLE_appraiser, SCOPE_ALL, "C06" },
	{ "shilingdao01", ROLE_city_leader, SCOPE_ALL, "R00" },
	{ "jiwei01", ROLE_discipline, SCOPE_ALL, "D50" },
	{ "xitong01", ROLE_sys_admin, SCOPE_ALL, "C08" },
	{ "anquan01", ROLE_sec_admin, SCOPE_ALL, "C09" },
	{ "shenji01", ROLE_audit_admin, SCOPE_ALL, "C06" },
};
enum { YEARS_IN_OFFICE = 3 };
enum { ROLE_ACCOUNTS = sizeof ROLES / sizeof *ROLES };
_Static_assert((int)ROLE_ACCOUNTS <= (int)DEMO_ACCOUNTS_MAX, "DEMO_ACCOUNTS_MAX is too small");

enum err demo_passwords(struct demo *d)
{
	d->hash = ARENA_ARRAY(d->a, char *, ROLE_ACCOUNTS);
	for (size_t i = 0; i < ROLE_ACCOUNTS; i++) {
		char *password = arena_alloc(d->a, RANDOM_PASSWORD);
		password_random(d->op.site->env, password);
		enum err e = password_hash(d->op.site->env, d->a, password, &d->hash[i]);
		if (e)
			return e;
		d->accounts[i].password = password;
	}
	return ERR_OK;
}

/* People have been in office for years, so that the city can be played for days before it was founded. */
static int64_t in_office_since(const struct demo *d)
{
	return d->op.now - YEARS_IN_OFFICE * 365 * (int64_t)MS_DAY;
}

/* An account with its right, with the events that a form would have written; what they need lies in d->row. */
static enum err employ(struct demo *d, const struct user_new *n, enum role role, enum scope scope, int64_t *id)
{
	struct arena *former = db_arena(d->op.s);
	struct op now = d->op, then;
	int64_t grant_id;
	now.a = d->row;
	then = now;
	then.now = in_office_since(d);
	db_session_use(d->op.s, d->row);
	enum err e = user_create(&now, n, id);
	if (!e)
		e = grant_propose(&then,
				  &(struct grant_new){ .user_id = *id, .role = role, .scope = scope,
						       .unit_id = scope == SCOPE_ALL ? NIL : n->unit_id, .grid_id = NIL, .valid_to = NIL,
						       .approved = true },
				  &grant_id);
	db_session_use(d->op.s, former);
	return e;
}

static enum err make_accounts(struct demo *d, int64_t *head, int64_t *worker)
{
	for (size_t i = 0; i < ROLE_ACCOUNTS; i++) {
		int64_t id, unit = demo_unit(d, ROLES[i].unit);
		const char *name = demo_name(d);
		if (unit == NIL)
			return demo_fail(d, ERR_INVALID, arena_printf(d->a, "units.csv 中缺少单位 %s", ROLES[i].unit));
		const struct user_new n = { .login = ROLES[i].login, .name = name, .unit_id = unit, .status = "active", .demo = true };
		enum err e = employ(d, &n, ROLES[i].role, ROLES[i].scope, &id);
		if (!e)
			e = user_set_password(&d->op, id, d->hash[i], false);
		if (e)
			return e;
		struct q_ref_unit_name_out u;
		if ((e = q_ref_unit_name(d->op.s, &(struct q_ref_unit_name_in){ .id = unit }, &u)))
			return e;
		if (ROLES[i].role == ROLE_grid_head)
			*head = id;
		if (ROLES[i].role == ROLE_grid_worker)
			*worker = id;
		d->accounts[i] = (struct demo_account){ ROLES[i].login, d->accounts[i].password, name, role_text(ROLES[i].role), u.name };
	}
	d->naccounts = ROLE_ACCOUNTS;
	return ERR_OK;
}

/* ---- people who cannot log in -------------------------------------------------------------------------- */

static enum err silent(struct demo *d, const char *login, int64_t unit, enum role role, enum scope scope, int64_t *id,
		       const char **name)
{
	*name = demo_name(d);
	return employ(d, &(struct user_new){ .login = login, .name = *name, .unit_id = unit, .status = "active", .demo = true }, role,
		      scope, id);
}

/* "D08" → "d08-a": a handler and a leader for each unit, the town's and the centre's own roles. */
static enum err staff_units(struct demo *d)
{
	struct q_demo_units_to_staff_rows units;
	enum err e = q_demo_units_to_staff(d->op.s, &units);
	for (size_t i = 0; i < units.n && !e; i++) {
		char *code = arena_str(d->row, units.v[i].code);
		bool town = str_eq(units.v[i].kind, "town");
		const char *name;
		int64_t id;
		for (char *p = code; *p; p++)
			*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
		for (int k = 0; k < 2 && !e; k++)
			e = silent(d, arena_printf(d->row, "%s-%c", code, 'a' + k), units.v[i].id, town ? ROLE_town : ROLE_handler,
				   town ? SCOPE_REGION : SCOPE_UNIT, &id, &name);
		if (!e && !town)
			e = silent(d, arena_printf(d->row, "%s-l", code), units.v[i].id, ROLE_unit_leader, SCOPE_UNIT, &id, &name);
		arena_reset(d->row);
	}
	return e;
}

/* More hands for the centre, so that the simulation's shifts have people. */
static enum err staff_centre(struct demo *d)
{
	static const struct { const char *word; enum role role; const char *unit; int n; } HANDS[] = {
		{ "shouli", ROLE_receiver, "C07", 12 }, { "fenbo", ROLE_dispatcher, "C01", 6 }, { "huifang", ROLE_callback_agent, "C05", 8 },
		{ "zhijian", ROLE_quality, "C07", 3 }, { "kaohe", ROLE_appraiser, "C06", 3 },
		{ "dudao", ROLE_callback_agent, "C06", 2 }, /* calls about what the callback section itself has handled */
	};
	enum err e = ERR_OK;
	for (size_t i = 0; i < sizeof HANDS / sizeof *HANDS; i++)
		for (int k = 2; k <= HANDS[i].n && !e; k++) {
			const char *name;
			int64_t id;
			e = silent(d, arena_printf(d->row, "%s%02d", HANDS[i].word, k), demo_unit(d, HANDS[i].unit), HANDS[i].role, SCOPE_ALL,
				   &id, &name);
		}
	return e;
}

static enum err post(struct demo *d, int64_t grid, const char *kind, const char *type, int64_t user, const char *name, bool first)
{
	return q_grid_post_insert(d->op.s,
				  &(struct q_grid_post_insert_in){ .grid_id = grid, .post = kind, .worker_type = type, .user_id = user,
								   .name = name, .main = first, .now = in_office_since(d) },
				  NULL);
}

struct community_people {
	const char *leader, *cadre, *secretary, *head;
	int64_t head_user;
};

/* 4+N of a base grid: leader, cadre, secretary, head, one or two full-time workers. The first worker has an account. */
static enum err staff_base(struct demo *d, size_t i, const struct community_people *p, int64_t worker, const char *worker_name)
{
	int64_t grid = d->grid[i];
	enum err e = post(d, grid, "county_leader", "", NIL, p->leader, false);
	if (!e)
		e = post(d, grid, "street_cadre", "", NIL, p->cadre, false);
	if (!e)
		e = post(d, grid, "community_secretary", "", NIL, p->secretary, false);
	if (!e)
		e = post(d, grid, "grid_head", "", p->head_user, p->head, true);
	if (!e)
		e = post(d, grid, "grid_worker", "full_time", worker, worker_name, true);
	if (!e && demo_roll(&d->dice) < 0.4)
		e = post(d, grid, "grid_worker", demo_roll(&d->dice) < 0.5 ? "part_time" : "industry", NIL, demo_name(d), false);
	return e;
}

static enum err community_staff(struct demo *d, int c, int64_t head_account, const char *leader, struct community_people *p)
{
	struct demo_community_unit *u = &d->community[c];
	const char *office;
	int64_t id;
	p->leader = leader;
	p->cadre = demo_name(d);
	p->secretary = demo_name(d);
	enum err e = silent(d, arena_printf(d->row, "sq%s", u->region + 6), u->id, ROLE_community, SCOPE_UNIT, &id, &office);
	if (e)
		return e;
	if (c == 0) {
		p->head_user = head_account;
		for (size_t i = 0; i < ROLE_ACCOUNTS; i++)
			if (ROLES[i].role == ROLE_grid_head)
				p->head = d->accounts[i].name;
	} else {
		e = silent(d, arena_printf(d->row, "wgz%s", u->region + 6), u->id, ROLE_grid_head, SCOPE_GRID, &p->head_user, &p->head);
	}
	u->head = p->head_user;
	return e;
}

static enum err staff_grids(struct demo *d, int64_t head_account, int64_t worker_account)
{
	struct community_people p = { 0 };
	const char *leader = NULL;
	int community = -1, town = -1;
	enum err e = ERR_OK;
	for (size_t i = 0; i < d->map->nnodes && !e; i++) {
		const struct demo_node *n = &d->map->nodes[i];
		if (n->level == 2)
			e = post(d, d->grid[i], "grid_worker", demo_roll(&d->dice) < 0.7 ? "building_head" : "part_time", NIL, demo_name(d),
				 true);
		if (n->level != 1)
			continue;
		if (d->map->community[n->community].town != town) {
			town = d->map->community[n->community].town;
			leader = demo_name(d);
		}
		if (n->community != community)
			e = community_staff(d, n->community, head_account, leader, &p);
		community = n->community;
		int64_t worker = worker_account;
		const char *name = NULL;
		for (size_t k = 0; k < ROLE_ACCOUNTS; k++)
			if (ROLES[k].role == ROLE_grid_worker)
				name = d->accounts[k].name;
		if (!e && !(community == 0 && n->serial == 1))
			e = silent(d, arena_printf(d->row, "wg%s%03d", d->community[community].region + 6, n->serial),
				   d->community[community].id, ROLE_grid_worker, SCOPE_GRID, &worker, &name);
		if (!e)
			e = staff_base(d, i, &p, worker, name);
		arena_reset(d->row);
	}
	return e;
}

/* Numbers of nobody (199 0000 …), so that messages to duty posts have somewhere to go. */
static enum err give_phones(struct demo *d)
{
	struct q_demo_on_duty_rows people;
	enum err e = q_demo_on_duty(d->op.s, &people);
	for (size_t i = 0; i < people.n && !e; i++) {
		struct db_blob sealed;
		int64_t id = people.v[i].id;
		const char *phone = arena_printf(d->row, "1990000%04d", (int)(id % 10000));
		e = field_seal(d->op.site->keys, KEY_CONTACT, d->op.site->env, d->row, user_phone_context(d->row, id), phone,
			       strlen(phone), &sealed);
		if (!e)
			e = q_user_set_phone(d->op.s, &(struct q_user_set_phone_in){ .phone = sealed, .id = id }, NULL);
	}
	return e;
}

enum err demo_people(struct demo *d)
{
	int64_t head = NIL, worker = NIL;
	enum err e = make_accounts(d, &head, &worker);
	if (!e)
		e = staff_units(d);
	if (!e)
		e = staff_centre(d);
	arena_reset(d->row);
	if (!e)
		e = staff_grids(d, head, worker);
	if (!e)
		e = q_demo_posts(d->op.s, &(struct q_demo_posts_in){ .now = d->op.now }, NULL);
	if (!e)
		e = give_phones(d);
	return e ? e : q_demo_messages_on(d->op.s, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Row access: the query fragments against a plain rule written a second time in C, over every pair of person and
 * case, appeal, order and self-handled item of a random city. */
#include "auth/city.h"

enum { UNITS = 9, GRIDS = 12, USERS = 40, CASES = 60, APPEALS = 60, ORDERS = 80, SELFS = 30, PARTIES = 240 };

static const int64_t PARENT[UNITS + 1] = { 0, 0, 1, 2, 2, 1, 5, 1, 7, 1 };
static const int64_t GRID_PARENT[GRIDS + 1] = { 0, 0, 1, 1, 2, 0, 5, 6, 0, 8, 8, 9, 0 };
static const int64_t GRID_COMMUNITY[GRIDS + 1] = { 0, 3, 3, 3, 3, 4, 4, 4, 6, 6, 6, 6, 6 };

/* The world in memory. */
static struct {
	struct { int64_t unit; bool contractor; size_t ngrants; struct grant grant[3]; } user[USERS + 1];
	struct { int64_t user, grid; bool in_force; } post[USERS];
	size_t nposts;
	struct { int64_t town; } kase[CASES + 1];
	struct { int64_t kase, id; char kind; bool in_force; } party[PARTIES];
	size_t nparties;
	struct { int64_t kase, by, by_unit; } appeal[APPEALS + 1];
	struct { int64_t kase, unit, review_unit, holder; } order[ORDERS + 1];
	struct { int64_t grid, user; } self[SELFS + 1];
	int64_t callback_agent[CASES + 1];   /* claimed task of the case, 0 none */
} w;

static struct env_fake dice;
static int64_t roll(int64_t n)
{
	return (int64_t)(env_fake_next(&dice) % (uint64_t)n);
}

static int64_t town_of(int64_t unit)
{
	return unit == 2 || unit == 5 ? unit : PARENT[unit] == 2 || PARENT[unit] == 5 ? PARENT[unit] : NIL;
}

/* ---- making the world ---- */

static void make_users(struct city *c)
{
	static const struct { enum role role; enum scope scope;
	} KINDS[] = { { ROLE_receiver, SCOPE_ALL },	{ ROLE_dispatcher, SCOPE_ALL },
		      { ROLE_handler, SCOPE_UNIT },	{ ROLE_handler, SCOPE_OWN },
		      { ROLE_unit_leader, SCOPE_UNIT }, { ROLE_town, SCOPE_REGION },
		      { ROLE_community, SCOPE_UNIT },	{ ROLE_grid_head, SCOPE_GRID },
		      { ROLE_grid_worker, SCOPE_GRID }, { ROLE_callback_agent, SCOPE_ALL },
		      { ROLE_mediator, SCOPE_OWN },	{ ROLE_sys_admin, SCOPE_ALL },
		      { ROLE_discipline, SCOPE_ALL },	{ ROLE_town, SCOPE_UNIT } };
	for (int64_t u = 1; u <= USERS; u++) {
		w.user[u].unit = 1 + roll(UNITS);
		w.user[u].contractor = roll(8) == 0;
		w.user[u].ngrants = (size_t)(u == 1 ? 0 : 1 + roll(3));
		city_user(c, u, w.user[u].unit);
		city_sql(c, "UPDATE app_user SET contractor = %d WHERE id = %" PRId64, w.user[u].contractor, u);
		for (size_t g = 0; g < w.user[u].ngrants; g++) {
			size_t k = (size_t)roll((int64_t)(sizeof KINDS / sizeof *KINDS));
			struct grant gr = { .role = KINDS[k].role, .scope = KINDS[k].scope, .unit_id = NIL, .grid_id = NIL };
			if (gr.scope == SCOPE_UNIT || gr.scope == SCOPE_REGION)
				gr.unit_id = roll(3) ? 1 + roll(UNITS) : NIL;
			if (gr.scope == SCOPE_GRID)
				gr.grid_id = roll(2) ? 1 + roll(GRIDS) : NIL;
			w.user[u].grant[g] = gr;
			city_grant(c, u, gr.role, gr.scope, gr.unit_id, gr.grid_id);
		}
		/* noise that must not count: proposed, ended, not begun */
		city_sql(c, "INSERT INTO role_grant (user_id, role, scope, approved_at, valid_from, valid_to) VALUES"
			 "(%" PRId64 ",'dispatcher','all',NULL,0,NULL),(%" PRId64 ",'dispatcher','all',0,0,5),"
			 "(%" PRId64 ",'dispatcher','all',0,9999999999999,NULL)", u, u, u);
	}
}

static void make_grids(struct city *c)
{
	for (int64_t g = 1; g <= GRIDS; g++) {
		char parent[24];
		city_sql(c,
			 "INSERT INTO grid (id, code, level, parent_id, name, town_id, community_id, valid_from) "
			 "VALUES (%" PRId64 ",'g%" PRId64 "',%d,%s,'网格',%" PRId64 ",%" PRId64 ",0)",
			 g, g, GRID_PARENT[g] ? 2 : 1, city_id(GRID_PARENT[g] ? GRID_PARENT[g] : NIL, parent),
			 town_of(GRID_COMMUNITY[g]), GRID_COMMUNITY[g]);
	}
	for (w.nposts = 0; w.nposts < USERS; w.nposts++) {
		size_t i = w.nposts;
		w.post[i].user = 1 + roll(USERS);
		w.post[i].grid = 1 + roll(GRIDS);
		w.post[i].in_force = roll(3) > 0;
		city_sql(c,
			 "INSERT INTO grid_post (grid_id, post, user_id, name, valid_from, valid_to) VALUES (%" PRId64
			 ",'grid_worker',%" PRId64 ",'某',0,%s)",
			 w.post[i].grid, w.post[i].user, w.post[i].in_force ? "NULL" : "7");
	}
}

static void add_party(struct city *c, int64_t kase, char kind, int64_t id, const char *role)
{
	for (size_t i = 0; i < w.nparties; i++)
		if (w.party[i].kase == kase && w.party[i].kind == kind && w.party[i].id == id)
			return;
	bool in_force = roll(5) > 0;
	w.party[w.nparties].kase = kase;
	w.party[w.nparties].kind = kind;
	w.party[w.nparties].id = id;
	w.party[w.nparties++].in_force = in_force;
	city_sql(c,
		 "INSERT INTO case_party (case_id, kind, party_id, role, from_at, to_at) VALUES (%" PRId64
		 ",'%c',%" PRId64 ",'%s',0,%s)",
		 kase, kind, id, role, in_force ? "NULL" : "9");
}

static void make_cases(struct city *c)
{
	for (int64_t k = 1; k <= CASES; k++) {
		static const int64_t TOWNS[] = { 2, 5, NIL };
		char town[24];
		w.kase[k].town = TOWNS[roll(3)];
		city_sql(c,
			 "INSERT INTO casefile (id, no, status, source, title, colour, type, family, town_id, "
			 "opened_at) VALUES (%" PRId64 ",'%" PRId64
			 "','handling','appeal','t','green','help','people',%s,%" PRId64 ")",
			 k, k, city_id(w.kase[k].town, town), k);
		add_party(c, k, 'u', 1 + roll(UNITS), "lead");
		if (roll(2))
			add_party(c, k, 'u', 1 + roll(UNITS), "assist");
		if (roll(2))
			add_party(c, k, 'g', 1 + roll(GRIDS), "place");
		if (roll(3) == 0)
			add_party(c, k, 'p', 1 + roll(USERS), "creator");
	}
}

static void make_appeals(struct city *c)
{
	city_sql(c, "INSERT INTO channel (id, code, name, place) VALUES (1,'phone','电话','offline')");
	for (int64_t a = 1; a <= APPEALS; a++) {
		char kase[24], by[24], unit[24];
		w.appeal[a].kase = roll(3) ? 1 + roll(CASES) : NIL;
		w.appeal[a].by = roll(4) ? 1 + roll(USERS) : NIL;
		w.appeal[a].by_unit = roll(4) ? 1 + roll(UNITS) : NIL;
		city_sql(c,
			 "INSERT INTO appeal (id, no, channel_id, received_at, created_at, created_by, "
			 "created_unit_id, status, anonymity, type,"
			 " family, title, body, case_id) VALUES (%" PRId64 ",'%" PRId64
			 "',1,0,0,%s,%s,'filed','named','help','people','t','b',%s)",
			 a, a, city_id(w.appeal[a].by, by), city_id(w.appeal[a].by_unit, unit),
			 city_id(w.appeal[a].kase, kase));
		if (w.appeal[a].kase != NIL && roll(3) == 0) {
			bool claimed = roll(2);
			int64_t agent = 1 + roll(USERS);
			if (claimed && !w.callback_agent[w.appeal[a].kase])
				w.callback_agent[w.appeal[a].kase] = agent;
			else
				claimed = false;
			city_sql(c,
				 "INSERT INTO callback_task (appeal_id, case_id, round, status, opened_at, due_at, "
				 "agent_id) VALUES (%" PRId64 ",%" PRId64 ",0,'%s',0,0,%" PRId64 ")",
				 a, w.appeal[a].kase, claimed ? "claimed" : "done", agent);
		}
	}
}

static void make_orders(struct city *c)
{
	for (int64_t o = 1; o <= ORDERS; o++) {
		char review[24], holder[24];
		w.order[o].kase = 1 + roll(CASES);
		w.order[o].unit = 1 + roll(UNITS);
		w.order[o].review_unit = roll(2) ? 1 + roll(UNITS) : NIL;
		w.order[o].holder = roll(2) ? 1 + roll(USERS) : NIL;
		city_sql(c,
			 "INSERT INTO work_order (id, no, case_id, unit_id, role, status, dispatched_at, limit_value, "
			 "limit_unit, due_at,"
			 " review_unit_id, holder_id) VALUES (%" PRId64 ",'%" PRId64 "',%" PRId64 ",%" PRId64
			 ",'lead','handling',0,1,'natural_day',0,%s,%s)",
			 o, o, w.order[o].kase, w.order[o].unit, city_id(w.order[o].review_unit, review),
			 city_id(w.order[o].holder, holder));
	}
	for (int64_t h = 1; h <= SELFS; h++) {
		w.self[h].grid = 1 + roll(GRIDS);
		w.self[h].user = 1 + roll(USERS);
		city_sql(c,
			 "INSERT INTO self_handled (id, no, grid_id, town_id, community_id, user_id, matter, done, "
			 "status, at) VALUES (%" PRId64 ",'%" PRId64 "',%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64
			 ",'m','d','done',0)",
			 h, h, w.self[h].grid, town_of(GRID_COMMUNITY[w.self[h].grid]), GRID_COMMUNITY[w.self[h].grid],
			 w.self[h].user);
	}
}

/* ---- the rule, a second time ---- */

static bool under(int64_t unit, int64_t root)
{
	for (; unit > 0; unit = PARENT[unit])
		if (unit == root)
			return true;
	return false;
}

static bool grid_under(int64_t grid, int64_t root)
{
	for (; grid > 0; grid = GRID_PARENT[grid])
		if (grid == root)
			return true;
	return false;
}

static enum scope scope_of(int64_t user, const struct grant *g, enum cap cap)
{
	enum scope s = role_grants(g->role, cap);
	if (w.user[user].contractor && contractor_barred(cap))
		return SCOPE_NONE;
	return s < g->scope ? s : g->scope;
}

static bool in_my_grids(int64_t user, const struct grant *g, int64_t grid)
{
	if (g->grid_id != NIL)
		return grid_under(grid, g->grid_id);
	for (size_t i = 0; i < w.nposts; i++)
		if (w.post[i].user == user && w.post[i].in_force && grid_under(grid, w.post[i].grid))
			return true;
	return false;
}

static int64_t root_of(int64_t user, const struct grant *g)
{
	return g->unit_id == NIL ? w.user[user].unit : g->unit_id;
}

static bool has_unit(int64_t kase, int64_t root)
{
	for (size_t i = 0; i < w.nparties; i++)
		if (w.party[i].kase == kase && w.party[i].kind == 'u' && w.party[i].in_force && under(w.party[i].id, root))
			return true;
	return false;
}

static bool has_grid(int64_t kase, int64_t user, const struct grant *g)
{
	for (size_t i = 0; i < w.nparties; i++)
		if (w.party[i].kase == kase && w.party[i].kind == 'g' && w.party[i].in_force &&
		    in_my_grids(user, g, w.party[i].id))
			return true;
	return false;
}

static bool own_case(int64_t kase, int64_t user)
{
	for (size_t i = 0; i < w.nparties; i++)
		if (w.party[i].kase == kase && w.party[i].kind == 'p' && w.party[i].in_force && w.party[i].id == user)
			return true;
	for (int64_t o = 1; o <= ORDERS; o++)
		if (w.order[o].kase == kase && w.order[o].holder == user)
			return true;
	for (int64_t a = 1; a <= APPEALS; a++)
		if (w.appeal[a].kase == kase && w.appeal[a].by == user)
			return true;
	return w.callback_agent[kase] == user;
}

static bool case_by(int64_t kase, int64_t user, const struct grant *g, enum scope s)
{
	int64_t root = root_of(user, g);
	switch ((int)s) {
	case SCOPE_OWN: return own_case(kase, user);
	case SCOPE_GRID: return has_grid(kase, user, g);
	case SCOPE_UNIT: return has_unit(kase, root);
	case SCOPE_REGION: return has_unit(kase, root) || (w.kase[kase].town != NIL && under(w.kase[kase].town, root));
	default: return s == SCOPE_ALL;
	}
}

static bool expect_case(int64_t user, enum cap cap, int64_t kase)
{
	for (size_t i = 0; i < w.user[user].ngrants; i++)
		if (case_by(kase, user, &w.user[user].grant[i], scope_of(user, &w.user[user].grant[i], cap)))
			return true;
	return false;
}

static bool expect_appeal(int64_t user, enum cap cap, int64_t a)
{
	for (size_t i = 0; i < w.user[user].ngrants; i++) {
		const struct grant *g = &w.user[user].grant[i];
		enum scope s = scope_of(user, g, cap);
		if (s <= SCOPE_NUMBER)
			continue;
		if (s == SCOPE_ALL || w.appeal[a].by == user)
			return true;
		if (w.appeal[a].kase != NIL ? case_by(w.appeal[a].kase, user, g, s)
					    : s >= SCOPE_UNIT && w.appeal[a].by_unit != NIL && under(w.appeal[a].by_unit, root_of(user, g)))
			return true;
	}
	return false;
}

static bool expect_order(int64_t user, enum cap cap, int64_t o)
{
	bool review = cap >= CAP_REVIEW_UNIT && cap <= CAP_REVIEW_DISTRICT,
	     act = review || cap == CAP_HANDLE || cap == CAP_SUBORDER;
	int64_t unit = review && w.order[o].review_unit != NIL ? w.order[o].review_unit : w.order[o].unit;
	for (size_t i = 0; i < w.user[user].ngrants; i++) {
		const struct grant *g = &w.user[user].grant[i];
		enum scope s = scope_of(user, g, cap);
		if (s <= SCOPE_NUMBER)
			continue;
		if (s == SCOPE_ALL || (s >= SCOPE_UNIT && under(unit, root_of(user, g))))
			return true;
		if (act && s == SCOPE_OWN && w.order[o].holder == user)
			return true;
		if (act && s == SCOPE_GRID && w.order[o].unit == w.user[user].unit && has_grid(w.order[o].kase, user, g))
			return true;
		if (!act && case_by(w.order[o].kase, user, g, s))
			return true;
	}
	return false;
}

static bool expect_self(int64_t user, enum cap cap, int64_t h)
{
	for (size_t i = 0; i < w.user[user].ngrants; i++) {
		const struct grant *g = &w.user[user].grant[i];
		enum scope s = scope_of(user, g, cap);
		if (s <= SCOPE_NUMBER)
			continue;
		if (s == SCOPE_ALL || w.self[h].user == user || (s == SCOPE_GRID && in_my_grids(user, g, w.self[h].grid)) ||
		    (s >= SCOPE_UNIT && under(GRID_COMMUNITY[w.self[h].grid], root_of(user, g))))
			return true;
	}
	return false;
}

/* ---- comparing ---- */

static const struct kind {
	const char *name, *select;
	void (*scope)(struct db_query *, const struct principal *, enum cap);
	bool (*expect)(int64_t user, enum cap cap, int64_t id);
	int64_t n;
	enum cap caps[5];
} KINDS[] = {
	{ "case", "SELECT c.id FROM casefile c WHERE 1 = 1", scope_cases, expect_case, CASES,
	  { CAP_CASE_READ, CAP_CONTACT_READ, CAP_DISPATCH, CAP_REPORTER_READ, CAP_BOARD_READ } },
	{ "appeal", "SELECT a.id FROM appeal a WHERE 1 = 1", scope_appeals, expect_appeal, APPEALS,
	  { CAP_APPEAL_READ, CAP_CONTACT_READ, CAP_APPEAL_SORT, CAP_REPORTER_READ, CAP_APPEAL_CREATE } },
	{ "order", "SELECT o.id FROM work_order o WHERE 1 = 1", scope_orders, expect_order, ORDERS,
	  { CAP_CASE_READ, CAP_HANDLE, CAP_REVIEW_UNIT, CAP_REVIEW_TOWN, CAP_SUBORDER } },
	{ "self", "SELECT h.id FROM self_handled h WHERE 1 = 1", scope_places, expect_self, SELFS,
	  { CAP_SELF_HANDLE, CAP_SELF_SAMPLE, CAP_BOARD_READ, CAP_GRID_CHECK, CAP_CASE_READ } },
};

static int compare(struct city *c, const struct kind *k, const struct principal *p, enum cap cap)
{
	struct db_query q;
	struct db_cursor *cur;
	bool seen[ORDERS + 1] = { false };
	int shown = 0;
	db_query_init(&q);
	db_query_add_(&q, k->select, NULL, 0);
	k->scope(&q, p, cap);
	assert_false(q.overflow);
	if (db_query_open(c->f->s, &q, &cur))
		fail_msg("%s: %s", q.text, db_error(c->f->s));
	while (!db_next(cur))
		seen[db_i64(cur, 0)] = true;
	db_query_close(cur);
	for (int64_t id = 1; id <= k->n; id++) {
		if (seen[id] != k->expect(p->user_id, cap, id))
			fail_msg("user %" PRId64 " %s %" PRId64 " %s: query says %d\n%s", p->user_id, k->name, id,
				 cap_name(cap), seen[id], q.text);
		shown += seen[id];
	}
	return shown;
}

static void every_pair(struct city *c)
{
	int shown = 0, pairs = 0;
	for (int64_t u = 1; u <= USERS; u++) {
		struct principal p = city_principal(c, u);
		for (int hint = 0; hint < 4; hint++) { /* every way to write a condition gives the same rows */
			static const enum scope_way WAYS[] = { WAY_LIST, WAY_LIST, WAY_COUNT, WAY_POINT };
			p.way = WAYS[hint];
			for (size_t g = 0; g < p.ngrants; g++)
				p.grant[g].narrow = hint == 1;
			for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
				for (size_t i = 0; i < 5; i++, pairs += (int)KINDS[k].n)
					shown += compare(c, &KINDS[k], &p, KINDS[k].caps[i]);
		}
	}
	assert_in_range(shown, pairs / 20, pairs * 3 / 4); /* the random city is neither empty nor open to all */
}

static void point_checks(struct city *c)
{
	for (int64_t u = 1; u <= USERS; u++) {
		struct principal p = city_principal(c, u);
		bool by_number = false, yes;
		for (size_t i = 0; i < p.ngrants; i++)
			by_number |= p.grant[i].role == ROLE_discipline;
		for (int64_t id = 1; id <= CASES; id += 7) {
			assert_int_equal(may_case(c->f->s, &p, CAP_CASE_READ, id, &yes), ERR_OK);
			assert_int_equal(yes, by_number || expect_case(u, CAP_CASE_READ, id));
			assert_int_equal(may_appeal(c->f->s, &p, CAP_APPEAL_READ, id, &yes), ERR_OK);
			assert_int_equal(yes, by_number || expect_appeal(u, CAP_APPEAL_READ, id));
			assert_int_equal(may_order(c->f->s, &p, CAP_HANDLE, id, &yes), ERR_OK);
			assert_int_equal(yes, expect_order(u, CAP_HANDLE, id));
		}
		assert_int_equal(may_case(c->f->s, &p, CAP_CASE_READ, 99999, &yes), ERR_OK);
		assert_false(yes);
		for (int64_t unit = 1; unit <= UNITS; unit++) {
			bool want = false;
			for (size_t i = 0; i < w.user[u].ngrants; i++) {
				enum scope s = scope_of(u, &w.user[u].grant[i], CAP_HANDLE);
				want |= s == SCOPE_ALL || (s >= SCOPE_UNIT && under(unit, root_of(u, &w.user[u].grant[i]))) ||
					((s == SCOPE_OWN || s == SCOPE_GRID) && unit == w.user[u].unit);
			}
			assert_int_equal(may_unit(c->f->s, &p, CAP_HANDLE, unit, &yes), ERR_OK);
			assert_int_equal(yes, want);
		}
		for (int64_t g = 1; g <= GRIDS; g++) {
			bool want = false;
			for (size_t i = 0; i < w.user[u].ngrants; i++) {
				enum scope s = scope_of(u, &w.user[u].grant[i], CAP_PATROL);
				want |= s == SCOPE_ALL || (s == SCOPE_GRID && in_my_grids(u, &w.user[u].grant[i], g)) ||
					(s >= SCOPE_UNIT && under(GRID_COMMUNITY[g], root_of(u, &w.user[u].grant[i])));
			}
			assert_int_equal(may_grid(c->f->s, &p, CAP_PATROL, g, &yes), ERR_OK);
			assert_int_equal(yes, want);
		}
	}
}

static void random_city(enum db_engine engine, uint64_t seed)
{
	struct city *c = city_open(engine);
	memset(&w, 0, sizeof w);
	env_fake_init(&dice, 0, seed);
	make_users(c);
	make_grids(c);
	make_cases(c);
	make_appeals(c);
	make_orders(c);
	every_pair(c);
	point_checks(c);
	city_close(c);
}

static void every_pair_on_sqlite(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++)
		random_city(DB_SQLITE, seed);
}

static void every_pair_on_postgres(void **state)
{
	(void)state;
	if (!db_fixture_on(DB_POSTGRES))
		skip();
	random_city(DB_POSTGRES, 4);
}

static void nobody_sees_nothing(void **state)
{
	(void)state;
	struct db_query q;
	db_query_init(&q);
	scope_cases(&q, NULL, CAP_CASE_READ);
	assert_string_equal(q.text, " AND 1 = 0");
}

/* Sixteen grants at sixteen roots still make a query that fits. */
static void many_grants_fit(void **state)
{
	(void)state;
	struct principal p = { .user_id = 1, .unit_id = 1, .ngrants = PRINCIPAL_GRANTS };
	for (size_t i = 0; i < PRINCIPAL_GRANTS; i++)
		p.grant[i] = (struct grant){
			.role = ROLE_handler, .scope = SCOPE_UNIT, .unit_id = (int64_t)i + 1, .grid_id = NIL
		};
	struct db_query q;
	db_query_init(&q);
	scope_cases(&q, &p, CAP_CASE_READ);
	assert_false(q.overflow);
	db_query_init(&q);
	scope_orders(&q, &p, CAP_HANDLE);
	assert_false(q.overflow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_sees_nothing),
		cmocka_unit_test(many_grants_fit),
		cmocka_unit_test(every_pair_on_sqlite),
		cmocka_unit_test(every_pair_on_postgres),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

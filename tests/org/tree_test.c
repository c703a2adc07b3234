/* SPDX-License-Identifier: Apache-2.0 */
/* The closure table follows the tree through random additions and moves. */
#include "auth/city.h"
#include "org/org.h"

struct step {
	int64_t unit, parent;
	bool add;
};

static enum err do_step(struct op *op, void *arg)
{
	const struct step *x = arg;
	return x->add ? org_tree_add(op->s, x->unit, x->parent) : org_tree_move(op->s, x->unit, x->parent);
}

static void expect_whole(struct city *c)
{
	int64_t bad;
	assert_int_equal(org_tree_verify(c->f->s, &bad), ERR_OK);
	assert_int_equal(bad, 0);
}

static void add(struct city *c, int64_t id, int64_t parent)
{
	city_sql(c,
		 "INSERT INTO unit (id, code, name, short_name, kind, parent_id, valid_from) VALUES (%" PRId64
		 ",'X%" PRId64 "','n','n','section',%" PRId64 ",0)",
		 id, id, parent);
	assert_int_equal(city_do(c, NULL, do_step, &(struct step){ id, parent, true }), ERR_OK);
}

static void move(struct city *c, int64_t id, int64_t parent)
{
	city_sql(c, "UPDATE unit SET parent_id = %" PRId64 " WHERE id = %" PRId64, parent, id);
	assert_int_equal(city_do(c, NULL, do_step, &(struct step){ id, parent, false }), ERR_OK);
}

static void a_town_moves_with_its_communities(void **state)
{
	(void)state;
	struct city *c = city_open(DB_SQLITE);
	bool yes;
	expect_whole(c);
	move(c, 2, 5); /* 澜城街道 under 海岭镇 */
	expect_whole(c);
	assert_int_equal(org_is_under(c->f->s, 3, 5, &yes), ERR_OK);
	assert_true(yes);
	assert_int_equal(city_number(c, "SELECT depth FROM unit_under WHERE ancestor_id = 1 AND unit_id = 3"), 3);
	move(c, 2, 1);
	expect_whole(c);
	assert_int_equal(org_is_under(c->f->s, 3, 5, &yes), ERR_OK);
	assert_false(yes);
	city_close(c);
}

static void random_moves(enum db_engine engine)
{
	struct city *c = city_open(engine);
	struct env_fake dice;
	int64_t top = 9;
	bool circle;
	env_fake_init(&dice, 0, 11);
	for (int i = 0; i < 120; i++) {
		int64_t unit = 2 + (int64_t)(env_fake_next(&dice) % (uint64_t)(top - 1)),
			parent = 1 + (int64_t)(env_fake_next(&dice) % (uint64_t)top);
		if (i % 3 == 0) {
			add(c, ++top, parent);
			continue;
		}
		assert_int_equal(org_is_under(c->f->s, parent, unit, &circle), ERR_OK);
		if (!circle)
			move(c, unit, parent);
		if (i % 10 == 0)
			expect_whole(c);
	}
	expect_whole(c);
	city_sql(c, "DELETE FROM unit_under WHERE unit_id = 3 AND depth > 0");
	int64_t bad;
	assert_int_equal(org_tree_verify(c->f->s, &bad), ERR_OK);
	assert_true(bad > 0); /* the proof itself can fail */
	city_close(c);
}

static void random_moves_on_sqlite(void **state)
{
	(void)state;
	random_moves(DB_SQLITE);
}

static void random_moves_on_postgres(void **state)
{
	(void)state;
	if (!db_fixture_on(DB_POSTGRES))
		skip();
	random_moves(DB_POSTGRES);
}

static enum err set_leads(struct op *op, void *arg)
{
	(void)arg;
	enum err e = org_lead_set(op->s, op->site->keys, op->site->env, 7,
				  &(struct unit_lead){ 1, NIL, "秦立峰", "局长", "13812345678" });
	if (!e)
		e = org_lead_set(op->s, op->site->keys, op->site->env, 7, &(struct unit_lead){ 2, NIL, "尹文昭", "副局长", NULL });
	if (!e) /* changed without a number: it stays */
		e = org_lead_set(op->s, op->site->keys, op->site->env, 7, &(struct unit_lead){ 1, NIL, "秦立峰", "局长（主持）", NULL });
	return e ? e : org_lead_set(op->s, op->site->keys, op->site->env, 7, &(struct unit_lead){ 3, NIL, "", "", NULL });
}

static void leads_and_their_numbers(void **state)
{
	(void)state;
	struct city *c = city_open(DB_SQLITE);
	struct unit_lead leads[3];
	size_t n;
	assert_int_equal(city_do(c, NULL, set_leads, NULL), ERR_OK);
	assert_int_equal(org_leads(c->f->s, c->site.keys, 7, true, leads, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_string_equal(leads[0].title, "局长（主持）");
	assert_string_equal(leads[0].phone, "13812345678");
	assert_null(leads[1].phone);
	assert_int_equal(org_leads(c->f->s, c->site.keys, 7, false, leads, &n), ERR_OK);
	assert_null(leads[0].phone);
	city_close(c);
}

static void load_counts_what_is_open(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		int64_t from, due; /* hours from now */
	} ORDERS[] = { { "handling", -48, -1 }, { "to_sign", -10, 1 }, { "handling", -1, 40 }, { "suspended", -100, 100 },
		       { "settled", -48, -1 }, { "unit_review", -8, 2 } };
	struct city *c = city_open(DB_SQLITE);
	struct unit_load load;
	city_sql(c, "INSERT INTO casefile (id, no, status, source, title, colour, type, family, opened_at) VALUES"
		    " (1,'1','handling','appeal','t','green','help','people',0)");
	for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++)
		city_sql(c,
			 "INSERT INTO work_order (no, case_id, unit_id, role, status, dispatched_at, limit_value, "
			 "limit_unit, due_at) VALUES"
			 " ('%zu',1,7,'lead','%s',%" PRId64 ",1,'natural_day',%" PRId64 ")",
			 i, ORDERS[i].status, c->env.now + ORDERS[i].from * MS_HOUR,
			 c->env.now + ORDERS[i].due * MS_HOUR);
	assert_int_equal(org_load(c->f->s, 7, c->env.now, &load), ERR_OK);
	assert_int_equal(load.open, 5);
	assert_int_equal(load.overdue, 1);
	assert_int_equal(load.near, 2); /* 1 of 11 hours left, 2 of 10 hours left */
	city_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_town_moves_with_its_communities),
		cmocka_unit_test(random_moves_on_sqlite),
		cmocka_unit_test(random_moves_on_postgres),
		cmocka_unit_test(leads_and_their_numbers),
		cmocka_unit_test(load_counts_what_is_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

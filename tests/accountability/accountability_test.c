/* SPDX-License-Identifier: Apache-2.0 */
/* What frozen lists lead to (L-04, L-05, L-06, L-10): three months in a row, the hearing, the approval document, the signature of
 * somebody else, rectification and look-back. */
#include "score/lists.h"

#include "accountability/accountability_internal.h"

/* A frozen month in which the units of `last` stand at the end of the list of departments, the last of them last. */
static void frozen(struct city *c, int64_t month, const int64_t *last, size_t n)
{
	static char sql[2000];
	struct arena *a = c->f->arena;
	snprintf(sql, sizeof sql,
		"INSERT INTO score_month (month, status, published_at, objections_until, freeze_from, frozen_at) "
		"VALUES (%lld, 'frozen', 0, 0, 0, 1); "
		"INSERT INTO score_run (month, list, kind, made_at, from_at, to_at, profile_id, nrows, head, hash) "
		"SELECT %lld, 'departments', 'frozen', 1, 0, 1, 1, %zu, '{}', hash FROM score_run ORDER BY id LIMIT 1",
		(long long)month, (long long)month, n);
	ok(db_script(c->f->s, sql));
	for (size_t i = 0; i < n; i++)
		ok(db_script(c->f->s, arena_printf(a, "INSERT INTO score_row (run_id, place, unit_id, rank, points_micro, body) "
			"SELECT MAX(id), %zu, %lld, %zu, 91165000, '{\"flagged\":%s}' FROM score_run", i + 1, (long long)last[i], i + 1,
			i + 1 == n ? "true" : "false")));
}

static enum err make(struct city *c)
{
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM,
		.refs = refs_take(&c->site), .problem = &c->problem };
	int64_t made;
	bool yes;
	ok(accountability_pending(&op, &yes));
	enum err e = accountability_make(&op, &made);
	assert_int_equal(yes, made > 0);
	refs_drop(&c->site, op.refs);
	return e;
}

struct step {
	int64_t id;
	struct accountability_step s;
};

static enum err do_step(struct op *op, void *arg)
{
	const struct step *x = arg;
	struct q_accountability_get_out a;
	enum err e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = x->id }, &a);
	return e ? e : accountability_act(op, x->id, a.version, &x->s);
}

static enum err step(struct city *c, int who, int64_t id, const char *action, const char *text)
{
	struct step x = { id, { .action = action, .text = text, .basis = str_eq(action, "submit") ? "荣委办〔2025〕7号" : NULL } };
	return city_write(c, who, do_step, &x);
}

static struct q_accountability_get_out row(struct city *c, int64_t id)
{
	struct q_accountability_get_out a;
	ok(q_accountability_get(c->f->s, &(struct q_accountability_get_in){ .id = id }, &a));
	return a;
}

static int64_t of(struct city *c, int64_t month, int64_t unit)
{
	static char sql[200];
	snprintf(sql, sizeof sql, "SELECT id FROM accountability WHERE month = $ AND unit_id = %lld", (long long)unit);
	return city_int(c, sql, month);
}

static void seed(struct city *c)
{
	at(c, 20250310, 7 * 60); /* a list, whose hash the made ones borrow */
}

/* X is last in three months, Y in the first and the third: 通报, 约谈, 线索移送函 for the one, 通报 twice for the other. */
static void three_months_in_a_row(void **state)
{
	struct city *c = *state;
	static const int64_t months[] = { 202411, 202412, 202501 };
	seed(c);
	for (size_t i = 0; i < 3; i++)
		frozen(c, months[i], (int64_t[]){ U_CITY_MANAGEMENT, U_SQUAD, U_UTILITY_TEAM, U_UTILITY }, 4);
	frozen(c, 202502, (int64_t[]){ U_UTILITY, U_SQUAD, U_UTILITY_TEAM, U_CITY_MANAGEMENT }, 4);
	frozen(c, 202504, (int64_t[]){ U_CITY_MANAGEMENT, U_SQUAD, U_UTILITY_TEAM, U_UTILITY }, 4); /* March has no list */
	ok(make(c));
	ok(make(c));
	assert_string_equal(row(c, of(c, 202411, U_UTILITY)).measure, "notice");
	assert_string_equal(row(c, of(c, 202412, U_UTILITY)).measure, "talk");
	assert_string_equal(row(c, of(c, 202501, U_UTILITY)).measure, "transfer");
	assert_int_equal(row(c, of(c, 202501, U_UTILITY)).months, 3);
	assert_string_equal(row(c, of(c, 202502, U_UTILITY)).measure, "commend");
	assert_string_equal(row(c, of(c, 202504, U_UTILITY)).measure, "notice");
	assert_string_equal(row(c, of(c, 202501, U_CITY_MANAGEMENT)).measure, "commend");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM accountability WHERE month = $", 202501), 4);
	assert_int_equal(findings(c), 0);
}

/* Nothing is issued without hearing, document and the signature of somebody else; the unit sees it from the hearing on. */
static void each_is_only_a_proposal(void **state)
{
	struct city *c = *state;
	seed(c);
	frozen(c, 202502, (int64_t[]){ U_CITY_MANAGEMENT, U_SQUAD, U_UTILITY_TEAM, U_UTILITY }, 4);
	ok(make(c));
	int64_t id = of(c, 202502, U_UTILITY);
	c->env.now = day_start_ms(20250317) + 9 * MS_HOUR; /* a Monday */
	refused(step(c, LEADER, id, "state", "设备老化"), "accountability.not_found");
	refused(step(c, APPRAISER, id, "submit", "情况属实"), "accountability.hearing");
	refused(step(c, CITY_LEADER, id, "hear", "请陈述"), "auth.forbidden");
	ok(step(c, APPRAISER, id, "hear", NULL));
	assert_int_equal(row(c, id).hear_until, day_start_ms(20250321) - MS_SECOND);
	refused(step(c, APPRAISER, id, "submit", "情况属实"), "accountability.hearing");
	refused(step(c, LEADER2, id, "state", "不是我们"), "accountability.not_found");
	ok(step(c, LEADER, id, "state", "停水检修期间来电集中，已逐户上门"));
	refused(step(c, APPRAISER, id, "submit", NULL), "accountability.text");
	ok(step(c, APPRAISER, id, "submit", "停水已提前告知，不影响认定"));
	refused(step(c, APPRAISER, id, "sign", "同意"), "auth.forbidden");
	refused(step(c, CITY_LEADER, id, "praise", "同意"), "accountability.commend");
	ok(step(c, CITY_LEADER, id, "sign", "同意"));
	assert_string_equal(row(c, id).no, "社治考〔2025〕1号");
	refused(step(c, CITY_LEADER, id, "sign", "同意"), "workflow.illegal_move");
	ok(step(c, LEADER, id, "rectify", "已增加值班人手"));
	ok(step(c, APPRAISER, id, "again", "抽查仍有超期"));
	ok(step(c, LEADER, id, "rectify", "超期件已清零"));
	ok(step(c, APPRAISER, id, "accept", "抽查十件全部按期"));
	assert_string_equal(row(c, id).status, "done");
	assert_int_equal(findings(c), 0);
}

/* A unit that says nothing within three working days was heard; what was withdrawn stays with its reason. */
static void silence_and_withdrawal(void **state)
{
	struct city *c = *state;
	seed(c);
	frozen(c, 202502, (int64_t[]){ U_CITY_MANAGEMENT, U_SQUAD, U_UTILITY_TEAM, U_UTILITY }, 4);
	ok(make(c));
	int64_t id = of(c, 202502, U_UTILITY), best = of(c, 202502, U_CITY_MANAGEMENT);
	c->env.now = day_start_ms(20250317) + 9 * MS_HOUR;
	ok(step(c, APPRAISER, id, "hear", NULL));
	c->env.now = day_start_ms(20250321) + MS_HOUR;
	refused(step(c, LEADER, id, "state", "晚了"), "accountability.late");
	ok(step(c, APPRAISER, id, "submit", "期限内未陈述"));
	ok(step(c, CITY_LEADER, id, "sign", "同意"));
	refused(step(c, CITY_LEADER, id, "withdraw", NULL), "accountability.text");
	ok(step(c, CITY_LEADER, id, "withdraw", "复核后计数有误"));
	assert_string_equal(row(c, id).no, "社治考〔2025〕1号");
	assert_string_equal(row(c, id).end_reason, "复核后计数有误");
	refused(step(c, APPRAISER, best, "hear", NULL), "accountability.commend");
	ok(step(c, APPRAISER, best, "submit", NULL));
	ok(step(c, CITY_LEADER, best, "praise", "同意表扬"));
	assert_string_equal(row(c, best).no, "社治考〔2025〕2号");
	assert_string_equal(row(c, best).status, "done");
}

int main(void)
{
	static const struct CMUnitTest tests[] = { CITY(three_months_in_a_row), CITY(each_is_only_a_proposal),
						   CITY(silence_and_withdrawal) };
	return city_run("accountability", tests, sizeof tests / sizeof *tests);
}

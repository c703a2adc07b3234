/* SPDX-License-Identifier: Apache-2.0 */
/* Exclusions (scoring.md 4.10): who may ask, the two reviewers, what a list is then made without, and whoever shares the
 * matter. */
#include "score/lists.h"

struct asked {
	int64_t case_id;
	const char *class, *what;
};

static enum err do_ask(struct op *op, void *arg)
{
	const struct asked *a = arg;
	int64_t id;
	return exclusion_apply(op, &(struct exclusion_new){ a->case_id, a->class, a->what, "现场三次核实，反映的井盖完好" }, &id);
}

static enum err ask(struct city *c, int who, int64_t order, const char *what)
{
	struct asked a = { city_int(c, "SELECT case_id FROM work_order WHERE id = $", order), "false", what };
	return city_write(c, who, do_ask, &a);
}

struct step {
	int64_t id, version;
	const char *action;
};

static enum err do_step(struct op *op, void *arg)
{
	const struct step *s = arg;
	return exclusion_move(op, s->id, s->version, s->action, "核对照片和通话记录，属实");
}

/* On the newest one, as it is now. */
static enum err step(struct city *c, int who, const char *action)
{
	int64_t id = city_int(c, "SELECT MAX(id) FROM exclusion WHERE id > $", 0);
	struct step s = { id, city_int(c, "SELECT version FROM exclusion WHERE id = $", id), action };
	return city_write(c, who, do_step, &s);
}

static int64_t is(struct city *c, const char *status)
{
	static char sql[200];
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM exclusion WHERE id > $ AND status = '%s'", status);
	return city_int(c, sql, 0);
}

/* Settled and rated 非常不满意 in March. */
static int64_t disliked(struct city *c)
{
	int64_t order = dispatched(c, T_MANHOLE);
	settle(c, order);
	call_and_rate(c, city_int(c, "SELECT MAX(id) FROM appeal WHERE id > $", 0), "no", 1);
	return order;
}

static void two_reviewers_of_different_units(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	refused(ask(c, LEADER, order, "answers"), "exclusion.not_settled");
	settle(c, order);
	refused(ask(c, LEADER, order, "answers"), "exclusion.not_settled"); /* not rated */
	call_and_rate(c, city_int(c, "SELECT MAX(id) FROM appeal WHERE id > $", 0), "no", 1);
	refused(ask(c, LEADER2, order, "answers"), "case.not_found");
	refused(ask(c, APPRAISER, order, "answers"), "exclusion.unit");
	ok(ask(c, HANDLER, order, "answers"));
	refused(ask(c, LEADER, order, "answers"), "exclusion.twice");
	refused(step(c, LEADER, "agree"), "auth.forbidden");
	refused(step(c, QUALITY, "confirm"), "workflow.illegal_move");
	ok(step(c, QUALITY, "agree"));
	refused(step(c, QUALITY, "confirm"), "exclusion.same");
	assert_int_equal(is(c, "seconded"), 1);
	ok(step(c, APPRAISER, "confirm"));
	assert_int_equal(is(c, "agreed"), 1);
	refused(step(c, LEADER, "withdraw"), "workflow.illegal_move");
	assert_int_equal(findings(c), 0);
}

/* Who applies does not review, whatever her role. */
static void not_the_applicants_unit(void **state)
{
	struct city *c = *state;
	int64_t order = disliked(c);
	ok(ask(c, QUALITY, order, "answers"));
	refused(step(c, QUALITY, "agree"), "exclusion.own");
	ok(step(c, APPRAISER, "agree"));
	ok(step(c, QUALITY, "withdraw"));
	ok(ask(c, LEADER, order, "answers"));
	ok(db_script(c->f->s, "UPDATE app_user SET unit_id = 10 WHERE login = 'quality'"));
	city_reload(c);
	c->who[QUALITY].unit_id = U_UTILITY;
	refused(step(c, QUALITY, "agree"), "exclusion.own");
}

static void a_refusal_ends_it(void **state)
{
	struct city *c = *state;
	int64_t order = disliked(c);
	ok(ask(c, LEADER, order, "answers"));
	ok(step(c, QUALITY, "agree"));
	ok(step(c, APPRAISER, "refuse"));
	refused(ask(c, LEADER, order, "answers"), "exclusion.twice");
	ok(ask(c, LEADER, order, "due")); /* another figure */
	ok(step(c, QUALITY, "refuse"));
	assert_int_equal(is(c, "refused"), 2);
	at(c, 20250331, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "excluded"), 0);
	assert_int_equal(kept(c, U_UTILITY, "evaluated_hundredths"), SCORE_MATTER);
}

/* Out of the answers, and of nothing else; the public list is made again; the objection of the appellant brings it back. */
static void left_out_of_that_figure_only(void **state)
{
	struct city *c = *state;
	int64_t order = disliked(c);
	settle(c, dispatched(c, T_MANHOLE));
	at(c, 20250310, 7 * 60);
	at(c, 20250401, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "evaluated_hundredths"), SCORE_MATTER);
	ok(ask(c, LEADER, order, "answers"));
	assert_int_equal(at(c, 20250401, 8 * 60), 0);
	ok(step(c, QUALITY, "agree"));
	at(c, 20250415, 7 * 60);
	assert_int_equal(runs(c, "frozen"), 0); /* it is open */
	ok(step(c, APPRAISER, "confirm"));
	at(c, 20250415, 8 * 60);
	assert_int_equal(runs(c, "preliminary"), 4);
	assert_int_equal(kept(c, U_UTILITY, "evaluated_hundredths"), 0);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 2 * SCORE_MATTER);
	assert_int_equal(left_out(c, U_UTILITY, SCORE_OF_ANSWERS), 1);
	assert_int_equal(left_out(c, U_UTILITY, SCORE_OF_DUE), 0);
	assert_int_equal(runs(c, "frozen"), 2);
	refused(step(c, QUALITY, "restore"), "exclusion.month");
	refused(ask(c, LEADER, order, "due"), "exclusion.month");
	assert_int_equal(wrong(c), 0);
	assert_int_equal(findings(c), 0);
}

static void the_appellant_may_object(void **state)
{
	struct city *c = *state;
	int64_t order = disliked(c);
	ok(ask(c, LEADER, order, "due"));
	ok(step(c, QUALITY, "agree"));
	ok(step(c, APPRAISER, "confirm"));
	at(c, 20250331, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 0);
	assert_int_equal(kept(c, U_UTILITY, "evaluated_hundredths"), SCORE_MATTER);
	refused(step(c, LEADER, "restore"), "auth.forbidden");
	ok(step(c, APPRAISER, "restore"));
	at(c, 20250401, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), SCORE_MATTER);
	assert_int_equal(kept(c, U_UTILITY, "excluded"), 0);
}

/* An objection frees one unit, an exclusion all who share the matter; both on one line count once. */
static void whoever_shares_is_freed(void **state)
{
	struct city *c = *state;
	int64_t order = disliked(c);
	ok(db_script(c->f->s, "UPDATE casefile SET town_id = 20"));
	ok(db_script(c->f->s, "INSERT INTO coresp (town_id, unit_id, item, duty, limit_value, limit_unit, share) "
			      "VALUES (20, 10, '0501001', '到场处置', 1, 'working_day', 60), (20, 11, '0501001', '配合', 1, 'working_day', 10)"));
	city_reload(c);
	at(c, 20250310, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 60);
	assert_int_equal(kept(c, U_CITY_MANAGEMENT, "due_hundredths"), 10);
	ok(ask(c, LEADER, order, "due"));
	ok(step(c, QUALITY, "agree"));
	ok(step(c, APPRAISER, "confirm"));
	at(c, 20250401, 7 * 60);
	assert_int_equal(kept(c, U_UTILITY, "due_hundredths"), 0);
	assert_int_equal(kept(c, U_CITY_MANAGEMENT, "due_hundredths"), 0);
	assert_int_equal(left_out(c, U_UTILITY, SCORE_OF_DUE), 1);
	assert_int_equal(left_out(c, U_CITY_MANAGEMENT, SCORE_OF_DUE), 1);
	assert_int_equal(wrong(c), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(two_reviewers_of_different_units), CITY(not_the_applicants_unit), CITY(a_refusal_ends_it),
		CITY(left_out_of_that_figure_only), CITY(the_appellant_may_object), CITY(whoever_shares_is_freed),
	};
	return city_run("exclusions", tests, sizeof tests / sizeof *tests);
}

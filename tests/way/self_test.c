/* SPDX-License-Identifier: Apache-2.0 */
/* C-05: what a grid worker found and fixed needs one submission and nothing else: no case, no order, no clock, no callback;
 * the grid head samples it, nobody samples the own work, and it is counted apart from every case. */
#include "way/city.h"

#include <string.h>

#include "board/board.h"
#include "board/rollup.h"
#include "selfhandled/selfhandled.h"
#include "selfhandled_sql.h"

struct report {
	struct city *c;
	int64_t grid;
	char no[NUMBER_CHARS + 1];
};

static enum err do_report(struct op *op, void *arg)
{
	struct report *x = arg;
	return self_create(op, &(struct self_new){ x->no, x->grid, NIL, 119050000, 37050000, "消防通道堆了纸箱", "当场清走，已告知住户", "3号楼" },
			   &x->c->made);
}

static enum err report(struct city *c, int who, int64_t grid)
{
	static unsigned made;
	struct report x = { .c = c, .grid = grid };
	snprintf(x.no, sizeof x.no, "2025030399%04u", ++made % 10000);
	return city_write(c, who, do_report, &x);
}

struct look {
	int64_t id, version;
	bool ok;
	const char *note;
};

static enum err do_sample(struct op *op, void *arg)
{
	const struct look *x = arg;
	return self_sample(op, x->id, x->version, x->ok, x->note);
}

static enum err sample(struct city *c, int who, int64_t id, int64_t version, bool good, const char *note)
{
	return city_write(c, who, do_sample, &(struct look){ id, version, good, note });
}

static void get(struct city *c, int64_t id, struct q_self_get_out *out)
{
	ok(q_self_get(c->f->s, &(struct q_self_get_in){ .id = id }, out));
}

static int64_t count(struct city *c, const char *table)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM %s", table);
	return city_int(c, sql, 0);
}

static void one_submission_and_nothing_else(void **state)
{
	struct city *c = *state;
	struct q_self_get_out s;
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	int64_t id = c->made;
	get(c, id, &s);
	assert_string_equal(s.status, "done");
	assert_int_equal(s.user_id, GRID_WORKER);
	assert_int_equal(s.community_id, U_VILLAGE); /* both follow from the grid */
	assert_int_equal(s.town_id, U_TOWN);
	assert_int_equal(s.at, c->env.now);
	static const char *const none[] = { "appeal", "casefile", "work_order", "clock", "callback_task", "membership",
					    "case_party" };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(count(c, none[i]), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'self.report' AND stream_id = $", id), 1);
	assert_int_equal(findings(c), 0);
}

static void the_grid_head_samples_once(void **state)
{
	struct city *c = *state;
	struct q_self_get_out s;
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	int64_t good = c->made;
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	int64_t bad = c->made;
	city_pass(c, MS_HOUR);
	ok(sample(c, GRID_HEAD, good, 1, true, NULL));
	get(c, good, &s);
	assert_string_equal(s.status, "verified");
	assert_int_equal(s.sampled_at, c->env.now);
	assert_int_equal(city_int(c, "SELECT sampled_by FROM self_handled WHERE id = $", good), GRID_HEAD);
	refused(sample(c, GRID_HEAD, bad, 1, false, ""), "self.note");
	refused(sample(c, GRID_HEAD, bad, 7, false, "纸箱还在"), "self.stale");
	get(c, bad, &s);
	assert_string_equal(s.status, "done"); /* a refused sample leaves nothing */
	assert_int_equal(s.sampled_at, NIL);
	ok(sample(c, GRID_HEAD, bad, 1, false, "纸箱还在"));
	get(c, bad, &s);
	assert_string_equal(s.status, "untrue");
	assert_string_equal(s.sample_note, "纸箱还在");
	refused(sample(c, GRID_HEAD, bad, s.version, true, NULL), "workflow.illegal_move"); /* a verdict stands */
	refused(sample(c, GRID_HEAD, 999, 1, true, NULL), "self.not_found");
	assert_int_equal(findings(c), 0);
}

static void who_may_report_and_who_may_sample(void **state)
{
	struct city *c = *state;
	refused(report(c, GRID_WORKER, 2), "self.not_your_grid");
	refused(report(c, COMMUNITY, 2), "self.not_your_grid");
	refused(report(c, HANDLER, GRID_VILLAGE), "self.not_your_grid");
	refused(report(c, DISPATCHER, GRID_VILLAGE), "self.not_your_grid");
	refused(report(c, GRID_WORKER, NIL), "self.grid");
	refused(report(c, CITIZEN, GRID_VILLAGE), "self.grid");
	assert_int_equal(count(c, "self_handled"), 0);
	ok(report(c, GRID_HEAD, GRID_VILLAGE));
	int64_t own = c->made;
	refused(sample(c, GRID_HEAD, own, 1, true, NULL), "self.own");
	refused(sample(c, GRID_WORKER, own, 1, true, NULL), "auth.forbidden");
	refused(sample(c, TOWN2, own, 1, true, NULL), "auth.forbidden");
	refused(sample(c, DISPATCHER, own, 1, true, NULL), "auth.forbidden");
	refused(sample(c, LEADER, own, 1, true, NULL), "auth.forbidden");
	ok(sample(c, COMMUNITY, own, 1, true, NULL));
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	ok(sample(c, TOWN, c->made, 1, true, NULL));
}

static enum err do_look(struct op *op, void *arg)
{
	struct look *x = arg;
	return self_may_see(op, x->id, &x->ok);
}

static bool sees(struct city *c, int who, int64_t id)
{
	struct look x = { .id = id };
	ok(city_write(c, who, do_look, &x));
	return x.ok;
}

static void seen_by_the_worker_and_by_who_samples(void **state)
{
	struct city *c = *state;
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	int64_t id = c->made;
	static const struct {
		int who;
		bool yes;
	} all[] = { { GRID_WORKER, true }, { GRID_HEAD, true }, { COMMUNITY, true }, { TOWN, true }, { TOWN2, false },
		    { HANDLER, false }, { LEADER, false }, { DISPATCHER, false }, { AGENT, false } };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (sees(c, all[i].who, id) != all[i].yes)
			fail_msg("user %d: %s", all[i].who, all[i].yes ? "must see it" : "must not see it");
	assert_false(sees(c, GRID_HEAD, 999));
}

static int64_t figure(struct city *c, int who, const char *key)
{
	struct json_out w;
	struct buf b;
	const struct json *v;
	const char *why;
	struct problem p = { 0 };
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_PERSON, .who = &c->who[who],
			 .refs = refs_take(&c->site), .problem = &p };
	buf_init(&b, c->f->arena, 1 << 16);
	jw_init(&w, &b);
	ok(board_today(&w, &op));
	refs_drop(&c->site, op.refs);
	ok(json_parse(c->f->arena, sv_from(buf_cstr(&b)), &v, &why));
	return json_int(json_get(v, key));
}

static void counted_apart(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE);
	settle(c, order);
	ok(report(c, GRID_WORKER, GRID_VILLAGE));
	ok(report(c, GRID_HEAD, GRID_VILLAGE));
	assert_int_equal(figure(c, DISPATCHER, "settled_today"), 1);
	assert_int_equal(figure(c, DISPATCHER, "self_handled_today"), 2);
	assert_int_equal(figure(c, TOWN, "self_handled_today"), 2);
	assert_int_equal(figure(c, TOWN2, "self_handled_today"), 0);
	ok(rollup_refresh(c->f->s, c->env.now, 2));
	assert_int_equal(city_int(c, "SELECT n FROM rollup WHERE measure = 'self' AND dim = 'town' AND dim_id = $", U_TOWN), 2);
	assert_int_equal(city_int(c, "SELECT SUM(n) FROM rollup WHERE measure = 'settled' AND dim = 'unit'", 0), 1);
	assert_int_equal(city_int(c, "SELECT SUM(n) FROM rollup WHERE measure = 'opened' AND dim = 'town'", 0), 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(one_submission_and_nothing_else), CITY(the_grid_head_samples_once), CITY(who_may_report_and_who_may_sample),
		CITY(seen_by_the_worker_and_by_who_samples), CITY(counted_apart),
	};
	return city_run("self-handled", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The events are the truth of the past: after long random sequences of actions, folding them gives every state column, the
 * invariants of the domain hold, and the proof finds whatever is tampered with. */
#include "way/city.h"

#include <inttypes.h>

#include "way/fold.h"

enum { STEPS = 5000, STEPS_POSTGRES = 600, FULL_STEPS = 100000 };
/* Short sequences: each begins with a new matter; a city lives through so many of them. */
enum { SEQUENCES = 300, SEQUENCES_POSTGRES = 50, FULL_SEQUENCES = 100000, SEQUENCE_ACTIONS = 10, CITY_SEQUENCES = 100 };

static struct env_fake dice;

static int roll(int n)
{
	return (int)(env_fake_next(&dice) % (uint64_t)n);
}

/* ---- random actions: most are refused, which must not matter ---- */

static int64_t any(struct city *c, const char *table)
{
	char sql[128];
	snprintf(sql, sizeof sql, "SELECT id FROM %s ORDER BY id DESC LIMIT 1", table);
	int64_t last = city_int(c, sql, 0);
	if (last == NIL || last < 1)
		return 1;
	int back = roll(12);
	return last > back ? last - back : 1;
}

static int64_t where(struct city *c, const char *table, const char *condition)
{
	char sql[256];
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE %s ORDER BY (id * $) %% 101 LIMIT 1", table, condition);
	int64_t id = city_int(c, sql, 3 + roll(90));
	return id == NIL ? any(c, table) : id;
}

static const char *pick(const char *const *list, int n)
{
	return list[roll(n)];
}

static int64_t spoken(struct city *c)
{
	static const char *const types[] = { "help", "complaint", "consult", "report" };
	static const char *const phones[] = { "13900001234", "13900005678", "" };
	return say(c, &(struct said){ .type = pick(types, 4), .phone = pick(phones, 3), .no_callback = roll(12) == 0,
		   .channel = roll(3) ? CH_PHONE : CH_WECHAT, .upstream = roll(6) ? NULL : "省平台" });
}

static enum err act_case(struct city *c)
{
	static const struct {
		const char *action, *at;
	} list[] = { { "reopen", "status = 'closed'" },      { "check", "status = 'ready'" }, { "check_failed", "status = 'ready'" },
		     { "check_failed", "status = 'ready'" }, { "withdraw", "status = 'filed' AND appeals = 1" }, { "withdraw", "status = 'handling'" }, { "close", "status = 'ready'" } };
	int i = roll(7);
	return case_do(c, roll(2) ? GRID_HEAD : DISPATCHER, where(c, "casefile", list[i].at), list[i].action, "理由");
}

static enum err act_appeal(struct city *c)
{
	static const struct {
		const char *action, *at;
		int who;
	} list[] = { { "answer", "status = 'sorting'", RECEIVER },       { "ask", "status = 'sorting'", RECEIVER },
		     { "ask", "status = 'sorting'", RECEIVER },          { "supplied", "status = 'supplement'", CITIZEN },
		     { "silent", "status = 'supplement'", SYSTEM },      { "refuse", "status = 'sorting'", RECEIVER },
		     { "object", "status = 'refused'", CITIZEN },        { "withdraw", "status IN ('sorting', 'supplement')", CITIZEN },
		     { "emergency", "status = 'sorting'", RECEIVER } };
	int i = roll(9);
	return appeal_do(c, list[i].who, where(c, "appeal", list[i].at), list[i].action, "内容");
}

static enum err act_file(struct city *c)
{
	int64_t appeal = where(c, "appeal", "status = 'sorting'");
	if (roll(6) == 0)
		return patrol(c, T_MANHOLE) > 0 ? ERR_OK : ERR_INTERNAL;
	if (roll(3) == 0)
		return join(c, appeal, where(c, "casefile", "status IN ('filed', 'handling')"), roll(2) ? "repeat" : "same_matter");
	if (strcmp(appeal_status(c, appeal), "sorting") != 0)
		return ERR_CONFLICT;
	return file(c, appeal, 1 + roll(10)) > 0 ? ERR_OK : ERR_INTERNAL;
}

static enum err act_dispatch(struct city *c)
{
	int64_t lead = (int64_t[]){ NIL, NIL, U_CITY_MANAGEMENT, U_VILLAGE }[roll(4)];
	return dispatch_to(c, where(c, "casefile", "status = 'filed'"), lead, roll(3) ? NIL : U_TOWN2);
}

/* Dispatched by a slip: mostly taken back at once, sometimes too late. */
static enum err act_undispatch(struct city *c)
{
	int64_t id = where(c, "casefile", "status = 'filed'");
	enum err e = dispatch_to(c, id, NIL, roll(2) ? NIL : U_TOWN2);
	if (!e && roll(4) == 0)
		city_pass(c, 2 * (int64_t)MS_MINUTE);
	return e ? e : undispatch(c, roll(5) ? DISPATCHER : TOWN, id);
}

/* Who works for the unit that has the order. */
static int worker(struct city *c, int64_t order)
{
	switch (city_int(c, "SELECT unit_id FROM work_order WHERE id = $", order)) {
	case U_UTILITY: return LEADER;
	case U_CITY_MANAGEMENT: return HANDLER2;
	case U_UTILITY_TEAM: return TEAM;
	case U_VILLAGE: return COMMUNITY;
	case U_TOWN2: return TOWN2;
	default: return TOWN;
	}
}

static enum err act_order(struct city *c)
{
	int64_t order = where(c, "work_order", "status IN ('to_sign', 'handling')");
	int who = worker(c, order);
	switch (roll(9)) {
	case 0: return sign(c, who, order);
	case 1: return contact(c, who, order, roll(2));
	case 2: return redirect(c, order, (int64_t[]){ U_UTILITY, U_CITY_MANAGEMENT, U_TOWN2 }[roll(3)], "不属于本单位");
	case 3: return roll(4) ? ERR_CONFLICT : terminate(c, order, "无法办理");
	case 4: return roll(4) ? ERR_CONFLICT : transfer(c, order, "公安局", "77");
	case 5: {
		struct order_extra x = { .case_id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order),
					 .parent_id = roll(2) ? order : NIL, .unit_id = U_UTILITY_TEAM, .demand = "协助", .limit_value = NIL };
		x.role = x.parent_id == NIL ? "assist" : "sub";
		return extra(c, DISPATCHER, &x);
	}
	case 6: attach(c, "order", order, roll(2) ? "after" : "document"); return ERR_OK;
	default: return submit(c, who, order);
	}
}

static enum err act_review(struct city *c)
{
	int64_t order = where(c, "work_order", "status IN ('unit_review', 'upper_review')");
	if (city_int(c, "SELECT id FROM work_order WHERE id = $", order) == NIL)
		return ERR_NOT_FOUND;
	bool upper = strcmp(order_status(c, order), "upper_review") == 0;
	int who = worker(c, order);
	if (who == HANDLER2)
		who = LEADER2;
	return review(c, upper ? (roll(2) ? TOWN : DISPATCHER) : who, order, roll(5) != 0, "意见");
}

static enum err act_callback(struct city *c)
{
	static const char *const outcomes[] = { "reached", "no_answer", "later" };
	static const char *const solved[] = { "yes", "yes", "no", "partly", "clear", "unclear" };
	int64_t task = where(c, "callback_task", "status IN ('open', 'claimed')");
	int agent = roll(4) ? AGENT : AGENT_OF_UTILITY;
	switch (roll(5)) {
	case 0: return claim(c, agent);
	case 1: return attempt(c, agent, task, roll(2) ? "phone" : "sms", pick(outcomes, 3));
	case 2: return rate_link(c, where(c, "appeal", "status IN ('to_rate', 'answered')"), pick(solved, 6), 1 + roll(5));
	default: return rate_call(c, agent, task, pick(solved, 6), 1 + roll(5));
	}
}

static enum err act_judge(struct city *c)
{
	int64_t id = where(c, "casefile", "status = 'judging'");
	int64_t appeal = city_int(c,
		"SELECT a.id FROM appeal a JOIN rating r ON r.appeal_id = a.id WHERE a.case_id = $ AND a.status = "
		"'rated' "
		"AND (r.solved IN ('no', 'unclear') OR r.satisfied <= 2) ORDER BY r.at DESC, r.id DESC LIMIT 1",
		id);
	if (appeal == NIL)
		return ERR_CONFLICT;
	return judge(c, roll(2) ? QUALITY : APPRAISER, id, appeal, roll(3) == 0, "研判意见");
}

static enum err act_merge(struct city *c)
{
	if (roll(3) == 0)
		return unmerge(c, where(c, "merge", "undone_at IS NULL"));
	if (roll(4) == 0)
		return unjoin(c, where(c, "appeal", "status IN ('joined', 'joined_own')"));
	int64_t from = where(c, "casefile", roll(2) ? "status IN ('filed', 'handling')" :
			     "id IN (SELECT case_id FROM work_order WHERE status IN ('unit_review', 'upper_review'))");
	return merge(c, from, where(c, "casefile", "status IN ('filed', 'handling')"),
		     roll(2) ? "repeat" : "same_matter");
}

static enum err act_adjust(struct city *c)
{
	int64_t order = where(c, "work_order", "status IN ('to_sign', 'handling')");
	int64_t id = where(c, "adjustment", roll(2) ? "status = 'passed'" : "status IN ('asked', 'passed')");
	static const char *const kinds[] = { "extension", "extension", "suspension", "suspension", "termination", "beyond" };
	switch (roll(6)) {
	case 0: return decide(c, worker(c, where(c, "adjustment", "status = 'asked'")), id, ADJUST_PASS, NULL);
	case 1: return decide(c, DISPATCHER, id, roll(4) ? ADJUST_APPROVE : ADJUST_REFUSE, "意见");
	case 2: return decide(c, LEADER, id, roll(2) ? ADJUST_WITHDRAW : ADJUST_REFUSE, "意见");
	case 3:
	case 4: {
		int64_t at = where(c, "work_order", "status = 'suspended'");
		return roll(2) ? resume(c, worker(c, at), at) : resume_due(c);
	}
	default:
		if (roll(2))
			attach(c, "order", order, "document");
		return ask_adjust(c, roll(3) ? HANDLER : worker(c, order), order, pick(kinds, 6), 1,
				  c->env.now + (1 + roll(20)) * (int64_t)MS_DAY);
	}
}

static enum err act_return(struct city *c)
{
	static const char *const steps[] = { "pass", "pass", "confer", "raise", "government", "redirect", "redirect",
		"reject", "withdraw", "withdraw", "refuse" };
	static const int people[] = { LEADER, LEADER2, TOWN2, DISPATCHER, DISPATCHER, APPRAISER };
	if (roll(3) == 0) {
		int64_t order = where(c, "work_order", "status IN ('to_sign', 'handling')");
		return give_back(c, worker(c, order), order, roll(2) ? NIL : U_TOWN2, "清单第12条");
	}
	if (roll(12) == 0)
		return raise_late(c);
	int64_t id = where(c, "dispute", "status IN ('asked', 'ruling', 'conferring', 'raised', 'government')");
	return rule(c, people[roll(6)], id, pick(steps, 11), (int64_t[]){ U_UTILITY, U_CITY_MANAGEMENT, U_TOWN2 }[roll(3)]);
}

/* Who answers for the unit of this responder. */
static int answerer(struct city *c, int64_t responder)
{
	switch (city_int(c, "SELECT COALESCE(unit_id, 0) FROM whistle_responder WHERE id = $", responder)) {
	case U_UTILITY: return HANDLER;
	case U_CITY_MANAGEMENT: return HANDLER2;
	case U_TOWN2: return TOWN2;
	case U_VILLAGE: return COMMUNITY;
	case U_UTILITY_TEAM: return TEAM;
	default: return TOWN;
	}
}

static int issuer(struct city *c, int64_t whistle)
{
	int64_t who = city_int(c, "SELECT issuer_id FROM whistle WHERE id = $", whistle);
	return who == NIL ? TOWN : (int)who;
}

static enum err act_blow(struct city *c)
{
	static const char *const kinds[] = { "function", "rally", "emergency", "enforcement", "centre" };
	static const int people[] = { TOWN, TOWN, HANDLER, COMMUNITY, GRID_WORKER, DISPATCHER };
	static const int64_t units[][4] = { { U_CITY_MANAGEMENT, 0 }, { U_CITY_MANAGEMENT, U_TOWN2, 0 }, { U_UTILITY, U_TOWN2, 0 },
					    { U_TOWN2, 0 } };
	return blow(c, people[roll(6)], where(c, "casefile", "status IN ('filed', 'handling')"), pick(kinds, 5),
		roll(2), units[roll(4)]);
}

static enum err act_respond(struct city *c)
{
	static const char *const steps[] = { "accept", "accept", "refuse", "arrive", "leave" };
	static const char *const noted[] = { "arrive_noted", "arrive_noted", "leave_noted", "release" };
	int64_t id = where(c, "whistle_responder", roll(3) ? "status IN ('called', 'silent', 'invited')" :
			   "status IN ('accepted', 'directed', 'arrived', 'released', 'left_early')");
	int64_t refusing = where(c, "whistle_responder", "status = 'refusing'");
	int64_t here = where(c, "whistle_responder", "status = 'arrived' AND unit_id IS NOT NULL");
	switch (roll(7)) {
	case 6: return roll(2) ? respond(c, answerer(c, here), here, "leave") : respond(c, TOWN, here, "leave_noted");
	case 0: return respond(c, DISPATCHER, refusing, roll(2) ? "uphold" : "deny");
	case 1:
	case 2:
		return respond(c, issuer(c, city_int(c, "SELECT whistle_id FROM whistle_responder WHERE id = $", id)),
			id, pick(noted, 4));
	default: return respond(c, answerer(c, id), id, pick(steps, 5));
	}
}

static enum err act_whistle(struct city *c)
{
	static const char *const steps[][3] = { { "confer", "confer", "call" }, { "decide", "decide", "call" },
		{ "task", "task", "finish" }, { "task", "task", "task" } };
	static const char *const states[] = { "status = 'blown'", "status = 'conferring'", "status = 'decided'",
		"status = 'working'" };
	int at = roll(4);
	int64_t id = where(c, "whistle", states[at]);
	int64_t asked = city_int(c, "SELECT MIN(id) FROM whistle WHERE status = 'to_confirm'", 0);
	if (asked != NIL && roll(2))
		return whistle_step(c, COMMUNITY, asked, roll(3) ? "confirm" : "decline", NIL);
	int64_t responder = city_int(c, "SELECT MIN(id) FROM whistle_responder WHERE accepted_at IS NOT NULL AND whistle_id = $", id);
	const char *step = roll(30) ? pick(steps[at], 3) : "withdraw";
	return whistle_step(c, issuer(c, id), id, step, strcmp(step, "task") == 0 || roll(2) ? responder : NIL);
}

static enum err act_after(struct city *c)
{
	int64_t task = where(c, "whistle_task", roll(3) ? "status = 'open'" : "status = 'done'");
	int64_t responder = city_int(c, "SELECT responder_id FROM whistle_task WHERE id = $", task);
	int64_t part = where(c, "whistle_responder",
		"accepted_at IS NOT NULL AND whistle_id IN (SELECT id FROM whistle WHERE status = 'to_rate')");
	int64_t at = city_int(c, "SELECT whistle_id FROM whistle_responder WHERE id = $", part);
	int64_t rating = where(c, "whistle_rating", roll(2) ? "side = 'issuer' AND status = 'given'" : "status = 'appealed'");
	int64_t rated = city_int(c, "SELECT responder_id FROM whistle_rating WHERE id = $", rating);
	switch (roll(8)) {
	case 0:
	case 1: return task_step(c, answerer(c, responder), task, "done");
	case 2: return task_step(c, issuer(c, city_int(c, "SELECT whistle_id FROM whistle_task WHERE id = $", task)), task, "reopen");
	case 3: return rate(c, issuer(c, at), part, 1 + roll(5));
	case 4: return judge_whistle(c, answerer(c, part), part);
	case 5: return rating_step(c, answerer(c, rated), rating, "appeal");
	case 6: return rating_step(c, DISPATCHER, rating, roll(2) ? "uphold" : "change");
	default: return whistle_time(c);
	}
}

static enum err act_time(struct city *c)
{
	if (roll(3) == 0)
		city_next_morning(c);
	else
		city_pass(c, roll(4) * (int64_t)MS_HOUR);
	if (roll(8) == 0)
		city_pass(c, 11 * (int64_t)MS_DAY);
	return sweep(c);
}

static enum err act_say(struct city *c)
{
	return spoken(c) > 0 ? ERR_OK : ERR_INTERNAL;
}

static enum err act_urge(struct city *c)
{
	return urge(c, any(c, "casefile"), NIL);
}

static const struct {
	enum err (*act)(struct city *c);
	int weight;
} ACTIONS[] = { { act_say, 10 }, { act_file, 10 }, { act_dispatch, 8 }, { act_undispatch, 3 }, { act_order, 22 },
	{ act_review, 12 }, { act_callback, 16 }, { act_judge, 5 }, { act_merge, 14 }, { act_case, 9 },
	{ act_appeal, 7 }, { act_time, 6 }, { act_urge, 2 }, { act_adjust, 16 }, { act_return, 18 }, { act_blow, 8 },
	{ act_respond, 24 }, { act_whistle, 14 }, { act_after, 20 } };

/* A commit over a socket takes longer, and the rules are the same. */
static int steps(void)
{
	return getenv("YS_TEST_FULL") || (city_engine == DB_SQLITE && !getenv("YS_SLOW")) ? STEPS : STEPS_POSTGRES;
}

/* True: done; false: refused, as most are. Anything else fails the test. */
static bool random_action(struct city *c, uint64_t seed, int step)
{
	int total = 0;
	size_t k = 0;
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
		total += ACTIONS[i].weight;
	int at = roll(total);
	while (at >= ACTIONS[k].weight)
		at -= ACTIONS[k++].weight;
	enum err e = ACTIONS[k].act(c);
	bool refusal = e == ERR_CONFLICT || e == ERR_INVALID || e == ERR_FORBIDDEN || e == ERR_NOT_FOUND || e == ERR_STALE;
	if (e && !refusal)
		fail_msg("seed %" PRIu64 " step %d: %s %s %s", seed, step, err_name(e), c->code, db_error(c->f->s));
	arena_reset(c->f->arena);
	return !e;
}

/* Returns how many of the steps were done. */
static int random_city(struct city *c, uint64_t seed)
{
	int done = 0;
	env_fake_init(&dice, 0, seed);
	/* the city has switched on that communities confirm what grid workers whistle */
	assert_int_equal(db_script(c->f->s, "UPDATE whistle_kind SET confirm = 1"), ERR_OK);
	for (int i = 0; i < 12; i++)
		spoken(c);
	for (int step = 0; step < steps(); step++)
		done += random_action(c, seed, step);
	return done;
}

/* ---- which edges of the machines the random walks took ---- */

static char seen[256][48];
static size_t nseen;

static bool was_seen(const char *kind)
{
	for (size_t i = 0; i < nseen; i++)
		if (strcmp(seen[i], kind) == 0)
			return true;
	return false;
}

static void note_kinds(struct city *c)
{
	struct db_query q;
	struct db_cursor *cursor;
	db_query_init(&q);
	db_query_text(&q, "SELECT DISTINCT kind FROM event");
	ok(db_query_open(c->f->s, &q, &cursor));
	while (!db_next(cursor)) {
		const char *kind = db_text(cursor, 0);
		if (!was_seen(kind) && nseen < sizeof seen / sizeof *seen)
			snprintf(seen[nseen++], sizeof *seen, "%s", kind);
	}
	db_query_close(cursor);
}

/* Moves that no walk makes: other rooms' (suspension), or without any effect of their own here. */
static bool is_elsewhere(const char *kind)
{
	static const char *const list[] = { "order.unpark_suspended", "order.auto_sign" };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i], kind) == 0)
			return true;
	return false;
}

static size_t count_untaken(const struct wf_machine *m)
{
	size_t n = 0;
	for (size_t i = 0; i < m->nedges; i++) {
		char kind[64];
		snprintf(kind, sizeof kind, "%s.%s", m->name, m->edges[i].action);
		if (!*m->edges[i].from || was_seen(kind) || is_elsewhere(kind))
			continue;
		print_message("no walk took %s\n", kind);
		n++;
	}
	return n;
}

static void the_walks_took_every_edge(void **state)
{
	(void)state;
	if (!db_fixture_on(DB_SQLITE))
		skip(); /* those on PostgreSQL alone are short */
	assert_int_equal(count_untaken(&APPEAL_MACHINE) + count_untaken(&CASE_MACHINE) + count_untaken(&ORDER_MACHINE) +
			     count_untaken(&ADJUST_MACHINE) + count_untaken(&DISPUTE_MACHINE) +
			     count_untaken(&WHISTLE_MACHINE) + count_untaken(&RESPONDER_MACHINE) + count_untaken(&WHISTLE_TASK_MACHINE) +
			     count_untaken(&WHISTLE_RATING_MACHINE), 0);
}

static void folding_gives_every_state(struct city *c, uint64_t seed)
{
	int done = random_city(c, seed);
	assert_true(done > steps() / 4);
	const char *broken = broken_invariant(c->f->s);
	if (broken)
		fail_msg("seed %" PRIu64 ": %s", seed, broken);
	note_kinds(c);
	assert_true(fold_and_compare(c->f->s) > 1000);
	assert_int_equal(findings(c), 0);
	anchor(c);
	assert_int_equal(findings(c), 0);
}

static void folding_gives_every_state_1(void **state)
{
	folding_gives_every_state(*state, 1);
}

static void folding_gives_every_state_2(void **state)
{
	folding_gives_every_state(*state, 20250303);
}

static void folding_gives_every_state_3(void **state)
{
	folding_gives_every_state(*state, 990182);
}

/* In a full run 100,000 actions on each engine; or seeds on demand: YS_SEEDS=from-to. */
static void folding_gives_every_state_more(void **state)
{
	const char *range = getenv("YS_SEEDS");
	uint64_t from = 1001, to = from + (uint64_t)(FULL_STEPS / steps()) - 1;
	(void)state;
	if (range ? sscanf(range, "%" SCNu64 "-%" SCNu64, &from, &to) != 2 : !getenv("YS_TEST_FULL"))
		skip();
	for (uint64_t seed = from; seed <= to; seed++) {
		struct city *c = city_open(city_engine);
		folding_gives_every_state(c, seed);
		city_close(c);
	}
}

/* ---- short sequences: the invariants hold after each ---- */

/* A full run walks long on each engine once: on SQLite when there is no PostgreSQL. */
static bool is_full(void)
{
	return getenv("YS_TEST_FULL") && (city_engine == DB_POSTGRES || !db_fixture_on(DB_POSTGRES));
}

/* YS_SEQUENCES: how many, or from-to. */
static void span(int *from, int *to)
{
	const char *wanted = getenv("YS_SEQUENCES");
	*from = 0;
	*to = is_full() ? FULL_SEQUENCES : city_engine == DB_SQLITE && !getenv("YS_SLOW") ? SEQUENCES : SEQUENCES_POSTGRES;
	if (wanted && sscanf(wanted, "%d-%d", from, to) != 2)
		*to = *from, *from = 0;
}

/* Somebody speaks, it is filed and dispatched, and then anything may happen to it or to what is still open. */
static int sequence(struct city *c, uint64_t seed)
{
	int done = 0;
	env_fake_init(&dice, 0, seed);
	spoken(c);
	act_file(c);
	act_dispatch(c);
	for (int step = 0; step < SEQUENCE_ACTIONS; step++)
		done += random_action(c, seed, step);
	return done;
}

/* A city lives through a hundred of them; returns how many actions were done. */
static int sequences_of_a_city(int from, int to)
{
	struct city *c = city_open(city_engine);
	struct db_session *observer; /* keeps what it asks prepared */
	int done = 0;
	assert_int_equal(db_session_open(c->f->db, &observer), ERR_OK);
	db_session_use(observer, c->f->arena);
	for (int i = from; i < to; i++) {
		uint64_t seed = 500000 + (uint64_t)i;
		done += sequence(c, seed);
		const char *broken = broken_invariant(observer);
		if (broken)
			fail_msg("sequence %d of the city of %d, seed %" PRIu64 ": %s", i, from, seed, broken);
	}
	fold_and_compare(c->f->s);
	assert_int_equal(findings(c), 0);
	db_session_close(observer);
	city_close(c);
	return done;
}

static void after_every_sequence_the_invariants_hold(void **state)
{
	int from, to, done = 0;
	(void)state;
	span(&from, &to);
	for (int i = from; i < to; i += CITY_SEQUENCES) {
		done += sequences_of_a_city(i, i + CITY_SEQUENCES < to ? i + CITY_SEQUENCES : to);
		if (i % (100 * CITY_SEQUENCES) == 99 * CITY_SEQUENCES)
			print_message("%d sequences, %d actions done\n", i + CITY_SEQUENCES - from, done);
	}
	print_message("%d sequences, %d actions done\n", to - from, done);
	assert_true(done > (to - from) * SEQUENCE_ACTIONS / 5);
}

/* ---- tampering ---- */

static void let_in(struct city *c)
{
	ok(db_script(c->f->s, city_engine == DB_SQLITE ?
		     "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER anchor_no_update; DROP TRIGGER anchor_no_delete;" :
		     "DROP TRIGGER event_keep ON event; DROP TRIGGER event_keep_all ON event; DROP TRIGGER anchor_keep ON anchor;"));
}

static const struct {
	const char *name, *sql, *finding; /* part of the first finding */
	bool anchored;             /* after an anchor was made */
} TAMPERINGS[] = {
	{ "a changed body", "UPDATE event SET body = '{}' WHERE id = (SELECT MIN(id) FROM event)", "content was changed", false },
	{ "a changed time", "UPDATE event SET recorded_at = recorded_at + 1 WHERE id = (SELECT MAX(id) FROM event)", "content was changed", false },
	{ "another actor", "UPDATE event SET actor_id = 99 WHERE actor_id = 2", "content was changed", false },
	{ "another kind", "UPDATE event SET kind = 'case.closed' WHERE kind = 'case.dispatch'", "content was changed", false },
	{ "a cut tail", "DELETE FROM event WHERE stream = 'case' AND seq = (SELECT MAX(seq) FROM event WHERE stream = 'case')",
	  "head and last event differ", false },
	{ "a tail cut with its head",
	  "DELETE FROM event_text WHERE event_id IN (SELECT id FROM event WHERE stream = 'case' AND seq > 2);"
	  "DELETE FROM event WHERE stream = 'case' AND seq > 2;"
	  "UPDATE stream SET seq = 2, head = (SELECT hash FROM event e WHERE e.stream = 'case' AND e.seq = 2 AND e.stream_id = stream.stream_id) "
	  "WHERE stream = 'case'", "tail cut since it was anchored", true },
	{ "a hole", "DELETE FROM event WHERE stream = 'case' AND seq = 2", "are missing", false },
	{ "a dropped head", "DELETE FROM stream WHERE stream = 'case'", "has no head", false },
	{ "dropped events", "DELETE FROM event_text WHERE event_id IN (SELECT id FROM event WHERE stream = 'appeal');"
			    "DELETE FROM event WHERE stream = 'appeal'", "head and last event differ", false },
	{ "a dropped stream", "DELETE FROM event_text WHERE event_id IN (SELECT id FROM event WHERE stream = 'appeal');"
			      "DELETE FROM event WHERE stream = 'appeal'; DELETE FROM stream WHERE stream = 'appeal'",
	  "dropped since it was anchored", true },
	{ "another salt", "UPDATE event_text SET salt = (SELECT salt FROM event_text ORDER BY event_id DESC LIMIT 1) "
			  "WHERE event_id = (SELECT MIN(event_id) FROM event_text)", "personal text was changed", false },
	{ "a changed secret", "UPDATE event_text SET sealed = (SELECT sealed FROM event_text ORDER BY event_id DESC LIMIT 1) "
			      "WHERE event_id = (SELECT MIN(event_id) FROM event_text)", "personal text does not open", false },
	{ "a changed anchor", "UPDATE anchor SET at = at + 1", "does not match", true },
	{ "a foreign signature", "UPDATE anchor SET signature = root", "signature is not genuine", true },
};

static void tampering_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof TAMPERINGS / sizeof *TAMPERINGS; i++) {
		struct city *c = city_open(city_engine);
		settle(c, dispatched(c, T_MANHOLE));
		if (TAMPERINGS[i].anchored)
			anchor(c);
		assert_int_equal(findings(c), 0);
		let_in(c);
		if (db_script(c->f->s, TAMPERINGS[i].sql))
			fail_msg("%s: %s", TAMPERINGS[i].name, db_error(c->f->s));
		if (!findings(c) || !strstr(c->told, TAMPERINGS[i].finding))
			fail_msg("%s: found \"%s\", expected \"%s\"", TAMPERINGS[i].name, c->told, TAMPERINGS[i].finding);
		city_close(c);
	}
}

static void the_database_itself_refuses_to_change_history(void **state)
{
	struct city *c = *state;
	dispatched(c, T_MANHOLE);
	anchor(c);
	static const char *const tries[] = { "UPDATE event SET body = '{}'", "DELETE FROM event",
		"UPDATE anchor SET at = 0", "DELETE FROM anchor" };
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		assert_int_not_equal(db_script(c->f->s, tries[i]), ERR_OK);
	assert_int_equal(findings(c), 0);
}

/* Retention erases what is personal: the chain still holds, and the rest still proves itself. */
static void erased_texts_do_not_break_the_chain(void **state)
{
	struct city *c = *state;
	struct verify_report r;
	settle(c, dispatched(c, T_MANHOLE));
	anchor(c);
	int64_t secrets = city_int(c, "SELECT COUNT(*) FROM event_text", 0);
	ok(db_script(c->f->s, "DELETE FROM event_text"));
	assert_int_equal(findings(c), 0);
	ok(event_verify(c->f->s, c->site.keys, NULL, NULL, &r));
	assert_int_equal(r.erased, secrets);
	assert_int_equal(r.secrets, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(folding_gives_every_state_1),
		CITY(folding_gives_every_state_2),
		CITY(folding_gives_every_state_3),
		cmocka_unit_test(folding_gives_every_state_more),
		cmocka_unit_test(the_walks_took_every_edge),
		cmocka_unit_test(after_every_sequence_the_invariants_hold),
		cmocka_unit_test(tampering_is_found),
		CITY(the_database_itself_refuses_to_change_history),
		CITY(erased_texts_do_not_break_the_chain),
	};
	cmocka_set_test_filter(getenv("YS_ONLY")); /* the one test of that name */
	return city_run("history", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Who is reached by an instruction, what a receipt may become, and that a board never shows what is not below. */
#include "instruction/instruction.h"

#include "way/city.h"

static const int64_t VILLAGE[] = { U_VILLAGE }, THE_TOWN[] = { U_TOWN }, OTHER_TOWN[] = { U_TOWN2 }, CITY_UNIT[] = { U_CITY },
		     GRID_ONE[] = { GRID_VILLAGE }, GRID_TWO[] = { 2 };

struct trial {
	struct instruction_scope scope;
	struct recipient *to;
	size_t n;
	int64_t id, total, receipt;
	const char *action, *note, *asks;
	bool yes, all;
};

static enum err find(struct op *op, void *arg)
{
	struct trial *t = arg;
	return instruction_recipients(op, &t->scope, &t->to, &t->n);
}

static enum err send(struct op *op, void *arg)
{
	struct trial *t = arg;
	return instruction_send(op,
		&(struct instruction_new){ .no = arena_printf(op->a, "I%lld", (long long)op->now + op->who->user_id),
			.urgency = "urgent",
			.asks = t->asks ? t->asks : "done",
			.title = "汛期值守",
			.body = "今夜值守，逐户提醒。",
			.due_at = NIL,
			.scope = t->scope },
		&t->id, &t->total);
}

static enum err act(struct op *op, void *arg)
{
	struct trial *t = arg;
	return instruction_act(op, t->id, NIL, t->action, t->note);
}

static enum err receive(struct op *op, void *arg)
{
	struct trial *t = arg;
	return receipt_act(op, t->receipt, t->action, t->note);
}

static enum err look(struct op *op, void *arg)
{
	struct trial *t = arg;
	struct q_instruction_get_out row;
	enum err e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = t->id }, &row);
	return e ? e : instruction_may_see(op, &row, &t->yes, &t->all);
}

#define UNITS(list) { .unit_ids = (list), .nunits = 1, .grid_people = true }
#define GRIDS(list) { .grid_ids = (list), .ngrids = 1, .grid_people = true }

static void scopes_reach_whom_they_name(void **state)
{
	struct city *c = *state;
	static const struct {
		const char *what;
		int who;
		struct instruction_scope scope;
		size_t n;
		const char *code;          /* NULL: allowed */
	} CASES[] = {
		{ "the dispatcher: everybody with a post", DISPATCHER, UNITS(CITY_UNIT), 2, NULL },
		{ "the town: its own grids", TOWN, UNITS(THE_TOWN), 2, NULL },
		{ "the town: heads only", TOWN, { .unit_ids = THE_TOWN, .nunits = 1, .grid_people = true, .posts = 8 }, 1, NULL },
		{ "the town: mobile workers, of whom there are none", TOWN,
		  { .unit_ids = THE_TOWN, .nunits = 1, .grid_people = true, .posts = 16, .types = 16 }, 0, NULL },
		{ "the town: another town", TOWN, UNITS(OTHER_TOWN), 0, "instruction.area" },
		{ "the community: itself", COMMUNITY, UNITS(VILLAGE), 2, NULL },
		{ "the community: the town above", COMMUNITY, UNITS(THE_TOWN), 0, "instruction.area" },
		{ "the head: her grid, not herself", GRID_HEAD, GRIDS(GRID_ONE), 1, NULL },
		{ "the head: a grid of others", GRID_HEAD, GRIDS(GRID_TWO), 0, "instruction.area" },
		{ "the head: the community", GRID_HEAD, UNITS(VILLAGE), 0, "instruction.area" },
		{ "staff of a unit", TOWN, { .unit_ids = VILLAGE, .nunits = 1, .staff = true }, 3, NULL },
		{ "one receipt each, however often reached", TOWN,
		  { .unit_ids = THE_TOWN, .nunits = 1, .grid_ids = GRID_ONE, .ngrids = 1, .grid_people = true, .staff = true }, 3, NULL },
		{ "no area", TOWN, { .grid_people = true }, 0, "instruction.no_area" },
		{ "no people", TOWN, { .unit_ids = THE_TOWN, .nunits = 1 }, 0, "instruction.no_people" },
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct trial t = { .scope = CASES[i].scope };
		enum err e = city_write(c, CASES[i].who, find, &t);
		if (CASES[i].code) {
			if (!e || strcmp(c->code, CASES[i].code) != 0)
				fail_msg("%s: %s", CASES[i].what, c->code);
		} else if (e || t.n != CASES[i].n) {
			fail_msg("%s: %zu instead of %zu (%s)", CASES[i].what, t.n, CASES[i].n, c->code);
		}
	}
}

static int64_t receipt_of(struct city *c, int64_t user)
{
	return city_int(c, "SELECT id FROM instruction_receipt WHERE user_id = $ ORDER BY id DESC LIMIT 1", user);
}

static void a_receipt_goes_forward_only_and_by_its_owner(void **state)
{
	struct city *c = *state;
	struct trial t = { .scope = UNITS(THE_TOWN) };
	ok(city_write(c, TOWN, send, &t));
	assert_int_equal(t.total, 2);
	t.receipt = receipt_of(c, GRID_HEAD);
	t.action = "read";
	refused(city_write(c, COMMUNITY, receive, &t), "instruction.not_found");
	refused(city_write(c, TOWN, receive, &t), "instruction.not_found");
	city_pass(c, MS_MINUTE);
	t.action = "relay";
	ok(city_write(c, GRID_HEAD, receive, &t)); /* implies reading */
	assert_int_equal(city_int(c, "SELECT read_at FROM instruction_receipt WHERE id = $", t.receipt), c->env.now);
	int64_t version = city_int(c, "SELECT version FROM instruction_receipt WHERE id = $", t.receipt);
	city_pass(c, MS_MINUTE);
	ok(city_write(c, GRID_HEAD, receive, &t)); /* has happened already: nothing is written */
	t.action = "read";
	ok(city_write(c, GRID_HEAD, receive, &t));
	assert_int_equal(city_int(c, "SELECT version FROM instruction_receipt WHERE id = $", t.receipt), version);
	t.action = "done";
	t.note = "十二户已提醒";
	ok(city_write(c, GRID_HEAD, receive, &t));
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE stream = 'receipt' AND stream_id = $", t.receipt), 2);
	assert_int_equal(findings(c), 0);
}

static void reminded_once_then_closed(void **state)
{
	struct city *c = *state;
	struct trial t = { .scope = UNITS(THE_TOWN), .action = "remind" };
	ok(city_write(c, TOWN, send, &t));
	refused(city_write(c, COMMUNITY, act, &t), "instruction.not_found");
	ok(city_write(c, TOWN, act, &t));
	refused(city_write(c, TOWN, act, &t), "instruction.reminded");
	t.action = "withdraw";
	refused(city_write(c, TOWN, act, &t), "instruction.note");
	t.action = "close";
	ok(city_write(c, TOWN, act, &t));
	refused(city_write(c, TOWN, act, &t), "workflow.illegal_move");
	t.receipt = receipt_of(c, GRID_HEAD);
	t.action = "relay";
	refused(city_write(c, GRID_HEAD, receive, &t), "instruction.over");
	assert_int_equal(findings(c), 0);
}

static void a_board_shows_what_is_below(void **state)
{
	struct city *c = *state;
	struct trial t = { .scope = UNITS(CITY_UNIT) };
	ok(city_write(c, DISPATCHER, send, &t));
	static const struct {
		int who;
		bool yes, all;
	} EYES[] = { { DISPATCHER, true, true }, { TOWN, true, false }, { COMMUNITY, true, false }, { TOWN2, false, false },
		     { HANDLER, false, false }, { GRID_HEAD, false, false } };
	for (size_t i = 0; i < sizeof EYES / sizeof *EYES; i++) {
		ok(city_write(c, EYES[i].who, look, &t));
		if (t.yes != EYES[i].yes || t.all != EYES[i].all)
			fail_msg("user %d sees %d %d", EYES[i].who, t.yes, t.all);
	}
}

static void nobody_is_an_error(void **state)
{
	struct city *c = *state;
	struct trial t = { .scope = UNITS(OTHER_TOWN) };
	refused(city_write(c, TOWN2, send, &t), "instruction.nobody");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM instruction WHERE id > $", 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { CITY(scopes_reach_whom_they_name), CITY(a_receipt_goes_forward_only_and_by_its_owner),
					    CITY(reminded_once_then_closed), CITY(a_board_shows_what_is_below), CITY(nobody_is_an_error) };
	return city_run("instruction", tests, sizeof tests / sizeof *tests);
}

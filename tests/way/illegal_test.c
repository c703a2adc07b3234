/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the three tables do not allow is refused, and leaves no trace: every (state, action) pair, every actor. */
#include "way/city.h"

#include "order/order_internal.h"

enum { ACTIONS = 64 };

/* Every action of a machine, once. */
static size_t actions_of(const struct wf_machine *m, const char *out[ACTIONS])
{
	size_t n = 0;
	for (size_t i = 0; i < m->nedges; i++) {
		bool known = !*m->edges[i].from; /* creation has no object yet */
		for (size_t k = 0; k < n; k++)
			known |= strcmp(out[k], m->edges[i].action) == 0;
		if (!known)
			out[n++] = m->edges[i].action;
		assert_true(n < ACTIONS);
	}
	return n;
}

/* What a refused move must leave as it was. */
struct trace {
	int64_t events, clocks, version, rows;
	char status[32];
};

struct subject {
	const struct wf_machine *machine;
	const char *table;
	int64_t id;
	enum err (*move)(struct op *op, void *arg);
};

struct try {
	const struct subject *subject;
	const char *action;
};

static struct trace trace_of(struct city *c, const struct subject *s)
{
	char sql[160];
	struct trace t = { .events = city_int(c, "SELECT COUNT(*) FROM event", 0),
			   .clocks = city_int(c, "SELECT COUNT(*) * 1000 + COUNT(stopped_at) FROM clock", 0),
			   .rows = city_int(c, "SELECT (SELECT COUNT(*) FROM membership) + (SELECT COUNT(*) FROM callback_task) + "
					    "(SELECT COUNT(*) FROM supplement) + (SELECT COUNT(*) FROM review)", 0) };
	snprintf(sql, sizeof sql, "SELECT version FROM %s WHERE id = $", s->table);
	t.version = city_int(c, sql, s->id);
	const char *now = strcmp(s->table, "appeal") == 0 ? appeal_status(c, s->id) :
			  strcmp(s->table, "casefile") == 0 ? case_status(c, s->id) : order_status(c, s->id);
	snprintf(t.status, sizeof t.status, "%s", now);
	return t;
}

static void put_into(struct city *c, const struct subject *s, const char *state)
{
	char sql[160];
	snprintf(sql, sizeof sql, "UPDATE %s SET status = '%s' WHERE id = %d", s->table, state, (int)s->id);
	assert_int_equal(db_script(c->f->s, sql), ERR_OK);
}

static void nothing_happened(
	struct city *c, const struct subject *s, const struct trace *before, const char *state, const char *action)
{
	struct trace after = trace_of(c, s);
	if (memcmp(&after.events, &before->events, 4 * sizeof(int64_t)) != 0 || strcmp(after.status, before->status) != 0)
		fail_msg("%s: %s in %s left a trace (status %s, was %s)", s->machine->name, action, state, after.status, before->status);
}

/* Tries everything in every state; returns how many pairs were refused. */
static size_t try_all(struct city *c, const struct subject *s, int who, bool legal_too, const char *code)
{
	const char *action[ACTIONS];
	size_t n = actions_of(s->machine, action), refusals = 0;
	for (size_t i = 0; i < s->machine->nstates; i++) {
		const char *state = s->machine->states[i].id;
		put_into(c, s, state);
		struct trace before = trace_of(c, s);
		for (size_t k = 0; k < n; k++) {
			const struct wf_edge *edge = wf_find(s->machine, state, action[k]);
			bool personal = edge && (edge->actors & WF_PERSON);
			if (legal_too ? !personal : edge != NULL)
				continue;
			enum err e = city_write(c, who, s->move, &(struct try){ s, action[k] });
			if (!e || strcmp(c->code, code) != 0)
				fail_msg("%s: %s in %s: %s %s, expected %s", s->machine->name, action[k], state, err_name(e), c->code, code);
			nothing_happened(c, s, &before, state, action[k]);
			refusals++;
		}
	}
	return refusals;
}

static enum err move_appeal(struct op *op, void *arg)
{
	const struct try *t = arg;
	return appeal_move(op, t->subject->id, t->action,
		&(struct appeal_move_args){ .version = NIL, .text = "理由", .special = "outside" });
}

static enum err move_case(struct op *op, void *arg)
{
	const struct try *t = arg;
	return case_act(op, t->subject->id, NIL, t->action, &(struct case_move_args){ .reason = "理由" });
}

static enum err move_order(struct op *op, void *arg)
{
	const struct try *t = arg;
	struct case_tx tx;
	struct order_tx x;
	struct order_result r = { .result = "solved", .public_answer = "已处理" };
	enum err e = order_begin(&x, &tx, op, t->subject->id, NIL);
	x.text = "理由";
	x.result = &r;
	x.next_level = "town";
	if (!e)
		e = order_move(&x, t->action);
	return e ? e : case_end(&tx);
}

static void three_subjects(struct city *c, struct subject s[3])
{
	int64_t order = dispatched(c, T_MANHOLE);
	struct q_order_get_out o;
	get_order(c, order, &o);
	int64_t appeal = city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", o.case_id);
	s[0] = (struct subject){ &APPEAL_MACHINE, "appeal", appeal, move_appeal };
	s[1] = (struct subject){ &CASE_MACHINE, "casefile",
		city_int(c, "SELECT case_id FROM work_order WHERE id = $", order), move_case };
	s[2] = (struct subject){ &ORDER_MACHINE, "work_order", order, move_order };
}

static void what_no_table_allows_is_refused(void **state)
{
	struct city *c = *state;
	struct subject s[3];
	three_subjects(c, s);
	for (size_t i = 0; i < 3; i++) {
		size_t n = try_all(c, &s[i], DISPATCHER, false, "workflow.illegal_move");
		assert_true(n > s[i].machine->nedges); /* far more is forbidden than allowed */
	}
}

static void the_system_is_bound_by_the_tables_too(void **state)
{
	struct city *c = *state;
	struct subject s[3];
	three_subjects(c, s);
	for (size_t i = 0; i < 3; i++)
		try_all(c, &s[i], SYSTEM, false, "workflow.illegal_move");
}

static void without_rights_nothing_is_moved(void **state)
{
	struct city *c = *state;
	struct subject s[3];
	three_subjects(c, s);
	c->who[QUALITY].ngrants = 0;
	for (size_t i = 0; i < 3; i++)
		assert_true(try_all(c, &s[i], QUALITY, true, "auth.forbidden") > 5);
}

static void citizens_do_only_what_citizens_do(void **state)
{
	struct city *c = *state;
	struct subject s[3];
	three_subjects(c, s);
	for (size_t i = 0; i < s[0].machine->nedges; i++) {
		const struct wf_edge *e = &s[0].machine->edges[i];
		if (!*e->from || (e->actors & WF_CITIZEN))
			continue;
		put_into(c, &s[0], e->from);
		struct trace before = trace_of(c, &s[0]);
		refused(city_write(c, CITIZEN, move_appeal, &(struct try){ &s[0], e->action }), "auth.forbidden");
		nothing_happened(c, &s[0], &before, e->from, e->action);
	}
}

/* Another person was quicker: the version that one saw decides. */
static enum err stale_appeal(struct op *op, void *arg)
{
	return appeal_move(op, *(int64_t *)arg, "withdraw", &(struct appeal_move_args){ .version = 99 });
}

static enum err stale_case(struct op *op, void *arg)
{
	return case_act(op, *(int64_t *)arg, 99, "withdraw", &(struct case_move_args){ .reason = "理由" });
}

static enum err stale_order(struct op *op, void *arg)
{
	return order_sign(op, *(int64_t *)arg, 99, NIL);
}

static void a_stale_version_is_refused(void **state)
{
	struct city *c = *state;
	struct subject s[3];
	static const struct {
		enum err (*fn)(struct op *, void *);
		const char *code;
	} tries[3] = { { stale_appeal, "appeal.stale" }, { stale_case, "case.stale" }, { stale_order, "order.stale" } };
	three_subjects(c, s);
	for (size_t i = 0; i < 3; i++) {
		struct trace before = trace_of(c, &s[i]);
		refused(city_write(c, DISPATCHER, tries[i].fn, &s[i].id), tries[i].code);
		assert_int_equal(city_write(c, DISPATCHER, tries[i].fn, &s[i].id), ERR_STALE);
		nothing_happened(c, &s[i], &before, "any", "stale");
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CITY(what_no_table_allows_is_refused),
		CITY(the_system_is_bound_by_the_tables_too),
		CITY(without_rights_nothing_is_moved),
		CITY(citizens_do_only_what_citizens_do),
		CITY(a_stale_version_is_refused),
	};
	return city_run("illegal moves", tests, sizeof tests / sizeof *tests);
}

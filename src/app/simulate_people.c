/* SPDX-License-Identifier: Apache-2.0 */
/* Colleagues among themselves: a note that calls somebody's attention, an article that is wrong, a week of leave. */
#include <inttypes.h>

#include "app/simulate_internal.h"
#include "auth/audit.h"
#include "auth/handover.h"
#include "inbox/inbox.h"
#include "knowledge/knowledge.h"
#include "simulate_sql.h"

enum { CORRECTIONS_MAX = 3, LEAVES_MAX = 6, UNITS_TRIED = 20 };

/* ---- notes ---------------------------------------------------------------------------------------------- */

struct mentioning {
	int64_t case_id, user_id;
	const char *key;
};

static enum err do_mention(struct sim *m, struct op *op, void *arg)
{
	struct mentioning *x = arg;
	return inbox_note(op, x->case_id, sim_say(m, USE_mention, x->key), &x->user_id, 1);
}

void sim_tell(struct sim *m, int32_t from, int32_t to, int64_t case_id, const char *key)
{
	if (from < 0 || to < 0 || from == to)
		return;
	struct mentioning x = { case_id, m->users[to].id, key };
	if (sim_do(m, from, do_mention, &x))
		sim_count(m, SIM_mentions);
}

/* The centre reminds the unit, or a handler asks the leader. */
void sim_mention(struct sim *m, const struct sim_item *it)
{
	struct q_order_get_out o;
	if (q_order_get(m->s, &(struct q_order_get_in){ .id = it->id }, &o) || !str_eq(o.status, "handling"))
		return;
	bool centre = sim_chance(m, 0.5);
	int32_t to = sim_staff(m, o.unit_id, !centre);
	int32_t from = centre ? sim_pick(m, m->dispatchers, m->ndispatchers) : sim_staff(m, o.unit_id, false);
	sim_tell(m, from, to, o.case_id, centre ? "centre" : "handler");
}

/* ---- articles ------------------------------------------------------------------------------------------- */

struct correcting {
	int64_t article_id, id, unit_id;
	const char *reason;
	bool yes;
};

static enum err do_correct(struct sim *m, struct op *op, void *arg)
{
	struct correcting *x = arg;
	struct q_correction_get_out c;
	enum err e = correction_raise(op, x->article_id, x->reason, sim_say(m, USE_correction, x->reason), &x->id);
	if (!e)
		e = q_correction_get(op->s, &(struct q_correction_get_in){ .id = x->id }, &c);
	if (!e)
		x->unit_id = c.owner_unit_id;
	return e;
}

static enum err do_correction_answer(struct sim *m, struct op *op, void *arg)
{
	struct correcting *x = arg;
	struct q_correction_get_out c;
	enum err e = q_correction_get(op->s, &(struct q_correction_get_in){ .id = x->id }, &c);
	if (!e)
		e = correction_answer(op, x->id, c.version, x->yes, sim_say(m, x->yes ? USE_correct_yes : USE_correct_no, NULL));
	return e || !x->yes ? e : knowledge_confirm(op, c.article_id, NIL, NIL);
}

/* id: correction; x: unit that owns the article. */
static void act_correction_answer(struct sim *m, const struct sim_item *it)
{
	struct correcting x = { .id = it->id, .yes = sim_chance(m, 0.75) };
	int32_t who = sim_staff(m, it->x, false);
	if (who >= 0)
		sim_do(m, who, do_correction_answer, &x);
}

void sim_correct(struct sim *m, int64_t article_id, bool answered)
{
	static const char *const reasons[] = { "expired", "wrong", "unclear", "missing" };
	struct correcting x = { .article_id = article_id, .reason = reasons[sim_roll(m, 4)] };
	if (!sim_do(m, sim_pick(m, m->receivers, m->nreceivers), do_correct, &x))
		return;
	sim_count(m, SIM_corrections);
	if (answered)
		sim_plan(m, sim_office_time(m, m->now + sim_between(m, 3, 110) * MS_HOUR), act_correction_answer, x.id, x.unit_id);
}

static void act_correct(struct sim *m, const struct sim_item *it)
{
	struct q_sim_articles_rows rows;
	(void)it;
	if (!q_sim_articles(m->s, &rows) && rows.n)
		sim_correct(m, rows.v[sim_roll(m, (int64_t)rows.n)].id, sim_chance(m, 0.85));
}

/* ---- leave ---------------------------------------------------------------------------------------------- */

struct leaving {
	struct handover_new h;
	int64_t made;
};

static enum err do_leave(struct sim *m, struct op *op, void *arg)
{
	struct leaving *x = arg;
	(void)m;
	enum err e = handover_begin(op, &x->h, &x->made);
	return e ? e
		 : audit_op(op, "handover.begin", "user", x->h.user_id, NULL,
			   arena_printf(op->a, "deputy=%" PRId64, x->h.deputy_id));
}

static void act_leave(struct sim *m, const struct sim_item *it)
{
	const struct sim_unit *u = &m->units[0];
	(void)it;
	for (int i = 0; i < UNITS_TRIED && u->nstaff[R_HANDLER] < 2; i++)
		u = &m->units[sim_roll(m, (int64_t)m->refs->nunits)];
	if (u->nstaff[R_HANDLER] < 2)
		return;
	int away = (int)sim_roll(m, u->nstaff[R_HANDLER]), other = (away + 1) % u->nstaff[R_HANDLER];
	int32_t who = u->staff[R_HANDLER][away], deputy = u->staff[R_HANDLER][other];
	if (m->users[who].account || (m->users[deputy].away_until != NIL && m->users[deputy].away_until > m->now))
		return;
	int64_t back = day_start_ms(day_of_ms(m->now + sim_between(m, 1, 7) * MS_DAY)) + 18 * (int64_t)MS_HOUR;
	struct leaving x = { .h = { .user_id = m->users[who].id, .deputy_id = m->users[deputy].id, .from_at = m->now, .to_at = back,
				    .reason = sim_say(m, USE_leave, NULL) } };
	if (!sim_do(m, who, do_leave, &x))
		return;
	sim_count(m, SIM_leaves);
	m->users[who].away_until = back;
	m->users[deputy].who = NULL; /* acts for a colleague from now on */
}

/* ---- the day -------------------------------------------------------------------------------------------- */

static void some(struct sim *m, int64_t day_start, double n, int64_t max, void (*act)(struct sim *, const struct sim_item *))
{
	int64_t count = (int64_t)n + sim_chance(m, n - (double)(int64_t)n);
	for (int64_t i = count < max ? count : max; i > 0; i--)
		sim_plan(m, sim_office_time(m, day_start + 8 * (int64_t)MS_HOUR + sim_roll(m, 9 * (int64_t)MS_HOUR)), act, 0, 0);
}

void sim_people_day(struct sim *m, int64_t day_start, double n)
{
	if (sim_is_holiday(m, day_start))
		return;
	some(m, day_start, 0.4 + n * 0.003, CORRECTIONS_MAX, act_correct);
	some(m, day_start, 0.5 + n * 0.006, LEAVES_MAX, act_leave);
}

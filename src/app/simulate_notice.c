/* SPDX-License-Identifier: Apache-2.0 */
/* The three notices: what the triggers draft is looked at every few days, signed or dropped; units sign for it and answer, in
 * time or late by their habits; the answer is passed or comes back. */
#include "app/simulate_internal.h"
#include "notice/notice.h"
#include "simulate_sql.h"

static void act_notice(struct sim *m, const struct sim_item *it);

void sim_find_notices(struct sim *m)
{
	struct q_sim_new_notices_rows rows;
	int64_t day = 24, wait = m->customs[CUSTOM_notice_days] * day;
	if (q_sim_new_notices(m->s, &(struct q_sim_new_notices_in){ .seen = m->seen_notice }, &rows))
		return;
	for (size_t i = 0; i < rows.n; i++)
		sim_plan(m, sim_in_hours(m, 1, 1 + wait), act_notice, m->seen_notice = rows.v[i].id, 0);
}

/* ---- signing ------------------------------------------------------------------------------------------ */

struct noticing {
	int64_t id;
	const char *action, *text;
	struct notice_document doc;
	struct notice_new draft;
};

static enum err do_sign(struct sim *m, struct op *op, void *arg)
{
	struct noticing *x = arg;
	(void)m;
	return notice_sign(op, x->id, NIL, &x->doc);
}

static enum err do_act(struct sim *m, struct op *op, void *arg)
{
	struct noticing *x = arg;
	(void)m;
	return notice_act(op, x->id, NIL, x->action, x->text);
}

static bool act(struct sim *m, int32_t who, int64_t id, const char *action, const char *text)
{
	struct noticing x = { .id = id, .action = action, .text = text };
	return who >= 0 && sim_do(m, who, do_act, &x);
}

/* Somebody with the right to sign that kind, of another unit. */
static int32_t signer_of(struct sim *m, const char *kind, int64_t unit_id)
{
	if (str_eq(kind, "warn"))
		return sim_pick_other(m, m->leaders, m->nleaders, unit_id);
	if (str_eq(kind, "supervise"))
		return sim_pick_other(m, m->appraisers, m->nappraisers, unit_id);
	return sim_pick_other(m, m->dispatchers, m->ndispatchers, unit_id);
}

static bool sign(struct sim *m, int64_t id, const char *kind, int64_t unit_id)
{
	struct noticing x = { .id = id };
	int32_t who = signer_of(m, kind, unit_id);
	if (who < 0)
		return false;
	struct op op = sim_op(m, who);
	if (notice_prepare(&op, id, &x.doc) || !sim_do(m, who, do_sign, &x))
		return false;
	sim_count(m, str_eq(kind, "hint") ? SIM_hints : str_eq(kind, "warn") ? SIM_warns : SIM_supervises);
	return true;
}

/* ---- answering ------------------------------------------------------------------------------------------ */

/* Some working moment before `due`, or after it when they are late. */
static int64_t by(struct sim *m, int64_t due, bool late)
{
	int64_t span = due - m->now;
	if (late)
		return sim_office_time(m, due + sim_between(m, 1, 30) * MS_HOUR);
	int64_t at = sim_office_time(m, m->now + (int64_t)((double)span * (0.1 + 0.7 * sim_unit_real(m))));
	return at < due ? at : due - sim_between(m, 5, 40) * MS_MINUTE;
}

static bool is_late(struct sim *m, int64_t unit_id)
{
	return sim_chance(m, sim_habits(m, unit_id)->notices);
}

static void issue(struct sim *m, const struct q_notice_get_out *n)
{
	struct q_notice_get_out after;
	if (sim_custom(m, CUSTOM_notice_drop)) {
		if (act(m, signer_of(m, n->kind, n->unit_id), n->id, "drop", sim_say(m, USE_notice_drop, NULL)))
			sim_count(m, SIM_notices_dropped);
	} else if (sign(m, n->id, n->kind, n->unit_id) &&
		   !q_notice_get(m->s, &(struct q_notice_get_in){ .id = n->id }, &after)) {
		sim_plan(m, by(m, after.ack_due_at, is_late(m, n->unit_id)), act_notice, n->id, 0);
	}
}

static void sign_for(struct sim *m, const struct q_notice_get_out *n)
{
	if (act(m, sim_staff(m, n->unit_id, false), n->id, "ack", NULL))
		sim_plan(m, by(m, n->answer_due_at, is_late(m, n->unit_id)), act_notice, n->id, 0);
}

static void reply(struct sim *m, const struct q_notice_get_out *n)
{
	if (!act(m, sim_staff(m, n->unit_id, true), n->id, "reply", sim_say(m, USE_notice_reply, NULL)))
		return;
	sim_count(m, SIM_notices_answered);
	sim_plan(m, sim_in_hours(m, 3, 40), act_notice, n->id, 0);
}

static void audit(struct sim *m, const struct q_notice_get_out *n)
{
	struct q_notice_get_out after;
	bool fails = !n->failed && sim_custom(m, CUSTOM_notice_fail);
	if (!act(m, signer_of(m, n->kind, n->unit_id), n->id, fails ? "fail" : "pass",
		 sim_say(m, fails ? USE_notice_fail : USE_notice_pass, NULL)))
		return;
	sim_count(m, fails ? SIM_notices_failed : SIM_notices_done);
	if (fails && !q_notice_get(m->s, &(struct q_notice_get_in){ .id = n->id }, &after))
		sim_plan(m, by(m, after.answer_due_at, is_late(m, n->unit_id)), act_notice, n->id, 0);
}

/* id: notice. */
static void act_notice(struct sim *m, const struct sim_item *it)
{
	struct q_notice_get_out n;
	if (q_notice_get(m->s, &(struct q_notice_get_in){ .id = it->id }, &n) || n.ended_at != NIL)
		return;
	if (str_eq(n.status, "draft"))
		issue(m, &n);
	else if (str_eq(n.status, "delivered"))
		sign_for(m, &n);
	else if (str_eq(n.status, "handling"))
		reply(m, &n);
	else
		audit(m, &n);
}

/* ---- by hand --------------------------------------------------------------------------------------------- */

static enum err do_draft(struct sim *m, struct op *op, void *arg)
{
	struct noticing *x = arg;
	(void)m;
	return notice_create(op, &x->draft, &x->id);
}

/* An appraiser drafts the warning, a leader of the city signs it. */
void sim_false_reply(struct sim *m, int64_t case_id)
{
	struct q_case_get_out c;
	const char *words = sim_say(m, USE_notice_false, NULL);
	if (!sim_chance(m, (double)m->customs[CUSTOM_notice_false] / 1000) ||
		q_case_get(m->s, &(struct q_case_get_in){ .id = case_id }, &c) || c.lead_unit_id == NIL)
		return;
	struct noticing x = { .draft = { .kind = "warn", .subject = "single", .unit_id = c.lead_unit_id, .trigger = "false_reply",
					 .title = sim_part(m, words, 0), .basis = sim_part(m, words, 1), .answer_value = NIL,
					 .cases = &case_id, .ncases = 1 } };
	int32_t who = sim_pick_other(m, m->appraisers, m->nappraisers, c.lead_unit_id);
	if (who >= 0)
		sim_do(m, who, do_draft, &x);
}

void sim_leave_notice(struct sim *m, int64_t unit_id)
{
	struct noticing x = { .draft = { .kind = "hint", .subject = "single", .unit_id = unit_id, .title = "关于抓紧办理在办诉求的提示单",
					 .basis = "你单位近期在办诉求较多，部分临近时限，请统筹安排，逐件盯办。", .answer_value = NIL } };
	int32_t who = signer_of(m, "hint", unit_id);
	sim_find_notices(m);
	if (who < 0 || !sim_do(m, who, do_draft, &x) || !sign(m, x.id, "hint", unit_id))
		return;
	m->seen_notice = x.id; /* nobody of the simulated colleagues comes to it */
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Exclusions: of what two judges found unreasonable some units ask not to be measured by it; the quality team and the appraisers
 * look at it one after the other, and do not always agree. */
#include "app/simulate_internal.h"
#include "score/score.h"
#include "simulate_sql.h"

struct excluding {
	struct exclusion_new asked;
	int64_t id;
	const char *action, *text;
};

static enum err do_apply(struct sim *m, struct op *op, void *arg)
{
	struct excluding *x = arg;
	(void)m;
	return exclusion_apply(op, &x->asked, &x->id);
}

static enum err do_move(struct sim *m, struct op *op, void *arg)
{
	struct excluding *x = arg;
	struct q_sim_exclusion_out now;
	(void)m;
	enum err e = q_sim_exclusion(op->s, &(struct q_sim_exclusion_in){ .id = x->id }, &now);
	return e ? e : exclusion_move(op, x->id, now.version, x->action, x->text);
}

/* id: exclusion. Somebody of the pool whose turn it is. */
static void act_review(struct sim *m, const struct sim_item *it)
{
	struct q_sim_exclusion_out now;
	if (q_sim_exclusion(m->s, &(struct q_sim_exclusion_in){ .id = it->id }, &now))
		return;
	bool first = str_eq(now.status, "applied"), agrees = !sim_custom(m, CUSTOM_exclude_no);
	int32_t who = first ? sim_pick_other(m, m->judges, m->njudges, now.unit_id) :
			      sim_pick_other(m, m->appraisers, m->nappraisers, now.unit_id);
	struct excluding x = { .id = it->id, .action = !agrees ? "refuse" : first ? "agree" : "confirm",
		.text = sim_say(m, agrees ? USE_exclude_yes : USE_exclude_no, NULL) };
	if (who >= 0 && sim_do(m, who, do_move, &x) && first && agrees)
		sim_plan(m, sim_in_hours(m, 2, 20), act_review, it->id, 0);
}

/* id: case. */
static void act_apply(struct sim *m, const struct sim_item *it)
{
	static const char *const CLASSES[] = { "law", "settled", "false", "gain" };
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = it->id }, &c) || c.lead_unit_id == NIL)
		return;
	const char *class = CLASSES[sim_roll(m, sizeof CLASSES / sizeof *CLASSES)];
	struct excluding x = { .asked = { .case_id = it->id, .class = class, .what = "answers" } };
	x.asked.reason = sim_say(m, USE_exclude, class);
	int32_t who = sim_staff(m, c.lead_unit_id, true);
	if (who >= 0 && sim_do(m, who, do_apply, &x)) {
		sim_count(m, SIM_excluded);
		sim_plan(m, sim_in_hours(m, 2, 30), act_review, x.id, 0);
	}
}

void sim_exclude(struct sim *m, int64_t case_id)
{
	if (sim_custom(m, CUSTOM_exclude))
		sim_plan(m, sim_in_hours(m, 2, 30), act_apply, case_id, 0);
}

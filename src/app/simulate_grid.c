/* SPDX-License-Identifier: Apache-2.0 */
/* The grids by day: households are visited, forces report in, what residents reported is looked at, small things are
 * dealt with at once, instructions go down and their receipts come back. */
#include <inttypes.h>

#include "app/simulate_internal.h"
#include "instruction/instruction.h"
#include "instruction_sql.h"
#include "selfhandled/selfhandled.h"
#include "selfhandled_sql.h"
#include "simulate_sql.h"
#include "visit/visit.h"

enum { VISITS_MAX = 60, FORCES_MAX = 6, INSTRUCTIONS_MAX = 4, RECEIPTS_MAX = 400 };

/* ---- self-handled --------------------------------------------------------------------------------------- */

struct self {
	const char *no, *matter, *done;
	const struct sim_grid *grid;
	int64_t type_id, made;
	bool ok;
};

static enum err do_self(struct sim *m, struct op *op, void *arg)
{
	struct self *x = arg;
	enum err e = self_create(op,
		&(struct self_new){ .no = x->no,
			.grid_id = x->grid->id,
			.event_type_id = x->type_id,
			.lon = x->grid->lon,
			.lat = x->grid->lat,
			.matter = x->matter,
			.done = x->done,
			.address = sim_fill(m, "{road}旁", x->grid) },
		&x->made);
	return e ? e : sim_attach(m, op, "self", x->made, "after");
}

static enum err do_sample(struct sim *m, struct op *op, void *arg)
{
	struct self *x = arg;
	struct q_self_get_out h;
	(void)m;
	enum err e = q_self_get(op->s, &(struct q_self_get_in){ .id = x->made }, &h);
	return e ? e : self_sample(op, x->made, h.version, x->ok, x->ok ? "" : "现场与照片不符。");
}

static void act_sample(struct sim *m, const struct sim_item *it)
{
	struct self x = { .made = it->id, .ok = sim_chance(m, 0.97) };
	int32_t head = m->grids[it->x].head;
	if (head >= 0 && sim_do(m, head, do_sample, &x))
		sim_count(m, SIM_sampled);
}

static void act_self(struct sim *m, const struct sim_item *it)
{
	const char *words = sim_say(m, USE_self, NULL);
	char no[NUMBER_CHARS + 1];
	int32_t grid = sim_pick_grid(m);
	struct self x = { .matter = sim_part(m, words, 0), .done = sim_part(m, words, 1), .grid = &m->grids[grid], .type_id = NIL };
	(void)it;
	if (x.grid->worker < 0 || !sim_number(m, "self", no))
		return;
	x.no = no;
	if (!sim_do(m, x.grid->worker, do_self, &x))
		return;
	sim_count(m, SIM_self_handled);
	if (sim_chance(m, 0.2))
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 4, 70) * MS_HOUR, 8, 18), act_sample, x.made, grid);
}

/* ---- visits --------------------------------------------------------------------------------------------- */

struct visiting {
	char no[NUMBER_CHARS + 1];
	struct visit_new v;
	int64_t made;
	struct visit_result res;
	int32_t day;
};

static enum err do_visit(struct sim *m, struct op *op, void *arg)
{
	struct visiting *x = arg;
	enum err e = visit_create(op, &x->v, &x->made);
	return e || x->v.plan_day || !sim_chance(m, 0.3) ? e : sim_attach(m, op, "visit", x->made, "report");
}

static enum err do_fulfil(struct sim *m, struct op *op, void *arg)
{
	struct visiting *x = arg;
	(void)m;
	return visit_fulfil(op, x->made, NIL, &x->res);
}

static enum err do_put_off(struct sim *m, struct op *op, void *arg)
{
	struct visiting *x = arg;
	return x->day ? visit_move(op, x->made, NIL, x->day, sim_say(m, USE_plan_move, NULL)) :
			visit_void(op, x->made, NIL, sim_say(m, USE_plan_void, NULL));
}

static void act_planned(struct sim *m, const struct sim_item *it);

static int64_t some_time_of(struct sim *m, int32_t day)
{
	return day_start_ms(day) + 9 * (int64_t)MS_HOUR + sim_roll(m, 9 * (int64_t)MS_HOUR);
}

/* id: visit; x: who. Most plans are kept, some go to another day, a few are forgotten. */
static void act_planned(struct sim *m, const struct sim_item *it)
{
	double p = sim_unit_real(m);
	const char *words = sim_say(m, USE_home, NULL);
	struct visiting x = { .made = it->id, .res = { NIL, sim_part(m, words, 1), sim_part(m, words, 2), NULL, NULL } };
	if (p < 0.75) {
		if (sim_do(m, (int32_t)it->x, do_fulfil, &x))
			sim_count(m, SIM_visits);
	} else if (p < 0.93) {
		x.day = p < 0.9 ? day_add(day_of_ms(m->now), (int)sim_between(m, 1, 4)) : 0;
		if (sim_do(m, (int32_t)it->x, do_put_off, &x) && x.day)
			sim_plan(m, some_time_of(m, x.day), act_planned, it->id, it->x);
	}
}

static bool visit(struct sim *m, int32_t who, struct visiting *x)
{
	if (who < 0 || !sim_number(m, "visit", x->no))
		return false;
	x->v.no = x->no;
	return sim_do(m, who, do_visit, x);
}

static struct visiting at_home(struct sim *m, const struct sim_grid *g, int32_t plan_day)
{
	const char *words = sim_say(m, USE_home, NULL);
	return (struct visiting){ .v = { .kind = "home", .grid_id = g->id, .at = NIL, .plan_day = plan_day,
					 .place = sim_fill(m, "{estate}{building}{unit_no}", g),
					 .person = sim_person_name(m, (int32_t)sim_roll(m, 1 << 17)), .matter = sim_part(m, words, 0),
					 .done = plan_day ? "" : sim_part(m, words, 1), .needs = plan_day ? "" : sim_part(m, words, 2),
					 .case_id = NIL, .parent_id = NIL } };
}

/* A plan made now for a day by whoever works there. */
static void plan_visit(struct sim *m, const struct sim_grid *g, int32_t day, bool kept)
{
	struct visiting x = at_home(m, g, day);
	if (!visit(m, g->worker, &x))
		return;
	sim_count(m, SIM_visit_plans);
	if (kept)
		sim_plan(m, some_time_of(m, day), act_planned, x.made, g->worker);
}

static void act_visit(struct sim *m, const struct sim_item *it)
{
	const struct sim_grid *g = &m->grids[sim_pick_grid(m)];
	struct visiting x = at_home(m, g, 0);
	(void)it;
	if (visit(m, g->worker, &x))
		sim_count(m, SIM_visits);
	if (g->worker >= 0 && sim_chance(m, 0.35))
		plan_visit(m, g, day_add(day_of_ms(m->now), (int)sim_between(m, 1, 9)), true);
}

/* Enforcement staff, police, doctors … come to a grid. */
static void act_force(struct sim *m, const struct sim_item *it)
{
	static const char *const kinds[] = { "enforcement", "police", "public_servant", "party_member", "doctor", "volunteer" };
	const char *kind = kinds[sim_roll(m, sizeof kinds / sizeof *kinds)], *words = sim_say(m, USE_force, kind);
	const struct sim_grid *g = &m->grids[sim_pick_grid(m)];
	struct visiting x = { .v = { .kind = "force", .grid_id = g->id, .at = NIL, .force_kind = kind,
				     .people = sim_person_name(m, (int32_t)sim_roll(m, 1 << 17)), .people_unit = sim_part(m, words, 0),
				     .place = sim_fill(m, "{estate}", g), .matter = sim_part(m, words, 1), .done = sim_part(m, words, 2),
				     .case_id = NIL, .parent_id = NIL } };
	(void)it;
	if (visit(m, g->head >= 0 ? g->head : g->worker, &x))
		sim_count(m, SIM_forces);
}

void sim_verify(struct sim *m, const struct sim_item *it)
{
	double p = sim_unit_real(m);
	const char *found = p < 0.82 ? "true" : p < 0.93 ? "untrue" : "unclear";
	const struct sim_grid *g = &m->grids[it->x];
	struct q_case_get_out c;
	if (q_case_get(m->s, &(struct q_case_get_in){ .id = it->id }, &c) || c.closed_at != NIL || c.grid_id != g->id)
		return;
	struct visiting x = { .v = { .kind = "check",
				      .grid_id = g->id,
				      .at = NIL,
				      .place = c.address,
				      .matter = c.title,
				      .found = found,
				      .done = sim_say(m,
					      p < 0.82	 ? USE_check_true
					      : p < 0.93 ? USE_check_untrue
							 : USE_check_unclear,
					      NULL),
				      .case_id = c.id,
				      .parent_id = NIL } };
	if (visit(m, g->worker, &x))
		sim_count(m, SIM_verified);
}

/* ---- instructions --------------------------------------------------------------------------------------- */

struct sending {
	char no[NUMBER_CHARS + 1];
	struct instruction_new i;
	int64_t units[1], made, recipients, due_at;
	const char *action, *note;
	struct q_sim_receipts_rows to;
};

static enum err do_send(struct sim *m, struct op *op, void *arg)
{
	struct sending *x = arg;
	(void)m;
	enum err e = instruction_send(op, &x->i, &x->made, &x->recipients);
	return e ? e : q_sim_receipts(op->s, &(struct q_sim_receipts_in){ .instruction_id = x->made }, &x->to);
}

static enum err do_instruction(struct sim *m, struct op *op, void *arg)
{
	struct sending *x = arg;
	(void)m;
	return instruction_act(op, x->made, NIL, x->action, x->note);
}

/* id: instruction; x: who sent it. Reminds, ends or takes back. */
static void act_remind(struct sim *m, const struct sim_item *it)
{
	struct sending x = { .made = it->id, .action = "remind" };
	sim_do(m, (int32_t)it->x, do_instruction, &x);
}

static void act_end(struct sim *m, const struct sim_item *it)
{
	bool back = sim_chance(m, 0.04);
	struct sending x = { .made = it->id,
		.action = back ? "withdraw" : "close",
		.note = back ? sim_say(m, USE_withdrawn, NULL) : NULL };
	sim_do(m, (int32_t)it->x, do_instruction, &x);
}

struct receiving {
	int64_t id;
	const char *action, *note;
};

static enum err do_receipt(struct sim *m, struct op *op, void *arg)
{
	struct receiving *x = arg;
	(void)m;
	return receipt_act(op, x->id, x->action, x->note);
}

static const char *const ASKS[] = { "read", "relay", "done" };

/* id: receipt; x: who, and what was asked above that. */
enum { WHO_BITS = 32 };

static void act_receipt(struct sim *m, const struct sim_item *it)
{
	const char *asked = ASKS[it->x >> WHO_BITS];
	int32_t who = (int32_t)(it->x & (((int64_t)1 << WHO_BITS) - 1));
	const char *action = sim_chance(m, 0.8) ? asked : "read"; /* some only read */
	struct receiving x = { it->id, action, str_eq(action, "read") ? NULL : sim_say(m, USE_receipt, action) };
	if (sim_do(m, who, do_receipt, &x))
		sim_count(m, SIM_receipts);
}

/* Most answer in time, some late, a few never; who may log in with an account answers by himself. */
static void plan_receipts(struct sim *m, const struct sending *x, int64_t asked)
{
	for (size_t i = 0; i < x->to.n && i < RECEIPTS_MAX; i++) {
		int32_t who = sim_user_position(m, x->to.v[i].user_id);
		double p = sim_unit_real(m), share = p < 0.85 ? sim_unit_real(m) : 1 + 2 * sim_unit_real(m);
		if (who >= 0 && p < 0.95 && !m->users[who].account)
			sim_plan(m, sim_waking_time(m, m->now + (int64_t)((double)(x->due_at - m->now) * share), 7, 22), act_receipt,
				 x->to.v[i].id, asked << WHO_BITS | who);
	}
}

bool sim_instruct(struct sim *m, int32_t who, const char *key, int64_t unit_id, bool grid_people, unsigned posts)
{
	const char *words = sim_say(m, USE_instruct, key), *slash = key;
	struct sending x = { .units = { unit_id } };
	while (*slash != '/')
		slash++;
	if (who < 0 || !sim_number(m, "instruction", x.no))
		return false;
	x.i = (struct instruction_new){ .no = x.no,
		.urgency = arena_sv(m->a, (struct sv){ key, (size_t)(slash - key) }),
		.asks = slash + 1,
		.title = sim_part(m, words, 0),
		.body = sim_part(m, words, 1),
		.relay_text = sim_part(m, words, 2),
		.due_at = NIL,
		.scope = { .unit_ids = x.units,
			.nunits = 1,
			.posts = grid_people ? posts : 0,
			.grid_people = grid_people,
			.staff = !grid_people } };
	if (!sim_do(m, who, do_send, &x))
		return false;
	sim_count(m, SIM_instructions);
	x.due_at = m->now + instruction_limit(x.i.urgency);
	int64_t asked = str_eq(x.i.asks, "read") ? 0 : str_eq(x.i.asks, "relay") ? 1 : 2;
	plan_receipts(m, &x, asked);
	if (sim_chance(m, 0.4))
		sim_plan(m, x.due_at - (x.due_at - m->now) / 5, act_remind, x.made, who);
	if (sim_chance(m, 0.7))
		sim_plan(m, sim_office_time(m, x.due_at + sim_between(m, 10, 70) * MS_HOUR), act_end, x.made, who);
	return true;
}

/* A town, a community, a department or the centre instructs; the town and the community below themselves. */
static void act_instruct(struct sim *m, const struct sim_item *it)
{
	static const char *const keys[] = { "normal/read", "normal/relay", "normal/done", "urgent/done", "urgent/relay",
		"critical/done" };
	static const unsigned heads = 1u << 3, workers = 1u << 4;
	const char *key = keys[sim_roll(m, sim_chance(m, 0.75) ? 3 : 6)];
	const struct sim_grid *g = &m->grids[sim_pick_grid(m)];
	double p = sim_unit_real(m);
	(void)it;
	if (p < 0.45)
		sim_instruct(m, sim_staff(m, g->community_id, true), key, g->community_id, true, heads | workers);
	else if (p < 0.75)
		sim_instruct(m, sim_staff(m, g->town_id, true), key, g->town_id, true, heads);
	else if (p < 0.9)
		sim_instruct(m, sim_pick(m, m->dispatchers, m->ndispatchers), key, g->town_id, false, 0);
	else {
		int64_t unit = m->refs->units[sim_roll(m, (int64_t)m->refs->nunits)].id;
		int32_t leader = sim_staff(m, unit, true);
		if (leader >= 0 && m->units[ref_unit(m->refs, unit)->index].nstaff[R_LEADER])
			sim_instruct(m, leader, key, unit, false, 0);
	}
}

/* ---- the day -------------------------------------------------------------------------------------------- */

static void some(struct sim *m, int64_t day_start, double n, int64_t max, void (*act)(struct sim *, const struct sim_item *))
{
	int64_t count = (int64_t)n + sim_chance(m, n - (double)(int64_t)n);
	for (int64_t i = count < max ? count : max; i > 0; i--)
		sim_plan(m, day_start + 8 * (int64_t)MS_HOUR + sim_roll(m, 10 * (int64_t)MS_HOUR), act, 0, 0);
}

void sim_grid_day(struct sim *m, int64_t day_start, double n)
{
	some(m, day_start, n * 0.2, INT64_MAX, act_self);
	some(m, day_start, n * 0.2, VISITS_MAX, act_visit);
	some(m, day_start, n * 0.03, FORCES_MAX, act_force);
	some(m, day_start, n * 0.02 + 0.3, INSTRUCTIONS_MAX, act_instruct);
	some(m, day_start, n * (double)m->customs[CUSTOM_urgent_by_hand] / 1000, INT64_MAX, sim_urgent_report);
}

void sim_grid_open(struct sim *m)
{
	for (size_t i = 0; i < m->ngrids; i++) {
		const struct sim_grid *g = &m->grids[i];
		if (g->worker < 0 || !m->users[g->worker].account)
			continue;
		int32_t today = day_of_ms(m->until - 1);
		for (int k = 0; k < 3; k++)
			plan_visit(m, g, k < 2 ? today : day_add(today, 1), false);
	}
}

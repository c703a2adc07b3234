/* SPDX-License-Identifier: Apache-2.0 */
/* Visits: the machine, recording, planning, and the mark a check leaves on its case. */
#include "visit/visit.h"

#include <inttypes.h>

#include "auth/caps.h"

enum { PLAN_DAYS_MAX = 400 };

static const struct problem_code E_GRID = { ERR_INVALID, "visit.grid", "请选择所在网格。" };
static const struct problem_code E_PLACE = { ERR_FORBIDDEN, "visit.place", "这个网格不在您的范围内，请重新选择。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "visit.not_found", "没有找到这条走访记录，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "visit.stale", "这条走访刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_REASON = { ERR_INVALID, "visit.reason", "请写明理由。" };
static const struct problem_code E_DONE = { ERR_INVALID, "visit.done", "请写明看到了什么、做了什么。" };
static const struct problem_code E_DAY = { ERR_INVALID, "visit.day", "计划日期应在今天到一年之内。" };
static const struct problem_code E_FUTURE = { ERR_INVALID, "visit.future", "走访时间不能晚于现在；还没去的请记为计划。" };
static const struct problem_code E_WHO = { ERR_INVALID, "visit.who", "请写明来报到的是谁、哪个单位。" };
static const struct problem_code E_FOUND = { ERR_INVALID, "visit.found", "请选择现场核实的结果。" };
static const struct problem_code E_CASE = { ERR_NOT_FOUND, "visit.case", "没有找到要核实的案件，或您无权查看。" };
static const struct problem_code E_CASE_OVER = { ERR_CONFLICT, "visit.case_over", "这件案件已经结案，不用再核实。" };
static const struct problem_code E_SEAL = { ERR_INTERNAL, "visit.seal", "走访对象加密失败，请稍后重试。" };

static enum err needs_done(void *ctx);
static enum err needs_reason(void *ctx);
static enum err needs_day(void *ctx);

static const struct wf_state STATES[] = { { "planned", "计划", false }, { "done", "已走访", true }, { "void", "已取消", true } };
static const struct wf_edge EDGES[] = {
	{ "", "plan", "planned", "安排走访", CAP_VISIT, WF_PERSON, "", "", "", needs_day, NULL },
	{ "", "record", "done", "记录走访", CAP_VISIT, WF_PERSON, "", "", "需写明情况", needs_done, NULL },
	{ "planned", "done", "done", "完成走访", CAP_VISIT, WF_PERSON, "", "", "需写明情况", needs_done, NULL },
	{ "planned", "move", "planned", "改期", CAP_VISIT, WF_PERSON, "", "", "需写明理由", needs_day, NULL },
	{ "planned", "remind", "planned", "到日提醒", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "planned", "void", "void", "取消", CAP_VISIT, WF_PERSON, "", "", "需写明理由", needs_reason, NULL },
};
const struct wf_machine VISIT_MACHINE = { "visit", "走访", STATES, 3, EDGES, sizeof EDGES / sizeof *EDGES };

/* `row` as it is, `next` as it shall be. */
struct visit_ctx {
	struct op *op;
	struct q_visit_get_out row, next;
	struct change change;
	const char *reason;
};

static enum err needs_reason(void *ctx)
{
	struct visit_ctx *c = ctx;
	return c->reason && *c->reason ? ERR_OK : problem_set(c->op->problem, &E_REASON);
}

static enum err needs_day(void *ctx)
{
	struct visit_ctx *c = ctx;
	int32_t today = day_of_ms(c->op->now);
	if (c->next.plan_day == NIL || c->next.plan_day < today || c->next.plan_day > day_add(today, PLAN_DAYS_MAX))
		return problem_set(c->op->problem, &E_DAY);
	return c->row.id != NIL && c->row.id ? needs_reason(ctx) : ERR_OK;
}

static enum err needs_done(void *ctx)
{
	struct visit_ctx *c = ctx;
	const struct q_visit_get_out *v = &c->next;
	if (!v->done || !*v->done)
		return problem_set(c->op->problem, &E_DONE);
	if (v->at > c->op->now)
		return problem_set(c->op->problem, &E_FUTURE);
	if (str_eq(v->kind, "force") && (!*v->people || !*v->people_unit || !*v->force_kind))
		return problem_set(c->op->problem, &E_WHO);
	if (str_eq(v->kind, "check") && !*v->found)
		return problem_set(c->op->problem, &E_FOUND);
	return ERR_OK;
}

static enum err open_change(struct visit_ctx *c, int64_t id)
{
	struct op *op = c->op;
	return change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "visit", id, op->now);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct visit_ctx *c = ctx;
	const struct principal *who = c->op->who;
	bool yes = false;
	if (!who)
		return false;
	if (c->row.user_id == who->user_id && can(who, (enum cap)cap))
		return true;
	if (can_scope(who, (enum cap)cap) >= SCOPE_UNIT)
		return !may_unit(c->op->s, who, (enum cap)cap, c->row.community_id, &yes) && yes;
	return !may_grid(c->op->s, who, (enum cap)cap, c->row.grid_id, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct visit_ctx *)ctx)->op->problem;
}

static enum err insert(struct visit_ctx *c, const char *status)
{
	struct q_visit_get_out *v = &c->next;
	struct q_visit_insert_out made;
	enum err e = q_visit_insert(c->op->s, &(struct q_visit_insert_in){ .no = v->no, .kind = v->kind, .grid_id = v->grid_id,
		.town_id = v->town_id, .community_id = v->community_id, .user_id = v->user_id, .created_by = op_actor(c->op).user_id,
		.created_at = c->op->now, .status = status, .plan_day = v->plan_day, .at = v->at, .force_kind = v->force_kind,
		.people = v->people, .people_unit = v->people_unit, .place = v->place, .matter = v->matter, .done = v->done,
		.needs = v->needs, .found = v->found, .case_id = v->case_id, .parent_id = v->parent_id }, &made);
	if (e)
		return e;
	v->id = made.id;
	return open_change(c, made.id);
}

static enum err update(struct visit_ctx *c, const char *status)
{
	const struct q_visit_get_out *v = &c->next;
	int64_t changed;
	enum err e = q_visit_set(c->op->s, &(struct q_visit_set_in){ .status = status, .plan_day = v->plan_day,
		.reminded_at = v->reminded_at, .at = v->at, .people = v->people, .done = v->done, .needs = v->needs, .found = v->found,
		.user_id = v->user_id, .id = c->row.id, .version = c->row.version }, &changed);
	return e || changed ? e : problem_set(c->op->problem, &E_STALE);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct visit_ctx *c = ctx;
	struct q_visit_get_out *v = &c->next;
	bool fresh = !*e->from;
	enum err err = fresh ? insert(c, e->to) : update(c, e->to);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(c->op->a, "visit.%s", e->action), str_eq(e->to, "done") ? v->at : NIL);
	change_text(&c->change, "visit", v->id, "status", fresh ? NULL : c->row.status, e->to);
	change_int(&c->change, "visit", v->id, "plan_day", fresh ? NIL : c->row.plan_day, v->plan_day);
	change_int(&c->change, "visit", v->id, "reminded_at", fresh ? NIL : c->row.reminded_at, v->reminded_at);
	change_int(&c->change, "visit", v->id, "at", fresh ? NIL : c->row.at, v->at);
	if (fresh) {
		change_fact_text(&c->change, "no", v->no);
		change_fact_text(&c->change, "kind", v->kind);
		change_fact_int(&c->change, "grid_id", v->grid_id);
		change_secret(&c->change, "text", v->matter);
	}
	if (str_eq(e->to, "done"))
		change_secret(&c->change, "note", v->done);
	change_secret(&c->change, "reason", c->reason);
	change_topics(&c->change, arena_printf(c->op->a, "user:%" PRId64 ",unit:%" PRId64, v->user_id, v->community_id));
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

/* ---- the case that was looked at ---- */

static const char *found_text(const char *found)
{
	return str_eq(found, "true") ? "属实" : str_eq(found, "untrue") ? "不属实" : "现场无法判断";
}

static enum err note_on_case(struct op *op, const struct q_visit_get_out *v)
{
	struct case_tx t;
	enum err e = case_begin(&t, op, v->case_id);
	if (e)
		return e;
	if (t.row.closed_at != NIL)
		return problem_set(op->problem, &E_CASE_OVER);
	change_begin(&t.change, "case.verified", NIL);
	change_fact_int(&t.change, "visit", v->id);
	change_fact_text(&t.change, "found", found_text(v->found));
	change_secret(&t.change, "note", arena_printf(op->a, "%s：%s", found_text(v->found), v->done));
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	return e ? e : case_end(&t);
}

static enum err may_use_case(struct op *op, int64_t case_id)
{
	return case_id == NIL ? ERR_OK : must_case(op, CAP_CASE_READ, case_id, &E_CASE);
}

/* ---- the actions ---- */

static enum err seal_person(struct op *op, int64_t id, const char *person)
{
	struct db_blob sealed;
	if (!person || !*person)
		return ERR_OK;
	if (field_seal(op->site->keys, KEY_EVENT_TEXT, op->site->env, op->a, arena_printf(op->a, "visit.person:%" PRId64, id), person,
		       strlen(person), &sealed))
		return problem_set(op->problem, &E_SEAL);
	return q_visit_seal(op->s, &(struct q_visit_seal_in){ .person_sealed = sealed, .id = id }, NULL);
}

static const char *text_or(const char *s)
{
	return s ? s : "";
}

enum err visit_create(struct op *op, const struct visit_new *n, int64_t *id)
{
	const struct grid *g = ref_grid(op->refs, n->grid_id);
	struct visit_ctx c = { .op = op };
	bool plan = n->plan_day != 0;
	if (!g || !op->who)
		return problem_set(op->problem, &E_GRID);
	c.next = (struct q_visit_get_out){ .no = n->no, .kind = n->kind, .grid_id = g->id, .town_id = g->town_id,
		.community_id = g->community_id, .user_id = op->who->user_id, .plan_day = plan ? n->plan_day : NIL, .reminded_at = NIL,
		.at = plan ? NIL : n->at == NIL ? op->now : n->at, .force_kind = text_or(n->force_kind), .people = text_or(n->people),
		.people_unit = text_or(n->people_unit), .place = text_or(n->place), .matter = n->matter, .done = text_or(n->done),
		.needs = text_or(n->needs), .found = text_or(n->found), .case_id = n->case_id, .parent_id = n->parent_id };
	c.row = c.next;
	c.row.user_id = NIL; /* nobody's yet: the right over the grid decides */
	if (!ctx_can(&c, CAP_VISIT))
		return problem_set(op->problem, &E_PLACE);
	enum err e = may_use_case(op, n->case_id);
	if (!e)
		e = wf_move(&VISIT_MACHINE, &HOST, &c, WF_PERSON, "", plan ? "plan" : "record");
	if (!e)
		e = seal_person(op, c.next.id, n->person);
	if (!e)
		e = change_close(&c.change);
	if (!e && !plan && str_eq(n->kind, "check") && n->case_id != NIL)
		e = note_on_case(op, &c.next);
	*id = e ? NIL : c.next.id;
	return e;
}

static enum err begin(struct visit_ctx *c, int64_t id, int64_t version)
{
	enum err e = open_change(c, id);
	if (!e)
		e = q_visit_get(c->op->s, &(struct q_visit_get_in){ .id = id }, &c->row);
	if (e == ERR_NOT_FOUND || (!e && c->op->who && !ctx_can(c, CAP_VISIT)))
		return problem_set(c->op->problem, &E_NOT_FOUND);
	if (!e && version != NIL && version != c->row.version)
		e = problem_set(c->op->problem, &E_STALE);
	c->next = c->row;
	return e;
}

static enum err move(struct visit_ctx *c, const char *action)
{
	enum err e = wf_move(&VISIT_MACHINE, &HOST, c, c->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM, c->row.status, action);
	return e ? e : change_close(&c->change);
}

enum err visit_fulfil(struct op *op, int64_t id, int64_t version, const struct visit_result *res)
{
	struct visit_ctx c = { .op = op };
	enum err e = begin(&c, id, version);
	if (e)
		return e;
	c.next.at = res->at == NIL ? op->now : res->at;
	c.next.done = text_or(res->done);
	c.next.needs = text_or(res->needs);
	c.next.found = text_or(res->found);
	c.next.user_id = op->who->user_id; /* whoever went */
	if (res->people && *res->people)
		c.next.people = res->people;
	e = move(&c, "done");
	if (!e && str_eq(c.next.kind, "check") && c.next.case_id != NIL)
		e = note_on_case(op, &c.next);
	return e;
}

enum err visit_move(struct op *op, int64_t id, int64_t version, int32_t day, const char *reason)
{
	struct visit_ctx c = { .op = op, .reason = reason };
	enum err e = begin(&c, id, version);
	if (e)
		return e;
	c.next.plan_day = day;
	c.next.reminded_at = NIL;
	return move(&c, "move");
}

enum err visit_void(struct op *op, int64_t id, int64_t version, const char *reason)
{
	struct visit_ctx c = { .op = op, .reason = reason };
	enum err e = begin(&c, id, version);
	return e ? e : move(&c, "void");
}

enum err visit_to_remind(struct op *op, int64_t limit, int64_t **ids, size_t *n)
{
	struct q_visit_due_rows rows;
	enum err e = q_visit_due(op->s, &(struct q_visit_due_in){ .day = day_of_ms(op->now), .limit = limit }, &rows);
	if (e)
		return e;
	*ids = ARENA_ARRAY(op->a, int64_t, rows.n + 1);
	*n = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		(*ids)[i] = rows.v[i].id;
	return ERR_OK;
}

enum err visit_remind(struct op *op, int64_t id)
{
	struct visit_ctx c = { .op = op };
	enum err e = begin(&c, id, NIL);
	if (e || !str_eq(c.row.status, "planned") || c.row.reminded_at != NIL)
		return e ? e : change_close(&c.change);
	c.next.reminded_at = op->now;
	return move(&c, "remind");
}

/* ---- who may see ---- */

enum err visit_may_see(struct op *op, int64_t id, bool *yes)
{
	struct q_visit_get_out v;
	*yes = false;
	enum err e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, &v);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*yes = v.user_id == op->who->user_id;
	if (!*yes && can_scope(op->who, CAP_VISIT_READ) >= SCOPE_UNIT)
		e = may_unit(op->s, op->who, CAP_VISIT_READ, v.community_id, yes);
	else if (!*yes)
		e = may_grid(op->s, op->who, CAP_VISIT_READ, v.grid_id, yes);
	if (!e && !*yes && v.case_id != NIL && str_eq(v.kind, "check"))
		e = may_case(op->s, op->who, CAP_CASE_READ, v.case_id, yes); /* what was found belongs to the case */
	return e;
}

enum err visit_may_add_file(struct op *op, int64_t id, bool *yes)
{
	struct q_visit_get_out v;
	enum err e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, &v);
	*yes = !e && v.user_id == op->who->user_id && !str_eq(v.status, "void");
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err visit_file_added(struct op *op, int64_t id, const char *stage, const char *hash)
{
	struct visit_ctx c = { .op = op };
	enum err e = open_change(&c, id);
	if (e)
		return e;
	change_begin(&c.change, "visit.file", NIL);
	change_fact_text(&c.change, "stage", stage);
	change_fact_text(&c.change, "hash", hash);
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

enum err visit_person(struct op *op, const struct q_visit_get_out *row, const char **name)
{
	char *text;
	size_t n;
	*name = NULL;
	if (!row->person_sealed.p)
		return ERR_OK;
	if (field_open(op->site->keys, KEY_EVENT_TEXT, op->a, arena_printf(op->a, "visit.person:%" PRId64, row->id),
		       row->person_sealed, &text, &n))
		return problem_set(op->problem, &E_SEAL);
	*name = text;
	return ERR_OK;
}

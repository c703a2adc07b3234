/* SPDX-License-Identifier: Apache-2.0 */
/* Exclusions 剔除 (scoring.md 4.10): a settled matter is left out of a figure of one month because of what it was. Its unit or the
 * quality team applies with class, reason and evidence; two reviewers of different units, neither of the applicant's nor of the
 * unit that is scored, must both agree; a refusal ends it. The appellant is told and may object: then it counts again.
 * Each step is an event of the case and of the month; locks in that order. What it costs: open ones hold the frozen list. */
#include <inttypes.h>
#include <string.h>

#include "auth/caps.h"
#include "score/score_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "exclusion.not_found", "没有找到这件剔除申请，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "exclusion.stale", "这件申请刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_UNIT = { ERR_FORBIDDEN, "exclusion.unit", "只有计入考核的单位和质检组可以申请剔除。" };
static const struct problem_code E_OPEN = { ERR_CONFLICT, "exclusion.not_settled", "案件还没有审结或评价，不能申请剔除。" };
static const struct problem_code E_MONTH = { ERR_CONFLICT, "exclusion.month", "这个月的榜已经定了，或提异议的期限已过，不能再剔除。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "exclusion.twice", "这件案件的这一项已经申请过剔除。" };
static const struct problem_code E_FIGURE = { ERR_INVALID, "exclusion.figure", "这一类情形不能从所选的指标中剔除。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "exclusion.own", "申请单位和被考核单位的人不能复核。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_SAME = { ERR_FORBIDDEN, "exclusion.same", "两位复核人要来自不同的单位。" };
static const struct problem_code E_REASON = { ERR_INVALID, "exclusion.opinion", "请写明意见。" };

struct exclusion_tx {
	struct op *op;
	struct case_tx t;
	struct change month;       /* the stream of the month */
	struct q_exclusion_get_out row, next;
	const char *text, *fact;
};

/* ---- who may ---- */

bool exclusion_may(struct op *op, const struct q_exclusion_get_out *x, unsigned cap)
{
	bool yes = false;
	if (!op->who || !can(op->who, (enum cap)cap))
		return false;
	return !may_unit(op->s, op->who, (enum cap)cap, x->unit_id, &yes) && yes;
}

/* Of the unit that is scored, of that which applied, or below one of them. */
static bool concerned(const struct op *op, const struct q_exclusion_get_out *x)
{
	int64_t mine = op->who ? op->who->unit_id : NIL;
	return ref_unit_under(op->refs, mine, x->unit_id) || ref_unit_under(op->refs, mine, x->applied_unit);
}

bool exclusion_applied(const struct op *op, const struct q_exclusion_get_out *x)
{
	return op->who && op->who->unit_id == x->applied_unit;
}

bool exclusion_reviews(const struct op *op, const struct q_exclusion_get_out *x)
{
	bool second = str_eq(x->status, "seconded");
	return op->who && can(op->who, CAP_EXCLUSION_RULE) && !concerned(op, x) && !(second && op->who->unit_id == x->first_unit);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct exclusion_tx *x = ctx;
	return exclusion_may(x->op, &x->row, cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct exclusion_tx *)ctx)->op->problem;
}

/* ---- the machine ---- */

static enum err reviewer(void *ctx)
{
	struct exclusion_tx *x = ctx;
	if (!x->text || !*x->text)
		return problem_field(x->op->problem, E_REASON.kind, "opinion", E_REASON.code, E_REASON.text);
	return concerned(x->op, &x->row) ? problem_set(x->op->problem, &E_OWN) : ERR_OK;
}

static enum err second_reviewer(void *ctx)
{
	struct exclusion_tx *x = ctx;
	enum err e = reviewer(ctx);
	return e || x->op->who->unit_id != x->row.first_unit ? e : problem_set(x->op->problem, &E_SAME);
}

static enum err applicant(void *ctx)
{
	struct exclusion_tx *x = ctx;
	return exclusion_applied(x->op, &x->row) ? ERR_OK : problem_set(x->op->problem, &E_NOT_YOURS);
}

/* What may count again only while the list is not frozen. */
static enum err not_frozen(void *ctx)
{
	struct exclusion_tx *x = ctx;
	struct q_score_month_get_out m;
	enum err e = reviewer(ctx);
	if (!e)
		e = score_month_row(x->op->s, x->row.month, &m);
	return e || !str_eq(m.status, "frozen") ? e : problem_set(x->op->problem, &E_MONTH);
}

/* A list that is public now has counted otherwise; it is made again. Months without one have no row. */
static enum err make_stale(void *ctx)
{
	struct exclusion_tx *x = ctx;
	return q_score_month_stale(x->op->s, &(struct q_score_month_stale_in){ .month = x->row.month }, NULL);
}

static const struct wf_state STATES[] = {
	{ "applied", "待第一位复核", false }, { "seconded", "待第二位复核", false }, { "agreed", "已剔除", false },
	{ "refused", "不予剔除", true },      { "withdrawn", "已撤回", true },	    { "restored", "恢复计入", true },
};
#define WHY "需写明意见，与申请单位、被考核单位无关"
static const struct wf_edge EDGES[] = {
	{ "", "apply", "applied", "申请剔除", CAP_EXCLUSION_ASK, WF_PERSON, "", "", "", NULL, NULL },
	{ "applied", "agree", "seconded", "同意剔除", CAP_EXCLUSION_RULE, WF_PERSON, "", "", WHY, reviewer, NULL },
	{ "applied", "refuse", "refused", "不同意剔除", CAP_EXCLUSION_RULE, WF_PERSON, "", "", WHY, reviewer, NULL },
	{ "applied", "withdraw", "withdrawn", "撤回剔除申请", CAP_EXCLUSION_ASK, WF_PERSON, "", "", "", applicant, NULL },
	{ "seconded", "confirm", "agreed", "复核同意剔除", CAP_EXCLUSION_RULE, WF_PERSON, "", "", WHY "，与第一位不同单位", second_reviewer, make_stale },
	{ "seconded", "refuse", "refused", "不同意剔除", CAP_EXCLUSION_RULE, WF_PERSON, "", "", WHY "，与第一位不同单位", second_reviewer, NULL },
	{ "seconded", "withdraw", "withdrawn", "撤回剔除申请", CAP_EXCLUSION_ASK, WF_PERSON, "", "", "", applicant, NULL },
	{ "agreed", "restore", "restored", "恢复计入", CAP_EXCLUSION_RULE, WF_PERSON, "", "", "诉求人异议成立，定榜以前", not_frozen, make_stale },
};
const struct wf_machine EXCLUSION_MACHINE = { "exclusion", "剔除", STATES, sizeof STATES / sizeof *STATES, EDGES,
					      sizeof EDGES / sizeof *EDGES };

/* ---- writing ---- */

static enum err say(struct exclusion_tx *x, const char *action, const char *before, const char *after)
{
	struct change *c = &x->t.change;
	change_begin(c, arena_printf(x->op->a, "exclusion.%s", action), NIL);
	change_text(c, "exclusion", x->row.id, "status", before, after);
	change_fact_int(c, "exclusion", x->row.id);
	change_fact_text(c, "fact", x->fact);
	change_secret(c, "text", x->text);
	change_topics(c, arena_printf(x->op->a, "%s,exclusions", case_topics(&x->t)));
	enum err e = change_end(c);
	c = &x->month;
	if (e)
		return e;
	change_begin(c, arena_printf(x->op->a, "score.exclusion_%s", action), NIL);
	change_fact_int(c, "exclusion", x->row.id);
	change_fact_int(c, "order_id", x->row.order_id);
	change_topics(c, "scores");
	return change_end(c);
}

static void fill(struct exclusion_tx *x, const char *action)
{
	struct q_exclusion_get_out *n = &x->next;
	struct actor me = op_actor(x->op);
	const char *text = x->text ? x->text : "";
	if (str_eq(action, "withdraw") || str_eq(action, "restore")) {
		n->ended_by = me.user_id;
		n->ended_at = x->op->now;
		n->end_reason = text;
	} else if (str_eq(x->row.status, "applied")) {
		n->first_by = me.user_id;
		n->first_unit = me.unit_id;
		n->first_at = x->op->now;
		n->first_opinion = text;
	} else {
		n->second_by = me.user_id;
		n->second_unit = me.unit_id;
		n->second_at = x->op->now;
		n->second_opinion = text;
	}
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct exclusion_tx *x = ctx;
	const struct q_exclusion_get_out *n = &x->next;
	int64_t changed;
	fill(x, e->action);
	enum err err = q_exclusion_set(x->op->s,
		&(struct q_exclusion_set_in){ .status = e->to,
			.first_by = n->first_by,
			.first_unit = n->first_unit,
			.first_at = n->first_at,
			.first_opinion = n->first_opinion,
			.second_by = n->second_by,
			.second_unit = n->second_unit,
			.second_at = n->second_at,
			.second_opinion = n->second_opinion,
			.ended_by = n->ended_by,
			.ended_at = n->ended_at,
			.end_reason = n->end_reason,
			.id = n->id,
			.version = n->version },
		&changed);
	if (!err && !changed)
		err = problem_set(x->op->problem, &E_STALE);
	return err ? err : say(x, e->action, x->row.status, e->to);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err lock_month(struct exclusion_tx *x, int64_t month)
{
	struct op *op = x->op;
	return change_open(&x->month, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "score", month, op->now);
}

static enum err finish(struct exclusion_tx *x)
{
	enum err e = change_close(&x->month);
	return e ? e : case_end(&x->t);
}

/* ---- applying ---- */

const char *exclusion_what_text(const char *what)
{
	return str_eq(what, "due") ? "到期与按期" : "群众评价";
}

/* The month in which the order counts for this figure; NIL: it does not. */
int64_t exclusion_month(const struct q_exclusion_order_out *o, const char *what)
{
	int64_t at = str_eq(what, "due") ? o->due_at : o->rated_at;
	return at == NIL || !str_eq(o->status, "settled") ? NIL : day_of_ms(at) / 100;
}

enum err exclusion_month_open(struct op *op, int64_t month, bool *yes)
{
	struct q_score_month_get_out m;
	enum err e = score_month_row(op->s, month, &m);
	*yes = !e && (*m.status ? str_eq(m.status, "preliminary") && op->now <= m.objections_until :
				  month >= score_month_before(op->now));
	return e;
}

static enum err check_class(struct exclusion_tx *x, const struct exclusion_new *n)
{
	struct q_exclusion_class_get_out k;
	enum err e = q_exclusion_class_get(x->op->s, &(struct q_exclusion_class_get_in){ .code = n->class }, &k);
	if (e)
		return e == ERR_NOT_FOUND ? problem_field(x->op->problem, ERR_INVALID, "class", E_FIGURE.code, E_FIGURE.text) : e;
	struct sv rest = sv_from(k.figures), part;
	bool allowed = false;
	while (rest.n && sv_cut(&rest, ',', &part))
		allowed |= sv_eqs(part, n->what);
	x->fact = arena_printf(x->op->a, "%s，%s", k.name, exclusion_what_text(n->what));
	return allowed ? ERR_OK : problem_field(x->op->problem, ERR_INVALID, "what", E_FIGURE.code, E_FIGURE.text);
}

static enum err check(struct exclusion_tx *x, const struct exclusion_new *n, const struct q_exclusion_order_out *o, int64_t month)
{
	struct op *op = x->op;
	struct score_objection line = { .month = month, .unit_id = o->unit_id, .order_id = o->id, .what = n->what };
	struct q_exclusion_same_out same;
	bool open = false;
	enum err e = exclusion_month_open(op, month, &open);
	if (!e && !open)
		e = problem_set(op->problem, &E_MONTH);
	if (!e)
		e = check_class(x, n);
	if (!e)
		e = score_counted(op, &line);
	if (!e)
		e = q_exclusion_same(
			op->s, &(struct q_exclusion_same_in){ .month = month, .order_id = o->id, .what = n->what }, &same);
	return e || !same.n ? e : problem_set(op->problem, &E_TWICE);
}

static enum err write_new(
	struct exclusion_tx *x, const struct exclusion_new *n, const struct q_exclusion_order_out *o, int64_t month)
{
	struct actor me = op_actor(x->op);
	struct q_exclusion_insert_out made;
	enum err e = q_exclusion_insert(x->op->s,
		&(struct q_exclusion_insert_in){ .month = month,
			.case_id = n->case_id,
			.order_id = o->id,
			.unit_id = o->unit_id,
			.class = n->class,
			.what = n->what,
			.status = "applied",
			.reason = n->reason,
			.applied_by = me.user_id,
			.applied_unit = me.unit_id,
			.applied_at = x->op->now },
		&made);
	if (!e)
		e = q_exclusion_get(x->op->s, &(struct q_exclusion_get_in){ .id = made.id }, &x->row);
	return e ? e : say(x, "apply", NULL, "applied");
}

enum err exclusion_apply(struct op *op, const struct exclusion_new *n, int64_t *id)
{
	struct exclusion_tx x = { .op = op, .text = n->reason };
	struct q_exclusion_order_out o;
	int64_t month = NIL;
	enum err e = must_case(op, CAP_CASE_READ, n->case_id, &NO_CASE);
	if (!e)
		e = case_begin(&x.t, op, n->case_id);
	if (!e)
		e = q_exclusion_order(op->s, &(struct q_exclusion_order_in){ .case_id = n->case_id }, &o);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_OPEN);
	if (!e && !exclusion_may(op, &(struct q_exclusion_get_out){ .unit_id = o.unit_id }, CAP_EXCLUSION_ASK))
		e = problem_set(op->problem, &E_UNIT);
	if (!e && (month = exclusion_month(&o, n->what)) == NIL)
		e = problem_set(op->problem, &E_OPEN);
	if (!e)
		e = lock_month(&x, month);
	if (!e)
		e = check(&x, n, &o, month);
	if (!e)
		e = write_new(&x, n, &o, month);
	if (e)
		return e;
	*id = x.row.id;
	return finish(&x);
}

/* ---- reviewing ---- */

static enum err fact_of(struct exclusion_tx *x)
{
	struct q_exclusion_class_get_out k;
	enum err e = q_exclusion_class_get(x->op->s, &(struct q_exclusion_class_get_in){ .code = x->row.class }, &k);
	x->fact = e ? "" : arena_printf(x->op->a, "%s，%s", k.name, exclusion_what_text(x->row.what));
	return e;
}

enum err exclusion_move(struct op *op, int64_t id, int64_t version, const char *action, const char *text)
{
	struct exclusion_tx x = { .op = op, .text = text };
	enum err e = q_exclusion_get(op->s, &(struct q_exclusion_get_in){ .id = id }, &x.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = must_case(op, CAP_CASE_READ, x.row.case_id, &E_NOT_FOUND);
	if (!e)
		e = case_begin(&x.t, op, x.row.case_id);
	if (!e)
		e = lock_month(&x, x.row.month);
	if (!e)
		e = q_exclusion_get(op->s, &(struct q_exclusion_get_in){ .id = id }, &x.row);
	if (!e)
		e = fact_of(&x);
	if (!e && version != x.row.version)
		e = problem_set(op->problem, &E_STALE);
	x.next = x.row;
	if (!e)
		e = wf_move(&EXCLUSION_MACHINE, &HOST, &x, WF_PERSON, x.row.status, action);
	return e ? e : finish(&x);
}

enum err exclusion_may_see_file(struct op *op, int64_t id, bool *yes)
{
	struct q_exclusion_get_out x;
	*yes = false;
	enum err e = q_exclusion_get(op->s, &(struct q_exclusion_get_in){ .id = id }, &x);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return may_case(op->s, op->who, CAP_CASE_READ, x.case_id, yes);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of an order: the one place that updates work_order. */
#include <inttypes.h>

#include "auth/caps.h"
#include "clock/clock.h"
#include "order/order.h"
#include "order/order_internal.h"

enum { REVIEW_HOURS = 8, ANSWER_CHARS = 10 };
enum order_write { WRITE_ALL, WRITE_SIGNATURE, WRITE_RESULT };

const struct problem_code NO_ORDER = { ERR_NOT_FOUND, "order.not_found", "没有找到这张工单，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "order.stale", "这张工单刚被他人修改，请刷新后再操作。" };
static const struct problem_code E_OPINION = { ERR_INVALID, "order.opinion_missing", "请写明意见或理由。" };
static const struct problem_code E_HOLD = { ERR_CONFLICT, "order.on_hold", "该工单有未了结的联动事项，暂不能提交。" };
static const struct problem_code E_CHILDREN = { ERR_CONFLICT, "order.open_suborders", "还有子单未办结，暂不能提交。" };
static const struct problem_code E_EVIDENCE = { ERR_INVALID, "order.evidence_missing", "办结材料不全，请按事项清单要求补齐。" };
static const struct problem_code E_ANSWER = { ERR_INVALID, "order.answer_missing", "请填写对群众的答复。" };
static const struct problem_code E_RESULT = { ERR_INVALID, "order.result_missing", "请选择办理结果。" };

/* ---- guards ---- */

enum err order_needs_opinion(void *ctx)
{
	struct order_tx *x = ctx;
	return x->text && *x->text ? ERR_OK : problem_set(x->op->problem, &E_OPINION);
}

enum err order_evidence_missing(struct op *op, const struct q_order_get_out *row, const struct event_type *type,
				const char *public_answer, const char **missing)
{
	const char *rule = type ? type->evidence : "none";
	*missing = NULL;
	if (str_eq(rule, "none") || str_eq(row->role, "sub") || str_eq(row->role, "assist"))
		return ERR_OK;
	if (str_eq(rule, "text")) {
		if (sv_chars(sv_from(public_answer)) < ANSWER_CHARS)
			*missing = "办理情况不少于10字";
		return ERR_OK;
	}
	struct q_attachment_stages_out have, on_case;
	enum err e = q_attachment_stages(
		op->s, &(struct q_attachment_stages_in){ .object_kind = "order", .object_id = row->id }, &have);
	if (!e)
		e = q_attachment_stages(op->s,
			&(struct q_attachment_stages_in){ .object_kind = "case", .object_id = row->case_id }, &on_case);
	if (e)
		return e;
	bool after = have.after_n + have.evidence_n > 0;
	if (str_eq(rule, "photo") && !after)
		*missing = "缺处置后照片或证明";
	else if (str_eq(rule, "document") && have.document_n + on_case.document_n == 0)
		*missing = "缺办结文书";
	else if (str_eq(rule, "photo_pair")) {
		bool before = have.before_n + on_case.before_n > 0;
		*missing = !before && !have.after_n ? "缺处置前、后照片" : !before ? "缺处置前照片" : !have.after_n ? "缺处置后照片" : NULL;
	}
	return ERR_OK;
}

enum err order_may_submit(void *ctx)
{
	struct order_tx *x = ctx;
	struct op *op = x->op;
	struct q_order_open_below_out below;
	if (x->row.holds > 0)
		return problem_set(op->problem, &E_HOLD);
	if (!x->result || !x->result->result || !*x->result->result)
		return problem_set(op->problem, &E_RESULT);
	if (str_eq(x->row.role, "lead") && (!x->result->public_answer || !*x->result->public_answer))
		return problem_set(op->problem, &E_ANSWER);
	enum err e = q_order_open_below(
		op->s, &(struct q_order_open_below_in){ .case_id = x->row.case_id, .parent_id = x->row.id }, &below);
	if (e)
		return e;
	if (below.n)
		return problem_set(op->problem, &E_CHILDREN);
	const char *missing = NULL;
	const struct event_type *type = ref_type(op->refs, x->t->row.event_type_id);
	e = order_evidence_missing(op, &x->row, type, x->result->public_answer, &missing);
	if (e || !missing)
		return e;
	bool waived = x->result->evidence_waived && *x->result->evidence_waived && op->who && can(op->who, CAP_REVIEW_UNIT);
	if (waived)
		return ERR_OK;
	return problem_say(op->problem, &E_EVIDENCE, arena_printf(op->a, "办结材料不全：%s。", missing));
}

/* ---- the setter ---- */

static bool same_times(const struct q_order_get_out *a, const struct q_order_get_out *b)
{
	return a->due_at == b->due_at && a->sign_due_at == b->sign_due_at && a->contact_due_at == b->contact_due_at &&
	       a->limit_value == b->limit_value && str_eq(a->limit_unit, b->limit_unit) && a->round == b->round &&
	       a->holds == b->holds && str_eq(a->parked_from, b->parked_from) && a->designated == b->designated;
}

static bool same_signature(const struct q_order_get_out *a, const struct q_order_get_out *b)
{
	return a->signed_at == b->signed_at && a->signed_by == b->signed_by && a->auto_signed == b->auto_signed &&
	       a->holder_id == b->holder_id;
}

static bool same_result(const struct q_order_get_out *a, const struct q_order_get_out *b)
{
	return a->contacted_at == b->contacted_at && a->submitted_at == b->submitted_at &&
	       a->submitted_by == b->submitted_by && a->settled_at == b->settled_at &&
	       str_eq(a->review_level, b->review_level) && a->review_unit_id == b->review_unit_id &&
	       str_eq(a->result, b->result) && str_eq(a->unsolved_reason, b->unsolved_reason) &&
	       str_eq(a->public_answer, b->public_answer) && str_eq(a->internal_note, b->internal_note) &&
	       a->cost_fen == b->cost_fen && str_eq(a->third_parties, b->third_parties) &&
	       a->sent_back == b->sent_back && str_eq(a->evidence_waived, b->evidence_waived);
}

/* The narrowest update that writes what a move changes. */
static enum err write_row(struct db_session *s, enum order_write which, const struct q_order_get_out *b,
	const struct q_order_get_out *after, int64_t *changed)
{
	if (which == WRITE_SIGNATURE)
		return q_order_set_signed(s, &(struct q_order_set_signed_in){ .status = after->status, .signed_at = after->signed_at,
			.signed_by = after->signed_by, .auto_signed = after->auto_signed, .holder_id = after->holder_id, .id = b->id,
			.version = b->version }, changed);
	if (which == WRITE_RESULT)
		return q_order_set_result(s, &(struct q_order_set_result_in){ .status = after->status,
			.contacted_at = after->contacted_at, .submitted_at = after->submitted_at, .submitted_by = after->submitted_by,
			.settled_at = after->settled_at, .review_level = after->review_level,
			.review_unit_id = after->review_unit_id, .result = after->result,
			.unsolved_reason = after->unsolved_reason, .public_answer = after->public_answer,
			.internal_note = after->internal_note, .cost_fen = after->cost_fen,
			.third_parties = after->third_parties, .sent_back = after->sent_back,
			.evidence_waived = after->evidence_waived, .id = b->id, .version = b->version }, changed);
	return q_order_set(s,
		&(struct q_order_set_in){ .status = after->status,
			.due_at = after->due_at,
			.sign_due_at = after->sign_due_at,
			.contact_due_at = after->contact_due_at,
			.limit_value = after->limit_value,
			.limit_unit = after->limit_unit,
			.signed_at = after->signed_at,
			.signed_by = after->signed_by,
			.auto_signed = after->auto_signed,
			.contacted_at = after->contacted_at,
			.holder_id = after->holder_id,
			.submitted_at = after->submitted_at,
			.submitted_by = after->submitted_by,
			.settled_at = after->settled_at,
			.review_level = after->review_level,
			.review_unit_id = after->review_unit_id,
			.result = after->result,
			.unsolved_reason = after->unsolved_reason,
			.public_answer = after->public_answer,
			.internal_note = after->internal_note,
			.cost_fen = after->cost_fen,
			.third_parties = after->third_parties,
			.round = after->round,
			.sent_back = after->sent_back,
			.holds = after->holds,
			.evidence_waived = after->evidence_waived,
			.parked_from = after->parked_from,
			.designated = after->designated,
			.id = b->id,
			.version = b->version },
		changed);
}

enum err order_store(struct order_tx *x, struct q_order_get_out *after)
{
	const struct q_order_get_out *b = &x->row;
	struct change *c = &x->t->change;
	int64_t id = b->id, changed;
	bool times = same_times(b, after), signature = same_signature(b, after);
	enum order_write which = times && same_result(b, after) ? WRITE_SIGNATURE : times && signature ? WRITE_RESULT : WRITE_ALL;
	enum err e = write_row(x->op->s, which, b, after, &changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_text(c, "work_order", id, "status", b->status, after->status);
	change_int(c, "work_order", id, "due_at", b->due_at, after->due_at);
	change_int(c, "work_order", id, "sign_due_at", b->sign_due_at, after->sign_due_at);
	change_int(c, "work_order", id, "contact_due_at", b->contact_due_at, after->contact_due_at);
	change_int(c, "work_order", id, "limit_value", b->limit_value, after->limit_value);
	change_text(c, "work_order", id, "limit_unit", b->limit_unit, after->limit_unit);
	change_int(c, "work_order", id, "signed_at", b->signed_at, after->signed_at);
	change_int(c, "work_order", id, "signed_by", b->signed_by, after->signed_by);
	change_int(c, "work_order", id, "auto_signed", b->auto_signed, after->auto_signed);
	change_int(c, "work_order", id, "contacted_at", b->contacted_at, after->contacted_at);
	change_int(c, "work_order", id, "holder_id", b->holder_id, after->holder_id);
	change_int(c, "work_order", id, "submitted_at", b->submitted_at, after->submitted_at);
	change_int(c, "work_order", id, "submitted_by", b->submitted_by, after->submitted_by);
	change_int(c, "work_order", id, "settled_at", b->settled_at, after->settled_at);
	change_text(c, "work_order", id, "review_level", b->review_level, after->review_level);
	change_int(c, "work_order", id, "review_unit_id", b->review_unit_id, after->review_unit_id);
	change_text(c, "work_order", id, "result", b->result, after->result);
	change_int(c, "work_order", id, "cost_fen", b->cost_fen, after->cost_fen);
	change_int(c, "work_order", id, "round", b->round, after->round);
	change_int(c, "work_order", id, "sent_back", b->sent_back, after->sent_back);
	change_int(c, "work_order", id, "holds", b->holds, after->holds);
	change_text(c, "work_order", id, "parked_from", b->parked_from, after->parked_from);
	change_int(c, "work_order", id, "designated", b->designated, after->designated);
	after->version = b->version + 1;
	x->row = *after;
	return ERR_OK;
}

static const char *or_keep(const char *given, const char *stored)
{
	return given ? given : stored;
}

/* Columns that follow from the action. */
static void apply(struct order_tx *x, const struct wf_edge *e, struct q_order_get_out *a)
{
	int64_t now = x->op->now, me = op_actor(x->op).user_id;
	a->status = e->to;
	if (x->holder_id != NIL)
		a->holder_id = x->holder_id;
	if (str_eq(e->action, "sign") || str_eq(e->action, "auto_sign")) {
		a->signed_at = now;
		a->signed_by = me;
		a->auto_signed = str_eq(e->action, "auto_sign");
		if (a->holder_id == NIL)
			a->holder_id = me;
	}
	if (str_eq(e->action, "submit")) {
		const struct order_result *r = x->result;
		a->submitted_at = now;
		a->submitted_by = me;
		a->contacted_at = a->contacted_at == NIL ? now : a->contacted_at;
		a->result = r->result;
		a->public_answer = or_keep(r->public_answer, a->public_answer);
		a->internal_note = or_keep(r->internal_note, a->internal_note);
		a->third_parties = or_keep(r->third_parties, a->third_parties);
		a->unsolved_reason = or_keep(r->unsolved_reason, "");
		a->evidence_waived = or_keep(r->evidence_waived, "");
		a->cost_fen = r->cost_fen;
		a->review_level = "unit";
		a->review_unit_id = a->unit_id;
	}
	if (str_eq(e->action, "back")) {
		a->sent_back++;
		a->review_level = "";
		a->review_unit_id = NIL;
	}
	if (str_eq(e->action, "pass")) {
		a->review_level = x->next_level;
		a->review_unit_id = order_review_unit(x->op->refs, a, x->next_level);
	}
	if (str_eq(e->to, "settled")) {
		a->settled_at = now;
		a->review_level = "";
		a->review_unit_id = NIL;
	}
	if (str_eq(e->action, "rework")) {
		a->round++;
		a->settled_at = a->submitted_at = a->contacted_at = NIL;
		a->due_at = x->new_due;
	}
	if (x->new_sign_due != NIL)
		a->sign_due_at = x->new_sign_due;
	if (x->new_contact_due != NIL)
		a->contact_due_at = x->new_contact_due;
	if (str_eq(e->action, "park"))
		a->parked_from = x->row.status;
	else if (str_eq(x->row.status, "parked")) {
		a->parked_from = "";
		if (x->new_due != NIL)
			a->due_at = x->new_due;
	} else if ((str_eq(e->action, "suspend") || str_eq(e->action, "resume")) && x->new_due != NIL)
		a->due_at = x->new_due;
}

/* In whose name: the holder's, or that of a reviewer who is away, when this person acts for them. */
static int64_t stands_for(struct order_tx *x, const char *action)
{
	const struct op *op = x->op;
	if (op->by != OP_PERSON || !op->who || !op->who->ndeputy)
		return NIL;
	if (x->row.holder_id != op->who->user_id && deputises(op->who, x->row.holder_id, op->now))
		return x->row.holder_id;
	bool review = str_eq(action, "pass") || str_eq(action, "settle") || str_eq(action, "back");
	for (size_t i = 0; review && i < op->who->ndeputy; i++) {
		struct principal p;
		bool yes = false;
		bool upper = str_eq(x->row.status, "upper_review"), district = str_eq(x->row.review_level, "district");
		enum cap cap = !upper ? CAP_REVIEW_UNIT : district ? CAP_REVIEW_DISTRICT : CAP_REVIEW_TOWN;
		int64_t unit = upper ? x->row.review_unit_id : x->row.unit_id;
		if (deputises(op->who, op->who->deputy[i].user_id, op->now) &&
			!principal_load(op->s, op->a, op->who->deputy[i].user_id, op->now, &p) &&
			!may_unit(op->s, &p, cap, unit, &yes) && yes)
			return p.user_id;
	}
	return NIL;
}

void order_note_deputy(struct order_tx *x)
{
	if (x->for_user > 0)
		change_fact_int(&x->t->change, "for_user", x->for_user);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct order_tx *x = ctx;
	struct change *c = &x->t->change;
	struct q_order_get_out after = x->row;
	apply(x, e, &after);
	change_begin(c, arena_printf(x->op->a, "order.%s", e->action), NIL);
	enum err err = order_store(x, &after);
	if (err)
		return err;
	change_fact_int(c, "order_id", x->row.id);
	change_fact_int(c, "unit_id", x->row.unit_id);
	change_fact_text(c, "fact", x->fact);
	change_fact_text(c, "receipt_no", x->fact2);
	order_note_deputy(x);
	change_secret(c, "text", x->text);
	if (x->result && str_eq(e->action, "submit")) {
		change_secret(c, "public_answer", after.public_answer);
		change_secret(c, "internal_note", after.internal_note);
		change_secret(c, "third_parties", after.third_parties);
		change_secret(c, "unsolved_reason", after.unsolved_reason);
		change_fact_text(c, "evidence_waived", after.evidence_waived);
	}
	const char *topics = case_topics(x->t);
	if (after.review_unit_id != NIL)
		topics = arena_printf(x->op->a, "%s,review:%" PRId64, topics, after.review_unit_id);
	change_topics(c, topics);
	return change_end(c);
}

static bool ctx_can(void *ctx, unsigned cap)
{
	struct order_tx *x = ctx;
	bool yes = false;
	const struct principal *who = x->op->who;
	int64_t unit = x->row.unit_id;
	if (!who)
		return false;
	if (cap == CAP_REVIEW_TOWN && str_eq(x->row.review_level, "district"))
		cap = CAP_REVIEW_DISTRICT;
	if (cap == CAP_REVIEW_TOWN || cap == CAP_REVIEW_DISTRICT)
		unit = x->row.review_unit_id;
	return !may_unit(x->op->s, who, (enum cap)cap, unit, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct order_tx *)ctx)->op->problem;
}

void order_limit(const struct op *op, const struct q_case_get_out *c, int64_t *value, enum limit_unit *unit)
{
	const struct event_type *type = ref_type(op->refs, c->event_type_id);
	const struct colour_rule *rule = ref_colour(op->refs, c->colour);
	if (type && str_eq(type->colour, c->colour)) {
		*value = type->limit_value;
		*unit = type->limit_unit;
	} else if (rule) {
		*value = rule->handle_value;
		*unit = rule->handle_unit;
	}
}

static enum err ctx_clock_start(void *ctx, const char *kind)
{
	struct order_tx *x = ctx;
	const struct colour_rule *rule = ref_colour(x->op->refs, x->t->row.colour);
	struct clock_ref ref = { "order", x->row.id, x->row.case_id, kind, x->row.round };
	int64_t value = REVIEW_HOURS, due;
	enum limit_unit unit = LIMIT_WORKING_HOUR;
	if (str_eq(kind, "handle")) {
		if (x->row.submitted_at != NIL || x->row.sent_back) /* sent back by a reviewer: the old clock goes on */
			if (x->new_due == NIL)
				return clock_go_on(x->op->s, "order", x->row.id, kind);
		value = x->row.limit_value;
		unit = limit_unit_from(x->row.limit_unit);
	} else if (str_eq(kind, "sign") && rule) {
		value = rule->sign_value;
		unit = rule->sign_unit;
	} else if (str_eq(kind, "contact") && rule) {
		value = rule->contact_value;
		unit = rule->contact_unit;
	}
	return clock_start(x->op->s, x->op->refs->calendar, &ref, x->op->now, value, unit, &due);
}

static enum err ctx_clock_stop(void *ctx, const char *kind)
{
	struct order_tx *x = ctx;
	enum err e = clock_stop(x->op->s, "order", x->row.id, kind, x->op->now);
	if (!e && str_eq(x->row.status, "terminated")) /* perhaps out of a suspension */
		e = clock_pauses_end(x->op->s, "order", x->row.id, x->op->now);
	return e;
}

static const struct wf_host HOST = { ctx_can, ctx_set, ctx_clock_start, ctx_clock_stop, ctx_problem };

enum err order_begin(struct order_tx *x, struct case_tx *t, struct op *op, int64_t id, int64_t version)
{
	struct q_order_case_out at;
	*x = (struct order_tx){ .op = op, .t = t, .holder_id = NIL, .new_due = NIL, .new_sign_due = NIL,
				.new_contact_due = NIL };
	enum err e = q_order_case(op->s, &(struct q_order_case_in){ .id = id }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_ORDER);
	if (!e)
		e = case_begin(t, op, at.case_id);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &x->row);
	if (!e && version != NIL && version != x->row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		x->for_user = stands_for(x, "");
	return e;
}

enum err order_enter(struct order_tx *x, struct case_tx *t, int64_t id)
{
	*x = (struct order_tx){ .op = t->op, .t = t, .holder_id = NIL, .new_due = NIL, .new_sign_due = NIL, .new_contact_due = NIL };
	return q_order_get(t->op->s, &(struct q_order_get_in){ .id = id }, &x->row);
}

enum err order_move(struct order_tx *x, const char *action)
{
	enum wf_actor actor = x->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM;
	const struct wf_edge *e = wf_find(&ORDER_MACHINE, x->row.status, action);
	if (x->decided || (e && e->actors == WF_SYSTEM))
		actor = WF_SYSTEM;
	x->for_user = stands_for(x, action);
	return wf_move(&ORDER_MACHINE, &HOST, x, actor, x->row.status, action);
}

/* ---- the case follows its orders ---- */

bool order_gone(const char *status)
{
	return str_eq(status, "redirected") || str_eq(status, "recalled");
}

static bool order_done(const char *status)
{
	return str_eq(status, "settled") || str_eq(status, "terminated") || str_eq(status, "transferred") || order_gone(status);
}

enum err order_case_progress(struct case_tx *t)
{
	if (!str_eq(t->row.status, "handling"))
		return ERR_OK;
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(t->op->s, &(struct q_order_of_case_in){ .case_id = t->row.id }, &o);
	if (e)
		return e;
	bool some = false;
	for (size_t i = 0; i < o.n; i++) {
		if (!order_done(o.v[i].status))
			return ERR_OK;
		some |= !order_gone(o.v[i].status);
	}
	if (!some)
		return ERR_OK;
	return case_move(t, t->row.appeals > 0 ? "callback" : "finish", &(struct case_move_args){ 0 });
}

enum err order_settled_effect(void *ctx)
{
	struct order_tx *x = ctx;
	return order_case_progress(x->t);
}

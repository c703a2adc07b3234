/* SPDX-License-Identifier: Apache-2.0 */
/* Notices in the database: drafting, changing, signing, and every move after that. */
#include <inttypes.h>

#include "notice/notice_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "notice.not_found", "没有找到这张单子，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "notice.stale", "这张单子刚被他人处理，请刷新后再操作。" };
static const struct problem_code E_NUMBER = { ERR_STALE, "notice.number", "刚有另一张单子签发，编号已顺延，请重试。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_DRAFT = { ERR_CONFLICT, "notice.not_draft", "只有待签发的单子可以修改。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "notice.unit", "请选择在用的单位，且不能是您所在的单位。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "notice.text", "请写明理由、意见或办理情况。" };
static const struct problem_code E_CASE = { ERR_INVALID, "notice.case", "所选案件不存在，或您无权查看。" };
static const struct problem_code E_MANY = { ERR_INVALID, "notice.many", "一张单子最多列 200 件案件。" };

/* ---- who may ---- */

static enum err unit_scope(struct op *op, enum cap cap, int64_t unit_id, bool *yes)
{
	*yes = false;
	return can(op->who, cap) ? may_unit(op->s, op->who, cap, unit_id, yes) : ERR_OK;
}

enum err notice_may(struct op *op, const struct q_notice_get_out *n, unsigned cap, bool *yes)
{
	enum cap sign = notice_sign_cap(n->kind);
	*yes = false;
	if (!op->who)
		return ERR_OK;
	if (cap == CAP_NOTICE_REPLY)
		return unit_scope(op, CAP_NOTICE_REPLY, n->unit_id, yes);
	if (op->who->unit_id == n->unit_id) /* nobody notifies or audits the own unit */
		return ERR_OK;
	if (cap == NOTICE_DRAFTS) {
		*yes = notice_may_draft(op->who, n->kind);
		return ERR_OK;
	}
	enum err e = unit_scope(op, sign, n->unit_id, yes);
	if (!e && !*yes && cap == NOTICE_AUDITS)
		e = unit_scope(op, CAP_NOTICE_SUPERVISE, n->unit_id, yes);
	return e;
}

static bool signs_any(const struct principal *who)
{
	return can(who, CAP_NOTICE_HINT) || can(who, CAP_NOTICE_SUPERVISE) || can(who, CAP_NOTICE_WARN);
}

enum err notice_may_see(struct op *op, const struct q_notice_get_out *n, bool *yes)
{
	bool issued = n->signed_at != NIL;
	*yes = false;
	if (!issued && !notice_may_draft(op->who, n->kind))
		return ERR_OK;
	enum err e = unit_scope(op, CAP_NOTICE_READ, n->unit_id, yes);
	if (!e && *yes && can_scope(op->who, CAP_NOTICE_READ) == SCOPE_ALL && !signs_any(op->who))
		*yes = n->to_discipline == 1; /* 推送纪委监委备案 (L-01): the copy, nothing else */
	return e;
}

enum err notice_may_see_file(struct op *op, int64_t id, bool *yes)
{
	struct q_notice_get_out n;
	*yes = false;
	enum err e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = id }, &n);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return notice_may_see(op, &n, yes);
}

/* ---- the host of the machine ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct notice_tx *x = ctx;
	bool yes = false;
	return !notice_may(x->op, &x->row, cap, &yes) && yes;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct notice_tx *)ctx)->op->problem;
}

enum err notice_needs_text(void *ctx)
{
	struct notice_tx *x = ctx;
	return x->text && *x->text ? ERR_OK : problem_set(x->op->problem, &E_TEXT);
}

/* Whoever looks at the notice, who signs, and the unit once it has been issued: of a draft it hears nothing. */
static const char *topics(const struct notice_tx *x)
{
	if (x->next.signed_at == NIL)
		return arena_printf(x->op->a, "notice:%" PRId64 ",notices", x->row.id);
	return arena_printf(x->op->a, "notice:%" PRId64 ",notices,unit:%" PRId64, x->row.id, x->row.unit_id);
}

static void say_columns(struct notice_tx *x)
{
	const struct q_notice_get_out *b = &x->row, *a = &x->next;
	struct change *c = &x->change;
	const struct {
		const char *name;
		int64_t before, after;
	} ints[] = {
		{ "to_discipline", b->to_discipline, a->to_discipline }, { "signed_by", b->signed_by, a->signed_by },
		{ "signed_at", b->signed_at, a->signed_at },		 { "ack_due_at", b->ack_due_at, a->ack_due_at },
		{ "acked_by", b->acked_by, a->acked_by },		 { "acked_at", b->acked_at, a->acked_at },
		{ "unacked_at", b->unacked_at, a->unacked_at },		 { "answer_due_at", b->answer_due_at, a->answer_due_at },
		{ "late_at", b->late_at, a->late_at },			 { "replied_at", b->replied_at, a->replied_at },
		{ "audited_at", b->audited_at, a->audited_at },		 { "failed", b->failed, a->failed },
		{ "ended_at", b->ended_at, a->ended_at },
	};
	change_text(c, "notice", b->id, "status", b->status, a->status);
	change_text(c, "notice", b->id, "no", b->no, a->no);
	for (size_t i = 0; i < sizeof ints / sizeof *ints; i++)
		change_int(c, "notice", b->id, ints[i].name, ints[i].before, ints[i].after);
}

/* Versioned update of x->row to x->next with the event `kind`; x->row becomes what is stored. */
static enum err store(struct notice_tx *x, const char *kind)
{
	const struct q_notice_get_out *n = &x->next;
	int64_t changed;
	enum err e = q_notice_set(x->op->s,
		&(struct q_notice_set_in){ .status = n->status,
			.no = n->no,
			.title = n->title,
			.basis = n->basis,
			.demand = n->demand,
			.answer_value = n->answer_value,
			.answer_unit = n->answer_unit,
			.issuer = n->issuer,
			.copy_to = n->copy_to,
			.to_discipline = n->to_discipline,
			.signed_by = n->signed_by,
			.signed_at = n->signed_at,
			.ack_due_at = n->ack_due_at,
			.acked_by = n->acked_by,
			.acked_at = n->acked_at,
			.unacked_at = n->unacked_at,
			.answer_due_at = n->answer_due_at,
			.late_at = n->late_at,
			.reply = n->reply,
			.replied_by = n->replied_by,
			.replied_at = n->replied_at,
			.first_reply_at = n->first_reply_at,
			.audited_by = n->audited_by,
			.audited_at = n->audited_at,
			.opinion = n->opinion,
			.failed = n->failed,
			.failed_at = n->failed_at,
			.ended_at = n->ended_at,
			.end_reason = n->end_reason,
			.id = x->row.id,
			.version = x->row.version },
		&changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_STALE);
	if (e)
		return e;
	change_begin(&x->change, kind, NIL);
	say_columns(x);
	change_fact_int(&x->change, "unit_id", n->unit_id);
	if (n->no)
		change_fact_text(&x->change, "no", n->no);
	change_secret(&x->change, "text", x->text);
	change_topics(&x->change, topics(x));
	x->next.version++;
	x->row = x->next;
	return change_end(&x->change);
}

/* What the action sets besides the state. */
static void fill(struct notice_tx *x, const char *action)
{
	struct q_notice_get_out *n = &x->next;
	int64_t now = x->op->now, me = op_actor(x->op).user_id;
	if (str_eq(action, "ack")) {
		n->acked_by = me;
		n->acked_at = now;
		if (n->unacked_at == NIL && now > n->ack_due_at)
			n->unacked_at = now;
	} else if (str_eq(action, "unacked")) {
		n->unacked_at = now;
	} else if (str_eq(action, "late")) {
		n->late_at = now;
	} else if (str_eq(action, "reply")) {
		n->reply = x->text;
		n->replied_by = me;
		n->replied_at = now;
		if (n->first_reply_at == NIL)
			n->first_reply_at = now;
		if (n->late_at == NIL && now > n->answer_due_at)
			n->late_at = now;
	} else if (str_eq(action, "pass") || str_eq(action, "fail")) {
		n->audited_by = me;
		n->audited_at = now;
		n->opinion = x->text ? x->text : "";
	}
	if (str_eq(action, "fail")) { /* the same time again, from now */
		n->failed++;
		n->failed_at = now;
		n->answer_due_at = cal_due(x->op->refs->calendar, now, n->answer_value, limit_unit_from(n->answer_unit), NULL, 0, now);
	}
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct notice_tx *x = ctx;
	bool ends = str_eq(e->to, "done") || str_eq(e->to, "withdrawn") || str_eq(e->to, "dropped");
	x->next.status = e->to;
	fill(x, e->action);
	if (ends) {
		x->next.ended_at = x->op->now;
		x->next.end_reason = !str_eq(e->to, "done") && x->text ? x->text : "";
	}
	return store(x, arena_printf(x->op->a, "notice.%s", e->action));
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err open_stream(struct notice_tx *x, int64_t id)
{
	struct op *op = x->op;
	enum err e = change_open(&x->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "notice", id, op->now);
	x->change.owner = op;
	return e;
}

static enum err begin(struct notice_tx *x, struct op *op, int64_t id, int64_t version)
{
	bool yes = op->by != OP_PERSON;
	*x = (struct notice_tx){ .op = op };
	enum err e = open_stream(x, id);
	if (!e)
		e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = id }, &x->row);
	if (!e && !yes)
		e = notice_may_see(op, &x->row, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != NIL && version != x->row.version)
		return problem_set(op->problem, &E_STALE);
	x->next = x->row;
	return e;
}

static enum err move(struct notice_tx *x, const char *action)
{
	enum wf_actor actor = x->op->by == OP_PERSON ? WF_PERSON : WF_SYSTEM;
	return wf_move(&NOTICE_MACHINE, &HOST, x, actor, x->row.status, action);
}

/* ---- cases concerned ---- */

static enum err add_cases(struct op *op, int64_t id, const int64_t *v, size_t n, const char *trigger)
{
	if (n > NOTICE_CASES_MAX)
		return problem_set(op->problem, &E_MANY);
	for (size_t i = 0; i < n; i++) {
		bool yes = op->by != OP_PERSON;
		enum err e = yes ? ERR_OK : may_case(op->s, op->who, CAP_CASE_READ, v[i], &yes);
		if (!e && !yes)
			return problem_field(op->problem, ERR_INVALID, "case_ids", E_CASE.code, E_CASE.text);
		if (!e)
			e = q_notice_case_add(op->s, &(struct q_notice_case_add_in){ .notice_id = id, .case_id = v[i],
					      .trigger_code = trigger ? trigger : "", .why = "", .added_at = op->now }, NULL);
		if (e)
			return e;
	}
	return ERR_OK;
}

static bool holds(const int64_t *v, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == id)
			return true;
	return false;
}

/* What a trigger has said about a case stays with it. */
static enum err replace_cases(struct op *op, int64_t id, const int64_t *v, size_t n)
{
	struct q_notice_cases_rows rows;
	int64_t *fresh = ARENA_ARRAY(op->a, int64_t, n + 1), *known;
	size_t nfresh = 0;
	enum err e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = id }, &rows);
	if (e)
		return e;
	known = ARENA_ARRAY(op->a, int64_t, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		known[i] = rows.v[i].case_id;
	for (size_t i = 0; !e && i < rows.n; i++)
		if (!holds(v, n, known[i]))
			e = q_notice_case_clear(op->s, &(struct q_notice_case_clear_in){ .notice_id = id, .case_id = known[i] }, NULL);
	for (size_t i = 0; i < n; i++)
		if (!holds(known, rows.n, v[i]))
			fresh[nfresh++] = v[i];
	return e ? e : add_cases(op, id, fresh, nfresh, NULL);
}

/* ---- drafting ---- */

static enum err draft(struct notice_tx *x, const struct q_notice_insert_in *in, int64_t *id)
{
	struct op *op = x->op;
	struct q_notice_insert_out made;
	enum err e = q_notice_insert(op->s, in, &made);
	if (!e)
		e = open_stream(x, made.id);
	if (!e)
		e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = made.id }, &x->row);
	if (e)
		return e;
	*id = made.id;
	x->next = x->row;
	change_begin(&x->change, "notice.draft", NIL);
	change_text(&x->change, "notice", made.id, "status", NULL, "draft");
	change_fact_text(&x->change, "kind", in->kind);
	change_fact_int(&x->change, "unit_id", in->unit_id);
	change_fact_text(&x->change, "trigger", in->trigger_code);
	change_secret(&x->change, "text", in->basis);
	change_topics(&x->change, topics(x));
	return change_end(&x->change);
}

enum err notice_create(struct op *op, const struct notice_new *n, int64_t *id)
{
	struct notice_tx x = { .op = op };
	struct q_notice_kind_of_out k;
	const struct unit *u = ref_unit(op->refs, n->unit_id);
	if (op->who && !notice_may_draft(op->who, n->kind))
		return problem_set(op->problem, &E_NOT_YOURS);
	if (!u || !u->active || (op->who && op->who->unit_id == u->id))
		return problem_field(op->problem, ERR_INVALID, "unit_id", E_UNIT.code, E_UNIT.text);
	enum err e = q_notice_kind_of(op->s, &(struct q_notice_kind_of_in){ .kind = n->kind }, &k);
	if (e)
		return e;
	e = draft(&x, &(struct q_notice_insert_in){ .kind = n->kind, .subject = n->subject, .title = n->title, .unit_id = u->id,
		  .trigger_code = n->trigger ? n->trigger : "", .proposed = 0, .basis = n->basis,
		  .demand = n->demand && *n->demand ? n->demand : k.demand,
		  .answer_value = n->answer_value == NIL ? k.answer_value : n->answer_value,
		  .answer_unit = n->answer_value == NIL ? k.answer_unit : "working_day", .created_by = op_actor(op).user_id,
		  .created_at = op->now }, id);
	if (!e)
		e = add_cases(op, *id, n->cases, n->ncases, n->trigger);
	return e ? e : change_close(&x.change);
}

enum err notice_edit(struct op *op, int64_t id, int64_t version, const struct notice_edit *in)
{
	struct notice_tx x;
	enum err e = begin(&x, op, id, version);
	if (!e && !str_eq(x.row.status, "draft"))
		e = problem_set(op->problem, &E_DRAFT);
	if (e)
		return e;
	if (in->title)
		x.next.title = in->title;
	if (in->basis)
		x.next.basis = in->basis;
	if (in->demand)
		x.next.demand = in->demand;
	if (in->answer_value != NIL) {
		x.next.answer_value = in->answer_value;
		x.next.answer_unit = "working_day";
	}
	x.text = in->basis;
	e = move(&x, "edit");
	if (!e && in->with_cases)
		e = replace_cases(op, id, in->cases, in->ncases);
	return e ? e : change_close(&x.change);
}

/* ---- drafts of the job ---- */

/* Cases of a notice that was not answered go along with it. */
static enum err take_over(struct op *op, int64_t from, int64_t to, const char *trigger)
{
	struct q_notice_cases_rows rows;
	enum err e = q_notice_raise_add(op->s, &(struct q_notice_raise_add_in){ .from_id = from, .to_id = to }, NULL);
	if (!e)
		e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = from }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = q_notice_case_add(op->s, &(struct q_notice_case_add_in){ .notice_id = to, .case_id = rows.v[i].case_id,
				      .trigger_code = trigger, .why = rows.v[i].why, .added_at = op->now }, NULL);
	return e;
}

static enum err take_hits(struct op *op, const struct q_notice_trigger_list_out *t, const struct notice_hit *v,
	size_t n, bool of_notices, int64_t id)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < n; i++)
		e = of_notices ? take_over(op, v[i].id, id, t->code) :
				 q_notice_case_add(op->s, &(struct q_notice_case_add_in){ .notice_id = id, .case_id = v[i].id,
						   .trigger_code = t->code, .why = notice_why(op->a, t->code, v[i].n), .added_at = op->now },
						   NULL);
	return e;
}

static const char *finding(struct op *op, const struct q_notice_trigger_list_out *t, size_t n, bool of_notices)
{
	return arena_printf(op->a, "%s %zu %s", t->name, n, of_notices ? "张" : "件");
}

static enum err add_to(struct op *op, const struct q_notice_trigger_list_out *t, const struct notice_hit *v, size_t n,
	bool of_notices, int64_t id)
{
	struct notice_tx x;
	struct q_notice_cases_rows known;
	enum err e = begin(&x, op, id, NIL);
	if (!e)
		e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = id }, &known);
	if (e)
		return e;
	if (!of_notices && known.n + n > NOTICE_CASES_MAX) /* the rest waits for the next one; a full draft is not added to */
		n = NOTICE_CASES_MAX - known.n;
	x.text = finding(op, t, n, of_notices);
	if (strlen(x.next.basis) < 2000)
		x.next.basis = arena_printf(op->a, "%s\n又有%s。", x.row.basis, x.text);
	e = move(&x, "edit");
	if (!e)
		e = take_hits(op, t, v, n, of_notices, id);
	return e ? e : change_close(&x.change);
}

enum err notice_draft_plain(struct op *op, const struct q_notice_trigger_list_out *t, int64_t unit_id, const char *found,
	int64_t *id)
{
	struct notice_tx x = { .op = op };
	struct q_notice_kind_of_out k;
	enum err e = q_notice_kind_of(op->s, &(struct q_notice_kind_of_in){ .kind = t->kind }, &k);
	if (e)
		return e;
	e = draft(&x, &(struct q_notice_insert_in){ .kind = t->kind, .subject = t->subject,
		  .title = arena_printf(op->a, "关于%s问题的%s", t->name, k.name), .unit_id = unit_id, .trigger_code = t->code,
		  .proposed = 1, .basis = arena_printf(op->a, "经平台统计，你单位%s。", found), .demand = k.demand,
		  .answer_value = k.answer_value, .answer_unit = k.answer_unit, .created_by = NIL, .created_at = op->now }, id);
	return e ? e : change_close(&x.change);
}

enum err notice_draft_open(struct op *op, const struct q_notice_trigger_list_out *t, const struct notice_hit *v,
	size_t n, bool of_notices, int64_t draft_id)
{
	int64_t id;
	if (draft_id != NIL)
		return add_to(op, t, v, n, of_notices, draft_id);
	if (n > NOTICE_CASES_MAX)
		n = NOTICE_CASES_MAX;
	enum err e = notice_draft_plain(op, t, v->unit_id, finding(op, t, n, of_notices), &id);
	return e ? e : take_hits(op, t, v, n, of_notices, id);
}

/* ---- signing ---- */

/* The history of each case says that it stands on a notice, or no longer does. Cases are locked in ascending order. */
static enum err tell_cases(struct notice_tx *x, const char *kind)
{
	struct q_notice_cases_rows rows;
	struct op *op = x->op;
	const char *fact = arena_printf(op->a, "%s %s", notice_kind_text(x->row.kind), x->row.no);
	enum err e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct case_tx t;
		if (i && rows.v[i].case_id == rows.v[i - 1].case_id)
			continue;
		if ((e = case_begin(&t, op, rows.v[i].case_id)))
			return e;
		change_begin(&t.change, kind, NIL);
		change_fact_int(&t.change, "notice_id", x->row.id);
		change_fact_text(&t.change, "fact", fact);
		change_topics(&t.change, case_topics(&t));
		e = change_end(&t.change);
		if (!e)
			e = case_end(&t);
	}
	return e;
}

static enum err keep_document(struct notice_tx *x, const struct notice_document *d)
{
	struct op *op = x->op;
	uint8_t digest[SM3_SIZE];
	struct db_blob signature;
	struct buf hex;
	sm3(d->pdf.p, d->pdf.n, digest);
	buf_init(&hex, op->a, 2 * SM3_SIZE + 1);
	buf_hex(&hex, digest, sizeof digest);
	enum err e = keys_sign(op->site->keys, digest, op->a, &signature);
	for (size_t i = 0; !e && i < d->npersons; i++)
		e = q_notice_person_add(op->s, &(struct q_notice_person_add_in){ .notice_id = x->row.id, .rank = d->persons[i].rank,
					.name = d->persons[i].name, .title = d->persons[i].title }, NULL);
	return e ? e : q_notice_document_add(op->s, &(struct q_notice_document_add_in){ .notice_id = x->row.id,
		.pdf = { d->pdf.p, d->pdf.n }, .digest = buf_cstr(&hex), .signature = signature, .at = op->now }, NULL);
}

enum err notice_sign(struct op *op, int64_t id, int64_t version, const struct notice_document *d)
{
	struct notice_tx x;
	struct q_notice_number_take_out number;
	enum err e = begin(&x, op, id, version);
	if (e)
		return e;
	if (d->number) { /* the counter is this year's lock: whoever waited for it has an older document */
		e = q_notice_number_take(op->s,
			&(struct q_notice_number_take_in){ .kind = x.row.kind, .year = day_of_ms(op->now) / 10000 },
			&number);
		if (!e && number.last != d->number)
			e = problem_set(op->problem, &E_NUMBER);
	}
	if (e)
		return e;
	x.next.no = d->no;
	x.next.issuer = d->issuer;
	x.next.copy_to = d->copy_to;
	x.next.to_discipline = d->to_discipline;
	x.next.signed_by = op_actor(op).user_id;
	x.next.signed_at = op->now;
	x.next.ack_due_at = d->ack_due_at;
	x.next.answer_due_at = d->answer_due_at;
	e = move(&x, "sign");
	if (!e && !d->number) /* it was no draft, or not this person's, when it was prepared */
		e = problem_set(op->problem, &E_STALE);
	if (!e)
		e = keep_document(&x, d);
	if (!e)
		e = tell_cases(&x, "case.notice");
	return e ? e : change_close(&x.change);
}

/* ---- every other move ---- */

enum err notice_act(struct op *op, int64_t id, int64_t version, const char *action, const char *text)
{
	struct notice_tx x;
	enum err e = begin(&x, op, id, version);
	if (e)
		return e;
	x.text = text;
	e = move(&x, action);
	if (!e && str_eq(action, "withdraw"))
		e = tell_cases(&x, "case.notice_withdrawn");
	return e ? e : change_close(&x.change);
}

enum err notice_due(struct op *op, int64_t *ids, size_t max, size_t *n)
{
	struct q_notice_to_mark_rows rows;
	enum err e = q_notice_to_mark(op->s, &(struct q_notice_to_mark_in){ .now = op->now, .max = (int64_t)max }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n; i++)
		ids[(*n)++] = rows.v[i].id;
	return e;
}

enum err notice_mark(struct op *op, int64_t id)
{
	struct notice_tx x;
	enum err e = begin(&x, op, id, NIL);
	if (!e && str_eq(x.row.status, "delivered") && x.row.unacked_at == NIL && x.row.ack_due_at < op->now) {
		e = move(&x, "unacked");
		x.next = x.row;
	}
	bool waits = str_eq(x.row.status, "delivered") || str_eq(x.row.status, "handling");
	if (!e && waits && x.row.late_at == NIL && x.row.answer_due_at < op->now)
		e = move(&x, "late");
	return e ? e : change_close(&x.change);
}

enum err notice_of_document(struct op *op, const char *digest, struct q_notice_document_known_out *out)
{
	return q_notice_document_known(op->s, &(struct q_notice_document_known_in){ .digest = digest }, out);
}

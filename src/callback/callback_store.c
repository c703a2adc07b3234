/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks, attempts, ratings and judgements, each under the lock of its case. */
#include <inttypes.h>
#include <string.h>

#include "callback/callback.h"

enum {
	TASK_DAYS = 3,
	RETRY_HOURS = 20,
	TRY_SPAN_DAYS = 3,
	QUIET_DAYS = 7,
	NO_PHONE_DAYS = 10,
	LINK_DAYS = 15,
	CLAIM_HOURS = 12,
	DISSATISFIED = 2,
};

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "callback.not_found", "没有找到这个回访任务。" };
static const struct problem_code E_NONE = { ERR_NOT_FOUND, "callback.none", "目前没有待回访的任务。" };
static const struct problem_code E_CLOSED = { ERR_CONFLICT, "callback.closed", "这个回访任务已经结束。" };
static const struct problem_code E_CLAIMED = { ERR_CONFLICT, "callback.claimed", "这个任务正由其他回访员处理。" };
static const struct problem_code E_MOVED = { ERR_STALE, "callback.stale", "该诉求刚被归并或拆分，请刷新后再操作。" };
static const struct problem_code E_CONFLICT = { ERR_FORBIDDEN, "callback.own_unit", "回访员不能回访本单位承办的案件。" };
static const struct problem_code E_HOURS = { ERR_CONFLICT, "callback.hours", "电话回访时间为8:30至20:30，请稍后再拨。" };
static const struct problem_code E_RATED = { ERR_CONFLICT, "rating.already", "本轮已经评价过，以第一次评价为准。" };
static const struct problem_code E_NOT_YET = { ERR_CONFLICT, "rating.not_yet", "事项还没有办结，办结后才能评价。" };
static const struct problem_code E_OVER = { ERR_CONFLICT, "rating.over",
					    "本轮评价已经结束。如果问题仍未解决，请重新提交诉求或拨打热线。" };
static const struct problem_code E_SOLVED = { ERR_INVALID, "rating.question", "请按问题作答：咨询、建议、表扬问“答复清楚吗”，其他问“问题解决了吗”。" };
static const struct problem_code E_REASONS = { ERR_INVALID, "rating.reasons", "原因选项不正确，请重新选择。" };
static const struct problem_code E_REASON = { ERR_INVALID, "callback.reason", "请写明理由。" };
static const struct problem_code E_LINK = { ERR_GONE, "rating.link", "评价链接无效、已使用或已过期，请用查询码进入评价。" };
static const struct problem_code E_JUDGE = { ERR_CONFLICT, "case.nothing_to_judge", "这件诉求没有待研判的评价。" };
static const struct problem_code E_JUDGED = { ERR_CONFLICT, "case.judged_by_unit", "本单位已有研判意见，须由另一单位的研判人复核。" };
static const struct problem_code E_CODE = { ERR_INTERNAL, "callback.code", "生成链接失败，请稍后重试。" };

static bool is_open(const char *status)
{
	return str_eq(status, "open") || str_eq(status, "claimed");
}

/* ---- a task under the lock of its case ---- */

struct task_tx {
	struct op *op;
	struct case_tx t;
	struct q_task_get_out row;
};

static enum err task_begin(struct task_tx *x, struct op *op, int64_t id)
{
	x->op = op;
	enum err e = q_task_get(op->s, &(struct q_task_get_in){ .id = id }, &x->row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = case_begin(&x->t, op, x->row.case_id);
	if (!e) /* again, now that nobody else can change it */
		e = q_task_get(op->s, &(struct q_task_get_in){ .id = id }, &x->row);
	if (!e && x->row.case_id != x->t.row.id)
		e = problem_set(op->problem, &E_MOVED);
	return e;
}

/* The row as changed, with an event on the case. Facts may be added before task_end. */
static enum err task_store(struct task_tx *x, const char *kind, struct q_task_get_out *after)
{
	const struct q_task_get_out *b = &x->row;
	int64_t changed;
	enum err e = q_task_set(x->op->s, &(struct q_task_set_in){ .status = after->status, .attempts = after->attempts,
		.methods = after->methods, .first_try_at = after->first_try_at, .last_try_at = after->last_try_at,
		.next_try_at = after->next_try_at, .agent_id = after->agent_id,
		.claimed_at = str_eq(after->status, "claimed") ? x->op->now : NIL, .closed_at = after->closed_at, .id = b->id,
		.version = b->version }, &changed);
	if (!e && !changed)
		e = problem_set(x->op->problem, &E_CLAIMED);
	if (e)
		return e;
	struct change *c = &x->t.change;
	change_begin(c, kind, NIL);
	change_text(c, "callback_task", b->id, "status", b->status, after->status);
	change_int(c, "callback_task", b->id, "attempts", b->attempts, after->attempts);
	change_int(c, "callback_task", b->id, "methods", b->methods, after->methods);
	change_int(c, "callback_task", b->id, "next_try_at", b->next_try_at, after->next_try_at);
	change_int(c, "callback_task", b->id, "agent_id", b->agent_id, after->agent_id);
	change_int(c, "callback_task", b->id, "closed_at", b->closed_at, after->closed_at);
	change_fact_int(c, "appeal_id", b->appeal_id);
	change_topics(c, arena_printf(x->op->a, "callback,case:%" PRId64, b->case_id));
	after->version = b->version + 1;
	x->row = *after;
	return ERR_OK;
}

/* ---- opening tasks when the orders are done ---- */

static enum err open_task(struct case_tx *t, int64_t appeal_id)
{
	struct op *op = t->op;
	struct q_appeal_get_out a;
	struct q_task_insert_out made;
	const struct event_type *type = ref_type(op->refs, t->row.event_type_id);
	enum err e = appeal_get(op, appeal_id, &a);
	if (!e)
		e = appeal_move(op, appeal_id, "to_rate", &(struct appeal_move_args){ .version = NIL });
	if (e)
		return e;
	struct q_task_of_appeal_out former = { .round = NIL };
	e = q_task_of_appeal(op->s, &(struct q_task_of_appeal_in){ .appeal_id = appeal_id }, &former);
	if (e && e != ERR_NOT_FOUND)
		return e;
	/* Normally the round of the case. An appeal that was asked in another case before it came here is a round ahead. */
	int64_t round = !e && former.round >= t->row.round ? former.round + 1 : t->row.round;
	e = ERR_OK;
	int64_t next_try = a.phone_digest ? op->now : NIL; /* nobody to call: the receipt and the link stay open */
	const char *why = a.no_callback ? a.no_callback_reason : type && !type->callback ? "按事项清单规定不回访" : NULL;
	if (why)
		e = appeal_move(op, appeal_id, "waive", &(struct appeal_move_args){ .version = NIL, .text = *why ? why : "诉求人要求不回访" });
	if (!e)
		e = q_task_insert(op->s, &(struct q_task_insert_in){ .appeal_id = appeal_id, .case_id = t->row.id, .round = round,
				  .status = why ? "waived" : "open", .opened_at = op->now, .due_at = op->now + (int64_t)TASK_DAYS * MS_DAY,
				  .next_try_at = next_try, .closed_at = why ? op->now : NIL }, &made);
	if (e)
		return e;
	struct change *c = &t->change;
	change_begin(c, why ? "callback.waived" : "callback.opened", NIL);
	change_text(c, "callback_task", made.id, "status", NULL, why ? "waived" : "open");
	change_int(c, "callback_task", made.id, "attempts", NIL, 0);
	change_int(c, "callback_task", made.id, "methods", NIL, 0);
	change_int(c, "callback_task", made.id, "next_try_at", NIL, next_try);
	change_int(c, "callback_task", made.id, "closed_at", NIL, why ? op->now : NIL);
	change_fact_int(c, "appeal_id", appeal_id);
	change_topics(c, arena_printf(op->a, "callback,case:%" PRId64, t->row.id));
	return change_end(c);
}

enum err callback_on_case(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct op sys = *t->op, *caller = t->op;
	struct q_membership_now_rows m;
	(void)n;
	sys.by = OP_SYSTEM; /* opening a callback is nobody's privilege: it follows from the settled orders */
	t->op = &sys;
	enum err e = q_membership_now(sys.s, &(struct q_membership_now_in){ .case_id = t->row.id }, &m);
	for (size_t i = 0; !e && i < m.n; i++) {
		const char *st = m.v[i].status;
		if (str_eq(st, "filed") || str_eq(st, "joined") || str_eq(st, "joined_own"))
			e = open_task(t, m.v[i].appeal_id);
	}
	if (!e)
		e = callback_progress(t);
	t->op = caller;
	return e;
}

/* Appellants who came with a merged case, or went home with it, take their open tasks along. */
enum err callback_on_moved(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	(void)n;
	return q_task_follow(t->op->s, &(struct q_task_follow_in){ .case_id = t->row.id }, NULL);
}

/* Those who left were perhaps the last this case waited for. */
enum err callback_on_split(struct change *c, const struct event_note *n)
{
	(void)n;
	return callback_progress(c->owner);
}

enum err callback_on_reopen(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct op sys = *t->op;
	struct q_membership_now_rows m;
	(void)n;
	sys.by = OP_SYSTEM;
	enum err e = q_membership_now(sys.s, &(struct q_membership_now_in){ .case_id = t->row.id }, &m);
	for (size_t i = 0; !e && i < m.n; i++)
		if (!str_eq(m.v[i].status, "withdrawn"))
			e = appeal_move(&sys, m.v[i].appeal_id, "rework", &(struct appeal_move_args){ .version = NIL });
	return e;
}

/* ---- closing ---- */

static enum err closing_kind(struct case_tx *t, const char **kind)
{
	struct q_membership_now_rows m;
	struct q_lead_result_out lead;
	enum err e = q_membership_now(t->op->s, &(struct q_membership_now_in){ .case_id = t->row.id }, &m);
	if (!e)
		e = q_lead_result(t->op->s, &(struct q_lead_result_in){ .case_id = t->row.id }, &lead);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool heard = false;
	for (size_t i = 0; i < m.n; i++)
		heard |= !str_eq(m.v[i].status, "unrated");
	*kind = "explained";
	if (!e && str_eq(lead.status, "transferred"))
		*kind = "transferred";
	else if (!e && str_eq(lead.result, "not_duty"))
		*kind = "not_our_duty";
	else if (m.n && !heard)
		*kind = "unrated";
	else if (!e && str_eq(lead.result, "solved"))
		*kind = "solved";
	return ERR_OK;
}

enum err callback_on_ready(struct change *c, const struct event_note *n)
{
	struct case_tx *t = c->owner;
	struct op sys = *t->op, *caller = t->op;
	const char *kind;
	(void)n;
	if (!str_eq(t->row.status, "ready") || t->row.appeals == 0)
		return ERR_OK; /* nobody to ask: the grid head checks */
	enum err e = closing_kind(t, &kind);
	if (e)
		return e;
	sys.by = OP_SYSTEM;
	t->op = &sys;
	e = case_move(t, "close", &(struct case_move_args){ .closing_kind = kind });
	t->op = caller;
	return e;
}

enum err callback_progress(struct case_tx *t)
{
	struct q_rating_to_judge_rows bad;
	struct q_task_open_of_case_out open;
	if (!str_eq(t->row.status, "callback"))
		return ERR_OK;
	enum err e = q_rating_to_judge(t->op->s, &(struct q_rating_to_judge_in){ .case_id = t->row.id }, &bad);
	if (!e && bad.n)
		return case_move(t, "judge", &(struct case_move_args){ .fact_id = bad.v[0].appeal_id });
	if (!e)
		e = q_task_open_of_case(t->op->s, &(struct q_task_open_of_case_in){ .case_id = t->row.id }, &open);
	if (e || open.n)
		return e;
	return case_move(t, "heard", &(struct case_move_args){ 0 });
}

/* ---- the agent ---- */

static enum err check_agent(struct task_tx *x)
{
	struct q_task_conflict_out conflict;
	struct op *op = x->op;
	if (!is_open(x->row.status))
		return problem_set(op->problem, &E_CLOSED);
	if (op->by != OP_PERSON)
		return ERR_OK;
	if (str_eq(x->row.status, "claimed") && x->row.agent_id != op->who->user_id)
		return problem_set(op->problem, &E_CLAIMED);
	enum err e = q_task_conflict(op->s,
		&(struct q_task_conflict_in){ .case_id = x->row.case_id, .unit_id = op->who->unit_id }, &conflict);
	return e ? e : conflict.n ? problem_set(op->problem, &E_CONFLICT) : ERR_OK;
}

enum err callback_claim(struct op *op, int64_t *task_id)
{
	struct q_task_next_out next;
	struct task_tx x;
	enum err e = ERR_OK;
	if (*task_id == NIL) {
		e = q_task_next(op->s, &(struct q_task_next_in){ .now = op->now, .unit_id = op->who->unit_id }, &next);
		if (e == ERR_NOT_FOUND)
			return problem_set(op->problem, &E_NONE);
		*task_id = next.id;
	}
	if (!e)
		e = task_begin(&x, op, *task_id);
	if (!e)
		e = check_agent(&x);
	if (e)
		return e;
	struct q_task_get_out after = x.row;
	after.status = "claimed";
	after.agent_id = op->who->user_id;
	e = task_store(&x, "callback.claimed", &after);
	if (!e)
		e = change_end(&x.t.change);
	return e ? e : case_end(&x.t);
}

static enum err hand_back(struct task_tx *x)
{
	struct q_task_get_out after = x->row;
	after.status = "open";
	after.agent_id = NIL;
	enum err e = task_store(x, "callback.released", &after);
	return e ? e : change_end(&x->t.change);
}

enum err callback_release(struct op *op, int64_t task_id)
{
	struct task_tx x;
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = check_agent(&x);
	if (!e)
		e = hand_back(&x);
	return e ? e : case_end(&x.t);
}

static int64_t method_bit(const char *method)
{
	static const char *const list[] = { "phone", "link", "sms", "visit" };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_eq(list[i], method))
			return (int64_t)1 << i;
	return 0;
}

enum err callback_attempt(struct op *op, int64_t task_id, const char *method, const char *outcome, const char *note)
{
	struct task_tx x;
	if (str_eq(method, "phone") && !cal_may_call(op->now))
		return problem_set(op->problem, &E_HOURS);
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = check_agent(&x);
	if (!e)
		e = q_attempt_insert(op->s, &(struct q_attempt_insert_in){ .task_id = task_id, .method = method, .outcome = outcome,
				     .agent_id = op_actor(op).user_id, .at = op->now, .note = note ? note : "" }, NULL);
	if (e)
		return e;
	bool reached = str_eq(outcome, "reached");
	struct q_task_get_out after = x.row;
	after.attempts++;
	after.methods |= method_bit(method);
	after.first_try_at = after.first_try_at == NIL ? op->now : after.first_try_at;
	after.last_try_at = op->now;
	if (!reached) {
		after.status = "open";
		after.agent_id = NIL;
		after.next_try_at = op->now + (int64_t)RETRY_HOURS * MS_HOUR;
	}
	e = task_store(&x, "callback.attempt", &after);
	if (e)
		return e;
	change_fact_text(&x.t.change, "method", method);
	change_fact_text(&x.t.change, "outcome", outcome);
	change_secret(&x.t.change, "note", note);
	e = change_end(&x.t.change);
	return e ? e : case_end(&x.t);
}

static enum err close_task(struct task_tx *x, const char *status, const char *kind)
{
	struct q_task_get_out after = x->row;
	after.status = status;
	after.closed_at = x->op->now;
	enum err e = task_store(x, kind, &after);
	return e ? e : change_end(&x->t.change);
}

enum err callback_waive(struct op *op, int64_t task_id, const char *reason)
{
	struct task_tx x;
	if (!reason || !*reason)
		return problem_set(op->problem, &E_REASON);
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = check_agent(&x);
	if (!e)
		e = appeal_move(op, x.row.appeal_id, "waive", &(struct appeal_move_args){ .version = NIL, .text = reason });
	if (!e)
		e = close_task(&x, "waived", "callback.waived");
	if (!e)
		e = callback_progress(&x.t);
	return e ? e : case_end(&x.t);
}

/* ---- rating ---- */

/* Why somebody is not content: what can be ticked on the phone. The codes stay, the words may change. */
static const struct {
	const char *code, *text;
} REASONS[] = {
	{ "nobody_came", "没有人来看过" },  { "not_done", "说办了，其实没办" }, { "came_back", "办过又坏了" },
	{ "partly", "只办了一部分" },       { "no_answer", "答非所问" },        { "slow", "拖得太久" },
	{ "attitude", "态度不好" },         { "no_contact", "没有联系我" },     { "passed_around", "来回推" },
	{ "disagree", "不同意处理结果" },
};

static const char *reason_of(struct sv code)
{
	for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
		if (sv_eqs(code, REASONS[i].code))
			return REASONS[i].text;
	return NULL;
}

const char *rating_reasons_text(struct arena *a, const char *reasons)
{
	struct buf b;
	struct sv rest = sv_from(reasons), one;
	buf_init(&b, a, 1024);
	while (rest.n && sv_cut(&rest, ',', &one)) {
		const char *text = reason_of(one);
		if (text)
			buf_printf(&b, "%s%s", b.n ? "、" : "", text);
	}
	return buf_cstr(&b);
}

static enum err check_answers(struct op *op, const char *type, const struct answers *a)
{
	struct sv rest = sv_from(a->reasons ? a->reasons : ""), one;
	while (rest.n && sv_cut(&rest, ',', &one))
		if (!reason_of(one))
			return problem_field(op->problem, ERR_INVALID, "reasons", E_REASONS.code, E_REASONS.text);
	bool clear = str_eq(a->solved, "clear") || str_eq(a->solved, "unclear");
	if (!a->solved || clear != appeal_asks_clear(type))
		return problem_set(op->problem, &E_SOLVED);
	return ERR_OK;
}

static enum err store_rating(struct op *op, const struct q_appeal_get_out *a, int64_t case_id, int64_t round, const char *source,
			     const struct answers *ans)
{
	enum err e = q_rating_insert(op->s,
		&(struct q_rating_insert_in){ .appeal_id = a->id,
			.case_id = case_id,
			.round = round,
			.source = source,
			.solved = ans->solved,
			.satisfied = ans->satisfied,
			.contacted = ans->contacted,
			.opinion = ans->opinion ? ans->opinion : "",
			.reasons = ans->reasons ? ans->reasons : "",
			.agent_id = str_eq(source, "callback") ? op_actor(op).user_id : NIL,
			.at = op->now },
		NULL);
	return e == ERR_CONFLICT ? problem_set(op->problem, &E_RATED) : e;
}

static enum err rate_task(struct task_tx *x, const struct answers *ans, const char *source)
{
	struct op *op = x->op;
	struct q_appeal_get_out a;
	enum err e = appeal_get(op, x->row.appeal_id, &a);
	if (!e && str_eq(a.status, "rated"))
		e = problem_set(op->problem, &E_RATED);
	if (!e && (str_eq(a.status, "unrated") || str_eq(a.status, "waived")))
		e = problem_set(op->problem, &E_OVER);
	if (!e && !str_eq(a.status, "to_rate"))
		e = problem_set(op->problem, &E_NOT_YET);
	if (!e)
		e = check_answers(op, a.type, ans);
	if (!e)
		e = store_rating(op, &a, x->row.case_id, x->row.round, source, ans);
	if (!e)
		e = appeal_move(op, a.id, "rate", &(struct appeal_move_args){ .version = NIL, .fact = ans->solved });
	if (e)
		return e;
	struct q_task_get_out after = x->row;
	after.status = "done";
	after.closed_at = op->now;
	e = task_store(x, "callback.rated", &after);
	if (e)
		return e;
	change_fact_text(&x->t.change, "solved", ans->solved);
	change_fact_int(&x->t.change, "satisfied", ans->satisfied);
	change_fact_text(&x->t.change, "source", source);
	change_fact_text(&x->t.change, "reasons", ans->reasons && *ans->reasons ? ans->reasons : NULL);
	change_secret(&x->t.change, "opinion", ans->opinion);
	e = change_end(&x->t.change);
	if (!e)
		e = callback_progress(&x->t);
	return e ? e : case_end(&x->t);
}

enum err callback_rate(struct op *op, int64_t task_id, const struct answers *ans)
{
	struct task_tx x;
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = check_agent(&x);
	return e ? e : rate_task(&x, ans, "callback");
}

enum err rate_by_citizen(struct op *op, int64_t appeal_id, const struct answers *ans)
{
	struct q_task_of_appeal_out task;
	struct q_appeal_get_out a;
	struct task_tx x;
	enum err e = appeal_get(op, appeal_id, &a);
	if (e)
		return e;
	if (str_eq(a.status, "answered")) { /* answered at once: no case, no task */
		e = check_answers(op, a.type, ans);
		if (!e)
			e = store_rating(op, &a, NIL, 0, "link", ans);
		return e ? e : appeal_move(op, appeal_id, "rate", &(struct appeal_move_args){ .version = NIL, .fact = ans->solved });
	}
	e = q_task_of_appeal(op->s, &(struct q_task_of_appeal_in){ .appeal_id = appeal_id }, &task);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, str_eq(a.status, "rated") ? &E_RATED : &E_NOT_YET);
	if (!e)
		e = task_begin(&x, op, task.id);
	return e ? e : rate_task(&x, ans, "link");
}

static enum err link_digest(struct op *op, const char *token, const char **hash)
{
	char *hex;
	enum err e = field_digest(op->site->keys, op->a, "rating_link", token, &hex);
	*hash = hex;
	return e ? problem_set(op->problem, &E_CODE) : ERR_OK;
}

enum err callback_make_link(struct op *op, int64_t task_id, const char **token)
{
	struct task_tx x;
	uint8_t raw[20];
	const char *hash;
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = check_agent(&x);
	if (e)
		return e;
	struct buf b;
	buf_init(&b, op->a, 64);
	env_random(op->site->env, raw, sizeof raw);
	buf_hex(&b, raw, sizeof raw);
	*token = buf_cstr(&b);
	e = link_digest(op, *token, &hash);
	if (!e)
		e = q_task_set_link(op->s, &(struct q_task_set_link_in){ .link_hash = hash, .id = task_id }, NULL);
	if (e)
		return e;
	change_begin(&x.t.change, "callback.link", NIL);
	change_fact_int(&x.t.change, "appeal_id", x.row.appeal_id);
	e = change_end(&x.t.change);
	return e ? e : case_end(&x.t);
}

enum err rate_link_appeal(struct op *op, const char *token, int64_t *appeal_id)
{
	const char *hash;
	struct q_task_by_link_out task;
	enum err e = link_digest(op, token, &hash);
	if (!e)
		e = q_task_by_link(op->s, &(struct q_task_by_link_in){ .link_hash = hash }, &task);
	if (e == ERR_NOT_FOUND || (!e && (!is_open(task.status) || op->now - task.opened_at > (int64_t)LINK_DAYS * MS_DAY)))
		return problem_set(op->problem, &E_LINK);
	*appeal_id = task.appeal_id;
	return e;
}

/* ---- judgement ---- */

static enum err find_bad(struct case_tx *t, int64_t appeal_id, struct q_rating_to_judge_out *out)
{
	struct q_rating_to_judge_rows bad;
	enum err e = q_rating_to_judge(t->op->s, &(struct q_rating_to_judge_in){ .case_id = t->row.id }, &bad);
	for (size_t i = 0; !e && i < bad.n; i++) {
		if (bad.v[i].appeal_id == appeal_id) {
			*out = bad.v[i];
			return ERR_OK;
		}
	}
	return e ? e : problem_set(t->op->problem, &E_JUDGE);
}

static enum err do_rework(struct case_tx *t, int64_t appeal_id, const char *opinion, const int64_t *order_ids, size_t n)
{
	struct op sys = *t->op;
	sys.by = OP_SYSTEM;
	enum err e = ERR_OK;
	if (str_eq(t->row.status, "judging"))
		e = case_move(t, "rework", &(struct case_move_args){ .reason = opinion, .fact_id = appeal_id });
	if (!e)
		e = order_rework(t, order_ids, n, opinion);
	if (!e)
		e = appeal_move(&sys, appeal_id, "rework", &(struct appeal_move_args){ .version = NIL });
	return e;
}

enum err callback_judge(struct op *op, int64_t case_id, int64_t appeal_id, bool rework, const char *opinion,
	const int64_t *order_ids, size_t n, bool *done)
{
	struct case_tx t;
	struct q_rating_to_judge_out bad = { 0 };
	struct q_judgement_count_out count;
	*done = false;
	if (!opinion || !*opinion)
		return problem_set(op->problem, &E_REASON);
	enum err e = case_begin(&t, op, case_id);
	if (!e && !str_eq(t.row.status, "judging"))
		e = problem_set(op->problem, &E_JUDGE);
	if (!e)
		e = find_bad(&t, appeal_id, &bad);
	if (e)
		return e;
	e = q_judgement_insert(op->s, &(struct q_judgement_insert_in){ .appeal_id = appeal_id, .case_id = case_id, .round = bad.round,
			       .user_id = op->who->user_id, .unit_id = op->who->unit_id,
			       .verdict = rework ? "rework" : "unreasonable", .opinion = opinion, .at = op->now }, NULL);
	if (e == ERR_CONFLICT)
		return problem_set(op->problem, &E_JUDGED);
	if (!e)
		e = q_judgement_count(op->s, &(struct q_judgement_count_in){ .appeal_id = appeal_id, .round = bad.round }, &count);
	if (e)
		return e;
	change_begin(&t.change, "case.judgement", NIL);
	change_fact_int(&t.change, "appeal_id", appeal_id);
	change_fact_text(&t.change, "verdict", rework ? "rework" : "unreasonable");
	change_secret(&t.change, "opinion", opinion);
	change_topics(&t.change, case_topics(&t));
	e = change_end(&t.change);
	if (!e && rework) {
		*done = true;
		e = do_rework(&t, appeal_id, opinion, order_ids, n);
	} else if (!e && count.n >= 2) {
		*done = true;
		e = case_move(&t, "explain", &(struct case_move_args){ .reason = opinion, .fact_id = appeal_id });
		if (!e)
			e = callback_progress(&t);
	}
	return e ? e : case_end(&t);
}

/* ---- the scheduler's part ---- */

/* Tasks whose tries are exhausted, and tasks that somebody claimed and did not come back to; `only` NIL: all. */
static enum err find_due(struct op *op, int64_t only, int64_t max, struct q_task_exhausted_rows *exhausted,
			 struct q_task_forgotten_rows *forgotten)
{
	enum err e = q_task_exhausted(op->s, &(struct q_task_exhausted_in){ .span = (int64_t)TRY_SPAN_DAYS * MS_DAY,
				      .quiet = op->now - (int64_t)QUIET_DAYS * MS_DAY,
				      .no_phone = op->now - (int64_t)NO_PHONE_DAYS * MS_DAY, .only = only, .max = max }, exhausted);
	if (!e)
		e = q_task_forgotten(op->s, &(struct q_task_forgotten_in){ .before = op->now - (int64_t)CLAIM_HOURS * MS_HOUR,
				     .only = only, .max = max }, forgotten);
	return e;
}

enum err callback_due(struct op *op, int64_t max, int64_t **ids, size_t *n)
{
	struct q_task_exhausted_rows exhausted;
	struct q_task_forgotten_rows forgotten;
	enum err e = find_due(op, NIL, max, &exhausted, &forgotten);
	*n = 0;
	if (e)
		return e;
	*ids = ARENA_ARRAY(op->a, int64_t, exhausted.n + forgotten.n + 1);
	for (size_t i = 0; i < exhausted.n; i++)
		(*ids)[(*n)++] = exhausted.v[i].id;
	for (size_t i = 0; i < forgotten.n; i++)
		(*ids)[(*n)++] = forgotten.v[i].id;
	return ERR_OK;
}

enum err callback_expire(struct op *op, int64_t task_id)
{
	struct q_task_exhausted_rows exhausted;
	struct q_task_forgotten_rows forgotten;
	struct task_tx x;
	enum err e = task_begin(&x, op, task_id);
	if (!e)
		e = find_due(op, task_id, 1, &exhausted, &forgotten);
	if (e)
		return e;
	if (exhausted.n) {
		e = appeal_move(op, x.row.appeal_id, "unrated", &(struct appeal_move_args){ .version = NIL });
		if (!e)
			e = close_task(&x, "unrated", "callback.unrated");
		if (!e)
			e = callback_progress(&x.t);
	} else if (forgotten.n) { /* another agent may take it */
		e = hand_back(&x);
	}
	return e ? e : case_end(&x.t);
}

enum err callback_sweep(struct op *op, int64_t max, int64_t *n)
{
	int64_t *ids;
	size_t found;
	enum err e = callback_due(op, max, &ids, &found);
	*n = 0;
	for (size_t i = 0; !e && i < found; i++) {
		e = callback_expire(op, ids[i]);
		(*n)++;
	}
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Flags on numbers: proposed by the agent, decided by who leads the hotline, for a limited time, never keeping anybody out. */
#include <inttypes.h>
#include <string.h>

#include "auth/audit.h"
#include "hotline/hotline.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "flag.not_found", "没有找到这条号码标记，请刷新后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "flag.stale", "这条标记刚被他人处理，请刷新后查看。" };
static const struct problem_code E_MINE = { ERR_FORBIDDEN, "flag.not_mine", "只能标记自己接听的来电。" };
static const struct problem_code E_NUMBER = { ERR_CONFLICT, "flag.no_number", "这通来电没有显示号码，无法标记。" };
static const struct problem_code E_TWICE = { ERR_CONFLICT, "flag.twice", "这个号码已有同类标记在等复核或已生效。" };
static const struct problem_code E_WHY = { ERR_INVALID, "flag.why", "请写明理由。" };
static const struct problem_code E_OWN = { ERR_FORBIDDEN, "flag.own", "不能复核自己提请的标记，请由他人复核。" };
static const struct problem_code E_SEAL = { ERR_INTERNAL, "flag.seal", "号码加密失败，请稍后重试。" };

struct flag_ctx {
	struct op *op;
	struct q_flag_get_out row;
	struct change change;
	const char *decision;
};

static bool ctx_can(void *ctx, unsigned cap)
{
	return can(((struct flag_ctx *)ctx)->op->who, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct flag_ctx *)ctx)->op->problem;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct flag_ctx *c = ctx;
	struct op *op = c->op;
	int64_t changed;
	if (!str_eq(e->action, "accept") && !(c->decision && *c->decision))
		return problem_set(op->problem, &E_WHY);
	enum err err = q_flag_set(op->s, &(struct q_flag_set_in){ .status = e->to, .by = op_actor(op).user_id, .at = op->now,
								  .decision = c->decision ? c->decision : "", .id = c->row.id,
								  .version = c->row.version }, &changed);
	if (!err && !changed)
		err = problem_set(op->problem, &E_STALE);
	if (err)
		return err;
	change_begin(&c->change, arena_printf(op->a, "flag.%s", e->action), NIL);
	change_text(&c->change, "hotline_flag", c->row.id, "status", c->row.status, e->to);
	change_secret(&c->change, "decision", c->decision);
	change_topics(&c->change, "hotline");
	return change_end(&c->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

static enum err open_change(struct flag_ctx *c, int64_t id)
{
	struct op *op = c->op;
	return change_open(&c->change, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "flag", id, op->now);
}

static enum err seal(struct op *op, int64_t id, const char *number, struct db_blob *out)
{
	enum err e = field_seal(op->site->keys, KEY_CONTACT, op->site->env, op->a,
		arena_printf(op->a, "flag.number:%" PRId64, id), number, strlen(number), out);
	return e ? problem_set(op->problem, &E_SEAL) : ERR_OK;
}

static enum err insert(struct op *op, const struct q_call_get_out *call, const char *number, const char *kind,
	const char *note, int64_t days, int64_t *id)
{
	const char *full, *tail;
	struct q_flag_insert_out made;
	struct q_flag_open_of_phone_out open;
	struct db_blob sealed;
	enum err e = appeal_phone_digest(op, number, &full, &tail);
	if (e)
		return e;
	e = q_flag_open_of_phone(
		op->s, &(struct q_flag_open_of_phone_in){ .phone_digest = full, .kind = kind, .now = op->now }, &open);
	if (e != ERR_NOT_FOUND)
		return e ? e : problem_set(op->problem, &E_TWICE);
	e = q_flag_insert(op->s,
			  &(struct q_flag_insert_in){ .sealed = { "", 1 }, .phone_digest = full, .tail_digest = tail, .kind = kind,
						      .note = note, .call_id = call->id, .by = op_actor(op).user_id, .now = op->now,
						      .until = op->now + days * MS_DAY },
			  &made);
	if (!e)
		e = seal(op, made.id, number, &sealed); /* the seal is bound to the row's id */
	*id = made.id;
	return e ? e : q_flag_seal(op->s, &(struct q_flag_seal_in){ .sealed = sealed, .id = made.id }, NULL);
}

enum err flag_propose(struct op *op, int64_t call_id, const char *kind, const char *note, int64_t days, int64_t *id)
{
	struct q_call_get_out call;
	struct flag_ctx c = { .op = op };
	const char *number = NULL;
	enum err e = call_load(op, call_id, &call);
	if (!e && !call_is_mine(op, &call))
		e = problem_set(op->problem, &E_MINE);
	if (!e)
		e = call_number(op, &call, &number);
	if (!e && (!number || strlen(number) < 5))
		e = problem_set(op->problem, &E_NUMBER);
	if (!e)
		e = insert(op, &call, number, kind, note, days, id);
	if (!e)
		e = open_change(&c, *id);
	if (e)
		return e;
	change_begin(&c.change, "flag.propose", NIL);
	change_text(&c.change, "hotline_flag", *id, "status", NULL, "proposed");
	change_fact_text(&c.change, "kind", kind);
	change_fact_int(&c.change, "call_id", call_id);
	change_secret(&c.change, "note", note);
	change_topics(&c.change, "hotline");
	e = change_end(&c.change);
	return e ? e : change_close(&c.change);
}

enum err flag_decide(struct op *op, int64_t id, int64_t version, const char *action, const char *decision)
{
	struct flag_ctx c = { .op = op, .decision = decision };
	enum err e = open_change(&c, id);
	if (!e)
		e = q_flag_get(op->s, &(struct q_flag_get_in){ .id = id }, &c.row);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e && version != c.row.version)
		e = problem_set(op->problem, &E_STALE);
	if (!e && str_eq(action, "accept") && op->who && c.row.set_by == op->who->user_id)
		e = problem_set(op->problem, &E_OWN);
	if (!e)
		e = wf_move(&FLAG_MACHINE, &HOST, &c, WF_PERSON, c.row.status, action);
	if (!e)
		e = change_close(&c.change);
	return e ? e : audit_op(op, arena_printf(op->a, "flag.%s", action), "flag", id, decision, NULL);
}

enum err put_flags(struct json_out *w, struct op *op, const char *digest)
{
	static const char *const KIND[][2] = { { "abuse", "辱骂" }, { "harassment", "骚扰" }, { "silent", "无声" }, { "care", "需要关照" } };
	struct q_flag_of_phone_rows rows = { 0 };
	enum err e = digest ? q_flag_of_phone(op->s,
				      &(struct q_flag_of_phone_in){ .phone_digest = digest, .now = op->now }, &rows)
			    : ERR_OK;
	if (e)
		return e;
	jw_key(w, "flags");
	jw_array(w);
	for (size_t i = 0; i < rows.n; i++) {
		const char *text = "";
		for (size_t k = 0; k < 4; k++)
			if (str_eq(KIND[k][0], rows.v[i].kind))
				text = KIND[k][1];
		jw_object(w);
		jw_kid(w, "id", rows.v[i].id);
		jw_kstr(w, "kind", rows.v[i].kind);
		jw_kstr(w, "kind_text", text);
		jw_kstr(w, "note", rows.v[i].note);
		jw_kint(w, "set_at", rows.v[i].set_at);
		jw_kint(w, "until", rows.v[i].until);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

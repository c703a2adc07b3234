/* SPDX-License-Identifier: Apache-2.0 */
/* Grants: proposed, approved, revoked. */
#include "auth/users.h"
#include "auth/users_internal.h"
#include "users_sql.h"

static const struct problem_code E_EXCLUDED = { ERR_CONFLICT, "grant.excluded", "系统管理员、安全管理员、审计管理员三者互斥，也不能兼任业务角色。" };
static const struct problem_code E_KNOWN = { ERR_CONFLICT, "grant.known", "该用户已有或已申请同样的授权。" };
static const struct problem_code E_MANY = { ERR_CONFLICT, "grant.too_many", "一个用户最多 16 项授权，请先撤销不用的授权。" };
static const struct problem_code E_CONTRACTOR = { ERR_CONFLICT, "grant.contractor", "外包人员账号不能担任安全管理员或审计管理员。" };
static const struct problem_code E_NOT_PENDING = { ERR_CONFLICT, "grant.not_pending", "该授权已处理或已失效，请刷新后查看。" };
static const struct problem_code E_OWN = { ERR_CONFLICT, "grant.own", "不能批准自己提出的或授予自己的授权，请由另一名安全管理员批准。" };
static const struct problem_code E_LAST = { ERR_CONFLICT, "grant.last_admin", "这是最后一名该类管理员，不能撤销。请先任命另一名。" };
static const struct problem_code E_NONE = { ERR_NOT_FOUND, "grant.not_found", "没有这项授权。" };
static const struct problem_code E_DISABLED = { ERR_CONFLICT, "grant.disabled", "该用户已停用，请先启用。" };

/* Against all grants of the person that are in force or proposed, except the one being approved. */
static enum err check_others(struct op *op, int64_t user_id, const struct grant_new *n, int64_t except)
{
	struct q_grants_of_user_rows g;
	enum err e = q_grants_of_user(op->s, &(struct q_grants_of_user_in){ .user_id = user_id, .now = op->now }, &g);
	if (e)
		return e;
	if (g.n >= PRINCIPAL_GRANTS && except == NIL)
		return problem_set(op->problem, &E_MANY);
	for (size_t i = 0; i < g.n; i++) {
		const struct q_grants_of_user_out *o = &g.v[i];
		if (o->id == except)
			continue;
		if (roles_exclude(n->role, role_from(o->role)))
			return problem_set(op->problem, &E_EXCLUDED);
		if (str_eq(o->role, role_name(n->role)) && str_eq(o->scope, scope_name(n->scope)) && o->unit_id == n->unit_id &&
		    o->grid_id == n->grid_id)
			return problem_set(op->problem, &E_KNOWN);
	}
	return ERR_OK;
}

static enum err check_place(struct op *op, const struct grant_new *n)
{
	struct q_user_known_unit_out unit;
	struct q_user_known_grid_out grid;
	enum err e = n->unit_id == NIL
			     ? ERR_OK
			     : q_user_known_unit(op->s, &(struct q_user_known_unit_in){ .id = n->unit_id }, &unit);
	if (e == ERR_NOT_FOUND)
		return problem_field(op->problem, ERR_INVALID, "unit_id", "grant.unit", "没有这个单位。");
	if (!e && n->grid_id != NIL)
		e = q_user_known_grid(op->s, &(struct q_user_known_grid_in){ .id = n->grid_id }, &grid);
	if (e == ERR_NOT_FOUND)
		return problem_field(op->problem, ERR_INVALID, "grid_id", "grant.grid", "没有这个网格，或已停用。");
	return e;
}

static enum err write_granted(struct op *op, const struct grant_new *n, int64_t id)
{
	struct change c;
	enum err e = user_event_open(op, &c, n->user_id, n->approved ? "user.granted" : "user.grant_proposed");
	if (e)
		return e;
	change_text(&c, "role_grant", id, "role", NULL, role_name(n->role));
	change_text(&c, "role_grant", id, "scope", NULL, scope_name(n->scope));
	change_int(&c, "role_grant", id, "unit_id", NIL, n->unit_id);
	change_int(&c, "role_grant", id, "grid_id", NIL, n->grid_id);
	change_int(&c, "role_grant", id, "valid_to", NIL, n->valid_to);
	return user_event_close(&c);
}

enum err grant_propose(struct op *op, const struct grant_new *n, int64_t *id)
{
	struct q_user_get_out user;
	struct q_grant_insert_out made;
	int64_t by = op->who ? op->who->user_id : NIL;
	enum err e = user_row(op, n->user_id, &user);
	if (!e && str_eq(user.status, "disabled"))
		e = problem_set(op->problem, &E_DISABLED);
	if (!e && user.contractor && (n->role == ROLE_sec_admin || n->role == ROLE_audit_admin))
		e = problem_set(op->problem, &E_CONTRACTOR);
	if (!e)
		e = check_place(op, n);
	if (!e)
		e = check_others(op, n->user_id, n, NIL);
	if (e)
		return e;
	e = q_grant_insert(op->s, &(struct q_grant_insert_in){ .user_id = n->user_id, .role = role_name(n->role),
			   .scope = scope_name(n->scope), .unit_id = n->unit_id, .grid_id = n->grid_id, .proposed_by = by,
			   .approved_by = n->approved ? by : NIL, .approved_at = n->approved ? op->now : NIL,
			   .valid_from = op->now, .valid_to = n->valid_to }, &made);
	if (e)
		return e;
	*id = made.id;
	if (n->approved)
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = n->user_id }, NULL);
	return e ? e : write_granted(op, n, made.id);
}

static enum err grant_row(struct op *op, int64_t id, struct q_grant_get_out *g)
{
	enum err e = q_grant_get(op->s, &(struct q_grant_get_in){ .id = id }, g);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NONE) : e;
}

enum err grant_approve(struct op *op, int64_t id, int64_t *user_id)
{
	struct q_grant_get_out g;
	struct change c;
	int64_t changed = 0, by = op->who ? op->who->user_id : NIL;
	enum err e = grant_row(op, id, &g);
	if (e)
		return e;
	if (g.approved_at != NIL || (g.valid_to != NIL && g.valid_to <= op->now))
		return problem_set(op->problem, &E_NOT_PENDING);
	if (by != NIL && (by == g.proposed_by || by == g.user_id))
		return problem_set(op->problem, &E_OWN);
	const struct grant_new n = { g.user_id, role_from(g.role), scope_from(g.scope),
				     g.unit_id, g.grid_id,	   g.valid_to,
				     true };
	e = check_others(op, g.user_id, &n, id);
	if (!e)
		e = q_grant_approve(op->s, &(struct q_grant_approve_in){ .approved_by = by, .now = op->now, .id = id },
				    &changed);
	if (!e && changed != 1)
		e = problem_set(op->problem, &E_NOT_PENDING);
	if (!e)
		e = q_user_activate(op->s, &(struct q_user_activate_in){ .id = g.user_id }, &changed);
	if (!e)
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = g.user_id }, NULL);
	if (!e)
		e = user_event_open(op, &c, g.user_id, "user.granted");
	if (e)
		return e;
	*user_id = g.user_id;
	change_int(&c, "role_grant", id, "approved_by", NIL, by);
	change_int(&c, "role_grant", id, "approved_at", NIL, op->now);
	if (changed)
		change_text(&c, "app_user", g.user_id, "status", "proposed", "active");
	change_fact_text(&c, "role", g.role);
	return user_event_close(&c);
}

/* Without a single security or system administrator nobody could ever grant again. */
static enum err check_last(struct op *op, const struct q_grant_get_out *g)
{
	struct q_role_holders_out others;
	if (g->approved_at == NIL || !role_is_admin(role_from(g->role)))
		return ERR_OK;
	enum err e = q_role_holders(op->s,
				    &(struct q_role_holders_in){ .role = g->role, .but = g->user_id, .now = op->now },
				    &others);
	return e ? e : others.n ? ERR_OK : problem_set(op->problem, &E_LAST);
}

enum err grant_revoke(struct op *op, int64_t id, const char *reason, int64_t *user_id)
{
	struct q_grant_get_out g;
	struct change c;
	int64_t changed = 0;
	enum err e = grant_row(op, id, &g);
	if (!e)
		e = check_last(op, &g);
	if (!e)
		e = q_grant_end(op->s, &(struct q_grant_end_in){ .now = op->now, .id = id }, &changed);
	if (!e && changed != 1)
		e = problem_set(op->problem, &E_NOT_PENDING);
	if (!e)
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = g.user_id }, NULL);
	if (!e)
		e = user_event_open(op, &c, g.user_id, g.approved_at == NIL ? "user.grant_refused" : "user.revoked");
	if (e)
		return e;
	*user_id = g.user_id;
	change_int(&c, "role_grant", id, "valid_to", g.valid_to, op->now);
	change_fact_text(&c, "role", g.role);
	change_secret(&c, "reason", reason);
	return user_event_close(&c);
}

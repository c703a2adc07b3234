/* SPDX-License-Identifier: Apache-2.0 */
/* Grants over HTTP: propose, approve, revoke, the list of what waits for approval. */
#include "auth/audit.h"
#include "auth/listing.h"
#include "auth/routes.h"
#include "auth/session.h"
#include "auth/users.h"
#include "auth/users_api.h"
#include "auth/web.h"
#include "users_sql.h"

static const struct problem_code E_TOO_HIGH = { ERR_FORBIDDEN, "grant.too_high",
						"您只能为本单位人员申请承办、领导、镇街、社区、网格、调解、专家类角色，且范围不超出您的辖区。" };

/* ---- list ---- */

static const struct list_col GRANT_COLS[] = {
	LIST_COL("id", "编号", COL_ID, .width = 8),
	LIST_COL("user", "人员", COL_REF),
	LIST_COL("login", "账号", COL_TEXT),
	LIST_COL("user_unit", "所在单位", COL_TEXT, .width = 24),
	LIST_COL("role", NULL, COL_TEXT),
	LIST_COL("text", "角色", COL_TEXT),
	LIST_COL("scope", NULL, COL_TEXT),
	LIST_COL("scope_text", "范围", COL_TEXT, .width = 10),
	LIST_COL("unit", "授权单位", COL_REF, .width = 24),
	LIST_COL("grid", "授权网格", COL_REF, .width = 24),
	LIST_COL("proposed_by", "提出人", COL_TEXT),
	LIST_COL("approved_by", "批准人", COL_TEXT),
	LIST_COL("proposed_at", "提出时间", COL_TIME, .width = 18),
	LIST_COL("approved_at", "批准时间", COL_TIME, .width = 18),
	LIST_COL("valid_to", "终止时间", COL_TIME, .width = 18),
	LIST_COL("pending", "待批准", COL_BOOL, .width = 8),
	{ 0 }
};
static const struct list_sort GRANT_SORTS[] = { { "-id", "g.id", COL_ID, true },
						{ "id", "g.id", COL_ID, false },
						{ 0 } };

static void grant_where(struct req *r, struct db_query *q)
{
	scope_people(q, req_who(r), CAP_USER_READ);
	if (in_given(r, "pending") && in_i64(r, "pending"))
		db_query_add(q, " AND g.approved_at IS NULL AND (g.valid_to IS NULL OR g.valid_to > $)", DB_ARG_I64(r->now));
	else if (!in_i64_or(r, "ended", 0))
		db_query_add(q, " AND (g.valid_to IS NULL OR g.valid_to > $)", DB_ARG_I64(r->now));
	if (in_given(r, "user"))
		db_query_add(q, " AND g.user_id = $", DB_ARG_I64(in_i64(r, "user")));
	if (in_given(r, "role"))
		db_query_add(q, " AND g.role = $", DB_ARG_TEXT(in_str(r, "role")));
}

static void grant_row_out(struct req *r, struct list *l, struct db_cursor *c)
{
	int64_t approved_at = db_i64(c, 14), valid_to = db_i64(c, 15);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_ref(l, "user", db_i64(c, 1), db_text(c, 2));
	list_put_text(l, "login", db_text(c, 3));
	list_put_text(l, "user_unit", db_text(c, 4));
	list_put_text(l, "role", db_text(c, 5));
	list_put_text(l, "text", role_text(role_from(db_text(c, 5))));
	list_put_text(l, "scope", db_text(c, 6));
	list_put_text(l, "scope_text", scope_text(scope_from(db_text(c, 6))));
	list_put_ref(l, "unit", db_i64(c, 7), db_text(c, 8));
	list_put_ref(l, "grid", db_i64(c, 9), db_text(c, 10));
	list_put_text(l, "proposed_by", db_text(c, 11));
	list_put_text(l, "approved_by", db_text(c, 12));
	list_put_time(l, "proposed_at", db_i64(c, 13));
	list_put_time(l, "approved_at", approved_at);
	list_put_time(l, "valid_to", valid_to);
	list_put_bool(l, "pending", approved_at == NIL && (valid_to == NIL || valid_to > r->now));
}

static const struct list_def GRANTS = {
	.title = "授权",
	.cols = GRANT_COLS,
	.sorts = GRANT_SORTS,
	.id = "g.id",
	.select = "g.id, g.user_id, u.name, u.login, n.name, g.role, g.scope, g.unit_id, gn.name, g.grid_id, d.name, "
		  "p.name,"
		  " a.name, g.valid_from, g.approved_at, g.valid_to",
	.from = " FROM role_grant g JOIN app_user u ON u.id = g.user_id JOIN unit n ON n.id = u.unit_id"
		" LEFT JOIN unit gn ON gn.id = g.unit_id LEFT JOIN grid d ON d.id = g.grid_id"
		" LEFT JOIN app_user p ON p.id = g.proposed_by LEFT JOIN app_user a ON a.id = g.approved_by",
	.where = grant_where,
	.row = grant_row_out,
};

enum err grants_list(struct req *r)
{
	return list_answer(r, &GRANTS);
}

enum err grants_export(struct req *r)
{
	return list_xlsx(r, &GRANTS);
}

/* ---- propose ---- */

/* Leaders, towns and communities propose for their own people, roles of their own kind, inside their own area. */
static enum err within_area(struct req *r, struct db_session *s, const struct grant_new *n)
{
	static const bool LOCAL[ROLE_COUNT] = { [ROLE_handler] = true, [ROLE_unit_leader] = true, [ROLE_town] = true,
						[ROLE_community] = true, [ROLE_grid_head] = true, [ROLE_grid_worker] = true,
						[ROLE_mediator] = true, [ROLE_expert] = true };
	const struct principal *who = req_who(r);
	bool yes = true;
	enum err e = ERR_OK;
	if (can_scope(who, CAP_USER_PROPOSE) == SCOPE_ALL)
		return ERR_OK;
	if (!LOCAL[n->role] || n->scope == SCOPE_ALL)
		return problem_set(&r->problem, &E_TOO_HIGH);
	if (n->unit_id != NIL)
		e = may_unit(s, who, CAP_USER_PROPOSE, n->unit_id, &yes);
	if (!e && yes && n->grid_id != NIL)
		e = may_grid(s, who, CAP_USER_PROPOSE, n->grid_id, &yes);
	return e ? e : yes ? ERR_OK : problem_set(&r->problem, &E_TOO_HIGH);
}

static enum err answer_grant(struct req *r, int64_t id, bool pending)
{
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kbool(&r->w, "pending", pending);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err write_propose(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct op op = req_op(r, s);
	int64_t id = NIL;
	const struct grant_new n = { .user_id = r->path_id[0], .role = role_from(in_str(r, "role")),
				     .scope = scope_from(in_str(r, "scope")), .unit_id = in_i64(r, "unit_id"),
				     .grid_id = in_i64(r, "grid_id"), .valid_to = in_i64(r, "valid_to") };
	if (n.role == ROLE_COUNT)
		return problem_field(&r->problem, ERR_INVALID, "role", "grant.role", "没有这个角色。");
	enum err e = user_in_area(r, s, CAP_USER_PROPOSE, n.user_id);
	if (!e)
		e = within_area(r, s, &n);
	if (!e)
		e = grant_propose(&op, &n, &id);
	if (!e)
		e = answer_grant(r, id, true);
	r->status = 201;
	return e ? e : audit_req(r, s, "grant.propose", "user", n.user_id, NULL,
				 arena_printf(r->arena, "%s（%s）", role_text(n.role), scope_text(n.scope)));
}

enum err grant_post(struct req *r)
{
	return req_write(r, write_propose, r);
}

/* ---- approve, revoke ---- */

struct decision {
	struct req *r;
	int64_t user_id;
};

static enum err write_approve(struct db_session *s, void *arg)
{
	struct decision *d = arg;
	struct req *r = d->r;
	struct op op = req_op(r, s);
	enum err e = grant_approve(&op, r->path_id[0], &d->user_id);
	if (!e)
		e = answer_grant(r, r->path_id[0], false);
	return e ? e : audit_req(r, s, "grant.approve", "grant", r->path_id[0], NULL, NULL);
}

enum err grant_approve_post(struct req *r)
{
	struct decision d = { r, NIL };
	enum err e = req_write(r, write_approve, &d);
	if (!e && d.user_id != NIL)
		auth_forget_user(r->server, d.user_id);
	return e;
}

/* The security administrator takes back anything; whoever may propose for the account takes back what is not an
 * administrator's. */
static enum err may_revoke(struct req *r, struct db_session *s, const struct q_grant_get_out *g, bool *yes)
{
	enum role role = role_from(g->role);
	*yes = can(req_who(r), CAP_USER_APPROVE);
	if (*yes || role == ROLE_sec_admin || role == ROLE_audit_admin)
		return ERR_OK;
	return may_unit(s, req_who(r), CAP_USER_PROPOSE, g->user_unit_id, yes);
}

static enum err write_revoke(struct db_session *s, void *arg)
{
	struct decision *d = arg;
	struct req *r = d->r;
	struct op op = req_op(r, s);
	struct q_grant_get_out g;
	bool yes = false;
	enum err e = q_grant_get(s, &(struct q_grant_get_in){ .id = r->path_id[0] }, &g);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	e = may_revoke(r, s, &g, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = grant_revoke(&op, g.id, in_str(r, "reason"), &d->user_id);
	if (!e)
		e = answer_grant(r, g.id, false);
	return e ? e
		 : audit_req(r, s, g.approved_at == NIL ? "grant.reject" : "grant.revoke", "grant", g.id,
			     in_str(r, "reason"), NULL);
}

enum err grant_revoke_post(struct req *r)
{
	struct decision d = { r, NIL };
	enum err e = req_write(r, write_revoke, &d);
	if (!e && d.user_id != NIL)
		auth_forget_user(r->server, d.user_id);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts in the database: create, change, password. */
#include <inttypes.h>
#include <string.h>

#include "auth/refver.h"
#include "auth/users.h"
#include "auth/users_internal.h"
#include "users_sql.h"

static const struct problem_code E_TAKEN = { ERR_CONFLICT, "user.login_taken", "该账号已被使用，请换一个。" };
static const struct problem_code E_NO_USER = { ERR_NOT_FOUND, "user.not_found", "没有这个用户。" };
static const struct problem_code E_NO_GRANT = {
	ERR_CONFLICT, "user.needs_grant", "该用户还没有已批准的角色，不能启用。请先申请授权，由安全管理员批准。"
};

const char *user_phone_context(struct arena *a, int64_t user_id)
{
	return arena_printf(a, "app_user.phone:%" PRId64, user_id);
}

enum err user_row(struct op *op, int64_t id, struct q_user_get_out *out)
{
	enum err e = q_user_get(op->s, &(struct q_user_get_in){ .id = id }, out);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NO_USER) : e;
}

enum err user_event_open(struct op *op, struct change *c, int64_t user_id, const char *kind)
{
	struct actor actor = op->who ? (struct actor){ op->who->user_id, op->who->unit_id } : (struct actor){ NIL, NIL };
	enum err e = change_open(c, op->s, op->site->keys, op->site->env, op->problem, actor, "user", user_id, op->now);
	if (!e)
		change_begin(c, kind, NIL);
	return e;
}

enum err user_event_close(struct change *c)
{
	enum err e = change_end(c);
	return e ? e : change_close(c);
}

/* ---- create ---- */

static bool login_allowed(const char *s)
{
	size_t n = strlen(s);
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (i && s[i] >= '0' && s[i] <= '9') || (i && strchr("._-", s[i]))))
			return false;
	return n >= 2 && n <= 32;
}

static enum err known_unit(struct op *op, int64_t unit_id)
{
	struct q_user_known_unit_out unit;
	enum err e = q_user_known_unit(op->s, &(struct q_user_known_unit_in){ .id = unit_id }, &unit);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || !unit.active)
		return problem_field(op->problem, ERR_INVALID, "unit_id", "user.unit", "没有这个单位，或已停用。");
	return ERR_OK;
}

static enum err store_phone(struct op *op, int64_t id, const char *phone)
{
	struct db_blob sealed = { NULL, 0 };
	if (phone && *phone) {
		enum err e = field_seal(op->site->keys, KEY_CONTACT, op->site->env, op->a, user_phone_context(op->a, id), phone,
					strlen(phone), &sealed);
		if (e)
			return e;
	}
	return q_user_set_phone(op->s, &(struct q_user_set_phone_in){ .phone = sealed, .id = id }, NULL);
}

enum err user_create(struct op *op, const struct user_new *n, int64_t *id)
{
	struct q_user_insert_out made;
	struct change c;
	if (!login_allowed(n->login))
		return problem_field(op->problem, ERR_INVALID, "login", "user.login",
				     "账号为 2 至 32 个小写字母、数字或 . _ -，以字母开头。");
	enum err e = known_unit(op, n->unit_id);
	if (e)
		return e;
	e = q_user_insert(op->s, &(struct q_user_insert_in){ .login = n->login, .name = n->name, .unit_id = n->unit_id,
			  .status = n->status, .contractor = n->contractor, .demo = n->demo, .now = op->now }, &made);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_TAKEN) : e;
	*id = made.id;
	if (n->phone && (e = store_phone(op, made.id, n->phone)))
		return e;
	e = user_event_open(op, &c, made.id, "user.created");
	if (e)
		return e;
	change_text(&c, "app_user", made.id, "login", NULL, n->login);
	change_int(&c, "app_user", made.id, "unit_id", NIL, n->unit_id);
	change_text(&c, "app_user", made.id, "status", NULL, n->status);
	change_int(&c, "app_user", made.id, "contractor", NIL, n->contractor);
	change_secret(&c, "name", n->name);
	return user_event_close(&c);
}

/* ---- change ---- */

/* Active means that somebody has approved at least one grant. */
static enum err may_be_active(struct op *op, int64_t id)
{
	struct q_grants_of_user_rows g;
	enum err e = q_grants_of_user(op->s, &(struct q_grants_of_user_in){ .user_id = id, .now = op->now }, &g);
	for (size_t i = 0; !e && i < g.n; i++)
		if (g.v[i].approved_at != NIL)
			return ERR_OK;
	return e ? e : problem_set(op->problem, &E_NO_GRANT);
}

static enum err write_changed(struct op *op, const struct q_user_get_out *was, const struct q_user_get_out *is,
			      bool phone)
{
	struct change c;
	enum err e = user_event_open(op, &c, was->id, "user.changed");
	if (e)
		return e;
	change_int(&c, "app_user", was->id, "unit_id", was->unit_id, is->unit_id);
	change_text(&c, "app_user", was->id, "status", was->status, is->status);
	change_int(&c, "app_user", was->id, "contractor", was->contractor, is->contractor);
	change_fact_int(&c, "phone_changed", phone);
	if (!str_eq(was->name, is->name))
		change_secret(&c, "name", is->name);
	return user_event_close(&c);
}

enum err user_change(struct op *op, int64_t id, const struct user_change *x)
{
	struct q_user_get_out was, is;
	int64_t changed = 0;
	enum err e = user_row(op, id, &was);
	if (!e)
		e = refver_check(op->problem, op->a, x->version, was.version);
	if (!e && x->unit_id != NIL && x->unit_id != was.unit_id)
		e = known_unit(op, x->unit_id);
	if (!e && str_eq(x->status, "active") && !str_eq(was.status, "active"))
		e = may_be_active(op, id);
	if (e)
		return e;
	is = was;
	is.name = x->name ? x->name : was.name;
	is.status = x->status ? x->status : was.status;
	is.unit_id = x->unit_id != NIL ? x->unit_id : was.unit_id;
	is.contractor = x->contractor >= 0 ? x->contractor : was.contractor;
	e = q_user_update(op->s, &(struct q_user_update_in){ .name = is.name, .unit_id = is.unit_id, .status = is.status,
			  .contractor = is.contractor, .id = id, .version = was.version }, &changed);
	if (!e && changed != 1)
		e = refver_check(op->problem, op->a, x->version, was.version + 1);
	if (!e && x->phone)
		e = store_phone(op, id, x->phone);
	if (!e)
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = id }, NULL);
	if (!e && !str_eq(is.status, "active"))
		e = q_user_sessions_end(op->s, &(struct q_user_sessions_end_in){ .user_id = id }, NULL);
	return e ? e : write_changed(op, &was, &is, x->phone != NULL);
}

enum err user_set_password(struct op *op, int64_t id, const char *encoded, bool must_change)
{
	struct change c;
	enum err e = q_user_password(op->s, &(struct q_user_password_in){ .password = encoded, .now = op->now,
				     .must_change = must_change, .id = id }, NULL);
	if (!e)
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = id }, NULL);
	if (!e)
		e = q_user_sessions_end(op->s, &(struct q_user_sessions_end_in){ .user_id = id }, NULL);
	if (!e)
		e = user_event_open(op, &c, id, "user.password_reset");
	return e ? e : user_event_close(&c);
}

enum err user_may_manage(struct db_session *s, const struct principal *who, int64_t user_id, int64_t now, bool *yes)
{
	struct q_grants_of_user_rows g;
	bool guarded = false;
	enum err e = q_grants_of_user(s, &(struct q_grants_of_user_in){ .user_id = user_id, .now = now }, &g);
	if (e)
		return e;
	for (size_t i = 0; i < g.n; i++)
		guarded |= str_eq(g.v[i].role, "sec_admin") || str_eq(g.v[i].role, "audit_admin");
	*yes = guarded ? can(who, CAP_USER_APPROVE) && who->user_id != user_id
		       : can_scope(who, CAP_USER_PROPOSE) == SCOPE_ALL;
	return ERR_OK;
}

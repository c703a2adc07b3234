/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts over HTTP: list, create, change, reset the password, what somebody sees. */
#include <string.h>

#include "auth/audit.h"
#include "auth/listing.h"
#include "auth/mask.h"
#include "auth/me.h"
#include "auth/password_rules.h"
#include "auth/routes.h"
#include "auth/session.h"
#include "auth/users.h"
#include "auth/users_api.h"
#include "auth/web.h"
#include "users_sql.h"

#define STATUS_WORDS "proposed:待批准|active:在用|disabled:停用"

/* ---- list ---- */

static const struct list_col USER_COLS[] = {
	LIST_COL("id", NULL, COL_ID),
	LIST_COL("login", "账号", COL_TEXT),
	LIST_COL("name", "姓名", COL_TEXT),
	LIST_COL("unit", "单位", COL_REF, .width = 24),
	LIST_COL("status", "状态", COL_TEXT, .words = STATUS_WORDS, .width = 10),
	LIST_COL("contractor", "外包人员", COL_BOOL, .width = 10),
	LIST_COL("locked_until", "锁定至", COL_TIME, .width = 18),
	LIST_COL("must_change", "须改密码", COL_BOOL, .width = 10),
	LIST_COL("role", NULL, COL_TEXT),
	LIST_COL("role_text", "首要角色", COL_TEXT),
	LIST_COL("grants", "在用授权数", COL_INT, .width = 10),
	LIST_COL("pending", "待批授权数", COL_INT, .width = 10),
	LIST_COL("created_at", "建立时间", COL_TIME, .width = 18),
	LIST_COL("version", NULL, COL_INT),
	{ 0 }
};
static const struct list_sort USER_SORTS[] = { { "login", "u.login", COL_TEXT, false },
					       { "name", "u.name", COL_TEXT, false },
					       { "-created_at", "u.created_at", COL_TIME, true },
					       { 0 } };

/* Begins with the text: names and logins are short, and no pattern characters need escaping. */
static void begins_with(struct db_query *q, const char *text)
{
	db_query_add(q, " AND (substr(u.name, 1, length(CAST($ AS TEXT))) = $", DB_ARG_TEXT(text), DB_ARG_TEXT(text));
	db_query_add(q, " OR substr(u.login, 1, length(CAST($ AS TEXT))) = $)", DB_ARG_TEXT(text), DB_ARG_TEXT(text));
}

static void user_where(struct req *r, struct db_query *q)
{
	scope_people(q, req_who(r), CAP_USER_READ);
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id IN (SELECT uu.unit_id FROM unit_under uu WHERE uu.ancestor_id = $)",
			     DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "status"))
		db_query_add(q, " AND u.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "role"))
		db_query_add(q, " AND EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = u.id AND g.role = $"
				" AND (g.valid_to IS NULL OR g.valid_to > $))",
			     DB_ARG_TEXT(in_str(r, "role")), DB_ARG_I64(r->now));
	if (in_given(r, "q"))
		begins_with(q, in_str(r, "q"));
}

static void user_row_out(struct req *r, struct list *l, struct db_cursor *c)
{
	int64_t locked_until = db_i64(c, 7);
	const char *role = db_text(c, 9);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "login", db_text(c, 1));
	list_put_text(l, "name", db_text(c, 2));
	list_put_ref(l, "unit", db_i64(c, 3), db_text(c, 4));
	list_put_text(l, "status", db_text(c, 5));
	list_put_bool(l, "contractor", db_i64(c, 6) == 1);
	list_put_time(l, "locked_until", locked_until > r->now ? locked_until : NIL);
	list_put_bool(l, "must_change", db_i64(c, 8) == 1);
	list_put_text(l, "role", role);
	list_put_text(l, "role_text", role ? role_text(role_from(role)) : NULL);
	list_put_int(l, "grants", db_i64(c, 10));
	list_put_int(l, "pending", db_i64(c, 11));
	list_put_time(l, "created_at", db_i64(c, 12));
	list_put_int(l, "version", db_i64(c, 13));
}

#define OPEN_GRANT "g.user_id = u.id AND g.valid_to IS NULL"
static const struct list_def USERS = {
	.title = "用户",
	.cols = USER_COLS,
	.sorts = USER_SORTS,
	.id = "u.id",
	.select = "u.id, u.login, u.name, u.unit_id, n.name, u.status, u.contractor, u.locked_until, u.must_change,"
		  " (SELECT g.role FROM role_grant g WHERE " OPEN_GRANT
		  " AND g.approved_at IS NOT NULL ORDER BY g.id LIMIT 1),"
		  " (SELECT count(*) FROM role_grant g WHERE " OPEN_GRANT " AND g.approved_at IS NOT NULL),"
		  " (SELECT count(*) FROM role_grant g WHERE " OPEN_GRANT
		  " AND g.approved_at IS NULL), u.created_at, u.version",
	.from = " FROM app_user u JOIN unit n ON n.id = u.unit_id",
	.where = user_where,
	.row = user_row_out,
};

enum err users_list(struct req *r)
{
	return list_answer(r, &USERS);
}

enum err users_export(struct req *r)
{
	return list_xlsx(r, &USERS);
}

/* ---- one ---- */

static const char *phone_masked(struct req *r, const struct q_user_get_out *u)
{
	char *phone = NULL;
	if (!u->phone_sealed.n)
		return NULL;
	if (field_open(req_site(r)->keys, KEY_CONTACT, r->arena, user_phone_context(r->arena, u->id), u->phone_sealed,
		       &phone, NULL))
		return NULL;
	return mask_phone(r->arena, phone);
}

static void write_grants(struct json_out *w, const struct q_grants_of_user_rows *g)
{
	jw_array(w);
	for (size_t i = 0; i < g->n; i++) {
		const struct q_grants_of_user_out *o = &g->v[i];
		jw_object(w);
		jw_kid(w, "id", o->id);
		jw_kstr(w, "role", o->role);
		jw_kstr(w, "text", role_text(role_from(o->role)));
		jw_kstr(w, "scope", o->scope);
		jw_kstr(w, "scope_text", scope_text(scope_from(o->scope)));
		jw_kid(w, "unit_id", o->unit_id);
		jw_kstr(w, "unit", o->unit_name);
		jw_kid(w, "grid_id", o->grid_id);
		jw_kstr(w, "grid", o->grid_name);
		jw_kstr(w, "proposed_by", o->proposed_by_name);
		jw_kstr(w, "approved_by", o->approved_by_name);
		jw_kint(w, "approved_at", o->approved_at);
		jw_kint(w, "valid_from", o->valid_from);
		jw_kbool(w, "pending", o->approved_at == NIL);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err write_user(struct req *r, struct db_session *s, int64_t id)
{
	struct q_user_get_out u;
	struct q_grants_of_user_rows g;
	enum err e = q_user_get(s, &(struct q_user_get_in){ .id = id }, &u);
	if (!e)
		e = q_grants_of_user(s, &(struct q_grants_of_user_in){ .user_id = id, .now = r->now }, &g);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kid(w, "id", u.id);
	jw_kstr(w, "login", u.login);
	jw_kstr(w, "name", u.name);
	jw_kid(w, "unit_id", u.unit_id);
	jw_kstr(w, "status", u.status);
	jw_kbool(w, "contractor", u.contractor);
	jw_kbool(w, "must_change", u.must_change);
	jw_kint(w, "locked_until", u.locked_until > r->now ? u.locked_until : NIL);
	jw_kstr(w, "phone_masked", phone_masked(r, &u));
	jw_key(w, "grants");
	write_grants(w, &g);
	jw_kint(w, "version", u.version);
	jw_object_end(w);
	return ERR_OK;
}

enum err user_in_area(struct req *r, struct db_session *s, enum cap c, int64_t user_id)
{
	struct q_user_get_out u;
	bool yes = false;
	enum err e = q_user_get(s, &(struct q_user_get_in){ .id = user_id }, &u);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	e = may_unit(s, req_who(r), c, u.unit_id, &yes);
	return e ? e : yes ? ERR_OK : req_not_found(r);
}

enum err user_one(struct req *r)
{
	enum err e = user_in_area(r, r->db, CAP_USER_READ, r->path_id[0]);
	return e ? e : write_user(r, r->db, r->path_id[0]);
}

/* ---- create, change ---- */

static enum err write_create(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct op op = req_op(r, s);
	bool yes = false;
	int64_t id = NIL;
	const struct user_new n = { .login = in_str(r, "login"), .name = in_str(r, "name"), .unit_id = in_i64(r, "unit_id"),
				    .phone = in_str(r, "phone"), .status = "proposed",
				    .contractor = in_i64_or(r, "contractor", 0) == 1 };
	enum err e = may_unit(s, op.who, CAP_USER_PROPOSE, n.unit_id, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = user_create(&op, &n, &id);
	if (!e)
		e = write_user(r, s, id);
	r->status = 201;
	return e ? e : audit_req(r, s, "user.create", "user", id, NULL, arena_printf(r->arena, "账号 %s", n.login));
}

enum err user_post(struct req *r)
{
	return req_write(r, write_create, r);
}

static enum err write_put(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct op op = req_op(r, s);
	bool yes = false;
	int64_t id = r->path_id[0];
	const struct user_change c = { .version = in_i64(r, "version"),
				       .name = in_str(r, "name"),
				       .status = in_str(r, "status"),
				       .phone = in_str(r, "phone"),
				       .unit_id = in_i64(r, "unit_id"),
				       .contractor = (int)in_i64_or(r, "contractor", -1) };
	enum err e = user_may_manage(s, op.who, id, r->now, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = user_change(&op, id, &c);
	if (!e)
		e = write_user(r, s, id);
	return e ? e : audit_req(r, s, "user.change", "user", id, NULL, c.status);
}

enum err user_put(struct req *r)
{
	enum err e = req_write(r, write_put, r);
	if (!e)
		auth_forget_user(r->server, r->path_id[0]);
	return e;
}

/* ---- password: random, shown once, to be changed at the first login ---- */

struct reset {
	struct req *r;
	const char *encoded;
};

static enum err write_reset(struct db_session *s, void *arg)
{
	struct reset *x = arg;
	struct req *r = x->r;
	struct op op = req_op(r, s);
	struct q_user_get_out u;
	bool yes = false;
	int64_t id = r->path_id[0];
	enum err e = q_user_get(s, &(struct q_user_get_in){ .id = id }, &u);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	e = user_may_manage(s, op.who, id, r->now, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e)
		e = user_set_password(&op, id, x->encoded, true);
	return e ? e : audit_req(r, s, "user.password", "user", id, NULL, NULL);
}

enum err user_password_reset(struct req *r)
{
	char password[RANDOM_PASSWORD], *encoded;
	password_random(r->env, password);
	enum err e = password_hash(r->env, r->arena, password, &encoded);
	if (e)
		return e;
	struct reset x = { r, encoded };
	e = req_write(r, write_reset, &x);
	if (e)
		return e;
	auth_forget_user(r->server, r->path_id[0]);
	jw_object(&r->w);
	jw_kstr(&r->w, "password", password);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- what somebody sees, and why ---- */

static void add_line(struct buf *b, const struct grant *g)
{
	const char *place = g->scope == SCOPE_ALL || !g->unit_name ? "" : g->unit_name;
	if (b->n)
		buf_char(b, '\n');
	buf_printf(b, "角色「%s」，授权范围「%s」%s%s", role_text(g->role), scope_text(g->scope), *place ? "：" : "", place);
}

static enum err reasons(struct req *r, const struct principal *p, int64_t case_id, struct buf *why)
{
	for (size_t i = 0; i < p->ngrants; i++) {
		struct principal one = *p;
		bool yes = false;
		one.ngrants = 1;
		one.grant[0] = p->grant[i];
		enum err e = may_case(r->db, &one, CAP_CASE_READ, case_id, &yes);
		if (e)
			return e;
		if (yes)
			add_line(why, &p->grant[i]);
	}
	return ERR_OK;
}

enum err user_sees(struct req *r)
{
	struct principal p;
	struct buf why;
	enum err e = user_in_area(r, r->db, CAP_USER_READ, r->path_id[0]);
	if (e)
		return e;
	e = principal_load(r->db, r->arena, r->path_id[0], r->now, &p);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool inactive = e == ERR_NOT_FOUND;
	buf_init(&why, r->arena, 16 << 10);
	if (!inactive && in_given(r, "case_id") && (e = reasons(r, &p, in_i64(r, "case_id"), &why)))
		return e;
	bool sees = why.n > 0;
	if (inactive)
		buf_str(&why, "该用户未启用，什么也看不到。");
	else if (!sees && in_given(r, "case_id"))
		buf_str(&why, "该用户没有任何授权覆盖这件案件（或没有这件案件）。");
	jw_object(&r->w);
	jw_kbool(&r->w, "can", sees);
	jw_kstr(&r->w, "why", buf_cstr(&why));
	if (!inactive) {
		jw_key(&r->w, "roles");
		grants_write(&r->w, &p);
	}
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- colleagues ---- */

enum err staff_list(struct req *r)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t unit = in_i64_or(r, "unit", req_who(r)->unit_id);
	db_query_init(&q);
	db_query_add(&q,
		     "SELECT u.id, u.name, n.short_name,"
		     " (SELECT d.name FROM handover h JOIN app_user d ON d.id = h.deputy_id WHERE h.user_id = u.id"
		     " AND h.ended_at IS NULL AND h.from_at <= $ AND h.to_at > $ ORDER BY h.id LIMIT 1)"
		     " FROM app_user u JOIN unit n ON n.id = u.unit_id"
		     " WHERE u.status = 'active' AND u.unit_id IN (SELECT uu.unit_id FROM unit_under uu WHERE "
		     "uu.ancestor_id = $)",
		     DB_ARG_I64(r->now), DB_ARG_I64(r->now), DB_ARG_I64(unit));
	if (in_given(r, "q"))
		begins_with(&q, in_str(r, "q"));
	db_query_text(&q, " ORDER BY u.unit_id, u.name, u.id LIMIT 100");
	enum err e = db_query_open(r->db, &q, &c);
	if (e)
		return e;
	jw_array(&r->w);
	while (!(e = db_next(c))) {
		jw_object(&r->w);
		jw_kid(&r->w, "id", db_i64(c, 0));
		jw_kstr(&r->w, "name", db_text(c, 1));
		jw_kstr(&r->w, "unit", db_text(c, 2));
		jw_kstr(&r->w, "away", db_text(c, 3)); /* who acts for them now */
		jw_object_end(&r->w);
	}
	db_query_close(c);
	jw_array_end(&r->w);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

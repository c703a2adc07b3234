/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens of machines: made and revoked by the security administrator, shown once, limited to named capabilities of
 * the account they belong to. */
#include "auth/audit.h"
#include "auth/listing.h"
#include "auth/session.h"
#include "auth/users_api.h"
#include "auth/web.h"
#include "users_sql.h"

static const struct problem_code E_GONE = { ERR_CONFLICT, "token.revoked", "该令牌不存在或已撤销。" };
static const struct problem_code E_ADMIN = { ERR_CONFLICT, "token.admin", "管理员账号不能签发令牌，请为系统对接建立专用账号。" };

static const struct list_col TOKEN_COLS[] = {
	LIST_COL("id", "编号", COL_ID, .width = 8),        LIST_COL("name", "用途", COL_TEXT, .width = 24),
	LIST_COL("user", "账号", COL_REF),                  LIST_COL("caps", "权限", COL_TEXT, .width = 40),
	LIST_COL("created_at", "签发时间", COL_TIME),       LIST_COL("expires_at", "到期时间", COL_TIME),
	LIST_COL("revoked_at", "撤销时间", COL_TIME),       { 0 }
};
static const struct list_sort TOKEN_SORTS[] = { { "-id", "t.id", COL_ID, true }, { 0 } };
static const struct list_def TOKENS = {
	.title = "令牌",
	.cols = TOKEN_COLS,
	.sorts = TOKEN_SORTS,
	.id = "t.id",
	.select = "t.id, t.name, t.user_id, u.name, t.caps, t.created_at, t.expires_at, t.revoked_at",
	.from = " FROM api_token t JOIN app_user u ON u.id = t.user_id",
};

enum err tokens_list(struct req *r)
{
	return list_answer(r, &TOKENS);
}

struct new_token {
	struct req *r;
	struct secret_token secret;
	const char *caps;
	int64_t id;
};

/* Known capabilities only, as a comma list. */
static const char *caps_list(struct req *r)
{
	const struct in_value *v = in_get(r, "caps");
	struct buf b;
	buf_init(&b, r->arena, 4096);
	for (size_t i = 0; i < v->n; i++) {
		if (cap_from(v->texts[i]) == CAP_NONE)
			return NULL;
		if (i)
			buf_char(&b, ',');
		buf_str(&b, v->texts[i]);
	}
	return b.n ? buf_cstr(&b) : NULL;
}

static enum err write_token(struct db_session *s, void *arg)
{
	struct new_token *t = arg;
	struct req *r = t->r;
	struct principal owner;
	struct q_token_insert_out made;
	int64_t user_id = r->path_id[0];
	enum err e = principal_load(s, r->arena, user_id, r->now, &owner);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	for (size_t i = 0; i < owner.ngrants; i++)
		if (role_is_admin(owner.grant[i].role))
			return problem_set(&r->problem, &E_ADMIN);
	e = q_token_insert(s, &(struct q_token_insert_in){ .token_hash = t->secret.hash, .name = in_str(r, "name"),
			   .user_id = user_id, .caps = t->caps, .now = r->now,
			   .expires_at = r->now + in_i64_or(r, "days", 365) * MS_DAY }, &made);
	if (e)
		return e;
	t->id = made.id;
	return audit_req(r, s, "token.create", "token", made.id, NULL, t->caps);
}

enum err token_post(struct req *r)
{
	struct new_token t = { .r = r, .caps = caps_list(r) };
	if (!t.caps)
		return problem_field(&r->problem, ERR_INVALID, "caps", "token.caps", "请列出至少一项系统认识的权限。");
	secret_token_make(r->env, &t.secret);
	enum err e = req_write(r, write_token, &t);
	if (e)
		return e;
	r->status = 201;
	jw_object(&r->w);
	jw_kid(&r->w, "id", t.id);
	jw_kstr(&r->w, "token", t.secret.text);
	jw_object_end(&r->w);
	return ERR_OK;
}

struct revoked {
	struct req *r;
	const char *hash;
};

static enum err write_token_revoke(struct db_session *s, void *arg)
{
	struct revoked *x = arg;
	struct q_token_revoke_out gone;
	enum err e = q_token_revoke(s, &(struct q_token_revoke_in){ .now = x->r->now, .id = x->r->path_id[0] }, &gone);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(&x->r->problem, &E_GONE) : e;
	x->hash = arena_str(x->r->arena, gone.token_hash);
	return audit_req(x->r, s, "token.revoke", "token", x->r->path_id[0], NULL, NULL);
}

enum err token_revoke_post(struct req *r)
{
	struct revoked x = { r, NULL };
	enum err e = req_write(r, write_token_revoke, &x);
	if (e)
		return e;
	if (x.hash)
		auth_forget_session(NULL, x.hash);
	jw_object(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Posts with an A and a B person (A/B岗, R-01): whoever is on duty gets what is addressed to the post. */
#include "auth/listing.h"
#include "auth/users_api.h"
#include "auth/web.h"
#include "posts_sql.h"

static const struct problem_code E_DUTY = { ERR_INVALID, "post.on_duty", "在岗人员未指定，请先填写对应的 A 岗或 B 岗人员。" };

static const struct list_col POST_COLS[] = {
	LIST_COL("id", NULL, COL_ID),
	LIST_COL("unit", "单位", COL_REF, .width = 24),
	LIST_COL("name", "岗位", COL_TEXT, .width = 20),
	LIST_COL("a", "A岗", COL_REF),
	LIST_COL("b", "B岗", COL_REF),
	LIST_COL("on_duty", "在岗", COL_TEXT, .words = "a:A岗|b:B岗", .width = 8),
	LIST_COL("valid_from", "起始", COL_TIME),
	LIST_COL("valid_to", "终止", COL_TIME),
	LIST_COL("version", NULL, COL_INT),
	{ 0 }
};
static const struct list_sort POST_SORTS[] = { { "name", "u.name", COL_TEXT, false }, { 0 } };

static void post_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id IN (SELECT uu.unit_id FROM unit_under uu WHERE uu.ancestor_id = $)",
			     DB_ARG_I64(in_i64(r, "unit")));
	if (in_i64_or(r, "active", 1))
		db_query_add(q, " AND (u.valid_to IS NULL OR u.valid_to > $)", DB_ARG_I64(r->now));
}

static const struct list_def POSTS = {
	.title = "岗位",
	.cols = POST_COLS,
	.sorts = POST_SORTS,
	.id = "u.id",
	.select = "u.id, u.unit_id, n.name, u.name, u.user_a, a.name, u.user_b, b.name, u.on_duty, u.valid_from, "
		  "u.valid_to, u.version",
	.from = " FROM post u JOIN unit n ON n.id = u.unit_id LEFT JOIN app_user a ON a.id = u.user_a"
		" LEFT JOIN app_user b ON b.id = u.user_b",
	.where = post_where,
};

enum err posts_list(struct req *r)
{
	return list_answer(r, &POSTS);
}

enum err posts_export(struct req *r)
{
	return list_csv(r, &POSTS);
}

static void write_row(struct json_out *w, const struct q_duty_post_get_out *p)
{
	jw_object(w);
	jw_kid(w, "id", p->id);
	jw_kid(w, "unit_id", p->unit_id);
	jw_kstr(w, "name", p->name);
	jw_kid(w, "user_a", p->user_a);
	jw_kid(w, "user_b", p->user_b);
	jw_kstr(w, "on_duty", p->on_duty);
	jw_kint(w, "valid_from", p->valid_from);
	jw_kint(w, "valid_to", p->valid_to);
	jw_kint(w, "version", p->version);
	jw_object_end(w);
}

static enum err read_row(struct req *r, struct db_session *s, int64_t id, struct q_duty_post_get_out *out)
{
	enum err e = q_duty_post_get(s, &(struct q_duty_post_get_in){ .id = id }, out);
	return e == ERR_NOT_FOUND ? req_not_found(r) : e;
}

enum err post_one(struct req *r)
{
	struct q_duty_post_get_out p;
	enum err e = read_row(r, r->db, r->path_id[0], &p);
	if (!e)
		write_row(&r->w, &p);
	return e;
}

enum err post_versions(struct req *r)
{
	struct q_duty_post_get_out row;
	enum err e = q_duty_post_get(r->db, &(struct q_duty_post_get_in){ .id = r->path_id[0] }, &row);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	return refver_answer(r, "post", r->path_id[0]);
}

/* In the person's area, and the one on duty exists. */
static enum err acceptable(struct req *r, struct db_session *s, const struct q_duty_post_get_out *p)
{
	bool yes = false;
	enum err e = may_unit(s, req_who(r), CAP_USER_PROPOSE, p->unit_id, &yes);
	if (!e && !yes)
		return req_forbidden(r);
	if (!e && (p->user_a != NIL || p->user_b != NIL) && (str_eq(p->on_duty, "b") ? p->user_b : p->user_a) == NIL)
		return problem_set(&r->problem, &E_DUTY);
	return e;
}

static enum err record(struct req *r, struct db_session *s, int64_t id, const struct q_duty_post_get_out *before)
{
	struct q_duty_post_get_out after;
	struct refver_by by = req_refver(r);
	enum err e = read_row(r, s, id, &after);
	if (!e)
		e = refver_record(s, &by, "post", id, after.version, &q_duty_post_get_stmt, before, &after);
	if (!e)
		write_row(&r->w, &after);
	return e;
}

static enum err write_new(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct q_duty_post_insert_out made;
	struct q_duty_post_get_out p = { .unit_id = in_i64(r, "unit_id"),
					 .name = in_str(r, "name"),
					 .user_a = in_i64(r, "user_a"),
					 .user_b = in_i64(r, "user_b"),
					 .on_duty = in_given(r, "on_duty") ? in_str(r, "on_duty") : "a" };
	enum err e = acceptable(r, s, &p);
	if (!e)
		e = q_duty_post_insert(s,
				       &(struct q_duty_post_insert_in){ .unit_id = p.unit_id,
									.name = p.name,
									.user_a = p.user_a,
									.user_b = p.user_b,
									.on_duty = p.on_duty,
									.now = r->now },
				       &made);
	r->status = 201;
	return e ? e : record(r, s, made.id, NULL);
}

enum err post_post(struct req *r)
{
	return req_write(r, write_new, r);
}

/* JSON null clears a person; a member that is left out keeps it. */
static int64_t person(const struct req *r, const char *name, int64_t former)
{
	const struct json *v = r->json ? json_get(r->json, name) : NULL;
	if (in_given(r, name))
		return in_i64(r, name);
	return v && json_kind(v) == JSON_NULL ? NIL : former;
}

static enum err write_change(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct q_duty_post_get_out was, is;
	int64_t changed = 0;
	enum err e = read_row(r, s, r->path_id[0], &was);
	if (!e)
		e = refver_check(&r->problem, r->arena, in_i64(r, "version"), was.version);
	if (!e)
		e = acceptable(r, s, &was);
	if (e)
		return e;
	is = was;
	is.name = in_given(r, "name") ? in_str(r, "name") : was.name;
	is.on_duty = in_given(r, "on_duty") ? in_str(r, "on_duty") : was.on_duty;
	is.user_a = person(r, "user_a", was.user_a);
	is.user_b = person(r, "user_b", was.user_b);
	is.valid_to = in_given(r, "valid_to") ? in_i64(r, "valid_to") : was.valid_to;
	e = acceptable(r, s, &is);
	if (!e)
		e = q_duty_post_update(s,
				       &(struct q_duty_post_update_in){ .name = is.name,
									.user_a = is.user_a,
									.user_b = is.user_b,
									.on_duty = is.on_duty,
									.valid_to = is.valid_to,
									.id = was.id,
									.version = was.version },
				       &changed);
	if (!e && changed != 1)
		e = refver_check(&r->problem, r->arena, was.version, was.version + 1);
	return e ? e : record(r, s, was.id, &was);
}

enum err post_put(struct req *r)
{
	return req_write(r, write_change, r);
}

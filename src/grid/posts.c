/* SPDX-License-Identifier: Apache-2.0 */
/* The posts of a grid, 4+N (C-16…C-18): replaced as a whole; what stays the same keeps its row and its date. */
#include "event/event.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { PEOPLE_MAX = 60, NAME_CHARS = 20 };

static const struct problem_code E_POSTS = { ERR_INVALID, "grid.posts", "网格人员填写有误，请按提示修改。" };
static const char POSTS[] = "county_leader|street_cadre|community_secretary|grid_head|grid_worker";
static const char TYPES[] = "full_time|part_time|industry|window|mobile|building_head|assistant";

static bool one_of(const char *values, const char *v)
{
	struct sv rest = sv_from(values), one;
	while (sv_cut(&rest, '|', &one))
		if (sv_eqs(one, v))
			return true;
	return false;
}

static const char *person_fault(struct op *op, const struct grid_person *p, size_t at)
{
	struct sv name = sv_from(p->name);
	if (!one_of(POSTS, p->post))
		return arena_printf(op->a, "第 %zu 人的岗位不正确", at + 1);
	if (*p->worker_type && !one_of(TYPES, p->worker_type))
		return arena_printf(op->a, "第 %zu 人的网格员类型不正确", at + 1);
	if (*p->worker_type && !str_eq(p->post, "grid_worker"))
		return arena_printf(op->a, "第 %zu 人不是网格员，类型应留空", at + 1);
	if (!sv_trim(name).n || sv_chars(name) > NAME_CHARS)
		return arena_printf(op->a, "第 %zu 人的姓名应为 1 到 %d 个字", at + 1, NAME_CHARS);
	return NULL;
}

static enum err check_people(struct op *op, const struct grid_person *people, size_t n)
{
	size_t main[2] = { 0 };
	if (n > PEOPLE_MAX)
		return problem_field(op->problem, ERR_INVALID, "posts", "too_many", arena_printf(op->a, "一个网格最多 %d 人", PEOPLE_MAX));
	for (size_t i = 0; i < n; i++) {
		struct q_grid_user_active_out user;
		const char *fault = person_fault(op, &people[i], i);
		if (fault)
			return problem_field(op->problem, ERR_INVALID, "posts", "invalid", fault);
		main[0] += people[i].main && str_eq(people[i].post, "grid_head");
		main[1] += people[i].main && str_eq(people[i].post, "grid_worker");
		if (people[i].user_id == NIL)
			continue;
		enum err e = q_grid_user_active(op->s, &(struct q_grid_user_active_in){ .id = people[i].user_id }, &user);
		if (e == ERR_NOT_FOUND)
			return problem_field(op->problem, ERR_INVALID, "posts", "user",
					     arena_printf(op->a, "%s的账号不存在或已停用", people[i].name));
		if (e)
			return e;
	}
	if (main[0] > 1 || main[1] > 1)
		return problem_say(op->problem, &E_POSTS, "同一岗位只能有一名主要责任人");
	return ERR_OK;
}

static bool same_person(const struct q_grid_posts_out *row, const struct grid_person *p)
{
	return str_eq(row->post, p->post) && str_eq(row->worker_type, p->worker_type) && str_eq(row->name, p->name) &&
	       row->user_id == p->user_id && (row->main != 0) == p->main;
}

enum err grid_set_posts(struct op *op, int64_t grid_id, const struct grid_person *people, size_t n)
{
	struct q_grid_posts_rows rows;
	struct change c;
	bool keep[PEOPLE_MAX] = { false };
	int64_t closed = 0, opened = 0;
	enum err e = check_people(op, people, n);
	if (!e)
		e = change_open(&c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "ref", grid_id, op->now);
	if (!e)
		e = q_grid_posts(op->s, &(struct q_grid_posts_in){ .grid_id = grid_id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++) {
		size_t at = 0;
		while (at < n && (keep[at] || !same_person(&rows.v[i], &people[at])))
			at++;
		if (at < n) {
			keep[at] = true;
			continue;
		}
		e = q_grid_post_close(op->s, &(struct q_grid_post_close_in){ .now = op->now, .id = rows.v[i].id }, NULL);
		closed++;
	}
	for (size_t i = 0; !e && i < n; i++) {
		if (keep[i])
			continue;
		const struct grid_person *p = &people[i];
		e = q_grid_post_insert(op->s,
				       &(struct q_grid_post_insert_in){ .grid_id = grid_id, .post = p->post, .worker_type = p->worker_type,
									.user_id = p->user_id, .name = p->name, .main = p->main,
									.now = op->now },
				       NULL);
		opened++;
	}
	if (e || (!closed && !opened))
		return e;
	change_begin(&c, "grid.posts", NIL);
	change_fact_int(&c, "closed", closed);
	change_fact_int(&c, "opened", opened);
	e = change_end(&c);
	return e ? e : change_close(&c);
}

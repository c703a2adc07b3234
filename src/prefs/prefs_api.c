/* SPDX-License-Identifier: Apache-2.0 */
/* API of preferences and views. Each person reads and writes their own; there is nothing to ask a capability for. */
#include <string.h>

#include "auth/web.h"
#include "prefs/prefs.h"
#include "prefs_sql.h"

static const struct problem_code E_KEY = { ERR_INVALID, "prefs.key", "这个设置项的名字不对，请刷新页面后再试。" };
static const struct problem_code E_VALUE = { ERR_INVALID, "prefs.value", "这个设置值不能保存，请刷新页面后再试。" };
static const struct problem_code E_FULL = { ERR_CONFLICT, "prefs.full", "记住的设置太多了，请在“列与密度”里恢复默认后再试。" };
static const struct problem_code E_PAGE = { ERR_INVALID, "view.page", "这个页面不能保存视图。" };
static const struct problem_code E_QUERY = { ERR_INVALID, "view.query", "筛选条件里有不能保存的内容，请重新选择后再保存。" };
static const struct problem_code E_VIEWS = { ERR_CONFLICT, "view.full", "最多保存50个视图，请先删除不用的。" };
static const struct problem_code E_STALE = { ERR_STALE, "view.stale", "这个视图刚在别处改过，请刷新后再操作。" };

/* ---- preferences ---- */

static enum err h_prefs(struct req *r)
{
	struct q_pref_list_rows p;
	enum err e = q_pref_list(r->db, &(struct q_pref_list_in){ .user_id = req_who(r)->user_id }, &p);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; i < p.n; i++) {
		jw_object(w);
		jw_kstr(w, "key", p.v[i].key);
		jw_kstr(w, "value", p.v[i].value);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

static enum err write_pref(struct db_session *s, void *arg)
{
	struct req *r = arg;
	const int64_t me = req_who(r)->user_id;
	const char *key = in_str(r, "key"), *value = in_str(r, "value");
	struct q_pref_count_out n;
	enum err e;
	if (!in_given(r, "value")) {
		e = q_pref_drop(s, &(struct q_pref_drop_in){ .user_id = me, .key = key }, NULL);
	} else {
		e = q_pref_count(s, &(struct q_pref_count_in){ .key = key, .user_id = me }, &n);
		if (!e && !n.here && n.n >= PREFS_MAX)
			return problem_set(&r->problem, &E_FULL);
		if (!e)
			e = q_pref_put(s, &(struct q_pref_put_in){ .user_id = me, .key = key, .value = value, .now = r->now }, NULL);
	}
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "key", key);
	jw_kstr(&r->w, "value", value);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_pref(struct req *r)
{
	if (!pref_key_ok(in_str(r, "key")))
		return problem_set(&r->problem, &E_KEY);
	if (in_given(r, "value") && !pref_value_ok(r->arena, in_str(r, "value")))
		return problem_set(&r->problem, &E_VALUE);
	return req_write(r, write_pref, r);
}

/* ---- views ---- */

static void jw_view(struct json_out *w, const struct q_view_get_out *v, int64_t me)
{
	jw_object(w);
	jw_kid(w, "id", v->id);
	jw_kstr(w, "page", v->page);
	jw_kstr(w, "name", v->name);
	jw_kstr(w, "query", v->query);
	jw_kbool(w, "shared", v->shared != 0);
	jw_kbool(w, "mine", v->user_id == me);
	jw_kstr(w, "owner", v->owner);
	jw_kint(w, "position", v->position);
	jw_kint(w, "version", v->version);
	jw_object_end(w);
}

static enum err h_views(struct req *r)
{
	const struct principal *p = req_who(r);
	struct q_view_list_rows here = { 0 };
	struct q_view_own_rows own = { 0 };
	const char *page = in_str(r, "page");
	enum err e = page ? q_view_list(r->db,
					&(struct q_view_list_in){ .user_id = p->user_id, .page = page, .unit_id = p->unit_id }, &here) :
			    q_view_own(r->db, &(struct q_view_own_in){ .user_id = p->user_id }, &own);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_key(w, "items");
	jw_array(w);
	for (int others = 0; others < 2; others++) /* one's own stand first */
		for (size_t i = 0; i < here.n; i++) {
			const struct q_view_list_out *v = &here.v[i];
			if ((v->user_id != p->user_id) != others)
				continue;
			jw_view(w, &(struct q_view_get_out){ v->id, v->user_id, v->owner, v->page, v->name, v->query, v->shared,
							     v->position, v->version }, p->user_id);
		}
	for (size_t i = 0; i < own.n; i++) {
		const struct q_view_own_out *v = &own.v[i];
		jw_view(w, &(struct q_view_get_out){ v->id, v->user_id, v->owner, v->page, v->name, v->query, v->shared, v->position,
						     v->version }, p->user_id);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

/* The view as it is now; not found unless it is one's own. */
static enum err own_view(struct req *r, struct db_session *s, int64_t id, struct q_view_get_out *v)
{
	enum err e = q_view_get(s, &(struct q_view_get_in){ .id = id, .user_id = req_who(r)->user_id }, v);
	return e == ERR_NOT_FOUND ? req_not_found(r) : e;
}

static enum err name_free(struct req *r, struct db_session *s, const char *page, int64_t id, struct q_view_room_out *room)
{
	enum err e = q_view_room(s, &(struct q_view_room_in){ .page = page, .name = in_str(r, "name"), .id = id,
				    .user_id = req_who(r)->user_id }, room);
	if (!e && room->same)
		e = problem_field(&r->problem, ERR_CONFLICT, "name", "view.name_taken", "这个名字已经用了，请换一个。");
	return e;
}

static enum err answer_view(struct req *r, struct db_session *s, int64_t id)
{
	struct q_view_get_out v;
	enum err e = own_view(r, s, id, &v);
	if (!e)
		jw_view(&r->w, &v, req_who(r)->user_id);
	return e;
}

static enum err write_new(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct q_view_room_out room;
	struct q_view_insert_out made;
	enum err e = name_free(r, s, in_str(r, "page"), 0, &room);
	if (!e && room.n >= VIEWS_MAX)
		e = problem_set(&r->problem, &E_VIEWS);
	if (!e)
		e = q_view_insert(s, &(struct q_view_insert_in){ .user_id = req_who(r)->user_id, .page = in_str(r, "page"),
				     .name = in_str(r, "name"), .query = in_str(r, "query"), .shared = in_i64_or(r, "shared", 0),
				     .position = room.last + 1, .now = r->now }, &made);
	r->status = 201;
	return e ? e : answer_view(r, s, made.id);
}

static enum err h_new(struct req *r)
{
	if (!view_page_ok(in_str(r, "page")))
		return problem_set(&r->problem, &E_PAGE);
	if (!view_query_ok(in_str(r, "query")))
		return problem_set(&r->problem, &E_QUERY);
	return req_write(r, write_new, r);
}

static enum err write_set(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct q_view_get_out v;
	struct q_view_room_out room;
	int64_t changed = 0;
	enum err e = own_view(r, s, r->path_id[0], &v);
	if (!e)
		e = name_free(r, s, v.page, v.id, &room);
	if (!e)
		e = q_view_set(s, &(struct q_view_set_in){ .name = in_str(r, "name"), .query = in_str(r, "query"),
				  .shared = in_i64_or(r, "shared", v.shared), .position = in_i64_or(r, "position", v.position), .now = r->now,
				  .id = v.id, .user_id = v.user_id, .version = in_i64(r, "version") }, &changed);
	if (!e && !changed)
		e = problem_set(&r->problem, &E_STALE);
	return e ? e : answer_view(r, s, v.id);
}

static enum err h_set(struct req *r)
{
	if (!view_query_ok(in_str(r, "query")))
		return problem_set(&r->problem, &E_QUERY);
	return req_write(r, write_set, r);
}

static enum err write_drop(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct q_view_get_out v;
	int64_t changed = 0;
	enum err e = own_view(r, s, r->path_id[0], &v);
	if (!e)
		e = q_view_drop(s, &(struct q_view_drop_in){ .id = v.id, .user_id = v.user_id, .version = in_i64(r, "version") },
				&changed);
	if (!e && !changed)
		e = problem_set(&r->problem, &E_STALE);
	if (!e)
		jw_view(&r->w, &v, req_who(r)->user_id);
	return e;
}

static enum err h_drop(struct req *r)
{
	return req_write(r, write_drop, r);
}

static const struct in_field PREF_IN[] = {
	{ "key", IN_TEXT, IN_REQUIRED, 1, 80, NULL, "设置项", "letters, digits and ._-/:" },
	{ "value", IN_TEXT, 0, 0, PREF_VALUE_CHARS, NULL, "设置值", "JSON text; left out or null: forget it" },
	{ 0 }
};
static const struct in_field LIST_IN[] = {
	{ "page", IN_TEXT, IN_QUERY, 1, 80, NULL, "页面", "path of the list; left out: all of one's own" },
	{ 0 }
};
#define VIEW_INPUTS                                                                                    \
	{ "name", IN_TEXT, IN_REQUIRED, 1, VIEW_NAME_CHARS, NULL, "视图名字", "" },                        \
	{ "query", IN_TEXT, IN_REQUIRED, 1, VIEW_QUERY_CHARS, NULL, "筛选条件", "query string of the page" }, \
	{ "shared", IN_BOOL, 0, 0, 0, NULL, "本单位共享", "others of the own unit may use it" }
static const struct in_field NEW_IN[] = {
	{ "page", IN_TEXT, IN_REQUIRED, 1, 80, NULL, "页面", "path of the list, ids as :id" },
	VIEW_INPUTS,
	{ 0 }
};
static const struct in_field SET_IN[] = {
	VIEW_INPUTS,
	{ "position", IN_INT, 0, 0, 100000, NULL, "次序", "" },
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version that was seen" },
	{ 0 }
};
static const struct in_field DROP_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version that was seen" },
	{ 0 }
};

#define API "/api/v1/me"
const struct route PREFS_ROUTES[] = {
	{ HTTP_GET, API "/preferences", h_prefs, CAP_SELF, "own", NULL, 0, 0, "What the screens remember for me", "Preferences" },
	{ HTTP_POST, API "/preferences", h_pref, CAP_SELF, "own", PREF_IN, 0, ROUTE_IDEMPOTENT, "Remembers or forgets one thing", "Preference" },
	{ HTTP_GET, API "/views", h_views, CAP_SELF, "own, and shared ones of the own unit", LIST_IN, 0, 0, "Saved views of a list", "SavedViews" },
	{ HTTP_POST, API "/views", h_new, CAP_SELF, "own", NEW_IN, 0, ROUTE_IDEMPOTENT, "Saves a view", "SavedView" },
	{ HTTP_PUT, API "/views/{id}", h_set, CAP_SELF, "own", SET_IN, 0, ROUTE_IDEMPOTENT, "Changes a view of one's own", "SavedView" },
	{ HTTP_POST, API "/views/{id}/remove", h_drop, CAP_SELF, "own", DROP_IN, 0, ROUTE_IDEMPOTENT, "Removes a view of one's own", "SavedView" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Units over HTTP. Lists, exports, import and versions are those of all reference data; one unit carries its
 * responsibility chain, so reading and changing one has handlers of its own. */
#include <stdlib.h>
#include <string.h>

#include "auth/mask.h"
#include "auth/web.h"
#include "catalogue/op.h"
#include "org/org.h"
#include "org/unit_kind.h"
#include "org_sql.h"

static const struct problem_code E_VERSION = { ERR_INVALID, "ref.version", "请带上所看到的版本号（version），以免覆盖别人的修改。" };

/* ---- one unit ---- */

static void write_leads(struct req *r, const struct unit_lead *leads, size_t n)
{
	struct json_out *w = &r->w;
	bool open = can(req_who(r), CAP_ORG_EDIT);
	jw_key(w, "leads");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		jw_kint(w, "rank", leads[i].rank);
		jw_kstr(w, "name", leads[i].name);
		jw_kstr(w, "title", leads[i].title);
		jw_kstr(w, "phone", open ? leads[i].phone : mask_phone(r->arena, leads[i].phone));
		jw_kid(w, "user_id", leads[i].user_id);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err write_unit(struct req *r, struct db_session *s, int64_t id)
{
	struct q_unit_row_out u;
	struct unit_lead leads[3];
	size_t n;
	enum err e = q_unit_row(s, &(struct q_unit_row_in){ .id = id }, &u);
	if (!e)
		e = org_leads(s, req_site(r)->keys, id, true, leads, &n);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kid(w, "id", u.id);
	jw_kstr(w, "code", u.code);
	jw_kstr(w, "name", u.name);
	jw_kstr(w, "short_name", u.short_name);
	jw_kstr(w, "kind", u.kind);
	jw_kid(w, "parent_id", u.parent_id);
	jw_kstr(w, "region_code", u.region_code);
	jw_kstr(w, "duty", u.duty);
	jw_kbool(w, "appraised", u.appraised);
	jw_kbool(w, "active", u.active);
	jw_kint(w, "valid_from", u.valid_from);
	jw_kint(w, "valid_to", u.valid_to);
	write_leads(r, leads, n);
	jw_kint(w, "version", u.version);
	jw_object_end(w);
	return ERR_OK;
}

static enum err unit_get(struct req *r)
{
	return write_unit(r, r->db, r->path_id[0]);
}

/* ---- create, change ---- */

static void take_fields(struct req *r, struct ref_edit *e)
{
	static const char *const TEXTS[] = { "code", "name", "short_name", "kind", "region_code", "duty" };
	static const char *const FLAGS[] = { "appraised", "active" };
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
		if (in_given(r, TEXTS[i]))
			ref_set_text(e, TEXTS[i], ref_clean(r->arena, sv_from(in_str(r, TEXTS[i]))));
	for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++)
		if (in_given(r, FLAGS[i]))
			ref_set_int(e, FLAGS[i], in_i64(r, FLAGS[i]));
	const struct json *parent = r->json ? json_get(r->json, "parent_id") : NULL;
	if (in_given(r, "parent_id"))
		ref_set_int(e, "parent_id", in_i64(r, "parent_id"));
	else if (parent && json_kind(parent) == JSON_NULL)
		ref_set_int(e, "parent_id", NIL);
}

static const char *member(struct req *r, const struct json *object, const char *name)
{
	const struct json *v = json_get(object, name);
	return v && json_kind(v) == JSON_STRING ? ref_clean(r->arena, json_sv(v)) : NULL;
}

static enum err take_lead(struct req *r, const struct json *v, struct unit_lead leads[3], bool seen[3])
{
	const struct json *rank = json_get(v, "rank"), *user = json_get(v, "user_id");
	int64_t at = rank && json_kind(rank) == JSON_INT ? json_int(rank) : 0, user_id = NIL;
	const char *name = member(r, v, "name"), *title = member(r, v, "title"), *phone = member(r, v, "phone");
	if (json_kind(v) != JSON_OBJECT || at < 1 || at > 3 || seen[at - 1])
		return problem_field(&r->problem, ERR_INVALID, "leads", "unit.lead_rank", "责任人须按 1 第一责任人、2 责任领导、3 具体责任人各填一名。");
	if (user && json_kind(user) == JSON_STRING && !sv_i64(json_sv(user), &user_id))
		user_id = NIL;
	if (phone && (strlen(phone) > 30 || strspn(phone, "0123456789+-*() ") != strlen(phone)))
		return problem_field(&r->problem, ERR_INVALID, "leads", "unit.lead_phone", "责任人电话只能是数字和 + - ( )。");
	seen[at - 1] = true;
	leads[at - 1] = (struct unit_lead){ at, user_id, name ? name : "", title ? title : "",
					    phone && strchr(phone, '*') ? NULL : phone };
	return ERR_OK;
}

/* All three ranks: those that are not in the array are removed. */
static enum err take_leads(struct req *r, struct ref_edit *e, struct unit_lead leads[3])
{
	static const char *const NAMES[] = { "lead__1_name", "lead__2_name", "lead__3_name" };
	static const char *const TITLES[] = { "lead__1_title", "lead__2_title", "lead__3_title" };
	const struct json *list = in_get(r, "leads")->json;
	bool seen[3] = { false };
	for (int64_t i = 0; i < 3; i++)
		leads[i] = (struct unit_lead){ i + 1, NIL, "", "", NULL };
	for (size_t i = 0; i < json_count(list); i++) {
		enum err err = take_lead(r, json_at(list, i), leads, seen);
		if (err)
			return err;
	}
	for (size_t i = 0; i < 3; i++) {
		ref_set_text(e, NAMES[i], leads[i].name);
		ref_set_text(e, TITLES[i], *leads[i].name ? leads[i].title : "");
	}
	return ERR_OK;
}

static enum err check_form(struct req *r, struct ref_edit *e)
{
	enum err err = ref_check(e);
	return err ? err : ref_faults_problem(e, &r->problem);
}

static enum err save(struct op *op, struct req *r, void *arg)
{
	struct ref_edit *e = ARENA_NEW(op->a, struct ref_edit);
	struct refver_by by = req_refver(r);
	struct unit_lead leads[3];
	int64_t version = NIL;
	bool fresh = *(const bool *)arg, with_leads = in_given(r, "leads");
	ref_edit_init(e, &REF_UNITS, op->s, op->a, op->now);
	enum err err = fresh ? ERR_OK : ref_load(e, r->path_id[0], &version);
	if (err)
		return err == ERR_NOT_FOUND ? req_not_found(r) : err;
	if (!fresh && (err = refver_check(&r->problem, r->arena, in_i64(r, "version"), version)))
		return err;
	take_fields(r, e);
	if (with_leads && (err = take_leads(r, e, leads)))
		return err;
	err = check_form(r, e);
	if (!err && (with_leads || !ref_same(e))) /* numbers do not show in the row, so leads always count as a change */
		err = ref_store(e, &by, version);
	for (size_t i = 0; !err && with_leads && i < 3; i++)
		err = org_lead_set(op->s, op->site->keys, op->site->env, e->id, &leads[i]);
	if (fresh)
		r->status = 201;
	return err ? err : write_unit(r, op->s, e->id);
}

static enum err unit_post(struct req *r)
{
	bool fresh = true;
	enum err e = op_write(r, save, &fresh);
	return e ? e : refs_load(req_site(r), r->db);
}

static enum err unit_put(struct req *r)
{
	bool fresh = false;
	if (!in_given(r, "version"))
		return problem_set(&r->problem, &E_VERSION);
	enum err e = op_write(r, save, &fresh);
	return e ? e : refs_load(req_site(r), r->db);
}

/* ---- tree ---- */

struct tree {
	const struct q_unit_all_rows *rows;
	const size_t *first, *next; /* children of a row as a list; n = none */
	bool *done;
};

static void write_branch(struct json_out *w, const struct tree *t, size_t at)
{
	for (; at < t->rows->n; at = t->next[at]) {
		const struct q_unit_all_out *u = &t->rows->v[at];
		if (t->done[at])
			continue;
		t->done[at] = true;
		jw_object(w);
		jw_kid(w, "id", u->id);
		jw_kid(w, "parent_id", u->parent_id);
		jw_kstr(w, "code", u->code);
		jw_kstr(w, "name", u->name);
		jw_kstr(w, "short_name", u->short_name);
		jw_kstr(w, "kind", u->kind);
		jw_kbool(w, "active", u->active);
		jw_kbool(w, "appraised", u->appraised);
		jw_key(w, "children");
		jw_array(w);
		write_branch(w, t, t->first[at]);
		jw_array_end(w);
		jw_object_end(w);
	}
}

struct place_of_id {
	int64_t id;
	size_t at;
};

static int by_id(const void *a, const void *b)
{
	const struct place_of_id *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static enum err unit_tree(struct req *r)
{
	struct q_unit_all_rows rows;
	enum err e = q_unit_all(r->db, &rows);
	if (e)
		return e;
	size_t n = rows.n, top = n, *first = ARENA_ARRAY(r->arena, size_t, n + 1),
	       *next = ARENA_ARRAY(r->arena, size_t, n + 1);
	struct place_of_id *index = ARENA_ARRAY(r->arena, struct place_of_id, n + 1);
	for (size_t i = 0; i < n; i++) {
		first[i] = n;
		index[i] = (struct place_of_id){ rows.v[i].id, i };
	}
	qsort(index, n, sizeof *index, by_id);
	for (size_t i = n; i-- > 0;) { /* from the back, so that the lists keep the order of codes */
		struct place_of_id key = { rows.v[i].parent_id, 0 };
		const struct place_of_id *parent = bsearch(&key, index, n, sizeof *index, by_id);
		size_t *list = parent ? &first[parent->at] : &top;
		next[i] = *list;
		*list = i;
	}
	const struct tree t = { &rows, first, next, ARENA_ARRAY(r->arena, bool, n + 1) };
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	write_branch(&r->w, &t, top);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- load ---- */

static enum err unit_load_get(struct req *r)
{
	struct unit_load n;
	enum err e = org_load(r->db, r->path_id[0], r->now, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "open", n.open);
	jw_kint(&r->w, "overdue", n.overdue);
	jw_kint(&r->w, "near", n.near);
	jw_object_end(&r->w);
	return ERR_OK;
}

#define UNITS "/api/v1/ref/units"
const struct route ORG_ROUTES[] = {
	{ HTTP_GET, UNITS, ref_api_list, CAP_REF_READ, "none", UNIT_LIST_IN, 0, 0, "Units, from the top down",
	  "List<Unit>" },
	{ HTTP_GET, UNITS "/export.csv", ref_api_csv, CAP_REF_READ, "none", UNIT_LIST_IN, 0, ROUTE_BULK,
	  "Units as CSV, as the import reads it", "File" },
	{ HTTP_GET, UNITS "/export.xlsx", ref_api_xlsx, CAP_REF_READ, "none", UNIT_LIST_IN, 0, ROUTE_BULK,
	  "Units as a spreadsheet", "File" },
	{ HTTP_GET, UNITS "/tree", unit_tree, CAP_REF_READ, "none", NULL, 0, 0, "All units as a tree", "UnitTree" },
	{ HTTP_GET, UNITS "/{id}", unit_get, CAP_REF_READ, "none", NULL, 0, 0, "One unit with its responsibility chain",
	  "Unit" },
	{ HTTP_GET, UNITS "/{id}/versions", ref_api_versions, CAP_REF_READ, "none", NULL, 0, 0, "Versions of a unit",
	  "List<RefVersion>" },
	{ HTTP_POST, UNITS, unit_post, CAP_ORG_EDIT, "all", UNIT_EDIT_IN, 0, ROUTE_IDEMPOTENT, "New unit", "Unit" },
	{ HTTP_PUT, UNITS "/{id}", unit_put, CAP_ORG_EDIT, "all", UNIT_EDIT_IN, 0, ROUTE_IDEMPOTENT,
	  "Change or move a unit, with everything below it", "Unit" },
	{ HTTP_POST, UNITS "/import", ref_api_import, CAP_ORG_EDIT, "all", REF_IMPORT_IN, REF_IMPORT_BODY,
	  ROUTE_UPLOAD | ROUTE_BULK, "Import units from CSV; dry=1 only checks", "ImportReport" },
	{ HTTP_GET, "/api/v1/units/{id}/load", unit_load_get, CAP_CASE_READ, "none", NULL, 0, 0, "Open work of a unit",
	  "UnitLoad" },
	{ 0 }
};

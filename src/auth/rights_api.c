/* SPDX-License-Identifier: Apache-2.0 */
/* "This person: what can they see and do, and why?" Each capability with the grants it comes from, who approved them, how far it
 * reaches; and, for one case by its number, what of that the case really leaves to them. Says nothing of the case but who
 * takes part in it, so that an administrator of rights need not be able to read cases. */
#include "auth/me.h"
#include "auth/scope.h"
#include "auth/users_api.h"
#include "auth/web.h"
#include "users_sql.h"

static const struct problem_code E_CASE = { ERR_NOT_FOUND, "rights.case", "没有这个编号的案件，请核对 14 位案件编号。" };

struct looking {
	struct req *r;
	struct principal p;
	struct q_grants_of_user_rows grants;
	bool active;
};

/* The stored row of a grant in force, for who approved it. */
static const struct q_grants_of_user_out *stored(const struct looking *l, const struct grant *g)
{
	for (size_t i = 0; i < l->grants.n; i++) {
		const struct q_grants_of_user_out *o = &l->grants.v[i];
		if (str_eq(o->role, role_name(g->role)) && str_eq(o->scope, scope_name(g->scope)) && o->unit_id == g->unit_id &&
		    o->grid_id == g->grid_id && o->approved_at != NIL)
			return o;
	}
	return NULL;
}

static void write_source(struct looking *l, const struct grant *g, enum scope reach)
{
	struct json_out *w = &l->r->w;
	const struct q_grants_of_user_out *o = stored(l, g);
	jw_object(w);
	jw_kstr(w, "role", role_name(g->role));
	jw_kstr(w, "role_text", role_text(g->role));
	jw_kstr(w, "reach", scope_name(reach));
	jw_kstr(w, "reach_text", scope_text(reach));
	jw_kstr(w, "grant_text", scope_text(g->scope));
	jw_kstr(w, "unit", g->unit_name);
	jw_kstr(w, "grid", o ? o->grid_name : NULL);
	jw_kstr(w, "approved_by", o ? o->approved_by_name : NULL);
	jw_kint(w, "approved_at", o ? o->approved_at : NIL);
	jw_object_end(w);
}

static void write_sources(struct looking *l, enum cap c)
{
	jw_key(&l->r->w, "from");
	jw_array(&l->r->w);
	for (size_t i = 0; i < l->p.ngrants; i++) {
		enum scope reach = grant_scope(&l->p, &l->p.grant[i], c);
		if (reach != SCOPE_NONE)
			write_source(l, &l->p.grant[i], reach);
	}
	jw_array_end(&l->r->w);
}

/* True when a role of theirs would give it, but contractors never hold it. */
static bool barred(const struct looking *l, enum cap c)
{
	for (size_t i = 0; l->p.contractor && contractor_barred(c) && i < l->p.ngrants; i++)
		if (role_grants(l->p.grant[i].role, c) != SCOPE_NONE)
			return true;
	return false;
}

static void write_caps(struct looking *l)
{
	struct json_out *w = &l->r->w;
	jw_key(w, "caps");
	jw_array(w);
	for (int i = CAP_SELF + 1; l->active && i < CAP_COUNT; i++) {
		enum cap c = (enum cap)i;
		bool held = can(&l->p, c), no = !held && barred(l, c);
		if (!held && !no)
			continue;
		jw_object(w);
		jw_kstr(w, "cap", cap_name(c));
		jw_kstr(w, "text", cap_text(c));
		jw_kbool(w, "held", held);
		jw_kbool(w, "barred", no);
		jw_kstr(w, "reach_text", held ? scope_text(can_scope(&l->p, c)) : "");
		write_sources(l, c);
		jw_object_end(w);
	}
	jw_array_end(w);
}

/* ---- one case ------------------------------------------------------------------------------------------ */

/* The grants that reach this case with the capability. */
static enum err write_case_cap(struct looking *l, enum cap c, int64_t case_id)
{
	struct json_out *w = &l->r->w;
	bool any = false;
	enum err e = may_case(l->r->db, &l->p, c, case_id, &any);
	if (e)
		return e;
	jw_object(w);
	jw_kstr(w, "cap", cap_name(c));
	jw_kstr(w, "text", cap_text(c));
	jw_kbool(w, "held", can(&l->p, c));
	jw_kbool(w, "can", any);
	jw_key(w, "from");
	jw_array(w);
	for (size_t i = 0; any && i < l->p.ngrants && !e; i++) {
		struct principal one = l->p;
		bool yes = false;
		one.ngrants = 1;
		one.grant[0] = l->p.grant[i];
		e = can(&one, c) ? may_case(l->r->db, &one, c, case_id, &yes) : ERR_OK;
		if (!e && yes)
			write_source(l, &l->p.grant[i], grant_scope(&l->p, &l->p.grant[i], c));
	}
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

static enum err write_parties(struct looking *l, int64_t case_id)
{
	struct q_rights_parties_rows rows;
	struct json_out *w = &l->r->w;
	enum err e = q_rights_parties(l->r->db, &(struct q_rights_parties_in){ .case_id = case_id }, &rows);
	if (e)
		return e;
	jw_key(w, "parties");
	jw_array(w);
	for (size_t i = 0; i < rows.n; i++) {
		jw_object(w);
		jw_kstr(w, "kind", rows.v[i].kind);
		jw_kstr(w, "role", rows.v[i].role);
		jw_kstr(w, "name", rows.v[i].name);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err write_orders(struct looking *l, int64_t case_id)
{
	static const enum cap CAPS[] = { CAP_HANDLE, CAP_REVIEW_UNIT, CAP_REVIEW_COMMUNITY, CAP_REVIEW_TOWN, CAP_REVIEW_DISTRICT };
	struct q_rights_orders_rows rows;
	struct json_out *w = &l->r->w;
	enum err e = q_rights_orders(l->r->db, &(struct q_rights_orders_in){ .case_id = case_id }, &rows);
	if (e)
		return e;
	jw_key(w, "orders");
	jw_array(w);
	for (size_t i = 0; i < rows.n && !e; i++) {
		jw_object(w);
		jw_kstr(w, "no", rows.v[i].no);
		jw_kstr(w, "status", rows.v[i].status);
		jw_kstr(w, "unit", rows.v[i].unit_name);
		jw_key(w, "can");
		jw_array(w);
		for (size_t k = 0; k < sizeof CAPS / sizeof *CAPS && !e; k++) {
			bool yes = false;
			e = can(&l->p, CAPS[k]) ? may_order(l->r->db, &l->p, CAPS[k], rows.v[i].id, &yes) : ERR_OK;
			if (yes)
				jw_str(w, cap_text(CAPS[k]));
		}
		jw_array_end(w);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err write_case(struct looking *l, const char *no)
{
	static const enum cap CAPS[] = { CAP_CASE_READ, CAP_CONTACT_READ, CAP_CLASSIFY, CAP_DISPATCH, CAP_MERGE, CAP_URGE, CAP_JUDGE,
					 CAP_REOPEN, CAP_CLOSE, CAP_GRID_CHECK };
	struct q_rights_case_out c;
	struct json_out *w = &l->r->w;
	enum err e = q_rights_case(l->r->db, &(struct q_rights_case_in){ .no = no }, &c);
	if (e)
		return e == ERR_NOT_FOUND ? problem_set(&l->r->problem, &E_CASE) : e;
	jw_key(w, "case");
	jw_object(w);
	jw_kid(w, "id", c.id);
	jw_kstr(w, "no", c.no);
	jw_kstr(w, "status", c.status);
	jw_key(w, "caps");
	jw_array(w);
	for (size_t i = 0; l->active && i < sizeof CAPS / sizeof *CAPS && !e; i++)
		e = write_case_cap(l, CAPS[i], c.id);
	jw_array_end(w);
	if (!e)
		e = write_parties(l, c.id);
	if (!e)
		e = write_orders(l, c.id);
	jw_object_end(w);
	return e;
}

enum err user_rights(struct req *r)
{
	struct looking *l = ARENA_NEW(r->arena, struct looking);
	struct q_user_get_out u;
	enum err e = user_in_area(r, r->db, CAP_USER_READ, r->path_id[0]);
	l->r = r;
	if (!e)
		e = q_user_get(r->db, &(struct q_user_get_in){ .id = r->path_id[0] }, &u);
	if (!e)
		e = q_grants_of_user(r->db, &(struct q_grants_of_user_in){ .user_id = r->path_id[0], .now = r->now }, &l->grants);
	if (e)
		return e;
	e = principal_load(r->db, r->arena, r->path_id[0], r->now, &l->p);
	if (e && e != ERR_NOT_FOUND)
		return e;
	l->active = e == ERR_OK;
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_kstr(&r->w, "name", u.name);
	jw_kstr(&r->w, "unit", l->active ? l->p.unit_name : NULL);
	jw_kbool(&r->w, "active", l->active);
	jw_kbool(&r->w, "contractor", l->active && l->p.contractor);
	jw_key(&r->w, "grants");
	grants_write(&r->w, &l->p);
	write_caps(l);
	e = in_given(r, "case") ? write_case(l, in_str(r, "case")) : ERR_OK;
	jw_object_end(&r->w);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* "Who am I" and the role matrix. */
#include "auth/me.h"

#include "auth/web.h"

void grants_write(struct json_out *w, const struct principal *p)
{
	jw_array(w);
	for (size_t i = 0; i < p->ngrants; i++) {
		const struct grant *g = &p->grant[i];
		jw_object(w);
		jw_kstr(w, "role", role_name(g->role));
		jw_kstr(w, "text", role_text(g->role));
		jw_kstr(w, "scope", scope_name(g->scope));
		jw_kstr(w, "scope_text", scope_text(g->scope));
		jw_kid(w, "unit_id", g->unit_id);
		jw_kstr(w, "unit", g->unit_name);
		jw_kid(w, "grid_id", g->grid_id);
		jw_object_end(w);
	}
	jw_array_end(w);
}

void me_write(struct json_out *w, const struct principal *p, bool demo)
{
	jw_object(w);
	jw_kid(w, "user_id", p->user_id);
	jw_kstr(w, "login", p->login);
	jw_kstr(w, "name", p->name);
	jw_key(w, "unit");
	jw_object(w);
	jw_kid(w, "id", p->unit_id);
	jw_kstr(w, "name", p->unit_name);
	jw_kstr(w, "kind", p->unit_kind);
	jw_object_end(w);
	jw_kid(w, "town_id", p->town_id);
	jw_key(w, "roles");
	grants_write(w, p);
	jw_key(w, "caps");
	jw_array(w);
	for (int c = 1; c < CAP_COUNT; c++)
		if (can(p, (enum cap)c))
			jw_str(w, cap_name((enum cap)c));
	jw_array_end(w);
	jw_kbool(w, "must_change", p->must_change);
	jw_kbool(w, "contractor", p->contractor);
	jw_kbool(w, "demo", demo);
	jw_object_end(w);
}

enum err me_get(struct req *r)
{
	me_write(&r->w, req_who(r), req_site(r)->demo);
	return ERR_OK;
}

static void write_words(struct json_out *w)
{
	jw_key(w, "roles");
	jw_array(w);
	for (int i = 0; i < ROLE_COUNT; i++) {
		jw_object(w);
		jw_kstr(w, "role", role_name((enum role)i));
		jw_kstr(w, "text", role_text((enum role)i));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "caps");
	jw_array(w);
	for (int c = 1; c < CAP_COUNT; c++) {
		jw_object(w);
		jw_kstr(w, "cap", cap_name((enum cap)c));
		jw_kstr(w, "text", cap_text((enum cap)c));
		jw_kbool(w, "contractor_barred", contractor_barred((enum cap)c));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "scopes");
	jw_array(w);
	for (int s = SCOPE_NUMBER; s < SCOPE_COUNT; s++) {
		jw_object(w);
		jw_kstr(w, "scope", scope_name((enum scope)s));
		jw_kstr(w, "text", scope_text((enum scope)s));
		jw_object_end(w);
	}
	jw_array_end(w);
}

enum err caps_get(struct req *r)
{
	struct json_out *w = &r->w;
	jw_object(w);
	write_words(w);
	jw_key(w, "grants");
	jw_object(w);
	for (int i = 0; i < ROLE_COUNT; i++) {
		jw_key(w, role_name((enum role)i));
		jw_object(w);
		for (int c = 1; c < CAP_COUNT; c++) {
			enum scope s = role_grants((enum role)i, (enum cap)c);
			if (s != SCOPE_NONE)
				jw_kstr(w, cap_name((enum cap)c), scope_name(s));
		}
		jw_object_end(w);
	}
	jw_object_end(w);
	jw_object_end(w);
	return ERR_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The closure table of the tree of units, responsibility chains, open work. */
#include <inttypes.h>
#include <string.h>

#include "org/org.h"
#include "org_sql.h"

enum err org_tree_add(struct db_session *s, int64_t unit_id, int64_t parent_id)
{
	enum err e = q_tree_add_self(s, &(struct q_tree_add_self_in){ .unit_id = unit_id }, NULL);
	if (e || parent_id == NIL)
		return e;
	return q_tree_add_above(s, &(struct q_tree_add_above_in){ .unit_id = unit_id, .parent_id = parent_id }, NULL);
}

enum err org_tree_move(struct db_session *s, int64_t unit_id, int64_t parent_id)
{
	enum err e = q_tree_cut(s, &(struct q_tree_cut_in){ .unit_id = unit_id }, NULL);
	if (e || parent_id == NIL)
		return e;
	return q_tree_graft(s, &(struct q_tree_graft_in){ .parent_id = parent_id, .unit_id = unit_id }, NULL);
}

enum err org_is_under(struct db_session *s, int64_t unit_id, int64_t ancestor_id, bool *yes)
{
	struct q_tree_is_under_out n;
	enum err e = q_tree_is_under(s, &(struct q_tree_is_under_in){ .ancestor_id = ancestor_id, .unit_id = unit_id }, &n);
	*yes = !e && n.n > 0;
	return e;
}

enum err org_tree_verify(struct db_session *s, int64_t *bad)
{
	struct q_tree_bad_out n;
	enum err e = q_tree_bad(s, &n);
	*bad = e ? 0 : n.n;
	return e;
}

/* ---- leads ---- */

static const char *lead_context(struct arena *a, int64_t unit_id, int64_t rank)
{
	return arena_printf(a, "unit_lead.phone:%" PRId64 ":%" PRId64, unit_id, rank);
}

enum err org_leads(struct db_session *s, struct keys *keys, int64_t unit_id, bool phones, struct unit_lead *out,
		   size_t *n)
{
	struct q_lead_list_rows rows;
	struct arena *a = db_arena(s);
	enum err e = q_lead_list(s, &(struct q_lead_list_in){ .unit_id = unit_id }, &rows);
	*n = 0;
	for (size_t i = 0; !e && i < rows.n && i < 3; i++) {
		const struct q_lead_list_out *r = &rows.v[i];
		char *phone = NULL;
		if (phones && r->phone_sealed.n &&
		    field_open(keys, KEY_CONTACT, a, lead_context(a, unit_id, r->rank), r->phone_sealed, &phone, NULL))
			phone = NULL; /* a lost key hides a number, not the chain of duty */
		out[(*n)++] = (struct unit_lead){ r->rank, r->user_id, r->name, r->title, phone };
	}
	return e;
}

enum err org_lead_set(struct db_session *s, struct keys *keys, const struct env *env, int64_t unit_id,
		      const struct unit_lead *lead)
{
	struct db_blob sealed = { NULL, 0 };
	struct arena *a = db_arena(s);
	if (!lead->name || !*lead->name)
		return q_lead_remove(s, &(struct q_lead_remove_in){ .unit_id = unit_id, .rank = lead->rank }, NULL);
	enum err e = q_lead_put(s, &(struct q_lead_put_in){ .unit_id = unit_id, .rank = lead->rank, .name = lead->name,
				.title = lead->title ? lead->title : "", .user_id = lead->user_id }, NULL);
	if (e || !lead->phone)
		return e;
	if (*lead->phone)
		e = field_seal(keys, KEY_CONTACT, env, a, lead_context(a, unit_id, lead->rank), lead->phone,
			       strlen(lead->phone), &sealed);
	return e ? e
		 : q_lead_phone(s, &(struct q_lead_phone_in){ .phone = sealed, .unit_id = unit_id, .rank = lead->rank },
				NULL);
}

/* ---- open work ---- */

enum err org_load(struct db_session *s, int64_t unit_id, int64_t now, struct unit_load *out)
{
	struct q_unit_open_orders_out n;
	enum err e = q_unit_open_orders(s, &(struct q_unit_open_orders_in){ .now = now, .unit_id = unit_id }, &n);
	if (!e)
		*out = (struct unit_load){ n.open, n.overdue, n.near };
	return e;
}

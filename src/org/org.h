/* SPDX-License-Identifier: Apache-2.0 */
/* Organisation: the tree of units with its closure table, responsibility chains, open work (W-01, W-06, G-04).
 *
 * unit_under holds every unit with itself (depth 0) and all units above it; rights, lists and statistics read the tree
 * only through it. It follows `parent_id` in the same transaction. Cost: moving a subtree of n units under a place k
 * levels deep rewrites n × k rows. */
#ifndef YS_ORG_ORG_H
#define YS_ORG_ORG_H

#include "catalogue/site.h"

/* ---- closure; inside a write ---- */
/* A new unit below `parent_id` (NIL: the top). */
enum err org_tree_add(struct db_session *s, int64_t unit_id, int64_t parent_id);
/* Moves a unit with everything below it. The caller has refused circles. */
enum err org_tree_move(struct db_session *s, int64_t unit_id, int64_t parent_id);
/* True when `unit_id` is `ancestor_id` or lies below it. */
enum err org_is_under(struct db_session *s, int64_t unit_id, int64_t ancestor_id, bool *yes);
/* Compares unit_under with parent_id of all units; for `yingshao check`. *bad = rows too many or missing. */
enum err org_tree_verify(struct db_session *s, int64_t *bad);

/* ---- responsibility chain: 1 第一责任人, 2 责任领导, 3 具体责任人 ---- */
struct unit_lead {
	int64_t rank, user_id;
	const char *name, *title;
	const char *phone;         /* decrypted, NULL when none or not asked for */
};
/* In order of rank, at most three. `phones` decrypts. */
enum err org_leads(struct db_session *s, struct keys *keys, int64_t unit_id, bool phones, struct unit_lead *out,
		   size_t *n);
/* Sets one rank inside a write; an empty name removes it. `phone` NULL leaves the stored one, "" removes it. */
enum err org_lead_set(struct db_session *s, struct keys *keys, const struct env *env, int64_t unit_id,
		      const struct unit_lead *lead);

/* ---- open work ---- */
struct unit_load {
	int64_t open, overdue, near; /* near: 80 % of the time is used */
};
enum err org_load(struct db_session *s, int64_t unit_id, int64_t now, struct unit_load *out);

struct route;
extern const struct route ORG_ROUTES[];

#endif

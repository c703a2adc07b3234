/* SPDX-License-Identifier: Apache-2.0 */
/* Who acts: a logged-in person with rights, and the query fragments that limit what this person sees. */
#ifndef YS_AUTH_PRINCIPAL_H
#define YS_AUTH_PRINCIPAL_H

#include "auth/caps.h"
#include "db/db.h"
#include "http/http.h"

enum { PRINCIPAL_GRANTS = 16, PRINCIPAL_DEPUTY = 4 };

struct grant {
	enum role role;
	enum scope scope;          /* ceiling of the grant; the role's own scope per capability may be narrower */
	int64_t unit_id;           /* unit or region root; NIL for all */
	int64_t grid_id;           /* for grid scope: this grid only; NIL: the grids of the person's posts */
	const char *unit_name;     /* of unit_id, NULL when none */
	bool narrow;               /* few cases below unit_id: lists start from them (a hint for speed only) */
};

/* How a condition about rows is written; every way gives the same rows (auth/scope.c). */
enum scope_way {
	WAY_LIST,                  /* a page in the order of the list */
	WAY_COUNT,                 /* all rows are wanted: counts, sums, exports */
	WAY_POINT                  /* one row, given by its id */
};

struct principal {
	int64_t user_id, unit_id, town_id;  /* town_id: nearest town above the unit, NIL when none */
	const char *login, *name, *unit_name, *unit_kind;
	bool must_change, contractor, demo;
	int64_t rights_version;
	int64_t at;                /* when the rights were read; posts in grids count as of then */
	bool limited;              /* API token: to the capabilities of `only` */
	bool only[CAP_COUNT];
	enum scope_way way;        /* hint for the scope_* functions; set it on the request's own copy */
	size_t ngrants;
	struct grant grant[PRINCIPAL_GRANTS];
	/* For whom this person acts while they are away (src/auth/handover_api.c). It gives no rights: it says in whose name. */
	size_t ndeputy;
	struct deputy {
		int64_t user_id, from_at, to_at;
	} deputy[PRINCIPAL_DEPUTY];
};

/* Loads a user's rights in force at `now`. ERR_NOT_FOUND for unknown or disabled users. */
enum err principal_load(struct db_session *s, struct arena *a, int64_t user_id, int64_t now, struct principal *out);
/* False for NULL (anonymous). Contractors never hold what contractor_barred names. */
bool can(const struct principal *p, enum cap c);
/* Widest scope at which the person holds the capability. */
enum scope can_scope(const struct principal *p, enum cap c);
bool has_role(const struct principal *p, enum role r);
/* True when `p` acts for that person at `now`. */
bool deputises(const struct principal *p, int64_t user_id, int64_t now);
/* {handover_id,id,name,to_at} of whoever acts for the person now, or null. */
void jw_deputy_of(struct json_out *w, const char *key, struct db_session *s, int64_t user_id, int64_t now);
/* [{id,name,to_at}]: for whom the person acts now. */
enum err jw_deputy_for(struct json_out *w, const char *key, struct db_session *s, int64_t user_id, int64_t now);

/* Adds " AND …" so that only cases stay that this person may see with the capability. `alias` fragment: the casefile
 * table must be called `c` in the query. */
void scope_cases(struct db_query *q, const struct principal *p, enum cap c);
/* Likewise for appeals, called `a` (before and after filing), and for orders, called `o`. What one does to an order
 * (HANDLE, SUBORDER, REVIEW_*, ORDER_END) goes by the unit that has it or must review it, all else by the case. */
void scope_appeals(struct db_query *q, const struct principal *p, enum cap c);
void scope_orders(struct db_query *q, const struct principal *p, enum cap c);
/* Likewise for a column that holds a unit id or grid id, e.g. self-handled items (alias `h` with town_id,
 * community_id, grid_id, user_id). */
void scope_places(struct db_query *q, const struct principal *p, enum cap c);

/* Likewise for people and whatever else belongs to one unit: alias `u` with unit_id. */
void scope_people(struct db_query *q, const struct principal *p, enum cap c);

/* Point checks of the same rules. */
enum err may_case(struct db_session *s, const struct principal *p, enum cap c, int64_t case_id, bool *yes);
enum err may_appeal(struct db_session *s, const struct principal *p, enum cap c, int64_t appeal_id, bool *yes);
enum err may_order(struct db_session *s, const struct principal *p, enum cap c, int64_t order_id, bool *yes);
/* True when `unit_id` is the person's unit of a grant with the capability, or below it (unit and region scope), or
 * scope all. With own or grid scope only the person's own unit itself. */
enum err may_unit(struct db_session *s, const struct principal *p, enum cap c, int64_t unit_id, bool *yes);
enum err may_grid(struct db_session *s, const struct principal *p, enum cap c, int64_t grid_id, bool *yes);

#endif

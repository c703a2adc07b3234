/* SPDX-License-Identifier: Apache-2.0 */
/* Operations of HTTP requests: the same `struct op` that jobs, importer and simulator use, made from a request.
 *
 * Memory: the op and the snapshot of reference data it holds live as long as the request's arena. */
#ifndef YS_CATALOGUE_OP_H
#define YS_CATALOGUE_OP_H

#include "auth/web.h"
#include "catalogue/site.h"

/* The operation of a request, by the logged-in person, or by a citizen on public routes. */
struct op *op_of(struct req *r);
/* Runs `fn` in one durable, idempotent transaction (req_write) with an op on the write session. `fn` writes the
 * answer to r->w and may run twice. */
enum err op_write(struct req *r, enum err (*fn)(struct op *op, struct req *r, void *arg), void *arg);

/* What a person has no right over does not exist for her: ERR_NOT_FOUND as `no` says it, usually NO_CASE (casefile.h) or
 * NO_ORDER (order.h). */
enum err must_case(struct op *op, enum cap cap, int64_t case_id, const struct problem_code *no);
enum err must_order(struct op *op, enum cap cap, int64_t order_id, const struct problem_code *no);

/* Where something is, from the usual inputs: lon, lat (micro-degrees), datum, grid_id, community_id, town_id,
 * whichever are in the route's table. A point decides the grid; a grid decides community and town. */
struct place {
	int64_t lon, lat, grid_id, community_id, town_id; /* NIL: unknown */
};
enum err place_of(struct req *r, struct op *op, struct place *out);
#define PLACE_INPUTS                                                                               \
	{ "lon", IN_INT, 0, 73000000, 136000000, NULL, "经度", "micro-degrees" },                     \
	{ "lat", IN_INT, 0, 3000000, 54000000, NULL, "纬度", "micro-degrees" },                       \
	{ "datum", IN_ENUM, 0, 0, 0, "cgcs2000|gcj02", "坐标系", "default cgcs2000; stored is always CGCS2000" }, \
	{ "grid_id", IN_ID, 0, 0, 0, NULL, "网格", "grid" },                                          \
	{ "community_id", IN_ID, 0, 0, 0, NULL, "村居", "community" },                                \
	{ "town_id", IN_ID, 0, 0, 0, NULL, "镇街", "town" }

/* The month of MONTH_IN, the current one by default: yyyymm and its instants, half open. `code` names the refusal. */
struct month_span {
	int64_t yyyymm, from, to;
};
struct month_span month_at(int64_t yyyymm);
enum err month_of(struct req *r, struct op *op, const char *code, struct month_span *out);
#define MONTH_IN { "month", IN_INT, IN_QUERY, 200001, 209912, NULL, "月份", "yyyymm; default this month" }

/* {id,name} or {id,code,name} or null. */
void jw_unit(struct json_out *w, const char *key, const struct refs *refs, int64_t unit_id);
void jw_type(struct json_out *w, const char *key, const struct refs *refs, int64_t type_id);
void jw_grid(struct json_out *w, const char *key, const struct refs *refs, int64_t grid_id);
/* Short name of a unit, "" when unknown. */
const char *unit_name(const struct refs *refs, int64_t unit_id);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Many at once: dispatch and take back, sign, assign, split into sub-orders. Each item is a write of its own, so that one
 * that fails stops no other; the answer says for each what happened and why. */
#include <inttypes.h>

#include "desk/desk.h"

enum { MANY_MAX = 100, PARTS_MAX = 20 };

static const struct problem_code E_NONE = { ERR_INVALID, "input.items", "请先选择要处理的件。" };
static const struct problem_code E_CASE = { ERR_NOT_FOUND, "case.not_found", "没有找到这件案件，或您无权操作。" };
static const struct problem_code E_ORDER = { ERR_NOT_FOUND, "order.not_found", "没有找到这张工单，或您无权操作。" };
static const struct problem_code E_NO_COMMUNITY = { ERR_CONFLICT, "order.no_community",
						    "这件事的地点没有落到本单位下属的村居，请选择派给哪个单位。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

static const struct problem_code E_STALE = { ERR_STALE, "order.stale", "这张工单刚被他人修改，请刷新后再操作。" };

struct item {
	int64_t id, version, unit_id;
	int64_t units[PARTS_MAX];
	size_t nunits;
	const char *why;
};

/* What one action gives back beside ok and version. */
struct outcome {
	int64_t version, order_id, unit_id;
	const char *no;
};

struct many {
	struct req *r;
	struct op *op;
	const struct problem_code *gone;
	/* Inside a write. */
	enum err (*one)(struct op *op, struct req *r, const struct item *it, struct outcome *out);
};

/* ---- the items of the request ---- */

static bool id_of(const struct json *v, int64_t *id)
{
	return v && json_kind(v) == JSON_STRING && sv_i64(json_sv(v), id) && *id > 0;
}

static enum err bad_item(struct req *r, size_t i, const char *what)
{
	return problem_field(&r->problem, ERR_INVALID, arena_printf(r->arena, "items.%zu.%s", i, what), "input.item",
			     arena_printf(r->arena, "第%zu件的内容不完整，请刷新列表后再选。", i + 1));
}

static enum err read_units(struct req *r, size_t i, const struct json *list, struct item *it)
{
	if (!list)
		return ERR_OK;
	if (json_kind(list) != JSON_ARRAY || json_count(list) > PARTS_MAX)
		return bad_item(r, i, "unit_ids");
	for (size_t k = 0; k < json_count(list); k++)
		if (!id_of(json_at(list, k), &it->units[it->nunits++]))
			return bad_item(r, i, "unit_ids");
	return ERR_OK;
}

static enum err read_item(struct req *r, size_t i, const struct json *v, struct item *it)
{
	*it = (struct item){ .version = NIL, .unit_id = NIL };
	if (json_kind(v) != JSON_OBJECT || !id_of(json_get(v, "id"), &it->id))
		return bad_item(r, i, "id");
	const struct json *version = json_get(v, "version"), *unit = json_get(v, "unit_id"), *why = json_get(v, "why");
	if (!version || json_kind(version) != JSON_INT || json_int(version) < 1)
		return bad_item(r, i, "version");
	it->version = json_int(version);
	if (unit && !id_of(unit, &it->unit_id))
		return bad_item(r, i, "unit_id");
	if (why && json_kind(why) == JSON_STRING)
		it->why = arena_sv(r->arena, json_sv(why));
	return read_units(r, i, json_get(v, "unit_ids"), it);
}

/* ---- one after the other ---- */

struct call {
	const struct many *m;
	struct op *op;
	const struct item *it;
	struct outcome *out;
};

static enum err run_one(struct db_session *s2, void *arg)
{
	struct call *c = arg;
	struct op op = *c->op;
	op.s = s2;
	problem_clear(op.problem);
	return c->m->one(&op, c->m->r, c->it, c->out);
}

static void put_result(struct json_out *w, const struct many *m, const struct item *it, enum err e, const struct problem *p,
		       const struct outcome *out)
{
	bool ok = !e;
	jw_object(w);
	jw_kid(w, "id", it->id);
	jw_kbool(w, "ok", ok);
	jw_kstr(w, "code", ok ? NULL : p->code ? p->code : "system.failed");
	jw_kstr(w, "text", ok ? NULL : p->text ? p->text : "没有完成，请稍后再试。");
	jw_kint(w, "version", ok ? out->version : NIL);
	jw_kid(w, "order_id", ok ? out->order_id : NIL);
	jw_kstr(w, "no", ok ? out->no : NULL);
	jw_unit(w, "unit", m->op->refs, ok ? out->unit_id : NIL);
	jw_object_end(w);
}

static enum err run_many(struct many *m)
{
	struct req *r = m->r;
	const struct in_value *items = in_get(r, "items");
	size_t n = items->given ? json_count(items->json) : 0;
	struct item *list = ARENA_ARRAY(r->arena, struct item, n + 1);
	if (!n)
		return problem_set(&r->problem, &E_NONE);
	for (size_t i = 0; i < n; i++) {
		enum err e = read_item(r, i, json_at(items->json, i), &list[i]);
		if (e)
			return e;
	}
	m->op = op_of(r);
	jw_object(&r->w);
	jw_kint(&r->w, "at", r->now);
	jw_kint(&r->w, "undo_ms", UNDISPATCH_MS);
	jw_key(&r->w, "results");
	jw_array(&r->w);
	for (size_t i = 0; i < n; i++) {
		struct problem p = { 0 };
		struct op sub = *m->op;
		struct outcome out = { NIL, NIL, NIL, NULL };
		sub.problem = &p;
		enum err e = db_write(r->db, run_one, &(struct call){ m, &sub, &list[i], &out });
		if (e == ERR_NOT_FOUND && !p.code)
			problem_set(&p, m->gone);
		put_result(&r->w, m, &list[i], e, &p, &out);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- what is done with one ---- */

static enum err must_dispatch(struct op *op, int64_t case_id)
{
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_DISPATCH, case_id, &yes);
	return e || yes ? e : ERR_NOT_FOUND;
}

static enum err must_see_order(struct op *op, int64_t id, struct q_order_get_out *o)
{
	bool yes = false;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, o);
	if (!e)
		e = may_case(op->s, op->who, CAP_CASE_READ, o->case_id, &yes);
	return e || yes ? e : ERR_NOT_FOUND;
}

static enum err case_out(struct op *op, int64_t id, struct outcome *out)
{
	struct q_case_get_out c;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = id }, &c);
	if (e)
		return e;
	out->version = c.version;
	out->no = c.no;
	out->unit_id = c.lead_unit_id;
	return ERR_OK;
}

static enum err dispatch(struct op *op, struct req *r, const struct item *it, struct outcome *out)
{
	struct order_dispatch d = { .case_id = it->id, .version = it->version, .lead_unit_id = it->unit_id, .why = it->why,
				    .level_reason = in_str(r, "level_reason") };
	for (; d.nco < it->nunits && d.nco < ORDER_CO_MAX; d.nco++)
		d.co_unit_ids[d.nco] = it->units[d.nco];
	enum err e = must_dispatch(op, it->id);
	if (!e)
		e = order_dispatch(op, &d, &out->order_id);
	return e ? e : case_out(op, it->id, out);
}

static enum err undispatch(struct op *op, struct req *r, const struct item *it, struct outcome *out)
{
	(void)r;
	enum err e = must_dispatch(op, it->id);
	if (!e)
		e = order_undispatch(op, it->id, it->version);
	return e ? e : case_out(op, it->id, out);
}

static enum err order_out(struct op *op, int64_t id, struct outcome *out)
{
	struct q_order_get_out o;
	enum err e = q_order_get(op->s, &(struct q_order_get_in){ .id = id }, &o);
	if (e)
		return e;
	*out = (struct outcome){ o.version, o.id, o.unit_id, o.no };
	return ERR_OK;
}

static enum err sign(struct op *op, struct req *r, const struct item *it, struct outcome *out)
{
	struct q_order_get_out o;
	enum err e = must_see_order(op, it->id, &o);
	if (!e)
		e = order_sign(op, it->id, it->version, in_i64(r, "holder_id"));
	return e ? e : order_out(op, it->id, out);
}

static enum err assign(struct op *op, struct req *r, const struct item *it, struct outcome *out)
{
	struct q_order_get_out o;
	enum err e = must_see_order(op, it->id, &o);
	if (!e)
		e = order_assign(op, it->id, it->version, in_i64(r, "holder_id"));
	return e ? e : order_out(op, it->id, out);
}

/* Without units: to the community where it happened, when that is below the unit. */
static enum err by_place(struct op *op, const struct q_order_get_out *o, int64_t *unit_id)
{
	struct q_case_get_out c;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = o->case_id }, &c);
	if (e)
		return e;
	*unit_id = c.community_id;
	bool below = c.community_id != NIL && c.community_id != o->unit_id && ref_unit_under(op->refs, c.community_id, o->unit_id);
	return below ? ERR_OK : problem_set(op->problem, &E_NO_COMMUNITY);
}

/* Signs first when that has not happened: who splits an order has taken it. */
static enum err split(struct op *op, struct req *r, const struct item *it, struct outcome *out)
{
	struct q_order_get_out o;
	int64_t units[PARTS_MAX] = { NIL }, made;
	size_t n = it->nunits;
	bool yes = false;
	enum err e = must_see_order(op, it->id, &o);
	if (!e)
		e = may_unit(op->s, op->who, CAP_SUBORDER, o.unit_id, &yes);
	if (!e && !yes)
		e = problem_set(op->problem, &E_NOT_YOURS);
	if (!e && o.version != it->version)
		e = problem_set(op->problem, &E_STALE);
	for (size_t i = 0; i < n; i++)
		units[i] = it->units[i];
	if (!e && !n)
		e = by_place(op, &o, &units[n++]);
	if (!e && str_eq(o.status, "to_sign"))
		e = order_sign(op, o.id, o.version, NIL);
	for (size_t i = 0; !e && i < n; i++) {
		struct order_extra x = { .case_id = o.case_id, .parent_id = o.id, .unit_id = units[i], .role = "sub",
					 .demand = in_str(r, "demand"), .limit_value = in_i64(r, "limit_value"),
					 .limit_unit = in_given(r, "limit_unit") ? limit_unit_from(in_str(r, "limit_unit")) :
										   LIMIT_WORKING_DAY,
					 .level_reason = in_str(r, "level_reason") };
		e = order_add(op, &x, &made);
	}
	if (!e)
		e = order_out(op, o.id, out);
	if (!e)
		out->unit_id = units[0];
	return e;
}

#define HANDLER(name, missing)                                                                     \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return run_many(&(struct many){ .r = r, .gone = &(missing), .one = name });         \
	}
HANDLER(dispatch, E_CASE)
HANDLER(undispatch, E_CASE)
HANDLER(sign, E_ORDER)
HANDLER(assign, E_ORDER)
HANDLER(split, E_ORDER)

#define ITEMS(what) { "items", IN_ARRAY, IN_REQUIRED, 1, MANY_MAX, NULL, "件", what }
static const struct in_field DISPATCH_IN[] = { ITEMS("[{id, version, unit_id?, unit_ids? (assisting), why?}]"),
					      LEVEL_REASON_IN,
					      { 0 } };
static const struct in_field UNDISPATCH_IN[] = { ITEMS("[{id, version}]"), { 0 } };
static const struct in_field SIGN_IN[] = { ITEMS("[{id, version}]"),
					   { "holder_id", IN_ID, 0, 0, 0, NULL, "承办人", "who handles them" },
					   { 0 } };
static const struct in_field ASSIGN_IN[] = { ITEMS("[{id, version}]"),
					     { "holder_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "承办人", "" },
					     { 0 } };
static const struct in_field SPLIT_IN[] = {
	ITEMS("[{id, version, unit_ids? (default: the community of the place)}]"),
	{ "demand", IN_TEXT, IN_REQUIRED, 1, 1000, NULL, "办理要求", "" },
	{ "limit_value", IN_INT, 0, 1, 1000, NULL, "期限", "default: what is left" },
	{ "limit_unit", IN_ENUM, 0, 0, 0, "natural_minute|natural_hour|natural_day|working_hour|working_day", "期限单位", "" },
	LEVEL_REASON_IN,
	{ 0 },
};

const struct route DESK_BULK_ROUTES[] = {
	{ HTTP_POST, "/api/v1/cases/dispatch-many", h_dispatch, CAP_DISPATCH, "all or region", DISPATCH_IN, 0, 0, "Dispatches several cases, each to the suggested or the given unit.", "ManyResults" },
	{ HTTP_POST, "/api/v1/cases/undispatch-many", h_undispatch, CAP_DISPATCH, "own, of the last minute", UNDISPATCH_IN, 0, 0, "Takes back what nobody has signed yet (撤回派单).", "ManyResults" },
	{ HTTP_POST, "/api/v1/orders/sign-many", h_sign, CAP_HANDLE, "unit", SIGN_IN, 0, 0, "Signs several orders.", "ManyResults" },
	{ HTTP_POST, "/api/v1/orders/assign-many", h_assign, CAP_HANDLE, "unit", ASSIGN_IN, 0, 0, "Names who handles several orders.", "ManyResults" },
	{ HTTP_POST, "/api/v1/orders/split-many", h_split, CAP_SUBORDER, "unit", SPLIT_IN, 0, 0, "Splits several orders, by default to the community of the place.", "ManyResults" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Handing over on leave: from a day to a day a colleague of the same unit acts for somebody. What is recorded then says
 * for whom; rights do not change hands, and it ends by itself because its times are compared whenever they matter. */
#include <inttypes.h>

#include "auth/audit.h"
#include "auth/handover.h"
#include "auth/listing.h"
#include "auth/routes.h"
#include "auth/session.h"
#include "auth/web.h"
#include "handover_sql.h"
#include "users_sql.h"

enum { LONGEST_DAYS = 366 };

static const struct problem_code E_WINDOW = { ERR_INVALID, "handover.window", "结束时间应晚于开始时间，且不早于现在；最长一年。" };
static const struct problem_code E_NO_DEPUTY = { ERR_INVALID, "handover.no_deputy", "岗位上没有登记B岗，请选择由谁代理。" };
static const struct problem_code E_SELF = { ERR_INVALID, "handover.self", "不能由本人代理本人，请另选同事。" };
static const struct problem_code E_UNIT = { ERR_INVALID, "handover.unit", "代理人须是同一单位的在用账号，请重新选择。" };
static const struct problem_code E_AWAY = { ERR_CONFLICT, "handover.deputy_away", "所选代理人在这段时间也不在岗，请另选。" };
static const struct problem_code E_CLASH = { ERR_CONFLICT, "handover.clash", "这段时间已经有代理安排，请先结束原来的安排。" };
static const struct problem_code E_ENDED = { ERR_CONFLICT, "handover.ended", "这项代理已经结束。" };
static const struct problem_code E_STALE = { ERR_STALE, "handover.stale", "这项代理刚被他人修改，请刷新后再操作。" };
static const struct problem_code E_CONTRACTOR = { ERR_INVALID, "handover.contractor", "外包人员不能代理承办和审核，请选择本单位在编人员。" };

static const struct problem_code E_NOBODY = { ERR_NOT_FOUND, "request.not_found", "没有找到您要的内容，可能已被删除，或您无权查看。" };
static const struct problem_code E_NOT_YOURS = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };

bool deputises(const struct principal *p, int64_t user_id, int64_t now)
{
	for (size_t i = 0; p && i < p->ndeputy; i++)
		if (p->deputy[i].user_id == user_id && p->deputy[i].from_at <= now && now < p->deputy[i].to_at)
			return true;
	return false;
}

void jw_deputy_of(struct json_out *w, const char *key, struct db_session *s, int64_t user_id, int64_t now)
{
	struct q_deputy_of_out d;
	jw_key(w, key);
	if (user_id == NIL || q_deputy_of(s, &(struct q_deputy_of_in){ .user_id = user_id, .now = now }, &d)) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kid(w, "handover_id", d.id);
	jw_kid(w, "id", d.deputy_id);
	jw_kstr(w, "name", d.name);
	jw_kint(w, "to_at", d.to_at);
	jw_object_end(w);
}

enum err jw_deputy_for(struct json_out *w, const char *key, struct db_session *s, int64_t user_id, int64_t now)
{
	struct q_deputy_for_named_rows d;
	enum err e = q_deputy_for_named(s, &(struct q_deputy_for_named_in){ .deputy_id = user_id, .now = now }, &d);
	if (e)
		return e;
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < d.n; i++) {
		jw_object(w);
		jw_kid(w, "id", d.v[i].user_id);
		jw_kstr(w, "name", d.v[i].name);
		jw_kint(w, "to_at", d.v[i].to_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* ---- list ---- */

static const struct list_col COLS[] = {
	LIST_COL("id", NULL, COL_ID),
	LIST_COL("user", "请假人", COL_REF),
	LIST_COL("deputy", "代理人", COL_REF),
	LIST_COL("unit", "单位", COL_REF, .width = 24),
	LIST_COL("from_at", "开始", COL_TIME),
	LIST_COL("to_at", "结束", COL_TIME),
	LIST_COL("reason", "事由", COL_TEXT, .width = 24),
	LIST_COL("ended_at", "提前结束", COL_TIME),
	LIST_COL("version", NULL, COL_INT),
	{ 0 }
};
static const struct list_sort SORTS[] = { { "-from_at", "h.from_at", COL_TIME, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *p = req_who(r);
	const char *state = in_str(r, "state");
	if (in_i64(r, "mine") == 1 || !can(p, CAP_USER_READ)) {
		db_query_add(q, " AND (h.user_id = $ OR h.deputy_id = $", DB_ARG_I64(p->user_id), DB_ARG_I64(p->user_id));
		if (in_i64(r, "mine") != 1)
			db_query_add(q, " OR u.unit_id = $", DB_ARG_I64(p->unit_id));
		db_query_text(q, ")");
	} else {
		scope_people(q, p, CAP_USER_READ);
	}
	if (str_eq(state, "now"))
		db_query_add(q, " AND h.ended_at IS NULL AND h.from_at <= $ AND h.to_at > $", DB_ARG_I64(r->now), DB_ARG_I64(r->now));
	else if (str_eq(state, "coming"))
		db_query_add(q, " AND h.ended_at IS NULL AND h.from_at > $", DB_ARG_I64(r->now));
	else if (str_eq(state, "past"))
		db_query_add(q, " AND (h.ended_at IS NOT NULL OR h.to_at <= $)", DB_ARG_I64(r->now));
	if (in_given(r, "user"))
		db_query_add(q, " AND h.user_id = $", DB_ARG_I64(in_i64(r, "user")));
}

static const struct list_def HANDOVERS = {
	.title = "代理安排", .cols = COLS, .sorts = SORTS, .id = "h.id",
	.select = "h.id, h.user_id, u.name, h.deputy_id, d.name, u.unit_id, n.short_name, h.from_at, h.to_at, h.reason, h.ended_at, "
		  "h.version",
	.from = " FROM handover h JOIN app_user u ON u.id = h.user_id JOIN app_user d ON d.id = h.deputy_id"
		" JOIN unit n ON n.id = u.unit_id",
	.where = where,
};

static enum err h_list(struct req *r)
{
	return list_answer(r, &HANDOVERS);
}

static enum err h_export(struct req *r)
{
	return list_xlsx(r, &HANDOVERS);
}

/* ---- entering ---- */

static enum err put_one(struct req *r, struct db_session *s, int64_t id)
{
	struct q_handover_get_out h;
	enum err e = q_handover_get(s, &(struct q_handover_get_in){ .id = id }, &h);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", h.id);
	jw_kid(&r->w, "user_id", h.user_id);
	jw_kid(&r->w, "deputy_id", h.deputy_id);
	jw_kint(&r->w, "from_at", h.from_at);
	jw_kint(&r->w, "to_at", h.to_at);
	jw_kint(&r->w, "ended_at", h.ended_at);
	jw_kint(&r->w, "version", h.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* Oneself; others only whoever manages the people of the unit. */
static enum err may_arrange(struct op *op, int64_t user_id, int64_t unit_id)
{
	bool yes = user_id == op->who->user_id;
	enum err e = yes ? ERR_OK : may_unit(op->s, op->who, CAP_USER_PROPOSE, unit_id, &yes);
	return e ? e : yes ? ERR_OK : problem_set(op->problem, &E_NOT_YOURS);
}

/* Who acts when nobody was named: B of the post. */
static enum err choose_deputy(struct op *op, int64_t user_id, int64_t *deputy_id)
{
	struct q_handover_b_of_out b;
	if (*deputy_id != NIL)
		return ERR_OK;
	enum err e = q_handover_b_of(op->s, &(struct q_handover_b_of_in){ .user_id = user_id, .now = op->now }, &b);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NO_DEPUTY);
	*deputy_id = b.user_id;
	return e;
}

static enum err check_people(struct op *op, const struct handover_new *h)
{
	struct q_handover_person_out me, deputy;
	enum err e = q_handover_person(op->s, &(struct q_handover_person_in){ .id = h->user_id }, &me);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOBODY);
	if (!e)
		e = may_arrange(op, h->user_id, me.unit_id);
	if (e)
		return e;
	if (h->deputy_id == h->user_id)
		return problem_set(op->problem, &E_SELF);
	e = q_handover_person(op->s, &(struct q_handover_person_in){ .id = h->deputy_id }, &deputy);
	if (e == ERR_NOT_FOUND || (!e && deputy.unit_id != me.unit_id))
		return problem_set(op->problem, &E_UNIT);
	if (!e && deputy.contractor && !me.contractor)
		return problem_set(op->problem, &E_CONTRACTOR);
	return e;
}

static enum err check_times(struct op *op, const struct handover_new *h)
{
	struct q_handover_clash_out own, theirs;
	enum err e = q_handover_clash(
		op->s, &(struct q_handover_clash_in){ .user_id = h->user_id, .to_at = h->to_at, .from_at = h->from_at }, &own);
	if (!e)
		e = q_handover_clash(
			op->s, &(struct q_handover_clash_in){ .user_id = h->deputy_id, .to_at = h->to_at, .from_at = h->from_at }, &theirs);
	if (e)
		return e;
	return own.n ? problem_set(op->problem, &E_CLASH) : theirs.n ? problem_set(op->problem, &E_AWAY) : ERR_OK;
}

enum err handover_begin(struct op *op, struct handover_new *h, int64_t *id)
{
	struct q_handover_insert_out made = { 0 };
	if (h->to_at <= h->from_at || h->to_at <= op->now || h->to_at - h->from_at > (int64_t)LONGEST_DAYS * MS_DAY)
		return problem_set(op->problem, &E_WINDOW);
	enum err e = choose_deputy(op, h->user_id, &h->deputy_id);
	if (!e)
		e = check_people(op, h);
	if (!e)
		e = check_times(op, h);
	if (!e)
		e = q_handover_insert(op->s, &(struct q_handover_insert_in){ .user_id = h->user_id, .deputy_id = h->deputy_id,
				      .from_at = h->from_at, .to_at = h->to_at, .reason = h->reason, .created_by = op->who->user_id,
				      .now = op->now }, &made);
	if (!e) /* the deputy's open sessions learn of it */
		e = q_user_rights_moved(op->s, &(struct q_user_rights_moved_in){ .id = h->deputy_id }, NULL);
	*id = made.id;
	return e;
}

static enum err write_new(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct op op = req_op(r, s);
	struct handover_new h = { in_i64_or(r, "user_id", req_who(r)->user_id), in_i64(r, "deputy_id"),
		in_i64_or(r, "from_at", r->now), in_i64(r, "to_at"), in_given(r, "reason") ? in_str(r, "reason") : "" };
	int64_t id;
	enum err e = handover_begin(&op, &h, &id);
	if (!e)
		e = put_one(r, s, id);
	if (!e)
		e = audit_req(r, s, "handover.begin", "user", h.user_id, NULL,
			      arena_printf(r->arena, "deputy=%" PRId64 " from=%" PRId64 " to=%" PRId64, h.deputy_id, h.from_at, h.to_at));
	r->status = 201;
	return e;
}

static enum err h_new(struct req *r)
{
	return req_write(r, write_new, r);
}

static enum err write_end(struct db_session *s, void *arg)
{
	struct req *r = arg;
	struct op op = req_op(r, s);
	struct q_handover_get_out h;
	int64_t changed = 0;
	enum err e = q_handover_get(s, &(struct q_handover_get_in){ .id = r->path_id[0] }, &h);
	if (e == ERR_NOT_FOUND)
		return req_not_found(r);
	if (!e)
		e = may_arrange(&op, h.user_id, h.unit_id);
	if (!e && h.version != in_i64(r, "version"))
		e = problem_set(&r->problem, &E_STALE);
	if (!e && (h.ended_at != NIL || h.to_at <= r->now))
		e = problem_set(&r->problem, &E_ENDED);
	if (!e)
		e = q_handover_end(s, &(struct q_handover_end_in){ .now = r->now, .by = req_who(r)->user_id, .id = h.id,
				   .version = h.version }, &changed);
	if (!e && !changed)
		e = problem_set(&r->problem, &E_STALE);
	if (!e)
		e = q_user_rights_moved(s, &(struct q_user_rights_moved_in){ .id = h.deputy_id }, NULL);
	if (!e)
		e = put_one(r, s, h.id);
	if (e)
		return e;
	return audit_req(r, s, "handover.end", "user", h.user_id, NULL, arena_printf(r->arena, "deputy=%" PRId64, h.deputy_id));
}

static enum err h_end(struct req *r)
{
	return req_write(r, write_end, r);
}

static enum err h_b(struct req *r)
{
	struct q_handover_b_of_out b;
	struct q_handover_person_out p;
	enum err e = q_handover_b_of(r->db, &(struct q_handover_b_of_in){ .user_id = req_who(r)->user_id, .now = r->now }, &b);
	bool none = e == ERR_NOT_FOUND;
	if (!e)
		e = q_handover_person(r->db, &(struct q_handover_person_in){ .id = b.user_id }, &p);
	if (e && !none)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_key(w, "b");
	if (none) {
		jw_null(w);
	} else {
		jw_object(w);
		jw_kid(w, "id", b.user_id);
		jw_kstr(w, "name", p.name);
		jw_object_end(w);
	}
	jw_deputy_of(w, "away", r->db, req_who(r)->user_id, r->now);
	e = jw_deputy_for(w, "deputy_for", r->db, req_who(r)->user_id, r->now);
	jw_object_end(w);
	return e;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "state", IN_ENUM, IN_QUERY, 0, 0, "now|coming|past|all", "状态", "" },
	{ "user", IN_ID, IN_QUERY, 0, 0, NULL, "请假人", "" },
	{ "mine", IN_INT, IN_QUERY, 0, 1, NULL, "与我有关", "1: of the person or as deputy" },
	{ 0 }
};
static const struct in_field NEW_IN[] = {
	{ "user_id", IN_ID, 0, 0, 0, NULL, "请假人", "default: oneself" },
	{ "deputy_id", IN_ID, 0, 0, 0, NULL, "代理人", "default: the B person of the post" },
	{ "from_at", IN_TIME, 0, 0, 0, NULL, "开始时间", "default: now" },
	{ "to_at", IN_TIME, IN_REQUIRED, 0, 0, NULL, "结束时间", "" },
	{ "reason", IN_TEXT, 0, 0, 100, NULL, "事由", "" },
	{ 0 }
};
static const struct in_field END_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version that was seen" },
	{ 0 }
};

#define API "/api/v1"
const struct route HANDOVER_ROUTES[] = {
	{ HTTP_GET, API "/handovers", h_list, CAP_SELF, "own unit; people one manages", LIST_IN, 0, 0, "Who is away and who acts for them", "List<Handover>" },
	{ HTTP_GET, API "/handovers/export.xlsx", h_export, CAP_SELF, "own unit; people one manages", LIST_IN, 0, ROUTE_BULK, "The list as a spreadsheet", NULL },
	{ HTTP_GET, API "/handovers/mine", h_b, CAP_SELF, "own", NULL, 0, 0, "My B person, my deputy now, and for whom I act", "MyHandover" },
	{ HTTP_POST, API "/handovers", h_new, CAP_SELF, "own; people one manages", NEW_IN, 0, ROUTE_IDEMPOTENT, "Hands over to a deputy for a time", "HandoverShort" },
	{ HTTP_POST, API "/handovers/{id}/end", h_end, CAP_SELF, "own; people one manages", END_IN, 0, ROUTE_IDEMPOTENT, "Ends a handover early", "HandoverShort" },
	{ 0 }
};

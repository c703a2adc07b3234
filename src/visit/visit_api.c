/* SPDX-License-Identifier: Apache-2.0 */
/* Visits over HTTP: the list that feeds every report, one record, recording, planning, and what waits to be looked at. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "auth/mask.h"
#include "visit/visit.h"
#include "workflow/buttons.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "visit.not_found", "没有找到这条走访记录，或您无权查看。" };
static const struct problem_code E_HAPPENED = { ERR_INVALID, "visit.plan_day", "安排走访要写计划日期。" };

#define KIND_WORDS "home:入户走访|check:现场核实|force:力量报到"
#define STATUS_WORDS "planned:计划|done:已走访|void:已取消"
#define FORCE_VALUES "enforcement|police|public_servant|party_member|doctor|volunteer|other"
#define FORCE_WORDS "enforcement:执法人员|police:社区民警|public_servant:公职人员|party_member:党员|doctor:医务人员|volunteer:志愿者|other:其他"
#define FOUND_WORDS "true:属实|untrue:不属实|unclear:无法判断"

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "编号", COL_TEXT, 18, NULL },
	{ "kind", "类别", COL_TEXT, 12, KIND_WORDS },
	{ "status", "状态", COL_TEXT, 10, STATUS_WORDS },
	{ "at", "走访时间", COL_TIME, 18, NULL },
	{ "plan_day", "计划日期", COL_DAY, 12, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "grid", "网格", COL_TEXT, 22, NULL },
	{ "place", "地点", COL_TEXT, 30, NULL },
	{ "matter", "事由", COL_TEXT, 40, NULL },
	{ "done", "情况", COL_TEXT, 50, NULL },
	{ "found", "核实结果", COL_TEXT, 12, FOUND_WORDS },
	{ "needs", "需求与问题", COL_TEXT, 30, NULL },
	{ "force_kind", "力量类别", COL_TEXT, 12, FORCE_WORDS },
	{ "people", "人员", COL_TEXT, 20, NULL },
	{ "people_unit", "人员单位", COL_TEXT, 24, NULL },
	{ "user", "记录人", COL_TEXT, 10, NULL },
	{ "reminded_at", NULL, COL_TIME, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-at", "COALESCE(h.at, h.created_at)", COL_TIME, true },
					  { "at", "COALESCE(h.at, h.created_at)", COL_TIME, false },
					  { "plan_day", "COALESCE(h.plan_day, 0)", COL_INT, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND h.user_id = $", DB_ARG_I64(who->user_id));
	else
		scope_places(q, who, CAP_VISIT_READ);
	if (in_given(r, "kind"))
		db_query_add(q, " AND h.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "status"))
		db_query_add(q, " AND h.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "force_kind"))
		db_query_add(q, " AND h.force_kind = $", DB_ARG_TEXT(in_str(r, "force_kind")));
	if (in_given(r, "grid"))
		db_query_add(q, " AND h.grid_id = $", DB_ARG_I64(in_i64(r, "grid")));
	if (in_given(r, "town"))
		db_query_add(q, " AND h.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "case"))
		db_query_add(q, " AND h.case_id = $", DB_ARG_I64(in_i64(r, "case")));
	if (in_given(r, "from"))
		db_query_add(q, " AND COALESCE(h.at, h.created_at) >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND COALESCE(h.at, h.created_at) < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_given(r, "until"))
		db_query_add(q, " AND h.plan_day <= $", DB_ARG_I64(in_i64(r, "until")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	static const char *const TEXTS[] = { "place", "matter", "done", "found", "needs", "force_kind", "people",
		"people_unit", "user" };
	const struct op *op = r->stash;
	const struct grid *g = ref_grid_any(op->refs, db_i64(c, 8));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "kind", db_text(c, 2));
	list_put_text(l, "status", db_text(c, 3));
	list_put_time(l, "at", db_i64(c, 4));
	list_put_int(l, "plan_day", db_i64(c, 5));
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 7)));
	list_put_text(l, "grid", g ? g->name : "");
	for (int i = 0; i < 9; i++)
		list_put_text(l, TEXTS[i], db_text(c, 9 + i));
	list_put_time(l, "reminded_at", db_i64(c, 18));
	list_put_int(l, "version", db_i64(c, 19));
}

static const struct list_def VISITS = {
	.title = "走访",
	.cols = COLS,
	.sorts = SORTS,
	.select = "h.id, h.no, h.kind, h.status, h.at, h.plan_day, h.town_id, h.community_id, h.grid_id, h.place, h.matter, h.done, "
		  "h.found, h.needs, h.force_kind, h.people, h.people_unit, p.name, h.reminded_at, h.version",
	.from = " FROM visit h JOIN app_user p ON p.id = h.user_id",
	.id = "h.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &VISITS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &VISITS);
}

/* ---- reported places that nobody has looked at ---- */

static const struct list_col TO_CHECK_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },	 { "no", NULL, COL_TEXT, 0, NULL },	  { "title", NULL, COL_TEXT, 0, NULL },
	{ "colour", NULL, COL_TEXT, 0, NULL },	 { "address", NULL, COL_TEXT, 0, NULL }, { "grid", NULL, COL_TEXT, 0, NULL },
	{ "lon", NULL, COL_INT, 0, NULL },	 { "lat", NULL, COL_INT, 0, NULL },	  { "opened_at", NULL, COL_TIME, 0, NULL },
	{ "grid_id", NULL, COL_ID, 0, NULL },	 { 0 },
};
static const struct list_sort TO_CHECK_SORTS[] = { { "opened_at", "c.opened_at", COL_TIME, false }, { 0 } };

static void to_check_where(struct req *r, struct db_query *q)
{
	db_query_text(q, " AND c.status = 'filed' AND c.source <> 'patrol' AND c.grid_id IS NOT NULL AND NOT EXISTS "
			 "(SELECT 1 FROM visit v"
			 " WHERE v.case_id = c.id AND v.kind = 'check' AND v.status <> 'void')");
	scope_cases(q, req_who(r), CAP_VISIT);
}

static void to_check_row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const struct grid *g = ref_grid_any(op->refs, db_i64(c, 5));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "title", db_text(c, 2));
	list_put_text(l, "colour", db_text(c, 3));
	list_put_text(l, "address", db_text(c, 4));
	list_put_text(l, "grid", g ? g->name : "");
	list_put_id(l, "grid_id", db_i64(c, 5));
	list_put_int(l, "lon", db_i64(c, 6));
	list_put_int(l, "lat", db_i64(c, 7));
	list_put_time(l, "opened_at", db_i64(c, 8));
}

static const struct list_def TO_CHECK = {
	.title = "待现场核实",
	.cols = TO_CHECK_COLS,
	.sorts = TO_CHECK_SORTS,
	.select = "c.id, c.no, c.title, c.colour, c.address, c.grid_id, c.lon, c.lat, c.opened_at",
	.from = " FROM casefile c",
	.id = "c.id",
	.where = to_check_where,
	.row = to_check_row,
};

static enum err h_to_check(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &TO_CHECK);
}

/* ---- one ---- */

static enum err put_following(struct req *r, struct op *op, int64_t id)
{
	struct q_visit_following_rows f;
	enum err e = q_visit_following(op->s, &(struct q_visit_following_in){ .id = id }, &f);
	if (e)
		return e;
	jw_key(&r->w, "following");
	jw_array(&r->w);
	for (size_t i = 0; i < f.n; i++) {
		jw_object(&r->w);
		jw_kid(&r->w, "id", f.v[i].id);
		jw_kstr(&r->w, "no", f.v[i].no);
		jw_kstr(&r->w, "status", f.v[i].status);
		jw_kint(&r->w, "plan_day", f.v[i].plan_day);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	return ERR_OK;
}

static bool may_act(struct op *op, const struct q_visit_get_out *v)
{
	bool yes = false;
	if (v->user_id == op->who->user_id)
		return can(op->who, CAP_VISIT);
	if (can_scope(op->who, CAP_VISIT) >= SCOPE_UNIT)
		return !may_unit(op->s, op->who, CAP_VISIT, v->community_id, &yes) && yes;
	return can(op->who, CAP_VISIT) && !may_grid(op->s, op->who, CAP_VISIT, v->grid_id, &yes) && yes;
}

/* Who visits sees the name in full, everybody else masked. */
static enum err put_visit(struct req *r, struct op *op, const struct q_visit_get_out *v)
{
	const char *person;
	bool act = may_act(op, v);
	enum err e = visit_person(op, v, &person);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", v->id);
	jw_kstr(&r->w, "no", v->no);
	jw_kstr(&r->w, "kind", v->kind);
	jw_kstr(&r->w, "status", v->status);
	jw_kstr(&r->w, "status_text", wf_state_text(&VISIT_MACHINE, v->status));
	jw_grid(&r->w, "grid", op->refs, v->grid_id);
	jw_unit(&r->w, "town", op->refs, v->town_id);
	jw_unit(&r->w, "community", op->refs, v->community_id);
	jw_kstr(&r->w, "user", v->user_name);
	jw_kint(&r->w, "at", v->at);
	jw_kint(&r->w, "plan_day", v->plan_day);
	jw_kint(&r->w, "reminded_at", v->reminded_at);
	jw_kstr(&r->w, "force_kind", v->force_kind);
	jw_kstr(&r->w, "people", v->people);
	jw_kstr(&r->w, "people_unit", v->people_unit);
	jw_kstr(&r->w, "place", v->place);
	jw_kstr(&r->w, "person", !person ? NULL : v->user_id == op->who->user_id ? person : mask_name(op->a, person));
	jw_kstr(&r->w, "matter", v->matter);
	jw_kstr(&r->w, "done", v->done);
	jw_kstr(&r->w, "needs", v->needs);
	jw_kstr(&r->w, "found", v->found);
	jw_kid(&r->w, "case_id", v->case_id);
	jw_kid(&r->w, "parent_id", v->parent_id);
	jw_kint(&r->w, "version", v->version);
	jw_moves(&r->w, &VISIT_MACHINE, v->status, "void", moves_if, &act);
	e = jw_files(&r->w, "files", op, "visit", v->id, false);
	if (!e)
		e = put_following(r, op, v->id);
	jw_object_end(&r->w);
	return e;
}

static enum err find(struct op *op, int64_t id, struct q_visit_get_out *v)
{
	bool yes = false;
	enum err e = visit_may_see(op, id, &yes);
	if (!e && yes)
		e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, v);
	return e || yes ? e : problem_set(op->problem, &E_NOT_FOUND);
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_visit_get_out v;
	enum err e = find(op, r->path_id[0], &v);
	return e ? e : put_visit(r, op, &v);
}

/* ---- recording ---- */

/* Numbers for the visit and for the one that follows it, taken before the write. */
struct numbers {
	char *no, *next;
};

static struct numbers *take_numbers(struct req *r, enum err *e)
{
	struct numbers *n = ARENA_NEW(r->arena, struct numbers);
	n->no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	n->next = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	*e = number_next(op_of(r), "visit", n->no);
	if (!*e && in_given(r, "next_day"))
		*e = number_next(op_of(r), "visit", n->next);
	return n;
}

/* Photos of a check go to its case, where the centre looks; all others stay with the visit. */
static enum err attach(struct op *op, struct req *r, const struct q_visit_get_out *v)
{
	bool to_case = str_eq(v->kind, "check") && v->case_id != NIL;
	return files_attach_given(op, r, to_case ? "case" : "visit", to_case ? v->case_id : v->id);
}

/* The next visit to the same place, when a day was named. */
static enum err plan_next(struct op *op, struct req *r, const struct q_visit_get_out *v, const char *no)
{
	const char *person, *why = in_str(r, "next_matter");
	int64_t id;
	if (!in_given(r, "next_day"))
		return ERR_OK;
	enum err e = visit_person(op, v, &person);
	struct visit_new n = { .no = no, .kind = "home", .grid_id = v->grid_id, .at = NIL, .plan_day = (int32_t)in_i64(r, "next_day"),
			       .place = v->place, .person = person, .matter = why && *why ? why : v->matter, .case_id = v->case_id,
			       .parent_id = v->id };
	return e ? e : visit_create(op, &n, &id);
}

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_visit_get_out v;
	enum err e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, &v);
	return e ? e : put_visit(r, op, &v);
}

static enum err create(struct op *op, struct req *r, void *arg)
{
	const struct numbers *no = arg;
	struct q_visit_get_out v;
	struct visit_new n = { .no = no->no, .kind = in_str(r, "kind"), .grid_id = in_i64(r, "grid_id"), .at = in_i64(r, "at"),
			       .plan_day = (int32_t)in_i64_or(r, "plan_day", 0), .force_kind = in_str(r, "force_kind"),
			       .people = in_str(r, "people"), .people_unit = in_str(r, "people_unit"), .place = in_str(r, "place"),
			       .person = in_str(r, "person"), .matter = in_str(r, "matter"), .done = in_str(r, "done"),
			       .needs = in_str(r, "needs"), .found = in_str(r, "found"), .case_id = in_i64(r, "case_id"),
			       .parent_id = NIL };
	int64_t id;
	enum err e = visit_create(op, &n, &id);
	if (!e)
		e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, &v);
	if (!e)
		e = attach(op, r, &v);
	if (!e)
		e = plan_next(op, r, &v, no->next);
	r->status = e ? r->status : 201;
	return e ? e : answer(op, r, id);
}

static enum err h_create(struct req *r)
{
	enum err e;
	if (in_given(r, "plan_day") && in_given(r, "done") && *in_str(r, "done"))
		return problem_set(&r->problem, &E_HAPPENED);
	struct numbers *n = take_numbers(r, &e);
	return e ? e : op_write(r, create, n);
}

static enum err fulfil(struct op *op, struct req *r, void *arg)
{
	const struct numbers *no = arg;
	struct q_visit_get_out v;
	int64_t id = r->path_id[0];
	struct visit_result res = { .at = in_i64(r, "at"), .done = in_str(r, "done"), .needs = in_str(r, "needs"),
				    .people = in_str(r, "people"), .found = in_str(r, "found") };
	enum err e = visit_fulfil(op, id, in_i64(r, "version"), &res);
	if (!e)
		e = q_visit_get(op->s, &(struct q_visit_get_in){ .id = id }, &v);
	if (!e)
		e = attach(op, r, &v);
	if (!e)
		e = plan_next(op, r, &v, no->next);
	return e ? e : answer(op, r, id);
}

static enum err h_fulfil(struct req *r)
{
	enum err e;
	struct numbers *n = take_numbers(r, &e);
	return e ? e : op_write(r, fulfil, n);
}

static enum err do_move(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = visit_move(op, r->path_id[0], in_i64(r, "version"), (int32_t)in_i64(r, "plan_day"), in_str(r, "reason"));
	return e ? e : answer(op, r, r->path_id[0]);
}

static enum err do_void(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = visit_void(op, r->path_id[0], in_i64(r, "version"), in_str(r, "reason"));
	return e ? e : answer(op, r, r->path_id[0]);
}

static enum err h_move(struct req *r)
{
	return op_write(r, do_move, NULL);
}

static enum err h_void(struct req *r)
{
	return op_write(r, do_void, NULL);
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define NEXT                                                                                                      \
	{ "next_day", IN_DAY, 0, 0, 0, NULL, "下次走访日期", "plans the next visit to the same place" },               \
	{ "next_matter", IN_TEXT, 0, 0, 300, NULL, "下次走访事由", "" },                                               \
	{ "files", IN_IDS, 0, 0, 9, NULL, "照片", "" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, "home|check|force", "类别", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "planned|done|void", "状态", "" },
	{ "force_kind", IN_ENUM, IN_QUERY, 0, 0, FORCE_VALUES, "力量类别", "" },
	{ "grid", IN_ID, IN_QUERY, 0, 0, NULL, "网格", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "case", IN_ID, IN_QUERY, 0, 0, NULL, "案件", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "开始时间", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "结束时间", "" },
	{ "until", IN_DAY, IN_QUERY, 0, 0, NULL, "计划日期不晚于", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我的", "" },
	{ 0 },
};
static const struct in_field TO_CHECK_IN[] = { LIST_INPUTS, { 0 } };
static const struct in_field CREATE_IN[] = {
	{ "kind", IN_ENUM, IN_REQUIRED, 0, 0, "home|check|force", "类别", "to a household, to a reported place, outside forces in a grid" },
	{ "grid_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "网格", "" },
	{ "at", IN_TIME, 0, 0, 0, NULL, "走访时间", "default now" },
	{ "plan_day", IN_DAY, 0, 0, 0, NULL, "计划日期", "given: a plan, not a record" },
	{ "force_kind", IN_ENUM, 0, 0, 0, FORCE_VALUES, "力量类别", "" },
	{ "people", IN_TEXT, 0, 0, 60, NULL, "人员", "who came or went along" },
	{ "people_unit", IN_TEXT, 0, 0, 60, NULL, "人员单位", "" },
	{ "place", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	{ "person", IN_TEXT, 0, 0, 30, NULL, "走访对象", "stored encrypted" },
	{ "matter", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "事由", "" },
	{ "done", IN_TEXT, 0, 0, 1000, NULL, "情况", "what was seen and done" },
	{ "needs", IN_TEXT, 0, 0, 500, NULL, "需求与问题", "" },
	{ "found", IN_ENUM, 0, 0, 0, "true|untrue|unclear", "核实结果", "" },
	{ "case_id", IN_ID, 0, 0, 0, NULL, "案件", "" },
	NEXT,
	{ 0 },
};
static const struct in_field DONE_IN[] = {
	VERSION,
	{ "at", IN_TIME, 0, 0, 0, NULL, "走访时间", "default now" },
	{ "done", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "情况", "" },
	{ "needs", IN_TEXT, 0, 0, 500, NULL, "需求与问题", "" },
	{ "people", IN_TEXT, 0, 0, 60, NULL, "同行人员", "" },
	{ "found", IN_ENUM, 0, 0, 0, "true|untrue|unclear", "核实结果", "" },
	NEXT,
	{ 0 },
};
static const struct in_field MOVE_IN[] = { VERSION,
					   { "plan_day", IN_DAY, IN_REQUIRED, 0, 0, NULL, "计划日期", "" },
					   { "reason", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "理由", "" },
					   { 0 } };
static const struct in_field VOID_IN[] = { VERSION, { "reason", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "理由", "" }, { 0 } };

#define PLACES "own, grid, unit or region"
const struct route VISIT_ROUTES[] = {
	{ HTTP_GET, "/api/v1/visits", h_list, CAP_VISIT_READ, PLACES, LIST_IN, 0, 0, "Lists visits and plans.", "List<VisitItem>" },
	{ HTTP_GET, "/api/v1/visits/export.xlsx", h_xlsx, CAP_VISIT_READ, PLACES, LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/visits/to-check", h_to_check, CAP_VISIT, PLACES, TO_CHECK_IN, 0, 0, "Filed cases of the grid that nobody has looked at.", "List<ToCheck>" },
	{ HTTP_GET, "/api/v1/visits/{id}", h_get, CAP_SELF, PLACES, NULL, 0, 0, "One visit.", "Visit" },
	{ HTTP_POST, "/api/v1/visits", h_create, CAP_VISIT, PLACES, CREATE_IN, 0, ROUTE_IDEMPOTENT, "Records or plans a visit.", "Visit" },
	{ HTTP_POST, "/api/v1/visits/{id}/done", h_fulfil, CAP_VISIT, PLACES, DONE_IN, 0, ROUTE_IDEMPOTENT, "A planned visit has been made.", "Visit" },
	{ HTTP_POST, "/api/v1/visits/{id}/move", h_move, CAP_VISIT, PLACES, MOVE_IN, 0, ROUTE_IDEMPOTENT, "Another day.", "Visit" },
	{ HTTP_POST, "/api/v1/visits/{id}/void", h_void, CAP_VISIT, PLACES, VOID_IN, 0, ROUTE_IDEMPOTENT, "Given up, with a reason.", "Visit" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* API of self-handled items: report in one submission, list, sample. */
#include "auth/listing.h"
#include "catalogue/op.h"
#include "selfhandled/selfhandled.h"
#include "selfhandled_sql.h"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "编号", COL_TEXT, 18, NULL },
	{ "matter", "事项", COL_TEXT, 40, NULL },
	{ "done", "处置情况", COL_TEXT, 40, NULL },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "grid_name", "网格", COL_TEXT, 20, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "user", "网格员", COL_TEXT, 10, NULL },
	{ "status", "状态", COL_TEXT, 8, "done:已办|verified:核实|untrue:不实" },
	{ "at", "上报时间", COL_TIME, 18, NULL },
	{ "sampled_at", "抽查时间", COL_TIME, 18, NULL },
	{ "sample_note", "抽查情况", COL_TEXT, 30, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-at", "h.at", COL_TIME, true }, { "at", "h.at", COL_TIME, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	if (in_i64(r, "mine") == 1 || can_scope(who, CAP_SELF_SAMPLE) == SCOPE_NONE)
		db_query_add(q, " AND h.user_id = $", DB_ARG_I64(who->user_id));
	else
		scope_places(q, who, CAP_SELF_SAMPLE);
	if (in_given(r, "status"))
		db_query_add(q, " AND h.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "grid"))
		db_query_add(q, " AND h.grid_id = $", DB_ARG_I64(in_i64(r, "grid")));
	if (in_given(r, "town"))
		db_query_add(q, " AND h.town_id = $", DB_ARG_I64(in_i64(r, "town")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const struct grid *g = ref_grid(op->refs, db_i64(c, 5));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "matter", db_text(c, 2));
	list_put_text(l, "done", db_text(c, 3));
	list_put_text(l, "address", db_text(c, 4));
	if (list_is_page(l))
		list_put_ref(l, "grid", db_i64(c, 5), g ? g->name : "");
	else
		list_put_text(l, "grid_name", g ? g->name : "");
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 7)));
	list_put_text(l, "user", db_text(c, 8));
	list_put_text(l, "status", db_text(c, 9));
	list_put_time(l, "at", db_i64(c, 10));
	list_put_time(l, "sampled_at", db_i64(c, 11));
	list_put_text(l, "sample_note", db_text(c, 12));
	list_put_int(l, "version", db_i64(c, 13));
}

static const struct list_def SELF_LIST = {
	.title = "自办件",
	.cols = COLS,
	.sorts = SORTS,
	.select = "h.id, h.no, h.matter, h.done, h.address, h.grid_id, h.town_id, h.community_id, u.name, h.status, "
		  "h.at, h.sampled_at, "
		  "h.sample_note, h.version",
	.from = " FROM self_handled h JOIN app_user u ON u.id = h.user_id",
	.id = "h.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &SELF_LIST);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &SELF_LIST);
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_self_get_out s;
	bool yes = false;
	enum err e = self_may_see(op, r->path_id[0], &yes);
	if (e || !yes)
		return e ? e : req_not_found(r);
	e = q_self_get(op->s, &(struct q_self_get_in){ .id = r->path_id[0] }, &s);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kid(w, "id", s.id);
	jw_kstr(w, "no", s.no);
	jw_grid(w, "grid", op->refs, s.grid_id);
	jw_unit(w, "town", op->refs, s.town_id);
	jw_unit(w, "community", op->refs, s.community_id);
	jw_type(w, "event_type", op->refs, s.event_type_id);
	jw_kstr(w, "matter", s.matter);
	jw_kstr(w, "done", s.done);
	jw_kstr(w, "address", s.address);
	jw_kint(w, "lon", s.lon);
	jw_kint(w, "lat", s.lat);
	jw_kstr(w, "status", s.status);
	jw_kstr(w, "status_text", wf_state_text(&SELF_MACHINE, s.status));
	jw_kint(w, "at", s.at);
	jw_kint(w, "sampled_at", s.sampled_at);
	jw_kstr(w, "sample_note", s.sample_note);
	jw_kint(w, "version", s.version);
	e = jw_files(w, "files", op, "self", s.id, false);
	jw_object_end(w);
	return e;
}

static enum err create(struct op *op, struct req *r, void *arg)
{
	struct place p;
	int64_t id;
	enum err e = place_of(r, op, &p);
	struct self_new n = { arg, p.grid_id, in_i64(r, "event_type_id"), p.lon, p.lat, in_str(r, "matter"),
		in_str(r, "done"), in_str(r, "address") };
	if (!e)
		e = self_create(op, &n, &id);
	if (e)
		return e;
	e = files_attach_given(op, r, "self", id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kstr(&r->w, "no", n.no);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err h_create(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	enum err e = number_next(op_of(r), "self", no);
	return e ? e : op_write(r, create, no);
}

static enum err sample(struct op *op, struct req *r, void *arg)
{
	struct q_self_get_out s;
	(void)arg;
	enum err e = self_sample(op, r->path_id[0], in_i64(r, "version"), in_i64(r, "ok") == 1, in_str(r, "note"));
	if (!e)
		e = q_self_get(op->s, &(struct q_self_get_in){ .id = r->path_id[0] }, &s);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", s.id);
	jw_kstr(&r->w, "status", s.status);
	jw_kint(&r->w, "version", s.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_sample(struct req *r)
{
	return op_write(r, sample, NULL);
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "done|verified|untrue", "状态", "" },
	{ "grid", IN_ID, IN_QUERY, 0, 0, NULL, "网格", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我的", "" },
	{ 0 },
};
static const struct in_field CREATE_IN[] = {
	{ "matter", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "发现的问题", "" },
	{ "done", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "处置情况", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	{ "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "" },
	PLACE_INPUTS,
	{ "files", IN_IDS, 0, 0, 9, NULL, "照片", "" },
	{ 0 },
};
static const struct in_field SAMPLE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "" },
	{ "ok", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "抽查结果", "" },
	{ "note", IN_TEXT, 0, 0, 500, NULL, "抽查情况", "needed when untrue" },
	{ 0 },
};

const struct route SELF_ROUTES[] = {
	{ HTTP_GET, "/api/v1/self", h_list, CAP_SELF_HANDLE, "own or grid", LIST_IN, 0, 0, "Lists self-handled items.", "List<SelfItem>" },
	{ HTTP_GET, "/api/v1/self/sampling", h_list, CAP_SELF_SAMPLE, "grid, unit or region", LIST_IN, 0, 0, "Items to sample.", "List<SelfItem>" },
	{ HTTP_GET, "/api/v1/self/export.xlsx", h_xlsx, CAP_SELF_SAMPLE, "grid, unit or region", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/self/{id}", h_get, CAP_CASE_READ, "own, grid, unit or region", NULL, 0, 0, "One self-handled item.", "SelfItem" },
	{ HTTP_POST, "/api/v1/self", h_create, CAP_SELF_HANDLE, "own grid", CREATE_IN, 0, ROUTE_IDEMPOTENT, "Reports what was found and fixed.", "SelfMade" },
	{ HTTP_POST, "/api/v1/self/{id}/sample", h_sample, CAP_SELF_SAMPLE, "grid, unit or region", SAMPLE_IN, 0, ROUTE_IDEMPOTENT, "Samples one.", "SelfShort" },
	{ 0 },
};

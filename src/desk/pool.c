/* SPDX-License-Identifier: Apache-2.0 */
/* The dispatcher's pool: filed cases with the unit that each should go to, one line of why, and how sure that is. */
#include "desk/desk.h"
#include "org/org.h"

enum { LOADS_MAX = 60 };

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "event_type_name", "事项", COL_TEXT, 20, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "opened_at", "立案时间", COL_TIME, 18, NULL },
	{ "due_at", "应派出时间", COL_TIME, 18, NULL },
	{ "suggested", "建议单位", COL_TEXT, 18, NULL },
	{ "why", "理由", COL_TEXT, 40, NULL },
	{ "appeals", "诉求数", COL_INT, 8, NULL },
	{ "urges", "催办次数", COL_INT, 8, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
#define DUE "COALESCE(k.due_at, c.opened_at)"
static const struct list_sort SORTS[] = { { "due_at", DUE, COL_TIME, false },
					  { "opened_at", "c.opened_at", COL_TIME, false },
					  { "-opened_at", "c.opened_at", COL_TIME, true },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	db_query_text(q, " AND c.status = 'filed'");
	scope_cases(q, req_who(r), CAP_DISPATCH);
	if (in_given(r, "colour"))
		db_query_add(q, " AND c.colour = $", DB_ARG_TEXT(in_str(r, "colour")));
	if (in_given(r, "event_type"))
		db_query_add(q, " AND c.event_type_id = $", DB_ARG_I64(in_i64(r, "event_type")));
	if (in_given(r, "town"))
		db_query_add(q, " AND c.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "source"))
		db_query_add(q, " AND c.source = $", DB_ARG_TEXT(in_str(r, "source")));
	if (in_given(r, "q"))
		db_query_add(q, " AND c.no >= $ AND c.no < $", DB_ARG_TEXT(in_str(r, "q")),
			DB_ARG_TEXT(arena_printf(r->arena, "%s:", in_str(r, "q"))));
}

/* The one line that names the unit: "按权属：…"; the last line that begins with 按. */
static const char *short_why(struct arena *a, const char *why)
{
	struct sv rest = sv_from(why ? why : ""), line, best = SV("");
	while (sv_cut(&rest, '\n', &line))
		if (sv_starts(line, SV("按")))
			best = line;
	return arena_sv(a, best);
}

/* sure: goes with one key. check: a person should look first, and why. none: no unit is known. */
static const char *certainty(const struct duty *d, bool secret, const char **because)
{
	*because = NULL;
	if (!d->lead)
		return "none";
	if (secret)
		*because = "保密举报，请先确认不是被举报单位";
	else if (d->general)
		*because = "按全市权属推定";
	return *because ? "check" : "sure";
}

static void put_suggestion(struct json_out *w, struct op *op, const struct duty *d, bool typed, bool secret)
{
	const char *because, *sure = typed ? certainty(d, secret, &because) : "none";
	if (!typed)
		because = "还没有归类到事项清单";
	jw_object(w);
	jw_kstr(w, "certainty", sure);
	jw_kstr(w, "because", because);
	jw_unit(w, "lead", op->refs, d->lead ? d->lead->id : NIL);
	jw_key(w, "co");
	jw_array(w);
	for (size_t i = 0; i < d->nco; i++) {
		jw_object(w);
		jw_kid(w, "id", d->co[i]->id);
		jw_kstr(w, "name", d->co[i]->short_name);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kstr(w, "why", short_why(op->a, d->why));
	jw_object_end(w);
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	struct op op = *(struct op *)r->stash;
	struct problem p = { 0 };
	struct duty d = { 0 };
	op.problem = &p;
	op.a = list_arena(l);
	const struct event_type *type = ref_type(op.refs, db_i64(c, 4));
	if (type && case_suggest(&op, type->id, db_i64(c, 5), &d))
		d = (struct duty){ 0 };
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "title", db_text(c, 2));
	list_put_text(l, "colour", db_text(c, 3));
	list_put_text(l, "town", unit_name(op.refs, db_i64(c, 5)));
	list_put_text(l, "community", unit_name(op.refs, db_i64(c, 6)));
	list_put_text(l, "address", db_text(c, 7));
	list_put_time(l, "opened_at", db_i64(c, 8));
	list_put_time(l, "due_at", db_i64(c, 9));
	list_put_int(l, "appeals", db_i64(c, 10));
	list_put_int(l, "urges", db_i64(c, 11));
	list_put_int(l, "version", db_i64(c, 12));
	list_put_text(l, "source", db_text(c, 13));
	if (!list_is_page(l)) {
		list_put_text(l, "event_type_name", type ? type->name : "未归类");
		list_put_text(l, "suggested", d.lead ? d.lead->name : "");
		list_put_text(l, "why", short_why(op.a, d.why));
		return;
	}
	list_put_text(l, "status", "filed");
	list_put_text(l, "status_text", wf_state_text(&CASE_MACHINE, "filed"));
	jw_clock_of(list_put_json(l, "clock"), &op, db_i64(c, 15), db_i64(c, 8), db_i64(c, 9), NIL);
	struct json_out *w = list_put_json(l, "event_type");
	if (type) {
		jw_object(w);
		jw_kid(w, "id", type->id);
		jw_kstr(w, "code", type->code);
		jw_kstr(w, "name", type->name);
		jw_object_end(w);
	} else {
		jw_null(w);
	}
	put_suggestion(list_put_json(l, "suggestion"), &op, &d, type != NULL, db_i64(c, 14) == 1);
}

static const struct list_def POOL = {
	.title = "派单池",
	.cols = COLS,
	.sorts = SORTS,
	.select = "c.id, c.no, c.title, c.colour, c.event_type_id, c.town_id, c.community_id, c.address, c.opened_at, k.due_at, "
		  "c.appeals, c.urges, c.version, c.source, "
		  "CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN appeal a ON a.id = m.appeal_id WHERE m.case_id = c.id AND m.to_at IS "
		  "NULL AND a.anonymity = 'secret') THEN 1 ELSE 0 END, k.id",
	.from = " FROM casefile c LEFT JOIN clock k ON k.object_kind = 'case' AND k.object_id = c.id AND k.kind = 'dispatch' AND "
		"k.stopped_at IS NULL",
	.id = "c.id",
	.where = where,
	.row = row,
};

static enum err h_pool(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &POOL);
}

static enum err h_pool_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &POOL);
}

/* How much the given units carry. */
static enum err h_loads(struct req *r)
{
	struct op *op = op_of(r);
	const char *list = in_str(r, "units");
	struct sv rest = sv_from(list), part;
	struct json_out *w = &r->w;
	enum err e = ERR_OK;
	jw_array(w);
	for (int n = 0; !e && n < LOADS_MAX && sv_cut(&rest, ',', &part); n++) {
		struct unit_load load;
		int64_t id;
		if (!sv_i64(part, &id) || !ref_unit(op->refs, id))
			continue;
		e = org_load(op->s, id, op->now, &load);
		jw_object(w);
		jw_unit(w, "unit", op->refs, id);
		jw_kint(w, "open", load.open);
		jw_kint(w, "near", load.near);
		jw_kint(w, "overdue", load.overdue);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static const struct in_field POOL_IN[] = {
	LIST_INPUTS,
	{ "colour", IN_ENUM, IN_QUERY, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "event_type", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "source", IN_ENUM, IN_QUERY, 0, 0, "appeal|patrol|sensor", "来源", "" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "编号", "number from its front" },
	{ 0 },
};
static const struct in_field LOADS_IN[] = {
	{ "units", IN_TEXT, IN_QUERY | IN_REQUIRED, 1, 1200, NULL, "单位", "ids, comma-separated" },
	{ 0 },
};

const struct route DESK_POOL_ROUTES[] = {
	{ HTTP_GET, "/api/v1/pool", h_pool, CAP_DISPATCH, "all or region", POOL_IN, 0, 0, "The pool with the suggested unit of each case.", "List<PoolItem>" },
	{ HTTP_GET, "/api/v1/pool/export.xlsx", h_pool_xlsx, CAP_DISPATCH, "all or region", POOL_IN, 0, ROUTE_BULK, "The pool as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/loads", h_loads, CAP_DISPATCH, "none", LOADS_IN, 0, 0, "Open, near and overdue orders of units.", "Load[]" },
	{ 0 },
};

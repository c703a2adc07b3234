/* SPDX-License-Identifier: Apache-2.0 */
/* API of hot spots: the list, one with its days, what was said in it, and the moves of people. */
#include "auth/listing.h"
#include "catalogue/op.h"
#include "hotspot/hotspot_internal.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT
#define KIND_WORDS "mass:群发|frequent:多发|burst:突增"
#define STATE_WORDS "new:新发现|watching:关注中|handled:已部署|over:已平息|dismissed:不是热点"

enum { TREND_DAYS = 60 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "hotspot.not_found", "没有找到这个热点，或您无权查看。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "kind", "类别", COL_TEXT, 8, KIND_WORDS },
	{ "status", "状态", COL_TEXT, 10, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "title", "热点", COL_TEXT, 40, NULL },
	{ "words", "关键词", COL_TEXT, 24, NULL },
	{ "why", "为什么", COL_TEXT, 32, NULL },
	{ "persons", "反映人数", COL_INT, 10, NULL },
	{ "members", "诉求件数", COL_INT, 10, NULL },
	{ "peak", "最密时人数", COL_INT, 10, NULL },
	{ "event_type", "事项", COL_REF, 18, NULL },
	{ "town", "镇街", COL_REF, 14, NULL },
	{ "lon", NULL, COL_INT, 0, NULL },
	{ "lat", NULL, COL_INT, 0, NULL },
	{ "first_at", "最早反映", COL_TIME, 18, NULL },
	{ "last_at", "最近反映", COL_TIME, 18, NULL },
	{ "proposed_unit", "建议牵头", COL_REF, 16, NULL },
	{ "unit", "牵头单位", COL_REF, 16, NULL },
	{ "owner", "跟进人", COL_TEXT, 10, NULL },
	{ "found_at", "发现时间", COL_TIME, 18, NULL },
	{ "ended_at", "结束时间", COL_TIME, 18, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-persons", "h.persons * 1000000 + h.members", COL_INT, true },
					  { "-last_at", "h.last_at", COL_TIME, true },
					  { "-found_at", "h.found_at", COL_TIME, true },
					  { "-members", "h.members", COL_INT, true },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const char *view = in_str(r, "view");
	hotspot_scope(q, req_who(r));
	if (str_eq(view, "open"))
		db_query_text(q, " AND h.ended_at IS NULL");
	if (str_eq(view, "new"))
		db_query_text(q, " AND h.status = 'new'");
	if (str_eq(view, "mine"))
		db_query_add(q, " AND h.ended_at IS NULL AND h.user_id = $", DB_ARG_I64(req_who(r)->user_id));
	if (str_eq(view, "ended"))
		db_query_text(q, " AND h.ended_at IS NOT NULL");
	if (in_given(r, "kind"))
		db_query_add(q, " AND h.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "status"))
		db_query_add(q, " AND h.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "town"))
		db_query_add(q, " AND h.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "from"))
		db_query_add(q, " AND h.last_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND h.last_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void put_type(struct list *l, const struct op *op, int64_t id)
{
	const struct event_type *t = ref_type(op->refs, id);
	list_put_ref(l, "event_type", id, t ? t->name : "");
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "kind", db_text(c, 1));
	list_put_text(l, "status", db_text(c, 2));
	list_put_int(l, "version", db_i64(c, 3));
	list_put_text(l, "title", db_text(c, 4));
	list_put_text(l, "words", db_text(c, 5));
	list_put_text(l, "why", db_text(c, 6));
	list_put_int(l, "persons", db_i64(c, 7));
	list_put_int(l, "members", db_i64(c, 8));
	list_put_int(l, "peak", db_i64(c, 9));
	put_type(l, op, db_i64(c, 10));
	list_put_ref(l, "town", db_i64(c, 11), unit_name(op->refs, db_i64(c, 11)));
	list_put_int(l, "lon", db_i64(c, 12));
	list_put_int(l, "lat", db_i64(c, 13));
	list_put_time(l, "first_at", db_i64(c, 14));
	list_put_time(l, "last_at", db_i64(c, 15));
	list_put_ref(l, "proposed_unit", db_i64(c, 16), unit_name(op->refs, db_i64(c, 16)));
	list_put_ref(l, "unit", db_i64(c, 17), unit_name(op->refs, db_i64(c, 17)));
	list_put_text(l, "owner", db_text(c, 18));
	list_put_time(l, "found_at", db_i64(c, 19));
	list_put_time(l, "ended_at", db_i64(c, 20));
}

/* `u`: the same row once more, as scope_people wants it. */
static const struct list_def HOTSPOTS = {
	.title = "热点",
	.cols = COLS,
	.sorts = SORTS,
	.select = "h.id, h.kind, h.status, h.version, h.title, h.words, h.why, h.persons, h.members, h.peak, "
		  "h.event_type_id, h.town_id, "
		  "h.lon, h.lat, h.first_at, h.last_at, h.proposed_unit_id, h.unit_id, p.name, h.found_at, h.ended_at",
	.from = " FROM hotspot h JOIN hotspot u ON u.id = h.id LEFT JOIN app_user p ON p.id = h.user_id",
	.id = "h.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &HOTSPOTS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &HOTSPOTS);
}

/* ---- what was said in one ---- */

static const struct list_col SAID_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "诉求编号", COL_TEXT, 18, NULL },
	{ "title", "诉求", COL_TEXT, 40, NULL },
	{ "received_at", "来件时间", COL_TIME, 18, NULL },
	{ "town", "镇街", COL_REF, 14, NULL },
	{ "address", "地点", COL_TEXT, 24, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "case_status", "案件状态", COL_TEXT, 10,
	  "filed:已立案|handling:办理中|callback:回访中|judging:研判中|ready:待结案|closed:已结案|merged:已归并" },
	{ "lead_unit", "主办单位", COL_REF, 16, NULL },
	{ 0 },
};
static const struct list_sort SAID_SORTS[] = { { "-received_at", "a.received_at", COL_TIME, true },
					       { "received_at", "a.received_at", COL_TIME, false },
					       { 0 } };

static void said_where(struct req *r, struct db_query *q)
{
	db_query_add(q, " AND m.hotspot_id = $ AND a.anonymity <> 'secret'", DB_ARG_I64(r->path_id[0]));
	scope_appeals(q, req_who(r), CAP_APPEAL_READ);
}

static void said_row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "title", db_text(c, 2));
	list_put_time(l, "received_at", db_i64(c, 3));
	list_put_ref(l, "town", db_i64(c, 4), unit_name(op->refs, db_i64(c, 4)));
	list_put_text(l, "address", db_text(c, 5));
	list_put_id(l, "case_id", db_i64(c, 6));
	list_put_text(l, "case_no", db_text(c, 7));
	list_put_text(l, "case_status", db_text(c, 8));
	list_put_ref(l, "lead_unit", db_i64(c, 9), unit_name(op->refs, db_i64(c, 9)));
}

static const struct list_def SAID = {
	.title = "热点诉求",
	.cols = SAID_COLS,
	.sorts = SAID_SORTS,
	.select = "a.id, a.no, a.title, a.received_at, a.town_id, a.address, c.id, c.no, c.status, c.lead_unit_id",
	.from = " FROM hotspot_member m JOIN appeal a ON a.id = m.appeal_id LEFT JOIN casefile c ON c.id = a.case_id",
	.id = "a.id",
	.where = said_where,
	.row = said_row,
};

static enum err find(struct op *op, int64_t id, struct q_hotspot_get_out *h)
{
	enum err e = q_hotspot_get(op->s, &(struct q_hotspot_get_in){ .id = id }, h);
	return e == ERR_NOT_FOUND || (!e && !hotspot_may(op, h, CAP_HOTSPOT_READ)) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err said(struct req *r, enum err (*answer)(struct req *r, const struct list_def *d))
{
	struct q_hotspot_get_out h;
	struct op *op = op_of(r);
	enum err e = find(op, r->path_id[0], &h);
	r->stash = op;
	return e ? e : answer(r, &SAID);
}

static enum err h_said(struct req *r)
{
	return said(r, list_answer);
}

static enum err h_said_xlsx(struct req *r)
{
	return said(r, list_xlsx);
}

/* ---- one ---- */

/* How many came on each of the last days up to the newest. */
static enum err put_trend(struct json_out *w, struct op *op, const struct q_hotspot_get_out *h)
{
	struct q_hotspot_days_rows rows;
	int32_t last = day_of_ms(h->last_at), day = day_add(last, 1 - TREND_DAYS);
	int32_t first = day_of_ms(h->first_at);
	day = first > day ? first : day;
	enum err e = q_hotspot_days(op->s, &(struct q_hotspot_days_in){ .hotspot_id = h->id, .since = day_start_ms(day) }, &rows);
	jw_key(w, "trend");
	jw_array(w);
	for (size_t i = 0; !e && day <= last; day = day_add(day, 1)) {
		int64_t n = 0;
		for (; i < rows.n && day_of_ms(rows.v[i].at) <= day; i++)
			n++;
		jw_object(w);
		jw_kint(w, "day", day);
		jw_kint(w, "n", n);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_entries(struct json_out *w, struct op *op, int64_t id)
{
	struct q_hotspot_entries_rows n;
	enum err e = q_hotspot_entries(op->s, &(struct q_hotspot_entries_in){ .hotspot_id = id }, &n);
	jw_key(w, "entries");
	jw_array(w);
	for (size_t i = 0; !e && i < n.n; i++)
		jw_deed(w, op->refs, &(struct case_deed){ .id = n.v[i].id, .at = n.v[i].at, .unit_id = n.v[i].unit_id,
			.kind = n.v[i].kind, .kind_text = wf_action_text(&HOTSPOT_MACHINE, n.v[i].kind), .user = n.v[i].user_name,
			.text = n.v[i].text, .resources = "" });
	jw_array_end(w);
	return e;
}

static void put_owner(struct json_out *w, struct op *op, int64_t user_id)
{
	struct q_hotspot_person_out who;
	bool known = user_id != NIL && !q_hotspot_person(op->s, &(struct q_hotspot_person_in){ .id = user_id }, &who);
	jw_kstr(w, "owner", known ? who.name : NULL);
	jw_kstr(w, "owner_unit", known ? unit_name(op->refs, who.unit_id) : NULL);
}

static void put_fields(struct json_out *w, struct op *op, const struct q_hotspot_get_out *h)
{
	jw_kid(w, "id", h->id);
	jw_kstr(w, "kind", h->kind);
	jw_kstr(w, "status", h->status);
	jw_kstr(w, "status_text", wf_state_text(&HOTSPOT_MACHINE, h->status));
	jw_kint(w, "version", h->version);
	jw_kstr(w, "title", h->title);
	jw_kstr(w, "words", h->words);
	jw_kstr(w, "why", h->why);
	jw_type(w, "event_type", op->refs, h->event_type_id);
	jw_unit(w, "town", op->refs, h->town_id);
	jw_unit(w, "community", op->refs, h->community_id);
	jw_grid(w, "grid", op->refs, h->grid_id);
	jw_kint(w, "lon", h->lon);
	jw_kint(w, "lat", h->lat);
	jw_kint(w, "members", h->members);
	jw_kint(w, "persons", h->persons);
	jw_kint(w, "peak", h->peak);
	jw_kint(w, "first_at", h->first_at);
	jw_kint(w, "last_at", h->last_at);
	jw_unit(w, "proposed_unit", op->refs, h->proposed_unit_id);
	jw_kstr(w, "proposed_why", h->proposed_why);
	jw_unit(w, "unit", op->refs, h->unit_id);
	jw_kstr(w, "plan", h->plan);
	put_owner(w, op, h->user_id);
	jw_kint(w, "taken_at", h->taken_at);
	jw_kint(w, "found_at", h->found_at);
	jw_kstr(w, "conclusion", h->conclusion);
	jw_kint(w, "ended_at", h->ended_at);
}

struct page {
	struct op *op;
	const struct q_hotspot_get_out *h;
};

static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	return hotspot_may(p->op, p->h, (enum cap)e->cap);
}

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_hotspot_get_out h;
	struct json_out *w = &r->w;
	enum err e = find(op, id, &h);
	if (e)
		return e;
	jw_object(w);
	put_fields(w, op, &h);
	e = put_trend(w, op, &h);
	if (!e)
		e = put_entries(w, op, h.id);
	jw_moves(w, &HOTSPOT_MACHINE, h.status, "dismiss", offered, &(struct page){ op, &h });
	jw_object_end(w);
	return e;
}

static enum err h_get(struct req *r)
{
	return answer(op_of(r), r, r->path_id[0]);
}

/* ---- moves ---- */

static enum err act(struct op *op, struct req *r, const struct hotspot_step *s)
{
	enum err e = hotspot_act(op, r->path_id[0], in_i64(r, "version"), s);
	return e ? e : answer(op, r, r->path_id[0]);
}

static enum err do_text(struct op *op, struct req *r, void *arg)
{
	return act(op, r, &(struct hotspot_step){ .action = arg, .text = in_str(r, "text"), .unit_id = NIL });
}

static enum err do_arrange(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct hotspot_step){ "arrange", in_str(r, "text"), in_i64(r, "unit_id") });
}

static enum err h_arrange(struct req *r)
{
	return op_write(r, do_arrange, NULL);
}

#define TEXT_HANDLER(name)                                                                         \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		static char action[] = #name;                                                      \
		return op_write(r, do_text, action);                                               \
	}
TEXT_HANDLER(take)
TEXT_HANDLER(note)
TEXT_HANDLER(close)
TEXT_HANDLER(dismiss)

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "open|new|mine|ended|all", "视图", "" },
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, "mass|frequent|burst", "类别", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "new|watching|handled|over|dismissed", "状态", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "最近反映起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ 0 },
};
static const struct in_field SAID_IN[] = { LIST_INPUTS, { 0 } };
static const struct in_field ARRANGE_IN[] = { VERSION,
					      { "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "牵头单位", "" },
					      { "text", IN_TEXT, IN_REQUIRED, 2, 2000, NULL, "治理措施", "" },
					      { 0 } };
static const struct in_field TEXT_IN[] = { VERSION, { "text", IN_TEXT, 0, 0, 2000, NULL, "情况", "" }, { 0 } };

#define AT "/api/v1/hotspots/{id}"
const struct route HOTSPOT_ROUTES[] = {
	{ HTTP_GET, "/api/v1/hotspots", h_list, CAP_HOTSPOT_READ, "by place, or led by the own unit", LIST_IN, 0, 0, "Hot spots (热点).", "List<HotspotItem>" },
	{ HTTP_GET, "/api/v1/hotspots/export.xlsx", h_xlsx, CAP_HOTSPOT_READ, "by place, or led by the own unit", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, AT, h_get, CAP_HOTSPOT_READ, "by place, or led by the own unit", NULL, 0, 0, "One of them with its days.", "Hotspot" },
	{ HTTP_GET, AT "/appeals", h_said, CAP_HOTSPOT_READ, "visible appeals of it", SAID_IN, 0, 0, "What was said in it.", "List<HotspotSaid>" },
	{ HTTP_GET, AT "/appeals/export.xlsx", h_said_xlsx, CAP_HOTSPOT_READ, "visible appeals of it", SAID_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_POST, AT "/take", h_take, CAP_HOTSPOT, "by place", TEXT_IN, 0, ACT, "Takes it (认领).", "Hotspot" },
	{ HTTP_POST, AT "/arrange", h_arrange, CAP_HOTSPOT, "by place", ARRANGE_IN, 0, ACT, "Who leads, and what is done at the source (源头治理).", "Hotspot" },
	{ HTTP_POST, AT "/note", h_note, CAP_HOTSPOT_READ, "by place, or led by the own unit", TEXT_IN, 0, ACT, "Progress.", "Hotspot" },
	{ HTTP_POST, AT "/close", h_close, CAP_HOTSPOT, "by place", TEXT_IN, 0, ACT, "Ends it.", "Hotspot" },
	{ HTTP_POST, AT "/dismiss", h_dismiss, CAP_HOTSPOT, "by place", TEXT_IN, 0, ACT, "Is none.", "Hotspot" },
	{ 0 },
};

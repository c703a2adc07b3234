/* SPDX-License-Identifier: Apache-2.0 */
/* Lists and pages of appeals, hints while typing, candidates for merging. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "desk/desk.h"

enum { PHONE_MIN = 7, TAIL = 4, NEAR_M = 500, NEAR_DAYS = 30 };

/* ---- list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "诉求编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "status", "状态", COL_TEXT, 12, NULL },
	{ "status_text", NULL, COL_TEXT, 0, NULL },
	{ "channel", "渠道", COL_RAW, 16, NULL },
	{ "channel_name", "渠道", COL_TEXT, 16, NULL },
	{ "type", "类型", COL_TEXT, 8, "consult:咨询|help:求助|complaint:投诉|report:举报|suggestion:建议|praise:表扬" },
	{ "family", "大类", COL_TEXT, 8, "people:民生|development:发展|enforcement:执法" },
	{ "address", "地点", COL_TEXT, 30, NULL },
	{ "town", "镇街", COL_TEXT, 14, NULL },
	{ "community", "村居", COL_TEXT, 14, NULL },
	{ "received_at", "受理时间", COL_TIME, 18, NULL },
	{ "anonymity", "实名方式", COL_TEXT, 8, "named:实名|anonymous:匿名|secret:保密" },
	{ "urgency", "紧急程度", COL_TEXT, 8, "normal:一般|urgent:紧急|emergency:特急" },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "upstream_due_at", "上级时限", COL_TIME, 18, NULL },
	{ "hint_colour", NULL, COL_TEXT, 0, NULL },
	{ "waiting_ms", NULL, COL_INT, 0, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-received_at", "a.received_at", COL_TIME, true },
					  { "received_at", "a.received_at", COL_TIME, false },
					  { 0 } };

static bool hides_secret(const struct principal *who)
{
	return !can(who, CAP_TEXT_RELEASE) && !can(who, CAP_REPORTER_READ);
}

/* A number fragment from the front, a full phone number, or its last four digits. */
static void search(struct req *r, struct db_query *q)
{
	const char *text = in_str(r, "q"), *full, *tail;
	struct op *op = op_of(r);
	size_t n = strlen(text);
	int64_t number;
	bool words = !sv_i64(sv_from(text), &number);
	/* what is not shown must not be found either, or it could be guessed piece by piece */
	if ((words || n == TAIL || n == PHONE_MIN || (n == 11 && text[0] == '1')) && hides_secret(op->who))
		db_query_text(q, " AND a.anonymity <> 'secret'");
	if (words) {
		char *last = arena_printf(r->arena, "%s\xEF\xBF\xBF", text);
		db_query_add(q, " AND a.title >= $ AND a.title < $", DB_ARG_TEXT(text), DB_ARG_TEXT(last));
	} else if (n == TAIL && !appeal_phone_digest(op, text, &full, &tail)) {
		db_query_add(q, " AND a.tail_digest = $", DB_ARG_TEXT(tail));
	} else if ((n == 11 && text[0] == '1') || (n >= PHONE_MIN && n < 8)) {
		if (!appeal_phone_digest(op, text, &full, &tail))
			db_query_add(q, " AND a.phone_digest = $", DB_ARG_TEXT(full));
	} else {
		db_query_add(q, " AND a.no >= $ AND a.no < $", DB_ARG_TEXT(text), DB_ARG_TEXT(arena_printf(r->arena, "%s:", text)));
	}
}

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	scope_appeals(q, who, CAP_APPEAL_READ);
	if (in_given(r, "status"))
		db_query_add(q, " AND a.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "channel"))
		db_query_add(q, " AND h.code = $", DB_ARG_TEXT(in_str(r, "channel")));
	if (in_given(r, "type"))
		db_query_add(q, " AND a.type = $", DB_ARG_TEXT(in_str(r, "type")));
	if (in_given(r, "family"))
		db_query_add(q, " AND a.family = $", DB_ARG_TEXT(in_str(r, "family")));
	if (in_given(r, "person"))
		db_query_add(q, " AND a.person_kind = $", DB_ARG_TEXT(in_str(r, "person")));
	if (in_given(r, "source"))
		db_query_add(q, " AND (a.source_code = $ OR (a.source_code > $ AND a.source_code < $))", DB_ARG_TEXT(in_str(r, "source")),
			DB_ARG_TEXT(arena_printf(r->arena, "%s:", in_str(r, "source"))),
			DB_ARG_TEXT(arena_printf(r->arena, "%s;", in_str(r, "source"))));
	if (in_given(r, "town"))
		db_query_add(q, " AND a.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "from"))
		db_query_add(q, " AND a.received_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND a.received_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND a.created_by = $", DB_ARG_I64(who->user_id));
	if (in_i64(r, "upstream") == 1)
		db_query_text(q, " AND a.upstream_state IN ('waiting', 'ready', 'failed')");
	if (in_given(r, "q"))
		search(r, q);
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const char *anonymity = db_text(c, 8), *status = db_text(c, 3);
	const struct channel *ch = ref_channel(op->refs, db_i64(c, 4));
	bool hidden = str_eq(anonymity, "secret") && hides_secret(req_who(r));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "title", hidden ? "（保密举报）" : db_text(c, 2));
	list_put_text(l, "status", list_is_page(l) ? status : wf_state_text(&APPEAL_MACHINE, status));
	if (list_is_page(l)) {
		list_put_text(l, "status_text", wf_state_text(&APPEAL_MACHINE, status));
		struct json_out *w = list_put_json(l, "channel");
		jw_object(w);
		jw_kstr(w, "code", ch ? ch->code : "");
		jw_kstr(w, "name", ch ? ch->name : "");
		jw_object_end(w);
	} else {
		list_put_text(l, "channel_name", ch ? ch->name : "");
	}
	list_put_text(l, "type", db_text(c, 5));
	list_put_text(l, "family", db_text(c, 6));
	list_put_text(l, "address", hidden ? "" : db_text(c, 7));
	list_put_text(l, "anonymity", anonymity);
	list_put_text(l, "town", unit_name(op->refs, db_i64(c, 9)));
	list_put_text(l, "community", unit_name(op->refs, db_i64(c, 10)));
	list_put_time(l, "received_at", db_i64(c, 11));
	list_put_text(l, "urgency", db_text(c, 12));
	list_put_id(l, "case_id", db_i64(c, 13));
	list_put_text(l, "case_no", db_text(c, 14));
	list_put_time(l, "upstream_due_at", db_i64(c, 15));
	if (list_is_page(l)) {
		const char *why;
		bool waiting = str_eq(status, "sorting");
		const struct colour_rule *hint =
			waiting ? ref_suggest_colour(op->refs, list_arena(l), sv_from(db_text(c, 2)), &why) : NULL;
		list_put_text(l, "hint_colour", hint ? hint->colour : NULL);
		list_put_int(l, "waiting_ms", waiting ? op->now - db_i64(c, 11) : NIL);
		list_put_int(l, "version", db_i64(c, 16));
	}
}

static const struct list_def APPEALS = {
	.title = "诉求",
	.cols = COLS,
	.sorts = SORTS,
	.select = "a.id, a.no, a.title, a.status, a.channel_id, a.type, a.family, a.address, a.anonymity, a.town_id, a.community_id, "
		  "a.received_at, a.urgency, a.case_id, f.no, a.upstream_due_at, a.version",
	.from = " FROM appeal a JOIN channel h ON h.id = a.channel_id LEFT JOIN casefile f ON f.id = a.case_id",
	.id = "a.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &APPEALS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &APPEALS);
}

/* ---- hints ---- */

struct told {
	const char *title, *body;
};

/* An enterprise's matter belongs to the development family (V-01): its types come first, and where words say too little, those
 * of the same kind of appeal follow. */
static size_t enterprise_first(struct op *op, const char *type, struct intake_hint *hints, size_t n)
{
	struct intake_hint all[HINTS_MAX * 2];
	size_t k = 0;
	for (size_t i = 0; i < n; i++)
		if (str_eq(hints[i].type->family, "development"))
			all[k++] = hints[i];
	size_t said = k;
	for (size_t i = 0; i < op->refs->ntypes && k < HINTS_MAX; i++) {
		const struct event_type *t = &op->refs->types[i];
		bool there = false;
		for (size_t j = 0; j < said; j++)
			there |= all[j].type == t;
		if (t->active && !there && str_eq(t->family, "development") && str_eq(t->type, type))
			all[k++] = (struct intake_hint){ t, "企业诉求：发展类同类事项", 0, -1 };
	}
	for (size_t i = 0; i < n && k < HINTS_MAX; i++)
		if (!str_eq(hints[i].type->family, "development"))
			all[k++] = hints[i];
	memcpy(hints, all, k * sizeof *hints);
	return k;
}

/* `enterprise`: type of an enterprise's appeal, NULL for everybody else. */
static void put_type_hints(struct json_out *w, struct op *op, const struct told *told, const char *enterprise)
{
	struct intake_hint hints[HINTS_MAX];
	size_t n = intake_hints(op, told->title, told->body, hints, HINTS_MAX, NULL);
	if (enterprise)
		n = enterprise_first(op, enterprise, hints, n);
	jw_key(w, "types");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		jw_kid(w, "id", hints[i].type->id);
		jw_kstr(w, "code", hints[i].type->code);
		jw_kstr(w, "name", hints[i].type->name);
		jw_kstr(w, "colour", hints[i].type->colour);
		jw_kstr(w, "family", hints[i].type->family);
		jw_kstr(w, "type", hints[i].type->type);
		jw_kint(w, "score", hints[i].score);
		jw_kint(w, "percent", hints[i].percent < 0 ? NIL : hints[i].percent);
		jw_kstr(w, "why", hints[i].why);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void put_colour_hint(struct json_out *w, struct op *op, struct sv text)
{
	const char *why = NULL;
	const struct colour_rule *c = ref_suggest_colour(op->refs, op->a, text, &why);
	jw_key(w, "colour");
	if (!c) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_kstr(w, "colour", c->colour);
	jw_kstr(w, "name", c->name);
	jw_kstr(w, "why", why);
	jw_object_end(w);
}

static enum err put_same_phone(struct json_out *w, struct op *op, const char *digest, int64_t not_id)
{
	struct q_appeal_same_phone_rows same = { 0 };
	if (digest) {
		enum err e = q_appeal_same_phone(
			op->s, &(struct q_appeal_same_phone_in){ .phone_digest = digest, .not_id = not_id }, &same);
		if (e)
			return e;
	}
	jw_key(w, "same_phone");
	jw_array(w);
	for (size_t i = 0; i < same.n; i++) {
		jw_object(w);
		jw_kid(w, "id", same.v[i].id);
		jw_kstr(w, "no", same.v[i].no);
		jw_kstr(w, "title", same.v[i].title);
		jw_kstr(w, "status", same.v[i].status);
		jw_kstr(w, "status_text", wf_state_text(&APPEAL_MACHINE, same.v[i].status));
		jw_kint(w, "at", same.v[i].received_at);
		jw_kid(w, "case_id", same.v[i].case_id);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static void put_case_brief(struct json_out *w, int64_t id, const char *no, const char *title, const char *status,
	const char *colour, int64_t opened_at, const char *why)
{
	jw_object(w);
	jw_kid(w, "id", id);
	jw_kstr(w, "no", no);
	jw_kstr(w, "title", title);
	jw_kstr(w, "status", status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, status));
	jw_kstr(w, "colour", colour);
	jw_kint(w, "opened_at", opened_at);
	jw_kstr(w, "why", why);
	jw_object_end(w);
}

static enum err put_nearby(struct json_out *w, struct op *op, int64_t town_id, int64_t lon, int64_t lat)
{
	struct q_case_nearby_rows near = { 0 };
	bool everything = can_scope(op->who, CAP_CASE_READ) >= SCOPE_REGION;
	if (town_id != NIL && lon != NIL && everything) {
		enum err e = q_case_nearby(op->s,
			&(struct q_case_nearby_in){
				.town_id = town_id, .since = op->now - (int64_t)NEAR_DAYS * MS_DAY },
			&near);
		if (e)
			return e;
	}
	jw_key(w, "nearby");
	jw_array(w);
	for (size_t i = 0; i < near.n; i++) {
		double m = geo_distance_m((double)lon / 1e6, (double)lat / 1e6, (double)near.v[i].lon / 1e6, (double)near.v[i].lat / 1e6);
		if (m <= NEAR_M)
			put_case_brief(w, near.v[i].id, near.v[i].no, near.v[i].title, near.v[i].status,
				near.v[i].colour, near.v[i].opened_at,
				arena_printf(op->a, "相距约%d米", (int)lround(m)));
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err put_hints(
	struct json_out *w, struct op *op, const struct told *told, const char *enterprise, const char *digest, int64_t not_id,
	const struct place *p)
{
	jw_key(w, "hints");
	jw_object(w);
	put_type_hints(w, op, told, enterprise);
	put_colour_hint(w, op, sv_from(arena_printf(op->a, "%s\n%s", told->title, told->body)));
	enum err e = put_same_phone(w, op, digest, not_id);
	if (!e)
		e = put_nearby(w, op, p->town_id, p->lon, p->lat);
	jw_object_end(w);
	return e;
}

static enum err h_hints(struct req *r)
{
	struct op *op = op_of(r);
	struct place p;
	const char *full, *tail, *text = in_given(r, "text") ? in_str(r, "text") : "";
	enum err e = place_of(r, op, &p);
	if (!e)
		e = appeal_phone_digest(op, in_str(r, "phone"), &full, &tail);
	if (e)
		return e;
	jw_object(&r->w);
	e = put_hints(&r->w, op, &(struct told){ "", text }, NULL, full, 0, &p);
	jw_object_end(&r->w);
	return e;
}

/* ---- page ---- */

struct page {
	struct op *op;
	const struct q_appeal_get_out *a;
};

static const struct button BUTTONS[] = {
	{ "file", "立案", "file", 0, NULL, false },
	{ "answer", "直接答复", "answer", 0, NULL, false },
	{ "ask", "要求补充", "ask", 0, NULL, false },
	{ "supplied", "登记补充内容", "supplied", 0, NULL, false },
	{ "join", "并入案件", "join", 0, NULL, false },
	{ "unjoin", "取消并入", "unjoin", 0, NULL, false },
	{ "emergency", "转紧急专线", "emergency", 0, NULL, false },
	{ "refuse", "不予受理", "refuse", 0, NULL, true },
	{ "object", "登记异议", "object", CAP_APPEAL_SORT, NULL, false },
	{ "edit", "更正登记", NULL, CAP_APPEAL_SORT, "sorting,supplement", false },
	{ "release", "放行内容", NULL, CAP_TEXT_RELEASE, NULL, false },
	{ "withdraw", "撤回", "withdraw", CAP_APPEAL_SORT, NULL, true },
};

static bool can_do(void *ctx, unsigned cap)
{
	struct page *p = ctx;
	bool yes = false;
	if (cap == CAP_TEXT_RELEASE && !str_eq(p->a->anonymity, "secret"))
		return false;
	return !may_appeal(p->op->s, p->op->who, (enum cap)cap, p->a->id, &yes) && yes;
}

/* Questions and answers are the reporter's words as much as the body is. */
static enum err put_supplements(struct json_out *w, struct op *op, int64_t id, bool full)
{
	struct q_supplement_list_rows s;
	enum err e = q_supplement_list(op->s, &(struct q_supplement_list_in){ .appeal_id = id }, &s);
	if (e)
		return e;
	jw_key(w, "supplements");
	jw_array(w);
	for (size_t i = 0; i < s.n; i++) {
		jw_object(w);
		jw_kid(w, "id", s.v[i].id);
		jw_kstr(w, "question", full ? s.v[i].question : "");
		jw_kint(w, "asked_at", s.v[i].asked_at);
		jw_kint(w, "due_at", s.v[i].due_at);
		jw_kstr(w, "answer", full ? s.v[i].answer : NULL);
		jw_kint(w, "answered_at", s.v[i].answered_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* "enterprise": what an enterprise said about itself, or null (V-01). */
static enum err put_enterprise(struct json_out *w, struct op *op, int64_t id)
{
	struct q_appeal_enterprise_get_out x;
	enum err e = q_appeal_enterprise_get(op->s, &(struct q_appeal_enterprise_get_in){ .appeal_id = id }, &x);
	if (e && e != ERR_NOT_FOUND)
		return e;
	jw_key(w, "enterprise");
	if (e) {
		jw_null(w);
		return ERR_OK;
	}
	jw_object(w);
	jw_kstr(w, "name", x.name);
	jw_kstr(w, "credit_code", x.credit_code);
	jw_kstr(w, "kind", x.kind);
	jw_kstr(w, "kind_text", enterprise_kind_text(x.kind));
	jw_object_end(w);
	return ERR_OK;
}

static void put_missing(struct json_out *w, struct op *op, const struct q_appeal_get_out *a)
{
	struct sv rest = sv_from(appeal_missing(op->a, a)), part;
	jw_key(w, "missing");
	jw_array(w);
	while (rest.n && sv_cut(&rest, ',', &part))
		jw_sv(w, part);
	jw_array_end(w);
}

static enum err put_case_ref(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_case_get_out c;
	jw_key(w, "case");
	if (case_id == NIL) {
		jw_null(w);
		return ERR_OK;
	}
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = case_id }, &c);
	if (e)
		return e;
	put_case_brief(w, c.id, c.no, c.title, c.status, c.colour, c.opened_at, NULL);
	return ERR_OK;
}

static enum err put_ratings(struct json_out *w, struct op *op, int64_t appeal_id, bool full)
{
	struct q_rating_of_appeal_rows g;
	enum err e = q_rating_of_appeal(op->s, &(struct q_rating_of_appeal_in){ .appeal_id = appeal_id }, &g);
	if (e)
		return e;
	jw_key(w, "ratings");
	jw_array(w);
	for (size_t i = 0; i < g.n; i++) {
		jw_object(w);
		jw_kint(w, "round", g.v[i].round);
		jw_kstr(w, "source", g.v[i].source);
		jw_kstr(w, "solved", g.v[i].solved);
		jw_kint(w, "satisfied", g.v[i].satisfied);
		jw_kstr(w, "opinion", full ? g.v[i].opinion : "");
		jw_kstr(w, "reasons", rating_reasons_text(op->a, g.v[i].reasons));
		jw_kint(w, "at", g.v[i].at);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static void put_fields(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, bool full)
{
	const struct channel *ch = ref_channel(op->refs, a->channel_id);
	jw_kid(w, "id", a->id);
	jw_kstr(w, "no", a->no);
	jw_kstr(w, "status", a->status);
	jw_kstr(w, "status_text", wf_state_text(&APPEAL_MACHINE, a->status));
	jw_kint(w, "version", a->version);
	jw_key(w, "channel");
	jw_object(w);
	jw_kstr(w, "code", ch ? ch->code : "");
	jw_kstr(w, "name", ch ? ch->name : "");
	jw_object_end(w);
	jw_kstr(w, "external_no", a->external_no);
	jw_kstr(w, "upstream", a->upstream);
	jw_kint(w, "upstream_due_at", a->upstream_due_at);
	jw_kstr(w, "upstream_state", a->upstream_state);
	jw_kint(w, "received_at", a->received_at);
	jw_kint(w, "created_at", a->created_at);
	jw_kstr(w, "anonymity", a->anonymity);
	jw_kstr(w, "type", a->type);
	jw_kstr(w, "type_text", type_text(a->type));
	jw_kstr(w, "family", a->family);
	jw_kstr(w, "family_text", family_text(a->family));
	jw_kstr(w, "urgency", a->urgency);
	jw_kstr(w, "special_class", a->special_class);
	jw_kbool(w, "no_callback", a->no_callback == 1);
	jw_kstr(w, "person_kind", a->person_kind);
	jw_kid(w, "case_id", a->case_id);
	jw_kstr(w, "result_text", a->result_text);
	jw_kstr(w, "title", full ? a->title : "（保密举报）");
	jw_kstr(w, "body", full ? a->body : a->released_text ? a->released_text : "内容待分拨员放行。");
	jw_kstr(w, "released_text", a->released_text);
	jw_kint(w, "released_at", a->released_at);
	jw_kstr(w, "happened", full ? a->happened_text : "");
	jw_kstr(w, "subject", full ? a->subject_text : "");
	jw_kstr(w, "demand", full ? a->demand_text : "");
	jw_kstr(w, "address", full ? a->address : "");
	jw_kint(w, "lon", full ? a->lon : NIL);
	jw_kint(w, "lat", full ? a->lat : NIL);
	jw_unit(w, "town", op->refs, a->town_id);
	jw_unit(w, "community", op->refs, a->community_id);
	jw_grid(w, "grid", op->refs, full ? a->grid_id : NIL);
	jw_type(w, "event_type", op->refs, a->event_type_id);
	jw_kstr(w, "source_code", a->source_code);
	jw_kbool(w, "historical", a->historical == 1);
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_appeal_get_out a;
	enum err e = appeal_asked_for(r, op, &a);
	if (e)
		return e;
	bool full = sees_full_text(op, &a);
	struct json_out *w = &r->w;
	struct place p = { a.lon, a.lat, a.grid_id, a.community_id, a.town_id };
	struct page page = { op, &a };
	jw_object(w);
	put_fields(w, op, &a, full);
	put_missing(w, op, &a);
	e = jw_contact(w, "contact", op, &a);
	if (!e)
		e = put_case_ref(w, op, a.case_id);
	if (!e && full)
		e = put_enterprise(w, op, a.id);
	if (!e)
		e = put_supplements(w, op, a.id, full);
	if (!e)
		e = jw_files(w, "files", op, "appeal", a.id, !full);
	if (!e)
		e = put_ratings(w, op, a.id, full);
	if (!e && str_eq(a.status, "sorting"))
		e = put_hints(w, op, &(struct told){ full ? a.title : "", full ? a.body : "" },
			str_eq(a.person_kind, "enterprise") ? a.type : NULL,
			full ? a.phone_digest : NULL, a.id, &p);
	if (!e)
		e = jw_timeline(w, "timeline", op, "appeal", a.id, full ? NOTES_ALL : NOTES_NONE);
	jw_actions(w, &APPEAL_MACHINE, a.status, BUTTONS, sizeof BUTTONS / sizeof *BUTTONS, can_do, &page);
	jw_object_end(w);
	return e;
}

static enum err h_why(struct req *r)
{
	struct op *op = op_of(r);
	struct q_appeal_get_out a;
	enum err e = appeal_asked_for(r, op, &a);
	return e ? e : put_duty(r, op, in_i64_or(r, "event_type_id", a.event_type_id), in_i64_or(r, "town_id", a.town_id));
}

static const struct in_field WHY_IN[] = { { "event_type_id", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
					  { "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
					  { 0 } };
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_TEXT, IN_QUERY, 1, 20, NULL, "状态", "" },
	{ "channel", IN_TEXT, IN_QUERY, 1, 40, NULL, "渠道", "code" },
	{ "type", IN_TEXT, IN_QUERY, 1, 20, NULL, "类型", "" },
	{ "family", IN_TEXT, IN_QUERY, 1, 20, NULL, "大类", "" },
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "person", IN_ENUM, IN_QUERY, 0, 0, "citizen|enterprise|staff", "诉求人类别", "enterprise: the chain of V-01" },
	{ "source", IN_TEXT, IN_QUERY, 1, 40, NULL, "来源", "poster, grid, hall, or one of their places" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "查找", "number from its front, phone, last four digits, or beginning of the title" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我登记的", "" },
	{ "upstream", IN_BOOL, IN_QUERY, 0, 0, NULL, "上级转办", "" },
	{ 0 },
};
static const struct in_field HINTS_IN[] = {
	{ "text", IN_TEXT, IN_QUERY, 0, 2000, NULL, "内容", "" },
	{ "phone", IN_TEXT, IN_QUERY, 0, 20, NULL, "电话", "" },
	{ "lon", IN_INT, IN_QUERY, 73000000, 136000000, NULL, "经度", "" },
	{ "lat", IN_INT, IN_QUERY, 3000000, 54000000, NULL, "纬度", "" },
	{ "datum", IN_ENUM, IN_QUERY, 0, 0, "cgcs2000|gcj02", "坐标系", "" },
	{ "grid_id", IN_ID, IN_QUERY, 0, 0, NULL, "网格", "" },
	{ "community_id", IN_ID, IN_QUERY, 0, 0, NULL, "村居", "" },
	{ "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ 0 },
};

const struct route DESK_APPEAL_ROUTES[] = {
	{ HTTP_GET, "/api/v1/appeals", h_list, CAP_APPEAL_READ, "by role", LIST_IN, 0, ROUTE_MACHINE, "Lists appeals.", "List<AppealItem>" },
	{ HTTP_GET, "/api/v1/appeals/export.xlsx", h_xlsx, CAP_APPEAL_READ, "by role", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_GET, "/api/v1/appeals/hints", h_hints, CAP_APPEAL_CREATE, "by role", HINTS_IN, 0, 0, "Hints while typing.", "IntakeHints" },
	{ HTTP_GET, "/api/v1/appeals/{id}", h_get, CAP_APPEAL_READ, "by role", NULL, 0, ROUTE_MACHINE, "One appeal.", "Appeal" },
	{ HTTP_GET, "/api/v1/appeals/{id}/why", h_why, CAP_APPEAL_READ, "by role", WHY_IN, 0, 0, "Why this unit, before filing.", "Duty" },
	{ 0 },
};

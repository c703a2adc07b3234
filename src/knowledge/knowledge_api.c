/* SPDX-License-Identifier: Apache-2.0 */
/* The knowledge base over HTTP: search while typing, list with staleness, one article, its moves. */
#include "knowledge/knowledge.h"
#include "workflow/buttons.h"

enum { TEASER = 160 };

static const struct problem_code E_TEXT = { ERR_INVALID, "knowledge.no_words", "请输入要找的内容。" };

/* ---- search --------------------------------------------------------------------------------------- */

static void put_hit(struct json_out *w, const struct op *op, const struct knowledge_hit *h, bool public)
{
	const struct q_knowledge_match_out *k = h->row;
	jw_object(w);
	if (!public)
		jw_kid(w, "id", k->id);
	jw_kstr(w, "title", k->title);
	jw_kstr(w, "body", k->body);
	jw_kstr(w, "source", k->source);
	jw_unit(w, "owner", op->refs, k->owner_unit_id);
	jw_kint(w, "valid_until", k->valid_until);
	if (!public) {
		jw_kstr(w, "why", h->why);
		jw_kint(w, "score", h->score);
		jw_kbool(w, "over", h->over);
		jw_kbool(w, "open_to_public", k->open_to_public != 0);
		jw_kint(w, "corrections", k->corrections);
	}
	jw_object_end(w);
}

static enum err search(struct req *r, const struct knowledge_ask *ask)
{
	struct op *op = op_of(r);
	struct knowledge_hit v[KNOWLEDGE_FOUND];
	size_t n;
	enum err e = knowledge_search(op, ask, v, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < n; i++)
		put_hit(&r->w, op, &v[i], ask->public_only);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_search(struct req *r)
{
	bool story = !in_given(r, "q");
	if (story && !in_given(r, "text"))
		return problem_set(&r->problem, &E_TEXT);
	return search(r, &(struct knowledge_ask){ .text = story ? in_str(r, "text") : in_str(r, "q"),
				 .type_code = in_str(r, "type"),
				 .story = story });
}

static enum err h_public(struct req *r)
{
	return search(r, &(struct knowledge_ask){ .text = in_str(r, "q"), .public_only = true });
}

/* ---- list ------------------------------------------------------------------------------------------- */

#define STATUS_WORDS "draft:草稿|published:已发布|expired:已过期|withdrawn:已撤下"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "code", "编码", COL_TEXT, 10, NULL }, { "title", "标题", COL_TEXT, 34, NULL },
	{ "teaser", "内容", COL_TEXT, 60, NULL }, { "keywords", "关键词", COL_TEXT, 30, NULL }, { "owner", "责任单位", COL_TEXT, 20, NULL },
	{ "status", "状态", COL_TEXT, 8, STATUS_WORDS }, { "valid_until", "有效期至", COL_DAY, 12, NULL },
	{ "reviewed_at", "最近确认", COL_TIME, 18, NULL }, { "corrections", "待答复纠错", COL_INT, 10, NULL },
	{ "stale", "陈旧度", COL_INT, 8, NULL }, { "uses", "引用次数", COL_INT, 8, NULL }, { "open_to_public", "可公开", COL_BOOL, 8, NULL },
	{ "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort SORTS[] = { { "valid_until", "k.valid_until", COL_DAY, false },
					  { "code", "k.code", COL_TEXT, false },
					  { "-uses", "k.uses", COL_INT, true },
					  { "reviewed_at", "k.reviewed_at", COL_TIME, false },
					  { 0 } };
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "查找", "part of the title, the code, or initials" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "draft|published|expired|withdrawn", "状态", "" },
	{ "owner", IN_ID, IN_QUERY, 0, 0, NULL, "责任单位", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "本单位的", "owned by the person's own unit" },
	{ "soon", IN_BOOL, IN_QUERY, 0, 0, NULL, "快到期或已到期", "" },
	{ 0 }
};

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "q")) {
		const char *text = in_str(r, "q"), *plain = arena_sv(r->arena, text_normalise(r->arena, sv_from(text)));
		db_query_add(q,
			" AND (k.code = $ OR REPLACE(k.title, $, '') <> k.title OR k.id IN (SELECT t.article_id FROM "
			"knowledge_term t "
			"WHERE t.term = $ AND t.weight >= 6))",
			DB_ARG_TEXT(text), DB_ARG_TEXT(text), DB_ARG_TEXT(plain));
	}
	if (in_given(r, "status"))
		db_query_add(q, " AND k.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "owner"))
		db_query_add(q, " AND k.owner_unit_id = $", DB_ARG_I64(in_i64(r, "owner")));
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND k.owner_unit_id = $", DB_ARG_I64(req_who(r)->unit_id));
	if (in_i64(r, "soon") == 1)
		db_query_add(q, " AND k.status IN ('published', 'expired') AND k.valid_until <= $",
			     DB_ARG_I64(day_add(day_of_ms(r->now), KNOWLEDGE_SOON_DAYS)));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	int64_t owner = db_i64(c, 5), until = db_i64(c, 7), reviewed = db_i64(c, 8), corrections = db_i64(c, 9);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "code", db_text(c, 1));
	list_put_text(l, "title", db_text(c, 2));
	list_put_text(l, "teaser", arena_sv(list_arena(l), sv_prefix_chars(sv_from(db_text(c, 3)), TEASER)));
	list_put_text(l, "keywords", db_text(c, 4));
	if (list_is_page(l))
		list_put_ref(l, "owner", owner, unit_name(op->refs, owner));
	else
		list_put_text(l, "owner", unit_name(op->refs, owner));
	list_put_text(l, "status", db_text(c, 6));
	list_put_int(l, "valid_until", until);
	list_put_time(l, "reviewed_at", reviewed > 0 ? reviewed : NIL);
	list_put_int(l, "corrections", corrections);
	list_put_int(l, "stale", knowledge_stale(day_of_ms(op->now), op->now, until, reviewed, corrections));
	list_put_int(l, "uses", db_i64(c, 10));
	list_put_bool(l, "open_to_public", db_i64(c, 11) != 0);
	list_put_int(l, "version", db_i64(c, 12));
}

static const struct list_def ARTICLES = {
	.title = "知识库", .cols = COLS, .sorts = SORTS, .id = "k.id",
	.select = "k.id, k.code, k.title, k.body, k.keywords, k.owner_unit_id, k.status, k.valid_until, k.reviewed_at, "
		  "(SELECT COUNT(*) FROM knowledge_correction x WHERE x.article_id = k.id AND x.status = 'open'), k.uses, k.open_to_public, k.version",
	.from = " FROM knowledge k", .where = where, .row = row
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &ARTICLES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &ARTICLES);
}

/* ---- one -------------------------------------------------------------------------------------------- */

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_knowledge_get_out k;
	bool keep = false;
	enum err e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = r->path_id[0] }, &k);
	if (e)
		return e == ERR_NOT_FOUND ? req_not_found(r) : e;
	if (can(op->who, CAP_KNOWLEDGE_EDIT) && (e = may_keep(op, k.owner_unit_id, &keep)))
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kid(w, "id", k.id);
	jw_kstr(w, "code", k.code);
	jw_kstr(w, "title", k.title);
	jw_kstr(w, "body", k.body);
	jw_kstr(w, "keywords", k.keywords);
	jw_kstr(w, "source", k.source);
	jw_kid(w, "owner_unit_id", k.owner_unit_id);
	jw_unit(w, "owner", op->refs, k.owner_unit_id);
	jw_kint(w, "valid_until", k.valid_until);
	jw_kstr(w, "event_types", k.event_types);
	jw_kbool(w, "open_to_public", k.open_to_public != 0);
	jw_kstr(w, "status", k.status);
	jw_kstr(w, "status_text", wf_state_text(&KNOWLEDGE_MACHINE, k.status));
	jw_kint(w, "reviewed_at", k.reviewed_at > 0 ? k.reviewed_at : NIL);
	jw_kint(w, "version", k.version);
	jw_kbool(w, "may_edit", keep);
	jw_moves(w, &KNOWLEDGE_MACHINE, k.status, "withdraw", moves_if, &keep);
	e = put_corrections(w, op, k.id);
	jw_object_end(w);
	return e;
}

static enum err put_short(struct op *op, struct req *r)
{
	struct q_knowledge_get_out k;
	enum err e = q_knowledge_get(op->s, &(struct q_knowledge_get_in){ .id = r->path_id[0] }, &k);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", k.id);
	jw_kstr(&r->w, "status", k.status);
	jw_kint(&r->w, "valid_until", k.valid_until);
	jw_kint(&r->w, "version", k.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_publish(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = knowledge_move(op, r->path_id[0], in_i64(r, "version"), "publish", in_i64(r, "valid_until"));
	return e ? e : put_short(op, r);
}

static enum err do_confirm(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = knowledge_confirm(op, r->path_id[0], in_i64(r, "version"), in_i64(r, "valid_until"));
	return e ? e : put_short(op, r);
}

static enum err do_withdraw(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = knowledge_move(op, r->path_id[0], in_i64(r, "version"), "withdraw", NIL);
	return e ? e : put_short(op, r);
}

static enum err do_used(struct op *op, struct req *r, void *arg)
{
	int64_t changed;
	(void)arg;
	enum err e = q_knowledge_used(op->s, &(struct q_knowledge_used_in){ .id = r->path_id[0] }, &changed);
	if (e || !changed)
		return e ? e : req_not_found(r);
	jw_object(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_publish(struct req *r)
{
	return op_write(r, do_publish, NULL);
}

static enum err h_confirm(struct req *r)
{
	return op_write(r, do_confirm, NULL);
}

static enum err h_withdraw(struct req *r)
{
	return op_write(r, do_withdraw, NULL);
}

static enum err h_used(struct req *r)
{
	return op_write(r, do_used, NULL);
}

/* Who lets knowledge grow old: a figure per unit (compliance.md 6 row 15). */
static enum err h_health(struct req *r)
{
	struct op *op = op_of(r);
	struct q_knowledge_health_rows v;
	int32_t today = day_of_ms(op->now);
	enum err e = q_knowledge_health(op->s,
		&(struct q_knowledge_health_in){
			.today = today, .soon = day_add(today, KNOWLEDGE_SOON_DAYS), .now = op->now },
		&v);
	if (e)
		return e;
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < v.n; i++) {
		jw_object(&r->w);
		jw_unit(&r->w, "unit", op->refs, v.v[i].unit_id);
		jw_kint(&r->w, "articles", v.v[i].articles);
		jw_kint(&r->w, "published", v.v[i].published);
		jw_kint(&r->w, "expired", v.v[i].expired);
		jw_kint(&r->w, "soon", v.v[i].soon);
		jw_kint(&r->w, "corrections", v.v[i].corrections);
		jw_kint(&r->w, "late", v.v[i].late);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field SEARCH_IN[] = {
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "查找", "words or initials" },
	{ "text", IN_TEXT, IN_QUERY, 2, 500, NULL, "正文", "what is being told: only what clearly fits" },
	{ "type", IN_TEXT, IN_QUERY, 1, 20, NULL, "事项编码", "" },
	{ 0 }
};
static const struct in_field PUBLIC_IN[] = { { "q", IN_TEXT, IN_QUERY | IN_REQUIRED, 2, 40, NULL, "查找", "" }, { 0 } };
static const struct in_field MOVE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "" },
	{ "valid_until", IN_DAY, 0, 0, 0, NULL, "有效期至", "yyyymmdd" },
	{ 0 }
};
static const struct in_field VERSION_ONLY[] = { { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "" }, { 0 } };

#define REF "/api/v1/ref/knowledge"
#define EDIT CAP_KNOWLEDGE_EDIT
const struct route KNOWLEDGE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/knowledge", h_list, CAP_REF_READ, "none", LIST_IN, 0, 0, "Articles with their staleness.", "List<KnowledgeRow>" },
	{ HTTP_GET, "/api/v1/knowledge/export.xlsx", h_xlsx, CAP_REF_READ, "none", LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "file" },
	{ HTTP_GET, "/api/v1/knowledge/search", h_search, CAP_REF_READ, "none", SEARCH_IN, 0, 0, "Search while typing.", "KnowledgeFound" },
	{ HTTP_GET, "/api/v1/knowledge/health", h_health, CAP_REF_READ, "none", NULL, 0, 0, "Expired articles and open corrections by unit.", "KnowledgeHealth" },
	{ HTTP_GET, "/api/v1/knowledge/{id}", h_get, CAP_REF_READ, "none", NULL, 0, 0, "One article with its corrections.", "Knowledge" },
	{ HTTP_POST, "/api/v1/knowledge/{id}/publish", h_publish, EDIT, "unit", MOVE_IN, 0, ROUTE_IDEMPOTENT, "Publishes.", "KnowledgeShort" },
	{ HTTP_POST, "/api/v1/knowledge/{id}/confirm", h_confirm, EDIT, "unit", MOVE_IN, 0, ROUTE_IDEMPOTENT, "Still holds, until a new day.", "KnowledgeShort" },
	{ HTTP_POST, "/api/v1/knowledge/{id}/withdraw", h_withdraw, EDIT, "unit", VERSION_ONLY, 0, ROUTE_IDEMPOTENT, "Takes it down.", "KnowledgeShort" },
	{ HTTP_POST, "/api/v1/knowledge/{id}/used", h_used, CAP_REF_READ, "none", NULL, 0, ROUTE_IDEMPOTENT, "It was told to a caller.", "KnowledgeRef" },
	{ HTTP_POST, "/api/v1/knowledge/{id}/corrections", correction_api_raise, CAP_REF_READ, "none", CORRECTION_NEW_IN, 0, ROUTE_IDEMPOTENT, "Says that it is wrong.", "CorrectionMade" },
	{ HTTP_GET, "/api/v1/knowledge/corrections", correction_api_list, CAP_REF_READ, "none", CORRECTION_LIST_IN, 0, 0, "Corrections.", "List<Correction>" },
	{ HTTP_GET, "/api/v1/knowledge/corrections/export.xlsx", correction_api_xlsx, CAP_REF_READ, "none", CORRECTION_LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "file" },
	{ HTTP_POST, "/api/v1/knowledge/corrections/{id}/answer", correction_api_answer, EDIT, "unit", CORRECTION_ANSWER_IN, 0, ROUTE_IDEMPOTENT, "The owner answers.", "CorrectionShort" },
	{ HTTP_GET, "/api/v1/public/knowledge", h_public, CAP_NONE, "none", PUBLIC_IN, 0, ROUTE_PUBLIC, "What may be told to everybody.", "KnowledgeFound" },
	{ HTTP_GET, REF, ref_api_list, CAP_REF_READ, "none", KNOWLEDGE_REF_QUERY, 0, 0, "知识库：列表", "List<KnowledgeRef>" },
	{ HTTP_GET, REF "/export.csv", ref_api_csv, CAP_REF_READ, "none", KNOWLEDGE_REF_QUERY, 0, ROUTE_BULK, "知识库：导出 CSV，可再导入", "file" },
	{ HTTP_GET, REF "/{id}", ref_api_get, CAP_REF_READ, "none", NULL, 0, 0, "知识库：一条", "KnowledgeRef" },
	{ HTTP_GET, REF "/{id}/versions", ref_api_versions, CAP_REF_READ, "none", NULL, 0, 0, "知识库：历次版本", "List<RefVersion>" },
	{ HTTP_POST, REF, knowledge_api_create, EDIT, "unit", KNOWLEDGE_EDIT_IN, 256 << 10, ROUTE_IDEMPOTENT, "知识库：新增", "KnowledgeRef" },
	{ HTTP_PUT, REF "/{id}", knowledge_api_update, EDIT, "unit", KNOWLEDGE_EDIT_IN, 256 << 10, ROUTE_IDEMPOTENT, "知识库：修改", "KnowledgeRef" },
	{ HTTP_POST, REF "/import", knowledge_api_import, EDIT, "all", REF_IMPORT_IN, REF_IMPORT_BODY, ROUTE_UPLOAD | ROUTE_BULK,
	  "知识库：导入 CSV（dry=1 只检查不写入）", "ImportReport" },
	{ 0 }
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Sending instructions and following them: preview of the recipients, list, live board, reminder, end. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "instruction/instruction.h"
#include "workflow/buttons.h"

enum { AREAS = 100, BODY_MAX = 2000, SAMPLE = 8 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "instruction.not_found", "没有找到这条指令，或您无权查看。" };
static const struct problem_code E_WORD = { ERR_INVALID, "instruction.word", "岗位或网格员类型不正确，请刷新页面后重新选择。" };

/* ---- what was sent ---- */

#define URGENCY_WORDS "normal:一般|urgent:紧急|critical:特急"
#define ASKS_WORDS "read:阅知|relay:转达居民群|done:办理反馈"
#define STATUS_WORDS "sent:进行中|closed:已办结|withdrawn:已撤回"

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "no", "编号", COL_TEXT, 18, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "urgency", "紧急程度", COL_TEXT, 10, URGENCY_WORDS },
	{ "asks", "要求", COL_TEXT, 12, ASKS_WORDS },
	{ "scope_text", "发送范围", COL_TEXT, 40, NULL },
	{ "issuer", "发出人", COL_TEXT, 10, NULL },
	{ "unit", "发出单位", COL_TEXT, 20, NULL },
	{ "status", "状态", COL_TEXT, 10, STATUS_WORDS },
	{ "sent_at", "发出时间", COL_TIME, 18, NULL },
	{ "due_at", "回执期限", COL_TIME, 18, NULL },
	{ "total", "应收", COL_INT, 8, NULL },
	{ "unread", "未读", COL_INT, 8, NULL },
	{ "relayed", "已转达", COL_INT, 8, NULL },
	{ "done", "已办", COL_INT, 8, NULL },
	{ "ended_at", "结束时间", COL_TIME, 18, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-sent_at", "i.sent_at", COL_TIME, true },
					  { "sent_at", "i.sent_at", COL_TIME, false },
					  { "due_at", "i.due_at", COL_TIME, false },
					  { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	bool leads = can_scope(who, CAP_INSTRUCT) >= SCOPE_UNIT, below = str_eq(in_str(r, "view"), "below");
	if (below) {
		db_query_text(q, " AND EXISTS (SELECT 1 FROM instruction_receipt u WHERE u.instruction_id = i.id");
	} else {
		db_query_add(q, " AND (i.issuer_id = $ OR EXISTS (SELECT 1 FROM unit_under u WHERE u.unit_id = i.issuer_unit_id"
				" AND u.depth = 0", DB_ARG_I64(who->user_id));
	}
	if (leads)
		scope_people(q, who, CAP_INSTRUCT);
	else
		db_query_text(q, " AND 1 = 0");
	if (!below)
		db_query_text(q, ")");
	db_query_text(q, ")");
	if (in_given(r, "status"))
		db_query_add(q, " AND i.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "urgency"))
		db_query_add(q, " AND i.urgency = $", DB_ARG_TEXT(in_str(r, "urgency")));
	if (in_given(r, "from"))
		db_query_add(q, " AND i.sent_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND i.sent_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_i64(r, "mine") == 1)
		db_query_add(q, " AND i.issuer_id = $", DB_ARG_I64(who->user_id));
	if (in_given(r, "q"))
		db_query_add(q, " AND (i.no = $ OR REPLACE(i.title, $, '') <> i.title)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	static const char *const TEXTS[] = { "no", "title", "urgency", "asks", "scope_text", "issuer" };
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	for (int i = 0; i < 6; i++)
		list_put_text(l, TEXTS[i], db_text(c, i + 1));
	list_put_text(l, "unit", unit_name(op->refs, db_i64(c, 7)));
	list_put_text(l, "status", db_text(c, 8));
	list_put_time(l, "sent_at", db_i64(c, 9));
	list_put_time(l, "due_at", db_i64(c, 10));
	list_put_int(l, "total", db_i64(c, 11));
	list_put_int(l, "unread", db_i64(c, 12));
	list_put_int(l, "relayed", db_i64(c, 13));
	list_put_int(l, "done", db_i64(c, 14));
	list_put_time(l, "ended_at", db_i64(c, 15));
	list_put_int(l, "version", db_i64(c, 16));
}

#define COUNTED(cond) "(SELECT COUNT(*) FROM instruction_receipt x WHERE x.instruction_id = i.id" cond ")"
static const struct list_def SENT_LIST = {
	.title = "指令",
	.cols = COLS,
	.sorts = SORTS,
	.select = "i.id, i.no, i.title, i.urgency, i.asks, i.scope_text, p.name, i.issuer_unit_id, i.status, i.sent_at, i.due_at, "
		  COUNTED("") ", " COUNTED(" AND x.status = 'unread'") ", " COUNTED(" AND x.relayed_at IS NOT NULL") ", "
		  COUNTED(" AND x.status = 'done'") ", i.ended_at, i.version",
	.from = " FROM instruction i JOIN app_user p ON p.id = i.issuer_id",
	.id = "i.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &SENT_LIST);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &SENT_LIST);
}

/* ---- the scope of a request ---- */

static enum err bits_of(struct op *op, const struct in_value *given, const char *const *names, unsigned *bits)
{
	*bits = 0;
	for (size_t i = 0; i < given->n; i++) {
		unsigned found = 0;
		for (unsigned k = 0; names[k]; k++)
			if (str_eq(names[k], given->texts[i]))
				found = 1u << k;
		if (!found)
			return problem_set(op->problem, &E_WORD);
		*bits |= found;
	}
	return ERR_OK;
}

static enum err scope_of(struct req *r, struct op *op, struct instruction_scope *s)
{
	const struct in_value *units = in_get(r, "unit_ids"), *grids = in_get(r, "grid_ids");
	*s = (struct instruction_scope){ .unit_ids = units->ids, .nunits = units->n, .grid_ids = grids->ids, .ngrids = grids->n,
					 .level = in_i64_or(r, "level", 0), .grid_people = in_i64_or(r, "grid_people", 1) == 1,
					 .staff = in_i64(r, "staff") == 1 };
	enum err e = bits_of(op, in_get(r, "posts"), INSTRUCTION_POSTS, &s->posts);
	return e ? e : bits_of(op, in_get(r, "worker_types"), INSTRUCTION_TYPES, &s->types);
}

static void put_by_unit(struct req *r, struct op *op, const struct recipient *to, size_t n)
{
	struct tally {
		int64_t unit_id, n;
	} *t = ARENA_ARRAY(op->a, struct tally, n + 1);
	size_t units = 0;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < units && t[k].unit_id != to[i].unit_id)
			k++;
		if (k == units)
			t[units++] = (struct tally){ to[i].unit_id, 0 };
		t[k].n++;
	}
	jw_key(&r->w, "by_unit");
	jw_array(&r->w);
	for (size_t i = 0; i < units; i++) {
		jw_object(&r->w);
		jw_unit(&r->w, "unit", op->refs, t[i].unit_id);
		jw_kint(&r->w, "n", t[i].n);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
}

static enum err h_preview(struct req *r)
{
	struct op *op = op_of(r);
	struct instruction_scope s;
	struct recipient *to;
	size_t n;
	enum err e = scope_of(r, op, &s);
	if (!e)
		e = instruction_recipients(op, &s, &to, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "total", (int64_t)n);
	jw_kstr(&r->w, "scope_text", instruction_scope_text(op, &s));
	put_by_unit(r, op, to, n);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err send(struct op *op, struct req *r, void *arg)
{
	int64_t id, recipients;
	struct instruction_new n = { .no = arg,
		.urgency = in_str(r, "urgency"),
		.asks = in_str(r, "asks"),
		.title = in_str(r, "title"),
		.body = in_str(r, "body"),
		.relay_text = in_str(r, "relay_text"),
		.due_at = in_i64(r, "due_at") };
	enum err e = scope_of(r, op, &n.scope);
	if (!e)
		e = instruction_send(op, &n, &id, &recipients);
	if (!e)
		e = files_attach_given(op, r, "instruction", id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kstr(&r->w, "no", n.no);
	jw_kint(&r->w, "recipients", recipients);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err h_send(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	enum err e = number_next(op_of(r), "instruction", no);
	return e ? e : op_write(r, send, no);
}

/* ---- one instruction, with its board ---- */

/* Rows of the board: one per unit, the ones with most unread first. Who sees it by her own right over recipients only sees
 * the units below her. */
static enum err put_board(struct req *r, struct op *op, const struct q_instruction_get_out *i, bool all)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t sum[4] = { 0 };
	db_query_init(&q);
	db_query_add(&q, "SELECT u.unit_id, COUNT(*), COUNT(*) FILTER (WHERE u.status = 'unread'),"
			 " COUNT(*) FILTER (WHERE u.relayed_at IS NOT NULL), COUNT(*) FILTER (WHERE u.status = 'done')"
			 " FROM instruction_receipt u WHERE u.instruction_id = $", DB_ARG_I64(i->id));
	if (!all)
		scope_people(&q, op->who, CAP_INSTRUCT);
	db_query_text(&q, " GROUP BY u.unit_id ORDER BY 3 DESC, 1");
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	jw_key(&r->w, "board");
	jw_array(&r->w);
	while (!(e = db_next(c))) {
		static const char *const KEYS[] = { "total", "unread", "relayed", "done" };
		jw_object(&r->w);
		jw_unit(&r->w, "unit", op->refs, db_i64(c, 0));
		for (int k = 0; k < 4; k++) {
			jw_kint(&r->w, KEYS[k], db_i64(c, k + 1));
			sum[k] += db_i64(c, k + 1);
		}
		jw_object_end(&r->w);
	}
	db_query_close(c);
	jw_array_end(&r->w);
	jw_kint(&r->w, "total", sum[0]);
	jw_kint(&r->w, "unread", sum[1]);
	jw_kint(&r->w, "relayed", sum[2]);
	jw_kint(&r->w, "done", sum[3]);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

struct page {
	const struct q_instruction_get_out *i;
	bool all;
};

/* Whoever sees all of it may act; a reminder is given once. */
static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct page *p = ctx;
	return p->all && (p->i->reminded_at == NIL || !str_eq(e->action, "remind"));
}

static void put_row(struct req *r, struct op *op, const struct q_instruction_get_out *i)
{
	jw_kid(&r->w, "id", i->id);
	jw_kstr(&r->w, "no", i->no);
	jw_kstr(&r->w, "title", i->title);
	jw_kstr(&r->w, "body", i->body);
	jw_kstr(&r->w, "relay_text", i->relay_text);
	jw_kstr(&r->w, "urgency", i->urgency);
	jw_kstr(&r->w, "urgency_text", urgency_text(i->urgency));
	jw_kstr(&r->w, "asks", i->asks);
	jw_kstr(&r->w, "scope_text", i->scope_text);
	jw_kstr(&r->w, "issuer", i->issuer_name);
	jw_unit(&r->w, "unit", op->refs, i->issuer_unit_id);
	jw_kstr(&r->w, "status", i->status);
	jw_kstr(&r->w, "status_text", wf_state_text(&INSTRUCTION_MACHINE, i->status));
	jw_kint(&r->w, "sent_at", i->sent_at);
	jw_kint(&r->w, "due_at", i->due_at);
	jw_kint(&r->w, "reminded_at", i->reminded_at);
	jw_kint(&r->w, "ended_at", i->ended_at);
	jw_kstr(&r->w, "end_note", i->end_note);
	jw_kint(&r->w, "version", i->version);
}

static enum err find(struct op *op, int64_t id, struct q_instruction_get_out *i, bool *all)
{
	bool yes = false;
	enum err e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = id }, i);
	if (!e)
		e = instruction_may_see(op, i, &yes, all);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_instruction_get_out i;
	bool all;
	enum err e = find(op, r->path_id[0], &i, &all);
	if (e)
		return e;
	jw_object(&r->w);
	put_row(r, op, &i);
	jw_moves(&r->w, &INSTRUCTION_MACHINE, i.status, "withdraw", offered, &(struct page){ &i, all });
	e = put_board(r, op, &i, all);
	if (!e)
		e = jw_files(&r->w, "files", op, "instruction", i.id, false);
	jw_object_end(&r->w);
	return e;
}

/* ---- receipts of one instruction, person by person ---- */

static const struct list_col RECEIPT_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "name", "姓名", COL_TEXT, 12, NULL },
	{ "unit", "单位", COL_TEXT, 20, NULL },
	{ "grid", "网格", COL_TEXT, 24, NULL },
	{ "status", "回执", COL_TEXT, 10, "unread:未读|read:已读|relayed:已转达|done:已办" },
	{ "read_at", "阅读时间", COL_TIME, 18, NULL },
	{ "relayed_at", "转达时间", COL_TIME, 18, NULL },
	{ "done_at", "办理时间", COL_TIME, 18, NULL },
	{ "reminded_at", "提醒时间", COL_TIME, 18, NULL },
	{ "note", "反馈", COL_TEXT, 40, NULL },
	{ 0 },
};
static const struct list_sort RECEIPT_SORTS[] = { { "unit", "u.unit_id", COL_INT, false },
						  { "-read_at", "COALESCE(u.read_at, 0)", COL_TIME, true },
						  { 0 } };

struct receipts_of {
	struct op *op;
	bool all;
};

static void receipts_where(struct req *r, struct db_query *q)
{
	const struct receipts_of *of = r->stash;
	db_query_add(q, " AND u.instruction_id = $", DB_ARG_I64(r->path_id[0]));
	if (!of->all)
		scope_people(q, req_who(r), CAP_INSTRUCT);
	if (in_given(r, "status"))
		db_query_add(q, " AND u.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static void receipts_row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct receipts_of *of = r->stash;
	const struct grid *g = ref_grid_any(of->op->refs, db_i64(c, 3));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "name", db_text(c, 1));
	list_put_text(l, "unit", unit_name(of->op->refs, db_i64(c, 2)));
	list_put_text(l, "grid", g ? g->name : "");
	list_put_text(l, "status", db_text(c, 4));
	list_put_time(l, "read_at", db_i64(c, 5));
	list_put_time(l, "relayed_at", db_i64(c, 6));
	list_put_time(l, "done_at", db_i64(c, 7));
	list_put_time(l, "reminded_at", db_i64(c, 8));
	list_put_text(l, "note", db_text(c, 9));
}

static const struct list_def RECEIPT_LIST = {
	.title = "指令回执",
	.cols = RECEIPT_COLS,
	.sorts = RECEIPT_SORTS,
	.select = "u.id, p.name, u.unit_id, u.grid_id, u.status, u.read_at, u.relayed_at, u.done_at, u.reminded_at, u.note",
	.from = " FROM instruction_receipt u JOIN app_user p ON p.id = u.user_id",
	.id = "u.id",
	.where = receipts_where,
	.row = receipts_row,
};

static enum err receipts(struct req *r, enum err (*answer)(struct req *, const struct list_def *))
{
	struct receipts_of *of = ARENA_NEW(r->arena, struct receipts_of);
	struct q_instruction_get_out i;
	of->op = op_of(r);
	r->stash = of;
	enum err e = find(of->op, r->path_id[0], &i, &of->all);
	return e ? e : answer(r, &RECEIPT_LIST);
}

static enum err h_receipts(struct req *r)
{
	return receipts(r, list_answer);
}

static enum err h_receipts_xlsx(struct req *r)
{
	return receipts(r, list_xlsx);
}

/* ---- actions ---- */

static enum err act(struct op *op, struct req *r, void *arg)
{
	struct q_instruction_get_out i;
	enum err e = instruction_act(op, r->path_id[0], in_i64(r, "version"), arg, in_str(r, "note"));
	if (!e)
		e = q_instruction_get(op->s, &(struct q_instruction_get_in){ .id = r->path_id[0] }, &i);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", i.id);
	jw_kstr(&r->w, "status", i.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&INSTRUCTION_MACHINE, i.status));
	jw_kint(&r->w, "version", i.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, act, (char[]){ #name });                                        \
	}
HANDLER(remind)
HANDLER(close)
HANDLER(withdraw)

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "sent|closed|withdrawn", "状态", "" },
	{ "urgency", IN_ENUM, IN_QUERY, 0, 0, "normal|urgent|critical", "紧急程度", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "开始时间", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "结束时间", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我发出的", "" },
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "sent|below", "范围", "sent by me and my units (default), or received below me" },
	{ "q", IN_TEXT, IN_QUERY, 1, 60, NULL, "查找", "number, or a part of the title" },
	{ 0 },
};
#define SCOPE_INPUTS                                                                                              \
	{ "unit_ids", IN_IDS, 0, 0, AREAS, NULL, "单位", "grids of the communities at and below, or their staff" },     \
	{ "grid_ids", IN_IDS, 0, 0, AREAS, NULL, "网格", "with the grids inside them" },                               \
	{ "level", IN_INT, 0, 0, 4, NULL, "网格级别", "0: all" },                                                      \
	{ "posts", IN_TEXTS, 0, 0, 5, NULL, "岗位", "county_leader street_cadre community_secretary grid_head grid_worker; none: all" }, \
	{ "worker_types", IN_TEXTS, 0, 0, 7, NULL, "网格员类型", "full_time part_time industry window mobile building_head assistant" }, \
	{ "grid_people", IN_BOOL, 0, 0, 0, NULL, "网格人员", "default true" },                                         \
	{ "staff", IN_BOOL, 0, 0, 0, NULL, "单位人员", "people of the units themselves" }
static const struct in_field PREVIEW_IN[] = { SCOPE_INPUTS, { 0 } };
static const struct in_field SEND_IN[] = {
	SCOPE_INPUTS,
	{ "urgency", IN_ENUM, IN_REQUIRED, 0, 0, "normal|urgent|critical", "紧急程度", "" },
	{ "asks", IN_ENUM, IN_REQUIRED, 0, 0, "read|relay|done", "要求", "what the receipt must say" },
	{ "title", IN_TEXT, IN_REQUIRED, 2, 60, NULL, "标题", "" },
	{ "body", IN_TEXT, IN_REQUIRED, 2, BODY_MAX, NULL, "内容", "" },
	{ "relay_text", IN_TEXT, 0, 0, 1000, NULL, "转发给居民的文字", "ready to be pasted into a residents' group" },
	{ "due_at", IN_TIME, 0, 0, 0, NULL, "回执期限", "default: by the urgency" },
	{ "files", IN_IDS, 0, 0, 9, NULL, "图片或附件", "" },
	{ 0 },
};
static const struct in_field RECEIPTS_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "unread|read|relayed|done", "回执", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ 0 },
};
static const struct in_field ACT_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "note", IN_TEXT, 0, 0, 500, NULL, "说明", "needed to withdraw" },
	{ 0 },
};

#define SCOPE_RULE "own, grid, unit or region, downwards only"
const struct route INSTRUCTION_ROUTES[] = {
	{ HTTP_GET, "/api/v1/instructions", h_list, CAP_INSTRUCT, SCOPE_RULE, LIST_IN, 0, 0, "Instructions sent.", "List<Instruction>" },
	{ HTTP_GET, "/api/v1/instructions/export.xlsx", h_xlsx, CAP_INSTRUCT, SCOPE_RULE, LIST_IN, 0, ROUTE_BULK, "The list as xlsx.", "File" },
	{ HTTP_POST, "/api/v1/instructions/preview", h_preview, CAP_INSTRUCT, SCOPE_RULE, PREVIEW_IN, 0, 0, "Whom a scope would reach.", "Recipients" },
	{ HTTP_POST, "/api/v1/instructions", h_send, CAP_INSTRUCT, SCOPE_RULE, SEND_IN, 0, ROUTE_IDEMPOTENT, "Sends an instruction.", "InstructionMade" },
	{ HTTP_GET, "/api/v1/instructions/{id}", h_get, CAP_INSTRUCT, SCOPE_RULE, NULL, 0, 0, "One instruction with its board of receipts.", "InstructionPage" },
	{ HTTP_GET, "/api/v1/instructions/{id}/receipts", h_receipts, CAP_INSTRUCT, SCOPE_RULE, RECEIPTS_IN, 0, 0, "Receipts, person by person.", "List<Receipt>" },
	{ HTTP_GET, "/api/v1/instructions/{id}/receipts.xlsx", h_receipts_xlsx, CAP_INSTRUCT, SCOPE_RULE, RECEIPTS_IN, 0, ROUTE_BULK, "The receipts as xlsx.", "File" },
	{ HTTP_POST, "/api/v1/instructions/{id}/remind", h_remind, CAP_INSTRUCT, SCOPE_RULE, ACT_IN, 0, ROUTE_IDEMPOTENT, "Reminds those who have not read, once.", "InstructionShort" },
	{ HTTP_POST, "/api/v1/instructions/{id}/close", h_close, CAP_INSTRUCT, SCOPE_RULE, ACT_IN, 0, ROUTE_IDEMPOTENT, "Ends it: no more receipts.", "InstructionShort" },
	{ HTTP_POST, "/api/v1/instructions/{id}/withdraw", h_withdraw, CAP_INSTRUCT, SCOPE_RULE, ACT_IN, 0, ROUTE_IDEMPOTENT, "Takes it back, with a reason.", "InstructionShort" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* API of promises: the list by who has to act, those of a case with what may be done, and the moves. */
#include "auth/audit.h"
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "file/file.h"
#include "promise/promise_internal.h"
#include "workflow/buttons.h"

#define ACT ROUTE_IDEMPOTENT
#define STATES "proposed|open|woken|stated|kept|broken|unheard|rejected|void"
#define STATE_WORDS                                                                                \
	"proposed:待单位确认|open:承诺中|woken:到期待答|stated:待群众核实|kept:已兑现|broken:未兑现|unheard:未能核实|" \
	"rejected:不是承诺|void:已失效"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "promise.not_found", "没有找到这项承诺，或您无权查看。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "day", "承诺日期", COL_DAY, 12, NULL },
	{ "words", "承诺内容", COL_TEXT, 40, NULL },
	{ "unit", "承诺单位", COL_REF, 18, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 18, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "colour", "诉求分级", COL_TEXT, 8, "red:红|orange:橙|yellow:黄|blue:蓝|green:绿" },
	{ "town", "镇街", COL_REF, 14, NULL },
	{ "order_id", NULL, COL_ID, 0, NULL },
	{ "order_no", "工单编号", COL_TEXT, 22, NULL },
	{ "origin", "来源", COL_TEXT, 12, "found:答复中读出|hand:单位登记" },
	{ "first_day", "最初日期", COL_DAY, 12, NULL },
	{ "due_at", NULL, COL_TIME, 0, NULL },
	{ "confirmed_at", "确认时间", COL_TIME, 18, NULL },
	{ "moved_at", "改期时间", COL_TIME, 18, NULL },
	{ "move_reason", "改期理由", COL_TEXT, 30, NULL },
	{ "stated_at", "单位称做到", COL_TIME, 18, NULL },
	{ "statement", "怎么做到的", COL_TEXT, 30, NULL },
	{ "asked", "核实次数", COL_INT, 8, NULL },
	{ "next_ask_at", NULL, COL_TIME, 0, NULL },
	{ "heard_at", "群众回答", COL_TIME, 18, NULL },
	{ "heard", "群众怎么说", COL_TEXT, 10, "yes:做到了|no:没做到" },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-due_at", "p.due_at", COL_TIME, true },
					  { "due_at", "p.due_at", COL_TIME, false },
					  { "-made_at", "p.made_at", COL_TIME, true },
					  { 0 } };

/* mine: what the own unit has to answer; ask: what an agent may ask now. */
static void where_view(struct req *r, struct db_query *q, const char *view)
{
	const struct principal *who = req_who(r);
	if (str_eq(view, "mine")) {
		scope_orders(q, who, can(who, CAP_HANDLE) ? CAP_HANDLE : CAP_REVIEW_UNIT);
		db_query_text(q, " AND p.status IN ('proposed', 'open', 'woken')");
		return;
	}
	scope_orders(q, who, CAP_CASE_READ);
	if (str_eq(view, "ask"))
		db_query_add(q, " AND p.status = 'stated' AND o.settled_at IS NOT NULL AND p.next_ask_at <= $",
			     DB_ARG_I64(r->now));
	else if (str_eq(view, "running"))
		db_query_text(q, " AND p.status IN ('open', 'woken', 'stated')");
	else if (str_eq(view, "broken"))
		db_query_text(q, " AND p.status = 'broken'");
	else if (str_eq(view, "moved"))
		db_query_text(q, " AND p.moved_at IS NOT NULL");
}

static void where(struct req *r, struct db_query *q)
{
	where_view(r, q, in_str(r, "view"));
	if (in_given(r, "status"))
		db_query_add(q, " AND p.status = $", DB_ARG_TEXT(in_str(r, "status")));
	else if (!in_given(r, "view") || str_eq(in_str(r, "view"), "all"))
		db_query_text(q, " AND p.status NOT IN ('rejected', 'void')");
	if (in_given(r, "unit"))
		db_query_add(q, " AND p.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "town"))
		db_query_add(q, " AND c.town_id = $", DB_ARG_I64(in_i64(r, "town")));
	if (in_given(r, "from"))
		db_query_add(q, " AND p.due_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND p.due_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_int(l, "day", db_i64(c, 1));
	list_put_text(l, "words", db_text(c, 2));
	list_put_ref(l, "unit", db_i64(c, 3), unit_name(op->refs, db_i64(c, 3)));
	list_put_text(l, "status", db_text(c, 4));
	list_put_id(l, "case_id", db_i64(c, 5));
	list_put_text(l, "case_no", db_text(c, 6));
	list_put_text(l, "title", db_text(c, 7));
	list_put_text(l, "colour", db_text(c, 8));
	list_put_ref(l, "town", db_i64(c, 9), unit_name(op->refs, db_i64(c, 9)));
	list_put_id(l, "order_id", db_i64(c, 10));
	list_put_text(l, "order_no", db_text(c, 11));
	list_put_text(l, "origin", db_text(c, 12));
	list_put_int(l, "first_day", db_i64(c, 13));
	list_put_time(l, "due_at", db_i64(c, 14));
	list_put_time(l, "confirmed_at", db_i64(c, 15));
	list_put_time(l, "moved_at", db_i64(c, 16));
	list_put_text(l, "move_reason", db_text(c, 17));
	list_put_time(l, "stated_at", db_i64(c, 18));
	list_put_text(l, "statement", db_text(c, 19));
	list_put_int(l, "asked", db_i64(c, 20));
	list_put_time(l, "next_ask_at", db_i64(c, 21));
	list_put_time(l, "heard_at", db_i64(c, 22));
	list_put_text(l, "heard", db_text(c, 23));
	list_put_int(l, "version", db_i64(c, 24));
}

static const struct list_def PROMISES = {
	.title = "承诺账",
	.cols = COLS,
	.sorts = SORTS,
	.select = "p.id, p.day, p.words, p.unit_id, p.status, p.case_id, c.no, c.title, c.colour, c.town_id, p.order_id, o.no, "
		  "p.origin, p.first_day, p.due_at, p.confirmed_at, p.moved_at, p.move_reason, p.stated_at, p.statement, p.asked, "
		  "p.next_ask_at, p.heard_at, p.heard, p.version",
	.from = " FROM promise p JOIN work_order o ON o.id = p.order_id JOIN casefile c ON c.id = p.case_id",
	.id = "p.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &PROMISES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &PROMISES);
}

/* ---- promises of a case ---- */

struct page {
	struct op *op;
	const struct q_promise_get_out *p;
};

static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct page *x = ctx;
	if (str_eq(e->action, "move") && x->p->moved_at != NIL)
		return false;
	return promise_can(x->op, x->p, e->cap);
}

static enum err put(struct json_out *w, struct op *op, const struct q_promise_of_case_out *found, bool opinions)
{
	struct q_promise_get_out p;
	enum err e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = found->id }, &p);
	if (e)
		return e;
	struct page x = { op, &p };
	jw_object(w);
	jw_kid(w, "id", p.id);
	jw_kid(w, "case_id", p.case_id);
	jw_kid(w, "order_id", p.order_id);
	jw_unit(w, "unit", op->refs, p.unit_id);
	jw_kstr(w, "status", p.status);
	jw_kstr(w, "status_text", wf_state_text(&PROMISE_MACHINE, p.status));
	jw_kint(w, "version", p.version);
	jw_kstr(w, "origin", p.origin);
	jw_kstr(w, "words", p.words);
	jw_kint(w, "day", p.day);
	jw_kint(w, "first_day", p.first_day);
	jw_kint(w, "due_at", p.due_at);
	jw_kint(w, "made_at", p.made_at);
	jw_kint(w, "confirmed_at", p.confirmed_at);
	jw_kstr(w, "confirmed_by", found->by_confirm);
	jw_kint(w, "woken_at", p.woken_at);
	jw_kint(w, "moved_at", p.moved_at);
	jw_kstr(w, "move_reason", p.move_reason);
	jw_kint(w, "stated_at", p.stated_at);
	jw_kstr(w, "stated_by", found->by_state);
	jw_kstr(w, "statement", p.statement);
	jw_kint(w, "asked", p.asked);
	jw_kint(w, "next_ask_at", p.next_ask_at);
	jw_kint(w, "heard_at", p.heard_at);
	jw_kstr(w, "heard", p.heard);
	jw_kstr(w, "opinion", opinions ? p.opinion : "");
	jw_moves(w, &PROMISE_MACHINE, p.status, "heard_no", offered, &x);
	jw_object_end(w);
	return ERR_OK;
}

/* The words of somebody who must not be known stay with those who may know her. */
static enum err may_read_opinions(struct op *op, int64_t case_id, bool *yes)
{
	struct q_promise_secret_out secret;
	*yes = can(op->who, CAP_TEXT_RELEASE) || can(op->who, CAP_REPORTER_READ) || can(op->who, CAP_JUDGE);
	enum err e = q_promise_secret(op->s, &(struct q_promise_secret_in){ .case_id = case_id }, &secret);
	*yes |= !e && !secret.n;
	return e;
}

static enum err put_all(struct json_out *w, struct op *op, int64_t case_id, int64_t only)
{
	struct q_promise_of_case_rows rows;
	bool opinions;
	enum err e = q_promise_of_case(op->s, &(struct q_promise_of_case_in){ .case_id = case_id, .only = only }, &rows);
	if (!e)
		e = may_read_opinions(op, case_id, &opinions);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = put(w, op, &rows.v[i], opinions);
	return e;
}

/* Orders of the case whose unit may enter a promise by hand. */
static enum err put_orders(struct json_out *w, struct op *op, int64_t case_id)
{
	struct q_order_of_case_rows o;
	enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = case_id }, &o);
	if (e)
		return e;
	jw_key(w, "may_make");
	jw_array(w);
	for (size_t i = 0; i < o.n; i++) {
		struct q_promise_get_out p = { .unit_id = o.v[i].unit_id, .case_id = case_id };
		if (order_gone(o.v[i].status) || str_eq(o.v[i].role, "sub") || !*o.v[i].public_answer || !promise_can(op, &p, CAP_HANDLE))
			continue;
		jw_object(w);
		jw_kid(w, "id", o.v[i].id);
		jw_kstr(w, "no", o.v[i].no);
		jw_unit(w, "unit", op->refs, o.v[i].unit_id);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	int64_t id = r->path_id[0];
	enum err e = must_case(op, CAP_CASE_READ, id, &NO_CASE);
	if (e)
		return e;
	jw_object(&r->w);
	e = put_orders(&r->w, op, id);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	if (!e)
		e = put_all(&r->w, op, id, NIL);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return e;
}

/* ---- one ---- */

static enum err find(struct op *op, int64_t id, struct q_promise_get_out *p)
{
	enum err e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = id }, p);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND)
	       : e		  ? e
				  : must_case(op, CAP_CASE_READ, p->case_id, &E_NOT_FOUND);
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_promise_get_out p;
	struct q_case_get_out c;
	struct q_order_get_out o;
	enum err e = find(op, r->path_id[0], &p);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = p.case_id }, &c);
	if (!e)
		e = q_order_get(op->s, &(struct q_order_get_in){ .id = p.order_id }, &o);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_case_head(w, op->refs, &c);
	jw_kstr(w, "order_no", o.no);
	jw_kstr(w, "public_answer", o.public_answer);
	jw_kint(w, "answered_at", o.submitted_at);
	jw_kbool(w, "may_call", str_eq(p.status, "stated") && c.master_appeal_id != NIL && promise_can(op, &p, CAP_CALLBACK));
	jw_key(w, "promise");
	e = put_all(w, op, p.case_id, p.id);
	if (!e)
		e = jw_files(w, "files", op, "order", p.order_id, false);
	jw_object_end(w);
	return e;
}

/* The number, for the agent who is about to call; audited. */
static enum err h_call(struct req *r)
{
	struct op *op = op_of(r);
	struct q_promise_get_out p;
	struct q_appeal_get_out a;
	struct appeal_contact c = { 0 };
	int64_t appeal_id = NIL;
	enum err e = find(op, r->path_id[0], &p);
	if (!e)
		e = promise_whom(op, p.id, &appeal_id);
	if (!e && appeal_id != NIL)
		e = appeal_get(op, appeal_id, &a);
	if (!e && appeal_id != NIL)
		e = appeal_contact_open(op, &a, &c);
	if (!e && appeal_id != NIL)
		e = audit_read(r, "contact.promise", "appeal", appeal_id, "核实承诺", NULL);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "name", c.name);
	jw_kstr(&r->w, "phone", c.phone);
	jw_object_end(&r->w);
	return ERR_OK;
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_promise_get_out p;
	enum err e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = id }, &p);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", p.id);
	jw_kstr(&r->w, "status", p.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&PROMISE_MACHINE, p.status));
	jw_kint(&r->w, "day", p.day);
	jw_kint(&r->w, "version", p.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_make(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	(void)arg;
	enum err e = must_order(op, CAP_CASE_READ, r->path_id[0], &NO_ORDER);
	if (!e)
		e = promise_make(op, r->path_id[0], (int32_t)in_i64(r, "day"), in_str(r, "words"), &id);
	if (!e)
		e = answer(op, r, id);
	r->status = e ? r->status : 201;
	return e;
}

static enum err h_make(struct req *r)
{
	return op_write(r, do_make, NULL);
}

static enum err act(struct op *op, struct req *r, const struct promise_step *s)
{
	struct q_promise_get_out p;
	enum err e = find(op, r->path_id[0], &p);
	if (!e)
		e = promise_act(op, p.id, in_i64(r, "version"), s);
	if (!e && str_eq(s->action, "keep"))
		e = files_attach_given(op, r, "order", p.order_id);
	return e ? e : answer(op, r, p.id);
}

static enum err do_confirm(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct promise_step){ .action = "confirm", .day = (int32_t)in_i64_or(r, "day", 0) });
}

static enum err do_reject(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct promise_step){ .action = "reject", .text = in_str(r, "text") });
}

static enum err do_keep(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct promise_step){ .action = "keep", .text = in_str(r, "text") });
}

static enum err do_move(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	return act(op, r, &(struct promise_step){ .action = "move", .day = (int32_t)in_i64(r, "day"), .text = in_str(r, "text") });
}

static enum err do_ask(struct op *op, struct req *r, void *arg)
{
	const char *said = in_str(r, "said");
	(void)arg;
	return act(op, r, &(struct promise_step){ .action = str_eq(said, "yes")  ? "heard_yes"
						  : str_eq(said, "no") ? "heard_no"
								       : "unreached", .text = in_str(r, "text") });
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, do_##name, NULL);                                               \
	}
HANDLER(confirm)
HANDLER(reject)
HANDLER(keep)
HANDLER(move)
HANDLER(ask)

/* ---- what the appellant sees ---- */

static const char *plain(const struct q_promise_get_out *p)
{
	if (str_eq(p->status, "open") || str_eq(p->status, "woken"))
		return p->moved_at != NIL ? "改过一次日期，到时请您看看做到没有" : "到时请您看看做到没有";
	if (str_eq(p->status, "stated"))
		return "说已经做到，请您看看是不是";
	if (str_eq(p->status, "kept"))
		return "已经做到";
	if (str_eq(p->status, "broken"))
		return "没有做到，已经记下";
	return str_eq(p->status, "unheard") ? "说已经做到" : NULL;
}

enum err jw_promises_for_citizen(struct json_out *w, const char *key, struct op *op, int64_t case_id)
{
	struct q_promise_of_case_rows rows;
	enum err e = q_promise_of_case(op->s, &(struct q_promise_of_case_in){ .case_id = case_id, .only = NIL }, &rows);
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		struct q_promise_get_out p;
		struct q_order_get_out o = { .settled_at = NIL };
		e = q_promise_get(op->s, &(struct q_promise_get_in){ .id = rows.v[i].id }, &p);
		if (!e)
			e = q_order_get(op->s, &(struct q_order_get_in){ .id = p.order_id }, &o);
		const char *text = e ? NULL : plain(&p);
		if (!text || o.settled_at == NIL) /* what has not been accepted has not been answered yet */
			continue;
		jw_object(w);
		jw_kid(w, "id", p.id);
		jw_kstr(w, "unit", unit_name(op->refs, p.unit_id));
		jw_kstr(w, "words", p.words);
		jw_kint(w, "day", p.day);
		jw_kstr(w, "text", text);
		jw_kstr(w, "statement", p.statement);
		jw_kbool(w, "ask", str_eq(p.status, "stated"));
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define FILTERS                                                                                    \
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|mine|running|ask|broken|moved", "视图",               \
	  "mine: the own unit has to answer; ask: an agent may ask now" },                            \
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },                                     \
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },                                           \
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },                                           \
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "承诺日期从", "" },                                    \
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "承诺日期到", "" }
static const struct in_field LIST_IN[] = { LIST_INPUTS, FILTERS, { 0 } };
static const struct in_field MAKE_IN[] = {
	{ "day", IN_DAY, IN_REQUIRED, 0, 0, NULL, "承诺日期", "" },
	{ "words", IN_TEXT, IN_REQUIRED, 2, 200, NULL, "承诺内容", "what will have been done" },
	{ 0 },
};
static const struct in_field CONFIRM_IN[] = { VERSION, { "day", IN_DAY, 0, 0, 0, NULL, "承诺日期", "default: as read" }, { 0 } };
static const struct in_field TEXT_IN[] = { VERSION, { "text", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "理由", "" }, { 0 } };
static const struct in_field KEEP_IN[] = {
	VERSION,
	{ "text", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "怎么做到的", "" },
	{ "files", IN_IDS, 0, 0, 9, NULL, "照片", "drafts uploaded before; they stand with the order" },
	{ 0 },
};
static const struct in_field MOVE_IN[] = { VERSION,
					   { "day", IN_DAY, IN_REQUIRED, 0, 0, NULL, "新的日期", "" },
					   { "text", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "理由", "" },
					   { 0 } };
static const struct in_field ASK_IN[] = { VERSION,
					  { "said", IN_ENUM, IN_REQUIRED, 0, 0, "yes|no|unreached", "群众怎么说", "" },
					  { "text", IN_TEXT, 0, 0, 500, NULL, "群众的话", "" },
					  { 0 } };

const struct route PROMISE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/promises", h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "What units have promised.", "List<PromiseItem>" },
	{ HTTP_GET, "/api/v1/promises/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, ROUTE_BULK, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/promises/{id}", h_get, CAP_CASE_READ, "by role", NULL, 0, 0, "One promise with its answer and case.", "PromisePage" },
	{ HTTP_GET, "/api/v1/cases/{id}/promises", h_of_case, CAP_CASE_READ, "by role", NULL, 0, 0, "Promises of a case, with what this person may do.", "CasePromises" },
	{ HTTP_POST, "/api/v1/orders/{id}/promise", h_make, CAP_SELF, "unit of the order", MAKE_IN, 0, ACT, "Enters a promise that the answer does not say.", "PromiseShort" },
	{ HTTP_POST, "/api/v1/promises/{id}/confirm", h_confirm, CAP_SELF, "unit of the order", CONFIRM_IN, 0, ACT, "The unit confirms, perhaps with another day.", "PromiseShort" },
	{ HTTP_POST, "/api/v1/promises/{id}/reject", h_reject, CAP_SELF, "unit of the order", TEXT_IN, 0, ACT, "What was read is no promise.", "PromiseShort" },
	{ HTTP_POST, "/api/v1/promises/{id}/keep", h_keep, CAP_SELF, "unit of the order", KEEP_IN, 0, ACT, "The unit says that it has done it.", "PromiseShort" },
	{ HTTP_POST, "/api/v1/promises/{id}/move", h_move, CAP_SELF, "unit of the order", MOVE_IN, 0, ACT, "Another day, once, with a reason.", "PromiseShort" },
	{ HTTP_POST, "/api/v1/promises/{id}/call", h_call, CAP_CALLBACK, "not of the own unit", NULL, 0, 0, "The number of whom to ask; audited.", "PromiseContact" },
	{ HTTP_POST, "/api/v1/promises/{id}/ask", h_ask, CAP_CALLBACK, "not of the own unit", ASK_IN, 0, ACT, "What the citizen says: kept, not kept, not reached.", "PromiseShort" },
	{ 0 },
};

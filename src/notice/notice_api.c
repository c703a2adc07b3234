/* SPDX-License-Identifier: Apache-2.0 */
/* Looking at notices: the list, the page of one with what may be done, the signed document and its signature. */
#include <inttypes.h>

#include "auth/audit.h"
#include "auth/listing.h"
#include "notice/notice_internal.h"
#include "workflow/buttons.h"

enum { DOCX_MAX = 3 << 20 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "notice.not_found", "没有找到这张单子，或您无权查看。" };
static const struct problem_code E_UNSIGNED = { ERR_CONFLICT, "notice.unsigned", "这张单子还没有签发，没有签名。" };

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "kind", "种类", COL_TEXT, 10, NOTICE_KIND_WORDS },
	{ "no", "编号", COL_TEXT, 22, NULL },
	{ "title", "标题", COL_TEXT, 40, NULL },
	{ "subject", "事由类别", COL_TEXT, 12, NOTICE_SUBJECT_WORDS },
	{ "unit", "单位", COL_REF, 20, NULL },
	{ "cases", "涉及案件", COL_INT, 10, NULL },
	{ "status", "状态", COL_TEXT, 10, NOTICE_STATE_WORDS },
	{ "proposed", "系统提出", COL_BOOL, 10, NULL },
	{ "created_at", "起草时间", COL_TIME, 18, NULL },
	{ "signer", "签发人", COL_TEXT, 10, NULL },
	{ "signed_at", "签发时间", COL_TIME, 18, NULL },
	{ "ack_due_at", "签收期限", COL_TIME, 18, NULL },
	{ "acked_at", "签收时间", COL_TIME, 18, NULL },
	{ "answer_due_at", "反馈期限", COL_TIME, 18, NULL },
	{ "replied_at", "反馈时间", COL_TIME, 18, NULL },
	{ "unacked_at", NULL, COL_TIME, 0, NULL },
	{ "late_at", NULL, COL_TIME, 0, NULL },
	{ "failed", "审核退回", COL_INT, 10, NULL },
	{ "ended_at", "结束时间", COL_TIME, 18, NULL },
	{ "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = {
	{ "-created_at", "u.created_at", COL_TIME, true },
	{ "created_at", "u.created_at", COL_TIME, false },
	{ "answer_due_at", "COALESCE(u.answer_due_at, 9000000000000)", COL_TIME, false },
	{ "-signed_at", "COALESCE(u.signed_at, 0)", COL_TIME, true },
	{ 0 },
};

static const char *const KINDS[] = { "hint", "supervise", "warn" };

/* "AND u.kind IN (…)" of the kinds for which `may` holds; nothing when for none. */
static void where_kinds(struct db_query *q, const struct principal *who, bool (*may)(const struct principal *, const char *))
{
	db_query_text(q, " AND (1 = 0");
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (may(who, KINDS[i]))
			db_query_add(q, " OR u.kind = $", DB_ARG_TEXT(KINDS[i]));
	db_query_text(q, ")");
}

static bool signs(const struct principal *who, const char *kind)
{
	return can(who, notice_sign_cap(kind));
}

static bool audits(const struct principal *who, const char *kind)
{
	return signs(who, kind) || can(who, CAP_NOTICE_SUPERVISE);
}

void notice_where_sign(struct db_query *q, const struct principal *who)
{
	db_query_add(q, " AND u.status = 'draft' AND u.unit_id <> $", DB_ARG_I64(who->unit_id));
	where_kinds(q, who, signs);
}

void notice_where_audit(struct db_query *q, const struct principal *who)
{
	db_query_add(q, " AND u.status = 'replied' AND u.unit_id <> $", DB_ARG_I64(who->unit_id));
	where_kinds(q, who, audits);
}

/* The same as notice_may_see, for lists. */
static void where_visible(struct db_query *q, const struct principal *who)
{
	bool signer = signs(who, "hint") || signs(who, "supervise") || signs(who, "warn");
	scope_people(q, who, CAP_NOTICE_READ);
	db_query_text(q, " AND (u.signed_at IS NOT NULL");
	if (signer) {
		db_query_text(q, " OR (1 = 1");
		where_kinds(q, who, notice_may_draft);
		db_query_text(q, ")");
	}
	db_query_text(q, ")");
	if (!signer && can_scope(who, CAP_NOTICE_READ) == SCOPE_ALL)
		db_query_text(q, " AND u.to_discipline = 1");
}

static void where_view(struct req *r, struct db_query *q)
{
	const char *view = in_str(r, "view");
	if (str_eq(view, "draft"))
		db_query_text(q, " AND u.status = 'draft'");
	else if (str_eq(view, "sign"))
		notice_where_sign(q, req_who(r));
	else if (str_eq(view, "audit"))
		notice_where_audit(q, req_who(r));
	else if (str_eq(view, "ack"))
		db_query_text(q, " AND u.status = 'delivered'");
	else if (str_eq(view, "handling"))
		db_query_text(q, " AND u.status IN ('handling', 'replied')");
	else if (str_eq(view, "done"))
		db_query_text(q, " AND u.status IN ('done', 'withdrawn')");
	if (str_eq(view, "ack") && can(req_who(r), CAP_NOTICE_REPLY))
		scope_people(q, req_who(r), CAP_NOTICE_REPLY);
}

static void where(struct req *r, struct db_query *q)
{
	where_visible(q, req_who(r));
	where_view(r, q);
	if (in_given(r, "kind"))
		db_query_add(q, " AND u.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "subject"))
		db_query_add(q, " AND u.subject = $", DB_ARG_TEXT(in_str(r, "subject")));
	if (in_given(r, "status"))
		db_query_add(q, " AND u.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "case"))
		db_query_add(q, " AND EXISTS (SELECT 1 FROM notice_case x WHERE x.notice_id = u.id AND x.case_id = $)",
			     DB_ARG_I64(in_i64(r, "case")));
	if (in_i64(r, "late") == 1)
		db_query_text(q, " AND (u.unacked_at IS NOT NULL OR u.late_at IS NOT NULL OR u.failed > 0)");
	if (in_given(r, "from"))
		db_query_add(q, " AND u.created_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND u.created_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_given(r, "q"))
		db_query_add(q, " AND (u.no = $ OR REPLACE(u.title, $, '') <> u.title)", DB_ARG_TEXT(in_str(r, "q")),
			     DB_ARG_TEXT(in_str(r, "q")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "kind", db_text(c, 1));
	list_put_text(l, "no", db_text(c, 2));
	list_put_text(l, "title", db_text(c, 3));
	list_put_text(l, "subject", db_text(c, 4));
	list_put_ref(l, "unit", db_i64(c, 5), unit_name(op->refs, db_i64(c, 5)));
	list_put_int(l, "cases", db_i64(c, 6));
	list_put_text(l, "status", db_text(c, 7));
	list_put_bool(l, "proposed", db_i64(c, 8) == 1);
	list_put_time(l, "created_at", db_i64(c, 9));
	list_put_text(l, "signer", db_text(c, 10));
	static const char *const TIMES[] = { "signed_at", "ack_due_at", "acked_at", "answer_due_at", "replied_at",
		"unacked_at", "late_at" };
	for (int i = 0; i < 7; i++)
		list_put_time(l, TIMES[i], db_i64(c, 11 + i));
	list_put_int(l, "failed", db_i64(c, 18));
	list_put_time(l, "ended_at", db_i64(c, 19));
	list_put_int(l, "version", db_i64(c, 20));
}

static const struct list_def NOTICES = {
	.title = "三单",
	.cols = COLS,
	.sorts = SORTS,
	.select = "u.id, u.kind, u.no, u.title, u.subject, u.unit_id, "
		  "(SELECT COUNT(DISTINCT x.case_id) FROM notice_case x WHERE x.notice_id = u.id), u.status, u.proposed, u.created_at, s.name, "
		  "u.signed_at, u.ack_due_at, u.acked_at, u.answer_due_at, u.replied_at, u.unacked_at, u.late_at, u.failed, u.ended_at, u.version",
	.from = " FROM notice u LEFT JOIN app_user s ON s.id = u.signed_by",
	.id = "u.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &NOTICES);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &NOTICES);
}

/* ---- the page of one ---- */

static enum err seen(struct op *op, int64_t id, struct q_notice_get_out *n)
{
	bool yes = false;
	enum err e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = id }, n);
	if (!e)
		e = notice_may_see(op, n, &yes);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

/* A case that this person may not see is named by its number only. */
static enum err put_cases(struct json_out *w, struct op *op, int64_t id)
{
	struct q_notice_cases_rows c;
	enum err e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = id }, &c);
	if (e)
		return e;
	jw_key(w, "cases");
	jw_array(w);
	for (size_t i = 0; !e && i < c.n; i++) {
		bool yes = false;
		e = may_case(op->s, op->who, CAP_CASE_READ, c.v[i].case_id, &yes);
		jw_object(w);
		jw_kid(w, "id", c.v[i].case_id);
		jw_kstr(w, "no", c.v[i].no);
		jw_kbool(w, "visible", yes);
		jw_kstr(w, "title", yes ? c.v[i].title : NULL);
		jw_kstr(w, "colour", c.v[i].colour);
		jw_type(w, "event_type", op->refs, c.v[i].event_type_id);
		jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c.v[i].status));
		jw_kint(w, "due_at", c.v[i].due_at);
		jw_kstr(w, "trigger", c.v[i].trigger_code);
		jw_kstr(w, "why", c.v[i].why);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

struct seen_by {
	struct op *op;
	const struct q_notice_get_out *n;
	enum err e;
};

static bool offered(void *ctx, const struct wf_edge *edge)
{
	struct seen_by *x = ctx;
	bool yes = false;
	if (!x->e)
		x->e = notice_may(x->op, x->n, edge->cap, &yes);
	return yes;
}

static enum err put_actions(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	struct seen_by x = { op, n, ERR_OK };
	jw_moves(w, &NOTICE_MACHINE, n->status, str_eq(n->status, "draft") ? "drop" : "withdraw", offered, &x);
	return x.e;
}

/* What was said while it was a draft is the centre's own affair. */
static enum err put_history(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	struct event_row *rows;
	size_t count;
	bool centre = notice_may_draft(op->who, n->kind);
	enum err e = event_list(op->s, op->site->keys, "notice", n->id, true, &rows, &count);
	if (e)
		return e;
	jw_key(w, "timeline");
	jw_array(w);
	for (size_t i = 0; i < count; i++) {
		bool draft = n->signed_at == NIL || rows[i].recorded_at < n->signed_at;
		if (draft && !centre)
			continue;
		jw_object(w);
		jw_kint(w, "seq", rows[i].seq);
		jw_kstr(w, "kind", rows[i].kind);
		jw_kstr(w, "text", wf_action_text(&NOTICE_MACHINE, rows[i].kind + strlen("notice.")));
		jw_kstr(w, "actor", rows[i].actor_name);
		jw_kstr(w, "unit", rows[i].unit_name);
		jw_kint(w, "recorded_at", rows[i].recorded_at);
		jw_kint(w, "happened_at", rows[i].happened_at);
		jw_kstr(w, "note", event_secret(op->a, rows[i].secret, "text"));
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* The document in words, so that a screen can show what will be signed. */
static enum err put_paper(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	struct official o;
	enum err e = notice_official(op, n, &o);
	if (e)
		return e;
	jw_key(w, "paper");
	jw_object(w);
	jw_kstr(w, "issuer", o.issuer);
	jw_kstr(w, "kind", o.kind);
	jw_kstr(w, "no", o.no);
	jw_kstr(w, "title", o.title);
	jw_kstr(w, "recipient", o.recipient);
	jw_key(w, "body");
	jw_array(w);
	for (size_t i = 0; i < o.nbody; i++)
		jw_str(w, o.body[i]);
	jw_array_end(w);
	jw_kint(w, "listed", (int64_t)o.nrows);
	jw_kstr(w, "signer", o.signer);
	jw_kstr(w, "date", o.date);
	jw_kstr(w, "copies", o.copies);
	jw_object_end(w);
	return ERR_OK;
}

static void put_raised(struct json_out *w, const char *key, int64_t id, const char *no, const char *kind, const char *status)
{
	if (key)
		jw_key(w, key);
	jw_object(w);
	jw_kid(w, "id", id);
	jw_kstr(w, "no", no);
	jw_kstr(w, "kind", kind);
	jw_kstr(w, "kind_text", notice_kind_text(kind));
	if (status)
		jw_kstr(w, "status_text", wf_state_text(&NOTICE_MACHINE, status));
	jw_object_end(w);
}

/* Where it came from and where it led to; the next one only to who may see drafts of that kind or once it is issued. */
static enum err put_chain(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	struct q_notice_raised_from_rows from;
	struct q_notice_raised_to_out to;
	struct q_notice_get_out next;
	bool yes = false;
	enum err e = q_notice_raised_from(op->s, &(struct q_notice_raised_from_in){ .id = n->id }, &from);
	if (e)
		return e;
	jw_key(w, "raised_from");
	jw_array(w);
	for (size_t i = 0; i < from.n; i++)
		put_raised(w, NULL, from.v[i].id, from.v[i].no, from.v[i].kind, NULL);
	jw_array_end(w);
	e = q_notice_raised_to(op->s, &(struct q_notice_raised_to_in){ .id = n->id }, &to);
	if (!e)
		e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = to.id }, &next);
	if (!e)
		e = notice_may_see(op, &next, &yes);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e && yes) {
		put_raised(w, "raised_to", to.id, to.no, to.kind, to.status);
	} else {
		jw_key(w, "raised_to");
		jw_null(w);
	}
	return ERR_OK;
}

static enum err put_persons(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	static const char *const RANKS[] = { "", "第一责任人", "责任领导", "具体责任人" };
	struct q_notice_leads_now_rows l = { 0 };
	struct q_notice_persons_rows p = { 0 };
	bool issued = n->signed_at != NIL;
	enum err e = issued ? q_notice_persons(op->s, &(struct q_notice_persons_in){ .notice_id = n->id }, &p) :
			      q_notice_leads_now(op->s, &(struct q_notice_leads_now_in){ .unit_id = n->unit_id }, &l);
	if (e)
		return e;
	jw_key(w, "persons");
	jw_array(w);
	for (size_t i = 0; i < (issued ? p.n : l.n); i++) {
		jw_object(w);
		jw_kstr(w, "rank", RANKS[issued ? p.v[i].rank : l.v[i].rank]);
		jw_kstr(w, "name", issued ? p.v[i].name : l.v[i].name);
		jw_kstr(w, "title", issued ? p.v[i].title : l.v[i].title);
		jw_object_end(w);
	}
	jw_array_end(w);
	return ERR_OK;
}

/* "Why this date": the lines of the calendar, which speaks of dispatching. */
static void put_why(struct json_out *w, const char *key, struct op *op, int64_t from, int64_t value, const char *unit)
{
	static const char DISPATCHED[] = "派发";
	const char *why = NULL;
	if (from != NIL)
		why = cal_explain(op->refs->calendar, op->a, from, value, limit_unit_from(unit), NULL, 0, op->now);
	if (why && strncmp(why, DISPATCHED, sizeof DISPATCHED - 1) == 0)
		why = arena_printf(op->a, "起算%s", why + sizeof DISPATCHED - 1);
	jw_kstr(w, key, why);
}

static enum err put_dates(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	struct q_notice_kind_of_out k;
	enum err e = q_notice_kind_of(op->s, &(struct q_notice_kind_of_in){ .kind = n->kind }, &k);
	if (e)
		return e;
	put_why(w, "ack_why", op, n->signed_at, k.ack_value, k.ack_unit);
	put_why(w, "answer_why", op, n->failed ? n->failed_at : n->signed_at, n->answer_value, n->answer_unit);
	jw_kint(w, "answer_value", n->answer_value);
	jw_kstr(w, "answer_unit_text", limit_unit_text(limit_unit_from(n->answer_unit)));
	return ERR_OK;
}

static void put_facts(struct json_out *w, struct op *op, const struct q_notice_get_out *n)
{
	jw_kid(w, "id", n->id);
	jw_kstr(w, "kind", n->kind);
	jw_kstr(w, "kind_text", notice_kind_text(n->kind));
	jw_kstr(w, "subject", n->subject);
	jw_kstr(w, "subject_text", notice_subject_text(n->subject));
	jw_kstr(w, "status", n->status);
	jw_kstr(w, "status_text", wf_state_text(&NOTICE_MACHINE, n->status));
	jw_kint(w, "version", n->version);
	jw_kstr(w, "no", n->no);
	jw_kstr(w, "title", n->title);
	jw_unit(w, "unit", op->refs, n->unit_id);
	jw_kbool(w, "proposed", n->proposed == 1);
	jw_kstr(w, "basis", n->basis);
	jw_kstr(w, "demand", n->demand);
	jw_kstr(w, "copy_to", n->copy_to);
	jw_kint(w, "created_at", n->created_at);
	jw_kstr(w, "signer", n->signer);
	jw_kint(w, "signed_at", n->signed_at);
	jw_kint(w, "ack_due_at", n->ack_due_at);
	jw_kstr(w, "acker", n->acker);
	jw_kint(w, "acked_at", n->acked_at);
	jw_kint(w, "unacked_at", n->unacked_at);
	jw_kint(w, "answer_due_at", n->answer_due_at);
	jw_kint(w, "late_at", n->late_at);
	jw_kstr(w, "reply", n->reply);
	jw_kstr(w, "replier", n->replier);
	jw_kint(w, "replied_at", n->replied_at);
	jw_kstr(w, "auditor", n->auditor);
	jw_kint(w, "audited_at", n->audited_at);
	jw_kstr(w, "opinion", n->opinion);
	jw_kint(w, "failed", n->failed);
	jw_kint(w, "ended_at", n->ended_at);
	jw_kstr(w, "end_reason", n->end_reason);
}

static enum err h_get(struct req *r)
{
	typedef enum err (*part)(struct json_out *w, struct op *op, const struct q_notice_get_out *n);
	static const part PARTS[] = { put_dates, put_persons, put_chain, put_paper, put_history, put_actions };
	struct op *op = op_of(r);
	struct q_notice_get_out n;
	struct json_out *w = &r->w;
	enum err e = seen(op, r->path_id[0], &n);
	if (e)
		return e;
	jw_object(w);
	put_facts(w, op, &n);
	e = put_cases(w, op, n.id);
	if (!e)
		e = jw_files(w, "files", op, "notice", n.id, false);
	for (size_t i = 0; !e && i < sizeof PARTS / sizeof *PARTS; i++)
		e = PARTS[i](w, op, &n);
	jw_object_end(w);
	return e;
}

/* ---- the document ---- */

static void name_file(struct req *r, const struct q_notice_get_out *n, const char *type, const char *ending, bool shown)
{
	r->content_type = type;
	req_set_header(r, "Content-Disposition",
		arena_printf(r->arena, "%s; filename=\"notice-%" PRId64 "%s\"", shown ? "inline" : "attachment", n->id,
			ending));
}

/* As it was signed, byte for byte; a draft is drawn as it stands, marked as a draft. */
static enum err h_pdf(struct req *r)
{
	struct op *op = op_of(r);
	struct q_notice_get_out n;
	struct q_notice_document_get_out d;
	struct official o;
	enum err e = seen(op, r->path_id[0], &n);
	if (!e && n.signed_at == NIL) {
		e = notice_official(op, &n, &o);
		if (!e)
			e = official_pdf(op->a, op->problem, &o, &r->out);
	} else if (!e) {
		e = q_notice_document_get(op->s, &(struct q_notice_document_get_in){ .notice_id = n.id }, &d);
		if (!e)
			buf_add(&r->out, d.pdf.p, d.pdf.n);
	}
	if (!e)
		e = audit_read(r, "notice.pdf", "notice", n.id, NULL, n.no ? n.no : "draft");
	if (!e)
		name_file(r, &n, "application/pdf", ".pdf", true);
	return e;
}

static enum err h_docx(struct req *r)
{
	struct op *op = op_of(r);
	struct q_notice_get_out n;
	struct official o;
	enum err e = seen(op, r->path_id[0], &n);
	if (!e)
		e = notice_official(op, &n, &o);
	if (!e)
		e = official_docx(op->a, op->problem, &o, &r->out);
	if (!e)
		e = audit_read(r, "notice.docx", "notice", n.id, NULL, n.no ? n.no : "draft");
	if (!e)
		name_file(r, &n, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", false);
	return e;
}

static enum err h_signature(struct req *r)
{
	struct op *op = op_of(r);
	struct q_notice_get_out n;
	struct q_notice_document_get_out d;
	enum err e = seen(op, r->path_id[0], &n);
	if (!e && n.signed_at == NIL)
		e = problem_set(op->problem, &E_UNSIGNED);
	if (!e)
		e = q_notice_document_get(op->s, &(struct q_notice_document_get_in){ .notice_id = n.id }, &d);
	if (e)
		return e;
	buf_add(&r->out, d.signature.p, d.signature.n);
	name_file(r, &n, "application/octet-stream", ".pdf.sig", false);
	return ERR_OK;
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|draft|sign|audit|ack|handling|done", "视图", "sign and audit: what waits for me" },
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, NOTICE_KINDS, "种类", "" },
	{ "subject", IN_ENUM, IN_QUERY, 0, 0, NOTICE_SUBJECTS, "事由类别", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, NOTICE_STATES, "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ "case", IN_ID, IN_QUERY, 0, 0, NULL, "涉及案件", "" },
	{ "late", IN_BOOL, IN_QUERY, 0, 0, NULL, "未按要求", "not signed for, not answered in time, or failed" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "从", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "到", "" },
	{ "q", IN_TEXT, IN_QUERY, 1, 60, NULL, "标题或编号", "" },
	{ 0 },
};

#define ONE "/api/v1/notices/{id}"
#define SCOPE "units: their own, issued; signers: their kinds; 纪委监委: filed copies"
const struct route NOTICE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/notices", h_list, CAP_NOTICE_READ, SCOPE, LIST_IN, 0, 0, "The three notices.", "List<NoticeRow>" },
	{ HTTP_GET, "/api/v1/notices/export.xlsx", h_xlsx, CAP_NOTICE_READ, SCOPE, LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, ONE, h_get, CAP_NOTICE_READ, SCOPE, NULL, 0, 0, "One notice with its cases, document, history and what may be done.", "Notice" },
	{ HTTP_GET, ONE "/document.pdf", h_pdf, CAP_NOTICE_READ, SCOPE, NULL, 0, ROUTE_BULK, "The signed document, or the draft as it would be. Audited.", "File" },
	{ HTTP_GET, ONE "/document.docx", h_docx, CAP_NOTICE_READ, SCOPE, NULL, 0, ROUTE_BULK, "The same words, to be edited. Audited.", "File" },
	{ HTTP_GET, ONE "/signature", h_signature, CAP_NOTICE_READ, SCOPE, NULL, 0, 0, "SM2 signature (DER) over the SM3 digest of the PDF.", "File" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Proposals of accountability and commendation: the list, one of them with its document, and what people do with it. */
#include <inttypes.h>

#include "accountability/accountability_internal.h"
#include "auth/audit.h"
#include "auth/listing.h"
#include "workflow/buttons.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "accountability.not_found", "没有找到这一件，或您无权查看。" };

#define MEASURES "notice|talk|transfer|commend"
#define MEASURE_WORDS "notice:通报批评|talk:约谈主要负责人|transfer:线索移送函|commend:通报表扬"
#define STATES "proposed|hearing|stated|submitted|issued|rectified|done|declined|withdrawn"
#define STATE_WORDS "proposed:拟定中|hearing:听取意见|stated:已陈述|submitted:待签批|issued:已送达|" \
	"rectified:待回头看|done:已办结|declined:不予采用|withdrawn:已撤销"

/* ---- the list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "month", "月份", COL_INT, 10, NULL },
	{ "unit", "单位", COL_REF, 24, NULL },
	{ "measure", "措施", COL_TEXT, 16, MEASURE_WORDS },
	{ "months", "连续月数", COL_INT, 10, NULL },
	{ "rank", "名次", COL_INT, 8, NULL },
	{ "ranked", "参加排名", COL_INT, 10, NULL },
	{ "status", "状态", COL_TEXT, 12, STATE_WORDS },
	{ "no", "文号", COL_TEXT, 22, NULL },
	{ "basis", "批准依据", COL_TEXT, 30, NULL },
	{ "hear_until", "陈述截止", COL_TIME, 18, NULL },
	{ "tolerance", "申请容错", COL_BOOL, 10, NULL },
	{ "decided_at", "签发时间", COL_TIME, 18, NULL },
	{ "signer", "签发人", COL_TEXT, 10, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-month", "u.month", COL_INT, true },
					  { "-months", "u.months", COL_INT, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	scope_people(q, who, CAP_ACCOUNT_READ);
	if (!can(who, CAP_ACCOUNT_PROPOSE) && !can(who, CAP_ACCOUNT_DECIDE)) { /* as accountability_sees */
		if (can_scope(who, CAP_ACCOUNT_READ) == SCOPE_ALL)
			db_query_text(q, " AND u.no IS NOT NULL");
		else
			db_query_text(q, " AND (u.no IS NOT NULL OR u.hear_until IS NOT NULL)");
	}
	if (in_given(r, "month"))
		db_query_add(q, " AND u.month = $", DB_ARG_I64(in_i64(r, "month")));
	if (in_given(r, "measure"))
		db_query_add(q, " AND u.measure = $", DB_ARG_TEXT(in_str(r, "measure")));
	if (in_given(r, "status"))
		db_query_add(q, " AND u.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static const struct list_def LIST = {
	.title = "问责与表扬",
	.cols = COLS,
	.sorts = SORTS,
	.select = "u.id, u.month, u.unit_id, n.name, u.measure, u.months, u.rank, u.ranked, u.status, u.no, u.basis, u.hear_until, "
		  "u.tolerance, u.decided_at, s.name",
	.from = " FROM accountability u JOIN unit n ON n.id = u.unit_id LEFT JOIN app_user s ON s.id = u.decided_by",
	.id = "u.id",
	.where = where,
};

static enum err h_list(struct req *r)
{
	return list_answer(r, &LIST);
}

static enum err h_xlsx(struct req *r)
{
	return list_xlsx(r, &LIST);
}

/* ---- one ---- */

static enum err seen(struct op *op, int64_t id, struct q_accountability_get_out *x)
{
	enum err e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = id }, x);
	return e == ERR_NOT_FOUND || (!e && !accountability_sees(op, x)) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

struct offering {
	struct op *op;
	const struct q_accountability_get_out *x;
};

/* As if all texts were there. */
static bool offered(void *ctx, const struct wf_edge *e)
{
	const struct offering *o = ctx;
	struct accountability_step s = { .action = e->action, .text = "-", .basis = "-" };
	bool signs = str_eq(e->action, "sign") || str_eq(e->action, "praise");
	return accountability_may(o->op, o->x, e->cap) && !accountability_refusal(o->x, &s, o->op->now) &&
	       !(signs && o->x->submitted_by == o->op->who->user_id);
}

static void put_facts(struct json_out *w, struct op *op, const struct q_accountability_get_out *x)
{
	jw_kid(w, "id", x->id);
	jw_kint(w, "month", x->month);
	jw_kstr(w, "list", x->list);
	jw_unit(w, "unit", op->refs, x->unit_id);
	jw_kstr(w, "measure", x->measure);
	jw_kstr(w, "measure_text", accountability_measure_text(x->measure));
	jw_kint(w, "months", x->months);
	jw_kint(w, "rank", x->rank);
	jw_kint(w, "ranked", x->ranked);
	jw_kint(w, "points_micro", x->points_micro);
	jw_kstr(w, "status", x->status);
	jw_kstr(w, "status_text", wf_state_text(&ACCOUNTABILITY_MACHINE, x->status));
	jw_kint(w, "version", x->version);
	jw_kint(w, "created_at", x->created_at);
	jw_kint(w, "hear_until", x->hear_until);
	jw_kstr(w, "statement", x->statement);
	jw_kbool(w, "tolerance", x->tolerance == 1);
	jw_kint(w, "stated_at", x->stated_at);
	jw_kstr(w, "basis", x->basis);
	jw_kstr(w, "opinion", x->opinion);
	jw_kint(w, "submitted_at", x->submitted_at);
	jw_kstr(w, "no", x->no);
	jw_kstr(w, "signer", x->signer);
	jw_kint(w, "decided_at", x->decided_at);
	jw_kstr(w, "decision", x->decision);
	jw_kstr(w, "rectified", x->rectified);
	jw_kint(w, "rectified_at", x->rectified_at);
	jw_kstr(w, "finding", x->finding);
	jw_kint(w, "looked_at", x->looked_at);
	jw_kstr(w, "end_reason", x->end_reason);
	jw_kint(w, "ended_at", x->ended_at);
}

/* The unit's earlier ones that this person may see. */
static enum err put_earlier(struct json_out *w, struct op *op, const struct q_accountability_get_out *x)
{
	struct q_accountability_of_unit_rows rows;
	bool all = can(op->who, CAP_ACCOUNT_PROPOSE) || can(op->who, CAP_ACCOUNT_DECIDE);
	enum err e = q_accountability_of_unit(
		op->s, &(struct q_accountability_of_unit_in){ .unit_id = x->unit_id, .month = x->month }, &rows);
	jw_key(w, "earlier");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		if (!all && !rows.v[i].no)
			continue;
		jw_object(w);
		jw_kid(w, "id", rows.v[i].id);
		jw_kint(w, "month", rows.v[i].month);
		jw_kstr(w, "measure_text", accountability_measure_text(rows.v[i].measure));
		jw_kstr(w, "status_text", wf_state_text(&ACCOUNTABILITY_MACHINE, rows.v[i].status));
		jw_kstr(w, "no", rows.v[i].no);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_history(struct json_out *w, struct op *op, int64_t id)
{
	struct event_row *rows;
	size_t n;
	enum err e = event_list(op->s, op->site->keys, "accountability", id, true, &rows, &n);
	jw_key(w, "history");
	jw_array(w);
	for (size_t i = 0; !e && i < n; i++) {
		jw_object(w);
		jw_kstr(w, "text", wf_action_text(&ACCOUNTABILITY_MACHINE, rows[i].kind + sizeof "accountability"));
		jw_kstr(w, "actor", rows[i].actor_name);
		jw_kstr(w, "unit", rows[i].unit_name);
		jw_kint(w, "at", rows[i].recorded_at);
		jw_kstr(w, "note", event_secret(op->a, rows[i].secret, "text"));
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err h_get(struct req *r)
{
	struct op *op = op_of(r);
	struct q_accountability_get_out x;
	struct json_out *w = &r->w;
	enum err e = seen(op, r->path_id[0], &x);
	if (e)
		return e;
	jw_object(w);
	put_facts(w, op, &x);
	e = put_earlier(w, op, &x);
	if (!e)
		e = put_history(w, op, x.id);
	jw_moves(w, &ACCOUNTABILITY_MACHINE, x.status, "withdraw", offered, &(struct offering){ op, &x });
	jw_object_end(w);
	return e;
}

/* ---- the document ---- */

static enum err document(struct req *r, bool pdf)
{
	struct op *op = op_of(r);
	struct q_accountability_get_out x;
	struct official o;
	enum err e = seen(op, r->path_id[0], &x);
	if (!e)
		e = accountability_official(op, &x, &o);
	if (!e)
		e = pdf ? official_pdf(op->a, op->problem, &o, &r->out) : official_docx(op->a, op->problem, &o, &r->out);
	if (!e)
		e = audit_read(r, pdf ? "accountability.pdf" : "accountability.docx", "accountability", x.id, NULL,
			x.no ? x.no : "draft");
	if (e)
		return e;
	r->content_type = pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	req_set_header(r, "Content-Disposition",
		arena_printf(r->arena, "%s; filename=\"accountability-%" PRId64 "%s\"", pdf ? "inline" : "attachment", x.id,
			pdf ? ".pdf" : ".docx"));
	return ERR_OK;
}

static enum err h_pdf(struct req *r)
{
	return document(r, true);
}

static enum err h_docx(struct req *r)
{
	return document(r, false);
}

/* ---- actions ---- */

static enum err do_act(struct op *op, struct req *r, void *arg)
{
	struct accountability_step step = { .action = in_str(r, "action"), .text = in_str(r, "text"), .basis = in_str(r, "basis"),
					    .tolerance = in_i64(r, "tolerance") == 1 };
	struct q_accountability_get_out x;
	int64_t id = r->path_id[0];
	(void)arg;
	enum err e = accountability_act(op, id, in_i64(r, "version"), &step);
	if (!e)
		e = q_accountability_get(op->s, &(struct q_accountability_get_in){ .id = id }, &x);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", x.id);
	jw_kstr(&r->w, "status", x.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&ACCOUNTABILITY_MACHINE, x.status));
	jw_kstr(&r->w, "no", x.no);
	jw_kint(&r->w, "version", x.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_act(struct req *r)
{
	return op_write(r, do_act, NULL);
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	{ "measure", IN_ENUM, IN_QUERY, 0, 0, MEASURES, "措施", "" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ 0 },
};
static const struct in_field ACT_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "action", IN_ENUM, IN_REQUIRED, 0, 0, "hear|state|submit|sign|praise|decline|rectify|accept|again|drop|withdraw", "操作", "" },
	{ "text", IN_TEXT, 0, 0, 2000, NULL, "说明", "reason, statement, opinion, what was done or found" },
	{ "basis", IN_TEXT, 0, 0, 100, NULL, "批准依据", "submit: number of the approval document" },
	{ "tolerance", IN_INT, 0, 0, 1, NULL, "申请容错", "state: 1 when the unit asks for it" },
	{ 0 },
};

#define AT "/api/v1/accountability"
#define SCOPE "unit, region or all"
const struct route ACCOUNTABILITY_ROUTES[] = {
	{ HTTP_GET, AT, h_list, CAP_ACCOUNT_READ, SCOPE, LIST_IN, 0, 0, "What frozen lists have led to.", "List<Accountability>" },
	{ HTTP_GET, AT "/export.xlsx", h_xlsx, CAP_ACCOUNT_READ, SCOPE, LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, AT "/{id}", h_get, CAP_ACCOUNT_READ, SCOPE, NULL, 0, 0, "One proposal with its history and what may be done.", "AccountabilityItem" },
	{ HTTP_GET, AT "/{id}/document.pdf", h_pdf, CAP_ACCOUNT_READ, SCOPE, NULL, 0, ROUTE_BULK, "The letter; marked as a draft until it is signed. Audited.", "File" },
	{ HTTP_GET, AT "/{id}/document.docx", h_docx, CAP_ACCOUNT_READ, SCOPE, NULL, 0, ROUTE_BULK, "The same words, to be edited. Audited.", "File" },
	{ HTTP_POST, AT "/{id}/act", h_act, CAP_ACCOUNT_READ, "by step", ACT_IN, 0, ROUTE_IDEMPOTENT, "One step of hearing, approval, signature, rectification, look-back.", "AccountabilityShort" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Exclusions on screen: the queue, what was asked for one case, applying, reviewing, and the counts of a month that are published
 * beside the scores (scoring.md 4.10: so that exclusion cannot become a tool). */
#include "auth/caps.h"
#include "auth/listing.h"
#include "file/file.h"
#include "score/score_internal.h"
#include "workflow/buttons.h"

#define STATES "applied|seconded|agreed|refused|withdrawn|restored"
#define STATE_WORDS "applied:待第一位复核|seconded:待第二位复核|agreed:已剔除|refused:不予剔除|withdrawn:已撤回|restored:恢复计入"
#define CLASSES "law|power|settled|false|abuse|gain|force|outside"
enum { FILES_MAX = 9 };

/* ---- the queue ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "month", "月份", COL_INT, 10, NULL },
	{ "case_id", NULL, COL_ID, 0, NULL },
	{ "case_no", "案件编号", COL_TEXT, 22, NULL },
	{ "title", "案件", COL_TEXT, 40, NULL },
	{ "unit", "被考核单位", COL_REF, 20, NULL },
	{ "class_name", "情形", COL_TEXT, 20, NULL },
	{ "what", "从哪一项剔除", COL_TEXT, 14, "due:到期与按期|answers:群众评价" },
	{ "reason", "理由", COL_TEXT, 50, NULL },
	{ "applied_by", "申请人", COL_TEXT, 10, NULL },
	{ "applied_unit", "申请单位", COL_REF, 20, NULL },
	{ "applied_at", "申请时间", COL_TIME, 18, NULL },
	{ "status", "状态", COL_TEXT, 14, STATE_WORDS },
	{ "version", NULL, COL_INT, 0, NULL },
	{ "first_unit", "第一位复核单位", COL_REF, 20, NULL },
	{ "first_opinion", "第一位意见", COL_TEXT, 40, NULL },
	{ "second_unit", "第二位复核单位", COL_REF, 20, NULL },
	{ "second_opinion", "第二位意见", COL_TEXT, 40, NULL },
	{ "end_reason", "撤回或恢复的理由", COL_TEXT, 40, NULL },
	{ "may_review", NULL, COL_BOOL, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-applied_at", "x.applied_at", COL_TIME, true },
					  { "applied_at", "x.applied_at", COL_TIME, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct principal *who = req_who(r);
	scope_cases(q, who, CAP_CASE_READ);
	if (str_eq(in_str(r, "view"), "review")) {
		db_query_text(q, " AND (x.status = 'applied' OR x.status = 'seconded')");
		db_query_add(q, " AND x.unit_id <> $ AND x.applied_unit <> $ AND COALESCE(x.first_unit, 0) <> $",
			DB_ARG_I64(who->unit_id), DB_ARG_I64(who->unit_id), DB_ARG_I64(who->unit_id));
	}
	if (in_given(r, "month"))
		db_query_add(q, " AND x.month = $", DB_ARG_I64(in_i64(r, "month")));
	if (in_given(r, "status"))
		db_query_add(q, " AND x.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "class"))
		db_query_add(q, " AND x.class = $", DB_ARG_TEXT(in_str(r, "class")));
	if (in_given(r, "unit"))
		db_query_add(q, " AND x.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
}

static void put_unit(struct list *l, const struct op *op, const char *key, int64_t unit_id)
{
	list_put_ref(l, key, unit_id, unit_name(op->refs, unit_id));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	struct q_exclusion_get_out x = {
		.unit_id = db_i64(c, 5), .applied_unit = db_i64(c, 10), .status = db_text(c, 12), .first_unit = db_i64(c, 14)
	};
	bool open = str_eq(x.status, "applied") || str_eq(x.status, "seconded");
	list_put_id(l, "id", db_i64(c, 0));
	list_put_int(l, "month", db_i64(c, 1));
	list_put_id(l, "case_id", db_i64(c, 2));
	list_put_text(l, "case_no", db_text(c, 3));
	list_put_text(l, "title", db_text(c, 4));
	put_unit(l, op, "unit", x.unit_id);
	list_put_text(l, "class_name", db_text(c, 6));
	list_put_text(l, "what", db_text(c, 7));
	list_put_text(l, "reason", db_text(c, 8));
	list_put_text(l, "applied_by", db_text(c, 9));
	put_unit(l, op, "applied_unit", x.applied_unit);
	list_put_time(l, "applied_at", db_i64(c, 11));
	list_put_text(l, "status", x.status);
	list_put_int(l, "version", db_i64(c, 13));
	put_unit(l, op, "first_unit", x.first_unit);
	list_put_text(l, "first_opinion", db_text(c, 15));
	put_unit(l, op, "second_unit", db_i64(c, 16));
	list_put_text(l, "second_opinion", db_text(c, 17));
	list_put_text(l, "end_reason", db_text(c, 18));
	list_put_bool(l, "may_review", open && exclusion_reviews(op, &x));
}

static const struct list_def EXCLUSIONS = {
	.title = "剔除申请",
	.cols = COLS,
	.sorts = SORTS,
	.select = "x.id, x.month, x.case_id, c.no, c.title, x.unit_id, k.name, x.what, x.reason, a.name, x.applied_unit, "
		  "x.applied_at, x.status, x.version, x.first_unit, x.first_opinion, x.second_unit, x.second_opinion, x.end_reason",
	.from = " FROM exclusion x JOIN casefile c ON c.id = x.case_id JOIN exclusion_class k ON k.code = x.class "
		"LEFT JOIN app_user a ON a.id = x.applied_by",
	.id = "x.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &EXCLUSIONS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &EXCLUSIONS);
}

/* ---- published counts ---- */

static const struct list_col COUNT_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "month", "月份", COL_INT, 10, NULL },
	{ "unit", "单位", COL_REF, 24, NULL },
	{ "class_name", "情形", COL_TEXT, 24, NULL },
	{ "applied", "申请", COL_INT, 10, NULL },
	{ "agreed", "剔除", COL_INT, 10, NULL },
	{ "refused", "不予剔除", COL_INT, 10, NULL },
	{ "open", "复核中", COL_INT, 10, NULL },
	{ "restored", "恢复计入", COL_INT, 10, NULL },
	{ 0 },
};
static const struct list_sort COUNT_SORTS[] = { { "-agreed", "u.agreed", COL_INT, true },
						{ "-applied", "u.applied", COL_INT, true }, { 0 } };

/* Numbers only, and of every unit: they are published. */
static void count_where(struct req *r, struct db_query *q)
{
	const struct month_span *at = r->stash;
	db_query_add(q, " AND u.month = $", DB_ARG_I64(at->yyyymm));
	if (in_given(r, "unit"))
		db_query_add(q, " AND u.unit_id = $", DB_ARG_I64(in_i64(r, "unit")));
	if (in_given(r, "class"))
		db_query_add(q, " AND u.class = $", DB_ARG_TEXT(in_str(r, "class")));
}

static const struct list_def COUNTS = {
	.title = "剔除统计",
	.cols = COUNT_COLS,
	.sorts = COUNT_SORTS,
	.select = "u.id, u.month, u.unit_id, n.name, k.name, u.applied, u.agreed, u.refused, u.waits, u.restored",
	.from = " FROM (SELECT MIN(x.id) AS id, x.month AS month, x.unit_id AS unit_id, x.class AS class, COUNT(*) AS applied, "
		"COUNT(*) FILTER (WHERE x.status = 'agreed') AS agreed, COUNT(*) FILTER (WHERE x.status = 'refused') AS refused, "
		"COUNT(*) FILTER (WHERE x.status = 'applied' OR x.status = 'seconded') AS waits, "
		"COUNT(*) FILTER (WHERE x.status = 'restored') AS restored "
		"FROM exclusion x WHERE x.status <> 'withdrawn' GROUP BY x.month, x.unit_id, x.class) u "
		"JOIN unit n ON n.id = u.unit_id JOIN exclusion_class k ON k.code = u.class",
	.id = "u.id",
	.where = count_where,
};

static enum err stash_month(struct req *r)
{
	struct month_span *at = r->stash = ARENA_NEW(r->arena, struct month_span);
	return month_of(r, op_of(r), "score.month", at);
}

static enum err h_counts(struct req *r)
{
	enum err e = stash_month(r);
	return e ? e : list_answer(r, &COUNTS);
}

static enum err h_counts_xlsx(struct req *r)
{
	enum err e = stash_month(r);
	return e ? e : list_xlsx(r, &COUNTS);
}

/* ---- of one case, with what may be done ---- */

struct seen {
	struct op *op;
	struct q_exclusion_get_out x;
	bool frozen;
};

static bool offered(void *ctx, const struct wf_edge *e)
{
	struct seen *s = ctx;
	if (e->cap == CAP_EXCLUSION_ASK)
		return exclusion_applied(s->op, &s->x) && exclusion_may(s->op, &s->x, CAP_EXCLUSION_ASK);
	return exclusion_reviews(s->op, &s->x) && !(s->frozen && str_eq(e->action, "restore"));
}

static enum err put_item(struct json_out *w, struct op *op, const struct q_exclusions_of_case_out *x)
{
	struct q_score_month_get_out m;
	struct seen s = { .op = op };
	s.x = (struct q_exclusion_get_out){
		.unit_id = x->unit_id, .applied_unit = x->applied_unit, .status = x->status, .first_unit = x->first_unit
	};
	enum err e = score_month_row(op->s, x->month, &m);
	if (e)
		return e;
	s.frozen = str_eq(m.status, "frozen");
	jw_object(w);
	jw_kid(w, "id", x->id);
	jw_kint(w, "month", x->month);
	jw_unit(w, "unit", op->refs, x->unit_id);
	jw_kstr(w, "class_name", x->class_name);
	jw_kstr(w, "what", x->what);
	jw_kstr(w, "what_text", exclusion_what_text(x->what));
	jw_kstr(w, "status", x->status);
	jw_kstr(w, "status_text", wf_state_text(&EXCLUSION_MACHINE, x->status));
	jw_kint(w, "version", x->version);
	jw_kstr(w, "reason", x->reason);
	jw_kstr(w, "applied_by", x->applied_by);
	jw_unit(w, "applied_unit", op->refs, x->applied_unit);
	jw_kint(w, "applied_at", x->applied_at);
	jw_kstr(w, "first_by", x->first_by);
	jw_unit(w, "first_unit", op->refs, x->first_unit);
	jw_kint(w, "first_at", x->first_at);
	jw_kstr(w, "first_opinion", x->first_opinion);
	jw_kstr(w, "second_by", x->second_by);
	jw_unit(w, "second_unit", op->refs, x->second_unit);
	jw_kint(w, "second_at", x->second_at);
	jw_kstr(w, "second_opinion", x->second_opinion);
	jw_kstr(w, "ended_by", x->ended_by);
	jw_kint(w, "ended_at", x->ended_at);
	jw_kstr(w, "end_reason", x->end_reason);
	e = jw_files(w, "files", op, "exclusion", x->id, false);
	jw_moves(w, &EXCLUSION_MACHINE, x->status, "refuse", offered, &s);
	jw_object_end(w);
	return e;
}

/* The figures from which the case may still be left out, each with its month. */
static enum err put_figures(struct json_out *w, struct op *op, int64_t case_id)
{
	static const char *const FIGURES[] = { "answers", "due" };
	struct q_exclusion_order_out o;
	enum err e = q_exclusion_order(op->s, &(struct q_exclusion_order_in){ .case_id = case_id }, &o);
	bool known = !e && exclusion_may(op, &(struct q_exclusion_get_out){ .unit_id = o.unit_id }, CAP_EXCLUSION_ASK);
	if (e == ERR_NOT_FOUND)
		e = ERR_OK;
	jw_key(w, "figures");
	jw_array(w);
	for (size_t i = 0; !e && known && i < sizeof FIGURES / sizeof *FIGURES; i++) {
		struct q_exclusion_same_out same = { 0 };
		int64_t month = exclusion_month(&o, FIGURES[i]);
		bool open = false;
		if (month != NIL)
			e = exclusion_month_open(op, month, &open);
		if (!e && open)
			e = q_exclusion_same(op->s,
				&(struct q_exclusion_same_in){ .month = month, .order_id = o.id, .what = FIGURES[i] }, &same);
		if (e || !open || same.n)
			continue;
		jw_object(w);
		jw_kstr(w, "what", FIGURES[i]);
		jw_kstr(w, "what_text", exclusion_what_text(FIGURES[i]));
		jw_kint(w, "month", month);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err put_classes(struct json_out *w, struct op *op)
{
	struct q_exclusion_classes_rows k;
	enum err e = q_exclusion_classes(op->s, &k);
	jw_key(w, "classes");
	jw_array(w);
	for (size_t i = 0; !e && i < k.n; i++) {
		jw_object(w);
		jw_kstr(w, "code", k.v[i].code);
		jw_kstr(w, "name", k.v[i].name);
		jw_kstr(w, "needs", k.v[i].needs);
		jw_kstr(w, "basis", k.v[i].basis);
		jw_kstr(w, "figures", k.v[i].figures);
		jw_object_end(w);
	}
	jw_array_end(w);
	return e;
}

static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	struct q_exclusions_of_case_rows rows = { 0 };
	struct json_out *w = &r->w;
	int64_t id = r->path_id[0];
	enum err e = must_case(op, CAP_CASE_READ, id, &NO_CASE);
	if (e)
		return e;
	jw_object(w);
	e = put_figures(w, op, id);
	if (!e)
		e = put_classes(w, op);
	if (!e)
		e = q_exclusions_of_case(op->s, &(struct q_exclusions_of_case_in){ .case_id = id }, &rows);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = put_item(w, op, &rows.v[i]);
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

/* ---- actions ---- */

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_exclusion_get_out x;
	enum err e = q_exclusion_get(op->s, &(struct q_exclusion_get_in){ .id = id }, &x);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", x.id);
	jw_kstr(&r->w, "status", x.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&EXCLUSION_MACHINE, x.status));
	jw_kint(&r->w, "version", x.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_apply(struct op *op, struct req *r, void *arg)
{
	int64_t id;
	struct exclusion_new n = { .case_id = r->path_id[0], .class = in_str(r, "class"), .what = in_str(r, "what"),
				   .reason = in_str(r, "reason") };
	(void)arg;
	enum err e = exclusion_apply(op, &n, &id);
	if (!e)
		e = files_attach_given(op, r, "exclusion", id);
	if (!e)
		e = answer(op, r, id);
	r->status = 201;
	return e;
}

static enum err h_apply(struct req *r)
{
	return op_write(r, do_apply, NULL);
}

static enum err do_move(struct op *op, struct req *r, void *arg)
{
	const char *action = arg;
	int64_t id = r->path_id[0];
	enum err e = exclusion_move(op, id, in_i64(r, "version"), action, in_str(r, "opinion"));
	return e ? e : answer(op, r, id);
}

#define MOVE(action, renew)                                                                        \
	static enum err h_##action(struct req *r)                                                  \
	{                                                                                          \
		char name[] = #action;                                                             \
		enum err e = op_write(r, do_move, name);                                           \
		if (!e && (renew))                                                                 \
			score_renew(r);                                                            \
		return e;                                                                          \
	}
MOVE(agree, false)
MOVE(confirm, true)
MOVE(refuse, false)
MOVE(withdraw, false)
MOVE(restore, true)

#define CLASS_IN(flags) { "class", IN_ENUM, flags, 0, 0, CLASSES, "情形", "one of the eight classes" }
static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	{ "view", IN_ENUM, IN_QUERY, 0, 0, "all|review", "视图", "review: waits for this person's unit" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATES, "状态", "" },
	CLASS_IN(IN_QUERY),
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "被考核单位", "" },
	{ 0 },
};
static const struct in_field COUNTS_IN[] = {
	LIST_INPUTS,
	MONTH_IN,
	CLASS_IN(IN_QUERY),
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "" },
	{ 0 },
};
static const struct in_field APPLY_IN[] = {
	CLASS_IN(IN_REQUIRED),
	{ "what", IN_ENUM, IN_REQUIRED, 0, 0, "due|answers", "从哪一项剔除", "" },
	{ "reason", IN_TEXT, IN_REQUIRED, 5, 1000, NULL, "理由", "" },
	{ "files", IN_IDS, IN_REQUIRED, 1, FILES_MAX, NULL, "证据材料", "uploaded as drafts" },
	{ 0 },
};
static const struct in_field MOVE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "needed but for withdrawing" },
	{ 0 },
};

#define AT "/api/v1/exclusions"
#define ACT ROUTE_IDEMPOTENT
const struct route EXCLUSION_ROUTES[] = {
	{ HTTP_GET, AT, h_list, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "Exclusions from figures that were asked for.", "List<Exclusion>" },
	{ HTTP_GET, AT "/export.xlsx", h_xlsx, CAP_CASE_READ, "by role", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_GET, AT "/counts", h_counts, CAP_BOARD_READ, "all", COUNTS_IN, 0, 0, "Published numbers of a month, by unit and class.", "List<ExclusionCount>" },
	{ HTTP_GET, AT "/counts/export.xlsx", h_counts_xlsx, CAP_BOARD_READ, "all", COUNTS_IN, 0, 0, "The same numbers as xlsx.", "xlsx" },
	{ HTTP_GET, "/api/v1/cases/{id}/exclusions", h_of_case, CAP_CASE_READ, "by role", NULL, 0, 0, "What was asked for one case, with what this person may do.", "CaseExclusions" },
	{ HTTP_POST, "/api/v1/cases/{id}/exclude", h_apply, CAP_EXCLUSION_ASK, "unit of the case, or all", APPLY_IN, 0, ACT, "Asks to leave a settled matter out of a figure.", "ExclusionShort" },
	{ HTTP_POST, AT "/{id}/agree", h_agree, CAP_EXCLUSION_RULE, "all, of another unit", MOVE_IN, 0, ACT, "The first reviewer agrees.", "ExclusionShort" },
	{ HTTP_POST, AT "/{id}/confirm", h_confirm, CAP_EXCLUSION_RULE, "all, of a third unit", MOVE_IN, 0, ACT, "The second reviewer agrees: left out, and the list made again.", "ExclusionShort" },
	{ HTTP_POST, AT "/{id}/refuse", h_refuse, CAP_EXCLUSION_RULE, "all, of another unit", MOVE_IN, 0, ACT, "A reviewer does not agree: it counts.", "ExclusionShort" },
	{ HTTP_POST, AT "/{id}/withdraw", h_withdraw, CAP_EXCLUSION_ASK, "unit", MOVE_IN, 0, ACT, "The unit takes it back.", "ExclusionShort" },
	{ HTTP_POST, AT "/{id}/restore", h_restore, CAP_EXCLUSION_RULE, "all, of another unit", MOVE_IN, 0, ACT, "The appellant's objection is right: it counts again.", "ExclusionShort" },
	{ 0 },
};

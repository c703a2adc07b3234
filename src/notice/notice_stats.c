/* SPDX-License-Identifier: Apache-2.0 */
/* Figures as in L-02: how many of each kind, for which unit, signed for and answered in time. Withdrawn ones are
 * counted apart. */
#include "auth/listing.h"
#include "notice/notice_internal.h"

enum { KINDS = 3 };

struct figures {
	int64_t issued, acked, answered, open, done, failed, withdrawn;
};
struct unit_figures {
	int64_t unit_id;
	struct figures kind[KINDS];
};
struct table {
	struct op *op;
	struct unit_figures *v;
	size_t n;
	int64_t from, to;
};

static size_t rank(const char *kind)
{
	return str_eq(kind, "hint") ? 0 : str_eq(kind, "supervise") ? 1 : 2;
}

/* In time: before the mark was set. A notice withdrawn was a wrong one and says nothing about the unit. */
#define GROUPED                                                                                    \
	"SELECT u.unit_id, u.kind, COUNT(*) FILTER (WHERE u.status <> 'withdrawn'), "              \
	"COUNT(*) FILTER (WHERE u.acked_at IS NOT NULL AND u.unacked_at IS NULL AND u.status <> 'withdrawn'), " \
	"COUNT(*) FILTER (WHERE u.first_reply_at IS NOT NULL AND (u.late_at IS NULL OR u.late_at > u.first_reply_at) " \
	"AND u.status <> 'withdrawn'), COUNT(*) FILTER (WHERE u.ended_at IS NULL), COUNT(*) FILTER (WHERE u.status = 'done'), " \
	"COUNT(*) FILTER (WHERE u.failed > 0 AND u.status <> 'withdrawn'), COUNT(*) FILTER (WHERE u.status = 'withdrawn') " \
	"FROM notice u WHERE u.signed_at IS NOT NULL AND u.signed_at >= $ AND u.signed_at < $"

static void visible(struct db_query *q, const struct principal *who)
{
	bool signer = can(who, CAP_NOTICE_HINT) || can(who, CAP_NOTICE_SUPERVISE) || can(who, CAP_NOTICE_WARN);
	scope_people(q, who, CAP_NOTICE_READ);
	if (!signer && can_scope(who, CAP_NOTICE_READ) == SCOPE_ALL)
		db_query_text(q, " AND u.to_discipline = 1");
}

/* The year so far when no time is given: S1 counts by the year. */
static enum err load(struct req *r, struct table *t)
{
	struct op *op = op_of(r);
	struct db_query q;
	struct db_cursor *c;
	int32_t year = day_of_ms(op->now) / 10000;
	size_t room = op->refs->nunits + 1;
	*t = (struct table){ .op = op, .v = ARENA_ARRAY(op->a, struct unit_figures, room),
			     .from = in_i64_or(r, "from", day_start_ms(year * 10000 + 101)), .to = in_i64_or(r, "to", op->now + 1) };
	db_query_init(&q);
	db_query_add(&q, GROUPED, DB_ARG_I64(t->from), DB_ARG_I64(t->to));
	visible(&q, op->who);
	db_query_text(&q, " GROUP BY u.unit_id, u.kind ORDER BY u.unit_id, u.kind");
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	while (!(e = db_next(c))) {
		if ((!t->n || t->v[t->n - 1].unit_id != db_i64(c, 0)) && t->n + 1 < room)
			t->v[t->n++].unit_id = db_i64(c, 0);
		t->v[t->n - 1].kind[rank(db_text(c, 1))] = (struct figures){ db_i64(c, 2), db_i64(c, 3), db_i64(c, 4), db_i64(c, 5),
									       db_i64(c, 6), db_i64(c, 7), db_i64(c, 8) };
	}
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static void add(struct figures *to, const struct figures *x)
{
	to->issued += x->issued;
	to->acked += x->acked;
	to->answered += x->answered;
	to->open += x->open;
	to->done += x->done;
	to->failed += x->failed;
	to->withdrawn += x->withdrawn;
}

static enum err h_stats(struct req *r)
{
	static const char *const NAMES[KINDS] = { "hint", "supervise", "warn" };
	struct table t;
	struct json_out *w = &r->w;
	enum err e = load(r, &t);
	if (e)
		return e;
	jw_object(w);
	jw_kint(w, "from", t.from);
	jw_kint(w, "to", t.to);
	jw_kint(w, "units", (int64_t)t.n);
	jw_key(w, "kinds");
	jw_array(w);
	for (size_t i = 0; i < KINDS; i++) {
		struct figures f = { 0 };
		for (size_t k = 0; k < t.n; k++)
			add(&f, &t.v[k].kind[i]);
		jw_object(w);
		jw_kstr(w, "kind", NAMES[i]);
		jw_kstr(w, "kind_text", notice_kind_text(NAMES[i]));
		jw_kint(w, "issued", f.issued);
		jw_kint(w, "acked", f.acked);
		jw_kint(w, "answered", f.answered);
		jw_kint(w, "open", f.open);
		jw_kint(w, "done", f.done);
		jw_kint(w, "failed", f.failed);
		jw_kint(w, "withdrawn", f.withdrawn);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

/* ---- by unit, as a list ---- */

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "unit", "单位", COL_TEXT, 24, NULL },
	{ "hint", "提示单", COL_INT, 10, NULL },
	{ "supervise", "督办单", COL_INT, 10, NULL },
	{ "warn", "警示单", COL_INT, 10, NULL },
	{ "issued", "合计", COL_INT, 10, NULL },
	{ "acked", "按时签收", COL_INT, 10, NULL },
	{ "answered", "按时反馈", COL_INT, 10, NULL },
	{ "open", "未办结", COL_INT, 10, NULL },
	{ "done", "已办结", COL_INT, 10, NULL },
	{ "failed", "审核退回", COL_INT, 10, NULL },
	{ "withdrawn", "撤销", COL_INT, 10, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "code", "t.code", COL_TEXT, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct table *t = r->stash;
	db_query_add(q, " AND EXISTS (SELECT 1 FROM notice u WHERE u.unit_id = t.id AND u.signed_at IS NOT NULL AND u.signed_at >= $ "
			"AND u.signed_at < $", DB_ARG_I64(t->from), DB_ARG_I64(t->to));
	visible(q, req_who(r));
	db_query_text(q, ")");
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	static const struct unit_figures NONE;
	const struct table *t = r->stash;
	const struct unit_figures *u = &NONE;
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].unit_id == db_i64(c, 0))
			u = &t->v[i];
	struct figures f = { 0 };
	for (size_t k = 0; k < KINDS; k++)
		add(&f, &u->kind[k]);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "unit", db_text(c, 1));
	list_put_int(l, "hint", u->kind[0].issued);
	list_put_int(l, "supervise", u->kind[1].issued);
	list_put_int(l, "warn", u->kind[2].issued);
	list_put_int(l, "issued", f.issued);
	list_put_int(l, "acked", f.acked);
	list_put_int(l, "answered", f.answered);
	list_put_int(l, "open", f.open);
	list_put_int(l, "done", f.done);
	list_put_int(l, "failed", f.failed);
	list_put_int(l, "withdrawn", f.withdrawn);
}

static const struct list_def UNITS = {
	.title = "三单统计", .cols = COLS, .sorts = SORTS, .select = "t.id, t.name", .from = " FROM unit t", .id = "t.id", .where = where,
	.row = row,
};

static enum err list(struct req *r, enum err (*answer)(struct req *r, const struct list_def *d))
{
	struct table *t = ARENA_NEW(r->arena, struct table);
	enum err e = load(r, t);
	r->stash = t;
	return e ? e : answer(r, &UNITS);
}

static enum err h_units(struct req *r)
{
	return list(r, list_answer);
}

static enum err h_units_xlsx(struct req *r)
{
	return list(r, list_xlsx);
}

#define PERIOD                                                                                     \
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "default: the year so far" },                  \
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "default: now" }
static const struct in_field STATS_IN[] = { PERIOD, { 0 } };
static const struct in_field UNITS_IN[] = { LIST_INPUTS, PERIOD, { 0 } };

const struct route NOTICE_STATS_ROUTES[] = {
	{ HTTP_GET, "/api/v1/notices/stats", h_stats, CAP_NOTICE_READ, "by role", STATS_IN, 0, ROUTE_BULK, "Notices by kind: issued, signed for and answered in time.", "NoticeStats" },
	{ HTTP_GET, "/api/v1/notices/stats/units", h_units, CAP_NOTICE_READ, "by role", UNITS_IN, 0, ROUTE_BULK, "The same by unit.", "List<NoticeUnitStats>" },
	{ HTTP_GET, "/api/v1/notices/stats/units.xlsx", h_units_xlsx, CAP_NOTICE_READ, "by role", UNITS_IN, 0, ROUTE_BULK, "The same as xlsx.", "xlsx" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping of promises by unit: those whose day lies in the period, by how they stand. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "catalogue/op.h"
#include "promise/promise_internal.h"

struct figures {
	int64_t unit_id, due, stated, kept, broken, unheard, moved;
};
struct table {
	struct figures *v;
	size_t n;
	int64_t from, to;
};

#define FROM                                                                                       \
	" FROM promise p JOIN work_order o ON o.id = p.order_id JOIN casefile c ON c.id = p.case_id " \
	"WHERE p.status NOT IN ('proposed', 'rejected', 'void') AND p.due_at >= $ AND p.due_at < $"
#define GROUPED                                                                                    \
	"SELECT p.unit_id, COUNT(*), COUNT(*) FILTER (WHERE p.stated_at IS NOT NULL), COUNT(*) FILTER (WHERE p.status = 'kept'), " \
	"COUNT(*) FILTER (WHERE p.status = 'broken'), COUNT(*) FILTER (WHERE p.status = 'unheard'), " \
	"COUNT(*) FILTER (WHERE p.moved_at IS NOT NULL)" FROM

static enum err load(struct req *r, struct table *t)
{
	struct op *op = op_of(r);
	struct month_span month;
	struct db_query q;
	struct db_cursor *c;
	size_t room = op->refs->nunits + 1;
	enum err e = month_of(r, op, "promise.month", &month);
	if (e)
		return e;
	*t = (struct table){ ARENA_ARRAY(op->a, struct figures, room), 0, month.from, month.to };
	db_query_init(&q);
	db_query_add(&q, GROUPED, DB_ARG_I64(t->from), DB_ARG_I64(t->to));
	scope_orders(&q, op->who, CAP_CASE_READ);
	db_query_text(&q, " GROUP BY p.unit_id ORDER BY p.unit_id");
	e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	while (!(e = db_next(c)) && t->n < room)
		t->v[t->n++] = (struct figures){ db_i64(c, 0), db_i64(c, 1), db_i64(c, 2), db_i64(c, 3), db_i64(c, 4), db_i64(c, 5),
						 db_i64(c, 6) };
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },
	{ "unit", "单位", COL_TEXT, 24, NULL },
	{ "due", "本月到期", COL_INT, 10, NULL },
	{ "stated", "单位称做到", COL_INT, 12, NULL },
	{ "kept", "群众说做到", COL_INT, 12, NULL },
	{ "broken", "未兑现", COL_INT, 10, NULL },
	{ "unheard", "未能核实", COL_INT, 10, NULL },
	{ "running", "还没有结果", COL_INT, 12, NULL },
	{ "moved", "改过期", COL_INT, 10, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "code", "t.code", COL_TEXT, false }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	const struct table *t = r->stash;
	db_query_add(q, " AND EXISTS (SELECT 1" FROM " AND p.unit_id = t.id", DB_ARG_I64(t->from), DB_ARG_I64(t->to));
	scope_orders(q, req_who(r), CAP_CASE_READ);
	db_query_text(q, ")");
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	static const struct figures NONE;
	const struct table *t = r->stash;
	const struct figures *f = &NONE;
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].unit_id == db_i64(c, 0))
			f = &t->v[i];
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "unit", db_text(c, 1));
	list_put_int(l, "due", f->due);
	list_put_int(l, "stated", f->stated);
	list_put_int(l, "kept", f->kept);
	list_put_int(l, "broken", f->broken);
	list_put_int(l, "unheard", f->unheard);
	list_put_int(l, "running", f->due - f->kept - f->broken - f->unheard);
	list_put_int(l, "moved", f->moved);
}

static const struct list_def UNITS = {
	.title = "承诺兑现", .cols = COLS, .sorts = SORTS, .select = "t.id, t.name", .from = " FROM unit t", .id = "t.id", .where = where,
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

static const struct in_field UNITS_IN[] = { LIST_INPUTS, MONTH_IN, { 0 } };

const struct route PROMISE_STATS_ROUTES[] = {
	{ HTTP_GET, "/api/v1/promises/units", h_units, CAP_CASE_READ, "by role", UNITS_IN, 0, ROUTE_BULK, "Keeping of promises by unit, for the days of a month.", "List<PromiseUnit>" },
	{ HTTP_GET, "/api/v1/promises/units.xlsx", h_units_xlsx, CAP_CASE_READ, "by role", UNITS_IN, 0, ROUTE_BULK, "The same as xlsx.", "xlsx" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Precedents: what rulings have taught the suggestion, to read, and to switch off once the event list says it itself. */
#include "auth/caps.h"
#include "auth/listing.h"
#include "auth/refver.h"
#include "catalogue/op.h"
#include "dispute/dispute_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "precedent.not_found", "没有找到这条先例。" };

static const struct list_col COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL },	     { "event_type", "事项", COL_REF, 24, NULL },
	{ "town", "镇街", COL_REF, 14, NULL },	     { "from_unit", "原建议单位", COL_REF, 18, NULL },
	{ "to_unit", "裁定单位", COL_REF, 18, NULL }, { "basis", "依据", COL_TEXT, 40, NULL },
	{ "at", "裁定时间", COL_TIME, 18, NULL },    { "dispute_id", NULL, COL_ID, 0, NULL },
	{ "active", "采用", COL_BOOL, 8, NULL },     { "version", NULL, COL_INT, 0, NULL },
	{ 0 },
};
static const struct list_sort SORTS[] = { { "-at", "p.at", COL_TIME, true }, { 0 } };

static void where(struct req *r, struct db_query *q)
{
	if (in_given(r, "event_type"))
		db_query_add(q, " AND p.event_type_id = $", DB_ARG_I64(in_i64(r, "event_type")));
	if (in_given(r, "active"))
		db_query_add(q, " AND p.active = $", DB_ARG_I64(in_i64(r, "active")));
}

static void row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const struct event_type *t = ref_type(op->refs, db_i64(c, 1));
	list_put_id(l, "id", db_i64(c, 0));
	list_put_ref(l, "event_type", db_i64(c, 1), t ? t->name : "");
	list_put_ref(l, "town", db_i64(c, 2), unit_name(op->refs, db_i64(c, 2)));
	list_put_ref(l, "from_unit", db_i64(c, 3), unit_name(op->refs, db_i64(c, 3)));
	list_put_ref(l, "to_unit", db_i64(c, 4), unit_name(op->refs, db_i64(c, 4)));
	list_put_text(l, "basis", db_text(c, 5));
	list_put_time(l, "at", db_i64(c, 6));
	list_put_id(l, "dispute_id", db_i64(c, 7));
	list_put_bool(l, "active", db_i64(c, 8) == 1);
	list_put_int(l, "version", db_i64(c, 9));
}

static const struct list_def PRECEDENTS = {
	.title = "裁定先例",
	.cols = COLS,
	.sorts = SORTS,
	.select = "p.id, p.event_type_id, p.town_id, p.from_unit_id, p.to_unit_id, p.basis, p.at, p.dispute_id, p.active, p.version",
	.from = " FROM precedent p",
	.id = "p.id",
	.where = where,
	.row = row,
};

static enum err h_list(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &PRECEDENTS);
}

static enum err h_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &PRECEDENTS);
}

static enum err change(struct op *op, struct req *r, void *arg)
{
	struct q_precedent_get_out before, after;
	struct refver_by by = { op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	int64_t id = r->path_id[0], changed;
	(void)arg;
	enum err e = q_precedent_get(op->s, &(struct q_precedent_get_in){ .id = id }, &before);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = refver_check(op->problem, op->a, in_i64(r, "version"), before.version);
	if (!e)
		e = q_precedent_set(op->s, &(struct q_precedent_set_in){ .active = in_i64(r, "active") == 1,
				    .basis = in_given(r, "basis") ? in_str(r, "basis") : before.basis, .id = id,
				    .version = before.version }, &changed);
	if (!e)
		e = q_precedent_get(op->s, &(struct q_precedent_get_in){ .id = id }, &after);
	if (!e)
		e = refver_record(op->s, &by, "precedent", id, after.version, &q_precedent_get_stmt, &before, &after);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_kint(&r->w, "version", after.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_change(struct req *r)
{
	enum err e = op_write(r, change, NULL);
	return e ? e : refs_load(req_site(r), r->db);
}

static const struct in_field LIST_IN[] = {
	LIST_INPUTS,
	{ "event_type", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
	{ "active", IN_BOOL, IN_QUERY, 0, 0, NULL, "采用", "" },
	{ 0 },
};
static const struct in_field CHANGE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" },
	{ "active", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "采用", "" },
	{ "basis", IN_TEXT, 0, 0, 300, NULL, "依据", "" },
	{ 0 },
};

const struct route PRECEDENT_ROUTES[] = {
	{ HTTP_GET, "/api/v1/precedents", h_list, CAP_REF_READ, "all", LIST_IN, 0, 0, "What rulings have decided.", "List<Precedent>" },
	{ HTTP_GET, "/api/v1/precedents/export.xlsx", h_xlsx, CAP_REF_READ, "all", LIST_IN, 0, 0, "The same list as xlsx.", "xlsx" },
	{ HTTP_POST, "/api/v1/precedents/{id}/change", h_change, CAP_CATALOGUE_EDIT, "all", CHANGE_IN, 0, ROUTE_IDEMPOTENT, "Switches a precedent on or off.", "IdVersion" },
	{ 0 },
};

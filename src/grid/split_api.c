/* SPDX-License-Identifier: Apache-2.0 */
/* Re-partition over HTTP: at once, or prepared for a later day. */
#include "catalogue/op.h"
#include "grid/grid.h"
#include "grid_sql.h"

enum { PREPARED_SHOWN = 30 };

static const struct problem_code E_SHAPE = { ERR_INVALID, "grid.input", "提交的内容格式不对，请刷新页面后重试。" };

static const struct in_field SPLIT_IN[] = {
	{ "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本号", "of the grid in the path" },
	{ "also", IN_IDS, 0, 0, GRID_OLD_MAX - 1, NULL, "一并划分的网格", "further grids that end" },
	{ "new", IN_ARRAY, IN_REQUIRED, 1, GRID_NEW_MAX, NULL, "新网格", "[{code,name,wkt,households,phone,special}]" },
	{ "reason", IN_TEXT, IN_REQUIRED, 2, 200, NULL, "原因", "reason or approval number" },
	{ "effective_day", IN_DAY, 0, 0, 0, NULL, "生效日期", "a later day; none: at once" },
	{ 0 }
};

const char *grid_member(const struct json *o, const char *key)
{
	const struct json *v = json_get(o, key);
	return v && json_kind(v) == JSON_STRING ? json_sv(v).p : "";
}

bool grid_new_read(const struct json *list, struct grid_new *out, size_t max)
{
	for (size_t i = 0; i < json_count(list) && i < max; i++) {
		const struct json *o = json_at(list, i), *homes = json_get(o, "households");
		if (json_kind(o) != JSON_OBJECT || (homes && json_kind(homes) != JSON_INT))
			return false;
		out[i] = (struct grid_new){ .code = grid_member(o, "code"), .name = grid_member(o, "name"), .wkt = grid_member(o, "wkt"),
					    .phone = grid_member(o, "phone"), .special = NULL, .households = homes ? json_int(homes) : 0 };
	}
	return json_count(list) <= max;
}

static void answer(struct req *r, const struct grid_split *in, const int64_t *ids, int64_t prepared_id)
{
	jw_object(&r->w);
	jw_key(&r->w, "new");
	jw_array(&r->w);
	for (size_t i = 0; ids && i < in->nfresh; i++) {
		jw_object(&r->w);
		jw_kid(&r->w, "id", ids[i]);
		jw_kstr(&r->w, "code", in->fresh[i].code);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_kid(&r->w, "prepared_id", prepared_id);
	jw_object_end(&r->w);
}

static enum err do_split(struct op *op, struct req *r, void *arg)
{
	int64_t old[GRID_OLD_MAX] = { r->path_id[0] }, ids[GRID_NEW_MAX], prepared_id = NIL;
	struct grid_new fresh[GRID_NEW_MAX];
	const struct in_value *also = in_get(r, "also");
	const struct json *list = in_get(r, "new")->json;
	bool later = in_given(r, "effective_day");
	struct grid_split in = { .old = old, .nold = 1, .fresh = fresh, .nfresh = json_count(list), .reason = in_str(r, "reason"),
				 .version = in_i64(r, "version") };
	(void)arg;
	for (size_t i = 0; also->given && i < also->n && in.nold < GRID_OLD_MAX; i++)
		old[in.nold++] = also->ids[i];
	if (!grid_new_read(list, fresh, GRID_NEW_MAX))
		return problem_set(&r->problem, &E_SHAPE);
	enum err e = later ? grid_prepare(op, &in, (int32_t)in_i64(r, "effective_day"), &prepared_id)
			   : grid_repartition(op, &in, ids);
	if (!e)
		answer(r, &in, later ? NULL : ids, prepared_id);
	return e;
}

static enum err grid_split_post(struct req *r)
{
	enum err e = op_write(r, do_split, NULL);
	return e ? e : refs_load(req_site(r), r->db);
}

static enum err prepared_list(struct req *r)
{
	struct q_grid_prepared_beside_rows rows;
	enum err e = q_grid_prepared_beside(
		r->db, &(struct q_grid_prepared_beside_in){ .grid_id = r->path_id[0], .max = PREPARED_SHOWN }, &rows);
	if (e)
		return e;
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_grid_prepared_beside_out *p = &rows.v[i];
		jw_object(&r->w);
		jw_kid(&r->w, "id", p->id);
		jw_kstr(&r->w, "title", p->title);
		jw_kint(&r->w, "effective_at", p->effective_at);
		jw_kstr(&r->w, "reason", p->reason);
		jw_kstr(&r->w, "status", p->status);
		jw_kstr(&r->w, "status_text", wf_state_text(&PARTITION_MACHINE, p->status));
		jw_kstr(&r->w, "fault", p->fault);
		jw_kstr(&r->w, "by", p->by_name);
		jw_kint(&r->w, "created_at", p->created_at);
		jw_kint(&r->w, "ended_at", p->ended_at);
		jw_kint(&r->w, "version", p->version);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static const struct in_field CANCEL_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本号", "of the prepared re-partition" }, { 0 }
};

static enum err do_cancel(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	enum err e = grid_prepared_cancel(op, r->path_id[0], in_i64(r, "version"));
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", r->path_id[0]);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err prepared_cancel(struct req *r)
{
	return op_write(r, do_cancel, NULL);
}

const struct route GRID_SPLIT_ROUTES[] = {
	{ HTTP_POST, "/api/v1/ref/grids/{id}/repartition", grid_split_post, CAP_GRID_EDIT, "all", SPLIT_IN, 4 << 20, ROUTE_IDEMPOTENT,
	  "重新划分网格，立即或从某日起", "Repartition" },
	{ HTTP_GET, "/api/v1/ref/grids/{id}/prepared", prepared_list, CAP_GRID_EDIT, "all", NULL, 0, 0, "本社区已安排的重新划分",
	  "List<PreparedPartition>" },
	{ HTTP_POST, "/api/v1/ref/grids/prepared/{id}/cancel", prepared_cancel, CAP_GRID_EDIT, "all", CANCEL_IN, 0, ROUTE_IDEMPOTENT,
	  "撤销安排好的重新划分", "PreparedPartition" },
	{ 0 }
};

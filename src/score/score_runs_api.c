/* SPDX-License-Identifier: Apache-2.0 */
/* Looking at lists that stay: those of a month, and one of them with the units a person may see. */
#include "auth/caps.h"
#include "score/score_internal.h"

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "score.run_not_found", "没有找到这份考核榜。" };

static void put_hash(struct json_out *w, struct arena *a, struct db_blob hash)
{
	struct buf hex;
	buf_init(&hex, a, 2 * SM3_SIZE + 1);
	buf_hex(&hex, hash.p, hash.n);
	jw_kstr(w, "hash", buf_cstr(&hex));
}

static void put_month(struct json_out *w, const struct q_score_month_get_out *m)
{
	jw_kstr(w, "status", m->status);
	jw_kstr(w, "status_text", *m->status ? wf_state_text(&SCORE_MACHINE, m->status) : "尚未公布");
	jw_kint(w, "published_at", m->published_at);
	jw_kint(w, "objections_until", m->objections_until);
	jw_kint(w, "freeze_from", m->freeze_from);
	jw_kint(w, "frozen_at", m->frozen_at);
}

static enum err h_runs(struct req *r)
{
	struct op *op = op_of(r);
	struct month_span at;
	struct q_score_month_get_out m;
	struct q_score_runs_of_rows runs;
	struct q_score_disclosure_get_out shown;
	struct json_out *w = &r->w;
	enum err e = month_of(r, op, "score.month", &at);
	if (!e)
		e = score_month_row(op->s, at.yyyymm, &m);
	if (!e)
		e = q_score_runs_of(op->s, &(struct q_score_runs_of_in){ .month = at.yyyymm }, &runs);
	if (!e)
		e = score_disclosure(op->s, at.yyyymm, &shown);
	if (e)
		return e;
	jw_object(w);
	jw_kint(w, "month", at.yyyymm);
	put_month(w, &m);
	jw_kstr(w, "disclosed_basis", str_eq(shown.status, "disclosed") ? shown.basis : NULL);
	jw_kint(w, "disclosed_at", str_eq(shown.status, "disclosed") ? shown.disclosed_at : NIL);
	jw_key(w, "runs");
	jw_array(w);
	for (size_t i = 0; i < runs.n; i++) {
		const struct q_score_runs_of_out *run = &runs.v[i];
		jw_object(w);
		jw_kid(w, "id", run->id);
		jw_kstr(w, "list", run->list);
		jw_kstr(w, "kind", run->kind);
		jw_kint(w, "made_at", run->made_at);
		jw_kint(w, "to", run->to_at);
		jw_kid(w, "profile_id", run->profile_id);
		put_hash(w, r->arena, run->hash);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

/* The list as it was made; of the rows those of units in the person's scope, or all of a frozen one that is disclosed. */
static enum err put_list(struct json_out *w, struct op *op, const struct q_score_run_get_out *run)
{
	struct q_score_rows_rows rows;
	struct q_score_disclosure_get_out shown;
	enum err e = q_score_rows(op->s, &(struct q_score_rows_in){ .run_id = run->id }, &rows);
	if (!e)
		e = score_disclosure(op->s, run->month, &shown);
	bool all = !e && str_eq(run->kind, "frozen") && str_eq(shown.status, "disclosed");
	jw_key(w, "rows");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++) {
		bool yes = all;
		if (!all)
			e = may_unit(op->s, op->who, CAP_BOARD_READ, rows.v[i].unit_id, &yes);
		if (!e && yes)
			jw_raw(w, sv_from(rows.v[i].body));
	}
	jw_array_end(w);
	return e;
}

static enum err h_run(struct req *r)
{
	struct op *op = op_of(r);
	struct q_score_run_get_out run;
	struct score_chosen by;
	struct json_out *w = &r->w;
	enum err e = q_score_run_get(op->s, &(struct q_score_run_get_in){ .id = r->path_id[0] }, &run);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NOT_FOUND);
	if (!e)
		e = score_profile_get(op->s, run.profile_id, &by);
	if (e)
		return e;
	jw_object(w);
	jw_kid(w, "id", run.id);
	jw_kstr(w, "kind", run.kind);
	jw_kint(w, "month", run.month);
	jw_kint(w, "from", run.from_at);
	jw_kint(w, "to", run.to_at);
	jw_kint(w, "at", run.made_at);
	put_hash(w, r->arena, run.hash);
	score_put_profile(w, &by);
	jw_key(w, "head");
	jw_raw(w, sv_from(run.head));
	e = put_list(w, op, &run);
	jw_object_end(w);
	return e;
}

/* ---- profiles ---- */

static enum err put_profile(struct json_out *w, struct op *op, int64_t id)
{
	struct q_score_profile_get_out p;
	enum err e = q_score_profile_get(op->s, &(struct q_score_profile_get_in){ .id = id }, &p);
	if (e)
		return e;
	jw_object(w);
	jw_kid(w, "id", p.id);
	jw_kstr(w, "code", p.code);
	jw_kint(w, "version", p.version);
	jw_kstr(w, "title", p.title);
	jw_kstr(w, "status", p.status);
	jw_kint(w, "from_month", p.from_month);
	jw_key(w, "parameters");
	jw_raw(w, sv_from(p.body));
	jw_object_end(w);
	return ERR_OK;
}

static enum err h_profiles(struct req *r)
{
	struct op *op = op_of(r);
	struct q_score_profile_list_rows rows;
	struct json_out *w = &r->w;
	enum err e = q_score_profile_list(op->s, &rows);
	jw_object(w);
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = put_profile(w, op, rows.v[i].id);
	jw_array_end(w);
	jw_object_end(w);
	return e;
}

/* ---- showing them whole ---- */

static enum err do_disclose(struct op *op, struct req *r, void *arg)
{
	const char *action = arg;
	enum err e = score_disclose(op, in_i64(r, "month"), action, in_str(r, "basis"));
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "month", in_i64(r, "month"));
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_disclose(struct req *r)
{
	char action[] = "disclose";
	return op_write(r, do_disclose, action);
}

static enum err h_hide(struct req *r)
{
	char action[] = "hide";
	return op_write(r, do_disclose, action);
}

static const struct in_field DISCLOSE_IN[] = {
	{ "month", IN_INT, IN_REQUIRED, 200001, 209912, NULL, "月份", "yyyymm" },
	{ "basis", IN_TEXT, IN_REQUIRED, 2, 200, NULL, "批准文号", "of the approval document; when hiding, why" },
	{ 0 },
};
static const struct in_field RUNS_IN[] = { MONTH_IN, { 0 } };

const struct route SCORE_RUN_ROUTES[] = {
	{ HTTP_GET, "/api/v1/scores/runs", h_runs, CAP_BOARD_READ, "all", RUNS_IN, 0, 0, "The lists of a month that were made, and whether it is published.", "ScoreRuns" },
	{ HTTP_GET, "/api/v1/scores/runs/{id}", h_run, CAP_BOARD_READ, "unit, region or all", NULL, 0, 0, "One list as it was made.", "ScoreRun" },
	{ HTTP_POST, "/api/v1/scores/disclose", h_disclose, CAP_ACCOUNT_DECIDE, "all", DISCLOSE_IN, 0, ROUTE_IDEMPOTENT, "Shows the frozen lists of a month whole.", "ScoreDisclosure" },
	{ HTTP_POST, "/api/v1/scores/hide", h_hide, CAP_ACCOUNT_DECIDE, "all", DISCLOSE_IN, 0, ROUTE_IDEMPOTENT, "Shows them by scope again.", "ScoreDisclosure" },
	{ HTTP_GET, "/api/v1/scores/profiles", h_profiles, CAP_BOARD_READ, "all", NULL, 0, 0, "The versions of the profiles.", "ScoreProfiles" },
	{ 0 },
};

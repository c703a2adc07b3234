/* SPDX-License-Identifier: Apache-2.0 */
/* How well the machine recognises event types: its versions, each event type, and what people chose in the last thirty days. */
#include "auth/audit.h"
#include "auth/caps.h"
#include "catalogue/op.h"
#include "intake/intake.h"
#include "intake_sql.h"

enum { RECENT_DAYS = 30 };

static const struct problem_code E_GONE = { ERR_CONFLICT, "sorting.gone", "这个版本已不存在或已清理，不能启用。" };
static const struct problem_code E_ACTIVE = { ERR_CONFLICT, "sorting.active", "这个版本正在使用。" };
static const struct problem_code E_NONE = { ERR_CONFLICT, "sorting.none", "本节点没有运行受理助手，请稍后再试。" };

/* What one event type has behind it. */
struct row {
	int64_t cases, hits, guessed, chosen, accepted, corrected;
};

static void put_model(struct json_out *w, const struct q_sorting_models_out *m)
{
	jw_object(w);
	jw_kid(w, "id", m->id);
	jw_kint(w, "made_at", m->made_at);
	jw_kint(w, "cases", m->cases);
	jw_kint(w, "types", m->types);
	jw_kint(w, "tested", m->tested);
	jw_kint(w, "hits", m->hits);
	jw_kint(w, "hits_among_three", m->hits_among_three);
	jw_kbool(w, "active", m->active == 1);
	jw_kbool(w, "kept", m->parts > 0);
	jw_kint(w, "activated_at", m->activated_at);
	jw_kstr(w, "activated_by", m->activated_by);
	jw_object_end(w);
}

static struct row *row_of(const struct refs *refs, struct row *rows, int64_t type_id)
{
	const struct event_type *t = ref_type(refs, type_id);
	return t ? &rows[t - refs->types] : NULL;
}

/* By position in the event list. */
static enum err collect(struct op *op, int64_t model, struct row *rows)
{
	struct q_sorting_types_rows types = { 0 };
	struct q_sorting_recent_rows recent = { 0 };
	enum err e = model == NIL ? ERR_OK : q_sorting_types(op->s, &(struct q_sorting_types_in){ .model_id = model }, &types);
	if (!e)
		e = q_sorting_recent(op->s, &(struct q_sorting_recent_in){ .since = op->now - RECENT_DAYS * (int64_t)MS_DAY }, &recent);
	for (size_t i = 0; !e && i < types.n; i++) {
		struct row *r = row_of(op->refs, rows, types.v[i].event_type_id);
		if (r)
			*r = (struct row){ types.v[i].cases, types.v[i].hits, types.v[i].guessed, 0, 0, 0 };
	}
	for (size_t i = 0; !e && i < recent.n; i++) {
		struct row *r = row_of(op->refs, rows, recent.v[i].event_type_id);
		if (!r)
			continue;
		r->chosen = recent.v[i].chosen;
		r->accepted = recent.v[i].accepted;
		r->corrected = recent.v[i].corrected;
	}
	return e;
}

static void put_types(struct json_out *w, const struct refs *refs, const struct row *rows)
{
	jw_key(w, "event_types");
	jw_array(w);
	for (size_t i = 0; i < refs->ntypes; i++) {
		const struct row *r = &rows[i];
		if (!r->cases && !r->guessed && !r->chosen)
			continue;
		jw_object(w);
		jw_kid(w, "id", refs->types[i].id);
		jw_kstr(w, "code", refs->types[i].code);
		jw_kstr(w, "name", refs->types[i].name);
		jw_kint(w, "cases", r->cases);
		jw_kint(w, "hits", r->hits);
		jw_kint(w, "guessed", r->guessed);
		jw_kint(w, "chosen", r->chosen);
		jw_kint(w, "accepted", r->accepted);
		jw_kint(w, "corrected", r->corrected);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum err h_show(struct req *r)
{
	struct op *op = op_of(r);
	struct q_sorting_models_rows models;
	struct q_sorting_confirmed_since_out confirmed;
	struct row *rows = ARENA_ARRAY(op->a, struct row, op->refs->ntypes + 1);
	int64_t active = NIL;
	enum err e = q_sorting_models(op->s, &models);
	for (size_t i = 0; !e && i < models.n; i++)
		active = models.v[i].active == 1 ? models.v[i].id : active;
	if (!e)
		e = q_sorting_confirmed_since(op->s, &(struct q_sorting_confirmed_since_in){ .since = 0 }, &confirmed);
	if (!e)
		e = collect(op, active, rows);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kint(&r->w, "least", TRAIN_LEAST);
	jw_kint(&r->w, "confirmed", confirmed.n);
	jw_kint(&r->w, "days", RECENT_DAYS);
	jw_key(&r->w, "models");
	jw_array(&r->w);
	for (size_t i = 0; i < models.n; i++)
		put_model(&r->w, &models.v[i]);
	jw_array_end(&r->w);
	put_types(&r->w, op->refs, rows);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err activate(struct op *op, struct req *r, void *arg)
{
	struct q_sorting_kept_out kept;
	int64_t id = r->path_id[0], changed = 0;
	(void)arg;
	enum err e = q_sorting_kept(op->s, &(struct q_sorting_kept_in){ .id = id }, &kept);
	if (!e && !kept.parts)
		e = problem_set(op->problem, &E_GONE);
	if (!e)
		e = q_sorting_passive(op->s, &(struct q_sorting_passive_in){ .id = id }, NULL);
	if (!e)
		e = q_sorting_activate(op->s, &(struct q_sorting_activate_in){ .now = op->now, .by_user = op_actor(op).user_id,
				       .id = id }, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_ACTIVE);
	if (!e)
		e = audit_op(op, "sorting.activate", "sorting_model", id, in_str(r, "reason"), NULL);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", id);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_activate(struct req *r)
{
	return op_write(r, activate, NULL);
}

static enum err ask_training(struct op *op, struct req *r, void *arg)
{
	(void)arg;
	if (!op->site->machine)
		return problem_set(op->problem, &E_NONE);
	enum err e = audit_op(op, "sorting.train", "sorting_model", NIL, "立即学习", NULL);
	if (e)
		return e;
	machine_train_soon(op->site->machine);
	jw_object(&r->w);
	jw_kbool(&r->w, "asked", true);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_train(struct req *r)
{
	return op_write(r, ask_training, NULL);
}

static const struct in_field ACTIVATE_IN[] = {
	{ "reason", IN_TEXT, IN_REQUIRED, 2, 300, NULL, "理由", "" },
	{ 0 },
};

const struct route SORTING_ROUTES[] = {
	{ HTTP_GET, "/api/v1/sorting", h_show, CAP_JUDGE, "none", NULL, 0, 0, "How well event types are recognised.", "Sorting" },
	{ HTTP_POST, "/api/v1/sorting/train", h_train, CAP_CATALOGUE_EDIT, "none", NULL, 0, ROUTE_IDEMPOTENT,
		"Learns anew, in the background.", "TrainingAsked" },
	{ HTTP_POST, "/api/v1/sorting/models/{id}/activate", h_activate, CAP_CATALOGUE_EDIT, "none", ACTIVATE_IN, 0, ROUTE_IDEMPOTENT,
		"Uses this version from now on.", "SortingActivated" },
	{ 0 },
};

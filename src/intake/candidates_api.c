/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates over HTTP: for what is being typed, for an appeal, for a case. */
#include <math.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "intake/intake.h"

static const char *const NOTIONS[] = { [NOTION_REPEAT] = "repeat", [NOTION_SAME] = "same_matter", [NOTION_RELATED] = "related" };

/* What else speaks for it, in words. */
static const char *why(struct op *op, const struct asked *q, const struct candidate *c)
{
	struct buf b;
	buf_init(&b, op->a, 400);
	if (c->same_caller)
		buf_str(&b, "同一来电人；");
	if (c->metres >= 0)
		buf_printf(&b, "相距约%d米；", c->metres);
	else if (q->community_id != NIL && q->community_id == c->community_id)
		buf_str(&b, "同一村居；");
	else if (q->town_id != NIL && q->town_id == c->town_id)
		buf_str(&b, "同一镇街；");
	if (q->event_type_id != NIL && q->event_type_id == c->event_type_id)
		buf_str(&b, "同一事项；");
	buf_printf(&b, "已有%d件诉求", (int)c->appeals);
	return buf_cstr(&b);
}

static void put_candidate(struct json_out *w, struct op *op, const struct asked *q, const struct candidate *c)
{
	jw_object(w);
	jw_kid(w, "id", c->id);
	jw_kstr(w, "no", c->no);
	jw_kstr(w, "title", c->title);
	jw_kstr(w, "body", text_mask(op->a, sv_from(c->body)).p);
	jw_kstr(w, "status", c->status);
	jw_kstr(w, "status_text", wf_state_text(&CASE_MACHINE, c->status));
	jw_kstr(w, "colour", c->colour);
	jw_kint(w, "opened_at", c->opened_at);
	jw_kint(w, "closed_at", c->closed_at);
	jw_unit(w, "town", op->refs, c->town_id);
	jw_unit(w, "community", op->refs, c->community_id);
	jw_kstr(w, "address", c->address);
	jw_type(w, "event_type", op->refs, c->event_type_id);
	jw_kint(w, "appeals", c->appeals);
	jw_kstr(w, "notion", NOTIONS[c->notion]);
	jw_kint(w, "percent", lround((double)c->probability * 100));
	jw_kbool(w, "same_caller", c->same_caller);
	jw_kstr(w, "why", why(op, q, c));
	jw_kbool(w, "open", str_eq(c->status, "filed") || str_eq(c->status, "handling"));
	jw_object_end(w);
}

/* {ready,items}; `ready` is false while the machine reads the cases after a start. */
static enum err answer(struct req *r, struct op *op, const struct asked *q)
{
	struct candidate c[CANDIDATES_SHOWN];
	size_t n;
	bool ready;
	enum err e = intake_candidates(op, q, c, &n, &ready);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kbool(&r->w, "ready", ready);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < n; i++)
		put_candidate(&r->w, op, q, &c[i]);
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}

static struct sv given(struct req *r, const char *name)
{
	return sv_from(in_given(r, name) ? in_str(r, name) : "");
}

static enum err h_typed(struct req *r)
{
	struct op *op = op_of(r);
	struct place p;
	const char *digest, *tail;
	enum err e = place_of(r, op, &p);
	if (!e)
		e = appeal_phone_digest(op, in_str(r, "phone"), &digest, &tail);
	if (e)
		return e;
	struct asked q = { given(r, "title"), given(r, "text"), NIL, NIL, op->now, digest, in_i64(r, "event_type_id"), p.town_id,
			   p.community_id, p.lon, p.lat };
	return answer(r, op, &q);
}

static enum err h_of_appeal(struct req *r)
{
	struct op *op = op_of(r);
	struct q_appeal_get_out a;
	enum err e = appeal_asked_for(r, op, &a);
	if (e)
		return e;
	bool full = sees_full_text(op, &a);
	struct asked q = { full ? sv_from(a.title) : SV(""), sv_from(full ? a.body : a.released_text), a.case_id, a.id,
		a.received_at, full ? a.phone_digest : NULL, a.event_type_id, a.town_id, a.community_id, NIL, NIL };
	if (full) {
		q.lon = a.lon;
		q.lat = a.lat;
	}
	return answer(r, op, &q);
}

/* The words and the caller of the appeal that opened the case, unless she spoke in secret. */
static enum err of_master(struct op *op, int64_t appeal_id, struct asked *q)
{
	struct q_appeal_get_out a;
	if (appeal_id == NIL)
		return ERR_OK;
	enum err e = appeal_get(op, appeal_id, &a);
	if (e || str_eq(a.anonymity, "secret"))
		return e;
	q->appeal_id = a.id;
	q->body = sv_from(a.body);
	q->phone_digest = a.phone_digest;
	return ERR_OK;
}

static enum err h_of_case(struct req *r)
{
	struct op *op = op_of(r);
	struct q_case_get_out c;
	enum err e = must_case(op, CAP_MERGE, r->path_id[0], &NO_CASE);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = r->path_id[0] }, &c);
	if (e)
		return e;
	struct asked q = { sv_from(c.title), sv_from(c.summary), c.id, NIL, c.opened_at, NULL, c.event_type_id,
		c.town_id, c.community_id, c.lon, c.lat };
	e = of_master(op, c.master_appeal_id, &q);
	return e ? e : answer(r, op, &q);
}

static const struct in_field TYPED_IN[] = {
	{ "title", IN_TEXT, IN_QUERY, 0, 100, NULL, "标题", "" },
	{ "text", IN_TEXT, IN_QUERY, 0, 500, NULL, "内容", "what has been typed so far" },
	{ "phone", IN_TEXT, IN_QUERY, 0, 20, NULL, "电话", "" },
	{ "event_type_id", IN_ID, IN_QUERY, 0, 0, NULL, "事项", "" },
	{ "lon", IN_INT, IN_QUERY, 73000000, 136000000, NULL, "经度", "" },
	{ "lat", IN_INT, IN_QUERY, 3000000, 54000000, NULL, "纬度", "" },
	{ "datum", IN_ENUM, IN_QUERY, 0, 0, "cgcs2000|gcj02", "坐标系", "" },
	{ "grid_id", IN_ID, IN_QUERY, 0, 0, NULL, "网格", "" },
	{ "community_id", IN_ID, IN_QUERY, 0, 0, NULL, "村居", "" },
	{ "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ 0 },
};

const struct route INTAKE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/appeals/candidates", h_typed, CAP_APPEAL_CREATE, "by role", TYPED_IN, 0, 0,
		"Cases that what is being typed may belong to.", "Candidates" },
	{ HTTP_GET, "/api/v1/appeals/{id}/candidates", h_of_appeal, CAP_MERGE, "by role", NULL, 0, 0,
		"Cases that an appeal may belong to.", "Candidates" },
	{ HTTP_GET, "/api/v1/cases/{id}/candidates", h_of_case, CAP_MERGE, "all or region", NULL, 0, 0,
		"Cases that a case may be the same matter as.", "Candidates" },
	{ 0 },
};

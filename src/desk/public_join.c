/* SPDX-License-Identifier: Apache-2.0 */
/* Known matters near a citizen who is typing, and joining one of them (issue 3: H5).
 *
 * Shown are only cases of event types that the city listed as public facilities (event_type_joinable), in the same community,
 * that are still worked on and that no secret reporter is part of. Nothing is matched by distance: whoever asks from many
 * points must not be able to find out where somebody stood.
 * Joining makes an appeal of its own: own receipt, own callback, own rating; the dispatcher can take it out again. */
#include <string.h>

#include "auth/crypto.h"
#include "desk/public.h"

enum { SHOWN = 3, HINTS = 3, TEXT_MIN = 4, SIMILAR_DAYS = 60, REF_HOURS = 2, REF_BYTES = 200 };

static const char REF_CONTEXT[] = "public.similar";
static const struct problem_code E_REF = { ERR_INVALID, "similar.ref", "要一起跟进的事项已经变化，请去掉后直接提交。" };
static const struct problem_code E_ALONE = { ERR_INVALID, "similar.alone", "保密反映和企业诉求单独办理，不能与他人的事项并在一起。" };

/* ---- the reference: sealed "case:ends", in hexadecimal ---- */

static enum err ref_make(struct op *op, int64_t case_id, const char **out)
{
	struct db_blob sealed;
	struct buf b;
	const char *plain = arena_printf(op->a, "%lld:%lld", (long long)case_id, (long long)(op->now + (int64_t)REF_HOURS * MS_HOUR));
	enum err e = field_seal(op->site->keys, KEY_TOKEN, op->site->env, op->a, REF_CONTEXT, plain, strlen(plain), &sealed);
	if (e)
		return e;
	buf_init(&b, op->a, 2 * REF_BYTES + 1);
	buf_hex(&b, sealed.p, sealed.n);
	*out = buf_cstr(&b);
	return ERR_OK;
}

static int nibble(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool ref_open(struct op *op, const char *ref, int64_t *case_id, int64_t *ends)
{
	uint8_t raw[REF_BYTES];
	size_t n = strlen(ref);
	char *text;
	struct sv left, right;
	if (n % 2 || n / 2 > sizeof raw)
		return false;
	for (size_t i = 0; i < n / 2; i++) {
		int high = nibble(ref[2 * i]), low = nibble(ref[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		raw[i] = (uint8_t)(high << 4 | low);
	}
	if (field_open(op->site->keys, KEY_TOKEN, op->a, REF_CONTEXT, (struct db_blob){ raw, n / 2 }, &text, NULL))
		return false;
	right = sv_from(text);
	return sv_cut(&right, ':', &left) && sv_i64(left, case_id) && sv_i64(right, ends);
}

/* ---- looking ---- */

static bool open_for_joining(struct op *op, const struct q_case_get_out *c)
{
	const struct event_type *t = ref_type(op->refs, c->event_type_id);
	return t && event_type_joinable(t) && (str_eq(c->status, "filed") || str_eq(c->status, "handling"));
}

static const char *stage_of(const char *status)
{
	return str_eq(status, "filed") ? "已收到，正在分派" : "承办单位正在办理";
}

static enum err put_one(struct json_out *w, struct op *op, const struct q_public_similar_out *c)
{
	const struct event_type *t = ref_type(op->refs, c->event_type_id);
	const struct unit *community = ref_unit(op->refs, c->community_id);
	const char *ref;
	enum err e = ref_make(op, c->id, &ref);
	if (e)
		return e;
	jw_object(w);
	jw_kstr(w, "ref", ref);
	jw_kstr(w, "matter", t ? t->name : "");
	jw_kstr(w, "place", community ? community->name : "");
	jw_kstr(w, "stage", stage_of(c->status));
	jw_kint(w, "joined", c->appeals);
	jw_kint(w, "since", c->opened_at);
	jw_object_end(w);
	return ERR_OK;
}

/* The joinable types a text is about. When the likeliest type is not joinable, none is: a text about wages does not become
 * one about a lamp because a lamp stands in it too. */
static size_t joinable_types(struct op *op, const char *text, const struct event_type *out[HINTS])
{
	struct type_hint hints[HINTS];
	size_t n = ref_suggest_types(op->refs, op->a, sv_from(text), hints, HINTS), found = 0;
	if (!n || !event_type_joinable(hints[0].type))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (event_type_joinable(hints[i].type) && hints[i].score * 2 >= hints[0].score)
			out[found++] = hints[i].type;
	return found;
}

static const struct grid *grid_of_code(const struct refs *refs, const char *code)
{
	for (size_t i = 0; code && i < refs->ngrids; i++)
		if (!refs->grids[i].closed && str_eq(refs->grids[i].code, code))
			return &refs->grids[i];
	return NULL;
}

static enum err put_items(struct json_out *w, struct op *op, const char *text, const struct place *p)
{
	const struct event_type *types[HINTS];
	size_t n = sv_chars(sv_trim(sv_from(text))) >= TEXT_MIN ? joinable_types(op, text, types) : 0, shown = 0;
	enum err e = ERR_OK;
	jw_key(w, "items");
	jw_array(w);
	for (size_t i = 0; !e && i < n && shown < SHOWN && p->community_id != NIL; i++) {
		struct q_public_similar_rows rows;
		e = q_public_similar(op->s, &(struct q_public_similar_in){ .town_id = p->town_id, .event_type_id = types[i]->id,
			.since = op->now - (int64_t)SIMILAR_DAYS * MS_DAY, .community_id = p->community_id }, &rows);
		for (size_t k = 0; !e && k < rows.n && shown < SHOWN; k++, shown++)
			e = put_one(w, op, &rows.v[k]);
	}
	jw_array_end(w);
	return e;
}

static enum err h_similar(struct req *r)
{
	struct op *op = op_of(r);
	struct place p;
	const struct grid *g = grid_of_code(op->refs, in_str(r, "grid"));
	enum err e = place_of(r, op, &p);
	if (e)
		return e;
	if (p.community_id == NIL && g)
		p = (struct place){ NIL, NIL, g->id, g->community_id, g->town_id };
	jw_object(&r->w);
	e = put_items(&r->w, op, in_str(r, "text"), &p);
	jw_kbool(&r->w, "needs_place", p.community_id == NIL);
	jw_object_end(&r->w);
	return e;
}

/* ---- joining ---- */

enum err join_read(struct req *r, struct op *op, const char *ref, const char *anonymity, bool enterprise, struct joining *out)
{
	struct q_case_get_out c;
	int64_t id, ends;
	*out = (struct joining){ .case_id = NIL };
	if (!ref || !*ref)
		return ERR_OK;
	if (enterprise || str_eq(anonymity, "secret"))
		return problem_field(&r->problem, ERR_INVALID, "join", E_ALONE.code, E_ALONE.text);
	if (!ref_open(op, ref, &id, &ends))
		return problem_field(&r->problem, ERR_INVALID, "join", E_REF.code, E_REF.text);
	out->wanted = true;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = id }, &c);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (ends >= op->now && open_for_joining(op, &c))
		out->case_id = id;
	return ERR_OK;
}

enum err join_do(struct op *op, const struct joining *j, int64_t appeal_id, const char *phone)
{
	struct op sys = *op;
	struct q_public_same_person_out same;
	const char *full, *tail, *kind = "same_matter";
	if (j->case_id == NIL)
		return ERR_OK;
	sys.by = OP_SYSTEM; /* joining is the dispatcher's right; here the rules above have decided */
	enum err e = appeal_phone_digest(op, phone, &full, &tail);
	if (!e && full) {
		e = q_public_same_person(op->s, &(struct q_public_same_person_in){ .case_id = j->case_id, .phone_digest = full }, &same);
		if (!e && same.n)
			kind = "repeat";
	}
	return e ? e : case_join(&sys, appeal_id, NIL, j->case_id, kind, "群众在提交时选择一起跟进");
}

static const struct in_field SIMILAR_IN[] = {
	{ "text", IN_TEXT, IN_QUERY | IN_REQUIRED, 1, 500, NULL, "内容", "what has been typed so far" },
	{ "lon", IN_INT, IN_QUERY, 73000000, 136000000, NULL, "经度", "micro-degrees" },
	{ "lat", IN_INT, IN_QUERY, 3000000, 54000000, NULL, "纬度", "micro-degrees" },
	{ "datum", IN_ENUM, IN_QUERY, 0, 0, "cgcs2000|gcj02", "坐标系", "" },
	{ "grid_id", IN_ID, IN_QUERY, 0, 0, NULL, "网格", "" },
	{ "community_id", IN_ID, IN_QUERY, 0, 0, NULL, "村居", "" },
	{ "town_id", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "grid", IN_TEXT, IN_QUERY, 15, 19, NULL, "网格码", "from a grid QR code" },
	{ 0 },
};

const struct route SIMILAR_ROUTES[] = {
	{ HTTP_GET, "/api/v1/public/similar", h_similar, CAP_NONE, "none", SIMILAR_IN, 0, ROUTE_PUBLIC | ROUTE_SPARE,
		"Known matters of public facilities in the same community, to be joined.", "SimilarKnown" },
	{ 0 },
};

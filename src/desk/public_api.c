/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens do without an account: submit, follow by receipt, supplement, withdraw, rate (A-07, A-08, A-16, J-02).
 *
 * The receipt is a secret of 80 bits. With it one sees progress; the own words, photos and place only together with the
 * last four digits of the phone that was left. Nothing here tells whether a receipt exists beyond "not found". */
#include <inttypes.h>

#include "desk/public.h"

enum { TITLE_CHARS = 24, TAIL = 4 };

static const struct problem_code E_CHANNEL = { ERR_INVALID, "appeal.unknown_channel", "该渠道不接受网上提交。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "track.unknown", "没有查到，请核对查询码后再试。" };
static const struct problem_code E_TAIL = { ERR_INVALID, "track.phone_tail", "请输入登记电话的后四位。" };
static const struct problem_code E_NAMED = { ERR_INVALID, "appeal.contact_missing", "实名反映请留下联系电话；不愿留电话可选择匿名。" };
static const struct problem_code E_SOURCE = { ERR_INVALID, "appeal.source", "来源应为 poster、grid 或 hall。" };
static const struct problem_code E_ENTERPRISE = { ERR_INVALID, "enterprise.name", "请填写企业名称。" };
static const struct problem_code E_KIND = { ERR_INVALID, "enterprise.kind", "请选择企业诉求的类别。" };
static const struct problem_code E_CREDIT = { ERR_INVALID, "enterprise.credit_code", "统一社会信用代码不对，请对照营业执照核对18位代码。" };
static const struct problem_code E_RECEIPT = { ERR_INVALID, "receipt.missing", "请输入查询码。" };

/* ---- submitting ---- */

struct submit_args {
	struct appeal_new n;
	struct joining join;
	struct appeal_enterprise enterprise;
	struct file_claim files[REQ_UPLOADS];
	size_t nfiles;
};

static enum err submit(struct op *op, struct req *r, void *arg)
{
	struct submit_args *s = arg;
	struct appeal_made made;
	enum err e = appeal_create(op, &s->n, &made);
	if (!e)
		e = files_attach(op, "appeal", made.id, s->files, s->nfiles);
	if (!e)
		e = join_do(op, &s->join, made.id, s->n.phone);
	if (e)
		return e;
	bool joined = s->join.case_id != NIL;
	jw_object(&r->w);
	jw_kstr(&r->w, "no", made.no);
	jw_kstr(&r->w, "receipt", made.receipt);
	jw_kstr(&r->w, "status", made.status);
	jw_kstr(&r->w, "status_text", joined ? "已收到，与同一事项一起办理" : s->n.enterprise ? "已收到，等待营商诉求分拣" : "已收到，等待分拣");
	jw_kbool(&r->w, "joined", joined);
	jw_kbool(&r->w, "join_ended", s->join.wanted && !joined);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

/* [{id, claim}] */
static enum err files_in(struct req *r, struct submit_args *s)
{
	const struct in_value *v = in_get(r, "files");
	for (size_t i = 0; v->given && i < json_count(v->json); i++) {
		const struct json *f = json_at(v->json, i), *id = json_get(f, "id"), *claim = json_get(f, "claim");
		struct file_claim *c = &s->files[s->nfiles];
		bool ok = id && claim && json_kind(id) == JSON_STRING && json_kind(claim) == JSON_STRING && sv_i64(json_sv(id), &c->id);
		if (!ok || s->nfiles == REQ_UPLOADS)
			return problem_field(&r->problem, ERR_INVALID, "files", "input.files", "附件信息不正确，请重新上传照片。");
		c->claim = arena_sv(r->arena, json_sv(claim));
		s->nfiles++;
	}
	return ERR_OK;
}

/* A title from the first words when none was given. */
static const char *title_of(struct req *r)
{
	if (in_given(r, "title") && *in_str(r, "title"))
		return in_str(r, "title");
	struct sv body = sv_trim(sv_from(in_str(r, "body")));
	for (size_t i = 0; i < body.n; i++)
		if (body.p[i] == '\n')
			body.n = i;
	struct sv first = sv_prefix_chars(body, TITLE_CHARS);
	return arena_printf(r->arena, "%.*s%s", (int)first.n, first.p, first.n < body.n ? "…" : "");
}

static enum err grid_by_code(struct req *r, struct op *op, struct place *p)
{
	const char *code = in_str(r, "grid_code");
	for (size_t i = 0; code && i < op->refs->ngrids; i++) {
		const struct grid *g = &op->refs->grids[i];
		if (!str_eq(g->code, code))
			continue;
		if (p->grid_id == NIL)
			*p = (struct place){ p->lon, p->lat, g->id, g->community_id, g->town_id };
		return ERR_OK;
	}
	return code ? problem_field(&r->problem, ERR_INVALID, "grid_code", "place.grid", "网格码无效，请重新扫码或直接填写地点。") : ERR_OK;
}

/* V-01: an enterprise says who it is and what it is about; its code is checked by its check digit (GB 32100-2015). */
static enum err enterprise_in(struct req *r, struct submit_args *s)
{
	const char *name = in_str(r, "enterprise_name"), *code = in_str(r, "credit_code"), *kind = in_str(r, "enterprise_kind");
	char clean[CREDIT_CODE_CHARS + 1] = "";
	if (!name || !*name)
		return problem_field(&r->problem, ERR_INVALID, "enterprise_name", E_ENTERPRISE.code, E_ENTERPRISE.text);
	if (!kind)
		return problem_field(&r->problem, ERR_INVALID, "enterprise_kind", E_KIND.code, E_KIND.text);
	if (code && *code && !text_credit_code(code, clean))
		return problem_field(&r->problem, ERR_INVALID, "credit_code", E_CREDIT.code, E_CREDIT.text);
	s->enterprise = (struct appeal_enterprise){ name, arena_str(r->arena, clean), kind };
	s->n.enterprise = &s->enterprise;
	return ERR_OK;
}

static enum err h_submit(struct req *r)
{
	struct op *op = op_of(r);
	struct submit_args s = { .nfiles = 0 };
	struct place p;
	char no[NUMBER_CHARS + 1];
	const struct channel *ch = ref_channel_code(op->refs, in_given(r, "channel") ? in_str(r, "channel") : "wechat");
	const char *anonymity = in_str(r, "anonymity");
	if (!ch || !ch->active || !ch->public_entry)
		return problem_field(&r->problem, ERR_INVALID, "channel", E_CHANNEL.code, E_CHANNEL.text);
	if (str_eq(anonymity, "named") && !in_given(r, "phone"))
		return problem_field(&r->problem, ERR_INVALID, "phone", E_NAMED.code, E_NAMED.text);
	if (in_given(r, "source") && !source_ok(in_str(r, "source")))
		return problem_field(&r->problem, ERR_INVALID, "source", E_SOURCE.code, E_SOURCE.text);
	bool enterprise = str_eq(in_str(r, "person_kind"), "enterprise");
	enum err e = place_of(r, op, &p);
	if (!e)
		e = grid_by_code(r, op, &p);
	if (!e)
		e = files_in(r, &s);
	if (!e)
		e = join_read(r, op, in_str(r, "join"), anonymity, enterprise, &s.join);
	if (!e)
		e = number_next(op, "appeal", no);
	if (e)
		return e;
	s.n = (struct appeal_new){ .no = no,
		.channel_id = ch->id,
		.upstream_due_at = NIL,
		.received_at = r->now,
		.created_unit_id = NIL,
		.anonymity = anonymity,
		.person_kind = enterprise ? "enterprise" : "citizen",
		.name = in_str(r, "name"),
		.phone = in_str(r, "phone"),
		.no_callback = in_i64(r, "no_callback") == 1,
		.no_callback_reason = in_i64(r, "no_callback") == 1 ? "诉求人提交时选择不用回访" : "",
		.type = in_str(r, "type"),
		.family = enterprise ? "development" : "people",
		.event_type_id = NIL,
		.title = title_of(r),
		.body = in_str(r, "body"),
		.happened = in_str(r, "happened"),
		.subject = in_str(r, "subject"),
		.address = in_str(r, "address"),
		.urgency = "normal",
		.source_code = in_str(r, "source"),
		.town_id = p.town_id,
		.community_id = p.community_id,
		.grid_id = p.grid_id,
		.lon = p.lon,
		.lat = p.lat,
		.closed_at = NIL };
	if (enterprise)
		e = enterprise_in(r, &s);
	return e ? e : op_write(r, submit, &s);
}

/* ---- following ---- */

struct seen {
	struct q_appeal_get_out a;
	bool full;                 /* phone tail matched, or no phone was left */
};

/* The appeal of a receipt; `strict` actions need the phone tail when a phone was left. */
static enum err by_receipt(struct req *r, struct op *op, bool strict, struct seen *out)
{
	if (!in_given(r, "receipt"))
		return problem_field(&r->problem, ERR_INVALID, "receipt", E_RECEIPT.code, E_RECEIPT.text);
	enum err e = appeal_by_receipt(op, in_str(r, "receipt"), &out->a);
	if (e == ERR_NOT_FOUND) {
		problem_clear(&r->problem);
		return problem_set(&r->problem, &E_NOT_FOUND);
	}
	if (e)
		return e;
	struct appeal_contact c = { 0 };
	if (out->a.phone_sealed.n)
		e = appeal_contact_open(op, &out->a, &c);
	if (e)
		return e;
	size_t n = c.phone ? strlen(c.phone) : 0;
	const char *given = in_str(r, "phone_tail");
	out->full = n < TAIL || (given && strlen(given) == TAIL && crypto_equal(given, c.phone + n - TAIL, TAIL));
	if (strict && !out->full)
		return problem_field(&r->problem, ERR_INVALID, "phone_tail", E_TAIL.code, E_TAIL.text);
	return ERR_OK;
}

static enum err put_answer(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c)
{
	const char *answer = *a->result_text ? a->result_text : NULL;
	const struct unit *u = c ? ref_unit(op->refs, c->lead_unit_id) : NULL;
	if (c && (c->settled_at != NIL || str_eq(c->status, "closed"))) {
		struct q_order_of_case_rows o;
		enum err e = q_order_of_case(op->s, &(struct q_order_of_case_in){ .case_id = c->id }, &o);
		if (e)
			return e;
		for (size_t i = 0; i < o.n; i++)
			if (str_eq(o.v[i].role, "lead") && str_eq(o.v[i].status, "settled"))
				answer = o.v[i].public_answer;
	}
	jw_key(w, "answer");
	if (!answer) {
		jw_null(w);
		return ERR_OK;
	}
	jw_object(w);
	jw_kstr(w, "text", answer);
	jw_kstr(w, "unit", u ? u->name : NULL);
	jw_kint(w, "at", c && c->settled_at != NIL ? c->settled_at : a->closed_at);
	jw_object_end(w);
	return ERR_OK;
}

/* What is asked of her now, and what she answered before. */
static enum err put_questions(struct json_out *w, struct op *op, const struct q_appeal_get_out *a)
{
	struct q_supplement_list_rows s;
	enum err e = q_supplement_list(op->s, &(struct q_supplement_list_in){ .appeal_id = a->id }, &s);
	if (e)
		return e;
	jw_key(w, "supplied");
	jw_array(w);
	for (size_t i = 0; i < s.n; i++) {
		if (s.v[i].answered_at == NIL)
			continue;
		jw_object(w);
		jw_kstr(w, "question", s.v[i].question);
		jw_kstr(w, "answer", s.v[i].answer);
		jw_kint(w, "at", s.v[i].answered_at);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "question");
	if (!str_eq(a->status, "supplement") || !s.n) {
		jw_null(w);
		return ERR_OK;
	}
	jw_object(w);
	jw_kstr(w, "text", s.v[s.n - 1].question);
	jw_kint(w, "due_at", s.v[s.n - 1].due_at);
	jw_object_end(w);
	return ERR_OK;
}

static void put_rate_options(struct json_out *w, const char *type)
{
	jw_kbool(w, "asks_clear", appeal_asks_clear(type));
	jw_kstr(w, "type", type);
}

static enum err put_own_words(struct json_out *w, struct op *op, const struct q_appeal_get_out *a)
{
	jw_kstr(w, "body", a->body);
	jw_kstr(w, "address", a->address);
	jw_kstr(w, "happened", a->happened_text);
	struct q_rating_of_appeal_rows g;
	enum err e = q_rating_of_appeal(op->s, &(struct q_rating_of_appeal_in){ .appeal_id = a->id }, &g);
	if (e)
		return e;
	jw_key(w, "rating");
	if (!g.n)
		jw_null(w);
	for (size_t i = g.n ? g.n - 1 : 0; i < g.n; i++) {
		jw_object(w);
		jw_kstr(w, "solved", g.v[i].solved);
		jw_kint(w, "satisfied", g.v[i].satisfied);
		jw_kstr(w, "source", g.v[i].source);
		jw_kstr(w, "reasons", rating_reasons_text(op->a, g.v[i].reasons));
		/* What an agent wrote down about a call was written for the office. */
		jw_kstr(w, "opinion", str_eq(g.v[i].source, "link") ? g.v[i].opinion : "");
		jw_kint(w, "at", g.v[i].at);
		jw_object_end(w);
	}
	struct q_attachment_list_rows f;
	e = q_attachment_list(op->s, &(struct q_attachment_list_in){ .object_kind = "appeal", .object_id = a->id }, &f);
	if (e)
		return e;
	jw_kint(w, "photos", (int64_t)f.n);
	return ERR_OK;
}

static enum err h_track(struct req *r)
{
	struct op *op = op_of(r);
	struct seen s;
	struct q_case_get_out c;
	const char *status, *next;
	enum err e = by_receipt(r, op, false, &s);
	if (e)
		return e;
	bool has_case = s.a.case_id != NIL;
	if (has_case)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = s.a.case_id }, &c);
	if (e)
		return e;
	const struct unit *u = has_case ? ref_unit(op->refs, c.lead_unit_id) : NULL;
	struct q_appeal_enterprise_get_out ent;
	e = q_appeal_enterprise_get(op->s, &(struct q_appeal_enterprise_get_in){ .appeal_id = s.a.id }, &ent);
	if (e && e != ERR_NOT_FOUND)
		return e;
	bool enterprise = !e;
	plain_words(op, &s.a, has_case ? &c : NULL, u ? u->name : "", enterprise, &status, &next);
	struct json_out *w = &r->w;
	bool done = has_case && str_eq(c.status, "closed");
	jw_object(w);
	jw_kstr(w, "no", s.a.no);
	jw_kstr(w, "title", s.full ? s.a.title : NULL);
	jw_kstr(w, "status", s.a.status);
	jw_kstr(w, "status_text", status);
	jw_kint(w, "submitted_at", s.a.received_at);
	jw_kstr(w, "unit", u ? u->name : NULL);
	jw_kint(w, "due_at", has_case && !done ? c.due_at : NIL);
	jw_kstr(w, "next_step", next);
	jw_kbool(w, "needs_phone_tail", !s.full);
	jw_kbool(w, "phone_left", s.a.phone_sealed.n > 0);
	jw_kbool(w, "text_shown", s.full);
	jw_kbool(w, "can_rate", str_eq(s.a.status, "to_rate") || str_eq(s.a.status, "answered"));
	jw_kbool(w, "can_withdraw", str_eq(s.a.status, "sorting") || str_eq(s.a.status, "supplement"));
	put_rate_options(w, s.a.type);
	jw_kstr(w, "enterprise_kind", enterprise ? enterprise_kind_text(ent.kind) : NULL);
	jw_kint(w, "together", has_case && c.appeals > 1 ? c.appeals - 1 : 0);
	e = put_delay(w, op, has_case && !done ? &c : NULL);
	if (!e)
		e = put_steps(w, op, &s.a, has_case ? &c : NULL);
	if (!e && s.full)
		e = put_answer(w, op, &s.a, has_case ? &c : NULL);
	if (!e && s.full)
		e = jw_promises_for_citizen(w, "promises", op, has_case ? s.a.case_id : NIL);
	if (!e && s.full)
		e = put_questions(w, op, &s.a);
	if (!e && s.full)
		e = put_own_words(w, op, &s.a);
	if (!e && s.full)
		e = put_public_photos(w, op, &s.a, has_case ? &c : NULL);
	jw_object_end(w);
	return e;
}

/* ---- acting ---- */

static enum err done(struct req *r, struct op *op, int64_t id)
{
	struct q_appeal_get_out a;
	enum err e = appeal_get(op, id, &a);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "no", a.no);
	jw_kstr(&r->w, "status", a.status);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err supply(struct op *op, struct req *r, void *arg)
{
	struct seen *s = arg;
	enum err e = appeal_supplied(op, s->a.id, NIL, in_str(r, "answer"));
	return e ? e : done(r, op, s->a.id);
}

static enum err h_supplement(struct req *r)
{
	struct seen s;
	enum err e = by_receipt(r, op_of(r), true, &s);
	return e ? e : op_write(r, supply, &s);
}

static enum err withdraw(struct op *op, struct req *r, void *arg)
{
	struct seen *s = arg;
	const char *reason = in_str(r, "reason");
	enum err e = appeal_move(op, s->a.id, "withdraw",
		&(struct appeal_move_args){ .version = NIL, .text = reason && *reason ? reason : "诉求人撤回" });
	return e ? e : done(r, op, s->a.id);
}

static enum err h_withdraw(struct req *r)
{
	struct seen s;
	enum err e = by_receipt(r, op_of(r), true, &s);
	return e ? e : op_write(r, withdraw, &s);
}

static enum err rate(struct op *op, struct req *r, void *arg)
{
	int64_t id = *(int64_t *)arg;
	struct answers a = { in_str(r, "solved"), in_i64(r, "satisfied"), in_i64(r, "contacted"), in_str(r, "opinion"),
		in_str(r, "reasons") };
	enum err e = rate_by_citizen(op, id, &a);
	return e ? e : done(r, op, id);
}

static enum err h_rate(struct req *r)
{
	struct op *op = op_of(r);
	struct seen s;
	int64_t id;
	enum err e;
	if (in_given(r, "link")) {
		e = rate_link_appeal(op, in_str(r, "link"), &id);
	} else {
		e = by_receipt(r, op, true, &s);
		id = s.a.id;
	}
	return e ? e : op_write(r, rate, &id);
}

static enum err heard(struct op *op, struct req *r, void *arg)
{
	int64_t id = *(int64_t *)arg;
	enum err e = promise_heard(op, id, in_i64(r, "promise_id"), in_i64(r, "kept") == 1, in_str(r, "opinion"));
	return e ? e : done(r, op, id);
}

/* Whether a unit has kept what it had promised. */
static enum err h_promise(struct req *r)
{
	struct seen s;
	enum err e = by_receipt(r, op_of(r), true, &s);
	return e ? e : op_write(r, heard, &s.a.id);
}

static enum err h_rate_page(struct req *r)
{
	struct op *op = op_of(r);
	struct q_appeal_get_out a;
	struct q_case_get_out c;
	int64_t id;
	enum err e = rate_link_appeal(op, in_str(r, "link"), &id);
	if (!e)
		e = appeal_get(op, id, &a);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = a.case_id }, &c);
	if (e)
		return e;
	const struct unit *u = ref_unit(op->refs, c.lead_unit_id);
	jw_object(&r->w);
	jw_kstr(&r->w, "no", a.no);
	jw_kstr(&r->w, "title", str_eq(a.anonymity, "secret") ? "您反映的事项" : a.title);
	jw_kstr(&r->w, "unit", u ? u->name : NULL);
	e = put_answer(&r->w, op, &a, &c);
	put_rate_options(&r->w, a.type);
	jw_kbool(&r->w, "done", false);
	jw_object_end(&r->w);
	return e;
}

/* ---- reading what everybody may know ---- */

static enum err h_config(struct req *r)
{
	struct op *op = op_of(r);
	struct json_out *w = &r->w;
	static const char *const types[] = { "help", "complaint", "consult", "suggestion", "report", "praise" };
	jw_object(w);
	for (size_t i = 0; i < op->refs->nunits; i++)
		if (str_eq(op->refs->units[i].kind, "city") && op->refs->units[i].parent_id == NIL)
			jw_kstr(w, "city", op->refs->units[i].name);
	jw_kstr(w, "emergency_text", "遇到人身危险、火灾、燃气泄漏、交通事故，请立即拨打110、119、120、122。");
	jw_key(w, "channels");
	jw_array(w);
	for (size_t i = 0; i < op->refs->nchannels; i++) {
		const struct channel *ch = &op->refs->channels[i];
		if (!ch->public_entry || !ch->active)
			continue;
		jw_object(w);
		jw_kstr(w, "code", ch->code);
		jw_kstr(w, "name", ch->name);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "types");
	jw_array(w);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		jw_object(w);
		jw_kstr(w, "code", types[i]);
		jw_kstr(w, "text", type_text(types[i]));
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_kstr(w, "hotline", "12345");
	jw_kint(w, "max_photos", REQ_UPLOADS);
	jw_kbool(w, "demo", op->site->demo);
	jw_object_end(w);
	return ERR_OK;
}

#define RECEIPT                                                                                    \
	{ "receipt", IN_TEXT, 0, 8, 40, NULL, "查询码", "shown once after submitting" },              \
	{ "phone_tail", IN_TEXT, 0, 4, 4, NULL, "电话后四位", "" }
static const struct in_field SUBMIT_IN[] = {
	{ "channel", IN_TEXT, 0, 1, 40, NULL, "渠道", "" },
	{ "type", IN_ENUM, IN_REQUIRED, 0, 0, "consult|help|complaint|report|suggestion|praise", "类型", "" },
	{ "title", IN_TEXT, 0, 0, 100, NULL, "标题", "" },
	{ "body", IN_TEXT, IN_REQUIRED, 4, 5000, NULL, "反映内容", "" },
	{ "happened", IN_TEXT, 0, 0, 200, NULL, "发生时间", "" },
	{ "subject", IN_TEXT, 0, 0, 200, NULL, "被反映对象", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	PLACE_INPUTS,
	{ "grid_code", IN_TEXT, 0, 15, 19, NULL, "网格码", "from a grid QR code (U-02)" },
	{ "anonymity", IN_ENUM, IN_REQUIRED, 0, 0, "named|anonymous|secret", "实名方式", "" },
	{ "person_kind", IN_ENUM, 0, 0, 0, "citizen|enterprise", "身份", "" },
	{ "name", IN_TEXT, 0, 1, 60, NULL, "称呼", "" },
	{ "phone", IN_TEXT, 0, 5, 20, NULL, "联系电话", "" },
	{ "no_callback", IN_BOOL, 0, 0, 0, NULL, "不用回访", "" },
	{ "source", IN_TEXT, 0, 0, 40, NULL, "来源", "poster, grid or hall; its place behind a colon" },
	{ "files", IN_ARRAY, 0, 0, 9, NULL, "照片", "[{id, claim}]" },
	{ "join", IN_TEXT, 0, 20, 400, NULL, "一起跟进的事项", "ref of GET /public/similar" },
	{ "enterprise_name", IN_TEXT, 0, 2, 80, NULL, "企业名称", "needed when person_kind is enterprise" },
	{ "credit_code", IN_TEXT, 0, 0, 30, NULL, "统一社会信用代码", "18 characters, GB 32100" },
	{ "enterprise_kind", IN_ENUM, 0, 0, 0, "policy|difficulty|suggestion|rights", "企业诉求类别", "" },
	{ 0 },
};
static const struct in_field TRACK_IN[] = { RECEIPT, { 0 } };
static const struct in_field SUPPLY_IN[] = { RECEIPT, { "answer", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "补充内容", "" }, { 0 } };
static const struct in_field WITHDRAW_IN[] = { RECEIPT, { "reason", IN_TEXT, 0, 0, 500, NULL, "理由", "" }, { 0 } };
static const struct in_field RATE_IN[] = {
	RECEIPT,
	{ "link", IN_TEXT, 0, 20, 80, NULL, "评价链接", "" },
	{ "solved", IN_ENUM, IN_REQUIRED, 0, 0, "yes|partly|no|clear|unclear", "问题解决了吗", "" },
	{ "satisfied", IN_INT, IN_REQUIRED, 1, 5, NULL, "满意程度", "5 非常满意 … 1 非常不满意" },
	{ "contacted", IN_BOOL, 0, 0, 0, NULL, "是否联系过您", "" },
	{ "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "" },
	{ "reasons", IN_TEXT, 0, 0, 200, NULL, "原因", "codes joined by commas: nobody_came, not_done, came_back, partly, no_answer, slow, attitude, no_contact, passed_around, disagree" },
	{ 0 },
};
static const struct in_field PROMISE_IN[] = {
	RECEIPT,
	{ "promise_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "承诺", "" },
	{ "kept", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "做到了吗", "" },
	{ "opinion", IN_TEXT, 0, 0, 500, NULL, "想说的话", "" },
	{ 0 },
};
static const struct in_field LINK_IN[] = { { "link", IN_TEXT, IN_QUERY | IN_REQUIRED, 20, 80, NULL, "评价链接", "" }, { 0 } };

const struct route PUBLIC_ROUTES[] = {
	{ HTTP_GET, "/api/v1/public/config", h_config, CAP_NONE, "none", NULL, 0, ROUTE_PUBLIC, "City, channels and types for the public page.", "PublicConfig" },
	{ HTTP_POST, "/api/v1/public/appeals", h_submit, CAP_NONE, "none", SUBMIT_IN, 64 << 10, ROUTE_PUBLIC | ROUTE_IDEMPOTENT | ROUTE_POW, "Submits an appeal.", "Receipt" },
	{ HTTP_POST, "/api/v1/public/track", h_track, CAP_NONE, "own", TRACK_IN, 0, ROUTE_PUBLIC, "Progress by receipt.", "Progress" },
	{ HTTP_POST, "/api/v1/public/supplement", h_supplement, CAP_NONE, "own", SUPPLY_IN, 0, ROUTE_PUBLIC | ROUTE_IDEMPOTENT, "Answers a question.", "PublicDone" },
	{ HTTP_POST, "/api/v1/public/withdraw", h_withdraw, CAP_NONE, "own", WITHDRAW_IN, 0, ROUTE_PUBLIC | ROUTE_IDEMPOTENT, "Withdraws.", "PublicDone" },
	{ HTTP_POST, "/api/v1/public/rate", h_rate, CAP_NONE, "own", RATE_IN, 0, ROUTE_PUBLIC | ROUTE_IDEMPOTENT, "Rates once.", "PublicDone" },
	{ HTTP_POST, "/api/v1/public/promise", h_promise, CAP_NONE, "own", PROMISE_IN, 0, ROUTE_PUBLIC | ROUTE_IDEMPOTENT, "Says whether a promise was kept.", "PublicDone" },
	{ HTTP_GET, "/api/v1/public/rate", h_rate_page, CAP_NONE, "own", LINK_IN, 0, ROUTE_PUBLIC, "What the rating link is about.", "RatePage" },
	{ 0 },
};

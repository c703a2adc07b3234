/* SPDX-License-Identifier: Apache-2.0 */
/* What the desk does with appeals: register, correct, answer, ask, refuse, file, join. */
#include "auth/audit.h"
#include "desk/desk.h"

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define ACT ROUTE_IDEMPOTENT

static const struct problem_code E_CHANNEL = { ERR_INVALID, "appeal.unknown_channel", "渠道不存在或已停用，请重新选择。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "appeal.not_found", "没有找到这件诉求，或您无权查看。" };
static const struct problem_code E_TYPE = { ERR_INVALID, "case.type_missing", "请先归类到事项清单，再立案。" };
static const struct problem_code E_NAMED = { ERR_INVALID, "appeal.contact_missing", "实名诉求须填写联系电话；不愿留电话请选择匿名。" };
static const struct problem_code E_NO_CONTACT = { ERR_FORBIDDEN, "appeal.contact_forbidden", "您没有查看该联系方式的权限。" };

static const char *or_default(const char *given, const char *otherwise)
{
	return given ? given : otherwise;
}

static enum err must(struct op *op, enum cap cap, int64_t id)
{
	bool yes = false;
	enum err e = may_appeal(op->s, op->who, cap, id, &yes);
	return e == ERR_NOT_FOUND || (!e && !yes) ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err put_short(struct op *op, struct req *r, int64_t id)
{
	struct q_appeal_get_out a;
	enum err e = appeal_get(op, id, &a);
	if (e)
		return e;
	jw_kid(&r->w, "id", a.id);
	jw_kstr(&r->w, "no", a.no);
	jw_kstr(&r->w, "status", a.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&APPEAL_MACHINE, a.status));
	jw_kid(&r->w, "case_id", a.case_id);
	jw_kint(&r->w, "version", a.version);
	return ERR_OK;
}

/* ---- registering ---- */

struct create_args {
	struct appeal_new n;
	struct place place;
	const char *case_no;       /* NULL: not filed at once */
	bool dispatch;
};

static enum err file_now(struct op *op, struct req *r, const struct create_args *c, int64_t appeal_id)
{
	int64_t case_id, order_id = NIL;
	struct case_new n = { .no = c->case_no, .source = "appeal", .title = c->n.title, .event_type_id = c->n.event_type_id,
			      .colour = in_str(r, "colour"), .type = c->n.type, .family = c->n.family, .town_id = c->place.town_id,
			      .community_id = c->place.community_id, .grid_id = c->place.grid_id, .lon = c->place.lon,
			      .lat = c->place.lat, .address = c->n.address, .appeal_id = appeal_id,
			      .secret = str_eq(c->n.anonymity, "secret") };
	enum err e = case_open(op, &n, &case_id);
	if (!e && c->dispatch)
		e = order_dispatch(op,
			&(struct order_dispatch){
				.case_id = case_id, .version = NIL, .lead_unit_id = in_i64(r, "unit_id"),
				.level_reason = in_str(r, "level_reason") },
			&order_id);
	struct q_case_get_out row;
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = case_id }, &row);
	if (e)
		return e;
	jw_kid(&r->w, "case_id", case_id);
	jw_kstr(&r->w, "case_no", c->case_no);
	jw_kint(&r->w, "case_version", row.version);
	jw_kid(&r->w, "order_id", order_id);
	return ERR_OK;
}

static enum err create(struct op *op, struct req *r, void *arg)
{
	struct create_args *c = arg;
	struct appeal_made made;
	enum err e = appeal_create(op, &c->n, &made);
	if (e)
		return e;
	e = files_attach_given(op, r, "appeal", made.id);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "receipt", made.receipt);
	if (c->case_no)
		e = file_now(op, r, c, made.id);
	struct q_appeal_get_out a;
	if (!e)
		e = appeal_get(op, made.id, &a);
	if (e)
		return e;
	jw_kid(&r->w, "id", a.id);
	jw_kstr(&r->w, "no", a.no);
	jw_kstr(&r->w, "status", a.status);
	jw_kint(&r->w, "version", a.version);
	jw_object_end(&r->w);
	r->status = 201;
	return ERR_OK;
}

static enum err check_new(struct op *op, struct req *r, const struct event_type *type, bool file)
{
	bool named = str_eq(in_str(r, "anonymity"), "named");
	if (named && !in_given(r, "phone"))
		return problem_set(op->problem, &E_NAMED);
	if (in_given(r, "event_type_id") && !type)
		return problem_field(&r->problem, ERR_INVALID, "event_type_id", "case.unknown_type", "事项清单中没有这个事项，请重新选择。");
	if (file && !type)
		return problem_set(op->problem, &E_TYPE);
	if (file && !can(op->who, CAP_CLASSIFY))
		return req_forbidden(r);
	return in_i64(r, "dispatch") == 1 && !can(op->who, CAP_DISPATCH) ? req_forbidden(r) : ERR_OK;
}

static enum err h_create(struct req *r)
{
	struct op *op = op_of(r);
	const struct channel *ch = ref_channel_code(op->refs, in_str(r, "channel"));
	const struct event_type *type = in_given(r, "event_type_id") ? ref_type(op->refs, in_i64(r, "event_type_id")) : NULL;
	struct create_args c = { .dispatch = in_i64(r, "dispatch") == 1 };
	bool file = in_i64(r, "file") == 1 || c.dispatch;
	char no[NUMBER_CHARS + 1], case_no[NUMBER_CHARS + 1];
	if (!ch || !ch->active)
		return problem_field(&r->problem, ERR_INVALID, "channel", E_CHANNEL.code, E_CHANNEL.text);
	enum err e = check_new(op, r, type, file);
	if (!e)
		e = place_of(r, op, &c.place);
	if (!e)
		e = number_next(op, "appeal", no);
	if (!e && file)
		e = number_next(op, "case", case_no);
	if (e)
		return e;
	c.case_no = file ? case_no : NULL;
	c.n = (struct appeal_new){ .no = no,
		.channel_id = ch->id,
		.external_no = in_str(r, "external_no"),
		.upstream = in_str(r, "upstream"),
		.upstream_due_at = in_i64(r, "upstream_due_at"),
		.received_at = in_i64_or(r, "received_at", r->now),
		.created_unit_id = op->who->unit_id,
		.anonymity = in_str(r, "anonymity"),
		.person_kind = or_default(in_str(r, "person_kind"), "citizen"),
		.name = in_str(r, "name"),
		.phone = in_str(r, "phone"),
		.id_number = in_str(r, "id_number"),
		.no_callback = in_i64(r, "no_callback") == 1,
		.no_callback_reason = in_str(r, "no_callback_reason"),
		.type = in_str(r, "type"),
		.family = or_default(in_str(r, "family"), type ? type->family : "people"),
		.event_type_id = type ? type->id : NIL,
		.title = in_str(r, "title"),
		.body = in_str(r, "body"),
		.happened = in_str(r, "happened"),
		.subject = in_str(r, "subject"),
		.demand = in_str(r, "demand"),
		.address = in_str(r, "address"),
		.urgency = or_default(in_str(r, "urgency"), "normal"),
		.town_id = c.place.town_id,
		.community_id = c.place.community_id,
		.grid_id = c.place.grid_id,
		.lon = c.place.lon,
		.lat = c.place.lat };
	if (c.n.received_at > r->now)
		return problem_field(&r->problem, ERR_INVALID, "received_at", "input.future", "受理时间不能晚于现在。");
	return op_write(r, create, &c);
}

/* ---- moves ---- */

typedef enum err (*appeal_action)(struct op *op, struct req *r, int64_t id);
struct action_call {
	enum cap cap;
	appeal_action fn;
};

static enum err run_action(struct op *op, struct req *r, void *arg)
{
	const struct action_call *c = arg;
	int64_t id = r->path_id[0];
	enum err e = must(op, c->cap, id);
	if (e)
		return e;
	jw_object(&r->w);
	e = c->fn(op, r, id);
	if (!e)
		e = put_short(op, r, id);
	jw_object_end(&r->w);
	return e;
}

static enum err act(struct req *r, enum cap cap, appeal_action fn)
{
	struct action_call c = { cap, fn };
	return op_write(r, run_action, &c);
}

static enum err do_answer(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "answer",
		&(struct appeal_move_args){ .version = in_i64(r, "version"), .text = in_str(r, "text") });
}

static enum err do_ask(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "ask", &(struct appeal_move_args){ .version = in_i64(r, "version"), .text = in_str(r, "question"),
								      .due_days = in_i64_or(r, "days", 7) });
}

static enum err do_supplied(struct op *op, struct req *r, int64_t id)
{
	return appeal_supplied(op, id, in_i64(r, "version"), in_str(r, "answer"));
}

static enum err do_emergency(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "emergency",
		&(struct appeal_move_args){
			.version = in_i64(r, "version"), .text = in_str(r, "call_log"), .line = in_str(r, "line") });
}

static enum err do_refuse(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "refuse", &(struct appeal_move_args){ .version = in_i64(r, "version"), .text = in_str(r, "text"),
									 .special = in_str(r, "special") });
}

static enum err do_object(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "object",
		&(struct appeal_move_args){ .version = in_i64(r, "version"), .text = in_str(r, "text") });
}

static enum err do_withdraw(struct op *op, struct req *r, int64_t id)
{
	return appeal_move(op, id, "withdraw",
		&(struct appeal_move_args){ .version = in_i64(r, "version"), .text = in_str(r, "reason") });
}

static enum err do_join(struct op *op, struct req *r, int64_t id)
{
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_MERGE, in_i64(r, "case_id"), &yes);
	if (!e && !yes)
		e = req_not_found(r);
	return e ? e : case_join(op, id, in_i64(r, "version"), in_i64(r, "case_id"), in_str(r, "kind"), in_str(r, "reason"));
}

static enum err do_unjoin(struct op *op, struct req *r, int64_t id)
{
	return case_unjoin(op, id, in_str(r, "reason"));
}

static enum err do_release(struct op *op, struct req *r, int64_t id)
{
	const struct in_value *p = in_get(r, "photos");
	return appeal_release(op, id, in_i64(r, "version"), in_str(r, "text"), p->ids, p->n);
}

static enum err do_correct(struct op *op, struct req *r, int64_t id)
{
	struct place p;
	enum err e = place_of(r, op, &p);
	if (e)
		return e;
	struct appeal_correction c = { in_i64(r, "version"), in_str(r, "type"), in_str(r, "family"), in_str(r, "title"),
		in_str(r, "body"), in_str(r, "happened"), in_str(r, "subject"), in_str(r, "demand"),
		in_str(r, "address"), in_str(r, "urgency"), in_i64(r, "event_type_id"), p.town_id, p.community_id,
		p.grid_id, p.lon, p.lat };
	if (c.event_type_id != NIL && !ref_type(op->refs, c.event_type_id))
		return problem_field(&r->problem, ERR_INVALID, "event_type_id", "case.unknown_type", "事项清单中没有这个事项，请重新选择。");
	return appeal_correct(op, id, &c);
}

/* 立案, and 派单 in the same step when asked for. */
static enum err do_file(struct op *op, struct req *r, int64_t id)
{
	struct q_appeal_get_out a;
	int64_t case_id, order_id = NIL;
	enum err e = appeal_get(op, id, &a);
	if (!e && in_i64(r, "version") != a.version)
		return appeal_move(op, id, "file", &(struct appeal_move_args){ .version = in_i64(r, "version") }); /* answers stale */
	if (e)
		return e;
	struct case_new n = { .no = r->stash, .source = "appeal", .title = or_default(in_str(r, "title"), a.title),
			      .summary = in_str(r, "summary"), .event_type_id = in_i64(r, "event_type_id"), .colour = in_str(r, "colour"),
			      .type = a.type, .family = a.family, .town_id = a.town_id, .community_id = a.community_id,
			      .grid_id = a.grid_id, .lon = a.lon, .lat = a.lat, .address = a.address, .appeal_id = id,
			      .secret = str_eq(a.anonymity, "secret") };
	e = case_open(op, &n, &case_id);
	if (!e && in_i64(r, "dispatch") == 1) {
		const struct in_value *co = in_get(r, "co_unit_ids");
		struct order_dispatch d = { .case_id = case_id,
			.version = NIL,
			.lead_unit_id = in_i64(r, "unit_id"),
			.why = in_str(r, "why"),
			.demand = in_str(r, "demand"),
			.level_reason = in_str(r, "level_reason") };
		for (; d.nco < co->n && d.nco < ORDER_CO_MAX; d.nco++)
			d.co_unit_ids[d.nco] = co->ids[d.nco];
		e = order_dispatch(op, &d, &order_id);
	}
	if (e)
		return e;
	jw_kstr(&r->w, "case_no", n.no);
	jw_kid(&r->w, "order_id", order_id);
	return ERR_OK;
}

static enum err h_file(struct req *r)
{
	char *no = ARENA_ARRAY(r->arena, char, NUMBER_CHARS + 1);
	if (in_i64(r, "dispatch") == 1 && !can(req_who(r), CAP_DISPATCH))
		return req_forbidden(r);
	enum err e = number_next(op_of(r), "case", no);
	if (e)
		return e;
	r->stash = no; /* taken outside the write; see number_next */
	return act(r, CAP_CLASSIFY, do_file);
}

/* ---- contact data: with a reason, audited ---- */

static enum err h_contact(struct req *r)
{
	struct op *op = op_of(r);
	struct q_appeal_get_out a;
	struct appeal_contact c;
	bool yes = false;
	enum err e = must(op, CAP_APPEAL_READ, r->path_id[0]);
	if (!e)
		e = appeal_get(op, r->path_id[0], &a);
	if (!e)
		e = may_open_contact(op, &a, &yes);
	if (e)
		return e;
	if (!yes) {
		audit_read(r, "contact.refused", "appeal", a.id, in_str(r, "reason"), NULL);
		return problem_set(op->problem, &E_NO_CONTACT);
	}
	e = appeal_contact_open(op, &a, &c);
	if (!e)
		e = audit_read(r, str_eq(a.anonymity, "secret") ? "reporter.open" : "contact.open", "appeal", a.id,
			in_str(r, "reason"), NULL);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "name", c.name);
	jw_kstr(&r->w, "phone", c.phone);
	jw_kstr(&r->w, "id_number", c.id_number);
	jw_object_end(&r->w);
	return ERR_OK;
}

#define HANDLER(name, cap)                                                                         \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return act(r, cap, do_##name);                                                     \
	}
HANDLER(answer, CAP_APPEAL_SORT)
HANDLER(ask, CAP_APPEAL_SORT)
HANDLER(supplied, CAP_APPEAL_SORT)
HANDLER(emergency, CAP_APPEAL_SORT)
HANDLER(refuse, CAP_APPEAL_SORT)
HANDLER(object, CAP_APPEAL_SORT)
HANDLER(withdraw, CAP_APPEAL_SORT)
HANDLER(join, CAP_MERGE)
HANDLER(unjoin, CAP_MERGE)
HANDLER(release, CAP_TEXT_RELEASE)
HANDLER(correct, CAP_APPEAL_SORT)

#define TYPES "consult|help|complaint|report|suggestion|praise"
#define FAMILIES "people|development|enforcement"
#define COLOURS "red|orange|yellow|blue|green"
static const struct in_field CREATE_IN[] = {
	{ "channel", IN_TEXT, IN_REQUIRED, 1, 40, NULL, "渠道", "channel code" },
	{ "external_no", IN_TEXT, 0, 1, 80, NULL, "外部编号", "number at the source" },
	{ "upstream", IN_TEXT, 0, 1, 80, NULL, "上级平台", "" },
	{ "upstream_due_at", IN_TIME, 0, 0, 0, NULL, "上级时限", "" },
	{ "received_at", IN_TIME, 0, 0, 0, NULL, "受理时间", "default now" },
	{ "anonymity", IN_ENUM, IN_REQUIRED, 0, 0, "named|anonymous|secret", "实名方式", "" },
	{ "person_kind", IN_ENUM, 0, 0, 0, "citizen|enterprise|staff", "诉求人类别", "" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "姓名", "" },
	{ "phone", IN_TEXT, 0, 5, 20, NULL, "联系电话", "" },
	{ "id_number", IN_TEXT, 0, 6, 30, NULL, "证件号码", "" },
	{ "no_callback", IN_BOOL, 0, 0, 0, NULL, "不用回访", "" },
	{ "no_callback_reason", IN_TEXT, 0, 0, 200, NULL, "不用回访的理由", "" },
	{ "type", IN_ENUM, IN_REQUIRED, 0, 0, TYPES, "诉求类型", "" },
	{ "family", IN_ENUM, 0, 0, 0, FAMILIES, "诉求大类", "民生/发展/执法 (B-08)" },
	{ "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "" },
	{ "colour", IN_ENUM, 0, 0, 0, COLOURS, "诉求分级", "default: the event type's" },
	{ "title", IN_TEXT, IN_REQUIRED, 2, 100, NULL, "标题", "" },
	{ "body", IN_TEXT, IN_REQUIRED, 2, 10000, NULL, "诉求内容", "" },
	{ "happened", IN_TEXT, 0, 0, 200, NULL, "发生时间", "" },
	{ "subject", IN_TEXT, 0, 0, 200, NULL, "被反映对象", "" },
	{ "demand", IN_TEXT, 0, 0, 500, NULL, "诉求目的", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	PLACE_INPUTS,
	{ "urgency", IN_ENUM, 0, 0, 0, "normal|urgent|emergency", "紧急程度", "said by the caller" },
	{ "files", IN_IDS, 0, 0, 9, NULL, "附件", "ids from POST /files" },
	{ "file", IN_BOOL, 0, 0, 0, NULL, "立案", "file at once" },
	{ "dispatch", IN_BOOL, 0, 0, 0, NULL, "派单", "file and dispatch at once" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "主办单位", "default: the suggested one" },
	LEVEL_REASON_IN,
	{ 0 },
};
static const struct in_field CORRECT_IN[] = {
	VERSION,
	{ "type", IN_ENUM, 0, 0, 0, TYPES, "诉求类型", "" },
	{ "family", IN_ENUM, 0, 0, 0, FAMILIES, "诉求大类", "" },
	{ "event_type_id", IN_ID, 0, 0, 0, NULL, "事项", "" },
	{ "title", IN_TEXT, 0, 2, 100, NULL, "标题", "" },
	{ "body", IN_TEXT, 0, 2, 10000, NULL, "诉求内容", "" },
	{ "happened", IN_TEXT, 0, 0, 200, NULL, "发生时间", "" },
	{ "subject", IN_TEXT, 0, 0, 200, NULL, "被反映对象", "" },
	{ "demand", IN_TEXT, 0, 0, 500, NULL, "诉求目的", "" },
	{ "address", IN_TEXT, 0, 0, 200, NULL, "地点", "" },
	PLACE_INPUTS,
	{ "urgency", IN_ENUM, 0, 0, 0, "normal|urgent|emergency", "紧急程度", "" },
	{ 0 },
};
static const struct in_field TEXT_IN[] = { VERSION, { "text", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "内容", "" }, { 0 } };
static const struct in_field ASK_IN[] = { VERSION,
					  { "question", IN_TEXT, IN_REQUIRED, 2, 500, NULL, "要补充的内容", "" },
					  { "days", IN_INT, 0, 1, 30, NULL, "等待天数", "default 7" },
					  { 0 } };
static const struct in_field SUPPLIED_IN[] = { VERSION, { "answer", IN_TEXT, IN_REQUIRED, 1, 2000, NULL, "补充内容", "" }, { 0 } };
static const struct in_field EMERGENCY_IN[] = { VERSION,
						{ "line", IN_ENUM, IN_REQUIRED, 0, 0, "110|119|120|122|other", "紧急专线", "" },
						{ "call_log", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "三方通话记录", "" },
						{ 0 } };
static const struct in_field REFUSE_IN[] = {
	VERSION,
	{ "special", IN_ENUM, IN_REQUIRED, 0, 0, "legal_route|same_matter|secrecy|outside|unlawful", "类别", "L1 art 11" },
	{ "text", IN_TEXT, IN_REQUIRED, 2, 2000, NULL, "告知内容", "" },
	{ 0 },
};
static const struct in_field WITHDRAW_IN[] = { VERSION, { "reason", IN_TEXT, 0, 0, 500, NULL, "理由", "" }, { 0 } };
static const struct in_field JOIN_IN[] = { VERSION,
					   { "case_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "主件", "" },
					   { "kind", IN_ENUM, IN_REQUIRED, 0, 0, "repeat|same_matter", "归并类别", "" },
					   { "reason", IN_TEXT, 0, 0, 500, NULL, "理由", "" },
					   { 0 } };
static const struct in_field UNJOIN_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" },
					     { "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本", "" },
					     { 0 } };
static const struct in_field RELEASE_IN[] = { VERSION,
					      { "text", IN_TEXT, IN_REQUIRED, 2, 5000, NULL, "放行内容", "redacted text" },
					      { "photos", IN_IDS, 0, 0, 9, NULL, "放行照片", "" },
					      { 0 } };
static const struct in_field FILE_IN[] = {
	VERSION,
	{ "event_type_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "事项", "" },
	{ "colour", IN_ENUM, 0, 0, 0, COLOURS, "诉求分级", "default: the event type's" },
	{ "title", IN_TEXT, 0, 2, 100, NULL, "标题", "" },
	{ "summary", IN_TEXT, 0, 0, 1000, NULL, "案情摘要", "" },
	{ "dispatch", IN_BOOL, 0, 0, 0, NULL, "派单", "also dispatch" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "主办单位", "default: the suggested one" },
	{ "co_unit_ids", IN_IDS, 0, 0, ORDER_CO_MAX, NULL, "协办单位", "" },
	{ "why", IN_TEXT, 0, 0, 500, NULL, "派单理由", "" },
	{ "demand", IN_TEXT, 0, 0, 1000, NULL, "办理要求", "" },
	LEVEL_REASON_IN,
	{ 0 },
};
static const struct in_field CONTACT_IN[] = {
	{ "reason", IN_TEXT, IN_REQUIRED, 2, 200, NULL, "查看理由", "kept in the audit log" }, { 0 }
};

const struct route APPEAL_ACTION_ROUTES[] = {
	{ HTTP_POST, "/api/v1/appeals", h_create, CAP_APPEAL_CREATE, "all", CREATE_IN, 64 << 10, ACT | ROUTE_MACHINE, "Registers an appeal; files and dispatches at once when asked.", "AppealMade" },
	{ HTTP_PUT, "/api/v1/appeals/{id}", h_correct, CAP_APPEAL_SORT, "all or region", CORRECT_IN, 64 << 10, ACT, "Corrects what was registered.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/contact", h_contact, CAP_APPEAL_READ, "by role", CONTACT_IN, 0, 0, "Opens contact data with a reason; audited.", "Contact" },
	{ HTTP_POST, "/api/v1/appeals/{id}/answer", h_answer, CAP_APPEAL_SORT, "all or region", TEXT_IN, 0, ACT, "Answers at once.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/ask", h_ask, CAP_APPEAL_SORT, "all or region", ASK_IN, 0, ACT, "Asks for a supplement.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/supplied", h_supplied, CAP_APPEAL_SORT, "all or region", SUPPLIED_IN, 0, ACT, "Notes the supplement.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/emergency", h_emergency, CAP_APPEAL_SORT, "all or region", EMERGENCY_IN, 0, ACT, "Transfers to an emergency line.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/refuse", h_refuse, CAP_APPEAL_SORT, "all or region", REFUSE_IN, 0, ACT, "Not accepted: tells the legal route or reason.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/object", h_object, CAP_APPEAL_SORT, "all or region", TEXT_IN, 0, ACT, "Objection to a refusal.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/withdraw", h_withdraw, CAP_APPEAL_SORT, "all or region", WITHDRAW_IN, 0, ACT, "Withdraws for the person.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/file", h_file, CAP_CLASSIFY, "all or region", FILE_IN, 0, ACT, "Files a case; dispatches when asked.", "AppealFiled" },
	{ HTTP_POST, "/api/v1/appeals/{id}/join", h_join, CAP_MERGE, "all or region", JOIN_IN, 0, ACT, "Joins an open case.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/unjoin", h_unjoin, CAP_MERGE, "all or region", UNJOIN_IN, 0, ACT, "Takes it out of the case again.", "AppealShort" },
	{ HTTP_POST, "/api/v1/appeals/{id}/release", h_release, CAP_TEXT_RELEASE, "all", RELEASE_IN, 0, ACT, "Releases a redacted text of a secret report.", "AppealShort" },
	{ 0 },
};

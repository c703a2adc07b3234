/* SPDX-License-Identifier: Apache-2.0 */
/* What people do with notices: draft, change, sign, drop, acknowledge, answer, audit, withdraw. */
#include "notice/notice_internal.h"

#define ACT ROUTE_IDEMPOTENT

enum { SIGN_TRIES = 3 };

static const struct problem_code E_STALE = { ERR_STALE, "notice.stale", "这张单子刚被他人处理，请刷新后再操作。" };

static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_notice_get_out n;
	enum err e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = id }, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", n.id);
	jw_kstr(&r->w, "no", n.no);
	jw_kstr(&r->w, "status", n.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&NOTICE_MACHINE, n.status));
	jw_kint(&r->w, "ack_due_at", n.ack_due_at);
	jw_kint(&r->w, "answer_due_at", n.answer_due_at);
	jw_kint(&r->w, "version", n.version);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err do_create(struct op *op, struct req *r, void *arg)
{
	const struct in_value *cases = in_get(r, "case_ids");
	int64_t id;
	struct notice_new n = { .kind = in_str(r, "kind"), .subject = in_str(r, "subject"), .unit_id = in_i64(r, "unit_id"),
		.title = in_str(r, "title"), .basis = in_str(r, "basis"), .demand = in_str(r, "demand"), .trigger = in_str(r, "trigger"),
		.answer_value = in_i64(r, "answer_days"), .cases = cases->ids, .ncases = cases->n };
	(void)arg;
	enum err e = notice_create(op, &n, &id);
	r->status = 201;
	return e ? e : answer(op, r, id);
}

static enum err h_create(struct req *r)
{
	return op_write(r, do_create, NULL);
}

static enum err do_edit(struct op *op, struct req *r, void *arg)
{
	const struct in_value *cases = in_get(r, "case_ids");
	struct notice_edit x = { .title = in_str(r, "title"), .basis = in_str(r, "basis"), .demand = in_str(r, "demand"),
		.answer_value = in_i64(r, "answer_days"), .cases = cases->ids, .ncases = cases->n, .with_cases = cases->given };
	(void)arg;
	enum err e = notice_edit(op, r->path_id[0], in_i64(r, "version"), &x);
	return e ? e : answer(op, r, r->path_id[0]);
}

static enum err h_edit(struct req *r)
{
	return op_write(r, do_edit, NULL);
}

static enum err do_sign(struct op *op, struct req *r, void *arg)
{
	enum err e = notice_sign(op, r->path_id[0], in_i64(r, "version"), arg);
	return e ? e : answer(op, r, r->path_id[0]);
}

/* The document is drawn outside the write, with the number it will have; when another notice has taken it, once more. */
static enum err h_sign(struct req *r)
{
	struct notice_document d;
	enum err e = ERR_OK;
	for (int i = 0; i < SIGN_TRIES; i++) {
		e = notice_prepare(op_of(r), r->path_id[0], &d);
		if (e)
			return e;
		e = op_write(r, do_sign, &d);
		if (e != ERR_STALE || !str_eq(r->problem.code, "notice.number"))
			return e;
		problem_clear(&r->problem);
	}
	return problem_set(&r->problem, &E_STALE);
}

/* An action, and the input that carries its text. */
struct step {
	const char *action, *field;
	bool files;
};

static enum err do_act(struct op *op, struct req *r, void *arg)
{
	const struct step *s = arg;
	enum err e = notice_act(op, r->path_id[0], in_i64(r, "version"), s->action, s->field ? in_str(r, s->field) : NULL);
	if (!e && s->files)
		e = files_attach_given(op, r, "notice", r->path_id[0]);
	return e ? e : answer(op, r, r->path_id[0]);
}

#define ACTION(name, field, files)                                                                 \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return op_write(r, do_act, &(struct step){ #name, field, files });                 \
	}
ACTION(drop, "reason", false)
ACTION(ack, NULL, false)
ACTION(reply, "reply", true)
ACTION(pass, "opinion", false)
ACTION(fail, "opinion", false)
ACTION(withdraw, "reason", false)

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define DAYS { "answer_days", IN_INT, 0, 1, 60, NULL, "反馈时限（工作日）", "default: that of the kind" }
#define CASES { "case_ids", IN_IDS, 0, 0, NOTICE_CASES_MAX, NULL, "涉及案件", "" }
static const struct in_field CREATE_IN[] = {
	{ "kind", IN_ENUM, IN_REQUIRED, 0, 0, NOTICE_KINDS, "种类", "" },
	{ "subject", IN_ENUM, IN_REQUIRED, 0, 0, NOTICE_SUBJECTS, "事由类别", "" },
	{ "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "单位", "" },
	{ "title", IN_TEXT, IN_REQUIRED, 4, 60, NULL, "标题", "" },
	{ "basis", IN_TEXT, IN_REQUIRED, 4, 1500, NULL, "事实和依据", "" },
	{ "demand", IN_TEXT, 0, 0, 800, NULL, "办理要求", "default: that of the kind" },
	{ "trigger", IN_ENUM, 0, 0, 0, "false_reply|leak", "事由", "what only people find out" },
	DAYS,
	CASES,
	{ 0 },
};
static const struct in_field EDIT_IN[] = {
	VERSION,
	{ "title", IN_TEXT, 0, 4, 60, NULL, "标题", "" },
	{ "basis", IN_TEXT, 0, 4, 3000, NULL, "事实和依据", "" },
	{ "demand", IN_TEXT, 0, 4, 800, NULL, "办理要求", "" },
	DAYS,
	CASES,
	{ 0 },
};
static const struct in_field SIGN_IN[] = { VERSION, { 0 } };
static const struct in_field REPLY_IN[] = { VERSION,
					    { "reply", IN_TEXT, IN_REQUIRED, 4, 3000, NULL, "办理情况", "" },
					    { "files", IN_IDS, 0, 0, 9, NULL, "材料", "drafts uploaded before" },
					    { 0 } };
static const struct in_field OPINION_IN[] = { VERSION, { "opinion", IN_TEXT, 0, 0, 1000, NULL, "审核意见", "" }, { 0 } };
static const struct in_field FAIL_IN[] = { VERSION, { "opinion", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "审核意见", "" }, { 0 } };
static const struct in_field REASON_IN[] = { VERSION, { "reason", IN_TEXT, IN_REQUIRED, 2, 1000, NULL, "理由", "" }, { 0 } };

#define AT "/api/v1/notices/{id}/"
#define KIND_SCOPE "by its kind"
const struct route NOTICE_ACTION_ROUTES[] = {
	{ HTTP_POST, "/api/v1/notices", h_create, CAP_NOTICE_READ, KIND_SCOPE, CREATE_IN, 0, ACT, "A draft by hand.", "NoticeShort" },
	{ HTTP_POST, AT "edit", h_edit, CAP_NOTICE_READ, KIND_SCOPE, EDIT_IN, 0, ACT, "Changes a draft.", "NoticeShort" },
	{ HTTP_POST, AT "sign", h_sign, CAP_NOTICE_READ, KIND_SCOPE, SIGN_IN, 0, ACT, "Issues it: numbered, drawn, signed, delivered.", "NoticeShort" },
	{ HTTP_POST, AT "drop", h_drop, CAP_NOTICE_READ, KIND_SCOPE, REASON_IN, 0, ACT, "Does not issue it; the draft stays on file.", "NoticeShort" },
	{ HTTP_POST, AT "ack", h_ack, CAP_NOTICE_REPLY, "unit or region", SIGN_IN, 0, ACT, "The unit signs for it (签收).", "NoticeShort" },
	{ HTTP_POST, AT "reply", h_reply, CAP_NOTICE_REPLY, "unit or region", REPLY_IN, 0, ACT, "The unit answers (反馈).", "NoticeShort" },
	{ HTTP_POST, AT "pass", h_pass, CAP_NOTICE_READ, KIND_SCOPE, OPINION_IN, 0, ACT, "The answer is accepted.", "NoticeShort" },
	{ HTTP_POST, AT "fail", h_fail, CAP_NOTICE_READ, KIND_SCOPE, FAIL_IN, 0, ACT, "The answer is not: the same time again.", "NoticeShort" },
	{ HTTP_POST, AT "withdraw", h_withdraw, CAP_NOTICE_READ, KIND_SCOPE, REASON_IN, 0, ACT, "Takes it back, with the reason on file.", "NoticeShort" },
	{ 0 },
};

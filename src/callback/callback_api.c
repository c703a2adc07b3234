/* SPDX-License-Identifier: Apache-2.0 */
/* Actions of callback agents and of those who judge unsolved or dissatisfied answers. */
#include "auth/caps.h"
#include "callback/callback.h"
#include "catalogue/op.h"

#define ACT ROUTE_IDEMPOTENT


static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_task_get_out t;
	enum err e = q_task_get(op->s, &(struct q_task_get_in){ .id = id }, &t);
	if (e)
		return e;
	jw_kid(&r->w, "id", t.id);
	jw_kid(&r->w, "appeal_id", t.appeal_id);
	jw_kid(&r->w, "case_id", t.case_id);
	jw_kstr(&r->w, "status", t.status);
	jw_kint(&r->w, "attempts", t.attempts);
	jw_kint(&r->w, "next_try_at", t.next_try_at);
	jw_kint(&r->w, "version", t.version);
	return ERR_OK;
}

typedef enum err (*task_action)(struct op *op, struct req *r, int64_t *id);

static enum err run_action(struct op *op, struct req *r, void *arg)
{
	int64_t id = r->path_id[0];
	jw_object(&r->w);
	enum err e = (*(task_action *)arg)(op, r, &id);
	if (!e)
		e = answer(op, r, id);
	jw_object_end(&r->w);
	return e;
}

static enum err act(struct req *r, task_action fn)
{
	return op_write(r, run_action, &fn);
}

static struct answers answers_in(const struct req *r)
{
	return (struct answers){ in_str(r, "solved"), in_i64(r, "satisfied"), in_i64(r, "contacted"), in_str(r, "opinion"), NULL };
}

static enum err do_claim(struct op *op, struct req *r, int64_t *id)
{
	*id = in_i64(r, "task_id");
	return callback_claim(op, id);
}

static enum err do_release(struct op *op, struct req *r, int64_t *id)
{
	(void)r;
	return callback_release(op, *id);
}

static enum err do_attempt(struct op *op, struct req *r, int64_t *id)
{
	return callback_attempt(op, *id, in_str(r, "method"), in_str(r, "outcome"), in_str(r, "note"));
}

static enum err do_rate(struct op *op, struct req *r, int64_t *id)
{
	struct answers a = answers_in(r);
	return callback_rate(op, *id, &a);
}

static enum err do_waive(struct op *op, struct req *r, int64_t *id)
{
	return callback_waive(op, *id, in_str(r, "reason"));
}

static enum err do_link(struct op *op, struct req *r, int64_t *id)
{
	const char *token;
	enum err e = callback_make_link(op, *id, &token);
	if (!e)
		jw_kstr(&r->w, "url", arena_printf(op->a, "/h5/rate?link=%s", token));
	return e;
}

static enum err do_judge(struct op *op, struct req *r, void *arg)
{
	const struct in_value *orders = in_get(r, "order_ids");
	int64_t id = r->path_id[0];
	bool done = false;
	(void)arg;
	enum err e = must_case(op, CAP_JUDGE, id, &NO_CASE);
	if (!e)
		e = callback_judge(op, id, in_i64(r, "appeal_id"), str_eq(in_str(r, "verdict"), "rework"),
			in_str(r, "opinion"), orders->ids, orders->n, &done);
	struct q_case_get_out c;
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = id }, &c);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kid(&r->w, "id", c.id);
	jw_kstr(&r->w, "no", c.no);
	jw_kstr(&r->w, "status", c.status);
	jw_kint(&r->w, "version", c.version);
	jw_kbool(&r->w, "done", done);
	jw_object_end(&r->w);
	return ERR_OK;
}

#define HANDLER(name)                                                                              \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return act(r, do_##name);                                                          \
	}
HANDLER(claim)
HANDLER(release)
HANDLER(attempt)
HANDLER(rate)
HANDLER(waive)
HANDLER(link)

static enum err h_judge(struct req *r)
{
	return op_write(r, do_judge, NULL);
}

static const struct in_field CLAIM_IN[] = { { "task_id", IN_ID, 0, 0, 0, NULL, "任务", "default: the next" }, { 0 } };
static const struct in_field ATTEMPT_IN[] = {
	{ "method", IN_ENUM, IN_REQUIRED, 0, 0, "phone|link|sms|visit", "联系方式", "" },
	{ "outcome", IN_ENUM, IN_REQUIRED, 0, 0, "reached|no_answer|refused|wrong_number|later", "联系结果", "" },
	{ "note", IN_TEXT, 0, 0, 500, NULL, "备注", "" },
	{ 0 },
};
static const struct in_field RATE_IN[] = {
	{ "solved", IN_ENUM, IN_REQUIRED, 0, 0, "yes|partly|no|clear|unclear", "问题是否解决", "clear/unclear for 咨询, 建议, 表扬" },
	{ "satisfied", IN_INT, IN_REQUIRED, 1, 5, NULL, "满意程度", "5 非常满意 … 1 非常不满意" },
	{ "contacted", IN_BOOL, 0, 0, 0, NULL, "承办单位是否联系过您", "" },
	{ "opinion", IN_TEXT, 0, 0, 1000, NULL, "意见", "" },
	{ 0 },
};
static const struct in_field WAIVE_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 1, 300, NULL, "理由", "" }, { 0 } };
static const struct in_field JUDGE_IN[] = {
	{ "appeal_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "诉求", "" },
	{ "verdict", IN_ENUM, IN_REQUIRED, 0, 0, "rework|unreasonable", "研判结论", "" },
	{ "opinion", IN_TEXT, IN_REQUIRED, 1, 1000, NULL, "研判意见", "" },
	{ "order_ids", IN_IDS, 0, 0, 20, NULL, "重办工单", "default: the lead order" },
	{ 0 },
};

const struct route CALLBACK_ROUTES[] = {
	{ HTTP_POST, "/api/v1/callbacks/claim", h_claim, CAP_CALLBACK, "all", CLAIM_IN, 0, ACT, "Takes the next callback.", "CallbackShort" },
	{ HTTP_POST, "/api/v1/callbacks/{id}/release", h_release, CAP_CALLBACK, "own task", NULL, 0, ACT, "Gives a task back.", "CallbackShort" },
	{ HTTP_POST, "/api/v1/callbacks/{id}/attempt", h_attempt, CAP_CALLBACK, "own task", ATTEMPT_IN, 0, ACT, "Records one try.", "CallbackShort" },
	{ HTTP_POST, "/api/v1/callbacks/{id}/rate", h_rate, CAP_CALLBACK, "own task", RATE_IN, 0, ACT, "Notes the person's answers.", "CallbackShort" },
	{ HTTP_POST, "/api/v1/callbacks/{id}/waive", h_waive, CAP_CALLBACK, "own task", WAIVE_IN, 0, ACT, "免回访 with reason.", "CallbackShort" },
	{ HTTP_POST, "/api/v1/callbacks/{id}/link", h_link, CAP_CALLBACK, "own task", NULL, 0, ACT, "Makes a rating link.", "CallbackLink" },
	{ HTTP_POST, "/api/v1/cases/{id}/judge", h_judge, CAP_JUDGE, "all or region", JUDGE_IN, 0, ACT, "研判 of a bad answer.", "CaseJudged" },
	{ 0 },
};

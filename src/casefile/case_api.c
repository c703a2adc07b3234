/* SPDX-License-Identifier: Apache-2.0 */
/* Actions on cases that concern the case alone: classify, urge, merge, link, close, check, reopen. */
#include "auth/caps.h"
#include "casefile/casefile.h"
#include "catalogue/op.h"

#define VERSION { "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version the person saw" }
#define ACT ROUTE_IDEMPOTENT


static enum err answer(struct op *op, struct req *r, int64_t id)
{
	struct q_case_get_out c;
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = id }, &c);
	if (e)
		return e;
	jw_kid(&r->w, "id", c.id);
	jw_kstr(&r->w, "no", c.no);
	jw_kstr(&r->w, "status", c.status);
	jw_kstr(&r->w, "status_text", wf_state_text(&CASE_MACHINE, c.status));
	jw_kint(&r->w, "version", c.version);
	return ERR_OK;
}

struct case_action {
	enum cap cap;
	enum err (*fn)(struct op *op, struct req *r, int64_t id);
};

static enum err run_action(struct op *op, struct req *r, void *arg)
{
	const struct case_action *a = arg;
	int64_t id = r->path_id[0];
	enum err e = must_case(op, a->cap, id, &NO_CASE);
	if (e)
		return e;
	jw_object(&r->w);
	e = a->fn(op, r, id);
	if (!e)
		e = answer(op, r, id);
	jw_object_end(&r->w);
	return e;
}

static enum err act(struct req *r, enum cap cap, enum err (*fn)(struct op *, struct req *, int64_t))
{
	struct case_action a = { cap, fn };
	return op_write(r, run_action, &a);
}

static enum err do_classify(struct op *op, struct req *r, int64_t id)
{
	return case_classify(op, id, in_i64(r, "version"), in_i64(r, "event_type_id"), in_str(r, "colour"), in_str(r, "reason"));
}

static enum err do_urge(struct op *op, struct req *r, int64_t id)
{
	const char *told;
	const struct channel *ch = in_given(r, "channel") ? ref_channel_code(op->refs, in_str(r, "channel")) : NULL;
	enum err e = case_urge(op, id, in_i64(r, "appeal_id"), ch ? ch->id : NIL, in_str(r, "note"), &told);
	if (!e)
		jw_kstr(&r->w, "told", told);
	return e;
}

static enum err do_merge(struct op *op, struct req *r, int64_t id)
{
	int64_t merge_id;
	enum err e = must_case(op, CAP_MERGE, in_i64(r, "into_case_id"), &NO_CASE);
	if (!e)
		e = case_merge(op, id, in_i64(r, "version"), in_i64(r, "into_case_id"), in_str(r, "kind"),
			in_str(r, "reason"), &merge_id);
	if (!e)
		jw_kid(&r->w, "merge_id", merge_id);
	return e;
}

static enum err do_undo(struct op *op, struct req *r, void *arg)
{
	struct q_merge_get_out m;
	int64_t case_id;
	(void)arg;
	enum err e = q_merge_get(op->s, &(struct q_merge_get_in){ .id = r->path_id[0] }, &m);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_CASE);
	if (!e)
		e = must_case(op, CAP_MERGE, m.into_case_id, &NO_CASE);
	if (!e)
		e = case_unmerge(op, m.id, in_str(r, "reason"), &case_id);
	if (e)
		return e;
	jw_object(&r->w);
	e = answer(op, r, case_id);
	jw_object_end(&r->w);
	return e;
}

static enum err do_link(struct op *op, struct req *r, int64_t id)
{
	enum err e = must_case(op, CAP_LINK, in_i64(r, "other_id"), &NO_CASE);
	return e ? e : case_link(op, id, in_i64(r, "other_id"), in_str(r, "note"));
}

static enum err do_unlink(struct op *op, struct req *r, int64_t id)
{
	enum err e = must_case(op, CAP_LINK, in_i64(r, "other_id"), &NO_CASE);
	return e ? e : case_unlink(op, id, in_i64(r, "other_id"));
}

static enum err do_close(struct op *op, struct req *r, int64_t id)
{
	return case_act(op, id, in_i64(r, "version"), "close",
			&(struct case_move_args){ .reason = in_str(r, "reason"), .closing_kind = "explained" });
}

static enum err do_check(struct op *op, struct req *r, int64_t id)
{
	bool ok = in_i64(r, "ok") == 1;
	return case_act(op, id, in_i64(r, "version"), ok ? "check" : "check_failed",
			&(struct case_move_args){ .reason = in_str(r, "note"), .closing_kind = ok ? "checked" : NULL });
}

static enum err do_reopen(struct op *op, struct req *r, int64_t id)
{
	return case_act(op, id, in_i64(r, "version"), "reopen", &(struct case_move_args){ .reason = in_str(r, "reason") });
}

static enum err do_withdraw(struct op *op, struct req *r, int64_t id)
{
	return case_withdraw(op, id, in_i64(r, "version"), in_str(r, "reason"));
}

#define HANDLER(name, cap)                                                                         \
	static enum err h_##name(struct req *r)                                                    \
	{                                                                                          \
		return act(r, cap, do_##name);                                                     \
	}
HANDLER(classify, CAP_CLASSIFY)
HANDLER(urge, CAP_URGE)
HANDLER(merge, CAP_MERGE)
HANDLER(link, CAP_LINK)
HANDLER(unlink, CAP_LINK)
HANDLER(close, CAP_CLOSE)
HANDLER(check, CAP_GRID_CHECK)
HANDLER(reopen, CAP_REOPEN)
HANDLER(withdraw, CAP_CLOSE)

static enum err h_undo(struct req *r)
{
	return op_write(r, do_undo, NULL);
}

static const struct in_field CLASSIFY_IN[] = {
	VERSION,
	{ "event_type_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "事项", "" },
	{ "colour", IN_ENUM, IN_REQUIRED, 0, 0, "red|orange|yellow|blue|green", "诉求分级", "" },
	{ "reason", IN_TEXT, 0, 0, 500, NULL, "理由", "needed when the colour differs from the event list" },
	{ 0 },
};
static const struct in_field URGE_IN[] = { { "appeal_id", IN_ID, 0, 0, 0, NULL, "诉求", "" },
					   { "note", IN_TEXT, 0, 0, 500, NULL, "备注", "" },
					   { "channel", IN_TEXT, 0, 1, 40, NULL, "渠道", "code" },
					   { 0 } };
static const struct in_field MERGE_IN[] = { VERSION,
					    { "into_case_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "主件", "" },
					    { "kind", IN_ENUM, IN_REQUIRED, 0, 0, "repeat|same_matter", "归并类别", "重复件 / 同类" },
					    { "reason", IN_TEXT, 0, 0, 500, NULL, "理由", "" },
					    { 0 } };
static const struct in_field UNDO_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" }, { 0 } };
static const struct in_field LINK_IN[] = { { "other_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "关联案件", "" },
					   { "note", IN_TEXT, 0, 0, 300, NULL, "说明", "" },
					   { 0 } };
static const struct in_field CLOSE_IN[] = { VERSION, { "reason", IN_TEXT, 0, 0, 500, NULL, "说明", "" }, { 0 } };
static const struct in_field CHECK_IN[] = { VERSION,
					    { "ok", IN_BOOL, IN_REQUIRED, 0, 0, NULL, "核查结果", "" },
					    { "note", IN_TEXT, 0, 0, 500, NULL, "核查情况", "needed when it failed" },
					    { 0 } };
static const struct in_field REASON_IN[] = { VERSION, { "reason", IN_TEXT, IN_REQUIRED, 1, 500, NULL, "理由", "" }, { 0 } };

const struct route CASE_ROUTES[] = {
	{ HTTP_POST, "/api/v1/cases/{id}/classify", h_classify, CAP_CLASSIFY, "all or region", CLASSIFY_IN, 0, ACT, "Classifies to the event list and grades.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/urge", h_urge, CAP_URGE, "visible cases", URGE_IN, 0, ACT, "催办: records it and says what to tell.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/merge", h_merge, CAP_MERGE, "all or region", MERGE_IN, 0, ACT, "Merges into another open case, reversibly.", "CaseShort" },
	{ HTTP_POST, "/api/v1/merges/{id}/undo", h_undo, CAP_MERGE, "all or region", UNDO_IN, 0, ACT, "Undoes a merge.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/link", h_link, CAP_LINK, "visible cases", LINK_IN, 0, ACT, "Links a related case.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/unlink", h_unlink, CAP_LINK, "visible cases", LINK_IN, 0, ACT, "Removes a link.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/close", h_close, CAP_CLOSE, "all", CLOSE_IN, 0, ACT, "Closes a case in which everybody was heard.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/check", h_check, CAP_GRID_CHECK, "grid", CHECK_IN, 0, ACT, "核查 of a case without appellant.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/reopen", h_reopen, CAP_REOPEN, "all or region", REASON_IN, 0, ACT, "Reopens within 30 days.", "CaseShort" },
	{ HTTP_POST, "/api/v1/cases/{id}/withdraw", h_withdraw, CAP_CLOSE, "all", REASON_IN, 0, ACT, "Closes as withdrawn before dispatch.", "CaseShort" },
	{ 0 },
};

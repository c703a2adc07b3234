/* SPDX-License-Identifier: Apache-2.0 */
/* The history of one whistle: those lines of its case that name it. */
#include "desk/desk.h"
#include "whistle_sql.h"

static enum err h_timeline(struct req *r)
{
	static const struct problem_code gone = { ERR_NOT_FOUND, "whistle.not_found", "没有找到这次吹哨，或您无权查看。" };
	struct op *op = op_of(r);
	struct q_whistle_case_out at;
	enum notes notes;
	bool yes = false;
	enum err e = q_whistle_case(op->s, &(struct q_whistle_case_in){ .id = r->path_id[0] }, &at);
	if (!e)
		e = may_case(op->s, op->who, CAP_CASE_READ, at.case_id, &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return problem_set(op->problem, &gone);
	if (!e)
		e = case_notes(op, at.case_id, &notes);
	if (e)
		return e;
	jw_object(&r->w);
	e = jw_timeline_of_whistle(&r->w, "timeline", op, "case", at.case_id, notes, r->path_id[0]);
	jw_object_end(&r->w);
	return e;
}

const struct route DESK_WHISTLE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/whistles/{id}/timeline", h_timeline, CAP_CASE_READ, "by case", NULL, 0, 0, "The history of one whistle.", "WhistleTimeline" },
	{ 0 },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The history of one whistle: those lines of its case that name it. */
#include "desk/desk.h"
#include "whistle_sql.h"

static enum err h_timeline(struct req *r)
{
	struct op *op = op_of(r);
	struct q_whistle_case_out at;
	enum notes notes;
	enum err e = q_whistle_case(op->s, &(struct q_whistle_case_in){ .id = r->path_id[0] }, &at);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &NO_WHISTLE);
	if (!e)
		e = must_case(op, CAP_CASE_READ, at.case_id, &NO_WHISTLE);
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

/* SPDX-License-Identifier: Apache-2.0 */
/* Running clocks in the database: started and stopped by the workflow, warned at 80 % and breached at 100 % by the scheduler. */
#ifndef YS_CLOCK_CLOCK_H
#define YS_CLOCK_CLOCK_H

#include "calendar/calendar.h"
#include "db/db.h"

enum { CLOCK_WARN_MICRO = 800000 }; /* of the limit: the warning (80 %) */

struct clock_ref {
	const char *object_kind;   /* "appeal", "case", "order", "stage" */
	int64_t object_id, case_id;
	const char *kind;          /* "sign", "handle" … */
	int64_t round;
};

struct clock_row {
	int64_t id, object_id, case_id, round, started_at, limit_value, due_at, stopped_at, warned_at, breached_at;
	const char *object_kind, *kind, *limit_unit;
};
/* When a clock ends, its pauses counted; one that still lasts counts up to `until`. Reads id, started_at and the limit of `k`. */
enum err clock_end(struct db_session *s, const struct calendar *cal, const struct clock_row *k, int64_t until, int64_t *due);
/* Starts a clock; *due is its end. */
enum err clock_start(struct db_session *s, const struct calendar *cal, const struct clock_ref *ref, int64_t now, int64_t value,
		     enum limit_unit unit, int64_t *due);
/* As clock_start, with a due time that is already fixed (the clock of the case goes on after 改派). */
enum err clock_start_until(struct db_session *s, const struct clock_ref *ref, int64_t now, int64_t value,
	enum limit_unit unit, int64_t due);
/* The running clock of that kind of one object also runs for another one: same start, limit, pauses and end, so that whoever
 * gets the duty later (改派, 子单) gets no time that the first did not have. ERR_NOT_FOUND when none runs; one that was stopped
 * at this very `now` still counts. */
enum err clock_share(struct db_session *s, const char *object_kind, int64_t from_id, const struct clock_ref *to, int64_t now);
/* The running clock gets `more` of its own unit (延期). *due is its new end; ERR_NOT_FOUND when none runs. */
enum err clock_extend(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	const char *kind, int64_t more, int64_t now, int64_t *due);
/* Stops the running clock of that kind, if any. */
enum err clock_stop(struct db_session *s, const char *object_kind, int64_t object_id, const char *kind, int64_t now);
/* The last clock of that kind runs again; the time since it was stopped counts as a pause. Nothing when it never ran. */
enum err clock_resume(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	const char *kind, int64_t now, const char *reason);
/* The last clock of that kind runs again as if it had never been stopped: same due time, no pause. */
enum err clock_go_on(struct db_session *s, const char *object_kind, int64_t object_id, const char *kind);
/* Stops every clock of an object. */
enum err clock_stop_all(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now);
/* Every running clock of an object stands still until clock_resume_all. approved_by: NIL nobody. */
enum err clock_pause_all(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now, const char *reason,
	int64_t approved_by);
/* The clocks that stand still; due_at: their ends when the pause lasts until `until`. Of a row only id, object, kind, start,
 * limit and due_at are set. */
enum err clock_in_pause(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	int64_t until, struct clock_row **rows, size_t *n);
/* They run again, with new ends in due_at. */
enum err clock_resume_all(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	int64_t now, struct clock_row **rows, size_t *n);
/* Their pauses are over, and they stay stopped. */
enum err clock_pauses_end(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now);

/* Clocks of a case: its own, its orders', its appeals'. */
enum err clock_of_case(struct db_session *s, int64_t case_id, struct clock_row **rows, size_t *n);
/* ERR_NOT_FOUND for an unknown clock. */
enum err clock_get(struct db_session *s, int64_t id, struct clock_row *row);
/* "Why this date": the lines of cal_explain with the clock's own pauses. */
enum err clock_explain(
	struct db_session *s, const struct calendar *cal, const struct clock_row *row, int64_t now, const char **lines);
/* Clocks to act on: due to warn or breached at `now`, oldest first, at most `limit`. */
enum err clock_due(struct db_session *s, int64_t now, int64_t limit, struct clock_row **rows, size_t *n);
enum err clock_mark_warned(struct db_session *s, int64_t id, int64_t now);
enum err clock_mark_breached(struct db_session *s, int64_t id, int64_t now);
/* "还剩 3 小时" / "已超 1 天 2 小时" in natural time. */
const char *clock_left_text(struct arena *a, int64_t due, int64_t now);

#endif

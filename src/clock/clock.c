/* SPDX-License-Identifier: Apache-2.0 */
/* Storage of clocks: when they end comes from the calendar, what happens then from the scheduler. */
#include "clock/clock.h"

#include <string.h>

#include "clock_sql.h"

static enum err pauses_of(struct db_session *s, int64_t clock_id, struct cal_pause **pauses, size_t *n)
{
	struct q_clock_pauses_rows got;
	enum err e = q_clock_pauses(s, &(struct q_clock_pauses_in){ .clock_id = clock_id }, &got);
	if (e)
		return e;
	*n = got.n;
	*pauses = ARENA_ARRAY(db_arena(s), struct cal_pause, got.n + 1);
	for (size_t i = 0; i < got.n; i++)
		(*pauses)[i] = (struct cal_pause){ got.v[i].from_at, got.v[i].to_at };
	return ERR_OK;
}

enum err clock_end(struct db_session *s, const struct calendar *cal, const struct clock_row *k, int64_t until, int64_t *due)
{
	struct cal_pause *p;
	size_t n;
	enum err e = pauses_of(s, k->id, &p, &n);
	if (!e)
		*due = cal_due(cal, k->started_at, k->limit_value, limit_unit_from(k->limit_unit), p, n, until);
	return e;
}

enum err clock_start(struct db_session *s, const struct calendar *cal, const struct clock_ref *ref, int64_t now, int64_t value,
		     enum limit_unit unit, int64_t *due)
{
	*due = cal_due(cal, now, value, unit, NULL, 0, now);
	return clock_start_until(s, ref, now, value, unit, *due);
}

enum err clock_start_until(struct db_session *s, const struct clock_ref *ref, int64_t now, int64_t value,
	enum limit_unit unit, int64_t due)
{
	return q_clock_insert(s, &(struct q_clock_insert_in){ .object_kind = ref->object_kind, .object_id = ref->object_id,
			      .case_id = ref->case_id, .kind = ref->kind, .round = ref->round, .started_at = now,
			      .limit_value = value, .limit_unit = limit_unit_name(unit), .due_at = due,
			      .warn_at = cal_point(now, due, CLOCK_WARN_MICRO) }, NULL);
}

enum err clock_share(struct db_session *s, const char *object_kind, int64_t from_id, const struct clock_ref *to, int64_t now)
{
	struct q_clock_last_kind_out k, made;
	struct q_clock_pauses_rows got;
	enum err e = q_clock_last_kind(s, &(struct q_clock_last_kind_in){ .object_kind = object_kind, .object_id = from_id,
				       .kind = to->kind }, &k);
	if (!e && k.stopped_at != NIL && k.stopped_at != now)
		e = ERR_NOT_FOUND;
	if (!e)
		e = q_clock_pauses(s, &(struct q_clock_pauses_in){ .clock_id = k.id }, &got);
	if (!e)
		e = clock_start_until(s, to, k.started_at, k.limit_value, limit_unit_from(k.limit_unit), k.due_at);
	if (!e && got.n)
		e = q_clock_last_kind(s, &(struct q_clock_last_kind_in){ .object_kind = to->object_kind, .object_id = to->object_id,
				      .kind = to->kind }, &made);
	for (size_t i = 0; !e && i < got.n; i++)
		e = q_clock_paused(s, &(struct q_clock_paused_in){ .clock_id = made.id, .from_at = got.v[i].from_at,
				   .to_at = got.v[i].to_at, .reason = got.v[i].reason }, NULL);
	return e;
}

enum err clock_extend(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	const char *kind, int64_t more, int64_t now, int64_t *due)
{
	struct q_clock_last_kind_out k;
	enum err e = q_clock_last_kind(s, &(struct q_clock_last_kind_in){ .object_kind = object_kind, .object_id = object_id,
				       .kind = kind }, &k);
	if (!e && k.stopped_at != NIL)
		e = ERR_NOT_FOUND;
	if (!e)
		e = clock_end(s, cal, &(struct clock_row){ .id = k.id, .started_at = k.started_at,
			      .limit_value = k.limit_value + more, .limit_unit = k.limit_unit }, now, due);
	if (e)
		return e;
	int64_t warn = cal_point(k.started_at, *due, CLOCK_WARN_MICRO);
	return q_clock_extended(s, &(struct q_clock_extended_in){ .limit_value = k.limit_value + more, .due_at = *due,
				.warn_at = warn, .warned_at = warn > now ? NIL : k.warned_at,
				.breached_at = *due > now ? NIL : k.breached_at, .id = k.id }, NULL);
}

enum err clock_stop(struct db_session *s, const char *object_kind, int64_t object_id, const char *kind, int64_t now)
{
	return q_clock_stop_kind(s, &(struct q_clock_stop_kind_in){ .now = now, .object_kind = object_kind, .object_id = object_id,
				 .kind = kind }, NULL);
}

static enum err run_again(struct db_session *s, int64_t id, int64_t started_at, int64_t due)
{
	return q_clock_run_again(s, &(struct q_clock_run_again_in){ .due_at = due,
				 .warn_at = cal_point(started_at, due, CLOCK_WARN_MICRO), .id = id }, NULL);
}

enum err clock_resume(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	const char *kind, int64_t now, const char *reason)
{
	struct q_clock_last_kind_out k;
	int64_t due;
	enum err e = q_clock_last_kind(s, &(struct q_clock_last_kind_in){ .object_kind = object_kind, .object_id = object_id,
				       .kind = kind }, &k);
	if (e == ERR_NOT_FOUND || (!e && k.stopped_at == NIL))
		return ERR_OK;
	if (!e)
		e = q_clock_paused(s, &(struct q_clock_paused_in){ .clock_id = k.id, .from_at = k.stopped_at, .to_at = now,
				   .reason = reason }, NULL);
	if (!e)
		e = clock_end(s, cal, &(struct clock_row){ .id = k.id, .started_at = k.started_at,
			      .limit_value = k.limit_value, .limit_unit = k.limit_unit }, now, &due);
	return e ? e : run_again(s, k.id, k.started_at, due);
}

enum err clock_go_on(struct db_session *s, const char *object_kind, int64_t object_id, const char *kind)
{
	return q_clock_unstop(s, &(struct q_clock_unstop_in){ .object_kind = object_kind, .object_id = object_id, .kind = kind },
			      NULL);
}

enum err clock_pause_all(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now, const char *reason,
	int64_t approved_by)
{
	enum err e = q_clock_pause_object(s, &(struct q_clock_pause_object_in){ .now = now, .reason = reason,
					  .approved_by = approved_by, .object_kind = object_kind, .object_id = object_id }, NULL);
	return e ? e : clock_stop_all(s, object_kind, object_id, now);
}

enum err clock_in_pause(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	int64_t until, struct clock_row **rows, size_t *n)
{
	struct q_clock_in_pause_rows got;
	enum err e = q_clock_in_pause(s, &(struct q_clock_in_pause_in){ .object_kind = object_kind, .object_id = object_id }, &got);
	if (e)
		return e;
	*n = got.n;
	*rows = ARENA_ARRAY(db_arena(s), struct clock_row, got.n + 1);
	for (size_t i = 0; i < got.n && !e; i++) {
		struct clock_row *k = &(*rows)[i];
		*k = (struct clock_row){ .id = got.v[i].id, .object_kind = object_kind, .object_id = object_id,
					 .kind = got.v[i].kind, .started_at = got.v[i].started_at,
					 .limit_value = got.v[i].limit_value, .limit_unit = got.v[i].limit_unit };
		e = clock_end(s, cal, k, until, &k->due_at);
	}
	return e;
}

enum err clock_pauses_end(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now)
{
	return q_clock_pauses_end(s, &(struct q_clock_pauses_end_in){ .now = now, .object_kind = object_kind,
				  .object_id = object_id }, NULL);
}

enum err clock_resume_all(struct db_session *s, const struct calendar *cal, const char *object_kind, int64_t object_id,
	int64_t now, struct clock_row **rows, size_t *n)
{
	enum err e = clock_in_pause(s, cal, object_kind, object_id, now, rows, n);
	if (!e)
		e = clock_pauses_end(s, object_kind, object_id, now);
	for (size_t i = 0; !e && i < *n; i++)
		e = run_again(s, (*rows)[i].id, (*rows)[i].started_at, (*rows)[i].due_at);
	return e;
}

enum err clock_stop_all(struct db_session *s, const char *object_kind, int64_t object_id, int64_t now)
{
	return q_clock_stop_object(s, &(struct q_clock_stop_object_in){ .now = now, .object_kind = object_kind,
				   .object_id = object_id }, NULL);
}

/* The three list statements have the same columns; this copies any of them. */
#define COPY_ROW(dst, g)                                                                            \
	(*(dst) = (struct clock_row){ .id = (g)->id, .object_id = (g)->object_id, .case_id = (g)->case_id,   \
		.round = (g)->round, .started_at = (g)->started_at, .limit_value = (g)->limit_value,         \
		.due_at = (g)->due_at, .stopped_at = (g)->stopped_at, .warned_at = (g)->warned_at,           \
		.breached_at = (g)->breached_at, .object_kind = (g)->object_kind, .kind = (g)->kind,         \
		.limit_unit = (g)->limit_unit })

enum err clock_of_case(struct db_session *s, int64_t case_id, struct clock_row **rows, size_t *n)
{
	struct q_clock_of_case_rows got;
	enum err e = q_clock_of_case(s, &(struct q_clock_of_case_in){ .case_id = case_id }, &got);
	if (e)
		return e;
	*n = got.n;
	*rows = ARENA_ARRAY(db_arena(s), struct clock_row, got.n + 1);
	for (size_t i = 0; i < got.n; i++)
		COPY_ROW(&(*rows)[i], &got.v[i]);
	return ERR_OK;
}

enum err clock_get(struct db_session *s, int64_t id, struct clock_row *row)
{
	struct q_clock_get_out g;
	enum err e = q_clock_get(s, &(struct q_clock_get_in){ .id = id }, &g);
	if (!e)
		COPY_ROW(row, &g);
	return e;
}

enum err clock_explain(
	struct db_session *s, const struct calendar *cal, const struct clock_row *row, int64_t now, const char **lines)
{
	struct cal_pause *p;
	size_t n;
	enum err e = pauses_of(s, row->id, &p, &n);
	if (e)
		return e;
	*lines = cal_explain(cal, db_arena(s), row->started_at, row->limit_value, limit_unit_from(row->limit_unit), p, n, now);
	return ERR_OK;
}

enum err clock_due(struct db_session *s, int64_t now, int64_t limit, struct clock_row **rows, size_t *n)
{
	struct q_clock_to_warn_rows warn;
	struct q_clock_to_breach_rows breach;
	enum err e = q_clock_to_breach(s, &(struct q_clock_to_breach_in){ .now = now, .max = limit }, &breach);
	if (!e)
		e = q_clock_to_warn(s, &(struct q_clock_to_warn_in){ .now = now, .max = limit }, &warn);
	if (e)
		return e;
	*rows = ARENA_ARRAY(db_arena(s), struct clock_row, warn.n + breach.n + 1);
	*n = warn.n + breach.n;
	for (size_t i = 0; i < breach.n; i++)
		COPY_ROW(&(*rows)[i], &breach.v[i]);
	for (size_t i = 0; i < warn.n; i++)
		COPY_ROW(&(*rows)[breach.n + i], &warn.v[i]);
	return ERR_OK;
}

enum err clock_mark_warned(struct db_session *s, int64_t id, int64_t now)
{
	return q_clock_warned(s, &(struct q_clock_warned_in){ .now = now, .id = id }, NULL);
}

enum err clock_mark_breached(struct db_session *s, int64_t id, int64_t now)
{
	return q_clock_breached(s, &(struct q_clock_breached_in){ .now = now, .id = id }, NULL);
}

const char *clock_left_text(struct arena *a, int64_t due, int64_t now)
{
	int64_t left = due - now, m = (left < 0 ? -left : left) / MS_MINUTE;
	const char *sign = left < 0 ? "已超" : "还剩";
	if (m < 60)
		return arena_printf(a, "%s %d 分钟", sign, (int)m);
	if (m < 24 * 60)
		return arena_printf(a, "%s %d 小时", sign, (int)(m / 60));
	if (m / 60 % 24 == 0)
		return arena_printf(a, "%s %d 天", sign, (int)(m / 1440));
	return arena_printf(a, "%s %d 天 %d 小时", sign, (int)(m / 1440), (int)(m / 60 % 24));
}

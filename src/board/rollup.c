/* SPDX-License-Identifier: Apache-2.0 */
/* Daily roll-ups: each day is derived anew from the tables of truth, so that a repeated run changes nothing. */
#include "board/rollup.h"

#include "base/day.h"
#include "base/env.h"
#include "rollup_sql.h"

enum err rollup_day(struct db_session *s, int32_t day)
{
	int64_t from = day_start_ms(day), to = day_start_ms(day_add(day, 1));
	enum err e = q_rollup_clear(s, &(struct q_rollup_clear_in){ .day = day }, NULL);
	if (!e)
		e = q_rollup_intake_channel(s, &(struct q_rollup_intake_channel_in){ .day = day, .from = from, .to = to }, NULL);
	if (!e)
		e = q_rollup_intake_town(s, &(struct q_rollup_intake_town_in){ .day = day, .from = from, .to = to }, NULL);
	if (!e)
		e = q_rollup_opened_town(s, &(struct q_rollup_opened_town_in){ .day = day, .from = from, .to = to }, NULL);
	if (!e)
		e = q_rollup_settled_unit(s, &(struct q_rollup_settled_unit_in){ .day = day, .from = from, .to = to }, NULL);
	if (!e)
		e = q_rollup_settled_ms(s, &(struct q_rollup_settled_ms_in){ .day = day, .from = from, .to = to }, NULL);
	if (!e)
		e = q_rollup_self_town(s, &(struct q_rollup_self_town_in){ .day = day, .from = from, .to = to }, NULL);
	return e;
}

struct one_day {
	int32_t day;
};

static enum err write_day(struct db_session *s, void *arg)
{
	return rollup_day(s, ((const struct one_day *)arg)->day);
}

enum err rollup_refresh(struct db_session *s, int64_t now, int days)
{
	enum err e = ERR_OK;
	for (int ago = days - 1; !e && ago >= 0; ago--)
		e = db_write(s, write_day, &(struct one_day){ day_add(day_of_ms(now), -ago) });
	return e;
}

enum err rollup_rebuild(struct db_session *s, int64_t now, int64_t *changed)
{
	struct q_rollup_span_out span;
	enum err e = q_rollup_span(s, &span);
	*changed = 0;
	if (e || span.first_at == NIL)
		return e;
	int32_t last = day_of_ms(now > span.last_at ? now : span.last_at);
	for (int32_t day = day_of_ms(span.first_at); !e && day <= last; day = day_add(day, 1)) {
		struct q_rollup_of_day_rows before, after;
		struct one_day one = { day };
		e = q_rollup_of_day(s, &(struct q_rollup_of_day_in){ .day = day }, &before);
		if (!e)
			e = db_write(s, write_day, &one);
		if (!e)
			e = q_rollup_of_day(s, &(struct q_rollup_of_day_in){ .day = day }, &after);
		if (e)
			break;
		bool same = before.n == after.n;
		for (size_t i = 0; same && i < after.n; i++)
			same = before.v[i].n == after.v[i].n && before.v[i].dim_id == after.v[i].dim_id &&
			       str_eq(before.v[i].measure, after.v[i].measure) && str_eq(before.v[i].dim, after.v[i].dim);
		*changed += !same;
	}
	return e;
}

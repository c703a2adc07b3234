/* SPDX-License-Identifier: Apache-2.0 */
/* Daily roll-ups: each day is derived anew from the tables of truth, so that a repeated run changes nothing. */
#include "board/rollup.h"

#include "base/day.h"
#include "base/env.h"
#include "rollup_sql.h"

struct one_day {
	int32_t day;
	struct q_rollup_counted_rows counted;
};

static enum err write_day(struct db_session *s, void *arg)
{
	const struct one_day *o = arg;
	enum err e = q_rollup_clear(s, &(struct q_rollup_clear_in){ .day = o->day }, NULL);
	for (size_t i = 0; !e && i < o->counted.n; i++) {
		const struct q_rollup_counted_out *r = &o->counted.v[i];
		e = q_rollup_insert(s, &(struct q_rollup_insert_in){ .day = o->day, .measure = r->measure, .dim = r->dim,
					       .dim_id = r->dim_id, .n = r->n }, NULL);
	}
	return e;
}

/* Counts a day outside any write, for that takes long after a busy one, and writes it when a number is another. */
static enum err refresh_day(struct db_session *s, int32_t day, int64_t *changed)
{
	struct one_day o = { .day = day };
	struct q_rollup_of_day_rows kept;
	enum err e = q_rollup_of_day(s, &(struct q_rollup_of_day_in){ .day = day }, &kept);
	if (!e)
		e = q_rollup_counted(s, &(struct q_rollup_counted_in){ .from = day_start_ms(day),
						.to = day_start_ms(day_add(day, 1)) }, &o.counted);
	bool same = !e && kept.n == o.counted.n;
	for (size_t i = 0; same && i < kept.n; i++)
		same = kept.v[i].n == o.counted.v[i].n && kept.v[i].dim_id == o.counted.v[i].dim_id &&
		       str_eq(kept.v[i].measure, o.counted.v[i].measure) && str_eq(kept.v[i].dim, o.counted.v[i].dim);
	*changed += !e && !same;
	return e || same ? e : db_write(s, write_day, &o);
}

enum err rollup_refresh(struct db_session *s, int64_t now, int days)
{
	enum err e = ERR_OK;
	int64_t changed = 0;
	for (int ago = days - 1; !e && ago >= 0; ago--)
		e = refresh_day(s, day_add(day_of_ms(now), -ago), &changed);
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
	for (int32_t day = day_of_ms(span.first_at); !e && day <= last; day = day_add(day, 1))
		e = refresh_day(s, day, changed);
	return e;
}

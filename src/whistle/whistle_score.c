/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of whistles (scoring.md 4.4) in millionths of a point, half-up. Pure. */
#include "base/half_up.h"
#include "whistle/whistle_internal.h"

enum { ACCEPT = 3, ARRIVE = 2, QUALITY = 4, OUTCOME = 1, WHOLE = 10, STARS = 3, STARS_MAX = 5, WEIGHT_CITY = 3 };

int64_t whistle_ramp(int64_t used_ms, int64_t full_ms)
{
	int64_t zero = 3 * full_ms;
	if (used_ms <= full_ms)
		return WHISTLE_FULL;
	return used_ms >= zero ? 0 : div_half_up((int64_t)WHISTLE_FULL * (zero - used_ms), zero - full_ms);
}

int64_t whistle_score(const struct whistle_performance *p)
{
	int64_t a = whistle_ramp(p->accept_ms, p->accept_limit_ms), o = p->outcome ? WHISTLE_FULL : 0;
	int64_t q = div_half_up((int64_t)WHISTLE_FULL * (p->stars[0] + p->stars[1] + p->stars[2]), STARS * STARS_MAX);
	if (!p->on_site)
		return div_half_up(ACCEPT * a + QUALITY * q + OUTCOME * o, WHOLE - ARRIVE);
	int64_t b = p->arrive_ms == NIL ? 0 : whistle_ramp(p->arrive_ms, p->arrive_limit_ms);
	return div_half_up(ACCEPT * a + ARRIVE * b + QUALITY * q + OUTCOME * o, WHOLE);
}

int64_t whistle_unit_score(int64_t sum, int64_t n, int64_t city)
{
	return div_half_up(WEIGHT_CITY * city + sum, WEIGHT_CITY + n);
}

/* Who never answered gets nothing; who was let go before answering, or excused, is left out. Let go on the way: no arrival. */
bool whistle_score_of(const struct q_whistle_score_of_out *row, int64_t *micro)
{
	if (whistle_running(row->whistle_status) || str_eq(row->status, "excused") || str_eq(row->status, "void"))
		return false;
	*micro = 0;
	if (str_eq(row->status, "silent"))
		return true;
	if (row->accepted_at == NIL || row->speed == NIL)
		return false;
	bool came = row->on_site && (row->arrived_at != NIL || row->released_at == NIL);
	*micro = whistle_score(&(struct whistle_performance){
		.on_site = came, .accept_ms = row->accepted_at - row->called_at, .accept_limit_ms = row->accept_due_at - row->called_at,
		.arrive_ms = row->arrived_at == NIL ? NIL : row->arrived_at - row->called_at,
		.arrive_limit_ms = came && row->arrive_due_at != NIL ? row->arrive_due_at - row->called_at : 1,
		.stars = { row->duty, row->skill, row->result }, .outcome = !row->undone });
	return true;
}

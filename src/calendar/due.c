/* SPDX-License-Identifier: Apache-2.0 */
/* When a limit ends (F-02, F-03; scoring.md 4.8): one walk over days, working periods and pauses.
 * Everything is integer milliseconds at +08:00; the walk never looks at a clock. */
#include "calendar/internal.h"

/* A limit longer than a century is a typing error; it must not overflow or walk for minutes. */
enum { MAX_DAYS = 36525 };
/* Instants outside 1900-2999 likewise. */
static const int64_t EARLIEST = -2208988800000, LATEST = 32503651200000;

struct walk {
	const struct calendar *c;
	const struct cal_pause *pauses;
	size_t npauses, next;      /* pauses before `next` are over */
	int64_t now;
	void (*see)(void *arg, const struct step *s);
	void *arg;
};

static int64_t clamp(int64_t v, int64_t lo, int64_t hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

static void tell(const struct walk *w, struct step s)
{
	if (w->see)
		w->see(w->arg, &s);
}

/* The next pause that ends after `at`, cut to begin there; false when none is left. */
static bool pause_after(struct walk *w, int64_t at, struct cal_pause *out)
{
	for (; w->next < w->npauses; w->next++) {
		const struct cal_pause *p = &w->pauses[w->next];
		int64_t to = clamp(p->to == NIL ? w->now : p->to, EARLIEST, LATEST);
		if (to <= at || to <= p->from)
			continue;
		*out = (struct cal_pause){ p->from < at ? at : p->from, to };
		return true;
	}
	return false;
}

/* Uses up *left inside the working periods of [from, to); true when it is used up, at *end. */
static bool work(const struct walk *w, int64_t from, int64_t to, int64_t *left, int64_t *end)
{
	const struct cal_hours *h = cal_hours_of(w->c);
	int32_t day = day_of_ms(from);
	for (int64_t midnight = day_start_ms(day); midnight < to; midnight += MS_DAY, day = day_add(day, 1)) {
		if (!cal_working(w->c, day)) {
			tell(w, (struct step){ .kind = STEP_DAY_OFF, .day = day });
			continue;
		}
		int64_t counted = 0;
		for (int i = 0; i < h->n && *left; i++) {
			int64_t a = midnight + (int64_t)h->period[i].from * MS_MINUTE;
			int64_t b = midnight + (int64_t)h->period[i].to * MS_MINUTE;
			a = a < from ? from : a;
			b = b > to ? to : b;
			if (a >= b)
				continue;
			int64_t take = b - a < *left ? b - a : *left;
			*left -= take;
			*end = a + take;
			counted += take;
		}
		if (counted)
			tell(w, (struct step){ .kind = STEP_HOURS, .day = day, .ms = counted });
		if (!*left)
			return true;
	}
	return false;
}

/* Natural units: time passes everywhere outside pauses. */
static int64_t walk_natural(struct walk *w, int64_t start, int64_t left)
{
	int64_t at = start;
	for (struct cal_pause p; pause_after(w, at, &p); at = p.to) {
		if (p.from - at >= left)
			break;
		left -= p.from - at;
		tell(w, (struct step){ .kind = STEP_PAUSE, .from = p.from, .to = p.to });
	}
	return at + left;
}

static int64_t walk_hours(struct walk *w, int64_t start, int64_t left)
{
	int64_t at = start, end = start;
	if (!left)
		return start;
	for (struct cal_pause p; pause_after(w, at, &p); at = p.to) {
		if (work(w, at, p.from, &left, &end))
			return end;
		tell(w, (struct step){ .kind = STEP_PAUSE, .from = p.from, .to = p.to });
	}
	/* A century of working hours takes longer than a century. */
	work(w, at, at + (int64_t)20 * MAX_DAYS * MS_DAY, &left, &end);
	return end;
}

static int64_t end_of_day(int64_t midnight)
{
	return midnight + MS_DAY - MS_SECOND;
}

static int64_t walk_days(struct walk *w, int64_t start, int64_t n)
{
	int32_t day = day_of_ms(start);
	int64_t midnight = day_start_ms(day);
	for (int64_t counted = 0; counted < n;) {
		day = day_add(day, 1);
		midnight += MS_DAY;
		if (!cal_working(w->c, day)) {
			tell(w, (struct step){ .kind = STEP_DAY_OFF, .day = day });
			continue;
		}
		/* A pause that begins when the day is already over as a due date does not move it. */
		struct cal_pause p;
		if (pause_after(w, midnight, &p) && p.from < end_of_day(midnight)) {
			tell(w, (struct step){ .kind = STEP_DAY_PAUSED, .day = day });
			continue;
		}
		counted++;
		tell(w, (struct step){ .kind = STEP_DAY_COUNTED, .day = day, .number = counted });
	}
	return end_of_day(midnight);
}

int64_t cal_walk(const struct calendar *c, int64_t start, int64_t n, enum limit_unit u, const struct cal_pause *pauses,
		 size_t npauses, int64_t now, void (*see)(void *arg, const struct step *s), void *arg)
{
	static const int64_t length[LIMIT_UNIT_COUNT] = {
		[LIMIT_NATURAL_MINUTE] = MS_MINUTE, [LIMIT_NATURAL_HOUR] = MS_HOUR, [LIMIT_NATURAL_DAY] = MS_DAY,
		[LIMIT_WORKING_HOUR] = MS_HOUR,     [LIMIT_WORKING_DAY] = MS_DAY,
	};
	struct walk w = { c, pauses, npauses, 0, now, see, arg };
	if ((unsigned)u >= LIMIT_UNIT_COUNT)
		u = LIMIT_NATURAL_DAY;
	start = clamp(start, EARLIEST, LATEST);
	n = clamp(n, 0, MAX_DAYS * (MS_DAY / length[u]));
	if (u == LIMIT_WORKING_DAY)
		return walk_days(&w, start, n);
	if (u == LIMIT_WORKING_HOUR)
		return walk_hours(&w, start, n * length[u]);
	return walk_natural(&w, start, n * length[u]);
}

int64_t cal_due(const struct calendar *c, int64_t start, int64_t n, enum limit_unit u, const struct cal_pause *pauses,
		size_t npauses, int64_t now)
{
	return cal_walk(c, start, n, u, pauses, npauses, now, NULL, NULL);
}

int64_t cal_used_micro(const struct calendar *c, int64_t start, int64_t due, int64_t at)
{
	/* Straight along the wall clock, as cal_point: a bar at 80 % and the reminder at 80 % must agree. Holidays and
	 * pauses are already in `due`. */
	(void)c;
	start = clamp(start, EARLIEST, LATEST);
	due = clamp(due, EARLIEST, 2 * LATEST);
	at = clamp(at, EARLIEST, 2 * LATEST);
	if (due <= start)
		return at >= due ? 1000000 : 0;
	if (at <= start)
		return 0;
	__int128 used = (__int128)(at - start) * 1000000 / (due - start);
	return used > INT64_MAX ? INT64_MAX : (int64_t)used;
}

int64_t cal_point(int64_t start, int64_t due, int64_t micro)
{
	if (due <= start || micro <= 0)
		return start;
	/* Rounded up: at the point itself cal_used_micro has reached `micro`. */
	__int128 along = ((__int128)(due - start) * micro + 999999) / 1000000;
	__int128 at = start + along;
	return at > INT64_MAX ? INT64_MAX : (int64_t)at;
}

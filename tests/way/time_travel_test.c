/* SPDX-License-Identifier: Apache-2.0 */
/* Three years of the real holiday calendar (2023-2025), published year by year as the State Council does: orders are
 * dispatched, suspended, extended, given back, merged away and brought back, reviewed and sent back at random moments,
 * and after every step each due time equals a calculation that shares nothing with the program and goes through the
 * calendar day by day (invariants 2 and 3 of domain-model.md 3.4; D-01, F-02, F-03). */
#include "way/city.h"

#include <inttypes.h>
#include <time.h>

#include "calendar/cn_calendar.h"
#include "catalogue/kinds.h"

enum {
	DUTIES = 10,
	PAUSES = 24,
	FIRST = 20230103,
	LAST = 20251231,
	NOTICE_DAY = 1125,
	ALL_DAYS = 1500,
	MONTHS_KEPT = 1
};
/* A commit over a socket takes longer: fewer, longer steps over the same three years. */
enum { STEP_HOURS = 3, STEP_HOURS_POSTGRES = 6 };

/* What the test knows of one duty, whoever has it: only what it did itself. */
struct known {
	int64_t case_id, order, unit, started, limit, merge, until, dispute, adjustment;
	enum limit_unit in;
	size_t npauses;
	struct {
		int64_t from, to;
	} pause[PAUSES]; /* to = NIL: still standing */
	bool used, signed_, suspended, merged, in_review, suspension_used;
	char asked; /* 'e' extension or 's' suspension that waits for the centre */
	int64_t asked_until;
};

static struct known duties[DUTIES];
static struct cal_exception printed[CN_MAX];
static size_t nprinted;
static bool works[ALL_DAYS]; /* by day since FIRST, as published so far */
static bool corrected[ALL_DAYS];
static struct env_fake dice;
static int64_t done_of[16]; /* how often each action was done */

static int roll(int n)
{
	return (int)(env_fake_next(&dice) % (uint64_t)n);
}

/* ---- the slow calculation: its own days, its own hours ------------------------------------------- */

enum { MINUTE = 60000, HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS, ZONE_MS = 8 * HOUR_MS };

static int64_t midnight; /* of FIRST, local */

static void set_midnight(void)
{
	struct tm tm = { .tm_year = FIRST / 10000 - 1900, .tm_mon = FIRST / 100 % 100 - 1, .tm_mday = FIRST % 100 };
	midnight = (int64_t)timegm(&tm) * 1000 - ZONE_MS;
}

static int date_of(int d)
{
	time_t t = (time_t)((midnight + (int64_t)d * DAY_MS + ZONE_MS) / 1000);
	struct tm tm;
	gmtime_r(&t, &tm);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

/* Days off and make-up days of the years published by `year`; later years are plain weeks. */
static void publish_in_the_table(int year)
{
	for (int d = 0; d < ALL_DAYS; d++) {
		if (corrected[d])
			continue;
		int date = date_of(d);
		int weekday = (d + 1) % 7; /* FIRST was a Tuesday */
		works[d] = weekday < 5;
		for (size_t i = 0; i < nprinted; i++)
			if (printed[i].day == date && date / 10000 <= year)
				works[d] = printed[i].working;
	}
}

static int64_t pause_end(const struct known *k, size_t i, int64_t now)
{
	return k->pause[i].to == NIL ? now : k->pause[i].to;
}

static int64_t slow_natural(const struct known *k, int64_t left, int64_t now)
{
	int64_t at = k->started;
	for (size_t i = 0; i < k->npauses; i++) {
		int64_t from = k->pause[i].from, to = pause_end(k, i, now);
		if (from - at >= left)
			break;
		left -= from - at;
		at = to;
	}
	return at + left;
}

static int64_t slow_working_days(const struct known *k, int64_t now)
{
	int64_t left = k->limit;
	int d = (int)((k->started - midnight) / DAY_MS);
	while (left > 0) {
		int64_t begin = midnight + (int64_t)++d * DAY_MS, end = begin + DAY_MS;
		bool touched = false;
		for (size_t i = 0; i < k->npauses; i++)
			touched |= k->pause[i].from < end && pause_end(k, i, now) > begin &&
				   pause_end(k, i, now) > k->pause[i].from;
		left -= works[d] && !touched;
	}
	return midnight + (int64_t)(d + 1) * DAY_MS - 1000;
}

/* Minute by minute through 08:30-12:00 and 13:30-17:30. Everything happens on whole minutes here, so that a minute is
 * wholly open or wholly closed. */
static int64_t slow_working_hours(const struct known *k, int64_t now)
{
	int64_t left = k->limit * 60, t = k->started;
	for (; left > 0; t += MINUTE) {
		int64_t minute = (t - midnight) % DAY_MS / MINUTE;
		bool open = works[(t - midnight) / DAY_MS] &&
			    ((minute >= 510 && minute < 720) || (minute >= 810 && minute < 1050));
		for (size_t i = 0; i < k->npauses; i++)
			open = open && !(t >= k->pause[i].from && t < pause_end(k, i, now));
		left -= open;
	}
	return t;
}

static int64_t slow_due(const struct known *k, int64_t now)
{
	switch (k->in) {
	case LIMIT_NATURAL_HOUR:
		return slow_natural(k, k->limit * HOUR_MS, now);
	case LIMIT_NATURAL_DAY:
		return slow_natural(k, k->limit * DAY_MS, now);
	case LIMIT_WORKING_HOUR:
		return slow_working_hours(k, now);
	default:
		return slow_working_days(k, now);
	}
}

/* ---- the calendar of the city -------------------------------------------------------------------- */

static enum err do_reclock(struct city *c)
{
	struct op op = { .site = &c->site,
		.s = c->f->s,
		.a = c->f->arena,
		.now = c->env.now,
		.by = OP_SYSTEM,
		.refs = refs_take(&c->site),
		.problem = &c->problem };
	enum err e = calendar_reclock(&op, &c->made);
	refs_drop(&c->site, op.refs);
	return e;
}

static bool corrected_on(int date)
{
	for (int d = 0; d < ALL_DAYS; d++)
		if (corrected[d] && date_of(d) == date)
			return true;
	return false;
}

/* The holidays of a year become known: every running clock that they touch moves. */
static void publish(struct city *c, int year)
{
	for (size_t i = 0; i < nprinted; i++) {
		char sql[256];
		if (printed[i].day / 10000 != year || corrected_on(printed[i].day))
			continue;
		snprintf(sql, sizeof sql, "INSERT INTO calendar_day (day, working, name) VALUES (%d, %d, '%s')",
			printed[i].day, printed[i].working, printed[i].name);
		ok(db_script(c->f->s, sql));
	}
	city_reload(c);
	ok(do_reclock(c));
	publish_in_the_table(year);
}

/* The city declares a day of rest for a typhoon, or takes one back. */
static bool correct_the_calendar(struct city *c)
{
	int d = (int)((c->env.now - midnight) / DAY_MS) + 1 + roll(14);
	char sql[256];
	snprintf(sql, sizeof sql,
		"DELETE FROM calendar_day WHERE day = %d; INSERT INTO calendar_day (day, working, name) VALUES (%d, "
		"%d, '调整')",
		date_of(d), date_of(d), !works[d]);
	ok(db_script(c->f->s, sql));
	city_reload(c);
	ok(do_reclock(c));
	works[d] = !works[d];
	corrected[d] = true;
	return true;
}

/* ---- what happens to the duties ------------------------------------------------------------------ */

static int leader_of(int64_t unit)
{
	switch (unit) {
	case U_UTILITY:
		return LEADER;
	case U_CITY_MANAGEMENT:
		return LEADER2;
	default:
		return TOWN2;
	}
}

/* Whoever does the work there; in the small towns one person does both. */
static int worker_of(int64_t unit)
{
	return unit == U_CITY_MANAGEMENT ? HANDLER2 : leader_of(unit);
}

static struct known *any_duty(bool (*fits)(const struct known *k))
{
	int at = roll(DUTIES);
	for (int i = 0; i < DUTIES; i++) {
		struct known *k = &duties[(at + i) % DUTIES];
		if (k->used && fits(k))
			return k;
	}
	return NULL;
}

static bool runs(const struct known *k)
{
	return !k->suspended && !k->merged && !k->in_review;
}
static bool is_suspended(const struct known *k)
{
	return k->suspended && !k->merged;
}
static bool is_merged(const struct known *k)
{
	return k->merged;
}
static bool is_reviewed(const struct known *k)
{
	return k->in_review;
}
static bool waits(const struct known *k)
{
	return k->asked && runs(k);
}
static bool is_returned(const struct known *k)
{
	return k->dispute && runs(k);
}

static void stand_still(struct city *c, struct known *k)
{
	assert_true(k->npauses < PAUSES);
	k->pause[k->npauses].from = c->env.now;
	k->pause[k->npauses++].to = NIL;
}

static void run_on(struct city *c, struct known *k)
{
	k->pause[k->npauses - 1].to = c->env.now;
}

/* What lies long is left to its unit, so that there is room for others. */
static void forget_the_old(struct city *c)
{
	for (int i = 0; i < DUTIES; i++)
		if (duties[i].started + MONTHS_KEPT * 30 * (int64_t)DAY_MS < c->env.now)
			duties[i].used = false;
}

static bool begin(struct city *c)
{
	static const int64_t types[] = { T_MANHOLE, T_TEXT, T_PHOTO, T_PAIR, T_CONSULT };
	static const struct {
		int64_t limit;
		enum limit_unit in;
	} limits[] = { { 2, LIMIT_WORKING_DAY }, { 15, LIMIT_WORKING_DAY }, { 12, LIMIT_WORKING_HOUR },
		{ 36, LIMIT_NATURAL_HOUR }, { 7, LIMIT_NATURAL_DAY } };
	for (int i = 0; i < DUTIES; i++) {
		struct known *k = &duties[i];
		if (k->used)
			continue;
		int t = roll(5);
		*k = (struct known){
			.used = true, .started = c->env.now, .limit = limits[t].limit, .in = limits[t].in
		};
		k->order = dispatched(c, types[t]);
		k->case_id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", k->order);
		k->unit = city_int(
			c, "SELECT unit_id FROM work_order WHERE id = $", k->order); /* as precedents have it */
		return true;
	}
	return false;
}

static bool sign_it(struct city *c)
{
	struct known *k = any_duty(runs);
	if (!k || k->signed_ || sign(c, worker_of(k->unit), k->order))
		return false;
	return k->signed_ = true;
}

static bool ask_more(struct city *c)
{
	struct known *k = any_duty(runs);
	if (!k || k->asked || !k->signed_)
		return false;
	bool suspension = roll(2);
	int64_t until = c->env.now + (1 + roll(40)) * (int64_t)DAY_MS;
	attach(c, "order", k->order, "document");
	if (ask_adjust(c, leader_of(k->unit), k->order, suspension ? "suspension" : "extension", 1 + roll(2), until))
		return false;
	k->asked = suspension ? 's' : 'e';
	k->adjustment = c->made;
	k->asked_until = until;
	return true;
}

static bool decide_on_more(struct city *c)
{
	struct known *k = any_duty(waits);
	if (!k)
		return false;
	bool yes = roll(4);
	int64_t more = city_int(c, "SELECT more FROM adjustment WHERE id = $", k->adjustment);
	char was = k->asked;
	if (decide(c, DISPATCHER, k->adjustment, yes ? ADJUST_APPROVE : ADJUST_REFUSE, "意见"))
		return k->asked = 0, false;
	k->asked = 0;
	if (yes && was == 'e')
		k->limit += more;
	if (yes && was == 's') {
		stand_still(c, k);
		k->suspended = true;
		k->until = k->asked_until;
	}
	return true;
}

static bool go_on(struct city *c)
{
	struct known *k = any_duty(is_suspended);
	if (!k || resume(c, leader_of(k->unit), k->order))
		return false;
	run_on(c, k);
	k->suspended = false;
	return true;
}

/* As the scheduler does. */
static void go_on_when_due(struct city *c)
{
	ok(resume_due(c));
	for (int i = 0; i < DUTIES; i++) {
		struct known *k = &duties[i];
		if (!k->used || !is_suspended(k) || k->until > c->env.now)
			continue;
		run_on(c, k);
		k->suspended = false;
	}
}

/* The new order goes on where the old one was. */
static void handed_on(struct city *c, struct known *k)
{
	k->order = lead_of(c, k->case_id);
	k->unit = city_int(c, "SELECT unit_id FROM work_order WHERE id = $", k->order);
	k->dispute = 0;
	k->asked = 0;
	k->signed_ = false;
}

static bool give_it_back(struct city *c)
{
	struct known *k = any_duty(runs);
	if (!k || k->dispute || give_back(c, worker_of(k->unit), k->order, U_TOWN2, "清单第3条"))
		return false;
	k->dispute = c->made;
	return true;
}

static bool rule_on_it(struct city *c)
{
	struct known *k = any_duty(is_returned);
	if (!k)
		return false;
	int64_t to = k->unit == U_CITY_MANAGEMENT ? U_TOWN2 : U_CITY_MANAGEMENT;
	bool redirects = roll(3);
	(void)rule(c, leader_of(k->unit), k->dispute, "pass", NIL); /* refused where the leader asked herself */
	if (rule(c, DISPATCHER, k->dispute, redirects ? "redirect" : "reject", redirects ? to : NIL))
		return false;
	k->dispute = 0;
	if (redirects)
		handed_on(c, k);
	return true;
}

static bool send_elsewhere(struct city *c)
{
	struct known *k = any_duty(runs);
	if (!k || k->dispute ||
		redirect(c, k->order, k->unit == U_UTILITY ? U_CITY_MANAGEMENT : U_UTILITY, "不属于本单位"))
		return false;
	handed_on(c, k);
	return true;
}

static bool merge_away(struct city *c)
{
	struct known *k = any_duty(runs), *into = any_duty(runs);
	if (!k || k == into || k->dispute || k->asked || merge(c, k->case_id, into->case_id, "same_matter"))
		return false;
	stand_still(c, k);
	k->merged = true;
	k->merge = c->made;
	return true;
}

static bool bring_back(struct city *c)
{
	struct known *k = any_duty(is_merged);
	if (!k || unmerge(c, k->merge))
		return false;
	run_on(c, k);
	k->merged = false;
	return true;
}

static bool hand_in(struct city *c)
{
	struct known *k = any_duty(runs);
	if (!k || !k->signed_)
		return false;
	attach(c, "order", k->order, "before");
	attach(c, "order", k->order, "after");
	if (submit(c, worker_of(k->unit), k->order))
		return false;
	k->asked = 0;
	k->dispute = 0;
	return k->in_review = true;
}

/* Sent back the order runs on as if it had never been handed in; accepted it is no duty any more. */
static bool look_at_it(struct city *c)
{
	struct known *k = any_duty(is_reviewed);
	bool pass = roll(2);
	if (!k || review(c, leader_of(k->unit), k->order, pass, "意见"))
		return false;
	k->in_review = false;
	k->used = !pass;
	return true;
}

static const struct {
	const char *name;
	bool (*act)(struct city *c);
	int weight;
} ACTIONS[] = { { "dispatched", begin, 12 }, { "signed", sign_it, 14 }, { "asked for time", ask_more, 14 },
	{ "decided", decide_on_more, 14 }, { "resumed", go_on, 6 }, { "given back", give_it_back, 9 },
	{ "ruled", rule_on_it, 5 }, { "redirected", send_elsewhere, 1 }, { "merged", merge_away, 1 },
	{ "unmerged", bring_back, 8 }, { "handed in", hand_in, 9 }, { "reviewed", look_at_it, 9 },
	{ "calendar corrected", correct_the_calendar, 1 } };
enum { NACTIONS = sizeof ACTIONS / sizeof *ACTIONS };

static size_t choose(void)
{
	int total = 0;
	for (size_t i = 0; i < NACTIONS; i++)
		total += ACTIONS[i].weight;
	int at = roll(total);
	for (size_t i = 0;; i++) {
		at -= ACTIONS[i].weight;
		if (at < 0)
			return i;
	}
}

/* ---- the journey --------------------------------------------------------------------------------- */

static void compare(struct city *c, const char *after)
{
	for (int i = 0; i < DUTIES; i++) {
		const struct known *k = &duties[i];
		char a[TIME_TEXT], b[TIME_TEXT], now[TIME_TEXT], begun[TIME_TEXT];
		/* While it stands still or is being looked at, no due time is promised. */
		if (!k->used || !runs(k))
			continue;
		int64_t has = city_int(c, "SELECT due_at FROM work_order WHERE id = $", k->order),
			wanted = slow_due(k, c->env.now);
		if (has == wanted && clock_due_of(c, "order", k->order, "handle") == wanted)
			continue;
		fail_msg("%s, after \"%s\": order %" PRId64 " begun %s, %" PRId64
			 " %s, %zu pauses: due %s, day by day %s",
			time_text(c->env.now, now), after, k->order, time_text(k->started, begun), k->limit,
			limit_unit_name(k->in), k->npauses, time_text(has, a), time_text(wanted, b));
	}
}

static void limits_of_types(struct city *c)
{
	ok(db_script(c->f->s,
		"UPDATE event_type SET limit_value = 15, evidence = 'none' WHERE id = 2;"
		"UPDATE event_type SET limit_value = 12, limit_unit = 'working_hour', evidence = 'none' WHERE id = 3;"
		"UPDATE event_type SET limit_value = 36, limit_unit = 'natural_hour', evidence = 'none' WHERE id = 4;"
		"UPDATE event_type SET limit_value = 7, limit_unit = 'natural_day' WHERE id = 7;"));
}

static void journey(struct city *c, uint64_t seed)
{
	int published = FIRST / 10000, step_hours = city_engine == DB_SQLITE ? STEP_HOURS : STEP_HOURS_POSTGRES;
	env_fake_init(&dice, 0, seed);
	set_midnight();
	memset(duties, 0, sizeof duties);
	memset(corrected, 0, sizeof corrected);
	nprinted = cn_exceptions(c->people, printed);
	c->env.now = midnight + 9 * (int64_t)HOUR_MS;
	limits_of_types(c);
	publish(c, published);
	while (day_of_ms(c->env.now) <= LAST) {
		city_pass(c, (1 + roll(step_hours * 120)) * (int64_t)MS_MINUTE);
		int32_t today = day_of_ms(c->env.now);
		if (today / 10000 == published && today % 10000 >= NOTICE_DAY && published < LAST / 10000) {
			publish(c, ++published);
			compare(c, "the calendar of next year was published");
		}
		go_on_when_due(c);
		forget_the_old(c);
		size_t k = choose();
		done_of[k] += ACTIONS[k].act(c);
		compare(c, ACTIONS[k].name);
		arena_reset(c->f->arena);
	}
}

static void due_times_equal_the_day_by_day_calculation(void **state)
{
	struct city *c = *state;
	memset(done_of, 0, sizeof done_of);
	journey(c, city_engine == DB_SQLITE ? 20230103 : 77);
	for (size_t i = 0; i < NACTIONS; i++) {
		print_message("%5lld %s\n", (long long)done_of[i], ACTIONS[i].name);
		assert_true(done_of[i] >= 5);
	}
	assert_int_equal(findings(c), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = { CITY(due_times_equal_the_day_by_day_calculation) };
	return city_run("time travel", tests, sizeof tests / sizeof *tests);
}

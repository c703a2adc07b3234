/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the hotspot room. */
#ifndef YS_HOTSPOT_INTERNAL_H
#define YS_HOTSPOT_INTERNAL_H

#include "auth/caps.h"
#include "hotspot/hotspot.h"

/* ---- rules: pure ---- */

/* The city's numbers (rule_number "hotspot.…"); NIL: switched off. */
struct hotspot_rules {
	int64_t persons, days, persons_year, metres, burst_least, burst_percent, quiet_days;
};

enum { BURST_DAYS = 3, BURST_WEEKS = 8, BURST_SEASON = 3 };
/* Appeals of one type at one place in BURST_DAYS days, and in the same weekdays of the weeks before and of a year ago. */
struct hotspot_counts {
	int64_t now;
	int64_t weeks[BURST_WEEKS];
	size_t nweeks;             /* that the city has lived */
	int64_t season[BURST_SEASON];
	size_t nseason;            /* 0: it is no year old */
};
/* What is usual, in hundredths: the mean of the weeks or of the season, whichever is more. */
int64_t hotspot_usual_centi(const struct hotspot_counts *c);
/* More than the least, than so many percent of the usual, and than chance (three standard deviations of a Poisson count). False
 * with fewer than four weeks to compare with. */
bool hotspot_bursts(const struct hotspot_counts *c, const struct hotspot_rules *rules);

/* One report as far as place, time and person go; by time. */
struct hotspot_said {
	int64_t id, at;
	uint64_t person;           /* equal: the same one */
	int64_t event_type_id, town_id, community_id, grid_id, lon, lat, lead_unit_id;
};
/* Numbers the persons from 0. */
void hotspot_number_persons(struct arena *a, const struct hotspot_said *v, size_t n, uint32_t *who, size_t *persons);
/* Keeps what was said at one place together: group[i] from 0; their number. Reports without a point go to the group of their
 * town, or to the first, which is the largest. */
size_t hotspot_split(struct arena *a, const struct hotspot_said *v, size_t n, int64_t metres, uint32_t *group);
/* How many in how short a time. */
struct hotspot_crowd {
	size_t persons, peak, year; /* in all, within rules->days, within a year */
	int64_t peak_from;
};
struct hotspot_crowd hotspot_measure_crowd(struct arena *a, const struct hotspot_said *v, size_t n,
	const struct hotspot_rules *rules);
/* "mass", "frequent", or NULL: none of the two. */
const char *hotspot_kind(const struct hotspot_crowd *c, const struct hotspot_rules *rules);

/* ---- the database ---- */

enum err hotspot_load_rules(struct op *op, struct hotspot_rules *out);
/* Runs `fn` in a write of its own. */
enum err hotspot_in_write(struct op *op, enum err (*fn)(struct op *op, void *arg), void *arg);
/* Who said it and where; false when it is gone or secret. */
enum err hotspot_read_said(struct op *op, int64_t appeal_id, struct hotspot_said *out, bool *known);

/* A new one, or a known one that gets more. */
struct hotspot_find {
	int64_t id;                /* NIL: new */
	const char *kind;          /* of a new one */
	const char *title, *words; /* NULL: as they are */
	const char *why;           /* of a burst; NULL: counted */
	int64_t event_type_id, town_id, community_id, grid_id, expected_centi; /* of a burst */
	size_t persons;
	const int64_t *appeals, *at; /* by time */
	size_t n;
};
/* Writes the hot spot and its members, counts anew, tells whom it concerns. Outside a write; op->a is emptied before. */
enum err hotspot_keep(struct op *op, const struct hotspot_rules *rules, const struct hotspot_find *f);
/* Counts everything about one from its members. Outside a write. */
enum err hotspot_count(struct op *op, const struct hotspot_rules *rules, int64_t id, const struct hotspot_find *f);

/* The place of all whose place is known; NIL where they are of several: nobody hears of a hot spot that is not wholly his. */
struct hotspot_place {
	int64_t town_id, community_id, grid_id;
};
struct hotspot_place hotspot_place_of(struct arena *a, const struct hotspot_said *v, size_t n);

enum err hotspot_bursts_run(struct op *op, const struct hotspot_rules *rules);

/* ---- moving ---- */

struct hotspot_tx {
	struct op *op;
	struct change change;
	struct q_hotspot_get_out row, next;
	const struct hotspot_step *step; /* NULL: by the system */
	const char *fact;
};
enum err hotspot_needs_text(void *ctx);
enum err hotspot_needs_unit(void *ctx);
/* Inside a write: a move of the system ("find", "grow", "again", "quiet"). `tell`: whom it concerns finds it in the inbox. */
enum err hotspot_system(struct op *op, int64_t id, const char *action, const char *fact, bool tell);
bool hotspot_may(struct op *op, const struct q_hotspot_get_out *h, enum cap cap);
/* Adds " AND …" to a query on `hotspot h JOIN hotspot u ON u.id = h.id`. */
void hotspot_scope(struct db_query *q, const struct principal *who);

#endif

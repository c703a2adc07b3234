/* SPDX-License-Identifier: Apache-2.0 */
/* Whistles 吹哨报到 (E-01 … E-14; practice.md 2.8; domain-model.md 3.3): one unit calls others to a case, they answer, come,
 * confer, decide, do their tasks, and each side rates the other.
 *
 * Four machines: the whistle, each responder, each task, each rating; all write into the stream of the case, under its lock.
 * Who may blow, limits and distances are data (whistle_kind, whistle_distance), in natural minutes from the blow. Social forces
 * (集结哨) are responders in words: invited, never scored, without clocks. While an on-site whistle is open its order cannot
 * be submitted (order_hold). Scores are computed from stored moments (whistle_score), never stored. */
#ifndef YS_WHISTLE_WHISTLE_H
#define YS_WHISTLE_WHISTLE_H

#include "inbox/inbox.h"

extern const struct wf_machine WHISTLE_MACHINE, RESPONDER_MACHINE, WHISTLE_TASK_MACHINE, WHISTLE_RATING_MACHINE;

enum { WHISTLE_UNITS_MAX = 12, WHISTLE_FORCES_MAX = 8, WHISTLE_NEAR_M = 300, WHISTLE_TASK_MINUTES_MAX = 60 * 24 * 60 };

/* A whistle of a case that one may not see does not exist. */
extern const struct problem_code NO_WHISTLE;

struct whistle_new {
	const char *no;            /* from number_next("whistle") */
	int64_t case_id, order_id; /* order_id NIL: the lead order is held */
	const char *kind;          /* code of whistle_kind */
	const char *reason, *place, *urgency; /* urgency: emergency | urgent | general */
	const char *distance;      /* code of whistle_distance; NULL: as the town proposes */
	bool on_site, relay;
	int64_t lon, lat, grid_id; /* NIL: unknown */
	const int64_t *units;
	size_t nunits;
	const char *const *forces; /* 社区志愿者、物业 … */
	size_t nforces;
};
enum err whistle_blow(struct op *op, const struct whistle_new *n, int64_t *id);

/* One deed on a whistle: call, confer, decide, task, finish, withdraw by the issuer's side; confirm, decline by the community. */
struct whistle_order_task {
	int64_t responder_id, limit_minutes;
	const char *demand;
};
struct whistle_act {
	const char *text;          /* conclusion, reason */
	const char *minutes;       /* of the consultation */
	const struct whistle_order_task *tasks;
	size_t ntasks;
	const int64_t *units;
	size_t nunits;
	const char *const *forces;
	size_t nforces;
};
enum err whistle_do(struct op *op, int64_t id, int64_t version, const char *action, const struct whistle_act *a);

/* One deed on a responder: accept, refuse, uphold, deny, arrive, arrive_noted, leave, leave_noted, release. Leaving before the
 * decision becomes 未决离场 by itself. */
struct responder_act {
	const char *text;          /* reason; who will come */
	const char *basis;         /* refuse: item of the duty list */
	const char *code;          /* arrive: what the QR code says; NULL: by position */
	int64_t lon, lat;          /* arrive by position, with consent; only the distance is kept */
	int64_t at;                /* arrive: when, up to an hour ago (a phone without a line); NIL: now */
};
enum err responder_do(struct op *op, int64_t id, int64_t version, const char *action, const struct responder_act *a);
/* Check-in by code alone: the responder of the person's units. */
enum err whistle_check_in(struct op *op, const struct responder_act *a, int64_t *responder_id);
/* The code that stands at the place, signed; "" when it cannot be made. */
const char *whistle_code(struct op *op, int64_t id);

/* Files of a whistle are seen with its case. */
enum err whistle_may_see_file(struct op *op, int64_t id, bool *yes);

/* done (result), reopen (reason, new limit). */
enum err whistle_task_do(struct op *op, int64_t id, int64_t version, const char *action, const char *text, int64_t limit_minutes);

struct whistle_stars {
	int64_t speed, duty, skill, result; /* 1 … 5 */
};
/* The issuer's side rates a responder; the responder says whether the whistle was right (yes | partly | no). Once each. */
enum err whistle_rate(struct op *op, int64_t responder_id, const struct whistle_stars *s, const char *text);
enum err whistle_judge(struct op *op, int64_t responder_id, const char *correct, const char *text);
/* appeal (the responder), uphold, change with new stars (the centre). */
enum err whistle_rating_do(
	struct op *op, int64_t id, int64_t version, const char *action, const char *text, const struct whistle_stars *s);

/* ---- time ---- */
/* Answers that are late, and windows that are over; at most `max` ids. */
enum err responder_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err responder_overdue(struct op *op, int64_t id);
enum err whistle_due(struct op *op, int64_t *ids, size_t max, size_t *n);
enum err whistle_window_over(struct op *op, int64_t id);

/* ---- subscriptions (app/subscriptions.c) ---- */
/* Orders of the case changed: the hold goes with the order that must wait. */
enum err whistle_on_order(struct change *c, const struct event_note *n);
/* The case has closed: what was not decided falls away. */
enum err whistle_on_closed(struct change *c, const struct event_note *n);

/* ---- scores (scoring.md 4.4), pure ---- */
enum { WHISTLE_POINT = 1000000, WHISTLE_FULL = 100 * WHISTLE_POINT };
struct whistle_performance {
	bool on_site;              /* false: no arrival, the other weights are scaled up */
	int64_t accept_ms, accept_limit_ms;
	int64_t arrive_ms, arrive_limit_ms; /* arrive_ms NIL: never came */
	int64_t stars[3];          /* 履职, 专业, 结果: 1 … 5 */
	bool outcome;              /* tasks in time and not reopened */
};
/* Millionths of a point, half-up. */
int64_t whistle_score(const struct whistle_performance *p);
/* 100 points within `full`, linear to 0 at three times `full`. */
int64_t whistle_ramp(int64_t used_ms, int64_t full_ms);
/* (3 · city + Σ) / (3 + n). */
int64_t whistle_unit_score(int64_t sum, int64_t n, int64_t city);

extern const struct route WHISTLE_ROUTES[];
extern const struct route WHISTLE_READ_ROUTES[];
extern const struct route WHISTLE_FIND_ROUTES[];
extern const struct route WHISTLE_STATS_ROUTES[];
extern const struct route WHISTLE_KIND_ROUTES[];

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* A small city on a fresh database, whose clerks act through the same domain functions as the API.
 *
 * Every action is one write by one person (a user id below), by a citizen or by the system. It answers the error kind;
 * the code of the problem stands in c->code. Time stands still until city_pass. */
#ifndef YS_TEST_WAY_CITY_H
#define YS_TEST_WAY_CITY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adjust/adjust.h"
#include "callback/callback.h"
#include "dispute/dispute.h"
#include "whistle/whistle.h"
#include "db/db_fixture.h"

/* Units and users of city.sql.h, by id. */
enum unit_id {
	U_CITY = 1, U_CENTER, U_INTAKE, U_CALLBACK, U_APPRAISAL,
	U_UTILITY = 10, U_CITY_MANAGEMENT, U_SQUAD, U_UTILITY_TEAM,
	U_TOWN = 20, U_VILLAGE, U_TOWN2, U_VILLAGE2
};
enum who {
	CITIZEN = -1, SYSTEM = 0,
	RECEIVER = 1, DISPATCHER, HANDLER, LEADER, HANDLER2, LEADER2, AGENT, QUALITY, APPRAISER, TOWN, COMMUNITY, GRID_HEAD, TEAM,
	AGENT_OF_UTILITY, TOWN2, GRID_WORKER, CITY_LEADER, DISCIPLINE, USERS
};
/* Event types: what differs stands in the name. */
enum type_id {
	T_MANHOLE = 1,             /* led by U_UTILITY, two working days, no evidence, reviewed by the unit */
	T_TEXT, T_PHOTO, T_PAIR, T_DOCUMENT,
	T_NO_CALLBACK, T_CONSULT, T_RED, T_TO_TOP /* reviewed up to the centre */, T_REGION /* led by the town */
};
enum { CH_PHONE = 1, CH_WECHAT, CH_GRID, CH_UPSTREAM, GRID_VILLAGE = 1 };

struct city {
	struct db_fixture *f;
	struct env_fake env;
	struct site site;
	char dir[64];
	struct principal who[USERS];
	struct arena *people;
	struct problem problem;
	char code[64];             /* of the last action's problem, "" none */
	int64_t made;              /* id that the last action made */
	char receipt[32], token[64], told[512];
};

/* Monday 2025-03-03 09:00. */
struct city *city_open(enum db_engine engine);
void city_close(struct city *c);
void city_pass(struct city *c, int64_t ms);
/* Next working morning at 09:30 or later; keeps time within calling hours. */
void city_next_morning(struct city *c);

/* One write by `who`. */
enum err city_write(struct city *c, int who, enum err (*fn)(struct op *op, void *arg), void *arg);
/* Reference data was changed by a script: read it again. */
void city_reload(struct city *c);

/* ---- what people do; ids first, texts last ---- */
struct said {
	const char *type;          /* help */
	const char *phone;         /* 13900001234; "" none */
	const char *anonymity;     /* named */
	bool no_callback;
	int64_t channel;           /* CH_PHONE */
	const char *external_no, *upstream;
};
int64_t say(struct city *c, const struct said *s);           /* appeal id */
int64_t file(struct city *c, int64_t appeal, int64_t type);  /* case id */
int64_t filed(struct city *c, int64_t type);                 /* said and filed */
int64_t dispatched(struct city *c, int64_t type);            /* … and dispatched as suggested: order id */
int64_t patrol(struct city *c, int64_t type);                /* case id */
enum err appeal_do(struct city *c, int who, int64_t appeal, const char *action, const char *text);
enum err dispatch_to(struct city *c, int64_t case_id, int64_t lead, int64_t co);
enum err sign(struct city *c, int who, int64_t order);
enum err contact(struct city *c, int who, int64_t order, bool reached);
enum err submit_as(struct city *c, int who, int64_t order, const struct order_result *r);
enum err submit(struct city *c, int who, int64_t order);
enum err review(struct city *c, int who, int64_t order, bool pass, const char *opinion);
/* Signs, submits and passes every review of an order of U_UTILITY. */
void settle(struct city *c, int64_t order);
enum err claim(struct city *c, int who);                     /* c->made = task */
enum err attempt(struct city *c, int who, int64_t task, const char *method, const char *outcome);
enum err rate_call(struct city *c, int who, int64_t task, const char *solved, int satisfied);
enum err rate_link(struct city *c, int64_t appeal, const char *solved, int satisfied);
/* An agent calls the appellant of this appeal, who answers. */
void call_and_rate(struct city *c, int64_t appeal, const char *solved, int satisfied);
enum err judge(struct city *c, int who, int64_t case_id, int64_t appeal, bool rework, const char *opinion);
enum err sweep(struct city *c);                              /* c->made = how many ended */
enum err join(struct city *c, int64_t appeal, int64_t case_id, const char *kind);
enum err unjoin(struct city *c, int64_t appeal);
enum err merge(struct city *c, int64_t from, int64_t into, const char *kind); /* c->made = merge id */
enum err unmerge(struct city *c, int64_t merge_id);
enum err case_do(struct city *c, int who, int64_t case_id, const char *action, const char *reason);
enum err urge(struct city *c, int64_t case_id, int64_t appeal);
enum err redirect(struct city *c, int64_t order, int64_t unit, const char *reason); /* c->made = new order */
enum err undispatch(struct city *c, int who, int64_t case_id);
enum err extra(struct city *c, int who, const struct order_extra *x);               /* c->made = order */
enum err terminate(struct city *c, int64_t order, const char *reason);
enum err transfer(struct city *c, int64_t order, const char *to, const char *receipt_no);
/* Extension by `more`, suspension until `until`, otherwise termination or beyond; c->made = adjustment. */
enum err ask_adjust(struct city *c, int who, int64_t order, const char *kind, int64_t more, int64_t until);
enum err decide(struct city *c, int who, int64_t adjustment, enum adjust_decision d, const char *opinion);
enum err resume(struct city *c, int who, int64_t order);
enum err resume_due(struct city *c);                         /* as the scheduler does; c->made = how many */
/* 退单, and what is decided on it (`action` of dispute_ruling); c->made = dispute. */
enum err give_back(struct city *c, int who, int64_t order, int64_t proposed, const char *basis);
enum err rule(struct city *c, int who, int64_t dispute, const char *action, int64_t unit);
/* As the scheduler does with rulings that are late; c->made = how many. */
enum err raise_late(struct city *c);
/* A number of that kind, as number_next gives it outside a write. */
void city_number(struct city *c, const char *name, char no[NUMBER_CHARS + 1]);
/* 吹哨 (city_whistle.c): c->made = whistle. `units` ends with 0. */
enum err blow(struct city *c, int who, int64_t case_id, const char *kind, bool on_site, const int64_t *units);
/* confer, decide, finish, withdraw, task (for `responder`), call (U_UTILITY_TEAM). */
enum err whistle_step(struct city *c, int who, int64_t whistle, const char *action, int64_t responder);
enum err respond(struct city *c, int who, int64_t responder, const char *action);
enum err task_step(struct city *c, int who, int64_t task, const char *action);
enum err rate(struct city *c, int who, int64_t responder, int64_t star);       /* of the responder */
enum err judge_whistle(struct city *c, int who, int64_t responder);
enum err rating_step(struct city *c, int who, int64_t rating, const char *action);
/* As the scheduler does; c->made = how many. */
enum err whistle_time(struct city *c);
/* A ready file of a stage on an order ("order") or case ("case"). */
void attach(struct city *c, const char *kind, int64_t id, const char *stage);

/* ---- what one sees ---- */
const char *appeal_status(struct city *c, int64_t id);
const char *case_status(struct city *c, int64_t id);
const char *order_status(struct city *c, int64_t id);
void get_appeal(struct city *c, int64_t id, struct q_appeal_get_out *out);
void get_case(struct city *c, int64_t id, struct q_case_get_out *out);
void get_order(struct city *c, int64_t id, struct q_order_get_out *out);
int64_t case_of(struct city *c, int64_t appeal);
int64_t lead_of(struct city *c, int64_t case_id);  /* the lead order that is not redirected */
int64_t task_of(struct city *c, int64_t appeal);   /* newest callback task */
/* First column of the first row; `$` in the text is `id`. NIL when there is none. */
int64_t city_int(struct city *c, const char *sql, int64_t id);
/* Due time of the newest clock of that kind on the object. */
int64_t clock_due_of(struct city *c, const char *object_kind, int64_t id, const char *kind);
/* Number of findings of event_verify; the first is kept in c->told. */
int64_t findings(struct city *c);
void anchor(struct city *c);

#define ok(call) city_ok(c, (call), #call, __LINE__)
void city_ok(struct city *c, enum err e, const char *what, int line);
/* The action is refused with this code. */
#define refused(call, expected) city_refused(c, (call), expected, #call, __LINE__)
void city_refused(struct city *c, enum err e, const char *expected, const char *what, int line);

/* Both engines: `engine` is set before the tests run. */
extern enum db_engine city_engine;
int city_set_up(void **state);
int city_tear_down(void **state);
#define CITY(test) cmocka_unit_test_setup_teardown(test, city_set_up, city_tear_down)
int city_run(const char *name, const struct CMUnitTest *tests, size_t n);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the simulator. Memory: everything that lasts lies in m->life, what one action needs in m->a. */
#ifndef YS_APP_SIMULATE_INTERNAL_H
#define YS_APP_SIMULATE_INTERNAL_H

#include "app/simulate.h"
#include "callback/callback.h"
#include "file/file.h"
#include "job/job.h"

/* ---- the agenda ---- */
struct sim;
struct sim_item {
	int64_t at;
	uint64_t serial;           /* of two at the same moment the one planned first acts first */
	void (*act)(struct sim *m, const struct sim_item *it);
	int64_t id, x;             /* object; a second number whose meaning the action knows */
};

/* ---- texts ---- */
struct sim_text {
	int32_t type;              /* position in refs->types */
	int32_t weight;
	unsigned months;           /* bit 0 = January; 0: all year */
	const char *said;          /* "help" … */
	const char *channel;       /* "" none */
	const char *title, *body;
};
struct sim_answer {
	int32_t type;
	const char *result, *text, *note;
};
enum sim_place_kind { PLACE_ROAD, PLACE_ESTATE, PLACE_VILLAGE, PLACE_SHOP, PLACE_COMPANY, PLACE_SCHOOL, PLACE_MARKET, PLACE_PARK,
		      PLACE_LANDMARK, PLACE_KINDS };

/* What people say at work, by use and key (data/demo/phrases.csv). */
#define SIM_USES(X)                                                                                \
	X(open) X(detail) X(looked) X(close) X(reached) X(missed) X(told) X(unsolved) X(note) X(pass) X(back) X(urge) X(bad) \
	X(rework) X(keep) X(reopen) X(checked) X(uncheck) X(ask) X(refuse) X(withdraw) X(object) X(consult) X(extend)       \
	X(suspend) X(ending) X(beyond) X(unit_yes) X(unit_no) X(centre_yes) X(centre_no) X(resumed) X(return) X(basis)       \
	X(return_no) X(redirect) X(reject) X(confer) X(met) X(raise) X(government) X(last) X(home) X(force) X(check_true)    \
	X(check_untrue) X(check_unclear) X(plan_move) X(plan_void) X(instruct) X(receipt) X(withdrawn) X(call) X(transfer)   \
	X(said_caller) X(said_third) X(said_agent) X(warn) X(flag) X(flag_yes) X(flag_no) X(correction) X(correct_yes)       \
	X(correct_no) X(mention) X(leave) X(self) X(whistle) X(whistle_refuse) X(whistle_yes) X(whistle_no) X(whistle_decide)        \
	X(whistle_task) X(whistle_done) X(whistle_rate) X(whistle_judge) X(urgent_report) X(urgent_true) X(urgent_false)            \
	X(urgent_routine) X(urgent_send) X(urgent_entry) X(urgent_lift) X(urgent_review) X(hard_why) X(hard_meet) X(hard_decide)    \
	X(hard_progress) X(hard_raise) X(hard_close) X(hard_void) X(notice_drop) X(notice_reply) X(notice_pass) X(notice_fail)      \
	X(notice_false) X(exclude) X(exclude_yes) X(exclude_no) X(promise_none) X(promise_keep) X(promise_move) X(promise_untrue)
enum sim_use {
#define X(name) USE_##name,
	SIM_USES(X)
#undef X
	USE_COUNT
};
struct sim_phrase {
	const char *key, *text;
};

/* What the city as a whole is used to (data/demo/customs.csv), in percent unless the file says otherwise. */
#define SIM_CUSTOMS(X)                                                                             \
	X(urgent_false) X(urgent_routine) X(urgent_late) X(urgent_by_hand) X(hard_late) X(hard_void) X(hard_raise) X(hard_by_hand) \
	X(notice_drop) X(notice_days) X(notice_fail) X(notice_false) X(exclude) X(exclude_no) X(red)                              \
	X(promise_silent) X(promise_none) X(promise_missed) X(promise_move) X(promise_untrue)
enum sim_custom {
#define X(name) CUSTOM_##name,
	SIM_CUSTOMS(X)
#undef X
	CUSTOM_COUNT
};

/* ---- people and places ---- */
enum sim_role { R_HANDLER, R_LEADER, R_TOWN, R_COMMUNITY, R_ROLES };
enum { SIM_STAFF = 4, SIM_POOL = 64, SIM_RECENT = 4096, SIM_KEPT = 32 };
/* About so many matters a day more where somebody may log in and look. */
static const double SIM_ACCOUNT_SHARE = 5;
struct sim_unit {
	int32_t staff[R_ROLES][SIM_STAFF]; /* user positions */
	int32_t nstaff[R_ROLES];
	/* The unit's temperament (data/demo/habits.csv) with a little of its own, from the seed. Shares in 0 … 1. */
	double speed;              /* of the limit it usually takes */
	double spread;
	double quality;            /* how well it does what it does */
	double forgets;            /* evidence, signatures, calls */
	double late;               /* simply late */
	double silent;             /* neither signs nor calls until it is overdue */
	double extends, suspends, ends; /* asks for that */
	double returns, whistles;
	double notices;            /* notices that it signs for or answers late */
};
struct sim_user {
	int64_t id;
	int32_t unit;
	struct principal *who;     /* loaded when first needed */
	int64_t away_until;        /* on leave: others of the unit act */
	bool account;              /* a demo account that somebody may log in with */
};
struct sim_grid {
	int64_t id, town_id, community_id, lon, lat;
	int64_t upto;              /* households up to and including this one */
	int32_t head, worker;      /* user positions, -1 none */
};
/* A matter that others may notice too. */
struct sim_matter {
	int64_t case_id, at;
	int32_t type, grid, person;
};

struct sim {
	struct site *site;
	struct db_session *s;
	const struct simulate_options *o;
	struct simulate_report *r;
	struct problem *problem;   /* of the caller, for what stops everything */
	struct problem refusal;    /* of the action at hand */
	struct arena *life, *a;
	struct env_fake env;       /* of the domain: time, salts, receipts */
	struct env_fake dice;      /* of what people decide */
	const struct refs *refs;
	enum err failed;           /* set once; ends the run */
	int64_t now, until;
	/* agenda: a heap */
	struct sim_item *heap;
	size_t nheap, cap;
	uint64_t serial;
	struct job_plan jobs;
	/* the city */
	struct sim_user *users;
	size_t nusers;
	struct sim_unit *units;    /* by position in refs->units */
	struct habits *habits;
	int64_t customs[CUSTOM_COUNT];
	int32_t receivers[SIM_POOL], dispatchers[SIM_POOL], agents[SIM_POOL], judges[SIM_POOL], appraisers[SIM_POOL],
		leaders[SIM_POOL];
	int nleaders, nreceivers, ndispatchers, nagents, njudges, nappraisers;
	struct sim_grid *grids;
	size_t ngrids;
	int32_t account_grid;      /* where the demo account of a grid worker belongs; -1 none */
	int64_t rights_at;
	/* words */
	struct sim_text *texts;
	size_t ntexts;
	int64_t *upto[12];         /* cumulated weights of the texts in each month */
	int32_t *account_texts;    /* matters that go to a department of a demo account */
	size_t naccount_texts;
	int32_t *first_text;       /* by type: texts are sorted by type; -1 none */
	struct sim_answer *answers;
	size_t nanswers;
	int32_t *first_answer;
	struct sim_name {
		const char *name;
		int64_t town_id;
	} *places[PLACE_KINDS];
	size_t nplaces[PLACE_KINDS];
	const char **surnames, **given;
	size_t nsurnames, ngiven;
	struct file_taken pictures[8];
	size_t npictures;
	struct sim_phrase *phrases[USE_COUNT];
	size_t nphrases[USE_COUNT];
	uint64_t *said;            /* digests of the answers given: no two are alike */
	size_t nsaid, said_cap;
	int64_t phone_weight;      /* of the telephone among the channels of who does not come by a call of the log */
	/* the last that somebody has looked at */
	int64_t seen_emergency, seen_hardcase, seen_notice, seen_promise;
	/* memory of the town */
	int64_t kept[SIM_KEPT];    /* orders that are left as they are for the demo accounts */
	size_t nkept;
	int unsorted, undispatched; /* left so in the last hours */
	struct sim_matter recent[SIM_RECENT];
	size_t nrecent;            /* ever noted */
};

/* ---- dice ---- */
int64_t sim_roll(struct sim *m, int64_t n);                 /* 0 … n-1 */
int64_t sim_between(struct sim *m, int64_t a, int64_t b);
bool sim_chance(struct sim *m, double p);
double sim_unit_real(struct sim *m);                        /* [0, 1) */

/* ---- simulate.c ---- */
void sim_plan(struct sim *m, int64_t at, void (*act)(struct sim *, const struct sim_item *), int64_t id, int64_t x);
void sim_count(struct sim *m, enum simulate_count c);

/* One action: a write by a person (user position), by a citizen or by the system. Arguments and results in `arg`. */
enum { BY_CITIZEN = -1, BY_SYSTEM = -2 };
typedef enum err (*sim_fn)(struct sim *m, struct op *op, void *arg);
/* True when it was done. A refusal by the rules is counted; anything worse ends the run. */
bool sim_do(struct sim *m, int32_t user, sim_fn fn, void *arg);
/* What a person asks outside a write. */
struct op sim_op(struct sim *m, int32_t user);
/* Number of the day, outside a write. */
bool sim_number(struct sim *m, const char *name, char no[NUMBER_CHARS + 1]);

/* ---- simulate_city.c ---- */
enum err sim_load_city(struct sim *m);
int32_t sim_user_position(const struct sim *m, int64_t id); /* -1 unknown */
const struct principal *sim_principal(struct sim *m, int32_t user);
int32_t sim_pick(struct sim *m, const int32_t *pool, int n);
/* Somebody of the unit who may do that; -1 none. */
int32_t sim_staff(struct sim *m, int64_t unit_id, bool leader);
const struct sim_unit *sim_habits(struct sim *m, int64_t unit_id);
/* Somebody of the pool who does not belong to that unit; -1 none. */
int32_t sim_pick_other(struct sim *m, const int32_t *pool, int n, int64_t unit_id);
int32_t sim_pick_grid(struct sim *m);
/* Position of a grid, some other one when it is unknown. */
int32_t sim_grid_position(struct sim *m, int64_t id);
bool sim_is_holiday(const struct sim *m, int64_t at);
/* The moment itself when units work then, else some time on their next working morning. */
int64_t sim_office_time(struct sim *m, int64_t at);
/* Some time between `from` and `to` hours from now, when units work. */
int64_t sim_in_hours(struct sim *m, int64_t from, int64_t to);
/* The moment itself, else the last working afternoon before it. */
int64_t sim_last_office_time(const struct sim *m, int64_t at);
/* A moment between from and to when people answer the phone, not before `at`. */
int64_t sim_waking_time(struct sim *m, int64_t at, int from_hour, int to_hour);

/* ---- simulate_words.c ---- */
enum err sim_load_words(struct sim *m);
const struct sim_text *sim_pick_text(struct sim *m, int month);
const struct sim_text *sim_text_of_type(struct sim *m, int32_t type); /* NULL none */
/* With the slots filled for a place; in m->a. */
const char *sim_fill(struct sim *m, const char *text, const struct sim_grid *g);
const struct sim_answer *sim_answer_for(struct sim *m, int32_t type, const char *result);
const char *sim_person_name(struct sim *m, int32_t person);
const char *sim_person_phone(struct sim *m, int32_t person);

/* A CSV file of the demo city, record by record. */
struct sim_rows;
enum err sim_each_row(struct sim *m, const char *path, enum err (*row)(struct sim *m, const struct sim_rows *r));
const char *sim_demo_path(struct sim *m, const char *name);
struct sv sim_field(const struct sim_rows *r, const char *name);
const char *sim_kept(const struct sim_rows *r, const char *name);
enum err sim_bad_row(struct sim *m, const struct sim_rows *r, const char *why);

/* ---- simulate_phrases.c ---- */
enum err sim_load_phrases(struct sim *m);
/* One of the phrases of a use with this key, filled; key NULL: any. "" when there is none. */
const char *sim_say(struct sim *m, enum sim_use use, const char *key);
/* The i-th part of a phrase, parts being divided by |. */
const char *sim_part(struct sim *m, const char *text, int i);
/* What the unit writes to the appellant: the matter, the hand of who writes it; never the same twice. */
const char *sim_answer(struct sim *m, int32_t type, const char *result, int32_t user, const char *place, const char *unit);

/* ---- simulate_habits.c ---- */
enum err sim_load_habits(struct sim *m);
enum err sim_load_customs(struct sim *m);
bool sim_custom(struct sim *m, enum sim_custom c);          /* chance by a custom in percent */

/* ---- simulate_pictures.c ---- */
/* A few small pictures drawn for this run, stored like uploads. */
enum err sim_make_pictures(struct sim *m);
/* Inside a write: a picture on an object. */
enum err sim_attach(struct sim *m, struct op *op, const char *kind, int64_t id, const char *stage);

/* ---- simulate_intake.c ---- */
const struct sim_text *sim_red_text(struct sim *m);         /* a red matter of the season, if one comes to mind */
void sim_day(struct sim *m, const struct sim_item *it);
/* An appeal comes; id: the call it comes by, 0 none, SIM_RED: something red; x: the caller of a call. */
enum { SIM_RED = -1 };
void sim_arrive(struct sim *m, const struct sim_item *it);
void sim_note_matter(struct sim *m, int64_t case_id, int32_t type, int32_t grid, int32_t person);

/* ---- simulate_work.c ---- */
/* A dispatcher will take the case within the limit of its colour, mostly. `seen`: what it was filed as; `real`: what it is. */
void sim_plan_dispatch(struct sim *m, int64_t case_id, int32_t seen, int32_t real);
/* Plans what is to be done for the open orders of a case. */
void sim_plan_case(struct sim *m, int64_t case_id);
/* The same for one order; nothing when it is not open. */
void sim_plan_order(struct sim *m, int64_t order_id);
void sim_plan_submit(struct sim *m, int64_t at, int64_t order_id);
/* `at`, or earlier: who sees the due time coming hurries. What is nearly or wholly overdue is not hurried any more. */
int64_t sim_before(struct sim *m, int64_t at, int64_t due);
/* For the orders of a case that were given at this very moment. */
void sim_plan_given(struct sim *m, int64_t case_id);

/* ---- simulate_asks.c ---- */
struct sim_task {
	int64_t order_id, unit_id, due_at;
	bool urgent;               /* red or orange */
};
/* Does the unit ask for more time, for an end, or give it back? The time at which it will be done, `done` unless it asks. */
int64_t sim_plan_asks(struct sim *m, const struct sim_task *t, int64_t done);
/* id: order; x: what the matter really is + 1, 0 when it is what it was filed as. */
void sim_return(struct sim *m, const struct sim_item *it);
/* Asked for and left so: before the unit's leader or, `passed`, before the centre. False when the rules refuse it. */
bool sim_leave_asked(struct sim *m, int64_t order_id, const char *kind, bool passed);
/* Given back and left in that state: asked | ruling | conferring | raised. */
bool sim_leave_returned(struct sim *m, int64_t order_id, const char *status);

/* ---- simulate_grid.c ---- */
void sim_grid_day(struct sim *m, int64_t day_start, double n);
/* A worker looks at what residents reported: id case, x grid position. */
void sim_verify(struct sim *m, const struct sim_item *it);
/* An instruction ("urgent/done") to the grid people or the staff of a unit and below. */
bool sim_instruct(struct sim *m, int32_t who, const char *key, int64_t unit_id, bool grid_people, unsigned posts);
/* Plans of the last day for the demo account of a grid worker, which stay as they are. */
void sim_grid_open(struct sim *m);
/* ---- simulate_calls.c ---- */
/* Plans the calls of a day; how many of the appeals come by them. */
int64_t sim_calls_day(struct sim *m, int64_t day_start, double n);
/* Said what it is about; the appeal that was registered, NIL: none. */
void sim_call_over(struct sim *m, int64_t call_id, int64_t appeal_id);
int32_t sim_call_agent(struct sim *m, int64_t call_id); /* -1: the caller is gone */
/* ---- simulate_people.c ---- */
void sim_people_day(struct sim *m, int64_t day_start, double n);
void sim_mention(struct sim *m, const struct sim_item *it); /* id: order */
/* A note on a case for a colleague, with words of that key. */
void sim_tell(struct sim *m, int32_t from, int32_t to, int64_t case_id, const char *key);
void sim_correct(struct sim *m, int64_t article_id, bool answered);
/* ---- simulate_whistle.c ---- */
void sim_whistle(struct sim *m, const struct sim_item *it); /* id: order */
/* ---- simulate_urgent.c, simulate_hard.c, simulate_notice.c ---- */
/* The centre looks at what is new: emergencies every few minutes, hard cases and drafts of notices once an hour. */
void sim_look(struct sim *m, const struct sim_item *it);
void sim_find_hard(struct sim *m);
void sim_find_notices(struct sim *m);
void sim_find_promises(struct sim *m);          /* simulate_promise.c */
void sim_urgent_report(struct sim *m, const struct sim_item *it); /* a grid worker sees something */
void sim_hard_by_hand(struct sim *m, int64_t case_id);
/* What two judges found unreasonable, perhaps. */
void sim_exclude(struct sim *m, int64_t case_id);
void sim_false_reply(struct sim *m, int64_t case_id);       /* found to have been reported done without being so */
/* A 提示单 that lies with the unit. */
void sim_leave_notice(struct sim *m, int64_t unit_id);
/* ---- simulate_last.c ---- */
/* In the last working hour: something of everything waits for each demo account, and nobody comes to it. */
void sim_last_hour(struct sim *m, const struct sim_item *it);
bool sim_is_kept(const struct sim *m, int64_t order_id);

/* ---- simulate_after.c ---- */
void sim_agent(struct sim *m, const struct sim_item *it);
void sim_settled(struct sim *m, int64_t case_id);           /* an order was settled: what follows for the case */
void sim_merge(struct sim *m, const struct sim_item *it);   /* id from, x into */
void sim_urge(struct sim *m, const struct sim_item *it);
void sim_start_agents(struct sim *m, int64_t day_start);

#endif

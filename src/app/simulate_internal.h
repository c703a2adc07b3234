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

/* ---- people and places ---- */
enum sim_role { R_HANDLER, R_LEADER, R_TOWN, R_COMMUNITY, R_ROLES };
enum { SIM_STAFF = 4, SIM_POOL = 64, SIM_RECENT = 4096 };
struct sim_unit {
	int32_t staff[R_ROLES][SIM_STAFF]; /* user positions */
	int32_t nstaff[R_ROLES];
	/* habits, from the seed */
	double speed;              /* share of the limit it usually takes */
	double spread;
	double quality;            /* how well it does what it does */
	double forgets;            /* evidence, signatures, calls */
};
struct sim_user {
	int64_t id;
	int32_t unit;
	struct principal *who;     /* loaded when first needed */
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
	int32_t receivers[SIM_POOL], dispatchers[SIM_POOL], agents[SIM_POOL], judges[SIM_POOL], appraisers[SIM_POOL];
	int nreceivers, ndispatchers, nagents, njudges, nappraisers;
	struct sim_grid *grids;
	size_t ngrids;
	int64_t rights_at;
	/* words */
	struct sim_text *texts;
	size_t ntexts;
	int64_t *upto[12];         /* cumulated weights of the texts in each month */
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
	/* memory of the town */
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
/* Number of the day, outside a write. */
bool sim_number(struct sim *m, const char *name, char no[NUMBER_CHARS + 1]);

/* ---- simulate_city.c ---- */
enum err sim_load_city(struct sim *m);
const struct principal *sim_principal(struct sim *m, int32_t user);
int32_t sim_pick(struct sim *m, const int32_t *pool, int n);
/* Somebody of the unit who may do that; -1 none. */
int32_t sim_staff(struct sim *m, int64_t unit_id, bool leader);
const struct sim_unit *sim_habits(struct sim *m, int64_t unit_id);
int32_t sim_pick_grid(struct sim *m);
/* Position of a grid, some other one when it is unknown. */
int32_t sim_grid_position(struct sim *m, int64_t id);
bool sim_is_holiday(const struct sim *m, int64_t at);
/* The moment itself when units work then, else some time on their next working morning. */
int64_t sim_office_time(struct sim *m, int64_t at);
/* A moment between from and to when people answer the phone, not before `at`. */
int64_t sim_waking_time(struct sim *m, int64_t at, int from_hour, int to_hour);

/* ---- simulate_words.c ---- */
enum err sim_load_words(struct sim *m);
const struct sim_text *sim_pick_text(struct sim *m, int month);
const struct sim_text *sim_text_of_type(struct sim *m, int32_t type); /* NULL none */
/* With the slots filled for a place; in m->a. */
const char *sim_fill(struct sim *m, const char *text, const struct sim_grid *g);
const struct sim_answer *sim_answer_for(struct sim *m, int32_t type, const char *result);
const char *sim_fill_answer(struct sim *m, const char *text, const char *place, const char *unit);
const char *sim_person_name(struct sim *m, int32_t person);
const char *sim_person_phone(struct sim *m, int32_t person);

/* ---- simulate_pictures.c ---- */
/* A few small pictures drawn for this run, stored like uploads. */
enum err sim_make_pictures(struct sim *m);
/* Inside a write: a picture on an object. */
enum err sim_attach(struct sim *m, struct op *op, const char *kind, int64_t id, const char *stage);

/* ---- simulate_intake.c ---- */
void sim_day(struct sim *m, const struct sim_item *it);
void sim_note_matter(struct sim *m, int64_t case_id, int32_t type, int32_t grid, int32_t person);

/* ---- simulate_work.c ---- */
/* A dispatcher will take the case within the limit of its colour, mostly. `seen`: what it was filed as; `real`: what it is. */
void sim_plan_dispatch(struct sim *m, int64_t case_id, int32_t seen, int32_t real);
/* Plans what is to be done for the open orders of a case. */
void sim_plan_case(struct sim *m, int64_t case_id);

/* ---- simulate_after.c ---- */
void sim_agent(struct sim *m, const struct sim_item *it);
void sim_settled(struct sim *m, int64_t case_id);           /* an order was settled: what follows for the case */
void sim_merge(struct sim *m, const struct sim_item *it);   /* id from, x into */
void sim_urge(struct sim *m, const struct sim_item *it);
void sim_self(struct sim *m, const struct sim_item *it);
void sim_start_agents(struct sim *m, int64_t day_start);

#endif

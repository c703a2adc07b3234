/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of units (K-01…K-06, K-12, L-04…L-06; scoring.md 4.2–4.6, 4.9, 4.11): pure functions in integers.
 *
 * A profile is a sum of terms. Each term takes one rate from the counts of a unit and turns it into points, so that
 * every score opens to a few lines anyone can recompute. Rates are millionths (SCORE_ONE is 100 %), points are
 * millionths of a point. Each quantity that has a name here (a rate, the shrunk satisfaction, the points of a term, the
 * volume factor, F, the appraisal score) is rounded once, half up; nothing else is. */
#ifndef YS_SCORE_SCORE_H
#define YS_SCORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "http/http.h"
#include "workflow/workflow.h"

enum {
	SCORE_ONE = 1000000,       /* a rate of 1; also one point */
	SCORE_POINT = 1000000,
	SCORE_FULL = 100 * SCORE_POINT,
	SCORE_TERMS_MAX = 8,
	SCORE_MATTER = 100,        /* one order, case or appeal in the counts */
	SCORE_ANSWERS = 5,         /* 非常满意 满意 基本满意 不满意 非常不满意 */
};

/* Types of appeals, as a profile may score them apart (`classified`). */
enum score_type { SCORE_CONSULT, SCORE_HELP, SCORE_COMPLAINT, SCORE_REPORT, SCORE_SUGGESTION, SCORE_PRAISE, SCORE_TYPES };
enum { SCORE_ALL_TYPES = (1 << SCORE_TYPES) - 1 };

/* What a unit did in the period, one row for each type, in hundredths of a matter (SCORE_MATTER), because 同责 units carry a share
 * each. scoring.md 4.1 says what is counted, docs/score.md how. */
struct score_counts {
	int64_t due, closed, ontime;         /* D, C, T: orders */
	int64_t submitted, returned;         /* R: cases */
	int64_t contact_due, contacted;      /* first contact: orders */
	int64_t answers[SCORE_ANSWERS];      /* V by answer: appeals */
	int64_t asked, solved;               /* “问题解决了吗”: answers yes, partly or no; of these yes */
};

enum score_measure {
	SCORE_SATISFACTION,        /* weighted answers, shrunk towards the group (4.2) */
	SCORE_SATISFIED,           /* 满意率: the first three answers of V */
	SCORE_SOLVED,              /* 解决率 */
	SCORE_CLOSED,              /* 结案率 C/D */
	SCORE_ONTIME,              /* 按期办结率 T/D */
	SCORE_RETURNED,            /* 退办率 */
	SCORE_CONTACTED,           /* 响应率: first contact within its limit */
	SCORE_MEASURES
};

enum score_shape {
	SCORE_LINEAR,              /* points · r */
	SCORE_CEILING,             /* points · max(0, 1 − r / max): the less the better */
	SCORE_DEDUCT,              /* points − per · (base − r) in percent, between floor and points; nothing off above the base */
};

struct score_term {
	enum score_measure measure;
	enum score_shape shape;
	unsigned types;            /* bits of score_type */
	int64_t points;            /* at most, millionths of a point */
	int64_t max;               /* SCORE_CEILING: the rate that leaves nothing */
	int64_t base, per, floor;  /* SCORE_DEDUCT: rate; millionths of a point for one percent; millionths of a point */
};

struct score_profile {
	struct score_term term[SCORE_TERMS_MAX];
	size_t terms;
	int64_t weight[SCORE_ANSWERS]; /* of the answers, millionths */
	int64_t shrink;            /* k: so many appeals of the group's mean are added to a unit's own */
	int64_t min_due;           /* fewer due orders: 样本不足, neither ranked nor flagged */
	int64_t min_evaluated;     /* rate V ÷ closed under which satisfaction is printed with a warning */
	int64_t below, below_cap;  /* baseline: off for each point below; at most so many points */
	int64_t above, above_cap;  /* bonus line: on for each point above; at most */
	int64_t volume_cap;        /* n ÷ mean of the group counts at most so much */
	int64_t whistle;           /* share of W in the monthly appraisal score */
	int64_t year_points;       /* points of the year's target responsibility (14) */
	int64_t excellent_min;     /* annual points under which 优秀 is advised against */
	int64_t flagged;           /* so many at the end of each list */
	int64_t floor;             /* a unit at or above it is never flagged; NIL: the seed's rule, whatever the score */
};

/* The profiles that come with the program (4.11); `name` of one of them, else NULL. */
enum score_builtin { SCORE_RONGCHENG_70, SCORE_SANLV, SCORE_BASELINE_DEDUCT, SCORE_CLASSIFIED, SCORE_BUILTINS };
extern const char *const SCORE_BUILTIN_NAMES[SCORE_BUILTINS];
extern const struct score_profile SCORE_BUILTIN[SCORE_BUILTINS];

/* Counts as a list, in the order of the struct, and back. */
enum { SCORE_COUNTS = 14 };
void score_counts_list(const struct score_counts *c, int64_t v[SCORE_COUNTS]);
struct score_counts score_counts_from(const int64_t v[SCORE_COUNTS]);

/* The sum of the rows named by `types`. */
struct score_counts score_sum(const struct score_counts by_type[SCORE_TYPES], unsigned types);
/* Evaluations: V. */
int64_t score_evaluated(const struct score_counts *c);
/* The rate of a measure without shrinkage; NIL where there is nothing to divide by. */
int64_t score_rate(const struct score_profile *p, enum score_measure m, const struct score_counts *c);

struct score_line {
	int64_t num, den;          /* of the rate, as counted; for SCORE_SATISFACTION num is in millionths */
	int64_t rate;              /* as measured; NIL: nothing to measure */
	int64_t used;              /* the rate that counts: shrunk, or what stands for a rate that cannot be had */
	int64_t points;
};
struct score_base {
	struct score_line line[SCORE_TERMS_MAX];
	int64_t points;            /* P */
	bool too_few;              /* 样本不足 */
	bool few_evaluated;        /* 评价率 under the profile's limit */
};

/* P of one unit. `group` holds for each term the group's mean satisfaction (millionths; used by SCORE_SATISFACTION). A rate that
 * cannot be had costs nothing: full for what should be high, none for what should be low; satisfaction is the group's. */
void score_unit(const struct score_profile *p, const struct score_counts by_type[SCORE_TYPES], const int64_t group[],
	struct score_base *out);

/* How much the volume n (V in hundredths) counts against the group's mean (millionths): at most the profile's cap. */
int64_t score_volume(const struct score_profile *p, int64_t n, int64_t mean);
/* F from P (4.3): off below the baseline, on above the bonus line by volume; never over 100. `n` is the unit's
 * volume in hundredths and `mean` the group's in millionths of a hundredth. Lines that are NIL do nothing. */
int64_t score_adjust(const struct score_profile *p, int64_t points, int64_t baseline, int64_t bonus, int64_t n, int64_t mean);
/* The monthly appraisal score: F, with W where the unit was whistled for (w NIL: F alone; 4.4). */
int64_t score_appraisal(const struct score_profile *p, int64_t f, int64_t w);
/* Annual points: year_points · mean of the months ÷ 100; NIL without a month. */
int64_t score_year(const struct score_profile *p, const int64_t *months, size_t n);
/* Two sides of an appraisal: street · share + others · (1 − share), share in millionths (4.5). */
int64_t score_two_sides(int64_t street, int64_t others, int64_t share);

/* ---- ranking (4.6) ---- */
struct score_place {
	int64_t unit_id, list;     /* list: towns, departments, or one of their groups */
	int64_t score, ontime, evaluated; /* the key, in this order; then the id */
	bool ranked;               /* false: too few */
	int64_t rank;              /* 1 … n within its list; 0: not ranked */
	int64_t of;                /* units ranked in its list */
	bool flagged;              /* among the last */
};
/* Sorts by list and rank, and fills rank, of and flagged. */
void score_rank(const struct score_profile *p, struct score_place *places, size_t n);

enum score_step { STEP_NONE, STEP_NOTICE, STEP_TALK, STEP_TRANSFER }; /* 通报, 约谈, 线索移送函 */
/* What is proposed after `months` flagged months in a row, this one included (L-04…L-06). */
enum score_step score_step(int64_t months);

/* ---- persons (4.9) ---- */
struct score_worker {
	int64_t tasks, tasks_ontime, checks, checks_right, visits, visits_done;
	int64_t stars_sum, ratings;          /* residents' ratings, 1 … 5 */
	int64_t weight[4];                   /* tasks, checks, ratings, visits: points, 100 together */
};
/* Result of a grid worker, never uploads, mileage or time online (C-04). What there was none of is left out and the other weights
 * are scaled up; NIL when there was nothing at all. */
int64_t score_worker(const struct score_worker *w);

/* ---- lists that stay ---- */
struct op;
extern const struct wf_machine SCORE_MACHINE;
/* Whether some list should be made now: the daily one, a preliminary or a frozen one. */
enum err score_pending(struct op *op, bool *yes);
/* Makes them; op->s is outside a write. Counts and stores each for itself. */
enum err score_make_due(struct op *op, int64_t *made);
/* Units that were below `line` (millionths of a point) in each of the last `days` daily lists; at most `max`. */
enum err score_low(struct op *op, int64_t line, int64_t days, int64_t *units, size_t max, size_t *n);
/* How units stood in the frozen list of a month; n 0: it is not frozen. */
struct score_standing {
	int64_t unit_id, rank, points; /* rank 0: not ranked */
	bool flagged;
};
enum err score_frozen(struct op *op, int64_t month, const char *list, struct score_standing **v, size_t *n);
/* Recomputes every list: its hash byte for byte, that its event names it, and its scores from its counts. Each finding goes to
 * `say`. */
enum err score_verify(struct db_session *s, void (*say)(void *arg, const char *finding), void *arg, int64_t *runs, int64_t *bad);

/* ---- objections to lines of a preliminary list ---- */
extern const struct wf_machine SCORE_OBJECTION_MACHINE;
struct score_objection {
	int64_t month, unit_id, order_id;
	const char *what;          /* "due", "returned", "answers" */
	const char *reason;
};
enum err score_object(struct op *op, const struct score_objection *o, int64_t *id);
/* uphold, reject (quality team; `text`: why), withdraw (unit). */
enum err score_objection_move(struct op *op, int64_t id, int64_t version, const char *action, const char *text);

/* ---- whole rankings for everybody ---- */
extern const struct wf_machine SCORE_DISCLOSURE_MACHINE;
/* disclose (`basis`: number of the approval document), hide (why). */
enum err score_disclose(struct op *op, int64_t month, const char *action, const char *basis);

/* ---- exclusions 剔除 ---- */
extern const struct wf_machine EXCLUSION_MACHINE;
struct exclusion_new {
	int64_t case_id;
	const char *class, *what;  /* a code of exclusion_class; "due", "answers" */
	const char *reason;
};
enum err exclusion_apply(struct op *op, const struct exclusion_new *n, int64_t *id);
/* agree, confirm, refuse, restore (`text`: why), withdraw. */
enum err exclusion_move(struct op *op, int64_t id, int64_t version, const char *action, const char *text);
enum err exclusion_may_see_file(struct op *op, int64_t id, bool *yes);

extern const struct route SCORE_ROUTES[];
extern const struct route SCORE_OBJECTION_ROUTES[];
extern const struct route SCORE_RUN_ROUTES[];
extern const struct route EXCLUSION_ROUTES[];

#endif

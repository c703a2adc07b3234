/* SPDX-License-Identifier: Apache-2.0 */
/* One period of all units, between the files of this room. */
#ifndef YS_SCORE_SCORE_INTERNAL_H
#define YS_SCORE_SCORE_INTERNAL_H

#include "casefile/casefile.h"
#include "catalogue/op.h"
#include "score/score.h"
#include "score_disclose_sql.h"
#include "score_exclusions_sql.h"
#include "score_objections_sql.h"
#include "score_runs_sql.h"
#include "score_sql.h"

enum score_list { SCORE_NO_LIST, SCORE_TOWNS, SCORE_DEPARTMENTS, SCORE_LISTS };

/* What a line is taken off of. */
enum score_figure { SCORE_OF_DUE, SCORE_OF_RETURNED, SCORE_OF_ANSWERS, SCORE_FIGURES };

struct score_unit_month {
	int64_t unit_id;
	enum score_list list;
	struct score_counts by_type[SCORE_TYPES];
	int64_t open, suspended;   /* lead orders now: 挂账 is shown beside every rate */
	int64_t left_out[SCORE_FIGURES]; /* lines that a ruling or an exclusion took off */
};
/* One line that does not count for a unit: an order, or the case of the answers. */
struct score_left_out {
	int64_t unit_id, line;
	enum score_figure figure;
};
struct score_month {
	struct op *op;
	struct month_span at;
	struct score_unit_month *unit; /* by position of the unit in refs */
	size_t n;
	struct score_left_out *out; /* sorted */
	size_t nout;
	/* by one profile: */
	const struct score_profile *profile;
	struct score_base *base;   /* by position of the unit, of those in a list */
	int64_t mean[SCORE_LISTS][SCORE_TERMS_MAX];
	struct score_place *place; /* by list and rank */
	size_t places;
};

/* A version of a profile, as the database has it. */
struct score_chosen {
	int64_t id, version;
	const char *code, *title, *body;
	struct score_profile p;
};
enum err score_profile_get(struct db_session *s, int64_t id, struct score_chosen *out);
/* The one in force in a month. */
enum err score_profile_of(struct db_session *s, int64_t month, struct score_chosen *out);

/* Counts what all units did. Memory: op->a. */
enum err score_count(struct op *op, const struct month_span *at, struct score_month *m);
/* Scores and ranks what was counted. A copy of *m can be ranked by another profile. */
void score_by(struct score_month *m, const struct score_profile *profile);
/* ---- as JSON ---- */
extern const char *const SCORE_LIST_NAMES[SCORE_LISTS];
/* "profile": {…}, and only its parameters, into an object that is open. */
void score_put_profile(struct json_out *w, const struct score_chosen *by);
void score_put_parameters(struct json_out *w, const struct score_profile *p);
/* One unit; `before`: its place by another profile, or NULL. */
void score_put_row(
	struct json_out *w, const struct score_month *m, const struct score_place *p, const struct score_place *before);
/* What a list says besides its rows, into an object that is open. */
void score_put_head(struct json_out *w, const struct score_month *m, int list);

/* ---- runs ---- */
/* Whether the person may object for a unit, or rule on its objection. */
enum err score_objection_may(struct op *op, unsigned cap, int64_t unit_id, bool *yes);
/* Whether this line counts for the unit in the month. ERR_CONFLICT "score.line". */
enum err score_counted(struct op *op, const struct score_objection *o);
/* Makes the lists that a ruling has made stale, at once; what fails is left to the job. */
void score_renew(struct req *r);
int64_t score_month_before(int64_t now);

/* ---- exclusions ---- */
const char *exclusion_what_text(const char *what);
/* By role and unit of the exclusion. */
bool exclusion_may(struct op *op, const struct q_exclusion_get_out *x, unsigned cap);
/* Whether the person is of the unit that applied. */
bool exclusion_applied(const struct op *op, const struct q_exclusion_get_out *x);
/* Whether the person may review it now; reads nothing from the database. */
bool exclusion_reviews(const struct op *op, const struct q_exclusion_get_out *x);
int64_t exclusion_month(const struct q_exclusion_order_out *o, const char *what);
/* Whether exclusions from the figures of a month can be asked for. */
enum err exclusion_month_open(struct op *op, int64_t month, bool *yes);

/* Whether the lists of a month are shown whole; status "" when never. */
enum err score_disclosure(struct db_session *s, int64_t month, struct q_score_disclosure_get_out *out);
/* The row of a month; status "" when it was not published. */
enum err score_month_row(struct db_session *s, int64_t month, struct q_score_month_get_out *out);
/* SM3 over the text of a run: its header, its profile and its rows, a line each. */
void score_run_hash(struct arena *a, const struct q_score_run_get_out *run, const char *profile,
	const struct q_score_rows_rows *rows, uint8_t out[SM3_SIZE]);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The reading machine at work: which case an appeal may belong to (B-02, B-03, B-09). It proposes; people decide.
 *
 * `struct machine` is one per process. It keeps an index of all open and recently closed cases (matching room), filled in the
 * background and kept up by reading the events of the cases, those of other nodes included; texts are read from the database when
 * two are compared, so that the index holds none.
 * What it costs: some hundred bytes a case; a case of the last second is not known yet.
 * Threads: machine_tick and machine_learn belong to one ticker thread each; everything else may be called by any thread. */
#ifndef YS_INTAKE_INTAKE_H
#define YS_INTAKE_INTAKE_H

#include <stdatomic.h>

#include "casefile/casefile.h"
#include "matching/matching.h"

/* A closed case is a candidate for so long. */
enum { KNOWN_DAYS = 90 };

struct machine *machine_new(void);
void machine_free(struct machine *m);
/* Ends a filling that is under way; the next machine_tick does nothing. */
void machine_stop(struct machine *m);
/* Once a second, for ticker_start: fills the index at first and every night, then follows the cases. `arg`: the machine. */
enum err machine_tick(struct op *op, void *arg);
/* Likewise, in a thread of its own: learns when it was asked to, and takes over the model that is active in the database. */
enum err machine_learn(struct op *op, void *arg);

/* ---- the index ---- */

/* Cases that share most rare words with `asked`, best first; their number. `self`: the case whose text it is, NIL for an appeal.
 * Weighs `asked`. *ready tells whether the index has been filled. NULL for `m` is allowed and finds nothing. */
size_t machine_find(struct machine *m, struct match_text *asked, int64_t self, int64_t *out, size_t max, bool *ready);
/* That the texts are one matter, 0 … 1 each; 0 without an index. */
void machine_compare(struct machine *m, struct match_text *asked, int64_t self, struct match_text **other, size_t n, float *out);

/* ---- event types ---- */

/* Fewer confirmed cases teach nothing that the keywords of the event list do not know; more than the newest are not read. */
enum { TRAIN_LEAST = 200, TRAIN_MOST = 6000 };
struct train_result {
	int64_t id;                /* of the new model, which is active now; NIL: too few cases */
	size_t cases, types;
	int64_t hits, among;       /* of the cases, each judged unseen: right, right among three */
};
/* Learns and keeps a new model. Takes minutes of one core and up to 2 GB; op->s outside a write. Gives up, with id NIL, when
 * `stop` becomes true; NULL: never. */
enum err intake_train(struct op *op, const atomic_bool *stop, struct train_result *out);
/* Enough new confirmed cases? */
enum err intake_train_due(struct op *op, bool *yes);
/* The ticker of `m` trains when it comes round; NULL is allowed. */
void machine_train_soon(struct machine *m);

struct intake_hint {
	const struct event_type *type;
	const char *why;
	int64_t score;             /* of the keywords; 0 from a model */
	int percent;               /* calibrated probability; -1: the keywords suggest */
};
enum { HINTS_MAX = 5 };
/* Event types for a text, best first: by the model that is active, or by the keywords of the event list where there is none or it
 * is too unsure. *model: its id, NIL for the keywords; may be NULL. */
size_t intake_hints(struct op *op, const char *title, const char *body, struct intake_hint *out, size_t max, int64_t *model);

/* ---- candidates ---- */

/* What is looked for; NIL and NULL: not known. */
struct asked {
	struct sv title, body;
	int64_t case_id, appeal_id;
	int64_t time;
	const char *phone_digest;
	int64_t event_type_id, town_id, community_id, lon, lat;
};
enum notion {
	NOTION_REPEAT,             /* 重复件: same person, same matter */
	NOTION_SAME,               /* 同类: the same matter, other persons */
	NOTION_RELATED             /* 关联件: has to do with it */
};
struct candidate {
	int64_t id, opened_at, closed_at, event_type_id, town_id, community_id, lon, lat, appeals;
	const char *no, *title, *body, *status, *colour, *address;
	bool same_caller;
	enum notion notion;
	float probability;         /* one matter, 0 … 1 */
	int metres;                /* between the two points; -1 not known */
};
enum { CANDIDATES_MAX = 24, CANDIDATES_SHOWN = 8 };
/* Best first, only cases that op->who may read; at most CANDIDATES_SHOWN. */
enum err intake_candidates(struct op *op, const struct asked *q, struct candidate *out, size_t *n, bool *ready);

extern const struct route INTAKE_ROUTES[], SORTING_ROUTES[];

#endif

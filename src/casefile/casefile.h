/* SPDX-License-Identifier: Apache-2.0 */
/* Case 案件: one real-world matter, with all the people who spoke about it (B-02, B-03, B-09, I-01).
 *
 * A case waits for all its orders, then for the people who spoke. Its state moves only through CASE_MACHINE. Orders and
 * callbacks live in rooms above; they call casefile_move, and hear of cases through subscriptions.
 * Every change runs inside one `struct case_tx`, which locks the case's stream first; merges lock in ascending id. */
#ifndef YS_CASEFILE_CASEFILE_H
#define YS_CASEFILE_CASEFILE_H

#include "appeal/appeal.h"
#include "casefile_sql.h"

extern const struct wf_machine CASE_MACHINE;
/* A case that one may not see does not exist. */
extern const struct problem_code NO_CASE;

/* How long a dispatch can be taken back (撤回派单), while nobody has signed. */
enum { UNDISPATCH_MS = 60 * 1000 };

/* An open change of one case: lock, row, pending event stream. */
struct case_tx {
	struct op *op;
	struct change change;
	struct q_case_get_out row;
	const char *topics;        /* case_topics keeps them until parties change */
	unsigned topics_at;
};
enum err case_begin(struct case_tx *t, struct op *op, int64_t case_id);
/* Compares the version a person saw; NIL = do not compare. ERR_STALE. */
enum err case_expect(struct case_tx *t, int64_t version);
enum err case_end(struct case_tx *t);

struct case_new {
	const char *no;            /* from number_next */
	const char *source;        /* appeal | patrol | sensor */
	const char *title, *summary;
	int64_t event_type_id;
	const char *colour;        /* NULL: the event type's */
	const char *type, *family; /* NULL: the event type's */
	int64_t town_id, community_id, grid_id, lon, lat;
	const char *address;
	int64_t appeal_id;         /* NIL for patrol and sensor cases */
	bool secret;               /* secret reporter: neither the words nor the position of the appeal enter the case */
};
/* Opens a case (立案): case, membership, parties of the place, dispatch clock. The appeal, if any, moves to 已立案. */
enum err case_open(struct op *op, const struct case_new *n, int64_t *case_id);

/* A matter that another system has already finished: closed, historical = 1, never reopened, outside every score. The appeal
 * was created with `historical` too. */
struct case_historical {
	const char *no;            /* from number_next */
	const char *title, *type, *family, *colour, *address, *closing_kind;
	int64_t event_type_id, town_id, community_id, lead_unit_id; /* NIL: unknown */
	int64_t appeal_id, opened_at, closed_at;
};
enum err case_open_historical(struct op *op, const struct case_historical *n, int64_t *case_id);

struct case_move_args {
	const char *reason;        /* secret text of the event */
	const char *fact;          /* public fact */
	const char *closing_kind;  /* for actions that close */
	int64_t fact_id;
};
/* Versioned update of all state columns that differ between t->row and *after, each as a `set` row of the event that has
 * been begun; t->row becomes *after. */
enum err case_store(struct case_tx *t, struct q_case_get_out *after);
/* One action of CASE_MACHINE on an open change. */
enum err case_move(struct case_tx *t, const char *action, const struct case_move_args *args);

/* One action of CASE_MACHINE by itself (close, check, check_failed, reopen …): begin, compare the version, move, end. */
enum err case_act(struct op *op, int64_t case_id, int64_t version, const char *action, const struct case_move_args *args);
/* Closes a case that has not been dispatched; its appellant's appeal ends as withdrawn. Refused while others have joined: they
 * would be left without an answer (invariant 1b). */
enum err case_withdraw(struct op *op, int64_t case_id, int64_t version, const char *reason);

/* Classification by hand (B-07): event type and colour; recolouring needs a reason. */
enum err case_classify(
	struct op *op, int64_t case_id, int64_t version, int64_t event_type_id, const char *colour, const char *reason);

/* Parties: the only source of who may see a case. */
enum err case_party_add(struct op *op, int64_t case_id, char kind, int64_t party_id, const char *role);
enum err case_party_end(struct op *op, int64_t case_id, char kind, int64_t party_id, const char *role);

/* An appeal that is still being sorted joins an open case (kind "repeat" 重复件 or "same_matter" 同类). */
enum err case_join(struct op *op, int64_t appeal_id, int64_t version, int64_t case_id, const char *kind, const char *reason);
/* Takes a joined appeal out again; it is sorted anew. */
enum err case_unjoin(struct op *op, int64_t appeal_id, const char *reason);
/* Merges `from` into `into`: every appellant keeps number, receipt, answer, callback and rating. */
enum err case_merge(struct op *op, int64_t from, int64_t version, int64_t into, const char *kind, const char *reason,
	int64_t *merge_id);
/* Restores the merged case with its appeals, its state and its clocks less the merged time. */
enum err case_unmerge(struct op *op, int64_t merge_id, const char *reason, int64_t *case_id);
enum err case_link(struct op *op, int64_t a, int64_t b, const char *note);
enum err case_unlink(struct op *op, int64_t a, int64_t b);

/* 催办: recorded, told, unit alerted; never a second order. *told = what to tell the caller. */
enum err case_urge(struct op *op, int64_t case_id, int64_t appeal_id, int64_t channel_id, const char *note, const char **told);

/* Topics of the case for live screens: the case, the pool and every open party. */
const char *case_topics(struct case_tx *t);
/* Why-this-unit lines and the suggested lead for a case or appeal at a place. */
enum err case_suggest(struct op *op, int64_t event_type_id, int64_t town_id, struct duty *out);

extern const struct route CASE_ROUTES[];

/* "case": the case above what a room shows of it. */
void jw_case_head(struct json_out *w, const struct refs *refs, const struct q_case_get_out *c);
/* One line of what was done: the words of an emergency, of a hard case. */
struct case_deed {
	int64_t id, at, unit_id;
	const char *kind, *kind_text, *user, *text, *resources;
};
void jw_deed(struct json_out *w, const struct refs *refs, const struct case_deed *d);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of the way, read across rooms: lists, detail pages, timelines, buttons; and the few actions that span rooms
 * (register, file and dispatch in one step; what a citizen does with a receipt).
 *
 * Rules stay in the rooms below; here is only what a page needs to show, under the scope of who asks. */
#ifndef YS_DESK_DESK_H
#define YS_DESK_DESK_H

#include "auth/listing.h"
#include "adjust/adjust.h"
#include "callback/callback.h"
#include "dispute/dispute.h"
#include "whistle/whistle.h"
#include "catalogue/op.h"
#include "emergency/emergency.h"
#include "hardcase/hardcase.h"
#include "promise/promise.h"
#include "score/score.h"
#include "intake/intake.h"
#include "desk_sql.h"

/* A button of a page: the last part of its route, and what decides whether it is offered. */
struct button {
	const char *action, *label;
	const char *edge;          /* action of the machine; NULL = not a move */
	unsigned cap;              /* 0: the edge's */
	const char *states;        /* comma list; NULL = wherever the edge leads on, or anywhere */
	bool danger;
};
/* [{action,label,enabled,needs,danger}] in the order of the table. `can_do` decides by capability; cap 0 never comes. */
void jw_actions(struct json_out *w, const struct wf_machine *m, const char *state, const struct button *buttons, size_t n,
		bool (*can_do)(void *ctx, unsigned cap), void *ctx);
/* Timeline of a stream: [{seq,kind,text,actor,unit,recorded_at,happened_at,facts,note}]. */
enum notes { NOTES_NONE, NOTES_ALL, NOTES_WITHOUT_APPELLANTS };
enum err jw_timeline(struct json_out *w, const char *key, struct op *op, const char *stream, int64_t id, enum notes notes);
/* Only the events that name this whistle; NIL: all. */
enum err jw_timeline_of_whistle(
	struct json_out *w, const char *key, struct op *op, const char *stream, int64_t id, enum notes notes, int64_t whistle_id);
/* What a person may read of a case's notes: what a secret reporter said when called back or urging stays away from the
 * handling unit. */
enum err case_notes(struct op *op, int64_t case_id, enum notes *out);
/* The personal notes of an event as one text, NULL when there are none; and whether this reader gets them. */
const char *event_note(struct arena *a, const char *secret);
bool event_note_shown(enum notes notes, const char *kind);
/* "held": who had the matter how long, and "shares": between whom it is appraised (order_held, coresp_shares). */
enum err jw_held(struct json_out *w, struct op *op, const struct q_case_get_out *c, int64_t order_id);
/* {left_ms,used_micro,state,text} of a due time. */
void jw_clock(struct json_out *w, const char *key, struct op *op, int64_t started_at, int64_t due_at, int64_t stopped_at);
/* The same without a key. */
void jw_clock_value(struct json_out *w, struct op *op, int64_t started_at, int64_t due_at, int64_t stopped_at);
/* With the id under which GET /clocks/{id}/why explains it; NIL: not known. */
void jw_clock_of(struct json_out *w, struct op *op, int64_t id, int64_t started_at, int64_t due_at, int64_t stopped_at);
/* Masked contact: {name_masked,phone_masked,id_masked,can_open}. A secret reporter is shown to nobody but the creator and
 * those with REPORTER_READ (domain-model invariant 5). */
enum err jw_contact(struct json_out *w, const char *key, struct op *op, const struct q_appeal_get_out *a);
/* May this person open the contact data of this appeal now? */
enum err may_open_contact(struct op *op, const struct q_appeal_get_out *a, bool *yes);
/* Chinese text of an event kind. */
const char *event_text(const char *kind);
const char *colour_text(const struct refs *refs, const char *colour);

/* Adds " AND …": orders that wait for a review by this person. */
void order_where_review(struct db_query *q, const struct principal *who);

/* Suggested units for a type at a place, why, and how busy they are. */
enum err put_duty(struct req *r, struct op *op, int64_t type_id, int64_t town_id);

/* "files": own pictures, "done_files": those of the finished work that may be seen; for who showed receipt and phone tail.
 * `c` NULL: no case yet. */
enum err put_public_photos(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c);
extern const struct route DESK_WHISTLE_ROUTES[];
extern const struct route PUBLIC_PHOTO_ROUTES[];

extern const struct route APPEAL_ACTION_ROUTES[], DESK_APPEAL_ROUTES[], DESK_BULK_ROUTES[], DESK_DAY_ROUTES[],
	DESK_PAPER_ROUTES[], DESK_POOL_ROUTES[], DESK_CASE_ROUTES[], DESK_ORDER_ROUTES[], DESK_CALLBACK_ROUTES[],
	PUBLIC_ROUTES[], FILE_ROUTES[];

#endif

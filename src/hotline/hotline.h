/* SPDX-License-Identifier: Apache-2.0 */
/* Hotline 话务: seats, calls, who was taken into a call and said what, and the pop-up about the caller (R-02, J-08, A-01).
 *
 * The exchange tells what happens to a call (hotline_feed); a call rings at the seat of its zone that has been ready
 * longest, or waits. Numbers are sealed and found by digest; nobody but the agent on the call gets the number in clear.
 * A flag on a number warns before answering; it never keeps anybody from being heard (compliance.md 6 row 10).
 * State moves through SEAT_MACHINE, CALL_MACHINE, TRANSFER_MACHINE and FLAG_MACHINE, each with its event.
 * What it costs: the program holds no media; recording stays in the exchange, here is only its reference.
 * Threads: none of its own. Memory: the arena of the operation. */
#ifndef YS_HOTLINE_HOTLINE_H
#define YS_HOTLINE_HOTLINE_H

#include "casefile/casefile.h"
#include "catalogue/op.h"
#include "hotline_sql.h"

extern const struct wf_machine SEAT_MACHINE, CALL_MACHINE, TRANSFER_MACHINE, FLAG_MACHINE;

enum { WRAPUP_MS = 90 * MS_SECOND, WRAPUP_MORE_MS = 60 * MS_SECOND, WARNINGS_NEEDED = 2, FLAG_DAYS = 90, FLAG_DAYS_MAX = 365 };

#define ZONE_VALUES "intake|transfer|online|review|callback|expert"
#define ZONE_WORDS "intake:受理区|transfer:转办区|online:网络区|review:审核区|callback:回访区|expert:专席"
#define EXPERT_VALUES "judicial|tax|housing_fund|human_resources|business"
#define EXPERT_WORDS "judicial:司法专席|tax:税务专席|housing_fund:公积金专席|human_resources:人社专席|business:营商环境专席"
const char *zone_text(const char *zone);
const char *expert_text(const char *expert);   /* "" for "" */

/* ---- the exchange ---- */

/* What an exchange reports. Unknown texts NULL. */
struct tel_event {
	const char *ext_id;        /* the exchange's own id of the call */
	const char *event;         /* ringing | answered | held | resumed | missed | ended | recorded */
	const char *number, *direction, *zone, *expert, *queue, *recording;
	int64_t agent_id;          /* NIL: whoever is ready in the zone */
	const char *no;            /* from number_next("call"), for ringing */
	const char *adapter;
};
/* What the product asks of an exchange. The exchange answers by an event, never by the return value. A NULL function is not
 * offered: the agent uses the telephone, and the seat says so. */
struct tel_adapter {
	const char *name, *text;
	enum err (*answer)(struct op *op, const struct q_call_get_out *call);
	enum err (*hold)(struct op *op, const struct q_call_get_out *call);
	enum err (*resume)(struct op *op, const struct q_call_get_out *call);
	enum err (*hang_up)(struct op *op, const struct q_call_get_out *call);
	/* Takes a third party into the call: extension of a seat, "110", or a unit's number. */
	enum err (*conference)(struct op *op, const struct q_call_get_out *call, const char *third);
};
const struct tel_adapter *tel_adapter(const char *name); /* the feed adapter when unknown */

/* Inside a write. Telling twice does nothing twice. *call_id NIL when nothing is known about the call. */
enum err hotline_feed(struct op *op, const struct tel_event *ev, int64_t *call_id);

/* ---- seats ---- */
struct seat_sign_in {
	const char *zone, *expert, *extension;
};
enum err seat_sign_in(struct op *op, const struct seat_sign_in *in);
/* "ready" (back or done), "away" with a reason, "more" (longer wrap-up), "sign_out". */
enum err seat_act(struct op *op, const char *action, const char *reason);
/* By the exchange or by a call: ring, answer, stop, miss, end. */
enum err seat_follow(struct op *op, int64_t user_id, const char *action, int64_t call_id, int64_t until, const char *reason);
/* The seat of a zone that has been ready longest; NIL when none. */
enum err seat_pick(struct op *op, const char *zone, const char *expert, int64_t *user_id);

/* ---- calls ---- */
enum err call_load(struct op *op, int64_t id, struct q_call_get_out *out);
/* The agent on the call, or who leads the hotline. */
bool call_is_mine(const struct op *op, const struct q_call_get_out *c);
/* "answer", "hold", "resume", "end" asked of the exchange. */
enum err call_ask(struct op *op, int64_t id, const char *what, bool abusive);
/* 已警告: counted and written down; a call may be ended for abuse after WARNINGS_NEEDED of them. */
enum err call_warn(struct op *op, int64_t id, const char *words);
struct call_finish {
	const char *outcome, *note;
	int64_t appeal_id, case_id; /* NIL: none */
};
/* Notes what the call was about; ends the wrap-up when the call is over. */
enum err call_finish(struct op *op, int64_t id, const struct call_finish *f);
/* A call that waits goes to the seat that has just become ready. */
enum err call_offer_waiting(struct op *op, const char *zone, const char *expert);
/* The number in clear, for the agent while the call or its wrap-up lasts. Callers write the audit row. */
enum err call_number(struct op *op, const struct q_call_get_out *c, const char **number);

/* ---- third parties ---- */
struct transfer_new {
	int64_t call_id;
	const char *target;        /* expert | emergency | unit */
	const char *expert, *line, *reason;
	int64_t unit_id;
};
enum err transfer_begin(struct op *op, const struct transfer_new *t, int64_t *id);
enum err transfer_join(struct op *op, int64_t id, int64_t version);
enum err transfer_say(struct op *op, int64_t id, const char *who, const char *text);
enum err transfer_end(struct op *op, int64_t id, int64_t version, const char *outcome, const char *result);
enum err put_transfers(struct json_out *w, struct op *op, int64_t call_id);

/* ---- flags ---- */
enum err flag_propose(struct op *op, int64_t call_id, const char *kind, const char *note, int64_t days, int64_t *id);
enum err flag_decide(struct op *op, int64_t id, int64_t version, const char *action, const char *decision);
enum err put_flags(struct json_out *w, struct op *op, const char *digest);

/* ---- the pop-up ---- */
/* {number_masked,name_masked,calls,flags,history:[…]} about whoever has this digest; NULL digest: unknown. */
enum err put_caller(struct json_out *w, const char *key, struct op *op, const char *digest, const char *number);
/* {items:[…]}: open cases at the same place. */
enum err put_place_cases(struct req *r, struct op *op, const struct place *p, const char *address);

/* Handlers of hotline_lists.c, for the table of routes. */
enum err hotline_calls(struct req *r);
enum err hotline_calls_xlsx(struct req *r);
enum err hotline_flags(struct req *r);
enum err hotline_transfers(struct req *r);
enum err hotline_transfers_xlsx(struct req *r);
enum err hotline_board(struct req *r);
extern const struct in_field CALLS_IN[], FLAGS_IN[], TRANSFERS_IN[];
extern const struct route HOTLINE_ROUTES[];

#endif

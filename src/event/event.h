/* SPDX-License-Identifier: Apache-2.0 */
/* History: append-only event streams with an SM3 chain, live messages and subscriptions.
 *
 * Every change of an aggregate is written through a `struct change`: change_open locks the stream's head
 * (the first statement of every write, architecture.md 4), change_event appends, change_close stores the
 * new head. Bodies hold no personal text; what is personal goes to change_secret, which is encrypted, may
 * be erased, and enters the chain only as a salted commitment.
 * Body format: {"set":[[table,id,column,before,after],…],…facts}. Folding all `set` rows of a database gives
 * every state column of its truth tables; a test does. */
#ifndef YS_EVENT_EVENT_H
#define YS_EVENT_EVENT_H

#include "auth/crypto.h"
#include "base/problem.h"
#include "db/db.h"
#include "json/json.h"

struct actor {
	int64_t user_id, unit_id;  /* NIL: the system, or a citizen */
};

enum { CHANGE_PENDING = 32 };

struct change {
	struct db_session *s;
	struct keys *keys;
	const struct env *env;
	struct problem *problem;
	struct actor actor;
	const char *stream;        /* "case", "appeal", "self", "user", "ref" */
	int64_t id, now;
	int64_t seq;               /* of the last event */
	uint8_t head[SM3_SIZE];
	bool anchored, wrote;      /* nothing has changed since the last anchor; an event was written */
	/* event under construction */
	const char *kind;
	int64_t happened_at;
	struct buf body;
	struct json_out w;
	bool in_set, any_set;
	struct buf secret;
	struct json_out sw;
	const char *topics;
	struct event_note {
		const char *kind, *stream;
		int64_t stream_id, seq, event_id;
	} pending[CHANGE_PENDING];
	size_t npending;
	void *owner;               /* of the room that opened it, for its subscribers (struct case_tx for cases) */
};

/* Locks and reads the head of a stream; creates it when it does not exist. */
enum err change_open(struct change *c, struct db_session *s, struct keys *keys, const struct env *env, struct problem *p,
		     struct actor actor, const char *stream, int64_t id, int64_t now);
/* Begins an event; `happened_at` NIL = now. */
void change_begin(struct change *c, const char *kind, int64_t happened_at);
/* A column that changed. Before = after is left out. */
void change_int(struct change *c, const char *table, int64_t id, const char *column, int64_t before, int64_t after);
void change_text(struct change *c, const char *table, int64_t id, const char *column, const char *before, const char *after);
/* A fact that is not a column. */
void change_fact_int(struct change *c, const char *name, int64_t v);
void change_fact_text(struct change *c, const char *name, const char *v);
/* Personal or free text: encrypted. NULL or "" is left out. */
void change_secret(struct change *c, const char *name, const char *text);
/* Who is told on live screens, comma-separated ("case:5,unit:7,pool"). */
void change_topics(struct change *c, const char *topics);
/* Writes the event and notes its subscriptions. */
enum err change_end(struct change *c);
/* Runs the subscriptions of the events written, in order (they may write further events), then stores the head. */
enum err change_close(struct change *c);

/* ---- subscriptions: const rows in app/subscriptions.c, run in the same transaction by change_close ---- */
struct subscription {
	const char *kind;          /* exact event kind */
	enum err (*fn)(struct change *c, const struct event_note *n);
};
/* Set once at start-up; ends with a row without kind. */
void event_subscribe(const struct subscription *table);

/* ---- live messages ---- */
/* Called after commit for every live message (topics, id, JSON body). Set once at start-up; NULL = nobody listens.
 * `stored`: a live_message row of that id is written with the change, for other nodes; otherwise the id is 0. */
void event_set_live(void (*fn)(void *arg, const char *topics, int64_t id, const char *body), void *arg, bool stored);
/* Whether anybody listens: who is told need not be found out when nobody is. */
bool event_live_on(void);
/* A message without an event. */
enum err live_send(struct db_session *s, const char *topics, const char *body, int64_t now);

/* ---- reading ---- */
struct event_row {
	int64_t id, seq, actor_id, actor_unit_id, recorded_at, happened_at;
	const char *kind, *body, *actor_name, *unit_name;
	const char *secret;        /* decrypted JSON object, NULL when none, erased or not asked for */
};
/* Events of a stream, ascending. `open_secrets` decrypts. */
enum err event_list(struct db_session *s, struct keys *keys, const char *stream, int64_t id, bool open_secrets,
		    struct event_row **rows, size_t *n);

/* One event. ERR_NOT_FOUND. */
enum err event_get(struct db_session *s, struct keys *keys, const char *stream, int64_t id, int64_t seq, bool open_secrets,
		   struct event_row *row);

/* One text that change_secret kept under `name`, from event_row.secret; NULL when there is none. */
const char *event_secret(struct arena *a, const char *secret, const char *name);

/* ---- proof ---- */
struct verify_report {
	int64_t streams, events, secrets, erased, anchors, audits, bad;
};
/* Recomputes every chain, commitments, audit chain, anchors and their signatures; finds a changed byte, a cut tail and a
 * dropped stream. Each finding goes to `say`. */
enum err event_verify(struct db_session *s, struct keys *keys, void (*say)(void *arg, const char *finding), void *arg,
		      struct verify_report *out);
/* One anchor over changed heads and new audit rows; nothing is written when nothing changed. At most ANCHOR_HEADS of them, so
 * that nobody waits long for the writer: ask again while *heads == ANCHOR_HEADS. */
enum { ANCHOR_HEADS = 500 };
enum err event_anchor(struct db_session *s, struct keys *keys, int64_t now, int64_t *heads);

#endif

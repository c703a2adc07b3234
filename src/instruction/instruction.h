/* SPDX-License-Identifier: Apache-2.0 */
/* Instructions 指令 (U-01): sent down to grids, posts, worker types or units, read, relayed to residents' groups and done.
 *
 * Recipients are found when an instruction is sent and kept: a person has one receipt, whatever number of posts she holds. An
 * instruction and each receipt have their own state machine and their own event stream, so that five thousand people who
 * read at once do not wait for one row. A leader instructs only below herself; a receipt is moved by its recipient alone.
 * What it costs: somebody who takes over a grid after an instruction was sent does not get it.
 * Threads: none. Memory: the arena of the op. */
#ifndef YS_INSTRUCTION_INSTRUCTION_H
#define YS_INSTRUCTION_INSTRUCTION_H

#include "appeal/appeal.h"
#include "catalogue/op.h"
#include "instruction_sql.h"

extern const struct wf_machine INSTRUCTION_MACHINE, RECEIPT_MACHINE;

/* Who shall get it. A person is reached through a post in one of the grids, or as staff of one of the units. */
struct instruction_scope {
	const int64_t *unit_ids, *grid_ids;  /* areas: communities at and below the units; grids with those inside them */
	size_t nunits, ngrids;
	int64_t level;             /* grids of this level only; 0 = all */
	unsigned posts, types;     /* bits of INSTRUCTION_POSTS and INSTRUCTION_TYPES; 0 = all */
	bool grid_people, staff;   /* holders of posts; people who belong to the units */
};
/* Names of the bits, in their order; ends with NULL. */
extern const char *const INSTRUCTION_POSTS[], *const INSTRUCTION_TYPES[];

struct recipient {
	int64_t user_id, unit_id, grid_id; /* grid_id NIL: as staff */
};
/* Everybody the scope reaches, each once, without the sender. ERR_FORBIDDEN when an area is not below the sender. */
enum err instruction_recipients(struct op *op, const struct instruction_scope *scope, struct recipient **out, size_t *n);
/* The scope in words: "澜城街道、东关社区的网格长、专职网格员". */
const char *instruction_scope_text(struct op *op, const struct instruction_scope *scope);

struct instruction_new {
	const char *no;            /* from number_next("instruction") */
	const char *urgency;       /* normal | urgent | critical */
	const char *asks;          /* read | relay | done */
	const char *title, *body, *relay_text;
	int64_t due_at;            /* NIL: by the urgency */
	struct instruction_scope scope;
};
/* Inside a write: keeps the recipients and tells them. *recipients counts them. ERR_INVALID when there is nobody. */
enum err instruction_send(struct op *op, const struct instruction_new *n, int64_t *id, int64_t *recipients);
/* close, withdraw (with a note), remind (once). Inside a write. */
enum err instruction_act(struct op *op, int64_t id, int64_t version, const char *action, const char *note);
/* read, relay, done by the recipient. What has happened already is no error: nothing is written then. */
enum err receipt_act(struct op *op, int64_t id, const char *action, const char *note);

/* Sender, or with the right over the sender's unit: sees the whole board. Who has the right over recipients only sees
 * those (`all` false). */
enum err instruction_may_see(struct op *op, const struct q_instruction_get_out *row, bool *yes, bool *all);
/* A picture or document of an instruction: seen by its recipients and by who sees the board. */
enum err instruction_may_see_file(struct op *op, int64_t id, bool *yes);

/* Time given to read, in ms (natural time). */
int64_t instruction_limit(const char *urgency);
const char *urgency_text(const char *urgency);

extern const struct route INSTRUCTION_ROUTES[], RECEIVED_ROUTES[];

#endif

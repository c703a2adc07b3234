/* SPDX-License-Identifier: Apache-2.0 */
/* Appeal 诉求: what one person said, on one channel, at one time (A-01…A-18, B-04…B-08).
 *
 * Every channel ends here: the desk, the public page, importers and connectors call appeal_create. Contact data is
 * encrypted; phone digests serve search. An appeal's state moves only through APPEAL_MACHINE.
 * Threads: none of its own. Memory: rows live in the arena of the session. */
#ifndef YS_APPEAL_APPEAL_H
#define YS_APPEAL_APPEAL_H

#include "appeal_sql.h"
#include "catalogue/site.h"
#include "file/file.h"
#include "workflow/workflow.h"

extern const struct wf_machine APPEAL_MACHINE;

enum { RECEIPT_CHARS = 16, NUMBER_CHARS = 14 };

/* An enterprise that speaks (V-01): what it says about itself. The contact person is the appeal's name and phone. */
struct appeal_enterprise {
	const char *name;
	const char *credit_code;   /* checked (text_credit_code), "" not given */
	const char *kind;          /* policy | difficulty | suggestion | rights */
};

struct appeal_new {
	const char *no;            /* from number_next, taken outside the write */
	int64_t channel_id;
	const char *external_no;   /* NULL: none; unique per channel */
	const char *upstream;      /* name of the upstream platform, "" none */
	int64_t upstream_due_at;
	int64_t received_at;
	int64_t created_unit_id;
	const char *anonymity;     /* named | anonymous | secret */
	const char *person_kind;   /* citizen | enterprise | staff */
	const char *name, *phone, *id_number; /* NULL when not given */
	bool no_callback;
	const char *no_callback_reason;
	const char *type, *family;
	int64_t event_type_id;     /* NIL: not classified yet */
	const char *title, *body, *happened, *subject, *demand, *address, *urgency, *source_code;
	int64_t town_id, community_id, grid_id, lon, lat; /* NIL: unknown; lon/lat micro-degrees CGCS2000 */
	bool historical;           /* imported and already answered: never enters a score */
	const char *historical_answer;
	int64_t closed_at;
	const struct appeal_enterprise *enterprise; /* NULL: none */
};

struct appeal_made {
	int64_t id;
	const char *no, *receipt;  /* receipt: shown once, stored hashed; NULL for historical ones */
	const char *status;
};

/* What a subscriber of appeal.submitted finds in change->owner. */
struct appeal_submitted {
	struct op *op;
	const char *receipt;       /* NULL for historical ones */
};

/* Takes the next number of the day for "appeal", "case" or "self" from this process's block; fetches a block from the
 * database when needed. Must be called outside a write. `no` gets NUMBER_CHARS + 1 bytes. */
enum err number_next(struct op *op, const char *name, char *no);
/* Forgets the blocks of a site, before its database is closed (another site may later lie at the same address). */
void numbers_forget(const struct site *site);

/* Inside a write. ERR_CONFLICT "appeal.known" when the external number is taken in that channel. */
enum err appeal_create(struct op *op, const struct appeal_new *n, struct appeal_made *out);

/* The row; ERR_NOT_FOUND recorded as problem. */
enum err appeal_get(struct op *op, int64_t id, struct q_appeal_get_out *out);

/* An appeal goes with its case into another one without changing its own state (merging, un-merging). */
enum err appeal_rehome(struct op *op, int64_t id, int64_t case_id);

/* Optional values of a move; zero = nothing. */
struct appeal_move_args {
	int64_t version;           /* NIL: do not compare */
	const char *text;          /* answer, question, reason …: goes to result_text where the action has a result */
	const char *special;       /* special class for emergency and refuse */
	int64_t due_days;          /* supplement: days to wait, default 7 */
	int64_t case_id;           /* file, join */
	const char *line;          /* emergency line */
	const char *fact;          /* further public fact for the event */
};
/* Moves an appeal by one action of APPEAL_MACHINE, with its event, inside a write. */
enum err appeal_move(struct op *op, int64_t id, const char *action, const struct appeal_move_args *args);

/* Corrects fields before filing (B-04: one standard): given values only; NULL/NIL = unchanged. */
struct appeal_correction {
	int64_t version;
	const char *type, *family, *title, *body, *happened, *subject, *demand, *address, *urgency;
	int64_t event_type_id, town_id, community_id, grid_id, lon, lat;
};
enum err appeal_correct(struct op *op, int64_t id, const struct appeal_correction *c);

/* Text that a unit may see of a secret report, released by the dispatcher (A secret reporter never reaches the accused unit). */
enum err appeal_release(struct op *op, int64_t id, int64_t version, const char *text, const int64_t *photos, size_t nphotos);
/* Answer of the appellant to a supplement question; moves back to 待分拣. */
enum err appeal_supplied(struct op *op, int64_t id, int64_t version, const char *answer);

/* Contact data in clear. Callers check capability and write the audit row. */
struct appeal_contact {
	const char *name, *phone, *id_number; /* NULL when not left */
};
enum err appeal_contact_open(struct op *op, const struct q_appeal_get_out *row, struct appeal_contact *out);
/* Only the name, NULL when none was given; not of a secret reporter. Shown to nobody: who is the same person. */
enum err appeal_name_open(struct op *op, int64_t id, struct db_blob sealed, const char **name);
/* Digests for search: full number and last four digits. NULL phone gives NULL. */
enum err appeal_phone_digest(struct op *op, const char *phone, const char **full, const char **tail);

/* True when the person may see the full text and all photos of the appeal; otherwise only what was released (secret
 * reports). Whether the appeal may be seen at all is another question (may_appeal, may_case). */
bool sees_full_text(const struct op *op, const struct q_appeal_get_out *row);
/* The appeal that the path of a request names, for whoever may read it; else "not found". */
enum err appeal_asked_for(struct req *r, struct op *op, struct q_appeal_get_out *out);
/* A file has been added: leaves the event appeal.file. */
enum err appeal_file_added(struct op *op, int64_t id, const char *stage, const char *hash);

/* By receipt (public). ERR_NOT_FOUND when unknown. */
enum err appeal_by_receipt(struct op *op, const char *receipt, struct q_appeal_get_out *out);
/* Which of the five elements are missing, comma-separated: who,when,where,what,subject. */
const char *appeal_missing(struct arena *a, const struct q_appeal_get_out *row);
/* True for 咨询, 建议, 表扬: asked "答复清楚吗" instead of "解决了吗" (domain-model 3.3). */
bool appeal_asks_clear(const char *type);

/* Chinese words of the enums. */
const char *type_text(const char *type);
const char *family_text(const char *family);
/* 政策咨询, 生产经营难题, 意见建议, 权益保护 */
const char *enterprise_kind_text(const char *kind);

#endif

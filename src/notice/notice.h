/* SPDX-License-Identifier: Apache-2.0 */
/* The three notices 三单: 提示单, 督办单, 警示单 (L-01, L-03, L-09, G-04, G-05; scoring.md 4.7; docs/notice.md).
 *
 * A notice is a signed document to one unit, with its chain of responsibility, the cases concerned and a day by which to
 * answer. Triggers make drafts; only a person with the right for that kind issues one. The kind (how strong) and the subject
 * (a case, a key work, a hot topic, a field) are apart. A notice has a stream of its own; the cases it names are told when it
 * is issued and when it is withdrawn. What is not signed for, not answered or failed makes the draft of the next kind.
 * What it costs: the days stand on the paper, so a later change of the calendar does not move them.
 * Threads: none. Memory: the arena of the op. */
#ifndef YS_NOTICE_NOTICE_H
#define YS_NOTICE_NOTICE_H

#include "notice_sql.h"
#include "order/order.h"
#include "report/official.h"

extern const struct wf_machine NOTICE_MACHINE;

enum { NOTICE_CASES_MAX = 200 };

const char *notice_kind_text(const char *kind);       /* "督办单" */
const char *notice_subject_text(const char *subject); /* "热点问题" */

struct notice_new {
	const char *kind, *subject;
	int64_t unit_id;
	const char *title, *basis;
	const char *demand;        /* NULL: that of the kind */
	const char *trigger;       /* of the triggers raised by hand; NULL none */
	int64_t answer_value;      /* working days to answer; NIL: those of the kind */
	const int64_t *cases;
	size_t ncases;
};
/* A draft by hand. Inside a write. */
enum err notice_create(struct op *op, const struct notice_new *n, int64_t *id);
/* Changes a draft; NULL and NIL leave as it is. `cases` replaces the list when `with_cases`. */
struct notice_edit {
	const char *title, *basis, *demand;
	int64_t answer_value;
	const int64_t *cases;
	size_t ncases;
	bool with_cases;
};
enum err notice_edit(struct op *op, int64_t id, int64_t version, const struct notice_edit *x);

/* What is signed: the document and its number, made outside the write because drawing takes long. */
struct notice_document {
	int64_t number;            /* the next one of kind and year, as it was expected */
	const char *no;            /* "社治督〔2026〕3号" */
	const char *issuer, *copy_to;
	bool to_discipline;
	int64_t ack_due_at, answer_due_at;
	const struct official_person *persons;
	size_t npersons;
	struct sv pdf;
};
/* Draws what would be signed now. Not inside a write. */
enum err notice_prepare(struct op *op, int64_t id, struct notice_document *out);
/* Issues it: 签发 and 送达 are one. ERR_STALE "notice.number" when somebody else has taken the number: prepare again. */
enum err notice_sign(struct op *op, int64_t id, int64_t version, const struct notice_document *doc);

/* drop, ack, reply, pass, fail, withdraw; `text`: reply, opinion or reason. */
enum err notice_act(struct op *op, int64_t id, int64_t version, const char *action, const char *text);

/* ---- seeing ---- */
/* Units see what was issued to them; who signs sees drafts; 纪委监委 sees what was filed with it. */
enum err notice_may_see(struct op *op, const struct q_notice_get_out *n, bool *yes);
enum err notice_may_see_file(struct op *op, int64_t id, bool *yes);
/* What waits for this person, added to a query on `notice u`: drafts to sign, notices to acknowledge or answer, answers to
 * audit. */
void notice_where_sign(struct db_query *q, const struct principal *who);
void notice_where_audit(struct db_query *q, const struct principal *who);

/* ---- triggers, for the scheduler ---- */
/* Notices over time that are not marked yet, at most `max`. */
enum err notice_due(struct op *op, int64_t *ids, size_t max, size_t *n);
/* Marks one as not signed for or not answered. Inside a write; harmless when it is no longer so. */
enum err notice_mark(struct op *op, int64_t id);
/* Triggers that have something to propose, at most `max`; reads only. */
enum err notice_triggered(struct op *op, int64_t *triggers, size_t max, size_t *n);
/* Makes the drafts of one trigger, or adds to open ones. Inside a write. */
enum err notice_propose(struct op *op, int64_t trigger_id);

/* The figures of the trigger on the score, which another room looks for: points under which a unit stands for `days` running.
 * ERR_NOT_FOUND while it is switched off. */
enum err notice_line(struct op *op, int64_t *points, int64_t *days);
/* The draft of that trigger for one unit, unless it has had one lately or has one open. Inside a write. */
enum err notice_below_line(struct op *op, int64_t unit_id);

/* Whether so many cases of a unit make a draft now (scoring.md 4.7): `waiting` cases not on a notice yet, `last_at` when the
 * trigger last made one for the unit (NIL never). An open draft takes whatever comes. Pure. */
bool notice_ready(int64_t cases, int64_t days, int64_t waiting, bool open_draft, int64_t last_at, int64_t now);

/* The notice whose signed document has this SM3 digest (hex). ERR_NOT_FOUND. */
enum err notice_of_document(struct op *op, const char *digest, struct q_notice_document_known_out *out);

extern const struct ref_kind REF_NOTICE_KINDS, REF_NOTICE_TRIGGERS;
extern const struct route NOTICE_ROUTES[], NOTICE_ACTION_ROUTES[], NOTICE_STATS_ROUTES[], NOTICE_REF_ROUTES[];

#endif

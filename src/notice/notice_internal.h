/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the notice room. */
#ifndef YS_NOTICE_INTERNAL_H
#define YS_NOTICE_INTERNAL_H

#include "auth/caps.h"
#include "catalogue/op.h"
#include "notice/notice.h"

#define NOTICE_KINDS "hint|supervise|warn"
#define NOTICE_KIND_WORDS "hint:提示单|supervise:督办单|warn:警示单"
#define NOTICE_SUBJECTS "single|key_work|hot|field"
#define NOTICE_SUBJECT_WORDS "single:单件|key_work:重点工作|hot:热点问题|field:分管领域"
#define NOTICE_STATES "draft|delivered|handling|replied|done|withdrawn|dropped"
#define NOTICE_STATE_WORDS                                                                         \
	"draft:待签发|delivered:待签收|handling:办理中|replied:待审核|done:已办结|withdrawn:已撤销|dropped:不予签发"

/* The capability to sign a kind. */
enum cap notice_sign_cap(const char *kind);
/* Who may draft a kind by hand: who signs it, and appraisers a 警示单 for the leader to sign. */
bool notice_may_draft(const struct principal *who, const char *kind);
/* Whether somebody of the centre may do this to the notice; `cap` as in the machine. Scope included, own unit excluded. */
enum err notice_may(struct op *op, const struct q_notice_get_out *n, unsigned cap, bool *yes);
/* What stands in the machine where the capability depends on the kind: drafts it, signs it, audits the answer to it. */
enum { NOTICE_DRAFTS = CAP_NOTICE_READ, NOTICE_SIGNS = CAP_NOTICE_HINT, NOTICE_AUDITS = CAP_NOTICE_SUPERVISE };

/* A notice being moved: its stream is locked. */
struct notice_tx {
	struct op *op;
	struct change change;
	struct q_notice_get_out row, next;
	const char *text;
};
enum err notice_needs_text(void *ctx);

/* What the sentence of a trigger says about one case: "超期 6 天". */
const char *notice_why(struct arena *a, const char *trigger, int64_t n);

/* One hit of a trigger: a case, or a notice (`of_notices`). */
struct notice_hit {
	int64_t unit_id, id, n;
};
/* A new draft of the job, or what is added to an open one. */
enum err notice_draft_open(struct op *op, const struct q_notice_trigger_list_out *t, const struct notice_hit *v,
	size_t n, bool of_notices, int64_t draft_id);
/* A new draft that names no case: `finding` says what the unit is told. */
enum err notice_draft_plain(struct op *op, const struct q_notice_trigger_list_out *t, int64_t unit_id, const char *finding,
	int64_t *id);

/* The document as it would be printed now, or as it was signed. */
enum err notice_official(struct op *op, const struct q_notice_get_out *n, struct official *out);

#endif

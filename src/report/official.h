/* SPDX-License-Identifier: Apache-2.0 */
/* Official documents 公文 in the layout of GB/T 9704-2012: red head, number, title, recipient, body, list of attachments,
 * signature and date, copies; the attachment is a table on a page of its own. One description gives the PDF that is signed
 * and the .docx that may be edited, so that both say the same.
 *
 * Memory: texts of the caller, drawing in the arena. What it costs: the standard asks for 仿宋 and 小标宋, which are not free;
 * the PDF is set in the Song face that Debian has, the .docx names the proper ones. */
#ifndef YS_REPORT_OFFICIAL_H
#define YS_REPORT_OFFICIAL_H

#include "report/paper.h"

enum { OFFICIAL_PARAGRAPHS = 24, OFFICIAL_COLS = 6 };

/* One of the chain of responsibility (G-05): rank 1 第一责任人, 2 责任领导, 3 具体责任人. */
struct official_person {
	int64_t rank;
	const char *name, *title;
};

struct official {
	const char *issuer, *kind; /* red head: "青澜市社会治理服务中心" and "督办单" */
	const char *no;            /* "社治督〔2026〕3号"; NULL: not issued, marked as a draft */
	const char *title, *recipient;
	const char *body[OFFICIAL_PARAGRAPHS];
	size_t nbody;
	const char *signer;        /* 签发人; "" not yet */
	const char *date;          /* "2026年11月22日"; "" not yet */
	const char *copies;        /* 抄送; "" none */
	/* the attachment; nrows 0: none */
	const char *list_title;
	const char *cols[OFFICIAL_COLS];
	double share[OFFICIAL_COLS]; /* of the width */
	size_t ncols, nrows;
	const char *const *cells;  /* nrows × ncols */
	int64_t now;
};

/* Adds the whole file to `out`. Errors as paper_finish. */
enum err official_pdf(struct arena *a, struct problem *problem, const struct official *o, struct buf *out);
/* WordprocessingML in a zip. ERR_TOO_LARGE when `out` is full. */
enum err official_docx(struct arena *a, struct problem *problem, const struct official *o, struct buf *out);

/* "2026年11月22日". */
const char *official_date(struct arena *a, int64_t ms);

#endif

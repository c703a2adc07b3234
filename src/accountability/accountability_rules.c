/* SPDX-License-Identifier: Apache-2.0 */
/* The machine, its words and what a step needs. Pure: no I/O. */
#include "accountability/accountability_internal.h"

static const struct wf_state STATES[] = {
	{ "proposed", "拟定中", false },  { "hearing", "听取意见", false }, { "stated", "已陈述", false },
	{ "submitted", "待签批", false }, { "issued", "已送达", false },    { "rectified", "待回头看", false },
	{ "done", "已办结", true },	  { "declined", "不予采用", true }, { "withdrawn", "已撤销", true },
};

#define P CAP_ACCOUNT_PROPOSE
#define D CAP_ACCOUNT_DECIDE
#define A CAP_ACCOUNT_ANSWER
#define BY(from, action, to, label, cap, needs)                                                    \
	{ from, action, to, label, cap, WF_PERSON, "", "", needs, accountability_guard, NULL }
static const struct wf_edge EDGES[] = {
	{ "", "propose", "proposed", "系统拟定", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	BY("proposed", "hear", "hearing", "听取单位意见", P, "表扬不用听取意见"),
	BY("proposed", "submit", "submitted", "报请签批", P, "需写明批准依据；批评类先听取单位意见"),
	BY("proposed", "drop", "withdrawn", "不再提出", P, "需写明理由"),
	BY("hearing", "state", "stated", "陈述意见", A, "三个工作日内"),
	BY("hearing", "submit", "submitted", "报请签批", P, "单位已陈述或期限已过，需写明批准依据和对意见的答复"),
	BY("hearing", "drop", "withdrawn", "不再提出", P, "需写明理由"),
	BY("stated", "submit", "submitted", "报请签批", P, "需写明批准依据和对意见的答复"),
	BY("stated", "drop", "withdrawn", "不再提出", P, "需写明理由"),
	BY("submitted", "sign", "issued", "签发", D, "报请的人不能签发"),
	BY("submitted", "praise", "done", "签发表扬", D, "报请的人不能签发"),
	BY("submitted", "decline", "declined", "不予采用", D, "需写明理由"),
	BY("issued", "rectify", "rectified", "报告整改", A, "需写明整改情况"),
	BY("issued", "withdraw", "withdrawn", "撤销", D, "需写明理由"),
	BY("rectified", "accept", "done", "回头看通过", P, "需写明查看情况"),
	BY("rectified", "again", "issued", "整改不到位", P, "需写明查看情况"),
	BY("rectified", "withdraw", "withdrawn", "撤销", D, "需写明理由"),
};
const struct wf_machine ACCOUNTABILITY_MACHINE = { "accountability", "问责与表扬", STATES, sizeof STATES / sizeof *STATES, EDGES,
						   sizeof EDGES / sizeof *EDGES };

const char *accountability_measure_text(const char *measure)
{
	return str_eq(measure, "notice")   ? "通报批评" :
	       str_eq(measure, "talk")	   ? "约谈主要负责人" :
	       str_eq(measure, "transfer") ? "线索移送函" :
	       str_eq(measure, "commend")  ? "通报表扬" :
					     measure;
}

static const struct problem_code E_TEXT = { ERR_INVALID, "accountability.text", "请写明理由、意见或情况。" };
static const struct problem_code E_BASIS = { ERR_INVALID, "accountability.basis", "请写明批准依据的文号。" };
static const struct problem_code E_HEAR = { ERR_CONFLICT, "accountability.hearing", "批评、约谈和移送要先听取单位意见，等单位陈述或三个工作日的期限过后再报请签批。" };
static const struct problem_code E_PRAISE = { ERR_CONFLICT, "accountability.commend", "表扬不用听取意见，批评类不能按表扬签发。" };
static const struct problem_code E_LATE = { ERR_CONFLICT, "accountability.late", "陈述意见的期限已过。" };

const struct problem_code *accountability_refusal(
	const struct q_accountability_get_out *a, const struct accountability_step *s, int64_t now)
{
	bool praise = str_eq(a->measure, "commend"), submits = str_eq(s->action, "submit");
	if (str_eq(s->action, "hear") || str_eq(s->action, "sign"))
		return praise ? &E_PRAISE : NULL;
	if (str_eq(s->action, "praise"))
		return praise ? NULL : &E_PRAISE;
	if (submits && !praise && (a->hear_until == NIL || (a->stated_at == NIL && now <= a->hear_until)))
		return &E_HEAR;
	if (str_eq(s->action, "state") && now > a->hear_until)
		return &E_LATE;
	if (submits && (!s->basis || !*s->basis))
		return &E_BASIS;
	return (s->text && *s->text) || (submits && praise) ? NULL : &E_TEXT;
}

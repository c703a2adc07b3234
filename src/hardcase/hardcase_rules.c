/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of hard cases and its words. Pure: no I/O. */
#include "auth/caps.h"
#include "hardcase/hardcase_internal.h"

static const struct wf_state STATES[] = {
	{ "opened", "待定人", false }, { "deciding", "待定办法", false }, { "following", "跟进中", false },
	{ "closed", "已了结", true },  { "withdrawn", "不作疑难件", true },
};

enum { STAFF = WF_PERSON | WF_SYSTEM };

#define EVERYWHERE(at)                                                                             \
	{ at, "progress", at, "写进展", CAP_HARDCASE, WF_PERSON, "", "", "需写明进展", hardcase_needs_text, NULL },     \
	{ at, "remind", at, "到时未跟进提醒", 0, WF_SYSTEM, "", "", "", NULL, NULL },                                  \
	{ at, "end", "closed", "随案了结", 0, WF_SYSTEM, "", "", "", NULL, NULL }
#define UP(at) { at, "raise", "opened", "提级协调", CAP_HARDCASE, WF_PERSON, "", "", "需写明卡在哪里", hardcase_needs_above, NULL }
#define OUT(at) { at, "withdraw", "withdrawn", "不作疑难件", CAP_HARDCASE, WF_PERSON, "", "", "需写明理由", hardcase_needs_text, NULL }

static const struct wf_edge EDGES[] = {
	{ "", "open", "opened", "列为疑难件", CAP_HARDCASE, STAFF, "", "", "", NULL, NULL },
	{ "opened", "assign", "deciding", "定人", CAP_HARDCASE, WF_PERSON, "", "", "需指定谁来定、谁来管", hardcase_needs_people, NULL },
	UP("opened"),
	OUT("opened"),
	EVERYWHERE("opened"),
	{ "deciding", "assign", "deciding", "换人", CAP_HARDCASE, WF_PERSON, "", "", "需指定谁来定、谁来管", hardcase_needs_people, NULL },
	{ "deciding", "meet", "deciding", "记录会商", CAP_HARDCASE, WF_PERSON, "", "", "需写明参加人和纪要", hardcase_needs_meeting, NULL },
	{ "deciding", "decide", "following", "定办法", CAP_HARDCASE, WF_PERSON, "", "", "需写明措施、单位和期限", hardcase_needs_decision, NULL },
	UP("deciding"),
	OUT("deciding"),
	EVERYWHERE("deciding"),
	{ "following", "assign", "following", "换人", CAP_HARDCASE, WF_PERSON, "", "", "需指定谁来定、谁来管", hardcase_needs_people, NULL },
	{ "following", "meet", "following", "记录会商", CAP_HARDCASE, WF_PERSON, "", "", "需写明参加人和纪要", hardcase_needs_meeting, NULL },
	{ "following", "decide", "following", "重定办法", CAP_HARDCASE, WF_PERSON, "", "", "需写明措施、单位和期限", hardcase_needs_decision, NULL },
	{ "following", "close", "closed", "了结", CAP_HARDCASE, WF_PERSON, "", "", "需写明结果", hardcase_needs_outcome, NULL },
	UP("following"),
	EVERYWHERE("following"),
};

const struct wf_machine HARDCASE_MACHINE = { "hardcase", "疑难件", STATES, sizeof STATES / sizeof *STATES, EDGES,
					     sizeof EDGES / sizeof *EDGES };

static const struct {
	const char *id, *text;
} WORDS[] = {
	{ "town", "镇街级" },	    { "district", "县区级" },	    { "city", "市级" },		{ "unclear", "职责不清" },
	{ "unattended", "长期无人管" }, { "stuck", "推进困难" },	    { "solved", "已解决" }, { "partly", "部分解决" },
	{ "explained", "依法解释" }, { "case_closed", "随案了结" },
};

static const char *word(const char *id)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (str_eq(WORDS[i].id, id))
			return WORDS[i].text;
	return id;
}

const char *hardcase_level_text(const char *level)
{
	return word(level);
}

const char *hardcase_reason_text(const char *reason)
{
	return word(reason);
}

const char *hardcase_outcome_text(const char *outcome)
{
	return word(outcome);
}

const char *hardcase_level_above(const struct refs *refs, const char *level)
{
	bool counties = false;
	for (size_t i = 0; i < refs->nunits; i++)
		counties |= refs->units[i].active && str_eq(refs->units[i].kind, "county");
	if (str_eq(level, "town"))
		return counties ? "district" : "city";
	return str_eq(level, "district") ? "city" : NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The permission matrix (domain-model.md 3.5) as one table: role × capability → widest scope. Deny by default: what
 * does not stand here is not granted. A grant narrows it further (the smaller of both scopes holds).
 *
 * How the matrix is read where its functions and our capabilities differ:
 *  - G of a community is its unit subtree (U here); G of grid heads and grid workers is their grids.
 *  - "r by case no." and "by warrant" are N: one object by its number, never a list; the warrant is the reason that
 *    opening contact data demands, and it is audited.
 *  - "(task)", "creator", "party" and "assigned" are O: what one holds, has created, calls back or is assigned to.
 *  - "r*" (masked) grants no CONTACT_READ: masked values need none.
 *  - "suggest" and "propose" grant nothing where the product has no proposal for it. USER_PROPOSE is one.
 *  - Judging dissatisfied answers (研判) is the "Exclusion review" row plus the dispatcher, who sends the rework.
 *  - The event list and the grid map are public (r public), so every desk role reads reference data.
 *  - Three notices: "c 提示" of the dispatcher signs as well, for the centre issues it; a 警示单 is drafted by the appraiser
 *    and signed by the leader; the copy of 纪委监委 is what was filed with it (notice room).
 *  - EXPORT allows to export what a list shows anyway. */
#include "auth/caps.h"

#include <string.h>

#include "base/sv.h"

#define N SCOPE_NUMBER
#define O SCOPE_OWN
#define G SCOPE_GRID
#define U SCOPE_UNIT
#define T SCOPE_REGION
#define A SCOPE_ALL

static const unsigned char MATRIX[ROLE_COUNT][CAP_COUNT] = {
	[ROLE_receiver] = {
		[CAP_EMERGENCY_REPORT] = A, [CAP_EMERGENCY] = A,
		[CAP_HOTLINE] = A,
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = A, [CAP_APPEAL_READ] = A, [CAP_APPEAL_SORT] = A, [CAP_CONTACT_READ] = A,
		[CAP_REPORTER_READ] = O, [CAP_TEXT_RELEASE] = A, [CAP_CLASSIFY] = A, [CAP_MERGE] = A, [CAP_LINK] = A,
		[CAP_CASE_READ] = A, [CAP_REOPEN] = A, [CAP_URGE] = A, [CAP_REF_READ] = A, [CAP_BOARD_READ] = O,
		[CAP_UPSTREAM] = A,
		[CAP_WHISTLE] = A,
	},
	[ROLE_dispatcher] = {
		[CAP_HOTSPOT_READ] = A, [CAP_HOTSPOT] = A,
		[CAP_EMERGENCY_REPORT] = A, [CAP_EMERGENCY] = A, [CAP_HARDCASE] = A,
		[CAP_HOTLINE] = A, [CAP_HOTLINE_LEAD] = A, [CAP_KNOWLEDGE_EDIT] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = A, [CAP_APPEAL_SORT] = A, [CAP_TEXT_RELEASE] = A, [CAP_CLASSIFY] = A,
		[CAP_DISPATCH] = A, [CAP_SUBORDER] = A, [CAP_MERGE] = A, [CAP_LINK] = A, [CAP_CASE_READ] = A,
		[CAP_REVIEW_DISTRICT] = A, [CAP_ORDER_END] = A,
		[CAP_ADJUST_DECIDE] = A, [CAP_DISPUTE_RULE] = A, [CAP_JUDGE] = A, [CAP_REOPEN] = A, [CAP_CLOSE] = A,
		[CAP_URGE] = A, [CAP_REF_READ] = A, [CAP_BOARD_READ] = A, [CAP_EXPORT] = A, [CAP_IMPORT] = A,
		[CAP_UPSTREAM] = A,
		[CAP_INSTRUCT] = A, [CAP_VISIT_READ] = A,
		[CAP_WHISTLE] = A, [CAP_WHISTLE_RULE] = A,
		[CAP_NOTICE_READ] = A, [CAP_NOTICE_HINT] = A,
	},
	[ROLE_handler] = {
		[CAP_HOTSPOT_READ] = U,
		[CAP_EMERGENCY_REPORT] = U,
		[CAP_KNOWLEDGE_EDIT] = U,
		[CAP_EXCLUSION_ASK] = U,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = U, [CAP_CONTACT_READ] = U, [CAP_SUBORDER] = U, [CAP_CASE_READ] = U,
		[CAP_HANDLE] = U, [CAP_REF_READ] = A, [CAP_BOARD_READ] = U,
		[CAP_WHISTLE] = U, [CAP_WHISTLE_ANSWER] = U,
		[CAP_NOTICE_READ] = U, [CAP_NOTICE_REPLY] = U,
	},
	[ROLE_unit_leader] = {
		[CAP_HOTSPOT_READ] = U,
		[CAP_EMERGENCY_REPORT] = U,
		[CAP_KNOWLEDGE_EDIT] = U,
		[CAP_EXCLUSION_ASK] = U,
		[CAP_ACCOUNT_READ] = U, [CAP_ACCOUNT_ANSWER] = U,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = U, [CAP_SUBORDER] = U, [CAP_CASE_READ] = U, [CAP_REVIEW_UNIT] = U,
		[CAP_URGE] = U, [CAP_REF_READ] = A, [CAP_USER_READ] = U, [CAP_USER_PROPOSE] = U, [CAP_BOARD_READ] = U,
		[CAP_EXPORT] = U,
		[CAP_INSTRUCT] = U,
		[CAP_WHISTLE] = U, [CAP_WHISTLE_ANSWER] = U,
		[CAP_NOTICE_READ] = U, [CAP_NOTICE_REPLY] = U,
	},
	[ROLE_town] = {
		[CAP_HOTSPOT_READ] = T, [CAP_HOTSPOT] = T,
		[CAP_EMERGENCY_REPORT] = T, [CAP_EMERGENCY] = T, [CAP_HARDCASE] = T,
		[CAP_KNOWLEDGE_EDIT] = T,
		[CAP_EXCLUSION_ASK] = T,
		[CAP_ACCOUNT_READ] = T, [CAP_ACCOUNT_ANSWER] = T,
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = T, [CAP_APPEAL_READ] = T, [CAP_APPEAL_SORT] = T, [CAP_CLASSIFY] = T,
		[CAP_DISPATCH] = T, [CAP_SUBORDER] = T, [CAP_MERGE] = T, [CAP_LINK] = T, [CAP_CASE_READ] = T,
		[CAP_HANDLE] = T, [CAP_REVIEW_UNIT] = T, [CAP_REVIEW_TOWN] = T, [CAP_REOPEN] = T, [CAP_CLOSE] = T,
		[CAP_URGE] = T, [CAP_SELF_SAMPLE] = T, [CAP_PATROL] = T, [CAP_GRID_CHECK] = T, [CAP_REF_READ] = A,
		[CAP_GRID_EDIT] = T, [CAP_USER_READ] = T, [CAP_USER_PROPOSE] = T, [CAP_BOARD_READ] = T, [CAP_EXPORT] = T,
		[CAP_INSTRUCT] = T, [CAP_VISIT] = T, [CAP_VISIT_READ] = T,
		[CAP_WHISTLE] = T, [CAP_WHISTLE_ANSWER] = T,
		[CAP_NOTICE_READ] = T, [CAP_NOTICE_REPLY] = T,
	},
	[ROLE_community] = {
		[CAP_EMERGENCY_REPORT] = U,
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = U, [CAP_APPEAL_READ] = U, [CAP_CONTACT_READ] = U, [CAP_DISPATCH] = U,
		[CAP_SUBORDER] = U, [CAP_CASE_READ] = U, [CAP_HANDLE] = U, [CAP_REVIEW_UNIT] = U, [CAP_REVIEW_COMMUNITY] = U,
		[CAP_URGE] = U, [CAP_SELF_HANDLE] = U, [CAP_SELF_SAMPLE] = U, [CAP_PATROL] = U, [CAP_GRID_CHECK] = U,
		[CAP_REF_READ] = A, [CAP_USER_READ] = U, [CAP_USER_PROPOSE] = U, [CAP_BOARD_READ] = U,
		[CAP_INSTRUCT] = U, [CAP_VISIT] = U, [CAP_VISIT_READ] = U,
		[CAP_WHISTLE] = U, [CAP_WHISTLE_ANSWER] = U,
	},
	[ROLE_grid_head] = {
		[CAP_EMERGENCY_REPORT] = G,
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = G, [CAP_APPEAL_READ] = G, [CAP_CONTACT_READ] = G, [CAP_DISPATCH] = G,
		[CAP_SUBORDER] = G, [CAP_CASE_READ] = G, [CAP_HANDLE] = G, [CAP_SELF_HANDLE] = G, [CAP_SELF_SAMPLE] = G,
		[CAP_PATROL] = G, [CAP_GRID_CHECK] = G, [CAP_REF_READ] = A, [CAP_BOARD_READ] = G,
		[CAP_INSTRUCT] = G, [CAP_VISIT] = G, [CAP_VISIT_READ] = G,
		[CAP_WHISTLE] = G, [CAP_WHISTLE_ANSWER] = G,
	},
	[ROLE_grid_worker] = {
		[CAP_EMERGENCY_REPORT] = G,
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = G, [CAP_APPEAL_READ] = G, [CAP_CONTACT_READ] = G, [CAP_CASE_READ] = G,
		[CAP_HANDLE] = G, [CAP_SELF_HANDLE] = G, [CAP_PATROL] = G, [CAP_REF_READ] = A, [CAP_BOARD_READ] = O,
		[CAP_VISIT] = G, [CAP_VISIT_READ] = G,
		[CAP_WHISTLE] = G, [CAP_WHISTLE_ANSWER] = G,
	},
	[ROLE_callback_agent] = {
		[CAP_EMERGENCY_REPORT] = A, [CAP_EMERGENCY] = A,
		[CAP_HOTLINE] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = A, [CAP_CONTACT_READ] = O, [CAP_REPORTER_READ] = O, [CAP_CASE_READ] = A,
		[CAP_CALLBACK] = A, [CAP_URGE] = A, [CAP_REF_READ] = A,
	},
	[ROLE_quality] = {
		[CAP_HOTSPOT_READ] = A,
		[CAP_EMERGENCY_REPORT] = A, [CAP_EMERGENCY] = A,
		[CAP_HOTLINE] = A, [CAP_HOTLINE_LEAD] = A, [CAP_KNOWLEDGE_EDIT] = A,
		[CAP_EXCLUSION_ASK] = A, [CAP_EXCLUSION_RULE] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = A, [CAP_CASE_READ] = A, [CAP_JUDGE] = A, [CAP_REF_READ] = A,
		[CAP_BOARD_READ] = A, [CAP_EXPORT] = A, [CAP_SCORE_RULE] = A,
	},
	[ROLE_appraiser] = {
		[CAP_HOTSPOT_READ] = A, [CAP_HOTSPOT] = A,
		[CAP_HARDCASE] = A,
		[CAP_EXCLUSION_RULE] = A,
		[CAP_ACCOUNT_READ] = A, [CAP_ACCOUNT_PROPOSE] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = A, [CAP_CASE_READ] = A, [CAP_JUDGE] = A, [CAP_DISPUTE_LAST] = A, [CAP_URGE] = A,
		[CAP_REF_READ] = A, [CAP_CATALOGUE_EDIT] = A, [CAP_BOARD_READ] = A, [CAP_EXPORT] = A, [CAP_IMPORT] = A,
		[CAP_NOTICE_READ] = A, [CAP_NOTICE_HINT] = A, [CAP_NOTICE_SUPERVISE] = A,
	},
	[ROLE_city_leader] = {
		[CAP_HOTSPOT_READ] = A, [CAP_HOTSPOT] = A,
		[CAP_EMERGENCY_REPORT] = A, [CAP_EMERGENCY] = A, [CAP_HARDCASE] = A,
		[CAP_ACCOUNT_READ] = A, [CAP_ACCOUNT_DECIDE] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = A, [CAP_CASE_READ] = A, [CAP_REF_READ] = A, [CAP_BOARD_READ] = A,
		[CAP_EXPORT] = A,
		[CAP_INSTRUCT] = A, [CAP_VISIT_READ] = A,
		[CAP_WHISTLE] = A,
		[CAP_NOTICE_READ] = A, [CAP_NOTICE_WARN] = A,
	},
	[ROLE_discipline] = {
		[CAP_ACCOUNT_READ] = A,
		[CAP_SELF] = O, [CAP_APPEAL_READ] = N, [CAP_CONTACT_READ] = N, [CAP_REPORTER_READ] = N, [CAP_CASE_READ] = N,
		[CAP_REF_READ] = A, [CAP_BOARD_READ] = A,
		[CAP_NOTICE_READ] = A,
	},
	[ROLE_sys_admin] = {
		[CAP_HOTLINE_FEED] = A,
		[CAP_SELF] = O, [CAP_REF_READ] = A, [CAP_GRID_EDIT] = A, [CAP_ORG_EDIT] = A, [CAP_RULE_EDIT] = A,
		[CAP_USER_READ] = A, [CAP_USER_PROPOSE] = A, [CAP_EXPORT] = A, [CAP_IMPORT] = A,
	},
	[ROLE_sec_admin] = {
		[CAP_SELF] = O, [CAP_REF_READ] = A, [CAP_USER_READ] = A, [CAP_USER_APPROVE] = A, [CAP_EXPORT] = A,
	},
	[ROLE_audit_admin] = { [CAP_SELF] = O, [CAP_AUDIT_READ] = A, [CAP_EXPORT] = A },
	[ROLE_mediator] = {
		[CAP_SELF] = O, [CAP_APPEAL_CREATE] = O, [CAP_APPEAL_READ] = O, [CAP_CONTACT_READ] = O, [CAP_CASE_READ] = O,
		[CAP_REF_READ] = A, [CAP_BOARD_READ] = O,
		[CAP_WHISTLE] = O,
	},
	[ROLE_expert] = { [CAP_HOTLINE] = O, [CAP_SELF] = O, [CAP_APPEAL_READ] = O, [CAP_CASE_READ] = O, [CAP_REF_READ] = A,
		[CAP_WHISTLE_ANSWER] = O },
};

#undef N
#undef O
#undef G
#undef U
#undef T
#undef A

/* Call service and IT operation may be outsourced, handling and deciding may not (compliance.md 5.7). */
static const bool CONTRACTOR_BARRED[CAP_COUNT] = {
	[CAP_HOTLINE_LEAD] = true,  [CAP_KNOWLEDGE_EDIT] = true,
	[CAP_TEXT_RELEASE] = true, [CAP_DISPATCH] = true,	 [CAP_SUBORDER] = true,
	[CAP_HANDLE] = true,	   [CAP_REVIEW_UNIT] = true,	 [CAP_REVIEW_COMMUNITY] = true,
	[CAP_REVIEW_TOWN] = true,  [CAP_REVIEW_DISTRICT] = true, [CAP_ORDER_END] = true,
	[CAP_ADJUST_DECIDE] = true, [CAP_DISPUTE_RULE] = true, [CAP_DISPUTE_LAST] = true,
	[CAP_JUDGE] = true,	   [CAP_REOPEN] = true,		 [CAP_CLOSE] = true,
	[CAP_GRID_CHECK] = true,   [CAP_SELF_SAMPLE] = true,	 [CAP_USER_APPROVE] = true,
	[CAP_INSTRUCT] = true,	   [CAP_WHISTLE] = true,	 [CAP_WHISTLE_ANSWER] = true,
	[CAP_WHISTLE_RULE] = true,  [CAP_EMERGENCY] = true,	 [CAP_HARDCASE] = true,
	[CAP_NOTICE_REPLY] = true,  [CAP_NOTICE_HINT] = true,	 [CAP_NOTICE_SUPERVISE] = true, [CAP_NOTICE_WARN] = true,
	[CAP_EXCLUSION_ASK] = true, [CAP_EXCLUSION_RULE] = true,
	[CAP_ACCOUNT_PROPOSE] = true, [CAP_ACCOUNT_DECIDE] = true, [CAP_ACCOUNT_ANSWER] = true,
	[CAP_HOTSPOT] = true,
};

static const char *const CAP_NAMES[CAP_COUNT] = {
#define X(name, text) [CAP_##name] = #name,
	CAP_LIST(X)
#undef X
};
static const char *const CAP_TEXTS[CAP_COUNT] = {
#define X(name, text) [CAP_##name] = text,
	CAP_LIST(X)
#undef X
};
static const char *const ROLE_NAMES[ROLE_COUNT] = {
#define X(name, text) [ROLE_##name] = #name,
	ROLE_LIST(X)
#undef X
};
static const char *const ROLE_TEXTS[ROLE_COUNT] = {
#define X(name, text) [ROLE_##name] = text,
	ROLE_LIST(X)
#undef X
};
static const struct {
	const char *name, *text;
} SCOPES[SCOPE_COUNT] = {
	[SCOPE_NONE] = { "none", "无" },
	[SCOPE_NUMBER] = { "number", "按编号" },
	[SCOPE_OWN] = { "own", "本人" },
	[SCOPE_GRID] = { "grid", "网格" },
	[SCOPE_UNIT] = { "unit", "本单位" },
	[SCOPE_REGION] = { "region", "辖区" },
	[SCOPE_ALL] = { "all", "全市" },
};

const char *cap_name(enum cap c)
{
	return (unsigned)c < CAP_COUNT ? CAP_NAMES[c] : "";
}

const char *cap_text(enum cap c)
{
	return (unsigned)c < CAP_COUNT ? CAP_TEXTS[c] : "";
}

enum cap cap_from(const char *name)
{
	for (int c = 1; c < CAP_COUNT; c++)
		if (str_eq(CAP_NAMES[c], name))
			return (enum cap)c;
	return CAP_NONE;
}

const char *role_name(enum role r)
{
	return (unsigned)r < ROLE_COUNT ? ROLE_NAMES[r] : "";
}

const char *role_text(enum role r)
{
	return (unsigned)r < ROLE_COUNT ? ROLE_TEXTS[r] : "";
}

enum role role_from(const char *name)
{
	for (int r = 0; r < ROLE_COUNT; r++)
		if (str_eq(ROLE_NAMES[r], name))
			return (enum role)r;
	return ROLE_COUNT;
}

const char *scope_name(enum scope s)
{
	return (unsigned)s < SCOPE_COUNT ? SCOPES[s].name : "";
}

const char *scope_text(enum scope s)
{
	return (unsigned)s < SCOPE_COUNT ? SCOPES[s].text : "";
}

enum scope scope_from(const char *name)
{
	for (int s = SCOPE_OWN; s < SCOPE_COUNT; s++)
		if (str_eq(SCOPES[s].name, name))
			return (enum scope)s;
	return SCOPE_NONE;
}

enum scope role_grants(enum role r, enum cap c)
{
	if ((unsigned)r >= ROLE_COUNT || (unsigned)c >= CAP_COUNT)
		return SCOPE_NONE;
	return (enum scope)MATRIX[r][c];
}

bool contractor_barred(enum cap c)
{
	return (unsigned)c < CAP_COUNT && CONTRACTOR_BARRED[c];
}

bool cap_granted(unsigned cap)
{
	for (int r = 0; r < ROLE_COUNT; r++)
		if (role_grants((enum role)r, (enum cap)cap) != SCOPE_NONE)
			return true;
	return false;
}

bool role_is_admin(enum role r)
{
	return r == ROLE_sys_admin || r == ROLE_sec_admin || r == ROLE_audit_admin;
}

bool roles_exclude(enum role a, enum role b)
{
	return a != b && (role_is_admin(a) || role_is_admin(b));
}

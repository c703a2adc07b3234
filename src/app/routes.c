/* SPDX-License-Identifier: Apache-2.0 */
/* The list of route tables, in the order of the documentation. */
#include "app/routes.h"

#include "adjust/adjust.h"
#include "appeal/appeal.h"
#include "auth/routes.h"
#include "board/board.h"
#include "callback/callback.h"
#include "casefile/casefile.h"
#include "catalogue/kinds.h"
#include "desk/desk.h"
#include "dispute/dispute.h"
#include "dutylist/dutylist.h"
#include "desk/public.h"
#include "emergency/emergency.h"
#include "grid/grid.h"
#include "grid/qr.h"
#include "hardcase/hardcase.h"
#include "hotspot/hotspot.h"
#include "instruction/instruction.h"
#include "inbox/inbox.h"
#include "intake/intake.h"
#include "hotline/hotline.h"
#include "knowledge/knowledge.h"
#include "notice/notice.h"
#include "order/order.h"
#include "org/org.h"
#include "outbox/outbox.h"
#include "place/place.h"
#include "prefs/prefs.h"
#include "accountability/accountability.h"
#include "promise/promise.h"
#include "score/score.h"
#include "selfhandled/selfhandled.h"
#include "visit/visit.h"
#include "whistle/whistle.h"

const struct route *const ROUTES[] = {
	AUTH_ROUTES,
	STREAM_ROUTES,
	PUBLIC_ROUTES,
	PUBLIC_PHOTO_ROUTES,
	SIMILAR_ROUTES,
	SOURCE_ROUTES,
	FILE_ROUTES,
	DESK_APPEAL_ROUTES,
	APPEAL_ACTION_ROUTES,
	INTAKE_ROUTES,
	SORTING_ROUTES,
	DESK_BULK_ROUTES,
	DESK_DAY_ROUTES,
	DESK_WHISTLE_ROUTES,
	DESK_PAPER_ROUTES,
	DESK_POOL_ROUTES,
	DESK_CASE_ROUTES,
	CASE_ROUTES,
	DESK_ORDER_ROUTES,
	ORDER_ROUTES,
	ADJUST_ROUTES,
	DISPUTE_ROUTES,
	PRECEDENT_ROUTES,
	WHISTLE_ROUTES,
	WHISTLE_READ_ROUTES,
	WHISTLE_FIND_ROUTES,
	WHISTLE_STATS_ROUTES,
	SCORE_ROUTES,
	SCORE_RUN_ROUTES,
	SCORE_OBJECTION_ROUTES,
	EXCLUSION_ROUTES,
	ACCOUNTABILITY_ROUTES,
	WHISTLE_KIND_ROUTES,
	EMERGENCY_ROUTES,
	EMERGENCY_REF_ROUTES,
	HARDCASE_ROUTES,
	HOTSPOT_ROUTES,
	OUTBOX_ROUTES,
	OUTBOX_REF_ROUTES,
	OUTBOX_RECEIPT_ROUTES,
	NOTICE_STATS_ROUTES,
	NOTICE_ROUTES,
	NOTICE_ACTION_ROUTES,
	NOTICE_REF_ROUTES,
	DESK_CALLBACK_ROUTES,
	CALLBACK_ROUTES,
	PROMISE_STATS_ROUTES,
	PROMISE_ROUTES,
	SELF_ROUTES,
	HOTLINE_ROUTES,
	CATALOGUE_ROUTES,
	EVENT_TYPE_ROUTES,
	INSTRUCTION_ROUTES,
	RECEIVED_ROUTES,
	VISIT_ROUTES,
	DUTY_RETURN_ROUTES,
	DUTY_ROUTES,
	CALENDAR_ROUTES,
	TEXT_ROUTES,
	CORESP_ROUTES,
	LEVEL_ROUTES,
	ORG_ROUTES,
	GRID_LIST_ROUTES,
	GRID_ROUTES,
	GRID_CODE_ROUTES,
	GRID_PLAN_ROUTES,
	GRID_SPLIT_ROUTES,
	PLACE_ROUTES,
	KNOWLEDGE_ROUTES,
	USER_ROUTES,
	QR_ROUTES,
	HANDOVER_ROUTES,
	PREFS_ROUTES,
	INBOX_ROUTES,
	AUDIT_ROUTES,
	BOARD_ROUTES,
	NULL,
};

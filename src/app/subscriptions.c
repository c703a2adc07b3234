/* SPDX-License-Identifier: Apache-2.0 */
/* The table of subscriptions: how a later room follows what happens to a case without an arrow back. */
#include "app/subscriptions.h"

#include "adjust/adjust.h"
#include "callback/callback.h"
#include "dispute/dispute.h"
#include "emergency/emergency.h"
#include "hardcase/hardcase.h"
#include "inbox/inbox.h"
#include "outbox/outbox.h"
#include "promise/promise.h"
#include "whistle/whistle.h"

const struct subscription SUBSCRIPTIONS[] = {
	/* every order done: each appellant is asked; everybody heard: the case closes */
	{ "case.callback", callback_on_case },
	{ "case.heard", callback_on_ready },
	/* sent back by a reviewer: whoever holds the order is told */
	{ "order.back", inbox_on_back },
	/* back to work */
	{ "case.reopen", order_on_case_reopen },
	{ "case.reopen", callback_on_reopen },
	{ "case.check_failed", order_on_check_failed },
	/* merging: orders wait, open callbacks go with their appellants */
	{ "case.merge", order_on_case_merge },
	{ "case.merge", emergency_on_merge },
	{ "case.merged_in", callback_on_moved },
	{ "case.unmerge_filed", order_on_case_unmerge },
	{ "case.unmerge_handling", order_on_case_unmerge },
	{ "case.unmerge_filed", emergency_on_unmerge },
	{ "case.unmerge_handling", emergency_on_unmerge },
	{ "case.split_back", callback_on_moved },
	{ "case.split_out", callback_on_split },
	/* what was asked for an order falls away with it */
	{ "order.submit", adjust_on_order },
	{ "order.submit", dispute_on_order },
	{ "order.redirect", adjust_on_order },
	{ "order.redirect", dispute_on_order },
	{ "order.terminate", adjust_on_order },
	{ "order.terminate", dispute_on_order },
	{ "order.transfer", adjust_on_order },
	{ "order.transfer", dispute_on_order },
	{ "order.undispatch", adjust_on_order },
	{ "order.undispatch", dispute_on_order },
	/* what an answer promises is read; who no longer has the order has promised nothing */
	{ "order.submit", promise_on_submit },
	{ "order.redirect", promise_on_order },
	{ "order.terminate", promise_on_order },
	{ "order.undispatch", promise_on_order },
	/* the hold of an on-site whistle goes with the order that must wait; what was not decided ends with the case */
	{ "order.dispatch", whistle_on_order },
	{ "order.back", whistle_on_order },
	{ "order.redirect", whistle_on_order },
	{ "order.undispatch", whistle_on_order },
	{ "case.close", whistle_on_closed },
	{ "case.check", whistle_on_closed },
	{ "case.withdraw", whistle_on_closed },
	/* red, or of an emergency class: it rings; whoever dispatches has taken it */
	{ "case.open", emergency_on_case },
	{ "case.classified", emergency_on_case },
	{ "case.dispatch", emergency_on_dispatch },
	/* given back too often, reworked too often: somebody must decide */
	{ "dispute.ask", hardcase_on_return },
	{ "case.rework", hardcase_on_rework },
	{ "case.reopen", hardcase_on_rework },
	{ "case.check_failed", hardcase_on_rework },
	/* what was left of both ends with the case */
	{ "case.close", emergency_on_close },
	{ "case.close", hardcase_on_close },
	{ "case.check", emergency_on_close },
	{ "case.check", hardcase_on_close },
	{ "case.withdraw", emergency_on_close },
	{ "case.withdraw", hardcase_on_close },
	/* messages that go out, last: what the others have made of the event is known */
	{ "appeal.submitted", outbox_on_submitted },
	{ "case.dispatched", outbox_on_dispatched },
	{ "case.due", outbox_on_due },
	{ "case.callback", outbox_on_callback },
	{ "exclusion.confirm", outbox_on_excluded },
	{ "whistle.blow", outbox_on_whistle },
	{ "whistle.call", outbox_on_whistle },
	{ "whistle.confirm", outbox_on_whistle },
	{ "whistle.confirm_silent", outbox_on_whistle },
	{ "emergency.report", outbox_on_emergency },
	{ "notice.sign", outbox_on_notice },
	{ NULL, NULL },
};

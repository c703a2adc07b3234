/* SPDX-License-Identifier: Apache-2.0 */
/* 热点 (O-03, M-11, M-12, N-01; docs/hotspots.md): one matter of many people, and an event type that suddenly comes in crowds.
 *
 * The program finds, people take. Matters are put together by their words as `yingshao nlp hot` does (matching room) and kept
 * apart by place; bursts are counts against the same days of other weeks. Every number of the rules is data (rule_number). A hot
 * spot has a stream of its own. A secret report is in none of them.
 * What it costs: some seconds of one core after new appeals came, beside people who wait; of a large city the newest
 * HOTSPOT_TEXTS appeals only are compared. Threads: hotspot_tick belongs to one ticker. Memory: some hundred MB while it runs. */
#ifndef YS_HOTSPOT_HOTSPOT_H
#define YS_HOTSPOT_HOTSPOT_H

#include "hotspot_sql.h"
#include "order/order.h"

extern const struct wf_machine HOTSPOT_MACHINE;

enum { HOTSPOT_TEXTS = 8000 };

/* Once a second, for ticker_start: runs when new appeals have come, every five minutes at most, over everything once a night.
 * A run takes seconds; the end of the program waits for it. */
enum err hotspot_tick(struct op *op, void *arg);
/* One run. `full`: all of HOTSPOT_TEXTS, else only the newest ones beside the words of what is open. op->s outside a write. */
enum err hotspot_run(struct op *op, bool full);

/* take, arrange, note, close, dismiss. */
struct hotspot_step {
	const char *action;
	const char *text;          /* plan, progress, conclusion, reason */
	int64_t unit_id;           /* arrange: who leads */
};
enum err hotspot_act(struct op *op, int64_t id, int64_t version, const struct hotspot_step *s);

extern const struct route HOTSPOT_ROUTES[];

#endif

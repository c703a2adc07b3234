/* SPDX-License-Identifier: Apache-2.0 */
/* Live messages to the screens: from the commit of this process to its event streams, and on PostgreSQL from the other
 * nodes, whose rows are read every half second.
 *
 * On SQLite no other process writes: messages stay in memory (live_ring.h) and no row is written for them.
 *
 * Topics as events name them: "case:5", "unit:7", "pool" … Who listens to "mine" listens to "mine:unit:7" and its like,
 * because the browser wants to find "mine" among the topics of the message.
 * Threads: on PostgreSQL one that reads, on SQLite one that publishes. */
#ifndef YS_APP_LIVE_H
#define YS_APP_LIVE_H

#include "app/app.h"
#include "app/live_ring.h"

struct live;

/* Begins to publish to app->server, which may still be NULL: then nobody hears. */
bool live_start(struct app *app, struct live **out);
/* Before the server stops; what this process still commits is published, and noted for other nodes, until live_stop. Both
 * allow NULL. */
void live_stop_reading(struct live *l);
void live_stop(struct live *l);

/* Where the messages are now: whoever reads from here on sees all that earlier ones tell of, and misses nothing by listening
 * after this position. It is the id of every event of a stream, and stands in the answers to GET (LIVE_POSITION). */
int64_t live_position(void);
#define LIVE_POSITION "Live-Position"

/* The messages after `last`, oldest first, at most `max`; *all is false when they are not all there any more: fetch anew. */
enum err live_missed(struct db_session *s, int64_t last, size_t max, struct live_message **out, size_t *n, bool *all);

/* What the browser gets: {"topics":[…],"kind":…}. `body` is the stored message; with `mine` the list says so too. */
void live_data(struct buf *out, const char *topics, const char *body, bool mine);
/* True when the comma-separated list holds the topic. */
bool live_has(const char *topics, const char *topic);

#endif

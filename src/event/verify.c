/* SPDX-License-Identifier: Apache-2.0 */
/* Proof of the history: recomputes every chain and every signed anchor, and anchors what has changed. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "event/chain.h"
#include "event/event.h"
#include "event_sql.h"

enum { ANCHOR_PAGE = 500 };

struct walk {
	struct verify_report *r;
	struct keys *keys;
	struct arena *scratch;
	void (*say)(void *, const char *);
	void *arg;
	/* stream being followed */
	char stream[32];
	int64_t id, seq;
	uint8_t head[SM3_SIZE];
};

static void bad(struct walk *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void bad(struct walk *w, const char *fmt, ...)
{
	char text[256];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	w->r->bad++;
	w->say(w->arg, text);
}

static void check_secret(struct walk *w, const struct q_event_all_out *e)
{
	if (!e->commitment.n)
		return;
	if (!e->sealed.n) {
		w->r->erased++; /* erased by retention: the commitment stays */
		return;
	}
	w->r->secrets++;
	char *text;
	size_t n;
	uint8_t c[SM3_SIZE];
	if (field_open(w->keys, KEY_EVENT_TEXT, w->scratch, chain_context(w->scratch, e->stream, e->stream_id, e->seq), e->sealed,
		       &text, &n)) {
		bad(w, "%s %" PRId64 " event %" PRId64 ": personal text does not open", e->stream, e->stream_id, e->seq);
		return;
	}
	chain_commit(e->salt, text, n, c);
	if (e->commitment.n != SM3_SIZE || memcmp(c, e->commitment.p, SM3_SIZE) != 0)
		bad(w, "%s %" PRId64 " event %" PRId64 ": personal text was changed", e->stream, e->stream_id, e->seq);
}

static bool each_event(void *arg, const void *row)
{
	struct walk *w = arg;
	const struct q_event_all_out *e = row;
	arena_reset(w->scratch);
	if (!str_eq(w->stream, e->stream) || w->id != e->stream_id) {
		snprintf(w->stream, sizeof w->stream, "%s", e->stream);
		w->id = e->stream_id;
		w->seq = 0;
		memset(w->head, 0, SM3_SIZE);
	}
	w->r->events++;
	if (e->seq != w->seq + 1)
		bad(w, "%s %" PRId64 ": events %" PRId64 " to %" PRId64 " are missing", e->stream, e->stream_id, w->seq + 1,
		    e->seq - 1);
	if (e->prev.n != SM3_SIZE || memcmp(e->prev.p, w->head, SM3_SIZE) != 0)
		bad(w, "%s %" PRId64 " event %" PRId64 ": chain is broken before it", e->stream, e->stream_id, e->seq);
	uint8_t h[SM3_SIZE];
	struct chain_row r = { e->stream, e->stream_id, e->seq, e->kind, e->actor_id, e->actor_unit_id, e->recorded_at,
			       e->happened_at, e->body, e->commitment };
	chain_hash(&r, e->prev.n == SM3_SIZE ? e->prev.p : w->head, h);
	if (e->hash.n != SM3_SIZE || memcmp(h, e->hash.p, SM3_SIZE) != 0)
		bad(w, "%s %" PRId64 " event %" PRId64 ": content was changed", e->stream, e->stream_id, e->seq);
	if (e->hash.n == SM3_SIZE)
		memcpy(w->head, e->hash.p, SM3_SIZE);
	w->seq = e->seq;
	check_secret(w, e);
	return true;
}

static enum err check_heads(struct walk *w, struct db_session *s)
{
	struct q_stream_tails_rows rows;
	struct q_event_beyond_head_rows beyond;
	struct q_stream_count_out count;
	enum err e = q_stream_tails(s, &rows);
	if (!e)
		e = q_event_beyond_head(s, &beyond);
	if (!e)
		e = q_stream_count(s, &count);
	if (e)
		return e;
	w->r->streams = count.n;
	for (size_t i = 0; i < beyond.n; i++)
		bad(w, "%s %" PRId64 ": %s event %" PRId64, beyond.v[i].stream, beyond.v[i].stream_id,
		    beyond.v[i].held == NIL ? "has no head, but" : "goes beyond its head with", beyond.v[i].seq);
	for (size_t i = 0; i < rows.n; i++)
		bad(w, "%s %" PRId64 ": head and last event differ (tail cut or stream dropped)", rows.v[i].stream, rows.v[i].stream_id);
	return ERR_OK;
}

static void anchor_root(const struct q_stream_dirty_out *h, size_t n, const uint8_t audit[SM3_SIZE], struct arena *a,
			uint8_t root[SM3_SIZE])
{
	struct buf b;
	buf_init(&b, a, (size_t)256 << 20);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s|%" PRId64 "|%" PRId64 "|", h[i].stream, h[i].stream_id, h[i].seq);
		buf_add(&b, h[i].head.p, h[i].head.n);
	}
	buf_add(&b, audit, SM3_SIZE);
	sm3(b.p, b.n, root);
}

static void anchor_chain(const void *prev, int64_t at, int64_t last_event, int64_t last_audit, const uint8_t root[SM3_SIZE],
			 uint8_t out[SM3_SIZE])
{
	char head[96];
	int n = snprintf(head, sizeof head, "%" PRId64 "|%" PRId64 "|%" PRId64 "|", at, last_event, last_audit);
	struct sm3_part part[] = { { prev, SM3_SIZE }, { head, (size_t)n }, { root, SM3_SIZE } };
	sm3_parts(part, 3, out);
}

/* Digest over the audit rows after `from` up to `to`. */
static enum err audit_digest(struct db_session *s, int64_t from, int64_t to, int64_t *last, uint8_t out[SM3_SIZE])
{
	struct q_audit_after_rows rows;
	enum err e = q_audit_after(s, &(struct q_audit_after_in){ .after = from, .to = to == NIL ? INT64_MAX : to }, &rows);
	if (e)
		return e;
	struct buf b;
	buf_init(&b, db_arena(s), (size_t)64 << 20);
	*last = from;
	for (size_t i = 0; i < rows.n; i++) {
		buf_add(&b, rows.v[i].hash.p, rows.v[i].hash.n);
		*last = rows.v[i].id;
	}
	sm3(b.p, b.n, out);
	return ERR_OK;
}

/* The chain of anchors as far as it has been followed. */
struct anchor_walk {
	uint8_t prev[SM3_SIZE];
	int64_t last_audit_id;
};

static enum err check_anchor(struct walk *w, struct db_session *s, const struct q_anchor_after_out *a, struct anchor_walk *at)
{
	struct q_anchor_heads_of_rows heads;
	uint8_t audit[SM3_SIZE], root[SM3_SIZE], hash[SM3_SIZE];
	int64_t last;
	enum err e = q_anchor_heads_of(s, &(struct q_anchor_heads_of_in){ .anchor_id = a->id }, &heads);
	if (!e)
		e = audit_digest(s, at->last_audit_id, a->last_audit_id, &last, audit);
	if (e)
		return e;
	_Static_assert(sizeof(struct q_anchor_heads_of_out) == sizeof(struct q_stream_dirty_out), "same columns");
	anchor_root((const struct q_stream_dirty_out *)heads.v, heads.n, audit, db_arena(s), root);
	anchor_chain(at->prev, a->at, a->last_event_id, a->last_audit_id, root, hash);
	bool whole = a->root.n == SM3_SIZE && a->hash.n == SM3_SIZE;
	if (!whole || memcmp(root, a->root.p, SM3_SIZE) != 0 || memcmp(hash, a->hash.p, SM3_SIZE) != 0)
		bad(w, "anchor %" PRId64 ": does not match its heads and audit rows", a->id);
	if (keys_verify(w->keys, hash, a->signature))
		bad(w, "anchor %" PRId64 ": signature is not genuine", a->id);
	if (whole)
		memcpy(at->prev, a->hash.p, SM3_SIZE);
	at->last_audit_id = a->last_audit_id;
	w->r->anchors++;
	return ERR_OK;
}

/* A year has half a million anchors: page by page, one anchor's heads at a time. */
static enum err check_anchors(struct walk *w, struct db_session *s)
{
	struct arena *former = db_arena(s), *page = arena_new((size_t)16 << 20), *scratch = arena_new((size_t)512 << 20);
	struct anchor_walk at = { .last_audit_id = 0 };
	struct q_anchor_after_rows rows = { .n = 0 };
	int64_t after = 0;
	enum err e;
	do {
		arena_reset(page);
		db_session_use(s, page);
		e = q_anchor_after(s, &(struct q_anchor_after_in){ .after = after, .max = ANCHOR_PAGE }, &rows);
		for (size_t i = 0; !e && i < rows.n; i++) {
			arena_reset(scratch);
			db_session_use(s, scratch);
			e = check_anchor(w, s, &rows.v[i], &at);
			after = rows.v[i].id;
		}
	} while (!e && rows.n == ANCHOR_PAGE);
	db_session_use(s, former);
	arena_free(page);
	arena_free(scratch);
	return e;
}

static enum err check_anchored(struct walk *w, struct db_session *s)
{
	struct q_anchored_not_held_rows lost;
	struct q_anchored_changed_rows changed;
	enum err e = q_anchored_not_held(s, &lost);
	if (!e)
		e = q_anchored_changed(s, &changed);
	if (e)
		return e;
	for (size_t i = 0; i < lost.n; i++)
		bad(w, "%s %" PRId64 ": %s since it was anchored at event %" PRId64, lost.v[i].stream, lost.v[i].stream_id,
		    lost.v[i].held == NIL ? "dropped" : "tail cut", lost.v[i].seq);
	for (size_t i = 0; i < changed.n; i++)
		bad(w, "%s %" PRId64 " event %" PRId64 ": differs from its anchor", changed.v[i].stream, changed.v[i].stream_id,
		    changed.v[i].seq);
	return ERR_OK;
}

enum err event_verify(struct db_session *s, struct keys *keys, void (*say)(void *arg, const char *finding), void *arg,
		      struct verify_report *out)
{
	*out = (struct verify_report){ 0 };
	struct walk w = { .r = out, .keys = keys, .scratch = arena_new((size_t)16 << 20), .say = say, .arg = arg };
	enum err e = q_event_all_each(s, each_event, &w);
	if (!e)
		e = check_heads(&w, s);
	if (!e)
		e = check_anchored(&w, s);
	if (!e)
		e = check_anchors(&w, s);
	arena_free(w.scratch);
	return e;
}

enum err event_anchor(struct db_session *s, struct keys *keys, int64_t now, int64_t *heads)
{
	static const uint8_t zero[SM3_SIZE];
	struct q_stream_dirty_rows dirty;
	struct q_event_last_out last_event;
	struct q_anchor_last_out former = { .hash = { zero, SM3_SIZE } };
	*heads = 0;
	enum err e = q_stream_dirty(s, &(struct q_stream_dirty_in){ .max = ANCHOR_HEADS }, &dirty);
	if (e)
		return e;
	e = q_anchor_last(s, &former);
	if (e == ERR_NOT_FOUND)
		former = (struct q_anchor_last_out){ .hash = { zero, SM3_SIZE } };
	else if (e)
		return e;
	uint8_t audit[SM3_SIZE], root[SM3_SIZE], hash[SM3_SIZE];
	int64_t last_audit;
	e = audit_digest(s, former.last_audit_id, NIL, &last_audit, audit);
	if (!e)
		e = q_event_last(s, &last_event);
	if (e || (!dirty.n && last_audit == former.last_audit_id))
		return e;
	struct db_blob sig;
	anchor_root(dirty.v, dirty.n, audit, db_arena(s), root);
	anchor_chain(former.hash.p, now, last_event.id, last_audit, root, hash);
	e = keys_sign(keys, hash, db_arena(s), &sig);
	struct q_anchor_insert_out made;
	if (!e)
		e = q_anchor_insert(s, &(struct q_anchor_insert_in){ .at = now, .heads = (int64_t)dirty.n,
				    .last_event_id = last_event.id, .last_audit_id = last_audit, .root = { root, SM3_SIZE },
				    .prev = former.hash, .hash = { hash, SM3_SIZE }, .signature = sig }, &made);
	for (size_t i = 0; !e && i < dirty.n; i++) {
		const struct q_stream_dirty_out *d = &dirty.v[i];
		e = q_anchor_head_insert(s, &(struct q_anchor_head_insert_in){ .anchor_id = made.id, .stream = d->stream,
					 .stream_id = d->stream_id, .seq = d->seq, .head = d->head }, NULL);
		if (!e)
			e = q_stream_clean(s, &(struct q_stream_clean_in){ .stream = d->stream, .stream_id = d->stream_id,
					   .seq = d->seq }, NULL);
	}
	*heads = (int64_t)dirty.n;
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Building and appending events. The chain value of an event covers everything in its row and the commitment of its
 * personal text, so that a changed byte anywhere shows. */
#include "event/event.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "event_sql.h"
#include "event/chain.h"

enum { BODY_MAX = 256 << 10, SECRET_MAX = 1 << 20, SALT_SIZE = 16, HEAD_WORD = 64, HEAD_MAX = 2 * (HEAD_WORD + 1) + 6 * 22 };

static const struct problem_code E_STORE = { ERR_INTERNAL, "event.store", "系统记录失败，请稍后重试。" };

static const struct subscription *subscriptions;
static void (*live_fn)(void *arg, const char *topics, int64_t id, const char *body);
static void *live_arg;
static bool live_stored;

void event_subscribe(const struct subscription *table)
{
	subscriptions = table;
}

void event_set_live(void (*fn)(void *arg, const char *topics, int64_t id, const char *body), void *arg,
	bool stored)
{
	live_fn = fn;
	live_arg = arg;
	live_stored = stored;
}

bool event_live_on(void)
{
	return live_fn != NULL;
}

/* "text|" and "-12|": what snprintf would write, a tenth of its time. */
static char *head_text(char *at, const char *text)
{
	size_t n = strlen(text);
	n = n < HEAD_WORD ? n : HEAD_WORD;
	memcpy(at, text, n);
	at[n] = '|';
	return at + n + 1;
}

static char *head_int(char *at, int64_t v)
{
	char t[24], *end = t + sizeof t, *p = end;
	uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (v < 0)
		*--p = '-';
	memcpy(at, p, (size_t)(end - p));
	at[end - p] = '|';
	return at + (end - p) + 1;
}

void chain_hash(const struct chain_row *r, const void *prev, uint8_t out[SM3_SIZE])
{
	char head[HEAD_MAX];
	char *at = head_text(head, r->stream);
	at = head_text(head_int(head_int(at, r->stream_id), r->seq), r->kind);
	at = head_int(head_int(head_int(head_int(at, r->actor_id), r->actor_unit_id), r->recorded_at), r->happened_at);
	size_t head_n = (size_t)(at - head);
	struct sm3_part part[] = { { prev, SM3_SIZE }, { head, head_n }, { r->body, strlen(r->body) },
				   { r->commitment.p, r->commitment.n } };
	sm3_parts(part, r->commitment.n ? 4 : 3, out);
}

void chain_commit(struct db_blob salt, const void *text, size_t n, uint8_t out[SM3_SIZE])
{
	struct sm3_part part[] = { { salt.p, salt.n }, { text, n } };
	sm3_parts(part, 2, out);
}

const char *chain_context(struct arena *a, const char *stream, int64_t id, int64_t seq)
{
	return arena_printf(a, "event:%s:%" PRId64 ":%" PRId64, stream, id, seq);
}

/* Locks the head; on SQLite the writer is alone anyway. Somebody else may make the same stream at the same time: then the
 * insert waits for him and does nothing. */
static enum err lock_head(struct change *c, struct q_stream_lock_out *head)
{
	static const uint8_t zero[SM3_SIZE];
	const struct q_stream_lock_in in = { .stream = c->stream, .stream_id = c->id };
	enum err e = q_stream_lock(c->s, &in, head);
	if (e != ERR_NOT_FOUND)
		return e;
	int64_t made;
	e = q_stream_make(c->s,
		&(struct q_stream_make_in){ .stream = c->stream, .stream_id = c->id, .zero = { zero, SM3_SIZE } },
		&made);
	if (!e && made) { /* one's own row is locked already */
		*head = (struct q_stream_lock_out){ .seq = 0, .head = { zero, SM3_SIZE }, .dirty = 1 };
		return ERR_OK;
	}
	return e ? e : q_stream_lock(c->s, &in, head);
}

enum err change_open(struct change *c, struct db_session *s, struct keys *keys, const struct env *env, struct problem *p,
		     struct actor actor, const char *stream, int64_t id, int64_t now)
{
	*c = (struct change){ .s = s, .keys = keys, .env = env, .problem = p, .actor = actor, .stream = stream, .id = id,
			      .now = now };
	struct q_stream_lock_out head;
	enum err e = lock_head(c, &head);
	if (e)
		return e;
	if (head.head.n != SM3_SIZE)
		return problem_set(p, &E_STORE);
	c->seq = head.seq;
	c->anchored = !head.dirty;
	memcpy(c->head, head.head.p, SM3_SIZE);
	return ERR_OK;
}

void change_begin(struct change *c, const char *kind, int64_t happened_at)
{
	c->kind = kind;
	c->happened_at = happened_at == NIL ? c->now : happened_at;
	c->topics = NULL;
	c->in_set = c->any_set = false;
	buf_init(&c->body, db_arena(c->s), BODY_MAX);
	buf_init(&c->secret, db_arena(c->s), SECRET_MAX);
	jw_init(&c->w, &c->body);
	jw_init(&c->sw, &c->secret);
	jw_object(&c->w);
}

static void set_row(struct change *c, const char *table, int64_t id, const char *column)
{
	if (!c->in_set) {
		jw_key(&c->w, "set");
		jw_array(&c->w);
		c->in_set = c->any_set = true;
	}
	jw_array(&c->w);
	jw_str(&c->w, table);
	jw_int(&c->w, id);
	jw_str(&c->w, column);
}

void change_int(struct change *c, const char *table, int64_t id, const char *column, int64_t before, int64_t after)
{
	if (before == after)
		return;
	set_row(c, table, id, column);
	jw_int(&c->w, before);
	jw_int(&c->w, after);
	jw_array_end(&c->w);
}

void change_text(struct change *c, const char *table, int64_t id, const char *column, const char *before, const char *after)
{
	if (str_eq(before, after))
		return;
	set_row(c, table, id, column);
	jw_str(&c->w, before);
	jw_str(&c->w, after);
	jw_array_end(&c->w);
}

static void end_set(struct change *c)
{
	if (c->in_set)
		jw_array_end(&c->w);
	c->in_set = false;
}

void change_fact_int(struct change *c, const char *name, int64_t v)
{
	end_set(c);
	jw_kint(&c->w, name, v);
}

void change_fact_text(struct change *c, const char *name, const char *v)
{
	if (!v || !*v)
		return;
	end_set(c);
	jw_kstr(&c->w, name, v);
}

void change_secret(struct change *c, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	if (!c->secret.n)
		jw_object(&c->sw);
	jw_kstr(&c->sw, name, text);
}

void change_topics(struct change *c, const char *topics)
{
	c->topics = topics;
}

static enum err store_secret(struct change *c, int64_t event_id, struct db_blob salt)
{
	struct db_blob sealed;
	struct arena *a = db_arena(c->s);
	enum err e = field_seal(c->keys, KEY_EVENT_TEXT, c->env, a, chain_context(a, c->stream, c->id, c->seq), c->secret.p,
				c->secret.n, &sealed);
	if (e)
		return problem_set(c->problem, &E_STORE);
	return q_event_text_insert(c->s,
				   &(struct q_event_text_insert_in){ .event_id = event_id, .salt = salt, .sealed = sealed }, NULL);
}

/* Remembers an event that somebody subscribed to; change_close runs the subscribers. */
static enum err note_subscription(struct change *c, int64_t event_id)
{
	for (const struct subscription *sub = subscriptions; sub && sub->kind; sub++) {
		if (!str_eq(sub->kind, c->kind))
			continue;
		if (c->npending == CHANGE_PENDING)
			return problem_set(c->problem, &E_STORE);
		c->pending[c->npending++] = (struct event_note){ c->kind, c->stream, c->id, c->seq, event_id };
		break;
	}
	return ERR_OK;
}

static enum err run_subscriptions(struct change *c)
{
	for (size_t i = 0; i < c->npending; i++) { /* subscribers may append to the list */
		struct event_note n = c->pending[i];
		for (const struct subscription *sub = subscriptions; sub && sub->kind; sub++) {
			enum err e = str_eq(sub->kind, n.kind) ? sub->fn(c, &n) : ERR_OK;
			if (e)
				return e;
		}
	}
	return ERR_OK;
}

static enum err tell_live(struct change *c)
{
	if (!c->topics || !live_fn)
		return ERR_OK;
	const char *body = arena_printf(db_arena(c->s), "{\"kind\":\"%s\",\"stream\":\"%s\",\"id\":\"%" PRId64 "\",\"seq\":%" PRId64
					",\"at\":%" PRId64 "}", c->kind, c->stream, c->id, c->seq, c->now);
	return live_send(c->s, c->topics, body, c->now);
}

enum err change_end(struct change *c)
{
	uint8_t salt[SALT_SIZE], commitment[SM3_SIZE], hash[SM3_SIZE];
	end_set(c);
	jw_object_end(&c->w);
	if (c->secret.n)
		jw_object_end(&c->sw);
	if (c->body.overflow || c->secret.overflow)
		return problem_set(c->problem, &E_STORE);
	struct db_blob commit = { NULL, 0 };
	if (c->secret.n) {
		env_random(c->env, salt, sizeof salt);
		chain_commit((struct db_blob){ salt, sizeof salt }, c->secret.p, c->secret.n, commitment);
		commit = (struct db_blob){ commitment, sizeof commitment };
	}
	c->seq++;
	struct chain_row row = { c->stream, c->id, c->seq, c->kind, c->actor.user_id, c->actor.unit_id, c->now, c->happened_at,
				 buf_cstr(&c->body), commit };
	chain_hash(&row, c->head, hash);
	struct q_event_insert_out made;
	enum err e = q_event_insert(c->s,
		&(struct q_event_insert_in){ .stream = c->stream, .stream_id = c->id, .seq = c->seq, .kind = c->kind,
			.actor_id = c->actor.user_id, .actor_unit_id = c->actor.unit_id, .recorded_at = c->now,
			.happened_at = c->happened_at, .body = row.body, .commitment = commit,
			.prev = { c->head, SM3_SIZE }, .hash = { hash, SM3_SIZE } }, &made);
	if (!e && c->secret.n)
		e = store_secret(c, made.id, (struct db_blob){ salt, sizeof salt });
	if (e)
		return e;
	memcpy(c->head, hash, SM3_SIZE);
	c->wrote = true;
	e = tell_live(c);
	return e ? e : note_subscription(c, made.id);
}

enum err change_close(struct change *c)
{
	enum err e = run_subscriptions(c);
	if (e || !c->wrote)
		return e;
	if (c->anchored)
		return q_stream_store_dirty(c->s, &(struct q_stream_store_dirty_in){ .seq = c->seq, .head = { c->head, SM3_SIZE },
					    .stream = c->stream, .stream_id = c->id }, NULL);
	return q_stream_store(c->s, &(struct q_stream_store_in){ .seq = c->seq, .head = { c->head, SM3_SIZE },
								 .stream = c->stream, .stream_id = c->id }, NULL);
}

struct live_note {
	const char *topics, *body;
	int64_t id;
};

static void publish(void *arg)
{
	struct live_note *n = arg;
	if (live_fn)
		live_fn(live_arg, n->topics, n->id, n->body);
}

enum err live_send(struct db_session *s, const char *topics, const char *body, int64_t now)
{
	if (!live_fn)
		return ERR_OK;
	struct q_live_insert_out made = { 0 };
	enum err e = !live_stored ? ERR_OK :
		     q_live_insert(s, &(struct q_live_insert_in){ .topic = topics, .body = body, .at = now }, &made);
	if (e)
		return e;
	struct arena *a = db_arena(s);
	struct live_note *n = ARENA_NEW(a, struct live_note);
	*n = (struct live_note){ arena_str(a, topics), arena_str(a, body), made.id };
	db_after_commit(s, publish, n);
	return ERR_OK;
}

enum err event_list(struct db_session *s, struct keys *keys, const char *stream, int64_t id, bool open_secrets,
		    struct event_row **rows, size_t *n)
{
	struct q_event_of_stream_rows got;
	struct arena *a = db_arena(s);
	enum err e = q_event_of_stream(s, &(struct q_event_of_stream_in){ .stream = stream, .stream_id = id }, &got);
	if (e)
		return e;
	*rows = ARENA_ARRAY(a, struct event_row, got.n ? got.n : 1);
	*n = got.n;
	for (size_t i = 0; i < got.n; i++) {
		struct q_event_of_stream_out *g = &got.v[i];
		char *text = NULL;
		if (open_secrets && g->sealed.n &&
		    field_open(keys, KEY_EVENT_TEXT, a, chain_context(a, stream, id, g->seq), g->sealed, &text, NULL))
			text = NULL; /* verify reports it; the timeline still shows the rest */
		(*rows)[i] = (struct event_row){ g->id, g->seq, g->actor_id, g->actor_unit_id, g->recorded_at, g->happened_at,
						 g->kind, g->body, g->actor_name, g->unit_name, text };
	}
	return ERR_OK;
}

enum err event_get(struct db_session *s, struct keys *keys, const char *stream, int64_t id, int64_t seq, bool open_secrets,
		   struct event_row *row)
{
	struct q_event_of_seq_out g;
	struct arena *a = db_arena(s);
	enum err e = q_event_of_seq(s, &(struct q_event_of_seq_in){ .stream = stream, .stream_id = id, .seq = seq }, &g);
	char *text = NULL;
	if (e)
		return e;
	if (open_secrets && g.sealed.n &&
	    field_open(keys, KEY_EVENT_TEXT, a, chain_context(a, stream, id, g.seq), g.sealed, &text, NULL))
		text = NULL;
	*row = (struct event_row){ g.id, g.seq, g.actor_id, g.actor_unit_id, g.recorded_at, g.happened_at,
				   g.kind, g.body, g.actor_name, g.unit_name, text };
	return ERR_OK;
}

const char *event_secret(struct arena *a, const char *secret, const char *name)
{
	const struct json *v, *s;
	const char *why;
	if (!secret || json_parse(a, sv_from(secret), &v, &why))
		return NULL;
	s = json_get(v, name);
	return s && json_kind(s) == JSON_STRING ? arena_sv(a, json_sv(s)) : NULL;
}

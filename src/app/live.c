/* SPDX-License-Identifier: Apache-2.0 */
/* Publishing live messages.
 *
 * Other nodes' messages: ids are given before the commit, so that a lower id may appear after a higher one. The reader
 * therefore looks again at the last seconds and leaves out what it has seen; own messages are noted as seen when they
 * are published. For the same reason a position there is the highest id of the oldest of these rounds, not the newest id:
 * what is told twice costs a screen one reading, what is not told is missed. */
#include "app/live.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_sql.h"
#include "base/log.h"
#include "event_sql.h"

enum {
	READ_MS = 500,
	LOOK_BACK = 6,             /* rounds: three seconds */
	SEEN = 16384,
	DATA_MAX = 16 << 10,
	ARENA_MAX = 64 << 20,
	PAGE = 1000,               /* rows of live_since */
	REFS_ROUNDS = 10           /* reference data of other nodes: every five seconds */
};

struct live {
	struct app *app;
	struct live_ring *ring;    /* SQLite */
	struct db_session *s;
	struct arena *arena;
	bool polling;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
	int64_t seen[SEEN];        /* by id modulo its size; under lock */
	int64_t highest[LOOK_BACK + 1]; /* highest id of the last rounds, newest first; under lock */
	int64_t ref_version;
};

static struct live *running; /* set before the server starts and cleared after it has stopped */

/* ---- the message ---------------------------------------------------------------------------------- */

static bool next_topic(struct sv *rest, struct sv *topic)
{
	while (sv_cut(rest, ',', topic))
		if (topic->n)
			return true;
	return false;
}

bool live_has(const char *topics, const char *topic)
{
	struct sv rest = sv_from(topics), t;
	while (next_topic(&rest, &t))
		if (sv_eqs(t, topic))
			return true;
	return false;
}

void live_data(struct buf *out, const char *topics, const char *body, bool mine)
{
	struct json_out w;
	struct sv rest = sv_from(topics), t;
	jw_init(&w, out);
	jw_object(&w);
	jw_key(&w, "topics");
	jw_array(&w);
	while (next_topic(&rest, &t))
		jw_sv(&w, t);
	if (mine)
		jw_str(&w, "mine");
	jw_array_end(&w);
	/* the stored body is an object of its own: take it in */
	if (body[0] == '{' && body[1] && body[1] != '}') {
		buf_char(out, ',');
		buf_str(out, body + 1);
	} else {
		jw_object_end(&w);
	}
}

/* Made when the first listener is found, and shared by all topics of the message. */
static const char *data_once(struct arena *a, const char *topics, const char *body, bool mine, const char **made)
{
	struct buf b;
	if (*made)
		return *made;
	buf_init(&b, a, DATA_MAX);
	live_data(&b, topics, body, mine);
	return *made = b.overflow ? NULL : buf_cstr(&b);
}

static int64_t newest(struct live *l, int back)
{
	pthread_mutex_lock(&l->lock);
	int64_t id = l->highest[back];
	pthread_mutex_unlock(&l->lock);
	return id;
}

/* From where a stream goes on that was cut after this message. */
static int64_t event_id(struct live *l, int64_t id)
{
	int64_t sure = l->polling ? newest(l, LOOK_BACK) : id;
	return sure < id ? sure : id;
}

int64_t live_position(void)
{
	if (!running)
		return 0;
	return running->polling ? newest(running, LOOK_BACK) : live_ring_last(running->ring);
}

static void publish_to(struct live *l, const char *topic, int64_t id, const char *data)
{
	if (data)
		http_publish(l->app->server, topic, event_id(l, id), data);
	else
		log_warn("live", "message %lld is too long and was left out", (long long)id);
}

static void publish(struct live *l, struct arena *a, const char *topics, int64_t id, const char *body)
{
	const char *all = NULL, *mine = NULL;
	struct sv rest = sv_from(topics), t;
	while (next_topic(&rest, &t)) {
		const char *own = arena_printf(a, "mine:%.*s", SV_FMT(t)), *topic = own + 5;
		if (http_heard(l->app->server, topic))
			publish_to(l, topic, id, data_once(a, topics, body, false, &all));
		if (strchr(topic, ':') && http_heard(l->app->server, own))
			publish_to(l, own, id, data_once(a, topics, body, true, &mine));
	}
}

/* True the first time. */
static bool first_time(struct live *l, int64_t id)
{
	pthread_mutex_lock(&l->lock);
	int64_t *slot = &l->seen[(uint64_t)id % SEEN];
	bool first = *slot != id;
	*slot = id;
	pthread_mutex_unlock(&l->lock);
	return first;
}

/* PostgreSQL: the message has its row. */
static void on_commit(void *arg, const char *topics, int64_t id, const char *body)
{
	struct live *l = arg;
	struct arena *a = arena_new((size_t)1 << 20);
	if (l->app->server && first_time(l, id))
		publish(l, a, topics, id, body);
	arena_free(a);
}

/* SQLite: on the thread of the writer, which goes on at once. */
static void keep(void *arg, const char *topics, int64_t id, const char *body)
{
	(void)id;
	live_ring_add(((struct live *)arg)->ring, topics, body);
}

static void publish_kept(void *arg, const struct live_message *m)
{
	struct live *l = arg;
	if (!l->app->server)
		return;
	publish(l, l->arena, m->topics, m->id, m->body);
	arena_reset(l->arena);
}

/* ---- other nodes ---------------------------------------------------------------------------------- */

static enum err read_messages(struct live *l)
{
	int64_t after = l->highest[LOOK_BACK], highest = l->highest[0];
	struct q_live_since_rows rows = { .n = PAGE };
	while (rows.n == PAGE) {
		arena_reset(l->arena);
		enum err e = q_live_since(l->s, &(struct q_live_since_in){ .after = after }, &rows);
		if (e)
			return e;
		for (size_t i = 0; i < rows.n; i++) {
			after = rows.v[i].id;
			if (first_time(l, after))
				publish(l, l->arena, rows.v[i].topic, after, rows.v[i].body);
		}
		highest = rows.n && after > highest ? after : highest;
	}
	pthread_mutex_lock(&l->lock);
	memmove(l->highest + 1, l->highest, LOOK_BACK * sizeof *l->highest);
	l->highest[0] = highest;
	pthread_mutex_unlock(&l->lock);
	return ERR_OK;
}

/* Another node may have changed units, limits, the event list … */
static enum err follow_refs(struct live *l)
{
	struct q_ref_newest_out newest;
	enum err e = q_ref_newest(l->s, &newest);
	if (e || newest.id == l->ref_version)
		return e;
	l->ref_version = newest.id;
	return refs_load(&l->app->site, l->s);
}

static bool wait_round(struct live *l)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += READ_MS * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&l->lock);
	while (!l->stopping && pthread_cond_timedwait(&l->wake, &l->lock, &until) == 0)
		continue;
	bool go_on = !l->stopping;
	pthread_mutex_unlock(&l->lock);
	return go_on;
}

static void *run(void *arg)
{
	struct live *l = arg;
	bool was_down = false;
	for (unsigned round = 0; wait_round(l); round++) {
		arena_reset(l->arena);
		db_session_use(l->s, l->arena);
		enum err e = read_messages(l);
		if (!e && round % REFS_ROUNDS == 0)
			e = follow_refs(l);
		if (e && !was_down)
			log_warn("live", "cannot read the messages of other nodes: %s", db_error(l->s));
		was_down = e != ERR_OK;
	}
	return NULL;
}

/* ---- what was missed ------------------------------------------------------------------------------ */

static enum err missed_rows(struct db_session *s, int64_t last, size_t max, struct live_message **out, size_t *n, bool *all)
{
	struct q_live_bounds_out b;
	struct q_live_since_rows rows = { .n = 0 };
	enum err e = q_live_bounds(s, &b);
	if (!e && !b.last) /* all trimmed */
		b = (struct q_live_bounds_out){ .first = newest(running, 0) + 1, .last = newest(running, 0) };
	*all = !e && last <= b.last && last + 1 >= b.first;
	if (e || !*all || last == b.last)
		return e;
	e = q_live_since(s, &(struct q_live_since_in){ .after = last }, &rows);
	*all = rows.n < PAGE && rows.n <= max;
	*n = *all ? rows.n : 0;
	*out = ARENA_ARRAY(db_arena(s), struct live_message, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct live_message){ event_id(running, rows.v[i].id), rows.v[i].topic, rows.v[i].body };
	return e;
}

enum err live_missed(struct db_session *s, int64_t last, size_t max, struct live_message **out, size_t *n, bool *all)
{
	*n = 0;
	*all = false;
	if (running && running->polling)
		return missed_rows(s, last, max, out, n, all);
	*all = running && live_ring_since(running->ring, last, db_arena(s), max, out, n);
	return ERR_OK;
}

/* ---- start and stop ------------------------------------------------------------------------------- */

static bool begin_keeping(struct live *l)
{
	l->arena = arena_new(ARENA_MAX);
	/* microseconds of the clock: beyond every id of an earlier process, which has sent less than a million a second */
	l->ring = live_ring_new(env_now(l->app->site.env) * 1000, publish_kept, l);
	return l->ring != NULL;
}

static bool begin_reading(struct live *l)
{
	struct q_live_bounds_out b;
	struct q_ref_newest_out newest;
	l->arena = arena_new(ARENA_MAX);
	if (db_session_open(l->app->site.db, &l->s) != ERR_OK)
		return false;
	db_session_use(l->s, l->arena);
	if (q_live_bounds(l->s, &b) || q_ref_newest(l->s, &newest))
		return false;
	for (int i = 0; i <= LOOK_BACK; i++)
		l->highest[i] = b.last;
	l->ref_version = newest.id;
	return pthread_create(&l->thread, NULL, run, l) == 0;
}

static void free_live(struct live *l)
{
	live_ring_free(l->ring);
	db_session_close(l->s);
	if (l->arena)
		arena_free(l->arena);
	pthread_cond_destroy(&l->wake);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

bool live_start(struct app *app, struct live **out)
{
	struct live *l = calloc(1, sizeof *l);
	pthread_condattr_t attr;
	if (!l)
		return false;
	l->app = app;
	l->polling = db_kind(app->site.db) == DB_POSTGRES;
	pthread_mutex_init(&l->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&l->wake, &attr);
	pthread_condattr_destroy(&attr);
	if (!(l->polling ? begin_reading(l) : begin_keeping(l))) {
		free_live(l);
		return false;
	}
	event_set_live(l->polling ? on_commit : keep, l, l->polling);
	running = l;
	*out = l;
	return true;
}

void live_stop_reading(struct live *l)
{
	if (!l || !l->polling)
		return;
	pthread_mutex_lock(&l->lock);
	l->stopping = true;
	pthread_cond_signal(&l->wake);
	pthread_mutex_unlock(&l->lock);
	pthread_join(l->thread, NULL);
}

void live_stop(struct live *l)
{
	if (!l)
		return;
	running = NULL;
	event_set_live(NULL, NULL, false);
	free_live(l);
}

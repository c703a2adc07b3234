/* SPDX-License-Identifier: Apache-2.0 */
/* The machine of one process: filling the index of cases, following them, and asking it.
 *
 * The index is filled aside and then put in place of the former one; a search holds the lock for some hundred microseconds and
 * takes memory of its own, so that an arena that runs out cannot leave it locked. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/log.h"
#include "intake/known.h"
#include "intake_sql.h"

/* LOOK_BACK rounds of a second: on PostgreSQL an event may show after one with a higher number, for numbers are given before the
 * commit. */
enum { LOOK_BACK = 5, PAGE = 200, EVENTS = 100, SCRATCH = 16 << 20, FILL_HOUR = 4, LESSON = 40000 };
static const size_t MODEL_MAX = (size_t)1 << 30;

/* A model as it lies in the database, ready to guess. */
struct learned {
	struct arena *a;
	const struct sort_model *model;
	int64_t *type;             /* by label */
	int64_t id;
};

struct machine {
	pthread_rwlock_t lock;     /* over `known` and `learned` */
	struct known *known;       /* NULL: not filled yet */
	struct learned *learned;   /* NULL: there is none, keywords suggest */
	atomic_bool stopping, train;
	/* of the ticker */
	int32_t filled_day;        /* yyyymmdd of the day whose night has been worked off */
	int64_t seen[LOOK_BACK];   /* highest event of the last rounds, oldest first */
};

struct machine *machine_new(void)
{
	struct machine *m = calloc(1, sizeof *m);
	if (!m)
		abort();
	pthread_rwlock_init(&m->lock, NULL);
	return m;
}

static void learned_free(struct learned *l)
{
	if (l)
		arena_free(l->a);
}

void machine_free(struct machine *m)
{
	if (!m)
		return;
	known_free(m->known);
	learned_free(m->learned);
	pthread_rwlock_destroy(&m->lock);
	free(m);
}

void machine_stop(struct machine *m)
{
	if (m)
		atomic_store(&m->stopping, true);
}

void machine_train_soon(struct machine *m)
{
	if (m)
		atomic_store(&m->train, true);
}

/* ---- filling ---- */

static int64_t oldest(const struct op *op)
{
	return op->now - (int64_t)KNOWN_DAYS * MS_DAY;
}

/* Every case after `after` once: its words are counted, or it is put in; those up to `counted` must be counted then. */
static enum err each_case(struct machine *m, struct op *op, struct known *k, int64_t after, bool put, int64_t counted)
{
	struct arena *scratch = arena_new(SCRATCH);
	struct q_intake_cases_rows rows = { .n = PAGE };
	enum err e = ERR_OK;
	while (!e && rows.n == PAGE && !atomic_load(&m->stopping)) {
		arena_reset(op->a);
		e = q_intake_cases(op->s, &(struct q_intake_cases_in){ .after = after, .since = oldest(op) }, &rows);
		for (size_t i = 0; !e && i < rows.n; i++) {
			struct sv title = sv_from(rows.v[i].title), body = sv_from(rows.v[i].body);
			arena_reset(scratch);
			if (put)
				known_put(k, scratch, rows.v[i].id, title, body, rows.v[i].opened_at, rows.v[i].id > counted);
			else
				known_count(k, scratch, title, body);
			after = rows.v[i].id;
		}
	}
	arena_free(scratch);
	return e;
}

/* The event list speaks of what cities hear: in a new city it tells which words are common. */
static void count_event_list(const struct op *op, struct known *k)
{
	struct arena *scratch = arena_new(SCRATCH);
	for (size_t i = 0; i < op->refs->ntypes; i++) {
		const struct event_type *t = &op->refs->types[i];
		arena_reset(scratch);
		known_count(k, scratch, sv_from(t->name), sv_from(arena_printf(scratch, "%s，%s", t->keywords, t->description)));
	}
	arena_free(scratch);
}

/* Which words are rare is learned from the newest cases first; the older ones are counted as they are put in. */
static enum err fill(struct machine *m, struct op *op)
{
	struct q_intake_count_out count;
	struct q_intake_last_event_out last;
	struct q_intake_last_case_out newest;
	int64_t began = mono_ms();
	enum err e = q_intake_last_event(op->s, &last);
	if (!e)
		e = q_intake_count(op->s, &(struct q_intake_count_in){ .since = oldest(op) }, &count);
	if (!e)
		e = q_intake_last_case(op->s, &newest);
	if (e)
		return e;
	int64_t seen = last.id, from = newest.id - LESSON;
	struct known *k = known_new((size_t)count.n), *former;
	count_event_list(op, k);
	e = each_case(m, op, k, from, false, 0);
	if (!e)
		e = each_case(m, op, k, 0, true, from);
	if (e || atomic_load(&m->stopping)) {
		known_free(k);
		return e;
	}
	pthread_rwlock_wrlock(&m->lock);
	former = m->known;
	m->known = k;
	pthread_rwlock_unlock(&m->lock);
	known_free(former);
	for (size_t i = 0; i < LOOK_BACK; i++)
		m->seen[i] = seen;
	m->filled_day = day_of_ms(op->now - FILL_HOUR * (int64_t)MS_HOUR);
	log_info("intake", "%zu cases known after %lld ms", known_n(k), (long long)(mono_ms() - began));
	return ERR_OK;
}

/* ---- following ---- */

struct seen_event {
	int64_t id, case_id;
	bool opened, classified;
};

static enum err take_in(struct machine *m, struct op *op, struct arena *scratch, int64_t case_id)
{
	struct q_intake_case_out c;
	enum err e = q_intake_case(op->s, &(struct q_intake_case_in){ .id = case_id }, &c);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	arena_reset(scratch);
	pthread_rwlock_wrlock(&m->lock);
	known_put(m->known, scratch, c.id, sv_from(c.title), sv_from(c.body), c.opened_at, false);
	pthread_rwlock_unlock(&m->lock);
	return ERR_OK;
}

/* What would be suggested for the words the case was opened by, against what was chosen; later what a person corrected. */
struct choice {
	int64_t case_id, model, guess, chosen;
	int percent;
	bool correct;
};

struct choices {
	const struct op *op;
	struct choice v[EVENTS];
	size_t n;
};

static enum err write_choices(struct db_session *s, void *arg)
{
	const struct choices *all = arg;
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < all->n; i++) {
		const struct choice *c = &all->v[i];
		if (c->correct)
			e = q_sorting_guess_correct(s,
				&(struct q_sorting_guess_correct_in){ .chosen_type_id = c->chosen, .case_id = c->case_id }, NULL);
		else
			e = q_sorting_guess_insert(s, &(struct q_sorting_guess_insert_in){ .case_id = c->case_id, .model_id = c->model,
				.guess_type_id = c->guess, .percent = c->percent, .chosen_type_id = c->chosen, .at = all->op->now }, NULL);
	}
	return e;
}

static enum err note(struct op *op, const struct seen_event *event, struct choices *all)
{
	struct q_sorting_opened_out opened;
	struct q_sorting_guess_of_out known;
	struct intake_hint hint[1];
	struct choice c = { event->case_id, NIL, NIL, NIL, 0, event->classified };
	if (!c.correct && !event->opened)
		return ERR_OK;
	enum err e = q_sorting_guess_of(op->s, &(struct q_sorting_guess_of_in){ .case_id = c.case_id }, &known);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if ((e == ERR_OK) != c.correct)
		return ERR_OK; /* an event is read more than once; what was not noted needs no correction */
	e = q_sorting_opened(op->s, &(struct q_sorting_opened_in){ .case_id = c.case_id }, &opened);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e; /* no words, or secret ones */
	c.chosen = opened.event_type_id;
	if (c.correct && known.corrected && known.chosen_type_id == c.chosen)
		return ERR_OK;
	if (!c.correct && intake_hints(op, opened.title, opened.body, hint, 1, &c.model)) {
		c.guess = hint[0].type->id;
		c.percent = hint[0].percent > 0 ? hint[0].percent : 0;
	}
	all->v[all->n++] = c;
	return ERR_OK;
}

static enum err read_events(struct op *op, int64_t after, struct seen_event *out, size_t *n)
{
	struct q_intake_events_rows rows;
	arena_reset(op->a);
	enum err e = q_intake_events(op->s, &(struct q_intake_events_in){ .after = after }, &rows);
	*n = e ? 0 : rows.n;
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct seen_event){ rows.v[i].id, rows.v[i].case_id, str_eq(rows.v[i].kind, "case.open"),
					      str_eq(rows.v[i].kind, "case.classified") };
	return e;
}

/* A page of events, each in an arena of its own; what is to be recorded goes into one write. A correction that comes in the same
 * page as its case is found again in the next round. */
static enum err follow_page(struct machine *m, struct op *op, struct arena *scratch, int64_t *after, size_t *n)
{
	struct seen_event event[EVENTS];
	struct choices all = { .op = op };
	enum err e = read_events(op, *after, event, n);
	for (size_t i = 0; !e && i < *n; i++) {
		*after = event[i].id;
		arena_reset(op->a);
		if (known_text(m->known, event[i].case_id) == NO_TEXT)
			e = take_in(m, op, scratch, event[i].case_id);
		if (!e)
			e = note(op, &event[i], &all);
	}
	arena_reset(op->a);
	return e || !all.n ? e : db_write(op->s, write_choices, &all);
}

static enum err follow(struct machine *m, struct op *op)
{
	struct arena *scratch = arena_new(SCRATCH);
	int64_t highest = m->seen[LOOK_BACK - 1], after = db_session_kind(op->s) == DB_SQLITE ? highest : m->seen[0];
	size_t n = EVENTS;
	enum err e = ERR_OK;
	while (!e && n == EVENTS && !atomic_load(&m->stopping))
		e = follow_page(m, op, scratch, &after, &n);
	arena_free(scratch);
	if (e)
		return e;
	for (size_t i = 0; i + 1 < LOOK_BACK; i++)
		m->seen[i] = m->seen[i + 1];
	m->seen[LOOK_BACK - 1] = after > highest ? after : highest;
	return ERR_OK;
}

/* ---- the model ---- */

static struct learned *read_model(struct sv bytes)
{
	struct arena *a = arena_new(MODEL_MAX);
	struct learned *l = ARENA_NEW(a, struct learned);
	int64_t n = 0;
	*l = (struct learned){ .a = a };
	if (bytes.n > sizeof n)
		memcpy(&n, bytes.p, sizeof n);
	if (n > 0 && n <= SORT_LABELS_MAX && bytes.n > (size_t)(n + 1) * sizeof n) {
		size_t head = (size_t)(n + 1) * sizeof n;
		l->type = ARENA_ARRAY(a, int64_t, n);
		memcpy(l->type, bytes.p + sizeof n, head - sizeof n);
		l->model = sort_model_load(a, (struct sv){ bytes.p + head, bytes.n - head });
	}
	if (l->model)
		return l;
	arena_free(a);
	return NULL;
}

static bool put_part(void *arg, const void *row)
{
	const struct q_sorting_parts_out *p = row;
	buf_add(arg, p->body.p, p->body.n);
	return true;
}

/* The active model of the database, when it is another than the one at hand; every node looks for itself. */
static enum err refresh_model(struct machine *m, struct op *op)
{
	struct q_sorting_active_out active;
	enum err e = q_sorting_active(op->s, &active);
	if (e == ERR_NOT_FOUND || (!e && m->learned && m->learned->id == active.id))
		return ERR_OK;
	if (e)
		return e;
	struct arena *a = arena_new(MODEL_MAX);
	struct buf b;
	buf_init(&b, a, MODEL_MAX / 4);
	e = q_sorting_parts_each(op->s, &(struct q_sorting_parts_in){ .model_id = active.id }, put_part, &b);
	struct learned *l = e ? NULL : read_model(buf_view(&b)), *former;
	arena_free(a);
	if (e)
		return e;
	if (!l) {
		log_error("intake", "model %lld cannot be read", (long long)active.id);
		return ERR_OK;
	}
	l->id = active.id;
	pthread_rwlock_wrlock(&m->lock);
	former = m->learned;
	m->learned = l;
	pthread_rwlock_unlock(&m->lock);
	learned_free(former);
	log_info("intake", "model %lld suggests event types", (long long)active.id);
	return ERR_OK;
}

size_t machine_guess(struct machine *m, struct sort_features x, struct machine_guess *out, size_t max, int64_t *model)
{
	struct sort_guess g[HINTS_MAX];
	size_t n = 0;
	*model = NIL;
	if (!m)
		return 0;
	struct arena *scratch = arena_new(SCRATCH);
	pthread_rwlock_rdlock(&m->lock);
	if (m->learned) {
		*model = m->learned->id;
		n = sort_guess(m->learned->model, scratch, x, g, max < HINTS_MAX ? max : HINTS_MAX);
		for (size_t i = 0; i < n; i++)
			out[i] = (struct machine_guess){ g[i], m->learned->type[g[i].label] };
	}
	pthread_rwlock_unlock(&m->lock);
	arena_free(scratch);
	return n;
}

/* ---- each second ---- */

enum err machine_tick(struct op *op, void *arg)
{
	struct machine *m = arg;
	thread_come_last(); /* reading goes on beside people who wait */
	if (atomic_load(&m->stopping))
		return ERR_OK;
	if (!m->known || m->filled_day != day_of_ms(op->now - FILL_HOUR * (int64_t)MS_HOUR))
		return fill(m, op);
	return follow(m, op);
}

enum err machine_learn(struct op *op, void *arg)
{
	struct machine *m = arg;
	struct train_result made;
	thread_come_last();
	if (atomic_load(&m->stopping))
		return ERR_OK;
	enum err e = atomic_exchange(&m->train, false) ? intake_train(op, &m->stopping, &made) : ERR_OK;
	return e ? e : refresh_model(m, op);
}

/* ---- asking ---- */

/* The text counts as known while it is compared, whether it is or not. */
static const struct match_text *beside(const struct known *k, const struct match_text *asked, int64_t self)
{
	return self == NIL || known_text(k, self) == NO_TEXT ? asked : NULL;
}

size_t machine_find(struct machine *m, struct match_text *asked, int64_t self, int64_t *out, size_t max, bool *ready)
{
	*ready = false;
	if (!m)
		return 0;
	struct arena *scratch = arena_new(SCRATCH);
	struct match_candidate *found = ARENA_ARRAY(scratch, struct match_candidate, max);
	size_t n = 0;
	pthread_rwlock_rdlock(&m->lock);
	if (m->known) {
		*ready = true;
		match_weigh(known_index(m->known), asked, beside(m->known, asked, self));
		uint32_t own = self == NIL ? NO_TEXT : known_text(m->known, self);
		n = match_candidates(known_index(m->known), scratch, asked, own, found, max);
		for (size_t i = 0; i < n; i++)
			out[i] = known_case(m->known, found[i].text);
	}
	pthread_rwlock_unlock(&m->lock);
	arena_free(scratch);
	return n;
}

void machine_compare(struct machine *m, struct match_text *asked, int64_t self, struct match_text **other, size_t n, float *out)
{
	float feature[MATCH_FEATURES];
	for (size_t i = 0; i < n; i++)
		out[i] = 0;
	if (!m)
		return;
	pthread_rwlock_rdlock(&m->lock);
	if (m->known) {
		const struct match_text *also = beside(m->known, asked, self);
		match_weigh(known_index(m->known), asked, also);
		for (size_t i = 0; i < n; i++) {
			match_weigh(known_index(m->known), other[i], also);
			match_compare(asked, other[i], feature);
			out[i] = match_probability(feature);
		}
	}
	pthread_rwlock_unlock(&m->lock);
}

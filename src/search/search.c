/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping the index: a round reads what is new, makes the words outside any write and puts them in with one. */
#include "search/search.h"

#include "search_sql.h"

enum { ROUND = 200, WORDS_MAX = 1 << 20, TEXT_CHARS = 4000 };

struct doc {
	int64_t id;
	const char *words;
};

struct docs {
	struct doc v[2 * ROUND];
	size_t n;
	struct q_search_state_put_in state;
};

static void part(struct op *op, struct buf *b, const char *text)
{
	search_words(op->a, b, arena_sv(op->a, sv_prefix_chars(sv_from(text), TEXT_CHARS)));
}

/* What a case is found by; words NULL: it is not there. */
static enum err make(struct op *op, int64_t id, struct doc *out)
{
	struct q_search_case_out c;
	struct q_search_appeals_rows said;
	struct q_search_answers_rows answers;
	struct buf b;
	*out = (struct doc){ id, NULL };
	enum err e = q_search_case(op->s, &(struct q_search_case_in){ .id = id }, &c);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	buf_init(&b, op->a, WORDS_MAX);
	part(op, &b, c.no);
	if (!c.secret) {
		part(op, &b, c.title);
		part(op, &b, c.summary);
		part(op, &b, c.address);
		e = q_search_answers(op->s, &(struct q_search_answers_in){ .id = id }, &answers);
		for (size_t i = 0; !e && i < answers.n; i++)
			part(op, &b, answers.v[i].answer);
	}
	if (!e)
		e = q_search_appeals(op->s, &(struct q_search_appeals_in){ .id = id }, &said);
	for (size_t i = 0; !e && i < said.n; i++) {
		part(op, &b, said.v[i].no);
		part(op, &b, said.v[i].title);
		part(op, &b, said.v[i].body);
		part(op, &b, said.v[i].address);
	}
	out->words = e ? NULL : buf_cstr(&b);
	return e;
}

static bool has(const struct docs *d, int64_t id)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].id == id)
			return true;
	return false;
}

static enum err add(struct op *op, struct docs *d, int64_t id)
{
	return id == NIL || has(d, id) ? ERR_OK : make(op, id, &d->v[d->n++]);
}

static enum err store(struct db_session *s, void *arg)
{
	const struct docs *d = arg;
	enum err e = q_search_state_put(s, &d->state, NULL);
	for (size_t i = 0; !e && i < d->n; i++) {
		e = q_search_drop(s, &(struct q_search_drop_in){ .id = d->v[i].id }, NULL);
		if (!e && d->v[i].words)
			e = q_search_put(s, &(struct q_search_put_in){ .id = d->v[i].id, .words = d->v[i].words }, NULL);
	}
	return e;
}

/* In a new city from the first event on; in one that was there before, its cases from the newest down. */
static enum err state_of(struct op *op, struct q_search_state_out *state)
{
	struct q_search_last_out last;
	enum err e = q_search_state(op->s, state);
	if (e != ERR_NOT_FOUND)
		return e;
	e = q_search_last(op->s, &last);
	*state = (struct q_search_state_out){ last.event_id, last.event_id, last.case_id + 1 };
	return e;
}

/* An event may show after one with a higher number, for on PostgreSQL numbers are given before the commit: what a round has seen
 * is looked at once more by the next. */
static enum err changed(struct op *op, const struct q_search_state_out *state, struct docs *d)
{
	struct q_search_events_rows rows;
	struct q_search_last_out newest;
	int64_t from = db_session_kind(op->s) == DB_SQLITE ? state->next_seen : state->seen;
	enum err e = q_search_last(op->s, &newest);
	if (!e)
		e = q_search_events(op->s, &(struct q_search_events_in){ .after = from }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = add(op, d, rows.v[i].case_id);
	if (e)
		return e;
	bool all = rows.n < ROUND;
	int64_t last = all ? newest.event_id : rows.v[rows.n - 1].id;
	d->state.seen = all ? state->next_seen : last;
	d->state.next_seen = last > state->next_seen ? last : state->next_seen;
	return ERR_OK;
}

static enum err former(struct op *op, const struct q_search_state_out *state, struct docs *d)
{
	struct q_search_cases_rows rows = { .n = 0 };
	enum err e = state->below > 0 ? q_search_cases(op->s, &(struct q_search_cases_in){ .below = state->below }, &rows) : ERR_OK;
	for (size_t i = 0; !e && i < rows.n; i++)
		e = add(op, d, rows.v[i].id);
	d->state.below = rows.n ? rows.v[rows.n - 1].id : 0;
	return e;
}

enum err search_follow(struct op *op, int64_t *cases)
{
	struct q_search_state_out state;
	struct docs *d = ARENA_NEW(op->a, struct docs);
	*cases = 0;
	d->n = 0;
	enum err e = state_of(op, &state);
	if (!e)
		e = changed(op, &state, d);
	if (!e)
		e = former(op, &state, d);
	if (!e)
		e = db_write(op->s, store, d);
	*cases = e ? 0 : (int64_t)d->n;
	return e;
}

enum err search_pending(struct op *op, bool *yes)
{
	struct q_search_state_out state;
	struct q_search_last_out last;
	*yes = true;
	enum err e = q_search_state(op->s, &state);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = q_search_last(op->s, &last);
	*yes = !e && (state.below > 0 || state.seen < last.event_id);
	return e;
}

static enum err begin_anew(struct db_session *s, void *arg)
{
	const struct q_search_last_out *last = arg;
	enum err e = q_search_clear(s, NULL);
	return e ? e : q_search_state_put(s, &(struct q_search_state_put_in){ .seen = last->event_id, .next_seen = last->event_id,
					  .below = last->case_id + 1 }, NULL);
}

enum err search_rebuild(struct op *op, int64_t *cases)
{
	struct q_search_last_out last;
	struct q_search_state_out state = { .below = 1 };
	int64_t n;
	*cases = 0;
	enum err e = q_search_last(op->s, &last);
	if (!e)
		e = db_write(op->s, begin_anew, &last);
	while (!e && state.below > 0) {
		arena_reset(op->a);
		e = search_follow(op, &n);
		*cases += n;
		if (!e)
			e = q_search_state(op->s, &state);
	}
	return e;
}

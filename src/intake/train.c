/* SPDX-License-Identifier: Apache-2.0 */
/* Learning event types from the city's own cases: those that are closed, and those that a person has corrected.
 *
 * The event list itself is learned too - name, keywords and description of each type are one example - so that a type nobody has
 * used yet can be suggested. How good a model is, is counted on five parts of the cases, each judged by a model that has not seen
 * it; equal texts fall into the same part. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/log.h"
#include "intake/intake.h"
#include "intake_sql.h"
#include "sorting/sorting.h"
#include "text/text.h"
#include "text/units.h"

enum { FOLDS = 5, NO_FOLD = FOLDS, NEW_LEAST = 50, TYPES_MAX = 1000, PIECE = 1 << 20, PAGE = 500, AMONG = 3, CHARS = 1500 };
static const size_t CEILING = (size_t)2 << 30;

struct count {
	int64_t cases, hits, guessed;
};

struct lesson {
	struct arena *a, *fold_arena; /* of the model at hand, NULL between two */
	const struct refs *refs;
	struct sort_example *e;
	uint8_t *fold;             /* beside each; NO_FOLD: of the event list, always learned */
	size_t n, cases;
	int32_t *type;             /* position in refs->types, by label */
	size_t ntypes;
	struct count *count;       /* by label */
	int64_t hits, among;
	const atomic_bool *stop;
	jmp_buf *full;             /* where to go when an arena is */
};

static bool stopped(const struct lesson *l)
{
	return l->stop && atomic_load(l->stop);
}

static struct sv reading(struct arena *a, const char *text)
{
	return text_plain(a, sv_prefix_chars(sv_from(text), CHARS));
}

static void learn_list(struct lesson *l)
{
	for (size_t i = 0; i < l->refs->ntypes && l->ntypes < TYPES_MAX; i++) {
		const struct event_type *t = &l->refs->types[i];
		if (!t->active)
			continue;
		struct sv body = reading(l->a, arena_printf(l->a, "%s，%s", t->keywords, t->description));
		l->fold[l->n] = NO_FOLD;
		l->e[l->n++] = (struct sort_example){ sort_features_of_text(l->a, reading(l->a, t->name), body), (uint16_t)l->ntypes, 1 };
		l->type[l->ntypes++] = (int32_t)i;
	}
}

static size_t label_of(const struct lesson *l, int64_t type_id)
{
	const struct event_type *t = ref_type(l->refs, type_id);
	for (size_t i = 0; t && i < l->ntypes; i++)
		if (&l->refs->types[l->type[i]] == t)
			return i;
	return l->ntypes;
}

static enum err learn_cases(struct lesson *l, struct op *op)
{
	struct q_sorting_examples_rows rows = { .n = PAGE };
	enum err e = ERR_OK;
	for (int64_t before = INT64_MAX; !e && rows.n == PAGE && l->cases < TRAIN_MOST;) {
		arena_reset(op->a);
		e = q_sorting_examples(op->s, &(struct q_sorting_examples_in){ .before = before }, &rows);
		for (size_t i = 0; !e && i < rows.n && l->cases < TRAIN_MOST; i++) {
			size_t label = label_of(l, rows.v[i].event_type_id);
			before = rows.v[i].id;
			if (label == l->ntypes)
				continue;
			struct sv title = reading(l->a, rows.v[i].title), body = reading(l->a, rows.v[i].body);
			l->fold[l->n] = (uint8_t)(sv_hash(sv_hash(7, title), body) % FOLDS);
			l->e[l->n++] = (struct sort_example){ sort_features_of_text(l->a, title, body), (uint16_t)label, 1 };
			l->cases++;
		}
	}
	return e;
}

/* ---- how good it is ---- */

static void judge(struct lesson *l, const struct sort_model *m, struct arena *scratch, const struct sort_example *e)
{
	struct sort_guess g[AMONG];
	arena_reset(scratch);
	size_t n = sort_guess(m, scratch, e->x, g, AMONG);
	l->count[e->label].cases++;
	l->count[g[0].label].guessed++;
	l->count[e->label].hits += g[0].label == e->label;
	l->hits += g[0].label == e->label;
	for (size_t i = 0; i < n; i++)
		l->among += g[i].label == e->label;
}

static void judge_fold(struct lesson *l, uint8_t fold)
{
	struct arena *a = l->fold_arena = arena_new(CEILING), *scratch = arena_new((size_t)64 << 20);
	arena_trap(a, l->full);
	struct sort_example *seen = ARENA_ARRAY(a, struct sort_example, l->n);
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->fold[i] != fold)
			seen[n++] = l->e[i];
	const struct sort_model *m = sort_learn(a, seen, n, l->ntypes, &SORT_TEXTS);
	for (size_t i = 0; i < l->n; i++)
		if (l->fold[i] == fold)
			judge(l, m, scratch, &l->e[i]);
	arena_free(scratch);
	arena_free(a);
	l->fold_arena = NULL;
}

/* ---- keeping it ---- */

struct keeping {
	struct op *op;
	struct lesson *l;
	struct sv bytes;
	int64_t id;
};

static enum err keep_types(struct db_session *s, const struct lesson *l, int64_t id)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < l->ntypes; i++)
		if (l->count[i].cases || l->count[i].guessed)
			e = q_sorting_type_insert(s, &(struct q_sorting_type_insert_in){ .model_id = id, .event_type_id =
				l->refs->types[l->type[i]].id, .cases = l->count[i].cases, .hits = l->count[i].hits,
				.guessed = l->count[i].guessed }, NULL);
	return e;
}

/* The newest is the active one; of the others five are kept whole, to go back to. */
static enum err keep(struct db_session *s, void *arg)
{
	struct keeping *k = arg;
	const struct lesson *l = k->l;
	struct q_sorting_insert_out made;
	enum err e = q_sorting_insert(s, &(struct q_sorting_insert_in){ .made_at = k->op->now, .cases = (int64_t)l->cases,
		.types = (int64_t)l->ntypes, .tested = (int64_t)l->cases, .hits = l->hits, .hits_among_three = l->among }, &made);
	for (size_t at = 0, part = 0; !e && at < k->bytes.n; at += PIECE, part++) {
		size_t n = k->bytes.n - at < PIECE ? k->bytes.n - at : PIECE;
		e = q_sorting_part_insert(s, &(struct q_sorting_part_insert_in){ .model_id = made.id, .part = (int64_t)part,
			.body = { (const uint8_t *)k->bytes.p + at, n } }, NULL);
	}
	if (!e)
		e = keep_types(s, l, made.id);
	if (!e)
		e = q_sorting_passive(s, &(struct q_sorting_passive_in){ .id = made.id }, NULL);
	if (!e)
		e = q_sorting_activate(s, &(struct q_sorting_activate_in){ .now = k->op->now, .by_user = NIL, .id = made.id }, NULL);
	if (!e)
		e = q_sorting_drop_parts(s, NULL);
	k->id = made.id;
	return e;
}

/* Which type each label is, before the model itself. */
static struct sv with_labels(struct lesson *l, struct sv model)
{
	size_t head = (1 + l->ntypes) * sizeof(int64_t);
	char *p = arena_alloc(l->a, head + model.n);
	int64_t n = (int64_t)l->ntypes;
	memcpy(p, &n, sizeof n);
	for (size_t i = 0; i < l->ntypes; i++)
		memcpy(p + (1 + i) * sizeof n, &l->refs->types[l->type[i]].id, sizeof n);
	memcpy(p + head, model.p, model.n);
	return (struct sv){ p, head + model.n };
}

static enum err learn(struct op *op, struct lesson *l, struct train_result *out)
{
	size_t room = TYPES_MAX + TRAIN_MOST;
	l->e = ARENA_ARRAY(l->a, struct sort_example, room);
	l->fold = ARENA_ARRAY(l->a, uint8_t, room);
	l->type = ARENA_ARRAY(l->a, int32_t, TYPES_MAX);
	l->count = ARENA_ARRAY(l->a, struct count, TYPES_MAX);
	learn_list(l);
	enum err e = learn_cases(l, op);
	out->cases = l->cases;
	if (e || l->cases < TRAIN_LEAST || l->ntypes < 2)
		return e;
	for (uint8_t fold = 0; fold < FOLDS && !stopped(l); fold++)
		judge_fold(l, fold);
	if (stopped(l))
		return ERR_OK;
	const struct sort_model *m = sort_learn(l->a, l->e, l->n, l->ntypes, &SORT_TEXTS);
	struct keeping k = { op, l, with_labels(l, sort_model_save(l->a, m)), NIL };
	arena_reset(op->a);
	e = db_write(op->s, keep, &k);
	*out = (struct train_result){ k.id, l->cases, l->ntypes, l->hits, l->among };
	return e;
}

enum err intake_train(struct op *op, const atomic_bool *stop, struct train_result *out)
{
	static const size_t OWN = 1 << 20;
	struct arena *own = arena_new(OWN); /* not on the stack, for what has changed must be known after a jump */
	struct lesson *l = ARENA_NEW(own, struct lesson);
	jmp_buf full;
	int64_t began = mono_ms();
	enum err e = ERR_TOO_LARGE;
	*out = (struct train_result){ .id = NIL };
	*l = (struct lesson){ .a = arena_new(CEILING), .refs = op->refs, .stop = stop, .full = &full };
	if (!setjmp(full)) {
		arena_trap(l->a, &full);
		e = learn(op, l, out);
	} else {
		log_error("intake", "learning needs more memory than it may have");
	}
	if (l->fold_arena)
		arena_free(l->fold_arena);
	arena_free(l->a);
	arena_free(own);
	if (!e && out->id != NIL)
		log_info("intake", "model %lld learned from %zu cases in %lld ms, %lld right", (long long)out->id, out->cases,
			 (long long)(mono_ms() - began), (long long)out->hits);
	return e;
}

enum err intake_train_due(struct op *op, bool *yes)
{
	struct q_sorting_newest_out last = { 0 };
	struct q_sorting_confirmed_since_out fresh;
	*yes = false;
	enum err e = q_sorting_newest(op->s, &last);
	if (e == ERR_NOT_FOUND)
		last = (struct q_sorting_newest_out){ 0 };
	else if (e)
		return e;
	e = q_sorting_confirmed_since(op->s, &(struct q_sorting_confirmed_since_in){ .since = last.made_at }, &fresh);
	*yes = !e && fresh.n >= (last.made_at ? NEW_LEAST : TRAIN_LEAST);
	return e;
}

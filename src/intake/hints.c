/* SPDX-License-Identifier: Apache-2.0 */
/* Event types for a text: by what the city's cases have taught, else by the keywords of the event list. */
#include <math.h>

#include "intake/known.h"
#include "text/units.h"

/* In percent: a first guess below LEAST is none, so that the keywords suggest as before; further ones below ALSO are left out. */
enum { LEAST = 15, ALSO = 3 };

static const char *words_of(struct arena *a, const struct sort_guess *g)
{
	struct buf b;
	buf_init(&b, a, 4096);
	buf_str(&b, g->nwords ? "依据：" : "依据全文");
	for (size_t i = 0; i < g->nwords; i++) {
		buf_str(&b, i ? "、" : "");
		buf_sv(&b, g->word[i]);
	}
	return buf_cstr(&b);
}

static size_t by_keywords(struct op *op, const char *title, const char *body, struct intake_hint *out, size_t max)
{
	struct type_hint hint[HINTS_MAX];
	struct sv text = sv_from(arena_printf(op->a, "%s\n%s", title, body));
	size_t n = ref_suggest_types(op->refs, op->a, text, hint, max < HINTS_MAX ? max : HINTS_MAX);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct intake_hint){ hint[i].type, hint[i].why, hint[i].score, -1 };
	return n;
}

static struct sv reading(struct arena *a, const char *text)
{
	return text_plain(a, sv_prefix_chars(sv_from(text), SORT_TEXT_CHARS));
}

size_t intake_hints(struct op *op, const char *title, const char *body, struct intake_hint *out, size_t max, int64_t *model)
{
	struct machine_guess g[HINTS_MAX];
	int64_t used;
	struct sort_features x = sort_features_of_text(op->a, reading(op->a, title), reading(op->a, body));
	size_t n = machine_guess(op->site->machine, x, g, max, &used), kept = 0;
	for (size_t i = 0; i < n; i++) {
		int percent = (int)lroundf(g[i].g.probability * 100);
		const struct event_type *t = ref_type(op->refs, g[i].type_id);
		if (percent < (i ? ALSO : LEAST))
			break;
		if (t && t->active) /* the list may have changed since */
			out[kept++] = (struct intake_hint){ t, words_of(op->a, &g[i].g), 0, percent };
	}
	if (model)
		*model = kept ? used : NIL;
	return kept ? kept : by_keywords(op, title, body, out, max);
}

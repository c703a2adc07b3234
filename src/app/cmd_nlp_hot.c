/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao nlp hot`: what most people write about, from a file (docs/matching.md). */
#include <stdlib.h>

#include "app/app.h"
#include "app/nlp_merge.h"
#include "app/nlp_table.h"
#include "base/day.h"
#include "base/env.h"
#include "text/text.h"
#include "text/units.h"

enum { WORDS = 5, WORDS_CEILING = 4096, IDS_CEILING = 16 << 20, PEAK_DAYS = 30 };
static const int64_t PEAK_MS = PEAK_DAYS * (int64_t)MS_DAY;

struct hot {
	const uint32_t *member;    /* by time */
	size_t n;
};

/* ---- members ---- */

struct member {
	uint32_t cluster, text;
	int64_t time;
};

static int by_cluster(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->text > y->text) - (x->text < y->text);
}

/* Most members first; then the one that began first in the file. */
static int by_size(const void *a, const void *b)
{
	const struct hot *x = a, *y = b;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return (x->member[0] > y->member[0]) - (x->member[0] < y->member[0]);
}

static size_t collect(struct arena *a, const struct nlp_matters *m, struct hot **out)
{
	struct member *v = ARENA_ARRAY(a, struct member, m->t.n + 1);
	uint32_t *text = ARENA_ARRAY(a, uint32_t, m->t.n + 1);
	struct hot *hot = ARENA_ARRAY(a, struct hot, m->t.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < m->t.n; i++)
		v[i] = (struct member){ m->cluster[i], (uint32_t)i, m->in[i].time };
	if (m->t.n)
		qsort(v, m->t.n, sizeof *v, by_cluster);
	for (size_t i = 0; i < m->t.n; i++) {
		text[i] = v[i].text;
		if (!i || v[i].cluster != v[i - 1].cluster)
			hot[n++] = (struct hot){ text + i, 0 };
		hot[n - 1].n++;
	}
	if (n)
		qsort(hot, n, sizeof *hot, by_size);
	*out = hot;
	return n;
}

/* ---- what is said about one ---- */

/* The member that is most like all others. */
static uint32_t spokesman(const struct nlp_matters *m, const struct hot *h)
{
	uint32_t best = h->member[0];
	for (size_t i = 1; i < h->n; i++)
		if (m->likeness[h->member[i]] > m->likeness[best])
			best = h->member[i];
	return best;
}

/* Most members within PEAK_DAYS, and when those days begin. */
static size_t peak(const struct nlp_matters *m, const struct hot *h, int64_t *from)
{
	size_t most = 0;
	for (size_t first = 0, end = 0; first < h->n; first++) {
		int64_t begin = m->in[h->member[first]].time;
		while (end < h->n && m->in[h->member[end]].time < begin + PEAK_MS)
			end++;
		if (end - first > most) {
			most = end - first;
			*from = begin;
		}
	}
	return most;
}

/* True when at least half of the members have the words. */
static bool half_say(const struct sv *said, size_t n, struct sv words)
{
	size_t with = 0;
	for (size_t i = 0; i < n; i++)
		with += memmem(said[i].p, said[i].n, words.p, words.n) != NULL;
	return 2 * with >= n;
}

/* The longest runs of the title that half of the members say too. */
static void put_words(struct nlp_out *o, struct arena *a, const struct nlp_matters *m, const struct hot *h, uint32_t spokesman)
{
	struct sv *said = ARENA_ARRAY(a, struct sv, h->n), rest = text_plain(a, m->in[spokesman].title);
	struct text_unit u[MATCH_TITLE_UNITS];
	size_t nu = 0, words = 0;
	struct buf b;
	buf_init(&b, a, WORDS_CEILING);
	for (size_t i = 0; i < h->n; i++)
		said[i] = text_plain(a, sv_from(arena_printf(a, "%s\n%s", m->in[h->member[i]].title.p, m->in[h->member[i]].body.p)));
	while (nu < MATCH_TITLE_UNITS && text_next_unit(&rest, &u[nu]))
		nu++;
	for (size_t i = 0, end; i < nu && words < WORDS; i = end) {
		size_t units = 1;
		end = i + 1;
		struct sv run = u[i].text;
		while (end < nu && u[end].adjoins && half_say(said, h->n, (struct sv){ run.p, run.n + u[end].text.n })) {
			run.n += u[end++].text.n;
			units++;
		}
		if (units < 2)
			continue;
		buf_str(&b, words++ ? "、" : "");
		buf_sv(&b, run);
	}
	nlp_put(o, buf_view(&b));
}

static void put_hot(struct nlp_out *o, const struct nlp_matters *m, const struct hot *h, size_t rank)
{
	struct arena *a = arena_new((size_t)1 << 30);
	char when[TIME_TEXT];
	int64_t from = 0;
	uint32_t who = spokesman(m, h);
	size_t most = peak(m, h, &from);
	struct buf ids;
	buf_init(&ids, a, IDS_CEILING);
	for (size_t i = 0; i < h->n; i++) {
		buf_str(&ids, i ? " " : "");
		buf_sv(&ids, nlp_cell(&m->t, h->member[i], 0));
	}
	nlp_put_str(o, arena_printf(a, "%zu", rank));
	nlp_put_str(o, arena_printf(a, "%zu", h->n));
	nlp_put_str(o, time_text(m->in[h->member[0]].time, when));
	nlp_put_str(o, time_text(m->in[h->member[h->n - 1]].time, when));
	nlp_put_str(o, arena_printf(a, "%zu", most));
	nlp_put_str(o, time_text(from, when));
	nlp_put(o, m->in[who].title);
	put_words(o, a, m, h, who);
	nlp_put(o, buf_view(&ids));
	nlp_end(o);
	arena_free(a);
}

bool nlp_hot(struct arena *a, const struct options *o)
{
	static const char *const HEAD[] = { "rank", "count", "first", "last", "peak", "peak_from", "title", "words", "ids" };
	struct nlp_matters m;
	struct nlp_out out;
	struct hot *hot;
	if (!nlp_matters(&m, a, o, MATCH_HOT) || !nlp_create(&out, option_text(o, "out")))
		return false;
	size_t n = collect(a, &m, &hot), top = (size_t)option_int(o, "top");
	for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
		nlp_put_str(&out, HEAD[i]);
	nlp_end(&out);
	for (size_t i = 0; i < n && i < top && hot[i].n > 1; i++)
		put_hot(&out, &m, &hot[i], i + 1);
	return nlp_close(&out);
}

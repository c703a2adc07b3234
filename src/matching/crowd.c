/* SPDX-License-Identifier: Apache-2.0 */
/* Clusters as crowds: who is in one, who speaks for it, in which words, and when most came. */
#include <stdlib.h>

#include "base/buf.h"
#include "matching/text.h"
#include "text/text.h"
#include "text/units.h"

enum { WORDS = 5, WORDS_CEILING = 4096 };

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

/* Most members first; then the one that began first among the texts. */
static int by_size(const void *a, const void *b)
{
	const struct match_crowd *x = a, *y = b;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return (x->member[0] > y->member[0]) - (x->member[0] < y->member[0]);
}

size_t match_crowds(struct arena *a, const struct match_input *in, size_t n, const uint32_t *cluster, struct match_crowd **out)
{
	struct member *v = ARENA_ARRAY(a, struct member, n + 1);
	uint32_t *text = ARENA_ARRAY(a, uint32_t, n + 1);
	struct match_crowd *crowd = ARENA_ARRAY(a, struct match_crowd, n + 1);
	size_t crowds = 0;
	for (size_t i = 0; i < n; i++)
		v[i] = (struct member){ cluster[i], (uint32_t)i, in[i].time };
	if (n)
		qsort(v, n, sizeof *v, by_cluster);
	for (size_t i = 0; i < n; i++) {
		text[i] = v[i].text;
		if (!i || v[i].cluster != v[i - 1].cluster)
			crowd[crowds++] = (struct match_crowd){ text + i, 0 };
		crowd[crowds - 1].n++;
	}
	if (crowds)
		qsort(crowd, crowds, sizeof *crowd, by_size);
	*out = crowd;
	return crowds;
}

float *match_likeness(struct arena *a, size_t n, struct match_pairs pairs, const uint32_t *cluster)
{
	float *likeness = ARENA_ARRAY(a, float, n + 1);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct match_pair *p = &pairs.v[i];
		if (cluster[p->a] != cluster[p->b])
			continue;
		likeness[p->a] += p->probability;
		likeness[p->b] += p->probability;
	}
	return likeness;
}

uint32_t match_spokesman(const struct match_crowd *c, const float *likeness)
{
	uint32_t best = c->member[0];
	for (size_t i = 1; i < c->n; i++)
		if (likeness[c->member[i]] > likeness[best])
			best = c->member[i];
	return best;
}

/* ---- words ---- */

static bool half_say(const struct sv *said, size_t n, struct sv words)
{
	size_t with = 0;
	for (size_t i = 0; i < n; i++)
		with += memmem(said[i].p, said[i].n, words.p, words.n) != NULL;
	return 2 * with >= n;
}

const char *match_words(struct arena *a, const struct match_input *in, const struct match_crowd *c, uint32_t spokesman)
{
	struct sv *said = ARENA_ARRAY(a, struct sv, c->n), rest = text_plain(a, in[spokesman].title);
	struct text_unit u[MATCH_TITLE_UNITS];
	size_t nu = 0, words = 0;
	struct buf b;
	buf_init(&b, a, WORDS_CEILING);
	for (size_t i = 0; i < c->n; i++) {
		const struct match_input *one = &in[c->member[i]];
		said[i] = text_plain(a, sv_from(arena_printf(a, "%.*s\n%.*s", SV_FMT(one->title), SV_FMT(one->body))));
	}
	while (nu < MATCH_TITLE_UNITS && text_next_unit(&rest, &u[nu]))
		nu++;
	for (size_t i = 0, end; i < nu && words < WORDS; i = end) {
		size_t units = 1;
		end = i + 1;
		struct sv run = u[i].text;
		while (end < nu && u[end].adjoins && half_say(said, c->n, (struct sv){ run.p, run.n + u[end].text.n })) {
			run.n += u[end++].text.n;
			units++;
		}
		if (units < 2)
			continue;
		buf_str(&b, words++ ? "、" : "");
		buf_sv(&b, run);
	}
	return buf_cstr(&b);
}

/* ---- when ---- */

size_t match_peak(struct arena *a, const int64_t *time, const uint32_t *who, size_t n, int64_t span, int64_t *from)
{
	uint32_t *times = ARENA_ARRAY(a, uint32_t, n + 1); /* each of them is in the span */
	size_t most = 0, within = 0;
	*from = n ? time[0] : 0;
	for (size_t first = 0, end = 0; first < n; first++) {
		for (; end < n && time[end] < time[first] + span; end++)
			within += !times[who ? who[end] : end]++;
		if (within > most) {
			most = within;
			*from = time[first];
		}
		within -= !--times[who ? who[first] : first];
	}
	return most;
}

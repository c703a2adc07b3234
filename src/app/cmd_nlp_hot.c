/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao nlp hot`: what most people write about, from a file (docs/matching.md). */
#include "app/app.h"
#include "app/nlp_merge.h"
#include "app/nlp_table.h"
#include "base/day.h"
#include "base/env.h"

enum { IDS_CEILING = 16 << 20, PEAK_DAYS = 30 };

/* Most members within PEAK_DAYS, and when those days begin. */
static size_t peak(struct arena *a, const struct nlp_matters *m, const struct match_crowd *h, int64_t *from)
{
	int64_t *time = ARENA_ARRAY(a, int64_t, h->n);
	for (size_t i = 0; i < h->n; i++)
		time[i] = m->in[h->member[i]].time;
	return match_peak(a, time, NULL, h->n, PEAK_DAYS * (int64_t)MS_DAY, from);
}

static void put_hot(struct nlp_out *o, const struct nlp_matters *m, const struct match_crowd *h, size_t rank)
{
	struct arena *a = arena_new((size_t)1 << 30);
	char when[TIME_TEXT];
	int64_t from = 0;
	uint32_t who = match_spokesman(h, m->likeness);
	size_t most = peak(a, m, h, &from);
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
	nlp_put_str(o, match_words(a, m->in, h, who));
	nlp_put(o, buf_view(&ids));
	nlp_end(o);
	arena_free(a);
}

bool nlp_hot(struct arena *a, const struct options *o)
{
	static const char *const HEAD[] = { "rank", "count", "first", "last", "peak", "peak_from", "title", "words", "ids" };
	struct nlp_matters m;
	struct nlp_out out;
	struct match_crowd *hot;
	if (!nlp_matters(&m, a, o, MATCH_HOT) || !nlp_create(&out, option_text(o, "out")))
		return false;
	size_t n = match_crowds(a, m.in, m.t.n, m.cluster, &hot), top = (size_t)option_int(o, "top");
	for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
		nlp_put_str(&out, HEAD[i]);
	nlp_end(&out);
	for (size_t i = 0; i < n && i < top && hot[i].n > 1; i++)
		put_hot(&out, &m, &hot[i], i + 1);
	return nlp_close(&out);
}

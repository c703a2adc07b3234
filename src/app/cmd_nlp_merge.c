/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao nlp merge`: which texts of a file are about the same matter (docs/matching.md). */
#include <stdlib.h>

#include "app/app.h"
#include "app/nlp_merge.h"
#include "base/day.h"
#include "base/env.h"

enum { ID, TITLE, TIME, BODY, NCOLUMNS };
static const char *const COLUMNS[NCOLUMNS] = { "id", "title", "time", "body" };

/* The pairs that were compared, written for measuring and for learning the weights anew. */
struct pairs_out {
	struct nlp_out out;
	const struct nlp_table *t;
};

static bool begin_pairs(struct pairs_out *p, const char *path, const struct nlp_table *t)
{
	p->t = t;
	if (!nlp_create(&p->out, path))
		return false;
	nlp_put_str(&p->out, "a");
	nlp_put_str(&p->out, "b");
	nlp_put_str(&p->out, "probability");
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		nlp_put_str(&p->out, MATCH_FEATURE_NAMES[i]);
	nlp_end(&p->out);
	return true;
}

static void put_number(struct nlp_out *o, float x)
{
	nlp_put_str(o, arena_printf(o->a, "%.5f", (double)x));
}

static void put_pair(void *arg, struct match_pair m, const float *feature)
{
	struct pairs_out *p = arg;
	nlp_put(&p->out, nlp_cell(p->t, m.a, ID));
	nlp_put(&p->out, nlp_cell(p->t, m.b, ID));
	put_number(&p->out, m.probability);
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		put_number(&p->out, feature[i]);
	nlp_end(&p->out);
}

/* NULL after saying which row is wrong. */
static struct match_input *inputs(struct arena *a, const struct nlp_table *t)
{
	struct match_input *in = ARENA_ARRAY(a, struct match_input, t->n + 1);
	for (size_t i = 0; i < t->n; i++) {
		in[i] = (struct match_input){ .title = nlp_cell(t, i, TITLE), .body = nlp_cell(t, i, BODY) };
		if (!time_parse(nlp_cell(t, i, TIME).p, &in[i].time)) {
			app_say("%s 第 %zu 行：时间写得不对", t->path, t->line[i]);
			return NULL;
		}
	}
	return in;
}

bool nlp_matters(struct nlp_matters *m, struct arena *a, const struct options *o, enum match_notion notion)
{
	const char *path = option_text(o, "pairs");
	struct pairs_out out;
	*m = (struct nlp_matters){ 0 };
	if (!nlp_read(&m->t, a, option_text(o, "in"), COLUMNS, NCOLUMNS) || !(m->in = inputs(a, &m->t)))
		return false;
	if (path && !begin_pairs(&out, path, &m->t))
		return false;
	int64_t began = mono_ms();
	m->cluster = ARENA_ARRAY(a, uint32_t, m->t.n + 1);
	struct match_pairs pairs = match_merge(a, m->in, m->t.n, notion, m->cluster, path ? put_pair : NULL, &out);
	m->likeness = match_likeness(a, m->t.n, pairs, m->cluster);
	size_t n = 0;
	for (size_t i = 0; i < m->t.n; i++)
		n += m->cluster[i] == i;
	printf("%zu 行，%zu 件事，比较 %zu 对，用时 %.2f 秒\n", m->t.n, n, pairs.n, (double)(mono_ms() - began) / 1000);
	return !path || nlp_close(&out.out);
}

bool nlp_merge(struct arena *a, const struct options *o)
{
	struct nlp_matters m;
	struct nlp_out out;
	if (!nlp_matters(&m, a, o, MATCH_SAME) || !nlp_create(&out, option_text(o, "out")))
		return false;
	nlp_put_str(&out, "id");
	nlp_put_str(&out, "cluster");
	nlp_end(&out);
	for (size_t i = 0; i < m.t.n; i++) {
		nlp_put(&out, nlp_cell(&m.t, i, ID));
		nlp_put(&out, nlp_cell(&m.t, m.cluster[i], ID));
		nlp_end(&out);
	}
	return nlp_close(&out);
}

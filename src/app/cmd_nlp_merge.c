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
	bool wanted;
};

struct comparing {
	struct pairs_out out;
	struct arena *a;
	struct match_pair *pair;
	size_t n, room;
};

static bool begin_pairs(struct pairs_out *p, const char *path, const struct nlp_table *t)
{
	*p = (struct pairs_out){ .t = t, .wanted = path != NULL };
	if (!path)
		return true;
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

static void put_pair(struct pairs_out *p, struct match_pair m, const float *feature)
{
	nlp_put(&p->out, nlp_cell(p->t, m.a, ID));
	nlp_put(&p->out, nlp_cell(p->t, m.b, ID));
	put_number(&p->out, m.probability);
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		put_number(&p->out, feature[i]);
	nlp_end(&p->out);
}

static void see_pair(void *arg, struct match_pair m, const float *feature)
{
	struct comparing *c = arg;
	if (c->out.wanted)
		put_pair(&c->out, m, feature);
	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 1024;
		c->pair = arena_grow(c->a, c->pair, c->room * sizeof *c->pair, room * sizeof *c->pair);
		c->room = room;
	}
	c->pair[c->n++] = m;
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
	*m = (struct nlp_matters){ 0 };
	struct comparing c = { .a = a };
	if (!nlp_read(&m->t, a, option_text(o, "in"), COLUMNS, NCOLUMNS) || !(m->in = inputs(a, &m->t)))
		return false;
	if (!begin_pairs(&c.out, option_text(o, "pairs"), &m->t))
		return false;
	int64_t began = mono_ms();
	m->cluster = ARENA_ARRAY(a, uint32_t, m->t.n + 1);
	m->likeness = ARENA_ARRAY(a, float, m->t.n + 1);
	match_merge(a, m->in, m->t.n, notion, m->cluster, see_pair, &c);
	for (size_t i = 0; i < c.n; i++)
		if (m->cluster[c.pair[i].a] == m->cluster[c.pair[i].b]) {
			m->likeness[c.pair[i].a] += c.pair[i].probability;
			m->likeness[c.pair[i].b] += c.pair[i].probability;
		}
	size_t n = 0;
	for (size_t i = 0; i < m->t.n; i++)
		n += m->cluster[i] == i;
	printf("%zu 行，%zu 件事，比较 %zu 对，用时 %.2f 秒\n", m->t.n, n, c.n, (double)(mono_ms() - began) / 1000);
	return !c.out.wanted || nlp_close(&c.out.out);
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

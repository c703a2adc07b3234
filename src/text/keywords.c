/* SPDX-License-Identifier: Apache-2.0 */
/* All keywords at once: an Aho-Corasick automaton over the bytes of the normal form, and suggestions from its hits.
 *
 * Keywords are sorted first, so every node of the trie is a range of that order: the trie is laid out breadth first
 * in one array, the children of a node side by side and ascending. A scan costs a few steps per byte, however many
 * keywords there are. Memory: 28 bytes per node (about three nodes per distinct character), all in one arena. */
#include <stdlib.h>

#include "text/text.h"
#include "text/utf8.h"

struct entry {
	struct sv word;
	size_t chars;
	int64_t payload;
	int32_t weight;
};

struct node {
	uint32_t first, nchild;    /* children: node[first] … */
	uint32_t fail;             /* longest proper suffix that is a node */
	uint32_t out, nout;        /* entries that end here: entry[out] … */
	uint32_t shorter;          /* nearest suffix where entries end, 0: none */
	uint32_t byte;             /* from the parent to here */
};

struct text_matcher {
	struct node *node;         /* [0] is the root */
	struct entry *entry;       /* sorted by word, then payload */
	size_t nnode, nentry;
};

static int by_word(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int d = sv_cmp(x->word, y->word);
	return d ? d : (x->payload > y->payload) - (x->payload < y->payload);
}

/* Normalised, sorted, each (word, payload) once with its greatest weight. */
static size_t entries_from(struct arena *a, const struct text_keyword *keywords, size_t n, struct entry *out)
{
	size_t m = 0, kept = 0;
	for (size_t i = 0; i < n; i++) {
		struct sv word = text_normalise(a, sv_from(keywords[i].text));
		if (word.n)
			out[m++] = (struct entry){ word, sv_chars(word), keywords[i].payload, keywords[i].weight };
	}
	if (m)
		qsort(out, m, sizeof *out, by_word);
	for (size_t i = 0; i < m; i++) {
		if (kept && by_word(&out[kept - 1], &out[i]) == 0) {
			if (out[i].weight > out[kept - 1].weight)
				out[kept - 1].weight = out[i].weight;
			continue;
		}
		out[kept++] = out[i];
	}
	return kept;
}

static size_t common_prefix(struct sv a, struct sv b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

static size_t count_nodes(const struct entry *e, size_t n)
{
	size_t nodes = 1;
	for (size_t i = 0; i < n; i++)
		nodes += e[i].word.n - (i ? common_prefix(e[i - 1].word, e[i].word) : 0);
	return nodes;
}

/* Child over `byte`, 0 when there is none (the root is nobody's child). */
static uint32_t child(const struct text_matcher *m, uint32_t from, uint32_t byte)
{
	const struct node *v = &m->node[from];
	uint32_t lo = v->first, hi = v->first + v->nchild;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (m->node[mid].byte < byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < v->first + v->nchild && m->node[lo].byte == byte ? lo : 0;
}

static uint32_t step(const struct text_matcher *m, uint32_t at, uint32_t byte)
{
	for (;;) {
		uint32_t next = child(m, at, byte);
		if (next || !at)
			return next;
		at = m->node[at].fail;
	}
}

/* Entries that share the path to a node: [from, to), `depth` bytes long. */
struct span {
	size_t from, to, depth;
};

/* Appends the children of node u; suffix links lead to shallower nodes, which are complete by then. */
static void add_children(struct text_matcher *m, struct span *span, uint32_t u)
{
	struct span s = span[u];
	size_t i = s.from;
	while (i < s.to && m->entry[i].word.n == s.depth)
		i++;
	m->node[u].out = (uint32_t)s.from;
	m->node[u].nout = (uint32_t)(i - s.from);
	m->node[u].first = (uint32_t)m->nnode;
	while (i < s.to) {
		size_t from = i;
		unsigned char byte = (unsigned char)m->entry[i].word.p[s.depth];
		while (i < s.to && (unsigned char)m->entry[i].word.p[s.depth] == byte)
			i++;
		uint32_t v = (uint32_t)m->nnode++;
		span[v] = (struct span){ from, i, s.depth + 1 };
		m->node[v].byte = byte;
		m->node[v].fail = u ? step(m, m->node[u].fail, byte) : 0;
		m->node[u].nchild++;
	}
}

const struct text_matcher *text_matcher_build(struct arena *a, const struct text_keyword *keywords, size_t n)
{
	struct text_matcher *m = ARENA_NEW(a, struct text_matcher);
	m->entry = ARENA_ARRAY(a, struct entry, n);
	m->nentry = entries_from(a, keywords, n, m->entry);
	size_t nodes = count_nodes(m->entry, m->nentry);
	m->node = ARENA_ARRAY(a, struct node, nodes);
	struct span *span = ARENA_ARRAY(a, struct span, nodes);
	span[0] = (struct span){ 0, m->nentry, 0 };
	m->nnode = 1;
	for (uint32_t u = 0; u < m->nnode; u++) {
		add_children(m, span, u);
		uint32_t fail = m->node[u].fail;
		m->node[u].shorter = m->node[fail].nout ? fail : m->node[fail].shorter;
	}
	return m;
}

size_t text_matcher_count(const struct text_matcher *m)
{
	return m->nentry;
}

/* "110" inside "13811012345" is no word. */
static bool stands_alone(struct sv text, size_t at, size_t n)
{
	const unsigned char *p = (const unsigned char *)text.p;
	if (at > 0 && text_ascii_alnum(p[at]) && text_ascii_alnum(p[at - 1]))
		return false;
	return at + n == text.n || !text_ascii_alnum(p[at + n - 1]) || !text_ascii_alnum(p[at + n]);
}

void text_matcher_run(const struct text_matcher *m, struct sv normalised,
		      bool (*hit)(void *arg, const struct text_hit *h), void *arg)
{
	uint32_t at = 0;
	for (size_t i = 0; i < normalised.n; i++) {
		at = step(m, at, (unsigned char)normalised.p[i]);
		for (uint32_t v = m->node[at].nout ? at : m->node[at].shorter; v; v = m->node[v].shorter) {
			size_t n = m->entry[m->node[v].out].word.n, begin = i + 1 - n;
			if (!stands_alone(normalised, begin, n))
				continue;
			for (uint32_t k = m->node[v].out; k < m->node[v].out + m->node[v].nout; k++) {
				const struct entry *e = &m->entry[k];
				struct text_hit h = { k, e->word.p, e->payload, e->weight, e->chars, begin, n };
				if (!hit(arg, &h))
					return;
			}
		}
	}
}

/* ---- suggestions ---- */

struct found {
	bool *seen;                /* per entry */
	size_t *entry;             /* seen ones in order of their first end */
	size_t n;
};

static bool collect(void *arg, const struct text_hit *h)
{
	struct found *f = arg;
	if (!f->seen[h->keyword])
		f->entry[f->n++] = h->keyword;
	f->seen[h->keyword] = true;
	return true;
}

struct gain {
	int64_t payload, score;
	const char *word;
	size_t entry;
};

static int by_payload_then_gain(const void *a, const void *b)
{
	const struct gain *x = a, *y = b;
	if (x->payload != y->payload)
		return x->payload < y->payload ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static int by_score(const void *a, const void *b)
{
	const struct text_suggestion *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->payload > y->payload) - (x->payload < y->payload);
}

/* One suggestion per payload out of the sorted gains. */
static size_t group(const struct gain *g, size_t n, const char **words, struct text_suggestion *out)
{
	size_t m = 0;
	for (size_t i = 0; i < n;) {
		struct text_suggestion s = { .payload = g[i].payload, .words = words + i };
		for (; i < n && g[i].payload == s.payload; i++) {
			s.score += g[i].score;
			words[i] = g[i].word;
			s.nwords++;
		}
		if (s.score > 0)
			out[m++] = s;
	}
	return m;
}

size_t text_suggest(const struct text_matcher *m, struct arena *a, struct sv text, struct text_suggestion *out,
		    size_t top)
{
	struct found f = { ARENA_ARRAY(a, bool, m->nentry), ARENA_ARRAY(a, size_t, m->nentry), 0 };
	text_matcher_run(m, text_normalise(a, text), collect, &f);
	if (!f.n)
		return 0;
	struct gain *g = ARENA_ARRAY(a, struct gain, f.n);
	for (size_t i = 0; i < f.n; i++) {
		const struct entry *e = &m->entry[f.entry[i]];
		g[i] = (struct gain){ e->payload, (int64_t)e->weight * (int64_t)e->chars, e->word.p, f.entry[i] };
	}
	qsort(g, f.n, sizeof *g, by_payload_then_gain);
	const char **words = ARENA_ARRAY(a, const char *, f.n);
	struct text_suggestion *all = ARENA_ARRAY(a, struct text_suggestion, f.n);
	size_t n = group(g, f.n, words, all);
	if (!n)
		return 0;
	qsort(all, n, sizeof *all, by_score);
	if (n > top)
		n = top;
	memcpy(out, all, n * sizeof *out);
	return n;
}

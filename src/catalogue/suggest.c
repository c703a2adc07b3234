/* SPDX-License-Identifier: Apache-2.0 */
/* Suggestions from the event list's own words (B-01): event types by keywords, the colour by its trigger words.
 * A word that many types share says little, so it weighs little. A person decides. */
#include "catalogue/refs.h"

#include <math.h>
#include <stdlib.h>

/* Weights. A whole keyword counts most, the name of the type like a good keyword; pairs of characters taken from them,
 * those of the name more, catch what nobody has listed ("灯坏" where the list says "路灯不亮"). */
enum {
	WEIGHT_WORD = 96,
	WEIGHT_NAME = 120,
	WEIGHT_NAME_PAIR = 56,
	WEIGHT_PAIR = 48,
	WEIGHT_SMALL = 12,
	WORDS_MAX = 24000,
	WHY_WORDS = 5
};

/* What people say about anything: counts hardly more than a pair of characters, wherever the list has it. */
static const char *const SMALL_TALK[] = {
	"能不能", "能否", "怎么办", "怎么", "什么时候", "时候", "没人管", "没人", "找谁", "谁管", "电话", "打电话", "打不通", "手机", "多年",
	"一直", "下雨", "晚上", "老人", "孩子", "小区", "社区", "居民", "居民楼", "村里", "外地", "没到账", "到账", "签字", "网格员", "建议",
	"希望", "反映", "投诉", "解决", "问题", "房子", "老房子", "动车", "要求", "咨询", "没贴", "敲门", "停了", "坏了",
};

struct word {
	const char *text;
	int64_t type;
	int32_t weight;
};

struct words {
	struct arena *a;
	struct word *v;
	size_t n;
};

/* A pair with one of these joins two words and means nothing. */
static const char *const LINKS[] = { "的", "了", "是", "在", "有", "没", "我", "你", "他", "吗", "呢", "吧", "着", "过", "到", "个", "这", "那",
				     "很", "太", "都", "也", "还", "就", "被", "把", "给", "让", "和", "与", "或", "不" };

static bool linking(struct sv pair)
{
	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
		if (memmem(pair.p, pair.n, LINKS[i], strlen(LINKS[i])))
			return true;
	return false;
}

static bool small_talk(struct sv word)
{
	for (size_t i = 0; i < sizeof SMALL_TALK / sizeof *SMALL_TALK; i++)
		if (sv_eqs(word, SMALL_TALK[i]))
			return true;
	return false;
}

static void add(struct words *w, struct sv text, int64_t type, int32_t weight)
{
	if (text.n && w->n < WORDS_MAX)
		w->v[w->n++] = (struct word){ arena_sv(w->a, text), type, weight };
}

/* A name begins with the thing it is about, so its first pair counts like a keyword. */
static void add_pairs(struct words *w, struct sv normalised, int64_t type, int32_t first, int32_t weight)
{
	struct text_tokens t;
	struct sv token;
	text_tokens_begin(&t, normalised);
	for (; text_tokens_next(&t, &token); first = weight)
		if (sv_chars(token) == 2 && (unsigned char)token.p[0] >= 0x80 && !small_talk(token) && !linking(token))
			add(w, token, type, first);
}

static void add_type(struct words *w, const struct event_type *t, int64_t position)
{
	struct sv rest = text_normalise(w->a, sv_from(t->keywords)), word, name = text_normalise(w->a, sv_from(t->name));
	add(w, name, position, WEIGHT_NAME);
	add_pairs(w, name, position, WEIGHT_NAME, WEIGHT_NAME_PAIR);
	while (sv_cut(&rest, ';', &word)) {
		bool small = small_talk(word);
		add(w, word, position, small ? WEIGHT_SMALL : WEIGHT_WORD);
		if (!small)
			add_pairs(w, word, position, WEIGHT_PAIR, WEIGHT_PAIR);
	}
}

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int c = strcmp(x->text, y->text);
	if (c)
		return c;
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	return y->weight - x->weight;
}

void suggest_build(struct refs_part *p)
{
	struct arena *scratch = arena_new((size_t)32 << 20);
	struct words w = { .a = scratch, .v = ARENA_ARRAY(scratch, struct word, WORDS_MAX) };
	for (size_t i = 0; i < p->refs.ntypes; i++)
		if (p->refs.types[i].active)
			add_type(&w, &p->refs.types[i], (int64_t)i);
	qsort(w.v, w.n, sizeof *w.v, by_text);
	struct text_keyword *k = ARENA_ARRAY(scratch, struct text_keyword, w.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < w.n;) {
		size_t end = i, first = n;
		int32_t types = 0;
		for (; end < w.n && strcmp(w.v[end].text, w.v[i].text) == 0; end++) {
			if (end > i && w.v[end].type == w.v[end - 1].type)
				continue; /* the heavier one of the same type came first */
			k[n++] = (struct text_keyword){ w.v[end].text, w.v[end].type, w.v[end].weight };
			types++;
		}
		for (size_t j = first; j < n; j++)
			k[j].weight = (int32_t)(k[j].weight / sqrt(types));
		i = end;
	}
	p->refs.words = text_matcher_build(p->refs.arena, k, n);
	arena_free(scratch);
}

size_t ref_suggest_types(const struct refs *r, struct arena *a, struct sv text, struct type_hint *out, size_t max)
{
	struct text_suggestion found[16];
	size_t n = r->words ? text_suggest(r->words, a, text, found, max < 16 ? max : 16) : 0;
	for (size_t i = 0; i < n; i++) {
		struct buf why;
		buf_init(&why, a, 4096);
		for (size_t k = 0; k < found[i].nwords && k < WHY_WORDS; k++)
			buf_printf(&why, "%s%s", k ? "、" : "", found[i].words[k]);
		out[i] = (struct type_hint){ &r->types[found[i].payload], found[i].score,
					     arena_printf(a, "含有：%s", buf_cstr(&why)) };
	}
	return n;
}

static bool contains(struct sv text, struct sv word)
{
	return word.n && memmem(text.p, text.n, word.p, word.n);
}

const struct colour_rule *ref_suggest_colour(const struct refs *r, struct arena *a, struct sv text, const char **why)
{
	struct sv plain = text_normalise(a, text);
	*why = NULL;
	for (size_t i = 0; i < r->ncolours; i++) { /* red first */
		struct sv rest = text_normalise(a, sv_from(r->colours[i].words)), word;
		struct buf b;
		int found = 0;
		buf_init(&b, a, 4096);
		while (sv_cut(&rest, ';', &word)) {
			if (!contains(plain, word))
				continue;
			buf_str(&b, found++ ? "、" : "");
			buf_sv(&b, word);
		}
		if (found) {
			*why = arena_printf(a, "文中提到“%s”，建议按%s办理，请核实", buf_cstr(&b), r->colours[i].name);
			return &r->colours[i];
		}
	}
	return NULL;
}
